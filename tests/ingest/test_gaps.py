"""Where import says that text was lost."""

from __future__ import annotations

import pytest

from jianbao.ingest.extract import gaps
from jianbao.ingest.heads import Heads
from jianbao.ingest.openings import Opening
from jianbao.model.article import Gap, Subhead


@pytest.mark.parametrize(
    ("text", "torn"),
    [
        ("外卖骑手——", False),
        ("急诊医生—", False),
        ("“红色", True),
        ("打造文旅、", True),
        ("灯亮了，生活便利多了", False),
    ],
)
def test_a_subhead_may_lead_to_its_text_with_a_dash(text: str, torn: bool) -> None:  # a table of cases
    """A comma or an open quotation at its end is a tear."""
    found = gaps(Heads(headline="题"), Opening(), (), (Subhead(text=text, before=0),), "")
    assert found == ((Gap(where="subhead 0", after=text),) if torn else ())
