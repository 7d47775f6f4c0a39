"""`ijmfacts check`: find the claims that cannot all be true."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Final

from ijmfacts.cli.options import (
    DEFAULT,
    add_dossier,
    digest_of,
    loaded,
    read_text,
    without_place,
)
from ijmfacts.cli.outcome import Outcome
from ijmfacts.cli.progress import Progress
from ijmfacts.cli.terminal import add_color, close_quietly, colourful, width_of

if TYPE_CHECKING:
    from ijmfacts.findings import Report

DESCRIPTION: Final = """\
Read claim files and print every minimal set of claims that cannot all be true, with the words that
make each claim, the arithmetic, what is assumed, and what would have to change.
"""

EPILOG: Final = """\
examples:
  ijmfacts check                            the claim files in claims/
  ijmfacts check report.yaml --notes        one file, with remarks on single claims
  ijmfacts check --fail-on tension          fail on what rests on assumptions, too
  ijmfacts check --reject contemporary      do not take undated claims to be of one time
  ijmfacts check --text article.txt         hold every quote against the document
  ijmfacts check --watch                    again whenever a file changes; Ctrl-C ends it
  ijmfacts check --format json | jq '.findings[].message'

exit status:
  0  nothing as grave as --fail-on, or graver
  1  something as grave
  2  could not run, or a claim file is malformed (the rest is checked and printed)
"""

_CLEAR: Final = "\x1b[H\x1b[2J\x1b[3J"
"""What empties a terminal, so that the report is printed anew."""

FAIL_ON: Final = ("contradiction", "tension", "note", "never")


def add(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    add_dossier(parser)
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="how to print (default: text)"
    )
    parser.add_argument(
        "--fail-on",
        choices=FAIL_ON,
        default="contradiction",
        help="the least grave finding that makes the exit status 1 (default: contradiction)",
    )
    parser.add_argument(
        "--notes", action="store_true", help="print notes too; otherwise they are only counted"
    )
    parser.add_argument(
        "--accepted", action="store_true", help="print the findings that the dossier lets stand"
    )
    parser.add_argument(
        "--stats",
        action="store_true",
        help="say what other claims leave for each figure, and which claims nothing cross-checks",
    )
    parser.add_argument(
        "--full",
        action="store_true",
        help="quote the claims of every conflict that a finding's change settles too, and of each "
        "claim every piece",
    )
    parser.add_argument("-q", "--quiet", action="store_true", help="print the last line only")
    parser.add_argument(
        "--watch",
        action="store_true",
        help="check again whenever a claim file or the text changes; Ctrl-C ends it (status 130)",
    )
    add_color(parser)


def run(arguments: argparse.Namespace) -> Outcome:
    """Check, and say by the exit status what was found."""
    if arguments.watch:
        return _watched(arguments)
    return checked(arguments)


def _watched(arguments: argparse.Namespace) -> Outcome:
    """Check whenever a file changes; whoever reads the output may end it by going away."""
    from ijmfacts.cli.watching import on_change  # noqa: PLC0415 - only where asked for
    from ijmfacts.loading import SUFFIXES  # noqa: PLC0415 - `--help` needs none of this

    if "-" in arguments.paths:
        return Outcome(2, error="--watch goes with files, and `-` is standard input")
    paths = [*(arguments.paths or [DEFAULT]), *arguments.world]
    if arguments.text is not None:
        paths.append(arguments.text)

    def again() -> None:
        outcome = checked(arguments)
        if outcome.error:
            print(f"ijmfacts: {outcome.error}", file=sys.stderr, flush=True)
        if sys.stdout.isatty():
            sys.stdout.write(_CLEAR)
        sys.stdout.write(outcome.text)
        if arguments.format == "text":
            sys.stdout.write("\nwatching for changes; Ctrl-C ends\n")
        sys.stdout.flush()

    try:
        on_change(paths, SUFFIXES, again)
    except BrokenPipeError:
        close_quietly()
    return Outcome(0)


def checked(arguments: argparse.Namespace) -> Outcome:
    """One check."""
    from ijmfacts.checking import check  # noqa: PLC0415 - `--help` needs none of this

    text = read_text(arguments.text)
    if isinstance(text, Outcome):
        return text
    stats = None
    with Progress() as progress:
        dossier = loaded(
            arguments.paths, arguments.world, arguments.no_world, anew=arguments.no_cache
        )
        if not dossier.files and dossier.problems and arguments.format == "text":
            return Outcome(2, error="\nijmfacts: ".join(map(without_place, dossier.problems)))
        progress.at(f"checking {len(dossier.claims):,} claims")
        own = dossier.document.digest if dossier.document is not None else ""
        report = check(
            dossier,
            text=text,
            digest=digest_of(arguments.text) if own and arguments.text is not None else "",
            assume=arguments.assume,
            reject=arguments.reject,
        )
        if arguments.stats:
            from ijmfacts.stats import statistics  # noqa: PLC0415 - only where asked for

            progress.at(f"measuring {len(dossier.claims):,} claims")
            stats = statistics(dossier, text=text, assume=arguments.assume, reject=arguments.reject)
    if arguments.format == "json":
        from ijmfacts.reports.json import report_json  # noqa: PLC0415 - only where asked for

        shown = report_json(report, stats=stats)
    else:
        from ijmfacts.reports.text import report_text  # noqa: PLC0415 - not for JSON

        shown = report_text(
            report,
            notes=arguments.notes or arguments.fail_on == "note",
            accepted=arguments.accepted,
            quiet=arguments.quiet,
            full=arguments.full,
            colour=colourful(arguments.color, sys.stdout),
            width=width_of(sys.stdout),
            stats=stats,
        )
    return Outcome(status(report, arguments.fail_on), shown)


def status(report: Report, fail_on: str) -> int:
    """The exit status that a report asks for."""
    if report.count("error"):
        return 2
    if fail_on == "never":
        return 0
    return 1 if report.at_or_above(fail_on) else 0
