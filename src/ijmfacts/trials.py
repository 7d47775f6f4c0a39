"""Mends put into the record one by one, and every conflict counted anew, as often as is allowed.

A mend changes one claim, and what rules yield changes only in the cases that this claim takes part
in: these are run before and after, among the claims that bear on them (`nearby`).
Constraints that come out as before stay the ones that they are; only what hangs together with those
that went or came is searched again.
A field that `nearby` does not know is tried by reading the whole dossier again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from operator import itemgetter
from types import ModuleType
from typing import Final, TypeAlias

import attrs

from ijmfacts.checking import (
    Clash,
    Component,
    Found,
    Searched,
    Settle,
    clashes,
    parts,
    suspect,
    told,
    variables_of,
    wholes,
)
from ijmfacts.claims import AnyClaim
from ijmfacts.constraints import Constraint, Mend, Variable
from ijmfacts.facts import Facts
from ijmfacts.fields import FieldError
from ijmfacts.mending import with_fields
from ijmfacts.nearby import EVERYTHING, LOCAL, WAYS, Nearby
from ijmfacts.rules import RULES

TRIALS: Final = 24
"""The most mends of rules that are tried in one check, beside one for every 25 claims."""

READ: Final = 2_000
"""The most claims that are read again for that, beside as many as the dossier has."""

LOOKED_AT: Final = 20_000
"""The most constraints that are looked at again, beside ten times as many as the dossier has."""

SEARCH: Final = 30
"""How many of them one counts for that may take part in a conflict, and is searched."""

REMARKS: Final = "remarks"
"""What a rule says to read that yields no constraint."""


def settled(settle: Settle, constraints: Iterable[Constraint]) -> tuple[Constraint, ...]:
    """The constraints that are left once what is assumed is settled."""
    return tuple(c for c in map(settle, constraints) if c is not None)


class Trials:
    """What the conflicts of a dossier are once a claim is mended."""

    def __init__(self, searched: Searched) -> None:
        self.facts = searched.facts
        self._searched = searched
        self._trials = TRIALS + len(self.facts.dossier.claims) // 25
        self._read = READ + len(self.facts.dossier.claims)
        self._again = LOOKED_AT + 10 * len(searched.constraints)
        self._last: tuple[object, list[Yielded]] = (None, [])

    @cached_property
    def _nearby(self) -> Nearby:
        return Nearby(self.facts)

    @cached_property
    def _known(self) -> _Known:
        return _Known(self._searched)

    @cached_property
    def _whole(self) -> set[Variable]:
        return wholes(self.facts, self._searched.constraints)

    def after(self, mend: Mend) -> list[Clash] | None:
        """Every conflict once a claim is mended; none where that is not tried."""
        if not mend.fields or self._trials <= 0:
            return None
        self._trials -= 1
        old = self.facts.index.by_id[mend.claim]
        try:
            new = with_fields(old, mend)
        except FieldError:
            return None
        read = self.reading(old, new)
        if read is None:
            return self._once_more(new)
        modules, others = read
        if self._read <= len(others):
            return None
        self._read -= len(others) + 1
        changes = self.changes(old, new, modules, others)
        return self._once_more(new) if changes is None else self.found(*changes)

    def _once_more(self, new: AnyClaim) -> list[Clash] | None:
        """Every conflict of the dossier with another claim, found by reading all of it again."""
        size = len(self.facts.dossier.claims)
        if self._read < size:
            return None
        self._read -= size
        return anew(self._searched, new)

    def reading(
        self, old: AnyClaim, new: AnyClaim
    ) -> tuple[list[ModuleType], list[AnyClaim]] | None:
        """The rules that may yield something else, and the other claims that they read for that.

        None where they may have to read everything.
        """
        fields = attrs.fields(type(old))
        changed = {one.name for one in fields if getattr(old, one.name) != getattr(new, one.name)}
        if not changed <= LOCAL:
            return None
        modules: list[ModuleType] = []
        others: set[str] = set()
        for reads, rules in _BY_READS.items():
            if reads == REMARKS:
                continue
            if reads not in WAYS:
                return None
            found = self._nearby.read(reads, old, new)
            if found is not None:
                modules.extend(rules)
                others |= found
        modules.sort(key=RULES.index)
        return modules, [self.facts.index.by_id[key] for key in sorted(others)]

    def changes(
        self, old: AnyClaim, new: AnyClaim, modules: list[ModuleType], others: list[AnyClaim]
    ) -> tuple[list[int], list[Yielded]] | None:
        """The numbers of the constraints that are gone, and those that came.

        None where one is gone that was never there: the rules do not read as they say.
        """
        left: dict[Mark, list[Constraint]] = {}
        for constraint, _ in self._before(old, modules, others):
            left.setdefault(_mark(constraint), []).append(constraint)
        moments = self._nearby.moments(old, new)
        after = _yielded(self.facts.among([new, *others], moments), modules)
        settle, come = self._searched.settle, list[Yielded]()
        for constraint, turn in after:
            same = left.get(_mark(constraint), ())
            if constraint in same:
                left[_mark(constraint)].remove(constraint)
            elif (told := settle(constraint)) is not None:
                come.append((told, turn))
        numbers = self._known.numbers(settled(settle, (c for ones in left.values() for c in ones)))
        return None if numbers is None else (numbers, come)

    def _before(
        self, old: AnyClaim, modules: list[ModuleType], others: list[AnyClaim]
    ) -> list[Yielded]:
        """What some rules yield of a claim and some others; two mends of it often ask for that."""
        asked = old, modules, others
        if self._last[0] != asked:
            facts = self.facts.among([old, *others], self.facts.index.moments)
            self._last = asked, list(_yielded(facts, modules))
        return self._last[1]

    def found(self, gone: list[int], come: list[Yielded]) -> list[Clash] | None:
        """Every conflict of the constraints that are left and those that came.

        None where that is too much, or where a bound was hit in what is searched again.
        """
        kept, touched, again = self._known.apart(gone, come)
        if self._again < len(again) or any(bounded for _, _, bounded in touched):
            return None
        self._again -= len(again)
        whole = self._whole.union(wholes(self.facts, [one for one, _ in come]))
        found: list[Found] = []
        for component in parts(self.facts, suspect(again, whole)):
            same = self._known.found(component)
            if same is None:
                cost = SEARCH * len(component.constraints)
                if self._again < cost:
                    return None
                self._again -= cost
                same = component, *clashes(component, self._searched.limits)
            found.append(same)
        if any(bounded for _, _, bounded in found):
            return None
        return told((*kept, *found))


def anew(searched: Searched, new: AnyClaim) -> list[Clash] | None:
    """Every conflict of a dossier with another claim instead of the one of the same id.

    All rules run again, and all is searched again; none where that cannot be done to the end.
    """
    dossier = searched.facts.dossier
    claims = tuple(new if claim.id == new.id else claim for claim in dossier.claims)
    facts = Facts(attrs.evolve(dossier, claims=claims))
    again = Searched(facts, searched.settle, searched.limits)
    return None if again.bounded else told(again.components)


def by_reads(rules: Iterable[ModuleType]) -> dict[str, list[ModuleType]]:
    """Rules by how far they look."""
    found: dict[str, list[ModuleType]] = {}
    for module in rules:
        found.setdefault(getattr(module, "READS", EVERYTHING), []).append(module)
    return found


_BY_READS: Final = by_reads(RULES)
"""The rules by how far they look."""


Yielded: TypeAlias = tuple[Constraint, int]
"""A constraint, and the turn of the rule that yields it."""


def _yielded(facts: Facts, modules: Iterable[ModuleType]) -> Iterator[Yielded]:
    for module in modules:
        turn = RULES.index(module)
        for found in module.check(facts):
            if isinstance(found, Constraint):
                yield found, turn


Mark: TypeAlias = tuple[object, ...]
"""What tells most constraints apart, and takes no time."""


def _mark(constraint: Constraint) -> Mark:
    return constraint.rule, constraint.claims, constraint.words


class _Known:
    """All constraints of a dossier and their conflicts, by what hangs together.

    Those hang together that share variables, whether they are in doubt or plainly hold.
    """

    def __init__(self, searched: Searched) -> None:
        self._constraints = constraints = searched.constraints
        self._turns = searched.turns
        self._numbers: dict[Mark, list[int]] = {}
        self._homes: dict[Variable, int] = {}
        self._parents: list[int] = []
        own: list[int] = []
        for at, constraint in enumerate(constraints):
            self._numbers.setdefault(_mark(constraint), []).append(at)
            own.append(self._home(variables_of(constraint)))
        self._groups: dict[int, list[int]] = {}
        for at, number in enumerate(own):
            self._groups.setdefault(self._root(number), []).append(at)
        homes = {id(constraint): self._root(own[at]) for at, constraint in enumerate(constraints)}
        self._own = own
        self._found: dict[tuple[int, ...], Found] = {}
        self._in_group: dict[int, list[Found]] = {}
        for one in searched.components:
            self._found[tuple(map(id, one[0].constraints))] = one
            home = homes[id(one[0].constraints[0])]
            self._in_group.setdefault(home, []).append(one)

    def _root(self, number: int) -> int:
        parents = self._parents
        while (above := parents[number]) != number:
            parents[number] = number = parents[above]
        return number

    def _home(self, variables: Iterable[Variable]) -> int:
        """The number of the group of some variables, which are one group from now on."""
        homes, parents = self._homes, self._parents
        own = -1
        for variable in variables:
            number = homes.get(variable, -1)
            if number >= 0:
                number = self._root(number)
            if own < 0:
                own = number if number >= 0 else len(parents)
                if number < 0:
                    parents.append(own)
            elif number >= 0:
                parents[number] = own
            homes[variable] = own
        if own < 0:
            own = len(parents)
            parents.append(own)
        return own

    def numbers(self, gone: Iterable[Constraint]) -> list[int] | None:
        """The number of each of some constraints; none where one of them is unknown."""
        found: dict[int, None] = {}
        for constraint in gone:
            for at in self._numbers.get(_mark(constraint), ()):
                if at not in found and self._constraints[at] == constraint:
                    found[at] = None
                    break
            else:
                return None
        return list(found)

    def apart(
        self, gone: Iterable[int], come: Sequence[Yielded]
    ) -> tuple[list[Found], list[Found], list[Constraint]]:
        """What is known of all that has nothing to do with some changes, and of all that has.

        Last the constraints of the latter, `gone` left out and `come` added, by turns.
        """
        homes = self._homes
        groups = {self._root(self._own[at]) for at in gone}
        for constraint, _ in come:
            groups.update(self._root(homes[v]) for v in variables_of(constraint) if v in homes)
        kept: list[Found] = []
        touched: list[Found] = []
        for group, found in self._in_group.items():
            (touched if group in groups else kept).extend(found)
        left = {at for group in groups for at in self._groups[group]}.difference(gone)
        listed = [(self._constraints[at], self._turns[at]) for at in sorted(left)]
        listed = sorted((*listed, *come), key=itemgetter(1))
        return kept, touched, [constraint for constraint, _ in listed]

    def found(self, component: Component) -> Found | None:
        """What is known of a component that nothing has changed in."""
        return self._found.get(tuple(map(id, component.constraints)))
