"""Figures in the cells of tables: what the heads of their column and row say of them.

Knows nothing of how a table is written.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any, Final

import attrs

from ijmfacts.claims import OTHER, Breakdown, Quantity
from ijmfacts.documents import DocumentText
from ijmfacts.drafting.passages import Passage
from ijmfacts.drafting.proposals import (
    CONTEXT_WORDS,
    Around,
    Draft,
    common_fields,
    quote_of,
)
from ijmfacts.drafting.spans import Span, is_plural, listed, spans
from ijmfacts.drafting.totals import Entry, Group, Row, Sheet, groups_of, is_rough, is_total
from ijmfacts.markup.pieces import Cell
from ijmfacts.names import fold
from ijmfacts.spans import UNFIT
from ijmfacts.values import UnreadableValueError, read_value

_LONGEST_HEAD: Final = 80
"""The most characters of a head; a longer one is a text of its own."""
_LONGEST_CAPTION: Final = 120
_LONGEST_ROW: Final = 2_000
_LETTER: Final = re.compile(r"[^\W\d_]")
_SEXES: Final = frozenset(listed("men women male female males females boys girls"))
_TOTALS: Final = frozenset(listed("total totals all overall sum both"))
_INDENTED: Final = re.compile(
    r"[^\S\r\n ]*[\u00a0\u2000-\u200b\u3000]|\s*(?:[-–—•·↳└├>+*]|\.\.)\s*\S"
)
"""How the first words of a row begin that is a part of the row before."""
_NOTE_MARKS: Final = re.compile(r"\s*(?:\[\w{1,3}\]|[*†‡§]+)\s*$")
_BRACKETS: Final = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_BEHIND: Final = re.compile(r"(?:,\s*|\s+)in\s+([^,]+)$", re.IGNORECASE)
_NUMBERED: Final = re.compile(r"^\s*(?:table|tab\.)\s*[\w.-]{1,6}\s*[.:–—-]\s*", re.IGNORECASE)
_SHORT: Final = {
    "m": "million", "mn": "million", "mln": "million", "bn": "billion",
    "b": "billion", "k": "thousand", "000": "thousand", "000s": "thousand", "'000": "thousand",
    "’000": "thousand", "tn": "trillion",
}  # fmt: skip
_UNIT_WORD: Final = re.compile(r"(?:[A-Za-z]{0,3})[$€£¥₹]|['’]?\w+(?:[./]\w+)*\.?|[^\w\s]")
_KINDS: Final = frozenset(listed("money share points size duration"))
_BARE_MONEY: Final = re.compile(
    r"(?P<sign>(?:US|C|A|NZ|HK)?[$€£¥₹])\s?(?P<figure>[\d,]+(?:\.\d+)?)"
)
_PERIOD: Final = re.compile(
    r"(?:Q(?P<quarter>[1-4])|H(?P<half>[12])|FY|fiscal(?:\s+year)?|year|calendar\s+year)\s?"
    r"[’']?(?P<year>(?:19|20)\d{2})(?:[/–-]\d{2})?",
    re.IGNORECASE,
)
_PERCENT: Final = re.compile(
    r"\s*(?:percent(?:age)?|per\s?cent|pct)\b(?!\s+points?\b)", re.IGNORECASE
)
_RANGE: Final = re.compile(r"[<>≤≥]\s*\d[\d,.]*|\d[\d,.]*\s*(?:[–—-]\s*\d[\d,.]*|\+)")
_RANKING: Final = re.compile(
    r"\b(?:age|ages|aged|group|class|grade|band|bracket|range)\b", re.IGNORECASE
)
_INDEX: Final = frozenset(listed("# № no no. nr nr. rank"))
"""The heads of columns that only count rows."""
_SEASON: Final = re.compile(r"(?P<first>(?:19|20)\d{2})/(?P<second>\d{2}|\d{4})")


@attrs.frozen(kw_only=True)
class Heads:
    """What stands over and beside a cell: the heads of its column, the first words of its row.

    `corner` is the head over the words of the row; `table` is the number of the table.
    """

    table: int
    column: tuple[str, ...] = ()
    row: str = ""
    corner: str = ""
    caption: str = ""


class Tables:
    """The tables of a document that have heads."""

    def __init__(self, document: DocumentText) -> None:
        self._document = document
        self._starts = [cell.start for cell in document.cells]
        self._firsts: dict[int, int] = {}
        self._columns: dict[int, dict[int, list[str]]] = {}
        self._heads: dict[int, int] = {}
        self._captions: dict[int, str] = {}
        self._rows: dict[tuple[int, int], list[Cell]] = {}
        self._below: dict[int, list[int]] = {}
        for cell in document.cells:
            self._rows.setdefault((cell.table, cell.row), []).append(cell)
            self._firsts.setdefault(cell.table, cell.start)
        for (table, row), cells in sorted(self._rows.items()):
            self._below.setdefault(table, []).append(row)
            filled = [cell for cell in cells if self.words(cell)]
            if row == self._heads.get(table, 0) and all(cell.head for cell in filled):
                self._heads[table] = row + 1
                columns = self._columns.setdefault(table, {}) if filled else {}
                for cell in filled:
                    for column in range(cell.column, cell.column + cell.width):
                        columns.setdefault(column, []).append(self.words(cell))

    def words(self, cell: Cell) -> str:
        """The words of a cell, in one line and without marks of notes."""
        words = " ".join(self._document.text[cell.start : cell.end].split())
        return _NOTE_MARKS.sub("", words)

    def cell_at(self, offset: int) -> Cell | None:
        """The cell that an offset lies in."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0 or self._document.cells[index].end <= offset:
            return None
        return self._document.cells[index]

    def is_head(self, cell: Cell) -> bool:
        """True for the head of a column, or the first words of a row below such heads."""
        above = self._heads.get(cell.table, 0)
        if cell.row < above or not above:
            return above > 0
        return self._first(cell) is cell and self._is_label(cell)

    def is_known(self, cell: Cell) -> bool:
        """True for a head that tells others apart and claims nothing: a time, a range of ages."""
        words = self.words(cell)
        above = self._columns.get(cell.table, {}).get(cell.column, ())
        ranking = cell.row >= self._heads[cell.table] and any(map(_RANKING.search, above))
        return ranking or bool(time_of(words)) or _RANGE.fullmatch(words) is not None

    def heads(self, cell: Cell) -> Heads | None:
        """The heads of a cell; none where the table has none, or they are whole texts."""
        if cell.row < self._heads.get(cell.table, 0) or cell.table not in self._columns:
            return None
        columns = self._columns[cell.table]
        first = self._first(cell)
        if first is not None and not self._is_label(first):
            first = None
        found = Heads(
            table=cell.table,
            column=tuple(dict.fromkeys(columns.get(cell.column, ()))),
            row=self.words(first) if first is not None and first is not cell else "",
            corner=" ".join(columns.get(first.column, ())) if first is not None else "",
            caption=self._caption(cell.table),
        )
        long = any(len(words) > _LONGEST_HEAD for words in (*found.column, found.row))
        return None if long or not (found.column or found.row) else found

    def beside(self, cell: Cell, start: int, quote: str) -> dict[str, str]:
        """The words around a quote of a cell that its row has more than once."""
        text = self._document.text
        row = self._rows[cell.table, cell.row]
        first, last = row[0].start, row[-1].end
        words = text[first : min(last, first + _LONGEST_ROW)]
        if len(re.findall(rf"(?<!\w){re.escape(quote)}(?!\w)", " ".join(words.split()))) < 2:
            return {}
        end = start + len(quote)
        sides = {
            "prefix": " ".join(text[max(first, start - 80) : start].split()[-CONTEXT_WORDS:]),
            "suffix": " ".join(text[end : min(last, end + 80)].split()[:CONTEXT_WORDS]),
        }
        return {key: words for key, words in sides.items() if words and not UNFIT.search(words)}

    def groups(self, table: int) -> Iterator[Group]:
        """The totals of a table with their parts."""
        if table not in self._columns or table not in self._heads:
            return
        heads = {
            column: tuple(dict.fromkeys(words)) for column, words in self._columns[table].items()
        }
        caption = self._caption(table)
        if any(len(head) > _LONGEST_HEAD for words in heads.values() for head in words):
            return
        found: list[Row] = []
        words: dict[Cell, str] = {}
        labels: Counter[int] = Counter()
        for number in self._below[table]:
            if number < self._heads[table]:
                continue
            cells = self._rows[table, number]
            words.update((cell, self._said(cell)) for cell in cells)
            if not any(words[cell] for cell in cells):
                found.append(Row("", indented=False, cells={}))
                continue
            label = self._first(cells[0])
            if label is None or not self._is_label(label):
                found.append(Row("", indented=False, cells={cell.column: cell for cell in cells}))
                continue
            labels[label.column] += 1
            raw = self._document.text[label.start : label.end]
            name = self.words(label)
            cells = [cell for cell in cells if cell.column > label.column]
            found.append(
                Row(
                    name if len(name) <= _LONGEST_HEAD else "",
                    indented=_INDENTED.match(raw) is not None,
                    cells={cell.column: cell for cell in cells},
                )
            )
        units = {
            column: next(filter(None, map(unit_of, (*over, caption))), "")
            for column, over in heads.items()
        }
        corner = labels.most_common(1)[0][0] if labels else -1
        yield from groups_of(
            Sheet(
                rows=found,
                heads=heads,
                corner=corner,
                caption=caption,
                words=words,
                units=units,
                row_units=[unit_of(row.name) for row in found],
                rough=self._rough,
            )
        )

    @cached_property
    def _rough(self) -> bool:
        """True where the document says that figures are rounded, and may not add up."""
        return is_rough(self._document.text)

    def _said(self, cell: Cell) -> str:
        """The words of a cell in one line, with the marks of notes."""
        document = self._document
        words = " ".join(document.text[cell.start : cell.end].split())
        if document.format == "markdown" and words:
            # A star that no other one closes is the mark of a note, and no word.
            file = document.source.text
            start = document.original(cell.start)
            written = re.split(r"[|\n]", file[start : document.original(cell.end) + 4])[0]
            before = re.search(r"\**$", file[max(0, start - 3) : start])
            if (written.count("*") + len(before[0] if before else "")) % 2:
                return words + "*"
        return words

    def row_of(self, cell: Cell) -> tuple[Cell | None, str]:
        """The cell that names the row of a cell, and the words from it to the cell's end."""
        first = self._first(cell)
        if first is None or first.start >= cell.start:
            return None, ""
        return first, " ".join(self._document.text[first.start : cell.end].split())

    def _first(self, cell: Cell) -> Cell | None:
        """The cell of a row that says what the others are about: its first with words, or a time.

        Where none has any, the first.
        """
        filled = [one for one in self._rows[cell.table, cell.row][:3] if self.words(one)]
        named = [one for one in filled if _LETTER.search(self.words(one))]
        return next(iter((*filter(self._is_label, filled[:1]), *named, *filled)), None)

    def _is_label(self, cell: Cell) -> bool:
        """True for words, a time, and the figures by which rows are told: a range, a rank."""
        words = self.words(cell)
        if _LETTER.search(words) or time_of(words) or _RANGE.fullmatch(words):
            return True
        return any(map(_RANKING.search, self._columns.get(cell.table, {}).get(cell.column, ())))

    def _caption(self, table: int) -> str:
        """The caption of a table, or the short line before it."""
        found = self._captions.get(table)
        if found is None:
            found = self._captions[table] = self._find_caption(table)
        return found

    def _find_caption(self, table: int) -> str:
        document = self._document
        if table in document.captions:
            start, end = document.captions[table]
        else:
            first = self._firsts[table]
            index = bisect_right(document.blocks, first, key=lambda block: block.end) - 1
            if index < 0:
                return ""
            start, end = document.blocks[index].start, document.blocks[index].end
            between = document.text[end:first]
            if between.count("\n") > 2 or self.cell_at(start) is not None:
                return ""
        words = _NUMBERED.sub("", " ".join(document.text[start:end].split()))
        return "" if len(words) > _LONGEST_CAPTION or words.endswith((".", "?", "!")) else words


def time_of(head: str) -> str:
    """The EDTF of a head that is a time and nothing else."""
    head = _BRACKETS.sub("", head).strip()
    period = _PERIOD.fullmatch(head)
    if period is not None:
        if period["quarter"]:
            return f"{period['year']}-{32 + int(period['quarter'])}"
        return f"{period['year']}-{39 + int(period['half'])}" if period["half"] else period["year"]
    season = _SEASON.fullmatch(head)
    if season is not None:
        second = season["second"] if len(season["second"]) == 4 else head[:2] + season["second"]
        return f"{season['first']}/{second}" if season["first"] < second else ""
    found = spans(head)
    if len(found) == 1 and found[0].sort == "date" and found[0].value == head:
        return "" if "XXXX" in found[0].time else found[0].time
    return ""


def unit_of(head: str) -> str:
    """The unit or the magnitude that a head tells in brackets, or behind an `in`."""
    if _PERCENT.match(head):
        return "%"
    said = [*_BRACKETS.findall(head)]
    behind = _BEHIND.search(_BRACKETS.sub("", head))
    said += [behind[1]] if behind else []
    for words in (*said, head):
        bare = re.sub(r"^in\s+", "", words.strip(), flags=re.IGNORECASE).replace(",", " ")
        pieces = _UNIT_WORD.findall(bare)
        if len(pieces) == 1 and len(bare) == 1 and bare in _SHORT:
            continue  # millions, or metres
        unit = " ".join(
            _SHORT.get(piece.casefold(), piece) if index or len(pieces) == 1 else piece
            for index, piece in enumerate(pieces)
        )
        if words is head and unit not in {"%", "$", "€", "£"}:
            continue
        if unit and is_unit(unit):
            return unit
    return ""


def is_unit(unit: str) -> bool:
    """True for a known unit, or a magnitude."""
    try:
        reading = read_value("3", unit=unit)
    except UnreadableValueError:
        return False
    return reading.kind in _KINDS or (
        reading.kind == "number" and not reading.unit and reading.likely.lower != 3
    )


def _named(head: str) -> str:
    """A head as the name of something: without its brackets and its unit."""
    words = _BRACKETS.sub("", head)
    behind = _BEHIND.search(words)
    if behind is not None and unit_of(behind[0]):
        words = words[: behind.start()]
    words = words.strip(" :–—-")
    return words if _LETTER.search(words) and not UNFIT.search(words) else ""


def _small(words: str) -> str:
    """A name as that of a property: its first word small, unless it has capitals elsewhere."""
    first = words.split(" ", 1)[0]
    return words[:1].lower() + words[1:] if first[1:] == first[1:].lower() else words


@attrs.define
class Guess:
    """What the heads of a cell let its figure be about; what is empty is left to the title."""

    subject: str = ""
    property: str = ""
    dimensions: dict[str, str] = attrs.Factory(dict)
    time: str = ""
    unit: str = ""


def guess(heads: Heads, known: Callable[[str], bool]) -> Guess:
    """What a figure below these heads may be a figure of; `known` tells names of the world."""
    found = Guess()
    for head in (*heads.column, heads.row, heads.caption):
        found.unit = found.unit or unit_of(head)
    names = {head: _named(head) for head in (*heads.column, heads.row) if not time_of(head)}
    sexes = [name for name in names.values() if name.casefold() in _SEXES]
    apart = {*sexes, *(name for name in names.values() if name.casefold() in _TOTALS), ""}
    total = len(apart) > len(set(sexes)) + 1
    column = " ".join(name for head in heads.column if (name := names.get(head, "")) not in apart)
    row = names.get(heads.row, "")
    row = heads.row if _RANGE.fullmatch(heads.row) else "" if row in apart else row
    corner = "" if time_of(heads.corner) or len(heads.corner.split()) > 3 else _named(heads.corner)
    caption, by, dated = _told_by(heads.caption)
    found.time = next(filter(None, map(time_of, (*heads.column, heads.row))), dated)
    if sexes:
        found.dimensions["sex"] = sexes[0]
    if row and known(row) and (column or caption):
        found.subject, row = row, ""
    # What a row is called is one of several (of a corner, by a caption), or itself what is told.
    dates = [span for span in spans(row) if span.sort == "date"]
    day = len(dates) == 1 and dates[0].value == row
    way = _small(column and corner) or _small(by or corner) or ("date" if day else "")
    counted = _LETTER.search(row) is not None and is_plural(row.split()[-1])
    if row and (column or day or (way and (caption or not counted))):
        way = way or "part"
        found.dimensions[way] = f"other {way}" if fold(row) == OTHER else row
        row = "" if column or caption else "number"
    if fold(row) == OTHER:
        row = f"other {_small(caption or corner)}".strip()
    told = _small(column or row or caption or corner)
    found.property = f"total {told}".strip() if total else told
    return found


def _told_by(caption: str) -> tuple[str, str, str]:
    """What a caption says that its table tells, by what, and at what time."""
    words = _BRACKETS.sub("", caption)
    dates = [span for span in spans(words) if span.sort == "date"]
    for span in reversed(dates):
        words = _AT.sub("", words[: span.start]) + words[span.end :]
    name, _, by = words.partition(" by ")
    named = _named(name.strip(" ,;"))
    time = dates[0].time if len(dates) == 1 and "XXXX" not in dates[0].time else ""
    if len(named.split()) > 4 or re.search(r"[.,;:]|\d", named):
        return "", "", time
    return named, _named(by.strip(" ,;")) if len(by.split()) < 4 else "", time


_AT: Final = re.compile(
    r"[\s,;:]*\b(?:in|of|for|as\s+of|as\s+at|at|on|since|during)?\s*$", re.IGNORECASE
)


@attrs.define
class TableDrafts:
    """What the tables of a document have been taken to tell so far."""

    draft: Draft
    tables: Tables
    about: str
    names: dict[tuple[object, ...], str] = attrs.Factory(dict)
    told: Counter[tuple[object, ...]] = attrs.Factory(Counter)
    _table: int = -1
    _groups: dict[int, list[Group]] = attrs.Factory(dict)
    _held: dict[int, Passage] = attrs.Factory(dict)

    def propose(self, passage: Passage, found: list[Span]) -> bool:
        """Propose the figures of a cell by its heads; false where it is left to its words."""
        cell = self.tables.cell_at(passage.start)
        if cell is None:
            return False
        if cell.table != self._table:
            self._look_for_totals(cell.table)
        if cell.start in self._held:
            self._held[cell.start] = passage
            for group in self._groups.get(cell.start, ()):
                self._propose_group(group)
            return True
        if self.tables.is_head(cell):
            return self.tables.is_known(cell)
        heads = self.tables.heads(cell)
        if heads is None or not found or any(span.sort == "date" for span in found):
            return False
        rest = list(passage.text)
        for span in found:
            rest[span.start : span.end] = " " * (span.end - span.start)
        if _LETTER.search("".join(rest)):
            return False
        if heads.column and fold(heads.column[-1]) in _INDEX:
            return True
        told = guess(heads, lambda name: len(self.draft.names.candidates(name)) == 1)
        if not told.property:
            return False
        around = Around(
            passage=passage, start=0, end=len(passage.text), spans=(), dates=(), subject=self.about
        )
        for index, span in enumerate(found):
            self._propose(around, span, told, cell, first=index == 0)
        return True

    def _propose(self, around: Around, span: Span, told: Guess, cell: Cell, *, first: bool) -> None:
        value, unit = with_unit(span.value, told.unit if first else "")
        quote = quote_of(around.text, span.start, span.end)
        if not quote:
            return
        reading = read_value(value, unit=unit)
        name, dimensions = told.property, dict(told.dimensions)
        if not first and reading.kind == "share":
            name = f"share of {name}"
        if reading.kind == "share" and dimensions:
            # A share of what the column says, and no share of that by the row.
            name, dimensions = f"{name} ({', '.join(dimensions.values())})", {}
        subject = self.draft.entity(told.subject or self.about)
        line = around.line(span.start)
        times = _times(told.time)
        # What has no date may be of the same time as what has one: figures of both are kept apart.
        own = (cell.table, subject, fold(name), tuple(dimensions), reading.kind, bool(times))
        if own not in self.names:
            self.names[own] = self.draft.property(subject, name, line)
        measure = (*own, tuple(dimensions.values()), told.time)
        self.told[measure] += 1
        used = self.names[own]
        if self.told[measure] > 1:
            used = self.draft.property(subject, name, line)
        fields = common_fields(self.draft, around, span.start, span.end, _CONFIRM)
        fields |= self.tables.beside(cell, around.passage.start + span.start, quote)
        self.draft.claims.append(
            Quantity(
                **fields,
                subject=subject,
                property=used,
                dimensions=tuple(dimensions.items()),
                value=value,
                unit=unit,
                **times,
            )
        )

    def _look_for_totals(self, table: int) -> None:
        """Note which cells of a table belong to a total, which is proposed at its last one."""
        self._table = table
        self._groups, self._held = {}, {}
        nothing = Passage("", 0)
        for group in self.tables.groups(table):
            self._groups.setdefault(group.last, []).append(group)
            self._held.update((entry.cell.start, nothing) for _, entry in group.parts)
            if group.whole is not None:
                self._held[group.whole.cell.start] = nothing

    def _propose_group(self, group: Group) -> None:
        """Propose a total and its parts as two claims of a measure of their own."""
        whole = group.whole or group.parts[-1][1]
        heads = self.tables.heads(whole.cell)
        passages = [self._held[entry.cell.start] for _, entry in group.parts]
        if heads is None or not all(passage.text for passage in passages):
            return
        known = lambda name: len(self.draft.names.candidates(name)) == 1  # noqa: E731
        _, by, _ = _told_by(heads.caption)
        column = heads.column if group.down else heads.column[:-1]
        row = "" if group.down or is_total(heads.row) else heads.row
        told = guess(attrs.evolve(heads, column=column, row=row), known)
        if group.down:
            corner = "" if time_of(heads.corner) else _named(heads.corner)
            way = _small(corner if len(corner.split()) < 4 else "") or _small(by) or "part"
        else:
            way = "sex" if all(fold(name) in _SEXES for name, _ in group.parts) else "part"
        name = told.property.removeprefix("total ")
        name = "" if fold(name) == fold(way) else name
        undated = " ".join(head for head in heads.column if not time_of(head))
        name = name or _of_total(group.label) or _of_total(undated) or "number"
        dimensions = {key: value for key, value in told.dimensions.items() if key != way}
        subject = self.draft.entity(told.subject or self.about)
        arounds = [
            Around(passage=one, start=0, end=len(one.text), spans=(), dates=(), subject=self.about)
            for one in passages
        ]
        times = _times(told.time)
        line = arounds[0].line(0)
        kind = read_value(whole.value, unit=whole.unit).kind
        own = (
            whole.cell.table, group.down, way, subject, fold(name), tuple(dimensions), kind,
            bool(times),
        )  # fmt: skip
        if own not in self.names:
            self.names[own] = self.draft.property(subject, name, line)
        measure = (*own, tuple(dimensions.values()), told.time)
        self.told[measure] += 1
        used = self.names[own]
        if self.told[measure] > 1:
            used = self.draft.property(subject, name, line)
        common: dict[str, Any] = {
            "subject": subject,
            "property": used,
            "dimensions": tuple(dimensions.items()),
            **times,
        }
        quotes = tuple(self._quote_of(entry) for _, entry in group.parts)
        if group.whole is not None:
            passage = self._held[whole.cell.start]
            around = attrs.evolve(arounds[0], passage=passage, end=len(passage.text))
            fields = common_fields(self.draft, around, 0, around.end, _CONFIRM)
            fields |= self.tables.beside(whole.cell, passage.start, fields["quote"])
            value, unit = with_unit(whole.value, whole.unit)
            self.draft.claims.append(Quantity(**fields, **common, value=value, unit=unit))
        parts = [(label, *with_unit(entry.value, entry.unit)) for label, entry in group.parts]
        fields = common_fields(self.draft, arounds[0], 0, arounds[0].end, _CONFIRM_PARTS)
        fields.pop("prefix", None)
        fields.pop("suffix", None)
        self.draft.claims.append(
            Breakdown(
                **{**fields, "quote": quotes},
                **common,
                by=way,
                parts=tuple((label, value) for label, value, _ in parts),
                unit=parts[0][2],
                complete=True,
            )
        )

    def _quote_of(self, entry: Entry) -> str:
        """The words of a part: its figure, with the name of its row where that is beside it."""
        row, words = self.tables.row_of(entry.cell)
        if row is not None and row.column + row.width == entry.cell.column:
            quote = quote_of(words, 0, len(words))
            if quote and not re.search(r"\d", self.tables.words(row)):
                return quote
        return quote_of(entry.value, 0, len(entry.value))


_CONFIRM: Final = "subject, property, dimensions, unit and time"
_CONFIRM_PARTS: Final = "the parts, and that they make the whole"


def _of_total(head: str) -> str:
    """What a head says that its total is a total of: `All staff`."""
    words = _named(head).split()
    return " ".join(word for word in words if fold(word) not in _OF_TOTALS)


_OF_TOTALS: Final = frozenset(
    listed("total totals all overall sum grand combined together altogether in of")
)


def _times(time: str) -> dict[str, Any]:
    """When a figure below a time holds: on a day, or in a period."""
    if not time:
        return {}
    return {"as_of": time} if re.fullmatch(r"\d{4}-\d{2}-\d{2}", time) else {"when": time}


def with_unit(value: str, unit: str) -> tuple[str, str]:
    """A value with the unit of its head, where it prints none of its own."""
    if not unit:
        return value, ""
    reading = read_value(value)
    if reading.kind == "number" and not reading.noun:
        try:
            read_value(value, unit=unit)
        except UnreadableValueError:
            return value, ""
        return value, unit
    money = _BARE_MONEY.fullmatch(value)
    if money is not None:
        whole = f"{unit} {money['sign']}"
        magnitude = read_value("3", unit=unit)
        if magnitude.kind == "number" and is_unit(whole):
            return money["figure"], whole
    return value, ""
