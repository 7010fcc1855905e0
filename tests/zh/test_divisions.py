"""Divisions that are read one by one are those that are read all at once."""

from __future__ import annotations

import pytest

from jianbao.zh.divisions import _Divisions, divisions, parents


def test_one_by_one_and_all_at_once_are_the_same() -> None:
    whole = _Divisions().all()
    assert len(whole) > 3000
    few = _Divisions()
    some = [*whole][::29]
    assert [few[code] for code in some] == [whole[code] for code in some]
    assert dict(_Divisions()) == dict(whole)
    assert [*divisions()] == [*whole]
    assert parents("620923") == ("620000", "620900", "620923")


@pytest.mark.parametrize(
    "code", ["", "999999", "1101", "110000\t", "110101\t110000", "\n110000", "1１0000", "# code"]
)
def test_what_is_no_code_is_in_no_table(code: str) -> None:
    few = _Divisions()
    assert code not in few
    assert few.get(code) is None
    assert code not in few.all()
