"""Plain text: the words are the file; headings are told by their marks or their capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ijmfacts.markup.pieces import (
    ENDED,
    EQUALS,
    HASHES,
    ITEM,
    LONGEST_HEADING,
    UNDERLINE,
    Block,
    Heading,
    Pieces,
    paragraphs,
    rows_of,
)

_CHAPTER: Final = re.compile(
    r"[ \t]*(?:chapter|part|book|section|appendix)[ \t]+(?:[0-9]+|[ivxlc]+|[a-z])\b.*",
    re.IGNORECASE,
)


class PlainText(Pieces):
    """Plain text: the words are the file; headings are told by their marks or their capitals."""

    def read(self) -> None:
        """The words are the file."""
        text = self.text
        self.keep(0, len(text))
        before = ""  # the line before, in which a heading may stand that is underlined
        before_at = 0
        rows = iter(rows_of(text))
        row = next(rows, None)
        first = True
        while row is not None:
            at, stop, _ = row
            line = text[at:stop]
            row = next(rows, None)
            following = text[row[0] : row[1]] if row else ""
            bare = line.strip()
            if bare and len(bare) <= LONGEST_HEADING:
                self._line(line, at, stop, before, before_at, following, first=first)
            first = first and not bare
            before, before_at = line, at

    def _line(
        self,
        line: str,
        at: int,
        stop: int,
        before: str,
        before_at: int,
        following: str,
        *,
        first: bool,
    ) -> None:
        marked = EQUALS.fullmatch(line)
        if marked:
            self.headings.append(Heading(marked[2], len(marked[1]), at, stop))
            return
        hashes = HASHES.fullmatch(line)
        if hashes and hashes[2]:
            self.headings.append(Heading(hashes[2], len(hashes[1]), at, stop))
            return
        under = UNDERLINE.fullmatch(line)
        name = before.strip()
        if under and name and len(name) <= LONGEST_HEADING and not UNDERLINE.fullmatch(before):
            if self.headings and self.headings[-1].start == before_at:
                self.headings.pop()
            if not ITEM.match(before) and not ENDED.search(before):
                self.headings.append(Heading(name, 1 if under[1][0] == "=" else 2, before_at, stop))
            return
        if before.strip() or following.strip() or ENDED.search(line):
            return
        bare = line.strip()
        letters = [c for c in bare if c.isalpha()]
        capitals = len(letters) >= 3 and all(c.isupper() for c in letters)
        if first and len(bare) <= 120 and letters and not ITEM.match(line):
            self.headings.append(Heading(bare, 1, at, stop))
        elif (capitals and len(bare) <= 80) or (_CHAPTER.fullmatch(line) and len(bare) <= 120):
            self.headings.append(Heading(bare, 2, at, stop))

    def blocks(self, words: str) -> Iterator[Block]:
        """The paragraphs, items and cells."""
        return paragraphs(words, self.headings)
