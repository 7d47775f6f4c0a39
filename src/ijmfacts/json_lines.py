"""JSON Lines, one record a line, as nodes with their places.

Numbers keep their printed text, and so do the words `true` and `false`.
Lines are native and columns are found on demand: a line is read a second time, by a scanner that
keeps positions, when the place of something in it is asked for or when something is wrong in it.
Knows nothing of what records mean.
"""

from __future__ import annotations

import gc
import json
import re
from collections.abc import Callable
from typing import Any, Final, NoReturn, TypeAlias

from ijmfacts.nodes import Mapping, Node, Null, Sequence, Text
from ijmfacts.spans import UNFIT, Limits, Problem, Span, unfit_words

LIMITS: Final = Limits()

_MOST_PROBLEMS: Final = 1000

_BLANK: Final = " \t\r"
_SPACE: Final = re.compile(r"[ \t\r]*")
_OPEN_STRING: Final = r'"[^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*)*'
_STRING_START: Final = re.compile(_OPEN_STRING)
_STRING: Final = re.compile(_OPEN_STRING + '"')
_NUMBER: Final = re.compile(
    r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?(?![^\s,:{}\[\]\"])"
)
_WORD: Final = re.compile(r"[^\s,:{}\[\]\"]+")
_SUSPECT: Final = re.compile(r"\\u(?:00[0189]|007f|[dD][89a-fA-F]|[fF]{3}[efEF])", re.IGNORECASE)
_RAW_SUSPECT: Final = re.compile(rb"\x7f|\xc2[\x80-\x84\x86-\x9f]|\xef\xbf[\xbe\xbf]")

_Twin: TypeAlias = tuple[int, int, list[Any]]
"""Where a value begins and ends, and the same of what is in it.

Of a record: the start and end of a key, and the twin of its value, in turn; of a list: twins.
"""


class Line:
    """Where the nodes of one line are from; it finds their columns when one is asked for."""

    __slots__ = ("_data", "_file", "_held", "_settled", "_start", "_stop", "number")

    def __init__(self, data: bytes, file: str, number: int, start: int, stop: int) -> None:
        self.number = number
        self._data = data
        self._file = file
        self._start = start
        self._stop = stop
        self._held: tuple[Text, Node] | None = None
        self._settled = False

    def hold(self, key: Text, node: Node) -> None:
        """Keep what the line was read as, to be settled when a place in it is asked for."""
        self._held = (key, node)

    def text(self) -> str:
        """The raw line."""
        return self._data[self._start : self._stop].decode().rstrip("\r")

    def span(self, start: int, end: int) -> Span:
        """The place of characters of the line, counted from 0."""
        return Span(self._file, self.number, start + 1, self.number, end + 1)

    def span_of(self, node: Node) -> Span:
        """The place of a node of the line."""
        self._settle()
        return self.span(node.start, node.end)

    def keys_of(self, node: Mapping) -> dict[str, Span]:
        """The place of each key of a record of the line."""
        self._settle()
        ends = iter(node.keys_at)
        return {
            key: self.span(start, end) for key, start, end in zip(node, ends, ends, strict=True)
        }

    def _settle(self) -> None:
        """Give every node of the line its place."""
        if not self._settled and self._held is not None:
            self._settled = True
            key, node = self._held
            self._held = None
            twin = _Scanner(self.text(), _NO_LIMITS).line()
            key.start, key.end = twin[2][0], twin[2][1]
            _settle(node, twin[2][2])


def _settle(node: Node, twin: _Twin) -> None:
    node.start, node.end, inner = twin
    if isinstance(node, Mapping):
        node.keys_at = []
        for index, value in enumerate(node.values()):
            node.keys_at += inner[3 * index : 3 * index + 2]
            _settle(value, inner[3 * index + 2])
    elif isinstance(node, Sequence):
        for value, other in zip(node, inner, strict=True):
            _settle(value, other)


def read_json_lines(
    data: bytes, file: str, limits: Limits = LIMITS
) -> tuple[list[tuple[Text, Node]], tuple[Problem, ...]]:
    """The records of a JSON Lines file, each with the key it stands under, and every mistake.

    A line is an object of one key, such as `{"claim": {…}}`; blank lines are skipped.
    Refused, each with its place: what is not JSON (RFC 8259) or not UTF-8, duplicate keys,
    `NaN` and its like, numbers of too many digits, nesting too deep, control characters and half
    characters made by escapes, lines and files that are too long.
    A mistake costs its line.
    Never raises, whatever the bytes.
    """
    paused = gc.isenabled()
    gc.disable()  # nearly all that is made is kept, so that looking for garbage only costs time
    try:
        return _read(data, file, limits)
    finally:
        if paused:
            gc.enable()


def _read(
    data: bytes, file: str, limits: Limits
) -> tuple[list[tuple[Text, Node]], tuple[Problem, ...]]:
    top = Span(file, 1, 1, 1, 1)
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"} or (
        len(data) > 3 and b"\x00" in data[:2] and data[:2] != b"\x00\x00"
    ):
        return [], (Problem("the file is in UTF-16", top, "save it as UTF-8"),)
    suspect = _RAW_SUSPECT.search(data) is not None
    found: list[tuple[Text, Node]] = []
    problems: list[Problem] = []
    start = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    number, size = 0, len(data)
    new = str.__new__
    origin: Any = None
    names: dict[str, str] = {}
    intern = names.setdefault
    digits = limits.digits

    def printed(text: str) -> Text:
        if len(text) > digits and sum(map(str.isdigit, text)) > digits:
            raise ValueError
        node = new(Text, text)
        node.plain = True
        node.origin = origin
        return node

    def other(value: Any) -> Node:
        node: Any
        if value.__class__ is str:
            node = new(Text, value)
            node.plain = False
        elif value is None:
            node = Null()
        elif value.__class__ is bool:
            node = new(Text, "true" if value else "false")
            node.plain = True
        else:
            node = Sequence()
            for item in value:
                kind = item.__class__
                node.append(item if kind is Mapping or kind is Text else other(item))
        node.origin = origin
        return node  # type: ignore[no-any-return]

    def record(pairs: list[tuple[str, Any]]) -> Mapping:
        node = Mapping()
        for key, value in pairs:
            kind = value.__class__
            if kind is str:
                inner = new(Text, value)
                inner.plain = False
                inner.origin = origin
                node[intern(key, key)] = inner
            elif kind is Mapping or kind is Text:
                node[intern(key, key)] = value
            else:
                node[intern(key, key)] = other(value)
        if len(node) != len(pairs):
            raise ValueError
        node.origin = origin
        return node

    decoder: Any = json.JSONDecoder(
        object_pairs_hook=record,
        parse_float=printed,
        parse_int=printed,
        parse_constant=_refuse_constant,
    )
    scan: Callable[[str, int], tuple[Any, int]] = decoder.scan_once
    while start < size:
        stop = data.find(b"\n", start)
        if stop < 0:
            stop = size
        number += 1
        origin = Line(data, file, number, start, stop)
        node: Any = None
        try:
            text = data[start:stop].decode().strip(_BLANK)
            if not text:
                start = stop + 1
                continue
            depth = text.count("{") + text.count("[")
            if (
                depth <= limits.depth
                and stop - start <= limits.bytes
                and not (suspect and UNFIT.search(text))
                and not ("\\u" in text and _SUSPECT.search(text))
            ):
                node, end = scan(text, 0)
                if end != len(text):
                    node = None
        except (ValueError, StopIteration, RecursionError):
            node = None
        if node.__class__ is not Mapping or len(node) != 1:
            if (problem := _problem(data[start:stop], origin, limits)) is not None:
                problems.append(problem)
                if problem.message == _SPREAD or len(problems) >= _MOST_PROBLEMS:
                    if len(problems) >= _MOST_PROBLEMS:
                        message = "only the first 1,000 mistakes are told, and no more is read"
                        problems.append(Problem(message, origin.span(0, 0)))
                    break
                start = stop + 1
                continue
            node = _odd_line(origin.text(), record, printed)
        if len(found) >= limits.records:
            message = f"a file of at most {limits.records:,} records is read, and more follow here"
            problems.append(Problem(message, origin.span(0, 0), "split it into several files"))
            break
        (key, value), *_ = node.items()
        name = new(Text, key)
        name.plain = False
        name.origin = origin
        origin.hold(name, value)
        found.append((name, value))
        start = stop + 1
    if not found and not problems:
        problems.append(
            Problem("the file is empty", top, 'begin it with a record, such as `{"claim": {…}}`')
        )
    return found, tuple(problems)


def _refuse_constant(_: str) -> NoReturn:
    """`NaN` and its like are no numbers in JSON."""
    raise ValueError


def _odd_line(text: str, record: Any, printed: Any) -> Mapping:
    """A line that is well made but looked odd: many brackets inside texts, or odd escapes."""
    return json.loads(  # type: ignore[no-any-return]
        text.strip(_BLANK),
        object_pairs_hook=record,
        parse_float=printed,
        parse_int=printed,
        parse_constant=_refuse_constant,
    )


# --- the scanner that keeps positions ---------------------------------------------------------


class _BadLineError(ValueError):
    """A mistake in a line, between two characters counted from 0."""

    def __init__(self, message: str, start: int, end: int, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.start = start
        self.end = end
        self.hint = hint


_NO_LIMITS: Final = Limits(depth=10**9, digits=10**9)
_SPREAD: Final = "the record is spread over several lines"
_ONE: Final = 'each line is one record under one key, such as `{"claim": {…}}`'
_WORDS: Final = {
    "True": "true",
    "False": "false",
    "None": "null",
    "Null": "null",
    "NULL": "null",
    "TRUE": "true",
    "FALSE": "false",
    "undefined": "null",
}


def _problem(raw: bytes, line: Line, limits: Limits) -> Problem | None:
    """What is wrong in a line, if anything is."""
    try:
        text = raw.decode().rstrip("\r")
    except UnicodeDecodeError as error:
        column = len(raw[: error.start].decode())
        shown = raw.decode(errors="replace").rstrip("\r")
        byte = raw[error.start]
        guess = bytes([byte]).decode("cp1252", errors="ignore")
        hint = "save the file as UTF-8" + (
            f" (it may be in Windows-1252, where this is `{guess}`)" if guess else ""
        )
        message = f"this is not UTF-8 text: the byte 0x{byte:02X}"
        return Problem(message, line.span(column, column + 1), hint, shown)
    if len(raw) > limits.bytes:
        message = f"the line is {len(raw):,} bytes long, and at most {limits.bytes:,} are read"
        return Problem(message, line.span(0, 0), "", text[:1000])
    try:
        _Scanner(text, limits).line()
    except _BadLineError as error:
        message, hint = error.message, error.hint
        if line.number == 1 and text.strip(_BLANK) in {"[", "{", "[{", "[ {"}:
            message, hint = _SPREAD, _ONE
        return Problem(message, line.span(error.start, error.end), hint, text)
    return None


class _Scanner:
    """Reads one line of JSON, strictly, and keeps the place of everything."""

    __slots__ = ("at", "limits", "text")

    def __init__(self, text: str, limits: Limits) -> None:
        self.text = text
        self.limits = limits
        self.at = 0

    def line(self) -> _Twin:
        """The twin of the one object of the line."""
        if found := UNFIT.search(self.text):
            message, hint = unfit_words(self.text, found.start())
            self.fail(message, found.start(), found.end(), hint)
        self.space()
        start = self.at
        if self.text[start : start + 1] != "{":
            end = len(self.text.rstrip(_BLANK))
            self.fail("this line is not a record in braces", start, end, _ONE)
        twin = self.value(1)
        self.space()
        if self.at < len(self.text):
            rest = self.text[self.at :]
            if rest.startswith(","):
                self.fail("a comma stands after the record", self.at, self.at + 1, "take it out")
            end = len(self.text.rstrip(_BLANK))
            if rest.startswith(("//", "#", "/*")):
                hint = "JSON has no comments; take it out"
                self.fail("a comment stands here", self.at, end, hint)
            self.fail("more follows after the record", self.at, end, _ONE)
        count = len(twin[2]) // 3
        if count != 1:
            many = "no key" if not count else f"{count} keys"
            self.fail(f"this line has {many} where it has to have one", start, twin[1], _ONE)
        return twin

    def fail(self, message: str, start: int, end: int, hint: str = "") -> NoReturn:
        """Stop at a mistake."""
        raise _BadLineError(message, start, end, hint)

    def space(self) -> str:
        """Skip blanks; the character after them, or nothing."""
        found = _SPACE.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return self.text[self.at : self.at + 1]

    def value(self, depth: int) -> _Twin:
        """The twin of any value."""
        char = self.space()
        start = self.at
        if char == '"':
            self.string()
            return start, self.at, []
        if char in {"{", "["}:
            if depth > self.limits.depth:
                message = f"records and lists are nested more than {self.limits.depth} deep here"
                self.fail(message, start, start + 1, "write it flatter")
            return self.record(depth) if char == "{" else self.sequence(depth)
        if found := _NUMBER.match(self.text, start):
            digits = sum(map(str.isdigit, found[0]))
            if digits > self.limits.digits:
                message = (
                    f"this number has {digits:,} digits, and at most {self.limits.digits} are read"
                )
                hint = "if it is not a number, put it in quotation marks"
                self.fail(message, start, found.end(), hint)
            self.at = found.end()
            return start, self.at, []
        word = _WORD.match(self.text, start)
        if word is None:
            if not char:
                self.unfinished()
            self.fail("a value is missing here", start, start + 1, "write it, or take out the key")
        if word[0] not in {"true", "false", "null"}:
            self.bad_word(word)
        self.at = word.end()
        return start, self.at, []

    def bad_word(self, word: re.Match[str]) -> NoReturn:
        """Refuse what is no value."""
        text = word[0]
        if text in _WORDS:
            self.fail(f"`{text}` is not JSON", word.start(), word.end(), f"write `{_WORDS[text]}`")
        if text[0] in "'‘’“”":
            self.fail(
                "this is not a quotation mark of JSON",
                word.start(),
                word.start() + 1,
                'put texts in straight double quotation marks: `"…"`',
            )
        if text.startswith(("//", "#", "/*")):
            hint = "JSON has no comments; take it out"
            self.fail("a comment stands here", word.start(), len(self.text), hint)
        if text[0] in "+-.0123456789" or text in {"NaN", "Infinity"}:
            hint = 'write it as a document prints it, in quotation marks: `"…"`'
            self.fail(f"`{text}` is not a number of JSON", word.start(), word.end(), hint)
        self.fail(
            "a text stands here without quotation marks",
            word.start(),
            word.end(),
            f'write `"{text}"`' if len(text) < 70 else "",
        )

    def unfinished(self) -> NoReturn:
        """Refuse a line that ends inside its record."""
        end = len(self.text)
        self.fail("the line ends before its record is closed", end, end, _ONE)

    def string(self) -> str:
        """The text of a string, decoded; leaves the scanner after its closing mark."""
        found = _STRING.match(self.text, self.at)
        if found is None:
            part = _STRING_START.match(self.text, self.at)
            stop = part.end() if part else self.at + 1
            char = self.text[stop : stop + 1]
            if char == "\\":
                hint = "write the backslash twice"
                message = f"`{self.text[stop : stop + 2]}` stands for nothing in a text of JSON"
                self.fail(message, stop, stop + 2, hint)
            if char:
                hint = r"write it as an escape, such as `\t` or `\n`"
                self.fail("a tab or a line break stands in a text", stop, stop + 1, hint)
            hint = 'put `"` at the end of the text'
            self.fail("the quotation mark that opens here is never closed", self.at, stop, hint)
        value = found[0][1:-1]
        if "\\" in value:
            value = json.loads(found[0])
            if odd := UNFIT.search(value):
                code = ord(odd[0])
                self.fail(
                    f"an escape in this text makes the character U+{code:04X}, "
                    "which no text may hold",
                    found.start(),
                    found.end(),
                    "take the escape out",
                )
        self.at = found.end()
        return value

    def record(self, depth: int) -> _Twin:
        """The twin of an object."""
        start = self.at
        self.at += 1
        inner: list[Any] = []
        seen: dict[str, int] = {}
        char = self.space()
        while char != "}":
            if char != '"':
                self.bad_key(char)
            begins = self.at
            key = self.string()
            if key in seen:
                hint = f"its first is in column {seen[key] + 1}; keep one of them"
                self.fail(f"the key `{key}` is written twice here", begins, self.at, hint)
            seen[key] = begins
            inner += (begins, self.at)
            if self.space() != ":":
                self.fail("a colon is missing after this key", begins, inner[-1], "write `:`")
            self.at += 1
            inner.append(self.value(depth + 1))
            char = self.comma("}")
        self.at += 1
        return start, self.at, inner

    def bad_key(self, char: str) -> NoReturn:
        """Refuse what is no key."""
        if not char:
            self.unfinished()
        word = _WORD.match(self.text, self.at)
        if word is None:
            hint = 'write the key and its value: `"key": "value"`'
            self.fail("a key is missing here", self.at, self.at + 1, hint)
        if word[0][0] in "'‘’“”":
            self.bad_word(word)
        self.fail(
            "a key stands here without quotation marks",
            self.at,
            word.end(),
            f'write `"{word[0]}"`' if len(word[0]) < 70 else "",
        )

    def sequence(self, depth: int) -> _Twin:
        """The twin of an array."""
        start = self.at
        self.at += 1
        inner: list[Any] = []
        char = self.space()
        while char != "]":
            inner.append(self.value(depth + 1))
            char = self.comma("]")
        self.at += 1
        return start, self.at, inner

    def comma(self, closing: str) -> str:
        """Skip the comma after an entry; the character that follows."""
        char = self.space()
        if char == closing:
            return char
        comma = self.at
        if char != ",":
            if not char:
                self.unfinished()
            hint = "part the entries by commas"
            if char in "]}":
                message = f"this `{char}` closes what was not opened by its like"
                self.fail(message, comma, comma + 1, f"write `{closing}`")
            self.fail("a comma is missing before this", comma, comma + 1, hint)
        self.at += 1
        char = self.space()
        if char == closing:
            self.fail("nothing follows this comma", comma, comma + 1, "take the comma out")
        if not char:
            self.unfinished()
        return char
