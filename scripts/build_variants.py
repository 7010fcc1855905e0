"""Write publish/search/variants.tsv from OpenCC's dictionaries: ``build_variants.py FOLDER``.

FOLDER holds TSCharacters.txt, TWVariants.txt and HKVariants.txt, as in the package opencc-python-reimplemented
(opencc/dictionary/). One line a character: it, a tab, and what may be written for it.
"""

from __future__ import annotations

import sys
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "generator" / "jianbao" / "publish" / "search" / "variants.tsv"
HEAD = """\
# Traditional and regional forms, and the Simplified or other forms of each. From OpenCC's TSCharacters, TWVariants
# and HKVariants (https://github.com/BYVoid/OpenCC), Apache License 2.0: see variants.LICENSE.txt.
# Made by scripts/build_variants.py.
"""


def main(folder: Path) -> None:
    """Merge the tables; leave out what lies beyond U+FFFF and what stands for itself."""
    forms: dict[str, set[str]] = {}
    for name in ("TSCharacters.txt", "TWVariants.txt", "HKVariants.txt"):
        for line in (folder / name).read_text("utf-8").splitlines():
            one, _, others = line.partition("\t")
            kept = {other for other in others.split() if other != one and len(other) == 1 and other <= "\uffff"}
            if len(one) == 1 and one <= "\uffff" and kept:
                forms.setdefault(one, set()).update(kept)
    lines = [f"{one}\t{''.join(sorted(forms[one]))}\n" for one in sorted(forms)]
    TARGET.write_text(HEAD + "".join(lines), "utf-8")
    print(f"{len(lines)} characters: {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
