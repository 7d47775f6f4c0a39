"""Laws that every dossier keeps, on random small ones: order, growth, minimality, assumptions.

The claims are drawn close together, so that about half of the dossiers have a conflict in them.
"""

from __future__ import annotations

import itertools
import json
import pathlib
import random
import tempfile
from collections.abc import Iterable, Iterator
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from ijmfacts import check, dump, load, loads
from ijmfacts.checking import clashes, gather, parts
from ijmfacts.claims import OTHER, Anchor, AnyClaim, Breakdown, Event, Listing, Quantity
from ijmfacts.dossier import Dossier, Records
from ijmfacts.facts import Facts
from ijmfacts.findings import Finding, Report
from ijmfacts.reasoning import Limits
from ijmfacts.records import Dimension, EventType, Property, Vocabulary
from ijmfacts.reports.json import report_json
from ijmfacts.strategies import ENTITIES, PERSONS, PLACES, dossiers, texts

many = settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
few = settings(many, max_examples=40)

FIELDS: dict[str, Any] = {"subject": "club", "property": "programs"}
WORDS = Vocabulary(
    properties={"programs": Property(name="programs", dimensions={"sex": Dimension()})},
    events={
        "birth": EventType(name="birth", begins="by", once=True, before=("death",)),
        "death": EventType(name="death", ends="by", once=True),
        "meeting": EventType(name="meeting"),
    },
)
"""Only the sexes exclude each other; no world is known besides."""

VALUES = ("two", "three", "4", "5", "6", "at least 3", "more than 5", "about 4", "40%", "60%", "$5")
DIMENSIONS: tuple[dict[str, str], ...] = (
    {}, {}, {"focus": "sport"}, {"focus": "music"}, {"focus": OTHER}, {"sex": "women"},
    {"focus": "sport", "sex": "women"},
)  # fmt: skip

ENDED: tuple[dict[str, Any], ...] = ({}, {"complete": True}, {"open": True})

Said = tuple[frozenset[str], frozenset[str]]
"""The claims of a conflict, and the tokens of its assumptions."""


def quantities(dimensions: Iterable[dict[str, str]]) -> st.SearchStrategy[AnyClaim]:
    return st.builds(
        Quantity,
        id=st.just("id"),
        quote=st.just("so many"),
        **{key: st.just(value) for key, value in FIELDS.items()},
        dimensions=st.sampled_from(tuple(dimensions)),
        value=st.sampled_from(VALUES),
        as_of=st.sampled_from(("", "", "", "2002")),
    )


def listings(dimensions: Iterable[dict[str, str]]) -> st.SearchStrategy[AnyClaim]:
    members = st.lists(st.sampled_from((*PLACES, "pond")), min_size=1, max_size=4, unique=True)
    return st.tuples(
        st.sampled_from(tuple(dimensions)),
        members,
        st.sampled_from(ENDED),
    ).map(
        lambda drawn: Listing(
            id="id", quote="these", **FIELDS, dimensions=drawn[0], members=drawn[1], **drawn[2]
        )
    )


def breakdowns() -> st.SearchStrategy[AnyClaim]:
    shares = st.sampled_from((("30%", "40%"), ("60%", "70%"), ("50%", "50%")))
    numbers = st.sampled_from((("1", "2"), ("two", "4"), ("3", "at least 3")))
    return st.builds(
        lambda values, complete: Breakdown(
            id="id",
            quote="divided",
            **FIELDS,
            by="focus",
            parts=tuple(zip(("sport", "music"), values, strict=True)),
            complete=complete,
        ),
        st.one_of(shares, numbers),
        st.booleans(),
    )


def events() -> st.SearchStrategy[AnyClaim]:
    anchor = st.builds(
        Anchor,
        of=st.sampled_from(("fire", "flood", "2002", "ann")),
        distance=st.sampled_from(("", "", "within 2 years")),
    )
    return st.builds(
        Event,
        id=st.just("id"),
        quote=st.just("it happened"),
        event=st.sampled_from(("fire", "flood", "")),
        type=st.sampled_from(("birth", "death", "meeting")),
        by=st.sampled_from(PERSONS[:2]).map(lambda name: (name,)),
        when=st.sampled_from(("", "2001", "2002-05", "2002-05-17", "2001/2003")),
        after=st.lists(anchor, max_size=1).map(tuple),
        before=st.lists(anchor, max_size=1).map(tuple),
    )


def told(claims: Iterable[AnyClaim]) -> Iterator[AnyClaim]:
    """The claims without their anchors to events that none of them tells."""
    drawn = list(claims)
    names = {claim.event for claim in drawn if isinstance(claim, Event)} | {"2002", "ann"}
    for claim in drawn:
        kept: dict[str, Any] = {
            field: tuple(anchor for anchor in getattr(claim, field) if anchor.of in names)
            for field in ("before", "after")
        }
        yield attrs.evolve(claim, **kept)


def close_together(*, other: bool = True, most: int = 6) -> st.SearchStrategy[Dossier]:
    """Dossiers of one measure and its parts, or of a few events, or of both."""
    dimensions = [dims for dims in DIMENSIONS if other or OTHER not in dims.values()]
    numbers = st.one_of(quantities(dimensions), listings(dimensions), breakdowns())
    claims = st.one_of(
        st.lists(numbers, min_size=2, max_size=most),
        st.lists(events(), min_size=2, max_size=most),
        st.lists(st.one_of(numbers, events()), min_size=2, max_size=most),
    )
    return claims.map(
        lambda drawn: Dossier(
            claims=tuple(attrs.evolve(claim, id=f"c{at}") for at, claim in enumerate(told(drawn))),
            entities=ENTITIES,
            vocabulary=WORDS,
            world=Records(),
        )
    )


def conflicts(report: Report) -> list[Finding]:
    """Every conflict, consequences too."""
    return [
        one
        for finding in report.findings
        for one in finding.all
        if one.severity in {"contradiction", "tension"}
    ]


def said(report: Report) -> set[Said]:
    return {(frozenset(one.claims), frozenset(one.tokens)) for one in conflicts(report)}


def contradictions(report: Report) -> set[frozenset[str]]:
    return {claims for claims, tokens in said(report) if not tokens}


def unplaced(report: Report) -> list[Any]:
    """What a report says, but for where in the files it stands."""
    data = json.loads(report_json(report))

    def without(value: Any) -> Any:
        if isinstance(value, dict):
            skipped = {"file", "line", "column", "end_column", "end column", "place", "places"}
            return {key: without(one) for key, one in value.items() if key not in skipped}
        return [without(one) for one in value] if isinstance(value, list) else value

    found: list[Any] = without(data["findings"])
    return found


# --- order --------------------------------------------------------------------------------------


@few
@given(close_together(), st.randoms(use_true_random=False))
def test_law_order_of_claims_changes_nothing(dossier: Dossier, draw: random.Random) -> None:
    claims = list(dossier.claims)
    draw.shuffle(claims)
    assert check(attrs.evolve(dossier, claims=claims)) == check(dossier)


@few
@given(close_together(), st.randoms(use_true_random=False))
def test_law_order_of_files_records_and_keys_changes_nothing(
    dossier: Dossier, draw: random.Random
) -> None:
    lines = dump(dossier, format="jsonl").splitlines()
    with tempfile.TemporaryDirectory() as name:
        reports = []
        for turned in (False, True):
            folder = pathlib.Path(name, str(turned))
            folder.mkdir()
            if turned:
                draw.shuffle(lines)
                lines = list(map(_shuffled(draw), lines))
            half = len(lines) // 2 if turned else len(lines)
            paths = [folder / "a.jsonl", folder / "b.jsonl"]
            for path, some in zip(paths, (lines[:half], lines[half:]), strict=True):
                path.write_text("".join(f"{line}\n" for line in some), "utf-8")
            given_paths = [path for path in paths if path.stat().st_size]
            if turned:
                draw.shuffle(given_paths)
            loaded = load(given_paths, world=Records())
            assert loaded.problems == ()
            reports.append(unplaced(check(loaded)))
    assert reports[0] == reports[1]
    assert reports[0] == unplaced(check(dossier))


def _shuffled(draw: random.Random) -> Any:
    def shuffled(line: str) -> str:
        ((part, record),) = json.loads(line).items()
        if isinstance(record, dict):
            items = list(record.items())
            draw.shuffle(items)
            record = dict(items)
        return json.dumps({part: record})

    return shuffled


# --- growth and minimality ----------------------------------------------------------------------


@many
@given(close_together(other=False))
def test_law_a_further_claim_removes_no_contradiction(dossier: Dossier) -> None:
    """What contradicts itself does so whatever else is said; perhaps fewer claims then suffice.

    There is no `other` here: a claim that names a further value beside it redefines it.
    """
    *before, _ = dossier.claims
    fewer = contradictions(check(attrs.evolve(dossier, claims=before)))
    more = contradictions(check(dossier))
    for claims in fewer:
        assert any(left <= claims for left in more), sorted(claims)


@few
@given(close_together(other=False, most=4))
def test_law_without_one_of_its_claims_a_conflict_is_gone(dossier: Dossier) -> None:
    """What then still clashes among the rest did so by itself before, on other grounds."""
    found = said(check(dossier))
    for claims, tokens in found:
        for gone in claims:
            rest = [claim for claim in dossier.claims if claim.id != gone]
            for others, needed in said(check(attrs.evolve(dossier, claims=rest))):
                if others <= claims and needed <= tokens:
                    assert (others, needed) in found, (sorted(claims), gone)


@many
@given(close_together())
def test_law_no_conflict_holds_another(dossier: Dossier) -> None:
    """Among those that hang together; one claim may well be at fault for reasons far apart."""
    facts = Facts(dossier)
    for component in parts(facts, gather(facts)[0]):
        found, bounded = clashes(component, Limits())
        assert not bounded
        sets = [{*clash.claims, *clash.assumptions} for clash in found]
        for one, other in itertools.permutations(sets, 2):
            assert not one <= other, (one, other)


@many
@given(close_together())
def test_law_without_one_of_its_assumptions_a_conflict_is_gone(dossier: Dossier) -> None:
    """And what is left is what was there: refusing an assumption makes no new conflict."""
    found = said(check(dossier))
    for token in sorted({token for _, tokens in found for token in tokens}):
        left = said(check(dossier, reject=[token]))
        assert not any(token in tokens for _, tokens in left)
        for claims, tokens in left:
            assert any(was <= claims and needs <= tokens for was, needs in found)
        for claims, tokens in found:
            if token not in tokens:
                assert any(is_ == claims for is_, _ in left), sorted(claims)


@many
@given(close_together())
def test_law_assuming_what_a_tension_needs_makes_a_contradiction(dossier: Dossier) -> None:
    for claims, tokens in said(check(dossier)):
        found = contradictions(check(dossier, assume=sorted(tokens)))
        assert any(one <= claims for one in found), (sorted(claims), sorted(tokens))


def test_the_drawn_dossiers_do_conflict() -> None:
    """The laws above say nothing where nothing conflicts."""
    counted = {"contradiction": 0, "tension": 0, "": 0}

    @settings(many, database=None)
    @given(close_together())
    def count(dossier: Dossier) -> None:
        for severity in {one.severity for one in conflicts(check(dossier))} or {""}:
            counted[severity] += 1

    count()
    assert min(counted.values()) >= 15, counted


# --- reports ------------------------------------------------------------------------------------


@settings(few, max_examples=15)
@given(st.one_of(dossiers(), close_together()))
def test_law_checking_twice_gives_the_same_bytes(dossier: Dossier) -> None:
    first, second = check(dossier), check(dossier)
    assert first == second
    assert report_json(first) == report_json(second)


@few
@given(close_together(), st.sampled_from(("yaml", "jsonl")), st.data())
def test_law_every_quote_of_a_finding_is_in_its_file(
    dossier: Dossier, form: Any, data: st.DataObject
) -> None:
    """At the very place that the finding names, as the file spells it."""
    words = st.text("abc é’", min_size=1, max_size=12).map(str.strip).filter(bool)
    claims = [
        attrs.evolve(claim, quote=data.draw(st.lists(words, min_size=1, max_size=2)))
        for claim in dossier.claims
    ]
    text = dump(attrs.evolve(dossier, claims=claims), format=form)
    loaded = loads(text, file=f"claims.{form}", world=Records())
    lines = text.splitlines()
    quoted = {claim.id: claim.quote for claim in claims}
    for finding in conflicts(check(loaded)):
        for party in finding.parties:
            assert party.quote == quoted[party.claim]
            assert len(party.places) == len(party.quote)
            for piece, place in zip(party.quote, party.places, strict=True):
                assert place.source == lines[place.line - 1]
                inside = place.source[place.column - 1 : place.end_column - 1]
                spelled = json.loads(inside) if inside.startswith('"') else inside.strip("'")
                assert piece == spelled


BITS = (
    "claims:\n", "  - id: a\n", "    kind: quantity\n", "    value: 30\n", "entities: {", "}", "[",
    "- ", ": ", "&a ", "*a", "!!str ", "|\n", "# ", "'", '"', "\t", "\n", '{"claim": ', "NaN",
    "---\n", "? ", "%YAML 1.2\n", "\ufeff", "\x00", "\x85", "accepted:\n", "when: 2001/..\n",
    "quote: so\n", "vocabulary: {properties: {a: ", "subject: club\n", "parts: {a: 1%}\n",
)  # fmt: skip


@settings(many, max_examples=400)
@given(
    st.one_of(
        st.binary(max_size=80),
        st.lists(st.one_of(st.sampled_from(BITS), texts()), max_size=12).map(
            lambda bits: "".join(bits).encode("utf-8", "surrogatepass")
        ),
    ),
    st.sampled_from(("a.yaml", "a.jsonl")),
)
def test_law_loading_never_raises(data: bytes, file: str) -> None:
    """What is wrong is a problem with a place, and the rest can be checked."""
    dossier = loads(data, file=file, world=Records())
    report = check(dossier)
    assert len(report.at_or_above("error")) >= bool(dossier.problems)


@pytest.mark.parametrize("file", ["a.yaml", "a.jsonl"])
def test_law_loading_never_raises_on_damage(file: str) -> None:
    """A good file with a byte changed, dropped or doubled, or cut off."""
    good = dump(
        Dossier(
            claims=(
                Quantity(id="a", quote="so many", value="30", **FIELDS),
                Breakdown(id="b", quote="divided", by="focus", parts={"x": "71%"}, **FIELDS),
                Event(id="c", quote="met", type="meeting", by=("ann",), when="2001/.."),
            ),
            entities=ENTITIES,
        ),
        format="yaml" if file.endswith("yaml") else "jsonl",
    ).encode()
    draw = random.Random(7)  # noqa: S311 - no secrets here
    for _ in range(400):
        at = draw.randrange(len(good))
        new = draw.choice((b"", good[at : at + 1] * 2, bytes([draw.randrange(256)]), b"\n", b": "))
        assert loads(good[:at] + new + good[at + 1 :], file=file, world=Records()) is not None
        assert loads(good[:at], file=file, world=Records()) is not None


@few
@given(dossiers())
def test_law_what_is_noted_of_a_claim_names_a_claim_that_is_there(dossier: Dossier) -> None:
    assume(dossier.claims)
    known = {claim.id for claim in dossier.claims}
    for finding in check(dossier).findings:
        for one in finding.all:
            assert set(one.claims) <= known
