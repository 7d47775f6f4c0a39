"""A type checker for facts: write down what a document claims, and prove what cannot all be true.

The public face: `load` claim files, `check` them, `dump` claims, and the classes of records,
findings and reports.
Everything is imported where it is first asked for, so that `import ijmfacts` costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ijmfacts.checking import check
    from ijmfacts.claims import (
        Anchor,
        AnyClaim,
        At,
        Breakdown,
        Citation,
        Claim,
        Event,
        Listing,
        Measure,
        Quantity,
        Relation,
        Role,
        Says,
        Statement,
    )
    from ijmfacts.dossier import Dossier, Records
    from ijmfacts.dumping import dump
    from ijmfacts.fields import FieldError
    from ijmfacts.findings import Finding, Party, Place, Repair, Report, Strength
    from ijmfacts.loading import load, load_world, loads
    from ijmfacts.records import (
        Acceptance,
        Counting,
        Dimension,
        Document,
        Entity,
        EventType,
        Kind,
        Name,
        Observance,
        Post,
        Property,
        RelationType,
        SetAside,
        Source,
        Unit,
        Vocabulary,
    )
    from ijmfacts.spans import Problem
    from ijmfacts.stats import strengths

__version__ = "0.1.0"

_ROOMS = {
    "checking": ("check",),
    "claims": (
        "Anchor",
        "AnyClaim",
        "At",
        "Breakdown",
        "Citation",
        "Claim",
        "Event",
        "Listing",
        "Measure",
        "Quantity",
        "Relation",
        "Role",
        "Says",
        "Statement",
    ),
    "dossier": ("Dossier", "Records"),
    "dumping": ("dump",),
    "fields": ("FieldError",),
    "findings": ("Finding", "Party", "Place", "Repair", "Report", "Strength"),
    "loading": ("load", "load_world", "loads"),
    "records": (
        "Acceptance",
        "Counting",
        "Dimension",
        "Document",
        "Entity",
        "EventType",
        "Kind",
        "Name",
        "Observance",
        "Post",
        "Property",
        "RelationType",
        "SetAside",
        "Source",
        "Unit",
        "Vocabulary",
    ),
    "spans": ("Problem",),
    "stats": ("strengths",),
}
_HOME = {name: room for room, names in _ROOMS.items() for name in names}

__all__ = [
    "Acceptance",
    "Anchor",
    "AnyClaim",
    "At",
    "Breakdown",
    "Citation",
    "Claim",
    "Counting",
    "Dimension",
    "Document",
    "Dossier",
    "Entity",
    "Event",
    "EventType",
    "FieldError",
    "Finding",
    "Kind",
    "Listing",
    "Measure",
    "Name",
    "Observance",
    "Party",
    "Place",
    "Post",
    "Problem",
    "Property",
    "Quantity",
    "Records",
    "Relation",
    "RelationType",
    "Repair",
    "Report",
    "Role",
    "Says",
    "SetAside",
    "Source",
    "Statement",
    "Strength",
    "Unit",
    "Vocabulary",
    "__version__",
    "check",
    "dump",
    "load",
    "load_world",
    "loads",
    "strengths",
]


def __getattr__(name: str) -> object:
    """The public name, from the room that holds it (PEP 562)."""
    room = _HOME.get(name)
    if room is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(importlib.import_module(f"{__name__}.{room}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """The public names."""
    return sorted({*globals(), *__all__})
