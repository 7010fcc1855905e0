// The search page: asks search/search.js and shows what it answers. Everything from a query or an article reaches the
// page as text nodes and as properties, never as markup.
// No module itself: browsers load none from disk, and then it would have nothing to say that with.
(() => {
const $ = selector => document.querySelector(selector);
const root = $("#search"), words = root.dataset, input = $("#search-words"), form = $("form.search");
const list = $(".search-results"), status = $(".search-status"), more = $(".search-more"), retry = $(".search-retry");
const tools = $(".search-tools"), sort = tools.querySelector("select"), counting = $(".search-count");
const filters = $(".search-filters"), suggested = $(".search-suggested");
const site = new URL(words.root || "./", location.href), edition = new URL("../", location.href), FIRST = 5, STEP = 10;
/** Servers refuse addresses that are too long: such a query is searched for, but not kept in the address. */
const LONGEST = 500;
/** Texts that are looked through for the first rows, where there are some already. */
const PATIENCE = 100;
let opening = null, turn = 0, shown = 0, chosen = {}, timer, stop = new AbortController();

/** The index: opened when the page is, so that the first key typed finds it there, and again after a failure. */
const ready = () => opening ??= import(new URL("search/search.js", site)).then(engine => engine.open(site.href))
  .catch(error => { opening = null; throw error; });

/** Where a page of the index stands: in the edition in Traditional characters, if it is that one that asks. */
const led = url => new URL(url, site).href.replace(site.href, edition.href);

const make = (tag, given = {}, ...inside) => {
  const made = Object.assign(document.createElement(tag), given);
  made.append(...inside);
  return made;
};
const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, key) => values[key]);

/** The text with what was found in mark elements. */
function marked(text, marks) {
  const parts = [];
  let at = 0;
  for (const [start, end] of marks) {
    parts.push(text.slice(at, start), make("mark", {}, text.slice(start, end)));
    at = end;
  }
  return [...parts, text.slice(at)];
}

function row(hit) {
  const link = make("a", { href: led(hit.target) }, ...marked(hit.title || hit.url, hit.titleMarks));
  const line = make("p", { className: "line" }, make("time", { dateTime: hit.date }, hit.date), hit.byline);
  return make("li", { className: "card" }, line, make("h2", { className: "title" }, link),
    make("p", { className: "summary" }, ...marked(hit.snippet, hit.marks)));
}

function address(push) {
  const url = new URL(location.href);
  url.search = "";
  if (input.value.trim() && input.value.length <= LONGEST) url.searchParams.set("q", input.value);
  if (sort.value !== "best") url.searchParams.set("sort", sort.value);
  for (const [kind, values] of Object.entries(chosen)) for (const value of values) url.searchParams.append(kind, value);
  url.hash = "";
  if (url.href !== location.href) history[push ? "pushState" : "replaceState"](null, "", url);
}

function readAddress() {
  const asked = new URL(location.href).searchParams;
  input.value = asked.get("q") ?? "";
  sort.value = asked.get("sort") === "newest" ? "newest" : "best";
  chosen = {};
  for (const set of filters.querySelectorAll("fieldset")) {
    const values = asked.getAll(set.dataset.kind);
    if (values.length) chosen[set.dataset.kind] = values;
  }
}

/** Values to narrow by; how many there are of each only where all hits were counted. */
function showFacets(facets, whole) {
  let any = false;
  for (const set of filters.querySelectorAll("fieldset")) {
    const kind = set.dataset.kind, found = { ...facets[kind] };
    for (const value of chosen[kind] ?? []) found[value] ??= 0;
    const values = Object.entries(found).sort((a, b) => kind === "year" ? (a[0] < b[0] ? 1 : -1) : b[1] - a[1]).slice(0, 12);
    set.hidden = !values.length;
    any ||= values.length > 0;
    set.replaceChildren(set.querySelector("legend"), ...values.map(([value, count]) => {
      const box = make("input", { type: "checkbox", value, checked: (chosen[kind] ?? []).includes(value) });
      return make("label", {}, box, `${value} `, make("span", { className: "count" }, whole && count ? String(count) : ""));
    }));
  }
  filters.hidden = !any;
}

async function suggest(index, query, mine) {
  const found = query ? await index.suggest(query) : [];
  if (mine !== turn) return;
  suggested.hidden = !found.length;
  suggested.replaceChildren(make("span", { className: "label" }, suggested.getAttribute("aria-label")), make("ul", { className: "links" }, ...found.map(one => make("li", {},
    make("a", { href: led(one.url) }, `${one.text} `, make("span", { className: "count" }, one.count ? String(one.count) : ""))))));
}

function failed(error) {
  list.replaceChildren();
  more.hidden = tools.hidden = filters.hidden = suggested.hidden = true;
  const local = location.protocol === "file:" && error.code !== "damaged";
  status.textContent = local ? words.local : error.code === "missing" || error.code === "damaged" || error.code === "format" ? words.changed : words.failed;
  retry.hidden = local;
}

/** Shows the first rows as soon as they are there, then the rest of the first page. */
async function search(limit = STEP) {
  const mine = ++turn, query = input.value;
  stop.abort();
  stop = new AbortController();
  const { signal } = stop;
  retry.hidden = true;
  if (!query.trim() && !Object.keys(chosen).length) {
    list.replaceChildren();
    status.textContent = "";
    more.hidden = tools.hidden = filters.hidden = suggested.hidden = true;
    return;
  }
  status.textContent = words.working;
  try {
    const index = await ready();
    suggest(index, query.trim(), mine).catch(() => {}); // the hits tell what is wrong
    for (const wanted of limit === STEP ? [FIRST, STEP] : [limit]) {
      const found = await index.search(query, { limit: wanted, sort: sort.value, filters: chosen, signal, patience: limit === STEP ? PATIENCE : Infinity });
      if (mine !== turn) return;
      shown = found.hits.length;
      list.replaceChildren(...found.hits.slice(0, Math.max(limit === Infinity ? 200 : 0, Math.min(wanted, 1000))).map(row));
      status.textContent = fill(!found.total ? words.none : found.exact ? words.counted : words.atLeast, { count: found.total });
      counting.hidden = found.exact;
      more.hidden = found.exact && found.total <= shown || limit === Infinity;
      tools.hidden = !found.total;
      if (!found.total) delete document.documentElement.dataset.asked;
      showFacets(found.facets, found.exact && found.total <= shown);
      if (found.exact && found.total <= shown) break;
    }
  } catch (error) {
    if (mine === turn) failed(error);
  }
}

form.addEventListener("submit", event => { event.preventDefault(); clearTimeout(timer); address(true); search(); });
input.addEventListener("input", event => {
  if (event.isComposing) return;
  clearTimeout(timer);
  timer = setTimeout(() => { address(false); search(); }, 150);
});
input.addEventListener("compositionend", () => { clearTimeout(timer); timer = setTimeout(() => { address(false); search(); }, 50); });
sort.addEventListener("change", () => { address(true); search(); });
counting.addEventListener("click", () => search(Infinity));
more.addEventListener("click", async () => {
  const before = shown;
  await search(shown + STEP);
  list.children[before]?.querySelector("a").focus();
});
retry.addEventListener("click", async () => {
  try { await (await ready()).refresh("reload"); } catch (error) { failed(error); return; }
  search();
  input.focus();
});
filters.addEventListener("change", event => {
  const kind = event.target.closest("fieldset").dataset.kind;
  chosen[kind] = [...event.target.closest("fieldset").querySelectorAll(":checked")].map(box => box.value);
  if (!chosen[kind].length) delete chosen[kind];
  address(true);
  search();
});
addEventListener("popstate", () => { readAddress(); search(); });
document.addEventListener("keydown", event => {
  const typing = /^(input|select|textarea)$/i.test(event.target.tagName);
  if (event.key === "/" && !typing) { event.preventDefault(); input.focus(); }
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  if (typing && event.target !== input) return;
  const stops = [input, ...list.querySelectorAll("h2 a")], at = stops.indexOf(document.activeElement);
  const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
  if (at >= 0 && next) { event.preventDefault(); next.focus(); }
});
readAddress();
if (input.value || Object.keys(chosen).length) search(); else { input.focus(); ready().catch(() => {}); }
})();
