"""Whether two names are of two things, for certain or by what the names are.

Knows nothing of rules.
"""

from __future__ import annotations

import re
from typing import Final

from ijmfacts.answers import Answer
from ijmfacts.constraints import Assumption
from ijmfacts.index import Index
from ijmfacts.names import fold
from ijmfacts.records import Entity
from ijmfacts.times import Time, overlaps, time_of

_SMALL: Final = frozenset(
    {"a", "an", "and", "at", "by", "de", "for", "in", "of", "on", "the", "to"}
)


def words_of(name: str) -> frozenset[str]:
    """The words of a name that tell it from another."""
    return frozenset(re.findall(r"\w+", fold(name))) - _SMALL


def differ(index: Index, one: str, other: str) -> tuple[Assumption, ...] | None:
    """What it takes for two canonical names to be of two things; none where they may be of one.

    Entities that are declared apart are two things, unless one is a part of the other, or either
    is an unnamed one.
    Places are two only where they have nothing in common.
    Plain words are two things by assumption, unless one has all the words of the other.
    """
    if one == other:
        return None
    first, second = index.names.by_id(one), index.names.by_id(other)
    if first is not None and second is not None:
        return _entities(index, first, second)
    when, then = _time(one, first), _time(other, second)
    if when is not None or then is not None:
        if when is None or then is None:
            return None
        return () if overlaps(when, then) is Answer.NO else None
    for left in _words(one, first):
        for right in _words(other, second):
            if left <= right or right <= left:
                return None
    return (_distinct(index, one, other),)


def _entities(index: Index, first: Entity, second: Entity) -> tuple[Assumption, ...] | None:
    one, other = first.id, second.id
    if Answer.YES in (index.is_of(one, "place"), index.is_of(other, "place")):
        apart = index.apart(one, other)
        if apart is Answer.YES:
            return ()
        both = all(index.is_of(place, "settlement") is Answer.YES for place in (one, other))
        if apart is Answer.UNKNOWN and both and first.type == second.type:
            return (_distinct(index, one, other),)
        return None
    if not first.type and not second.type:
        return None  # both may be places, and one may lie in the other
    if index.type(first.type).anonymous or index.type(second.type).anonymous:
        return None
    if one in _wholes(index, second) or other in _wholes(index, first):
        return None
    for left in _words(one, first):
        for right in _words(other, second):
            if left <= right or right <= left:
                return (_distinct(index, one, other),)
    return ()


def _wholes(index: Index, entity: Entity) -> frozenset[str]:
    """What an entity belongs to or lies in, all the way up."""
    found: set[str] = set()
    todo = [entity]
    while todo:
        here = todo.pop()
        for name in (here.of, here.in_):
            whole = index.canon(name) if name else ""
            above = index.names.by_id(whole) if whole else None
            if above is not None and whole not in found:
                found.add(whole)
                todo.append(above)
    return frozenset(found)


def _distinct(index: Index, one: str, other: str) -> Assumption:
    names = sorted((index.label(one), index.label(other)))
    about = "/".join(sorted((one, other))).replace(" ", "-")
    return Assumption("distinct", about, f"`{names[0]}` and `{names[1]}` are two different things")


def _words(canon: str, entity: Entity | None) -> tuple[frozenset[str], ...]:
    if entity is None:
        return (words_of(canon),)
    return tuple(filter(None, map(words_of, (entity.name or entity.id, *entity.aliases))))


def _time(canon: str, entity: Entity | None) -> Time | None:
    return time_of(canon) if entity is None else None
