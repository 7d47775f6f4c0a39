"""A document as pieces of its file: words, headings and blocks, with the way back.

Every reader of a way of writing takes pieces over from the file, in order, and never adds or takes
away a line break, so that line n of the words is line n of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

BREAK: Final = "\u2029"
"""What parts two pieces of text on one line of the file: cells of a table, paragraphs of HTML.

A space where quotes are looked for, and no line break.
"""

LONGEST_HEADING: Final = 200
"""The most characters of a heading."""

LINE: Final = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
BREAKS: Final = re.compile(r"\r\n|\r|\n")
ITEM: Final = re.compile(r"[ \t]*(?:[-*+•‣·–—][ \t]+|\(?(?P<number>[0-9]{1,3}|[a-z])[.)][ \t]+)")
ENDED: Final = re.compile(r"[.!?:;][\"'”’)\]]*[ \t]*$")
EQUALS: Final = re.compile(r"[ \t]*(={1,6})[ \t]*([^=\s](?:.*[^=\s])?)[ \t]*\1[ \t]*")
HASHES: Final = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))??(?:[ \t]+#+)?[ \t]*")
UNDERLINE: Final = re.compile(r"[ \t]*(={3,}|-{3,})[ \t]*")


class Block(NamedTuple):
    """A paragraph, an item of a list, a cell or a heading: offsets into the words."""

    start: int
    end: int
    heading: bool = False


class Heading(NamedTuple):
    """A heading: its words, its level from 1, and its offsets into the words."""

    name: str
    level: int
    start: int
    end: int


class Cell(NamedTuple):
    """A cell of a table: its offsets into the words, and its place, each counted from 0.

    `table` is counted in the order in which tables begin; `width` is how many columns it is over;
    `head` says that it is written as the head of its column or row.
    """

    start: int
    end: int
    table: int
    row: int
    column: int
    width: int = 1
    head: bool = False


_WIDEST: Final = 100
"""The most columns or rows that a cell is taken to be over."""


class _Table:
    """A table that is being read: its row, its next column, and those that cells above take."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.row = -1
        self.column = 0
        self.taken: dict[int, int] = {}
        self.cell: tuple[int, int, int, bool] | None = None


class Grid:
    """The cells of all tables of a file, told as they are read."""

    def __init__(self) -> None:
        self.cells: list[Cell] = []
        self.captions: dict[int, tuple[int, int]] = {}
        self._tables = 0
        self._open: list[_Table] = []
        self._caption = -1

    def open_table(self) -> None:
        """A table begins."""
        self._open.append(_Table(self._tables))
        self._tables += 1

    def close_table(self, at: int) -> None:
        """A table ends, where one is open."""
        self.close_cell(at)
        if self._open:
            self._open.pop()

    def open_caption(self, at: int) -> None:
        """The caption of a table begins."""
        self.close_cell(at)
        self._caption = at

    def open_row(self, at: int) -> None:
        """A row begins, and the cell before it ends."""
        self.close_cell(at)
        if self._open:
            table = self._open[-1]
            table.row += 1
            table.column = 0
            table.taken = {column: rows - 1 for column, rows in table.taken.items() if rows > 1}

    def open_cell(self, at: int, *, head: bool, width: int = 1, height: int = 1) -> None:
        """A cell begins, and the one before it ends; without a row, its first one does."""
        self.close_cell(at)
        if not self._open:
            return
        table = self._open[-1]
        if table.row < 0:
            self.open_row(at)
        while table.column in table.taken:
            table.column += 1
        width, height = min(max(width, 1), _WIDEST), min(max(height, 1), _WIDEST)
        table.cell = (at, table.column, width, head)
        if height > 1:
            # Its own row counts, too, and the next row takes that off.
            table.taken.update(dict.fromkeys(range(table.column, table.column + width), height))
        table.column += width

    def close_cell(self, at: int) -> None:
        """The open cell, or caption, ends here."""
        if not self._open:
            return
        table = self._open[-1]
        if self._caption >= 0:
            self.captions.setdefault(table.number, (self._caption, at))
            self._caption = -1
        if table.cell is not None:
            start, column, width, head = table.cell
            self.cells.append(Cell(start, at, table.number, table.row, column, width, head))
            table.cell = None


class Pieces:
    """Makes the words of a file out of pieces of it, and notes where each piece is from."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.parts: list[str] = []
        self.plain = [0]
        self.was = [0]
        self.size = 0
        self.headings: list[Heading] = []
        self.grid = Grid()
        self.title = ""
        self.date = ""
        self.language = ""

    def read(self) -> None:
        """Take pieces over, all of them in order."""
        raise NotImplementedError

    def blocks(self, words: str) -> Iterator[Block]:
        """The stretches of the words that belong together."""
        raise NotImplementedError

    def keep(self, start: int, end: int) -> None:
        """Take over a piece of the file as it is."""
        if start < end:
            self._note(start)
            self.parts.append(self.text[start:end])
            self.size += end - start

    def put(self, words: str, at: int) -> None:
        """Write words for what stands at an offset in the file."""
        if words:
            self._note(at)
            self.parts.append(words)
            self.size += len(words)

    def drop(self, start: int, end: int) -> None:
        """Leave a piece of the file out, all but its line breaks."""
        if self.text.find("\n", start, end) < 0 and self.text.find("\r", start, end) < 0:
            return
        for match in BREAKS.finditer(self.text, start, end):
            self.keep(match.start(), match.end())

    def _note(self, at: int) -> None:
        if at - self.size != self.was[-1] - self.plain[-1]:
            self.plain.append(self.size)
            self.was.append(at)


def rows_of(text: str, start: int = 0) -> Iterator[tuple[int, int, int]]:
    """Each line: where it begins, where its words end, and where the next begins."""
    at, size = start, len(text)
    while at < size:
        match = LINE.match(text, at)
        assert match is not None  # noqa: S101 - the pattern matches anything
        yield at, match.end(1), match.end()
        at = match.end()


def paragraphs(
    words: str, headings: Iterable[Heading], marked: frozenset[int] = frozenset()
) -> Iterator[Block]:
    """The blocks of words that stand line by line.

    A block ends at an empty line, a heading, an item of a list, a line that ends a sentence or a
    `BREAK`; other line breaks are taken for the width of the page.
    `marked` are the offsets of lines whose mark has been left out.
    """
    titles = {heading.start: heading for heading in headings}
    start = end = -1
    over = 0  # where a heading of two lines ends

    def pieces() -> Iterator[Block]:
        at = start
        while 0 <= at < end:
            stop = words.find(BREAK, at, end)
            stop = end if stop < 0 else stop
            low, high = trimmed(words, at, stop)
            if low < high:
                yield Block(low, high)
            at = stop + 1

    for at, stop, _ in rows_of(words):
        if at < over:
            continue
        if at in titles:
            over = titles[at].end
            yield from pieces()
            start = end = -1
            low, high = trimmed(words, at, titles[at].end)
            if low < high:
                yield Block(low, high, heading=True)
            continue
        if not words[at:stop].strip():
            yield from pieces()
            start = end = -1
            continue
        item = ITEM.match(words, at, stop)
        number = item["number"] if item else None
        begins = at in marked or (
            item is not None
            # A wrapped line may begin with "30. ": only 1 begins a list in the middle of a text.
            and (number is None or start < 0 or number in {"1", "a"} or ITEM.match(words, start))
        )
        if start >= 0 and (begins or ENDED.search(words[max(start, end - 8) : end])):
            yield from pieces()
            start = -1
        if start < 0:
            start = item.end() if begins and item is not None else at
        end = stop
    yield from pieces()


def trimmed(words: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the white space at its ends."""
    while start < end and words[start].isspace():
        start += 1
    while end > start and words[end - 1].isspace():
        end -= 1
    return start, end
