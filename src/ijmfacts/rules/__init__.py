"""The rules, in the order in which they give a conflict its name.

A new rule is one file in this directory and one line here.
Where several rules took part in a conflict, the first in this order names it: rules that tie many
claims together come before those that say what one measure is.
"""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import Final

_NAMES: Final = (
    "quotes-carry-values",
    "quotes-stand-in-the-text",
    "identifiers-are-valid",
    "access-follows-publication",
    "works-are-declared-once",
    "declared-sources-are-cited",
    "claims-agree-with-their-sources",
    "sources-of-a-claim-agree",
    "sources-are-not-older-than-events",
    "dates-exist",
    "authority-where-force-is-used",
    "observances-fall-on-their-day",
    "office-holders-act-inside-terms",
    "one-holder-per-post",
    "posts-are-held-in-the-term-told",
    "excluded-posts-are-not-held-together",
    "one-post-per-person-in-organization",
    "members-are-of-their-kind",
    "only-and-all-hold",
    "single-valued-relations-have-one-value",
    "one-place-per-event",
    "places-lie-where-said",
    "past-lies-before-publication",
    "durations-fit-dates",
    "acts-fall-inside-lives",
    "things-happen-in-order",
    "one-time-per-event",
    "disjoint-parts-share-no-member",
    "formulas-hold",
    "changes-match-values",
    "shares-match-counts",
    "means-come-from-whole-numbers",
    "parts-sum-to-whole",
    "periods-sum-to-period",
    "part-is-within-whole",
    "counts-match-events",
    "count-matches-list",
    "one-value-at-one-time",
    "claims-name-their-source-or-voice",
    "present-claims-are-dated",
    "values-are-not-vague",
    "speakers-are-named",
)


def module_name(rule: str) -> str:
    """The module that holds a rule."""
    return f"{__name__}.{rule.replace('-', '_')}"


RULES: Final[tuple[ModuleType, ...]] = tuple(
    importlib.import_module(module_name(rule)) for rule in _NAMES
)
ORDER: Final = {rule: at for at, rule in enumerate(_NAMES)}
