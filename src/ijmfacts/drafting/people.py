"""Offices with their holders, foundings, births and deaths."""

from __future__ import annotations

import re
from typing import Final

from ijmfacts.claims import Event, Role
from ijmfacts.drafting.proposals import (
    NAME_WORD,
    Around,
    Draft,
    common_fields,
    quote_of,
    subject_of,
)
from ijmfacts.drafting.spans import COMMON, MONTHS, either, spans
from ijmfacts.names import fold

_PERSON: Final = (
    r"(?<![\w’'-])[A-Z][a-zà-ÿ’'-]+"
    r"(?:\s+(?:[A-Z]\.|[A-Z][\wà-ÿ’'-]+|de|van|von|bin|al)){0,2}\s+[A-Z][\wà-ÿ’'-]+"
)
_POSTS: Final = (
    "CEO|CFO|COO|CTO|chief executive officer|chief executive|chief financial officer"
    "|chief operating officer|chief technology officer|chief scientist|president|vice president"
    "|chairman|chairwoman|chairperson|chair|executive director|managing director|director"
    "|founder|co-founder|secretary general|secretary-general|general secretary|treasurer"
    "|prime minister|foreign minister|finance minister|governor|mayor|editor-in-chief"
    "|editor in chief|head coach|spokesman|spokeswoman|spokesperson|general counsel|ambassador"
    "|senator|attorney general|police chief|commissioner"
)
_POST: Final = (
    rf"(?P<post>(?:(?:[Ss]enior|[Ee]xecutive|[Dd]eputy|[Ff]ormer|[Vv]ice)\s+)*"
    rf"(?i:{either(_POSTS)}))"
)
_ORGANIZATION: Final = (
    rf"(?P<org>(?:{NAME_WORD})(?:\s+(?:(?:of|and|for)\s+(?:the\s+)?)?(?:{NAME_WORD}))*)"
)
_OFFICES: Final = tuple(
    re.compile(pattern)
    for pattern in (
        (
            rf"(?P<person>{_PERSON}),\s+(?:the\s+|a\s+|its\s+|an\s+)?{_POST}\s+(?:of|at|for)\s+"
            rf"(?:the\s+)?{_ORGANIZATION}"
        ),
        (
            rf"(?P<person>{_PERSON})\s+(?:is|was|became|serves\s+as|served\s+as)\s+(?:the\s+|a\s+)?"
            rf"(?:current\s+)?{_POST}\s+(?:of|at)\s+(?:the\s+)?{_ORGANIZATION}"
        ),
        rf"(?<![\w’'.-])(?:{_ORGANIZATION}(?:['’]s)?\s+)?(?<!\w){_POST}\s+(?P<person>{_PERSON})",
        rf"(?P<person>{_PERSON}),\s+(?:the\s+|its\s+|then\s+)?{_POST}(?=[,.;)])",
    )
)
_FOUNDED: Final = re.compile(
    r"\b(?:was|were|been)?\s*(?P<verb>founded|established)\b(?P<mid>[^.;:]{0,60}?)"
    rf"\b(?:in|on)\s+(?P<when>(?:{either(MONTHS)}\s+(?:\d{{1,2}},?\s+)?)?[12]\d{{3}})(?!\w)"
    rf"(?:[^.;,]{{0,40}}?\bby\s+(?:[a-z]+\s+){{0,3}}(?P<by>{_PERSON}))?"
)
_BORN: Final = re.compile(
    rf"(?P<person>{_PERSON})\s*(?:\((?:born|b\.)\s+|\s(?:was\s+)?born\s+(?:on\s+|in\s+))"
    rf"(?P<when>(?:{either(MONTHS)}\s+\d{{1,2}},\s+|\d{{1,2}}\s+{either(MONTHS)}\s+"
    rf"|{either(MONTHS)}\s+)?[12]\d{{3}})(?!\w)"
)
_DIED: Final = re.compile(
    rf"(?P<person>{_PERSON})\s+died\s+(?:[a-z]+\s+){{0,3}}?(?:on|in)\s+"
    rf"(?P<when>(?:{either(MONTHS)}\s+\d{{1,2}},\s+|\d{{1,2}}\s+{either(MONTHS)}\s+"
    rf"|{either(MONTHS)}\s+)?[12]\d{{3}})(?!\w)"
)
_LIVED: Final = re.compile(
    rf"(?P<person>{_PERSON})\s*\((?P<born>[12]\d{{3}})\s?[–—-]\s?(?P<died>[12]\d{{3}})\)"
)


def propose_people(draft: Draft, around: Around) -> None:
    """Offices with their holders, foundings, births and deaths."""
    text = around.text[around.start : around.end]
    base = around.start
    taken: list[tuple[int, int]] = []
    for pattern in _OFFICES:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < last and first < end for first, last in taken):
                continue
            person = " ".join(match["person"].split())
            if person.split()[0].casefold() in COMMON or len(person) > 60:
                continue
            organization = match.groupdict().get("org") or ""
            organization = " ".join(re.sub(r"(?:’|')s$", "", organization.strip(".,")).split())
            if organization and (
                organization.casefold() in COMMON or organization.split()[0].casefold() in COMMON
            ):
                organization = ""
                start = match.start("post")
            quote = quote_of(text, start, end)
            post = " ".join(match["post"].split())
            if not quote:
                continue
            taken.append((start, end))
            holder = draft.entity(person, "person")
            body = draft.entity(organization) if organization else ""
            key = (fold(post), body)
            first = draft.posts.setdefault(key, holder)
            about = "person, post, organization and time"
            if first != holder:
                body, about = "", f"{about}; {post} of {organization or 'this'} is proposed twice"
            common = common_fields(draft, around, base + start, base + end, about)
            common["id"] = draft.id(f"{person} {post}", around.line(base + start))
            draft.claims.append(Role(**common, person=holder, post=post, organization=body))
    for pattern, kind in ((_BORN, "birth"), (_DIED, "death")):
        for match in pattern.finditer(text):
            _life(
                draft,
                around,
                kind,
                match["person"],
                match["when"],
                base + match.start(),
                base + match.end("when"),
            )
    for match in _LIVED.finditer(text):
        for kind in ("birth", "death"):
            when = match["born" if kind == "birth" else "died"]
            _life(
                draft, around, kind, match["person"], when, base + match.start(), base + match.end()
            )
    for match in _FOUNDED.finditer(text):
        name = subject_of(around.text, around.start, base + match.start())
        when = _edtf(match["when"])
        start, end = base + match.start("verb"), base + match.end("when")
        if not when or not name or not quote_of(around.text, start, end):
            continue
        body = draft.entity(name)
        if ("founding", body) in draft.lives:
            continue
        draft.lives.add(("founding", body))
        by: tuple[str, ...] = ()
        if match["by"]:
            by = (draft.entity(match["by"], "person"),)
            end = base + match.end() if quote_of(around.text, start, base + match.end()) else end
        common = common_fields(draft, around, start, end, "what was founded, and by whom")
        draft.claims.append(Event(**common, type="founding", to=(body,), by=by, when=when))


def _edtf(words: str) -> str:
    for span in spans(words):
        if span.sort == "date":
            return span.time
    return ""


def _life(
    draft: Draft, around: Around, kind: str, person: str, words: str, start: int, end: int
) -> None:
    when = _edtf(words)
    if (
        not when
        or person.split(maxsplit=1)[0].casefold() in COMMON
        or not quote_of(around.text, start, end)
    ):
        return
    who = draft.entity(person, "person")
    if (kind, who) in draft.lives:
        return
    draft.lives.add((kind, who))
    common = common_fields(draft, around, start, end, "who it is, and the date")
    common["id"] = draft.id(f"{kind} of {person}", around.line(start))
    draft.claims.append(Event(**common, type=kind, by=(who,), when=when))


HAS_POST: Final = re.compile(rf"\b(?i:{either(_POSTS)})\b")
