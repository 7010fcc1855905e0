"""What the publisher says of the site: content/about.md."""

from __future__ import annotations

from jianbao.edge.reading import read_text
from jianbao.model.problem import Found
from jianbao.model.project import Project

NAME = "content/about.md"


def read_about(project: Project) -> Found[str]:
    """Return the Markdown of content/about.md, "" where there is none or it cannot be read, which is said."""
    path = project.root / NAME
    if not path.exists():
        return Found(value="")
    found = read_text(path, NAME)
    return Found(value=found.value or "", problems=found.problems)
