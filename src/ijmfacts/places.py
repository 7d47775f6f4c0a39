"""Where records and quotes stand in their files, with the line itself for carets.

Knows nothing of findings beyond their places and parties.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ijmfacts import nodes
from ijmfacts.dossier import Dossier, Records
from ijmfacts.findings import Party, Place
from ijmfacts.spans import Span


class Places:
    """The places of a dossier's records, and of its world's."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._lines: dict[str, list[str]] = {}

    def _line(self, records: Records, file: str, line: int) -> str:
        if file not in self._lines:
            data = records.files.get(file, b"")
            self._lines[file] = data.decode(errors="replace").removeprefix("\ufeff").splitlines()
        lines = self._lines[file]
        return lines[line - 1] if 0 < line <= len(lines) else ""

    def _records(self, part: str, key: str) -> Records | None:
        for records in (self._dossier, self._dossier.world):
            if (part, key) in records.origins:
                return records
        return None

    def of_span(self, span: Span, records: Records | None = None) -> Place:
        """A span with its line."""
        source = self._line(records or self._dossier, span.file, span.line)
        one_line = span.end_line == span.line
        return Place(
            file=span.file,
            line=span.line,
            column=span.column,
            end_column=max(span.end_column, span.column + 1) if one_line else len(source) + 1,
            source=source,
        )

    def of_record(self, part: str, key: str, path: tuple[str | int, ...] = ()) -> Place:
        """Where a record stands, or one of its fields."""
        records = self._records(part, key)
        if records is None:
            return Place()
        node: Any = records.origins[part, key]
        if not path and isinstance(node, Mapping) and node:
            first = next(iter(node))
            return self.of_span(nodes.key_place(records.origins[part, key], (first,)), records)
        return self.of_span(nodes.place(node, path), records)

    def party(self, claim: Any, taking_part: tuple[int, ...] = ()) -> Party:
        """A claim with the places of its words; what takes part of them where that is known."""
        records = self._records("claim", claim.id)
        spans: list[Span] = []
        if records is not None:
            node: Any = records.origins["claim", claim.id]
            quote = node.get("quote") if isinstance(node, Mapping) else None
            if isinstance(quote, list):
                spans = [nodes.place(node, ("quote", at)) for at in range(len(quote))]
            elif quote is not None:
                spans = [nodes.place(node, ("quote",))]
        places = tuple(self.of_span(span, records) for span in spans) or (
            self.of_record("claim", claim.id),
        )
        return Party(
            claim=claim.id,
            quote=claim.quote,
            places=places,
            said_by=claim.said_by,
            section=claim.at.section,
            at_line=claim.at.line,
            taking_part=taking_part,
        )
