"""Identifiers of works: ISBN, ISSN, DOI and URL, and whether a text can be one.

Check digits are computed by python-stdnum, which is imported only where there is one to check.
Knows nothing of sources, and never asks the network.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

import attrs

from ijmfacts.patterns import pattern
from ijmfacts.shapes import Shape

_LABEL: Final = pattern(r"^(?:urn:)?(?:e-?)?is[bs]n(?:-1[03])?\s*:?\s*", re.IGNORECASE)
_REMARK: Final = pattern(r"\s*\([^()]*\)")
_DOI_LABEL: Final = pattern(
    r"^(?:doi:\s*|info:doi/|(?:https?://)?(?:dx\.|www\.)?doi\.org/)", re.IGNORECASE
)
_DOI: Final = pattern(r"10\.[0-9]{3,9}(?:\.[0-9]+)*/\S+")
_ISBN_DASHES: Final = str.maketrans("", "", " \u00a0-\u2010\u2011\u2012\u2013\u2212")
_SCHEME: Final = pattern(r"[A-Za-z][A-Za-z0-9+.-]*:")
_WEB: Final = frozenset({"http", "https", "ftp"})
_UNWISE: Final = pattern(r"[<>\"{}|\\^`]|%(?![0-9A-Fa-f]{2})")
_LONGEST_LABEL: Final = 63
_ORDINARY: Final = pattern(
    r"https?://((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63})((?:/[A-Za-z0-9._~/+=-]*)?)"
)
"""A web address that nothing can be wrong with, so that no library need look at it."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Flaw(Shape):
    """What is wrong with an identifier.

    `certain`: no identifier of its kind is written so; otherwise it is only unusual.
    """

    message: str
    hint: str = ""
    certain: bool = True


def _several(text: str) -> list[str]:
    """The identifiers of a field that may hold more than one."""
    plain = _REMARK.sub("", text)
    return [_LABEL.sub("", piece.strip()) for piece in re.split(r"[,;]", plain) if piece.strip()]


def _digits(text: str) -> str:
    return text.translate(_ISBN_DASHES).upper()


def isbn_core(text: str) -> frozenset[str]:
    """The nine digits that ISBN-10 and ISBN-13 of one book share, with a prefix other than 978.

    Nothing is checked; a text that is no ISBN has none.
    """
    found = set()
    for piece in _several(text):
        digits = _digits(piece)
        if len(digits) == 10 and digits[:9].isdigit():
            found.add(digits[:9])
        elif len(digits) == 13 and digits.isdigit():
            found.add(digits[3:12] if digits.startswith("978") else digits[:12])
    return frozenset(found)


def doi(text: str) -> str:
    """A DOI as it is compared: without its label or resolver, in small letters (ISO 26324)."""
    return _DOI_LABEL.sub("", text.strip()).lower()


def url(text: str) -> str:
    """A URL as it is compared: `http` or `https`, a final slash and a default port are the same."""
    if ordinary := _ORDINARY.fullmatch(text):
        return ordinary[1].removeprefix("www.") + ordinary[2].rstrip("/")
    from urllib.parse import urlsplit  # noqa: PLC0415 - only sources with a URL need it

    try:
        parts = urlsplit(text.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return text.strip()
    shown = f":{port}" if port not in {None, 80, 443} else ""
    query = f"?{parts.query}" if parts.query else ""
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    return f"{host.removeprefix('www.')}{shown}{parts.path.rstrip('/')}{query}{fragment}"


@lru_cache(maxsize=4096)
def isbn_flaws(text: str) -> tuple[Flaw, ...]:
    """What is wrong with an ISBN, or with several parted by commas (ISO 2108)."""
    pieces = _several(text)
    if not pieces:
        return (Flaw(message=f"`{text}` is no ISBN"),)
    return tuple(flaw for piece in pieces for flaw in _book(piece))


def _book(piece: str) -> Iterator[Flaw]:
    from stdnum import isbn  # noqa: PLC0415 - slow to start, and seldom needed
    from stdnum.exceptions import InvalidChecksum, ValidationError  # noqa: PLC0415

    words = piece.split()
    if len(words) > 1 and all(len(_digits(word)) in {10, 13} for word in words):
        for word in words:
            yield from _book(word)
        return
    digits = _digits(piece)
    if len(digits) == 13 and digits.isdigit() and digits[:3] not in {"978", "979"}:
        yield Flaw(message=f"`{piece}` is no ISBN: one of 13 digits begins with 978 or 979")
        return
    try:
        isbn.validate(digits)
    except InvalidChecksum:
        last = next((d for d in "0123456789X" if isbn.is_valid(digits[:-1] + d)), "another")
        yield Flaw(
            message=f"`{piece}` is no ISBN: its check digit would be {last}",
            hint="a digit is wrong, or two have changed places",
        )
    except ValidationError:
        yield Flaw(
            message=f"`{piece}` is no ISBN: one has 10 or 13 digits",
            hint="several are parted by commas",
        )


@lru_cache(maxsize=4096)
def issn_flaws(text: str) -> tuple[Flaw, ...]:
    """What is wrong with an ISSN, or with several parted by commas (ISO 3297)."""
    from stdnum import issn  # noqa: PLC0415 - slow to start, and seldom needed
    from stdnum.exceptions import InvalidChecksum, ValidationError  # noqa: PLC0415

    found = []
    pieces = _several(text)
    if not pieces:
        return (Flaw(message=f"`{text}` is no ISSN"),)
    for piece in pieces:
        digits = _digits(piece)
        try:
            issn.validate(digits)
        except InvalidChecksum:
            last = issn.calc_check_digit(digits[:-1])
            found.append(
                Flaw(
                    message=f"`{piece}` is no ISSN: its check digit would be {last}",
                    hint="a digit is wrong, or two have changed places",
                )
            )
        except ValidationError:
            found.append(
                Flaw(
                    message=f"`{piece}` is no ISSN: one has eight digits, the last may be X",
                    hint="several are parted by commas",
                )
            )
    return tuple(found)


@lru_cache(maxsize=4096)
def doi_flaws(text: str) -> tuple[Flaw, ...]:
    """What is wrong with a DOI (ISO 26324: `10.`, a registrant's number, `/`, a suffix)."""
    bare = _DOI_LABEL.sub("", text.strip())
    if not _DOI.fullmatch(bare):
        return (
            Flaw(
                message=f"`{text}` is no DOI",
                hint="one is written `10.`, digits, `/` and a suffix without spaces",
            ),
        )
    if bare[-1] in ".,;":
        return (
            Flaw(
                message=f"the DOI `{text}` ends in a `{bare[-1]}`",
                hint="take it out, if it belongs to the sentence that the DOI was copied from",
                certain=False,
            ),
        )
    return ()


@lru_cache(maxsize=4096)
def url_flaws(text: str) -> tuple[Flaw, ...]:
    """What is wrong with a web address (RFC 3986; letters of all scripts are let pass)."""
    return () if _ORDINARY.fullmatch(text) else tuple(_address(text))


def _address(text: str) -> Iterator[Flaw]:
    from urllib.parse import urlsplit  # noqa: PLC0415 - only sources with a URL need it

    bare = text.strip()
    if any(c.isspace() or not c.isprintable() for c in bare):
        yield Flaw(message=f"`{text}` is no URL: there is a space in it", hint="write it as %20")
        return
    try:
        parts = urlsplit(bare)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        yield Flaw(message=f"`{text}` is no URL: {str(error)[:1].lower()}{str(error)[1:]}")
        return
    if not _SCHEME.match(bare) or (parts.scheme not in _WEB and not host and "." in parts.scheme):
        yield Flaw(
            message=f"`{text}` is no URL: it does not begin with https:// or another scheme",
            hint=f"write https://{bare}",
        )
        return
    if parts.scheme not in _WEB:
        yield Flaw(
            message=f"`{text}` is no address on the web",
            hint="a reader cannot open it with http or https",
            certain=False,
        )
        return
    if not host:
        yield Flaw(message=f"`{text}` is no URL: it names no host")
        return
    labels = host.removesuffix(".").split(".")
    if ":" not in host and any(not 0 < len(label) <= _LONGEST_LABEL for label in labels):
        yield Flaw(message=f"`{text}` is no URL: no host can be named `{host}`")
    elif ":" not in host and len(labels) == 1:
        yield Flaw(message=f"the host of `{text}` has no domain", certain=False)
    elif unwise := _UNWISE.search(bare):
        yield Flaw(
            message=f"`{text}` has a `{unwise[0]}` that must be escaped",
            hint="some readers of URLs refuse it",
            certain=False,
        )


FLAWS: Final[Mapping[str, Callable[[str], tuple[Flaw, ...]]]] = MappingProxyType(
    {"ISBN": isbn_flaws, "ISSN": issn_flaws, "DOI": doi_flaws, "URL": url_flaws}
)
"""For each field of a source that holds an identifier, what tells its flaws."""
