"""Cards are held for the pages that list them, but not without end."""

from __future__ import annotations

import pytest

from jianbao.publish import cards, theme
from publish.making import plan, site, town


def test_no_more_cards_are_held_than_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cards, "_HELD", 2)
    context = plan(town()).context
    entries = context.library.entries
    made = cards.cards(context, entries)
    assert len(entries) > 2
    assert len(context.cards) <= 2
    assert cards.cards(context, entries) == made


def test_a_site_is_the_same_however_many_cards_are_held(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = site(town())
    monkeypatch.setattr(cards, "_HELD", 1)
    monkeypatch.setattr(theme, "_DRAWN", 1)
    assert site(town()) == whole
