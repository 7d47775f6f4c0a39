"""What changed between two versions, as text and as JSON.

Knows nothing of terminals, files or exit codes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, Final

from ijmfacts.diffing import DocumentDiff, DossierDiff, Fate, FieldChange, Findings, RecordChange
from ijmfacts.findings import Finding, Report
from ijmfacts.reports import WIDTH
from ijmfacts.reports.json import report_data
from ijmfacts.reports.text import Paint, Style, counted, finding_lines, visible, wrapped

VERSION: Final = 1
"""The version of the JSON format: another one where a reader of this one would break."""

_FATE_WORDS: Final = {
    "stands": "stand",
    "moved": "moved to another line",
    "ambiguous": "now stand more than once",
    "changed": "changed value",
    "lost": "lost their words",
    "unplaced": "not found in the old version",
}


def diff_text(
    diff: DocumentDiff | DossierDiff,
    *,
    notes: bool = False,
    moved: bool = False,
    colour: bool = False,
    width: int = WIDTH,
) -> str:
    """The differences as text that ends in a newline.

    `notes` also shows findings that are notes, `moved` each claim that only moved.
    """
    style = Style(width=width, paint=Paint(on=colour))
    lines: list[str] = []
    if isinstance(diff, DocumentDiff):
        for fate in diff.fates:
            if fate.status not in {"stands", "moved"}:
                lines.extend(_fate(fate, style))
                lines.append("")
        lines.extend(_moves(diff, style, each=moved))
        lines.extend(_findings(diff.findings, style, notes=notes))
        lines.append(_fate_summary(diff, style))
    else:
        for record in diff.records:
            lines.extend(_record(record, style))
        if diff.records:
            lines.append("")
        lines.extend(_findings(diff.findings, style, notes=notes))
        lines.append(_record_summary(diff, style))
    lines.append(_findings_summary(diff.findings, style, notes=notes))
    return "\n".join(lines) + "\n"


def diff_json(diff: DocumentDiff | DossierDiff) -> str:
    """The differences as JSON that ends in a newline."""
    return json.dumps(diff_data(diff), ensure_ascii=False, indent=2) + "\n"


def diff_data(diff: DocumentDiff | DossierDiff) -> dict[str, Any]:
    """The differences as dicts, lists, texts and numbers; findings are flat, as in a report."""
    found = diff.findings
    counts: dict[str, Any] = {
        "new": len(found.new),
        "gone": len(found.gone),
        "same": len(found.same),
        "accepted": len(found.accepted),
    }
    if isinstance(diff, DocumentDiff):
        summary = {status: diff.count(status) for status in _FATE_WORDS}
        inner: dict[str, Any] = {
            "of": "document",
            "summary": {"claims": {"total": len(diff.fates), **summary}, "findings": counts},
            "claims": [_fate_data(fate) for fate in diff.fates],
        }
    else:
        statuses = ("added", "removed", "changed", "renamed")
        inner = {
            "of": "dossier",
            "summary": {
                "claims": {
                    **{status: diff.count(status) for status in statuses},
                    "unchanged": diff.unchanged,
                },
                "findings": counts,
            },
            "records": [_record_data(record) for record in diff.records],
        }
    return {
        "version": VERSION,
        **inner,
        "findings": {
            "new": _many(found.new),
            "gone": _many(found.gone),
            "same": [
                {
                    "fingerprint": new.fingerprint,
                    "rule": new.rule,
                    "old": {"severity": old.severity, "message": old.message},
                    "new": {"severity": new.severity, "message": new.message},
                }
                for old, new in found.same
            ],
            "accepted": _many(found.accepted),
        },
    }


def _many(findings: Sequence[Finding]) -> list[Any]:
    data: list[Any] = report_data(Report(findings=tuple(findings)))["findings"]
    return data


def _fate_data(fate: Fate) -> dict[str, Any]:
    return {
        "id": fate.id,
        "status": fate.status,
        "quote": list(fate.quote),
        "old_line": fate.old_line,
        "line": fate.line,
        "now": list(fate.now),
        "changes": [
            {"field": change.field, "old": change.old, "new": change.new} for change in fate.changes
        ],
        "hint": fate.hint,
    }


def _record_data(record: RecordChange) -> dict[str, Any]:
    return {
        "part": record.part,
        "id": record.id,
        "status": record.status,
        "was": record.was,
        "file": record.file,
        "line": record.line,
        "fields": [
            {"field": field.field, "old": field.old, "new": field.new} for field in record.fields
        ],
    }


# --- a document ----------------------------------------------------------------------------------


def _fate(fate: Fate, style: Style) -> Iterator[str]:
    paint = style.paint
    label = {
        "ambiguous": ("note", "stands more than once:"),
        "changed": ("tension", "changed value:"),
        "lost": ("contradiction", "lost its words:"),
        "unplaced": ("note", "not found in the old version:"),
    }[fate.status]
    yield f"{paint(label[0], label[1])} {paint('headline', visible(fate.id))}"
    for number, piece in enumerate(fate.quote):
        now = fate.now[number] if number < len(fate.now) else ""
        where = f"line {fate.old_line}" if fate.old_line and not number else ""
        yield from _said("-", piece, where, style)
        if now and now != piece:
            there = f"line {fate.line}" if fate.line and not number else ""
            nearest = "nearest" if fate.status == "lost" else ""
            yield from _said("+", now, ", ".join(filter(None, (nearest, there))), style)
    for change in fate.changes:
        field = f"{change.field}: " if change.field else "another figure in its words: "
        words = f"{field}{change.old or 'nothing'} → {change.new or 'nothing'}"
        yield from wrapped(visible(words), style.width, "  = ", "    ")
    if fate.hint:
        yield from wrapped(f"hint: {fate.hint}", style.width, "  ", "    ")


def _said(sign: str, words: str, where: str, style: Style) -> Iterator[str]:
    tail = f"  {style.paint('quiet', f'({where})')}" if where else ""
    yield f"  {sign} “{visible(' '.join(words.split()))}”{tail}"


def _moves(diff: DocumentDiff, style: Style, *, each: bool) -> Iterator[str]:
    """Claims that only moved, together where they moved as far."""
    moved = [fate for fate in diff.fates if fate.status == "moved"]
    if not moved:
        return
    moved.sort(key=lambda fate: fate.old_line)
    for step, group in groupby(moved, key=lambda fate: fate.line - fate.old_line):
        fates = list(group)
        lines = f"line{'s' * (abs(step) != 1)}"
        way = f"{abs(step)} {lines} {'down' if step > 0 else 'up'}"
        label = style.paint("label", "moved:")
        first, last = fates[0], fates[-1]
        if each or len(fates) <= 1:
            for fate in fates:
                yield f"{label} {visible(fate.id)}  line {fate.old_line} → {fate.line}"
        else:
            names = f"{visible(first.id)} … {visible(last.id)}"
            yield f"{label} {len(fates)} claims {way} ({names})"
    yield ""


def _fate_summary(diff: DocumentDiff, style: Style) -> str:
    told = [
        f"{diff.count(status)} {words}"
        for status, words in _FATE_WORDS.items()
        if diff.count(status)
    ]
    head = counted(len(diff.fates), "claim")
    return style.paint("headline", f"{head}: {', '.join(told) or 'none has words to look for'}")


# --- a dossier -----------------------------------------------------------------------------------


def _record(record: RecordChange, style: Style) -> Iterator[str]:
    paint = style.paint
    sign = {"added": "+", "removed": "-", "changed": "~", "renamed": "~"}[record.status]
    colour = {"added": "note", "removed": "contradiction"}.get(record.status, "tension")
    name = f"{record.part} {visible(record.id)}".rstrip()
    was = f" (was {visible(record.was)})" if record.was else ""
    where = f"  {visible(record.file)}:{record.line}" if record.file else ""
    yield f"{paint(colour, f'{sign} {record.status}')} {name}{was}{paint('quiet', where)}"
    for field in record.fields:
        yield from wrapped(_field(field), style.width, "    ", "      ")


def _field(change: FieldChange) -> str:
    if change.old is None:
        return f"{change.field}: {_shown(change.new)} (new)"
    if change.new is None:
        return f"{change.field}: {_shown(change.old)} (gone)"
    return f"{change.field}: {_shown(change.old)} → {_shown(change.new)}"


def _shown(value: Any) -> str:
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_shown, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_shown(item)}" for key, item in value.items()) + "}"
    return {True: "true", False: "false"}.get(value, str(value))


def _record_summary(diff: DossierDiff, style: Style) -> str:
    told = [
        f"{diff.count(status)} {status}"
        for status in ("added", "removed", "changed", "renamed")
        if diff.count(status)
    ]
    others = sum(record.part != "claim" for record in diff.records)
    told.append(f"{diff.unchanged} unchanged")
    also = f"; {counted(others, 'other record')} changed" if others else ""
    return style.paint("headline", f"claims: {', '.join(told)}{also}")


# --- findings ------------------------------------------------------------------------------------


def _findings(found: Findings, style: Style, *, notes: bool) -> Iterator[str]:
    paint = style.paint
    for finding in found.new:
        if finding.severity != "note" or notes:
            first, *rest = finding_lines(finding, style)
            yield f"{paint('contradiction', 'new')} {first}"
            yield from rest
            yield ""
    short: list[tuple[str, Finding, Finding | None]] = []
    short += [("now", now, old) for old, now in found.changed]
    short += [("gone", finding, None) for finding in found.gone]
    short += [("now accepted", finding, None) for finding in found.accepted]
    shown = False
    for label, finding, old in short:
        if finding.severity == "note" and not notes:
            continue
        shown = True
        rule = paint("rule", f"[{finding.rule}]")
        words = visible(finding.message)
        first, *more = wrapped(f"{label} {finding.severity}: {words}", style.width, "", "    ")
        yield paint("label", label) + first[len(label) :]
        yield from more
        if old is not None:
            was = visible(old.message) if old.message != finding.message else old.severity
            yield from wrapped(f"was: {was}", style.width, "    ", "      ")
        yield f"    {rule} {visible(', '.join(finding.claims))}".rstrip()
    if shown:
        yield ""


def _findings_summary(found: Findings, style: Style, *, notes: bool) -> str:
    def count(findings: Sequence[Finding]) -> str:
        grave = sum(finding.severity != "note" for finding in findings)
        rest = len(findings) - grave
        return f"{grave}" + (f" and {counted(rest, 'note')}" if rest else "")

    told = f"findings: {count(found.new)} new, {count(found.gone)} gone, "
    told += f"{count([now for _, now in found.same])} the same"
    if found.changed:
        told += f" (of which {len(found.changed)} in other words)"
    if found.accepted:
        told += f", {len(found.accepted)} now accepted"
    hidden = any(f.severity == "note" for f in (*found.new, *found.gone)) and not notes
    return style.paint("headline", told + (" (--notes shows the notes)" if hidden else ""))
