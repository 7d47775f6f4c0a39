"""Which figures, dates, names and lists of a document no claim speaks of."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Final

import attrs

from ijmfacts.anchors import Ambiguous, Found, Passages, find_quote, passages
from ijmfacts.claims import AnyClaim, Breakdown, Listing, Relation, Role, Statement
from ijmfacts.documents import DocumentText
from ijmfacts.dossier import Dossier
from ijmfacts.markup.pieces import Cell
from ijmfacts.names import Names, fold
from ijmfacts.records import SetAside
from ijmfacts.rules.quotes_stand_in_the_text import placed
from ijmfacts.scanning import SORTS, Checkable, Stretches, scan, sentences
from ijmfacts.times import date_of, read_time

COVERED: Final = "covered"
ASIDE: Final = "set aside"
OPEN: Final = "uncovered"

_WINDOW: Final = 6
"""How many lines a quote may go over and still be found by the line that its claim gives."""


@attrs.frozen(kw_only=True)
class Seen:
    """Something checkable, and whether a claim speaks of it.

    `state` is `COVERED`, `ASIDE` or `OPEN`; `reason` is why it is set aside.
    """

    found: Checkable
    state: str
    reason: str = ""


@attrs.frozen(kw_only=True)
class Coverage:
    """What of a document is covered by claims.

    `missing` are the ids of claims some of whose words are not in the document, `idle` the words
    set aside that are not.
    """

    seen: tuple[Seen, ...]
    missing: tuple[str, ...] = ()
    idle: tuple[SetAside, ...] = ()

    def counts(self) -> Mapping[str, Counter[str]]:
        """For each sort, how many there are in each state; those with none are left out."""
        found: dict[str, Counter[str]] = {}
        for sort in SORTS:
            states = Counter(one.state for one in self.seen if one.found.sort == sort)
            if states:
                found[sort] = states
        return found

    @property
    def share(self) -> Fraction:
        """The part that is covered, from 0 to 1, of all that is not set aside; 1 of nothing."""
        states = Counter(one.state for one in self.seen)
        whole = states[COVERED] + states[OPEN]
        return Fraction(states[COVERED], whole) if whole else Fraction(1)


def coverage(
    document: DocumentText,
    dossier: Dossier,
    *,
    sorts: Iterable[str] = SORTS,
    progress: Callable[[int, int], None] | None = None,
) -> Coverage:
    """Hold what can be checked in a document against the quotes of a dossier's claims.

    A figure or a date is covered where its own words, with or without the hedge, lie in quotes, of
    one claim or several.
    A list is covered where a quote holds some of each member.
    A name is covered where a quote holds some of it, or where a claim from the same sentence is
    about the one that it names; a date, too, where a claim from the same sentence gives that time,
    and in the head of a column one from any row of the table.
    What lies in words set aside is neither covered nor uncovered.
    """
    quotes = _Quotes(document, dossier)
    stretches = Stretches.of(quotes.stretches)
    aside = _Aside(document, dossier.set_aside)
    wanted = frozenset(sorts)
    seen = []
    for one in scan(document, progress=progress):
        if one.sort not in wanted:
            continue
        reason = aside.reason(one)
        if _covers(document.text, stretches, one) or quotes.speaks_of(one):
            seen.append(Seen(found=one, state=COVERED))
        elif reason:
            seen.append(Seen(found=one, state=ASIDE, reason=reason))
        else:
            seen.append(Seen(found=one, state=OPEN))
    return Coverage(seen=tuple(seen), missing=tuple(quotes.missing), idle=tuple(aside.idle))


def _covers(text: str, stretches: Stretches, one: Checkable) -> bool:
    if one.sort == "name":
        return stretches.touch(one.start, one.end)
    if one.sort == "list":
        return all(stretches.touch(*member) for member in one.members)
    start, end = one.core
    # Two claims may quote the halves of one figure: "from 12.8" and "to 11.3 percent".
    return stretches.cover(start, end) or all(
        stretches.cover(word.start(), word.end()) for word in _WORD.finditer(text, start, end)
    )


_WORD: Final = re.compile(r"\S+")


class _Tables:
    """Which words of a document are in a table, and which are the heads of its columns.

    Its caption is a head, too, and so is a line above that ends in a colon.
    """

    def __init__(self, document: DocumentText) -> None:
        self._cells = document.cells
        self._starts = [cell.start for cell in document.cells]
        self._said = sorted(
            (start, end, table) for table, (start, end) in document.captions.items()
        )
        blocks = document.blocks
        last = -1
        for cell in document.cells:
            if cell.table > last:
                last = cell.table
                index = bisect_left(blocks, cell.start, key=lambda block: block.start) - 1
                above = blocks[index] if index >= 0 else None
                if above is not None and document.text[above.start : above.end].endswith(":"):
                    insort(self._said, (above.start, above.end, cell.table))

    def of(self, offset: int) -> int | None:
        """The table of the cell that an offset lies in; none where it lies in no cell."""
        cell = self._cell(offset)
        return cell.table if cell is not None else None

    def headed(self, offset: int) -> int | None:
        """The table that has its head, or what is said above it, at an offset."""
        cell = self._cell(offset)
        if cell is not None:
            above = cell.row == 0 or (cell.head and cell.column > 0)
            return cell.table if above else None
        index = bisect_right(self._said, offset, key=lambda said: said[0]) - 1
        return self._said[index][2] if index >= 0 and offset < self._said[index][1] else None

    def _cell(self, offset: int) -> Cell | None:
        index = bisect_right(self._starts, offset) - 1
        if index < 0 or self._cells[index].end <= offset:
            return None
        return self._cells[index]


class Finder:
    """Finds quotes in a document, first on the line that a claim gives."""

    def __init__(self, document: DocumentText) -> None:
        self._document = document
        self._starts = [
            0,
            *(match.end() for match in re.finditer(r"\r\n|\r|\n", document.text)),
        ]
        self._near: tuple[int, Passages] | None = None

    def places(self, claim: AnyClaim) -> list[list[tuple[int, int]]]:
        """For each piece of a claim's quote the stretches where it stands; none where nowhere."""
        line = claim.at.line
        if 0 < line <= len(self._starts):
            near = self._around(line)
            begin = self._starts[line - 1]
            found = []
            for piece in claim.quote:
                outcome = find_quote(near, piece, claim.prefix, claim.suffix, line=1, nearest=False)
                if not isinstance(outcome, Found) or outcome.line != 1:
                    break
                found.append([(begin + outcome.start, begin + outcome.end)])
            else:
                return found
        whole = passages(self._document.text)
        return [
            [(outcome.start, outcome.end)]
            if isinstance(outcome, Found)
            else self._nearer(claim, outcome)
            if isinstance(outcome, Ambiguous)
            else []
            for outcome in placed(whole, claim, nearest=False)
        ]

    def _around(self, line: int) -> Passages:
        """The text from a line on, as far as a quote that begins there may go."""
        if self._near is None or self._near[0] != line:
            last = line - 1 + _WINDOW
            end = self._starts[last] if last < len(self._starts) else len(self._document.text)
            self._near = line, Passages(self._document.text[self._starts[line - 1] : end])
        return self._near[1]

    def _nearer(self, claim: AnyClaim, outcome: Ambiguous) -> list[tuple[int, int]]:
        """The places in the claim's section, or all where none is."""
        places = [(place.start, place.end) for place in outcome.places]
        inside = [
            place
            for place in places
            if self._document.section_at(place[0]).name == claim.at.section
        ]
        return inside or places


class _Quotes:
    """Where the quotes of a dossier stand, and whom their claims are about."""

    def __init__(self, document: DocumentText, dossier: Dossier) -> None:
        self.stretches: list[tuple[int, int]] = []
        self.missing: list[str] = []
        self._document = document
        self._names = Names(dossier, dossier.world)
        self._blocks = [block.start for block in document.blocks]
        self._sentences: dict[int, list[tuple[int, int]]] = {}
        self._about: dict[tuple[int, int], set[str]] = {}
        self._times: dict[tuple[int, int], set[str]] = {}
        self._known: dict[str, frozenset[str]] = {}
        self._tables = _Tables(document)
        self._of_table: dict[int, set[str]] = {}
        finder = Finder(document)
        # Claims of one line come together, so that each line is looked at once.
        for claim in sorted(dossier.claims, key=lambda claim: claim.at.line):
            found = finder.places(claim)
            if not all(found):
                self.missing.append(claim.id)
            places = [place for several in found for place in several]
            self.stretches += places
            about = frozenset[str]().union(*map(self._called, set(_mentioned(claim))))
            times = {*filter(None, (claim.when, claim.as_of, claim.since, claim.until))}
            times |= {claim.within} - {""}
            for start, _ in places:
                sentence = self._sentence(start)
                self._about.setdefault(sentence, set()).update(about)
                self._times.setdefault(sentence, set()).update(times)
                table = self._tables.of(start)
                if table is not None:
                    self._of_table.setdefault(table, set()).update(times)

    def _called(self, name: str) -> frozenset[str]:
        """Everything that the one of this name is called."""
        if name not in self._known:
            entity = self._names.entity(name)
            called = {fold(name)}
            if entity is not None:
                called |= {
                    fold(one) for one in (entity.name, *entity.aliases, *entity.demonyms) if one
                }
            self._known[name] = frozenset(called)
        return self._known[name]

    def _sentence(self, offset: int) -> tuple[int, int]:
        index = max(0, bisect_right(self._blocks, offset) - 1)
        if index not in self._sentences:
            block = self._document.blocks[index]
            text = self._document.text
            self._sentences[index] = list(sentences(text, block.start, block.end))
        found = self._sentences[index]
        at = bisect_right(found, offset, key=lambda sentence: sentence[0]) - 1
        return found[max(0, at)]

    def speaks_of(self, one: Checkable) -> bool:
        """True where a claim from the sentence of a name or a date is about it.

        A date in the head of a column may be that of a claim from any row.
        """
        if one.sort == "date" and one.time:
            times = set(self._times.get(self._sentence(one.start), ()))
            table = self._tables.headed(one.start)
            times |= self._of_table.get(table, set()) if table is not None else set()
            if not times:
                return False
            return (
                one.time in times
                or _days(one.time) in map(_days, times)
                or any(_is_year(one.words, time) for time in times)
            )
        about = self._about.get(self._sentence(one.start)) if one.sort == "name" else None
        if not about:
            return False
        words = f" {fold(one.words)} "
        if words.strip() in about:
            return True
        return any(f" {name} " in words or words in f" {name} " for name in about)


def _days(text: str) -> tuple[int | None, int | None, str]:
    """The first and the last day of a time; its words, too, where it has neither."""
    time = read_time(text)
    bounds = time.earliest, time.latest
    return (*bounds, "" if any(day is not None for day in bounds) else text)


_TWO_YEARS: Final = re.compile(r"([12][0-9]{3})\s?[/–-]\s?(?:[12][0-9])?([0-9]{2})")


def _is_year(words: str, text: str) -> bool:
    """True where a time is twelve months that begin in one year and end in the next: `2023/24`."""
    years = _TWO_YEARS.fullmatch(words)
    if years is None or (int(years[1]) + 1) % 100 != int(years[2]):
        return False
    time = read_time(text)
    if time.earliest is None or time.latest is None:
        return False
    (first, month, day), after = date_of(time.earliest), date_of(time.latest + 1)
    return first == int(years[1]) and after == (first + 1, month, day)


def _mentioned(claim: AnyClaim) -> Iterator[str]:
    """Every name that a claim gives: entities, members of lists, objects, posts."""
    yield from filter(None, (claim.place, *claim.said_by))
    if isinstance(claim, Role):
        yield from filter(None, (claim.person, claim.post, claim.organization))
    elif isinstance(claim, Statement):
        yield from claim.speaker
    elif isinstance(claim, Relation):
        yield from (claim.subject, *claim.objects)
    elif claim.kind == "event":
        yield from (*claim.by, *claim.to)  # type: ignore[union-attr]
    else:
        yield claim.subject  # type: ignore[union-attr]
        yield from (value for _, value in claim.dimensions)  # type: ignore[union-attr]
        if isinstance(claim, Listing):
            yield from claim.members
        elif isinstance(claim, Breakdown):
            yield from (name for name, _ in claim.parts)


class _Aside:
    """The words of a document that are set aside."""

    def __init__(self, document: DocumentText, records: tuple[SetAside, ...]) -> None:
        self.idle: list[SetAside] = []
        self._places: list[tuple[int, int, str]] = []
        whole = passages(document.text) if records else None
        for record in records:
            assert whole is not None  # noqa: S101 - there is a record
            outcome = find_quote(whole, record.quote, line=record.line, nearest=False)
            places = (
                [outcome]
                if isinstance(outcome, Found)
                else outcome.places
                if isinstance(outcome, Ambiguous)
                else []
            )
            if record.line:
                places = [place for place in places if place.line == record.line]
            if not places:
                self.idle.append(record)
            self._places += [(place.start, place.end, record.reason) for place in places]
        self._places.sort()
        self._reach = []
        furthest = 0
        for _, end, _ in self._places:
            furthest = max(furthest, end)
            self._reach.append(furthest)

    def reason(self, one: Checkable) -> str:
        """Why a stretch is set aside; nothing where it is not."""
        start, end = one.core
        index = bisect_right(self._places, start, key=lambda place: place[0]) - 1
        while index >= 0 and self._reach[index] >= end:
            low, high, reason = self._places[index]
            if low <= start and end <= high:
                return reason
            index -= 1
        return ""
