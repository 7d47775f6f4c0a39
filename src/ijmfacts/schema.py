"""The JSON Schema of claim files, made from the classes of records and their docstrings.

Editors complete kinds and fields with it, and show what each means.
It refuses nothing that the reader of files lets pass; `EXCEPTIONS` says what it lets pass beyond.
Knows nothing of any one dossier, unless its names are given.
"""

from __future__ import annotations

import inspect
import json
import pathlib
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import attrs

from ijmfacts.claims import KINDS, QUOTE_WORDS, At, Breakdown, Claim, Listing, Quantity, Relation
from ijmfacts.fields import Pairs, a_time, a_value, filled, some
from ijmfacts.formatting import ORDER, fields_in_order
from ijmfacts.parts import CLASSES, LISTED, NAMED, SETTLED, WORDS
from ijmfacts.records import Dimension
from ijmfacts.structure import SHORT, key_of

if TYPE_CHECKING:
    from ijmfacts.dossier import Dossier

Schema: TypeAlias = dict[str, Any]

FILE: Final = "claim-file.schema.json"
"""What the shipped schema is called."""

DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"

EXCEPTIONS: Final = (
    "values, times and precisions are read by a grammar of their own",
    "ids, names and sources that claims refer to are looked up in the whole dossier",
    "no two records have one id, and a dossier is about one document",
    "an id holds letters, digits and hyphens of any script, and no other marks",
    "`True`, `TRUE`, `Null` and `NULL` are words to our reader, and not to every editor",
    "a number of lines is written in digits alone, where an editor takes `1e2` for one",
)
"""What a schema cannot say, so that it lets pass what the reader of files refuses."""

TEXT: Final[Schema] = {"type": ["string", "number", "boolean"]}
"""A text: our reader takes `30` and `true` for the words that they are, an editor does not."""

_PARTS: Final[Mapping[str, str]] = {
    "document": "The text being checked; its text stays outside the dossier.",
    "section": "The section of the document that this file's claims come from.",
    "entities": "Who or what claims are about, by id.",
    "sources": "The works that the document cites, by id.",
    "vocabulary": "What properties, relations, events, posts, types of entity and units mean.",
    "observances": "Days that are kept each year on one date, by id.",
    "claims": "The claims: one for each thing that one passage says.",
    "accepted": "Findings that the author lets stand, each with its reason.",
    "assume": "Assumptions that the author takes as facts.",
    "reject": "Assumptions that the author refuses.",
    "set aside": "Words of the document that make no claim to be checked, each with its reason.",
}


def path() -> pathlib.Path:
    """Where the shipped schema is."""
    return pathlib.Path(__file__).with_name(FILE)


def modeline(target: str = FILE) -> str:
    """The first line of a claim file, which tells editors where the schema is.

    `target` is a URL, or a path from the directory of the claim file.
    """
    return f"# yaml-language-server: $schema={target}"


def as_text(schema: Schema) -> str:
    """The schema as the text of its file."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def generated(names: Mapping[str, Iterable[str]] | None = None) -> Schema:
    """The schema of claim files.

    `names` are words for editors to offer, by what they name: `entities`, `sources` or a part of
    the vocabulary; other words are let pass all the same.
    """
    offered = {kind: sorted(set(words)) for kind, words in (names or {}).items()}
    makes = _Schemas({kind: words for kind, words in offered.items() if words})
    return makes.file()


def names_of(dossier: Dossier) -> dict[str, list[str]]:
    """The names of a dossier, with the words of its world, for editors to offer."""
    words = {
        part: [*getattr(dossier.vocabulary, part), *getattr(dossier.world.vocabulary, part)]
        for part in WORDS
    }
    return {"entities": [*dossier.entities], "sources": [*dossier.sources], **words}


# --- what docstrings say of fields -------------------------------------------------------------


def descriptions(cls: type[Any]) -> Mapping[str, str]:
    """What the docstring of a class, and those it is made from, say of each field, by attribute."""
    names = {field.name for field in attrs.fields(cls)}
    found: dict[str, str] = {}
    for source in (cls, *cls.__mro__[1:-1]):
        if attrs.has(source):
            for name, words in _said(inspect.getdoc(source) or "", names, cls).items():
                found.setdefault(name, words)
    return found


def _said(page: str, names: set[str], cls: type[Any]) -> dict[str, str]:
    """The clause of a docstring that begins with each name, or else each sentence that has it."""
    marked = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    start = re.compile(rf"(?:^|(?<=[,;:] )(?:and )?)(?=`(?:{marked})`)")
    heads = re.compile(rf"(?:and |, )*`({marked})`")
    clauses: list[str] = []
    sentences = _sentences(page)
    for sentence in sentences:
        pending = ""
        for piece in start.split(sentence):
            pending += piece
            if re.sub(rf"`(?:{marked})`|\band\b|[\s,;:.]", "", pending):
                clauses.append(pending)
                pending = ""
    found: dict[str, str] = {}
    for clause in clauses:
        at = 0
        while head := heads.match(clause, at):
            found.setdefault(head[1], _clean(clause, names, cls))
            at = head.end()
            while clause[at : at + 1] == " " and heads.match(clause, at + 1):
                at += 1
    for name in names - set(found):
        said = [sentence for sentence in sentences if f"`{name}`" in sentence]
        if said:
            found[name] = _clean(" ".join(said), names, cls)
    return found


def _sentences(page: str) -> list[str]:
    return re.split(r"(?<=[.?]) (?=[A-Z`])", " ".join(page.split()))


def _clean(words: str, names: set[str], cls: type[Any]) -> str:
    """A clause as a sentence, with fields spelled as files do."""

    def spelling(found: re.Match[str]) -> str:
        return f"`{key_of(cls, found[1])}`" if found[1] in names else found[0]

    return re.sub(r"`(\w+)`", spelling, words).strip().rstrip(" ,;:.") + "."


# --- schemas -------------------------------------------------------------------------------------

_REFERENCES: Final[Mapping[str, str]] = {
    "subject": "entities",
    "by": "entities",
    "to": "entities",
    "person": "entities",
    "organization": "entities",
    "place": "entities",
    "said_by": "entities",
    "speaker": "entities",
    "objects": "entities",
    "in_": "entities",
    "of": "entities",
    "property": "properties",
    "part_of": "properties",
    "relation": "relations",
    "post": "posts",
    "kind_of_members": "types",
    "is_a": "types",
    "source": "sources",
}
"""What the words of fields name."""


def _referred(cls: type[Any], field: str) -> str:
    """What the words of a field name, or nothing."""
    if field == "type":
        return {"Event": "events", "Counting": "events", "Entity": "types"}.get(cls.__name__, "")
    if (cls.__name__, field) in {("Breakdown", "by"), ("Counting", "subject"), ("Anchor", "of")}:
        return ""
    if field == "is_a" and cls.__name__ == "EventType":
        return "events"
    return _REFERENCES.get(field, "")


_FORMS: Final[Mapping[str, str]] = {
    "precision": "^(exact|-?[0-9]{1,2} (significant|decimals?))?$",
    "digest": "^(sha256:[0-9a-f]{64})?$",
}
"""The fields whose texts have one plain form."""

_ID: Final = r"^[^\s!-/:-@\[-`{-~][^\s!-,./:-@\[-`{-~]*$"
"""Ids of claims: no blanks, and of the marks of ASCII only hyphens.

Letters of all scripts are let pass; what is a letter is not the same to all readers of patterns.
"""


class _Schemas:
    """Makes the schemas of classes, each once, with the names that editors offer."""

    def __init__(self, names: Mapping[str, list[str]]) -> None:
        self.names = names
        self.defs: dict[str, Schema] = {}

    def file(self) -> Schema:
        """The schema of a whole file."""
        parts: dict[str, Schema] = {}
        for part in ORDER:
            if part == "section":
                parts[part] = dict(TEXT)
            elif part == "document":
                parts[part] = self.record(CLASSES[part])
            elif part == "vocabulary":
                parts[part] = _closed(
                    {key: _maybe(self.named(cls, "name")) for key, (_, cls) in WORDS.items()}
                )
            elif part in NAMED:
                _, cls, field = NAMED[part]
                parts[part] = self.named(cls, field)
            elif part in SETTLED:
                parts[part] = {"type": "array", "items": TEXT}
            else:
                cls_or_none = LISTED[part][1]
                each = self.claim() if cls_or_none is None else self.record(cls_or_none)
                parts[part] = {"type": "array", "items": each}
            if part != "section":
                parts[part] = _maybe(parts[part])
            parts[part] = {"description": _PARTS[part], **parts[part]}
        return {
            "$schema": DRAFT,
            "title": "ijmfacts claim file",
            "description": "What a document claims: one file of a dossier.",
            **_closed(parts),
            "$defs": dict(sorted(self.defs.items())),
        }

    def claim(self) -> Schema:
        """A claim of any kind."""
        if "claim" not in self.defs:
            common = self.properties(Claim)
            kinds = "; ".join(
                f"`{kind}`: {_first_sentence(cls).rstrip('.')}" for kind, cls in KINDS.items()
            )
            self.defs["claim"] = {
                "type": "object",
                "description": "One thing that one passage of the document says.",
                "properties": {
                    "id": common.pop("id"),
                    "kind": {"description": f"{kinds}.", "enum": list(KINDS)},
                    **common,
                },
                "required": ["id", "kind"],
                "allOf": [
                    {
                        "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
                        "then": self.record(cls),
                    }
                    for kind, cls in KINDS.items()
                ],
            }
        return {"$ref": "#/$defs/claim"}

    def record(self, cls: type[Any], without: str = "") -> Schema:
        """A record of one class, `without` the field that its key stands for."""
        name = (getattr(cls, "kind", "") if issubclass(cls, Claim) else "") or _hyphened(cls)
        if name not in self.defs:
            self.defs[name] = {}  # so that a class may hold its own
            fields = self.properties(cls)
            fields.pop(without, None)
            if issubclass(cls, Claim):
                for field in attrs.fields(Claim):
                    key = key_of(Claim, field.name)
                    fields[key] = {"$ref": f"#/$defs/claim/properties/{key.replace(' ', '%20')}"}
                fields["kind"] = {"description": _first_sentence(cls), "const": cls.kind}
            order = [key for key in fields_in_order(cls) if key in fields]
            required = [
                key_of(cls, field.name)
                for field in attrs.fields(cls)
                if field.default is attrs.NOTHING and key_of(cls, field.name) != without
            ]
            self.defs[name] = {
                "description": _first_sentence(cls),
                **_closed({key: fields[key] for key in order}, required),
                **_together(cls),
            }
        return {"$ref": f"#/$defs/{name}"}

    def named(self, cls: type[Any], field: str) -> Schema:
        """Records by their ids or names; nothing may stand for one that needs no fields."""
        each = self.record(cls, without=field)
        required = [
            one for one in attrs.fields(cls) if one.default is attrs.NOTHING and one.name != field
        ]
        return {
            "type": "object",
            "propertyNames": {"pattern": r"\S"},
            "additionalProperties": each if required else _maybe(each),
        }

    def properties(self, cls: type[Any]) -> dict[str, Schema]:
        """The fields of a class, as files spell them."""
        attrs.resolve_types(cls)
        told = descriptions(cls)
        found = {}
        for field in attrs.fields(cls):
            words = told.get(field.name, "")
            if _checks(field, a_time) and "EDTF" not in words:
                words = f"{words} A time in EDTF: `2003-03-29`, `2022-11`, `2003/2013`.".strip()
            schema = self.field(cls, field)
            found[key_of(cls, field.name)] = {
                **({"description": words} if words else {}),
                **schema,
            }
        return found

    def field(self, cls: type[Any], field: attrs.Attribute[Any]) -> Schema:
        """What one field may hold."""
        kind: Any = field.type
        text = self.offer(cls, field.name, _text_of(field))
        if kind is str:
            if field.name == "id" and issubclass(cls, Claim):
                return {**TEXT, "pattern": _ID}
            return (
                {"type": "string", "pattern": _FORMS[field.name]} if field.name in _FORMS else text
            )
        if kind in {bool, bool | None}:
            return {"type": "boolean"}
        if kind is int:
            return _count()
        if kind in {Pairs, Pairs | None}:
            value = {**TEXT, "pattern": r"\S"} if field.name in {"parts", "weights"} else TEXT
            least = {"minProperties": 1} if _checks(field, some) else {}
            return {"type": "object", "additionalProperties": value, **least}
        if kind == tuple[str, ...]:
            if field.name == "quote" and issubclass(cls, Claim):
                text = _quote()
            single = text
            if (cls, field.name) in {(Listing, "members"), (Relation, "objects")}:
                single = {**text, "pattern": "^[^,;]*$"}
            least = {"minItems": 1} if _checks(field, some) else {}
            return {"anyOf": [single, {"type": "array", "items": text, **least}]}
        inner = _record_of(kind)
        one = self.short(inner)
        origin = getattr(kind, "__origin__", None)
        if origin is tuple:
            return {"anyOf": [one, {"type": "array", "items": one}]}
        if origin is not None and issubclass(origin, Mapping):
            each = {"type": "object", "additionalProperties": _maybe(one)}
            if inner is Dimension:
                return {"anyOf": [each, {"type": "array", "items": TEXT}]}
            return each
        return one

    def short(self, cls: type[Any]) -> Schema:
        """A record inside another, or the text that may stand for it."""
        whole = self.record(cls)
        if cls is At:
            return {"anyOf": [TEXT, whole]}
        if cls not in SHORT:
            return whole
        field = attrs.fields_dict(cls)[SHORT[cls]]
        return {"anyOf": [self.offer(cls, field.name, _text_of(field)), whole]}

    def offer(self, cls: type[Any], field: str, text: Schema) -> Schema:
        """A text, with the names that an editor may offer for it."""
        words = self.names.get(_referred(cls, field))
        return {"anyOf": [{"enum": words}, text]} if words else text


def _closed(properties: dict[str, Schema], required: Iterable[str] = ()) -> Schema:
    """A record that has these fields and no others."""
    needed = list(required)
    return {
        "type": "object",
        "properties": properties,
        **({"required": needed} if needed else {}),
        "additionalProperties": False,
    }


def _maybe(schema: Schema) -> Schema:
    """The same, or nothing."""
    if isinstance(schema.get("type"), str):
        return {**schema, "type": [schema["type"], "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def _hyphened(cls: type[Any]) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", cls.__name__).lower() + "-record"


def _first_sentence(cls: type[Any]) -> str:
    return _sentences((inspect.getdoc(cls) or "").split("\n\n")[0])[0]


def _validators(field: attrs.Attribute[Any]) -> tuple[Any, ...]:
    found = field.validator
    return () if found is None else tuple(getattr(found, "_validators", (found,)))


def _checks(field: attrs.Attribute[Any], validator: object) -> bool:
    return validator in _validators(field)


def _text_of(field: attrs.Attribute[Any]) -> Schema:
    """The schema of a field of one text."""
    for validator in _validators(field):
        if validator in {a_time, a_value, some}:
            continue
        if validator is filled:
            return {**TEXT, "pattern": r"\S"}
        choices = inspect.getclosurevars(validator).nonlocals.get("choices")
        if choices is not None:
            return {"enum": sorted(choices, key=lambda choice: not choice)}
    return dict(TEXT)


def _quote() -> Schema:
    """One piece of a quote."""
    return {
        **TEXT,
        "pattern": rf"^\s*\S+(\s+\S+){{0,{QUOTE_WORDS - 1}}}\s*$",
        "not": {"type": "string", "pattern": r"…|\.\.\."},
    }


def _count() -> Schema:
    """A number of lines."""
    return {
        "anyOf": [
            {"type": "integer", "minimum": 0, "maximum": 999_999_999},
            {"type": "string", "pattern": "^[0-9]{1,9}$"},
        ]
    }


def _record_of(kind: Any) -> type[Any]:
    """The class of records in the type of a field."""
    if isinstance(kind, type) and attrs.has(kind):
        return kind
    for inner in reversed(kind.__args__):
        if isinstance(inner, type) and attrs.has(inner):
            return inner
    raise TypeError(f"{kind} holds no record")


def _together(cls: type[Any]) -> Schema:
    """What fields of a class cannot say together."""
    if cls in {Listing, Breakdown}:
        both = {"complete": {"const": True}, "open": {"const": True}}
        return {"not": {"properties": both, "required": list(both)}}
    if cls is Quantity:
        one, two, three = "change from", "difference from", "ratio to"
        pairs = ((one, two), (one, three), (two, three))
        of_value = ("precision", "unit", "of", "mean of", "each of")
        return {
            "not": {"anyOf": [{"required": list(pair)} for pair in pairs]},
            "anyOf": [
                {"required": ["value"], "properties": {"value": {"pattern": r"\S"}}},
                {
                    "required": ["direction"],
                    "anyOf": [{"required": [one]}, {"required": [two]}],
                    "not": {"anyOf": [{"required": [field]} for field in of_value]},
                },
            ],
        }
    return {}
