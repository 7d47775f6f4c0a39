"""What claims are written against: document, sources, entities, vocabulary, acceptances.

World dossiers are made of the same records.
Knows nothing of files, and nothing of how claims contradict.
"""

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Final

import attrs

from ijmfacts.claims import Citation, Measure
from ijmfacts.fields import FieldError, a_time, a_unit, as_text, filled, one_of, pieces, some
from ijmfacts.shapes import Shape
from ijmfacts.times import UnreadableTimeError, year_beginning

TIMES: Final = ("", "timeless", "state", "flow")
ABROAD: Final = ("", "never", "by consent", "usual")


def _digest_validator(_: object, __: object, value: str) -> None:
    if value and not re.fullmatch("sha256:[0-9a-f]{64}", value):
        raise FieldError(
            "digest",
            f"`{value}` is no digest",
            hint="write `sha256:` and 64 hexadecimal digits (`sha256sum FILE` prints them)",
        )


def _beginning_validator(_: object, __: object, value: str) -> None:
    if not value:
        return
    try:
        year_beginning(value)
    except UnreadableTimeError as error:
        raise FieldError("year begins", str(error), hint=error.hint) from error


def _formula_validator(_: object, __: object, value: str) -> None:
    if not value:
        return
    from ijmfacts.intervals import EVERYTHING  # noqa: PLC0415 - few vocabularies have a formula
    from ijmfacts.reasoning import (  # noqa: PLC0415 - as above
        ExpressionError,
        evaluate,
        parse_expression,
    )

    try:
        expression = parse_expression(value)
    except ExpressionError as error:
        raise FieldError(
            "formula",
            str(error),
            hint="write it as `100 - sqrt((a^2 + b^2) / 2)`",
            start=error.offset,
            end=error.offset + 1,
        ) from error
    if evaluate(expression, lambda _: EVERYTHING).is_empty:
        raise FieldError(
            "formula",
            f"`{value}` has no value, whatever its figures",
            hint="it divides by nothing, or has the root of less than nothing",
        )


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Document(Shape):
    """The text being checked; its text stays outside the dossier.

    `date` is the day or period of the text itself (EDTF): its undated claims speak of then.
    `year_begins` is the month, or the day, with which its own years begin (`April`, `6 April`):
    `2023/24` is then a time, and no time without it.
    `digest` is `sha256:` and 64 hexadecimal digits of the text's bytes.
    `title` is its title, `publisher` is who publishes it, `url` is where it can be read.
    `license` is the terms under which it may be used, `language` is its language (`en`), `note` is
    anything for the next reader.
    """

    title: str = attrs.field(validator=filled)
    publisher: str = ""
    date: str = attrs.field(default="", validator=a_time)
    year_begins: str = attrs.field(default="", validator=_beginning_validator)
    digest: str = attrs.field(default="", validator=_digest_validator)
    url: str = ""
    license: str = ""
    language: str = ""
    note: str = ""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Name(Shape):
    """A person's or a body's name, as in CSL-JSON: `family` and `given`, or `literal`.

    `literal` is the name of a body, or a name in one piece.
    """

    literal: str = ""
    family: str = ""
    given: str = ""

    def __str__(self) -> str:
        return self.literal or f"{self.given} {self.family}".strip()


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Source(Shape):
    """A work that the document cites, in the fields of CSL-JSON 1.0.

    `id` is what claims cite it by.
    `type` is a CSL type (`report`, `article-magazine`), `title` is its own title.
    `author` and `editor` are its people and bodies by name.
    `container_title` is what it is a part of (a journal, a site), `collection_title` is the series.
    `publisher` is who published it, `publisher_place` is where.
    `issued` is when it was published, `accessed` is when it was last looked at.
    `edition`, `volume`, `issue` and `page` are as printed.
    `language` is its language (`en`).
    `DOI`, `ISBN`, `ISSN` and `URL` are its identifiers.
    `note` is anything for the next reader.
    """

    id: str = attrs.field(validator=filled)
    type: str = ""
    title: str = ""
    author: tuple[Name, ...] = ()
    editor: tuple[Name, ...] = ()
    container_title: str = ""
    collection_title: str = ""
    publisher: str = ""
    publisher_place: str = ""
    issued: str = attrs.field(default="", validator=a_time)
    accessed: str = attrs.field(default="", validator=a_time)
    edition: str = ""
    volume: str = ""
    issue: str = ""
    page: str = ""
    language: str = ""
    DOI: str = ""
    ISBN: str = ""
    ISSN: str = ""
    URL: str = ""
    note: str = ""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Entity(Shape):
    """Who or what claims are about.

    `id` is what claims call it; so may they by its `name`, its full name, or one of its `aliases`.
    `name` is its full name, `aliases` are other names of it and of nothing else.
    `demonyms` are words for what is of a place (Thai), `codes` are its codes (ISO 3166).
    `type` is a word of the vocabulary (`person`, `country`, `police`).
    `in_` is the place it lies in, `of` the body or country it belongs to, `authority_over` the
    places where it may use force (unsaid: the country it belongs to).
    `begin` and `end` are its first and last day (EDTF); `level` is a place's level in its parent.
    `excludes` names entities that nothing can be or lie in as well.
    `sources` are where that is from, `note` is anything for the next reader.
    """

    id: str = attrs.field(validator=filled)
    name: str = ""
    type: str = ""
    aliases: tuple[str, ...] = attrs.field(default=(), converter=pieces)
    demonyms: tuple[str, ...] = attrs.field(default=(), converter=pieces)
    codes: tuple[str, ...] = attrs.field(default=(), converter=pieces)
    in_: str = ""
    of: str = ""
    authority_over: tuple[str, ...] = attrs.field(default=(), converter=pieces)
    level: str = ""
    begin: str = attrs.field(default="", validator=a_time)
    end: str = attrs.field(default="", validator=a_time)
    excludes: tuple[str, ...] = attrs.field(default=(), converter=pieces)
    sources: tuple[Citation, ...] = ()
    note: str = ""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Dimension(Shape):
    """One way a property divides; `exclusive`: nothing has two of its values at once."""

    exclusive: bool = False


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Counting(Shape):
    """The events that a property counts: of one `type`, with the subject as `by` or `to`.

    `type` is the type of event, `subject` is whether the subject did it (`by`) or had it done to it
    (`to`).
    """

    type: str = attrs.field(validator=filled)
    subject: str = attrs.field(default="by", validator=one_of("by", "to"))


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Property(Shape):
    """What a property means.

    `name` is what claims call it, `unit` is the unit of its values where they say none.
    `dimensions` are the ways in which it divides.
    `time`: `timeless` (one value ever), `state` (a value at a time), `flow` (an amount over a
    period).
    `counts` names the whole things counted, `additive` says that parts add up to their whole.
    `signed`: it may be less than nothing, as a profit may; unsaid, an amount of money may be so.
    `part_of` names the property that this one is a part of, `kind_of_members` the type that each
    member of a list must have, `formula` an expression for its value, `inputs` the measures that
    the names in the formula stand for, `counting` the events that it counts.
    `sources` are where that is from, `note` is anything for the next reader.
    """

    name: str = attrs.field(validator=filled)
    time: str = attrs.field(default="", validator=one_of(*TIMES))
    counts: str = ""
    additive: bool | None = None
    signed: bool | None = None
    unit: str = attrs.field(default="", validator=a_unit)
    part_of: str = ""
    kind_of_members: str = ""
    dimensions: Mapping[str, Dimension] = attrs.field(factory=dict)
    formula: str = attrs.field(default="", validator=_formula_validator)
    inputs: Mapping[str, Measure] = attrs.field(factory=dict)
    counting: Counting | None = None
    sources: tuple[Citation, ...] = ()
    note: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse a formula with a name that stands for nothing."""
        if not self.formula:
            return
        from ijmfacts.reasoning import names_in, parse_expression  # noqa: PLC0415 - as above

        for name in sorted(map(str, names_in(parse_expression(self.formula)))):
            if name not in self.inputs:
                raise FieldError(
                    "formula",
                    f"the formula has `{name}` in it, and no input is called so",
                    hint=f"say what it stands for: `inputs: {{{name}: {{property: …}}}}`",
                )


@attrs.frozen(kw_only=True, eq=False, repr=False)
class RelationType(Shape):
    """What a relation means.

    `name` is what claims call it; `timeless`: it holds at all times or at none.
    `single_valued`: one object at one time; `inverse` names the same relation read backwards;
    `located`: the object is the place that the subject lies in; `member`: the subject is a member
    of the object.
    `sources` are where that is from, `note` is anything for the next reader.
    """

    name: str = attrs.field(validator=filled)
    single_valued: bool = False
    inverse: str = ""
    located: bool = False
    member: bool = False
    timeless: bool = False
    sources: tuple[Citation, ...] = ()
    note: str = ""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class EventType(Shape):
    """What a type of event means.

    `name` is what claims call it, `is_a` names the wider type.
    `begins` and `ends` say whose life it begins or ends (`by` or `to`); `before` names the types
    that come after it in the life of the same one; `once`: it happens once to the same one.
    `force`: an act of force, which an organ of state may do only where it has authority.
    `lifeless`: it may be done by or to those who do not live yet or any more (an award, a burial).
    `numbered`: what has a number (the second edition) comes no earlier than the lower numbers.
    `sources` are where that is from, `note` is anything for the next reader.
    """

    name: str = attrs.field(validator=filled)
    is_a: str = ""
    force: bool = False
    begins: str = attrs.field(default="", validator=one_of("", "by", "to"))
    ends: str = attrs.field(default="", validator=one_of("", "by", "to"))
    before: tuple[str, ...] = attrs.field(default=(), converter=pieces)
    once: bool = False
    lifeless: bool = False
    numbered: bool = False
    sources: tuple[Citation, ...] = ()
    note: str = ""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Post(Shape):
    """What a post means.

    `name` is what claims call it, `aliases` are other names of it.
    `one_holder`: one person at a time in one organization; `alongside`: it goes with other posts;
    `excludes` names posts that one person cannot hold with it; `terms_known`: the world's list of
    its holders is whole from `since` to `until`.
    `since` is the day from which the world's list of holders is whole, `until` the last day for
    which it is; without it, the list is whole for good.
    `sources` are where that is from, `note` is anything for the next reader.
    """

    name: str = attrs.field(validator=filled)
    aliases: tuple[str, ...] = attrs.field(default=(), converter=pieces)
    one_holder: bool = False
    alongside: bool = False
    excludes: tuple[str, ...] = attrs.field(default=(), converter=pieces)
    terms_known: bool = False
    since: str = attrs.field(default="", validator=a_time)
    until: str = attrs.field(default="", validator=a_time)
    sources: tuple[Citation, ...] = ()
    note: str = ""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Kind(Shape):
    """What a type of entity means.

    `name` is what entities call it, `is_a` names the wider type.
    `organ`: an organ of state that uses force; `abroad` says how it does so in another country:
    `never`, `by consent` or `usual`.
    `excludes` names types that nothing can be as well; `level` is the level of such a place.
    `anonymous`: such a one has no name in the document.
    `sources` are where that is from, `note` is anything for the next reader.
    """

    name: str = attrs.field(validator=filled)
    is_a: str = ""
    organ: bool = False
    abroad: str = attrs.field(default="", validator=one_of(*ABROAD))
    excludes: tuple[str, ...] = attrs.field(default=(), converter=pieces)
    level: str = ""
    anonymous: bool = False
    sources: tuple[Citation, ...] = ()
    note: str = ""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Observance(Shape):
    """A day that is kept each year on one date: `date` is `XXXX-MM-DD` (EDTF).

    `id` is what claims call it; `name` is its full name, `aliases` are other names of it.
    `date` is its day and month as `XXXX-MM-DD`, `since` is when it was first kept.
    `sources` are where that is from, `note` is anything for the next reader.
    """

    id: str = attrs.field(validator=filled)
    name: str = ""
    aliases: tuple[str, ...] = attrs.field(default=(), converter=pieces)
    date: str = attrs.field(validator=a_time)
    since: str = attrs.field(default="", validator=a_time)
    sources: tuple[Citation, ...] = ()
    note: str = ""


def _factor_validator(_: object, attribute: "attrs.Attribute[str]", value: str) -> None:
    if value and not re.fullmatch(
        r"(?=.*[1-9])[0-9]{1,20}(\.[0-9]{1,20}|/[1-9][0-9]{0,19})?", value
    ):
        raise FieldError(
            attribute.name,
            f"`{value}` is no size of a unit",
            hint="write how many of the other unit it has: `0.3048`, `1250/381`",
        )


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Unit(Shape):
    """How large a unit is, told in another one.

    `name` is how values call it (`ft`, `sq mi`), `of` is the unit it is told in (`m`).
    `size` is how many of that it has, exactly; where its name means units of several sizes, `least`
    and `most` are the smallest and the largest of them, and `size` is the usual one, if there is.
    `sources` are where that is from, `note` is anything for the next reader.
    """

    name: str = attrs.field(validator=filled)
    of: str = attrs.field(validator=filled)
    size: str = attrs.field(default="", converter=as_text, validator=_factor_validator)
    least: str = attrs.field(default="", converter=as_text, validator=_factor_validator)
    most: str = attrs.field(default="", converter=as_text, validator=_factor_validator)
    sources: tuple[Citation, ...] = ()
    note: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse a unit without a size."""
        if bool(self.least) != bool(self.most) or not (self.size or self.least):
            raise FieldError(
                "size",
                "a size is missing",
                hint="write how many of the unit in `of` it has: `size`, or `least` and `most`",
            )

    @property
    def sizes(self) -> tuple[Fraction, Fraction]:
        """The smallest and the largest size that its name may mean."""
        return Fraction(self.least or self.size), Fraction(self.most or self.size)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Vocabulary(Shape):
    """What properties, relations, events, posts, types of entity and units mean, by name."""

    properties: Mapping[str, Property] = attrs.field(factory=dict)
    relations: Mapping[str, RelationType] = attrs.field(factory=dict)
    events: Mapping[str, EventType] = attrs.field(factory=dict)
    posts: Mapping[str, Post] = attrs.field(factory=dict)
    types: Mapping[str, Kind] = attrs.field(factory=dict)
    units: Mapping[str, Unit] = attrs.field(factory=dict)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Acceptance(Shape):
    """A finding that its author has looked at and lets stand, with the reason.

    It settles the findings of `rule` about exactly `claims`, up to and with the day `until`.
    `rule` is the rule's name, `claims` are the ids of all claims of the finding, `reason` is why it
    may stand, `until` is the last day on which it may.
    """

    rule: str = attrs.field(validator=filled)
    claims: tuple[str, ...] = attrs.field(converter=pieces, validator=some)
    reason: str = attrs.field(validator=filled)
    until: str = attrs.field(default="", validator=a_time)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class SetAside(Shape):
    """Words of the document that make no claim to be checked, with the reason.

    `quote` is the words, `reason` is why there is nothing to check, `line` is their line in the
    document (0 is unsaid).
    """

    quote: str = attrs.field(validator=filled)
    reason: str = attrs.field(validator=filled)
    line: int = 0
