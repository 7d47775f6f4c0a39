"""Finding quotes in a text: spelling makes no difference, words do, and a near miss is shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ijmfacts.anchors import (
    Ambiguous,
    Found,
    Missing,
    Passages,
    find_quote,
    flat,
    nearest_passage,
)


@pytest.mark.parametrize(
    "text, quote, words",
    [
        ("She said “no”.", 'said "no"', "said “no”"),
        ('She said "no".', "said “no”", 'said "no"'),
        ("the band’s song", "the band's song", "the band’s song"),
        ("a b\u00a0c d", "b c d", "b\u00a0c d"),
        ("one\r\ntwo", "one two", "one\r\ntwo"),
        ("one\n\n   two three", "one two", "one\n\n   two"),
        ("17–7 in all", "17-7", "17–7"),
        ("cafe\u0301 noir", "café noir", "cafe\u0301 noir"),
        ("café noir", "cafe\u0301 noir", "café noir"),
        ("exam\u00adple of it", "example of", "exam\u00adple of"),
        ("a\u200bb c", "ab", "a\u200bb"),
        ("x \u200b y", "x y", "x \u200b y"),
        ("x\u200b y", "x y", "x\u200b y"),
        ("İstanbul is big", "is big", "is big"),
    ],
)
def test_spelling_makes_no_difference(text: str, quote: str, words: str) -> None:
    found = find_quote(text, quote)
    assert isinstance(found, Found)
    assert found.words == text[found.start : found.end] == words


@pytest.mark.parametrize(
    "text, quote", [("It has 24", "4"), ("network", "two"), ("Two", "two"), ("", "a"), ("a", " ")]
)
def test_words_and_case_do(text: str, quote: str) -> None:
    assert isinstance(find_quote(text, quote), Missing)


def test_scripts_without_spaces_have_no_edges_of_words() -> None:
    assert isinstance(find_quote("東京都に二つの湖がある", "二つの湖"), Found)


def test_lines_count_from_one_and_are_those_of_the_text() -> None:
    text = "a\r\nb\rc\nd e\nf\n"
    lines = {quote: find_quote(text, quote) for quote in "abcdf"}
    assert {q: f.line for q, f in lines.items() if isinstance(f, Found)} == {
        "a": 1, "b": 2, "c": 3, "d": 4, "f": 5,
    }  # fmt: skip
    across = find_quote(text, "e f")
    assert isinstance(across, Found)
    assert (across.line, across.last_line) == (4, 5)


def test_prefix_and_suffix_stand_just_beside_the_quote() -> None:
    text = "the old lake and the new lake, then the old lake."
    assert isinstance(find_quote(text, "lake"), Ambiguous)
    assert find_quote(text, "lake", "new") == find_quote(text, "lake", " new ")
    found = find_quote(text, "lake", "old", " and")
    assert isinstance(found, Found)
    assert found.start == 8
    assert isinstance(find_quote(text, "lake", "old"), Ambiguous)
    assert isinstance(find_quote(text, "lake", suffix="."), Found)


def test_a_prefix_that_is_wrong_leaves_the_quote_unfound() -> None:
    found = find_quote("the old lake", "lake", "new")
    assert isinstance(found, Missing)
    assert found.nearest is not None
    assert found.nearest.words == "lake"


def test_a_line_settles_which_place_is_meant() -> None:
    text = "a lake\na lake and a lake\n"
    found = find_quote(text, "lake", line=1)
    assert isinstance(found, Found)
    assert found.line == 1
    assert isinstance(find_quote(text, "lake", line=2), Ambiguous)
    assert isinstance(find_quote(text, "lake", line=9), Ambiguous)


def test_the_shortest_words_that_tell_places_apart_are_offered() -> None:
    found = find_quote("in the old lake, and in the new lake.", "lake")
    assert isinstance(found, Ambiguous)
    assert found.prefixes == ("old", "new")
    assert found.suffixes == (",", ".")


@pytest.mark.parametrize(
    "quote, words",
    [
        ("were found murderd in a river", "were found murdered in a river"),
        ("WERE FOUND MURDERED", "were found murdered"),
        ("found murdered in the river", "found murdered in a river"),
        ("the the other words", None),
        ("zebra quantum", None),
    ],
)
def test_a_missing_quote_has_a_nearest_passage(quote: str, words: str | None) -> None:
    text = "Some words stand before.\nThree persons were found murdered in a river.\nThe end.\n"
    near = nearest_passage(text, quote)
    assert (near.words if near else None) == words
    if near is not None:
        assert near.line == 2


def test_the_nearest_passage_is_only_looked_for_where_it_is_wanted() -> None:
    text = "were found murdered"
    assert find_quote(text, "were found murderd", nearest=False) == Missing()
    assert find_quote(text, "were found murderd") != Missing()


WORD = st.text("abcxyzé-'“’–", min_size=1, max_size=6)
GAP = st.sampled_from([" ", "  ", "\n", "\u00a0", "\r\n", " \t", "\u202f"])


@given(st.lists(st.tuples(WORD, GAP), min_size=1, max_size=30), st.data())
def test_every_stretch_of_words_is_found(
    pieces: list[tuple[str, str]], data: st.DataObject
) -> None:
    """However it is spelled; its own place is among those found, and each place reads the same."""
    text = "".join(word + gap for word, gap in pieces)
    first = data.draw(st.integers(0, len(pieces) - 1))
    last = data.draw(st.integers(first + 1, len(pieces)))
    quote = " ".join(word for word, _ in pieces[first:last])
    start = sum(len(word + gap) for word, gap in pieces[:first])
    spelled = data.draw(st.sampled_from([quote, quote.replace("–", "-"), flat(quote)]))
    found = find_quote(text, spelled)
    assert not isinstance(found, Missing)
    places = (found,) if isinstance(found, Found) else found.places
    assert start in {place.start for place in places}
    for place in places:
        assert flat(text[place.start : place.end]) == flat(quote)
        assert place.line == 1 + text[: place.start].replace("\r\n", "\n").count("\n")


@given(st.text(max_size=60), st.text(max_size=12), st.text(max_size=5), st.text(max_size=5))
def test_no_text_breaks_it(text: str, quote: str, prefix: str, suffix: str) -> None:
    found = find_quote(text, quote, prefix, suffix)
    if isinstance(found, Found):
        assert found.words == text[found.start : found.end]
        assert flat(found.words) == flat(quote)


@given(st.text("ab \u00ad\u200b\u0301e\n\u00a0“", max_size=40))
def test_offsets_lead_back_into_the_text(text: str) -> None:
    """Each character of the plain text comes from a stretch of the text that is spelled as it."""
    ready = Passages(text)
    offsets = [ready.original(at) for at in range(len(ready.plain) + 1)]
    assert offsets == sorted(offsets)
    assert all(0 <= at <= len(text) for at in offsets)


def test_a_quote_is_found_in_a_text_of_two_megabytes() -> None:
    """A search that had become quadratic would not end."""
    words = [f"word{at % 4999}" for at in range(200_000)]
    words[150_000:150_000] = ["a", "needle", "lies", "in", "this", "heap", "of", "straw"]
    text = " ".join(words)
    assert len(text) > 1_700_000
    assert isinstance(find_quote(text, "a needle lies in this heap"), Found)
    missed = find_quote(text, "a neeedle lies in that heap of straw")
    assert isinstance(missed, Missing)
    assert missed.nearest is not None
    assert missed.nearest.words == "a needle lies in this heap of straw"
