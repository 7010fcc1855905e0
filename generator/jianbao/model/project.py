"""Where a site lies and how it is set."""

from __future__ import annotations

from pathlib import Path

from jianbao.model.frozen import dataclass
from jianbao.model.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """Where a site lies and how it is set, with the options of the command line already applied.

    `root` holds content/, themes/ and the settings file; `output` is the folder of the built site;
    `cache` is ours to throw away. `jobs` is a number of worker processes.
    """

    root: Path
    settings: Settings
    output: Path
    cache: Path
    settings_file: str = ""
    drafts: bool = False
    future: bool = False
    jobs: int = 1

    @property
    def content(self) -> Path:
        """The publisher's folder."""
        return self.root / "content"
