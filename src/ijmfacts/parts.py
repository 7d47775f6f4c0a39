"""The parts of a claim file, and what reading one of them makes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import attrs

from ijmfacts.records import (
    Acceptance,
    Document,
    Entity,
    EventType,
    Kind,
    Observance,
    Post,
    Property,
    RelationType,
    SetAside,
    Source,
    Unit,
)
from ijmfacts.shapes import Shape

NAMED: Final[Mapping[str, tuple[str, type[Any], str]]] = {
    "entities": ("entity", Entity, "id"),
    "sources": ("source", Source, "id"),
    "observances": ("observance", Observance, "id"),
}
"""The parts of a file that map an id to a record: singular name, class, the key's field."""

LISTED: Final[Mapping[str, tuple[str, type[Any] | None]]] = {
    "claims": ("claim", None),
    "accepted": ("acceptance", Acceptance),
    "set aside": ("set aside", SetAside),
}
"""The parts of a file that are lists of records."""

WORDS: Final[Mapping[str, tuple[str, type[Any]]]] = {
    "properties": ("property", Property),
    "relations": ("relation", RelationType),
    "events": ("event", EventType),
    "posts": ("post", Post),
    "types": ("type", Kind),
    "units": ("unit", Unit),
}
"""The parts of a vocabulary."""

SETTLED: Final = ("assume", "reject")
"""The parts of a file that are lists of words."""

PARTS: Final = ("document", "section", *NAMED, "vocabulary", *LISTED, *SETTLED)
"""Every key that a file may have."""

CLASSES: Final[Mapping[str, type[Any]]] = {
    "document": Document,
    **{singular: cls for singular, cls, _ in NAMED.values()},
    **{singular: cls for singular, cls in LISTED.values() if cls is not None},
    **dict(WORDS.values()),
}
"""The class of each part's records but claims, by the part's singular name."""

SINGULAR: Final = ("claim", *CLASSES, *SETTLED)
"""Every key that a line of a JSON Lines file may have."""


@attrs.frozen(eq=False, repr=False)
class Record(Shape):
    """A well-made record, the part of a file it came from, and the node it was made of.

    The node of a record that was kept from an earlier run is sealed (`keeping.Sealed`).
    """

    part: str
    id: str
    value: Any
    node: Any


@attrs.frozen(eq=False, repr=False)
class Damaged(Shape):
    """A record that could not be made; what refers to it is not to blame.

    `part` is empty where it may be a record of any part.
    `names` are what others may call it by; where those cannot all be told, `text` is what is
    written there, which may hold them, and `nameless` says that not even that does.
    """

    part: str
    id: str
    names: tuple[str, ...] = ()
    text: str = ""
    nameless: bool = False
