"""The review report of a page: what import was not sure of, where it stands, and what to type to settle it. Pure.

It is Markdown beside the page, content/pages/…/<nn>.review.md, in Chinese as the doubts in the articles are: the
same page gives the same bytes on every machine. What the editor has settled is not in it after the next import.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from jianbao.ingest import clean, heads, sure
from jianbao.ingest.places import Places, plain
from jianbao.model.article import Article, Doubt
from jianbao.model.block import Leftover
from jianbao.model.page import PageRef, PageText
from jianbao.model.problem import Sentence

_AROUND = 12
_SHOWN = 60
_ESCAPED = re.compile(r"\\([\\`*_\[\]{}.)#+>!-])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheaf:
    """An article of the page as its file says it now; `certainty` how sure its cut is."""

    path: str
    article: Article
    certainty: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ToReview:
    """A page and what became of it. `furniture`: lines taken for running heads; `dropped`: leftovers that the
    editor does not want."""

    ref: PageRef
    page: PageText
    places: Places
    sheaves: tuple[Sheaf, ...]
    leftovers: tuple[Leftover, ...]
    furniture: frozenset[int] = frozenset()
    low_trust: str = ""
    dropped: frozenset[str] = field(default=frozenset())


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One kind of thing to settle: its headings, what to do, the things, each as lines of Markdown."""

    key: str
    name: Sentence
    todo: str
    entries: tuple[str, ...]


SUSPECTS = frozenset(
    {"misprint-suspected", "quote-unpaired", "unreadable-character", "radicals-mapped", "control-characters"}
)
_OWN = frozenset(
    {
        "article-uncertain",
        "fragment-moved",
        "headline-kicker-tie",
        "import-conflict",
        "line-unsure",
        "text-left-over",
    }
)


def sections(given: ToReview) -> tuple[Section, ...]:
    """Return what is left to settle, the gravest first; nothing where all is settled."""
    made = (
        Section(key=key, name=Sentence(en=en, zh=zh), todo=todo, entries=tuple(find(given)))
        for key, en, zh, todo, find in _SECTIONS
    )
    return tuple(section for section in made if section.entries)


def report(given: ToReview) -> str:
    """Return the whole report; "" where nothing is left to settle."""
    found = sections(given)
    if not found and not given.low_trust:
        return ""
    ref, file = given.ref, given.page.origin.file
    lines = [
        f"# 审阅 Review：{ref.paper} {ref.date.isoformat()} 第 {ref.number} 版",
        "",
        f"版面文字：`{file}`。每条先写稿件，再写版面文字的行号。在浏览器里看并改：`jianbao review {file}`。",
        "本文件由导入写出，每次导入重写，不会发布；请不要在这里修改。Written by import; edit the articles instead.",
        "",
    ]
    if given.low_trust:
        lines += [f"**{given.low_trust}**", ""]
    for section in found:
        lines += [f"## {section.name.zh} · {section.name.en} ({len(section.entries)})", "", f"{section.todo}。", ""]
        lines += [*section.entries, ""]
    heads = [*_leftovers(given, furniture=True)]
    if heads:
        lines += ["## 视为报头、版次等，未收入 · taken for running heads and imprint", "", *heads, ""]
    return "\n".join(lines)


def counts(found: Iterable[Section]) -> Mapping[str, int]:
    """Return how many things of each kind there are."""
    return {section.key: len(section.entries) for section in found}


def _uncertain(given: ToReview) -> Iterator[str]:
    rated = [(each.certainty, number, each) for number, each in enumerate(given.sheaves)]
    for certainty, _, sheaf in sorted(rated, key=lambda item: item[:2]):
        if any(doubt.code == "article-uncertain" for doubt in sheaf.article.review):
            runs = sheaf.article.source.lines if sheaf.article.source is not None else ()
            lines = ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)
            yield f"- [ ] 《{sheaf.article.title}》 把握 {certainty:.2f} — `{sheaf.path}`，版面第 {lines} 行"


def _doubts(
    given: ToReview,
    codes: Iterable[str] | None,
    more: Callable[[ToReview, Sheaf, Doubt], str] = lambda _given, _sheaf, _doubt: "",
) -> Iterator[str]:
    """Yield the doubts of some codes; of all that have no section of their own where `codes` is None."""
    for sheaf in given.sheaves:
        for doubt in sheaf.article.review:
            if doubt.code in codes if codes is not None else doubt.code not in _OWN | SUSPECTS:
                where = ", ".join(f"`{given.page.origin.file}:{line}`" for line in doubt.lines)
                text = " ".join(doubt.message.split())
                shown = more(given, sheaf, doubt)
                yield f"- [ ] {text} — `{sheaf.path}`{'，' if where else ''}{where}{shown}"


def _joints(given: ToReview, sheaf: Sheaf, doubt: Doubt) -> str:
    """Return the fragment with what stands before and behind it, if it is found in the article."""
    body = _ESCAPED.sub(r"\1", sheaf.article.body)
    texts = {line.number: line.text for line in given.page.lines}
    shown = []
    for number in doubt.lines:
        piece = heads.restore(clean.clean_line(texts.get(number, "")))
        at = body.find(piece) if piece else -1
        if at >= 0:
            end = at + len(piece)
            inner = piece if len(piece) <= _SHOWN else f"{piece[:20]}……{piece[-20:]}"
            before, after = body[max(0, at - _AROUND) : at], body[end : end + _AROUND]
            shown.append(f"\n  > …{before}⟦{inner}⟧{after}…".replace("\n\n", " ¶ "))
    return "".join(shown)


def _ordered(_given: ToReview, sheaf: Sheaf, _doubt: Doubt) -> str:
    """Return how likely the headline is the lower of the two lines."""
    certainty = sure.order(sheaf.article.kicker, sheaf.article.title)
    return f"，主题在下的把握 {certainty:.2f}"


def _gaps(given: ToReview) -> Iterator[str]:
    for sheaf in given.sheaves:
        source = sheaf.article.source
        lines = [n for first, last in source.lines for n in range(first, last + 1)] if source is not None else []
        for gap in sheaf.article.gaps:
            line = given.places.of(gap.after, lines) if gap.after else min(lines, default=0)
            what = f"“{gap.after}”之后" if gap.after else "开头"
            where = f"`{sheaf.path}`，`{given.page.origin.file}:{line}`"
            said = f" 把握 {gap.certainty:.2f}" if gap.certainty < 1 else ""
            yield f"- [ ] 《{sheaf.article.title}》{what}（{gap.where}）{said} — {where}"


def _leftovers(given: ToReview, *, furniture: bool = False) -> Iterator[str]:
    """Yield the leftovers: those taken for running heads and imprints, or the others."""
    for left in open_leftovers(given):
        if given.furniture.issuperset(left.lines) == furniture:
            where = f"`{given.page.origin.file}:{min(left.lines, default=0)}`"
            yield f"- {'' if furniture else '[ ] '}{' '.join(left.text.split())} — {where}"


def open_leftovers(given: ToReview) -> Sequence[Leftover]:
    """Return the leftovers that the editor neither dropped nor put into an article."""
    said = [plain(_all_words(sheaf.article)) for sheaf in given.sheaves]
    return [
        left
        for left in given.leftovers
        if left.text not in given.dropped
        and not (len(plain(left.text)) > 1 and any(plain(left.text) in text for text in said))
    ]


def _all_words(article: Article) -> str:
    names = " ".join(credit.name for credit in article.authors)
    images = " ".join(f"{image.caption} {image.credit}" for image in article.images)
    heads = (article.title, article.kicker, article.deck, article.rubric, article.dateline, article.pullquote)
    return "\n".join((*heads, names, images, _ESCAPED.sub(r"\1", article.body)))


def _with(*codes: str) -> Callable[[ToReview], Iterable[str]]:
    return lambda given: _doubts(given, codes)


_SECTIONS: tuple[tuple[str, str, str, str, Callable[[ToReview], Iterable[str]]], ...] = (
    (
        "uncertain",
        "uncertain articles",
        "切分没有把握的稿件",
        "对照印刷版核对首尾；无误就删去 `review` 里的 `article-uncertain` 一条，有误请剪贴段落",
        _uncertain,
    ),
    (
        "moves",
        "moved fragments",
        "挪动过的断片（前后接缝）",
        "⟦⟧ 内是挪来的文字。接得上就删去 `review` 里的 `fragment-moved` 一条；接不上请把它剪到应在之处",
        lambda given: _doubts(given, ("fragment-moved",), _joints),
    ),
    (
        "ties",
        "headline or kicker",
        "主题与引题难分",
        "若两行颠倒，请对调 `title` 与 `kicker` 的文字；然后删去 `review` 里的 `headline-kicker-tie` 一条",
        lambda given: _doubts(given, ("headline-kicker-tie",), _ordered),
    ),
    (
        "conflicts",
        "conflicts with your edits",
        "与人工修改冲突之处",
        "文件里是人工的文字。取舍之后删去 `review` 里的 `import-conflict` 一条",
        _with("import-conflict"),
    ),
    ("gaps", "lost text", "缺字", "对照印刷版补上，再从该稿 `gaps` 里删去这一条", _gaps),
    (
        "suspects",
        "suspected misreadings",
        "疑似误认的字和标点",
        "确为误认就改正；然后删去 `review` 里的相应一条",
        _with(*sorted(SUSPECTS)),
    ),
    (
        "unsure",
        "lines recognised with little confidence",
        "文字识别把握不足的行",
        "对照印刷版改正；然后删去 `review` 里的 `line-unsure` 一条",
        _with("line-unsure"),
    ),
    (
        "others",
        "other doubts",
        "其他拿不准之处",
        "处理之后删去 `review` 里的相应一条",
        lambda given: _doubts(given, None),
    ),
    (
        "leftovers",
        "leftover text",
        "未收入任何稿件的文字",
        "属于某稿就粘贴到该稿；不要的可在 `jianbao review` 里丢弃，或不必理会",
        _leftovers,
    ),
)
