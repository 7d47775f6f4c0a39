"""The letters and signs that values are written in, each in one spelling.

Knows nothing of words.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

HARD_SPACE: Final = "\u00a0"
_LETTERS: Final = {
    ord(old): new
    for olds, new in (
        ("\u2007\u2009\u200a\u202f", HARD_SPACE),
        ("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-"),
        ("\u2018\u2019\u201b\u02bc\u2032", "'"),
        ("\u201c\u201d\u201e\u2033", '"'),
        ("\u2044", "/"),
    )
    for old in olds
}


def plain(text: str) -> str:
    """Lower case, and one sort of dash, quote and hard space; as long as the text."""
    text = text.translate(_LETTERS)
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


FRACTIONS: Final = {
    "½": Fraction(1, 2),
    "⅓": Fraction(1, 3),
    "⅔": Fraction(2, 3),
    "¼": Fraction(1, 4),
    "¾": Fraction(3, 4),
    "⅕": Fraction(1, 5),
    "⅖": Fraction(2, 5),
    "⅗": Fraction(3, 5),
    "⅘": Fraction(4, 5),
    "⅙": Fraction(1, 6),
    "⅚": Fraction(5, 6),
    "⅛": Fraction(1, 8),
    "⅜": Fraction(3, 8),
    "⅝": Fraction(5, 8),
    "⅞": Fraction(7, 8),
}
LETTER: Final = rf"[^\W\d_{''.join(FRACTIONS)}]"
SIGNS: Final = "$£€¥₹₽₩₺₪₫₴฿₱₦₵"
GROUPED: Final = (
    rf"[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]{{1,3}}(?:{HARD_SPACE}[0-9]{{3}})+"
    r"|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}"
)
"""Digits in groups: `1,234`, `1 234` with hard spaces, `1,23,456`."""


def listed(words: str) -> tuple[str, ...]:
    """The words of a list written with spaces between them."""
    return tuple(words.split())
