"""From a dossier to a report: rules yield constraints, the engine finds what cannot hold together.

The one place that decides severity: a conflict with no assumption is a contradiction, any other is
a tension.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final, TypeAlias, cast

import attrs

from ijmfacts.claims import AnyClaim, Breakdown, Listing
from ijmfacts.constraints import ASSUMPTIONS, Assumption, Constraint, Remark, Variable
from ijmfacts.dossier import Dossier, Records
from ijmfacts.facts import Facts
from ijmfacts.findings import Finding, Place, Report, ordered
from ijmfacts.intervals import EVERYTHING, Interval
from ijmfacts.measures import measure
from ijmfacts.places import Places
from ijmfacts.reasoning import (
    Conflict,
    Expression,
    Formula,
    Limits,
    Linear,
    Outcome,
    Variants,
    combined,
    components,
    groups_in_doubt,
    minimal_conflicts,
    names_in,
    renamed,
    smallest_choices,
)
from ijmfacts.reasoning.orders import LARGE, Sum, clashing, orders_in_doubt
from ijmfacts.records import Acceptance
from ijmfacts.rules import ORDER, RULES
from ijmfacts.shapes import Shape
from ijmfacts.spans import Problem
from ijmfacts.times import day_of, read_time
from ijmfacts.values import value_in_quote

WHOLE: Final = frozenset(
    {"start", "end", "begin", "finish", "member", "rest", "happened", "untold", "count"}
)
"""The sorts of variables that are whole numbers."""

MALFORMED: Final = "well-formed-records"
ACCEPTED: Final = "accepted-findings-are-found"
SETTLED: Final = "settled-assumptions-are-made"


@attrs.frozen(eq=False, repr=False)
class Clash:
    """A minimal conflict in the checker's own words; one is itself alone.

    `core` are the constraints that clash; `component` all those that hang together with them.
    So many times each of the core sums to a contradiction: `multipliers`, none where sums alone do
    not prove it.
    """

    claims: frozenset[str]
    assumptions: tuple[Assumption, ...]
    core: tuple[Constraint, ...]
    component: Component
    multipliers: tuple[Fraction, ...] = ()

    @property
    def supports(self) -> frozenset[Hashable]:
        """Its claims and assumptions, as the engine knows them."""
        return self.claims | {_ASSUMED + assumption.token for assumption in self.assumptions}

    @property
    def severity(self) -> str:
        """Derived, never chosen."""
        return "tension" if self.assumptions else "contradiction"

    @property
    def rule(self) -> str:
        """The rule whose turn comes first among those that took part."""
        named = {constraint.rule for constraint in self.core if constraint.rule}
        return min(named, key=lambda rule: (ORDER.get(rule, len(ORDER)), rule))


@attrs.frozen(eq=False, repr=False)
class Component:
    """Constraints that hang together, and which of their variables are whole numbers.

    `names` are short names for the variables, in a stable order, under which the engine knows them.
    """

    constraints: tuple[Constraint, ...]
    whole: frozenset[Variable]
    names: Mapping[Variable, str]
    _taken: dict[int, Linear | Formula] = attrs.field(factory=dict, repr=False)
    """The constraints as the engine takes them, by their identity; those of `changed` too."""
    _told: list[Constraint] = attrs.field(factory=list, repr=False)
    """The constraints by the tags under which the engine knows them."""
    _variants: list[Variants] = attrs.field(factory=list, repr=False)
    """The component in the engine, compiled once for all its changes, from the first one on."""

    def changed(self, constraints: tuple[Constraint, ...]) -> Component:
        """The component with other constraints, those that it keeps being the same ones."""
        return attrs.evolve(self, constraints=constraints)

    def taken(self, constraints: Iterable[Constraint]) -> Iterator[Linear | Formula]:
        """The constraints as the engine takes them."""
        for constraint in constraints:
            found = self._taken.get(id(constraint))
            if found is None:
                found = to_engine(constraint, len(self._told), self.names)
                self._taken[id(constraint)] = found
                self._told.append(constraint)
            yield found

    def told(self, taken: Linear | Formula) -> Constraint:
        """The constraint that the engine took."""
        return self._told[_number(taken)]

    def conflicts(
        self, limits: Limits, known: Collection[Clash] = (), through: str | None = None
    ) -> Outcome:
        """The minimal conflicts.

        With `through` those that a claim takes part in, by their supports alone; `known` are then
        all others.
        """
        own: Sequence[Constraint] = self.constraints
        if len(own) > LARGE:
            own = [own[at] for at in clashing(list(map(as_sum, own)), self.whole)]
        taken = self.taken(own)
        if through is None:
            return minimal_conflicts(taken, self._wholes, limits)
        return self.variants.conflicts(
            taken, limits, known=[clash.supports for clash in known], through=through
        )

    @property
    def _wholes(self) -> set[str]:
        return {self.names[variable] for variable in self.whole}

    @property
    def variants(self) -> Variants:
        """The component and its changes, as the engine compiles them."""
        if not self._variants:
            self._variants.append(Variants(self.taken(self.constraints), self._wholes))
        return self._variants[0]

    def range_of(
        self, constraints: Iterable[Constraint], variable: Variable, limits: Limits
    ) -> Interval:
        """The range that some of the constraints leave for a variable."""
        if variable not in self.names:
            return EVERYTHING
        return self.variants.range_of(self.taken(constraints), self.names[variable], limits)


@attrs.frozen(eq=False, repr=False)
class Settled(Shape):
    """Which assumptions are taken as facts, and which are refused, by token or by kind."""

    assume: frozenset[str]
    reject: frozenset[str]

    def apply(self, constraint: Constraint) -> Constraint | None:
        """The constraint without what is assumed, or none where it needs what is refused."""
        if not constraint.assumptions:
            return constraint
        for assumption in constraint.assumptions:
            if assumption.kind in self.reject or assumption.token in self.reject:
                return None
        left = tuple(
            assumption
            for assumption in constraint.assumptions
            if assumption.kind not in self.assume and assumption.token not in self.assume
        )
        same = len(left) == len(constraint.assumptions)
        return constraint if same else attrs.evolve(constraint, assumptions=left)


Settle: TypeAlias = Callable[[Constraint], Constraint | None]
"""A constraint without what is assumed for good, or none where it needs what is refused."""


def gather(facts: Facts) -> tuple[list[Constraint], list[Remark], list[int]]:
    """Everything that the rules yield, and for each constraint the turn of its rule."""
    constraints: list[Constraint] = []
    remarks: list[Remark] = []
    turns: list[int] = []
    for turn, module in enumerate(RULES):
        for found in module.check(facts):
            if isinstance(found, Remark):
                remarks.append(found)
            else:
                constraints.append(found)
                turns.append(turn)
    return constraints, remarks, turns


def is_whole(facts: Facts, variable: Variable) -> bool:
    """True where the variable is a whole number: days, members, and counts of whole things."""
    if variable[0] in WHOLE:
        return True
    if variable[0] != "measure" or variable[5] != "":
        return False
    return facts.measures.counts_things(str(variable[2]))


def to_engine(
    constraint: Constraint, tag: int, names: Mapping[Variable, str] | None = None
) -> Linear | Formula:
    """The constraint as the engine takes it: claims and assumptions are texts, told apart.

    `names` are the names of the variables, themselves if none are given.
    """
    supports: frozenset[Hashable] = frozenset(
        (*constraint.claims, *(_ASSUMED + a.token for a in constraint.assumptions))
    )
    if constraint.expression is not None:
        result, expression = constraint.terms[0][0], constraint.expression
        if names is None:
            return Formula(result, expression, supports, tag)
        known: Mapping[Hashable, Hashable] = {name: names[name] for name in _inputs(expression)}
        return Formula(names[result], renamed(expression, known), supports, tag)
    if names is None:
        return Linear(constraint.terms, constraint.within, supports, tag)
    terms = tuple((names[variable], factor) for variable, factor in constraint.terms)
    return Linear(terms, constraint.within, supports, tag)


_ASSUMED: Final = "\0"
"""What the engine's name of an assumption begins with, and no claim's id does."""


def _inputs(expression: Expression) -> tuple[Variable, ...]:
    return cast("tuple[Variable, ...]", names_in(expression))


def variables_of(constraint: Constraint) -> tuple[Variable, ...]:
    """The variables that a constraint speaks of."""
    own = tuple(variable for variable, _ in constraint.terms)
    return own if constraint.expression is None else (*own, *_inputs(constraint.expression))


def parts(facts: Facts, constraints: Iterable[Constraint]) -> list[Component]:
    """The constraints in the groups that hang together by variables."""
    listed = list(constraints)
    variables = {variable for constraint in listed for variable in variables_of(constraint)}
    names = {variable: f"{at:09}" for at, variable in enumerate(sorted(variables, key=repr))}
    found = []
    for group in components(to_engine(c, at, names) for at, c in enumerate(listed)):
        own = tuple(listed[_number(item)] for item in group)
        inner = {variable for constraint in own for variable in variables_of(constraint)}
        whole = frozenset(variable for variable in inner if is_whole(facts, variable))
        found.append(Component(own, whole, names))
    return found


def _number(item: Linear | Formula) -> int:
    """The number that `to_engine` gave it."""
    return cast("int", item.tag)


def clashes(
    component: Component,
    limits: Limits,
    known: Collection[Clash] = (),
    through: str | None = None,
) -> tuple[list[Clash], bool]:
    """The minimal conflicts of one component, and whether a bound was hit.

    With `through` those that a claim takes part in, without their cores; `known` are then all
    others.
    """
    outcome = component.conflicts(limits, known, through)
    return [_clash(conflict, component) for conflict in outcome.conflicts], outcome.bounded


def _clash(conflict: Conflict, component: Component) -> Clash:
    own = component.constraints
    known = {_ASSUMED + a.token: a for constraint in own for a in constraint.assumptions}
    supports = sorted(map(str, conflict.supports))
    return Clash(
        frozenset(support for support in supports if support not in known),
        tuple(known[support] for support in supports if support in known),
        tuple(map(component.told, conflict.core)),
        component,
        multipliers=conflict.multipliers,
    )


def wholes(facts: Facts, constraints: Iterable[Constraint]) -> set[Variable]:
    """The variables of some constraints that are whole numbers."""
    variables = {variable for constraint in constraints for variable in variables_of(constraint)}
    return {variable for variable in variables if is_whole(facts, variable)}


def doubtful(facts: Facts, constraints: Iterable[Constraint]) -> list[Constraint]:
    """The constraints of all components but those that plainly hold."""
    listed = list(constraints)
    whole = wholes(facts, listed)
    left = [one for group in groups_in_doubt(listed, whole) for one in group]
    return [left[at] for at in orders_in_doubt(list(map(as_sum, left)), whole)]


def suspect(constraints: Sequence[Constraint], whole: Collection[Variable]) -> list[Constraint]:
    """The constraints that may take part in a conflict."""
    left = [one for group in groups_in_doubt(constraints, whole) for one in group]
    return [left[at] for at in clashing(list(map(as_sum, left)), whole)]


def as_sum(constraint: Constraint) -> Sum:
    """The constraint as a plain sum; of a formula its variables."""
    if constraint.expression is None:
        return constraint.terms, constraint.within, ()
    return None, constraint.within, variables_of(constraint)


Found: TypeAlias = tuple[Component, list[Clash], bool]
"""A component with its minimal conflicts, and whether a bound was hit."""


def find(facts: Facts, constraints: Iterable[Constraint], limits: Limits) -> list[Found]:
    """Every minimal conflict, component by component; those that plainly hold are left out."""
    return [
        (component, *clashes(component, limits))
        for component in parts(facts, doubtful(facts, constraints))
    ]


class Searched:
    """Everything that the rules yield of a dossier, and the conflicts in it.

    `raw` are their constraints as they yield them, `constraints` those that are left once `settle`
    has settled what is assumed, each with the turn of its rule in `turns`.
    """

    def __init__(self, facts: Facts, settle: Settle, limits: Limits) -> None:
        self.facts = facts
        self.settle = settle
        self.limits = limits
        self.raw, self.remarks, turns = gather(facts)
        settled = [(settle(one), turn) for one, turn in zip(self.raw, turns, strict=True)]
        self.constraints = [one for one, _ in settled if one is not None]
        self.turns = [turn for one, turn in settled if one is not None]
        self.components = find(facts, self.constraints, limits)

    @property
    def bounded(self) -> bool:
        """True where a bound was hit."""
        return any(bounded for _, _, bounded in self.components)


def told(components: Iterable[Found]) -> list[Clash]:
    """The conflicts that are told: one for each set of claims.

    What rules forbid outright is told apart by its words: one claim may clash with two sources.
    """
    found: dict[tuple[frozenset[str], str], Clash] = {}
    for _, inner, _ in components:
        for clash in inner:
            words = "".join(c.words for c in clash.core if not c.terms)
            other = found.get((clash.claims, words))
            if other is None:
                found[clash.claims, words] = clash
                continue
            found[clash.claims, words] = min(clash, other, key=_simpler)
    return least([found[key] for key in sorted(found, key=lambda k: (sorted(k[0]), k[1]))])


def _unfinished(components: Iterable[Found]) -> Iterator[str]:
    """What is said of each component that was not searched to the end."""
    for component, inner, bounded in components:
        if bounded:
            claims = sorted({c for constraint in component.constraints for c in constraint.claims})
            yield (
                f"{len(claims)} claims that hang together ({claims[0]} … {claims[-1]}) were too "
                f"many to search to the end: {len(inner)} conflicts were found, and there may be "
                "more"
            )


def least(found: Sequence[Clash]) -> list[Clash]:
    """The conflicts that need no more claims and assumptions than another one does.

    Within a component none holds another; two components may speak of the same claims.
    """
    supports = {clash: clash.supports for clash in found}
    by_claim: dict[str, list[Clash]] = {}
    for clash in found:
        for claim in clash.claims:
            by_claim.setdefault(claim, []).append(clash)
    return [
        clash
        for clash in found
        if not any(
            supports[other] < supports[clash] for claim in clash.claims for other in by_claim[claim]
        )
    ]


def _simpler(clash: Clash) -> tuple[object, ...]:
    return (
        len(clash.assumptions),
        [assumption.token for assumption in clash.assumptions],
        ORDER.get(clash.rule, len(ORDER)),
    )


def check(
    dossier: Dossier,
    *,
    text: str | None = None,
    digest: str = "",
    assume: Collection[str] = (),
    reject: Collection[str] = (),
    today: dt.date | None = None,
    limits: Limits | None = None,
) -> Report:
    """Find what cannot hold together in a dossier.

    `text` is a copy of the document, to hold quotes against, and `digest` that of its file.
    `assume` and `reject` settle assumptions, by token or kind, beside what the dossier settles.
    `today` is the day on which acceptances may have run out.
    """
    from ijmfacts.explaining import explained  # noqa: PLC0415 - only conflicts need it
    from ijmfacts.repairing import folded, repairs_of  # noqa: PLC0415 - only conflicts need it

    facts = Facts(dossier, text, digest)
    places = Places(dossier)
    settled = Settled(frozenset((*dossier.assume, *assume)), frozenset((*dossier.reject, *reject)))
    searched = Searched(facts, settled.apply, limits or Limits())
    found = told(searched.components)
    findings = {clash: _finding(facts, places, clash, *explained(facts, clash)) for clash in found}
    mended = repairs_of(searched, found)
    findings = {
        clash: attrs.evolve(finding, repairs=mended.get(clash, ()))
        for clash, finding in findings.items()
    }
    everything = [
        *folded(found, findings),
        *(_remarked(facts, places, remark) for remark in searched.remarks),
        *(_malformed(places, problem, dossier.world) for problem in dossier.world.problems),
        *(_malformed(places, problem, dossier) for problem in dossier.problems),
        *_unmade(dossier, places, settled, searched.raw),
    ]
    day = today or dt.datetime.now(tz=dt.UTC).date()
    standing, accepted = _accepted(dossier, places, everything, day)
    settled_by_hand = {(f.rule, frozenset(f.claims)) for one in accepted for f in one.all}
    left = [
        clash.claims & facts.index.own
        for clash in found
        if (clash.rule, clash.claims) not in settled_by_hand
    ]
    choices, cut = smallest_choices(left, lambda _: True)
    corrections, more = combined(choices, bounded=cut)
    return Report(
        findings=ordered(standing),
        accepted=ordered(accepted),
        claims=len(dossier.claims),
        unfinished=tuple(_unfinished(searched.components)),
        corrections=tuple(tuple(sorted(map(str, one))) for one in corrections if one),
        more_corrections=more,
        choices=tuple(tuple(tuple(sorted(map(str, one))) for one in choice) for choice in choices),
    )


def _in_order(facts: Facts, ids: Iterable[str]) -> list[AnyClaim]:
    claims = [facts.index.by_id[key] for key in ids if key in facts.index.by_id]
    return sorted(
        claims, key=lambda claim: (claim.id not in facts.index.own, claim.at.line, claim.id)
    )


def _finding(
    facts: Facts, places: Places, clash: Clash, message: str, explanation: tuple[str, ...]
) -> Finding:
    return Finding(
        rule=clash.rule,
        severity=clash.severity,
        message=message,
        parties=tuple(
            places.party(claim, _pieces_taking_part(facts, clash.core, claim))
            for claim in _in_order(facts, clash.claims)
        ),
        assumptions=tuple(map(str, clash.assumptions)),
        tokens=tuple(assumption.token for assumption in clash.assumptions),
        explanation=explanation,
    )


def _pieces_taking_part(
    facts: Facts, core: Iterable[Constraint], claim: AnyClaim
) -> tuple[int, ...]:
    """The pieces of a breakdown's or a list's quote that hold what takes part in a conflict.

    None where a figure or a name stands in no piece as it is printed, or all take part.
    """
    if len(claim.quote) < 2 or not isinstance(claim, Breakdown | Listing):
        return ()
    own = {v for one in core if claim.id in one.claims for v in variables_of(one)}
    pieces: set[int] = set()
    for words, name in _printed(facts, claim, own):
        holding = [at for at, piece in enumerate(claim.quote) if value_in_quote(words, piece)]
        named = [at for at in holding if value_in_quote(name, claim.quote[at])]
        if not holding:
            return ()
        pieces.update(named or holding)
    return tuple(sorted(pieces)) if len(pieces) < len(claim.quote) else ()


def _printed(
    facts: Facts, claim: Breakdown | Listing, variables: Collection[Variable]
) -> Iterator[tuple[str, str]]:
    """What a claim prints for variables of its own, each with the name of its part or member."""
    if isinstance(claim, Breakdown):
        for figure in facts.measures.by_claim.get(claim.id, ()):
            # A share is also told of the counts of its part and its whole, in some unit.
            counted = measure(figure.field, figure.dimensions)
            if figure.variable in variables or (
                figure.share and any(v[:5] == counted[:5] for v in variables)
            ):
                yield figure.reading.text, figure.part
        return
    names = {variable[5] for variable in variables if variable[0] == "member"}
    for name in claim.members:
        if facts.index.canon(name) in names:
            yield name, name


def _remarked(facts: Facts, places: Places, remark: Remark) -> Finding:
    place = remark.place
    if isinstance(place, tuple) and len(place) >= 2:  # a part, an id, and perhaps a path
        part, key, *path = place
        at = places.of_record(str(part), str(key), tuple(path))
    elif remark.claims:
        at = places.of_record("claim", remark.claims[0])
    else:
        at = Place()
    piece: tuple[int, ...] = ()
    if isinstance(place, tuple) and len(place) == 4 and place[2] == "quote":
        piece = (int(place[3]),)
    return Finding(
        rule=remark.rule,
        severity=remark.severity,
        message=remark.message,
        parties=tuple(places.party(claim, piece) for claim in _in_order(facts, remark.claims)),
        place=at,
        hint=remark.hint,
    )


def _malformed(places: Places, problem: Problem, records: Records) -> Finding:
    return Finding(
        rule=MALFORMED,
        severity="error",
        message=problem.message,
        place=places.of_span(problem.span, records),
        hint=problem.hint,
    )


def _unmade(
    dossier: Dossier, places: Places, settled: Settled, constraints: Iterable[Constraint]
) -> Iterator[Finding]:
    """A note for each settled assumption that nothing in the dossier needs."""
    known = {
        word
        for constraint in constraints
        for assumption in constraint.assumptions
        for word in (assumption.kind, assumption.token)
    }
    for word, tokens in (("assume", settled.assume), ("reject", settled.reject)):
        for token in sorted(tokens - known):
            written = getattr(dossier, word)
            place = Place()
            if token in written:
                place = places.of_record(word, str(written.index(token)))
            yield Finding(
                rule=SETTLED,
                severity="note",
                message=f"`{word} {token}` settles nothing: no claim needs that assumption",
                place=place,
                hint=_near_assumption(token, known)
                or "findings name their assumptions as they are written here",
            )


def _near_assumption(token: str, known: Iterable[str]) -> str:
    """A hint that names the assumption that may be meant, or nothing."""
    from ijmfacts.likeness import did_you_mean  # noqa: PLC0415 - only mistakes need it

    near = {*known, *ASSUMPTIONS} - {token}
    return did_you_mean(token, sorted(one for one in near if (":" in one) == (":" in token)))


def _accepted(
    dossier: Dossier, places: Places, findings: Iterable[Finding], today: dt.date
) -> tuple[list[Finding], list[Finding]]:
    """The findings that stand, and those that the dossier lets stand.

    An acceptance that matches nothing, or has run out, is itself a finding.
    """
    wanted: Mapping[tuple[str, frozenset[str]], tuple[int, Acceptance]] = {
        (acceptance.rule, frozenset(acceptance.claims)): (at, acceptance)
        for at, acceptance in enumerate(dossier.accepted)
    }
    used: set[int] = set()
    late: set[int] = set()
    standing, accepted = [], []
    day = day_of(today.year, today.month, today.day)
    for finding in findings:
        at, acceptance = wanted.get((finding.rule, frozenset(finding.claims)), (-1, None))
        if acceptance is None or finding.severity == "error":
            standing.append(finding)
            continue
        used.add(at)
        if acceptance.until:
            latest = read_time(acceptance.until).latest
            if latest is not None and latest < day:
                late.add(at)
                standing.append(finding)
                continue
        accepted.append(attrs.evolve(finding, accepted=acceptance))
    for at, acceptance in enumerate(dossier.accepted):
        if at in late:
            message = f"the acceptance ran out on {read_time(acceptance.until).describe()}"
            hint = "look at the finding again, then give it a later `until` or mend the claims"
        elif at not in used:
            message = f"no finding of `{acceptance.rule}` is about these claims"
            hint = _near_acceptance(dossier, acceptance) or (
                "take the acceptance out, or name the rule and the claims that the finding names"
            )
        else:
            continue
        standing.append(
            Finding(
                rule=ACCEPTED,
                severity="note",
                message=f"{message} ({', '.join(acceptance.claims)})",
                place=places.of_record("acceptance", str(at)),
                hint=hint,
            )
        )
    return standing, accepted


def _near_acceptance(dossier: Dossier, acceptance: Acceptance) -> str:
    """A hint that names the rule or the claim that may be meant, or nothing."""
    from ijmfacts.likeness import did_you_mean  # noqa: PLC0415 - only mistakes need it

    if acceptance.rule not in ORDER:
        return did_you_mean(acceptance.rule, ORDER) or "`ijmfacts rules` lists the rules"
    ids = {claim.id for claim in dossier.claims}
    for name in acceptance.claims:
        if name not in ids:
            near = did_you_mean(name, sorted(ids))
            return f"there is no claim `{name}`" + (f": {near}" if near else "")
    return ""
