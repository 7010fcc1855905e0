from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined

from jianbao.model.problem import JianbaoError
from jianbao.publish import theme as themes
from jianbao.publish.theme import theme
from jianbao.publish.theme_toml import ThemeFolder
from publish.making import folder, site, town

SHARED = {
    "base.html": "[{% block head %}{{ view.title }}{% endblock %}|{% block main %}{% endblock %}]",
    "m.html": "{% macro m(x, y='') %}<{{ x }}{{ y }}"
    "{% if caller is defined %}{{ caller(x) }}{% endif %}>{% endmacro %}"
    "{% set said = 'said' %}",
    "part.html": "({{ view.title }})",
}
TEMPLATES = [
    "{{ view.title }}{{ view.html|safe }}{{ '<' ~ view.title }}",
    "{% extends 'base.html' %}{% block main %}{{ super() }}<{{ view.title }}>{% endblock %}",
    "{% extends 'base.html' %}{% block head %}{{ super() }}{{ super() }}{% endblock %}",
    "{% extends 'base.html' if view.yes else 'part.html' %}{% block main %}a{% endblock %}",
    "{% if view.yes %}{% extends 'base.html' %}{% endif %}{% block main %}a{% endblock %}",
    "{% include 'part.html' %}{% import 'm.html' as it %}{{ it.m(1) }}{{ it.m(x=view.title, y='&') }}{{ it.said }}",
    "{% from 'm.html' import m %}{% call(x) m('a') %}{{ x }}{{ view.title }}{% endcall %}{{ m(*('p', 'q')) }}",
    "{% from 'm.html' import m %}{{ m(**{'x': 'p', 'y': 'q'}) }}{{ m(view.title.upper().lower(), y=[1, 2]) }}",
    "{% for it in view.many recursive %}{{ loop.index }}{{ it.name }}{{ loop(it.below) }}{% else %}-{% endfor %}",
    "{% for it in view.many if it.name != 'b' %}{{ loop.cycle('x', 'y') }}{{ loop.changed(it.name) }}{% endfor %}",
    "{% set ns = namespace(n=0) %}{% for it in view.many %}{% set ns.n = ns.n + 1 %}{% endfor %}{{ ns.n }}",
    "{% set x %}<{{ view.title }}>{% endset %}{{ x }}{{ x|upper }}{{ 'a'.upper() }}{{ 1.5.is_integer() }}",
    "{% filter upper %}{{ view.title }}{% block b %}in{% endblock %}{% endfilter %}{{ view.class }}",
    "{% macro own(x) %}{% for it in x %}{{ it.name }}{{ own(it.below) }}{% endfor %}{% endmacro %}{{ own([]) }}",
    "{% macro own(x) %}{% for it in x %}{{ own(it.below) }}{% endfor %}{% endmacro %}<{{ own(view.many) }}>",
    "{% set j = joiner(', ') %}{% for it in view.many %}{{ j() }}{{ it['name'] }}{% endfor %}{{ dict(a=1) }}",
    "{{ view.title.missing is defined }}{{ view.none or 'no' }}{{ view.nowhere|default('none') }}",
    "{{ view.table.key }}{{ view.table['key'] }}{{ view.many|map(attribute='name')|join('+') }}",
    "{% block b %}1{% endblock %}{{ self.b() }}",
    "yield from context.blocks['b'][0](context)\n{% block b %}yield from context.blocks[1]{% endblock %}",
    "{% autoescape false %}{{ view.title }}{{ view.html }}{% endautoescape %}",
]


def seen() -> Any:
    leaf = SimpleNamespace(name="c", below=())
    many = [SimpleNamespace(name="a<", below=(leaf,)), SimpleNamespace(name="b", below=())]
    plain = {"title": "甲<乙&", "html": "<b>", "yes": True, "none": "", "class": "k", "table": {"key": "v"}}
    return SimpleNamespace(**plain, many=many)


@pytest.mark.parametrize("source", TEMPLATES)
def test_our_code_of_a_template_writes_what_the_librarys_does(source: str) -> None:
    files = SHARED | {"a.html": source}
    library = Environment(autoescape=True, undefined=StrictUndefined, loader=DictLoader(files))
    expected = library.get_template("a.html").render(view=seen())
    given = {f"templates/{name}": text.encode() for name, text in files.items()}
    chosen = theme([ThemeFolder(name="t", place="themes/t", files=given)])
    for _ in range(2):
        assert chosen.draw("a.html", "x.html", seen(), cast("Any", None)) == expected


@pytest.mark.parametrize("name", ["default", "plain"])
def test_a_whole_site_is_the_same(root: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    chain = [folder(root / "themes" / it, it) for it in dict.fromkeys((name, "default"))]
    ours = site(town(), theme(chain))
    monkeypatch.setattr(themes, "DirectEnvironment", Environment)
    assert site(town(), theme(chain)) == ours


def test_code_of_the_two_kinds_is_kept_apart() -> None:
    """Our code would raise where the library's says that something is not there."""
    text = "{% if view.nowhere is defined %}1{% endif %}{{ view.title }}"
    files = {"templates/a.html": text.encode()}
    kept: dict[str, bytes] = {}
    for _ in range(2):
        chosen = theme([ThemeFolder(name="t", place="themes/t", files=files)], kept)
        assert chosen.draw("a.html", "x.html", seen(), cast("Any", None)) == "甲&lt;乙&amp;"


def test_a_call_that_comes_to_an_end_is_a_mistake_of_the_theme() -> None:
    files = {"templates/a.html": b"\n{{ ([]|map('upper')).__next__() }}"}
    chosen = theme([ThemeFolder(name="t", place="themes/t", files=files)])
    with pytest.raises(JianbaoError) as caught:
        chosen.draw("a.html", "x.html", seen(), cast("Any", None))
    assert (caught.value.problem.where.file, caught.value.problem.where.line) == ("themes/t/templates/a.html", 2)


def test_templates_of_one_theme_are_compiled_once_and_found_by_both_names() -> None:
    files = {"templates/a.html": b"{% include 't/b.html' %}", "templates/b.html": b"b"}
    kept: dict[str, bytes] = {}
    chosen = theme([ThemeFolder(name="t", place="themes/t", files=files)], kept)
    assert len([key for key, code in kept.items() if code]) == 2
    assert chosen.draw("a.html", "x.html", seen(), cast("Any", None)) == "b"
