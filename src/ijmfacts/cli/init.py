"""`ijmfacts init`: start a dossier for a document."""

from __future__ import annotations

import argparse
import os
import pathlib
from typing import Final

from ijmfacts.cli.document import add_format_of_document, document_at
from ijmfacts.cli.options import DEFAULT
from ijmfacts.cli.outcome import Outcome
from ijmfacts.cli.progress import Progress

DESCRIPTION: Final = """\
Start a dossier for a document: a file about the document itself, and an empty claim file for each
of its sections. The document is read, and left as it is. Nothing is ever overwritten.
"""

EPILOG: Final = """\
examples:
  ijmfacts init report.md                     claim files in claims/
  ijmfacts init report.html -o report-claims  in a directory of another name
  ijmfacts init report.txt --date 2024 --title "Annual Report"

exit status:
  0  the dossier is there
  2  the document cannot be read, or there are claim files already
"""


def add(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("file", metavar="FILE", help="the document: text, Markdown, HTML, wikitext")
    parser.add_argument(
        "-o",
        "--output",
        metavar="DIR",
        default=DEFAULT,
        help=f"where the claim files go (default: {DEFAULT}/)",
    )
    parser.add_argument("--title", default="", help="the title (default: as the document has it)")
    parser.add_argument(
        "--date", metavar="TIME", default="", help="the day, month or year that the text speaks of"
    )
    parser.add_argument(
        "--year-begins",
        metavar="MONTH",
        default="",
        help="the month, or the day, with which years such as 2023/24 begin",
    )
    parser.add_argument("--publisher", default="", help="who publishes the document")
    add_format_of_document(parser)


def run(arguments: argparse.Namespace) -> Outcome:
    """Write the files, unless there are some."""
    from ijmfacts.loading import SUFFIXES  # noqa: PLC0415 - `--help` needs none of this
    from ijmfacts.scaffolding import start  # noqa: PLC0415 - as above
    from ijmfacts.schema import FILE, path  # noqa: PLC0415 - as above
    from ijmfacts.times import (  # noqa: PLC0415 - as above
        UnreadableTimeError,
        is_year_of_two,
        read_time,
        year_beginning,
    )

    if arguments.file == "-":
        return Outcome(
            2, error="save the document to a file first: the commands that follow read it again"
        )
    option = "--year-begins"
    try:
        if arguments.year_begins:
            year_beginning(arguments.year_begins)
        option = "--date"
        if arguments.date and not (arguments.year_begins and is_year_of_two(arguments.date)):
            read_time(arguments.date)
    except UnreadableTimeError as error:
        hint = f": {error.hint}" if error.hint else ""
        if is_year_of_two(arguments.date):
            hint = ": say where it begins, --year-begins April"
        return Outcome(2, error=f"{option}: {error}{hint}")
    folder = pathlib.Path(arguments.output)
    if folder.exists() and not folder.is_dir():
        return Outcome(2, error=f"{arguments.output} is a file: give a directory with -o")
    there = sorted(name for name in _names(folder) if pathlib.Path(name).suffix in SUFFIXES)
    if there:
        return Outcome(
            2,
            error=f"there are claim files in {arguments.output} already ({there[0]}), and nothing "
            "is overwritten: give another directory with -o",
        )
    with Progress() as progress:
        progress.at(f"reading {arguments.file}")
        document = document_at(arguments.file, arguments.written_as)
        if isinstance(document, Outcome):
            return document
        files = start(
            document,
            title=arguments.title,
            date=arguments.date,
            publisher=arguments.publisher,
            year_begins=arguments.year_begins,
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            with (folder / name).open("x", encoding="utf-8", newline="") as file:
                file.write(text)
        schema = folder / FILE
        if not schema.exists():
            schema.write_text(path().read_text(encoding="utf-8"), encoding="utf-8")
    except OSError as error:
        return Outcome(2, error=f"cannot write {error.filename or folder}: {error.strerror}")
    return Outcome(0, _next(arguments, files))


def _names(folder: pathlib.Path) -> list[str]:
    return [name for _, _, names in os.walk(folder) for name in names]


def _next(arguments: argparse.Namespace, files: dict[str, str]) -> str:
    """What has been done, and what to do next."""
    from ijmfacts.cli.new import shell_word  # noqa: PLC0415 - as above

    folder = pathlib.Path(arguments.output)
    text, where = shell_word(arguments.file), shell_word(folder.as_posix())
    paths = "" if folder == pathlib.Path(DEFAULT) else f" {where}"
    lines = [f"{(folder / name).as_posix()}" for name in files]
    return (
        "".join(f"{line}\n" for line in lines)
        + f"""
Next:
  1. Say in {(folder / "document.yaml").as_posix()} whom the text is about (entities).
  2. Add claims, one for each thing that the text says:
       ijmfacts new --text {text} --quote "words from the text"{paths}
     or let proposals be made, and keep what is right:
       ijmfacts draft {text}
  3. See what cannot all be true:
       ijmfacts check --text {text}{paths}
  4. See which figures, dates and names no claim speaks of yet:
       ijmfacts coverage {text}{paths}
"""
    )
