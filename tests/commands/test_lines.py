"""The lines of the data file, put aside while a site is made."""

from __future__ import annotations

from pathlib import Path

from jianbao.commands.lines import Lines, is_whole
from jianbao.publish import data


def test_lines_are_read_from_where_they_lie(tmp_path: Path) -> None:
    file = tmp_path / "data"
    file.write_bytes(b"first\nsecond\n")
    with Lines(tmp_path, 2) as lines:
        lines["a"] = b"one"
        lines.spools.forked(0)
        lines["b"] = b"two"
        lines.lie_in(file, {"c": 5, "d": 6}, ["d"])
        assert dict(lines) == {"a": b"one", "b": b"two", "d": b"second"}
        spot = lines.spot("b")
        assert spot is not None
        del lines["b"]
        assert "b" not in lines
        lines.place("e", spot)
        assert (lines["e"], len(lines), lines.spot("f")) == (b"two", 3, None)


def test_a_data_file_that_was_altered_is_not_whole(tmp_path: Path) -> None:
    file = tmp_path / "data"
    file.write_bytes(b"first\nsecond\n")
    known = data.own_digest(data.own((b"first", b"second")))
    assert is_whole(file, {"a": 5, "b": 6}, known)
    assert not is_whole(file, {"a": 5, "b": 6, "c": 0}, known)
    assert not is_whole(tmp_path / "none", {"a": 5, "b": 6}, known)
    file.write_bytes(b"first\nsecons\n")
    assert not is_whole(file, {"a": 5, "b": 6}, known)
