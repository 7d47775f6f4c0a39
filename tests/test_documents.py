"""Documents: the words alone, line for line, with sections and the way back to the file."""

from __future__ import annotations

import hashlib
import pathlib
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ijmfacts.documents import FORMATS, DocumentText, document_of, read_document
from ijmfacts.markup.pieces import BREAK
from ijmfacts.spans import Problem

MARKS = [
    *"abc 12.,|=#-*_`~<>[]{}()!&;:'\"\\/",
    "\n",
    "\r\n",
    "\n\n",
    "==",
    "'''",
    "{{",
    "}}",
    "[[",
    "]]",
    "<!--",
    "-->",
    "<ref>",
    "</ref>",
    "<p>",
    "</p>",
    "<h2>",
    "</h2>",
    "<br>",
    "<td>",
    "<table>",
    "</table>",
    "<tr>",
    "<th colspan=2 rowspan='3'>",
    "<caption>",
    "| a | b |\n|---|---|\n",
    "|",
    "! c !! rowspan=2 | d\n",
    "\n|+ e\n",
    "<script>",
    "</script>",
    "&amp;",
    "&nbsp;",
    "{|",
    "|}",
    "|-",
    "```\n",
    "# ",
    "- ",
    "1. ",
    "---\n",
    "é",
    "€",
]
TEXTS = st.lists(st.sampled_from(MARKS), max_size=40).map("".join)


def blocks(document: DocumentText) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks]


def names(document: DocumentText) -> list[tuple[str, int]]:
    return [(section.name, section.line) for section in document.sections]


# --- laws ----------------------------------------------------------------------------------------


@given(TEXTS, st.sampled_from(FORMATS))
def test_the_words_have_as_many_lines_as_the_file(text: str, form: str) -> None:
    document = document_of(text, format=form)
    breaks = re.compile(r"\r\n|\r|\n")
    assert breaks.findall(document.text) == breaks.findall(text)


@given(TEXTS, st.sampled_from(FORMATS))
@example("==<!--==\na", "wikitext")
def test_every_letter_of_the_words_is_on_its_own_line_of_the_file(text: str, form: str) -> None:
    document = document_of(text, format=form)
    line = 1
    for at, letter in enumerate(document.text):
        if letter.isalnum():
            assert document.place(at)[0] == line
        if letter == "\n" or (letter == "\r" and document.text[at + 1 : at + 2] != "\n"):
            line += 1


@given(TEXTS, st.sampled_from(FORMATS))
def test_letters_that_no_entity_stands_for_are_those_of_the_file(text: str, form: str) -> None:
    document = document_of(text.replace("&", ""), format=form)
    source = document.source.text
    for at, letter in enumerate(document.text):
        if letter in "abc12é€":
            assert source[document.original(at)] == letter


@given(TEXTS, st.sampled_from(FORMATS))
def test_blocks_are_in_order_hold_words_and_go_over_no_break(text: str, form: str) -> None:
    document = document_of(text, format=form)
    last = 0
    for block in document.blocks:
        assert last <= block.start < block.end <= len(document.text)
        words = document.text[block.start : block.end]
        assert words == words.strip()
        assert BREAK not in words
        last = block.end


@given(TEXTS, st.sampled_from(FORMATS))
def test_cells_are_in_order_and_no_two_are_in_one_place(text: str, form: str) -> None:
    document = document_of(text, format=form)
    assert list(document.cells) == sorted(document.cells)
    places = [(cell.table, cell.row, cell.column) for cell in document.cells]
    assert len(set(places)) == len(places)
    for cell in document.cells:
        assert 0 <= cell.start <= cell.end <= len(document.text)
        assert min(cell.table, cell.row, cell.column) >= 0
        assert cell.width >= 1
    for start, end in document.captions.values():
        assert 0 <= start <= end <= len(document.text)


@given(TEXTS, st.sampled_from(FORMATS))
def test_sections_are_in_order_with_names_of_their_own(text: str, form: str) -> None:
    document = document_of(text, format=form)
    starts = [section.start for section in document.sections]
    assert starts == sorted(starts)
    assert len({section.name.casefold() for section in document.sections}) == len(starts)
    assert all(section.parent < index for index, section in enumerate(document.sections))


@given(TEXTS)
def test_plain_text_is_taken_as_it_is(text: str) -> None:
    assert document_of(text, format="text").text == text


# --- text ----------------------------------------------------------------------------------------


def test_text_with_headings_of_every_sort() -> None:
    assert blocks(document_of("Money\n-----\n$5.\n")) == ["Money\n-----", "$5."]
    document = document_of(
        "A Report\n\nFirst words.\n\n== Founding ==\nIn 1997.\n\nMoney\n-----\n$5.\n\n"
        "THE END OF IT\n\nBye.\n"
    )
    assert document.title == "A Report"
    assert names(document) == [("Lead", 1), ("Founding", 5), ("Money", 8), ("THE END OF IT", 12)]
    assert document.section_at(document.text.index("$5")).name == "Money"


def test_a_text_without_headings_is_one_section() -> None:
    document = document_of("We have 30 offices.\nThey are fine.\n", file="x/some_report.txt")
    assert names(document) == [("Text", 1)]
    assert document.title == "some report"


def test_lines_that_end_in_a_sentence_end_a_paragraph_and_others_are_joined() -> None:
    document = document_of("We have more\nthan 30 offices.\nThey are\nfine.\n- One: 5\n- Two: 6\n")
    assert blocks(document) == [
        "We have more\nthan 30 offices.",
        "They are\nfine.",
        "One: 5",
        "Two: 6",
    ]


def test_a_number_that_a_line_happens_to_begin_with_is_no_item() -> None:
    assert blocks(document_of("There were in all\n30. That is much.")) == [
        "There were in all\n30. That is much."
    ]


def test_headings_of_one_name_are_told_apart() -> None:
    text = "# T\n## A\n### Goals\nx\n## B\n### Goals\ny\n### Goals\nz\n"
    document = document_of(text, format="markdown")
    assert [name for name, _ in names(document)] == [
        "A",
        "Goals",
        "B",
        "B / Goals",
        "B / Goals (2)",
    ]
    assert [section.name for section in document.filled()] == [
        "Goals",
        "B / Goals",
        "B / Goals (2)",
    ]


# --- Markdown ------------------------------------------------------------------------------------

MARKDOWN = """\
---
title: "Report 2022"
date: 2023-03-01
---
# Annual Report

We had **30** programs in [17 countries](http://x/99) and `5` offices.[^1] 5 * 3, 2*3, a_b_c &amp;

## Money <!-- 12
34 --> now

1. Revenue: $5 million
2. Costs
   of $3 million

| Year | Income |
|------|-------:|
| 2021 | *12* |

People
------
```
code 99
```
Done ![alt 7](img.png).
[^1]: Note 77
[ref]: http://x/88
"""


def test_markdown_without_its_marks() -> None:
    document = document_of(MARKDOWN, file="r.md")
    assert (document.title, document.date) == ("Report 2022", "2023-03-01")
    assert names(document) == [("Lead", 1), ("Money", 9), ("People", 20)]
    assert blocks(document) == [
        "Annual Report",
        "We had 30 programs in 17 countries and 5 offices. 5 * 3, 2*3, a_b_c &",
        "Money",
        "now",
        "Revenue: $5 million",
        "Costs\n   of $3 million",
        "Year",
        "Income",
        "2021",
        "12",
        "People",
        "Done .",
        "Note 77",
    ]
    column = MARKDOWN.split("\n")[6].index("17") + 1
    assert document.place(document.text.index("17 countries")) == (7, column)


# --- HTML ----------------------------------------------------------------------------------------

HTML = """\
<!DOCTYPE html><html lang="en"><head><title>A &amp; B
Report</title><meta name="date" content="2022-01-02"><style>p{x:30}</style></head>
<body><nav>99</nav><h1>Big Title</h1><p>We had <b>30</b>% of&nbsp;it
in 2003.<br>Next <!-- 5
 6 --> line<sup class="reference"><a>[1]</a></sup></p><h2>Money</h2>
<table><tr><td>2021</td><td>12</td></tr></table><script>if (1<2) x=3;</script>
<ul><li>one<li>two</ul>&#8364;5 &lt; 6</body></html>
"""


def test_html_without_its_marks() -> None:
    document = document_of(HTML, file="r.html")
    assert (document.title, document.date, document.language) == (
        "A & B Report",
        "2022-01-02",
        "en",
    )
    assert names(document) == [("Lead", 1), ("Money", 5)]
    assert blocks(document) == [
        "Big Title",
        "We had 30% of\xa0it\nin 2003.",
        "Next \n line",
        "Money",
        "2021",
        "12",
        "one",
        "two",
        "€5 < 6",
    ]
    at = document.text.index("30%")
    assert document.place(at) == (3, HTML.split("\n")[2].index("30") + 1)


def test_html_is_told_by_its_first_words() -> None:
    assert document_of("<!doctype html><p>Hi").format == "html"
    assert document_of("a <html> b").format == "text"


# --- wikitext ------------------------------------------------------------------------------------

WIKITEXT = """\
{{Infobox organization
| name = Foo
| founded = {{start date|1997|5}}
| revenue = {{US$|5 million}} <ref>x 12</ref>
| empty =
}}
'''Foo''' is an [[NGO|organisation]] of [[Paris]] with {{convert|12|km|mi}}, 30{{nbsp}}offices{{cite web|title=X
|year=2003}}.<ref name=a /> More<!-- 99
98 -->.

== History ==
* one [http://x.y label here]
{| class="wikitext"
|+ Caption
! Year !! style="x" | Income
|-
| 2021 || '''12'''
|}
=== ''Sub'' ===
[[File:x.jpg|thumb|A [[b]] 97]] Text. {{unclosed
[[Category:Y 96]]
"""


def test_wikitext_without_its_marks() -> None:
    document = document_of(WIKITEXT, file="r.wiki")
    assert names(document) == [("Lead", 1), ("History", 11), ("Sub", 19)]
    assert blocks(document) == [
        "name: Foo",
        "founded: 1997-5",
        "revenue: US$5 million",
        "Foo is an organisation of Paris with 12 km, 30 offices\n. More\n.",
        "History",
        "one label here",
        "Caption",
        "Year",
        "Income",
        "2021",
        "12",
        "Sub",
        "Text. {{unclosed",
    ]
    assert document.place(document.text.index("label")) == (12, 19)


# --- files ---------------------------------------------------------------------------------------


# --- tables --------------------------------------------------------------------------------------


def table(document: DocumentText) -> list[tuple[int, int, int, bool, str]]:
    """Every cell that has words: its row, its column, its width, whether it is a head."""
    return [
        (cell.row, cell.column, cell.width, cell.head, words)
        for cell in document.cells
        if (words := document.text[cell.start : cell.end].strip())
    ]


def test_the_cells_of_a_markdown_table() -> None:
    document = document_of(
        "Staff\n\n| Group | Men [x](y) |\n|:--|--:|\n| Nurses | `12` |\n| A \\| B | |\n\na | b\n",
        format="markdown",
    )
    assert table(document) == [
        (0, 0, 1, True, "Group"),
        (0, 1, 1, True, "Men x"),
        (1, 0, 1, False, "Nurses"),
        (1, 1, 1, False, "12"),
        (2, 0, 1, False, "A | B"),
    ]
    bare = document_of("a | b\n--|--\n1 | 2\n", format="markdown")
    assert [cell[:2] for cell in table(bare)] == [(0, 0), (0, 1), (1, 0), (1, 1)]


def test_the_cells_of_a_page() -> None:
    document = document_of(
        "<table><caption>Staff<tr><th rowspan=2>Group<th colspan='2'>2022</tr>"
        "<tr><th>Men</th><th>Women<tr><th>Nurses<td>12 <table><tr><td>in</table> more<td>31"
        "</table><td>astray",
        format="html",
    )
    assert table(document) == [
        (0, 0, 1, True, "Group"),
        (0, 1, 2, True, "2022"),
        (1, 1, 1, True, "Men"),
        (1, 2, 1, True, "Women"),
        (2, 0, 1, True, "Nurses"),
        (2, 1, 1, False, "12 \u2029\u2029\u2029in\u2029 more"),
        (0, 0, 1, False, "in"),
        (2, 2, 1, False, "31"),
    ]
    assert [document.text[start:end].strip() for start, end in document.captions.values()] == [
        "Staff"
    ]


def test_the_cells_of_a_wikitext_table() -> None:
    document = document_of(
        '{| class="wikitable"\n|+ style="x" | Staff\n! rowspan="2" | Group !! colspan=2 | 2022\n'
        "|-\n! Men\n! Women\n|-\n! scope=row | Nurses\n| 12 || 31\nof them\n|}\n| after\n",
        format="wikitext",
    )
    assert table(document) == [
        (0, 0, 1, True, "Group"),
        (0, 1, 2, True, "2022"),
        (1, 1, 1, True, "Men"),
        (1, 2, 1, True, "Women"),
        (2, 0, 1, True, "Nurses"),
        (2, 1, 1, False, "12"),
        (2, 2, 1, False, "31\nof them"),
    ]
    assert [document.text[start:end].strip() for start, end in document.captions.values()] == [
        "Staff"
    ]


def test_a_file_is_read_with_its_digest_and_without_its_mark(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeffThirty offices.".encode())
    document = read_document(path)
    assert isinstance(document, DocumentText)
    assert document.text == "Thirty offices."
    assert document.digest == f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"caf\xe9", "it is not UTF-8 text (byte 3)"),
        (b"a\0b", "it is not a text"),
        (None, "cannot be read"),
    ],
)
def test_what_is_no_text_is_a_problem(
    tmp_path: pathlib.Path, data: bytes | None, message: str
) -> None:
    path = tmp_path / "a.pdf"
    if data is not None:
        path.write_bytes(data)
    problem = read_document(path)
    assert isinstance(problem, Problem)
    assert message in problem.message


def test_an_empty_file_is_an_empty_document(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"")
    document = read_document(path)
    assert isinstance(document, DocumentText)
    assert (document.blocks, document.filled(), document.title) == ((), (), "a")
