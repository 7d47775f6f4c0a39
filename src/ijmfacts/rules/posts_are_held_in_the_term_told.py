"""Whoever is said to hold a post on a day holds it in the term that the text tells.

Why it matters: a meeting of July that was chaired by somebody who became chair in September had
another chair, or one of the two dates is wrong.
Nobody says that a person who left a post never came back to it, so that it takes the assumption
that there was one term.

Not flagged: two terms that the text tells; the first and the last day; a term without the end that
matters; another post, such as acting chair, or another organization; a day that may be inside, as
its date or the term's is rough; `former` before the title; different speakers.

Flagged::

    entities:
      trust: {name: The Trust, type: organization}
      ann: {name: Ann Lee, type: person}
    claims:
      - id: ann-chair
        kind: role
        person: ann
        post: chair
        organization: trust
        since: 2023-09-01
        quote: appointed chair on 1 September 2023  # <--
      - id: ann-july
        kind: role
        person: ann
        post: chair
        organization: trust
        as of: 2023-07-20
        quote: meeting of 20 July 2023, chaired by Ann Lee  # <--

Flagged::

    entities:
      trust: {name: The Trust, type: organization}
      ann: {name: Ann Lee, type: person}
    claims:
      - id: ann-chair
        kind: role
        person: ann
        post: chair
        organization: trust
        when: 2016/2019
        quote: chair from 2016 to 2019  # <--
      - id: ann-later
        kind: role
        person: ann
        post: chair
        organization: trust
        as of: 2021
        quote: the chair, Ann Lee, said in 2021  # <--

Fine::

    entities:
      trust: {name: The Trust, type: organization}
      club: {name: The Club, type: organization}
      ann: {name: Ann Lee, type: person}
    claims:
      - id: ann-first
        kind: role
        person: ann
        post: chair
        organization: trust
        when: 2010/2012
        quote: first chair from 2010 to 2012
      - id: ann-again
        kind: role
        person: ann
        post: chair
        organization: trust
        since: 2023-09-01
        quote: chair again since 1 September 2023
      - id: ann-in-2011
        kind: role
        person: ann
        post: chair
        organization: trust
        as of: 2011
        quote: in 2011 the chair, Ann Lee
      - id: ann-club
        kind: role
        person: ann
        post: chair
        organization: club
        as of: 2015
        quote: in 2015 chair of The Club

Fine::

    entities:
      trust: {name: The Trust, type: organization}
      ann: {name: Ann Lee, type: person}
    claims:
      - id: ann-chair
        kind: role
        person: ann
        post: chair
        organization: trust
        since: 2023-09
        quote: chair since September 2023
      - id: ann-that-month
        kind: role
        person: ann
        post: chair
        organization: trust
        as of: 2023-09-02
        quote: on 2 September 2023 the chair, Ann Lee
      - id: ann-that-year
        kind: role
        person: ann
        post: chair
        organization: trust
        as of: 2023
        quote: chair in 2023
      - id: ann-acting
        kind: role
        person: ann
        post: acting chair
        organization: trust
        as of: 2023-07
        quote: acting chair in July 2023
      - id: ann-former
        kind: role
        person: ann
        post: former chair
        organization: trust
        as of: 2022
        quote: former chair Ann Lee
"""

from __future__ import annotations

from ijmfacts.constraints import Assumption, Constraint, Mend
from ijmfacts.facts import Facts, Yields
from ijmfacts.index import Voice
from ijmfacts.mending import ANOTHER_PERSON, inside
from ijmfacts.offices import Holding
from ijmfacts.stretches import Stretch
from ijmfacts.times import Day, describe_day, edtf_of, read_time, surely_before

RULE = "posts-are-held-in-the-term-told"
READS = "posts"


def check(facts: Facts) -> Yields:
    """No day on which somebody holds a post lies outside the one term that is told of it."""
    index = facts.index
    found: dict[tuple[Voice, str, tuple[str, str]], list[Holding]] = {}
    for holding in facts.offices.own:
        if not holding.former and (holding.organization or holding.post.terms_known):
            found.setdefault((holding.voice, holding.person, holding.key), []).append(holding)
    for key in sorted(found):
        terms = {_term(holding) for holding in found[key]} - {(None, None)}
        if len(terms) != 1:
            continue
        first, last = terms.pop()
        telling = next(one for one in found[key] if _term(one) == (first, last))
        for holding in found[key]:
            if not holding.claim.as_of or _term(holding) != (None, None):
                continue
            stretch = holding.stretch
            if stretch is None or not (
                surely_before(stretch.last.latest, first)
                or surely_before(last, stretch.first.earliest)
            ):
                continue
            person, post = index.label(holding.person), holding.post.name
            where = f" of {index.label(holding.organization)}" if holding.organization else ""
            about = f"{person} {post}{where}".replace(" ", "-").casefold()
            words = f"{person} was {post}{where} in one term"
            told = read_time(telling.claim.when or telling.claim.since or telling.claim.until)
            yield Constraint(
                rule=RULE,
                claims=(telling.claim.id, holding.claim.id),
                assumptions=(Assumption("one-term", about, words), *stretch.assumptions),
                words=f"{person} is {post}{where} {_words(telling)}{told.describe()}, "
                f"and not on {read_time(holding.claim.as_of).describe()}",
                mends=(
                    *_longer(telling, stretch, first),
                    *inside(holding.claim, first, last),
                    Mend(holding.claim.id, ANOTHER_PERSON, (("person", ANOTHER_PERSON),)),
                ),
            )


def _longer(telling: Holding, stretch: Stretch, first: Day | None) -> tuple[Mend, ...]:
    """A term that reaches the day: an earlier start, or a later end."""
    claim = telling.claim
    early = surely_before(stretch.last.latest, first)
    day = stretch.last.latest if early else stretch.first.earliest
    if day is None:
        return ()
    left, slash, right = claim.when.partition("/")
    text = edtf_of(day)
    if slash:
        fields = (("when", f"{text}/{right}" if early else f"{left}/{text}"),)
    else:
        fields = (("since" if early else "until", text),)
    words = "its start: {} or earlier" if early else "its end: {} or later"
    return (Mend(claim.id, words.format(describe_day(day)), fields if text else ()),)


def _term(holding: Holding) -> tuple[Day | None, Day | None]:
    """The first and the last day that a told term may have; nothing where the claim tells none."""
    claim = holding.claim
    if claim.as_of or claim.within or claim.before or claim.after or claim.during:
        return None, None
    first, last = claim.when or claim.since, claim.when or claim.until
    times = [read_time(text) for text in dict.fromkeys((first, last)) if text]
    if any(not time.exists or time.approximate or time.uncertain for time in times):
        return None, None
    if claim.when and not times[0].lasting:
        return None, None
    return (
        times[0].start.earliest if first else None,
        times[-1].end.latest if last else None,
    )


def _words(holding: Holding) -> str:
    claim = holding.claim
    return "since " if claim.since and not claim.when else "until " if not claim.when else ""
