"""The checker against z3, on whole random small dossiers of four theories.

    python benchmarks/oracle/agreement.py [--count 20000] [--seed 0] [THEORY ...]

Needs the `test` extra (z3-solver).
Theories: numbers (counts, shares, breakdowns and an `other`), sets (lists with counts and an
`other`), time (events with dates and orders), mixed (all of them in one dossier); and each of them
wide, as `wide numbers`, with most of what claims may say of such things.
The oracle reads the records itself, by what `docs/claim-files.md` says that they mean; of the
package it uses the classes of records and nothing else.
For each dossier these must agree: whether it can be true; the minimal conflicts, those without an
assumption and those with some; and of each repair offered, that it settles its conflict, and how
many conflicts it settles and creates.
Exit status 1 where anything disagrees; the seed is printed.
"""

from __future__ import annotations

import argparse
import calendar
import datetime as dt
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import attrs
from drawn import THEORIES, some_dossier
from meaning import Change, Meaning, length, read
from solving import Set, conflicts, conflicts_through

from ijmfacts import check
from ijmfacts.claims import Anchor, Breakdown, Event, Listing, Relation, Role
from ijmfacts.dossier import Dossier

# --- repairs ----------------------------------------------------------------------------------

MONTHS = {name: at for at, name in enumerate(calendar.month_name) if name}


def day_of(text: str) -> int:
    day, month, year = text.split()
    return dt.date(int(year), MONTHS[month], int(day)).toordinal()


def change_of(dossier: Dossier, claim: str, to: str) -> Change:
    """A repair as a reader takes it."""
    record = next(one for one in dossier.claims if one.id == claim)
    if isinstance(record, Listing):
        return Change(claim, without=to.removeprefix("the list without ").casefold())
    if isinstance(record, Event):
        part, _, to = to.rpartition(": ")
        part = part.removeprefix("its ")
        if to.endswith(("day", "days", "year", "years")):
            return Change(claim, reading=length(to))
        if to.endswith(" or later"):
            return Change(claim, part, days=(day_of(to.removesuffix(" or later")), None))
        if to.endswith(" or earlier"):
            return Change(claim, part, days=(None, day_of(to.removesuffix(" or earlier"))))
        if to.startswith("between "):
            low, high = to.removeprefix("between ").split(" and ")
            return Change(claim, part, days=(day_of(low), day_of(high)))
        return Change(claim, part, days=(day_of(to), day_of(to)))
    part = ""
    if isinstance(record, Breakdown):
        part, _, to = to.partition(": ")
    figure = to.removeprefix("up ").removeprefix("down ")
    return Change(claim, part=part, reading=read(figure), text=to)


def unanchored(dossier: Dossier, claim: str, to: str) -> Dossier | None:
    """A repair that no longer places a claim against something, made; none where it is another."""
    match = re.fullmatch(r"a time that is not (before|after|during) (.+)", to)
    if match is None:
        return None
    field, words = match.groups()

    def stays(anchor: Anchor) -> bool:
        entity = dossier.entities.get(anchor.of)
        month = re.fullmatch(r"(\d{4})-(\d\d)", anchor.of)
        name = entity.name if entity is not None else anchor.of
        name = f"{calendar.month_name[int(month[2])]} {month[1]}" if month else name
        return name not in words

    claims = []
    for one in dossier.claims:
        left: dict[str, Any] = {field: tuple(filter(stays, getattr(one, field)))}
        claims.append(attrs.evolve(one, **left) if one.id == claim else one)
    return attrs.evolve(dossier, claims=tuple(claims))


# --- comparison -------------------------------------------------------------------------------


def claims_of(found: Iterable[Set], known: Set) -> set[Set]:
    return {one & known for one in found}


def compare(theory: str, seed: int) -> tuple[list[str], Mapping[str, int]]:
    """What the checker and the oracle disagree on, and how much there was to compare."""
    dossier = some_dossier(theory, seed)
    known = frozenset(claim.id for claim in dossier.claims)
    report = check(dossier)
    told = [
        one
        for finding in report.findings
        for one in finding.all
        if one.severity in {"contradiction", "tension"}
    ]
    mine = {frozenset((*one.claims, *one.tokens)) for one in told}
    truly = conflicts(Meaning(dossier).truths())
    wrong = []
    sure = {one for one in truly if one <= known}
    if sure != {one for one in mine if one <= known}:
        said = {one for one in mine if one <= known}
        wrong.append(f"contradictions: missed {shown(sure - said)}, made up {shown(said - sure)}")
    if not mine <= truly:
        wrong.append(f"no minimal conflicts: {shown(mine - truly)}")
    # Of several conflicts of the same claims the checker tells the one with fewest assumptions.
    if claims_of(truly, known) != claims_of(mine, known):
        missed = {one for one in truly if one & known not in claims_of(mine, known)}
        wrong.append(f"conflicts were missed: {shown(missed)}")
    counted = Counter(
        dossiers=1, conflicting=bool(truly), contradictions=len(sure), tensions=len(truly - sure),
        bounded=bool(report.unfinished),
    )  # fmt: skip
    before = claims_of(truly, known)
    # What a rule offers for posts and relations is made by hand in `tests/test_mends.py`.
    others = {one.id for one in dossier.claims if isinstance(one, Relation | Role)}
    tried: dict[tuple[str, str], set[Set]] = {}
    for finding in told:
        for repair in finding.repairs:
            if repair.claim in others:
                continue
            counted["repairs"] += 1
            key = repair.claim, repair.to
            if key not in tried:
                loose = unanchored(dossier, *key)
                if loose is not None:
                    tried[key] = claims_of(conflicts(Meaning(loose).truths()), known)
                else:
                    meant = Meaning(dossier, change_of(dossier, *key)).truths()
                    tried[key] = claims_of(conflicts_through(meant, repair.claim, truly), known)
            after = tried[key]
            name = f"{repair.claim} -> {repair.to}"
            if frozenset(finding.claims) in after:
                wrong.append(f"{name} does not settle {shown([frozenset(finding.claims)])}")
            real = len(before - after), len(after - before)
            if real != (repair.settles, repair.creates):
                wrong.append(f"{name}: {repair.settles, repair.creates} told, truly {real}")
    return wrong, counted


def shown(sets: Iterable[Set]) -> str:
    return ", ".join(sorted("{" + " ".join(sorted(one)) + "}" for one in sets)) or "none"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--show", type=int, default=10, help="how many disagreements to print")
    parser.add_argument("theories", nargs="*", default=[], metavar="THEORY")
    given = parser.parse_args(arguments)
    failed = 0
    for theory in given.theories or THEORIES:
        begun, worked = time.perf_counter(), time.process_time()
        total, bad = Counter[str](), 0
        for seed in range(given.seed, given.seed + given.count):
            wrong, counted = compare(theory, seed)
            total.update(counted)
            bad += bool(wrong)
            if wrong and bad <= given.show:
                print(f"{theory} {seed}: {'; '.join(wrong)}", flush=True)
        seconds, used = time.perf_counter() - begun, time.process_time() - worked
        figures = ", ".join(f"{number:,} {name}" for name, number in total.items())
        print(
            f"{theory}: {figures}; {bad:,} disagree; {used:.1f} s of one processor in "
            f"{seconds:.1f} s",
            flush=True,
        )
        failed += bad
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
