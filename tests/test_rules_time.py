"""Rules about time: what they find, what they leave alone, and that true stories stay silent."""

from __future__ import annotations

import datetime as dt
import textwrap
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ijmfacts.checking import check
from ijmfacts.claims import Anchor, AnyClaim, Event, Quantity, Relation, Role
from ijmfacts.dossier import Dossier, Records
from ijmfacts.facts import Facts
from ijmfacts.fields import FieldError
from ijmfacts.findings import Finding
from ijmfacts.loading import load_world, loads
from ijmfacts.records import Document, Entity
from ijmfacts.timeline import told

ANN = Entity(id="ann", name="Ann", type="person")
BOB = Entity(id="bob", name="Bob", type="person")
ACME = Entity(id="acme", name="Acme", type="company")
SHIP = Entity(id="gull", name="The Gull", type="ship")
CROWD = Entity(id="crowd", name="the crowd", type="people")
UNTYPED = Entity(id="someone", name="Someone")
EVERYONE = (ANN, BOB, ACME, SHIP, CROWD, UNTYPED)


def found(
    *claims: AnyClaim, entities: tuple[Entity, ...] = (), date: str = "", **kept: Any
) -> list[Finding]:
    """Everything above a note that a check of these claims finds."""
    known = {entity.id: entity for entity in (*EVERYONE, *entities)}
    document = Document(title="A text", date=date) if date else None
    dossier = Dossier(claims=claims, entities=known, document=document, **kept)
    return [
        one for finding in check(dossier).findings for one in finding.all if one.severity != "note"
    ]


def shown(findings: list[Finding]) -> list[tuple[str, str, set[str]]]:
    return [(one.rule, one.severity, set(one.claims)) for one in findings]


def event(key: str, kind: str = "meeting", **fields: Any) -> Event:
    return Event(id=key, type=kind, **fields)


def at(of: str, distance: str = "") -> Anchor:
    return Anchor(of=of, distance=distance)


# --- one time per event -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "first, second, severity",
    [
        ("2003-03-29", "2003-03-30", "contradiction"),
        ("2003-03-29", "2003-03", None),
        ("2003", "2004", "contradiction"),
        ("2003/2013", "2003/2012", "contradiction"),
        ("2003/2013", "2003-05/2013-01", None),
        ("2003/..", "2004", "contradiction"),
        ("late 1950s", "1951", "contradiction"),
        ("1957", "late 1950s", None),
        ("2000~", "2001", None),
        ("2000~", "2002", "tension"),
        ("2000?", "2002~", None),
        ("2000?", "2003~", "tension"),
        ("XXXX-03-29", "2003-03-29", None),
        ("XXXX-03-29", "2003", None),
        ("XXXX-03-29", "2003-03-28", "contradiction"),
        ("XXXX-03-29", "XXXX-03-28", "contradiction"),
        ("XXXX-03-29", "2003-04~", None),
        ("XXXX-03-29", "2003-06~", "tension"),
        ("199X", "2000", "contradiction"),
        ("199X", "1994", None),
    ],
)
def test_two_times_of_one_event(first: str, second: str, severity: str | None) -> None:
    findings = found(event("a", event="e", when=first), event("b", event="e", when=second))
    wanted = [("one-time-per-event", severity, {"a", "b"})] if severity else []
    assert shown(findings) == wanted


@pytest.mark.parametrize(
    "fields, clashes",
    [
        ({"as_of": "2005"}, False),
        ({"since": "2004"}, False),
        ({"until": "2009"}, False),
        ({"within": "2003/2010"}, False),
        ({"as_of": "2002"}, True),
        ({"since": "2001"}, True),
        ({"until": "2011"}, True),
        ({"within": "2004/2005"}, True),
    ],
)
def test_the_fields_of_time_mean_what_they_say(fields: dict[str, str], clashes: Any) -> None:
    findings = found(event("a", event="e", when="2003/2010"), event("b", event="e", **fields))
    assert bool(findings) is clashes
    assert all(one.rule == "one-time-per-event" for one in findings)


def test_speakers_have_times_of_their_own() -> None:
    one = event("a", event="e", when="2003")
    other = event("b", event="e", when="2004", said_by="ann")
    again = event("c", event="e", when="2005", said_by="ann")
    assert found(one, other) == []
    assert shown(found(one, other, again)) == [("one-time-per-event", "contradiction", {"b", "c"})]


@pytest.mark.parametrize("modality", ["planned", "denied", "alleged", "reported"])
def test_what_nobody_asserts_contradicts_nothing(modality: str) -> None:
    one = event("a", event="e", when="2003")
    assert found(one, event("b", event="e", when="2004", modality=modality)) == []


# --- order --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fields, when, clashes",
    [
        ({"after": (at("e"),)}, "2003-03-29", False),
        ({"after": (at("e"),)}, "2003-03-28", True),
        ({"after": (at("e"),)}, "2003", False),
        ({"before": (at("e"),)}, "2003-03-29", False),
        ({"before": (at("e"),)}, "2003-03-30", True),
        ({"during": (at("e"),)}, "2003-03-30", True),
        ({"during": (at("e"),)}, "2003", False),
        ({"during": (at("e"),)}, "2001/2005", False),
        ({"after": (at("e", "two days"),)}, "2003-03-31", False),
        ({"after": (at("e", "two days"),)}, "2003-04-05", True),
        ({"after": (at("e", "eight months"),)}, "2003-11", False),
        ({"after": (at("e", "eight months"),)}, "2003-12-20", False),
        ({"after": (at("e", "eight months"),)}, "2004-03", True),
        ({"after": (at("e", "eight months"),)}, "2003-06", True),
        ({"after": (at("e", "within 20 years"),)}, "2023-03", False),
        ({"after": (at("e", "within 20 years"),)}, "2024", True),
        ({"after": (at("e", "more than 5 years"),)}, "2008-05", False),
        ({"after": (at("e", "more than 5 years"),)}, "2007", True),
        ({"before": (at("e", "a year"),)}, "2002-03", False),
        ({"before": (at("e", "a year"),)}, "2000", True),
        ({"after": (at("e", "dozens"),)}, "2003-04", False),
        ({"after": (at("2003"),)}, "2003-05", False),
        ({"after": (at("2003"),)}, "2002", True),
        ({"before": (at("2003"),)}, "2003-05", False),
        ({"before": (at("2003"),)}, "2004", True),
        ({"during": (at("2003"),)}, "2004", True),
        ({"during": (at("2003"),)}, "2003-02", False),
        ({"after": (at("never-told"),)}, "2003-05", False),
    ],
)
def test_anchors_place_a_claim(fields: dict[str, Any], when: str, clashes: Any) -> None:
    findings = found(event("e", when="2003-03-29"), event("x", when=when, **fields))
    assert bool(findings) is clashes
    assert all(one.severity == "contradiction" for one in findings)
    assert {one.rule for one in findings} <= {"things-happen-in-order"}


def test_figures_and_other_claims_have_anchors_too() -> None:
    founding = event("founding", "founding", to="acme", when="1997")
    budget = Quantity(
        id="budget", subject="acme", property="budget", value="$51.6 million", as_of="2022",
        after=(at("founding", "within 20 years"),),
    )  # fmt: skip
    assert shown(found(founding, budget)) == [
        ("things-happen-in-order", "contradiction", {"founding", "budget"})
    ]


def test_an_event_that_a_claim_gives_an_end_is_over_before_what_follows() -> None:
    after = event("x", when="2001", after=(at("e"),))
    assert found(event("e", when="1998/2005"), after) != []
    # What is only told to go on later has begun, and that is enough.
    assert found(event("e", as_of="2005"), after) == []
    assert (
        found(event("e", event="e", since="2000"), event("f", event="e", until="2009"), after) == []
    )
    ends_before = event("x", when="1990/2000", before=(at("e"),))
    assert found(event("e", when="1998"), ends_before) != []
    assert found(event("e", when="2000"), ends_before) == []


def test_orders_chain_over_events_without_a_date() -> None:
    claims = (
        event("a", when="2005"),
        event("b", after=(at("a"),)),
        event("c", after=(at("b"),), before=(at("d"),)),
        event("d", when="2004"),
    )
    assert shown(found(*claims)) == [
        ("things-happen-in-order", "contradiction", {"a", "b", "c", "d"})
    ]


def test_a_circle_needs_no_dates() -> None:
    one, other = event("a", after=(at("b"),)), event("b", after=(at("a"),))
    assert shown(found(one, other)) == [("things-happen-in-order", "contradiction", {"a", "b"})]
    assert shown(found(event("a", after=(at("a"),)))) == [
        ("things-happen-in-order", "contradiction", {"a"})
    ]
    assert found(one, event("b", before=(at("a"),))) == []
    # What one voice says is no circle with what another says.
    assert found(one, event("b", after=(at("a"),), said_by="ann")) == []


def test_a_hedged_distance_makes_a_tension() -> None:
    after = (at("e", "nearly a decade"),)
    assert shown(found(event("e", when="2000-01-01"), event("x", when="2003", after=after))) == [
        ("things-happen-in-order", "tension", {"e", "x"})
    ]
    assert shown(found(event("e", when="2000-01-01"), event("x", when="2012", after=after))) == [
        ("things-happen-in-order", "contradiction", {"e", "x"})
    ]


def test_ages_count_completed_years_from_the_beginning() -> None:
    born = Entity(id="cleo", name="Cleo", type="person", begin="1950-06-15")
    for field in ("after", "during"):
        for when, clashes in (("1980-07", False), ("1981-06", False), ("1982", True)):
            anchor = (at("cleo", "at the age of 30"),)
            wedding = event("w", "marriage", when=when, **{field: anchor})
            assert bool(found(wedding, entities=(born,))) is clashes, (field, when)


def test_a_lifetime_is_an_anchor() -> None:
    dead = Entity(id="cleo", name="Cleo", type="person", begin="1900", end="1950")
    assert found(event("x", when="1960", during=(at("cleo"),)), entities=(dead,)) != []
    assert found(event("x", when="1940", during=(at("Cleo"),)), entities=(dead,)) == []
    assert found(event("x", when="1940", after=(at("cleo"),)), entities=(dead,)) != []
    assert found(event("x", when="1950", before=(at("cleo"),)), entities=(dead,)) != []


# --- life cycles --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "first, second, clashes",
    [
        (("birth", {"by": "ann"}), ("death", {"by": "ann"}), True),
        (("birth", {"to": "ann"}), ("death", {"to": "ann"}), True),
        (("birth", {"by": "ann"}), ("burial", {"to": "ann"}), True),
        (("birth", {"by": "ann"}), ("execution", {"to": "ann"}), True),
        (("birth", {"by": "ann"}), ("death", {"by": "bob"}), False),
        (("birth", {"by": "crowd"}), ("death", {"by": "crowd"}), False),
        (("birth", {"by": "someone"}), ("death", {"by": "someone"}), False),
        (("keel laying", {"to": "gull"}), ("ship launch", {"to": "gull"}), True),
        (("ship launch", {"to": "gull"}), ("keel laying", {"to": "gull"}), False),
        (("murder", {"by": "bob", "to": "ann"}), ("burial", {"to": "ann"}), True),
        (("murder", {"by": "bob", "to": "ann"}), ("burial", {"to": "bob"}), False),
        (("founding", {"by": "ann", "to": "acme"}), ("dissolution", {"to": "acme"}), True),
        (
            ("groundbreaking", {"to": "gull", "times": "twice"}),
            ("completion", {"to": "gull"}),
            False,
        ),
    ],
)
def test_life_goes_one_way_for_the_same_one(
    first: tuple[str, dict[str, str]], second: tuple[str, dict[str, str]], clashes: Any
) -> None:
    """The first is told of 2005, the second of 2001."""
    one = event("one", first[0], when="2005", **first[1])
    other = event("other", second[0], when="2001", **second[1])
    findings = found(one, other)
    assert bool(findings) is clashes
    assert shown(findings) == (
        [("things-happen-in-order", "contradiction", {"one", "other"})] if clashes else []
    )


def test_a_founder_may_die_before_the_end_of_what_he_founded() -> None:
    claims = (
        event("f", "founding", by="ann", to="acme", when="1950"),
        event("d", "death", by="ann", when="1960"),
        event("x", "dissolution", to="acme", when="1955"),
    )
    assert found(*claims) == []


def test_orders_of_life_need_no_dates_either() -> None:
    death = event("d", "death", by="ann", after=(at("b"),))
    burial = event("b", "burial", to="ann")
    assert shown(found(death, burial)) == [("things-happen-in-order", "contradiction", {"b", "d"})]


def test_a_dossier_orders_types_of_its_own() -> None:
    text = """\
    vocabulary:
      events:
        edition one: {before: edition two}
        edition two: {}
        second printing: {is a: edition two}
    entities:
      tome: {name: The Tome, type: book}
    claims:
      - {id: a, kind: event, type: edition one, to: tome, when: 1990}
      - {id: b, kind: event, type: second printing, to: tome, when: 1980}
    """
    report = check(loads(textwrap.dedent(text)))
    wanted = ("things-happen-in-order", "contradiction", ("a", "b"))
    first = next(one for one in report.findings if one.severity != "note")
    assert (first.rule, first.severity, tuple(sorted(first.claims))) == wanted


TOME = Entity(id="tome", name="The Tome", type="book")
ATLAS = Entity(id="atlas", name="The Atlas", type="book")
BOOKS = (TOME, ATLAS)


def edition(key: str, number: str, when: str, **fields: Any) -> Event:
    return event(key, **{"kind": "edition", "to": "tome", "number": number, "when": when, **fields})


@pytest.mark.parametrize(
    "first, second",
    [
        ({"number": "first"}, {"number": "second"}),
        ({"number": "1"}, {"number": "2nd"}),
        ({"number": "ninth"}, {"number": "57th"}),
        ({"kind": "first edition", "number": ""}, {"kind": "Second edition", "number": ""}),
        ({"kind": "twenty-first edition", "number": ""}, {"number": "22nd"}),
    ],
)
def test_editions_come_in_the_order_of_their_numbers(
    first: dict[str, str], second: dict[str, str]
) -> None:
    claims = [edition("a", **{"when": "1950", **first}), edition("b", **{"when": "1948", **second})]
    findings = found(*claims, entities=BOOKS)
    assert shown(findings) == [("things-happen-in-order", "tension", {"a", "b"})]
    assert [str(one) for one in findings[0].assumptions] == [
        "every edition of The Tome counts in one row, each by when it first came"
    ]
    right = [edition("a", **{"when": "1948", **first}), edition("b", **{"when": "1948", **second})]
    assert found(*right, entities=BOOKS) == []
    settled = "one-row:edition-of-the-tome"
    (sure,) = found(*claims, entities=BOOKS, assume=(settled,))
    assert sure.severity == "contradiction"
    assert found(*claims, entities=BOOKS, reject=(settled,)) == []


def test_editions_far_apart_are_held_against_each_other_alone() -> None:
    claims = (
        edition("one", "first", "1950"),
        edition("two", "second", ""),
        edition("four", "fourth", "1940"),
        edition("five", "fifth", "1960"),
    )
    assert shown(found(*claims, entities=BOOKS)) == [
        ("things-happen-in-order", "tension", {"one", "four"})
    ]


def test_editions_need_no_dates() -> None:
    claims = (edition("one", "first", "", after=(at("two"),)), edition("two", "second", ""))
    assert shown(found(*claims, entities=BOOKS)) == [
        ("things-happen-in-order", "tension", {"one", "two"})
    ]


def test_the_number_and_the_date_of_an_edition_may_stand_in_two_claims() -> None:
    claims = (
        edition("one", "first", "1950", event="first"),
        edition("number", "second", "", event="second"),
        edition("date", "", "1948", event="second"),
    )
    assert shown(found(*claims, entities=BOOKS)) == [
        ("things-happen-in-order", "tension", {"one", "number", "date"})
    ]


@pytest.mark.parametrize(
    "other",
    [
        {"to": "atlas"},
        {"to": ()},
        {"to": "someone"},
        {"number": "first"},
        {"number": ""},
        {"kind": "reprint"},
        {"kind": "second printing", "number": ""},
        {"kind": "second American edition", "number": ""},
        {"kind": "volume"},
        {"kind": "second", "number": ""},
        {"kind": "2", "number": ""},
        {"times": "twice"},
        {"when": "195X"},
        {"said_by": "ann"},
        {"modality": "planned"},
    ],
    ids=str,
)
def test_what_is_numbered_in_another_row_may_come_in_any_order(other: dict[str, Any]) -> None:
    claims = [
        edition("a", "first", "1950"),
        edition("b", **{"number": "2", "when": "1948", **other}),
    ]
    assert found(*claims, entities=BOOKS) == []


def test_a_first_edition_may_be_published_again_after_the_second() -> None:
    claims = [
        edition("first", "first", "1950"),
        edition("again", "first", "1975"),
        edition("second", "second", "1962"),
    ]
    assert found(*claims, entities=BOOKS) == []
    early = edition("third", "third", "1940")
    assert shown(found(*claims, early, entities=BOOKS)) == [
        ("things-happen-in-order", "tension", {"second", "third"})
    ]


def test_nothing_is_in_a_row_where_the_world_does_not_say_so() -> None:
    claims = [edition("a", "first", "1950"), edition("b", "second", "1948")]
    assert len(found(*claims, entities=BOOKS)) == 1
    assert found(*claims, entities=BOOKS, world=load_world(without=["organs"])) == []
    assert found(*claims, entities=BOOKS, world=Records()) == []


def test_a_dossier_numbers_types_of_its_own() -> None:
    text = """\
    vocabulary:
      events:
        session: {numbered: true}
        special session: {is a: session}
        first congress: {is a: session}
        edition: {}
    entities:
      assembly: {name: The Assembly, type: organization}
    claims:
      - {id: a, kind: event, type: first congress, to: assembly, when: 2002}
      - {id: b, kind: event, type: special session, number: 57th, to: assembly, when: 2001}
      - {id: c, kind: event, type: first edition, to: assembly, when: 2002}
      - {id: d, kind: event, type: second edition, to: assembly, when: 2001}
    """
    report = check(loads(textwrap.dedent(text)))
    told = [one for one in report.findings if one.severity != "note"]
    assert shown(told) == [("things-happen-in-order", "tension", {"a", "b"})]


@pytest.mark.parametrize(
    "number", ["0", "-1", "dozens", "up 3", "2.5", "$5", "3 to 4", "at least 2"]
)
def test_a_number_that_is_no_place_in_a_row_is_refused(number: str) -> None:
    with pytest.raises(FieldError, match="no place in a row"):
        event("a", "edition", number=number)


@given(st.lists(st.integers(1, 60), unique=True, min_size=2, max_size=6), st.data())
@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_editions_in_order_are_silent_and_one_out_of_order_is_found(
    numbers: list[int], data: st.DataObject
) -> None:
    years = {number: 1800 + 2 * number for number in numbers}
    late, early = data.draw(st.permutations(numbers))[:2]
    right = [edition(f"e{n}", str(n), str(years[n])) for n in numbers]
    assert found(*right, entities=BOOKS) == []
    if late > early:
        late, early = early, late
    years[late] = 1801 + 2 * early
    wrong = [edition(f"e{n}", str(n), str(years[n])) for n in numbers]
    assert {f"e{late}", f"e{early}"} in [
        claims for _, _, claims in shown(found(*wrong, entities=BOOKS))
    ]


@pytest.mark.parametrize(
    "kinds, severity",
    [
        (("founding", "founding"), "contradiction"),
        (("founding", "establishment"), "tension"),
        (("founding", "creation"), "tension"),
        (("death", "execution"), "tension"),
        (("murder", "murder"), "contradiction"),
        (("marriage", "marriage"), None),
        (("opening", "opening"), None),
    ],
)
def test_what_happens_once_is_one_event(kinds: tuple[str, str], severity: str | None) -> None:
    who = "acme" if kinds[0] == "founding" else "ann"
    claims = [event(f"e{n}", kind, to=who, when=f"200{n}") for n, kind in enumerate(kinds)]
    wanted = [("things-happen-in-order", severity, {"e0", "e1"})] if severity else []
    assert shown(found(*claims)) == wanted
    again = [event(f"e{n}", kind, to=who, when="2001") for n, kind in enumerate(kinds)]
    assert found(*again) == []


def test_a_declared_life_holds_against_its_events() -> None:
    club = Entity(id="club", name="The Club", type="organization", begin="1997", end="2010")
    founding = event("f", "founding", to="club", when="1999")
    assert shown(found(founding, entities=(club,))) == [
        ("things-happen-in-order", "contradiction", {"f"})
    ]
    assert found(event("f", "founding", to="club", when="1997-04"), entities=(club,)) == []
    late = event("f", "dissolution", to="club", when="2011")
    assert shown(found(late, entities=(club,))) == [
        ("things-happen-in-order", "contradiction", {"f"})
    ]


def test_a_record_that_ends_before_it_begins_is_malformed() -> None:
    club = Entity(id="club", name="The Club", type="organization", begin="1997", end="1990")
    findings = found(event("f", "grant", by="club", when="1998"), entities=(club,))
    assert shown(findings) == [("things-happen-in-order", "error", set())]


# --- lives --------------------------------------------------------------------------------------

DEAD = Entity(id="dora", name="Dora", type="person", begin="1900", end="1950-06-01")


@pytest.mark.parametrize(
    "kind, fields, clashes",
    [
        ("arrest", {"to": "dora", "when": "1950-06-01"}, False),
        ("arrest", {"to": "dora", "when": "1950"}, False),
        ("arrest", {"to": "dora", "when": "1950-07"}, True),
        ("speech", {"by": "dora", "when": "1899"}, True),
        ("speech", {"by": "dora"}, False),
        ("speech", {"by": "dora", "when": "1960~"}, True),
        ("burial", {"to": "dora", "when": "1951"}, False),
        ("award", {"to": "dora", "when": "1951"}, False),
        ("prize", {"to": "dora", "when": "1951"}, False),
        ("publication", {"by": "dora", "when": "1951"}, False),
        ("a kind of its own", {"by": "dora", "when": "1951"}, False),
        ("campaign", {"by": "dora", "when": "1949/1952"}, True),
        ("campaign", {"by": ("dora", "ann"), "when": "1949/1952"}, False),
        ("campaign", {"by": ("dora", "ann"), "when": "1951/1952"}, True),
        ("loan", {"by": "dora", "when": "1949", "lasting": "ten-year"}, False),
        ("meeting", {"by": "dora", "when": "1960", "modality": "planned"}, False),
    ],
)
def test_acts_fall_inside_lives(kind: str, fields: dict[str, Any], clashes: Any) -> None:
    findings = found(event("x", kind, **fields), entities=(DEAD,))
    assert bool(findings) is clashes
    assert all(one.rule == "acts-fall-inside-lives" for one in findings)


def test_a_life_may_be_told_by_claims() -> None:
    birth = event("b", "birth", by="ann", when="1950")
    murder = event("m", "murder", by="bob", to="ann", when="2001-05")
    early, late = (
        event("e", "speech", by="ann", when="1949"),
        event("l", "visit", by="ann", when="2002"),
    )
    assert shown(found(birth, murder, early)) == [
        ("acts-fall-inside-lives", "contradiction", {"b", "e"})
    ]
    assert shown(found(birth, murder, late)) == [
        ("acts-fall-inside-lives", "contradiction", {"l", "m"})
    ]
    # The killer lives on, and another voice's murder is not the document's.
    assert found(murder, event("l", "visit", by="bob", when="2002")) == []
    said = event("m", "murder", by="bob", to="ann", when="2001-05", said_by="bob")
    assert found(said, late) == []


def test_posts_and_relations_need_a_life() -> None:
    club = Entity(id="club", name="The Club", type="organization", begin="1997")
    role = Role(id="r", person="dora", post="treasurer", when="1949/1953")
    assert shown(found(role, entities=(DEAD,))) == [
        ("acts-fall-inside-lives", "contradiction", {"r"})
    ]
    early = Role(id="r", person="ann", post="treasurer", organization="club", when="1995/1999")
    assert found(early, entities=(club,)) == []
    over = Role(id="r", person="ann", post="treasurer", organization="club", when="1993/1995")
    assert found(over, entities=(club,)) != []
    works = Relation(id="w", subject="club", relation="works in", objects="Ghana", since="1990")
    assert shown(found(works, entities=(club,))) == [
        ("acts-fall-inside-lives", "contradiction", {"w"})
    ]
    remembered = Relation(id="w", subject="dora", relation="known as", objects="D", since="1960")
    assert found(remembered, entities=(DEAD,)) == []


# --- publication --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "date, when, severity",
    [
        ("2015", "2015-12-31", None),
        ("2015", "2016", "contradiction"),
        ("2015", "2014/2020", None),
        ("2015-06-30", "2015-07", "contradiction"),
        ("2015-06-30", "2015", None),
        ("2015~", "2016", None),
        ("2015~", "2018", "tension"),
        ("2015/..", "2030", None),
        ("", "2030", None),
    ],
)
def test_the_past_lies_before_publication(date: str, when: str, severity: str | None) -> None:
    wanted = [("past-lies-before-publication", severity, {"x"})] if severity else []
    assert shown(found(event("x", when=when), date=date)) == wanted


def test_only_the_documents_own_events_are_past() -> None:
    assert found(event("x", when="2030", said_by="ann"), date="2015") == []
    assert found(event("x", when="2030", modality="planned"), date="2015") == []
    assert found(Role(id="x", person="ann", post="chair", when="2014/2018"), date="2015") == []


# --- durations ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "when, length, severity",
    [
        ("2002/2005", "three-year", None),
        ("2002-09-30/2005-09-29", "three-year", None),
        ("2002-09-30/2005-12", "three-year", None),
        ("2002/2010", "three-year", "contradiction"),
        ("2002-09-30", "three-year", None),
        ("2003-03-29", "a week", None),
        ("2003-03-01/2003-03-02", "two days", None),
        ("2003-03-01/2003-03-03", "two days", None),
        ("2003-03-01/2003-03-09", "two days", "contradiction"),
        ("1997/2022", "over 25 years", None),
        ("1997/2020", "over 25 years", "contradiction"),
        ("2000/..", "over 25 years", None),
        ("1990-01/1999-06", "nearly a decade", None),
        ("1990-01/1995-06", "nearly a decade", "tension"),
        ("1990~/1995-06", "ten years", "tension"),
        ("1990~/1998-06", "ten years", None),
    ],
)
def test_durations_fit_dates(when: str, length: str, severity: str | None) -> None:
    findings = found(event("a", event="e", when=when), event("b", event="e", lasting=length))
    assert [(one.severity, set(one.claims)) for one in findings] == (
        [(severity, {"a", "b"})] if severity else []
    )
    assert all(one.rule == "durations-fit-dates" for one in findings)


def test_since_and_until_leave_room_for_a_duration() -> None:
    since, until = event("a", event="e", since="2000"), event("b", event="e", until="2010")
    assert found(since, until, event("c", event="e", lasting="over 8 years")) == []
    assert shown(found(since, until, event("c", event="e", lasting="less than 8 years"))) == [
        ("durations-fit-dates", "contradiction", {"a", "b", "c"})
    ]


@pytest.mark.parametrize(
    "value, as_of, severity",
    [
        ("over 25 years", "2015", "contradiction"),
        ("over 15 years", "2015", None),
        ("18 years", "2015", None),
        ("17", "2015-06", None),
        ("20", "2015-06", "contradiction"),
        ("about 18", "2015", None),
        ("nearly 30 years", "2015", "tension"),
    ],
)
def test_ages_fit_beginnings(value: str, as_of: str, severity: str | None) -> None:
    club = Entity(id="club", name="The Club", type="organization", begin="1997-09-01")
    age = Quantity(id="age", subject="club", property="age", value=value, as_of=as_of)
    wanted = [("durations-fit-dates", severity, {"age"})] if severity else []
    assert shown(found(age, entities=(club,))) == wanted


def test_an_undated_age_is_of_the_document() -> None:
    club = Entity(id="club", name="The Club", type="organization", begin="1997-09-01")
    age = Quantity(id="age", subject="club", property="years of operation", value="over 25 years")
    assert found(age, entities=(club,), date="2015") != []
    assert found(age, entities=(club,), date="2023") == []
    assert found(age, entities=(club,), date="2015/..") == []
    assert found(age, entities=(club,)) == []


def test_years_that_are_no_age_are_left_alone() -> None:
    club = Entity(id="club", name="The Club", type="organization", begin="1997-09-01")
    years = Quantity(id="y", subject="club", property="combined experience", value="200 years")
    assert found(years, entities=(club,), date="2015") == []


# --- observances and dates ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "when, severity",
    [
        ("2004-03-08", None),
        ("2004-03", None),
        ("2004", None),
        ("2004-03-12", "contradiction"),
        ("2004-04", "contradiction"),
        ("2004-03-07/2004-03-09", None),
        ("2004-03-12~", "tension"),
        ("2004-03-09~", None),
        ("1911-03-19", None),
        ("", None),
    ],
)
def test_observances_fall_on_their_day(when: str, severity: str | None) -> None:
    day = (at("international women's day"),)
    wanted = [("observances-fall-on-their-day", severity, {"x"})] if severity else []
    assert shown(found(event("x", "speech", when=when, during=day))) == wanted


def test_the_date_may_come_from_another_claim_of_the_same_voice() -> None:
    dated = event("a", "speech", event="e", when="2004-03-12")
    during = (at("International Women's Day"),)
    assert shown(found(dated, event("b", "speech", event="e", during=during))) == [
        ("observances-fall-on-their-day", "contradiction", {"a", "b"})
    ]
    assert found(dated, event("b", "speech", event="e", during=during, said_by="ann")) == []
    assert found(dated, event("b", "speech", event="other", during=during)) == []


def test_what_goes_on_since_another_day_may_take_the_observance_in() -> None:
    during = (at("International Women's Day"),)
    assert found(event("x", "campaign", since="2004-03-12", during=during)) == []


def test_without_the_world_no_observance_is_known() -> None:
    text = """\
    claims:
      - {id: x, kind: event, type: speech, when: 2004-03-12, during: International Women's Day}
    """
    from ijmfacts.dossier import Records  # noqa: PLC0415 - only here

    report = check(loads(textwrap.dedent(text), world=Records()))
    assert all(one.rule != "observances-fall-on-their-day" for one in report.findings)


@pytest.mark.parametrize(
    "fields, exists",
    [
        ({"when": "2003-02-30"}, False),
        ({"when": "2003-02-29"}, False),
        ({"when": "2004-02-29"}, True),
        ({"when": "2003-02-30/2004"}, False),
        ({"within": "2003-04-31"}, False),
        ({"after": (at("2003-06-31"),)}, False),
        ({"when": "2003-02-30", "modality": "planned"}, True),
    ],
)
def test_dates_exist(fields: dict[str, Any], exists: Any) -> None:
    wanted = [] if exists else [("dates-exist", "contradiction", {"x"})]
    assert shown(found(event("x", **fields))) == wanted


def test_a_day_that_no_year_has_is_one_finding() -> None:
    one, other = event("a", event="e", when="XXXX-02-30"), event("b", event="e", when="2003-03")
    assert shown(found(one, other)) == [("dates-exist", "contradiction", {"a"})]


def test_a_record_with_a_date_that_is_none_is_malformed() -> None:
    findings = found(date="2015-02-30", entities=(Entity(id="z", name="Z", begin="1990-06-31"),))
    assert [(one.rule, one.severity) for one in findings] == [("dates-exist", "error")] * 2


# --- words --------------------------------------------------------------------------------------


def test_a_clash_is_told_in_one_sentence() -> None:
    claims = (
        event("raid", "raid", when="2003-03-29"),
        event("x", when="2002", after=(at("raid"),)),
    )
    facts = Facts(Dossier(claims=claims))
    core = [
        constraint
        for module in ("things_happen_in_order", "one_time_per_event")
        for constraint in __import__(f"ijmfacts.rules.{module}", fromlist=["check"]).check(facts)
    ]
    head, rest = told(core, "things-happen-in-order")
    assert head == (
        "The meeting `x` comes after the raid, but the raid is dated 29 March 2003, "
        "and the meeting `x` is dated 2002"
    )
    assert rest == ()


# --- laws ---------------------------------------------------------------------------------------

DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2020, 12, 31))
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def printed(day: dt.date, precision: str) -> str:
    return {"day": day.isoformat(), "month": f"{day:%Y-%m}", "year": f"{day:%Y}"}[precision]


def distance(days: int, habit: str) -> str:
    """A true distance as an honest writer may print it."""
    if habit == "days" or days < 70:
        return f"{days} days" if days != 1 else "1 day"
    size = 365.2425 if habit.startswith("year") and days > 800 else 30.436875
    unit = "years" if size > 300 else "months"
    count = days / size
    whole = round(count) if habit.endswith("rounded") else int(count)
    return f"{whole} {unit}" if whole > 1 else f"1 {unit[:-1]}"


@st.composite
def true_stories(draw: st.DrawFn) -> list[AnyClaim]:
    """Claims that are all true of one course of events."""
    days = draw(st.lists(DAYS, min_size=2, max_size=6))
    claims: list[AnyClaim] = []
    precision = st.sampled_from(["day", "month", "year"])
    habit = st.sampled_from(["days", "months", "months rounded", "years", "years rounded"])
    for number, day in enumerate(days):
        name = f"e{number}"
        claims.append(event(f"{name}-a", event=name, when=printed(day, draw(precision))))
        if draw(st.booleans()):
            claims.append(event(f"{name}-b", event=name, within=printed(day, draw(precision))))
        if draw(st.booleans()):
            length = draw(st.integers(1, 5000))
            until = day + dt.timedelta(days=length)
            long = f"long{number}"
            span = f"{printed(day, draw(precision))}/{printed(until, draw(precision))}"
            claims.append(event(f"{long}-a", event=long, when=span))
            claims.append(event(f"{long}-b", event=long, lasting=distance(length, draw(habit))))
        other = draw(st.integers(0, len(days) - 1))
        gap = (day - days[other]).days
        if gap:
            anchor = at(f"e{other}", distance(abs(gap), draw(habit)) if draw(st.booleans()) else "")
            field = "after" if gap > 0 else "before"
            placed: dict[str, Any] = {field: (anchor,)}
            claims.append(event(f"{name}-c", event=name, **placed))
    return claims


@QUICK
@given(true_stories())
def test_a_true_story_is_never_flagged(story: list[AnyClaim]) -> None:
    assert [finding.message for finding in found(*story)] == []


@QUICK
@given(true_stories(), st.randoms(use_true_random=False), DAYS)
def test_a_further_claim_never_removes_a_contradiction(
    story: list[AnyClaim], random: Any, day: dt.date
) -> None:
    wrong = event("wrong", event="e0", when=day.isoformat())
    claims = [*story, wrong]
    extra = random.choice(story)
    fewer = {frozenset(one.claims) for one in found(*(c for c in claims if c is not extra))}
    more = {frozenset(one.claims) for one in found(*claims)}
    assert fewer <= more


@QUICK
@given(true_stories(), st.randoms(use_true_random=False), DAYS)
def test_the_order_of_claims_changes_nothing(
    story: list[AnyClaim], random: Any, day: dt.date
) -> None:
    claims = [*story, event("wrong", event="e0", when=day.isoformat())]
    shuffled = list(claims)
    random.shuffle(shuffled)
    assert found(*shuffled) == found(*claims)
