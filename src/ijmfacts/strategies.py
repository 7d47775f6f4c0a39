"""Hypothesis strategies for claims and dossiers, for tests of rules and of what reads them.

The one room that imports hypothesis, which is not among the package's own dependencies.
The worlds are small, so that claims drawn together speak of the same measures and do conflict.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from hypothesis import strategies as st

from ijmfacts.claims import (
    DIRECTIONS,
    MODALITIES,
    OTHER,
    Anchor,
    AnyClaim,
    At,
    Breakdown,
    Citation,
    Event,
    Listing,
    Measure,
    Quantity,
    Relation,
    Role,
    Says,
    Statement,
)
from ijmfacts.dossier import Dossier, Records
from ijmfacts.records import (
    Acceptance,
    Dimension,
    Document,
    Entity,
    EventType,
    Kind,
    Name,
    Observance,
    Post,
    Property,
    RelationType,
    SetAside,
    Source,
    Vocabulary,
)
from ijmfacts.spans import UNFIT

SUBJECTS: Final = ("club", "town")
PLACES: Final = ("hill", "valley", "lake")
PERSONS: Final = ("ann", "bo", "cy")
SOURCES: Final = ("report", "book")
PROPERTIES: Final = ("members", "programs", "income")
FOCUSES: Final = ("sport", "music", OTHER)
YEARS: Final = ("2001", "2002", "2002-05", "2002-05-17", "2000~", "2001/2003", "")

ENTITIES: Final[Mapping[str, Entity]] = {
    **{name: Entity(id=name, name=f"The {name.title()}", type="organization") for name in SUBJECTS},
    **{name: Entity(id=name, name=name.title(), type="place") for name in PLACES},
    **{name: Entity(id=name, name=name.title(), type="person") for name in PERSONS},
}
"""The entities that drawn claims are about."""


def texts(*, min_size: int = 1, max_size: int = 20) -> st.SearchStrategy[str]:
    """Any text that a file may hold and that says something."""
    return (
        st.text(
            st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t\x85"),
            min_size=min_size,
            max_size=max_size,
        )
        .filter(lambda text: not UNFIT.search(text))
        .filter(lambda text: not min_size or bool(text.strip()))
    )


def ids() -> st.SearchStrategy[str]:
    """Ids: letters, digits and hyphens."""
    return st.from_regex(r"[a-z][a-z0-9]{0,6}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)


def quotes() -> st.SearchStrategy[tuple[str, ...]]:
    """Quotes of one piece or several, each at most fifteen words."""
    piece = texts().filter(
        lambda text: len(text.split()) <= 15 and "…" not in text and "..." not in text
    )
    return st.lists(piece, max_size=3).map(tuple)


def counts() -> st.SearchStrategy[str]:
    """Counts as they are printed: exact, bounded and hedged."""
    number = st.integers(0, 40).map(str)
    words = st.sampled_from(("two", "three", "a dozen", "twenty-one"))
    led = st.tuples(
        st.sampled_from(("", "", "", "more than ", "at least ", "nearly ", "about ")), number
    ).map("".join)
    return st.one_of(led, words)


def values() -> st.SearchStrategy[str]:
    """Values as they are printed: counts, shares, amounts of money, ranges."""
    share = st.integers(0, 100).map(lambda number: f"{number}%")
    money = st.integers(1, 99).map(lambda number: f"${number / 10:.1f} million")
    span = st.tuples(st.integers(1, 9), st.integers(10, 19)).map(
        lambda pair: f"{pair[0]}–{pair[1]}"
    )
    decimal = st.decimals(0, 100, places=2).map(str)
    return st.one_of(counts(), share, money, span, decimal)


def times() -> st.SearchStrategy[str]:
    """Times in EDTF, or none."""
    return st.sampled_from(YEARS)


def dimensions() -> st.SearchStrategy[dict[str, str]]:
    """Dimensions of a measure: none, or one of two."""
    return st.one_of(
        st.just({}),
        st.fixed_dictionaries({"focus": st.sampled_from(FOCUSES)}),
        st.fixed_dictionaries({"sex": st.sampled_from(("women", "men"))}),
    )


def citations() -> st.SearchStrategy[tuple[Citation, ...]]:
    """Citations of known sources, some with what the source says."""
    says = st.one_of(
        st.none(),
        st.builds(Says, quote=texts(min_size=0), value=counts()),
        st.builds(Says, members=st.lists(texts(), max_size=2), when=times()),
    )
    citation = st.builds(
        Citation, source=st.sampled_from(SOURCES), locator=texts(min_size=0), says=says
    )
    return st.lists(citation, max_size=2).map(tuple)


def _carried() -> dict[str, st.SearchStrategy[Any]]:
    """The fields that every kind of claim carries."""
    anchor = st.builds(
        Anchor,
        of=st.sampled_from(("2001", "2003", "club", "ann")),
        distance=st.sampled_from(("", "eight months", "within 20 years")),
    )
    anchors = st.lists(anchor, max_size=1).map(tuple)
    return {
        "id": ids(),
        "quote": quotes(),
        "prefix": texts(min_size=0, max_size=6),
        "suffix": texts(min_size=0, max_size=6),
        "at": st.builds(
            At, section=texts(min_size=0), paragraph=st.integers(0, 9), line=st.integers(0, 99)
        ),
        "when": times(),
        "as_of": times(),
        "since": times(),
        "until": times(),
        "within": times(),
        "before": anchors,
        "after": anchors,
        "during": anchors,
        "place": st.sampled_from(("", *PLACES)),
        "said_by": st.sampled_from(((), (), ("ann",), ("bo", "cy"))),
        "modality": st.sampled_from(("asserted", "asserted", *MODALITIES)),
        "sources": citations(),
        "note": texts(min_size=0),
    }


def quantities() -> st.SearchStrategy[Quantity]:
    """How much, how many."""
    measure = st.builds(
        Measure,
        subject=st.sampled_from(("", *SUBJECTS)),
        property=st.sampled_from(("", *PROPERTIES)),
        dimensions=st.one_of(st.none(), dimensions()),
        when=times(),
    )
    plain = st.builds(
        Quantity,
        **_carried(),
        subject=st.sampled_from(SUBJECTS),
        property=st.sampled_from(PROPERTIES),
        dimensions=dimensions(),
        value=values(),
        of=st.one_of(st.none(), measure),
    )
    return st.one_of(
        plain,
        st.builds(
            Quantity,
            **_carried(),
            subject=st.sampled_from(SUBJECTS),
            property=st.sampled_from(PROPERTIES),
            dimensions=dimensions(),
            value=st.sampled_from(("22 percent", "10%")),
            change_from=measure,
            direction=st.sampled_from(("", "up", "down")),
        ),
        st.builds(
            Quantity,
            **_carried(),
            subject=st.sampled_from(SUBJECTS),
            property=st.sampled_from(PROPERTIES),
            dimensions=dimensions(),
            change_from=measure,
            direction=st.sampled_from(DIRECTIONS),
        ),
    )


def listings() -> st.SearchStrategy[Listing]:
    """Which ones."""
    ended = st.sampled_from(({}, {"complete": True}, {"open": True}))
    return st.tuples(
        st.fixed_dictionaries(
            {
                **_carried(),
                "subject": st.sampled_from(SUBJECTS),
                "property": st.sampled_from(PROPERTIES),
                "dimensions": dimensions(),
                "members": st.lists(
                    st.one_of(st.sampled_from(PLACES), texts()), min_size=1, max_size=4
                ),
            }
        ),
        ended,
    ).map(lambda drawn: Listing(**drawn[0], **drawn[1]))


def breakdowns() -> st.SearchStrategy[Breakdown]:
    """How a whole divides."""
    names = st.lists(st.sampled_from((*FOCUSES, "art")), min_size=1, max_size=4, unique=True)
    shares = st.lists(st.integers(0, 60).map(lambda n: f"{n}%"), min_size=4, max_size=4)
    numbers = st.lists(counts(), min_size=4, max_size=4)
    parts = st.tuples(names, st.one_of(shares, numbers)).map(
        lambda drawn: tuple(zip(drawn[0], drawn[1], strict=False))
    )
    return st.builds(
        Breakdown,
        **_carried(),
        subject=st.sampled_from(SUBJECTS),
        property=st.sampled_from(PROPERTIES),
        by=st.just("focus"),
        parts=parts,
        complete=st.booleans(),
    )


def events() -> st.SearchStrategy[Event]:
    """What happened."""
    return st.builds(
        Event,
        **_carried(),
        event=st.sampled_from(("", "fire", "flood")),
        type=st.sampled_from(("founding", "raid", "meeting", "edition", "third edition")),
        by=st.sampled_from(((), ("club",), ("ann", "bo"))),
        to=st.sampled_from(((), ("town",), ("cy",))),
        lasting=st.sampled_from(("", "three days", "over 25 years")),
        times=st.sampled_from(("", "2", "twice")),
        number=st.sampled_from(("", "first", "2nd", "5")),
    )


def roles() -> st.SearchStrategy[Role]:
    """Who held which post."""
    return st.builds(
        Role,
        **_carried(),
        person=st.sampled_from(PERSONS),
        post=st.sampled_from(("president", "treasurer")),
        organization=st.sampled_from(("", *SUBJECTS)),
    )


def relations() -> st.SearchStrategy[Relation]:
    """Any other subject – relation – object."""
    return st.builds(
        Relation,
        **_carried(),
        subject=st.sampled_from(SUBJECTS),
        relation=st.sampled_from(("based in", "works with")),
        objects=st.lists(st.one_of(st.sampled_from(PLACES), texts()), min_size=1, max_size=3),
        only=st.booleans(),
        all=st.booleans(),
    )


def statements() -> st.SearchStrategy[Statement]:
    """Who said or denied what."""
    return st.builds(
        Statement,
        **_carried(),
        speaker=st.sampled_from((("ann",), ("bo", "cy"))),
        stance=st.sampled_from(("says", "denies")),
        about=st.lists(texts(), min_size=1, max_size=2),
    )


def claims() -> st.SearchStrategy[AnyClaim]:
    """Claims of every kind, about the entities of `ENTITIES`."""
    return st.one_of(
        quantities(), listings(), breakdowns(), events(), roles(), relations(), statements()
    )


def vocabularies() -> st.SearchStrategy[Vocabulary]:
    """What some of the words of drawn claims mean."""
    known = st.builds(
        Property,
        name=st.just("programs"),
        time=st.sampled_from(("", "timeless", "state", "flow")),
        additive=st.sampled_from((None, True, False)),
        counts=st.sampled_from(("", "programs")),
        dimensions=st.sampled_from(
            ({}, {"focus": Dimension(exclusive=True)}, {"sex": Dimension()})
        ),
        note=texts(min_size=0),
    )
    return st.builds(
        Vocabulary,
        properties=st.one_of(st.just({}), known.map(lambda one: {one.name: one})),
        relations=st.sampled_from(
            ({}, {"based in": RelationType(name="based in", single_valued=True, located=True)})
        ),
        events=st.sampled_from(
            ({}, {"raid": EventType(name="raid", force=True, before=("trial",))})
        ),
        posts=st.sampled_from(({}, {"president": Post(name="president", one_holder=True)})),
        types=st.sampled_from(({}, {"sheriff": Kind(name="sheriff", is_a="police")})),
    )


def dossiers(world: Records | None = None) -> st.SearchStrategy[Dossier]:
    """Dossiers of some claims, with all that they refer to.

    `world` is what they are read against; nothing, unless it is given.
    """
    sources = {
        "report": Source(id="report", type="report", title="A report", issued="2002"),
        "book": Source(id="book", type="book", author=(Name(family="Doe", given="Jo"),), page="4"),
    }
    document = st.one_of(
        st.none(),
        st.builds(
            Document,
            title=texts(),
            publisher=texts(min_size=0),
            date=times(),
            year_begins=st.sampled_from(("", "April", "6 April", "XXXX-07")),
        ),
    )
    day = Observance(id="tree-day", name="Tree Day", date="XXXX-03-21")
    return st.builds(
        Dossier,
        document=document,
        claims=st.lists(claims(), max_size=6, unique_by=lambda claim: claim.id).map(tuple),
        entities=st.just(dict(ENTITIES)),
        sources=st.just(sources),
        vocabulary=vocabularies(),
        observances=st.sampled_from(({}, {day.id: day})),
        accepted=st.lists(
            st.builds(
                Acceptance,
                rule=st.just("parts-sum-to-whole"),
                claims=st.lists(ids(), min_size=1, max_size=2),
                reason=texts(),
                until=times(),
            ),
            max_size=1,
        ),
        assume=st.sampled_from(((), ("hedge",), ("contemporary", "complete-list:a-b"))),
        reject=st.sampled_from(((), ("vague",))),
        set_aside=st.lists(
            st.builds(SetAside, quote=texts(), reason=texts(), line=st.integers(0, 9)), max_size=1
        ),
        world=st.just(Records() if world is None else world),
    )
