"""What the command line says besides problems."""

from __future__ import annotations

from jianbao.model.problem import Language, Sentence

STAGES = {
    "settings": Sentence(en="reading settings", zh="读取设置"),
    "import": Sentence(en="importing newspaper pages", zh="导入报纸版面"),
    "pages": Sentence(en="importing newspaper pages", zh="导入报纸版面"),
    "read": Sentence(en="reading articles", zh="读取稿件"),
    "articles": Sentence(en="reading articles", zh="读取稿件"),
    "plan": Sentence(en="planning the site", zh="规划网站"),
    "render": Sentence(en="making pages", zh="生成网页"),
    "write": Sentence(en="writing files", zh="写入文件"),
    "prune": Sentence(en="removing old files", zh="清理旧文件"),
    "build": Sentence(en="building", zh="生成网站"),
    "check": Sentence(en="checking", zh="检查"),
    "publish": Sentence(en="publishing", zh="发布"),
    "explain": Sentence(en="reading texts", zh="读取文字"),
}


def stage(name: str, language: Language) -> str:
    """Return the words for a stage; a stage without words stands for itself."""
    return STAGES[name].in_language(language) if name in STAGES else name


def more(code: str, count: int) -> Sentence:
    """Say that problems of one code were left out."""
    return Sentence(
        en=f"… and {count} more [{code}]; -v shows all", zh=f"……还有 {count} 条 [{code}]；加 -v 查看全部"
    )


def found(errors: int, warnings: int, notes: int) -> Sentence:
    """Say how many problems there were."""
    counts = ((errors, "error", "个错误"), (warnings, "warning", "个警告"), (notes, "note", "个提示"))
    english = [f"{count} {word}{'' if count == 1 else 's'}" for count, word, _ in counts if count]
    return Sentence(
        en=", ".join(english) or "no problems",
        zh="，".join(f"{count} {word}" for count, _, word in counts if count) or "没有问题",
    )
