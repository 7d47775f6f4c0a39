"""The layout of claim files: canonical order of parts and fields, indents and blank lines.

Works on the text of a file and the places of its nodes: scalars stay as they are written, comments
stay at their record or field, and what a file means never changes.
Knows nothing of what claims mean, and nothing of directories.
"""

from __future__ import annotations

import bisect
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Final

import attrs

from ijmfacts import nodes
from ijmfacts.claims import KINDS, Claim
from ijmfacts.parts import CLASSES, LISTED, NAMED, SETTLED, WORDS
from ijmfacts.spans import Problem, Span
from ijmfacts.structure import key_of, read_file, with_years

WIDTH: Final = 100
"""The most columns of a list or record in brackets that stood on several lines and is joined."""

ORDER: Final = (
    "document",
    "section",
    "entities",
    "sources",
    "vocabulary",
    "observances",
    "claims",
    "accepted",
    "assume",
    "reject",
    "set aside",
)
"""The parts of a file in the order in which they are written."""

_TIMES: Final = ("when", "as of", "since", "until", "within", "before", "after", "during")
_BEFORE: Final = ("id", "kind")
_AFTER: Final = (
    *_TIMES,
    "place",
    "said by",
    "modality",
    "sources",
    "quote",
    "prefix",
    "suffix",
    "at",
    "note",
)
"""The fields of every claim that stand after those of its kind."""

_BREAK: Final = re.compile(r"\r\n|\r|\n")
_BROKEN: Final = re.compile(r"[\r\n]")
_OPENING: Final = re.compile(r"(?:---(?:[ \t]+|$))?[ \t]*(?:[-?:][ \t]+)*")
_HEADER: Final = re.compile(r"([|>])(?:[0-9]?([+-]?)|([+-])[0-9])[ \t]*(#[^\r\n]*)?")
_FIRST: Final = re.compile(r"^( *)[^ \n]", re.MULTILINE)


@attrs.frozen(kw_only=True)
class Formatted:
    """A file as it should be laid out.

    With `problems`, the file has mistakes, and `text` is the file as it is.
    """

    text: str
    problems: tuple[Problem, ...] = ()


def formatted(data: bytes | str, *, file: str = "claims.yaml") -> Formatted:
    """The text of a claim file in YAML in its canonical layout; `file` is the name for places.

    A file with a mistake in it, in its writing or in a record, is left as it is.
    Laying out what is laid out already changes nothing.
    Never raises, whatever the bytes.
    """
    from ijmfacts.yaml_files import read_yaml  # noqa: PLC0415 - not for the order of fields alone

    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    given = data if isinstance(data, str) else raw.decode(errors="replace")
    tree, problems = read_yaml(raw, file)
    if tree is None or problems:
        return Formatted(text=given, problems=problems)
    wrong = _mistakes(tree)
    if wrong and YEAR_OF_TWO.search(given):  # another file may say where the year begins
        again, _ = read_yaml(raw, file)
        assert again is not None  # noqa: S101 - it was there before
        list(with_years(again, (4, 1)))
        wrong = _mistakes(again)
    if wrong or not isinstance(tree, nodes.Mapping):
        return Formatted(text=given, problems=wrong)
    text = given.removeprefix("\ufeff")
    writer = _Writer(text, tree)
    writer.file(tree)
    lines = writer.out
    ending = _BREAK.search(text)
    made = (ending[0] if ending else "\n").join([*lines, ""])
    if made != text and not _same(made, tree, writer, file):  # a net; no file is known to need it
        message = "this file is written in a way that `fmt` cannot lay out, and is left as it is"
        return Formatted(text=given, problems=(Problem(message, Span(file, 1, 1, 1, 1)),))
    return Formatted(text=made)


YEAR_OF_TWO: Final = re.compile(r"[0-9]{4}/[0-9]{2}(?![0-9])")
"""What a year that begins where the document says looks like."""


def _mistakes(tree: nodes.Node) -> tuple[Problem, ...]:
    return tuple(found for found in read_file(tree) if isinstance(found, Problem))


def _same(made: str, tree: nodes.Mapping, writer: _Writer, file: str) -> bool:
    """Whether a text holds the same records and the same comments as the writer's own."""
    from ijmfacts.yaml_files import read_yaml  # noqa: PLC0415 - as above

    again, problems = read_yaml(made.encode("utf-8", "surrogatepass"), file)
    if problems or again != tree or not isinstance(again, nodes.Mapping):
        return False
    if "#" not in made:
        return not writer.comments
    kept = sorted(comment.text for comment in _comments(made, again))
    return kept == sorted(comment.text for comment in writer.comments)


# --- what stands in which order ------------------------------------------------------------------


@attrs.frozen(kw_only=True, eq=False)
class _Layout:
    """How the entries of a record, a map or a list are laid out.

    `rank`: the place of each key; where it is empty, entries stay in the author's order.
    `inner`: the layout of the value of each key; `each`: that of every other entry.
    `by_kind`: the layouts of claims.
    `blanks` between entries: `none`, `kept` (those of the author, one at most), `records` (one
    about every record of several lines, elsewhere as `kept`) or `one`.
    `brackets`: whether it may stand in brackets.
    """

    rank: Mapping[str, int] = attrs.field(factory=dict)
    inner: Mapping[str, _Layout] = attrs.field(factory=dict)
    each: _Layout | None = None
    by_kind: Mapping[str, _Layout] = attrs.field(factory=dict)
    blanks: str = "none"
    brackets: bool = True


_PLAIN: Final = _Layout()


def fields_in_order(cls: type[Any]) -> tuple[str, ...]:
    """The keys of a record, as files spell them, in the order in which they are written."""
    own = tuple(key_of(cls, field.name) for field in attrs.fields(cls))
    if not issubclass(cls, Claim):
        return own
    about = tuple(key for key in own if key not in {*_BEFORE, *_AFTER})
    return (*_BEFORE, *about, *_AFTER)


def _ranks(keys: Iterable[str]) -> dict[str, int]:
    return {key: at for at, key in enumerate(keys)}


def _record(cls: type[Any]) -> _Layout:
    """The layout of one class of records, or of a list of them."""
    attrs.resolve_types(cls)
    inner = {
        key_of(cls, field.name): found
        for field in attrs.fields(cls)
        if (found := _field(field.type)) is not None
    }
    return _Layout(rank=_ranks(fields_in_order(cls)), inner=inner)


def _field(kind: Any) -> _Layout | None:
    """The layout of what a field of that type holds; none where it holds only texts."""
    if isinstance(kind, type) and attrs.has(kind):
        return _record(kind)
    for inner in getattr(kind, "__args__", ()):
        found = _field(inner)
        if found is not None:
            named = getattr(kind, "__origin__", None) is Mapping
            return _Layout(each=found) if named else found
    return None


@cache
def _file_layout() -> _Layout:
    """The layout of a whole file."""
    claim = _Layout(by_kind={kind: _record(cls) for kind, cls in KINDS.items()})

    def part(each: _Layout, blanks: str) -> _Layout:
        return _Layout(each=each, blanks=blanks, brackets=False)

    words = {key: part(_record(cls), "kept") for key, (_, cls) in WORDS.items()}
    vocabulary = _Layout(rank=_ranks(WORDS), inner=words, blanks="kept", brackets=False)
    parts = {
        "document": _record(CLASSES["document"]),
        "vocabulary": vocabulary,
        **{key: part(_record(cls), "kept") for key, (_, cls, _) in NAMED.items()},
        **{
            key: part(claim if cls is None else _record(cls), "records")
            for key, (_, cls) in LISTED.items()
        },
        **{key: part(_PLAIN, "kept") for key in SETTLED},
    }
    return _Layout(rank=_ranks(ORDER), inner=parts, blanks="one", brackets=False)


# --- comments --------------------------------------------------------------------------------


@attrs.frozen
class _Comment:
    """A comment, the blanks before it in its line, and whether a blank line stands before it."""

    at: int
    text: str
    gap: str
    blank: bool


@attrs.frozen
class _Entry:
    """A key with its value, or an entry of a list.

    `name` is its own, `column` that of its key or dash, `holder` the record or list it is in.
    """

    start: int
    name: int
    column: int
    node: nodes.Node
    holder: nodes.Mapping | nodes.Sequence
    owner: _Entry | None
    flow: bool


def _comments(text: str, tree: nodes.Mapping) -> list[_Comment]:
    """Every comment of a text: what a `#` begins that stands in no scalar."""
    spans = sorted(_scalars(tree))
    starts = [start for start, _ in spans]
    found = []
    at = text.find("#")
    while at >= 0:
        index = bisect.bisect_right(starts, at) - 1
        if index >= 0 and at < spans[index][1]:
            at = text.find("#", spans[index][1])
            continue
        end = _BROKEN.search(text, at)
        stop = end.start() if end else len(text)
        before = text[_line_start(text, at) : at]
        gap = before[len(before.rstrip(" \t")) :]
        found.append(_Comment(at, text[at:stop].rstrip(), gap, _blank_before(text, at)))
        at = text.find("#", stop)
    return found


def _scalars(node: nodes.Node) -> Iterator[tuple[int, int]]:
    """The offsets of every key and every text."""
    if isinstance(node, nodes.Mapping):
        ends = iter(node.keys_at)
        yield from zip(ends, ends, strict=True)
        for value in node.values():
            yield from _scalars(value)
    elif isinstance(node, nodes.Sequence):
        for item in node:
            yield from _scalars(item)
    elif node.end > node.start:
        yield node.start, node.end


def _line_start(text: str, at: int) -> int:
    start = text.rfind("\n", 0, at) + 1
    return max(start, text.rfind("\r", start, at) + 1)


def _blank_before(text: str, at: int) -> bool:
    """Whether the line before that of an offset is blank."""
    start = _line_start(text, at)
    if start == 0:
        return False
    end = start - 2 if text[start - 2 : start] == "\r\n" else start - 1
    return not text[_line_start(text, end) : end].strip(" \t")


def _entries(
    text: str,
    node: nodes.Mapping | nodes.Sequence,
    owner: _Entry | None = None,
    *,
    flow: bool = False,
) -> Iterator[_Entry]:
    """Every entry, each before those inside it, in the order of the text."""
    flow = flow or text[node.start] in "{["
    if isinstance(node, nodes.Mapping):
        starts = [*node.keys_at[::2]]
        columns = [start - _line_start(text, start) for start in starts]
        inside: Iterable[nodes.Node] = node.values()
        names = starts
    else:
        starts = [item.start for item in node]
        columns = [node.start - _line_start(text, node.start)] * len(starts)
        inside = node
        names = [~start for start in starts]
    for start, name, column, value in zip(starts, names, columns, inside, strict=True):
        entry = _Entry(start, name, column, value, node, owner, flow)
        yield entry
        if isinstance(value, nodes.Mapping | nodes.Sequence):
            yield from _entries(text, value, entry, flow=flow)


@attrs.define
class _Attached:
    """Where each comment goes: before an entry, behind it, inside it, or after the last of many."""

    head: list[_Comment] = attrs.Factory(list)
    before: dict[int, list[_Comment]] = attrs.Factory(dict)
    behind: dict[int, list[_Comment]] = attrs.Factory(dict)
    inside: dict[int, list[_Comment]] = attrs.Factory(dict)
    last: dict[int, list[_Comment]] = attrs.Factory(dict)


def _attached(text: str, tree: nodes.Mapping, comments: list[_Comment]) -> _Attached:
    """Every comment with what it is about, by where it stands."""
    found = _Attached()
    if not comments:
        return found
    entries = list(_entries(text, tree))
    starts = [entry.start for entry in entries]
    for comment in comments:
        index = bisect.bisect_right(starts, comment.at)
        earlier = entries[index - 1] if index else None
        later = entries[index] if index < len(entries) else None
        line = text[_line_start(text, comment.at) : comment.at]
        if earlier is None:
            found.head.append(comment)
        elif _OPENING.fullmatch(line):
            column = len(line) - len(line.lstrip(" \t"))
            _alone(found, text, comment, column, earlier, later)
        else:
            while earlier.flow and earlier.holder.end <= comment.at and earlier.owner:
                earlier = earlier.owner
            found.behind.setdefault(earlier.name, []).append(comment)
    return found


def _alone(
    found: _Attached,
    text: str,
    comment: _Comment,
    column: int,
    earlier: _Entry,
    later: _Entry | None,
) -> None:
    """Attach a comment that has its line to itself."""
    at = comment.at
    node = earlier.node
    bracketed = isinstance(node, nodes.Mapping | nodes.Sequence) and text[node.start] in "{["
    if node.start > at and (bracketed or not isinstance(node, nodes.Mapping | nodes.Sequence)):
        found.before.setdefault(earlier.name, []).append(comment)
        return
    around = node if bracketed and node.end > at else _brackets_around(earlier, at)
    if around is not None:
        if later is not None and later.start < around.end:
            found.before.setdefault(later.name, []).append(comment)
        else:
            found.last.setdefault(id(around), []).append(comment)
        return
    if later is not None and (later.owner is earlier or column <= later.column):
        found.before.setdefault(later.name, []).append(comment)
        return
    above = earlier
    while above.owner is not None and (
        above.flow or above.column > column or above.owner.column == column
    ):  # of a list in the column of its key, the comment belongs to what holds the key
        above = above.owner
    if above.column < column:
        found.inside.setdefault(above.name, []).append(comment)
    else:
        found.last.setdefault(id(above.holder), []).append(comment)


def _brackets_around(entry: _Entry | None, at: int) -> nodes.Mapping | nodes.Sequence | None:
    """The innermost list or record in brackets, around an entry, that an offset is in."""
    while entry is not None and entry.flow:
        if entry.holder.end > at:
            return entry.holder
        entry = entry.owner
    return None


# --- writing -----------------------------------------------------------------------------------


class _Writer:
    """Writes the lines of one file anew."""

    __slots__ = ("attached", "comments", "dash", "ends", "margin", "out", "places", "text")

    def __init__(self, text: str, tree: nodes.Mapping) -> None:
        self.text = text
        self.out: list[str] = []
        self.dash = ""
        """The indent and the dash of an entry of a list whose first line is still to come."""
        self.comments = _comments(text, tree) if "#" in text else []
        self.places = [comment.at for comment in self.comments]
        self.attached = _attached(text, tree, self.comments)

    # --- lines ------------------------------------------------------------------------------

    def line(self, indent: int, text: str) -> None:
        """Add a line, behind the dash that waits for one."""
        self.out.append((self.dash or " " * indent) + text)
        self.dash = ""

    def note(self, indent: int, comments: Iterable[_Comment]) -> None:
        """Add comments, each in a line of its own, before the dash that waits for a line."""
        if self.dash:
            indent = len(self.dash) - len(self.dash.lstrip(" "))
        self.out.extend(" " * indent + comment.text for comment in comments)

    def blank(self) -> None:
        """Add a blank line, unless there is one, which may belong to a text."""
        if self.out and self.out[-1]:
            self.out.append("")

    # --- the file -----------------------------------------------------------------------------

    def file(self, tree: nodes.Mapping) -> None:
        """Write the whole file."""
        for comment in self.attached.head:
            if comment.blank:
                self.blank()
            self.note(0, (comment,))
        if self.attached.head and tree and _blank_before(self.text, tree.keys_at[0]):
            self.blank()
        self.block(tree, 0, _file_layout())

    # --- records and lists --------------------------------------------------------------------

    def block(self, node: nodes.Mapping | nodes.Sequence, indent: int, layout: _Layout) -> None:
        """Write a record or a list, a line or more for each entry, and the comments at its end."""
        if isinstance(node, nodes.Mapping):
            self.record(node, indent, layout)
        else:
            self.entries(node, indent, layout)
        for comment in self.attached.last.get(id(node), ()):
            if comment.blank and layout.blanks != "none":
                self.blank()
            self.note(indent, (comment,))

    def record(self, node: nodes.Mapping, indent: int, layout: _Layout) -> None:
        """Write each key with its value."""
        starts = node.keys_at[::2]
        ends = node.keys_at[1::2]
        layout = _of_kind(node, layout)
        found = list(zip(node, node.values(), starts, ends, strict=True))
        if layout.rank:
            found.sort(key=lambda entry: layout.rank[entry[0]])
        first = True
        for key, value, start, end in found:
            self.opened(start, start, indent, layout.blanks, first=first)
            inner = layout.inner.get(key) or layout.each or _PLAIN
            self.pair(self.key(start, end, key), start, value, indent, inner, layout.blanks)
            first = False

    def opened(self, name: int, start: int, indent: int, blanks: str, *, first: bool) -> None:
        """Write what stands before an entry: a blank line, and the comments about it."""
        comments: list[_Comment] = self.attached.before.get(name, [])
        if blanks == "none":
            self.note(indent, comments)
            return
        if not first and (
            blanks == "one" or (comments[0].blank if comments else _blank_before(self.text, start))
        ):
            self.blank()
        for comment in comments:
            if comment.blank and comment is not comments[0]:
                self.blank()
            self.note(indent, (comment,))
        if comments and _blank_before(self.text, start):
            self.blank()

    def pair(
        self, key: str, name: int, value: nodes.Node, indent: int, layout: _Layout, blanks: str
    ) -> None:
        """Write a key and its value."""
        behind = self.attached.behind.get(name, ())
        inside = self.attached.inside.get(name, ())
        if isinstance(value, nodes.Mapping | nodes.Sequence):
            flow = self.in_brackets(value, layout, indent + len(self.dash) + len(key) + 2)
            if flow is None:
                self.note(indent, behind[:-1])
                self.line(indent, f"{key}:{_trailing(behind)}")
                if inside:
                    last = self.attached.last
                    last[id(value)] = [*last.get(id(value), ()), *inside]
                self.block(value, indent + 2, layout)
                return
            lines = [flow]
            if not value:
                inside = (*self.attached.last.get(id(value), ()), *inside)
        else:
            lines = self.scalar(value, indent + 2)
        self.value(f"{key}: " if lines[0] else f"{key}:", lines, indent, behind, inside, blanks)

    def entries(self, node: nodes.Sequence, indent: int, layout: _Layout) -> None:
        """Write each entry behind a dash."""
        each = layout.each or layout
        records = layout.blanks == "records"
        tall = True  # whether the entry above takes several lines
        first = True
        for item in node:
            at = len(self.out)
            dash = self.dash
            self.opened(~item.start, item.start, indent, layout.blanks, first=first)
            self.dash = (dash or " " * indent) + "- "
            begun = len(self.out)
            self.item(item, indent, each, layout.blanks)
            if records:
                higher = len(self.out) - begun > 1
                if (higher or tall) and not first and self.out[at] and self.out[at - 1]:
                    self.out.insert(at, "")
                tall = higher
            first = False

    def item(self, item: nodes.Node, indent: int, layout: _Layout, blanks: str) -> None:
        """Write one entry of a list behind the dash that waits for it."""
        behind = self.attached.behind.get(~item.start, ())
        inside = self.attached.inside.get(~item.start, ())
        if isinstance(item, nodes.Mapping | nodes.Sequence):
            flow = self.in_brackets(item, layout, len(self.dash))
            if flow is None:
                self.note(indent, behind)
                if inside:
                    last = self.attached.last
                    last[id(item)] = [*last.get(id(item), ()), *inside]
                self.block(item, indent + 2, layout)
                return
            lines = [flow]
            if not item:
                inside = (*self.attached.last.get(id(item), ()), *inside)
        else:
            lines = self.scalar(item, indent + 2)
        if not lines[0]:
            self.dash = self.dash[:-1]
        self.value("", lines, indent, behind, inside, blanks)

    def value(
        self,
        key: str,
        lines: list[str],
        indent: int,
        behind: Iterable[_Comment],
        inside: Iterable[_Comment],
        blanks: str,
    ) -> None:
        """Write a text or what is in brackets, with the comments about it."""
        behind, inside = list(behind), list(inside)
        block = lines[0][:1] in {"|", ">"}
        if block:
            self.note(indent, (*behind, *inside))
            behind, inside = [], []
        self.note(indent, behind[:-1])
        self.line(indent, key + lines[0])
        self.out.extend(lines[1:])
        if behind:
            self.out[-1] += _trailing(behind)
        for comment in inside:
            if comment.blank and blanks != "none":
                self.blank()
            self.note(indent + 2, (comment,))

    # --- brackets -----------------------------------------------------------------------------

    def in_brackets(
        self, node: nodes.Mapping | nodes.Sequence, layout: _Layout, column: int
    ) -> str | None:
        """What stands in brackets, in one line; none where it is to be written without them."""
        text = self.text
        if not node:
            return "{}" if isinstance(node, nodes.Mapping) else "[]"
        if not layout.brackets or text[node.start] not in "{[":
            return None
        several = _BROKEN.search(text, node.start, node.end)
        if several and bisect.bisect_left(self.places, node.start) != bisect.bisect_left(
            self.places, node.end
        ):
            return None
        made = self.flow(node, layout)
        if several and made is not None and column + len(made) > WIDTH:
            return None
        return made

    def flow(self, node: nodes.Node, layout: _Layout) -> str | None:
        """A node as it is written inside brackets; none where a text of several lines is in it."""
        if isinstance(node, nodes.Mapping):
            layout = _of_kind(node, layout)
            found = list(
                zip(node, node.values(), node.keys_at[::2], node.keys_at[1::2], strict=True)
            )
            if layout.rank:
                found.sort(key=lambda entry: layout.rank[entry[0]])
            made = []
            for key, value, start, end in found:
                inner = self.flow(value, layout.inner.get(key) or layout.each or _PLAIN)
                if inner is None:
                    return None
                made.append(f"{self.key(start, end, key)}: {inner}")
            return "{" + ", ".join(made) + "}"
        if isinstance(node, nodes.Sequence):
            each = layout.each or layout
            items = [self.flow(item, each) for item in node]
            return None if None in items else "[" + ", ".join(map(str, items)) + "]"
        written = self.text[node.start : node.end]
        return None if _BROKEN.search(written) else written or "null"

    # --- texts ----------------------------------------------------------------------------------

    def key(self, start: int, end: int, key: str) -> str:
        """A key as it is written, in one line."""
        written = self.text[start:end]
        return json.dumps(key, ensure_ascii=False) if _BROKEN.search(written) else written

    def scalar(self, node: nodes.Text | nodes.Null, indent: int) -> list[str]:
        """A text as it is written: its first line as it stands, the others with their indent."""
        written = self.text[node.start : node.end]
        if not _BROKEN.search(written):
            return [written]
        lines = _BREAK.split(written)
        if written[0] in "|>":
            return _block_text(lines, str(node), indent)
        pad = " " * indent
        plain = written[0] not in "\"'"
        found = [lines[0].rstrip() if plain else lines[0]]
        for line in lines[1:]:
            bare = line.strip(" \t") if plain else line.lstrip(" \t")
            found.append(pad + bare if bare else "")
        return found


def _of_kind(node: nodes.Mapping, layout: _Layout) -> _Layout:
    """The layout of a record: a claim's is that of its kind."""
    return layout.by_kind[str(node["kind"])] if layout.by_kind else layout


def _trailing(comments: Iterable[_Comment]) -> str:
    """The last comment as it stands at the end of a line; those before it have lines."""
    found = list(comments)
    if not found:
        return ""
    last = found[-1]
    return (last.gap if len(last.gap) > 1 and "\t" not in last.gap else "  ") + last.text


def _block_text(lines: list[str], value: str, indent: int) -> list[str]:
    """A text in the form of a block (`|` or `>`), its lines set in by that indent."""
    header = _HEADER.fullmatch(lines[0].rstrip())
    said = _FIRST.search(value)
    first = next((line for line in lines[1:] if line.strip(" ")), "")
    if header is None or said is None:
        remark = f"  {header[4]}" if header and header[4] else ""
        return [json.dumps(value, ensure_ascii=False) + remark]
    cut = len(first) - len(first.lstrip(" ")) - len(said[1])
    keeps = "+" in {header[2], header[3]}
    ended = not lines[-1].strip(" ")
    chomp = header[2] or header[3] or ""
    inner = [line[cut:] for line in lines[1:]]
    if ended:
        inner.pop()
    elif not value.endswith("\n"):
        chomp = "-"
    if not keeps or chomp == "-":
        while inner and not inner[-1]:
            inner.pop()
    deeper = any(line.startswith(" ") for line in inner[: inner.index(first[cut:]) + 1])
    remark = f"  {header[4]}" if header[4] else ""
    pad = " " * indent
    return [
        header[1] + ("2" if deeper else "") + chomp + remark,
        *(pad + line if line else "" for line in inner),
    ]
