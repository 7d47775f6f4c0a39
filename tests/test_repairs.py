"""Repairs settle what they say they settle: made in the claims by hand, and checked again.

A repair that names a figure, a list or a day is applied to the claim record itself, so that the
reading of values and times takes part; one in other words ("a place in Thailand") is for people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import attrs
import pytest
from _pytest.mark.structures import ParameterSet
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dossiers import ROOT, THEORIES, changed, conflicts, grave, small_dossiers
from ijmfacts.checking import check
from ijmfacts.claims import AnyClaim, Breakdown, Event, Listing, Quantity
from ijmfacts.dossier import Dossier
from ijmfacts.findings import Finding, Repair
from ijmfacts.index import Index
from ijmfacts.loading import load, loads
from ijmfacts.values import UnreadableValueError, read_value
from test_rule_pages import EXAMPLES, Example

ARTICLE: Final = load(ROOT / "claims")

MONTHS: Final = (
    "January February March April May June July August September October November December"
).split()
DAY: Final = re.compile(rf"(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})")


# --- the article, mended by hand ---------------------------------------------------------------


def of(claim: str) -> AnyClaim:
    (found,) = (one for one in ARTICLE.claims if one.id == claim)
    return found


def without(claim: str, member: str) -> AnyClaim:
    listing = of(claim)
    assert isinstance(listing, Listing)
    return attrs.evolve(listing, members=tuple(m for m in listing.members if m != member))


def printed(claim: str, value: str) -> AnyClaim:
    quantity = of(claim)
    assert isinstance(quantity, Quantity)
    return attrs.evolve(quantity, value=value)


def done_by(claim: str, *doers: str) -> AnyClaim:
    event = of(claim)
    assert isinstance(event, Event)
    return attrs.evolve(event, by=doers)


TWO: Final = "founding-programs-sex-trafficking"
NAMED: Final = "founding-programs-sex-trafficking-named"
TOTAL: Final = "founding-programs-total"
REST: Final = "founding-programs-other"
LABOR: Final = "founding-programs-forced-labor"
POLICE: Final = ("cambodia-detention-girls", "cambodia-detention-suspects")

MENDED: Final = {
    "three programs instead of two": ((printed(TWO, "three"),), ({TWO, NAMED},)),
    "no Romania in the first list": (
        (without(NAMED, "Romania"),),
        ({TWO, NAMED}, {NAMED, LABOR}),
    ),
    "no Romania in the second list": ((without(LABOR, "Romania"),), ({NAMED, LABOR},)),
    "a total of 28": ((printed(TOTAL, "28"),), ({TWO, TOTAL, REST},)),
    "a total of 29": ((printed(TOTAL, "29"),), ({NAMED, TOTAL, REST},)),
    "28 others": ((printed(REST, "28"),), ({TWO, TOTAL, REST},)),
    "three programs, a total of 29": (
        (printed(TWO, "three"), printed(TOTAL, "29")),
        ({TWO, NAMED}, {TWO, TOTAL, REST}, {NAMED, TOTAL, REST}),
    ),
    "every figure and list": (
        (without(NAMED, "Romania"), printed(REST, "28")),
        ({TWO, NAMED}, {NAMED, LABOR}, {TWO, TOTAL, REST}, {NAMED, TOTAL, REST}),
    ),
    "the police of the country": (
        tuple(done_by(claim, "cambodian-authorities") for claim in POLICE),
        tuple({claim} for claim in POLICE),
    ),
    "the country of the police": (
        tuple(attrs.evolve(of(claim), place="Thailand") for claim in POLICE[:1]),
        ({POLICE[0]},),
    ),
    "the day of the speech": (
        (attrs.evolve(of("programs-bush-speech"), when="2004-03-08"),),
        ({"programs-bush-speech", "programs-bush-speech-day"},),
    ),
    "an endowment within the assets": (
        (printed("infobox-endowment", "$10.5 million"),),
        ({"infobox-endowment", "gov-net-assets"},),
    ),
}
"""Claims of the article changed, and the conflicts that this settles."""


@pytest.mark.parametrize("name", MENDED)
def test_mending_the_article_silences_exactly_what_it_mends(name: str) -> None:
    """Nothing else is silenced, and nothing new is found."""
    claims, settled = MENDED[name]
    before = conflicts(check(ARTICLE))
    after = conflicts(check(changed(ARTICLE, *claims)))
    gone = {frozenset(claims) for claims in settled}
    if name == "the country of the police":  # both detentions are of one event, in two places now
        assert before - after == gone
        return
    assert after == before - gone


def test_a_mended_article_has_nothing_left() -> None:
    """One smallest set of claims, changed as the repairs say."""
    mended = changed(
        ARTICLE,
        without(NAMED, "Romania"),
        printed(REST, "28"),
        *(done_by(claim, "cambodian-authorities") for claim in POLICE),
        attrs.evolve(of("programs-bush-speech"), when="2004-03-08"),
        printed("infobox-endowment", "$10.5 million"),
    )
    report = check(mended)
    assert conflicts(report) == frozenset()
    assert report.corrections == ()


# --- every repair that is offered --------------------------------------------------------------


def applied(dossier: Dossier, repair: Repair) -> Iterator[AnyClaim]:
    """The claim as the repair has it; none where it has no figure, list or day."""
    claim = next(claim for claim in dossier.claims if claim.id == repair.claim)
    if isinstance(claim, Listing) and repair.to.startswith("the list without "):
        index = Index(dossier)
        name = repair.to.removeprefix("the list without ")
        left = tuple(m for m in claim.members if index.label(index.canon(m)) != name)
        assert len(left) < len(claim.members)
        if left:
            yield attrs.evolve(claim, members=left)
    elif isinstance(claim, Breakdown):
        name, _, value = repair.to.partition(": ")
        assert name in dict(claim.parts)
        if readable(value):
            parts = tuple((key, value if key == name else old) for key, old in claim.parts)
            yield attrs.evolve(claim, parts=parts)
    elif isinstance(claim, Quantity) and readable(repair.to):
        yield attrs.evolve(claim, value=repair.to)
    elif isinstance(claim, Event) and claim.when and DAY.fullmatch(repair.to):
        yield from on_days(claim, repair)


def on_days(claim: Event, repair: Repair) -> Iterator[Event]:
    """The event on each day that a repair names."""
    for day, month, year in DAY.findall(repair.to):
        yield attrs.evolve(claim, when=f"{year}-{MONTHS.index(month) + 1:02}-{int(day):02}")


def readable(value: str) -> bool:
    try:
        read_value(value)
    except UnreadableValueError:
        return False
    return True


def offered(dossier: Dossier) -> Iterator[tuple[Finding, Repair, AnyClaim]]:
    """Every repair of every conflict that names a figure, a list or a day, with the new claim."""
    for finding in grave(check(dossier)):
        for repair in finding.repairs:
            for claim in applied(dossier, repair):
                yield finding, repair, claim


@attrs.frozen
class Trial:
    """What a repair says that it does, and what it does once it is made."""

    claims: tuple[str, ...]
    repair: Repair
    settled: bool
    settles: int
    creates: int

    @property
    def right(self) -> bool:
        """True where this conflict is settled, and as many others as were told."""
        told = (self.repair.settles, self.repair.creates)
        return self.settled and told == (self.settles, self.creates)


def trials(dossier: Dossier) -> Iterator[Trial]:
    """Every repair that names a figure, a list or a day, made in the claim and checked again."""
    before = conflicts(check(dossier))
    for finding, repair, claim in offered(dossier):
        after = conflicts(check(changed(dossier, claim)))
        yield Trial(
            finding.claims,
            repair,
            frozenset(finding.claims) not in after,
            len(before - after),
            len(after - before),
        )


DOSSIERS: Final = ("claims", "docs/example", "tests/dossiers/season", "tests/golden/numbers")


@pytest.mark.parametrize("path", DOSSIERS)
def test_every_repair_of_a_whole_dossier_settles_what_it_says(path: str) -> None:
    found = list(trials(load(ROOT / path)))
    assert len(found) >= 5
    assert [trial for trial in found if not trial.right] == []


FLAGGED: Final = [example for example in EXAMPLES if example.kind == "Flagged"]


def name_of(example: Example) -> str:
    return f"{example.rule}-{example.number}"


@pytest.mark.parametrize("example", FLAGGED, ids=name_of)
def test_every_repair_of_an_example_settles_what_it_says(example: Example) -> None:
    assert [trial for trial in trials(loads(example.claims)) if not trial.right] == []


TOO_WIDE: Final = ("durations-fit-dates-3", "things-happen-in-order-5")
"""Tensions for which a range is offered that what they assume does not allow."""


def ranged() -> list[ParameterSet]:
    why = pytest.mark.xfail(strict=True, reason="a range that the tension's assumptions rule out")
    return [
        pytest.param(example, id=name_of(example), marks=(why,) * (name_of(example) in TOO_WIDE))
        for example in FLAGGED
    ]


@pytest.mark.parametrize("example", ranged())
def test_the_ends_of_a_range_of_days_settle_the_conflict(example: Example) -> None:
    """ "2 May 2001 or later" holds 2 May 2001, and "between … and …" both its days."""
    dossier = loads(example.claims)
    for finding in grave(check(dossier)):
        for repair in finding.repairs:
            claim = next(claim for claim in dossier.claims if claim.id == repair.claim)
            if isinstance(claim, Event) and claim.when:
                for moved in on_days(claim, repair):
                    after = conflicts(check(changed(dossier, moved)))
                    assert frozenset(finding.claims) not in after, repair


def test_the_repairs_of_small_dossiers_settle_their_conflicts(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Every one settles the conflict it is offered for; nearly all are right about the others."""
    found: list[Trial] = []

    @given(st.sampled_from(THEORIES).flatmap(lambda theory: small_dossiers(theory, most=4)))
    @settings(
        max_examples=120,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def collect(dossier: Dossier) -> None:
        found.extend(trials(dossier))

    collect()
    right = sum(trial.right for trial in found)
    with capsys.disabled():
        print(  # noqa: T201 - the share is for the reader of the run
            f"\n{len(found)} repairs of small dossiers made: all settle their conflict, "
            f"{right / len(found):.0%} are right about how many others"
        )
    assert len(found) >= 100
    assert [trial for trial in found if not trial.settled] == []
    assert right >= 0.9 * len(found)
