"""Bytes put aside in a file, and large files made of parts."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianbao.commands.workers import can_fork
from jianbao.edge import files
from jianbao.edge.sink import Sink
from jianbao.edge.spool import Spool, Spools


@given(st.lists(st.binary(max_size=40)), st.booleans())
def test_what_is_put_is_got(tmp_path_factory: pytest.TempPathFactory, pieces: list[bytes], flushed: bool) -> None:
    folder = tmp_path_factory.getbasetemp()
    with Spool(folder) as spool:
        places = [spool.put(piece) for piece in pieces]
        if flushed:
            spool.flush()
        more = spool.put(b"more")
        assert [spool.get(place) for place in reversed(places)] == pieces[::-1]
        assert spool.get(more) == b"more"
        assert [spool.get(more, most) for most in (0, 2, 4, 9)] == [b"", b"mo", b"more", b"more"]
    assert not list(folder.glob("tmp*"))


@pytest.mark.skipif(not can_fork(), reason="this system does not fork safely")
def test_forks_put_behind_forks_before_them_and_not_over_what_the_first_process_puts(tmp_path: Path) -> None:
    with Spools(tmp_path, 2) as spools:
        own = spools.put(b"own")
        places = {own: b"own"}
        for turn in range(2):
            for number in range(2):
                put = (b"%d of turn %d" % (number, turn), b"again")
                receiving, giving = os.pipe()
                process = os.fork()
                if not process:
                    spools.forked(number)
                    at = [spools.put(it) for it in put]
                    spools.forked(number)
                    spools.flush()
                    os.write(giving, b"%d %d" % (at[0], at[1]))
                    os._exit(0)
                os.waitpid(process, 0)
                places |= dict(zip(map(int, os.read(receiving, 99).split()), put, strict=True))
            places[spools.put(b"more")] = b"more"
        assert len(places) == 11
        assert {place: spools.get(place) for place in places} == places


def test_more_than_the_buffer_is_kept(tmp_path: Path) -> None:
    large = bytes(range(256)) * 9000
    with Spool(tmp_path) as spool:
        places = [spool.put(large), spool.put(b"x"), spool.put(large[::-1])]
        assert [spool.get(it) for it in places] == [large, b"x", large[::-1]]


def test_a_file_made_of_parts_is_written_only_where_it_differs(tmp_path: Path) -> None:
    target, temp = str(tmp_path / "file"), str(tmp_path / "temp")
    assert files.pour(target, [b"a", b"bc"], temp)
    assert (tmp_path / "file").read_bytes() == b"abc"
    assert not files.pour(target, [b"ab", b"c"], temp)
    assert files.pour(target, [b"abd"], temp)
    assert (tmp_path / "file").read_bytes() == b"abd"
    assert [it.name for it in tmp_path.iterdir()] == ["file"]


def test_a_link_is_replaced_and_what_fails_leaves_the_old_file(tmp_path: Path) -> None:
    target, temp = tmp_path / "file", str(tmp_path / "temp")
    (tmp_path / "other").write_bytes(b"x")
    target.symlink_to(tmp_path / "other")
    assert files.pour(str(target), [b"x"], temp)
    assert not target.is_symlink()

    def failing() -> list[bytes]:
        raise OSError("full")

    with pytest.raises(OSError, match="full"):
        files.pour(str(target), (part for _ in "a" for part in failing()), temp)
    assert target.read_bytes() == b"x"
    assert sorted(it.name for it in tmp_path.iterdir()) == ["file", "other"]


def test_a_large_output_clears_its_way_as_a_small_one_does(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    sink = Sink(folder)
    sink.put("data/a.jsonl/index.html", b"1")
    sink.put("other", b"2")
    sink.finish()
    sink = Sink(folder)
    assert sink.pour("data/a.jsonl", [b"one", b"two"])
    assert sink.pour("other/b", [b"three"])
    sink.finish()
    assert (folder / "data" / "a.jsonl").read_bytes() == b"onetwo"
    assert (folder / "other" / "b").read_bytes() == b"three"
    sink = Sink(folder)
    assert not sink.pour("data/a.jsonl", [b"onetwo"])
    assert (sink.written, sink.unchanged) == (0, 1)
