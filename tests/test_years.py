"""Years that begin where the document says: `2023/24` is a time with it, and none without it."""

from __future__ import annotations

import pathlib

import pytest

from ijmfacts import check, load, loads
from ijmfacts.cli import main
from ijmfacts.diffing import dossier_diff
from ijmfacts.dossier import Records
from ijmfacts.dumping import dump
from ijmfacts.formatting import formatted
from ijmfacts.records import Document
from ijmfacts.scaffolding import scaffold
from ijmfacts.times import (
    UnreadableTimeError,
    is_year_of_two,
    read_time,
    twelve_months,
    year_beginning,
)

HEAD = "document: {title: Report, year begins: April}\n"


@pytest.mark.parametrize(
    ("text", "month", "day"),
    [
        ("April", 4, 1),
        ("apr", 4, 1),
        ("6 April", 4, 6),
        ("April 6", 4, 6),
        ("XXXX-04", 4, 1),
        ("XXXX-04-06", 4, 6),
        ("--04-06", 4, 6),
        ("October", 10, 1),
        ("15 January", 1, 15),
    ],
)
def test_where_years_begin(text: str, month: int, day: int) -> None:
    assert year_beginning(text) == (month, day)


@pytest.mark.parametrize(
    "text", ["January", "1 January", "Aprill", "2023-04", "31 April", "29 February", "XXXX-13", "4"]
)
def test_where_no_year_begins(text: str) -> None:
    with pytest.raises(UnreadableTimeError):
        year_beginning(text)
    (problem,) = loads(f"document: {{title: Report, year begins: '{text}'}}\n").problems
    assert problem.hint


@pytest.mark.parametrize(
    ("text", "begins", "months"),
    [
        ("2023/24", (4, 1), "2023-04/2024-03"),
        ("2023-24", (7, 1), "2023-07/2024-06"),
        ("1999/00", (10, 1), "1999-10/2000-09"),
        ("2023/24", (4, 6), "2023-04-06/2024-04-05"),
        ("2023/24", (3, 1), "2023-03/2024-02"),
        ("2023/24", (1, 15), "2023-01-15/2024-01-14"),
    ],
)
def test_a_year_is_twelve_months(text: str, begins: tuple[int, int], months: str) -> None:
    assert is_year_of_two(text)
    assert twelve_months(text, begins) == months
    time = read_time(months)
    assert time.earliest is not None
    assert time.latest is not None
    assert time.latest - time.earliest in {364, 365}


@pytest.mark.parametrize("text", ["2023/25", "2023/2024", "2023", "2023/23", "23/24", "2023/24~"])
def test_what_is_no_such_year(text: str) -> None:
    assert not is_year_of_two(text)


@pytest.mark.parametrize("text", ["2023/24", "1999/00", "2003/04", "2012-13", "FY2024", "FY24"])
def test_without_its_beginning_it_is_refused_with_both_mends(text: str) -> None:
    with pytest.raises(UnreadableTimeError) as refused:
        read_time(text)
    assert "year begins: April" in refused.value.hint
    problems = loads(CASES.partition("\n")[2].replace("2023/24", text)).problems
    assert len(problems) == 7, "the entity, three claims, and an event placed against three years"
    mended = [problem for problem in problems if "year begins: April" in problem.hint]
    assert len(mended) == 7 - text.startswith("FY"), "an event may be called FY24"


CASES = (
    HEAD
    + """\
entities: {trust: {name: The Trust, type: organization, begin: 2019/20}}
vocabulary: {properties: {cases: {time: flow}}}
claims:
  - {id: a, kind: quantity, subject: trust, property: cases, value: 98, when: 2023/24, quote: "98"}
  - {id: b, kind: quantity, subject: trust, property: cases, value: 112, when: 2022/23}
  - id: c
    kind: quantity
    subject: trust
    property: cases
    value: down 12.5%
    change from: {when: 2022/23}
    when: 2023-04/2024-03
  - {id: d, kind: quantity, subject: trust, property: cases, value: 120, when: 2023}
  - {id: e, kind: event, type: meeting, after: 2021/22, before: {of: 2023/24}, during: [2022/23]}
"""
)


def test_every_time_of_a_claim_may_be_such_a_year() -> None:
    dossier = loads(CASES)
    assert dossier.problems == ()
    a, b, c, _, e = dossier.claims
    assert (a.when, b.when, c.when) == ("2023-04/2024-03", "2022-04/2023-03", "2023-04/2024-03")
    assert c.change_from is not None  # type: ignore[union-attr]
    assert c.change_from.when == b.when  # type: ignore[union-attr]
    assert [one.of for one in (*e.after, *e.before, *e.during)] == [
        "2021-04/2022-03",
        a.when,
        b.when,
    ]
    assert dossier.entities["trust"].begin == "2019-04/2020-03"
    assert check(dossier).contradictions == (), "a calendar year is no financial one"


def test_a_change_between_two_such_years_is_checked() -> None:
    wrong = loads(CASES.replace("down 12.5%", "down 22.5%"))
    (finding,) = check(wrong).contradictions
    assert set(finding.claims) == {"a", "b", "c"}


def test_the_document_may_stand_in_another_file_and_after_its_claims(
    tmp_path: pathlib.Path,
) -> None:
    head, _, claims = CASES.partition("\n")
    (tmp_path / "a.yaml").write_text(claims)
    (tmp_path / "z.yaml").write_text(head)
    assert load(tmp_path).problems == ()
    assert load(tmp_path).claims == loads(CASES).claims
    lines = '{"claim": {"id": "a", "kind": "event", "type": "vote", "when": "2023/24"}}\n'
    lines += '{"document": {"title": "T", "date": "2023/24", "year begins": "6 April"}}\n'
    dossier = loads(lines, file="a.jsonl")
    assert dossier.problems == ()
    assert dossier.document is not None
    assert dossier.claims[0].when == dossier.document.date == "2023-04-06/2024-04-05"
    (problem,) = loads(lines.replace("vote", ""), file="a.jsonl").problems
    assert (problem.span.line, problem.span.column) == (1, 48)


def test_dimensions_and_words_are_no_times() -> None:
    text = (
        "claims:\n  - {id: a, kind: quantity, subject: trust, property: cases, value: 98, "
        "quote: 2023/24, dimensions: {when: 2023/24}, note: 2023/24}\n"
    )
    (claim,) = loads(HEAD + text, world=Records()).claims
    assert claim.note == claim.quote[0] == dict(claim.dimensions)["when"] == "2023/24"  # type: ignore[union-attr]


def test_what_may_be_a_season_is_a_mistake_beside_such_years() -> None:
    text = "claims:\n  - {id: a, kind: event, type: vote, when: 2023-24}\n"
    assert loads(text).problems == ()
    (problem,) = loads(HEAD + text).problems
    assert (problem.span.line, problem.hint) == (3, "write 2023/24 for the year")
    december = text.replace("2023-24", "2011-12")
    assert loads(HEAD + december).problems == (), "December 2011"


def test_a_mistake_has_its_place_and_is_told_once() -> None:
    (problem,) = loads(CASES.replace("when: 2022/23}\n  - id", "when: 2022/25}\n  - id")).problems
    assert (problem.span.line, problem.span.column) == (6, 80)


def test_fmt_leaves_such_years_as_they_are() -> None:
    for text in (CASES, CASES.partition("\n")[2]):
        found = formatted(text)
        assert found.problems == ()
        assert found.text.count("2022/23") == text.count("2022/23")
    assert formatted(CASES.replace("kind: event", "kind: evnt")).problems


def test_what_is_dumped_is_read_back_in_edtf() -> None:
    dossier = loads(CASES, world=Records())
    again = loads(dump(dossier), world=Records())
    assert again == dossier
    assert again.document == Document(title="Report", year_begins="April")
    assert "2023/24" not in dump(dossier)


def test_another_beginning_is_another_time_in_a_diff() -> None:
    old, new = loads(CASES), loads(CASES.replace("April", "July"))
    changed = {
        (record.id, field.field): (field.old, field.new)
        for record in dossier_diff(old, new).records
        for field in record.fields
    }
    assert changed["", "year begins"] == ("April", "July")
    assert changed["a", "when"] == ("2023-04/2024-03", "2023-07/2024-06")


# --- what starts and what is left ---------------------------------------------------------------

TEXT = "# Safety\n\nWe had 98 cases, against 112 in 2022/23.\n"


def test_new_guesses_no_two_years_for_one() -> None:
    made = scaffold(["against 112 in 2022/23"], dossier=loads("document: {title: R}\n"))
    assert "when" not in made.fields
    made = scaffold(["against 112 in 2022–23"], dossier=loads(HEAD))
    assert made.fields["when"] == "2022/23"
    two = scaffold(["against 112 from 2022 to 2023"], dossier=loads(HEAD))
    assert two.fields["when"] == "2022/2023"


def begun(*options: str) -> tuple[int, str]:
    """A dossier that starts: the status, and the file about the document."""
    pathlib.Path("report.md").write_text(TEXT)
    status = main(["init", "report.md", *options])
    file = pathlib.Path("claims/document.yaml")
    return status, file.read_text() if file.exists() else ""


def test_init_says_where_years_begin(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert begun("--date", "2022/23") == (2, "")
    assert "--year-begins April" in capsys.readouterr().err
    assert begun("--year-begins", "Aprill") == (2, "")
    assert "6 April" in capsys.readouterr().err
    status, text = begun("--date", "2022/23", "--year-begins", "6 April")
    assert status == 0
    assert "  date: 2022/23\n  year begins: 6 April\n" in text
    dossier = load("claims")
    assert dossier.problems == ()
    assert dossier.document is not None
    assert dossier.document.date == "2022-04-06/2023-04-05"


def test_init_offers_the_field_where_the_text_has_such_a_year(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "# year begins: April    # so that 2022/23 is a time" in begun()[1]
