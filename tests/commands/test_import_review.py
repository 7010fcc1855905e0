"""The review report: what is left to settle, where it stands, what to type; gone once it is settled."""

from __future__ import annotations

import datetime as dt
import shlex
from pathlib import Path

import pytest

from jianbao.commands import arguments, import_
from jianbao.commands.outcome import Outcome
from jianbao.commands.review_report import Sheaf, ToReview, counts, report, sections
from jianbao.edge.settings import load
from jianbao.ingest import lines
from jianbao.ingest import problems as found_codes
from jianbao.ingest.pipeline import Cut
from jianbao.ingest.places import places
from jianbao.model.article import Article, Doubt, Draft, Gap, Image, Paragraph, Source, Story
from jianbao.model.block import Leftover
from jianbao.model.page import Origin, PageRef, PageText
from jianbao.model.problem import Found, Where
from jianbao.model.project import Project

FILE = "content/pages/qinghe-bao/2023-04-12/02.txt"
REPORT = FILE.replace(".txt", ".review.md")
REF = PageRef(paper="青禾报", date=dt.date(2023, 4, 12), number=2, paper_slug="qinghe-bao")
TEXT = "夜校\n开课的那天来了三百人,\n座位不够,站着听。\n图书馆的灯亮到十点。\n编辑 林晓禾\n第2版\n"


def given(*sheaves: Sheaf, **more: object) -> ToReview:
    page = lines.number(TEXT, Origin(file=FILE))
    return ToReview(ref=REF, page=page, places=places(page), **{"sheaves": sheaves, "leftovers": (), **more})  # type: ignore[arg-type]  # by the callers


def sheaf(name: str = "a", *, certainty: float = 1.0, **fields: object) -> Sheaf:
    whole: dict[str, object] = {"title": f"题{name}", "date": REF.date, **fields}
    return Sheaf(path=f"{name}.md", article=Article(**whole), certainty=certainty)  # type: ignore[arg-type]  # as above


def test_nothing_to_settle_is_no_report() -> None:
    assert report(given(sheaf())) == ""


def test_uncertain_articles_come_first_and_the_least_sure_of_them_before_the_others() -> None:
    doubt = (Doubt(code="article-uncertain", message="没有把握", lines=(1,)),)
    source = Source(file=FILE, lines=((1, 3), (5, 5)))
    text = report(
        given(
            sheaf("a", review=(Doubt(code="else", message="别的", lines=(2,)),)),
            sheaf("b", review=doubt, certainty=0.88, source=source),
            sheaf("c", review=doubt, certainty=0.5),
            sheaf("d", certainty=0.2),
            low_trust="这一版难以切分",
        )
    )
    order = [text.index(piece) for piece in ("**这一版难以切分**", "把握 0.50", "把握 0.88", "别的")]
    assert order == sorted(order)
    assert "`b.md`，版面第 1-3, 5 行" in text
    assert f"`{FILE}:2`" in text
    assert "0.20" not in text, "what the editor settled is not told"


def test_a_move_shows_both_joints() -> None:
    moved = Doubt(code="fragment-moved", message="放回两处之间", lines=(3,))
    body = "开课的那天来了三百人，座位不够，站着听。图书馆的灯亮到十点。"
    (section,) = sections(given(sheaf(review=(moved,), body=body)))
    assert section.key == "moves"
    assert "…开课的那天来了三百人，⟦座位不够，站着听。⟧图书馆的灯亮到十点。…" in section.entries[0]
    (elsewhere,) = sections(given(sheaf(review=(moved,), body="别的话。")))
    assert "⟦" not in elsewhere.entries[0]


def test_each_kind_has_its_section_and_says_what_to_type() -> None:
    doubts = [
        "fragment-moved", "headline-kicker-tie", "import-conflict", "misprint-suspected", "byline-torn",
    ]  # fmt: skip
    article = sheaf(
        review=tuple(Doubt(code=code, message=code, lines=(1,)) for code in doubts),
        gaps=(Gap(where="paragraph 0", after="三百人，", certainty=0.83), Gap(where="byline", after="")),
        source=Source(file=FILE, lines=((1, 4),)),
    )
    left = (Leftover(text="编辑 林晓禾", lines=(5,)), Leftover(text="第2版", lines=(6,)))
    whole = given(article, leftovers=left, furniture=frozenset({6}))
    found = sections(whole)
    assert dict(counts(found)) == {
        "moves": 1, "ties": 1, "conflicts": 1, "gaps": 2, "suspects": 1, "others": 1, "leftovers": 1,
    }  # fmt: skip
    text = report(whole)
    assert f"“三百人，”之后（paragraph 0） 把握 0.83 — `a.md`，`{FILE}:2`" in text
    assert f"《题a》开头（byline） — `a.md`，`{FILE}:1`" in text
    assert f"- [ ] 编辑 林晓禾 — `{FILE}:5`\n" in text
    assert text.endswith(f"taken for running heads and imprint\n\n- 第2版 — `{FILE}:6`\n")
    for word in ("`review`", "`gaps`", "`title`", f"`jianbao review {FILE}`"):
        assert word in text
    assert report(whole) == text


def test_a_leftover_is_settled_once_it_is_dropped_or_stands_in_an_article() -> None:
    left = (Leftover(text="编辑 林晓禾", lines=(5,)),)
    assert report(given(sheaf(), leftovers=left)) != ""
    assert report(given(sheaf(), leftovers=left, dropped=frozenset({"编辑 林晓禾"}))) == ""
    assert report(given(sheaf(body="文。\n\n编辑：林晓禾"), leftovers=left)) == ""
    assert report(given(sheaf(images=(Image(src="", caption="编辑林晓禾"),)), leftovers=left)) == ""
    one = (Leftover(text="莹", lines=(5,)),)
    assert report(given(sheaf(body="莹莹"), leftovers=one)) != "", "one character may stand there by chance"


def doubtful_cut(page: PageText) -> Found[Cut]:
    texts = [line for line in page.lines if line.text]
    story = Story(
        kind="news",
        headline="夜校开课",
        kicker="青禾镇",
        paragraphs=tuple(Paragraph(text=line.text, lines=(line.number,)) for line in texts[1:-1]),
        lines=tuple(line.number for line in texts),
    )
    left = Leftover(text=texts[-1].text, lines=(texts[-1].number,))
    low = found_codes.LOW_TRUST.at(Where(file=FILE), reason="few", reason_zh="少")
    return Found(
        value=Cut(stories=(story,), leftovers=(left,), trust=0.4, certainties=(0.6,)),
        problems=(low, found_codes.DISCARDED.at(Where(file=FILE, line=texts[-1].number), text=left.text)),
    )


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    def draft(story: Story, *_rest: object) -> Found[Draft]:
        return Found(value=Draft(story=story, tags=(), region=None, regions=(), slug="ye-xiao"))

    monkeypatch.setattr("jianbao.ingest.pipeline.cut_page", doubtful_cut)
    monkeypatch.setattr("jianbao.ingest.draft.draft", draft)
    monkeypatch.setattr("jianbao.zh.words.load", lambda _cache: None)
    (tmp_path / "jianbao.toml").write_text('paper = "青禾报"', "utf-8")
    (tmp_path / FILE).parent.mkdir(parents=True)
    (tmp_path / FILE).write_text(TEXT, "utf-8")
    return load(tmp_path).value


def run(project: Project, **options: bool) -> Outcome:
    return import_.run(project, [FILE], start=project.root, **options)  # type: ignore[arg-type]  # dry_run


def test_the_command_that_import_proposes_says_which_page_it_is(project: Project) -> None:
    """A file outside content/pages does not say it by its place: typed as it stands, the command must work."""
    (project.root / "my page.txt").write_text(TEXT, "utf-8")
    which = {"paper": "青禾报", "date": dt.date(2023, 4, 12), "page": 2}
    outcome = import_.run(project, ["my page.txt"], start=project.root, **which)  # type: ignore[arg-type]  # of three kinds
    command = outcome.lines[-1].en.partition("or run: jianbao ")[2]
    assert command == "review 'my page.txt' --paper 青禾报 --date 2023-04-12 --page 2"
    assert arguments.parse(shlex.split(command)).file == "my page.txt"


def test_import_writes_the_report_beside_the_page_and_prints_a_short_one(project: Project) -> None:
    outcome = run(project)
    assert outcome.lines[-1].en == (
        f"to review in {FILE}: low trust, 1 uncertain articles, 1 headline or kicker;"
        f" all of it in {REPORT}, or run: jianbao review {FILE}"
    )
    text = (project.root / REPORT).read_text("utf-8")
    assert "把握 0.60" in text
    assert "- 第2版" in text
    assert {problem.code for problem in outcome.problems} >= {"article-uncertain", "headline-kicker-tie"}
    before = (project.root / REPORT).stat().st_mtime_ns
    run(project)
    assert (project.root / REPORT).stat().st_mtime_ns == before


def test_a_dry_run_prints_the_short_report_and_writes_none(project: Project) -> None:
    assert run(project, dry_run=True).lines[-1].zh.startswith(f"{FILE} 待审阅：整版可信度低")
    assert not (project.root / REPORT).exists()


def test_what_is_settled_is_gone_and_so_is_an_empty_report(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jianbao.ingest.pipeline.cut_page", lambda page: Found(value=doubtful_cut(page).value))
    run(project)
    path = project.root / "content/articles/2023/04/ye-xiao.md"
    text = path.read_text("utf-8")
    start, end = text.index("review:"), text.index("source:")
    path.write_text(f"{text[:start]}{text[end:]}\n第2版\n", "utf-8")
    run(project)
    assert not (project.root / REPORT).exists()
    assert path.read_text("utf-8") == f"{text[:start]}{text[end:]}\n第2版\n"


def test_many_pages_are_summed_up(project: Project) -> None:
    for number in range(3, 15):
        (project.root / FILE).with_name(f"{number:02d}.txt").write_text(TEXT, "utf-8")
    outcome = import_.run(project, ["content/pages"], start=project.root)
    assert len([line for line in outcome.lines if line.en.startswith("to review")]) == 10
    assert outcome.lines[-1].en.startswith("… and 3 more pages to review")
