"""What recognition knows, and how it is kept."""

from __future__ import annotations

from jianbao.zh.divisions import divisions
from jianbao.zh.regions_names import gazetteer, lengths, stands
from jianbao.zh.regions_scan import scan


def test_every_code_of_every_name_is_a_division() -> None:
    known = divisions()
    names = gazetteer()
    assert [text for text, name in names.names.items() if any(code not in known for code in name.codes)] == []
    assert [
        town for town, codes in names.towns.items() if any(code not in known for code in codes.split(","))
    ] == []


def test_lists_by_hand_name_real_divisions_only() -> None:
    names = gazetteer()
    for listed in (names.never, names.trusted, names.doubtful):
        assert [text for text in listed if text not in names.names] == []


def test_no_full_name_of_a_division_is_hidden_by_a_stop_phrase() -> None:
    names = gazetteer()
    assert [region.name for region in divisions().values() if names.names[region.name].kind == "stop"] == []


def test_lengths_are_tried_longest_first() -> None:
    assert lengths(["朝阳", "朝阳区", "朝阳市", "海"]) == {"朝阳": (3, 2), "海": (1,)}


def test_a_name_stands_only_where_the_words_around_leave_it() -> None:
    costs = {"创新": 9.0, "乡村": 10.0}
    assert not stands("创新乡村", 1, 3, 11.0, costs)
    assert stands("在新乡住", 1, 3, 11.0, costs)


def test_a_refused_name_does_not_hide_the_one_it_overlaps() -> None:
    hits = [(hit.text, hit.apart) for hit in scan("本周宁夏降温", gazetteer(), {})]
    assert ("宁夏", True) in hits
