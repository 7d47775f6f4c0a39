"""Slips in single claims: another date, actor, place, member, relation or figure.

What stands there instead is taken from other claims of the dossier, or from its records.
Knows nothing of how a dossier is checked.
"""

from __future__ import annotations

import random
from typing import Any, Final

import attrs

from ijmfacts.claims import Anchor, AnyClaim, Breakdown, Event
from ijmfacts.dossier import Dossier
from ijmfacts.fields import FieldError

TIMES: Final = (
    "2001", "2001-05", "2001-05-03", "2003", "1800", "2030", "2005/2008", "../2004", "2010/..",
    "2001~", "2003-02-30", "XXXX-03-08", "2004-03-08",
)  # fmt: skip
DISTANCES: Final = ("", "", "three days", "at least two years", "aged three years")

DATES: Final = ("when", "as_of", "since", "until", "within")
ANCHORS: Final = ("before", "after", "during")
SEVERAL: Final = ("by", "to", "members", "objects")
NAMES: Final = ("person", "organization", "subject", "place")
WORDS: Final = ("post", "value", "unit", "precision", "direction", "lasting", "times", "sources")
NOBODY: Final = ("another person", "another place", "Kenya", "Thailand")


class Slips:
    """Slips in the claims of a dossier, the same for the same state of the generator."""

    def __init__(self, dossier: Dossier) -> None:
        claims = dossier.claims
        self.names = [*dossier.entities, *NOBODY]
        self.events = [claim.name for claim in claims if isinstance(claim, Event)]
        self.days = [
            day.name for day in (dossier.observances or dossier.world.observances).values()
        ]
        self.told: dict[str, list[Any]] = {
            field: [value for claim in claims if (value := getattr(claim, field, ""))]
            for field in (*DATES, *ANCHORS, *SEVERAL, *NAMES, *WORDS)
        }

    def slip(self, draw: random.Random, claim: AnyClaim) -> AnyClaim:
        """The claim with something else in one field; as it is where that cannot be written."""
        left = {"by"} if isinstance(claim, Breakdown) else set[str]()
        field = draw.choice(
            [name for name in self.told if hasattr(claim, name) and name not in left]
        )
        changes: dict[str, Any] = {field: self._value(draw, field, getattr(claim, field))}
        if field in DATES and draw.random() < 0.5:
            changes = {**dict.fromkeys(DATES, ""), **changes}
        try:
            return attrs.evolve(claim, **changes)
        except FieldError:
            return claim

    def _value(self, draw: random.Random, field: str, old: Any) -> Any:
        told = self.told[field]
        if field in DATES:
            return draw.choice(("", *TIMES, *told))
        if field in ANCHORS:
            of = draw.choice((*self.events, *self.names, *self.days[:3], "2003", "2001-05"))
            new = (Anchor(of=of, distance=draw.choice(DISTANCES)),)
            return draw.choice(((), new, (*old, *new)))
        name = draw.choice(self.names)
        if field in SEVERAL:
            others = draw.choice(told) if told else (name,)
            return draw.choice(((name,), (*old, name), old[:-1], others))
        if field in NAMES:
            return draw.choice((name, draw.choice(told) if told else name, *self.events[:1], ""))
        return draw.choice(told) if told else old
