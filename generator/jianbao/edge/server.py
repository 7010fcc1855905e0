"""A web server for this machine alone: shows a folder, and tells the browser when to load again.

It listens on 127.0.0.1 and answers only to that name (a page elsewhere could otherwise point a name of its own
at us: DNS rebinding). It never follows a path out of the folder, never writes, and keeps nothing in caches.
"""

from __future__ import annotations

import html
import json
import posixpath
import threading
from collections.abc import Sequence
from functools import partial
from http import HTTPStatus
from importlib import resources
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from jianbao.edge.deploy_plan import WELL_KNOWN
from jianbao.edge.local import HOST, LocalHandler, LocalServer, bound

OWN = "/.jianbao/"
_TEXT = "charset=utf-8"
TYPES = {
    ".html": f"text/html; {_TEXT}",
    ".css": f"text/css; {_TEXT}",
    ".js": f"text/javascript; {_TEXT}",
    ".mjs": f"text/javascript; {_TEXT}",
    ".json": f"application/json; {_TEXT}",
    ".jsonl": f"application/jsonl; {_TEXT}",
    ".xml": f"application/xml; {_TEXT}",
    ".txt": f"text/plain; {_TEXT}",
    ".csv": f"text/csv; {_TEXT}",
    ".svg": f"image/svg+xml; {_TEXT}",
    ".webmanifest": f"application/manifest+json; {_TEXT}",
    ".woff2": "font/woff2",
    ".woff": "font/woff",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".ico": "image/x-icon",
    ".pdf": "application/pdf",
}
"""What each kind of file is, whatever tables the machine has."""
_SPOKEN = (".html", ".xml", ".json", ".jsonl", ".txt", ".webmanifest")
"""Files that may name the site's address."""


class State:
    """What the browser should know: the number of the build it should show, and what is wrong with the last one."""

    def __init__(self, run: str) -> None:
        self._changed = threading.Condition()
        self._run = run
        self._build = 0
        self._problems: tuple[str, ...] = ()
        self._ended = False

    def publish(self, problems: Sequence[str], *, built: bool) -> None:
        """Say how a build ended: `built` makes every open page load again, `problems` are shown over it."""
        with self._changed:
            self._build += built
            self._problems = tuple(problems)
            self._changed.notify_all()

    def end(self) -> None:
        """Let every waiting browser go."""
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    def now(self) -> tuple[str, tuple[str, ...]]:
        """Return the version to show and the problems."""
        with self._changed:
            return f"{self._run}.{self._build}", self._problems

    def wait(self, known: tuple[str, tuple[str, ...]] | None, seconds: float) -> tuple[str, tuple[str, ...]] | None:
        """Return the state once it differs from `known`; the same after `seconds`; None when the server ends."""
        with self._changed:
            self._changed.wait_for(
                lambda: self._ended or (f"{self._run}.{self._build}", self._problems) != known, seconds
            )
            return None if self._ended else (f"{self._run}.{self._build}", self._problems)


class Server(LocalServer):
    """Shows `folder` at the path of `base_url`, which it writes as its own address in what it sends."""

    def __init__(self, port: int, folder: Path, base_url: str, state: State) -> None:
        self.folder = folder
        self.base_url = base_url
        self.state = state
        super().__init__((HOST, port), Handler)

    @property
    def address(self) -> str:
        """The URL of the home page."""
        return f"http://{HOST}:{self.server_port}{self.root}"

    @property
    def root(self) -> str:
        """The path below which the site lies, as in base_url; ends in "/"."""
        return urlsplit(self.base_url).path.rstrip("/") + "/"


def listen(port: int, folder: Path, base_url: str, state: State, tries: int = 20) -> Server | None:
    """Return a server on `port` or the next free one of `tries`; None where all are taken."""
    for candidate in range(port, min(port + tries, 65536)):
        server = bound(partial(Server, candidate, folder, base_url, state))
        if server is not None:
            return server
    return None


class Handler(LocalHandler):
    """One request."""

    server: Server

    def do_GET(self) -> None:  # noqa: N802  the name http.server asks for
        """Answer with a file, with our script, or with news of builds."""
        if not self.is_expected():
            self._send(
                HTTPStatus.MISDIRECTED_REQUEST, b"this server answers only to 127.0.0.1 and localhost\n", ".txt"
            )
            return
        path = unquote(urlsplit(self.path).path, errors="replace")
        if path.startswith(OWN):
            self._own(path.removeprefix(OWN))
            return
        root = self.server.root
        if not path.startswith(root):
            self._move(root) if path in ("/", root.rstrip("/")) else self._missing()
            return
        self._file(path.removeprefix(root))

    do_HEAD = do_GET  # noqa: N815  the name http.server asks for

    def _own(self, name: str) -> None:
        if name == "events":
            self._events()
        elif name in ("live.js", "live.css"):
            self._send(HTTPStatus.OK, resources.files("jianbao.edge").joinpath(name).read_bytes(), name)
        else:
            self._missing()

    def _file(self, path: str) -> None:
        found = self._find(path)
        if found is None:
            self._missing()
            return
        if found.is_dir():
            self._move(f"{self.server.root}{path}/".replace("//", "/"))
            return
        try:
            content = found.read_bytes()
        except OSError:
            self._missing()
            return
        self._send(HTTPStatus.OK, content, found.name)

    def _find(self, path: str) -> Path | None:
        """Return the file (or the folder that lacks its slash) a path means; None for what we do not show."""
        parts = path.split("/")
        hidden = any(part.startswith(".") and part != WELL_KNOWN for part in parts)
        if hidden or any(sign in path for sign in ("\\", "\0", ":")):
            return None
        folder = self.server.folder
        target = folder.joinpath(*filter(None, parts))
        try:
            if path.endswith("/") or not path:
                target /= "index.html"
            if not target.exists():
                return None
            inside = target.resolve().is_relative_to(folder.resolve())
        except (OSError, ValueError):
            return None
        return target if inside else None

    def _missing(self) -> None:
        try:
            content = (self.server.folder / "404.html").read_bytes()
        except OSError:
            content = b"<!doctype html><meta charset=utf-8><title>404</title><p>404 Not Found</p>"
        self._send(HTTPStatus.NOT_FOUND, content, ".html")

    def _move(self, path: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", quote(posixpath.normpath(path) + "/").replace("//", "/"))
        self.send_header("Content-Length", "0")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()

    def _send(self, status: HTTPStatus, content: bytes, name: str) -> None:
        suffix = posixpath.splitext("x" + name)[1].lower()
        if suffix in _SPOKEN:
            content = content.replace(self.server.base_url.encode(), self.server.address.encode())
        if suffix == ".html":
            content = inject(content, self.server.state.now()[0])
        self.answer(status, content, TYPES.get(suffix, "application/octet-stream"))

    def _events(self) -> None:
        """Send news of builds for as long as the browser listens (server-sent events)."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", f"text/event-stream; {_TEXT}")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        known = None
        while self.command != "HEAD" and (state := self.server.state.wait(known, 15)) is not None:
            if state == known:
                self.wfile.write(b": still here\n\n")
            else:
                news = json.dumps({"version": state[0], "problems": state[1]}, ensure_ascii=False)
                self.wfile.write(f"data: {news}\n\n".encode())
            self.wfile.flush()
            known = state


def inject(content: bytes, version: str) -> bytes:
    """Return HTML with our script in it: before </body>, or at the end where there is none."""
    said = html.escape(version, quote=True)
    style = f'<link rel="stylesheet" href="{OWN}live.css">'
    tag = f'{style}<script src="{OWN}live.js" data-version="{said}" defer></script>'.encode()
    place = content.lower().rfind(b"</body>")
    return content + tag if place < 0 else content[:place] + tag + content[place:]
