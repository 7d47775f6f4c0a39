"""What rules are given: the dossier's index, its measures and its timeline, each made once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from ijmfacts.claims import AnyClaim
from ijmfacts.constraints import Constraint, Remark
from ijmfacts.dossier import Dossier
from ijmfacts.index import Index
from ijmfacts.measures import Measures

if TYPE_CHECKING:
    from ijmfacts.offices import Offices
    from ijmfacts.ties import Tie
    from ijmfacts.timeline import Timeline
    from ijmfacts.times import Time
    from ijmfacts.whereabouts import Whereabouts


class Facts:
    """A dossier as rules see it.

    `text` is a copy of the document, where the user gave one, and `digest` that of its file.
    """

    def __init__(self, dossier: Dossier, text: str | None = None, digest: str = "") -> None:
        self.dossier = dossier
        self.index = Index(dossier)
        self.text = text
        self.digest = digest

    def among(self, claims: Iterable[AnyClaim], moments: Mapping[str, Time]) -> Facts:
        """Some claims, or others, as if they were all; the records around them are the same.

        `moments` are those of the whole dossier that they are claims of.
        """
        new = Facts.__new__(Facts)
        new.index = self.index.among(claims, moments)
        new.dossier, new.text, new.digest = new.index.dossier, None, ""
        new.timeline = self.timeline.among(new.index)
        new.offices = self.offices.among(new.index)
        return new

    @cached_property
    def measures(self) -> Measures:
        """Every figure and list, and how measures hang together."""
        return Measures(self.index)

    @cached_property
    def timeline(self) -> Timeline:
        """Every event and life, as days."""
        from ijmfacts.timeline import Timeline  # noqa: PLC0415 - only rules about time need it

        return Timeline(self.index)

    @cached_property
    def whereabouts(self) -> Whereabouts:
        """Where places lie, by records and claims."""
        from ijmfacts.whereabouts import Whereabouts  # noqa: PLC0415 - only rules about places need it

        return Whereabouts(self.index)

    @cached_property
    def ties(self) -> tuple[Tie, ...]:
        """Every tie that an asserted relation makes."""
        from ijmfacts.ties import ties  # noqa: PLC0415 - only rules about relations need it

        return tuple(ties(self.index))

    @cached_property
    def offices(self) -> Offices:
        """Every role, by the office that it is about."""
        from ijmfacts.offices import Offices  # noqa: PLC0415 - only rules about posts need it

        return Offices(self.index)


Yields: TypeAlias = Iterator[Constraint | Remark]
Check: TypeAlias = Callable[[Facts], Yields]
