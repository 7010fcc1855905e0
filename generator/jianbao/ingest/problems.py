"""What import may find on a page, each with what to do about it."""

from __future__ import annotations

from jianbao.model.problem import Code, Severity

EMPTY_PAGE = Code(
    name="page-empty",
    severity=Severity.ERROR,
    en="the page holds no text: check the file, or extract the page again",
    zh="这一版没有文字：请检查文件，或重新提取文字",
)
NO_HEADLINE = Code(
    name="page-without-headline",
    severity=Severity.WARNING,
    en="no headline was recognised on this page: its text came out as {count} article(s) without one; "
    "set `title` in the files",
    zh="这一版没有认出任何标题：文字导出为 {count} 篇无题稿件；请在文件中补上 title",
)
HEADLINE_MISSING = Code(
    name="headline-missing",
    severity=Severity.WARNING,
    en="an article that begins here has no headline in the text of the page: set `title`",
    zh="从这里开始的稿件在版面文字中没有标题：请补上 title",
)
LOW_TRUST = Code(
    name="page-low-trust",
    severity=Severity.WARNING,
    en="the page is hard to cut ({reason}): compare every article with the printed page before publishing",
    zh="这一版难以切分（{reason_zh}）：发布前请逐篇与印刷版核对",
)
LEFTOVER = Code(
    name="text-left-over",
    severity=Severity.WARNING,
    en="this text belongs to no article and was put in none: add it where it belongs: {text}",
    zh="这段文字不属于任何稿件，未收入：请加到应在之处：{text}",
)
DISCARDED = Code(
    name="page-furniture",
    severity=Severity.NOTE,
    en="taken for a running head or imprint and left out: {text}",
    zh="视为报头、版次等版面文字，未收入：{text}",
)
GAP = Code(
    name="text-lost",
    severity=Severity.WARNING,
    en="the source lost text in “{headline}” ({where}) after “{after}”: fill it in from the printed page",
    zh="原文在《{headline}》（{where}）“{after}”之后有缺失：请对照印刷版补全",
)
MOVED = Code(
    name="fragment-moved",
    severity=Severity.NOTE,
    en="a torn-off piece was put back between “{before}” and “{after}”: check both joints",
    zh="一段散落的文字放回“{before}”与“{after}”之间：请核对前后接缝",
)
MOVE_OFFERED = Code(
    name="fragment-may-belong",
    severity=Severity.NOTE,
    en="this text may go on after “{before}” (line {line}), too uncertain to move it: move it there if it reads on",
    zh="这段文字可能接在“{before}”（第 {line} 行）之后，把握不足，未移动：如能接上，请移至该处",
)
TORN_BYLINE = Code(
    name="byline-torn",
    severity=Severity.WARNING,
    en="the beginning of the byline is lost; “{text}” is left of a name or role: add the people in `authors`",
    zh="署名的开头缺失，残留“{text}”：请在 authors 中补全",
)
ODD_QUOTE = Code(
    name="quote-unpaired",
    severity=Severity.NOTE,
    en="a quotation mark has no partner near “{text}”: check the quotation",
    zh="“{text}”附近的引号不成对：请核对引文",
)
MISPRINT = Code(
    name="misprint-suspected",
    severity=Severity.NOTE,
    en="“{found}” may be a misreading of “{likely}”; it was left as it is: correct it if so",
    zh="“{found}”可能是“{likely}”之误，未作改动：如确为误，请更正",
)
ADVERT = Code(
    name="page-advertisement",
    severity=Severity.NOTE,
    en="the page marks this as an advertisement (广告), and it was left out: {text}",
    zh="版面标明这是广告，未收入：{text}",
)
ADVERT_SUSPECTED = Code(
    name="advertisement-suspected",
    severity=Severity.WARNING,
    en="“{headline}” is unsigned, gives a telephone number and offers something: if it is an advertisement, delete"
    " its file, and it stays deleted",
    zh="《{headline}》没有署名，留有电话并有推销字样：如是广告，请删去该文件，以后导入也不会再出现",
)
VERTICAL = Code(
    name="text-vertical",
    severity=Severity.NOTE,
    en="“{headline}” is set in vertical lines; they were read downwards and from right to left: compare it with the"
    " printed page",
    zh="《{headline}》是竖排，已按自上而下、自右至左读出：请与印刷版核对",
)
UNSURE_LINE = Code(
    name="line-unsure",
    severity=Severity.NOTE,
    en="this line was recognised with a confidence of only {sure}: compare it with the printed page: {text}",
    zh="这一行由文字识别得来，置信度仅 {sure}：请与印刷版核对：{text}",
)
STRANGE_CHARACTERS = Code(
    name="control-characters",
    severity=Severity.NOTE,
    en="{count} control or invisible character(s) were taken out, here first: check only if words are missing",
    zh="去掉了 {count} 个控制字符或不可见字符，首见于此：如无缺字则不必处理",
)
RADICALS = Code(
    name="radicals-mapped",
    severity=Severity.NOTE,
    en="{count} radical look-alike(s) became real characters ({sample}), here first: check rare ones",
    zh="{count} 个部首字形已换成正字（{sample}），首见于此：生僻者请核对",
)
UNREADABLE = Code(
    name="unreadable-character",
    severity=Severity.WARNING,
    en="a character could not be read when the file was decoded (�): look it up on the printed page",
    zh="有字符在解码时无法识别（�）：请对照印刷版补上",
)
