"""Currencies as documents print them, before and after a number.

Knows nothing of what they are worth.
"""

from __future__ import annotations

from typing import Final

from ijmfacts.values.letters import listed
from ijmfacts.values.lexemes import Cursor, by_first_word
from ijmfacts.values.number_words import number_word

CURRENCY_SIGNS: Final = {
    "$": "USD",
    "us$": "USD",
    "u.s.$": "USD",
    "c$": "CAD",
    "ca$": "CAD",
    "a$": "AUD",
    "au$": "AUD",
    "nz$": "NZD",
    "hk$": "HKD",
    "s$": "SGD",
    "nt$": "TWD",
    "r$": "BRL",
    "mx$": "MXN",
    "£": "GBP",
    "€": "EUR",
    "¥": "JPY",
    "₹": "INR",
    "₽": "RUB",
    "₩": "KRW",
    "₺": "TRY",
    "₪": "ILS",
    "₫": "VND",
    "₴": "UAH",
    "฿": "THB",
    "₱": "PHP",
    "₦": "NGN",
    "₵": "GHS",
}
CURRENCY_CODES: Final = frozenset(
    listed(
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN "
        "BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR "
        "FJD GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD "
        "JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD "
        "MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP "
        "PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SLE SOS SRD SSP STN SYP SZL "
        "THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF "
        "XPF YER ZAR ZMW ZWL"
    )
)
CURRENCY_WORDS: Final = {
    tuple(words.split()): code
    for words, code in (
        ("dollars", "USD"),
        ("dollar", "USD"),
        ("us dollars", "USD"),
        ("us dollar", "USD"),
        ("u.s. dollars", "USD"),
        ("u.s. dollar", "USD"),
        ("american dollars", "USD"),
        ("canadian dollars", "CAD"),
        ("australian dollars", "AUD"),
        ("new zealand dollars", "NZD"),
        ("hong kong dollars", "HKD"),
        ("singapore dollars", "SGD"),
        ("euros", "EUR"),
        ("euro", "EUR"),
        ("pounds sterling", "GBP"),
        ("pound sterling", "GBP"),
        ("british pounds", "GBP"),
        ("swiss francs", "CHF"),
        ("yen", "JPY"),
        ("yuan", "CNY"),
        ("renminbi", "CNY"),
        ("indian rupees", "INR"),
        ("baht", "THB"),
        ("rand", "ZAR"),
        ("kenyan shillings", "KES"),
        ("ugandan shillings", "UGX"),
        ("philippine pesos", "PHP"),
        ("mexican pesos", "MXN"),
    )
}
"""Names of currencies that mean one currency; plain "pounds", "rupees" or "pesos" stay nouns."""
CURRENCY_PHRASES: Final = by_first_word(CURRENCY_WORDS)


def currency_at(cursor: Cursor, ahead: int) -> bool:
    """True where a currency stands ahead, and belongs to what is before it."""
    return (
        cursor.printed(ahead) in CURRENCY_CODES
        or cursor.phrase(CURRENCY_PHRASES, ahead) is not None
        or (cursor.sort(ahead) == "money" and cursor.sort(ahead + 1) != "number")
    )


def read_currency_before(cursor: Cursor) -> str:
    """The currency that stands before a number, or nothing."""
    if cursor.sort() == "money":
        code = CURRENCY_SIGNS.get(cursor.word(), "")
        cursor.at += 1
        return code
    code = cursor.printed()
    if code in CURRENCY_CODES and (
        cursor.sort(1) in ("number", "money") or cursor.word(1) == "-" or number_word(cursor, 1)
    ):
        cursor.at += 1
        if cursor.sort() == "money":
            cursor.at += 1
        return code
    return ""


def read_currency_after(cursor: Cursor) -> str:
    """The currency that stands after a number, or nothing."""
    ahead = cursor.joined()
    if cursor.sort(ahead) == "money" and not ahead and cursor.sort(1) != "number":
        code = CURRENCY_SIGNS.get(cursor.word(), "")
        cursor.at += 1
        return code
    if cursor.printed(ahead) in CURRENCY_CODES:
        code = cursor.printed(ahead)
        cursor.at += ahead + 1
        return code
    found = cursor.phrase(CURRENCY_PHRASES, ahead)
    if found:
        cursor.at += ahead + found[0]
        return str(found[1])
    return ""
