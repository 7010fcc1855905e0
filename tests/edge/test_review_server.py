"""The server of `jianbao review`, asked over a real socket: what gets in, and what does not."""

from __future__ import annotations

import http.client
import json
import socket
import threading
from collections.abc import Iterator, Mapping

import pytest

from jianbao.edge import browser, review_server


class Echo:
    """Answers with what it was asked."""

    def __init__(self) -> None:
        self.acted: list[Mapping[str, object]] = []

    def state(self, page: str) -> Mapping[str, object]:
        return {"page": page}

    def act(self, deed: Mapping[str, object]) -> Mapping[str, object]:
        self.acted.append(deed)
        return {"done": deed}


@pytest.fixture
def server() -> Iterator[review_server.ReviewServer]:
    found = review_server.listen(0, Echo())
    assert found is not None
    thread = threading.Thread(target=found.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield found
    found.shutdown()
    found.server_close()
    thread.join()


Answer = tuple[int, http.client.HTTPMessage, bytes]


def ask(
    server: review_server.ReviewServer, path: str, *, method: str = "GET", body: bytes = b"", **headers: str | None
) -> Answer:
    """Ask with the headers of our own page; given ones (underscores for hyphens) go before, None leaves one out."""
    own = f"127.0.0.1:{server.server_port}"
    told: dict[str, str | None] = {"Host": own}
    if method == "POST":
        told |= {"Origin": f"http://{own}", "Content-Type": "application/json", "Content-Length": str(len(body))}
    told |= {name.replace("_", "-"): value for name, value in headers.items()}
    talk = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    talk.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    for name, value in told.items():
        if value is not None:
            talk.putheader(name, value)
    talk.endheaders(body or None)
    answer = talk.getresponse()
    found = answer.status, answer.headers, answer.read()
    talk.close()
    return found


def act(server: review_server.ReviewServer, body: bytes = b"{}", /, **headers: str | None) -> int:
    return ask(server, f"/{server.token}/act", method="POST", body=body, **headers)[0]


def test_the_page_its_script_and_its_style_are_ours_alone(server: review_server.ReviewServer) -> None:
    assert server.address == f"http://127.0.0.1:{server.server_port}/{server.token}/"
    for name, kind in (("", "text/html"), ("review.js", "text/javascript"), ("review.css", "text/css")):
        status, headers, body = ask(server, f"/{server.token}/{name}")
        assert (status, headers["Content-Type"]) == (200, f"{kind}; charset=utf-8")
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert (headers["Referrer-Policy"], headers["X-Content-Type-Options"]) == ("no-referrer", "nosniff")
        assert b"http://" not in body.replace(b"http://www.w3.org", b"")
        assert b"https://" not in body
    assert ask(server, f"/{server.token}/", method="HEAD")[2] == b""


def test_the_application_is_asked(server: review_server.ReviewServer) -> None:
    status, headers, body = ask(server, f"/{server.token}/state?page=%E5%A4%9C")
    assert (status, headers["Content-Type"]) == (200, "application/json; charset=utf-8")
    assert json.loads(body) == {"page": "夜"}
    assert act(server, '{"do": "夜校"}'.encode()) == 200
    assert isinstance(server.application, Echo)
    assert server.application.acted == [{"do": "夜校"}]


@pytest.mark.parametrize(
    "path", ["/", "/state", "/x/state", "/TOKEN", "/TOKEN/nothing", "/TOKEN/../state", "/%00/"]
)
def test_without_the_token_there_is_nothing(server: review_server.ReviewServer, path: str) -> None:
    assert ask(server, path.replace("TOKEN", server.token))[0] == 404


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:1", ""])
def test_another_name_is_not_ours(server: review_server.ReviewServer, host: str) -> None:
    assert ask(server, f"/{server.token}/", Host=host)[0] == 421
    assert act(server, Host=host) == 421


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": None}, 403),
        ({"Sec_Fetch_Site": "cross-site"}, 403),
        ({"Sec_Fetch_Site": "same-site"}, 403),
        ({"Content_Type": "text/plain"}, 415),
        ({"Content_Type": "application/x-www-form-urlencoded"}, 415),
        ({"Content_Length": None}, 411),
        ({"Content_Length": "-1"}, 411),
        ({"Content_Length": "9000000"}, 413),
        ({"Sec_Fetch_Site": "same-origin"}, 200),
    ],
)
def test_what_changes_anything_comes_from_our_own_page(
    server: review_server.ReviewServer, headers: dict[str, str | None], status: int
) -> None:
    assert act(server, b"{}", **headers) == status
    assert isinstance(server.application, Echo)
    assert len(server.application.acted) == (status == 200)


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"1", b"\xff", b"[" * 100_000])
def test_what_is_no_deed_is_refused(server: review_server.ReviewServer, body: bytes) -> None:
    assert act(server, body) == 400


def test_nothing_is_changed_by_asking(server: review_server.ReviewServer) -> None:
    assert ask(server, f"/{server.token}/act")[0] == 404
    assert ask(server, f"/{server.token}/state", method="POST", body=b"{}")[0] == 404


def test_each_run_has_another_token(server: review_server.ReviewServer) -> None:
    other = review_server.listen(0, Echo())
    assert other is not None
    other.server_close()
    assert other.token != server.token
    assert len(server.token) == 32


def test_a_port_that_is_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert review_server.listen(taken.getsockname()[1], Echo()) is None


def test_without_a_screen_no_browser_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("sys.platform", "linux")

    def open_it(address: str) -> bool:
        opened.append(address)
        return True

    monkeypatch.setattr("webbrowser.open", open_it)
    assert not browser.show("http://127.0.0.1/", {})
    assert browser.show("http://127.0.0.1/", {"DISPLAY": ":0"})
    assert opened == ["http://127.0.0.1/"]
