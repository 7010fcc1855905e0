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
PDF_ENCRYPTED = Code(
    name="pdf-encrypted",
    severity=Severity.ERROR,
    en="this PDF is encrypted, and import has no password; save a copy without protection and import that",
    zh="这个 PDF 有密码保护，无法读取；请另存一份不加密的再导入",
)
PDF_DAMAGED = Code(
    name="pdf-damaged",
    severity=Severity.ERROR,
    en="{what_en} cannot be read as a PDF: it is damaged or cut off; get the file again, or save it anew with a"
    " PDF program",
    zh="{what_zh}无法按 PDF 读取：文件损坏或不完整；请重新获取，或用 PDF 软件另存一份",
)
PDF_FOREIGN = Code(
    name="pdf-is-other",
    severity=Severity.ERROR,
    en="this is called a PDF and is {what_en}; if it is the text of the page, name it .txt, otherwise get the PDF",
    zh="这个文件名为 PDF，其实是{what_zh}；如果是版面文字，请把扩展名改为 .txt，否则请重新获取 PDF",
)
PDF_TOO_MUCH = Code(
    name="pdf-too-much",
    severity=Severity.ERROR,
    en="reading {what_en} took more than {seconds} seconds or {megabytes} MB and was ended;"
    " save the page anew with a PDF program, or import its text",
    zh="读取{what_zh}超过 {seconds} 秒或 {megabytes} MB，已中止，什么也没有导入；请用 PDF 软件另存，或导入其文字",
)
PDF_NO_PAGES = Code(
    name="pdf-without-pages",
    severity=Severity.ERROR,
    en="this PDF has no pages; get the file again",
    zh="这个 PDF 没有页面；请重新获取文件",
)
PDF_NO_SUCH_PAGE = Code(
    name="pdf-page-missing",
    severity=Severity.ERROR,
    en="this file has {count} page(s), and {asked} was asked for; give --page within that",
    zh="这个文件共 {count} 页，而要的是 {asked}；请用 --page 给出其中的页",
)
PDF_MANY_PAGES = Code(
    name="pdf-many-pages",
    severity=Severity.ERROR,
    en="this PDF has {count} pages, more than a newspaper's issue; name up to {most} of them, such as --page 1-8",
    zh="这个 PDF 有 {count} 页，超过一期报纸的版数；请用 --page 指明其中至多 {most} 页，例如 --page 1-8",
)
PDF_NO_TEXT = Code(
    name="pdf-without-text",
    severity=Severity.ERROR,
    en="page {number} of this PDF is a picture without text; install the extra that recognises it"
    " (pip install 'jianbao[ocr]') and import again, or import the ALTO or hOCR of an OCR program, or its text",
    zh="这个 PDF 的第 {number} 页是没有文字的图片；请安装文字识别（pip install 'jianbao[ocr]'）后再导入，"
    "或导入 OCR 程序生成的 ALTO 或 hOCR 文件，或导入其文字",
)
PDF_UNKNOWN_CHARACTERS = Code(
    name="pdf-characters-unknown",
    severity=Severity.ERROR,
    en="page {number} of this PDF does not say which characters {count} of its {total} signs are (its fonts have no"
    " Unicode map), and import does not guess; get a PDF with real text, or have its picture recognised"
    " (pip install 'jianbao[ocr]'), or import the ALTO or hOCR of an OCR program",
    zh="这个 PDF 第 {number} 页的 {total} 个字符中有 {count} 个没有标明是什么字（字体缺 Unicode 对照表），"
    "导入从不猜测；请换用带真实文字的 PDF，或安装文字识别（pip install 'jianbao[ocr]'），"
    "或导入 OCR 程序生成的 ALTO 或 hOCR 文件",
)
PDF_NO_LIBRARY = Code(
    name="pdf-library-missing",
    severity=Severity.ERROR,
    en="PDF files are read with pypdfium2, which is not there; install jianbao again, or import the page's text",
    zh="读取 PDF 需要 pypdfium2，而这里没有；请重新安装 jianbao，或导入版面的文字",
)
PDF_TEXT_LAYER = Code(
    name="page-text-layer",
    severity=Severity.NOTE,
    en="page {number} is a scan; its text is the layer that an OCR program put into the file, which does not say"
    " how sure it was: proofread it, and see that no article runs into the next",
    zh="第 {number} 页是扫描图，文字取自文件中 OCR 程序留下的文字层，置信度不明：请校对文字，并核对各篇起止",
)
OCR_READ = Code(
    name="page-recognised",
    severity=Severity.NOTE,
    en="page {number} is a picture; its text was recognised, with a mean confidence of {sure}: proofread it",
    zh="第 {number} 页是图片，文字由识别得来，平均置信度 {sure}：请校对",
)
OCR_FAILED = Code(
    name="page-not-recognised",
    severity=Severity.ERROR,
    en="page {number} is a picture, and recognising its text failed or took more than {seconds} seconds;"
    " import the ALTO or hOCR of an OCR program, or its text",
    zh="第 {number} 页是图片，文字识别失败或超过 {seconds} 秒；请导入 OCR 程序生成的 ALTO 或 hOCR 文件，"
    "或导入其文字",
)
OCR_NOTHING = Code(
    name="page-picture-without-text",
    severity=Severity.ERROR,
    en="page {number} is a picture, and no text was recognised on it; see that it is the right page and upright",
    zh="第 {number} 页是图片，其中没有识别出文字；请检查是否拿错了版面或方向不正",
)
OCR_ENTITIES = Code(
    name="ocr-file-entities",
    severity=Severity.ERROR,
    en="this file declares entities of its own, which could fetch or swell, so it is not read; save it without",
    zh="这个文件声明了自己的实体（可能引用外部内容或无限膨胀），因此不读取；请去掉后另存",
)
OCR_BROKEN = Code(
    name="ocr-file-broken",
    severity=Severity.ERROR,
    en="this is not ALTO or hOCR as it should be ({reason}); export it again",
    zh="这不是合格的 ALTO 或 hOCR 文件（{reason}）；请重新导出",
)
OCR_EMPTY = Code(
    name="ocr-file-empty",
    severity=Severity.ERROR,
    en="this file holds no line of text with its place; export ALTO with TextLine and String, or hOCR with lines",
    zh="这个文件没有带位置的文字行；请导出含 TextLine、String 的 ALTO，或含 ocr_line 的 hOCR",
)
