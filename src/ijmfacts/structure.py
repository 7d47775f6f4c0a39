"""From nodes to records: is each field there, and of its type?

cattrs does the structuring, with hooks that never coerce: a scalar is text, a list is a list.
Every mistake of a record is reported at its own place, and costs that record only.
Knows nothing of what records mean together.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, Final, TypeAlias, cast

import attrs
from cattrs import ClassValidationError, Converter, IterableValidationError
from cattrs.errors import AttributeValidationNote, ForbiddenExtraKeysError, IterableValidationNote
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from ijmfacts import nodes
from ijmfacts.claims import (
    KINDS,
    Anchor,
    AnyClaim,
    At,
    Citation,
    Claim,
    Event,
    Measure,
    Quantity,
    Says,
)
from ijmfacts.fields import FieldError, Pairs, spelled
from ijmfacts.likeness import did_you_mean, nearest
from ijmfacts.parts import CLASSES, LISTED, NAMED, PARTS, SETTLED, WORDS, Damaged, Record
from ijmfacts.patterns import pattern
from ijmfacts.records import (
    Counting,
    Dimension,
    Entity,
    Name,
    Observance,
    Source,
)
from ijmfacts.spans import Problem, Span
from ijmfacts.times import (
    Beginning,
    UnreadableTimeError,
    is_year_of_two,
    read_time,
    twelve_months,
    year_beginning,
)

Path: TypeAlias = tuple[str | int, ...]

_CLAIM_KEYS: Final = frozenset(
    {"kind", *(spelled(field.name) for cls in KINDS.values() for field in attrs.fields(cls))}
)
"""Every key that a claim of some kind may have."""

_ID: Final = pattern(r"[^\W_](?:[^\W_]|-)*")
_WORDS: Final = pattern(r"[^\W_]+")
_LINE: Final = pattern(r"(?i:lines?|ll?\.) *([0-9]+)")


class MisfitError(ValueError):
    """A node is not of the type its field has; `at_key`: its key is at fault."""

    def __init__(self, message: str, hint: str = "", *, at_key: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.at_key = at_key


def _what(node: object) -> str:
    if isinstance(node, Mapping):
        return "a record"
    if isinstance(node, str):
        return f"the text `{node}`"
    if node is None or isinstance(node, nodes.Null):
        return "nothing"
    return "a list"


def _text(node: object, _: object) -> str:
    if isinstance(node, str):
        return str(node)
    if node is None or isinstance(node, nodes.Null):
        raise MisfitError(
            "a text is missing here", "write it after the colon, or leave the key out"
        )
    if isinstance(node, list) and len(node) == 1:
        raise MisfitError(
            "one text is wanted here, and this is a list", "write it without brackets or a dash"
        )
    hint = "write one text; what the document says of several is a claim for each"
    raise MisfitError(f"one text is wanted here, and this is {_what(node)}", hint)


def _truth(node: object, _: object) -> bool:
    if isinstance(node, bool):
        return node
    if isinstance(node, str) and node in {"true", "false"} and getattr(node, "plain", True):
        return node == "true"
    if isinstance(node, str) and node in {"true", "false"}:
        raise MisfitError(
            f"`{node}` in quotation marks is a text", f"write `{node}` without quotation marks"
        )
    if isinstance(node, str) and node.casefold() in {"yes", "on", "true", "y"}:
        raise MisfitError(f"`{node}` is not a word for yes or no here", "write `true`")
    if isinstance(node, str) and node.casefold() in {"no", "off", "false", "n"}:
        raise MisfitError(f"`{node}` is not a word for yes or no here", "write `false`")
    raise MisfitError(
        f"`true` or `false` is wanted here, and this is {_what(node)}", "write one of them"
    )


def _count(node: object, _: object) -> int:
    if isinstance(node, int) and not isinstance(node, bool):
        return node
    if isinstance(node, str) and _is_line(node):
        return int(node)
    raise MisfitError(
        f"a number of lines is wanted here, and this is {_what(node)}",
        "count the lines from 1, and write the number in digits",
    )


def _texts(node: object, _: object) -> tuple[str, ...]:
    if isinstance(node, str):
        return (str(node),)
    if isinstance(node, Mapping) or node is None or isinstance(node, nodes.Null):
        raise MisfitError(
            f"a text or a list of texts is wanted here, and this is {_what(node)}",
            "write a list in brackets: `[first, second]`",
        )
    texts, errors = [], []
    before: object = None
    for index, item in enumerate(cast("Iterable[object]", node)):
        try:
            _one_figure(before, item)
            texts.append(_text(item, str))
        except MisfitError as error:
            error.__notes__ = [IterableValidationNote(f"item {index}", index, str)]
            errors.append(error)
        before = item
    if errors:
        raise IterableValidationError("texts", errors, str)
    return tuple(texts)


def _one_figure(before: object, node: object) -> None:
    """Refuse the halves of a figure that its own comma parted, as in `[1,500]`.

    Raises:
        MisfitError: the two stand side by side, with nothing but a comma between them.
    """
    if (
        isinstance(before, nodes.Text)
        and isinstance(node, nodes.Text)
        and node.plain
        and node.start == before.end + 1
        and len(node) == 3
        and (before[-3:] + node).isdigit()
    ):
        raise MisfitError(
            f"the comma in `{before},{node}` parts two entries",
            f'put the figure in quotation marks: `"{before},{node}"`',
        )


def _pairs(node: object, _: object) -> Pairs:
    if not isinstance(node, Mapping):
        raise MisfitError(
            f"pairs of a name and a value are wanted here, and this is {_what(node)}",
            "write them as `{name: value}`",
        )
    found, errors = [], []
    before: object = None
    for key, value in node.items():
        try:
            if isinstance(value, nodes.Null):
                _not_a_key(key, before)
            found.append((str(key), _text(value, str)))
        except MisfitError as error:
            error.__notes__ = [AttributeValidationNote(f"key {key}", str(key), str)]
            errors.append(error)
        before = value
    if errors:
        raise ClassValidationError("pairs", errors, dict)
    return tuple(found)


def _not_a_key(key: str, before: object) -> None:
    """Refuse a key with no value that was meant to be something else.

    Raises:
        MisfitError: it is the end of the figure before it, or a key and its value in one.
    """
    name, colon, rest = key.partition(":")
    if colon and name and rest:
        mend = f"write `{name}: {rest}`"
        raise MisfitError("there is no space after the colon", mend, at_key=True)
    if isinstance(before, nodes.Text) and key.isdigit() and len(key) == 3 and before[-1:].isdigit():
        raise MisfitError(
            f"the comma in `{before},{key}` parts two entries",
            f'put the figure in quotation marks: `"{before},{key}"`',
            at_key=True,
        )


def key_of(cls: type[Any], field: str) -> str:
    """How files spell a field of a class: CSL's own hyphens for sources and names."""
    return field.replace("_", "-") if cls in {Source, Name} else spelled(field)


SHORT: Final[Mapping[type[Any], str]] = {
    Citation: "source",
    Anchor: "of",
    Measure: "property",
    Name: "literal",
}
"""Classes that a plain text may stand for, and the field that it fills."""


@cache
def converter(*, detailed: bool = True) -> Converter:
    """The converter: strict both ways, spelling fields as files do.

    `detailed` tells every mistake of a record with its place; the other one, much sooner made and
    twice as fast, only that there is one, and is tried first.
    """
    made = Converter(detailed_validation=detailed, forbid_extra_keys=True)
    made.register_structure_hook(str, _text)
    made.register_structure_hook(bool, _truth)
    made.register_structure_hook(int, _count)
    made.register_structure_hook_func(lambda t: t == tuple[str, ...], _texts)
    made.register_structure_hook_func(lambda t: t == Pairs, _pairs)
    made.register_structure_hook_factory(attrs.has, lambda cls: _structure(made, cls))
    made.register_structure_hook_func(
        lambda t: t in {tuple[Citation, ...], tuple[Anchor, ...], tuple[Name, ...]},
        lambda node, t: _records(made, node, t.__args__[0]),
    )
    made.register_structure_hook_func(
        lambda t: getattr(t, "__origin__", None) is Mapping,
        lambda node, t: _named(made, node, t.__args__[1]),
    )
    made.register_structure_hook(Measure | None, lambda node, _: made.structure(node, Measure))
    made.register_structure_hook(Says | None, lambda node, _: made.structure(node, Says))
    made.register_structure_hook(Counting | None, lambda node, _: made.structure(node, Counting))
    made.register_structure_hook(bool | None, _truth)
    made.register_structure_hook(Pairs | None, _pairs)
    made.register_unstructure_hook_factory(attrs.has, lambda cls: _unstructure(made, cls))
    return made


def _structure(made: Converter, cls: type[Any]) -> Callable[[Any, Any], Any]:
    inner = _generated(made, cls) if made.detailed_validation else _interpreted(made, cls)
    short = SHORT.get(cls, "")
    detailed = made.detailed_validation

    @lru_cache(maxsize=1 << 12)
    def of_text(text: str) -> Any:
        """One record serves every place that writes it with these words."""
        return inner({short: text}, cls)

    def structure(node: Any, _: Any) -> Any:
        if isinstance(node, str) and short:
            return of_text(str(node))
        if not isinstance(node, str) and isinstance(node, Mapping):
            return _looked_through(inner, node, cls) if detailed else inner(node, cls)
        if isinstance(node, str) and cls is At and (line := _LINE.fullmatch(node)):
            raise MisfitError("a line is given by its number alone", f"write `{line[1]}`")
        if isinstance(node, str) and cls is At:
            return At(line=int(node)) if _is_line(node) else At(section=str(node))
        hint = "write it as `{key: value, …}`"
        if isinstance(node, str) and any(field.name == "name" for field in attrs.fields(cls)):
            hint = f"write `{{name: {node}}}`" if cls is Entity else hint
        raise MisfitError(
            f"a record of keys and values is wanted here, and this is {_what(node)}", hint
        )

    return structure


def _generated(made: Converter, cls: type[Any]) -> Callable[[Any, Any], Any]:
    """The function that cattrs writes for a class; it tells every mistake with its path."""
    names: Any = {
        field.name: override(rename=key_of(cls, field.name)) for field in attrs.fields(cls)
    }
    return make_dict_structure_fn(cls, made, _cattrs_forbid_extra_keys=True, **names)


def _interpreted(made: Converter, cls: type[Any]) -> Callable[[Any, Any], Any]:
    """A function that makes the same of a node without a mistake, and raises on any other.

    Nothing is written and compiled for it, and only the keys that are there cost anything.
    """
    fields = {
        key_of(cls, field.name): (field.alias, field.type, made.get_structure_hook(field.type))
        for field in attrs.fields(cls)
    }
    needed = {
        key
        for key, field in zip(fields, attrs.fields(cls), strict=True)
        if field.default is attrs.NOTHING
    }

    def structure(node: Mapping[str, Any], _: Any) -> Any:
        given = {}
        for key, inner in node.items():
            name, kind, hook = fields[key]
            given[name] = hook(inner, kind)
        if not needed <= node.keys():
            raise KeyError(*(needed - node.keys()))
        return cls(**given)

    return structure


def _looked_through(inner: Callable[[Any, Any], Any], node: Mapping[str, Any], cls: Any) -> Any:
    """The record that a mapping makes.

    Raises:
        ClassValidationError: every mistake in it, also those that the first ones hide.
    """
    errors: list[Exception] = []
    rest = dict(node)
    while True:
        try:
            made = inner(rest, cls)
        except ClassValidationError as error:
            new = [each for each in error.exceptions if _taken_out(each, rest, cls)]
            errors.extend(new)
            if new:
                continue
        else:
            if not errors:
                return made
        raise ClassValidationError(f"While structuring {cls.__name__}", errors, cls)


_STAND_INS: Final[Mapping[Any, Any]] = {str: "1", tuple[str, ...]: ["1"], Pairs: {"1": "1"}}
"""What is never a mistake, by the type of a field that a record cannot be without."""


def _taken_out(error: BaseException, rest: dict[str, Any], cls: type[Any]) -> bool:
    """Take what is at fault out of a mapping; false where it is out already."""
    if isinstance(error, ForbiddenExtraKeysError):
        found = [key for key in error.extra_fields if key in rest]
        for key in found:
            del rest[key]
        return bool(found)
    noted = [each.name for each in getattr(error, "__notes__", ()) if hasattr(each, "name")]
    name = error.field if isinstance(error, FieldError) else noted[-1]
    field = next(each for each in attrs.fields(cls) if name in {each.name, spelled(each.name)})
    key = key_of(cls, field.name)
    item = error.item if isinstance(error, FieldError) else ""
    if item and len(rest[key]) > 1:
        rest[key] = {other: value for other, value in rest[key].items() if other != item}
        return True
    given = rest.pop(key, None)
    if field.default is attrs.NOTHING or (cls is Quantity and key == "value"):
        rest[key] = _STAND_INS[field.type]
        return given is not rest[key]
    if cls is Quantity and isinstance(error, FieldError):
        rest.setdefault("value", _STAND_INS[str])  # what is at fault may have stood in its place
    return given is not None


def _records(made: Converter, node: object, cls: type[Any]) -> tuple[Any, ...]:
    if isinstance(node, str) or isinstance(node, Mapping):  # noqa: SIM101 - the second is slow
        return (made.structure(node, cls),)
    if node is None or isinstance(node, nodes.Null):
        raise MisfitError("a list is wanted here, and this is nothing")
    found, errors = [], []
    for index, item in enumerate(cast("Iterable[object]", node)):
        try:
            found.append(made.structure(item, cls))
        except (ClassValidationError, MisfitError) as error:
            notes = getattr(error, "__notes__", [])
            error.__notes__ = [*notes, IterableValidationNote(f"item {index}", index, cls)]
            errors.append(error)
    if errors:
        raise IterableValidationError("records", errors, cls)
    return tuple(found)


def _named(made: Converter, node: object, cls: type[Any]) -> dict[str, Any]:
    if not isinstance(node, Mapping):
        if cls is Dimension and not isinstance(node, str) and node is not None:
            return {name: Dimension() for name in _texts(node, str)}
        raise MisfitError(f"names with their records are wanted here, and this is {_what(node)}")
    found, errors = {}, []
    for key, value in node.items():
        try:
            found[str(key)] = cls() if isinstance(value, nodes.Null) else made.structure(value, cls)
        except (ClassValidationError, MisfitError) as error:
            notes = getattr(error, "__notes__", [])
            error.__notes__ = [*notes, AttributeValidationNote(f"key {key}", str(key), cls)]
            errors.append(error)
    if errors:
        raise ClassValidationError("records", errors, cls)
    return found


def _unstructure(made: Converter, cls: type[Any]) -> Callable[[Any], Any]:
    valued = cls is Quantity  # its value stands with what it cannot be without, where it has one
    names: Any = {
        field.name: override(
            rename=key_of(cls, field.name),
            omit_if_default=not (valued and field.name == "value"),
        )
        for field in attrs.fields(cls)
    }
    inner: Callable[[Any], Any] = make_dict_unstructure_fn(cls, made, **names)
    paired = [
        key_of(cls, field.name)
        for field in attrs.fields(cls)
        if field.type in (Pairs, Pairs | None)
    ]

    def unstructure(value: Any) -> Any:
        made_of = inner(value)
        if valued and not made_of["value"]:
            del made_of["value"]
        for key in paired:
            if key in made_of and made_of[key] is not None:
                made_of[key] = dict(made_of[key])
        return made_of

    return unstructure


# --- errors, with the places they belong to -------------------------------------------------


def _leaves(error: BaseException, path: Path) -> Iterator[tuple[BaseException, Path]]:
    """Every single mistake in a group, with the path of keys that leads to it."""
    steps: list[str | int] = []
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            steps.append(note.name)
        elif isinstance(note, IterableValidationNote):
            steps.append(cast("int", note.index))
    path = (*path, *reversed(steps))
    if isinstance(error, ExceptionGroup):
        for inner in error.exceptions:
            yield from _leaves(inner, path)
    else:
        yield error, path


def _spelled_path(node: nodes.Node, path: Path) -> Path:
    """The path as the file spells it: cattrs names attributes, files name keys."""
    found: list[str | int] = []
    for step in path:
        if isinstance(step, str) and isinstance(node, Mapping):
            for key in (step, spelled(step), step.replace("_", "-")):
                if key in node:
                    found.append(key)
                    node = node[key]
                    break
            else:
                break
        elif isinstance(step, int) and isinstance(node, list) and step < len(node):
            found.append(step)
            node = node[step]
        else:
            break
    return tuple(found)


def _within(span: Span, node: object, start: int, end: int | None) -> Span:
    """The part of a one-line plain scalar between two offsets, or all of it."""
    if not isinstance(node, str) or span.line != span.end_line or end is None or end <= start:
        return span
    shift = 0 if getattr(node, "plain", False) else 1
    if span.end_column - span.column != len(node) + 2 * shift:
        return span
    return attrs.evolve(
        span, column=span.column + shift + start, end_column=span.column + shift + end
    )


def at_path(node: nodes.Node, path: Path) -> nodes.Node:
    """The node at the end of a path of keys and indexes."""
    for step in path:
        node = node[step]  # type: ignore[index, assignment]
    return node


def problems_of(error: BaseException, node: nodes.Node, label: str) -> Iterator[Problem]:
    """Every mistake that kept a node from becoming a record, at its place."""
    leaves = list(_leaves(error, ()))
    misspelt = {
        (_spelled_path(node, raw), nearest(key.partition(":")[0], _known(leaf.cl)))
        for leaf, raw in leaves
        if isinstance(leaf, ForbiddenExtraKeysError)
        for key in leaf.extra_fields
    }
    for leaf, raw in leaves:
        path = _spelled_path(node, raw)
        span = nodes.place(node, path)
        if isinstance(leaf, ForbiddenExtraKeysError):
            known = _known(leaf.cl)
            for key in sorted(leaf.extra_fields):
                slip = _slip(at_path(node, path), key)
                if slip is not None:
                    place = nodes.key_place(node, (*path, key))
                    yield Problem(f"{label}: {slip.message}", place, slip.hint)
                    continue
                hint = did_you_mean(key, known) or _of_another_kind(leaf.cl, key)
                hint = hint or "known fields: " + ", ".join(known)
                yield Problem(
                    f"{label} has an unknown field `{key}`",
                    nodes.key_place(node, (*path, key)),
                    hint,
                )
        elif isinstance(leaf, KeyError):
            missing = leaf.args[0]
            if (path, missing) in misspelt:
                continue  # it is there under a name that is not its own
            yield Problem(
                f"{label} has no `{missing}`", _first(node, path), f"add a line `{missing}: …`"
            )
        elif isinstance(leaf, FieldError):
            path = _spelled_path(node, (*raw, leaf.field, *filter(None, (leaf.item,))))
            if len(path) == len(_spelled_path(node, raw)):  # it is not there
                if (path, leaf.field) not in misspelt:
                    yield Problem(f"{label} has no `{leaf.field}`", _first(node, path), leaf.hint)
                continue
            place = nodes.place(node, path)
            yield Problem(
                f"{label}: {leaf.message}",
                _within(place, at_path(node, path), leaf.start, leaf.end),
                leaf.hint,
            )
        elif isinstance(leaf, MisfitError):
            where = "".join(f"`{path[-1]}`: " if path and isinstance(path[-1], str) else "")
            span = nodes.key_place(node, path) if leaf.at_key else span
            yield Problem(f"{label}: {where}{leaf.message}", span, leaf.hint)
        else:
            raise leaf


def _slip(node: nodes.Node, key: str) -> MisfitError | None:
    """What a key without a value was meant to be, where that is plain."""
    if not isinstance(node, Mapping) or not isinstance(node[key], nodes.Null):
        return None
    keys = list(node)
    at = keys.index(key)
    try:
        _not_a_key(key, node[keys[at - 1]] if at else None)
    except MisfitError as error:
        return error
    return None


def _known(cls: type[Any]) -> list[str]:
    """The fields that a record of a class may have, as files spell them."""
    known = [key_of(cls, field.name) for field in attrs.fields(cls)]
    return [*known, "kind"] if cls in set(KINDS.values()) else known


def _of_another_kind(cls: type[Any], key: str) -> str:
    """A hint for a field that claims have and this record has not, or nothing."""
    if cls is Measure and key in {"as of", "since", "until", "within"}:
        return "a measure that is compared with has its time in `when`"
    if cls not in set(KINDS.values()):
        return ""
    kinds = [kind for kind, other in KINDS.items() if key in _known(other)]
    if not kinds:
        return ""
    return f"only a {' or a '.join(kinds)} has it; give what it says a claim of its own".replace(
        " a event", " an event"
    )


def _first(node: nodes.Node, path: Path) -> Span:
    """The place where a record begins: its first key."""
    inner = at_path(node, path)
    if isinstance(inner, Mapping) and inner:
        return nodes.key_place(node, (*path, next(iter(inner))))
    return nodes.place(node, path)


# --- records ---------------------------------------------------------------------------------


def _made(node: Any, cls: type[Any]) -> Any:
    """The record that a node makes.

    Raises:
        ClassValidationError: with every mistake in it.
        IterableValidationError: the same.
        MisfitError: it is no record at all.
    """
    try:
        return converter(detailed=False).structure(node, cls)
    except (ValueError, KeyError, ForbiddenExtraKeysError, ExceptionGroup):
        return converter().structure(node, cls)


def read_record(
    part: str, node: nodes.Node, *, key: str = "", section: str = ""
) -> Iterator[Record | Damaged | Problem]:
    """The record that a node of one part makes, or what is wrong with it.

    `part` is the singular name, `key` the id or name that the file gives it from outside.
    """
    if part == "claim":
        yield from _claim(node, section)
        return
    if part in SETTLED:
        try:
            text = _text(node, str)
        except MisfitError as error:
            yield Problem(f"`{part}`: {error.message}", nodes.place(node, ()), error.hint)
        else:
            yield Record(part, text, text, node)
        return
    cls = CLASSES[part]
    field = {"id": "id", "name": "name"}.get(_identity(cls), "")
    given: Any = {} if isinstance(node, nodes.Null) and key else node
    label = f"the {part}" + (f" `{key}`" if key else "")
    if key and isinstance(given, Mapping):
        if field in given:
            yield Problem(
                f"{label} has a `{field}` in it, and its key is its {field} already",
                nodes.key_place(node, (field,)),
                "take this line out, or change the key",
            )
            yield _damaged(part, key, node)
            return
        given = {**given, field: key}
    try:
        value = _made(given, cls)
    except (ClassValidationError, IterableValidationError, MisfitError) as error:
        yield from problems_of(error, node, label)
        yield _damaged(part, key or _id(node, field), node)
    else:
        yield Record(part, getattr(value, field) if field else "", value, node)


def _damaged(part: str, name: str, node: nodes.Node) -> Damaged:
    """A record that cannot be made, with all the names that it has."""
    names = [name]
    cls = {"entity": Entity, "observance": Observance}.get(part)
    if cls is not None and isinstance(node, Mapping):
        known = {key_of(cls, field.name) for field in attrs.fields(cls)}
        for key, value in node.items():
            if key in {"name", "aliases"} or key not in known:
                names += nodes.texts(value)
    return Damaged(part, name, tuple(filter(None, names)))


def _damaged_claim(name: str, node: Mapping[str, Any]) -> Damaged:
    """A claim that cannot be made, with the names of the event that it may describe."""
    cls = KINDS.get(str(node.get("kind")))
    if cls is not None and cls is not Event:
        return Damaged("claim", name)
    names = [
        text
        for key, value in node.items()
        if key in {"id", "event"} or key not in _CLAIM_KEYS
        for text in nodes.texts(value)
    ]
    return Damaged("claim", name, tuple(names), nameless=not names)


def _identity(cls: type[Any]) -> str:
    if cls in {Entity, Source, Observance}:
        return "id"
    return "name" if cls in {cls for _, cls in WORDS.values()} else ""


def _id(node: nodes.Node, field: str = "id") -> str:
    if isinstance(node, Mapping) and isinstance(node.get(field), str):
        return str(node[field])
    return ""


def _claim(node: nodes.Node, section: str) -> Iterator[Record | Damaged | Problem]:
    if not isinstance(node, Mapping):
        yield Problem(
            f"a claim is a record of keys and values, and this is {_what(node)}",
            nodes.place(node, ()),
            "begin it with `- id: …`",
        )
        yield Damaged("claim", "", text=_written(node))
        return
    name = _id(node)
    label = f"claim `{name}`" if name else "this claim"
    kind = node.get("kind")
    if kind is None or isinstance(kind, nodes.Null):
        glued = next((key for key in node if key.startswith("kind:")), "")
        if glued:
            yield Problem(
                f"{label}: there is no space after the colon",
                nodes.key_place(node, (glued,)),
                f"write `kind: {glued.removeprefix('kind:')}`",
            )
            yield _damaged_claim(name, node)
            return
        yield Problem(f"{label} has no `kind`", _first(node, ()), "one of: " + ", ".join(KINDS))
        yield _damaged_claim(name, node)
        return
    cls = KINDS.get(kind) if isinstance(kind, str) else None
    if cls is None:
        yield Problem(
            f"{label}: `{kind}` is not a kind of claim",
            nodes.place(node, ("kind",)),
            did_you_mean(str(kind), KINDS) or "one of: " + ", ".join(KINDS),
        )
        yield _damaged_claim(name, node)
        return
    rest: dict[str, Any] = {key: value for key, value in node.items() if key != "kind"}
    if name and not _ID.fullmatch(name):
        mended = "-".join(_WORDS.findall(name)) or "a-name-of-your-own"
        yield Problem(
            f"{label}: an id has letters, digits and hyphens only",
            nodes.place(node, ("id",)),
            f"write `id: {mended}`",
        )
        rest["id"] = _STAND_INS[str]
    listed = {"listing": "members", "relation": "objects"}.get(cls.kind, "")
    given = node.get(listed)
    unlisted = _unlisted(node, listed, given)
    if unlisted is not None:
        yield Problem(
            f"{label}: `{listed}` is a list, and this is one text {unlisted.message}",
            nodes.place(node, (listed,)),
            unlisted.hint,
        )
        rest[listed] = _STAND_INS[tuple[str, ...]]
    faulty = any(value is not node.get(key) for key, value in rest.items())
    if section:
        rest["at"] = _placed(node.get("at", ""), section)
    try:
        claim: AnyClaim = _made(rest, cls)
    except (ClassValidationError, IterableValidationError, MisfitError) as error:
        yield from problems_of(error, node, label)
        yield _damaged_claim(name, node)
        return
    if faulty:
        yield _damaged_claim(name, node)
        return
    yield Record("claim", claim.id, claim, node)


def _placed(at: object, section: str) -> object:
    """What `at` says, under the section of its file where it names none of its own."""
    if isinstance(at, str):
        return {"line": at, "section": section} if _is_line(at) else at or {"section": section}
    if isinstance(at, Mapping) and at.get("section", "") == "":
        return {**at, "section": section}
    return at


def _is_line(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 9


def _unlisted(node: nodes.Node, field: str, given: object) -> MisfitError | None:
    """How a text was meant to be a list, or none where it was not."""
    if not isinstance(given, str):
        return None
    if "," in given or ";" in given:
        bare = given[1:-1] if given[:1] == "(" and given[-1:] == ")" else given
        sign = "commas" if "," in given else "semicolons"
        hint = f"write it in brackets: `{field}: [{bare.replace(';', ',')}]`"
        return MisfitError(f"with {sign}", hint)
    span = nodes.place(node, (field,))
    if span.end_line > span.line and getattr(given, "plain", False):
        return MisfitError("over several lines", "put a dash and a space before each entry: `- …`")
    return None


def read_file(node: nodes.Node) -> Iterator[Record | Damaged | Problem]:
    """Every record of one YAML file's tree, and every mistake in it."""
    if not isinstance(node, Mapping):
        yield Problem(
            f"a claim file begins with keys such as `claims:`, and this is {_what(node)}",
            nodes.place(node, ()),
            "put the claims under a line `claims:`"
            if isinstance(node, list)
            else "a comment begins with `#`"
            if isinstance(node, str) and node.startswith(("//", "/*", ";"))
            else "begin it with a key, such as `claims:`",
        )
        yield Damaged("", "", text=_written(node))
        return
    yield from _lost(node)
    section = node.get("section", "")
    if not isinstance(section, str):
        yield Problem(
            "`section` is the name of one section",
            nodes.place(node, ("section",)),
            "write one name; a section of each claim's own is `at: {section: …}`",
        )
        section = ""
    for key, inner in node.items():
        if key in PARTS and (key == "section" or isinstance(inner, nodes.Null)):
            continue
        if key == "document":
            yield from read_record("document", inner)
        elif key in NAMED:
            yield from _mapping(NAMED[key][0], inner, f"`{key}`")
        elif key == "vocabulary":
            yield from _vocabulary(inner)
        elif key in LISTED or key in SETTLED:
            part = LISTED[key][0] if key in LISTED else key
            if not isinstance(inner, list):
                yield Problem(
                    f"`{key}` is a list, and this is {_what(inner)}",
                    nodes.place(inner, ()),
                    _dashed(inner),
                )
                yield Damaged(part, "", text=_written(inner))
                continue
            items = list(_whole(inner)) if part == "claim" else inner
            for item in items:
                if isinstance(item, Problem | Damaged):
                    yield item
                else:
                    yield from read_record(part, item, section=section)
        else:
            inside = key in _CLAIM_KEYS and any(map(node.get, LISTED))
            indent = "indent it as the other fields of its claim"
            hint = indent if inside else did_you_mean(key, PARTS)
            yield Problem(
                f"`{key}` is not a part of a claim file",
                nodes.key_place(node, (key,)),
                hint or "parts: " + ", ".join(PARTS),
            )
            yield Damaged("", "", text=_written(inner))


_YEARS_IN: Final = frozenset(
    {
        *("when", "as of", "since", "until", "within", "before", "after", "during"),
        *("date", "begin", "end"),
    }
)
"""The fields that may hold a year with the beginning that the document states."""

_YEARS_NOT_IN: Final = frozenset({"dimensions", "parts", "weights", "quote"})
"""The fields in which nothing is a time, whatever its keys."""


def beginning_of(document: nodes.Node) -> Beginning | None:
    """The month and day with which the years of a document begin; none where it says no such."""
    text = document.get("year begins") if isinstance(document, Mapping) else None
    if not isinstance(text, str):
        return None
    try:
        return year_beginning(text)
    except UnreadableTimeError:
        return None


def with_years(node: nodes.Node, begins: Beginning) -> Iterator[Problem]:
    """Put twelve months in the place of each year such as `2023/24` in a record, or a tree of them.

    What may be such a year, or a season, is a mistake.
    """
    if isinstance(node, nodes.Mapping):
        for key, inner in node.items():
            if key in _YEARS_NOT_IN:
                continue
            if key in _YEARS_IN:
                node[key] = yield from _dated(inner, begins)
            yield from with_years(node[key], begins)
    elif isinstance(node, nodes.Sequence):
        for inner in node:
            yield from with_years(inner, begins)


def _dated(node: nodes.Node, begins: Beginning) -> Generator[Problem, None, nodes.Node]:
    """A time, or what stands in a field that holds one, with its years in twelve months."""
    if isinstance(node, nodes.Sequence):
        for at, inner in enumerate(node):
            node[at] = yield from _dated(inner, begins)
    elif isinstance(node, nodes.Mapping) and "of" in node:
        node["of"] = yield from _dated(node["of"], begins)
    if not isinstance(node, nodes.Text) or not is_year_of_two(node):
        return node
    months = twelve_months(node, begins)
    if "-" in node:
        if int(node[5:]) > 12:
            yield Problem(
                f"`{node}` can be a year, {read_time(months).describe()}, or "
                f"{read_time(node).describe()}",
                node.span,
                f"write {node[:4]}/{node[5:]} for the year",
            )
        return node
    made = nodes.Text(months, plain=node.plain)
    made.origin = node.origin
    if hasattr(node, "start"):  # a line of JSON finds its places later
        made.start, made.end = node.start, node.end
    return made


def _dashed(node: nodes.Node) -> str:
    """How what stands in place of a list is made one."""
    if isinstance(node, Mapping) and node:
        first, inner = next(iter(node.items()))
        if isinstance(inner, Mapping):
            return f"write each with a dash and its id: `- id: {first}`, the fields below `id`"
        return f"begin each entry with a dash: `- {first}: …`, the other fields below `{first}`"
    if isinstance(node, str):
        return f"write it with a dash or in brackets: `[{node}]`"
    return "begin each entry with a dash: `- …`"


def _whole(items: Iterable[nodes.Node]) -> Iterator[nodes.Node | Problem | Damaged]:
    """The claims of a list; one that has a dash before each of its fields is told once."""
    kept = list(items)
    at = 0
    while at < len(kept):
        first = kept[at]
        end = at + 1
        if isinstance(first, nodes.Mapping):
            seen = set(first)
            while end < len(kept) and (field := _only_field(kept[end])) and field not in seen:
                seen.add(field)
                end += 1
        if end == at + 1:
            yield first
        else:
            second = _only_field(kept[at + 1])
            yield Problem(
                f"`{second}` has a dash of its own, which begins another claim",
                nodes.key_place(kept[at + 1], (second,)),
                "put a dash before the first field of a claim only, and a space before the others",
            )
            fields = {key: value for each in kept[at:end] for key, value in _fields(each)}
            yield _damaged_claim(_id(first), fields)
        at = end


def _fields(node: nodes.Node) -> Iterable[tuple[str, nodes.Node]]:
    return node.items() if isinstance(node, nodes.Mapping) else ()


def _written(node: nodes.Node) -> str:
    """All that is written in a node, one text a line."""
    return "\n".join(nodes.texts(node))


def _only_field(node: nodes.Node) -> str:
    """The one field of a record that has no other and is no id, or nothing."""
    if isinstance(node, nodes.Mapping) and len(node) == 1:
        (key,) = node
        return key if key != "id" and key in _CLAIM_KEYS else ""
    return ""


def _lost(node: nodes.Node) -> Iterator[Damaged]:
    """The records that mistakes in the writing of the file took away."""
    for lost in node.lost if isinstance(node, nodes.Mapping) else ():
        keys = lost.path
        if keys[:1] == ("vocabulary",) and len(keys) > 1 and keys[1] in WORDS:
            yield Damaged(WORDS[keys[1]][0], lost.name)
        elif keys and keys[0] in NAMED:
            yield Damaged(NAMED[keys[0]][0], lost.name, (lost.name,), lost.text)
        elif keys and keys[0] in LISTED:
            yield Damaged(LISTED[keys[0]][0], lost.name, text=lost.text)
        elif not keys:
            yield Damaged("", "", text=lost.text)


def _mapping(part: str, node: nodes.Node, label: str) -> Iterator[Record | Damaged | Problem]:
    if not isinstance(node, Mapping):
        yield Problem(
            f"{label} maps names to records, and this is {_what(node)}",
            nodes.place(node, ()),
            "write each as `name: {…}`" + (", without a dash" if isinstance(node, list) else ""),
        )
        yield Damaged(part, "", text=_written(node))
        return
    for key, inner in node.items():
        yield from read_record(part, inner, key=str(key))


def _vocabulary(node: nodes.Node) -> Iterator[Record | Damaged | Problem]:
    if not isinstance(node, Mapping):
        yield Problem(
            f"`vocabulary` has parts such as `properties:`, and this is {_what(node)}",
            nodes.place(node, ()),
            "parts: " + ", ".join(WORDS),
        )
        return
    for key, inner in node.items():
        if key not in WORDS:
            yield Problem(
                f"`{key}` is not a part of a vocabulary",
                nodes.key_place(node, (key,)),
                did_you_mean(key, WORDS) or "parts: " + ", ".join(WORDS),
            )
        elif not isinstance(inner, nodes.Null):
            yield from _mapping(WORDS[key][0], inner, f"`{key}`")


def as_data(record: Any) -> dict[str, Any]:
    """A record as plain dicts, lists and texts, spelled as files spell it."""
    data = converter().unstructure(record)
    if isinstance(record, Claim):
        data = {"id": data.pop("id"), "kind": record.kind, **data}
    return cast("dict[str, Any]", data)
