"""Places in files: spans, the mistakes found at them, and the limits of what is read.

Knows nothing of YAML, JSON or claims.
"""

from __future__ import annotations

import bisect
from typing import Final

import attrs

from ijmfacts.patterns import pattern
from ijmfacts.shapes import Shape

UNFIT: Final = pattern("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""A character that no file may hold: those that YAML 1.2 does not call printable.

Bytes that are not UTF-8 are among them where they were read as surrogates.
"""

_BREAK: Final = pattern(r"\r\n|\r|\n")
_FIT: Final = pattern(r"""[^\s`"'{}\[\],]{,12}""")


def unfit_words(line: str, at: int) -> tuple[str, str]:
    """What is said of a character that no file may hold, and the mend.

    Nobody sees it, so the letters that it stands between are told.
    """
    code = ord(line[at])
    before = _letters(UNFIT.split(line[:at])[-1][::-1])[::-1]
    after = _letters(UNFIT.split(line[at + 1 :])[0])
    place = "in this line"
    if before and after:
        place = f"between `{before}` and `{after}`"
    elif before or after:
        place = f"behind `{before}`" if before else f"before `{after}`"
    name = "NUL character" if not code else "character" if code >= 0xFDD0 else "control character"
    return (
        f"a {name} (U+{code:04X}) stands {place}, and no file may hold one",
        "take it out; most editors do not show it, so type the words beside it again",
    )


def _letters(text: str) -> str:
    """The letters and signs that a text begins with, up to a blank."""
    found = _FIT.match(text)
    return found[0] if found else ""


@attrs.frozen(eq=False, repr=False)
class Span(Shape):
    """A stretch of a file, counted in characters from 1; the end column is left out.

    A byte order mark is not counted.
    """

    file: str
    line: int
    column: int
    end_line: int
    end_column: int


@attrs.frozen(eq=False, repr=False)
class Problem(Shape):
    """A user's mistake, with its place.

    `hint` says how to mend it, `source_line` is the raw line where the span begins, for the caret.
    """

    message: str
    span: Span
    hint: str = ""
    source_line: str = ""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Limits(Shape):
    """How much is read before a file is refused.

    `bytes` of a whole YAML file or of one line of JSON Lines; `depth` of records and lists inside
    one another; `digits` of an unquoted number; `records` in one JSON Lines file.
    """

    bytes: int = 32 * 1024 * 1024
    depth: int = 64
    digits: int = 40
    records: int = 5_000_000


class FileText:
    r"""The text of a file, or of a part of it that begins at line `first`.

    Turns offsets, counted in characters from 0, into lines and columns.
    Lines end at `\n`, `\r\n` or `\r`, and nowhere else.
    """

    __slots__ = ("_starts", "file", "first", "text")

    def __init__(self, file: str, text: str, first: int = 1) -> None:
        self.file = file
        self.text = text
        self.first = first
        self._starts: list[int] = []

    @property
    def starts(self) -> list[int]:
        """The offset at which each line begins."""
        if not self._starts:
            self._starts = [0, *(found.end() for found in _BREAK.finditer(self.text))]
        return self._starts

    def span(self, start: int, end: int) -> Span:
        """The place of the characters from `start` up to, and without, `end`."""
        line, column = self.at(start)
        end_line, end_column = self.at(end)
        return Span(self.file, line, column, end_line, end_column)

    def at(self, offset: int) -> tuple[int, int]:
        """The line and the column of one character."""
        starts = self.starts
        index = bisect.bisect_right(starts, offset) - 1
        return self.first + index, offset - starts[index] + 1

    def line(self, number: int) -> str:
        """The raw line of that number without its end, or nothing where there is none."""
        starts = self.starts
        index = number - self.first
        if not 0 <= index < len(starts):
            return ""
        end = starts[index + 1] if index + 1 < len(starts) else len(self.text)
        return self.text[starts[index] : end].rstrip("\r\n")
