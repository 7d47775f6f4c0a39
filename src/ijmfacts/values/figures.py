"""Numbers in digits: `1,234.5`, `57th`, `2½`, `7.1/10`, and how finely each is printed.

Knows nothing of number words, and nothing of units.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

import attrs

from ijmfacts.patterns import pattern
from ijmfacts.shapes import Shape
from ijmfacts.values.letters import FRACTIONS, GROUPED, HARD_SPACE
from ijmfacts.values.lexemes import Cursor
from ijmfacts.values.readings import MOST_DIGITS

_NUMBER: Final = pattern(rf"(?:{GROUPED}|[0-9]+)?(?:\.(?P<decimals>[0-9]+))?")


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Figure(Shape):
    """A number as printed.

    `step` is one unit of its last printed digit, `coarse` one unit of its last digit that is not
    zero where trailing zeros may be rounding; `scale` is the size of its magnitude word.
    `style` is `digits`, `words`, `fraction` or `ordinal`.
    `measured`: it has decimals or a magnitude, so that it is rounded.
    """

    value: Fraction
    step: Fraction = Fraction(1)
    coarse: Fraction | None = None
    scale: Fraction = Fraction(1)
    style: str = "digits"
    whole: bool = True
    measured: bool = False

    def times(self, factor: int | Fraction, *, measured: bool = True) -> Figure:
        """The figure with a magnitude word, or in a smaller unit."""
        return attrs.evolve(
            self,
            value=self.value * factor,
            step=self.step * factor,
            coarse=None if self.coarse is None else self.coarse * factor,
            scale=self.scale * factor,
            measured=self.measured or measured,
        )


def coarse_step(value: Fraction) -> Fraction | None:
    """One unit of the last digit that is not zero, for whole numbers from 100 with zeros last."""
    number = abs(value)
    if number.denominator != 1 or number < 100 or number % 10:
        return None
    digits = str(number.numerator)
    return Fraction(10 ** (len(digits) - len(digits.rstrip("0"))))


def sized(figure: Figure) -> Figure:
    """The figure as a size, which is told in tens more often than a number of things is."""
    if figure.coarse is not None or figure.measured or figure.value % 10 or not figure.value:
        return figure
    return attrs.evolve(figure, coarse=10 * figure.step)


def in_percent(figure: Figure, whole: Fraction | int) -> Figure:
    """The figure as a share of a whole."""
    return attrs.evolve(figure.times(Fraction(100) / whole), scale=Fraction(1))


def read_digits(cursor: Cursor) -> Figure:
    """A number in digits, with what is joined to it: `57th`, `2½`, `1/3`, `1 1/2`."""
    printed = cursor.word()
    if sum(letter.isdigit() for letter in printed) > MOST_DIGITS:
        raise cursor.refusal(
            f"a number of more than {MOST_DIGITS} digits",
            "write it with a word such as `million`",
        )
    match = _NUMBER.fullmatch(printed)
    if match is None:
        from ijmfacts.values.diagnosis import number_hint  # noqa: PLC0415 - see there

        raise cursor.refusal(f"`{cursor.printed()}` is no number", number_hint(printed))
    decimals = match.group("decimals") or ""
    value = Fraction(printed.replace(",", "").replace(HARD_SPACE, ""))
    cursor.at += 1
    if cursor.sort() == "word" and cursor.attached() and cursor.word() in ("st", "nd", "rd", "th"):
        if decimals:
            raise cursor.refusal("an ordinal has no decimals", "write a whole number before `th`")
        cursor.at += 1
        return Figure(value=value, style="ordinal")
    if decimals:
        figure = Figure(
            value=value, step=Fraction(1, 10 ** len(decimals)), whole=False, measured=True
        )
        if cursor.word() == "/" and cursor.sort(1) == "number":
            cursor.at += 1
            return _read_mark(cursor, figure)
        return figure
    if cursor.word() in FRACTIONS:
        part = FRACTIONS[cursor.word()]
        cursor.at += 1
        return _mixed(value, part)
    if cursor.word() == "/" and cursor.sort(1) == "number":
        start = cursor.lexemes[cursor.at - 1].start
        cursor.at += 1
        return _read_fraction_of(cursor, value, start)
    if cursor.sort() == "number" and cursor.word(1) == "/" and cursor.sort(2) == "number":
        start = cursor.start
        above = _read_whole(cursor)
        cursor.at += 1
        part = _read_fraction_of(cursor, above, start).value
        return _mixed(value, part)
    return Figure(value=value, coarse=coarse_step(value))


def _read_whole(cursor: Cursor) -> Fraction:
    """A whole number in plain digits."""
    printed = cursor.word()
    if not printed.isascii() or not printed.isdigit() or len(printed) > MOST_DIGITS:
        raise cursor.refusal(f"`{cursor.printed()}` is no part of a fraction", "write it as `1/3`")
    cursor.at += 1
    return Fraction(int(printed))


def _read_fraction_of(cursor: Cursor, above: Fraction, start: int) -> Figure:
    """The rest of a fraction, from below its stroke."""
    below = _read_whole(cursor)
    if above > below or below == 0:
        raise cursor.refusal(
            "a fraction is at most one here",
            "write a ratio as `3:1`, a date as `when`, a number as a decimal",
            start=start,
            end=cursor.last_end,
        )
    return Figure(value=above / below, step=1 / below, style="fraction", whole=False)


def _read_mark(cursor: Cursor, figure: Figure) -> Figure:
    """The rest of a mark such as `7.1/10`, from below its stroke."""
    start = cursor.at
    below = _read_whole(cursor)
    if figure.value > below:
        cursor.at = start
        raise cursor.refusal("a mark is at most the best one", "write `7.1/10`, or one number")
    whole = Fraction(1, below)
    return attrs.evolve(figure.times(whole), scale=Fraction(1), style="fraction")


def _mixed(value: Fraction, part: Fraction) -> Figure:
    """A whole number and a fraction: rounded to the parts it is printed in."""
    step = Fraction(1, part.denominator)
    return Figure(value=value + part, step=step, whole=False, measured=True)
