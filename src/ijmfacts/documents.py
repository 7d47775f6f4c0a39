"""Documents as they are read: the words alone, with their sections and the way back to the file.

Text, Markdown, HTML and wikitext become plain words, line for line: line n of the words is line n
of the file, so that places in both agree.
Knows nothing of claims.
"""

from __future__ import annotations

import html
import os
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

import attrs

from ijmfacts.spans import FileText, Problem, Span

FORMATS: Final = ("text", "markdown", "html", "wikitext")
"""What a document can be written in."""

LEAD: Final = "Lead"
"""The section of the words before the first heading."""
WHOLE: Final = "Text"
"""The one section of a document without headings."""

BREAK: Final = "\u2029"
"""What parts two pieces of text on one line of the file: cells of a table, paragraphs of HTML.

A space where quotes are looked for, and no line break.
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
_LONGEST_HEADING: Final = 200
_DEEPEST: Final = 40
"""How many templates or links inside one another are looked into."""

_LINE: Final = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")


def _words(text: str) -> list[str]:
    return text.split()


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


class Block(NamedTuple):
    """A paragraph, an item of a list, a cell or a heading: offsets into the words."""

    start: int
    end: int
    heading: bool = False


@attrs.frozen(kw_only=True, eq=False)
class DocumentText:
    """A document that has been read.

    `text` holds the words, line for line as in the file; `source` is the file as it is written.
    `sections` are in order, and there is always one; `blocks` are the stretches of `text` that
    hold words, none of them across a paragraph, a cell or a heading.
    `title`, `date` and `language` are what the file itself says of them, `date` as written there.
    """

    file: str
    format: str
    text: str
    source: FileText
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
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
    reader = {"markdown": _Markdown, "html": _Html, "wikitext": _Wikitext}.get(chosen, _Plain)
    made = reader(text)
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
        blocks=tuple(made.blocks(words)),
        title=" ".join((made.title or title or stem.replace("_", " ")).split()),
        date=made.date,
        language=made.language,
        digest=digest,
        plain=tuple(made.plain),
        was=tuple(made.was),
    )


def _format_of(file: str, text: str) -> str:
    suffix = os.path.splitext(file)[1].lower()  # noqa: PTH122 - a name is no path
    if suffix in _SUFFIXES:
        return _SUFFIXES[suffix]
    if re.match(r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html)\b", text[:1000], re.IGNORECASE):
        return "html"
    return "text"


class _Heading(NamedTuple):
    name: str
    level: int
    start: int
    end: int


def _sections(
    headings: list[_Heading], words: str, *, has_title: bool
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


class _Reader:
    """Makes the words of a file out of pieces of it, and notes where each piece is from."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.parts: list[str] = []
        self.plain = [0]
        self.was = [0]
        self.size = 0
        self.headings: list[_Heading] = []
        self.title = ""
        self.date = ""
        self.language = ""

    def read(self) -> None:
        raise NotImplementedError

    def blocks(self, words: str) -> Iterator[Block]:
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
        for match in _BREAKS.finditer(self.text, start, end):
            self.keep(match.start(), match.end())

    def _note(self, at: int) -> None:
        if at - self.size != self.was[-1] - self.plain[-1]:
            self.plain.append(self.size)
            self.was.append(at)


_BREAKS: Final = re.compile(r"\r\n|\r|\n")
_ITEM: Final = re.compile(r"[ \t]*(?:[-*+•‣·–—][ \t]+|\(?(?P<number>[0-9]{1,3}|[a-z])[.)][ \t]+)")
_ENDED: Final = re.compile(r"[.!?:;][\"'”’)\]]*[ \t]*$")


def _rows(text: str, start: int = 0) -> Iterator[tuple[int, int, int]]:
    """Each line: where it begins, where its words end, and where the next begins."""
    at, size = start, len(text)
    while at < size:
        match = _LINE.match(text, at)
        assert match is not None  # noqa: S101 - the pattern matches anything
        yield at, match.end(1), match.end()
        at = match.end()


def _paragraphs(
    words: str, headings: Iterable[_Heading], marked: frozenset[int] = frozenset()
) -> Iterator[Block]:
    """The blocks of words that stand line by line.

    A block ends at an empty line, a heading, an item of a list, a line that ends a sentence or a
    `BREAK`; other line breaks are taken for the width of the page.
    `marked` are the offsets of lines whose mark has been left out.
    """
    titles = {heading.start: heading for heading in headings}
    start = end = -1

    def pieces() -> Iterator[Block]:
        at = start
        while 0 <= at < end:
            stop = words.find(BREAK, at, end)
            stop = end if stop < 0 else stop
            low, high = _trimmed(words, at, stop)
            if low < high:
                yield Block(low, high)
            at = stop + 1

    for at, stop, _ in _rows(words):
        if at in titles:
            yield from pieces()
            start = end = -1
            low, high = _trimmed(words, at, titles[at].end)
            if low < high:
                yield Block(low, high, heading=True)
            continue
        if not words[at:stop].strip():
            yield from pieces()
            start = end = -1
            continue
        item = _ITEM.match(words, at, stop)
        number = item["number"] if item else None
        begins = at in marked or (
            item is not None
            # A wrapped line may begin with "30. ": only 1 begins a list in the middle of a text.
            and (number is None or start < 0 or number in {"1", "a"} or _ITEM.match(words, start))
        )
        if start >= 0 and (begins or _ENDED.search(words[max(start, end - 8) : end])):
            yield from pieces()
            start = -1
        if start < 0:
            start = item.end() if begins and item is not None else at
        end = stop
    yield from pieces()


def _trimmed(words: str, start: int, end: int) -> tuple[int, int]:
    while start < end and words[start].isspace():
        start += 1
    while end > start and words[end - 1].isspace():
        end -= 1
    return start, end


# --- text ----------------------------------------------------------------------------------------

_EQUALS: Final = re.compile(r"[ \t]*(={1,6})[ \t]*([^=\s](?:.*[^=\s])?)[ \t]*\1[ \t]*")
_HASHES: Final = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))??(?:[ \t]+#+)?[ \t]*")
_UNDERLINE: Final = re.compile(r"[ \t]*(={3,}|-{3,})[ \t]*")
_CHAPTER: Final = re.compile(
    r"[ \t]*(?:chapter|part|book|section|appendix)[ \t]+(?:[0-9]+|[ivxlc]+|[a-z])\b.*",
    re.IGNORECASE,
)


class _Plain(_Reader):
    """Plain text: the words are the file; headings are told by their marks or their capitals."""

    def read(self) -> None:
        text = self.text
        self.keep(0, len(text))
        before = ""  # the line before, in which a heading may stand that is underlined
        before_at = 0
        rows = iter(_rows(text))
        row = next(rows, None)
        first = True
        while row is not None:
            at, stop, _ = row
            line = text[at:stop]
            row = next(rows, None)
            following = text[row[0] : row[1]] if row else ""
            bare = line.strip()
            if bare and len(bare) <= _LONGEST_HEADING:
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
        marked = _EQUALS.fullmatch(line)
        if marked:
            self.headings.append(_Heading(marked[2], len(marked[1]), at, stop))
            return
        hashes = _HASHES.fullmatch(line)
        if hashes and hashes[2]:
            self.headings.append(_Heading(hashes[2], len(hashes[1]), at, stop))
            return
        under = _UNDERLINE.fullmatch(line)
        name = before.strip()
        if under and name and len(name) <= _LONGEST_HEADING and not _UNDERLINE.fullmatch(before):
            if self.headings and self.headings[-1].start == before_at:
                self.headings.pop()
            if not _ITEM.match(before) and not _ENDED.search(before):
                self.headings.append(
                    _Heading(name, 1 if under[1][0] == "=" else 2, before_at, stop)
                )
            return
        if before.strip() or following.strip() or _ENDED.search(line):
            return
        bare = line.strip()
        letters = [c for c in bare if c.isalpha()]
        capitals = len(letters) >= 3 and all(c.isupper() for c in letters)
        if first and len(bare) <= 120 and letters and not _ITEM.match(line):
            self.headings.append(_Heading(bare, 1, at, stop))
        elif (capitals and len(bare) <= 80) or (_CHAPTER.fullmatch(line) and len(bare) <= 120):
            self.headings.append(_Heading(bare, 2, at, stop))

    def blocks(self, words: str) -> Iterator[Block]:
        return _paragraphs(words, self.headings)


# --- Markdown ------------------------------------------------------------------------------------

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


class _Markdown(_Reader):
    """Markdown, line by line: marks, links, images, code and comments are left out."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.marked: set[int] = set()
        self._fence = ""
        self._comment = False
        self._listing = False

    def read(self) -> None:
        text = self.text
        at = self._front()
        rows = iter(_rows(text, at))
        row = next(rows, None)
        table = False
        while row is not None:
            at, stop, after = row
            row = next(rows, None)
            following = text[row[0] : row[1]] if row else ""
            line = text[at:stop]
            table = "|" in line and (
                table or bool(_DELIMITERS.fullmatch(following) and "-" in following)
            )
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
            self._line(line, at, stop, table=table)
            self.keep(stop, after)

    def _front(self) -> int:
        """Read the metadata that stand before everything; where the text begins."""
        if not re.match(r"---[ \t]*(?:\r\n|\r|\n)", self.text):
            return 0
        closed = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE).search(self.text, 4)
        if closed is None:
            return 0
        for start, stop, _ in _rows(self.text[: closed.start()]):
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
        under = _UNDERLINE.fullmatch(following)
        if not under or _MARKER.match(line) or _HASHES.fullmatch(line) or _RULE.fullmatch(line):
            return 0
        return 1 if under[1][0] == "=" else 2

    def _heading(self, at: int, stop: int, *, level: int) -> None:
        start = self.size
        begun = len(self.parts)
        self._inline(at, stop, table=False)
        name = "".join(self.parts[begun:]).strip()
        if name:
            self.headings.append(_Heading(name, level, start, self.size))

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
        hashes = _HASHES.fullmatch(line)
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
            elif match["cell"] or re.match(r"<br\b", match["tag"] or "", re.IGNORECASE):
                self.put(BREAK, start)
        self.keep(last, stop)

    def blocks(self, words: str) -> Iterator[Block]:
        return _paragraphs(words, self.headings, frozenset(self.marked))


# --- HTML ----------------------------------------------------------------------------------------

_SILENT: Final = frozenset(
    _words("script style template noscript svg math iframe object select textarea button nav head")
)
_INSIDE: Final = frozenset(
    _words(
        "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s "
        "samp small span strike strong sub sup time tt u var wbr ruby rb"
    )
)
_VOID: Final = frozenset(_words("area base br col embed hr img input link meta source track wbr"))
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


class _Html(_Reader):
    """HTML: the text of its elements; what runs, styles or leads elsewhere is left out."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.open_silent: list[str] = []
        self.in_title = False
        self.heading: tuple[int, int, int] | None = None

    def read(self) -> None:
        from html.parser import HTMLParser  # noqa: PLC0415 - only HTML needs it

        reader = self
        starts = [0, *(at + 1 for at, c in enumerate(self.text) if c == "\n")]

        class Parser(HTMLParser):
            """Hands every piece on, with its offset in the file."""

            def at(self) -> int:
                line, column = self.getpos()
                return starts[line - 1] + column

            def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
                reader.start(self.at(), tag, dict(attributes))

            def handle_startendtag(
                self, tag: str, attributes: list[tuple[str, str | None]]
            ) -> None:
                reader.start(self.at(), tag, dict(attributes), empty=True)

            def handle_endtag(self, tag: str) -> None:
                reader.end(self.at(), tag)

            def handle_data(self, data: str) -> None:
                reader.data(self.at(), len(data))

            def handle_entityref(self, name: str) -> None:
                reader.reference(self.at(), f"&{name}")

            def handle_charref(self, name: str) -> None:
                reader.reference(self.at(), f"&#{name}")

        parser = Parser(convert_charrefs=False)
        self._last = 0
        parser.feed(self.text)
        parser.close()
        self.drop(self._last, len(self.text))
        self._close_heading()

    def _upto(self, at: int) -> None:
        """Leave out the markup up to here, all but its line breaks."""
        if at > self._last:
            self.drop(self._last, at)
            self._last = at

    def start(
        self, at: int, tag: str, attributes: dict[str, str | None], *, empty: bool = False
    ) -> None:
        """An element begins."""
        self._upto(at)
        if tag == "html":
            self.language = (attributes.get("lang") or "").strip()
        elif tag == "meta":
            self._meta(attributes)
        elif tag == "title" and not self.title:
            self.in_title = True
        reference = tag == "sup" and "reference" in (attributes.get("class") or "").split()
        if not empty and tag not in _VOID and (tag in _SILENT or reference or self.open_silent):
            if tag in _SILENT or reference or tag in self.open_silent:
                self.open_silent.append(tag)
            return
        if self.open_silent:
            return
        if tag not in _INSIDE:
            self.put(BREAK, at)
        if tag in _HEADS:
            self._close_heading()
            self.heading = (self.size, len(self.parts), _HEADS[tag])

    def _meta(self, attributes: dict[str, str | None]) -> None:
        name = (attributes.get("name") or attributes.get("property") or "").lower()
        name = name or (attributes.get("itemprop") or "").lower()
        if name in _DATED and not self.date:
            self.date = (attributes.get("content") or "").strip()

    def end(self, at: int, tag: str) -> None:
        """An element ends."""
        self._upto(at)
        if tag == "title":
            self.in_title = False
        if tag in self.open_silent:
            while self.open_silent.pop() != tag:
                pass
            return
        if self.open_silent:
            return
        if tag in _HEADS:
            self._close_heading()
        if tag not in _INSIDE:
            self.put(BREAK, at)

    def _close_heading(self) -> None:
        if self.heading is None:
            return
        start, begun, level = self.heading
        self.heading = None
        name = " ".join("".join(self.parts[begun:]).split())
        if name:
            self.headings.append(_Heading(name[:_LONGEST_HEADING], level, start, self.size))

    def data(self, at: int, size: int) -> None:
        """Text as it stands in the file."""
        self._upto(at)
        self._last = at + size
        if self.in_title:
            self.title += self.text[at : at + size]
        if self.open_silent or self.in_title:
            self.drop(at, at + size)
        else:
            self.keep(at, at + size)

    def reference(self, at: int, written: str) -> None:
        """A character that is written by its name or its number."""
        self._upto(at)
        closed = self.text.startswith(";", at + len(written))
        self._last = at + len(written) + closed
        meant = html.unescape(f"{written};")
        words = f"{written}{';' if closed else ''}" if meant == f"{written};" else meant
        if self.in_title:
            self.title += words
        elif not self.open_silent:
            self.put(words.replace("\n", " ").replace("\r", " "), at)

    def blocks(self, words: str) -> Iterator[Block]:
        titles = [(heading.start, heading.end) for heading in self.headings]
        at = index = 0
        while at < len(words):
            stop = words.find(BREAK, at)
            stop = len(words) if stop < 0 else stop
            low, high = _trimmed(words, at, stop)
            if low < high:
                while index < len(titles) and titles[index][1] <= low:
                    index += 1
                inside = index < len(titles) and titles[index][0] <= low
                yield Block(low, high, heading=inside)
            at = stop + 1


# --- wikitext ------------------------------------------------------------------------------------

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


class _Wikitext(_Reader):
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
        text = self.text
        at = 0
        while at < len(text):
            at = self._line(at)

    def _line(self, at: int) -> int:
        """One line, or more where a template goes over several; where the next begins."""
        text = self.text
        match = _LINE.match(text, at)
        assert match is not None  # noqa: S101 - the pattern matches anything
        stop, after = match.end(1), match.end()
        marked = _EQUALS.fullmatch(text, at, stop) if text.startswith("=", at) else None
        if marked and len(marked[2]) <= _LONGEST_HEADING:
            start, begun = self.size, len(self.parts)
            self._walk(marked.start(2), marked.end(2), 0)
            name = " ".join("".join(self.parts[begun:]).split())
            if name:
                self.headings.append(_Heading(name, len(marked[1]), start, self.size))
            self.keep(stop, after)
            return after
        start = at
        cells = False
        head = text[at:stop].lstrip()
        if head.startswith("{|"):
            self._table += 1
            start = stop
        elif self._table and head.startswith("|}"):
            self._table -= 1
            start = at + text[at:stop].index("|}") + 2
        elif self._table and head.startswith(("|", "!")):
            sign = text.index(head[0], at)
            start = sign + 1
            cells = True
            if text.startswith(("-", "+"), start):
                cells = head[1:2] == "+"
                start = start + 1 if cells else stop
        else:
            bullets = re.compile(r"[*#:;]+[ \t]*").match(text, at, stop)
            if bullets:
                start = bullets.end()
                self._marked.add(self.size)
            elif text.startswith("----", at):
                start = stop
        if cells:
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
            self._walk(attributes.end() if attributes else at, end, 0)
            if not match:
                return
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
        return _paragraphs(words, self.headings, frozenset(self._marked))
