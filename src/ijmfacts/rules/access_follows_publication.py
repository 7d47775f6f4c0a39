"""A source is not looked at before it is published.

Why it matters: an access date before the publication is a slip in one of the two dates.

It is a note and no contradiction, for nothing that the document claims is wrong by it, and covers
and journals are often dated later than the day on which they can be read.

Not flagged: a source looked at on a day that may be the day of its publication; a date marked `~`
or `?` that is a unit off; a source with only one of the two dates.

Noted::

    sources:
      page: {title: A page, issued: 2016-06-01, accessed: 2015-06-01}  # <--

Fine::

    sources:
      page: {title: A page, issued: 2016-06, accessed: 2016-06-01}
      other: {title: Another page, issued: 2016, accessed: 2023-01-05}

Fine::

    sources:
      page: {title: A page, issued: 2016~, accessed: 2015-12-30}
      other: {title: Another page, accessed: 2015-12-30}
"""

from __future__ import annotations

from ijmfacts.answers import Answer
from ijmfacts.constraints import Remark
from ijmfacts.facts import Facts, Yields
from ijmfacts.times import before, read_time

RULE = "access-follows-publication"
READS = "remarks"


def check(facts: Facts) -> Yields:
    """Sources whose access date surely lies before their publication."""
    for key in sorted(facts.dossier.sources):
        source = facts.dossier.sources[key]
        if not (source.issued and source.accessed):
            continue
        issued, accessed = read_time(source.issued), read_time(source.accessed)
        if before(accessed.loosened(), issued.loosened()) is Answer.YES:
            yield Remark(
                rule=RULE,
                claims=(),
                message=(
                    f"the source `{key}` was looked at before it was published: "
                    f"{accessed.describe()}, and {issued.describe()}"
                ),
                hint="one of the two dates is wrong, or the work was dated ahead",
                place=("source", key, "accessed"),
            )
