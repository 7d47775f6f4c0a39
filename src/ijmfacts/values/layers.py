"""How wide a figure is read: the layers of a plain, a precise, a bounded and a hedged one.

Knows nothing of words.
"""

from __future__ import annotations

import re
from fractions import Fraction

from ijmfacts.intervals import EVERYTHING, Interval
from ijmfacts.values.figures import Figure
from ijmfacts.values.hedges import ABOVE, BELOW, FROM, Hedge
from ijmfacts.values.readings import EXACT, HEDGE, ROUNDED, Layer, UnreadableValueError


def layer_of(interval: Interval, *assumes: str) -> Layer:
    """The layer of an interval that needs these assumptions."""
    return Layer(interval, frozenset(assumes))


def _printed_so(value: Fraction, step: Fraction) -> Interval:
    """All numbers that some habit prints so: half up, half to even, or truncated."""
    if value < 0:
        return -_printed_so(-value, step)
    if value == 0:
        return Interval(-step, step, lower_open=True, upper_open=True)
    return Interval(value - step / 2, value + step, upper_open=True)


def _nearest(value: Fraction, step: Fraction) -> Interval:
    """All numbers to which none of its kind is nearer (XBRL Calculations 1.1: closed)."""
    return Interval.closed(value - step / 2, value + step / 2)


def plain_layers(figure: Figure, kind: str) -> tuple[Layer, ...]:
    """The layers of a figure without bound or hedge."""
    value, step = figure.value, figure.step
    point = layer_of(Interval.point(value))
    if kind == "ordinal" or (figure.style == "fraction" and not 0 < value < 100):
        return (point,)
    if figure.style == "fraction":
        return roughly(value, step) if kind == "share" else (point,)
    coarse = None if kind in ("share", "points") else figure.coarse
    if kind in ("share", "points", "money", "duration", "size", "rate"):
        pass
    elif figure.style == "words":
        if not figure.measured:
            return (point,)
        return (
            layer_of(_printed_so(value, coarse or step)),
            layer_of(Interval.point(value), EXACT),
        )
    elif not figure.measured:
        if coarse is None:
            return (point,)
        return (layer_of(_printed_so(value, coarse)), layer_of(Interval.point(value), EXACT))
    if coarse is None:
        return (layer_of(_printed_so(value, step)), layer_of(_nearest(value, step), ROUNDED))
    return (
        layer_of(_printed_so(value, coarse)),
        layer_of(_printed_so(value, step), EXACT),
        layer_of(_nearest(value, step), EXACT, ROUNDED),
    )


def roughly(value: Fraction, step: Fraction) -> tuple[Layer, ...]:
    """The layers of a number told in few parts: to a part, and with the width of a hedge.

    Who says that two thirds are women says so of 13 in 19, and what grew from 49 to 101 doubled.
    """
    wide = _printed_so(value, step)
    narrow = Interval.closed(value * Fraction(9, 10), value * Fraction(11, 10))
    if wide <= narrow:
        return (layer_of(wide),)
    return (layer_of(wide), layer_of(wide & narrow, HEDGE))


def precise_layers(figure: Figure, precision: str, text: str) -> tuple[Layer, ...]:
    """The layers of a figure whose precision is said."""
    value = figure.value
    if precision == "exact":
        return (layer_of(Interval.point(value)),)
    match = re.fullmatch(r"(-?[0-9]{1,2}) (significant|decimals?)", precision)
    number = int(match.group(1)) if match else 0
    if match is None or (match.group(2) == "significant" and number < 1):
        raise UnreadableValueError(
            f"`{precision}` is no precision",
            start=0,
            end=len(text),
            hint="one of: exact, 2 significant, 1 decimal",
        )
    if match.group(2) != "significant":
        step = Fraction(10) ** -number * figure.scale
    elif value == 0:
        step = figure.step
    else:
        step = Fraction(10) ** (_exponent(abs(value)) + 1 - number)
    return (layer_of(_printed_so(value, step)), layer_of(_nearest(value, step), ROUNDED))


def _exponent(value: Fraction) -> int:
    """The exponent of the first digit: 2 for 100 to 999, -1 for 0.1 to 0.99."""
    exponent = len(str(value.numerator)) - len(str(value.denominator))
    return exponent if value >= Fraction(10) ** exponent else exponent - 1


def bounded(value: Fraction, does: str, kind: str) -> Interval:
    """The one-sided interval of a bound; a duration or a size has 0 as its other end."""
    if does in (ABOVE, FROM):
        return Interval.at_least(value, open_=does == ABOVE)
    least = Fraction(0) if kind in ("duration", "size") and value > 0 else None
    return Interval(least, value, upper_open=does == BELOW)


def hedged_layers(low: Fraction, high: Fraction, hedge: Hedge) -> tuple[Layer, ...]:
    """The layers of a hedged value, or of a hedged range; negative ones mirror."""
    if high < 0 or (low < 0 and high <= 0):
        mirrored = hedged_layers(-high, -low, hedge)
        return tuple(Layer(-layer.interval, layer.assumes) for layer in mirrored)
    nonnegative = low >= 0
    lower, upper = low - abs(low) * hedge.below, high + abs(high) * hedge.above
    if not hedge.above:
        wide = Interval.at_most(high, open_=True)
        narrow = Interval(lower, high, upper_open=True)
    elif not hedge.below:
        wide = Interval.at_least(low, open_=True)
        narrow = Interval(low, upper, lower_open=True)
    else:
        wide = Interval.at_least(0) if nonnegative else EVERYTHING
        narrow = Interval(lower, upper)
    if narrow.is_empty:
        # A hedged zero has no width: what the words alone say is all there is.
        return (layer_of(wide),)
    return (layer_of(wide), layer_of(narrow, HEDGE))


def hedged_bound(value: Fraction, does: str, kind: str, hedge: Hedge) -> tuple[Layer, ...]:
    """The layers of a bound that is itself hedged: `at least about 40`."""
    width = abs(value) * (hedge.below if does in (ABOVE, FROM) else hedge.above)
    moved = value - width if does in (ABOVE, FROM) else value + width
    wide = Interval.at_least(0) if value >= 0 and does in (ABOVE, FROM) else EVERYTHING
    return (layer_of(wide), layer_of(bounded(moved, does, kind), HEDGE))
