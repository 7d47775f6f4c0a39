"""`ijmfacts explain`: the page of a rule, or of a kind of assumption."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Final

from ijmfacts.cli.outcome import Outcome
from ijmfacts.cli.terminal import add_color, colourful

if TYPE_CHECKING:
    from ijmfacts.reports.text import Paint

DESCRIPTION: Final = """\
Print the page of a rule: what must hold, why it matters, what is flagged and what is fine.
The kinds of assumption that findings name (`hedge`, `contemporary` …) have pages, too.
"""

EPILOG: Final = """\
examples:
  ijmfacts explain count-matches-list
  ijmfacts explain contemporary
"""

LABELS: Final = frozenset({"Why it matters", "Not flagged", "Flagged", "Fine"})
"""The labels of the parts of a page."""


def add(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument(
        "name", metavar="RULE", help="a rule as findings name it, or a kind of assumption"
    )
    add_color(parser)


def run(arguments: argparse.Namespace) -> Outcome:
    """Print the page, or say which name may be meant."""
    from ijmfacts.cli.pages import assumption_page, page, rule_names  # noqa: PLC0415 - lazy
    from ijmfacts.constraints import ASSUMPTIONS  # noqa: PLC0415 - as above
    from ijmfacts.reports.text import Paint  # noqa: PLC0415 - as above

    paint = Paint(on=colourful(arguments.color, sys.stdout))
    name = arguments.name.strip("[]").partition(":")[0].casefold().replace("_", "-")
    if name in rule_names():
        text = page(name)
    elif name in ASSUMPTIONS:
        text = assumption_page(name)
    else:
        from ijmfacts.likeness import did_you_mean  # noqa: PLC0415 - only mistakes need it

        hint = did_you_mean(name, (*rule_names(), *ASSUMPTIONS))
        more = hint or "`ijmfacts rules` lists them"
        return Outcome(2, error=f"there is no rule `{arguments.name}`: {more}")
    lines = [paint("headline", name), "", *(_shown(line, paint) for line in text.splitlines())]
    return Outcome(0, "\n".join(lines) + "\n")


def _shown(line: str, paint: Paint) -> str:
    """A line of a page for the terminal: reStructuredText's `::` is a colon, labels stand out."""
    label, colon, rest = line.partition(":")
    if not line.startswith(" ") and colon and label in LABELS:
        head = paint("label", f"{label}:")
        return head + rest.removeprefix(":")
    if line.endswith("::"):
        return line[:-1]
    if "# <--" in line:
        return line.replace("# <--", paint("carets", "# <--"))
    return line
