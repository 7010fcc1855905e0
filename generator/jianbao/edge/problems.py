"""What can be wrong with files, settings and folders, and what to do about it."""

from __future__ import annotations

from jianbao.model.problem import Code, Severity

NO_SETTINGS = Code(
    name="no-settings",
    severity=Severity.ERROR,
    en="there is no jianbao.toml and no [tool.jianbao] in a pyproject.toml in {folder} or above it;"
    " go into the site's folder, name the file with -c, or begin a site with `jianbao init DIR`",
    zh="在 {folder} 及其上级目录里找不到 jianbao.toml，也没有含 [tool.jianbao] 的 pyproject.toml；"
    "请进入网站所在目录，或用 -c 指明设置文件，或用 `jianbao init 目录` 新建网站",
)
NO_TABLE = Code(
    name="settings-table-missing",
    severity=Severity.ERROR,
    en="this file has no table [tool.jianbao]; add it, or name another file with -c",
    zh="这个文件里没有 [tool.jianbao]；请补上，或用 -c 指明别的文件",
)
TWO_SETTINGS = Code(
    name="settings-twice",
    severity=Severity.WARNING,
    en="{other} beside it has settings too; only this file counts, delete one of the two",
    zh="旁边的 {other} 里也有设置；只有本文件有效，请删去其中一处",
)
SETTING_UNKNOWN = Code(
    name="setting-unknown",
    severity=Severity.ERROR,
    en="there is no setting {key}; {hint_en}",
    zh="没有 {key} 这个设置；{hint_zh}",
)
SETTING_TYPE = Code(
    name="setting-type",
    severity=Severity.ERROR,
    en="{key} is {got}; write {wanted_en}",
    zh="{key} 的值是 {got}；请改为：{wanted_zh}",
)
SETTING_VALUE = Code(
    name="setting-value",
    severity=Severity.ERROR,
    en="{key}: {value} cannot be used: {why_en}",
    zh="{key}：{value} 不能用：{why_zh}",
)
TOML_BROKEN = Code(
    name="toml-broken",
    severity=Severity.ERROR,
    en="this is not TOML ({reason}), so nothing in the file counts; mend this line",
    zh="这里不符合 TOML 的写法（{reason}），整个文件都没有生效；请改正这一行",
)
DATA_FILE_UNKNOWN = Code(
    name="data-file-unknown",
    severity=Severity.WARNING,
    en="this file is none of the tables we read; {hint_en}",
    zh="这个文件不是会读取的数据表；{hint_zh}",
)
FILE_MISSING = Code(
    name="file-missing",
    severity=Severity.ERROR,
    en="there is no such file; check the name",
    zh="没有这个文件；请检查文件名",
)
FILE_UNREADABLE = Code(
    name="file-unreadable",
    severity=Severity.ERROR,
    en="the file cannot be read ({reason}); check its rights, or give a text file",
    zh="文件无法读取（{reason}）；请检查权限，或换一个文本文件",
)
FILE_TOO_LARGE = Code(
    name="file-too-large",
    severity=Severity.ERROR,
    en="the file has {size} MB and more than {most} MB is no newspaper page or article; cut it up",
    zh="文件有 {size} MB；超过 {most} MB 不会是一个版面或一篇稿件，请拆开",
)
FILE_BINARY = Code(
    name="file-binary",
    severity=Severity.ERROR,
    en="this is not text but {what_en}; give the text itself, in UTF-8",
    zh="这不是文本，而是{what_zh}；请提供文本本身，用 UTF-8 编码",
)
FILE_RECODED = Code(
    name="file-recoded",
    severity=Severity.NOTE,
    en="the file is in {encoding} and was read so; save it in UTF-8 to be sure of every character",
    zh="文件是 {encoding} 编码，已照此读取；请另存为 UTF-8，以免有字读错",
)
FILE_DECODE_FAILED = Code(
    name="file-decode-failed",
    severity=Severity.ERROR,
    en="the bytes here are neither UTF-8 nor GB18030 nor UTF-16; save the file in UTF-8",
    zh="这里的字节既不是 UTF-8，也不是 GB18030 或 UTF-16；请把文件存为 UTF-8",
)
OUTPUT_NOT_OURS = Code(
    name="output-not-ours",
    severity=Severity.ERROR,
    en="this folder has files that jianbao did not make ({example}), so nothing was written;"
    " empty it, or choose another folder with -o",
    zh="这个目录里有不是 jianbao 生成的文件（{example}），因此什么也没有写；请清空它，或用 -o 另选目录",
)
OUTPUT_NO_FOLDER = Code(
    name="output-no-folder",
    severity=Severity.ERROR,
    en="this is a file and not a folder; choose another place with -o",
    zh="这是文件而不是目录；请用 -o 另选位置",
)
OUTPUT_UNSAFE = Code(
    name="output-unsafe",
    severity=Severity.ERROR,
    en="{path} is not a name we write in a site ({why_en}); change the slug, alias or permalink that leads there",
    zh="不能在网站里写 {path}（{why_zh}）；请改动指向它的 slug、aliases 或 permalink",
)
OUTPUT_FAILED = Code(
    name="output-failed",
    severity=Severity.ERROR,
    en="the file cannot be written ({reason}); the old one is whole: make room or rights and build again",
    zh="文件写不进去（{reason}）；原有的文件完好：请腾出空间或改好权限，再生成一次",
)
LOCKED = Code(
    name="already-running",
    severity=Severity.ERROR,
    en="another jianbao ({who}) works on this site; wait until it is done or stop it",
    zh="另一个 jianbao（{who}）正在处理这个网站；请等它结束，或先停止它",
)
MEMORY_BROKEN = Code(
    name="import-record-broken",
    severity=Severity.ERROR,
    en="the record of what import wrote cannot be read, so this page was left as it is;"
    " restore the file from version control, or delete it to keep all articles as they are",
    zh="导入记录读不懂，这个版面因此原样未动；请从版本库恢复这个文件，或删去它（已有稿件都会保留）",
)
