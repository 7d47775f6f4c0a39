"""The first draft of claim files: a dossier that starts, and one claim made from pasted words.

What cannot be told from the words is left empty, so that the next check names the place.
Knows nothing of the command, and writes no file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import attrs

from ijmfacts import nodes
from ijmfacts.claims import KINDS, AnyClaim
from ijmfacts.documents import DocumentText, Section
from ijmfacts.dossier import Dossier
from ijmfacts.names import Names, fold
from ijmfacts.scanning import (
    Checkable,
    compared,
    rate_end,
    scan,
    scan_words,
    sentences,
    written_time,
)
from ijmfacts.schema import modeline
from ijmfacts.spans import Problem
from ijmfacts.times import UnreadableTimeError, is_year_of_two, read_time
from ijmfacts.values import UnreadableValueError, read_value, value_in_quote
from ijmfacts.yaml_files import read_yaml


def _words(text: str) -> list[str]:
    return text.split()


MOST_SECTIONS: Final = 60
"""How many claim files a dossier starts with at most; then only the wider sections have one."""

_MOST_NAMES: Final = 12
_PLAIN: Final = re.compile(r"[\w$€£(][^#:{}\[\],&*!|>'\"%@`\r\n\t]*")
_RESERVED: Final = frozenset(
    _words("true false null yes no on off ~ y n none True False Null TRUE FALSE NULL")
)


def yaml_text(text: str) -> str:
    """A text as YAML writes it: plain where nothing in it means anything else, quoted otherwise."""
    import json  # noqa: PLC0415 - only what must be quoted needs it

    words = text.strip()
    fine = words == text and bool(words) and words not in _RESERVED
    if fine and (_PLAIN.fullmatch(text) or _nearly_plain(text)):
        return text
    return json.dumps(text, ensure_ascii=False)


def _nearly_plain(text: str) -> bool:
    """True where marks stand only where YAML reads them as text."""
    return (
        (text[0].isalnum() or text[0] in "$€£(“‘")
        and ": " not in text
        and " #" not in text
        and not text.endswith(":")
        and text.isprintable()
    )


def _in_list(text: str) -> str:
    """A text as an item of a list in brackets."""
    made = yaml_text(text)
    return made if made[0] == '"' or not re.search(r"[,\[\]{}]", made) else _quoted(text)


def _quoted(text: str) -> str:
    import json  # noqa: PLC0415 - as above

    return json.dumps(text, ensure_ascii=False)


def slug(words: str, *, longest: int = 40) -> str:
    """Words as an id or the name of a file: small letters, digits and hyphens."""
    import unicodedata  # noqa: PLC0415 - only here

    plain = unicodedata.normalize("NFKD", words.casefold().replace("ß", "ss"))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace("'", "")
    parts = [part for part in re.split(r"[^\w]+|_", plain.replace("’", "")) if part]
    made = ""
    for part in parts:
        if made and len(made) + 1 + len(part) > longest:
            break
        made = f"{made}-{part}" if made else part[:longest]
    return made


# --- a dossier that starts -----------------------------------------------------------------------


def kept_sections(document: DocumentText) -> tuple[Section, ...]:
    """The sections that get a claim file: those with words, or the widest where there are many."""
    filled = document.filled()
    if len(filled) <= MOST_SECTIONS:
        return filled
    levels = sorted({section.level for section in document.sections})
    for level in reversed(levels):
        wide = tuple(section for section in document.sections if section.level <= level)
        if len(wide) <= MOST_SECTIONS:
            return wide
    return tuple(section for section in document.sections if section.level == levels[0])[
        :MOST_SECTIONS
    ]


def start(
    document: DocumentText,
    *,
    title: str = "",
    date: str = "",
    publisher: str = "",
    year_begins: str = "",
) -> dict[str, str]:
    """The files of a dossier that starts: their names, and what they hold.

    `date` is EDTF, or English as `times` reads it; with `year_begins` such as `2023/24`, too.
    """
    files = {"document.yaml": _document_file(document, title, date, publisher, year_begins)}
    sections = kept_sections(document)
    for index, section in enumerate(sections):
        name = slug(section.name) or f"section-{index + 1}"
        file, count = f"{name}.yaml", 1
        while file in files or file == "entities.yaml":
            count += 1
            file = f"{name}-{count}.yaml"
        last = _last_line(document, section, sections)
        files[file] = _section_file(document, section, last, example=not index)
    return files


def _last_line(document: DocumentText, section: Section, sections: Sequence[Section]) -> int:
    starts = [other.start for other in sections if other.start > section.start]
    end = min(starts, default=len(document.text))
    last = max((block.end for block in document.blocks if block.end <= end), default=0)
    return document.place(max(last - 1, 0))[0] if document.text else 1


_TO_SLASH: Final = str.maketrans("–—-", "///")
_YEAR_OF_TWO: Final = re.compile(r"(?<![0-9/-])[12][0-9]{3}[/–—-][0-9]{2}(?![0-9/-])")


def _document_file(
    document: DocumentText, title: str, date: str, publisher: str, year_begins: str
) -> str:
    said = date or _date_of(document)
    lines = [
        modeline(),
        "# What is checked. Every file of this directory belongs to the dossier.",
        "document:",
        f"  title: {yaml_text(title or document.title)}",
    ]
    if publisher:
        lines.append(f"  publisher: {yaml_text(publisher)}")
    if said:
        lines.append(f"  date: {yaml_text(said)}")
    else:
        lines.append("  # date: 2024-05    # the day, month or year that the text speaks of")
    years = (year.translate(_TO_SLASH) for year in _YEAR_OF_TWO.findall(document.text))
    year = next(filter(is_year_of_two, years), "")
    if year_begins:
        lines.append(f"  year begins: {yaml_text(year_begins)}")
    elif year:
        lines.append(f"  # year begins: April    # so that {year} is a time, from April on")
    if document.language:
        lines.append(f"  language: {yaml_text(document.language)}")
    if document.digest:
        lines.append(f"  digest: {document.digest}")
    lines += [
        "",
        "# Who and what the claims are about. Names that the text repeats:",
        "# entities:",
        *(f"#   {line}" for line in _repeated(document)),
        "#   acme: {name: Acme Relief, aliases: [Acme], type: organization, in: Kenya}",
        "#",
        "# What the properties of claims mean:",
        "# vocabulary:",
        "#   properties:",
        "#     offices: {counts: offices, time: state}      # so many at a time",
        "#     income: {additive: true, time: flow}         # so much over a period",
        "#",
        "# Words that make no claim to be checked:",
        "# set aside:",
        "#   - {quote: Call us on 555 0100, reason: how to reach them}",
    ]
    return "".join(f"{line}\n" for line in lines)


def _date_of(document: DocumentText) -> str:
    """The date that a file gives itself, in a form that can be read; nothing where it has none."""
    given = document.date.strip()
    day = re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", given)
    if is_year_of_two(given):
        return ""  # one year, or both
    return day.group() if day else written_time(given) if given else ""


def _repeated(document: DocumentText) -> list[str]:
    """The names that a text repeats most, as entities to fill in."""
    counts: Counter[str] = Counter()
    for one in scan(document):
        if one.sort == "name":
            counts[" ".join(one.words.split())] += 1
    found: dict[str, str] = {}
    for name, count in counts.most_common(3 * _MOST_NAMES):
        key = slug(name, longest=24)
        if count > 1 and key and key not in found and len(found) < _MOST_NAMES:
            found[key] = f"{key}: {{name: {_in_list(name)}}}"
    return list(found.values())


def _section_file(document: DocumentText, section: Section, last: int, *, example: bool) -> str:
    name = document.file.replace("\\", "/").rsplit("/", 1)[-1] or "the document"
    lines = [
        modeline(),
        f"section: {yaml_text(section.name)}",
        "",
        f"# Lines {section.line} to {last} of {' '.join(name.split())}.",
        "# One claim is one thing that one passage says:",
    ]
    lines += [
        "#   - id: offices-total",
        "#     kind: quantity",
        "#     subject: acme",
        "#     property: offices",
        "#     value: 30",
        "#     as of: 2024",
        "#     quote: 30 offices",
        f"#     at: {section.line}",
    ]
    if example:
        lines += [
            "# The other kinds: listing, breakdown, event, role, relation, statement.",
        ]
    lines += ["claims:"]
    return "".join(f"{line}\n" for line in lines)


# --- one claim -----------------------------------------------------------------------------------

_POSTS: Final = re.compile(
    r"\b(?:chief executive(?: officer)?|CEO|CFO|COO|(?:vice[- ])?president"
    r"|chair(?:man|woman|person)?"
    r"|(?:executive |managing )?director|secretary(?:[- ]general| of state)?|(?:prime )?minister"
    r"|treasurer|founder|editor(?:-in-chief)?|governor|mayor|ambassador|captain|(?:head )?coach"
    r"|lawyer|spokes(?:man|woman|person)|manager|senator|commissioner|trustee)\b",
    re.IGNORECASE,
)
_EVENTS: Final = {
    "founding": "founded|established|co-founded|incorporated|created|formed",
    "birth": "born",
    "death": "died|passed away",
    "murder": "murdered",
    "killing": "killed",
    "opening": "opened|reopened|inaugurated",
    "launch": "launched",
    "closing": "closed|shut down",
    "award": "won|awarded|honored|honoured|named",
    "grant": "granted|donated",
    "election": "elected",
    "appointment": "appointed|promoted|hired",
    "resignation": "resigned|stepped down|retired",
    "arrest": "arrested|detained",
    "raid": "raided",
    "rescue": "rescued",
    "conviction": "convicted|found guilty",
    "charge": "charged",
    "publication": "published|released",
    "acquisition": "acquired|bought|purchased",
    "merger": "merged",
    "signing": "signed",
    "marriage": "married",
    "start": "began|started",
    "end": "ended|finished",
    "visit": "visited",
    "building": "built|completed",
}
_EVENT: Final = re.compile(
    r"\b(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _EVENTS.items()) + r")\b",
    re.IGNORECASE,
)
_OBJECT: Final = re.compile(
    r"\s+(?:(?:the|its|their|our|an?)\s+)?"
    r"(?:(?!(?:after|and|as|at|before|by|during|for|from|in|into|of|on|or|to|when|while|with)\b)"
    r"[a-z]+\s+)?[“\"]?"
)
"""Between what was done and to whom: "visited the old …", but not "began in …"."""
_BY: Final = re.compile(r"(?:\s+[a-z]+)?\s+by\s+(?:the\s+)?(?:[a-z]+\s+)?")
_STANCES: Final = {
    "says": "said|says|stated|states|told|explained|noted|reported|announced|wrote|added|according",
    "denies": "denied|denies",
    "alleges": "alleged|alleges|claimed|claims|accused|accuses",
    "criticizes": "criticized|criticised|criticizes|criticises",
    "denounces": "denounced|denounces|condemned|condemns",
    "praises": "praised|praises|commended|commends|extolled",
    "promises": "promised|promises|pledged|pledges",
    "supports": "endorsed|endorses|supports",
}
_STANCE: Final = re.compile(
    r"\b(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _STANCES.items()) + r")\b",
    re.IGNORECASE,
)
_NOUN: Final = re.compile(r"[-\s]+((?:[a-z][\w’'-]*\s+){0,2}[a-z][\w’'-]*)")
_STOPS: Final = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "been",
        "before",
        "but",
        "by",
        "did",
        "do",
        "does",
        "each",
        "every",
        "for",
        "from",
        "had",
        "has",
        "have",
        "he",
        "her",
        "his",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "more",
        "nor",
        "not",
        "of",
        "on",
        "or",
        "our",
        "per",
        "she",
        "so",
        "such",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "to",
        "under",
        "until",
        "up",
        "was",
        "we",
        "were",
        "when",
        "where",
        "which",
        "while",
        "who",
        "whose",
        "will",
        "with",
        "within",
        "would",
        "you",
        "your",
        "total",
        "in",
        "addition",
        "came",
        "went",
        "worked",
        "rescued",
        "found",
        "helped",
        "work",
        "works",
        "focus",
        "focused",
        "people's",
        "other",
    ]
)
_OF: Final = re.compile(r"\s+of\s+(?:the\s+|its\s+|our\s+|their\s+|all\s+)?([a-z][\w-]*)")
_SUBJECT_NOUN: Final = re.compile(
    r"(?<!\w)((?:[a-z][\w-]*\s+)?[a-z][\w-]*)\s+(?:was|were|is|are|totall?ed|amounted\s+to|reached|stood\s+at"
    r"|of|came\s+to|rose\s+to|fell\s+to|grew\s+to)\s+$"
)
"""What a figure is of, where it stands before: "our income was …"."""
_FIGURES: Final = frozenset({"number", "money", "share", "duration", "ordinal"})
_TIME_FIELDS: Final = (
    (re.compile(r"\bas of\s*(?:the end of\s*)?$", re.IGNORECASE), "as of"),
    (re.compile(r"\bat the end of\s*$", re.IGNORECASE), "as of"),
    (re.compile(r"\bsince\s*$", re.IGNORECASE), "since"),
    (re.compile(r"\buntil\s*$", re.IGNORECASE), "until"),
    (re.compile(r"\bby\s*$", re.IGNORECASE), "as of"),
)


@attrs.frozen(kw_only=True)
class Scaffold:
    """A claim to be written: its fields in the order of a file, and those that are guesses.

    An empty field is one that the author has to fill in.
    """

    fields: Mapping[str, str | int | tuple[str, ...] | Mapping[str, str | int]]
    guessed: tuple[str, ...] = ()

    @property
    def empty(self) -> tuple[str, ...]:
        """The fields that are to be filled in."""
        return tuple(name for name, value in self.fields.items() if not value)


def scaffold(
    pieces: Sequence[str],
    *,
    dossier: Dossier,
    given: Mapping[str, str] | None = None,
    dimensions: Mapping[str, str] | None = None,
    context: tuple[str, int] = ("", 0),
    at: int | Mapping[str, str | int] = 0,
    prefix: str = "",
    suffix: str = "",
    near: Iterable[AnyClaim] = (),
) -> Scaffold:
    """A claim guessed from its quote.

    `given` are fields that the author has said: `id`, `kind`, `subject`, `property`, `value`.
    `dimensions` are those of a figure's property, by their names.
    `context` is the sentence that holds the quote, and the offset of the quote in it.
    `near` are the claims that stand around it, whose subject is likely the same.
    """
    said = dict(given or {})
    quote = " | ".join(pieces)  # what stands apart is not read as one
    found = scan_words(quote)
    kind = said.pop("kind", "") or _kind_of(quote, found)
    guess = _Guess(quote, found, dossier, context, tuple(near))
    own = {
        "quantity": guess.quantity,
        "listing": guess.listing,
        "breakdown": guess.breakdown,
        "event": guess.event,
        "role": guess.role,
        "relation": guess.relation,
        "statement": guess.statement,
    }[kind]()
    guessed = {name for name, value in own.items() if value}
    for name, value in said.items():
        if name != "id":
            own[name] = value
            guessed.discard(name)
    parts = " ".join((dimensions or {}).values())
    named = {"property": f"{own['property']} {parts}"} if own.get("property") and parts else {}
    times = {} if {"when", "as of", "since", "until"} & set(said) else guess.time()
    fields: dict[str, str | int | tuple[str, ...] | Mapping[str, str | int]] = {
        "id": said.get("id") or _free_id({**own, **named}, pieces[0], dossier),
        "kind": kind,
    }
    for field, filled in own.items():
        fields[field] = filled
        if field == "property" and dimensions:
            fields["dimensions"] = dict(dimensions)
    fields |= times
    fields["quote"] = tuple(pieces) if len(pieces) > 1 else pieces[0]
    if prefix:
        fields["prefix"] = prefix
    if suffix:
        fields["suffix"] = suffix
    if at:
        fields["at"] = at
    if "value" in guessed:
        guessed.discard("value")  # it stands in the quote, word for word
    return Scaffold(fields=fields, guessed=(*sorted(guessed), *times))


def _kind_of(quote: str, found: Sequence[Checkable]) -> str:
    """The kind that a quote most likely makes."""
    sorts = {one.sort for one in found}
    if "list" in sorts or (sorts == {"name"} and _series(quote)):
        return "listing"
    figures = sorts & {"number", "money", "share", "duration"}
    stance = _STANCE.search(quote)
    event = _EVENT.search(quote)
    if stance and "name" in sorts and not figures:
        return "statement"
    if event and ("date" in sorts or not figures):
        return "event"
    if figures:
        return "quantity"
    if _POSTS.search(quote) and "name" in sorts:
        return "role"
    return "relation"


def _series(quote: str) -> bool:
    """True for names with commas, and at last an `and`."""
    return quote.count(",") >= 2 or bool(re.fullmatch(r"[^,]+, [^,]+,? (?:and|or) [^,]+", quote))


_GuessedFields = dict[str, str | tuple[str, ...]]


class _Guess:
    """What the words of a quote and its sentence say of each field."""

    def __init__(
        self,
        quote: str,
        found: Sequence[Checkable],
        dossier: Dossier,
        context: tuple[str, int],
        near: tuple[AnyClaim, ...],
    ) -> None:
        self.quote = quote
        self.found = found
        self.dossier = dossier
        self.sentence, self.offset = context if context[0] else (quote, 0)
        self.near = near
        self.names = Names(dossier, dossier.world)

    def _entity(self, words: str) -> str:
        """The id of the one entity of the dossier with that name, or nothing."""
        found = self.names.candidates(words)
        return found[0] if len(found) == 1 and found[0] in self.dossier.entities else ""

    def _entities(self, text: str) -> list[str]:
        """The entities of the dossier that a text names, in order."""
        found = []
        for one in scan_words(text):
            if one.sort == "name":
                entity = self._entity(one.words) or self._inner(one.words)
                if entity:
                    found.append(entity)
        if not found:
            folded = f" {fold(text)} "
            found = [
                key
                for key, entity in self.dossier.entities.items()
                if any(
                    f" {fold(name)} " in folded for name in (entity.name, *entity.aliases) if name
                )
            ]
        return found

    def _inner(self, words: str) -> str:
        """The entity that a part of a long name names: `CEO Gary Haugen`."""
        parts = words.split()
        for size in range(len(parts) - 1, 0, -1):
            for first in range(len(parts) - size + 1):
                entity = self._entity(" ".join(parts[first : first + size]))
                if entity:
                    return entity
        return ""

    def subject(self) -> str:
        """Whom the quote is most likely about."""
        before = self.sentence[: self.offset]
        for text in (self.quote, before, self.sentence):
            found = self._entities(text)
            if found:
                return found[0]
        return self._usual_subject()

    def _usual_subject(self) -> str:
        """Whom the claims around the quote are about, or the whole document."""
        for claims in (self.near, self.dossier.claims):
            subjects = Counter(
                getattr(claim, "subject", "") for claim in claims if getattr(claim, "subject", "")
            )
            if subjects:
                return subjects.most_common(1)[0][0]
        if len(self.dossier.entities) == 1:
            return next(iter(self.dossier.entities))
        document = self.dossier.document
        for text in (document.title, document.publisher) if document else ():
            found = self._entities(text)
            if len(found) == 1:
                return found[0]
        return ""

    def _figure(self) -> Checkable | None:
        """The first figure of the quote that is a value."""
        for one in self.found:
            if one.sort in _FIGURES and one.reading:
                return one
        return None

    def property_of(self, one: Checkable | None) -> str:
        """What a figure most likely counts or measures: the noun after it."""
        if one is None:
            return ""
        at = self.sentence.find(self.quote, max(0, self.offset))
        rest = self.quote[one.end :] if at < 0 else self.sentence[at + one.end :]
        before = self.quote[: one.start] if at < 0 else self.sentence[: at + one.start]
        if one.sort == "share":
            match = _OF.match(rest)
            return match[1] if match else ""
        match = _NOUN.match(rest)
        words: list[str] = []
        for word in match[1].split() if match else ():
            if word in _STOPS:
                break
            words.append(word)
        if not words and (match := _SUBJECT_NOUN.search(before)):
            words = [word for word in match[1].split() if word not in _STOPS]
        known = self.dossier.vocabulary.properties
        made = " ".join(words)
        for name in known:
            if name == made or (words and name in {words[-1], " ".join(words[:2]), words[0]}):
                return name
        return made

    def time(self) -> dict[str, str]:
        """The date of the quote, or the one date of its sentence, by the field that it fits.

        The date of a figure that is compared with is of no other.
        """
        text, found, figure = self.quote, self.found, self._figure()
        at = figure.start if figure is not None else 0
        if not any(one.sort == "date" and one.time for one in found):
            text, found = self.sentence, scan_words(self.sentence)
            at += max(text.find(self.quote, max(0, self.offset)), 0)
        one = _date_of_figure(text, found, at)
        if one is None:
            return {}
        before = text[: one.start]
        if text is self.quote and self.sentence != self.quote:
            at = self.sentence.find(self.quote, max(0, self.offset))
            before = self.sentence[: max(at, 0)] + before
        field = next((name for form, name in _TIME_FIELDS if form.search(before)), "when")
        year = one.words.translate(_TO_SLASH)
        if is_year_of_two(year):  # one year, or both: only the document can say
            document = self.dossier.document
            return {field: year} if document is not None and document.year_begins else {}
        try:
            read_time(one.time)
        except UnreadableTimeError:
            return {}
        return {field: one.time}

    def quantity(self) -> _GuessedFields:
        figure = self._figure()
        value = ""
        if figure is not None:
            words = " ".join(figure.words.split())
            stop = rate_end(self.quote, figure.end)
            if stop > figure.end and figure.sort in {"number", "money"}:
                rate = " ".join(self.quote[figure.start : stop].split())
                words = rate if _readable(rate) else words
            value = words if value_in_quote(words, self.quote) else ""
            read_value(value or "0")
        return {"subject": self.subject(), "property": self.property_of(figure), "value": value}

    def listing(self) -> _GuessedFields:
        lists = [one for one in self.found if one.sort == "list"]
        if lists:
            members = tuple(self.quote[low:high] for low, high in lists[0].members)
        else:
            members = tuple(
                part.strip()
                for part in re.split(r",\s*(?:and\s+|or\s+)?|;\s*(?:and\s+)?|\s+and\s+", self.quote)
                if part.strip()
            )
        members = tuple(re.sub(r"^(?:the|and|or)\s+", "", " ".join(m.split())) for m in members)
        counts = [one for one in self.found if one.sort == "number" and one.reading]
        figure = counts[0] if counts else None
        return {
            "subject": self.subject(),
            "property": self.property_of(figure),
            "members": members,
        }

    def breakdown(self) -> _GuessedFields:
        return {"subject": self.subject(), "property": "", "by": "", "parts": ""}

    def event(self) -> _GuessedFields:
        match = _EVENT.search(self.quote)
        kind = match.lastgroup or "" if match else ""
        fields: _GuessedFields = {"type": kind}
        first, last = match.span() if match else (len(self.quote), len(self.quote))
        passive = re.search(r"\b(?:was|were|been|is|are)\s+(?:\w+\s+)?$", self.quote[:first])
        done_to = passive is not None or kind in {"birth", "death"}
        placed = self._placed()
        named = [key for at, key in placed if at < first] or self._entities(
            self.sentence[: self.offset]
        )
        if named:
            fields["to" if done_to else "by"] = named[0]
        for at, key in placed:
            if at >= last and (_BY if done_to else _OBJECT).fullmatch(self.quote, last, at):
                fields["by" if done_to else "to"] = key
        return fields

    def _placed(self) -> list[tuple[int, str]]:
        """The entities that the quote names, each with its offset, in order."""
        found: dict[int, str] = {}
        for one in self.found:
            if one.sort == "name":
                entity = self._entity(one.words) or self._inner(one.words)
                if entity:
                    found[one.start] = entity
        plain = self.quote.replace("’", "'").lower()
        for key, known in self.dossier.entities.items():
            for name in filter(None, (known.name, *known.aliases)):
                words = re.escape(name.replace("’", "'").lower())
                match = re.search(rf"(?<!\w){words}(?!\w)", plain)
                if match is not None:
                    found.setdefault(match.start(), key)
        return sorted(found.items())

    def role(self) -> _GuessedFields:
        match = _POSTS.search(self.quote)
        people = [
            one.words
            for one in self.found
            if one.sort == "name" and not _POSTS.fullmatch(one.words)
        ]
        entities = [self._entity(words) or self._inner(words) for words in people]
        known = self.dossier.entities
        person = next((key for key in entities if key and known[key].type == "person"), "")
        body = next((key for key in entities if key and known[key].type != "person"), "")
        post = match.group() if match else ""
        return {
            "person": person,
            "post": post if post.isupper() else post.lower(),
            "organization": body or self._most_common_body() or self._usual_body(),
        }

    def _usual_body(self) -> str:
        """Whom the claims around are about, if that is no person."""
        key = self._usual_subject()
        entity = self.dossier.entities.get(key)
        return key if entity is not None and entity.type != "person" else ""

    def _most_common_body(self) -> str:
        counts = Counter(
            getattr(claim, "organization", "") for claim in (*self.near, *self.dossier.claims)
        )
        del counts[""]
        return counts.most_common(1)[0][0] if counts else ""

    def relation(self) -> _GuessedFields:
        subject = self.subject()
        others = [key for key in self._entities(self.quote) if key != subject]
        return {"subject": subject, "relation": "", "objects": tuple(others[:1])}

    def statement(self) -> _GuessedFields:
        match = _STANCE.search(self.quote)
        named = self._entities(self.quote) or self._entities(self.sentence[: self.offset])
        return {
            "speaker": named[0] if named else "",
            "stance": (match.lastgroup or "") if match else "",
            "about": "",
        }


def _readable(words: str) -> bool:
    try:
        read_value(words)
    except UnreadableValueError:
        return False
    return True


def _date_of_figure(text: str, found: Sequence[Checkable], at: int) -> Checkable | None:
    """The one date that a figure at an offset may be of; none where there are several."""
    dates = [one for one in found if one.sort == "date" and one.time]
    figures = [one.start for one in found if one.sort in _FIGURES and one.reading]
    free = []
    for one in dates:
        only = compared(text, 0, (one.start, one.end), figures)
        if only is None:
            free.append(one)
        elif only[0] <= at < only[1]:
            return one
    return free[0] if len(free) == 1 else None


def _free_id(own: _GuessedFields, quote: str, dossier: Dossier) -> str:
    """An id that no claim has: from what the claim is about, or its first words."""
    words = next(
        (str(own[name]) for name in ("property", "type", "post", "relation") if own.get(name)), ""
    )
    made = slug(words) or slug(" ".join(quote.split()[:4])) or "claim"
    taken = {claim.id for claim in dossier.claims}
    taken |= {key for part, key in dossier.origins if part == "claim"}
    found, count = made, 1
    while found in taken:
        count += 1
        found = f"{made}-{count}"
    return found


def claim_lines(claim: Scaffold) -> list[str]:
    """A claim as the lines of a file, without indent; guesses carry a comment."""
    lines = []
    for index, (name, value) in enumerate(claim.fields.items()):
        lead = "- " if not index else "  "
        remark = "  # guessed" if name in claim.guessed else ""
        if not value:
            lines.append(f"{lead}{name}:  # to be filled in")
        elif isinstance(value, Mapping):
            inner = ", ".join(f"{key}: {_in_list(str(item))}" for key, item in value.items())
            lines.append(f"{lead}{name}: {{{inner}}}")
        elif isinstance(value, tuple) and name == "quote":
            lines.append(f"{lead}{name}:")
            lines += [f"    - {yaml_text(piece)}" for piece in value]
        elif isinstance(value, tuple):
            inner = ", ".join(_in_list(item) for item in value)
            lines.append(f"{lead}{name}: [{inner}]{remark}")
        else:
            lines.append(f"{lead}{name}: {yaml_text(str(value))}{remark}")
    return lines


def sentence_around(document: DocumentText, start: int, end: int) -> tuple[str, int]:
    """The sentence that holds a stretch, in one line, and the offset of the stretch in it."""
    for block in document.blocks:
        if block.start <= start < block.end:
            for low, high in sentences(document.text, block.start, block.end):
                if low <= start < high:
                    high = max(high, min(end, block.end))  # noqa: PLW2901 - it goes over its end
                    words = " ".join(document.text[low:high].split())
                    return words, len(" ".join(f"{document.text[low:start]}|".split())) - 1
    return "", 0


# --- where it goes -------------------------------------------------------------------------------


@attrs.frozen(kw_only=True)
class Inserted:
    """A file with a claim put in: its new text, and the line where the claim begins."""

    text: str
    line: int


def _tree(text: str, file: str) -> tuple[nodes.Mapping | None, Sequence[Problem]]:
    """A claim file as it is written; a file that is no record has a problem."""
    if all(row.lstrip("\ufeff").strip()[:1] in {"", "#"} for row in text.splitlines()):
        return None, ()
    tree, problems = read_yaml(text.encode("utf-8", "surrogatepass"), file)
    if tree is None or isinstance(tree, nodes.Mapping):
        return tree, problems
    return None, problems or (Problem("the file holds no parts", tree.span),)


def insert(text: str, lines: Sequence[str], at: int = 0, *, file: str = "") -> Inserted | Problem:
    """Put the lines of a claim into the text of a claim file, by the line of the document.

    It comes after the last claim from a line no later; nothing else changes, comments included.
    A file with a mistake in its writing, or with its claims in brackets, is left alone.
    """
    tree, problems = _tree(text, file)
    if problems:
        return problems[0]
    bom = "\ufeff" if text.startswith("\ufeff") else ""
    body = text.removeprefix("\ufeff")
    rows = re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", body)
    end = "\r\n" if rows and rows[0].endswith("\r\n") else "\n"
    if rows and not rows[-1].endswith(("\n", "\r")):
        rows[-1] += end
    claims = tree.get("claims") if tree is not None else None
    if (
        tree is not None
        and "claims" in tree
        and not isinstance(claims, nodes.Sequence | nodes.Null)
    ):
        return Problem("`claims` is no list", nodes.place(tree, ("claims",)))
    if isinstance(claims, nodes.Sequence) and claims:
        placed = _among(rows, claims, at)
        if placed is None:
            return Problem(
                "the claims stand in brackets",
                claims.span,
                "write each on lines of its own, after a dash (`ijmfacts fmt` does it)",
            )
        index, indent, before = placed
        block = [f"{' ' * indent}{line}".rstrip() + end for line in lines]
        made = [*block, end] if before else [end, *block]
        first = index + 1 + (not before)
    else:
        block = [f"  {line}".rstrip() + end for line in lines]
        if tree is not None and isinstance(claims, nodes.Sequence):  # `claims: []`
            row = tree.keys_spans["claims"].line - 1
            rows[row] = re.sub(r":\s*\[\s*\]", ":", rows[row], count=1)
        index, made = _into_empty(rows, tree, claims, block, end)
        first = index + 1 + made.index(block[0])
    result = "".join([*rows[:index], *made, *rows[index:]])
    after, wrong = _tree(result, file)
    if wrong or not _only_one_more(tree, after):
        span = nodes.place(tree, ("claims",)) if tree is not None else wrong[0].span
        return Problem("this file is laid out in a way that a claim cannot be put into", span)
    return Inserted(text=bom + result, line=first)


def _only_one_more(before: nodes.Mapping | None, after: nodes.Mapping | None) -> bool:
    """True where nothing but one claim is new."""
    if after is None:
        return False
    old = nodes.plain_data(before) if before is not None else {}
    new = nodes.plain_data(after)
    had, has = old.pop("claims", None) or [], new.pop("claims", None) or []
    return bool(
        old == new
        and len(has) == len(had) + 1
        and any(has[:index] + has[index + 1 :] == had for index in range(len(has)))
    )


def _line_of(node: nodes.Node) -> int:
    """The line of the document that a claim gives, 0 where it gives none."""
    at = node.get("at") if isinstance(node, nodes.Mapping) else None
    text = at.get("line") if isinstance(at, nodes.Mapping) else at
    return int(text) if isinstance(text, nodes.Text) and re.fullmatch("[0-9]{1,9}", text) else 0


def _among(rows: Sequence[str], claims: nodes.Sequence, at: int) -> tuple[int, int, bool] | None:
    """The row before which a claim goes, its indent, and whether another one comes after."""
    starts = [item.span.line - 1 for item in claims]
    dashes = [re.match(r"( *)- ", rows[row]) for row in starts]
    if any(dash is None for dash in dashes) or len(set(starts)) < len(starts):
        return None
    indent = len(dashes[0][1])  # type: ignore[index]
    target = len(claims)
    if at:
        known = 0
        target = 0
        for index, item in enumerate(claims):
            known = _line_of(item) or known
            if known <= at:
                target = index + 1
    if target < len(claims):
        row = starts[target]
        while row > 0 and re.match(rf" {{{indent}}}#", rows[row - 1]):
            row -= 1
        return row, indent, True
    row = starts[-1] + 1
    last = row
    while row < len(rows):
        line = rows[row]
        bare = line.strip()
        inner = len(line) - len(line.lstrip(" ")) > indent
        if bare and not inner:
            break
        row += 1
        last = row if bare else last
    return last, indent, False


def _into_empty(
    rows: Sequence[str],
    tree: nodes.Mapping | None,
    claims: nodes.Node | None,
    block: list[str],
    end: str,
) -> tuple[int, list[str]]:
    """Where the first claim of a file goes, and what is written there."""
    if tree is None or claims is None:
        gap = [end] if rows and rows[-1].strip() else []
        return len(rows), [*gap, f"claims:{end}", *block]
    row = tree.keys_spans["claims"].line
    while row < len(rows) and re.match(r"[ \t]*#|[ \t]*$", rows[row]):
        row += 1
    while row > 0 and not rows[row - 1].strip():
        row -= 1
    return row, [*block, end] if row < len(rows) else block


def section_of_file(text: str, file: str = "") -> str:
    """The section that a claim file says its claims are from, or nothing."""
    tree, _ = _tree(text, file)
    section = tree.get("section") if tree is not None else None
    return str(section) if isinstance(section, nodes.Text) else ""


def lines_in_file(text: str, file: str = "") -> Iterator[int]:
    """The lines of the document that the claims of a file give."""
    tree, _ = _tree(text, file)
    claims = tree.get("claims") if tree is not None else None
    for item in claims if isinstance(claims, nodes.Sequence) else ():
        line = _line_of(item)
        if line:
            yield line


def kinds() -> tuple[str, ...]:
    """The kinds that a claim can be of."""
    return tuple(KINDS)
