"""A dossier: everything that claim files hold, read as one.

Knows nothing of files beyond the places where records were found.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import attrs

from ijmfacts.claims import AnyClaim
from ijmfacts.records import (
    Acceptance,
    Document,
    Entity,
    Observance,
    SetAside,
    Source,
    Vocabulary,
)
from ijmfacts.shapes import Shape
from ijmfacts.spans import Problem


def _all(records: Any) -> tuple[Any, ...]:
    """Records given in any order that can be walked, as a tuple."""
    return tuple(records)


def _by_id(records: Any) -> Mapping[str, Any]:
    """Records as a mapping from their ids, given as a mapping or one by one."""
    if isinstance(records, Mapping):
        return records
    return {record.id: record for record in records}


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Records(Shape):
    """The records of some claim files.

    Entities, sources and observances may be given as a mapping from their ids, or one by one.
    `problems` are the mistakes that kept records from being made, `origins` the node of each record
    by part and id, for its place; both are empty where the records were made in Python.
    """

    document: Document | None = None
    claims: tuple[AnyClaim, ...] = attrs.field(default=(), converter=_all)
    entities: Mapping[str, Entity] = attrs.field(factory=dict, converter=_by_id)
    sources: Mapping[str, Source] = attrs.field(factory=dict, converter=_by_id)
    vocabulary: Vocabulary = attrs.field(factory=Vocabulary)
    observances: Mapping[str, Observance] = attrs.field(factory=dict, converter=_by_id)
    accepted: tuple[Acceptance, ...] = attrs.field(default=(), converter=_all)
    assume: tuple[str, ...] = attrs.field(default=(), converter=_all)
    reject: tuple[str, ...] = attrs.field(default=(), converter=_all)
    set_aside: tuple[SetAside, ...] = attrs.field(default=(), converter=_all)
    problems: tuple[Problem, ...] = attrs.field(default=(), eq=False, repr=False)
    origins: Mapping[tuple[str, str], Any] = attrs.field(factory=dict, eq=False, repr=False)
    files: Mapping[str, bytes] = attrs.field(factory=dict, eq=False, repr=False)
    _called: list[Any] = attrs.field(factory=list, init=False, eq=False, repr=False)
    """What `names` works out of them once: what each is called."""


@cache
def shipped_world() -> Records:
    """The reference dossiers that come with the package."""
    from ijmfacts.shipped import read  # noqa: PLC0415 - reading builds dossiers

    return read()


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Dossier(Records):
    """The records of a dossier, beside the world that they are read against.

    `world` is the reference dossier shipped with the package, unless another is given; with
    `Records()` nothing is known of the world.
    """

    world: Records = attrs.field(factory=shipped_world, eq=False, repr=False)
