"""Headlines print the arithmetic in the document's own figures."""

from __future__ import annotations

from ijmfacts import Dossier, Entity, Quantity, check
from ijmfacts.claims import Breakdown, Measure
from ijmfacts.loading import loads
from ijmfacts.records import Property, Vocabulary

SCORE = Property(
    name="score",
    additive=False,
    formula="100 - sqrt(((100 - f)^2 + (100 - a)^2) / 2)",
    inputs={
        "f": Measure(property="score", dimensions=(("aspect", "finances"),)),
        "a": Measure(property="score", dimensions=(("aspect", "openness"),)),
    },
)
MARGIN = Property(
    name="margin",
    formula="100 * profit / sales",
    unit="%",
    inputs={"profit": Measure(property="profit"), "sales": Measure(property="sales")},
)
DENSITY = Property(
    name="density",
    formula="people / area",
    inputs={"people": Measure(property="people"), "area": Measure(property="area")},
)
DOUBLE = Property(name="double density", formula="2 * d", inputs={"d": Measure(property="density")})


def told(*properties: Property, **figures: str) -> list[tuple[str, tuple[str, ...], list[str]]]:
    """The headline, the steps and the claims of each contradiction of a few figures of one year."""
    report = check(
        Dossier(
            entities=[Entity(id="acme", name="Acme", type="company")],
            vocabulary=Vocabulary(properties={word.name: word for word in properties}),
            claims=[
                Quantity(
                    id=name.replace("_", "-"),
                    subject="acme",
                    property=name.partition("__")[0].replace("_", " "),
                    dimensions=(("aspect", name.partition("__")[2]),) if "__" in name else (),
                    value=value,
                    when="2020",
                )
                for name, value in figures.items()
            ],
        )
    )
    return [
        (finding.message, finding.explanation, sorted(finding.claims))
        for finding in report.contradictions
    ]


def test_a_formula_is_told_with_its_figures() -> None:
    assert told(MARGIN, profit="$6.1 million", sales="$40.0 million", margin="18%") == [
        (
            (
                "margin of Acme: 100 * $6.1 million / $40.0 million = 15.25% "
                "(above 15.087 and below 15.52% with rounding), the text says 18%"
            ),
            (),
            ["margin", "profit", "sales"],
        )
    ]


def test_a_formula_that_no_value_of_one_figure_saves_does_without_it() -> None:
    """The second score cannot lift the whole that far, whatever it is: it is no party."""
    assert told(SCORE, score="93.15", score__finances="88.91", score__openness="100") == [
        (
            (
                "score of Acme: 100 - sqrt(((100 - 88.91)^2 + "
                "(100 - score (aspect: openness) of Acme)^2) / 2) is less than 92.166, "
                "the text says 93.15"
            ),
            (),
            ["score", "score--finances"],
        )
    ]
    assert told(SCORE, score="92.15", score__finances="88.91", score__openness="100") == []


def test_formulas_reach_through_what_nobody_prints() -> None:
    figures = {"people": "12,345", "area": "41"}
    assert told(DENSITY, DOUBLE, **figures, double_density="602.20") == []
    assert told(DENSITY, DOUBLE, **figures, double_density="650") == [
        (
            "double density of Acme: 2 * 301.098 ≈ 602.195, the text says 650",
            ("12,345 / 41 ≈ 301.098",),
            ["area", "double-density", "people"],
        )
    ]


def test_what_goes_into_a_formula_is_told_where_its_result_could_be_anything() -> None:
    """Falls and their rate leave far more days than cases and their rate do."""
    rates = (
        Property(
            name="case rate",
            formula="10000 * cases / days",
            inputs={"cases": Measure(property="cases"), "days": Measure(property="days")},
        ),
        Property(
            name="falls rate",
            formula="1000 * falls / days",
            inputs={"falls": Measure(property="falls"), "days": Measure(property="days")},
        ),
    )
    (headline, steps, _), *more = told(
        *rates,
        cases="fewer than 102",
        case_rate="3.8",
        falls="1,878",
        falls_rate="5.9",
        days="more than 100",
    )
    assert more == []
    assert headline == (
        "falls rate of Acme: 1000 * falls of Acme / less than 272,000 = 5.9: "
        "falls of Acme is less than 1,632, the text says 1,878"
    )
    assert steps == (
        "10000 * fewer than 102 / days of Acme = 3.8: days of Acme is less than 272,000",
    )


def test_a_unit_that_stands_away_from_the_figure_is_told_with_the_sum() -> None:
    """Figures of a table whose head says: in millions of euros."""
    own = {"subject": "acme", "property": "sales", "when": "2020", "unit": "million EUR"}
    report = check(
        Dossier(
            entities=[Entity(id="acme", name="Acme", type="company")],
            claims=[
                Quantity(id="all", value="801.9", **own),  # type: ignore[arg-type]
                Breakdown(
                    id="parts",
                    by="segment",
                    parts=(("drives", "349.7"), ("systems", "284.6"), ("services", "176.6")),
                    complete=True,
                    **own,  # type: ignore[arg-type]
                ),
            ],
        )
    )
    assert [finding.message for finding in report.contradictions] == [
        (
            "sales of Acme: 349.7 + 284.6 + 176.6 = 810.9 million EUR "
            "(from 810.75 to below 811.2 million EUR with rounding), the text says 801.9"
        )
    ]


UNDATED = """\
entities: {t: {name: The Trust, type: organization}}
vocabulary:
  properties: {wards: {counts: wards, time: state}, staff: {counts: people, time: state}}
claims:
  - {id: four, kind: quantity, subject: t, property: wards, value: four}
  - {id: names, kind: listing, subject: t, property: wards, members: [Ash, Elm, Oak], complete: true, as of: 2023}
  - {id: all, kind: quantity, subject: t, property: staff, value: "6,250"}
  - {id: women, kind: quantity, subject: t, property: staff, dimensions: {sex: women}, value: "4,919", when: 2022/2023}
  - {id: share, kind: quantity, subject: t, property: staff, dimensions: {sex: women}, value: 76.7%, when: 2022/2023}
"""


def test_a_figure_of_another_time_is_told_as_it_is_printed() -> None:
    """No step says that a figure is itself, and no headline that it is what nobody prints."""
    found = check(loads(UNDATED)).findings
    told = {tuple(sorted(one.claims)): one for one in found if one.severity == "tension"}
    wards = told["four", "names"]
    assert wards.message == "wards of The Trust: 3 named (Ash, Elm, Oak), the text says four"
    assert wards.explanation == ()
    staff = told["all", "share", "women"]
    assert staff.message.startswith("staff of The Trust: 76.7% of 6,250 = 4,793.75 (less than")
    assert staff.message.endswith("the text says 4,919")
    assert staff.explanation == ()
    assert staff.assumptions == ("the undated staff of The Trust is of the time from 2022 to 2023",)
