"""The project checks its own rules: layers, purity of the core, one door per library, sizes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "generator" / "jianbao"
CORE = ("model", "zh", "ingest", "publish", "checks", "document")
DOORS: dict[str, set[str] | None] = {
    "jieba": {"zh/words.py"},
    "pypdfium2_raw": {"edge/pdf_child.py"},
    "pypinyin": {"zh/pinyin.py"},
    "opencc": {"zh/traditional.py"},
    "PIL": {"publish/share.py", "edge/pictures.py"},
    "markdown": {"publish/markup.py"},
    "jinja2": {"publish/theme.py", "publish/template_code.py"},
    "numpy": {
        *(f"publish/search/bulk{it}.py" for it in ("", "_lists", "_piles")),
        *(f"ingest/{it}.py" for it in ("sight", "network")),
        "edge/ocr_child.py",
    },
    "rapidocr": {"edge/ocr_child.py"},
    "cv2": {"edge/ocr_child.py"},
    "yaml": None,  # anywhere in document/
}
CLOCKS = {"now", "today", "utcnow", "time", "time_ns", "monotonic", "perf_counter"}


def modules(*rooms: str) -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        if not rooms or name.split("/")[0] in rooms:
            yield name, ast.parse(path.read_text("utf-8"))


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


@pytest.mark.parametrize("library", DOORS)
def test_each_library_has_one_door(library: str) -> None:
    users = {name for name, tree in modules() if any(m.split(".")[0] == library for m in imported(tree))}
    allowed = DOORS[library]
    if allowed is None:
        assert {name.split("/")[0] for name in users} <= {"document"}
    else:
        assert users == allowed


def called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Name):
        return node.func.id
    return node.func.attr if isinstance(node.func, ast.Attribute) else ""


def test_the_core_opens_no_file_reads_no_clock_and_prints_nothing() -> None:
    found = []
    for name, tree in modules(*CORE):
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            function = called(node)
            direct = isinstance(node.func, ast.Name)
            if (function in {"open", "print", "input"} and direct) or function in {"write_text", "write_bytes"}:
                found.append(f"{name}:{node.lineno} {function}")
            if function in CLOCKS and not direct and not node.args:
                found.append(f"{name}:{node.lineno} {function}")
    assert found == []


def test_only_the_command_line_prints() -> None:
    found = [
        f"{name}:{node.lineno}"
        for name, tree in modules()
        if name != "cli.py"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert found == []


def test_no_global_statements() -> None:
    found = [
        f"{name}:{node.lineno}"
        for name, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Global)
    ]
    assert found == []


def code_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from the first to the last, without the docstring's."""
    told = len((ast.get_docstring(node) or "").splitlines())
    return (node.end_lineno or node.lineno) - node.lineno + 1 - told


def test_modules_and_functions_stay_small() -> None:
    sizes = {name: len((PACKAGE / name).read_text("utf-8").splitlines()) for name, _ in modules()}
    assert [name for name, size in sizes.items() if size > 350] == []
    long_functions = [
        f"{name}:{node.lineno} {node.name}"
        for name, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and code_lines(node) > 50
    ]
    assert long_functions == []


def test_every_public_module_class_and_function_says_what_it_is() -> None:
    bare = []
    for name, tree in modules():
        public = [
            node
            for node in tree.body
            if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_")
        ]
        if ast.get_docstring(tree) is None:
            bare.append(name)
        bare += [f"{name}:{node.lineno} {node.name}" for node in public if ast.get_docstring(node) is None]
    assert bare == []
