"""`ijmfacts lsp`: serve an editor over the Language Server Protocol."""

from __future__ import annotations

import argparse
import pathlib
from typing import Final

from ijmfacts.cli.outcome import Outcome

DESCRIPTION: Final = """\
A language server for claim files, on standard input and output: findings as you type, what a value,
a date or a name means under the cursor, go to definition, completion and quick fixes.

Your editor starts it. A file belongs to the dossier of the given paths, else to the directory
called `claims` that it lies in, else it is a dossier by itself.
"""

EPILOG: Final = """\
examples:
  ijmfacts lsp                         for any editor that starts language servers
  ijmfacts lsp --text article.txt      hold quotes against the document as you type

It needs the extra `lsp`:
  pip install 'ijmfacts[lsp]'

exit status:
  0  the editor ended it
  2  it cannot run
"""


def add(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        default=[],
        help="claim files, or directories of them, that are one dossier",
    )
    parser.add_argument(
        "--text", metavar="FILE", help="a copy of the document, to hold quotes against"
    )
    parser.add_argument(
        "--assume", metavar="X", action="append", default=[], help="as for `check`; repeatable"
    )
    parser.add_argument(
        "--reject", metavar="X", action="append", default=[], help="as for `check`; repeatable"
    )
    parser.add_argument("--stdio", action="store_true", help="what is done anyway; editors add it")


def run(arguments: argparse.Namespace) -> Outcome:
    """Serve until the editor ends it."""
    for path in [*arguments.paths, *([arguments.text] if arguments.text else [])]:
        if not pathlib.Path(path).exists():
            return Outcome(2, error=f"there is no file or directory {path}")
    try:
        from ijmfacts.lsp.server import serve  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as missing:
        if (missing.name or "").split(".")[0] not in {"pygls", "lsprotocol"}:
            raise
        return Outcome(2, error="the language server needs an extra: pip install 'ijmfacts[lsp]'")
    from ijmfacts.lsp.desk import Desk  # noqa: PLC0415 - `--help` needs none of this

    serve(
        Desk(
            arguments.paths,
            text=arguments.text,
            assume=arguments.assume,
            reject=arguments.reject,
        )
    )
    return Outcome(0)
