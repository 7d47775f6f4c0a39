"""Two amounts that are one value: `5 to 10`, `39% ± 3`, `one in three`.

Knows nothing of the words around them.
"""

from __future__ import annotations

import attrs

from ijmfacts.values.amounts import Amount, read_amount, with_unit_asked
from ijmfacts.values.figures import in_percent
from ijmfacts.values.lexemes import Cursor
from ijmfacts.values.number_words import SCALES
from ijmfacts.values.printing import format_number
from ijmfacts.values.unit_words import FAMILIES


def in_one_unit(cursor: Cursor, low: Amount, high: Amount) -> tuple[Amount, Amount]:
    """The ends of a range, each with the magnitude and unit that only the other prints."""
    if low.figure.scale == 1 < high.figure.scale and low.kind in ("", "money"):
        mantissa = high.figure.value / high.figure.scale
        if low.figure.value < mantissa:
            low = attrs.evolve(low, figure=low.figure.times(high.figure.scale))
    if not low.kind:
        low = attrs.evolve(low, kind=high.kind, unit=high.unit)
    elif not high.kind:
        high = attrs.evolve(high, kind=low.kind, unit=low.unit)
    if (low.kind, low.unit) == (high.kind, high.unit):
        return low, high
    for family in FAMILIES:
        if low.unit in family and high.unit in family:
            smallest = min(low.unit, high.unit, key=family.__getitem__)
            low, high = (
                attrs.evolve(
                    end,
                    figure=end.figure.times(family[end.unit] // family[smallest]),
                    unit=smallest,
                )
                for end in (low, high)
            )
            return low, high
    raise cursor.refusal(
        "the two ends of the range have different units",
        "give both ends in one unit",
        start=low.start,
        end=high.end,
    )


def second_end(cursor: Cursor, unit: str) -> Amount | None:
    """The amount after `-`, `to` or `or`; none where the words go on otherwise."""
    back = cursor.at
    ahead = cursor.joined()
    if cursor.word(ahead) in ("to", "or", "until"):
        ahead += 1
        ahead += cursor.word(ahead) == "-"
    if not ahead:
        return None
    cursor.at += ahead
    amount = read_amount(cursor)
    if amount is None or amount.kind == "ordinal":
        cursor.at = back
        return None
    return with_unit_asked(cursor, amount, unit)


def spread_around(cursor: Cursor, middle: Amount, unit: str) -> tuple[Amount, Amount | None]:
    """The two ends of `39% ± 3`; the amount alone where no spread stands after it."""
    back = cursor.at
    closes = cursor.word() == "("
    cursor.at += closes
    if cursor.word() == "±":
        cursor.at += 1
    elif (cursor.word(), cursor.word(1), cursor.word(2)) == ("+", "/", "-"):
        cursor.at += 3
    else:
        cursor.at = back
        return middle, None
    spread = read_amount(cursor)
    if closes and cursor.word() == ")":
        cursor.at += 1
    if spread is None or spread.kind == "ordinal" or spread.figure.value < 0:
        cursor.at = back
        return middle, None
    spread = with_unit_asked(cursor, spread, unit)
    if middle.unit == spread.unit == "%":
        spread = attrs.evolve(spread, kind=middle.kind)
    middle, spread = in_one_unit(cursor, middle, spread)
    width = spread.figure.value
    low, high = (
        attrs.evolve(
            middle,
            figure=attrs.evolve(middle.figure, value=middle.figure.value + by),
            end=spread.end,
        )
        for by in (-width, width)
    )
    return low, high


def share_of(cursor: Cursor, amount: Amount) -> Amount:
    """The amount as a share, where it stands in `one in three` or `3 out of 10`."""
    if amount.kind or amount.figure.value < 0:
        return amount
    back = cursor.at
    cursor.at += cursor.joined()
    for words in (("out", "of", "every"), ("out", "of"), ("in", "every"), ("of", "every"), ("in",)):
        if all(cursor.word(ahead) == word for ahead, word in enumerate(words)):
            break
    else:
        cursor.at = back
        return amount
    cursor.at += len(words)
    cursor.at += cursor.joined()
    if cursor.word() == "a" and cursor.word(1) not in SCALES:
        cursor.at = back
        return amount
    whole = read_amount(cursor)
    if whole is None or whole.kind or not whole.figure.whole:
        cursor.at = back
        return amount
    size = whole.figure.value
    tens = str(size).strip("0") == "1"
    if size <= 0 or amount.figure.value > size or (words == ("in",) and size >= 1000 and not tens):
        raise cursor.refusal(
            f"{format_number(amount.figure.value)} of {format_number(size)} is no share",
            "give each number as the value of its own claim",
            start=amount.start,
            end=whole.end,
        )
    figure = in_percent(amount.figure, size)
    if amount.figure.whole and not amount.figure.measured:
        figure = attrs.evolve(figure, style="fraction", coarse=None)
    return attrs.evolve(
        amount, figure=attrs.evolve(figure, whole=False), kind="share", unit="%", end=whole.end
    )
