"""`ijmfacts diff`: what changed between two versions of a document, or of a dossier."""

from __future__ import annotations

import argparse
import pathlib
import sys
from typing import TYPE_CHECKING, Final

from ijmfacts.cli.options import DEFAULT, add_world, loaded, read_text
from ijmfacts.cli.outcome import Outcome
from ijmfacts.cli.progress import Progress
from ijmfacts.cli.terminal import add_color, colourful, width_of

if TYPE_CHECKING:
    from ijmfacts.diffing import DocumentDiff, DossierDiff

DESCRIPTION: Final = """\
Say what changed between two versions, and what that does to the findings.

Of two versions of a document: which claims' words stand, moved to another line, changed value (the
same words around another figure) or are gone; then the findings are told that come and go when the
new figures are put into the claims and the lost claims are left out. No file is changed.

Of two versions of a dossier (directories, or claim files): which claims and other records were
added, removed, renamed or changed, field by field, and which findings come and go.
"""

EPILOG: Final = """\
examples:
  ijmfacts diff report-2023.txt report-2024.txt           against the claims in claims/
  ijmfacts diff old.txt new.txt --claims report.yaml      against other claims
  ijmfacts diff ../before/claims claims                   two versions of a dossier
  ijmfacts diff old.txt new.txt --fail-on change          fail if a claim has to be looked at

exit status:
  0  no new finding as grave as --fail-on, or graver
  1  such a finding; with `change`, also a claim whose words changed or are gone, or any difference
     between two dossiers
  2  could not run, or a claim file is malformed (the rest is compared and printed)
"""

FAIL_ON: Final = ("contradiction", "tension", "note", "change", "never")

SUFFIXES: Final = (".yaml", ".yml", ".jsonl")


def add(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("old", metavar="OLD", help="the old text, claim file or directory of them")
    parser.add_argument("new", metavar="NEW", help="the new one, of the same sort")
    parser.add_argument(
        "--claims",
        metavar="PATH",
        action="append",
        default=[],
        help="the claims about the document: files, or directories of them; repeatable "
        f"(default: {DEFAULT}/)",
    )
    add_world(parser)
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="how to print (default: text)"
    )
    parser.add_argument(
        "--fail-on",
        choices=FAIL_ON,
        default="contradiction",
        help="the least grave new finding, or change, that makes the exit status 1 "
        "(default: contradiction)",
    )
    parser.add_argument(
        "--notes", action="store_true", help="print notes too; otherwise they are only counted"
    )
    parser.add_argument(
        "--moved", action="store_true", help="print each claim that only moved to another line"
    )
    add_color(parser)


def run(arguments: argparse.Namespace) -> Outcome:
    """Compare, and say by the exit status what came."""
    sorts = [_sort(path) for path in (arguments.old, arguments.new)]
    for sort, path in zip(sorts, (arguments.old, arguments.new), strict=True):
        if not sort:
            return Outcome(2, error=f"there is no file or directory {path}")
    if sorts[0] != sorts[1]:
        return Outcome(
            2,
            error=f"{arguments.old} is a {sorts[0]} and {arguments.new} a {sorts[1]}: give two "
            "texts, or two dossiers",
        )
    if sorts[0] == "dossier" and arguments.claims:
        return Outcome(2, error="--claims goes with two texts, and these are two dossiers")
    with Progress() as progress:
        found = (
            _texts(arguments, progress) if sorts[0] == "text" else _dossiers(arguments, progress)
        )
    if isinstance(found, Outcome):
        return found
    if arguments.format == "json":
        from ijmfacts.reports.diff import diff_json  # noqa: PLC0415 - only where asked for

        shown = diff_json(found)
    else:
        from ijmfacts.reports.diff import diff_text  # noqa: PLC0415 - not for JSON

        shown = diff_text(
            found,
            notes=arguments.notes or arguments.fail_on == "note",
            moved=arguments.moved,
            colour=colourful(arguments.color, sys.stdout),
            width=width_of(sys.stdout),
        )
    return Outcome(status(found, arguments.fail_on), shown)


def _sort(path: str) -> str:
    """What is at a path: a `dossier`, a `text`, or nothing."""
    given = pathlib.Path(path)
    if given.is_dir() or (given.is_file() and given.suffix in SUFFIXES):
        return "dossier"
    return "text" if given.exists() else ""


def _texts(arguments: argparse.Namespace, progress: Progress) -> DocumentDiff | Outcome:
    from ijmfacts.diffing import document_diff  # noqa: PLC0415 - `--help` needs none of this

    old, new = read_text(arguments.old), read_text(arguments.new)
    for text in (old, new):
        if isinstance(text, Outcome):
            return text
    dossier = loaded(arguments.claims, arguments.world, arguments.no_world, anew=arguments.no_cache)
    if not dossier.claims and dossier.problems:
        problem = dossier.problems[0]
        return Outcome(2, error=f"{problem.message} ({problem.hint})")
    progress.at(f"comparing {len(dossier.claims):,} claims with two texts")
    return document_diff(
        dossier,
        old if isinstance(old, str) else "",
        new if isinstance(new, str) else "",
        assume=arguments.assume,
        reject=arguments.reject,
    )


def _dossiers(arguments: argparse.Namespace, progress: Progress) -> DossierDiff:
    from ijmfacts.diffing import dossier_diff  # noqa: PLC0415 - as above

    old = loaded([arguments.old], arguments.world, arguments.no_world, anew=arguments.no_cache)
    new = loaded([arguments.new], arguments.world, arguments.no_world, anew=arguments.no_cache)
    progress.at(f"comparing {len(old.claims):,} and {len(new.claims):,} claims")
    return dossier_diff(old, new, assume=arguments.assume, reject=arguments.reject)


def status(diff: DocumentDiff | DossierDiff, fail_on: str) -> int:
    """The exit status that a difference asks for."""
    from ijmfacts.diffing import DocumentDiff  # noqa: PLC0415 - as above
    from ijmfacts.findings import Report  # noqa: PLC0415 - as above

    if diff.report.count("error"):
        return 2
    if fail_on == "never":
        return 0
    come = Report(findings=diff.findings.new)
    if fail_on != "change":
        return 1 if come.at_or_above(fail_on) else 0
    if isinstance(diff, DocumentDiff):
        changed = any(diff.count(one) for one in ("ambiguous", "changed", "lost"))
    else:
        changed = bool(diff.records)
    return 1 if changed or come.findings else 0
