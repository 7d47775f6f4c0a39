"""Published cases, made again as whole dossiers from their facts alone.

Of XBRL (Calculations 1.1: rounding intervals, truncation, duplicates, weights), of GRIM (Brown and
Heathers 2016: means and percentages of whole numbers), of Wikidata (its *contemporary* constraint);
and slips that other checkers are known for, which this one must not make.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import pytest

from ijmfacts import check
from ijmfacts.claims import Anchor, AnyClaim, Breakdown, Event, Quantity
from ijmfacts.dossier import Dossier
from ijmfacts.records import Entity, Property, Vocabulary

ENTITIES = {
    "acme": Entity(id="acme", name="Acme", type="company"),
    "newton": Entity(id="newton", name="Newton", type="person", begin="1643", end="1727"),
    "einstein": Entity(id="einstein", name="Einstein", type="person", begin="1879", end="1955"),
    "leibniz": Entity(id="leibniz", name="Leibniz", type="person", begin="1646", end="1716"),
    "halley": Entity(id="halley", name="Halley", type="person", begin="1656"),
    "euler": Entity(id="euler", name="Euler", type="person", begin="1727", end="1783"),
}

Said = tuple[str, str, tuple[str, ...]]
"""Rule, severity and claims of a finding."""


def told(
    claims: Sequence[AnyClaim],
    *,
    assume: Collection[str] = (),
    reject: Collection[str] = (),
    properties: Sequence[Property] = (),
) -> set[Said]:
    """What is found in a dossier of these claims."""
    dossier = Dossier(
        claims=tuple(claims),
        entities=ENTITIES,
        vocabulary=Vocabulary(properties={one.name: one for one in properties}),
    )
    report = check(dossier, assume=assume, reject=reject)
    return {
        (one.rule, one.severity, tuple(sorted(one.claims)))
        for finding in report.findings
        for one in finding.all
        if one.severity != "note"
    }


def says(name: str, value: str, part: str = "", *, of: str = "income", **more: Any) -> Quantity:
    """A quantity of Acme's, or of one part of it."""
    dimensions = {"source": part} if part else {}
    return Quantity(
        id=name, quote=value, subject="acme", property=of, dimensions=dimensions, value=value, **more
    )  # fmt: skip


def divides(
    *values: str, of: str = "income", weights: Collection[tuple[str, str]] = (), **more: Any
) -> Breakdown:
    """A breakdown of Acme's into parts a, b, c …; it makes the whole, unless said otherwise."""
    more = more or {"complete": True}
    parts = tuple(zip("abcdefgh", values, strict=False))
    return Breakdown(
        id="parts", quote=values, subject="acme", property=of, by="source", parts=parts,
        weights=tuple(weights), **more,
    )  # fmt: skip


SUM = "parts-sum-to-whole"
ONE = "one-value-at-one-time"


# --- XBRL Calculations 1.1 ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("total", "rounded"),
    [("2.7", False), ("2.8", True), ("2.9", True), ("3.1", True), ("3.2", True), ("3.3", False)],
)
def test_rounding_intervals_are_closed(total: str, *, rounded: bool) -> None:
    """Three parts of 1.0 are [2.85, 3.15] together, which touches 2.8 and 3.2 at their ends."""
    found = told([says("total", total), divides("1.0", "1.0", "1.0")], assume=["rounded"])
    assert found == (set() if rounded else {(SUM, "contradiction", ("parts", "total"))})


@pytest.mark.parametrize(
    ("total", "severity"),
    [("2.7", "contradiction"), ("3.2", ""), ("3.3", "tension"), ("3.4", "contradiction")],
)
def test_a_contradiction_survives_truncation(total: str, severity: str) -> None:
    """Cut off, three parts of 1.0 are [3.0, 3.3) together and 3.4 begins at 3.4: never.

    3.25 is printed 3.3 where it is rounded, and three of 1.09 are 1.0 where they are cut off: 3.3
    is wrong only if nothing was cut off.
    """
    found = told([says("total", total), divides("1.0", "1.0", "1.0")])
    assert found == ({(SUM, severity, ("parts", "total"))} if severity else set())


def test_truncation_mode_is_the_assumption_refused() -> None:
    """92.158 is printed 92.16 where it is rounded, and 92.15 where it is cut off."""
    claims: list[AnyClaim] = [says("fine", "92.158"), says("coarse", "92.15")]
    assert told(claims) == {(ONE, "tension", ("coarse", "fine"))}
    assert told(claims, assume=["rounded"]) == {(ONE, "contradiction", ("coarse", "fine"))}
    assert told(claims, reject=["rounded"]) == set()
    assert told([says("fine", "92.158"), says("coarse", "92.16")], assume=["rounded"]) == set()


def test_truncation_is_toward_zero() -> None:
    """-92.158 is cut off to -92.15, and never to -92.17."""
    assert told([says("fine", "-92.158"), says("coarse", "-92.15")], reject=["rounded"]) == set()
    assert told([says("fine", "-92.158"), says("coarse", "-92.17")], reject=["rounded"]) == {
        (ONE, "contradiction", ("coarse", "fine"))
    }


def test_nothing_is_cut_off_from_both_sides() -> None:
    """0.0 is whatever lies between -0.1 and 0.1, both ends open."""
    for fine, holds in (("0.09", True), ("-0.09", True), ("0.12", False), ("-0.12", False)):
        found = told([says("fine", fine), says("coarse", "0.0")], reject=["rounded"])
        assert found == (set() if holds else {(ONE, "contradiction", ("coarse", "fine"))}), fine
    exact: list[AnyClaim] = [says("fine", "0.1", precision="exact"), says("coarse", "0.0")]
    assert told(exact, reject=["rounded"]) == {(ONE, "contradiction", ("coarse", "fine"))}


def test_duplicates_of_different_precision_meet() -> None:
    assert told([says("lead", "$51.6 million"), says("table", "$51.56 million")]) == set()
    assert told([says("lead", "$51.6 million"), says("table", "$51.46 million")]) == {
        (ONE, "contradiction", ("lead", "table"))
    }


def test_duplicates_count_as_their_intersection() -> None:
    """The parts fit what is told of each roughly, and not what is told of each roughly and finely.

    1.04 and 2.04 with half a unit make at least 3.07, and 3.0 is at most 3.05.
    """
    rough: list[AnyClaim] = [says("total", "3.0"), divides("1.0", "2.0")]
    fine: list[AnyClaim] = [says("a-fine", "1.04", "a"), says("b-fine", "2.04", "b")]
    assert told(rough, assume=["rounded"]) == set()
    assert told([*rough, fine[0]], assume=["rounded"]) == set()
    assert told([*rough, *fine], assume=["rounded"]) == {
        (SUM, "contradiction", ("a-fine", "b-fine", "parts", "total"))
    }
    # The one duplicate that the clash needs is named, and the other is not.
    assert told([says("rough", "$51.6 million"), says("fine", "$51.56 million"),
                 divides("$31.00 million", "$20.63 million")], assume=["rounded"]) == {
        (SUM, "contradiction", ("fine", "parts"))
    }  # fmt: skip


def test_weights_turn_the_ends_round() -> None:
    """What costs take away is largest where they are: 10.0 - 4.0 is [5.9, 6.1]."""
    less = [("b", "-1")]
    for total, holds in (("5.8", False), ("5.9", True), ("6.0", True), ("6.1", True)):
        claims: list[AnyClaim] = [says("total", total), divides("10.0", "4.0", weights=less)]
        found = told(claims, assume=["rounded"])
        assert found == (set() if holds else {(SUM, "contradiction", ("parts", "total"))}), total
    # Open ends turn with the closed ones: more than 4 taken from 10 leave less than 6.
    exact = {"precision": "exact"}
    open_end: list[AnyClaim] = [
        says("total", "6", **exact),
        divides("10", "more than 4", weights=less),
    ]
    assert told(open_end) == {(SUM, "contradiction", ("parts", "total"))}
    closed_end: list[AnyClaim] = [
        says("total", "6", **exact),
        divides("10", "at least 4", weights=less),
    ]
    assert told(closed_end) == set()


def test_weights_of_more_than_one() -> None:
    """Six cards with two processors each, and one with one, are thirteen processors."""
    for total, holds in (("13", True), ("7", False)):
        claims: list[AnyClaim] = [
            says("total", total, of="gpus"),
            divides("6", "1", of="gpus", weights=[("a", "two")]),
        ]
        found = told(claims)
        assert found == (set() if holds else {(SUM, "contradiction", ("parts", "total"))}), total


def test_a_part_below_nothing_leaves_the_others_above_the_whole() -> None:
    """A loss abroad: 15 and -5 make 10, and the 15 are no contradiction to the 10."""
    assert told([says("total", "10"), divides("15", "-5")]) == set()
    assert told([says("total", "11"), divides("15", "-5")]) == {
        (SUM, "contradiction", ("parts", "total"))
    }


# --- GRIM ---------------------------------------------------------------------------------------

VISITS = Property(name="visits", counts="visits")


@pytest.mark.parametrize(
    ("mean", "size", "possible"),
    [
        ("5.18", 28, True),  # 145 / 28 = 5.17857…
        ("5.19", 28, False),  # the example of the paper: 146 / 28 = 5.214…
        ("5.21", 28, True),
        ("3.48", 25, True),
        ("3.47", 25, False),
        ("5.19", 100, True),  # two decimals say nothing of a hundred and more
        ("5.2", 28, True),
        ("2.25", 8, True),
        ("2.20", 8, False),
    ],
)
def test_means_of_whole_numbers(mean: str, size: int, *, possible: bool) -> None:
    found = told([says("mean", mean, of="visits", mean_of=str(size))], properties=[VISITS])
    expected = {("means-come-from-whole-numbers", "contradiction", ("mean",))}
    assert found == (set() if possible else expected)


def by_hand(percent: int, whole: int, most: int) -> bool:
    """Whether some count is at least half a percent below, and below so many halves above."""
    return any(
        (2 * percent - 1) * whole <= 200 * count < (2 * percent + most) * whole
        for count in range(whole + 1)
    )


def test_percentages_of_whole_numbers() -> None:
    """Every percentage of small groups, against counting on one's fingers.

    28% of 7 is 2 of them cut off, and nobody rounded: a tension.
    """
    people = Property(name="people", counts="people")
    seen = set()
    for whole in (2, 3, 7, 12, 20, 50):
        for percent in range(1, 100, 3):
            share = says("share", f"{percent}%", "a", of="people")
            found = told([says("all", str(whole), of="people"), share], properties=[people])
            severity = "tension" if by_hand(percent, whole, 2) else "contradiction"
            fits = by_hand(percent, whole, 1)
            expected = {("shares-match-counts", severity, ("all", "share"))}
            assert found == (set() if fits else expected), (percent, whole)
            seen.add("" if fits else severity)
    assert seen == {"", "tension", "contradiction"}
    assert not by_hand(7, 50, 2)
    assert by_hand(8, 50, 1)


# --- Wikidata: contemporary ---------------------------------------------------------------------


def met(one: str, other: str) -> list[AnyClaim]:
    return [Event(id="met", quote="met", type="meeting", by=(one,), to=(other,))]


@pytest.mark.parametrize(
    ("one", "other", "severity"),
    [
        ("newton", "einstein", "contradiction"),  # 1643–1727 and 1879–1955
        ("einstein", "newton", "contradiction"),
        ("newton", "leibniz", ""),  # 1643–1727 and 1646–1716
        ("newton", "euler", ""),  # one dies and one is born in 1727: not known
        ("leibniz", "euler", "contradiction"),
        ("halley", "einstein", ""),  # no end is told: not known
    ],
)
def test_who_meets_lives_at_one_time(one: str, other: str, severity: str) -> None:
    """No date is needed: the two lives do not overlap."""
    expected = {("acts-fall-inside-lives", severity, ("met",))} if severity else set()
    assert told(met(one, other)) == expected


def test_lives_are_told_by_claims_too() -> None:
    """A birth and a death in the text are the ends of a life, as well as an entry's."""
    birth = Event(id="birth", quote="born", type="birth", by=("halley",), when="1730")
    death = Event(id="death", quote="died", type="death", by=("acme",), when="1730")
    assert told([birth, *met("halley", "newton")]) != set()
    assert told([death, *met("halley", "newton")]) == set()


def test_spans_overlap_where_one_is_during_the_other() -> None:
    """[1990, 1994] and [1995, 1999] have no day in common; [1990, 1995] and [1995, 1999] may."""
    tour = Event(id="tour", quote="tour", type="tour", when="1995/1999")
    for end, holds in (("1994", False), ("1995", True)):
        during = (Anchor(of="tour"),)
        stay = Event(id="stay", quote="stay", type="visit", when=f"1990/{end}", during=during)
        clash = {("things-happen-in-order", "contradiction", ("stay", "tour"))}
        assert told([tour, stay]) == (set() if holds else clash), end


# --- The slips of others ------------------------------------------------------------------------


def test_duplicates_of_one_precision_and_two_values_clash() -> None:
    """504 and 600, both to the nearest hundred: their intervals meet, and one number is not both.

    It takes the assumption that both were rounded in one way.
    """
    to_hundreds = {"precision": "1 significant"}
    for first, second, more in (
        ("504", "600", to_hundreds),
        ("$51.6 million", "$51.7 million", {}),
        ("38%", "39%", {}),
    ):
        claims: list[AnyClaim] = [says("one", first, "a", **more), says("two", second, "a", **more)]
        assert told(claims) == {(ONE, "tension", ("one", "two"))}
        assert told(claims, reject=["same-rounding"]) == set()
        assert told(claims, assume=["same-rounding"]) == {(ONE, "contradiction", ("one", "two"))}
    same: list[AnyClaim] = [says("one", "38%", "a"), says("two", "38 percent", "a")]
    assert told(same) == set()
    far: list[AnyClaim] = [says("one", "504"), says("two", "800", **to_hundreds)]
    assert told(far) == {(ONE, "contradiction", ("one", "two"))}


def test_an_unnamed_part_is_unknown() -> None:
    """Nobody says that the parts are all, so they need not make the whole; it is never zero."""
    total, some = says("total", "30"), [says("a", "10", "a"), says("b", "12", "b")]
    assert told([total, *some]) == set()
    assert told([total, divides("10", "12", open=True)]) == set()
    # Where it is not said whether the parts are all, that they are is an assumption.
    assert told([total, divides("10", "12", unit="")]) == {(SUM, "tension", ("parts", "total"))}
    # What `other` is, is not said: at least it is there.
    rest = says("rest", "8", "other")
    assert told([total, *some, rest], assume=["disjoint"]) == set()
    assert told([total, some[0], rest]) == {(SUM, "contradiction", ("a", "rest", "total"))}


def test_rounded_thirds_are_fine() -> None:
    """33% + 33% + 33%, 33% + 34% + 34% and 33.3% three times make 100%; 33.4% three times do not."""
    for parts in (("33%",) * 3, ("33%", "34%", "34%"), ("33.3%",) * 3):
        assert told([divides(*parts)]) == set(), parts
    assert told([divides("32%", "33%", "33%")]) == {(SUM, "tension", ("parts",))}
    assert told([divides("33.4%", "33.4%", "33.4%")]) == {(SUM, "contradiction", ("parts",))}
    assert told([divides("31%", "33%", "32%")]) == {(SUM, "contradiction", ("parts",))}
    exact = divides("33", "34", "34", complete=True, unit="%", precision="exact")
    assert told([exact]) == {(SUM, "contradiction", ("parts",))}
