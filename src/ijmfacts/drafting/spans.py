"""Spans that can be checked: numbers, amounts, shares, durations and dates, with their nouns.

Knows nothing of claims.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

import attrs

from ijmfacts.scanning import days_of, rate_end
from ijmfacts.times import UnreadableTimeError, read_time
from ijmfacts.values import DEFAULT_HEDGES, UnreadableValueError, read_value, value_in_quote


def listed(words: str) -> tuple[str, ...]:
    """Some words, parted by spaces."""
    return tuple(words.split())


def either(words: str) -> str:
    """A pattern for any of some words, parted by `|`, the longest first."""
    listed = sorted((word.strip() for word in words.split("|")), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in listed) + ")"


_SMALL: Final = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    "|seventeen|eighteen|nineteen"
)
_TENS: Final = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_UNITS: Final = (
    "second|minute|hour|day|week|fortnight|month|year|decade|seconds|minutes|hours|days|weeks"
    "|fortnights|months|years|decades|centuries"
)
MONTHS: Final = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan.|Feb.|Mar.|Apr.|Jun.|Jul.|Aug.|Sept.|Sep.|Oct.|Nov.|Dec.|Jan|Feb|Mar|Apr|Jun|Jul|Aug"
    "|Sept|Sep|Oct|Nov|Dec"
)
MONTH: Final = re.compile(either(MONTHS))
MONTH_NUMBERS: Final = {
    name: number
    for number, name in enumerate(
        listed("jan feb mar apr may jun jul aug sep oct nov dec"), start=1
    )
}
_BOUNDS: Final = (
    "more than|over|above|in excess of|greater than|exceeding|well over|at least|no fewer than"
    "|no less than|a minimum of|upwards of|as few as|less than|under|below|fewer than|well under"
    "|up to|at most|no more than|not more than|a maximum of|as many as|as much as|within|exactly"
    "|only|just"
)
_HEDGES: Final = "|".join(
    hedge.words for hedge in DEFAULT_HEDGES if not hedge.after and hedge.words not in {"c", "ca"}
)
_BEFORE: Final = rf"(?i:(?<![\w-]){either(_BOUNDS + '|' + _HEDGES)}\s*(?:a\s+|an\s+)?)"
_AFTER: Final = r"(?:\s+or\s+(?:more|fewer|less|so|older|younger|higher|greater)\b|\+(?!\w))"
_DIGITS: Final = (
    r"(?:(?<![\w.,/$£€¥-])|(?<=^-)|(?<=[\s(|]-))"
    r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[-\s]\d/\d)?(?![\w]|[.,]\d|/\d|°)"
)
_TEENS: Final = rf"(?i:(?:{_TENS})(?:[-\s](?:one|{_SMALL}))?|{_SMALL})"
_WORDS: Final = (
    rf"(?<![\w-])(?:(?:one|a|{_SMALL})\s+hundred(?:\s+and)?(?:\s+{_TEENS})?"
    r"|(?<=at\sleast\s)one(?=\s+[a-zA-Z])"
    rf"|half\s+a(?=\s+(?:million|billion|dozen))|a\s+dozen|{_TEENS}(?:\s+hundred)?(?:\s+dozen)?"
    rf"|(?:an?|one)(?=\s+(?:thousand|million|billion|trillion)\b))(?!\w)"
)
_VAGUE: Final = (
    r"(?<![\w-])(?:dozens|tens|scores|hundreds|thousands|millions|billions)"
    r"(?:\s+of\s+(?:thousands|millions|billions))*(?=\s+of\b)"
)
_VAGUE_MONEY: Final = (
    r"(?:dozens|tens|hundreds|thousands|millions|billions)"
    r"(?:\s+of\s+(?:thousands|millions|billions))*\s+of(?!\w)"
)
_SCALE: Final = r"(?:[-\s](?:hundred|thousand|million|billion|trillion)(?![\w]))"
FIGURE: Final = rf"(?:(?:{_DIGITS}|{_WORDS}){_SCALE}*)"
_RANGE: Final = rf"(?:{FIGURE}(?:\s?[–—-]\s?(?=\d)\d[\d,.]*\d(?![\w])|\s+to\s+{FIGURE})?)"
_SIGN: Final = r"(?<![\w])(?:US|U\.S\.\s?|CA|C|AU|A|NZ|HK|S|NT|R)?[$£€¥₹]\s?"
_MONEY_FIGURE: Final = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?(?:{_SCALE}|\s?(?:bn|mn|tn|[kKmMbB])(?![\w]))?"
)
_CODES: Final = "USD|EUR|GBP|CHF|JPY|CAD|AUD|NZD|INR|CNY|SEK|NOK|DKK|KES|ZAR"
_COINS: Final = (
    "dollars|US dollars|euros|pounds sterling|yen|yuan|Canadian dollars|Australian dollars"
    "|New Zealand dollars|Swiss francs|baht|rand"
)
_PERCENT: Final = (
    r"(?:\s?%|[-\s]percent(?:s|age\s+points?)?\b|[-\s]per[-\s]+cent\b|\s+pct\b|\s+p\.c\.)"
)
_PC: Final = r"(?:(?<![\w.,/$£€¥-])\d{1,3}(?:\.\d+)?pc(?=\s+(?:of|in|on)\b|\s*(?:[^\w\s]|$)))"
_FRACTIONS: Final = (
    r"(?<![\w-])(?i:(?:one|two|three|four|five|seven|nine)[-\s](?:half|halves|thirds?|quarters?"
    r"|fourths?|fifths?|sixths?|eighths?|tenths?)(?!\w)|a\s+(?:third|quarter)(?=\s+of\b)"
    r"|half(?=\s+(?:of|the|its|their)\b))"
)
_ODDS: Final = (
    rf"(?<![\w.,/$£€¥-])(?i:(?:(?:one|1)\s+in\s+(?:every\s+)?(?:{_TEENS}"
    r"|a\s+(?:hundred|thousand|million)|\d{1,3}(?:,\d{3})*(?![\d,.]*\d))"
    rf"|(?:{_SMALL}|\d{{1,3}})\s+in\s+(?:every\s+)?(?:ten|10|100|1,000|10,000|100,000)"
    r"(?![\d,.]*\d))"
    rf"(?![-\s]+(?:{_UNITS})\b)(?!\w|\s?%|\s+per\s?cent|[-\s](?:hundred|thousand|million|billion)\b))"
)
_PARTS: Final = r"(?:early|mid|late)[-\s]"
_YEAR: Final = r"(?<![\w.,/$£€¥#-])[12]\d{3}(?![\w]|[.,]\d|/\d|-\d)"
_TO_DAY: Final = r"(?:\s?[–—-]\s?|\s+(?:to|until|through)\s+)"
_DATES: Final = (
    ("iso", r"(?<![\w.,/-])[12]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\w-])"),
    (
        "days",
        (
            rf"\b{either(MONTHS)}\s+\d{{1,2}}{_TO_DAY}\d{{1,2}}(?:,\s*|\s+)[12]\d{{3}}(?!\w)"
            rf"|(?<![\w.,/$£€¥-])\d{{1,2}}{_TO_DAY}\d{{1,2}}\s+(?:of\s+)?{either(MONTHS)}"
            r"(?:,?\s+[12]\d{3})?(?!\w)"
        ),
    ),
    (
        "monthfirst",
        rf"\b{either(MONTHS)}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,\s*|\s+)[12]\d{{3}}(?!\w)",
    ),
    (
        "dayfirst",
        rf"(?<![\w.,/-])\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{either(MONTHS)},?\s+[12]\d{{3}}(?!\w)",
    ),
    ("month", rf"(?:\b{_PARTS})?\b{either(MONTHS)},?\s+(?:of\s+)?[12]\d{{3}}(?!\w)"),
    ("monthday", rf"\b{either(MONTHS)}\s+\d{{1,2}}(?:st|nd|rd|th)?(?![\w:,.]\d|\w|[–-]\d)"),
    ("daymonth", rf"(?<![\w.,/-])\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{either(MONTHS)}(?!\w)"),
    (
        "season",
        r"\b(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)\s+(?:of\s+)?[12]\d{3}(?!\w)",
    ),
    (
        "decade",
        rf"(?:\b{_PARTS})?(?<!\w)(?:[12]\d{{2}}0s|(?<=the\s)[12]\d{{2}}0['’]s)\b",
    ),
    ("century", r"(?:\b(?:early|mid|late)[-\s])?\b\d{1,2}(?:st|nd|rd|th)[-\s]century\b"),
)


def _years_pattern() -> str:
    """Two years with a dash or a word between them."""
    start = r"(?<![\w.,/$£€¥#-])[12]\d{3}"
    return (
        rf"(?:\b[Ff]rom\s+{start}\s+(?:to|until|through)\s+[12]\d{{3}}(?!\w)"
        rf"|\b[Bb]etween\s+{start}\s+and\s+[12]\d{{3}}(?!\w)"
        rf"|{start}\s?[–—-]\s?(?:[12]\d{{3}}|\d{{2}})(?![\w%-]|[.,]\d))"
    )


_SKIP: Final = (
    r"https?://\S+|www\.\S+|\S+@\S+\.\w+|\bdoi:\S+|\[\d+\]|<ref[^>]*/>|<ref.*?</ref>|\{\{.*?\}\}"
    r"|\b\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?m\b\.?)?|\b\d{1,2}\s?[ap]\.?m\b\.?"
    r"|(?<!\w)\d+(?:\.\d+){2,}(?!\w)|\+?\d{1,3}[-\s]\d{3}[-\s]\d{3,4}(?:-\d{4})?(?!\w)"
    r"|\b\d+-\d+-\d+\b|\b\d{3}-\d{4}\b"
    r"|\b(?:preceding|previous|past|last|next|first|consecutive)\s+(?:two|three)\s+quarters\b"
    r"|(?<!\w)\d+\.\d+(?=\s+(?:was|is|has\s+been)\s+released\b)"
    r"|(?<!\w)\d+(?:\.\d+)?°\S*|\b\d+\(\w+\)(?:\(\w+\))*(?::\s?\d+[–-]\d+)?|#\d+"
    r"|\b(?:[Cc]hapter|[Ss]ection|[Pp]age|[Pp]ages|pp\.|p\.|[Nn]o\.|[Nn]os\.|[Ff]igure|[Ff]ig\."
    r"|[Tt]able|[Vv]ersion|[Aa]rticle|[Pp]art|[Vv]olume|[Vv]ol\.|[Cc]hannel|[Rr]oute|[Hh]ighway"
    r"|[Ff]light|[Ll]evel|[Gg]rade|[Tt]ype|[Ii]ssue|[Ee]pisode|[Ss]tep|[Aa]ppendix|[Ll]ine|[Rr]oom"
    r"|Number|RFC|ISBN|ISSN|BCP|STD)\s+[\d(][\d.,–()-]*(?:\w)*"
)
_SPAN: Final = re.compile(
    "|".join(
        f"(?P<{name}>{pattern})"
        for name, pattern in (
            ("skip", _SKIP),
            *_DATES,
            ("years", _years_pattern()),
            (
                "money",
                (
                    rf"{_BEFORE}?(?<!\w)(?:{_SIGN}{_MONEY_FIGURE}(?:\s?[–—-]\s?{_MONEY_FIGURE})?"
                    rf"|(?<!\w)(?:{_CODES})\s?{_MONEY_FIGURE}|(?:{_VAGUE_MONEY}|{FIGURE})\s+{either(_COINS)}\b){_AFTER}?"
                ),
            ),
            (
                "share",
                (
                    rf"{_BEFORE}?(?:(?P<odds>{_ODDS})|{_RANGE}{_PERCENT}|{_PC}|{_FRACTIONS})"
                    rf"{_AFTER}?"
                ),
            ),
            (
                "duration",
                (
                    rf"(?:{_BEFORE}?(?:{_RANGE}|(?<![\w-])(?:one|an?)(?=-))[-\s]"
                    rf"(?:{either(_UNITS)})(?!\w)|{_BEFORE}(?<=\ba\s)(?:century|decade)\b)"
                    rf"(?:\s+and\s+(?:a\s+half|{FIGURE}\s+"
                    rf"(?:months|days|hours|minutes|seconds)\b))?"
                ),
            ),
            ("between", rf"\b[Bb]etween\s+{FIGURE}\s+and\s+{FIGURE}"),
            (
                "number",
                (
                    rf"{_BEFORE}?(?:(?P<year>(?:\b(?:[Cc]irca|ca?\.|[Ee]arly|[Mm]id|[Ll]ate)[-\s])?{_YEAR})"
                    rf"|{_RANGE}){_AFTER}?"
                ),
            ),
            ("vague", _VAGUE),
            ("ordinal", r"(?<![\w.,-])\d{1,3}(?:,\d{3})*(?:st|nd|rd|th)(?![\w])"),
        )
    )
)
_HAS_FIGURE: Final = re.compile(
    rf"\d|\b(?:hundred|dozen|half|third|quarter|dozens|tens|scores|hundreds|thousands|millions"
    rf"|billions|century|decade|{_SMALL}|{_TENS})\b",
    re.IGNORECASE,
)
_STOP: Final = frozenset(
    listed(
        "a an the of in on at by for from to with without and or but nor as than that which who "
        "whom whose where when while if because since until after before during between among per "
        "via into onto over under about against is are was were be been being has have had do "
        "does did will would can could may might must shall should not it its they their them he "
        "his him she her we our us you your i my this these those there then also each every all "
        "both either so such across around through up down out off only just more less fewer most "
        "least very too still now even how what why including included worth ago later earlier "
        "old apart away within respectively each throughout toward towards behind beyond took "
        "take takes said says say made make makes went go goes came come comes led leads lead "
        "killed died won wins lost gave became become remain remained remaining left began begin "
        "told found held hold called live lived lives work worked works"
    )
)
_IRREGULAR: Final = frozenset(
    listed(
        "people men women children police staff feet teeth mice geese oxen sheep fish deer cattle "
        "personnel alumni media data criteria phenomena species series aircraft crew dead wounded "
        "km kg cm mm sq mi lb ft m miles"
    )
)
_OF_A_YEAR: Final = frozenset(
    listed(
        "results elections levels figures accounts prices terms standards estimates sales revenues "
        "earnings profits awards editions regulations rules models"
    )
)
"""What is told of a year (`2003 results`), and hardly ever counted in thousands."""
_NO_PLURAL: Final = frozenset(
    listed(
        "is was has as its his this us yes plus minus across various less previous famous serious "
        "religious indigenous numerous always perhaps thus versus news economics politics"
    )
)
COMMON: Final = frozenset(
    listed(
        "the a an in on at by for from to with and or but as if it its he she they we you i this "
        "that these those there when while since after before during although however because "
        "some many most several all both each every no not of more about over under among between "
        "according his her their our my your what who which where how why one two three four five "
        "six seven eight nine ten then thus also only even such other another first second third "
        "finally meanwhile today yesterday monday tuesday wednesday thursday friday saturday "
        "sunday january february march april may june july august september october november "
        "december nearly almost approximately roughly until despite following like yet still once "
        "here so now new old overall currently previously recently later earlier additionally "
        "around dozens hundreds thousands half part within without through"
    )
)
_ITEM: Final = re.compile(r"\s*(?:[-*•+]|\d{1,3}[.)])\s+")


@attrs.frozen(kw_only=True)
class Span:
    """Something that can be checked: offsets in the passage, what sort it is, and its noun.

    `value` is what is printed; `time` is the EDTF of a date.
    The noun is the words after the value (`noun_end` is where they end), or before an amount.
    `unit` is that of a figure that stands away from it (`from 12.8 to 11.3 percent`).
    """

    sort: str
    start: int
    end: int
    value: str
    time: str = ""
    noun: str = ""
    noun_end: int = 0
    unit: str = ""

    @property
    def count(self) -> int | None:
        """The number of whole things, where that is what is printed, exactly."""
        if self.sort != "number":
            return None
        reading = read_value(self.value)
        if not reading.whole or reading.hedge or not reading.likely.is_point:
            return None
        if len(reading.layers) > 1 and not reading.widest.is_point:
            return None
        return int(reading.likely.lower or 0)


def edtf_of(sort: str, words: str) -> str:
    """The EDTF of a date as a text prints it, or nothing where it is none."""
    words = " ".join(words.split())
    if sort == "days":
        found = days_of(words)
    elif sort == "century":
        number = int(re.findall(r"\d+", words)[0])
        if not 1 <= number <= 21:
            return ""
        # Its early, middle and late part as the years of that third; of the first thousand years,
        # which no two digits name, all of its years.
        first = {"e": 0, "m": 33, "l": 67}.get(words[0].casefold())
        begin = 100 * (number - 1)
        if first is not None:
            found = f"{begin + first:04}/{begin + min(first + 33, 99):04}"
        else:
            found = str(number - 1) if number > 10 else f"{begin:04}/{begin + 99:04}"
    elif sort == "years":
        first, last = re.findall(r"\d+", words)
        last = last if len(last) == 4 else first[:2] + last
        found = f"{first}/{last}" if first < last else ""
    elif sort in {"monthfirst", "dayfirst", "monthday", "daymonth", "month"}:
        name = MONTH.search(words)
        portion = re.match(_PARTS, words)
        numbers = re.findall(r"\d+", words)
        if name is None or portion:
            found = words
        else:
            month = f"{MONTH_NUMBERS[name[0][:3].lower()]:02d}"
            year = next((number for number in numbers if len(number) == 4), "XXXX")
            day = next((number for number in numbers if len(number) < 3), "")
            if day and not 0 < int(day) <= 31:
                return ""
            found = f"{year}-{month}-{int(day):02d}" if day else f"{year}-{month}"
    else:
        found = words
    try:
        read_time(found)
    except UnreadableTimeError:
        return ""
    return found


def _readable(value: str) -> bool:
    try:
        read_value(value)
    except UnreadableValueError:
        return False
    return True


_LEADING: Final = re.compile(_BEFORE)
_NOUN_WORD: Final = re.compile(r"[\s-]+(\(?[^\W\d_][\w’'-]*)")


def _noun(text: str, at: int, *, one: bool = False) -> tuple[str, int]:
    """The words of the noun that begins at an offset, and where they end."""
    words: list[str] = []
    end = at
    for _ in range(5):
        match = _NOUN_WORD.match(text, end)
        if match is None or match[1].casefold().strip("’'") in _STOP or match[1].startswith("("):
            break
        word = match[1]
        words.append(word)
        end = match.end()
        if word.endswith(("’s", "'s", "s’", "s'")):
            continue
        if is_plural(word) or (one and len(words) == 2):
            break
    for at_word, word in enumerate(words[:-1]):
        if is_plural(word):
            words = words[: at_word + 1]
            break
    if words and words[-1].endswith(("’s", "'s")):
        return "", at
    return " ".join(words), end


def is_plural(word: str) -> bool:
    """True where the ending of a word says that it names several things."""
    low = word.casefold()
    if low in _IRREGULAR:
        return True
    return (
        low.endswith("s") and not low.endswith(("ss", "ous", "’s", "'s")) and low not in _NO_PLURAL
    )


_DATED: Final = frozenset(name for name, _ in _DATES) | {"years"}


def _is_name(text: str, start: int) -> bool:
    """True where a figure is the end of a name (`Windows 10`)."""
    before = re.search(r"([^\W\d_][\w&.’'-]*)\s$", text[max(0, start - 60) : start])
    if before is None:
        return False
    word = before[1]
    if not word[0].isupper() or word.casefold() in COMMON:
        return False
    return before.start(1) > 0 or len(word) > 1


_CHANGED: Final = re.compile(
    r"\b(?:rais|increas|reduc|decreas|declin|expand|extend|lower|jump|climb|dropp|chang"
    r"|shorten|lengthen|improv|narrow|widen)(?:ed|es?|ing)\b[^.;]*\bfrom\s+$|\b(?:grew|grows?|grown|rose|rises?|risen|fell|falls?|fallen|cuts?|shrank"
    r"|went|goes|gone|drops?|up|down)\b[^.;]*\bfrom\s+$",
    re.IGNORECASE,
)
"""Before two figures of two times (`raised from 87 to 100`), which are no range."""


def spans(text: str) -> list[Span]:
    """Everything in a passage that can be checked, in its order."""
    return list(_kept(text)) if len(text) <= _SHORT else _spans(text)


_SHORT: Final = 200
"""Texts up to so many characters, as heads of tables are, may be asked for again soon."""


@lru_cache(maxsize=1 << 12)
def _kept(text: str) -> tuple[Span, ...]:
    return tuple(_spans(text))


def _spans(text: str) -> list[Span]:
    found: list[Span] = []
    if _HAS_FIGURE.search(text) is None:
        return found
    item = _ITEM.match(text)
    for match in _SPAN.finditer(text, item.end() if item else 0):
        sort = match.lastgroup or ""
        start, end, words = match.start(), match.end(), match[0]
        if sort == "skip":
            continue
        year = match["year"]
        if sort in _DATED:
            time = edtf_of(sort, words)
            if time:
                found.append(Span(sort="date", start=start, end=end, value=words, time=time))
            continue
        if sort in {"number", "year"} and year is not None:
            noun, _ = _noun(text, end)
            hedged = _LEADING.match(words)
            bare = re.search(r"[12]\d{3}", year)
            after = text[end : end + 1]
            one_word = len(noun.split()) == 1 and noun.islower()
            plain = one_word and is_plural(noun) and noun not in _OF_A_YEAR
            if bare and "1000" <= bare[0] < "2100" and not plain and after != "%":
                if match.start("year") == start or (
                    hedged and hedged[0].strip() in {"about", "around", "circa", "c.", "ca."}
                ):
                    time = edtf_of(
                        "year",
                        f"c. {bare[0]}"
                        if words != bare[0] and (hedged or year[0] in "cC")
                        else year,
                    )
                elif hedged and hedged[0].strip() in {"by", "within"}:
                    time = bare[0]
                else:
                    time = bare[0]
                if time:
                    shown = match.start("year")
                    found.append(
                        Span(sort="date", start=shown, end=end, value=text[shown:end], time=time)
                    )
                continue
        sort = {"between": "number", "vague": "number", "year": "number"}.get(sort, sort)
        joint = re.search(r"\s+to\s+", words) if sort in _ENDS else None
        if joint and _CHANGED.search(text, max(0, start - 80), start):
            found.extend(_two(text, sort, start, end, joint))
            continue
        span = _value_span(text, sort, start, end)
        if span is not None:
            found.append(span)
    return found


_ENDS: Final = frozenset({"number", "share", "duration"})
_UNIT_AFTER: Final = re.compile(r"[\d.,]*\d([-\s]*)(?P<unit>[^\d\s.,-].*)", re.DOTALL)


def _two(text: str, sort: str, start: int, end: int, joint: re.Match[str]) -> Iterator[Span]:
    """The two figures of a change, the first in the unit that is printed after the second."""
    middle, second = start + joint.start(), _value_span(text, sort, start + joint.end(), end)
    if second is None:
        return
    unit = ""
    printed = _UNIT_AFTER.fullmatch(second.value)
    if sort != "number" and printed and re.fullmatch(r"[\d.,]+", text[start:middle]):
        unit = printed["unit"]
    first = _value_span(text, "number" if unit else sort, start, middle)
    if first is not None and unit:
        first = attrs.evolve(first, sort=sort, unit=unit, noun=second.noun, noun_end=middle)
    if first is not None:
        yield first
    yield second


_SIGNED: Final = re.compile(r"(?:(?<=[\s(|])|^)(?:[+−]|(?<!\d\s)[-–])$")
_FOR_SO_MANY: Final = re.compile(r"\bper\s+$", re.IGNORECASE)
_RATE_FIGURE: Final = re.compile(r"[^.,;:()\d]{0,60}?\bper\s+(?:\d|hundred|thousand|million)")
_MORE_THAN: Final = re.compile(
    r"\s+(?:more|less|higher|lower|larger|smaller|bigger|greater)(?=\s+than\b)"
)
_IN_SO_MANY: Final = re.compile(r"\bin\s", re.IGNORECASE)


def _value_span(text: str, sort: str, start: int, end: int) -> Span | None:
    value = text[start:end]
    if not _readable(value):
        hedge = _LEADING.match(value)
        if hedge is None or not _readable(value[hedge.end() :]):
            return None
        start += hedge.end()
        value = value[hedge.end() :]
    if _FOR_SO_MANY.search(text, max(0, start - 8), start):
        return None
    if sort in {"number", "share", "money"}:
        signed = _SIGNED.search(text, max(0, start - 1), start)
        if signed is not None and _readable(text[signed.start() : end]):
            start = signed.start()
            value = text[start:end]
    if "\n" in value or not value_in_quote(value, value):
        return None
    if sort == "number":
        if _is_name(text, start):
            return None
        noun, stop = _noun(text, end)
        rate = _RATE_FIGURE.match(text, end)
        if rate is not None and _readable(text[start : rate_end(text, end)]):
            end = rate_end(text, end)
            value, stop = text[start:end], end
        return Span(sort=sort, start=start, end=end, value=value, noun=noun, noun_end=stop)
    if sort == "share":
        of = re.compile(r"\s+of\s+(?:the\s+|its\s+|all\s+|their\s+|those\s+)*").match(text, end)
        noun, stop = _noun(text, of.end() - 1) if of else ("", end)
        if _IN_SO_MANY.search(value):
            noun, stop = _noun(text, end)  # one in 30 births
        return Span(
            sort=sort, start=start, end=end, value=value, noun=noun, noun_end=stop if noun else end
        )
    if sort == "money":
        more = _MORE_THAN.match(text, end)
        if more is not None and _readable(value + more[0]):  # an amount of change, and no value
            return Span(sort=sort, start=start, end=more.end(), value=value + more[0])
    noun, stop = _noun(text, end, one=True)
    return Span(sort=sort, start=start, end=end, value=value, noun=noun, noun_end=stop)
