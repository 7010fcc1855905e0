"""What can be wrong with an article file, and what to do about it."""

from __future__ import annotations

from jianbao.model.problem import Code, Severity

NO_FRONT_MATTER = Code(
    name="no-front-matter",
    severity=Severity.ERROR,
    en="this file has no front matter, so it is not built; begin it with a line ---, then title: and date:,"
    " then a line ---, then the text",
    zh="文件开头没有头部信息，未生成网页；请在最前面写一行 ---，接着写 title: 和 date:，再写一行 ---，然后是正文",
)
NOT_CLOSED = Code(
    name="front-matter-not-closed",
    severity=Severity.ERROR,
    en="the front matter opens with {fence} but never closes, so the article is not built;"
    " add a line {fence} between the fields and the text",
    zh="头部信息以 {fence} 开始却没有结束，未生成网页；请在各字段与正文之间加一行 {fence}",
)
BROKEN = Code(
    name="front-matter-broken",
    severity=Severity.ERROR,
    en="this cannot be read: {why_en}; {kept_en}",
    zh="这里读不懂：{why_zh}；{kept_zh}",
)
TOML_BROKEN = Code(
    name="front-matter-not-toml",
    severity=Severity.ERROR,
    en="this is not TOML ({reason}), so the article is not built; mend the line, or use --- and YAML",
    zh="这里不符合 TOML 的写法（{reason}），未生成网页；请改正这一行，或改用 --- 和 YAML",
)
TOO_DEEP = Code(
    name="front-matter-too-deep",
    severity=Severity.ERROR,
    en="the front matter is too long or nested too deeply, so the article is not built; keep it to simple fields",
    zh="头部信息嵌套太深或太长，不像稿件的头部，未生成网页；请只写简单的字段",
)
FULL_WIDTH_COLON = Code(
    name="full-width-colon",
    severity=Severity.WARNING,
    en="a full-width colon stands after {key}; it was read as “{key}: ”, write it so",
    zh="{key} 后面是全角冒号；已按“{key}: ”读取，请改成半角冒号加空格",
)
UNKNOWN_FIELD = Code(
    name="unknown-field",
    severity=Severity.WARNING,
    en="{key} is not a field we know, so it was left out; {hint_en}",
    zh="没有 {key} 这个字段，已略过；{hint_zh}",
)
REPEATED_FIELD = Code(
    name="repeated-field",
    severity=Severity.WARNING,
    en="{key} is set twice (first in line {first}); the first one counts, delete the other",
    zh="{key} 写了两次（第一次在第 {first} 行）；以第一次为准，请删去多余的",
)
WRONG_TYPE = Code(
    name="wrong-field-type",
    severity=Severity.ERROR,
    en="{key} cannot be read, so it was left out; write it like this: {example}",
    zh="{key} 的写法不对，已略过；请这样写：{example}",
)
WRONG_DATE = Code(
    name="wrong-date",
    severity=Severity.ERROR,
    en="{key}: {value} is not a date there is, so it was left out; write it like 2023-04-12 or 2023-04-12 08:30",
    zh="{key}: {value} 不是存在的日期，已略过；请写成 2023-04-12 或 2023-04-12 08:30",
)
MISSING_TITLE = Code(
    name="missing-title",
    severity=Severity.ERROR,
    en="the article has no title; {stand_in_en}, add a line title: …",
    zh="稿件没有标题；{stand_in_zh}，请加一行 title: …",
)
MISSING_DATE = Code(
    name="missing-date",
    severity=Severity.ERROR,
    en="the article has no date; {stand_in_en}, add a line like date: 2023-04-12",
    zh="稿件没有日期；{stand_in_zh}，请加一行，例如 date: 2023-04-12",
)
UNKNOWN_REGION = Code(
    name="region-name-unknown",
    severity=Severity.ERROR,
    en="{key}: no division of China is called {value}, so it was left out; write its full name or its code",
    zh="{key}：找不到名为“{value}”的行政区划，已略过；请写全称或六位区划代码",
)
AMBIGUOUS_REGION = Code(
    name="region-name-ambiguous",
    severity=Severity.ERROR,
    en="{key}: {value} may be {candidates}, so it was left out; write the code of the one you mean",
    zh="{key}：“{value}”可能是 {candidates}，已略过；请写明是哪一个的代码",
)
UNKNOWN_KIND = Code(
    name="unknown-kind",
    severity=Severity.WARNING,
    en="kind: {value} is not one of {known}; it was left out, choose one of them",
    zh="kind: {value} 不在 {known} 之中，已略过；请从中选一个",
)
TAGS_NOT_EDITED = Code(
    name="tags-not-edited",
    severity=Severity.WARNING,
    en="the tags of this file are written in a way that is not safe to edit; write them by hand: tags: [{tags}]",
    zh="这个文件里标签的写法不便自动修改；请手工写成 tags: [{tags}]",
)
