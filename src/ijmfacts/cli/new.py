"""`ijmfacts new`: add one claim, made from words of the document."""

from __future__ import annotations

import argparse
import os
import pathlib
import re
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Final

from ijmfacts.cli.document import add_format_of_document, document_at
from ijmfacts.cli.options import DEFAULT
from ijmfacts.cli.outcome import Outcome
from ijmfacts.cli.progress import Progress

if TYPE_CHECKING:
    from ijmfacts.anchors import Ambiguous, Found
    from ijmfacts.documents import DocumentText
    from ijmfacts.dossier import Dossier
    from ijmfacts.scaffolding import Scaffold

DESCRIPTION: Final = """\
Add one claim to a dossier, made from words that you paste from the document. It goes into the claim
file of the section where the words stand, after the claims from the lines before; comments and
order are kept. Its kind, value, subject, property and time are guessed: look them over.
"""

EPILOG: Final = """\
examples:
  ijmfacts new --text report.md --quote "30 programs in 17 countries"
  ijmfacts new --text report.md --quote "two programs" --quote "out of 30 total"
  ijmfacts new --text report.md --quote "30 programs" --line 12 --property programs
  ijmfacts new --text report.md --quote "two in Kenya" --property programs --dimension in=Kenya
  ijmfacts new --text report.md --quote "30 programs" --dry-run

What cannot be guessed is left empty, and the next `ijmfacts check` names the place.

exit status:
  0  the claim is in its file
  1  the words stand nowhere in the document, or at several places: nothing is written
  2  could not run
"""

_FIELDS: Final = ("id", "subject", "property", "value", "when")


def add(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument(
        "path",
        nargs="?",
        metavar="PATH",
        default=DEFAULT,
        help=f"the dossier's directory, or the claim file to add to (default: {DEFAULT}/)",
    )
    parser.add_argument(
        "--quote",
        metavar="WORDS",
        action="append",
        required=True,
        help="the shortest words that make the claim; repeat it for words that stand apart",
    )
    parser.add_argument("--text", metavar="FILE", help="the document that the words are from")
    parser.add_argument("--prefix", metavar="WORDS", default="", help="words just before the quote")
    parser.add_argument("--suffix", metavar="WORDS", default="", help="words just after it")
    parser.add_argument(
        "--line", metavar="N", type=a_line, default=0, help="the line of the document that is meant"
    )
    parser.add_argument("--section", default="", help="the section, where no document is given")
    parser.add_argument(
        "--kind",
        choices=("quantity", "listing", "breakdown", "event", "role", "relation", "statement"),
        default="",
        help="what sort of claim it is (default: a guess)",
    )
    for name in _FIELDS:
        parser.add_argument(f"--{name}", metavar="X", default="", help=f"the claim's {name}")
    parser.add_argument(
        "--dimension",
        metavar="NAME=PART",
        type=a_dimension,
        action="append",
        default=[],
        help="the part that the figure is of: site=school, or site=other for all the rest",
    )
    add_format_of_document(parser)
    parser.add_argument(
        "-n", "--dry-run", action="store_true", help="print the claim, and write nothing"
    )


def a_dimension(text: str) -> tuple[str, str]:
    """A dimension with its value, written `NAME=PART`.

    Raises:
        ArgumentTypeError: one of the two is missing.
    """
    name, _, part = (words.strip() for words in text.partition("="))
    if name and part:
        return name, part
    raise argparse.ArgumentTypeError(f"`{text}` is no part: write `site=school`")


def a_line(text: str) -> int:
    """The number of a line, counted from 1.

    Raises:
        ArgumentTypeError: it is none.
    """
    if re.fullmatch("[1-9][0-9]{0,8}", text):
        return int(text)
    raise argparse.ArgumentTypeError(f"`{text}` is no line: lines count from 1")


def shell_word(text: str) -> str:
    """A word as a shell takes it."""
    import shlex  # noqa: PLC0415 - only where it is shown

    return shlex.quote(text)


def run(arguments: argparse.Namespace) -> Outcome:
    """Find the words, guess the claim, and put it into its file."""
    from ijmfacts.claims import QUOTE_WORDS  # noqa: PLC0415 - `--help` needs none of this
    from ijmfacts.loading import load  # noqa: PLC0415 - as above

    pieces = [" ".join(words.split()) for words in arguments.quote]
    for piece in pieces:
        if not piece:
            return Outcome(2, error="the quote is empty: paste words from the document")
        if "…" in piece or "..." in piece:
            return Outcome(
                2, error="the quote leaves words out: give each piece with a --quote of its own"
            )
        if len(piece.split()) > QUOTE_WORDS:
            return Outcome(
                2,
                error=f"the quote has {len(piece.split())} words, and {QUOTE_WORDS} are the most: "
                "keep the shortest words that make the claim, or give several --quote",
            )
    path = pathlib.Path(arguments.path)
    if not path.exists():
        return Outcome(
            2, error=f"there is no {arguments.path}: start a dossier with `ijmfacts init FILE`"
        )
    with Progress() as progress:
        document = None
        places: list[Found] = []
        if arguments.text:
            progress.at(f"reading {arguments.text}")
            read = document_at(arguments.text, arguments.written_as)
            if isinstance(read, Outcome):
                return read
            document = read
            progress.at("looking for the words")
            found = _find(document, pieces, arguments)
            if isinstance(found, Outcome):
                return found
            places = found
        progress.at("reading claim files")
        dossier = load([path])
    return _put(arguments, path, dossier, document, pieces, places)


# --- the words in the document -------------------------------------------------------------------


def _find(
    document: DocumentText, pieces: Sequence[str], arguments: argparse.Namespace
) -> list[Found] | Outcome:
    """Where each piece stands, or what to do where it stands nowhere or more than once."""
    from ijmfacts.anchors import (  # noqa: PLC0415 - as above
        Ambiguous,
        Found,
        find_quote,
        passages,
        told_apart,
    )

    text = passages(document.text)
    outcomes = []
    for index, piece in enumerate(pieces):
        outcome = find_quote(
            text,
            piece,
            arguments.prefix if not index else "",
            arguments.suffix if index == len(pieces) - 1 else "",
            line=0 if index else arguments.line,
        )
        outcomes.append(outcome)
    found: list[Found] = []
    for index, outcome in enumerate(told_apart(outcomes, arguments.line)):
        piece = pieces[index]
        if isinstance(outcome, Ambiguous):
            sides = ["prefix"] * (not index) + ["suffix"] * (index == len(pieces) - 1)
            return Outcome(1, error=_several(document, piece, outcome, sides))
        if isinstance(outcome, Found):
            found.append(outcome)
        else:
            return Outcome(1, error=_nowhere(document, piece, outcome.nearest))
    return found


_MOST_PLACES: Final = 20


def _several(document: DocumentText, piece: str, outcome: Ambiguous, sides: Collection[str]) -> str:
    """Each place of a quote, with the option that tells it apart.

    `sides` are those that belong to this piece: `prefix` is before the first, `suffix` after the
    last.
    """
    lines = [f"“{piece}” stands at {len(outcome.places)} places; say which is meant with one of"]
    for index, place in enumerate(outcome.places[:_MOST_PLACES]):
        line, column = document.place(place.start)
        before = document.text[max(0, place.start - 30) : place.start]
        after = document.text[place.end : place.end + 30]
        around = " ".join(f"{before}«{place.words}»{after}".split())
        ways = [
            f"--{name} {shell_word(words[index])}"
            for name, words in (("prefix", outcome.prefixes), ("suffix", outcome.suffixes))
            if words[index] and name in sides
        ]
        if [other.line for other in outcome.places].count(place.line) == 1:
            ways.append(f"--line {line}")
        lines.append(f"  {document.file}:{line}:{column}: … {around} …")
        lines.append(f"      {'   or   '.join(ways) or 'a longer quote'}")
    if len(outcome.places) > _MOST_PLACES:
        lines.append(f"  and {len(outcome.places) - _MOST_PLACES} more: give a longer quote")
    return "\n".join(lines)


def _nowhere(document: DocumentText, piece: str, near: Found | None) -> str:
    """That a quote is not there, and what is most like it, with the difference marked."""
    if near is None:
        return f"the document does not hold “{piece}”, nor anything like it"
    line, column = document.place(near.start)
    words = " ".join(near.words.split())
    asked, there = _marked(piece, words)
    return "\n".join(
        [
            f"the document does not hold “{piece}”",
            f"most like it is {document.file}:{line}:{column}",
            f"  yours: {piece}",
            f"         {asked}".rstrip(),
            f"  there: {words}",
            f"         {there}".rstrip(),
            "nothing is written; to take the words as they stand there, give",
            f"  --quote {shell_word(words)}",
        ]
    )


def _marked(one: str, other: str) -> tuple[str, str]:
    """Carets under what differs, for each of two texts."""
    import difflib  # noqa: PLC0415 - only here

    first, second = [" "] * len(one), [" "] * len(other)
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    for sort, low, high, begin, end in matcher.get_opcodes():
        if sort != "equal":
            first[low:high] = "^" * (high - low)
            second[begin:end] = "^" * (end - begin)
    return "".join(first).rstrip(), "".join(second).rstrip()


# --- the claim in its file -----------------------------------------------------------------------


def _put(
    arguments: argparse.Namespace,
    path: pathlib.Path,
    dossier: Dossier,
    document: DocumentText | None,
    pieces: list[str],
    places: list[Found],
) -> Outcome:
    from ijmfacts.scaffolding import (  # noqa: PLC0415 - as above
        claim_lines,
        insert,
        scaffold,
        section_of_file,
        sentence_around,
    )
    from ijmfacts.spans import Problem  # noqa: PLC0415 - as above

    section, line = arguments.section, arguments.line
    wider: list[str] = []
    context = ("", 0)
    if document is not None and places:
        places = sorted(places, key=lambda place: place.start)
        first = places[0]
        at = document.section_at(first.start)
        section = section or at.name
        while at.parent >= 0:
            at = document.sections[at.parent]
            wider.append(at.name)
        line = document.place(first.start)[0]
        context = sentence_around(document, first.start, first.end)
        pieces = [" ".join(place.words.split()) for place in places]
    target = _target(path, dossier, section, wider, line)
    if isinstance(target, Outcome):
        return target
    before = ""
    if target.exists():
        try:
            before = target.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            return Outcome(2, error=f"cannot read {target}: {error}")
    own_section = section_of_file(before, target.as_posix()) if before else section
    where: int | dict[str, str | int] = line
    if section and own_section.casefold() != section.casefold():
        where = {"section": section, **({"line": line} if line else {})}
    given = {name: getattr(arguments, name) for name in ("kind", *_FIELDS)}
    claim = scaffold(
        pieces,
        dossier=dossier,
        given={name: words for name, words in given.items() if words},
        dimensions=dict(arguments.dimension),
        context=context,
        at=where,
        prefix=arguments.prefix,
        suffix=arguments.suffix,
        near=[one for one in dossier.claims if one.at.section == section],
    )
    lines = claim_lines(claim)
    made = insert(before or _new_file(section), lines, line, file=target.as_posix())
    if isinstance(made, Problem):
        hint = f": {made.hint}" if made.hint else ""
        at_ = f"{made.span.file}:{made.span.line}:{made.span.column}"
        return Outcome(2, error=f"{at_}: {made.message}{hint}")
    shown = "".join(f"  {row}\n" for row in lines)
    if arguments.dry_run:
        return Outcome(0, f"{target.as_posix()}:{made.line}: not written\n{shown}")
    problem = _write(target, made.text)
    if problem:
        return Outcome(2, error=problem)
    text = f"{target.as_posix()}:{made.line}: {claim.fields['kind']}\n{shown}"
    text += f"Next: {_next(arguments, target, claim)}\n"
    return Outcome(0, text)


def _next(arguments: argparse.Namespace, target: pathlib.Path, claim: Scaffold) -> str:
    """What to do with a claim that has just been written."""
    todo = []
    if claim.empty:
        todo.append(f"fill in {', '.join(claim.empty)}")
    if claim.guessed:
        todo.append("look over what is guessed")
    where = f" in {target.as_posix()}" if todo else ""
    paths = "" if arguments.path == DEFAULT else f" {shell_word(arguments.path)}"
    text = f" --text {shell_word(arguments.text)}" if arguments.text else ""
    return f"{' and '.join(todo)}{where}{', then ' if todo else ''}ijmfacts check{text}{paths}"


def _new_file(section: str) -> str:
    from ijmfacts.scaffolding import yaml_text  # noqa: PLC0415 - as above
    from ijmfacts.schema import modeline  # noqa: PLC0415 - as above

    head = f"section: {yaml_text(section)}\n\n" if section else ""
    return f"{modeline()}\n{head}claims:\n"


def _target(
    path: pathlib.Path, dossier: Dossier, section: str, wider: list[str], line: int
) -> pathlib.Path | Outcome:
    """The claim file for a section: its own, that of a wider one, or a new one."""
    from ijmfacts.scaffolding import lines_in_file, section_of_file, slug  # noqa: PLC0415 - as above

    if path.is_file():
        if path.suffix == ".jsonl":
            return Outcome(2, error=f"{path} holds JSON Lines: give a YAML file, or a directory")
        return path
    texts = {
        name: data.decode("utf-8", "replace")
        for name, data in dossier.files.items()
        if not name.endswith(".jsonl")
    }
    sections = {name: section_of_file(text, name) for name, text in texts.items()}
    if not section:
        known = sorted({words for words in sections.values() if words})
        return Outcome(
            2,
            error="which section are the words from? Give the document with --text, or "
            f"--section with one of: {', '.join(known) or '(there are none yet)'}",
        )
    for words in (section, *wider):
        fitting = [name for name, own in sections.items() if own.casefold() == words.casefold()]
        if fitting:
            return pathlib.Path(
                min(
                    fitting,
                    key=lambda name: min(
                        (abs(other - line) for other in lines_in_file(texts[name], name)),
                        default=1 << 30,
                    ),
                )
            )
    stem = slug(section) or "claims"
    made, count = path / f"{stem}.yaml", 1
    while made.exists():
        count += 1
        made = path / f"{stem}-{count}.yaml"
    return made


def _write(target: pathlib.Path, text: str) -> str:
    """Put a text in the place of a file, all or nothing; why it could not be, or nothing."""
    import shutil  # noqa: PLC0415 - as above
    import tempfile  # noqa: PLC0415 - as above

    real = target.resolve()
    try:
        handle, beside = tempfile.mkstemp(dir=real.parent, prefix=f".{real.name}.")
        try:
            with open(handle, "wb") as file:  # noqa: PTH123 - it is open already
                file.write(text.encode())
            if real.exists():
                shutil.copymode(real, beside)
            else:
                pathlib.Path(beside).chmod(0o644)
            os.replace(beside, real)  # noqa: PTH105 - both are plain names
        except OSError:
            pathlib.Path(beside).unlink()
            raise
    except OSError as error:
        return f"cannot write {target}: {error.strerror}"
    return ""
