"""A number with its sign, currency, magnitude and unit.

Knows nothing of the words around it.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

import attrs

from ijmfacts.shapes import Shape
from ijmfacts.values.currencies import currency_at, read_currency_after, read_currency_before
from ijmfacts.values.durations import DURATION_UNITS
from ijmfacts.values.figures import Figure, in_percent, read_digits, sized
from ijmfacts.values.letters import FRACTIONS
from ijmfacts.values.lexemes import Cursor
from ijmfacts.values.number_words import SCALES, SHORT, SPECIAL, read_and_a_half, read_words
from ijmfacts.values.unit_words import (
    FAMILIES,
    PERCENT_PHRASES,
    percent_here,
    unit_asked,
    unit_here,
)

_MONEY_SHORT: Final = {"m": 10**6, "b": 10**9, "t": 10**12}


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Amount(Shape):
    """A figure with its unit: `kind` is empty where nothing printed says what it is."""

    figure: Figure
    kind: str = ""
    unit: str = ""
    start: int
    end: int


def read_amount(cursor: Cursor) -> Amount | None:
    """A number with its sign, currency, magnitude and unit; none where no number stands."""
    back = cursor.at
    start = cursor.start
    sign = _read_sign(cursor)
    currency = read_currency_before(cursor)
    if sign == 1:
        sign = _read_sign(cursor) if currency else 1
    figure: Figure | None
    if cursor.sort() == "number":
        figure = read_digits(cursor)
    elif cursor.word() in FRACTIONS:
        figure = Figure(value=FRACTIONS[cursor.word()], style="fraction", whole=False)
        figure = attrs.evolve(figure, step=Fraction(1, figure.value.denominator))
        cursor.at += 1
    elif cursor.word() in SPECIAL and sign == 1 and not currency:
        value, kind = SPECIAL[cursor.word()]
        cursor.at += 1
        figure = Figure(
            value=Fraction(value),
            style="fraction" if kind else "words",
            whole=Fraction(value).denominator == 1,
        )
        return Amount(
            figure=figure,
            kind=kind,
            unit="%" if kind == "share" else "",
            start=start,
            end=cursor.last_end,
        )
    else:
        figure = read_words(cursor)
    if figure is None and cursor.word() in ("a", "an") and unit_here(cursor, 1, digits=False):
        cursor.at += 1
        figure = Figure(value=Fraction(1), style="words")
    if figure is None:
        if currency:
            raise cursor.refusal(
                "a currency without a number",
                "write the amount after it",
                start=start,
                end=cursor.last_end,
            )
        cursor.at = back
        return None
    if figure.style == "ordinal":
        if sign < 0 or currency:
            raise cursor.refusal(
                "an ordinal is neither negative nor money",
                "write the number without its ending",
                start=start,
                end=cursor.last_end,
            )
        return Amount(figure=figure, kind="ordinal", start=start, end=cursor.last_end)
    figure, kind, unit_ = _read_unit(cursor, figure, currency)
    if sign < 0:
        figure = attrs.evolve(figure, value=-figure.value)
    return Amount(figure=figure, kind=kind, unit=unit_, start=start, end=cursor.last_end)


def _read_sign(cursor: Cursor) -> int:
    """-1 past a minus, else 1, past a plus too."""
    if cursor.word() in ("+", "±") and (cursor.sort(1) in ("number", "money")):
        cursor.plus = cursor.word() == "+"
        cursor.at += 1
        return 1
    if cursor.word() in ("-", "minus", "negative"):
        cursor.at += 1
        return -1
    return 1


def _read_unit(cursor: Cursor, figure: Figure, currency: str) -> tuple[Figure, str, str]:
    """The figure with its magnitude, what kind of value it is, and in which unit."""
    if figure.style == "fraction":
        figure = _read_fraction_of_what(cursor, figure)
    figure = _read_magnitude(cursor, figure, money=bool(currency))
    after = read_currency_after(cursor)
    if after and currency and after != currency and not (after == "USD" and currency.endswith("D")):
        raise cursor.refusal(
            f"one amount in {currency} and in {after}",
            "give the amount as it is printed, in one currency",
            start=cursor.lexemes[0].start,
            end=cursor.last_end,
        )
    currency = currency or after
    if currency:
        return _unfractioned(figure), "money", currency
    ahead = cursor.joined()
    percent = percent_here(cursor, ahead, figure.value)
    if percent:
        cursor.at += ahead + percent[0]
        return _unfractioned(figure), percent[1], "%"
    if unit_here(cursor, ahead, digits=figure.style == "digits"):
        figure, unit = _read_in_units(cursor, figure)
        return figure, "duration" if unit in DURATION_UNITS else "size", unit
    if figure.style == "fraction":
        if cursor.word(ahead) == "as" and cursor.word(ahead + 1):
            return figure, "ratio", ""
        return in_percent(figure, 1), "share", "%"
    return figure, "", ""


def _unfractioned(figure: Figure) -> Figure:
    """Half a percent is a measured half, and no longer a fraction of something."""
    if figure.style != "fraction":
        return figure
    return attrs.evolve(figure, style="words", measured=True)


def _read_fraction_of_what(cursor: Cursor, figure: Figure) -> Figure:
    """`half a million`, `half an hour`: the fraction is of one such; else it is a share."""
    ahead = cursor.joined()
    if cursor.word(ahead) == "of":
        ahead += 1
    if cursor.article(ahead) or (
        cursor.word(ahead) == "1" and cursor.phrase(PERCENT_PHRASES, ahead + 1)
    ):
        ahead += 1
    word = cursor.word(ahead)
    if word in SCALES:
        cursor.at += ahead + 1
        size = SCALES[word]
        figure = attrs.evolve(figure.times(size, measured=size != 12), style="words")
        return attrs.evolve(figure, whole=figure.value.denominator == 1)
    singular = unit_here(cursor, ahead, digits=False) and not word.endswith("s")
    if singular or cursor.phrase(PERCENT_PHRASES, ahead):
        cursor.at += ahead
        return attrs.evolve(figure, style="words", measured=True)
    return figure


def _read_magnitude(cursor: Cursor, figure: Figure, *, money: bool) -> Figure:
    """The figure with the magnitude words after it."""
    if figure.style == "words" and figure.whole:
        # Its magnitude words are among its number words.
        return figure
    last = 0
    while (size := SCALES.get(cursor.word(cursor.joined()), 0)) > last:
        cursor.at += cursor.joined() + 1
        figure = figure.times(size, measured=size != 12)
        last = size
    if not last and (size := _short_magnitude(cursor, cursor.word(), money=money)):
        cursor.at += 1
        return figure.times(size)
    return read_and_a_half(cursor, figure) if last >= 10**3 else figure


def _short_magnitude(cursor: Cursor, word: str, *, money: bool) -> int:
    """The size of a magnitude abbreviation here, or 0."""
    if cursor.sort() != "word":
        return 0
    printed = cursor.printed()
    scale, kind, name = cursor.asked
    money = money or kind == "money" or currency_at(cursor, 1)
    if word in SHORT and (cursor.attached() or len(word) > 1 or money):
        return SHORT[word]
    if word in _MONEY_SHORT and money:
        return _MONEY_SHORT[word]
    if word in _MONEY_SHORT and cursor.attached() and word != "t":
        if word == name:
            return 0
        if printed in ("M", "B") or scale == _MONEY_SHORT[word]:
            return _MONEY_SHORT[word]
        raise cursor.refusal(
            f"`{printed}` after a number can mean several things",
            "say which in `unit`: `million`, `metres`",
        )
    return 0


def _read_in_units(cursor: Cursor, figure: Figure) -> tuple[Figure, str]:
    """A figure in one unit: `two years and three months`, `a year and a half`, `5 ft 10 in`."""
    cursor.at += cursor.joined()
    here = unit_here(cursor, 0)
    assert here is not None  # noqa: S101 - the caller has looked
    size, unit, factor = here
    cursor.at += size
    figure = figure if unit in DURATION_UNITS else sized(figure)
    if (
        cursor.word() == "."
        and cursor.at >= 1
        and cursor.lexemes[cursor.at - 1].text
        in (
            "yr",
            "yrs",
            "hr",
            "hrs",
            "min",
            "mins",
            "sec",
            "secs",
        )
    ):
        cursor.at += 1
    figure = attrs.evolve(figure, scale=Fraction(1))
    figure = read_and_a_half(cursor, figure).times(factor, measured=True)
    while True:
        back = cursor.at
        cursor.at += cursor.joined()
        while cursor.word() == "," or cursor.joining_and():
            cursor.at += 1
        cursor.at += cursor.joined()
        more = read_digits(cursor) if cursor.sort() == "number" else read_words(cursor)
        ahead = cursor.joined()
        here = None
        if more is not None and more.style in ("digits", "words"):
            here = unit_here(cursor, ahead, digits=more.style == "digits")
        if more is None or here is None:
            cursor.at = back
            return figure, unit
        length, smaller, size = here
        sizes = next((family for family in FAMILIES if unit in family), {})
        if smaller not in sizes or sizes[smaller] >= sizes[unit]:
            raise cursor.refusal(
                f"`{cursor.printed(ahead)}` cannot be added to what stands before it",
                "give a duration in one unit, or in years and months, or in days and hours",
                start=cursor.start,
                end=cursor.lexemes[cursor.at + ahead].end,
            )
        cursor.at += ahead + length
        more = more.times(size, measured=True)
        ratio = sizes[unit] // sizes[smaller]
        figure = attrs.evolve(
            more,
            value=figure.value * ratio + more.value,
            coarse=None,
            scale=Fraction(1),
            whole=figure.whole and more.whole,
        )
        unit = smaller


def with_unit_asked(cursor: Cursor, amount: Amount, unit: str) -> Amount:
    """The amount in the unit that stands away from the figure.

    Raises:
        UnreadableValueError: the text has another unit.
    """
    if not unit or amount.kind in ("ordinal", "ratio"):
        return amount
    scale, kind, name = unit_asked(unit)
    if not amount.kind:
        figure = sized(amount.figure) if kind == "size" else amount.figure
        if scale != 1 and figure.scale == 1:
            figure = figure.times(scale)
        return attrs.evolve(amount, figure=figure, kind=kind, unit=name)
    if kind and (kind, name) != (amount.kind, amount.unit):
        raise cursor.refusal(
            f"the value is in {amount.unit}, and its `unit` says {name}",
            "leave `unit` out where the value prints its own",
            start=amount.start,
            end=amount.end,
        )
    return amount


def next_amount(cursor: Cursor, unit: str) -> Amount:
    """The next amount, in the unit asked for.

    Raises:
        UnreadableValueError: none stands here.
    """
    amount = read_amount(cursor)
    if amount is None:
        from ijmfacts.values.diagnosis import no_number  # noqa: PLC0415 - see there

        raise no_number(cursor)
    return with_unit_asked(cursor, amount, unit)
