"""The pictures of a PDF page: kept with its articles, and the page itself with the places of its articles."""

from __future__ import annotations

from dataclasses import replace

from jianbao.commands.import_page import CutSheet, Marks
from jianbao.edge import pages, pdf, pictures
from jianbao.model import widths
from jianbao.model.article import Image
from jianbao.model.printed import Area, PrintedPage
from jianbao.model.problem import Found

_STATIC = "content/static"
_LEAST = 0.02
"""A picture that takes less of the page's width or height is an ornament."""


def kept(found: Found[CutSheet]) -> Found[CutSheet]:
    """Return the cut page with its pictures among the files to keep, and their addresses with the drafts.

    Without Pillow (`jianbao[pictures]`), or where the page is no PDF, it comes back as it was.
    """
    cut, sheet = found.value, found.value.sheet
    page, path = sheet.printed, sheet.path
    if page is None or path is None or path.suffix.lower() != ".pdf" or not pictures.can():
        return found
    drawn = pdf.draw(path, sheet.place, pictures.WIDE)
    if not drawn:
        return found
    wanted = [[_share(area, page) for area in marks.pictures if _is_picture(area, page)] for marks in cut.marks]
    crops, whole = pictures.cut_out(drawn, [area for held in wanted for area in held])
    base = f"/pages/{sheet.ref.paper_slug}/{sheet.ref.date.isoformat()}/{sheet.ref.number:02d}"
    rest, keep = list[Image](), list[tuple[str, bytes]]()
    for number, crop in enumerate(crops, 1):
        held_as = [widths.named(f"{base}-{number}", one.width) for one in crop]
        keep += [(_STATIC + name, one.content) for name, one in zip(held_as, crop, strict=True)]
        rest.append(Image(src=held_as[-1], width=crop[-1].width, height=crop[-1].height))
    images: list[tuple[Image, ...]] = []
    for held in wanted:
        images.append(tuple(rest[: len(held)]))
        rest = rest[len(held) :]
    if sheet.origin.file.startswith("content/pages/"):
        keep.append((f"{_STATIC}{base}.webp", whole.content))
        told = _toml(f"{base}.webp", (whole.width, whole.height), cut.marks, page)
        keep.append((sheet.origin.file.rpartition(".")[0] + pages.PICTURE, told.encode()))
    value = replace(cut, sheet=replace(sheet, keep=(*sheet.keep, *keep)), images=tuple(images))
    return Found(value=value, problems=found.problems)


def _is_picture(area: Area, page: PrintedPage) -> bool:
    return area.width > _LEAST * page.width and area.height > _LEAST * page.height


def _share(area: Area, page: PrintedPage) -> Area:
    """Return a rectangle as shares of the page's sides, within the page."""
    x0, x1 = (min(max(x / page.width, 0.0), 1.0) for x in (area.x0, area.x1))
    y0, y1 = (min(max(y / page.height, 0.0), 1.0) for y in (area.y0, area.y1))
    return Area(x0, y0, x1, y1)


def _toml(src: str, size: tuple[int, int], found: tuple[Marks, ...], page: PrintedPage) -> str:
    """Return the picture of the page and where its articles stand, as docs/web.md describes it."""
    rows = ["# Written by jianbao import; put other values into the TOML of the page's own name.",
            f'picture = "{src}"', f"size = [{size[0]}, {size[1]}]"]  # fmt: skip
    for order, marks in enumerate(found, 1):
        for area in _outline(marks, order, found):
            at = _share(area, page)
            x0, x1, y0, y1 = (
                round(v) for v in (at.x0 * size[0], at.x1 * size[0], at.y0 * size[1], at.y1 * size[1])
            )
            corners = f"[[{x0}, {y0}], [{x1}, {y0}], [{x1}, {y1}], [{x0}, {y1}]]"
            rows += ["", "[[areas]]", f"order = {order}", f"points = {corners}"]
    return "\n".join(rows) + "\n"


def _outline(marks: Marks, order: int, found: tuple[Marks, ...]) -> tuple[Area, ...]:
    """Return one rectangle about all of an article, or its parts where that would cover another's."""
    if not marks.areas:
        return ()
    hull = Area(
        min(a.x0 for a in marks.areas),
        min(a.y0 for a in marks.areas),
        max(a.x1 for a in marks.areas),
        max(a.y1 for a in marks.areas),
    )
    others = [area for number, other in enumerate(found, 1) if number != order for area in other.areas]
    return marks.areas if any(_meet(hull, area) for area in others) else (hull,)


def _meet(a: Area, b: Area) -> bool:
    return min(a.x1, b.x1) - max(a.x0, b.x0) > 2 and min(a.y1, b.y1) - max(a.y0, b.y0) > 2
