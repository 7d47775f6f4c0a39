"""What trying the mends of rules adds to a check, in dossiers of several sizes.

The dossiers are those of `growth.py`, with events beside them that rules forbid outright: each is
dated on a day that no calendar has, and in another month by a second claim.
Told are the milliseconds of a check that tries no mend, of one that tries them, and how many it
tries; the last column is the one over the other.
"""

from __future__ import annotations

import argparse
import gc
import time

from growth import dossier_of

from ijmfacts.checking import Clash, check
from ijmfacts.constraints import Mend
from ijmfacts.dossier import Dossier, shipped_world
from ijmfacts.loading import loads
from ijmfacts.trials import Trials

EVENTS = """\
  - {{id: fire-{n}, kind: event, event: fire-{n}, type: fire, by: {org}, when: {year}-02-30,
     quote: a fire}}
  - {{id: fire-{n}-again, kind: event, event: fire-{n}, type: fire, when: {year}-03,
     quote: a fire in March}}
"""


def planted(size: int, share: int, outright: int, seed: int) -> Dossier:
    """A dossier with so many claims, and events that cannot be beside them."""
    data = dossier_of(size, share, seed).decode()
    step = max(1, size // 10 // outright)
    fires = (
        EVENTS.format(n=n, org=f"org-{n * step // share}", year=1980 + n % 40)
        for n in range(outright)
    )
    return loads((data + "".join(fires)).encode())


def milliseconds(dossier: Dossier, runs: int) -> float:
    """The least processor time of some checks."""
    found = []
    for _ in range(runs):
        gc.collect()
        start = time.process_time()
        check(dossier)
        found.append(time.process_time() - start)
    return min(found) * 1e3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[400, 1000, 3000, 5000])
    parser.add_argument("--outright", type=int, default=30, help="events that cannot be")
    parser.add_argument("--share", type=int, default=1, help="groups about one organization")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    gc.set_threshold(200_000, 20, 20)  # as the command has it
    shipped_world()
    tried = 0
    after = Trials.after

    def counted(self: Trials, mend: Mend) -> list[Clash] | None:
        nonlocal tried
        found = after(self, mend)
        tried += found is not None
        return found

    print(f"{'claims':>7} {'without':>9} {'with':>9} {'tried':>6} {'over':>6}")
    for size in asked.sizes:
        dossier = planted(size, asked.share, asked.outright, asked.seed)
        Trials.after = lambda *_: None  # type: ignore[method-assign]
        without = milliseconds(dossier, asked.runs)
        Trials.after = after  # type: ignore[method-assign]
        told = milliseconds(dossier, asked.runs)
        tried, Trials.after = 0, counted  # type: ignore[method-assign]
        check(dossier)
        claims = len(dossier.claims)
        print(f"{claims:>7} {without:9.0f} {told:9.0f} {tried:>6} {told / without:6.2f}")


if __name__ == "__main__":
    main()
