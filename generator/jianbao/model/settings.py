"""The settings of one site: `[tool.jianbao]` in pyproject.toml, or the same keys in jianbao.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from types import MappingProxyType

from jianbao.model.frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DeployTarget:
    """One `[deploy.NAME]`. `kind`: folder, rsync or git; `to`: a folder, an rsync destination, a remote;
    `branch` is for git."""

    name: str
    kind: str
    to: str
    branch: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a maintainer decides. `base_url` ends in "/" and may carry a path."""

    title: str = "剪报"
    base_url: str = "http://127.0.0.1:8000/"
    language: str = "zh-CN"
    timezone: str = "Asia/Shanghai"
    theme: str = "default"
    paper: str = ""
    permalink: str = "/{year}/{month}/{slug}.html"
    per_listing: int = 20
    icp: str = ""
    gongan: str = ""
    suggest: str = ""
    reading_speed: int = 400
    push_list: bool = False
    ruby: bool = False
    traditional: str = ""
    share_font: str = ""
    deploy: tuple[DeployTarget, ...] = ()
    extra: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
