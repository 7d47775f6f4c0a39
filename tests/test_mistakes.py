"""Mistakes that beginners make in claim files: each gets a place, the problem and the mend.

The mistakes stand in tests/mistakes/cases.txt, and what is said of them in
tests/golden/mistakes.txt, updated by `pytest --update-golden` and reviewed as a diff.
"""

from __future__ import annotations

import datetime as dt
import pathlib
import re
import textwrap
from functools import cache

import attrs
import pytest

from ijmfacts import Report, check, load, loads
from ijmfacts.reports.text import report_text

HERE = pathlib.Path(__file__).parent
CASES = HERE / "mistakes" / "cases.txt"
GOLDEN = HERE / "golden" / "mistakes.txt"
TODAY = dt.date(2025, 6, 1)

SEVERAL = {
    "a field stands at the margin": 4,
    "a number of more than forty digits": 2,
    "an anchor and an alias": 2,
    "a quote that goes on at the margin": 2,
    "a comment in the manner of programs": 2,
    "a comma inside a figure in a list": 2,
}
"""Files with more than one finding, and how many they have."""

_SIGNS = re.compile("⟨([0-9A-F]{2})?⟩|␉")


@attrs.frozen(kw_only=True)
class Case:
    """A mistake: its name, the file that it is in, and the document's text where it is needed."""

    name: str
    file: str
    data: bytes
    text: str | None


def _bytes(text: str) -> bytes:
    """The text of a case as the bytes of its file."""
    found = b""
    at = 0
    for sign in _SIGNS.finditer(text):
        found += text[at : sign.start()].encode()
        at = sign.end()
        found += b"\t" if sign[0] == "␉" else bytes.fromhex(sign[1] or "")
    return found + text[at:].encode()


@cache
def cases() -> tuple[Case, ...]:
    """The sound file first, then every mistake."""
    _, *parts = re.split(r"^=== ", CASES.read_text(encoding="utf-8"), flags=re.MULTILINE)
    found = []
    for part in parts:
        name, _, body = part.partition("\n")
        said: dict[str, str] = {}
        while head := re.match(r"--- (file|text): (.*)\n", body):
            said[head[1]] = head[2]
            body = body[head.end() :]
        body = body.rstrip("\n") + "\n"
        data = b"" if body == "⟨⟩\n" else _bytes(body)
        file = said.get("file", "mistake.yaml")
        found.append(Case(name=name, file=file, data=data, text=said.get("text")))
    return tuple(found)


SOUND, *MISTAKES = cases()
NAMES = [case.name for case in MISTAKES]


def report_of(case: Case, home: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> Report:
    monkeypatch.chdir(home)  # so that paths are told as they are given
    for file in home.iterdir():
        file.unlink()
    for each in (SOUND, case):
        (home / each.file).write_bytes(each.data)
    return check(load("."), text=case.text, today=TODAY)


@pytest.mark.parametrize("case", MISTAKES, ids=NAMES)
def test_a_mistake_is_told_with_its_place_and_its_mend(
    case: Case, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = report_of(case, tmp_path, monkeypatch)
    assert len(report.findings) == SEVERAL.get(case.name, 1)
    for finding in report.findings:
        places = [finding.place, *(party.place for party in finding.parties)]
        place = next(place for place in places if place.line)
        assert place.file == case.file
        assert 1 <= place.line <= case.data.count(b"\n") + 1
        assert place.column >= 1
        assert finding.message
        assert finding.hint


@pytest.mark.parametrize("case", MISTAKES, ids=NAMES)
def test_a_mistake_leaves_the_other_file_alone(
    case: Case, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for each in (SOUND, case):
        (tmp_path / each.file).write_bytes(each.data)
    assert "sound" in {claim.id for claim in load(".").claims}


def test_what_is_said_of_each_is_as_it_was(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    shown = []
    for case in MISTAKES:
        report = report_of(case, tmp_path, monkeypatch)
        lines = report_text(report, notes=True).rstrip("\n").splitlines()
        shown.append("\n".join([f"=== {case.name}", "", *lines[:-1]]).rstrip() + "\n")
    text = "\n".join(shown)
    if request.config.getoption("--update-golden"):
        GOLDEN.write_text(text, encoding="utf-8")
    assert GOLDEN.read_text(encoding="utf-8") == text


def test_the_sound_file_has_no_mistake(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not report_of(SOUND, tmp_path, monkeypatch).findings


def test_there_are_at_least_sixty_mistakes_each_with_its_own_name() -> None:
    assert len(set(NAMES)) == len(NAMES) >= 60


def test_one_mistake_hides_no_other_of_its_record() -> None:
    """Unreadable, missing, unknown and of the wrong type, all at once, each at its own place."""
    text = """
    claims:
      - id: all-wrong
        kind: quantity
        property: [a, b]
        value: oodles
        when: yesterday
        since: tomorrow
        colour: red
        sources: [{source: s, says: {value: heaps, when: soon}}, {locator: p. 4}]
        quote: [so many, [x], {y: z}]
      - {id: the parts, kind: breakdown, subject: x, property: p, by: y,
         parts: {a: 1, b: heaps, c: lots}}
      - {id: told, kind: listing, members: "a, b", until: some day, complete: true, open: true}
    """
    dossier = loads(textwrap.dedent(text))
    found = [(p.span.line, p.span.column, p.message.partition(": ")[2]) for p in dossier.problems]
    expected = [
        (3, 5, ""),
        (5, 15, "`property`: one text is wanted here, and this is a list"),
        (6, 12, "`oodles` is no number"),
        (7, 11, "`yesterday` is not a time"),
        (8, 12, "`tomorrow` is not a time"),
        (9, 5, ""),
        (10, 41, "`heaps` is no number"),
        (10, 54, "`soon` is not a time"),
        (10, 63, ""),
        (11, 22, "one text is wanted here, and this is a list"),
        (11, 27, "one text is wanted here, and this is a record"),
        (12, 10, "an id has letters, digits and hyphens only"),
        (13, 23, "`heaps` is no number"),
        (13, 33, "`lots` is no number"),
        (14, 6, ""),
        (14, 6, ""),
        (14, 40, "`members` is a list, and this is one text with commas"),
        (14, 55, "`some day` is not a time"),
        (14, 87, "a list cannot be both complete and open"),
    ]
    assert expected == found


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ("", ["has no `value`"]),
        ("value: ''", ["`value` is empty"]),
        ("vaule: 3", ["unknown field `vaule`"]),
        ("direction: down", ["needs what it is set against"]),
        ("direction: down, ratio to: {when: 2022}", ["needs what it is set against"]),
        ("direction: downwards", ["not a word for `direction`"]),
        ("value: 3, direction: at least", ["`at least` is a direction without a value"]),
        ("direction: up, change from: {when: 2022}, unit: kg", ["for `unit` to speak of"]),
        ("direction: up, change from: {when: 2022}, mean of: 3", ["for `mean of` to speak of"]),
        ("value: bananas, direction: down", ["`bananas` is no number"]),
        ("direction: up, change from: {when: 2022}", []),
        ("direction: at most, difference from: {property: q}", []),
    ],
)
def test_what_has_no_value_is_the_direction_of_a_change(fields: str, said: list[str]) -> None:
    claim = "claims:\n  - {id: a, kind: quantity, subject: Kenya, property: p, " + fields + "}\n"
    problems = loads(claim.replace(", }", "}")).problems
    assert len(problems) == len(said)
    for problem, words in zip(problems, said, strict=True):
        assert words in problem.message


@pytest.mark.parametrize(
    ("formula", "column", "message"),
    [
        ("100 - sqrt((a +", 31, "a number, a name or “(” is expected here, not the end"),
        ("a > 3", 18, "“>” has no meaning in an expression"),
        ("a + b", 16, "the formula has `b` in it, and no input is called so"),
        ("a / 0", 16, "`a / 0` has no value, whatever its figures"),
        ("a + sqrt(-1)", 16, "`a + sqrt(-1)` has no value, whatever its figures"),
        ("eval(a)", 16, "“eval” is no function; known are abs, max, min, sqrt"),
    ],
)
def test_a_formula_that_cannot_be_read_is_a_mistake_of_its_file(
    formula: str, column: int, message: str
) -> None:
    text = f"""
    vocabulary:
      properties:
        score:
          formula: {formula}
          inputs: {{a: {{property: votes}}}}
    claims:
      - {{id: a, kind: quantity, subject: Thailand, property: score, value: 3, quote: 3}}
    """
    dossier = loads(textwrap.dedent(text))
    (problem,) = dossier.problems
    assert (5, column) == (problem.span.line, problem.span.column)
    assert message == problem.message.partition(": ")[2]
    assert not [finding for finding in check(dossier).findings if finding.severity != "error"]
