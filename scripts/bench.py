"""How long builds take, as ratios to a floor measured in the same run.

`make bench`, or

    python scripts/bench.py [--counts 1000,10000] [--rounds 3] [--jobs N] [--hugo PROGRAM] [--python PROGRAM]

The articles are invented here from a few words; nothing comes from the network. Modes: cold (no output, no
memory), same (nothing changed), body, title, add (one article), undo (it is taken away again), remove (one of the
middle of the archive: all newer sheets of its lists are others then), template (a template edited). Figures are CPU
seconds of the whole process tree, user and system. Two floors: "start": start Python and ask for the state of
as many files; "copy": start Python, read every article and write every output's bytes. Where `hugo` is on PATH (or
named), the same articles are built with it too, with a few bare templates and tags as its one taxonomy.

For a cold build there is a third floor, "bare", in one line of its own: start Python, read every article with
PyYAML's C parser, draw each with a Jinja2 template of one line (no Markdown, no lists, no search), and write as
many blank files of the same sizes as we do. What a program on these libraries takes at least to leave such a site.
And a fourth, "parts": what our own cold build spends inside the libraries and in reading and making files
(bench_parts.py), as if all other code took no time. For an edit there is "libraries": start Python, ask for the
state of every article, load Jinja2, PyYAML and SQLite; and "parts": that, and what our own edit spends inside
libraries and in reading and writing, as if all other code took no time, the loading of our own modules included;
"loaded" is that with our own modules loaded (their functions as if they took no time).
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import json
import os
import platform
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODES = ("cold", "same", "body", "title", "add", "undo", "remove", "template")
_LOADS = 5
"""How often the loading of modules is timed."""
EDITS = ("body", "title", "add", "undo", "remove")
WORDS = (
    "水渠",
    "麦田",
    "工会",
    "春耕",
    "车间",
    "师傅",
    "图书馆",
    "桥梁",
    "学校",
    "山村",
    "果园",
    "码头",
    "夜班",
    "粮站",
    "医生",
    "邮路",
)
DEEDS = ("通到了", "记住了", "改变了", "照亮了", "修好了", "带来了", "送走了", "等来了")
CODES = ("620923", "620900", "110106", "500000", "330100", "430100", "510100", "230100")
STAT = "import os,sys\nfor b,_,n in os.walk(sys.argv[1]):\n for f in n: os.stat(b+'/'+f)"
COPY = """import os,sys
for b,_,n in os.walk(sys.argv[1]):
 for f in n: open(b+'/'+f,'rb').read()
for b,d,n in os.walk(sys.argv[2]):
 to=sys.argv[3]+b[len(sys.argv[2]):]; os.makedirs(to,exist_ok=True)
 for f in n:
  t=open(b+'/'+f,'rb').read(); open(to+'/'+f,'wb').write(t)"""
BARE = """import json,os,sys,jinja2,yaml
draw=jinja2.Environment(autoescape=True).from_string('<h1>{{ title }}</h1>{{ body|safe }}'
 '{% for tag in tags %}<a href="/tags/{{ tag }}">{{ tag }}</a>{% endfor %}').render
for b,_,n in os.walk(sys.argv[1]):
 for f in n:
  head,body=open(b+'/'+f,encoding='utf-8').read()[4:].split('---\\n',1)
  found=yaml.load(head,yaml.CBaseLoader)
  draw(title=found['title'],tags=found['tags'],body='<p>'+body+'</p>').encode()
seen=set()
blank=memoryview(b' '*10**8)
for path,size in json.load(open(sys.argv[2])):
 path=sys.argv[3]+'/'+path; folder=os.path.dirname(path)
 if folder not in seen: os.makedirs(folder,exist_ok=True); seen.add(folder)
 file=os.open(path,os.O_WRONLY|os.O_CREAT|os.O_EXCL); os.write(file,blank[:size]); os.close(file)"""
LIBRARIES = f"{STAT}\nimport jinja2,sqlite3,yaml"
LOADED = f"{LIBRARIES}\nimport jianbao.cli,jianbao.commands.arguments,jianbao.commands.build,jianbao.edge.settings"
HUGO = {
    "hugo.toml": 'baseURL = "https://bench.example/"\ntitle = "新闻"\n[taxonomies]\n'
    'tag = "tags"\n[pagination]\npagerSize = 20\n',
    "layouts/_default/baseof.html": '<!DOCTYPE html><title>{{ .Title }}</title>{{ block "main" . }}{{ end }}',
    "layouts/_default/single.html": '{{ define "main" }}<h1>{{ .Title }}</h1>{{ .Content }}{{ range .Params.tags }}'
    '<a href="/tags/{{ . | urlize }}/">{{ . }}</a>{{ end }}{{ end }}',
    "layouts/_default/list.html": '{{ define "main" }}{{ range .Paginator.Pages }}<a href="{{ .RelPermalink }}">'
    "{{ .Title }}</a>{{ .Summary | truncate 110 }}{{ end }}{{ end }}",
}


def article(number: int, count: int) -> tuple[str, str, str]:
    """Invent article `number` of `count`: (folder, front matter without its fences, body)."""
    chance = random.Random(number)

    def sentence() -> str:
        first, second, third, last = (chance.choice(WORDS) for _ in range(4))
        return f"{first}{chance.choice(DEEDS)}{second}，{third}{number % 97}也{chance.choice(DEEDS)}{last}。"

    day = dt.date(2014, 1, 1) + dt.timedelta(days=number * 3650 // count)
    blocks = ["".join(sentence() for _ in range(chance.randint(2, 6))) for _ in range(chance.randint(4, 10))]
    if number % 20 == 0:
        blocks.insert(1, f"1. {sentence()}\n2. *{sentence()}*")
    if number % 4 == 0:
        blocks.insert(2, f"## {sentence()}")
    tags = sorted({f"{chance.choice(WORDS)}{int(chance.paretovariate(0.6)) % 125}" for _ in range(4)})
    rows: dict[str, object] = {
        "title": sentence()[:-1],
        "date": day.isoformat(),
        "slug": f"n{number:07d}",
        "tags": tags,
    }
    rows |= {
        "region": chance.choice(CODES),
        "authors": [{"name": f"江{chance.choice('大小春秋')}{number % 100}", "role": "记者"}],
    }
    head = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in rows.items())
    return f"{day:%Y/%m}", head, "\n\n".join(blocks) + "\n"


def write(folder: Path, numbers: range, count: int) -> None:
    """Write invented articles below a folder."""
    for number in numbers:
        month, head, body = article(number, count)
        place = folder / month
        place.mkdir(parents=True, exist_ok=True)
        (place / f"n{number:07d}.md").write_text(f"---\n{head}---\n\n{body}", "utf-8")


def spent(command: list[str], where: Path, env: dict[str, str]) -> tuple[float, float, float]:
    """Run a command; return its CPU seconds, seconds by the clock, and peak memory (MB) of its largest process."""
    start = time.perf_counter()
    with subprocess.Popen(
        command, cwd=where, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        said = process.stderr.read() if process.stderr else b""
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command[:4])} failed: {said.decode(errors='replace')[-500:]}")
    peak = used.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)
    return used.ru_utime + used.ru_stime, time.perf_counter() - start, peak


def change(articles: Path, mode: str, turn: int, count: int) -> None:
    """Make the edit that a mode is about."""
    files = sorted(articles.rglob("n*.md"))
    path = files[len(files) // 2 + turn]
    text = path.read_text("utf-8")
    new = files[-1].with_name(f"z{turn}{files[-1].name[1:]}")  # named by its slug, as import names files
    if mode == "body":
        path.write_text(f"{text}\n补记第{turn}次。\n", "utf-8")
    elif mode == "title":
        path.write_text(text.replace('title: "', f'title: "改{turn}', 1), "utf-8")
    elif mode == "add":
        new.write_text(files[-1].read_text("utf-8").replace('slug: "n', f'slug: "z{turn}', 1), "utf-8")
    elif mode == "undo":
        new.unlink()
    elif mode == "remove":
        files[count // 3 + turn].unlink()


class Site:
    """A site of invented articles in a folder of its own, and the command that builds it."""

    def __init__(self, folder: Path, count: int, command: list[str], articles: str) -> None:
        self.folder, self.count, self.command = folder, count, command
        self.articles = folder / articles
        self.outputs: tuple[str, ...] = ()
        self.template = folder
        write(self.articles, range(count), count)

    def prepare(self, mode: str, turn: int) -> None:
        """Bring the site into the state that a mode builds from."""
        if mode == "cold":
            for name in self.outputs:
                aside(self.folder / name)
        elif mode == "template":
            with self.template.open("a", encoding="utf-8") as file:
                file.write(f"<!-- {turn} -->\n")
        elif mode != "same":
            change(self.articles, mode, turn, self.count)


def aside(folder: Path) -> None:
    """Move a folder out of the way. It is removed at the end only: ext4 keeps away from files removed a moment ago,
    and looking for others took a build of 10,000 articles 6 s."""
    if folder.exists():
        folder.rename(folder.parent / f"old-{time.monotonic_ns()}")


def bare(mine: Site, work: Path, how: tuple[str, dict[str, str]]) -> float:
    """Return the CPU seconds of the floor "bare"."""
    site = mine.folder / "site"
    found = sorted((it.relative_to(site).as_posix(), it.stat().st_size) for it in site.rglob("*") if it.is_file())
    (work / "sizes.json").write_text(json.dumps(found), "utf-8")
    aside(work / "bare")
    words = [how[0], "-c", BARE, str(mine.articles), str(work / "sizes.json"), str(work / "bare")]
    return spent(words, mine.folder, how[1])[0]


def parts(mine: Site, how: tuple[str, dict[str, str]], mode: str, turn: int) -> dict[str, float]:
    """Return the CPU seconds of a build by part (bench_parts.py)."""
    mine.prepare(mode, turn)
    words = [how[0], str(ROOT / "scripts" / "bench_parts.py"), *(["edit"] if mode != "cold" else [])]
    run = subprocess.run(words, cwd=mine.folder, env=how[1], capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(run.stderr.splitlines()[-1])["parts"]
    return found


def ours(folder: Path, count: int, python: str, jobs: int) -> Site:
    """Prepare the site for jianbao, with the shipped theme."""
    folder.mkdir(parents=True)
    text = 'title = "新闻"\nbase_url = "https://bench.example/"\npaper = "测试报"\ntheme = "mine"\n'
    (folder / "jianbao.toml").write_text(text, "utf-8")
    shutil.copytree(ROOT / "themes" / "default", folder / "themes" / "mine")
    words = [python, "-m", "jianbao", "build", "-q", *(["-j", str(jobs)] if jobs else [])]
    made = Site(folder, count, words, "content/articles")
    made.outputs = ("site", ".cache")
    made.template = folder / "themes/mine/templates/article.html"
    return made


def theirs(folder: Path, count: int, hugo: str) -> Site:
    """Prepare the same articles for Hugo."""
    for name, text in HUGO.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    made = Site(folder, count, [hugo, "--quiet", "--noBuildLock"], "content/posts")
    made.outputs = ("public",)
    made.template = folder / "layouts/_default/single.html"
    return made


def measure(count: int, rounds: int, python: str, hugo: str, jobs: int) -> dict[str, float]:
    """Print the figures for a number of articles; return our CPU seconds by mode."""
    work = Path(tempfile.mkdtemp(prefix="jianbao-bench-"))
    env = {**os.environ, "PYTHONPATH": str(ROOT / "generator"), "LC_ALL": "C.UTF-8"}
    mine = ours(work / "ours", count, python, jobs)
    other = theirs(work / "hugo", count, hugo) if hugo else None
    time.sleep(2.5)  # younger files are read to be sure of them
    found: dict[str, float] = {}
    inside = parts(mine, (python, env), "cold", 0)
    for mode in MODES:
        rows = [_round(mode, turn, mine, other, work, (python, env)) for turn in range(rounds)]
        cpu, wall, peak, start, copy, theirs_cpu = (statistics.median(column) for column in zip(*rows, strict=True))
        line = f"{count:>7} {mode:9} {cpu:8.2f} s CPU {wall:8.2f} s {peak:6.0f} MB"
        line += f"  {cpu / start:7.1f} x start  {cpu / copy:6.2f} x copy"
        print(line + (f"  {cpu / theirs_cpu:7.3f} x hugo ({theirs_cpu:.2f} s)" if hugo else ""), flush=True)
        if mode == "cold":
            least = statistics.median(bare(mine, work, (python, env)) for _ in range(rounds))
            _floor("bare", mode, cpu, least, theirs_cpu if hugo else 0)
            _floor("parts", mode, cpu, sum(inside.values()), theirs_cpu if hugo else 0)
            _parts(inside)
        if mode in EDITS:
            _edit(mine, (python, env), mode, (cpu, theirs_cpu if hugo else 0), rounds)
        found[mode] = cpu
    shutil.rmtree(work, ignore_errors=True)
    return found


def _edit(mine: Site, how: tuple[str, dict[str, str]], mode: str, took: tuple[float, float], rounds: int) -> None:
    """Print the floors of an edit; `took`: CPU seconds of ours and of Hugo's (0 for none)."""

    def loading(code: str) -> float:
        words = [how[0], "-c", code, str(mine.articles)]
        return statistics.median(spent(words, mine.folder, how[1])[0] for _ in range(_LOADS))

    cpu, theirs = took
    libraries, loaded = loading(LIBRARIES), loading(LOADED)
    _floor("libraries", mode, cpu, libraries, theirs)
    inside = {"libraries": libraries, **parts(mine, how, mode, rounds)}
    _floor("parts", mode, cpu, sum(inside.values()), theirs)
    inside["modules"] = loaded - libraries
    _floor("loaded", mode, cpu, sum(inside.values()), theirs)
    _parts(inside)


def _parts(inside: dict[str, float]) -> None:
    """Print of what a floor consists."""
    print(" " * 8 + ", ".join(f"{part} {took:.3g}" for part, took in inside.items() if took >= 0.001), flush=True)


def _floor(name: str, mode: str, cpu: float, least: float, theirs: float) -> None:
    """Print a floor of one mode in a line of its own; `theirs` is Hugo's CPU, 0 for none."""
    floor = f"{least / theirs:.3f} x hugo (1/{theirs / least:.0f})" if theirs else ""
    print(
        f"        {name:9} {least:8.2f} s CPU: {mode} is {cpu / least:.2f} x {name}  {floor}".rstrip(), flush=True
    )


def _round(
    mode: str, turn: int, mine: Site, other: Site | None, work: Path, how: tuple[str, dict[str, str]]
) -> tuple[float, ...]:
    python, env = how
    mine.prepare(mode, turn)
    cpu, wall, peak = spent(mine.command, mine.folder, env)
    start = spent([python, "-c", STAT, str(mine.articles)], mine.folder, env)[0]
    words = [python, "-c", COPY, str(mine.articles), str(mine.folder / "site"), str(work / "copy")]
    aside(work / "copy")
    copy = spent(words, mine.folder, env)[0]
    hugo = 1.0
    if other is not None:
        other.prepare(mode, turn)
        hugo = spent(other.command, other.folder, env)[0]
    return cpu, wall, peak, start, copy, hugo


def main() -> None:
    """Read the arguments and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    number: Callable[[str], int] = int
    parser.add_argument("--counts", default="1000,10000")
    parser.add_argument("--rounds", type=number, default=3)
    parser.add_argument("--jobs", type=number, default=0)
    parser.add_argument("--hugo", default=shutil.which("hugo") or "")
    parser.add_argument("--python", default=sys.executable)
    given = parser.parse_args()
    if given.hugo and shutil.which(given.hugo) is None:
        parser.error(f"no program at {given.hugo}")
    print(f"{platform.platform()}, {os.cpu_count()} processors, Python {platform.python_version()}")
    tables = {
        int(count): measure(int(count), given.rounds, given.python, given.hugo, given.jobs)
        for count in given.counts.split(",")
    }
    counts = sorted(tables)
    for less, more in itertools.pairwise(counts):
        growth = ", ".join(f"{mode} {tables[more][mode] / tables[less][mode]:.1f}" for mode in MODES)
        print(f"from {less} to {more} articles the CPU seconds grow by: {growth}")


if __name__ == "__main__":
    main()
