"""The pages of rules and of kinds of assumption, for `rules` and `explain`."""

from __future__ import annotations

import importlib
import inspect
from typing import Final

from ijmfacts.checking import ACCEPTED, MALFORMED, SETTLED
from ijmfacts.constraints import ASSUMPTIONS
from ijmfacts.rules import ORDER, module_name

OTHERS: Final = {
    MALFORMED: """\
Every record of a claim file can be read.

Why it matters: a record that cannot be read is not checked, and nor is what depends on it.
The rest of the dossier is.

Not flagged: a date that a document prints and that does not exist, since that is the document's
mistake and not the file's.

Flagged: bad syntax, unknown kinds and fields, wrong types, unreadable values and dates, missing
fields, and references to entities or sources that do not exist.
""",
    ACCEPTED: """\
Every accepted finding is still found, and its acceptance has not run out.

Why it matters: an acceptance that matches nothing hides nothing today, and may hide another finding
tomorrow.

Flagged: an entry of `accepted` whose rule and claims no finding has, or whose `until` has passed.
""",
    SETTLED: """\
Every assumption that is settled by `assume` or `reject` is one that some claim needs.

Why it matters: a settled assumption with a slip in its name settles nothing.

Flagged: an entry of `assume` or `reject`, or an option of that name, that no claim needs.
""",
}
"""The pages of findings that no rule among claims makes."""


def rule_names() -> tuple[str, ...]:
    """Every rule by name, in the order of the alphabet."""
    return tuple(sorted((*ORDER, *OTHERS)))


def page(rule: str) -> str:
    """The page of a rule: what must hold, why it matters, what is flagged and what is fine."""
    if rule in OTHERS:
        return OTHERS[rule].strip()
    return inspect.cleandoc(importlib.import_module(module_name(rule)).__doc__ or "")


def first_line(rule: str) -> str:
    """What must hold, in one sentence."""
    return page(rule).partition("\n")[0]


def assumption_page(kind: str) -> str:
    """What a kind of assumption says, and how to settle it."""
    return f"""\
{ASSUMPTIONS[kind][:1].upper()}{ASSUMPTIONS[kind][1:]}.

This is a kind of assumption: something that a text does not say, but that a reading of it needs.
What rests on it is a tension, and never a contradiction.

Take it as a fact, and what rests on it alone becomes a contradiction::

    ijmfacts check --assume {kind}

Refuse it, and what rests on it goes away::

    ijmfacts check --reject {kind}

A claim file settles it for good, for everybody who checks it::

    assume: [{kind}]

Some findings name what they assume more closely, as `{kind}:…`; that settles the one case only.
"""
