"""`ijmfacts rules`: every rule, with what must hold."""

from __future__ import annotations

import argparse
import sys
from typing import Final

from ijmfacts.cli.outcome import Outcome
from ijmfacts.cli.terminal import add_color, colourful, width_of

DESCRIPTION: Final = "List every rule with what must hold, in one line each."

EPILOG: Final = """\
examples:
  ijmfacts rules
  ijmfacts explain parts-sum-to-whole   the whole page of one rule
"""


def add(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    add_color(parser)


def run(arguments: argparse.Namespace) -> Outcome:
    """Print the rules."""
    from ijmfacts.cli.pages import first_line, rule_names  # noqa: PLC0415 - not for `--help`
    from ijmfacts.reports.text import Paint, columns, wrapped  # noqa: PLC0415 - as above

    paint = Paint(on=colourful(arguments.color, sys.stdout))
    width = width_of(sys.stdout)
    names = rule_names()
    widest = max(map(columns, names))
    lines = []
    for name in names:
        first, *rest = wrapped(first_line(name), width, " " * (widest + 2))
        lines += [paint("headline", name) + first[len(name) :], *rest]
    return Outcome(0, "\n".join(lines) + "\n")
