"""The words around a number: bounds and hedges, ups and downs, its noun, what a rate is per.

Knows nothing of how wide a reading is.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

import attrs

from ijmfacts.shapes import Shape
from ijmfacts.values.amounts import read_amount
from ijmfacts.values.durations import UNIT_WORDS
from ijmfacts.values.hedges import AGE, EXACTLY, FILLER, Hedge
from ijmfacts.values.letters import FRACTIONS, listed
from ijmfacts.values.lexemes import Cursor, Phrases
from ijmfacts.values.number_words import DENOMINATORS, SCALES, number_word
from ijmfacts.values.printing import format_number
from ijmfacts.values.unit_words import unit_asked, unit_here

_UP: Final = frozenset(
    listed(
        "up increase increased increases increasing rise rose risen rising gain gained grew grown "
        "growth growing climbed climb jumped jump surged surge soared expanded"
    )
)
_DOWN: Final = frozenset(
    listed(
        "down decrease decreased decreases decreasing decline declined declines fall fell fallen "
        "drop dropped drops reduction reduced cut cuts loss lost shrank shrunk slump slumped "
        "plunged"
    )
)
_MORE: Final = frozenset(
    listed("more higher greater larger longer older later taller above over ahead heavier wider")
)
_LESS: Final = frozenset(
    listed("fewer less lower smaller shorter younger earlier below under behind lighter narrower")
)
_EVERY: Final = {
    "hourly": "hour",
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "annually": "year",
    "yearly": "year",
}
"""Words that make a rate of what stands before them."""
_NOT_NOUNS: Final = frozenset(listed("and or but to than not nor plus minus versus vs"))
_MOST_NOUN_WORDS: Final = 3


@attrs.define(eq=False, repr=False)
class Frame:
    """What the words around a number do to it."""

    bound: str = ""
    hedge: Hedge | None = None
    hedge_text: str = ""
    direction: str = ""
    exact: bool = False
    age: bool = False


def take(cursor: Cursor, frame: Frame, size: int, meaning: object) -> None:
    """Read a phrase of the frame.

    Raises:
        UnreadableValueError: the number has a bound or a hedge already.
    """
    start = cursor.start
    cursor.at += size
    end = cursor.last_end
    words = cursor.text[start:end]
    if isinstance(meaning, Hedge):
        if frame.hedge is not None:
            raise cursor.refusal(
                f"`{words}` is a second hedge", "keep one of the two", start=start, end=end
            )
        frame.hedge, frame.hedge_text = meaning, words
    elif meaning == EXACTLY:
        frame.exact = True
    elif meaning == AGE:
        frame.age = True
    elif meaning != FILLER:
        if frame.bound:
            raise cursor.refusal(
                f"`{words}` is a second bound",
                "keep one of the two, or write `between 5 and 10`",
                start=start,
                end=end,
            )
        frame.bound = str(meaning)


def frame_before(cursor: Cursor, before: Phrases) -> Frame:
    """Read the words before a number."""
    frame = Frame()
    while not cursor.finished:
        found = cursor.phrase(before)
        if found is None:
            if not _take_change(cursor, frame) and not _skip_article(cursor):
                break
            continue
        size, meaning = found
        if _starts_vague(cursor, size, meaning):
            break
        take(cursor, frame, size, meaning)
    return frame


def _take_change(cursor: Cursor, frame: Frame) -> bool:
    """Read `up`, `fell by`, `an increase of` before a number; false where none stands."""
    ahead = 1 if cursor.word() in ("a", "an") else 0
    word = cursor.word(ahead)
    if word not in _UP and word not in _DOWN:
        return False
    frame.direction = "up" if word in _UP else "down"
    cursor.at += ahead + 1
    if cursor.word() in ("by", "of"):
        cursor.at += 1
    return True


def _skip_article(cursor: Cursor) -> bool:
    """Pass the article of `a 79 percent decrease`, `a $1 million grant`, `a three-year plan`."""
    number = cursor.sort(1) in ("number", "money") or number_word(cursor, 1)
    if cursor.word() not in ("a", "an") or not (number or cursor.word(1) in ("pair", "single")):
        return False
    cursor.at += 1
    return True


def _starts_vague(cursor: Cursor, size: int, meaning: object) -> bool:
    """True where the phrase is rather a vague word or a share: `some` alone, `all`."""
    follows = cursor.word(size)
    number = (
        cursor.sort(size) in ("number", "money")
        or number_word(cursor, size)
        or follows in SCALES
        or follows in ("half", "a", "an", "of")
        or follows in FRACTIONS
    )
    if isinstance(meaning, Hedge):
        return cursor.word() == "some" and not number
    if meaning == FILLER:
        if cursor.word() == "all":
            return not number or follows == "of"
        return cursor.word() == "the" and follows == "majority"
    return False


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Tail(Shape):
    """What the words after a number say."""

    noun: str = ""
    ratio: bool = False
    per: str = ""


def tail_after(cursor: Cursor, frame: Frame, after: Phrases, kind: str) -> Tail:
    """Read the words after a number: its noun, its bound or hedge, its direction."""
    first, last, count, ratio, per = 0, 0, 0, False, ""
    while not cursor.finished:
        ahead = cursor.joined()
        found = cursor.phrase(after, ahead)
        word = cursor.word(ahead)
        starts = "" if per else _starts_per(cursor, ahead)
        if starts:
            cursor.at += ahead + 1
            per = starts if word in _EVERY else _read_per(cursor)
            first, last = first or cursor.start, last or cursor.start
            count = max(count, 1)
            continue
        if found:
            cursor.at += ahead
            take(cursor, frame, *found)
            continue
        if not count and not ratio and _read_ratio_words(cursor, ahead):
            ratio = True
            continue
        if not count and word in _UP | _DOWN | _MORE | _LESS and not frame.direction:
            frame.direction = "up" if word in _UP | _MORE else "down"
            cursor.at += ahead + 1
            continue
        if cursor.sort(ahead) != "word" or not _may_be_noun(cursor, ahead, count):
            from ijmfacts.values.diagnosis import tail_refusal  # noqa: PLC0415 - see there

            raise tail_refusal(cursor, ahead)
        if count == _MOST_NOUN_WORDS:
            raise cursor.refusal(
                f"more than {_MOST_NOUN_WORDS} words after the number",
                "keep the number and the few words that belong to it",
                end=cursor.length,
            )
        cursor.at += ahead + 1
        count += 1
        last = cursor.last_end
        first = first if count > 1 else cursor.lexemes[cursor.at - 1].start
    return Tail(noun=cursor.text[first:last], ratio=ratio or kind == "ratio", per=per)


def _starts_per(cursor: Cursor, ahead: int) -> str:
    """What a rate starts with here: `per`, `/`, `a` before a day, `daily`; or nothing."""
    word, follows = cursor.word(ahead), cursor.word(ahead + 1)
    if word in _EVERY:
        return _EVERY[word]
    if word == "/":
        return word if cursor.sort(ahead + 1) == "word" else ""
    if word in ("a", "an"):
        each = follows in UNIT_WORDS or follows in ("share", "head", "person", "piece", "unit")
        return word if each else ""
    return word if word == "per" and follows else ""


def _read_per(cursor: Cursor) -> str:
    """What a rate is for one of, from behind its `per`: `km²`, `share`, `100,000`."""
    size = 1
    while cursor.word() in SCALES:  # per thousand, per hundred thousand
        size *= SCALES[cursor.word()]
        cursor.at += 1
    number = cursor.sort() in ("number", "money") or number_word(cursor, 0)
    amount = read_amount(cursor) if number and size == 1 else None
    if amount is not None and amount.kind:
        return f"{format_number(amount.figure.value)} {amount.unit}"
    if amount is not None or size > 1:
        here = unit_here(cursor, 0, digits=True)
        unit = f" {here[1]}" if here is not None else ""
        while cursor.sort() == "word" and cursor.word() not in _NOT_NOUNS:
            cursor.at += 1  # per 1,000 of what is for the property to say
        return format_number(Fraction(size) if amount is None else amount.figure.value) + unit
    here = unit_here(cursor, 0, digits=True)
    if here is not None:
        cursor.at += here[0]
        return here[1]
    words = []
    while cursor.sort() == "word" and cursor.word() not in _NOT_NOUNS:
        words.append(cursor.word())
        cursor.at += 1
    return " ".join(words)


def rate_asked(unit: str) -> tuple[str, str]:
    """The unit beside a figure, and what it is for one of where it is a rate: `USD`, `share`."""
    above, per, below = f" {unit}".partition(" per ")
    if not per or unit_asked(unit)[1]:  # km per hour is a unit of its own
        return unit, ""
    said = _read_per(Cursor(below.strip()))
    return (above.strip(), said) if said else (unit, "")


def _read_ratio_words(cursor: Cursor, ahead: int) -> bool:
    """Read `as many`, `times as many`, `times more`, `-fold`, `x`; false where none stands."""
    word = cursor.word(ahead)
    if word == "fold" or (word == "x" and cursor.attached()):
        cursor.at += ahead + 1
        return True
    times = ahead + (word in ("times", "time"))
    follows = cursor.word(times)
    if follows == "as" and cursor.word(times + 1):
        cursor.at += times + 2
        if cursor.word() == "as":
            cursor.at += 1
        return True
    if times > ahead and follows in _MORE:
        cursor.at += times + 1
        return True
    return False


def _may_be_noun(cursor: Cursor, ahead: int, count: int) -> bool:
    """False for words that only make sense inside a value."""
    word = cursor.word(ahead)
    if word in _NOT_NOUNS or word in SCALES or number_word(cursor, ahead):
        return False
    if count:
        return True
    joined = ahead == 0 and cursor.attached()
    return word not in DENOMINATORS and not (joined and word in ("s", "e", "st", "nd", "rd", "th"))
