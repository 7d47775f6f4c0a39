"""Honest texts that were once accused, each beside the slip that has to be found all the same."""

from __future__ import annotations

from typing import Any

import pytest

from ijmfacts import Breakdown, Dossier, Entity, Quantity, check, load_world
from ijmfacts.claims import Measure
from ijmfacts.records import Property, Vocabulary
from ijmfacts.values import read_value

MARGIN = Property(name="margin", time="flow", additive=False, unit="%")
PROFIT = Property(name="profit", time="flow", additive=True)
ACME = Entity(id="acme", name="Acme", type="company")


def found(*claims: Quantity) -> list[str]:
    """The rules of the contradictions and tensions that a few claims make."""
    report = check(
        Dossier(
            entities=[Entity(id="acme", name="Acme", type="company")],
            vocabulary=Vocabulary(properties={"margin": MARGIN, "profit": PROFIT}),
            claims=claims,
        )
    )
    return [finding.rule for finding in report.findings if finding.severity != "note"]


def figure(name: str, prop: str, value: str, **more: object) -> Quantity:
    return Quantity(id=name, subject="acme", property=prop, value=value, quote=value, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "compared", "direction"),
    [
        ("1.9 percentage points lower", "change_from", ""),
        ("1.9 percentage points", "change_from", "down"),
        ("1.9 pp", "difference_from", "down"),
        ("1.9%", "difference_from", "down"),
    ],
)
@pytest.mark.parametrize(("now", "rules"), [("8.6%", []), ("8.2%", ["changes-match-values"])])
def test_percentage_points_are_subtracted(
    value: str, compared: str, direction: str, now: str, rules: list[str]
) -> None:
    change = figure(
        "change",
        "margin",
        value,
        when="2023",
        direction=direction,
        **{compared: Measure(when="2022")},
    )
    before = figure("before", "margin", "10.5%", when="2022")
    assert found(before, figure("now", "margin", now, when="2023"), change) == rules


@pytest.mark.parametrize("compared", ["change_from", "difference_from", "ratio_to"])
@pytest.mark.parametrize(("now", "rules"), [("804", []), ("950", ["changes-match-values"])])
def test_what_doubled_is_twice_and_not_two_more(compared: str, now: str, rules: list[str]) -> None:
    change = figure("change", "staff", "doubled", when="2023", **{compared: Measure(when="2015")})
    before = figure("before", "staff", "402", when="2015")
    assert found(before, figure("now", "staff", now, when="2023"), change) == rules


@pytest.mark.parametrize(("now", "rules"), [("448", []), ("48", ["changes-match-values"])])
def test_a_ratio_to_of_some_percent_more_is_more(now: str, rules: list[str]) -> None:
    ratio = figure("ratio", "staff", "12% more", when="2023", ratio_to=Measure(when="2015"))
    before = figure("before", "staff", "400", when="2015")
    assert found(before, figure("now", "staff", now, when="2023"), ratio) == rules


@pytest.mark.parametrize(
    ("one", "two", "rules"),
    [
        ("100 metres", "328 feet", []),
        ("41,285 km²", "15,940 sq mi", []),
        ("12 m long", "39 ft", []),
        ("746 kW", "1,000 hp", []),
        ("100 metres", "105 m", ["one-value-at-one-time"]),
        ("331 feet", "328 ft long", ["one-value-at-one-time"]),
        ("331 boats", "328 boats", ["one-value-at-one-time"]),
    ],
)
def test_one_size_in_two_units_is_no_conflict(one: str, two: str, rules: list[str]) -> None:
    assert (
        found(figure("one", "size", one, when="2020"), figure("two", "size", two, when="2020"))
        == rules
    )


@pytest.mark.parametrize("loss", ["a loss of €31 million", "-€31 million", None])
def test_a_division_may_earn_more_than_the_whole(loss: str | None) -> None:
    claims = [
        figure("whole", "profit", "€101 million", when="2023"),
        figure("east", "profit", "€132 million", when="2023", dimensions={"division": "east"}),
    ]
    if loss:
        claims.append(figure("west", "profit", loss, when="2023", dimensions={"division": "west"}))
    assert found(*claims) == []


@pytest.mark.parametrize(
    ("text", "amount"),
    [("€3 m", 3_000_000), ("$4 k", 4_000), ("USD 5 m", 5_000_000), ("€3 m loss", 3_000_000)],
)
def test_money_may_stand_away_from_its_magnitude(text: str, amount: int) -> None:
    assert amount in read_value(text).likely


def rules(*claims: Quantity | Breakdown, **words: Property) -> list[str]:
    """As `found`, with what some properties mean."""
    vocabulary = Vocabulary(properties={word.name: word for word in words.values()})
    entities = [Entity(id="acme", name="Acme", type="company"), Entity(id="rival", name="Rival")]
    report = check(Dossier(entities=entities, vocabulary=vocabulary, claims=claims))
    return [finding.rule for finding in report.findings if finding.severity != "note"]


def division(name: str, prop: str, by: str, parts: dict[str, str], **more: object) -> Breakdown:
    quote = tuple(parts.values())
    return Breakdown(
        id=name, subject="acme", property=prop, by=by, parts=parts, quote=quote, **more  # type: ignore[arg-type]
    )  # fmt: skip


PEOPLE = Property(name="people", counts="people")


@pytest.mark.parametrize(
    ("one", "two", "told"),
    [
        # Sizes in two units, rounded as people round them.
        ("5,000 ft", "1,500 m", []),
        ("70 km", "45 mi", []),
        ("60 mph", "97 km/h", []),
        ("1,040 ft 8 in", "317.2 m", []),
        ("6,000 nautical miles", "11,000 km", []),
        ("4,123 miles", "7,636 km", ["one-value-at-one-time"]),
        ("5 gallons", "19 litres", []),
        ("5 gallons", "23 litres", []),
        ("5 gallons", "41 litres", ["one-value-at-one-time"]),
        ("120 metres", "500 ft", ["one-value-at-one-time"]),
        ("about 120 metres", "500 ft", ["one-value-at-one-time"]),
        ("−3 m", "−10 ft", []),
        ("58,800 kW", "58.8 MW", []),
        ("58,800 kW", "85.8 MW", ["one-value-at-one-time"]),
        ("127 minutes", "2 hr 7 min", []),
        ("127 minutes", "2 hr 17 min", ["one-value-at-one-time"]),
        ("6 months", "half a year", []),
        ("79.4/km²", "205.6/sq mi", []),
        ("79.4/km²", "256.0/sq mi", ["one-value-at-one-time"]),
        # What is not one size in two units.
        ("1.2 °C", "2.2 °F", []),
        ("2.9 °C", "37.2 °F", []),
        ("500 pounds", "£500", []),
        ("118", "84 full-time equivalents", []),
        ("48,211 calls", "132 a day", []),
        ("€780 a month", "€10,920 a year", []),
        ("$418 billion", "$40,016 per capita", []),
        ("$822 million", "€600 m", []),
        # Shares told in parts, marks, spreads.
        ("two-thirds", "68%", []),
        ("one in four", "24.9%", []),
        ("one in four", "31%", ["one-value-at-one-time"]),
        ("half", "52%", []),
        ("97 out of 804", "12.1%", []),
        ("97 out of 804", "21.1%", ["one-value-at-one-time"]),
        ("39% (±3)", "41%", []),
        ("39% (±3)", "44%", ["one-value-at-one-time"]),
        # What goes up or down is no value of the measure.
        ("8,412", "12 more", []),
        ("8,412", "up 5%", []),
        ("up 5%", "down 5%", ["one-value-at-one-time"]),
        ("+310", "310", []),
    ],
)
def test_two_figures_of_one_measure(one: str, two: str, told: list[str]) -> None:
    claims = figure("one", "thing", one, when="2020"), figure("two", "thing", two, when="2020")
    assert rules(*claims) == told


@pytest.mark.parametrize(
    ("value", "more", "now", "then", "told"),
    [
        ("doubled", {}, "902", "449", []),
        ("doubled", {}, "1,302", "449", ["changes-match-values"]),
        ("halved", {}, "227", "449", []),
        ("halved", {}, "402", "449", ["changes-match-values"]),
        ("2:1", {"ratio": True}, "805", "401", []),
        ("half as many", {"ratio": True}, "227", "449", []),
        ("−70%", {}, "181,203", "612,101", []),
        ("−60%", {}, "181,203", "612,101", ["changes-match-values"]),
        ("101% more", {}, "18.3 million", "9.1 million", []),
        ("up 2.3 million", {}, "18.3 million", "9.1 million", ["changes-match-values"]),
        ("12% over", {"ratio": True}, "$1.9 million", "$1.7m", []),
        ("21% over", {"ratio": True}, "$1.9 million", "$1.7m", ["changes-match-values"]),
        ("13% under", {"ratio": True}, "€2.5 bn", "€2.87 bn", []),
        ("+160%", {}, "2,500 MW", "0.96 GW", []),
        ("+190%", {}, "2,500 MW", "0.96 GW", ["changes-match-values"]),
        # The change of a loss by a percentage goes which way its author likes.
        ("down 50%", {}, "−€5 million", "−€10 million", []),
        ("up 50%", {}, "−€5 million", "−€10 million", []),
        # A share that rose by a quarter of itself, or by 25 points.
        ("up 25%", {}, "50%", "40%", []),
        ("up 25%", {}, "65%", "40%", []),
    ],
)
def test_a_change_and_its_two_values(
    value: str, more: dict[str, bool], now: str, then: str, told: list[str]
) -> None:
    compared = {"ratio_to" if more else "change_from": Measure(when="2015")}
    claims = (
        figure("now", "thing", now, when="2020"),
        figure("then", "thing", then, when="2015"),
        figure("change", "thing", value, when="2020", **compared),
    )
    assert rules(*claims) == told


@pytest.mark.parametrize(
    ("change", "told"), [("3.6 points", []), ("6.3 pp", ["changes-match-values"])]
)
def test_points_between_two_shares_of_a_whole(change: str, told: list[str]) -> None:
    labour = {"party": "Labour"}
    claims = (
        figure("now", "people", "41.2%", when="2023", dimensions=labour),
        figure("then", "people", "37.6%", when="2019", dimensions=labour),
        figure(
            "change",
            "people",
            f"up {change}",
            when="2023",
            dimensions=labour,
            change_from=Measure(when="2019"),
        ),
    )
    assert rules(*claims, people=PEOPLE) == told


@pytest.mark.parametrize(
    ("prop", "whole", "parts", "told"),
    [
        ("life expectancy", "81.4 years", {"women": "83.2 years", "men": "79.5 years"}, []),
        ("median age", "41.3", {"women": "42.6", "men": "39.9"}, []),
        ("average salary", "$50,200", {"women": "$48,100", "men": "$52,300"}, []),
        ("rating", "4.6", {"food": "4.8", "service": "4.5"}, []),
        ("profit", "€101 million", {"east": "€132 million", "south": "€9 million"}, []),
        ("revenue", "€101 million", {"east": "€132 million"}, ["part-is-within-whole"]),
        ("people", "101", {"east": "132", "west": "9"}, ["part-is-within-whole"]),
    ],
)
def test_parts_of_what_does_not_add_up(
    prop: str, whole: str, parts: dict[str, str], told: list[str]
) -> None:
    claims = figure("whole", prop, whole), division("parts", prop, "part", parts, open=True)
    assert rules(*claims, people=PEOPLE)[:1] == told


@pytest.mark.parametrize(
    ("prop", "whole", "dimensions", "part", "told"),
    [
        ("staff", "51", {"sex": "women"}, "61", ["part-is-within-whole"]),
        ("people reached", "over 1,000", {"place": "north"}, "at least 61", []),
        ("people reached", "up to 51", {"place": "north"}, "61 people", ["part-is-within-whole"]),
        ("staff", "51", {"sex": "women", "post": "cook"}, "61", ["part-is-within-whole"]),
        ("staff", "51", {"sex": "women"}, "51", []),
        ("staff", "51.5", {"sex": "women"}, "61", []),
        ("staff", "51", {"sex": "women"}, "61.5", []),
        ("staff", "51", {"sex": "women"}, "$61", []),
        ("staff", "51", {"sex": "women"}, "61%", []),
        ("staff", "51", {"sex": "women"}, "61st", []),
        ("staff", "51", {"sex": "women"}, "about 61", ["part-is-within-whole"]),
        ("staff", "51", {"since": "1997"}, "61", []),
        ("staff", "51", {"year": "last"}, "61", []),
        ("staff", "51", {"kind": "former staff"}, "61", []),
        ("staff", "51", {"kind": "planned"}, "61", []),
        ("score", "51", {"aspect": "service"}, "61", []),
        ("average staff", "51", {"sex": "women"}, "61", []),
        ("staff per site", "51", {"site": "north"}, "61", []),
        ("net change", "51", {"month": "may"}, "61", []),
    ],
)
def test_parts_of_what_nobody_explains(
    prop: str, whole: str, dimensions: dict[str, str], part: str, told: list[str]
) -> None:
    """It may count things, of which those of one dimension are some: an assumption."""
    claims = figure("whole", prop, whole), figure("part", prop, part, dimensions=dimensions)
    report = check(Dossier(claims=claims, entities=[ACME]))
    found = [one for one in report.findings if one.severity != "note"]
    assert [one.rule for one in found] == told
    assert all(any("are among all" in said for said in one.assumptions) for one in found)
    assert {one.severity for one in found} <= {"tension"}


@pytest.mark.parametrize(
    ("said", "severity"),
    [
        ({"counts": "people"}, "contradiction"),
        ({"additive": True}, "contradiction"),
        ({"additive": False}, None),
        ({"time": "state"}, "tension"),
    ],
)
def test_a_vocabulary_says_whether_parts_are_some_of_the_whole(
    said: dict[str, Any], severity: str | None
) -> None:
    claims = (
        figure("whole", "staff", "51"),
        figure("part", "staff", "61", dimensions={"sex": "women"}),
    )
    staff = Vocabulary(properties={"staff": Property(name="staff", **said)})
    report = check(Dossier(claims=claims, entities=[ACME], vocabulary=staff))
    found = [one.severity for one in report.findings if one.severity != "note"]
    assert found == ([severity] if severity else [])


@pytest.mark.parametrize(
    ("value", "more", "told"),
    [
        ("130%", {"of": Measure(property="goal")}, []),
        ("130%", {"of": Measure(when="2019")}, []),
        ("161.9%", {"of": Measure(property="GDP")}, []),
        ("130%", {"dimensions": {"sex": "female"}}, ["part-is-within-whole"]),
        ("−12%", {"dimensions": {"sex": "female"}}, []),
        ("+12%", {"dimensions": {"sex": "female"}}, []),
    ],
)
def test_more_than_all_of_a_goal(value: str, more: dict[str, object], told: list[str]) -> None:
    assert rules(figure("share", "people", value, when="2020", **more), people=PEOPLE) == told


@pytest.mark.parametrize(("east", "told"), [("132", ["part-is-within-whole"]), ("99", [])])
@pytest.mark.parametrize("signed", [False, True])
def test_the_vocabulary_says_what_may_be_a_loss(
    east: str, told: list[str], *, signed: bool
) -> None:
    cash = Property(name="cash flow", additive=True, signed=signed)
    claims = (
        figure("whole", "cash flow", "€101 million"),
        figure("east", "cash flow", f"€{east} million", dimensions={"division": "east"}),
    )
    assert rules(*claims, cash=cash) == ([] if signed else told)


@pytest.mark.parametrize(
    ("left_out", "told"), [((), ["part-is-within-whole"]), (("quantities",), [])]
)
def test_the_world_says_what_is_no_loss_and_may_be_silent(
    left_out: tuple[str, ...], told: list[str]
) -> None:
    claims = (
        figure("whole", "revenue", "€101 million"),
        figure("east", "revenue", "€132 million", dimensions={"division": "east"}),
    )
    entities = [Entity(id="acme", name="Acme")]
    world = load_world(without=left_out)
    report = check(Dossier(entities=entities, claims=claims, world=world))
    assert [finding.rule for finding in report.findings if finding.severity != "note"] == told
