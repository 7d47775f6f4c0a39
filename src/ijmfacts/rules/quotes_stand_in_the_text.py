"""Every quote stands in the text of the document, at one place.

Why it matters: a claim is only as good as the words that make it; a quote that is not there was
misread, or the text has changed since.

The rule needs a copy of the text (`--text`); the examples have the one below.
Straight and curly quotes, the sorts of dash and of space, and line breaks make no difference;
letters and their case do. Of several pieces each is looked for by itself, and they come in the
order of the text. A quote that is not there is an error of the record; one that is there more than
once, or on another line than the claim says, is a note, and so is a text whose file has another
`digest` than the document's. `at` is the line of the first piece: the
others may stand further down, as the rows of a table do.

Not flagged: a quote that occurs more than once and is told apart by its line, by `prefix` or
`suffix`, by another piece on the same line, or by the pieces around it; a later piece on a later
line; anything where no text is given.

Text::

    Acme was founded in 1997 by two lawyers.
    It has “two offices” in Kenya and
    five in Ghana. It has a lake.
    Its first office was in Kenya.

Flagged::

    entities:
      acme: {name: Acme, type: company}
    claims:
      - id: offices
        kind: quantity
        subject: acme
        property: offices
        value: six
        quote: six in Ghana  # <--

Fine::

    entities:
      acme: {name: Acme, type: company}
    claims:
      - id: offices
        kind: quantity
        subject: acme
        property: offices
        value: two
        quote: '"two offices" in Kenya and five in Ghana'

Fine::

    entities:
      acme: {name: Acme, type: company}
    claims:
      - id: first-office
        kind: relation
        subject: acme
        relation: first office in
        objects: Kenya
        quote: in Kenya
        prefix: office was
      - id: offices
        kind: quantity
        subject: acme
        property: offices
        value: two
        quote: [two offices, in Kenya]
      - id: again
        kind: relation
        subject: acme
        relation: has offices in
        objects: Kenya
        quote: in Kenya
        at: 2

Fine::

    entities:
      acme: {name: Acme, type: company}
    claims:
      - id: offices-by-country
        kind: breakdown
        subject: acme
        property: offices
        by: country
        parts: {Kenya: two, Ghana: five}
        quote: [two offices, five in Ghana]
        at: 2
"""

from __future__ import annotations

from typing import Final

from ijmfacts.anchors import (
    Ambiguous,
    Found,
    Missing,
    Outcome,
    Passages,
    find_quote,
    passages,
    told_apart,
)
from ijmfacts.claims import AnyClaim
from ijmfacts.constraints import Remark
from ijmfacts.facts import Facts, Yields

RULE = "quotes-stand-in-the-text"
READS = "remarks"

_MOST_NEAREST: Final = 100
"""For how many missing quotes the nearest passage is told."""


def check(facts: Facts) -> Yields:
    """Each piece of each own quote is looked for in the text."""
    if facts.text is None:
        return
    yield from _other_version(facts)
    text = passages(facts.text)
    missing = 0
    for claim in facts.index.claims:
        if not claim.quote:
            yield Remark(
                rule=RULE,
                claims=(claim.id,),
                message=f"claim `{claim.id}` has no quote",
                severity="note",
                hint="copy the shortest words that carry it from the text: `quote: …`",
                place=("claim", claim.id),
            )
        outcomes = placed(text, claim, nearest=missing < _MOST_NEAREST)
        before: Found | None = None
        for at, (piece, outcome) in enumerate(zip(claim.quote, outcomes, strict=True)):
            missing += isinstance(outcome, Missing)
            remark = _remark(claim, at, piece, outcome, before)
            if remark is not None:
                yield remark
            before = outcome if isinstance(outcome, Found) else before


def _other_version(facts: Facts) -> Yields:
    """That the text is another one than that which the document's record is about."""
    document = facts.dossier.document
    if document is None or not document.digest or facts.digest in {"", document.digest}:
        return
    yield Remark(
        rule=RULE,
        claims=(),
        message="the text is not the version that the claims were written for: `digest` is another",
        hint="`ijmfacts diff OLD NEW` says what changed; when the claims fit, write "
        f"`digest: {facts.digest}`",
        place=("document", "", "digest"),
    )


def placed(text: Passages, claim: AnyClaim, *, nearest: bool = True) -> list[Outcome]:
    """Where each piece of a claim's quote stands.

    A piece that stands at several places belongs to the line that the claim names, to the line of a
    piece that stands at one only, or to the only place between two others.
    """
    several = len(claim.quote) > 1
    found: list[Outcome] = []
    for at, piece in enumerate(claim.quote):
        line = 0 if at else claim.at.line  # which is that of the first piece
        outcome = find_quote(text, piece, claim.prefix, claim.suffix, line=line, nearest=nearest)
        if several and not isinstance(outcome, Found) and (claim.prefix or claim.suffix):
            # What stands before the first piece does not stand before the others.
            ways = [
                find_quote(text, piece, prefix, suffix, line=line, nearest=False)
                for prefix, suffix in ((claim.prefix, ""), ("", claim.suffix), ("", ""))
            ]
            outcome = next((way for way in ways if isinstance(way, Found)), ways[-1])
            if isinstance(outcome, Missing):
                outcome = find_quote(text, piece, nearest=nearest)
        found.append(outcome)
    return told_apart(found, claim.at.line)


def _remark(
    claim: AnyClaim, at: int, piece: str, outcome: Outcome, before: Found | None
) -> Remark | None:
    """What is wrong with the place of one piece; `before` is that of the one in front of it."""
    place = (
        ("claim", claim.id, "quote", at) if len(claim.quote) > 1 else ("claim", claim.id, "quote")
    )
    if isinstance(outcome, Missing):
        near = outcome.nearest
        return Remark(
            rule=RULE,
            claims=(claim.id,),
            message=f"the text does not hold “{piece}”",
            severity="error",
            hint="copy the words from the text, letter by letter"
            if near is None
            else f"line {near.line} has “{' '.join(near.words.split())}”",
            place=place,
        )
    if isinstance(outcome, Ambiguous):
        return Remark(
            rule=RULE,
            claims=(claim.id,),
            message=f"the text holds “{piece}” {_times(outcome)}, and the claim does not say which",
            hint=_telling_apart(outcome, first=not at),
            place=place,
        )
    if not claim.at.line:
        return None
    if before is not None:  # `at` is the line of the first piece
        if outcome.last_line >= before.line:
            return None
        return Remark(
            rule=RULE,
            claims=(claim.id,),
            message=f"“{piece}” is on line {outcome.line}, and the piece before it is on line "
            f"{before.line}",
            hint="give the pieces in the order of the text; `at` is the line of the first",
            place=place,
        )
    if not outcome.line <= claim.at.line <= outcome.last_line:
        return Remark(
            rule=RULE,
            claims=(claim.id,),
            message=f"“{piece}” is on line {outcome.line}, and the claim says line {claim.at.line}",
            hint=f"write `at: {outcome.line}`",
            place=("claim", claim.id, "at"),
        )
    return None


def _times(outcome: Ambiguous) -> str:
    lines = list(dict.fromkeys(place.line for place in outcome.places))
    shown = ", ".join(map(str, lines[:5])) + (" …" if len(lines) > 5 else "")
    return f"{len(outcome.places)} times (line{'s' * (len(lines) > 1)} {shown})"


def _telling_apart(outcome: Ambiguous, *, first: bool) -> str:
    ways = []
    for place, prefix, suffix in zip(
        outcome.places[:3], outcome.prefixes, outcome.suffixes, strict=False
    ):
        if prefix:
            ways.append(f"`prefix: {prefix}` for line {place.line}")
        elif suffix:
            ways.append(f"`suffix: {suffix}` for line {place.line}")
    if ways:
        return "add " + ", or ".join(ways)
    return "quote more words" + (", or say the line with `at`" if first else "")
