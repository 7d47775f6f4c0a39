"""Why a text is no value, and how to mend it; imported only where one is not.

Knows nothing of texts that are read.
"""

from __future__ import annotations

import re
from typing import Final

from ijmfacts.values.currencies import CURRENCY_WORDS
from ijmfacts.values.durations import UNIT_WORDS
from ijmfacts.values.lexemes import Cursor
from ijmfacts.values.number_words import SCALES, number_word
from ijmfacts.values.readings import UnreadableValueError

_FORMS: Final = "write it as printed: `30`, `thirty`, `$51.6 million`, `38%`, `more than 700`"


def no_number(cursor: Cursor) -> UnreadableValueError:
    """Why a text is refused that has no number where one is wanted."""
    if not cursor.at and cursor.finished:
        return cursor.refusal("the value is empty", _FORMS, start=0)
    if cursor.finished:
        return cursor.refusal("a number is missing at the end", _FORMS, start=cursor.last_end)
    return cursor.refusal(f"`{cursor.printed()}` is no number", _FORMS)


def number_hint(printed: str) -> str:
    """How to mend a number with points and commas in the wrong places."""
    if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{3})*,[0-9]+", printed):
        mended = printed.replace(".", "\0").replace(",", ".").replace("\0", ",")
        return f"write a decimal with a point: `{mended}`"
    if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{3})+", printed):
        return f"write thousands with commas: `{printed.replace('.', ',')}`"
    if "," in printed:
        return (
            "write thousands in threes, as `12,345`, and decimals with a point;"
            " give several numbers as several claims"
        )
    return "write it as `12,345.67`"


def tail_refusal(cursor: Cursor, ahead: int) -> UnreadableValueError:
    """Why what stands after a number is refused, with the mend."""
    cursor.at += ahead
    printed = cursor.printed()
    if cursor.finished:
        cursor.at -= 1
        return cursor.refusal("a dash at the end", "leave it out")
    if cursor.sort() in ("number", "money") or number_word(cursor) or cursor.word() in SCALES:
        hint = "give each number as the value of its own claim, or `between 5 and 10`"
        if cursor.printed(-1) == "," or cursor.word(-1).isdigit():
            hint += "; thousands are grouped by commas"
        return cursor.refusal(f"`{printed}` is a second number", hint)
    if cursor.word() in (".", ",", ";", "!", "?", ")", "(", '"', "'"):
        return cursor.refusal(f"`{printed}` is no part of a value", "leave punctuation out")
    if cursor.word() == "s":
        return cursor.refusal("a decade is a time, and no value", "write it as `when`")
    if cursor.word() == "and":
        return cursor.refusal("`and` joins two values", "write `between 5 and 10`, or two claims")
    return cursor.refusal(f"`{printed}` cannot stand after a number", _FORMS)


def refuse_near_miss(unit: str, word: str) -> None:
    """Refuse a misspelt unit, which would pass for a name of the author's own.

    Raises:
        UnreadableValueError: all but a letter of it is a currency, a time or a magnitude.
    """
    if len(word) < 5:
        return
    import difflib  # noqa: PLC0415 - only units of the author's own come here

    known = (*UNIT_WORDS, *(" ".join(words) for words in CURRENCY_WORDS), *SCALES, "percent")
    near = difflib.get_close_matches(word, [w for w in known if len(w) > 4], n=1, cutoff=0.87)
    if near:
        raise UnreadableValueError(
            f"`{unit}` is no unit", start=0, end=0, hint=f"did you mean `{near[0]}`?"
        )


def repeated(unit: str, once: str) -> UnreadableValueError:
    """Why a unit is refused that is told twice, with what it is told once."""
    return UnreadableValueError(
        f"`{unit}` is no unit", start=0, end=0, hint=f"did you mean `{once}`?"
    )
