"""Old addresses for hosts that know redirects."""

from __future__ import annotations

from jianbao.model.tables import Tables
from jianbao.publish import redirects
from jianbao.publish.redirects import RedirectsView
from jianbao.publish.render import machine
from jianbao.publish.site import SitePlan
from jianbao.publish.views import MovedView
from publish.making import document, plan, planned

TURNED = Tables(
    tag_aliases={"总工会": "工会", "县总工会": "总工会", "从未发表": "工会", "圈": "圆", "圆": "圈"},
    people={"江边": "江大川"},
    slugs={
        "tags/总工会": "zong-gong-hui",
        "tags/县总工会": "xian-zong-gong-hui",
        "tags/圈": "quan",
        "authors/江边": "jiang-bian",
    },
)


def texts(made: SitePlan) -> dict[str, str]:
    """Return what the files for hosts say."""
    found = {route.path: route.view for route in made.routes() if route.path in redirects.PATHS}
    return {path: machine(view) for path, view in found.items() if isinstance(view, RedirectsView)}


def test_every_alias_with_the_path_of_the_site() -> None:
    made = plan([document(aliases=("jiu", "/旧/一.html", "/du/$1/"))])
    assert texts(made) == {
        "_redirects": (
            "/blog/2023/04/jiu.html /blog/2023/04/xin-wen.html 301\n"
            "/blog/du/$1/ /blog/2023/04/xin-wen.html 301\n"
            "/blog/du/$1/index.html /blog/2023/04/xin-wen.html 301\n"
            "/blog/%E6%97%A7/%E4%B8%80.html /blog/2023/04/xin-wen.html 301\n"
        ),
        "data/redirects.map": (
            '"/blog/2023/04/jiu.html" "/blog/2023/04/xin-wen.html";\n'
            '"/blog/du/$1/" "/blog/2023/04/xin-wen.html";\n'
            '"/blog/du/$1/index.html" "/blog/2023/04/xin-wen.html";\n'
            '"/blog/旧/一.html" "/blog/2023/04/xin-wen.html";\n'
        ),
    }


def test_nginx_reads_no_variable_in_where_it_leads() -> None:
    made = plan([document(permalink="/$host/新.html", aliases=("jiu",))])
    assert texts(made)["data/redirects.map"] == '"/blog/2023/04/jiu.html" "/blog/%24host/%E6%96%B0.html";\n'


def test_no_alias_no_file_and_the_publishers_own_goes_first() -> None:
    bare = plan([document()])
    own = planned([document(aliases=("jiu",))], others=[("_redirects", "content/static/_redirects")]).value
    assert own is not None
    assert not {*bare.paths} & {*redirects.PATHS}
    assert set(texts(own)) == {"data/redirects.map"}


def test_a_tag_that_is_called_otherwise_leads_to_its_new_page() -> None:
    made = plan([document(tags=("工会",))], tables=TURNED)
    views = {route.path: route.view for route in made.routes()}
    for old in ("tags/zong-gong-hui.html", "tags/xian-zong-gong-hui.html"):
        view = views[old]
        assert isinstance(view, MovedView)
        assert (view.root, view.href, view.title) == ("../", "tags/gong-hui.html", "工会")
    assert texts(made)["_redirects"].split("\n")[2:] == [
        "/blog/tags/zong-gong-hui.html /blog/tags/gong-hui.html 301",
        "/blog/tags/zong-gong-hui/feed.xml /blog/tags/gong-hui/feed.xml 301",
        "",
    ]
    assert "tags/quan.html" not in views
    assert not any(path.startswith(("tags/cong", "authors")) for path in views)


def test_a_tag_that_articles_still_have_keeps_its_page() -> None:
    made = plan([document(tags=("工会", "总工会"))], tables=TURNED)
    view = next(route.view for route in made.routes() if route.path == "tags/zong-gong-hui.html")
    assert not isinstance(view, MovedView)
    assert made.context.addresses.turned == {"tags/xian-zong-gong-hui.html": ("工会", "tags/gong-hui.html")}
