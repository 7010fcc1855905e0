"""How much each place counts, and which one the text is mainly about."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

from jianbao.zh.divisions import parents
from jianbao.zh.regions_resolve import Mention
from jianbao.zh.regions_rules import happens, sends, team

_HEAD, _LEAD, _SCENE = 3.0, 1.5, 2.0  # headline and kicker; first sentences; 在甘肃省酒泉市 …
_SENDER, _JOINT, _BUREAU = 0.3, 0.5, 0.5  # 佛山 in 佛山驻肇庆; 川渝; 新华社兰州4月5日电
_TEAM = 0.4  # 北京国安队, 辽宁男篮: it plays anywhere
_DESCEND = 0.5  # a part must weigh this much of what the whole weighs by itself …
_SHARE = 0.5  # … and this much of all parts together
_BESIDE = 0.8  # two parts this near leave the whole
_RIVAL = 0.9  # a second province this near leaves no main one
_LEAST = 0.4  # the main province holds at least this share of everything


def weigh(text: str, mentions: Sequence[Mention], *, head: int, lead: int) -> Mapping[str, float]:
    """Return the own weight of every code. `head` and `lead` are where headline and first sentences end in `text`.

    A place that sends people somewhere else in the text weighs little all through.
    """
    senders = _senders(text, mentions)
    mass: dict[str, float] = {}
    at = 0  # where the chain of places that leads to this mention begins
    for number, mention in enumerate(mentions):
        if number == 0 or not mentions[number - 1].prefix:
            at = mention.start
        weight = _HEAD if mention.start < head else _LEAD if mention.start < lead else 1.0
        weight *= _SCENE if happens(text, at) else 1.0
        weight *= _JOINT if mention.kind == "joint" else 1.0
        weight *= _BUREAU if mention.bureau else 1.0
        weight *= _TEAM if team(text, mention.end) else 1.0
        for code in mention.codes:
            own = 0.0 if mention.prefix else weight * (_SENDER if code in senders else 1.0)
            mass[code] = mass.get(code, 0.0) + own
    return mass


def _senders(text: str, mentions: Sequence[Mention]) -> frozenset[str]:
    found: set[str] = set()
    for one, other in itertools.pairwise(mentions):
        if not one.prefix and sends(text, one.end, other.start):
            found.update(code for code in one.codes if code not in other.codes)
    return frozenset(found)


def main_region(own: Mapping[str, float]) -> str | None:
    """Return the code that stands out: the heaviest province, then down as long as one part outweighs the rest."""
    tree: dict[str, float] = {}
    for code in sorted(own):
        for above in parents(code):
            tree[above] = tree.get(above, 0.0) + own[code]
    tops = sorted((code for code in tree if code.endswith("0000")), key=lambda code: (-tree[code], code))
    if not tops or tree[tops[0]] <= 0:
        return None
    if len(tops) > 1 and tree[tops[1]] >= _RIVAL * tree[tops[0]]:
        return None
    if tree[tops[0]] < _LEAST * sum(tree[code] for code in tops):
        return None
    return _descend(tops[0], tree, own)


def _descend(code: str, tree: Mapping[str, float], own: Mapping[str, float]) -> str:
    while True:
        parts = sorted(
            (part for part in tree if parents(part)[-2:-1] == (code,)), key=lambda part: (-tree[part], part)
        )
        total = sum(tree[part] for part in parts)
        if len(parts) > 1 and tree[parts[1]] > _BESIDE * tree[parts[0]]:
            return code
        if not parts or tree[parts[0]] < max(_DESCEND * own.get(code, 0.0), _SHARE * total):
            return code
        code = parts[0]
