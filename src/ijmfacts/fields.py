"""What the fields of a record may hold: converters and validators for attrs.

Knows nothing of any one record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeAlias

import attrs

from ijmfacts.times import Time, UnreadableTimeError, read_time
from ijmfacts.values import Reading, UnreadableValueError, read_value

Pairs: TypeAlias = tuple[tuple[str, str], ...]
"""A small immutable mapping from text to text, in a stated order."""


class FieldError(ValueError):
    """A field holds what no claim can: `field` names it as a file spells it.

    `item` is the key of the part at fault, where the field is a mapping.
    `start` and `end` are the offsets, in characters, of the part at fault in the field's text.
    """

    def __init__(
        self,
        field: str,
        message: str,
        *,
        hint: str = "",
        item: str = "",
        start: int = 0,
        end: int | None = None,
    ) -> None:
        super().__init__(message)
        self.field = field
        self.item = item
        self.message = message
        self.hint = hint
        self.start = start
        self.end = end


def spelled(field: str) -> str:
    """The name of a field as a file spells it: `as of` for `as_of`, `in` for `in_`."""
    return field.rstrip("_").replace("_", " ")


def as_text(value: str | int | Decimal | Fraction) -> str:
    """Numbers given in Python as the text that a document would print."""
    if isinstance(value, bool | float):
        raise TypeError(f"a value is text or an exact number, not {value!r}")
    return str(value)


def pieces(value: str | Iterable[str]) -> tuple[str, ...]:
    """One text, or several, as a tuple of texts."""
    return (value,) if isinstance(value, str) else tuple(value)


def pairs(value: Mapping[str, str] | Iterable[tuple[str, str]]) -> Pairs:
    """A mapping, or pairs, as pairs of texts in the order given."""
    items = value.items() if isinstance(value, Mapping) else value
    return tuple((str(key), as_text(item)) for key, item in items)


def sorted_pairs(value: Mapping[str, str] | Iterable[tuple[str, str]]) -> Pairs:
    """A mapping, or pairs, as pairs of texts in the order of their keys."""
    return tuple(sorted(pairs(value)))


def check_time(field: str, text: str) -> Time | None:
    """The time in a field, or none where the field is empty.

    Raises:
        FieldError: the text is no time.
    """
    if not text:
        return None
    try:
        return read_time(text)
    except UnreadableTimeError as error:
        raise FieldError(
            field, str(error), hint=error.hint, start=error.start, end=error.end
        ) from error


def check_value(
    field: str, text: str, *, precision: str = "", unit: str = "", item: str = ""
) -> Reading | None:
    """The reading of a field, or of one item of it, or none where it is empty.

    Raises:
        FieldError: the text is no value.
    """
    if not text:
        return None
    try:
        return read_value(text, precision=precision, unit=unit)
    except UnreadableValueError as error:
        for other, said in (("precision", precision), ("unit", unit)):
            if said and str(error).startswith(f"`{said}` is no {other}"):
                raise FieldError(other, str(error), hint=error.hint) from error
        raise FieldError(
            field, str(error), hint=error.hint, item=item, start=error.start, end=error.end
        ) from error


def a_time(_: object, attribute: attrs.Attribute[str], value: str) -> None:
    """A validator: the text is empty or a time."""
    if value:
        check_time(spelled(attribute.name), value)


def a_value(_: object, attribute: attrs.Attribute[str], value: str) -> None:
    """A validator: the text is empty or a value."""
    if value:
        check_value(spelled(attribute.name), value)


def a_unit(_: object, attribute: attrs.Attribute[str], value: str) -> None:
    """A validator: the text is empty or may be a unit."""
    if value:
        check_value(spelled(attribute.name), "1", unit=value)


def filled(_: object, attribute: attrs.Attribute[str], value: str) -> None:
    """A validator: the text says something."""
    if not value.strip():
        name = spelled(attribute.name)
        raise FieldError(name, f"`{name}` is empty", hint=f"write it: `{name}: …`")


def some(_: object, attribute: attrs.Attribute[Any], value: tuple[Any, ...]) -> None:
    """A validator: the tuple has entries."""
    if not value:
        name = spelled(attribute.name)
        raise FieldError(
            name, f"`{name}` has no entries", hint=f"name them: `{name}: [first, second]`"
        )


def one_of(*choices: str) -> Callable[[object, attrs.Attribute[str], str], None]:
    """A validator that lets only these words pass; an empty one among them means "unsaid"."""

    def check(_: object, attribute: attrs.Attribute[str], value: str) -> None:
        if value not in choices:
            name = spelled(attribute.name)
            raise FieldError(
                name,
                f"`{value}` is not a word for `{name}`",
                hint="one of: " + ", ".join(choice for choice in choices if choice),
            )

    return check
