"""What printed values mean: one line a form, and the laws that hold for all of them."""

from __future__ import annotations

import decimal
from decimal import ROUND_DOWN, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ijmfacts.intervals import EVERYTHING, Interval
from ijmfacts.values import (
    DEFAULT_HEDGES,
    DURATION_UNITS,
    EXACT,
    HEDGE,
    KINDS,
    LONGEST_TEXT,
    ROUNDED,
    VAGUE,
    Hedge,
    Reading,
    UnreadableValueError,
    days_of,
    format_interval,
    format_number,
    read_value,
    rounded_outwards,
    tokens,
    told_interval,
    value_in_quote,
)


def shown(reading: Reading) -> str:
    """The layers in one line: `[37.5, 39) | rounded: [37.5, 38.5]`."""
    return " | ".join(
        "+".join(sorted(layer.assumes))
        + (": " if layer.assumes else "")
        + format_interval(layer.interval)
        for layer in reading.layers
    )


# --- The table of readings ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "unit", "noun", "layers"),
    [
        # Counts: in words, below 100 and without zeros last exactly that.
        ("30", "number", "", "", "exactly 30"),
        ("thirty", "number", "", "", "exactly 30"),
        ("13-member", "number", "", "member", "exactly 13"),
        ("four stars", "number", "", "stars", "exactly 4"),
        ("30 program offices", "number", "", "program offices", "exactly 30"),
        ("out of 30 total", "number", "", "total", "exactly 30"),
        ("The other 26 program offices", "number", "", "program offices", "exactly 26"),
        ("a total of 504 persons", "number", "", "persons", "exactly 504"),
        ("1997", "number", "", "", "exactly 1,997"),
        ("1,234", "number", "", "", "exactly 1,234"),
        ("1\u00a0234", "number", "", "", "exactly 1,234"),
        ("1\u202f234\u2009567", "number", "", "", "exactly 1,234,567"),
        ("750 employees", "number", "", "employees", "[745, 760) | exact: exactly 750"),
        ("100", "number", "", "", "[50, 200) | exact: exactly 100"),
        ("2,000", "number", "", "", "[1,500, 3,000) | exact: exactly 2,000"),
        ("-1,200", "number", "", "", "(-1,300, -1,150] | exact: exactly -1,200"),
        ("twenty-five hundred", "number", "", "", "exactly 2,500"),
        ("a dozen", "number", "", "", "exactly 12"),
        ("two dozen", "number", "", "", "exactly 24"),
        ("half a dozen eggs", "number", "", "eggs", "exactly 6"),
        ("one and a half", "number", "", "", "exactly 1.5"),
        ("twice", "number", "", "", "exactly 2"),
        ("both", "number", "", "", "exactly 2"),
        ("none", "number", "", "", "exactly 0"),
        ("exactly 1,200", "number", "", "", "exactly 1,200"),
        # Measured: rounded at the last printed digit.
        ("92.15", "number", "", "", "[92.145, 92.16) | rounded: [92.145, 92.155]"),
        ("-0.5", "number", "", "", "(-0.6, -0.45] | rounded: [-0.55, -0.45]"),
        ("2½", "number", "", "", "[2.25, 3) | rounded: [2.25, 2.75]"),
        ("three point five", "number", "", "", "[3.45, 3.6) | rounded: [3.45, 3.55]"),
        ("5 million", "number", "", "", "[4.5, 6) million | rounded: [4.5, 5.5] million"),
        ("five million", "number", "", "", "[4.5, 6) million | exact: exactly 5 million"),
        (
            "two and a half million",
            *("number", "", ""),
            "[2.25, 3) million | exact: exactly 2.5 million",
        ),
        ("5k", "number", "", "", "[4,500, 6,000) | rounded: [4,500, 5,500]"),
        (
            "$51.6 million",
            "money",
            "USD",
            "",
            "[51.55, 51.7) million | rounded: [51.55, 51.65] million",
        ),
        (
            "US$11.5 million",
            "money",
            "USD",
            "",
            "[11.45, 11.6) million | rounded: [11.45, 11.55] million",
        ),
        ("€3bn", "money", "EUR", "", "[2.5, 4) billion | rounded: [2.5, 3.5] billion"),
        ("£20k", "money", "GBP", "", "[19,500, 21,000) | rounded: [19,500, 20,500]"),
        ("CHF 30", "money", "CHF", "", "[29.5, 31) | rounded: [29.5, 30.5]"),
        ("30 CHF", "money", "CHF", "", "[29.5, 31) | rounded: [29.5, 30.5]"),
        ("A$1.50", "money", "AUD", "", "[1.495, 1.51) | rounded: [1.495, 1.505]"),
        ("NZ$2", "money", "NZD", "", "[1.5, 3) | rounded: [1.5, 2.5]"),
        ("HK$2", "money", "HKD", "", "[1.5, 3) | rounded: [1.5, 2.5]"),
        ("C$2", "money", "CAD", "", "[1.5, 3) | rounded: [1.5, 2.5]"),
        ("¥2", "money", "JPY", "", "[1.5, 3) | rounded: [1.5, 2.5]"),
        ("₹1,23,456", "money", "INR", "", "[123,455.5, 123,457) | rounded: [123,455.5, 123,456.5]"),
        ("five euros", "money", "EUR", "", "[4.5, 6) | rounded: [4.5, 5.5]"),
        ("5 pounds sterling", "money", "GBP", "", "[4.5, 6) | rounded: [4.5, 5.5]"),
        ("5 pounds", "number", "", "pounds", "exactly 5"),
        ("−$5", "money", "USD", "", "(-6, -4.5] | rounded: [-5.5, -4.5]"),
        (
            "$703,000",
            *("money", "USD", ""),
            "[702,500, 704,000) | exact: [702,999.5, 703,001) | exact+rounded: [702,999.5, 703,000.5]",
        ),
        (
            "$703,000.00",
            "money",
            "USD",
            "",
            "[702,999.995, 703,000.01) | rounded: [702,999.995, 703,000.005]",
        ),
        # Shares: rounded at the last printed digit and no further.
        ("38%", "share", "%", "", "[37.5, 39) | rounded: [37.5, 38.5]"),
        ("38 percent", "share", "%", "", "[37.5, 39) | rounded: [37.5, 38.5]"),
        ("71 per cent", "share", "%", "", "[70.5, 72) | rounded: [70.5, 71.5]"),
        ("5 pct.", "share", "%", "", "[4.5, 6) | rounded: [4.5, 5.5]"),
        ("5 pct", "share", "%", "", "[4.5, 6) | rounded: [4.5, 5.5]"),
        ("5 p.c.", "share", "%", "", "[4.5, 6) | rounded: [4.5, 5.5]"),
        ("5 percents", "share", "%", "", "[4.5, 6) | rounded: [4.5, 5.5]"),
        ("5 per-cent", "share", "%", "", "[4.5, 6) | rounded: [4.5, 5.5]"),
        ("5-per-cent", "share", "%", "", "[4.5, 6) | rounded: [4.5, 5.5]"),
        ("5pc", "share", "%", "", "[4.5, 6) | rounded: [4.5, 5.5]"),
        ("5 pc", "share", "%", "", "[4.5, 6) | rounded: [4.5, 5.5]"),
        ("130pc", "share", "%", "", "[129.5, 131) | rounded: [129.5, 130.5]"),
        ("over 5pc", "share", "%", "", "more than 5"),
        ("5pc to 10pc", "share", "%", "", "[5, 10]"),
        ("between 5pc and 10pc", "share", "%", "", "[5, 10]"),
        ("5–10pc", "share", "%", "", "[5, 10]"),
        ("5 per-cent points", "points", "%", "", "[4.5, 6) | rounded: [4.5, 5.5]"),
        ("5 pct points", "points", "%", "", "[4.5, 6) | rounded: [4.5, 5.5]"),
        # `pc` inside a value counts things: computers, pieces, parsecs.
        ("38 pc games", "number", "", "pc games", "exactly 38"),
        ("38pc games", "number", "", "pc games", "exactly 38"),
        ("38 PCs", "number", "", "PCs", "exactly 38"),
        ("38 PC", "number", "", "PC", "exactly 38"),
        ("38PC", "number", "", "PC", "exactly 38"),
        ("38-pc", "number", "", "pc", "exactly 38"),
        ("thirty-eight pc", "number", "", "pc", "exactly 38"),
        ("131 pc", "number", "", "pc", "exactly 131"),
        ("5 percentage points", "points", "%", "", "[4.5, 6) | rounded: [4.5, 5.5]"),
        ("50%", "share", "%", "", "[49.5, 51) | rounded: [49.5, 50.5]"),
        ("100%", "share", "%", "", "[99.5, 101) | rounded: [99.5, 100.5]"),
        ("1.9 pp", "points", "%", "", "[1.85, 2) | rounded: [1.85, 1.95]"),
        # Sizes: rounded at the last printed digit, or to tens, whatever their unit is called.
        ("12 m long", "size", "m", "long", "[11.5, 13) | rounded: [11.5, 12.5]"),
        (
            "70 km",
            *("size", "km", ""),
            "[65, 80) | exact: [69.5, 71) | exact+rounded: [69.5, 70.5]",
        ),
        (
            "15,941 sq. mi",
            "size",
            "sq mi",
            "",
            "[15,940.5, 15,942) | rounded: [15,940.5, 15,941.5]",
        ),
        ("5 ft 10 in", "size", "in", "", "[69.5, 71) | rounded: [69.5, 70.5]"),
        ("6'2\"", "size", "in", "", "[73.5, 75) | rounded: [73.5, 74.5]"),
        ("250.5g", "size", "g", "", "[250.45, 250.6) | rounded: [250.45, 250.55]"),
        ("62.3 kN", "size", "kN", "", "[62.25, 62.4) | rounded: [62.25, 62.35]"),
        ("12 kn", "size", "kn", "", "[11.5, 13) | rounded: [11.5, 12.5]"),
        ("−5 °C", "size", "°C", "", "(-6, -4.5] | rounded: [-5.5, -4.5]"),
        ("half a mile", "size", "mi", "", "[0.25, 1) | rounded: [0.25, 0.75]"),
        ("less than 5 kg", "size", "kg", "", "[0, 5)"),
        ("24 in", "size", "in", "", "[23.5, 25) | rounded: [23.5, 24.5]"),
        ("3 in 10", "share", "%", "", "[25, 40) | hedge: [27, 33]"),
        ("two yards", "number", "", "yards", "exactly 2"),
        ("331 boats", "number", "", "boats", "exactly 331"),
        # Marks and spreads.
        ("7.1/10", "share", "%", "", "[70.5, 72)"),
        ("97 out of 804", "share", "%", "", "[4,825/402, 2,450/201)"),
        ("39% (±3)", "share", "%", "", "[36, 42]"),
        ("62.4±9.1 years", "duration", "year", "", "[53.3, 71.5]"),
        ("3.4 ± 0.4 mm", "size", "mm", "", "[3, 3.8]"),
        ("5 +/- 1", "number", "", "", "[4, 6]"),
        ("±3", "number", "", "", "exactly 3"),
        ("+312", "number", "", "", "exactly 312"),
        # Rates keep what they are for one of.
        ("25 people per km²", "rate", "per km²", "people", "[24.5, 26) | rounded: [24.5, 25.5]"),
        ("25 people/km²", "rate", "per km²", "people", "[24.5, 26) | rounded: [24.5, 25.5]"),
        ("5 per 100,000 people", "rate", "per 100,000", "", "[4.5, 6) | rounded: [4.5, 5.5]"),
        ("5 per hundred thousand", "rate", "per 100,000", "", "[4.5, 6) | rounded: [4.5, 5.5]"),
        ("5 per ten thousand", "rate", "per 10,000", "", "[4.5, 6) | rounded: [4.5, 5.5]"),
        ("5 per million people", "rate", "per 1,000,000", "", "[4.5, 6) | rounded: [4.5, 5.5]"),
        ("$5 per share", "money", "USD per share", "", "[4.5, 6) | rounded: [4.5, 5.5]"),
        ("$5 per thousand km", "money", "USD per 1,000 km", "", "[4.5, 6) | rounded: [4.5, 5.5]"),
        ("3% per year", "rate", "% per year", "", "[2.5, 4) | rounded: [2.5, 3.5]"),
        (
            "80 km per hour",
            "size",
            "km/h",
            "",
            "[75, 90) | exact: [79.5, 81) | exact+rounded: [79.5, 80.5]",
        ),
        # Money may stand away from its magnitude.
        ("€3 m", "money", "EUR", "", "[2.5, 4) million | rounded: [2.5, 3.5] million"),
        ("3 m EUR", "money", "EUR", "", "[2.5, 4) million | rounded: [2.5, 3.5] million"),
        ("$4 k", "money", "USD", "", "[3,500, 5,000) | rounded: [3,500, 4,500]"),
        # What doubles is a factor.
        ("doubled", "ratio", "", "", "exactly 2"),
        ("halved", "ratio", "", "", "exactly 0.5"),
        ("half", "share", "%", "", "[25, 100) | hedge: [45, 55]"),
        ("half of the women", "share", "%", "of the women", "[25, 100) | hedge: [45, 55]"),
        ("one third", "share", "%", "", "[50/3, 200/3) | hedge: [30, 110/3]"),
        ("two-thirds", "share", "%", "", "[50, 100) | hedge: [60, 220/3]"),
        ("three quarters", "share", "%", "", "[62.5, 100) | hedge: [67.5, 82.5]"),
        ("1/3", "share", "%", "", "[50/3, 200/3) | hedge: [30, 110/3]"),
        ("½", "share", "%", "", "[25, 100) | hedge: [45, 55]"),
        ("one in three", "share", "%", "", "[50/3, 200/3) | hedge: [30, 110/3]"),
        ("a 1-in-5 chance", "share", "%", "chance", "[10, 40) | hedge: [18, 22]"),
        ("3 out of 10", "share", "%", "", "[25, 40) | hedge: [27, 33]"),
        ("92.15 out of 100", "share", "%", "", "[92.145, 92.16) | rounded: [92.145, 92.155]"),
        ("all", "share", "%", "", "exactly 100"),
        # Durations: measured.
        ("25 years", "duration", "year", "", "[24.5, 26) | rounded: [24.5, 25.5]"),
        ("three-year", "duration", "year", "", "[2.5, 4) | rounded: [2.5, 3.5]"),
        ("19-minute", "duration", "minute", "", "[18.5, 20) | rounded: [18.5, 19.5]"),
        ("half-hour", "duration", "hour", "", "[0.25, 1) | rounded: [0.25, 0.75]"),
        ("a year and a half", "duration", "year", "", "[1.25, 2) | rounded: [1.25, 1.75]"),
        (
            "two years and three months",
            "duration",
            "month",
            "",
            "[26.5, 28) | rounded: [26.5, 27.5]",
        ),
        ("1 hour 30 minutes", "duration", "minute", "", "[89.5, 91) | rounded: [89.5, 90.5]"),
        ("two decades", "duration", "year", "", "[15, 30) | rounded: [15, 25]"),
        ("a fortnight", "duration", "day", "", "[7, 28) | rounded: [7, 21]"),
        ("eight months after", "duration", "month", "after", "[7.5, 9) | rounded: [7.5, 8.5]"),
        ("at the age of 30", "duration", "year", "", "[29.5, 31) | rounded: [29.5, 30.5]"),
        (
            "ten years’ imprisonment",
            "duration",
            "year",
            "imprisonment",
            "[9.5, 11) | rounded: [9.5, 10.5]",
        ),
        # Ordinals.
        ("57th", "ordinal", "", "", "exactly 57"),
        ("first", "ordinal", "", "", "exactly 1"),
        ("twenty-first", "ordinal", "", "", "exactly 21"),
        ("one hundred and fifth", "ordinal", "", "", "exactly 105"),
        ("twenty-second", "ordinal", "", "", "exactly 22"),
        ("the first issue", "ordinal", "", "issue", "exactly 1"),
        # Ratios.
        ("twice as many", "ratio", "", "", "exactly 2"),
        ("three times as many as", "ratio", "", "", "exactly 3"),
        ("half as many", "ratio", "", "", "exactly 0.5"),
        ("tenfold", "ratio", "", "", "exactly 10"),
        ("3:1", "ratio", "", "", "exactly 3"),
        ("5 to 1", "ratio", "", "", "exactly 5"),
        # Bounds: on the number itself, open or closed as the words say.
        ("more than 700", "number", "", "", "more than 700"),
        ("over 25 years", "duration", "year", "", "more than 25"),
        ("above 5", "number", "", "", "more than 5"),
        ("in excess of £3.2bn", "money", "GBP", "", "more than 3.2 billion"),
        ("greater than 5", "number", "", "", "more than 5"),
        ("at least twelve", "number", "", "", "at least 12"),
        ("no fewer than 3", "number", "", "", "at least 3"),
        ("no less than 3", "number", "", "", "at least 3"),
        ("a minimum of 3", "number", "", "", "at least 3"),
        ("700+", "number", "", "", "at least 700"),
        ("100 people or more", "number", "", "people", "at least 100"),
        ("5 and more", "number", "", "", "at least 5"),
        ("less than 1 percent", "share", "%", "", "less than 1"),
        ("under 5", "number", "", "", "less than 5"),
        ("below 5", "number", "", "", "less than 5"),
        ("fewer than 5", "number", "", "", "less than 5"),
        ("up to 5", "number", "", "", "at most 5"),
        ("at most 5", "number", "", "", "at most 5"),
        ("no more than 5", "number", "", "", "at most 5"),
        ("a maximum of 5", "number", "", "", "at most 5"),
        ("5 or less", "number", "", "", "at most 5"),
        ("5 or fewer", "number", "", "", "at most 5"),
        ("within 20 years", "duration", "year", "", "[0, 20]"),
        ("under the age of 10", "duration", "year", "", "[0, 10)"),
        ("more than half", "share", "%", "", "more than 50"),
        ("more than a dozen", "number", "", "", "more than 12"),
        # Hedges: what the words alone say, then the width of the table.
        ("nearly 4,000", "number", "", "", "less than 4,000 | hedge: [3,600, 4,000)"),
        ("almost 50%", "share", "%", "", "less than 50 | hedge: [45, 50)"),
        ("just under 5", "number", "", "", "less than 5 | hedge: [4.5, 5)"),
        ("close to 5", "number", "", "", "less than 5 | hedge: [4.5, 5)"),
        ("not quite 5", "number", "", "", "less than 5 | hedge: [4.5, 5)"),
        ("just over 5", "number", "", "", "more than 5 | hedge: (5, 5.5]"),
        ("slightly more than 5", "number", "", "", "more than 5 | hedge: (5, 5.5]"),
        ("approximately 40", "number", "", "", "at least 0 | hedge: [36, 44]"),
        ("About half the group", "share", "%", "the group", "at least 0 | hedge: [45, 55]"),
        ("around 40", "number", "", "", "at least 0 | hedge: [36, 44]"),
        ("some 300", "number", "", "", "at least 0 | hedge: [270, 330]"),
        ("c. 40", "number", "", "", "at least 0 | hedge: [36, 44]"),
        ("ca. 40", "number", "", "", "at least 0 | hedge: [36, 44]"),
        ("~40", "number", "", "", "at least 0 | hedge: [36, 44]"),
        ("40 or so", "number", "", "", "at least 0 | hedge: [36, 44]"),
        ("about -40", "number", "", "", "at most 0 | hedge: [-44, -36]"),
        ("nearly -40", "number", "", "", "more than -40 | hedge: (-40, -36]"),
        ("nearly $703,000", "money", "USD", "", "less than 703,000 | hedge: [632,700, 703,000)"),
        ("nearly two decades", "duration", "year", "", "less than 20 | hedge: [18, 20)"),
        ("at least about 40", "number", "", "", "at least 0 | hedge: at least 36"),
        ("up to about 40", "number", "", "", "any number | hedge: at most 44"),
        # Vague words.
        ("dozens", "number", "", "", "at least 0 | vague: at least 24"),
        ("hundreds of people", "number", "", "of people", "at least 0 | vague: at least 200"),
        ("thousands", "number", "", "", "at least 0 | vague: at least 2,000"),
        ("tens of thousands", "number", "", "", "at least 0 | vague: at least 20,000"),
        ("several hundred", "number", "", "", "at least 0 | vague: at least 300"),
        ("many", "number", "", "", "at least 0 | vague: at least 3"),
        ("several", "number", "", "", "at least 0 | vague: at least 3"),
        ("a number of girls", "number", "", "girls", "at least 0 | vague: at least 2"),
        ("a series of", "number", "", "", "at least 0 | vague: at least 2"),
        ("few", "number", "", "", "at least 0 | vague: at least 2"),
        ("multiple", "number", "", "", "at least 0 | vague: at least 2"),
        ("a couple", "number", "", "", "at least 0 | vague: exactly 2"),
        ("decades", "duration", "year", "", "at least 0 | vague: at least 20"),
        ("several years", "duration", "year", "", "at least 0 | vague: at least 3"),
        ("millions of dollars", "money", "USD", "", "at least 0 | vague: at least 2 million"),
        ("most", "share", "%", "", "at least 0 | vague: (50, 100]"),
        # Ranges.
        ("between 5 and 10", "number", "", "", "[5, 10]"),
        ("5–10", "number", "", "", "[5, 10]"),
        ("5-10", "number", "", "", "[5, 10]"),
        ("five to ten", "number", "", "", "[5, 10]"),
        ("from 5 to 10", "number", "", "", "[5, 10]"),
        ("two or three", "number", "", "", "[2, 3]"),
        ("$5–10 million", "money", "USD", "", "[5, 10] million"),
        ("$500 to $1 million", "money", "USD", "", "[500, 1,000,000]"),
        ("10–20%", "share", "%", "", "[10, 20]"),
        ("two- to three-year", "duration", "year", "", "[2, 3]"),
        ("two to three decades", "duration", "year", "", "[20, 30]"),
        ("6 months to 2 years", "duration", "month", "", "[6, 24]"),
        ("between two thousand and five thousand", "number", "", "", "[2,000, 5,000]"),
        ("between about 5 and 10", "number", "", "", "at least 0 | hedge: [4.5, 11]"),
    ],
)
def test_a_value_reads_as(text: str, kind: str, unit: str, noun: str, layers: str) -> None:
    reading = read_value(text)
    assert (kind, unit, noun, layers) == (reading.kind, reading.unit, reading.noun, shown(reading))
    assert reading.text == text


@pytest.mark.parametrize(
    ("text", "direction", "likely"),
    [
        ("up 22 percent", "up", "[21.5, 22.5]"),
        ("down 3%", "down", "[2.5, 3.5]"),
        ("a 79 percent decrease", "down", "[78.5, 79.5]"),
        ("an increase of 5", "up", "exactly 5"),
        ("fell by 3%", "down", "[2.5, 3.5]"),
        ("rose 3%", "up", "[2.5, 3.5]"),
        ("a 5-percentage-point drop", "down", "[4.5, 5.5]"),
        ("22 percent higher", "up", "[21.5, 22.5]"),
        ("-3%", "", "[-3.5, -2.5]"),
        ("up to 22 percent", "", "at most 22"),
    ],
)
def test_a_change_has_a_direction_and_a_positive_amount(
    text: str, direction: str, likely: str
) -> None:
    reading = read_value(text)
    assert (direction, likely) == (reading.direction, format_interval(reading.likely))


def test_the_same_text_is_read_once() -> None:
    assert read_value("$51.6 million") is read_value("$51.6 million")


def test_a_hedge_is_kept_as_printed() -> None:
    assert read_value("About half").hedge == "About"
    assert read_value("40 or so").hedge == "or so"
    assert read_value("more than 40").hedge == ""


@pytest.mark.parametrize(
    ("text", "whole"),
    [("30", True), ("thirty", True), ("38%", True), ("more than 700", True), ("11.50", False),
     ("half", False), ("$5 million", True), ("$51.6 million", False), ("dozens", False)],
)  # fmt: skip
def test_whole_says_that_no_part_of_one_is_written(text: str, *, whole: bool) -> None:
    assert read_value(text).whole is whole


# --- Precision, unit, hedges ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "precision", "layers"),
    [
        ("2,000", "exact", "exactly 2,000"),
        ("$51.6 million", "exact", "exactly 51.6 million"),
        ("2,000", "2 significant", "[1,950, 2,100) | rounded: [1,950, 2,050]"),
        ("30", "1 significant", "[25, 40) | rounded: [25, 35]"),
        ("0.012", "1 significant", "[0.007, 0.022) | rounded: [0.007, 0.017]"),
        ("92.15", "1 decimal", "[92.1, 92.25) | rounded: [92.1, 92.2]"),
        ("92", "0 decimals", "[91.5, 93) | rounded: [91.5, 92.5]"),
        ("2,000", "-3 decimals", "[1,500, 3,000) | rounded: [1,500, 2,500]"),
        ("$51 million", "1 decimal", "[50.95, 51.1) million | rounded: [50.95, 51.05] million"),
        ("more than 700", "exact", "more than 700"),
        ("about 40", "exact", "at least 0 | hedge: [36, 44]"),
    ],
)
def test_precision_says_how_a_figure_is_rounded(text: str, precision: str, layers: str) -> None:
    """Of a figure only: a bound, a hedge or a range is not made sharper by it."""
    assert layers == shown(read_value(text, precision=precision))


@pytest.mark.parametrize("precision", ["2", "0 significant", "very", "1 decimal place"])
def test_a_precision_that_is_none_is_refused(precision: str) -> None:
    with pytest.raises(UnreadableValueError) as caught:
        read_value("30", precision=precision)
    assert precision in str(caught.value)
    assert "2 significant" in caught.value.hint


@pytest.mark.parametrize(
    ("text", "unit", "kind", "read_unit", "likely"),
    [
        ("51.6", "million USD", "money", "USD", "[51.55, 51.65] million"),
        ("51.6", "$ million", "money", "USD", "[51.55, 51.65] million"),
        ("51.6 million", "USD", "money", "USD", "[51.55, 51.65] million"),
        ("$51.6 million", "million USD", "money", "USD", "[51.55, 51.65] million"),
        ("38", "%", "share", "%", "[37.5, 38.5]"),
        ("38", "percent", "share", "%", "[37.5, 38.5]"),
        ("38", "per-cent", "share", "%", "[37.5, 38.5]"),
        ("38 pc", "%", "share", "%", "[37.5, 38.5]"),
        ("38 pc", "parsecs", "number", "parsecs", "exactly 38"),
        ("3", "years", "duration", "year", "[2.5, 3.5]"),
        ("3", "kg", "size", "kg", "[2.5, 3.5]"),
        ("100m", "metres", "size", "m", "[99.5, 100.5]"),
        ("100m", "million", "number", "", "[99.5, 100.5] million"),
        ("100m", "million USD", "money", "USD", "[99.5, 100.5] million"),
        ("25", "per km²", "rate", "per km²", "[24.5, 25.5]"),
        ("3.1", "per 10000 bed days", "rate", "per 10,000", "[3.05, 3.15]"),
        ("3.1 per 10,000", "per ten thousand", "rate", "per 10,000", "[3.05, 3.15]"),
        ("3.1", "USD per share", "money", "USD per share", "[3.05, 3.15]"),
        ("$3.1", "per share", "money", "USD per share", "[3.05, 3.15]"),
        ("1.5", "million people per year", "rate", "people per year", "[1.45, 1.55] million"),
        ("80", "km per hour", "size", "km/h", "[79.5, 80.5]"),
        ("3", "smoots", "number", "smoots", "exactly 3"),
        ("1.5", "thousand people", "number", "people", "[1,450, 1,550]"),
        ("more than 5", "years", "duration", "year", "more than 5"),
        ("5–10", "million USD", "money", "USD", "[5, 10] million"),
        ("first", "years", "ordinal", "", "exactly 1"),
    ],
)
def test_a_unit_may_stand_away_from_the_figure(
    text: str, unit: str, kind: str, read_unit: str, likely: str
) -> None:
    reading = read_value(text, unit=unit)
    assert (kind, read_unit) == (reading.kind, reading.unit)
    assert likely == format_interval(reading.likely)


def test_two_units_of_one_value_are_refused() -> None:
    with pytest.raises(UnreadableValueError, match="EUR"):
        read_value("5 USD", unit="EUR")
    with pytest.raises(UnreadableValueError, match="per 1,000, and its `unit` says per 10,000"):
        read_value("5 per 1,000", unit="per 10,000")


@pytest.mark.parametrize(
    ("unit", "once"),
    [
        ("%%", "%"),
        ("% percent", "%"),
        ("$ USD", "$"),
        ("million $ $", "million $"),
        ("km km", "km"),
    ],
)
def test_a_unit_told_twice_is_refused_with_what_it_is_once(unit: str, once: str) -> None:
    with pytest.raises(UnreadableValueError, match="is no unit") as caught:
        read_value("5", unit=unit)
    assert f"`{once}`" in caught.value.hint


@pytest.mark.parametrize("unit", ["$ €", "kg CO2", "man hours", "%-mil"])
def test_a_unit_that_is_not_known_is_a_name(unit: str) -> None:
    assert (read_value("5", unit=unit).kind, read_value("5", unit=unit).unit) == ("number", unit)


def test_the_table_of_hedges_can_be_replaced() -> None:
    """Its widths and its words; a hedge that is not in it is no word of a value."""
    table = (
        Hedge(words="give or take", below=Fraction(1, 4), above=Fraction(1, 2)),
        Hedge(words="nearly", below=Fraction(1, 100), above=Fraction(0)),
    )
    read = read_value("give or take 40", hedges=table)
    assert shown(read) == "at least 0 | hedge: [30, 60]"
    assert shown(read_value("nearly 100", hedges=table)) == "less than 100 | hedge: [99, 100)"
    with pytest.raises(UnreadableValueError):
        read_value("about 40", hedges=table)
    assert shown(read_value("nearly 100")) == "less than 100 | hedge: [90, 100)"


# --- Refusals --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "fault", "mend"),
    [
        ("", "", "write it as printed"),
        ("hello", "hello", "write it as printed"),
        ("1,23", "1,23", "`1.23`"),
        ("1.234,56", "1.234,56", "`1,234.56`"),
        ("1.234.567", "1.234.567", "`1,234,567`"),
        ("1 234", "234", "thousands are grouped by commas"),
        ("12,34,5", "12,34,5", "`12,345`"),
        ("17–7", "17–7", "own claim"),
        ("504 and 23", "and", "two claims"),
        ("two country programs (out of 30)", "(", "punctuation"),
        ("30.", ".", "punctuation"),
        ("nineteen ninety-seven", "ninety", "own claim"),
        ("5 in 2015", "5 in 2015", "own claim"),
        ("five thousand three thousand", "thousand", "in digits"),
        ("1990s", "s", "`when`"),
        ("5m", "m", "`million`"),
        ("one hundredth", "one hundredth", "`1/100`"),
        ("between 5", "", "`between 5 and 10`"),
        ("from 5", "", "`from 5 to 10`"),
        ("more than over 5", "over", "keep one"),
        ("about some 5", "some", "keep one"),
        ("more than nearly 5", "more than nearly 5", "leave one"),
        ("$", "$", "amount"),
        ("5%–10 years", "5%–10 years", "one unit"),
        ("2 years and 3 weeks", "weeks", "in one unit"),
        ("9/11/2001", "/", "write it as printed"),
        ("11/9", "11/9", "ratio"),
        ("30 of the girls in the house", "in the house", "few words"),
        ("1" * 41, "1" * 41, "million"),
        ("1." + "3" * 40, "1." + "3" * 40, "million"),
        ("USD 5 EUR", "USD 5 EUR", "one currency"),
        ("less than more than 5", "more than", "keep one"),
        ("5" + " " * LONGEST_TEXT, " ", "few words"),
    ],
)
def test_what_is_no_value_is_refused_at_its_place_with_the_mend(
    text: str, fault: str, mend: str
) -> None:
    with pytest.raises(UnreadableValueError) as caught:
        read_value(text)
    assert fault == text[caught.value.start : caught.value.end]
    assert mend in caught.value.hint
    assert str(caught.value)


# --- Laws ------------------------------------------------------------------------------------

SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
)
SMALL_WORDS = SMALL.split()
TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety"
TEN_WORDS = TENS.split()


def spelled(number: int, joint: str = " and ", hyphen: str = "-") -> str:
    """An English name of the number, written for this test and by nothing of the package."""
    if number < 20:
        return SMALL_WORDS[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return TEN_WORDS[tens] + (hyphen + SMALL_WORDS[ones] if ones else "")
    for size, word in (
        (10**9, "billion"),
        (10**6, "million"),
        (1000, "thousand"),
        (100, "hundred"),
    ):
        if number >= size:
            many, rest = divmod(number, size)
            name = f"{spelled(many, joint, hyphen)} {word}"
            if not rest:
                return name
            return name + (joint if rest < 100 else " ") + spelled(rest, joint, hyphen)
    raise AssertionError


@given(st.integers(0, 10**9), st.sampled_from([" and ", " "]), st.sampled_from(["-", " ", "‑"]))
@example(10**9, " ", "-")
@example(1_000_001, " and ", "-")
def test_words_and_digits_are_one_number(number: int, joint: str, hyphen: str) -> None:
    words = spelled(number, joint, hyphen)
    assert read_value(words).likely == Interval.point(number)
    assert read_value(f"{number:,}").likely == Interval.point(number)
    assert read_value(words.title()).likely == Interval.point(number)


def test_every_number_word_to_ten_thousand() -> None:
    for number in range(10_001):
        assert read_value(spelled(number)).layers[0].interval == Interval.point(number)


HABITS = (ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_HALF_DOWN, ROUND_DOWN)
WIDE = decimal.Context(prec=60)


@given(
    st.decimals(min_value=-(10**9), max_value=10**9, allow_nan=False, places=7),
    st.integers(0, 5),
    st.sampled_from(HABITS),
    st.sampled_from(
        [
            "${}",
            "{}%",
            "{} percent",
            "{}pc",
            "{} per-cent",
            "{} years",
            "US${} million",
            "{} bn USD",
        ]
    ),
)
@example(Decimal("0.4"), 0, ROUND_HALF_UP, "${}")
@example(Decimal("-2.5"), 0, ROUND_HALF_UP, "{}%")
def test_every_habit_of_rounding_lies_in_the_widest_reading(
    true: Decimal, places: int, habit: str, form: str
) -> None:
    printed = true.quantize(Decimal(1).scaleb(-places), rounding=habit, context=WIDE)
    text = form.format(f"{printed:,}")
    size = {"US${} million": 10**6, "{} bn USD": 10**9}.get(form, 1)
    assert Fraction(true) * size in read_value(text).widest


@given(
    st.decimals(min_value=-(10**9), max_value=10**9, allow_nan=False, places=7),
    st.integers(1, 5),
    st.sampled_from(HABITS),
)
def test_a_plain_decimal_holds_whatever_is_printed_so(
    true: Decimal, places: int, habit: str
) -> None:
    printed = true.quantize(Decimal(1).scaleb(-places), rounding=habit, context=WIDE)
    assert Fraction(true) in read_value(f"{printed:,}").widest


@given(
    st.integers(100, 10**12),
    st.integers(1, 6),
    st.sampled_from(HABITS),
    st.sampled_from(["{}", "${}", "{} people", "{} million"]),
)
def test_a_count_rounded_to_any_of_its_digits_lies_in_the_widest_reading(
    true: int, digits: int, habit: str, form: str
) -> None:
    """Where the printed number still has three digits or more: below that a count is exact."""
    size = Decimal(10) ** (len(str(true)) - digits)
    if size < 1:
        size = Decimal(1)
    printed = int((Decimal(true) / size).quantize(Decimal(1), rounding=habit, context=WIDE) * size)
    factor = 10**6 if "million" in form else 1
    assert true * factor in read_value(form.format(f"{printed:,}")).widest


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.sampled_from(HABITS))
def test_a_share_in_percent_holds_the_true_share(part: int, more: int, habit: str) -> None:
    true = Fraction(100 * part, part + more)
    printed = (Decimal(true.numerator) / Decimal(true.denominator)).quantize(
        Decimal("0.1"), rounding=habit
    )
    assert true in read_value(f"{printed}%").widest


@given(st.integers(0, 10**12), st.integers(0, 6))
def test_a_negative_value_mirrors_the_positive(number: int, places: int) -> None:
    text = format_number(Fraction(number, 10**places))
    for form in ("{}", "${}", "{}%", "{} million", "about {}"):
        positive = read_value(form.format(text))
        negative = read_value(form.format("-" + text))
        if number:
            assert [-layer.interval for layer in positive.layers] == [
                layer.interval for layer in negative.layers
            ]


OTHERS = (
    "hundred thousand million billion dozen half third quarter thirds first second fifth and a"
    " an of in to or between from more than less at least up down fell by by increase times as"
    " many twice tenfold percent per cent pc p.c. points dollars years year month decade decades days"
    " several few dozens hundreds many couple number most all none people girls the total k m"
    " bn USD EUR - – — / : , . % $ € US$ ½ + 5 10 3 17 2,000 1.5 57th 1,23 0 00 . ' ( İ"
)
PIECES = st.sampled_from(
    [*(hedge.words for hedge in DEFAULT_HEDGES), *SMALL_WORDS, *TEN_WORDS, *OTHERS.split()]
)
PHRASES = st.lists(st.tuples(PIECES, st.sampled_from(["", " ", " ", "\u00a0"])), max_size=7).map(
    lambda parts: "".join(piece + gap for piece, gap in parts)
)
PRECISIONS = st.sampled_from(["", "", "exact", "2 significant", "1 decimal", "nonsense"])
UNITS = st.sampled_from(["", "", "%", "million USD", "years", "people", "$ € %", " "])


def checked(text: str, precision: str = "", unit: str = "") -> Reading | None:
    """The reading, or none for a refusal whose place is in the text."""
    try:
        return read_value(text, precision=precision, unit=unit)
    except UnreadableValueError as error:
        refusal = error
    assert 0 <= refusal.start <= refusal.end <= len(text)
    assert str(refusal)
    return None


@given(st.text(max_size=40) | PHRASES, PRECISIONS, UNITS)
@example("İİİ 5", "", "")
@example("(" * 150, "", "")
@example("a" * 10**6, "", "")
@example("one " * 50, "", "")
@example("5 hundred thousand million billion trillion", "", "")
@example("²", "", "")
@example("٣٠", "", "")
@example("3:0", "", "")
@example("0/0", "", "")
@example("1/0", "", "")
@example("less than nil years", "", "")
@example("about 0", "", "")
def test_any_text_is_read_or_refused_at_a_place_in_it(text: str, precision: str, unit: str) -> None:
    """Nothing else is raised; and what is read has sound layers."""
    reading = checked(text, precision, unit)
    if reading is None:
        return
    assert reading.text == text
    assert reading.kind in KINDS
    assert not reading.layers[0].assumes or reading.layers[0].assumes == {VAGUE}
    assert not reading.likely.is_empty
    for wider, narrower in zip(reading.layers, reading.layers[1:], strict=False):
        assert narrower.interval <= wider.interval
        assert wider.assumes < narrower.assumes <= {ROUNDED, EXACT, HEDGE, VAGUE}
    assert (reading.widest, reading.likely) == (
        reading.layers[0].interval,
        reading.layers[-1].interval,
    )
    assert reading.describe()
    if reading.kind == "duration":
        assert reading.unit in DURATION_UNITS
        days_of(reading.widest, reading.unit)


@given(PHRASES)
def test_case_dashes_and_quotes_make_no_difference(text: str) -> None:
    """Save for codes of currencies and the letters M and B, which are written large."""
    for other in (text.replace("-", "–"), text.replace("–", "−"), text.replace("'", "’")):
        one, two = checked(text), checked(other)
        assert (one is None) == (two is None)
        assert one is None or two is None or one.layers == two.layers
    assert read_value("TWENTY-ONE").likely == read_value("twenty–one").likely


# --- Tokens ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "quote"),
    [
        ("4", "a 4-year plan"),
        ("17", "won 17–7"),
        ("7", "won 17–7"),
        ("$51.6 million", "with a $51.6 million budget"),
        ("11.5 million", "US$11.5 million in grants"),
        ("$11.5 million", "US$11.5 million in grants"),
        ("94%", "and 94% are nationals"),
        ("13-member", "by a 13-member international board"),
        ("13", "by a 13-member international board"),
        ("About half", "about half the group"),
        ("5 million", "5\u00a0million"),
        ("ten years’", "ten years' prison"),
        ("three-year", "a three–year agreement"),
        ("4,000", "nearly 4,000 victims."),
        ("1\u00a0234", "some 1,234 people"),
        ("Kenya", "violence (Kenya.)"),
        ("-3%", "fell −3% then"),
        ("twelve", "At least twelve of the"),
        ("12", "10,12,13"),
        ("US", "the U.S. government"),
    ],
)
def test_a_quote_holds_the_value(value: str, quote: str) -> None:
    assert value_in_quote(value, quote)


@pytest.mark.parametrize(
    ("value", "quote"),
    [
        ("4", "24 people"),
        ("4", "4,000 people"),
        ("4", "4.5 people"),
        ("5 million", "11.5 million"),
        ("57", "the 57th"),
        ("3%", "fell −3% then"),
        ("1", "1/3 of them"),
        ("2", "2½ years"),
        ("more than 700", "more or 700 than"),
        ("one", "none"),
        ("30 total", "30 in total"),
        ("", "anything"),
        ("…", "anything …"),
        ("5", "B5 paper"),
    ],
)
def test_a_quote_does_not_hold_a_part_of_a_token(value: str, quote: str) -> None:
    assert not value_in_quote(value, quote)


@given(st.text(max_size=30))
def test_every_text_with_tokens_holds_itself(text: str) -> None:
    assert value_in_quote(text, text) == bool(tokens(text))


WRITTEN = st.text(alphabet="aB1.5,-$% /½'’u\u00a0\n", max_size=6)


@given(WRITTEN, WRITTEN, WRITTEN)
def test_a_value_is_in_a_quote_token_by_token(before: str, value: str, after: str) -> None:
    """However it stands there: between spaces, or beside other letters, digits and signs."""
    for quote in (f"{before}{value}{after}", f"{before} {value} {after}"):
        sought, there = tokens(value), tokens(quote)
        windows = [there[at : at + len(sought)] for at in range(len(there))]
        assert value_in_quote(value, quote) == (bool(sought) and sought in windows)


@given(st.lists(st.from_regex(r"[a-z]{1,5}|[1-9][0-9]{0,3}", fullmatch=True), min_size=1))
def test_words_and_numbers_are_their_own_tokens(words: list[str]) -> None:
    assert tuple(words) == tokens(" ".join(words))
    assert tuple(words) == tokens("–".join(words).upper())


# --- Printing --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Fraction(51_600_000), "51,600,000"),
        (Fraction(9215, 100), "92.15"),
        (Fraction(1, 3), "1/3"),
        (Fraction(-1, 2), "-0.5"),
        (Fraction(0), "0"),
        (Fraction(1, 10**6), "0.000001"),
        (Fraction(1, 10**7), "1/10,000,000"),
        (Fraction(-4000, 3), "-4,000/3"),
    ],
)
def test_a_number_is_printed_exactly(number: Fraction, text: str) -> None:
    assert text == format_number(number)


@given(st.integers(-(10**15), 10**15), st.integers(0, 6))
def test_a_printed_decimal_reads_back(number: int, places: int) -> None:
    value = Fraction(number, 10**places)
    text = format_number(value)
    assert Decimal(text.replace(",", "")) == Decimal(number).scaleb(-places)
    assert read_value(text, precision="exact").likely == Interval.point(value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("$51.6 million", "[51.55, 51.65] million USD"),
        ("30", "exactly 30"),
        ("more than 700", "more than 700"),
        ("less than 1 percent", "less than 1%"),
        ("38%", "[37.5, 38.5] %"),
        ("half", "[45, 55] %"),
        ("all", "exactly 100%"),
        ("over 25 years", "more than 25 years"),
        ("at least one year", "at least 1 year"),
        ("57th", "57th"),
        ("twelfth", "12th"),
        ("first", "1st"),
        ("twenty-second", "22nd"),
        ("111th", "111th"),
        ("113th", "113th"),
        ("121st", "121st"),
        ("nearly 4,000", "[3,600, 4,000)"),
        ("down 3%", "down [2.5, 3.5] %"),
        ("twice as many", "exactly 2 times"),
    ],
)
def test_a_reading_describes_itself(text: str, words: str) -> None:
    assert words == read_value(text).describe()


def test_intervals_without_numbers_are_named() -> None:
    assert format_interval(EVERYTHING) == "any number"
    assert format_interval(Interval.closed(2, 1)) == "no number"
    assert (
        format_interval(Interval(Fraction(1), Fraction(2), lower_open=True), "USD") == "(1, 2] USD"
    )


@pytest.mark.parametrize(
    ("interval", "unit", "words"),
    [
        (Interval(Fraction(103), Fraction(109), upper_open=True), "%", "from 103 to below 109%"),
        (Interval.closed(97, 103), "%", "from 97 to 103%"),
        (Interval(Fraction(65), Fraction(74), lower_open=True), "", "above 65 and at most 74"),
        (
            Interval(Fraction(1), Fraction(2), lower_open=True, upper_open=True),
            "day",
            "above 1 and below 2 days",
        ),
        (Interval.closed(9_633_000, 9_937_500), "GBP", "from 9.633 to 9.9375 million GBP"),
        (Interval.point(1), "week", "exactly 1 week"),
        (Interval.at_least(700, open_=True), "", "more than 700"),
        (Interval.at_most(5), "%", "at most 5%"),
        (EVERYTHING, "", "any number"),
        (Interval.closed(2, 1), "", "no number"),
    ],
)
def test_an_interval_is_told_without_brackets(interval: Interval, unit: str, words: str) -> None:
    assert told_interval(interval, unit) == words


def test_intervals_are_rounded_in_their_magnitude() -> None:
    """So that two amounts of some millions are both told in millions."""
    long = Interval(Fraction(650_000_000, 53), Fraction(165_000_000, 13), upper_open=True)
    assert told_interval(rounded_outwards(long), "GBP") == "from 12.264 to below 12.693 million GBP"
    short = Interval.closed(Fraction(1, 3), Fraction(2, 3))
    assert rounded_outwards(short) == Interval.closed(Fraction("0.333"), Fraction("0.667"))
    assert rounded_outwards(EVERYTHING) == EVERYTHING


# --- Days ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("more than 25 years", Interval.at_least(25 * 365, open_=True)),
        ("within 20 years", Interval.closed(0, 20 * 366)),
        ("less than 3 months", Interval(Fraction(0), Fraction(93), upper_open=True)),
        ("between 2 and 3 weeks", Interval.closed(14, 21)),
        ("at least 36 hours", Interval.at_least(Fraction(3, 2))),
    ],
)
def test_a_duration_is_bounded_in_days(text: str, days: Interval) -> None:
    reading = read_value(text)
    assert days == days_of(reading.widest, reading.unit)


def test_half_a_year_anywhere_in_a_calendar_is_within_its_days() -> None:
    """January to June has 181 days, July to December 184."""
    half = days_of(Interval.point(Fraction(1, 2)), "year")
    assert 181 in half
    assert 184 in half


@given(st.integers(0, 200), st.integers(0, 11))
def test_whole_months_of_any_calendar_are_within_their_days(months: int, start: int) -> None:
    """An independent count: twelve lengths of months, in a leap year and in another."""
    for february in (28, 29):
        lengths = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        total = sum(lengths[(start + month) % 12] for month in range(months))
        assert total in days_of(Interval.point(months), "month")
        if months % 12 == 0:
            assert total in days_of(Interval.point(months // 12), "year")


def test_days_of_another_unit_is_a_mistake_of_the_program() -> None:
    with pytest.raises(KeyError):
        days_of(Interval.point(1), "fortnight")
