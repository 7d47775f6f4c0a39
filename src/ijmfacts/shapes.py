"""How frozen values compare and show themselves, written once for all of their classes.

attrs would write and compile these methods anew for every class, which was a third of what an
import of this package took.
Knows nothing of any one class.
"""

from __future__ import annotations

from operator import attrgetter
from typing import Any, ClassVar, Final


class Shape:
    """The base of classes made with `@attrs.frozen(eq=False, repr=False)`.

    Two values are equal where they are of one class and all their fields are equal; their hashes
    follow; a field with `eq=False` or `repr=False` has no part in it, as attrs has it.
    """

    __slots__ = ()

    __attrs_attrs__: ClassVar[Any]
    _compared: ClassVar[Any]

    @classmethod
    def __attrs_init_subclass__(cls) -> None:
        """Note which fields count, once attrs knows them."""
        cls._compared = attrgetter(*(field.name for field in cls.__attrs_attrs__ if field.eq))

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return bool(self._compared(self) == self._compared(other))

    def __hash__(self) -> int:
        return hash((self.__class__, self._compared(self)))

    def __repr__(self) -> str:
        fields = (field.name for field in self.__attrs_attrs__ if field.repr)
        shown = (f"{name}={getattr(self, name)!r}" for name in fields)
        return f"{self.__class__.__qualname__}({', '.join(shown)})"

    def __reduce__(self) -> tuple[Any, ...]:
        """For pickle: the class and the values of its fields, which are checked already."""
        return _made, (self.__class__, tuple(getattr(self, f.name) for f in self.__attrs_attrs__))


_SETTERS: Final[dict[type[Any], tuple[Any, ...]]] = {}
"""What sets each field of a class, frozen or not."""


def _made(cls: type[Any], values: tuple[Any, ...]) -> Any:
    """A value with these fields, as it was."""
    setters = _SETTERS.get(cls)
    if setters is None:
        found = (getattr(cls, field.name).__set__ for field in cls.__attrs_attrs__)
        setters = _SETTERS[cls] = tuple(found)
    self = object.__new__(cls)
    for put, value in zip(setters, values, strict=True):
        put(self, value)
    return self
