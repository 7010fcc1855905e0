// What a reader chose: light or dark, the size of the text. It stands in <head> so that nothing is painted twice;
// without it all pages read as they are, by the system's own choice. Nothing leaves this machine.
"use strict";
{
  const root = document.documentElement;
  root.dataset.reader = "on"; // shows the switches
  if (/[?&]q=./.test(location.search)) root.dataset.asked = "on"; // keeps room for what a search will find
  const read = name => { try { return localStorage.getItem(`jianbao.${name}`) || ""; } catch { return ""; } };
  const keep = (name, value) => {
    try { value ? localStorage.setItem(`jianbao.${name}`, value) : localStorage.removeItem(`jianbao.${name}`); } catch { /* private */ }
  };
  const set = (name, value) => { if (value) root.dataset[name] = value; else delete root.dataset[name]; };
  const system = matchMedia("(prefers-color-scheme: dark)");
  const scheme = () => root.dataset.scheme || (system.matches ? "dark" : "light");
  if (/^(light|dark)$/.test(read("scheme"))) set("scheme", read("scheme"));
  if (read("ruby") === "on") set("ruby", "on");
  if (/^(small|large|huge)$/.test(read("size"))) set("size", read("size"));

  const tint = () => {
    const paper = getComputedStyle(root).getPropertyValue("--paper").trim();
    for (const it of document.querySelectorAll("meta[name=theme-color]")) it.content = paper;
  };
  const schemes = button => {
    const say = () => button.setAttribute("aria-pressed", String(scheme() === "dark"));
    say();
    if (root.dataset.scheme) tint();
    system.addEventListener("change", say);
    button.addEventListener("click", () => {
      const next = scheme() === "dark" ? "light" : "dark";
      const own = next === (system.matches ? "dark" : "light") ? "" : next;
      set("scheme", own);
      keep("scheme", own);
      tint();
      say();
    });
  };
  const sizes = group => {
    const buttons = [...group.querySelectorAll("button")];
    const say = () => buttons.forEach(it => it.setAttribute("aria-pressed", String((root.dataset.size || "") === it.value)));
    say();
    for (const it of buttons) it.addEventListener("click", () => { set("size", it.value); keep("size", it.value); say(); });
  };
  const readings = box => {
    box.checked = root.dataset.ruby === "on";
    box.addEventListener("change", () => { const on = box.checked ? "on" : ""; set("ruby", on); keep("ruby", on); });
  };
  const copy = async (text, done) => {
    try {
      await navigator.clipboard.writeText(text.textContent);
    } catch {
      getSelection().selectAllChildren(text); // a page without https may not write to the clipboard: the reader copies
      if (!document.execCommand("copy")) return;
    }
    done.textContent = done.dataset.said;
  };
  const copies = box => {
    for (const it of box.querySelectorAll("button")) {
      it.addEventListener("click", () => copy(it.previousElementSibling, box.querySelector("[role=status]")));
    }
  };
  addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll(".scheme").forEach(schemes);
    document.querySelectorAll(".sizes").forEach(sizes);
    document.querySelectorAll("#ruby").forEach(readings);
    document.querySelectorAll(".cite").forEach(copies);
  });
}
