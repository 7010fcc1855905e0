"""Layouts drawn by lot, new for every page: `clean-random-SEED` and `hostile-random-SEED` (scripts/typeset.py).

A cutter tuned on layouts that someone thought of knows those. These differ from page to page in the number and
width of columns, gutters, rules, sizes, leading, places of kickers, decks, pictures and boxes, and in the space
between articles; hostile ones also interlock, hang marks over edges, and set headlines downwards or half-width.
"""

from __future__ import annotations

import random
from dataclasses import replace

from scripts.typeset_plan import Style

KINDS = ("clean", "hostile")


def kind_of(name: str) -> str:
    """Return which kind of layout drawn by lot a name means; nothing where it means none."""
    return next((kind for kind in KINDS if name.startswith(f"{kind}-random-")), "")


def drawn(name: str, stem: str) -> Style:
    """Return the style of one page, always the same for the same names."""
    rng = random.Random(f"style {name} {stem}")
    clean = kind_of(name) == "clean"
    cols = rng.choice((3, 4, 4, 5, 5, 5, 6, 6, 7) if clean else (5, 5, 6, 6, 7, 8))
    width = rng.uniform(60, 84)
    rules = rng.random() < 0.35
    common = Style(
        cols=cols,
        column=round(max(9.5, min(24.0, width / cols)), 1 if rng.random() < 0.5 else 0),
        gutter=rng.uniform(1.3, 2.4) if clean else rng.uniform(0.75, 1.4),
        body=rng.uniform(8.5, 11),
        leading=rng.uniform(1.35, 1.7),
        heads=(rng.uniform(1.7, 2.3), rng.uniform(3.0, 4.4)),
        kicker=rng.uniform(1.2, 1.6),
        deck=rng.uniform(1.18, 1.5),
        align=rng.choice(("center", "left")),
        head_font=rng.choice(("sans", "serif")),
        body_font=rng.choice(("sans", "serif")),
        caption=rng.uniform(0.78, 0.9),
        boxes=rng.choice((0.0, 0.15, 0.3, 0.45)),
        column_rules=rules,
        article_rules=rng.random() < (0.6 if clean and not rules else 0.2),
        decks=rng.uniform(0.1, 0.6),
        kickers=rng.uniform(0.1, 0.6),
        subheads=rng.uniform(0.0, 0.7),
        subhead=rng.choice((1.0, 1.0, 1.1)),
        spaced=rng.choice((0.0, 0.0, 0.5)),
        folio=rng.choice(("top", "top", "bottom")),
        picture=rng.choice(("top", "middle", "bottom")),
        condensed=rng.choice((1.0, 1.0, 0.85, 0.75)),
        space=rng.uniform(1.3, 2.4),
        rows=rng.random() < 0.3,
    )
    if clean:
        return common
    return _interlocked(common, rng)


def _interlocked(style: Style, rng: random.Random) -> Style:
    """Return the style with what makes pages hard."""
    return replace(
        style,
        shapes=rng.choice((("ell",), ("pin",), ("ell", "pin"))),
        half=rng.uniform(0.0, 0.45),
        vertical=rng.uniform(0.0, 0.45),
        hang=rng.random() < 0.7,
    )
