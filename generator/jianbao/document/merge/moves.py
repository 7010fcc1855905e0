"""What a person moved between the articles of a page, moved in import's texts too, before anything is compared.

Nobody writes down what was split, joined or moved: it shows in where the paragraphs stand now. So it makes no
difference whether it was done in `jianbao review` or by hand in any editor.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from jianbao.document.merge.lists import GONE, align

Place = tuple[int, int]
"""A file of the page and a paragraph in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bodies:
    """The paragraphs of one file: as import wrote them last, as they are now, and as import writes them now.

    `base` and `new` are None where import did not write the file; `mine` is None where a person deleted it.
    """

    base: tuple[str, ...] | None
    mine: tuple[str, ...] | None
    new: tuple[str, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A paragraph that a person put elsewhere, and where import has it now."""

    source: Place
    target: Place
    image: Place


def replayed(files: Sequence[Bodies]) -> tuple[Bodies, ...]:
    """Return the files with `base` and `new` as if import had put each paragraph where the person put it.

    A paragraph that import does not find any more stays where it is, as the person's own.
    """
    own = [align(each.base or (), each.mine or (), alike=False) for each in files]
    moved = _moved(files, own)
    if not moved:
        return tuple(files)
    found = list[Move]()
    images = _Images(files)
    for source, target in moved:
        image = images.of(source)
        if image is not None:
            found.append(Move(source=source, target=target, image=image))
    left = {source for source, _ in moved}
    lifted = {move.image for move in found}
    return tuple(
        _placed(number, each, own[number], found, left, lifted, files) for number, each in enumerate(files)
    )


def _moved(files: Sequence[Bodies], own: Sequence[Sequence[int]]) -> list[tuple[Place, Place]]:
    """Return (from, to) of each paragraph that is gone where import wrote it and stands word for word elsewhere."""
    spare: dict[str, list[Place]] = {}
    for number, each in enumerate(files):
        kept = set(own[number])
        for at, text in enumerate(each.mine or ()):
            if at not in kept:
                spare.setdefault(text, []).append((number, at))
    found = []
    for number, each in enumerate(files):
        for at, text in enumerate(each.base or ()):
            if own[number][at] == GONE and spare.get(text):
                found.append(((number, at), spare[text].pop(0)))
    return found


class _Images:
    """Where import now has the paragraphs that it wrote last."""

    def __init__(self, files: Sequence[Bodies]) -> None:
        self._files = files
        self._aligned: dict[int, tuple[int, ...]] = {}
        self._elsewhere: Mapping[str, list[Place]] | None = None

    def of(self, place: Place) -> Place | None:
        """Return the place of a paragraph of `base` in `new`: in the same file, or word for word in another."""
        number, at = place
        file = self._files[number]
        if number not in self._aligned:
            self._aligned[number] = align(file.base or (), file.new if file.new is not None else file.base or ())
        if self._aligned[number][at] != GONE:
            return number, self._aligned[number][at]
        if self._elsewhere is None:
            self._elsewhere = self._strangers()
        same = self._elsewhere.get((file.base or ())[at])
        return same.pop(0) if same else None

    def _strangers(self) -> dict[str, list[Place]]:
        """Return the paragraphs that import has now and did not have in the same file."""
        found: dict[str, list[Place]] = {}
        for number, file in enumerate(self._files):
            kept = set(align(file.base or (), file.new or ()))
            for at, text in enumerate(file.new or ()):
                if at not in kept:
                    found.setdefault(text, []).append((number, at))
        return found


def _placed(
    number: int,
    file: Bodies,
    own: Sequence[int],
    moves: Sequence[Move],
    left: set[Place],
    lifted: set[Place],
    files: Sequence[Bodies],
) -> Bodies:
    """Return one file with what was moved out taken out, and what was moved in put after the paragraph that it
    stands after."""
    base = file.base or ()
    new = file.new if file.new is not None else base
    after_base: dict[int, list[str]] = {}
    after_new: dict[int, list[str]] = {}
    to_new = align(base, new)
    for move in sorted((each for each in moves if each.target[0] == number), key=lambda each: each.target):
        before = [at for at, j in enumerate(own) if j != GONE and j < move.target[1] and (number, at) not in left]
        anchor = max(before, default=GONE)
        there = max((to_new[at] for at in before), default=GONE)
        after_base.setdefault(anchor, []).append((files[move.source[0]].base or ())[move.source[1]])
        source = files[move.image[0]]
        image = source.new if source.new is not None else source.base
        after_new.setdefault(there, []).append((image or ())[move.image[1]])
    return replace(
        file,
        base=_woven(base, {at for n, at in left if n == number}, after_base),
        new=_woven(new, {at for n, at in lifted if n == number}, after_new),
    )


def _woven(items: Sequence[str], without: set[int], after: Mapping[int, Sequence[str]]) -> tuple[str, ...]:
    found = [*after.get(GONE, ())]
    for at, item in enumerate(items):
        found += [] if at in without else [item]
        found += after.get(at, ())
    return tuple(found)
