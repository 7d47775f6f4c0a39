"""Wikitext: templates that show their values, the labels of links, the cells of tables."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Final

from ijmfacts.markup.pieces import (
    BREAK,
    EQUALS,
    LINE,
    LONGEST_HEADING,
    Block,
    Heading,
    Pieces,
    paragraphs,
)

_DEEPEST: Final = 40
"""How many templates or links inside one another are looked into."""

_WIKI: Final = re.compile(
    r"(?P<comment><!--)"
    r"|(?P<ref><ref\b[^<>]*?(?P<empty>/)?>)"
    r"|(?P<raw><(?P<name>nowiki|math|gallery|syntaxhighlight|timeline|imagemap|references)\b[^<>]*?"
    r"(?P<closed>/)?>)"
    r"|(?P<braces>\{\{)"
    r"|(?P<brackets>\[\[)"
    r"|(?P<address>\[(?:https?:)?//[^\s\]\[<>\"]{1,2000}[ \t]*)(?P<label>[^\]\r\n]{0,500})\]"
    r"|(?P<quotes>'{5}|'{2,3})"
    r"|(?P<break><br\b[^<>]*>)"
    r"|(?P<tag></?[A-Za-z][^<>]*>)"
    r"|(?P<entity>&(?:[A-Za-z][A-Za-z0-9]*|#[0-9]+|#[xX][0-9A-Fa-f]+);)"
    r"|(?P<magic>__[A-Z]+__)"
)
_PAIRS: Final = re.compile(r"\{\{|\}\}|\[\[|\]\]")
_ATTRIBUTES: Final = re.compile(
    r"[ \t]*(?:[\w-]+[ \t]*=[ \t]*(?:\"[^\"]*\"|'[^']*'|[^\s|]+)[ \t]*)+\|"
)
_SPANS: Final = re.compile(
    r"\b(?P<side>col|row)span[ \t]*=[ \t]*[\"']?(?P<size>[0-9]{1,3})\b", re.IGNORECASE
)
_SHOWN: Final = {
    "nowrap": 1,
    "nobr": 1,
    "small": 1,
    "big": 1,
    "em": 1,
    "strong": 1,
    "abbr": 1,
    "sic": 1,
    "ill": 1,
    "interlanguage link": 1,
    "lang": 2,
    "transl": 2,
    "transliteration": 2,
    "nihongo": 1,
    "ship": 2,
    "us$": 1,
    "usd": 1,
    "formatnum": 1,
    "as of": 1,
    "circa": 1,
    "c.": 1,
    "convert": -2,
    "cvt": -2,
    "quote": 1,
    "blockquote": 1,
    "cquote": 1,
}
"""The templates whose words are part of the text: which of their values, or how many of them."""
_DATES: Final = frozenset(
    (
        "start date",
        "start date and age",
        "end date",
        "end date and age",
        "birth date",
        "birth date and age",
        "death date",
        "film date",
        "date",
    )
)
"""The templates that show a date, given as year, month and day."""
_SIGNS: Final = {"nbsp": " ", "ndash": "–", "mdash": "—", "snd": " – ", "spaced ndash": " – "}
_PREFIXED: Final = {"us$": "US$", "usd": "US$", "as of": "As of ", "circa": "c. ", "c.": "c. "}
_HIDDEN: Final = re.compile(r"[ \t]*(?:file|image|category|datei|fichier)[ \t]*:", re.IGNORECASE)


class Wikitext(Pieces):
    """Wikitext: templates that show their values, the labels of links, the cells of tables."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._closing = self._pairs()
        self._gone: dict[str, int] = {}
        self._marked: set[int] = set()
        self._table = 0

    def _pairs(self) -> dict[int, int]:
        """Where each template and link that opens is closed, in one walk."""
        found: dict[int, int] = {}
        open_: list[tuple[str, int]] = []
        for match in _PAIRS.finditer(self.text):
            mark = match.group()
            if mark in {"{{", "[["}:
                open_.append((mark, match.start()))
                continue
            wanted = "{{" if mark == "}}" else "[["
            # A link that is not closed does not keep the template around it open.
            depth = len(open_) - 1
            while depth >= max(0, len(open_) - _DEEPEST) and open_[depth][0] != wanted:
                depth -= 1
            if depth >= 0 and open_[depth][0] == wanted:
                found[open_[depth][1]] = match.start()
                del open_[depth:]
        return found

    def _find(self, words: str, start: int, end: int) -> int:
        """Where words stand next, or -1; what is nowhere behind is not looked for twice."""
        if self._gone.get(words, len(self.text) + 1) <= start:
            return -1
        at = self.text.find(words, start)
        if at < 0:
            self._gone[words] = start
        return at if at < end else -1

    def read(self) -> None:
        """Take the lines over without their marks."""
        text = self.text
        at = 0
        while at < len(text):
            at = self._line(at)
        self.grid.close_cell(self.size)

    def _line(self, at: int) -> int:
        """One line, or more where a template goes over several; where the next begins."""
        text = self.text
        match = LINE.match(text, at)
        assert match is not None  # noqa: S101 - the pattern matches anything
        stop, after = match.end(1), match.end()
        marked = EQUALS.fullmatch(text, at, stop) if text.startswith("=", at) else None
        if marked and len(marked[2]) <= LONGEST_HEADING:
            start, begun = self.size, len(self.parts)
            reached = self._walk(marked.start(2), marked.end(2), 0)
            name = " ".join("".join(self.parts[begun:]).split())
            if name:
                self.headings.append(Heading(name, len(marked[1]), start, self.size))
            # A comment that begins in a heading may end lines below.
            return self._ended(max(stop, reached), after)
        start = at
        cells = False
        head = text[at:stop].lstrip()
        if head.startswith("{|"):
            self._table += 1
            self.grid.open_table()
            start = stop
        elif self._table and head.startswith("|}"):
            self._table -= 1
            self.grid.close_table(self.size)
            start = at + text[at:stop].index("|}") + 2
        elif self._table and head.startswith(("|", "!")):
            sign = text.index(head[0], at)
            start = sign + 1
            cells = True
            if text.startswith("-", start):
                self.grid.open_row(self.size)
                cells = False
                start = stop
            elif text.startswith("+", start):
                self.put(BREAK, at)
                self.grid.open_caption(self.size)
                cells = False
                start += 1
                attributes = _ATTRIBUTES.match(text, start, stop)
                start = attributes.end() if attributes else start
        else:
            bullets = re.compile(r"[*#:;]+[ \t]*").match(text, at, stop)
            if bullets:
                start = bullets.end()
                self._marked.add(self.size)
            elif text.startswith("----", at):
                start = stop
        if cells:
            self.grid.close_cell(self.size)
            self.put(BREAK, at)
            self._cells(start, stop, head[0])
            return self._ended(stop, after)
        reached = self._walk(start, stop, 0)
        return self._ended(max(stop, reached), after)

    def _ended(self, stop: int, after: int) -> int:
        if stop < after or stop == after == len(self.text):
            self.keep(stop, after)
            return after
        return stop

    def _cells(self, at: int, stop: int, mark: str) -> None:
        parting = re.compile(r"\|\||!!" if mark == "!" else r"\|\|")
        while at <= stop:
            match = parting.search(self.text, at, stop)
            end = match.start() if match else stop
            attributes = _ATTRIBUTES.match(self.text, at, end)
            spans = {
                found["side"].lower(): int(found["size"])
                for found in _SPANS.finditer(attributes[0] if attributes else "")
            }
            self.grid.open_cell(
                self.size,
                head=mark == "!",
                width=spans.get("col", 1),
                height=spans.get("row", 1),
            )
            self._walk(attributes.end() if attributes else at, end, 0)
            if not match:
                return
            self.grid.close_cell(self.size)
            self.put(BREAK, match.start())
            at = match.end()

    def _walk(self, at: int, stop: int, depth: int) -> int:
        """Take over the words of a stretch without their marks; where it really ended."""
        text = self.text
        while at < stop:
            match = _WIKI.search(text, at, stop)
            if match is None:
                self.keep(at, stop)
                return stop
            start, end = match.span()
            self.keep(at, start)
            at = end
            if match["comment"]:
                closed = self._find("-->", end, len(text))
                at = len(text) if closed < 0 else closed + 3
                self.drop(start, at)
            elif match["ref"]:
                if not match["empty"]:
                    closed = self._find("</ref", end, len(text))
                    over = self._find(">", closed, len(text)) if closed >= 0 else -1
                    at = over + 1 if over >= 0 else end
                self.drop(start, at)
            elif match["raw"]:
                at = self._raw(match)
            elif match["braces"] or match["brackets"]:
                at = self._pair(start, depth)
            elif match["address"]:
                self._walk(match.start("label"), match.end("label"), depth + 1)
            elif match["break"]:
                self.put(BREAK, start)
            elif match["entity"]:
                self.put(html.unescape(match.group()).replace("\n", " "), start)
            stop = max(stop, at) if depth == 0 and at > stop else stop
        return max(at, stop)

    def _raw(self, match: re.Match[str]) -> int:
        start, end = match.span()
        name = match["name"]
        if match["closed"]:
            return end
        closed = self._find(f"</{name}", end, len(self.text))
        over = self._find(">", closed, len(self.text)) if closed >= 0 else -1
        if over < 0:
            return end
        if name == "nowiki":
            self.keep(end, closed)
        else:
            self.drop(start, over + 1)
        return over + 1

    def _pair(self, start: int, depth: int) -> int:
        """A template or a link; where it ends."""
        closing = self._closing.get(start)
        if closing is None or depth > _DEEPEST:
            self.keep(start, start + 2)
            return start + 2
        if self.text.startswith("{{", start):
            self._template(start + 2, closing, depth)
        else:
            self._link(start + 2, closing, depth)
        return closing + 2

    def _link(self, start: int, end: int, depth: int) -> None:
        if _HIDDEN.match(self.text, start, end):
            self.drop(start, end)
            return
        bar = self.text.find("|", start, end)
        if bar < 0:
            if self.text.startswith(":", start):
                start += 1
            self._walk(start, end, depth + 1)
            return
        self.drop(start, bar)
        self._walk(bar + 1, end, depth + 1)

    def _values(self, start: int, end: int) -> list[tuple[int, int]]:
        """The values of a template: its name first."""
        found = []
        at = last = start
        while at < end:
            if self.text[at] == "|":
                found.append((last, at))
                last = at + 1
            elif self.text.startswith(("{{", "[["), at):
                at = self._closing.get(at, at) + 1
            at += 1
        found.append((last, end))
        return found

    def _template(self, start: int, end: int, depth: int) -> None:
        values = self._values(start, end)
        name = self.text[slice(*values[0])].strip().lower()
        several = "\n" in self.text[start:end] or "\r" in self.text[start:end]
        shown = _SHOWN.get(name, 0)
        if depth == 0 and several and name.startswith(("infobox", "taxobox")):
            self.drop(*values[0])
            for begin, high in values[1:]:
                low = begin
                sign = self.text.find("=", low, high)
                if sign >= 0 and self.text[sign + 1 : high].strip():
                    self.put(BREAK, low)
                    low += len(self.text[low:sign]) - len(self.text[low:sign].lstrip())
                    self._inside(low, sign, depth)
                    self.put(": ", sign)
                    self._inside(sign + 1, high, depth)
                    self.put(BREAK, high)
                else:
                    self.drop(low, high)
            return
        unnamed = [
            (low, high)
            for low, high in values[1:]
            if not re.compile(r"\s*\w[\w -]*=").match(self.text, low, high)
        ]
        self.put(_SIGNS.get(name, "") or _PREFIXED.get(name, ""), start)
        at = start
        dated = name in _DATES
        shown = -3 if dated else shown
        chosen = unnamed[shown - 1 : shown] if shown > 0 else unnamed[: -shown or 0]
        for index, (low, high) in enumerate(chosen):
            self.drop(at, low)
            if index:
                self.put("-" if dated else " ", low)
            self._inside(low, high, depth)
            at = high
        self.drop(at, end)

    def _inside(self, start: int, end: int, depth: int) -> None:
        while start < end and self.text[start] in " \t":
            start += 1
        while end > start and self.text[end - 1] in " \t":
            end -= 1
        self._walk(start, end, depth + 1)

    def blocks(self, words: str) -> Iterator[Block]:
        """The paragraphs, items and cells."""
        return paragraphs(words, self.headings, frozenset(self._marked))
