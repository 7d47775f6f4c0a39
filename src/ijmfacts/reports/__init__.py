"""Reports: what a check found, as text for people and as JSON for programs.

Knows nothing of how findings were found.
"""

from __future__ import annotations

from typing import Final

WIDTH: Final = 100
"""The most columns of a line of prose."""
