"""Where places lie, as the records declare it and as claims of one voice say it.

Knows nothing of rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import attrs

from ijmfacts.answers import Answer
from ijmfacts.index import Index, Voice
from ijmfacts.shapes import Shape

COMPACT: Final = (
    "settlement", "building", "venue", "street", "square", "neighborhood", "district", "province",
    "state", "county", "municipality", "commune", "airport", "factory", "farm", "mine", "monument",
    "cemetery", "refugee camp",
)  # fmt: skip
"""Types of place that lie in one place only; a river, a road or a region may lie in several."""

SITES: Final = ("building", "venue", "factory", "farm", "mine")
"""Types of place at which whatever is done to them is done."""

_ROUTES: Final = 8
"""The most ways to one place that are followed; more would be the same thing told again."""


@attrs.frozen(eq=False, repr=False)
class Route(Shape):
    """A place that another lies in, by way of others: `path` names them, the inner one first.

    `claims` are the claims that the way needs; what is declared needs none.
    """

    place: str
    claims: frozenset[str] = frozenset()
    path: tuple[str, ...] = ()


class Whereabouts:
    """The places of a dossier, and how they lie in one another."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._claimed: Final[dict[tuple[Voice, str], list[tuple[str, str]]]] = {}
        for voice, claim in index.relations:
            if claim.all or not index.relation(claim.relation).located:
                continue
            subject = index.canon(claim.subject)
            if not self.compact(subject):
                continue
            for name in claim.objects:
                outer = index.canon(name)
                if outer != subject and index.known(outer):
                    self._claimed.setdefault((voice, subject), []).append((outer, claim.id))
        self._routes: Final[dict[tuple[Voice, str], tuple[Route, ...]]] = {}

    def compact(self, place: str) -> bool:
        """True where a place is of a type that lies in one place only."""
        return not self._kinds(place).isdisjoint(COMPACT)

    def site(self, place: str) -> bool:
        """True where what is done to the place is done at the place."""
        return not self._kinds(place).isdisjoint(SITES)

    def _kinds(self, place: str) -> frozenset[str]:
        entity = self.index.names.by_id(place)
        return self.index.wider(entity.type) if entity is not None else frozenset()

    @property
    def claimed(self) -> Iterator[tuple[Voice, str]]:
        """Every place that claims of a voice put somewhere, with the voice."""
        return iter(sorted(self._claimed))

    def said(self, voice: Voice, place: str) -> tuple[tuple[str, str], ...]:
        """What claims of a voice say a place lies in, each with the claim's id."""
        return tuple(self._claimed.get((voice, place), ()))

    def routes(self, voice: Voice, place: str) -> tuple[Route, ...]:
        """The place itself, then every place that claims put it in, the shortest way first.

        What these are declared to lie in is not repeated: the index knows it.
        """
        key = (voice, place)
        found = self._routes.get(key)
        if found is None:
            found = self._routes[key] = self._follow(voice, place)
        return found

    def _follow(self, voice: Voice, place: str) -> tuple[Route, ...]:
        routes = [Route(place, frozenset(), (place,))]
        ways: dict[str, list[frozenset[str]]] = {place: [frozenset()]}
        for route in routes:
            declared = (route.place, *self.index.above(route.place))
            for at, inner in enumerate(declared):
                for outer, claim in self.said(voice, inner):
                    claims = route.claims | {claim}
                    known = ways.setdefault(outer, [])
                    if len(known) >= _ROUTES or any(way <= claims for way in known):
                        continue
                    if outer in declared[: at + 1]:
                        continue  # a circle leads nowhere new
                    known.append(claims)
                    path = (*route.path, *declared[1 : at + 1], outer)
                    routes.append(Route(outer, claims, path))
        return tuple(routes)

    def country(self, voice: Voice, place: str) -> Iterator[tuple[str, Route]]:
        """The countries that a place lies in, or is, each with the way there."""
        for route in self.routes(voice, place):
            country = self.index.country(route.place)
            if country:
                above = (route.place, *self.index.above(route.place))
                rest = above[1 : above.index(country) + 1]
                yield country, Route(country, route.claims, (*route.path, *rest))

    def apart(self, voice: Voice, one: str, other: str) -> Iterator[tuple[Route, Route]]:
        """Every two ways, one from each place, that end in places with nothing in common."""
        seen: list[frozenset[str]] = []
        pairs = (
            (first, second)
            for first in self.routes(voice, one)
            for second in self.routes(voice, other)
        )
        for first, second in sorted(pairs, key=lambda pair: len(pair[0].claims | pair[1].claims)):
            claims = first.claims | second.claims
            if any(known <= claims for known in seen):
                continue
            if self.index.apart(first.place, second.place) is Answer.YES:
                seen.append(claims)
                yield first, second

    def lies(self, route: Route) -> str:
        """A way in words: `X lies in Y, which lies in Z`; only the place where it leads nowhere."""
        labels = [self.index.label(place) for place in route.path]
        first, *others = labels
        if not others:
            return first
        return f"{first} lies in " + ", which lies in ".join(others)

    def up(self, route: Route, *, to: str = "") -> Route:
        """The way with what its end is declared to lie in, up to a place, or to the country."""
        end = to or self.index.country(route.place)
        above = self.index.above(route.place)
        if not end or end == route.place or end not in above:
            return route
        return Route(end, route.claims, (*route.path, *above[: above.index(end) + 1]))
