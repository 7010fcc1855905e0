"""What can go wrong on the command line, and while serving, deploying and cleaning is begun."""

from __future__ import annotations

from jianbao.model.problem import Code, Severity

USAGE_OPTION = Code(
    name="usage-option",
    severity=Severity.ERROR,
    en="there is no option {name}; {help} lists them",
    zh="没有 {name} 这个选项；运行 {help} 查看全部选项",
)
USAGE_OPTION_NEAR = Code(
    name="usage-option-near",
    severity=Severity.ERROR,
    en="there is no option {name}; did you mean {near}?",
    zh="没有 {name} 这个选项；是不是 {near}？",
)
USAGE_COMMAND = Code(
    name="usage-command",
    severity=Severity.ERROR,
    en="there is no command {name}; `jianbao --help` lists them",
    zh="没有 {name} 这个命令；运行 `jianbao --help` 查看全部命令",
)
USAGE_COMMAND_NEAR = Code(
    name="usage-command-near",
    severity=Severity.ERROR,
    en="there is no command {name}; did you mean `jianbao {near}`?",
    zh="没有 {name} 这个命令；是不是 `jianbao {near}`？",
)
USAGE_NO_COMMAND = Code(
    name="usage-no-command",
    severity=Severity.ERROR,
    en="say what to do: `jianbao build` builds the site, `jianbao --help` lists all commands",
    zh="请写明命令：`jianbao build` 生成网站，`jianbao --help` 列出全部命令",
)
USAGE_MISSING = Code(
    name="usage-missing",
    severity=Severity.ERROR,
    en="{names} is missing; {help} shows how to write it",
    zh="缺少 {names}；写法见 {help}",
)
USAGE_NO_VALUE = Code(
    name="usage-no-value",
    severity=Severity.ERROR,
    en="{name} needs a value after it; {help} shows which",
    zh="{name} 后面要写一个值；说明见 {help}",
)
USAGE_SWITCH = Code(
    name="usage-switch",
    severity=Severity.ERROR,
    en="{name} takes no value; write it alone",
    zh="{name} 不带值；单独写上即可",
)
USAGE_NUMBER = Code(
    name="usage-number",
    severity=Severity.ERROR,
    en="{name} takes a whole number from {least} to {most}, not {text!r}",
    zh="{name} 要写 {least} 到 {most} 的整数，不能是 {text!r}",
)
USAGE_BACKWARDS = Code(
    name="usage-pages-backwards",
    severity=Severity.ERROR,
    en="--page {text} runs backwards; the first page comes first: {turned}",
    zh="--page {text} 前后颠倒；请先写起始页：{turned}",
)
USAGE_DATE = Code(
    name="usage-date",
    severity=Severity.ERROR,
    en="{name} takes a date such as 2023-04-12, not {text!r}",
    zh="{name} 要写 2023-04-12 这样的日期，不能是 {text!r}",
)
USAGE_EMPTY = Code(
    name="usage-empty",
    severity=Severity.ERROR,
    en="{name} is empty; write a value",
    zh="{name} 是空的；请写一个值",
)
USAGE_CHOICE = Code(
    name="usage-choice",
    severity=Severity.ERROR,
    en="{text!r} is not one of {names}; choose one of them",
    zh="{text!r} 不在 {names} 之中；请选其中一个",
)
USAGE_CHOICE_NEAR = Code(
    name="usage-choice-near",
    severity=Severity.ERROR,
    en="{text!r} is not one of {names}; did you mean {near}?",
    zh="{text!r} 不在 {names} 之中；是不是 {near}？",
)
USAGE_EXTRA = Code(
    name="usage-extra",
    severity=Severity.ERROR,
    en="{name!r} is one argument too many; {help} shows which there are",
    zh="多了一个参数 {name!r}；有哪些参数见 {help}",
)
USAGE_OTHER = Code(
    name="usage-other",
    severity=Severity.ERROR,
    en="the command line makes no sense: {said}; see {help}",
    zh="看不懂这行命令：{said}；参见 {help}",
)
INTERRUPTED = Code(
    name="interrupted",
    severity=Severity.NOTE,
    en="interrupted; every file is whole, old or new, and the next run carries on",
    zh="已中断；每个文件都是完整的旧版或新版，下次运行会接着做",
)
SYSTEM = Code(
    name="system-error",
    severity=Severity.ERROR,
    en="the system refused: {reason}; check that the place exists, is writable and has room",
    zh="系统拒绝了操作：{reason}；请检查该位置是否存在、可写、有空间",
)
PORT_TAKEN = Code(
    name="serve-port-taken",
    severity=Severity.NOTE,
    en="port {port} is taken or not allowed, so the site is served on port {chosen}",
    zh="端口 {port} 已被占用或无权使用，改用端口 {chosen}",
)
PORT_NONE = Code(
    name="serve-no-port",
    severity=Severity.ERROR,
    en="ports {port} to {last} are all taken or not allowed; end another server, or choose with --port",
    zh="端口 {port} 到 {last} 都被占用或无权使用；请结束其他服务，或用 --port 另选",
)
TARGET_NONE = Code(
    name="deploy-no-target",
    severity=Severity.ERROR,
    en="no place to publish to is set; add [deploy.NAME] with kind (folder, rsync or git) and to in {settings}",
    zh="还没有设置发布目标；请在 {settings} 里加上 [deploy.名称]，写明 kind（folder、rsync 或 git）和 to",
)
TARGET_CHOICE = Code(
    name="deploy-which-target",
    severity=Severity.ERROR,
    en="there are several targets, so say which: jianbao deploy {names}",
    zh="有多个发布目标，请写明其中一个：jianbao deploy {names}",
)
TARGET_UNKNOWN = Code(
    name="deploy-unknown-target",
    severity=Severity.ERROR,
    en="there is no target {name!r}; choose one of: {names}",
    zh="没有名为 {name!r} 的发布目标；请从 {names} 中选一个",
)
DEPLOY_STOPPED = Code(
    name="deploy-stopped",
    severity=Severity.NOTE,
    en="nothing was published: mend the errors above and deploy again",
    zh="没有发布任何内容：请先改正上面的错误，再重新发布",
)
DEPLOY_LOCAL = Code(
    name="deploy-base-url",
    severity=Severity.WARNING,
    en="base_url is {url}, so feeds and the sitemap lead there; set the address the site will have in {settings}",
    zh="base_url 是 {url}，订阅源和站点地图会指向那里；请在 {settings} 里写上网站的真实地址",
)
DEPLOY_DRAFTS = Code(
    name="deploy-drafts",
    severity=Severity.WARNING,
    en="drafts or articles of a later date are published too, because --drafts or --future was given",
    zh="由于使用了 --drafts 或 --future，草稿或日期未到的稿件也会一起发布",
)
CLEAN_LEFT = Code(
    name="clean-left",
    severity=Severity.NOTE,
    en="files that jianbao did not make were left alone: {names}",
    zh="不是 jianbao 生成的文件没有动：{names}",
)
CLEAN_FOREIGN = Code(
    name="clean-not-ours",
    severity=Severity.ERROR,
    en="this folder was not made by jianbao, so nothing in it was removed; do it yourself, or name another with -o",
    zh="这个目录不是 jianbao 生成的，里面什么都没有删；请自行删除，或用 -o 指明别的目录",
)
TAGS_WORDS = Code(
    name="tags-words",
    severity=Severity.ERROR,
    en="write `jianbao tags merge OLD… NEW` or `jianbao tags rename OLD NEW`",
    zh="请写 `jianbao tags merge 旧标签… 新标签` 或 `jianbao tags rename 旧标签 新标签`",
)
TAG_UNKNOWN = Code(
    name="tag-unknown",
    severity=Severity.ERROR,
    en="no article has the tag {tag}; `jianbao tags` lists those there are",
    zh="没有稿件用标签“{tag}”；运行 `jianbao tags` 查看已有标签",
)
TAGS_TABLE = Code(
    name="tags-table-not-edited",
    severity=Severity.WARNING,
    en="this file could not be edited safely and stays as it was, so import may write {old} again; write what "
    "became of it by hand (docs/words.md)",
    zh="此文件无法安全修改，保持原样，以后导入可能再次用到 {old}；请手工写明它的去向（见 docs/words.md）",
)
TAG_TAKEN = Code(
    name="tag-taken",
    severity=Severity.ERROR,
    en="there is a tag {new} already; `jianbao tags merge {old} {new}` joins the two",
    zh="已有标签“{new}”；要合并两者，请运行 `jianbao tags merge {old} {new}`",
)
