"""Drafts of a text: what is proposed, what is left alone, and which slips a check then finds."""

from __future__ import annotations

import subprocess
import sys
import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ijmfacts import cli
from ijmfacts.anchors import Missing, find_quote
from ijmfacts.checking import check
from ijmfacts.claims import AnyClaim, Breakdown, Event, Listing, Quantity, Role
from ijmfacts.documents import document_of
from ijmfacts.drafting import draft
from ijmfacts.drafting.lists import readings_of_list
from ijmfacts.drafting.proposals import NOTE
from ijmfacts.drafting.spans import spans
from ijmfacts.drafting.tables import time_of, unit_of
from ijmfacts.drafting.writing import written
from ijmfacts.loading import loads


def claims(text: str) -> tuple[AnyClaim, ...]:
    """The proposals for a text about Harbour Trust."""
    return draft(text, title="Harbour Trust").claims


def found(text: str) -> set[tuple[str, str]]:
    """The rules that fire on the draft of a text, with their severity; notes left out."""
    dossier = loads(written(draft(text, title="Harbour Trust")), file="draft.yaml")
    assert dossier.problems == ()
    report = check(dossier)
    return {(f.rule, f.severity) for f in report.findings if f.severity != "note"}


def sorts(text: str) -> list[tuple[str, str]]:
    """The spans of a passage: what sort each is, and what is printed."""
    return [(span.sort, span.value) for span in spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It employs 751 people.", [("number", "751")]),
        ("It runs twenty-one homes.", [("number", "twenty-one")]),
        ("Two homes were sold.", [("number", "Two")]),
        ("A gift of US$11.5 million came.", [("money", "US$11.5 million")]),
        ("It cost 40 million euros.", [("money", "40 million euros")]),
        ("It grew by 38 per cent.", [("share", "38 per cent")]),
        ("It grew by 38 per-cent.", [("share", "38 per-cent")]),
        ("It grew by 38 p.c. then.", [("share", "38 p.c.")]),
        ("It grew by 38pc.", [("share", "38pc")]),
        ("It sold 38pc games.", []),
        ("Two-thirds of them left.", [("share", "Two-thirds")]),
        ("Nearly half of them left.", [("share", "Nearly half")]),
        ("Some two-thirds of them left.", [("share", "Some two-thirds")]),
        ("more than 700 people", [("number", "more than 700")]),
        ("nearly 4,000 people", [("number", "nearly 4,000")]),
        ("It took over 25 years.", [("duration", "over 25 years")]),
        ("a three-year plan", [("duration", "three-year")]),
        ("hundreds of children", [("number", "hundreds")]),
        ("between 5 and 10 homes", [("number", "between 5 and 10")]),
        ("the 57th session", [("ordinal", "57th")]),
        ("March 29, 2003", [("date", "March 29, 2003")]),
        ("29 March 2003", [("date", "29 March 2003")]),
        ("in the late 1990s", [("date", "late 1990s")]),
        ("in 1997", [("date", "1997")]),
        ("from 2003 to 2013", [("date", "from 2003 to 2013")]),
        ("2003–2013", [("date", "2003–2013")]),
        ("2000 people", [("number", "2000")]),
        ("2000 employees", [("number", "2000")]),
        ("the 2003 results", [("date", "2003")]),
        ("raised from 87 to 100 in March", [("number", "87"), ("number", "100")]),
        ("aged from 16 to 91", [("number", "16 to 91")]),
        ("It went up. Ages from 16 to 91", [("number", "16 to 91")]),
        ("in the 6th century", [("date", "6th century")]),
        ("for over a century", [("duration", "over a century")]),
        ("a century ago", []),
        ("more than the 84,000 of 2023", [("number", "84,000"), ("date", "2023")]),
        ("three quarters of them", [("share", "three quarters")]),
        ("in the preceding three quarters", []),
        ("in the 1990's", [("date", "1990's")]),
        ("Expo 2020's end", [("date", "2020")]),
        ("pip 20.3 was released", []),
        ("20.3 million were sold", [("number", "20.3 million")]),
    ],
)
def test_spans_are_of_their_sort(text: str, expected: list[tuple[str, str]]) -> None:
    assert sorts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("+6.0%", [("share", "+6.0%")]),
        ("−3.1%", [("share", "−3.1%")]),
        ("-3.1%", [("share", "-3.1%")]),
        ("down (-2.4%)", [("share", "-2.4%")]),
        ("Its score was -3.", [("number", "-3")]),
        ("A result of −£5 million came.", [("money", "−£5 million")]),
        ("5–6 homes", [("number", "5"), ("number", "6")]),
        ("homes 10 –12 burned", [("number", "10 –12")]),
        ("the A-3 road", []),
        ("- 3 homes", [("number", "3")]),
        ("Fewer than one in 30 births", [("share", "Fewer than one in 30")]),
        ("1 in 1,000 children", [("share", "1 in 1,000")]),
        ("8 in 10 voters", [("share", "8 in 10")]),
        ("one in twenty-one homes", [("share", "one in twenty-one")]),
        ("It sold 2 in 2019.", [("number", "2"), ("date", "2019")]),
        ("one in 30 days", [("duration", "30 days")]),
        ("three in four cities", [("number", "three"), ("number", "four")]),
        ("from 14 to 16 November 2023", [("date", "14 to 16 November 2023")]),
        ("March 3-5, 2020", [("date", "March 3-5, 2020")]),
        ("3 to 5 homes", [("number", "3 to 5")]),
        ("14 to 16 November", []),
        ("3.8 cases per 10,000 bed days", [("number", "3.8 cases per 10,000 bed days")]),
        ("or 0.13 per 10,000 days.", [("number", "0.13 per 10,000 days")]),
        ("12 people per home", [("number", "12")]),
        ("£1.5 million smaller than", [("money", "£1.5 million smaller")]),
        ("£1.5 million more homes", [("money", "£1.5 million")]),
        ("It fell from 12.8 to 11.3 percent.", [("share", "12.8"), ("share", "11.3 percent")]),
        ("It was cut from 12 to 11 weeks.", [("duration", "12"), ("duration", "11 weeks")]),
        ("rates from 11 to 12 percent", [("share", "11 to 12 percent")]),
    ],
)
def test_figures_are_read_as_they_are_meant(text: str, expected: list[tuple[str, str]]) -> None:
    assert sorts(text) == expected


def test_the_first_figure_of_a_change_has_the_unit_of_the_second() -> None:
    one, other = claims("Turnover fell from 12.8 to 11.3 percent.")
    assert isinstance(one, Quantity)
    assert isinstance(other, Quantity)
    assert (one.value, one.unit, one.reading.kind) == ("12.8", "percent", "share")
    assert one.property != other.property
    assert "unit: percent" in written(draft("Turnover fell from 12.8 to 11.3 percent."))


def test_days_of_a_month_are_one_date() -> None:
    (event,) = claims("Inspectors came from 14 to 16 November 2023.")
    assert event.when == "2023-11-14/2023-11-16"
    assert event.quote == ("from 14 to 16 November 2023",)


@pytest.mark.parametrize(
    "text",
    [
        "See chapter 5 and page 12.",
        "It runs on Windows 10 and on version 3.5.1.",
        "The doors open at 7:30 p.m. and close at 11 pm.",
        "Read https://example.org/2014/05/17 for more.",
        "As others say,[12] it is a 501(c)(3) body.",
        "Attend, tend and often lessen.",
    ],
)
def test_what_is_no_figure_is_left_alone(text: str) -> None:
    assert sorts(text) == []


def test_dates_are_edtf() -> None:
    text = "March 29, 2003; 29 March 2003; March 2003; 1990s; 2003–2013; 1769–70; 1842"
    assert [span.time for span in spans(text)] == [
        "2003-03-29", "2003-03-29", "2003-03", "1990s", "2003/2013", "1769/1770", "1842",
    ]  # fmt: skip


def test_a_figure_has_quote_value_time_line_section_and_a_note() -> None:
    text = "== Staff ==\n\nAs of November 2022, Harbour Trust has 751 paid employees.\n"
    (claim,) = draft(document_of(text, format="wikitext"), title="Harbour Trust").claims
    assert isinstance(claim, Quantity)
    assert (claim.value, claim.property, claim.as_of) == ("751", "paid employees", "2022-11")
    assert claim.quote == ("751 paid employees",)
    assert (claim.at.section, claim.at.line) == ("Staff", 3)
    assert claim.note.startswith(NOTE)


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("It saw 98 cases, against 112 in 2022.", ["", "2022"]),
        ("In 2023 it saw 98 cases, against 112 in 2022.", ["2023", "2022"]),
        ("It sold 64 homes, up from 61 in 2022.", ["", "2022"]),
        ("Sales fell from 87 in 2021 to 85 in 2022.", ["2021", "2022"]),
        ("It sold 5,100 homes, 3 percent more than in 2022.", ["", ""]),
        ("More than 300 people came in 2022.", ["2022"]),
        ("Sales grew from 87 to 100 in 2022.", ["2022", "2022"]),
        ("It raised $5 million from 300 people in 2022.", ["2022", "2022"]),
    ],
)
def test_the_date_of_what_is_compared_with_is_of_no_other_figure(
    text: str, times: list[str]
) -> None:
    assert [claim.when for claim in claims(text) if isinstance(claim, Quantity)] == times


def test_a_quote_that_its_passage_has_twice_says_what_stands_around_it() -> None:
    one, other = claims("It sold 52 homes in the north and 52 homes in the south.")
    assert one.suffix == "in the north and"
    assert other.suffix == "in the south."


def test_an_article_makes_no_other_measure() -> None:
    made = claims("In March, the deficit was £4.6bn. A deficit of £36.3bn was told.")
    assert len({claim.property for claim in made if isinstance(claim, Quantity)}) == 2
    assert found("In March, the deficit was £4.6bn. A deficit of £36.3bn was told.") == set()


def test_ids_are_apart_whatever_they_are_made_of() -> None:
    made = draft("It has 12.5 boats.\n\n\n\nIt has 12 boats, 12 oars and 12 sails.\n", title="A")
    ids = [claim.id for claim in made.claims]
    assert len(set(ids)) == len(ids) == 4


def test_figures_told_apart_are_measures_apart() -> None:
    """The same noun may be about two things, and a false alarm costs more than a miss."""
    text = "Harbour Trust has 751 employees.\n\nHarbour Trust let 684 employees go.\n"
    assert len({claim.property for claim in claims(text) if isinstance(claim, Quantity)}) == 2
    assert found(text) == set()


COUNT = ("count-matches-list", "contradiction")
SUM = ("parts-sum-to-whole", "contradiction")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("It runs two homes: North House, Pier House and Hill House.", COUNT),
        ("It works in three countries (Kenya, Peru).", None),
        ("It works in two countries (Kenya, Peru and Ghana).", COUNT),
        ("It runs four programs that teach sailing: Anchor, Beacon and Compass.", COUNT),
        ("It runs two programs (out of 30 total) on ships. The other 26 programs teach.", SUM),
        ("We ran 18 homes. Three of them opened in 2024: Ash, Birch, Cedar and Dogwood.", COUNT),
        ("We ran 18 homes. Three of them opened in 2024: Ash, Birch and Cedar.", None),
        ("Of what we spent, 62% went to homes, 23% to ships and the remaining 20% to staff.", SUM),
        ("Of what we spent, 62% went to homes, 23% to ships and the remaining 14% to staff.", None),
        ("Of its 30 members, two are sailors and the other 26 are cooks.", SUM),
        ("It won 12 medals: 3 gold, 4 silver and 6 bronze.", SUM),
        ("Income: donors (50%), shops (30%) and other sources (27%).", SUM),
        ("Of its income, 50% came from donors, 30% from shops and 27% from grants.", SUM),
    ],
)
def test_plain_slips_are_found_in_a_text_that_nobody_has_annotated(
    text: str, rule: tuple[str, str] | None
) -> None:
    assert found(text) == ({rule} if rule else set())


@pytest.mark.parametrize(
    "text",
    [
        "It runs three homes: North House, Pier House and Hill House.",
        "It runs two homes: research and development, and sales.",
        "It has offices in two cities: Austin, Texas and Boston, Massachusetts.",
        "Two founders met in a house of many rooms: red, green and blue.",
        "It has two aims: it wants to teach, to heal and to help.",
        "It works in five countries, including Kenya and Peru.",
        "It runs four programs that help sailors: Anchor, Beacon and Compass.",
        "For two years: rain, snow and hail.",
        "In the poll 38% of men, 42% of women and 25% of others agreed.",
        "It runs 23 homes: North House, Pier House and Hill House.",
        "Income: donors (33%), shops (33%) and other sources (32%).",
        "It has 4 towns (shi, singular and plural).",
        "Muslim 48.5%, Christian 42.8% (Methodist 9.7%), other 8.7%.",
        "Of its 30 members, four are sailors and the other 26 are cooks.",
        "It won 13 medals: 3 gold, 4 silver and 6 bronze.",
        "Income: donors (50%), shops (30%) and other sources (20%).",
        "Income: donors (33%), shops (33%) and other sources (33%).",
        "Among men 38% agreed, among women 42% and among children 25%.",
        "It leads by 48% to 38%.",
        "Shares rose 40%, then 35%, then 30%.",
        "The 30 members met 12 guests. The other 9 guests came late.",
    ],
)
def test_near_misses_stay_silent(text: str) -> None:
    assert found(text) == set()


def test_a_count_and_its_list_share_a_measure() -> None:
    count, listed = claims("In 2015 it ran three homes: North House, Pier House and Hill House.")
    assert isinstance(count, Quantity)
    assert isinstance(listed, Listing)
    assert (count.subject, count.property, count.dimensions, count.when) == (
        listed.subject, listed.property, listed.dimensions, listed.when,
    )  # fmt: skip
    assert (listed.members, listed.complete) == (("North House", "Pier House", "Hill House"), True)


def test_a_list_that_begins_with_including_is_open() -> None:
    *_, listed = claims("It works in five countries, including Kenya and Peru.")
    assert isinstance(listed, Listing)
    assert (listed.open, listed.members) == (True, ("Kenya", "Peru"))


def test_shares_of_one_whole_are_a_breakdown() -> None:
    (claim,) = claims("Income: donors (50%), shops (30%) and other sources (20%).")
    assert isinstance(claim, Breakdown)
    assert claim.complete
    assert [value for _, value in claim.parts] == ["50%", "30%", "20%"]


def test_shares_in_brackets_after_their_counts_are_a_breakdown() -> None:
    text = "Of the members, 47 (94%) are women, 2 (4%) are men and 1 (2%) is neither."
    assert [
        [value for _, value in claim.parts]
        for claim in claims(text)
        if isinstance(claim, Breakdown)
    ] == [["94%", "4%", "2%"]]


def test_a_row_of_ages_is_a_breakdown_where_it_makes_a_hundred() -> None:
    text = "There were 17% under 18, 8% from 18 to 24, 43% from 25 to 44, and {} aged 45 or over."

    def rows(last: str) -> int:
        return sum(isinstance(claim, Breakdown) for claim in claims(text.format(last)))

    assert (rows("32%"), rows("42%")) == (1, 0)


def test_a_title_with_a_year_is_about_what_its_text_names() -> None:
    title = "Lantern Row in 2024"
    for text, subject in (
        ("In all, Lantern Row ran 9 homes.", "lantern-row"),
        ("9 homes.", "lantern-row-in-2024"),
    ):
        (claim,) = draft(document_of(text), title=title).claims
        assert isinstance(claim, Quantity)
        assert claim.subject == subject


@pytest.mark.parametrize(
    ("title", "subject"),
    [
        ("Vale Trust: Quality Report 2023", "vale-trust"),
        ("Annual Report 2023 – Vale Trust", "vale-trust"),
        ("Vale Trust Annual Report and Accounts", "vale-trust"),
        ("Vale Trust | News", "vale-trust"),
        ("Quality Report", "quality-report"),
        ("2023 in Review", "2023-in-review"),
        ("Hill Trust: Quality Report", "hill-trust-quality-report"),  # the text does not name it
    ],
)
def test_a_title_is_about_the_part_of_it_that_its_text_names(title: str, subject: str) -> None:
    text = "This is how Vale Trust fared in 2023: a Quality Report.\n\nIn all, 9 homes.\n"
    claim = draft(document_of(text), title=title).claims[-1]
    assert isinstance(claim, Quantity)
    assert claim.subject == subject


def test_offices_foundings_births_and_deaths() -> None:
    text = (
        "Harbour Trust was founded in 1997 by sailor Ann Lee.\n\n"
        "Bob Day, chief executive of Harbour Trust, spoke.\n\n"
        "Cat Oak (born 5 May 1950) and Dan Elm (1900–1980) sailed.\n"
    )
    made = claims(text)
    roles = [(c.person, c.post, c.organization) for c in made if isinstance(c, Role)]
    assert roles == [("bob-day", "chief executive", "harbour-trust")]
    events = {(c.type, *c.by, *c.to, c.when) for c in made if isinstance(c, Event)}
    assert events >= {
        ("founding", "ann-lee", "harbour-trust", "1997"),
        ("birth", "cat-oak", "1950-05-05"),
        ("birth", "dan-elm", "1900"),
        ("death", "dan-elm", "1980"),
    }


def test_lists_are_read_in_every_way_that_they_can_be() -> None:
    assert readings_of_list("A, B and C") == (("A", "B", "C"),)
    assert ("salt and pepper", "oil") in readings_of_list("salt and pepper, and oil")
    assert readings_of_list("A; B, C; and D") == (("A", "B, C", "D"),)
    assert readings_of_list("it is fast and cheap") == ()


WORDS = st.sampled_from(
    [
        "two", "30", "The other 26", "out of", "total", "Kenya", "and", ",", ":", "(", ")", ".",
        "38%", "homes", "in 2003", "$5 million", "\n", "\n\n", "== A ==", "CEO Ann Lee", "of", "the",
        "“", "…", "é", "\u2028", "1.", "-", "born 5 May 1950", "half", "|", "<b>", "{{x}}", "#",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=80))
def test_every_draft_loads_and_every_quote_stands_in_its_text(text: str) -> None:
    """Whatever the text, the file is well formed and says nothing that the text does not."""
    document = document_of(text)
    records = draft(document, title="Harbour Trust")
    dossier = loads(written(records), file="draft.yaml")
    assert dossier.problems == ()
    assert dossier.claims == records.claims
    assert dossier.entities == records.entities
    for claim in records.claims:
        for piece in claim.quote:
            assert len(piece.split()) <= 15
            assert not isinstance(find_quote(document.text, piece), Missing)
        assert claim.note.startswith(NOTE)


# --- tables --------------------------------------------------------------------------------------


def told(text: str, form: str = "markdown") -> list[str]:
    """The figures of a draft, each in one line: what it is about, its value, unit and time."""
    found = []
    for claim in draft(document_of(textwrap.dedent(text), format=form), title="Acme").claims:
        if isinstance(claim, Quantity):
            parts = [
                f"{claim.subject}: {claim.property}",
                *(f"{key}={value}" for key, value in claim.dimensions),
                f"{claim.value} {claim.unit}".strip(),
                claim.when or claim.as_of,
            ]
            found.append("; ".join(filter(None, parts)))
        else:
            found.append(f"{claim.kind}: {claim.quote[0]}")
    return found


def test_a_head_that_is_a_time_says_when_and_the_caption_what() -> None:
    text = """\
    Table 3: Revenue by region ($ million)

    | Region | 2022 | Q3 2025 | 31 December 2023 |
    |---|---|---|---|
    | North | 12.5 | 3 | 1 |
    | Other | 7 | — | |
    | Total | 19.5 | 3 | |
    """
    assert told(text) == [
        "acme: revenue; region=North; 3 $ million; 2025-35",
        "acme: revenue; region=North; 1 $ million; 2023-12-31",
        "acme: revenue (line 5); 19.5 $ million; 2022",
        "breakdown: North 12.5",
        "acme: total revenue; 3 $ million; 2025-35",
    ]


def test_rows_that_are_times() -> None:
    text = """\
    | Year | Members | Revenue (in thousands) | Costs, in US$m |
    |---|---|---|---|
    | 2021 | 1,204 | $51 | 0.1 |
    | FY 2022 | 1,310 | $64 | 0.2 |
    """
    assert told(text) == [
        "acme: members; 1,204; 2021",
        "acme: revenue; 51 thousands $; 2021",
        "acme: costs; 0.1 US$ million; 2021",
        "acme: members; 1,310; 2022",
        "acme: revenue; 64 thousands $; 2022",
        "acme: costs; 0.2 US$ million; 2022",
    ]


def test_a_head_of_men_or_women_is_the_value_of_a_dimension() -> None:
    text = """\
    | Staff | Men | Women | Share of women (%) | All |
    |---|---|---|---|---|
    | Nurses | 12 | 31 | 72 | 43 |
    | 18–24 | 1 | 2 | 67 | 3 |
    """
    assert told(text) == [
        "acme: share of women (Nurses); 72 %",
        "acme: nurses; 43",
        "breakdown: Nurses 12",
        "acme: share of women (18–24); 67 %",
        "acme: number; staff=18–24; 3",
        "breakdown: 1",
    ]


def test_a_name_of_the_world_beside_a_figure_is_its_subject() -> None:
    text = """\
    | Country | Population (million) | Area in km² | Percentage of women |
    |---|---|---|---|
    | Kenya [a] | 54 | 580,367 | 50.3 |
    | Ruritania | 3 | 1,200 | 51 |
    """
    assert told(text) == [
        "Kenya: population; 54 million",
        "Kenya: area; 580,367 km²",
        "Kenya: percentage of women; 50.3 %",
        "acme: population; country=Ruritania; 3 million",
        "acme: area; country=Ruritania; 1,200 km²",
        "acme: percentage of women (Ruritania); 51 %",
    ]


def test_heads_of_two_rows() -> None:
    text = """\
    <table><caption>Staff</caption>
    <tr><th rowspan=2>Group<th colspan=2>2022<th colspan=2>2023</tr>
    <tr><th>Men<th>Women<th>Men<th>Women</tr>
    <tr><th>Cooks<td>12<td>31<td>14<td>35</tr></table>
    """
    assert told(text, "html") == [
        "acme: staff; group=Cooks; sex=Men; 12; 2022",
        "acme: staff; group=Cooks; sex=Women; 31; 2022",
        "acme: staff; group=Cooks; sex=Men; 14; 2023",
        "acme: staff; group=Cooks; sex=Women; 35; 2023",
    ]


def test_a_table_in_wikitext() -> None:
    text = """\
    {| class="wikitable"
    |+ Income (€bn) in 2023
    ! Source !! scope="col" | Amount
    |-
    ! scope="row" | Grants
    | 12.5
    |-
    | Sales || 8.25%
    |}
    """
    assert told(text, "wikitext")[-2:] == [
        "acme: amount; source=Grants; 12.5 € billion; 2023",
        "acme: amount (Sales); 8.25%; 2023",
    ]


@pytest.mark.parametrize(
    "text",
    [
        # Without heads, the words of a cell alone say what it tells.
        "<table><tr><td>Year<td>Members<tr><td>boats<td>1,204</table>",
        # What is more than a figure is a text.
        "| Year | Members |\n|---|---|\n| boats | 1,204 came to us |\n",
        "| Year | Members |\n|---|---|\n| boats | between 1,204 and a few more |\n",
        # So is a head that is one.
        f"| Year | {'Members and ' * 9}all |\n|---|---|\n| boats | 1,204 |\n",
    ],
)
def test_cells_that_heads_say_nothing_of(text: str) -> None:
    form = "html" if text.startswith("<") else "markdown"
    claims = draft(document_of(text, format=form), title="Acme").claims
    assert claims
    assert all("dimensions" not in claim.note for claim in claims)


@pytest.mark.parametrize(
    ("head", "unit"),
    [
        ("Revenue ($ million)", "$ million"),
        ("Revenue ($m)", "$ million"),
        ("Revenue, in thousands of dollars", "thousands of dollars"),
        ("Revenue (US$000)", "US$ thousand"),
        ("Revenue (000s)", "thousand"),
        ("Revenue [bn]", "billion"),
        ("Share (%)", "%"),
        ("%", "%"),
        ("Percentage", "%"),
        ("Length in km", "km"),
        ("Length (m)", ""),
        ("Deaths in Kenya", ""),
        ("Staff (people)", ""),
        ("Members (2023)", ""),
        ("Percentage points", ""),
        ("Change, in percentage points", "percentage points"),
    ],
)
def test_the_unit_that_a_head_tells(head: str, unit: str) -> None:
    assert unit_of(head) == unit


@pytest.mark.parametrize(
    ("head", "time"),
    [
        ("2023", "2023"),
        ("2023 (est.)", "2023"),
        ("Q3 2025", "2025-35"),
        ("H1 2024", "2024-40"),
        ("FY2023", "2023"),
        ("2023–24", "2023/2024"),
        ("2023/24", "2023/2024"),
        ("June 2024", "2024-06"),
        ("31 December 2023", "2023-12-31"),
        ("2023 budget", ""),
        ("June 17", ""),
        ("12", ""),
        ("Men", ""),
    ],
)
def test_the_time_that_a_head_is(head: str, time: str) -> None:
    assert time_of(head) == time


def test_measures_of_two_tables_and_of_the_text_are_apart() -> None:
    """And so are two figures of one table that its heads do not tell apart."""
    table = "| Region | Boats |\n|---|---|\n| North | 12 |\n| North | 13 |\n"
    text = f"Acme has 14 boats.\n\n{table}\nWords.\n\n{table}"
    made = draft(document_of(text, format="markdown"), title="Acme")
    assert [claim.property for claim in made.claims if isinstance(claim, Quantity)] == [
        "boats", "boats (line 5)", "boats (line 6)", "boats (line 12)", "boats (line 13)",
    ]  # fmt: skip
    report = check(loads(written(made)))
    assert [one.rule for one in report.findings if one.severity != "note"] == []


TABLED = st.lists(
    st.lists(
        st.sampled_from(
            ["", "2022", "Q1 2023", "31 December 2022", "Men", "Total", "Other", "Kenya", "Revenue ($m)", "in thousands",
             "%", "12", "12.5", "$5", "1,204", "7%", "3rd", "1997", "10–20", "12 boats", "—", "5 (2%)",
             "North", "Age group", "no. 5 |", "ten", "# x", "several"]
        ),
        min_size=1, max_size=4,
    ),
    min_size=1, max_size=5,
)  # fmt: skip


@given(TABLED, st.sampled_from(["markdown", "html", "wikitext"]))
@settings(deadline=None)
def test_every_draft_of_a_table_loads_and_every_quote_stands_in_it(
    rows: list[list[str]], form: str
) -> None:
    head, *body = rows
    if form == "markdown":
        lines = [
            " | ".join(head),
            "|".join("---" for _ in head),
            *(" | ".join(row) for row in body),
        ]
        text = "\n".join(f"| {line} |" for line in lines)
    elif form == "html":
        made = "".join(f"<tr>{''.join(f'<td>{cell}' for cell in row)}\n" for row in body)
        text = f"<table><tr>{''.join(f'<th>{cell}' for cell in head)}\n{made}</table>"
    else:
        made = "".join("|-\n| " + " || ".join(row) + "\n" for row in body)
        text = "{|\n! " + " !! ".join(head) + f"\n{made}|}}\n"
    document = document_of(text, format=form)
    records = draft(document, title="Acme")
    read = loads(written(records))
    assert read.problems == ()
    assert read.claims == records.claims
    for claim in read.claims:
        for piece in claim.quote:
            assert not isinstance(find_quote(document.text, piece), Missing)
    found = [one for one in check(read, text=document.text).findings if one.severity != "note"]
    assert found == []


def test_a_draft_is_the_same_twice() -> None:
    text = "It runs two homes: North House, Pier House and Hill House. Ann Lee, CEO, left in 2003."
    assert written(draft(text)) == written(draft(text))


def test_the_command_writes_a_file_once(
    tmp_path: object, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(str(tmp_path))
    with open("report.txt", "w", encoding="utf-8") as file:  # noqa: PTH123 - in the folder
        file.write("It runs two homes: North House, Pier House and Hill House.\n")
    assert cli.main(["draft", "report.txt", "-o", "claims"]) == 0
    assert "2 proposals in claims/draft.yaml" in capsys.readouterr().out
    assert cli.main(["check", "claims", "--text", "report.txt"]) == 1
    capsys.readouterr()
    assert cli.main(["draft", "report.txt", "-o", "claims"]) == 2
    assert "is there already" in capsys.readouterr().err
    assert cli.main(["draft", "nothing.txt"]) == 2


def test_draft_piped_into_check_finds_the_slip() -> None:
    text = "It runs two homes: North House, Pier House and Hill House.\n"
    program = [sys.executable, "-m", "ijmfacts"]
    drafted = subprocess.run(
        [*program, "draft", "-"], input=text.encode(), capture_output=True, check=True, timeout=60
    )
    checked = subprocess.run(
        [*program, "check", "-"], input=drafted.stdout, capture_output=True, check=False, timeout=60
    )
    assert checked.returncode == 1
    assert b"count-matches-list" in checked.stdout


def test_progress_is_told() -> None:
    told: list[int] = []
    draft("It has 5 homes.\n\n" * 200, at=told.append)
    assert told == sorted(told)
    assert len(told) > 2
