"""What a command comes to: its exit status and what it prints, known before anything is printed."""

from __future__ import annotations

import attrs


@attrs.frozen
class Outcome:
    """An exit status, the text for standard output, and a message for standard error."""

    status: int
    text: str = ""
    error: str = attrs.field(default="", kw_only=True)
