"""Figures that belong together: counts with their lists, wholes with their parts and their rest.

A list is read for its commas and a noun for its ending; what could be read in two ways is left out,
since a false alarm costs more than a miss.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, Final

import attrs

from ijmfacts.claims import Breakdown, Listing, Quantity
from ijmfacts.drafting.lists import alike, readings_of_list
from ijmfacts.drafting.proposals import (
    Around,
    Draft,
    common_fields,
    pieces_of,
    property_of,
    propose_quantity,
    quote_of,
)
from ijmfacts.drafting.spans import FIGURE, Span, is_plural, listed
from ijmfacts.names import fold
from ijmfacts.values import read_value, value_in_quote

MOST_COUNTED: Final = 100
"""The largest count whose list is looked for."""
_UNCOUNTED: Final = frozenset(
    listed(
        "times points percent degrees miles kilometres kilometers km metres meters m feet ft "
        "inches tonnes tons kg pounds litres liters acres hectares years months days weeks hours "
        "minutes seconds votes dollars euros sq square mi cents barrels copies sides ways"
    )
)
_WHOLE_BEFORE: Final = re.compile(
    r"(?:\bout of|\bof|\ba total of|\ba combined|\bin total,?)\s+"
    r"(?:(?:the|its|their|a total of|all|these)\s+)*$",
    re.IGNORECASE,
)
_OTHER_BEFORE: Final = re.compile(
    r"\b(?:the|its|their|and)\s+(?:other|remaining|rest,)\s+$", re.IGNORECASE
)
_DIVIDED: Final = re.compile(
    r"\b(?:break(?:s|ing)?\s?down|broken down|breakdown|divided|split|composition"
    r"|comprised|comprises"
    r"|consists? of|consisting of|made up of|composed of|distribut(?:ed|ion)|as follows"
    r"|ethnic groups?|religions?|sources? of|came from|comes from|come from)\b",
    re.IGNORECASE,
)
_OTHER_PART: Final = re.compile(
    r"\b(?:other|others|rest|remaining|remainder|balance|unknown|undecided|unsure)\b", re.IGNORECASE
)


def _stems(noun: str) -> set[str]:
    return {
        re.sub(r"(?:ies|es|s|y)$", "", word.casefold())
        for word in re.findall(r"[^\W\d_]+", noun)
        if word.casefold() not in {"total", "all", "other"}
    }


def _match(one: str, other: str) -> bool:
    """True where two nouns may name the same things."""
    left, right = _stems(one), _stems(other)
    return not left or not right or bool(left & right)


def _whole_cue(around: Around, span: Span) -> bool:
    before = around.text[max(around.start, span.start - 30) : span.start]
    after = around.text[span.end : span.end + 12]
    return bool(_WHOLE_BEFORE.search(before)) or bool(
        re.match(r"\s+(?:in\s+)?(?:total|all)\b", after)
    )


def _other_cue(around: Around, span: Span) -> bool:
    before = around.text[max(around.start, span.start - 16) : span.start]
    return bool(_OTHER_BEFORE.search(before)) or bool(
        re.match(r"(?:other|another)\b", around.text[span.start : span.end])
    )


def remainders(
    around: Around, behind: Around | None, used: set[int]
) -> Iterator[tuple[Around, Span, str]]:
    """A whole, what is named of it, and "the other N": one group, in this sentence or the last.

    Nothing where more than one figure could be the whole, or a part.
    """
    counts = [span for span in around.spans if span.count is not None]
    others = [span for span in counts if _other_cue(around, span)]
    if len(others) != 1 or id(others[0]) in used:
        return
    other = others[0]
    earlier = [(around, span) for span in counts if span.start < other.start]
    if behind is not None and not any(_whole_cue(around, span) for _, span in earlier):
        before = [(behind, span) for span in behind.spans if span.count is not None]
        if earlier and not all(span.noun == "" for _, span in earlier):
            return
        earlier = [*before, *earlier]
    if any(id(span) in used for _, span in earlier) or not 2 <= len(earlier) <= 6:
        return
    wholes = [item for item in earlier if _whole_cue(*item)]
    if len(wholes) == 1:
        whole = wholes[0]
    elif not wholes and earlier[0][1].noun and all(not span.noun for _, span in earlier[1:]):
        whole = earlier[0]
    else:
        return
    parts = [item for item in earlier if item[1] is not whole[1]]
    first = parts[0][1]
    for _, span in parts:
        same = not span.noun or _stems(span.noun) == _stems(first.noun)
        if not same or not _match(span.noun, whole[1].noun):
            return
    if not _match(other.noun, first.noun) or not _match(other.noun, whole[1].noun):
        return
    if len(parts) > 1 and any(span.noun for _, span in parts[1:]) and len(wholes) == 0:
        return
    if not all(
        0 < (span.count or 0) < (whole[1].count or 0) for _, span in (*parts, (around, other))
    ):
        return
    yield (*whole, "whole")
    for item in parts:
        yield (*item, "part")
    yield around, other, "other"


def propose_remainder(
    draft: Draft, found: list[tuple[Around, Span, str]], used: set[int]
) -> tuple[str, str, dict[str, str]] | None:
    """Propose a whole, its parts and its rest as figures of one measure.

    The subject, the property, and the parts by their folded names.
    """
    nouns = [span.noun for _, span, _ in found if _stems(span.noun)]
    around = found[0][0]
    subject = draft.entity(around.subject)
    name = draft.property(subject, nouns[0] if nouns else "number", around.line(found[0][1].start))
    times = around.times(found[0][1].start)
    named: dict[str, str] = {}
    for place, span, sort in found:
        dimensions = {}
        if sort == "part":
            rest = re.match(
                r"(?:\s*\([^()]*\))?([^,;:.()]{0,60})", place.text[span.noun_end or span.end :]
            )
            words = " ".join((rest[1] if rest else "").split()[:5])
            value = words or f"part {len(named) + 1}"
            if value.casefold() in {"other", *named}:
                value = f"part {len(named) + 1}"
            named[value.casefold()] = value
            dimensions = {"part": value}
        elif sort == "other":
            dimensions = {"part": "other"}
        start = span.start
        if sort == "other":
            lead = re.search(r"(?:the|its|their)\s+\w+,?\s+$", place.text[:start], re.IGNORECASE)
            start = lead.start() if lead else start
        if propose_quantity(
            draft,
            place,
            attrs.evolve(span, start=start) if start != span.start else span,
            about=(subject, name),
            dimensions=dimensions,
            times=times,
        ):
            used.add(id(span))
    return subject, name, named


_TO_LIST: Final = re.compile(
    r"(?P<mark>\s*:\s+|\s*(?:--|[–—])\s*(?=[A-Zt])|\s*\((?=[A-Z\w])|,?\s+(?:including|such\s+as|among\s+them)\s+|,?\s+namely,?\s+)"
)


_OF_THEM: Final = re.compile(r"\s+of\s+(?:them|these|those|which|whom)\b")
_TO_COLON: Final = re.compile(
    r"(?:\s*\([^()]*\))?(?:[^:;.()]{0,80}?|[^:;.()]{0,120}?\bfollowing)(?=:\s)"
)


def propose_listing(
    draft: Draft,
    around: Around,
    span: Span,
    used: set[int],
    about: tuple[str, str, dict[str, str]] | None = None,
    part: str = "",
) -> bool:
    """A count with the list of what is counted, as two claims about one measure.

    The list is proposed where its members can be told apart in one way only, or in a way that has
    as many as the count says; a list that is too short only where nothing speaks against it.
    """
    text = around.text
    count = span.count
    if count is None or not 2 <= count <= MOST_COUNTED:
        return False
    noun_end = span.noun_end
    of_them = _OF_THEM.match(text, span.end)
    if of_them and not span.noun:
        noun_end = of_them.end()
    else:
        last = span.noun.split()[-1] if span.noun else ""
        if not is_plural(last) or last.casefold() in _UNCOUNTED:
            return False
    # From the noun to the list: nothing, or words that hold no other things that could be listed.
    rest = text[noun_end : around.end]
    gap, mark = "", _TO_LIST.match(rest)
    if mark is None or (mark["mark"].strip() == "(" and re.match(r"\s*\((?:out\s+)?of\b", rest)):
        mark = None
        opened = _TO_COLON.match(rest)
        if opened is None:
            return False
        gap = opened[0]
        mark = _TO_LIST.match(rest, opened.end())
        if mark is None:
            return False
    begin = noun_end + mark.end()
    sign = mark["mark"].strip(" ,\n")
    dashed = sign in {"--", "–", "—"}
    if sign == "(":
        close = text.find(")", begin, around.end)
        if close < 0:
            return False
        end = close
    else:
        end = around.end
    if dashed:
        if gap:
            return False
        closing = re.compile(r"\s*(?:--|[–—])|;").search(text, begin, end)
        end = closing.start() if closing else end
    words = text[begin:end]
    if not dashed and sign not in {":", "(", "namely"}:
        words = re.split(r"[;.]|,\s+(?:which|who|where|and\s+\w+ed)\b", words)[0]
        end = begin + len(words)
    ways = readings_of_list(words)
    if not ways:
        return False
    opened_list = not dashed and sign not in {":", "(", "namely"}
    plain_gap = not re.search(
        r"\w+s\b",
        re.sub(r"\([^()]*\)|\b(?:is|was|as|has|its|this|focus|focuses|works|this)\b", "", gap),
    )
    fitting = [way for way in ways if len(way) == count]
    if fitting and not opened_list:
        members = fitting[0]
    elif opened_list:
        if not alike(ways[0]) or len(ways[0]) > count:
            return False
        members = ways[0]
    elif (
        all(alike(way) for way in ways)
        and plain_gap
        and (not dashed or not gap.strip())
        and len(ways) <= 2
    ):
        members = ways[0]
        if sign == "(" and not all(re.match(r"(?:the\s+)?[A-Z]", name) for name in members):
            return False  # a gloss in brackets is no list of names
        if abs(len(members) - count) > min(2, count - 1):
            return False  # a slip is a small one
        if len(members) < 2 or any(re.match(r"(?:and|or)\b", member) for member in members):
            return False
    else:
        return False
    pieces = pieces_of(text, begin, end)
    if not pieces:
        return False
    listed = tuple(re.sub(r"^the\s+", "", " ".join(member.split())) for member in members)
    if len(set(map(fold, listed))) != len(listed):
        return False
    if about is None:
        subject = draft.entity(around.subject)
        name = draft.property(subject, property_of(around, span), around.line(span.start))
        dimensions: dict[str, str] = {}
        times = around.times(span.start)
        if not propose_quantity(draft, around, span, about=(subject, name), times=times):
            return False
        used.add(id(span))
    else:
        subject, name, _ = about
        dimensions = {"part": part}
        times = {}
        for claim in draft.claims[-6:]:
            if isinstance(claim, Quantity) and claim.property == name:
                times = {
                    key: value
                    for key in ("when", "as_of", "since")
                    if (value := getattr(claim, key))
                }
    about_it = "the members of the list, and that it is complete"
    common = common_fields(draft, around, begin, end, about_it)
    common["quote"] = pieces
    draft.claims.append(
        Listing(
            **common,
            subject=subject,
            property=name,
            dimensions=tuple(dimensions.items()),
            members=listed,
            complete=not opened_list,
            open=opened_list,
            **times,
        )
    )
    return True


_PREPOSED: Final = re.compile(
    r"^(?:of|from|to|for|in|is|are|was|were|on|by|came from|went to)\s+(?:the\s+)?"
)


def _part_names(
    around: Around, parts: Sequence[Span], end: int, *, figures: bool = False
) -> list[str]:
    """What each figure of a row is a figure of: the words after it, or those before it.

    Words that hold figures of their own (`from 18 to 24`) only where `figures` allows them.
    """
    text = around.text
    after, before = [], []
    for at, span in enumerate(parts):
        stop = parts[at + 1].start if at + 1 < len(parts) else end
        back = parts[at - 1].end if at else max(around.start, span.start - 60)
        bracketed = text.endswith("(", 0, span.start) and text.startswith(")", span.end)
        tail = re.match(r"[^,;:.()]*", text[span.end + bracketed : stop])
        words = re.sub(r"\s+(?:and|or|with)(?:\s+[\d.,]+)?\s*$", "", tail[0] if tail else "")
        words = words.strip(" -–")
        after.append(" ".join(words.split()[:6]))
        lead = re.search(r"[^,;:.()]*[(:]?\s*$", text[back : span.start])
        words = re.sub(r"^\s*(?:and|or)\s+", "", (lead[0] if lead else "").strip(" (:–-"))
        before.append(" ".join(words.split()[-6:]))
    if sum(map(bool, after)) >= len(parts) - 1 and all(map(any, zip(after, before, strict=True))):
        rows = [[one or other for one, other in zip(after, before, strict=True)], before]
    else:
        rows = [before]
    for names in rows:
        cleaned = [_PREPOSED.sub("", name) for name in names]
        distinct = len({fold(name) for name in cleaned}) == len(cleaned)
        plain = figures or not any(re.search(r"\d", name) for name in cleaned)
        if all(cleaned) and distinct and plain:
            return cleaned
    return []


def _breakdown(
    draft: Draft,
    around: Around,
    parts: Sequence[Span],
    *,
    name: tuple[str, str],
    times: dict[str, Any],
    end: int,
    figures: bool = False,
) -> bool:
    names = _part_names(around, parts, end, figures=figures)
    if not names:
        return False
    named_after = around.text[parts[-1].end : end]
    stop = parts[-1].end
    tail = re.match(r"[^,;:.()]*", named_after)
    stop += len(tail[0].rstrip()) if tail else 0
    pieces = pieces_of(around.text, parts[0].start, stop)
    if not pieces or not all(
        any(value_in_quote(span.value, piece) for piece in pieces) for span in parts
    ):
        pieces = tuple(quote_of(around.text, span.start, span.end) for span in parts)
    if not all(pieces):
        return False
    shown = [
        (
            "other"
            if re.fullmatch(r"(?:all\s+)?others?|(?:the\s+)?rest", words, re.IGNORECASE)
            else words
        )
        for words in names
    ]
    common = common_fields(
        draft, around, parts[0].start, parts[0].end, "the parts, and that they make the whole"
    )
    common["quote"] = pieces
    draft.claims.append(
        Breakdown(
            **common,
            subject=name[0],
            property=name[1],
            by="part",
            parts=tuple(zip(shown, (span.value for span in parts), strict=True)),
            complete=True,
            **times,
        )
    )
    return True


def _in_row(text: str, parts: Sequence[Span]) -> bool:
    """True where figures follow each other in one clause, each with a few words of its own."""
    for one, other in pairwise(parts):
        between = text[one.end : other.start]
        if len(between) > 90 or re.search(r"[;:.!?]\s|\bcompared\b|\bversus\b|\bthan\b", between):
            return False
        if not re.search(r",|\band\b|\(|;", between):
            return False
    return True


def propose_shares(draft: Draft, around: Around, used: set[int]) -> None:
    """Percentages that should make a hundred, as one breakdown.

    Where they do, all the same; where they do not, only if the words say that they should.
    """
    text = around.text
    shares = [
        span
        for span in around.spans
        if span.sort == "share"
        and id(span) not in used
        and re.match(r"[\d.]+\s?(?:%|per)", span.value)
    ]
    if len(shares) < 2:
        return
    if len(shares) != sum(1 for span in around.spans if span.sort == "share"):
        return
    rows = _in_row(text, shares)
    readings = [read_value(span.value) for span in shares]
    low = sum(reading.likely.lower or 0 for reading in readings)
    high = sum(reading.likely.upper or 0 for reading in readings)
    sums = low <= 100 <= high
    printed = (low + high) / 2
    if not sums and printed - (high - low) <= 100 <= printed + (high - low):
        return  # all cut off, or all rounded up, they may make a hundred
    near = 90 <= printed <= 112
    end = around.end
    # A row of ages has figures in its names; that it makes a hundred says it is read rightly.
    figures = sums and len(shares) > 3
    names = _part_names(around, shares, end, figures=figures)
    if not rows or not names or not near:
        return
    last = text[shares[-2].end : end]
    closed = bool(_OTHER_PART.search(last)) or bool(_OTHER_PART.search(names[-1]))
    said = bool(_DIVIDED.search(text[around.start : end])) or bool(
        re.match(
            r"\W*Of\s+(?:the|its|their|all|these|those)\b", text[around.start : shares[0].start]
        )
    )
    alone = re.search(
        r"\b(?:margin|compared|from\s+\d\S*|rose|fell|increase|increased|decrease|up|down|versus|per\s+year)\b",
        text[around.start : shares[-1].start],
    )
    depths = {_depth(text, around.start, span.start) for span in shares}
    if not sums and len(depths) > 1:
        return  # parts of parts
    if not sums and (alone or len(shares) < 3 or not (closed or said)):
        return
    if len({span.noun.casefold() for span in shares if span.noun}) > 1:
        return  # shares of several wholes
    if sums and len(shares) == 2 and (alone or not (closed or said)):
        return
    subject = draft.entity(around.subject)
    of = next((span.noun for span in shares if span.noun), "")
    name = draft.property(subject, of or "share", around.line(shares[0].start))
    if _breakdown(
        draft,
        around,
        shares,
        name=(subject, name),
        times=around.times(shares[0].start),
        end=end,
        figures=figures,
    ):
        used.update(map(id, shares))


def _depth(text: str, start: int, at: int) -> int:
    return text.count("(", start, at) - text.count(")", start, at)


def propose_divided(draft: Draft, around: Around, used: set[int]) -> None:
    """A count and the counts that it divides into: `10 medals: 3 gold, 4 silver and 3 bronze`."""
    text = around.text
    counts = [span for span in around.spans if span.count is not None and id(span) not in used]
    for at, whole in enumerate(counts):
        if not whole.noun:
            continue
        rest = text[whole.noun_end : around.end]
        mark = re.match(
            r"\s*(?P<mark>:|\(|,?\s*(?:comprising|consisting\s+of|made\s+up\s+of|composed\s+of)\b)\s*"
            r"(?=\d|[a-z]+[\s-])",
            rest,
        )
        if mark is None:
            continue
        begin = whole.noun_end + mark.end()
        end = around.end
        if mark["mark"] == "(":
            end = text.find(")", begin, around.end)
            if end < 0:
                continue
        parts = [span for span in counts[at + 1 :] if span.start >= begin and span.end <= end]
        every = [span for span in around.spans if begin <= span.start < end]
        if len(parts) < 2 or len(every) != len(parts) or parts[0].start != begin:
            continue
        pieces = re.split(r",\s+(?:and\s+)?|\s+and\s+", text[begin:end].rstrip(". "))
        if len(pieces) != len(parts) or not all(re.match(FIGURE, piece) for piece in pieces):
            continue
        if any((span.count or 0) > (whole.count or 0) for span in parts):
            continue
        subject = draft.entity(around.subject)
        name = draft.property(subject, whole.noun, around.line(whole.start))
        times = around.times(whole.start)
        mine = len(draft.claims)
        if propose_quantity(draft, around, whole, about=(subject, name), times=times):
            if _breakdown(draft, around, parts, name=(subject, name), times=times, end=end):
                used.update(map(id, (whole, *parts)))
            else:
                del draft.claims[mine:]
        return
