"""Rules about citations and single claims: what they find, and what they leave alone."""

from __future__ import annotations

import importlib
import re
import textwrap
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import combinations
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ijmfacts import identifiers, rules
from ijmfacts.citations import Layers, minimal
from ijmfacts.claims import (
    AnyClaim,
    At,
    Breakdown,
    Citation,
    Event,
    Listing,
    Quantity,
    Relation,
    Role,
    Says,
    Statement,
)
from ijmfacts.constraints import Assumption, Constraint, Remark
from ijmfacts.documents import document_of
from ijmfacts.dossier import Dossier, Records
from ijmfacts.facts import Facts
from ijmfacts.identifiers import FLAWS, doi, isbn_core, url, url_flaws
from ijmfacts.intervals import EVERYTHING, Interval
from ijmfacts.loading import loads
from ijmfacts.records import Document, Entity, Property, RelationType, Source, Vocabulary

NAMES = (
    "claims-agree-with-their-sources",
    "sources-of-a-claim-agree",
    "sources-are-not-older-than-events",
    "works-are-declared-once",
    "declared-sources-are-cited",
    "identifiers-are-valid",
    "access-follows-publication",
    "quotes-carry-values",
    "quotes-stand-in-the-text",
    "claims-name-their-source-or-voice",
    "values-are-not-vague",
    "present-claims-are-dated",
    "speakers-are-named",
)
AUDIT = Source(id="audit", title="Auditor's report", issued="2016")
REVIEW = Source(id="review", title="Annual review", issued="2016")
ENTITIES = (
    Entity(id="acme", name="Acme", type="company"),
    Entity(id="kenya", name="Kenya", type="country"),
    Entity(id="mombasa", name="Mombasa", type="city", in_="kenya"),
    Entity(id="ghana", name="Ghana", type="country"),
    Entity(id="togo", name="Togo", type="country"),
)
PERCENT = Decimal(1)


def module(rule: str) -> ModuleType:
    return importlib.import_module(rules.module_name(rule))


def facts(*claims: AnyClaim, text: str | None = None, **kept: Any) -> Facts:
    kept.setdefault("entities", ENTITIES)
    kept.setdefault("sources", (AUDIT, REVIEW))
    kept.setdefault("world", Records())
    return Facts(Dossier(claims=claims, **kept), text)


def yields(rule: str, *claims: AnyClaim, **kept: Any) -> list[Constraint | Remark]:
    return list(module(rule).check(facts(*claims, **kept)))


def kinds(rule: str, *claims: AnyClaim, **kept: Any) -> list[list[str]]:
    """The kinds of assumption behind each nogood that a rule yields."""
    found = yields(rule, *claims, **kept)
    assert all(isinstance(one, Constraint) and not one.terms for one in found)
    assert all(one.rule == rule and one.claims for one in found)
    return [[a.kind for a in one.assumptions] for one in found if isinstance(one, Constraint)]


def remarks(rule: str, *claims: AnyClaim, **kept: Any) -> list[Remark]:
    found = yields(rule, *claims, **kept)
    assert all(isinstance(one, Remark) and one.rule == rule for one in found)
    return [one for one in found if isinstance(one, Remark)]


def cite(value: str = "", *members: str, when: str = "", source: str = "audit") -> Citation:
    return Citation(source=source, says=Says(value=value, members=members, when=when))


def quantity(value: str, *sources: Citation, **fields: Any) -> Quantity:
    fields.setdefault("property", "offices")
    return Quantity(id="a", subject="acme", value=value, sources=sources, **fields)


def listing(*members: str, sources: tuple[Citation, ...], **fields: Any) -> Listing:
    return Listing(
        id="a", subject="acme", property="offices", members=members, sources=sources, **fields
    )


# --- pages -----------------------------------------------------------------------------------


def examples(rule: str) -> list[tuple[str, str, str | None]]:
    page = (module(rule).__doc__ or "") + "\n"
    text = re.search(r"^Text::\n\n((?:(?:    .*)?\n)+)", page, re.MULTILINE)
    shown = textwrap.dedent(text[1]).strip() + "\n" if text else None
    blocks = re.findall(r"^(Flagged|Noted|Fine)::\n\n((?:(?:    .*)?\n)+)", page, re.MULTILINE)
    return [(kind, textwrap.dedent(block).strip() + "\n", shown) for kind, block in blocks]


@pytest.mark.parametrize(
    "rule, kind, block, text",
    [(rule, *example) for rule in NAMES for example in examples(rule)],
)
def test_a_rule_alone_does_on_its_page_what_the_page_says(
    rule: str, kind: str, block: str, text: str | None
) -> None:
    """Of its own rule each example finds exactly one thing, on the marked lines, or nothing."""
    marked = {at for at, line in enumerate(block.splitlines(), 1) if line.endswith("# <--")}
    dossier = loads(block.replace("  # <--", ""))
    assert dossier.problems == ()
    found = list(module(rule).check(Facts(dossier, text)))
    assert len(found) == (0 if kind == "Fine" else 1)
    if not found:
        return
    assert isinstance(found[0], Remark) == (
        kind == "Noted"
        or rule in {"identifiers-are-valid", "quotes-carry-values", "quotes-stand-in-the-text"}
    )
    lines = block.splitlines()
    quoted = {
        at
        for key in found[0].claims
        for claim in dossier.claims
        if claim.id == key
        for at, line in enumerate(lines, 1)
        if line.lstrip().startswith("quote:") and claim.quote[0] in line
    }
    if isinstance(found[0], Remark) and not found[0].claims:
        place = found[0].place
        assert isinstance(place, tuple)
        assert place[0] == "source"
        quoted = {at for at, line in enumerate(lines, 1) if line.startswith(f"  {place[1]}:")}
    assert quoted == marked


# --- claims agree with their sources -----------------------------------------------------------

AGREE = "claims-agree-with-their-sources"
CLASH: list[list[str]] = [[]]
SILENT: list[list[str]] = []


@pytest.mark.parametrize(
    "claimed, said, expected",
    [
        ("$51.6 million", "51,560,000", SILENT),
        ("$51.6 million", "$51,560,000", SILENT),
        ("$51.6 million", "52,560,000", CLASH),
        ("$51.6 million", "€90 million", SILENT),
        ("$51.6 million", "51,560", SILENT),
        ("$51.6 million", "51.56", SILENT),
        ("$51.6 million", "61.56", CLASH),
        ("$51.6 million", "$51,690,000", [["rounded"], ["exact", "rounded"]]),
        ("more than $50 million", "51,560", SILENT),
        ("more than $50 million", "4,000,000", CLASH),
        ("less than $5 million", "4,900", SILENT),
        ("less than $5 million", "6,000,000", CLASH),
        ("more than 700", "751", SILENT),
        ("more than 700", "684", CLASH),
        ("about 40", "44", SILENT),
        ("about 40", "60", [["hedge"]]),
        ("dozens", "20", [["vague"]]),
        ("38%", "0.38", SILENT),
        ("38%", "38", SILENT),
        ("38%", "0.45", CLASH),
        ("38%", "751 employees", SILENT),
        ("751", "$700", SILENT),
        ("two years", "24 months", SILENT),
        ("two years", "48 months", CLASH),
        ("two weeks", "14 days", SILENT),
        ("two weeks", "40 days", CLASH),
        ("up 22 percent", "down 22 percent", CLASH),
        ("down 22 percent", "-22%", SILENT),
        ("down 22 percent", "22 percent", SILENT),
        ("up 22 percent", "-22%", CLASH),
        ("57th", "57", SILENT),
        ("57th", "58", CLASH),
    ],
)
def test_a_value_is_held_against_the_source_by_its_readings(
    claimed: str, said: str, expected: list[list[str]]
) -> None:
    found = kinds(AGREE, quantity(claimed, cite(said)))
    if expected in (SILENT, CLASH):
        assert found == expected
    else:
        assert found
        assert expected[0] in found
        assert all(found)


@pytest.mark.parametrize(
    "claimed, names, expected",
    [
        ("two", ["Kenya", "Ghana", "Togo"], CLASH),
        ("three", ["Kenya", "Ghana", "Togo"], SILENT),
        ("four", ["Kenya", "Ghana", "Togo"], [["complete-list"]]),
        ("more than two", ["Kenya", "Ghana", "Togo"], SILENT),
        ("at least four", ["Kenya", "Ghana", "Togo"], [["complete-list"]]),
        ("one", ["Kenya", "Mombasa"], SILENT),
        ("two percent", ["Kenya", "Ghana", "Togo"], SILENT),
        ("$2", ["Kenya", "Ghana", "Togo"], SILENT),
    ],
)
def test_a_count_is_held_against_the_names_in_the_source(
    claimed: str, names: list[str], expected: list[list[str]]
) -> None:
    assert kinds(AGREE, quantity(claimed, cite("", *names))) == expected


@pytest.mark.parametrize(
    "names, said, fields, expected",
    [
        (["Kenya", "Ghana"], ["Ghana", "Kenya"], {"complete": True}, SILENT),
        (["Kenya", "Ghana"], ["Ghana", "Kenya", "Togo"], {"complete": True}, CLASH),
        (["Kenya", "Ghana"], ["Ghana", "Kenya", "Togo"], {"open": True}, SILENT),
        (["Kenya", "Ghana"], ["Ghana", "Kenya", "Togo"], {}, [["complete-list"]]),
        (["Kenya", "Ghana"], ["Ghana", "Mombasa"], {"complete": True}, SILENT),
        (["Kenya", "Togo"], ["Kenya"], {"complete": True}, [["complete-list"]]),
        (["Kenya", "Ghana"], ["Ghana", "Kenya", "Oz"], {"complete": True}, [["distinct"]]),
    ],
)
def test_a_list_is_held_against_the_names_in_the_source(
    names: list[str], said: list[str], fields: dict[str, Any], expected: list[list[str]]
) -> None:
    assert kinds(AGREE, listing(*names, sources=(cite("", *said),), **fields)) == expected


@pytest.mark.parametrize(
    "fields, said, expected",
    [
        ({"complete": True}, "three", CLASH),
        ({"open": True}, "three", SILENT),
        ({"open": True}, "one", CLASH),
        ({}, "three", [["complete-list"]]),
        ({}, "two", SILENT),
    ],
)
def test_a_list_is_held_against_a_number_in_the_source(
    fields: dict[str, Any], said: str, expected: list[list[str]]
) -> None:
    assert kinds(AGREE, listing("Kenya", "Ghana", sources=(cite(said),), **fields)) == expected


def test_only_is_a_complete_list() -> None:
    def relation(*, only: bool) -> Relation:
        return Relation(
            id="a", subject="acme", relation="works in", objects=("Kenya",), only=only,
            sources=(cite("", "Kenya", "Ghana"),),
        )  # fmt: skip

    assert kinds(AGREE, relation(only=True)) == CLASH
    assert kinds(AGREE, relation(only=False)) == SILENT


@pytest.mark.parametrize(
    "when, said, expected",
    [
        ("1997", "1994-03-01", CLASH),
        ("1997", "1997-03-01", SILENT),
        ("1997~", "1994", [["approximate-date"]]),
        ("1997~", "1996", SILENT),
        ("", "1994", SILENT),
        ("1997-03-01", "XXXX-03-02", CLASH),
    ],
)
def test_an_event_has_the_time_that_its_source_gives(
    when: str, said: str, expected: list[list[str]]
) -> None:
    event = Event(id="a", type="founding", to="acme", when=when, sources=(cite(when=said),))
    assert kinds(AGREE, event) == expected


@pytest.mark.parametrize(
    "when, said_when, said, expected",
    [
        ("2015", "2012", "684", [["on-point"]]),
        ("2015", "2015", "684", CLASH),
        ("2015", "", "684", CLASH),
        ("2015", "2015-06", "684", [["on-point"]]),
        ("", "2012", "684", [["contemporary"]]),
        ("", "", "684", CLASH),
        ("2015", "2015-06", "751", SILENT),
        ("", "2012", "751", SILENT),
    ],
)
def test_values_of_different_times_are_no_contradiction(
    when: str, said_when: str, said: str, expected: list[list[str]]
) -> None:
    assert kinds(AGREE, quantity("751", cite(said, when=said_when), when=when)) == expected


def test_what_is_timeless_has_one_value_at_all_times() -> None:
    words = Vocabulary(properties={"founders": Property(name="founders", time="timeless")})
    claim = quantity("two", cite("3", when="2012"), property="founders", when="2015")
    assert kinds(AGREE, claim, vocabulary=words) == CLASH


def test_an_event_lasts_and_happens_as_its_source_says() -> None:
    def talk(*sources: Citation) -> Event:
        return Event(
            id="a", type="speech", by="acme", lasting="19-minute", times="two", sources=sources
        )

    assert kinds(AGREE, talk(cite("19 minutes"), cite("2"))) == SILENT
    assert kinds(AGREE, talk(cite("25 minutes"))) == CLASH
    assert kinds(AGREE, talk(cite("5"))) == CLASH


@pytest.mark.parametrize("modality", ["planned", "denied", "alleged", "reported"])
def test_what_nobody_asserts_is_left_alone(modality: str) -> None:
    assert kinds(AGREE, quantity("two", cite("3"), modality=modality)) == SILENT


def test_what_a_speaker_says_is_held_against_its_source() -> None:
    assert kinds(AGREE, quantity("two", cite("3"), said_by="acme", modality="reported")) == CLASH


def test_both_sides_are_told() -> None:
    citation = Citation(source="audit", locator="p. 4", says=Says(quote="Offices: 3", value="3"))
    (found,) = yields(AGREE, quantity("two", citation))
    assert isinstance(found, Constraint)
    for words in ("two", "3", "Auditor's report", "p. 4", "Offices: 3"):
        assert words in found.words


def test_a_unit_that_stands_away_from_the_figure_is_the_same_unit() -> None:
    assert kinds(AGREE, quantity("12", cite("12 km"), unit="km")) == SILENT
    assert kinds(AGREE, quantity("12", cite("15 km"), unit="km")) == CLASH
    assert kinds(AGREE, quantity("12", cite("15"), unit="km")) == CLASH


HABITS = st.sampled_from([ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_DOWN])


@given(
    st.integers(1, 10**9), st.integers(0, 6), HABITS, st.integers(0, 6), HABITS,
)  # fmt: skip
def test_two_honest_prints_of_one_number_never_contradict(
    cents: int, places: int, habit: str, other_places: int, other_habit: str
) -> None:
    """Whatever the digits and the habit of rounding, only `rounded` can tell two prints apart."""
    exact = Decimal(cents) / 10**6

    def printed(digits: int, how: str) -> str:
        return f"${exact.quantize(Decimal(1).scaleb(-digits), rounding=how)} million"

    found = kinds(AGREE, quantity(printed(places, habit), cite(printed(other_places, other_habit))))
    assert [] not in found
    assert all("rounded" in kind or "exact" in kind for kind in found)
    if ROUND_DOWN not in (habit, other_habit):
        assert found == []


# --- minimal sets of assumptions ---------------------------------------------------------------

A, B, C = (Assumption(kind) for kind in ("rounded", "exact", "hedge"))
INTERVALS = st.tuples(st.integers(0, 8), st.integers(0, 8)).map(
    lambda ends: Interval.closed(min(ends), max(ends))
)
LAYERS = st.lists(st.tuples(INTERVALS, st.frozensets(st.sampled_from([A, B, C]))), max_size=4).map(
    tuple
)


def clash(layers: Layers, some: frozenset[Assumption]) -> bool:
    common = EVERYTHING
    for interval, needed in layers:
        if needed <= some:
            common &= interval
    return common.is_empty


@given(LAYERS, LAYERS)
def test_all_smallest_sets_of_assumptions_are_found(first: Layers, second: Layers) -> None:
    both = (*first, *second)
    every = [frozenset(some) for size in range(4) for some in combinations((A, B, C), size)]
    bad = [some for some in every if clash(both, some)]
    smallest = {some for some in bad if not any(other < some for other in bad)}
    found = list(minimal(first, second))
    assert set(found) == smallest
    assert len(found) == len(smallest)


# --- sources of a claim agree --------------------------------------------------------------------

WITNESSES = "sources-of-a-claim-agree"


@pytest.mark.parametrize(
    "value, one, two, expected",
    [
        ("more than 600", cite("684"), cite("751", source="review"), CLASH),
        ("more than 600", cite("684"), cite("684", source="review"), SILENT),
        ("more than 600", cite("684"), cite("about 800", source="review"), [["hedge"]]),
        (
            "more than 600",
            cite("684", when="2015"),
            cite("751", when="2016", source="review"),
            SILENT,
        ),
        ("more than 600", cite("684"), Citation(source="review"), SILENT),
        ("684", cite("684"), cite("751", source="review"), SILENT),
        ("more than $50 million", cite("51,560"), cite("$51.6 million", source="review"), SILENT),
        ("more than $50 million", cite("$51.6 million"), cite("51,560", source="review"), SILENT),
    ],
)
def test_two_sources_are_held_against_each_other(
    value: str, one: Citation, two: Citation, expected: list[list[str]]
) -> None:
    assert kinds(WITNESSES, quantity(value, one, two)) == expected
    assert kinds(WITNESSES, quantity(value, two, one)) == expected


def test_the_source_that_the_claim_disagrees_with_is_one_finding() -> None:
    claim = quantity("684", cite("684"), cite("751", source="review"))
    assert kinds(AGREE, claim) == CLASH
    assert kinds(WITNESSES, claim) == SILENT


def test_two_sources_give_an_event_one_time() -> None:
    event = Event(
        id="a", type="founding", to="acme",
        sources=(cite(when="1994"), cite(when="1997", source="review")),
    )  # fmt: skip
    assert kinds(WITNESSES, event) == CLASH


# --- sources are not older than events -----------------------------------------------------------

OLDER = "sources-are-not-older-than-events"


def flood(when: str, *sources: str, **fields: Any) -> Event:
    return Event(
        id="a", type="flood", to="acme", when=when,
        sources=tuple(Citation(source=key) for key in sources), **fields,
    )  # fmt: skip


def old(issued: str, **fields: Any) -> tuple[Source, ...]:
    return (
        Source(id="old", title="An old report", issued=issued, **fields),
        AUDIT,
        Source(id="undated", title="A report"),
    )


@pytest.mark.parametrize(
    "when, issued, expected",
    [
        ("2010", "2003", CLASH),
        ("2010-05-02", "2010-05-01", CLASH),
        ("2010-05-02", "2010-05-02", SILENT),
        ("2010-05-02", "2010-05", SILENT),
        ("2010", "2010", SILENT),
        ("2010", "2003/2011", SILENT),
        ("2010", "2003/..", SILENT),
        ("2010", "", SILENT),
        ("", "2003", SILENT),
        ("2001/2010", "2003", SILENT),
        ("../2010", "2003", SILENT),
        ("XXXX-05-01", "2003", SILENT),
        ("2010", "2003~", [["approximate-date"]]),
        ("2010~", "2009", SILENT),
        ("2010~", "2003?", [["approximate-date", "approximate-date"]]),
    ],
)
def test_a_report_tells_of_what_has_been(when: str, issued: str, expected: list[list[str]]) -> None:
    assert kinds(OLDER, flood(when, "old"), sources=old(issued)) == expected


def test_what_may_be_foretold_is_a_tension() -> None:
    claim = quantity("two", Citation(source="old"), as_of="2010")
    assert kinds(OLDER, claim, sources=old("2003")) == [["not-foretold"]]


def test_another_source_may_be_the_one_that_tells() -> None:
    assert kinds(OLDER, flood("2010", "old", "audit"), sources=old("2003")) == [["on-point"]]
    assert kinds(OLDER, flood("2010", "old", "undated"), sources=old("2003")) == [["on-point"]]
    assert kinds(OLDER, flood("2010", "old", "old"), sources=old("2003")) == [[], []]


def test_a_page_changes_and_a_report_does_not() -> None:
    for kind, accessed, expected in (
        ("webpage", "2016-01-01", SILENT),
        ("webpage", "2004-01-01", CLASH),
        ("report", "2016-01-01", CLASH),
        ("", "2016", SILENT),
    ):
        known = old("2003", type=kind, accessed=accessed)
        assert kinds(OLDER, flood("2010", "old"), sources=known) == expected


def test_a_plan_is_older_than_what_is_planned() -> None:
    assert kinds(OLDER, flood("2010", "old", modality="planned"), sources=old("2003")) == SILENT


def test_a_source_that_is_not_there_says_nothing() -> None:
    """The loader tells of it; claims made in Python have no loader."""
    assert kinds(OLDER, flood("2010", "nowhere")) == SILENT
    assert kinds(AGREE, quantity("two", cite("2", source="nowhere"))) == SILENT


# --- sources by themselves -----------------------------------------------------------------------

ONCE = "works-are-declared-once"


@pytest.mark.parametrize(
    "one, two, same",
    [
        ({"title": "A", "issued": "2016"}, {"title": "the a", "issued": "2016"}, True),
        ({"title": "A", "issued": "2016"}, {"title": "A", "issued": "2015"}, False),
        ({"title": "A"}, {"title": "A"}, False),
        (
            {"title": "A", "issued": "2016", "publisher": "X"},
            {"title": "A", "issued": "2016", "publisher": "Y"},
            False,
        ),
        ({"DOI": "10.1/Ab", "title": "A"}, {"DOI": "https://doi.org/10.1/aB"}, True),
        ({"ISBN": "978-0-306-40615-7"}, {"ISBN": "0306406152"}, True),
        ({"ISBN": "978-0-306-40615-7", "page": "1"}, {"ISBN": "0306406152", "page": "2"}, False),
        ({"URL": "http://www.a.org/x/"}, {"URL": "https://a.org/x"}, True),
        ({"URL": "http://a.org/x"}, {"URL": "http://a.org/X"}, False),
        ({"URL": "http://a.org/x?a=1"}, {"URL": "http://a.org/x?a=2"}, False),
        (
            {"URL": "http://a.org", "issued": "2015"},
            {"URL": "http://a.org", "issued": "2016"},
            False,
        ),
    ],
)
def test_one_work_under_two_names_is_noted_once(
    one: dict[str, str], two: dict[str, str], *, same: bool
) -> None:
    sources = Source(id="one", **one), Source(id="two", **two)  # type: ignore[arg-type]
    for order in (sources, tuple(reversed(sources))):
        found = remarks(ONCE, sources=order)
        assert [(note.severity, note.place) for note in found] == (
            [("note", ("source", "two"))] if same else []
        )


def test_the_chapters_of_a_book_are_no_works_declared_twice() -> None:
    chapters = [Source(id=f"s{at}", ISBN="0306406152", page=str(at)) for at in range(5_000)]
    assert remarks(ONCE, sources=chapters) == []


def test_sources_are_cited_by_any_record() -> None:
    word = Property(name="offices", sources=(Citation(source="review"),))
    cited = facts(
        quantity("two", Citation(source="audit")),
        vocabulary=Vocabulary(properties={"offices": word}),
    )
    rule = module("declared-sources-are-cited")
    assert list(rule.check(cited)) == []
    (note,) = remarks("declared-sources-are-cited", quantity("two", Citation(source="audit")))
    assert note.place == ("source", "review")


def test_nothing_is_uncited_while_records_are_unread() -> None:
    broken = "sources: {audit: {title: A report}}\nclaims: [{id: a, kind: nonsense}]\n"
    assert remarks("declared-sources-are-cited", sources=(AUDIT,))
    assert list(module("declared-sources-are-cited").check(Facts(loads(broken)))) == []


@pytest.mark.parametrize(
    "field, text, severity",
    [
        ("ISBN", "978-0-306-40615-7", ""),
        ("ISBN", "ISBN 0-306-40615-2 (paperback), 978-0-306-40615-7", ""),
        ("ISBN", "0306406152 9780306406157", ""),
        ("ISBN", "080442957X", ""),
        ("ISBN", "978-0-306-40615-8", "error"),
        ("ISBN", "978-0-306-40651-7", "error"),
        ("ISBN", "977-0-306-40615-7", "error"),
        ("ISBN", "12345", "error"),
        ("ISBN", "n/a", "error"),
        ("ISBN", ",", "error"),
        ("ISSN", "0378-5955", ""),
        ("ISSN", "0378-5955, 2434-561X", ""),
        ("ISSN", "0378-5954", "error"),
        ("ISSN", "378", "error"),
        ("DOI", "10.1000/182", ""),
        ("DOI", "doi:10.1002/(SICI)1096-8644(199601)99:1<1::AID-AJPA1>3.0.CO;2-1", ""),
        ("DOI", "10.1000/182.", "note"),
        ("DOI", "11.1000/182", "error"),
        ("DOI", "10.1000", "error"),
        ("DOI", "10.1000/a b", "error"),
        ("URL", "https://en.wikipedia.org/wiki/Lake_(disambiguation)#Use", ""),
        ("URL", "http://[2001:db8::1]:8080/", ""),
        ("URL", "https://münchen.example/straße", ""),
        ("URL", "https://localhost/", "note"),
        ("URL", "urn:isbn:0306406152", "note"),
        ("URL", "https://example.org/a|b", "note"),
        ("URL", "https://example.org/%zz", "note"),
        ("URL", "www.example.org", "error"),
        ("URL", "example.org:80/x", "error"),
        ("URL", "https://", "error"),
        ("URL", "https://example..org/", "error"),
        ("URL", "https://example.org:99999/", "error"),
        ("URL", "http://[::1", "error"),
        ("URL", "https://example.org/a b", "error"),
    ],
)
def test_an_identifier_is_written_as_its_kind_is(field: str, text: str, severity: str) -> None:
    source = Source(id="s", **{field: text})  # type: ignore[arg-type]
    found = remarks("identifiers-are-valid", sources=(source,))
    assert [note.severity for note in found] == ([severity] if severity else [])
    assert all(note.place == ("source", "s", field) for note in found)


def test_a_bar_code_is_no_book_number() -> None:
    (flaw,) = FLAWS["ISBN"]("4006381333931")
    assert "978" in flaw.message


def test_the_documents_own_address_is_looked_at() -> None:
    document = Document(title="A text", url="example")
    (note,) = remarks("identifiers-are-valid", document=document)
    assert (note.severity, note.place) == ("error", ("document", "", "url"))


def isbn13(body: str) -> str:
    weights = [1, 3] * 6
    total = sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True))
    return f"{body}{-total % 10}"


def isbn10(body: str) -> str:
    total = sum(int(digit) * weight for digit, weight in zip(body, range(10, 1, -1), strict=True))
    return body + "0123456789X"[-total % 11]


NINE = st.text("0123456789", min_size=9, max_size=9)


@given(NINE, st.data())
def test_a_changed_digit_makes_a_book_number_invalid(body: str, data: st.DataObject) -> None:
    """ISO 2108: both check digits catch every single wrong digit, and are 978's twins."""
    for number in (isbn10(body), isbn13(f"978{body}")):
        assert FLAWS["ISBN"](number) == ()
        assert isbn_core(number) == {body}
        at = data.draw(st.integers(0 if len(number) == 10 else 3, len(number) - 2))
        wrong = data.draw(st.sampled_from([d for d in "0123456789" if d != number[at]]))
        (flaw,) = FLAWS["ISBN"](number[:at] + wrong + number[at + 1 :])
        assert flaw.certain


@given(st.text(max_size=30))
@settings(max_examples=300)
def test_no_text_breaks_an_identifier(text: str) -> None:
    for flaws in FLAWS.values():
        flaws(text)
    for read in (doi, url, isbn_core):
        read(text)


@pytest.mark.parametrize(
    "issued, accessed, noted",
    [
        ("2016-06-01", "2015-06-01", True),
        ("2016-06-01", "2016-05-31", True),
        ("2016-06-01", "2016-06-01", False),
        ("2016-06", "2016-06-01", False),
        ("2016", "2015", True),
        ("2016~", "2015", False),
        ("", "2015", False),
        ("2016", "", False),
        ("2016/..", "2015", True),
    ],
)
def test_a_source_is_read_after_it_is_published(issued: str, accessed: str, *, noted: bool) -> None:
    source = Source(id="s", issued=issued, accessed=accessed)
    found = remarks("access-follows-publication", sources=(source,))
    assert [note.severity for note in found] == (["note"] if noted else [])


# --- single claims ---------------------------------------------------------------------------------

CARRY = "quotes-carry-values"


@pytest.mark.parametrize(
    "value, quote, carried",
    [
        ("4", "all 24 offices", False),
        ("4", "a 4-year plan", True),
        ("17", "won 17–7", True),
        ("$51.6 million", "with a $51.6 million budget", True),
        ("$51.6 million", ["a budget of", "US$51.6 million"], True),
        ("51.6 million", ["51.6", "million"], False),
        ("two", "both offices", False),
    ],
)
def test_a_quote_holds_the_value_token_by_token(
    value: str, quote: str | list[str], *, carried: bool
) -> None:
    found = remarks(CARRY, quantity(value, quote=quote))
    assert [note.severity for note in found] == ([] if carried else ["error"])


def test_every_printed_value_is_held_against_the_quote() -> None:
    parts = Breakdown(
        id="a", subject="acme", property="income", by="source",
        parts={"gifts": "71%", "grants": "29%"}, quote="71% from gifts",
    )  # fmt: skip
    assert [note.place for note in remarks(CARRY, parts)] == [("claim", "a", "parts", "grants")]
    talk = Event(id="a", type="speech", lasting="19-minute", times="two", quote="a 19-minute talk")
    assert [note.place for note in remarks(CARRY, talk)] == [("claim", "a", "times")]


def test_the_words_of_a_source_hold_its_value() -> None:
    good = Citation(source="audit", says=Says(quote="a total of 684", value="684"))
    bad = Citation(source="audit", says=Says(quote="a total of 751", value="684"))
    assert remarks(CARRY, quantity("684", good)) == []
    (note,) = remarks(CARRY, quantity("684", good, bad))
    assert note.place == ("claim", "a", "sources", 1, "says", "value")


STAND = "quotes-stand-in-the-text"
TEXT = "Acme has two offices.\nIt has two lakes, and\nfive offices in Ghana.\nIt has two lakes.\n"


@pytest.mark.parametrize(
    "fields, expected",
    [
        ({"quote": "two offices"}, ""),
        ({"quote": "two lakes, and five"}, ""),
        ({"quote": "six offices"}, "error"),
        ({"quote": "Two offices"}, "error"),
        ({"quote": "two lakes"}, "note"),
        ({"quote": "two lakes", "suffix": ", and"}, ""),
        ({"quote": "two lakes", "suffix": "."}, ""),
        ({"quote": "two lakes", "prefix": "no such words"}, "note"),
        ({"quote": ["five offices", "two lakes"]}, "note"),
        ({"quote": ["two lakes", ", and"]}, ""),
        ({"quote": ["five offices", "two lakes"], "suffix": "."}, ""),
        ({"quote": ["five offices", "six lakes"]}, "error"),
        ({"quote": ["It has", "two lakes"], "prefix": "in Ghana.", "suffix": "."}, ""),
    ],
)
def test_a_quote_stands_at_one_place(fields: dict[str, Any], expected: str) -> None:
    claim = Relation(id="a", subject="acme", relation="has", objects="lakes", **fields)
    found = remarks(STAND, claim, text=TEXT)
    assert [note.severity for note in found] == ([expected] if expected else [])
    assert remarks(STAND, claim) == []


@pytest.mark.parametrize(
    "quote, line, expected",
    [
        ("two offices", 1, ""),
        ("two offices", 2, "write `at: 1`"),
        ("two lakes", 4, ""),
        ("two lakes, and five", 3, ""),
        ("and five offices", 1, "write `at: 2`"),
    ],
)
def test_a_quote_stands_on_its_line(quote: str, line: int, expected: str) -> None:
    claim = Relation(
        id="a", subject="acme", relation="has", objects="lakes", quote=quote, at=At(line=line)
    )
    found = remarks(STAND, claim, text=TEXT)
    assert [(note.severity, note.hint) for note in found] == (
        [("note", expected)] if expected else []
    )


ROWS = """The wards of North House:

| Ward | 2024 | 2023 |
|---|---|---|
| Ash | 12 | 11 |
| Birch | 20 | 20 |
| Cedar | 12 | 11 |
| Total | 44 | 42 |

Ash is the oldest, and Birch 20 years younger.
Cedar won an award.
"""


def rows(*quote: str, line: int = 5, **fields: Any) -> list[tuple[str, str]]:
    """What is remarked of a claim that quotes the rows of a table."""
    claim = Relation(
        id="a", subject="acme", relation="has", objects="wards", quote=quote, at=At(line=line),
        **fields,
    )  # fmt: skip
    found = remarks(STAND, claim, text=document_of(ROWS, format="markdown").text)
    return [(note.message, note.hint) for note in found]


def test_the_pieces_of_a_quote_may_stand_further_down() -> None:
    """`at` is the line of the first."""
    assert rows("Ash 12 11", "Birch 20 20", "Cedar 12 11") == []
    assert rows("Ash", "Birch 20 20", "Cedar 12 11") == []
    assert rows("Ash 12 11", "Total 44 42") == []


def test_a_piece_is_found_between_two_others() -> None:
    """Where nothing stands between them, or one of them is unsaid, it is not."""
    assert rows("Ash 12 11", "Birch", "Cedar 12 11") == []
    ((message, hint),) = rows("Ash 12 11", "Birch")
    assert "2 times (lines 6, 10)" in message
    assert "for line 6" in hint
    ((message, _),) = rows("Birch 20 20", "Ash", "Cedar 12 11", line=6)
    assert "“Ash” 2 times (lines 5, 10)" in message


def test_the_first_piece_is_held_to_its_line() -> None:
    assert rows("Birch 20 20", "Cedar 12 11") == [
        ("“Birch 20 20” is on line 6, and the claim says line 5", "write `at: 6`")
    ]


def test_pieces_come_in_the_order_of_the_text() -> None:
    ((message, hint),) = rows("Birch 20 20", "Ash 12 11", line=6)
    assert message == "“Ash 12 11” is on line 5, and the piece before it is on line 6"
    assert "in the order of the text" in hint
    one_line = rows("20 years younger", "Ash is the oldest", line=10)
    assert one_line == []  # on one line they have none


def test_a_missing_quote_is_answered_with_the_nearest_passage() -> None:
    claim = Relation(
        id="a", subject="acme", relation="has", objects="x", quote="and fife offices in Gana"
    )
    (note,) = remarks(STAND, claim, text=TEXT)
    assert note.hint == "line 2 has “and five offices in Ghana”"


def test_a_passage_from_a_table_is_told_in_plain_words() -> None:
    text = document_of(ROWS, format="markdown").text
    claim = Relation(id="a", subject="acme", relation="has", objects="x", quote="Total 44 43")
    (note,) = remarks(STAND, claim, text=text)
    assert note.hint == "line 8 has “Total 44 42”"


def test_an_ambiguous_quote_is_answered_with_what_tells_its_places_apart() -> None:
    claim = Relation(id="a", subject="acme", relation="has", objects="x", quote="two lakes")
    (note,) = remarks(STAND, claim, text=TEXT)
    assert "`prefix: offices. It has` for line 2" in note.hint
    assert "lines 2, 4" in note.message


def fraud(**fields: Any) -> Relation:
    return Relation(id="a", subject="acme", relation="deceives", objects="x", **fields)


@pytest.mark.parametrize(
    "fields, noted",
    [
        ({"modality": "alleged"}, True),
        ({"modality": "reported"}, True),
        ({"modality": "denied"}, True),
        ({"modality": "planned"}, False),
        ({}, False),
        ({"modality": "alleged", "said_by": "acme"}, False),
        ({"modality": "alleged", "sources": (Citation(source="audit"),)}, False),
    ],
)
def test_an_allegation_is_somebodys(fields: dict[str, Any], *, noted: bool) -> None:
    assert len(remarks("claims-name-their-source-or-voice", fraud(**fields))) == noted


def test_a_statement_gives_its_claims_a_voice() -> None:
    said = Statement(id="b", speaker="acme", stance="alleges", about="a")
    assert remarks("claims-name-their-source-or-voice", fraud(modality="alleged"), said) == []


@pytest.mark.parametrize(
    "value, noted",
    [
        ("dozens", True), ("nearly 4,000", True), ("about 40", True), ("40 or so", True),
        ("more than 700", False), ("at least 12", False), ("between 5 and 10", False),
        ("$51.6 million", False), ("30", False), ("three-year", False),
    ],
)  # fmt: skip
def test_a_value_says_how_much(value: str, *, noted: bool) -> None:
    assert len(remarks("values-are-not-vague", quantity(value))) == noted


def test_one_vague_claim_is_one_note() -> None:
    parts = Breakdown(
        id="a", subject="acme", property="income", by="source",
        parts={"gifts": "about 70%", "grants": "nearly 30%"},
    )  # fmt: skip
    assert len(remarks("values-are-not-vague", parts)) == 1


DATED = "present-claims-are-dated"
WORDS = Vocabulary(
    properties={
        "offices": Property(name="offices", time="state"),
        "founders": Property(name="founders", time="timeless"),
        "revenue": Property(name="revenue", time="flow"),
    },
    relations={
        "member of": RelationType(name="member of", member=True),
        "seated in": RelationType(name="seated in", located=True),
        "born in": RelationType(name="born in", single_valued=True, timeless=True),
    },
)


@pytest.mark.parametrize("date", ["when", "as_of", "since", "until", "within"])
def test_any_date_is_a_date(date: str) -> None:
    assert len(remarks(DATED, quantity("two"), vocabulary=WORDS)) == 1
    assert remarks(DATED, quantity("two", **{date: "2015"}), vocabulary=WORDS) == []


def test_only_what_is_known_to_change_needs_a_date() -> None:
    for name in ("founders", "revenue", "unknown"):
        assert remarks(DATED, quantity("two", property=name), vocabulary=WORDS) == []
    for name, noted in (("member of", 1), ("seated in", 1), ("born in", 0), ("unknown", 0)):
        relation = Relation(id="a", subject="acme", relation=name, objects="x")
        assert len(remarks(DATED, relation, vocabulary=WORDS)) == noted
    role = Role(id="a", person="acme", post="director")
    assert len(remarks(DATED, role)) == 1
    assert remarks(DATED, Role(id="a", person="acme", post="director", modality="planned")) == []


def test_where_a_place_lies_needs_no_date() -> None:
    loaded = loads(
        "vocabulary: {relations: {seated in: {located: true}}}\n"
        "entities: {hall: {name: The Hall, type: venue}, acme: {name: Acme, type: company}}\n"
        "claims:\n"
        "  - {id: a, kind: relation, subject: hall, relation: seated in, objects: Kenya, quote: x}\n"
        "  - {id: b, kind: relation, subject: acme, relation: seated in, objects: Kenya, quote: x}\n"
    )
    assert [note.claims for note in module(DATED).check(Facts(loaded))] == [("b",)]


def test_what_is_said_of_an_event_has_the_events_date() -> None:
    event = Event(id="gala", type="party")
    claim = Quantity(id="a", subject="gala", property="offices", value="two")
    assert remarks(DATED, event, claim, vocabulary=WORDS) == []


def test_a_speaker_without_a_name_is_noted_once() -> None:
    loaded = loads(
        "entities:\n"
        "  critics: {name: critics, type: anonymous group}\n"
        "  rival: {name: Rival, type: company}\n"
        "claims:\n"
        "  - {id: a, kind: relation, subject: rival, relation: x, objects: y, said by: critics, quote: q}\n"
        "  - {id: b, kind: statement, speaker: critics, stance: says, about: a, quote: q}\n"
        "  - {id: c, kind: statement, speaker: [critics, rival], stance: says, about: z, quote: q}\n"
        "  - {id: d, kind: relation, subject: rival, relation: z, objects: y, said by: critics, quote: q}\n"
    )
    found = list(module("speakers-are-named").check(Facts(loaded)))
    assert [note.claims for note in found] == [("b",), ("d",)]


def test_the_world_is_not_held_against_these_rules() -> None:
    """Only the dossier's own claims and sources are looked at."""
    claim = quantity("nearly 4", cite("9"), quote="x")
    world = Records(claims=(claim,), sources=(Source(id="w", DOI="x"), AUDIT))
    kept = Facts(Dossier(world=world), "text")
    assert [one for rule in NAMES for one in module(rule).check(kept)] == []


def test_rules_do_not_depend_on_the_order_of_claims() -> None:
    claims = [
        Quantity(
            id=f"q{at}", subject="acme", property="offices", value=str(at),
            sources=(cite(str(at + at % 2)), cite(str(at + 1), source="review")),
        )
        for at in range(6)
    ]  # fmt: skip
    for rule in NAMES:
        assert yields(rule, *claims) == yields(rule, *reversed(claims))


def test_fractions_stay_exact() -> None:
    """A third is a third, however it is written."""
    assert kinds(AGREE, quantity("one third", cite("1/3"))) == SILENT
    assert Fraction(1, 3) == Fraction("1/3")


_LABELS = st.from_regex(r"[a-z0-9]([a-z0-9-]{0,6}[a-z0-9])?", fullmatch=True)
_ADDRESSES = st.builds(
    lambda scheme, labels, top, steps: f"{scheme}://{'.'.join([*labels, top])}{steps}",
    st.sampled_from(["http", "https"]),
    st.lists(st.sampled_from(["www"]) | _LABELS, min_size=1, max_size=3),
    st.from_regex(r"[a-z]{2,5}", fullmatch=True),
    st.from_regex(r"(/[A-Za-z0-9._~/+=-]{0,9})?", fullmatch=True),
)


@given(address=_ADDRESSES)
def test_an_ordinary_address_is_what_the_library_makes_of_it(address: str) -> None:
    assert identifiers._ORDINARY.fullmatch(address)
    ordinary = url(address), url_flaws.__wrapped__(address)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(identifiers, "_ORDINARY", re.compile(r"(?!)"))
        assert ordinary == (url(address), url_flaws.__wrapped__(address))
