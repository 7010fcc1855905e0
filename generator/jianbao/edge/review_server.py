"""The server of `jianbao review`: one page of ours, and an application that it asks and that answers in JSON.

What keeps every other page of the same browser out: it listens on 127.0.0.1 and answers only to that name; a token
in the address, made anew in each run, stands before every path; what changes anything has to come from our own
origin, as JSON. The page loads nothing from elsewhere and may run only our one script (content security policy).
"""

from __future__ import annotations

import hmac
import json
import secrets
import threading
from collections.abc import Mapping
from http import HTTPStatus
from importlib import resources
from typing import Protocol
from urllib.parse import parse_qs, urlsplit

from jianbao.edge.local import HOST, LocalHandler, LocalServer, bound, our_names

Json = Mapping[str, object]
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_CLOSED = {
    "Content-Security-Policy": POLICY,
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""Header lines of every answer: nothing from elsewhere, in no frame, told to nobody."""

MOST = 1_000_000
"""Bytes of a request; what an editor types is far less."""
_FILES = {
    "": ("review.html", "text/html; charset=utf-8"),
    "review.js": ("review.js", "text/javascript; charset=utf-8"),
    "review.css": ("review.css", "text/css; charset=utf-8"),
}


class Application(Protocol):
    """What answers. It is asked by one request at a time."""

    def state(self, page: str) -> Json:
        """Return all that is shown of a page ("": the one to begin with)."""
        ...

    def act(self, deed: Json) -> Json:
        """Do what the editor asks for, and return the state then."""
        ...


class ReviewServer(LocalServer):
    """Shows our page at an address with a token, and passes on what it asks."""

    def __init__(self, port: int, application: Application) -> None:
        self.application = application
        self.token = secrets.token_urlsafe(24)
        self.turn = threading.Lock()
        super().__init__((HOST, port), ReviewHandler)

    @property
    def address(self) -> str:
        """The URL to open, token and all."""
        return f"http://{HOST}:{self.server_port}/{self.token}/"


def listen(port: int, application: Application) -> ReviewServer | None:
    """Return a server on `port` (0: any that is free); None where it is taken or not allowed."""
    return bound(lambda: ReviewServer(port, application))


class ReviewHandler(LocalHandler):
    """One request."""

    server: ReviewServer

    def do_GET(self) -> None:  # noqa: N802  the name http.server asks for
        """Answer with our page, its script and style, or the state of a page."""
        name = self._asked()
        if name is None:
            return
        if name in _FILES:
            file, kind = _FILES[name]
            content = resources.files("jianbao.edge").joinpath(file).read_bytes()
            self.answer(HTTPStatus.OK, content, kind, _CLOSED)
        elif name == "state":
            page = parse_qs(urlsplit(self.path).query).get("page", [""])[0]
            with self.server.turn:
                self._json(self.server.application.state(page))
        else:
            self._refuse(HTTPStatus.NOT_FOUND)

    do_HEAD = do_GET  # noqa: N815  the name http.server asks for

    def do_POST(self) -> None:  # noqa: N802  the name http.server asks for
        """Do what the editor asks for."""
        self.close_connection = True  # a body that was not read must not be taken for the next request
        name = self._asked()
        if name is None:
            return
        if name != "act":
            self._refuse(HTTPStatus.NOT_FOUND)
            return
        ours = {f"http://{host}" for host in our_names(self.server.server_port)}
        site = self.headers.get("Sec-Fetch-Site", "same-origin")
        if self.headers.get("Origin", "").lower() not in ours or site != "same-origin":
            self._refuse(HTTPStatus.FORBIDDEN)
            return
        if self.headers.get_content_type() != "application/json":
            self._refuse(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
            return
        deed = self._deed()
        if deed is not None:
            with self.server.turn:
                self._json(self.server.application.act(deed))

    def _asked(self) -> str | None:
        """Return the path behind the token; answer, and return None, for who lacks our name or the token."""
        if not self.is_expected():
            self._refuse(HTTPStatus.MISDIRECTED_REQUEST)
            return None
        token, slash, name = urlsplit(self.path).path.removeprefix("/").partition("/")
        if not hmac.compare_digest(token.encode(), self.server.token.encode()) or not slash:
            self._refuse(HTTPStatus.NOT_FOUND)
            return None
        return name

    def _deed(self) -> Json | None:
        """Return the body; answer, and return None, where it is none of ours."""
        length = self.headers.get("Content-Length", "")
        if not length.isascii() or not length.isdigit():
            self._refuse(HTTPStatus.LENGTH_REQUIRED)
            return None
        if int(length) > MOST:
            self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            return None
        try:
            deed = json.loads(self.rfile.read(int(length)))
        except (ValueError, RecursionError):
            deed = None
        if not isinstance(deed, dict):
            self._refuse(HTTPStatus.BAD_REQUEST)
            return None
        return deed

    def _refuse(self, status: HTTPStatus) -> None:
        self.answer(status, f"{status.value} {status.phrase}\n".encode(), "text/plain; charset=utf-8", _CLOSED)

    def _json(self, value: Json) -> None:
        content = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
        self.answer(HTTPStatus.OK, content, "application/json; charset=utf-8", _CLOSED)
