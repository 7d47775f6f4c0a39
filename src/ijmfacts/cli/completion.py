"""`ijmfacts completion`: a script that completes commands and options in a shell."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Final

from ijmfacts.cli.outcome import Outcome

SHELLS: Final = ("bash", "zsh", "fish")

DESCRIPTION: Final = "Print a script that completes ijmfacts' commands and options in your shell."

EPILOG: Final = """\
examples:
  ijmfacts completion bash > ~/.local/share/bash-completion/completions/ijmfacts
  ijmfacts completion zsh  > ~/.zfunc/_ijmfacts      with ~/.zfunc in $fpath
  ijmfacts completion fish > ~/.config/fish/completions/ijmfacts.fish
"""


def add(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("shell", metavar="SHELL", choices=SHELLS, help=", ".join(SHELLS))


def run(arguments: argparse.Namespace) -> Outcome:
    """Print the script."""
    import shtab  # noqa: PLC0415 - only this command needs it

    from ijmfacts.cli import parser_for  # noqa: PLC0415 - the package holds this module
    from ijmfacts.cli.pages import rule_names  # noqa: PLC0415 - as above
    from ijmfacts.constraints import ASSUMPTIONS  # noqa: PLC0415 - as above

    parser = parser_for()
    for action in _actions(parser):
        if action.metavar in {"PATH", "FILE"}:
            action.complete = shtab.FILE  # type: ignore[attr-defined]
        elif action.metavar == "RULE":
            action.choices = (*rule_names(), *ASSUMPTIONS)
        elif action.metavar == "X":
            action.choices = tuple(ASSUMPTIONS)
    return Outcome(0, shtab.complete(parser, arguments.shell) + "\n")


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """Every argument of a parser and of its commands."""
    for action in parser._actions:  # noqa: SLF001 - argparse has no public way to list them
        yield action
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - as above
            for inner in action.choices.values():
                yield from _actions(inner)
