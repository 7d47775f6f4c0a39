"""A value says how much.

Why it matters: "dozens" and "nearly" can be defended whatever the truth is, and are checked only
loosely.

Not flagged: a bound that is sharp ("more than 700", "at least 12", "between 5 and 10"); rounding.

Noted::

    entities:
      acme: {name: Acme, type: company}
    claims:
      - id: offices
        kind: quantity
        subject: acme
        property: offices
        value: dozens
        quote: dozens of offices  # <--

Noted::

    entities:
      acme: {name: Acme, type: company}
    claims:
      - id: staff
        kind: quantity
        subject: acme
        property: employees
        value: nearly 4,000
        quote: nearly 4,000 employees  # <--

Fine::

    entities:
      acme: {name: Acme, type: company}
    claims:
      - id: staff
        kind: quantity
        subject: acme
        property: employees
        value: more than 700
        quote: more than 700 employees
      - id: budget
        kind: quantity
        subject: acme
        property: budget
        value: $51.6 million
        quote: $51.6 million

Fine::

    entities:
      acme: {name: Acme, type: company}
    claims:
      - id: offices
        kind: quantity
        subject: acme
        property: offices
        value: between 5 and 10
        quote: between 5 and 10 offices
"""

from __future__ import annotations

from collections.abc import Iterator

from ijmfacts.claims import AnyClaim, Breakdown, Event, Quantity
from ijmfacts.constraints import Remark
from ijmfacts.facts import Facts, Yields
from ijmfacts.values import VAGUE, Reading, read_value

RULE = "values-are-not-vague"
READS = "remarks"


def check(facts: Facts) -> Yields:
    """Claims with a hedge or a vague word in a value, one note for each."""
    for claim in facts.index.claims:
        for path, reading in _readings(claim):
            vague = any(VAGUE in layer.assumes for layer in reading.layers)
            if not (reading.hedge or vague):
                continue
            why = f"`{reading.hedge}` leaves open how much" if reading.hedge else "is vague"
            yield Remark(
                rule=RULE,
                claims=(claim.id,),
                message=(
                    f"`{reading.text}`: {why}"
                    if reading.hedge
                    else f"`{reading.text}` {why}: it is read as {reading.describe()}"
                ),
                hint="give the figure, where the source has it",
                place=("claim", claim.id, *path),
            )
            break


def _readings(claim: AnyClaim) -> Iterator[tuple[tuple[str, ...], Reading]]:
    if isinstance(claim, Quantity):
        yield ("value",), claim.reading
    elif isinstance(claim, Breakdown):
        for name, reading in claim.readings:
            yield ("parts", name), reading
    elif isinstance(claim, Event):
        for field in ("lasting", "times"):
            text = getattr(claim, field)
            if text:
                yield (field,), read_value(text)
