"""Units of measurement as documents print them: spellings, those printed together, and rates.

How large a unit is says the world (`units.yaml`), which may be replaced; here it is only told that
`sq mi` and `square miles` are one unit.
Knows nothing of what is measured.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType
from typing import Final

_NAMES: Final = {
    "m": "metre metres meter meters m",
    "km": "kilometre kilometres kilometer kilometers km kms",
    "cm": "centimetre centimetres centimeter centimeters cm",
    "mm": "millimetre millimetres millimeter millimeters mm",
    "ft": "foot feet ft",
    "in": "inch inches",
    "yd": "yard yards yd yds",
    "mi": "mile miles mi",
    "ha": "hectare hectares ha",
    "acre": "acre acres",
    "L": "litre litres liter liters l",
    "mL": "millilitre millilitres milliliter milliliters ml",
    "gal": "gallon gallons gal",
    "kg": "kilogram kilograms kilogramme kilogrammes kg kgs kilo kilos",
    "g": "gram grams gramme grammes g",
    "mg": "milligram milligrams mg",
    "t": "tonne tonnes t",
    "ton": "ton tons",
    "lb": "lb lbs",
    "oz": "ounce ounces oz",
    "kn": "knot knots kn kts",
    "lbf": "lbf",
    "W": "watt watts w",
    "kW": "kilowatt kilowatts kw",
    "MW": "megawatt megawatts mw",
    "GW": "gigawatt gigawatts gw",
    "hp": "horsepower hp",
    "PS": "ps",
    "bhp": "bhp",
    "ihp": "ihp",
    "shp": "shp",
    "Wh": "wh",
    "kWh": "kwh",
    "MWh": "mwh",
    "GWh": "gwh",
    "TWh": "twh",
    "km/h": "kmh kph",
    "mph": "mph",
}
"""Units of one word, each by its symbol with every spelling; case makes no difference."""

_PHRASES: Final = {
    "nmi": "nautical mile, nautical miles, nmi, naut mi",
    "sq in": "sq in, in²",
    "cm³": "cc",
    "cu in": "cubic inch, cubic inches, cu in, cu . in",
    "US gal": "us gallon, us gallons, u.s. gallon, u.s. gallons, us gal, u.s. gal",
    "imp gal": "imperial gallon, imperial gallons, imp gal",
    "fl oz": "fluid ounce, fluid ounces, fl oz",
    "long ton": "long ton, long tons",
    "short ton": "short ton, short tons",
    "t": "metric ton, metric tons, metric tonne, metric tonnes",
    "hp": "horse power, horse - power",
    "FTE": "fte, ftes, full - time equivalent, full - time equivalents",
    "kWh": "kilowatt hour, kilowatt hours, kilowatt - hour, kilowatt - hours",
    "MWh": "megawatt hour, megawatt hours, megawatt - hour, megawatt - hours",
    "GWh": "gigawatt hour, gigawatt hours, gigawatt - hour, gigawatt - hours",
    "TWh": "terawatt hour, terawatt hours, terawatt - hour, terawatt - hours",
    "km/h": "km / h, km per hour",
    "mph": "mi / h",
    "m/s": "m / s",
    "ft/s": "ft / s",
    "°C": "° c, degrees celsius, degree celsius, degrees centigrade",
    "°F": "° f, degrees fahrenheit, degree fahrenheit",
    "°": "°, degrees, degree",
    "ft": "'",
    "in": '"',
}
"""Units of several words, or of signs."""

_POWERS: Final = (("square", "sq", "²", "2"), ("cubic", "cu", "³", "3"))
_LENGTHS: Final = ("m", "km", "cm", "mm", "ft", "yd", "mi")
_WRITTEN: Final = {("ft", "²"): "sq ft", ("mi", "²"): "sq mi", ("yd", "²"): "sq yd"} | {
    ("ft", "³"): "cu ft",
    ("yd", "³"): "cu yd",
    ("mi", "³"): "cu mi",
}


def _spelled() -> Iterator[tuple[str, str]]:
    """Every spelling with its symbol."""
    for symbol, words in _NAMES.items():
        for word in words.split():
            yield word, symbol
    for length in _LENGTHS:
        for long, short, power, digit in _POWERS:
            symbol = _WRITTEN.get((length, power), length + power)
            for word in _NAMES[length].split():
                yield f"{long} {word}", symbol
                yield f"{short} {word}", symbol
                yield f"{short} . {word}", symbol
            yield length + power, symbol
            yield f"{length} {digit}", symbol
    for length, by_hour, by_second in (("km", "km/h", ""), ("mi", "mph", ""), ("m", "", "m/s")):
        for word in _NAMES[length].split():
            if by_hour:
                yield f"{word} per hour", by_hour
            if by_second:
                yield f"{word} per second", by_second
    for word in _NAMES["ft"].split():
        yield f"{word} per second", "ft/s"
    for symbol, phrases in _PHRASES.items():
        for phrase in phrases.split(","):
            yield phrase.strip(), symbol


SPELLINGS: Final[Mapping[tuple[str, ...], str]] = MappingProxyType(
    {tuple(spelling.split()): symbol for spelling, symbol in _spelled()}
)
"""The words and signs of each spelling, in lower case, with the symbol of the unit.

Words that are more often something else are none of them: pounds and stone.
Words that mean units of several sizes (gallon, ton, hp) are a unit of their own.
"""

CASED: Final[Mapping[str, str]] = MappingProxyType({"kN": "kN", "mW": "mW"})
"""Symbols that mean another unit in capitals or in small letters, as printed."""

AFTER_DIGITS: Final = frozenset({("foot",), ("yard",), ("yards",), ("knot",), ("knots",)})
"""Spellings that are units only after digits: `two yards` may build ships."""

COLD: Final = frozenset({"°C", "°F", "°"})
"""Units on whose scale nothing is special about zero: what is measured may lie below it."""

TOGETHER: Final[tuple[Mapping[str, int], ...]] = (
    {"in": 1, "ft": 12, "yd": 36},
    {"mm": 1, "cm": 10, "m": 1000, "km": 10**6},
    {"oz": 1, "lb": 16},
    {"g": 1, "kg": 1000},
)
"""Units that one size is printed in (`5 ft 10 in`), each family with whole sizes."""

_SO_MANY: Final = re.compile(r"([0-9][0-9,]*(?:\.[0-9]+)?)(?: (.*))?")


@lru_cache(maxsize=1 << 12)
def rate(unit: str) -> tuple[str, Fraction, str]:
    """What a rate is told in, and for how many of what: `USD per 1,000 km` is USD, 1,000 and km.

    For one where no number is said; of nothing at all where the unit is none of a rate.
    """
    above, per, below = f" {unit}".partition(" per ")
    match = _SO_MANY.fullmatch(below)
    number = Fraction(match[1].replace(",", "")) if match else Fraction(1)
    if not per or not number:
        return unit, Fraction(1), ""
    return above.strip(), number, (match[2] or "") if match else below
