"""One order for anything hashable, the same in every run and for every order of input."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from fractions import Fraction
from typing import Any, TypeVar

Item = TypeVar("Item", bound=Hashable)


def stable_key(value: object) -> tuple[Any, ...]:
    """A key to sort mixed values by.

    Texts, numbers, tuples and sets are ordered by what they hold, all else by type and `repr`.
    """
    if isinstance(value, str):
        return ("str", value)
    if isinstance(value, bool) or value is None:
        return ("", repr(value))
    if isinstance(value, int | Fraction):
        return ("number", value)
    if isinstance(value, tuple):
        return ("tuple", *map(stable_key, value))
    if isinstance(value, frozenset):
        return ("set", *sorted(map(stable_key, value)))
    return ("~" + type(value).__qualname__, repr(value))


def in_order(values: Iterable[Item]) -> list[Item]:
    """The values sorted by `stable_key`."""
    found = list(values)
    for value in found:
        if type(value) is not str:
            return sorted(found, key=stable_key)
    return sorted(found)  # type: ignore[type-var]
