"""Measures which pictures, captions and credits of a printed page come to the article they belong to.

    python scripts/measure_pictures.py FOLDER… [--misses]

A folder holds <stem>.pdf and <stem>.truth.json, as scripts/typeset.py makes them: an article with a caption has one
picture, the others none. Articles are matched by their headline; the share is of all articles with a caption.
`strayed` are pictures with articles that have none. With --misses the articles that came out otherwise are printed.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "generator")]

from jianbao.edge import pdf  # noqa: E402  # the checkout's own
from jianbao.ingest.layout.cutting import CutPrinted, cut_printed  # noqa: E402
from jianbao.model.article import Story  # noqa: E402
from jianbao.model.page import Origin  # noqa: E402


def bare(text: str) -> str:
    """Return a text without its spaces."""
    return "".join(text.split())


def is_headline(story: Story, title: str) -> bool:
    """Return whether a title is a story's, its rubric in brackets or not; line ends in it may be spaces."""
    whole = bare(story.headline + (f"（{story.rubric}）" if story.rubric else ""))
    return bool(story.headline) and bare(title) in (whole, bare(story.headline))


def counted(truth: list[dict[str, Any]], found: CutPrinted) -> tuple[Counter[str], list[str]]:
    """Return what came where it belongs, and the articles that did not."""
    count, misses = Counter[str](), list[str]()
    told = list(zip(found.cut.stories, found.pictures, strict=True))
    for article in truth:
        story, pictures = next((each for each in told if is_headline(each[0], article["title"])), (None, ()))
        if not article.get("caption"):
            count["strayed"] += len(pictures)
            misses += [f"strayed to {article['title']}"] if pictures else []
            continue
        right = {
            "picture": len(pictures) == 1,
            "caption": story is not None and bare(story.caption) == bare(article["caption"]),
            "credit": story is not None and bare(story.credit) == bare(article.get("credit", "")),
        }
        count.update({"pictured": 1, **{name: int(is_right) for name, is_right in right.items()}})
        if not all(right.values()):
            said = f"{story.caption!r}, {story.credit!r}" if story is not None else "no such headline"
            wrong = [name for name, is_right in right.items() if not is_right]
            misses.append(
                f"{article['title']}: {wrong}: {said}, not {article['caption']!r}, {article.get('credit')!r}"
            )
    return count, misses


def main() -> int:
    """Print the figures, a line a folder."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--misses", action="store_true")
    asked = parser.parse_args()
    for folder in asked.folders:
        total, told = Counter[str](), list[str]()
        for path in sorted(path for path in folder.glob("*.pdf") if path.name != "all.pdf"):
            truth = json.loads(path.with_suffix(".truth.json").read_text("utf-8"))
            articles = truth["articles"] if isinstance(truth, dict) else truth
            for page in pdf.read_pages(path, path.name).value:
                count, misses = counted(articles, cut_printed(page, Origin(file=path.name)).value)
                total += count
                told += [f"{path.stem} {miss}" for miss in misses]
        whole = max(1, total["pictured"])
        shares = {name: round(total[name] / whole, 3) for name in ("picture", "caption", "credit")}
        print(
            f"{folder.name}: {json.dumps({'pictured': total['pictured'], **shares, 'strayed': total['strayed']})}"
        )
        print(
            "\n".join(f"    {miss}" for miss in told if asked.misses) + "\n" * bool(told and asked.misses), end=""
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
