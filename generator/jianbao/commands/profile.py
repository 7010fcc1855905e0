"""Where the time of a build goes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from jianbao.edge import clock
from jianbao.model.problem import Sentence

_ZH = {
    "theme": "主题",
    "import": "导入",
    "look": "查看文件",
    "read": "读取",
    "plan": "规划",
    "pages": "网页",
    "search": "搜索",
    "remember": "记录",
}


def _never() -> float:
    return 0.0


class Stages:
    """Stages of a command, one after the other: `end` names the one that ends now, and counts what it did."""

    def __init__(self, *, asked: bool = False) -> None:
        self.now = clock.spent if asked else _never
        self._rows: list[tuple[str, int, float, float, float]] = []
        self._at = clock.both()
        self._before = self._ahead = (0.0, 0.0)
        self._kinds: dict[str, tuple[int, float, int]] = {}

    def made(self, path: str, seconds: float, size: int) -> None:
        """Note an output that was made: its path, seconds of the processor, bytes. `now` gives the seconds; it
        costs time, and is 0 where no table is asked for."""
        kind = _kind(path)
        count, before, bytes_before = self._kinds.get(kind, (0, 0.0, 0))
        self._kinds[kind] = (count + 1, before + seconds, bytes_before + size)

    def ahead(self, work: Callable[[], None]) -> None:
        """Do work of the next stage while other processes do what is left of this one: the seconds of both run at
        once, and what this process takes counts for the next."""
        start = clock.both()
        work()
        now = clock.both()
        self._ahead = (now[0] - start[0], now[1] - start[1])

    def end(self, name: str, count: int) -> None:
        """Note the stage that ends."""
        now = clock.both()
        seconds, cpu = now[0] - self._at[0] + self._before[0], now[1] - self._at[1] + self._before[1]
        self._rows.append((name, count, seconds, cpu - self._ahead[1], clock.peak()))
        self._at, self._before, self._ahead = now, self._ahead, (0.0, 0.0)

    def lines(self) -> Iterator[Sentence]:
        """Yield two tables: stage, how many things it did, seconds by the clock and of the processor, peak memory;
        kind of the outputs that were made (by their top folder), how many, seconds of the processor, size."""
        yield Sentence(
            en=f"{'stage':10}{'count':>9}{'seconds':>9}{'CPU s':>9}{'peak MB':>9}",
            zh=f"{'阶段':8}{'数量':>7}{'秒':>8}{'CPU 秒':>8}{'内存峰值MB':>6}",
        )
        for name, count, seconds, cpu, peak in self._rows:
            figures = f"{count:>9}{seconds:>9.3f}{cpu:>9.3f}{peak:>9.1f}"
            yield Sentence(en=f"{name:10}{figures}", zh=f"{_ZH[name]:8}{figures}")
        if not self._kinds:
            return
        yield Sentence(
            en=f"{'made':18}{'count':>9}{'CPU s':>9}{'MB':>9}",
            zh=f"{'生成的文件':13}{'数量':>7}{'CPU 秒':>8}{'MB':>9}",
        )
        for kind, (number, cpu, size) in sorted(self._kinds.items(), key=lambda it: -it[1][1]):
            figures = f"{number:>9}{cpu:>9.3f}{size / 1e6:>9.1f}"
            yield Sentence(en=f"{kind:18}{figures}", zh=f"{kind:18}{figures}")


def _kind(path: str) -> str:
    """Return what a table of outputs calls one: its top folder (a year's: all years), feeds apart; the file's own
    name where it lies at the top."""
    top, _, rest = path.partition("/")
    if not rest:
        return top
    folder = "articles" if top.isdecimal() else top
    return f"{folder}: feeds" if rest.endswith("feed.xml") else folder
