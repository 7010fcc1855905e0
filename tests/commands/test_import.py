"""Import: what it writes, what it never writes, what it says. A simple cutting stands in for the real one."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from jianbao.commands import import_
from jianbao.commands.outcome import Outcome
from jianbao.document.frontmatter import parse
from jianbao.edge.lock import locked
from jianbao.edge.settings import load
from jianbao.ingest.pipeline import Cut
from jianbao.model.article import Article, Credit, Draft, Paragraph, Story
from jianbao.model.block import Leftover
from jianbao.model.page import PageRef, PageText
from jianbao.model.problem import Code, Found, JianbaoError, Severity, Where
from jianbao.model.project import Project
from jianbao.model.tables import Tables
from jianbao.zh.tags import Vocabulary

NAME = "content/pages/qinghe-bao/2023-04-12/02.txt"
RECORD = "content/pages/qinghe-bao/2023-04-12/02.imported.json"
LEFT = Code(name="left", severity=Severity.WARNING, en="left over", zh="剩余")
SLUGS = {"夜校": "ye-xiao", "菜园": "cai-yuan", "路灯": "lu-deng", "夜校新": "ye-xiao"}


def simple_cut(page: PageText) -> Found[Cut]:
    """Every line "题：文" is an article; any other line is left over."""
    stories, left = [], []
    for line in page.lines:
        headline, colon, text = line.text.partition("：")
        if colon:
            paragraph = Paragraph(text=text, lines=(line.number,))
            byline = (Credit(name="林晓禾", role="记者"),)
            stories.append(
                Story(kind="news", headline=headline, byline=byline, paragraphs=(paragraph,), lines=(line.number,))
            )
        elif line.text:
            left.append(Leftover(text=line.text, lines=(line.number,)))
    where = Where(file=page.origin.file, line=left[0].lines[0] if left else 0)
    return Found(
        value=Cut(stories=tuple(stories), leftovers=tuple(left)), problems=(LEFT.at(where),) if left else ()
    )


def simple_draft(story: Story, _page: PageRef, _tables: Tables, _segmenter: object, _known: object) -> Found[Draft]:
    slug = SLUGS.get(story.headline, "x")
    return Found(value=Draft(story=story, tags=(f"{story.headline}标签",), region=None, regions=(), slug=slug))


@pytest.fixture(autouse=True)
def simple(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jianbao.ingest.pipeline.cut_page", simple_cut)
    monkeypatch.setattr("jianbao.ingest.draft.draft", simple_draft)
    monkeypatch.setattr("jianbao.zh.words.load", lambda _cache: None)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "jianbao.toml").write_text('paper = "青禾报"', "utf-8")
    write(tmp_path, NAME, "夜校：开课了。\n菜园：丰收了。\n")
    return load(tmp_path).value


def write(root: Path, name: str, text: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text, "utf-8")


def run(project: Project, *names: str, **options: object) -> Outcome:
    chosen = names or (NAME,)
    return import_.run(project, chosen, start=project.root, **options)  # type: ignore[arg-type]  # by its callers


def stamps(root: Path) -> dict[str, tuple[int, bytes]]:
    files = (path for path in sorted(root.rglob("*")) if path.is_file() and ".cache" not in path.parts)
    return {path.relative_to(root).as_posix(): (path.stat().st_mtime_ns, path.read_bytes()) for path in files}


def articles(root: Path) -> dict[str, Article]:
    found = {}
    for path in sorted((root / "content/articles").rglob("*.md")):
        article = parse(path.read_text("utf-8"), path.name).value
        assert article is not None
        found[path.relative_to(root / "content/articles").as_posix()] = article
    return found


def edit(root: Path, name: str, change: Callable[[str], str]) -> None:
    path = root / "content/articles" / name
    path.write_text(change(path.read_text("utf-8")), "utf-8")


def codes(outcome: Outcome) -> list[str]:
    return [problem.code for problem in outcome.problems]


def test_a_page_becomes_articles_with_their_places(project: Project) -> None:
    outcome = run(project)
    assert outcome.code(strict=True) == 0
    found = articles(project.root)
    assert list(found) == ["2023/04/cai-yuan.md", "2023/04/ye-xiao.md"]
    article = found["2023/04/ye-xiao.md"]
    assert (article.title, article.body, article.slug) == ("夜校", "开课了。", "ye-xiao")
    assert (article.paper, article.edition, article.page, article.order) == ("青禾报", dt.date(2023, 4, 12), 2, 1)
    assert article.source is not None
    assert article.source.file == NAME
    assert [line.en for line in outcome.lines] == [
        "new: content/articles/2023/04/ye-xiao.md 夜校",
        "new: content/articles/2023/04/cai-yuan.md 菜园",
        "1 page(s), 2 articles: 2 new",
    ]


def test_the_object_of_the_contract(project: Project) -> None:
    write(project.root, NAME, "夜校：开课了。\n无主的话\n")
    data = run(project, dry_run=True).data
    assert isinstance(data, dict)
    assert json.loads(json.dumps(data)) == data
    assert data["page"] == {
        "paper": "青禾报",
        "date": "2023-04-12",
        "page": 2,
        "file": NAME,
        "sha256": data["page"]["sha256"],
    }
    assert re.fullmatch("[0-9a-f]{64}", data["page"]["sha256"])
    assert data["articles"] == [
        {
            "kind": "news", "rubric": "", "kicker": "", "headline": "夜校", "deck": "",
            "byline": [{"role": "记者", "name": "林晓禾"}], "dateline": "", "date": "2023-04-12",
            "paragraphs": [{"text": "开课了。", "lines": [1]}], "subheads": [], "pullquote": "", "caption": "",
            "credit": "", "gaps": [], "tags": ["夜校标签"], "regions": [], "region": None, "slug": "ye-xiao",
            "review": [],
        }
    ]  # fmt: skip
    assert data["leftovers"] == [{"text": "无主的话", "lines": [2]}]
    assert data["problems"] == [
        {"code": "left", "severity": "warning", "message": "left over", "file": NAME, "line": 2}
    ]


def test_several_files_give_a_list(project: Project) -> None:
    other = "content/pages/qinghe-bao/2023-04-12/03.txt"
    write(project.root, other, "路灯：亮了。")
    data = run(project, NAME, other).data
    assert isinstance(data, list)
    assert [page["page"]["page"] for page in data] == [2, 3]


def test_a_folder_stands_for_its_pages(project: Project) -> None:
    write(project.root, "content/pages/qinghe-bao/2023-04-12/03.txt", "路灯：亮了。")
    run(project, "content/pages")
    assert len(articles(project.root)) == 3


def test_a_dry_run_writes_nothing(project: Project) -> None:
    before = stamps(project.root)
    outcome = run(project, dry_run=True)
    assert stamps(project.root) == before
    assert not project.cache.exists()
    assert outcome.lines[-1].zh.endswith("；没有写任何文件")


def test_importing_twice_touches_no_file(project: Project) -> None:
    run(project)
    before = stamps(project.root)
    outcome = run(project)
    assert stamps(project.root) == before
    assert outcome.lines[-1].en == "1 page(s), 2 articles: 2 as before"
    assert import_.import_changed(project) == Outcome(data=[])


def test_pages_of_several_days_and_papers_come_to_the_same_again(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is proposed for a page depends on the articles of earlier days, and on nothing else."""

    def tagged(
        story: Story, _page: PageRef, _tables: Tables, _segmenter: object, known: Vocabulary
    ) -> Found[Draft]:
        tags = ("夜校", *(f"{tag}{count}" for tag, count in sorted(known.counts.items())))
        return Found(value=Draft(story=story, tags=tags[:2], region=None, regions=(), slug="x"))

    monkeypatch.setattr("jianbao.ingest.draft.draft", tagged)
    for name in ("a-bao/2023-04-14/01", "a-bao/2023-04-11/01", "b-bao/2023-04-13/01", "b-bao/2023-04-10/01"):
        write(project.root, f"content/pages/{name}.txt", "夜校：开课了。\n")
    data = run(project, "content/pages").data
    assert isinstance(data, list)
    assert [page["page"]["date"][-2:] for page in data] == ["11", "14", "10", "13", "12"], "as they were given"
    before = stamps(project.root)
    run(project, "content/pages")
    assert stamps(project.root) == before


def test_a_checkout_with_other_line_ends_is_not_an_edit(project: Project) -> None:
    run(project)
    for path in (project.root / "content/articles").rglob("*.md"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert codes(run(project)) == []
    write(project.root, NAME, "夜校：开课啦。\n菜园：丰收了。\n")
    assert codes(run(project)) == []
    assert articles(project.root)["2023/04/ye-xiao.md"].body == "开课啦。"


def test_an_edited_article_is_kept_and_said(project: Project) -> None:
    run(project)
    edit(project.root, "2023/04/ye-xiao.md", lambda text: text.replace("开课了", "开课了，人很多"))
    before = stamps(project.root)
    outcome = run(project)
    assert stamps(project.root) == before
    assert [(problem.code, problem.where.file) for problem in outcome.problems] == [
        ("article-kept", "content/articles/2023/04/ye-xiao.md")
    ]


def test_an_edited_article_is_kept_when_its_page_changes_and_the_others_follow(project: Project) -> None:
    run(project)
    edit(project.root, "2023/04/ye-xiao.md", lambda text: text.replace("开课了", "开课了，人很多"))
    write(project.root, NAME, "夜校：开课啦。\n菜园：大丰收。\n")
    outcome = import_.import_changed(project)
    (problem,) = outcome.problems
    assert problem.line().startswith(
        "content/articles/2023/04/ye-xiao.md:22: warning[import-conflict]: text: a person"
    )
    assert "“开课了，人很多。”" in problem.message()
    assert "“开课啦。”" in problem.message()
    (doubt,) = articles(project.root)["2023/04/ye-xiao.md"].review
    assert doubt.code == "import-conflict"
    assert "“开课啦。”" in doubt.message
    bodies = {name: article.body for name, article in articles(project.root).items()}
    assert bodies == {"2023/04/ye-xiao.md": "开课了，人很多。", "2023/04/cai-yuan.md": "大丰收。"}
    before = stamps(project.root)
    run(project)
    assert stamps(project.root) == before


def test_an_edited_article_is_no_warning_where_only_others_on_its_page_changed(project: Project) -> None:
    run(project)
    edit(project.root, "2023/04/ye-xiao.md", lambda text: text.replace("开课了", "开课了，人很多"))
    write(project.root, NAME, "夜校：开课了。\n菜园：大丰收。\n")
    assert codes(run(project)) == ["article-merged"]  # the digest of its page is another
    assert articles(project.root)["2023/04/cai-yuan.md"].body == "大丰收。"


def test_an_edit_that_is_taken_back_is_import_s_text_again(project: Project) -> None:
    run(project)
    as_written = (project.root / "content/articles/2023/04/ye-xiao.md").read_text("utf-8")
    edit(project.root, "2023/04/ye-xiao.md", lambda text: text.replace("开课了", "开课了，人很多"))
    assert codes(run(project)) == ["article-kept"]
    edit(project.root, "2023/04/ye-xiao.md", lambda _text: as_written)
    write(project.root, NAME, "夜校：开课啦。\n菜园：丰收了。\n")
    assert codes(run(project)) == []
    assert articles(project.root)["2023/04/ye-xiao.md"].body == "开课啦。"


def test_where_the_texts_of_the_last_import_are_lost_an_edited_article_is_left_alone(project: Project) -> None:
    run(project)
    edit(project.root, "2023/04/ye-xiao.md", lambda text: text.replace("开课了", "开课了，人很多"))
    (project.root / RECORD.replace(".json", ".md")).unlink()
    write(project.root, NAME, "夜校：开课啦。\n菜园：大丰收。\n")
    assert codes(run(project)) == ["article-kept-page-changed"]
    bodies = {name: article.body for name, article in articles(project.root).items()}
    assert bodies == {"2023/04/ye-xiao.md": "开课了，人很多。", "2023/04/cai-yuan.md": "大丰收。"}
    assert codes(run(project)) == ["article-kept"]


def test_a_file_that_is_no_text_any_more_is_left_alone(project: Project) -> None:
    run(project)
    path = project.root / "content/articles/2023/04/ye-xiao.md"
    path.write_bytes(b"\xff\xfe\x00")
    assert codes(run(project)) == ["article-kept-page-changed"]
    assert path.read_bytes() == b"\xff\xfe\x00"


def test_an_article_split_off_by_hand_is_not_imported_twice_when_the_page_has_it_too(project: Project) -> None:
    """The person cut it out first; the next import finds the same article."""
    run(project)
    edit(project.root, "2023/04/ye-xiao.md", lambda text: text + "\n路灯亮了三十盏。\n")
    other = project.root / "content/articles/2023/04/lamps.md"
    text = (project.root / "content/articles/2023/04/ye-xiao.md").read_text("utf-8")
    other.write_text(text.replace("title: 夜校", "title: 灯").replace("开课了。", "路灯亮了三十盏。"), "utf-8")
    edit(project.root, "2023/04/ye-xiao.md", lambda text: text.replace("\n路灯亮了三十盏。\n", ""))
    write(project.root, NAME, "夜校：开课了。\n菜园：丰收了。\n路灯：路灯亮了三十盏。\n")
    assert codes(run(project)) == ["article-not-written-by-import"]
    assert len(articles(project.root)) == 3


def test_a_deleted_article_stays_deleted(project: Project) -> None:
    run(project)
    (project.root / "content/articles/2023/04/ye-xiao.md").unlink()
    before = stamps(project.root)
    outcome = run(project)
    assert codes(outcome) == ["article-deleted-by-hand"]
    assert stamps(project.root) == before
    write(project.root, NAME, "夜校：开课啦。\n菜园：丰收了。\n")
    assert codes(run(project)) == ["article-deleted-by-hand"]
    assert list(articles(project.root)) == ["2023/04/cai-yuan.md"]


def test_where_all_are_gone_the_page_is_imported_afresh(project: Project) -> None:
    run(project)
    before = articles(project.root)
    for path in (project.root / "content/articles").rglob("*.md"):
        path.unlink()
    assert codes(import_.import_changed(project)) == []
    assert articles(project.root) == before


def test_a_moved_article_is_found_and_keeps_its_address(project: Project) -> None:
    run(project)
    root = project.root / "content/articles"
    (root / "education").mkdir()
    (root / "2023/04/ye-xiao.md").rename(root / "education" / "夜校.md")
    before = stamps(project.root)
    assert codes(run(project)) == []
    assert {name for name in stamps(project.root) if name.endswith(".md")} == {
        name for name in before if name.endswith(".md")
    }
    write(project.root, NAME, "夜校：开课啦。\n菜园：丰收了。\n")
    run(project)
    found = articles(project.root)
    assert sorted(found) == ["2023/04/cai-yuan.md", "education/夜校.md"]
    assert (found["education/夜校.md"].body, found["education/夜校.md"].slug) == ("开课啦。", "ye-xiao")


def test_all_articles_moved_and_the_page_changed_at_once(project: Project) -> None:
    run(project)
    root = project.root / "content/articles"
    (root / "2023/04").rename(root / "moved")
    write(project.root, NAME, "夜校：开课啦。\n菜园：大丰收。\n")
    assert codes(run(project)) == []
    assert {name: article.body for name, article in articles(project.root).items()} == {
        "moved/ye-xiao.md": "开课啦。",
        "moved/cai-yuan.md": "大丰收。",
    }


def test_an_article_that_vanished_from_its_page_is_kept_and_said(project: Project) -> None:
    run(project)
    write(project.root, NAME, "菜园：丰收了。\n")
    outcome = run(project)
    assert codes(outcome) == ["article-vanished"]
    assert len(articles(project.root)) == 2
    assert codes(run(project)) == ["article-vanished"]


def test_a_headline_that_changed_is_the_same_article_by_its_lines(project: Project) -> None:
    run(project)
    write(project.root, NAME, "夜校新：开课了。\n菜园：丰收了。\n")
    assert codes(run(project)) == []
    found = articles(project.root)
    assert sorted(found) == ["2023/04/cai-yuan.md", "2023/04/ye-xiao.md"]
    assert (found["2023/04/ye-xiao.md"].title, found["2023/04/ye-xiao.md"].slug) == ("夜校新", "ye-xiao")


def test_articles_that_change_places_keep_their_files(project: Project) -> None:
    run(project)
    write(project.root, NAME, "菜园：丰收了。\n夜校：开课了。\n")
    assert codes(run(project)) == []
    found = articles(project.root)
    assert {name: (article.title, article.order) for name, article in found.items()} == {
        "2023/04/ye-xiao.md": ("夜校", 2),
        "2023/04/cai-yuan.md": ("菜园", 1),
    }


def test_a_slug_that_is_taken_in_the_month_gets_the_day_and_then_a_number(project: Project) -> None:
    write(
        project.root,
        "content/articles/mine/own.md",
        "---\ntitle: 我的\ndate: 2023-04-01\nslug: ye-xiao\n---\n\n文。\n",
    )
    write(project.root, NAME, "夜校：一。\n夜校：二。\n夜校：三。\n")
    run(project)
    assert [name for name in articles(project.root) if name.startswith("2023")] == [
        "2023/04/ye-xiao-12-2.md",
        "2023/04/ye-xiao-12-3.md",
        "2023/04/ye-xiao-12.md",
    ]
    before = stamps(project.root)
    run(project)
    assert stamps(project.root) == before


def test_another_month_may_have_the_same_slug(project: Project) -> None:
    write(project.root, "content/pages/qinghe-bao/2023-05-12/02.txt", "夜校：又开课了。")
    import_.import_changed(project)
    assert {"2023/04/ye-xiao.md", "2023/05/ye-xiao.md"} <= set(articles(project.root))


def test_a_file_that_no_record_knows_is_never_overwritten(project: Project) -> None:
    run(project)
    (project.root / RECORD).unlink()
    edit(project.root, "2023/04/ye-xiao.md", lambda text: text.replace("开课了", "改过了"))
    outcome = run(project)
    assert codes(outcome) == ["article-not-written-by-import"]
    assert articles(project.root)["2023/04/ye-xiao.md"].body == "改过了。"
    assert sorted(articles(project.root)) == ["2023/04/cai-yuan.md", "2023/04/ye-xiao.md"]
    assert codes(run(project)) == ["article-kept"]


def test_a_broken_record_leaves_the_page_alone(project: Project) -> None:
    run(project)
    write(project.root, NAME, "夜校：开课啦。\n")
    write(project.root, RECORD, "<<<<<<< HEAD")
    before = stamps(project.root)
    outcome = run(project)
    assert codes(outcome) == ["import-record-broken"]
    assert outcome.code(strict=False) == 1
    assert stamps(project.root) == before


def test_a_crash_before_the_record_is_written_is_mended(project: Project) -> None:
    run(project)
    old = (project.root / RECORD).read_bytes()
    write(project.root, NAME, "夜校：开课啦。\n菜园：大丰收。\n")
    run(project)
    after = stamps(project.root)
    (project.root / RECORD).write_bytes(old)
    assert codes(run(project)) == []
    assert {name: content for name, (_, content) in stamps(project.root).items()} == {
        name: content for name, (_, content) in after.items()
    }


def test_a_file_from_elsewhere_needs_all_three_options(project: Project, tmp_path: Path) -> None:
    write(tmp_path.parent, "stray.txt", "夜校：2023年开课了,4月11日报名。\n")
    stray = str(tmp_path.parent / "stray.txt")
    outcome = run(project, stray)
    assert outcome.code(strict=False) == 2
    (problem,) = outcome.problems
    assert problem.line("en").startswith(
        "stray.txt: error[page-unknown]: nobody says the newspaper and date and page"
    )
    assert "not from before 2023-04-11" in problem.message("en")
    assert "不早于 2023-04-11" in problem.message("zh")
    assert "--paper NAME --date YYYY-MM-DD --page N" in problem.message("en")
    assert articles(project.root) == {}
    outcome = run(project, stray, paper="红河报", date=dt.date(2023, 4, 12), page=7)
    assert codes(outcome) == []
    (article,) = articles(project.root).values()
    assert (article.paper, article.page) == ("红河报", 7)
    assert article.source is not None
    assert article.source.file == "stray.txt"
    assert (project.root / "content/pages/hong-he-bao/2023-04-12/07.imported.json").exists()
    before = stamps(project.root)
    run(project, stray, paper="红河报", date=dt.date(2023, 4, 12), page=7)
    assert stamps(project.root) == before


@pytest.mark.parametrize(
    ("text", "part"),
    [("夜校：没有日期", "does not guess; give"), ("2023年4月12日 星期三\n夜校：文", "the date may be 2023-04-12")],
)
def test_what_the_text_says_of_its_day_is_offered(project: Project, text: str, part: str) -> None:
    write(project.root, "content/pages/x.txt", text)
    outcome = run(project, "content/pages/x.txt")
    assert part in outcome.problems[0].message()


def test_options_go_before_the_path_and_end_inference(project: Project) -> None:
    write(project.root, NAME.replace(".txt", ".toml"), 'inferred = ["date", "page"]\n')
    outcome = run(project, date=dt.date(2023, 5, 1))
    assert codes(outcome) == []
    assert sorted(articles(project.root)) == ["2023/05/cai-yuan.md", "2023/05/ye-xiao.md"]


def test_facts_that_change_reach_the_articles(project: Project) -> None:
    run(project)
    write(project.root, NAME.replace(".txt", ".toml"), 'paper = "青禾日报"\n')
    outcome = import_.import_changed(project)
    assert codes(outcome) == []
    assert {article.paper for article in articles(project.root).values()} == {"青禾日报"}


def test_two_files_for_one_page(project: Project) -> None:
    write(project.root, "a.txt", "夜校：开课了。")
    write(project.root, "b.txt", "菜园：丰收了。")
    outcome = run(project, "a.txt", "b.txt", paper="青禾报", date=dt.date(2023, 4, 12), page=3)
    assert (codes(outcome), outcome.code(strict=False)) == (["page-twice"], 2)
    assert list(articles(project.root)) == ["2023/04/ye-xiao.md"]


@pytest.mark.parametrize("page", [0, -1, 1000])
def test_a_page_number_that_is_none(project: Project, page: int) -> None:
    assert run(project, page=page).code(strict=False) == 2


def test_what_cannot_be_read_does_not_stop_the_rest(project: Project) -> None:
    (project.root / "content/pages/qinghe-bao/2023-04-12/03.txt").write_bytes(b"%PDF-1.4")
    write(project.root, "content/pages/qinghe-bao/2023-04-12/04.txt", "没有稿件\n")
    (project.root / "content/pages/qinghe-bao/2023-04-12/05.txt").write_bytes("路灯：亮了。".encode("gb18030"))
    outcome = run(project, "content/pages", "nowhere.txt")
    assert sorted(codes(outcome)) == ["file-binary", "file-missing", "file-recoded", "left", "page-without-article"]
    assert outcome.code(strict=False) == 1
    assert len(articles(project.root)) == 3


def test_addresses_of_terms_are_written_down_once(project: Project) -> None:
    slugs = '# 我的\n[slugs]\n"authors/林晓禾" = "lin"  # 已发布\n"tags/天" = "tian"\n# 末尾\n'
    write(project.root, "content/data/slugs.toml", slugs)
    run(project)
    text = (project.root / "content/data/slugs.toml").read_text("utf-8")
    assert text == (
        '# 我的\n[slugs]\n"authors/林晓禾" = "lin"  # 已发布\n"papers/青禾报" = "qinghe-bao"\n'
        '"tags/夜校标签" = "ye-xiao-biao-qian"\n"tags/天" = "tian"\n'
        '"tags/菜园标签" = "cai-yuan-biao-qian"\n# 末尾\n'
    )


def test_a_broken_table_of_addresses_is_said_and_left(project: Project) -> None:
    write(project.root, "content/data/slugs.toml", "[slugs\n")
    outcome = run(project)
    assert codes(outcome) == ["toml-broken"]
    assert (project.root / "content/data/slugs.toml").read_text("utf-8") == "[slugs\n"
    assert len(articles(project.root)) == 2


def test_a_second_import_at_the_same_time_is_told(project: Project) -> None:
    with locked(project.cache, "build"), pytest.raises(JianbaoError):
        run(project)


def test_progress_is_told(project: Project) -> None:
    seen: list[tuple[str, int, int]] = []
    run(project, progress=lambda *step: seen.append(step))
    assert seen == [("import", 0, 1), ("import", 1, 1)]


def test_summary_of_edited_and_deleted(project: Project) -> None:
    write(project.root, NAME, "夜校：开课了。\n菜园：丰收了。\n路灯：亮了。\n")
    run(project)
    edit(project.root, "2023/04/ye-xiao.md", lambda text: text + "多。\n")
    (project.root / "content/articles/2023/04/lu-deng.md").unlink()
    write(project.root, NAME, "夜校：开课了。\n菜园：大丰收。\n路灯：亮了。\n")
    outcome = run(project)
    assert outcome.lines[-1].zh == "1 个版面，3 篇稿件：更新 1 篇，与人工修改合并 1 篇，已人工删除 1 篇"
