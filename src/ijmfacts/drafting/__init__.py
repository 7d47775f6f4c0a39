"""What a text that nobody has annotated seems to claim, as a draft of claims for its author.

Proposals, not knowledge: each one is marked for the author to confirm.
Offline and deterministic; a list is read for its commas and a noun for its ending, and what could
be read in two ways is left out or proposed alone, since a false alarm costs more than a miss.
Knows nothing of rules, and nothing of what the text is about.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from typing import Final

from ijmfacts.claims import Event, Listing, Quantity
from ijmfacts.documents import DocumentText, document_of
from ijmfacts.dossier import Records
from ijmfacts.drafting.groups import (
    propose_divided,
    propose_listing,
    propose_remainder,
    propose_shares,
    remainders,
)
from ijmfacts.drafting.passages import passages, sentences
from ijmfacts.drafting.people import HAS_POST, propose_people
from ijmfacts.drafting.proposals import (
    NOTE,
    Around,
    Draft,
    common_fields,
    propose_quantity,
    quote_of,
    subject_of,
)
from ijmfacts.drafting.spans import Span, spans
from ijmfacts.drafting.tables import TableDrafts, Tables
from ijmfacts.names import Names
from ijmfacts.records import Document


def _dates(draft: Draft, around: Around, first: int) -> None:
    """The dates that no proposal of the sentence holds, as events whose type is to be said."""
    held = {
        value
        for claim in draft.claims[first:]
        for value in (claim.when, claim.as_of, claim.since)
        if value
    }
    for span in around.spans:
        if span.sort != "date" or span.time in held:
            continue
        held.add(span.time)
        start, end = span.start, span.end
        before = re.search(
            r"\b(?:[Ii]n|[Oo]n|[Ss]ince|[Bb]y|[Ff]rom|[Uu]ntil|[Dd]uring|[Ss]pent)\s+(?:the\s+)?$",
            around.text[around.start : start],
        )
        if before and quote_of(around.text, around.start + before.start(), end):
            start = around.start + before.start()
        if not quote_of(around.text, start, end):
            continue
        verb = re.search(r"\b([a-z]{3,}ed)\b", around.text[end : around.end])
        kind = verb[1] if verb else "happening"
        common = common_fields(
            draft, around, start, end, f"what happened, and to whom ({around.subject})"
        )
        draft.claims.append(Event(**common, type=kind, when=span.time))


def _propose(draft: Draft, around: Around, behind: Around | None) -> None:
    """All proposals of a sentence."""
    used: set[int] = set()
    first = len(draft.claims)
    found = list(remainders(around, behind, used))
    if found:
        _withdraw(draft, found)
        group = propose_remainder(draft, found, used)
        if group is not None:
            part = next((item for item in found if item[2] == "part"), None)
            if part is not None and group[2]:
                propose_listing(draft, part[0], part[1], used, group, next(iter(group[2].values())))
    propose_divided(draft, around, used)
    propose_shares(draft, around, used)
    for span in around.spans:
        if span.sort == "number" and id(span) not in used:
            propose_listing(draft, around, span, used)
    for span in around.spans:
        if span.sort != "date" and id(span) not in used:
            propose_quantity(draft, around, span)
    propose_people(draft, around)
    _dates(draft, around, first)


def _withdraw(draft: Draft, found: Iterable[tuple[Around, Span, str]]) -> None:
    """Take back what was proposed for figures alone that now belong to a group."""
    gone = {(place.line(span.start), span.value) for place, span, _ in found}
    kept = [
        claim
        for claim in draft.claims[-60:]
        if not (isinstance(claim, Quantity | Listing) and _held(claim, gone))
    ]
    draft.claims[-60:] = kept


def _held(claim: Quantity | Listing, gone: set[tuple[int, str]]) -> bool:
    if isinstance(claim, Quantity):
        return (claim.at.line, claim.value) in gone
    return any(line == claim.at.line for line, _ in gone)


_OF_A_TIME: Final = re.compile(r",?\s+(?:(?:in|of|for)\s+)?[12]\d{3}(?:\s?[–/-]\s?\d{2,4})?$")


_PARTS_OF_TITLE: Final = re.compile(r"\s*[:|]\s+|\s+[–—-]\s+")
_REPORT: Final = re.compile(
    r"(?:^|,?\s+)(?:(?:annual|quarterly|interim|quality|financial|integrated|impact|activity"
    r"|sustainability)\s+)*(?:reports?|review|accounts|statements?|results)(?:\s+and\s+accounts)?$",
    re.IGNORECASE,
)
"""What is told in a title beside the name: `Lantern Row Annual Report`."""


def _about(title: str, text: str) -> str:
    """What a title names, where the text names it so: all of it, or a part without its year.

    `The Club in 2024` and `The Club: Annual Report 2024` name the club.
    """
    rest = text.replace(title, "")
    for part in (title, *_PARTS_OF_TITLE.split(title)):
        undated = _OF_A_TIME.sub("", part)
        for name in (undated, _OF_A_TIME.sub("", _REPORT.sub("", undated))):
            is_name = name[name.rfind(" ") + 1 :][:1].isupper() and not _REPORT.fullmatch(name)
            if (
                name
                and (is_name or part is title)
                and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", rest)
            ):
                return name
    return title


def draft(
    document: DocumentText | str,
    *,
    title: str = "",
    names: Names | None = None,
    at: Callable[[int], None] | None = None,
) -> Records:
    """Typed claims that a text seems to make, each marked for its author to confirm.

    Every claim has its quote, its line and section, and guesses of subject, property and time; the
    entities guessed are declared.
    Two proposals share a measure only where the text puts a count beside its list, a total beside
    its parts (in a table, too), or shares beside each other, so that a check finds plain slips and
    little else.

    Args:
        document: The document as it was read, or a plain text.
        title: What the document is about, the subject where a sentence names none.
        names: The names of a world; those of the world that comes with the package if unsaid.
        at: Called now and then with the number of the line that is being read.
    """
    if names is None:
        from ijmfacts.dossier import shipped_world  # noqa: PLC0415 - a user's own needs none

        names = Names(shipped_world())
    read = document_of(document) if isinstance(document, str) else document
    title = " ".join((title or read.title).split()) or "the document"
    about = _about(title, read.text)
    made = Draft(names=names)
    cells = TableDrafts(made, Tables(read), about) if read.cells else None
    behind: Around | None = None
    for count, passage in enumerate(passages(read)):
        if at is not None and count % 64 == 0:
            at(passage.line)
        if behind is not None and (
            passage.section != behind.passage.section or passage.line - behind.passage.line > 3
        ):
            behind = None
        all_spans = spans(passage.text)
        if cells is not None and cells.propose(passage, all_spans):
            behind = None
            continue
        if not all_spans and HAS_POST.search(passage.text) is None:
            behind = None
            continue
        starts = [span.start for span in all_spans]
        for start, end in sentences(passage.text):
            within = all_spans[bisect_left(starts, start) : bisect_left(starts, end)]
            inside = tuple(span for span in within if span.end <= end)
            figures = [span.start for span in inside if span.sort != "date"]
            around = Around(
                passage=passage,
                start=start,
                end=end,
                spans=inside,
                dates=tuple(span for span in inside if span.sort == "date"),
                subject=subject_of(passage.text, start, figures[0] if figures else end) or about,
            )
            _propose(made, around, behind)
            behind = around
    return Records(
        document=Document(title=title, digest=read.digest, note=NOTE + "title, publisher and date"),
        entities=made.entities,
        claims=tuple(made.claims),
    )
