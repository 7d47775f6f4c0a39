"""Nothing in the package knows the article: its names can all be others, and the findings stay.

Every name that the dossier itself brings (ids, names and aliases of entities, properties,
dimensions and their values, events, plain words, sources, ids of claims) is spelled in a cipher,
word by word, so that what has words in common still has.
What the world knows, and the words of types, relations, posts and acts, are left as they are.
"""

from __future__ import annotations

import codecs
import pathlib
import re
from collections.abc import Callable, Iterable
from typing import Final

import attrs
import pytest

from ijmfacts.checking import check
from ijmfacts.claims import (
    OTHER,
    Anchor,
    AnyClaim,
    Breakdown,
    Citation,
    Event,
    Listing,
    Measure,
    Quantity,
    Relation,
    Role,
    Statement,
)
from ijmfacts.dossier import Dossier
from ijmfacts.fields import Pairs
from ijmfacts.findings import Report
from ijmfacts.loading import load, loads
from ijmfacts.names import Names
from ijmfacts.records import Entity, Property, Vocabulary
from test_rule_pages import EXAMPLES, Example

ROOT: Final = pathlib.Path(__file__).parent.parent

SMALL: Final = frozenset({"a", "an", "and", "at", "by", "de", "for", "in", "of", "on", "the", "to"})
"""Words that tell no name from another, which stay as they are."""


LANGUAGE: Final = frozenset(
    {"age", "duration", "test score", "years of operation", "former members"}
)
"""Names in the rules' pages that a rule knows as words of the language; the dossiers' none."""


def rotated(word: str) -> str:
    """Thirteen letters on."""
    return codecs.encode(word, "rot13")


def mirrored(word: str) -> str:
    """The alphabet read backwards, so that what came first comes last."""
    return "".join(
        chr(ord("a") + ord("z") - ord(c))
        if "a" <= c <= "z"
        else chr(ord("A") + ord("Z") - ord(c))
        if "A" <= c <= "Z"
        else c
        for c in word
    )


def marked(word: str) -> str:
    """The same word with letters before it that no word begins with."""
    return f"xq{word}"


CIPHERS: Final = (rotated, mirrored, marked)


@attrs.frozen
class Renamed:
    """A dossier's names in a cipher."""

    dossier: Dossier
    cipher: Callable[[str], str]
    names: Names
    events: frozenset[str]
    ids: frozenset[str]

    @classmethod
    def of(cls, dossier: Dossier, cipher: Callable[[str], str]) -> Renamed:
        return cls(
            dossier,
            cipher,
            Names(dossier, dossier.world),
            frozenset(c.name for c in dossier.claims if isinstance(c, Event)),
            frozenset(c.id for c in dossier.claims),
        )

    def spelled(self, name: str) -> str:
        """A name of the dossier's own, word by word."""

        def word(found: re.Match[str]) -> str:
            return found[0] if found[0].casefold() in SMALL else self.cipher(found[0])

        return re.sub(r"[^\W\d_]+", word, name)

    def reference(self, name: str) -> str:
        """A name in a claim: of the world, as it is; any other, spelled anew."""
        own = set(self.names.candidates(name)) & self.dossier.entities.keys()
        world = bool(self.names.candidates(name) or self.names.observance(name)) and not own
        dated = name[:1].isdigit() or name.startswith(("XXXX", ".."))
        return name if not name or world or dated or name == OTHER else self.spelled(name)

    def id(self, key: str) -> str:
        """The id of a claim of the dossier's own, spelled anew; one of the world as it is."""
        return self.spelled(key) if key in self.ids else key

    def references(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(map(self.reference, names))

    def word(self, name: str) -> str:
        """The name of a property."""
        return name if name in LANGUAGE else self.spelled(name)

    def pairs(self, dimensions: Pairs) -> Pairs:
        return tuple(
            (self.spelled(key), value if value in LANGUAGE else self.reference(value))
            for key, value in dimensions
        )

    def measure(self, measure: Measure | None) -> Measure | None:
        return None if measure is None else self.against(measure)

    def against(self, measure: Measure) -> Measure:
        return attrs.evolve(
            measure,
            subject=self.reference(measure.subject),
            property=self.word(measure.property),
            dimensions=None if measure.dimensions is None else self.pairs(measure.dimensions),
        )

    def anchors(self, anchors: tuple[Anchor, ...]) -> tuple[Anchor, ...]:
        return tuple(attrs.evolve(anchor, of=self.reference(anchor.of)) for anchor in anchors)

    def cited(self, citations: tuple[Citation, ...]) -> tuple[Citation, ...]:
        return tuple(
            attrs.evolve(
                citation,
                source=self.spelled(citation.source)
                if citation.source in self.dossier.sources
                else citation.source,
                says=citation.says
                and attrs.evolve(citation.says, members=self.references(citation.says.members)),
            )
            for citation in citations
        )

    def claim(self, claim: AnyClaim) -> AnyClaim:
        new: AnyClaim = attrs.evolve(
            claim,
            id=self.spelled(claim.id),
            before=self.anchors(claim.before),
            after=self.anchors(claim.after),
            during=self.anchors(claim.during),
            place=self.reference(claim.place),
            said_by=self.references(claim.said_by),
            sources=self.cited(claim.sources),
        )
        if isinstance(new, Quantity | Listing | Breakdown):
            new = attrs.evolve(
                new,
                subject=self.reference(new.subject),
                property=self.word(new.property),
                dimensions=self.pairs(new.dimensions),
            )
        match new:
            case Quantity():
                return attrs.evolve(
                    new,
                    of=self.measure(new.of),
                    change_from=self.measure(new.change_from),
                    difference_from=self.measure(new.difference_from),
                    ratio_to=self.measure(new.ratio_to),
                )
            case Listing():
                return attrs.evolve(new, members=self.references(new.members))
            case Breakdown():
                return attrs.evolve(
                    new,
                    by=self.spelled(new.by),
                    of=self.measure(new.of),
                    parts=tuple((self.reference(name), value) for name, value in new.parts),
                    weights=tuple((self.reference(name), value) for name, value in new.weights),
                )
            case Event():
                return attrs.evolve(
                    new,
                    event=self.spelled(new.event),
                    by=self.references(new.by),
                    to=self.references(new.to),
                )
            case Role():
                return attrs.evolve(
                    new,
                    person=self.reference(new.person),
                    organization=self.reference(new.organization),
                )
            case Relation():
                return attrs.evolve(
                    new,
                    subject=self.reference(new.subject),
                    objects=self.references(new.objects),
                )
            case Statement():
                return attrs.evolve(
                    new,
                    speaker=self.references(new.speaker),
                    about=tuple(map(self.id, new.about)),
                )
        raise AssertionError(claim)

    def entity(self, entity: Entity) -> Entity:
        return attrs.evolve(
            entity,
            id=self.spelled(entity.id),
            name=self.spelled(entity.name),
            aliases=tuple(map(self.spelled, entity.aliases)),
            demonyms=tuple(map(self.spelled, entity.demonyms)),
            codes=tuple(map(self.spelled, entity.codes)),
            in_=self.reference(entity.in_),
            of=self.reference(entity.of),
            authority_over=self.references(entity.authority_over),
            excludes=self.references(entity.excludes),
            sources=self.cited(entity.sources),
        )

    def property(self, known: Property) -> Property:
        return attrs.evolve(
            known,
            name=self.word(known.name),
            part_of=self.spelled(known.part_of),
            dimensions={self.spelled(name): what for name, what in known.dimensions.items()},
            inputs={name: self.against(measure) for name, measure in known.inputs.items()},
            sources=self.cited(known.sources),
        )

    def all(self) -> Dossier:
        words = self.dossier.vocabulary
        others = {
            part: {
                name: attrs.evolve(word, sources=self.cited(word.sources))
                for name, word in getattr(words, part).items()
            }
            for part in ("relations", "events", "posts", "types")
        }
        return attrs.evolve(
            self.dossier,
            claims=tuple(map(self.claim, self.dossier.claims)),
            entities=tuple(map(self.entity, self.dossier.entities.values())),
            sources=tuple(
                attrs.evolve(source, id=self.spelled(key))
                for key, source in self.dossier.sources.items()
            ),
            vocabulary=Vocabulary(
                properties={
                    known.name: known for known in map(self.property, words.properties.values())
                },
                **others,
            ),
            origins={},
        )


Found = tuple[str, str, tuple[str, ...], tuple[str, ...]]


def found(report: Report, spell: Callable[[str], str] = str) -> list[Found]:
    """The findings, those folded under others too: rule, severity, claims, kinds of assumption.

    Which of several that say the same stands first goes by the names, and is left out of it.
    """
    return sorted(
        (
            one.rule,
            one.severity,
            tuple(sorted(map(spell, one.claims))),
            tuple(sorted(token.partition(":")[0] for token in one.tokens)),
        )
        for finding in report.findings
        for one in finding.all
    )


def counted(report: Report) -> list[tuple[int, int]]:
    """What every repair settles and creates."""
    return sorted(
        (repair.settles, repair.creates)
        for finding in report.findings
        for one in finding.all
        for repair in one.repairs
    )


@pytest.mark.parametrize("cipher", CIPHERS)
@pytest.mark.parametrize("path", ["claims", "docs/example", "tests/dossiers/season"])
def test_other_names_have_the_same_findings(path: str, cipher: Callable[[str], str]) -> None:
    """Rules, severities, claims, assumptions, and what each repair would do, are the same."""
    dossier = load(ROOT / path)
    renaming = Renamed.of(dossier, cipher)
    renamed = renaming.all()
    one, other = check(dossier), check(renamed)
    assert found(other) == found(one, renaming.id)
    assert counted(other) == counted(one)
    sizes = [[len(each) for each in report.corrections] for report in (one, other)]
    assert sizes[0] == sizes[1]


@pytest.mark.parametrize("cipher", CIPHERS)
def test_no_name_of_the_article_is_left(cipher: Callable[[str], str]) -> None:
    """The renaming is a real one: no id, name, property, dimension or event stays."""

    def names(dossier: Dossier) -> set[str]:
        told: set[str] = set(dossier.entities) | set(dossier.vocabulary.properties)
        for entity in dossier.entities.values():
            told |= {entity.name, *entity.aliases}
        for claim in dossier.claims:
            told.add(claim.id)
            if isinstance(claim, Event):
                told.add(claim.name)
            if isinstance(claim, Quantity | Listing | Breakdown):
                told |= {claim.property, *(key for key, _ in claim.dimensions)}
        return told

    dossier = load(ROOT / "claims")
    renamed = Renamed.of(dossier, cipher).all()
    assert len(names(renamed)) == len(names(dossier)) > 400
    assert not names(renamed) & names(dossier)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: f"{e.rule}-{e.kind}-{e.number}")
def test_other_names_have_the_same_findings_in_an_example(example: Example) -> None:
    dossier = loads(example.claims)
    renaming = Renamed.of(dossier, mirrored)
    one, other = (check(each, text=example.document) for each in (dossier, renaming.all()))
    assert found(other) == found(one, renaming.id)
