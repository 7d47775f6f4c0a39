"""Reports as JSON, for programs: version 1 of the format, described by `report.schema.json`.

A pure function of the report: checking twice gives the same bytes.
"""

from __future__ import annotations

import json
import pathlib
from typing import TYPE_CHECKING, Any, Final

from ijmfacts.findings import Finding, Party, Place, Repair, Report

if TYPE_CHECKING:
    from ijmfacts.stats import Statistics

VERSION: Final = 1
"""The version of the format: another one where a reader of this one would break."""

SCHEMA: Final = pathlib.Path(__file__).with_name("report.schema.json")
"""The JSON Schema of the format."""

BETWEEN: Final = " … "
"""What stands between the pieces of a quote that has several."""


def report_json(report: Report, *, stats: Statistics | None = None) -> str:
    """The report as JSON that ends in a newline."""
    return json.dumps(report_data(report, stats=stats), ensure_ascii=False, indent=2) + "\n"


def report_data(report: Report, *, stats: Statistics | None = None) -> dict[str, Any]:
    """The report as dicts, lists, texts and numbers.

    Consequences stand beneath their finding and are not counted in the summary, but for
    `consequences`, which counts them alone.
    """
    data: dict[str, Any] = {
        "version": VERSION,
        "summary": {
            "claims": report.claims,
            "contradictions": report.count("contradiction"),
            "tensions": report.count("tension"),
            "notes": report.count("note"),
            "errors": report.count("error"),
            "accepted": len(report.accepted),
            "consequences": sum(len(finding.consequences) for finding in report.findings),
        },
        "findings": [_finding(finding) for finding in report.findings],
        "accepted": [_finding(finding) for finding in report.accepted],
        "corrections": [list(claims) for claims in report.corrections],
        "more_corrections": report.more_corrections,
        "unfinished": list(report.unfinished),
    }
    if stats is not None:
        data["stats"] = _stats(stats)
    return data


def _finding(finding: Finding) -> dict[str, Any]:
    data: dict[str, Any] = {
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "claims": [_claim(party) for party in finding.parties],
        "assumptions": list(finding.assumptions),
        "tokens": list(finding.tokens),
        "explanation": "\n".join(finding.explanation),
        "repairs": [_repair(repair) for repair in finding.repairs],
        "consequences": [_finding(one) for one in finding.consequences],
        "hint": finding.hint,
        "fingerprint": finding.fingerprint,
    }
    if finding.place.line:
        data["place"] = _place(finding.place)
    if finding.accepted is not None:
        data["accepted"] = {
            "reason": finding.accepted.reason,
            "until": finding.accepted.until or None,
        }
    return data


def _claim(party: Party) -> dict[str, Any]:
    """A claim with where its words begin, all its words, and each piece of them by itself."""
    first = party.places[0] if party.places else Place()
    return {
        "id": party.claim,
        "file": first.file,
        "line": first.line,
        "column": first.column,
        "quote": BETWEEN.join(party.quote),
        "pieces": list(party.quote),
        "places": [_place(place) for place in party.places if place.line],
        "said_by": list(party.said_by),
        "section": party.section,
        "document_line": party.at_line or None,
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "end_column": place.end_column,
    }


def _repair(repair: Repair) -> dict[str, Any]:
    return {
        "claim": repair.claim,
        "to": repair.to,
        "settles": repair.settles,
        "creates": repair.creates,
    }


def _stats(stats: Statistics) -> dict[str, Any]:
    return {
        "checked": list(stats.checked),
        "unchecked": list(stats.unchecked),
        "strengths": [
            {
                "claim": strength.claim,
                "part": strength.part,
                "printed": strength.printed,
                "allowed": strength.allowed,
            }
            for strength in stats.strengths
        ],
    }
