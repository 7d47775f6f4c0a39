"""The document that a command is about: how it is given, and how it is read."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Final

from ijmfacts.cli.outcome import Outcome

if TYPE_CHECKING:
    from ijmfacts.documents import DocumentText

FORMS: Final = ("text", "markdown", "html", "wikitext")


def add_format_of_document(parser: argparse.ArgumentParser, *names: str) -> None:
    """The option that says how the document is written, under `--as` and other names."""
    parser.add_argument(
        "--as",
        *names,
        dest="written_as",
        choices=FORMS,
        default="",
        help="how the document is written (default: by the end of its name, or its first words)",
    )


def document_at(file: str, form: str) -> DocumentText | Outcome:
    """The document in a file, `-` for standard input, or why it cannot be read."""
    from ijmfacts.documents import document_of, read_document  # noqa: PLC0415 - not for `--help`
    from ijmfacts.spans import Problem  # noqa: PLC0415 - as above

    if file == "-":
        try:
            return document_of(sys.stdin.buffer.read().decode("utf-8-sig"), file="-", format=form)
        except UnicodeDecodeError as error:
            return Outcome(2, error=f"cannot read -: it is not UTF-8 text (byte {error.start})")
    found = read_document(file, format=form)
    if isinstance(found, Problem):
        hint = f": {found.hint}" if found.hint else ""
        return Outcome(2, error=f"{file}: {found.message}{hint}")
    return found
