"""What a file holds, before anything is made of it: texts, records and lists with their places.

Scalars stay text, so that `11.50` keeps its two decimals and `NO` is a word.
Knows nothing of YAML, JSON or claims.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, Protocol, Self, TypeAlias

import attrs

from ijmfacts.shapes import Shape
from ijmfacts.spans import FileText, Span


class Placed(Protocol):
    """Where nodes are from: it knows the span of each, and of each key."""

    def span_of(self, node: Node) -> Span:
        """The place of a node."""
        ...

    def keys_of(self, node: Mapping) -> dict[str, Span]:
        """The place of each key of a record."""
        ...


class Origin(FileText):
    """A text whose nodes hold their own offsets in it."""

    __slots__ = ()

    def span_of(self, node: Node) -> Span:
        """The place of a node."""
        return self.span(node.start, node.end)

    def keys_of(self, node: Mapping) -> dict[str, Span]:
        """The place of each key of a record."""
        ends = iter(node.keys_at)
        return {
            key: self.span(start, end) for key, start, end in zip(node, ends, ends, strict=False)
        }


NOWHERE: Final = Origin("", "")
"""Where nodes made by hand are from."""


class Text(str):
    """A scalar: its text, and whether it was written without quotes.

    Numbers, dates and the booleans `true` and `false` are texts too; the type of the field that
    holds them decides what they mean.
    """

    __slots__ = ("end", "origin", "plain", "start")

    plain: bool
    origin: Placed
    start: int
    end: int

    def __new__(cls, value: str = "", *, plain: bool = True) -> Self:
        """A text made by hand, from nowhere."""
        self = super().__new__(cls, value)
        self.plain = plain
        self.origin = NOWHERE
        self.start = self.end = 0
        return self

    @property
    def span(self) -> Span:
        """Its place in the file, quotes included."""
        return self.origin.span_of(self)


class Null:
    """Nothing: `null`, `~` or an empty value; false, and equal to every other nothing."""

    __slots__ = ("end", "origin", "start")

    origin: Placed
    start: int
    end: int

    def __init__(self, origin: Placed = NOWHERE, start: int = 0, end: int = 0) -> None:
        self.origin = origin
        self.start = start
        self.end = end

    def __bool__(self) -> bool:
        return False

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Null)

    def __hash__(self) -> int:
        return hash(Null)

    def __repr__(self) -> str:
        return "Null()"

    @property
    def span(self) -> Span:
        """Its place in the file; empty where nothing is written."""
        return self.origin.span_of(self)


@attrs.frozen(eq=False, repr=False)
class Lost(Shape):
    """An entry that a mistake in the writing of the file took away.

    `path` is the keys that lead to what held it; `name` its key, or its `id` in a list, or nothing
    where that cannot be told; `text` is all that is written there.
    """

    path: tuple[str, ...]
    name: str
    text: str = attrs.field(default="", eq=False)


class Mapping(dict[str, "Node"]):
    """A record: keys and values in the order of the file.

    `keys_at` holds the offsets where each key begins and ends, two for each.
    """

    __slots__ = ("_lost", "end", "keys_at", "origin", "start")

    _lost: tuple[Lost, ...]
    origin: Placed
    start: int
    end: int
    keys_at: list[int]

    @property
    def span(self) -> Span:
        """Its place in the file, from its first key or bracket to its end."""
        return _origin(self).span_of(self)

    @property
    def keys_spans(self) -> dict[str, Span]:
        """The place of each key; none for a record made by hand."""
        origin = _origin(self)
        return {} if origin is NOWHERE else origin.keys_of(self)

    @property
    def lost(self) -> tuple[Lost, ...]:
        """The entries anywhere below that mistakes took away; only the top of a file has any."""
        return getattr(self, "_lost", ())

    @lost.setter
    def lost(self, entries: tuple[Lost, ...]) -> None:
        self._lost = entries


class Sequence(list["Node"]):
    """A list of nodes."""

    __slots__ = ("end", "origin", "start")

    origin: Placed
    start: int
    end: int

    @property
    def span(self) -> Span:
        """Its place in the file, from its first dash or bracket to its end."""
        return _origin(self).span_of(self)


Node: TypeAlias = Text | Null | Mapping | Sequence


def _origin(node: Mapping | Sequence) -> Placed:
    """Where the node is from; records and lists made by hand are from nowhere."""
    origin: Placed | None = getattr(node, "origin", None)
    if origin is None:
        origin = node.origin = NOWHERE
        node.start = node.end = 0
    return origin


def place(node: Node, path: tuple[str | int, ...] = ()) -> Span:
    """The place of the deepest node that exists along a path of keys and indexes."""
    return _walk(node, path)[0].span


def key_place(node: Node, path: tuple[str | int, ...]) -> Span:
    """The place of the key that a path ends in.

    Where the path ends in an index, or in a key that does not exist: as `place`.
    """
    if path and isinstance(path[-1], str):
        parent, left = _walk(node, path[:-1])
        if not left and isinstance(parent, Mapping):
            span = parent.keys_spans.get(path[-1]) if path[-1] in parent else None
            return span or parent.span
    return place(node, path)


def _walk(node: Node, path: tuple[str | int, ...]) -> tuple[Node, int]:
    """The deepest node along the path, and how many steps were left."""
    for done, step in enumerate(path):
        inner: Node | None = None
        if isinstance(node, Mapping) and isinstance(step, str):
            inner = node.get(step)
        elif isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node):
            inner = node[step]
        if inner is None:
            return node, len(path) - done
        node = inner
    return node, 0


def texts(node: Node) -> Iterator[str]:
    """Every key and every scalar inside of a node."""
    if isinstance(node, Text):
        yield str(node)
    elif isinstance(node, Mapping):
        for key, value in node.items():
            yield key
            yield from texts(value)
    elif isinstance(node, Sequence):
        for item in node:
            yield from texts(item)


def plain_data(node: Node) -> Any:
    """The same in dicts, lists, texts and `None`, without places."""
    if isinstance(node, Mapping):
        return {key: plain_data(value) for key, value in node.items()}
    if isinstance(node, Sequence):
        return [plain_data(item) for item in node]
    return str(node) if isinstance(node, Text) else None
