"""The one door of jieba."""

from __future__ import annotations

import marshal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from jianbao.zh.words import load


def test_words_join_to_the_text() -> None:
    text = "他在工会组织的招聘会上，\n看到3家企业。"
    assert "".join(load().cut(text)) == text
    assert "招聘会" in load().cut(text)


def test_parts_of_speech_and_rarity() -> None:
    words = load()
    assert words.part_of_speech("城市") == "ns"
    assert words.part_of_speech("没有这个词") == ""
    assert words.idf("我们") < words.idf("没有这个词")


def test_it_is_loaded_once() -> None:
    assert load() is load()


def test_nothing_is_read_or_left_in_the_shared_temp_folder(tmp_path: Path) -> None:
    planted = tmp_path / "jieba.cache"
    planted.write_bytes(marshal.dumps(({"毒药词": 10**9}, 10**9)))
    code = (
        "import sys; sys.path.insert(0, 'generator'); from jianbao.zh.words import load;"
        "assert load().cut('毒药词') != ('毒药词',); print(load().cut('毒药词'))"
    )
    env = {"TMPDIR": str(tmp_path), "PATH": "/usr/bin:/bin", "PYTHONWARNINGS": "error"}
    done = subprocess.run([sys.executable, "-c", code], check=True, env=env, capture_output=True, text=True)
    assert done.stderr == ""
    assert sorted(path.name for path in tmp_path.iterdir()) == ["jieba.cache"]


def test_a_folder_of_our_own_keeps_the_dictionary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    own = tmp_path / "own"
    own.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(elsewhere))
    words = load(own)
    assert words.cut("招聘会") == ("招聘会",)
    assert [path.name for path in own.iterdir()] == ["jieba.cache"]
    assert list(elsewhere.iterdir()) == []
