"""HTML: the text of its elements; what runs, styles or leads elsewhere is left out.

Read in one walk from the first letter to the last, as browsers read it: a mark without its end
goes on to the end of the file.
The standard library's parser is not used: on Python 3.11 it takes time in the square of what has no
end (`<!--`, or `<` a hundred thousand times); other parsers do not say where in the file each
letter is from.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from ijmfacts.markup.pieces import BREAK, LONGEST_HEADING, Block, Heading, Pieces, trimmed


def _words(text: str) -> list[str]:
    return text.split()


_SILENT: Final = frozenset(
    _words(
        "script style template noscript noembed noframes svg math iframe object select textarea "
        "button nav head"
    )
)
_INSIDE: Final = frozenset(
    _words(
        "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s "
        "samp small span strike strong sub sup time tt u var wbr ruby rb"
    )
)
_VOID: Final = frozenset(_words("area base br col embed hr img input link meta source track wbr"))
_RAW: Final = frozenset(_words("script style title textarea iframe noembed noframes xmp"))
"""The elements whose text holds no other elements."""
_ASKED: Final = frozenset(_words("html meta sup td th"))
"""The elements whose attributes say something about the document or a table."""
_HEADS: Final = {f"h{level}": level for level in range(1, 7)}
_DATED: Final = frozenset(
    [
        "article:published_time",
        "date",
        "dc.date",
        "dcterms.date",
        "dcterms.created",
        "datepublished",
        "pubdate",
        "citation_publication_date",
    ]
)

_MARK: Final = re.compile(r"<[A-Za-z/!?]")
_TAG: Final = re.compile(
    r"</?+(?P<name>[A-Za-z][^\s/>]*+)"
    r"(?P<attributes>(?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+)*+)>?+"
)
"""A tag; a `>` between quotes after an equals sign does not end it."""
_ATTRIBUTE: Final = re.compile(
    r"(?P<name>[^\s/=\"'<>][^\s/=>]*+)"
    r"(?:\s*+=\s*+(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'|(?P<bare>[^\s>\"']*+)))?+"
)
_REFERENCE: Final = re.compile(
    r"&(?:#[0-9]{1,9}|#[xX][0-9A-Fa-f]{1,8}|[A-Za-z][A-Za-z0-9]{0,31})(?P<closed>;?)"
)


def _span_of(attributes: dict[str, str], side: str) -> int:
    """How many columns or rows a cell is over."""
    said = attributes.get(side, "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 4 else 1


class Html(Pieces):
    """The text of a page, with its headings."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._silent: list[str] = []
        self._inside: Counter[str] = Counter()
        self._in_title = False
        self._heading: tuple[int, int, int] | None = None

    def read(self) -> None:
        """Take over the text of the elements."""
        size = len(self.text)
        at = 0
        while at < size:
            mark = _MARK.search(self.text, at)
            stop = mark.start() if mark else size
            self._data(at, stop)
            at = self._mark(stop) if mark else size
        self._close_heading()
        self.grid.close_cell(self.size)

    def _mark(self, at: int) -> int:
        """Read a tag, a comment or a declaration; where the text goes on."""
        text = self.text
        tag = _TAG.match(text, at)
        if tag is None:
            if text.startswith(("<!-->", "<!--->"), at):  # comments that are closed at once
                end = text.index(">", at) + 1
            elif text.startswith("<!--", at):
                end = self._after("-->", at + 4)
            else:
                end = self._after(">", at)
            self.drop(at, end)
            return end
        name, end = tag["name"].lower(), tag.end()
        if text.startswith("</", at):
            self._end(at, name)
            self.drop(at, end)
            return end
        empty = tag["attributes"].endswith("/")
        asked = _ATTRIBUTE.finditer(tag["attributes"]) if name in _ASKED else ()
        attributes: dict[str, str] = {}
        for pair in asked:
            value = pair["double"] or pair["single"] or pair["bare"] or ""
            attributes.setdefault(pair["name"].lower(), html.unescape(value).strip())
        self._start(at, name, attributes, empty=empty)
        self.drop(at, end)
        if name in _RAW and not empty:
            closing = re.compile(rf"</{name}(?![^\s/>])", re.IGNORECASE).search(text, end)
            stop = closing.start() if closing else len(text)
            self._data(end, stop)
            return stop
        return end

    def _after(self, words: str, at: int) -> int:
        """Where the next place of some words ends, or the file."""
        found = self.text.find(words, at)
        return found + len(words) if found >= 0 else len(self.text)

    def _start(self, at: int, tag: str, attributes: dict[str, str], *, empty: bool) -> None:
        """An element begins."""
        if tag == "html":
            self.language = attributes.get("lang", "")
        elif tag == "meta":
            self._meta(attributes)
        elif tag == "title" and not self.title and not self._inside["svg"]:
            self._in_title = True
        reference = tag == "sup" and "reference" in attributes.get("class", "").split()
        opens = tag in _SILENT or reference
        if not empty and tag not in _VOID and (opens or self._inside[tag]):
            self._silent.append(tag)
            self._inside[tag] += 1
        if self._silent:
            return
        if tag not in _INSIDE:
            self.put(BREAK, at)
        if tag in _HEADS:
            self._close_heading()
            self._heading = (self.size, len(self.parts), _HEADS[tag])
        if tag == "table":
            self.grid.open_table()
        elif tag == "tr":
            self.grid.open_row(self.size)
        elif tag == "caption":
            self.grid.open_caption(self.size)
        elif tag in {"td", "th"}:
            width, height = (_span_of(attributes, side) for side in ("colspan", "rowspan"))
            self.grid.open_cell(self.size, head=tag == "th", width=width, height=height)

    def _meta(self, attributes: dict[str, str]) -> None:
        name = attributes.get("name") or attributes.get("property") or attributes.get("itemprop")
        if (name or "").lower() in _DATED and not self.date:
            self.date = attributes.get("content", "")

    def _end(self, at: int, tag: str) -> None:
        """An element ends."""
        if tag == "title":
            self._in_title = False
        if self._inside[tag]:
            last = ""
            while last != tag:
                last = self._silent.pop()
                self._inside[last] -= 1
            return
        if self._silent:
            return
        if tag in _HEADS:
            self._close_heading()
        if tag == "table":
            self.grid.close_table(self.size)
        elif tag in {"td", "th", "tr", "caption"}:
            self.grid.close_cell(self.size)
        if tag not in _INSIDE:
            self.put(BREAK, at)

    def _close_heading(self) -> None:
        if self._heading is None:
            return
        start, begun, level = self._heading
        self._heading = None
        name = " ".join("".join(self.parts[begun:]).split())
        if name:
            self.headings.append(Heading(name[:LONGEST_HEADING], level, start, self.size))

    def _data(self, at: int, stop: int) -> None:
        """Text, with characters that are written by their names or numbers."""
        if self._in_title:
            self.title += html.unescape(self.text[at:stop])
        if self._in_title or self._silent:
            self.drop(at, stop)
            return
        for match in _REFERENCE.finditer(self.text, at, stop):
            written = match[0] if match["closed"] else f"{match[0]};"
            meant = html.unescape(written)
            if meant != written:
                self.keep(at, match.start())
                self.put(meant.replace("\n", " ").replace("\r", " "), match.start())
                at = match.end()
        self.keep(at, stop)

    def blocks(self, words: str) -> Iterator[Block]:
        """The words between two breaks."""
        titles = [(heading.start, heading.end) for heading in self.headings]
        at = index = 0
        while at < len(words):
            stop = words.find(BREAK, at)
            stop = len(words) if stop < 0 else stop
            low, high = trimmed(words, at, stop)
            if low < high:
                while index < len(titles) and titles[index][1] <= low:
                    index += 1
                inside = index < len(titles) and titles[index][0] <= low
                yield Block(low, high, heading=inside)
            at = stop + 1
