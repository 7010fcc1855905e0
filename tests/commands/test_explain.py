"""jianbao explain."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jianbao.commands.explain import explain, run
from jianbao.commands.outcome import Project
from jianbao.model.settings import Settings
from jianbao.model.tables import Tables


def asked(lines: list[str], *, jsonl: bool) -> tuple[list[str], list[str]]:
    said: list[str] = []
    outcome = run(None, lines, said.append, jsonl=jsonl, name="ask.jsonl")
    return said, [problem.line() for problem in outcome.problems]


def test_one_answer_a_line_in_order() -> None:
    lines = [json.dumps({"title": title, "text": ""}) for title in ("青海开展集体协商", "乳山市新事", "没有地方")]
    said, problems = asked(lines, jsonl=True)
    answers = [json.loads(line) for line in said]
    assert problems == []
    assert [answer["region"] for answer in answers] == ["630000", "371083", None]
    assert [answer["slug"] for answer in answers][2] == "mei-you-di-fang"
    assert all(list(answer) == ["slug", "tags", "region", "regions", "why"] for answer in answers)


def test_bad_lines_are_reported_with_their_number_and_the_rest_goes_on() -> None:
    lines = ["{", "\n", "[]", '{"title": 5}', "{}", '{"title": "重庆"}', "[" * 100_000]
    said, problems = asked(lines, jsonl=True)
    assert len(said) == 6
    assert json.loads(said[4])["region"] == "500000"
    assert [problem.split(": ")[0] for problem in problems] == [f"ask.jsonl:{n}" for n in (1, 3, 4, 5, 7)]
    assert all("error[explain-bad-json]" in problem for problem in problems)
    assert all("error" in json.loads(line) for line in said[:4])


def test_lines_are_answered_as_they_come() -> None:
    said: list[str] = []

    def lines() -> list[str]:
        return ['{"title": "甲"}']

    run(None, iter(lines()), said.append, jsonl=True)
    assert len(said) == 1


def test_a_text_is_its_headline_and_the_rest() -> None:
    said, _ = asked(["乳山市新事\n", "招聘会开幕。\n"], jsonl=False)
    answer = json.loads("\n".join(said))
    assert answer["slug"] == "ru-shan-shi-xin-shi"
    assert answer["region"] == "371083"
    assert "招聘会" in answer["tags"]


def test_an_empty_text_is_answered_too() -> None:
    said, problems = asked([], jsonl=False)
    assert json.loads(said[0])["regions"] == []
    assert problems == []


def test_the_publishers_tables_are_used() -> None:
    assert explain("大城县的事", "", tables=Tables(readings={"大城": "da cheng"}))["slug"] == "da-cheng-xian-de-shi"


def test_the_dictionary_is_kept_in_the_projects_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    project = Project(root=tmp_path, settings=Settings(), output=tmp_path / "site", cache=tmp_path / "cache")
    said: list[str] = []
    run(project, ['{"title": "重庆"}'], said.append, jsonl=True)
    assert (tmp_path / "cache" / "jieba" / "jieba.cache").is_file()
    assert json.loads(said[0])["region"] == "500000"


def test_a_date_decides_what_a_name_meant() -> None:
    old = json.dumps({"title": "淮安市的渡口", "text": "", "date": "1995-05-01"}, ensure_ascii=False)
    new = json.dumps({"title": "淮安市的渡口", "text": ""}, ensure_ascii=False)
    said, problems = asked([old, new], jsonl=True)
    assert [json.loads(line)["region"] for line in said] == ["320803", "320800"]
    assert problems == []


@pytest.mark.parametrize("date", ["1995", 1995, "May"])
def test_a_date_that_is_none_is_said(date: object) -> None:
    said, problems = asked([json.dumps({"title": "x", "text": "y", "date": date})], jsonl=True)
    assert "1998-05-01" in json.loads(said[0])["error"]
    assert len(problems) == 1
