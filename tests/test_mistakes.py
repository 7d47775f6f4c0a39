"""Mistakes that beginners make in claim files: each gets a place, the problem and the mend.

The mistakes stand in tests/mistakes/cases.txt, and what is said of them in
tests/golden/mistakes.txt, updated by `pytest --update-golden` and reviewed as a diff.
"""

from __future__ import annotations

import datetime as dt
import pathlib
import re
from functools import cache

import attrs

HERE = pathlib.Path(__file__).parent
CASES = HERE / "mistakes" / "cases.txt"
GOLDEN = HERE / "golden" / "mistakes.txt"
TODAY = dt.date(2025, 6, 1)
TEXT = "A fleet is a fleet of 14 boats, 300 members and 30 rowers, all dear to us."
OWN = frozenset({"well-formed-records", "quotes-carry-values", "accepted-findings-are-there"})

_SIGNS = re.compile("⟨([0-9A-F]{2})?⟩|␉")


@attrs.frozen
class Case:
    """A mistake: its name, and the file it is in."""

    name: str
    file: str
    data: bytes


def _bytes(text: str) -> bytes:
    """The text of a case as the bytes of its file."""
    found = b""
    at = 0
    for sign in _SIGNS.finditer(text):
        found += text[at : sign.start()].encode()
        at = sign.end()
        found += b"\t" if sign[0] == "␉" else bytes.fromhex(sign[1] or "")
    return found + text[at:].encode()


@cache
def cases() -> tuple[Case, ...]:
    """The sound file first, then every mistake."""
    _, *texts = re.split(r"^=== ", CASES.read_text(encoding="utf-8"), flags=re.MULTILINE)
    found = []
    for text in texts:
        name, _, body = text.partition("\n")
        file = "mistake.yaml"
        if body.startswith("--- file: "):
            head, _, body = body.partition("\n")
            file = head.removeprefix("--- file: ")
        body = body.rstrip("\n") + "\n"
        found.append(Case(name, file, b"" if body == "⟨⟩\n" else _bytes(body)))
    return tuple(found)


SOUND, *MISTAKES = cases()
