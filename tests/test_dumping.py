"""Records written as files are read back as the same records."""

from __future__ import annotations

import pathlib

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ijmfacts import At, Breakdown, Dossier, Entity, Listing, Quantity, Records, dump, load, loads
from ijmfacts.claims import AnyClaim
from ijmfacts.dumping import FORMATS, Format, UnwritableError
from ijmfacts.strategies import claims, dossiers, texts

FILES: dict[Format, str] = {"yaml": "x.yaml", "jsonl": "x.jsonl"}


def back(text: str, format_: Format) -> Dossier:
    return loads(text, file=FILES[format_], world=Records())


def quantity(**fields: object) -> Quantity:
    return Quantity(**{"id": "a", "subject": "s", "property": "p", "value": "3"} | fields)  # type: ignore[arg-type]


WORDS = [
    "null",
    "~",
    "",
    "true",
    "false",
    "Null",
    "<<",
    "=",
    "1" * 50,
    "- a",
    "a: b",
    "# a",
    "'",
    '"',
]


@pytest.mark.parametrize("word", [word for word in WORDS if word])
def test_texts_that_look_like_something_else_are_kept(word: str) -> None:
    claim = quantity(note=word, dimensions={word: word})
    assert (claim,) == back(dump([claim]), "yaml").claims


@pytest.mark.parametrize("text", ["{}", "a{}b", "{}a", "a{}", "a {} b", "a\n{}b", "a{0}{0}b"])
@pytest.mark.parametrize("mark", ["\x85", "\u2028", "\u2029", "\u00a0", "\u2003", "\u3000"])
def test_breaks_and_spaces_of_other_alphabets_are_kept(mark: str, text: str) -> None:
    claim = quantity(note=text.format(mark), dimensions={text.format(mark): text.format(mark)})
    assert (claim,) == back(dump([claim]), "yaml").claims


@pytest.mark.parametrize(
    "text", ["NO", "11.50", "2022-11", "0o17", "1_000", "yes", "off", "1e3", "12:30"]
)
def test_only_what_our_reader_would_misread_stands_in_quotes(text: str) -> None:
    assert f"note: {text}\n" in dump([quantity(note=text)])


@pytest.mark.parametrize("text", ["null", "~", "true", "false"])
def test_nothing_and_truth_as_words_stand_in_quotes(text: str) -> None:
    assert f"note: '{text}'\n" in dump([quantity(note=text)])


def test_a_quote_of_one_piece_is_a_text_and_of_several_a_list() -> None:
    assert "quote: three men\n" in dump([quantity(quote="three men")])
    assert "quote:\n      - three\n      - men\n" in dump([quantity(quote=["three", "men"])])


def test_truths_are_bare_words_in_yaml_and_literals_in_json() -> None:
    claim = Listing(id="a", subject="s", property="p", members=["x"], complete=True)
    assert "complete: true\n" in dump([claim])
    assert '"complete": true' in dump([claim], format="jsonl")


def test_what_is_unsaid_is_not_written() -> None:
    text = (
        "claims:\n  - id: a\n    kind: quantity\n    subject: s\n    property: p\n    value: '3'\n"
    )
    assert text.replace("'", "") == dump([quantity()])


def test_places_in_the_document_are_kept() -> None:
    claim = quantity(at=At(section="Founding", paragraph=2, line=21))
    assert (claim,) == back(dump([claim]), "yaml").claims


def test_lines_are_never_folded_so_that_quotes_have_one_place() -> None:
    note = "word " * 200 + "end"
    assert f"note: {note}\n" in dump([quantity(note=note)])


def test_no_claims_at_all_are_a_file_too() -> None:
    assert back(dump([]), "yaml").problems == ()
    assert dump([], format="jsonl") == ""


def test_other_readers_of_yaml_read_the_same_texts() -> None:
    """PyYAML without conversions reads each scalar as the text that it is."""
    claim = quantity(note="it's: a #text\nin two lines", dimensions={"focus": "null"})
    read = yaml.load(dump([claim]), yaml.BaseLoader)["claims"][0]  # noqa: S506 - it makes texts only
    assert (claim.note, dict(claim.dimensions)) == (read["note"], read["dimensions"])


def cases() -> list[tuple[AnyClaim, ...]]:
    return [
        (quantity(note="bell \x07"),),
        (quantity(note="half \ud800"),),
        (quantity(), quantity(value="4")),
        (quantity(at=At(line=-1)),),
        (Breakdown(id="a", subject="s", property="p", by="b", parts=(("x", "1"), ("x", "2"))),),
    ]


@pytest.mark.parametrize("unfit", cases())
@pytest.mark.parametrize("format_", FORMATS)
def test_what_no_file_can_say_is_an_error_and_not_another_claim(
    unfit: tuple[AnyClaim, ...], format_: Format
) -> None:
    with pytest.raises(UnwritableError):
        dump(unfit, format=format_)


def test_an_unknown_format_is_an_error() -> None:
    with pytest.raises(ValueError, match="yaml, jsonl"):
        dump([], format="toml")  # type: ignore[arg-type]


@pytest.mark.parametrize("format_", FORMATS)
def test_the_claims_of_this_repository_survive(format_: Format) -> None:
    dossier = load(pathlib.Path(__file__).parents[1] / "claims", world=Records())
    assert dossier == back(dump(dossier, format=format_), format_)


def test_entities_and_the_rest_are_written_under_their_ids() -> None:
    records = Records(entities=[Entity(id="club", name="The Club")])
    assert dump(records) == "entities:\n  club:\n    name: The Club\n"
    assert dump(records, format="jsonl") == '{"entity": {"id": "club", "name": "The Club"}}\n'


@pytest.mark.parametrize("format_", FORMATS)
@settings(max_examples=70, deadline=None)
@given(given_=st.data())
def test_law_what_is_dumped_is_read_back_as_the_same_claims(
    format_: Format, given_: st.DataObject
) -> None:
    drawn = given_.draw(st.lists(claims(), max_size=3, unique_by=lambda claim: claim.id))
    found = back(dump(drawn, format=format_), format_)
    assert tuple(drawn) == found.claims


@pytest.mark.parametrize("format_", FORMATS)
@settings(max_examples=25, deadline=None)
@given(given_=st.data())
def test_law_whole_dossiers_are_read_back(format_: Format, given_: st.DataObject) -> None:
    drawn = given_.draw(dossiers())
    assert drawn == back(dump(drawn, format=format_), format_)


@pytest.mark.parametrize("format_", FORMATS)
@settings(max_examples=60, deadline=None)
@given(text=texts(max_size=80))
def test_law_every_text_that_a_file_may_hold_is_kept_as_it_is(format_: Format, text: str) -> None:
    claim = quantity(note=text, dimensions={text: text})
    assert (claim,) == back(dump([claim], format=format_), format_).claims


@settings(max_examples=30, deadline=None)
@given(drawn=dossiers())
def test_law_dumping_what_was_read_gives_the_same_bytes(drawn: Dossier) -> None:
    once = dump(drawn)
    assert once == dump(back(once, "yaml"))
