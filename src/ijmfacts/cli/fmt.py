"""`ijmfacts fmt`: lay claim files out in the canonical way."""

from __future__ import annotations

import argparse
import pathlib
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from ijmfacts.cli.options import DEFAULT
from ijmfacts.cli.outcome import Outcome
from ijmfacts.cli.progress import Progress
from ijmfacts.cli.terminal import add_color, colourful, width_of

if TYPE_CHECKING:
    from ijmfacts.formatting import Formatted
    from ijmfacts.spans import Problem

DESCRIPTION: Final = """\
Lay claim files out in the canonical way: parts and fields in one order, two spaces for each indent,
one blank line between claims. Comments stay at their record or field, texts stay as they are
written, and what the files mean never changes.
"""

EPILOG: Final = """\
examples:
  ijmfacts fmt                       the claim files in claims/
  ijmfacts fmt --check               only say which files would change
  ijmfacts fmt --diff report.yaml    only show what would change
  ijmfacts fmt - < report.yaml       from standard input to standard output

A file with a mistake in it is left alone, and the mistake is told; JSON Lines are left alone, too.

exit status:
  0  all is laid out (with --check or --diff: and was so before)
  1  with --check or --diff: something would change
  2  could not run, or a claim file has a mistake (the rest is laid out)
"""

STDIN: Final = "-"
"""The path that stands for standard input and output."""


def add(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        default=[],
        help=f"claim files, or directories of them; `-` is standard input (default: {DEFAULT}/)",
    )
    parser.add_argument(
        "--check", action="store_true", help="write nothing; name the files that would change"
    )
    parser.add_argument("--diff", action="store_true", help="write nothing; show what would change")
    add_color(parser)


def run(arguments: argparse.Namespace) -> Outcome:
    """Lay the files out, or say what would change."""
    from ijmfacts.formatting import formatted  # noqa: PLC0415 - `--help` needs none of this
    from ijmfacts.reports.text import visible  # noqa: PLC0415 - as above

    only_look = arguments.check or arguments.diff
    shown: list[str] = []
    wrong: list[tuple[Problem, str]] = []
    changed = 0
    same = 0
    with Progress() as progress:
        progress.at("laying out claim files")
        for name, found in _files(arguments.paths or [DEFAULT]):
            if isinstance(found, tuple):
                wrong.extend((problem, "") for problem in found)
                continue
            made = formatted(found, file=name)
            wrong.extend((problem, _line(found, problem)) for problem in made.problems)
            if name == STDIN and not only_look:
                shown.append("" if made.problems else made.text)
                continue
            before = found.decode(errors="replace")
            if made.text == before:
                same += not made.problems
                continue
            changed += 1
            if arguments.diff:
                shown.extend(_diff(before, made.text, name))
            elif only_look:
                shown.append(f"{visible(name)}\n")
            elif problem := _write(pathlib.Path(name), made):
                return Outcome(2, "".join(shown), error=problem)
            else:
                shown.append(f"{visible(name)}: laid out\n")
    said = "".join(shown)
    told = _told(wrong, colour=colourful(arguments.color, sys.stderr))
    if arguments.paths != [STDIN] and not arguments.diff:
        left = {problem.span.file for problem, _ in wrong if problem.span.line}
        said += _summary(changed, same, len(left), only_look)
    if wrong:
        sys.stderr.write(told)
        return Outcome(2, said)
    return Outcome(1 if only_look and changed else 0, said)


def _files(paths: list[str]) -> Iterator[tuple[str, bytes | tuple[Problem, ...]]]:
    """The YAML files of some paths with their bytes, or with why they cannot be read."""
    from ijmfacts.loading import (  # noqa: PLC0415 - as above
        DOCUMENTS,
        claim_files,
        document_instead,
    )
    from ijmfacts.spans import Problem, Span  # noqa: PLC0415 - as above
    from ijmfacts.yaml_files import read_yaml  # noqa: PLC0415 - as above

    seen: set[pathlib.Path] = set()
    for given in paths:
        if given == STDIN:
            yield STDIN, sys.stdin.buffer.read()
            continue
        for path in claim_files(pathlib.Path(given)):
            if isinstance(path, Problem):
                yield given, (path,)
                continue
            if path.suffix == ".jsonl" or path.resolve() in seen:
                continue
            seen.add(path.resolve())
            name = path.as_posix()
            try:
                data = path.read_bytes()
            except OSError as error:
                place = Span(name, 1, 1, 1, 1)
                yield name, (Problem(f"cannot be read: {error.strerror}", place),)
                continue
            document = None
            if path.suffix in DOCUMENTS:
                document = document_instead(name, read_yaml(data, name)[0])
            yield name, data if document is None else (document,)


def _write(path: pathlib.Path, made: Formatted) -> str:
    """Put the text in the place of the file, all or nothing; why it could not be, or nothing."""
    import os  # noqa: PLC0415 - as above
    import shutil  # noqa: PLC0415 - as above
    import tempfile  # noqa: PLC0415 - as above

    target = path.resolve()
    try:
        handle, beside = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with open(handle, "wb") as file:  # noqa: PTH123 - it is open already
                file.write(made.text.encode())
            shutil.copymode(target, beside)
            os.replace(beside, target)  # noqa: PTH105 - both are plain names
        except OSError:
            pathlib.Path(beside).unlink()
            raise
    except OSError as error:
        return f"cannot write {path}: {error.strerror}"
    return ""


def _diff(before: str, after: str, name: str) -> Iterator[str]:
    """What would change, as a unified diff."""
    import difflib  # noqa: PLC0415 - as above

    old, new = (text.splitlines(keepends=True) for text in (before, after))
    for line in difflib.unified_diff(old, new, name, name):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _line(data: bytes, problem: Problem) -> str:
    """The line that a problem is in."""
    if problem.source_line:
        return problem.source_line
    lines = data.decode("utf-8-sig", "replace").split("\n")
    return lines[problem.span.line - 1] if problem.span.line <= len(lines) else ""


def _told(wrong: list[tuple[Problem, str]], *, colour: bool) -> str:
    """The mistakes that keep files from being laid out, as `check` shows them."""
    from ijmfacts.findings import Finding, Place  # noqa: PLC0415 - as above
    from ijmfacts.reports.text import Paint, Style, finding_lines  # noqa: PLC0415 - as above

    style = Style(width=width_of(sys.stderr), paint=Paint(on=colour))
    lines: list[str] = []
    for problem, source in wrong:
        span = problem.span
        one_line = span.line == span.end_line
        place = Place(
            file=span.file,
            line=span.line,
            column=span.column,
            end_column=max(span.end_column, span.column + 1) if one_line else len(source) + 1,
            source=source.rstrip("\r") if span.line else "",
        )
        found = Finding(
            rule="well-formed-records",
            severity="error",
            message=problem.message,
            place=place,
            hint=problem.hint,
        )
        lines += [*finding_lines(found, style), ""]
    return "".join(f"{line}\n" for line in lines)


def _summary(changed: int, same: int, wrong: int, only_look: bool) -> str:  # noqa: FBT001 - private
    """What was done, in one line."""
    from ijmfacts.reports.text import counted  # noqa: PLC0415 - as above

    parts = []
    if changed:
        would = "would be laid out anew" if only_look else "laid out"
        parts.append(f"{counted(changed, 'file')} {would}")
    if same:
        are = "is as it should be" if same == 1 else "are as they should be"
        parts.append(f"{counted(same, 'file')} {are}")
    if wrong:
        parts.append(f"{counted(wrong, 'file')} left alone")
    return ", ".join(parts) + "\n" if parts else ""
