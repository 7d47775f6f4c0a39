"""YAML files, in the core schema of YAML 1.2, as nodes with their places.

Made of the events of PyYAML's parser (libyaml's where it is there), by a builder of its own: no
scalar is converted, no tag is obeyed, nothing is shared and nothing is executed.
A mistake in the writing costs the record it is in; the rest of the file is read.
Knows nothing of what records mean.
"""

from __future__ import annotations

import bisect
import gc
import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, Final, NoReturn

import attrs

from ijmfacts.nodes import Lost, Mapping, Node, Null, Origin, Sequence, Text
from ijmfacts.patterns import pattern
from ijmfacts.shapes import Shape
from ijmfacts.spans import UNFIT, Limits, Problem, Span, unfit_words

LIMITS: Final = Limits()

_MOST_PROBLEMS: Final = 1000
_ROUNDS: Final = 4
_DEEPEST_CUT: Final = 6
_LONGEST_KEY: Final = 1024
_MOST_SHOWN: Final = 2000
_DEEP: Final = "records and lists are nested more than {} deep here"
_FLATTER: Final = "close the brackets, or write it flatter"

_BREAK: Final = pattern(r"\r\n|\r|\n")
_ASCII_FIT: Final = bytes([9, 10, 13, *range(0x20, 0x7F), *range(0x80, 0x100)])
_OLD_BREAKS: Final = "\x85\u2028\u2029"
"""Line breaks in YAML 1.1, and to libyaml, that are none in YAML 1.2."""

_NUMBER: Final = pattern(r"[-+]?(?:0[xo])?[0-9a-fA-F][0-9a-fA-F.,_]*(?:[eE][-+]?[0-9]+)?")
_DIGIT: Final = pattern(r"[0-9a-fA-F]")
_INDENT: Final = pattern(r"[ \t]*")
_TABBED: Final = pattern(r" *\t")
_WORD: Final = pattern(r"\S+")
_BRACKET: Final = pattern(r"[\[\]{}]")
_DASHES: Final = pattern(r" *(?:- +)*")
_KEY: Final = pattern(
    r"""(?P<key>"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#"'\[\]{},&*!|>%@`-][^#]*?|-[^\s#][^#]*?)"""
    r"[ \t]*:(?=[ \t]|$)[ \t]*"
)
"""A key and its colon, after the indent and the dashes."""
_BARE: Final = pattern(r"(?P<indent> *)(?:- +)?(?P<word>\w[\w -]*?) *(?:#.*)?")
_GLUED: Final = pattern(r"(?P<key>[A-Za-z_][\w -]*):(?P<rest>[^\s:/].*)")
_MARK: Final = pattern(r"---[ \t]*(?:#.*)?")
_UNLIKE: Final = pattern(r"(?P<key>[^\W\d][\w -]*?) *(?P<sign>[=：∶]|:(?=[^\S \t]))\s*(?P<rest>.*)")
"""A key with a sign after it that looks or is meant like a colon and a space."""
_LISTED: Final = pattern(r"[^\r\n]+(?P<entries>(?:(?:\r\n?|\n)[^\S\r\n]*-[ \t][^\r\n]*)+)")
_GLUED_LIST: Final = pattern(r"-[^\r\n]+(?:(?:\r\n?|\n)[ \t]*-[^\W\d][^\r\n]*)+")
_SHORT: Final = 40
"""No writer of YAML breaks a text that ends before this column into lines."""
_COUNTED: Final = pattern(r"#\d")
"""What was hardly meant as a comment, such as `#1`."""
_BLANKS: Final = pattern(r"[^\S\t\n\r]*[^\S \t\n\r][^\S\t\n\r]*")
"""Blanks of which one at least is no plain space."""
_QUOTED_PAIR: Final = pattern(
    r"""[ -]*(?P<text>(?P<mark>["'])(?P<key>[\w ]+): (?P<value>[^"']*)(?P=mark))\s*"""
)
_ESCAPE: Final = pattern(r"\\(?:x\w{0,2}|u\w{0,4}|U\w{0,8}|.)")
_ID: Final = pattern(r"""(?:^|[\s{,])id:[ \t]+(?:"([^"]*)"|'([^']*)'|([^\s,}#"'][^,}#]*))""")


def read_yaml(
    data: bytes, file: str, limits: Limits = LIMITS
) -> tuple[Node | None, tuple[Problem, ...]]:
    """The tree of one YAML file, and every mistake in its writing, in the order of the file.

    Refused, each with its place: what is not UTF-8, too long, empty, nested too deep or has control
    characters; anchors, aliases, tags, merge keys, duplicate keys, keys that are no text, several
    documents, directives, unquoted numbers of too many digits; and whatever YAML does not allow.
    A mistake takes away the record that it is in: `Mapping.lost` of the top names those.
    The tree is none where nothing can be read.
    Never raises, whatever the bytes.
    """
    paused = gc.isenabled()
    gc.disable()  # nearly all that is made is kept, so that looking for garbage only costs time
    try:
        return _read(data, file, limits, _parser())
    finally:
        if paused:
            gc.enable()


def _read(
    data: bytes, file: str, limits: Limits, parser: Callable[[str], Any]
) -> tuple[Node | None, tuple[Problem, ...]]:
    start = Span(file, 1, 1, 1, 1)
    if len(data) > limits.bytes:
        message = f"the file is {len(data):,} bytes long, and at most {limits.bytes:,} are read"
        return None, (Problem(message, start, "split it into several files"),)
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"} or (
        len(data) > 3 and b"\x00" in data[:2] and data[:2] != b"\x00\x00"
    ):
        return None, (Problem("the file is in UTF-16", start, "save it as UTF-8"),)
    try:
        text = data.decode()
        fit = not data.translate(None, _ASCII_FIT)
    except UnicodeDecodeError:
        text, fit = data.decode(errors="surrogateescape"), False
    text = text.removeprefix("\ufeff")
    if not text.strip("\ufeff \t\r\n"):
        message = "the file is empty" if not text else "the file is empty but for blanks"
        return None, (Problem(message, start, "begin it with a key, such as `claims:`"),)
    reader = _Reader(file=file, limits=limits, parser=parser, lines=[])
    if fit:
        root, mistakes = reader.parse(text, 0)
        if not mistakes:
            if root is None or isinstance(root, Null):
                message = "nothing is written in the file but comments"
                hint = "begin it with a key, such as `claims:`"
                return None, (Problem(message, start, hint),)
            return root, ()
    reader.lines.extend(_BREAK.split(text))
    root, mistakes = reader.mended()
    return root, reader.problems(mistakes)


@cache
def _parser() -> Callable[[str], Any]:
    """The parser of libyaml, or PyYAML's own, some twenty times slower, where that is absent."""
    try:
        # A costly import that not all runs need.
        from yaml.cyaml import CParser  # type: ignore[attr-defined]  # noqa: PLC0415
    except ImportError:
        return _pure_parser()
    return CParser


@cache
def _pure_parser() -> Callable[[str], Any]:
    from yaml.parser import Parser  # noqa: PLC0415 - as above
    from yaml.reader import Reader  # noqa: PLC0415 - as above
    from yaml.scanner import Scanner  # noqa: PLC0415 - as above

    class Pure(Reader, Scanner, Parser):
        def __init__(self, text: str) -> None:
            Reader.__init__(self, text)
            Scanner.__init__(self)
            Parser.__init__(self)

    return Pure


@attrs.frozen(kw_only=True, eq=False, repr=False)
class _Mistake(Shape):
    """A mistake at a place, whose lines and columns are counted from 0.

    `fatal`: nothing after it was read; `cuts`: it damages the record that it is in.
    `blanks`: its line is indented with what looks like spaces.
    """

    message: str
    hint: str = ""
    line: int
    column: int
    end: int | None = None
    end_line: int | None = None
    fatal: bool = False
    cuts: bool = True
    blanks: bool = False


@attrs.frozen(kw_only=True, eq=False, repr=False)
class _Broken(Shape):
    """Lines from `first` up to, and without, `last` that are to be left out.

    `mend` is what the one line should have been, where that is plain.
    """

    first: int
    last: int
    mistakes: tuple[_Mistake, ...]
    lost: Lost | None = None
    mend: str = ""


class _Refused(Exception):  # noqa: N818 - it stops the builder and goes no further
    """Nothing more can be read, and `mistake` says why."""

    def __init__(self, mistake: _Mistake) -> None:
        super().__init__(mistake.message)
        self.mistake = mistake


_DASHLIKE: Final = "-–—−‐‑•·●▪*"
"""What people begin the entries of a list with."""

_SKIP: Final = "\0skip"
_AS_KEY: Final = "\0key"
"""Names no key can have: for a value to be thrown away, for a record that stands as a key."""


@attrs.define(kw_only=True)
class _Reader:
    """One file on its way to a tree."""

    file: str
    limits: Limits
    parser: Callable[[str], Any]
    lines: list[str]

    # --- building ---------------------------------------------------------------------------

    def parse(self, text: str, first: int) -> tuple[Node | None, list[_Mistake]]:
        """The tree of a text that begins in line `first`, and what is wrong with it.

        After a fatal mistake the tree holds what was whole before it.
        """
        from yaml.error import YAMLError  # noqa: PLC0415 - as above

        away: dict[int, str] = {}
        if any(mark in text for mark in _OLD_BREAKS):
            text, away = _without_old_breaks(text)
        builder = _Builder(self.limits, Origin(self.file, text, first + 1), away)
        try:
            builder.run(self.parser(text))
        except _Refused as refused:
            builder.mistakes.append(refused.mistake)
            builder.prune()
        except YAMLError as error:
            builder.mistakes.append(_diagnosis(error, self.lines, first, builder))
            builder.prune()
        return builder.root, builder.mistakes

    # --- mending ----------------------------------------------------------------------------

    def mended(self) -> tuple[Node | None, list[_Mistake]]:
        """The tree of all lines but those that are broken, and what is wrong with those."""
        raw = self.lines
        kept: list[_Mistake] = []
        lost: list[Lost] = []
        self.lines = raw.copy()
        unfit, damaged = self._unfit()
        kept += unfit
        root: Node | None = None
        whole = (0, len(self.lines))
        joined = len(self.lines)
        straight: dict[int, int] = {}
        for number in range(_ROUNDS):
            if number == 0 and damaged:
                broken = self._holding(*whole, damaged)
            else:
                root, mistakes = self.parse("\n".join(self.lines), 0)
                if odd := self._odd(mistakes):
                    kept += odd
                    root, mistakes = self._straightened(odd)
                    straight.update((m.line, _indent(self.lines[m.line])) for m in odd)
                cutting = [mistake for mistake in mistakes if mistake.cuts]
                second = next((m for m in mistakes if m.fatal and not m.cuts), None)
                if not cutting and second is not None and self._join(second.line):
                    kept.append(second)
                    joined = second.line
                    continue
                if not cutting:
                    kept += [m for m in mistakes if m.line < joined or m.fatal]
                    break
                broken = self._blame(*whole, (), 0, cutting)
                if number == _ROUNDS - 1 or (len(broken) == 1 and self._is_all(broken[0])):
                    kept += mistakes
                    if len(broken) == 1 and _lose(root, broken[0].lost):
                        lost += [part.lost for part in broken if part.lost]
                    else:  # some of it may have been read, and some not
                        lost += [Lost((), "", part.lost.text) for part in broken if part.lost]
                    break
            for part in broken:
                kept += part.mistakes
                if part.lost is not None:
                    lost.append(part.lost)
                self.lines[part.first : part.last] = [part.mend] * (part.last - part.first)
        if isinstance(root, Mapping):
            root.lost = tuple(lost)
        self.lines = raw
        # In which column a line with odd blanks belongs is for its author to say.
        kept = [m for m in kept if m.column != straight.get(m.line) or m.blanks]
        return (None if isinstance(root, Null) else root), kept

    def _join(self, first: int) -> bool:
        """Take out the marks between documents from a line on; False if that line is not one."""
        if not _MARK.fullmatch(self.lines[first]):
            return False
        for number in range(first, len(self.lines)):
            if _MARK.fullmatch(self.lines[number]):
                self.lines[number] = ""
        return True

    def _odd(self, mistakes: list[_Mistake]) -> list[_Mistake]:
        """All lines indented with what looks like spaces; none where no mistake comes of them."""
        told = {mistake.line for mistake in mistakes if mistake.blanks}
        found: list[_Mistake] = []
        for number, line in enumerate(self.lines if told else ()):
            odd = _odd_blanks(line, number)
            rest = line.lstrip()
            if odd is not None and (number in told or rest.startswith("- ") or _key_of(rest)):
                found.append(odd)
        return found

    def _straightened(self, odd: list[_Mistake]) -> tuple[Node | None, list[_Mistake]]:
        """The tree with plain spaces for those that look so, or without them where that is better.

        Lines are changed so.
        """
        tries: list[tuple[list[str], Node | None, list[_Mistake]]] = []
        for away in (False, True):
            lines = self.lines.copy()
            for mistake in odd:
                line = lines[mistake.line]
                rest = line.lstrip()
                blanks = line[: len(line) - len(rest)]
                width = blanks.count(" ")
                if not away or (not width and len(blanks) > 1):
                    width = len(blanks)
                lines[mistake.line] = " " * width + rest
            tries.append((lines, *self.parse("\n".join(lines), 0)))
            if not tries[-1][2]:
                break
        self.lines, root, mistakes = min(tries, key=lambda tried: len(tried[2]))
        return root, mistakes

    def _is_all(self, part: _Broken) -> bool:
        """True where nothing is written outside of these lines."""
        others = (*self.lines[: part.first], *self.lines[part.last :])
        return not part.mend and all(_is_idle(line) for line in others)

    def _unfit(self) -> tuple[list[_Mistake], list[int]]:
        """Characters that no file may hold, and the lines they are in; they leave a blank."""
        found: list[_Mistake] = []
        damaged: list[int] = []
        bad_bytes = 0
        for number, line in enumerate(self.lines):
            match = UNFIT.search(line)
            if match is None:
                continue
            damaged.append(number)
            mistake = _unfit_character(line, number, match.start())
            if "\udc80" <= match[0] <= "\udcff":
                bad_bytes += 1
                if bad_bytes > 1:
                    continue
            found.append(mistake)
        if bad_bytes > 1:
            more = f"; {bad_bytes - 1:,} more {_plural('line', bad_bytes - 1)} like it"
            found = [
                attrs.evolve(mistake, hint=mistake.hint + more)
                if mistake.message.startswith("this is not UTF-8")
                else mistake
                for mistake in found
            ]
        for number in damaged:
            self.lines[number] = UNFIT.sub("\ufffd", self.lines[number])
        return found, damaged

    def _holding(self, first: int, last: int, damaged: list[int]) -> list[_Broken]:
        """The records that hold damaged lines."""
        mistakes = [_Mistake(message="", line=number, column=0) for number in damaged]
        found = self._placed(first, last, (), 0, mistakes)
        return [attrs.evolve(part, mistakes=()) for part in found]

    def _placed(
        self, first: int, last: int, path: tuple[str, ...], depth: int, mistakes: list[_Mistake]
    ) -> list[_Broken]:
        """The smallest records that hold the mistakes, by the lines alone."""
        children = self._children(first, last)
        found: list[_Broken] = []
        for index, inside in _by_entry(children, mistakes).items():
            found += self._placed_in(children[index], path, depth, inside)
        return found

    def _placed_in(
        self, child: tuple[int, int], path: tuple[str, ...], depth: int, inside: list[_Mistake]
    ) -> list[_Broken]:
        opened = self._opened(child)
        if opened is not None and depth < _DEEPEST_CUT:
            key, body = opened
            if all(mistake.line >= body[0] for mistake in inside):
                deeper = self._placed(*body, (*path, key), depth + 1, inside)
                if deeper and not self._is_record(body, deeper):
                    return deeper
        return [self._broken(child, path, tuple(inside))]

    def _blame(
        self, first: int, last: int, path: tuple[str, ...], depth: int, mistakes: list[_Mistake]
    ) -> list[_Broken]:
        """The smallest records that cannot be read, given that these lines cannot."""
        children = self._children(first, last)
        if not children:
            return [self._broken((first, last), path, tuple(mistakes))]
        if len(children) == 1:
            return self._blame_one(children[0], path, depth, mistakes)
        found: list[_Broken] = []
        for child in children:
            inner = self._wrong(child)
            if inner and len(found) >= _MOST_PROBLEMS:
                rest = _Mistake(message=_ENOUGH, line=inner[0].line, column=inner[0].column)
                return [*found, _Broken(first=child[0], last=last, mistakes=(rest,))]
            if inner:
                found += self._blame_one(child, path, depth, inner)
        # What is wrong with entries that are well made each for themselves: where they stand, or
        # a key that another has too.
        # After the first broken entry it may be only an echo of that; the next round will tell.
        start = min((part.first for part in found), default=last)
        before = [mistake for mistake in mistakes if mistake.line < start]
        for index, inside in _by_entry(children, before).items():
            found.append(self._broken(children[index], path, tuple(inside)))
        return found

    def _wrong(self, block: tuple[int, int]) -> list[_Mistake]:
        """What is wrong with these lines alone."""
        mistakes = self.parse("\n".join(self.lines[block[0] : block[1]]), block[0])[1]
        return [mistake for mistake in mistakes if mistake.cuts]

    def _blame_one(
        self, child: tuple[int, int], path: tuple[str, ...], depth: int, mistakes: list[_Mistake]
    ) -> list[_Broken]:
        """The smallest records inside one entry that cannot be read."""
        first, _ = child
        while first < child[1] - 1 and _is_idle(self.lines[first]):
            first += 1
        bare = _BARE.fullmatch(self.lines[first])
        if bare and not bare["word"][0].isdigit() and self._goes_on(first, child[1]):
            mistake = _Mistake(
                message=f"`{bare['word']}` has no colon after it",
                hint=f"write `{bare['word']}:`",
                line=first,
                column=bare.start("word"),
                end=bare.end("word"),
            )
            mend = self.lines[first][: bare.end("word")] + ":"
            return [_Broken(first=first, last=first + 1, mistakes=(mistake,), mend=mend)]
        opened = self._opened(child)
        if opened is not None and depth < _DEEPEST_CUT:
            key, body = opened
            inner = self._wrong(body)
            if inner and self._children(*body):
                found = self._blame(*body, (*path, key), depth + 1, inner)
                if not self._is_record(body, found):
                    return found
                best = tuple(mistake for part in found for mistake in part.mistakes)
                return [self._broken(child, path, best)]
        return [self._broken(child, path, tuple(mistakes))]

    def _goes_on(self, line: int, last: int) -> bool:
        """True where keys or dashes, further in, follow a line."""
        start = _DASHES.match(self.lines[line])
        column = start.end() if start else 0
        for text in self.lines[line + 1 : last]:
            if not _is_idle(text):
                indent = _indent(text)
                if text.startswith("- ", indent):
                    return indent >= column
                return indent > column and _KEY.match(text, indent) is not None
        return False

    def _broken(
        self, block: tuple[int, int], path: tuple[str, ...], mistakes: tuple[_Mistake, ...]
    ) -> _Broken:
        lines = self.lines[block[0] : block[1]]
        name = ""
        head = next((line for line in lines if not _is_idle(line)), "")
        key = _KEY.match(head, _indent(head))
        if head.lstrip(" ").startswith("-"):
            for line in lines:
                if found := _ID.search(line):
                    name = next(group for group in found.groups() if group is not None).strip()
                    break
        elif key:
            name = _unquoted(key["key"])
        lost = Lost(path, name, "\n".join(lines)) if path or key else None
        return _Broken(first=block[0], last=block[1], mistakes=mistakes, lost=lost)

    def _children(self, first: int, last: int) -> list[tuple[int, int]]:
        """The entries of a block, by their indent."""
        starts: list[int] = []
        base = -1
        dashed = False
        for number in range(first, last):
            line = self.lines[number]
            if _is_idle(line) or line.startswith("\t") or _BLANKS.match(line):
                continue
            indent = _indent(line)
            if base < 0:
                base = indent
                dashed = line.startswith("-", indent)
                starts.append(first)
            elif indent <= base and line[indent] not in "]}":
                dash = line.startswith("-", indent)
                if not dash if dashed else dash and indent == base:
                    continue  # goes with the entry above, rightly or not
                starts.append(number)
        return list(zip(starts, [*starts[1:], last], strict=True)) if starts else []

    def _opened(self, child: tuple[int, int]) -> tuple[str, tuple[int, int]] | None:
        """The key of an entry that has nothing but a block below it, and that block."""
        for number in range(*child):
            line = self.lines[number]
            if _is_idle(line):
                continue
            found = _KEY.match(line, _indent(line))
            if found and line[found.end() :].split("#")[0].strip() == "":
                body = (number + 1, child[1])
                if any(not _is_idle(text) for text in self.lines[body[0] : body[1]]):
                    return _unquoted(found["key"]), body
            return None
        return None

    def _is_record(self, body: tuple[int, int], found: list[_Broken]) -> bool:
        """True where an entry of a block that is not broken holds a plain text."""
        broken = sorted(part.first for part in found)
        for child in self._children(*body):
            if bisect.bisect_left(broken, child[0]) < bisect.bisect_left(broken, child[1]):
                continue
            for number in range(*child):
                line = self.lines[number]
                if _is_idle(line):
                    continue
                if self._says(number):
                    return True
                break
        whole = len(broken) == len(self._children(*body))
        return whole and any(self._says(part.first) for part in found)

    def _says(self, number: int) -> bool:
        """True for a line with a key and a plain text, or a merge key, as records have them."""
        line = self.lines[number]
        key = _KEY.match(line, _indent(line))
        if key is None or key["key"][0] in _DASHLIKE:
            return False
        return key["key"] == "<<" or line[key.end() : key.end() + 1] not in set("{[#|>&*!") | {""}

    # --- telling ----------------------------------------------------------------------------

    def problems(self, mistakes: Iterable[_Mistake]) -> tuple[Problem, ...]:
        """The mistakes as problems, in the order of the file, each once."""
        ordered = sorted(mistakes, key=lambda m: (m.line, m.column))
        tabs = [mistake for mistake in ordered if mistake.message == _TAB]
        odd = [mistake for mistake in ordered if mistake.blanks]
        found: dict[tuple[int, int, str], Problem] = {}
        shown: dict[int, str] = {}
        for mistake in ordered:
            if mistake.message == _TAB and mistake is not tabs[0]:
                continue
            if mistake.blanks and mistake is not odd[0]:
                continue
            hint = mistake.hint
            if mistake.blanks and len(odd) > 1:
                hint += f"; {len(odd) - 1:,} more {_plural('line', len(odd) - 1)} like it"
            if mistake.message == _TAB:
                lines = sum(1 for line in self.lines if _TABBED.match(line))
                if lines > 1:
                    hint += f"; {lines - 1:,} more {_plural('line', lines - 1)} like it"
            problem = self._problem(mistake, hint)
            if not problem.source_line.isascii():
                if mistake.line not in shown:  # many problems of one line share its text
                    shown = {mistake.line: _readable(problem.source_line)}
                problem = attrs.evolve(problem, source_line=shown[mistake.line])
            found[mistake.line, mistake.column, mistake.message] = problem
            if len(found) == _MOST_PROBLEMS:
                rest = attrs.evolve(mistake, message=_ENOUGH)
                found[mistake.line, mistake.column, rest.message] = self._problem(rest, "")
                break
        return tuple(found.values())

    def _problem(self, mistake: _Mistake, hint: str) -> Problem:
        line = min(mistake.line, len(self.lines) - 1)
        source = self.lines[line]
        column = min(mistake.column, len(source)) if line == mistake.line else len(source)
        end_line = mistake.line if mistake.end_line is None else mistake.end_line
        end = mistake.end
        if line != mistake.line:
            end_line, end = line, None
        if end is None:
            word = _WORD.match(source, column)
            end_line, end = line, word.end() if word else column
        if end_line == line:
            end = max(min(end, column + _MOST_SHOWN), column)
        span = Span(self.file, line + 1, column + 1, end_line + 1, end + 1)
        return Problem(mistake.message, span, hint, source)


def _lose(root: Node | None, lost: Lost | None) -> bool:
    """Take a broken record out of a tree that has nothing else; False for what holds records."""
    if not isinstance(root, Mapping) or lost is None or list(root) not in ([], [lost.name]):
        return False
    record = root.get(lost.name)
    if isinstance(record, Sequence) or (
        isinstance(record, Mapping)
        and record
        and not any(isinstance(value, Text) for value in record.values())
    ):
        return False
    root.clear()
    root.keys_at.clear()
    return True


def _by_entry(
    entries: list[tuple[int, int]], mistakes: Iterable[_Mistake]
) -> dict[int, list[_Mistake]]:
    """The mistakes by the index of the entry that their lines are in."""
    starts = [first for first, _ in entries]
    found: dict[int, list[_Mistake]] = {}
    for mistake in sorted(mistakes, key=lambda mistake: mistake.line):
        index = max(bisect.bisect_right(starts, mistake.line) - 1, 0)
        if entries:
            found.setdefault(index, []).append(mistake)
    return found


_ENOUGH: Final = f"only the first {_MOST_PROBLEMS:,} mistakes are told, and no more is read"
_TAB: Final = "this line is indented with a tab"


def _readable(line: str) -> str:
    """The line with the sign for an unreadable character in place of bytes that are not UTF-8."""
    return line.encode(errors="surrogateescape").decode(errors="replace")


def _plural(word: str, count: int) -> str:
    return word if count == 1 else word + "s"


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _is_idle(line: str) -> bool:
    """True for blank lines and comments."""
    stripped = line.lstrip(" \t")
    return not stripped or stripped.startswith("#")


def _unquoted(key: str) -> str:
    return key[1:-1] if key[:1] in {'"', "'"} and key[-1:] == key[:1] and len(key) > 1 else key


def _without_old_breaks(text: str) -> tuple[str, dict[int, str]]:
    """The text with YAML 1.1's line breaks replaced by unused characters, and the way back."""
    spare = (chr(code) for code in range(0xE000, 0xF900) if chr(code) not in text)
    away: dict[int, str] = {}
    for mark in _OLD_BREAKS:
        other = next(spare, "\ufffd")
        text = text.replace(mark, other)
        away[ord(other)] = mark
    return text, away


def _unfit_character(line: str, number: int, column: int) -> _Mistake:
    char = line[column]
    if "\udc80" <= char <= "\udcff":
        byte = ord(char) - 0xDC00
        try:
            guess = bytes([byte]).decode("cp1252")
        except UnicodeDecodeError:
            guess = ""
        hint = "save the file as UTF-8" + (
            f" (it may be in Windows-1252, where this is `{guess}`)" if guess else ""
        )
        message = f"this is not UTF-8 text: the byte 0x{byte:02X}"
    else:
        message, hint = unfit_words(line, column)
    return _Mistake(message=message, hint=hint, line=number, column=column, end=column + 1)


def _counted(text: str) -> set[int]:
    """The ends of what stands before each `#1` and its like that YAML takes for a comment."""
    found: set[int] = set()
    for sign in _COUNTED.finditer(text):
        at = sign.start()
        while at and text[at - 1] in " \t":
            at -= 1
        found.add(at)
    return found


class _Builder:
    """Makes nodes of events."""

    __slots__ = ("away", "limits", "mistakes", "origin", "root", "said", "stack", "tail")

    def __init__(self, limits: Limits, origin: Origin, away: dict[int, str]) -> None:
        self.limits = limits
        self.origin = origin
        self.away = away
        self.root: Node | None = None
        self.mistakes: list[_Mistake] = []
        self.said: Any = None
        """The last scalar's event, for the diagnosis of what follows it."""
        self.stack: list[tuple[Any, Any, bool]] = []
        self.tail: list[Any] = []
        """The starts of the flow collections that are open."""

    def prune(self) -> None:
        """Take out the entry of a part of the file that was not finished when reading stopped."""
        root: Any = self.root
        depth = len(self.stack)
        part: Any = self.stack[2][0] if depth > 2 else root
        if depth == 2 and root:  # in a part of the file itself
            last = root[-1] if isinstance(root, Sequence) else root[next(reversed(root))]
            if isinstance(last, Sequence):
                part = last
        if isinstance(part, Sequence) and part:
            part.pop()
        elif isinstance(part, Mapping) and part:
            key = next(reversed(part))
            index = 2 * (len(part) - 1)
            del part[key]
            del part.keys_at[index:]

    def refuse(self, event: Any, message: str, hint: str, **more: Any) -> _Mistake:
        """Note a mistake at an event."""
        start, end = event.start_mark, event.end_mark
        first = self.origin.first - 1
        mistake = _Mistake(
            message=message,
            hint=hint,
            line=first + start.line,
            column=start.column,
            end_line=first + end.line,
            end=end.column if end.index > start.index else None,
            **more,
        )
        if mistake.end is None:
            mistake = attrs.evolve(mistake, end_line=None)
        self.mistakes.append(mistake)
        if len(self.mistakes) > _MOST_PROBLEMS:
            raise _Refused(attrs.evolve(mistake, message=_ENOUGH, hint="", fatal=True))
        return mistake

    def stop(self, event: Any, message: str, hint: str, **more: Any) -> NoReturn:
        """Note a mistake at an event, and read no further."""
        mistake = self.refuse(event, message, hint, fatal=True, **more)
        self.mistakes.pop()
        raise _Refused(mistake)

    def run(
        self, parser: Any
    ) -> None:  # the one hot loop: local names, no calls that can be spared
        """Build the tree of a parser's events."""
        from yaml.events import (  # noqa: PLC0415 - as above
            AliasEvent,
            DocumentStartEvent,
            MappingEndEvent,
            MappingStartEvent,
            ScalarEvent,
            SequenceEndEvent,
            SequenceStartEvent,
            StreamEndEvent,
        )

        get_event = parser.get_event
        new, origin, away, digits = str.__new__, self.origin, self.away, self.limits.digits
        names: dict[str, str] = {}
        intern = names.setdefault
        stack, tail = self.stack, self.tail
        counted = _counted(origin.text)
        here: Any = None
        key: Any = None
        keyed = False
        last = 0
        node: Any
        while True:
            event = get_event()
            kind = event.__class__
            if kind is ScalarEvent:
                value = event.value
                self.said = event
                if event.anchor is not None or event.tag is not None:
                    self.marked(event)
                if away:
                    value = value.translate(away)
                style = event.style
                if style == '"' and not value.isprintable():
                    self.printable(event, value)
                start = event.start_mark.index
                last = event.end_mark.index
                if keyed and key is None:
                    if value in here or (not style and (value in {"", "<<"})):
                        key = self.odd_key(event, value, here, top=len(stack) == 1)
                        continue
                    if not style and not value.isascii():
                        self.blanks(value, start)
                    key = intern(value, value)
                    here.keys_at += (start, last)
                    continue
                if not style and value in {"", "~", "null"}:
                    node = Null(origin, start, last)
                else:
                    node = new(Text, value)
                    node.plain = not style
                    node.origin = origin
                    node.start = start
                    node.end = last
                    if not style:
                        if value[0] > "\x7f":
                            self.blanks(value, start)
                        if len(value) > digits:
                            self.number(event, value)
                        if last - start != len(value):
                            self.folded(start, last)
                if counted and not style and last in counted:
                    self.counted(last)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if event.anchor is not None or event.tag is not None:
                    self.marked(event)
                if len(stack) >= self.limits.depth:
                    self.stop(event, _DEEP.format(self.limits.depth), _FLATTER)
                again = None
                if keyed and key is None:
                    self.refuse(
                        event,
                        "a key is a text, and this is a "
                        + ("record" if kind is MappingStartEvent else "list"),
                        "if it is a text with brackets, put it in quotation marks",
                    )
                    key = _AS_KEY
                elif keyed:  # a part of the file may go on in a second place
                    again = here.get(key)
                wanted: Any = Mapping if kind is MappingStartEvent else Sequence
                if again is not None and again.__class__ is wanted:
                    node = again
                else:
                    node = wanted()
                    node.origin = origin
                    node.start = node.end = event.start_mark.index
                    if wanted is Mapping:
                        node.keys_at = []
                    if here is None:
                        self.root = node
                    elif not keyed:
                        here.append(node)
                    elif key is not _SKIP and key is not _AS_KEY and not again:
                        here[key] = node
                stack.append((here, key, event.flow_style))
                if event.flow_style:
                    tail.append(event.start_mark)
                here, key, keyed = node, None, wanted is Mapping
                continue
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                end = event.end_mark.index
                here.end = last = max(last, end) if stack[-1][2] else last
                here, key, flow = stack.pop()
                if flow:
                    self.said = None
                    tail.pop()
                keyed = here.__class__ is Mapping
                key = _SKIP if key is _AS_KEY else None
                continue
            elif kind is AliasEvent:
                name = f"*{event.anchor}"
                self.refuse(
                    event,
                    f"`{name}` is an alias, and claim files have none",
                    "write out what it stands for; "
                    f'if it is text, put it in quotation marks: `"{name}"`',
                )
                self.said = event
                last = event.end_mark.index
                if keyed and key is None:
                    key = _SKIP
                    continue
                if keyed and key is not _SKIP and key not in here:
                    del here.keys_at[-2:]
                key = None
                continue
            elif kind is DocumentStartEvent:
                if event.version is not None or event.tags:
                    line = self.origin.first - 1 + event.start_mark.line
                    self.mistakes.append(_directive(line))
                if self.root is not None:
                    self.stop(
                        event,
                        "a second document begins here, and a claim file has one",
                        "take out this `---`, or make two files",
                        cuts=False,
                    )
                continue
            elif kind is StreamEndEvent:
                return
            else:
                continue
            # a scalar that is a value
            if here is None:
                self.root = node
            elif not keyed:
                here.append(node)
            else:
                if key is not _SKIP and key not in here:
                    here[key] = node
                key = None

    def odd_key(self, event: Any, value: str, here: Mapping, *, top: bool) -> str:
        """What to do with a key that is empty, a merge key or there already."""
        if value in here:
            index = list(here).index(value)
            first = self.origin.at(here.keys_at[2 * index])[0]
            if top:
                self.refuse(
                    event,
                    f"the key `{value}` is written twice",
                    f"its first is in line {first}; put everything under one of them",
                    cuts=False,
                )
                return value
            self.refuse(
                event,
                f"the key `{value}` is written twice here",
                f"its first is in line {first}; keep one of them",
            )
        elif value == "<<":
            self.refuse(
                event, "`<<` is a merge key, and claim files have none", "write the fields out"
            )
        else:
            self.refuse(
                event, "a key is missing before this colon", "write the key, or take it out"
            )
        return _SKIP

    def marked(self, event: Any) -> None:
        """Refuse an anchor or a tag."""
        if event.tag is not None:
            self.refuse(
                event,
                f"`{_tag(event)}` is a tag, and claim files have none",
                "leave it out; if it is text, put it in quotation marks",
            )
        if event.anchor is not None:
            self.refuse(
                event,
                f"`&{event.anchor}` is an anchor, and claim files have none",
                "leave it out; if it is text, put it in quotation marks",
            )

    def number(self, event: Any, value: str) -> None:
        """Refuse a number that is too long."""
        if _NUMBER.fullmatch(value) and any(char.isdigit() for char in value):
            count = len(_DIGIT.findall(value))
            if count > self.limits.digits:
                self.refuse(
                    event,
                    f"this number has {count:,} digits, and at most {self.limits.digits} are read",
                    "if it is not a number, put it in quotation marks",
                )

    def at(self, start: int, end: int, message: str, hint: str, *, blanks: bool = False) -> None:
        """Note a mistake between two offsets of one line."""
        line, column = self.origin.at(start)
        mistake = _Mistake(
            message=message,
            hint=hint,
            line=line - 1,
            column=column - 1,
            end=column - 1 + end - start,
            blanks=blanks,
        )
        self.mistakes.append(mistake)
        if len(self.mistakes) > _MOST_PROBLEMS:
            raise _Refused(attrs.evolve(mistake, message=_ENOUGH, hint="", fatal=True))

    def blanks(self, key: str, start: int) -> None:
        """Refuse an indent of characters that look like spaces."""
        odd = _odd_blanks(key, 0)
        column = self.origin.at(start)[1]
        if self.origin.text[start - column + 1 : start].strip(" "):
            return
        if odd is not None and odd.end is not None:
            self.at(start, start + odd.end, odd.message, odd.hint, blanks=True)

    def folded(self, start: int, end: int) -> None:
        """Refuse a text of several lines that was meant as a list."""
        text = self.origin.text
        if _GLUED_LIST.fullmatch(text, start, end):
            message, hint = "there is no space after this dash", "put a space after every dash"
            self.at(start, start + 1, message, hint)
            return
        found = _LISTED.fullmatch(text, start, end)
        if found is None:
            return
        column = self.origin.at(found.start("entries"))[1]
        if column <= _SHORT:
            dash = text.index("-", found.start("entries"))
            line, column = self.origin.at(dash)
            blanks = text[dash - column + 1 : dash]
            if (odd := _odd_blanks(blanks, line)) is not None:
                self.at(dash - column + 1, dash, odd.message, odd.hint, blanks=True)
                return
            self.at(
                dash,
                dash + 1,
                "this dash begins no entry: the text before it goes on here",
                "begin the list in the line below its key; "
                "if it is text, put the whole text in quotation marks",
            )

    def counted(self, end: int) -> None:
        """Refuse a text cut short by a number sign that was hardly meant as a comment."""
        sign = self.origin.text.index("#", end)
        self.at(
            sign,
            sign + 1,
            "what follows ` #` is a comment, and no part of the text",
            "put the whole text in quotation marks; if it is a comment, put a space after `#`",
        )

    def printable(self, event: Any, value: str) -> None:
        """Refuse control characters and half characters that escapes have made."""
        found = UNFIT.search(value)
        if found:
            code = ord(found[0])
            self.refuse(
                event,
                f"an escape in this text makes the character U+{code:04X}, which no text may hold",
                "take the escape out",
            )


def _tag(event: Any) -> str:
    tag = str(event.tag)
    return (
        tag.replace("tag:yaml.org,2002:", "!!", 1) if tag.startswith("tag:yaml.org,2002:") else tag
    )


def _directive(line: int) -> _Mistake:
    return _Mistake(
        message="a line that begins with `%` instructs YAML readers, and claim files have none",
        hint="take it out; if it is text, put it in quotation marks",
        line=line,
        column=0,
    )


# --- what the parser says, in the words of those who write the files ---------------------------


def _quoted(text: str) -> str:
    """A text in the quotation marks that need least in it."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def _in_quotes(lines: list[str], line: int, value: str = "") -> str:
    """The hint to quote the value of the key in a line, spelled out where it is short."""
    text = lines[line]
    key = _key_of(text)
    value = (value or (text[key.end() :] if key else "")).strip()
    curly = " (curly ones are part of the text)" if value[:1] in {"“", "‘", "„"} else ""
    if key is None or not value or len(value) > 70:
        return "put the text in quotation marks" + curly
    return f"put the text in quotation marks{curly}: `{key['key']}: {_quoted(value)}`"


def _key_of(text: str) -> re.Match[str] | None:
    """The first key of a line."""
    start = _DASHES.match(text)
    return _KEY.match(text, start.end() if start else 0)


def _diagnosis(error: Any, lines: list[str], shift: int, builder: _Builder) -> _Mistake:
    """A parser's error as a mistake, at the place where it is to be mended."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None or not lines:
        return _Mistake(message="this cannot be read as YAML", line=shift, column=0, fatal=True)
    line = min(mark.line + shift, len(lines) - 1)
    column = mark.column if line == mark.line + shift else len(lines[line])
    told = _told(error, lines, (line, column), shift, builder)
    return attrs.evolve(_odd_blanks(lines[told.line], told.line) or told, fatal=True)


def _told(
    error: Any, lines: list[str], at: tuple[int, int], shift: int, builder: _Builder
) -> _Mistake:
    problem = str(error.problem or "")
    context = str(error.context or "")
    line, column = at
    text = lines[line]
    char = text[column : column + 1]
    opened = at
    if error.context_mark is not None and error.context_mark.line + shift < len(lines):
        opened = (error.context_mark.line + shift, error.context_mark.column)
    for mistake in builder.mistakes:
        if mistake.line == line and mistake.cuts:
            return mistake
    if text.startswith("\ufeff"):
        return _Mistake(
            message="a byte order mark begins this line",
            hint="take out this invisible character (U+FEFF)",
            line=line,
            column=0,
            end=1,
        )
    if char == "\t" or " tab " in problem:
        return _tab(text, line, column)
    if "start any token" in problem:
        return _unfit_start(lines, line, column)
    if "an alias" in context or "an anchor" in context or "a tag" in context or "tag" in problem:
        return _unfit_start(lines, *opened)
    if "block scalar" in context:
        return _unfit_start(lines, *opened)
    if "quoted scalar" in context:
        return _quotation(lines, opened, problem, at)
    if text.rstrip() == "...":
        return _after_document(lines, line, column)
    if "unexpected ':'" in problem:
        return _Mistake(
            message="there is no space after this colon",
            hint="put a space after it, or the text in quotation marks",
            line=line,
            column=column,
            end=column + 1,
        )
    if "directive" in context:
        return _directive(line)
    said = _said(builder, shift)
    if said is not None and not text[said[2] : column].strip() and said[1] == line:
        return _after_quotation(lines, said, at)
    deep = _too_deep(text[:column], builder.limits.depth)
    if deep is not None:
        return _Mistake(
            message=_DEEP.format(builder.limits.depth),
            hint=_FLATTER,
            line=line,
            column=deep,
            end=deep + 1,
        )
    if builder.tail:
        flow = builder.tail[-1]
        return _in_brackets(lines, (flow.line + shift, flow.column), at, problem)
    if "mapping values are not allowed" in problem:
        return _odd_colon(lines, line, column)
    if "could not find expected ':'" in problem:
        return _no_colon(lines, opened[0])
    if "entries are not allowed" in problem:
        return _list_beside_key(lines, line, column)
    if "keys are not allowed" in problem:
        return _unfit_start(lines, line, column)
    if "node content" in problem:
        return _unfit_start(lines, line, column)
    if "document start" in problem:
        return _after_document(lines, line, column)
    return _out_of_line(lines, at, opened, context)


def _said(builder: _Builder, shift: int) -> tuple[int, int, int, int] | None:
    """The quoted text read last: its first line, its last line and end column, its column."""
    event = builder.said
    if event is None or getattr(event, "style", None) not in {"'", '"'}:
        return None
    start, end = event.start_mark, event.end_mark
    return start.line + shift, end.line + shift, end.column, start.column


def _tab(text: str, line: int, column: int) -> _Mistake:
    indent = _INDENT.match(text)
    if indent and "\t" in indent[0]:
        place = text.index("\t")
        hint = "indent with spaces only"
        return _Mistake(message=_TAB, hint=hint, line=line, column=place, end=indent.end())
    return _Mistake(
        message="a tab stands here",
        hint="put a space in its place",
        line=line,
        column=column,
        end=column + 1,
    )


def _unfit_start(lines: list[str], line: int, column: int) -> _Mistake:
    text = lines[line]
    char = text[column : column + 1]
    if not char.strip():
        return _Mistake(
            message="something is missing here", hint="", line=line, column=column, end=column
        )
    if char in "]}" and not text[:column].strip(" -"):
        return _too_many(line, column, char)
    if char == "*" and not text[:column].strip():
        return _Mistake(
            message="`*` begins no entry of a list",
            hint="write a hyphen in its place",
            line=line,
            column=column,
            end=column + 1,
        )
    value = text[column:].strip()
    key = _key_of(text)
    owns = key is not None and key.end() == column
    return _Mistake(
        message="a text without quotation marks cannot begin with "
        + ("a backtick" if char == "`" else f"`{char}`")
        + (" and a space" if char in "-?" else ""),
        hint=_in_quotes(lines, line, value)
        if owns
        else f"put the text in quotation marks: `{_quoted(value)}`"
        if len(value) < 70
        else "put the text in quotation marks",
        line=line,
        column=column,
        end=column + 1,
    )


def _list_beside_key(lines: list[str], line: int, column: int) -> _Mistake:
    """A dash after a key: a list that begins one line too early, or a text."""
    text = lines[line]
    key = _key_of(text)
    entry = text[column + 1 :].strip()
    if key is None or key.end() != column or not entry or entry[0].isdigit():
        return _unfit_start(lines, line, column)
    hint = "begin it in the next line, or write it in brackets"
    if len(entry) < 50 and not set(entry) & set(":,[]{}#\"'"):
        hint += f": `{key['key']}: [{entry}, …]`"
    return _Mistake(
        message="a list cannot begin on the line of its key",
        hint=hint + "; if it is text, put it in quotation marks",
        line=line,
        column=column,
        end=column + 1,
    )


def _too_many(line: int, column: int, char: str) -> _Mistake:
    return _Mistake(
        message=f"this `{char}` closes a bracket that was never opened",
        hint="take it out; if it is text, put the whole text in quotation marks",
        line=line,
        column=column,
        end=column + 1,
    )


def _quotation(
    lines: list[str], opened: tuple[int, int], problem: str, at: tuple[int, int]
) -> _Mistake:
    mark = lines[opened[0]][opened[1] : opened[1] + 1] or '"'
    if "escape" in problem or "hexdecimal" in problem or "hexadecimal" in problem:
        line, column = at
        start = lines[line].rfind("\\", 0, column + 1)
        column = start if start >= 0 else column
        escape = _ESCAPE.match(lines[line], column)
        end = escape.end() if escape else column + 1
        return _Mistake(
            message=f"`{lines[line][column:end]}` stands for nothing in double quotation marks",
            hint="write the backslash twice, or put the text in single quotation marks",
            line=line,
            column=column,
            end=end,
        )
    return _unclosed(lines, opened, mark)


def _unclosed(lines: list[str], opened: tuple[int, int], mark: str) -> _Mistake:
    line, column = opened
    return _Mistake(
        message=f"the quotation mark `{mark}` that opens here is never closed",
        hint=f"put `{mark}` at the end of the text",
        line=line,
        column=column,
        end=len(lines[line].rstrip()),
    )


def _after_quotation(
    lines: list[str], said: tuple[int, int, int, int], at: tuple[int, int]
) -> _Mistake:
    first, _, _, start = said
    line, column = at
    mark = lines[first][start : start + 1] or '"'
    if first < line:
        return _unclosed(lines, (first, start), mark)
    whole = lines[line][start:].strip()
    inner = whole[1:].removesuffix(mark)
    if not whole.endswith(mark) and inner.count(mark) == 1:
        inner = inner.replace(mark, "")
    hint = "put the whole text in quotation marks of one kind"
    key = _key_of(lines[line])
    if key is not None and key.end() == start and len(inner) < 70:
        better = _quoted(inner.replace("''", "'") if mark == "'" else inner)
        hint = (
            f"put the whole text in quotation marks that it does not hold: `{key['key']}: {better}`"
        )
    return _Mistake(
        message="the text ends at its closing quotation mark, and more follows",
        hint=hint,
        line=line,
        column=column,
    )


_CLOSING: Final = {"[": "]", "{": "}"}


def _too_deep(text: str, depth: int) -> int | None:
    """Where a line opens more brackets than may be open, or nothing.

    The parser looks a thousand characters ahead, and fails there before it tells of the brackets.
    """
    level = 0
    for found in _BRACKET.finditer(text):
        level += 1 if found[0] in _CLOSING else -1
        if level >= depth:  # the file itself is one level more
            return found.start()
    return None


def _in_brackets(
    lines: list[str], opened: tuple[int, int], at: tuple[int, int], problem: str
) -> _Mistake:
    line, column = at
    text = lines[line]
    char = text[column : column + 1]
    bracket = lines[opened[0]][opened[1] : opened[1] + 1]
    closing = _CLOSING.get(bracket, "]")
    if char in {"]", "}"} and char != closing:
        return _Mistake(
            message=f"this `{char}` closes a bracket that was opened as `{bracket}`",
            hint=f"write `{closing}`",
            line=line,
            column=column,
            end=column + 1,
        )
    if char == ":" and text[:column].rstrip()[-1:] in {"{", ","}:
        return _no_key(line, column)
    if char == "," and "content" in problem:
        return _Mistake(
            message="nothing stands before this comma",
            hint="take out the comma, or put a text before it",
            line=line,
            column=column,
            end=column + 1,
        )
    later = line > opened[0]
    at_end = not text[column:].strip() and all(map(_is_idle, lines[line + 1 :]))
    if at_end or (later and (_key_of(text) is not None or text.lstrip().startswith("- "))):
        what = "list" if bracket == "[" else "record"
        return _Mistake(
            message=f"the bracket `{bracket}` that opens here is never closed",
            hint=f"put `{closing}` at the end of the {what}",
            line=opened[0],
            column=opened[1],
            end=len(lines[opened[0]].rstrip()),
        )
    return _Mistake(
        message="a comma is missing before this, or a text with a colon has no quotation marks",
        hint="part the entries by commas, and put texts with a colon or a comma in quotation marks",
        line=line,
        column=column,
    )


def _odd_colon(lines: list[str], line: int, column: int) -> _Mistake:
    """A colon in the middle of a value, or a line that was taken for the end of the one above."""
    text = lines[line]
    key = _key_of(text)
    if key is not None and column > key.start() + len(key["key"]):
        return _Mistake(
            message="a text with a colon and a space in it needs quotation marks",
            hint=_in_quotes(lines, line),
            line=line,
            column=column,
            end=column + 1,
        )
    if key is not None and len(key["key"]) > _LONGEST_KEY:
        return _long_key(line, key)
    above = _above(lines, line)
    if above is not None:
        for earlier in (_odd_dash(lines, above), _glued(lines, above), _bare_dash(lines, above)):
            if earlier is not None:
                return earlier
    return _astray(lines, line)


def _long_key(line: int, key: re.Match[str]) -> _Mistake:
    return _Mistake(
        message=f"this key is longer than {_LONGEST_KEY:,} characters",
        hint="if it is a text, give it a key and put it in quotation marks",
        line=line,
        column=key.start(),
        end=key.start() + len(key["key"]),
    )


def _above(lines: list[str], line: int) -> int | None:
    """The last line before this one that says anything."""
    return next((at for at in range(line - 1, -1, -1) if not _is_idle(lines[at])), None)


def _glued(lines: list[str], line: int) -> _Mistake | None:
    """A key with no space after its colon."""
    text = lines[line]
    start = _DASHES.match(text)
    column = start.end() if start else 0
    found = _GLUED.fullmatch(text, column)
    if found is None or _key_of(text) is not None:
        return None
    end = found.end("key") + 1
    return _Mistake(
        message=f"there is no space after the colon of `{found['key']}`",
        hint=f"write `{found['key']}: {found['rest'].strip()}`"
        if len(found["rest"]) < 70
        else "put a space after the colon",
        line=line,
        column=column,
        end=end,
    )


def _bare_dash(lines: list[str], line: int) -> _Mistake | None:
    """An entry of a list with no space after its dash."""
    text = lines[line]
    column = _indent(text)
    if text[column : column + 1] != "-" or text[column + 1 : column + 2] in {" ", "-", ""}:
        return None
    rest = text[column + 1 :].strip()
    odd = text[column + 1].isspace()
    return _Mistake(
        message="the blank after this dash looks like a space and is none"
        if odd
        else "there is no space after this dash",
        hint=f"write `- {rest}`" if len(rest) < 70 else "put a space after the dash",
        line=line,
        column=column,
        end=column + 1,
    )


def _no_colon(lines: list[str], line: int) -> _Mistake:
    """A line among keys that has no key."""
    for found in (_bare_dash(lines, line), _glued(lines, line)):
        if found is not None:
            return found
    text = lines[line]
    key = _key_of(text)
    if key is not None and len(key["key"]) > _LONGEST_KEY:
        return _long_key(line, key)
    start = _DASHES.match(text)
    column = start.end() if start else 0
    unlike = _UNLIKE.fullmatch(text, column)
    if unlike is not None:
        return _unlike(unlike, line)
    said = text[column:].strip()
    words = said.split()
    hint = "write it as `key: value`; a text that goes on in a second line is indented there"
    if 1 < len(words) < 6:
        hint = (
            f"write a key and a colon, as `{words[0]}: {' '.join(words[1:])}`; "
            "a text that goes on in a second line is indented there"
        )
    return _Mistake(
        message="this line has no key with a colon",
        hint=hint,
        line=line,
        column=column,
        end=column + len(said),
    )


def _unlike(found: re.Match[str], line: int) -> _Mistake:
    """A key with something like a colon after it."""
    key, sign, rest = found.group("key", "sign", "rest")
    hint = f"write `{key}: {rest.strip()}`" if len(rest) < 70 else f"write `{key}: …`"
    message = f"`{sign}` stands where a colon and a space are wanted"
    if sign == ":":
        message = "the blank after this colon looks like a space and is none"
    column = found.start("sign")
    return _Mistake(message=message, hint=hint, line=line, column=column, end=column + 1)


def _odd_dash(lines: list[str], line: int) -> _Mistake | None:
    """An entry of a list that begins with another dash, or with a bullet."""
    text = lines[line]
    column = _indent(text)
    sign = text[column : column + 1]
    if sign not in _DASHLIKE[1:] or not text[column + 1 : column + 2].isspace():
        return None
    return _Mistake(
        message=f"`{sign}` begins no entry of a list",
        hint="write the plain hyphen of the keyboard in its place",
        line=line,
        column=column,
        end=column + 1,
    )


_NAMED: Final = {"\u00a0": "hard space", "\u202f": "narrow hard space", "\u3000": "wide space"}
"""What people call the blanks that are no plain spaces."""


def _odd_blanks(text: str, line: int) -> _Mistake | None:
    """An indent of characters that look like spaces."""
    found = _BLANKS.match(text)
    if found is None:
        return None
    odd = found[0].lstrip(" ")[0]
    name = f"{_NAMED.get(odd, 'character')} (U+{ord(odd):04X})"
    return _Mistake(
        message=f"this line is indented with a {name}, which looks like a space and is none",
        hint="type plain spaces in its place",
        line=line,
        column=0,
        end=found.end(),
        blanks=True,
    )


def _after_document(lines: list[str], line: int, column: int) -> _Mistake:
    above = _above(lines, line)
    for at in (above, line):
        if at is not None and lines[at].startswith("%"):
            return _directive(at)
        if at is not None and lines[at].rstrip() == "...":
            return _Mistake(
                message="`...` ends the file here, and more follows",
                hint="take it out",
                line=at,
                column=0,
                end=3,
            )
    if lines[line][:column].strip(" ") == "" and column and above is not None:
        return _astray(lines, line)
    return _Mistake(
        message="the file has ended before this, and more follows",
        hint="everything in a claim file stands under keys, such as `claims:`",
        line=line,
        column=column,
        end=len(lines[line].rstrip()),
    )


def _out_of_line(
    lines: list[str], at: tuple[int, int], opened: tuple[int, int], context: str
) -> _Mistake:
    """Something that is neither the next key nor the next dash."""
    line, column = at
    text = lines[line]
    char = text[column : column + 1]
    if text[:column].strip(" -"):
        if text[:column].rstrip()[-1:] in {"]", "}"} and char not in {"]", "}"}:
            key = _key_of(text)
            return _Mistake(
                message="the text ends at its closing bracket, and more follows",
                hint=_in_quotes(lines, line)
                if key is not None and key.end() < column
                else "put the whole text in quotation marks",
                line=line,
                column=column,
            )
        if char in {"]", "}"}:
            return _too_many(line, column, char)
        if (glued := _glued(lines, line)) is not None:
            return glued
        return _Mistake(
            message="this cannot follow what stands before it in the line",
            hint="put the whole text in quotation marks",
            line=line,
            column=column,
        )
    if char == ":":
        return _no_key(line, column)
    if char in {"]", "}"}:
        return _too_many(line, column, char)
    if char in {'"', "'"} and _key_of(text) is None:
        return _no_colon(lines, line)
    for found in (_bare_dash(lines, line), _glued(lines, line)):
        if found is not None:
            return found
    dash = text[column:].startswith("- ") or text[column:] == "-"
    if dash and column == opened[1]:
        return _Mistake(
            message="a dash stands here among keys",
            hint="a list stands under a key of its own, such as `members:`; "
            "another record of the same list begins in the column of the dash before it",
            line=line,
            column=column,
            end=column + 1,
        )
    if column == opened[1] and "collection" in context:
        return _Mistake(
            message="this line is in the column of the dashes and has none",
            hint=f"begin it with a dash, or in column {_inner(lines, line) + 1} to go on with "
            "the record above",
            line=line,
            column=column,
            end=len(text.rstrip()),
        )
    if _key_of(text) is None and not dash:
        return _no_colon(lines, line)
    return _astray(lines, line)


def _no_key(line: int, column: int) -> _Mistake:
    return _Mistake(
        message="a key is missing before this colon",
        hint="write the key, or take the line out",
        line=line,
        column=column,
        end=column + 1,
    )


def _inner(lines: list[str], line: int) -> int:
    """The column, from 0, of the key of the nearest entry of a list above."""
    for at in range(line - 1, -1, -1):
        start = _DASHES.match(lines[at])
        if start and "-" in start[0]:
            return start.end()
    return _indent(lines[line])


def _astray(lines: list[str], line: int) -> _Mistake:
    """A line whose indent is that of nothing above it."""
    text = lines[line]
    column = _indent(text)
    dash = text.startswith("-", column)
    near: list[tuple[int, str]] = []
    deepest = len(text) + 1000
    for at in range(line - 1, -1, -1):
        earlier = lines[at]
        if _is_idle(earlier):
            continue
        if deepest > len(text) and (whole := _QUOTED_PAIR.fullmatch(earlier)):
            return _Mistake(
                message="the quotation marks hold a key together with its value",
                hint=f"write `{whole['key']}: {whole['value']}`",
                line=at,
                column=whole.start("text"),
                end=whole.end("text"),
            )
        indent = _indent(earlier)
        if indent >= deepest:
            continue
        deepest = indent
        start = _DASHES.match(earlier)
        inner = start.end() if start else indent
        key = _KEY.match(earlier, inner)
        if dash and earlier.startswith("- ", indent):
            near.append((indent, "the dash"))
        elif not dash and key is not None:
            near.append((inner, f"`{key['key']}`"))
        if indent == 0 or len(near) > 8:
            break
    hint = "begin it in the column of the line that it goes with"
    if near:
        best = min(near, key=lambda found: abs(found[0] - column))
        hint = f"begin it in column {best[0] + 1}, under {best[1]}"
    return _Mistake(
        message=f"this line begins in column {column + 1}, where nothing above it begins",
        hint=hint,
        line=line,
        column=column,
        end=len(text.rstrip()),
    )
