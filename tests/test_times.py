"""What times mean, against edtf.js, against brute force over days, and against `datetime`."""

from __future__ import annotations

import calendar
import datetime as dt
import itertools
import json
import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ijmfacts.answers import Answer
from ijmfacts.times import (
    Span,
    Time,
    UnreadableTimeError,
    before,
    date_of,
    day_of,
    describe_day,
    falls_on,
    overlaps,
    read_time,
    same_time,
    shift,
    within,
)

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN

ORACLE = json.loads((Path(__file__).parent / "edtf_oracle.json").read_text(encoding="utf-8"))
"""What edtf.js answers; how it was asked stands in the file."""


def written(day: int | None) -> str | None:
    """A day as edtf.js prints it: six digits and a sign for years outside 0 to 9999."""
    if day is None:
        return None
    year, month, day_of_month = date_of(day)
    digits = f"{year:04d}" if 0 <= year <= 9999 else f"{'-' if year < 0 else '+'}{abs(year):06d}"
    return f"{digits}-{month:02d}-{day_of_month:02d}"


def bounds(text: str) -> tuple[str | None, str | None]:
    time = read_time(text)
    return written(time.earliest), written(time.latest)


# ---- edtf.js ----------------------------------------------------------------------------------

DISPUTED = {
    "a day that its month lacks is read, and does not exist; edtf.js refuses it or rolls it over": (
        r"-[?~%]?02[?~%]?-[?~%]?(29|30|31|3X)|-[?~%]?(04|06|09|11)[?~%]?-[?~%]?31"
        r"|-[?~%]?[01][0-9][?~%]?-[?~%]?(3[2-9]|[4-9][0-9])"
    ),
    "edtf.js takes seasons for quarters, and quarters for seasons in neither hemisphere": (
        r"[0-9X]{4}-(2[1-9]|3[0-2])"
    ),
    "edtf.js gives the first and the second third of a year five months": r"[0-9]{4}-3[78]",
    "edtf.js ends a set with a range where the range begins": r"\.\.[^,.]+[]}]$",
    "edtf.js takes the members of a set to be in order": r"^\[0609,0281\.\.",
    "edtf.js leaves the significant digits out": r"^[0-9]{4}S[0-9]$",
    "two digits are a century from 10 to 20, and else a year cut short": r"^(0[0-9]|2[1-9]|[3-9][0-9])$",
    "24:00 is the end of its own day; edtf.js takes the day after": r"T24:00",
    "edtf.js takes X1 for any month and X0 for any day": r"-X[0-9]",
    "an interval may end in the period in which it begins": (
        r"^(2004-06-11%/2004-06|2004/2004|2003-03-29/2003)$"
    ),
    "a mark may stand before and after": r"^~2003~$",
}
"""Where edtf.js 4.11.1 and ISO 8601-2 part, or where we read more than it does, and why."""


def dispute(text: str) -> str | None:
    return next((why for why, forms in DISPUTED.items() if re.search(forms, text)), None)


def test_the_oracle_has_enough_undisputed_forms() -> None:
    readable = [text for text in ORACLE["read"] if dispute(text) is None]
    refused = [text for text in ORACLE["refused"] if dispute(text) is None]
    assert len(readable) > 600
    assert len(refused) > 150


def test_first_and_last_day_are_those_of_edtf_js() -> None:
    theirs = {text: tuple(days) for text, days in ORACLE["read"].items() if dispute(text) is None}
    ours = {text: bounds(text) for text in theirs}
    assert theirs == ours


def test_what_edtf_js_refuses_is_refused() -> None:
    read = []
    for text in ORACLE["refused"]:
        if dispute(text) is None:
            try:
                read.append(read_time(text))
            except UnreadableTimeError:
                continue
    assert read == []


def test_every_dispute_with_edtf_js_is_a_real_one() -> None:
    """No reason stands in the table that no form needs."""
    differing: set[str | None] = set()
    for text in (*ORACLE["read"], *ORACLE["refused"]):
        try:
            ours: tuple[str | None, str | None] | None = bounds(text)
        except UnreadableTimeError:
            ours = None
        theirs = ORACLE["read"].get(text)
        if (tuple(theirs) if theirs else None) != ours:
            differing.add(dispute(text))
    assert differing == set(DISPUTED)


def test_a_disputed_day_that_we_read_and_edtf_js_refuses_does_not_exist() -> None:
    lacking = next(iter(DISPUTED))
    for text in ORACLE["refused"]:
        if dispute(text) == lacking:
            try:
                assert not read_time(text).exists, text
            except UnreadableTimeError:
                continue


# ---- the table of forms -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, first, last",
    [
        ("2003-03-29T10:11:12+05:30", "2003-03-29", "2003-03-29"),
        ("2001-21", "2001-03-01", "2001-12-22"),
        ("2001-22", "2000-12-01", "2002-03-21"),
        ("2001-25", "2001-03-01", "2001-06-21"),
        ("2001-28", "2000-12-01", "2002-03-21"),
        ("2001-32", "2001-06-01", "2001-09-23"),
        ("2001-36", "2001-10-01", "2001-12-31"),
        ("2001-38", "2001-05-01", "2001-08-31"),
        ("2001-41", "2001-07-01", "2001-12-31"),
        ("2001-24/2002-21", "2000-12-01", "2002-12-22"),
        ("[1667,1668, 1670..1672]", "1667-01-01", "1672-12-31"),
        ("-000X", "-000009-01-01", "-000001-12-31"),
        ("2001-37", "2001-01-01", "2001-04-30"),
        ("2001-39", "2001-09-01", "2001-12-31"),
        ("[1670,1667]", "1667-01-01", "1670-12-31"),
        ("1950S2", "1900-01-01", "1999-12-31"),
        ("-1950S3", "-001959-01-01", "-001950-12-31"),
        ("Y170000002", "+170000002-01-01", "+170000002-12-31"),
        ("Y-17E7", "-170000000-01-01", "-170000000-12-31"),
        ("Y3388E2S3", "+338000-01-01", "+338999-12-31"),
        ("19XX-02-29", "1904-02-29", "1996-02-29"),
        ("XXXX-02-29", "0000-02-29", "9996-02-29"),
        ("1984-X2", "1984-02-01", "1984-12-31"),
        ("late 1950s", "1955-01-01", "1959-12-31"),
        ("the mid-1950s", "1952-01-01", "1957-12-31"),
        ("early 1950s", "1950-01-01", "1954-12-31"),
        ("1950s", "1950-01-01", "1959-12-31"),
        ("1950’s", "1950-01-01", "1959-12-31"),
        ("2000s", "2000-01-01", "2009-12-31"),
        ("early 2000s", "2000-01-01", "2009-12-31"),
        ("late 2000s", "2005-01-01", "2009-12-31"),
        ("1900s", "1900-01-01", "1999-12-31"),
        ("late 1900s", "1905-01-01", "1999-12-31"),
        ("autumn 1965", "1965-03-01", "1965-12-22"),
        ("Fall of 1965", "1965-03-01", "1965-12-22"),
        ("spring of 1990", "1990-03-01", "1990-12-22"),
        ("March 29, 2003", "2003-03-29", "2003-03-29"),
        ("29 March 2003", "2003-03-29", "2003-03-29"),
        ("29th of March 2003", "2003-03-29", "2003-03-29"),
        ("march 3rd 2003", "2003-03-03", "2003-03-03"),
        ("March 2003", "2003-03-01", "2003-03-31"),
        ("Mar 2003", "2003-03-01", "2003-03-31"),
        ("Sept. 2003", "2003-09-01", "2003-09-30"),
        ("mid-March 2003", "2003-03-08", "2003-03-24"),
        ("late February 2003", "2003-02-15", "2003-02-28"),
        ("June 2012", "2012-06-01", "2012-06-30"),
        ("October 18", "0000-10-18", "9999-10-18"),
        ("circa 1900", "1900-01-01", "1900-12-31"),
        ("early 2003", "2003-01-01", "2003-06-30"),
        ("mid-2003", "2003-04-01", "2003-09-30"),
        ("before 2009", None, "2008-12-31"),
        ("after March 2003", "2003-04-01", None),
    ],
)
def test_first_and_last_day(text: str, first: str | None, last: str | None) -> None:
    assert bounds(text) == (first, last)
    assert read_time(text).text == text


@pytest.mark.parametrize(
    "text, granularity",
    [
        ("2003-03-29", "day"),
        ("2003-03-29T10:00", "day"),
        ("2003-02-30", "day"),
        ("2003-03", "month"),
        ("2003-03-XX", "month"),
        ("mid-March 2003", "month"),
        ("2003-21", "season"),
        ("2003-33", "season"),
        ("2003", "year"),
        ("2003-XX-29", "year"),
        ("2003-XX", "year"),
        ("Y20030", "year"),
        ("early 2003", "year"),
        ("200X", "decade"),
        ("200X-12", "decade"),
        ("200", "decade"),
        ("2003S3", "decade"),
        ("late 1950s", "decade"),
        ("20XX", "century"),
        ("20", "century"),
        ("2XXX-12-25", "century"),
        ("2003S1", "century"),
        ("1900s", "century"),
        ("2003/2004", "interval"),
        ("2003/..", "interval"),
        ("[2003,2004]", "interval"),
        ("before 2009", "interval"),
        ("[2003]", "year"),
        ("XXXX-10-18", "yearless"),
        ("XXXX-10", "yearless"),
        ("XXXX-XX-18", "yearless"),
        ("October 18", "yearless"),
    ],
)
def test_granularity(text: str, granularity: str) -> None:
    assert read_time(text).granularity == granularity


def test_a_plain_time_begins_and_ends_somewhere_inside_it() -> None:
    year = Span(day_of(2003, 1, 1), day_of(2003, 12, 31))
    assert read_time("2003") == Time(
        text="2003", start=year, end=year, granularity="year", whole=True
    )


def test_an_interval_lasts_from_somewhere_in_its_first_to_somewhere_in_its_last() -> None:
    assert read_time("2003/2013") == Time(
        text="2003/2013",
        start=Span(day_of(2003, 1, 1), day_of(2003, 12, 31)),
        end=Span(day_of(2013, 1, 1), day_of(2013, 12, 31)),
        lasting=True,
        granularity="interval",
    )


def test_an_interval_without_an_end_ends_no_earlier_than_it_begins() -> None:
    for text in ("2003/..", "2003/"):
        time = read_time(text)
        assert (time.start, time.end) == (
            Span(day_of(2003, 1, 1), day_of(2003, 12, 31)),
            Span(day_of(2003, 1, 1), None),
        )


def test_an_interval_ends_no_earlier_and_begins_no_later_than_its_other_side() -> None:
    time = read_time("2003/2003-03-29")
    last = day_of(2003, 3, 29)
    assert (time.start, time.end) == (Span(day_of(2003, 1, 1), last), Span(last, last))


def test_every_one_of_several_times_begins_in_the_first_and_ends_in_the_last() -> None:
    time = read_time("{1965,1960..1962}")
    assert not time.lasting
    assert (time.start, time.end) == (
        Span(day_of(1960, 1, 1), day_of(1960, 12, 31)),
        Span(day_of(1965, 1, 1), day_of(1965, 12, 31)),
    )


@pytest.mark.parametrize(
    "text, approximate, uncertain",
    [
        ("1984", False, False),
        ("1984~", True, False),
        ("1984?", False, True),
        ("1984%", True, True),
        ("?2004-06-~11", True, True),
        ("2004?-06-11", False, True),
        ("2003/2004~", True, False),
        ("[2003,2004?]", False, True),
        ("2001-21~", True, False),
        ("198?", False, True),
        ("circa March 2003", True, False),
        ("late 1950s", False, False),
    ],
)
def test_marks(text: str, approximate: bool, uncertain: bool) -> None:  # noqa: FBT001
    time = read_time(text)
    assert (time.approximate, time.uncertain) == (approximate, uncertain)


@pytest.mark.parametrize(
    "text, first, last",
    [
        ("2003-02-30", "2003-02-01", "2003-02-28"),
        ("2003-02-29", "2003-02-01", "2003-02-28"),
        ("2003-04-31~", "2003-04-01", "2003-04-30"),
        ("2003-03-32", "2003-03-01", "2003-03-31"),
        ("1984-02-3X", "1984-02-01", "1984-02-29"),
        ("19X1-02-29", "1901-02-01", "1991-02-28"),
        ("XXXX-02-30", "0000-02-01", "9999-02-28"),
        ("February 30, 2003", "2003-02-01", "2003-02-28"),
        ("2003-02-30/2004", "2003-02-01", "2004-12-31"),
    ],
)
def test_a_date_that_no_calendar_has_is_read_and_does_not_exist(
    text: str, first: str, last: str
) -> None:
    time = read_time(text)
    assert not time.exists
    assert bounds(text) == (first, last)


@pytest.mark.parametrize(
    "text, yearless",
    [
        ("XXXX-10-18", (10, 18)),
        ("October 18", (10, 18)),
        ("18 Oct.", (10, 18)),
        ("XXXX-02-30", (2, 30)),
        ("XXXX-10", None),
        ("XXXX-1X-18", None),
        ("1XXX-10-18", None),
        ("2003-10-18", None),
    ],
)
def test_the_month_and_day_of_a_date_without_a_year(
    text: str, yearless: tuple[int, int] | None
) -> None:
    assert read_time(text).yearless == yearless


@pytest.mark.parametrize(
    "text, words",
    [
        ("2003-03-29", "29 March 2003"),
        ("2003-03-29T10:00", "29 March 2003"),
        ("March 29, 2003", "29 March 2003"),
        ("2003-02-30", "30 February 2003"),
        ("2003-03", "March 2003"),
        ("Mar 2003", "March 2003"),
        ("2003", "2003"),
        ("0044-03-15", "15 March 44 AD"),
        ("-0043", "44 BC"),
        ("2000~", "about 2000"),
        ("circa 1900", "about 1900"),
        ("2000?", "perhaps 2000"),
        ("2000%", "perhaps about 2000"),
        ("2003/2013", "from 2003 to 2013"),
        ("2003-03/2003-04-01", "from March 2003 to 1 April 2003"),
        ("2014/..", "from 2014 on"),
        ("../2009", "until 2009"),
        ("2014/", "from 2014 to an unknown time"),
        ("/2009", "from an unknown time to 2009"),
        ("../..", "at an unknown time"),
        ("before 2009", "before 2009"),
        ("After Mar 2009", "after March 2009"),
        ("late 1950s", "late 1950s"),
        ("the mid 1950s", "mid-1950s"),
        ("mid March 2003", "mid-March 2003"),
        ("199X", "1990s"),
        ("199", "1990s"),
        ("19", "the years 1900 to 1999"),
        ("19XX", "between 1900 and 1999"),
        ("1999-XX", "a month in 1999"),
        ("199X-XX-XX", "a day in 1990s"),
        ("1999-06-XX", "a day in June 1999"),
        ("1984-1X", "between 1 October 1984 and 31 December 1984"),
        ("XXXX-10-18", "18 October"),
        ("XXXX-12-XX", "a day in December"),
        ("XXXX-12", "December of an unknown year"),
        ("autumn 1965", "autumn 1965"),
        ("2001-33", "first quarter of 2001"),
        ("2001-29", "southern spring 2001"),
        ("1950S2", "between 1900 and 1999, perhaps 1950"),
        ("Y-17E7", "170000001 BC"),
        ("[1667,1668,1670..1672]", "1667, 1668 or 1670 to 1672"),
        ("[..1760-12-03]", "3 December 1760 or earlier"),
        ("[1760-12..]", "December 1760 or later"),
        ("{1960,1961-12}", "1960 and December 1961"),
        ("{..1984}", "all until 1984"),
    ],
)
def test_a_time_in_plain_english(text: str, words: str) -> None:
    assert read_time(text).describe() == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2022", "2022"),
        ("2022-03-31", "31 March 2022"),
        ("2022/2023", "the time from 2022 to 2023"),
        ("2022/..", "the time from 2022 on"),
        ("../2022", "the time until 2022"),
        ("before 2022", "the time before 2022"),
        ("1990s", "1990s"),
    ],
)
def test_a_time_is_told_after_of(text: str, words: str) -> None:
    assert read_time(text).after_of() == words


# ---- what is refused --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, mends",
    [
        ("199u", ["199X"]),
        ("1999-uu-uu", ["1999-XX-XX"]),
        ("196x", ["196X"]),
        ("unknown", ["XXXX"]),
        ("open", ["2003/.."]),
        ("unknown/2009", ["/2009"]),
        ("2003/open", ["2003/.."]),
        ("2004-06-(01)~", ["2004-06-~01"]),
        ("1984?~", ["1984%"]),
        ("y17000", ["Y17000"]),
        ("y17e7", ["Y17E7"]),
        ("2001-21^southernHemisphere", ["2001-21"]),
        ("03/04/2005", ["2005-04-03", "2005-03-04"]),
        ("03.04.2005", ["2005-04-03", "2005-03-04"]),
        ("29-03-2003", ["2003-03-29"]),
        ("3/29/2003", ["2003-03-29"]),
        ("2003/03/29", ["2003-03-29"]),
        ("2003/13", ["2003/2013"]),
        ("2003-13", ["2003/2013"]),
        ("2003/04", ["2003-04", "2003/2004"]),
        ("2003/01", ["2003-01"]),
        ("2003-29-03", ["2003-03-29"]),
        ("03/2003", ["2003-03"]),
        ("2003-3-9", ["2003-03-09"]),
        ("2003-3", ["2003-03"]),
        ("20030329", ["2003-03-29"]),
        ("2003-088", ["2003-03-29"]),
        ("2003-00", ["2003", "2003-XX"]),
        ("2003-03-00", ["2003-03", "2003-03-XX"]),
        ("98", ["1998", "2098", "98XX"]),
        ("'98", ["1998"]),
        ("60s", ["1960s"]),
        ("March 98", ["March 1998"]),
        ("March 29, 03", ["March 29, 2003"]),
        ("2003–2013", ["2003/2013"]),
        ("from 2003 to 2013", ["2003/2013"]),
        ("2003–03–29", ["2003-03-29"]),
        ("2013/2003", ["2003/2013"]),
        ("[2013..2003]", ["2003..2013"]),
        ("44 BC", ["-0043"]),
        ("1 BC", ["0000"]),
        ("AD 44", ["0044"]),
        ("19th century", ["18XX"]),
        ("Saturday, March 29, 2003", ["March 29, 2003"]),
        (" 2003\n", ["2003"]),
        ("20035", ["Y20035"]),
        ("Y2003", ["2003"]),
        ("-19", ["-19XX"]),
        ("-0000", ["0000"]),
        ("2003~T10:00", []),
        ("2003-03-2XT10:00", ["2003-03-2X"]),
        ("now", ["2003-03-29"]),
    ],
)
def test_what_is_refused_with_the_mend(text: str, mends: list[str]) -> None:
    with pytest.raises(UnreadableTimeError) as refused:
        read_time(text)
    assert str(refused.value)
    for mend in mends:
        assert mend in refused.value.hint
        if ".." not in mend:
            read_time(mend)


@pytest.mark.parametrize(
    "text, part",
    [
        ("2003/2003-3-9", "2003-3-9"),
        ("2003-13/2004", "2003-13"),
        ("[2003, 2003-3-9]", "2003-3-9"),
        ("[2003..2003-14]", "2003-14"),
        ("{2003,2009..2005}", "2009..2005"),
        ("before 2003-13", "2003-13"),
        ("29-03-2003", "29-03-2003"),
        ("2003/19", "2003/19"),
    ],
)
def test_the_part_at_fault(text: str, part: str) -> None:
    with pytest.raises(UnreadableTimeError) as refused:
        read_time(text)
    assert text[refused.value.start : refused.value.end] == part


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "/2003/", "2003/2004/2005", "[", "]", "[]", "{}", "[..]", "[,2003]", "[2003}"),
        *("[2003..,2004]", "[2003,..2004]", "[198,2003]", "198/2003", "19/20", "2003-03-29T25:00"),
        *("1950S5", "1950S0", "Y1E99", "Y" + "1" * 41, "Y-0", "２００３", "1950ſ", "2003\x00"),
        *("March 45", "0 March 2003", "before", "before 199X", "before 2003~", "circa", "circa 98"),
        *(
            "circa 2003~",
            "early 1950s/1960",
            "the",
            "9" * 5000,
            "[" * 2000,
            "2003," * 500,
            "()" * 500,
            "monday " * 140,
            "{" + "2003," * 300 + "2003}",
            "\ud800",
        ),
    ],
)
def test_what_is_refused(text: str) -> None:
    with pytest.raises(UnreadableTimeError) as refused:
        read_time(text)
    assert 0 <= refused.value.start <= refused.value.end <= len(text)


LETTERS = "0123456789-/.XYSET?~%[]{},:Zu()' "
WORDS = (
    "2003",
    "-03",
    "-29",
    "late ",
    "1950s",
    "March ",
    "29",
    "circa ",
    "/",
    "..",
    "XX",
    "before ",
)


@given(
    st.one_of(
        st.text(),
        st.text(LETTERS, max_size=16),
        st.lists(st.sampled_from(WORDS), max_size=6).map("".join),
        st.sampled_from(list(ORACLE["read"])).flatmap(
            lambda form: st.builds(
                lambda at, letter: form[:at] + letter + form[at + 1 :],
                st.integers(0, len(form)),
                st.sampled_from(["", *LETTERS]),
            )
        ),
    )
)
@example("-XXXX-XX-XX")
@example("2003-3X-05")
@example("[..,2003]")
@example("y")
def test_any_text_is_a_time_or_unreadable(text: str) -> None:
    """Nothing else is raised, by reading or by what a time can do; every time is in order."""
    try:
        time: Time | None = read_time(text)
    except UnreadableTimeError as refused:
        time, place = None, (refused.start, refused.end)
    if time is None:
        assert 0 <= place[0] <= place[1] <= len(text)
        return
    assert time.text == text
    assert time.describe()
    assert ordered(time.start)
    assert ordered(time.end)
    assert ordered(Span(time.start.earliest, time.end.earliest))
    assert ordered(Span(time.start.latest, time.end.latest))
    loose = time.loosened()
    assert loose.loosened() == loose
    assert ordered(Span(loose.earliest, time.earliest))
    assert ordered(Span(time.latest, loose.latest))
    assert falls_on(time, 2, 29) in Answer


def ordered(span: Span) -> bool:
    return span.earliest is None or span.latest is None or span.earliest <= span.latest


@given(st.dates(), st.booleans())
def test_a_date_reads_as_itself_and_its_own_words_read_as_it(
    date: dt.date,
    month_first: bool,  # noqa: FBT001
) -> None:
    time = read_time(date.isoformat())
    assert time.earliest == time.latest == date.toordinal()
    if date.year > 999:
        words = f"{date:%B} {date.day}, {date.year}" if month_first else time.describe()
        again = read_time(words)
        assert (again.start, again.end) == (time.start, time.end)
        assert again.describe() == time.describe()


# ---- loosening --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, first, last",
    [
        ("2000~", "1999-01-01", "2001-12-31"),
        ("2000?", "1999-01-01", "2001-12-31"),
        ("2000%", "1998-01-01", "2002-12-31"),
        ("2003-02~", "2003-01-01", "2003-03-31"),
        ("2003-01~", "2002-12-01", "2003-02-28"),
        ("2003-03-01~", "2003-02-28", "2003-03-02"),
        ("2004-~06-11", "2004-05-11", "2004-07-11"),
        ("2004?-06-11", "2003-06-11", "2005-06-11"),
        ("2001-25~", "2000-12-01", "2001-09-21"),
        ("199X~", "1980-01-01", "2009-12-31"),
        ("199~", "1980-01-01", "2009-12-31"),
        ("19~", "1800-01-01", "2099-12-31"),
        ("Y20000~", "+019999-01-01", "+020001-12-31"),
        ("circa 1900", "1899-01-01", "1901-12-31"),
        ("2003/2013~", "2003-01-01", "2014-12-31"),
        ("2003~/2013", "2002-01-01", "2013-12-31"),
        ("[2003,2005~]", "2003-01-01", "2006-12-31"),
        ("XXXX-10-18~", "0000-10-18", "9999-10-18"),
        ("2003", "2003-01-01", "2003-12-31"),
    ],
)
def test_a_mark_gives_way_by_one_unit_of_its_own(text: str, first: str, last: str) -> None:
    loose = read_time(text).loosened()
    assert (written(loose.earliest), written(loose.latest)) == (first, last)
    assert loose.text == text


# ---- days -------------------------------------------------------------------------------------


@given(st.dates())
def test_days_count_as_datetime_counts_them(date: dt.date) -> None:
    day = day_of(date.year, date.month, date.day)
    assert day == date.toordinal()
    assert date_of(day) == (date.year, date.month, date.day)


@given(st.integers(-(10**15), 10**15))
def test_every_day_has_a_date_and_is_the_day_of_its_date(day: int) -> None:
    year, month, day_of_month = date_of(day)
    assert day_of(year, month, day_of_month) == day
    # The calendar repeats after 400 years.
    assert date_of(day + 146097) == (year + 400, month, day_of_month)


@pytest.mark.parametrize(
    "year, month, day", [(2003, 2, 29), (2003, 13, 1), (2003, 0, 1), (2003, 4, 31), (1900, 2, 29)]
)
def test_there_is_no_day_of_a_date_that_does_not_exist(year: int, month: int, day: int) -> None:
    with pytest.raises(ValueError, match="no date"):
        day_of(year, month, day)


@given(
    st.dates(dt.date(1000, 1, 1), dt.date(3000, 1, 1)),
    st.integers(-900, 900),
    st.integers(-5000, 5000),
)
def test_months_later_is_that_day_of_the_month_or_its_last(
    date: dt.date, months: int, days: int
) -> None:
    reached = date_of(shift(date.toordinal(), months=months))
    count = date.year * 12 + date.month - 1 + months
    year, month = count // 12, count % 12 + 1
    assert reached == (year, month, min(date.day, calendar.monthrange(year, month)[1]))
    assert shift(date.toordinal(), months=months, days=days) == day_of(*reached) + days
    assert shift(date.toordinal(), years=months // 12, months=months % 12) == day_of(*reached)


@pytest.mark.parametrize(
    "day, words",
    [
        (day_of(2003, 3, 29), "29 March 2003"),
        (day_of(999, 1, 1), "1 January 999 AD"),
        (day_of(0, 12, 31), "31 December 1 BC"),
        (day_of(-43, 3, 15), "15 March 44 BC"),
    ],
)
def test_a_day_in_plain_english(day: int, words: str) -> None:
    assert describe_day(day) == words


# ---- comparing, against brute force -----------------------------------------------------------

FIRST, LAST = 1, 4
FAR = range(FIRST - 2, LAST + 3)
"""Where an end is unbounded, it is tried two days beyond every bound."""

SPANS = [
    Span(first, last)
    for first in (None, *range(FIRST, LAST + 1))
    for last in (*range(FIRST, LAST + 1), None)
    if first is None or last is None or first <= last
]


def made(start: Span, end: Span, *, lasting: bool, whole: bool = False) -> Time:
    return Time(text="", start=start, end=end, granularity="day", lasting=lasting, whole=whole)


def in_order(start: Span, end: Span) -> bool:
    """Whether the first day begins and ends its bounds no later than the last day does."""
    begins = [-99 if span.earliest is None else span.earliest for span in (start, end)]
    ends = [99 if span.latest is None else span.latest for span in (start, end)]
    return begins == sorted(begins) and ends == sorted(ends)


PAIRS = [(start, end) for start in SPANS for end in SPANS if in_order(start, end)]
SINGLE = [made(span, span, lasting=False) for span in SPANS]
WHOLE = [
    made(span, span, lasting=False, whole=True)
    for span in SPANS
    if span.earliest is not None and span.latest is not None
]
LASTING = [made(start, end, lasting=True) for start, end in PAIRS]
SEVERAL = [made(start, end, lasting=False) for start, end in PAIRS if start != end]


def possible(span: Span) -> list[int]:
    return [
        day
        for day in FAR
        if (span.earliest is None or span.earliest <= day)
        and (span.latest is None or day <= span.latest)
    ]


def worlds(time: Time) -> list[frozenset[int]]:
    """Every set of days that the time may have been."""
    found: set[frozenset[int]] = set()
    for first, last in itertools.product(possible(time.start), possible(time.end)):
        if first <= last:
            found.add(frozenset(range(first, last + 1)))
            if not time.lasting and time.start != time.end:
                found.add(frozenset((first, last)))
    return sorted(found, key=sorted)


WORLDS = {id(time): worlds(time) for time in (*SINGLE, *WHOLE, *LASTING, *SEVERAL)}


def all_of(truths: set[bool]) -> Answer:
    return UNKNOWN if len(truths) == 2 else YES if truths == {True} else NO


def is_before(a: frozenset[int], b: frozenset[int]) -> bool:
    return max(a) < min(b)


def brute(relation: str, a: Time, b: Time) -> Answer:
    return all_of(
        {
            {
                "before": is_before(one, other),
                "same_time": one == other,
                "overlaps": bool(one & other),
                "within": one <= other,
            }[relation]
            for one in WORLDS[id(a)]
            for other in WORLDS[id(b)]
        }
    )


RELATIONS = {"before": before, "same_time": same_time, "overlaps": overlaps, "within": within}


@pytest.mark.parametrize("relation", RELATIONS)
def test_the_answers_are_those_of_every_possible_day(relation: str) -> None:
    """Neither unsure where all days agree, nor sure where they do not."""
    candidates = [*SINGLE, *LASTING[::2]]
    wrong = [
        (a, b, expected, answered)
        for a, b in itertools.product(candidates, candidates)
        if (expected := brute(relation, a, b)) is not (answered := RELATIONS[relation](a, b))
    ]
    assert wrong == []


@pytest.mark.parametrize("relation", RELATIONS)
def test_no_answer_about_several_times_is_sure_where_the_days_are_not(relation: str) -> None:
    several, others = SEVERAL[::11], [*SINGLE, *LASTING[::7]]
    pairs = [
        *itertools.product(several, [*others, *several]),
        *itertools.product(others, several),
    ]
    wrong = [
        (a, b)
        for a, b in pairs
        if (answered := RELATIONS[relation](a, b)) is not UNKNOWN
        and answered is not brute(relation, a, b)
    ]
    assert wrong == []


def test_a_calendar_period_holds_each_of_its_days() -> None:
    for a, b in itertools.product([*SINGLE, *LASTING], WHOLE):
        assert b.earliest is not None
        assert b.latest is not None
        held = frozenset(range(b.earliest, b.latest + 1))
        assert within(a, b) is all_of({days <= held for days in WORLDS[id(a)]})


@pytest.mark.parametrize(
    "a, relation, b, expected",
    [
        ("2003", before, "2004", YES),
        ("2003", before, "2003", UNKNOWN),
        ("2003-03-29", before, "2003-03-29", NO),
        ("2003/2013", before, "2009", NO),
        ("2004", before, "2003-12", NO),
        ("../2009", before, "2010", YES),
        ("2003/..", before, "2010", UNKNOWN),
        ("2003/..", before, "2003", UNKNOWN),
        ("2010/..", before, "2009", NO),
        ("autumn 1965", before, "1966", YES),
        ("XXXX-10-18", before, "2003", UNKNOWN),
        ("2003-03-29", same_time, "March 29, 2003", YES),
        ("2003", same_time, "2003", UNKNOWN),
        ("2003", same_time, "2004", NO),
        ("2003", same_time, "2003-03", UNKNOWN),
        ("2003/2013", same_time, "2003/2014", NO),
        ("XXXX-10-18", same_time, "2003-10-19", NO),
        ("XXXX-10-18", same_time, "2003-10-18", UNKNOWN),
        ("XXXX-10-18", same_time, "XXXX-10-19", NO),
        ("XXXX-10-18", same_time, "XXXX-10-18", UNKNOWN),
        ("2003-02-30", same_time, "2003-02-30", UNKNOWN),
        ("{2003-03-01,2003-03-09}", same_time, "2003-03-01/2003-03-09", UNKNOWN),
        ("2003/2013", overlaps, "2009", YES),
        ("2003/2013", overlaps, "2013", UNKNOWN),
        ("2003/2013", overlaps, "2014", NO),
        ("2003", overlaps, "2003", UNKNOWN),
        ("{1960,1965}", overlaps, "1962", UNKNOWN),
        ("{1960,1965}", overlaps, "1959/1961", YES),
        ("XXXX-10-18", overlaps, "2003-03", NO),
        ("2003-02-30", overlaps, "2003", UNKNOWN),
        ("2003-03-29", within, "2003", YES),
        ("2003-03", within, "2003-03", YES),
        ("2003", within, "2003-03", UNKNOWN),
        ("2003/2013", within, "2003", NO),
        ("2009", within, "2003/2013", YES),
        ("2003-03", within, "2003/2013", UNKNOWN),
        ("2014", within, "2003/2013", NO),
        ("2009", within, "2003/..", UNKNOWN),
        ("2002", within, "2003/..", NO),
        ("1995", within, "199X", UNKNOWN),
        ("1995", within, "1990s", YES),
        ("2003-03", within, "2003~", UNKNOWN),
        ("2003-02-30", within, "2003", UNKNOWN),
        ("XXXX-10-18", within, "2003-03", NO),
        ("October 2003", within, "autumn 2003", UNKNOWN),
        ("2004", within, "autumn 2003", NO),
    ],
)
def test_comparisons(a: str, relation: object, b: str, expected: Answer) -> None:
    assert callable(relation)
    assert relation(read_time(a), read_time(b)) is expected


@pytest.mark.parametrize(
    "text, month, day, expected",
    [
        ("2003-10-18", 10, 18, YES),
        ("2003-10-18", 10, 19, NO),
        ("2003-10", 10, 18, UNKNOWN),
        ("2003-10", 11, 18, NO),
        ("2003", 10, 18, UNKNOWN),
        ("2003", 2, 29, NO),
        ("2001/2003", 2, 29, NO),
        ("2001/2004", 2, 29, UNKNOWN),
        ("1897/1903", 2, 29, NO),
        ("2003-12-30/2004-01-02", 1, 1, UNKNOWN),
        ("2003-12-30/2004-01-02", 1, 3, NO),
        ("XXXX-10-18", 10, 18, YES),
        ("October 18", 10, 19, NO),
        ("2003-02-30", 3, 2, NO),
        ("2003-02-30", 2, 28, UNKNOWN),
        ("2003/..", 10, 18, UNKNOWN),
    ],
)
def test_falling_on_a_day_of_the_year(text: str, month: int, day: int, expected: Answer) -> None:
    assert falls_on(read_time(text), month, day) is expected


@pytest.mark.parametrize("month, day", [(2, 30), (0, 1), (13, 1), (4, 31)])
def test_nothing_is_asked_about_a_day_that_no_year_has(month: int, day: int) -> None:
    with pytest.raises(ValueError, match="no year"):
        falls_on(read_time("2003"), month, day)


@given(
    st.dates(dt.date(1800, 1, 1), dt.date(2100, 1, 1)),
    st.integers(0, 4000),
    st.dates(dt.date(2000, 1, 1), dt.date(2000, 12, 31)),
)
def test_falling_on_a_day_is_what_counting_the_days_finds(
    date: dt.date, length: int, wanted: dt.date
) -> None:
    first = date.toordinal()
    span = Span(first, first + length)
    matches = {
        date_of(day)[1:] == (wanted.month, wanted.day) for day in range(first, first + length + 1)
    }
    assert falls_on(made(span, span, lasting=False), wanted.month, wanted.day) is all_of(matches)


def test_the_words_of_a_time_have_none_of_the_signs_of_edtf() -> None:
    for text in ORACLE["read"]:
        try:
            words = read_time(text).describe()
        except UnreadableTimeError:
            continue
        assert words
        assert not set("~?%[]{}/") & set(words), (text, words)
