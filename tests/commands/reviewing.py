"""A small page for the tests of `jianbao review`, and a simple cutting and draft in place of the real ones."""

from __future__ import annotations

from jianbao.ingest.pipeline import Cut
from jianbao.model.article import Doubt, Draft, Gap, Paragraph, Story
from jianbao.model.block import Leftover
from jianbao.model.page import PageText
from jianbao.model.problem import Found

FILE = "content/pages/qinghe-bao/2023-04-12/02.txt"
TEXT = """青禾镇办夜校
夜校：开课的那天来了三百人。
座位不够，有人站着听。
菜园：菜园丰收了。
一天收了三车。
编辑 林晓禾
"""


def simple_cut(page: PageText) -> Found[Cut]:
    """The first line is a kicker; a line with a colon opens an article; the last line is left over."""
    made: list[Story] = []
    texts = [line for line in page.lines if line.text]
    kicker = texts[0]
    for line in texts[1:-1]:
        headline, colon, text = line.text.partition("：")
        if not colon:
            last = made[-1]
            more = (*last.paragraphs, Paragraph(text=line.text, lines=(line.number,)))
            made[-1] = story(last.headline, last.kicker, more, (*last.lines, line.number))
        elif made:
            made.append(story(headline, "", (Paragraph(text=text, lines=(line.number,)),), (line.number,)))
        else:
            lines = (kicker.number, line.number)
            made.append(story(headline, kicker.text, (Paragraph(text=text, lines=(line.number,)),), lines))
    left = Leftover(text=texts[-1].text, lines=(texts[-1].number,))
    return Found(value=Cut(stories=tuple(made), leftovers=(left,)))


def story(headline: str, kicker: str, paragraphs: tuple[Paragraph, ...], lines: tuple[int, ...]) -> Story:
    last = paragraphs[-1]
    return Story(
        kind="news",
        headline=headline,
        kicker=kicker,
        paragraphs=paragraphs,
        lines=lines,
        gaps=(Gap(where=f"paragraph {len(paragraphs) - 1}", after=last.text[-3:]),),
        doubts=(Doubt(code="misprint-suspected", message=f"{headline}可疑", lines=lines[-1:]),),
    )


def simple_draft(story: Story, *_rest: object) -> Found[Draft]:
    slug = {"夜校": "ye-xiao", "菜园": "cai-yuan"}.get(story.headline, "new")
    return Found(value=Draft(story=story, tags=(), region=None, regions=(), slug=slug))
