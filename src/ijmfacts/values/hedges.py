"""The one table of hedges with their widths, and the phrases that bound a number.

Knows nothing of the number between them.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import Final

import attrs

from ijmfacts.shapes import Shape
from ijmfacts.values.letters import listed
from ijmfacts.values.lexemes import Phrases, by_first_word, lexemes


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Hedge(Shape):
    """A hedge and its width: by which fractions of the value the truth may lie below and above.

    With `above` 0 the truth lies strictly below the value printed ("nearly"), with `below` 0
    strictly above it ("just over"); with both the words alone say nothing about either side.
    `after`: the words stand after the number ("40 or so").
    """

    words: str
    below: Fraction
    above: Fraction
    after: bool = False


def _hedges(words: str, below: int, above: int, *, after: bool = False) -> tuple[Hedge, ...]:
    """One hedge for each of the words, with widths in percent."""
    widths = Fraction(below, 100), Fraction(above, 100)
    return tuple(
        Hedge(words=word.strip(), below=widths[0], above=widths[1], after=after)
        for word in words.split(",")
    )


DEFAULT_HEDGES: Final[tuple[Hedge, ...]] = (
    *_hedges("nearly, almost, close to, not quite, approaching, nearing, virtually", 10, 0),
    *_hedges("just under, slightly under, slightly less than, slightly fewer than", 10, 0),
    *_hedges("just below, slightly below, just less than, a little less than", 10, 0),
    *_hedges("a little under, a bit less than, just short of, just shy of", 10, 0),
    *_hedges("just over, slightly over, slightly more than, just more than", 0, 10),
    *_hedges("just above, slightly above, a little more than, a little over", 0, 10),
    *_hedges("a bit more than, a bit over", 0, 10),
    *_hedges("approximately, approx., approx, about, around, roughly, some", 10, 10),
    *_hedges("circa, c., c, ca., ca, ~, ≈, an estimated, estimated, estimated at", 10, 10),
    *_hedges("in the region of, on the order of, in the order of, somewhere around", 10, 10),
    *_hedges("more or less, give or take", 10, 10),
    *_hedges(
        "or so, or thereabouts, more or less, give or take, approximately", 10, 10, after=True
    ),
    *_hedges("odd, ish", 10, 10, after=True),
)
"""The one table of hedges, widths as fractions of the value printed."""


# What a phrase before or after a number does to it.
ABOVE, FROM, BELOW, TO, EXACTLY, FILLER, AGE = (
    "above",
    "from",
    "below",
    "to",
    "exactly",
    "filler",
    "age",
)


def _phrases(does: str, phrases: str) -> dict[tuple[str, ...], str]:
    """The phrases of a list with commas, by their words, each with what it does to a number."""
    return {listed(phrase): does for phrase in phrases.split(",")}


_BEFORE_PHRASES: Final = {
    **_phrases(ABOVE, "more than, over, above, in excess of, greater than, exceeding, north of"),
    **_phrases(ABOVE, "higher than, larger than, longer than, older than, beyond, upward of, >"),
    **_phrases(ABOVE, "well over, well above, far more than"),
    **_phrases(FROM, "at least, no fewer than, no less than, not fewer than, not less than"),
    **_phrases(FROM, "a minimum of, minimum of, upwards of, as few as, as little as, ≥, > ="),
    **_phrases(BELOW, "less than, under, below, fewer than, lower than, smaller than, <"),
    **_phrases(BELOW, "shorter than, younger than, well under, well below, far fewer than"),
    **_phrases(BELOW, "far less than"),
    **_phrases(TO, "up to, at most, no more than, not more than, a maximum of, maximum of, ≤"),
    **_phrases(TO, "within, as many as, as much as, no greater than, no longer than, < ="),
    **_phrases(TO, "not exceeding"),
    **_phrases(EXACTLY, "exactly, precisely"),
    **_phrases(AGE, "at the age of, the age of, age of, at age, ages, age, aged"),
    **_phrases(FILLER, "the, a total of, the total of, total of, total, in total, all"),
    **_phrases(FILLER, "all of the, only, just, other, another, an additional, additional"),
    **_phrases(FILLER, "further, a further, these, those, its, their, his, her, our, out of"),
    **_phrases(FILLER, "a record, equal to, by, of, at, each of the, for"),
}
_AFTER_PHRASES: Final = {
    **_phrases(FROM, "or more, and more, and over, or over, and above, or above, or older"),
    **_phrases(FROM, "and older, and up, or longer, or higher, or greater, plus, +, at least"),
    **_phrases(TO, "or less, or fewer, and under, or under, or below, and below, or younger"),
    **_phrases(TO, "and younger, or shorter, or lower, at most"),
}


@lru_cache(maxsize=16)
def hedged_phrases(hedges: tuple[Hedge, ...] | None) -> tuple[Phrases, Phrases]:
    """The phrases that may stand before and after a number, with these hedges among them."""
    before: dict[tuple[str, ...], object] = dict(_BEFORE_PHRASES)
    after: dict[tuple[str, ...], object] = dict(_AFTER_PHRASES)
    for hedge in DEFAULT_HEDGES if hedges is None else hedges:
        words = tuple(lexeme.text for lexeme in lexemes(hedge.words))
        if words:
            (after if hedge.after else before)[words] = hedge
    return by_first_word(before), by_first_word(after)
