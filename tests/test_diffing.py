"""Two versions: what became of each claim's words, of each record, and of the findings."""

from __future__ import annotations

import json
import pathlib

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ijmfacts
from ijmfacts.cli import main
from ijmfacts.diffing import Fate, carried, compared, document_diff, dossier_diff, fates
from ijmfacts.dossier import Dossier
from ijmfacts.findings import Report

OLD = """\
The shelter was founded in 1997 by two sisters.
It runs 30 homes in all, and two homes take dogs.
The other 28 homes take cats.

In 2022 it had over 700 volunteers and a budget of $51.6 million.
Money: 71% from gifts and 29% from grants.
The roof was repaired on March 29, 2003.
"""

CLAIMS = """\
entities:
  shelter: {name: The shelter, type: organization}
  roof: {name: the roof}
claims:
  - {id: founded, kind: event, type: founding, to: shelter, when: 1997, quote: founded in 1997, at: 1}
  - {id: founders, kind: relation, subject: shelter, relation: founded by, objects: [two sisters],
     quote: by two sisters, at: 1}
  - {id: total, kind: quantity, subject: shelter, property: homes, value: 30, quote: 30 homes, at: 2}
  - {id: dogs, kind: quantity, subject: shelter, property: homes, dimensions: {pets: dogs}, value: two,
     quote: two homes take dogs, at: 2}
  - {id: cats, kind: quantity, subject: shelter, property: homes, dimensions: {pets: other}, value: 28,
     quote: The other 28 homes, at: 3}
  - {id: volunteers, kind: quantity, subject: shelter, property: volunteers, value: over 700,
     as of: 2022, quote: over 700 volunteers, at: 5}
  - {id: budget, kind: quantity, subject: shelter, property: budget, value: $51.6 million, when: 2022,
     quote: $51.6 million, at: 5}
  - {id: money, kind: breakdown, subject: shelter, property: income, by: source,
     parts: {gifts: 71%, grants: 29%}, complete: true, quote: 71% from gifts and 29% from grants, at: 6}
  - {id: repaired, kind: event, type: repair, to: roof, when: 2003-03-29,
     quote: "repaired on March 29, 2003", at: 7}
"""


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    made = ijmfacts.loads(CLAIMS)
    assert made.problems == ()
    return made


def fate(dossier: Dossier, name: str, new: str, old: str = OLD) -> Fate:
    return next(one for one in fates(dossier, old, new) if one.id == name)


def told(one: Fate) -> list[tuple[str, str, str]]:
    return [(change.field, change.old, change.new) for change in one.changes]


# --- one claim ------------------------------------------------------------------------------------


def test_the_same_text_lets_every_claim_stand(dossier: Dossier) -> None:
    found = fates(dossier, OLD, OLD)
    assert {one.status for one in found} == {"stands"}
    assert carried(dossier, found).claims == dossier.claims


def test_a_line_put_in_above_moves_every_claim_and_changes_none(dossier: Dossier) -> None:
    found = fates(dossier, OLD, "A new title\n\n" + OLD)
    assert {(one.status, one.line - one.old_line) for one in found} == {("moved", 2)}
    assert all(one.claim is not None and one.claim.at.line == one.line for one in found)


def test_line_ends_alone_move_nothing(dossier: Dossier) -> None:
    found = fates(dossier, OLD, OLD.replace("\n", "\r\n"))
    assert {one.status for one in found} == {"stands"}


@pytest.mark.parametrize(
    ("name", "was", "now", "field", "old", "new"),
    [
        ("total", "runs 30 homes", "runs 31 homes", "value", "30", "31"),
        ("total", "runs 30 homes", "runs thirty-one homes", "value", "30", "thirty-one"),
        ("total", "runs 30 homes", "runs over 30 homes", "value", "30", "over 30"),
        ("dogs", "two homes take", "three homes take", "value", "two", "three"),
        ("cats", "other 28 homes", "other 29 homes", "value", "28", "29"),
        ("volunteers", "over 700", "nearly 900", "value", "over 700", "nearly 900"),
        ("volunteers", "over 700", "700", "value", "over 700", "700"),
        ("budget", "$51.6 million", "$52 million", "value", "$51.6 million", "$52 million"),
        ("budget", "$51.6 million", "€51.6 million", "value", "$51.6 million", "€51.6 million"),
        ("budget", "$51.6 million", "$51.6 billion", "value", "$51.6 million", "$51.6 billion"),
        ("money", "71%", "72%", "parts.gifts", "71%", "72%"),
        ("money", "29%", "31%", "parts.grants", "29%", "31%"),
        ("founded", "in 1997", "in 1998", "when", "1997", "1998"),
        ("repaired", "March 29", "March 30", "when", "2003-03-29", "2003-03-30"),
        ("repaired", "March 29, 2003", "29 April 2004", "when", "2003-03-29", "2004-04-29"),
    ],
)  # fmt: skip
def test_another_figure_among_the_same_words_is_a_changed_value(
    dossier: Dossier, name: str, was: str, now: str, field: str, old: str, new: str
) -> None:
    assert was in OLD
    one = fate(dossier, name, OLD.replace(was, now))
    assert (one.status, told(one)) == ("changed", [(field, old, new)])
    assert one.claim is not None


def test_a_changed_claim_carries_its_new_value_quote_and_line(dossier: Dossier) -> None:
    one = fate(dossier, "dogs", "Title\n" + OLD.replace("two homes", "three homes"))
    assert one.claim is not None
    claim = next(claim for claim in dossier.claims if claim.id == "dogs")
    assert isinstance(claim, ijmfacts.Quantity)
    assert one.claim == attrs.evolve(
        claim, value="three", quote="three homes take dogs", at=attrs.evolve(claim.at, line=3)
    )


def test_two_parts_of_one_breakdown_change_together(dossier: Dossier) -> None:
    one = fate(dossier, "money", OLD.replace("71%", "70%").replace("29%", "30%"))
    assert told(one) == [("parts.gifts", "71%", "70%"), ("parts.grants", "29%", "30%")]


def test_a_figure_that_no_field_holds_changes_the_quote_alone() -> None:
    """The claim about the founders quotes the year, and does not speak of it."""
    claims = CLAIMS.replace("quote: by two sisters", "quote: in 1997 by two sisters")
    one = fate(ijmfacts.loads(claims), "founders", OLD.replace("1997", "1998"))
    assert (one.status, told(one)) == ("changed", [("", "1997", "1998")])
    assert one.claim is not None
    assert one.claim.quote == ("in 1998 by two sisters",)


def test_a_date_that_a_field_may_mean_in_part_is_not_guessed_at() -> None:
    """The claim gives the day, and its words the year alone."""
    claims = CLAIMS.replace("when: 1997", "when: 1997-05-01")
    one = fate(ijmfacts.loads(claims), "founded", OLD.replace("1997", "1998"))
    assert (one.status, one.claim) == ("lost", None)
    assert one.now == ("founded in 1998",)


def test_a_figure_in_a_list_is_not_left_standing(dossier: Dossier) -> None:
    one = fate(dossier, "founders", OLD.replace("two sisters", "three sisters"))
    assert (one.status, one.now) == ("lost", ("by three sisters",))


def test_other_words_are_lost_words_and_the_passage_there_is_shown(dossier: Dossier) -> None:
    one = fate(dossier, "dogs", OLD.replace("two homes take dogs", "two shelters take dogs"))
    assert (one.status, one.now, one.claim) == ("lost", ("two shelters take dogs",), None)


def test_a_sentence_taken_out_is_lost(dossier: Dossier) -> None:
    one = fate(dossier, "cats", OLD.replace("The other 28 homes take cats.\n", ""))
    assert (one.status, one.claim) == ("lost", None)


def test_a_sentence_carried_elsewhere_has_moved(dossier: Dossier) -> None:
    line = "The other 28 homes take cats.\n"
    one = fate(dossier, "cats", OLD.replace(line, "") + line)
    assert (one.status, one.old_line, one.line) == ("moved", 3, 7)


def test_words_that_also_come_up_elsewhere_ask_to_be_told_apart(dossier: Dossier) -> None:
    new = OLD + "Of its 30 homes none is for sale.\n"
    assert fate(dossier, "total", new).status == "stands", "the claim says on which line"
    one = fate(ijmfacts.loads(CLAIMS.replace("30 homes, at: 2", "30 homes")), "total", new)
    assert one.status == "ambiguous"
    assert one.hint == "add `prefix: runs`"


def test_words_that_stood_twice_follow_their_own_place() -> None:
    """The first of two places is gone: the claim does not jump to the other one."""
    old = "In May it had 30 homes.\n\nIn June it had 30 homes.\n"
    claims = (
        "entities: {club: {name: The Club}}\nclaims:\n  - {id: may, kind: quantity, subject: club,"
        " property: homes, value: 30, quote: 30 homes, at: 1}\n"
    )
    dossier = ijmfacts.loads(claims)
    assert fate(dossier, "may", old.replace("30", "31", 1), old).status == "changed"
    assert fate(dossier, "may", old.replace("In May it had 30 homes.", ""), old).status == "lost"


def test_what_the_old_version_does_not_hold_is_said_and_kept(dossier: Dossier) -> None:
    one = fate(dossier, "cats", OLD, OLD.replace("28", "27"))
    assert (one.status, one.claim is not None) == ("unplaced", True)


def test_pieces_of_one_quote_go_their_own_ways() -> None:
    claims = CLAIMS.replace("quote: 30 homes, at: 2", "quote: [30 homes, in all], at: 2")
    one = fate(ijmfacts.loads(claims), "total", OLD.replace("30 homes", "40 homes"))
    assert (one.status, one.now) == ("changed", ("40 homes", "in all"))
    assert told(one) == [("value", "30", "40")]


@given(
    st.lists(
        st.sampled_from(["a", "30", "two", "$5", "May", "\n", "  ", "homes", "é"]), max_size=40
    ),
    st.lists(st.sampled_from(["b", "31", "1997", "\n", "homes", "“x”", "take"]), max_size=40),
    st.integers(0, len(OLD)),
    st.integers(0, len(OLD)),
)
@settings(max_examples=150, deadline=None)
def test_whatever_is_put_in_or_taken_out_nothing_raises_and_claims_keep_their_words(
    one: list[str], two: list[str], at: int, to: int
) -> None:
    dossier = ijmfacts.loads(CLAIMS)
    new = " ".join(one) + OLD[: min(at, to)] + " ".join(two) + OLD[max(at, to) :]
    for each in fates(dossier, OLD, new):
        if each.claim is not None and each.status in {"stands", "moved"}:
            assert all(" ".join(piece.split()) in " ".join(new.split()) for piece in each.now)
        if each.status == "lost":
            assert each.claim is None


# --- findings -------------------------------------------------------------------------------------


def test_a_new_figure_makes_a_new_contradiction(dossier: Dossier) -> None:
    diff = document_diff(dossier, OLD, OLD.replace("28 homes", "27 homes"))
    come = [finding for finding in diff.findings.new if finding.severity == "contradiction"]
    assert [set(finding.claims) for finding in come] == [{"total", "dogs", "cats"}]
    assert "2 + 27 = 29" in come[0].message


def test_a_mended_figure_takes_the_contradiction_away(dossier: Dossier) -> None:
    diff = document_diff(dossier, OLD, OLD.replace("30 homes", "31 homes"))
    back = document_diff(carried(dossier, diff.fates), OLD.replace("30 homes", "31 homes"), OLD)
    assert (
        {f.fingerprint for f in back.findings.gone}
        == {f.fingerprint for f in diff.findings.new}
        != set()
    )


def test_a_lost_claim_takes_its_findings_with_it() -> None:
    wrong = OLD.replace("28", "27")
    claims = ijmfacts.loads(CLAIMS.replace("28", "27"))
    diff = document_diff(claims, wrong, wrong.replace("The other 27 homes take cats.", ""))
    assert diff.count("lost") == 1
    assert {"total", "dogs", "cats"} in [set(finding.claims) for finding in diff.findings.gone]


def test_a_finding_in_other_words_is_the_same_finding() -> None:
    claims = ijmfacts.loads(CLAIMS.replace("28", "27"))
    wrong = OLD.replace("28", "27")
    diff = document_diff(claims, wrong, wrong.replace("27", "26"))
    assert diff.findings.new == ()
    assert len(diff.findings.changed) == 1


def test_a_report_compared_with_itself_has_nothing_new() -> None:
    report = ijmfacts.check(ijmfacts.loads(CLAIMS.replace("28", "27")))
    found = compared(report, report)
    assert (found.new, found.gone, found.changed, found.accepted) == ((), (), (), ())
    assert len(found.same) == sum(len(finding.all) for finding in report.findings)
    assert compared(Report(), report).gone == ()


def test_a_finding_that_is_now_accepted_is_not_gone() -> None:
    wrong = CLAIMS.replace("28", "27")
    accepted = (
        "accepted: [{rule: parts-sum-to-whole, claims: [total, dogs, cats], reason: so it is}]\n"
    )
    diff = dossier_diff(ijmfacts.loads(wrong), ijmfacts.loads(wrong + accepted))
    assert [finding.rule for finding in diff.findings.accepted] == ["parts-sum-to-whole"]
    assert diff.findings.gone == ()


# --- dossiers -------------------------------------------------------------------------------------


def test_order_and_layout_are_no_difference(dossier: Dossier) -> None:
    again = ijmfacts.loads(ijmfacts.dump(dossier))
    turned = attrs.evolve(again, claims=tuple(reversed(again.claims)))
    diff = dossier_diff(dossier, turned)
    assert (diff.records, diff.unchanged) == ((), 9)


def test_records_are_compared_field_by_field(dossier: Dossier) -> None:
    new = (
        CLAIMS.replace("value: two,\n", "value: three, note: counted again,\n")
        .replace("dimensions: {pets: dogs}", "dimensions: {pets: big dogs}")
        .replace("id: budget", "id: budget-2022")
        .replace("type: organization}", "type: charity}")
        .replace("  - {id: founders", "  - {id: makers, note: other,  kind: relation, subject: shelter,"
                 " relation: founded by, objects: [two sisters], quote: by two sisters}\n"
                 "  - {id: founders")
    )  # fmt: skip
    new = new.replace(new[new.index("  - {id: cats") : new.index("  - {id: volunteers")], "")
    diff = dossier_diff(dossier, ijmfacts.loads(new))
    found = {
        (one.part, one.id, one.status, one.was): [(f.field, f.old, f.new) for f in one.fields]
        for one in diff.records
    }
    assert found == {
        ("claim", "makers", "added", ""): [],
        ("claim", "dogs", "changed", ""): [
            ("value", "two", "three"),
            ("note", None, "counted again"),
            ("dimensions.pets", "dogs", "big dogs"),
        ],
        ("claim", "budget-2022", "renamed", "budget"): [],
        ("claim", "cats", "removed", ""): [],
        ("entity", "shelter", "changed", ""): [("type", "organization", "charity")],
    }
    assert diff.unchanged == 6


# --- the command ----------------------------------------------------------------------------------


@pytest.fixture
def here(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "a.yaml").write_text(CLAIMS, encoding="utf-8")
    (tmp_path / "old.txt").write_text(OLD, encoding="utf-8")
    return tmp_path


def test_the_command_prints_fates_and_findings(
    here: pathlib.Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = "Title\n" + OLD.replace("28 homes", "27 homes").replace(
        "over 700 volunteers", "many friends"
    )
    (here / "new.txt").write_text(new, encoding="utf-8")
    assert main(["diff", "old.txt", "new.txt"]) == 1
    assert (
        capsys.readouterr().out
        == """\
changed value: cats
  - “The other 28 homes”  (line 3)
  + “The other 27 homes”  (line 4)
  = value: 28 → 27

lost its words: volunteers
  - “over 700 volunteers”  (line 5)

moved: 7 claims 1 line down (founded … repaired)

new contradiction: homes of The shelter: 2 + 27 = 29, the text says 30  [parts-sum-to-whole]
  claims/a.yaml:10:13  dogs (line 3)
    | quote: two homes take dogs, at: 2}
    |        ^^^^^^^^^^^^^^^^^^^
  claims/a.yaml:8:86  total (line 3)
    | …total, kind: quantity, subject: shelter, property: homes, value: 30, quote: 30 homes, at: 2}
    |                                                                              ^^^^^^^^
  cats (line 4)
    “The other 27 homes”
  to settle it:
    - change cats to 28
    - change dogs to 3
    - change total to 29

9 claims: 7 moved to another line, 1 changed value, 1 lost their words
findings: 1 new, 0 gone, 0 the same
"""
    )


def test_json_holds_the_same(here: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "new.txt").write_text(OLD.replace("28 homes", "27 homes"), encoding="utf-8")
    assert main(["diff", "old.txt", "new.txt", "--format", "json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert (data["version"], data["of"]) == (1, "document")
    assert data["summary"]["claims"] == {
        "total": 9, "stands": 8, "moved": 0, "ambiguous": 0, "changed": 1, "lost": 0, "unplaced": 0,
    }  # fmt: skip
    assert [one for one in data["claims"] if one["status"] != "stands"] == [
        {
            "id": "cats",
            "status": "changed",
            "quote": ["The other 28 homes"],
            "old_line": 3,
            "line": 3,
            "now": ["The other 27 homes"],
            "changes": [{"field": "value", "old": "28", "new": "27"}],
            "hint": "",
        }
    ]
    assert [one["rule"] for one in data["findings"]["new"]] == ["parts-sum-to-whole"]


def test_the_command_compares_two_dossiers(
    here: pathlib.Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "new").mkdir()
    (here / "new" / "a.yaml").write_text(CLAIMS.replace("28", "27"), encoding="utf-8")
    assert main(["diff", "claims", "new"]) == 1
    shown = capsys.readouterr().out
    assert shown.startswith("~ changed claim cats  new/a.yaml:11\n")
    assert "claims: 1 changed, 8 unchanged\nfindings: 1 new" in shown
    assert main(["diff", "claims", "new", "--format", "json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert data["records"][0]["fields"][0] == {"field": "value", "old": "28", "new": "27"}


@pytest.mark.parametrize(
    ("fail_on", "new", "status"),
    [
        ("contradiction", OLD, 0),
        ("change", OLD, 0),
        ("change", "A line\n" + OLD, 0),
        ("change", OLD.replace("over 700", "over 800"), 1),
        ("contradiction", OLD.replace("over 700", "over 800"), 0),
        ("never", OLD.replace("28 homes", "27 homes"), 0),
    ],
)
def test_the_exit_status_is_as_grave_as_asked(
    here: pathlib.Path, fail_on: str, new: str, status: int
) -> None:
    (here / "new.txt").write_text(new, encoding="utf-8")
    assert main(["diff", "old.txt", "new.txt", "--fail-on", fail_on]) == status


def test_what_cannot_be_compared_is_told(
    here: pathlib.Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments, words in (
        (["old.txt", "nowhere.txt"], "there is no file or directory nowhere.txt"),
        (["old.txt", "claims"], "old.txt is a text and claims a dossier"),
        (["claims", "claims", "--claims", "claims"], "--claims goes with two texts"),
        (["old.txt", "old.txt", "--claims", "nowhere"], "there is no file or directory `nowhere`"),
    ):
        assert main(["diff", *arguments]) == 2
        assert words in capsys.readouterr().err
    (here / "claims" / "b.yaml").write_text("claims: [{id: x}]\n", encoding="utf-8")
    assert main(["diff", "old.txt", "old.txt"]) == 2


def test_large_texts_are_compared(dossier: Dossier) -> None:
    """Two megabytes, changed everywhere: bounds keep the comparison from growing with the square."""
    filler = "".join(f"Line {n} tells of {n * 7} things and no more.\n" for n in range(45_000))
    other = "".join(f"Row {n} tells of {n * 11} things and no more!\n" for n in range(45_000))
    found = fates(dossier, filler + OLD + filler, other + OLD + other)
    assert {one.status for one in found} == {"stands"}
