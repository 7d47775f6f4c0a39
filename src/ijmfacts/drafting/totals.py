"""The totals of tables: which figures of a column, or of a row, should make which.

A total is one where its row or its column is headed so, and its parts are what stands before it, or
below a first one.
Where they do not make it, that is a slip only if nothing speaks for another reading: what was
rounded, overlaps, is a part of a part, an average, or is not all there makes no group.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

import attrs

from ijmfacts.intervals import Interval
from ijmfacts.markup.pieces import Cell
from ijmfacts.values import UnreadableValueError, read_value

_MOST: Final = 120
"""The most parts of a total."""
_MOST_TOTALS: Final = 40
"""The most totals below each other in one table."""
_BRACKETS: Final = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_TOTAL: Final = re.compile(
    r"(?:grand\s+|overall\s+|combined\s+)?totals?(?:\s+(?!(?:cost|per|change|rate)\b)[^\W\d]+){0,3}"
    r"|all(?:\s+(?!other|time\b|rounder)[^\W\d]+){0,2}"
    r"|overall|sum|together|altogether|in\s+(?:all|total)|(?:[^\W\d]+\s+){1,2}total",
    re.IGNORECASE,
)
_PARTIAL: Final = re.compile(r"\b(?:sub|running|cumulative)[\s-]*totals?\b", re.IGNORECASE)
_WITHIN: Final = re.compile(
    r"\b(?:of\s+(?:which|whom|these|those|them|that)|thereof|therein|incl|including|includes|excl"
    r"|excluding|among\s+(?:them|these)|in\s+which|any\s+race|overlap\w*)\b|^(?:less|minus|net)\b",
    re.IGNORECASE,
)
"""What the head of a row says that is a part of another, or no part at all."""
_CHOSEN: Final = re.compile(
    r"\b(?:selected|top|largest|biggest|main|major|leading|multiple\s+(?:answers|responses)|per"
    r"|averages?|mean|median|rates?|ratios?|scores?|index)\b",
    re.IGNORECASE,
)
"""What a caption says of a table that does not show all, or shows what has no sum."""
_NO_SUM: Final = re.compile(
    r"\b(?:chang(?:e|es|ed)|rates?|ratios?|averages?|avg|mean|median|per|scores?|index|ranks?|ranking"
    r"|positions?|pos|years?|ages?|growth|increase|decrease|diff(?:erence)?|variance|variation"
    r"|density|prices?|margin|swing|turnout|min|max|minimum|maximum|peak|best|worst|lowest|highest"
    r"|percentile|coverage|no|nr|id|code|dates?|founded|established|seeds?|ratings?|cumulative"
    r"|running|unique|distinct|speed|height|elevation|temperature|efficiency|accuracy|precision"
    r"|recall|f1|target|vs|versus|std|deviation|p|yoy|cagr|latency|weighted|normali[sz]ed|progress"
    r"|completion|versions?|since|until|numbers?|ip|innings|overs|g\.?a|gaa|era|er|sv)\b(?!\s+of\b)|[±Δ№#]|\+/[-−–]",
    re.IGNORECASE,
)
"""What the head of a column says that does not add up."""
_MIXED: Final = re.compile(
    r"\b(?:changes?|rates?|ratios?|averages?|avg|mean|median|growth|difference|percent|percentage"
    r"|per|share|proportion|standard\s+deviation|minimum|maximum|min|max)\b|%",
    re.IGNORECASE,
)
"""What the head of a row says that is no part."""
_ASIDE: Final = re.compile(
    r"\b(?:invalid|blank|spoil[ts]?|spoiled|rejected|turnout|registered|abst\w+|unallocated)\b",
    re.IGNORECASE,
)
"""What the head of a row says that may stand beside the whole."""
_SHARE: Final = re.compile(
    r"%|\b(?:shares?|per\s?cent|percentages?|proportions?|pct)\b", re.IGNORECASE
)
_FIGURE: Final = re.compile(
    r"(?P<sign>[A-Z]{0,3}[$€£¥₹])?\s?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?\s?(?P<percent>%)?"
)
_ROUGH: Final = re.compile(
    r"\brounding\b|\b(?:are|been|is|were)\s+rounded\b"
    r"|\b(?:may|might|do|does|will|need|can)\s*(?:not|n['’]t)\s+(?:always\s+|necessarily\s+)?"
    r"(?:add|sum|total|tally|equal|be\s+equal|agree)\b",
    re.IGNORECASE,
)
_SCALED: Final = re.compile(
    r"\b(?:thousands?|millions?|billions?|mn|mln|bn|tsd|mio)\b|['’,]000|\b000s?\b|[$€£]\s?[mkMK]\b"
    r"|\([mkMK]\)|approx|estimat|rounded",
    re.IGNORECASE,
)
_NOTHING: Final = re.compile(r"[-–—.*/\s]*|n\s?/?\s?a\.?|nil|none", re.IGNORECASE)
"""What a cell says that has no figure."""
_NEAR: Final = Fraction(1, 10)
"""How far the parts may be from their total for a slip to be one, as a part of it."""


class Entry(NamedTuple):
    """A cell that holds one figure and nothing else, as it is read."""

    cell: Cell
    value: str
    unit: str
    sort: str
    reach: Interval

    @property
    def middle(self) -> Fraction:
        """The figure as it is printed."""
        low, high = self.reach.lower or Fraction(0), self.reach.upper or Fraction(0)
        return (low + high) / 2


@attrs.frozen(kw_only=True)
class Group:
    """A total and its parts, each with its name; shares of a hundred have no total of their own.

    `down` is true for the figures of a column.
    """

    whole: Entry | None
    parts: tuple[tuple[str, Entry], ...]
    down: bool
    label: str = ""

    @property
    def last(self) -> int:
        """Where its last cell begins."""
        every = [entry.cell.start for _, entry in self.parts]
        return max(every + ([self.whole.cell.start] if self.whole else []))


class Row(NamedTuple):
    """A row below the heads: its name, whether that is indented, and its cells by column."""

    name: str
    indented: bool
    cells: Mapping[int, Cell]


@attrs.frozen(kw_only=True)
class Sheet:
    """A table as its totals are looked for: rows, the heads of columns, and the words of cells."""

    rows: Sequence[Row]
    heads: Mapping[int, tuple[str, ...]]
    corner: int
    caption: str
    words: Mapping[Cell, str]
    units: Mapping[int, str]
    row_units: Sequence[str]
    rough: bool


def is_total(name: str) -> bool:
    """True for a head that says that its figures are the sums of others."""
    bare = _BRACKETS.sub("", name).strip(" :.*–—-")
    return _TOTAL.fullmatch(bare) is not None and not _PARTIAL.search(bare)


def is_rough(text: str) -> bool:
    """True where a text says that its figures are rounded, and may not add up."""
    return _ROUGH.search(text) is not None


def figure_in(words: str, unit: str) -> tuple[str, str, str, Interval] | None:
    """The value, the unit, the sort and the reach of a cell that is one figure."""
    match = _FIGURE.fullmatch(words)
    if match is None:
        return None
    if match["percent"] or match["sign"]:
        unit = ""
    try:
        reading = read_value(words, unit=unit)
    except UnreadableValueError:
        return None
    reach = reading.likely
    if reach.lower is None or reach.upper is None:
        return None
    sort = f"{reading.kind} {reading.unit}" + (
        " scaled" if unit and reading.kind == "number" else ""
    )
    return words, unit, sort, reach


def groups_of(sheet: Sheet) -> Iterator[Group]:
    """The groups of a table: those of its columns, then those of its rows."""
    if _CHOSEN.search(sheet.caption) or len(sheet.rows) < 1:
        return
    entries = _Entries(sheet)
    yield from _down(sheet, entries)
    yield from _across(sheet, entries)


class _Entries:
    """The figures of a table, each read once."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self.by_row: list[dict[int, Entry]] = []
        for row in sheet.rows:
            found = {}
            for column, cell in row.cells.items():
                if column == sheet.corner or cell.width > 1:
                    continue
                read = figure_in(sheet.words[cell], sheet.units.get(column, ""))
                if read is not None:
                    found[column] = Entry(cell, *read)
            self.by_row.append(found)
        digits: set[int] = set()
        self.unclear: set[int] = set()
        for row, found in zip(sheet.rows, self.by_row, strict=True):
            for column, cell in row.cells.items():
                words = sheet.words[cell]
                over = range(column, column + cell.width)
                if column != sheet.corner and any(map(str.isdigit, words)):
                    digits.update(over)
                if words and column not in found and not _NOTHING.fullmatch(words):
                    self.unclear.update(over)
        self.columns = sorted(digits)

    def tells(self, index: int) -> bool:
        """True for a row that says more than its name, in figures or not."""
        row = self._sheet.rows[index]
        return any(
            self._sheet.words[cell]
            for column, cell in row.cells.items()
            if column != self._sheet.corner
        )

    def adds_up(self, column: int) -> bool:
        """True where nothing in the heads of a column says that its figures have no sum."""
        return not any(map(_NO_SUM.search, self._sheet.heads.get(column, ())))


def _reach(parts: Sequence[Entry]) -> tuple[Fraction, Fraction]:
    low = sum((entry.reach.lower or Fraction(0) for entry in parts), Fraction(0))
    high = sum((entry.reach.upper or Fraction(0) for entry in parts), Fraction(0))
    return low, high


def _outcome(whole: Entry | None, parts: Sequence[Entry], *, rough: bool, near: Fraction) -> str:
    """Whether parts make their whole, or nothing if none can say: `holds`, `slip`, `digit`, `far`.

    `digit` is far from it, by one digit of the total.
    """
    sorts = {entry.sort for entry in parts} | ({whole.sort} if whole else set())
    if len(sorts) != 1 or len(parts) < 2:
        return ""
    low, high = _reach(parts)
    share = parts[0].sort.startswith("share")
    if share:
        if whole is not None and not (whole.reach.lower or 0) <= 100 <= (whole.reach.upper or 0):
            return ""
        least = most = total = Fraction(100)
    else:
        assert whole is not None  # noqa: S101 - only shares need no total
        least, most = whole.reach.lower or Fraction(0), whole.reach.upper or Fraction(0)
        total = whole.middle
    if low <= most and least <= high:
        return "holds"
    # Cut off or rounded up, all alike, they may make it, too.
    slack = high - low + most - least
    if not share:
        step = _step([*parts, *([whole] if whole else [])])
        slack += (len(parts) + 1) * (step if step >= 100 else 1 if rough else 0)
    middle = (low + high) / 2
    if abs(middle - total) <= slack:
        return ""
    places = {len(entry.value.partition(".")[2].rstrip("%")) for entry in parts}
    if 3 in places:
        return "far"  # a point may part thousands
    beyond = total > max(entry.middle for entry in parts)
    if beyond and abs(middle - total) <= max(near * total, Fraction(1)):
        return "slip"
    return "digit" if _one_digit(middle, total) else "far"


def _one_digit(one: Fraction, other: Fraction) -> bool:
    """True for two whole numbers of three digits or more that differ in one of them."""
    left, right = str(one), str(other)
    return (
        len(left) == len(right) >= 3
        and (left + right).isdigit()
        and sum(a != b for a, b in zip(left, right, strict=True)) == 1
    )


def _step(entries: Sequence[Entry]) -> int:
    """The greatest power of ten that all figures are multiples of."""
    step = 1
    while step < 10**9 and all(entry.middle % (step * 10) == 0 for entry in entries):
        step *= 10
    return step


# --- down the columns ---------------------------------------------------------------------------


class _Stretch(NamedTuple):
    """A row of totals and the rows that may be its parts.

    `plain` where nothing else may be; `whole` where no row without figures has cut them off;
    `below` where they stand below the total, and may well divide it in two ways.
    """

    total: int
    parts: Sequence[int]
    plain: bool
    whole: bool = True
    below: bool = False


def _nests(rows: Sequence[Row]) -> bool:
    """True where the head of a row says that it is a part of another."""
    return any(
        row.indented or (_WITHIN.search(row.name) and not is_total(row.name)) for row in rows
    )


def _apart(names: Sequence[str]) -> bool:
    """True for names of parts: each says something, none of them twice, and none of a rate."""
    return (
        len(names) <= _MOST
        and all(names)
        and len(set(map(str.casefold, names))) == len(names)
        and not any(map(_MIXED.search, names))
    )


def _stretches(sheet: Sheet, entries: _Entries) -> Iterator[list[_Stretch]]:
    """For each row of totals, the ways to read what its parts are, the likeliest first."""
    rows = sheet.rows
    filled = [index for index in range(len(rows)) if entries.tells(index)]
    if _nests(rows):
        return
    totals = [index for index in filled if is_total(rows[index].name)]
    partial = [index for index in filled if _PARTIAL.search(rows[index].name)]
    bare = set(range(len(rows))) - set(filled)
    if len(totals) == 1 and not partial:
        total = totals[0]
        rest = [index for index in filled if index != total]
        if not rest:
            return
        broken = any(rest[0] < index < rest[-1] for index in bare)
        if total > rest[-1]:
            yield [_Stretch(total, rest, not broken), *_after_break(total, rest, bare)]
        elif total < rest[0]:
            yield [_Stretch(total, rest, not broken, below=True)]
        else:
            before = [index for index in rest if index < total]
            after = [index for index in rest if index > total]
            if len(after) <= 3:
                yield [_Stretch(total, before, plain=False)]
        return
    bounds = {*totals, *partial}
    if len(bounds) > _MOST_TOTALS:
        return
    for total in totals:
        before = [index for index in filled if index < total]
        single = [index for index in before if index not in bounds]
        last = max((index for index in bounds if index < total), default=-1)
        block = [index for index in before if index > last]
        sums = [index for index in before if index in bounds]
        ways = [_Stretch(total, way, plain=False) for way in (block, single, sums) if len(way) > 1]
        yield [*ways, *_after_break(total, block, bare)]


def _after_break(total: int, rest: Sequence[int], bare: set[int]) -> list[_Stretch]:
    """The rows since the last row without figures."""
    last = max((index for index in bare if index < total), default=-1)
    block = [index for index in rest if last < index < total]
    return [_Stretch(total, block, plain=False, whole=False)] if 1 < len(block) < len(rest) else []


def _down(sheet: Sheet, entries: _Entries) -> Iterator[Group]:
    done: set[int] = set()
    for ways in _stretches(sheet, entries):
        for stretch in ways:
            groups = list(_stretch_groups(sheet, entries, stretch))
            if groups:
                for column, group in groups:
                    done.add(column)
                    yield group
                break
    yield from _hundreds(sheet, entries, done)


def _stretch_groups(
    sheet: Sheet, entries: _Entries, stretch: _Stretch
) -> Iterator[tuple[int, Group]]:
    names = [sheet.rows[index].name for index in stretch.parts]
    if len(names) < 2 or not _apart(names):
        return
    if len({sheet.row_units[index] for index in stretch.parts}) > 1:
        return
    below = entries.by_row[stretch.total]
    found: dict[int, tuple[str, list[Entry]]] = {}
    for column in entries.columns:
        if column not in below or not entries.adds_up(column):
            continue
        rows = [entries.by_row[index] for index in stretch.parts]
        parts = [row[column] for row in rows if column in row]
        if len(parts) == len(rows):
            rough = sheet.rough or any(map(_scaled, (*sheet.heads.get(column, ()), sheet.caption)))
            found[column] = _outcome(below[column], parts, rough=rough, near=_NEAR), parts
    tally = Counter(outcome for outcome, _ in found.values())
    held, slips = tally["holds"], tally["slip"] + tally["digit"]
    far = tally["far"]
    if not stretch.plain:
        believed = stretch.whole and held >= 2 * slips and not far
    elif held:
        believed = slips <= held
    else:
        simple = not (stretch.below or far or tally["digit"])
        believed = simple and not _nested(entries, stretch.parts, list(found))
    believed = believed and not any(map(_ASIDE.search, names))
    for column, (outcome, parts) in found.items():
        if outcome in {"slip", "digit"} and not believed:
            continue
        if outcome in {"holds", "slip", "digit"} and any(part.middle for part in parts):
            whole = None if below[column].sort.startswith("share") else below[column]
            yield (
                column,
                Group(
                    whole=whole,
                    parts=tuple(zip(names, parts, strict=True)),
                    down=True,
                    label=sheet.rows[stretch.total].name,
                ),
            )


def _nested(entries: _Entries, parts: Sequence[int], columns: Sequence[int]) -> bool:
    """True where a row is the sum of those after it, or of those before, in all columns."""
    for at in range(len(parts)):
        for around in (parts[at + 1 :], parts[:at][::-1]):
            for size in range(2, min(len(around), 12) + 1):
                if all(
                    entries.by_row[parts[at]][column].middle
                    == sum(entries.by_row[index][column].middle for index in around[:size])
                    for column in columns
                ):
                    return True
    return False


def _hundreds(sheet: Sheet, entries: _Entries, done: set[int]) -> Iterator[Group]:
    """The shares of a column that make a hundred where no row says so."""
    if _nests(sheet.rows):
        return
    if any(is_total(row.name) or _PARTIAL.search(row.name) for row in sheet.rows):
        return
    names = [row.name for row in sheet.rows]
    if len(names) < 3 or not _apart(names):
        return
    for column in entries.columns:
        heads = sheet.heads.get(column, ())
        if column in done or not any(map(_SHARE.search, heads)) or not entries.adds_up(column):
            continue
        parts = [found.get(column) for found in entries.by_row]
        plain = [part for part in parts if part is not None and part.sort.startswith("share")]
        if len(plain) == len(parts) and _outcome(None, plain, rough=False, near=_NEAR) == "holds":
            yield Group(whole=None, parts=tuple(zip(names, plain, strict=True)), down=True)


# --- along the rows -----------------------------------------------------------------------------


def _across(sheet: Sheet, entries: _Entries) -> Iterator[Group]:
    for total, every in _sides(sheet, entries):
        clear = [column for column in every if column not in entries.unclear]
        # A first column may count something else, if the others make the total all the same.
        for left in range(min(len(clear) - 1, 3)):
            plain = not left and len(clear) == len(every)
            groups = list(_row_groups(sheet, entries, total, clear[left:], plain=plain))
            if groups:
                yield from groups
                break


def _row_groups(
    sheet: Sheet, entries: _Entries, total: int, columns: Sequence[int], *, plain: bool
) -> Iterator[Group]:
    """The rows whose columns should make the total; all of them are, where `plain`."""
    names = [sheet.heads[column][-1] for column in columns]
    if (
        len(names) > _MOST
        or len(set(map(str.casefold, names))) < len(names)
        or any(map(_WITHIN.search, names))
    ):
        return
    rough = sheet.rough or any(map(_scaled, (*names, *sheet.heads[total], sheet.caption)))
    outcomes: dict[int, str] = {}
    for index, (row, found) in enumerate(zip(sheet.rows, entries.by_row, strict=True)):
        if not row.name or _MIXED.search(row.name) or _NO_SUM.search(row.name):
            continue
        whole, parts = found.get(total), [found[column] for column in columns if column in found]
        if whole is None or len(parts) < len(columns) or whole.sort.startswith("share"):
            continue
        outcome = _outcome(whole, parts, rough=rough or _scaled(row.name), near=_NEAR * 2)
        if outcome:
            outcomes[index] = outcome
    tally = Counter(outcomes.values())
    held = tally["holds"]
    wrong = tally.total() - held
    if plain:
        alone = len(sheet.rows) == len(outcomes) == tally["slip"] == 1
        if not alone and held < max(1, wrong):
            return
    elif held < max(2, 4 * wrong):
        return
    believed = {"holds"}
    if wrong <= max(1, held // 4):
        believed |= {"slip", "digit"}
    for index, outcome in outcomes.items():
        found = entries.by_row[index]
        if outcome not in believed:
            continue
        parts_of = tuple((name, found[column]) for name, column in zip(names, columns, strict=True))
        if outcome == "holds" and not any(part.middle for _, part in parts_of):
            continue  # nothing and nothing
        yield Group(whole=found[total], parts=parts_of, down=False, label=sheet.rows[index].name)


def _scaled(name: str) -> bool:
    return _SCALED.search(name) is not None


def _sides(sheet: Sheet, entries: _Entries) -> Iterator[tuple[int, list[int]]]:
    """A column of totals, and the columns that are its parts: all of figures, or those over it."""
    heads = sheet.heads
    totals = [column for column in heads if heads[column] and is_total(heads[column][-1])]
    over: dict[tuple[str, ...], list[int]] = {}
    for column in totals:
        over.setdefault(heads[column][:-1], []).append(column)
    for above, alike in over.items():
        if len(alike) != 1:
            continue
        total = alike[0]
        same = [
            column
            for column in entries.columns
            if column not in {total, sheet.corner} and heads.get(column, ())[:-1] == above
        ]
        if any(column not in heads for column in entries.columns if column != sheet.corner):
            continue
        columns = [
            column
            for column in same
            if heads[column]
            and entries.adds_up(column)
            and not _SHARE.search(heads[column][-1])
            and not _shares(entries, column)
        ]
        if not entries.adds_up(total) or len(columns) < 2:
            continue
        if all(column < total for column in columns) or all(column > total for column in columns):
            yield total, columns


def _shares(entries: _Entries, column: int) -> bool:
    sorts = [found[column].sort for found in entries.by_row if column in found]
    return bool(sorts) and all(sort.startswith("share") for sort in sorts)
