"""The seals of fragments, held flat, answer like a dict of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jianbao.publish.search.seals import SIZE, Seals

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
