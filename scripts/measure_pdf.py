"""Measures import from PDF on pages whose articles are known (made by scripts/typeset.py): figures, time, misses.

    python scripts/measure_pdf.py SCORER FOLDER… [--worst N] [--limit N]

SCORER is score_pages.py (its `score` and `report` are used); a folder holds <stem>.pdf, <stem>.truth.json and
<stem>.txt, every word of the page. Prints one line of figures a folder; time is processor time a page, for reading
(in the process that reads, or recognises, and here) and for cutting, with the page that takes longest and its
characters. Of recognised pages it also says, by confidence, how many lines there are and how many of them stand
letter by letter on the page.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import resource
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "generator")]

from jianbao.commands.import_json import _paragraph, _subhead  # noqa: E402  # the checkout's own
from jianbao.edge import pdf  # noqa: E402
from jianbao.ingest.layout.cutting import cut_printed  # noqa: E402
from jianbao.ingest.layout.glyphs import seen  # noqa: E402
from jianbao.ingest.layout.threads import runs  # noqa: E402
from jianbao.model.article import Story  # noqa: E402
from jianbao.model.page import Origin  # noqa: E402
from jianbao.model.printed import PrintedPage  # noqa: E402

TRUST = (0.95, 0.9, 0.85, 0.8, 0.7, 0.0)
"""How sure import is of a page (docs/pdf.md), in steps."""


def load(path: Path) -> Any:
    """Return the scorer as a module."""
    spec = importlib.util.spec_from_file_location("score_pages", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def told(story: Story) -> dict[str, Any]:
    """Return a story as `jianbao import --json` tells it, what is proposed beyond its words left out."""
    return {
        "rubric": story.rubric,
        "kicker": story.kicker,
        "headline": story.headline,
        "deck": story.deck,
        "byline": [{"role": who.role, "name": who.name} for who in story.byline],
        "dateline": story.dateline,
        "paragraphs": [_paragraph(each) for each in story.paragraphs],
        "subheads": [_subhead(each) for each in story.subheads],
        "pullquote": story.pullquote,
        "caption": story.caption,
        "credit": story.credit,
        "gaps": [],
    }


def page_score(scorer: Any, pdf_path: Path, times: Counter[str]) -> tuple[Counter[str], dict[str, Any]]:
    """Return what the scorer counts on one page, and what was found there."""
    stem = pdf_path.with_suffix("")
    truth = json.loads(Path(f"{stem}.truth.json").read_text("utf-8"))
    began, before = resource.getrusage(resource.RUSAGE_CHILDREN), time.process_time()
    read = pdf.read_pages(pdf_path, pdf_path.name)
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.process_time()
    reading = ended.ru_utime + ended.ru_stime - began.ru_utime - began.ru_stime + start - before
    guess: dict[str, Any] = {"articles": [], "leftovers": [], "lines": Counter()}
    words = Path(f"{stem}.txt").read_text("utf-8")
    for page in read.value:
        guess["lines"] += read_right(page, words)
        cut = cut_printed(page, Origin(file=pdf_path.name)).value.cut
        guess["articles"] += [told(story) for story in cut.stories]
        guess["leftovers"] += [{"text": left.text} for left in cut.leftovers]
        guess["trust"] = cut.trust
    cutting = time.process_time() - start
    times.update(read=int(1e6 * reading), cut=int(1e6 * cutting))
    guess["time"] = (round(reading + cutting, 2), sum(len(page.glyphs) for page in read.value))
    count: Counter[str] = scorer.score(truth, guess, words)
    count["pages"] = 1
    return count, guess


def read_right(page: PrintedPage, words: str) -> Counter[tuple[float, bool]]:
    """Return how many recognised lines there are of each confidence, and whether they stand on the page so."""
    visible = seen(page)
    whole = "".join(words.split())
    found = Counter[tuple[float, bool]]()
    for run in runs(visible.glyphs, visible.body):
        if run.sure < 1 and len(run.cells) > 2:
            bin_ = next(low for low in (0.99, 0.97, 0.95, 0.9, 0.8, 0.0) if run.sure >= low)
            found[bin_, "".join(run.text.split()) in whole] += 1
    return found


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("scorer", type=Path)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--worst", type=int, default=0)
    parser.add_argument("--limit", type=int, default=0)
    asked = parser.parse_args()
    scorer = load(asked.scorer)
    trusted = dict[float, Counter[str]]()
    for folder in asked.folders:
        total, each, times = Counter[str](), list[tuple[float, str, float]](), Counter[str]()
        taken = list[tuple[float, int]]()
        lines = Counter[tuple[float, bool]]()
        paths = sorted(path for path in folder.glob("*.pdf") if path.name != "all.pdf")[: asked.limit or None]
        for path in paths:
            count, guess = page_score(scorer, path, times)
            total.update(count)
            lines += guess["lines"]
            taken.append(guess["time"])
            bad = count["truth"] + count["guess"] - 2 * count["clean"] + count["headline_n"] - count["headline_ok"]
            each.append((bad + count["edits"] / max(1, count["chars"]), path.stem, guess.get("trust", 0.0)))
            for low in TRUST:
                if guess.get("trust", 0.0) >= low:
                    trusted.setdefault(low, Counter()).update({**count, "pages": 1})
                    break
        figures = scorer.report(total)
        spent = {name: round(value / 1e6 / len(paths), 3) for name, value in times.items()}
        slowest = {"characters": round(sum(n for _, n in taken) / len(taken)), "slowest": max(taken)}
        print(f"{folder.name}: {json.dumps({**figures, **spent, **slowest}, ensure_ascii=False)}", flush=True)
        for low in sorted({low for low, _ in lines}, reverse=True):
            right, wrong = lines[low, True], lines[low, False]
            print(f"    confidence from {low:.2f}: {right + wrong} lines, {right} right")
        for amiss, stem, trust in sorted(each, reverse=True)[: asked.worst]:
            print(f"    {amiss:7.2f}  {stem}  trust {trust:.2f}")
    for low, held in sorted(trusted.items(), reverse=True):
        f1 = 2 * held["clean"] / max(1, held["truth"] + held["guess"])
        cer = held["edits"] / max(1, held["chars"])
        print(f"trust from {low:.2f}: {held['pages']} pages, F1@.85 {f1:.3f}, CER {cer:.4f}")
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB cutting, "
          f"{resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024} MB reading")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
