"""What a document prints as a value, read as intervals of exact numbers.

`$51.6 million` is read as every amount that any habit of rounding prints so, `more than 700` as a
bound, `nearly 4,000` as a bound and, under an assumption, a width.
Knows nothing of claims, and nothing of what a value is about.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType
from typing import Final

import attrs

from ijmfacts import units
from ijmfacts.intervals import EVERYTHING, Interval
from ijmfacts.shapes import Shape

ROUNDED: Final = "rounded"
"""The assumption that a figure is rounded to the nearest, not truncated."""
EXACT: Final = "exact"
"""The assumption that trailing zeros mean exactly that, and are no rounding."""
HEDGE: Final = "hedge"
"""The assumption that a hedge ("nearly", "about") has the width of the table of hedges."""
VAGUE: Final = "vague"
"""The assumption that a vague word ("dozens", "several") has the usual least meaning."""

KINDS: Final = (
    "number",
    "share",
    "points",
    "money",
    "duration",
    "size",
    "rate",
    "ordinal",
    "ratio",
)
"""What a value can be; points are those of a difference between two shares, a rate is per one."""

LONGEST_TEXT: Final = 200
"""The most characters of a text that is read as a value."""
MOST_DIGITS: Final = 40
"""The most digits of one printed number."""


class UnreadableValueError(ValueError):
    """A text is no value.

    `start` and `end` are the offsets, in characters, of the part at fault in the text; `hint` says
    how to mend it.
    """

    def __init__(self, message: str, *, start: int, end: int, hint: str = "") -> None:
        super().__init__(message)
        self.start = start
        self.end = end
        self.hint = hint


@attrs.frozen(eq=False, repr=False)
class Layer(Shape):
    """One reading of a value, which needs these kinds of assumption.

    The kinds are `ROUNDED`, `EXACT`, `HEDGE` and `VAGUE`; none means that the words alone say it.
    """

    interval: Interval
    assumes: frozenset[str] = frozenset()


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Hedge(Shape):
    """A hedge and its width: by which fractions of the value the truth may lie below and above.

    With `above` 0 the truth lies strictly below the value printed ("nearly"), with `below` 0
    strictly above it ("just over"); with both the words alone say nothing about either side.
    `after`: the words stand after the number ("40 or so").
    """

    words: str
    below: Fraction
    above: Fraction
    after: bool = False


def _hedges(words: str, below: int, above: int, *, after: bool = False) -> tuple[Hedge, ...]:
    """One hedge for each of the words, with widths in percent."""
    widths = Fraction(below, 100), Fraction(above, 100)
    return tuple(
        Hedge(words=word.strip(), below=widths[0], above=widths[1], after=after)
        for word in words.split(",")
    )


DEFAULT_HEDGES: Final[tuple[Hedge, ...]] = (
    *_hedges("nearly, almost, close to, not quite, approaching, nearing, virtually", 10, 0),
    *_hedges("just under, slightly under, slightly less than, slightly fewer than", 10, 0),
    *_hedges("just below, slightly below, just less than, a little less than", 10, 0),
    *_hedges("a little under, a bit less than, just short of, just shy of", 10, 0),
    *_hedges("just over, slightly over, slightly more than, just more than", 0, 10),
    *_hedges("just above, slightly above, a little more than, a little over", 0, 10),
    *_hedges("a bit more than, a bit over", 0, 10),
    *_hedges("approximately, approx., approx, about, around, roughly, some", 10, 10),
    *_hedges("circa, c., c, ca., ca, ~, ≈, an estimated, estimated, estimated at", 10, 10),
    *_hedges("in the region of, on the order of, in the order of, somewhere around", 10, 10),
    *_hedges("more or less, give or take", 10, 10),
    *_hedges(
        "or so, or thereabouts, more or less, give or take, approximately", 10, 10, after=True
    ),
    *_hedges("odd, ish", 10, 10, after=True),
)
"""The one table of hedges, widths as fractions of the value printed."""

DURATION_UNITS: Final[Mapping[str, tuple[Fraction, Fraction]]] = MappingProxyType(
    {
        "second": (Fraction(1, 86400), Fraction(1, 86400)),
        "minute": (Fraction(1, 1440), Fraction(1, 1440)),
        "hour": (Fraction(1, 24), Fraction(1, 24)),
        "day": (Fraction(1), Fraction(1)),
        "week": (Fraction(7), Fraction(7)),
        "month": (Fraction(28), Fraction(31)),
        "year": (Fraction(365), Fraction(366)),
    }
)
"""The units of durations, each with the fewest and the most days that one of it can have."""


# --- The reading -----------------------------------------------------------------------------


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Reading(Shape):
    """What a printed value means.

    `layers` go from the widest reading, with the fewest assumptions, to the narrowest; each lies
    within the one before.
    `unit` is `%` for shares (so that 38% is about 38), an ISO 4217 code for money, a key of
    `DURATION_UNITS` for durations, a symbol (see `units`) for sizes, and the unit asked for
    otherwise; a rate has `per` and what it is for one of after that (`USD per share`).
    `noun` holds the words after the figure as printed, `hedge` the hedge as printed, `direction`
    is `up` or `down` for changes; intervals of changes are of the amount of the change.
    `whole`: the figure is written as a whole number.
    """

    text: str
    kind: str
    unit: str = ""
    noun: str = ""
    layers: tuple[Layer, ...]
    whole: bool = False
    hedge: str = ""
    direction: str = ""

    @property
    def widest(self) -> Interval:
        """What holds with the fewest assumptions."""
        return self.layers[0].interval

    @property
    def likely(self) -> Interval:
        """What holds if every assumption does."""
        return self.layers[-1].interval

    def describe(self) -> str:
        """The likely reading in words: `[51.55, 51.65] million USD`, `more than 700`."""
        interval = self.likely
        if self.kind == "ordinal" and interval.is_point and interval.lower is not None:
            return _ordinal(interval.lower)
        unit = self.unit or ("times" if self.kind == "ratio" else "")
        words = format_interval(interval, unit)
        return f"{self.direction} {words}" if self.direction else words


def _ordinal(value: Fraction) -> str:
    """57 as `57th`."""
    number = format_number(value)
    tens = value % 100
    ending = {1: "st", 2: "nd", 3: "rd"}.get(int(value % 10), "th")
    return number + ("th" if 10 < tens < 14 else ending)


# --- Printing --------------------------------------------------------------------------------

_MAGNITUDES: Final = (
    (Fraction(10**12), "trillion"),
    (Fraction(10**9), "billion"),
    (Fraction(10**6), "million"),
)


def _places(value: Fraction, most: int = 6) -> int | None:
    """How many decimals print the number exactly; none where more than `most` are needed."""
    scaled = value
    for places in range(most + 1):
        if scaled.denominator == 1:
            return places
        scaled *= 10
    return None


def format_number(value: Fraction) -> str:
    """The number, exactly: `51,600,000`, `92.15`, `1/3`.

    As a decimal where six places suffice, as a fraction otherwise.
    """
    value = Fraction(value)
    places = _places(value)
    if places is None:
        return f"{value.numerator:,}/{value.denominator:,}"
    digits = f"{abs(value.numerator) * 10**places // value.denominator:0{places + 1}d}"
    whole, decimals = digits[: len(digits) - places], digits[len(digits) - places :]
    sign = "-" if value < 0 else ""
    return f"{sign}{int(whole):,}" + (f".{decimals}" if decimals else "")


def _magnitude(ends: Sequence[Fraction]) -> tuple[Fraction, str]:
    """The largest magnitude word that makes the ends shorter, with its factor."""
    largest = max((abs(end) for end in ends), default=Fraction(0))
    for factor, word in _MAGNITUDES:
        short = all((places := _places(end / factor)) is not None and places <= 4 for end in ends)
        if largest >= factor and short and all(not end or abs(end) * 100 >= factor for end in ends):
            return factor, word
    return Fraction(1), ""


def format_interval(interval: Interval, unit: str = "") -> str:
    """The interval in words or brackets, with its unit.

    A point is `exactly 30`, a bound `more than 700` or `at most 5%`; two ends stand in brackets,
    `[37.5, 39) %`, a square one where the end belongs to it and a round one where it does not.
    """
    if interval.is_empty:
        return "no number"
    lower, upper = interval.lower, interval.upper
    ends = [end for end in (lower, upper) if end is not None]
    if not ends:
        return "any number"
    factor, magnitude = _magnitude(ends)
    shown = [format_number(end / factor) for end in ends]
    tail = f" {magnitude}" if magnitude else ""
    one = len(ends) == 1 or interval.is_point
    if unit == "%":
        tail += "%" if one and not magnitude else " %"
    elif unit in DURATION_UNITS:
        tail += f" {unit}" if one and shown[0] == "1" and not magnitude else f" {unit}s"
    elif unit:
        tail += f" {unit}"
    if interval.is_point:
        return f"exactly {shown[0]}{tail}"
    if upper is None:
        return f"{'more than' if interval.lower_open else 'at least'} {shown[0]}{tail}"
    if lower is None:
        return f"{'less than' if interval.upper_open else 'at most'} {shown[0]}{tail}"
    opening, closing = "(" if interval.lower_open else "[", ")" if interval.upper_open else "]"
    return f"{opening}{shown[0]}, {shown[1]}{closing}{tail}"


def days_of(interval: Interval, unit: str) -> Interval:
    """A duration in days: the widest bounds that hold wherever in the calendar it lies.

    A year has 365 to 366 days, a month 28 to 31; ends stay open or closed.
    A part of a year is given two days more on either side, since half a year is 181 to 184 days.

    Raises:
        KeyError: `unit` is not a key of `DURATION_UNITS`.
    """
    fewest, most = DURATION_UNITS[unit]
    lower, upper = interval.lower, interval.upper
    if lower is not None:
        slack = 2 if unit == "year" and lower.denominator != 1 else 0
        lower = lower * (fewest if lower >= 0 else most) - slack
        lower = max(lower, Fraction(0)) if (interval.lower or 0) >= 0 else lower
    if upper is not None:
        slack = 2 if unit == "year" and upper.denominator != 1 else 0
        upper = upper * (most if upper >= 0 else fewest) + slack
    return Interval(lower, upper, lower_open=interval.lower_open, upper_open=interval.upper_open)


# --- Letters ---------------------------------------------------------------------------------

_HARD_SPACE: Final = "\u00a0"
_LETTERS: Final = {
    ord(old): new
    for olds, new in (
        ("\u2007\u2009\u200a\u202f", _HARD_SPACE),
        ("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-"),
        ("\u2018\u2019\u201b\u02bc\u2032", "'"),
        ("\u201c\u201d\u201e\u2033", '"'),
        ("\u2044", "/"),
    )
    for old in olds
}


def _plain(text: str) -> str:
    """Lower case, and one sort of dash, quote and hard space; as long as the text."""
    text = text.translate(_LETTERS)
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


_FRACTIONS: Final = {
    "½": Fraction(1, 2),
    "⅓": Fraction(1, 3),
    "⅔": Fraction(2, 3),
    "¼": Fraction(1, 4),
    "¾": Fraction(3, 4),
    "⅕": Fraction(1, 5),
    "⅖": Fraction(2, 5),
    "⅗": Fraction(3, 5),
    "⅘": Fraction(4, 5),
    "⅙": Fraction(1, 6),
    "⅚": Fraction(5, 6),
    "⅛": Fraction(1, 8),
    "⅜": Fraction(3, 8),
    "⅝": Fraction(5, 8),
    "⅞": Fraction(7, 8),
}
_LETTER: Final = rf"[^\W\d_{''.join(_FRACTIONS)}]"
_SIGNS: Final = "$£€¥₹₽₩₺₪₫₴฿₱₦₵"

_GROUPED: Final = (
    rf"[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]{{1,3}}(?:{_HARD_SPACE}[0-9]{{3}})+"
    r"|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}"
)
"""Digits in groups: `1,234`, `1 234` with hard spaces, `1,23,456`."""

_TOKEN: Final = re.compile(
    rf"(?P<abbreviation>(?:{_LETTER}\.)+(?![^\W_]))"
    rf"|(?P<word>{_LETTER}+[0-9]*(?:'?{_LETTER}+[0-9]*)*)"
    rf"|(?:(?<![\w)%{_SIGNS}])-(?=[.0-9]))?"
    rf"(?P<number>(?:(?:(?:{_GROUPED})(?![0-9])|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+)"
    rf"(?:[/:][0-9]+)*[{''.join(_FRACTIONS)}]?{_LETTER}*)"
    rf"|(?P<mark>[{_SIGNS}{''.join(_FRACTIONS)}%‰~≈<>≤≥+])"
)


def tokens(text: str) -> tuple[str, ...]:
    """The words, numbers and signs of a text, in one spelling.

    Case, hard spaces, curly quotes and the sorts of dash make no difference; a dash between words
    or numbers only parts them (`4-year` is `4`, `year`), and a minus belongs to its number.
    Points in abbreviations and commas in large numbers are left out; other punctuation is dropped.
    A number keeps what is joined to it: `57th`, `11.5`, `1/3`, `1990s`.
    """
    found = []
    for match in _TOKEN.finditer(_plain(text)):
        token = match.group()
        if match.lastgroup == "abbreviation":
            token = token.replace(".", "")
        elif match.lastgroup == "number":
            token = token.replace(",", "").replace(_HARD_SPACE, "")
        found.append(token)
    return tuple(found)


def value_in_quote(value: str, quote: str) -> bool:
    """True where the quote holds the value, token by token (see `tokens`) and in one piece.

    `4` is not in `24` but in `4-year`, and `17` and `7` are in `17–7`.
    """
    sought, there = tokens(value), tokens(quote)
    size = len(sought)
    return size > 0 and any(there[at : at + size] == sought for at in range(len(there) - size + 1))


def _listed(words: str) -> tuple[str, ...]:
    return tuple(words.split())


# --- Words -----------------------------------------------------------------------------------

_SMALL: Final = {
    word: number
    for number, word in enumerate(
        _listed(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
            " fifteen sixteen seventeen eighteen nineteen"
        )
    )
}
_TENS: Final = {
    word: 10 * number
    for number, word in enumerate(
        _listed("twenty thirty forty fifty sixty seventy eighty ninety"), start=2
    )
}
_SCALES: Final = {
    "hundred": 100,
    "thousand": 10**3,
    "lakh": 10**5,
    "million": 10**6,
    "crore": 10**7,
    "billion": 10**9,
    "trillion": 10**12,
    "dozen": 12,
}
_LARGE: Final = {word: size for word, size in _SCALES.items() if size >= 1000}
_SHORT: Final = {
    "k": 10**3,
    "mn": 10**6,
    "mln": 10**6,
    "mio": 10**6,
    "bn": 10**9,
    "bln": 10**9,
    "tn": 10**12,
    "trn": 10**12,
}
_MONEY_SHORT: Final = {"m": 10**6, "b": 10**9, "t": 10**12}

_ORDINAL_SMALL: Final = {
    word: number
    for number, word in enumerate(
        _listed(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
            " thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
        ),
        start=1,
    )
}
_ORDINAL_TENS: Final = {word[:-1] + "ieth": number for word, number in _TENS.items()}
_ORDINAL_SCALES: Final = {word + "th": size for word, size in _SCALES.items() if word != "dozen"}
_DENOMINATORS: Final = {
    "half": 2,
    "halves": 2,
    "quarter": 4,
    "quarters": 4,
    **{word: number for word, number in _ORDINAL_SMALL.items() if number > 2},
    **{word + "s": number for word, number in _ORDINAL_SMALL.items() if number > 2},
    **{word + "s": number for word, number in (_ORDINAL_TENS | _ORDINAL_SCALES).items()},
}
_TIMES_WORDS: Final = {"once": 1, "twice": 2, "thrice": 3}
_SPECIAL: Final[Mapping[str, tuple[int | Fraction, str]]] = {
    "none": (0, ""),
    "no": (0, ""),
    "nil": (0, ""),
    "nobody": (0, ""),
    "both": (2, ""),
    "pair": (2, ""),
    "single": (1, ""),
    "all": (100, "share"),
    "everyone": (100, "share"),
    **{
        stem + ending: (number, "ratio")
        for stem, number in (("doubl", 2), ("tripl", 3), ("trebl", 3), ("quadrupl", 4))
        for ending in ("e", "es", "ed", "ing")
    },
    **dict.fromkeys(("halve", "halves", "halved", "halving"), (Fraction(1, 2), "ratio")),
    **{
        word + "fold": (number, "ratio")
        for word, number in {**_SMALL, **_TENS, "hundred": 100, "thousand": 1000}.items()
    },
}
"""Words that are a number by themselves, each with the kind of value that it makes."""

_UNIT_WORDS: Final = {
    spelling: (unit, factor)
    for spellings, unit, factor in (
        ("second seconds sec secs", "second", 1),
        ("minute minutes min mins", "minute", 1),
        ("hour hours hr hrs", "hour", 1),
        ("day days", "day", 1),
        ("week weeks wk wks", "week", 1),
        ("fortnight fortnights", "day", 14),
        ("month months", "month", 1),
        ("year years yr yrs", "year", 1),
        ("decade decades", "year", 10),
        ("century centuries", "year", 100),
        ("millennium millennia", "year", 1000),
    )
    for spelling in spellings.split()
}
_FAMILIES: Final[tuple[Mapping[str, int], ...]] = (
    {"month": 1, "year": 12},
    {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800},
    *units.TOGETHER,
)
"""Units that turn into one another exactly, each family with its sizes."""

_CURRENCY_SIGNS: Final = {
    "$": "USD",
    "us$": "USD",
    "u.s.$": "USD",
    "c$": "CAD",
    "ca$": "CAD",
    "a$": "AUD",
    "au$": "AUD",
    "nz$": "NZD",
    "hk$": "HKD",
    "s$": "SGD",
    "nt$": "TWD",
    "r$": "BRL",
    "mx$": "MXN",
    "£": "GBP",
    "€": "EUR",
    "¥": "JPY",
    "₹": "INR",
    "₽": "RUB",
    "₩": "KRW",
    "₺": "TRY",
    "₪": "ILS",
    "₫": "VND",
    "₴": "UAH",
    "฿": "THB",
    "₱": "PHP",
    "₦": "NGN",
    "₵": "GHS",
}
_CURRENCY_CODES: Final = frozenset(
    _listed(
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN "
        "BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR "
        "FJD GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD "
        "JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD "
        "MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP "
        "PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SLE SOS SRD SSP STN SYP SZL "
        "THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF "
        "XPF YER ZAR ZMW ZWL"
    )
)
_CURRENCY_WORDS: Final = {
    tuple(words.split()): code
    for words, code in (
        ("dollars", "USD"),
        ("dollar", "USD"),
        ("us dollars", "USD"),
        ("us dollar", "USD"),
        ("u.s. dollars", "USD"),
        ("u.s. dollar", "USD"),
        ("american dollars", "USD"),
        ("canadian dollars", "CAD"),
        ("australian dollars", "AUD"),
        ("new zealand dollars", "NZD"),
        ("hong kong dollars", "HKD"),
        ("singapore dollars", "SGD"),
        ("euros", "EUR"),
        ("euro", "EUR"),
        ("pounds sterling", "GBP"),
        ("pound sterling", "GBP"),
        ("british pounds", "GBP"),
        ("swiss francs", "CHF"),
        ("yen", "JPY"),
        ("yuan", "CNY"),
        ("renminbi", "CNY"),
        ("indian rupees", "INR"),
        ("baht", "THB"),
        ("rand", "ZAR"),
        ("kenyan shillings", "KES"),
        ("ugandan shillings", "UGX"),
        ("philippine pesos", "PHP"),
        ("mexican pesos", "MXN"),
    )
}
"""Names of currencies that mean one currency; plain "pounds", "rupees" or "pesos" stay nouns."""

_PERCENT_WORDS: Final = {
    tuple(words.strip().split()): kind
    for kind, phrases in (
        ("share", "%, percent, per cent, pct ., pct"),
        ("points", "% points, % point, % pts, percent points, per cent points, pp, ppt, ppts"),
        ("points", "percentage points, percentage point, percentage - points, percentage - point"),
    )
    for words in phrases.split(",")
}
"""Words for a share of a hundred, and for the difference of two such shares."""

_VAGUE_WORDS: Final = {
    tuple(words.split()): least
    for words, least in (
        ("several", 3),
        ("many", 3),
        ("numerous", 3),
        ("countless", 3),
        ("multiple", 2),
        ("various", 2),
        ("a number of", 2),
        ("a large number of", 3),
        ("large numbers of", 3),
        ("a series of", 2),
        ("a group of", 2),
        ("a handful of", 2),
        ("a handful", 2),
        ("a variety of", 2),
        ("a few", 2),
        ("few", 2),
        ("a couple of", 2),
        ("a couple", 2),
        ("couple of", 2),
        ("a lot of", 3),
        ("a lot", 3),
        ("lots of", 3),
        ("tens", 20),
        ("dozens", 24),
        ("scores", 40),
        ("hundreds", 200),
        ("thousands", 2000),
        ("millions", 2 * 10**6),
        ("billions", 2 * 10**9),
        ("trillions", 2 * 10**12),
        ("some", 1),
    )
}
"""Vague words, each with the least that it usually means."""
_PAIRS: Final = frozenset({"couple"})
"""Vague words that usually mean the number itself, and no more."""
_VAGUE_SHARES: Final = {
    tuple(words.split()): interval
    for words, interval in (
        ("most", Interval(Fraction(50), Fraction(100), lower_open=True)),
        ("a majority", Interval(Fraction(50), Fraction(100), lower_open=True)),
        ("the majority", Interval(Fraction(50), Fraction(100), lower_open=True)),
        ("majority", Interval(Fraction(50), Fraction(100), lower_open=True)),
        ("a minority", Interval(Fraction(0), Fraction(50), upper_open=True)),
    )
}

_UP: Final = frozenset(
    _listed(
        "up increase increased increases increasing rise rose risen rising gain gained grew grown "
        "growth growing climbed climb jumped jump surged surge soared expanded"
    )
)
_DOWN: Final = frozenset(
    _listed(
        "down decrease decreased decreases decreasing decline declined declines fall fell fallen "
        "drop dropped drops reduction reduced cut cuts loss lost shrank shrunk slump slumped "
        "plunged"
    )
)
_MORE: Final = frozenset(
    _listed("more higher greater larger longer older later taller above over ahead heavier wider")
)
_LESS: Final = frozenset(
    _listed("fewer less lower smaller shorter younger earlier below under behind lighter narrower")
)

# What a phrase before or after a number does to it.
_ABOVE, _FROM, _BELOW, _TO, _EXACTLY, _FILLER, _AGE = (
    "above",
    "from",
    "below",
    "to",
    "exactly",
    "filler",
    "age",
)


def _phrases(does: str, phrases: str) -> dict[tuple[str, ...], str]:
    """The phrases of a list with commas, by their words, each with what it does to a number."""
    return {_listed(phrase): does for phrase in phrases.split(",")}


_BEFORE_PHRASES: Final = {
    **_phrases(_ABOVE, "more than, over, above, in excess of, greater than, exceeding, north of"),
    **_phrases(_ABOVE, "higher than, larger than, longer than, older than, beyond, upward of, >"),
    **_phrases(_ABOVE, "well over, well above, far more than"),
    **_phrases(_FROM, "at least, no fewer than, no less than, not fewer than, not less than"),
    **_phrases(_FROM, "a minimum of, minimum of, upwards of, as few as, as little as, ≥, > ="),
    **_phrases(_BELOW, "less than, under, below, fewer than, lower than, smaller than, <"),
    **_phrases(_BELOW, "shorter than, younger than, well under, well below, far fewer than"),
    **_phrases(_BELOW, "far less than"),
    **_phrases(_TO, "up to, at most, no more than, not more than, a maximum of, maximum of, ≤"),
    **_phrases(_TO, "within, as many as, as much as, no greater than, no longer than, < ="),
    **_phrases(_TO, "not exceeding"),
    **_phrases(_EXACTLY, "exactly, precisely"),
    **_phrases(_AGE, "at the age of, the age of, age of, at age, ages, age, aged"),
    **_phrases(_FILLER, "the, a total of, the total of, total of, total, in total, all"),
    **_phrases(_FILLER, "all of the, only, just, other, another, an additional, additional"),
    **_phrases(_FILLER, "further, a further, these, those, its, their, his, her, our, out of"),
    **_phrases(_FILLER, "a record, equal to, by, of, at, each of the, for"),
}
_AFTER_PHRASES: Final = {
    **_phrases(_FROM, "or more, and more, and over, or over, and above, or above, or older"),
    **_phrases(_FROM, "and older, and up, or longer, or higher, or greater, plus, +, at least"),
    **_phrases(_TO, "or less, or fewer, and under, or under, or below, and below, or younger"),
    **_phrases(_TO, "and younger, or shorter, or lower, at most"),
}

_EVERY: Final = {
    "hourly": "hour",
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "annually": "year",
    "yearly": "year",
}
"""Words that make a rate of what stands before them."""
_NOT_NOUNS: Final = frozenset(_listed("and or but to than not nor plus minus versus vs"))
_MOST_NOUN_WORDS: Final = 3


# --- Lexing ----------------------------------------------------------------------------------

_LEXEME: Final = re.compile(
    rf"(?P<space>[\s{_HARD_SPACE}]+)"
    rf"|(?P<number>[0-9]+(?:[.,{_HARD_SPACE}][0-9]+)*|\.[0-9]+)"
    rf"|(?P<money>(?<![^\W_])(?:(?:u\.s\.|us)[ ]?|ca|c|au|a|nz|hk|s|nt|r|mx)?\$|[{_SIGNS}])"
    rf"|(?P<word>(?:{_LETTER}\.)+(?![^\W_])|{_LETTER}+(?:'{_LETTER}+)*'?)"
    rf"|(?P<mark>.)",
    re.DOTALL,
)
_NUMBER: Final = re.compile(rf"(?:{_GROUPED}|[0-9]+)?(?:\.(?P<decimals>[0-9]+))?")


@attrs.frozen(kw_only=True, eq=False)
class _Lexeme:
    """One word, number or mark, with its place in the text."""

    sort: str
    text: str
    start: int
    end: int


def _lexemes(plain: str) -> list[_Lexeme]:
    found = []
    for match in _LEXEME.finditer(plain):
        sort = match.lastgroup or ""
        if sort != "space":
            word = match.group()
            if sort == "money":
                word = word.replace(" ", "")
            elif sort == "word" and word.endswith("'"):
                word = word[:-1]
            found.append(_Lexeme(sort=sort, text=word, start=match.start(), end=match.end()))
    return found


_Phrases = dict[str, list[tuple[tuple[str, ...], object]]]


def _by_first_word(phrases: Mapping[tuple[str, ...], object]) -> _Phrases:
    """Phrases by their first word, the longest first."""
    found: _Phrases = {}
    for words in sorted(phrases, key=len, reverse=True):
        found.setdefault(words[0], []).append((words, phrases[words]))
    return found


@lru_cache(maxsize=16)
def _hedged_phrases(hedges: tuple[Hedge, ...] | None) -> tuple[_Phrases, _Phrases]:
    """The phrases that may stand before and after a number, with these hedges among them."""
    before: dict[tuple[str, ...], object] = dict(_BEFORE_PHRASES)
    after: dict[tuple[str, ...], object] = dict(_AFTER_PHRASES)
    for hedge in DEFAULT_HEDGES if hedges is None else hedges:
        words = tuple(lexeme.text for lexeme in _lexemes(_plain(hedge.words)))
        if words:
            (after if hedge.after else before)[words] = hedge
    return _by_first_word(before), _by_first_word(after)


_CURRENCY_PHRASES: Final = _by_first_word(_CURRENCY_WORDS)
_PERCENT_PHRASES: Final = _by_first_word(_PERCENT_WORDS)
_SIZE_PHRASES: Final = _by_first_word(units.SPELLINGS)
_VAGUE_PHRASES: Final = _by_first_word({**_VAGUE_WORDS, **_VAGUE_SHARES})


# --- Parsing ---------------------------------------------------------------------------------


@attrs.frozen(kw_only=True, eq=False, repr=False)
class _Figure(Shape):
    """A number as printed.

    `step` is one unit of its last printed digit, `coarse` one unit of its last digit that is not
    zero where trailing zeros may be rounding; `scale` is the size of its magnitude word.
    `style` is `digits`, `words`, `fraction` or `ordinal`.
    `measured`: it has decimals or a magnitude, so that it is rounded.
    """

    value: Fraction
    step: Fraction = Fraction(1)
    coarse: Fraction | None = None
    scale: Fraction = Fraction(1)
    style: str = "digits"
    whole: bool = True
    measured: bool = False

    def times(self, factor: int | Fraction, *, measured: bool = True) -> _Figure:
        """The figure with a magnitude word, or in a smaller unit."""
        return attrs.evolve(
            self,
            value=self.value * factor,
            step=self.step * factor,
            coarse=None if self.coarse is None else self.coarse * factor,
            scale=self.scale * factor,
            measured=self.measured or measured,
        )


def _coarse(value: Fraction) -> Fraction | None:
    """One unit of the last digit that is not zero, for whole numbers from 100 with zeros last."""
    number = abs(value)
    if number.denominator != 1 or number < 100 or number % 10:
        return None
    digits = str(number.numerator)
    return Fraction(10 ** (len(digits) - len(digits.rstrip("0"))))


def _sized(figure: _Figure) -> _Figure:
    """The figure as a size, which is told in tens more often than a number of things is."""
    if figure.coarse is not None or figure.measured or figure.value % 10 or not figure.value:
        return figure
    return attrs.evolve(figure, coarse=10 * figure.step)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class _Amount(Shape):
    """A figure with its unit: `kind` is empty where nothing printed says what it is."""

    figure: _Figure
    kind: str = ""
    unit: str = ""
    start: int
    end: int


@attrs.frozen(kw_only=True, eq=False, repr=False)
class _Vague(Shape):
    """A vague word's usual meaning."""

    interval: Interval
    kind: str
    unit: str = ""


def _in_percent(figure: _Figure, whole: Fraction | int) -> _Figure:
    """The figure as a share of a whole."""
    return attrs.evolve(figure.times(Fraction(100) / whole), scale=Fraction(1))


class _Parser:
    """The lexemes of one text and how far they are read."""

    __slots__ = ("asked", "at", "length", "lexemes", "parted_by_and", "plus", "text")

    def __init__(self, text: str, asked: str = "") -> None:
        self.text = text
        # What the unit that stands away from the figure says: it settles what `100m` means.
        self.asked = _unit_asked(asked) if asked else (Fraction(1), "", "")
        self.length = len(text)
        self.lexemes = _lexemes(_plain(text))
        self.at = 0
        # True between `between` and its `and`, which then does not join the words of one number.
        self.parted_by_and = False
        # True where a plus stands before the number.
        self.plus = False

    # Looking ahead.

    def word(self, ahead: int = 0) -> str:
        """The text of a lexeme ahead; empty past the end."""
        at = self.at + ahead
        return self.lexemes[at].text if at < len(self.lexemes) else ""

    def sort(self, ahead: int = 0) -> str:
        """The sort of a lexeme ahead; empty past the end."""
        at = self.at + ahead
        return self.lexemes[at].sort if at < len(self.lexemes) else ""

    def joined(self) -> int:
        """How far ahead the next word is: past a hyphen, if one stands before it."""
        return 1 if self.word() == "-" else 0

    def attached(self) -> bool:
        """True where nothing stands between the last lexeme read and the next."""
        if not 0 < self.at < len(self.lexemes):
            return False
        return self.lexemes[self.at - 1].end == self.lexemes[self.at].start

    def printed(self, ahead: int = 0) -> str:
        """A lexeme ahead as the text prints it."""
        at = self.at + ahead
        if at >= len(self.lexemes):
            return ""
        return self.text[self.lexemes[at].start : self.lexemes[at].end]

    def phrase(self, phrases: _Phrases, ahead: int = 0) -> tuple[int, object] | None:
        """How many lexemes the longest phrase here has, and what it means."""
        for words, meaning in phrases.get(self.word(ahead), ()):
            if all(self.word(ahead + at) == word for at, word in enumerate(words)):
                return len(words), meaning
        return None

    @property
    def start(self) -> int:
        """Where the next lexeme starts."""
        return self.lexemes[self.at].start if self.at < len(self.lexemes) else self.length

    @property
    def last_end(self) -> int:
        """Where the last lexeme read ends."""
        return self.lexemes[self.at - 1].end if self.at else 0

    @property
    def finished(self) -> bool:
        """True where all is read."""
        return self.at >= len(self.lexemes)

    def refusal(
        self, message: str, hint: str = "", *, start: int | None = None, end: int | None = None
    ) -> UnreadableValueError:
        """Why the text is refused: for the next lexeme, or for the part given."""
        if start is None:
            start = self.start
        if end is None:
            end = self.lexemes[self.at].end if self.at < len(self.lexemes) else self.length
        return UnreadableValueError(message, start=start, end=end, hint=hint)

    # Numbers.

    def digits(self) -> _Figure:
        """A number in digits, with what is joined to it: `57th`, `2½`, `1/3`, `1 1/2`."""
        printed = self.word()
        if sum(letter.isdigit() for letter in printed) > MOST_DIGITS:
            raise self.refusal(
                f"a number of more than {MOST_DIGITS} digits",
                "write it with a word such as `million`",
            )
        match = _NUMBER.fullmatch(printed)
        if match is None:
            raise self.refusal(f"`{self.printed()}` is no number", _number_hint(printed))
        decimals = match.group("decimals") or ""
        value = Fraction(printed.replace(",", "").replace(_HARD_SPACE, ""))
        self.at += 1
        if self.sort() == "word" and self.attached() and self.word() in ("st", "nd", "rd", "th"):
            if decimals:
                raise self.refusal("an ordinal has no decimals", "write a whole number before `th`")
            self.at += 1
            return _Figure(value=value, style="ordinal")
        if decimals:
            figure = _Figure(
                value=value, step=Fraction(1, 10 ** len(decimals)), whole=False, measured=True
            )
            if self.word() == "/" and self.sort(1) == "number":
                self.at += 1
                return self.out_of(figure)
            return figure
        if self.word() in _FRACTIONS:
            part = _FRACTIONS[self.word()]
            self.at += 1
            return self.mixed(value, part)
        if self.word() == "/" and self.sort(1) == "number":
            start = self.lexemes[self.at - 1].start
            self.at += 1
            return self.fraction_of(value, start)
        if self.sort() == "number" and self.word(1) == "/" and self.sort(2) == "number":
            start = self.start
            above = self.digits_only()
            self.at += 1
            part = self.fraction_of(above, start).value
            return self.mixed(value, part)
        return _Figure(value=value, coarse=_coarse(value))

    def digits_only(self) -> Fraction:
        """A whole number in plain digits."""
        printed = self.word()
        if not printed.isascii() or not printed.isdigit() or len(printed) > MOST_DIGITS:
            raise self.refusal(f"`{self.printed()}` is no part of a fraction", "write it as `1/3`")
        self.at += 1
        return Fraction(int(printed))

    def fraction_of(self, above: Fraction, start: int) -> _Figure:
        """The rest of a fraction, from below its stroke."""
        below = self.digits_only()
        if above > below or below == 0:
            raise self.refusal(
                "a fraction is at most one here",
                "write a ratio as `3:1`, a date as `when`, a number as a decimal",
                start=start,
                end=self.last_end,
            )
        return _Figure(value=above / below, step=1 / below, style="fraction", whole=False)

    def out_of(self, figure: _Figure) -> _Figure:
        """The rest of a mark such as `7.1/10`, from below its stroke."""
        start = self.at
        below = self.digits_only()
        if figure.value > below:
            self.at = start
            raise self.refusal("a mark is at most the best one", "write `7.1/10`, or one number")
        whole = Fraction(1, below)
        return attrs.evolve(figure.times(whole), scale=Fraction(1), style="fraction")

    def mixed(self, value: Fraction, part: Fraction) -> _Figure:
        """A whole number and a fraction: rounded to the parts it is printed in."""
        step = Fraction(1, part.denominator)
        return _Figure(value=value + part, step=step, whole=False, measured=True)

    def small(self) -> tuple[int, bool] | None:
        """A number word below a hundred; true with it where it is an ordinal."""
        word = self.word()
        if word in _SMALL:
            self.at += 1
            return _SMALL[word], False
        if word in _TENS:
            self.at += 1
            ahead = self.joined()
            more = _SMALL.get(self.word(ahead), 0)
            if 0 < more < 10:
                self.at += ahead + 1
                return _TENS[word] + more, False
            more = _ORDINAL_SMALL.get(self.word(ahead), 0)
            if 0 < more < 10:
                self.at += ahead + 1
                return _TENS[word] + more, True
            return _TENS[word], False
        for ordinals in (_ORDINAL_SMALL, _ORDINAL_TENS):
            if word in ordinals:
                self.at += 1
                return ordinals[word], True
        return None

    def joining_and(self) -> bool:
        """True where an `and` stands next that may join the words of one number."""
        return self.word() == "and" and not self.parted_by_and

    def number_word(self, ahead: int = 0) -> bool:
        """True where a number word stands ahead."""
        word = self.word(ahead)
        return word in _SMALL or word in _TENS

    def cardinal(self) -> _Figure | None:
        """A number in words: `twenty-five hundred`, `a dozen`, `two million and five`."""
        if self.article() and self.word(1 + (self.word(1) == "-")) in _ORDINAL_SCALES:
            ahead = 1 + (self.word(1) == "-")
            raise self.refusal(
                f"`{self.printed(ahead)}` may be a fraction or an ordinal",
                "write `1/100` or `100th`",
                end=self.lexemes[self.at + ahead].end,
            )
        total = 0
        last = 10**15
        rough = 0  # The size of the magnitude word that the number ends with, from a million on.
        started = self.at
        if self.word() in ("a", "an"):
            if self.word(1) not in _SCALES:
                return None
            self.at += 1
        mantissa = 0
        while True:
            rough = 0
            group = 1 if self.word() in _SCALES or self.word() in _ORDINAL_SCALES else None
            if group is None:
                found = self.small()
                if found is None:
                    break
                group, ordinal = found
                if ordinal:
                    return _Figure(value=Fraction(total + group), style="ordinal")
            group, ordinal = self.hundreds(group)
            if ordinal:
                return _Figure(value=Fraction(total + group), style="ordinal")
            ahead = self.joined()
            word = self.word(ahead)
            size = _LARGE.get(word, 0) or (12 if word == "dozen" else 0)
            if word in _ORDINAL_SCALES:
                self.at += ahead + 1
                return _Figure(
                    value=Fraction(total + group * _ORDINAL_SCALES[word]), style="ordinal"
                )
            if not size:
                total += group
                break
            if size >= last:
                self.at += ahead
                raise self.refusal(
                    f"`{self.printed()}` cannot follow what stands before it",
                    "write the number in digits",
                )
            self.at += ahead + 1
            total += group * size
            last = size
            rough, mantissa = (size, group) if size >= 10**6 and total == group * size else (0, 0)
            ahead = 1 if self.word() == "," or self.joining_and() else self.joined()
            a_hundred = self.word(ahead) == "a" and self.word(ahead + 1) == "hundred"
            if size == 12 or not (a_hundred or self.number_word(ahead)):
                break
            self.at += ahead + a_hundred
        if self.at == started:
            return None
        if rough:
            coarse = _coarse(Fraction(mantissa))
            return _Figure(
                value=Fraction(total),
                step=Fraction(rough),
                coarse=None if coarse is None else coarse * rough,
                scale=Fraction(rough),
                style="words",
                measured=True,
            )
        return _Figure(value=Fraction(total), coarse=_coarse(Fraction(total)), style="words")

    def hundreds(self, group: int) -> tuple[int, bool]:
        """The rest of a group: `hundred` and what may follow it."""
        ahead = self.joined()
        word = self.word(ahead)
        if word == "hundredth":
            self.at += ahead + 1
            return group * 100, True
        if word != "hundred":
            return group, False
        self.at += ahead + 1
        group *= 100
        back = self.at
        self.at += 1 if self.joining_and() else self.joined()
        if self.number_word() or (self.word() in _ORDINAL_SMALL or self.word() in _ORDINAL_TENS):
            small = self.small()
            if small is not None:
                return group + small[0], small[1]
        self.at = back
        return group, False

    def article(self, ahead: int = 0) -> bool:
        """True where `a`, `an` or `one` stands ahead."""
        return self.word(ahead) in ("a", "an", "one")

    def part(self) -> Fraction | None:
        """A fraction in words: `half`, `a third`, `three-quarters`; none where there is none."""
        back = self.at
        above = 1
        if self.word() in ("half", "quarter"):
            pass
        elif self.word() in ("a", "an"):
            self.at += 1
        elif self.word() in _SMALL or self.word() in _TENS:
            found = self.small()
            if found is None or found[1]:
                self.at = back
                return None
            above = found[0]
        else:
            return None
        ahead = self.joined() if self.at > back else 0
        word = self.word(ahead)
        below = _DENOMINATORS.get(word)
        plural = word.endswith("s")
        if below is None or (above == 1 and plural) or (above != 1 and not plural):
            self.at = back
            return None
        self.at += ahead + 1
        return Fraction(above, below)

    def words(self) -> _Figure | None:
        """A number in words, whole, mixed or a fraction."""
        if self.word() in _TIMES_WORDS:
            value = _TIMES_WORDS[self.word()]
            self.at += 1
            return _Figure(value=Fraction(value), style="words")
        part = self.part()
        if part is not None:
            if part > 1:
                return _Figure(
                    value=part, step=Fraction(1, part.denominator), style="words", whole=False
                )
            return _Figure(
                value=part, step=Fraction(1, part.denominator), style="fraction", whole=False
            )
        figure = self.cardinal()
        if figure is None or figure.style != "words":
            return figure
        if self.word() == "point" and self.word(1) in _SMALL:
            return self.point(figure)
        return self.and_a_half(figure)

    def point(self, figure: _Figure) -> _Figure:
        """The figure with decimals in words: `three point one four`."""
        self.at += 1
        value, step = figure.value, Fraction(1)
        while (digit := _SMALL.get(self.word(), 10)) < 10 and step.denominator < 10**MOST_DIGITS:
            self.at += 1
            step /= 10
            value += digit * step
        if step == 1:
            raise self.refusal(f"`{self.printed()}` is no decimal", "write the number in digits")
        return _Figure(value=value, step=step, whole=False, measured=True)

    def and_a_half(self, figure: _Figure) -> _Figure:
        """The figure with `and a half` after it, of its magnitude."""
        back = self.at
        ahead = self.joined()
        if self.word(ahead) != "and":
            return figure
        self.at += ahead + 1
        self.at += self.joined()
        part = self.part()
        if part is None or part >= 1:
            self.at = back
            return figure
        return attrs.evolve(
            figure,
            value=figure.value + part * figure.scale,
            step=figure.scale / part.denominator,
            coarse=None,
            whole=False,
        )

    def magnitude(self, figure: _Figure, *, money: bool) -> _Figure:
        """The figure with the magnitude words after it."""
        if figure.style == "words" and figure.whole:
            # Its magnitude words are among its number words.
            return figure
        last = 0
        while (size := _SCALES.get(self.word(self.joined()), 0)) > last:
            self.at += self.joined() + 1
            figure = figure.times(size, measured=size != 12)
            last = size
        if not last and (size := self.short(self.word(), money=money)):
            self.at += 1
            return figure.times(size)
        return self.and_a_half(figure) if last >= 10**3 else figure

    def short(self, word: str, *, money: bool) -> int:
        """The size of a magnitude abbreviation here, or 0."""
        if self.sort() != "word":
            return 0
        printed = self.printed()
        scale, kind, name = self.asked
        money = money or kind == "money" or self.currency_at(1)
        if word in _SHORT and (self.attached() or len(word) > 1 or money):
            return _SHORT[word]
        if word in _MONEY_SHORT and money:
            return _MONEY_SHORT[word]
        if word in _MONEY_SHORT and self.attached() and word != "t":
            if word == name:
                return 0
            if printed in ("M", "B") or scale == _MONEY_SHORT[word]:
                return _MONEY_SHORT[word]
            raise self.refusal(
                f"`{printed}` after a number can mean several things",
                "say which in `unit`: `million`, `metres`",
            )
        return 0

    # Amounts.

    def sign(self) -> int:
        """-1 past a minus, else 1, past a plus too."""
        if self.word() in ("+", "±") and (self.sort(1) in ("number", "money")):
            self.plus = self.word() == "+"
            self.at += 1
            return 1
        if self.word() in ("-", "minus", "negative"):
            self.at += 1
            return -1
        return 1

    def currency_before(self) -> str:
        """The currency that stands before a number, or nothing."""
        if self.sort() == "money":
            code = _CURRENCY_SIGNS.get(self.word(), "")
            self.at += 1
            return code
        code = self.printed()
        if code in _CURRENCY_CODES and (
            self.sort(1) in ("number", "money") or self.word(1) == "-" or self.number_word(1)
        ):
            self.at += 1
            if self.sort() == "money":
                self.at += 1
            return code
        return ""

    def amount(self) -> _Amount | None:
        """A number with its sign, currency, magnitude and unit; none where no number stands."""
        back = self.at
        start = self.start
        sign = self.sign()
        currency = self.currency_before()
        if sign == 1:
            sign = self.sign() if currency else 1
        figure: _Figure | None
        if self.sort() == "number":
            figure = self.digits()
        elif self.word() in _FRACTIONS:
            figure = _Figure(value=_FRACTIONS[self.word()], style="fraction", whole=False)
            figure = attrs.evolve(figure, step=Fraction(1, figure.value.denominator))
            self.at += 1
        elif self.word() in _SPECIAL and sign == 1 and not currency:
            value, kind = _SPECIAL[self.word()]
            self.at += 1
            figure = _Figure(
                value=Fraction(value),
                style="fraction" if kind else "words",
                whole=Fraction(value).denominator == 1,
            )
            return _Amount(
                figure=figure,
                kind=kind,
                unit="%" if kind == "share" else "",
                start=start,
                end=self.last_end,
            )
        else:
            figure = self.words()
        if figure is None and self.word() in ("a", "an") and self.unit_here(1, digits=False):
            self.at += 1
            figure = _Figure(value=Fraction(1), style="words")
        if figure is None:
            if currency:
                raise self.refusal(
                    "a currency without a number",
                    "write the amount after it",
                    start=start,
                    end=self.last_end,
                )
            self.at = back
            return None
        if figure.style == "ordinal":
            if sign < 0 or currency:
                raise self.refusal(
                    "an ordinal is neither negative nor money",
                    "write the number without its ending",
                    start=start,
                    end=self.last_end,
                )
            return _Amount(figure=figure, kind="ordinal", start=start, end=self.last_end)
        figure, kind, unit_ = self.with_unit(figure, currency)
        if sign < 0:
            figure = attrs.evolve(figure, value=-figure.value)
        return _Amount(figure=figure, kind=kind, unit=unit_, start=start, end=self.last_end)

    def with_unit(self, figure: _Figure, currency: str) -> tuple[_Figure, str, str]:
        """The figure with its magnitude, what kind of value it is, and in which unit."""
        if figure.style == "fraction":
            figure = self.fraction_of_what(figure)
        figure = self.magnitude(figure, money=bool(currency))
        after = self.currency_after()
        if (
            after
            and currency
            and after != currency
            and not (after == "USD" and currency.endswith("D"))
        ):
            raise self.refusal(
                f"one amount in {currency} and in {after}",
                "give the amount as it is printed, in one currency",
                start=self.lexemes[0].start,
                end=self.last_end,
            )
        currency = currency or after
        if currency:
            return self.unfractioned(figure), "money", currency
        ahead = self.joined()
        percent = self.phrase(_PERCENT_PHRASES, ahead)
        if percent:
            self.at += ahead + percent[0]
            return self.unfractioned(figure), str(percent[1]), "%"
        if self.unit_here(ahead, digits=figure.style == "digits"):
            figure, unit = self.in_units(figure)
            return figure, "duration" if unit in DURATION_UNITS else "size", unit
        if figure.style == "fraction":
            if self.word(ahead) == "as" and self.word(ahead + 1):
                return figure, "ratio", ""
            return _in_percent(figure, 1), "share", "%"
        return figure, "", ""

    def unfractioned(self, figure: _Figure) -> _Figure:
        """Half a percent is a measured half, and no longer a fraction of something."""
        if figure.style != "fraction":
            return figure
        return attrs.evolve(figure, style="words", measured=True)

    def fraction_of_what(self, figure: _Figure) -> _Figure:
        """`half a million`, `half an hour`: the fraction is of one such; else it is a share."""
        ahead = self.joined()
        if self.word(ahead) == "of":
            ahead += 1
        if self.article(ahead) or (
            self.word(ahead) == "1" and self.phrase(_PERCENT_PHRASES, ahead + 1)
        ):
            ahead += 1
        word = self.word(ahead)
        if word in _SCALES:
            self.at += ahead + 1
            size = _SCALES[word]
            figure = attrs.evolve(figure.times(size, measured=size != 12), style="words")
            return attrs.evolve(figure, whole=figure.value.denominator == 1)
        singular = self.unit_here(ahead, digits=False) and not word.endswith("s")
        if singular or self.phrase(_PERCENT_PHRASES, ahead):
            self.at += ahead
            return attrs.evolve(figure, style="words", measured=True)
        return figure

    def currency_at(self, ahead: int) -> bool:
        """True where a currency stands ahead, and belongs to what is before it."""
        return (
            self.printed(ahead) in _CURRENCY_CODES
            or self.phrase(_CURRENCY_PHRASES, ahead) is not None
            or (self.sort(ahead) == "money" and self.sort(ahead + 1) != "number")
        )

    def currency_after(self) -> str:
        """The currency that stands after a number, or nothing."""
        ahead = self.joined()
        if self.sort(ahead) == "money" and not ahead and self.sort(1) != "number":
            code = _CURRENCY_SIGNS.get(self.word(), "")
            self.at += 1
            return code
        if self.printed(ahead) in _CURRENCY_CODES:
            code = self.printed(ahead)
            self.at += ahead + 1
            return code
        found = self.phrase(_CURRENCY_PHRASES, ahead)
        if found:
            self.at += ahead + found[0]
            return str(found[1])
        return ""

    def unit_here(self, ahead: int, *, digits: bool = True) -> tuple[int, str, int] | None:
        """How many lexemes a unit ahead has, its name, and how many of it one of them is.

        `digits`: it stands after digits, where more words are units.
        """
        word = self.word(ahead)
        if word in _UNIT_WORDS and self.sort(ahead) == "word":
            return 1, *_UNIT_WORDS[word]
        if self.printed(ahead) in units.CASED:
            return 1, units.CASED[self.printed(ahead)], 1
        if word == "in" and not self.word(ahead + 1):
            return 1, "in", 1  # and not "3 in 10"
        found = self.phrase(_SIZE_PHRASES, ahead)
        if found is None or (not digits and (word,) in units.AFTER_DIGITS):
            return None
        return found[0], str(found[1]), 1

    def in_units(self, figure: _Figure) -> tuple[_Figure, str]:
        """A figure in one unit: `two years and three months`, `a year and a half`, `5 ft 10 in`."""
        self.at += self.joined()
        here = self.unit_here(0)
        assert here is not None  # noqa: S101 - the caller has looked
        size, unit, factor = here
        self.at += size
        figure = figure if unit in DURATION_UNITS else _sized(figure)
        if (
            self.word() == "."
            and self.at >= 1
            and self.lexemes[self.at - 1].text
            in (
                "yr",
                "yrs",
                "hr",
                "hrs",
                "min",
                "mins",
                "sec",
                "secs",
            )
        ):
            self.at += 1
        figure = attrs.evolve(figure, scale=Fraction(1))
        figure = self.and_a_half(figure).times(factor, measured=True)
        while True:
            back = self.at
            self.at += self.joined()
            while self.word() == "," or self.joining_and():
                self.at += 1
            self.at += self.joined()
            more = self.digits() if self.sort() == "number" else self.words()
            ahead = self.joined()
            here = None
            if more is not None and more.style in ("digits", "words"):
                here = self.unit_here(ahead, digits=more.style == "digits")
            if more is None or here is None:
                self.at = back
                return figure, unit
            length, smaller, size = here
            sizes = next((family for family in _FAMILIES if unit in family), {})
            if smaller not in sizes or sizes[smaller] >= sizes[unit]:
                raise self.refusal(
                    f"`{self.printed(ahead)}` cannot be added to what stands before it",
                    "give a duration in one unit, or in years and months, or in days and hours",
                    start=self.start,
                    end=self.lexemes[self.at + ahead].end,
                )
            self.at += ahead + length
            more = more.times(size, measured=True)
            ratio = sizes[unit] // sizes[smaller]
            figure = attrs.evolve(
                more,
                value=figure.value * ratio + more.value,
                coarse=None,
                scale=Fraction(1),
                whole=figure.whole and more.whole,
            )
            unit = smaller

    # Vague words.

    def vague(self) -> _Vague | None:
        """A vague word with what it usually means: `several hundred`, `tens of thousands`."""
        unit_word = self.word()
        if unit_word in _UNIT_WORDS and unit_word.endswith("s") and len(unit_word) > 4:
            return self.vague_duration(Fraction(2), pair=False)
        found = self.phrase(_VAGUE_PHRASES)
        if found is None:
            return None
        size, meaning = found
        first, second = self.word(), self.word(1)
        self.at += size
        if isinstance(meaning, Interval):
            return _Vague(interval=meaning, kind="share", unit="%")
        least = Fraction(int(str(meaning)))
        pair = bool(_PAIRS & {first, second})
        while True:
            ahead = 1 if self.word() == "of" else 0
            word = self.word(ahead)
            scale = _SCALES.get(word) or _SCALES.get(word.removesuffix("s"))
            if not scale:
                break
            least *= scale
            self.at += ahead + 1
        if self.word() in _UNIT_WORDS:
            return self.vague_duration(least, pair=pair)
        interval = Interval.point(least) if pair else Interval.at_least(least)
        back = self.at
        if self.word() == "of":
            self.at += 1
        currency = self.currency_after()
        if currency:
            return _Vague(interval=interval, kind="money", unit=currency)
        self.at = back
        return _Vague(interval=interval, kind="number")

    def vague_duration(self, least: Fraction, *, pair: bool) -> _Vague:
        """`several years`, `decades`."""
        unit, factor = _UNIT_WORDS[self.word()]
        self.at += 1
        least *= factor
        interval = Interval.point(least) if pair else Interval.at_least(least)
        return _Vague(interval=interval, kind="duration", unit=unit)


def _number_hint(printed: str) -> str:
    """How to mend a number with points and commas in the wrong places."""
    if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{3})*,[0-9]+", printed):
        mended = printed.replace(".", "\0").replace(",", ".").replace("\0", ",")
        return f"write a decimal with a point: `{mended}`"
    if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{3})+", printed):
        return f"write thousands with commas: `{printed.replace('.', ',')}`"
    if "," in printed:
        return (
            "write thousands in threes, as `12,345`, and decimals with a point;"
            " give several numbers as several claims"
        )
    return "write it as `12,345.67`"


# --- Layers ----------------------------------------------------------------------------------


def _printed_so(value: Fraction, step: Fraction) -> Interval:
    """All numbers that some habit prints so: half up, half to even, or truncated."""
    if value < 0:
        return -_printed_so(-value, step)
    if value == 0:
        return Interval(-step, step, lower_open=True, upper_open=True)
    return Interval(value - step / 2, value + step, upper_open=True)


def _nearest(value: Fraction, step: Fraction) -> Interval:
    """All numbers to which none of its kind is nearer (XBRL Calculations 1.1: closed)."""
    return Interval.closed(value - step / 2, value + step / 2)


def _layer(interval: Interval, *assumes: str) -> Layer:
    return Layer(interval, frozenset(assumes))


def _plain_layers(figure: _Figure, kind: str) -> tuple[Layer, ...]:
    """The layers of a figure without bound or hedge."""
    value, step = figure.value, figure.step
    point = _layer(Interval.point(value))
    if kind == "ordinal" or (figure.style == "fraction" and not 0 < value < 100):
        return (point,)
    if figure.style == "fraction":
        return roughly(value, step) if kind == "share" else (point,)
    coarse = None if kind in ("share", "points") else figure.coarse
    if kind in ("share", "points", "money", "duration", "size", "rate"):
        pass
    elif figure.style == "words":
        if not figure.measured:
            return (point,)
        return (
            _layer(_printed_so(value, coarse or step)),
            _layer(Interval.point(value), EXACT),
        )
    elif not figure.measured:
        if coarse is None:
            return (point,)
        return (_layer(_printed_so(value, coarse)), _layer(Interval.point(value), EXACT))
    if coarse is None:
        return (_layer(_printed_so(value, step)), _layer(_nearest(value, step), ROUNDED))
    return (
        _layer(_printed_so(value, coarse)),
        _layer(_printed_so(value, step), EXACT),
        _layer(_nearest(value, step), EXACT, ROUNDED),
    )


def roughly(value: Fraction, step: Fraction) -> tuple[Layer, ...]:
    """The layers of a number told in few parts: to a part, and with the width of a hedge.

    Who says that two thirds are women says so of 13 in 19, and what grew from 49 to 101 doubled.
    """
    wide = _printed_so(value, step)
    narrow = Interval.closed(value * Fraction(9, 10), value * Fraction(11, 10))
    if wide <= narrow:
        return (_layer(wide),)
    return (_layer(wide), _layer(wide & narrow, HEDGE))


def _precise_layers(figure: _Figure, precision: str, text: str) -> tuple[Layer, ...]:
    """The layers of a figure whose precision is said."""
    value = figure.value
    if precision == "exact":
        return (_layer(Interval.point(value)),)
    match = re.fullmatch(r"(-?[0-9]{1,2}) (significant|decimals?)", precision)
    number = int(match.group(1)) if match else 0
    if match is None or (match.group(2) == "significant" and number < 1):
        raise UnreadableValueError(
            f"`{precision}` is no precision",
            start=0,
            end=len(text),
            hint="one of: exact, 2 significant, 1 decimal",
        )
    if match.group(2) != "significant":
        step = Fraction(10) ** -number * figure.scale
    elif value == 0:
        step = figure.step
    else:
        step = Fraction(10) ** (_exponent(abs(value)) + 1 - number)
    return (_layer(_printed_so(value, step)), _layer(_nearest(value, step), ROUNDED))


def _exponent(value: Fraction) -> int:
    """The exponent of the first digit: 2 for 100 to 999, -1 for 0.1 to 0.99."""
    exponent = len(str(value.numerator)) - len(str(value.denominator))
    return exponent if value >= Fraction(10) ** exponent else exponent - 1


def _bounded(value: Fraction, does: str, kind: str) -> Interval:
    """The one-sided interval of a bound; a duration or a size has 0 as its other end."""
    if does in (_ABOVE, _FROM):
        return Interval.at_least(value, open_=does == _ABOVE)
    least = Fraction(0) if kind in ("duration", "size") and value > 0 else None
    return Interval(least, value, upper_open=does == _BELOW)


def _hedged_layers(low: Fraction, high: Fraction, hedge: Hedge) -> tuple[Layer, ...]:
    """The layers of a hedged value, or of a hedged range; negative ones mirror."""
    if high < 0 or (low < 0 and high <= 0):
        mirrored = _hedged_layers(-high, -low, hedge)
        return tuple(Layer(-layer.interval, layer.assumes) for layer in mirrored)
    nonnegative = low >= 0
    lower, upper = low - abs(low) * hedge.below, high + abs(high) * hedge.above
    if not hedge.above:
        wide = Interval.at_most(high, open_=True)
        narrow = Interval(lower, high, upper_open=True)
    elif not hedge.below:
        wide = Interval.at_least(low, open_=True)
        narrow = Interval(low, upper, lower_open=True)
    else:
        wide = Interval.at_least(0) if nonnegative else EVERYTHING
        narrow = Interval(lower, upper)
    if narrow.is_empty:
        # A hedged zero has no width: what the words alone say is all there is.
        return (_layer(wide),)
    return (_layer(wide), _layer(narrow, HEDGE))


def _hedged_bound(value: Fraction, does: str, kind: str, hedge: Hedge) -> tuple[Layer, ...]:
    """The layers of a bound that is itself hedged: `at least about 40`."""
    width = abs(value) * (hedge.below if does in (_ABOVE, _FROM) else hedge.above)
    moved = value - width if does in (_ABOVE, _FROM) else value + width
    wide = Interval.at_least(0) if value >= 0 and does in (_ABOVE, _FROM) else EVERYTHING
    return (_layer(wide), _layer(_bounded(moved, does, kind), HEDGE))


# --- Reading ---------------------------------------------------------------------------------


@attrs.define
class _Frame:
    """What the words around a number do to it."""

    bound: str = ""
    hedge: Hedge | None = None
    hedge_text: str = ""
    direction: str = ""
    exact: bool = False
    age: bool = False


def _take(parser: _Parser, frame: _Frame, size: int, meaning: object) -> None:
    """Read a phrase of the frame.

    Raises:
        UnreadableValueError: the number has a bound or a hedge already.
    """
    start = parser.start
    parser.at += size
    end = parser.last_end
    words = parser.text[start:end]
    if isinstance(meaning, Hedge):
        if frame.hedge is not None:
            raise parser.refusal(
                f"`{words}` is a second hedge", "keep one of the two", start=start, end=end
            )
        frame.hedge, frame.hedge_text = meaning, words
    elif meaning == _EXACTLY:
        frame.exact = True
    elif meaning == _AGE:
        frame.age = True
    elif meaning != _FILLER:
        if frame.bound:
            raise parser.refusal(
                f"`{words}` is a second bound",
                "keep one of the two, or write `between 5 and 10`",
                start=start,
                end=end,
            )
        frame.bound = str(meaning)


def _take_change(parser: _Parser, frame: _Frame) -> bool:
    """Read `up`, `fell by`, `an increase of` before a number; false where none stands."""
    ahead = 1 if parser.word() in ("a", "an") else 0
    word = parser.word(ahead)
    if word not in _UP and word not in _DOWN:
        return False
    frame.direction = "up" if word in _UP else "down"
    parser.at += ahead + 1
    if parser.word() in ("by", "of"):
        parser.at += 1
    return True


def _frame(parser: _Parser, before: _Phrases) -> _Frame:
    """Read the words before a number."""
    frame = _Frame()
    while not parser.finished:
        found = parser.phrase(before)
        if found is None:
            if not _take_change(parser, frame) and not _skip_article(parser):
                break
            continue
        size, meaning = found
        if _starts_vague(parser, size, meaning):
            break
        _take(parser, frame, size, meaning)
    return frame


def _skip_article(parser: _Parser) -> bool:
    """Pass the article of `a 79 percent decrease`, `a $1 million grant`, `a three-year plan`."""
    number = parser.sort(1) in ("number", "money") or parser.number_word(1)
    if parser.word() not in ("a", "an") or not (number or parser.word(1) in ("pair", "single")):
        return False
    parser.at += 1
    return True


def _starts_vague(parser: _Parser, size: int, meaning: object) -> bool:
    """True where the phrase is rather a vague word or a share: `some` alone, `all`."""
    follows = parser.word(size)
    number = (
        parser.sort(size) in ("number", "money")
        or parser.number_word(size)
        or follows in _SCALES
        or follows in ("half", "a", "an", "of")
        or follows in _FRACTIONS
    )
    if isinstance(meaning, Hedge):
        return parser.word() == "some" and not number
    if meaning == _FILLER:
        if parser.word() == "all":
            return not number or follows == "of"
        return parser.word() == "the" and follows == "majority"
    return False


@lru_cache(maxsize=256)
def _unit_asked(unit: str) -> tuple[Fraction, str, str]:
    """What a unit beside a figure says: the size of its magnitude, the kind of value, the unit."""
    parser = _Parser(unit.strip())
    scale = Fraction(1)
    kind, name = "", ""
    while not parser.finished:
        word, printed = parser.word(), parser.printed()
        size = _SCALES.get(word) or _SCALES.get(word.removesuffix("s")) or _SHORT.get(word)
        percent = parser.phrase(_PERCENT_PHRASES)
        currency = parser.phrase(_CURRENCY_PHRASES)
        if size and scale == 1:
            scale = Fraction(size)
            parser.at += 1
        elif word in ("of", "in") and scale > 1:
            parser.at += 1
        elif kind:
            # More than one unit is none that this room knows: it is kept as a name.
            return Fraction(1), "", unit.strip()
        elif percent:
            kind, name = str(percent[1]), "%"
            parser.at += percent[0]
        elif word in _CURRENCY_SIGNS or printed in _CURRENCY_CODES:
            kind, name = "money", _CURRENCY_SIGNS.get(word, printed)
            parser.at += 1
        elif currency:
            kind, name = "money", str(currency[1])
            parser.at += currency[0]
        elif here := parser.unit_here(0):
            size, name, factor = here
            kind = "duration" if name in DURATION_UNITS else "size"
            scale *= factor
            parser.at += size
        else:
            _refuse_near_miss(unit, word)
            return scale, "", unit.strip()[parser.start :]
    return scale, kind, name


def _refuse_near_miss(unit: str, word: str) -> None:
    """Refuse a misspelt unit, which would pass for a name of the author's own.

    Raises:
        UnreadableValueError: all but a letter of it is a currency, a time or a magnitude.
    """
    if len(word) < 5:
        return
    import difflib  # noqa: PLC0415 - only units of the author's own come here

    known = (*_UNIT_WORDS, *(" ".join(words) for words in _CURRENCY_WORDS), *_SCALES, "percent")
    near = difflib.get_close_matches(word, [w for w in known if len(w) > 4], n=1, cutoff=0.87)
    if near:
        raise UnreadableValueError(
            f"`{unit}` is no unit", start=0, end=0, hint=f"did you mean `{near[0]}`?"
        )


def _with_unit_asked(parser: _Parser, amount: _Amount, unit: str) -> _Amount:
    """The amount in the unit that stands away from the figure.

    Raises:
        UnreadableValueError: the text has another unit.
    """
    if not unit or amount.kind in ("ordinal", "ratio"):
        return amount
    scale, kind, name = _unit_asked(unit)
    if not amount.kind:
        figure = _sized(amount.figure) if kind == "size" else amount.figure
        if scale != 1 and figure.scale == 1:
            figure = figure.times(scale)
        return attrs.evolve(amount, figure=figure, kind=kind, unit=name)
    if kind and (kind, name) != (amount.kind, amount.unit):
        raise parser.refusal(
            f"the value is in {amount.unit}, and its `unit` says {name}",
            "leave `unit` out where the value prints its own",
            start=amount.start,
            end=amount.end,
        )
    return amount


def _amount(parser: _Parser, unit: str) -> _Amount:
    """The next amount, in the unit asked for.

    Raises:
        UnreadableValueError: none stands here.
    """
    amount = parser.amount()
    if amount is None:
        if parser.finished:
            raise parser.refusal("a number is missing at the end", _FORMS, start=parser.last_end)
        raise parser.refusal(f"`{parser.printed()}` is no number", _FORMS)
    return _with_unit_asked(parser, amount, unit)


_FORMS: Final = "write it as printed: `30`, `thirty`, `$51.6 million`, `38%`, `more than 700`"


def _in_one_unit(parser: _Parser, low: _Amount, high: _Amount) -> tuple[_Amount, _Amount]:
    """The ends of a range, each with the magnitude and unit that only the other prints."""
    if low.figure.scale == 1 < high.figure.scale and low.kind in ("", "money"):
        mantissa = high.figure.value / high.figure.scale
        if low.figure.value < mantissa:
            low = attrs.evolve(low, figure=low.figure.times(high.figure.scale))
    if not low.kind:
        low = attrs.evolve(low, kind=high.kind, unit=high.unit)
    elif not high.kind:
        high = attrs.evolve(high, kind=low.kind, unit=low.unit)
    if (low.kind, low.unit) == (high.kind, high.unit):
        return low, high
    for family in _FAMILIES:
        if low.unit in family and high.unit in family:
            smallest = min(low.unit, high.unit, key=family.__getitem__)
            low, high = (
                attrs.evolve(
                    end,
                    figure=end.figure.times(family[end.unit] // family[smallest]),
                    unit=smallest,
                )
                for end in (low, high)
            )
            return low, high
    raise parser.refusal(
        "the two ends of the range have different units",
        "give both ends in one unit",
        start=low.start,
        end=high.end,
    )


def _second_end(parser: _Parser, unit: str) -> _Amount | None:
    """The amount after `-`, `to` or `or`; none where the words go on otherwise."""
    back = parser.at
    ahead = parser.joined()
    if parser.word(ahead) in ("to", "or", "until"):
        ahead += 1
        ahead += parser.word(ahead) == "-"
    if not ahead:
        return None
    parser.at += ahead
    amount = parser.amount()
    if amount is None or amount.kind == "ordinal":
        parser.at = back
        return None
    return _with_unit_asked(parser, amount, unit)


def _spread(parser: _Parser, middle: _Amount, unit: str) -> tuple[_Amount, _Amount | None]:
    """The two ends of `39% ± 3`; the amount alone where no spread stands after it."""
    back = parser.at
    closes = parser.word() == "("
    parser.at += closes
    if parser.word() == "±":
        parser.at += 1
    elif (parser.word(), parser.word(1), parser.word(2)) == ("+", "/", "-"):
        parser.at += 3
    else:
        parser.at = back
        return middle, None
    spread = parser.amount()
    if closes and parser.word() == ")":
        parser.at += 1
    if spread is None or spread.kind == "ordinal" or spread.figure.value < 0:
        parser.at = back
        return middle, None
    spread = _with_unit_asked(parser, spread, unit)
    if middle.unit == spread.unit == "%":
        spread = attrs.evolve(spread, kind=middle.kind)
    middle, spread = _in_one_unit(parser, middle, spread)
    width = spread.figure.value
    low, high = (
        attrs.evolve(
            middle,
            figure=attrs.evolve(middle.figure, value=middle.figure.value + by),
            end=spread.end,
        )
        for by in (-width, width)
    )
    return low, high


def _share_of(parser: _Parser, amount: _Amount) -> _Amount:
    """The amount as a share, where it stands in `one in three` or `3 out of 10`."""
    if amount.kind or amount.figure.value < 0:
        return amount
    back = parser.at
    parser.at += parser.joined()
    for words in (("out", "of", "every"), ("out", "of"), ("in", "every"), ("of", "every"), ("in",)):
        if all(parser.word(ahead) == word for ahead, word in enumerate(words)):
            break
    else:
        parser.at = back
        return amount
    parser.at += len(words)
    parser.at += parser.joined()
    if parser.word() == "a" and parser.word(1) not in _SCALES:
        parser.at = back
        return amount
    whole = parser.amount()
    if whole is None or whole.kind or not whole.figure.whole:
        parser.at = back
        return amount
    size = whole.figure.value
    tens = str(size).strip("0") == "1"
    if size <= 0 or amount.figure.value > size or (words == ("in",) and size >= 1000 and not tens):
        raise parser.refusal(
            f"{format_number(amount.figure.value)} of {format_number(size)} is no share",
            "give each number as the value of its own claim",
            start=amount.start,
            end=whole.end,
        )
    figure = _in_percent(amount.figure, size)
    if amount.figure.whole and not amount.figure.measured:
        figure = attrs.evolve(figure, style="fraction", coarse=None)
    return attrs.evolve(
        amount, figure=attrs.evolve(figure, whole=False), kind="share", unit="%", end=whole.end
    )


@attrs.frozen(kw_only=True, eq=False, repr=False)
class _Tail(Shape):
    """What the words after a number say."""

    noun: str = ""
    ratio: bool = False
    per: str = ""


def _tail(parser: _Parser, frame: _Frame, after: _Phrases, kind: str) -> _Tail:
    """Read the words after a number: its noun, its bound or hedge, its direction."""
    first, last, count, ratio, per = 0, 0, 0, False, ""
    while not parser.finished:
        ahead = parser.joined()
        found = parser.phrase(after, ahead)
        word = parser.word(ahead)
        starts = "" if per else _starts_per(parser, ahead)
        if starts:
            parser.at += ahead + 1
            per = starts if word in _EVERY else _per(parser)
            first, last = first or parser.start, last or parser.start
            count = max(count, 1)
            continue
        if found:
            parser.at += ahead
            _take(parser, frame, *found)
            continue
        if not count and not ratio and _ratio_words(parser, ahead):
            ratio = True
            continue
        if not count and word in _UP | _DOWN | _MORE | _LESS and not frame.direction:
            frame.direction = "up" if word in _UP | _MORE else "down"
            parser.at += ahead + 1
            continue
        if parser.sort(ahead) != "word" or not _may_be_noun(parser, ahead, count):
            raise _tail_refusal(parser, ahead)
        if count == _MOST_NOUN_WORDS:
            raise parser.refusal(
                f"more than {_MOST_NOUN_WORDS} words after the number",
                "keep the number and the few words that belong to it",
                end=parser.length,
            )
        parser.at += ahead + 1
        count += 1
        last = parser.last_end
        first = first if count > 1 else parser.lexemes[parser.at - 1].start
    return _Tail(noun=parser.text[first:last], ratio=ratio or kind == "ratio", per=per)


def _starts_per(parser: _Parser, ahead: int) -> str:
    """What a rate starts with here: `per`, `/`, `a` before a day, `daily`; or nothing."""
    word, follows = parser.word(ahead), parser.word(ahead + 1)
    if word in _EVERY:
        return _EVERY[word]
    if word == "/":
        return word if parser.sort(ahead + 1) == "word" else ""
    if word in ("a", "an"):
        each = follows in _UNIT_WORDS or follows in ("share", "head", "person", "piece", "unit")
        return word if each else ""
    return word if word == "per" and follows else ""


def _per(parser: _Parser) -> str:
    """What a rate is for one of, from behind its `per`: `km²`, `share`, `100,000`."""
    amount = parser.amount() if parser.sort() in ("number", "money") else None
    if amount is not None and not amount.kind:
        while parser.sort() == "word" and parser.word() not in _NOT_NOUNS:
            parser.at += 1  # per 1,000 of what is for the property to say
        return format_number(amount.figure.value)
    if amount is not None:
        return f"{format_number(amount.figure.value)} {amount.unit}"
    here = parser.unit_here(0, digits=True)
    if here is not None:
        parser.at += here[0]
        return here[1]
    words = []
    while parser.sort() == "word" and parser.word() not in _NOT_NOUNS:
        words.append(parser.word())
        parser.at += 1
    return " ".join(words)


def _ratio_words(parser: _Parser, ahead: int) -> bool:
    """Read `as many`, `times as many`, `times more`, `-fold`, `x`; false where none stands."""
    word = parser.word(ahead)
    if word == "fold" or (word == "x" and parser.attached()):
        parser.at += ahead + 1
        return True
    times = ahead + (word in ("times", "time"))
    follows = parser.word(times)
    if follows == "as" and parser.word(times + 1):
        parser.at += times + 2
        if parser.word() == "as":
            parser.at += 1
        return True
    if times > ahead and follows in _MORE:
        parser.at += times + 1
        return True
    return False


def _may_be_noun(parser: _Parser, ahead: int, count: int) -> bool:
    """False for words that only make sense inside a value."""
    word = parser.word(ahead)
    if word in _NOT_NOUNS or word in _SCALES or parser.number_word(ahead):
        return False
    if count:
        return True
    joined = ahead == 0 and parser.attached()
    return word not in _DENOMINATORS and not (joined and word in ("s", "e", "st", "nd", "rd", "th"))


def _tail_refusal(parser: _Parser, ahead: int) -> UnreadableValueError:
    """Why what stands after a number is refused, with the mend."""
    parser.at += ahead
    printed = parser.printed()
    if parser.finished:
        parser.at -= 1
        return parser.refusal("a dash at the end", "leave it out")
    if parser.sort() in ("number", "money") or parser.number_word() or parser.word() in _SCALES:
        hint = "give each number as the value of its own claim, or `between 5 and 10`"
        if parser.printed(-1) == "," or parser.word(-1).isdigit():
            hint += "; thousands are grouped by commas"
        return parser.refusal(f"`{printed}` is a second number", hint)
    if parser.word() in (".", ",", ";", "!", "?", ")", "(", '"', "'"):
        return parser.refusal(f"`{printed}` is no part of a value", "leave punctuation out")
    if parser.word() == "s":
        return parser.refusal("a decade is a time, and no value", "write it as `when`")
    if parser.word() == "and":
        return parser.refusal("`and` joins two values", "write `between 5 and 10`, or two claims")
    return parser.refusal(f"`{printed}` cannot stand after a number", _FORMS)


def read_value(
    text: str,
    *,
    precision: str = "",
    unit: str = "",
    hedges: tuple[Hedge, ...] = DEFAULT_HEDGES,
) -> Reading:
    """What a printed value means; readings are kept, so that the same text is read once.

    Grammar, where case, the sort of dash and of quotes make no difference::

        value     = { before } ( range | share | vague | amount ) { after }
        before    = bound | hedge | change | "exactly" | article and other small words
        bound     = "more than" | "over" | ... (open)  | "at least" | ... (closed)
                  | "less than" | "under" | ... (open) | "up to" | "within" | ... (closed)
        change    = ( "up" | "down" | "rose" | "a decline" | ... ) [ "by" | "of" ]
        range     = "between" amount "and" amount | [ "from" ] amount ( "to" | "-" | "or" ) amount
        share     = amount ( "in" | "out of" ) amount
        vague     = "dozens" | "several" | ... { "of" } { "hundred" | "million" | ... } [ duration ]
        amount    = [ "-" | "+" ] [ currency ] figure [ magnitude ] [ unit ] [ "±" amount ]
        figure    = digits [ "." digits ] | number words | fraction | ordinal | mixed number
        magnitude = "hundred" | "thousand" | "million" | ... | "k" | "mn" | "bn" | ...
        unit      = "%" | "percent" | ... | currency | duration { duration } | size { size }
        after     = "or more" | "or less" | "+" | hedge | change | up to three words of a noun
                  | ( "per" | "/" ) [ figure ] what a rate is for one of

    What is read, layer by layer from the widest:

    - Number words below a million, digits below 100, digits without zeros last: exactly that.
    - Digits from 100 on with zeros last: all that is printed so when rounded at the last digit
      that is not zero; under `EXACT` the number itself.
    - Money, decimals, magnitudes, shares, durations, sizes, rates, at the last digit printed:
      `[v - u/2, v + u)`, which every number lies in that is printed so half up, half to even or
      truncated; under `ROUNDED` the closed `[v - u/2, v + u/2]` of XBRL Calculations 1.1.
      Zeros last in a whole part from 100 on (but for shares) put a wider reading before these.
    - Fractions and shares in parts ("half", "one in three", `7.1/10`): to one of the parts; under
      `HEDGE` with the width of a hedge. "All" and "none", ordinals, ranges: exactly those.
    - A bound is on the number itself, open or closed as the words say.
    - A hedge: what the words alone say, and its width under `HEDGE`.
    - A vague word: at least nothing, and its usual least under `VAGUE`.

    Args:
        text: The value as a document prints it.
        precision: `exact`, `2 significant` or `1 decimal`, where the document says it elsewhere;
            decimals count before a magnitude word. It says nothing about bounds, hedges or ranges.
        unit: The unit where it stands away from the figure: `%`, `million USD`, `years`, a name.
        hedges: The table of hedges.

    Raises:
        UnreadableValueError: the text is no value; with the place in it, and the mend.
    """
    # The hash of the whole table would cost more than most readings do.
    return _read(text, precision, unit, None if hedges is DEFAULT_HEDGES else hedges)


@lru_cache(maxsize=2**16)
def _read(text: str, precision: str, unit: str, hedges: tuple[Hedge, ...] | None) -> Reading:
    """See `read_value`; no hedges stands for the default ones."""
    if len(text) > LONGEST_TEXT:
        raise UnreadableValueError(
            f"a value of more than {LONGEST_TEXT} characters",
            start=LONGEST_TEXT,
            end=len(text),
            hint="keep the number and the few words that belong to it",
        )
    parser = _Parser(text, unit)
    if parser.finished:
        raise parser.refusal("the value is empty", _FORMS, start=0)
    before, after = _hedged_phrases(hedges)
    frame = _frame(parser, before)
    vague = parser.vague()
    if vague is not None:
        return _vague_reading(parser, frame, after, vague)
    opened = parser.word() if parser.word() in ("between", "from") else ""
    parser.at += bool(opened)
    hedged = parser.phrase(before) if opened else None
    if hedged and isinstance(hedged[1], Hedge):
        _take(parser, frame, *hedged)
    parser.parted_by_and = opened == "between"
    low = _amount(parser, unit)
    parser.parted_by_and = False
    high: _Amount | None = None
    if opened == "between":
        if parser.word() not in ("and", "-", "to"):
            raise parser.refusal("`between` needs its `and` here", "write `between 5 and 10`")
        parser.at += 1
        high = _amount(parser, unit)
    elif low.kind != "ordinal":
        if parser.word() == ":" and parser.sort(1) == "number" and not low.kind:
            return _ratio_reading(parser, low, precision)
        if parser.phrase(after, parser.joined()) is None:
            high = _second_end(parser, unit)
        if opened and high is None:
            raise parser.refusal("`from` needs its `to` here", "write `from 5 to 10`")
        if high is None:
            low = _share_of(parser, low)
    if low.kind != "ordinal" and high is None and parser.word() in ("±", "+", "("):
        low, high = _spread(parser, low, unit)
    if high is not None:
        if high.figure.value == 1 < low.figure.value and not opened and not (low.kind or high.kind):
            low, high = attrs.evolve(low, kind="ratio", end=high.end), None
        else:
            low, high = _in_one_unit(parser, low, high)
    tail = _tail(parser, frame, after, low.kind)
    if frame.age and not low.kind:
        low = attrs.evolve(low, kind="duration", unit="year")
        high = None if high is None else attrs.evolve(high, kind="duration", unit="year")
    if parser.plus and low.kind in ("share", "points") and not frame.direction:
        frame.direction = "up"
    kind = "ratio" if tail.ratio else low.kind or "number"
    if tail.per and kind in ("number", "share"):
        kind = "rate"
    return Reading(
        text=text,
        kind=kind,
        unit=f"{low.unit} per {tail.per}".strip() if tail.per else low.unit,
        noun=tail.noun,
        layers=_layers(parser, frame, low, high, kind=kind, precision=precision),
        whole=low.figure.whole and (high is None or high.figure.whole),
        hedge=frame.hedge_text,
        direction=frame.direction,
    )


def _layers(
    parser: _Parser,
    frame: _Frame,
    low: _Amount,
    high: _Amount | None,
    *,
    kind: str,
    precision: str,
) -> tuple[Layer, ...]:
    """The layers of an amount, or of the range between two, with what the words around do."""
    value = low.figure.value
    if high is not None:
        top = high.figure.value
        if value > top:
            raise parser.refusal(
                "the range ends below its start",
                "write the smaller number first, or give each as the value of its own claim",
                start=low.start,
                end=high.end,
            )
        if frame.bound:
            raise parser.refusal(
                "a bound before a range", "leave one of the two out", start=0, end=high.end
            )
        if frame.hedge is not None:
            return _hedged_layers(value, top, frame.hedge)
        return (_layer(Interval.closed(value, top)),)
    if kind == "ordinal" and frame.hedge is None and not frame.bound:
        return (_layer(Interval.point(value)),)
    if frame.bound and frame.hedge is not None:
        if not (frame.hedge.below and frame.hedge.above):
            raise parser.refusal(
                f"`{frame.hedge_text}` and a bound at once",
                "leave one of the two out",
                start=0,
                end=low.end,
            )
        return _hedged_bound(value, frame.bound, kind, frame.hedge)
    if frame.bound:
        return (_layer(_bounded(value, frame.bound, kind)),)
    if frame.hedge is not None:
        return _hedged_layers(value, value, frame.hedge)
    if frame.exact or precision:
        said = "exact" if frame.exact else precision
        return _precise_layers(low.figure, said, parser.text)
    return _plain_layers(low.figure, kind)


def _vague_reading(parser: _Parser, frame: _Frame, after: _Phrases, vague: _Vague) -> Reading:
    """The reading of a vague word; a bound or hedge on it adds nothing that could be held to it."""
    tail = _tail(parser, frame, after, vague.kind)
    interval = vague.interval
    if frame.bound in (_BELOW, _TO) or frame.hedge is not None:
        interval = Interval.at_least(0)
    layers = (_layer(Interval.at_least(0)), _layer(interval, VAGUE))
    return Reading(
        text=parser.text,
        kind=vague.kind,
        unit=vague.unit,
        noun=tail.noun,
        layers=layers[:1] if interval == layers[0].interval else layers,
        hedge=frame.hedge_text,
        direction=frame.direction,
    )


def _ratio_reading(parser: _Parser, above: _Amount, precision: str) -> Reading:
    """The reading of `3:1`."""
    parser.at += 1
    below = parser.digits()
    if below.value == 0 or below.style == "ordinal" or not parser.finished:
        raise parser.refusal(
            "this is no ratio", "write it as `3:1`", start=above.start, end=parser.length
        )
    value = above.figure.value / below.value
    figure = _Figure(value=value, style="fraction")
    return Reading(
        text=parser.text,
        kind="ratio",
        layers=_precise_layers(figure, precision, parser.text)
        if precision
        else _plain_layers(figure, "ratio"),
    )
