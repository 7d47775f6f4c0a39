"""`ijmfacts why`: everything that the checker derived from one claim, and about it."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Final

from ijmfacts.cli.options import add_dossier, loaded, read_text, with_place
from ijmfacts.cli.outcome import Outcome
from ijmfacts.cli.progress import Progress
from ijmfacts.cli.terminal import add_color, colourful, width_of

if TYPE_CHECKING:
    from ijmfacts.dossier import Dossier

DESCRIPTION: Final = """\
Say what the checker knows about one claim: the measure that it speaks of, how its value is read and
what each reading assumes, what the other claims leave for it, what it hangs together with, and what
it conflicts with.
"""

EPILOG: Final = """\
examples:
  ijmfacts why programs-total
  ijmfacts why programs-total report.yaml
  ijmfacts why programs-total --assume contemporary

exit status:
  0  the claim is there, whatever it conflicts with
  2  there is no such claim, or it is malformed
"""


def add(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("claim", metavar="CLAIM", help="the id of a claim")
    add_dossier(parser)
    add_color(parser)


def run(arguments: argparse.Namespace) -> Outcome:
    """Look at one claim in the light of all."""
    from ijmfacts.checking import check  # noqa: PLC0415 - `--help` needs none of this
    from ijmfacts.reports.claim import claim_text  # noqa: PLC0415 - as above
    from ijmfacts.stats import Web  # noqa: PLC0415 - as above

    text = read_text(arguments.text)
    if isinstance(text, Outcome):
        return text
    settled = {"text": text, "assume": arguments.assume, "reject": arguments.reject}
    with Progress() as progress:
        dossier = loaded(
            arguments.paths, arguments.world, arguments.no_world, anew=arguments.no_cache
        )
        claim = next((claim for claim in dossier.claims if claim.id == arguments.claim), None)
        if claim is None:
            return _unknown(arguments.claim, dossier)
        progress.at(f"checking {len(dossier.claims):,} claims")
        report = check(dossier, **settled)
        web = Web(dossier, **settled)
        shown = claim_text(
            claim,
            web,
            report,
            colour=colourful(arguments.color, sys.stdout),
            width=width_of(sys.stdout),
        )
    return Outcome(0, shown)


def _unknown(name: str, dossier: Dossier) -> Outcome:
    """Why there is no such claim: it is malformed, or misspelled."""
    from ijmfacts.likeness import did_you_mean  # noqa: PLC0415 - only mistakes need it

    for problem in dossier.problems:
        if f"`{name}`" in problem.message:
            return Outcome(2, error=f"`{name}` cannot be read: {with_place(problem)}")
    hint = did_you_mean(name, [claim.id for claim in dossier.claims])
    if not hint and dossier.problems and not dossier.claims:
        hint = dossier.problems[0].message
    return Outcome(2, error=f"there is no claim `{name}`" + (f": {hint}" if hint else ""))
