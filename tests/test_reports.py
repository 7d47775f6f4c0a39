"""Reports: text for people, JSON for programs; whole ones are kept in tests/golden/."""

from __future__ import annotations

import copy
import datetime as dt
import json
import pathlib
import re
from typing import Any

import attrs
import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ijmfacts import (
    Acceptance,
    Finding,
    Party,
    Place,
    Quantity,
    Records,
    Repair,
    Report,
    check,
    load,
    loads,
)
from ijmfacts.dossier import Dossier
from ijmfacts.reports import WIDTH
from ijmfacts.reports.json import SCHEMA, report_data, report_json
from ijmfacts.reports.text import (
    PLAIN,
    columns,
    report_text,
    summary_line,
    underlined,
    visible,
    wrapped,
)
from ijmfacts.stats import statistics
from ijmfacts.strategies import dossiers

GOLDEN = pathlib.Path(__file__).with_name("golden")
DOSSIERS = sorted(path.name for path in GOLDEN.iterdir() if path.is_dir())
TODAY = dt.date(2024, 6, 1)
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def held(path: pathlib.Path, text: str, *, update: bool) -> None:
    if update:
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text


def report_of(name: str, monkeypatch: pytest.MonkeyPatch) -> tuple[Dossier, Report]:
    monkeypatch.chdir(GOLDEN / name)  # so that paths are told as they are given
    dossier = load(".", world=Records())
    return dossier, check(dossier, today=TODAY)


@pytest.mark.parametrize("name", DOSSIERS)
def test_text_is_as_it_was(
    name: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    dossier, report = report_of(name, monkeypatch)
    text = report_text(report, notes=True, accepted=True, stats=statistics(dossier))
    held(GOLDEN / f"{name}.txt", text, update=request.config.getoption("--update-golden"))


@pytest.mark.parametrize("name", DOSSIERS)
def test_json_is_as_it_was(
    name: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    _, report = report_of(name, monkeypatch)
    held(
        GOLDEN / f"{name}.json",
        report_json(report),
        update=request.config.getoption("--update-golden"),
    )


def strict(schema: Any) -> Any:
    """The schema with no key allowed that it does not name."""
    made = copy.deepcopy(schema)
    stack = [made]
    while stack:
        one = stack.pop()
        if isinstance(one, dict):
            if "properties" in one and isinstance(one["properties"], dict):
                one["additionalProperties"] = False
            stack.extend(one.values())
        elif isinstance(one, list):
            stack.extend(one)
    return made


@pytest.mark.parametrize("name", DOSSIERS)
def test_json_is_what_the_published_schema_says_and_no_more(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    dossier, report = report_of(name, monkeypatch)
    data = json.loads(report_json(report, stats=statistics(dossier)))
    jsonschema.Draft202012Validator(strict(schema)).validate(data)
    data["findings"].append({"rule": 1})
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate(data)


@pytest.mark.parametrize("name", DOSSIERS)
def test_checking_twice_gives_the_same_bytes(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    once = report_of(name, monkeypatch)[1]
    again = report_of(name, monkeypatch)[1]
    assert report_json(once) == report_json(again)
    assert report_text(once) == report_text(again)


@pytest.mark.parametrize("name", DOSSIERS)
def test_every_quote_of_every_finding_is_printed_whole_and_is_in_its_file(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, report = report_of(name, monkeypatch)
    text = report_text(report, notes=True, accepted=True, full=True)
    for finding in (*report.findings, *report.accepted):
        for one in finding.all:
            for party in one.parties:
                for piece, place in zip(party.quote, party.places, strict=True):
                    assert piece in text
                    assert piece in place.source
                    assert f"{place.file}:{place.line}:{place.column}" in text


@pytest.mark.parametrize("name", DOSSIERS)
def test_what_a_change_settles_too_is_told_by_its_headline(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, report = report_of(name, monkeypatch)
    words = " ".join(report_text(report, notes=True).split())
    for finding in report.findings:
        for one in finding.consequences:
            assert " ".join(one.message.split()) in words
            assert all(claim in words for claim in one.claims)
    if name == "release":
        assert sum(len(finding.consequences) for finding in report.findings) == 5


@pytest.mark.parametrize("name", DOSSIERS)
@pytest.mark.parametrize("width", [40, 60, WIDTH])
def test_prose_keeps_to_the_width(name: str, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    _, report = report_of(name, monkeypatch)
    *lines, _ = report_text(report, notes=True, width=width).splitlines()
    for line in lines:  # all but the last, which is one for those who cut it off
        quoted = line.lstrip().startswith("|")
        one_word = len(line.split()) <= 2
        assert columns(line) <= width or quoted or one_word, line


@pytest.mark.parametrize("name", DOSSIERS)
def test_colours_change_nothing_but_the_looks(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _, report = report_of(name, monkeypatch)
    plain = report_text(report, notes=True, accepted=True)
    painted = report_text(report, notes=True, accepted=True, colour=True)
    assert "\x1b" not in plain
    assert "\x1b" in painted
    assert plain == ESCAPE.sub("", painted)


@pytest.mark.parametrize("name", DOSSIERS)
def test_contract_json_counts_what_it_lists(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _, report = report_of(name, monkeypatch)
    data = report_data(report)
    assert data["version"] == 1
    for severity in ("contradiction", "tension", "note", "error"):
        listed = sum(finding["severity"] == severity for finding in data["findings"])
        assert data["summary"][f"{severity}s"] == listed
    assert data["summary"]["accepted"] == len(data["accepted"])
    for finding in data["findings"]:
        assert finding["fingerprint"]
        assert (finding["severity"] == "contradiction") <= (finding["assumptions"] == [])


@settings(max_examples=40, deadline=None)
@given(dossier=dossiers())
def test_law_any_dossier_has_a_report_that_prints_and_fits_the_schema(dossier: Dossier) -> None:
    schema = strict(json.loads(SCHEMA.read_text(encoding="utf-8")))
    report = check(dossier, today=TODAY)
    data = json.loads(report_json(report, stats=statistics(dossier)))
    jsonschema.Draft202012Validator(schema).validate(data)
    text = report_text(report, notes=True, accepted=True)
    assert text.endswith("\n")
    assert all(visible(line) == line for line in text.splitlines())
    assert report_json(check(dossier, today=TODAY)) == report_json(report)


def place(source: str, start: int, end: int) -> Place:
    return Place(file="f.yaml", line=3, column=start + 1, end_column=end + 1, source=source)


PIECES = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=60)


@given(before=PIECES, part=PIECES.filter(bool), after=PIECES, width=st.integers(20, 200))
def test_law_carets_stand_exactly_under_the_quote_which_is_never_cut(
    before: str, part: str, after: str, width: int
) -> None:
    source = before + part + after
    line, carets = underlined(place(source, len(before), len(before) + len(part)), width)
    shown = visible(part)
    assert carets.strip() == "^" * max(columns(shown), 1)
    lead = columns(carets) - columns(carets.strip())
    places = [at for at in range(len(line) + 1) if columns(line[:at]) == lead]
    assert any(line[at:].startswith(shown) for at in places)


def test_a_long_line_keeps_its_quote_and_marks_what_is_left_out() -> None:
    source = (
        "  - {id: a, kind: quantity, "
        + "x: y, " * 30
        + "quote: the words, note: "
        + "z" * 200
        + "}"
    )
    start = source.index("the words")
    line, carets = underlined(place(source, start, start + 9), 90)
    assert 86 <= len(line) <= 90, "as much around it as there is room for"
    assert line.startswith("…")
    assert line.endswith("…")
    assert len(line) - len(carets) >= 24
    assert len(carets) - len("the words") >= 24
    assert line[len(carets) - 9 : len(carets)] == "the words"


def test_a_quote_wider_than_the_terminal_is_whole() -> None:
    quote = "word " * 40
    line, carets = underlined(place(f"quote: {quote}", 7, 7 + len(quote)), 60)
    assert quote.rstrip() in line
    assert len(carets.strip()) == len(quote)


def test_wide_characters_take_two_columns_and_combining_ones_none() -> None:
    assert columns("会费") == 4
    assert columns("e\u0301") == 1
    line, carets = underlined(place("quote: 会费 now", 7, 9), 80)
    assert (line, carets) == ("quote: 会费 now", "       ^^^^")


def test_a_tab_is_as_wide_above_as_below() -> None:
    line, carets = underlined(place("quote:\tthree", 7, 12), 80)
    assert (line, carets) == ("quote:    three", "          ^^^^^")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "\\x1b[31mred"),
        ("a\u202eb", "a\\u202eb"),
        ("half \ud800", "half \\ud800"),
        ("two\nlines", "two lines"),
        ("é 会 −", "é 会 −"),
        ("no\u00a0break", "no\u00a0break"),
    ],
)
def test_what_would_act_on_a_terminal_is_shown_as_an_escape(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_no_text_of_a_user_reaches_the_terminal_raw() -> None:
    nasty = "a\x1b[2Jb\u202e"
    finding = Finding(
        rule="r",
        severity="contradiction",
        message=nasty,
        parties=(
            Party(
                claim=nasty, quote=(nasty,), section=nasty, said_by=(nasty,),
                places=(Place(file=nasty, line=1, column=1, end_column=4, source=nasty),),
            ),
            Party(claim=nasty, quote=(nasty,)),
        ),
        assumptions=(nasty,),
        tokens=(nasty,),
        explanation=(nasty,),
        repairs=(Repair(claim=nasty, to=nasty),),
        hint=nasty,
        accepted=Acceptance(rule="r", claims=("a",), reason=nasty),
    )  # fmt: skip
    report = Report(
        findings=(attrs.evolve(finding, consequences=(finding, attrs.evolve(finding, rule="s"))),),
        unfinished=(nasty,), corrections=((nasty,),),
    )  # fmt: skip
    text = report_text(report)
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_a_quote_that_goes_on_in_another_line_is_told_in_full() -> None:
    """Carets stand under one line only; the whole quote follows."""
    party = Party(
        claim="a", quote=("three men in a boat",),
        places=(Place(file="f", line=2, column=8, end_column=18, source='quote: "three men'),),
    )  # fmt: skip
    text = report_text(
        Report(findings=(Finding(rule="r", severity="note", message="m", parties=(party,)),)),
        notes=True,
    )
    assert "“three men in a boat”" in text


ROWS = """\
entities:
  trust: {name: The Trust, type: organization}
vocabulary:
  properties:
    staff: {counts: people, dimensions: {profession: {exclusive: true}}}
claims:
  - id: by-profession
    kind: breakdown
    subject: trust
    property: staff
    by: profession
    parts: {nurses: "2,214", doctors: 842, porters: 842}
    complete: true
    quote:
      - Staff by profession
      - Nurses 2,214
      - Doctors 842
      - Porters 842
  - id: shares
    kind: breakdown
    subject: trust
    property: staff
    by: profession
    parts: {nurses: 56.8%, doctors: 21.6%, porters: 21.6%}
    complete: true
    quote:
      - Nurses 56.8%
      - Doctors 21.6%
      - Porters 21.6%
"""


def rows_and(*more: str) -> Report:
    """The report of the rows and other claims about staff."""
    lead = "  - {kind: quantity, subject: trust, property: staff, "
    return check(loads(ROWS + "".join(f"{lead}{one}}}\n" for one in more), world=Records()))


DOCTORS = "id: doctors, dimensions: {profession: doctors}, value: 824, quote: 824 doctors"


def test_of_a_breakdown_in_pieces_those_that_take_part_are_quoted() -> None:
    """A finding about one row of a table shows that row, and says that there are others."""
    text = report_text(rows_and(DOCTORS))
    assert "the text says 842 and 824" in text
    assert "| - Doctors 842\n" in text
    assert "    … and 3 more pieces of the quote\n" in text
    assert "Nurses" not in text
    assert "Porters" not in text  # 842 again


def test_of_shares_in_pieces_the_one_that_is_held_against_a_count_is_quoted() -> None:
    """Programs are given every piece all the same."""
    porters = "id: porters, dimensions: {profession: porters}, value: 900, quote: 900 porters"
    report = rows_and(porters, 'id: all, value: "3,898", quote: "3,898 staff"')
    every = [one for finding in report.findings for one in finding.all]
    found = next(one for one in every if set(one.claims) == {"shares", "porters", "all"})
    party = next(party for party in found.parties if party.claim == "shares")
    assert party.words == ("Porters 21.6%",)
    assert party.quote == ("Nurses 56.8%", "Doctors 21.6%", "Porters 21.6%")
    assert party.place.source.strip() == "- Porters 21.6%"
    data = report_data(Report(findings=(found,)))["findings"][0]
    told = next(claim for claim in data["claims"] if claim["id"] == "shares")
    assert told["pieces"] == list(party.quote)
    assert told["line"] == party.places[0].line


def test_of_a_sum_every_piece_that_holds_a_part_is_quoted() -> None:
    text = report_text(rows_and('id: total, value: "4,001", quote: "4,001 staff"'))
    assert "2,214 + 842 + 842 = 3,898, the text says 4,001" in text
    for row in ("Nurses 2,214", "Doctors 842", "Porters 842"):
        assert f"| - {row}\n" in text
    assert "    … and 1 more piece of the quote\n" in text  # "Staff by profession"


def test_all_pieces_are_quoted_where_all_is_asked_for_or_nothing_is_known() -> None:
    assert "more piece" not in report_text(rows_and(DOCTORS), full=True)
    apart = ROWS.replace("- Doctors 842", "- Doctors").replace("- Porters 842", "- Porters")
    lead = "  - {kind: quantity, subject: trust, property: staff, "
    report = check(loads(f"{apart}{lead}{DOCTORS}}}\n", world=Records()))
    found = next(f for f in report.findings if set(f.claims) == {"by-profession", "doctors"})
    assert [len(party.words) for party in found.parties] == [4, 1]


def test_of_a_list_in_pieces_the_one_with_the_member_is_quoted() -> None:
    text = report_text(
        check(
            loads(
                """\
claims:
  - id: members
    kind: listing
    subject: league
    property: members
    members: [Ash, Birch, Cedar]
    quote:
      - Ash and
      - Birch
      - and Cedar
  - id: old
    kind: listing
    subject: league
    property: members
    members: [Ash, Birch]
    complete: true
    quote: Ash and Birch alone
entities:
  league: {name: The League, type: organization}
""",
                world=Records(),
            )
        )
    )
    assert "| - and Cedar\n" in text
    assert "    … and 2 more pieces of the quote\n" in text


def test_a_remark_on_one_piece_quotes_that_piece() -> None:
    text = report_text(
        check(loads(ROWS, world=Records()), text="Staff by profession\nNurses 2,214")
    )
    one = next(part for part in text.split("error: ") if "does not hold “Doctors 842”" in part)
    assert "| - Doctors 842\n" in one
    assert "Nurses" not in one


def test_claims_made_in_python_have_no_place_and_are_quoted() -> None:
    one = {"subject": "club", "property": "members", "as_of": "2024"}
    claims = (
        Quantity(id="a", value="3", quote="3 members", **one),  # type: ignore[arg-type]
        Quantity(id="b", value="4", quote="4 members", **one),  # type: ignore[arg-type]
    )
    text = report_text(check(Dossier(claims=claims, world=Records())))
    assert "\n  a\n    “3 members”\n  b\n    “4 members”\n" in text
    assert ":0:" not in text


@given(
    words=st.lists(
        st.text(st.characters(codec="ascii", exclude_characters=" "), min_size=1, max_size=30)
    ),
    width=st.integers(10, 60),
)
def test_law_wrapping_loses_no_word_and_only_long_words_go_over(
    words: list[str], width: int
) -> None:
    text = " ".join(words)
    lines = wrapped(text, width, "- ", "  ")
    assert visible(text).split() == " ".join(lines).removeprefix("-").split()
    for line in lines:
        assert len(line) <= width or len(line.removeprefix("- ").split()) <= 1


def test_summary_counts_in_plain_english() -> None:
    def told(report: Report, **more: bool) -> str:
        flags = {"notes": False, "accepted": False} | more
        return summary_line(report, PLAIN, **flags)

    note, tension = (
        Finding(rule="r", severity="note", message="m"),
        Finding(rule="r", severity="tension", message="m"),
    )
    root = Finding(rule="r", severity="contradiction", message="m", consequences=(tension,))
    assert told(Report(claims=1)) == "1 claim: no contradictions, no tensions"
    assert (
        told(Report(claims=1204, findings=(root,)))
        == "1,204 claims: 1 contradiction (1 more conflict beneath it)"
    )
    assert told(Report(claims=2, findings=(root, root, tension, note))) == (
        "2 claims: 2 contradictions, 1 tension (2 more conflicts beneath them, 1 note; --notes shows it)"
    )
    assert (
        told(Report(claims=2, findings=(note, note)), notes=True)
        == "2 claims: no contradictions, no tensions (2 notes)"
    )
    assert told(Report(claims=2, accepted=(tension, tension))) == (
        "2 claims: no contradictions, no tensions (2 accepted; --accepted shows them)"
    )


def corrections(*sets: tuple[str, ...], more: bool = False) -> str:
    text = report_text(Report(claims=4, corrections=sets, more_corrections=more))
    return text.rsplit("\n\n", 1)[0]


def test_one_smallest_set_is_told_as_a_list() -> None:
    assert corrections(("a", "b")) == "to settle everything: change 2 claims\n  - a\n  - b"


def test_a_single_choice_is_one_sentence() -> None:
    assert corrections(("a",), ("b",)) == "to settle everything: change a or b"


def test_choices_that_are_independent_are_told_apart() -> None:
    assert corrections(("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")) == (
        "to settle everything: change 2 claims, one choice of each line\n  - a or d\n  - b or c"
    )


def test_a_choice_of_several_claims_at_once_is_told_as_one() -> None:
    sets = [(*pair, one) for pair in (("a", "b"), ("b", "c"), ("a", "c")) for one in ("x", "y")]
    assert corrections(*sets) == (
        "to settle everything: change 3 claims, one choice of each line\n"
        "  - a with b, or a with c, or b with c\n"
        "  - x or y"
    )


def test_equally_small_sets_that_hang_together_are_counted() -> None:
    assert corrections(("a", "b"), ("b", "c"), ("a", "c")) == (
        "to settle everything: change 2 claims; 3 sets are equally small, among them\n  - a, b\n  - b, c\n  - a, c"
    )


def test_choices_that_only_look_independent_are_not_told_apart() -> None:
    """Any two of the three choices are free, but they fix the third."""
    sets = [("a", "b", "c"), ("a", "y", "z"), ("x", "b", "z"), ("x", "y", "c")]
    assert "; 4 sets are equally small" in corrections(*sets)


def test_a_cut_list_of_sets_is_not_told_as_whole() -> None:
    assert "; 1 or more sets are equally small" in corrections(("a", "b"), more=True)


def test_an_unfinished_search_is_told() -> None:
    text = report_text(Report(claims=1, unfinished=("40 claims were too many",)), quiet=True)
    assert text.startswith("unfinished: 40 claims were too many\n")


def test_repairs_are_ranked_and_at_most_three_are_shown() -> None:
    repairs = tuple(
        Repair(claim=name, to="28", settles=at, creates=int(at == 1))
        for at, name in enumerate("dcba", 1)
    )
    finding = Finding(rule="r", severity="tension", message="m", repairs=repairs)
    text = report_text(Report(findings=(finding,)))
    assert (
        "    - change d to 28  (creates 1)\n    - change c to 28  (settles 2)\n    - change b to 28  (settles 3)\n      and 1 other way\n"
        in text
    )


def test_notes_and_accepted_findings_are_printed_only_when_asked_for() -> None:
    note = Finding(rule="r", severity="note", message="a remark")
    fine = Finding(
        rule="r",
        severity="tension",
        message="a tension",
        accepted=Acceptance(rule="r", claims=("a",), reason="because", until="2024"),
    )
    report = Report(findings=(note,), accepted=(fine,))
    assert "a remark" not in report_text(report)
    assert "a tension" not in report_text(report)
    shown = report_text(report, notes=True, accepted=True)
    assert "note: a remark  [r]" in shown
    assert "accepted: because (until 2024)" in shown


def test_a_quiet_report_is_one_line() -> None:
    finding = Finding(rule="r", severity="tension", message="m")
    assert report_text(Report(claims=3, findings=(finding,)), quiet=True) == "3 claims: 1 tension\n"


def test_the_token_of_an_assumption_is_never_broken() -> None:
    token = "contemporary:" + "a-very-long-name-" * 4
    finding = Finding(
        rule="r", severity="tension", message="m", assumptions=("w " * 40,), tokens=(token,)
    )
    assert f"(--reject {token})\n" in report_text(Report(findings=(finding,)), width=60)


def test_choices_are_told_apart_however_many_sets_they_make() -> None:
    sets = tuple((first, second) for first in "abcde" for second in "vwxyz")
    choices = (tuple((one,) for one in "vwxyz"), tuple((one,) for one in "abcde"))
    told = Report(claims=10, corrections=sets[:20], more_corrections=True, choices=choices)
    assert report_text(told).rsplit("\n\n", 1)[0] == (
        "to settle everything: change 2 claims, one choice of each line\n"
        "  - a or b or c or d or e\n"
        "  - v or w or x or y or z"
    )
