"""The world that comes with the package, read once and kept beside the package's bytecode.

Reading its tables takes longer than most checks, and they change only when the package does, so
what was read is stored where Python stores compiled modules, and under the same conditions.
"""

from __future__ import annotations

import contextlib
import importlib.util
import pathlib
import sys
from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs

from ijmfacts import world
from ijmfacts.dossier import Records
from ijmfacts.keeping import Later, made_by, put, sealed, unsealed
from ijmfacts.loading import load_world
from ijmfacts.names import worked_out

_ROOM: Final = pathlib.Path(__file__).parent


class Origins(Mapping[tuple[str, str], Any]):
    """The nodes of the world's records, read from its files when one of them is asked for."""

    def __init__(self, keys: frozenset[tuple[str, str]]) -> None:
        self._keys = keys
        self._nodes: Mapping[tuple[str, str], Any] = {}

    def _read(self) -> Mapping[tuple[str, str], Any]:
        if not self._nodes:
            self._nodes = load_world().origins
        return self._nodes

    def __getitem__(self, key: tuple[str, str]) -> Any:
        if key not in self._keys:
            raise KeyError(key)
        return self._read()[key]

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


def read() -> Records:
    """The shipped world, from the store where it is there and fits, from its tables otherwise."""
    path = pathlib.Path(importlib.util.cache_from_source(str(_ROOM / "world" / "tables.py")))
    path = path.with_suffix(".world")
    made_for = _stamp()
    with contextlib.suppress(OSError):
        kept: Records | None = unsealed(path.read_bytes(), made_for)
        if kept is not None:
            return kept
    records = load_world()
    words = records.vocabulary
    stored = attrs.evolve(
        records,
        entities=Later.of(records.entities),
        observances=Later.of(records.observances),
        vocabulary=attrs.evolve(words, events=Later.of(words.events), types=Later.of(words.types)),
        origins=Origins(frozenset(records.origins)),
        files=dict(records.files),
    )
    worked_out(stored)  # so that it is kept too
    if not sys.dont_write_bytecode:
        with contextlib.suppress(OSError):
            path.parent.mkdir(exist_ok=True)
            put(path, sealed(made_for, stored))
    return stored


def _stamp() -> tuple[object, ...]:
    """What the store was made from: the interpreter, the tables and the modules that read them."""
    tables = ((path.name, path.stat()) for path in world.paths())
    return (*made_by(), *((name, own.st_size, own.st_mtime_ns) for name, own in tables))
