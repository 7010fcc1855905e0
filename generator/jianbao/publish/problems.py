"""What the publish room can find wrong, each with what to do about it."""

from __future__ import annotations

from jianbao.model.problem import Code, Severity

ADDRESS_CLASH = Code(
    name="address-clash",
    severity=Severity.ERROR,
    en="{first} and {second} both want the address /{address}; give one of them another slug or permalink. "
    "Nothing was written",
    zh="{first} 和 {second} 要用同一个地址 /{address}；请给其中一个另起 slug 或 permalink。什么都没有写出",
)
ADDRESS_FORM = Code(
    name="address-form",
    severity=Severity.ERROR,
    en='the address "{address}" cannot be used ({field}); write a path like /2023/04/name.html without ?, #, '
    '\\ or ".."',
    zh="地址“{address}”不能用（{field}）；请写成 /2023/04/name.html 这样的路径，不带 ?、#、\\ 或“..”",
)
PERMALINK_FIELD = Code(
    name="permalink-field",
    severity=Severity.ERROR,
    en='the setting permalink = "{permalink}" cannot be used; it may hold {{year}}, {{month}}, {{day}}, '
    "{{slug}}, {{paper}} and {{page}}, and must hold {{slug}}",
    zh="设置 permalink = “{permalink}”不能用；可以写 {{year}}、{{month}}、{{day}}、{{slug}}、{{paper}}、"
    "{{page}}，其中 {{slug}} 必不可少",
)
SLUG_FORM = Code(
    name="slug-form",
    severity=Severity.WARNING,
    en='the slug "{slug}" is not lower-case letters and digits with single hyphens; "{used}" is used in its '
    "place. Write that into the file",
    zh="slug“{slug}”不是小写字母、数字加单个连字符；先用“{used}”代替。请把它写进文件",
)
TERM_SLUG_SHARED = Code(
    name="term-slug-shared",
    severity=Severity.NOTE,
    en='"{term}" and "{other}" would have the address /{address}; "{term}" gets /{used}. To decide it '
    'yourself, write "{key}" in content/data/slugs.toml',
    zh="“{term}”与“{other}”的地址同为 /{address}；“{term}”改用 /{used}。要自己定，"
    "请在 content/data/slugs.toml 里写“{key}”",
)
UNKNOWN_REGION = Code(
    name="unknown-region",
    severity=Severity.WARNING,
    en="there is no division with the code {code}; the article is listed without it. Mend region or regions",
    zh="没有代码为 {code} 的行政区划；文章没有列入。请改正 region 或 regions",
)
MOVES_NOT_KEPT = Code(
    name="moves-not-kept",
    severity=Severity.WARNING,
    en="addresses of articles could not be written down here ({reason}), so a later change will not know the old "
    "ones. Let build write this file, or write `aliases:` into the articles",
    zh="稿件的旧网址未能写入此文件（{reason}），以后再改时就不知道现在的网址。请允许写入，或在稿件里写 `aliases:`",
)
UNSAFE_LINK = Code(
    name="unsafe-link",
    severity=Severity.WARNING,
    en='the link to "{link}" was taken out, its text stays; links may lead to http, https, mailto, tel or a path',
    zh="到“{link}”的链接已去掉，文字保留；链接只能是 http、https、mailto、tel 或路径",
)
BODY_TOO_DEEP = Code(
    name="body-too-deep",
    severity=Severity.WARNING,
    en="lists or quotations are nested too deep in this text; it is shown as typed. Take a few levels out",
    zh="正文里的列表或引用嵌套太深，已照原样显示。请减少几层",
)
THEME_BROKEN = Code(
    name="theme-broken",
    severity=Severity.ERROR,
    en="the theme cannot be used: {reason}. Mend this file, or choose another theme in the settings",
    zh="主题不能用：{reason}。请改正此文件，或在设置里换一个主题",
)
THEME_FAILED = Code(
    name="theme-failed",
    severity=Severity.ERROR,
    en="this template fails on /{path}: {reason}. Mend the template; a view has only the fields that the "
    "theme's README lists",
    zh="此模板在 /{path} 上出错：{reason}。请改模板；视图只有主题 README 所列的字段",
)
THEME_TEMPLATE = Code(
    name="theme-template-missing",
    severity=Severity.ERROR,
    en='the theme has no template "{template}"; add it to templates/, or extend a theme that has it',
    zh="主题里没有模板“{template}”；请放进 templates/，或继承（extends）有它的主题",
)
OPENCC_MISSING = Code(
    name="opencc-missing",
    severity=Severity.ERROR,
    en='`traditional` needs OpenCC, which is not here: pip install "jianbao[traditional]", or take the setting out',
    zh='`traditional` 要用 OpenCC，而它没有安装：请运行 pip install "jianbao[traditional]"，或者去掉这项设置',
)
PILLOW_MISSING = Code(
    name="pillow-missing",
    severity=Severity.ERROR,
    en='`share_font` needs Pillow, which is not here: pip install "jianbao[cards]", or take the setting out',
    zh='`share_font` 要用 Pillow，而它没有安装：请运行 pip install "jianbao[cards]"，或者去掉这项设置',
)
THEME_MISSING = Code(
    name="theme-missing",
    severity=Severity.ERROR,
    en='there is no theme "{theme}"; there is {known}. Mend `theme` in the settings, or put it in themes/{theme}/',
    zh="没有主题“{theme}”；现有 {known}。请改正设置里的 theme，或把它放在 themes/{theme}/",
)
THEME_CIRCLE = Code(
    name="theme-circle",
    severity=Severity.ERROR,
    en='the theme extends "{theme}", which extends it in turn; take one `extends` out',
    zh="主题继承“{theme}”，而后者又继承前者；请去掉其中一个 extends",
)
