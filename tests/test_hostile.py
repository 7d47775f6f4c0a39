"""Honest texts that were once accused, each beside the slip that has to be found all the same."""

from __future__ import annotations

import pytest

from ijmfacts import Dossier, Entity, Quantity, check
from ijmfacts.claims import Measure
from ijmfacts.records import Property, Vocabulary
from ijmfacts.values import read_value

MARGIN = Property(name="margin", time="flow", additive=False, unit="%")
PROFIT = Property(name="profit", time="flow", additive=True)


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
