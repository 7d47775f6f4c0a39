"""The guide *Your first dossier in ten minutes* does what it says."""

from __future__ import annotations

import pathlib
import re

import pytest

from executed import blocks, execute
from ijmfacts import check, load

ROOT = pathlib.Path(__file__).parent.parent
GUIDE = ROOT / "docs" / "first-dossier.md"
EXAMPLE = ROOT / "docs" / "example"

SLIPS = {
    ("parts-sum-to-whole", ("rooms", "rooms-elsewhere", "rooms-in-schools")),
    ("count-matches-list", ("rooms-opened", "rooms-opened-names")),
    ("durations-fit-dates", ("repair", "repair-length")),
    ("observances-fall-on-their-day", ("first-sailing",)),
    ("parts-sum-to-whole", ("spending",)),
}
"""What was planted in the report, by the rule that must find it and the claims it must name."""


def test_everything_in_the_guide_is_so(
    tmp_path: pathlib.Path, request: pytest.FixtureRequest
) -> None:
    wrong = execute(GUIDE, tmp_path, update=request.config.getoption("--update-golden"))
    assert not wrong, "\n\n".join(wrong)


def test_the_files_of_the_guide_are_those_of_the_example() -> None:
    written: dict[str, str] = {}
    for block in blocks(GUIDE):
        if block.label == "more":
            written[block.name] += "\n" + block.text
        elif block.label:
            written[block.name] = block.text
    shipped = {
        path.relative_to(EXAMPLE).as_posix(): path.read_text(encoding="utf-8")
        for path in EXAMPLE.rglob("*")
        if path.is_file()
    }
    own = {"slip.yaml", "claims/accepted.yaml"}
    assert {name: text for name, text in written.items() if name not in own} == shipped


def test_the_planted_slips_are_found_and_nothing_else() -> None:
    text = (EXAMPLE / "report.md").read_text(encoding="utf-8")
    report = check(load(EXAMPLE / "claims"), text=text)
    found = {(finding.rule, tuple(sorted(finding.claims))) for finding in report.contradictions}
    assert found == SLIPS
    rest = [finding for finding in report.findings if finding.severity != "contradiction"]
    assert [(finding.rule, finding.severity) for finding in rest] == [
        ("one-value-at-one-time", "tension")
    ]


def test_every_command_of_the_guide_is_executed() -> None:
    assert {block.language for block in blocks(GUIDE)} == {"markdown", "yaml", "console"}
    assert all(block.name for block in blocks(GUIDE) if block.language != "console")


def test_links_in_the_guide_lead_somewhere() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#:]+)\)", text)
    assert links
    assert all((GUIDE.parent / link).exists() for link in links)
