"""What an article is about, in a few terms."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jianbao.model.tables import Tables
from jianbao.zh import terms
from jianbao.zh.lexicon import cut, lexicon
from jianbao.zh.tags import stopwords, tags, vocabulary

GOLDEN = Path(__file__).resolve().parent.parent / "golden" / "tags"


@pytest.mark.parametrize("case", sorted(GOLDEN.iterdir()), ids=lambda path: path.name)
def test_golden(case: Path) -> None:
    title, _, text = (case / "input.txt").read_text(encoding="utf-8").partition("\n")
    wanted = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    found = tags(title, "", (), text, people=("张小锋",), tables=Tables())
    assert set(wanted["has"]) <= set(found)
    assert not set(wanted["has_not"]) & set(found)
    assert 1 <= len(found) <= 6


def propose(text: str, tables: Tables, title: str = "") -> tuple[str, ...]:
    return tags(title, "", (), text, people=(), tables=tables)


def test_the_publishers_aliases_blocked_and_preferred_tags() -> None:
    text = "集体协商覆盖企业，招聘会开到社区，爱心骑手上岗，骑手驿站亮灯。"
    tables = Tables(
        tag_aliases={"招聘会": "就业服务"},
        blocked_tags=frozenset({"集体协商"}),
        preferred_tags=frozenset({"骑手驿站"}),
    )
    found = propose(text, tables)
    assert found[0] == "骑手驿站"
    assert "就业服务" in found
    assert "集体协商" not in found
    assert "招聘会" not in found


def test_variants_count_as_one_term() -> None:
    found = propose("职工疗休养受欢迎。疗休养线路发布。", Tables())
    assert "疗休养" in found
    assert "职工疗休养" not in found


def test_a_text_that_says_nothing_has_no_tags() -> None:
    assert propose("", Tables()) == ()
    assert propose("2023年4月12日。", Tables()) == ()


def test_towns_are_no_tags() -> None:
    assert "桥头镇" not in propose("桥头镇的路修好了。桥头镇的灯亮了。桥头镇的学校开了。", Tables())


def test_our_lists_do_not_contradict_each_other() -> None:
    known = terms.known().tags
    assert set(known.values()) & stopwords() == set()
    assert [term for term, tag in known.items() if tag != "-" and known.get(tag, tag) != tag] == []
    assert [tag for tag in set(known.values()) if not 2 <= len(tag) <= 8 and tag != "-"] == []


def test_only_the_publishers_tags() -> None:
    tables = Tables(preferred_tags=frozenset({"骑手驿站"}), tag_aliases={"招聘": "就业"}, controlled_tags=True)
    assert propose("工会在骑手驿站开展招聘，招聘会热闹。集体协商也开始了。", tables, "骑手驿站里的招聘") == (
        "骑手驿站",
        "就业",
    )
    assert propose("集体协商。", Tables(controlled_tags=True), "集体协商") == ()


def test_the_archives_own_tags_go_first() -> None:
    text = "水车节在河边举行，水车节吸引游客，村民说水车节年年办。"
    assert "水车节" not in propose(text, Tables())
    known = vocabulary(Tables(), {"水车节": 3}, 10)
    assert "水车节" in tags("村里热闹", "", (), text, people=(), tables=Tables(), known=known)


def test_a_tag_on_too_many_articles_must_stand_above_the_text() -> None:
    known = vocabulary(Tables(), {"招聘会": 30}, 200)
    text = "招聘会开了。招聘会热闹。集体协商开展。集体协商有成果。"
    assert "招聘会" not in tags("村里", "", (), text, people=(), tables=Tables(), known=known)
    assert "招聘会" in tags("招聘会开到村里", "", (), text, people=(), tables=Tables(), known=known)


def test_a_series_behind_the_headline_is_no_headline() -> None:
    text = "集体协商开展得好。集体协商有成果。"
    assert propose(text, Tables(), "职工满意（招聘会见闻）")[0] == "集体协商"


def test_variants_with_quotes_are_found() -> None:
    assert terms.bare("爱“新”骑手") == "爱新骑手"
    assert "两新组织" in propose("“两新”群体入会。", Tables(), "推进“两新”群体工会工作")
    aliased = Tables(tag_aliases={"爱“新”骑手": "新就业形态"})
    assert "新就业形态" in propose("爱新骑手上岗。爱“新”骑手送餐。", aliased, "爱‘新’骑手")


def test_phrases_that_say_nothing_hide_the_terms_in_them() -> None:
    assert "气象服务" not in propose("呈现新气象。展现新气象。", Tables(), "乡村新气象")


def test_broad_tags_must_stand_above_the_text() -> None:
    (broad, *_) = sorted(terms.broad())
    text = f"{broad}的事。{broad}的人。集体协商开展。集体协商有成果。招聘会热闹。招聘会开了。"
    assert broad not in propose(text, Tables())
    assert broad in propose(text, Tables(), f"说说{broad}")


def test_words_are_cut_by_how_common_they_are() -> None:
    assert cut("职工创新工作室揭牌") == ("职工", "创新", "工作室", "揭牌")
    assert cut("") == ()
    assert "".join(cut("䶮䶮工会")) == "䶮䶮工会"


def test_our_own_background() -> None:
    table = lexicon()
    assert table.rarity("外卖骑手") > table.rarity("发展")
    assert table.share("没有这个词") == 0


LONG = "街坊们坐在院子里说着今年的收成和明年的打算，孩子们在一旁跑来跑去。" * 12


def test_names_of_companies_and_lists_say_little() -> None:
    companies = "河口钢铁有限公司的师傅来了。东岭钢铁公司的师傅也来了。西塬钢铁集团送来器材。"
    assert "钢铁工业" not in propose(f"{companies}{LONG}工匠工作室带徒。", Tables(), "工会办起创新工作室")
    made = "钢铁产量回升。钢铁企业复产。钢铁行业减排。钢铁出口增加。"
    assert "钢铁工业" in propose(f"{made}{LONG}", Tables(), "师傅们的一天")
    trades = "岗位涉及智能制造、新材料、新能源汽车、生物医药等行业，街道提供就业服务。"
    assert propose(trades, Tables(), "招聘会开到镇上")[:2] == ("招聘会", "稳岗就业")


def test_a_rare_term_needs_fewer_mentions() -> None:
    text = f"驻村干部办起职工疗休养点。{LONG}疗休养职工住进村里。{LONG}疗休养带动了乡亲。"
    assert "疗休养" in propose(text, Tables(), "村里来了工会干部")


def test_beside_a_narrower_tag_the_broad_one_is_left_out() -> None:
    text = (
        "量子科技实验室里，机器人搬运，机器人焊接，量子计算机上线。科技创新成果多，科技创新有奔头。量子通信组网。"
    )
    assert "科技创新" not in propose(text, Tables(), "量子科技结硕果")
    assert "科技创新" in propose(text, Tables(), "科技创新结硕果")
    assert "科技创新" in propose(text, Tables(preferred_tags=frozenset({"科技创新"})), "量子科技结硕果")


def test_the_table_of_broader_tags_knows_the_list() -> None:
    tags_known = set(terms.known().tags.values())
    assert {tag for broad, others in terms.narrower().items() for tag in (broad, *others)} <= tags_known
