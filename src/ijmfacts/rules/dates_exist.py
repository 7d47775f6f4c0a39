"""Dates are days that a calendar has.

Why it matters: 30 February 2003 is a slip in the text; the right day is some other one, and every
reckoning with the date is off.

Not flagged: 29 February of a leap year; the last day of any month; dates in claims that nobody
asserts.
The same mistake in the record of a source, an entity or the document is an error of that record.

Flagged::

    claims:
      - id: fire
        kind: event
        type: fire
        when: 2003-02-30
        quote: burned on 30 February 2003  # <--

Flagged::

    entities:
      acme: {name: Acme, type: company}
    claims:
      - id: staff
        kind: quantity
        subject: acme
        property: employees
        value: 751
        as of: 2015-06-31
        quote: 751 employees on 31 June 2015  # <--

Fine::

    claims:
      - id: fire
        kind: event
        type: fire
        when: 2004-02-29
        quote: burned on 29 February 2004

Fine::

    claims:
      - id: fire
        kind: event
        type: fire
        when: 2003-02-28/2003-03-31
        quote: burned from 28 February to 31 March 2003
      - id: plan
        kind: event
        type: meeting
        when: 2003-02-30
        modality: planned
        quote: will meet on 30 February 2003
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from operator import attrgetter
from typing import Any

import attrs

from ijmfacts.claims import AnyClaim
from ijmfacts.constraints import Constraint, Mend, Remark
from ijmfacts.facts import Facts, Yields
from ijmfacts.timeline import ANCHORS, FIELDS
from ijmfacts.times import edtf_of, read_time, time_of
from ijmfacts.times.days import LENGTHS

RULE = "dates-exist"
READS = "one claim"


def check(facts: Facts) -> Yields:
    """A date that no calendar has is a clash of its claim with the calendar."""
    for _, claim in facts.index.voiced:
        texts = [claim.when, claim.as_of, claim.since, claim.until, claim.within]
        texts += [anchor.of for anchor in (*claim.before, *claim.after, *claim.during)]
        for text in dict.fromkeys(filter(None, texts)):
            if _missing(text):
                yield Constraint(
                    rule=RULE,
                    claims=(claim.id,),
                    words=f"there is no {read_time(text).describe()}",
                    mends=tuple(_mends(claim, text)),
                )
    for place, text in _records(facts):
        if text and _missing(text):
            part, key = place[0], place[1]
            yield Remark(
                rule=RULE,
                claims=(),
                message=f"{part} `{key}`: there is no {read_time(text).describe()}"
                if key
                else f"{part}: there is no {read_time(text).describe()}",
                severity="error",
                hint="the record is malformed: copy the date again, or leave the day out",
                place=place,
            )


def _missing(text: str) -> bool:
    time = time_of(text)
    return time is not None and not time.exists


def _mends(claim: AnyClaim, text: str) -> Iterator[Mend]:
    """The last day that the month has, or the month without a day."""
    parts = text.split("/") if text[0] not in "[{" else [text]
    for whole in (False, True):
        new = "/".join(_mended(part, whole=whole) if _missing(part) else part for part in parts)
        time = time_of(new)
        if time is None or not time.exists:
            continue
        fields: dict[str, Hashable] = {f: new for f in FIELDS if getattr(claim, f) == text}
        for field in ANCHORS:
            anchors = getattr(claim, field)
            if any(anchor.of == text for anchor in anchors):
                fields[field] = tuple(
                    attrs.evolve(one, of=new) if one.of == text else one for one in anchors
                )
        yield Mend(claim.id, time.describe(), tuple(fields.items()))


def _mended(text: str, *, whole: bool) -> str:
    """A single time with the last day of its month, or the whole month; nothing where unknown."""
    time = read_time(text)
    if time.yearless is not None:
        month = time.yearless[0]
        return "" if whole else f"XXXX-{month:02}-{LENGTHS[month] + (month == 2):02}"
    if time.latest is None:
        return ""
    last = edtf_of(time.latest)
    return last.rpartition("-")[0] if whole else last


def _records(facts: Facts) -> Iterator[tuple[tuple[str, ...], str]]:
    """The times of the dossier's own records, with the place of each."""
    dossier = facts.dossier
    if dossier.document is not None:
        yield ("document", "", "date"), dossier.document.date
    yield from _told("source", dossier.sources, "issued", "accessed")
    yield from _told("entity", dossier.entities, "begin", "end")
    yield from _told("observance", dossier.observances, "date", "since")


def _told(
    part: str, records: Mapping[str, Any], one: str, other: str
) -> Iterator[tuple[tuple[str, ...], str]]:
    told = attrgetter(one, other)
    for key in sorted([key for key, record in records.items() if told(record) != ("", "")]):
        for field, text in zip((one, other), told(records[key]), strict=True):
            yield (part, key, field), text
