"""Scanning: what in a text can be checked, and what only looks so."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ijmfacts.documents import FORMATS, document_of
from ijmfacts.scanning import SORTS, Checkable, Stretches, scan, scan_words, sentences, written_time


def found(text: str, *sorts: str) -> list[tuple[str, str]]:
    wanted = sorts or tuple(set(SORTS) - {"name", "list"})
    return [(one.sort, one.words) for one in scan_words(text) if one.sort in wanted]


WORDS = (
    "0 1 12 2003 1,234 5.5 $ € % – - , . ( ) : ; ' ’ http://x/1 [12] ß one two dozen million half"
    " third second quarter of in and to between from about nearly over year years percent March"
    " May Q3 early the a IJM Kenya's U.S. Dr. no 5m 3:30 FY 90s and, including"
)
PIECES = st.lists(st.sampled_from([*WORDS.split(" "), "\n", "\u2029"]), max_size=25)


@given(PIECES, st.sampled_from([" ", ""]), st.sampled_from(FORMATS))
def test_whatever_is_found_lies_in_the_text_in_order(
    pieces: list[str], gap: str, form: str
) -> None:
    document = document_of(gap.join(pieces), format=form)
    last = 0
    for one in scan(document):
        assert one.words == document.text[one.start : one.end]
        assert one.start <= one.core[0] < one.core[1] <= one.end
        assert one.start >= last
        assert all(one.start <= low < high <= one.end for low, high in one.members)
        last = one.start


@given(PIECES)
def test_figures_lie_beside_one_another(pieces: list[str]) -> None:
    figures = [one for one in scan_words(" ".join(pieces)) if one.sort not in {"name", "list"}]
    for one, other in itertools.pairwise(figures):
        assert one.core[1] <= other.core[0]


@given(PIECES)
def test_scanning_twice_finds_the_same(pieces: list[str]) -> None:
    text = " ".join(pieces)
    assert scan_words(text) == scan_words(text)


# --- figures -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("30 offices", [("number", "30")]),
        ("two of a dozen", [("number", "two"), ("number", "a dozen")]),
        ("one hundred and five", [("number", "one hundred and five")]),
        ("two hundred and fifty thousand", [("number", "two hundred and fifty thousand")]),
        ("twenty-one", [("number", "twenty-one")]),
        ("hundreds of thousands of people", [("number", "hundreds of thousands")]),
        ("half a million", [("number", "half a million")]),
        ("1,234.5 or 1\u00a0234", [("number", "1,234.5 or 1\u00a0234")]),
        ("a 13-member board", [("number", "13")]),
        ("more than 700 people", [("number", "more than 700")]),
        ("nearly 4,000 victims", [("number", "nearly 4,000")]),
        ("40 or so, 50 or more", [("number", "40 or so"), ("number", "50 or more")]),
        ("between five and ten", [("number", "between five and ten")]),
        ("5–10 boats", [("number", "5–10")]),
        ("3 to 5 boats", [("number", "3 to 5")]),
        ("a tenfold rise, doubled, twice", [("number", "tenfold"), ("number", "doubled"), ("number", "twice")]),
        ("$51.6 million", [("money", "$51.6 million")]),
        ("US$11.5 million, C$5", [("money", "US$11.5 million"), ("money", "C$5")]),
        ("£3.2bn and €5m", [("money", "£3.2bn"), ("money", "€5m")]),
        ("5 million dollars", [("money", "5 million dollars")]),
        ("between $5 and $10 million", [("money", "between $5 and $10 million")]),
        ("38% of them", [("share", "38%")]),
        ("71 per cent, 79 percent", [("share", "71 per cent"), ("share", "79 percent")]),
        ("less than 1 percent", [("share", "less than 1 percent")]),
        ("71 per-cent, 79 p.c.", [("share", "71 per-cent"), ("share", "79 p.c.")]),
        ("38pc of them, or 40pc.", [("share", "38pc"), ("share", "40pc")]),
        ("up 5 percentage points", [("share", "5 percentage points")]),
        ("one in three, 92.15 out of 100", [("share", "one in three"), ("share", "92.15 out of 100")]),
        ("two-thirds, a third of it", [("share", "two-thirds"), ("share", "a third")]),
        ("about half the group", [("share", "about half")]),
        ("over 25 years", [("duration", "over 25 years")]),
        ("a three-year grant", [("duration", "three-year")]),
        ("six and a half years", [("duration", "six and a half years")]),
        ("half-hour talks, half an hour", [("duration", "half-hour"), ("duration", "half an hour")]),
        ("two years and six months", [("duration", "two years and six months")]),
        ("between 16 and 91 years old", [("duration", "between 16 and 91 years")]),
        ("the 57th and the first time", [("ordinal", "57th"), ("ordinal", "first")]),
    ],
)  # fmt: skip
def test_figures(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "one of the few, no one, each one, one another, which one",
        "COVID-19, the A380, 5G and 3D",
        "see http://x.org/2003 or a.b5@c.org",
        "as others found [12] and [3, 4]",
        "a 501(c)(3) body, open 24/7, version 1.2.3",
        "third-party, at first, first of all, First, we",
        "a year and a half",
        "Logo 2015.png",
        "every second day",
        "You may march in the fall.",
        "Apache-2.0",
    ],
)
def test_what_only_looks_like_a_figure(text: str) -> None:
    assert found(text) == []


# --- dates ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words", "time"),
    [
        ("on March 29, 2003 it", "March 29, 2003", "2003-03-29"),
        ("on 12 March 2004,", "12 March 2004", "2004-03-12"),
        ("in November 2022", "November 2022", "2022-11"),
        ("in 2003", "2003", "2003"),
        ("(2003)", "2003", "2003"),
        ("2003-03-29", "2003-03-29", "2003-03-29"),
        ("3/4/2021", "3/4/2021", ""),
        ("the early 2000s", "early 2000s", "early 2000s"),
        ("the 1990s", "1990s", "1990s"),
        ("between 2003 and 2013", "between 2003 and 2013", "2003/2013"),
        ("from 1990 to 1995", "1990 to 1995", "1990/1995"),
        ("1990–95", "1990–95", "1990/1995"),
        ("mid-March 2003", "mid-March 2003", "mid-March 2003"),
        ("from 14 to 16 May 2003", "14 to 16 May 2003", "2003-05-14/2003-05-16"),
        ("on May 14–16, 2003", "May 14–16, 2003", "2003-05-14/2003-05-16"),
        ("from 14 to 16 May", "14 to 16 May", ""),
        ("from 16 to 14 May 2003", "16 to 14 May 2003", ""),
        ("autumn 1965", "autumn 1965", "1965-23"),
        ("on 18 September", "18 September", "XXXX-09-18"),
        ("in March,", "March", ""),
        ("Q3 2022", "Q3 2022", ""),
        ("FY2022", "FY2022", ""),
        ("the 19th century", "19th century", ""),
        ("in 44 BC", "44 BC", ""),
    ],
)
def test_dates(text: str, words: str, time: str) -> None:
    dates = [one for one in scan_words(text) if one.sort == "date"]
    assert [one.words for one in dates] == [words]
    if time:
        assert dates[0].time in {time, words}
        assert written_time(words) == dates[0].time


@pytest.mark.parametrize(
    "text",
    [
        "2,003 people",
        "about 2000 people",
        "$2003",
        "more than 2000",
        "2000 percent",
        "1500 km",
        "2000.5",
    ],
)
def test_numbers_of_four_digits_that_are_no_years(text: str) -> None:
    assert not found(text, "date")
    assert len(found(text)) == 1


# --- names ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The club met Gary Haugen in Washington, D.C. It was fine.", ["Gary Haugen", "Washington", "D.C."]),
        ("IJM's Holly Burkhalter said", ["IJM", "Holly Burkhalter"]),
        ("Under President George W. Bush the State Department", ["President George W. Bush", "State Department"]),
        ("the University of Louisville and the Bill & Melinda Gates Foundation", ["University of Louisville", "Bill & Melinda Gates Foundation"]),
        ("the Shan Women's Action Network", ["Shan Women's Action Network"]),
        ("In May and on Monday I met the CEO.", []),
        ("Police came. The police went.", []),
        ("Google gave it, and we like Google.", ["Google", "Google"]),
        ("Investigations failed.", []),
    ],
)  # fmt: skip
def test_names(text: str, expected: list[str]) -> None:
    assert [words for _, words in found(text, "name")] == expected


# --- lists ---------------------------------------------------------------------------------------


def lists(text: str) -> list[tuple[list[str], str]]:
    made = []
    for one in scan_words(text):
        if one.sort == "list":
            count = text[slice(*one.count)] if one.count else ""
            made.append(([text[low:high] for low, high in one.members], count))
    return made


@pytest.mark.parametrize(
    ("text", "members", "count"),
    [
        ("two programs (out of 30) that exist: Kenya-Mombasa, Romania, and the Dominican Republic.", ["Kenya-Mombasa", "Romania", "the Dominican Republic"], "30"),
        ("The other 26 work on labor (Romania; Ghana; and Peru)", ["Romania", "Ghana", "Peru"], "26"),
        ("in 17 countries in Africa, Latin America, South Asia and Southeast Asia", ["Africa", "Latin America", "South Asia", "Southeast Asia"], "17"),
        ("five partner offices in Canada, UK, Netherlands, Germany and Australia.", ["Canada", "UK", "Netherlands", "Germany", "Australia"], "five"),
        ("many, including boats and small ships were sunk", ["boats", "small ships"], ""),
        ("three opened: Aldmoor and Brackwater.", ["Aldmoor", "Brackwater"], "three"),
    ],
)  # fmt: skip
def test_lists(text: str, members: list[str], count: str) -> None:
    assert lists(text) == [(members, count)]


@pytest.mark.parametrize(
    "text",
    [
        "The Task Force: Prevention and Placement program helped.",
        "two persons, including an IJM client, were found murdered and dumped in a river",
        "He said: we came and we went home again before it rained.",
    ],
)
def test_what_only_looks_like_a_list(text: str) -> None:
    assert lists(text) == []


def test_items_on_lines_of_their_own_are_a_list_after_a_colon() -> None:
    document = document_of("# T\n\nWe work in:\n\n- Kenya\n- **Peru**\n\nBye.\n", format="markdown")
    (one,) = [one for one in scan(document) if one.sort == "list"]
    assert [document.text[low:high] for low, high in one.members] == ["Kenya", "Peru"]


# --- sentences and stretches ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is so. And so.", ["It is so.", "And so."]),
        ("Dr. A. Smith of the U.S. Army. He left.", ["Dr. A. Smith of the U.S. Army.", "He left."]),
        ("“Stop!” 5 men ran.", ["“Stop!”", "5 men ran."]),
        ("It costs 5.5 million.", ["It costs 5.5 million."]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[low:high] for low, high in sentences(text, 0, len(text))] == expected


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(1, 8)), max_size=8),
    st.integers(0, 35),
    st.integers(1, 8),
)
def test_stretches_cover_and_touch_as_sets_of_letters_do(
    given_: list[tuple[int, int]], start: int, size: int
) -> None:
    stretches = [(low, low + length) for low, length in given_]
    letters = {at for low, high in stretches for at in range(low, high)}
    asked = set(range(start, start + size))
    made = Stretches.of(stretches)
    assert made.cover(start, start + size) == (asked <= letters)
    assert made.touch(start, start + size) == bool(asked & letters)


def test_a_reading_comes_with_a_figure_alone() -> None:
    one, other = (item for item in scan_words("$5 million in 2003") if item.sort != "name")
    assert isinstance(one, Checkable)
    assert one.reading is not None
    assert one.reading.unit == "USD"
    assert other.reading is None
