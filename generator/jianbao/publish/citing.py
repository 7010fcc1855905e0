"""How to cite an article: GB/T 7714—2015, BibTeX and RIS, ready to copy.

An article that stood in print is cited as the standard cites one of a newspaper (4.4, 连续出版物中的析出文献): the
people responsible (three at most, then 等), headline[N], paper, date(page). One that did not is an electronic
resource [EB/OL] (4.6) with date and address; the day of reading, which the standard wants, is the reader's to add.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import NamedTuple

from jianbao.model.article import Credit
from jianbao.publish.views import CitationView

_OTHERS = frozenset(
    ("编辑", "责任编辑", "责编", "美编", "版式", "校对", "制图", "制版", "摄影", "图片", "图", "摄")
)
_MOST = 3
_LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "#": r"\#",
        "$": r"\$",
        "%": r"\%",
        "&": r"\&",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
_READ = re.compile(r"[\\{}#$%&_~^]")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class Cited(NamedTuple):
    """What a citation is made of. `people` are those responsible, in order; `paper` is "" where the article did not
    stand in print; `page` is 0 where it is not known; `key` names it in a bibliography."""

    title: str
    people: tuple[str, ...]
    paper: str
    date: dt.date
    page: int
    site: str
    url: str
    key: str


def responsible(given: Sequence[Credit], kind: str) -> tuple[str, ...]:
    """Return who is cited: those who wrote; of a photo report, or where nobody else is named, everyone.
    An outlet stands for people it does not name."""
    named = [(credit, " ".join(credit.name.split()) or credit.outlet) for credit in given]
    wrote = [name for credit, name in named if kind == "photo" or credit.role not in _OTHERS]
    return tuple(dict.fromkeys(filter(None, wrote or [name for _, name in named])))


def citations(cited: Cited) -> tuple[CitationView, ...]:
    """Return a citation in each of the three forms."""
    return (
        CitationView(form="GB/T 7714—2015", text=national(cited)),
        CitationView(form="BibTeX", text=bibtex(cited)),
        CitationView(form="RIS", text=ris(cited)),
    )


def national(cited: Cited) -> str:
    """Return the citation as GB/T 7714—2015 wants it."""
    people = ", ".join((*cited.people[:_MOST], *(["等"] if len(cited.people) > _MOST else [])))
    head = f"{people}. {cited.title}" if people else cited.title
    day = cited.date.isoformat()
    if not cited.paper:
        return f"{head}[EB/OL]. {cited.site}, ({day}). {cited.url}."
    return f"{head}[N]. {cited.paper}, {day}{f'({cited.page})' if cited.page else ''}."


def bibtex(cited: Cited) -> str:
    """Return a BibTeX entry: an article of a newspaper, or a web page. Marks that LaTeX reads are escaped."""
    names = " and ".join("{" + _tex(name) + "}" for name in cited.people)
    printed = bool(cited.paper)
    rows = {
        "author": names,
        "title": "{" + _tex(cited.title) + "}",
        "journal" if printed else "organization": _tex(cited.paper or cited.site),
        "entrysubtype": "newspaper" if printed else "",
        "year": str(cited.date.year),
        "month": _MONTHS[cited.date.month - 1],
        "day": str(cited.date.day),
        "pages": str(cited.page) if cited.page else "",
        "url": cited.url,
        "langid": "chinese",
    }
    told = (f"  {key} = {text if key == 'month' else '{' + text + '}'}," for key, text in rows.items() if text)
    return "\n".join([f"@{'article' if printed else 'online'}{{{cited.key},", *told, "}"])


def _tex(text: str) -> str:
    return text.translate(_LATEX) if _READ.search(text) else text


def ris(cited: Cited) -> str:
    """Return the lines of a RIS record: a newspaper article (NEWS) or an electronic one (ELEC)."""
    rows = [
        ("TY", "NEWS" if cited.paper else "ELEC"),
        *(("AU", name) for name in cited.people),
        ("TI", cited.title),
        ("T2", cited.paper or cited.site),
        ("PY", str(cited.date.year)),
        ("DA", cited.date.isoformat().replace("-", "/")),
        ("SP", str(cited.page) if cited.page else ""),
        ("UR", cited.url),
        ("LA", "zh"),
    ]
    return "\n".join([*(f"{name}  - {' '.join(text.split())}" for name, text in rows if text), "ER  - "])
