from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any, cast

import pytest

from jianbao.model.problem import JianbaoError
from jianbao.publish.render import Output, render
from jianbao.publish.theme import Theme, Words, theme
from jianbao.publish.theme_toml import ThemeFolder, extends
from jianbao.publish.views import Link
from publish.making import document, folder, plan, site, tiny


def made(name: str = "one", **files: str | bytes) -> ThemeFolder:
    """Return a theme folder; the names of files are given with __ for / and _ for a dot."""
    paths = {key.replace("__", "/").replace("_", "."): value for key, value in files.items()}
    data = {path: it.encode() if isinstance(it, str) else it for path, it in paths.items()}
    return ThemeFolder(name=name, place=f"themes/{name}", files=data)


def drawn(chosen: Theme, template: str = "a.html") -> str:
    """Render one template with the view of a missing page."""
    done = plan([])
    view: Any = next(route.view for route in done.routes() if route.path == "404.html")
    return chosen.draw(template, "404.html", view, done.site)


def failure(chain: list[ThemeFolder], template: str = "") -> tuple[str, str, int, int]:
    """Return code, file, line and exit code of what stops a theme."""
    with pytest.raises(JianbaoError) as caught:
        drawn(theme(chain), template or "a.html")
    where = caught.value.problem.where
    assert caught.value.problem.message("zh")
    return caught.value.problem.code, where.file, where.line, caught.value.exit_code


def test_text_is_escaped() -> None:
    assert drawn(theme([made(templates__a_html="{{ '<b>' }}{{ view.title }}")])) == "&lt;b&gt;没有这一页"


def test_article_text_is_never_a_template() -> None:
    files = site([document(title="{{ 7 * 7 }}", body="{{ 7 * 7 }}{% raw %}")])
    page = files["2023/04/xin-wen.html"].decode()
    assert page.count("{{ 7 * 7 }}") >= 2
    assert "49" not in page


def test_a_template_sees_view_site_and_theme_only() -> None:
    chosen = theme([made(templates__a_html="{{ [view.kind, site.title, theme.assets|length] }}")])
    assert drawn(chosen) == "[&#39;404&#39;, &#39;江边剪报&#39;, 0]"


def test_the_first_folder_of_the_chain_wins_and_the_other_can_be_named() -> None:
    base = made("base", templates__a_html="base {% block x %}a{% endblock %}", templates__b_html="b")
    own = made("own", templates__a_html='{% extends "base/a.html" %}{% block x %}own{% endblock %}')
    chosen = theme([own, base])
    assert (drawn(chosen), drawn(chosen, "b.html")) == ("base own", "b")
    assert chosen.name == "own"


def test_words_and_settings_are_merged() -> None:
    base = made("base", theme_toml='[strings]\na = "1"\nb = "2"\n[words]\ntags = "T"\n[settings]\nn = 3\n')
    own = made(
        "own",
        theme_toml='extends = "base"\n[strings]\na = "9"\n',
        templates__a_html="{{ theme.strings.a }}{{ theme.strings['b'] }}{{ theme.settings.n }}",
    )
    assert extends(own) == "base"
    assert extends(base) == ""
    assert drawn(theme([own, base])) == "923"
    assert theme([own, base]).words == {"tags": "T"}


def test_any_name_may_be_a_word() -> None:
    words = Words({"items": "1", "get": "2", "part": {"copy": "3"}})
    assert (words["items"], words.items, words.part.copy) == ("1", "1", "3")  # type: ignore[attr-defined]  # a table's
    assert ("get" in words, "none" in words, list(words)) == (True, False, ["items", "get", "part"])
    with pytest.raises(AttributeError):
        _ = words.none


def test_static_files_carry_a_digest_and_style_sheets_name_it() -> None:
    chosen = tiny()
    style = chosen.view.assets["style.css"]
    dot = chosen.view.assets["dot.svg"]
    assert style.startswith("assets/style.")
    assert style.endswith(".css")
    assert chosen.static[style].decode() == f"body {{ background: url({dot.removeprefix('assets/')}); }}\n"
    assert chosen.static[dot] == folder().files["static/dot.svg"]


def test_a_digest_changes_with_the_content_and_through_a_style_sheet() -> None:
    one = theme(
        [
            made(
                static__a_css="b{background:url( 'img/x.svg' )}",
                static__img__x_svg="1",
                static__sub__c_css="url(x)",
            )
        ]
    )
    two = theme(
        [made(static__a_css="b{background:url( 'img/x.svg' )}", static__img__x_svg="2", static__README="r")]
    )
    assert one.view.assets["a.css"] != two.view.assets["a.css"]
    assert one.digest != two.digest
    assert one.static[one.view.assets["sub/c.css"]] == b"url(x)"
    assert two.view.assets["README"].startswith("assets/README.")


def test_the_digest_does_not_depend_on_the_order_of_files() -> None:
    files: Mapping[str, bytes] = folder().files
    turned = ThemeFolder(name="tiny", place="themes/tiny", files=dict(sorted(files.items(), reverse=True)))
    assert theme([turned]).digest == tiny().digest
    assert theme([turned]).view.assets == tiny().view.assets


@pytest.mark.parametrize(
    ("files", "place"),
    [
        ({"templates__a_html": "a\n{% if %}"}, ("theme-broken", "themes/one/templates/a.html", 2, 2)),
        (
            {"templates__a_html": "{% extends 'none.html' %}"},
            ("theme-failed", "themes/one/templates/a.html", 1, 2),
        ),
        ({"templates__b_html": "b"}, ("theme-template-missing", "themes/one/theme.toml", 0, 2)),
        ({"templates__a_html": "a\n\n{{ view.none }}"}, ("theme-failed", "themes/one/templates/a.html", 3, 2)),
        ({"templates__a_html": "{{ 1 / 0 }}"}, ("theme-failed", "themes/one/templates/a.html", 1, 2)),
        ({"templates__a_html": "{{ theme.assets['x'] }}"}, ("theme-failed", "themes/one/templates/a.html", 1, 2)),
        ({"templates__a_html": b"\xff"}, ("theme-broken", "themes/one/templates/a.html", 0, 2)),
        ({"theme_toml": "a = 1\nb = \nc = 2"}, ("theme-broken", "themes/one/theme.toml", 2, 2)),
        ({"theme_toml": "strings = 1"}, ("theme-broken", "themes/one/theme.toml", 0, 2)),
    ],
)
def test_a_broken_theme_says_file_and_line(files: dict[str, Any], place: tuple[str, str, int, int]) -> None:
    assert failure([made(**files)]) == place


def test_a_mistake_in_a_partial_is_found_there() -> None:
    whole = made(templates__a_html="{% include 'p.html' %}", templates__p_html="\n{{ none.x }}")
    assert failure([whole]) == ("theme-failed", "themes/one/templates/p.html", 2, 2)


def test_a_mistake_in_an_extended_theme_names_that_theme() -> None:
    own = made("own", templates__b_html="b")
    base = made("base", templates__a_html="x\n{% endif %}")
    assert failure([own, base]) == ("theme-broken", "themes/base/templates/a.html", 2, 2)


def test_extends_must_be_a_name() -> None:
    with pytest.raises(JianbaoError):
        extends(made(theme_toml="extends = 1"))


def test_an_output_is_utf_8_whatever_the_text() -> None:
    done = plan([document(title="甲\ud800乙")])
    route = next(route for route in done.routes() if route.path == "2023/04/xin-wen.html")
    output = render(route, tiny(), done.site)
    assert isinstance(output, Output)
    assert "甲?乙" in output.content.decode()


class _Counting:
    """Something to draw that knows how often it was."""

    count = 0

    @property
    def href(self) -> str:
        self.count += 1
        return "a"


@pytest.mark.parametrize("own", [True, False])
def test_a_macro_is_drawn_once_for_several_pages_wherever_it_is_defined(own: bool) -> None:
    macro = "{% macro m(it, root) %}[{{ root }}{{ it.href }}]{% endmacro %}"
    taken = macro if own else "{% from 'm.html' import m %}"
    chosen = theme([made(templates__a_html=taken + "{{ once(m, view.it, view.root) }}", templates__m_html=macro)])
    item, none = _Counting(), cast("Any", None)
    for root in ("", "../", "../../"):
        view: Any = SimpleNamespace(root=root, it=item)
        assert chosen.draw("a.html", "x.html", view, none) == f"[{root}a]"
    assert item.count == 1


def test_two_macros_of_one_name_are_not_taken_for_each_other() -> None:
    base = made("base", templates__m_html="{% macro m(it, root) %}[{{ it.href }}]{% endmacro %}")
    own = made(
        "own",
        templates__m_html="{% macro m(it, root) %}<{{ it.href }}>{% endmacro %}",
        templates__a_html="{% from 'm.html' import m %}{% from 'base/m.html' import m as other %}"
        "{{ once(m, view.it, '') }}{{ once(other, view.it, '') }}",
    )
    view: Any = SimpleNamespace(it=Link(text="", href="a"))
    assert theme([own, base]).draw("a.html", "x.html", view, cast("Any", None)) == "<a>[a]"


def test_a_macro_is_drawn_once_an_item_with_the_root_put_in_afterwards() -> None:
    made = theme(
        [
            ThemeFolder(
                name="t",
                place="themes/t",
                files={
                    "templates/m.html": b"{% macro m(it, root, sign) %}[{{ root }}{{ it.href }}{{ sign }}]"
                    b"{% endmacro %}",
                    "templates/plain.html": b"{% from 'm.html' import m %}{{ once(m, view.head, view.root, '<') }}"
                    b"{{ once(m, view.head, view.root, '>') }}{{ once(m, view.head, view.root, '<') }}",
                },
            )
        ]
    )
    head = Link(text="a", href="a&b")
    for root in ("", "../"):
        view: Any = SimpleNamespace(root=root, head=head)
        text = made.draw("plain.html", "x.html", view, cast("Any", None))
        assert text == "".join(f"[{root}a&amp;b{sign}]" for sign in ("&lt;", "&gt;", "&lt;"))
