"""What a text that nobody has annotated seems to claim, as a draft of claims for its author.

Proposals, not knowledge: each one is marked for the author to confirm.
Offline and deterministic; a list is read for its commas and a noun for its ending, and what could
be read in two ways is left out or proposed alone, since a false alarm costs more than a miss.
Knows nothing of rules, and nothing of what the text is about.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, Final

import attrs

from ijmfacts.claims import (
    QUOTE_WORDS,
    AnyClaim,
    At,
    Breakdown,
    Event,
    Listing,
    Quantity,
    Role,
)
from ijmfacts.documents import WHOLE, DocumentText, document_of
from ijmfacts.dossier import Records
from ijmfacts.names import Names, fold
from ijmfacts.records import Document, Entity
from ijmfacts.spans import UNFIT
from ijmfacts.times import UnreadableTimeError, read_time
from ijmfacts.values import DEFAULT_HEDGES, UnreadableValueError, read_value, value_in_quote

NOTE: Final = "draft, confirm "
"""How the note of every proposal begins."""

LONGEST_SENTENCE: Final = 2_000
"""The most characters of a sentence that is looked at; a longer one is cut there."""

MOST_COUNTED: Final = 100
"""The largest count whose list is looked for."""


# --- Words -----------------------------------------------------------------------------------


def _listed(words: str) -> tuple[str, ...]:
    return tuple(words.split())


def _either(words: str) -> str:
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
_MONTHS: Final = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan.|Feb.|Mar.|Apr.|Jun.|Jul.|Aug.|Sept.|Sep.|Oct.|Nov.|Dec.|Jan|Feb|Mar|Apr|Jun|Jul|Aug"
    "|Sept|Sep|Oct|Nov|Dec"
)
_MONTH: Final = re.compile(_either(_MONTHS))
_MONTH_NUMBERS: Final = {
    name: number
    for number, name in enumerate(
        _listed("jan feb mar apr may jun jul aug sep oct nov dec"), start=1
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
_BEFORE: Final = rf"(?i:(?<![\w-]){_either(_BOUNDS + '|' + _HEDGES)}\s*(?:a\s+|an\s+|the\s+)?)"
_AFTER: Final = r"(?:\s+or\s+(?:more|fewer|less|so|older|younger|higher|greater)\b|\+(?!\w))"

_DIGITS: Final = (
    r"(?<![\w.,/$£€¥-])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[-\s]\d/\d)?(?![\w]|[.,]\d|/\d|°)"
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
_FIGURE: Final = rf"(?:(?:{_DIGITS}|{_WORDS}){_SCALE}*)"
_RANGE: Final = rf"(?:{_FIGURE}(?:\s?[–—-]\s?(?=\d)\d[\d,.]*\d(?![\w])|\s+to\s+{_FIGURE})?)"
_SIGN: Final = r"(?<![\w])(?:US|U\.S\.\s?|CA|C|AU|A|NZ|HK|S|NT|R)?[$£€¥₹]\s?"
_MONEY_FIGURE: Final = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?(?:{_SCALE}|\s?(?:bn|mn|tn|[kKmMbB])(?![\w]))?"
)
_CODES: Final = "USD|EUR|GBP|CHF|JPY|CAD|AUD|NZD|INR|CNY|SEK|NOK|DKK|KES|ZAR"
_COINS: Final = (
    "dollars|US dollars|euros|pounds sterling|yen|yuan|Canadian dollars|Australian dollars"
    "|New Zealand dollars|Swiss francs|baht|rand"
)
_PERCENT: Final = r"(?:\s?%|[-\s]percent(?:age\s+points?)?\b|[-\s]per\s+cent\b|\s+pct\b)"
_FRACTIONS: Final = (
    r"(?<![\w-])(?i:(?:one|two|three|four|five|seven|nine)[-\s](?:half|halves|thirds?|quarters?"
    r"|fourths?|fifths?|sixths?|eighths?|tenths?)(?!\w)|a\s+(?:third|quarter)(?=\s+of\b)"
    r"|half(?=\s+(?:of|the|its|their)\b)|one\s+in\s+(?:" + _SMALL + "))"
)
_PARTS: Final = r"(?:early|mid|late)[-\s]"
_YEAR: Final = r"(?<![\w.,/$£€¥#-])[12]\d{3}(?![\w]|[.,]\d|/\d|-\d)"

_DATES: Final = (
    ("iso", r"(?<![\w.,/-])[12]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\w-])"),
    (
        "monthfirst",
        rf"\b{_either(_MONTHS)}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,\s*|\s+)[12]\d{{3}}(?!\w)",
    ),
    (
        "dayfirst",
        rf"(?<![\w.,/-])\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_either(_MONTHS)},?\s+[12]\d{{3}}(?!\w)",
    ),
    ("month", rf"(?:\b{_PARTS})?\b{_either(_MONTHS)},?\s+(?:of\s+)?[12]\d{{3}}(?!\w)"),
    ("monthday", rf"\b{_either(_MONTHS)}\s+\d{{1,2}}(?:st|nd|rd|th)?(?![\w:,.]\d|\w|[–-]\d)"),
    ("daymonth", rf"(?<![\w.,/-])\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_either(_MONTHS)}(?!\w)"),
    (
        "season",
        r"\b(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)\s+(?:of\s+)?[12]\d{3}(?!\w)",
    ),
    ("decade", rf"(?:\b{_PARTS})?(?<!\w)[12]\d{{2}}0['’]?s\b"),
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
                    rf"|(?<!\w)(?:{_CODES})\s?{_MONEY_FIGURE}|(?:{_VAGUE_MONEY}|{_FIGURE})\s+{_either(_COINS)}\b){_AFTER}?"
                ),
            ),
            ("share", rf"{_BEFORE}?(?:{_RANGE}{_PERCENT}|{_FRACTIONS}){_AFTER}?"),
            (
                "duration",
                (
                    rf"{_BEFORE}?(?:{_RANGE}|(?<![\w-])(?:one|an?)(?=-))[-\s]"
                    rf"(?:{_either(_UNITS)})(?!\w)(?:\s+and\s+(?:a\s+half|{_FIGURE}\s+"
                    rf"(?:months|days|hours|minutes|seconds)\b))?"
                ),
            ),
            ("between", rf"\b[Bb]etween\s+{_FIGURE}\s+and\s+{_FIGURE}"),
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
    rf"|billions|{_SMALL}|{_TENS})\b",
    re.IGNORECASE,
)

_STOP: Final = frozenset(
    _listed(
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
    _listed(
        "people men women children police staff feet teeth mice geese oxen sheep fish deer cattle "
        "personnel alumni media data criteria phenomena species series aircraft crew dead wounded "
        "km kg cm mm sq mi lb ft m miles"
    )
)
_NO_PLURAL: Final = frozenset(
    _listed(
        "is was has as its his this us yes plus minus across various less previous famous serious "
        "religious indigenous numerous always perhaps thus versus news economics politics"
    )
)
_UNCOUNTED: Final = frozenset(
    _listed(
        "times points percent degrees miles kilometres kilometers km metres meters m feet ft "
        "inches tonnes tons kg pounds litres liters acres hectares years months days weeks hours "
        "minutes seconds votes dollars euros sq square mi cents barrels copies sides ways"
    )
)
_ABBREVIATIONS: Final = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Rev|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|St|Mt|Ft|Jr|Sr|Inc|Ltd|Corp"
    r"|Co|No|Nos|vs|etc|al|approx|ca|c|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Fig|Vol"
    r"|pp|p|e\.g|i\.e|cf)|\b[A-Z](?:\.[A-Z])*)\.$"
)
_SENTENCE_END: Final = re.compile(r"[.!?]['\"”’)\]]*(?=\s+[\"'“‘(\[]?[A-Z0-9])|\n")
_NAME_WORD: Final = r"[A-Z][\w’'&.-]*[\w]|[A-Z]\b"
_NAME: Final = re.compile(
    rf"(?:{_NAME_WORD})(?:\s+(?:(?:of|the|and|for|de|van|von|da|del|la|al)\s+(?:the\s+)?)?"
    rf"(?:{_NAME_WORD}))*"
)
_PERSON: Final = (
    r"(?<![\w’'-])[A-Z][a-zà-ÿ’'-]+"
    r"(?:\s+(?:[A-Z]\.|[A-Z][\wà-ÿ’'-]+|de|van|von|bin|al)){0,2}\s+[A-Z][\wà-ÿ’'-]+"
)
_COMMON: Final = frozenset(
    _listed(
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
_POSTS: Final = (
    "CEO|CFO|COO|CTO|chief executive officer|chief executive|chief financial officer"
    "|chief operating officer|chief technology officer|chief scientist|president|vice president"
    "|chairman|chairwoman|chairperson|chair|executive director|managing director|director"
    "|founder|co-founder|secretary general|secretary-general|general secretary|treasurer"
    "|prime minister|foreign minister|finance minister|governor|mayor|editor-in-chief"
    "|editor in chief|head coach|spokesman|spokeswoman|spokesperson|general counsel|ambassador"
    "|senator|attorney general|police chief|commissioner"
)
_POST: Final = (
    rf"(?P<post>(?:(?:[Ss]enior|[Ee]xecutive|[Dd]eputy|[Ff]ormer|[Vv]ice)\s+)*"
    rf"(?i:{_either(_POSTS)}))"
)
_ORGANIZATION: Final = (
    rf"(?P<org>(?:{_NAME_WORD})(?:\s+(?:(?:of|and|for)\s+(?:the\s+)?)?(?:{_NAME_WORD}))*)"
)
_OFFICES: Final = tuple(
    re.compile(pattern)
    for pattern in (
        (
            rf"(?P<person>{_PERSON}),\s+(?:the\s+|a\s+|its\s+|an\s+)?{_POST}\s+(?:of|at|for)\s+"
            rf"(?:the\s+)?{_ORGANIZATION}"
        ),
        (
            rf"(?P<person>{_PERSON})\s+(?:is|was|became|serves\s+as|served\s+as)\s+(?:the\s+|a\s+)?"
            rf"(?:current\s+)?{_POST}\s+(?:of|at)\s+(?:the\s+)?{_ORGANIZATION}"
        ),
        rf"(?<![\w’'.-])(?:{_ORGANIZATION}(?:['’]s)?\s+)?(?<!\w){_POST}\s+(?P<person>{_PERSON})",
        rf"(?P<person>{_PERSON}),\s+(?:the\s+|its\s+|then\s+)?{_POST}(?=[,.;)])",
    )
)
_FOUNDED: Final = re.compile(
    r"\b(?:was|were|been)?\s*(?P<verb>founded|established)\b(?P<mid>[^.;:]{0,60}?)"
    rf"\b(?:in|on)\s+(?P<when>(?:{_either(_MONTHS)}\s+(?:\d{{1,2}},?\s+)?)?[12]\d{{3}})(?!\w)"
    rf"(?:[^.;,]{{0,40}}?\bby\s+(?:[a-z]+\s+){{0,3}}(?P<by>{_PERSON}))?"
)
_BORN: Final = re.compile(
    rf"(?P<person>{_PERSON})\s*(?:\((?:born|b\.)\s+|\s(?:was\s+)?born\s+(?:on\s+|in\s+))"
    rf"(?P<when>(?:{_either(_MONTHS)}\s+\d{{1,2}},\s+|\d{{1,2}}\s+{_either(_MONTHS)}\s+"
    rf"|{_either(_MONTHS)}\s+)?[12]\d{{3}})(?!\w)"
)
_DIED: Final = re.compile(
    rf"(?P<person>{_PERSON})\s+died\s+(?:[a-z]+\s+){{0,3}}?(?:on|in)\s+"
    rf"(?P<when>(?:{_either(_MONTHS)}\s+\d{{1,2}},\s+|\d{{1,2}}\s+{_either(_MONTHS)}\s+"
    rf"|{_either(_MONTHS)}\s+)?[12]\d{{3}})(?!\w)"
)
_LIVED: Final = re.compile(
    rf"(?P<person>{_PERSON})\s*\((?P<born>[12]\d{{3}})\s?[–—-]\s?(?P<died>[12]\d{{3}})\)"
)

_CLAUSE: Final = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|do|does|did"
    r"|said|says|who|which|that|because|if|when|while|it|they|he|she|we|you|etc|respectively"
    r"|not|either|whether|there|then|I)\b|[!?“”\"=<>{}|@]"
)
_OPENING: Final = re.compile(r"\b(?:including|such as|among them|like|notably|especially|e\.g\.)\b")
_WHOLE_BEFORE: Final = re.compile(
    r"(?:\bout of|\bof|\ba total of|\ba combined|\bin total,?)\s+"
    r"(?:(?:the|its|their|a total of|all|these)\s+)*$",
    re.IGNORECASE,
)
_OTHER_BEFORE: Final = re.compile(
    r"\b(?:the|its|their|and)\s+(?:other|remaining|rest,)\s+$", re.IGNORECASE
)
_DIVIDED: Final = re.compile(
    r"\b(?:break(?:s|ing)?\s?down|broken down|breakdown|divided|split|composition"
    r"|comprised|comprises"
    r"|consists? of|consisting of|made up of|composed of|distribut(?:ed|ion)|as follows"
    r"|ethnic groups?|religions?|sources? of|came from|comes from|come from)\b",
    re.IGNORECASE,
)
_OTHER_PART: Final = re.compile(
    r"\b(?:other|others|rest|remaining|remainder|balance|unknown|undecided|unsure)\b", re.IGNORECASE
)
_REGIONS: Final = frozenset(
    _listed(
        "alabama alaska arizona arkansas california colorado connecticut delaware florida georgia "
        "hawaii idaho illinois indiana iowa kansas kentucky louisiana maine maryland "
        "massachusetts michigan minnesota mississippi missouri montana nebraska nevada ohio "
        "oklahoma oregon pennsylvania tennessee texas utah vermont virginia washington wisconsin "
        "wyoming ontario quebec alberta d.c. jr. sr. inc. ltd."
    )
)


# --- Text ------------------------------------------------------------------------------------


@attrs.frozen
class Passage:
    """Some lines of a text that belong together, as they stand there, and their section."""

    text: str
    line: int
    section: str = ""

    def line_at(self, offset: int) -> int:
        """The line of the document, from 1."""
        return self.line + self.text.count("\n", 0, offset)


_ITEM: Final = re.compile(r"\s*(?:[-*•+]|\d{1,3}[.)])\s+")


def passages(document: DocumentText) -> Iterator[Passage]:
    """The passages of a document: its paragraphs, items and cells, each with its section."""
    line, at = 1, 0
    for block in document.blocks:
        line += document.text.count("\n", at, block.start)
        at = block.start
        if not block.heading:
            words = document.text[block.start : block.end]
            section = document.section_at(block.start).name
            yield Passage(words, line, "" if section == WHOLE else section)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence of a passage begins and ends."""
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


# --- Spans -----------------------------------------------------------------------------------


@attrs.frozen(kw_only=True)
class Span:
    """Something that can be checked: offsets in the passage, what sort it is, and its noun.

    `value` is what is printed; `time` is the EDTF of a date.
    The noun is the words after the value (`noun_end` is where they end), or before an amount.
    """

    sort: str
    start: int
    end: int
    value: str
    time: str = ""
    noun: str = ""
    noun_end: int = 0

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
    if sort == "century":
        number = int(re.findall(r"\d+", words)[0])
        # Its early, middle and late part as the years of that third.
        first = {"e": 0, "m": 33, "l": 67}.get(words[0].casefold())
        if not 11 <= number <= 21:
            found = ""
        elif first is None:
            found = str(number - 1)
        else:
            found = f"{100 * (number - 1) + first}/{100 * (number - 1) + min(first + 33, 99)}"
    elif sort == "years":
        first, last = re.findall(r"\d+", words)
        last = last if len(last) == 4 else first[:2] + last
        found = f"{first}/{last}" if first < last else ""
    elif sort in {"monthfirst", "dayfirst", "monthday", "daymonth", "month"}:
        name = _MONTH.search(words)
        portion = re.match(_PARTS, words)
        numbers = re.findall(r"\d+", words)
        if name is None or portion:
            found = words
        else:
            month = f"{_MONTH_NUMBERS[name[0][:3].lower()]:02d}"
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
        if _plural(word) or (one and len(words) == 2):
            break
    for at_word, word in enumerate(words[:-1]):
        if _plural(word):
            words = words[: at_word + 1]
            break
    if words and words[-1].endswith(("’s", "'s")):
        return "", at
    return " ".join(words), end


def _plural(word: str) -> bool:
    low = word.casefold()
    if low in _IRREGULAR:
        return True
    return (
        low.endswith("s") and not low.endswith(("ss", "ous", "’s", "'s")) and low not in _NO_PLURAL
    )


_DATED: Final = frozenset(name for name, _ in _DATES) | {"years"}


def _is_name(text: str, start: int) -> bool:
    """True where a figure is the end of a name (`Windows 10`)."""
    before = re.search(r"([^\W\d_][\w&.’'-]*)\s$", text[:start])
    if before is None:
        return False
    word = before[1]
    if not word[0].isupper() or word.casefold() in _COMMON:
        return False
    return before.start(1) > 0 or len(word) > 1


def spans(text: str) -> list[Span]:
    """Everything in a passage that can be checked, in its order."""
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
            plain = noun and _plural(noun.split()[-1]) and len(noun.split()) == 1 and noun.islower()
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
        span = _value_span(text, sort, start, end)
        if span is not None:
            found.append(span)
    return found


def _value_span(text: str, sort: str, start: int, end: int) -> Span | None:
    value = text[start:end]
    if not _readable(value):
        hedge = _LEADING.match(value)
        if hedge is None or not _readable(value[hedge.end() :]):
            return None
        start += hedge.end()
        value = value[hedge.end() :]
    if "\n" in value or not value_in_quote(value, value):
        return None
    if sort == "number":
        if _is_name(text, start):
            return None
        noun, stop = _noun(text, end)
        return Span(sort=sort, start=start, end=end, value=value, noun=noun, noun_end=stop)
    if sort == "share":
        of = re.compile(r"\s+of\s+(?:the\s+|its\s+|all\s+|their\s+|those\s+)*").match(text, end)
        noun, stop = _noun(text, of.end() - 1) if of else ("", end)
        return Span(
            sort=sort, start=start, end=end, value=value, noun=noun, noun_end=stop if noun else end
        )
    noun, stop = _noun(text, end, one=True)
    return Span(sort=sort, start=start, end=end, value=value, noun=noun, noun_end=stop)


# --- Lists -----------------------------------------------------------------------------------


def _unbracketed(text: str) -> str:
    return re.sub(r"\s*[(\[][^()\[\]]*[)\]]", "", text)


_UNLISTED: Final = re.compile(
    r"(?:in|on|at|for|from|by|with|since|as|also|but|or|than|to|[0-9].*)(?:\s|$)", re.IGNORECASE
)
"""How no member of a list of things begins."""


def readings_of_list(words: str) -> tuple[tuple[str, ...], ...]:
    """The ways in which the members of a list can be told apart; the usual one first.

    None where the words are no plain list.
    """
    plain = _unbracketed(words).strip().rstrip(".;,").replace("\n", " ")
    if not plain or _CLAUSE.search(plain):
        return ()
    if ";" in plain:
        usual = [re.sub(r"^\s*and\s+", "", part).strip() for part in plain.split(";")]
        return (tuple(usual),) if all(usual) else ()
    commas = [part.strip() for part in re.split(r",\s+", plain)]
    oxford = len(commas) > 1 and re.match(r"(?:and|&)\s+", commas[-1]) is not None
    if oxford:
        commas[-1] = re.sub(r"^(?:and|&)\s+", "", commas[-1])
        usual = list(commas)
    else:
        last = re.split(r"\s+(?:and|&)\s+", commas[-1])
        if len(last) != 2:
            return ()
        usual = [*commas[:-1], *last]
    found = [usual]
    every = [part for comma in commas for part in re.split(r"\s+(?:and|&)\s+", comma)]
    if every != usual:
        found.append(every)
    merged: list[str] = []
    for part in usual:
        if merged and (part.casefold() in _REGIONS or re.fullmatch(r"[\d.]+", part)):
            merged[-1] += f", {part}"
        else:
            merged.append(part)
    if merged != usual:
        found.append(merged)
    apart = [part for part in usual if re.match(r"(?:the\s+)?[A-Z]", part)]
    if apart != usual and apart:
        found.append(apart)
    if any(_UNLISTED.match(part) for ways in found for part in ways):
        return ()
    if any(not part or len(part.split()) > 8 for ways in found for part in ways):
        return ()
    return tuple(tuple(way) for way in found)


def _alike(members: Sequence[str]) -> bool:
    """True where the members are all names, or all plain words, and short."""
    bare = [re.sub(r"^(?:the|The)\s+", "", member) for member in members]
    names = [bool(member) and member[0].isupper() for member in bare]
    short = all(len(member.split()) <= 5 for member in bare)
    distinct = len({fold(member) for member in members}) == len(members)
    return (
        short
        and distinct
        and (all(names) or not any(names))
        and not any(re.search(r"\d", member) for member in bare)
    )


# --- Proposals -------------------------------------------------------------------------------


@attrs.define
class _Draft:
    """What has been proposed so far, and the names that are in use."""

    names: Names
    title: str
    claims: list[AnyClaim] = attrs.Factory(list)
    entities: dict[str, Entity] = attrs.Factory(dict)
    by_name: dict[str, str] = attrs.Factory(dict)
    ids: Counter[str] = attrs.Factory(Counter)
    measures: Counter[tuple[str, str]] = attrs.Factory(Counter)
    posts: dict[tuple[str, str], str] = attrs.Factory(dict)
    lives: set[tuple[str, str]] = attrs.Factory(set)
    section: str = ""

    def entity(self, name: str, kind: str = "") -> str:
        """The reference to an entity of this name, which is declared if the world has none."""
        name = " ".join(name.split())
        folded = fold(name)
        if folded in self.by_name:
            return self.by_name[folded]
        if len(self.names.candidates(name)) == 1:
            self.by_name[folded] = name
            return name
        key = base = _slug(name) or "subject"
        number = 1
        while key in self.entities or self.names.by_id(key) is not None:
            number += 1
            key = f"{base}-{number}"
        self.entities[key] = Entity(id=key, name=name, type=kind, note=NOTE + "the entity")
        self.by_name[folded] = key
        return key

    def id(self, words: str, line: int) -> str:
        """An id that no other proposal has."""
        base = f"{_slug(words)[:40].strip('-') or 'claim'}-{line}"
        self.ids[base] += 1
        return base if self.ids[base] == 1 else f"{base}-{self.ids[base]}"

    def property(self, subject: str, noun: str, line: int) -> str:
        """A property for one measure alone: what is told twice may be about two things."""
        noun = " ".join(noun.split()) or "number"
        self.measures[subject, noun.casefold()] += 1
        if self.measures[subject, noun.casefold()] == 1:
            return noun
        wanted = f"{noun} (line {line})"
        self.measures[subject, wanted.casefold()] += 1
        again = self.measures[subject, wanted.casefold()]
        return wanted if again == 1 else f"{noun} (line {line}, {again})"


def _slug(words: str) -> str:
    import unicodedata  # noqa: PLC0415 - kept off the road of other commands

    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-").lower()


def _quote(text: str, start: int, end: int) -> str:
    """The words between two offsets, where they can be a quote."""
    words = text[start:end].strip().strip(",;:").removesuffix(".")
    if not words or len(words.split()) > QUOTE_WORDS or "…" in words or "..." in words:
        return ""
    return "" if UNFIT.search(words.replace("\n", " ")) else words.replace("\n", " ")


def _pieces(text: str, start: int, end: int) -> tuple[str, ...]:
    """The words between two offsets in as many pieces as they need."""
    found = list(re.finditer(r"\S+", text[start:end]))
    pieces = []
    for at in range(0, len(found), QUOTE_WORDS):
        run = found[at : at + QUOTE_WORDS]
        piece = _quote(text, start + run[0].start(), start + run[-1].end())
        if not piece:
            return ()
        pieces.append(piece)
    return tuple(pieces)


def _clause_start(text: str, at: int) -> int:
    """Where the clause around an offset begins."""
    return max((text.rfind(mark, 0, at) for mark in ";:—–("), default=-1) + 1


@attrs.frozen(kw_only=True)
class _Around:
    """A sentence with its spans, and what its claims have in common."""

    passage: Passage
    start: int
    end: int
    spans: tuple[Span, ...]
    subject: str

    @property
    def text(self) -> str:
        return self.passage.text

    def line(self, at: int) -> int:
        """The line of the document."""
        return self.passage.line_at(at)

    def at(self, offset: int) -> At:
        """The place of a proposal."""
        return At(section=self.passage.section, line=self.line(offset))

    def times(self, at: int) -> dict[str, Any]:
        """When the claims of this sentence hold, by the field that says so."""
        dates = [span for span in self.spans if span.sort == "date"]
        if len(dates) != 1:
            inside = [
                date
                for date in dates
                if date.end <= at and not re.search(r"[,;:]|\band\b", self.text[date.end : at])
            ]
            if not inside:
                return {}
            dates = inside[-1:]
        date = dates[0]
        if "XXXX" in date.time:
            return {}
        before = self.text[max(self.start, date.start - 12) : date.start].casefold()
        if re.search(r"\bas (?:of|at) (?:the )?(?:end of )?$", before):
            return {"as_of": date.time}
        if re.search(r"\bsince (?:about )?$", before):
            return {"since": date.time}
        if re.search(r"\b(?:in|during|of|on|for|between|from|year) (?:the |early )?$", before) or (
            date.value.casefold().startswith(("from ", "between "))
        ):
            return {"when": date.time}
        return {}


def _subject(text: str, start: int, end: int) -> str:
    """The first name of a sentence, where it looks like what the sentence is about."""
    for match in _NAME.finditer(text, start, end):
        name = match[0].strip(".,’'")
        words = name.split()
        while words and words[0].casefold() in _COMMON:
            words = words[1:]
        if not words or len(words) > 6:
            continue
        if len(words) == 1 and match.start() <= start + 1 and len(match[0].split()) == 1:
            # A lone word at the head of a sentence is a name only if it is one elsewhere, too.
            elsewhere = text.replace("\n", " ").find(f" {words[0]}", match.end())
            if elsewhere < 0 or not (text[elsewhere - 1].islower() or text[elsewhere - 1] == ","):
                continue
        if words[0].casefold().rstrip(".") in _MONTH_NUMBERS or _MONTH.match(words[0]):
            continue
        name = " ".join(words)
        return re.sub(r"(?:’|')s$", "", name)
    return ""


_AMOUNTS: Final = re.compile(
    r"\b((?:[a-z]+\s+)?(?:budget|revenues?|income|expenses|endowment|costs?|profits?|loss|losses"
    r"|sales|assets|debts?|grants?|donations?|salary|price|value|contract|funding|fund|investment"
    r"|fine|deficit|surplus|turnover|spending|earnings|capital|loan|award|prize|tax(?:es)?))\b",
    re.IGNORECASE,
)


def _property_of(around: _Around, span: Span) -> str:
    """A guess of what a figure is a figure of."""
    text = around.text
    if span.sort == "number":
        return span.noun or "number"
    if span.sort == "share":
        return f"share of {span.noun}" if span.noun else "share"
    if span.sort == "ordinal":
        return f"rank of {span.noun}" if span.noun else "rank"
    if span.sort == "money":
        if span.noun and _AMOUNTS.search(" " + span.noun):
            return span.noun
        before = list(_AMOUNTS.finditer(text, max(around.start, span.start - 60), span.start))
        return before[-1][1].strip() if before else "amount"
    return f"duration of {span.noun}" if span.noun else "duration"


def _common(draft: _Draft, around: _Around, start: int, end: int, about: str) -> dict[str, Any]:
    """The fields that every proposal has."""
    quote = _quote(around.text, start, end)
    found: dict[str, Any] = {
        "id": draft.id(around.text[start:end], around.line(start)),
        "quote": quote,
        "at": around.at(start),
        "note": NOTE + about,
    }
    if quote and _twice(around.text, quote):
        begin = around.text.find(quote.split()[0], start)
        prefix = " ".join(around.text[max(0, begin - 80) : begin].split()[-CONTEXT_WORDS:])
        suffix = " ".join(
            around.text[begin + len(quote) : begin + len(quote) + 80].split()[:CONTEXT_WORDS]
        )
        sides = {"prefix": prefix, "suffix": suffix}
        found |= {key: words for key, words in sides.items() if not UNFIT.search(words)}
    return found


CONTEXT_WORDS: Final = 4
"""The words before and after a quote that are kept where its line has it twice."""


def _twice(text: str, quote: str) -> bool:
    """True where a passage has the words of a quote more than once."""
    if text.casefold().count(quote.casefold()) < 2:
        return False
    return len(re.findall(rf"(?<!\w){re.escape(quote)}(?!\w)", text, re.IGNORECASE)) > 1


def _quantity(
    draft: _Draft,
    around: _Around,
    span: Span,
    *,
    about: tuple[str, str] | None = None,
    dimensions: dict[str, str] | None = None,
    times: dict[str, Any] | None = None,
    end: int = 0,
) -> bool:
    """Propose one figure; of a measure of its own, unless it is said what it is about."""
    stop = max(span.end, span.noun_end, end)
    if not _quote(around.text, span.start, stop):
        stop = span.end
        if not _quote(around.text, span.start, stop):
            return False
    if about is None:
        subject = draft.entity(around.subject)
        name = draft.property(subject, _property_of(around, span), around.line(span.start))
    else:
        subject, name = about
    draft.claims.append(
        Quantity(
            **_common(draft, around, span.start, stop, "subject, property and time"),
            subject=subject,
            property=name,
            value=span.value,
            dimensions=tuple((dimensions or {}).items()),
            **(around.times(span.start) if times is None else times),
        )
    )
    return True


def _stems(noun: str) -> set[str]:
    return {
        re.sub(r"(?:ies|es|s|y)$", "", word.casefold())
        for word in re.findall(r"[^\W\d_]+", noun)
        if word.casefold() not in {"total", "all", "other"}
    }


def _match(one: str, other: str) -> bool:
    """True where two nouns may name the same things."""
    left, right = _stems(one), _stems(other)
    return not left or not right or bool(left & right)


def _whole_cue(around: _Around, span: Span) -> bool:
    before = around.text[max(around.start, span.start - 30) : span.start]
    after = around.text[span.end : span.end + 12]
    return bool(_WHOLE_BEFORE.search(before)) or bool(
        re.match(r"\s+(?:in\s+)?(?:total|all)\b", after)
    )


def _other_cue(around: _Around, span: Span) -> bool:
    before = around.text[max(around.start, span.start - 16) : span.start]
    return bool(_OTHER_BEFORE.search(before)) or bool(
        re.match(r"(?:other|another)\b", around.text[span.start : span.end])
    )


def _remainders(
    around: _Around, behind: _Around | None, used: set[int]
) -> Iterator[tuple[_Around, Span, str]]:
    """A whole, what is named of it, and "the other N": one group, in this sentence or the last.

    Nothing where more than one figure could be the whole, or a part.
    """
    counts = [span for span in around.spans if span.count is not None]
    others = [span for span in counts if _other_cue(around, span)]
    if len(others) != 1 or id(others[0]) in used:
        return
    other = others[0]
    earlier = [(around, span) for span in counts if span.start < other.start]
    if behind is not None and not any(_whole_cue(around, span) for _, span in earlier):
        before = [(behind, span) for span in behind.spans if span.count is not None]
        if earlier and not all(span.noun == "" for _, span in earlier):
            return
        earlier = [*before, *earlier]
    if any(id(span) in used for _, span in earlier) or not 2 <= len(earlier) <= 6:
        return
    wholes = [item for item in earlier if _whole_cue(*item)]
    if len(wholes) == 1:
        whole = wholes[0]
    elif not wholes and earlier[0][1].noun and all(not span.noun for _, span in earlier[1:]):
        whole = earlier[0]
    else:
        return
    parts = [item for item in earlier if item[1] is not whole[1]]
    first = parts[0][1]
    for _, span in parts:
        same = not span.noun or _stems(span.noun) == _stems(first.noun)
        if not same or not _match(span.noun, whole[1].noun):
            return
    if not _match(other.noun, first.noun) or not _match(other.noun, whole[1].noun):
        return
    if len(parts) > 1 and any(span.noun for _, span in parts[1:]) and len(wholes) == 0:
        return
    if not all(
        0 < (span.count or 0) < (whole[1].count or 0) for _, span in (*parts, (around, other))
    ):
        return
    yield (*whole, "whole")
    for item in parts:
        yield (*item, "part")
    yield around, other, "other"


def _propose_remainder(
    draft: _Draft, found: list[tuple[_Around, Span, str]], used: set[int]
) -> tuple[str, str, dict[str, str]] | None:
    nouns = [span.noun for _, span, _ in found if _stems(span.noun)]
    around = found[0][0]
    subject = draft.entity(around.subject)
    name = draft.property(subject, nouns[0] if nouns else "number", around.line(found[0][1].start))
    times = around.times(found[0][1].start)
    named: dict[str, str] = {}
    for place, span, sort in found:
        dimensions = {}
        if sort == "part":
            rest = re.match(
                r"(?:\s*\([^()]*\))?([^,;:.()]{0,60})", place.text[span.noun_end or span.end :]
            )
            words = " ".join((rest[1] if rest else "").split()[:5])
            value = words or f"part {len(named) + 1}"
            if value.casefold() in {"other", *named}:
                value = f"part {len(named) + 1}"
            named[value.casefold()] = value
            dimensions = {"part": value}
        elif sort == "other":
            dimensions = {"part": "other"}
        start = span.start
        if sort == "other":
            lead = re.search(r"(?:the|its|their)\s+\w+,?\s+$", place.text[:start], re.IGNORECASE)
            start = lead.start() if lead else start
        if _quantity(
            draft,
            place,
            attrs.evolve(span, start=start) if start != span.start else span,
            about=(subject, name),
            dimensions=dimensions,
            times=times,
        ):
            used.add(id(span))
    return subject, name, named


_TO_LIST: Final = re.compile(
    r"(?P<mark>\s*:\s+|\s*(?:--|[–—])\s*(?=[A-Zt])|\s*\((?=[A-Z\w])|,?\s+(?:including|such\s+as|among\s+them)\s+|,?\s+namely,?\s+)"
)


def _listing(
    draft: _Draft,
    around: _Around,
    span: Span,
    used: set[int],
    about: tuple[str, str, dict[str, str]] | None = None,
    part: str = "",
) -> bool:
    """A count with the list of what is counted, as two claims about one measure.

    The list is proposed where its members can be told apart in one way only, or in a way that has
    as many as the count says; a list that is too short only where nothing speaks against it.
    """
    text = around.text
    count = span.count
    if count is None or not 2 <= count <= MOST_COUNTED or not span.noun:
        return False
    if span.noun.split()[-1].casefold() in _UNCOUNTED or not _plural(span.noun.split()[-1]):
        return False
    # From the noun to the list: nothing, or words that hold no other things that could be listed.
    rest = text[span.noun_end : around.end]
    gap, mark = "", _TO_LIST.match(rest)
    if mark is None or (mark["mark"].strip() == "(" and re.match(r"\s*\((?:out\s+)?of\b", rest)):
        mark = None
        opened = re.match(r"(?:\s*\([^()]*\))?[^:;.()]{0,80}?(?=:\s)", rest)
        if opened is None:
            return False
        gap = opened[0]
        mark = _TO_LIST.match(rest, opened.end())
        if mark is None:
            return False
    begin = span.noun_end + mark.end()
    sign = mark["mark"].strip(" ,\n")
    dashed = sign in {"--", "–", "—"}
    if sign == "(":
        close = text.find(")", begin, around.end)
        if close < 0:
            return False
        end = close
    else:
        end = around.end
    if dashed:
        if gap:
            return False
        closing = re.compile(r"\s*(?:--|[–—])|;").search(text, begin, end)
        end = closing.start() if closing else end
    words = text[begin:end]
    if not dashed and sign not in {":", "(", "namely"}:
        words = re.split(r"[;.]|,\s+(?:which|who|where|and\s+\w+ed)\b", words)[0]
        end = begin + len(words)
    ways = readings_of_list(words)
    if not ways:
        return False
    opened_list = not dashed and sign not in {":", "(", "namely"}
    plain_gap = not re.search(
        r"\w+s\b",
        re.sub(r"\([^()]*\)|\b(?:is|was|as|has|its|this|focus|focuses|works|this)\b", "", gap),
    )
    fitting = [way for way in ways if len(way) == count]
    if fitting and not opened_list:
        members = fitting[0]
    elif opened_list:
        if not _alike(ways[0]) or len(ways[0]) > count:
            return False
        members = ways[0]
    elif (
        all(_alike(way) for way in ways)
        and plain_gap
        and (not dashed or not gap.strip())
        and len(ways) <= 2
    ):
        members = ways[0]
        if sign == "(" and not all(re.match(r"(?:the\s+)?[A-Z]", name) for name in members):
            return False  # a gloss in brackets is no list of names
        if abs(len(members) - count) > min(2, count - 1):
            return False  # a slip is a small one
        if len(members) < 2 or any(re.match(r"(?:and|or)\b", member) for member in members):
            return False
    else:
        return False
    pieces = _pieces(text, begin, end)
    if not pieces:
        return False
    listed = tuple(re.sub(r"^the\s+", "", " ".join(member.split())) for member in members)
    if len(set(map(fold, listed))) != len(listed):
        return False
    if about is None:
        subject = draft.entity(around.subject)
        name = draft.property(subject, span.noun, around.line(span.start))
        dimensions: dict[str, str] = {}
        times = around.times(span.start)
        if not _quantity(draft, around, span, about=(subject, name), times=times):
            return False
        used.add(id(span))
    else:
        subject, name, _ = about
        dimensions = {"part": part}
        times = {}
        for claim in draft.claims[-6:]:
            if isinstance(claim, Quantity) and claim.property == name:
                times = {
                    key: value
                    for key in ("when", "as_of", "since")
                    if (value := getattr(claim, key))
                }
    common = _common(draft, around, begin, end, "the members of the list, and that it is complete")
    common["quote"] = pieces
    draft.claims.append(
        Listing(
            **common,
            subject=subject,
            property=name,
            dimensions=tuple(dimensions.items()),
            members=listed,
            complete=not opened_list,
            open=opened_list,
            **times,
        )
    )
    return True


_PREPOSED: Final = re.compile(
    r"^(?:of|from|to|for|in|is|are|was|were|on|by|came from|went to)\s+(?:the\s+)?"
)


def _part_names(around: _Around, parts: Sequence[Span], end: int) -> list[str]:
    """What each figure of a row is a figure of: the words after it, or those before it."""
    text = around.text
    after, before = [], []
    for at, span in enumerate(parts):
        stop = parts[at + 1].start if at + 1 < len(parts) else end
        back = parts[at - 1].end if at else max(around.start, span.start - 60)
        tail = re.match(r"[^,;:.()]*", text[span.end : stop])
        words = re.sub(r"\s+(?:and|or|with)\s*$", "", tail[0] if tail else "").strip(" -–")
        after.append(" ".join(words.split()[:6]))
        lead = re.search(r"[^,;:.()]*[(:]?\s*$", text[back : span.start])
        words = re.sub(r"^\s*(?:and|or)\s+", "", (lead[0] if lead else "").strip(" (:–-"))
        before.append(" ".join(words.split()[-6:]))
    if sum(map(bool, after)) >= len(parts) - 1 and all(map(any, zip(after, before, strict=True))):
        rows = [[one or other for one, other in zip(after, before, strict=True)], before]
    else:
        rows = [before]
    for names in rows:
        cleaned = [_PREPOSED.sub("", name) for name in names]
        distinct = len({fold(name) for name in cleaned}) == len(cleaned)
        if all(cleaned) and distinct and not any(re.search(r"\d", name) for name in cleaned):
            return cleaned
    return []


def _breakdown(
    draft: _Draft,
    around: _Around,
    parts: Sequence[Span],
    *,
    name: tuple[str, str],
    times: dict[str, Any],
    end: int,
) -> bool:
    names = _part_names(around, parts, end)
    if not names:
        return False
    named_after = around.text[parts[-1].end : end]
    stop = parts[-1].end
    tail = re.match(r"[^,;:.()]*", named_after)
    stop += len(tail[0].rstrip()) if tail else 0
    pieces = _pieces(around.text, parts[0].start, stop)
    if not pieces or not all(
        any(value_in_quote(span.value, piece) for piece in pieces) for span in parts
    ):
        pieces = tuple(_quote(around.text, span.start, span.end) for span in parts)
    if not all(pieces):
        return False
    shown = [
        (
            "other"
            if re.fullmatch(r"(?:all\s+)?others?|(?:the\s+)?rest", words, re.IGNORECASE)
            else words
        )
        for words in names
    ]
    common = _common(
        draft, around, parts[0].start, parts[0].end, "the parts, and that they make the whole"
    )
    common["quote"] = pieces
    draft.claims.append(
        Breakdown(
            **common,
            subject=name[0],
            property=name[1],
            by="part",
            parts=tuple(zip(shown, (span.value for span in parts), strict=True)),
            complete=True,
            **times,
        )
    )
    return True


def _in_row(text: str, parts: Sequence[Span]) -> bool:
    """True where figures follow each other in one clause, each with a few words of its own."""
    for one, other in pairwise(parts):
        between = text[one.end : other.start]
        if len(between) > 90 or re.search(r"[;:.!?]\s|\bcompared\b|\bversus\b|\bthan\b", between):
            return False
        if not re.search(r",|\band\b|\(|;", between):
            return False
    return True


def _shares(draft: _Draft, around: _Around, used: set[int]) -> None:
    """Percentages that should make a hundred, as one breakdown.

    Where they do, all the same; where they do not, only if the words say that they should.
    """
    text = around.text
    shares = [
        span
        for span in around.spans
        if span.sort == "share"
        and id(span) not in used
        and re.match(r"[\d.]+\s?(?:%|per)", span.value)
    ]
    if len(shares) < 2:
        return
    if len(shares) != sum(1 for span in around.spans if span.sort == "share"):
        return
    rows = _in_row(text, shares)
    readings = [read_value(span.value) for span in shares]
    low = sum(reading.likely.lower or 0 for reading in readings)
    high = sum(reading.likely.upper or 0 for reading in readings)
    sums = low <= 100 <= high
    if not sums and low - len(shares) <= 100 <= high + len(shares):
        return  # some other habit of rounding may make them a hundred
    printed = sum(reading.likely.lower or 0 for reading in readings)
    near = 90 <= printed <= 112
    end = around.end
    names = _part_names(around, shares, end)
    if not rows or not names or not near:
        return
    last = text[shares[-2].end : end]
    closed = bool(_OTHER_PART.search(last)) or bool(_OTHER_PART.search(names[-1]))
    said = bool(_DIVIDED.search(text[around.start : end])) or bool(
        re.match(
            r"\W*Of\s+(?:the|its|their|all|these|those)\b", text[around.start : shares[0].start]
        )
    )
    alone = re.search(
        r"\b(?:margin|compared|from\s+\d\S*|rose|fell|increase|increased|decrease|up|down|versus|per\s+year)\b",
        text[around.start : shares[-1].start],
    )
    depths = {_depth(text, around.start, span.start) for span in shares}
    if not sums and len(depths) > 1:
        return  # parts of parts
    if not sums and (alone or len(shares) < 3 or not (closed or said)):
        return
    if len({span.noun.casefold() for span in shares if span.noun}) > 1:
        return  # shares of several wholes
    if sums and len(shares) == 2 and (alone or not (closed or said)):
        return
    subject = draft.entity(around.subject)
    of = next((span.noun for span in shares if span.noun), "")
    name = draft.property(subject, of or "share", around.line(shares[0].start))
    if _breakdown(
        draft, around, shares, name=(subject, name), times=around.times(shares[0].start), end=end
    ):
        used.update(map(id, shares))


def _depth(text: str, start: int, at: int) -> int:
    return text.count("(", start, at) - text.count(")", start, at)


def _divided(draft: _Draft, around: _Around, used: set[int]) -> None:
    """A count and the counts that it divides into: `10 medals: 3 gold, 4 silver and 3 bronze`."""
    text = around.text
    counts = [span for span in around.spans if span.count is not None and id(span) not in used]
    for at, whole in enumerate(counts):
        if not whole.noun:
            continue
        rest = text[whole.noun_end : around.end]
        mark = re.match(
            r"\s*(?P<mark>:|\(|,?\s*(?:comprising|consisting\s+of|made\s+up\s+of|composed\s+of)\b)\s*"
            r"(?=\d|[a-z]+[\s-])",
            rest,
        )
        if mark is None:
            continue
        begin = whole.noun_end + mark.end()
        end = around.end
        if mark["mark"] == "(":
            end = text.find(")", begin, around.end)
            if end < 0:
                continue
        parts = [span for span in counts[at + 1 :] if span.start >= begin and span.end <= end]
        every = [span for span in around.spans if begin <= span.start < end]
        if len(parts) < 2 or len(every) != len(parts) or parts[0].start != begin:
            continue
        pieces = re.split(r",\s+(?:and\s+)?|\s+and\s+", text[begin:end].rstrip(". "))
        if len(pieces) != len(parts) or not all(re.match(_FIGURE, piece) for piece in pieces):
            continue
        if any((span.count or 0) > (whole.count or 0) for span in parts):
            continue
        subject = draft.entity(around.subject)
        name = draft.property(subject, whole.noun, around.line(whole.start))
        times = around.times(whole.start)
        mine = len(draft.claims)
        if _quantity(draft, around, whole, about=(subject, name), times=times):
            if _breakdown(draft, around, parts, name=(subject, name), times=times, end=end):
                used.update(map(id, (whole, *parts)))
            else:
                del draft.claims[mine:]
        return


def _people(draft: _Draft, around: _Around) -> None:
    """Offices with their holders, foundings, births and deaths."""
    text = around.text[around.start : around.end]
    base = around.start
    taken: list[tuple[int, int]] = []
    for pattern in _OFFICES:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < last and first < end for first, last in taken):
                continue
            person = " ".join(match["person"].split())
            if person.split()[0].casefold() in _COMMON or len(person) > 60:
                continue
            organization = match.groupdict().get("org") or ""
            organization = " ".join(re.sub(r"(?:’|')s$", "", organization.strip(".,")).split())
            if organization and (
                organization.casefold() in _COMMON or organization.split()[0].casefold() in _COMMON
            ):
                organization = ""
                start = match.start("post")
            quote = _quote(text, start, end)
            post = " ".join(match["post"].split())
            if not quote:
                continue
            taken.append((start, end))
            holder = draft.entity(person, "person")
            body = draft.entity(organization) if organization else ""
            key = (fold(post), body)
            first = draft.posts.setdefault(key, holder)
            about = "person, post, organization and time"
            if first != holder:
                body, about = "", f"{about}; {post} of {organization or 'this'} is proposed twice"
            common = _common(draft, around, base + start, base + end, about)
            common["id"] = draft.id(f"{person} {post}", around.line(base + start))
            draft.claims.append(Role(**common, person=holder, post=post, organization=body))
    for pattern, kind in ((_BORN, "birth"), (_DIED, "death")):
        for match in pattern.finditer(text):
            _life(
                draft,
                around,
                kind,
                match["person"],
                match["when"],
                base + match.start(),
                base + match.end("when"),
            )
    for match in _LIVED.finditer(text):
        for kind in ("birth", "death"):
            when = match["born" if kind == "birth" else "died"]
            _life(
                draft, around, kind, match["person"], when, base + match.start(), base + match.end()
            )
    for match in _FOUNDED.finditer(text):
        name = _subject(around.text, around.start, base + match.start())
        when = _edtf(match["when"])
        start, end = base + match.start("verb"), base + match.end("when")
        if not when or not name or not _quote(around.text, start, end):
            continue
        body = draft.entity(name)
        if ("founding", body) in draft.lives:
            continue
        draft.lives.add(("founding", body))
        by: tuple[str, ...] = ()
        if match["by"]:
            by = (draft.entity(match["by"], "person"),)
            end = base + match.end() if _quote(around.text, start, base + match.end()) else end
        common = _common(draft, around, start, end, "what was founded, and by whom")
        draft.claims.append(Event(**common, type="founding", to=(body,), by=by, when=when))


def _edtf(words: str) -> str:
    for span in spans(words):
        if span.sort == "date":
            return span.time
    return ""


def _life(
    draft: _Draft, around: _Around, kind: str, person: str, words: str, start: int, end: int
) -> None:
    when = _edtf(words)
    if (
        not when
        or person.split(maxsplit=1)[0].casefold() in _COMMON
        or not _quote(around.text, start, end)
    ):
        return
    who = draft.entity(person, "person")
    if (kind, who) in draft.lives:
        return
    draft.lives.add((kind, who))
    common = _common(draft, around, start, end, "who it is, and the date")
    common["id"] = draft.id(f"{kind} of {person}", around.line(start))
    draft.claims.append(Event(**common, type=kind, by=(who,), when=when))


def _dates(draft: _Draft, around: _Around, first: int) -> None:
    """The dates that no proposal of the sentence holds, as events whose type is to be said."""
    held = {
        value
        for claim in draft.claims[first:]
        for value in (claim.when, claim.as_of, claim.since)
        if value
    }
    for span in around.spans:
        if span.sort != "date" or span.time in held:
            continue
        held.add(span.time)
        start, end = span.start, span.end
        before = re.search(
            r"\b(?:[Ii]n|[Oo]n|[Ss]ince|[Bb]y|[Ff]rom|[Uu]ntil|[Dd]uring|[Ss]pent)\s+(?:the\s+)?$",
            around.text[around.start : start],
        )
        if before and _quote(around.text, around.start + before.start(), end):
            start = around.start + before.start()
        if not _quote(around.text, start, end):
            continue
        verb = re.search(r"\b([a-z]{3,}ed)\b", around.text[end : around.end])
        kind = verb[1] if verb else "happening"
        common = _common(
            draft, around, start, end, f"what happened, and to whom ({around.subject})"
        )
        draft.claims.append(Event(**common, type=kind, when=span.time))


def _propose(draft: _Draft, around: _Around, behind: _Around | None) -> None:
    """All proposals of a sentence."""
    used: set[int] = set()
    first = len(draft.claims)
    found = list(_remainders(around, behind, used))
    if found:
        _withdraw(draft, found)
        group = _propose_remainder(draft, found, used)
        if group is not None:
            part = next((item for item in found if item[2] == "part"), None)
            if part is not None and group[2]:
                _listing(draft, part[0], part[1], used, group, next(iter(group[2].values())))
    _divided(draft, around, used)
    _shares(draft, around, used)
    for span in around.spans:
        if span.sort == "number" and id(span) not in used:
            _listing(draft, around, span, used)
    for span in around.spans:
        if span.sort != "date" and id(span) not in used:
            _quantity(draft, around, span)
    _people(draft, around)
    _dates(draft, around, first)


def _withdraw(draft: _Draft, found: Iterable[tuple[_Around, Span, str]]) -> None:
    """Take back what was proposed for figures alone that now belong to a group."""
    gone = {(place.line(span.start), span.value) for place, span, _ in found}
    kept = [
        claim
        for claim in draft.claims[-60:]
        if not (isinstance(claim, Quantity | Listing) and _held(claim, gone))
    ]
    draft.claims[-60:] = kept


def _held(claim: Quantity | Listing, gone: set[tuple[int, str]]) -> bool:
    if isinstance(claim, Quantity):
        return (claim.at.line, claim.value) in gone
    return any(line == claim.at.line for line, _ in gone)


def draft(
    document: DocumentText | str,
    *,
    title: str = "",
    names: Names | None = None,
    at: Callable[[int], None] | None = None,
) -> Records:
    """Typed claims that a text seems to make, each marked for its author to confirm.

    Every claim has its quote, its line and section, and guesses of subject, property and time; the
    entities guessed are declared.
    Two proposals share a measure only where the text puts a count beside its list, a total beside
    its parts, or shares beside each other, so that a check finds plain slips and little else.

    Args:
        document: The document as it was read, or a plain text.
        title: What the document is about, the subject where a sentence names none.
        names: The names of a world; those of the world that comes with the package if unsaid.
        at: Called now and then with the number of the line that is being read.
    """
    if names is None:
        from ijmfacts.dossier import shipped_world  # noqa: PLC0415 - a user's own needs none

        names = Names(shipped_world())
    read = document_of(document) if isinstance(document, str) else document
    title = " ".join((title or read.title).split()) or "the document"
    made = _Draft(names=names, title=title)
    behind: _Around | None = None
    for count, passage in enumerate(passages(read)):
        if at is not None and count % 64 == 0:
            at(passage.line)
        if behind is not None and (
            passage.section != behind.passage.section or passage.line - behind.passage.line > 3
        ):
            behind = None
        all_spans = spans(passage.text)
        if not all_spans and _HAS_POST.search(passage.text) is None:
            behind = None
            continue
        for start, end in _sentences(passage.text):
            stop = min(end, start + LONGEST_SENTENCE)
            inside = tuple(span for span in all_spans if start <= span.start and span.end <= stop)
            figures = [span.start for span in inside if span.sort != "date"]
            around = _Around(
                passage=passage,
                start=start,
                end=stop,
                spans=inside,
                subject=_subject(passage.text, start, figures[0] if figures else stop) or title,
            )
            _propose(made, around, behind)
            behind = around
    return Records(
        document=Document(title=title, digest=read.digest, note=NOTE + "title, publisher and date"),
        entities=made.entities,
        claims=tuple(made.claims),
    )


_HAS_POST: Final = re.compile(rf"\b(?i:{_either(_POSTS)})\b")


# --- Writing ---------------------------------------------------------------------------------

_PLAIN: Final = re.compile(r"[\w$£€](?:[\w $£€()’/;.%–—-]*[\w().%])?")
_RESERVED: Final = frozenset(_listed("null true false yes no on off y n"))
_HEAD: Final = """\
# A draft: proposals that `ijmfacts draft` made from the words alone.
# Confirm or correct what each note names, then take the note out; delete what claims nothing.

"""


def written(records: Records) -> str:
    """A draft as the text of a claim file.

    The same records as `dumping.dump` would write, in the layout of hand-written claim files, and
    some fifty times as fast, since nothing here needs to be read back to be trusted.
    """
    parts = [_HEAD]
    if records.document is not None:
        parts.append("document:\n")
        for key, value in (
            ("title", records.document.title),
            ("digest", records.document.digest),
            ("note", records.document.note),
        ):
            if value:
                parts.append(f"  {key}: {_scalar(value)}\n")
        parts.append("\n")
    if records.entities:
        parts.append("entities:\n")
        for entity in records.entities.values():
            kind = f", type: {_scalar(entity.type)}" if entity.type else ""
            parts.append(
                f"  {entity.id}: {{name: {_scalar(entity.name)}{kind}, "
                f"note: {_scalar(entity.note)}}}\n"
            )
        parts.append("\n")
    parts.append("claims:\n" if records.claims else "claims: []\n")
    for number, claim in enumerate(records.claims):
        parts.append("\n" if number else "")
        parts.extend(_claim_lines(claim))
    return "".join(parts)


_SHOWN: Final = (
    "subject", "property", "dimensions", "value", "by", "parts", "members", "complete", "open",
    "event", "type", "to", "person", "post", "organization", "when", "as_of", "since", "quote",
    "prefix", "suffix", "at", "note",
)  # fmt: skip
_MAPPED: Final = frozenset({"dimensions", "parts"})
_LISTED: Final = frozenset({"members"})


def _claim_lines(claim: AnyClaim) -> Iterator[str]:
    yield f"  - id: {claim.id}\n    kind: {claim.kind}\n"
    for field in _SHOWN:
        value = getattr(claim, field, None)
        if not value:
            continue
        key = field.replace("_", " ")
        if isinstance(value, At):
            section = f"section: {_scalar(value.section)}, " if value.section else ""
            shown = f"{{{section}line: {value.line}}}" if section else f"{value.line}"
        elif value is True:
            shown = "true"
        elif field in _MAPPED:
            shown = "{" + ", ".join(f"{_scalar(k)}: {_scalar(v)}" for k, v in value) + "}"
        elif isinstance(value, tuple):
            one = len(value) == 1 and field not in _LISTED
            shown = _scalar(value[0]) if one else f"[{', '.join(map(_scalar, value))}]"
        else:
            shown = _scalar(value)
        yield f"    {key}: {shown}\n"


def _scalar(text: str) -> str:
    """A text as YAML, in quotes where there is any doubt."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _RESERVED:
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t") + '"'
