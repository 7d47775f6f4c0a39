"""What claim files hold, kept from one run to the next.

Reading files takes longer than checking them, and most are as they were.
So what a file holds is kept together with the bytes of the file, and taken from there as long as
the file is the same byte for byte and ijmfacts is the same.
A file with a mistake in it is not kept.

It is kept in Python's own format, which is only for files that nobody else can write: in the
user's own directory for such things, never beside the claim files.
"""

from __future__ import annotations

import binascii
import contextlib
import os
import pathlib
import sys
import time
from _pickle import UnpicklingError, dumps, loads  # what `pickle` hands on, which takes 2 ms
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from functools import cache
from typing import Any, Final, TypeAlias

import attrs

from ijmfacts import nodes
from ijmfacts.parts import Record
from ijmfacts.shapes import Shape
from ijmfacts.times import Beginning

ELSEWHERE: Final = "IJMFACTS_CACHE_DIR"
"""The environment variable that names another directory."""

_LONGEST: Final = 90 * 24 * 60 * 60
"""So many seconds a file is kept that nobody has changed since."""

_SUFFIX: Final = ".read"
_UNFIT: Final = (
    UnpicklingError,
    EOFError,
    AttributeError,
    ImportError,
    LookupError,
    TypeError,
    ValueError,
)

_Folded: TypeAlias = tuple[Any, ...] | None
"""A node in plain tuples, and nothing for a node from elsewhere."""


def directory() -> pathlib.Path | None:
    """Where this user's programs keep what they can make again; none where that is not known."""
    given = os.environ.get(ELSEWHERE)
    if given:
        return pathlib.Path(given)
    try:
        home = pathlib.Path.home()
    except RuntimeError:
        return None
    if sys.platform == "win32":
        room = os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local"
    elif sys.platform == "darwin":
        room = home / "Library" / "Caches"
    else:
        room = os.environ.get("XDG_CACHE_HOME") or home / ".cache"
    return pathlib.Path(room, "ijmfacts")


@cache
def made_by() -> tuple[object, ...]:
    """What tells one state of ijmfacts and of Python from another: sizes and times of its modules.

    Only of those that take part in reading.
    """
    room = os.path.dirname(__file__)  # noqa: PTH120 - this is in the way of every run
    found: list[tuple[str, int, int]] = []
    for folder in (room, os.path.join(room, "values"), os.path.join(room, "times")):  # noqa: PTH118
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith(".py"):
                    status = entry.stat()
                    found.append((entry.path, status.st_size, status.st_mtime_ns))
    return (sys.version, *sorted(found))


def sealed(made_for: object, value: object) -> bytes:
    """A value as it is kept, under what it was made for."""
    return dumps((made_for, dumps(value, 5)), 5)


def unsealed(data: bytes, made_for: object) -> Any:
    """The value that is kept, or none where it was made for anything else, or is spoilt.

    Nothing is made of a value whose classes may be others by now.
    """
    try:
        stamp, packed = loads(data)
        return loads(packed) if stamp == made_for else None
    except _UNFIT:
        return None


def put(path: pathlib.Path, data: bytes) -> None:
    """Write a file whole or not at all; a directory that cannot be written to is no mistake."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        draft.write_bytes(data)
        draft.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            draft.unlink()


# --- nodes ------------------------------------------------------------------------------------


class Sealed:
    """The node of a record that was kept, made again where it is asked for."""

    __slots__ = ("at", "file")

    def __init__(self, file: _Leaves, at: int) -> None:
        self.file = file
        self.at = at

    def opened(self) -> nodes.Node:
        """The node."""
        return self.file.node(self.at)


class _Leaves:
    """The nodes of the records of one file that was kept."""

    __slots__ = ("_data", "_folded", "_name", "_origin", "_packed")

    def __init__(self, name: str, data: bytes, packed: bytes) -> None:
        self._name = name
        self._data = data
        self._packed = packed
        self._folded: Sequence[Any] | None = None
        self._origin: nodes.Origin = nodes.NOWHERE

    def node(self, at: int) -> nodes.Node:
        if self._folded is None:
            self._folded = loads(self._packed)
            self._origin = nodes.Origin(self._name, _text(self._data))
        return _unfolded(self._folded[at], self._origin)


class Origins(MutableMapping[tuple[str, str], Any]):
    """The node of each record, by its part and id; what was kept is made where it is asked for."""

    __slots__ = ("_own",)

    def __init__(self) -> None:
        self._own: dict[tuple[str, str], Any] = {}

    def __getitem__(self, key: tuple[str, str]) -> Any:
        node = self._own[key]
        if type(node) is Sealed:
            node = self._own[key] = node.opened()
        return node

    def __setitem__(self, key: tuple[str, str], node: Any) -> None:
        self._own[key] = node

    def __delitem__(self, key: tuple[str, str]) -> None:
        del self._own[key]

    def __contains__(self, key: object) -> bool:
        return key in self._own

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._own)

    def __len__(self) -> int:
        return len(self._own)


def _text(data: bytes) -> str:
    """The text of a file, as offsets count in it."""
    return data.decode().removeprefix("\ufeff")


def _origin_of(node: nodes.Node) -> nodes.Placed | None:
    return getattr(node, "origin", None)


def _folded(node: nodes.Node, origin: nodes.Placed) -> _Folded:
    """A node in plain tuples, which are read again many times faster.

    Raises:
        ValueError: a node inside is from elsewhere.
    """
    if _origin_of(node) is not origin:
        raise ValueError(node)
    if isinstance(node, nodes.Text):
        return node.start, node.end, str(node), node.plain
    if isinstance(node, nodes.Null):
        return node.start, node.end
    if isinstance(node, nodes.Mapping):
        inner = [_folded(value, origin) for value in node.values()]
        return node.start, node.end, inner, [str(key) for key in node], node.keys_at
    return node.start, node.end, [_folded(value, origin) for value in node]


def _unfolded(folded: Any, origin: nodes.Origin) -> nodes.Node:
    start, end, *more = folded
    node: nodes.Node
    if not more:
        return nodes.Null(origin, start, end)
    if isinstance(more[0], str):
        node = nodes.Text(more[0], plain=more[1])
    else:
        inner = [_unfolded(one, origin) for one in more[0]]
        if len(more) == 1:
            node = nodes.Sequence(inner)
        else:
            node = nodes.Mapping(zip(more[1], inner, strict=True))
            node.keys_at = list(more[2])
    node.origin, node.start, node.end = origin, start, end
    return node


class Later(Mapping[str, Any]):
    """Records by their ids, each made when it is first asked for."""

    __slots__ = ("_made", "_packed")

    def __init__(self, packed: dict[str, bytes]) -> None:
        self._packed = packed
        self._made: dict[str, Any] = {}

    @classmethod
    def of(cls, records: Mapping[str, Any]) -> Later:
        """The same records, to be kept."""
        return cls({key: dumps(record, 5) for key, record in records.items()})

    def __reduce__(self) -> tuple[Any, ...]:
        return Later, (self._packed,)

    def __getitem__(self, key: str) -> Any:
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = loads(self._packed[key])
        return found

    def __contains__(self, key: object) -> bool:
        return key in self._packed

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)


# --- files ------------------------------------------------------------------------------------


@attrs.frozen(eq=False, repr=False)
class Reading(Shape):
    """What a file without a mistake holds.

    `begins` is the day with which the years of its document begin, `years` the one with which its
    years were read, which may come from another file.
    """

    begins: Beginning | None
    years: Beginning | None
    records: tuple[Record, ...]


class Keep:
    """A directory in which what files hold is kept, for each file by its path."""

    def __init__(self, room: str | os.PathLike[str]) -> None:
        self._room: Final = pathlib.Path(room)
        self._wrote = False

    def _place(self, name: str) -> pathlib.Path:
        """Where what a file holds is kept; two files of one place only take turns there."""
        path = os.path.abspath(name).encode("utf-8", "surrogateescape")  # noqa: PTH100 - as it is
        return self._room / f"{binascii.crc32(path):08x}{len(path):x}{_SUFFIX}"

    def read(self, name: str, data: bytes) -> Reading | None:
        """What a file of these very bytes holds, where that is kept."""
        try:
            stored = self._place(name).read_bytes()
        except OSError:
            return None
        kept = unsealed(stored, (made_by(), data))
        if kept is None:
            return None
        begins, years, records, folded = kept
        leaves = _Leaves(name, data, folded)
        made = (
            Record(part, key, value, Sealed(leaves, at))
            for at, (part, key, value) in enumerate(records)
        )
        return Reading(begins, years, tuple(made))

    def write(self, name: str, data: bytes, reading: Reading) -> None:
        """Keep what a file holds; whole or not at all, and no mistake where that cannot be."""
        if not reading.records:
            return
        first = _origin_of(reading.records[0].node)
        if not isinstance(first, nodes.Origin) or first.first != 1 or first.text != _text(data):
            return
        try:
            folded = dumps([_folded(record.node, first) for record in reading.records], 5)
        except ValueError:
            return
        records = [(record.part, record.id, record.value) for record in reading.records]
        kept = reading.begins, reading.years, records, folded
        try:
            if not self._wrote:
                self._room.mkdir(mode=0o700, parents=True, exist_ok=True)
                self._tidy()
                self._wrote = True
        except OSError:
            return
        put(self._place(name), sealed((made_by(), data), kept))

    def _tidy(self) -> None:
        """Take away what nobody has changed for long."""
        oldest = time.time() - _LONGEST
        for entry in os.scandir(self._room):
            if _SUFFIX in entry.name and entry.stat().st_mtime < oldest:
                os.unlink(entry.path)  # noqa: PTH108 - as it is given
