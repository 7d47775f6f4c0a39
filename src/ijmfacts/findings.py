"""Findings and reports: what the checker says, as plain values.

Knows nothing of how they were found, nor of how they are printed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, TypeVar

import attrs

from ijmfacts.records import Acceptance
from ijmfacts.shapes import Shape

SEVERITIES: Final = ("error", "contradiction", "tension", "note")
"""From the gravest: a malformed record, a proven contradiction, one that rests on assumptions, and
a defect of one claim.
"""

_Any = TypeVar("_Any")


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Place(Shape):
    """Where something stands in a claim file; lines and columns count from 1.

    The end column is the first one after it; `source` is the whole line.
    For a record made in Python the file is empty and the line 0.
    """

    file: str = ""
    line: int = 0
    column: int = 0
    end_column: int = 0
    source: str = ""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Party(Shape):
    """A claim that a finding is about, with its words and the place of every piece of them.

    `taking_part` are the numbers, from 0, of the pieces that hold the figures or names of the
    finding; empty where that cannot be told, and for all of them.
    """

    claim: str
    quote: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    said_by: tuple[str, ...] = ()
    section: str = ""
    at_line: int = 0
    taking_part: tuple[int, ...] = ()

    @property
    def place(self) -> Place:
        """Where the words begin that take part."""
        places = self.of_those(self.places)
        return places[0] if places else Place()

    @property
    def words(self) -> tuple[str, ...]:
        """The pieces of its quote that take part."""
        return self.of_those(self.quote)

    def of_those(self, pieces: tuple[_Any, ...]) -> tuple[_Any, ...]:
        """What belongs to the pieces that take part, of what belongs to all pieces in turn."""
        if not self.taking_part or len(pieces) != len(self.quote):
            return pieces
        return tuple(pieces[at] for at in self.taking_part)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Repair(Shape):
    """One change to one claim that settles a finding.

    `settles` counts the conflicts of the whole dossier that it ends, `creates` those it begins;
    where a rule names it and it was not tried, those for which the rule names it, and none.
    """

    claim: str
    to: str
    settles: int = 1
    creates: int = 0


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Finding(Shape):
    """A minimal set of claims and assumptions that cannot hold together, or a defect of one claim.

    `assumptions` are in words, `tokens` as `--assume` and `--reject` take them.
    `consequences` are further findings that the same single change settles.
    """

    rule: str
    severity: str
    message: str
    parties: tuple[Party, ...] = ()
    assumptions: tuple[str, ...] = ()
    tokens: tuple[str, ...] = ()
    explanation: tuple[str, ...] = ()
    repairs: tuple[Repair, ...] = ()
    consequences: tuple[Finding, ...] = ()
    place: Place = Place()
    hint: str = ""
    accepted: Acceptance | None = None

    @property
    def claims(self) -> tuple[str, ...]:
        """The ids of the claims, in the order of the document."""
        return tuple(party.claim for party in self.parties)

    @property
    def fingerprint(self) -> str:
        """The same as long as the rule and the claims are the same: 16 hexadecimal digits."""
        import hashlib  # noqa: PLC0415 - only machines ask for it

        parts = [self.rule, *sorted(self.claims)]
        if not self.parties:
            parts.append(self.message)
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]

    @property
    def all(self) -> tuple[Finding, ...]:
        """This finding and its consequences."""
        return (self, *self.consequences)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Strength(Shape):
    """How far off a claim's value could be without being noticed.

    `allowed` is what the other claims leave for it, in words; empty where none of them speaks to
    it.
    """

    claim: str
    printed: str
    allowed: str
    part: str = ""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Report(Shape):
    """What a check found, in a stable order.

    `findings` are those that stand, `accepted` those that the dossier lets stand.
    `unfinished` says in words where a bound was hit, so that there may be more to find.
    `corrections` are the smallest sets of claims whose change would settle every conflict;
    `more_corrections` says that there are others as small.
    `choices` are the same as choices that are free of one another, one set of each.
    """

    findings: tuple[Finding, ...] = ()
    accepted: tuple[Finding, ...] = ()
    claims: int = 0
    unfinished: tuple[str, ...] = ()
    corrections: tuple[tuple[str, ...], ...] = ()
    more_corrections: bool = False
    choices: tuple[tuple[tuple[str, ...], ...], ...] = ()

    def count(self, severity: str) -> int:
        """How many findings of one severity stand."""
        return sum(finding.severity == severity for finding in self.findings)

    @property
    def contradictions(self) -> tuple[Finding, ...]:
        """The findings that no assumption can be blamed for, consequences included."""
        return tuple(
            one
            for finding in self.findings
            for one in finding.all
            if one.severity == "contradiction"
        )

    def at_or_above(self, severity: str) -> tuple[Finding, ...]:
        """The findings as grave as this, or graver."""
        bar = SEVERITIES.index(severity)
        return tuple(f for f in self.findings if SEVERITIES.index(f.severity) <= bar)


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The gravest first, then by place in the document, rule and claims."""
    return tuple(
        sorted(
            findings,
            key=lambda f: (
                SEVERITIES.index(f.severity),
                min((party.at_line for party in f.parties), default=0),
                f.place.file if not f.parties else "",
                f.place.line if not f.parties else 0,
                f.rule,
                f.claims,
                f.message,
            ),
        )
    )
