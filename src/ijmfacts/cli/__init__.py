"""The command: its arguments, and what it does with them.

Each command is a module of this package, imported only where it runs.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence
from typing import Final, NoReturn

import ijmfacts
from ijmfacts.cli.outcome import Outcome
from ijmfacts.cli.terminal import close_quietly, columns, lenient
from ijmfacts.patterns import pattern

COMMANDS: Final = {
    "check": "find the claims that cannot all be true",
    "why": "say what the checker knows about one claim",
    "init": "start a dossier for a document",
    "new": "add one claim, made from words of the document",
    "coverage": "find what of a document no claim speaks of",
    "diff": "compare two versions of a document, or of a dossier",
    "rules": "list the rules",
    "explain": "explain a rule, or a kind of assumption",
    "fmt": "lay claim files out in the canonical way",
    "schema": "print the JSON Schema of claim files",
    "draft": "propose claims for a text that nobody has annotated",
    "lsp": "serve an editor: findings as you type, hover, completion, quick fixes",
    "completion": "print a script that completes commands in your shell",
}
"""Every command, with what it does in a few words."""

DESCRIPTION: Final = """\
A type checker for facts: write down what a document claims, one typed record per claim, and
ijmfacts proves which claims cannot all be true.
"""

EPILOG: Final = """\
examples:
  ijmfacts check                       check the claim files in claims/
  ijmfacts check --format json a.yaml  check one file, for a program to read
  ijmfacts explain parts-sum-to-whole  read about a rule that fired
  ijmfacts why programs-total          everything that is known about one claim

exit status:
  0  nothing found, or nothing as grave as --fail-on
  1  something found
  2  could not run, or a claim file is malformed (the rest is checked and printed)
"""


class Formatter(argparse.RawDescriptionHelpFormatter):
    """Help as wide as the terminal, and at most a hundred columns; texts as they are written."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=26, width=columns())


class Parser(argparse.ArgumentParser):
    """A parser that guesses what a misspelled option or choice may have been meant for."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, and what may be meant, under the usage of this very command."""
        choice = _CHOICE.search(message)
        hint = _near(choice[1], _QUOTED.findall(choice[2])) if choice else ""
        super().error(message + hint)

    def unknown(self, words: Sequence[str]) -> NoReturn:
        """Say that there are no such options."""
        options = [name for action in self._actions for name in action.option_strings]
        hint = _near(words[0].partition("=")[0], options) if words[0].startswith("-") else ""
        super().error(f"unrecognized arguments: {' '.join(words)}{hint}")


_CHOICE: Final = pattern(r"invalid choice: '?([^' ]*)'? \(choose from (.*)\)")
_QUOTED: Final = pattern(r"[\w-]+")


def _near(word: str, known: Sequence[str]) -> str:
    """`; did you mean …?`, or nothing where nothing is near."""
    import difflib  # noqa: PLC0415 - only mistakes need it

    near = difflib.get_close_matches(word, known, n=1)
    return f"; did you mean `{near[0]}`?" if near else ""


def parser_for(command: str | None = None) -> Parser:
    """The parser of the command line.

    Only the options of `command` are added, so that no other module is imported; with none, those
    of every command.
    """
    parser = Parser(
        prog="ijmfacts",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=Formatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"ijmfacts {ijmfacts.__version__}")
    commands = parser.add_subparsers(
        dest="command", metavar="COMMAND", title="commands", prog=parser.prog
    )
    for name, words in COMMANDS.items():
        if command not in {None, name}:
            commands.add_parser(name, help=words, add_help=False)
            continue
        module = importlib.import_module(f"{__name__}.{name}")
        inner = commands.add_parser(
            name,
            help=words,
            description=module.DESCRIPTION,
            epilog=module.EPILOG,
            formatter_class=Formatter,
            allow_abbrev=False,
        )
        module.add(inner)
        inner.set_defaults(run=module.run, parser=inner)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command, and return its exit status."""
    lenient(sys.stdout)
    lenient(sys.stderr)
    outcome = run(sys.argv[1:] if argv is None else argv)
    if outcome.error:
        print(f"ijmfacts: {outcome.error}", file=sys.stderr)
    try:
        sys.stdout.write(outcome.text)
        sys.stdout.flush()
    except BrokenPipeError:
        close_quietly()  # whoever read it has seen enough, and the verdict stands
    except OSError as error:  # the disk is full, say
        close_quietly()
        print(f"ijmfacts: cannot write: {error.strerror}", file=sys.stderr)
        return 2
    return outcome.status


def run(argv: Sequence[str]) -> Outcome:
    """What a command line comes to."""
    named = next((word for word in argv if not word.startswith("-")), "")
    if named and named not in COMMANDS:
        import difflib  # noqa: PLC0415 - only mistakes need it

        near = difflib.get_close_matches(named, COMMANDS, n=1)
        hint = f"did you mean `{near[0]}`?" if near else f"there are {', '.join(COMMANDS)}"
        return Outcome(2, error=f"there is no command `{named}`: {hint}")
    parser = parser_for(named)
    try:
        arguments, unknown = parser.parse_known_args(argv)
        if unknown:
            getattr(arguments, "parser", parser).unknown(unknown)
    except SystemExit as done:  # argparse has said what is to be said
        return Outcome(done.code if isinstance(done.code, int) else 2)
    if arguments.command is None:
        parser.print_help(sys.stderr)
        return Outcome(2)
    outcome: Outcome = arguments.run(arguments)
    return outcome
