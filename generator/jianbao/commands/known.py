"""What words and settings came to, for a build that is asked for in the same words over the same settings file.

To read both again takes 11 ms, a twentieth of a build of one changed article, most of it for loading argparse.
"""

from __future__ import annotations

import copyreg
import pickle
from collections.abc import Mapping
from types import MappingProxyType, SimpleNamespace

from jianbao.edge.same import Before
from jianbao.model.project import Project


def _frozen(mapping: dict[object, object]) -> MappingProxyType[object, object]:
    return MappingProxyType(mapping)


def _reduced(mapping: MappingProxyType[object, object]) -> tuple[object, ...]:
    return _frozen, (dict(mapping),)


copyreg.pickle(MappingProxyType, _reduced)  # type: ignore[arg-type]  # of any keys and values; pickle knows none


def kept(project: Project, options: Mapping[str, object] | None) -> dict[str, object]:
    """Return what a build writes down of its options (None: they were not read from words) and its project."""
    return {"options": options and dict(options), "project": pickle.dumps(project, pickle.HIGHEST_PROTOCOL)}


def options(before: Before | None) -> SimpleNamespace | None:
    """Return the options that the same words came to (edge/same.py compares the words), None where they are not
    known."""
    known = before and before.kept["options"]
    return SimpleNamespace(**known) if known else None


def project(before: Before | None) -> Project | None:
    """Return the project that the same words came to, None where a settings file is not what it was."""
    if before is None or not before.kept["options"] or before.seen[1] != before.kept["seen"][1]:
        return None
    if not {*before.kept["files"]}.isdisjoint(before.young):
        return None
    found: Project = pickle.loads(before.kept["project"])  # noqa: S301  # ours alone, see memo.py
    return found
