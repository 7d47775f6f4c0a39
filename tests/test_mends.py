"""The changes that rules name for what they forbid outright: each is made, and the rest counted.

The first flagged example of each rule's page is repaired in every way that its finding offers, by
hand: the table says what an author writes who follows the words.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

import attrs
import pytest

from dossiers import changed, grave
from ijmfacts import trials
from ijmfacts.checking import check
from ijmfacts.claims import AnyClaim, Citation
from ijmfacts.findings import Report
from ijmfacts.loading import loads
from ijmfacts.trials import Trials
from test_rule_pages import EXAMPLES, Example

LATER: Final = Citation(source="of-2011")
AUDIT, REVIEW = "“Auditor's report”", "“Annual review”"

WRITTEN: Final[dict[str, dict[tuple[str, str], dict[str, Any]]]] = {
    "claims-agree-with-their-sources": {
        ("revenue", f"what {AUDIT} (p. 4) says: 51,560,000"): {"value": "$51,560,000"},
    },
    "sources-of-a-claim-agree": {
        ("staff", f"a claim that does not cite {REVIEW}"): {"sources": ("audit",)},
        ("staff", f"a claim that does not cite {AUDIT}"): {"sources": ("review",)},
    },
    "sources-are-not-older-than-events": {
        ("flood", "31 December 2003 or earlier"): {"when": "2003-12-31"},
        ("flood", "a claim that cites a source of 1 May 2010 or later"): {"sources": ("of-2011",)},
    },
    "dates-exist": {
        ("fire", "28 February 2003"): {"when": "2003-02-28"},
        ("fire", "February 2003"): {"when": "2003-02"},
    },
    "authority-where-force-is-used": {
        ("arrests", "a place in Thailand"): {"place": "Thailand"},
        ("arrests", "an act by somebody with authority in Cambodia"): {"by": ("Cambodian police",)},
    },
    "observances-fall-on-their-day": {
        ("speech", "8 March"): {"when": "2004-03-08"},
        ("speech", "a time that is not International Women's Day"): {"during": ()},
    },
    "office-holders-act-inside-terms": {
        ("powell", "Condoleezza Rice"): {"person": "Condoleezza Rice"},
        ("powell", "a day from 20 January 2001 to 26 January 2005"): {"as_of": "2005-01-26"},
    },
    "one-holder-per-post": {
        ("ann-ceo", "Bob Day"): {"person": "Bob Day"},
        ("ann-ceo", "a time before 1 January 2012 or after 31 December 2012"): {
            "when": "2013/2014"
        },
        ("bob-ceo", "Ann Lee"): {"person": "Ann Lee"},
        ("bob-ceo", "a time before 1 January 2010 or after 31 December 2014"): {"as_of": "2015"},
    },
    "posts-are-held-in-the-term-told": {
        ("ann-chair", "its start: 20 July 2023 or earlier"): {"since": "2023-07-20"},
        ("ann-july", "a day from 1 September 2023 on"): {"as_of": "2023-09-01"},
        ("ann-july", "another person"): {"person": "Bo Day"},
    },
    "excluded-posts-are-not-held-together": {
        ("ann-chair", "another person"): {"person": "Bo Day"},
        ("ann-chair", "a time before 1 January 2012 or after 31 December 2012"): {
            "when": "2013/2014"
        },
        ("ann-vice", "another person"): {"person": "Bo Day"},
        ("ann-vice", "a time before 1 January 2010 or after 31 December 2014"): {"as_of": "2009"},
    },
    "one-post-per-person-in-organization": {
        ("ann-one", "senior vice president"): {"post": "senior vice president"},
        ("ann-one", "former regional director"): {"post": "former regional director"},
        ("ann-two", "regional director"): {"post": "regional director"},
        ("ann-two", "former senior vice president"): {"post": "former senior vice president"},
    },
    "members-are-of-their-kind": {
        ("stewards", "the list without Acme"): {"members": ("Ann Lee",)},
    },
    "only-and-all-hold": {
        ("only-kenya", "only Kenya and Ghana"): {"objects": ("Kenya", "Ghana")},
        ("in-ghana", "Kenya"): {"objects": ("Kenya",)},
    },
    "single-valued-relations-have-one-value": {
        ("born-lead", "Ghana"): {"objects": ("Ghana",)},
        ("born-later", "Kenya"): {"objects": ("Kenya",)},
    },
    "one-place-per-event": {
        ("meeting-lead", "Ghana"): {"place": "Ghana"},
        ("meeting-later", "Kenya"): {"place": "Kenya"},
    },
    "places-lie-where-said": {
        ("mill-place", "Kenya"): {"objects": ("Kenya",)},
    },
    "durations-fit-dates": {
        ("grant", "its end: between 29 June 2004 and 3 January 2007"): {"when": "2002/2005"},
        ("grant-length", "7 years"): {"lasting": "7 years"},
    },
    "acts-fall-inside-lives": {
        ("founding", "31 December 1995 or earlier"): {"when": "1995-12-31"},
        ("grant", "1 January 1997 or later"): {"when": "1997"},
    },
    "things-happen-in-order": {
        ("detention", "11 February 2001 or earlier"): {"when": "2001-02"},
        ("escape", "1 May 2001 or later"): {"when": "2001-05-01"},
    },
    "one-time-per-event": {
        ("fire-again", "29 March 1987"): {"when": "1987-03-29"},
        ("fire-first", "between 1 April 1987 and 30 April 1987"): {"when": "1987-04-30"},
    },
    "disjoint-parts-share-no-member": {
        ("halls-old", "the list without Romania"): {"members": ("Kenya",)},
        ("halls-other", "the list without Romania"): {"members": ("Ghana",)},
    },
}
"""For each rule's first example what an author writes for each repair that is offered."""

OTHERS: Final[dict[tuple[str, int], dict[tuple[str, str], dict[str, Any]]]] = {
    ("claims-agree-with-their-sources", 1): {
        ("offices", f"3, as many as {AUDIT} names"): {"value": "three"},
    },
    ("claims-agree-with-their-sources", 3): {
        ("founded", "what “Register of companies” says: 1 March 1994"): {"when": "1994-03-01"},
    },
    ("authority-where-force-is-used", 1): {
        ("raid-by", "an act by somebody with authority in Cambodia"): {"by": ("the guards",)},
        ("raid-where", "a place in Thailand"): {"place": "Thailand"},
    },
    ("observances-fall-on-their-day", 1): {
        ("speech-date", "8 March"): {"when": "XXXX-03-08"},
        ("speech-occasion", "a time that is not International Women's Day"): {"during": ()},
    },
    ("office-holders-act-inside-terms", 1): {
        ("ann", "Barack Obama"): {"person": "Barack Obama"},
    },
    ("one-holder-per-post", 1): {
        ("ann-ceo", "Bob Day"): {"person": "Bob Day"},
        ("ann-ceo", "former CEO"): {"post": "former CEO"},
        ("bob-ceo", "Ann Lee"): {"person": "Ann Lee"},
        ("bob-ceo", "former CEO"): {"post": "former CEO"},
    },
    ("posts-are-held-in-the-term-told", 1): {
        ("ann-chair", "its end: 1 January 2021 or later"): {"when": "2016/2021-01-01"},
        ("ann-later", "a day from 1 January 2016 to 31 December 2019"): {"as_of": "2018"},
        ("ann-later", "another person"): {"person": "Bo Day"},
    },
    ("only-and-all-hold", 2): {
        ("all-kenya", "Ghana"): {"objects": ("Ghana",)},
        ("ann-born", "Kenya"): {"objects": ("Kenya",)},
        ("ann-member", "a member of something other than The Guild"): {"objects": ("The Club",)},
    },
    ("one-place-per-event", 1): {
        ("hall-place", "Ghana"): {"objects": ("Ghana",)},
        ("meeting-later", "Long Hall"): {"place": "Long Hall"},
        ("meeting-lead", "Ghana"): {"place": "Ghana"},
    },
    ("places-lie-where-said", 1): {
        ("barn-country", "Ghana"): {"objects": ("Ghana",)},
        ("barn-place", "Kenya"): {"objects": ("Kenya",)},
        ("mill-place", "Kenya"): {"objects": ("Kenya",)},
    },
    ("places-lie-where-said", 3): {
        ("barn-place", "a place that does not lie in the barn"): {"objects": ("Kenya",)},
        ("mill-place", "a place that does not lie in the barn"): {"objects": ("Kenya",)},
    },
    ("durations-fit-dates", 1): {
        ("founding", "7 January 1991 or earlier"): {"when": "1990"},
        ("years", "18 years"): {"value": "18 years"},
    },
    ("durations-fit-dates", 2): {
        ("speech-long", "90 minutes"): {"lasting": "90 minutes"},
        ("speech-short", "19 minutes"): {"value": "19 minutes"},
    },
    ("things-happen-in-order", 1): {
        ("visit", "a time that is not after the speech"): {"after": ()},
        ("speech", "a time that is not after the meeting"): {"after": ()},
        ("meeting", "a time that is not after the visit"): {"after": ()},
    },
    ("one-time-per-event", 1): {
        ("fire-first", "November 1987"): {"when": "1987-11"},
        ("fire-again", "18 October 1987"): {"when": "1987-10-18"},
    },
}
"""The same for some of the other examples, by the place of the example on its page."""


def example_of(rule: str, number: int) -> Example:
    return [one for one in EXAMPLES if one.rule == rule and one.kind == "Flagged"][number]


def conflicts(report: Report) -> Counter[frozenset[str]]:
    return Counter(frozenset(one.claims) for one in grave(report))


CASES: Final = [(rule, 0, table) for rule, table in WRITTEN.items()] + [
    (rule, number, table) for (rule, number), table in OTHERS.items()
]


@pytest.mark.parametrize("rule, number, table", CASES, ids=[f"{r}-{n}" for r, n, _ in CASES])
def test_each_repair_that_is_offered_settles_its_conflict_and_begins_none(
    rule: str, number: int, table: dict[tuple[str, str], dict[str, Any]]
) -> None:
    example = example_of(rule, number)
    text = example.claims.replace("sources:\n", "sources:\n  of-2011: {title: T, issued: 2011}\n")
    dossier = loads(text if rule == "sources-are-not-older-than-events" else example.claims)
    report = check(dossier, text=example.document)
    (finding,) = grave(report)
    assert {(repair.claim, repair.to) for repair in finding.repairs} == set(table)
    own = {claim.id: claim for claim in dossier.claims}
    assert {repair.claim for repair in finding.repairs} == set(finding.claims) & set(own)
    for repair in finding.repairs:
        fields = dict(table[repair.claim, repair.to])
        claim = own[repair.claim]
        if "sources" in fields:
            cited = {one.source: one for one in (*claim.sources, LATER)}
            fields["sources"] = tuple(cited[key] for key in fields["sources"])
        mended = attrs.evolve(claim, **fields)
        after = conflicts(check(changed(dossier, mended), text=example.document))
        assert after == Counter(), repair
        assert (repair.settles, repair.creates) == (1, 0), repair


def test_every_rule_that_forbids_outright_is_in_the_table() -> None:
    """What has no sums to search for a repair names its repairs, claim by claim."""
    for example in EXAMPLES:
        if example.kind != "Flagged":
            continue
        dossier = loads(example.claims)
        for finding in grave(check(dossier, text=example.document)):
            if example.rule in WRITTEN:
                own = {claim.id for claim in dossier.claims}
                claims = {repair.claim for repair in finding.repairs}
                assert claims == set(finding.claims) & own, (example.rule, example.number)
                most = Counter(repair.claim for repair in finding.repairs)
                assert max(most.values()) <= 2, (example.rule, example.number)


# --- how many conflicts a mend settles -----------------------------------------------------------

MEETINGS = """
claims:
  - {id: lead, kind: event, event: m, type: meeting, place: Kenya, quote: met in Kenya}
  - {id: later, kind: event, event: m, type: meeting, place: Ghana, quote: met in Ghana}
  - {id: again, kind: event, event: m, type: meeting, place: THIRD, quote: met in THIRD}
"""


def repairs_of(text: str) -> dict[frozenset[str], dict[tuple[str, str], tuple[int, int]]]:
    return {
        frozenset(one.claims): {(r.claim, r.to): (r.settles, r.creates) for r in one.repairs}
        for one in grave(check(loads(text)))
    }


def test_a_place_that_settles_two_conflicts_says_so() -> None:
    found = repairs_of(MEETINGS.replace("THIRD", "Ghana"))
    assert set(found) == {frozenset({"lead", "later"}), frozenset({"lead", "again"})}
    for repairs in found.values():
        assert repairs["lead", "Ghana"] == (2, 0)
    # Moved to Kenya, one of the two in Ghana clashes with the other.
    assert found[frozenset({"lead", "later"})]["later", "Kenya"] == (1, 1)


def test_a_place_that_settles_one_of_two_conflicts_does_not_claim_both() -> None:
    found = repairs_of(MEETINGS.replace("THIRD", "Niger"))
    assert len(found) == 3
    assert found[frozenset({"lead", "later"})]["lead", "Ghana"] == (1, 0)
    assert found[frozenset({"lead", "again"})]["lead", "Niger"] == (1, 0)


def test_a_change_that_would_not_settle_is_not_offered() -> None:
    """The list names nobody else, so that nothing would be left of it."""
    text = example_of("members-are-of-their-kind", 0).claims.replace("[Ann Lee, Acme]", "[Acme]")
    (finding,) = grave(check(loads(text)))
    assert [r.to for r in finding.repairs] == ["a list of what may be of the kind `person`"]


@pytest.mark.parametrize(
    "day, offered",
    [
        ("1946-01", "a day from 10 May 1940 to 26 July 1945"),
        ("1951-07", "a day from 26 October 1951 to 5 April 1955"),
    ],
)
def test_of_two_terms_the_nearer_is_offered(day: str, offered: str) -> None:
    text = f"""
claims:
  - id: role
    kind: role
    person: Winston Churchill
    post: British Prime Minister
    as of: {day}
    quote: Prime Minister Churchill
"""
    (finding,) = grave(check(loads(text)))
    assert {repair.to for repair in finding.repairs} == {"Clement Attlee", offered}


@pytest.mark.parametrize("bound, value", [("TRIALS", 0), ("READ", -3), ("LOOKED_AT", -1_000)])
def test_what_is_not_tried_says_what_is_sure(
    monkeypatch: pytest.MonkeyPatch, bound: str, value: int
) -> None:
    """The conflicts for which a rule names the very same change."""
    monkeypatch.setattr(trials, bound, value)
    found = repairs_of(MEETINGS.replace("THIRD", "Ghana"))
    for repairs in found.values():
        assert repairs["lead", "Ghana"] == (2, 0)
    assert found[frozenset({"lead", "later"})]["later", "Kenya"] == (1, 0)


def test_a_check_tries_no_more_than_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []

    def counted(self: Trials, old: AnyClaim, new: AnyClaim) -> Any:
        tried.append(old.id)
        return reading(self, old, new)

    reading = Trials.reading
    monkeypatch.setattr(Trials, "reading", counted)
    claims = "".join(
        f"  - {{id: e{n}, kind: event, type: fire, when: 2003-02-30, quote: fire {n}}}\n"
        for n in range(600)
    )
    report = check(loads("claims:\n" + claims))
    assert len(grave(report)) == 600
    assert all(len(one.repairs) == 2 for one in grave(report))
    assert len(tried) == trials.TRIALS + 600 // 25


def test_who_did_it_is_offered_where_both_ends_of_a_term_would_have_to_move() -> None:
    text = """
entities:
  ann: {name: Ann, type: person, end: 1992-06-01}
  acme: {name: Acme, type: company}
claims:
  - {id: post, kind: role, person: ann, post: treasurer, organization: acme, when: 1995/1999}
"""
    (finding,) = grave(check(loads(text)))
    assert [repair.to for repair in finding.repairs] == ["somebody other than Ann"]


def test_a_claim_that_clashes_for_two_reasons_is_mended_for_each() -> None:
    """A contradiction hides a tension of the same claim; what ends the first is offered."""
    text = example_of("members-are-of-their-kind", 0).claims.replace(
        "    quote:", "    sources: [{source: roll, says: {value: 5}}]\n    quote:"
    )
    (finding,) = grave(check(loads(f"sources:\n  roll: {{title: The roll}}\n{text}")))
    assert [repair.to for repair in finding.repairs] == ["the list without Acme"]
    assert finding.repairs[0].settles == 1


def test_a_source_that_names_others_is_offered_with_all_its_names() -> None:
    text = """
entities:
  acme: {name: Acme, type: company}
sources:
  roll: {title: The roll}
claims:
  - id: halls
    kind: listing
    subject: acme
    property: halls
    members: [Kenya, Ghana]
    complete: true
    sources: [{source: roll, says: {members: [Kenya, Niger]}}]
    quote: halls in Kenya and Ghana
"""
    offered = {repair.to for one in grave(check(loads(text))) for repair in one.repairs}
    assert "what “The roll” says: Kenya and Niger" in offered


def test_a_source_that_names_some_and_counts_others_is_held_against_a_list() -> None:
    text = """
entities:
  acme: {name: Acme, type: company}
sources:
  roll: {title: The roll}
claims:
  - id: halls
    kind: KIND
    subject: acme
    halls in: x
    sources: [{source: roll, says: {value: 3, members: [Kenya, Ghana]}}]
    quote: halls in Kenya and Ghana
"""
    for kind, fields in (
        ("listing", "property: halls\n    members: [Kenya, Ghana]\n    complete: true"),
        ("relation", "relation: has halls in\n    objects: [Kenya, Ghana]\n    only: true"),
    ):
        dossier = loads(text.replace("KIND", kind).replace("halls in: x", fields))
        (finding,) = grave(check(dossier))
        assert [repair.to for repair in finding.repairs] == ["a list of 3, as “The roll” says"]
