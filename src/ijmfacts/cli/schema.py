"""`ijmfacts schema`: the JSON Schema of claim files."""

from __future__ import annotations

import argparse
from typing import Final

from ijmfacts.cli.outcome import Outcome

DESCRIPTION: Final = """\
Print the JSON Schema (draft 2020-12) of claim files, with which editors complete kinds and fields
and show what each means. With claim files given, editors also complete the names in them: entities,
sources, properties, relations, types and posts.
"""

EPILOG: Final = """\
examples:
  ijmfacts schema > claim-file.schema.json
  ijmfacts schema claims/ > claims/claim-file.schema.json   with the names of that dossier
  ijmfacts schema --modeline     the comment that tells an editor where the schema is
"""


def add(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        default=[],
        help="claim files, or directories of them, whose names editors are to complete",
    )
    parser.add_argument(
        "--modeline",
        action="store_true",
        help="print the first line of a claim file, which names the schema for editors",
    )


def run(arguments: argparse.Namespace) -> Outcome:
    """Print the schema."""
    from ijmfacts.schema import (  # noqa: PLC0415 - not for `--help`
        as_text,
        generated,
        modeline,
        names_of,
        path,
    )

    if arguments.modeline:
        return Outcome(0, modeline() + "\n")
    if arguments.paths:
        from ijmfacts.loading import load  # noqa: PLC0415 - only where asked for

        return Outcome(0, as_text(generated(names_of(load(arguments.paths)))))
    return Outcome(0, path().read_text(encoding="utf-8"))
