"""Rules about places, posts, kinds and relations: what fires, what it rests on, what stays silent."""

from __future__ import annotations

from types import ModuleType

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ijmfacts.claims import Anchor, AnyClaim, Event, Listing, Relation, Role
from ijmfacts.constraints import Constraint
from ijmfacts.dossier import Dossier, Records
from ijmfacts.facts import Facts
from ijmfacts.index import Index
from ijmfacts.offices import Offices
from ijmfacts.records import Entity, EventType, Kind, Post, Property, RelationType, Vocabulary
from ijmfacts.rules import (
    authority_where_force_is_used,
    excluded_posts_are_not_held_together,
    members_are_of_their_kind,
    office_holders_act_inside_terms,
    one_holder_per_post,
    one_place_per_event,
    one_post_per_person_in_organization,
    only_and_all_hold,
    places_lie_where_said,
    single_valued_relations_have_one_value,
)
from ijmfacts.stretches import Stretch, overlap, share_a_day, stretch_of
from ijmfacts.times import Span
from ijmfacts.whereabouts import Whereabouts

ALL: tuple[ModuleType, ...] = (
    authority_where_force_is_used,
    excluded_posts_are_not_held_together,
    members_are_of_their_kind,
    office_holders_act_inside_terms,
    one_holder_per_post,
    one_place_per_event,
    one_post_per_person_in_organization,
    only_and_all_hold,
    places_lie_where_said,
    single_valued_relations_have_one_value,
)

ENTITIES = (
    Entity(id="acme", name="Acme", type="company"),
    Entity(id="guild", name="The Guild", type="organization"),
    Entity(id="ann", name="Ann Lee", type="person"),
    Entity(id="bob", name="Bob Day", type="person"),
    Entity(id="cat", name="Cat Oak", type="person"),
    Entity(id="somebody", name="somebody", type="anonymous person"),
    Entity(id="thai-unit", name="special unit", type="police", of="Thailand"),
    Entity(id="khmer-unit", name="city police", type="police", of="Cambodia"),
    Entity(id="lost-unit", name="lost unit", type="police"),
    Entity(id="wide-unit", name="wide unit", type="police", authority_over=("Southeast Asia",)),
    Entity(id="regiment", name="the regiment", type="army", of="Thailand"),
    Entity(id="guard", name="border patrol", type="border guard", of="Thailand"),
    Entity(id="sheriffs", name="the sheriffs", type="ranger", of="Thailand"),
    Entity(id="helpers", name="the helpers", type="ngo", of="Thailand"),
    Entity(id="kosovo-police", name="Kosovo force", type="police", of="Kosovo"),
    Entity(id="office", name="the counting-house", type="office", of="acme"),
    Entity(id="barn", name="the barn", type="building", in_="Cambodia"),
    Entity(id="shed", name="the shed", type="building"),
    Entity(id="mill", name="Mill Village", type="village", in_="Kenya"),
    Entity(id="hill", name="Hill Town", type="town"),
    Entity(id="stream", name="Long Stream", type="river"),
    Entity(id="embassy", name="the embassy", type="building", in_="Cambodia", of="Thailand"),
)

WORDS = Vocabulary(
    types={"ranger": Kind(name="ranger", is_a="police")},
    events={"operation": EventType(name="operation")},
    relations={
        "teacher": RelationType(name="teacher", single_valued=True, inverse="teacher of"),
        "teacher of": RelationType(name="teacher of", inverse="teacher"),
        "made in": RelationType(name="made in", single_valued=True),
    },
    properties={"stewards": Property(name="stewards", kind_of_members="person")},
    posts={"warden": Post(name="warden", one_holder=True), "clerk": Post(name="clerk")},
)


def dossier(*claims: AnyClaim, world: Records | None = None) -> Dossier:
    if world is None:
        return Dossier(claims=claims, entities=ENTITIES, vocabulary=WORDS)
    return Dossier(claims=claims, entities=ENTITIES, vocabulary=WORDS, world=world)


def found(module: ModuleType, *claims: AnyClaim, world: Records | None = None) -> list[Constraint]:
    return list(module.check(Facts(dossier(*claims, world=world))))


def told(module: ModuleType, *claims: AnyClaim) -> list[tuple[set[str], list[str]]]:
    """The claims of each conflict, the world's left out, with the kinds of its assumptions."""
    own = {claim.id for claim in claims}
    conflicts = found(module, *claims)
    assert all(not conflict.terms for conflict in conflicts)
    return [
        (set(conflict.claims) & own, [assumption.kind for assumption in conflict.assumptions])
        for conflict in conflicts
    ]


def event(key: str, kind: str = "arrest", **fields: object) -> Event:
    return Event(id=key, type=kind, **fields)  # type: ignore[arg-type]


def role(key: str, person: str, post: str, organization: str = "acme", **fields: object) -> Role:
    return Role(id=key, person=person, post=post, organization=organization, **fields)  # type: ignore[arg-type]


def relation(
    key: str,
    subject: str,
    name: str,
    *objects: str,
    only: bool = False,
    all_: bool = False,
    **fields: object,
) -> Relation:
    return Relation(
        id=key,
        subject=subject,
        relation=name,
        objects=objects,
        only=only,
        all=all_,
        **fields,  # type: ignore[arg-type]
    )


# ---- authority --------------------------------------------------------------------------------


def authority(*claims: AnyClaim) -> list[tuple[set[str], list[str]]]:
    return told(authority_where_force_is_used, *claims)


def test_police_abroad_contradict() -> None:
    assert authority(event("a", by="thai-unit", place="barn")) == [({"a"}, [])]


def test_the_words_name_who_what_where_and_the_world_source() -> None:
    claim = event("a", by="thai-unit", place="barn", when="2003-03-29")
    (conflict,) = found(authority_where_force_is_used, claim)
    for words in (
        "arrest",
        "29 March 2003",
        "special unit",
        "the barn lies in Cambodia",
        "Thailand",
    ):
        assert words in conflict.words
    assert "Lotus" in conflict.words


def test_a_narrower_type_is_the_organ_that_the_wider_one_is() -> None:
    assert authority(event("a", by="sheriffs", place="barn")) == [({"a"}, [])]


def test_border_guards_abroad_need_consent() -> None:
    assert authority(event("a", by="guard", place="barn")) == [({"a"}, ["no-consent"])]


@pytest.mark.parametrize(
    "claim",
    [
        event("a", by="thai-unit", place="Thailand"),
        event("a", by="regiment", place="barn"),
        event("a", by="helpers", place="barn", kind="raid"),
        event("a", by="lost-unit", place="barn"),
        event("a", by="wide-unit", place="barn"),
        event("a", by="thai-unit", place="shed"),
        event("a", by="thai-unit"),
        event("a", by="thai-unit", place="embassy"),
        event("a", by="kosovo-police", place="Serbia"),
        event("a", by="thai-unit", place="Taiwan"),
        event("a", by=("thai-unit", "khmer-unit"), place="barn"),
        event("a", by="thai-unit", place="barn", kind="meeting"),
        event("a", by="thai-unit", place="Cambodia", kind="deportation"),
        event("a", by="thai-unit", to="Cambodia"),
        event("a", by="thai-unit", place="barn", said_by="ann"),
        event("a", by="thai-unit", place="barn", modality="planned"),
    ],
    ids=str,
)
def test_these_acts_are_fine(claim: Event) -> None:
    assert authority(claim) == []


def test_actor_and_place_may_come_from_two_claims_about_one_event() -> None:
    claims = (event("a", event="e", by="thai-unit"), event("b", event="e", place="barn"))
    assert authority(*claims) == [({"a", "b"}, [])]


def test_a_building_that_is_raided_is_the_place() -> None:
    assert authority(event("a", "raid", by="thai-unit", to="barn")) == [({"a"}, [])]


def test_the_place_may_be_that_of_the_event_around() -> None:
    around = event("b", event="raid", kind="raid", place="barn")
    assert authority(_during("raid"), around) == [({"a", "b"}, [])]
    assert authority(_during("2003"), around) == []


def _during(name: str) -> Event:
    return event("a", by="thai-unit", during=(Anchor(of=name),))


def test_where_the_place_lies_may_be_claimed() -> None:
    claims = (
        event("a", by="thai-unit", place="shed"),
        relation("b", "shed", "located in", "hill"),
        relation("c", "hill", "located in", "Cambodia"),
    )
    assert authority(*claims) == [({"a", "b", "c"}, [])]
    assert authority(*claims[:2]) == []


def test_an_empty_world_silences_the_rule() -> None:
    claim = event("a", by="thai-unit", place="barn")
    assert found(authority_where_force_is_used, claim, world=Records()) == []


# ---- one place per event ----------------------------------------------------------------------


def one_place(*claims: AnyClaim) -> list[tuple[set[str], list[str]]]:
    return told(one_place_per_event, *claims)


def meeting(key: str, place: str, **fields: object) -> Event:
    return event(key, "meeting", event="m", place=place, **fields)


def test_one_event_in_two_countries_contradicts() -> None:
    assert one_place(meeting("a", "Kenya"), meeting("b", "Ghana")) == [({"a", "b"}, [])]
    assert one_place(meeting("a", "mill"), meeting("b", "barn")) == [({"a", "b"}, [])]


@pytest.mark.parametrize(
    "claims",
    [
        (meeting("a", "Kenya"), meeting("b", "mill")),
        (meeting("a", "Kenya"), meeting("b", "hill")),
        (meeting("a", "Kenya"), meeting("b", "Africa")),
        (meeting("a", "Kenya"), meeting("b", "Ghana", said_by="ann")),
        (meeting("a", "Kenya"), meeting("b", "Ghana", lasting="three weeks")),
        (meeting("a", "Kenya", when="2001"), meeting("b", "Ghana", when="2002")),
        (meeting("a", "Kenya"), event("b", "meeting", event="other", place="Ghana")),
        (meeting("a", "Serbia"), meeting("b", "Kosovo")),
    ],
    ids=str,
)
def test_these_places_of_an_event_are_fine(claims: tuple[Event, Event]) -> None:
    assert one_place(*claims) == []


# ---- where places lie -------------------------------------------------------------------------


def lies(*claims: AnyClaim) -> list[tuple[set[str], list[str]]]:
    return told(places_lie_where_said, *claims)


def test_a_place_is_not_elsewhere_than_its_record_says() -> None:
    assert lies(relation("a", "mill", "located in", "Ghana")) == [({"a"}, [])]
    assert lies(relation("a", "mill", "located in", "Ghana", as_of="1950")) == [
        ({"a"}, ["contemporary"])
    ]


def test_two_claims_put_a_place_in_places_apart() -> None:
    claims = (
        relation("a", "hill", "located in", "Ghana"),
        relation("b", "hill", "located in", "Kenya"),
    )
    assert lies(*claims) == [({"a", "b"}, [])]
    assert lies(relation("a", "hill", "located in", "Ghana", "Kenya")) == [({"a"}, [])]


def test_what_is_wrong_with_a_place_is_told_once_and_not_of_what_lies_in_it() -> None:
    claims = (
        relation("a", "hill", "located in", "Ghana"),
        relation("b", "hill", "located in", "Kenya"),
        relation("c", "shed", "located in", "hill"),
    )
    assert lies(*claims) == [({"a", "b"}, [])]


def test_a_place_does_not_lie_in_itself() -> None:
    claims = (
        relation("a", "hill", "located in", "shed"),
        relation("b", "shed", "located in", "hill"),
    )
    assert lies(*claims) == [({"a", "b"}, [])]
    assert lies(relation("a", "Kenya", "located in", "mill")) == [({"a"}, [])]


@pytest.mark.parametrize(
    "claims",
    [
        (relation("a", "mill", "located in", "Kenya", "Africa"),),
        (relation("a", "stream", "located in", "Kenya", "Ghana"),),
        (relation("a", "acme", "based in", "Kenya", "Ghana"),),
        (relation("a", "mill", "located in", "Ghana", said_by="ann"),),
        (relation("a", "mill", "studied at", "Ghana"),),
        (
            relation("a", "hill", "located in", "Ghana", as_of="1900"),
            relation("b", "hill", "located in", "Kenya", as_of="2000"),
        ),
    ],
    ids=str,
)
def test_these_places_are_fine(claims: tuple[Relation, ...]) -> None:
    assert lies(*claims) == []


# ---- terms of office --------------------------------------------------------------------------


def terms(*claims: AnyClaim) -> list[tuple[set[str], list[str]]]:
    return told(office_holders_act_inside_terms, *claims)


def powell(post: str, organization: str = "United States", **fields: object) -> Role:
    return role("a", "Colin Powell", post, organization, **fields)


@pytest.mark.parametrize(
    "claim",
    [
        powell("Secretary of State", as_of="2006"),
        powell("the Secretary of State", as_of="2005-01-27"),
        powell("U.S. Secretary of State", "", as_of="2000"),
        powell("secretary of state of the United States", "", when="2001/2006"),
        powell("then-Secretary of State", as_of="1999"),
        powell("former Secretary of State", as_of="1999"),
        powell("president", as_of="2002-06"),
        role("a", "Barack Obama", "President", "USA", as_of="2008"),
        role("a", "Kofi Annan", "Secretary-General", "United Nations", as_of="2008"),
        role("a", "Vladimir Putin", "President", "Russia", as_of="2010"),
        role("a", "Harold Wilson", "Prime Minister", "UK", as_of="1972"),
    ],
    ids=str,
)
def test_these_holders_are_outside_their_terms(claim: Role) -> None:
    assert terms(claim) == [({"a"}, [])]


@pytest.mark.parametrize(
    "claim",
    [
        powell("Secretary of State", as_of="2004"),
        powell("Secretary of State", as_of="2005"),
        powell("Secretary of State", as_of="2005-01-26"),
        powell("Secretary of State", when="2001/2005"),
        powell("Secretary of State"),
        powell("Secretary of State", "", as_of="2010"),
        powell("Secretary of State", "acme", as_of="2010"),
        powell("former Secretary of State", as_of="2010"),
        powell("Deputy Secretary of State", as_of="2010"),
        powell("Secretary of State", as_of="2010", said_by="ann"),
        powell("Secretary of State", as_of="2010", modality="denied"),
        powell("Secretary of State", as_of="XXXX-10-18"),
        powell("President of the United States", as_of="1900"),
        role("a", "Winston Churchill", "Prime Minister", "UK", as_of="1900"),
        role("a", "ann", "President", "acme", as_of="2010"),
        role("a", "somebody", "President", "United States", as_of="2010"),
        role("a", "Vladimir Putin", "President", "Russia", as_of="2005"),
        role("a", "Vladimir Putin", "President", "Russia", as_of="2015"),
        role("a", "Donald Trump", "President", "United States", as_of="2026"),
    ],
    ids=str,
)
def test_these_holders_are_fine(claim: Role) -> None:
    assert terms(claim) == []


def test_an_approximate_date_gives_way_by_a_unit_of_its_own() -> None:
    assert terms(powell("Secretary of State", as_of="2006~")) == []
    assert terms(powell("Secretary of State", as_of="2008~")) == [({"a"}, ["approximate-date"])]


def test_somebody_not_in_the_list_may_be_in_it_by_another_name() -> None:
    claim = role("a", "ann", "US President", "", as_of="2010")
    assert terms(claim) == [({"a"}, ["distinct"])]
    (conflict,) = found(office_holders_act_inside_terms, claim)
    assert "world-us-barack-obama" in conflict.claims


def test_a_person_whom_the_dossier_declares_is_the_one_of_the_same_name() -> None:
    mine = Entity(id="my-powell", name="Colin Powell", type="person")
    late = Role(
        id="a", person="my-powell", post="US Secretary of State", organization="", as_of="2010"
    )
    known = Dossier(claims=(late,), entities=(mine,))
    assert len(list(office_holders_act_inside_terms.check(Facts(known)))) == 1
    fine = attrs.evolve(known, claims=(attrs.evolve(late, as_of="2003"),))
    assert list(office_holders_act_inside_terms.check(Facts(fine))) == []


def test_a_namesake_stays_silent() -> None:
    mine = Entity(id="w", name="William Clinton", type="person")
    claim = Role(id="a", person="w", post="US President", as_of="1995")
    known = Dossier(claims=(claim,), entities=(mine,))
    assert list(office_holders_act_inside_terms.check(Facts(known))) == []


def test_without_a_world_nobody_is_outside() -> None:
    claim = powell("US Secretary of State", as_of="2010")
    assert found(office_holders_act_inside_terms, claim, world=Records()) == []


def test_every_term_of_the_world_is_inside_itself() -> None:
    world = Index(dossier()).dossier.world
    own = tuple(
        attrs.evolve(claim, id=f"own-{claim.id}")
        for claim in world.claims
        if isinstance(claim, Role)
    )
    assert own
    for module in ALL:
        assert found(module, *own) == []


def test_terms_that_follow_each_other_are_one() -> None:
    world = Records(
        claims=(
            role("w-1", "ann", "warden", "guild", when="2000-01-01/2004-12-31"),
            role("w-2", "ann", "warden", "guild", when="2005-01-01/2009-12-31"),
            role("w-3", "bob", "warden", "guild", when="2009-12-31/2011-12-31"),
            role("w-4", "ann", "warden", "guild", when="2012-01-01/2014-12-31"),
        ),
        vocabulary=Vocabulary(
            posts={"warden": Post(name="warden", one_holder=True, terms_known=True, since="2000")}
        ),
    )

    def outside(when: str) -> bool:
        claim = role("a", "ann", "warden", "guild", when=when)
        known = Dossier(claims=(claim,), entities=ENTITIES, world=world)
        return bool(list(office_holders_act_inside_terms.check(Facts(known))))

    assert not outside("2003/2008")
    assert outside("2003/2013")
    assert outside("2010-06")


def test_nothing_is_known_past_the_day_for_which_a_list_is_whole() -> None:
    """The first day that a role surely takes up decides, so that a year may still go past it."""
    world = Records(
        claims=(
            role("w-1", "ann", "warden", "guild", when="2000-01-01/2009-12-31"),
            role("w-2", "bob", "warden", "guild", when="2009-12-31/.."),
        ),
        vocabulary=Vocabulary(
            posts={
                "warden": Post(
                    name="warden", one_holder=True, terms_known=True, since="2000", until="2015-06"
                )
            }
        ),
    )

    def outside(person: str, **time: str) -> bool:
        claim = role("a", person, "warden", "guild", **time)
        known = Dossier(claims=(claim,), entities=ENTITIES, world=world)
        return bool(list(office_holders_act_inside_terms.check(Facts(known))))

    assert outside("ann", as_of="2015-06-30")
    assert outside("ann", when="2015-06-30/2020")
    assert outside("ann", when="2014/2020")
    for late in ("2015-07-01", "2015", "2016", "2015-07-01/2020", "2030/.."):
        assert not outside("ann", when=late)
        assert not outside("bob", when=late)
    assert not outside("ann", since="2016")
    assert not outside("bob", when="2012/2030")


def test_a_government_stands_for_its_country() -> None:
    cabinet = Entity(id="cabinet", name="the cabinet", type="government", of="United States")
    claim = Role(id="a", person="ann", post="Secretary of State", organization="cabinet")
    known = Dossier(claims=(claim,), entities=(cabinet,))
    (holding,) = Offices(Index(known)).own
    assert holding.post.name == "United States Secretary of State"


# ---- posts ------------------------------------------------------------------------------------


def holders(*claims: AnyClaim) -> list[tuple[set[str], list[str]]]:
    return told(one_holder_per_post, *claims)


def test_two_holders_at_one_time_contradict() -> None:
    claims = (role("a", "ann", "CEO", when="2010/2014"), role("b", "bob", "CEO", as_of="2012"))
    assert holders(*claims) == [({"a", "b"}, [])]


def test_two_undated_holders_are_a_tension() -> None:
    claims = (role("a", "ann", "CEO"), role("b", "bob", "chief executive officer"))
    assert holders(*claims) == [({"a", "b"}, ["contemporary"])]


@pytest.mark.parametrize(
    "claims",
    [
        (role("a", "ann", "CEO"), role("b", "ann", "CEO")),
        (role("a", "ann", "CEO"), role("b", "bob", "CEO", as_of="2012")),
        (role("a", "ann", "CEO", as_of="2012"), role("b", "bob", "CEO", as_of="2012")),
        (role("a", "ann", "CEO"), role("b", "bob", "CEO", "guild")),
        (role("a", "ann", "CEO", ""), role("b", "bob", "CEO", "")),
        (role("a", "ann", "clerk"), role("b", "bob", "clerk")),
        (role("a", "ann", "CEO"), role("b", "bob", "former CEO")),
        (role("a", "ann", "CEO"), role("b", "bob", "CEO", said_by="cat")),
        (role("a", "ann", "CEO"), role("b", "somebody", "CEO")),
        (role("a", "ann", "CEO", place="Kenya"), role("b", "bob", "CEO", place="Ghana")),
        (
            role("a", "ann", "CEO", when="2010/2014-05-01"),
            role("b", "bob", "CEO", when="2014-05-01/2016"),
        ),
        (role("a", "ann", "CEO", as_of="2012-05-01"), role("b", "bob", "CEO", as_of="2012-05-01")),
        (
            role("a", "Colin Powell", "US Secretary of State", "", as_of="2010-05"),
            role("b", "Hillary Clinton", "US Secretary of State", "", when="2010"),
        ),
    ],
    ids=str,
)
def test_these_holders_of_a_post_are_fine(claims: tuple[Role, ...]) -> None:
    assert holders(*claims) == []


def test_the_holders_that_a_users_world_knows_count() -> None:
    world = Records(
        claims=(role("w-1", "ann", "warden", "guild", when="2000/2010"),), entities=ENTITIES
    )
    claim = role("a", "bob", "warden", "guild", as_of="2005")
    (conflict,) = found(one_holder_per_post, claim, world=world)
    assert set(conflict.claims) == {"a", "w-1"}


def one_post(*claims: AnyClaim) -> list[tuple[set[str], list[str]]]:
    return told(one_post_per_person_in_organization, *claims)


def test_two_posts_at_one_time_are_a_tension() -> None:
    assert one_post(role("a", "ann", "clerk"), role("b", "ann", "warden")) == [
        ({"a", "b"}, ["one-post"])
    ]
    dated = (role("a", "ann", "clerk", when="2000/2010"), role("b", "ann", "warden", as_of="2005"))
    assert one_post(*dated) == [({"a", "b"}, ["one-post"])]


@pytest.mark.parametrize(
    "claims",
    [
        (role("a", "ann", "clerk"), role("b", "ann", "warden", "guild")),
        (role("a", "ann", "clerk"), role("b", "ann", "warden", as_of="2005")),
        (role("a", "ann", "clerk", as_of="2004"), role("b", "ann", "warden", as_of="2005")),
        (role("a", "ann", "clerk"), role("b", "bob", "warden")),
        (role("a", "ann", "clerk"), role("b", "ann", "founder")),
        (role("a", "ann", "clerk"), role("b", "ann", "chief clerk")),
        (role("a", "ann", "clerk"), role("b", "ann", "former warden")),
        (role("a", "ann", "clerk"), role("b", "ann", "warden", said_by="bob")),
        (role("a", "ann", "senior vice president"), role("b", "ann", "SVP")),
        (role("a", "ann", "clerk", ""), role("b", "ann", "warden", "")),
        (role("a", "ann", "assistant professor"), role("b", "ann", "full professor")),
    ],
    ids=str,
)
def test_these_posts_of_a_person_are_fine(claims: tuple[Role, ...]) -> None:
    assert one_post(*claims) == []


def excluded(*claims: AnyClaim) -> list[tuple[set[str], list[str]]]:
    return told(excluded_posts_are_not_held_together, *claims)


def test_posts_that_exclude_each_other_contradict() -> None:
    claims = (
        role("a", "ann", "chair", when="2010/2014"),
        role("b", "ann", "vice chair", as_of="2012"),
    )
    assert excluded(*claims) == [({"a", "b"}, [])]
    assert excluded(role("a", "ann", "chair"), role("b", "ann", "deputy chair")) == [
        ({"a", "b"}, ["contemporary"])
    ]


def test_excluded_posts_elsewhere_or_later_are_fine() -> None:
    assert excluded(role("a", "ann", "chair"), role("b", "ann", "vice chair", "guild")) == []
    assert excluded(role("a", "ann", "chair"), role("b", "bob", "vice chair")) == []
    assert excluded(role("a", "ann", "chair"), role("b", "ann", "vice chair", as_of="2001")) == []
    assert excluded(role("a", "ann", "chair", ""), role("b", "ann", "vice chair", "")) == []


# ---- kinds ------------------------------------------------------------------------------------


def listing(*members: str, **fields: object) -> Listing:
    return Listing(id="a", subject="guild", property="stewards", members=members, **fields)  # type: ignore[arg-type]


def test_a_member_of_another_kind_contradicts() -> None:
    (conflict,) = found(members_are_of_their_kind, listing("ann", "acme", "Kenya"))
    assert conflict.claims == ("a",)
    assert "Acme (company)" in conflict.words
    assert "Kenya (country)" in conflict.words
    assert "Ann Lee" not in conflict.words


def test_members_that_may_be_of_the_kind_are_fine() -> None:
    assert found(members_are_of_their_kind, listing("ann", "the gardener", "somebody")) == []
    assert found(members_are_of_their_kind, listing("acme", said_by="bob")) == []
    assert found(members_are_of_their_kind, listing("acme"), world=Records()) == []


# ---- relations --------------------------------------------------------------------------------


def single(*claims: AnyClaim) -> list[tuple[set[str], list[str]]]:
    return told(single_valued_relations_have_one_value, *claims)


def seat(key: str, *places: str, **fields: object) -> Relation:
    return relation(key, "acme", "headquartered in", *places, **fields)  # type: ignore[arg-type]


def test_a_single_valued_relation_has_one_object() -> None:
    assert single(seat("a", "Kenya"), seat("b", "Ghana")) == [({"a", "b"}, [])]
    assert single(seat("a", "Kenya", "Ghana")) == [({"a"}, [])]
    assert single(seat("a", "Kenya", as_of="2010"), seat("b", "Ghana", when="2009/2012")) == [
        ({"a", "b"}, [])
    ]


def test_what_never_changes_has_one_object_at_all_times() -> None:
    claims = (
        relation("a", "ann", "born in", "Kenya", when="1970"),
        relation("b", "ann", "born in", "Ghana", when="1980"),
    )
    assert single(*claims) == [({"a", "b"}, [])]


def test_plain_words_are_distinct_by_assumption() -> None:
    claims = (
        relation("a", "ann", "teacher", "the smith"),
        relation("b", "ann", "teacher", "the baker"),
    )
    assert single(*claims) == [({"a", "b"}, ["distinct"])]


def test_a_relation_is_read_from_both_ends() -> None:
    claims = (relation("a", "ann", "teacher", "bob"), relation("b", "cat", "teacher of", "ann"))
    assert single(*claims) == [({"a", "b"}, [])]


def test_undated_is_held_against_the_latest_date_only() -> None:
    claims = (
        seat("a", "Kenya"), seat("b", "Ghana", as_of="1990"), seat("c", "Kenya", as_of="2000"),
    )  # fmt: skip
    assert single(*claims) == []
    assert single(*claims[:2]) == [({"a", "b"}, ["contemporary"])]


@pytest.mark.parametrize(
    "claims",
    [
        (seat("a", "Kenya"), seat("b", "mill")),
        (seat("a", "Kenya"), seat("b", "hill")),
        (seat("a", "Kenya", as_of="1990"), seat("b", "Ghana", as_of="2000")),
        (seat("a", "Kenya"), seat("b", "Ghana", said_by="ann")),
        (seat("a", "Kenya"), seat("b", "Ghana", modality="planned")),
        (relation("a", "ann", "citizen of", "Kenya"), relation("b", "ann", "citizen of", "Ghana")),
        (relation("a", "acme", "founded in", "1997"), relation("b", "acme", "founded in", "Kenya")),
        (
            relation("a", "acme", "founded in", "1997"),
            relation("b", "acme", "founded in", "May 1997"),
        ),
        (relation("a", "ann", "teacher", "bob"), relation("b", "ann", "teacher", "somebody")),
        (relation("a", "ann", "teacher", "acme"), relation("b", "ann", "teacher", "office")),
        (relation("a", "ann", "teacher", "bob"), relation("b", "ann", "teacher", "Mr. Day")),
        (
            relation("a", "ann", "teacher", "the smith"),
            relation("b", "ann", "teacher", "a good smith"),
        ),
    ],
    ids=str,
)
def test_these_values_are_fine(claims: tuple[Relation, ...]) -> None:
    kinds = [kind for _, kinds in single(*claims) for kind in kinds]
    if any("Mr. Day" in claim.objects for claim in claims):
        assert kinds == ["distinct"]
        return
    assert single(*claims) == []


def test_different_years_are_different_values() -> None:
    claims = (
        relation("a", "acme", "founded in", "1997"),
        relation("b", "acme", "founded in", "1998"),
    )
    assert single(*claims) == [({"a", "b"}, [])]


def only_all(*claims: AnyClaim) -> list[tuple[set[str], list[str]]]:
    return told(only_and_all_hold, *claims)


def works(key: str, *places: str, only: bool = False, **fields: object) -> Relation:
    return relation(key, "acme", "operates in", *places, only=only, **fields)  # type: ignore[arg-type]


def test_only_leaves_no_room_for_others() -> None:
    assert only_all(works("a", "Kenya", only=True), works("b", "Ghana")) == [({"a", "b"}, [])]
    assert only_all(works("a", "Kenya", only=True), works("b", "Ghana", only=True)) == [
        ({"a", "b"}, [])
    ]
    assert only_all(works("a", "Kenya", only=True), works("b", "Ghana", as_of="2001")) == [
        ({"a", "b"}, ["contemporary"])
    ]


def test_only_is_read_against_the_same_relation_turned_round() -> None:
    claims = (
        relation("a", "acme", "owns", "guild", only=True),
        relation("b", "helpers", "owned by", "acme"),
    )
    assert only_all(*claims) == [({"a", "b"}, [])]


@pytest.mark.parametrize(
    "claims",
    [
        (works("a", "Kenya", only=True), works("b", "Kenya")),
        (works("a", "Kenya", only=True), works("b", "mill")),
        (works("a", "Kenya", only=True), works("b", "Africa")),
        (works("a", "Kenya", only=True), works("b", "hill")),
        (works("a", "Kenya", "Ghana", only=True), works("b", "Ghana")),
        (works("a", "Kenya", only=True, as_of="1990"), works("b", "Ghana", as_of="2000")),
        (works("a", "Kenya", only=True), works("b", "Ghana", said_by="ann")),
        (works("a", "Kenya"), works("b", "Ghana")),
        (works("a", "Kenya", only=True), relation("b", "guild", "operates in", "Ghana")),
    ],
    ids=str,
)
def test_these_leave_only_as_it_is(claims: tuple[Relation, ...]) -> None:
    assert only_all(*claims) == []


def test_all_holds_of_declared_and_of_claimed_members() -> None:
    general = relation("a", "guild", "born in", "Kenya", all_=True)
    born = relation("b", "ann", "born in", "Ghana")
    member = relation("c", "ann", "member of", "guild")
    assert only_all(general, born) == []
    assert only_all(general, born, member) == [({"a", "b", "c"}, [])]
    assert only_all(general, relation("b", "ann", "born in", "mill"), member) == []


def test_a_member_that_is_denied_what_all_have_contradicts() -> None:
    general = relation("a", "guild", "citizen of", "Kenya", all_=True)
    member = relation("c", "ann", "member of", "guild")
    denied = relation("b", "ann", "not citizen of", "Kenya")
    assert only_all(general, member, denied) == [({"a", "b", "c"}, [])]
    assert only_all(general, member, relation("b", "ann", "citizen of", "Ghana")) == []


# ---- laws -------------------------------------------------------------------------------------

DAYS = st.none() | st.integers(0, 6)


def _ends(one: int | None, other: int | None) -> Span:
    if one is not None and other is not None and one > other:
        return Span(other, one)
    return Span(one, other)


STRETCHES = st.builds(
    lambda a, b, c, d: Stretch(first=_ends(a, b), last=_ends(c, d)), DAYS, DAYS, DAYS, DAYS
)


def _possible(stretch: Stretch) -> list[set[int]]:
    """Every way in which a stretch may lie in a small calendar."""
    return [
        set(range(first, last + 1))
        for first in range(-1, 9)
        for last in range(first, 9)
        if (stretch.first.earliest is None or stretch.first.earliest <= first)
        and (stretch.first.latest is None or first <= stretch.first.latest)
        and (stretch.last.earliest is None or stretch.last.earliest <= last)
        and (stretch.last.latest is None or last <= stretch.last.latest)
    ]


@given(STRETCHES, STRETCHES)
def test_days_are_shared_for_certain_only_where_they_are_in_every_case(
    one: Stretch, other: Stretch
) -> None:
    cases = [bool(a & b) for a in _possible(one) for b in _possible(other)]
    said = share_a_day(one, other)
    assert said is share_a_day(other, one)
    if cases and said.value == "yes":
        assert all(cases)
    if said.value == "no":
        assert not any(cases)


@given(STRETCHES, STRETCHES)
def test_an_overlap_is_more_than_a_handover(one: Stretch, other: Stretch) -> None:
    if overlap(one, other):
        for a in _possible(one):
            for b in _possible(other):
                assert a & b
                assert max(a) != min(b) or min(a) == max(a)
                assert not (max(a) == min(b) and min(a) < max(a) and max(b) > min(b))


PLACES = st.sampled_from(["Kenya", "Ghana", "Cambodia", "Thailand", "mill", "hill", "barn", "shed"])
TIMES = st.sampled_from(["", "2003", "2003-03-29", "2001/2006", "1999~", "XXXX-10-18"])
PEOPLE = st.sampled_from(["ann", "bob", "cat", "Colin Powell", "Barack Obama"])
SPEAKERS = st.sampled_from([(), ("cat",)])
CLAIMS = st.one_of(
    st.builds(
        lambda by, place, when, name, who: Event(
            id="x", event=name, type="raid", by=by, place=place, when=when, said_by=who
        ),
        st.sampled_from(["thai-unit", "guard", "regiment", "helpers", "khmer-unit"]),
        PLACES, TIMES, st.sampled_from(["e", "f"]), SPEAKERS,
    ),
    st.builds(
        lambda person, post, where, when, who: Role(
            id="x", person=person, post=post, organization=where, as_of=when, said_by=who
        ),
        PEOPLE,
        st.sampled_from(["CEO", "clerk", "warden", "chair", "vice chair", "US President"]),
        st.sampled_from(["acme", "guild", "United States"]), TIMES, SPEAKERS,
    ),
    st.builds(
        lambda subject, name, place, when, only, who: Relation(
            id="x", subject=subject, relation=name, objects=(place,), as_of=when, only=only,
            said_by=who,
        ),
        st.sampled_from(["acme", "hill", "shed", "mill"]),
        st.sampled_from(["located in", "headquartered in", "operates in"]),
        PLACES, TIMES, st.booleans(), SPEAKERS,
    ),
)  # fmt: skip


def _all_found(claims: list[AnyClaim]) -> dict[tuple[str, frozenset[str], frozenset[str]], str]:
    facts = Facts(dossier(*claims))
    return {
        (c.rule, frozenset(c.claims), frozenset(a.token for a in c.assumptions)): c.words
        for module in ALL
        for c in module.check(facts)
    }


def _covered(conflict: tuple[str, frozenset[str], frozenset[str]], by: object) -> bool:
    rule, claims, _ = conflict
    assert isinstance(by, dict)
    return any(rule == other and ids <= claims for other, ids, _ in by)


@settings(max_examples=60, deadline=None)
@given(st.lists(CLAIMS, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_claims_changes_nothing(claims: list[AnyClaim], random: object) -> None:
    named = [attrs.evolve(claim, id=f"c{at}") for at, claim in enumerate(claims)]
    turned = list(named)
    random.shuffle(turned)  # type: ignore[attr-defined]
    assert _all_found(named) == _all_found(turned)


@settings(max_examples=60, deadline=None)
@given(st.lists(CLAIMS, min_size=1, max_size=8))
def test_adding_a_claim_never_removes_a_contradiction(claims: list[AnyClaim]) -> None:
    named = [attrs.evolve(claim, id=f"c{at}") for at, claim in enumerate(claims)]
    more = _all_found(named)
    for conflict in _all_found(named[:-1]):
        if not conflict[2]:
            assert _covered(conflict, more), conflict


@settings(max_examples=40, deadline=None)
@given(st.lists(CLAIMS, max_size=8))
def test_the_claims_of_a_conflict_suffice_for_it_and_none_is_spare(claims: list[AnyClaim]) -> None:
    named = [attrs.evolve(claim, id=f"c{at}") for at, claim in enumerate(claims)]
    for rule, ids, tokens in _all_found(named):
        if tokens:
            continue
        own = [claim for claim in named if claim.id in ids]
        assert any(r == rule and i == ids for r, i, _ in _all_found(own))
        for spare in own:
            rest = _all_found([claim for claim in own if claim is not spare])
            assert not [key for key in rest if key[0] == rule and not key[2]]


def test_words_are_one_line_without_loose_ends() -> None:
    claims = (
        event("a", by="thai-unit", place="barn"),
        meeting("b", "Kenya"),
        meeting("c", "Ghana"),
        relation("d", "hill", "located in", "Ghana", "Kenya"),
        role("e", "ann", "CEO"),
        role("f", "bob", "CEO"),
    )
    words = list(_all_found(list(claims)).values())
    assert len(words) == 4
    assert all(word.strip() == word and "\n" not in word and "  " not in word for word in words)


def test_many_claims_that_agree_are_all_silent() -> None:
    claims: list[AnyClaim] = []
    for at in range(2000):
        claims.append(event(f"e{at}", event=f"n{at}", by="thai-unit", place="Thailand"))
        claims.append(role(f"r{at}", "ann", "CEO", as_of="2012"))
        claims.append(relation(f"l{at}", "hill", "located in", "Kenya"))
        claims.append(seat(f"s{at}", "Kenya"))
    facts = Facts(dossier(*claims))
    assert [c for module in ALL for c in module.check(facts)] == []


def test_routes_follow_claims_and_records() -> None:
    claims = (
        relation("a", "shed", "located in", "hill"),
        relation("b", "hill", "located in", "Ghana"),
    )
    where = Whereabouts(Index(dossier(*claims)))
    ((country, route),) = where.country((), "shed")
    assert (country, route.claims) == ("world-gh", frozenset({"a", "b"}))
    assert where.lies(route) == "the shed lies in Hill Town, which lies in Ghana"


def test_an_interval_holds_from_its_latest_first_to_its_earliest_last_day() -> None:
    stretch = stretch_of(role("a", "ann", "clerk", when="2003-01-02/2003-01-05"))
    assert stretch is not None
    assert stretch.last.earliest is not None
    assert stretch.first.latest is not None
    assert stretch.last.earliest - stretch.first.latest == 3
