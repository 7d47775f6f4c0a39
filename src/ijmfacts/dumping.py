"""From records back to files: claims and dossiers as YAML or as JSON Lines.

`load(dump(records)) == records`; nothing is written that our own reader would not read back.
Knows nothing of what records mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final, Literal, TypeAlias

from cattrs import ClassValidationError, IterableValidationError

from ijmfacts.claims import AnyClaim
from ijmfacts.dossier import Records
from ijmfacts.parts import LISTED, NAMED, SETTLED, WORDS
from ijmfacts.spans import UNFIT
from ijmfacts.structure import MisfitError, as_data, converter

Format: TypeAlias = Literal["yaml", "jsonl"]

FORMATS: Final = ("yaml", "jsonl")

_RESOLVED: Final = {
    "null": r"^(?:~|null|Null|NULL|)$",
    "bool": r"^(?:true|True|TRUE|false|False|FALSE)$",
    "merge": r"^(?:<<|=)$",
    "float": r"^[-+0-9a-fA-F.,_xoE]{41,}$",
}
"""What a text without quotes is taken for, by PyYAML's names of types; all else is text.

Texts of these forms stand in quotes; the last are taken for numbers of too many digits.
"""


class UnwritableError(ValueError):
    """A record holds what no file can, so that it could not be read back."""


def dump(records: Records | Iterable[AnyClaim], *, format: Format = "yaml") -> str:  # noqa: A002 - its name on the command line
    """Records as the text of one claim file, which `loads` reads back as the same records.

    A dossier's world is not written, nor what could not be read.

    Raises:
        UnwritableError: no file can say it: two claims of one id, two parts of one name, a control
            character, or a value that only Python could have made.
        ValueError: there is no such format.
    """
    if format not in FORMATS:
        raise ValueError(f"there is no format {format!r}: {', '.join(FORMATS)}")
    given = records if isinstance(records, Records) else Records(claims=tuple(records))
    if format == "jsonl":
        import json  # noqa: PLC0415 - only for this format

        return "".join(
            json.dumps({part: data}, ensure_ascii=False) + "\n" for part, data in _lines(given)
        )
    return _yaml(_file(given))


def _written(record: Any, part: str) -> dict[str, Any]:
    """A record as data, once it is known that the same would be read back."""
    data: dict[str, Any] = _plain(as_data(record))
    for text in _texts(data):
        found = UNFIT.search(text)
        if found:
            raise UnwritableError(
                f"the {part} {_name(record)!r} holds the character U+{ord(found[0]):04X}, "
                "which no file may hold"
            )
    inner = {key: value for key, value in data.items() if key != "kind"}
    fault = UnwritableError(f"the {part} {_name(record)!r} would not be read back as it is")
    try:
        again = converter().structure(inner, type(record))
    except (ClassValidationError, IterableValidationError, MisfitError) as error:
        raise fault from error
    if again != record:
        raise fault
    return data


def _plain(data: Any) -> Any:
    """Data of plain dicts, lists, texts and truths: places are forgotten, numbers are texts."""
    if isinstance(data, dict):
        return {str(key): _plain(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_plain(item) for item in data]
    return data if isinstance(data, bool) else str(data)


def _name(record: Any) -> str:
    return str(getattr(record, "id", "") or getattr(record, "name", "") or "")


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield key
            yield from _texts(value)
    elif isinstance(data, list):
        for item in data:
            yield from _texts(item)


def _lines(given: Records) -> Iterator[tuple[str, Any]]:
    """Every record with the singular name of its part."""
    if given.document is not None:
        yield "document", _written(given.document, "document")
    for part, (singular, _, _) in NAMED.items():
        for record in getattr(given, part).values():
            yield singular, _written(record, singular)
    for part, (singular, _) in WORDS.items():
        for record in getattr(given.vocabulary, part).values():
            yield singular, _written(record, singular)
    seen = set()
    for claim in given.claims:
        if claim.id in seen:
            raise UnwritableError(f"two claims have the id {claim.id!r}")
        seen.add(claim.id)
        yield "claim", _written(claim, "claim")
    for part, (singular, _) in LISTED.items():
        if part != "claims":
            for record in getattr(given, part.replace(" ", "_")):
                yield singular, _written(record, singular)
    for part in SETTLED:
        for text in getattr(given, part):
            yield part, str(text)


def _file(given: Records) -> dict[str, Any]:
    """The records as the parts of one file."""
    plural = {
        **{singular: part for part, (singular, _, _) in NAMED.items()},
        **{singular: part for part, (singular, _) in LISTED.items()},
        **{part: part for part in SETTLED},
    }
    words = {singular: part for part, (singular, _) in WORDS.items()}
    found: dict[str, Any] = {}
    for part, data in _lines(given):
        if part == "document":
            found["document"] = data
        elif part in words:
            inner = found.setdefault("vocabulary", {}).setdefault(words[part], {})
            inner[data.pop("name")] = data
        elif isinstance(data, dict) and plural[part] in NAMED:
            found.setdefault(plural[part], {})[data.pop("id")] = data
        else:
            if part == "claim" and len(data.get("quote", ())) == 1:
                data["quote"] = data["quote"][0]
            found.setdefault(plural[part], []).append(data)
    return found or {"claims": []}


def _yaml(data: dict[str, Any]) -> str:
    import re  # noqa: PLC0415 - only for this format

    import yaml  # noqa: PLC0415 - a costly import that not all runs need

    class Dumper(yaml.SafeDumper):
        """Quotes only what our reader would take for something else; knows no anchors."""

        yaml_implicit_resolvers: dict[str | None, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 - PyYAML's own way

        def ignore_aliases(self, data: Any) -> bool:
            """Write everything out, whatever stands in two places."""
            del data
            return True

        def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: FBT001, FBT002 - PyYAML's own signature
            """Set lists in from their key."""
            del indentless
            super().increase_indent(flow, indentless=False)

    # What YAML 1.1 calls a line break is none here, and a wide space that begins a line no indent.
    escaped = re.compile("[\x85\u2028\u2029]|^[^\\S \n]")

    def represented(dumper: Dumper, text: str) -> yaml.ScalarNode:
        style = '"' if escaped.search(text) else None
        return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)

    Dumper.yaml_implicit_resolvers = {
        None: [(f"tag:yaml.org,2002:{kind}", re.compile(form)) for kind, form in _RESOLVED.items()]
    }
    Dumper.add_representer(str, represented)
    text: str = yaml.dump(
        data,
        Dumper=Dumper,
        allow_unicode=True,
        default_flow_style=False,
        sort_keys=False,
        width=1_000_000,
    )
    return text
