"""A theme: templates, static files, settings and words. With template_code.py the only module that knows Jinja2.

The caller reads the files; a theme that extends another is given with it: the first folder of the chain that has
a file wins. ``"default/base.html"`` names a template of one theme of the chain, so that a template may extend the
one it replaces. Templates see `view`, `site` and `theme`; what is missing is an error, what is text is escaped.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from types import CodeType, MappingProxyType
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template, TemplateNotFound, TemplateSyntaxError
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.environment import TemplateModule
from jinja2.exceptions import TemplateError
from jinja2.runtime import Macro
from markupsafe import Markup, escape

from jianbao.model.frozen import dataclass
from jianbao.model.problem import JianbaoError, Problem, Where
from jianbao.publish.assets import published
from jianbao.publish.problems import THEME_FAILED, THEME_TEMPLATE
from jianbao.publish.template_code import KIND, DirectEnvironment
from jianbao.publish.theme_toml import TOML, ThemeFolder, broken, merged, strings, text, toml
from jianbao.publish.views import SiteView, View


class Words:
    """A table of theme.toml that templates read as ``theme.strings.name`` or ``theme.strings['name']``."""

    def __init__(self, table: Mapping[str, object]) -> None:
        for key, value in table.items():
            self.__dict__[key] = Words(value) if isinstance(value, dict) else value

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> object: ...

    def __getitem__(self, name: str) -> object:
        return self.__dict__[name]

    def __contains__(self, name: object) -> bool:
        return name in self.__dict__

    def __iter__(self) -> Iterator[str]:
        return iter(self.__dict__)


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeView:
    """What templates see as `theme`. `assets` maps a static file's name to its address ("assets/style.1f….css")."""

    strings: Words
    settings: Words
    assets: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A theme ready to render. `static` maps addresses to bytes; `words` replace the core's own (words.py);
    `digest` (sha256, hex) stands for everything it is made of. ``draw(template, path, view, site)`` gives the HTML
    of the output at `path` (used in messages only)."""

    name: str
    view: ThemeView
    words: Mapping[str, str]
    static: Mapping[str, bytes]
    templates: frozenset[str]
    digest: str
    draw: Callable[[str, str, View, SiteView], str]


def theme(chain: Sequence[ThemeFolder], compiled: dict[str, bytes] | None = None, language: str = "zh-CN") -> Theme:
    """Make the theme of a chain of folders, the one to look in first in front.

    All templates are compiled here: JianbaoError (exit code 2) names file and line of a mistake. `compiled` holds
    what was compiled before, and is filled; it must come from where nobody else can write.
    `language` chooses the strings.
    """
    store = _Compiled({} if compiled is None else compiled)
    tables = [toml(folder, store.kept) for folder in chain]
    assets, static = published(folder.files for folder in chain)
    view = ThemeView(
        strings=Words(strings(chain, tables, language)),
        settings=Words(merged(chain, tables, "settings")),
        assets=MappingProxyType(assets),
    )
    words = {key: str(value) for key, value in merged(chain, tables, "words").items()}
    total = _digest(chain)
    environment = _environment(chain, store)
    names = frozenset(_templates(chain)) if total in store.kept else _compile(chain, environment)
    store.kept[total] = b""
    return Theme(
        name=chain[0].name,
        view=view,
        words=MappingProxyType(words),
        static=MappingProxyType(static),
        templates=names,
        digest=total,
        draw=_drawer(chain, store, environment, view),
    )


def _templates(chain: Sequence[ThemeFolder]) -> dict[str, tuple[ThemeFolder, str]]:
    """Map template names to where they lie: plain names to the first folder that has them, and "theme/name"."""
    found: dict[str, tuple[ThemeFolder, str]] = {}
    for folder in reversed(chain):
        names = [p.removeprefix("templates/") for p in sorted(folder.files) if p.startswith("templates/")]
        found |= {f"{folder.name}/{name}": (folder, f"templates/{name}") for name in names}
        found |= {name: (folder, f"templates/{name}") for name in names}
    return found


class _Compiled(BytecodeCache):
    """Compiled templates in a dict, by kind of code, name and text."""

    def __init__(self, kept: dict[str, bytes], kind: str = "") -> None:
        self.kept = kept
        self.kind = kind

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket where its template was compiled before."""
        found = self.kept.get(self.kind + bucket.key + bucket.checksum)
        if found is not None:
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template that was compiled."""
        self.kept[self.kind + bucket.key + bucket.checksum] = bucket.bytecode_to_string()


def _environment(chain: Sequence[ThemeFolder], store: _Compiled, *, careful: bool = False) -> Environment:
    """Make what templates are drawn in. Where it is not `careful`, an attribute that is not there raises
    AttributeError, for it is Python itself that looks (template_code.py); the library's own way makes it undefined,
    which a template may ask for."""
    found = _templates(chain)

    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        if name not in found:
            return None
        folder, path = found[name]
        return text(folder, path), str(folder.where(path)), lambda: True

    environment = (Environment if careful else DirectEnvironment)(
        autoescape=True,
        undefined=StrictUndefined,
        loader=FunctionLoader(load),
        auto_reload=False,
        bytecode_cache=_Compiled(store.kept, "" if careful else KIND),
        cache_size=-1,
    )
    environment.template_class = _Template
    environment.globals["once"] = _once()
    return environment


_ROOT = "\x1f"


_DRAWN = 12_000
"""So many cards are held at most, or the memory of a build would grow with the archive."""


def _once() -> Callable[..., Markup]:
    """Make the function that templates call as ``once(macro, item, root, …)``.

    The macro is drawn once an item (and further arguments), with a mark in place of the way to the root, which is
    put in afterwards: an article's card stands on a dozen pages. The macro must only write `root`. Of the site it
    is drawn once a way. What is drawn is known by the objects themselves, which are held, or the number of one
    might come again as that of another; a macro by its code, for one that a page defines is new on each page.
    """
    drawn: dict[tuple[object, ...], tuple[Any, ...]] = {}
    new = str.__new__  # what Markup(text) comes to, in a third of the time

    def once(macro: Macro, item: object, root: str, *rest: object) -> Markup:
        way, code = root if type(item) is SiteView else _ROOT, macro._func.__code__  # noqa: SLF001  # as above
        key = (id(code), id(item), way, *map(id, rest))
        found = drawn.get(key)
        if found is None:
            if len(drawn) >= _DRAWN:
                drawn.clear()
            found = drawn[key] = (str(macro(item, way, *rest)), code, item, rest)
        return new(Markup, found[0] if way is root else found[0].replace(_ROOT, root))

    return once


def _quick(value: Any, special: Callable[[str], object] = re.compile("[&<>\"']").search) -> str:
    """Escape what a template writes: most text needs none, and none of it needs to be a Markup of its own."""
    kind = type(value)
    if kind is str:
        return escape(value) if special(value) else value
    return value if kind is Markup else escape(value)


class _Template(Template):
    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],  # noqa: A002  # the library's name
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        """Load a compiled template, with our escape in place of the library's."""
        made = super().from_code(environment, code, globals, uptodate)
        made.root_render_func.__globals__["escape"] = _quick
        return made

    def _get_default_module(self, ctx: object = None) -> TemplateModule:  # noqa: ARG002  # the library's name
        """Return what a template imports of another; here no import may see the names of who imports, and what all
        templates see is the same, so that the library need not compare the two each time."""
        if self._module is None:
            self._module = self.make_module()
        return self._module


def _compile(chain: Sequence[ThemeFolder], environment: Environment) -> frozenset[str]:
    found = _templates(chain)
    for name, (_, path) in found.items():
        if len(chain) == 1 and name != path.removeprefix("templates/"):
            continue  # the same text by its longer name, which nobody says where there is one theme
        try:
            environment.get_template(name)
        except TemplateSyntaxError as mistake:
            holder, file = found.get(mistake.name or name, found[name])
            raise broken(holder.where(file, mistake.lineno), mistake.message or "syntax error") from None
    return frozenset(found)


def _digest(chain: Sequence[ThemeFolder]) -> str:
    total = hashlib.sha256()
    for folder in chain:
        for path, content in sorted(folder.files.items()):
            total.update(f"{folder.name}\0{path}\0{len(content)}\0".encode() + content)
    return total.hexdigest()


def _failed(chain: Sequence[ThemeFolder], mistake: BaseException, template: str, path: str) -> Problem:
    """Say where in the templates a rendering failed: the innermost frame that is a template's."""
    places = {str(folder.where(it)): folder.where(it) for folder in chain for it in folder.files}
    where = next((folder.where(f"templates/{template}") for folder in chain), Where())
    step = mistake.__traceback__
    while step is not None:
        place = places.get(step.tb_frame.f_code.co_filename)
        if place is not None:
            where = Where(file=place.file, line=step.tb_lineno)
        step = step.tb_next
    reason = f"no template {mistake}" if isinstance(mistake, TemplateNotFound) else str(mistake)
    return THEME_FAILED.at(where, path=path, reason=reason or type(mistake).__name__)


def _drawer(
    chain: Sequence[ThemeFolder], store: _Compiled, environment: Environment, theme_view: ThemeView
) -> Callable[[str, str, View, SiteView], str]:
    careful: list[Environment] = []  # made for the first template that asks for what is not there
    asking: set[str] = set()  # the templates that do

    def drawn(template: str, view: View, site: SiteView) -> str:
        if template not in asking:
            try:
                return environment.get_template(template).render(view=view, site=site, theme=theme_view)
            except (AttributeError, RuntimeError):  # the second where a call ended with StopIteration
                asking.add(template)
        if not careful:
            careful.append(_environment(chain, store, careful=True))
        return careful[0].get_template(template).render(view=view, site=site, theme=theme_view)

    def draw(template: str, path: str, view: View, site: SiteView) -> str:
        if template not in known:
            raise JianbaoError(THEME_TEMPLATE.at(chain[0].where(TOML), template=template), exit_code=2)
        try:
            return drawn(template, view, site)
        except (TemplateError, TypeError, ValueError, KeyError, ArithmeticError, AttributeError) as mistake:
            raise JianbaoError(_failed(chain, mistake, template, path), exit_code=2) from mistake

    known = _templates(chain)
    return draw
