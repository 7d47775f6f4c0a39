"""A source is not older than the event that it is cited for.

Why it matters: a report of 2003 cannot tell what happened in 2010; the citation was misplaced, or
one of the two dates is wrong.

A figure, a list, a post or a relation may have been foretold, so that a source older than it is a
tension. So is an event where another source of the same claim may be the one that tells of it.

Not flagged: what is planned or denied; a source without a date, or of a period that reaches the
event; a web page that was looked at after the event, for pages change; an event without a date of
its own, and one that began before the source and lasted beyond it; what comes back each year.

Flagged::

    entities:
      village: {name: Hill Village, type: village}
    sources:
      census: {type: report, title: Census of Hill Village, issued: 2003}
    claims:
      - id: flood
        kind: event
        type: flood
        to: village
        when: 2010-05
        sources: [census]
        quote: the flood of May 2010  # <--

Flagged::

    entities:
      village: {name: Hill Village, type: village}
    sources:
      census: {type: report, title: Census of Hill Village, issued: 2003}
    claims:
      - id: residents
        kind: quantity
        subject: village
        property: residents
        value: 751
        as of: 2010
        sources: [census]
        quote: 751 residents in 2010  # <--

Flagged::

    entities:
      village: {name: Hill Village, type: village}
    sources:
      census: {type: report, title: Census of Hill Village, issued: 2003~}
    claims:
      - id: flood
        kind: event
        type: flood
        to: village
        when: 2010-05
        sources: [census]
        quote: the flood of May 2010  # <--

Fine::

    entities:
      village: {name: Hill Village, type: village}
    sources:
      census: {type: report, title: Census of Hill Village, issued: 2010}
    claims:
      - id: flood
        kind: event
        type: flood
        to: village
        when: 2010-05
        sources: [census]
        quote: the flood of May 2010

Fine::

    entities:
      village: {name: Hill Village, type: village}
    sources:
      plan: {type: report, title: Plan for a dam, issued: 2003}
      series: {type: article-magazine, title: Series on dams, issued: 2003/2011}
      undated: {type: report, title: A report}
    claims:
      - id: dam-planned
        kind: event
        type: opening
        to: village
        when: 2010
        modality: planned
        sources: [plan]
        quote: a dam is to open in 2010
      - id: flood
        kind: event
        type: flood
        to: village
        when: 2010-05
        sources: [series, undated]
        quote: the flood of May 2010

Fine::

    entities:
      village: {name: Hill Village, type: village}
    sources:
      page: {type: webpage, title: Hill Village, issued: 2003, accessed: 2016-02-01}
    claims:
      - id: flood
        kind: event
        type: flood
        to: village
        when: 2010-05
        sources: [page]
        quote: the flood of May 2010

Fine::

    entities:
      village: {name: Hill Village, type: village}
    sources:
      census: {type: report, title: Census of Hill Village, issued: 2003}
    claims:
      - id: drought
        kind: event
        type: drought
        to: village
        when: 2001/2010
        sources: [census]
        quote: the long drought
      - id: fair
        kind: event
        type: fair
        to: village
        when: XXXX-05-01
        sources: [census]
        quote: a fair each 1 May
      - id: storm
        kind: event
        type: storm
        to: village
        sources: [census]
        quote: a storm
"""

from __future__ import annotations

from typing import Final

from ijmfacts.answers import Answer
from ijmfacts.citations import in_order, loosely, name_of, source_of
from ijmfacts.claims import AnyClaim, Citation, Event, Statement
from ijmfacts.constraints import Assumption, Constraint, Mend
from ijmfacts.facts import Facts, Yields
from ijmfacts.index import Index
from ijmfacts.mending import dated
from ijmfacts.records import Source
from ijmfacts.times import Time, before, describe_day, edtf_of, read_time

RULE = "sources-are-not-older-than-events"
READS = "one claim"

CHANGING: Final = frozenset(
    {"", "webpage", "post", "post-weblog", "dataset", "software", "entry", "entry-encyclopedia"}
)
"""Types of source (CSL) whose text may have changed after it was first issued."""


def check(facts: Facts) -> Yields:
    """Each dated claim is held against the days on which its sources came out."""
    index = facts.index
    for _, claim in index.voiced:
        if not claim.sources:
            continue
        text = claim.when or claim.as_of or claim.within
        if not text:
            continue
        time = read_time(text)
        then, loose = loosely(time, claim.id)
        for citation in claim.sources:
            source = source_of(index, citation.source)
            if source is None or not source.issued:
                continue
            out, loose_too = loosely(read_time(source.issued), source.id)
            if _ends_after(out, then) or _looked_at_later(source, then):
                continue
            needed = loose | loose_too
            if not isinstance(claim, Event | Statement):
                needed |= {_not_foretold(source)}
            elif _others_may_tell(index, claim, then):
                needed |= {_on_point(index, citation)}
            yield Constraint(
                rule=RULE,
                claims=(claim.id,),
                assumptions=in_order(needed),
                words=(
                    f"the claim is of {time.after_of()}, and {name_of(index, citation)} "
                    f"came out before: {read_time(source.issued).describe()}"
                ),
                mends=_mends(claim, citation, then, out),
            )


def _mends(claim: AnyClaim, citation: Citation, then: Time, out: Time) -> tuple[Mend, ...]:
    """A day by which the source was out, or a source that came out later."""
    if out.latest is None or then.earliest is None:
        return ()
    others = tuple(other for other in claim.sources if other != citation)
    return (
        dated(claim, f"{describe_day(out.latest)} or earlier", edtf_of(out.latest)),
        Mend(
            claim.id,
            f"a claim that cites a source of {describe_day(then.earliest)} or later",
            (("sources", others),),
        ),
    )


def _ends_after(out: Time, then: Time) -> bool:
    """True where the source may have come out on the first day of what is claimed, or later."""
    return out.latest is None or then.earliest is None or out.latest >= then.earliest


def _looked_at_later(source: Source, then: Time) -> bool:
    """True where a page that changes was perhaps read after what is claimed began."""
    if source.type not in CHANGING or not source.accessed:
        return False
    return before(read_time(source.accessed).loosened(), then) is not Answer.YES


def _others_may_tell(index: Index, claim: AnyClaim, then: Time) -> bool:
    """True where another source of the claim is not older than it, as far as anybody knows."""
    known = (source_of(index, other.source) for other in claim.sources)
    return any(
        not source.issued or _ends_after(read_time(source.issued).loosened(), then)
        for source in known
        if source is not None
    )


def _not_foretold(source: Source) -> Assumption:
    words = f"“{source.title or source.id}” tells of what has been, not of what is to come"
    return Assumption("not-foretold", source.id, words)


def _on_point(index: Index, citation: Citation) -> Assumption:
    words = f"{name_of(index, citation)} is cited for the event itself"
    return Assumption("on-point", citation.source, words)
