"""The seven kinds of claim, and the parts they are made of.

A claim is one thing that one passage of a document says.
Values and times stay as the document prints them; `values` and `times` say what they mean.
Knows nothing of files, and nothing of what other claims say.
"""

import builtins
from collections.abc import Mapping
from fractions import Fraction
from typing import ClassVar, Final, TypeAlias

import attrs

from ijmfacts.fields import (
    FieldError,
    Pairs,
    a_time,
    a_value,
    as_text,
    check_value,
    filled,
    one_of,
    pairs,
    pieces,
    some,
    sorted_pairs,
    spelled,
)
from ijmfacts.intervals import Interval
from ijmfacts.shapes import Shape
from ijmfacts.values import Layer, Reading, read_value

QUOTE_WORDS: Final = 15
"""The most words that one piece of a quote may have."""

MODALITIES: Final = ("asserted", "alleged", "reported", "planned", "denied")
"""How a claim is made; only what is asserted, or said twice by one speaker, can contradict.

Figures and lists that are planned can contradict each other, as those of one speaker.
"""

DIRECTIONS: Final = ("up", "down", "at least", "at most")
"""The senses of a change or a difference; the last two are of one without a value."""

OTHER: Final = "other"
"""The dimension value that means "all that the named values leave"."""


def _quote_validator(_: object, __: object, value: tuple[str, ...]) -> None:
    for piece in value:
        if not piece.strip():
            raise FieldError("quote", "the quote is empty", hint="copy the words from the text")
        words = len(piece.split())
        if words > QUOTE_WORDS:
            raise FieldError(
                "quote",
                f"the quote has {words} words, and {QUOTE_WORDS} are the most",
                hint="keep the shortest words that carry the claim, or give several pieces",
            )
        if "…" in piece or "..." in piece:
            raise FieldError(
                "quote",
                "the quote leaves words out",
                hint="give the pieces as a list: `quote: [first piece, second piece]`",
            )


@attrs.frozen(kw_only=True, eq=False, repr=False)
class At(Shape):
    """Where a quote stands in the document: lines and paragraphs count from 1, 0 is unsaid.

    `section` is the heading that it stands under, `paragraph` is counted within the section, `line`
    within the document.
    """

    section: str = ""
    paragraph: int = 0
    line: int = 0


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Says(Shape):
    """What a source itself says where a claim cites it: its words, and its value or its list.

    `quote` is its words, `value` is what it prints, `members` are those that it names, `when` is
    the time that it gives.
    """

    quote: str = ""
    value: str = attrs.field(default="", converter=as_text, validator=a_value)
    members: tuple[str, ...] = attrs.field(default=(), converter=pieces)
    when: str = attrs.field(default="", validator=a_time)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Citation(Shape):
    """A source named for a claim, with the place in it (page, section, time code).

    `source` is its id, `locator` is the place in it, `says` is what it says there itself.
    """

    source: str = attrs.field(validator=filled)
    locator: str = ""
    says: Says | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Anchor(Shape):
    """Something in time that a claim is placed against.

    `of` is an event, an entity (its lifetime), an observance or an EDTF time.
    `distance` is how far from it, as printed ("eight months", "within 20 years"); empty is unsaid.
    """

    of: str = attrs.field(validator=filled)
    distance: str = attrs.field(default="", validator=a_value)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Measure(Shape):
    """Another measure that a quantity is set against; what is unsaid is the claim's own.

    `subject` is whom or what it is about, `property` what of it, `dimensions` which part of that,
    `when` is its time.
    """

    subject: str = ""
    property: str = ""
    dimensions: Pairs | None = attrs.field(
        default=None, converter=attrs.converters.optional(sorted_pairs)
    )
    when: str = attrs.field(default="", validator=a_time)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Claim(Shape):
    """What every kind of claim carries.

    `id` is its own in the dossier: letters, digits and hyphens.
    `quote` is the shortest words that make the claim, in one piece or several, with `prefix` and
    `suffix` where they occur more than once (a W3C Web Annotation TextQuoteSelector).
    `prefix` is the words just before the quote, `suffix` those just after it.
    `at` is where the quote, or its first piece, stands: a line, or a section, paragraph and line.
    Times are EDTF (ISO 8601-2): `when` and `as_of` say when the claim holds, `since` from when at
    least, `until` to when at least, `within` a period in which it somewhere falls.
    `before`, `after` and `during` place it against an event, an entity, an observance or a time.
    `place` is where it holds or happened.
    `said_by` is who says it, if not the document in its own voice.
    `modality` is how it is said, `asserted` where nothing else is written.
    `sources` are what the document cites for it, `note` is anything for the next reader.
    """

    kind: ClassVar[str]

    id: str = attrs.field(validator=filled)
    quote: tuple[str, ...] = attrs.field(default=(), converter=pieces, validator=_quote_validator)
    prefix: str = ""
    suffix: str = ""
    at: At = At()
    when: str = attrs.field(default="", validator=a_time)
    as_of: str = attrs.field(default="", validator=a_time)
    since: str = attrs.field(default="", validator=a_time)
    until: str = attrs.field(default="", validator=a_time)
    within: str = attrs.field(default="", validator=a_time)
    before: tuple[Anchor, ...] = ()
    after: tuple[Anchor, ...] = ()
    during: tuple[Anchor, ...] = ()
    place: str = ""
    said_by: tuple[str, ...] = attrs.field(default=(), converter=pieces)
    modality: str = attrs.field(default="asserted", validator=one_of(*MODALITIES))
    sources: tuple[Citation, ...] = ()
    note: str = ""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Quantity(Claim):
    """How much, how many, what share, what score, how long.

    The measure is (subject, property, dimensions, when).
    `subject` is whom or what it is about, `property` what of it, `dimensions` which part of that
    (`focus: sport`; the value `other` is all that the named values leave).
    `value` is what the document prints; a change or a difference of which only the direction is
    told has none.
    `precision` says it better where the print leaves a doubt: `exact`, `2 significant`,
    `1 decimal`.
    `unit` is the unit where it stands away from the figure.
    `of` is the whole of a share.
    `change_from`, `difference_from` and `ratio_to` name the measure that the value compares with,
    `direction` the sense of a change (`up` or `down`) where the value does not say it; without a
    value, `at least` and `at most`, too.
    `mean_of` is how many whole things a mean was taken over, `each_of` how many have that much
    each.
    """

    kind: ClassVar[str] = "quantity"

    subject: str = attrs.field(validator=filled)
    property: str = attrs.field(validator=filled)
    dimensions: Pairs = attrs.field(default=(), converter=sorted_pairs)
    value: str = attrs.field(default="", converter=as_text)
    precision: str = ""
    unit: str = ""
    of: Measure | None = None
    change_from: Measure | None = None
    difference_from: Measure | None = None
    ratio_to: Measure | None = None
    direction: str = attrs.field(default="", validator=one_of("", *DIRECTIONS))
    mean_of: str = attrs.field(default="", converter=as_text, validator=a_value)
    each_of: str = attrs.field(default="", converter=as_text, validator=a_value)

    def __attrs_post_init__(self) -> None:
        """Read the value once, so that an unreadable one never becomes a claim."""
        check_value("value", self.value, precision=self.precision, unit=self.unit)
        if not self.value:
            self._check_direction()
        elif self.direction not in {"", "up", "down"}:
            raise FieldError(
                "direction",
                f"`{self.direction}` is a direction without a value",
                hint="leave the value out, or write `up` or `down`",
            )
        if sum(map(bool, (self.change_from, self.difference_from, self.ratio_to))) > 1:
            raise FieldError(
                "value",
                "a value is a change, a difference or a ratio, and only one of them",
                hint="keep the one that the words say, and make another claim of the other",
            )

    def _check_direction(self) -> None:
        """Refuse what has no value, and says no direction of a change or a difference."""
        if not self.direction:
            raise FieldError("value", "`value` is empty", hint="add a line `value: …`")
        if self.change_from is None and self.difference_from is None:
            raise FieldError(
                "direction",
                "a direction without a value needs what it is set against",
                hint="say since when, `change from: {when: 2022}`, or against what, "
                "`difference from: {property: target}`",
            )
        for field in ("precision", "unit", "of", "mean_of", "each_of"):
            if getattr(self, field):
                raise FieldError(
                    spelled(field),
                    f"there is no value for `{spelled(field)}` to speak of",
                    hint="take this line out, or give the value",
                )

    @builtins.property
    def reading(self) -> Reading:
        """What the value means; without one, that it is more than nothing, or none or more."""
        if not self.value:
            some = Interval.at_least(0, open_=self.direction in {"up", "down"})
            return Reading(text="", kind="number", layers=(Layer(some),))
        return read_value(self.value, precision=self.precision, unit=self.unit)


def _not_both(claim: "Listing | Breakdown") -> None:
    if claim.complete and claim.open:
        raise FieldError(
            "open",
            "a list cannot be both complete and open",
            hint="take one of them out, or both where the document does not say",
        )


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Listing(Claim):
    """Which ones: the members of a measure, by name.

    `subject` is whom or what it is about, `property` what of it, `dimensions` which part of that
    (`focus: sport`; the value `other` is all that the named values leave).
    `members` are the ones that are named.
    `complete`: these and no others; `open`: there may be more; neither: unsaid.
    """

    kind: ClassVar[str] = "listing"

    subject: str = attrs.field(validator=filled)
    property: str = attrs.field(validator=filled)
    dimensions: Pairs = attrs.field(default=(), converter=sorted_pairs)
    members: tuple[str, ...] = attrs.field(converter=pieces, validator=some)
    complete: bool = False
    open: bool = False

    def __attrs_post_init__(self) -> None:
        """Refuse a list that is both complete and open."""
        _not_both(self)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Breakdown(Claim):
    """How a whole divides along one dimension: a value for each part.

    `subject` is whom or what it is about, `property` what of it, `dimensions` which part of that
    (`focus: sport`; the value `other` is all that the named values leave).
    `by` is the dimension, `parts` its values with what is printed for each.
    `precision` says how exact the print is (`exact`, `2 significant`, `1 decimal`), `unit` the unit
    where it stands away from the figures.
    `complete`, or a part named `other`: the parts make the whole; `open`: there are more.
    `of` is the whole of shares; `weights` how much one of a part counts in the whole (1 if unsaid).
    """

    kind: ClassVar[str] = "breakdown"

    subject: str = attrs.field(validator=filled)
    property: str = attrs.field(validator=filled)
    by: str = attrs.field(validator=filled)
    parts: Pairs = attrs.field(converter=pairs, validator=some)
    dimensions: Pairs = attrs.field(default=(), converter=sorted_pairs)
    complete: bool = False
    open: bool = False
    precision: str = ""
    unit: str = ""
    of: Measure | None = None
    weights: Pairs = attrs.field(default=(), converter=pairs)

    def __attrs_post_init__(self) -> None:
        """Read every part's value once."""
        _not_both(self)
        for name, value in self.parts:
            if not value:
                raise FieldError(
                    "parts",
                    f"the part `{name}` has no value",
                    hint="write what is printed for it",
                    item=name,
                )
            check_value("parts", value, precision=self.precision, unit=self.unit, item=name)
        for name, value in self.weights:
            if not value:
                raise FieldError(
                    "weights",
                    f"the part `{name}` has no weight",
                    hint="write `1`, or leave it out",
                    item=name,
                )
            check_value("weights", value, item=name)
            if not read_value(value, precision="exact").likely.is_point:
                raise FieldError(
                    "weights",
                    f"the weight of `{name}` is no single number: `{value}`",
                    hint="write how much one of it counts in the whole: `2`, `1/2`, `-1`",
                    item=name,
                )

    @builtins.property
    def readings(self) -> tuple[tuple[str, Reading], ...]:
        """What each part's value means, in the order of the parts."""
        return tuple(
            (name, read_value(value, precision=self.precision, unit=self.unit))
            for name, value in self.parts
        )

    @builtins.property
    def factors(self) -> dict[str, Fraction]:
        """How much one of each part counts in the whole, for the parts that have a weight."""
        read = ((name, read_value(value, precision="exact").likely) for name, value in self.weights)
        return {name: weight.lower for name, weight in read if weight.lower is not None}


def _number_validator(_: object, __: object, value: str) -> None:
    reading = check_value("number", value)
    if reading is not None and numeral(reading) is None:
        raise FieldError(
            "number",
            f"`{value}` is no place in a row",
            hint="write it as printed: `second`, `57th`, `3`",
        )


def numeral(reading: Reading) -> int | None:
    """The place in a row that a reading is, from 1; none where it is none, or not a sure one."""
    if reading.kind not in {"ordinal", "number"} or not reading.whole or reading.direction:
        return None
    point = reading.likely
    if not point.is_point or point.lower is None or point.lower < 1:
        return None
    return int(point.lower)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Event(Claim):
    """What happened.

    Several claims describe one event by giving the same `event`; unsaid, it is the claim's own id.
    `type` is a word of the vocabulary (`raid`, `founding`), `by` who did it, `to` whom or what.
    `lasting` is a duration, `times` how often it happened.
    `number` is which of those of its type that `to` has it is, as printed (`second`, `57th`).
    """

    kind: ClassVar[str] = "event"

    event: str = ""
    type: str = attrs.field(validator=filled)
    by: tuple[str, ...] = attrs.field(default=(), converter=pieces)
    to: tuple[str, ...] = attrs.field(default=(), converter=pieces)
    lasting: str = attrs.field(default="", validator=a_value)
    times: str = attrs.field(default="", converter=as_text, validator=a_value)
    number: str = attrs.field(default="", converter=as_text, validator=_number_validator)

    @property
    def name(self) -> str:
        """What the event is known by."""
        return self.event or self.id


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Role(Claim):
    """Who held which post, and in which organization.

    `person` is who, `post` is the post as the vocabulary names it, `organization` is where.
    """

    kind: ClassVar[str] = "role"

    person: str = attrs.field(validator=filled)
    post: str = attrs.field(validator=filled)
    organization: str = ""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Relation(Claim):
    """Any other subject – relation – object.

    `subject` is whom or what it is about, `relation` is a word of the vocabulary, `objects` are
    entities or plain words.
    `only`: these objects and no others.
    `all`: it holds for every member of the subject.
    """

    kind: ClassVar[str] = "relation"

    subject: str = attrs.field(validator=filled)
    relation: str = attrs.field(validator=filled)
    objects: tuple[str, ...] = attrs.field(converter=pieces, validator=some)
    only: bool = False
    all: bool = False


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Statement(Claim):
    """Who said or denied what; `about` is text, or the ids of claims.

    `speaker` is who, `stance` is what they do (says, denies, alleges, criticizes …).
    """

    kind: ClassVar[str] = "statement"

    speaker: tuple[str, ...] = attrs.field(converter=pieces, validator=some)
    stance: str = attrs.field(validator=filled)
    about: tuple[str, ...] = attrs.field(converter=pieces, validator=some)


AnyClaim: TypeAlias = Quantity | Listing | Breakdown | Event | Role | Relation | Statement

KINDS: Final[Mapping[str, type[AnyClaim]]] = {
    kind.kind: kind for kind in (Quantity, Listing, Breakdown, Event, Role, Relation, Statement)
}
"""The closed set of kinds, by the word that files use."""
