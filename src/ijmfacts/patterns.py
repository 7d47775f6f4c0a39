"""Regular expressions that are compiled where they are first used.

Most of them look for mistakes, and most runs find none.
"""

from __future__ import annotations

import re
from typing import Any, cast


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, later; a mistake in it is raised at the first use."""
    return cast("re.Pattern[str]", _Late(source, flags))


class _Late:
    """A pattern that takes over each method of the compiled one as it is asked for."""

    def __init__(self, source: str, flags: int) -> None:
        self._made_of = (source, flags)

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(*self._made_of), name)
        setattr(self, name, found)
        return found
