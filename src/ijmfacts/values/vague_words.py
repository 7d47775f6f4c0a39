"""Vague words with the least that each usually means: `dozens`, `several hundred`, `most`.

Knows nothing of numbers that are told.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

import attrs

from ijmfacts.intervals import Interval
from ijmfacts.shapes import Shape
from ijmfacts.values.currencies import read_currency_after
from ijmfacts.values.durations import UNIT_WORDS
from ijmfacts.values.lexemes import Cursor, by_first_word
from ijmfacts.values.number_words import SCALES

_VAGUE_WORDS: Final = {
    tuple(words.split()): least
    for words, least in (
        ("several", 3),
        ("many", 3),
        ("numerous", 3),
        ("countless", 3),
        ("multiple", 2),
        ("various", 2),
        ("a number of", 2),
        ("a large number of", 3),
        ("large numbers of", 3),
        ("a series of", 2),
        ("a group of", 2),
        ("a handful of", 2),
        ("a handful", 2),
        ("a variety of", 2),
        ("a few", 2),
        ("few", 2),
        ("a couple of", 2),
        ("a couple", 2),
        ("couple of", 2),
        ("a lot of", 3),
        ("a lot", 3),
        ("lots of", 3),
        ("tens", 20),
        ("dozens", 24),
        ("scores", 40),
        ("hundreds", 200),
        ("thousands", 2000),
        ("millions", 2 * 10**6),
        ("billions", 2 * 10**9),
        ("trillions", 2 * 10**12),
        ("some", 1),
    )
}
"""Vague words, each with the least that it usually means."""
_PAIRS: Final = frozenset({"couple"})
"""Vague words that usually mean the number itself, and no more."""
_VAGUE_SHARES: Final = {
    tuple(words.split()): interval
    for words, interval in (
        ("most", Interval(Fraction(50), Fraction(100), lower_open=True)),
        ("a majority", Interval(Fraction(50), Fraction(100), lower_open=True)),
        ("the majority", Interval(Fraction(50), Fraction(100), lower_open=True)),
        ("majority", Interval(Fraction(50), Fraction(100), lower_open=True)),
        ("a minority", Interval(Fraction(0), Fraction(50), upper_open=True)),
    )
}
_VAGUE_PHRASES: Final = by_first_word({**_VAGUE_WORDS, **_VAGUE_SHARES})


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Vague(Shape):
    """A vague word's usual meaning."""

    interval: Interval
    kind: str
    unit: str = ""


def read_vague(cursor: Cursor) -> Vague | None:
    """A vague word with what it usually means: `several hundred`, `tens of thousands`."""
    unit_word = cursor.word()
    if unit_word in UNIT_WORDS and unit_word.endswith("s") and len(unit_word) > 4:
        return _read_vague_duration(cursor, Fraction(2), pair=False)
    found = cursor.phrase(_VAGUE_PHRASES)
    if found is None:
        return None
    size, meaning = found
    first, second = cursor.word(), cursor.word(1)
    cursor.at += size
    if isinstance(meaning, Interval):
        return Vague(interval=meaning, kind="share", unit="%")
    least = Fraction(int(str(meaning)))
    pair = bool(_PAIRS & {first, second})
    while True:
        ahead = 1 if cursor.word() == "of" else 0
        word = cursor.word(ahead)
        scale = SCALES.get(word) or SCALES.get(word.removesuffix("s"))
        if not scale:
            break
        least *= scale
        cursor.at += ahead + 1
    if cursor.word() in UNIT_WORDS:
        return _read_vague_duration(cursor, least, pair=pair)
    interval = Interval.point(least) if pair else Interval.at_least(least)
    back = cursor.at
    if cursor.word() == "of":
        cursor.at += 1
    currency = read_currency_after(cursor)
    if currency:
        return Vague(interval=interval, kind="money", unit=currency)
    cursor.at = back
    return Vague(interval=interval, kind="number")


def _read_vague_duration(cursor: Cursor, least: Fraction, *, pair: bool) -> Vague:
    """`several years`, `decades`."""
    unit, factor = UNIT_WORDS[cursor.word()]
    cursor.at += 1
    least *= factor
    interval = Interval.point(least) if pair else Interval.at_least(least)
    return Vague(interval=interval, kind="duration", unit=unit)
