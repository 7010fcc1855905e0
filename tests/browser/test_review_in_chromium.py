"""`jianbao review` in a real Chromium: what an editor does by keyboard and mouse is in the Markdown files."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from browser.driving import CHROMIUM, Tab, a_tab
from commands.reviewing import FILE, TEXT, simple_cut, simple_draft
from jianbao.commands import review
from jianbao.commands.outcome import Outcome
from jianbao.edge.settings import load

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine")


@dataclass(frozen=True)
class Desk:
    tab: Tab
    address: str
    root: Path

    def titles(self) -> list[str]:
        found = self.tab.value("[...document.querySelectorAll('article h3')].map(each => each.textContent)")
        assert isinstance(found, list)
        return found

    def done(self, word: str = "written") -> None:
        self.tab.until(f"document.getElementById('said').textContent === '{word}'")
        self.tab.value("document.getElementById('said').textContent = ''")

    def files(self) -> dict[str, str]:
        folder = self.root / "content/articles/2023/04"
        return {path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.md"))}

    def click(self, selector: str) -> None:
        self.tab.until(f"document.querySelector({selector!r})")
        self.tab.value(f"document.querySelector({selector!r}).click()")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    root = tmp_path_factory.mktemp("site")
    (root / "jianbao.toml").write_text('paper = "青禾报"', "utf-8")
    (root / FILE).parent.mkdir(parents=True)
    (root / FILE).write_text(TEXT, "utf-8")
    said: list[str] = []
    ready, stop = threading.Event(), threading.Event()

    def report(outcome: Outcome) -> None:
        assert isinstance(outcome.data, dict)
        said.append(outcome.data["url"])
        ready.set()

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("jianbao.ingest.pipeline.cut_page", simple_cut)
        patched.setattr("jianbao.ingest.draft.draft", simple_draft)
        patched.setattr("jianbao.zh.words.load", lambda _cache: None)
        run = lambda: review.run(load(root).value, FILE, report=report, no_open=True, start=root, stop=stop)  # noqa: E731  # run once
        thread = threading.Thread(target=run)
        thread.start()
        assert ready.wait(20)
        with a_tab(tmp_path_factory.mktemp("profile")) as tab:
            yield Desk(tab=tab, address=said[0], root=root)
        stop.set()
        thread.join()


def test_an_editor_works_by_keyboard_and_every_deed_can_be_undone(desk: Desk) -> None:
    tab = desk.tab
    tab.open(desk.address)
    tab.until("document.querySelector('article')")
    before = desk.files()
    assert desk.titles() == ["夜校", "菜园", "Text in no article"]
    lines = tab.value(
        "[...document.querySelectorAll('.lines li')]"
        ".map(each => [each.dataset.line, each.querySelector('.badge').textContent])"
    )
    assert lines == [["1", "1"], ["2", "1"], ["3", "1"], ["4", "2"], ["5", "2"], ["6", "–"]]

    tab.press("n", "e")
    tab.until("document.activeElement.name === 'value'")
    tab.write("夜校<b>开课</b>")
    tab.press("Enter")
    desk.done()
    assert "title: 夜校<b>开课</b>" in desk.files()["ye-xiao.md"]
    assert desk.titles()[0] == "夜校<b>开课</b>", "markup in a text is text"
    tab.press("u")
    desk.done("undone")
    assert desk.files() == before

    tab.press("j", "j", "s")
    tab.until("document.activeElement.name === 'title'")
    tab.write("另起")
    tab.press("Enter")
    desk.done()
    assert len(desk.files()) == 3
    assert next(text for text in desk.files().values() if "title: 另起" in text).endswith(
        "---\n\n座位不够，有人站着听。\n"
    )
    tab.press("u")
    desk.done("undone")
    assert desk.files() == before

    tab.press("n", "n", "g")
    tab.until("document.getElementById('ask').open")
    tab.press("Enter")
    desk.done()
    assert list(desk.files()) == ["ye-xiao.md"]
    assert "## 菜园\n\n菜园丰收了。" in desk.files()["ye-xiao.md"]
    tab.press("u")
    desk.done("undone")
    assert desk.files() == before
    assert not [each for each in tab.said if "exception" in each or "violates" in each], tab.said


def test_a_paragraph_is_moved_a_leftover_dropped_and_the_mouse_does_too(desk: Desk) -> None:
    tab = desk.tab
    tab.open(desk.address)
    desk.click("li[data-line='3']")
    tab.until("document.querySelector('.block.sel')")
    tab.press("m")
    tab.until("document.getElementById('ask').open")
    tab.value(
        "(list => { list.selectedIndex = 1; list.dispatchEvent(new Event('change')); })"
        "(document.querySelector('#ask [name=to]'))"
    )
    desk.click("#ask .do")
    desk.done()
    assert desk.files()["cai-yuan.md"].endswith("一天收了三车。\n\n座位不够，有人站着听。\n")
    desk.click(".left button:last-child")
    desk.done()
    assert desk.titles() == ["夜校", "菜园"]
    for _ in range(2):
        tab.press("u")
        desk.done("undone")
    assert desk.titles()[2:] == ["Text in no article"]


def test_a_deed_on_old_files_is_refused(desk: Desk) -> None:
    """Somebody edits the file while the page is open: nothing is overwritten, and the page shows the new text."""
    tab = desk.tab
    tab.open(desk.address)
    tab.until("document.querySelector('article')")
    path = desk.root / "content/articles/2023/04/ye-xiao.md"
    before = path.read_text("utf-8")
    path.write_text(f"{before}\n别处写的。\n", "utf-8")
    tab.press("n", "j", "j", "b")  # one deed: a second might come when the page shows the new text already
    tab.until("document.getElementById('said').className === 'bad'")
    assert path.read_text("utf-8") == f"{before}\n别处写的。\n"
    assert "别处写的。" in str(tab.value("document.querySelector('.side.articles').textContent"))
    path.write_text(before, "utf-8")


@pytest.mark.parametrize("dark", [False, True])
def test_it_fits_every_width_in_both_schemes(desk: Desk, dark: bool) -> None:
    for width in (320, 390, 820, 1280):
        desk.tab.open(desk.address, width=width, dark=dark)
        desk.tab.until("document.querySelector('article')")
        desk.tab.press("n", "j", "j")
        assert desk.tab.value(f"document.documentElement.scrollWidth <= {width}")
        assert desk.tab.value("getComputedStyle(document.body).backgroundColor") == (
            "rgb(23, 22, 20)" if dark else "rgb(250, 248, 244)"
        )
