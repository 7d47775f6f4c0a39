"""What a document prints as a value, read as intervals of exact numbers.

`$51.6 million` is read as every amount that any habit of rounding prints so, `more than 700` as a
bound, `nearly 4,000` as a bound and, under an assumption, a width.
Knows nothing of claims, and nothing of what a value is about.
"""

from ijmfacts.values.durations import DURATION_UNITS, days_of
from ijmfacts.values.grammar import read_value
from ijmfacts.values.hedges import DEFAULT_HEDGES, Hedge
from ijmfacts.values.layers import roughly
from ijmfacts.values.printing import (
    format_interval,
    format_number,
    rounded_outwards,
    told_interval,
)
from ijmfacts.values.quotes import tokens, value_in_quote
from ijmfacts.values.readings import (
    EXACT,
    HEDGE,
    KINDS,
    LONGEST_TEXT,
    ROUNDED,
    VAGUE,
    Layer,
    Reading,
    UnreadableValueError,
)

__all__ = [
    "DEFAULT_HEDGES",
    "DURATION_UNITS",
    "EXACT",
    "HEDGE",
    "KINDS",
    "LONGEST_TEXT",
    "ROUNDED",
    "VAGUE",
    "Hedge",
    "Layer",
    "Reading",
    "UnreadableValueError",
    "days_of",
    "format_interval",
    "format_number",
    "read_value",
    "roughly",
    "rounded_outwards",
    "tokens",
    "told_interval",
    "value_in_quote",
]
