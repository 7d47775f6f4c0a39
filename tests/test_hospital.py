"""A third document of another kind: a hospital trust's quality report, with ten slips planted in it.

The text was written before the dossier, and the slips before either was tried.
"""

from __future__ import annotations

import pathlib
from typing import Any

import attrs
import pytest

from dossiers import changed
from ijmfacts import Dossier, Report, check, load
from ijmfacts.claims import AnyClaim

HOSPITAL = pathlib.Path(__file__).parent / "dossiers" / "hospital"

SLIPS = {
    "digits the wrong way round": ("one-value-at-one-time", "nurses"),
    "a list one name short of its count": ("count-matches-list", "gold-wards"),
    "a share that does not fit its head count": ("shares-match-counts", "women-share"),
    "a total off its parts": ("parts-sum-to-whole", "complaints"),
    "a change that was worked out wrongly": ("changes-match-values", "outpatients-change"),
    "a report before its inspection": ("things-happen-in-order", "inspection-report"),
    "a chair before being appointed": ("one-holder-per-post", "pallister-in-july"),
    "a rate off its counts": ("formulas-hold", "cdiff-rate"),
    "shortened to what is longer": ("changes-match-values", "wait-change"),
    "a figure of the year before": ("one-value-at-one-time", "beds"),
}
"""What was planted, with the rule that must find it and a claim that it must name."""

MENDED: dict[str, dict[str, Any]] = {
    "nurses": {"value": "2,214"},
    "gold-wards": {"value": "Six"},
    "women-share": {"value": "78.7 percent"},
    "complaints": {"value": "676"},
    "outpatients-change": {"value": "+3.8%"},
    "inspection-report": {"when": "2024-01-09"},
    "pallister-in-july": {"as_of": "2023-09-20"},
    "cdiff-rate": {"value": "3.1 cases per 10,000 occupied bed days"},
    "wait-change": {"direction": "up"},
    "beds": {"value": "934"},
}
"""One claim for each slip, as it should have been."""


def mended(dossier: Dossier, *names: str) -> Dossier:
    by_id: dict[str, AnyClaim] = {claim.id: claim for claim in dossier.claims}
    return changed(dossier, *(attrs.evolve(by_id[name], **MENDED[name]) for name in names))


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return load(HOSPITAL / "claims")


@pytest.fixture(scope="module")
def report(dossier: Dossier) -> Report:
    return check(dossier)


@pytest.mark.parametrize("slip", SLIPS)
def test_a_planted_slip_is_found(report: Report, slip: str) -> None:
    rule, claim = SLIPS[slip]
    assert any(
        finding.rule == rule and claim in finding.claims
        for finding in report.findings
        if finding.severity in {"contradiction", "tension"}
    )


def test_every_finding_is_of_a_slip(report: Report) -> None:
    planted = {claim for _, claim in SLIPS.values()}
    grave = [one for one in report.findings if one.severity in {"contradiction", "tension"}]
    assert len(grave) <= len(SLIPS) + 2  # two slips among the staff, and one of a post twice
    assert all(planted & set(finding.claims) for finding in grave)


def test_nothing_is_found_where_the_slips_are_mended(dossier: Dossier) -> None:
    findings = check(mended(dossier, *MENDED)).findings
    assert [one for one in findings if one.severity in {"contradiction", "tension"}] == []


def test_what_would_settle_everything_is_one_claim_of_each_slip(report: Report) -> None:
    assert {len(one) for one in report.corrections} == {len(SLIPS)}
