"""Nobody holds two posts in one organization at one time, unless they go together.

Why it matters: one person with two titles on two pages of a text is often one title that was
copied wrongly, or one that is out of date.
People do hold two posts, so this always takes an assumption.

Not flagged: posts that no vocabulary explains, neither the dossier's nor the world's; posts of
different dates, or one with a date beside one without; posts that go with others by their nature
(founder, chair, board member, lawyer); two names of one post; a title that has all the words of the
other (`director`, `executive director`); `former` titles; posts in different organizations;
different speakers.

Flagged::

    entities:
      acme: {name: Acme, type: company}
      ann: {name: Ann Lee, type: person}
    claims:
      - id: ann-one
        kind: role
        person: ann
        post: regional director
        organization: acme
        quote: Ann Lee, regional director  # <--
      - id: ann-two
        kind: role
        person: ann
        post: senior vice president
        organization: acme
        quote: senior vice president Ann Lee  # <--

Fine::

    entities:
      acme: {name: Acme, type: company}
      other: {name: Other Works, type: company}
      ann: {name: Ann Lee, type: person}
    claims:
      - id: ann-one
        kind: role
        person: ann
        post: regional director
        organization: acme
        as of: 2010
        quote: Ann Lee, regional director in 2010
      - id: ann-two
        kind: role
        person: ann
        post: senior vice president
        organization: acme
        as of: 2015
        quote: senior vice president in 2015
      - id: ann-three
        kind: role
        person: ann
        post: deputy director
        organization: acme
        quote: Ann Lee, deputy director
      - id: ann-four
        kind: role
        person: ann
        post: intern
        organization: other
        quote: an intern at Other Works

Fine::

    entities:
      acme: {name: Acme, type: company}
      ann: {name: Ann Lee, type: person}
    claims:
      - id: ann-one
        kind: role
        person: ann
        post: director
        organization: acme
        quote: Ann Lee, director
      - id: ann-two
        kind: role
        person: ann
        post: director of research
        organization: acme
        quote: Ann Lee, director of research
      - id: ann-three
        kind: role
        person: ann
        post: founder
        organization: acme
        quote: its founder Ann Lee
      - id: ann-four
        kind: role
        person: ann
        post: former intern
        organization: acme
        quote: a former intern
"""

from __future__ import annotations

from itertools import combinations

from ijmfacts.constraints import Assumption, Constraint, Mend
from ijmfacts.facts import Facts, Yields
from ijmfacts.index import Voice
from ijmfacts.names import fold
from ijmfacts.offices import Holding, excluded, not_together
from ijmfacts.sameness import words_of
from ijmfacts.stretches import overlap

RULE = "one-post-per-person-in-organization"
READS = "posts"


def check(facts: Facts) -> Yields:
    """No two posts of one person in one organization are surely of one time."""
    index = facts.index
    found: dict[tuple[Voice, str, str], dict[str, list[Holding]]] = {}
    for holding in facts.offices.own:
        if not holding.organization or holding.former or holding.post.alongside:
            continue
        if holding.post.name not in index.vocabulary.posts:
            continue  # a post that no vocabulary explains may go with any other
        posts = found.setdefault((holding.voice, holding.person, holding.organization), {})
        posts.setdefault(fold(holding.post.name), []).append(holding)
    for key in sorted(found):
        posts = found[key]
        person, organization = index.label(key[1]), index.label(key[2])
        for name, other in combinations(sorted(posts), 2):
            if excluded(posts[name][0], posts[other][0]):
                continue
            assumption = Assumption(
                "one-post",
                f"{person}/{organization}".replace(" ", "-").casefold(),
                f"{person} holds one post in {organization} at a time",
            )
            for one in posts[name]:
                for against in posts[other]:
                    if _one_title(one, against) or not _together(one, against):
                        continue
                    stretches = [h.stretch for h in (one, against) if h.stretch is not None]
                    more = (a for stretch in stretches for a in stretch.assumptions)
                    yield Constraint(
                        rule=RULE,
                        claims=(one.claim.id, against.claim.id),
                        assumptions=tuple(dict.fromkeys((assumption, *more))),
                        words=f"{person} is {one.claim.post} and {against.claim.post} "
                        f"of {organization} at one time",
                        mends=(*_mends(one, against), *_mends(against, one)),
                    )


def _mends(holding: Holding, other: Holding) -> tuple[Mend, ...]:
    """The post that the other claim names, or another time."""
    post = Mend(holding.claim.id, other.claim.post, (("post", other.claim.post),))
    return (post, *not_together(holding, other))


def _together(one: Holding, other: Holding) -> bool:
    if one.undated and other.undated:
        return True
    return (
        one.stretch is not None
        and other.stretch is not None
        and overlap(one.stretch, other.stretch)
    )


def _one_title(one: Holding, other: Holding) -> bool:
    """True where one title has all the words of the other."""
    return any(
        left <= right or right <= left
        for left in (one.words, *map(words_of, (one.post.name, *one.post.aliases)))
        for right in (other.words, *map(words_of, (other.post.name, *other.post.aliases)))
    )
