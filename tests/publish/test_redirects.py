"""Old addresses for hosts that know redirects."""

from __future__ import annotations

from jianbao.publish import redirects
from jianbao.publish.render import machine
from publish.making import document, planned


def test_every_alias_with_the_path_of_the_site() -> None:
    made = planned([document(aliases=("jiu", "/旧/一.html")), document("er")]).value
    assert made is not None
    assert redirects.PATH in made.paths
    view = next(route.view for route in made.routes() if route.path == redirects.PATH)
    assert isinstance(view, redirects.RedirectsView)
    assert machine(view) == (
        "/blog/%E6%97%A7/%E4%B8%80.html /blog/2023/04/xin-wen.html 301\n"
        "/blog/2023/04/jiu.html /blog/2023/04/xin-wen.html 301\n"
    )


def test_no_alias_no_file_and_the_publishers_own_goes_first() -> None:
    bare = planned([document()]).value
    own = planned([document(aliases=("jiu",))], others=[("_redirects", "content/static/_redirects")]).value
    assert bare is not None
    assert own is not None
    assert redirects.PATH not in bare.paths
    assert redirects.PATH not in {route.path for route in own.routes()}
