"""Old addresses by a real nginx, set up as docs/words.md says. Skipped where there is no nginx."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from commands.test_build import GOLDEN, project
from jianbao.commands import build
from publish.making import FOLDER

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
DOCS = Path(__file__).resolve().parents[2] / "docs" / "words.md"
LONG = "/2020/" + "很" * 66 + "/" + "长" * 66 + ".html"
ALIASES = ("jiu", "/旧/一.html", "/du/$1/", "/a b/(c).html", "/2020/05/Da-Xie.html", LONG)
NEW = "/2023/04/chun-guan.html"

pytestmark = pytest.mark.skipif(NGINX is None, reason="no nginx here")


def free_port() -> int:
    """Return a port of this machine that nobody listens at."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
    return port


def configuration(folder: Path, site: Path, port: int) -> str:
    """Return a whole configuration around the lines of the documentation."""
    lines = re.search(r"```nginx\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    assert lines
    said = lines[1].replace("/srv/www/site", str(site))
    said = said.replace("server {", f"server {{ listen 127.0.0.1:{port}; root {site};")
    kept = "".join(
        f"{what}_temp_path {folder}/{what};" for what in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    worker = "user root;" if os.geteuid() == 0 else ""  # another could not read pytest's folders
    return f"{worker} daemon off; pid {folder}/pid; events {{}} http {{ access_log off; {kept} {said} }}"


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    """Build a site with old addresses of every kind, serve it, and return where."""
    here = tmp_path / "project"
    shutil.copytree(GOLDEN / "two-days", here)
    shutil.copytree(FOLDER, here / "themes" / "tiny")
    article = here / "content/articles/2023/04/chun-guan.md"
    text = article.read_text(encoding="utf-8")
    aliases = "".join(f'  - "{alias}"\n' for alias in ALIASES)
    article.write_text(text.replace("---\n", f"---\naliases:\n{aliases}", 1), encoding="utf-8")
    outcome = build.run(project(here, base_url="https://news.example/"))
    assert not [problem for problem in outcome.problems if problem.severity == "error"]
    at = free_port()
    file = tmp_path / "nginx.conf"
    file.write_text(configuration(tmp_path, here / "site", at), encoding="utf-8")
    assert NGINX
    command = [NGINX, "-p", str(tmp_path), "-e", str(tmp_path / "errors"), "-c", str(file)]
    with subprocess.Popen(command) as server:
        try:
            for _ in range(100):
                with socket.socket() as one:
                    if one.connect_ex(("127.0.0.1", at)) == 0:
                        break
                assert server.poll() is None, (tmp_path / "errors").read_text(encoding="utf-8")
                time.sleep(0.05)
            yield at
        finally:
            server.terminate()
    said = (tmp_path / "errors").read_text(encoding="utf-8")
    assert "[warn]" not in said, said
    assert "[emerg]" not in said, said


def answer(port: int, path: str) -> tuple[int, str]:
    """Return status and where to, as a path, for a request."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        line.request("GET", path)
        got = line.getresponse()
        got.read()
        return got.status, re.sub(r"^https?://[^/]*", "", got.getheader("Location") or "")
    finally:
        line.close()


def test_every_old_address_leads_to_the_new_one(port: int) -> None:
    olds = ["/2023/04/jiu.html", *ALIASES[1:], "/du/$1/index.html"]
    assert {old: answer(port, quote(old)) for old in olds} == dict.fromkeys(olds, (301, NEW))


def test_what_has_not_moved_is_served(port: int) -> None:
    assert answer(port, NEW) == (200, "")
    assert answer(port, "/") == (200, "")
    assert answer(port, "/nowhere.html")[0] == 404
