// The page of `jianbao review`. It shows what the server says of a page and tells it what the editor does; every deed is
// one request, and the answer is the whole state anew. All text is put in as text, never as markup.
"use strict";

const $ = (id) => document.getElementById(id);
let state = null;
let chosen = null; // {path, at}: a block of an article (-1: its head), or {line}
let said = "";

const el = (tag, given = {}, ...inside) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...inside.flat().filter((each) => each !== null && each !== undefined && each !== ""));
  return made;
};
const w = (name) => state.words[name] ?? name;
const colour = (n) => `c${(n - 1) % 8}`;
const button = (name, run, more = {}) => el("button", { type: "button", onclick: run, ...more }, w(name));
const article = (path) => state.articles.find((each) => each.path === path);
const same = (a, b) => a && b && a.path === b.path && a.at === b.at && a.line === b.line;

const load = async (page) => {
  const answer = await fetch(`state?page=${encodeURIComponent(page)}`);
  state = await answer.json();
  chosen = null;
  render();
};

const act = async (deed, then) => {
  const about = { page: state.file, stamp: state.stamp, ...deed };
  try {
    const answer = await fetch("act", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(about),
    });
    if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);
    state = await answer.json();
    said = state.error || w(deed.do === "undo" ? "undone" : "saved");
    if (!state.error && then !== undefined) chosen = then;
  } catch (error) {
    state.error = said = String(error.message || error);
  }
  render();
};

// What is shown

const render = () => {
  document.documentElement.lang = state.language === "zh" ? "zh-CN" : "en";
  document.title = `${w("title")} ${state.file ?? ""}`;
  const places = [...document.querySelectorAll("section.side")].map((each) => each.scrollTop);
  $("bar").replaceChildren(...bar());
  $("said").textContent = said;
  $("said").className = state.error ? "bad" : "";
  if (state.failed) $("main").replaceChildren(el("p", { class: "wait" }, state.failed));
  else $("main").replaceChildren(pageSide(), articleSide());
  document.body.style.setProperty("--top", `${$("bar").offsetHeight + $("said").offsetHeight}px`);
  document.querySelectorAll("section.side").forEach((each, at) => { each.scrollTop = places[at] ?? 0; });
  if (chosen) focusChosen();
};

const bar = () => {
  const name = state.name ?? {};
  const pages = state.pages.map((each) =>
    el("option", { value: each.file, selected: each.file === state.file },
      `${each.open ? "● " : ""}${each.file.replace("content/pages/", "")}`));
  const open = (state.report ?? []).map((each) => `${each.name} ${each.count}`).join(" · ");
  return [
    el("h1", { title: open }, state.file ? `${name.paper} ${name.date} ${w("number").replace("{n}", name.page)}` : w("title")),
    el("select", { "aria-label": w("pages"), onchange: (event) => { said = ""; load(event.target.value); } }, pages),
    button("undo", () => act({ do: "undo" }), { disabled: !state.undo, id: "undo" }),
    button("help", help),
    el("div", { class: "tabs" }, ...["page", "articles"].map((each) =>
      button(each, () => { show(each); render(); seen(each); }, { "aria-pressed": String(shown() === each) }))),
  ];
};
const shown = () => (document.body.classList.contains("show-page") ? "page" : "articles");
const seen = (side) =>
  document.querySelector(side === "page" ? ".lines li.sel" : ".block.sel, header.sel")?.scrollIntoView({ block: "center" });
const show = (side) => {
  document.body.classList.toggle("show-page", side === "page");
  document.body.classList.toggle("show-articles", side !== "page");
};

const badge = (n, head) =>
  el("span", { class: `badge ${colour(n)}${head ? " head" : ""}`, title: `${w("article")} ${n}${head ? `, ${w("head")}` : ""}` }, n);

const pageSide = () =>
  el("section", { class: "side page", "aria-label": w("page") }, el("h2", {}, `${w("page")} — ${state.file}`),
    el("ol", { class: "lines" }, state.lines.map(lineRow)));

const lineRow = (line) => {
  const first = line.places[0];
  const mine = chosen && (chosen.line === line.n || line.places.some(([n, at]) =>
    state.articles[n - 1].path === chosen.path && at === chosen.at));
  return el("li", {
    class: `${first ? colour(first[0]) : "none"}${mine ? " sel" : ""}`, "data-line": line.n, onclick: () => chooseLine(line),
  }, el("button", { type: "button", "aria-current": mine ? "true" : false },
    el("span", { class: "no" }, line.n),
    line.places.length ? el("span", {}, line.places.map(([n, at]) => badge(n, at < 0)))
      : el("span", { class: "badge", title: w("nowhere") }, "–"),
    el("span", {}, line.text)));
};

const chooseLine = (line) => {
  const first = line.places[0];
  if (first) {
    chosen = { path: state.articles[first[0] - 1].path, at: first[1], from: line.n };
    show("articles");
  } else if (line.leftover >= 0) {
    askMove({ leftover: line.leftover }, w("put"), line.text);
    return;
  } else chosen = { line: line.n };
  render();
};

const articleSide = () =>
  el("section", { class: "side articles", "aria-label": w("articles") },
    state.lowTrust ? el("ul", { class: "doubts" }, el("li", {}, el("span", {}, state.lowTrust))) : "",
    el("h2", {}, state.report.length
      ? `${w("open")}: ${state.report.map((each) => `${each.name} ${each.count}`).join(" · ")}` : w("settled")),
    state.articles.map(card), leftovers());

const field = (each, name) => (each[name] ? el("p", { class: name }, each[name]) : "");

const card = (each) => {
  const at = { path: each.path, at: -1 };
  return el("article", { class: colour(each.n), "data-path": each.path },
    el("header", { class: same(chosen, at) ? "sel" : "", tabindex: -1, "data-at": -1 },
      el("div", { class: "meta" }, badge(each.n), el("span", {}, each.path.replace("content/articles/", "")),
        each.certainty < 1 ? el("span", {}, `${w("sure")} ${each.certainty}`) : "",
        each.head.length ? el("span", {}, `${w("head")}: ${each.head.join(", ")}`) : ""),
      field(each, "rubric"), field(each, "kicker"), el("h3", {}, each.title), field(each, "deck"),
      el("p", { class: "byline" }, [each.dateline, each.byline, ...each.captions].filter(Boolean).join("　"))),
    el("div", { class: "tools" },
      ...["title", "kicker", "deck"].map((name) =>
        button(name === "title" ? "headline" : name, () => askField(each, name), name === "title" ? { "data-key": "e" } : {})),
      each.kicker ? button("swap", () => act({ do: "swap", path: each.path }, at), { "data-key": "x" }) : "",
      state.articles.length > 1 ? button("merge", () => askMerge(each), { "data-key": "g" }) : ""),
    doubts(each),
    each.blocks.map((block, number) => blockOf(each, block, number)));
};

const doubts = (each) => {
  const found = [...each.doubts, ...each.gaps];
  if (!found.length) return "";
  return el("ul", { class: "doubts" }, found.map((one) => el("li", {},
    el("span", {}, one.text ?? (one.after ? `${w("gap")} “${one.after}” (${one.where})` : `${w("gapStart")} (${one.where})`),
      one.certainty < 1 ? ` ${w("sure")} ${one.certainty}` : ""),
    button("settle", () => act({ do: "settle", path: each.path, name: one.name, at: one.at }, { path: each.path, at: -1 })))));
};

const blockOf = (each, block, at) => {
  const here = same(chosen, { path: each.path, at });
  const last = at === each.blocks.length - 1;
  const go = (to) => ({ path: each.path, at: to });
  const row = el("div", {
    class: `block${here ? " sel" : ""}${block.text.startsWith("#") ? " subhead" : ""}`, tabindex: here ? 0 : -1, "data-at": at,
    "aria-current": here ? "true" : false,
    onclick: () => { if (!here) { chosen = go(at); render(); } },
  }, el("p", {}, block.text),
  el("span", { class: "from" }, block.lines.length ? `${w(block.lines.length > 1 ? "lines" : "line")} ${block.lines.join(", ")}` : ""));
  if (!here) return row;
  row.append(el("div", { class: "tools" },
    at ? button("split", () => askSplit(each, at), { "data-key": "s" }) : "",
    at ? button("join", () => act({ do: "join", path: each.path, at }, go(at - 1)), { "data-key": "b" }) : "",
    at ? button("up", () => act({ do: "move", path: each.path, at, to: each.path, to_at: at - 1 }, go(at - 1)), { "data-key": "[" }) : "",
    last ? "" : button("down", () => act({ do: "move", path: each.path, at, to: each.path, to_at: at + 2 }, go(at + 1)), { "data-key": "]" }),
    button("moveTo", () => askMove({ path: each.path, at }, w("moveTo"), block.text), { "data-key": "m" }),
    block.lines.length > 1 && chosen.from && block.lines.includes(chosen.from)
      ? button("moveLine", () => askMove({ path: each.path, at, line: chosen.from }, w("moveLine"),
        state.lines.find((line) => line.n === chosen.from).text)) : ""));
  return row;
};

const leftovers = () => {
  if (!state.leftovers.length) return "";
  return el("article", { class: "left" }, el("h3", {}, w("leftovers")), el("ul", { class: "doubts" },
    state.leftovers.map((each, at) => el("li", {},
      el("span", {}, `${each.text} (${w("line")} ${each.lines.join(", ")}${each.furniture ? `, ${w("furniture")}` : ""})`),
      button("put", () => askMove({ leftover: at }, w("put"), each.text)),
      button("drop", () => act({ do: "drop", at }))))));
};

// What is asked

const ask = (title, inside, run) => {
  const form = el("form", {
    method: "dialog",
    onsubmit: (event) => { event.preventDefault(); $("ask").close(); run(new FormData(form)); },
    onkeydown: (event) => {
      if (event.key === "Enter" && event.target.matches("select")) { event.preventDefault(); form.requestSubmit(); }
    },
  },
    el("h2", {}, title), inside,
    el("div", { class: "tools" }, button("cancel", () => $("ask").close()), el("button", { class: "do" }, w("ok"))));
  $("ask").replaceChildren(form);
  $("ask").showModal();
  form.querySelector("input:not([type=checkbox]), select")?.focus();
};
const askField = (each, name) =>
  ask(w(name === "title" ? "headline" : name), el("label", {}, el("input", { name: "value", value: each[name], autocomplete: "off", required: name === "title" })),
    (form) => act({ do: "field", path: each.path, name, value: form.get("value") }, { path: each.path, at: -1 }));
const askSplit = (each, at) =>
  ask(w("split"), el("label", {}, w("splitTitle"), el("input", {
    name: "title", required: true, autocomplete: "off", value: each.blocks[at].text.replace(/^#+\s*/, "").slice(0, 30) })),
  (form) => act({ do: "split", path: each.path, at, title: form.get("title") }, null));
const options = (but, chosenPath) => state.articles.filter((each) => each.path !== but).map((each) =>
  el("option", { value: each.path, selected: each.path === chosenPath }, `${each.n} ${each.title}`));
const askMerge = (each) =>
  ask(w("merge"), [
    el("label", {}, w("into"), el("select", { name: "into" }, options(each.path, state.articles[each.n - 2]?.path))),
    el("label", { class: "tick" }, el("input", { type: "checkbox", name: "head", checked: true }), w("keep")),
  ], (form) => act({ do: "merge", path: each.path, into: form.get("into"), head: form.get("head") !== null }, { path: form.get("into"), at: -1 }));
const askMove = (what, title, text) => {
  const where = el("select", { name: "to_at" });
  const fill = (path) => {
    const short = (block) => (block.text.length > 24 ? `${block.text.slice(0, 24)}…` : block.text);
    const tail = (block) => (block.text.length > 24 ? `…${block.text.slice(-24)}` : block.text);
    const blocks = article(path).blocks;
    where.replaceChildren(
      el("option", { value: blocks.length }, w("atEnd")),
      ...blocks.map((block, at) => el("option", { value: at }, `${at + 1} ${w("before")} ${short(block)}`)),
      ...blocks.map((block, at) => el("option", { value: `join ${at + 1}` }, `${at + 1} ${w("continue")} ${tail(block)}`)));
  };
  const into = el("select", { name: "to", onchange: () => fill(into.value) }, options("", what.path));
  fill(into.value);
  ask(title, [el("p", {}, text.length > 80 ? `${text.slice(0, 80)}…` : text), el("label", {}, w("into"), into), el("label", {}, w("where"), where)],
    (form) => {
      const place = form.get("to_at");
      act({ do: "move", ...what, to: form.get("to"), to_at: Number(place.replace("join ", "")), join: place.startsWith("join") }, null);
    });
};
const help = () => {
  $("ask").replaceChildren(el("h2", {}, w("help")), ...w("keys").split(" · ").map((each) => el("p", {}, each)),
    el("div", { class: "tools" }, button("cancel", () => $("ask").close())));
  $("ask").showModal();
};

// The keyboard

const stops = () => state.articles.flatMap((each) => [-1, ...each.blocks.keys()].map((at) => ({ path: each.path, at })));
const step = (by) => {
  const all = stops();
  const now = all.findIndex((each) => same(each, chosen && { path: chosen.path, at: chosen.at }));
  chosen = all[Math.min(Math.max(now + by, 0), all.length - 1)] ?? null;
  render();
};
const stepArticle = (by) => {
  const now = state.articles.findIndex((each) => each.path === chosen?.path);
  const next = state.articles[Math.min(Math.max(now + by, 0), state.articles.length - 1)];
  chosen = next ? { path: next.path, at: -1 } : null;
  render();
};
const chosenNode = () => {
  const card = [...document.querySelectorAll("article")].find((each) => each.dataset.path === chosen.path);
  return card?.querySelector(`[data-at="${chosen.at}"]`) ?? null;
};
const focusChosen = () => {
  const node = chosen.line ? document.querySelector(`[data-line="${chosen.line}"] button`) : chosenNode();
  if (!node) return;
  node.focus({ preventScroll: true });
  node.scrollIntoView({ block: "nearest" });
  if (matchMedia("(min-width: 50.01rem)").matches) {
    document.querySelector(".lines li.sel")?.scrollIntoView({ block: "nearest" });
  }
};
const KEYS = {
  j: () => step(1), k: () => step(-1), n: () => stepArticle(1), p: () => stepArticle(-1),
  u: () => { if (state.undo) act({ do: "undo" }); }, "?": help,
  l: () => { show("page"); render(); document.querySelector(".lines li.sel button")?.focus(); },
};
document.addEventListener("keydown", (event) => {
  if (!state || state.failed || $("ask").open || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, select, textarea")) return;
  const own = KEYS[event.key];
  const tool = chosen?.path && [...(chosenNode()?.closest("article")?.querySelectorAll("[data-key]") ?? [])]
    .find((each) => each.dataset.key === event.key);
  if (!own && !tool) return;
  event.preventDefault();
  if (own) own();
  else tool.click();
});

show("articles");
load("");
