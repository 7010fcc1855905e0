"""What import has to say about pages, and about the files it wrote before."""

from __future__ import annotations

from jianbao.model.problem import Code, Severity

PAGE_UNKNOWN = Code(
    name="page-unknown",
    severity=Severity.ERROR,
    en="nobody says the {missing_en} of this page, and import does not guess; {hint_en}"
    "give {options}, or write it into {toml} ({keys} = …)",
    zh="不知道这个版面的{missing_zh}，导入从不猜测；{hint_zh}请用 {options} 说明，或写进 {toml}（{keys} = …）",
)
PAPER_ASSUMED = Code(
    name="page-paper-assumed",
    severity=Severity.WARNING,
    en="this page counts as one of {paper}, whose folder is {home}; if {folder} is another newspaper's, name it"
    " once: --paper NAME, or paper = … in the TOML file beside a page",
    zh="这个版面按{paper}处理，而{paper}的目录是 {home}；若 {folder} 是另一份报纸，请说明一次：--paper 名称，"
    "或在版面旁的 TOML 文件里写 paper = …",
)
PAGE_NUMBER = Code(
    name="page-number",
    severity=Severity.ERROR,
    en="there is no page {number}; a page has a number from 1 to 999",
    zh="没有第 {number} 版；版次应在 1 到 999 之间",
)
PAGE_TWICE = Code(
    name="page-twice",
    severity=Severity.ERROR,
    en="this is given as page {number} of {paper} of {date}, and so is {other}; only that one was imported."
    " Give each file its own page",
    zh="这个文件和 {other} 都被当作{paper} {date} 第 {number} 版；只导入了后者，请给每个文件各自的版次",
)
PIPE_TAKEN = Code(
    name="page-there-already",
    severity=Severity.ERROR,
    en="another text of this page lies here already, and import overwrites none: change or delete this file, and"
    " import it",
    zh="这里已有这一版的另一份文字，导入不会覆盖：请修改或删去这个文件再导入",
)
KEPT = Code(
    name="article-kept",
    severity=Severity.NOTE,
    en="a person has edited this article, so import leaves it as it is",
    zh="这篇稿件有人修改过，导入保留其原样",
)
MERGED = Code(
    name="article-merged",
    severity=Severity.NOTE,
    en="a person has edited this article; what the person wrote stays, and the rest follows this import",
    zh="这篇稿件有人修改过；人工修改予以保留，其余随这次导入更新",
)
CONFLICT = Code(
    name="import-conflict",
    severity=Severity.WARNING,
    en="{what_en}: a person wrote “{mine}”, which stays; import now writes “{new}” there. Choose, then take"
    " the entry import-conflict out of `review`",
    zh="{what_zh}：人工写作“{mine}”，予以保留；这次导入写作“{new}”。"
    "请取舍，然后从 `review` 里删去 import-conflict 一条",
)
KEPT_DIFFERENT = Code(
    name="article-kept-page-changed",
    severity=Severity.WARNING,
    en="this file differs from what import writes now, and what import wrote last is not known or the two cannot be"
    " merged, so it is left as it is; compare it with {file}",
    zh="这个文件与这次导入的内容不同，而上次导入的原文已不可考，或两者无法合并，因此保留原样；请与 {file} 对照",
)
NOT_OURS = Code(
    name="article-not-written-by-import",
    severity=Severity.WARNING,
    en="this file seems to be the article “{headline}” of {file}, but no record says that import wrote it, so it is"
    " left as it is; delete it to have it written anew",
    zh="这个文件像是 {file} 里的“{headline}”，但没有导入记录，因此保留原样；若要重新导入，请先删去它",
)
DELETED = Code(
    name="article-deleted-by-hand",
    severity=Severity.NOTE,
    en="“{headline}” was imported once and a person has deleted or moved it, so it is not written again;"
    " delete the line about {path} in {record} to have it back",
    zh="“{headline}”曾经导入，后来有人删去或移走了它，因此不再写出；若要恢复，请删去 {record} 里关于 {path} 的一行",
)
VANISHED = Code(
    name="article-vanished",
    severity=Severity.WARNING,
    en="import once found “{headline}” on {file}, and finds it there no more; the article is kept: delete it if it"
    " should go",
    zh="{file} 上曾有“{headline}”，现在找不到了；稿件仍然保留，如不需要请自行删去",
)
UNCERTAIN = Code(
    name="article-uncertain",
    severity=Severity.WARNING,
    en="it is not sure that “{headline}” begins and ends where import says: compare it with the printed page",
    zh="“{headline}”的起止没有把握：请对照印刷版核对首尾和所含文字",
)
TIE = Code(
    name="headline-kicker-tie",
    severity=Severity.NOTE,
    en="of “{kicker}” and “{headline}” either may be the headline: if the first, exchange `kicker` and `title`",
    zh="“{kicker}”与“{headline}”哪个是主题没有把握：若主题是前者，请对调 kicker 与 title",
)
UNSURE_BYLINE = Code(
    name="byline-uncertain",
    severity=Severity.NOTE,
    en="it is not sure that {names}, and nobody else, wrote this article: compare `authors` with the printed page",
    zh="署名（{names}）是否完整、是否属于本稿没有把握：请对照印刷版核对 authors",
)
PAGE_PLACES = Code(
    name="page-range-of-text",
    severity=Severity.ERROR,
    en="a text file is one page, and --page names several; give its number",
    zh="一个文本文件就是一个版面，而 --page 给了多个；请给出版次",
)
PAGE_READ = Code(
    name="page-imprint",
    severity=Severity.NOTE,
    en="the page itself says “{read}”; from that come its {facts_en}: give {options} if that is wrong",
    zh="版面上写着“{read}”；{facts_zh}由此得来，如有误请用 {options} 说明",
)
PAGE_COUNTED = Code(
    name="page-number-counted",
    severity=Severity.NOTE,
    en="page {place} of the file does not say which page it is, so it counts as page {number}: see that it is so",
    zh="文件的第 {place} 页没有写明版次，按第 {number} 版计；如有误请用 --page 说明",
)
PAGE_OTHERWISE = Code(
    name="page-imprint-differs",
    severity=Severity.WARNING,
    en="the page itself says “{read}”, and its place or what was said of it makes it page {number} of {date}: it"
    " counts as that; if the page is right, move the file to where it belongs",
    zh="版面上写着“{read}”，而按所在位置或所给说明它是 {date} 第 {number} 版：已照后者导入；"
    "若以版面为准，请把文件移到应在的位置",
)
CONTINUES = Code(
    name="story-continues",
    severity=Severity.NOTE,
    en="“{headline}” goes on on page {page}, in {other}; the site links the two: to make them one article, put its"
    " paragraphs below these and delete that file, and later imports keep it so",
    zh="《{headline}》转到第 {page} 版，下文在 {other}；网站会互相链接：若要合为一篇，请把那里的段落接到这里之后，"
    "再删去那个文件，以后导入都会照办",
)
CONTINUES_UNKNOWN = Code(
    name="story-part-missing",
    severity=Severity.NOTE,
    en="“{headline}” says {word} page {page}, and no one article there names page {own} in turn: look for its other"
    " part on page {page}",
    zh="《{headline}》写着“{word}第 {page} 版”，而那一版没有（或不止一篇）稿件写明与第 {own} 版相接："
    "请到第 {page} 版查找",
)
PAGES_IN_FILE = Code(
    name="page-file-of-several",
    severity=Severity.ERROR,
    en="this file holds {count} pages, and below content/pages every page is a file of its own; split it, or keep"
    " it elsewhere and run `jianbao import` on it",
    zh="这个文件有 {count} 页，而 content/pages 里每个版面应是单独的文件；"
    "请拆开，或放在别处再用 `jianbao import` 导入",
)
NOTHING = Code(
    name="page-without-article",
    severity=Severity.ERROR,
    en="no article was found on this page, so nothing was written; see what is left over, and check the text",
    zh="这个版面没有找到任何稿件，什么也没有写；请看剩余文字，并检查原文",
)
REVIEW_NO_PAGE = Code(
    name="review-no-page",
    severity=Severity.ERROR,
    en="there is no page to review; put the text of one into content/pages/<paper>/<yyyy-mm-dd>/<nn>.txt",
    zh="没有可审阅的版面；请把版面文字放到 content/pages/<报纸>/<yyyy-mm-dd>/<nn>.txt",
)
REVIEW_PORT = Code(
    name="review-no-port",
    severity=Severity.ERROR,
    en="port {port} is taken or not allowed; leave --port out, and a free one is found",
    zh="端口 {port} 已被占用或无权使用；不写 --port 会自动找一个",
)
NEW_TITLE = Code(
    name="new-title-unusable",
    severity=Severity.ERROR,
    en="no address can be made from this title; give one with words, letters or digits",
    zh="这个标题无法生成网址；请给出含有汉字、字母或数字的标题",
)
INIT_NOT_EMPTY = Code(
    name="init-not-empty",
    severity=Severity.ERROR,
    en="this folder holds something already ({example}), and init leaves it alone; name a new or empty folder",
    zh="这个目录里已有内容（{example}），init 不会改动它；请指定新的或空的目录",
)
INIT_NO_FOLDER = Code(
    name="init-no-folder",
    severity=Severity.ERROR,
    en="this cannot be made a folder ({reason}); name another one",
    zh="这里不能建立目录（{reason}）；请另选一个",
)
