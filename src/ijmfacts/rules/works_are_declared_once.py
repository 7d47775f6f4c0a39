"""A work is declared once.

Why it matters: one work under two names looks like two witnesses where there is one.

Two sources are one work where they have the same DOI; or the same ISBN or URL and nothing that
tells them apart; or the same title, date and container.

Not flagged: chapters of one book; states of one page at different dates; issues or editions of one
periodical; works of one title by different publishers or of different dates.

Noted::

    sources:
      audit: {title: Auditor's report, issued: 2016, publisher: Smith & Daughters}
      auditor-2016: {title: Auditor’s Report, issued: 2016}  # <--

Noted::

    sources:
      study: {title: A study of lakes, DOI: 10.1000/182}  # <--
      lakes: {title: Lakes, DOI: "https://doi.org/10.1000/182"}

Fine::

    sources:
      audit-2015: {title: Auditor's report, issued: 2015}
      audit-2016: {title: Auditor's report, issued: 2016}
      audit-undated: {title: Auditor's report}

Fine::

    sources:
      chapter-one: {type: chapter, title: Lakes, ISBN: 978-0-306-40615-7, page: 1–20}
      chapter-two: {type: chapter, title: Rivers, ISBN: 0-306-40615-2, page: 21–40}
      page-before: {title: Front page, URL: "https://example.org/", issued: 2015}
      page-after: {title: Front page, URL: "https://example.org", issued: 2016}
      editorial-1: {title: Editorial, container-title: Lake Review, issued: 2016, issue: 1}
      editorial-2: {title: Editorial, container-title: Lake Review, issued: 2016, issue: 2}
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from ijmfacts.constraints import Remark
from ijmfacts.facts import Facts, Yields
from ijmfacts.identifiers import doi, isbn_core, url
from ijmfacts.names import fold
from ijmfacts.records import Source

RULE = "works-are-declared-once"
READS = "remarks"

MOST = 50
"""With how many works of one key, a book's chapters say, another of that key is compared."""

_TELLING = ("title", "issued", "publisher", "edition", "volume", "issue", "page")


def check(facts: Facts) -> Yields:
    """Sources with one key in common, and nothing that tells them apart, are one work."""
    first: dict[Hashable, list[Source]] = {}
    for key in sorted(facts.dossier.sources):
        source = facts.dossier.sources[key]
        told = False
        for mark, what in _keys(source):
            others = first.setdefault(mark, [])
            same = next((other for other in others if _same(mark, other, source)), None)
            if same is not None and not told:
                told = True
                yield Remark(
                    rule=RULE,
                    claims=(),
                    message=f"the sources `{same.id}` and `{key}` are one work: both have {what}",
                    hint=f"cite `{same.id}` instead of `{key}`, with a locator where they differ",
                    place=("source", key),
                )
            elif same is None and len(others) < MOST:
                others.append(source)


def _keys(source: Source) -> Iterator[tuple[tuple[str, Hashable], str]]:
    if source.DOI:
        yield ("DOI", doi(source.DOI)), f"the DOI {source.DOI}"
    for core in sorted(isbn_core(source.ISBN)) if source.ISBN else ():
        yield ("ISBN", core), f"the ISBN {source.ISBN}"
    if source.URL:
        yield ("URL", url(source.URL)), f"the URL {source.URL}"
    if source.title and source.issued:
        mark = fold(source.title), source.issued, fold(source.container_title)
        yield ("title", mark), f"the title “{source.title}” and the date {source.issued}"


def _same(mark: tuple[str, Hashable], one: Source, two: Source) -> bool:
    """True where nothing that both say is different; a DOI alone is enough."""
    if mark[0] == "DOI":
        return True
    for field in _TELLING:
        ours, theirs = getattr(one, field), getattr(two, field)
        if ours and theirs and fold(ours) != fold(theirs):
            return False
    return not (one.author and two.author and one.author != two.author)
