"""What rules about figures find, and what they leave alone."""

from __future__ import annotations

import pytest

from ijmfacts import check, loads

Said = tuple[str, str, tuple[str, ...]]
"""Severity, rule and claims of a finding."""

HEAD = """\
entities: {trust: {name: The Trust, type: organization}}
"""


def told(text: str, head: str = HEAD) -> list[Said]:
    """What is found above a note; of what hangs together, all."""
    dossier = loads(head + text)
    assert dossier.problems == (), [problem.message for problem in dossier.problems]
    return [
        (one.severity, one.rule, tuple(sorted(one.claims)))
        for finding in check(dossier).findings
        for one in finding.all
        if one.severity != "note"
    ]


def quantity(name: str, value: str, what: str, **more: str) -> str:
    """One claim of how much."""
    fields = "".join(f", {key.replace('_', ' ')}: {text}" for key, text in more.items())
    return (
        f"  - {{id: {name}, kind: quantity, subject: trust, property: {what}, "
        f'value: "{value}"{fields}, quote: "{value}"}}\n'
    )


# --- without a date: of the latest date up to the document's ----------------------------------


def dated(document: str, *claims: str) -> list[Said]:
    """What is found in a document of a date."""
    head = f"document: {{title: Report, date: {document}}}\n" if document else ""
    return told("claims:\n" + "".join(claims), HEAD + head)


NOW = quantity("now", "934", "beds")
MARCH = quantity("march", "923", "beds", as_of="2024-03-31")
AHEAD = quantity("ahead", "962", "beds", as_of="2026-10")


def test_what_has_no_date_is_of_the_latest_date_up_to_the_document_s() -> None:
    of_march = [("tension", "one-value-at-one-time", ("march", "now"))]
    assert dated("2024-06", NOW, MARCH, AHEAD) == of_march
    assert dated("2024-06", NOW, AHEAD) == [], "there is nothing to compare with"
    assert dated("2024-03-30", NOW, MARCH) == [], "the day after the document's"
    assert dated("2024-03-31", NOW, MARCH) == of_march
    assert dated("2024", NOW, MARCH, AHEAD) == of_march, "a year holds its March"


@pytest.mark.parametrize("document", ["", "2024/..", "XXXX-06-01"])
def test_a_document_without_a_last_day_has_no_time_after_it(document: str) -> None:
    assert dated(document, NOW, AHEAD) == [("tension", "one-value-at-one-time", ("ahead", "now"))]


def test_a_document_of_about_a_year_may_be_of_the_next() -> None:
    later = quantity("later", "923", "beds", as_of="2025-03-31")
    assert dated("2024~", NOW, later) == [("tension", "one-value-at-one-time", ("later", "now"))]
    assert dated("2024", NOW, later) == []


def test_a_part_without_a_date_is_within_no_whole_that_is_to_come() -> None:
    head = HEAD + "vocabulary: {properties: {wards beds: {part of: beds}}}\n"
    part = "claims:\n" + quantity("part", "980", "wards beds")
    document = "document: {title: Report, date: 2024-06}\n"
    assert told(part + MARCH, head) == told(part + MARCH, head + document) != []
    assert told(part + AHEAD, head) != []
    assert told(part + AHEAD, head + document) == []


def test_what_is_said_without_a_date_is_of_no_time_to_come() -> None:
    head = HEAD + "vocabulary: {relations: {based in: {single valued: true}}}\n"
    head += "document: {title: Report, date: 2024-06}\n"
    base = (
        "claims:\n"
        "  - {id: now, kind: relation, subject: trust, relation: based in, objects: Ely}\n"
        "  - {id: then, kind: relation, subject: trust, relation: based in, objects: Hull, "
    )
    assert told(base + "as of: 2024}\n", head) != []
    for time in ("as of: 2026", "since: 2025-01-01", "when: 2025/2030"):
        assert told(base + f"{time}}}\n", head) == []


# --- a month and a day in it ------------------------------------------------------------------


def beside(period: str, *days: str, more: str = "", word: str = "as_of", head: str = HEAD) -> bool:
    """Whether a figure as of a period is held against those of days, with an assumption."""
    claims = quantity("whole", "6,520", "staff", **{word: period})
    for at, day in enumerate(days):
        claims += quantity(f"day-{at}", f"6,25{at}", "staff", as_of=day)
    found = told("claims:\n" + claims + more, head)
    assert found in ([], [("tension", "one-value-at-one-time", ("day-0", "whole"))])
    return bool(found)


@pytest.mark.parametrize(
    ("period", "days", "held"),
    [
        ("2024-03", ["2024-03-31"], True),
        ("2024-03", ["2024-03-12"], True),
        ("2024-03", ["2024-03-12", "2024-03-31"], False),
        ("2024-03", ["2024-03-31", "2024-04-30"], True),
        ("2024-03", ["2024-04-01"], False),
        ("2024-03~", ["2024-03-31"], False),
        ("2024-03", ["2024-03-31~"], False),
        ("2024", ["2024-03-31"], False),
        ("2024", ["2024-12-31"], True),
        ("2023-04/2024-03", ["2024-03-31"], True),
        ("2023-04/2024-03", ["2023-04-01"], False),
        ("2023-04/2024-03", ["2023-09-30", "2024-03-31"], False),
        ("2024-33", ["2024-03-31"], True),
        ("2024-21", ["2024-06-21"], False),
        ("2024/..", ["2024-03-31"], False),
    ],
)
def test_what_is_told_as_of_a_month_is_of_the_day_told_in_it(
    period: str, days: list[str], *, held: bool
) -> None:
    assert beside(period, *days) is held


def test_what_is_told_of_all_of_a_month_or_of_what_flows_is_of_no_day() -> None:
    assert not beside("2024-03", "2024-03-31", word="when")
    for time, held in (("flow", False), ("state", True)):
        head = HEAD + f"vocabulary: {{properties: {{staff: {{time: {time}}}}}}}\n"
        assert beside("2024-03", "2024-03-31", head=head) is held


def test_what_is_told_to_have_changed_in_the_month_is_of_two_times() -> None:
    more = (
        "  - {id: c, kind: quantity, subject: trust, property: staff, "
        "change from: {when: 2024-03-12}, direction: up, as of: 2024-03}\n"
    )
    assert not beside("2024-03", "2024-03-12", more=more)


def test_parts_as_of_a_day_are_held_against_a_whole_as_of_its_month() -> None:
    whole = quantity("whole", "40", "works", as_of="2024-03")
    parts = "".join(
        quantity(name, value, "works", dimensions=f"{{sort: {sort}}}", as_of="2024-03-31")
        for name, value, sort in (("a", "21", "wards"), ("b", "17", "other"))
    )
    found = told("claims:\n" + whole + parts)
    assert [(one[0], one[2]) for one in found] == [("tension", ("a", "b", "whole"))]
    assert told("claims:\n" + whole.replace("40", "38") + parts) == []


# --- plans: a world of their own --------------------------------------------------------------


def planned(name: str, value: str, sort: str = "", **more: str) -> str:
    """A planned figure of the capital programme, or of a sort of it."""
    dims = {"dimensions": f"{{sort: {sort}}}"} if sort else {}
    return quantity(name, value, "works", **dims, modality="planned", **more)


PARTS = planned("a", "21", "wards", when="2025") + planned("b", "17", "other", when="2025")
CLASH = ("parts-sum-to-whole", ("a", "all", "b"))


def test_a_plan_is_the_sum_of_its_parts() -> None:
    assert told("claims:\n" + planned("all", "38", when="2025") + PARTS) == []
    assert told("claims:\n" + planned("all", "39", when="2025") + PARTS) == [
        ("contradiction", *CLASH)
    ]


def test_a_plan_and_what_is_are_two_things() -> None:
    is_so = quantity("all", "39", "works", when="2025")
    assert told("claims:\n" + is_so + PARTS) == []
    assert told("claims:\n" + is_so + planned("plan", "38", when="2025")) == []
    denied = is_so.replace("when", "modality: denied, when")
    assert told("claims:\n" + denied + PARTS) == []


def test_each_speaker_has_plans_of_their_own() -> None:
    entities = "entities: {trust: {name: The Trust}, board: {name: Board}}\n"
    whole = planned("all", "39", when="2025", said_by="board")
    assert told("claims:\n" + whole + PARTS, entities) == []
    parts = PARTS.replace("modality", "said by: board, modality")
    assert told("claims:\n" + whole + parts, entities) == [("contradiction", *CLASH)]


def test_of_two_plans_one_may_have_replaced_the_other() -> None:
    first, second = planned("one", "38", when="2025"), planned("two", "41", when="2025")
    assert told("claims:\n" + first + second) == [
        ("tension", "one-value-at-one-time", ("one", "two"))
    ]
    later = planned("two", "41", when="2025", as_of="2024-03")
    assert told("claims:\n" + first + later) == []
    assert told("claims:\n" + first.replace("when", "as of: 2024-03, when") + later) != []
    assert told("claims:\n" + first + planned("two", "41", when="2026")) == []
    more = planned("two", "more than 40", when="2025")
    assert [severity for severity, *_ in told("claims:\n" + first + more)] == ["tension"]
    assert told("claims:\n" + first + planned("two", "more than 30", when="2025")) == []


def test_a_plan_without_a_date_is_of_no_known_time() -> None:
    assert told("claims:\n" + planned("one", "38") + planned("two", "41", as_of="2024")) == []
    assert told("claims:\n" + planned("one", "38") + planned("two", "41")) != []


def test_planned_lists_are_as_long_as_planned() -> None:
    named = (
        "  - {id: named, kind: listing, subject: trust, property: works, members: [A, B, C], "
        "complete: true, when: 2025, modality: planned}\n"
    )
    assert told("claims:\n" + planned("two", "2", when="2025") + named) == [
        ("contradiction", "count-matches-list", ("named", "two"))
    ]
    assert told("claims:\n" + quantity("two", "2", "works", when="2025") + named) == []


# --- a direction without a value --------------------------------------------------------------


def sense(direction: str, *, of: str = "change from: {when: 2022}", what: str = "wait") -> str:
    """A claim of which only the direction is told."""
    return (
        f"  - {{id: sense, kind: quantity, subject: trust, property: {what}, when: 2023, "
        f"direction: {direction}, {of}, quote: in words}}\n"
    )


def between(before: str, after: str, direction: str) -> bool:
    """Whether a direction is a contradiction to two figures."""
    claims = quantity("a", before, "wait", when="2022") + quantity("b", after, "wait", when="2023")
    found = told("claims:\n" + claims + sense(direction))
    assert all(one[1:] == ("changes-match-values", ("a", "b", "sense")) for one in found)
    return [one[0] for one in found] == ["contradiction"]


@pytest.mark.parametrize(
    ("before", "after", "clashing"),
    [
        ("10.9 weeks", "11.4 weeks", {"down", "at most"}),
        ("11.4 weeks", "10.9 weeks", {"up", "at least"}),
        ("10.9 weeks", "10.9 weeks", set()),
        ("98", "98", {"up", "down"}),
        ("98", "97", {"up", "at least"}),
        ("61 percent", "64 percent", {"down", "at most"}),
        ("$5.5 million", "$5.6 million", set()),
        ("$5.5 million", "$5.9 million", {"down", "at most"}),
        ("more than 40", "98", set()),
        ("at most 40", "98", {"down", "at most"}),
    ],
)
def test_a_direction_alone_clashes_with_figures_that_go_the_other_way(
    before: str, after: str, clashing: set[str]
) -> None:
    directions = ("up", "down", "at least", "at most")
    assert {one for one in directions if between(before, after, one)} == clashing


def test_shares_go_up_and_down_too() -> None:
    shares = "".join(
        quantity(name, value, "staff", when=when, dimensions="{sex: women}")
        for name, value, when in (("a", "61 percent", "2022"), ("b", "64 percent", "2023"))
    )
    way = sense("down", what="staff").replace("when: 2023", "when: 2023, dimensions: {sex: women}")
    assert [one[2] for one in told("claims:\n" + shares + way)] == [("a", "b", "sense")]
    assert told("claims:\n" + shares + way.replace("down", "up")) == []
    fewer = quantity("all-a", "6,004", "staff", when="2022")
    fewer += quantity("all-b", "5,003", "staff", when="2023")
    assert told("claims:\n" + shares + fewer + way) == [], "fewer women, and more of all"


def test_a_figure_is_above_below_or_at_its_target() -> None:
    figures = quantity("a", "11.4 weeks", "wait", when="2023")
    figures += quantity("b", "10.0 weeks", "target", when="2023")
    against = "difference from: {property: target}"
    for direction, found in (("up", 0), ("at least", 0), ("down", 1), ("at most", 1)):
        claims = "claims:\n" + figures + sense(direction, of=against)
        assert len(told(claims)) == found


def test_a_direction_needs_both_figures() -> None:
    assert (
        told("claims:\n" + quantity("b", "11.4 weeks", "wait", when="2023") + sense("down")) == []
    )


def test_two_directions_of_one_change_clash_without_a_figure() -> None:
    again = sense("up").replace("id: sense", "id: again")
    assert [one[2] for one in told("claims:\n" + sense("down") + again)] == [("again", "sense")]


# --- rates: what is told for so many ----------------------------------------------------------

COUNTS = "claims:\n" + quantity("cases", "98", "cases") + quantity("days", "318,400", "bed days")
TO_DAYS = "{property: bed days}"


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("3.1 cases per 10,000 bed days", False),
        ("3.8 cases per 10,000 bed days", True),
        ("0.31 per 1,000", False),
        ("0.38 per 1,000", True),
        ("31 per hundred thousand bed days", False),
        ("38 per hundred thousand bed days", True),
        ("0.000308", False),
        ("3.1", True),
    ],
)
def test_a_ratio_told_for_so_many_is_that_part_of_the_other(value: str, *, found: bool) -> None:
    claims = COUNTS + quantity("rate", value, "cases", ratio_to=TO_DAYS)
    expected = ("contradiction", "changes-match-values", ("cases", "days", "rate"))
    assert told(claims) == [expected] * found


def test_a_rate_that_names_its_units_is_of_figures_in_them() -> None:
    used = quantity("fuel", "52 litres", "fuel") + quantity("way", "1,003 km", "distance")
    for value, found in (("5.2 litres per 100 km", False), ("5.6 litres per 100 km", True)):
        rate = quantity("use", value, "fuel", ratio_to="{property: distance}")
        expected = ("contradiction", "changes-match-values", ("fuel", "use", "way"))
        assert told("claims:\n" + used + rate) == [expected] * found


def test_what_is_earned_for_each_share_is_of_money_and_a_plain_number() -> None:
    earned = quantity("earned", "$31,011", "earnings") + quantity("shares", "10,003", "shares")
    for value, found in (("$3.10 per share", False), ("$3.60 per share", True)):
        rate = quantity("each", value, "earnings", ratio_to="{property: shares}")
        expected = ("contradiction", "changes-match-values", ("each", "earned", "shares"))
        assert told("claims:\n" + earned + rate) == [expected] * found


def rated(formula: str, *values: str, what: str = "infection rate") -> list[Said]:
    """What is found where a formula is set against 98 cases in 318,400 days."""
    head = (
        HEAD
        + f"vocabulary: {{properties: {{{what}: {{formula: {formula}, "
        + "inputs: {cases: cases, days: bed days}}}}\n"
    )
    rates = "".join(quantity(f"rate-{at}", value, what) for at, value in enumerate(values))
    return told(COUNTS + rates, head)


@pytest.mark.parametrize(
    "formula", ["cases / days", "10000 * cases / days", "cases / (days / 10000)", "cases/days*10^4"]
)
@pytest.mark.parametrize(
    ("value", "found"), [("3.1 per 10,000 bed days", False), ("3.8 per 10,000", True)]
)
def test_a_formula_counts_what_its_figure_is_told_for_once(
    formula: str, value: str, *, found: bool
) -> None:
    expected = ("contradiction", "formulas-hold", ("cases", "days", "rate-0"))
    assert rated(formula, value) == [expected] * found


def test_a_plain_figure_is_the_formula_s_own() -> None:
    assert rated("10000 * cases / days", "3.1") == []
    assert rated("cases / days", "0.00031") == []
    assert rated("10000 * cases / days", "3.8") != []
    assert rated("cases / days", "3.1") != []


def test_a_formula_with_another_number_may_be_meant_for_the_figure_or_not() -> None:
    """1,000 may be grams in a kilogram, or what a rate is told for."""
    assert rated("1000 * cases / days", "3.1 per 10,000") == []
    assert rated("2 * cases / days", "3.8 per 10,000") == []
    assert rated("12 * 10000 * cases / days", "37 per 10,000") == []
    assert rated("12 * 10000 * cases / days", "47 per 10,000") != []


def test_one_rate_is_told_with_what_it_is_for_and_without() -> None:
    head = (
        HEAD
        + "vocabulary: {properties: {rate: {formula: 10000 * cases / days, "
        + "inputs: {cases: cases, days: bed days}}}}\n"
    )
    near = "claims:\n" + quantity("one", "3.8 per 10,000", "rate") + quantity("two", "3.8", "rate")
    assert told(near, head) == []
    apart = near.replace('"3.8"', '"3.6"')
    assert told(apart, head) == [("contradiction", "formulas-hold", ("one", "two"))]
    assert told(apart) == [], "who has no formula may mean a number of cases"


def test_one_rate_told_for_a_thousand_and_for_ten_thousand_is_one_number() -> None:
    near = "claims:\n" + quantity("a", "3.1 per 10,000", "rate")
    assert told(near + quantity("b", "0.31 per 1,000", "rate")) == []
    assert told(near + quantity("b", "0.38 per 1,000", "rate")) == [
        ("contradiction", "one-value-at-one-time", ("a", "b"))
    ]
    assert told(near + quantity("b", "1.6 per 5,000", "rate")) == []
    assert told(near + quantity("b", "1.9 per 5,000", "rate")) != []
    assert told(near + quantity("b", "0.31 per 1,000 km", "rate")) == []


def summed(*values: str) -> list[Said]:
    """What is found where a rate is the sum of two others."""
    head = (
        HEAD
        + "vocabulary: {properties: {both rates: {formula: a + b, "
        + "inputs: {a: rate a, b: rate b}}, the rest: {formula: 1000 - a, inputs: {a: rate a}}, "
        + "deaths: {formula: a * days, inputs: {a: rate a, days: days}}, "
        + "deaths again: {formula: a * days / 1000, inputs: {a: rate a, days: days}}}}\n"
    )
    names = ("rate a", "rate b", "both rates", "the rest", "deaths", "deaths again", "days")
    claims = [
        quantity(name.replace(" ", "-"), value, name)
        for name, value in zip(names, values, strict=False)
        if value
    ]
    return told("claims:\n" + "".join(claims), head)


def test_what_goes_into_a_formula_counts_for_so_many_too() -> None:
    assert summed("2.1 per 1,000", "3.1 per 1,000", "5.2 per 1,000") == []
    assert summed("2.1 per 1,000", "3.1 per 1,000", "52 per 10,000") == []
    assert summed("2.1 per 1,000", "3.1 per 1,000", "5.9 per 1,000") != []
    assert summed("2.1 per 1,000", "", "", "", "21", "", "10,007") == []
    assert summed("2.1 per 1,000", "", "", "", "31", "", "10,007") != []
    assert summed("2.1 per 1,000", "", "", "", "", "21", "10,007") == []
    assert summed("2.1 per 1,000", "", "", "", "", "31", "10,007") != []


def test_a_formula_of_which_no_factor_is_known_is_left_alone() -> None:
    assert summed("2.1 per 1,000", "31 per 10,000", "5.9 per 1,000") == []
    assert summed("2.1 per 1,000", "", "", "990 per 1,000") == []
