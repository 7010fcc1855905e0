// Reads the index below search/ of a site made by jianbao. An ES module without dependencies, for browsers and Node 20:
//   const s = await open("https://example.org/");
//   const { total, exact, hits } = await s.search("查询", { limit: 10, filters: { year: "2023" }, sort: "newest" });
// The formats are those of publish/search/*.py; docs/search.md describes them.

const FORMAT = 3, CLASS_BITS = 6, CLASSES = 63, FACET = 2, FEW = 3, SOME = 7, ENOUGH = 20, BATCH = 3, DEAR = 4, VAIN = 10, LONGEST = 200, CHUNK = 4096, KEPT = 400, WIDE = 8, NEWEST = 64;
const FIELDS = { 标题: "title", title: "title", 记者: "byline", 作者: "byline", author: "byline" };

/** What went wrong with the index: code is missing, damaged, format or unreachable. */
export class SearchError extends Error {
  constructor(code, path) { super(`search index: ${code}: ${path}`); this.code = code; this.path = path; }
}

const CONTROL = /[\0-\x1f\x7f-\x9f\u2028\u2029\ufeff]/, CONTROLS = new RegExp(CONTROL, "g"), HAN = /[\u2e80-\ufaff]/;

const FOLDED = new Map();
function foldedChar(char) {
  let made = FOLDED.get(char);
  if (made === undefined) FOLDED.set(char, made = CONTROL.test(char) ? " " : char.normalize("NFKC").toLowerCase());
  return made;
}

/** Text in comparable form. */
export function fold(text) {
  let made = "";
  for (const char of text) made += foldedChar(char);
  return made;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => { for (let k = 8; k--;) n = n & 1 ? n >>> 1 ^ 0xEDB88320 : n >>> 1; return n; });
function crc(bytes) {
  let sum = -1;
  for (const byte of bytes) sum = TABLE[(sum ^ byte) & 255] ^ sum >>> 8;
  return ~sum;
}

class Bytes {
  constructor(bytes) { this.bytes = bytes; this.at = 0; }
  get more() { return this.at < this.bytes.length; }
  next() {
    let number = 0, scale = 1, byte;
    do { byte = this.bytes[this.at++]; number += (byte & 127) * scale; scale *= 128; } while (byte > 127);
    return number;
  }
}

async function load(url, fresh) {
  if (url.protocol === "file:" && globalThis.process?.versions?.node) {
    const { readFile } = await import("node:fs/promises");
    const plain = new URL(url);
    plain.search = "";
    try { return await readFile(plain); } catch { throw new SearchError("missing", plain.pathname); }
  }
  let answer;
  try {
    answer = await fetch(url, fresh ? { cache: fresh } : {});
    if (answer.ok) return new Uint8Array(await answer.arrayBuffer());
  } catch { throw new SearchError("unreachable", url.pathname); }
  throw new SearchError("missing", url.pathname);
}

/** Opens the index of the site at baseUrl, which ends in a slash. */
export async function open(baseUrl) {
  const index = new Index(new URL("search/", baseUrl));
  await index.refresh();
  return index;
}

const name = ({ pair, rest }) => pair.toString(16).padStart(8, "0") + (rest ? "-" + rest.toString(16) : "");

/** What is told of below a node of the directory, see directory.py: places from pair and rest (a posting) on, to before last and end. */
function directory(content, node, low) {
  const found = [];
  let at = 0;
  const bit = () => content[at >> 3] >> 7 - (at++ & 7) & 1;
  const walk = (pair, rest, depth) => {
    if (bit()) {
      walk(pair, rest, depth + 1);
      if (depth < 32) walk(pair + 2 ** (31 - depth), rest, depth + 1);
      else walk(pair, rest + 2 ** (low + 31 - depth), depth + 1);
    } else if (bit()) found.push({ pair, rest, depth, last: depth < 32 ? pair + 2 ** (32 - depth) - 1 : pair, end: rest + 2 ** (low + Math.min(0, 32 - depth)) });
  };
  walk(node.pair, node.rest, node.depth);
  at = at + 7 >> 3;
  for (const one of found) one.mark = content[at++] << 8 | content[at++];
  return found;
}

/** The class of a unit behind a pair, see postings.py. */
const classOf = unit => (unit * 40503 / 16 & 65535) % CLASSES + 1;

class Index {
  constructor(folder) { this.folder = folder; this.bytes = 0; this.requests = 0; }

  /** Reads the root anew: after a new build of the site, and to try again after an error. */
  async refresh(fresh = "no-cache") {
    const content = await load(new URL("index.bin", this.folder), fresh), end = content.indexOf(10);
    const root = parsed(new TextDecoder().decode(end < 0 ? content : content.subarray(0, end)), "index.bin");
    if (root.format !== FORMAT) throw new SearchError("format", "index.bin");
    const rest = content.subarray(end + 1);
    if (end < 0 || crc(rest) >>> 0 !== root.check) throw new SearchError("damaged", "index.bin");
    this.requests++;
    this.bytes += content.length;
    this.build = root.build;
    this.articles = root.articles;
    this.bits = root.bits;
    this.live = root.live;
    this.near = forms(root.near);
    this.far = null;
    this.files = new Map();
    let at = 0;
    const top = { pair: 0, rest: 0, depth: 0, last: 2 ** 32 - 1, end: Infinity }, low = CLASS_BITS + this.bits;
    this.tiers = root.tiers.map(([name, levels, size]) => {
      const nodes = size ? directory(rest.subarray(at, at += size), top, low) : [];
      return { name, nodes: levels > 1 ? nodes : [{ ...top, shards: nodes }] };
    });
  }

  /** One file of this build, once. mark is its check, or null. read turns its bytes into what is kept. */
  file(path, mark, read, first) {
    if (first || !this.files.has(path)) {
      const files = this.files;
      const url = new URL(path, this.folder);
      url.search = this.build;
      const get = async fresh => {
        const content = await load(url, fresh);
        this.requests++;
        this.bytes += content.length;
        if (mark !== null && (crc(content) & 0xFFFF) !== mark) throw new SearchError("damaged", path);
        return read(content);
      };
      const made = get(first).catch(error => error.code === "damaged" ? get("reload") : Promise.reject(error));
      made.catch(() => files.delete(path));
      files.set(path, made);
      if (files.size > KEPT) files.delete(files.keys().next().value);
      return made;
    }
    return this.files.get(path);
  }

  leaf(tier, node) {
    return node.shards ?? this.file(`${tier.name}/${name(node)}-${node.depth}.dir`, node.mark, content => directory(content, node, CLASS_BITS + this.bits));
  }

  shard(tier, shard) {
    const path = name(shard);
    return this.file(`${tier.name}/${path.slice(0, 2)}/${path}.bin`, shard.mark, async content => {
      const bytes = new Bytes(await inflate(content, path)), lists = new Map();
      let pair = shard.pair;
      while (bytes.more) {
        pair += bytes.next();
        const head = bytes.next(), end = bytes.at + Math.floor(head / 2);
        lists.set(pair, [head & 1, bytes.bytes.subarray(bytes.at, end)]);
        bytes.at = end;
      }
      return lists;
    });
  }

  /** The shards of a tier that may hold pairs from first to last; ranges of postings of these, or null. */
  async shards(tier, first, last = first, ranges = null) {
    const over = one => one.pair <= last && one.last >= first && (!ranges || ranges.some(([from, to]) => one.rest < to && one.end > from));
    return (await Promise.all(tier.nodes.filter(over).map(node => this.leaf(tier, node)))).flat().filter(over);
  }

  /** What to look for at a place of a text: pairs of units, and the classes of what follows (null: all). */
  key(units, i) {
    const forms = at => this.forms(units[at]).split("").map(unit => unit.charCodeAt(0));
    const pairs = forms(i).flatMap(a => forms(i + 1).map(b => a * 65536 + b));
    const classes = i + 2 < units.length ? new Set(forms(i + 2).map(classOf)) : null, scale = 2 ** this.bits;
    return { i, pairs, classes, ranges: classes && [0, ...classes].map(one => [one * scale, (one + 1) * scale]) };
  }

  /** The shards of a tier where a key is looked for. */
  async where(tier, { pairs, ranges }) {
    return [...new Set((await Promise.all(pairs.map(pair => this.shards(tier, pair, pair, ranges)))).flat())];
  }

  /** Numbers of articles with a key: 1 in a headline, 2 elsewhere, 3 both or unknown. */
  async postings(tier, key, shards) {
    const found = new Map();
    for (const lists of await Promise.all(shards.map(one => this.shard(tier, one))))
      for (const pair of key.pairs) if (lists.has(pair)) this.decode(lists.get(pair), key.classes, found);
    return found;
  }

  decode([articles, content], classes, found) {
    const bytes = new Bytes(content), scale = 2 ** this.bits;
    let value = 0;
    while (bytes.more) {
      value += bytes.next();
      const serial = articles ? Math.floor(value / 2) : value % scale, follows = Math.floor(value / scale);
      if (articles) found.set(serial, found.get(serial) | 2 + value % 2);
      else if (!follows || !classes || classes.has(follows)) found.set(serial, found.get(serial) | (follows ? 2 : 1));
    }
  }

  /** Adds to found the articles with a character, from the pairs that begin with it; false where only the newest
   *  articles are added, for it is too common to read all of them. */
  async character(unit, all, found, title) {
    const first = unit * 65536, last = first + 65535;
    const shards = await Promise.all(this.tiers.map(tier => this.shards(tier, first, last)));
    if (!all && shards.flat().length > WIDE) {
      for (const serial of await this.newest()) found.set(serial, 0);
      return false;
    }
    const lists = await Promise.all(this.tiers.flatMap((tier, i) => shards[i].map(shard => this.shard(tier, shard)))), some = new Map();
    for (const shard of lists) for (const [pair, list] of shard) if (pair >= first && pair <= last) this.decode(list, null, some);
    for (const [serial, where] of some) if (!title || where & 1) found.set(serial, where & 1);
    return true;
  }

  /** Some numbers of the newest articles. */
  async newest() {
    let found = [];
    for (let i = this.live.length; i-- && found.length < NEWEST;) {
      const [chunk, mark] = this.live[i];
      const some = await this.file(`live/${chunk.toString(16)}.bin`, mark, content => {
        const bytes = new Bytes(content), serials = [];
        for (let serial = chunk * CHUNK; bytes.more;) serials.push(serial += bytes.next());
        return serials;
      });
      found = [...some, ...found];
    }
    return found.slice(-NEWEST);
  }

  /** The articles of a number, the newest first, ready to be searched. claims: patterns of which each is in one of
   *  them by the index; where it is not, the fragment is of another build. */
  async text(serial, claims) {
    const path = `text/${(serial >> 8).toString(16)}/${serial.toString(16)}.z`;
    const read = async content => (await unpack(content, path)).map(([url, title, date, kicker, deck, byline, body, facets]) => (
      { url, title, date, kicker, deck, byline, body, facets, places: [title, [kicker, deck, byline].join(" "), body].map(spaced) })).reverse();
    const right = rows => claims.every(claim => rows.some(row => row.places.some(({ text }) => text.search(claim) >= 0)));
    let rows = await this.file(path, null, read);
    if (!right(rows)) rows = await this.file(path, null, read, "reload");
    if (!right(rows)) throw new SearchError("damaged", path);
    return rows;
  }

  /** Headings whose name or pinyin begins with (then: contains) what is typed: {text, kind, url, count}. */
  async suggest(typed, limit = 8) {
    const wanted = fold(typed.normalize("NFC")).trim(), letters = wanted.replace(/\s+/g, "");
    if (!letters || wanted.length > 40) return [];
    const terms = await this.file("terms.z", null, content => unpack(content, "terms.z"));
    const score = ([text, reading]) => {
      const syllables = reading.split(" "), folded = fold(text);
      if (folded.startsWith(wanted)) return 3;
      if (/^[a-z0-9]+$/.test(letters)) {
        const from = syllables.findIndex((_, i) => syllables.slice(i).join("").startsWith(letters)
          || letters.length > 1 && syllables.slice(i).map(one => one[0]).join("").startsWith(letters));
        if (from >= 0) return from ? 1 : 2;
      }
      return folded.includes(wanted) ? 1 : 0;
    };
    return terms.map(term => [score(term), term]).filter(([points]) => points)
      .sort((a, b) => b[0] - a[0] || b[1][4] - a[1][4]).slice(0, limit)
      .map(([, [text, , kind, url, count]]) => ({ text, kind, url, count }));
  }

  /** The forms of characters that the site does not have: none of these is found without it. */
  async widen() {
    this.far ??= await this.file("variants.z", null, async content => forms(await unpack(content, "variants.z")));
  }

  /**
   * Articles with all that is asked for. limit: how many, Infinity for all. filters: {year, province, tag, rubric,
   * paper, page}: a value or several of which one is enough. sort: "best" or "newest".
   * total is exact where exact is true, else at least so many; facets counts kinds and values over the hits.
   * signal stops it (AbortSignal). patience: having some hits, be content with fewer than limit after so many texts.
   */
  async search(query, { limit = 10, filters = {}, sort = "best", signal, patience = Infinity } = {}) {
    const asked = Object.entries(filters).map(([kind, values]) => [kind, [values].flat().map(String)]).filter(([, values]) => values.length);
    const groups = parse(query), plain = groups.every(([term, other]) => !other && !term.not), stopped = () => signal?.throwIfAborted();
    const run = async () => {
      let found = await this.collect(groups, asked, limit, sort, { stopped, patience });
      if (found.vain) found = await this.collect(groups, asked, limit, sort, { stopped, patience, dear: true });
      if (!found.whole && !found.tired && found.rows.length < limit) found = await this.collect(groups, asked, limit, sort, { stopped, patience, all: true, dear: true });
      return found;
    };
    if (!plain && !this.far && HAN.test(query)) await this.widen();
    let found = await run();
    if (!found.rows.length && !this.far && HAN.test(query)) { await this.widen(); found = await run(); }
    if (!found.rows.length && /[“「『].*[”」』]/.test(query)) return this.search(query.replace(/[“”「」『』]/g, '"'), { limit, filters, sort, signal, patience });
    const words = found.test.flat().filter(term => !term.not), { rows } = found;
    return {
      total: found.total, exact: found.exact, facets: count(rows), terms: words.map(term => term.text),
      hits: rows.map(row => show(row, words, this.folder)),
    };
  }

  /** Candidates in order, and those of them whose text fits, until there are enough. */
  async collect(groups, asked, limit, sort, state) {
    const positive = groups.filter(group => !group[0].not);
    const test = groups.map(group => group.map(term => ({ ...term, match: this.pattern(term.text) })));
    const claims = [];
    state = { whole: true, ...state, all: state.all || limit === Infinity };
    const found = await this.candidates(positive, asked, state, claims);
    const order = [...found].sort((a, b) => (sort === "newest" ? 0 : b[1] - a[1]) || b[0] - a[0]).map(([serial]) => serial);
    const rows = [];
    let at = 0;
    while (at < order.length && rows.length < limit) {
      state.stopped();
      if (rows.length && at >= state.patience) break;
      if (!state.dear && at >= VAIN && rows.length * 4 < at && order.length > at + VAIN) return { vain: true };
      const need = limit - rows.length, some = order.slice(at, at += Math.min(at > VAIN ? 2 * need : need, 32));
      for (const slot of await Promise.all(some.map(serial => this.text(serial, claims)))) rows.push(...slot.filter(row => fits(row, test, asked)));
    }
    const [term] = groups.flat(), pair = groups.length === 1 && groups[0].length === 1 && !asked.length && !term.field && /^\S\S$/.test(term.text);
    const exact = state.whole && at >= order.length && rows.length <= limit;
    const shown = rows.slice(0, limit);
    return { test, rows: shown, whole: state.whole, tired: rows.length && at >= state.patience, exact, total: state.whole && pair && !exact ? Math.max(order.length, shown.length) : shown.length };
  }

  /** found: serial -> how many groups stand in the headline, for articles with the pairs of every group. */
  async candidates(groups, asked, state, claims) {
    const sets = await Promise.all([
      ...groups.map(async group => union(await Promise.all(group.map(term => this.term(term, state, group.length > 1 ? [] : claims))))),
      ...asked.map(async ([kind, values]) => union(await Promise.all(values.map(value => this.facet(kind, value))))),
    ]);
    const known = sets.filter(Boolean);
    if (known.length) return meet(known);
    const found = new Map(), all = state.all || groups.length > 1;
    for (const term of groups[0] ?? []) {
      const word = term.text.split(" ")[0];
      if (word.length > 1) for (const [serial, points] of await this.word(word, { all: true, dear: true }, [], term.field === "title")) found.set(serial, points);
      else for (const form of this.forms(word)) if (!await this.character(form.charCodeAt(0), all || term.text !== word, found, term.field === "title")) state.whole = false;
    }
    return found;
  }

  /** Candidates of one term, or null where its words are single characters. */
  async term(term, state, claims) {
    const words = term.text.split(" ").filter(word => word.length > 1);
    return words.length ? meet(await Promise.all(words.map(word => this.word(word, state, claims, term.field === "title")))) : null;
  }

  async facet(kind, value) {
    const found = new Map(), sum = new TextEncoder().encode(`${kind}:${value}`);
    const key = { pairs: [FACET * 65536 + (crc(sum) & 0xFFFF)], classes: null, ranges: null };
    for (const tier of this.tiers) for (const [serial] of await this.postings(tier, key, await this.where(tier, key))) found.set(serial, 0);
    return found;
  }

  forms(unit) { return unit + (this.near.get(unit) ?? "") + (this.far?.get(unit) ?? ""); }

  /** Articles with the pairs of a word: the key with the fewest shards first, others while many are left. Where even
   *  the first is long only the newest articles are looked through, unless state.all, and state.whole says so.
   *  claims: gets patterns of pairs that all of these articles have. */
  async word(text, state, claims, title) {
    const units = text.slice(0, LONGEST), keys = Array.from({ length: units.length - 1 }, (_, i) => this.key(units, i)), made = new Map();
    let proven = null, newest = null;
    const through = async tier => {
      const base = tier.name === "base" && !state.all;
      const located = async some => (await Promise.all(some.map(async key => {
        const shards = await this.where(tier, key);
        return { key, shards, cost: shards.length * 100 + Math.max(0, ...shards.map(one => one.depth)) };
      }))).sort((a, b) => a.cost - b.cost);
      const enough = async () => base && await newest >= ENOUGH && !(state.whole = false);
      const wanted = cover(keys, tier), read = [];
      let queue = await located(wanted), found = null, more = true;
      if (queue[0].shards.length > 1 && await enough()) return 0;
      for (;;) {
        const most = found ? Math.min(found.size / 2, state.dear ? 16 : DEAR) : 1; // to look into the texts costs less
        const some = queue.filter(({ shards }, n) => !found && !n || n < BATCH && shards.length <= most);
        if (found && found.size <= (more && some.length ? FEW : SOME)) break;
        if (found && some.length && await enough()) return 0;
        if (some.length) {
          for (const list of await Promise.all(some.map(({ key, shards }) => this.postings(tier, key, shards)))) found = found ? join(found, list) : list;
          read.push(...some.map(one => one.key.i));
          queue = queue.filter(one => !some.includes(one));
        } else if (more) {
          more = false;
          queue.push(...await located(keys.filter(key => !wanted.includes(key))));
        } else break;
      }
      const right = [...found].filter(([, where]) => !title || where & 1);
      for (const [serial, where] of right) made.set(serial, where & 1);
      if (right.length) proven = proven ? proven.filter(i => read.includes(i)) : read;
      return right.length;
    };
    const tiers = [...this.tiers].reverse();
    newest = tiers.length > 1 ? through(tiers.shift()) : 0;
    await Promise.all([newest, ...tiers.map(through)]);
    for (const i of proven ?? []) claims.push(this.pattern(units.slice(i, i + 2)));
    return made;
  }

  /** A pattern that finds the words of a term in folded text. Every unit of it is escaped or stands in a class. */
  pattern(text) {
    return new RegExp(text.split("").map(unit => {
      const all = this.forms(unit);
      return all.length > 1 ? `[${all}]` : unit.replace(/[\\^$.*+?()[\]{}|/-]/, "\\$&");
    }).join(""), "g");
  }
}

const parsed = (bytes, path) => {
  try { return JSON.parse(bytes); } catch { throw new SearchError("damaged", path); }
};
const forms = text => new Map(text.split(" ").filter(Boolean).map(one => [one[0], one.slice(1)]));

async function inflate(content, path) {
  try {
    return new Uint8Array(await new Response(new Blob([content]).stream().pipeThrough(new DecompressionStream("deflate"))).arrayBuffer());
  } catch { throw new SearchError("damaged", path); }
}

/** JSON in zlib's format, in GBK or UTF-8 as the byte in front says. */
async function unpack(content, path) {
  const raw = await inflate(content.subarray(1), path);
  return parsed(new TextDecoder(content[0] === 103 ? "gbk" : "utf-8").decode(raw), path);
}

function union(sets) {
  const made = new Map();
  for (const set of sets) {
    if (!set) return null;
    for (const [serial, points] of set) made.set(serial, Math.max(points, made.get(serial) ?? 0));
  }
  return made;
}

function meet(sets) {
  const [first, ...rest] = [...sets].sort((a, b) => a.size - b.size), made = new Map();
  for (const [serial, points] of first)
    if (rest.every(set => set.has(serial))) made.set(serial, rest.reduce((sum, set) => sum + set.get(serial), points));
  return made;
}

/** Which keys of a word to look for: they cover all of it, and avoid regions of the directory that are dense. */
function cover(keys, tier) {
  const best = [];
  for (const [i, key] of keys.entries()) {
    const over = one => one.pair <= key.pairs[0] && one.last >= key.pairs[0] && (!key.ranges || key.ranges.some(([from, to]) => one.rest < to && one.end > from));
    const nodes = tier.nodes.flatMap(node => node.shards ?? [node]).filter(over), own = 40 + Math.max(0, ...nodes.map(one => one.depth)) + 8 * nodes.length + (key.classes ? 0 : 16);
    const before = i ? best.slice(-2).reduce((a, b) => b.cost < a.cost ? b : a) : { cost: 0, all: [] };
    best.push({ cost: before.cost + own, all: [...before.all, key] });
  }
  return best.slice(-2).reduce((a, b) => b.cost < a.cost ? b : a).all;
}

/** Those of found that another list has too, in the headline both or elsewhere both. */
function join(found, list) {
  const made = new Map();
  for (const [serial, where] of found) if (where & list.get(serial)) made.set(serial, where & list.get(serial));
  return made;
}

/** A query as groups, all of which are asked for; a group is terms, one of which is enough: {text, field, not}. */
export function parse(query) {
  const groups = [], token = /([-－])?(?:(标题|title|记者|作者|author)[:：])?(?:["＂]([^"＂]+)["＂]|([“「『][^“”「」『』]*\s[^“”「」『』]*[”」』])|(\S+))/gi;
  let or = false;
  for (const [whole, not, field, quoted, chinese, word] of query.normalize("NFC").replace(CONTROLS, " ").matchAll(token)) {
    if (/^(OR|\||｜)$/.test(whole)) { or = groups.length > 0; continue; }
    const text = fold(quoted ?? chinese?.slice(1, -1) ?? word).replace(/\s+/g, " ").trim();
    if (!text) continue;
    const term = { text, field: field ? FIELDS[field.toLowerCase()] : "", not: Boolean(not), whole };
    if (or && !term.not && !groups.at(-1)[0].not) groups.at(-1).push(term); else groups.push([term]);
    or = false;
  }
  if (groups.length === 1 && groups[0][0].not) groups[0][0] = { text: fold(groups[0][0].whole), field: "", not: false };
  return groups;
}

/** Folded text with one blank for each white space, beside what is shown. */
const spaced = shown => ({ text: fold(shown).replace(/\s+/g, " "), shown });

/** Of each unit of `spaced` text the place in what is shown. */
function origins({ shown }) {
  const made = [];
  let at = 0, blank = false;
  for (const char of shown) {
    for (const unit of foldedChar(char).split("")) {
      const space = /\s/.test(unit);
      if (!(space && blank)) made.push(at);
      blank = space;
    }
    at += char.length;
  }
  return [...made, at];
}

function fits(row, test, asked) {
  const has = term => {
    const where = term.field === "title" ? [row.places[0]] : term.field === "byline" ? [spaced(row.byline)] : row.places;
    return where.some(({ text }) => text.search(term.match) >= 0);
  };
  return test.every(group => group.some(term => has(term) !== Boolean(term.not)))
    && asked.every(([kind, values]) => row.facets.some(([k, v]) => k === kind && values.includes(v)));
}

function count(rows) {
  const made = {};
  for (const row of rows) for (const [kind, value] of row.facets) (made[kind] ??= {})[value] = (made[kind][value] ?? 0) + 1;
  return made;
}

/** The places [start, end] of all terms in what is shown, in order, none inside another. */
function places(words, spacedText) {
  const found = [], { text } = spacedText;
  let at = null;
  for (const { match } of words) for (const one of text.matchAll(match)) {
    at ??= origins(spacedText);
    found.push([at[one.index], at[one.index + one[0].length]]);
    if (found.length > 200) break;
  }
  found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  let end = 0;
  return found.filter(one => one[0] >= end && (end = one[1], true));
}

function show(row, words, folder) {
  const [title, line, body] = row.places, wanted = words.filter(term => !term.field);
  const url = new URL("../" + row.url, folder).href, inBody = places(wanted, body), inLine = places(wanted, line);
  const [text, hits] = inBody.length || !inLine.length ? [row.body, inBody] : [line.shown, inLine];
  const [start, end] = hits[0] ?? [0, 0], from = start < 40 ? 0 : start - 24, to = Math.min(text.length, Math.max(end + 60, from + 96));
  const lead = from ? "…" : "", marks = hits.filter(one => one[1] <= to).map(one => one.map(at => at - from + lead.length));
  const exact = encodeURIComponent(text.slice(start, Math.min(end, start + 60)).replace(/[\ud800-\udfff]/g, "")).replaceAll("-", "%2D");
  return {
    url, title: row.title, date: row.date, snippet: lead + text.slice(from, to).replace(/\s/g, " ") + (to < text.length ? "…" : ""), marks,
    titleMarks: places(words.filter(term => term.field !== "byline"), title), kicker: row.kicker, byline: row.byline,
    target: hits.length && hits === inBody && !/%0A/.test(exact) && exact ? `${url}#:~:text=${exact}` : url,
  };
}
