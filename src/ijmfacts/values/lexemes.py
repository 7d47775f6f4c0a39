"""A text as words, numbers and marks, each with its place, and how far it is read.

Knows nothing of what the words mean.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Final

import attrs

from ijmfacts.patterns import pattern
from ijmfacts.values.letters import HARD_SPACE, LETTER, SIGNS, plain
from ijmfacts.values.readings import UnreadableValueError

_LEXEME: Final = pattern(
    rf"(?P<space>[\s{HARD_SPACE}]+)"
    rf"|(?P<number>[0-9]+(?:[.,{HARD_SPACE}][0-9]+)*|\.[0-9]+)"
    rf"|(?P<money>(?<![^\W_])(?:(?:u\.s\.|us)[ ]?|ca|c|au|a|nz|hk|s|nt|r|mx)?\$|[{SIGNS}])"
    rf"|(?P<word>(?:{LETTER}\.)+(?![^\W_])|{LETTER}+(?:'{LETTER}+)*'?)"
    rf"|(?P<mark>.)",
    re.DOTALL,
)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class _Lexeme:
    """One word, number or mark, with its place in the text."""

    sort: str
    text: str
    start: int
    end: int


def lexemes(text: str) -> list[_Lexeme]:
    """The words, numbers and marks of a text; each is as long as it is there."""
    found = []
    for match in _LEXEME.finditer(plain(text)):
        sort = match.lastgroup or ""
        if sort != "space":
            word = match.group()
            if sort == "money":
                word = word.replace(" ", "")
            elif sort == "word" and word.endswith("'"):
                word = word[:-1]
            found.append(_Lexeme(sort=sort, text=word, start=match.start(), end=match.end()))
    return found


Phrases = dict[str, list[tuple[tuple[str, ...], object]]]


def by_first_word(phrases: Mapping[tuple[str, ...], object]) -> Phrases:
    """Phrases by their first word, the longest first."""
    found: Phrases = {}
    for words in sorted(phrases, key=len, reverse=True):
        found.setdefault(words[0], []).append((words, phrases[words]))
    return found


class Cursor:
    """The lexemes of one text and how far they are read."""

    __slots__ = ("asked", "at", "length", "lexemes", "parted_by_and", "plus", "text")

    def __init__(self, text: str, asked: tuple[Fraction, str, str] = (Fraction(1), "", "")) -> None:
        self.text = text
        # What the unit that stands away from the figure says (see `unit_asked`): it settles what
        # `100m` means.
        self.asked = asked
        self.length = len(text)
        self.lexemes = lexemes(text)
        self.at = 0
        # True between `between` and its `and`, which then does not join the words of one number.
        self.parted_by_and = False
        # True where a plus stands before the number.
        self.plus = False

    def word(self, ahead: int = 0) -> str:
        """The text of a lexeme ahead; empty past the end."""
        at = self.at + ahead
        return self.lexemes[at].text if at < len(self.lexemes) else ""

    def sort(self, ahead: int = 0) -> str:
        """The sort of a lexeme ahead; empty past the end."""
        at = self.at + ahead
        return self.lexemes[at].sort if at < len(self.lexemes) else ""

    def joined(self) -> int:
        """How far ahead the next word is: past a hyphen, if one stands before it."""
        return 1 if self.word() == "-" else 0

    def attached(self) -> bool:
        """True where nothing stands between the last lexeme read and the next."""
        if not 0 < self.at < len(self.lexemes):
            return False
        return self.lexemes[self.at - 1].end == self.lexemes[self.at].start

    def printed(self, ahead: int = 0) -> str:
        """A lexeme ahead as the text prints it."""
        at = self.at + ahead
        if at >= len(self.lexemes):
            return ""
        return self.text[self.lexemes[at].start : self.lexemes[at].end]

    def phrase(self, phrases: Phrases, ahead: int = 0) -> tuple[int, object] | None:
        """How many lexemes the longest phrase here has, and what it means."""
        for words, meaning in phrases.get(self.word(ahead), ()):
            if all(self.word(ahead + at) == word for at, word in enumerate(words)):
                return len(words), meaning
        return None

    @property
    def start(self) -> int:
        """Where the next lexeme starts."""
        return self.lexemes[self.at].start if self.at < len(self.lexemes) else self.length

    @property
    def last_end(self) -> int:
        """Where the last lexeme read ends."""
        return self.lexemes[self.at - 1].end if self.at else 0

    @property
    def finished(self) -> bool:
        """True where all is read."""
        return self.at >= len(self.lexemes)

    def refusal(
        self, message: str, hint: str = "", *, start: int | None = None, end: int | None = None
    ) -> UnreadableValueError:
        """Why the text is refused: for the next lexeme, or for the part given."""
        if start is None:
            start = self.start
        if end is None:
            end = self.lexemes[self.at].end if self.at < len(self.lexemes) else self.length
        return UnreadableValueError(message, start=start, end=end, hint=hint)

    def joining_and(self) -> bool:
        """True where an `and` stands next that may join the words of one number."""
        return self.word() == "and" and not self.parted_by_and

    def article(self, ahead: int = 0) -> bool:
        """True where `a`, `an` or `one` stands ahead."""
        return self.word(ahead) in ("a", "an", "one")
