"""A mend is tried nearby, and what it settles and creates is what the whole dossier says.

Thousands of slips are compared by `benchmarks/oracle/nearby.py`; a few are here.
"""

from __future__ import annotations

import importlib
import pathlib
import random
import sys
from types import ModuleType
from typing import Any

import attrs
import pytest

from dossiers import grave
from ijmfacts import trials
from ijmfacts.checking import Searched, check
from ijmfacts.claims import AnyClaim, Event
from ijmfacts.constraints import Constraint, Mend, Remark
from ijmfacts.dossier import Dossier
from ijmfacts.facts import Facts, Yields
from ijmfacts.loading import load, loads
from ijmfacts.nearby import WAYS, Nearby, joined
from ijmfacts.reasoning import Limits
from ijmfacts.reports.text import report_text
from ijmfacts.rules import RULES
from ijmfacts.trials import REMARKS, Trials
from test_rule_pages import EXAMPLES

ROOT = pathlib.Path(__file__).parent.parent


def loaded_oracle() -> Any:
    place = str(ROOT / "benchmarks" / "oracle")
    sys.path.insert(0, place)
    try:
        return importlib.import_module("nearby"), importlib.import_module("crowded")
    finally:
        sys.path.remove(place)


nearby, crowded = loaded_oracle()


def searched(dossier: Dossier) -> Searched:
    return Searched(Facts(dossier), lambda constraint: constraint, Limits())


def drawing(seed: int | str) -> random.Random:
    return random.Random(seed)  # noqa: S311 - no secret is drawn


# --- nearby, and in the whole --------------------------------------------------------------------


@pytest.mark.parametrize("start", range(0, 24, 4))
def test_slips_and_mends_in_crowded_dossiers_are_tried_alike(start: int) -> None:
    slips = 0
    for seed in range(start, start + 4):
        wrong, counted = nearby.compare(crowded.crowded(seed), drawing(seed), 3)
        assert not wrong
        slips += counted["slips"]
    assert slips > 3


@pytest.mark.parametrize(
    "path, slips",
    [("tests/dossiers/season/claims", 12), ("docs/example", 12), ("claims", 6)],
)
def test_slips_and_mends_are_tried_alike(path: str, slips: int) -> None:
    """In dossiers as people write them: dates, actors, places, members, relations, figures."""
    wrong, counted = nearby.compare(load(ROOT / path), drawing(path), slips)
    assert not wrong
    assert counted["mends"] >= slips


def test_slips_in_the_hospital_have_the_same_constraints(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its conflicts take seconds to find, so they are not found twice for every slip."""
    monkeypatch.setattr(Trials, "found", lambda *_: None)
    monkeypatch.setattr(nearby, "anew", lambda *_: None)
    monkeypatch.setattr("ijmfacts.checking.clashes", lambda *_: ([], False))
    path = ROOT / "tests" / "dossiers" / "hospital" / "claims"
    wrong, counted = nearby.compare(load(path), drawing(1), 20, mending=False)
    assert not wrong
    assert counted["slips"] > 10


def test_slips_in_the_pages_of_rules_are_tried_alike() -> None:
    for number, example in enumerate(EXAMPLES):
        dossier = loads(example.claims)
        if dossier.claims:
            wrong, _ = nearby.compare(dossier, drawing(number), 1, mending=False)
            assert not wrong, (example.rule, example.number)


# --- rules say how far they look -----------------------------------------------------------------


@pytest.mark.parametrize("module", RULES, ids=lambda module: module.RULE)
def test_every_rule_says_how_far_it_looks(module: ModuleType) -> None:
    assert module.READS in {REMARKS, *WAYS}


def test_rules_that_read_for_remarks_yield_no_constraint() -> None:
    for example in EXAMPLES:
        facts = Facts(loads(example.claims), example.document)
        for module in RULES:
            if module.READS == REMARKS:
                assert all(isinstance(one, Remark) for one in module.check(facts)), module.RULE


MEETINGS = """
claims:
  - {id: lead, kind: event, event: m, type: meeting, place: Kenya, quote: met in Kenya}
  - {id: later, kind: event, event: m, type: meeting, place: Ghana, quote: met in Ghana}
  - {id: again, kind: event, event: m, type: meeting, place: Ghana, quote: met in Ghana again}
"""


def test_a_rule_that_does_not_say_is_run_on_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    """It counts all claims of the dossier, and allows of none that is in Kenya."""

    def check(facts: Facts) -> Yields:
        count = len(facts.dossier.claims)
        for claim in facts.index.claims:
            if isinstance(claim, Event) and claim.place == "Kenya":
                yield Constraint(rule="mine", claims=(claim.id,), words=f"one of {count}")

    mine: Any = ModuleType("mine")
    mine.RULE, mine.check = "mine", check
    monkeypatch.setattr("ijmfacts.checking.RULES", (*RULES, mine))
    monkeypatch.setattr(trials, "RULES", (*RULES, mine))
    monkeypatch.setattr(trials, "_BY_READS", trials.by_reads((*RULES, mine)))
    before = searched(loads(MEETINGS))
    told = Trials(before).after(Mend("later", "Kenya", (("place", "Kenya"),)))
    assert told is not None
    # Besides `lead`, `later` is in Kenya now, and not in Ghana with `again`.
    assert sorted(sorted(clash.claims) for clash in told) == [["later"], ["lead"]]


def test_a_rule_that_reads_further_than_it_says_is_found_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What it yields among a few claims it never yielded, so the whole dossier is read again."""

    def check(facts: Facts) -> Yields:
        for claim in facts.index.claims:
            if claim.id == "lead":
                words = f"one of {len(facts.index.claims)} is in {claim.place}"
                yield Constraint(rule="mine", claims=(claim.id,), words=words)

    mine: Any = ModuleType("mine")
    mine.RULE, mine.READS, mine.check = "mine", "one claim", check
    monkeypatch.setattr("ijmfacts.checking.RULES", (*RULES, mine))
    monkeypatch.setattr(trials, "RULES", (*RULES, mine))
    monkeypatch.setattr(trials, "_BY_READS", trials.by_reads((*RULES, mine)))
    text = MEETINGS + "  - {id: zoo, kind: event, type: visit, quote: saw the zoo}\n"
    read: list[str] = []

    def anew(_: Searched, new: AnyClaim) -> Any:
        read.append(new.id)
        return []

    monkeypatch.setattr(trials, "anew", anew)
    mend = Mend("lead", "Ghana", (("place", "Ghana"),))
    assert Trials(searched(loads(text))).after(mend) == []
    assert read == ["lead"]


# --- large dossiers ------------------------------------------------------------------------------


def large(claims: str, more: int = 900) -> Dossier:
    """A dossier with so many claims of other events beside."""
    others = (
        f"  - {{id: other-{n}, kind: event, type: visit, to: [town {n % 30}], when: {1900 + n % 90},"
        f" quote: visit {n}}}\n"
        for n in range(more)
    )
    return loads(claims + "".join(others))


def test_a_mend_that_creates_a_conflict_in_a_large_dossier_says_so() -> None:
    """Moved to Kenya, one of the two meetings in Ghana clashes with the other."""
    dossier = large(MEETINGS)
    report = check(dossier)
    offered = {
        (repair.claim, repair.to): (repair.settles, repair.creates)
        for one in grave(report)
        for repair in one.repairs
    }
    assert offered["lead", "Ghana"] == (2, 0)
    assert offered["later", "Kenya"] == offered["again", "Kenya"] == (1, 1)
    shown = report_text(report)
    assert "change lead to Ghana  (settles 2)" in shown
    assert "change later to Kenya  (creates 1)" in shown


def test_every_mend_of_a_large_dossier_is_tried() -> None:
    """Thirty dates that no calendar has, each beside another claim that gives the month."""
    claims = "".join(
        f"  - {{id: e{n}, kind: event, event: e{n}, type: fire, when: {2000 + n}-02-30, quote: q}}\n"
        f"  - {{id: f{n}, kind: event, event: e{n}, type: fire, when: {2000 + n}-03, quote: q}}\n"
        for n in range(30)
    )
    dossier = large("claims:\n" + claims, more=1_000)
    tried = [
        (repair.settles, repair.creates)
        for one in grave(check(dossier))
        if one.rule == "dates-exist"
        for repair in one.repairs
    ]
    assert tried == [(1, 1)] * 60  # the end of February and February are not in March


def test_what_is_tried_costs_no_more_in_a_large_dossier() -> None:
    """The claims that are read with a claim are those that it has to do with."""
    before = searched(large(MEETINGS))
    facts = before.facts
    old = facts.index.by_id["later"]
    (new,) = (c for c in loads(MEETINGS.replace("Ghana,", "Kenya,")).claims if c.id == "later")
    reading = Trials(before).reading(old, new)
    assert reading is not None
    assert [claim.id for claim in reading[1]] == ["again", "lead"]


# --- what bears on a claim -----------------------------------------------------------------------


def read(text: str, reads: str, key: str, **fields: Any) -> list[str] | None:
    """What is read with a claim that is changed."""
    facts = Facts(loads(text))
    old = facts.index.by_id[key]
    found = Nearby(facts).read(reads, old, attrs.evolve(old, **fields))
    return None if found is None else sorted(found)


LIVES = """
entities:
  acme: {name: Acme, type: company}
  ann: {name: Ann, type: person, begin: 1960}
claims:
  - {id: founded, kind: event, type: founding, to: acme, when: 1990, quote: q}
  - {id: hired, kind: event, type: hiring, by: acme, to: ann, when: 1985, quote: q}
  - {id: fined, kind: event, type: fine, to: acme, when: 1989, quote: q}
  - {id: meal, kind: event, type: meal, by: ann, quote: q}
"""


def test_what_begins_a_life_is_read_with_all_that_is_told_of_it() -> None:
    """Without its founding nothing is known of when Acme began."""
    assert read(LIVES, "times", "founded", to=("ann",)) == ["fined", "hired"]
    assert read(LIVES, "times", "founded", when="1980") == ["fined"]  # a station of the same life


def test_of_those_who_are_known_to_live_anyone_will_do() -> None:
    assert read(LIVES, "times", "meal", by=()) == ["hired"]


def test_what_has_no_place_in_time_bears_on_no_days() -> None:
    text = LIVES + "  - {id: staff, kind: quantity, subject: acme, property: staff, value: 3}\n"
    assert read(text, "times", "staff", value="4") is None
    assert read(text, "posts", "staff", value="4") is None
    assert read(text, "measures", "staff", value="4") == []


def test_a_year_that_nothing_else_tells_of_is_read_with_what_compares_with_it() -> None:
    text = LIVES + (
        "  - {id: staff, kind: quantity, subject: acme, property: staff, value: up 20%,\n"
        "     change from: {when: 1985}, when: 1986}\n"
    )
    assert read(text, "measures", "hired", when="1984") == ["staff"]
    assert read(text, "measures", "fined", when="1984") is None


def test_names_that_are_tied_together_by_way_of_others_have_one_name() -> None:
    roots = joined([("a", "b"), ("c", "d"), ("e", "f"), ("b", "c")])
    assert len({roots[name] for name in "abcd"}) == 1
    assert roots["e"] == roots["f"] != roots["a"]


FAR: dict[str, tuple[str, str, dict[str, Any], str]] = {
    "a year that a figure is of is told of by nothing else": (
        """
entities:
  acme: {name: Acme, type: company}
claims:
  - {id: women, kind: quantity, subject: acme, property: women, value: 40%,
     of: {property: members, when: 2001}, as of: 2002, quote: q}
  - {id: members, kind: quantity, subject: acme, property: members, value: 12, quote: q}
  - {id: fire, kind: event, type: fire, when: 2001, quote: q}
""",
        "fire",
        {"when": "1999"},
        "both are figures of one time",
    ),
    "a place of a record between two claims is put elsewhere": (
        """
entities:
  vale: {name: Vale, type: county}
  hill: {name: Hill, type: town, in: vale}
  hall: {name: Long Hall, type: building}
  barn: {name: Barn, type: building}
  constables: {name: Constables, type: police, of: Kenya}
claims:
  - {id: raid, kind: event, type: raid, by: constables, place: hall, quote: q}
  - {id: hall-in-hill, kind: relation, subject: hall, relation: located in, objects: [hill],
     quote: q}
  - {id: moved, kind: relation, subject: barn, relation: located in, objects: [Ghana], quote: q}
""",
        "moved",
        {"subject": "vale"},
        "the raid is by Constables at Long Hall",
    ),
    "a number of meetings is of somebody of whom none was told": (
        """
vocabulary:
  properties:
    meetings held: {counting: {type: meeting, subject: by}}
entities:
  acme: {name: Acme, type: company}
  guild: {name: Guild, type: organization}
claims:
  - {id: spring, kind: event, type: meeting, by: guild, quote: q}
  - {id: autumn, kind: event, type: meeting, by: guild, quote: q}
  - {id: held, kind: quantity, subject: acme, property: meetings held, value: 1, quote: q}
""",
        "held",
        {"subject": "guild"},
        "meetings held are the events told and those not told",
    ),
    "a date is all that makes two posts be of one time": (
        """
entities:
  acme: {name: Acme, type: company}
  ann: {name: Ann Lee, type: person}
  bob: {name: Bob Day, type: person}
claims:
  - {id: one, kind: role, person: ann, post: CEO, organization: acme, when: 2001/2003, quote: q}
  - {id: two, kind: role, person: bob, post: CEO, organization: acme, when: 2004/2006, quote: q}
""",
        "two",
        {"when": "2002/2006"},
        "one person at a time is CEO of Acme",
    ),
}
"""Dossiers, a claim in each, another field of it, and words of what that changes."""


@pytest.mark.parametrize("name", FAR)
def test_what_a_claim_does_to_others_is_seen(name: str) -> None:
    text, key, fields, words = FAR[name]
    before = searched(loads(text))
    old = before.facts.index.by_id[key]
    new: AnyClaim = attrs.evolve(old, **fields)
    reading = Trials(before).reading(old, new)
    assert reading is not None
    changes = Trials(before).changes(old, new, *reading)
    assert changes is not None
    gone, come = changes
    told = [before.constraints[at] for at in gone] + [constraint for constraint, _ in come]
    assert any(words in constraint.words for constraint in told)
    assert not nearby.changed(before, new)
