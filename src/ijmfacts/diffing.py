"""What changed between two versions of a document, or of a dossier, and what that does to findings.

A document's versions are laid side by side line by line, and word by word where lines differ, so
that what became of a claim's words is read off the place where they stood.
Nothing is written: what is found is for an author to look at.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any, Final

import attrs

from ijmfacts.anchors import (
    Ambiguous,
    Found,
    find_quote,
    flat,
    nearest_passage,
    passages,
)
from ijmfacts.claims import QUOTE_WORDS, AnyClaim, At, Breakdown, Event, Quantity
from ijmfacts.dossier import Dossier
from ijmfacts.fields import FieldError
from ijmfacts.findings import Finding, Report
from ijmfacts.rules.quotes_stand_in_the_text import placed
from ijmfacts.times import Time, UnreadableTimeError, read_time
from ijmfacts.values import UnreadableValueError, read_value, tokens

FATES: Final = ("stands", "moved", "ambiguous", "changed", "lost", "unplaced")
"""What can become of a claim's words, from the least grave.

They stand on their line, or moved to another; they now stand more than once; another figure stands
among the same words; they are gone.
`unplaced`: they did not stand in the old version, or not at one place, so nothing is told.
"""

MOST_WORDS: Final = 20_000
"""How many words of one changed stretch are compared word by word, old and new together."""

_MOST_CELLS: Final = 4_000_000
_MOST_NEAREST: Final = 200
_WIDEST: Final = 8
_BESIDE: Final = 4
_TIMES: Final = ("when", "as_of", "since", "until", "within")
_WORD: Final = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?|[^\w\s]|_")
_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")


# --- two texts side by side ---------------------------------------------------------------------


@attrs.frozen
class Word:
    """A word, figure or sign: its offsets, and the spelling that is compared."""

    start: int
    end: int
    plain: str


def _words(text: str, start: int, end: int) -> list[Word]:
    return [
        Word(m.start(), m.end(), m.group() if m.group().isascii() else flat(m.group()))
        for m in _WORD.finditer(text, start, end)
    ]


@attrs.frozen(kw_only=True)
class Passage:
    """Words of the old text, and for each the word of the new text that it became, or none.

    `before` and `after` are the kept words around them (indexes of the new words, with -1 and the
    number of words where there is none).
    """

    old: tuple[Word, ...]
    new: tuple[Word, ...]
    kept: tuple[int | None, ...]
    before: int
    after: int

    @property
    def same(self) -> bool:
        """True where every word was kept, and nothing was put between them."""
        return (
            bool(self.kept)
            and all(
                two is not None and one is not None and two == one + 1
                for one, two in pairwise(self.kept)
            )
            and self.kept[0] is not None
        )

    def between(self, first: int, last: int) -> tuple[int, int]:
        """What the old words from `first` up to `last` became: indexes of the new words."""
        left, right = self.kept[first], self.kept[last - 1]
        if left is None:
            known = [at for at in self.kept[:first] if at is not None]
            left = (known[-1] if known else self.before) + 1
        if right is None:
            known = [at for at in self.kept[last:] if at is not None]
            right = (known[0] if known else self.after) - 1
        return left, right + 1


class Versions:
    """Two versions of a text, and how the words of the old one became those of the new."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = passages(old), passages(new)
        self._old_lines, self._new_lines = _lines(old), _lines(new)
        self._blocks = self._line_blocks()
        self._block_starts = [block[0] for block in self._blocks]
        self._compared: dict[
            tuple[int, int], tuple[list[Word], list[Word], list[int | None]] | None
        ] = {}

    def _line_blocks(self) -> list[tuple[int, int, int, int, bool]]:
        """Stretches of lines: from and to in the old text, in the new, and if they are equal."""
        import difflib  # noqa: PLC0415 - only where versions differ

        old = [self.old.text[start:end].rstrip() for start, end in pairwise(self._old_lines)]
        new = [self.new.text[start:end].rstrip() for start, end in pairwise(self._new_lines)]
        return [
            (i1, i2, j1, j2, tag == "equal")
            for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new).get_opcodes()
            if i2 > i1
        ]

    def passage(self, start: int, end: int) -> Passage | None:
        """What became of the old text between two offsets; none where that cannot be told."""
        first = bisect_right(self._old_lines, start) - 1
        last = bisect_right(self._old_lines, max(start, end - 1)) - 1
        low = bisect_right(self._block_starts, first) - 1
        high = bisect_right(self._block_starts, last) - 1
        if low < 0:
            return None
        compared = self._region(low, high)
        if compared is None:
            return None
        old, new, kept = compared
        inside = [at for at, word in enumerate(old) if word.start < end and word.end > start]
        if not inside:
            return None
        one, two = inside[0], inside[-1] + 1
        known = [at for at in kept[:one] if at is not None]
        later = [at for at in kept[two:] if at is not None]
        return Passage(
            old=tuple(old[one:two]),
            new=tuple(new),
            kept=tuple(kept[one:two]),
            before=known[-1] if known else -1,
            after=later[0] if later else len(new),
        )

    def _region(
        self, low: int, high: int
    ) -> tuple[list[Word], list[Word], list[int | None]] | None:
        """The words of a stretch of blocks in both versions, and what became of each old one."""
        if (low, high) not in self._compared:
            one, two = self._blocks[low], self._blocks[high]
            old = _words(self.old.text, self._old_lines[one[0]], self._old_lines[two[1]])
            new = _words(self.new.text, self._new_lines[one[2]], self._new_lines[two[3]])
            if low == high and one[4]:
                kept: list[int | None] | None = list(range(len(old)))
            else:
                kept = _aligned([w.plain for w in old], [w.plain for w in new])
            self._compared[low, high] = None if kept is None else (old, new, kept)
        return self._compared[low, high]


def _lines(text: str) -> list[int]:
    """Where each line begins, and where the text ends."""
    starts = [match.start() for match in _LINE.finditer(text)]
    return [*(at for at in starts if at < len(text)), len(text)]


def _aligned(old: list[str], new: list[str]) -> list[int | None] | None:
    """For each old word the index of the new one that it became; none where they are too many."""
    import difflib  # noqa: PLC0415 - only where versions differ

    if len(old) + len(new) > MOST_WORDS:
        return None
    large = len(old) * len(new) > _MOST_CELLS
    kept: list[int | None] = [None] * len(old)
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=large)
    for i, j, size in matcher.get_matching_blocks():
        for step in range(size):
            kept[i + step] = j + step
    return kept


# --- what became of one claim -------------------------------------------------------------------


@attrs.frozen(kw_only=True)
class Change:
    """A figure of a claim that another took the place of.

    `field` is spelled as in a file, with the part of a breakdown after a dot; empty where the new
    words do not say which field they change.
    """

    field: str
    old: str
    new: str


@attrs.frozen(kw_only=True)
class Fate:
    """What became of a claim's words.

    `old_line` and `line` count from 1, 0 where there is none.
    `now` are the words that stand in their place, or the passage most like them.
    `claim` is the claim as the new version makes it; none where its words are lost.
    """

    id: str
    status: str
    quote: tuple[str, ...] = ()
    old_line: int = 0
    line: int = 0
    now: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    hint: str = ""
    claim: AnyClaim | None = attrs.field(default=None, eq=False, repr=False)


@attrs.frozen(kw_only=True)
class _Piece:
    status: str
    old_line: int = 0
    line: int = 0
    now: str = ""
    passage: Passage | None = None
    hint: str = ""


def fates(
    dossier: Dossier, old: str, new: str, *, versions: Versions | None = None
) -> tuple[Fate, ...]:
    """What became of the words of each claim, in the order of the dossier."""
    both = versions or Versions(old, new)
    found = []
    missing = 0
    for claim in dossier.claims:
        if not claim.quote:
            continue
        fate = _fate(claim, both, nearest=missing < _MOST_NEAREST)
        missing += fate.status == "lost"
        found.append(fate)
    return tuple(found)


def _fate(claim: AnyClaim, both: Versions, *, nearest: bool) -> Fate:
    before = placed(both.old, claim, nearest=False)
    where = [outcome for outcome in before if isinstance(outcome, Found)]
    if len(where) < len(before):
        several = any(isinstance(outcome, Ambiguous) for outcome in before)
        return Fate(
            id=claim.id,
            status="unplaced",
            quote=claim.quote,
            claim=claim,
            hint="the old version holds its words more than once, and it does not say where"
            if several
            else "the old version does not hold its words",
        )
    pieces = [
        _piece(claim, both, piece, place, nearest=nearest)
        for piece, place in zip(claim.quote, where, strict=True)
    ]
    status = max((piece.status for piece in pieces), key=FATES.index)
    fate = Fate(
        id=claim.id,
        status=status,
        quote=claim.quote,
        old_line=pieces[0].old_line,
        line=pieces[0].line,
        now=tuple(piece.now for piece in pieces),
        hint=next((piece.hint for piece in pieces if piece.hint), ""),
    )
    if status == "lost":
        return fate
    changed = [piece for piece in pieces if piece.passage is not None]
    if changed:
        changes, claims = _changes(claim, changed)
        if changes is None:
            return attrs.evolve(fate, status="lost")
        if changes:
            made = _made(claim, claims, fate)
            hint = fate.hint if made is not None else "no claim can say what the new words say"
            return attrs.evolve(
                fate, status="changed", changes=tuple(changes), claim=made, hint=hint
            )
        if status == "changed":
            return attrs.evolve(fate, status="lost")
    return attrs.evolve(fate, claim=_made(claim, {}, fate))


def _piece(claim: AnyClaim, both: Versions, piece: str, place: Found, *, nearest: bool) -> _Piece:
    """What became of one piece of a quote that stood at a place of the old text."""
    passage = both.passage(place.start, place.end)
    text = both.new.text
    if passage is not None and passage.same:
        first, last = passage.between(0, len(passage.old))
        line = both.new.line_of(passage.new[first].start)
        stands = "stands" if line == place.line else "moved"
        made = _Piece(
            status=stands,
            old_line=place.line,
            line=line,
            now=text[passage.new[first].start : passage.new[last - 1].end],
            passage=passage,
        )
        on = line if claim.at.line else 0
        again = find_quote(both.new, piece, claim.prefix, claim.suffix, line=on, nearest=False)
        if isinstance(again, Ambiguous) and not (len(claim.quote) > 1 and _one_on(again, line)):
            return attrs.evolve(made, status="ambiguous", hint=_told_apart(again, line))
        return made
    changed = _changed_piece(passage, both, place)
    if changed is not None and passage is not None and any(at is not None for at in passage.kept):
        return changed
    elsewhere = find_quote(both.new, piece, claim.prefix, claim.suffix, nearest=False)
    if not isinstance(elsewhere, Found) and (claim.prefix or claim.suffix):
        elsewhere = find_quote(both.new, piece, nearest=False)
    if isinstance(elsewhere, Found) and not _fewer(both, piece):
        line = elsewhere.line
        return _Piece(status="moved", old_line=place.line, line=line, now=elsewhere.words)
    if isinstance(elsewhere, Ambiguous) and not _fewer(both, piece):
        one = elsewhere.places[0]
        return _Piece(
            status="ambiguous",
            old_line=place.line,
            line=one.line,
            now=one.words,
            hint=_told_apart(elsewhere, one.line),
        )
    if changed is not None:
        return changed
    now = _new_words(passage, both.new.text) if passage is not None else None
    kept = () if passage is None else [at for at in passage.kept if at is not None]
    if now is not None and passage is not None and 2 * len(kept) >= len(passage.old):
        words, line = both.new.text[now[0] : now[1]], both.new.line_of(now[0])
    else:
        near = nearest_passage(both.new, piece) if nearest else None
        words, line = (near.words, near.line) if near is not None else ("", 0)
    return _Piece(status="lost", old_line=place.line, line=line, now=words)


def _changed_piece(passage: Passage | None, both: Versions, place: Found) -> _Piece | None:
    """What became of words where only figures among them changed."""
    if passage is None or not _only_figures(passage, both.new.text):
        return None
    now = _new_words(passage, both.new.text)
    if now is None:
        return None
    return _Piece(
        status="changed",
        old_line=place.line,
        line=both.new.line_of(now[0]),
        now=both.new.text[now[0] : now[1]],
        passage=passage,
    )


def _one_on(outcome: Ambiguous, line: int) -> bool:
    return sum(place.line == line for place in outcome.places) == 1


def _told_apart(outcome: Ambiguous, line: int) -> str:
    for place, prefix, suffix in zip(
        outcome.places, outcome.prefixes, outcome.suffixes, strict=False
    ):
        if place.line == line and (prefix or suffix):
            return f"add `prefix: {prefix}`" if prefix else f"add `suffix: {suffix}`"
    return "quote more words"


def _fewer(both: Versions, piece: str) -> bool:
    """True where the words stand at fewer places than they did, so that none has come anew."""
    counts = []
    for side in (both.old, both.new):
        outcome = find_quote(side, piece, nearest=False)
        counts.append(len(outcome.places) if isinstance(outcome, Ambiguous) else 1)
    return counts[1] < counts[0]


def _new_words(passage: Passage, text: str) -> tuple[int, int] | None:
    """Where the words stand that took the place of a passage; none where none did."""
    first, last = passage.between(0, len(passage.old))
    if not 0 <= first < last <= len(passage.new):
        return None
    if last - first > len(passage.old) + 2 * _WIDEST:
        return None
    end = passage.new[last - 1].end
    start = passage.new[first].start
    return (start, end) if text[start:end].strip() else None


def _runs(passage: Passage) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """The stretches of old words that were not kept, each with what stands there now.

    What was put between two kept words is a run of no old words.
    """
    size = len(passage.old)
    at = 0
    while at < size:
        if passage.kept[at] is None:
            end = at
            while end < size and passage.kept[end] is None:
                end += 1
            yield (at, end), passage.between(at, end)
            at = end
        else:
            here, after = passage.kept[at], passage.kept[at + 1] if at + 1 < size else None
            if here is not None and after is not None and after > here + 1:
                yield (at + 1, at + 1), (here + 1, after)
            at += 1


def _only_figures(passage: Passage, text: str) -> bool:
    """True where all that changed is read as a figure or a date, before and after."""
    for (first, last), (now_first, now_last) in _runs(passage):
        if now_last - now_first > _WIDEST:
            return False
        before = " ".join(word.plain for word in passage.old[first:last])
        after = _text(passage, now_first, now_last, text)
        if (before and not _partly(before)) or (after and not _partly(after)):
            return False
    return True


def _text(passage: Passage, first: int, last: int, text: str) -> str:
    return text[passage.new[first].start : passage.new[last - 1].end] if last > first else ""


_PARTS: Final = frozenset(
    [
        "more",
        "less",
        "fewer",
        "than",
        "over",
        "under",
        "nearly",
        "almost",
        "about",
        "around",
        "some",
        "approximately",
        "roughly",
        "at",
        "least",
        "most",
        "up",
        "to",
        "no",
        "hundred",
        "thousand",
        "million",
        "billion",
        "trillion",
        "percent",
        "per",
        "cent",
        "and",
        "dozen",
        "dozens",
        "several",
        "between",
        "one",
        "or",
        "of",
        "usd",
        "eur",
        "gbp",
        "-",
        "–",
        ".",
        ",",
        "$",
        "£",
        "€",
        "%",
        "~",
        "early",
        "mid",
        "late",
    ]
)


def _partly(words: str) -> bool:
    """True where words are a figure or a date, or belong to one."""
    if _time(words) is not None:
        return True
    return all(
        word.casefold() in _PARTS or _value(word) or _time(word) is not None or _month(word)
        for word in (match.group() for match in _WORD.finditer(words))
    )


def _month(word: str) -> bool:
    return _time(f"{word} 2000") is not None


def _value(words: str) -> bool:
    try:
        read_value(words)
    except UnreadableValueError:
        return False
    return True


def _time(words: str) -> Time | None:
    try:
        return read_time(words)
    except UnreadableTimeError:
        return None


# --- what the claim now says --------------------------------------------------------------------


def _figures(claim: AnyClaim) -> Iterator[tuple[str, str]]:
    """The fields of a claim that hold a figure as printed."""
    if isinstance(claim, Quantity):
        if claim.value:
            yield "value", claim.value
    elif isinstance(claim, Breakdown):
        for name, value in claim.parts:
            yield f"parts.{name}", value
    elif isinstance(claim, Event):
        for field in ("lasting", "times"):
            if getattr(claim, field):
                yield field, getattr(claim, field)


def _changes(claim: AnyClaim, pieces: list[_Piece]) -> tuple[list[Change] | None, dict[str, str]]:
    """The figures of a claim that others took the place of, and its fields as they are now.

    None instead of changes where words changed that are no figure of the claim.
    """
    told: list[Change] = []
    fields: dict[str, str] = {}
    taken: set[tuple[int, int]] = set()
    explained: list[tuple[int, tuple[int, int], tuple[int, int]]] = []
    for number, piece in enumerate(pieces):
        passage = piece.passage
        if passage is None:
            continue
        for field, value in _figures(claim):
            if field in fields:
                continue
            span = _sought(passage.old, value, {at for n, at in taken if n == number})
            if span is None:
                continue
            taken.update((number, at) for at in range(*span))
            now = _value_now(passage, span)
            if now is None:
                continue
            explained.append((number, span, now))
            printed = _joined(passage.new, *now)
            if tokens(printed) != tokens(value):
                fields[field] = printed
                told.append(Change(field=field, old=value, new=printed))
    for number, piece in enumerate(pieces):
        if piece.status != "changed" or piece.passage is None:
            continue
        runs = list(_runs(piece.passage))
        for run, now in runs:
            dated = _dated(claim, piece.passage, run, now)
            if dated is not None:
                field, change, before, after = dated
                explained.append((number, before, after))
                fields[field] = change.new
                told.extend([change] if change not in told else [])
        for run, now in runs:
            if any(
                number == where
                and (_inside(now, after) if now[0] < now[1] else _inside(run, before))
                for where, before, after in explained
            ):
                continue
            stray = _stray(claim, piece.passage, run, now)
            if stray is None:
                return None, {}
            told.extend([stray] if stray not in told else [])
    return told, fields


def _inside(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return other[0] <= one[0] and one[1] <= other[1]


def _stray(
    claim: AnyClaim, passage: Passage, old: tuple[int, int], new: tuple[int, int]
) -> Change | None:
    """A figure that no field of the claim holds; none where one may hold it, spelled otherwise."""
    before = _joined(passage.old, *old) if old[0] < old[1] else ""
    after = _joined(passage.new, *new) if new[0] < new[1] else ""
    date = _time(before) if before else None
    if date is not None:
        for field in _TIMES:
            text = getattr(claim, field)
            if text and _overlap(read_time(text), date):
                return None
    sought = tokens(before)
    for field in attrs.fields(type(claim)):
        if sought and field.name not in {
            "id",
            "quote",
            "prefix",
            "suffix",
            "at",
            "note",
            "sources",
        }:
            held = tokens(str(getattr(claim, field.name)))
            if any(held[at : at + len(sought)] == sought for at in range(len(held))):
                return None
    return Change(field="", old=before, new=after)


def _overlap(one: Time, other: Time) -> bool:
    """True unless one lies wholly before the other."""
    ends = (one.end.latest, other.start.earliest), (other.end.latest, one.start.earliest)
    return not any(last is not None and first is not None and last < first for last, first in ends)


def _sought(words: tuple[Word, ...], value: str, taken: set[int]) -> tuple[int, int] | None:
    """Where among the words the value stands, token by token."""
    sought = [match.group().casefold() for match in _WORD.finditer(flat(value))]
    there = [word.plain.casefold() for word in words]
    size = len(sought)
    for at in range(len(there) - size + 1):
        if there[at : at + size] == sought and not taken & set(range(at, at + size)):
            return at, at + size
    return None


def _value_now(passage: Passage, span: tuple[int, int]) -> tuple[int, int] | None:
    """Where among the new words the value is that stands where another stood; none if none is."""
    first, last = passage.between(*span)
    new = passage.new
    low, high = first, last
    # What was put just before or after it belongs to it, as far as it is read with it.
    if span[0] == 0 or passage.kept[span[0] - 1] is not None:
        edge = passage.before if span[0] == 0 else passage.kept[span[0] - 1]
        low = max((-1 if edge is None else edge) + 1, first - _BESIDE)
    if span[1] == len(passage.old) or passage.kept[span[1]] is not None:
        edge = passage.after if span[1] == len(passage.old) else passage.kept[span[1]]
        high = min(len(new) if edge is None else edge, last + _BESIDE)
    return next(
        (
            (one, two)
            for one in range(low, first + 1)
            for two in range(high, max(last, one + 1) - 1, -1)
            if two - one <= 2 * _WIDEST and _value(_joined(new, one, two))
        ),
        None,
    )


def _joined(words: tuple[Word, ...], first: int, last: int) -> str:
    """Words as they stand, with one space where there was any."""
    parts = [words[first].plain]
    for one, two in pairwise(words[first:last]):
        parts.append((" " if two.start > one.end else "") + two.plain)
    return "".join(parts)


def _dated(
    claim: AnyClaim, passage: Passage, old: tuple[int, int], new: tuple[int, int]
) -> tuple[str, Change, tuple[int, int], tuple[int, int]] | None:
    """The date of a claim that another took the place of: the widest that holds the change.

    With the field, and where the date is among the old words and the new ones.
    """
    if old[1] == old[0] or new[1] == new[0]:
        return None
    fields = {field: getattr(claim, field) for field in _TIMES if getattr(claim, field)}
    size = len(passage.old)
    ways = sorted(
        ((first, last) for first in range(max(0, old[0] - 4), old[0] + 1)
         for last in range(old[1], min(size, old[1] + 4) + 1)),
        key=lambda pair: pair[0] - pair[1],
    )  # fmt: skip
    for first, last in ways:
        before = _time(_joined(passage.old, first, last))
        if before is None:
            continue
        here = passage.between(first, last)
        after = _time(_joined(passage.new, *here)) if here[0] < here[1] else None
        if after is None:
            continue
        for field, text in fields.items():
            known = read_time(text)
            if (known.start, known.end) == (before.start, before.end):
                now = _edtf(after)
                change = Change(field=field.replace("_", " "), old=text, new=now)
                return field, change, (first, last), here
            for at, part in enumerate(text.split("/")):
                known_part = _time(part) if part not in {"", ".."} else None
                if known_part is not None and known_part.start == before.start == before.end:
                    parts = text.split("/")
                    parts[at] = _edtf(after)
                    changed = "/".join(parts)
                    change = Change(field=field.replace("_", " "), old=text, new=changed)
                    return field, change, (first, last), here
    return None


def _edtf(time: Time) -> str:
    """A printed date as files write it, where it is a plain one; else as printed."""
    earliest = time.start.earliest
    if earliest is None or time.granularity not in {"day", "month", "year"}:
        return time.text
    import datetime as dt  # noqa: PLC0415 - only changed dates need it

    try:
        day = dt.date.fromordinal(earliest)
    except (ValueError, OverflowError):
        return time.text
    text = {"day": f"{day:%Y-%m-%d}", "month": f"{day:%Y-%m}", "year": f"{day:%Y}"}
    shown = text[time.granularity]
    known = _time(shown)
    same = known is not None and (known.start, known.end) == (time.start, time.end)
    return shown if same else time.text


def _made(claim: AnyClaim, fields: Mapping[str, str], fate: Fate) -> AnyClaim | None:
    """The claim as the new version makes it, or none where no claim can say that."""
    new: dict[str, Any] = {}
    parts: dict[str, str] = {}
    for field, value in fields.items():
        name, _, part = field.partition(".")
        if part:
            parts[part] = value
        else:
            new[name] = value
    if parts and isinstance(claim, Breakdown):
        new["parts"] = tuple((name, parts.get(name, value)) for name, value in claim.parts)
    if fate.status != "stands" or new:
        new["quote"] = tuple(
            now if now and len(now.split()) <= QUOTE_WORDS and "..." not in now else was
            for now, was in zip(fate.now, claim.quote, strict=True)
        )
    if claim.at.line and fate.line:
        at: At = attrs.evolve(claim.at, line=fate.line)
        new["at"] = at
    try:
        return attrs.evolve(claim, **new) if new else claim
    except FieldError:
        return None


# --- findings before and after ------------------------------------------------------------------


@attrs.frozen(kw_only=True)
class Findings:
    """The findings of two checks, consequences among them.

    `same` are pairs, old and new, with one fingerprint.
    `accepted` are those that stood and now are accepted.
    """

    new: tuple[Finding, ...] = ()
    gone: tuple[Finding, ...] = ()
    same: tuple[tuple[Finding, Finding], ...] = ()
    accepted: tuple[Finding, ...] = ()

    @property
    def changed(self) -> tuple[tuple[Finding, Finding], ...]:
        """The pairs that say something else now."""
        return tuple(
            (old, new)
            for old, new in self.same
            if (old.severity, old.message) != (new.severity, new.message)
        )


def _flat(findings: Iterable[Finding]) -> list[Finding]:
    return [attrs.evolve(one, consequences=()) for finding in findings for one in finding.all]


def compared(old: Report, new: Report) -> Findings:
    """The findings of two reports, by fingerprint."""
    waiting: dict[str, list[Finding]] = {}
    for finding in _flat(old.findings):
        waiting.setdefault(finding.fingerprint, []).append(finding)
    fresh, same = [], []
    later = []
    for finding in _flat(new.findings):
        known = waiting.get(finding.fingerprint, [])
        alike = next((one for one in known if one.message == finding.message), None)
        if alike is not None:
            known.remove(alike)
            same.append((alike, finding))
        else:
            later.append(finding)
    for finding in later:
        known = waiting.get(finding.fingerprint, [])
        if known:
            same.append((known.pop(0), finding))
        else:
            fresh.append(finding)
    settled = Counter(finding.fingerprint for finding in _flat(new.accepted))
    gone, accepted = [], []
    for known in waiting.values():
        for finding in known:
            if settled[finding.fingerprint]:
                settled[finding.fingerprint] -= 1
                accepted.append(finding)
            else:
                gone.append(finding)
    return Findings(new=tuple(fresh), gone=tuple(gone), same=tuple(same), accepted=tuple(accepted))


# --- two versions of a document -----------------------------------------------------------------


@attrs.frozen(kw_only=True)
class DocumentDiff:
    """What a new version of a document does to a dossier."""

    fates: tuple[Fate, ...]
    findings: Findings
    report: Report = attrs.field(repr=False)

    def count(self, status: str) -> int:
        """How many claims came to this."""
        return sum(fate.status == status for fate in self.fates)


def carried(dossier: Dossier, found: Iterable[Fate]) -> Dossier:
    """The dossier as the new version would have it: new figures in, lost claims out.

    What an acceptance or a statement says about a lost claim stays as it is.
    """
    by_id = {fate.id: fate for fate in found}
    claims = []
    origins = dict(dossier.origins)
    for claim in dossier.claims:
        fate = by_id.get(claim.id)
        now = claim if fate is None else fate.claim
        if now is not None:
            claims.append(now)
        if now is None or (fate is not None and fate.status == "changed"):
            origins.pop(("claim", claim.id), None)  # the file does not say what it says now
    return attrs.evolve(dossier, claims=tuple(claims), origins=origins)


def document_diff(
    dossier: Dossier,
    old: str,
    new: str,
    *,
    assume: Collection[str] = (),
    reject: Collection[str] = (),
) -> DocumentDiff:
    """What became of each claim's words between two versions of a document, and of the findings."""
    from ijmfacts.checking import check  # noqa: PLC0415 - fates alone need no rules

    found = fates(dossier, old, new)
    before = check(dossier, assume=assume, reject=reject)
    after = check(carried(dossier, found), assume=assume, reject=reject)
    return DocumentDiff(fates=found, findings=compared(before, after), report=after)


# --- two versions of a dossier ------------------------------------------------------------------


@attrs.frozen(kw_only=True)
class FieldChange:
    """One field of a record, spelled as in a file with dots between; none where it is not there."""

    field: str
    old: Any = None
    new: Any = None


@attrs.frozen(kw_only=True)
class RecordChange:
    """A record that was `added`, `removed`, `changed` or `renamed` (then `was` is its old id)."""

    part: str
    id: str
    status: str
    fields: tuple[FieldChange, ...] = ()
    was: str = ""
    file: str = ""
    line: int = 0


@attrs.frozen(kw_only=True)
class DossierDiff:
    """What changed between two versions of a dossier."""

    records: tuple[RecordChange, ...]
    unchanged: int
    findings: Findings
    report: Report = attrs.field(repr=False)

    def count(self, status: str) -> int:
        """How many claims came to this."""
        return sum(one.part == "claim" and one.status == status for one in self.records)


def dossier_diff(
    old: Dossier,
    new: Dossier,
    *,
    assume: Collection[str] = (),
    reject: Collection[str] = (),
) -> DossierDiff:
    """Which records were added, removed or changed, field by field, and what that does to findings.

    Where records stand in their files makes no difference.
    """
    from ijmfacts.checking import check  # noqa: PLC0415 - as above

    changes, unchanged = _record_changes(old, new)
    before = check(old, assume=assume, reject=reject)
    after = check(new, assume=assume, reject=reject)
    return DossierDiff(
        records=tuple(changes),
        unchanged=unchanged,
        findings=compared(before, after),
        report=after,
    )


def _records(dossier: Dossier) -> dict[tuple[str, str], Any]:
    """Every record of a dossier by part and id."""
    from ijmfacts.parts import WORDS  # noqa: PLC0415 - as above

    found: dict[tuple[str, str], Any] = {("claim", claim.id): claim for claim in dossier.claims}
    if dossier.document is not None:
        found["document", ""] = dossier.document
    for part, records in (
        ("entity", dossier.entities),
        ("source", dossier.sources),
        ("observance", dossier.observances),
        *((WORDS[part][0], getattr(dossier.vocabulary, part)) for part in WORDS),
    ):
        found.update({(part, key): record for key, record in records.items()})
    for acceptance in dossier.accepted:
        key = f"{acceptance.rule} {', '.join(sorted(acceptance.claims))}"
        found["acceptance", key] = acceptance
    found.update({("assume", word): word for word in dossier.assume})
    found.update({("reject", word): word for word in dossier.reject})
    found.update({("set aside", aside.quote): aside for aside in dossier.set_aside})
    return found


def _data(record: Any) -> dict[str, Any]:
    from ijmfacts.structure import as_data  # noqa: PLC0415 - as above

    return {} if isinstance(record, str) else as_data(record)


def _record_changes(old: Dossier, new: Dossier) -> tuple[list[RecordChange], int]:
    before, after = _records(old), _records(new)
    gone = {key: before[key] for key in before if key not in after}
    come = {key: after[key] for key in after if key not in before}
    renamed = _renamed(gone, come)
    found = []
    for key, record in after.items():
        part, name = key
        file, line = _place(new, key)
        if key in before:
            fields = tuple(_field_changes(_data(before[key]), _data(record)))
            if fields:
                found.append(
                    RecordChange(
                        part=part, id=name, status="changed", fields=fields, file=file, line=line
                    )
                )
        elif key in renamed:
            found.append(
                RecordChange(
                    part=part, id=name, status="renamed", was=renamed[key], file=file, line=line
                )
            )
        else:
            found.append(RecordChange(part=part, id=name, status="added", file=file, line=line))
    old_names = {(part, name) for (part, _), name in renamed.items()}
    for key in gone:
        if key not in old_names:
            file, line = _place(old, key)
            found.append(
                RecordChange(part=key[0], id=key[1], status="removed", file=file, line=line)
            )
    claims = sum(part == "claim" for part, _ in after)
    return found, claims - sum(one.part == "claim" and one.status != "removed" for one in found)


def _renamed(
    gone: Mapping[tuple[str, str], Any], come: Mapping[tuple[str, str], Any]
) -> dict[tuple[str, str], str]:
    """The new claims that are an old one under another id, where no other is like it."""
    import json  # noqa: PLC0415 - as above

    def likeness(record: Any) -> str:
        return json.dumps({**_data(record), "id": ""}, sort_keys=True)

    were: dict[str, list[str]] = {}
    for (part, name), record in gone.items():
        if part == "claim":
            were.setdefault(likeness(record), []).append(name)
    found = {}
    for key, record in come.items():
        names = were.get(likeness(record), []) if key[0] == "claim" else []
        if len(names) == 1:
            found[key] = names.pop()
    return found


def _place(dossier: Dossier, key: tuple[str, str]) -> tuple[str, int]:
    node = dossier.origins.get(key)
    span = getattr(node, "span", None)
    return ("", 0) if span is None else (span.file, span.line)


def _field_changes(
    old: Mapping[str, Any], new: Mapping[str, Any], path: tuple[str, ...] = ()
) -> Iterator[FieldChange]:
    """Every field that differs, in the order of the new record and then of the old one."""
    for key in (*new, *(key for key in old if key not in new)):
        before, after = old.get(key), new.get(key)
        if before == after:
            continue
        if isinstance(before, Mapping) and isinstance(after, Mapping):
            yield from _field_changes(before, after, (*path, key))
        else:
            yield FieldChange(field=".".join((*path, key)), old=before, new=after)
