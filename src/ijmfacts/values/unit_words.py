"""The units after a number: durations, shares, sizes; and what a unit beside a figure says.

Knows nothing of the number before them.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Final

from ijmfacts import units
from ijmfacts.values.currencies import CURRENCY_CODES, CURRENCY_PHRASES, CURRENCY_SIGNS
from ijmfacts.values.durations import DURATION_UNITS, UNIT_WORDS
from ijmfacts.values.lexemes import Cursor, by_first_word
from ijmfacts.values.number_words import SCALES, SHORT

FAMILIES: Final[tuple[Mapping[str, int], ...]] = (
    {"month": 1, "year": 12},
    {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800},
    *units.TOGETHER,
)
"""Units that turn into one another exactly, each family with its sizes."""
_PERCENTS: Final = ("%", "percent", "percents", "per cent", "per - cent", "pct", "pct .", "p.c.")
_PERCENT_WORDS: Final[dict[tuple[str, ...], object]] = {
    **{tuple(words.split()): "share" for words in _PERCENTS},
    **{
        tuple(f"{words} {joint}{points}".split()): "points"
        for words in (*_PERCENTS, "percentage")
        for joint in ("", "- ")
        for points in ("points", "point", "pts")
    },
    **{(words,): "points" for words in ("pp", "ppt", "ppts")},
}
"""Words for a share of a hundred, and for the difference of two such shares."""
PERCENT_PHRASES: Final = by_first_word(_PERCENT_WORDS)
_RANGE_WORDS: Final = ("and", "to", "or", "until", "-")
_SIZE_PHRASES: Final = by_first_word(units.SPELLINGS)


def percent_here(cursor: Cursor, ahead: int, figure: Fraction) -> tuple[int, str] | None:
    """How many lexemes a percentage ahead has, and whether it is of points.

    `pc` is one only after digits and at the end of a value or of one end of a range: `38pc games`
    and `38 PCs` count things. Away from its figure, where more than a hundred may be parsecs, it is
    a percentage up to a hundred, and nowhere where the unit that is asked for is another.
    """
    found = cursor.phrase(PERCENT_PHRASES, ahead)
    if found is not None:
        return found[0], str(found[1])
    if ahead or cursor.printed() != "pc" or cursor.sort(-1) != "number":
        return None
    ends = cursor.sort(1) == "" or (
        cursor.word(1) in _RANGE_WORDS and cursor.sort(2) in ("number", "money")
    )
    _, kind, name = cursor.asked
    if not ends or name != ("%" if kind else "") or (figure > 100 and not cursor.attached()):
        return None
    return 1, "share"


def unit_here(cursor: Cursor, ahead: int, *, digits: bool = True) -> tuple[int, str, int] | None:
    """How many lexemes a unit ahead has, its name, and how many of it one of them is.

    `digits`: it stands after digits, where more words are units.
    """
    word = cursor.word(ahead)
    if word in UNIT_WORDS and cursor.sort(ahead) == "word":
        return 1, *UNIT_WORDS[word]
    if cursor.printed(ahead) in units.CASED:
        return 1, units.CASED[cursor.printed(ahead)], 1
    if word == "in" and not cursor.word(ahead + 1):
        return 1, "in", 1  # and not "3 in 10"
    found = cursor.phrase(_SIZE_PHRASES, ahead)
    if found is None or (not digits and (word,) in units.AFTER_DIGITS):
        return None
    return found[0], str(found[1]), 1


def _named_here(cursor: Cursor) -> tuple[int, str, str, int] | None:
    """How many lexemes the next unit has, its kind, its name, and how many of it one of them is."""
    word, printed = cursor.word(), cursor.printed()
    percent = cursor.phrase(PERCENT_PHRASES)
    if percent:
        return percent[0], str(percent[1]), "%", 1
    if word in CURRENCY_SIGNS or printed in CURRENCY_CODES:
        return 1, "money", CURRENCY_SIGNS.get(word, printed), 1
    currency = cursor.phrase(CURRENCY_PHRASES)
    if currency:
        return currency[0], "money", str(currency[1]), 1
    here = unit_here(cursor, 0)
    if here is None:
        return None
    length, name, size = here
    return length, "duration" if name in DURATION_UNITS else "size", name, size


@lru_cache(maxsize=256)
def unit_asked(unit: str) -> tuple[Fraction, str, str]:
    """What a unit beside a figure says: the size of its magnitude, the kind of value, the unit.

    Raises:
        UnreadableValueError: it is told twice, or all but a letter of it is one.
    """
    cursor = Cursor(unit.strip())
    scale = Fraction(1)
    kind, name = "", ""
    first = ""
    while not cursor.finished:
        word = cursor.word()
        size = SCALES.get(word) or SCALES.get(word.removesuffix("s")) or SHORT.get(word)
        if size and scale == 1:
            scale = Fraction(size)
            cursor.at += 1
            continue
        if word in ("of", "in") and scale > 1:
            cursor.at += 1
            continue
        here = _named_here(cursor)
        if kind:
            if here is not None and here[1:3] == (kind, name):
                from ijmfacts.values.diagnosis import repeated  # noqa: PLC0415 - see there

                raise repeated(unit, first)
            # More than one unit is none that this room knows: it is kept as a name.
            return Fraction(1), "", unit.strip()
        if here is None:
            from ijmfacts.values.diagnosis import refuse_near_miss  # noqa: PLC0415 - see there

            refuse_near_miss(unit, word)
            return scale, "", unit.strip()[cursor.start :]
        length, kind, name, factor = here
        scale *= factor
        cursor.at += length
        first = cursor.text[: cursor.last_end]
    return scale, kind, name
