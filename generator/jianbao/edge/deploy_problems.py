"""What can keep a site from being published."""

from __future__ import annotations

from jianbao.model.problem import Code, Severity

FOLDER_NOT_OURS = Code(
    name="deploy-folder-not-ours",
    severity=Severity.ERROR,
    en="{place} holds things that jianbao did not publish; choose another folder, or take it over with "
    "`jianbao deploy --first` (what is there is kept beside it, in ….releases/replaced)",
    zh="{place} 里有不是 jianbao 发布的内容；请换一个目录，或用 `jianbao deploy --first` 接管"
    "（原有内容会保留在旁边的 ….releases/replaced 里）",
)
PLACE_NOT_OURS = Code(
    name="deploy-place-not-ours",
    severity=Severity.ERROR,
    en="{place} holds files that jianbao did not publish; choose another place, or take it over with "
    "`jianbao deploy --first` (what is there and not in the site will be removed)",
    zh="{place} 里有不是 jianbao 发布的文件；请换一个位置，或用 `jianbao deploy --first` 接管"
    "（那里有而网站里没有的文件会被删除）",
)
BRANCH_NOT_OURS = Code(
    name="deploy-branch-not-ours",
    severity=Severity.ERROR,
    en="{place} was not made by jianbao; choose another branch, or take it over with `jianbao deploy --first` "
    "(its files are replaced, its history stays)",
    zh="{place} 不是 jianbao 建立的；请换一个分支，或用 `jianbao deploy --first` 接管（文件会被替换，历史会保留）",
)
UNSAFE = Code(
    name="deploy-unsafe-place",
    severity=Severity.ERROR,
    en="{place} cannot be published to, because it is or holds the home folder, the whole disk or this project; "
    "name a folder of its own",
    zh="不能发布到 {place}，因为它就是（或包含）主目录、整个磁盘或本项目；请另写一个专用目录",
)
NOTHING = Code(
    name="deploy-nothing",
    severity=Severity.ERROR,
    en="{place} has no index.html, so there is no site to publish; run `jianbao build`",
    zh="{place} 里没有 index.html，没有可发布的网站；请先运行 `jianbao build`",
)
PROGRAM_MISSING = Code(
    name="deploy-program-missing",
    severity=Severity.ERROR,
    en="the program {program} is not installed here; install it, or choose a target of another kind",
    zh="这台机器上没有安装 {program}；请先安装，或改用其他类型的发布目标",
)
PROGRAM_FAILED = Code(
    name="deploy-program-failed",
    severity=Severity.ERROR,
    en="{program} could not publish to {place}: {said}; mend this and deploy again",
    zh="{program} 未能发布到 {place}：{said}；请解决后重新发布",
)
BRANCH = Code(
    name="deploy-bad-branch",
    severity=Severity.ERROR,
    en="{branch!r} is no name for a git branch; write another after `branch` in [deploy.{name}]",
    zh="{branch!r} 不能作 git 分支名；请在 [deploy.{name}] 的 branch 里另写一个",
)
KIND = Code(
    name="deploy-unknown-kind",
    severity=Severity.ERROR,
    en="[deploy.{name}] has the kind {kind!r}; write folder, rsync or git",
    zh="[deploy.{name}] 的 kind 是 {kind!r}；请写 folder、rsync 或 git",
)
NO_PLACE = Code(
    name="deploy-no-place",
    severity=Severity.ERROR,
    en="[deploy.{name}] does not say where to publish; write the place after `to`",
    zh="[deploy.{name}] 没有写明发布到哪里；请在 to 里写上",
)
