"""Where the front matter ends and the text begins."""

from __future__ import annotations

from jianbao.document import problems as said
from jianbao.model.frozen import dataclass
from jianbao.model.problem import Found, Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """A file in two. `fence` is --- or +++; `offset` is the 1-based line of the file that begins `head`."""

    fence: str
    head: str
    body: str
    offset: int


def split(text: str, path: str) -> Found[Parts | None]:
    """Cut `text` into front matter and body.

    One empty line after the front matter and the line end that closes the file belong to the form, not to the
    body. A file with Windows line ends (its first line says so) loses them; a byte order mark and blank
    lines before the first fence are passed over.
    """
    start = text.removeprefix("\ufeff")
    stripped = start.lstrip(" \t\r\n")
    blank = start[: len(start) - len(stripped)].count("\n")
    first, _, rest = stripped.partition("\n")
    if first.endswith("\r"):
        rest = rest.replace("\r\n", "\n")
    fence = first.rstrip()
    if fence not in {"---", "+++"}:
        return Found(value=None, problems=(said.NO_FRONT_MATTER.at(Where(file=path, line=1)),))
    end, body_start = _closing(rest, fence)
    if end < 0:
        where = Where(file=path, line=blank + 1)
        return Found(value=None, problems=(said.NOT_CLOSED.at(where, fence=fence),))
    body = rest[body_start:].removeprefix("\n").removesuffix("\n")
    return Found(value=Parts(fence=fence, head=rest[:end], body=body, offset=blank + 2))


def _closing(rest: str, fence: str) -> tuple[int, int]:
    """Return where the line of the closing fence begins and where the line after it does; -1 if there is none."""
    at = 0 if rest.startswith(fence) else rest.find("\n" + fence) + 1
    while at or rest.startswith(fence):
        line_end = rest.find("\n", at)
        line_end = len(rest) if line_end < 0 else line_end
        if rest[at:line_end].rstrip() == fence:
            return at, min(line_end + 1, len(rest))
        at = rest.find("\n" + fence, at) + 1
        if not at:
            break
    return -1, -1
