"""What is done with a text is work in proportion to its length, whatever the text repeats.

A text of 2 MB is read, drafted and covered in seconds, then; and so is a page that somebody cut in
the middle, or wrote to do harm.
"""

from __future__ import annotations

import pathlib

import pytest

from ijmfacts import load
from ijmfacts.coverage import coverage
from ijmfacts.documents import FORMATS, LONGEST_BLOCK, document_of
from ijmfacts.dossier import shipped_world
from ijmfacts.drafting import draft
from ijmfacts.markup.html import Html
from ijmfacts.names import Names
from ijmfacts.scaffolding import start
from work import grows_in_proportion, lines_run

EXAMPLE = pathlib.Path(__file__).parent.parent / "docs" / "example" / "claims"

EVERYWHERE = (
    *("< ", "(", "1 ", "1. ", "One Two ", "the other ", "of 3: Ann, Bo. ", "\n", "a\n\n"),
    "On 3 May 2019 the club had 12 of 40 offices, 38 percent. ",
)
MARKS = {
    "text": ("=\n", "===\n", "CAPITALS\n\n"),
    "markdown": (
        *("*", "**", "_", "`", "```\n", "[", "[a](", "![", "<!--", "| ", "|-|\n", "# a\n", "> "),
        *("[^", "[a][", "\\", "***a"),
    ),
    "html": (
        *("<", "<a ", '<a b="', "<a b='", "</", "</a ", "<!", "<!--", "<![CDATA[", "<?", "&#"),
        *("<p>a", "<h2>a", "<nav><p>", "<nav></p>", "<script>", "<title>", "<textarea>", "<td>1"),
        *("<sup class=reference>", "<meta name=a ", "&amp"),
    ),
    "wikitext": (
        *("{{", "[[", "{{a|", "[[a|", "{{infobox\n|a=", "<ref>", "<ref ", "<!--", "<nowiki>"),
        *("{|\n|a||", "|a=1 ", "[//a ", "== a ==\n", "__A", "{{convert|1|", "'''"),
    ),
}
"""What a text in each way of writing may be made to repeat."""


def repeated(form: str) -> tuple[str, ...]:
    """The marks of a way of writing; what may stand in any of them is tried in plain text."""
    return (*MARKS[form], *(EVERYWHERE if form == "text" else ()))


@pytest.mark.parametrize("form", FORMATS)
def test_a_document_is_read(form: str) -> None:
    told = [
        unit
        for unit in repeated(form)
        if not grows_in_proportion(lambda text: document_of(text, format=form), unit)
    ]
    assert told == []


def test_a_dossier_is_started() -> None:
    told = [
        unit
        for unit in EVERYWHERE
        if not grows_in_proportion(lambda text: start(document_of(text)), unit)
    ]
    assert told == []


def test_a_draft_is_made() -> None:
    names = Names(shipped_world())
    told = [
        unit
        for unit in EVERYWHERE
        if not grows_in_proportion(lambda text: draft(document_of(text), names=names), unit)
    ]
    assert told == []


def test_what_is_covered_is_told() -> None:
    claims = load(EXAMPLE)
    told = [
        unit
        for unit in EVERYWHERE
        if not grows_in_proportion(lambda text: coverage(document_of(text), claims), unit)
    ]
    assert told == []


def test_what_takes_the_square_of_the_length_is_seen() -> None:
    def slow(text: str) -> int:
        found = 0
        for one in text:
            for other in text:
                found += one == other
        return found

    assert not grows_in_proportion(slow, "ab", 200)
    assert grows_in_proportion(len, "ab")
    assert lines_run(slow, "ab") < lines_run(slow, "abab")


@pytest.mark.parametrize("unit", repeated("html"))
def test_each_letter_of_a_page_is_taken_over_once(unit: str) -> None:
    """As words, or left out as a mark; but for line breaks, which are kept in either case."""

    class Counted(Html):
        letters = 0

        def keep(self, start: int, end: int) -> None:
            self.letters += max(0, end - start)
            super().keep(start, end)

        def drop(self, start: int, end: int) -> None:
            self.letters += max(0, end - start)
            super().drop(start, end)

    text = unit * 200
    page = Counted(text)
    page.read()
    assert page.letters <= len(text) + text.count("\n")


@pytest.mark.parametrize("unit", ["a", "a b ", "A b. ", "\t", "\u2029", "é\n"])
def test_no_block_is_longer_than_the_longest(unit: str) -> None:
    """And no word is lost where a block is cut."""
    document = document_of(unit * 9_000)
    found = [document.text[block.start : block.end] for block in document.blocks]
    assert all(0 < len(words) <= LONGEST_BLOCK for words in found)
    assert "".join("".join(found).split()) == "".join(document.text.split())
