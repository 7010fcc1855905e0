"""What the page of `jianbao review` says, in English and Chinese."""

from __future__ import annotations

from collections.abc import Mapping

from jianbao.model.problem import Sentence


def _say(en: str, zh: str) -> Sentence:
    return Sentence(en=en, zh=zh)


WORDS: Mapping[str, Sentence] = {
    "title": _say("Review", "审阅"),
    "number": _say("page {n}", "第 {n} 版"),
    "page": _say("Page text", "版面文字"),
    "articles": _say("Articles", "稿件"),
    "pages": _say("Pages", "版面"),
    "open": _say("to settle", "待处理"),
    "settled": _say("nothing left to settle", "没有待处理的事项"),
    "undo": _say("Undo", "撤销"),
    "help": _say("Keys", "按键"),
    "article": _say("Article", "稿件"),
    "line": _say("line", "行"),
    "lines": _say("lines", "行"),
    "head": _say("head", "标题区"),
    "nowhere": _say("in no article", "不在任何稿件里"),
    "leftovers": _say("Text in no article", "未收入的文字"),
    "furniture": _say("running head or imprint", "报头、版次等"),
    "drop": _say("Drop", "丢弃"),
    "settle": _say("Settled", "已处理"),
    "gap": _say("text is lost after", "此后缺字："),
    "gapStart": _say("text is lost at the beginning", "开头缺字"),
    "sure": _say("certainty", "把握"),
    "kicker": _say("Kicker", "引题"),
    "headline": _say("Headline", "主题"),
    "deck": _say("Deck", "副题"),
    "rubric": _say("Rubric", "栏目"),
    "swap": _say("Exchange kicker and headline", "对调引题与主题"),
    "merge": _say("Join to …", "并入……"),
    "split": _say("New article from here", "从这里另起一篇"),
    "splitTitle": _say("Headline of the new article", "新稿件的标题"),
    "up": _say("Up", "上移"),
    "down": _say("Down", "下移"),
    "join": _say("Join to the paragraph before", "接到上一段"),
    "moveTo": _say("Move to …", "移到……"),
    "moveLine": _say("Move this line to …", "把这一行移到……"),
    "put": _say("Put into …", "放入……"),
    "atEnd": _say("at the end", "末尾"),
    "before": _say("before", "在此之前："),
    "continue": _say("continues", "续接："),
    "ok": _say("Do it", "确定"),
    "cancel": _say("Cancel", "取消"),
    "saved": _say("written", "已写入"),
    "undone": _say("undone", "已撤销"),
    "keep": _say("Keep its headline as a subhead", "把它的标题留作小标题"),
    "where": _say("Where", "位置"),
    "into": _say("Article", "稿件"),
    "file": _say("File", "文件"),
    "keys": _say(
        "j k: next, previous paragraph · n p: next, previous article · e: headline · x: exchange kicker and"
        " headline · s: new article from here · b: join to the paragraph before · [ ]: up, down · m: move to ·"
        " g: join article to · u: undo · l: to the line of the page · Esc: close",
        "j k 下一段、上一段 · n p 下一篇、上一篇 · e 改标题 · x 对调引题与主题 · s 从这里另起一篇 · b 接到上一段 · "
        "[ ] 上移、下移 · m 移到 · g 并入另一篇 · u 撤销 · l 到版面上的那一行 · Esc 关闭",
    ),
}
