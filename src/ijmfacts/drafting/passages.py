"""The passages of a document, and the sentences of a passage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import attrs

from ijmfacts.documents import WHOLE, DocumentText

_ABBREVIATIONS: Final = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Rev|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|St|Mt|Ft|Jr|Sr|Inc|Ltd|Corp"
    r"|Co|No|Nos|vs|etc|al|approx|ca|c|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Fig|Vol"
    r"|pp|p|e\.g|i\.e|cf)|\b[A-Z](?:\.[A-Z])*)\.$"
)
_SENTENCE_END: Final = re.compile(r"[.!?]['\"”’)\]]*(?=\s+[\"'“‘(\[]?[A-Z0-9])|\n")


@attrs.frozen
class Passage:
    """Some lines of a text that belong together, as they stand there, and their section.

    `start` is their offset in the words of the document.
    """

    text: str
    line: int
    section: str = ""
    start: int = 0

    def line_at(self, offset: int) -> int:
        """The line of the document, from 1."""
        return self.line + self.text.count("\n", 0, offset)


def passages(document: DocumentText) -> Iterator[Passage]:
    """The passages of a document: its paragraphs, items and cells, each with its section."""
    line, at = 1, 0
    for block in document.blocks:
        line += document.text.count("\n", at, block.start)
        at = block.start
        if not block.heading:
            words = document.text[block.start : block.end]
            section = document.section_at(block.start).name
            yield Passage(words, line, "" if section == WHOLE else section, block.start)


LONGEST_SENTENCE: Final = 1_000
"""The most characters of a sentence; a longer one is taken for several."""


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence of a passage begins and ends."""
    for start, end in _whole_sentences(text):
        for at in range(start, end, LONGEST_SENTENCE):
            yield at, min(end, at + LONGEST_SENTENCE)


def _whole_sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if match[0] == "\n" or _ABBREVIATIONS.search(
            text[max(start, match.end() - 12) : match.end()]
        ):
            continue
        yield start, match.end()
        start = match.end()
    if text[start:].strip():
        yield start, len(text)
