"""Options that several commands share, and the dossier that they ask for."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from ijmfacts.cli.outcome import Outcome

if TYPE_CHECKING:
    from ijmfacts.dossier import Dossier
    from ijmfacts.spans import Problem

TABLES: Final = ("countries", "organs", "observances", "terms", "quantities", "units")
"""The tables of the world that come with the package."""

DEFAULT: Final = "claims"
"""Where claim files are looked for, unless the user says otherwise."""


def a_table(text: str) -> str:
    """The name of a table of the world, or `all`.

    Raises:
        ArgumentTypeError: there is no such table.
    """
    if text in TABLES or text == "all":
        return text
    raise argparse.ArgumentTypeError(
        f"`{text}` is no table of the world: {', '.join(TABLES)} or all "
        "(before a path, write --no-world=all)"
    )


def add_dossier(parser: argparse.ArgumentParser) -> None:
    """The options that say what is checked, and against what."""
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        default=[],
        help=f"claim files, or directories of them; `-` for standard input (default: {DEFAULT}/)",
    )
    parser.add_argument(
        "--text", metavar="FILE", help="a copy of the document, to hold quotes against"
    )
    add_world(parser)


def add_world(parser: argparse.ArgumentParser) -> None:
    """The options that say what is taken for granted, and of which world."""
    parser.add_argument(
        "--assume",
        metavar="X",
        action="append",
        default=[],
        help="take an assumption as a fact: a kind (hedge) or one that a finding names; repeatable",
    )
    parser.add_argument(
        "--reject",
        metavar="X",
        action="append",
        default=[],
        help="refuse an assumption, so that what rests on it goes away; repeatable",
    )
    parser.add_argument(
        "--world",
        metavar="PATH",
        action="append",
        default=[],
        help="a world dossier of your own, over the one that comes with ijmfacts; repeatable",
    )
    parser.add_argument(
        "--no-world",
        metavar="TABLE",
        nargs="?",
        const="all",
        action="append",
        default=[],
        type=a_table,
        help=f"leave out a table of the world ({', '.join(TABLES)}), or all of them",
    )

    add_cache(parser)


def add_cache(parser: argparse.ArgumentParser) -> None:
    """The option that has every file read anew."""
    parser.add_argument(
        "--no-cache",
        action="store_true",
        help="read every claim file anew, and keep nothing of it for the next run",
    )


def read_text(path: str | None) -> str | Outcome | None:
    """The user's copy of the document, none where there is none, or why it cannot be read.

    Of Markdown, HTML and wikitext the words without their marks, line for line as in the file.
    """
    if path is None:
        return None
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:  # noqa: PTH123 - as it is given
            text = file.read()
    except OSError as error:
        return Outcome(2, error=f"cannot read {path}: {error.strerror}")
    except UnicodeDecodeError as error:
        return Outcome(2, error=f"cannot read {path}: it is not UTF-8 text (byte {error.start})")
    if path.endswith(".txt"):
        return text
    from ijmfacts.documents import document_of  # noqa: PLC0415 - not for plain text

    return document_of(text, file=path).text


def digest_of(path: str) -> str:
    """The digest of a file as a document's record has it, or nothing where it cannot be read."""
    import hashlib  # noqa: PLC0415 - only where a record has one

    try:
        with open(path, "rb") as file:  # noqa: PTH123 - as it is given
            return f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}"
    except OSError:
        return ""


def without_place(problem: Problem) -> str:
    """A mistake in one line, with its hint."""
    return f"{problem.message}: {problem.hint}" if problem.hint else problem.message


def with_place(problem: Problem) -> str:
    """A mistake in one line, after its place where it has one in a file; else with its hint."""
    span = problem.span
    if not span.line:
        return without_place(problem)
    return f"{span.file}:{span.line}:{span.column}: {problem.message}"


def loaded(
    paths: Sequence[str],
    worlds: Sequence[str],
    without: Sequence[str],
    *,
    anew: bool,
) -> Dossier:
    """The dossier of some paths, read against the world that the user wants.

    What files hold that have not changed since the last run is not read anew, unless told so.
    """
    from ijmfacts.dossier import shipped_world  # noqa: PLC0415 - `--help` needs none of this
    from ijmfacts.keeping import directory  # noqa: PLC0415 - as above
    from ijmfacts.loading import load, load_world  # noqa: PLC0415 - as above

    left_out = TABLES if "all" in without else tuple(dict.fromkeys(without))
    keep = None if anew else directory()
    world = shipped_world()
    if worlds or left_out:
        world = load_world(worlds, without=left_out, keep=keep)
    return load(list(paths) or [DEFAULT], world=world, keep=keep)
