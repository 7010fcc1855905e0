"""What explain and annotate may have to say."""

from __future__ import annotations

from jianbao.model.problem import Code, Severity

BAD_LINE = Code(
    name="explain-bad-json",
    severity=Severity.ERROR,
    en='This line is not a JSON object with the texts "title" and "text" ({detail}). Mend it and ask again.',
    zh="这一行不是带有 “title” 和 “text” 两段文字的 JSON 对象（{detail}）。请改正后再试。",
)
NO_SLUG = Code(
    name="slug-unreadable",
    severity=Severity.WARNING,
    en='Nothing in the headline "{headline}" can be spelled, so the address is {slug}. Write a better `slug:` '
    "into the article.",
    zh="标题“{headline}”里没有可拼读的文字，地址暂用 {slug}。请在文章里写上更好的 `slug:`。",
)
FEW_TAGS = Code(
    name="tags-few",
    severity=Severity.NOTE,
    en='Only {count} tags were found for "{headline}". Add some in the article if you like.',
    zh="“{headline}”只找到 {count} 个标签。如有需要，请在文章里补充。",
)
ALL = (BAD_LINE, NO_SLUG, FEW_TAGS)
