"""Files written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from jianbao.edge import problems as said
from jianbao.edge.reading import reason
from jianbao.model.problem import JianbaoError, Where

TEMP = ".jianbao-tmp"


@contextlib.contextmanager
def telling(target: Path) -> Iterator[None]:
    """Turn what the system says of `target` into a JianbaoError (exit code 1)."""
    try:
        yield
    except OSError as error:
        raise told(target, error) from None


def told(target: Path, error: OSError) -> JianbaoError:
    """Return what the system says of `target` as a JianbaoError (exit code 1)."""
    return JianbaoError(said.OUTPUT_FAILED.at(Where(file=str(target)), reason=reason(error)), 1)


def holds(target: Path | str, content: bytes) -> bool:
    """Return whether the file at `target` (not a link) holds exactly `content`."""
    try:
        about = os.lstat(target)
        if not stat.S_ISREG(about.st_mode) or about.st_size != len(content):
            return False
        with open(target, "rb", buffering=0) as file:  # noqa: PTH123  # called for thousands of files
            return file.read(len(content) + 1) == content
    except (FileNotFoundError, NotADirectoryError):
        return False


def replace(target: Path, content: bytes) -> None:
    """Write `content` to `target` so that whoever looks sees the old file or the new one, never a part.

    The temporary name carries the process, so that two of them never write one file. Raise OSError.
    """
    temp = target.with_name(f".{target.name[:80]}.{os.getpid()}{TEMP}")
    try:
        temp.write_bytes(content)
        temp.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temp.unlink(missing_ok=True)
        raise


_FLAGS = os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


def create(target: str, content: bytes) -> bool:
    """Write a file that is not there yet; return False, with nothing done, where something is. Raise OSError.

    Half the cost of `replace`, but who kills the process may leave a part of the file: only for a folder in which
    nothing stood before, and whose next build compares every file.
    """
    try:
        handle = os.open(target, _FLAGS | os.O_EXCL, 0o666)
    except FileExistsError:
        return False
    _fill(handle, content)
    return True


def swap(target: str, content: bytes, temp: str) -> None:
    """`replace` for thousands of files: `temp` is a name on the same disk that only this process uses."""
    try:
        _fill(os.open(temp, _FLAGS | os.O_TRUNC, 0o666), content)
        os.replace(temp, target)  # noqa: PTH105  # a Path for each of thousands costs as much as the call
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temp)  # noqa: PTH108  # as above
        raise


def pour(target: str, parts: Iterable[bytes], temp: str) -> bool:
    """`swap` for what is too large to be held: make the file at `target` of `parts`; return whether it had to be
    written. Raise OSError."""
    try:
        with open(temp, "wb", buffering=1 << 20) as new:  # noqa: PTH123  # as `swap`
            new.writelines(parts)
        if _alike(temp, target):
            os.unlink(temp)  # noqa: PTH108  # as above
            return False
        os.replace(temp, target)  # noqa: PTH105  # as above
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temp)  # noqa: PTH108  # as above
        raise
    return True


def _alike(first: str, second: str) -> bool:
    """Return whether two files hold the same; the second may be missing, or a link, which is like none."""
    try:
        about = os.lstat(second)
    except OSError:
        return False
    if not stat.S_ISREG(about.st_mode) or about.st_size != os.stat(first).st_size:  # noqa: PTH116  # as above
        return False
    with open(first, "rb") as one, open(second, "rb") as other:  # noqa: PTH123  # as above
        while some := one.read(1 << 20):
            if some != other.read(1 << 20):
                return False
    return True


Part = bytes | tuple[int, int]
"""Bytes, or (offset, length) of a part of another file."""


def splice(target: str, parts: Iterable[Part], temp: str) -> None:
    """Replace a large file by parts of itself and new bytes, as `swap` does. Raise OSError."""
    try:
        with open(target, "rb", buffering=0) as old, open(temp, "wb", buffering=0) as new:  # noqa: PTH123  # as above
            for part in parts:
                if isinstance(part, bytes):
                    _write(new.fileno(), part)
                else:
                    _copy(old.fileno(), new.fileno(), *part)
        os.replace(temp, target)  # noqa: PTH105  # as above
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temp)  # noqa: PTH108  # as above
        raise


def _copy(old: int, new: int, offset: int, length: int) -> None:
    """Copy a part of a file to the end of another; inside the system where it can (Linux)."""
    inside = getattr(os, "copy_file_range", None)
    while length:
        done = 0
        if inside is not None:
            try:
                done = inside(old, new, length, offset)
            except OSError:
                inside = None
        if not done:
            os.lseek(old, offset, os.SEEK_SET)
            some = os.read(old, min(length, 1 << 20))
            if not some:
                raise OSError("the file is shorter than it was")
            _write(new, some)
            done = len(some)
        offset, length = offset + done, length - done


def _write(handle: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(handle, rest) :]


def _fill(handle: int, content: bytes) -> None:
    try:
        _write(handle, content)
    finally:
        os.close(handle)


def whole_text(path: Path) -> str | None:
    """Return the text of a UTF-8 file as it is, byte order mark and line ends too; None where it is not UTF-8."""
    try:
        return path.read_bytes().decode("utf-8")
    except (UnicodeDecodeError, OSError):
        return None


def put(target: Path, content: bytes) -> bool:
    """Make the file at `target` hold `content`; return whether it had to be written. Raise JianbaoError."""
    with telling(target):
        if holds(target, content):
            return False
        target.parent.mkdir(parents=True, exist_ok=True)
        replace(target, content)
    return True


def sweep(folder: Path) -> None:
    """Remove the temporary files of processes that were killed."""
    for base, _, names in os.walk(folder):
        for name in names:
            if name.startswith(".") and name.endswith(TEMP):
                with contextlib.suppress(OSError):
                    (Path(base) / name).unlink()
