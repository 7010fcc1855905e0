"""The preview server, asked over a real socket."""

from __future__ import annotations

import http.client
import json
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from jianbao.edge import server

PAGE = "<!doctype html><title>甲</title><body><p>甲</p></body>"


def shown(folder: Path, base_url: str) -> Iterator[server.Server]:
    found = server.listen(0, folder, base_url, server.State("r"))
    assert found is not None
    thread = threading.Thread(target=found.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield found
    found.state.end()
    found.shutdown()
    found.server_close()
    thread.join()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    for name, text in {
        "index.html": PAGE,
        "tags/index.html": "标签",
        "404.html": "<body>没有这一页</body>",
        "feed.xml": "<feed><id>https://news.example/daily/</id></feed>",
        "data.json": "{}",
        "data/articles.jsonl": "{}\n",
        "a.svg": "<svg/>",
        "app.webmanifest": "{}",
        "font.woff2": "x",
        "style.css": "body{}",
        "x.js": "1",
        "robots.txt": "x",
        "odd.bin": "x",
        "新.html": "新",
        ".jianbao": "marker",
        ".hidden/a.html": "hidden",
    }.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    return site


@pytest.fixture
def site(folder: Path) -> Iterator[server.Server]:
    yield from shown(folder, "https://news.example/")


def ask(
    site: server.Server, path: str, method: str = "GET", host: str | None = None
) -> tuple[int, http.client.HTTPMessage, bytes]:
    talk = http.client.HTTPConnection("127.0.0.1", site.server_port, timeout=10)
    talk.putrequest(method, path, skip_host=True)
    talk.putheader("Host", f"127.0.0.1:{site.server_port}" if host is None else host)
    talk.putheader("Connection", "close")
    talk.endheaders()
    answer = talk.getresponse()
    found = answer.status, answer.headers, answer.read()
    talk.close()
    return found


def test_pages_come_with_our_script_and_the_file_stays_as_it_is(site: server.Server, folder: Path) -> None:
    status, headers, body = ask(site, "/")
    assert status == 200
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["Cache-Control"] == "no-store"
    assert b'<script src="/.jianbao/live.js" data-version="r.0" defer></script></body>' in body
    assert (folder / "index.html").read_text("utf-8") == PAGE


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/feed.xml", "application/xml; charset=utf-8"),
        ("/data.json", "application/json; charset=utf-8"),
        ("/data/articles.jsonl", "application/jsonl; charset=utf-8"),
        ("/a.svg", "image/svg+xml; charset=utf-8"),
        ("/app.webmanifest", "application/manifest+json; charset=utf-8"),
        ("/font.woff2", "font/woff2"),
        ("/style.css", "text/css; charset=utf-8"),
        ("/x.js", "text/javascript; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/odd.bin", "application/octet-stream"),
        ("/%E6%96%B0.html?x=1", "text/html; charset=utf-8"),
        ("/.jianbao/live.js", "text/javascript; charset=utf-8"),
        ("/.jianbao/live.css", "text/css; charset=utf-8"),
    ],
)
def test_what_a_file_is(site: server.Server, path: str, kind: str) -> None:
    status, headers, body = ask(site, path)
    assert (status, headers["Content-Type"]) == (200, kind)
    assert int(headers["Content-Length"]) == len(body)


def test_only_pages_get_the_script(site: server.Server) -> None:
    assert b"jianbao" not in ask(site, "/style.css")[2]
    assert b"jianbao" not in ask(site, "/feed.xml")[2]


def test_the_address_the_site_will_have_becomes_the_one_it_has_here(site: server.Server, folder: Path) -> None:
    (folder / "index.html").write_text('<link rel="canonical" href="https://news.example/x.html">', "utf-8")
    assert f'href="http://127.0.0.1:{site.server_port}/x.html"'.encode() in ask(site, "/")[2]


def test_a_folder_means_its_index_and_gets_its_slash(site: server.Server) -> None:
    assert ask(site, "/tags/")[0] == 200
    status, headers, _ = ask(site, "/tags")
    assert (status, headers["Location"]) == (302, "/tags/")


def test_what_is_not_there_is_a_404_with_the_site_s_own_page(site: server.Server) -> None:
    status, headers, body = ask(site, "/gone.html")
    assert (status, headers["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert "没有这一页".encode() in body
    assert b"live.js" in body


def test_before_the_first_build_a_page_waits_for_it(tmp_path: Path) -> None:
    for site in shown(tmp_path / "none", "https://news.example/"):
        status, _, body = ask(site, "/")
        assert status == 404
        assert b"live.js" in body


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/tags/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e%2fsecret.txt",
        "/..\\secret.txt",
        "/%5c..%5csecret.txt",
        "//etc/passwd",
        "/.jianbao",
        "/.hidden/a.html",
        "/index.html/",
        "/index.html%00",
        "/C:/x",
        "/%ff%fe",
        "/.jianbao/../secret.txt",
        "/.jianbao/server.py",
    ],
)
def test_no_path_leads_out_of_the_folder_or_to_dot_files(site: server.Server, path: str) -> None:
    status, _, body = ask(site, path)
    assert status == 404
    assert b"secret" not in body
    assert b"marker" not in body


def test_the_well_known_folder_is_shown(site: server.Server, folder: Path) -> None:
    (folder / ".well-known").mkdir()
    (folder / ".well-known/security.txt").write_text("Contact: x", "utf-8")
    assert ask(site, "/.well-known/security.txt")[0] == 200


def test_a_link_out_of_the_folder_is_not_followed(site: server.Server, folder: Path) -> None:
    (folder / "out.txt").symlink_to(folder.parent / "secret.txt")
    (folder / "in.txt").symlink_to(folder / "robots.txt")
    assert ask(site, "/out.txt")[0] == 404
    assert ask(site, "/in.txt")[0] == 200


@pytest.mark.parametrize("host", ["news.example", "evil.example:8000", "", "127.0.0.1:1", "127.0.0.1.evil.example"])
def test_other_names_for_us_are_refused(site: server.Server, host: str) -> None:
    status, _, body = ask(site, "/", host=host)
    assert status == 421
    assert "甲".encode() not in body


def test_localhost_is_our_name_too(site: server.Server) -> None:
    assert ask(site, "/", host=f"localhost:{site.server_port}")[0] == 200


def test_head_says_the_same_without_the_body(site: server.Server) -> None:
    status, headers, body = ask(site, "/", "HEAD")
    assert (status, body) == (200, b"")
    assert int(headers["Content-Length"]) > 0


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_can_be_sent(site: server.Server, method: str) -> None:
    assert ask(site, "/", method)[0] == 501


def test_it_listens_on_this_machine_only(site: server.Server) -> None:
    assert site.server_address[0] == "127.0.0.1"


def test_below_a_path_as_the_site_will_lie(folder: Path) -> None:
    for site in shown(folder, "https://news.example/daily/"):
        status, headers, _ = ask(site, "/")
        assert (status, headers["Location"]) == (302, "/daily/")
        assert ask(site, "/daily")[1]["Location"] == "/daily/"
        assert ask(site, "/daily/")[0] == 200
        assert ask(site, "/daily/tags")[1]["Location"] == "/daily/tags/"
        assert ask(site, "/index.html")[0] == 404
        assert f"127.0.0.1:{site.server_port}/daily/".encode() in ask(site, "/daily/feed.xml")[2]
        assert site.address == f"http://127.0.0.1:{site.server_port}/daily/"


def test_a_port_in_use_gives_the_next_one(folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        found = server.listen(port, folder, "https://news.example/", server.State("r"))
        assert found is not None
        found.server_close()
        assert found.server_port > port
        assert server.listen(port, folder, "https://news.example/", server.State("r"), tries=1) is None


class Listener:
    """A browser that listens to the news of builds."""

    def __init__(self, site: server.Server) -> None:
        self._talk = http.client.HTTPConnection("127.0.0.1", site.server_port, timeout=10)
        self._talk.request("GET", "/.jianbao/events", headers={"Accept": "text/event-stream"})
        self._answer = self._talk.getresponse()
        assert self._answer.headers["Content-Type"] == "text/event-stream; charset=utf-8"

    def next(self) -> object:
        line = self._answer.readline()
        while line and not line.startswith(b"data: "):
            line = self._answer.readline()
        return json.loads(line.removeprefix(b"data: ")) if line else None

    def close(self) -> None:
        self._answer.close()
        self._talk.close()


def test_browsers_hear_of_builds_and_of_what_is_wrong(site: server.Server) -> None:
    one, other = Listener(site), Listener(site)
    for listener in (one, other):
        assert listener.next() == {"version": "r.0", "problems": []}
    site.state.publish(["a.md:1: error[x]: 坏"], built=False)
    assert one.next() == {"version": "r.0", "problems": ["a.md:1: error[x]: 坏"]}
    site.state.publish([], built=True)
    assert one.next() == {"version": "r.1", "problems": []}
    other.close()
    site.state.end()
    assert one.next() is None
    one.close()


def test_the_script_goes_before_the_end_of_the_body_or_to_the_end() -> None:
    assert server.inject(b"<BODY>x</BODY></html>", "1").endswith(b"</script></BODY></html>")
    assert server.inject(b"x", '"<').startswith(b"x<link")
    assert b'data-version="&quot;&lt;"' in server.inject(b"x", '"<')
