from __future__ import annotations

import datetime as dt
from typing import Any

from jianbao.model.article import Credit
from jianbao.model.settings import Settings
from jianbao.publish.library import gather, moment, person, term
from publish.making import DAY, PAPER, TODAY, codes, document, printed

UTC = dt.UTC


def test_newest_first_then_as_printed_then_by_path() -> None:
    documents = [
        document("web-b"),
        document("web-a"),
        printed("p3", page=3),
        printed("p2-second", order=1),
        printed("p2-first", order=0),
        document("new", date=dt.date(2023, 5, 1)),
        document("morning", date=dt.datetime(2023, 4, 12, 0, 0, tzinfo=UTC)),
    ]
    library = gather(documents, Settings(), today=TODAY).value
    slugs = [entry.article.slug for entry in library.entries]
    assert slugs == ["new", "morning", "p2-first", "p2-second", "p3", "web-a", "web-b"]
    assert gather(documents[::-1], Settings(), today=TODAY).value == library


def test_drafts_and_the_future_stay_out_unless_asked_for() -> None:
    documents = [document("a", draft=True), document("b", date=dt.date(2030, 1, 2)), document("c", date=TODAY)]

    def kept(**given: Any) -> list[str]:
        library = gather(documents, Settings(), today=TODAY, **given).value
        return [entry.article.slug for entry in library.entries]

    assert kept() == ["c"]
    assert kept(drafts=True) == ["c", "a"]
    assert kept(future=True) == ["b", "c"]


def test_a_time_of_another_zone_counts_in_the_sites_own() -> None:
    evening = dt.datetime(2023, 4, 11, 20, 0, tzinfo=UTC)
    library = gather([document("a", date=evening)], Settings(), today=DAY).value
    assert library.entries[0].day == DAY
    assert moment(DAY, UTC) == dt.datetime(2023, 4, 12, tzinfo=UTC)


def test_regions_bring_their_parents_once() -> None:
    article = document("a", region="620923", regions=("620900", "620923", "110106"))
    library = gather([article], Settings(), today=TODAY).value
    assert library.entries[0].named == ("620923", "620900", "110106")
    assert library.entries[0].regions == ("110000", "110106", "620000", "620900", "620923")
    assert all(len(entries) == 1 for entries in library.regions.values())


def test_a_code_of_the_past_is_todays_division() -> None:
    found = gather([document("a", region="371200", regions=("371200", "371203"))], Settings(), today=TODAY)
    (entry,) = found.value.entries
    assert (entry.main, entry.named) == ("370116", ("370116", "370117"))
    assert entry.regions == ("370000", "370100", "370116", "370117")
    assert found.problems == ()


def test_a_division_that_was_split_is_all_its_parts_and_mainly_what_holds_them() -> None:
    (entry,) = gather([document("a", region="320586")], Settings(), today=TODAY).value.entries
    assert (entry.main, entry.named) == ("320500", ("320500", "320506", "320507"))


def test_an_unknown_code_is_said_and_left_out() -> None:
    found = gather([document("a", region="999999", regions=("620000",))], Settings(), today=TODAY)
    assert codes(found.problems) == ["unknown-region"]
    assert found.problems[0].where.file == "content/articles/a.md"
    assert found.value.entries[0].named == ("620000",)


def test_one_person_has_one_form() -> None:
    assert person(" 张　锋 ") == "张锋"
    assert person("张  锋") == "张锋"
    assert person("Li  Mei") == "Li Mei"


def test_one_term_has_one_form_and_keeps_the_space_between_two_slogans() -> None:
    assert term(" 建设新农村　 喜迎丰收节 ") == "建设新农村 喜迎丰收节"
    assert term("cafe\u0301") == "caf\u00e9"


def test_names_and_tags_are_listed_once_an_article() -> None:
    people = (Credit(name="张 锋", role="记者"), Credit(name="张锋", role="摄影"), Credit(name="", outlet="新华社"))
    library = gather([document("a", authors=people, tags=("工会", " 工会", ""))], Settings(), today=TODAY).value
    assert list(library.authors) == ["张锋"]
    assert list(library.tags) == ["工会"]


def test_the_edition_of_an_article() -> None:
    def edition(**given: object) -> object:
        return gather([document("a", **given)], Settings(paper="晨报"), today=TODAY).value.entries[0].edition

    assert edition() is None
    assert edition(paper=PAPER) is None
    assert edition(paper=PAPER, page=2) == (PAPER, DAY)
    assert edition(edition=dt.date(2023, 4, 11)) == ("晨报", dt.date(2023, 4, 11))


def test_an_edition_stands_in_print_order_with_unknown_pages_last() -> None:
    documents = [
        document("x", paper=PAPER, edition=DAY),
        printed("c", page=10),
        printed("b", order=5),
        printed("a", order=1),
    ]
    library = gather(documents, Settings(), today=TODAY).value
    assert [entry.article.slug for entry in library.editions[PAPER, DAY]] == ["a", "b", "c", "x"]
