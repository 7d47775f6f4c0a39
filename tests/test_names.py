"""References to entities, sources and events that are not there, beside records that are damaged."""

from __future__ import annotations

import json
import textwrap

import pytest

from ijmfacts import Entity, Records, loads
from ijmfacts.loading import loads_all
from ijmfacts.names import Names


def missing(text: str) -> list[str]:
    """What is said of references that lead nowhere."""
    return [
        found
        for problem in loads(textwrap.dedent(text)).problems
        if " is no event, entity" in (found := problem.message) or "there is no" in found
    ]


def no_event(name: str) -> str:
    return f"claim `visit`: `{name}` is no event, entity, observance or time"


VISIT = """
      - {id: visit, kind: event, type: visit, after: ANCHOR, quote: one}
"""


DAMAGED = {
    "a quantity": "- {id: staff, kind: quantity, subject: x, property: staff, value: 3, vlue: 4}",
    "a quantity that names it": "- {id: raid, kind: quantity, property: p, value: 3, vlue: 4}",
    "an event": "- {id: e, kind: event, event: trial, type: trial, when: soon}",
    "an event after it": "- {id: e, kind: event, type: trial, when: soon, after: raid}",
    "an event in a broken line": '- {id: e, kind: event, type: trial, quote: "soon}',
}


@pytest.mark.parametrize("damaged", DAMAGED.values(), ids=DAMAGED)
@pytest.mark.parametrize("name", ["raid", "raids", "the first raid"])
def test_an_unknown_event_is_told_beside_damaged_claims(damaged: str, name: str) -> None:
    text = "claims:\n" + VISIT.replace("ANCHOR", name) + "      " + damaged + "\n"
    assert missing(text) == [no_event(name)]


MAY_BE = {
    "its own claim": "- {id: raid, kind: event, type: raid, when: soon}",
    "its event": "- {id: e, kind: event, event: raid, type: raid, when: soon}",
    "its event, misspelt": "- {id: e, kind: event, evnt: raid, type: raid}",
    "no kind": "- {id: raid, type: raid}",
    "a kind that is none": "- {id: e, event: raid, kind: evnt, type: raid}",
    "no name at all": "- {kind: event, type: raid}",
    "a broken line": '- {id: e, kind: event, event: raid, quote: "soon}',
    "no claim": "- raid",
    "a mapping": "- raid: {kind: event, type: raid}",
    "a dash before each field": "- id: e\n      - event: raid\n      - kind: event",
}


@pytest.mark.parametrize("damaged", MAY_BE.values(), ids=MAY_BE)
def test_an_event_that_may_be_of_a_damaged_claim_is_not_told(damaged: str) -> None:
    text = "claims:\n" + VISIT.replace("ANCHOR", "raid") + "      " + damaged + "\n"
    assert loads(textwrap.dedent(text)).problems
    assert missing(text) == []


def test_what_may_be_a_damaged_entity_or_observance_is_no_unknown_event() -> None:
    text = """
    entities:
      acme: {name: Acme Limited, aliases: [The Firm], typ: company}
    observances:
      fair: {name: Fair Day, date: soon}
    claims:
      - {id: a, kind: event, type: raid, after: [acme limited, fair day], quote: one}
      - {id: b, kind: event, type: raid, by: the firm, after: firm, quote: one}
      - {id: visit, kind: event, type: raid, by: acme limited, after: fairs, quote: one}
    """
    assert missing(text) == [no_event("fairs")]


def test_what_is_about_the_event_of_a_damaged_claim_is_not_to_blame() -> None:
    text = """
    claims:
      - {id: raid, kind: event, type: raid, when: soon}
      - {id: freed, kind: quantity, subject: raid, property: people freed, value: 3, quote: "3"}
      - {id: held, kind: quantity, subject: raids, property: people held, value: 3, quote: "3"}
    """
    assert missing(text) == ["claim `held`: there is no entity `raids`"]


def test_a_second_claim_of_one_id_may_have_told_of_another_event() -> None:
    text = """
    claims:
      - {id: a, kind: event, type: visit, after: raid, quote: one}
      - {id: a, kind: event, event: raid, type: raid, quote: one}
    """
    assert missing(text) == []


WHOLE = {
    "a misspelt part": "clams:\n  - {id: raid, kind: event, type: raid, quote: one}\n",
    "a part that is no list": "claims:\n  raid: {kind: event, type: raid, quote: one}\n",
    "no claim file": "- {id: raid, kind: event, type: raid, quote: one}\n",
    "a broken part": "claims: [{id: raid, kind: event, type: raid, quote: one}\n",
    "a file in UTF-16": "claims: raid".encode("utf-16"),
}


@pytest.mark.parametrize("other", WHOLE.values(), ids=WHOLE)
def test_a_whole_part_or_file_that_cannot_be_read_may_hold_what_is_named_in_it(
    other: str | bytes,
) -> None:
    """And nothing else."""
    raw = other if isinstance(other, bytes) else other.encode()
    mine = "claims:" + VISIT.replace("      ", "  ").replace("ANCHOR", "[raid, trial]")
    told = [
        problem.message
        for problem in loads_all([("a.yaml", mine.encode()), ("b.yaml", raw)]).problems
        if problem.span.file == "a.yaml"
    ]
    assert told == [no_event("trial")]


def test_a_broken_line_of_json_may_hold_what_is_named_in_it() -> None:
    visit = {"id": "visit", "kind": "event", "type": "visit", "after": ["raid", "trial"]}
    lines = json.dumps({"claim": {**visit, "quote": "one"}}) + '\n{"claim": {"id": "raid"\n'
    dossier = loads(lines, file="a.jsonl")
    found = [problem.message for problem in dossier.problems if problem.span.line == 1]
    assert found == [no_event("trial")]


def test_a_name_of_two_entities_stands_for_neither() -> None:
    two = Records(entities=[Entity(id="a", name="The Mill"), Entity(id="b", aliases=("mill",))])
    names = Names(two, Records(entities=[Entity(id="c", name="Mill"), Entity(id="d")]))
    assert names.candidates("mill") == ("a", "b")
    assert (names.id_of("mill"), names.entity("mill")) == ("", None)
    assert (names.id_of("d"), names.id_of("nobody")) == ("d", "")
    assert names.by_id("c") is not None
