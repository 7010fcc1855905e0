"""`jianbao list`: what there is, one thing a line, or as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from jianbao.commands import content as reading
from jianbao.commands.outcome import Outcome, Progress, Project, no_progress
from jianbao.model.article import Article, Document
from jianbao.model.problem import Problem, Sentence
from jianbao.publish.site import SitePlan
from jianbao.zh import divisions

Row = Mapping[str, object]
Listing = tuple[list[Row], list[Sentence]]


def run(project: Project, what: str, *, progress: Progress = no_progress) -> Outcome:
    """List `what`: drafts, tags, regions, urls or review. `data` is {what: [...]}."""
    found = reading.read(project, progress)
    problems: tuple[Problem, ...] = found.problems
    if what in ("drafts", "review"):
        rows, lines = (_drafts if what == "drafts" else _review)(found.value.documents)
    else:
        planned = reading.plan(project, found.value)
        problems += planned.problems
        plan = planned.value
        if plan is None:
            return Outcome(problems=problems, data={what: []})
        rows, lines = {"tags": _tags, "regions": _regions, "urls": _urls}[what](plan)
    return Outcome(problems=problems, lines=tuple(lines or [_none(what)]), data={what: rows})


def _plain(text: str) -> Sentence:
    return Sentence(en=text, zh=text)


def _none(what: str) -> Sentence:
    chinese = {
        "drafts": "没有草稿",
        "tags": "没有标签",
        "regions": "没有地区",
        "urls": "没有网页",
        "review": "没有待审阅的稿件",
    }
    english = {"review": "nothing to review"}
    return Sentence(en=english.get(what, f"no {what}"), zh=chinese[what])


def _drafts(documents: Sequence[Document]) -> Listing:
    rows: list[Row] = [
        {"file": each.path, "title": each.article.title, "date": each.article.date.isoformat()}
        for each in documents
        if each.article.draft
    ]
    return rows, [_plain(f"{row['file']}: {row['title']}") for row in rows]


def _tags(plan: SitePlan) -> Listing:
    counts = {tag: len(entries) for tag, entries in plan.context.library.tags.items()}
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    rows: list[Row] = [
        {"tag": tag, "count": count, "url": plan.context.absolute(plan.context.addresses.tags[tag])}
        for tag, count in ordered
    ]
    return rows, [_plain(f"{count:>6}  {tag}") for tag, count in ordered]


def _regions(plan: SitePlan) -> Listing:
    lines: list[Sentence] = []

    def branch(parent: str, depth: int) -> Iterator[Row]:
        for code in plan.context.below.get(parent, ()):
            region = divisions.divisions()[code]
            count = len(plan.context.library.regions[code])
            lines.append(_plain(f"{'  ' * depth}{region.name} {code}  {count}"))
            url = plan.context.absolute(plan.context.addresses.region(code))
            yield {
                "code": code,
                "name": region.name,
                "count": count,
                "url": url,
                "regions": [*branch(code, depth + 1)],
            }

    return [*branch("", 0)], lines


def _urls(plan: SitePlan) -> Listing:
    files = {path: document for document, path in plan.context.addresses.articles.items()}
    titles = {entry.path: entry.title for entry in plan.context.library.entries}
    rows: list[Row] = []
    for path in sorted(plan.paths, key=lambda each: (plan.context.absolute(each), each)):
        file = files.get(path, "")
        rows.append({"url": plan.context.absolute(path), "path": path, "file": file, "title": titles.get(file, "")})
    return rows, [_plain(str(row["url"])) for row in rows]


def _review(documents: Sequence[Document]) -> Listing:
    rows: list[Row] = []
    lines: list[Sentence] = []
    for document in documents:
        article = document.article
        if not article.review and not article.gaps:
            continue
        rows.append(
            {
                "file": document.path,
                "title": article.title,
                "review": [{"code": it.code, "message": it.message, "lines": [*it.lines]} for it in article.review],
                "gaps": [{"where": gap.where, "after": gap.after} for gap in article.gaps],
                "source": article.source.file if article.source else "",
            }
        )
        lines += _to_do(document.path, article)
    return rows, lines


def _to_do(path: str, article: Article) -> Iterator[Sentence]:
    source = article.source.file if article.source else ""
    for doubt in article.review:
        numbers = ",".join(map(str, doubt.lines))
        place = f" ({source}:{numbers})" if numbers and source else ""
        yield Sentence(
            en=f"{path}: {doubt.message}{place}; settle it, then take it out of `review`",
            zh=f"{path}：{doubt.message}{place}；核对后请从 `review` 里删去",
        )
    told = "\n".join(doubt.message for doubt in article.review)
    for gap in article.gaps:
        if gap.after and gap.after in told:
            continue  # a doubt has said it
        yield Sentence(
            en=f"{path}: text is lost after “{gap.after}” ({gap.where}); "
            "look at the printed page, fill it in, then take it out of `gaps`",
            zh=f"{path}：“{gap.after}”之后缺字（{gap.where}）；请对照报纸原版补上，再从 `gaps` 里删去",
        )
