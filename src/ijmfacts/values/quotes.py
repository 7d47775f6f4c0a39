"""A text as words, numbers and signs, and whether a quote holds a value.

Knows nothing of what a value means.
"""

from __future__ import annotations

from typing import Final

from ijmfacts.patterns import pattern
from ijmfacts.values.letters import FRACTIONS, GROUPED, HARD_SPACE, LETTER, SIGNS, plain

_TOKEN: Final = pattern(
    rf"(?P<abbreviation>(?:{LETTER}\.)+(?![^\W_]))"
    rf"|(?P<word>{LETTER}+[0-9]*(?:'?{LETTER}+[0-9]*)*)"
    rf"|(?:(?<![\w)%{SIGNS}])-(?=[.0-9]))?"
    rf"(?P<number>(?:(?:(?:{GROUPED})(?![0-9])|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+)"
    rf"(?:[/:][0-9]+)*[{''.join(FRACTIONS)}]?{LETTER}*)"
    rf"|(?P<mark>[{SIGNS}{''.join(FRACTIONS)}%‰~≈<>≤≥+])"
)


def tokens(text: str) -> tuple[str, ...]:
    """The words, numbers and signs of a text, in one spelling.

    Case, hard spaces, curly quotes and the sorts of dash make no difference; a dash between words
    or numbers only parts them (`4-year` is `4`, `year`), and a minus belongs to its number.
    Points in abbreviations and commas in large numbers are left out; other punctuation is dropped.
    A number keeps what is joined to it: `57th`, `11.5`, `1/3`, `1990s`.
    """
    found = []
    for match in _TOKEN.finditer(plain(text)):
        token = match.group()
        if match.lastgroup == "abbreviation":
            token = token.replace(".", "")
        elif match.lastgroup == "number":
            token = token.replace(",", "").replace(HARD_SPACE, "")
        found.append(token)
    return tuple(found)


def value_in_quote(value: str, quote: str) -> bool:
    """True where the quote holds the value, token by token (see `tokens`) and in one piece.

    `4` is not in `24` but in `4-year`, and `17` and `7` are in `17–7`.
    """
    if value[:1].isascii() and value[:1].isalnum() and f" {value} " in f" {quote} ":
        return True  # no token has a space in it
    sought, there = tokens(value), tokens(quote)
    size = len(sought)
    return size > 0 and any(there[at : at + size] == sought for at in range(len(there) - size + 1))
