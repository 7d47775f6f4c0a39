"""The guide *Your first dossier in ten minutes* does what it says."""

from __future__ import annotations

import pathlib
import re
import shutil

import pytest

from executed import blocks, execute
from ijmfacts import check, load

ROOT = pathlib.Path(__file__).parent.parent
GUIDE = ROOT / "docs" / "first-dossier.md"
EXAMPLE = ROOT / "docs" / "example"

SLIPS = {
    ("parts-sum-to-whole", ("reading-rooms", "reading-rooms-other", "reading-rooms-school")),
    ("count-matches-list", ("rooms-opened", "rooms-opened-names")),
    ("durations-fit-dates", ("repair", "repair-length")),
    ("observances-fall-on-their-day", ("first-sailing",)),
    ("parts-sum-to-whole", ("spending",)),
}
"""What was planted in the report, by the rule that must find it and the claims it must name."""


OWN = {"slip.yaml", "drafts/draft.yaml", "claims/accepted.yaml", "claims/claim-file.schema.json"}
"""The files of the guide that its example leaves out."""


def test_everything_in_the_guide_is_so_and_makes_the_example(
    tmp_path: pathlib.Path, request: pytest.FixtureRequest
) -> None:
    update = request.config.getoption("--update-golden")
    wrong = execute(GUIDE, tmp_path, update=update)
    assert not wrong, "\n\n".join(wrong)
    made = files(tmp_path)
    if update:
        shutil.rmtree(EXAMPLE)
        for name, text in made.items():
            (EXAMPLE / name).parent.mkdir(parents=True, exist_ok=True)
            (EXAMPLE / name).write_text(text, encoding="utf-8")
    assert made == files(EXAMPLE)


def files(folder: pathlib.Path) -> dict[str, str]:
    """The texts of a directory, without those that are the guide's own."""
    found = {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file() and not path.relative_to(folder).parts[0].startswith(".")
    }
    return {name: text for name, text in found.items() if name not in OWN}


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
