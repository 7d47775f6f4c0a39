"""Every declared source is cited.

Why it matters: a source that nothing cites is a claim that was forgotten, or a name misspelled.

Not flagged: a source that only an entity or a word of the vocabulary cites; anything while records
cannot be read, for they may cite it.

Noted::

    sources:
      audit: {title: Auditor's report, issued: 2016}  # <--

Fine::

    entities:
      acme: {name: Acme, type: company, sources: [register]}
    sources:
      register: {title: Register of companies}
      audit: {title: Auditor's report, issued: 2016}
    claims:
      - id: staff
        kind: quantity
        subject: acme
        property: employees
        value: 684
        sources: [audit]
        quote: 684 employees
"""

from __future__ import annotations

from ijmfacts.constraints import Remark
from ijmfacts.dossier import Dossier
from ijmfacts.facts import Facts, Yields

RULE = "declared-sources-are-cited"
READS = "remarks"


def check(facts: Facts) -> Yields:
    """Sources that no record of the dossier cites."""
    dossier = facts.dossier
    if dossier.problems:
        return
    used = _cited(dossier)
    for key in sorted(dossier.sources):
        if key not in used:
            yield Remark(
                rule=RULE,
                claims=(),
                message=f"nothing cites the source `{key}`",
                hint="cite it where it is used, or take it out",
                place=("source", key),
            )


def _cited(dossier: Dossier) -> set[str]:
    words = dossier.vocabulary
    parts = (
        words.properties,
        words.relations,
        words.events,
        words.posts,
        words.types,
        words.units,
    )
    records = (
        *dossier.claims,
        *dossier.entities.values(),
        *dossier.observances.values(),
        *(word for part in parts for word in part.values()),
    )
    return {citation.source for record in records for citation in record.sources}
