"""What the servers for this machine alone have in common: they listen on 127.0.0.1 and answer only to that name.

A page elsewhere could otherwise point a name of its own at us (DNS rebinding).
"""

from __future__ import annotations

import http.server
import os
import socketserver

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


def our_names(port: int) -> frozenset[str]:
    """Return what the Host header of a browser says that asked for us by our own name."""
    names = (HOST, "localhost")
    return frozenset({*(f"{name}:{port}" for name in names), *(names if port == 80 else ())})
