"""The world's tables can be emptied or replaced: less of a world finds less, never something new.

A finding is known by its rule, its severity and its claims; its words may name what the world says.
"""

from __future__ import annotations

import pathlib
from itertools import chain, combinations
from typing import Final

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ijmfacts.checking import check
from ijmfacts.dossier import Dossier, Records
from ijmfacts.findings import Report
from ijmfacts.loading import load, load_world, loads
from ijmfacts.strategies import dossiers
from test_rule_pages import EXAMPLES, Example

ROOT = pathlib.Path(__file__).parent.parent

TABLES: Final = ("countries", "observances", "organs", "terms", "quantities", "units")
SUBSETS: Final = (
    *chain.from_iterable(combinations(TABLES[:4], n) for n in range(1, 5)),
    *((table,) for table in TABLES[4:]),
    TABLES,
)
MOST: Final = (*((table,) for table in TABLES), TABLES)
"""Each table alone, and all of them."""

SILENCED: Final[dict[tuple[str, ...], set[str]]] = {
    ("countries",): {
        "authority-where-force-is-used",
        "places-lie-where-said",
        "one-place-per-event",
    },
    ("observances",): {"observances-fall-on-their-day"},
    ("organs",): {
        "authority-where-force-is-used",
        "acts-fall-inside-lives",
        "things-happen-in-order",
        "one-holder-per-post",
        "members-are-of-their-kind",
        "speakers-are-named",
    },
    ("terms",): {"office-holders-act-inside-terms"},
    ("units",): {"one-value-at-one-time"},
}
"""Rules whose pages have an example that rests on the table."""

ARITHMETIC: Final = {
    "parts-sum-to-whole",
    "part-is-within-whole",
    "count-matches-list",
    "shares-match-counts",
    "changes-match-values",
    "formulas-hold",
    "means-come-from-whole-numbers",
    "one-value-at-one-time",
    "quotes-carry-values",
    "identifiers-are-valid",
    "sources-of-a-claim-agree",
}
"""Rules that rest on no table of places, posts, days or organs: nothing is lost to them then."""

Known = tuple[str, str, frozenset[str], str]


def found(report: Report) -> frozenset[Known]:
    """The findings, those folded under others too; one that is about no claim by its words."""
    return frozenset(
        (one.rule, one.severity, frozenset(one.claims), "" if one.parties else one.message)
        for finding in report.findings
        for one in finding.all
    )


def rules(findings: frozenset[Known]) -> set[str]:
    return {rule for rule, *_ in findings}


@pytest.fixture(scope="module")
def worlds() -> dict[tuple[str, ...], Records]:
    return {left_out: load_world(without=left_out) for left_out in SUBSETS}


@pytest.fixture(scope="module")
def article() -> frozenset[Known]:
    return found(check(load(ROOT / "claims")))


# --- emptied -----------------------------------------------------------------------------------


@pytest.mark.parametrize("left_out", SUBSETS, ids="-".join)
def test_less_of_a_world_finds_nothing_new_in_the_article(
    left_out: tuple[str, ...],
    worlds: dict[tuple[str, ...], Records],
    article: frozenset[Known],
) -> None:
    """Every choice of tables; names of the world are still known, so no record is malformed."""
    dossier = load(ROOT / "claims", world=worlds[left_out])
    assert dossier.problems == ()
    left = found(check(dossier))
    assert left - article == set()
    wanted = {
        "countries": "authority-where-force-is-used",
        "organs": "authority-where-force-is-used",
        "observances": "observances-fall-on-their-day",
    }
    for table, rule in wanted.items():
        assert (rule in rules(left)) == (not any(wanted.get(t) == rule for t in left_out)), table


def test_the_arithmetic_of_the_article_needs_no_world(
    worlds: dict[tuple[str, ...], Records], article: frozenset[Known]
) -> None:
    left = found(check(load(ROOT / "claims", world=worlds[TABLES])))
    assert {one for one in article if one[0] in ARITHMETIC} <= left


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: f"{e.rule}-{e.kind}-{e.number}")
def test_less_of_a_world_finds_nothing_new_in_an_example(
    example: Example, worlds: dict[tuple[str, ...], Records]
) -> None:
    whole = found(check(loads(example.claims), text=example.document))
    for left_out in MOST:
        dossier = loads(example.claims, world=worlds[left_out])
        left = found(check(dossier, text=example.document))
        assert left - whole == set(), left_out
        if not set(left_out) & {"quantities", "units"}:
            assert not rules(whole - left) & ARITHMETIC, left_out


@pytest.mark.parametrize("left_out", SILENCED, ids="-".join)
def test_an_emptied_table_silences_the_rules_that_rest_on_it(
    left_out: tuple[str, ...], worlds: dict[tuple[str, ...], Records]
) -> None:
    silenced = set()
    for example in EXAMPLES:
        if example.kind == "Fine" or example.rule not in SILENCED[left_out]:
            continue
        dossier = loads(example.claims, world=worlds[left_out])
        if example.rule not in rules(found(check(dossier, text=example.document))):
            silenced.add(example.rule)
    assert silenced == SILENCED[left_out]


_EMPTIED: Final = {left_out: load_world(without=left_out) for left_out in ((), *MOST)}


@given(drawn=dossiers(), left_out=st.sampled_from(MOST))
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_less_of_a_world_finds_nothing_new_in_any_dossier(
    drawn: Dossier, left_out: tuple[str, ...]
) -> None:
    whole = found(check(attrs.evolve(drawn, world=_EMPTIED[()])))
    less = found(check(attrs.evolve(drawn, world=_EMPTIED[left_out])))
    assert less - whole == set()


# --- replaced ----------------------------------------------------------------------------------

ISLAND: Final = """\
entities:
  ruritania: {name: Ruritania, type: country, demonyms: [Ruritanian], codes: [RR]}
  ruritanian-guard: {name: Ruritanian Guard, type: mounted guard, of: Ruritania}
vocabulary:
  types:
    mounted guard: {is a: police, organ: true, abroad: never}
  events:
    cordoning: {force: true}
observances:
  founders-day: {name: Founders' Day, date: XXXX-05-04}
"""
"""A world of one's own: a country, its guard, what counts as its force, and a day that it keeps."""

ABROAD: Final = """\
claims:
  - {id: cordon, kind: event, type: cordoning, by: Ruritanian Guard, place: Thailand, quote: a cordon}
  - {id: fair, kind: event, type: fair, place: Ruritania, when: 2001-06-04, quote: on 4 June 2001}
  - {id: fair-day, kind: event, event: fair, type: fair, during: Founders' Day, quote: the Day's fair}
"""


def written(directory: pathlib.Path, text: str) -> pathlib.Path:
    path = directory / "own.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_world_of_ones_own_is_known_to_the_rules(tmp_path: pathlib.Path) -> None:
    own = load_world([written(tmp_path, ISLAND)])
    dossier = loads(ABROAD, world=own)
    assert dossier.problems == ()
    assert {
        (rule, claims) for rule, severity, claims, _ in found(check(dossier)) if severity != "note"
    } == {
        ("authority-where-force-is-used", frozenset({"cordon"})),
        ("observances-fall-on-their-day", frozenset({"fair", "fair-day"})),
    }


def test_what_no_world_knows_is_told() -> None:
    """The same claims without it: three names that are nobody's, and nothing found about them."""
    dossier = loads(ABROAD)
    assert [problem.message for problem in dossier.problems] == [
        "claim `cordon`: there is no entity `Ruritanian Guard`",
        "claim `fair`: there is no entity `Ruritania`",
        "claim `fair-day`: `Founders' Day` is no event, entity, observance or time",
    ]
    assert {severity for _, severity, *_ in found(check(dossier))} <= {"error", "note"}


def test_ones_own_record_takes_the_place_of_a_shipped_one(
    tmp_path: pathlib.Path, article: frozenset[Known]
) -> None:
    """A day moved to where the article has it settles that finding, and no other."""
    moved = """\
observances:
  world-international-womens-day: {name: International Women's Day, date: XXXX-03-12}
"""
    dossier = load(ROOT / "claims", world=load_world([written(tmp_path, moved)]))
    left = found(check(dossier))
    assert left < article
    assert rules(article - left) == {"observances-fall-on-their-day"}


def test_a_table_is_replaced_by_ones_own(tmp_path: pathlib.Path, article: frozenset[Known]) -> None:
    """The shipped days left out, and one of one's own read instead."""
    own = load_world([written(tmp_path, ISLAND)], without=["observances"])
    left = found(check(load(ROOT / "claims", world=own)))
    assert left < article
    assert rules(article - left) == {"observances-fall-on-their-day"}
    fair = found(check(loads(ABROAD, world=own)))
    assert "observances-fall-on-their-day" in rules(fair)


def test_a_mistake_in_ones_own_world_is_told_with_its_place(tmp_path: pathlib.Path) -> None:
    own = load_world([written(tmp_path, "entities:\n  ruritania: {nme: Ruritania}\n")])
    report = check(loads("claims: []\n", world=own))
    (finding,) = report.findings
    assert finding.severity == "error"
    assert "nme" in finding.message
    assert finding.place.line == 2
    assert pathlib.Path(finding.place.file).name == "own.yaml"


def test_an_empty_world_finds_nothing_new(article: frozenset[Known]) -> None:
    """With no world at all some names are nobody's, which is told; nothing else is new."""
    dossier = load(ROOT / "claims", world=Records())
    assert dossier.problems != ()
    left = found(check(dossier))
    assert {one for one in left - article if one[1] != "error"} == set()
