"""Publishes as one commit onto a git branch, without touching anybody's work tree, index or hooks.

A bare repository in our cache fetches the branch, `git fast-import` writes the site straight into a commit
on top of it, and that is pushed as it is: never by force, so nothing that was on the branch is ever lost.
The branch is ours if one of its last commits carries our trailer.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from jianbao.edge import deploy_problems
from jianbao.edge.deploy_plan import Published, Site, failed
from jianbao.model.problem import JianbaoError
from jianbao.model.settings import DeployTarget

BRANCH = "gh-pages"
TRAILER = "Published-with: jianbao"
_DEPTH = 50
_KEPT = ("CNAME",)
"""Files that the host's own pages write onto the branch: they stay where the site has none of that name."""
_HIDDEN = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR", "GIT_PREFIX")


def publish(
    site: Site, target: DeployTarget, *, root: Path, cache: Path, dry_run: bool = False, first: bool = False
) -> Published:
    """Publish `site` onto the branch of `target` and return what changed; no commit where nothing did.

    `target.to` is a URL, a path, or the name of a remote of the project's own repository. Raises JianbaoError where
    git is missing or fails, or where the branch was made by others (unless `first`).
    """
    if shutil.which("git") is None:
        raise JianbaoError(deploy_problems.PROGRAM_MISSING.at(program="git"), exit_code=1)
    branch = target.branch or BRANCH
    if _git(None, "check-ref-format", f"refs/heads/{branch}").returncode or branch.startswith("-"):
        raise JianbaoError(deploy_problems.BRANCH.at(branch=branch, name=target.name))
    url = remote(target.to, root)
    place = f"{target.to} ({branch})"
    store = _Store(folder=cache / "deploy" / f"{hashlib.sha256(url.encode()).hexdigest()[:12]}.git", place=place)
    store.begin()
    tip = store.fetch(url, branch)
    if tip and not first and TRAILER not in store.ask("log", f"--max-count={_DEPTH}", "--format=%B", tip):
        raise JianbaoError(deploy_problems.BRANCH_NOT_OURS.at(place=place), exit_code=1)
    made = store.commit(site, tip, _author(root))
    change = store.change(tip, made, place)
    if change.nothing or dry_run:
        return change
    store.ask("push", "--quiet", "--no-verify", "--", url, f"{made}:refs/heads/{branch}")
    return change


def remote(to: str, root: Path) -> str:
    """Return the URL or path that `to` means: a remote's name in the project's repository, or itself."""
    if re.fullmatch(r"[A-Za-z0-9][\w.-]*", to):
        found = _git(root, "remote", "get-url", "--push", to)
        if not found.returncode:
            to = found.stdout.decode("utf-8", "replace").strip()
    if "://" in to or ":" in to.split("/", 1)[0]:
        return to
    return os.path.normpath(root / Path(to).expanduser())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Store:
    """The bare repository in our cache. `place` is what messages call the target."""

    folder: Path
    place: str

    def begin(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.ask("init", "--quiet", "--bare")

    def ask(self, *words: str) -> str:
        """Return what git says; JianbaoError where it fails."""
        done = _git(self.folder, *words)
        if done.returncode:
            raise self._failed(done.stderr)
        return done.stdout.decode("utf-8", "replace").strip()

    def _failed(self, said: bytes) -> JianbaoError:
        return JianbaoError(failed("git", self.place, said.decode("utf-8", "replace")), exit_code=1)

    def fetch(self, url: str, branch: str) -> str:
        """Return the branch's newest commit, fetched; "" where there is no such branch."""
        heads = self.ask("ls-remote", "--", url, f"refs/heads/{branch}")
        if not heads:
            return ""
        self.ask(
            "fetch",
            "--quiet",
            "--no-tags",
            f"--depth={_DEPTH}",
            "--",
            url,
            f"+refs/heads/{branch}:refs/jianbao/theirs",
        )
        return self.ask("rev-parse", "refs/jianbao/theirs")

    def commit(self, site: Site, tip: str, author: str) -> str:
        """Write the site as a commit on top of `tip` and return it."""
        kept = self._kept(site, tip) if tip else []
        with subprocess.Popen(
            _words(self.folder, "fast-import", "--quiet", "--force", "--date-format=now"),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=_environment(),
        ) as process:
            if process.stdin is None or process.stderr is None:
                raise AssertionError
            try:
                for part in _stream(site, tip, author, kept):
                    process.stdin.write(part)
                process.stdin.close()
            except BrokenPipeError:
                pass
            said = process.stderr.read()
        if process.returncode:
            raise self._failed(said)
        return self.ask("rev-parse", "refs/jianbao/ours")

    def _kept(self, site: Site, tip: str) -> list[tuple[str, str]]:
        names = [name for name in _KEPT if name not in site.files]
        lines = self.ask("ls-tree", tip, "--", *names).splitlines() if names else []
        return [(parts[3], parts[2]) for line in lines if len(parts := line.split()) == 4]

    def change(self, tip: str, made: str, place: str) -> Published:
        """Return how the two commits differ."""
        if tip:
            said = self.ask("diff-tree", "-r", "-z", "--name-status", "--no-renames", tip, made)
        else:
            said = "\0".join(
                f"A\0{name}" for name in self.ask("ls-tree", "-rz", "--name-only", made).split("\0") if name
            )
        words = [word for word in said.split("\0") if word]
        by: dict[str, list[str]] = {}
        for how, path in zip(words[::2], words[1::2], strict=True):
            by.setdefault(how[:1], []).append(path)
        return Published(
            place=place,
            added=tuple(sorted(by.get("A", []))),
            changed=tuple(sorted([*by.get("M", []), *by.get("T", [])])),
            removed=tuple(sorted(by.get("D", []))),
            detail=made[:10],
        )


def _stream(site: Site, tip: str, author: str, kept: Sequence[tuple[str, str]]) -> Iterator[bytes]:
    """Yield the commit in the words of `git fast-import`."""
    message = f"Publish the site ({len(site.files)} files)\n\n{TRAILER}\n".encode()
    yield f"commit refs/jianbao/ours\nauthor {author} now\ncommitter {author} now\n".encode()
    yield b"data %d\n%b\n" % (len(message), message)
    if tip:
        yield f"from {tip}\n".encode()
    yield b"deleteall\n"
    for name, blob in kept:
        yield f"M 100644 {blob} {name}\n".encode()
    yield b"M 100644 inline .nojekyll\ndata 0\n\n"
    for path in site.files:
        content = (site.folder / path).read_bytes()
        yield b"M 100644 inline %b\ndata %d\n%b\n" % (_quoted(path), len(content), content)


def _quoted(path: str) -> bytes:
    raw = path.encode(errors="surrogateescape")
    if not raw.startswith(b'"') and b"\n" not in raw:
        return raw
    return b'"' + raw.replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\n") + b'"'


def _author(root: Path) -> str:
    """Return `Name <mail>` as git knows the person; jianbao's own where it does not."""
    found = _git(root, "var", "GIT_AUTHOR_IDENT")
    name = re.match(r"[^<>\n]+ <[^<>\n]+>", found.stdout.decode("utf-8", "replace"))
    return name[0] if name and not found.returncode else "jianbao <jianbao@localhost>"


def _environment() -> dict[str, str]:
    """Return the environment without what ties git to another repository (as inside a hook)."""
    return {**{key: value for key, value in os.environ.items() if key not in _HIDDEN}, "LC_ALL": "C"}


def _words(folder: Path | None, *words: str) -> list[str]:
    where = ["-C", str(folder)] if folder else []
    return ["git", *where, "-c", "core.hooksPath=/dev/null", "-c", "gc.auto=0", *words]


def _git(folder: Path | None, *words: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(_words(folder, *words), capture_output=True, check=False, env=_environment())
