"""One claim as text: its measure, its readings, what others leave for it, and its conflicts.

Knows nothing of terminals, files or exit codes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from ijmfacts.claims import AnyClaim, Breakdown, Event, Listing, Quantity, Relation, Role, Statement
from ijmfacts.constraints import Assumption, Constraint, Variable
from ijmfacts.findings import Finding, Report
from ijmfacts.index import PLAN
from ijmfacts.intervals import Interval
from ijmfacts.measures import Measures, assumed
from ijmfacts.places import Places
from ijmfacts.reports import WIDTH
from ijmfacts.reports.text import Paint, Style, party_lines, visible, wrapped
from ijmfacts.stats import CONTRADICTORY, DAYS, Stated, Web, unit_of, variables_of
from ijmfacts.times import read_time
from ijmfacts.values import format_interval

TIMES: Final = ("when", "as_of", "since", "until", "within")


def claim_text(
    claim: AnyClaim, web: Web, report: Report, *, colour: bool = False, width: int = WIDTH
) -> str:
    """Everything that the checker derived from a claim and about it, ending in a newline."""
    style = Style(width=width, paint=Paint(on=colour))
    paint = style.paint
    lines = [f"{paint('headline', visible(claim.id))}  {paint('quiet', claim.kind)}"]
    party = Places(web.facts.dossier).party(claim)
    lines.extend(party_lines(attrs.evolve(party, claim=""), style, "  "))
    lines.append("")
    for label, words in _says(claim, web):
        lines.extend(_labelled(label, words, style))
    stated = list(web.stated(claim))
    if isinstance(claim, Quantity) and not stated:  # a change, a mean: no figure of its measure
        label, words = ("figure", claim.value) if claim.value else ("direction", claim.direction)
        lines.extend(_labelled(label, words, style))
        layers = ((layer.interval, assumed(layer.assumes)) for layer in claim.reading.layers)
        lines.extend(_readings(layers if claim.value else (), claim.reading.unit, style))
    for one in stated:
        lines.extend(_stated(one, web, style))
    lines.extend(_tied(claim, stated, web, style))
    lines.extend(_conflicts(claim, report, style))
    return "\n".join(lines).rstrip() + "\n"


def _labelled(label: str, words: str, style: Style, margin: str = "") -> Iterator[str]:
    first, *rest = wrapped(f"{label}: {words}", style.width, margin, f"{margin}  ")
    start = len(margin) + len(label) + 1
    yield margin + style.paint("label", f"{label}:") + first[start:]
    yield from rest


def _says(claim: AnyClaim, web: Web) -> Iterator[tuple[str, str]]:
    """What the claim says, in words, as the checker understood its names."""
    index = web.facts.index
    measures: Measures = web.facts.measures

    def names(given: Iterable[str]) -> str:
        return ", ".join(index.label(index.canon(name)) for name in given)

    voice = index.teller(claim)
    if isinstance(claim, Quantity | Listing | Breakdown):
        field = measures.field(voice or (), claim, claim.subject, claim.property)
        yield "measure", measures.describe(field, measures.dimensions(claim))
    elif isinstance(claim, Event):
        yield "event", f"{claim.type} `{claim.name}`"
        if claim.by:
            yield "by", names(claim.by)
        if claim.to:
            yield "to", names(claim.to)
    elif isinstance(claim, Role):
        yield "post", f"{names([claim.person])} as {index.post(claim.post).name}"
        if claim.organization:
            yield "in", names([claim.organization])
    elif isinstance(claim, Relation):
        only = " (and nothing else)" if claim.only else ""
        words = f"{names([claim.subject])} {claim.relation} {names(claim.objects)}{only}"
        yield "relation", words
    elif isinstance(claim, Statement):
        yield "statement", f"{names(claim.speaker)} {claim.stance}: {', '.join(claim.about)}"
    if claim.place:
        yield "place", names([claim.place])
    times = [
        f"{field.replace('_', ' ') if field != 'when' else ''} "
        f"{read_time(getattr(claim, field)).describe()}".strip()
        for field in TIMES
        if getattr(claim, field)
    ]
    times.extend(
        f"{field} {anchor.of}" + (f" ({anchor.distance})" if anchor.distance else "")
        for field in ("before", "after", "during")
        for anchor in getattr(claim, field)
    )
    yield "time", ", ".join(times) or "unsaid"
    if voice is None:
        yield "voice", f"nobody asserts it ({claim.modality}), so that it contradicts nothing"
    elif PLAN in voice:
        whose = f" of {names(voice[1:])}" if voice[1:] else ""
        yield "voice", f"a plan{whose}, which contradicts only what is planned"
    else:
        yield "voice", names(voice) if voice else "the document's own"


def _stated(stated: Stated, web: Web, style: Style) -> Iterator[str]:
    """One number: what is printed, how it is read, and what the others leave."""
    if stated.sort == "member":
        allowed, _ = web.allowed(stated)
        if allowed not in {"", CONTRADICTORY}:
            words = f"{stated.printed}: {allowed}, if the others are right"
            yield from _labelled("member", words, style)
        return
    label = "date" if stated.sort in DAYS else "list" if not stated.layers else "figure"
    part = f"{stated.part}: " if stated.part else ""
    yield from _labelled(label, f"{part}{stated.printed}", style)
    if stated.sort not in DAYS:
        yield from _readings(stated.layers, unit_of(stated.variables[0]), style)
    allowed, _ = web.allowed(stated)
    if allowed:
        yield from wrapped(f"the others leave: {allowed}", style.width, "  = ", "    ")
    else:
        yield "  = none of the others speaks to it"


def _readings(
    layers: Iterable[tuple[Interval, tuple[Assumption, ...]]], unit: str, style: Style
) -> Iterator[str]:
    """The intervals of a figure, the widest first, with what each assumes."""
    for interval, assumptions in layers:
        words = format_interval(interval, unit)
        if assumptions:
            words += f", if {' and '.join(map(str, assumptions))}"
        yield from wrapped(words, style.width, "  - ", "    ")


def _tied(claim: AnyClaim, stated: Iterable[Stated], web: Web, style: Style) -> Iterator[str]:
    """What ties the claim's numbers to those of other claims, in words."""
    own = {variable for one in stated for variable in one.variables}
    told: dict[tuple[str, str], dict[str, set[str]]] = {}
    for component in web.of(claim.id):
        bounds: dict[Variable, list[Constraint]] = {}
        for constraint in component.constraints:
            if constraint.printed and len(variables_of(constraint)) == 1:
                bounds.setdefault(constraint.terms[0][0], []).append(constraint)
        for constraint in component.constraints:
            names = variables_of(constraint)
            if len(names) == 1 or not (constraint.rule or constraint.words):
                continue
            if names & own or claim.id in constraint.claims:
                others = told.setdefault((constraint.rule, constraint.words), {})
                for other in constraint.claims:
                    others.setdefault(other, set())
                for variable in names - own:
                    for bound in bounds.get(variable, ()):
                        for other in bound.claims:
                            others.setdefault(other, set()).add(bound.printed)
        for variable in own:
            for bound in bounds.get(variable, ()):
                if claim.id not in bound.claims:
                    others = told.setdefault((bound.rule, "the same is stated elsewhere"), {})
                    for other in bound.claims:
                        others.setdefault(other, set()).add(bound.printed)
    if not told:
        return
    yield style.paint("label", "tied to others:")
    for (rule, words), others in sorted(told.items()):
        lead = f"{words} [{rule}]" if rule else words
        yield from wrapped(lead, style.width, "  - ", "    ")
        listed = [
            visible(other) + (f" ({', '.join(sorted(printed))})" if printed else "")
            for other, printed in sorted(others.items())
            if other != claim.id
        ]
        if listed:
            yield from wrapped(", ".join(listed), style.width, "      ")


def _conflicts(claim: AnyClaim, report: Report, style: Style) -> Iterator[str]:
    """The findings that the claim is a party to."""
    about: list[Finding] = [
        finding
        for head in (*report.findings, *report.accepted)
        for finding in head.all
        if claim.id in finding.claims
    ]
    if not about:
        yield from _labelled("in conflict with", "nothing", style)
        return
    conflicts = [finding for finding in about if len(finding.claims) > 1]
    alone = [finding for finding in about if len(finding.claims) <= 1]
    for label, findings in (("in conflict with", conflicts), ("remarks", alone)):
        if not findings:
            continue
        yield style.paint("label", f"{label}:")
        for finding in findings:
            others = [visible(name) for name in finding.claims if name != claim.id]
            yield from wrapped(
                f"{', '.join(others)}" if others else finding.message, style.width, "  - ", "    "
            )
            accepted = ", accepted" if finding.accepted is not None else ""
            if others:
                yield from wrapped(
                    f"{finding.severity}{accepted}: {finding.message}  [{finding.rule}]",
                    style.width,
                    "    ",
                    "      ",
                )
