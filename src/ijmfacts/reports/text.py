"""Reports as text: headline, every quote with carets, the arithmetic, assumptions, repairs.

A pure function of the report: it knows nothing of terminals, files or exit codes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

import attrs

from ijmfacts.findings import Finding, Party, Place, Repair, Report
from ijmfacts.reports import WIDTH
from ijmfacts.shapes import Shape

if TYPE_CHECKING:
    from ijmfacts.stats import Statistics

REPAIRS: Final = 3
"""The most repairs that are shown for one finding."""

CORRECTIONS: Final = 3
"""The most smallest sets of claims that are shown."""

ALTERNATIVES: Final = 6
"""The most alternatives of one choice that are shown."""

_CONTEXT: Final = 24
"""The characters of a long line that are shown on either side of a quote."""

_TAB: Final = 4

_PLURALS: Final = {
    "error": "errors",
    "contradiction": "contradictions",
    "tension": "tensions",
    "note": "notes",
}


class Paint:
    """How parts of the text stand out: an SGR code for each, or nothing where text is plain."""

    __slots__ = ("on",)

    def __init__(self, *, on: bool = False) -> None:
        self.on = on

    def __call__(self, part: str, text: str) -> str:
        """The text as that part of a report looks."""
        if not self.on or not text:
            return text
        return f"\x1b[{_CODES[part]}m{text}\x1b[0m"


_CODES: Final = {
    "error": "1;31",
    "contradiction": "1;31",
    "tension": "1;33",
    "note": "1;36",
    "headline": "1",
    "rule": "2",
    "place": "36",
    "margin": "34",
    "carets": "1;31",
    "label": "1",
    "quiet": "2",
    "good": "1;32",
}

PLAIN: Final = Paint()


def visible(text: str) -> str:
    """The text with what would act on a terminal, or not show at all, written as escapes.

    Control characters, lone surrogates and marks that turn the direction of text are meant; all
    else stays as it is.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_visible_character, text))


def _visible_character(char: str) -> str:
    if char.isprintable():
        return char
    if char in "\n\t":
        return " "
    category = unicodedata.category(char)
    if category == "Zs" or char in "\u200c\u200d":
        return char  # other blanks, and the joiners of scripts and emoji
    return char.encode("unicode_escape").decode("ascii")


def columns(text: str) -> int:
    """How many columns of a terminal a text takes: wide characters two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(map(_columns_of, text))


def _columns_of(char: str) -> int:
    if unicodedata.east_asian_width(char) in "WF":
        return 2
    return 0 if unicodedata.category(char) in {"Mn", "Me", "Cf"} else 1


def wrapped(text: str, width: int, first: str = "", rest: str | None = None) -> list[str]:
    """Prose in lines of at most `width` columns; only a word that is longer goes beyond it."""
    rest = first if rest is None else rest
    lines: list[str] = []
    line, used, empty = first, columns(first), True
    for word in visible(text).split(" "):
        size = columns(word)
        if not empty and used + 1 + size > width:
            lines.append(line.rstrip())
            line, used, empty = rest, columns(rest), True
        line += word if empty else f" {word}"
        used += size if empty else size + 1
        empty = False
    lines.append(line.rstrip())
    return lines


def counted(number: int, word: str, words: str = "") -> str:
    """`1 claim`, `1,204 claims`."""
    return f"{number:,} {word if number == 1 else words or word + 's'}"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Style(Shape):
    """How a report is laid out."""

    width: int = WIDTH
    paint: Paint = PLAIN
    full: bool = False


def report_text(
    report: Report,
    *,
    notes: bool = False,
    accepted: bool = False,
    quiet: bool = False,
    full: bool = False,
    colour: bool = False,
    width: int = WIDTH,
    stats: Statistics | None = None,
) -> str:
    """The report as text that ends in a newline.

    `notes` and `accepted` also show those, which are otherwise only counted; `quiet` shows the
    summary alone; `full` quotes the claims of what a finding's change settles too.
    `width` is the most columns of prose; quotes are never cut.
    """
    style = Style(width=width, paint=Paint(on=colour), full=full)
    lines: list[str] = []
    if not quiet:
        for finding in report.findings:
            if finding.severity != "note" or notes:
                lines.extend(finding_lines(finding, style))
                lines.append("")
        if accepted:
            for finding in report.accepted:
                lines.extend(finding_lines(finding, style))
                lines.append("")
    if stats is not None:
        lines.extend(stats_lines(stats, style, quiet=quiet))
    lines.extend(summary_lines(report, style, notes=notes, accepted=accepted, quiet=quiet))
    return "\n".join(lines) + "\n"


# --- one finding -------------------------------------------------------------------------------


def finding_lines(finding: Finding, style: Style, margin: str = "") -> Iterator[str]:
    """One finding, its consequences beneath it."""
    paint = style.paint
    yield from _headline(finding, style, margin)
    inner = margin + "  "
    if finding.parties:
        for party in finding.parties:
            yield from party_lines(party, style, inner)
    elif finding.place.line:
        yield from _placed(finding.place, "", style, inner)
    for line in finding.explanation:
        yield from wrapped(line, style.width, f"{inner}= ", f"{inner}  ")
    yield from _assumptions(finding, style, inner)
    yield from _repairs(finding.repairs, style, inner)
    if finding.accepted is not None:
        until = f" (until {finding.accepted.until})" if finding.accepted.until else ""
        label = paint("label", "accepted:")
        yield from _labelled(label, f"{finding.accepted.reason}{until}", style, inner)
    if finding.hint:
        yield from _labelled(paint("label", "hint:"), finding.hint, style, inner)
    yield from _consequences(finding, style, inner)


def _consequences(finding: Finding, style: Style, margin: str) -> Iterator[str]:
    """What goes away with a finding: the same, said again by other claims, and what is another.

    Of what is another only the headlines, unless all is to be shown.
    """
    paint = style.paint
    again = [one for one in finding.consequences if _same(one, finding)]
    if again:
        yield f"{margin}{paint('label', 'the same is said again:')}"
        quoted = set(finding.claims)
        for one in again:
            for party in one.parties:
                if party.claim not in quoted:
                    yield from party_lines(party, style, f"{margin}  ")
            quoted.update(one.claims)
            yield from _repairs(one.repairs, style, f"{margin}  ")
    others = [one for one in finding.consequences if not _same(one, finding)]
    if not others:
        return
    label = paint("label", "also settled by that change:")
    if style.full:
        yield f"{margin}{label}"
        for one in others:
            yield from finding_lines(one, style, f"{margin}  ")
        return
    way = paint("quiet", "(--full quotes them)")
    yield f"{margin}{label}"
    yield f"{margin}  {way}"
    told: dict[tuple[str, str, str], list[str]] = {}
    for one in (each for other in others for each in other.all):
        told.setdefault((one.severity, one.message, one.rule), []).extend(one.claims)
    for (severity, message, rule), claims in told.items():
        names = ", ".join(dict.fromkeys(claims))
        yield from wrapped(
            f"{severity}: {message} [{rule}] ({names})",
            style.width,
            f"{margin}  - ",
            f"{margin}    ",
        )


def _same(one: Finding, other: Finding) -> bool:
    return (one.rule, one.severity, one.message) == (other.rule, other.severity, other.message)


def _headline(finding: Finding, style: Style, margin: str) -> Iterator[str]:
    paint = style.paint
    severity = f"{finding.severity}:"
    rule = f"[{finding.rule}]"
    lines = wrapped(f"{severity} {finding.message}", style.width, margin, f"{margin}  ")
    if columns(lines[-1]) + 2 + columns(rule) <= style.width:
        tail = [f"  {paint('rule', rule)}"]
    else:
        tail = ["", f"{margin}  {paint('rule', rule)}"]
    start = len(margin) + len(severity)
    first = lines[0]
    head = f"{margin}{paint(finding.severity, severity)}{paint('headline', first[start:])}"
    rest = [paint("headline", line) for line in lines[1:]]
    shown = [head, *rest]
    shown[-1] += tail[0]
    yield from (*shown, *tail[1:])


def party_lines(party: Party, style: Style, margin: str) -> Iterator[str]:
    """A claim with the pieces of its words that take part; all of them where all is to be told."""
    about = [visible(party.claim)] if party.claim else []
    where = ", ".join(
        part
        for part in (
            visible(party.section),
            f"line {party.at_line}" if party.at_line else "",
        )
        if part
    )
    if where:
        about.append(f"({where})")
    if party.said_by:
        about.append(f"said by {visible(', '.join(party.said_by))}")
    words = " ".join(about)
    pieces, places = party.quote, party.places
    if not style.full:
        pieces, places = party.words, party.of_those(places)
    left = len(party.quote) - len(pieces)
    shown = [place for place in places if place.line]
    if not shown:
        yield f"{margin}{style.paint('place', words)}"
        for piece in pieces:
            yield f"{margin}  “{visible(piece)}”"
    for at, place in enumerate(shown):
        piece = pieces[at] if len(shown) == len(pieces) else ""
        yield from _placed(place, words if at == 0 else "", style, margin, piece)
    if left:
        more = f"… and {counted(left, 'more piece')} of the quote"
        yield f"{margin}  {style.paint('quiet', more)}"


def _placed(place: Place, words: str, style: Style, margin: str, quote: str = "") -> Iterator[str]:
    """A place, its line and the carets under what stands there."""
    paint = style.paint
    name = f"{visible(place.file)}:{place.line}:{place.column}"
    if words and columns(margin) + columns(name) + 2 + columns(words) > style.width:
        yield f"{margin}{paint('place', name)}"
        yield from (paint("quiet", line) for line in wrapped(words, style.width, f"{margin}  "))
    else:
        yield f"{margin}{paint('place', name)}" + (f"  {paint('quiet', words)}" if words else "")
    if place.source:
        line, carets = underlined(place, style.width - columns(margin) - 4)
        bar = paint("margin", "|")
        yield f"{margin}  {bar} {line}"
        yield f"{margin}  {bar} {paint('carets', carets)}".rstrip()
    part = place.source[place.column - 1 : place.end_column - 1]
    if quote and " ".join(quote.split()) not in " ".join(part.split()):
        # The quote goes on in further lines of the file, or is written there with escapes.
        yield f"{margin}    “{visible(quote)}”"


def underlined(place: Place, width: int) -> tuple[str, str]:
    """The line of a place without its indent, and the carets beneath it.

    Of a line that is too long, what is far from the place is left out, and marked `…`; what stands
    at the place is always whole.
    """
    source = place.source
    start = min(max(place.column - 1, 0), len(source))
    end = min(max(place.end_column - 1, start), len(source))
    before, part, after = source[:start].lstrip(" \t"), source[start:end], source[end:].rstrip()
    shown = [visible(text.replace("\t", " " * _TAB)) for text in (before, part, after)]
    before, part, after = shown
    room = width - columns(before) - columns(part) - columns(after)
    if room < 0 and len(after) > _CONTEXT:
        keep = max(_CONTEXT, len(after) + room - 1)
        after = after[:keep].rstrip() + "…" if keep < len(after) else after
        room = width - columns(before) - columns(part) - columns(after)
    if room < 0 and len(before) > _CONTEXT:
        keep = max(_CONTEXT, len(before) + room - 1)
        before = "…" + before[-keep:].lstrip() if keep < len(before) else before
    return before + part + after, " " * columns(before) + "^" * max(columns(part), 1)


def _labelled(label: str, text: str, style: Style, margin: str) -> Iterator[str]:
    """A label and prose; the label may be painted, so that only the prose is measured anew."""
    plain = _unpainted(label)
    lines = wrapped(f"{plain} {text}", style.width, margin, f"{margin}  ")
    yield margin + label + lines[0][len(margin) + len(plain) :]
    yield from lines[1:]


def _unpainted(text: str) -> str:
    while "\x1b[" in text:
        before, after = text.split("\x1b[", 1)
        text = before + after.split("m", 1)[1]
    return text


def _assumptions(finding: Finding, style: Style, margin: str) -> Iterator[str]:
    label = style.paint("label", "assuming:")
    for at, words in enumerate(finding.assumptions):
        lines = list(_labelled(label, words, style, margin))
        if at < len(finding.tokens):
            # One may copy it: it is never broken.
            way = f"(--reject {visible(finding.tokens[at])})"
            if columns(_unpainted(lines[-1])) + 2 + columns(way) <= style.width:
                lines[-1] += f"  {style.paint('quiet', way)}"
            else:
                lines.append(f"{margin}  {style.paint('quiet', way)}")
        yield from lines


def _repairs(repairs: Sequence[Repair], style: Style, margin: str) -> Iterator[str]:
    if not repairs:
        return
    yield f"{margin}{style.paint('label', 'to settle it:')}"
    for repair in repairs[:REPAIRS]:
        yield from wrapped(repair_words(repair), style.width, f"{margin}  - ", f"{margin}    ")
    more = len(repairs) - REPAIRS
    if more > 0:
        told = f"and {counted(more, 'other way')}"
        yield f"{margin}    {style.paint('quiet', told)}"


def repair_words(repair: Repair) -> str:
    """One change in words, and what it does to the dossier."""
    effects = []
    if repair.settles > 1:
        effects.append(f"settles {repair.settles}")
    if repair.creates:
        effects.append(f"creates {repair.creates}")
    tail = f"  ({', '.join(effects)})" if effects else ""
    return f"change {repair.claim} to {repair.to}{tail}"


# --- how strong a check was -------------------------------------------------------------------


def stats_lines(stats: Statistics, style: Style, *, quiet: bool) -> Iterator[str]:
    """What other claims leave for each figure, and how many claims are cross-checked."""
    paint = style.paint
    if not quiet:
        yield paint("label", "what the others leave for each figure, list and date:")
        last = ""
        for strength in stats.strengths:
            if not strength.allowed:
                continue
            if strength.claim != last:
                yield f"  {paint('place', visible(strength.claim))}"
                last = strength.claim
            part = f"{strength.part}: " if strength.part else ""
            yield from wrapped(
                f"{part}{strength.printed} → {strength.allowed}", style.width, "    ", "      "
            )
        yield ""
        if stats.unchecked:
            yield paint("label", "no other claim speaks to the figures, lists or dates of:")
            yield from wrapped(", ".join(stats.unchecked), style.width, "  ")
            yield ""
    figures = len(stats.checked) + len(stats.unchecked)
    yield from wrapped(
        f"{counted(figures, 'claim')} of {stats.claims:,} print figures, lists or dates; "
        f"{counted(len(stats.checked), 'is', 'are')} cross-checked by at least one other claim, "
        f"{len(stats.unchecked):,} by none",
        style.width,
    )
    if not quiet:
        yield ""


# --- the end of a report -----------------------------------------------------------------------


def summary_lines(
    report: Report, style: Style, *, notes: bool, accepted: bool, quiet: bool
) -> Iterator[str]:
    """What settles everything, where the search ended early, and the count of all."""
    if not quiet:
        yield from _corrections(report, style)
    for line in report.unfinished:
        yield from _labelled(style.paint("tension", "unfinished:"), line, style, "")
    yield summary_line(report, style.paint, notes=notes, accepted=accepted)


def summary_line(report: Report, paint: Paint, *, notes: bool, accepted: bool) -> str:
    """`418 claims: 6 contradictions, 3 tensions (12 notes; --notes shows them)`."""
    told = []
    for severity in ("error", "contradiction", "tension"):
        number = report.count(severity)
        if number:
            told.append(paint(severity, counted(number, severity, _PLURALS[severity])))
    asides = []
    beneath = sum(len(finding.consequences) for finding in report.findings)
    if beneath:
        heads = sum(bool(finding.consequences) for finding in report.findings)
        found = sum(finding.severity != "note" for finding in report.findings)
        them = "it" if found == heads == 1 else "them"
        asides.append(f"{counted(beneath, 'more conflict')} beneath {them}")
    for number, word, flag, shown in (
        (report.count("note"), "note", "--notes", notes),
        (len(report.accepted), "accepted", "--accepted", accepted),
    ):
        if number:
            words = counted(number, word, word if word == "accepted" else "")
            them = "it" if number == 1 else "them"
            asides.append(words if shown else f"{words}; {flag} shows {them}")
    what = ", ".join(told) or paint("good", "no contradictions, no tensions")
    tail = f" ({', '.join(asides)})" if asides else ""
    return f"{counted(report.claims, 'claim')}: {what}{tail}"


def _corrections(report: Report, style: Style) -> Iterator[str]:
    """The smallest sets of claims whose change would settle everything, and that there are more."""
    found = report.corrections
    if not found or not found[0]:
        return
    label = style.paint("label", "to settle everything:")
    choices = [] if report.more_corrections else _choices(found)
    if not choices and len(report.choices) > 1:
        free = (_choices(choice) or [[*choice]] for choice in report.choices)
        choices = sorted(part for parts in free for part in parts)
    if len(choices) == 1 and len(found[0]) == 1:
        yield from _labelled(label, f"change {_choice_words(choices[0])}", style, "")
    elif choices:
        some = any(len(choice) > 1 for choice in choices)
        words = (
            f"change {counted(len(found[0]), 'claim')}{', one choice of each line' if some else ''}"
        )
        yield from _labelled(label, words, style, "")
        for choice in choices:
            yield from wrapped(_choice_words(choice), style.width, "  - ", "    ")
    else:
        many = f"{len(found)}{' or more' if report.more_corrections else ''}"
        size = counted(len(found[0]), "claim")
        words = f"change {size}; {many} sets are equally small, among them"
        yield from _labelled(label, words, style, "")
        for one in found[:CORRECTIONS]:
            yield from wrapped(", ".join(map(visible, one)), style.width, "  - ", "    ")
    yield ""


def _choice_words(choice: Sequence[Sequence[str]]) -> str:
    told = [" with ".join(map(visible, one)) for one in choice[:ALTERNATIVES]]
    more = len(choice) - len(told)
    if more:
        told.append(counted(more, "other choice"))
    return (", or " if any(len(one) > 1 for one in choice) else " or ").join(told)


def _choices(sets: Sequence[Sequence[str]]) -> list[list[tuple[str, ...]]]:
    """Sets as choices that are independent of one another, or nothing where there are none.

    The four sets of one of `a` and `b` with one of `c` and `d` are two choices of two.
    """
    whole = {frozenset(one) for one in sets}
    within = {name: {one for one in whole if name in one} for one in whole for name in one}
    groups: list[set[str]] = []
    for name in sorted(within):
        # Two names of independent choices stand together as often as chance would have it.
        tied = [
            group
            for group in groups
            if any(
                len(within[name] & within[other]) * len(whole)
                != len(within[name]) * len(within[other])
                for other in group
            )
        ]
        groups = [group for group in groups if group not in tied]
        groups.append({name}.union(*tied))
    choices = [sorted({tuple(sorted(one & group)) for one in whole}) for group in groups]
    number = 1
    for choice in choices:
        number *= len(choice)
    independent = number == len(whole) and (len(choices) > 1 or len(whole) == 1)
    alternatives = len(choices) == 1 and all(len(one) == 1 for one in whole)
    return sorted(choices) if independent or alternatives else []
