"""A second document of another kind: the season of a football club, with slips planted in it.

The dossier was written from the guide and `--help` alone.
"""

from __future__ import annotations

import pathlib

import pytest

from ijmfacts import Dossier, Report, check, load

SEASON = pathlib.Path(__file__).parent / "dossiers" / "season"

SLIPS = {
    ("parts-sum-to-whole", ("matches", "results")),
    ("count-matches-list", ("scorers", "scorers-named")),
    ("durations-fit-dates", ("injury", "injury-dates")),
    ("changes-match-values", ("crowd", "crowd-before", "crowd-growth")),
    ("one-holder-per-post", ("hendry", "stein")),
    ("things-happen-in-order", ("last-home-match", "season")),
}
"""What was planted, by the rule that must find it and the claims it must name."""


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return load(SEASON / "claims")


@pytest.fixture(scope="module")
def report(dossier: Dossier) -> Report:
    return check(dossier, text=(SEASON / "season.txt").read_text(encoding="utf-8"))


def test_the_planted_slips_are_found(report: Report) -> None:
    found = {(finding.rule, tuple(sorted(finding.claims))) for finding in report.contradictions}
    assert found == SLIPS


def test_nothing_else_is_found(report: Report) -> None:
    assert len(report.findings) == len(SLIPS)


def test_what_agrees_stays_silent(report: Report) -> None:
    """Points by formula, home and away wins, goals, tickets times price, shares that make 100."""
    silent = {
        "points",
        "home-wins",
        "away-wins",
        "goals-of-three",
        "ticket-sales",
        "tickets-by-age",
    }
    assert not silent & {claim for finding in report.findings for claim in finding.claims}


@pytest.mark.parametrize(
    "old, new, claim",
    [
        ("value: 68,", "value: 69,", "points"),
        ("value: seven,", "value: eight,", "away-wins"),
        ("value: 62,", "value: 44,", "goals-of-three"),
        ('"£666,500"', '"£606,500"', "ticket-sales"),
        ("children: 24 percent", "children: 29 percent", "tickets-by-age"),
    ],
)
def test_what_agrees_is_checked_all_the_same(
    old: str, new: str, claim: str, tmp_path: pathlib.Path
) -> None:
    """Each of these figures is corrupted in turn, and the checker notices."""
    for file in (SEASON / "claims").iterdir():
        text = file.read_text(encoding="utf-8").replace(old, new)
        (tmp_path / file.name).write_text(text, encoding="utf-8")
    findings = check(load(tmp_path)).contradictions
    found = {name for finding in findings for one in finding.all for name in one.claims}
    assert claim in found
