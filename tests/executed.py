"""Documentation pages whose every command and example is executed.

In a page,

- a block after `<!-- file: NAME -->` is written to that file, and one after `<!-- more: NAME -->`
  is put at its end;
- a `console` block holds commands (`$ …`), each with all that it prints; a line `...` stands for
  any lines; directories and the last exit status (`$?`) live on from block to block;
- `python` blocks are run one after another in one namespace;
- other blocks are only read.

With `pytest --update-golden` what commands print is written into the page, to be reviewed as a
diff; where the print ends in `...`, as many lines of it as there were.
"""

from __future__ import annotations

import contextlib
import difflib
import os
import pathlib
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any, Final

import attrs

PROMPT: Final = "$ "
ANY: Final = "..."
_LABEL: Final = re.compile(r"<!-- *(file|more): *(\S+) *-->")
_SECONDS: Final = 120


@attrs.frozen(kw_only=True)
class Block:
    """A fenced block: its language, what the comment above it asks, and its lines.

    `line` is the number, from 1, of its first line inside the fence.
    """

    language: str
    label: str
    name: str
    lines: tuple[str, ...]
    line: int

    @property
    def text(self) -> str:
        return "".join(f"{line}\n" for line in self.lines)

    @property
    def commands(self) -> Iterator[tuple[int, str, tuple[str, ...]]]:
        """Each command of a `console` block: its line in the page, itself, and what it prints."""
        starts = [index for index, line in enumerate(self.lines) if line.startswith(PROMPT)]
        for start, end in zip(starts, [*starts[1:], len(self.lines)], strict=True):
            command = self.lines[start].removeprefix(PROMPT)
            yield self.line + start, command, self.lines[start + 1 : end]


def blocks(page: pathlib.Path) -> Iterator[Block]:
    """The fenced blocks of a Markdown page, in order."""
    lines = page.read_text(encoding="utf-8").splitlines()
    label = name = ""
    number = 0
    while number < len(lines):
        if found := _LABEL.fullmatch(lines[number].strip()):
            label, name = found[1], found[2]
        elif lines[number].startswith("```"):
            end = lines.index("```", number + 1)
            yield Block(
                language=lines[number].removeprefix("```"),
                label=label,
                name=name,
                lines=tuple(lines[number + 1 : end]),
                line=number + 2,
            )
            label = name = ""
            number = end
        number += 1


def fits(wanted: tuple[str, ...], printed: tuple[str, ...]) -> bool:
    """True where the lines are those wanted; `...` stands for any number of lines."""
    pattern = "".join("(?:.*\n)*?" if line == ANY else re.escape(line) + "\n" for line in wanted)
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in printed)) is not None


@attrs.define
class Shell:
    """Where the commands of one page are run: a directory, and the last exit status."""

    home: pathlib.Path
    directory: pathlib.Path
    status: int = 0

    def run(self, command: str) -> tuple[str, ...]:
        """The lines that a command prints, to standard output and to standard error."""
        after = self.home / ".directory"
        script = f'(exit {self.status})\n{command}\nstatus=$?\npwd > "$1"\nexit $status'
        done = subprocess.run(
            ["/bin/sh", "-c", script, "sh", str(after)],
            cwd=self.directory,
            env={
                **os.environ,
                "PATH": f"{self.home / '.bin'}{os.pathsep}{os.environ['PATH']}",
                "COLUMNS": "100",
                "NO_COLOR": "1",
                "PYTHONIOENCODING": "utf-8",
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            encoding="utf-8",
            check=False,
            timeout=_SECONDS,
        )
        self.status = done.returncode
        if after.exists():
            self.directory = pathlib.Path(after.read_text(encoding="utf-8").rstrip("\n"))
        return tuple(done.stdout.splitlines())


def shell(home: pathlib.Path) -> Shell:
    """A shell in an empty directory, with this very `ijmfacts` as its command."""
    programs = home / ".bin"
    programs.mkdir()
    script = programs / "ijmfacts"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m ijmfacts "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    return Shell(home, home)


def execute(page: pathlib.Path, home: pathlib.Path, *, update: bool = False) -> list[str]:
    """Run everything in a page, in the directory `home`, and say what is not as it says.

    With `update` the page is rewritten instead.
    """
    inside = shell(home)
    wrong: list[str] = []
    space: dict[str, Any] = {"__name__": page.name}
    lines = page.read_text(encoding="utf-8").splitlines()
    changes: list[tuple[int, int, tuple[str, ...]]] = []
    for block in blocks(page):
        if block.label:
            file = inside.directory / block.name
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("a" if block.label == "more" else "w", encoding="utf-8") as out:
                out.write(("\n" if block.label == "more" else "") + block.text)
        elif block.language == "console":
            for line, command, wanted in block.commands:
                printed = inside.run(command)
                if fits(_trimmed(wanted), _trimmed(printed)):
                    continue
                blanks = wanted[len(_trimmed(wanted)) :]
                changes.append((line, len(wanted), (*_again(wanted, printed), *blanks)))
                difference = "\n".join(difflib.unified_diff(wanted, printed, "page", "now", "", ""))
                wrong.append(f"{page.name}:{line}: $ {command}\n{difference}")
        elif block.language == "python":
            code = "\n" * (block.line - 1) + block.text
            with contextlib.chdir(inside.directory):
                exec(compile(code, str(page), "exec"), space)  # noqa: S102 - our own page
    if update:
        for line, count, printed in reversed(changes):
            lines[line : line + count] = printed
        page.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        return []
    return wrong


def _trimmed(lines: tuple[str, ...]) -> tuple[str, ...]:
    """The lines without the blank ones at their end."""
    count = len(lines)
    while count and not lines[count - 1].strip():
        count -= 1
    return lines[:count]


def _again(wanted: tuple[str, ...], printed: tuple[str, ...]) -> tuple[str, ...]:
    """What is printed now, cut where the page cut it."""
    wanted = _trimmed(wanted)
    if wanted and wanted[-1] == ANY and ANY not in wanted[:-1]:
        return (*printed[: len(wanted) - 1], ANY)
    return _trimmed(printed)
