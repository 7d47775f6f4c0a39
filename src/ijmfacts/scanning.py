"""What in a document can be checked: its figures, shares, money, durations, dates, names and lists.

Offline, and the same every time: `values` and `times` say how far a figure or a date goes.
Knows nothing of claims.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

import attrs

from ijmfacts.documents import DocumentText
from ijmfacts.markup.pieces import Block
from ijmfacts.times import UnreadableTimeError, date_of, read_time
from ijmfacts.values import DEFAULT_HEDGES, Reading, UnreadableValueError, read_value

_SORT_OF: Final = {"ratio": "number", "size": "number", "rate": "number", "points": "share"}
"""The sorts of spans with values of a kind that has no sort of its own."""
SORTS: Final = ("number", "money", "share", "duration", "ordinal", "date", "name", "list")
"""What a checkable stretch can be; numbers are digits or words, dates may be years alone."""


def _words(text: str) -> list[str]:
    return text.split()


@attrs.frozen(kw_only=True)
class Checkable:
    """A stretch of a document that a claim could be about.

    Offsets are into the words of the document.
    `start` to `end` goes with the hedge or the bound ("nearly 4,000"), `core` without.
    `time` is EDTF, or as near to it as the words say; empty for what is no date.
    `members` are the items of a list, `count` the number that announces them.
    """

    sort: str
    start: int
    end: int
    words: str
    core: tuple[int, int]
    hedged: bool = False
    time: str = ""
    members: tuple[tuple[int, int], ...] = ()
    count: tuple[int, int] | None = None

    @property
    def reading(self) -> Reading | None:
        """What a figure means; none for what is no figure, or no readable one."""
        if self.sort in {"date", "name", "list"}:
            return None
        return _read(self.words)


def _read(words: str) -> Reading | None:
    try:
        return read_value(" ".join(words.split()))
    except UnreadableValueError:
        return None


def scan(
    document: DocumentText, *, progress: Callable[[int, int], None] | None = None
) -> Iterator[Checkable]:
    """Everything in a document that can be checked, by its place.

    `progress` is told, now and then, how many characters of how many are done.
    """
    text = document.text
    known = _Known.of(text)
    bullets = _Bullets(document)
    total = len(text)
    told = 0
    for index, block in enumerate(document.blocks):
        if progress is not None and block.start - told > 1 << 16:
            told = block.start
            progress(told, total)
        figures = list(_figures(text, block))
        found = figures
        if not block.heading:
            found = [
                *figures,
                *_names(text, block, known, figures),
                *_lists(text, block, figures),
                *bullets.after(index),
            ]
            found.sort(key=lambda one: (one.start, one.end))
        yield from found


def scan_words(text: str) -> list[Checkable]:
    """Everything in a few words that can be checked."""
    block = Block(0, len(text))
    figures = list(_figures(text, block))
    found = [
        *figures,
        *_names(text, block, _Known.of(text), figures),
        *_lists(text, block, figures),
    ]
    return sorted(found, key=lambda one: (one.start, one.end))


# --- sentences -----------------------------------------------------------------------------------

_STOP: Final = re.compile(r"[.!?]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]*(?:[^\W\d_a-zà-ÿ]|[0-9$£€]))")
_SHORTENED: Final = frozenset(
    _words(
        "mr mrs ms dr prof st sr jr rev hon gen col maj capt lt sgt gov sen rep pres dept "
        "univ assn bros inc ltd co corp no nos vs etc al ca cf fig figs vol vols ed eds pp p "
        "e.g i.e approx est jan feb mar apr jun jul aug sep sept oct nov dec u.s u.k u.n d.c "
        "a.m p.m"
    )
)
_LAST_WORD: Final = re.compile(r"[\w.]*\w$")


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences between two offsets; what follows "Mr." or an initial is the same sentence."""
    at = start
    for match in _STOP.finditer(text, start, end):
        stop = match.start()
        word = _LAST_WORD.search(text, max(at, stop - 20), stop)
        last = word.group() if word else ""
        if text[stop] == "." and (
            last.lower() in _SHORTENED or (len(last) == 1 and last.isalpha() and last.isupper())
        ):
            continue
        yield at, match.end()
        at = match.end()
        while at < end and text[at].isspace():
            at += 1
    if at < end:
        yield at, end


# --- comparisons ---------------------------------------------------------------------------------

_AGAINST: Final = re.compile(
    r"\b(?:against|versus|vs\.?|(?:as\s+)?compared\s+(?:with|to)|in\s+comparison\s+(?:with|to)"
    r"|as\s+opposed\s+to|(?:up|down)\s+(?:from|on)|(?P<than>[a-z]+\s+than)|(?P<from>from)|(?P<on>on)(?=\s+the\b))\s+",
    re.IGNORECASE,
)
_CHANGE: Final = re.compile(
    r"\b(?:(?:rais|increas|reduc|decreas|declin|expand|extend|lower|jump|climb|dropp|chang|shorten"
    r"|lengthen|improv|widen|narrow|slipp|slump|soar|tripl|doubl|halv|mov|worsen)(?:ed|es?|ing)"
    r"|grew|grows?|grown|ris(?:es?|ing|en)|rose|fell|falls?|fall(?:en|ing)|cuts?|cutting|shr[aiu]nk"
    r"|went|goes|gone|drops?|slid|up|down|more|fewer|less|higher|lower)\b",
    re.IGNORECASE,
)
"""Words of a change, after which `from` tells what there was before."""
_MORE_BY: Final = re.compile(
    r"(?:[0-9]|%|\b(?:per\s?cent|percent|points?|times|twice|as))\s+(?:[a-z]+\s+)?$", re.IGNORECASE
)
"""Before `more than`, where that compares and is no bound: "2 percent more than"."""
_UP_BY: Final = re.compile(
    r"\b(?:up|down|rise|rose|fall|fell|increase|decrease|growth)\b[^,;:()]{0,30}"
    r"(?:%|percent|per\s+cent)\s+$",
    re.IGNORECASE,
)
"""Before `on the`, where that compares: "up 5 percent on the 300 of 2021"."""
_COIN: Final = re.compile(r"[$€£¥]\s?[0-9]")
_THE_OTHER: Final = re.compile(r"(?:the|in|that|those|a\s+year)\b", re.IGNORECASE)
_OF_THEN: Final = re.compile(
    r"(?:(?:in|during|for|at|on|of|that\s+of|those\s+of|the\s+end\s+of)\s+)*", re.IGNORECASE
)


def compared(
    text: str, start: int, date: tuple[int, int], figures: Sequence[int]
) -> tuple[int, int] | None:
    """The stretch that a date speaks of alone, where it is of something compared with.

    That is from `against`, `compared with`, `up from` and the like up to the date (`98 cases,
    against 112 in 2022`), or the brackets that hold it with a figure of its own (`98 (2022: 112)`).
    The sentence begins at `start`; `figures` are where its figures begin, without its dates.
    """
    first, last = date
    opened = text.rfind("(", start, first)
    if opened >= 0 and ")" not in text[opened:first]:
        closed = text.find(")", last)
        closed = len(text) if closed < 0 else closed
        if any(opened < at < closed for at in figures):
            return opened, closed
    for cue in reversed(list(_AGAINST.finditer(text, start, first))):
        between = text[cue.end() : first]
        if re.search(r"[;:()\[]|[,.!?](?![0-9])", between):
            return None
        own = any(cue.end() <= at < first for at in figures)
        if cue.group().lower().endswith("from ") and _other_end(text, cue.end(), first, figures):
            return None
        if (own or _OF_THEN.fullmatch(between)) and _compares(text, start, cue, date, figures):
            return cue.start(), last
    return None


def _compares(
    text: str, start: int, cue: re.Match[str], date: tuple[int, int], figures: Sequence[int]
) -> bool:
    """True where words that may set figures against each other do."""
    before, between = text[start : cue.start()], text[cue.end() : date[0]]
    if cue["than"]:  # "more than 300" is a bound
        return _MORE_BY.search(before) is not None or _THE_OTHER.match(between) is not None
    if cue["on"]:
        return _UP_BY.search(before) is not None
    if not cue["from"]:
        return True
    if _OF_THEN.fullmatch(between) or (_COIN.search(before) and not _COIN.search(between)):
        return False  # "from 2019", and "$5 million from 300 people"
    rest = _CLAUSE.match(text, date[1])
    another = rest is not None and _other_end(text, date[1], rest.end(), figures)
    return another or _CHANGE.search(before) is not None


_CLAUSE: Final = re.compile(r"(?:[^;:()\[,.!?]|[,.](?=[0-9]))*")
_TO: Final = re.compile(r"\bto\s+")
_FEW_WORDS: Final = re.compile(r"(?:[a-z]+\s+){0,2}")


def _other_end(text: str, start: int, end: int, figures: Sequence[int]) -> bool:
    """True where a stretch has the second of two figures: "from 12 to 14 in 2022"."""
    return any(
        text[joined.end() : joined.end() + 1].isdigit()
        or any(
            joined.end() <= at < end and _FEW_WORDS.fullmatch(text, joined.end(), at)
            for at in figures
        )
        for joined in _TO.finditer(text, start, end)
    )


# --- rates ---------------------------------------------------------------------------------------

_RATE_WORD: Final = (
    r"(?!(?:an?|and|are|as|at|but|by|compared|down|during|each|for|from|had|has|have|in|is|it|of|on"
    r"|or|over|per|since|than|that|the|their|they|this|to|up|was|we|were|when|which|while|who|with)"
    r"\b)[^\W\d_A-Z][\w’'-]*"
)
_RATE: Final = re.compile(
    rf"(?:[-\s]+{_RATE_WORD}){{0,3}}\s+per\s+(?!cents?\b)"
    r"(?:(?:[0-9][0-9,]*[0-9]|[0-9]|(?:hundred|thousand|million)\b)(?:\s+(?:thousand|million)\b)?"
    rf"(?:\s+{_RATE_WORD}){{0,4}}|{_RATE_WORD}(?:\s+{_RATE_WORD}){{0,2}})"
)


def rate_end(text: str, end: int) -> int:
    """Where the words end that make a figure a rate (`3.8 cases per 10,000 days`).

    That is where the figure ends, if it is none.
    """
    match = _RATE.match(text, end)
    return match.end() if match else end


# --- figures and dates ---------------------------------------------------------------------------

_ONES: Final = "one|two|three|four|five|six|seven|eight|nine"
_TEENS: Final = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS: Final = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_SMALL: Final = rf"(?:(?:{_TENS})(?:[-‐‑–\s]+(?:{_ONES}))?|{_TEENS}|zero|{_ONES})\b"
_GROUP: Final = rf"(?:{_SMALL}(?:[-\s]+hundred\b(?:\s+(?:and\s+)?{_SMALL})?)?)"
_SCALE: Final = "thousand|million|billion|trillion|lakh|crore"
_NUMBER_WORDS: Final = (
    rf"(?:{_GROUP}(?:[-\s]+(?:{_SCALE})\b(?:\s+(?:and\s+)?{_GROUP})?)*(?:\s+dozen\b)?)"
)
_DIGITS: Final = (
    r"(?:(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}"
    r"|[0-9]{1,3}(?:[\u00a0\u202f\u2009][0-9]{3})+|[0-9]+)(?![0-9])(?:\.[0-9]+)?"
    r"(?:\s?[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]|/[0-9]+|\s[0-9]/[0-9]{1,2})?)"
)
_FRACTION_NAMES: Final = (
    "half|halves|thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?"
)
_MAGNITUDE: Final = rf"(?:[-\s]*(?:hundred|{_SCALE}|dozen)\b|\s?(?:k|mn|mln|bn|bln|tn|trn|m|b)\b)"
_LENGTHS: Final = (
    "seconds?|minutes?|hours?|days?|weeks?|fortnights?|months?|years?|decades?|centuries|century"
    "|secs?|mins?|hrs?|yrs?"
)
_PERCENT: Final = (
    r"(?:\s?[%‰](?:[-\s]+points?)?"
    r"|[-\s]+(?:percentage[-\s]+points?|per[-\s]?cents?(?![a-z])|pct\b|p\.c\.)"
    r"|(?-i:pc)(?=\s+(?:of|in|on)\b|\s*(?:[^\w\s]|$)))"
)
_COINS: Final = (
    r"[-\s]+(?:(?:U\.?S\.?|American|Canadian|Australian|New\s+Zealand|Hong\s+Kong|Singapore)\s+)?"
    r"dollars?\b|[-\s]+euros?\b|[-\s]+pounds?(?:\s+sterling)?\b|[-\s]+(?:Swiss\s+)?francs?\b"
    r"|[-\s]+(?:yen|yuan|renminbi|baht|rand)\b|[-\s]+(?:Indian\s+)?rupees?\b"
    r"|[-\s]+(?:(?:Kenyan|Ugandan)\s+)?shillings?\b|[-\s]+(?:(?:Philippine|Mexican)\s+)?pesos?\b"
    r"|\s?(?:USD|EUR|GBP|JPY|CHF|CAD|AUD|INR|CNY|KES|THB|ZAR)\b|\s?[€£]"
)
_FIGURE: Final = rf"(?:{_NUMBER_WORDS}(?:\s+and\s+a\s+half\b)?|{_DIGITS})"
_SIGN: Final = (
    r"(?:(?:(?:U\.?S\.?|CA?|AU?|NZ|HK|S|NT|R|MX)\s?)?\$|[£€¥₹₽₩₺₪₫₴฿₱₦₵]"
    r"|\b(?:USD|EUR|GBP|JPY|CHF|CAD|AUD|INR|CNY|KES|THB|ZAR))"
)
_UNITS: Final = rf"(?:{_PERCENT}|{_COINS}|(?:\s+(?:and\s+a\s+half\s+)?|-)(?:{_LENGTHS})\b)"
_AMOUNT: Final = rf"(?:{_FIGURE}{_MAGNITUDE}?{_UNITS}?)"
_VALUE: Final = re.compile(
    rf"""
    (?: half[-\s]+(?:an?[-\s]+)?(?:{_LENGTHS}|dozen|{_SCALE})\b
      | (?:{_ONES}|a)[-\s]+(?:and\s+a\s+)?(?:{_FRACTION_NAMES})\b(?!\s+(?:{_LENGTHS})\b)
        (?:[-\s]+(?:{_LENGTHS})\b)?
      | (?:{_FIGURE})\s+out\s+of\s+(?:every\s+)?(?:{_SIGN}\s?)?{_FIGURE}
        (?![-\s]+(?:{_LENGTHS}))(?=\W|$)(?!\s?%)
      | (?:{_SMALL}|[0-9]{{1,2}})\s+in\s+(?:every\s+)?(?:{_SMALL}|[0-9]{{1,3}}(?![0-9]|,[0-9]))
        (?![-\s]+(?:{_LENGTHS}))(?=\W|$)(?!\s?%|\.[0-9])
      | {_AMOUNT}(?:\s?[–—-]\s?|\s+to\s+|\s+or\s+)(?:{_SIGN}\s?)?{_AMOUNT}
      | {_FIGURE}\s+(?:{_LENGTHS})(?:,?\s+(?:and\s+)?{_FIGURE}\s+(?:{_LENGTHS})\b)
      | {_AMOUNT}
      | (?:tens|dozens|hundreds|thousands|millions|billions)
        (?:\s+of\s+(?:dozens|hundreds|thousands|millions|billions))?\b
      | a[-\s]+(?:hundred|{_SCALE}|dozen)\b{_UNITS}?
      | twice\b | thrice\b | doubled\b | tripled\b | quadrupled\b | [a-z]{{3,9}}fold\b
      | half\b
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_CLOCK: Final = re.compile(
    r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\.[0-9]+)?(?:\s?[ap]\.?m\b\.?)?", re.IGNORECASE
)
_SIGN_BEFORE: Final = re.compile(rf"(?:{_SIGN})\s?$")
_ORDINAL_WORDS: Final = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth"
    "|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth"
    "|fortieth|fiftieth|sixtieth|seventieth|eightieth|ninetieth|hundredth|thousandth|millionth"
)
_ORDINAL: Final = re.compile(
    rf"(?:[0-9]{{1,3}}(?:,[0-9]{{3}})*|[0-9]+)(?:st|nd|rd|th)\b"
    rf"|(?:(?:{_TENS})-)?(?:{_ORDINAL_WORDS})\b",
    re.IGNORECASE,
)
_UNRANKED: Final = frozenset(
    _words("hand class rate party person lady ladies name names aid degree generation and of")
)
"""Words after which an ordinal does not rank: "third-party", "first of all", "first and"."""

_MONTHS: Final = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
)
_SHORT_MONTHS: Final = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
_MONTH: Final = rf"(?:(?:{_MONTHS})\b|{_SHORT_MONTHS})"
_YEAR: Final = r"(?:1[0-9]{3}|20[0-9]{2})"
_DAY: Final = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?![0-9,]*[0-9])"
_PART: Final = r"(?:(?:early|mid|late)[-\s]+)"
_RANGE: Final = r"\s?(?:[–—-]|to|through|until)\s?"
_TO_DAY: Final = r"(?:\s?[–—-]\s?|\s+(?:to|until|through)\s+)"
_DAYS: Final = re.compile(
    rf"(?P<month>{_MONTHS})\s+(?P<first>{_DAY}){_TO_DAY}(?P<last>{_DAY}),?\s+(?P<year>{_YEAR})"
    rf"|(?P<first_>{_DAY}){_TO_DAY}(?P<last_>{_DAY})\s+(?:of\s+)?(?P<month_>{_MONTHS}),?\s+"
    rf"(?P<year_>{_YEAR})"
)
_DATE: Final = re.compile(
    rf"""
    (?: [0-9]{{4}}-[01][0-9](?:-[0-3][0-9])?(?![\w-])
      | [0-9]{{1,2}}(?P<dot>[/.])[0-9]{{1,2}}(?P=dot)(?:[0-9]{{4}}|[0-9]{{2}})(?![\w./])
      | {_PART}?{_MONTH}\s+{_DAY}(?:{_TO_DAY}{_DAY}\b(?!\s+[a-z]))?(?:,?\s+{_YEAR}\b)?
      | {_DAY}(?:{_TO_DAY}{_DAY})?\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR}\b)?
      | {_PART}?{_MONTH}{_RANGE}{_MONTH},?\s+{_YEAR}\b
      | {_PART}?{_MONTH},?\s+(?:of\s+)?{_YEAR}\b
      | (?:Q[1-4]|H[12]|(?:first|second|third|fourth|last)[-\s]+(?:quarter|half))
        (?:\s+(?:of\s+)?(?:fiscal\s+|FY\s?)?(?:year\s+)?['’]?(?:{_YEAR}|[0-9]{{2}})\b)
      | (?:FY|fiscal(?:\s+year)?)\s?['’]?(?:{_YEAR}(?:[/–-][0-9]{{2,4}})?|[0-9]{{2}})\b
      | {_PART}?(?:spring|summer|autumn|fall|winter)(?:\s+of)?\s+{_YEAR}\b
      | {_PART}?(?:to[-\s]+(?:mid|late)[-\s]+)?(?:1[0-9]|20)[0-9]0['’]?s\b
      | (?:{_PART})?(?:[0-9]{{1,2}}(?:st|nd|rd|th)|(?:twenty-)?(?:{_ORDINAL_WORDS}))[-\s]+
        (?:century|centuries|millennium)\b
      | (?<=['’])[2-9]0s\b
      | [0-9]{{1,4}}\s?(?:BCE?|CE|AD)\b
      | {_YEAR}(?![0-9])\s?[–—/-]\s?(?:{_YEAR}|[0-9]{{2}})(?![\w%]|[.,][0-9])
      | {_PART}?{_YEAR}(?![0-9])(?:\s+(?:to|through|until)\s+{_YEAR}(?![0-9]))?
    )
    """,
    re.VERBOSE,
)
_BARE_YEAR: Final = re.compile(_YEAR)
_NOT_A_YEAR: Final = re.compile(
    rf"[0-9]|[.,][0-9]|\s?[%‰°]|[-\s]+(?:per[-\s]?cents?|{_SCALE}|hundred|dozen)\b"
    rf"|\s+(?:{_LENGTHS})\b|\s?(?:km|kg|cm|mm|mi|ft|lbs?|MW|GW|kWh|GB|MB|ha)\b|{_COINS}|[A-Za-z]",
    re.IGNORECASE,
)
_THINGS: Final = re.compile(r"\s+(?:[a-z]+\s+)?(?:[a-z]+s|people|men|women|children)\b")
_MONTH_ALONE: Final = re.compile(rf"(?:{_MONTHS})\b")
_BEFORE_MONTH: Final = frozenset(
    _words(
        "in since by until till from during of late early mid last next through this each every to"
    )
)
_NAMED: Final = re.compile(
    r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.]+|\[[0-9]+(?:\s?[,–-]\s?[0-9]+)*\]"
    r"|[0-9]+(?:\.[0-9]+){2,}|[0-9]+\([a-z0-9]\)(?:\([a-z0-9]+\))*|24/7\b"
    r"|[0-9]+\.(?:png|jpe?g|gif|svg|pdf|html?|txt|docx?|xlsx?|csv)\b"
    r"|\+[0-9][0-9()\s-]{7,}[0-9]|(?:ISBN|ISSN|DOI|PMID)\b[-:\s0-9X./]*"
)
"""What holds digits and is no figure: addresses, notes, versions, paragraphs of a law."""
_JOINED_LETTERS: Final = re.compile(r"[A-Za-z_]+")
_JOINED_UNITS: Final = frozenset(
    _words(
        "k m b bn mn tn mln bln trn km m cm mm kg g mg lb lbs oz ft in mi mph kmh ha l ml kw "
        "mw gw kwh mwh gwh tb gb mb kb hz mhz ghz hrs hr h min mins sec s yr yrs x p c f am "
        "pm st nd rd th pt px pp acre acres"
    )
)
_JOINING: Final = re.compile(r"[A-Z][A-Za-z]*-?$")
_BOUNDS: Final = (
    "more than,over,above,in excess of,greater than,exceeding,north of,higher than,larger than"
    ",longer than,older than,beyond,upward of,well over,well above,far more than,at least"
    ",no fewer than,no less than,not fewer than,not less than,a minimum of,minimum of,upwards of"
    ",as few as,as little as,less than,under,below,fewer than,lower than,smaller than,shorter than"
    ",younger than,well under,well below,far fewer than,far less than,up to,at most,no more than"
    ",not more than,a maximum of,maximum of,within,as many as,as much as,no greater than"
    ",no longer than,not exceeding,exactly,precisely,between,from,up,down,rose,fell,grew"
    ",an additional,a further,another"
)
_HEDGING: Final = frozenset(
    {hedge.words for hedge in DEFAULT_HEDGES if not hedge.after and hedge.words[0].isalpha()}
    | set(_BOUNDS.split(","))
)
_QUIET: Final = frozenset(
    "up down rose fell grew from between another|an additional|a further".replace("|", " ").split()
) | {"an additional", "a further"}
"""Words that are taken along and are no hedge."""
_LONGEST_HEDGE: Final = max(len(words.split()) for words in _HEDGING)
_AFTER: Final = re.compile(
    r"\s?\+(?!\w)|\s+(?:or\s+(?:more|less|fewer|over|above|under|below|older|younger|longer|shorter"
    r"|higher|lower|greater|so|thereabouts)|and\s+(?:more|over|above|up|older|under|below|younger))\b"
    r"|[-\s]odd\b",
    re.IGNORECASE,
)
_AND: Final = re.compile(rf"\s+and\s+(?:{_SIGN}\s?)?", re.IGNORECASE)
_AMOUNT_AT: Final = re.compile(_AMOUNT, re.IGNORECASE)
_YEAR_AT: Final = re.compile(rf"(?:{_MONTH}\s+)?{_YEAR}(?![0-9])")

_TOKEN: Final = re.compile(r"[0-9]|[^\W\d_]+")
_WORDS_BEFORE: Final = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")

_STARTS: Final = frozenset(
    f"{_ONES}|{_TEENS}|{_TENS}|zero|half|tens|dozens|hundreds|thousands|millions|billions"
    "|hundred|thousand|million|billion|dozen|twice|thrice|doubled|tripled|quadrupled"
    f"|{_ORDINAL_WORDS}|quarter|fiscal|early|mid|late|spring|summer|autumn|fall|winter|q|h|fy"
    f"|{_MONTHS.lower()}|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|isbn|issn|doi|pmid"
    "|https|http|www|last".split("|")
)


def _figures(text: str, block: Block) -> Iterator[Checkable]:
    """The figures and dates of a block, in order, none over another."""
    done = block.start
    for token in _TOKEN.finditer(text, block.start, block.end):
        at = token.start()
        if at < done:
            continue
        word = token.group().lower()
        if not word[0].isdigit() and word not in _STARTS and not word.endswith("fold"):
            continue
        found, after = _at(text, at, word, done, block)
        done = max(done, after)
        if found is not None:
            yield found


def _at(text: str, at: int, word: str, since: int, block: Block) -> tuple[Checkable | None, int]:
    """What begins at a word or a digit, and where to go on."""
    end = block.end
    digit = word[0].isdigit()
    low = at - 1 if at > since and text[at - 1] in "[+" else at
    named = _NAMED.match(text, low, end)
    if named:
        return None, named.end()
    if digit and _JOINING.search(text, max(since, at - 12), at) and _money(text, at, since) is None:
        kept = re.compile(r"(?:Q|H|FY)$").search(text, max(since, at - 2), at)
        if kept is None:  # the number of a model, a form or a room
            return None, re.compile(r"[\w-]*(?:\.[0-9]+)*").match(text, at, end).end()  # type: ignore[union-attr]
    date = _date(text, at, word, since, block)
    if date is not None:
        return date, date.end
    ordinal = _ordinal(text, at, word, since, block)
    if ordinal is not None:
        return ordinal if ordinal.words else None, ordinal.end
    if digit:
        clock = _CLOCK.match(text, at, end)
        if clock:
            return _made("number", text, at, clock.end()), clock.end()
    return _figure(text, at, word, since, block)


def _made(sort: str, text: str, start: int, end: int, **more: object) -> Checkable:
    core = more.pop("core", (start, end))
    return Checkable(sort=sort, start=start, end=end, words=text[start:end], core=core, **more)  # type: ignore[arg-type]


def _money(text: str, at: int, since: int) -> int | None:
    """Where the sign of a currency before a figure begins; none where there is none."""
    match = _SIGN_BEFORE.search(text, max(since, at - 8), at)
    if match is None:
        return None
    start = match.start()
    if start > since and text[start].isalpha() and text[start - 1].isalnum():
        sign = next(index for index in range(start, at) if not text[index].isalpha())
        return None if text[sign].isspace() else sign
    return start


def _hedge(text: str, at: int, since: int) -> tuple[int, str]:
    """Where the hedge or the bound before a figure begins, and what it says."""
    start = at
    if start - 1 >= since and text[start - 1] in "~≈<>≤≥":
        return start - 1, text[start - 1]
    low = max(since, at - 48)
    words = [
        match
        for match in _WORDS_BEFORE.finditer(text, low, at)
        if low == since or match.start() > low
    ][-_LONGEST_HEDGE:]
    if not words or text[words[-1].end() : at].strip(" \t\r\n\u00a0"):
        return at, ""
    for index in range(len(words)):
        gaps = (
            text[one.end() : two.start()]
            for one, two in zip(words[index:], words[index + 1 :], strict=False)
        )
        if any(gap.strip() for gap in gaps):
            continue
        said = " ".join(match.group().lower() for match in words[index:])
        if said in _HEDGING:
            return words[index].start(), said
        if said.startswith(("the ", "a ", "an ")):
            continue
    return at, ""


def _date(text: str, at: int, word: str, since: int, block: Block) -> Checkable | None:
    end = block.end
    match = _DATE.match(text, at, end)
    if match is None:
        alone = _MONTH_ALONE.match(text, at, end) if word in _MONTH_WORDS else None
        if alone is None:
            return None
        before = _WORDS_BEFORE.findall(text, max(since, at - 12), at)
        if not before or before[-1].lower() not in _BEFORE_MONTH:
            return None
        return _made("date", text, at, alone.end())
    start, stop = match.span()
    if word[0].isdigit() and _money(text, at, since) is not None:
        return None
    if start > block.start and text[start - 1] in ".,-" and text[start - 2 : start - 1].isdigit():
        return None
    while text[stop - 1] in " \t\r\n":
        stop -= 1
    if _BARE_YEAR.fullmatch(text, start, stop):
        if _NOT_A_YEAR.match(text, stop, end):
            return None
        _, said = _hedge(text, at, since)
        if (
            said
            and said not in {"from", "between", "circa", "c.", "ca.", "c", "ca"}
            and (said not in {"about", "around", "within"} or _THINGS.match(text, stop, end))
        ):
            return None
        opened = _OPENS_YEARS.search(text, max(since, at - 10), at)
        joined = _JOINS_YEARS.match(text, stop, end) if opened else None
        second = _YEAR_AT.match(text, joined.end(), end) if joined else None
        if opened and second:
            time = written_time(text[start : second.end()])
            return _made(
                "date", text, opened.start(), second.end(), core=(start, second.end()), time=time
            )
    return _made("date", text, start, stop, time=written_time(text[start:stop]))


_OPENS_YEARS: Final = re.compile(r"\b(?:between|from)\s+$", re.IGNORECASE)
_JOINS_YEARS: Final = re.compile(r"\s+(?:and|to|until|through)\s+")
_MONTH_WORDS: Final = frozenset(_MONTHS.lower().split("|"))
_YEARS: Final = re.compile(
    rf"(?:(?:between|from) )?({_YEAR})\s*(?:[–—/-]|to|and|through|until)\s*({_YEAR}|[0-9]{{2}})",
    re.IGNORECASE,
)


_YEARLESS: Final = re.compile(
    rf"(?P<m>{_MONTHS}) (?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?"
    rf"|(?P<e>[0-9]{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<n>{_MONTHS})"
)


def days_of(words: str) -> str:
    """The EDTF of the days from one to another of a month: `14 to 16 November 2023`.

    Nothing where the words are none, or the days do not come in that order.
    """
    match = _DAYS.fullmatch(words)
    if match is None:
        return ""
    found = {name.rstrip("_"): text for name, text in match.groupdict().items() if text}
    days = [int(re.sub(r"\D", "", found[name])) for name in ("first", "last")]
    month = f"{found['year']}-{_MONTHS.split('|').index(found['month']) + 1:02d}"
    made = "/".join(f"{month}-{day:02d}" for day in days)
    try:
        read_time(made)
    except UnreadableTimeError:
        return ""
    return made if days[0] < days[1] else ""


def written_time(words: str) -> str:
    """A date as EDTF where that says the same, otherwise as printed; nothing where unreadable.

    `March 29, 2003` is `2003-03-29`, `early 2000s` stays.
    """
    plain = " ".join(words.split())
    years = _YEARS.fullmatch(plain)
    if years:
        last = years[2] if len(years[2]) == 4 else years[1][:2] + years[2]
        return f"{years[1]}/{last}" if last > years[1] else ""
    days = days_of(plain)
    if days:
        return days
    yearless = _YEARLESS.fullmatch(plain)
    if yearless:
        month = _MONTHS.split("|").index(yearless["m"] or yearless["n"]) + 1
        plain = f"XXXX-{month:02d}-{int(yearless['d'] or yearless['e']):02d}"
    try:
        time = read_time(plain)
    except UnreadableTimeError:
        return ""
    if time.earliest is None or time.latest is None or not time.whole or "~" in plain:
        return plain
    first, last_day = date_of(time.earliest), date_of(time.latest)
    if first == last_day:
        return f"{first[0]:04d}-{first[1]:02d}-{first[2]:02d}"
    after = date_of(time.latest + 1)
    if first[2] == 1 and after[2] == 1 and first[0] == last_day[0]:
        if first[1] == last_day[1]:
            return f"{first[0]:04d}-{first[1]:02d}"
        if (first[1], last_day[1]) == (1, 12):
            return f"{first[0]:04d}"
    return plain


def _ordinal(text: str, at: int, word: str, since: int, block: Block) -> Checkable | None:
    """An ordinal; one without words where an ordinal is no rank and is to be passed over."""
    match = _ORDINAL.match(text, at, block.end)
    if match is None:
        return None
    start, stop = match.span()
    before = _WORDS_BEFORE.findall(text, max(since, at - 12), at)
    last = before[-1].lower() if before else ""
    following = re.compile(r"[-\s]+([^\W\d_]+)").match(text, stop, block.end)
    after = following[1].lower() if following else ""
    share = word in {"third", "fourth", "fifth", "sixth", "tenth"} and last in {"a", "one"}
    if share and after in {"of", ""}:
        first = text.rindex(before[-1], max(0, at - 12), at)
        return _made("share", text, first, stop)
    bare = not word[0].isdigit()
    if bare and (after in _UNRANKED or last in {"at", "every", "split", "per"}):
        return Checkable(sort="ordinal", start=start, end=stop, words="", core=(start, stop))
    if bare and not after and text[stop : stop + 1] in {",", ";"}:
        return Checkable(sort="ordinal", start=start, end=stop, words="", core=(start, stop))
    return _made("ordinal", text, start, stop)


_ONE_OF: Final = re.compile(
    r"\s+(?:of|another|can|could|may|might|must|should|would|who|whose|that|is|was|has|had|such)\b"
    r"|['’]s\b|-(?:time|off|way|sided|on)\b",
    re.IGNORECASE,
)
_NO_ONE: Final = frozenset(
    _words("no any each every this that which another the some either neither as")
)


def _figure(
    text: str, at: int, word: str, since: int, block: Block
) -> tuple[Checkable | None, int]:
    end = block.end
    if word in {"hundred", "thousand", "million", "billion", "dozen", "quarter"}:
        opened = re.compile(r"\b(?:a|the)[-\s]+$", re.IGNORECASE).search(
            text, max(since, at - 5), at
        )
        if opened is None or (word == "quarter" and not text.startswith(" of", at + len(word))):
            return None, at + len(word)
        start = opened.start()
        if text[start] in "aA":
            at = start
    match = _VALUE.match(text, at, end)
    if match is None and word == "quarter":
        return _made("share", text, at, at + 9), at + 9
    if match is None:
        return None, at + len(word)
    start, stop = match.span()
    if word == "half":
        before = _WORDS_BEFORE.findall(text, max(since, at - 12), at)
        last = before[-1].lower() if before else ""
        joined = text[stop : stop + 1] == "-"
        if (stop - start == 4 and joined) or last in {"first", "second", "latter", "other", "last"}:
            return None, stop
        if stop - start == 4 and last == "a" and before[-2:-1] == ["and"]:  # "a year and a half"
            return None, stop
    if word[0].isdigit():
        letters = _JOINED_LETTERS.match(text, stop, end)
        if letters and text[stop - 1].isdigit():
            unit = letters.group()
            if unit.lower() not in _JOINED_UNITS or unit in {"G", "H", "P", "S", "X"}:
                return None, letters.end()
            stop = letters.end()
        elif stop < end and text[stop].isalpha() and text[stop - 1].isalpha():
            letters = _JOINED_LETTERS.match(text, stop, end)
            return None, letters.end() if letters else stop
    if word == "one" and match.group().lower() == "one":
        before = _WORDS_BEFORE.findall(text, max(since, at - 12), at)
        if (before and before[-1].lower() in _NO_ONE) or _ONE_OF.match(text, stop, end):
            return None, stop
    sign = _money(text, start, since) if word[0].isdigit() else None
    if sign is not None:
        start = sign
    elif start > since and text[start - 1] in "-−–" and word[0].isdigit():
        free = start - 1 == block.start or text[start - 2] in " (\t\n\u00a0"
        start -= free
    low, said = _hedge(text, start, since)
    high = stop
    if said == "between":
        joined_by = _AND.match(text, stop, end)
        second = _AMOUNT_AT.match(text, joined_by.end(), end) if joined_by else None
        if second:
            stop = high = second.end()
        else:
            low, said = start, ""
    elif after := _AFTER.match(text, stop, end):
        high = after.end()
    for first, last_ in dict.fromkeys(((low, high), (start, high), (low, stop), (start, stop))):
        reading = _read(text[first:last_])
        if reading is None or reading.noun.count(" ") > 2:
            continue
        hedged = (first < start and said not in _QUIET) or last_ > stop
        if first < start and said in _QUIET and said != "between":
            first = start  # noqa: PLW2901 - "another 20" is 20, and "up 5%" is read so
        sort = _SORT_OF.get(reading.kind, reading.kind)
        core = (start, stop) if said != "between" else (first, stop)
        return _made(sort, text, first, last_, core=core, hedged=hedged), last_
    return _made("number", text, start, stop), stop


# --- names ---------------------------------------------------------------------------------------

_NAME_TOKEN: Final = re.compile(
    r"(?:[^\W\d_]\.){2,}|[^\W\d_]\w*(?:['’]\w+|-[^\W\d_a-z]\w*(?!\.\w)|-[0-9]+(?:\.[0-9]+)*)*"
    r"|[0-9]\w*"
)
_SHARED: Final = re.compile(
    r"(?:(?:wo)?men|children|people|girls|boys|mothers|workers|veterans|farmers|teachers|students)"
    r"['’]s?",
    re.IGNORECASE,
)
"""Genitives that stand inside names: "Women's Day"."""
_LINKS: Final = frozenset(
    _words("of the for de du des del della da dos la le les van von der den al bin ibn y e di")
)
_PLAIN: Final = frozenset(
    _words(
        "a an and are as at be but by can did do does for from had has have he her here his "
        "how i if in into is it its just may me more most my no nor not now of on once only "
        "or other our over per she since so some such than that the their them then there "
        "these they this those though through thus to too under until up upon us was we were "
        "what when where which while who whom whose why will with within without would yes "
        "yet you your about above after again against all almost along already also although "
        "always among amid another any around because become before being below between "
        "beyond both cannot could despite down during each either else even ever every few "
        "first second third finally following former formerly further furthermore half hence "
        "however indeed instead last later latter least less like many meanwhile might "
        "moreover much must near nearly neither never nevertheless next none nonetheless "
        "nothing often one two three four five six seven eight nine ten off out own overall "
        "perhaps please quite rather same several should similarly sometimes soon still "
        "subsequently then therefore today together toward towards twice unlike unless "
        "usually various very via whatever whenever whereas whether yesterday additionally "
        "according based given including initially recently originally currently eventually "
        "section chapter page figure table note see total average"
    )
)
_CALENDAR: Final = frozenset(
    f"{_MONTHS.lower()}|monday|tuesday|wednesday|thursday|friday|saturday|sunday".split("|")
)
_TITLES: Final = frozenset(
    _words(
        "ceo cfo coo cto president presidents chairman chairwoman chair director mr mrs ms dr "
        "prof professor sir lady lord dame madam minister secretary governor senator judge "
        "chief general captain mayor king queen prince princess pope father sister brother"
    )
)


@attrs.frozen
class _Known:
    """How the document itself writes its words: in small letters, or with capitals."""

    small: frozenset[str]
    large: frozenset[str]

    @classmethod
    def of(cls, text: str) -> _Known:
        small: set[str] = set()
        large: set[str] = set()
        small.update(re.findall(r"(?<![\w.])[^\W\d_A-Z][\w]*", text))
        # A capital after a small letter or a comma is no beginning of a sentence.
        large.update(re.findall(r"(?<=[a-z,;] )[A-Z][\w]*(?:[’'-][\w]+)*", text))
        return cls(frozenset(small), frozenset(large))


def _names(
    text: str, block: Block, known: _Known, figures: Sequence[Checkable]
) -> Iterator[Checkable]:
    """The names of a block: runs of words with capitals."""
    starts = [one.start for one in figures]
    ends = [one.end for one in figures]
    for begin, finish in sentences(text, block.start, block.end):
        run: list[re.Match[str]] = []
        link: list[re.Match[str]] = []
        last = begin
        for token in _NAME_TOKEN.finditer(text, begin, finish):
            word = token.group()
            gap = text[last : token.start()]
            index = bisect_right(starts, token.start()) - 1
            taken = index >= 0 and token.start() < ends[index]
            capital = word[0].isupper() and not taken and word != "I"
            joined = gap in {" ", "\u00a0", "-"} or (
                gap in {". ", " & ", "\n", "\r\n", ".\u00a0"} and (gap[0] != "." or _initial(run))
            )
            if joined and run and run[-1].group().endswith(".") and word.lower() in _PLAIN:
                joined = False  # "D.C. It was" are two sentences
            if run and not joined:
                yield from _name(text, run, known, begin, opening=run[0].start() == begin)
                run, link = [], []
            if capital or (run and not link and word[0].isdigit() and gap == "-"):
                run += [*link, token]
                link = []
                if word[-2:] in {"'s", "’s"} and not _SHARED.fullmatch(word):
                    yield from _name(text, run, known, begin, opening=run[0].start() == begin)
                    run = []
            elif run and word in _LINKS and len(link) < 2 and (link or word != "the"):
                link.append(token)
            elif run:
                yield from _name(text, run, known, begin, opening=run[0].start() == begin)
                run, link = [], []
            last = token.end()
        if run:
            yield from _name(text, run, known, begin, opening=run[0].start() == begin)


def _initial(run: list[re.Match[str]]) -> bool:
    """True where the point after the last word of a run belongs to it: `W.`, `Dr.`, `St.`."""
    if not run:
        return False
    word = run[-1].group()
    return len(word) == 1 or word.lower() in _SHORTENED


def _name(
    text: str, run: list[re.Match[str]], known: _Known, start_of: int, *, opening: bool
) -> Iterator[Checkable]:
    """The name that a run makes, if it makes one."""
    words = list(run)
    before = text[max(start_of, words[0].start() - 2) : words[0].start()].strip()
    opening = opening or before[-1:] in {"“", '"', "‘", ":", "•"}
    while words and words[0].group().lower() in _PLAIN and not words[0].group().isupper():
        words.pop(0)
        opening = False if words else opening
    while words and words[0].group() in _LINKS:
        words.pop(0)
    if not words:
        return
    first = words[0].group()
    base = re.sub(r"['’]s$", "", first)
    if opening and words[0] is run[0] and not _peculiar(base):
        if base.lower() in known.small and base not in known.large:
            words.pop(0)
        elif len(words) == 1 and base not in known.large:
            return
    while words and words[0].group() in _LINKS:
        words.pop(0)
    if not words:
        return
    if (
        text[words[-1].end() : words[-1].end() + 1] == ":"
        and not text[start_of : words[0].start()].strip()
    ):
        return  # the label of an item: "Founder: …"
    if len(words) == 1:
        alone = re.sub(r"['’]s$", "", words[0].group()).lower()
        if alone in known.small and not _peculiar(words[0].group()):
            return
        if alone in _CALENDAR or alone in _TITLES or alone in _PLAIN or len(alone) == 1:
            return
    start, end = words[0].start(), words[-1].end()
    stop = end - len(re.search(r"(?:['’]s)?$", text[start:end]).group())  # type: ignore[union-attr]
    if all(word.group().lower() in _CALENDAR or word.group().isdigit() for word in words):
        return
    yield _made("name", text, start, stop)


def _peculiar(word: str) -> bool:
    """True for a word that is a name wherever it stands: `IJM`, `McDonald`."""
    return len(word) > 1 and any(c.isupper() for c in word[1:])


# --- lists ---------------------------------------------------------------------------------------

_UPPER: Final = r"[^\W\d_a-zà-öø-ÿ]"
_PROPER: Final = (
    rf"(?:the\s+)?{_UPPER}[\w.&'’]*(?:(?:\s+(?:of|for|de|the|of\s+the)\s+|[-\s]+){_UPPER}[\w.&'’]*)*"
    r"(?:\s+\([^()]{1,60}\))?"
)
_PROPER_SERIES: Final = re.compile(rf"{_PROPER}(?:,\s+{_PROPER})*,?\s+(?:and|or|&)\s+{_PROPER}")
_PROPER_ITEM: Final = re.compile(_PROPER)
_OPENERS: Final = re.compile(
    r":\s+|\((?=[^()]*[;,])|\b(?:including|includes?|included|namely|such\s+as|comprising"
    r"|consisting\s+of)\s+",
    re.IGNORECASE,
)
_TWO: Final = re.compile(r"\s+(?:and|or|&)\s+", re.IGNORECASE)
_CLOSES: Final = re.compile(r"[():]|\s[–—]\s|\.\s|[.!?;]$")
_LONGEST_ITEM: Final = 8
_LONGEST_OF_TWO: Final = 4
_NO_ITEM: Final = frozenset(
    _words(
        "is are was were be been has have had do does did will would who which that because "
        "but if as when where while after before since so then it they he she we this these "
        "to"
    )
)
"""Words that begin no item of a list, but a clause."""
_VERB: Final = re.compile(
    r"\s+(?:is|are|was|were|has|have|had|did|does|do|will|would|can|could|may|might|must|who|which"
    r"|that|because|while|when|where|after|before|since|so)\b"
)
_FAR: Final = 60
"""How many characters may stand between a count and the list that it announces."""


def _lists(text: str, block: Block, figures: Sequence[Checkable]) -> Iterator[Checkable]:
    """The lists of a block that a count, a colon, a bracket or a word announces."""
    counts = [one for one in figures if one.sort == "number"]
    starts = [one.start for one in counts]
    for begin, finish in sentences(text, block.start, block.end):
        done = begin
        found: list[tuple[int, list[tuple[int, int]]]] = []
        for opener in _OPENERS.finditer(text, begin, finish):
            if opener.start() < done:
                continue
            bracket = opener.group().startswith("(")
            inner = _OPENERS.search(text, opener.end() + 1, finish)
            until = inner.start() if inner else finish
            items = _items(text, opener.end(), until, bracket=bracket)
            if items:
                found.append((opener.start(), items))
                done = items[-1][1]
        inside = counts[bisect_left(starts, begin) : bisect_left(starts, finish)]
        for index, one in enumerate(inside):
            until = inside[index + 1].start if index + 1 < len(inside) else finish
            if until - one.end > 2000:
                until = one.end + 2000
            for series in _PROPER_SERIES.finditer(text, one.end, until):
                if series.start() - one.end > _FAR or "," in text[one.end : series.start()]:
                    break
                if any(
                    items[0][0] < series.end() and series.start() < items[-1][1]
                    for _, items in found
                ):
                    break
                items = _proper_items(text, series)
                if len(items) > 1:
                    found.append((series.start(), items))
                break
        for opened, items in sorted(found):
            near = [one for one in inside if one.end <= opened and opened - one.end <= 2 * _FAR]
            if len(items) == 2 and text[opened] == ":" and not near:
                continue  # rather a title with its second line than a list
            start, end = items[0][0], items[-1][1]
            yield _made(
                "list",
                text,
                start,
                end,
                members=tuple(items),
                count=near[-1].core if near else None,
            )


def _items(text: str, at: int, finish: int, *, bracket: bool) -> list[tuple[int, int]]:
    """The items that a series begins with; none where there are not at least two."""
    end = min(finish, at + 2000)
    if bracket:
        closed = text.find(")", at, end)
        end = closed if closed >= 0 else end
    sign = ";" if text.find(";", at, end) >= 0 else ","
    items: list[tuple[int, int]] = []
    start = at
    last = False
    while start < end and not last:
        stop = text.find(sign, start, end)
        last = stop < 0
        stop = end if last else stop
        low, high = start, stop
        match = re.compile(r"\s*(?:(?:and|or|&)\s+)?").match(text, low, high)
        joined = bool(match and match.group().strip())
        low = match.end() if match else low
        if last and not bracket:
            closes = _CLOSES.search(text, low, high)
            high = closes.start() if closes else high
        # "A, B and C": the last comma is often left out.
        two = None if joined or not (last or sign == ",") else _TWO.search(text, low, high)
        if two and items and len(text[two.end() : high].split()) <= 12:
            items.append((low, two.start()))
            low, last = two.end(), True
        elif two and last and not items:
            items.append((low, two.start()))
            low = two.end()
        low, high = _tight(text, low, high)
        if last or joined:
            verb = _VERB.search(text, low, high)
            high = verb.start() if verb and verb.start() > low else high
        proper = _PROPER_ITEM.match(text, low, high)
        if (last or joined) and proper and items and text[items[0][0]].isupper():
            high = proper.end()
        if low >= high:
            break
        if len(text[low:high].split()) > _LONGEST_ITEM:
            if (last or joined) and len(items) > 1:
                items.append((low, _few_words(text, low, high)))
            break
        items.append((low, high))
        if joined:
            break
        start = stop + 1
    items = [_tight(text, *item) for item in items]
    if len(items) < 2 or any(low >= high for low, high in items):
        return []
    most = _LONGEST_ITEM if len(items) > 2 else _LONGEST_OF_TWO
    for low, high in items:
        words = text[low:high].split()
        if len(words) > most or words[0].lower() in _NO_ITEM:
            return []
    return items


def _few_words(text: str, low: int, high: int) -> int:
    words = list(re.finditer(r"\S+", text[low:high]))[:4]
    return low + words[-1].end()


def _tight(text: str, low: int, high: int) -> tuple[int, int]:
    while low < high and (text[low].isspace() or text[low] in "“\"'‘"):
        low += 1
    while high > low and (text[high - 1].isspace() or text[high - 1] in ".,;:)\"”'’"):
        high -= 1
    return low, high


def _proper_items(text: str, series: re.Match[str]) -> list[tuple[int, int]]:
    return [_tight(text, *item.span()) for item in _PROPER_ITEM.finditer(text, *series.span())]


_BULLET: Final = re.compile(
    r"[ \t]*(?:>[ \t]*)*(?:[-*+•‣·–—#]+|\(?(?:[0-9]{1,3}|[a-z])[.)])[ \t]+(?:\*\*|__|\*|_|'''|'')?"
    r"|.*<li\b[^>]*>[ \t]*(?:<[^>]*>)*",
    re.IGNORECASE | re.DOTALL,
)


class _Bullets:
    """The lists whose items stand each on a line of its own."""

    def __init__(self, document: DocumentText) -> None:
        self._document = document

    def _is_item(self, block: Block) -> bool:
        source = self._document.source
        at = self._document.original(block.start)
        starts = source.starts
        line = starts[bisect_right(starts, at) - 1]
        if at - line > 400:
            line = at - 400
        return not block.heading and _BULLET.fullmatch(source.text, line, at) is not None

    def after(self, index: int) -> Iterator[Checkable]:
        """The list that the block of this index announces with a colon."""
        text, blocks = self._document.text, self._document.blocks
        block = blocks[index]
        if text[block.end - 1] != ":" or self._is_item(block):
            return
        items: list[tuple[int, int]] = []
        for item in blocks[index + 1 : index + 201]:
            if not self._is_item(item):
                break
            items.append((item.start, item.end))
        if len(items) > 1:
            start, end = items[0][0], items[-1][1]
            yield _made("list", text, start, end, members=tuple(items))


# --- what lies over what -------------------------------------------------------------------------


class Stretches(NamedTuple):
    """Stretches of a text, sorted and without overlap, to ask what lies in them."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, given: Sequence[tuple[int, int]]) -> Stretches:
        """The stretches as few as they can be; those that touch become one."""
        starts: list[int] = []
        ends: list[int] = []
        for start, end in sorted(given):
            if ends and start <= ends[-1]:
                ends[-1] = max(ends[-1], end)
            else:
                starts.append(start)
                ends.append(end)
        return cls(tuple(starts), tuple(ends))

    def cover(self, start: int, end: int) -> bool:
        """True where all from `start` up to `end` lies in one of them."""
        index = bisect_right(self.starts, start) - 1
        return index >= 0 and end <= self.ends[index]

    def touch(self, start: int, end: int) -> bool:
        """True where some of it does."""
        index = bisect_left(self.ends, start + 1)
        return index < len(self.starts) and self.starts[index] < end
