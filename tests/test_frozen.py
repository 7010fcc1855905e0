"""Our frozen classes are those of `dataclasses`, but for the time they take."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from dataclasses import field
from typing import Any

import pytest

from jianbao.model import frozen


@frozen.dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Fields by name, of all kinds."""

    name: str
    count: int = 0
    parts: tuple[str, ...] = field(default=())
    found: dict[str, int] = field(default_factory=dict, compare=False)


@frozen.dataclass(frozen=True, slots=True)
class Placed:
    """Fields by place, with a text of its own."""

    x: int
    y: int = 2

    def __repr__(self) -> str:
        return f"<{self.x}>"


@frozen.dataclass(frozen=True, slots=True)
class More(Placed):
    """One that another is made of."""

    z: int = 3


@frozen.dataclass(frozen=True, slots=True)
class Empty:
    """Nothing."""


@frozen.dataclass(frozen=True, slots=True)
class Bare:
    x: int


@frozen.dataclass(slots=True, kw_only=True)
class Loose:
    """One that may be changed."""

    x: int
    found: list[int] = field(default_factory=list)


def test_a_class_without_a_text_has_its_name() -> None:
    assert (Bare.__doc__, Placed.__doc__) == ("Bare", "Fields by place, with a text of its own.")


def test_what_it_asks_for_is_known_before_one_is_made() -> None:
    @frozen.dataclass(frozen=True, slots=True)
    class New:
        x: int
        y: int = 2

    assert list(inspect.signature(New).parameters) == ["x", "y"]
    assert New(1) == New(1, 2)
    assert list(inspect.signature(New).parameters) == ["x", "y"]


def test_it_is_made_as_asked() -> None:
    one = Named(name="a", parts=("b",))
    assert (one.name, one.count, one.parts, one.found) == ("a", 0, ("b",), {})
    assert Named(name="a").found is not Named(name="a").found
    assert (Placed(1), Placed(1, 5).y, More(1, z=4).z) == (Placed(1, 2), 5, 4)
    for made, given in ((Named, ("a",)), (Named, ()), (Placed, ()), (Placed, (1, 2, 3))):
        with pytest.raises(TypeError):
            made(*given)  # type: ignore[call-arg]  # what is tested


def test_it_is_equal_hashed_and_printed_by_its_fields() -> None:
    assert Named(name="a", found={"x": 1}) == Named(name="a")
    assert Named(name="a") != Named(name="b")
    assert Placed(1) != More(1)
    assert Placed(1).__eq__((1, 2)) is NotImplemented
    assert len({Placed(1), Placed(1, 2), Placed(2)}) == 2
    assert Empty() == Empty()
    assert hash(Empty()) == hash(Empty())
    assert repr(Named(name="a")) == "Named(name='a', count=0, parts=(), found={})"
    assert repr(Placed(7)) == "<7>"


def test_nothing_of_it_can_be_changed() -> None:
    one: Any = Named(name="a")
    with pytest.raises(dataclasses.FrozenInstanceError, match="name"):
        one.name = "b"
    with pytest.raises(dataclasses.FrozenInstanceError, match="name"):
        del one.name
    with pytest.raises(AttributeError):
        one.other = 1
    assert not hasattr(one, "__dict__")


def test_the_tools_of_dataclasses_know_it() -> None:
    one = Named(name="a", count=3)
    assert dataclasses.is_dataclass(one)
    assert [it.name for it in dataclasses.fields(one)] == ["name", "count", "parts", "found"]
    assert dataclasses.replace(one, name="b") == Named(name="b", count=3)
    assert dataclasses.asdict(More(1)) == {"x": 1, "y": 2, "z": 3}
    assert pickle.loads(pickle.dumps(one)) == one == copy.deepcopy(one)  # noqa: S301  # made a moment ago
    match Placed(4):
        case Placed(x, y):
            assert (x, y) == (4, 2)


def test_one_that_is_not_frozen_can_be_changed_and_has_no_hash() -> None:
    loose = Loose(x=1)
    loose.x = 2
    assert loose == Loose(x=2)
    assert loose.found is not Loose(x=2).found
    assert repr(loose) == "Loose(x=2, found=[])"
    assert pickle.loads(pickle.dumps(loose)) == loose == copy.deepcopy(loose)  # noqa: S301  # made a moment ago
    with pytest.raises(TypeError):
        hash(loose)
    with pytest.raises(AttributeError):
        loose.other = 1  # type: ignore[attr-defined]  # what is tested


def test_other_classes_are_made_by_the_library() -> None:
    @frozen.dataclass(order=True)
    class Sorted:
        x: int

    assert Sorted(1) < Sorted(2)
