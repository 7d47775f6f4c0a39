"""Every rule's page tells the truth: its examples are run, line by line.

In a `Flagged` example there is exactly one finding of this rule, and no other above a note; it
quotes exactly the lines marked `# <--`.
In a `Noted` example this rule makes one remark, and no rule finds anything above a note.
A `Text` block is the document that the examples of its page are checked against.
In a `Fine` example this rule finds nothing, and no other anything above a note.
"""

from __future__ import annotations

import pathlib
import re
import textwrap
from types import ModuleType

import attrs
import pytest

from ijmfacts import rules
from ijmfacts.checking import check
from ijmfacts.findings import Finding
from ijmfacts.loading import loads

MARK = "  # <--"


@attrs.frozen
class Example:
    """One example of a rule's page."""

    rule: str
    kind: str
    number: int
    text: str
    document: str | None = None

    @property
    def marked(self) -> set[int]:
        return {at for at, line in enumerate(self.text.splitlines(), 1) if line.endswith(MARK)}

    @property
    def claims(self) -> str:
        return self.text.replace(MARK, "")


def name_of(module: ModuleType) -> str:
    return module.__name__.rpartition(".")[2].replace("_", "-")


def examples_of(module: ModuleType) -> list[Example]:
    page = module.__doc__ or ""
    found = []
    texts = re.findall(r"^Text::\n\n((?:(?:    .*)?\n)+)", page, re.MULTILINE)
    document = textwrap.dedent(texts[0]).strip() + "\n" if texts else None
    pattern = r"^(Flagged|Noted|Fine)::\n\n((?:(?:    .*)?\n)+)"
    for number, match in enumerate(re.finditer(pattern, page + "\n", re.MULTILINE)):
        text = textwrap.dedent(match[2]).strip() + "\n"
        found.append(Example(name_of(module), match[1], number, text, document))
    return found


EXAMPLES = [example for module in rules.RULES for example in examples_of(module)]


def that_matter(findings: tuple[Finding, ...], rule: str) -> list[Finding]:
    return [
        one
        for finding in findings
        for one in finding.all
        if one.severity != "note" or one.rule == rule
    ]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: f"{e.rule}-{e.kind}-{e.number}")
def test_an_example_does_what_its_page_says(example: Example) -> None:
    report = check(loads(example.claims, file="example.yaml"), text=example.document)
    found = that_matter(report.findings, example.rule)
    if example.kind == "Fine":
        assert found == [], [finding.message for finding in found]
        return
    assert [finding.rule for finding in found] == [example.rule]
    if example.kind == "Noted":
        assert found[0].severity in {"note", "error"}
        return
    places = [place for party in found[0].parties for place in party.places]
    own = {place.line for place in places or [found[0].place] if place.file == "example.yaml"}
    assert own == example.marked


@pytest.mark.parametrize("module", rules.RULES, ids=name_of)
def test_a_page_has_what_its_readers_need(module: ModuleType) -> None:
    page = module.__doc__ or ""
    kinds = [example.kind for example in examples_of(module)]
    assert page.splitlines()[0].endswith(".")
    assert "Why it matters: " in page
    assert "Not flagged: " in page
    assert kinds.count("Fine") >= 1
    assert {"Flagged", "Noted"} & set(kinds)


def test_every_rule_file_is_registered() -> None:
    here = pathlib.Path(rules.__path__[0])
    files = {path.stem.replace("_", "-") for path in here.glob("*.py")} - {"--init--"}
    assert files == {name_of(module) for module in rules.RULES}
