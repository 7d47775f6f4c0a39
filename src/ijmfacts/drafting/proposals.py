"""What a draft is made of: claims of one figure each, with quote, subject, property and time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from typing import Any, Final

import attrs

from ijmfacts.claims import QUOTE_WORDS, AnyClaim, At, Quantity
from ijmfacts.drafting.passages import Passage
from ijmfacts.drafting.spans import COMMON, MONTH, MONTH_NUMBERS, Span
from ijmfacts.names import Names, fold
from ijmfacts.records import Entity
from ijmfacts.scanning import compared
from ijmfacts.spans import UNFIT

NOTE: Final = "draft, confirm "
"""How the note of every proposal begins."""
NAME_WORD: Final = r"[A-Z][\w’'&.-]*[\w]|[A-Z]\b"
_NAME: Final = re.compile(
    rf"(?:{NAME_WORD})(?:\s+(?:(?:of|the|and|for|de|van|von|da|del|la|al)\s+(?:the\s+)?)?"
    rf"(?:{NAME_WORD}))*"
)


@attrs.define
class Draft:
    """What has been proposed so far, and the names that are in use."""

    names: Names
    claims: list[AnyClaim] = attrs.Factory(list)
    entities: dict[str, Entity] = attrs.Factory(dict)
    by_name: dict[str, str] = attrs.Factory(dict)
    ids: Counter[str] = attrs.Factory(Counter)
    measures: Counter[tuple[str, str]] = attrs.Factory(Counter)
    posts: dict[tuple[str, str], str] = attrs.Factory(dict)
    lives: set[tuple[str, str]] = attrs.Factory(set)

    def entity(self, name: str, kind: str = "") -> str:
        """The reference to an entity of this name, which is declared if the world has none."""
        name = " ".join(name.split())
        folded = fold(name)
        if folded in self.by_name:
            return self.by_name[folded]
        if len(self.names.candidates(name)) == 1:
            self.by_name[folded] = name
            return name
        key = base = _slug(name) or "subject"
        number = 1
        while key in self.entities or self.names.by_id(key) is not None:
            number += 1
            key = f"{base}-{number}"
        self.entities[key] = Entity(id=key, name=name, type=kind, note=NOTE + "the entity")
        self.by_name[folded] = key
        return key

    def id(self, words: str, line: int) -> str:
        """An id that no other proposal has."""
        base = f"{_slug(words)[:40].strip('-') or 'claim'}-{line}"
        self.ids[base] += 1
        if self.ids[base] == 1:
            return base
        while (again := f"{base}-{self.ids[base]}") in self.ids:  # 12.5 in line 2, 12 in line 5
            self.ids[base] += 1
        self.ids[again] += 1
        return again

    def property(self, subject: str, noun: str, line: int) -> str:
        """A property for one measure alone: what is told twice may be about two things."""
        noun = " ".join(re.sub(_ARTICLE, "", noun).split()) or "number"
        self.measures[subject, fold(noun)] += 1
        if self.measures[subject, fold(noun)] == 1:
            return noun
        wanted = f"{noun} (line {line})"
        self.measures[subject, fold(wanted)] += 1
        again = self.measures[subject, fold(wanted)]
        return wanted if again == 1 else f"{noun} (line {line}, {again})"


_ARTICLE: Final = re.compile(r"^(?:the|an?|its|their)\s+", re.IGNORECASE)


def _slug(words: str) -> str:
    import unicodedata  # noqa: PLC0415 - kept off the road of other commands

    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-").lower()


def quote_of(text: str, start: int, end: int) -> str:
    """The words between two offsets, where they can be a quote."""
    words = text[start:end].strip().strip(",;:").removesuffix(".")
    if not words or len(words.split()) > QUOTE_WORDS or "…" in words or "..." in words:
        return ""
    return "" if UNFIT.search(words.replace("\n", " ")) else words.replace("\n", " ")


def pieces_of(text: str, start: int, end: int) -> tuple[str, ...]:
    """The words between two offsets in as many pieces as they need."""
    found = list(re.finditer(r"\S+", text[start:end]))
    pieces = []
    for at in range(0, len(found), QUOTE_WORDS):
        run = found[at : at + QUOTE_WORDS]
        piece = quote_of(text, start + run[0].start(), start + run[-1].end())
        if not piece:
            return ()
        pieces.append(piece)
    return tuple(pieces)


@attrs.frozen(kw_only=True)
class Around:
    """A sentence with its spans, and what its claims have in common."""

    passage: Passage
    start: int
    end: int
    spans: tuple[Span, ...]
    dates: tuple[Span, ...]
    subject: str

    @property
    def text(self) -> str:
        """The words of the passage."""
        return self.passage.text

    def line(self, at: int) -> int:
        """The line of the document."""
        return self.passage.line_at(at)

    def at(self, offset: int) -> At:
        """The place of a proposal."""
        return At(section=self.passage.section, line=self.line(offset))

    def times(self, at: int) -> dict[str, Any]:
        """When a claim of a figure of this sentence holds, by the field that says so.

        The date of a figure that is compared with is of no other.
        """
        figures = [span.start for span in self.spans if span.sort != "date"]
        mine, free = [], []
        for one in self.dates:
            only = compared(self.text, self.start, (one.start, one.end), figures)
            if only is None:
                free.append(one)
            elif only[0] <= at < only[1]:
                mine.append(one)
        dates: Sequence[Span] = mine or free
        if len(dates) != 1:
            inside = [
                date
                for date in dates
                if date.end <= at and not re.search(r"[,;:]|\band\b", self.text[date.end : at])
            ]
            if not inside:
                return {}
            dates = inside[-1:]
        date = dates[0]
        if "XXXX" in date.time:
            return {}
        before = self.text[max(self.start, date.start - 12) : date.start].casefold()
        if re.search(r"\bas (?:of|at) (?:the )?(?:end of )?$", before):
            return {"as_of": date.time}
        if re.search(r"\bsince (?:about )?$", before):
            return {"since": date.time}
        if re.search(r"\b(?:in|during|of|on|for|between|from|year) (?:the |early )?$", before) or (
            date.value.casefold().startswith(("from ", "between "))
        ):
            return {"when": date.time}
        return {}


def subject_of(text: str, start: int, end: int) -> str:
    """The first name of a sentence, where it looks like what the sentence is about."""
    for match in _NAME.finditer(text, start, end):
        name = match[0].strip(".,’'")
        words = name.split()
        while words and words[0].casefold() in COMMON:
            words = words[1:]
        if not words or len(words) > 6:
            continue
        if len(words) == 1 and match.start() <= start + 1 and len(match[0].split()) == 1:
            # A lone word at the head of a sentence is a name only if it is one elsewhere, too.
            elsewhere = text.replace("\n", " ").find(f" {words[0]}", match.end())
            if elsewhere < 0 or not (text[elsewhere - 1].islower() or text[elsewhere - 1] == ","):
                continue
        if words[0].casefold().rstrip(".") in MONTH_NUMBERS or MONTH.match(words[0]):
            continue
        name = " ".join(words)
        return re.sub(r"(?:’|')s$", "", name)
    return ""


_AMOUNTS: Final = re.compile(
    r"\b((?:[a-z]+\s+)?(?:budget|revenues?|income|expenses|endowment|costs?|profits?|loss|losses"
    r"|sales|assets|debts?|grants?|donations?|salary|price|value|contract|funding|fund|investment"
    r"|fine|deficit|surplus|turnover|spending|earnings|capital|loan|award|prize|tax(?:es)?))\b",
    re.IGNORECASE,
)


def property_of(around: Around, span: Span) -> str:
    """A guess of what a figure is a figure of."""
    text = around.text
    if span.sort == "number":
        return span.noun or "number"
    if span.sort == "share":
        return f"share of {span.noun}" if span.noun else "share"
    if span.sort == "ordinal":
        return f"rank of {span.noun}" if span.noun else "rank"
    if span.sort == "money":
        if span.noun and _AMOUNTS.search(" " + span.noun):
            return span.noun
        before = list(_AMOUNTS.finditer(text, max(around.start, span.start - 60), span.start))
        return before[-1][1].strip() if before else "amount"
    return f"duration of {span.noun}" if span.noun else "duration"


def common_fields(draft: Draft, around: Around, start: int, end: int, about: str) -> dict[str, Any]:
    """The fields that every proposal has."""
    quote = quote_of(around.text, start, end)
    found: dict[str, Any] = {
        "id": draft.id(around.text[start:end], around.line(start)),
        "quote": quote,
        "at": around.at(start),
        "note": NOTE + about,
    }
    if quote and _twice(around.text, quote):
        begin = around.text.find(quote.split()[0], start)
        prefix = " ".join(around.text[max(0, begin - 80) : begin].split()[-CONTEXT_WORDS:])
        suffix = " ".join(
            around.text[begin + len(quote) : begin + len(quote) + 80].split()[:CONTEXT_WORDS]
        )
        sides = {"prefix": prefix, "suffix": suffix}
        found |= {key: words for key, words in sides.items() if not UNFIT.search(words)}
    return found


CONTEXT_WORDS: Final = 4
"""The words before and after a quote that are kept where its line has it twice."""


def _twice(text: str, quote: str) -> bool:
    """True where a passage has the words of a quote more than once."""
    if text.casefold().count(quote.casefold()) < 2:
        return False
    found = re.finditer(rf"(?<!\w){re.escape(quote)}(?!\w)", text, re.IGNORECASE)
    return sum(1 for _ in islice(found, 2)) > 1


def propose_quantity(
    draft: Draft,
    around: Around,
    span: Span,
    *,
    about: tuple[str, str] | None = None,
    dimensions: dict[str, str] | None = None,
    times: dict[str, Any] | None = None,
    end: int = 0,
) -> bool:
    """Propose one figure; of a measure of its own, unless it is said what it is about."""
    stop = max(span.end, span.noun_end, end)
    if not quote_of(around.text, span.start, stop):
        stop = span.end
        if not quote_of(around.text, span.start, stop):
            return False
    if about is None:
        subject = draft.entity(around.subject)
        name = draft.property(subject, property_of(around, span), around.line(span.start))
    else:
        subject, name = about
    draft.claims.append(
        Quantity(
            **common_fields(draft, around, span.start, stop, "subject, property and time"),
            subject=subject,
            property=name,
            value=span.value,
            unit=span.unit,
            dimensions=tuple((dimensions or {}).items()),
            **(around.times(span.start) if times is None else times),
        )
    )
    return True
