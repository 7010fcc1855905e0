"""An index written to a folder, and search.js asked about it in Node."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from jianbao.publish.search.records import Record, Term
from jianbao.publish.search.whole import build

NODE = shutil.which("node") or ""
needs_node = pytest.mark.skipif(not NODE, reason="node is not installed here")
_ASK = """
import { readFileSync } from "node:fs";
const [site, asked] = process.argv.slice(1);
const { open } = await import(new URL("search/search.js", site));
const made = [];
let index;
for (const [query, options] of JSON.parse(readFileSync(asked, "utf-8"))) {
  try {
    index ??= await open(site);
    if (options.limit === "all") options.limit = Infinity;
    made.push(options.suggest ? await index.suggest(query) : await index.search(query, options));
  } catch (error) { made.push({ error: error.code ?? String(error.stack), path: error.path }); }
}
console.log(JSON.stringify(made));
"""


def record(key: str, text: str = "", **fields: Any) -> Record:
    """A record with a body of the lines of `text`."""
    given: dict[str, Any] = {"title": "", "date": dt.date(2023, 4, 12), "url": f"{key}.html"}
    return Record(paragraphs=tuple(text.split("\n")) if text else (), **(given | fields))


def write(folder: Path, records: Sequence[Record], terms: Sequence[Term] = ()) -> Path:
    """Write the index of a site into `folder`."""
    for path, content in build(records, terms).files:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return folder


def ask(folder: Path, queries: Sequence[tuple[str, Mapping[str, Any]]]) -> list[Any]:
    """Return what search.js answers to (query, options); ``limit: "all"`` is Infinity."""
    asked = folder / "asked.json"
    asked.write_text(json.dumps(queries), "utf-8")
    command = [NODE, "--input-type=module", "-e", _ASK, folder.resolve().as_uri() + "/", str(asked)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=100, check=False)
    assert done.returncode == 0, done.stderr
    answers: list[Any] = json.loads(done.stdout)
    return answers


def urls(answer: Any) -> list[str]:
    """Return the file names of an answer's hits."""
    assert "hits" in answer, answer
    return [hit["url"].rpartition("/")[2] for hit in answer["hits"]]
