"""Frozen values compare, hash and show themselves as attrs would have them do."""

from __future__ import annotations

import copy
import pickle

import attrs
import pytest

from ijmfacts.shapes import Shape


@attrs.frozen(eq=False, repr=False)
class Pair(Shape):
    """Two fields, and one that does not count."""

    first: str
    second: int = 0
    aside: str = attrs.field(default="", eq=False, repr=False)


@attrs.frozen(eq=False, repr=False)
class Wider(Pair):
    """One field more."""

    third: str = ""


@attrs.frozen(eq=False, repr=False)
class Lone(Shape):
    """One field."""

    only: str


def test_values_with_equal_fields_are_equal_and_have_one_hash() -> None:
    assert Pair("a", 1) == Pair("a", 1)
    assert hash(Pair("a", 1)) == hash(Pair("a", 1))
    assert Lone("a") == Lone("a")


@pytest.mark.parametrize("other", [Pair("a", 2), Pair("b", 1), Lone("a"), Wider("a", 1), ("a", 1)])
def test_another_field_or_another_class_makes_another_value(other: object) -> None:
    assert Pair("a", 1) != other
    assert other != Pair("a", 1)
    assert len({Pair("a", 1), other}) == 2


def test_a_field_set_aside_has_no_part_in_it() -> None:
    assert Pair("a", 1, "x") == Pair("a", 1, "y")
    assert len({Pair("a", 1, "x"), Pair("a", 1, "y")}) == 1
    assert repr(Pair("a", 1, "x")) == "Pair(first='a', second=1)"


def test_a_class_made_of_another_counts_its_own_fields_too() -> None:
    assert Wider("a", 1, third="x") != Wider("a", 1, third="y")
    assert repr(Wider("a")) == "Wider(first='a', second=0, third='')"


def test_values_stay_frozen() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        Pair("a").first = "b"  # type: ignore[misc]


def test_values_are_pickled_with_all_their_fields() -> None:
    for value in (Pair("a", 1, "x"), Wider("a", 2, third="y"), Lone("a")):
        again = pickle.loads(pickle.dumps(value))  # noqa: S301 - made here
        assert again == value
        assert attrs.asdict(again) == attrs.asdict(value)
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            again.first = "b"
    assert copy.deepcopy(Pair("a", 1, "x")).aside == "x"
