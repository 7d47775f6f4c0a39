"""Who holds which office: the posts of role claims, told apart by organization.

Knows nothing of rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Final

import attrs

from ijmfacts.answers import Answer
from ijmfacts.claims import Role
from ijmfacts.constraints import Mend
from ijmfacts.index import Index, Voice
from ijmfacts.mending import outside
from ijmfacts.names import fold
from ijmfacts.records import Entity, Post
from ijmfacts.sameness import words_of
from ijmfacts.shapes import Shape
from ijmfacts.stretches import Stretch, stretch_of, undated

_NOW: Final = ("then-", "then ", "current ", "incumbent ", "sitting ", "serving ")
_ONCE: Final = ("former ", "ex-", "formerly ", "past ", "previous ", "late ")


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Holding(Shape):
    """One role claim, understood.

    `key` is the office that it is about; `organization` is empty where none is known.
    `former`: the title says that the person holds it no more.
    """

    claim: Role
    voice: Voice
    person: str
    post: Post
    organization: str
    former: bool

    @property
    def key(self) -> tuple[str, str]:
        """The office: a post whose name says where it is, or a post and its organization."""
        return (fold(self.post.name), "" if self.post.terms_known else self.organization)

    @property
    def stretch(self) -> Stretch | None:
        """The days on which it was held, or none where they are not known."""
        return stretch_of(self.claim)

    @property
    def undated(self) -> bool:
        """True where the claim says nothing of its time."""
        return undated(self.claim)

    @property
    def words(self) -> frozenset[str]:
        """The words of the post that tell it from another."""
        return words_of(self.claim.post)


class Offices:
    """The offices of a dossier and of the world around it."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._posts: Final = {fold(name): name for name in index.vocabulary.posts}
        for name, post in index.vocabulary.posts.items():
            for alias in post.aliases:
                self._posts.setdefault(fold(alias), name)
        self._found: Final[dict[tuple[str, str], tuple[Post, bool]]] = {}

    def among(self, index: Index) -> Offices:
        """The offices of other claims, under the same records."""
        new = Offices.__new__(Offices)
        shared = {"_posts": self._posts, "_found": self._found}
        new.__dict__.update(shared, index=index, world=self.world, terms=self.terms)
        return new

    @cached_property
    def own(self) -> tuple[Holding, ...]:
        """Every asserted role of the dossier."""
        return tuple(self.holding(voice, claim) for voice, claim in self.index.roles)

    @cached_property
    def world(self) -> tuple[Holding, ...]:
        """Every role that the world tells of, in the voice of the document."""
        return tuple(
            self.holding((), claim)
            for claim in sorted(self.index.dossier.world.claims, key=lambda claim: claim.id)
            if isinstance(claim, Role) and self.index.voice(claim) == ()
        )

    @cached_property
    def terms(self) -> dict[str, tuple[Holding, ...]]:
        """The holders of each post of which the world knows every term, by the post's name."""
        found: dict[str, list[Holding]] = {}
        for holding in self.world:
            if holding.post.terms_known:
                found.setdefault(fold(holding.post.name), []).append(holding)
        return {post: tuple(holdings) for post, holdings in found.items()}

    def person(self, canon: str, holdings: tuple[Holding, ...]) -> str:
        """Which of the holders of an office a person is, by id or by a name in full; or nothing."""
        holders = {holding.person for holding in holdings}
        if canon in holders:
            return canon
        entity = self.index.names.by_id(canon)
        if entity is None:
            return ""
        names = set(_names(entity))
        same = [
            holder
            for holder in sorted(holders)
            if names & set(_names(self.index.names.by_id(holder)))
        ]
        return same[0] if len(same) == 1 else ""

    def holding(self, voice: Voice, claim: Role) -> Holding:
        """A role, understood."""
        organization = self.index.canon(claim.organization) if claim.organization else ""
        key = (claim.post, organization)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = self._post(claim.post, organization)
        post, former = found
        return Holding(
            claim=claim,
            voice=voice,
            person=self.index.canon(claim.person),
            post=post,
            organization=organization,
            former=former,
        )

    def _post(self, name: str, organization: str) -> tuple[Post, bool]:
        title, former = fold(name), False
        for prefix in (*_NOW, *_ONCE):
            if title.startswith(prefix):
                title, former = fold(title.removeprefix(prefix)), prefix in _ONCE
                break
        for spelling in (*self._full(title, organization), title):
            known = self._posts.get(spelling)
            if known is not None:
                return self.index.vocabulary.posts[known], former
        return Post(name=title), former

    def _full(self, title: str, organization: str) -> Iterator[str]:
        """A post's name together with its organization's, as the vocabulary may have it."""
        entity = self.index.names.by_id(organization)
        if entity is None:
            return
        if entity.of and any(
            self.index.is_of(organization, kind) is Answer.YES
            for kind in ("government", "ministry")
        ):
            yield from self._full(title, self.index.canon(entity.of))
        for short in map(fold, entity.demonyms):
            yield f"{short} {title}"
        for full in _names(entity):
            yield f"{title} of {full}"
            yield f"{title} of the {full}"
            yield f"{full} {title}"


def _names(entity: Entity | None) -> Iterator[str]:
    if entity is not None:
        yield from map(fold, filter(None, (entity.name, *entity.aliases)))


def excluded(one: Holding, other: Holding) -> bool:
    """True where nobody can hold both offices at one time."""
    where = (one.key[1], other.key[1])
    if where[0] != where[1] or not (where[0] or one.post.terms_known):
        return False
    return any(
        fold(against.post.name) in set(map(fold, holding.post.excludes))
        for holding, against in ((one, other), (other, one))
    )


def not_together(holding: Holding, other: Holding) -> tuple[Mend, ...]:
    """A post held at another time than another one: a former one where neither has a date."""
    claim = holding.claim
    if other.stretch is not None:
        return outside(claim, other.stretch)
    return (Mend(claim.id, f"former {claim.post}", (("post", f"former {claim.post}"),)),)
