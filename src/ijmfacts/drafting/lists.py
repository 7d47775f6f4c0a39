"""Lists in plain words: the ways in which their members can be told apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ijmfacts.drafting.spans import listed
from ijmfacts.names import fold

_CLAUSE: Final = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|do|does|did"
    r"|said|says|who|which|that|because|if|when|while|it|they|he|she|we|you|etc|respectively"
    r"|not|either|whether|there|then|I)\b|[!?“”\"=<>{}|@]"
)
_REGIONS: Final = frozenset(
    listed(
        "alabama alaska arizona arkansas california colorado connecticut delaware florida georgia "
        "hawaii idaho illinois indiana iowa kansas kentucky louisiana maine maryland "
        "massachusetts michigan minnesota mississippi missouri montana nebraska nevada ohio "
        "oklahoma oregon pennsylvania tennessee texas utah vermont virginia washington wisconsin "
        "wyoming ontario quebec alberta d.c. jr. sr. inc. ltd."
    )
)


def _unbracketed(text: str) -> str:
    return re.sub(r"\s*[(\[][^()\[\]]*[)\]]", "", text)


_UNLISTED: Final = re.compile(
    r"(?:in|on|at|for|from|by|with|since|as|also|but|or|than|to|[0-9].*)(?:\s|$)", re.IGNORECASE
)
"""How no member of a list of things begins."""


def readings_of_list(words: str) -> tuple[tuple[str, ...], ...]:
    """The ways in which the members of a list can be told apart; the usual one first.

    None where the words are no plain list.
    """
    plain = _unbracketed(words).strip().rstrip(".;,").replace("\n", " ")
    if not plain or _CLAUSE.search(plain):
        return ()
    if ";" in plain:
        usual = [re.sub(r"^\s*and\s+", "", part).strip() for part in plain.split(";")]
        return (tuple(usual),) if all(usual) else ()
    commas = [part.strip() for part in re.split(r",\s+", plain)]
    oxford = len(commas) > 1 and re.match(r"(?:and|&)\s+", commas[-1]) is not None
    if oxford:
        commas[-1] = re.sub(r"^(?:and|&)\s+", "", commas[-1])
        usual = list(commas)
    else:
        last = re.split(r"\s+(?:and|&)\s+", commas[-1])
        if len(last) != 2:
            return ()
        usual = [*commas[:-1], *last]
    found = [usual]
    every = [part for comma in commas for part in re.split(r"\s+(?:and|&)\s+", comma)]
    if every != usual:
        found.append(every)
    merged: list[str] = []
    for part in usual:
        if merged and (part.casefold() in _REGIONS or re.fullmatch(r"[\d.]+", part)):
            merged[-1] += f", {part}"
        else:
            merged.append(part)
    if merged != usual:
        found.append(merged)
    apart = [part for part in usual if re.match(r"(?:the\s+)?[A-Z]", part)]
    if apart != usual and apart:
        found.append(apart)
    if any(_UNLISTED.match(part) for ways in found for part in ways):
        return ()
    if any(not part or len(part.split()) > 8 for ways in found for part in ways):
        return ()
    return tuple(tuple(way) for way in found)


def alike(members: Sequence[str]) -> bool:
    """True where the members are all names, or all plain words, and short."""
    bare = [re.sub(r"^(?:the|The)\s+", "", member) for member in members]
    names = [bool(member) and member[0].isupper() for member in bare]
    short = all(len(member.split()) <= 5 for member in bare)
    distinct = len({fold(member) for member in members}) == len(members)
    return (
        short
        and distinct
        and (all(names) or not any(names))
        and not any(re.search(r"\d", member) for member in bare)
    )
