"""Numbers in words: `twenty-five hundred`, `three point one four`, `two thirds`, `fourth`.

Knows nothing of units.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

import attrs

from ijmfacts.values.figures import Figure, coarse_step
from ijmfacts.values.letters import listed
from ijmfacts.values.lexemes import Cursor
from ijmfacts.values.readings import MOST_DIGITS

SMALL: Final = {
    word: number
    for number, word in enumerate(
        listed(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
            " fifteen sixteen seventeen eighteen nineteen"
        )
    )
}
TENS: Final = {
    word: 10 * number
    for number, word in enumerate(
        listed("twenty thirty forty fifty sixty seventy eighty ninety"), start=2
    )
}
SCALES: Final = {
    "hundred": 100,
    "thousand": 10**3,
    "lakh": 10**5,
    "million": 10**6,
    "crore": 10**7,
    "billion": 10**9,
    "trillion": 10**12,
    "dozen": 12,
}
_LARGE: Final = {word: size for word, size in SCALES.items() if size >= 1000}
SHORT: Final = {
    "k": 10**3,
    "mn": 10**6,
    "mln": 10**6,
    "mio": 10**6,
    "bn": 10**9,
    "bln": 10**9,
    "tn": 10**12,
    "trn": 10**12,
}
_ORDINAL_SMALL: Final = {
    word: number
    for number, word in enumerate(
        listed(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
            " thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
        ),
        start=1,
    )
}
_ORDINAL_TENS: Final = {word[:-1] + "ieth": number for word, number in TENS.items()}
_ORDINAL_SCALES: Final = {word + "th": size for word, size in SCALES.items() if word != "dozen"}
DENOMINATORS: Final = {
    "half": 2,
    "halves": 2,
    "quarter": 4,
    "quarters": 4,
    **{word: number for word, number in _ORDINAL_SMALL.items() if number > 2},
    **{word + "s": number for word, number in _ORDINAL_SMALL.items() if number > 2},
    **{word + "s": number for word, number in (_ORDINAL_TENS | _ORDINAL_SCALES).items()},
}
_TIMES_WORDS: Final = {"once": 1, "twice": 2, "thrice": 3}
SPECIAL: Final[Mapping[str, tuple[int | Fraction, str]]] = {
    "none": (0, ""),
    "no": (0, ""),
    "nil": (0, ""),
    "nobody": (0, ""),
    "both": (2, ""),
    "pair": (2, ""),
    "single": (1, ""),
    "all": (100, "share"),
    "everyone": (100, "share"),
    **{
        stem + ending: (number, "ratio")
        for stem, number in (("doubl", 2), ("tripl", 3), ("trebl", 3), ("quadrupl", 4))
        for ending in ("e", "es", "ed", "ing")
    },
    **dict.fromkeys(("halve", "halves", "halved", "halving"), (Fraction(1, 2), "ratio")),
    **{
        word + "fold": (number, "ratio")
        for word, number in {**SMALL, **TENS, "hundred": 100, "thousand": 1000}.items()
    },
}
"""Words that are a number by themselves, each with the kind of value that it makes."""


def number_word(cursor: Cursor, ahead: int = 0) -> bool:
    """True where a number word stands ahead."""
    word = cursor.word(ahead)
    return word in SMALL or word in TENS


def read_words(cursor: Cursor) -> Figure | None:
    """A number in words, whole, mixed or a fraction."""
    if cursor.word() in _TIMES_WORDS:
        value = _TIMES_WORDS[cursor.word()]
        cursor.at += 1
        return Figure(value=Fraction(value), style="words")
    part = _read_part(cursor)
    if part is not None:
        if part > 1:
            return Figure(
                value=part, step=Fraction(1, part.denominator), style="words", whole=False
            )
        return Figure(value=part, step=Fraction(1, part.denominator), style="fraction", whole=False)
    figure = _read_cardinal(cursor)
    if figure is None or figure.style != "words":
        return figure
    if cursor.word() == "point" and cursor.word(1) in SMALL:
        return _read_point(cursor, figure)
    return read_and_a_half(cursor, figure)


def _read_cardinal(cursor: Cursor) -> Figure | None:
    """A number in words: `twenty-five hundred`, `a dozen`, `two million and five`."""
    if cursor.article() and cursor.word(1 + (cursor.word(1) == "-")) in _ORDINAL_SCALES:
        ahead = 1 + (cursor.word(1) == "-")
        raise cursor.refusal(
            f"`{cursor.printed(ahead)}` may be a fraction or an ordinal",
            "write `1/100` or `100th`",
            end=cursor.lexemes[cursor.at + ahead].end,
        )
    total = 0
    last = 10**15
    rough = 0  # The size of the magnitude word that the number ends with, from a million on.
    started = cursor.at
    if cursor.word() in ("a", "an"):
        if cursor.word(1) not in SCALES:
            return None
        cursor.at += 1
    mantissa = 0
    while True:
        rough = 0
        group = 1 if cursor.word() in SCALES or cursor.word() in _ORDINAL_SCALES else None
        if group is None:
            found = _read_small(cursor)
            if found is None:
                break
            group, ordinal = found
            if ordinal:
                return Figure(value=Fraction(total + group), style="ordinal")
        group, ordinal = _read_hundreds(cursor, group)
        if ordinal:
            return Figure(value=Fraction(total + group), style="ordinal")
        ahead = cursor.joined()
        word = cursor.word(ahead)
        size = _LARGE.get(word, 0) or (12 if word == "dozen" else 0)
        if word in _ORDINAL_SCALES:
            cursor.at += ahead + 1
            return Figure(value=Fraction(total + group * _ORDINAL_SCALES[word]), style="ordinal")
        if not size:
            total += group
            break
        if size >= last:
            cursor.at += ahead
            raise cursor.refusal(
                f"`{cursor.printed()}` cannot follow what stands before it",
                "write the number in digits",
            )
        cursor.at += ahead + 1
        total += group * size
        last = size
        rough, mantissa = (size, group) if size >= 10**6 and total == group * size else (0, 0)
        ahead = 1 if cursor.word() == "," or cursor.joining_and() else cursor.joined()
        a_hundred = cursor.word(ahead) == "a" and cursor.word(ahead + 1) == "hundred"
        if size == 12 or not (a_hundred or number_word(cursor, ahead)):
            break
        cursor.at += ahead + a_hundred
    if cursor.at == started:
        return None
    if rough:
        coarse = coarse_step(Fraction(mantissa))
        return Figure(
            value=Fraction(total),
            step=Fraction(rough),
            coarse=None if coarse is None else coarse * rough,
            scale=Fraction(rough),
            style="words",
            measured=True,
        )
    return Figure(value=Fraction(total), coarse=coarse_step(Fraction(total)), style="words")


def _read_small(cursor: Cursor) -> tuple[int, bool] | None:
    """A number word below a hundred; true with it where it is an ordinal."""
    word = cursor.word()
    if word in SMALL:
        cursor.at += 1
        return SMALL[word], False
    if word in TENS:
        cursor.at += 1
        ahead = cursor.joined()
        more = SMALL.get(cursor.word(ahead), 0)
        if 0 < more < 10:
            cursor.at += ahead + 1
            return TENS[word] + more, False
        more = _ORDINAL_SMALL.get(cursor.word(ahead), 0)
        if 0 < more < 10:
            cursor.at += ahead + 1
            return TENS[word] + more, True
        return TENS[word], False
    for ordinals in (_ORDINAL_SMALL, _ORDINAL_TENS):
        if word in ordinals:
            cursor.at += 1
            return ordinals[word], True
    return None


def _read_hundreds(cursor: Cursor, group: int) -> tuple[int, bool]:
    """The rest of a group: `hundred` and what may follow it."""
    ahead = cursor.joined()
    word = cursor.word(ahead)
    if word == "hundredth":
        cursor.at += ahead + 1
        return group * 100, True
    if word != "hundred":
        return group, False
    cursor.at += ahead + 1
    group *= 100
    back = cursor.at
    cursor.at += 1 if cursor.joining_and() else cursor.joined()
    if number_word(cursor) or (cursor.word() in _ORDINAL_SMALL or cursor.word() in _ORDINAL_TENS):
        small = _read_small(cursor)
        if small is not None:
            return group + small[0], small[1]
    cursor.at = back
    return group, False


def _read_part(cursor: Cursor) -> Fraction | None:
    """A fraction in words: `half`, `a third`, `three-quarters`; none where there is none."""
    back = cursor.at
    above = 1
    if cursor.word() in ("half", "quarter"):
        pass
    elif cursor.word() in ("a", "an"):
        cursor.at += 1
    elif cursor.word() in SMALL or cursor.word() in TENS:
        found = _read_small(cursor)
        if found is None or found[1]:
            cursor.at = back
            return None
        above = found[0]
    else:
        return None
    ahead = cursor.joined() if cursor.at > back else 0
    word = cursor.word(ahead)
    below = DENOMINATORS.get(word)
    plural = word.endswith("s")
    if below is None or (above == 1 and plural) or (above != 1 and not plural):
        cursor.at = back
        return None
    cursor.at += ahead + 1
    return Fraction(above, below)


def _read_point(cursor: Cursor, figure: Figure) -> Figure:
    """The figure with decimals in words: `three point one four`."""
    cursor.at += 1
    value, step = figure.value, Fraction(1)
    while (digit := SMALL.get(cursor.word(), 10)) < 10 and step.denominator < 10**MOST_DIGITS:
        cursor.at += 1
        step /= 10
        value += digit * step
    if step == 1:
        raise cursor.refusal(f"`{cursor.printed()}` is no decimal", "write the number in digits")
    return Figure(value=value, step=step, whole=False, measured=True)


def read_and_a_half(cursor: Cursor, figure: Figure) -> Figure:
    """The figure with `and a half` after it, of its magnitude."""
    back = cursor.at
    ahead = cursor.joined()
    if cursor.word(ahead) != "and":
        return figure
    cursor.at += ahead + 1
    cursor.at += cursor.joined()
    part = _read_part(cursor)
    if part is None or part >= 1:
        cursor.at = back
        return figure
    return attrs.evolve(
        figure,
        value=figure.value + part * figure.scale,
        step=figure.scale / part.denominator,
        coarse=None,
        whole=False,
    )
