"""`ijmfacts coverage`: what of a document no claim speaks of."""

from __future__ import annotations

import argparse
import re
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from ijmfacts.cli.document import add_format_of_document, document_at
from ijmfacts.cli.options import DEFAULT, add_cache, loaded, with_place
from ijmfacts.cli.outcome import Outcome
from ijmfacts.cli.progress import Progress

if TYPE_CHECKING:
    from ijmfacts.coverage import Coverage
    from ijmfacts.documents import DocumentText
    from ijmfacts.dossier import Dossier

DESCRIPTION: Final = """\
Find the numbers, number words, amounts of money, shares, durations, dates, names and lists of a
document that no claim's quote holds, each with its place, and say what share is covered.
"""

EPILOG: Final = """\
examples:
  ijmfacts coverage report.md                      against the claim files in claims/
  ijmfacts coverage report.md --min 90             fail below 90 percent
  ijmfacts coverage report.md --only number,share  look for these alone
  ijmfacts coverage report.md --format json | jq '.uncovered[].words'

A name or a date is covered, too, where a claim from the same sentence is about it.
What makes no claim is set aside in a claim file, with a reason, and is not counted:

  set aside:
    - {quote: Call us on 555 0100, reason: an address}

exit status:
  0  covered, as far as --min asks
  1  less is covered than --min asks
  2  could not run, or a claim file is malformed (the rest is read)
"""


def a_share(text: str) -> Fraction:
    """A share in percent, with or without its sign.

    Raises:
        ArgumentTypeError: it is no number from 0 to 100.
    """
    if re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]{1,6})?%?", text):
        share = Fraction(text.rstrip("%"))
        if share <= 100:
            return share
    raise argparse.ArgumentTypeError(f"`{text}` is no percentage: write `90`, from 0 to 100")


def some_sorts(text: str) -> tuple[str, ...]:
    """Sorts of what can be checked, with commas between.

    Raises:
        ArgumentTypeError: one of them is no sort.
    """
    from ijmfacts.scanning import SORTS  # noqa: PLC0415 - `--help` needs none of this

    given = tuple(word.strip() for word in text.split(",") if word.strip())
    for word in given:
        if word not in SORTS:
            raise argparse.ArgumentTypeError(f"`{word}` is none of {', '.join(SORTS)}")
    return given


def add(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("file", metavar="FILE", help="the document; `-` for standard input")
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        default=[],
        help=f"claim files, or directories of them (default: {DEFAULT}/)",
    )
    parser.add_argument(
        "--min",
        metavar="PERCENT",
        type=a_share,
        help="exit with 1 where less than this is covered",
    )
    parser.add_argument(
        "--only",
        metavar="SORT,…",
        type=some_sorts,
        help="only number, money, share, duration, ordinal, date, name or list",
    )
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="how to print (default: text)"
    )
    add_cache(parser)
    add_format_of_document(parser)
    parser.add_argument(
        "--set-aside", action="store_true", help="print what is set aside, too, with the reasons"
    )
    parser.add_argument("-q", "--quiet", action="store_true", help="print the last line only")


def run(arguments: argparse.Namespace) -> Outcome:
    """Say what is not covered, and whether enough is."""
    from ijmfacts.coverage import coverage  # noqa: PLC0415 - `--help` needs none of this
    from ijmfacts.scanning import SORTS  # noqa: PLC0415 - as above

    with Progress() as progress:
        progress.at(f"reading {arguments.file}")
        document = document_at(arguments.file, arguments.written_as)
        if isinstance(document, Outcome):
            return document
        progress.at("reading claim files")
        dossier = loaded(arguments.paths, (), (), anew=arguments.no_cache)
        progress.at(f"looking for the quotes of {len(dossier.claims):,} claims")
        found = coverage(
            document,
            dossier,
            sorts=arguments.only or SORTS,
            progress=lambda done, total: progress.at(
                f"scanning {arguments.file}: {done * 100 // total} %"
            ),
        )
    enough = arguments.min is None or found.share * 100 >= arguments.min
    if arguments.format == "json":
        shown = _json(document, dossier, found)
    else:
        shown = _text(document, dossier, found, arguments)
    errors = [with_place(one) for one in dossier.problems]
    if errors:
        more = f" (and {len(errors) - 1} more: see `ijmfacts check`)" if len(errors) > 1 else ""
        return Outcome(2, shown, error=errors[0] + more)
    return Outcome(0 if enough else 1, shown)


def percentage(share: Fraction) -> str:
    """A share from 0 to 1 in percent, with one decimal that is never rounded up: `99.9`."""
    tenths = share.numerator * 1000 // share.denominator
    return f"{tenths // 10}.{tenths % 10}"


def _text(
    document: DocumentText, dossier: Dossier, found: Coverage, arguments: argparse.Namespace
) -> str:
    from ijmfacts.coverage import ASIDE, COVERED, OPEN  # noqa: PLC0415 - as above
    from ijmfacts.reports.text import counted, visible  # noqa: PLC0415 - as above

    lines: list[str] = []
    name = visible(document.file)
    for one in found.seen if not arguments.quiet else ():
        if one.state == OPEN or (one.state == ASIDE and arguments.set_aside):
            line, column = document.place(one.found.start)
            words = visible(" ".join(one.found.words.split()))
            why = f" (set aside: {visible(one.reason)})" if one.state == ASIDE else ""
            lines.append(f"{name}:{line}:{column}: {one.found.sort} “{words}”{why}")
    if lines:
        lines.append("")
    counts = found.counts()
    if not arguments.quiet and counts:
        aside = any(states[ASIDE] for states in counts.values())
        head = f"{'':10}{'covered':>9}{'uncovered':>11}" + (f"{'set aside':>11}" if aside else "")
        lines.append(head)
        for sort, states in counts.items():
            row = f"{sort:10}{states[COVERED]:>9,}{states[OPEN]:>11,}"
            lines.append(row + (f"{states[ASIDE]:>11,}" if aside else ""))
        lines.append("")
    if not arguments.quiet:
        lines += [f"note: {words}" for words in _remarks(document, dossier, found)]
    covered = sum(one.state == COVERED for one in found.seen)
    whole = covered + sum(one.state == OPEN for one in found.seen)
    asked = f", and {_asked(arguments.min)}% are asked for" if arguments.min is not None else ""
    claims = counted(len(dossier.claims), "claim")
    lines.append(f"{claims} cover {covered:,} of {whole:,}: {percentage(found.share)}%{asked}")
    return "".join(f"{line}\n" for line in lines)


def _asked(share: Fraction) -> str:
    from ijmfacts.values import format_number  # noqa: PLC0415 - as above

    return format_number(share)


def _remarks(document: DocumentText, dossier: Dossier, found: Coverage) -> list[str]:
    """What makes the coverage doubtful."""
    from ijmfacts.reports.text import counted, visible  # noqa: PLC0415 - as above

    remarks = []
    digest = dossier.document.digest if dossier.document else ""
    if digest and document.digest and digest != document.digest:
        remarks.append("the dossier was written for another version of the document (its digest)")
    if found.missing:
        names = ", ".join(found.missing[:5]) + (", …" if len(found.missing) > 5 else "")
        several = len(found.missing) > 1
        remarks.append(
            f"the words of {counted(len(found.missing), 'claim')} "
            f"{'do' if several else 'does'} not stand in the document: {visible(names)}"
        )
    remarks += [
        f"set aside, but not in the document: “{visible(record.quote)}”" for record in found.idle
    ]
    return remarks


def _json(document: DocumentText, dossier: Dossier, found: Coverage) -> str:
    import json  # noqa: PLC0415 - only where asked for

    from ijmfacts.coverage import ASIDE, COVERED, OPEN, Seen  # noqa: PLC0415 - as above

    def shown(one: Seen) -> dict[str, object]:
        line, column = document.place(one.found.start)
        end_line, end_column = document.place(one.found.end - 1)
        made: dict[str, object] = {
            "sort": one.found.sort,
            "words": one.found.words,
            "line": line,
            "column": column,
            "end_line": end_line,
            "end_column": end_column + 1,
            "section": document.section_at(one.found.start).name,
        }
        if one.found.time:
            made["time"] = one.found.time
        if one.found.members:
            made["members"] = [document.text[low:high] for low, high in one.found.members]
        if one.reason:
            made["reason"] = one.reason
        return made

    counts = found.counts()
    data = {
        "version": 1,
        "file": document.file,
        "summary": {
            "claims": len(dossier.claims),
            "covered": sum(one.state == COVERED for one in found.seen),
            "uncovered": sum(one.state == OPEN for one in found.seen),
            "set_aside": sum(one.state == ASIDE for one in found.seen),
            "percentage": percentage(found.share),
        },
        "sorts": {
            sort: {
                "covered": states[COVERED],
                "uncovered": states[OPEN],
                "set_aside": states[ASIDE],
            }
            for sort, states in counts.items()
        },
        "uncovered": [shown(one) for one in found.seen if one.state == OPEN],
        "set_aside": [shown(one) for one in found.seen if one.state == ASIDE],
        "missing": list(found.missing),
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
