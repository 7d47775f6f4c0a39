"""The first dossier: every quote stands in the article, and the checker finds what it must."""

from __future__ import annotations

import os
import pathlib
import re
from collections import Counter

import pytest

from ijmfacts.checking import check
from ijmfacts.claims import QUOTE_WORDS, AnyClaim, Breakdown, Quantity
from ijmfacts.dossier import Dossier
from ijmfacts.findings import Finding, Report
from ijmfacts.loading import load
from ijmfacts.values import value_in_quote

ROOT = pathlib.Path(__file__).parent.parent
ARTICLE = pathlib.Path(
    os.environ.get("IJMFACTS_ARTICLE", ROOT.parent / "shared" / "ijm" / "article.txt")
)


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return load(ROOT / "claims")


@pytest.fixture(scope="module")
def report(dossier: Dossier) -> Report:
    return check(dossier)


@pytest.fixture(scope="module")
def article() -> list[str]:
    if not ARTICLE.is_file():
        pytest.skip("no copy of the article here: set IJMFACTS_ARTICLE to its path")
    return ARTICLE.read_text(encoding="utf-8").splitlines()


def plain(text: str) -> str:
    """Text as quotes are compared: straight quotes, single spaces."""
    return " ".join(text.translate(str.maketrans("’‘“”\u00a0", "''\"\" ")).split())


def test_no_record_is_malformed(dossier: Dossier) -> None:
    assert [problem.message for problem in dossier.problems] == []


def test_every_statement_of_every_section_is_there(dossier: Dossier) -> None:
    sections = Counter(claim.at.section for claim in dossier.claims)
    assert len(dossier.claims) >= 230
    assert len(sections) == 14
    assert min(sections.values()) >= 8


def test_every_quote_is_short(dossier: Dossier) -> None:
    for claim in dossier.claims:
        assert claim.quote, claim.id
        for piece in claim.quote:
            assert len(piece.split()) <= QUOTE_WORDS, claim.id


def test_every_quote_stands_on_its_line(dossier: Dossier, article: list[str]) -> None:
    for claim in dossier.claims:
        line = plain(article[claim.at.line - 1])
        for piece in claim.quote:
            assert plain(piece) in line, (claim.id, piece)


def test_every_section_is_that_of_its_lines(dossier: Dossier, article: list[str]) -> None:
    headings = {
        at: re.sub(r"=+", "", line).strip()
        for at, line in enumerate(article, 1)
        if line.startswith("==")
    }
    for claim in dossier.claims:
        above = [heading for at, heading in headings.items() if at <= claim.at.line]
        expected = above[-1] if above else ("Infobox" if claim.at.line < 12 else "Lead")
        assert claim.at.section.casefold() == expected.casefold(), claim.id


def printed(claim: AnyClaim) -> list[str]:
    if isinstance(claim, Quantity):
        return [claim.value]
    return [value for _, value in claim.parts] if isinstance(claim, Breakdown) else []


def test_every_printed_value_is_in_its_quote(dossier: Dossier) -> None:
    for claim in dossier.claims:
        for value in printed(claim):
            assert any(value_in_quote(value, piece) for piece in claim.quote), (claim.id, value)


def found(report: Report, rule: str) -> list[Finding]:
    return [one for finding in report.findings for one in finding.all if one.rule == rule]


def parties(report: Report, rule: str) -> set[frozenset[str]]:
    return {frozenset(finding.claims) for finding in found(report, rule)}


def test_the_count_of_programs_is_held_against_the_programs_named(report: Report) -> None:
    (finding,) = found(report, "count-matches-list")
    assert finding.severity == "contradiction"
    assert set(finding.claims) == {
        "founding-programs-sex-trafficking",
        "founding-programs-sex-trafficking-named",
    }


def test_the_total_is_held_against_its_parts_for_each_reading_of_the_first(report: Report) -> None:
    both = {"founding-programs-total", "founding-programs-other"}
    assert parties(report, "parts-sum-to-whole") == {
        frozenset({*both, "founding-programs-sex-trafficking"}),
        frozenset({*both, "founding-programs-sex-trafficking-named"}),
    }
    assert {f.severity for f in found(report, "parts-sum-to-whole")} == {"contradiction"}


def test_a_country_stands_on_both_sides_of_the_other(report: Report) -> None:
    (finding,) = found(report, "disjoint-parts-share-no-member")
    assert finding.severity == "contradiction"
    assert "Romania" in finding.message
    assert set(finding.claims) == {
        "founding-programs-sex-trafficking-named",
        "founding-programs-forced-labor",
    }


def test_the_police_of_one_country_detain_people_in_another(report: Report) -> None:
    (finding,) = [f for f in report.findings if f.rule == "authority-where-force-is-used"]
    assert finding.severity == "contradiction"
    assert {one.claims for one in finding.all} == {
        ("cambodia-detention-girls",),
        ("cambodia-detention-suspects",),
    }
    for words in ("Thai police", "Cambodia", "29 March 2003"):
        assert words in finding.message


def test_a_day_is_kept_on_its_date(report: Report) -> None:
    (finding,) = found(report, "observances-fall-on-their-day")
    assert "8 March" in finding.message
    assert "12 March 2004" in finding.message


def test_nothing_else_is_found_but_one_tension(report: Report) -> None:
    assert {finding.rule for finding in report.findings if finding.severity != "note"} == {
        "count-matches-list",
        "parts-sum-to-whole",
        "disjoint-parts-share-no-member",
        "authority-where-force-is-used",
        "observances-fall-on-their-day",
        "part-is-within-whole",
    }
    assert parties(report, "part-is-within-whole") == {
        frozenset({"infobox-endowment", "gov-net-assets"})
    }


SILENT = {
    "funding by source": ("funding",),
    "expenses by use": ("expenses",),
    "persons trained": ("persons trained",),
    "budget and revenue": ("budget", "revenue"),
    "partner offices": ("partner offices",),
    "the grant of 2006": ("grant",),
    "score": ("score",),
    "posts": (),
}
"""What agrees, by the properties of its claims; posts have none."""


@pytest.mark.parametrize("what", SILENT)
def test_what_agrees_stays_silent(dossier: Dossier, report: Report, what: str) -> None:
    claims = {
        claim.id
        for claim in dossier.claims
        if getattr(claim, "property", "") in SILENT[what]
        or (what == "posts" and claim.kind == "role")
    }
    assert claims
    for finding in report.findings:
        if finding.severity != "note":
            for one in finding.all:
                assert not claims & set(one.claims), finding.message


def test_disputes_between_different_speakers_are_no_contradictions(
    dossier: Dossier, report: Report
) -> None:
    """What a conflict holds together is said in one voice."""
    speakers = {claim.id: claim.said_by for claim in dossier.claims}
    assert len(set(speakers.values())) >= 5
    for finding in report.findings:
        if finding.severity != "note":
            for one in finding.all:
                assert len({speakers[claim] for claim in one.claims}) == 1, finding.message
