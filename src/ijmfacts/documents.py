"""Documents as they are read: the words alone, with their sections and the way back to the file.

Text, Markdown, HTML and wikitext become plain words, line for line: line n of the words is line n
of the file, so that places in both agree.
Knows nothing of claims.
"""

from __future__ import annotations

import os
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

import attrs

from ijmfacts.markup.pieces import Block, Cell, trimmed
from ijmfacts.spans import FileText, Problem, Span

if TYPE_CHECKING:
    from ijmfacts.markup.pieces import Heading, Pieces

FORMATS: Final = ("text", "markdown", "html", "wikitext")
"""What a document can be written in."""

LEAD: Final = "Lead"
"""The section of the words before the first heading."""
WHOLE: Final = "Text"
"""The one section of a document without headings."""

LONGEST_BLOCK: Final = 5_000
"""The most characters of a block; a longer one is cut between words, if there are any.

Whoever looks for something around each figure of a block takes time in proportion to the text.
"""

_SUFFIXES: Final = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".wiki": "wikitext",
    ".wikitext": "wikitext",
    ".mediawiki": "wikitext",
}


@attrs.frozen(kw_only=True)
class Section:
    """A heading and what follows it, up to the next heading.

    `name` is the heading, with that of the section around it where two are the same.
    `level` counts from 1; `start` is the offset of the heading in the words, `line` its line.
    `parent` is the index of the section around it, -1 for none.
    """

    name: str
    level: int = 1
    start: int = 0
    line: int = 1
    parent: int = -1


@attrs.frozen(kw_only=True, eq=False)
class DocumentText:
    """A document that has been read.

    `text` holds the words, line for line as in the file; `source` is the file as it is written.
    `sections` are in order, and there is always one; `blocks` are the stretches of `text` that
    hold words, none of them across a paragraph, a cell or a heading, nor over `LONGEST_BLOCK`.
    `cells` are the cells of its tables, by where they begin; `captions` are where the caption of a
    table begins and ends, by the table's number.
    `title`, `date` and `language` are what the file itself says of them, `date` as written there.
    """

    file: str
    format: str
    text: str
    source: FileText
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    cells: tuple[Cell, ...] = ()
    captions: Mapping[int, tuple[int, int]] = attrs.field(factory=dict)
    title: str = ""
    date: str = ""
    language: str = ""
    digest: str = ""
    _plain: tuple[int, ...] = (0,)
    _was: tuple[int, ...] = (0,)

    def original(self, offset: int) -> int:
        """The offset in the file of an offset in the words."""
        index = bisect_right(self._plain, offset) - 1
        return self._was[index] + offset - self._plain[index]

    def place(self, offset: int) -> tuple[int, int]:
        """The line and the column in the file, counted from 1, of an offset in the words."""
        return self.source.at(self.original(offset))

    def section_at(self, offset: int) -> Section:
        """The section that an offset in the words lies in."""
        index = bisect_right(self.sections, offset, key=lambda section: section.start) - 1
        return self.sections[max(0, index)]

    def filled(self) -> tuple[Section, ...]:
        """The sections that hold words of their own, beside headings."""
        held = {
            bisect_right(self.sections, block.start, key=lambda section: section.start) - 1
            for block in self.blocks
            if not block.heading
        }
        return tuple(section for index, section in enumerate(self.sections) if index in held)


def read_document(path: str | os.PathLike[str], *, format: str = "") -> DocumentText | Problem:  # noqa: A002 - its name on the command line
    """Read a document, or say why it cannot be read.

    `format` is one of `FORMATS`; unsaid, the end of the file's name or its first words tell.
    """
    import hashlib  # noqa: PLC0415 - only files have a digest
    import pathlib  # noqa: PLC0415 - as above

    name = os.fspath(path)
    start = Span(name, 1, 1, 1, 1)
    try:
        data = pathlib.Path(path).read_bytes()
    except OSError as error:
        return Problem(f"cannot be read: {error.strerror}", start)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Problem(
            f"it is not UTF-8 text (byte {error.start})",
            start,
            "save it as UTF-8 text; other files (PDF, Word) must be turned into text first",
        )
    if "\0" in text:
        return Problem("it is not a text", start, "turn it into text, Markdown or HTML first")
    digest = f"sha256:{hashlib.sha256(data).hexdigest()}"
    return document_of(text, file=name, format=format, digest=digest)


def document_of(text: str, *, file: str = "", format: str = "", digest: str = "") -> DocumentText:  # noqa: A002 - as above
    """The document of a text that has been read already."""
    chosen = format or _format_of(file, text)
    source = FileText(file, text)
    made = _pieces(chosen, text)
    made.read()
    words = "".join(made.parts)
    sections, title = _sections(made.headings, words, has_title=bool(made.title))
    stem = os.path.splitext(os.path.basename(file))[0]  # noqa: PTH119, PTH122 - a name is no path
    return DocumentText(
        file=file,
        format=chosen,
        text=words,
        source=source,
        sections=sections,
        blocks=tuple(_bounded(words, made.blocks(words))),
        cells=tuple(sorted(made.grid.cells)),
        captions=made.grid.captions,
        title=" ".join((made.title or title or stem.replace("_", " ")).split()),
        date=made.date,
        language=made.language,
        digest=digest,
        plain=tuple(made.plain),
        was=tuple(made.was),
    )


def _pieces(chosen: str, text: str) -> Pieces:
    """The pieces of a text written in one of `FORMATS`; only its own reader is imported."""
    if chosen == "markdown":
        from ijmfacts.markup.markdown import Markdown  # noqa: PLC0415 - only where needed

        return Markdown(text)
    if chosen == "html":
        from ijmfacts.markup.html import Html  # noqa: PLC0415 - as above

        return Html(text)
    if chosen == "wikitext":
        from ijmfacts.markup.wikitext import Wikitext  # noqa: PLC0415 - as above

        return Wikitext(text)
    from ijmfacts.markup.plain import PlainText  # noqa: PLC0415 - as above

    return PlainText(text)


def _bounded(words: str, blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, those that are too long in pieces: whole sentences, else whole words."""
    for block in blocks:
        start = block.start
        while block.end - start > LONGEST_BLOCK:
            least, limit = start + LONGEST_BLOCK // 2, start + LONGEST_BLOCK
            sentence = max(words.rfind(mark, least, limit) for mark in (". ", ".\n")) + 1
            word = max(words.rfind(mark, least, limit) for mark in " \n") + 1
            stop = sentence or word or limit
            low, high = trimmed(words, start, stop)
            if low < high:
                yield block._replace(start=low, end=high)
            start = stop
        low, high = trimmed(words, start, block.end)
        if low < high:
            yield block._replace(start=low, end=high)


def _format_of(file: str, text: str) -> str:
    suffix = os.path.splitext(file)[1].lower()  # noqa: PTH122 - a name is no path
    if suffix in _SUFFIXES:
        return _SUFFIXES[suffix]
    if re.match(r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html)\b", text[:1000], re.IGNORECASE):
        return "html"
    return "text"


def _sections(
    headings: list[Heading], words: str, *, has_title: bool
) -> tuple[tuple[Section, ...], str]:
    """The sections that headings make, and the title where the first heading is one."""
    title = ""
    lead = 0
    rest = list(headings)
    if rest and not words[: rest[0].start].strip():
        alone = sum(heading.level <= rest[0].level for heading in rest) == 1
        # A page's own title may differ from its first heading; a lone top heading is no section.
        if alone and (len(rest) > 1 or has_title or rest[0].level == 1):
            first = rest.pop(0)
            title, lead = first.name, first.end
    if not rest:
        return (Section(name=WHOLE),), title
    found: list[Section] = []
    if words[lead : rest[0].start].strip():
        found.append(Section(name=LEAD))
    open_: list[int] = []
    taken = {section.name.casefold() for section in found}
    counts: dict[str, int] = {}
    line, at = 1, 0
    for heading in rest:
        while open_ and found[open_[-1]].level >= heading.level:
            open_.pop()
        name = heading.name
        if name.casefold() in taken and open_:
            name = f"{found[open_[-1]].name} / {name}"
        plain = name
        while name.casefold() in taken:
            counts[plain] = counts.get(plain, 1) + 1
            name = f"{plain} ({counts[plain]})"
        taken.add(name.casefold())
        line += _lines(words, at, heading.start)
        at = heading.start
        section = Section(
            name=name,
            level=heading.level,
            start=heading.start,
            line=line,
            parent=open_[-1] if open_ else -1,
        )
        open_.append(len(found))
        found.append(section)
    return tuple(found), title


def _lines(text: str, start: int, end: int) -> int:
    """How many lines end between two offsets."""
    crlf = text.count("\r\n", start, end)
    return text.count("\n", start, end) + text.count("\r", start, end) - crlf
