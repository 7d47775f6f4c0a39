"""What tests of whole dossiers share: small dossiers that do conflict, and what a check found.

The dossiers are drawn by theory: counts and shares, lists, dates, or all of them.
"""

from __future__ import annotations

from typing import Any, Final

import attrs
from hypothesis import strategies as st

from ijmfacts.claims import OTHER, Anchor, AnyClaim, Breakdown, Event, Listing, Quantity
from ijmfacts.dossier import Dossier, Records
from ijmfacts.findings import Finding, Report
from ijmfacts.records import Dimension, Entity, EventType, Property, Vocabulary

ENTITIES: Final = {
    "club": Entity(id="club", name="The Club", type="organization"),
    "ann": Entity(id="ann", name="Ann", type="person"),
}
NAMES: Final = ("north", "south", "east", "west")
WORLD: Final = Records(
    vocabulary=Vocabulary(
        events={
            "founding": EventType(name="founding", begins="to", before=("dissolution",), once=True),
            "dissolution": EventType(name="dissolution", ends="to", once=True),
        }
    )
)
YEARS: Final = ("2001", "2002", "2002-05", "2002-05-17", "2003", "2001/2003", "2000~", "")


# --- what was found ----------------------------------------------------------------------------


def grave(report: Report) -> tuple[Finding, ...]:
    """Every contradiction and tension, those folded under others too."""
    return tuple(
        one
        for finding in report.findings
        for one in finding.all
        if one.severity in {"contradiction", "tension"}
    )


def changed(dossier: Dossier, *claims: AnyClaim) -> Dossier:
    """The dossier with these claims instead of those of the same ids."""
    new = {claim.id: claim for claim in claims}
    return attrs.evolve(dossier, claims=tuple(new.get(claim.id, claim) for claim in dossier.claims))


# --- small dossiers ----------------------------------------------------------------------------


def _carried(number: int) -> dict[str, st.SearchStrategy[Any]]:
    return {
        "id": st.just(f"c{number}"),
        "as_of": st.sampled_from(("", "", "2001", "2002")),
        "said_by": st.sampled_from(((), (), (), (), ("ann",))),
    }


def _dimensions() -> st.SearchStrategy[dict[str, str]]:
    return st.sampled_from(({}, {"sex": "women"}, {"sex": "men"}, {"sex": OTHER}))


def _counts() -> st.SearchStrategy[str]:
    led = ("", "", "", "", "more than ", "at least ", "about ", "nearly ")
    return st.tuples(st.sampled_from(led), st.integers(1, 9).map(str)).map("".join)


def _quantity(number: int) -> st.SearchStrategy[AnyClaim]:
    return st.builds(
        Quantity,
        **_carried(number),
        subject=st.just("club"),
        property=st.just("members"),
        dimensions=_dimensions(),
        value=st.one_of(_counts(), _counts(), st.sampled_from(("20%", "50%", "75%"))),
    )


def _breakdown(number: int) -> st.SearchStrategy[AnyClaim]:
    names = st.lists(st.sampled_from(("women", "men", OTHER)), min_size=1, max_size=3, unique=True)
    shares = st.sampled_from(("20%", "40%", "50%", "60%"))
    values = st.one_of(
        st.lists(_counts(), min_size=3, max_size=3), st.lists(shares, min_size=3, max_size=3)
    )
    return st.builds(
        Breakdown,
        **_carried(number),
        subject=st.just("club"),
        property=st.just("members"),
        by=st.just("sex"),
        parts=st.tuples(names, values).map(lambda pair: tuple(zip(*pair, strict=False))),
        complete=st.booleans(),
    )


def _listing(number: int) -> st.SearchStrategy[AnyClaim]:
    return st.builds(
        Listing,
        **_carried(number),
        subject=st.just("club"),
        property=st.just("members"),
        dimensions=_dimensions(),
        members=st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True),
        complete=st.booleans(),
    )


def _event(number: int) -> st.SearchStrategy[AnyClaim]:
    anchor = st.builds(
        Anchor,
        of=st.sampled_from(("e0", "e1", "2002", "club")),
        distance=st.sampled_from(("", "", "two years", "more than three years")),
    )
    some = st.one_of(st.just(()), st.just(()), anchor.map(lambda one: (one,)))
    return st.builds(
        Event,
        **{**_carried(number), "as_of": st.just("")},
        event=st.sampled_from(("e0", "e1", "e2")),
        type=st.sampled_from(("meeting", "founding", "dissolution")),
        to=st.just(("club",)),
        when=st.sampled_from(YEARS),
        before=some,
        after=some,
        lasting=st.sampled_from(("", "", "", "three days", "over two years")),
    )


def _claims(theory: str, number: int) -> st.SearchStrategy[AnyClaim]:
    if theory == "numbers":
        return st.one_of(_quantity(number), _quantity(number), _breakdown(number))
    if theory == "sets":
        return st.one_of(_quantity(number), _listing(number), _listing(number))
    if theory == "time":
        return _event(number)
    return st.one_of(_quantity(number), _breakdown(number), _listing(number), _event(number))


@st.composite
def small_dossiers(draw: st.DrawFn, theory: str = "mixed", most: int = 6) -> Dossier:
    """A dossier of a few claims of one theory, about one club, so that they often clash.

    Of the world it knows nothing but what begins and ends a life.
    """
    count = draw(st.integers(2, most))
    claims = [draw(_claims(theory, number)) for number in range(count)]
    events = {claim.event for claim in claims if isinstance(claim, Event)}
    fitting = []
    for claim in claims:  # an anchor must be there
        known = {"2002", "club", *events}
        fitting.append(
            attrs.evolve(
                claim,
                before=tuple(a for a in claim.before if a.of in known),
                after=tuple(a for a in claim.after if a.of in known),
            )
        )
    members = Property(
        name="members",
        time=draw(st.sampled_from(("state", "timeless"))),
        counts="people",
        additive=True,
        dimensions={"sex": Dimension(exclusive=draw(st.booleans()))},
    )
    return Dossier(
        claims=fitting,
        entities=ENTITIES,
        vocabulary=Vocabulary(properties={"members": members}),
        world=WORLD,
    )
