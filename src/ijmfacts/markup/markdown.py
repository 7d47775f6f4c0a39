"""Markdown, line by line: marks, links, images, code and comments are left out."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Final

from ijmfacts.markup.pieces import (
    BREAK,
    HASHES,
    UNDERLINE,
    Block,
    Heading,
    Pieces,
    paragraphs,
    rows_of,
)

_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})(?P<info>[^`\r\n]*)")
_QUOTING: Final = re.compile(r"(?: {0,3}>[ \t]?)+")
_MARKER: Final = re.compile(r"[ \t]*(?:[-*+]|(?P<number>[0-9]{1,9})[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
_DELIMITERS: Final = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_DEFINITION: Final = re.compile(r" {0,3}\[(?!\^)[^\]]+\]:[ \t]*\S+.*")
_RULE: Final = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})")
_INLINE: Final = re.compile(
    r"(?P<escape>\\(?=[!-/:-@\[-`{-~]))"
    r"|(?P<ticks>`+)(?P<code>[^`\r\n]+(?:`(?!(?P=ticks))[^`\r\n]*)*)(?P=ticks)(?!`)"
    r"|(?P<note>\[\^[^\]\s]+\]:?)"
    r"|(?P<image>!\[[^\[\]\r\n]*\]\([^()\r\n]*\))"
    r"|(?P<open>\[)(?P<label>[^\[\]\r\n]*)"
    r"(?P<target>\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:[ \t]+[\"'][^\r\n\"']*[\"'])?\)"
    r"|\]\[[^\[\]\r\n]*\])"
    r"|(?P<address><(?:https?|mailto):[^<>\s]+>)"
    r"|(?P<tag></?[A-Za-z][^<>\r\n]*>)"
    r"|(?P<entity>&(?:[A-Za-z][A-Za-z0-9]*|#[0-9]+|#[xX][0-9A-Fa-f]+);)"
    r"|(?P<stars>\*{2,3}(?=\S)|(?<=\S)\*{2,3}|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*]))"
    r"|(?P<under>(?<![\w])_{1,3}(?=\S)|(?<=\S)_{1,3}(?![\w]))"
    r"|(?P<struck>~~)"
    r"|(?P<cell>\|)"
)
_META: Final = re.compile(r"(title|date|language|lang)[ \t]*:[ \t]*(.*)", re.IGNORECASE)


class Markdown(Pieces):
    """Markdown, line by line: marks, links, images, code and comments are left out."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.marked: set[int] = set()
        self._fence = ""
        self._comment = False
        self._listing = False
        self._head = False

    def read(self) -> None:
        """Take the lines over without their marks."""
        text = self.text
        at = self._front()
        rows = iter(rows_of(text, at))
        row = next(rows, None)
        table = False
        while row is not None:
            at, stop, after = row
            row = next(rows, None)
            following = text[row[0] : row[1]] if row else ""
            line = text[at:stop]
            begins = "|" in line and bool(_DELIMITERS.fullmatch(following) and "-" in following)
            within = table and "|" in line
            if table and not within:
                self.grid.close_table(self.size)
            if begins and not within:
                self.grid.open_table()
            head = begins and not within
            table = within or begins
            underline = None if table else self._underline(line, following)
            if underline:
                self._heading(at, stop, level=underline)
                self.drop(at, stop)
                self.keep(stop, after)
                if row:
                    self.drop(row[0], row[1])
                    self.keep(row[1], row[2])
                    row = next(rows, None)
                continue
            if table and not _DELIMITERS.fullmatch(line):
                self.grid.open_row(self.size)
                self._head = head
                if not line.lstrip().startswith("|"):
                    self.grid.open_cell(self.size, head=head)
            self._line(line, at, stop, table=table)
            if table:
                self.grid.close_cell(self.size)
            self.keep(stop, after)
        if table:
            self.grid.close_table(self.size)

    def _front(self) -> int:
        """Read the metadata that stand before everything; where the text begins."""
        if not re.match(r"---[ \t]*(?:\r\n|\r|\n)", self.text):
            return 0
        closed = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE).search(self.text, 4)
        if closed is None:
            return 0
        for start, stop, _ in rows_of(self.text[: closed.start()]):
            match = _META.fullmatch(self.text[start:stop].strip())
            if match:
                value = match[2].strip().strip("\"'")
                key = match[1].lower()
                if key == "title":
                    self.title = value
                elif key == "date":
                    self.date = value
                else:
                    self.language = value
        self.drop(0, closed.end())
        return closed.end()

    def _underline(self, line: str, following: str) -> int:
        """The level of a heading whose next line underlines it; 0 where none does."""
        if self._fence or self._comment or not line.strip() or not following.strip():
            return 0
        under = UNDERLINE.fullmatch(following)
        if not under or _MARKER.match(line) or HASHES.fullmatch(line) or _RULE.fullmatch(line):
            return 0
        return 1 if under[1][0] == "=" else 2

    def _heading(self, at: int, stop: int, *, level: int) -> None:
        start = self.size
        begun = len(self.parts)
        self._inline(at, stop, table=False)
        name = "".join(self.parts[begun:]).strip()
        if name:
            self.headings.append(Heading(name, level, start, self.size))

    def _line(self, line: str, at: int, stop: int, *, table: bool) -> None:
        fence = _FENCE.fullmatch(line)
        if self._fence:
            if fence and fence[1].startswith(self._fence) and not (fence["info"] or "").strip():
                self._fence = ""
            return
        if fence and not self._comment:
            self._fence = fence[1]
            return
        if self._comment:
            closed = line.find("-->")
            if closed < 0:
                return
            self._comment = False
            at += closed + 3
        line = self.text[at:stop]
        if _DEFINITION.fullmatch(line) or _RULE.fullmatch(line):
            return
        if table and _DELIMITERS.fullmatch(line):
            return
        hashes = HASHES.fullmatch(line)
        if hashes:
            if hashes[2]:
                self._heading(at + hashes.start(2), at + hashes.end(2), level=len(hashes[1]))
            return
        start = at
        quoting = _QUOTING.match(self.text, start, stop)
        if quoting:
            start = quoting.end()
        marker = _MARKER.match(self.text, start, stop)
        if marker and (marker["number"] in {None, "1"} or self._listing or not self._in_text()):
            start = marker.end()
            self.marked.add(self.size)
            self._listing = True
        elif line.strip():
            self._listing = self._listing and line[:1].isspace()
        self._inline(start, stop, table=table)

    def _in_text(self) -> bool:
        """True where the line before holds words."""
        for part in reversed(self.parts[-6:]):
            kept = part.rstrip(" \t")
            if kept:
                tail = kept.removesuffix("\n").removesuffix("\r")
                if tail:
                    return not tail.endswith(("\n", "\r"))
        return False

    def _inline(self, at: int, stop: int, *, table: bool) -> None:
        """Take over the words of a line without their marks."""
        text = self.text
        while at < stop:
            comment = text.find("<!--", at, stop)
            end = stop if comment < 0 else comment
            self._spans(at, end, table=table)
            if comment < 0:
                return
            closed = text.find("-->", comment, stop)
            if closed < 0:
                self._comment = True
                return
            at = closed + 3

    def _spans(self, at: int, stop: int, *, table: bool, depth: int = 0) -> None:
        text = self.text
        last = at
        for match in _INLINE.finditer(text, at, stop):
            start, end = match.span()
            if start < last:
                continue
            if match["cell"] and not table:
                continue
            self.keep(last, start)
            last = end
            if match["code"] is not None:
                self.keep(match.start("code"), match.end("code"))
            elif match["open"]:
                self._spans(match.start("label"), match.end("label"), table=False, depth=depth + 1)
            elif match["escape"]:
                self.keep(end, end + 1)
                last = end + 1
            elif match["address"]:
                self.keep(start + 1, end - 1)
            elif match["entity"]:
                self.put(html.unescape(match.group()).replace("\n", " "), start)
            elif match["cell"]:
                self.grid.close_cell(self.size)
                self.put(BREAK, start)
                self.grid.open_cell(self.size, head=self._head)
            elif re.match(r"<br\b", match["tag"] or "", re.IGNORECASE):
                self.put(BREAK, start)
        self.keep(last, stop)

    def blocks(self, words: str) -> Iterator[Block]:
        """The paragraphs, items and cells."""
        return paragraphs(words, self.headings, frozenset(self.marked))
