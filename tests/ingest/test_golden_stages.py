"""Each stage against goldens, phenomenon by phenomenon (tests/golden/<stage>/<phenomenon>)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ingest.stages import SHOW

GOLDEN = Path(__file__).parent.parent / "golden"
CASES = sorted(path.parent for stage in SHOW for path in (GOLDEN / stage).glob("*/input.txt"))


@pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_stage_gives_what_the_golden_says(case: Path) -> None:
    text = (case / "input.txt").read_bytes().decode("utf-8")
    expected = json.loads((case / "expected.json").read_text("utf-8"))
    assert json.loads(json.dumps(SHOW[case.parent.name](text))) == expected
    assert (case / "why.md").read_text("utf-8").strip()


def test_every_stage_has_goldens() -> None:
    assert {case.parent.name for case in CASES} == set(SHOW)
