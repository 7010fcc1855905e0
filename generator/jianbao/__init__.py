"""jianbao 剪报 turns printed Chinese newspaper pages into Markdown articles and a static website."""

__version__ = "0.1.0"
