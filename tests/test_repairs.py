"""A repair settles what it says: by hand on the article, and each one that a report offers.

An offered repair is made in the claim records themselves, as its author would, and the whole
dossier is checked anew; how many conflicts went and came is counted from the two reports.
"""

from __future__ import annotations

import pathlib
import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Final

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossiers import changed, grave, small_dossiers
from ijmfacts.checking import check
from ijmfacts.claims import AnyClaim, Breakdown, Event, Listing, Quantity
from ijmfacts.dossier import Dossier
from ijmfacts.findings import Finding, Repair, Report
from ijmfacts.loading import load, loads
from ijmfacts.names import Names, fold
from ijmfacts.records import Dimension, Entity, Property, Vocabulary
from ijmfacts.times import read_time
from ijmfacts.values import UnreadableValueError, format_number, read_value
from test_rule_pages import EXAMPLES, Example

ROOT: Final = pathlib.Path(__file__).parent.parent
MONTHS: Final = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]

Known = tuple[str, str, frozenset[str]]


def found(report: Report) -> frozenset[Known]:
    return frozenset((one.rule, one.severity, frozenset(one.claims)) for one in grave(report))


# --- by hand, on the article -------------------------------------------------------------------

TOTAL, OTHERS = "founding-programs-total", "founding-programs-other"
COUNT, NAMED = "founding-programs-sex-trafficking", "founding-programs-sex-trafficking-named"
LABOR = "founding-programs-forced-labor"
GIRLS, SUSPECTS = "cambodia-detention-girls", "cambodia-detention-suspects"

COUNTED: Final = ("count-matches-list", frozenset({COUNT, NAMED}))
SUM_OF_COUNT: Final = ("parts-sum-to-whole", frozenset({COUNT, TOTAL, OTHERS}))
SUM_OF_NAMED: Final = ("parts-sum-to-whole", frozenset({NAMED, TOTAL, OTHERS}))
TWICE_NAMED: Final = ("disjoint-parts-share-no-member", frozenset({NAMED, LABOR}))
BY_GIRLS: Final = ("authority-where-force-is-used", frozenset({GIRLS}))
BY_SUSPECTS: Final = ("authority-where-force-is-used", frozenset({SUSPECTS}))
DAY: Final = (
    "observances-fall-on-their-day",
    frozenset({"programs-bush-speech", "programs-bush-speech-day"}),
)
ENDOWED: Final = ("part-is-within-whole", frozenset({"infobox-endowment", "gov-net-assets"}))

THREE: Final = {COUNT: {"value": "three", "quote": "three country programs"}}
TWO_NAMED: Final = {
    NAMED: {
        "members": ("Kenya-Mombasa", "Dominican Republic"),
        "quote": "Kenya-Mombasa and the Dominican Republic",
    }
}
NO_ROMANIA: Final = {
    LABOR: {
        "members": (
            "Ghana",
            "Malaysia",
            "Thailand",
            "Cambodia",
            "Indonesia",
            "Myanmar",
            "India",
            "Philippines",
        ),
        "quote": "(Ghana; Malaysia; Thailand; Cambodia; Indonesia; Myanmar; India; Philippines)",
    }
}
BY_CAMBODIA: Final = {"by": ("cambodian-authorities",), "quote": "detained by Cambodian police"}

Changes = dict[str, dict[str, Any]]
HAND: Final[dict[str, tuple[Changes, set[tuple[str, frozenset[str]]]]]] = {
    "the count": (THREE, {COUNTED}),
    "the count and the total": (
        {**THREE, TOTAL: {"value": "29", "quote": "out of 29 total"}},
        {COUNTED, SUM_OF_COUNT, SUM_OF_NAMED},
    ),
    "the total, by the count": (
        {TOTAL: {"value": "28", "quote": "out of 28 total"}},
        {SUM_OF_COUNT},
    ),
    "the total, by the list": (
        {TOTAL: {"value": "29", "quote": "out of 29 total"}},
        {SUM_OF_NAMED},
    ),
    "the rest": (
        {OTHERS: {"value": "28", "quote": "The other 28 program offices"}},
        {SUM_OF_COUNT},
    ),
    "the list": (TWO_NAMED, {COUNTED, TWICE_NAMED}),
    "the list and the rest": (
        {**TWO_NAMED, OTHERS: {"value": "28", "quote": "The other 28 program offices"}},
        {COUNTED, TWICE_NAMED, SUM_OF_COUNT, SUM_OF_NAMED},
    ),
    "the other list": (NO_ROMANIA, {TWICE_NAMED}),
    "the count, the rest and the other list": (
        {
            **THREE,
            **NO_ROMANIA,
            OTHERS: {"value": "27", "quote": "The other 27 program offices"},
        },
        {COUNTED, TWICE_NAMED, SUM_OF_COUNT, SUM_OF_NAMED},
    ),
    "the police, once": ({GIRLS: BY_CAMBODIA}, {BY_GIRLS}),
    "the police": ({GIRLS: BY_CAMBODIA, SUSPECTS: BY_CAMBODIA}, {BY_GIRLS, BY_SUSPECTS}),
    "the day": ({"programs-bush-speech": {"when": "2004-03-08"}}, {DAY}),
    "the endowment": (
        {"infobox-endowment": {"value": "$10.5 million", "quote": "$10.5 million"}},
        {ENDOWED},
    ),
}
"""What an editor may change, and the findings that this settles: no more and no fewer."""


@pytest.fixture(scope="module")
def article() -> Dossier:
    return load(ROOT / "claims")


@pytest.fixture(scope="module")
def before(article: Dossier) -> Report:
    return check(article)


def edited(dossier: Dossier, changes: Changes) -> Dossier:
    by_id: dict[str, Any] = {claim.id: claim for claim in dossier.claims}
    return changed(dossier, *(attrs.evolve(by_id[key], **new) for key, new in changes.items()))


@pytest.mark.parametrize("what", HAND)
def test_mending_the_article_settles_that_and_nothing_else(
    article: Dossier, before: Report, what: str
) -> None:
    changes, settled = HAND[what]
    report = check(edited(article, changes))
    gone = {(rule, claims) for rule, _, claims in found(before) - found(report)}
    assert gone == settled
    assert found(report) - found(before) == set()


def test_a_place_moved_settles_its_own_finding(article: Dossier, before: Report) -> None:
    """One of two claims of one event moved: they are in two places now, which is another finding.

    It is told as soon as no claim of it contradicts by itself.
    """
    report = check(edited(article, {GIRLS: {"place": "Thailand"}, SUSPECTS: BY_CAMBODIA}))
    gone = {(rule, claims) for rule, _, claims in found(before) - found(report)}
    assert gone == {BY_GIRLS, BY_SUSPECTS}
    new = {rule for rule, _, claims in found(report) - found(before) if GIRLS in claims}
    assert "one-place-per-event" in new


def test_everything_mended_leaves_nothing(article: Dossier) -> None:
    changes: Changes = {}
    for what in ("the count, the rest and the other list", "the police", "the day"):
        changes |= HAND[what][0]
    report = check(edited(article, {**changes, **HAND["the endowment"][0]}))
    assert grave(report) == ()
    assert report.corrections == ()


def test_each_smallest_correction_leaves_nothing_without_its_claims(
    article: Dossier, before: Report
) -> None:
    """The report's smallest sets of claims to change: without them, all the rest can hold."""
    for ids in before.corrections:
        rest = tuple(claim for claim in article.claims if claim.id not in ids)
        assert grave(check(attrs.evolve(article, claims=rest))) == (), ids


WRITTEN: Final = {
    "claims-agree-with-their-sources",
    "sources-of-a-claim-agree",
    "sources-are-not-older-than-events",
    "dates-exist",
}


# --- as the report says --------------------------------------------------------------------------


@attrs.frozen
class Edit:
    """A claim as it is after a repair; `exact` says that the repair left no choice."""

    claim: AnyClaim
    exact: bool = True


def day_in(text: str, claim: AnyClaim) -> str:
    """A day in English as EDTF; its year is the claim's where it says none."""
    match = re.fullmatch(r"(\d+) ([A-Z]\w+)(?: (\d+))?", text)
    if match is None or match[2] not in MONTHS:
        return ""
    year = match[3] or claim.when[:4]
    return f"{year.zfill(4)}-{MONTHS.index(match[2]) + 1:02}-{int(match[1]):02}"


def edits(dossier: Dossier, repair: Repair) -> Iterator[Edit]:
    """What an author may write who follows a repair; nothing where it names no figure or day."""
    (claim,) = [one for one in dossier.claims if one.id == repair.claim]
    if isinstance(claim, Listing):
        gone = repair.to.removeprefix("the list without ")
        assert gone != repair.to
        yield from _without(dossier, claim, gone)
    elif isinstance(claim, Breakdown):
        name, _, to = repair.to.partition(": ")
        assert name in dict(claim.parts)
        for value, exact in _figures(to, dict(claim.parts)[name]):
            parts = tuple((n, value if n == name else v) for n, v in claim.parts)
            yield Edit(attrs.evolve(claim, parts=parts), exact)
    elif isinstance(claim, Quantity):
        for value, exact in _figures(repair.to, claim.value):
            precision = claim.precision if exact else "exact"
            yield Edit(attrs.evolve(claim, value=value, precision=precision), exact)
    elif (
        isinstance(claim, Event)
        and claim.lasting
        and re.search(r" (day|week|month|year)s?$", repair.to)
    ):
        for value, _ in _figures(repair.to, claim.lasting):
            yield Edit(attrs.evolve(claim, lasting=value), exact=False)
    elif _is_dated_once(claim):
        for when, within in _times(repair.to, claim):
            yield Edit(attrs.evolve(claim, when=when, within=within))


def _is_dated_once(claim: AnyClaim) -> bool:
    others = (claim.since, claim.until, claim.as_of, claim.within)
    return bool(claim.when) and not any(others) and not read_time(claim.when).lasting


def _without(dossier: Dossier, claim: Listing, gone: str) -> Iterator[Edit]:
    names = Names(dossier, dossier.world)

    def label(name: str) -> str:
        entity = names.entity(name)
        return fold(name if entity is None else entity.name or entity.id)

    left = tuple(name for name in claim.members if label(name) != fold(gone))
    assert left != claim.members
    if left:  # a list of none cannot be written
        # What a shorter list names by assumption is not counted again where a repair is tried.
        yield Edit(attrs.evolve(claim, members=left), exact=claim.complete or claim.open)


def _figures(to: str, old: str) -> Iterator[tuple[str, bool]]:
    """The figure itself, or one in the midst of a range, which leaves a choice.

    In place of a figure in digits it is read as anybody reads it, rounded if it may be.
    """
    match = re.fullmatch(r"between ([\d.,]+)(.*) and ([\d.,]+)(.*)", to)
    if match:
        low, high = (Fraction(match[at].replace(",", "")) for at in (1, 3))
        assert match[2] in {"", match[4]}
        places = next(n for n in range(14) if low <= round((low + high) / 2, n) <= high)
        yield format_number(round((low + high) / 2, places)) + match[4], False
        return
    try:
        reading = read_value(to)
    except UnreadableValueError:
        pytest.fail(f"`{to}` cannot be written as a value")
    as_read = bool(re.search(r"\d", old)) and bool(re.search(r"\d", to))
    yield to, as_read or reading.widest.is_point or len(reading.layers) == 1


def _times(to: str, claim: AnyClaim) -> Iterator[tuple[str, str]]:
    """`when` on the day itself, or `within` a period inside which it all lies."""
    if day := day_in(to, claim):
        yield day, ""
    elif match := re.fullmatch(r"between (.+) and (.+)", to):
        yield "", "/".join(day_in(end, claim) for end in match.groups())
    elif match := re.fullmatch(r"(.+) or (earlier|later)", to):
        day = day_in(match[1], claim)
        yield "", f"../{day}" if match[2] == "earlier" else f"{day}/.."


def offered(report: Report) -> Iterator[tuple[Finding, Repair]]:
    """The repairs but those that `test_mends` writes out."""
    for one in grave(report):
        if one.rule in WRITTEN:
            continue
        for repair in one.repairs:
            yield one, repair


def conflicts(report: Report, severity: str = "") -> Counter[frozenset[str]]:
    """The claims of every conflict, or of those as grave; the same may clash for two reasons."""
    return Counter(frozenset(one.claims) for one in grave(report) if severity in {"", one.severity})


def assert_repairs_hold(dossier: Dossier, text: str | None = None) -> int:
    """Every repair of a dossier that can be written out does what it says; how many there were.

    Where it leaves a choice, any choice settles it, though it may leave a lesser doubt: a figure of
    a range may fit only where others were cut off and not rounded.
    """
    report = check(dossier, text=text)
    was = conflicts(report)
    tried = 0
    for finding, repair in offered(report):
        claims = frozenset(finding.claims)
        for edit in edits(dossier, repair):
            tried += 1
            after = check(changed(dossier, edit.claim), text=text)
            left = conflicts(after)
            what = (repair, edit.claim)
            if not edit.exact:
                severity = finding.severity
                now, then = conflicts(after, severity), conflicts(report, severity)
                assert now[claims] < then[claims], what
                continue
            assert left[claims] < was[claims], what
            assert (was - left).total() == repair.settles, what
            assert (left - was).total() == repair.creates, what
    return tried


def test_every_repair_of_the_article_settles_what_it_says(article: Dossier) -> None:
    assert assert_repairs_hold(article) >= 12


@pytest.mark.parametrize("path", ["docs/example", "tests/dossiers/season", "tests/golden/numbers"])
def test_every_repair_of_another_dossier_settles_what_it_says(path: str) -> None:
    assert assert_repairs_hold(load(ROOT / path)) >= 5


FLAGGED: Final = [example for example in EXAMPLES if example.kind == "Flagged"]


@pytest.mark.parametrize("example", FLAGGED, ids=lambda e: f"{e.rule}-{e.number}")
def test_every_repair_of_an_example_settles_what_it_says(example: Example) -> None:
    assert_repairs_hold(loads(example.claims), example.document)


@pytest.mark.parametrize("example", FLAGGED, ids=lambda e: f"{e.rule}-{e.number}")
def test_the_ends_of_a_range_of_days_settle_the_conflict(example: Example) -> None:
    """A period holds its own ends: "2 May 2001 or later" is settled by 2 May 2001."""
    dossier = loads(example.claims)
    report = check(dossier, text=example.document)
    for finding, repair in offered(report):
        (claim,) = [one for one in dossier.claims if one.id == repair.claim]
        if not isinstance(claim, Event) or not _is_dated_once(claim):
            continue
        for day in re.findall(r"\d+ [A-Z]\w+ \d+", repair.to):
            moved = changed(dossier, attrs.evolve(claim, when=day_in(day, claim)))
            left = conflicts(check(moved, text=example.document))
            assert frozenset(finding.claims) not in left, (repair, day)


@pytest.mark.parametrize("theory", ["numbers", "sets", "time"])
@given(data=st.data())
@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_every_repair_of_a_small_dossier_settles_what_it_says(
    theory: str, data: st.DataObject
) -> None:
    assert_repairs_hold(data.draw(small_dossiers(theory, 4)))


CLUB: Final = Entity(id="club", name="The Club", type="organization")
MEMBERS: Final = Vocabulary(
    properties={
        "members": Property(name="members", counts="members", dimensions={"sex": Dimension()})
    }
)
OF_MEMBERS: Final[Any] = {"subject": "club", "property": "members"}
WOMEN: Final = (("sex", "women"),)


def test_a_share_that_does_not_fit_its_counts_is_mended_too() -> None:
    """What the part is of the whole, printed as the share was."""
    report = check(
        Dossier(
            entities=[CLUB],
            vocabulary=MEMBERS,
            claims=[
                Quantity(id="all", value="6,250", **OF_MEMBERS),
                Quantity(id="women", value="4,919", dimensions=WOMEN, **OF_MEMBERS),
                Quantity(id="share", value="76.7 percent", dimensions=WOMEN, **OF_MEMBERS),
            ],
        )
    )
    (finding,) = report.contradictions
    assert Repair(claim="share", to="78.7 percent", settles=1, creates=0) in finding.repairs


def test_where_only_whole_numbers_clash_those_beside_them_are_tried() -> None:
    """Four of ten are 40%, and of eleven 36%; no whole number is 40% of eleven."""
    report = check(
        Dossier(
            entities=[CLUB],
            vocabulary=MEMBERS,
            claims=[
                Quantity(id="all", value="11", **OF_MEMBERS),
                Quantity(id="share", value="40%", dimensions=WOMEN, **OF_MEMBERS),
            ],
        )
    )
    (finding,) = report.contradictions
    assert [(repair.claim, repair.to) for repair in finding.repairs] == [
        ("all", "10"),
        ("share", "36%"),
    ]
