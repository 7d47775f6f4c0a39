"""What one claim may be changed to, as rules offer it for what they forbid outright.

Each change has words for the reader and, where it can be written, one instance of it in the
claim's own fields, so that it can be tried.
Knows nothing of any one rule.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, Final

import attrs

from ijmfacts.claims import Anchor, AnyClaim, Event, Listing, Relation
from ijmfacts.constraints import Mend
from ijmfacts.index import Index
from ijmfacts.stretches import Stretch
from ijmfacts.times import Day, describe_day, edtf_of
from ijmfacts.whereabouts import Route

ANOTHER_PERSON: Final = "another person"
ELSEWHERE: Final = "another place"
"""Plain words, of which no record knows anything: what is said of them clashes with nothing."""


def dated(claim: AnyClaim, to: str, text: str) -> Mend:
    """Another time instead of all those that a claim gives."""
    field = "when" if isinstance(claim, Event) or (claim.when and not claim.as_of) else "as_of"
    none = {"when": "", "as_of": "", "since": "", "until": "", "within": ""}
    return Mend(claim.id, to, tuple({**none, field: text}.items()) if text else ())


def outside(claim: AnyClaim, other: Stretch) -> tuple[Mend, ...]:
    """A time outside of the days on which something else holds, as far as they are known."""
    first, last = other.first, other.last
    low = first.latest if first.earliest is None else first.earliest
    high = last.earliest if last.latest is None else last.latest
    ends = [
        f"{word} {describe_day(day)}"
        for word, day in (("before", low), ("after", high))
        if day is not None
    ]
    day = low - 1 if low is not None else high + 1 if high is not None else None
    if day is None:
        return ()
    return (dated(claim, f"a time {' or '.join(ends)}", edtf_of(day)),)


def inside(claim: AnyClaim, first: Day | None, last: Day | None) -> tuple[Mend, ...]:
    """A day from one to another, both inside; either end may be open."""
    if first is not None and last is not None:
        words = f"a day from {describe_day(first)} to {describe_day(last)}"
    elif first is not None:
        words = f"a day from {describe_day(first)} on"
    elif last is not None:
        words = f"a day up to {describe_day(last)}"
    else:
        return ()
    day = first if first is not None else last
    return (dated(claim, words, edtf_of(day)),) if day is not None else ()


def without(index: Index, claim: Listing, gone: Collection[str]) -> tuple[Mend, ...]:
    """A list without some of its members, by their canonical names; none where none is left."""
    left = tuple(name for name in claim.members if index.canon(name) not in gone)
    names = dict.fromkeys(index.label(canon) for canon in gone)
    if not left or not names:
        return ()
    return (Mend(claim.id, f"the list without {listed(names)}", (("members", left),)),)


def listed(names: Iterable[str]) -> str:
    """Names in words: `Kenya, Ghana and Niger`."""
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def unanchored(claim: AnyClaim, field: str, anchor: Anchor, to: str) -> Mend:
    """A claim that is not placed against one thing, at whatever distance."""
    left = tuple(one for one in getattr(claim, field) if one.of != anchor.of)
    return Mend(claim.id, to, ((field, left),))


def instead(index: Index, claim: Relation, old: str, new: str, *, to: str = "") -> Mend:
    """A relation to another one, by canonical names, at whichever of its ends the old one is."""
    words = to or index.label(new)
    if old not in map(index.canon, claim.objects):
        return Mend(claim.id, words, (("subject", new),))
    objects = (new if index.canon(name) == old else name for name in claim.objects)
    return Mend(claim.id, words, (("objects", tuple(dict.fromkeys(objects))),))


def moved(
    index: Index, route: Route, claims: Iterable[str], new: str, *, to: str = ""
) -> tuple[Mend, ...]:
    """Each claim of a way to a place, with another place instead of the next one on the way."""
    steps = dict(zip(route.path, route.path[1:], strict=False))
    found = []
    for key in claims:
        claim = index.by_id.get(key)
        if not isinstance(claim, Relation):
            continue
        outer = steps.get(index.canon(claim.subject), "")
        if outer in map(index.canon, claim.objects):
            found.append(instead(index, claim, outer, new, to=to))
    return tuple(found)


def with_fields(claim: AnyClaim, mend: Mend) -> AnyClaim:
    """The claim as it is with an instance of a mend.

    Raises:
        FieldError: it cannot be written so.
    """
    fields: dict[str, Any] = dict(mend.fields)
    return attrs.evolve(claim, **fields)
