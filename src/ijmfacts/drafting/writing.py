"""A draft as the text of a claim file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ijmfacts.claims import AnyClaim, At
from ijmfacts.dossier import Records
from ijmfacts.drafting.spans import listed

_PLAIN: Final = re.compile(r"[\w$£€](?:[\w $£€()’/;.%–—-]*[\w().%])?")
_RESERVED: Final = frozenset(listed("null true false yes no on off y n"))
_HEAD: Final = """\
# A draft: proposals that `ijmfacts draft` made from the words alone.
# Confirm or correct what each note names, then take the note out; delete what claims nothing.

"""


def written(records: Records) -> str:
    """A draft as the text of a claim file.

    The same records as `dumping.dump` would write, in the layout of hand-written claim files, and
    some fifty times as fast, since nothing here needs to be read back to be trusted.
    """
    parts = [_HEAD]
    if records.document is not None:
        parts.append("document:\n")
        for key, value in (
            ("title", records.document.title),
            ("digest", records.document.digest),
            ("note", records.document.note),
        ):
            if value:
                parts.append(f"  {key}: {_scalar(value)}\n")
        parts.append("\n")
    if records.entities:
        parts.append("entities:\n")
        for entity in records.entities.values():
            kind = f", type: {_scalar(entity.type)}" if entity.type else ""
            parts.append(
                f"  {entity.id}: {{name: {_scalar(entity.name)}{kind}, "
                f"note: {_scalar(entity.note)}}}\n"
            )
        parts.append("\n")
    parts.append("claims:\n" if records.claims else "claims: []\n")
    for number, claim in enumerate(records.claims):
        parts.append("\n" if number else "")
        parts.extend(_claim_lines(claim))
    return "".join(parts)


_SHOWN: Final = (
    "subject", "property", "dimensions", "value", "unit", "by", "parts", "members", "complete",
    "open", "event", "type", "to", "person", "post", "organization", "when", "as_of", "since",
    "quote", "prefix", "suffix", "at", "note",
)  # fmt: skip
_MAPPED: Final = frozenset({"dimensions", "parts"})
_LISTED: Final = frozenset({"members"})


def _claim_lines(claim: AnyClaim) -> Iterator[str]:
    yield f"  - id: {claim.id}\n    kind: {claim.kind}\n"
    for field in _SHOWN:
        value = getattr(claim, field, None)
        if not value:
            continue
        key = field.replace("_", " ")
        if isinstance(value, At):
            section = f"section: {_scalar(value.section)}, " if value.section else ""
            shown = f"{{{section}line: {value.line}}}" if section else f"{value.line}"
        elif value is True:
            shown = "true"
        elif field in _MAPPED:
            shown = "{" + ", ".join(f"{_scalar(k)}: {_scalar(v)}" for k, v in value) + "}"
        elif isinstance(value, tuple):
            one = len(value) == 1 and field not in _LISTED
            shown = _scalar(value[0]) if one else f"[{', '.join(map(_scalar, value))}]"
        else:
            shown = _scalar(value)
        yield f"    {key}: {shown}\n"


def _scalar(text: str) -> str:
    """A text as YAML, in quotes where there is any doubt."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _RESERVED:
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t") + '"'
