"""A page in a real Chromium, driven over its DevTools pipe: keys, scripts, navigation. No library is needed."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")
_KEYS = {"Tab": ("Tab", 9, ""), "Enter": ("Enter", 13, "\r"), " ": ("Space", 32, " "), "/": ("Slash", 191, "/")}
_KEYS |= {"ArrowUp": ("ArrowUp", 38, ""), "ArrowDown": ("ArrowDown", 40, "")}
_EXEC = "import os, sys; a = sys.argv; os.dup2(int(a[1]), 3); os.dup2(int(a[2]), 4); os.execv(a[3], a[3:])"
_FLAGS = (
    "--headless --disable-gpu --disable-quic --no-first-run --disable-sync --disable-background-networking "
    "--disable-component-update --remote-debugging-pipe"
)


class Page:
    """One tab. `errors` are what its console and its policy complained of."""

    def __init__(self, to: IO[bytes], back: IO[bytes]) -> None:
        self._to, self._back, self._count, self._session = to, back, 0, ""
        self.errors: list[str] = []
        self._seen: list[str] = []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **given: Any) -> dict[str, Any]:
        """Send one command and return its answer."""
        self._count += 1
        asked = {"id": self._count, "method": method, "params": given}
        asked |= {"sessionId": self._session} if self._session else {}
        self._to.write(json.dumps(asked).encode() + b"\0")
        self._to.flush()
        while True:
            said = self._hear()
            if said.get("id") == self._count:
                assert "error" not in said, said
                result: dict[str, Any] = said["result"]
                return result

    def _hear(self) -> dict[str, Any]:
        text = bytearray()
        while (letter := self._back.read(1)) not in (b"\0", b""):
            text += letter
        assert text, "the browser is gone"
        said: dict[str, Any] = json.loads(text)
        method = said.get("method", "")
        self._seen.append(method)
        if method == "Runtime.exceptionThrown":
            self.errors.append(str(said["params"]["exceptionDetails"]))
        elif method == "Log.entryAdded" and said["params"]["entry"]["level"] == "error":
            self.errors.append(f"{said['params']['entry']['text']} {said['params']['entry'].get('url', '')}")
        return said

    def open(self, address: str) -> None:
        """Go to an address and wait until it is loaded."""
        self._seen.clear()
        self.call("Page.navigate", url=address)
        self.loaded()

    def loaded(self) -> None:
        """Wait for the next load event, unless it was heard already."""
        while "Page.loadEventFired" not in self._seen:
            self._hear()
        self._seen.clear()

    def ask(self, script: str) -> Any:
        """Return what an expression says (this works where scripts of pages are off, too)."""
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def wait(self, condition: str) -> None:
        """Wait until an expression is true, ten seconds at most."""
        look = f"tries => {condition} ? done(true) : tries ? setTimeout(look, 20, tries - 1) : done(false)"
        assert self.ask(f"new Promise(done => {{ const look = {look}; look(500); }})"), condition

    def type(self, text: str) -> None:
        """Type text into what has the focus."""
        self.call("Input.insertText", text=text)

    def press(self, key: str) -> None:
        """Press and release a key."""
        code, number, text = _KEYS[key]
        named = {"key": key, "code": code, "windowsVirtualKeyCode": number}
        self.call("Input.dispatchKeyEvent", type="keyDown", text=text, **named)
        self.call("Input.dispatchKeyEvent", type="keyUp", **named)


@contextmanager
def chromium(profile: Path, width: int = 1280, height: int = 900) -> Iterator[Page]:
    """Start a browser with one page of this size."""
    reads, to = os.pipe()
    back, writes = os.pipe()
    theirs = [fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in (reads, writes)]
    for end in (reads, writes):
        os.close(end)
    flags = [*_FLAGS.split(), f"--user-data-dir={profile}", f"--window-size={width},{height}"]
    flags += ["--no-sandbox"] if os.geteuid() == 0 else []
    command = [sys.executable, "-c", _EXEC, *map(str, theirs), CHROMIUM, *flags]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, pass_fds=theirs, stdin=quiet, stdout=quiet, stderr=quiet) as process:
        for end in theirs:
            os.close(end)
        with os.fdopen(to, "wb") as out, os.fdopen(back, "rb", buffering=1 << 16) as into:
            try:
                page = Page(out, into)
                yield page
            finally:
                process.kill()
