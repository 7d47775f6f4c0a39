"""Which entity a name stands for, in a dossier and in the world around it.

A name is an id, a name or an alias, in any case of letters, with or without a leading "the".
What a dossier declares hides what the world knows by the same name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cache, cached_property, lru_cache
from typing import Final

import attrs

from ijmfacts import nodes
from ijmfacts.claims import (
    AnyClaim,
    Citation,
    Event,
    Measure,
    Relation,
    Role,
    Statement,
)
from ijmfacts.dossier import Dossier, Records
from ijmfacts.likeness import did_you_mean
from ijmfacts.parts import Damaged
from ijmfacts.records import Entity
from ijmfacts.shapes import Shape
from ijmfacts.spans import Problem, Span
from ijmfacts.times import UnreadableTimeError, is_year_of_two, read_time, time_of


@lru_cache(maxsize=1 << 16)
def fold(name: str) -> str:
    """A name as it is compared: case, spaces, quotes and a leading "the" make no difference."""
    folded = " ".join(name.replace("\u2019", "'").replace("\u00a0", " ").casefold().split())
    return folded.removeprefix("the ")


def _names(entity: Entity) -> Iterator[str]:
    yield entity.name
    yield from entity.aliases


class Names:
    """The names of entities, observances and events; the nearer records hide the farther ones."""

    def __init__(self, *nearest_first: Records) -> None:
        self._layers: Final = [worked_out(records) for records in nearest_first]
        self._by_id: Final[dict[str, Entity | None]] = {}
        self._nearest: Final = cache(lambda name: did_you_mean(name, self.known))

    def candidates(self, name: str) -> tuple[str, ...]:
        """The ids of every entity of the nearest records that know this name."""
        for layer in self._layers:
            if name in layer.entities:
                return (name,)
        folded = fold(name)
        for layer in self._layers:
            found = layer.by_name.get(folded)
            if found:
                return found
        return ()

    def id_of(self, name: str) -> str:
        """The id of the one entity of this name; nothing where there is none, or several."""
        found = self.candidates(name)
        return found[0] if len(found) == 1 else ""

    def entity(self, name: str) -> Entity | None:
        """The one entity of this name; none where there is none, or where there are several."""
        return self.by_id(self.id_of(name))

    def by_id(self, key: str) -> Entity | None:
        """The entity with this id."""
        if key not in self._by_id:
            found = (layer.entities[key] for layer in self._layers if key in layer.entities)
            self._by_id[key] = next(found, None)
        return self._by_id[key]

    def observance(self, name: str) -> str:
        """The id of the observance of this name, or nothing."""
        for layer in self._layers:
            if name in layer.observances:
                return name
        folded = fold(name)
        for layer in self._layers:
            if folded in layer.days_by_name:
                return layer.days_by_name[folded]
        return ""

    def nearest(self, name: str) -> str:
        """A hint that names the id or name that is most like this one, or nothing."""
        return self._nearest(name)

    @cached_property
    def known(self) -> tuple[str, ...]:
        """Every id and name, the nearest first."""
        found: dict[str, None] = {}
        for layer in self._layers:
            found.update(dict.fromkeys(layer.entities))
            for entity in layer.entities.values():
                found.update(dict.fromkeys(filter(None, _names(entity))))
        return tuple(found)


@attrs.frozen(eq=False, repr=False)
class _Layer(Shape):
    """What records are called."""

    entities: Mapping[str, Entity]
    by_name: dict[str, tuple[str, ...]]
    observances: frozenset[str]
    days_by_name: dict[str, str]

    @classmethod
    def of(cls, records: Records) -> _Layer:
        by_name: dict[str, tuple[str, ...]] = {}
        for key, entity in records.entities.items():
            for name in {fold(key), *map(fold, filter(None, _names(entity)))}:
                by_name[name] = (*by_name.get(name, ()), key)
        days = {
            fold(name): key
            for key, day in records.observances.items()
            for name in filter(None, (day.name, *day.aliases))
        }
        return cls(records.entities, by_name, frozenset(records.observances), days)


def worked_out(records: Records) -> _Layer:
    """What the records are called, worked out once for all time."""
    known = records._called  # noqa: SLF001 - its place for just this
    if not known:
        known.append(_Layer.of(records))
    layer: _Layer = known[0]
    return layer


# --- references that lead nowhere -------------------------------------------------------------


def _references(claim: AnyClaim) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every name in a claim that must be an entity's, with its path in the record."""
    if claim.place:
        yield ("place",), claim.place
    for field in ("said_by", "by", "to", "speaker"):
        if field == "said_by" or isinstance(claim, Event | Statement):
            for index, name in enumerate(getattr(claim, field, ())):
                yield (field.replace("_", " "), index), name
    if isinstance(claim, Role):
        yield ("person",), claim.person
        if claim.organization:
            yield ("organization",), claim.organization
    elif isinstance(claim, Relation):
        yield ("subject",), claim.subject
    elif not isinstance(claim, Event | Statement):
        yield ("subject",), claim.subject
        for field in ("of", "change_from", "difference_from", "ratio_to"):
            other: Measure | None = getattr(claim, field, None)
            if other is not None and other.subject:
                yield (field.replace("_", " "), "subject"), other.subject


def _entity_references(entity: Entity) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if entity.in_:
        yield ("in",), entity.in_
    if entity.of:
        yield ("of",), entity.of
    for index, name in enumerate(entity.authority_over):
        yield ("authority over", index), name
    for index, name in enumerate(entity.excludes):
        yield ("excludes", index), name


def _cited(record: object) -> Iterator[tuple[tuple[str | int, ...], Citation]]:
    for index, citation in enumerate(getattr(record, "sources", ())):
        yield ("sources", index, "source"), citation


def names_of(record: object) -> tuple[str, ...]:
    """What others may call a record by, beside its key."""
    if isinstance(record, Entity):
        return (record.id, *filter(None, _names(record)))
    return (record.name,) if isinstance(record, Event) else ()


_ANCHORS: Final = ("claim", "entity", "observance")
"""The parts of a dossier that hold what `before`, `after` and `during` may name."""


class _Damage:
    """The records that could not be read, and what may be one of them."""

    def __init__(self, damaged: Iterable[Damaged]) -> None:
        self._damaged: Final = tuple(damaged)
        self._texts: Final = cache(self._written)
        self.may_be: Final = cache(self._may_be)

    def _written(self, part: str) -> tuple[frozenset[str], str, bool]:
        """The names of a part, what is written where its names cannot be told, and its nameless."""
        own = [each for each in self._damaged if each.part in ("", part)]
        names = frozenset(fold(name) for each in own for name in each.names)
        text = "\n".join(fold(each.text) for each in own if each.text)
        return names, text, any(each.nameless for each in own)

    def _may_be(self, part: str, name: str) -> bool:
        """True where a record of a part that could not be read may have this name."""
        if not self._damaged:
            return False
        names, text, nameless = self._texts(part)
        folded = fold(name)
        if nameless or folded in names:
            return True
        return bool(text) and bool(re.search(rf"(?<!\w){re.escape(folded)}(?!\w)", text))


def _mend_of_year(text: str) -> str:
    """How to write a year such as `2023/24`; nothing where the text is none."""
    if not is_year_of_two(text):
        return ""
    try:
        read_time(text)
    except UnreadableTimeError as error:
        return error.hint
    return ""


class _Origin:
    """The node that a record was made of, which is looked up only where something is wrong."""

    __slots__ = ("_dossier", "_key")

    def __init__(self, dossier: Dossier, key: tuple[str, str]) -> None:
        self._dossier = dossier
        self._key = key

    def place(self, path: tuple[str | int, ...]) -> Span:
        """The place of a path; a list of one may be written without its brackets."""
        node = self._dossier.origins.get(self._key)
        return Span("", 1, 1, 1, 1) if node is None else nodes.place(node, path)


def unresolved(dossier: Dossier, names: Names, damaged: Iterable[Damaged]) -> Iterator[Problem]:
    """Every reference to an entity, a source or an event that is not there.

    What may refer to a record that could not be read is not reported: that record's mistake is.
    """
    damage = _Damage(damaged)
    events = {
        event.name for event in (*dossier.claims, *dossier.world.claims) if isinstance(event, Event)
    }
    for claim in dossier.claims:
        node = _Origin(dossier, ("claim", claim.id))
        label = f"claim `{claim.id}`"
        for path, name in _references(claim):
            if event_subject(claim, path, name, events):
                continue
            subject = path == ("subject",) and damage.may_be("claim", name)
            if not subject:
                yield from _entity_problem(names, node, path, name, label, damage)
        yield from _source_problems(dossier, node, claim, label, damage)
        for field in ("before", "after", "during"):
            for index, anchor in enumerate(getattr(claim, field)):
                if (
                    names.candidates(anchor.of)
                    or names.observance(anchor.of)
                    or anchor.of in events
                    or time_of(anchor.of) is not None
                    or any(damage.may_be(part, anchor.of) for part in _ANCHORS)
                ):
                    continue
                yield Problem(
                    f"{label}: `{anchor.of}` is no event, entity, observance or time",
                    node.place((field, index, "of")),
                    _mend_of_year(anchor.of)
                    or did_you_mean(anchor.of, [*sorted(events), *names.known])
                    or "name an `event` of some claim, or write a time such as 2003-03",
                )
    for key, entity in dossier.entities.items():
        node = _Origin(dossier, ("entity", key))
        label = f"the entity `{key}`"
        for path, name in _entity_references(entity):
            yield from _entity_problem(names, node, path, name, label, damage)
        yield from _source_problems(dossier, node, entity, label, damage)


def event_subject(
    claim: AnyClaim, path: tuple[str | int, ...], name: str, events: AbstractSet[str]
) -> bool:
    """True where the subject of a quantity, list or relation is an event that claims describe."""
    return path == ("subject",) and name in events and not isinstance(claim, Event | Role)


def _entity_problem(
    names: Names,
    node: _Origin,
    path: tuple[str | int, ...],
    name: str,
    label: str,
    damage: _Damage,
) -> Iterator[Problem]:
    found = names.candidates(name)
    if len(found) == 1 or damage.may_be("entity", name):
        return
    span = node.place(path)
    if found:
        yield Problem(
            f"{label}: `{name}` may be " + " or ".join(f"`{key}`" for key in found),
            span,
            "write the id",
        )
        return
    yield Problem(
        f"{label}: there is no entity `{name}`",
        span,
        _nearest_entity(names, name) or "declare it under `entities:`",
    )


def _nearest_entity(names: Names, name: str) -> str:
    """A hint that names the nearest entity, or nothing."""
    bare = name.strip("“”„‟‘’‚‛«»‹›")
    if bare != name and names.candidates(bare):
        return f"curly quotation marks are a part of the text: write `{bare}`"
    return names.nearest(name)


def _source_problems(
    dossier: Dossier,
    node: _Origin,
    record: object,
    label: str,
    damage: _Damage,
) -> Iterator[Problem]:
    for path, citation in _cited(record):
        key = citation.source
        if key in dossier.sources or key in dossier.world.sources:
            continue
        if damage.may_be("source", key):
            continue
        yield Problem(
            f"{label}: there is no source `{key}`",
            node.place(path),
            did_you_mean(key, dossier.sources) or "declare it under `sources:`",
        )
