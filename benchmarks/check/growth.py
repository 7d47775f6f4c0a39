"""How the time of a check grows with the dossier: microseconds a claim for each stage.

Dossiers of several sizes are written from a seed, of claims of all seven kinds, ten a group; one
total and one count in ten is wrong.
With `--share` several groups are about one organization, so that its claims hang together more.
Stages: reading the YAML, structuring the records, gathering them with their references, the same
from what was kept of an unchanged file, checking.
A stage that takes as long a claim in the largest dossier as in the smallest is linear.
"""

from __future__ import annotations

import argparse
import gc
import pathlib
import random
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from ijmfacts.checking import check
from ijmfacts.dossier import shipped_world
from ijmfacts.loading import load, loads
from ijmfacts.nodes import Node
from ijmfacts.parts import Record
from ijmfacts.structure import read_file
from ijmfacts.yaml_files import read_yaml

Found = TypeVar("Found")

GROUP = 10
"""The claims of one group; all are about one organization."""

WORDS = ("amber", "birch", "cedar", "dune", "ember", "fjord")
PLACES = ("Kenya", "Ghana", "Thailand", "Romania", "Peru", "Nepal", "Chile", "Malta")

SLIPS = 0.1

CLAIMS = """\
  - {{id: c-{n}-0, kind: quantity, subject: {org}, property: offices {n}, value: {total},
     as of: 2022-11, quote: {total} in all}}
  - {{id: c-{n}-1, kind: breakdown, subject: {org}, property: offices {n}, by: region,
     parts: {{north: {north}, south: {south}, other: {other}}}, as of: 2022-11, quote: as follows}}
  - {{id: c-{n}-2, kind: quantity, subject: {org}, property: countries {n}, value: {count},
     as of: 2022-11, quote: works in {count} countries}}
  - {{id: c-{n}-3, kind: listing, subject: {org}, property: countries {n}, members: {places},
     complete: true, as of: 2022-11, quote: these countries}}
  - {{id: c-{n}-4, kind: event, event: meeting-{n}, type: meeting, by: [{one}-{n}, {org}],
     when: {year}, quote: met in {year}}}
  - {{id: c-{n}-5, kind: role, person: {one}-{n}, post: president {n}, organization: {org},
     as of: {year}, quote: its president}}
  - {{id: c-{n}-6, kind: role, person: {two}-{n}, post: president {n}, organization: {org},
     as of: {later}, quote: the president}}
  - {{id: c-{n}-7, kind: relation, subject: {org}, relation: headquarters {n}, objects: [{seat}],
     when: 2015, quote: has its seat in {seat}}}
  - {{id: c-{n}-8, kind: statement, speaker: {two}-{n}, stance: says, about: [all is well],
     quote: said that}}
  - {{id: c-{n}-9, kind: quantity, subject: {org}, property: revenue {n}, when: 2012,
     value: ${north}.{south} million, quote: ${north}.{south} million in 2012}}
"""


def dossier_of(size: int, share: int, seed: int) -> bytes:
    """A claim file with so many claims; so many groups of them are about one organization."""
    rng = random.Random(seed)
    entities, claims = [], []
    for number in range(size // GROUP):
        org = f"org-{number // share}"
        if number % share == 0:
            entities.append(f"  {org}: {{name: Organization {org}, type: organization}}\n")
        north, south, other = (rng.randint(3, 40) for _ in range(3))
        year = rng.randint(1970, 2010)
        one, two = rng.sample(WORDS, 2)
        entities += [f"  {word}-{number}: {{type: person}}\n" for word in (one, two)]
        places = rng.sample(PLACES, 3)
        fields = {
            "n": number, "org": org, "north": north, "south": south, "other": other,
            "total": north + south + other + (rng.random() < SLIPS),
            "count": len(places) + (rng.random() < SLIPS),
            "places": f"[{', '.join(places)}]", "seat": rng.choice(PLACES),
            "year": year, "later": year + 5, "one": one, "two": two,
        }  # fmt: skip
        claims.append(CLAIMS.format(**fields))
    head = "document: {title: Growth, date: 2023-05-01}\nentities:\n"
    return "".join((head, *entities, "claims:\n", *claims)).encode()


def timed(work: Callable[[], Found]) -> tuple[float, Found]:
    """The processor time of some work, in seconds, and what came of it."""
    gc.collect()
    start = time.process_time()
    found = work()
    return time.process_time() - start, found


def records_of(tree: Node | None) -> list[Record]:
    """The records of a file without a mistake."""
    found = [] if tree is None else list(read_file(tree))
    made = [one for one in found if isinstance(one, Record)]
    if not made or len(made) < len(found):
        sys.exit("the claim file is not well made")
    return made


def seconds_of_kept(data: bytes) -> float:
    """The processor time of loading a file that has not changed since it was kept."""
    with tempfile.TemporaryDirectory() as room:
        file = pathlib.Path(room, "growth.yaml")
        file.write_bytes(data)
        load(file, keep=room)
        seconds, _ = timed(partial(load, file, keep=room))
    return seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 5000, 20000])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--share", type=int, default=1, help="groups about one organization")
    asked = parser.parse_args()
    gc.set_threshold(200_000, 20, 20)  # as the command has it
    shipped_world()
    names = ("reading", "structuring", "loading", "kept", "checking")
    print(f"{'claims':>7}  " + "".join(f"{name:>13}" for name in names) + "   microseconds a claim")
    for size in asked.sizes:
        data = dossier_of(size, asked.share, asked.seed)
        reading, (tree, _) = timed(partial(read_yaml, data, "growth.yaml"))
        structuring, _ = timed(partial(records_of, tree))
        del tree
        loading, dossier = timed(partial(loads, data))
        if dossier.problems:
            sys.exit(str(dossier.problems[0]))
        kept = seconds_of_kept(data)
        checking, report = timed(partial(check, dossier))
        times = (reading, structuring, loading, kept, checking)
        shown = "".join(f"{seconds / size * 1e6:13.0f}" for seconds in times)
        print(f"{size:>7}  {shown}   {len(report.findings)} findings")


if __name__ == "__main__":
    main()
