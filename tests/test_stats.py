"""Strength: what other claims leave for a figure is exactly what a check would not notice."""

from __future__ import annotations

from typing import Any

import attrs
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ijmfacts import Entity, Quantity, Records, check, loads, strengths
from ijmfacts.claims import AnyClaim
from ijmfacts.dossier import Dossier
from ijmfacts.records import Dimension, Property, Vocabulary
from ijmfacts.stats import CONTRADICTORY, Statistics, Web, statistics
from ijmfacts.strategies import claims, dossiers

HEAD = """
entities: {club: {name: The Club, type: organization}, ann: {name: Ann, type: person, begin: 1950}}
vocabulary: {properties: {members: {counts: members, dimensions: {sport: {exclusive: true}}}}}
claims:
"""


def of(text: str) -> Statistics:
    dossier = loads(HEAD + text, world=Records())
    assert dossier.problems == ()
    return statistics(dossier)


def allowed(found: Statistics) -> dict[tuple[str, str], str]:
    return {(one.claim, one.part or one.printed): one.allowed for one in found.strengths}


def members(name: str, value: str, sport: str = "") -> str:
    dims = f", dimensions: {{sport: {sport}}}" if sport else ""
    return (
        f"  - {{id: {name}, kind: quantity, subject: club, property: members{dims}, "
        f'value: "{value}", as of: 2024, quote: "{value}"}}\n'
    )


def test_a_whole_is_held_by_its_parts_and_each_part_by_the_rest() -> None:
    found = of(
        members("all", "30") + members("row", "4", "rowing") + members("rest", "26", "other")
    )
    assert allowed(found) == {
        ("all", "30"): "exactly 30",
        ("row", "4"): "exactly 4",
        ("rest", "26"): "exactly 26",
    }
    assert (set(found.checked), found.unchecked) == ({"all", "row", "rest"}, ())


def test_seven_rounded_shares_tolerate_three_and_a_half_percent_and_more() -> None:
    """Each of the other six may be half a percent off, or a whole one where figures are cut off."""
    parts = "{a: 71%, b: 12%, c: 6%, d: 4%, e: 4%, f: 1%, g: 2%}"
    text = (
        "  - {id: x, kind: breakdown, subject: club, property: funding, by: source, "
        f"parts: {parts}, complete: true, quote: shares}}\n"
    )
    found = of(text)
    assert allowed(found)["x", "a"] == "above 65 and at most 74%"
    assert (found.checked, found.unchecked) == ((), ("x",)), "no other claim speaks to it"


def test_what_nothing_speaks_to_is_told_so() -> None:
    found = of(members("all", "30"))
    assert allowed(found) == {("all", "30"): ""}
    assert (found.claims, found.checked, found.unchecked) == (1, (), ("all",))


def test_two_claims_of_one_measure_check_each_other() -> None:
    found = of(members("one", "30") + members("two", "31"))
    assert allowed(found) == {("one", "30"): "exactly 31", ("two", "31"): "exactly 30"}


def test_claims_that_contradict_without_it_leave_nothing() -> None:
    found = of(members("a", "30") + members("b", "31") + members("c", "30"))
    assert allowed(found) == {
        ("a", "30"): CONTRADICTORY,
        ("b", "31"): "exactly 30",
        ("c", "30"): CONTRADICTORY,
    }
    assert len(found.checked) == 3


def test_a_list_is_held_by_a_stated_count() -> None:
    text = (
        "  - {id: named, kind: listing, subject: club, property: members, members: [Bo, Cy], "
        "complete: true, as of: 2024, quote: Bo and Cy}\n"
    )
    found = of(members("all", "2") + text)
    assert allowed(found) == {
        ("all", "2"): "exactly 2",
        ("named", "2 named"): "exactly 2",
        ("named", "Bo"): "has to be among them",
        ("named", "Cy"): "has to be among them",
    }


def test_members_of_two_lists_of_one_thing_hold_each_other() -> None:
    text = "".join(
        f"  - {{id: {name}, kind: listing, subject: club, property: members, "
        f"members: [{listed}], as of: 2024, quote: {name}}}\n"
        for name, listed in (("one", "Bo, Cy"), ("two", "Bo, Di"))
    )
    assert allowed(of(text))["one", "Bo"] == "has to be among them"
    assert ("one", "Cy") not in allowed(of(text))


def test_dates_of_one_event_hold_each_other() -> None:
    text = "".join(
        f"  - {{id: {name}, kind: event, event: start, type: founding, to: club, when: {when}, quote: q}}\n"
        for name, when in (("year", "1997"), ("day", "1997-05-03"))
    )
    found = of(text)
    assert allowed(found) == {
        ("year", "1997"): "3 May 1997",
        ("day", "1997-05-03"): "from 1 January 1997 to 31 December 1997",
    }
    assert set(found.checked) == {"year", "day"}


def test_claims_with_neither_figure_nor_date_are_not_counted() -> None:
    found = of(
        "  - {id: tie, kind: relation, subject: club, relation: likes, objects: [tea], quote: q}\n"
    )
    assert (found.claims, found.checked, found.unchecked, found.strengths) == (1, (), (), ())


SCORED = """
entities: {club: {name: The Club, type: organization}}
vocabulary:
  properties:
    score:
      dimensions: {aspect: {exclusive: true}}
      formula: sqrt(a^2 + b^2)
      inputs:
        a: {property: score, dimensions: {aspect: play}}
        b: {property: score, dimensions: {aspect: style}}
claims:
"""


def scores(**given: str) -> dict[tuple[str, str], str]:
    claims = "".join(
        f"  - {{id: {name}, kind: quantity, subject: club, property: score, value: '{value}', "
        + ("" if name == "whole" else f"dimensions: {{aspect: {name}}}, ")
        + "precision: exact, as of: 2024, quote: q}\n"
        for name, value in given.items()
    )
    dossier = loads(SCORED + claims, world=Records())
    assert dossier.problems == ()
    return allowed(statistics(dossier))


def test_what_goes_into_a_formula_is_held_by_what_comes_out() -> None:
    """The sides of a right triangle."""
    found = scores(whole="5", play="3", style="4")
    assert found["whole", "5"] == "exactly 5"
    assert found["play", "3"] == "from -3 to 3"
    assert found["style", "4"] == "from -4 to 4"


def test_what_nothing_else_goes_into_a_formula_with_is_free() -> None:
    assert scores(whole="5", play="3") == {("whole", "5"): "", ("play", "3"): ""}


def share(name: str, value: str, sport: str) -> str:
    return members(name, value, sport)


def test_a_share_is_held_by_its_part_and_its_whole() -> None:
    found = of(
        members("all", "1,250") + members("row", "525", "rowing") + share("rate", "42%", "rowing")
    )
    assert allowed(found)["rate", "42%"] == "from 41.699 to 42.169%"
    assert (set(found.checked), found.unchecked) == ({"all", "row", "rate"}, ())


def test_a_bound_is_held_on_its_own_side_alone() -> None:
    """Nobody is wrong to say that fewer than one in two are what one in a hundred is."""
    few = members("all", "4,903") + members("few", "at least 160", "rowing")
    found = of(few + share("rate", "fewer than one in 30", "rowing"))
    assert "rate" in found.checked
    most = members("all", "4,903") + members("few", "at most 160", "rowing")
    found = of(most + share("rate", "fewer than one in 30", "rowing"))
    assert "rate" in found.unchecked
    found = of(most + share("rate", "more than 1%", "rowing"))
    assert "rate" in found.checked


def test_a_share_of_another_measure_is_held_by_both() -> None:
    text = (
        "  - {id: saved, kind: quantity, subject: club, property: savings, value: $14.2 million}\n"
        "  - {id: aim, kind: quantity, subject: club, property: savings target, "
        "value: $16.0 million}\n"
        "  - {id: rate, kind: quantity, subject: club, property: savings, value: 89 percent, "
        "of: savings target}\n"
    )
    assert set(of(text).checked) == {"saved", "aim", "rate"}


def test_a_share_of_few_things_is_a_whole_number_of_them() -> None:
    found = of(members("all", "12") + share("rate", "42%", "rowing"))
    assert allowed(found)["rate", "42%"] == "so many of 12, each of them 25/3%"
    assert set(found.checked) == {"all", "rate"}
    found = of(members("all", "1,250") + share("rate", "42%", "rowing"))
    assert "rate" in found.unchecked, "of 1,250 there is one for each percent"
    found = of(members("all", "1,251") + share("rate", "42.12%", "rowing"))
    assert "rate" in found.checked


def test_a_share_of_nothing_is_held_by_nothing() -> None:
    found = of(members("all", "0") + share("rate", "0%", "rowing"))
    assert "rate" in found.unchecked


def test_what_nobody_asserts_is_named_as_unchecked() -> None:
    denied = members("denied", "31").replace("as of", "modality: denied, as of")
    alleged = members("alleged", "32").replace("as of", "modality: alleged, as of")
    found = of(members("all", "30") + denied + alleged)
    assert (found.checked, found.unchecked) == ((), ("all", "alleged", "denied"))


def test_what_is_planned_checks_what_is_planned() -> None:
    planned = "".join(
        members(name, value, sport).replace("as of", "modality: planned, as of")
        for name, value, sport in (("all", "30", ""), ("row", "4", "rowing"), ("x", "26", "other"))
    )
    found = of(planned + members("now", "28"))
    assert allowed(found)["all", "30"] == "exactly 30"
    assert found.unchecked == ("now",)


def test_that_an_amount_is_none_or_more_is_no_check() -> None:
    """Shares of expenses say of the expenses only that there are some."""
    text = (
        "  - {id: all, kind: quantity, subject: club, property: expenses, value: $52 million, as of: 2024, "
        "quote: $52 million}\n"
        "  - {id: split, kind: breakdown, subject: club, property: expenses, by: sport, "
        "parts: {rowing: 75%, chess: 25%}, as of: 2024, quote: shares}\n"
    )
    found = of(text)
    assert allowed(found)["all", "$52 million"] == ""
    assert "all" not in found.checked


def test_strengths_are_in_the_order_of_the_document() -> None:
    found = of(members("b", "30") + members("a", "30"))
    assert [one.claim for one in found.strengths] == ["a", "b"]


def club(total: int, parts: list[int], other: int) -> Dossier:
    def quantity(name: str, value: int, sport: str = "") -> Quantity:
        dims = {"sport": sport} if sport else {}
        return Quantity(
            id=name, subject="club", property="members", dimensions=dims, value=str(value), as_of="2024",
        )  # fmt: skip

    drawn: list[AnyClaim] = [quantity("total", total), quantity("other", other, "other")]
    drawn += [quantity(f"part-{at}", value, f"sport {at}") for at, value in enumerate(parts)]
    known = loads(HEAD + "  []\n", world=Records())
    return attrs.evolve(
        known, claims=drawn, entities={"club": Entity(id="club", type="organization")}
    )


@settings(max_examples=40, deadline=None)
@given(
    parts=st.lists(st.integers(0, 9), min_size=1, max_size=3),
    other=st.integers(0, 9),
    off=st.integers(-3, 3),
    data=st.data(),
)
def test_law_a_change_is_noticed_exactly_where_it_leaves_what_the_others_allow(
    parts: list[int], other: int, off: int, data: st.DataObject
) -> None:
    """The checker itself is the oracle: it is asked about the changed dossier."""
    dossier = club(sum(parts) + other, parts, other)
    assert check(dossier).contradictions == ()
    web = Web(dossier)
    claim = data.draw(st.sampled_from(dossier.claims))
    assert isinstance(claim, Quantity)
    (stated,) = web.stated(claim)
    (left,) = web.left(stated)
    value = int(claim.value) + off
    assume(value >= 0)
    changed = attrs.evolve(claim, value=str(value))
    rest = [changed if one is claim else one for one in dossier.claims]
    noticed = bool(check(attrs.evolve(dossier, claims=rest)).contradictions)
    assert noticed == (value not in left)


def spent(*claims: tuple[str, str, str]) -> Dossier:
    """Money, which is no number of whole things: the whole, its parts, and shares of it."""
    drawn = [
        Quantity(
            id=name, subject="club", property="costs", value=value, as_of="2024",
            dimensions={"on": part} if part else {},
        )
        for name, value, part in claims
    ]  # fmt: skip
    known = loads(HEAD + "  []\n", world=Records())
    return attrs.evolve(
        known, claims=drawn, entities={"club": Entity(id="club", type="organization")}
    )


AMOUNTS = ("$1", "$77", "$451", "$9,999,999", "more than $451", "less than $77")
PERCENTS = ("1%", "9%", "55%", "98%", "400%", "more than 55%", "less than 9%", "0.01%")
ANYTHING = {
    "$": ("$0.00001", "$1", "$77", "$451", "$1,999", "$9,999,999,999"),
    "%": ("0.0001%", "1%", "9%", "33%", "55%", "98%", "400%", "99,999%"),
}


@settings(max_examples=50, deadline=None)
@given(
    whole=st.none() | st.sampled_from(AMOUNTS),
    parts=st.tuples(*[st.none() | st.sampled_from(AMOUNTS)] * 2),
    shares=st.tuples(*[st.none() | st.sampled_from(PERCENTS)] * 2),
)
def test_law_a_claim_is_checked_exactly_where_some_other_figure_in_it_would_clash(
    whole: str | None, parts: tuple[str | None, ...], shares: tuple[str | None, ...]
) -> None:
    """The checker itself is the oracle: bounds stay bounds, and a contradiction names another."""
    told = [("whole", whole, ""), ("a", parts[0], "a"), ("b", parts[1], "b")]
    told += [("share-a", shares[0], "a"), ("share-b", shares[1], "b")]
    claims = [(name, value, part) for name, value, part in told if value]
    assume(claims)
    dossier = spent(*claims)
    assume(not check(dossier).contradictions)
    checked = set(statistics(dossier).checked)
    for at, (name, value, part) in enumerate(claims):
        bound = " ".join(value.split()[:-1])
        others = [f"{bound} {other}".strip() for other in ANYTHING["%" if "%" in value else "$"]]
        noticed = any(
            name in one.claims and len(one.claims) > 1
            for other in others
            for finding in check(
                spent(*claims[:at], (name, other, part), *claims[at + 1 :])
            ).contradictions
            for one in finding.all
        )
        assert noticed == (name in checked), (name, value)


@settings(max_examples=40, deadline=None)
@given(dossier=dossiers())
def test_law_any_dossier_has_statistics_that_add_up(dossier: Dossier) -> None:
    found = statistics(dossier)
    assert found == statistics(dossier)
    assert found.strengths == strengths(dossier)
    assert not set(found.checked) & set(found.unchecked)
    named = {one.claim for one in found.strengths}
    assert named == {*found.checked, *found.unchecked}
    assert named <= {claim.id for claim in dossier.claims}


@settings(max_examples=30, deadline=None)
@given(drawn=st.lists(claims(), max_size=4, unique_by=lambda claim: claim.id), data=st.data())
def test_law_the_order_of_claims_changes_nothing(
    drawn: list[AnyClaim], data: st.DataObject
) -> None:
    mixed = data.draw(st.permutations(drawn))
    world = Records()
    assert statistics(Dossier(claims=drawn, world=world)) == statistics(
        Dossier(claims=mixed, world=world)
    )


def test_a_share_of_a_whole_that_contradicts_itself_says_so() -> None:
    """Nothing is left of what two totals contradict each other about, and nothing is divided."""
    own: dict[str, Any] = {"subject": "club", "property": "members"}
    found = statistics(
        Dossier(
            entities=[Entity(id="club", name="The Club", type="organization")],
            vocabulary=Vocabulary(
                properties={
                    "members": Property(
                        name="members", counts="members", dimensions={"sex": Dimension()}
                    )
                }
            ),
            claims=[
                Quantity(id="all", value="11", **own),
                Quantity(id="again", value="12", **own),
                Quantity(id="women", value="40%", dimensions=(("sex", "women"),), **own),
            ],
        )
    )
    assert set(found.checked) == {"all", "again", "women"}
