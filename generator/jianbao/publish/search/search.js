// Reads the index below search/ of a site made by jianbao. An ES module without dependencies, for browsers and Node 20:
//   const s = await open("https://example.org/");
//   const { total, exact, hits } = await s.search("查询", { limit: 10, filters: { year: "2023" }, sort: "newest" });
// The formats are those of publish/search/*.py; docs/search.md describes them.

const FORMAT = 2, BITS = 4, STRETCH = 64, BODY = 14, FACET = 2, FEW = 3, SOME = 7, LONG = 6, PARTS = 3, LONGEST = 200, CHUNK = 4096, KEPT = 400, WIDE = 8, NEWEST = 64;
const COMMON = "的一是在了和有大中人国年日上为这出，。、“”：00";
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

const name = (pair, serial) => pair.toString(16).padStart(8, "0") + (serial ? "-" + serial.toString(16) : "");
const lastPair = (pair, depth) => depth < 32 ? pair + 2 ** (32 - depth) - 1 : pair;

/** The shards below a node of the directory, see directory.py. */
function directory(content, node, bits) {
  const shards = [];
  let at = 0;
  const bit = () => content[at >> 3] >> 7 - (at++ & 7) & 1;
  const walk = (pair, serial, depth) => {
    if (bit()) {
      walk(pair, serial, depth + 1);
      if (depth < 32) walk(pair + 2 ** (31 - depth), serial, depth + 1);
      else walk(pair, serial + 2 ** (bits + 31 - depth), depth + 1);
    } else if (bit()) shards.push({ pair, serial, last: lastPair(pair, depth) });
  };
  walk(node.pair, node.serial, node.depth);
  at = at + 7 >> 3;
  for (const shard of shards) shard.mark = content[at++] << 8 | content[at++];
  return shards;
}

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
    this.tiers = root.tiers.map(({ name, nodes }) => ({ name, nodes: nodes.map(([pair, serial, depth, size, mark]) => {
      const node = { pair, serial, depth, mark, last: lastPair(pair, depth) };
      if (mark === undefined) node.shards = directory(rest.subarray(at, at += size), node, this.bits);
      return node;
    }) })).filter(tier => tier.nodes.length);
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
    return node.shards ?? this.file(`${tier.name}/${name(node.pair, node.serial)}-${node.depth}.dir`, node.mark,
      content => directory(content, node, this.bits));
  }

  shard(tier, shard) {
    const path = name(shard.pair, shard.serial);
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

  /** The shards of a tier that may hold pairs from first to last. */
  async shards(tier, first, last = first) {
    const over = one => one.pair <= last && one.last >= first;
    return (await Promise.all(tier.nodes.filter(over).map(node => this.leaf(tier, node)))).flat().filter(over);
  }

  /** Postings of a pair between serials low and high as a sorted array of [serial, block]; block -1 is unknown,
   *  -2 also, but the headline has the pair. some: only parts of the list where one of these serials would be. */
  async postings(tier, pair, low, high, some) {
    const shards = within(await this.shards(tier, pair), some).filter((one, i, all) => {
      const next = all[i + 1];
      return one.serial < high && (!next || next.serial > low);
    });
    const found = [];
    for (const lists of await Promise.all(shards.map(one => this.shard(tier, one))))
      if (lists.has(pair)) decode(lists.get(pair), low, high, found);
    return found;
  }

  /** Adds to found the articles with a character, from the pairs that begin with it; false where only the newest
   *  articles are added, for it is too common to read all of them. */
  async character(unit, all, found) {
    const first = unit * 65536, last = first + 65535;
    const shards = await Promise.all(this.tiers.map(tier => this.shards(tier, first, last)));
    if (!all && shards.flat().length > WIDE) {
      for (const serial of await this.newest()) found.set(serial, 0);
      return false;
    }
    const lists = await Promise.all(this.tiers.flatMap((tier, i) => shards[i].map(shard => this.shard(tier, shard)))), some = [];
    for (const shard of lists) for (const [pair, list] of shard) if (pair >= first && pair <= last) decode(list, 0, Infinity, some);
    for (const [serial] of some) found.set(serial, 0);
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
   */
  async search(query, { limit = 10, filters = {}, sort = "best" } = {}) {
    const asked = Object.entries(filters).map(([kind, values]) => [kind, [values].flat().map(String)]).filter(([, values]) => values.length);
    const groups = parse(query), plain = groups.every(([term, other]) => !other && !term.not);
    const run = async () => {
      let found = await this.collect(groups, asked, limit, sort, false);
      if (!found.whole && found.rows.length < limit) found = await this.collect(groups, asked, limit, sort, true);
      return found;
    };
    if (!plain && !this.far && HAN.test(query)) await this.widen();
    let found = await run();
    if (!found.rows.length && !this.far && HAN.test(query)) { await this.widen(); found = await run(); }
    if (!found.rows.length && /[“「『].*[”」』]/.test(query)) return this.search(query.replace(/[“”「」『』]/g, '"'), { limit, filters, sort });
    const words = found.test.flat().filter(term => !term.not), { rows } = found;
    return {
      total: found.total, exact: found.exact, facets: count(rows), terms: words.map(term => term.text),
      hits: rows.map(row => show(row, words, this.folder)),
    };
  }

  /** Candidates in order, and those of them whose text fits, until there are enough. */
  async collect(groups, asked, limit, sort, all) {
    const positive = groups.filter(group => !group[0].not);
    const test = groups.map(group => group.map(term => ({ ...term, match: this.pattern(term.text) })));
    const claims = [], { found, whole } = await this.candidates(positive, asked, all || limit === Infinity, claims);
    const order = [...found].sort((a, b) => (sort === "newest" ? 0 : b[1] - a[1]) || b[0] - a[0]).map(([serial]) => serial);
    const rows = [];
    let at = 0;
    while (at < order.length && rows.length < limit) {
      const some = order.slice(at, at += Math.min(limit - rows.length, 32));
      for (const slot of await Promise.all(some.map(serial => this.text(serial, claims)))) rows.push(...slot.filter(row => fits(row, test, asked)));
    }
    const [term] = groups.flat(), pair = groups.length === 1 && groups[0].length === 1 && !asked.length && !term.field && /^\S\S$/.test(term.text);
    const exact = whole && at >= order.length && rows.length <= limit;
    const shown = rows.slice(0, limit);
    return { test, rows: shown, whole, exact, total: whole && pair && !exact ? Math.max(order.length, shown.length) : shown.length };
  }

  /** found: serial -> how many groups stand in the headline, for articles with the pairs of every group. */
  async candidates(groups, asked, all, claims) {
    const state = { all, whole: true };
    const sets = await Promise.all([
      ...groups.map(async group => union(await Promise.all(group.map(term => this.term(term, state, group.length > 1 ? [] : claims))))),
      ...asked.map(async ([kind, values]) => union(await Promise.all(values.map(value => this.facet(kind, value))))),
    ]);
    const known = sets.filter(Boolean);
    if (known.length) return { found: meet(known), whole: state.whole };
    const found = new Map();
    let whole = true;
    all ||= groups.length > 1;
    for (const term of groups[0] ?? []) {
      const word = term.text.split(" ")[0];
      if (word.length > 1) for (const [serial, points] of await this.word(word, { all: true }, [])) found.set(serial, points);
      else for (const form of this.forms(word)) whole = await this.character(form.charCodeAt(0), all || term.text !== word, found) && whole;
    }
    return { found, whole };
  }

  /** Candidates of one term, or null where its words are single characters. */
  async term(term, state, claims) {
    const words = term.text.split(" ").filter(word => word.length > 1);
    return words.length ? meet(await Promise.all(words.map(word => this.word(word, state, claims)))) : null;
  }

  async facet(kind, value) {
    const found = new Map(), sum = new TextEncoder().encode(`${kind}:${value}`);
    const pair = FACET * 65536 + (crc(sum) & 0xFFFF);
    for (const tier of this.tiers) for (const [serial] of await this.postings(tier, pair, 0, Infinity)) found.set(serial, 0);
    return found;
  }

  forms(unit) { return unit + (this.near.get(unit) ?? "") + (this.far?.get(unit) ?? ""); }

  /** Articles with the pairs of a word: the pair with the fewest shards first, of others only what may have these.
   *  Where even that is long, only the newest are taken, unless state.all, and state.whole says so. claims: gets
   *  patterns of pairs that all of these articles have. */
  async word(text, state, claims) {
    const units = text.slice(0, LONGEST), keys = [];
    for (let i = 0; i + 1 < units.length; i++)
      keys.push(this.forms(units[i]).split("").flatMap(a => this.forms(units[i + 1]).split("").map(b => a.charCodeAt(0) * 65536 + b.charCodeAt(0))));
    const chosen = cover(units), made = new Map();
    let proven = null;
    await Promise.all(this.tiers.map(async tier => {
      const get = async (i, low, high, some) => (await Promise.all(keys[i].map(pair => this.postings(tier, pair, low, high, some)))).flat();
      const shards = new Map(await Promise.all(chosen.map(async i => [i, (await Promise.all(keys[i].map(pair => this.shards(tier, pair)))).flat()])));
      const order = [...chosen].sort((a, b) => shards.get(a).length - shards.get(b).length), cheapest = shards.get(order[0]);
      let low = 0;
      if (!state.all && cheapest.length > LONG) {
        low = cheapest.map(one => one.serial).sort((a, b) => a - b).at(-PARTS);
        if (low) state.whole = false;
      }
      const first = await Promise.all(order.slice(0, 2).filter((i, n) => !n || shards.get(i).length < 3).map(i => get(i, low, Infinity)));
      const read = [];
      let found = null;
      for (const [n, i] of [...order, ...keys.keys()].entries()) {
        if (!first[n] && found.length <= (n < order.length ? FEW : SOME)) break;
        if (n >= order.length && order.includes(i)) continue;
        let lists = first[n];
        if (!lists) {
          const some = [...new Set(found.map(([serial]) => serial))];
          const need = (await Promise.all(keys[i].map(async pair => within(await this.shards(tier, pair), some)))).flat();
          if (need.length * 2 > some.length) continue; // to look into the texts costs less
          if (!state.all && need.length > LONG) {
            const from = need.map(one => one.serial).sort((a, b) => a - b).at(-PARTS);
            found = found.filter(([serial]) => serial >= from);
            state.whole = false;
          }
          lists = await get(i, found[0][0], found.at(-1)[0] + 1, some);
        }
        found = found ? join(found, lists, i) : lists.map(([serial, block]) => [serial, block, i]).sort((a, b) => a[0] - b[0]);
        read.push(i);
      }
      for (const [serial, block] of found) made.set(serial, Math.max(made.get(serial) ?? 0, block === 0 || block === -2 ? 1 : 0));
      if (found.length) proven = proven ? proven.filter(i => read.includes(i)) : read;
    }));
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

function decode([serials, content], low, high, found) {
  const bytes = new Bytes(content);
  let value = 0;
  while (bytes.more) {
    value += bytes.next();
    const scale = serials ? 2 : 2 ** BITS, serial = Math.floor(value / scale), rest = value % scale;
    if (serial >= low && serial < high) found.push([serial, serials ? -1 - rest : rest]);
  }
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

/** Which pairs of a word to read: they cover all of it, and avoid those that nearly every article has. */
function cover(units) {
  const best = [];
  for (let i = 0; i + 1 < units.length; i++) {
    const own = 4 + COMMON.includes(units[i]) + COMMON.includes(units[i + 1]);
    const before = i < 1 ? { cost: 0, all: [] } : i < 2 || best[i - 1].cost < best[i - 2].cost ? best[i - 1] : best[i - 2];
    best.push({ cost: before.cost + own, all: [...before.all, [own, i]] });
  }
  return best.at(-1).all.sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, i]) => i);
}

/** Those of the shards of one pair where one of some serials would be; all without these. */
function within(shards, some) {
  return some ? shards.filter((one, i) => some.some(serial => serial >= one.serial && !(serial >= shards[i + 1]?.serial))) : shards;
}

/** Those of found = [serial, block, offset] for which the other list has the pair at its offset not too far off. */
function join(found, lists, offset) {
  const blocks = new Map();
  for (const [serial, block] of lists) blocks.has(serial) ? blocks.get(serial).push(block) : blocks.set(serial, [block]);
  return found.filter(([serial, block, from]) => blocks.get(serial)?.some(other => {
    if (block < 0 || other < 0) return true;
    if (block < 2 || other < 2) return block === other;
    const steps = (((other - block - Math.floor((offset - from) / STRETCH)) % BODY) + BODY) % BODY;
    return steps < 2;
  }));
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
