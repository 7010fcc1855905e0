// Put into pages while `jianbao serve` shows them, never into the files: loads the page again after a build and
// shows what is wrong with the last one.
(() => {
  "use strict";
  const shown = document.currentScript.dataset.version;
  let source = null;
  let box = null;

  const tell = (problems) => {
    if (box) box.remove();
    box = null;
    if (!problems.length) return;
    box = document.createElement("div");
    box.id = "jianbao-problems";
    box.setAttribute("role", "alert");
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = "×";
    close.setAttribute("aria-label", "关闭 close");
    close.addEventListener("click", () => tell([]));
    const head = document.createElement("p");
    head.textContent = "上次生成发现错误 · The last build found errors";
    const list = document.createElement("ul");
    for (const problem of problems) {
      const item = document.createElement("li");
      item.textContent = problem;
      list.append(item);
    }
    box.append(close, head, list);
    document.body.append(box);
  };

  const listen = () => {
    if (source) return;
    source = new EventSource("/.jianbao/events");
    source.onmessage = (event) => {
      const news = JSON.parse(event.data);
      if (news.version !== shown) location.reload();
      else tell(news.problems);
    };
  };
  const rest = () => {
    if (source) source.close();
    source = null;
  };

  // A hidden tab listens to nothing: a browser allows six open connections to one server.
  document.addEventListener("visibilitychange", () => (document.hidden ? rest() : listen()));
  addEventListener("pagehide", rest);
  addEventListener("pageshow", () => document.hidden || listen());
  if (!document.hidden) listen();
})();
