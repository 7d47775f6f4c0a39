"""Mends tried nearby against mends tried by reading the whole dossier again.

    python benchmarks/oracle/nearby.py [--count 2000] [--seed 0] [PATH ...]

Slips are made in single claims of random crowded dossiers (`crowded.py`), or of those at the paths.
With each slip there must be the same constraints and the same conflicts, whether they are found
nearby or by running all rules again.
The same must hold of every mend that a rule names once the slip is in the dossier: so a mend is
kept or refused alike, and settles and creates as many conflicts as it says.
Exit status 1 where anything disagrees; the seed is printed.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Sequence

import attrs
from crowded import crowded
from slips import Slips

from ijmfacts import load
from ijmfacts.checking import Clash, Searched, Settled, told
from ijmfacts.claims import AnyClaim
from ijmfacts.dossier import Dossier
from ijmfacts.facts import Facts
from ijmfacts.fields import FieldError
from ijmfacts.mending import with_fields
from ijmfacts.reasoning import Limits
from ijmfacts.trials import Trials, anew


def searched(dossier: Dossier) -> Searched:
    settled = Settled(frozenset(dossier.assume), frozenset(dossier.reject))
    return Searched(Facts(dossier), settled.apply, Limits())


def with_claim(dossier: Dossier, new: AnyClaim) -> Dossier:
    claims = tuple(new if claim.id == new.id else claim for claim in dossier.claims)
    return attrs.evolve(dossier, claims=claims)


def kinds(found: Sequence[Clash] | None) -> Counter[object] | None:
    """Conflicts as they are told apart; none where they were not counted."""
    return None if found is None else Counter((clash.rule, clash.supports) for clash in found)


def changed(before: Searched, new: AnyClaim) -> str:
    """What is not the same nearby and in the whole dossier once a claim is another one."""
    trials = Trials(before)
    old = before.facts.index.by_id[new.id]
    reading = trials.reading(old, new)
    if reading is None:
        return ""  # which is tried by reading all
    changes = trials.changes(old, new, *reading)
    if changes is None:
        return "what is gone was never there"
    gone, come = changes
    left = Counter(before.constraints)
    left.subtract(before.constraints[at] for at in gone)
    left.update(constraint for constraint, _ in come)
    truly = Counter(searched(with_claim(before.facts.dossier, new)).constraints)
    if +left != truly:
        missed, more = truly - left, left - truly
        return f"missed {[one.words for one in missed]}, made up {[one.words for one in more]}"
    one, other = kinds(trials.found(gone, come)), kinds(anew(before, new))
    return "" if one == other or one is None else f"conflicts {one} and {other}"


def mended(before: Searched) -> tuple[list[str], int]:
    """The mends that do something else in the whole dossier; and how many there are."""
    mends = {
        mend
        for clash in told(before.components)
        for constraint in clash.core
        for mend in constraint.mends
        if mend.fields and mend.claim in before.facts.index.own
    }
    wrong = []
    for mend in sorted(mends, key=repr):
        try:
            new = with_fields(before.facts.index.by_id[mend.claim], mend)
        except FieldError:
            continue
        one, other = kinds(Trials(before).after(mend)), kinds(anew(before, new))
        if one != other and not (one is None and before.bounded):
            wrong.append(f"{mend.claim} -> {mend.to}: conflicts {one} and {other}")
    return wrong, len(mends)


def compare(
    dossier: Dossier, draw: random.Random, count: int, *, mending: bool = True
) -> tuple[list[str], Counter[str]]:
    """What is not the same nearby and in the whole, for so many slips; and how much there was.

    With `mending` all mends of the dossier with each slip are made, too.
    """
    before, slips = searched(dossier), Slips(dossier)
    wrong, counted = [], Counter[str](dossiers=1)
    for _ in range(count):
        old = draw.choice(dossier.claims)
        new = slips.slip(draw, old)
        if new == old:
            continue
        counted["slips"] += 1
        said = changed(before, new)
        if said:
            wrong.append(f"{old.id}: {said}: {new}")
        if mending:
            apart, number = mended(searched(with_claim(dossier, new)))
            counted["mends"] += number
            wrong.extend(f"with {new}: {each}" for each in apart)
    return wrong, counted


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=2_000, help="dossiers, or slips in one")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("paths", nargs="*", metavar="PATH")
    given = parser.parse_args(arguments)
    total, bad, worked = Counter[str](), 0, time.process_time()
    loaded = [load(path) for path in given.paths]
    for seed in range(given.seed, given.seed + given.count):
        for dossier in loaded or [crowded(seed)]:
            wrong, counted = compare(dossier, random.Random(seed), 1 if loaded else 4)
            total.update(counted)
            bad += bool(wrong)
            for each in wrong if bad <= 10 else ():
                print(f"{seed}: {each}", flush=True)
    figures = ", ".join(f"{number:,} {name}" for name, number in total.items())
    print(f"{figures}; {bad:,} disagree; {time.process_time() - worked:.1f} s of one processor")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
