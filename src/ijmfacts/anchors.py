"""Where a quote stands in a text: found once, found more than once, or not at all.

A quote with its prefix and suffix is a TextQuoteSelector (W3C Web Annotation Data Model, 4.2.4).
Straight and curly quotes, the sorts of dash and of space, line breaks, soft hyphens and the two
spellings of accented letters make no difference; letters and their case do.
Knows nothing of claims.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, TypeAlias

import attrs

from ijmfacts.patterns import pattern
from ijmfacts.shapes import Shape

MOST_PLACES: Final = 1_000
"""How many places of one quote are looked at; a quote with more is ambiguous all the same."""

LIKENESS: Final = 0.6
"""How much of a quote a passage must share, from 0 to 1, to be shown as the nearest one."""

_SHINGLE: Final = 5
_MOST_SEEDS: Final = 40
_SEED_PLACES: Final = 300
_BEST: Final = 12
_CONTEXT_WORDS: Final = 8

_ONE_FOR_ONE: Final = (
    ("'", "\u2018\u2019\u201a\u201b\u2032\u02bc\u0060\u00b4"),
    ('"', "\u201c\u201d\u201e\u201f\u2033"),
    ("-", "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"),
)
_NO_WIDTH: Final = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_MARKS: Final = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0"
_SPACES: Final = r" \s+|[^\S ]\s*"
_UNEVEN: Final = pattern(_SPACES)
_UNEVEN_MARKED: Final = pattern(
    rf"[{_NO_WIDTH}]*(?:{_SPACES})[\s{_NO_WIDTH}]*|[{_NO_WIDTH}]+| [{_NO_WIDTH}][\s{_NO_WIDTH}]*"
    rf"|.[{_MARKS}]+"
)
_MARKED: Final = pattern(f"[{_NO_WIDTH}{_MARKS}]")
_LINE_END: Final = pattern(r"\r\n|\r|\n")
_SPACED_SCRIPTS: Final = "\u0e00"
"""From here on most scripts put no space between words, so that a word has no edges to respect."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Found(Shape):
    """One place of a quote: offsets into the text as given, and its lines, counted from 1.

    `text[start:end]` are the words as they stand there.
    """

    start: int
    end: int
    line: int
    last_line: int
    words: str


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Ambiguous(Shape):
    """Several places of a quote, in the order of the text.

    `prefixes` and `suffixes` hold, for each place, the shortest words before or after it that
    stand at no other; empty where a few words do not tell it apart.
    """

    places: tuple[Found, ...]
    prefixes: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Missing(Shape):
    """No place of a quote; `nearest` is the passage most like it, or none where none is like it."""

    nearest: Found | None = None


Outcome: TypeAlias = Found | Ambiguous | Missing


class Passages:
    """A text made ready for finding quotes in it."""

    __slots__ = ("_at", "_line_starts", "_low", "_was", "plain", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._at = [0]
        self._was = [0]
        self._low = ""
        self._line_starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
        self.plain = self._flattened(text)

    def _flattened(self, text: str) -> str:
        """The text in one spelling, while the offsets are noted where it changes its length."""
        parts = []
        last = size = 0
        # Few texts hold marks, and looking for them at every letter takes most of the time.
        uneven = _UNEVEN_MARKED if _MARKED.search(text) else _UNEVEN
        for match in uneven.finditer(text):
            start, end = match.span()
            new = _evened(match.group())
            parts.append(text[last:start])
            parts.append(new)
            size += start - last
            if len(new) != end - start:
                self._note(size, start)
                self._note(size + len(new), end)
            size += len(new)
            last = end
        parts.append(text[last:])
        plain = "".join(parts)
        for new, olds in _ONE_FOR_ONE:
            for old in olds:  # `translate` would take twenty times as long
                plain = plain.replace(old, new)
        return plain

    def _note(self, plain: int, original: int) -> None:
        self._at.append(plain)
        self._was.append(original)

    def original(self, offset: int) -> int:
        """The offset in the text as given of an offset in the plain one."""
        index = bisect_right(self._at, offset) - 1
        return self._was[index] + offset - self._at[index]

    def line_of(self, offset: int) -> int:
        """The line, counted from 1, of an offset in the text as given."""
        return bisect_right(self._line_starts, offset)

    def found(self, start: int, end: int) -> Found:
        """The place from one offset in the plain text to another."""
        first, last = self.original(start), self.original(end)
        return Found(
            start=first,
            end=last,
            line=self.line_of(first),
            last_line=self.line_of(max(first, last - 1)),
            words=self.text[first:last],
        )

    @property
    def low(self) -> str:
        """The plain text in small letters, letter by letter as long."""
        if not self._low:
            self._low = _lowered(self.plain)
        return self._low


def _evened(cluster: str) -> str:
    """One space for spaces, a letter with its accents in one spelling, nothing for no width."""
    shown = "".join(c for c in cluster if c not in _NO_WIDTH)
    return unicodedata.normalize("NFC", shown) if shown.strip() else shown and " "


def _lowered(plain: str) -> str:
    low = plain.lower()
    if len(low) == len(plain):
        return low
    return "".join(small if len(small := c.lower()) == 1 else c for c in plain)


@lru_cache(maxsize=4)
def passages(text: str) -> Passages:
    """A text made ready, once for all its quotes."""
    return Passages(text)


def flat(words: str) -> str:
    """Words as they are compared: one sort of quote, dash and space, and none at the ends."""
    return Passages(words).plain.strip()


def find_quote(
    text: str | Passages,
    quote: str,
    prefix: str = "",
    suffix: str = "",
    *,
    line: int = 0,
    nearest: bool = True,
) -> Outcome:
    """Where a quote stands in a text.

    `prefix` and `suffix` are words just before and just after it.
    A place on `line` is preferred, where there are several; 0 prefers none.
    In scripts with spaces a place begins and ends with whole words.
    `nearest`: where the quote is missing, the passage most like it is looked for.
    """
    ready = passages(text) if isinstance(text, str) else text
    sought = flat(quote)
    if not sought:
        return Missing()
    size = len(sought)
    starts = list(_starts(ready.plain, sought))
    if not starts:
        return Missing(nearest=nearest_passage(ready, quote) if nearest else None)
    before, after = flat(prefix), flat(suffix)
    fitting = [
        at
        for at in starts
        if _ends_with(ready.plain, at, before) and _begins_with(ready.plain, at + size, after)
    ]
    if not fitting:
        if len(starts) > 1:
            return _ambiguous(ready, starts, size)
        return Missing(nearest=ready.found(starts[0], starts[0] + size))
    if len(fitting) > 1 and line:
        there = [at for at in fitting if ready.found(at, at + size).line == line]
        fitting = there or fitting
    if len(fitting) > 1:
        return _ambiguous(ready, fitting, size)
    return ready.found(fitting[0], fitting[0] + size)


def told_apart(outcomes: Iterable[Outcome], line: int = 0) -> list[Outcome]:
    """Where the pieces of one quote stand, which come in the order of the text.

    A piece with several places is at the one on `line`, at the one on a line of another piece, or
    at the one between two pieces that have one place; and on no line before that of a piece before.
    """
    found = list(outcomes)
    lines = {outcome.line for outcome in found if isinstance(outcome, Found)}
    for at, outcome in enumerate(found):
        if isinstance(outcome, Ambiguous):
            first = max((one.line for one in found[:at] if isinstance(one, Found)), default=0)
            for wanted in ({line}, lines):
                there = [one for one in outcome.places if one.line in wanted and one.line >= first]
                if len(there) == 1:
                    found[at] = there[0]
                    break
    for at, outcome in enumerate(found):
        if isinstance(outcome, Ambiguous) and len(outcome.places) < MOST_PLACES:
            low = max((one.end for one in found[:at] if isinstance(one, Found)), default=None)
            high = min(
                (one.start for one in found[at + 1 :] if isinstance(one, Found)), default=None
            )
            if low is not None and high is not None:
                there = [one for one in outcome.places if low <= one.start and one.end <= high]
                if len(there) == 1:
                    found[at] = there[0]
    return found


def _ends_with(plain: str, at: int, before: str) -> bool:
    """True where the words stand just before an offset, with a space between or without."""
    return plain.endswith(before, 0, at) or plain.endswith(f"{before} ", 0, at)


def _begins_with(plain: str, at: int, after: str) -> bool:
    """True where the words stand just after an offset, with a space between or without."""
    return plain.startswith(after, at) or plain.startswith(f" {after}", at)


def _starts(plain: str, sought: str) -> Iterator[int]:
    """The offsets of the places where whole words match, the first thousand of them."""
    at = plain.find(sought)
    size = len(sought)
    count = 0
    while at >= 0 and count < MOST_PLACES:
        if not (_joined(plain, at) or _joined(plain, at + size)):
            yield at
            count += 1
        at = plain.find(sought, at + 1)


def _joined(plain: str, at: int) -> bool:
    """True where an offset is in the middle of a word."""
    if not 0 < at < len(plain):
        return False
    one, two = plain[at - 1], plain[at]
    return one.isalnum() and two.isalnum() and max(one, two) < _SPACED_SCRIPTS


def _ambiguous(ready: Passages, starts: list[int], size: int) -> Ambiguous:
    befores = [ready.plain[max(0, at - 200) : at].split()[-_CONTEXT_WORDS:] for at in starts]
    afters = [ready.plain[at + size : at + size + 200].split()[:_CONTEXT_WORDS] for at in starts]
    return Ambiguous(
        places=tuple(ready.found(at, at + size) for at in starts),
        prefixes=_shortest([list(reversed(words)) for words in befores], backwards=True),
        suffixes=_shortest(afters, backwards=False),
    )


def _shortest(contexts: list[list[str]], *, backwards: bool) -> tuple[str, ...]:
    """For each context the fewest of its words that no other begins with."""
    seen = Counter(tuple(words[:size]) for words in contexts for size in range(1, len(words) + 1))
    found = []
    for words in contexts:
        size = next((n for n in range(1, len(words) + 1) if seen[tuple(words[:n])] == 1), 0)
        own = words[:size]
        found.append(" ".join(reversed(own) if backwards else own))
    return tuple(found)


def nearest_passage(text: str | Passages, quote: str) -> Found | None:
    """The passage of a text that is most like a quote, or none where nothing is like it.

    Pieces of the quote are looked up, and only where several of them meet the letters are compared
    (difflib's ratio), so that a text of some megabytes takes a fraction of a second.
    """
    ready = passages(text) if isinstance(text, str) else text
    sought = _lowered(flat(quote))
    if not sought:
        return None
    low = ready.low
    at = low.find(sought)
    if at >= 0:
        return ready.found(*_whole_words(low, at, at + len(sought)))
    import difflib  # noqa: PLC0415 - only a quote that is not there needs it

    matcher = difflib.SequenceMatcher(autojunk=False)
    matcher.set_seq2(sought)
    best: tuple[float, int, int] | None = None
    slack = max(8, len(sought) // 4)
    for guess in _guesses(low, sought, slack):
        start, end = max(0, guess - slack), min(len(low), guess + len(sought) + slack)
        matcher.set_seq1(low[start:end])
        blocks = [block for block in matcher.get_matching_blocks() if block.size > 1]
        if not blocks:
            continue
        first, last = start + blocks[0].a, start + blocks[-1].a + blocks[-1].size
        first, last = _whole_words(low, first, last)
        matcher.set_seq1(low[first:last])
        ratio = matcher.ratio()
        if best is None or ratio > best[0]:
            best = ratio, first, last
    if best is None or best[0] < LIKENESS:
        return None
    return ready.found(best[1], best[2])


def _guesses(low: str, sought: str, slack: int) -> list[int]:
    """Where the quote may begin: the places on which most of its rarer pieces agree."""
    votes: Counter[int] = Counter()
    size = min(_SHINGLE, len(sought))
    step = max(1, (len(sought) - size) // _MOST_SEEDS + 1)
    for offset in range(0, len(sought) - size + 1, step):
        seed = sought[offset : offset + size]
        places: list[int] = []
        at = low.find(seed)
        while at >= 0 and len(places) < _SEED_PLACES:
            places.append(at)
            at = low.find(seed, at + 1)
        for place in places:
            votes[max(0, place - offset) // slack] += 1 + _SEED_PLACES // len(places)
    ranked = sorted(votes, key=lambda cell: (-votes[cell] - votes[cell + 1], cell))
    return [cell * slack for cell in ranked[:_BEST]]


def _whole_words(low: str, start: int, end: int) -> tuple[int, int]:
    """The stretch widened to whole words, without spaces at its ends."""
    while start < end and low[start] == " ":
        start += 1
    while end > start and low[end - 1] == " ":
        end -= 1
    while _joined(low, start):
        start -= 1
    while _joined(low, end):
        end += 1
    return start, end
