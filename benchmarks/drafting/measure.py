"""How many proposals of `ijmfacts draft` are right, and how many checkable spans it proposes.

    python benchmarks/drafting/measure.py SET DIRECTORY [--misses]

SET is `first` or `second`, a directory beside this file.
The texts stay outside the repository: `texts.tsv` says where each one is from, with its digest and
the stretches that were labelled; `labels.tsv` holds every checkable span of them, by hand.
A proposal is right where a label of its stretch has its kind and its value, and its quote is found
in the text; each label and each proposal counts once.
What an optional label (`?`) allows counts neither for nor against.
"""

from __future__ import annotations

import hashlib
import pathlib
import sys
from collections.abc import Iterator

from ijmfacts.anchors import Missing, find_quote
from ijmfacts.claims import AnyClaim, Breakdown, Event, Listing, Quantity, Role
from ijmfacts.documents import DocumentText, read_document
from ijmfacts.drafting import draft
from ijmfacts.spans import Problem

HERE = pathlib.Path(__file__).parent


def rows(name: str) -> Iterator[list[str]]:
    """The rows of a table of the set."""
    for line in (HERE / sys.argv[1] / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def stretches(document: DocumentText, begins: str, ends: str) -> list[tuple[int, int]]:
    """The labelled stretches, as first and last line."""
    found = []
    for begin, end in zip(begins.split(";"), ends.split(";"), strict=True):
        start = document.text.index(begin) if begin else 0
        stop = document.text.index(end, start) if end else len(document.text)
        first, last = document.text.count("\n", 0, start), document.text.count("\n", 0, stop)
        found.append((first + 1, last if end else last + 1))
    return found


def proposed(claim: AnyClaim) -> Iterator[tuple[str, str]]:
    """The kind and the value of each thing that a claim proposes."""
    if isinstance(claim, Quantity):
        yield claim.reading.kind, claim.value
    elif isinstance(claim, Breakdown):
        for (_, value), (_, reading) in zip(claim.parts, claim.readings, strict=True):
            yield reading.kind, value
    elif isinstance(claim, Listing):
        yield "listing", "; ".join(claim.members)
    elif isinstance(claim, Role):
        yield "role", claim.post
    elif isinstance(claim, Event):
        yield "date", claim.quote[0]


def even(words: str) -> str:
    """Words as they are compared."""
    return " ".join(words.casefold().split())


def fits(sort: str, value: str, kind: str, label: str) -> bool:
    """True where a proposal is what a label asks for; a date's quote may have a word before it."""
    kinds = {sort} | ({"number"} if sort in {"duration", "ratio"} else set())
    for reading in map(even, label.split("|")):
        if kind == "date" and sort == "date" and even(value).endswith(reading):
            return True
        if kind in kinds and even(value) == reading:
            return True
    return False


def main() -> None:
    """Print the table."""
    folder = pathlib.Path(sys.argv[2])
    labels = list(rows("labels.tsv"))
    totals = [0, 0, 0]
    groups: list[tuple[str, bool]] = []
    print(f"{'text':46} labels  proposals  right  precision  recall")
    for name, _, _, _, digest, begins, ends in rows("texts.tsv"):
        data = (folder / name).read_bytes()
        if hashlib.sha256(data).hexdigest() != digest:
            sys.exit(f"{name} is not the text that was labelled")
        document = read_document(folder / name)
        if isinstance(document, Problem):
            sys.exit(f"{name}: {document.message}")
        lines = stretches(document, begins, ends)
        mine = [(kind, value) for text, kind, value in labels if text == name]
        open_labels = [pair for pair in mine if pair[0] != "group" and pair[0][0] != "?"]
        optional = [(kind[1:], value) for kind, value in mine if kind[0] == "?"]
        count, right, wrong, neither = len(open_labels), 0, [], 0
        records = draft(document)
        things = []
        for claim in records.claims:
            if not any(first <= claim.at.line <= last for first, last in lines):
                continue
            there = all(
                not isinstance(find_quote(document.text, piece), Missing) for piece in claim.quote
            )
            things += [(sort, value, there, claim) for sort, value in proposed(claim)]
            # A date that a claim holds as its time is proposed with it.
            for field in ("when", "as_of", "since"):
                time = getattr(claim, field)
                if time and not isinstance(claim, Event):
                    year = next(
                        (pair for pair in open_labels if pair[0] == "date" and held(time, pair[1])),
                        None,
                    )
                    if year is not None:
                        open_labels.remove(year)
                        things.append(("", "", True, claim))
        for sort, value, there, claim in things:
            if not sort:
                right += 1
                continue
            if there and take(open_labels, sort, value):
                right += 1
            elif there and take(optional, sort, value):
                neither += 1
            else:
                wrong.append((sort, value, claim.quote, claim.at.line))
        made = len(things) - neither
        show(name, count, made, right)
        totals = [a + b for a, b in zip(totals, (count, made, right), strict=True)]
        held_together = [
            {even(value) for _, value in claim.parts}
            for claim in records.claims
            if isinstance(claim, Breakdown)
        ]
        for kind, value in mine:
            if kind == "group":
                wanted = set(map(even, value.split("; ")))
                groups.append((value, any(wanted <= held for held in held_together)))
        if "--misses" in sys.argv:
            for thing in wrong:
                print("   wrong ", *thing)
            for pair in open_labels:
                print("   missed", *pair)
    show("all", *totals)
    for value, found in groups:
        print(f"group {'proposed' if found else 'missed'}: {value}")


def take(labels: list[tuple[str, str]], sort: str, value: str) -> bool:
    """Take out the label that a proposal fits; false where there is none."""
    label = next((pair for pair in labels if fits(sort, value, *pair)), None)
    if label is not None:
        labels.remove(label)
    return label is not None


def held(time: str, label: str) -> bool:
    """True where a claim's time is what a label of a date prints."""
    from ijmfacts.drafting.spans import spans  # noqa: PLC0415 - here alone

    return any(span.time == time for span in spans(label))


def show(name: str, labels: int, proposals: int, right: int) -> None:
    """Print a row."""
    precision, recall = 100 * right / max(1, proposals), 100 * right / max(1, labels)
    print(f"{name:46} {labels:7} {proposals:10} {right:6} {precision:9.1f}% {recall:6.1f}%")


if __name__ == "__main__":
    main()
