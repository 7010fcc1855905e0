"""Classes with slots, frozen or not, the same that `dataclasses` makes, in a tenth of the time.

A build of one changed article loads over a hundred such classes, and `dataclasses` compiles six functions for each:
0.07 s of 0.4. Here one is compiled, `__init__`, when the first instance is made, which most classes never see then;
what compares, hashes, prints and guards is shared by all classes.
`dataclasses.replace`, `fields` and `is_dataclass`, and type checkers, see no difference.
"""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(**how: bool) -> Callable[[type], type]:
        """Return `dataclasses.dataclass(**how)`, or what does the same for classes with slots."""
        if how.keys() <= {"frozen", "slots", "kw_only"} and how.get("slots"):
            return lambda made: _made(made, frozen=how.get("frozen", False), kw_only=how.get("kw_only", False))
        return dataclasses.dataclass(**how)


__all__ = ["dataclass"]
_NOTHING = object()


def _made(given: type, *, frozen: bool, kw_only: bool) -> type:
    if any(map(dataclasses.is_dataclass, given.__mro__[1:])):  # rare, and the library knows what to do
        return dataclasses.dataclass(frozen=frozen, slots=True, kw_only=kw_only)(given)
    own = given.__dict__
    given.__doc__ = given.__doc__ or given.__name__  # or the library would print the signature there: 2 ms
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)(given)
    made.__dataclass_params__.frozen = frozen
    fields = dataclasses.fields(made)
    made.__init__ = _first(made, fields, frozen=frozen)
    compared = [each.name for each in fields if each.compare]
    made.__compared__ = attrgetter(*compared) if compared else staticmethod(lambda _: ())
    for name, function in (_SHARED | _FROZEN if frozen else _SHARED).items():
        if name not in own:
            setattr(made, name, function)
    return made  # type: ignore[no-any-return]  # as given


def _first(made: Any, fields: tuple[dataclasses.Field[Any], ...], *, frozen: bool) -> Callable[..., None]:
    """Return an `__init__` that puts the compiled one in its place, when it is first wanted."""

    def compiled() -> Callable[..., None]:
        made.__init__ = _init(fields, frozen=frozen)
        return made.__init__  # type: ignore[no-any-return]  # made a line above

    def first(self: Any, *given: Any, **named: Any) -> None:
        compiled()(self, *given, **named)

    made.__signature__ = _Signature(compiled)
    return first


class _Signature:
    """What `inspect.signature` finds of a class: that of the `__init__` that `compiled` makes."""

    def __init__(self, compiled: Callable[[], Callable[..., None]]) -> None:
        self._compiled = compiled

    def __get__(self, one: object, made: type) -> inspect.Signature:
        whole = inspect.signature(self._compiled())
        return whole.replace(parameters=list(whole.parameters.values())[1:])


def _init(fields: tuple[dataclasses.Field[Any], ...], *, frozen: bool) -> Callable[..., None]:
    """Compile an `__init__` as `dataclasses` does: values of frozen classes are put past the guard."""
    names: dict[str, Any] = {"_put": object.__setattr__, "_nothing": _NOTHING}
    given, named, lines = ["self"], list[str](), list[str]()
    for each in fields:
        name, asked, value = each.name, each.name, each.name
        if each.default is not dataclasses.MISSING:
            names[f"_of_{name}"] = each.default
            asked = f"{name}=_of_{name}"
        elif each.default_factory is not dataclasses.MISSING:
            names[f"_of_{name}"] = each.default_factory
            asked, value = f"{name}=_nothing", f"_of_{name}() if {name} is _nothing else {name}"
        (named if each.kw_only else given).append(asked)
        lines.append(f" _put(self, {name!r}, {value})" if frozen else f" self.{name} = {value}")
    words = ", ".join([*given, *(["*", *named] if named else [])])
    exec(f"def __init__({words}):\n" + "\n".join(lines or [" pass"]), names)  # noqa: S102  # of names in our classes
    made: Callable[..., None] = names["__init__"]
    return made


def _eq(self: Any, other: object) -> Any:
    values = self.__compared__
    return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented


def _hash(self: Any) -> int:
    return hash(self.__compared__(self))


def _repr(self: Any) -> str:
    shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__dataclass_fields__)
    return f"{type(self).__qualname__}({shown})"


def _set(_self: Any, name: str, _value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _delete(_self: Any, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _getstate(self: Any) -> list[Any]:
    return [getattr(self, name) for name in self.__dataclass_fields__]


def _setstate(self: Any, state: list[Any]) -> None:
    for name, value in zip(self.__dataclass_fields__, state, strict=True):
        object.__setattr__(self, name, value)


_SHARED: dict[str, Callable[..., Any] | None] = {"__eq__": _eq, "__hash__": None, "__repr__": _repr}
_FROZEN: dict[str, Callable[..., Any] | None] = {
    "__hash__": _hash,
    "__setattr__": _set,
    "__delattr__": _delete,
    "__getstate__": _getstate,
    "__setstate__": _setstate,
}
