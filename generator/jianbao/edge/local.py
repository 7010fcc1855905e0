"""What the servers for this machine alone have in common: they listen on 127.0.0.1 and answer only to that name.

A page elsewhere could otherwise point a name of its own at us (DNS rebinding).
"""

from __future__ import annotations

import errno
import http.server
import os
import socketserver
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import ClassVar, TypeVar

HOST = "127.0.0.1"


class LocalServer(socketserver.ThreadingMixIn, http.server.HTTPServer):
    """A server on 127.0.0.1, a thread a request."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = os.name == "posix"  # on Windows it would let two programs share the port

    def server_bind(self) -> None:
        """Bind without asking a name server who we are (the standard server does, which can take seconds)."""
        socketserver.TCPServer.server_bind(self)
        self.server_name = HOST
        self.server_port = int(self.server_address[1])

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a browser that went away; anything else is a bug and shows its traceback."""
        import sys  # noqa: PLC0415  only here

        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # as the base class takes it


S = TypeVar("S", bound=LocalServer)


class LocalHandler(http.server.BaseHTTPRequestHandler):
    """One request to such a server: who asked, and an answer that no other page can use and nothing keeps."""

    server: LocalServer
    protocol_version = "HTTP/1.1"
    server_version = "jianbao"
    sys_version = ""
    timeout: ClassVar[int] = 60

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name http.server has
        """Keep the terminal for what matters."""

    def is_expected(self) -> bool:
        """Return whether the browser asked for us by our own name."""
        return self.headers.get("Host", "").lower() in our_names(self.server.server_port)

    def answer(self, status: HTTPStatus, content: bytes, kind: str, more: Mapping[str, str] | None = None) -> None:
        """Send an answer of a media type; `more`: further header lines."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        for name, value in (more or {}).items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)


def bound(make: Callable[[], S]) -> S | None:
    """Return the server made, or None where its port is taken or not allowed."""
    try:
        return make()
    except OSError as error:
        if error.errno not in (errno.EADDRINUSE, errno.EACCES):
            raise
        return None


def our_names(port: int) -> frozenset[str]:
    """Return what the Host header of a browser says that asked for us by our own name."""
    names = (HOST, "localhost")
    return frozenset({*(f"{name}:{port}" for name in names), *(names if port == 80 else ())})
