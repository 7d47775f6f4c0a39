"""Totals of tables: what `draft` proposes as a total with its parts, and what it leaves alone."""

from __future__ import annotations

import textwrap

import pytest

from ijmfacts import check
from ijmfacts.anchors import Missing, find_quote
from ijmfacts.claims import Breakdown
from ijmfacts.documents import document_of
from ijmfacts.drafting import draft
from ijmfacts.drafting.writing import written
from ijmfacts.loading import loads


def grouped(text: str, form: str = "markdown") -> list[str]:
    """The groups of a draft, each with its parts, and what is found in it."""
    document = document_of(textwrap.dedent(text), format=form)
    made = draft(document, title="Acme")
    read = loads(written(made))
    assert read.problems == ()
    assert read.claims == made.claims
    shown = []
    for claim in made.claims:
        for piece in claim.quote:
            assert not isinstance(find_quote(document.text, piece), Missing)
        if isinstance(claim, Breakdown):
            assert claim.complete
            assert claim.note.startswith("draft, confirm ")
            parts = ", ".join(f"{name} {value}" for name, value in claim.parts)
            shown.append(f"{claim.property} by {claim.by}: {parts}")
    for finding in check(read, text=document.text).findings:
        if finding.severity != "note":
            assert finding.rule == "parts-sum-to-whole"
            shown.append(f"{finding.severity}: {' '.join(sorted(finding.claims))}")
    return shown


STAFF = """\
| Clinic | Nurses |
|---|---|
| Elmton | 24 |
| Farley | 15 |
| Gower | 11 |
| {head} | {total} |
"""


@pytest.mark.parametrize(
    "head",
    [
        "Total", "Totals", "**Total**", "All", "Overall", "Sum", "Together", "Grand total", "TOTAL:",
        "All staff", "Total (three clinics)", "Total nurses", "In all", "Staff total",
    ],
)  # fmt: skip
def test_a_total_below_its_parts(head: str) -> None:
    group = "nurses by clinic: Elmton 24, Farley 15, Gower 11"
    assert grouped(STAFF.format(head=head, total=50)) == [group]
    assert grouped(STAFF.format(head=head, total=52)) == [group, "contradiction: 24-3 52-6"]


@pytest.mark.parametrize(
    "head",
    [
        "Subtotal",
        "Running total",
        "All others",
        "Average",
        "Totally new",
        "Total change",
        "Net",
        "",
    ],
)
def test_what_is_no_total(head: str) -> None:
    assert grouped(STAFF.format(head=head, total=50)) == []
    assert grouped(STAFF.format(head=head, total=52)) == []


def test_a_total_above_its_parts() -> None:
    text = """\
    <table><tr><th>Region<th>Boats<th>Crew
    <tr><td>All<td>30<td>1,204
    <tr><td>North<td>12<td>800
    <tr><td>South<td>17<td>404</table>
    """
    assert grouped(text, "html") == [
        "boats by region: North 12, South 17",
        "crew by region: North 800, South 404",
        "contradiction: 12-3 30-2",
    ]


def test_a_total_in_wikitext_and_a_column_of_totals() -> None:
    text = """\
    {| class="wikitable"
    ! Nation !! Gold !! Silver !! Total
    |-
    | Kenya || 3 || 4 || 7
    |-
    | Peru || 2 || 2 || 4
    |-
    | Fiji || 1 || 1 || 3
    |-
    ! Total !! 6 !! 7 !! 13
    |}
    """
    assert grouped(text, "wikitext") == [
        "number by part: Gold 3, Silver 4",
        "number by part: Gold 2, Silver 2",
        "number by part: Gold 1, Silver 1",
        "gold by nation: Kenya 3, Peru 2, Fiji 1",
        "silver by nation: Kenya 4, Peru 2, Fiji 1",
        "number (line 4) by nation: Kenya 7, Peru 4, Fiji 3",
        "nation by part: Gold 6, Silver 7",
        "contradiction: 13-10 7-4-2",
        "contradiction: 1-8 3-8",
    ]


def rows(*lines: str, head: str = "Clinic | Nurses") -> str:
    """A table in Markdown."""
    table = [head, "|".join("---" for _ in head.split("|")), *lines]
    return "".join(f"| {line} |\n" for line in table)


PARTS = ("Elmton | 24", "Farley | 15", "Gower | 12")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(rows("Nurses | 24", "of whom women | 20", "Doctors | 15", "Total | 40"), id="of"),
        pytest.param(rows("Nurses | 24", "&nbsp;&nbsp;Women | 20", "Doctors | 15", "Total | 40"), id="indented"),
        pytest.param(rows("Nurses | 24", "- Women | 20", "Doctors | 15", "Total | 40"), id="dashed"),
        pytest.param(rows("Nurses, including trainees | 24", "Trainees | 4", "Total | 26"), id="including"),
        pytest.param(
            rows("Staff | 39", "Nurses | 24", "Doctors | 15", "Guests | 1", "Total | 41"), id="sum of the next"
        ),
        pytest.param(rows(*PARTS, "Hale | –", "Total | 52"), id="dash"),
        pytest.param(rows(*PARTS, "Hale | n/a", "Total | 52"), id="n/a"),
        pytest.param(rows(*PARTS, "Hale | several", "Total | 52"), id="words"),
        pytest.param(rows(*PARTS, "Hale | 1,204*", "Total | 1,256"), id="note"),
        pytest.param(rows(*PARTS, "Hale | −3", "Total | 49"), id="below nothing"),
        pytest.param(rows(*PARTS, "Hale | (3)", "Total | 49"), id="brackets"),
        pytest.param(rows(*PARTS, "Hale | 3 kg", "Total | 55"), id="units"),
        pytest.param(rows(*PARTS, "Hale | £3", "Total | 55"), id="money"),
        pytest.param(rows(*PARTS, "Hale | 7%", "Total | 55"), id="share"),
        pytest.param(rows(*PARTS, "Average | 17", "Total | 70"), id="average row"),
        pytest.param(rows(*PARTS, "Total | 20"), id="far: an average"),
        pytest.param(rows(*PARTS, "Total | 24"), id="the greatest"),
        pytest.param(rows("Elmton | 1.204", "Farley | 1.310", "Total | 2.524"), id="points of thousands"),
        pytest.param(rows("A | 1,200", "B | 3,400", "Total | 4,700"), id="round figures"),
        pytest.param(rows("All | 52", *PARTS), id="below a total of one column"),
        pytest.param(rows("White | 40", "Black | 9", "Hispanic (any race) | 4", "Total | 50"), id="any race"),
        pytest.param(rows(*PARTS, "Invalid | 4", "Total | 52"), id="aside"),
        pytest.param(rows(*PARTS, "Total | 52", head="Clinic | Change"), id="change"),
        pytest.param(rows(*PARTS, "Total | 52", head="Clinic | Average wait"), id="average"),
        pytest.param(rows(*PARTS, "Total | 52", head="Clinic | Nurses per ward"), id="per"),
        pytest.param(rows(*PARTS, "Total | 52", head="Clinic | Score"), id="score"),
        pytest.param(rows(*PARTS, "Total | 52", head="Clinic | Rank"), id="rank"),
        pytest.param(rows(*PARTS, "Total | 52", head="Clinic | Infection rate"), id="rate"),
        pytest.param(rows("A | 1990", "B | 12", "Total | 2003", head="Clinic | Year"), id="year"),
        pytest.param("Top clinics by nurses\n\n" + rows(*PARTS, "Total | 52"), id="not all"),
        pytest.param(rows(*PARTS, "Total | 52") + "\nFigures may not add up.\n", id="rounded"),
        pytest.param(rows("A | 62%", "B | 23%", "C | 11%", head="Sort | Share"), id="no hundred"),
        pytest.param(rows("A | 62%", "B | 55%", "All | 58%", head="Clinic | Share of women"), id="shares of each"),
        pytest.param(rows("A | 62%", "B | 23%", "C | 12%", "Total | 100%", head="Sort | %"), id="cut off"),
        pytest.param(rows("A | 4.2", "B | 1.1", "Total | 5.5", head="Costs (£m) | 2024"), id="cut off, too"),
        pytest.param(rows("Nurses | 12 | 31 | 44", head="Staff | Men | Change | Total"), id="one part"),
        pytest.param(
            rows("A | 3 | 9 | 1", "B | 4 | 7 | 2", "C | 4 | 9 | 5", head="Team | Won | Lost | Total"), id="no sums"
        ),
    ],
)  # fmt: skip
def test_near_misses_are_left_alone(text: str) -> None:
    assert grouped(text) == []


def test_shares_make_a_hundred() -> None:
    """Where a row says so; without one, only shares that do make it."""
    head = "Sort | Share"
    parts = ("Pay | 62%", "Drugs | 23%", "Rest | 11%")
    group = "share by sort: Pay 62%, Drugs 23%, Rest 11%"
    assert grouped(rows(*parts, "Total | 100%", head=head)) == [group, "contradiction: 62-3"]
    assert grouped(rows(*parts, head=head)) == []
    fitting = ("Pay | 62%", "Drugs | 23%", "Rest | 15%")
    group = "share by sort: Pay 62%, Drugs 23%, Rest 15%"
    assert grouped(rows(*fitting, "Total | 100%", head=head)) == [group]
    assert grouped(rows(*fitting, head=head)) == [group]
    assert grouped(rows(*fitting, head="Sort | Turnout (%)")) == []


def test_rounded_figures_fit_within_their_rounding() -> None:
    text = rows("Pay | 4.2", "Drugs | 1.1", "Total | 5.4", head="Spending (£ million) | 2024")
    assert grouped(text) == ["number by spending: Pay 4.2, Drugs 1.1"]
    text = "Nurses (thousands)\n\n" + rows(*PARTS, "Total | 52")
    assert grouped(text) == ["nurses by clinic: Elmton 24, Farley 15, Gower 12"]
    text = rows("A | 62%", "B | 23%", "C | 14%", "Total | 100%", head="Sort | %")
    assert grouped(text) == ["number by sort: A 62%, B 23%, C 14%"]


def test_a_head_that_is_a_time_names_nothing() -> None:
    text = rows(*PARTS, "Total | 51", head="Clinic | 31 March 2024")
    assert grouped(text) == ["number by clinic: Elmton 24, Farley 15, Gower 12"]


def test_other_columns_bear_a_slip_out() -> None:
    """A column whose total is no sum makes one doubtful, unless another one adds up."""
    head = "Clinic | Nurses | Beds | Site"
    lines = ("A | 24 | 120 | 7", "B | 15 | 80 | 7", "C | 11 | 50 | 7")
    assert grouped(rows(*lines, "Total | 52 | 250 | 7", head=head)) == [
        "nurses by clinic: A 24, B 15, C 11",
        "beds by clinic: A 120, B 80, C 50",
        "contradiction: 24-3 52-6",
    ]
    assert grouped(rows(*lines, "Total | 52 | 400 | 7", head=head)) == []


def test_totals_of_blocks_are_grouped_where_they_add_up() -> None:
    lines = (
        "Pay | 12",
        "Drugs | 7",
        "Total running costs | {}",
        "Beds | 4",
        "Vans | 3",
        "Total assets | 7",
    )
    text = rows(*lines, "Grand total | 26", head="Spending | 2024")
    assert grouped(text.format(19)) == [
        "running costs by spending: Pay 12, Drugs 7",
        "assets by spending: Beds 4, Vans 3",
        "number by spending: Pay 12, Drugs 7, Beds 4, Vans 3",
    ]
    assert grouped(text.format(18)) == [
        "assets by spending: Beds 4, Vans 3",
        "number by spending: Pay 12, Drugs 7, Beds 4, Vans 3",
    ]


def test_a_column_before_the_parts_may_count_something_else() -> None:
    text = rows(
        "A | 11 | 3 | 4 | 7", "B | 12 | 2 | 2 | 4", "C | 9 | 1 | 1 | 3", "D | 9 | 5 | 1 | 6", "E | 9 | 1 | 0 | 1",
        head="Team | Players | Gold | Silver | Total",
    )  # fmt: skip
    assert [line for line in grouped(text) if "part: Players" in line] == []
    assert [line for line in grouped(text) if line.startswith("contra")] == [
        "contradiction: 1-5 3-5"
    ]


def test_a_row_far_from_its_total_is_of_another_kind() -> None:
    """Players are counted once in all contests together; one digit, though, is a slip."""
    head = "Contest | League | Cup | Total"
    lines = (
        "Won | 12 | 3 | 15",
        "Lost | 9 | 2 | 11",
        "Goals | 240 | 131 | 371",
        "Sent off | 2 | 1 | 3",
    )
    others = [line for line in grouped(rows(*lines, head=head)) if "part" in line]
    assert len(others) == 4
    assert grouped(rows(*lines, "Players | 26 | 24 | 28", head=head)) == others
    assert grouped(rows(*lines, "Players | 26 | 24 | 35", head=head)) == others
    assert grouped(rows(*lines, "Fans | 260 | 140 | 810", head=head)) == others
    found = grouped(rows(*lines, "Fans | 260 | 140 | 430", head=head))
    assert [line.split(":")[0] for line in found[5:]] == ["contradiction"]
