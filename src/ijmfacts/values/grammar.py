"""The grammar of a value, and the reading that each of its forms has.

Knows nothing of single words: those have rooms of their own.
"""

from __future__ import annotations

from functools import lru_cache

import attrs

from ijmfacts.intervals import Interval
from ijmfacts.values.amounts import Amount, next_amount
from ijmfacts.values.figures import Figure, read_digits
from ijmfacts.values.frames import Frame, frame_before, rate_asked, tail_after, take
from ijmfacts.values.hedges import BELOW, DEFAULT_HEDGES, TO, Hedge, hedged_phrases
from ijmfacts.values.layers import (
    bounded,
    hedged_bound,
    hedged_layers,
    layer_of,
    plain_layers,
    precise_layers,
)
from ijmfacts.values.lexemes import Cursor, Phrases
from ijmfacts.values.ranges import in_one_unit, second_end, share_of, spread_around
from ijmfacts.values.readings import LONGEST_TEXT, VAGUE, Layer, Reading, UnreadableValueError
from ijmfacts.values.unit_words import unit_asked
from ijmfacts.values.vague_words import Vague, read_vague


def read_value(
    text: str,
    *,
    precision: str = "",
    unit: str = "",
    hedges: tuple[Hedge, ...] = DEFAULT_HEDGES,
) -> Reading:
    """What a printed value means; readings are kept, so that the same text is read once.

    Grammar, where case, the sort of dash and of quotes make no difference::

        value     = { before } ( range | share | vague | amount ) { after }
        before    = bound | hedge | change | "exactly" | article and other small words
        bound     = "more than" | "over" | ... (open)  | "at least" | ... (closed)
                  | "less than" | "under" | ... (open) | "up to" | "within" | ... (closed)
        change    = ( "up" | "down" | "rose" | "a decline" | ... ) [ "by" | "of" ]
        range     = "between" amount "and" amount | [ "from" ] amount ( "to" | "-" | "or" ) amount
        share     = amount ( "in" | "out of" ) amount
        vague     = "dozens" | "several" | ... { "of" } { "hundred" | "million" | ... } [ duration ]
        amount    = [ "-" | "+" ] [ currency ] figure [ magnitude ] [ unit ] [ "±" amount ]
        figure    = digits [ "." digits ] | number words | fraction | ordinal | mixed number
        magnitude = "hundred" | "thousand" | "million" | ... | "k" | "mn" | "bn" | ...
        unit      = "%" | "percent" | "per-cent" | "pct" | ... | "pc" (last, after digits)
                  | currency | duration { duration } | size { size }
        after     = "or more" | "or less" | "+" | hedge | change | up to three words of a noun
                  | ( "per" | "/" ) [ figure ] what a rate is for one of

    What is read, layer by layer from the widest:

    - Number words below a million, digits below 100, digits without zeros last: exactly that.
    - Digits from 100 on with zeros last: all that is printed so when rounded at the last digit
      that is not zero; under `EXACT` the number itself.
    - Money, decimals, magnitudes, shares, durations, sizes, rates, at the last digit printed:
      `[v - u/2, v + u)`, which every number lies in that is printed so half up, half to even or
      truncated; under `ROUNDED` the closed `[v - u/2, v + u/2]` of XBRL Calculations 1.1.
      Zeros last in a whole part from 100 on (but for shares) put a wider reading before these.
    - Fractions and shares in parts ("half", "one in three", `7.1/10`): to one of the parts; under
      `HEDGE` with the width of a hedge. "All" and "none", ordinals, ranges: exactly those.
    - A bound is on the number itself, open or closed as the words say.
    - A hedge: what the words alone say, and its width under `HEDGE`.
    - A vague word: at least nothing, and its usual least under `VAGUE`.

    Args:
        text: The value as a document prints it.
        precision: `exact`, `2 significant` or `1 decimal`, where the document says it elsewhere;
            decimals count before a magnitude word. It says nothing about bounds, hedges or ranges.
        unit: The unit where it stands away from the figure: `%`, `million USD`, `years`, a name.
        hedges: The table of hedges.

    Raises:
        UnreadableValueError: the text is no value; with the place in it, and the mend.
    """
    # The hash of the whole table would cost more than most readings do.
    return _read(text, precision, unit, None if hedges is DEFAULT_HEDGES else hedges)


@lru_cache(maxsize=2**16)
def _read(text: str, precision: str, unit: str, hedges: tuple[Hedge, ...] | None) -> Reading:
    """See `read_value`; no hedges stands for the default ones."""
    if len(text) > LONGEST_TEXT:
        raise UnreadableValueError(
            f"a value of more than {LONGEST_TEXT} characters",
            start=LONGEST_TEXT,
            end=len(text),
            hint="keep the number and the few words that belong to it",
        )
    unit, asked = rate_asked(unit)
    cursor = Cursor(text, unit_asked(unit))
    if cursor.finished:
        from ijmfacts.values.diagnosis import no_number  # noqa: PLC0415 - see there

        raise no_number(cursor)
    before, after = hedged_phrases(hedges)
    frame = frame_before(cursor, before)
    vague = read_vague(cursor)
    if vague is not None:
        return _vague_reading(cursor, frame, after, vague)
    opened = cursor.word() if cursor.word() in ("between", "from") else ""
    cursor.at += bool(opened)
    hedged = cursor.phrase(before) if opened else None
    if hedged and isinstance(hedged[1], Hedge):
        take(cursor, frame, *hedged)
    cursor.parted_by_and = opened == "between"
    low = next_amount(cursor, unit)
    cursor.parted_by_and = False
    high: Amount | None = None
    if opened == "between":
        if cursor.word() not in ("and", "-", "to"):
            raise cursor.refusal("`between` needs its `and` here", "write `between 5 and 10`")
        cursor.at += 1
        high = next_amount(cursor, unit)
    elif low.kind != "ordinal":
        if cursor.word() == ":" and cursor.sort(1) == "number" and not low.kind:
            return _ratio_reading(cursor, low, precision)
        if cursor.phrase(after, cursor.joined()) is None:
            high = second_end(cursor, unit)
        if opened and high is None:
            raise cursor.refusal("`from` needs its `to` here", "write `from 5 to 10`")
        if high is None:
            low = share_of(cursor, low)
    if low.kind != "ordinal" and high is None and cursor.word() in ("±", "+", "("):
        low, high = spread_around(cursor, low, unit)
    if high is not None:
        if high.figure.value == 1 < low.figure.value and not opened and not (low.kind or high.kind):
            low, high = attrs.evolve(low, kind="ratio", end=high.end), None
        else:
            low, high = in_one_unit(cursor, low, high)
    tail = tail_after(cursor, frame, after, low.kind)
    if asked and tail.per not in ("", asked):
        raise cursor.refusal(
            f"the value is per {tail.per}, and its `unit` says per {asked}",
            "leave `unit` out where the value prints its own",
            start=low.start,
            end=cursor.length,
        )
    per = tail.per or asked
    if frame.age and not low.kind:
        low = attrs.evolve(low, kind="duration", unit="year")
        high = None if high is None else attrs.evolve(high, kind="duration", unit="year")
    if cursor.plus and low.kind in ("share", "points") and not frame.direction:
        frame.direction = "up"
    kind = "ratio" if tail.ratio else low.kind or "number"
    if per and kind in ("number", "share"):
        kind = "rate"
    return Reading(
        text=text,
        kind=kind,
        unit=f"{low.unit} per {per}".strip() if per else low.unit,
        noun=tail.noun,
        layers=_layers(cursor, frame, low, high, kind=kind, precision=precision),
        whole=low.figure.whole and (high is None or high.figure.whole),
        hedge=frame.hedge_text,
        direction=frame.direction,
    )


def _layers(
    cursor: Cursor,
    frame: Frame,
    low: Amount,
    high: Amount | None,
    *,
    kind: str,
    precision: str,
) -> tuple[Layer, ...]:
    """The layers of an amount, or of the range between two, with what the words around do."""
    value = low.figure.value
    if high is not None:
        top = high.figure.value
        if value > top:
            raise cursor.refusal(
                "the range ends below its start",
                "write the smaller number first, or give each as the value of its own claim",
                start=low.start,
                end=high.end,
            )
        if frame.bound:
            raise cursor.refusal(
                "a bound before a range", "leave one of the two out", start=0, end=high.end
            )
        if frame.hedge is not None:
            return hedged_layers(value, top, frame.hedge)
        return (layer_of(Interval.closed(value, top)),)
    if kind == "ordinal" and frame.hedge is None and not frame.bound:
        return (layer_of(Interval.point(value)),)
    if frame.bound and frame.hedge is not None:
        if not (frame.hedge.below and frame.hedge.above):
            raise cursor.refusal(
                f"`{frame.hedge_text}` and a bound at once",
                "leave one of the two out",
                start=0,
                end=low.end,
            )
        return hedged_bound(value, frame.bound, kind, frame.hedge)
    if frame.bound:
        return (layer_of(bounded(value, frame.bound, kind)),)
    if frame.hedge is not None:
        return hedged_layers(value, value, frame.hedge)
    if frame.exact or precision:
        said = "exact" if frame.exact else precision
        return precise_layers(low.figure, said, cursor.text)
    return plain_layers(low.figure, kind)


def _vague_reading(cursor: Cursor, frame: Frame, after: Phrases, vague: Vague) -> Reading:
    """The reading of a vague word; a bound or hedge on it adds nothing that could be held to it."""
    tail = tail_after(cursor, frame, after, vague.kind)
    interval = vague.interval
    if frame.bound in (BELOW, TO) or frame.hedge is not None:
        interval = Interval.at_least(0)
    layers = (layer_of(Interval.at_least(0)), layer_of(interval, VAGUE))
    return Reading(
        text=cursor.text,
        kind=vague.kind,
        unit=vague.unit,
        noun=tail.noun,
        layers=layers[:1] if interval == layers[0].interval else layers,
        hedge=frame.hedge_text,
        direction=frame.direction,
    )


def _ratio_reading(cursor: Cursor, above: Amount, precision: str) -> Reading:
    """The reading of `3:1`."""
    cursor.at += 1
    below = read_digits(cursor)
    if below.value == 0 or below.style == "ordinal" or not cursor.finished:
        raise cursor.refusal(
            "this is no ratio", "write it as `3:1`", start=above.start, end=cursor.length
        )
    value = above.figure.value / below.value
    figure = Figure(value=value, style="fraction")
    return Reading(
        text=cursor.text,
        kind="ratio",
        layers=precise_layers(figure, precision, cursor.text)
        if precision
        else plain_layers(figure, "ratio"),
    )
