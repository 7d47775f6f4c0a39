"""Units of measurement: how they are spelled, and how large the world says that they are."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest

from ijmfacts import FieldError, Unit, Vocabulary, check, load_world, loads
from ijmfacts.dossier import Dossier, Records, shipped_world
from ijmfacts.index import Index
from ijmfacts.units import CASED, COLD, SPELLINGS, TOGETHER
from ijmfacts.values import DURATION_UNITS, read_value

SIZES = Index(Dossier()).sizes
UNCOMPARED = COLD | {"bhp", "ihp", "shp", "FTE"}
"""Units that no table tells in another: degrees, powers taken at different ends of a shaft, posts."""


def size(name: str) -> Fraction:
    """The one size of a unit."""
    _, least, most = SIZES[name]
    assert least == most
    return least


@pytest.mark.parametrize("symbol", sorted({*SPELLINGS.values(), *CASED.values()} - UNCOMPARED))
def test_every_spelled_unit_has_a_size(symbol: str) -> None:
    assert symbol in SIZES


def test_every_unit_of_a_size_is_spelled_or_a_duration() -> None:
    spelled = {*SPELLINGS.values(), *CASED.values(), *DURATION_UNITS, "N"}
    assert set(shipped_world().vocabulary.units) <= spelled


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_spelling_is_read_as_its_unit(spelling: tuple[str, ...]) -> None:
    reading = read_value("7 " + " ".join(spelling).replace(" - ", "-").replace(" .", "."))
    assert (reading.kind, reading.unit, reading.noun) == ("size", SPELLINGS[spelling], "")


AREAS = {"mm²": "mm", "cm²": "cm", "km²": "km", "sq in": "in", "sq ft": "ft", "sq yd": "yd"}
VOLUMES = {"mm³": "mm", "cm³": "cm", "km³": "km", "cu in": "in", "cu ft": "ft", "cu yd": "yd"}


@pytest.mark.parametrize(("area", "length"), AREAS.items())
def test_areas_are_squares(area: str, length: str) -> None:
    assert size(area) == size(length) ** 2


@pytest.mark.parametrize(("volume", "length"), VOLUMES.items())
def test_volumes_are_cubes(volume: str, length: str) -> None:
    assert size(volume) == size(length) ** 3 * 1000


@pytest.mark.parametrize("family", TOGETHER)
def test_units_printed_together_have_the_same_sizes_in_the_world(family: dict[str, int]) -> None:
    ratios = {SIZES[name][1] / count for name, count in family.items() if name in SIZES}
    assert len(ratios) == 1


def test_what_is_defined_by_others_is_so() -> None:
    """Statute mile and acre, knot, gallon by cubic inches, horsepower by pound-force and foot."""
    mile, nautical = SIZES["mi"][1], SIZES["nmi"][1]
    assert mile == 5280 * size("ft")
    assert size("cu mi") == mile**3 * 1000
    assert SIZES["sq mi"][1] == mile**2
    assert SIZES["acre"][1] == mile**2 / 640
    assert SIZES["kn"][1] == nautical / 3600
    assert size("mph") == mile / 3600
    assert size("US gal") == 231 * size("cu in")
    assert size("short ton") == 2000 * size("lb")
    assert size("long ton") == 2240 * size("lb")
    low, high = SIZES["hp"][1:]
    assert low == size("PS") < 550 * size("ft") * size("lbf") < high


def test_least_is_no_more_than_most() -> None:
    assert all(0 < least <= most for _, least, most in SIZES.values())


def test_a_unit_may_be_told_in_one_of_a_dossier() -> None:
    own = Records(vocabulary=Vocabulary(units={"fathom": Unit(name="fathom", of="ft", size="6")}))
    dossier = Dossier(vocabulary=own.vocabulary)
    assert Index(dossier).sizes["fathom"] == ("m", Fraction("1.8288"), Fraction("1.8288"))


def test_units_told_in_each_other_have_no_size() -> None:
    units = {
        one: Unit(name=one, of=other, size="2") for one, other in pairwise(("a", "b", "c", "a"))
    }
    dossier = Dossier(vocabulary=Vocabulary(units=units), world=Records())
    assert Index(dossier).sizes == {}


@pytest.mark.parametrize("left_out", [("units",), ("countries", "units")])
def test_the_table_can_be_left_out(left_out: tuple[str, ...]) -> None:
    assert Index(Dossier(world=load_world(without=left_out))).sizes == {}


@pytest.mark.parametrize(
    ("size", "least", "most"),
    [
        ("", "", ""),
        ("", "1", ""),
        ("1", "", "1"),
        ("0", "", ""),
        ("-1", "", ""),
        ("a foot", "", ""),
        ("1/0", "", ""),
    ],
)
def test_a_unit_without_a_size_is_refused(size: str, least: str, most: str) -> None:
    with pytest.raises(FieldError):
        Unit(name="fathom", of="ft", size=size, least=least, most=most)


@pytest.mark.parametrize("unit", ["%", "percent", "per cent", "per-cent", "pct."])
def test_a_property_in_percent_has_no_shares_however_that_is_spelled(unit: str) -> None:
    """A quota of 80% in the north is no share of one of 30%, and may be above it."""
    text = """
    entities: {club: {name: Club}}
    vocabulary:
      properties:
        quota: {unit: "UNIT", time: state, dimensions: {side: {exclusive: true}}}
    claims:
      - {id: all, kind: quantity, subject: club, property: quota, value: 30%, quote: 30%}
      - {id: north, kind: quantity, subject: club, property: quota, dimensions: {side: north},
         value: 80%, quote: 80%}
      - {id: south, kind: quantity, subject: club, property: quota, dimensions: {side: south},
         value: 70%, quote: 70%}
    """
    found = check(loads(text.replace("UNIT", unit)))
    assert [finding.rule for finding in found.findings if finding.severity != "note"] == []
