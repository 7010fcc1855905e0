"""Seals and checks, held flat, answer like a dict of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jianbao.publish.search.seals import SIZE, Marks, Seals

NUMBERS = st.integers(-3, 12)
STEPS = st.lists(st.tuples(NUMBERS, st.none() | st.binary(min_size=SIZE, max_size=SIZE)), max_size=40)


@given(STEPS, NUMBERS, NUMBERS)
def test_seals_are_a_dict(steps: list[tuple[int, bytes | None]], low: int, high: int) -> None:
    """After any puts and drops every number has its last seal, the sum is that of all, and a range is sorted."""
    seals, wanted = Seals(), dict[int, bytes]()
    for number, seal in steps:
        if seal is None:
            seals.drop(number)
            wanted.pop(number, None)
        else:
            seals.put(number, seal)
            wanted[number] = seal
    assert [seals.get(number) for number in range(-3, 13)] == [wanted.get(number) for number in range(-3, 13)]
    assert seals.total == sum(int.from_bytes(it, "big") for it in wanted.values()) % 2 ** (8 * SIZE)
    assert list(seals.between(low, high)) == [it for it in sorted(wanted) if low <= it < high]


@given(STEPS)
def test_marks_keep_the_check_of_each_number_in_order(
    steps: list[tuple[int, bytes | None]],
) -> None:
    marks, wanted = Marks(), dict[int, tuple[bytes, int]]()
    for check, (number, seal) in enumerate(steps):
        if seal is None:
            marks.drop(number)
            wanted.pop(number, None)
        else:
            marks.put(number, seal, check)
            wanted[number] = seal, check
    assert list(marks.checks) == [check for _, (_, check) in sorted(wanted.items())]
    assert [marks.get(number) for number in range(-3, 13)] == [wanted.get(n, (None,))[0] for n in range(-3, 13)]
