"""What an article is about, in a few terms."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jianbao.model.tables import Tables
from jianbao.zh import terms
from jianbao.zh.tags import stopwords, tags

GOLDEN = Path(__file__).resolve().parent.parent / "golden" / "tags"


@pytest.mark.parametrize("case", sorted(GOLDEN.iterdir()), ids=lambda path: path.name)
def test_golden(case: Path) -> None:
    title, _, text = (case / "input.txt").read_text(encoding="utf-8").partition("\n")
    wanted = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    found = tags(title, "", (), text, people=("张小锋",), tables=Tables())
    assert set(wanted["has"]) <= set(found)
    assert not set(wanted["has_not"]) & set(found)
    assert 1 <= len(found) <= 6


def propose(text: str, tables: Tables, title: str = "") -> tuple[str, ...]:
    return tags(title, "", (), text, people=(), tables=tables)


def test_the_publishers_aliases_blocked_and_preferred_tags() -> None:
    text = "集体协商覆盖企业，招聘会开到社区，爱心骑手上岗，骑手驿站亮灯。"
    tables = Tables(
        tag_aliases={"招聘会": "就业服务"},
        blocked_tags=frozenset({"集体协商"}),
        preferred_tags=frozenset({"骑手驿站"}),
    )
    found = propose(text, tables)
    assert found[0] == "骑手驿站"
    assert "就业服务" in found
    assert "集体协商" not in found
    assert "招聘会" not in found


def test_variants_count_as_one_term() -> None:
    found = propose("职工疗休养受欢迎。疗休养线路发布。", Tables())
    assert "疗休养" in found
    assert "职工疗休养" not in found


def test_a_text_that_says_nothing_has_no_tags() -> None:
    assert propose("", Tables()) == ()
    assert propose("2023年4月12日。", Tables()) == ()


def test_towns_are_no_tags() -> None:
    assert "桥头镇" not in propose("桥头镇的路修好了。桥头镇的灯亮了。桥头镇的学校开了。", Tables())


def test_our_lists_do_not_contradict_each_other() -> None:
    known = terms.known().tags
    assert set(known.values()) & stopwords() == set()
    assert [term for term, tag in known.items() if tag != "-" and known.get(tag, tag) != tag] == []
    assert [tag for tag in set(known.values()) if not 2 <= len(tag) <= 8 and tag != "-"] == []
