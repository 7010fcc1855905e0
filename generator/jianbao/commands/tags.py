"""`jianbao tags`: the vocabulary of the archive, and tags renamed or joined in every article that has them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from jianbao.checks.tags import Near, near
from jianbao.commands import problems
from jianbao.commands.outcome import Outcome, Project
from jianbao.commands.tag_tables import SLUGS, TAGS, edited
from jianbao.document.frontmatter import parse
from jianbao.document.retag import named, retag
from jianbao.edge import articles, files, lock
from jianbao.edge.tables import read_tables
from jianbao.model.problem import Problem, Sentence, Where

ACTIONS = ("merge", "rename")
_WHY = {
    "spelling": ("spelled alike", "写法相近"),
    "part": ("one inside the other", "一个包含另一个"),
    "character": ("one character apart", "只差一字"),
}


def run(project: Project, words: Sequence[str] = (), *, apply: bool = False) -> Outcome:
    """Show the vocabulary, or with `words` ("merge" OLD… NEW, "rename" OLD NEW) change tags in all articles.

    Nothing is written without `apply`. Only the lines that hold tags change, all else stays byte for byte; the old
    names go to the publisher's tables, so that import writes the new one and the old page leads to it. `data`:
    {"tags": […], "near": […], "single": […]}, or {"changes": …, "files": […], "tables": […]}.
    """
    texts = _texts(project)
    counts = _counts(texts)
    if not words:
        return _shown(counts)
    wrong, changes = _changes([named(word) for word in words], counts)
    if wrong:
        return Outcome(problems=wrong, exit_code=2)
    if not apply:
        return _changed(project, texts, changes, apply=False)
    with lock.locked(project.cache, "tags"):
        return _changed(project, _texts(project), changes, apply=True)


def _texts(project: Project) -> tuple[tuple[str, str], ...]:
    """Return every article that is UTF-8 as it is on disk, line ends and all; others are for build to say."""
    found = []
    for path in articles.article_paths(project.content / "articles"):
        text = files.whole_text(path)
        if text is not None:
            found.append((path.relative_to(project.root).as_posix(), text))
    return tuple(found)


def _counts(texts: Sequence[tuple[str, str]]) -> Counter[str]:
    counts = Counter[str]()
    for path, text in texts:
        article = parse(text, path).value
        counts.update({named(tag) for tag in article.tags} if article is not None else ())
    return counts


def _shown(counts: Mapping[str, int]) -> Outcome:
    ordered = sorted(counts, key=lambda tag: (-counts[tag], tag))
    single = [tag for tag in ordered if counts[tag] == 1]
    alike = near(counts)
    lines = [_plain(f"{counts[tag]:>6}  {tag}") for tag in ordered if counts[tag] > 1]
    if single:
        lines.append(_say(f"on one article each: {', '.join(single)}", f"只有一篇稿件：{'、'.join(single)}"))
    lines += [_near(each, counts) for each in alike]
    total = sum(counts.values())
    lines.append(
        _say(
            f"{len(counts)} tags on {total} places, {len(single)} on one article, {len(alike)} pairs alike",
            f"共 {len(counts)} 个标签、{total} 处使用，{len(single)} 个只有一篇，{len(alike)} 对相近",
        )
    )
    data = {
        "tags": [{"tag": tag, "count": counts[tag]} for tag in ordered],
        "near": [{"keep": each.keep, "other": each.other, "why": each.why} for each in alike],
        "single": single,
    }
    return Outcome(lines=tuple(lines), data=data)


def _near(pair: Near, counts: Mapping[str, int]) -> Sentence:
    en, zh = _WHY[pair.why]
    both = f"{pair.other} ({counts[pair.other]}), {pair.keep} ({counts[pair.keep]})"
    hint = f"jianbao tags merge {pair.other} {pair.keep}"
    return _say(f"{both}: {en}; `{hint}` joins them", f"{both}：{zh}；运行 `{hint}` 可合并")


def _changes(words: Sequence[str], counts: Mapping[str, int]) -> tuple[tuple[Problem, ...], dict[str, str]]:
    """Return what is wrong with what was asked for, or each old tag with its new name."""
    action, old, new = words[0], words[1:-1], words[-1]
    if action not in ACTIONS:
        return (problems.USAGE_CHOICE.at(text=action, names=", ".join(ACTIONS)),), {}
    if not old or not all(words) or (action == "rename" and len(old) > 1):
        return (problems.TAGS_WORDS.at(),), {}
    missing = tuple(problems.TAG_UNKNOWN.at(tag=tag) for tag in old if tag not in counts)
    if missing:
        return missing, {}
    if action == "rename" and new in counts:
        return (problems.TAG_TAKEN.at(old=old[0], new=new),), {}
    return (), {tag: new for tag in old if tag != new}


def _changed(
    project: Project, texts: Sequence[tuple[str, str]], changes: Mapping[str, str], *, apply: bool
) -> Outcome:
    found: list[Problem] = []
    touched: list[str] = []
    for path, text in texts:
        edited = retag(text, path, changes)
        found.extend(edited.problems)
        if edited.value != text:
            touched.append(path)
            if apply:
                files.put(project.root / path, edited.value.encode("utf-8"))
    tables, wrong = _tables(project, changes, apply=apply)
    told = ", ".join(f"{old} → {new}" for old, new in changes.items())
    count, others = len(touched), ", ".join(tables) or "-"
    if apply:
        said = _say(
            f"{told}: {count} articles changed; written down in {others}",
            f"{told}：已修改 {count} 篇稿件，并写进 {others}",
        )
    else:
        said = _say(
            f"{told}: {count} articles and {others} would change; nothing was written, --apply does it",
            f"{told}：将修改 {count} 篇稿件和 {others}；现在什么都没写，加 --apply 执行",
        )
    return Outcome(
        problems=(*found, *wrong),
        lines=(*(_plain(path) for path in touched), said),
        data={"changes": dict(changes), "files": touched, "tables": list(tables)},
    )


def _tables(
    project: Project, changes: Mapping[str, str], *, apply: bool
) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Write the old names into the publisher's tables; return the files that change, and those that could not."""
    if not changes:
        return (), ()
    known = read_tables(project.content / "data").value
    made = edited(changes, known, {name: _text(project.root / name) for name in (TAGS, SLUGS)})
    names = tuple(name for name, text in made.items() if text is not None)
    for name in names if apply else ():
        files.put(project.root / name, (made[name] or "").encode("utf-8"))
    left = (name for name, text in made.items() if text is None)
    return names, tuple(problems.TAGS_TABLE.at(Where(file=name), old=", ".join(changes)) for name in left)


def _text(path: Path) -> str:
    """Return the text of a table, "" where there is none; of one that is not UTF-8 what is no TOML."""
    return (files.whole_text(path) or "\0") if path.exists() and path.stat().st_size else ""


def _plain(text: str) -> Sentence:
    return _say(text, text)


def _say(en: str, zh: str) -> Sentence:
    return Sentence(en=en, zh=zh)
