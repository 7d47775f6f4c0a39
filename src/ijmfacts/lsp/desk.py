"""What an editor asks of claim files: findings, what stands at a place, what could stand there.

Lines and columns count from 1, in characters.
Knows nothing of the protocol.
"""

from __future__ import annotations

import pathlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, Final, TypeAlias

import attrs

from ijmfacts import nodes, world
from ijmfacts.anchors import Found, Missing
from ijmfacts.checking import check
from ijmfacts.claims import DIRECTIONS, KINDS, MODALITIES, AnyClaim
from ijmfacts.constraints import ASSUMPTIONS
from ijmfacts.dossier import Dossier
from ijmfacts.findings import Finding, Place, Report
from ijmfacts.loading import SUFFIXES, claim_files, loads_all
from ijmfacts.names import Names
from ijmfacts.parts import CLASSES, LISTED, NAMED, PARTS, WORDS
from ijmfacts.records import ABROAD, TIMES
from ijmfacts.rules import ORDER
from ijmfacts.spans import Problem, Span
from ijmfacts.structure import key_of
from ijmfacts.times import (
    UnreadableTimeError,
    describe_day,
    is_year_of_two,
    read_time,
    twelve_months,
    year_beginning,
)
from ijmfacts.values import UnreadableValueError, format_interval, read_value

Position: TypeAlias = tuple[int, int]

HOME: Final = "claims"
"""The name of a directory that is one dossier, with everything below it."""

_VALUES: Final = frozenset(
    ("value", "parts", "weights", "lasting", "times", "number", "each of", "mean of", "distance")
)
_TIMES: Final = frozenset(
    ("when", "as of", "since", "until", "within", "begin", "end", "issued", "accessed", "date")
)
_ENTITIES: Final = frozenset(
    ("subject", "by", "to", "person", "organization", "place", "said by", "speaker", "members",
     "objects", "in", "of", "authority over", "excludes")
)  # fmt: skip
_ANCHORS: Final = frozenset(("before", "after", "during"))
_SINGULAR: Final = {
    **{part: singular for part, (singular, *_) in NAMED.items()},
    **{part: singular for part, (singular, *_) in LISTED.items()},
}
_STANCES: Final = ("says", "denies", "alleges", "criticizes", "confirms", "reports")
_MEAN: Final = re.compile(r"did you mean `([^`]+)`\?")
_AT_LINE: Final = re.compile(r"write `at: (\d+)`")
_SIDE: Final = re.compile(r"`(prefix|suffix): ([^`]+)` for line (\d+)")


# --- a dossier at one moment ---------------------------------------------------------------------


class Moment:
    """A dossier as it stands in the editor and on the disk, read and checked where asked for."""

    def __init__(
        self,
        files: Mapping[str, bytes],
        *,
        text: str | None = None,
        assume: Collection[str] = (),
        reject: Collection[str] = (),
    ) -> None:
        self.files = dict(files)
        self.text = text
        self.assume, self.reject = assume, reject
        self._trees: dict[str, list[tuple[str, nodes.Node]]] = {}

    @cached_property
    def dossier(self) -> Dossier:
        """The records."""
        return loads_all(self.files.items())

    @cached_property
    def report(self) -> Report:
        """What the checker finds."""
        return check(self.dossier, text=self.text, assume=self.assume, reject=self.reject)

    @cached_property
    def names(self) -> Names:
        """Who is who."""
        return Names(self.dossier, self.dossier.world)

    @cached_property
    def by_id(self) -> dict[str, AnyClaim]:
        """The claims."""
        return {claim.id: claim for claim in self.dossier.claims}

    def findings(self) -> Iterator[Finding]:
        """Every finding that stands, consequences among them."""
        for finding in self.report.findings:
            yield from finding.all

    def trees(self, file: str) -> list[tuple[str, nodes.Node]]:
        """What a file holds: its tree, or each line of JSON Lines with the part it is of."""
        if file not in self._trees:
            data = self.files.get(file, b"")
            if file.endswith(".jsonl"):
                from ijmfacts.json_lines import read_json_lines  # noqa: PLC0415 - bulk only

                lines, _ = read_json_lines(data, file)
                self._trees[file] = [(str(part), node) for part, node in lines]
            else:
                from ijmfacts.yaml_files import read_yaml  # noqa: PLC0415 - not for bulk

                tree, _ = read_yaml(data, file)
                self._trees[file] = [] if tree is None else [("", tree)]
        return self._trees[file]


class Desk:
    """The files that an editor has open, over those on the disk.

    A file belongs to the dossier of `paths` where it is one of them or below; else to the nearest
    directory above it that is called `claims`; else it is a dossier by itself.
    """

    def __init__(
        self,
        paths: Iterable[str] = (),
        *,
        text: str | None = None,
        assume: Collection[str] = (),
        reject: Collection[str] = (),
    ) -> None:
        self.paths = [pathlib.Path(path).absolute() for path in paths]
        self.text = None if text is None else pathlib.Path(text).absolute()
        self.assume, self.reject = tuple(assume), tuple(reject)
        self.buffers: dict[str, str] = {}
        self._moments: dict[tuple[str, ...], Moment] = {}

    def open(self, file: str, text: str) -> None:
        """The editor holds a file, or holds it with other words."""
        self.buffers[file] = text
        self._moments.clear()

    def close(self, file: str) -> None:
        """The editor holds a file no more."""
        self.buffers.pop(file, None)
        self._moments.clear()

    def changed(self) -> None:
        """Something changed on the disk."""
        self._moments.clear()

    def roots(self, file: str) -> tuple[str, ...]:
        """The files or directories of the dossier that a file belongs to."""
        path = pathlib.Path(file)
        if any(path == root or root in path.parents for root in self.paths):
            return tuple(map(str, self.paths))
        for folder in path.parents:
            if folder.name == HOME:
                return (str(folder),)
        return (file,)

    def ours(self, file: str) -> bool:
        """True where a file is a claim file: by its place, or by what it holds."""
        if not file.endswith(SUFFIXES):
            return False
        if self.roots(file) != (file,) or pathlib.Path(file) in self.paths:
            return True
        text = self.buffers.get(file, "")
        return bool(re.search(r'^(?:claims|entities)\s*:|^\{\s*"claim"', text, re.MULTILINE))

    def moment(self, file: str) -> Moment:
        """The dossier that a file belongs to, as it stands now."""
        roots = self.roots(file)
        if roots not in self._moments:
            self._moments[roots] = Moment(
                self._files(roots, file),
                text=self._text(),
                assume=self.assume,
                reject=self.reject,
            )
        return self._moments[roots]

    def _files(self, roots: tuple[str, ...], asked: str) -> dict[str, bytes]:
        found: dict[str, bytes] = {}
        for root in roots:
            for path in claim_files(pathlib.Path(root)):
                if isinstance(path, Problem):
                    continue
                name = path.as_posix()
                held = self.buffers.get(name)
                try:
                    found[name] = path.read_bytes() if held is None else _bytes(held)
                except OSError:  # it has just gone
                    continue
        for name, held in self.buffers.items():  # files that are not on the disk yet
            if name not in found and self.roots(name) == roots and name.endswith(SUFFIXES):
                found[name] = _bytes(held)
        if asked.endswith(SUFFIXES):
            found.setdefault(asked, _bytes(self.buffers.get(asked, "")))
        return dict(sorted(found.items()))

    def _text(self) -> str | None:
        if self.text is None:
            return None
        held = self.buffers.get(self.text.as_posix())
        if held is not None:
            return held
        try:
            return self.text.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            return None


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


# --- what stands at a place ----------------------------------------------------------------------


@attrs.frozen(kw_only=True)
class Spot:
    """What the cursor is on: a text in a record.

    `part` is the record's singular name, `key` its id or name, `path` leads from the record to the
    text.
    """

    part: str
    key: str
    record: nodes.Node
    path: tuple[str | int, ...]
    text: str
    span: Span
    on_key: bool = False

    @property
    def field(self) -> str:
        """The field of the record."""
        return str(self.path[0]) if self.path else ""

    @property
    def last(self) -> str:
        """The last name on the path."""
        return next((str(step) for step in reversed(self.path) if isinstance(step, str)), "")


def spot(moment: Moment, file: str, at: Position) -> Spot | None:
    """What stands at a place of a file, or none where no text does."""
    for part, tree in moment.trees(file):
        found = _deepest(tree, at, ()) if _covers(tree.span, at) else None
        if found is None:
            continue
        path, text, span, on_key = found
        named, key, size = (part, "", 0) if part else _part_of(path)
        record = tree
        for step in path[:size]:
            record = record[step]  # type: ignore[index, assignment]
        if not key and isinstance(record, Mapping) and named:
            key = str(record.get("id") or record.get("name") or "")
        return Spot(
            part=named,
            key=key,
            record=record,
            path=path[size:],
            text=text,
            span=span,
            on_key=on_key,
        )
    return None


def _part_of(path: tuple[str | int, ...]) -> tuple[str, str, int]:
    """The part that a path of a YAML file leads into, the record's key, and how long that is."""
    head = str(path[0])
    if head == "vocabulary" and len(path) > 2 and path[1] in WORDS:
        return WORDS[str(path[1])][0], str(path[2]), 3
    if head in _SINGULAR and len(path) > 1:
        return _SINGULAR[head], str(path[1]) if head in NAMED else "", 2
    return ("document", "", 1) if head == "document" else ("", "", 0)


def _covers(span: Span, at: Position) -> bool:
    return (span.line, span.column) <= at <= (span.end_line, span.end_column)


def _deepest(
    node: nodes.Node, at: Position, path: tuple[str | int, ...]
) -> tuple[tuple[str | int, ...], str, Span, bool] | None:
    if isinstance(node, nodes.Text):
        return path, str(node), node.span, False
    if isinstance(node, nodes.Mapping):
        for key, span in node.keys_spans.items():
            if _covers(span, at):
                return (*path, key), key, span, True
    inside: Iterable[tuple[str | int, nodes.Node]] = ()
    if isinstance(node, nodes.Mapping):
        inside = node.items()
    elif isinstance(node, nodes.Sequence):
        inside = enumerate(node)
    for step, inner in inside:
        found = _deepest(inner, at, (*path, step)) if _covers(inner.span, at) else None
        if found is not None:
            return found
    return None


def hover(moment: Moment, file: str, at: Position) -> tuple[str, Span] | None:
    """What a value, a time or a name at a place means, in Markdown."""
    here = spot(moment, file, at)
    words = "" if here is None else _meaning(moment, here)
    return None if here is None or not words else (words, here.span)


def _meaning(moment: Moment, here: Spot) -> str:
    if here.part == "claim" and here.field in {"id", "quote"}:
        return _claim_words(moment, here.key)
    if here.on_key:
        return ""
    if here.last in _TIMES:
        return _time_words(moment, here.text)
    if here.part == "claim" and _VALUES & {here.field, here.last}:
        return _value_words(moment, here)
    for part, key in _targets(moment, here):
        words = _record_words(moment, part, key)
        if words:
            return words
    if here.part == "claim" and here.last == "property":
        return f"`{here.text}`: a property that the vocabulary does not explain"
    return _time_words(moment, here.text) if here.field in _ANCHORS else ""


def _value_words(moment: Moment, here: Spot) -> str:
    record = here.record if isinstance(here.record, Mapping) else {}
    precision, unit = (
        str(record.get(key) or "") if here.field in {"value", "parts"} else ""
        for key in ("precision", "unit")
    )
    try:
        reading = read_value(here.text, precision=precision, unit=unit)
    except UnreadableValueError as error:
        return f"cannot be read: {error}"
    lines = [f"**{_escaped(reading.describe())}**", ""]
    for layer in reading.layers:
        words = f"- {_escaped(format_interval(layer.interval, reading.unit))}"
        if layer.assumes:
            words += f", if {' and '.join(ASSUMPTIONS.get(k, k) for k in sorted(layer.assumes))}"
        lines.append(words)
    if here.field == "value":
        lines.extend(_measure_words(moment, here.key))
    return "\n".join(lines)


def _measure_words(moment: Moment, key: str) -> Iterator[str]:
    from ijmfacts.claims import Quantity  # noqa: PLC0415 - beside its one use
    from ijmfacts.facts import Facts  # noqa: PLC0415 - only where asked for

    claim = moment.by_id.get(key)
    if not isinstance(claim, Quantity):
        return
    facts = Facts(moment.dossier, moment.text)
    voice = facts.index.teller(claim) or ()
    field = facts.measures.field(voice, claim, claim.subject, claim.property)
    described = facts.measures.describe(field, facts.measures.dimensions(claim))
    yield f"\nmeasure: {_escaped(described)}"


def _time_words(moment: Moment, text: str) -> str:
    document = moment.dossier.document
    if is_year_of_two(text) and "/" in text and document is not None and document.year_begins:
        text = twelve_months(text, year_beginning(document.year_begins))
    try:
        time = read_time(text)
    except UnreadableTimeError as error:
        return f"cannot be read: {error}"
    days = [
        describe_day(day) if day is not None else "no bound"
        for day in (time.start.earliest, time.end.latest)
    ]
    span = days[0] if days[0] == days[1] else f"{days[0]} to {days[1]}"
    return f"**{_escaped(time.describe())}**\n\nearliest to latest day: {span}"


def _claim_words(moment: Moment, key: str) -> str:
    """Everything that the checker derived from a claim, as `ijmfacts why` prints it."""
    from ijmfacts.reports.claim import claim_text  # noqa: PLC0415 - only where asked for
    from ijmfacts.stats import Web  # noqa: PLC0415 - as above

    claim = moment.by_id.get(key)
    if claim is None:
        return ""
    web = Web(moment.dossier, text=moment.text, assume=moment.assume, reject=moment.reject)
    return f"```text\n{claim_text(claim, web, moment.report)}```"


def _record_words(moment: Moment, part: str, key: str) -> str:
    from ijmfacts.structure import as_data  # noqa: PLC0415 - only where asked for

    if part == "claim":
        claim = moment.by_id.get(key)
        return "" if claim is None else f"**{key}** ({claim.kind}): “{' … '.join(claim.quote)}”"
    record = _record(moment, part, key)
    if record is None:
        return ""
    data = {name: value for name, value in as_data(record).items() if name not in {"id", "name"}}
    lines = [f"**{_escaped(getattr(record, 'name', '') or key)}** ({part})", ""]
    lines.extend(f"- {name}: {_escaped(_flat(value))}" for name, value in data.items())
    return "\n".join(lines)


def _flat(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(_flat, value))
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_flat(item)}" for key, item in value.items())
    return str(value)


def _escaped(words: str) -> str:
    return re.sub(r"([\\`*_<>\[\]])", r"\\\1", words)


def _record(moment: Moment, part: str, key: str) -> Any:
    for records in (moment.dossier, moment.dossier.world):
        found: Mapping[str, Any] = {
            "entity": records.entities,
            "source": records.sources,
            "observance": records.observances,
            **{one: getattr(records.vocabulary, name) for name, (one, _) in WORDS.items()},
        }.get(part, {})
        if key in found:
            return found[key]
    return None


# --- where a name leads ---------------------------------------------------------------------------


def _targets(moment: Moment, here: Spot) -> Iterator[tuple[str, str]]:
    """The records that the text at a place may name, the likeliest first."""
    name, field, last = here.text, here.field, here.last
    if here.on_key and not here.path:
        yield here.part, here.key
    elif last in {"source", "sources"}:
        yield "source", name
    elif here.part == "acceptance" and field == "claims":
        yield "claim", name
    elif here.part == "claim" and (last == "property" or (field == "of" and last == "of")):
        yield "property", name
    elif here.part == "claim" and field in {"relation", "post", "type"}:
        yield {"relation": "relation", "post": "post", "type": "event"}[field], name
    elif here.part == "entity" and field == "type":
        yield "type", name
    elif field in _ANCHORS or field in {"about", "event"}:
        yield "claim", name
        claims = (c.id for c in moment.dossier.claims if getattr(c, "event", "") == name)
        yield from (("claim", key) for key in claims)
        yield from (("entity", key) for key in moment.names.candidates(name))
        observance = moment.names.observance(name)
        if observance:
            yield "observance", observance
    elif field in _ENTITIES or field == "dimensions" or last == "subject":
        yield from (("entity", key) for key in moment.names.candidates(name))


def definition(moment: Moment, file: str, at: Position) -> list[Span]:
    """Where the records stand that the text at a place names; of the world too."""
    here = spot(moment, file, at)
    found = []
    shipped = {f"world/{path.name}": path.as_posix() for path in world.paths()}
    for part, key in () if here is None else _targets(moment, here):
        for records in (moment.dossier, moment.dossier.world):
            node: Any = records.origins.get((part, key))
            if node is not None:
                span = _head(node)
                found.append(attrs.evolve(span, file=shipped.get(span.file, span.file)))
                break
    return list(dict.fromkeys(found))


def _head(node: Any) -> Span:
    span: Span = node.span
    if isinstance(node, nodes.Mapping) and node:
        return next(iter(node.keys_spans.values()), span)
    return span


# --- what could stand at a place ------------------------------------------------------------------


@attrs.frozen(kw_only=True)
class Offer:
    """A word that could stand at a place: what sort of thing it names, and a few words on it."""

    word: str
    sort: str
    about: str = ""


@attrs.frozen(kw_only=True)
class Offers:
    """The words that could stand at a place, and how many characters before it they replace."""

    words: tuple[Offer, ...]
    typed: int


_LINE: Final = re.compile(
    r"^(?P<dash>(?:- +)*)(?:(?P<key>[A-Za-z][\w -]*?)\s*:\s+)?"
    r"(?P<list>\[(?:.*,)?\s*)?(?P<typed>[\"']?[^\"'\[\]{},:]*)$"
)


def _entry_of(before: str) -> str:
    """What was typed of the innermost entry: after the brace or comma that it begins with."""
    starts: list[tuple[str, int]] = []
    quote = ""
    for at, char in enumerate(before):
        if quote:
            quote = "" if char == quote else quote
        elif char in "\"'" and (at == 0 or before[at - 1] in " [{,"):
            quote = char
        elif char in "[{":
            starts.append((char, at + 1))
        elif char in "]}" and starts:
            starts.pop()
        elif char == "," and starts and starts[-1][0] == "{":
            starts[-1] = ("{", at + 1)
    begins = [start for char, start in starts if char == "{"]
    return before[begins[-1] if begins else 0 :].lstrip()


def completion(moment: Moment, text: str, at: Position) -> Offers | None:
    """What could be written at a place of a file, which need not be well made there."""
    lines = text.split("\n")
    if not 0 < at[0] <= len(lines):
        return None
    before = lines[at[0] - 1][: at[1] - 1]
    match = _LINE.match(_entry_of(before))
    if match is None:
        return None
    typed = match["typed"]
    around = _around(lines, at[0] - 1, len(before) - len(before.lstrip()))
    key = match["key"] or ""
    if not key and match["dash"] and around.items_of not in {"claims", "accepted", "set aside", ""}:
        key = around.items_of
    if not key and match["list"]:
        return None
    words = _values(moment, key, around) if key else _fields(around)
    unique = {offer.word: offer for offer in words}
    return Offers(words=tuple(unique.values()), typed=len(typed)) if unique else None


@attrs.frozen(kw_only=True)
class _Around:
    """What a line lies in: a part of the file, a kind of claim, the key whose items it lists."""

    part: str = ""
    kind: str = ""
    items_of: str = ""
    indent_parent: bool = False
    present: frozenset[str] = frozenset()


def _around(lines: list[str], at: int, indent: int) -> _Around:
    part, items_of = "", ""
    level = indent + (2 if lines[at].lstrip().startswith("- ") else 0)
    lowest = level
    dash = lines[at].lstrip().startswith("- ")
    for line in reversed(lines[:at]):
        stripped = line.lstrip()
        if not stripped or stripped.startswith("#"):
            continue
        depth = len(line) - len(stripped)
        key = re.match(r"(?:- +)?([\w ]+?)\s*:\s*(.*)$", stripped)
        if dash and not items_of and key and not key[2] and depth <= indent:
            inner = depth + (2 if stripped.startswith("- ") else 0)
            if inner <= indent:
                items_of = key[1]
        if depth < lowest and key and not stripped.startswith("- "):
            lowest = depth
        if depth == 0 and key:
            part = key[1]
            break
    kind, present = "", set()
    start, end = at, at
    while start > 0 and not _begins(lines[start], level):
        start -= 1
    while (
        end + 1 < len(lines)
        and not _begins(lines[end + 1], level)
        and (
            not lines[end + 1].strip()
            or len(lines[end + 1]) - len(lines[end + 1].lstrip()) >= level
        )
    ):
        end += 1
    for number in range(start, end + 1):
        found = re.search(r"\bkind:\s*(\w+)", lines[number])
        if found:
            kind = found[1]
        named = re.match(r"\s*(?:- +)?([\w ]+?)\s*:", lines[number])
        if named and number != at:
            present.add(named[1])
    return _Around(
        part=part, kind=kind, items_of=items_of, indent_parent=indent > 0,
        present=frozenset(present),
    )  # fmt: skip


def _begins(line: str, level: int) -> bool:
    stripped = line.lstrip()
    return (stripped.startswith("- ") and len(line) - len(stripped) < level) or bool(
        stripped and not line[0].isspace() and not stripped.startswith("#")
    )


def _fields(around: _Around) -> Iterator[Offer]:
    """The keys that a line may begin with."""
    if not around.indent_parent:
        yield from (Offer(word=part, sort="key") for part in PARTS)
        return
    classes: tuple[type[Any], ...]
    if around.part == "claims":
        known = KINDS.get(around.kind)
        classes = (known,) if known is not None else tuple(KINDS.values())
        if "kind" not in around.present:
            yield Offer(word="kind", sort="key", about=", ".join(KINDS))
    elif around.part in _SINGULAR or around.part == "document":
        classes = (CLASSES[_SINGULAR.get(around.part, "document")],)
    elif around.part == "vocabulary":
        yield from (Offer(word=part, sort="key") for part in WORDS)
        return
    else:
        return
    for cls in classes:
        for field in attrs.fields(cls):
            key = key_of(cls, field.name)
            if key not in around.present:
                yield Offer(word=key, sort="key", about=f"of a {cls.__name__.lower()}")


def _values(moment: Moment, key: str, around: _Around) -> Iterator[Offer]:
    """The words that a key may have."""
    dossier = moment.dossier
    vocabulary = (dossier.vocabulary, dossier.world.vocabulary)
    fixed: Mapping[str, Iterable[str]] = {
        "kind": KINDS,
        "modality": MODALITIES,
        "stance": _STANCES,
        "direction": DIRECTIONS,
        "rule": ORDER,
        "time": filter(None, TIMES),
        "abroad": filter(None, ABROAD),
        **dict.fromkeys(("complete", "open", "only", "all", "single valued", "force"), ("true",)),
        "precision": ("exact", "2 significant", "1 decimal"),
    }
    if key in fixed:
        yield from (Offer(word=word, sort="word") for word in fixed[key])
    elif key == "type":
        part = "events" if around.part == "claims" else "types"
        for words in vocabulary:
            yield from (Offer(word=word, sort="type") for word in getattr(words, part))
    elif key in {"property", "relation", "post"}:
        part = {"property": "properties", "relation": "relations", "post": "posts"}[key]
        used = {getattr(claim, key, "") for claim in dossier.claims} - {""}
        for words in vocabulary:
            yield from (Offer(word=word, sort=key) for word in getattr(words, part))
        yield from (Offer(word=word, sort=key, about="used by claims") for word in sorted(used))
    elif key in {"sources", "source"}:
        for name, source in dossier.sources.items():
            yield Offer(word=name, sort="source", about=source.title)
    elif key in {"claims", "about"}:
        for claim in dossier.claims:
            yield Offer(word=claim.id, sort="claim", about=" … ".join(claim.quote))
    elif key in _ANCHORS or key == "event":
        for claim in dossier.claims:
            if claim.kind == "event":
                yield Offer(word=getattr(claim, "event", "") or claim.id, sort="claim")
        if key != "event":
            yield from _entity_offers(moment)
    elif key in _ENTITIES:
        yield from _entity_offers(moment)


def _entity_offers(moment: Moment) -> Iterator[Offer]:
    """The dossier's own entities by id, and those of the world by name."""
    for name, entity in moment.dossier.entities.items():
        about = " ".join(filter(None, (entity.name, f"({entity.type})" if entity.type else "")))
        yield Offer(word=name, sort="entity", about=about)
    for name, entity in moment.dossier.world.entities.items():
        yield Offer(word=entity.name or name, sort="entity", about=entity.type)


# --- quick fixes ----------------------------------------------------------------------------------


@attrs.frozen(kw_only=True)
class Edit:
    """Words to put in the place of a span."""

    span: Span
    words: str


@attrs.frozen(kw_only=True)
class Fix:
    """A change that an author may choose."""

    title: str
    edit: Edit
    preferred: bool = False


def fixes(moment: Moment, finding: Finding, file: str) -> Iterator[Fix]:
    """What an author may do about a finding with one choice."""
    place = finding.place if finding.place.line else _first_place(finding)
    meant = _MEAN.search(finding.hint)
    if meant and place.file == file:
        span = Span(file, place.line, place.column, place.line, place.end_column)
        words = meant[1] if _is_key(moment, span) else _scalar(meant[1])
        yield Fix(
            title=f"Change to `{meant[1]}`", edit=Edit(span=span, words=words), preferred=True
        )
    if finding.rule == "quotes-stand-in-the-text" and place.file == file:
        yield from _quote_fixes(moment, finding)
    if finding.severity != "error" and finding.parties:
        edit = acceptance(moment, finding, file)
        if edit is not None:
            yield Fix(title=f"Accept this {finding.severity}, with a reason", edit=edit)


def _first_place(finding: Finding) -> Place:
    return next((party.place for party in finding.parties if party.place.line), Place())


def _is_key(moment: Moment, span: Span) -> bool:
    here = spot(moment, span.file, (span.line, span.column))
    return here is not None and here.on_key


def _quote_fixes(moment: Moment, finding: Finding) -> Iterator[Fix]:
    from ijmfacts.anchors import passages  # noqa: PLC0415 - only where asked for
    from ijmfacts.rules.quotes_stand_in_the_text import placed  # noqa: PLC0415 - as above

    claim = moment.by_id.get(finding.claims[0]) if finding.claims else None
    node: Any = moment.dossier.origins.get(("claim", finding.claims[0])) if claim else None
    if claim is None or moment.text is None or not isinstance(node, nodes.Mapping):
        return
    line = _AT_LINE.search(finding.hint)
    if line and "at" in node:
        inner = node["at"]
        target = inner.get("line") if isinstance(inner, nodes.Mapping) else inner
        if target is not None:
            edit = Edit(span=target.span, words=line[1])
            yield Fix(title=f"Write `at: {line[1]}`", edit=edit, preferred=True)
    for side, words, number in _SIDE.findall(finding.hint):
        if side not in node and "quote" in node:
            edit = _beside(moment, node, f"{side}: {_scalar(words)}")
            yield Fix(title=f"Add `{side}: {words}` (line {number})", edit=edit)
    outcomes = placed(passages(moment.text), claim)
    for at, (piece, outcome) in enumerate(zip(claim.quote, outcomes, strict=True)):
        if not isinstance(outcome, Missing) or not isinstance(outcome.nearest, Found):
            continue
        if f"“{piece}”" not in finding.message:
            continue
        quote = node["quote"]
        target = quote[at] if isinstance(quote, nodes.Sequence) else quote
        words = " ".join(outcome.nearest.words.split())
        yield Fix(
            title=f"Quote “{words}” (line {outcome.nearest.line})",
            edit=Edit(span=target.span, words=_scalar(words)),
            preferred=True,
        )


def _beside(moment: Moment, record: nodes.Mapping, entry: str) -> Edit:
    """A new field after the quote of a record, in the record's own layout."""
    key = record.keys_spans["quote"]
    line = _line(moment, key.file, key.line)
    at = Span(key.file, key.line, key.column, key.line, key.column)
    if "{" in line[: key.column - 1] or key.line == record.span.line == record.span.end_line:
        return Edit(span=at, words=f"{entry}, ")
    return Edit(span=at, words=f"{entry}\n{' ' * (key.column - 1)}")


def _line(moment: Moment, file: str, number: int) -> str:
    lines = moment.files.get(file, b"").decode("utf-8-sig", "replace").split("\n")
    return lines[number - 1] if 0 < number <= len(lines) else ""


def acceptance(moment: Moment, finding: Finding, file: str) -> Edit | None:
    """The entry that lets a finding stand, at the end of the file's own, with a reason to write."""
    import json  # noqa: PLC0415 - only where asked for

    text = moment.files.get(file, b"").decode("utf-8-sig", "replace")
    lines = text.split("\n")
    last = Span(file, len(lines), len(lines[-1]) + 1, len(lines), len(lines[-1]) + 1)
    claims = list(finding.claims)
    if file.endswith(".jsonl"):
        entry = {"acceptance": {"rule": finding.rule, "claims": claims, "reason": REASON}}
        start = "" if not lines[-1] else "\n"
        return Edit(span=last, words=f"{start}{json.dumps(entry, ensure_ascii=False)}\n")
    names = ", ".join(map(_scalar, claims))
    trees = moment.trees(file)
    there = trees[0][1].get("accepted") if trees and isinstance(trees[0][1], Mapping) else None
    if isinstance(there, nodes.Sequence) and there:
        span = there.span
        opening = _line(moment, file, span.line)[span.column - 1 : span.column]
        if opening == "[":
            end = there[-1].span
            at = Span(file, end.end_line, end.end_column, end.end_line, end.end_column)
            words = f", {{rule: {finding.rule}, claims: [{names}], reason: {REASON}}}"
            return Edit(span=at, words=words)
        indent = " " * (span.column - 1)
        end = there[-1].span
        line = end.end_line if end.end_column > 1 else end.end_line - 1
        while line > 1 and not _line(moment, file, line).strip():
            line -= 1
        column = len(_line(moment, file, line).rstrip("\r")) + 1
        words = f"\n{_entry(finding.rule, names, indent)}"
        return Edit(span=Span(file, line, column, line, column), words=words)
    if there is not None:
        return None
    start = "" if not text else "\n" if text.endswith("\n") else "\n\n"
    return Edit(span=last, words=f"{start}accepted:\n{_entry(finding.rule, names, '  ')}\n")


REASON: Final = "say here why it stands"
"""What stands for the reason until the author writes it."""


def _entry(rule: str, names: str, indent: str) -> str:
    return f"{indent}- rule: {rule}\n{indent}  claims: [{names}]\n{indent}  reason: {REASON}"


_PLAIN: Final = re.compile(r"[A-Za-z0-9(][\w '.()/%+-]*")


def _scalar(words: str) -> str:
    """A text as YAML: plain where that is safe."""
    if _PLAIN.fullmatch(words) and words.strip() == words:
        return words
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'
