"""A list with a few lines changed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jianbao.publish.splicing import runs


@given(st.data())
def test_runs_and_new_lines_make_the_new_list(data: st.DataObject) -> None:
    old = [f"{number}".encode() for number in range(data.draw(st.integers(0, 12)))]
    gone = data.draw(st.sets(st.integers(0, max(0, len(old) - 1)), max_size=4)) if old else set()
    new = [line for at, line in enumerate(old) if at not in gone]
    come: dict[int, bytes] = {}
    for at in sorted(data.draw(st.sets(st.integers(0, len(new) + 3), max_size=4))):
        if at <= len(new):
            new.insert(at, b"new %d" % at)
            come[at] = new[at]
    made: list[bytes] = []
    for part in runs(len(old), gone, come):
        made.extend([part] if isinstance(part, bytes) else old[part[0] : part[1]])
    assert made == new
