"""Doing something again whenever files change, by looking at them now and then.

Knows nothing of claims.
"""

from __future__ import annotations

import os
import pathlib
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeAlias

EVERY: Final = 0.3
"""The seconds between two looks."""

Marks: TypeAlias = dict[str, tuple[int, int, int]]
"""For each file its time of change, its size and its number on the disk."""


def marks(paths: Iterable[str], suffixes: tuple[str, ...]) -> Marks:
    """What tells whether a file has changed: for files, and for those below directories.

    Of directories only files with one of the suffixes count; hidden ones do not.
    """
    found: Marks = {}
    for path in paths:
        for file in _below(path, suffixes):
            try:
                seen = os.stat(file)  # noqa: PTH116 - many files, several times a second
            except OSError:  # it has just gone
                continue
            found[file] = (seen.st_mtime_ns, seen.st_size, seen.st_ino)
    return found


def _below(path: str, suffixes: tuple[str, ...]) -> Iterator[str]:
    if not pathlib.Path(path).is_dir():
        yield path
        return
    for folder, folders, names in os.walk(path):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if not name.startswith(".") and name.endswith(suffixes):
                yield os.path.join(folder, name)  # noqa: PTH118 - as above


def on_change(
    paths: Iterable[str],
    suffixes: tuple[str, ...],
    act: Callable[[], None],
    *,
    every: float = EVERY,
) -> None:
    """Act once, and again whenever a file was changed, added or taken away; never ends by itself.

    A change is acted on when a look finds nothing newer, so that an editor can write to the end.
    """
    watched = tuple(paths)
    known = marks(watched, suffixes)
    act()
    while True:
        time.sleep(every)
        now = marks(watched, suffixes)
        if now == known:
            continue
        while True:
            time.sleep(every / 3)
            later = marks(watched, suffixes)
            if later == now:
                break
            now = later
        known = now
        act()
