"""The quote holds the value that the claim prints.

Why it matters: a value that the quoted words do not hold was read from somewhere else.

The value is looked for token by token: `4` is not in `24` but in `4-year`. Case, the sorts of
dash, quote and space, and commas in large numbers make no difference. The same holds for the parts
of a breakdown, for how long and how often something happened, and for the words of a source where
a citation gives both its words and its value.

Not flagged: a value that stands in one of several pieces of a quote; a claim without a quote; a
source of which only the value is written down.

Flagged::

    entities:
      acme: {name: Acme, type: company}
    claims:
      - id: offices
        kind: quantity
        subject: acme
        property: offices
        value: 4
        quote: all of the 24 offices  # <--

Flagged::

    entities:
      acme: {name: Acme, type: company}
    claims:
      - id: income
        kind: breakdown
        subject: acme
        property: income
        by: source
        parts: {gifts: 71%, grants: 29%}
        quote: 71% from gifts  # <--

Fine::

    entities:
      acme: {name: Acme, type: company}
    claims:
      - id: plan
        kind: quantity
        subject: acme
        property: length of the plan
        value: 4-year
        quote: its 4-year plan
      - id: budget
        kind: quantity
        subject: acme
        property: budget
        value: $1,500
        quote:
          - the budget of the company
          - was set at US$1500

Fine::

    entities:
      acme: {name: Acme, type: company}
    sources:
      audit: {title: Auditor's report}
    claims:
      - id: staff
        kind: quantity
        subject: acme
        property: employees
        value: 684
        sources: [{source: audit, says: {value: 684}}]
      - id: income
        kind: breakdown
        subject: acme
        property: income
        by: source
        parts: {gifts: 71%, grants: 29%}
        quote: 71% from gifts, 29% from grants
"""

from __future__ import annotations

from collections.abc import Iterator

from ijmfacts.claims import AnyClaim, Breakdown, Event, Quantity
from ijmfacts.constraints import Remark
from ijmfacts.facts import Facts, Yields
from ijmfacts.values import value_in_quote

RULE = "quotes-carry-values"
READS = "remarks"


def check(facts: Facts) -> Yields:
    """Each printed value of each own claim is looked for in its quote."""
    for claim in facts.index.claims:
        for path, value in _printed(claim) if claim.quote else ():
            if not value or any(value_in_quote(value, piece) for piece in claim.quote):
                continue
            yield Remark(
                rule=RULE,
                claims=(claim.id,),
                message=f"the quote of `{claim.id}` does not hold `{value}`",
                severity="error",
                hint="give the value as the document prints it, and quote the words that hold it",
                place=("claim", claim.id, *path),
            )
        for at, citation in enumerate(claim.sources):
            says = citation.says
            if says is None or not (says.quote and says.value):
                continue
            if not value_in_quote(says.value, says.quote):
                yield Remark(
                    rule=RULE,
                    claims=(claim.id,),
                    message=(
                        f"the words of the source `{citation.source}` in `{claim.id}` do not hold "
                        f"`{says.value}`: “{says.quote}”"
                    ),
                    severity="error",
                    hint="give the value as the source prints it, and the words that hold it",
                    place=("claim", claim.id, "sources", at, "says", "value"),
                )


def _printed(claim: AnyClaim) -> Iterator[tuple[tuple[str, ...], str]]:
    """The values that a claim prints, each with its path in the record."""
    if isinstance(claim, Quantity):
        yield ("value",), claim.value
    elif isinstance(claim, Breakdown):
        for name, value in claim.parts:
            yield ("parts", name), value
    elif isinstance(claim, Event):
        yield ("lasting",), claim.lasting
        yield ("times",), claim.times
        yield ("number",), claim.number
