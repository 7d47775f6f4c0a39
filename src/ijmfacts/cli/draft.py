"""`ijmfacts draft`: propose typed claims for a text that nobody has annotated."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Final

from ijmfacts.cli.document import add_format_of_document, document_at
from ijmfacts.cli.outcome import Outcome
from ijmfacts.cli.progress import Progress

if TYPE_CHECKING:
    from ijmfacts.documents import DocumentText
    from ijmfacts.dossier import Records

DESCRIPTION: Final = """\
Read a document (text, Markdown, HTML or wikitext) and propose typed claims: its figures, amounts,
shares, durations, dates, lists beside their counts, totals beside their parts, offices, foundings,
births and deaths.
Of a figure in a table, the heads of its column and row and the caption tell what it is of, when,
and in which unit, where they plainly do (`2023`, `Q3 2025`, `Women`, `Revenue ($ million)`).
Every proposal is marked `note: draft, confirm …`: subject, property and time are guesses.
"""

EPILOG: Final = """\
examples:
  ijmfacts draft report.txt                       print the proposals as a claim file
  ijmfacts draft report.txt -o claims             write them to claims/draft.yaml
  ijmfacts draft report.txt | ijmfacts check -    find plain slips in a text as it is

exit status:
  0  proposals printed or written
  2  the document cannot be read, or the file to write is there already
"""

FILE: Final = "draft.yaml"
"""What the claim file is called that `-o` writes."""


def add(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("file", metavar="FILE", help="the document; `-` for standard input")
    parser.add_argument(
        "-o", "--output", metavar="DIR", help=f"write {FILE} into this directory, made if missing"
    )
    parser.add_argument(
        "--title", default="", help="what the document is about (default: the title it gives)"
    )
    add_format_of_document(parser, "--format")


def run(arguments: argparse.Namespace) -> Outcome:
    """Propose claims, and print or write them."""
    import pathlib  # noqa: PLC0415 - `--help` needs none of this

    from ijmfacts.cli.new import shell_word  # noqa: PLC0415 - as above

    target = pathlib.Path(arguments.output, FILE) if arguments.output is not None else None
    if target is not None and target.exists():
        return Outcome(
            2, error=f"{target.as_posix()} is there already: move it away, or give another -o"
        )
    with Progress() as progress:
        progress.at("reading the document")
        document = document_at(arguments.file, arguments.written_as)
        if isinstance(document, Outcome):
            return document
        records = _drafted(document, arguments.title, progress)
        progress.at(f"writing {len(records.claims):,} proposals")
        from ijmfacts.drafting.writing import written  # noqa: PLC0415 - as above

        text = written(records)
    if target is None:
        return Outcome(0, text)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    except OSError as error:
        return Outcome(2, error=f"cannot write {target.as_posix()}: {error.strerror}")
    text = f" --text {shell_word(arguments.file)}" if arguments.file != "-" else ""
    return Outcome(
        0,
        f"{len(records.claims):,} proposals in {target.as_posix()}.\n"
        "Each has a note of what to confirm; go through them, then run\n"
        f"  ijmfacts check{text} {shell_word(target.parent.as_posix())}\n",
    )


def _drafted(document: DocumentText, title: str, progress: Progress) -> Records:
    from ijmfacts.drafting import draft  # noqa: PLC0415 - as above

    lines = document.source.text.count("\n") + 1
    return draft(
        document, title=title, at=lambda line: progress.at(f"drafting, line {line:,} of {lines:,}")
    )
