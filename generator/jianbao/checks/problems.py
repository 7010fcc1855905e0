"""What checking finds in articles and in a built site."""

from __future__ import annotations

from jianbao.model.problem import Code, Severity

NO_HEADLINE = Code(
    name="article-no-headline",
    severity=Severity.ERROR,
    en="the article has no headline; write one after `title:`",
    zh="稿件没有标题；请在 `title:` 后面写上",
)
NO_SLUG = Code(
    name="article-no-slug",
    severity=Severity.WARNING,
    en="no slug is written down, so the address is made from the headline and moves when that changes; write one "
    "after `slug:` (a-z, 0-9 and hyphens)",
    zh="没有写明 slug，网址由标题生成，标题一改就会变；请在 `slug:` 后面写上（小写字母、数字和连字符）",
)
EMPTY = Code(
    name="article-empty",
    severity=Severity.WARNING,
    en="the article has neither text nor a picture; write its text below the front matter or remove the file",
    zh="稿件既没有正文也没有图片；请在文件头下面写上正文，或删除这个文件",
)
FUTURE = Code(
    name="article-future-date",
    severity=Severity.NOTE,
    en="the date {date} has not come yet, so the article is left out until then; --future shows it",
    zh="日期 {date} 还没有到，在此之前不会发布；加 --future 可以预览",
)
DRAFT = Code(
    name="article-draft",
    severity=Severity.NOTE,
    en="a draft, so it is left out of the site; --drafts shows it, `draft: false` publishes it",
    zh="这是草稿，不会发布；加 --drafts 可以预览，写 `draft: false` 即发布",
)
REGION_UNKNOWN = Code(
    name="article-region-unknown",
    severity=Severity.ERROR,
    en="there is no division with the code {code}; correct it or take it out (`jianbao explain` finds codes)",
    zh="没有代码为 {code} 的行政区划；请改正或删去（可用 `jianbao explain` 查代码）",
)
REGION_GONE = Code(
    name="article-region-gone",
    severity=Severity.WARNING,
    en="{code} is {name}, which ended in {year}; the article is listed under {today} and keeps the old name. Write "
    "the code of today where you mean less",
    zh="{code} 是 {name}，{year} 年已经撤销；文章列在 {today} 之下，并注明旧名。如所指更窄，请改写今天的代码",
)
REGION_UNCLEAR = Code(
    name="article-region-unclear",
    severity=Severity.NOTE,
    en="several divisions are called {name} ({candidates}) and the text does not say which; write the code of the "
    "one you mean after `region:`, or `home_region` in content/data/regions.toml",
    zh="名为“{name}”的行政区划不止一个（{candidates}），文中没有说明是哪一个；请在 `region:` 后面写上代码，"
    "或在 content/data/regions.toml 里写明 `home_region`",
)
REGION_NONE = Code(
    name="articles-without-region",
    severity=Severity.NOTE,
    en="{count} of the articles name no region, so readers who look by place do not find them: {files}; write a "
    "code after `region:` where there is one (`jianbao explain` proposes it)",
    zh="有 {count} 篇稿件没有注明地区，按地区查找时看不到：{files}；如有所指，请在 `region:` 后面写上代码"
    "（`jianbao explain` 可以给出建议）",
)
REGION_OUTSIDE = Code(
    name="article-region-not-listed",
    severity=Severity.WARNING,
    en="the main region {code} is not among `regions`; add it there or change `region`",
    zh="主要地区 {code} 不在 `regions` 之中；请补上，或改 `region`",
)
SLUG_DOUBTFUL = Code(
    name="slug-doubtful",
    severity=Severity.NOTE,
    en="the address {slug} reads {char} as {said}, which may be wrong; if it is, write the slug anew (the old "
    'address keeps answering), else write the word in content/data/pinyin.toml, as in "{char}" = "{said}"',
    zh="网址 {slug} 把“{char}”读作 {said}，可能不对；如果不对，请改写 slug（旧网址仍然有效），"
    '否则请把这个词写进 content/data/pinyin.toml，例如 "{char}" = "{said}"',
)
TAG_FORMS = Code(
    name="tags-differ-by-case",
    severity=Severity.WARNING,
    en="tags that differ only in case or width: {forms}; use one of them in every article",
    zh="有些标签只有大小写或全半角不同：{forms}；请统一成一个",
)
TAG_TWICE = Code(
    name="article-tag-twice",
    severity=Severity.WARNING,
    en="the tag {tag} is given twice; take one out",
    zh="标签 {tag} 写了两次；请删去一个",
)
GAP_GONE = Code(
    name="article-gap-moved",
    severity=Severity.WARNING,
    en="a gap stands after “{after}” ({where}), but these words are no longer there; correct `gaps` or take it out",
    zh="缺字标在“{after}”之后（{where}），但那里已没有这几个字；请改正 `gaps` 或删去这一条",
)
REVIEW_LEFT = Code(
    name="articles-to-review",
    severity=Severity.NOTE,
    en="places that import was not sure of are left in {count} of the articles; `jianbao list review` names them",
    zh="有 {count} 篇稿件含有导入时拿不准的地方；运行 `jianbao list review` 查看",
)
DEAD_LINK = Code(
    name="site-dead-link",
    severity=Severity.ERROR,
    en="links to {target}, which the site does not have{more}; correct the link or build again",
    zh="链接到 {target}，但网站里没有这个文件{more}；请改正链接，或重新生成网站",
)
DEAD_ANCHOR = Code(
    name="site-dead-anchor",
    severity=Severity.WARNING,
    en="links to {target}, but that page has no place of this name{more}; correct what follows the #",
    zh="链接到 {target}，但那一页里没有这个位置{more}；请改正 # 后面的部分",
)
DUPLICATE_ID = Code(
    name="site-duplicate-id",
    severity=Severity.WARNING,
    en='id="{id}" stands more than once in the page; every id must be its own (see the theme)',
    zh='页面里 id="{id}" 出现了不止一次；每个 id 只能用一次（请检查主题）',
)
NO_TITLE = Code(
    name="site-no-title",
    severity=Severity.WARNING,
    en="the page has no <title>, or an empty one; give it one in the theme",
    zh="页面没有 <title>，或 <title> 是空的；请在主题里补上",
)
NO_ALT = Code(
    name="site-image-without-alt",
    severity=Severity.WARNING,
    en='the picture {src} has no alt text; write `alt` for it in the article (alt="" where it says nothing)',
    zh='图片 {src} 没有替代文字；请在稿件里为它写上 `alt`（纯装饰的写 alt=""）',
)
STRAY = Code(
    name="site-stray-file",
    severity=Severity.WARNING,
    en="this file was not made by the build and will not be published; move it out of the folder",
    zh="这个文件不是生成出来的，不会被发布；请移出这个目录",
)
MISSING = Code(
    name="site-missing-file",
    severity=Severity.ERROR,
    en="the build made this file, but it is gone; run `jianbao build`",
    zh="这个文件是生成过的，现在却不见了；请运行 `jianbao build`",
)
UNREADABLE = Code(
    name="site-not-utf8",
    severity=Severity.ERROR,
    en="the file is not UTF-8 text, so readers see garbage; run `jianbao build`",
    zh="文件不是 UTF-8 文本，读者会看到乱码；请运行 `jianbao build`",
)
NOT_BUILT = Code(
    name="site-not-built",
    severity=Severity.NOTE,
    en="there is no built site here yet, so only the articles were checked; run `jianbao build` first",
    zh="这里还没有生成的网站，所以只检查了稿件；请先运行 `jianbao build`",
)
