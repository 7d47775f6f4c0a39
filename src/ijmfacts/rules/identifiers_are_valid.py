"""ISBN, ISSN, DOI and URL of a source can be what they say.

Why it matters: a reader cannot find a work by a number with a wrong check digit.

A number that fails its check digit, and text that no such identifier is written like, is an error
of the record; what is only unusual (a DOI that ends in a point, a URL that no browser opens) is a
note. Nothing is looked up, so that a valid identifier may still be of another work.

Not flagged: ISBN-10 and ISBN-13, with or without hyphens and labels, several parted by commas; a
DOI given as a link; URLs in letters of any script.

Flagged::

    sources:
      book: {title: A book, ISBN: 978-0-306-40615-8}  # <--

Flagged::

    sources:
      article: {title: An article, DOI: 11.1000/182}  # <--

Flagged::

    sources:
      journal: {title: A journal, ISSN: 0378-5954}  # <--

Flagged::

    sources:
      page: {title: A page, URL: www.example.org/page}  # <--

Fine::

    sources:
      book: {title: A book, ISBN: "978-0-306-40615-7, 0-306-40615-2 (paperback)"}
      article: {title: An article, DOI: "https://doi.org/10.1000/182", ISSN: 2434-561X}

Fine::

    sources:
      page: {title: A page, URL: "http://www.example.org/index.cfm?bay=content.view&cpid=1287"}
      seite: {title: Eine Seite, URL: "https://münchen.example/straße"}
"""

from __future__ import annotations

from ijmfacts.constraints import Remark
from ijmfacts.facts import Facts, Yields
from ijmfacts.identifiers import FLAWS, url_flaws

RULE = "identifiers-are-valid"
READS = "remarks"


def check(facts: Facts) -> Yields:
    """Every identifier of every source of the dossier, and the document's own address."""
    for key in sorted(facts.dossier.sources):
        source = facts.dossier.sources[key]
        for field, flaws in FLAWS.items():
            text = getattr(source, field)
            for flaw in flaws(text) if text else ():
                yield Remark(
                    rule=RULE,
                    claims=(),
                    message=f"the source `{key}`: {flaw.message}",
                    severity="error" if flaw.certain else "note",
                    hint=flaw.hint,
                    place=("source", key, field),
                )
    document = facts.dossier.document
    for flaw in url_flaws(document.url) if document is not None and document.url else ():
        yield Remark(
            rule=RULE,
            claims=(),
            message=f"the document: {flaw.message}",
            severity="error" if flaw.certain else "note",
            hint=flaw.hint,
            place=("document", "", "url"),
        )
