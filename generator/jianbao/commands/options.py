"""The command line as a table: commands, options, and their help in English and Chinese."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import field

from jianbao.commands import problems
from jianbao.commands.nearest import nearest
from jianbao.model.frozen import dataclass
from jianbao.model.problem import JianbaoError, Sentence

LISTS = ("drafts", "tags", "regions", "urls", "review")


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """An option or argument. `names`: its spellings ("-o", "--output"), or one name for a positional argument.

    `metavar` empty: a switch. `many`: "?" (may be left out), "*" (any number), "+" (one or more) or "".
    `type` turns the word into a value; it raises JianbaoError where it cannot.
    """

    names: tuple[str, ...]
    help: Sentence
    metavar: str = ""
    type: Callable[[str], object] = str
    many: str = ""

    @property
    def dest(self) -> str:
        """The name of its value."""
        name = next((each for each in self.names if each.startswith("--")), self.names[0])
        return name.lstrip("-").replace("-", "_")


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command: what it does, and its own options."""

    name: str
    help: Sentence
    options: tuple[Option, ...] = field(default=())


def _say(en: str, zh: str) -> Sentence:
    return Sentence(en=en, zh=zh)


def _whole(name: str, least: int, most: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        value = int(text) if re.fullmatch(r"[0-9]{1,9}", text) else -1
        if not least <= value <= most:
            raise JianbaoError(problems.USAGE_NUMBER.at(name=name, text=text, least=least, most=most))
        return value

    return number


def _pages(text: str) -> int | tuple[int, int]:
    """Read a page, or the first and last of several."""
    first, dash, last = text.partition("-")
    number = _whole("--page", 1, 9999 if dash else 999)
    if dash and number(first) > number(last):
        raise JianbaoError(problems.USAGE_BACKWARDS.at(text=text, turned=f"{last}-{first}"))
    return (number(first), number(last)) if dash else number(first)


def _filled(name: str) -> Callable[[str], str]:
    def words(text: str) -> str:
        if not text.strip():
            raise JianbaoError(problems.USAGE_EMPTY.at(name=name))
        return text

    return words


def _date(name: str) -> Callable[[str], dt.date]:
    def date(text: str) -> dt.date:
        found = re.fullmatch(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?", text.strip())
        try:
            if found:
                return dt.date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            pass
        raise JianbaoError(problems.USAGE_DATE.at(name=name, text=text))

    return date


def _one_of(*names: str) -> Callable[[str], str]:
    def chosen(text: str) -> str:
        if text not in names:
            near = nearest(text, names)
            said = problems.USAGE_CHOICE
            raise JianbaoError(
                said.at(text=text, names=", ".join(names))
                if not near
                else problems.USAGE_CHOICE_NEAR.at(text=text, names=", ".join(names), near=near)
            )
        return text

    return chosen


COMMON = (
    Option(
        names=("-c", "--config"), metavar="FILE", type=_filled("--config"), help=_say("settings file", "设置文件")
    ),
    Option(
        names=("-o", "--output"),
        metavar="DIR",
        type=_filled("--output"),
        help=_say("folder of the built site", "网站输出目录"),
    ),
    Option(
        names=("-b", "--base-url"),
        metavar="URL",
        type=_filled("--base-url"),
        help=_say("address the site will have", "网站的网址"),
    ),
    Option(names=("-t", "--theme"), metavar="NAME", type=_filled("--theme"), help=_say("theme", "主题")),
    Option(names=("-D", "--drafts"), help=_say("show drafts too", "包括草稿")),
    Option(names=("--future",), help=_say("show articles of a later date too", "包括日期未到的稿件")),
    Option(
        names=("-j", "--jobs"),
        metavar="N",
        type=_whole("--jobs", 1, 1024),
        help=_say("number of worker processes", "并行进程数"),
    ),
    Option(names=("--strict",), help=_say("count warnings as errors", "把警告当作错误")),
    Option(names=("--json",), help=_say("print one JSON object", "输出一个 JSON 对象")),
    Option(
        names=("-q", "--quiet"),
        help=_say("print only warnings, errors and what was asked for", "只输出警告、错误和所要的结果"),
    ),
    Option(names=("-v", "--verbose"), help=_say("print everything", "输出全部信息")),
    Option(names=("--version",), help=_say("print the version and end", "显示版本号后退出")),
    Option(names=("-h", "--help"), help=_say("print this help and end", "显示本帮助后退出")),
)
DRY_RUN = Option(
    names=("-n", "--dry-run"),
    help=_say("change nothing, say what would change", "不改动任何东西，只说明将会怎样"),
)
WHOSE = (
    Option(
        names=("--paper",),
        metavar="NAME",
        type=_filled("--paper"),
        help=_say("name of the newspaper", "报纸名称"),
    ),
    Option(
        names=("--date",),
        metavar="YYYY-MM-DD",
        type=_date("--date"),
        help=_say("date of the issue", "出版日期"),
    ),
)
"""Which issue a page is of."""
COMMANDS = (
    Command(
        name="build",
        help=_say("import new and changed pages, then build the site", "导入新增或改动的报纸版面，然后生成网站"),
        options=(
            Option(
                names=("--verify",),
                help=_say("read every output, make again what was altered", "读取全部输出文件，被改动过的重新生成"),
            ),
            Option(names=("--profile",), help=_say("say where the time goes", "列出各阶段用时")),
        ),
    ),
    Command(
        name="import",
        help=_say("one newspaper page becomes Markdown articles", "把一个报纸版面变成 Markdown 稿件"),
        options=(
            Option(
                names=("files",),
                metavar="FILE",
                many="+",
                help=_say(
                    "a page: text, PDF, ALTO, hOCR; -: standard input", "版面：文字、PDF、ALTO、hOCR；- 为标准输入"
                ),
            ),
            *WHOSE,
            Option(
                names=("--page",),
                metavar="N",
                type=_pages,
                help=_say(
                    "number of the page; of a PDF also the pages wanted: 2-4", "版次；PDF 也可指明要哪几页：2-4"
                ),
            ),
            DRY_RUN,
        ),
    ),
    Command(
        name="review",
        help=_say(
            "settle in the browser what import was not sure of",
            "在浏览器里对照版面处理导入时拿不准之处",
        ),
        options=(
            Option(
                names=("file",),
                metavar="PAGE",
                many="?",
                help=_say(
                    "text of a page; the latest with something to settle unless given",
                    "版面的文字文件；不写则为最近一个有待处理事项的版面",
                ),
            ),
            Option(
                names=("-p", "--port"),
                metavar="N",
                type=_whole("--port", 0, 65535),
                help=_say("port, any that is free unless given", "端口，默认任选一个空闲的"),
            ),
            *WHOSE,
            Option(
                names=("--page",),
                metavar="N",
                type=_whole("--page", 1, 999),
                help=_say("number of the page", "版次"),
            ),
            Option(names=("--no-open",), help=_say("do not open the browser", "不打开浏览器")),
        ),
    ),
    Command(
        name="serve",
        help=_say(
            "show the site on this machine and rebuild on every change", "在本机预览网站，内容一改就重新生成"
        ),
        options=(
            Option(
                names=("-p", "--port"),
                metavar="N",
                type=_whole("--port", 0, 65535),
                help=_say("port, 8000 unless given", "端口，默认 8000"),
            ),
        ),
    ),
    Command(name="check", help=_say("look for faults in the articles and the built site", "检查稿件和生成的网站")),
    Command(
        name="deploy",
        help=_say("build, check, publish", "生成、检查、发布网站"),
        options=(
            Option(
                names=("target",),
                metavar="TARGET",
                many="?",
                help=_say(
                    "NAME of [deploy.NAME]; not needed if there is one", "[deploy.名称] 里的名称；只有一个时可省略"
                ),
            ),
            DRY_RUN,
            Option(
                names=("--first",),
                help=_say(
                    "take over a place that jianbao did not publish to before; what is there is replaced",
                    "接管一个不是 jianbao 发布过的位置；那里的内容将被替换",
                ),
            ),
        ),
    ),
    Command(
        name="new",
        help=_say("begin an article", "新建一篇稿件"),
        options=(
            Option(names=("title",), metavar="TITLE", type=_filled("TITLE"), help=_say("its headline", "标题")),
        ),
    ),
    Command(
        name="init",
        help=_say("begin a site in a folder", "在一个目录里新建网站"),
        options=(Option(names=("dir",), metavar="DIR", type=_filled("DIR"), help=_say("the folder", "目录")),),
    ),
    Command(
        name="list",
        help=_say("list what there is", "列出已有内容"),
        options=(
            Option(
                names=("what",),
                metavar="{" + ",".join(LISTS) + "}",
                type=_one_of(*LISTS),
                help=_say("what to list", "列出什么"),
            ),
        ),
    ),
    Command(
        name="clean",
        help=_say("remove the built site and the cache", "删除生成的网站和缓存"),
        options=(DRY_RUN,),
    ),
    Command(
        name="tags",
        help=_say(
            "show the vocabulary of tags; join or rename tags in all articles",
            "查看标签词表；合并或改名全部稿件里的标签",
        ),
        options=(
            Option(
                names=("words",),
                metavar="WORD",
                many="*",
                help=_say(
                    "nothing, or merge OLD… NEW, or rename OLD NEW",
                    "不写则列出；merge 旧标签… 新标签；rename 旧标签 新标签",
                ),
            ),
            Option(
                names=("--apply",),
                help=_say("write it; without this, only say what would change", "写入文件；不加则只说明将会怎样"),
            ),
        ),
    ),
    Command(
        name="explain",
        help=_say("slug, tags and regions of a text, and why", "说明一段文字的网址、标签、地区及理由"),
        options=(
            Option(
                names=("file",),
                metavar="FILE",
                many="?",
                help=_say("the text; - or nothing: standard input", "文字文件；- 或不写：标准输入"),
            ),
            Option(
                names=("--jsonl",),
                help=_say("read and print one JSON object a line", "逐行读入、输出 JSON 对象"),
            ),
        ),
    ),
)
