"""Smallest corrections: the fewest supports that, taken away, leave no conflict.

Knows nothing of constraints: conflicts are sets.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from itertools import product
from typing import Final

from ijmfacts.reasoning.stable import in_order
from ijmfacts.reasoning.system import bits_of

SETS: Final = 20
STEPS: Final = 200_000


def smallest_corrections(
    conflicts: Iterable[frozenset[Hashable]],
    removable: Callable[[Hashable], bool],
    sets: int = SETS,
    steps: int = STEPS,
) -> tuple[tuple[frozenset[Hashable], ...], bool]:
    """All sets of removable members, as small as can be, that meet every conflict.

    A conflict without a removable member cannot be settled so, and is left out.
    At most `sets` of them are listed, in a stable order; true says that there are more, or that
    the search ended after `steps` steps with the best it had.
    No conflicts: the one empty set.
    """
    choices, cut = smallest_choices(conflicts, removable, sets, steps)
    return combined(choices, sets, bounded=cut)


def combined(
    choices: Iterable[Iterable[frozenset[Hashable]]], sets: int = SETS, *, bounded: bool
) -> tuple[tuple[frozenset[Hashable], ...], bool]:
    """Smallest corrections out of choices: at most so many, and whether there are more."""
    whole: list[frozenset[Hashable]] = []
    for parts in product(*choices):
        if len(whole) == sets:
            bounded = True
            break
        whole.append(frozenset().union(*parts))
    return tuple(whole), bounded


def smallest_choices(
    conflicts: Iterable[frozenset[Hashable]],
    removable: Callable[[Hashable], bool],
    sets: int = SETS,
    steps: int = STEPS,
) -> tuple[tuple[tuple[frozenset[Hashable], ...], ...], bool]:
    """The smallest corrections as choices that are free of one another: one set of each.

    Conflicts that share members make one choice.
    At most `sets` of each are listed; true says that there are more, or that the search ended after
    `steps` steps with the best it had.
    """
    wanted = {frozenset(name for name in conflict if removable(name)) for conflict in conflicts}
    wanted.discard(frozenset())
    names = in_order({name for conflict in wanted for name in conflict})
    bits = {name: 1 << at for at, name in enumerate(names)}
    masks = _least({sum(bits[name] for name in conflict) for conflict in wanted})
    choices: list[tuple[frozenset[Hashable], ...]] = []
    bounded = False
    left = steps
    for group in _connected(masks):
        found, spent, cut = _smallest(group, sets, left)
        left = max(left - spent, 1_000)
        bounded = bounded or cut
        listed = (frozenset(names[bit] for bit in bits_of(mask)) for mask in found)
        choices.append(tuple(listed))
    return tuple(choices), bounded


def _least(masks: set[int]) -> list[int]:
    """Without those that hold another: who meets the smaller meets the larger."""
    kept: list[int] = []
    for mask in sorted(masks, key=lambda mask: (mask.bit_count(), mask)):
        if not any(other & ~mask == 0 for other in kept):
            kept.append(mask)
    return kept


def _connected(masks: list[int]) -> list[list[int]]:
    """In groups that share no member, so that the answers of each combine freely."""
    groups: list[tuple[int, list[int]]] = []
    for mask in masks:
        union, members = mask, [mask]
        apart = []
        for other, listed in groups:
            if other & union:
                union |= other
                members = listed + members
            else:
                apart.append((other, listed))
        groups = [*apart, (union, members)]
    return [members for _, members in sorted((_first(group), group) for _, group in groups)]


def _first(group: list[int]) -> int:
    union = 0
    for mask in group:
        union |= mask
    return union & -union


def _smallest(masks: list[int], sets: int, steps: int) -> tuple[list[int], int, bool]:
    """All smallest sets that meet these masks, the steps taken, and whether it was cut short."""
    spent = 0
    size = max(1, _disjoint(masks))
    while True:
        found: set[int] = set()
        stack = [(0, 0)]  # the set so far, and what later siblings leave out
        while stack:
            spent += 1
            if spent > steps:
                return sorted(found)[:sets] or [_greedy(masks)], spent, True
            taken, barred = stack.pop()
            open_ = [mask & ~barred for mask in masks if not mask & taken]
            if not open_:
                found.add(taken)
                if len(found) > sets:
                    return sorted(found)[:sets], spent, True
                continue
            if taken.bit_count() + max(1, _disjoint(open_)) > size:
                continue
            best = min(open_, key=lambda mask: (mask.bit_count(), mask))
            earlier = barred
            for bit in bits_of(best):
                stack.append((taken | 1 << bit, earlier))
                earlier |= 1 << bit
        if found:
            return sorted(found), spent, False
        size += 1


def _disjoint(masks: list[int]) -> int:
    """How many of them share no member with one another: so many members are needed at least."""
    union = count = 0
    for mask in masks:
        if not mask & union:
            union |= mask
            count += 1
    return count


def _greedy(masks: list[int]) -> int:
    """Some set that meets them all."""
    taken = 0
    left = masks
    while left:
        counts: dict[int, int] = {}
        for mask in left:
            for bit in bits_of(mask):
                counts[bit] = counts.get(bit, 0) + 1
        best = max(counts, key=lambda bit: (counts[bit], -bit))
        taken |= 1 << best
        left = [mask for mask in left if not mask >> best & 1]
    return taken
