"""From the text of a file to its numbered lines."""

from __future__ import annotations

import re

from jianbao.model.page import Line, Origin, PageText

_ENDS = re.compile(r"\r\n|\n|\r")
_BREAKS = re.compile("[\f\v\x1c-\x1e\x85\u2028\u2029]")


def number(text: str, origin: Origin) -> PageText:
    """Return `text` as numbered lines, whatever its line ends (LF, CRLF, CR).

    A form feed or another separator inside a line ends a block, not a line as editors count them: what follows
    it keeps the number, after an empty line of the same number.
    """
    lines = list[Line]()
    for index, raw in enumerate(_ENDS.split(text), 1):
        for count, part in enumerate(_BREAKS.split(raw)):
            if count:
                lines.append(Line(number=index, text=""))
            lines.append(Line(number=index, text=part))
    return PageText(origin=origin, lines=tuple(lines))
