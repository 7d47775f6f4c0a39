"""Nodes: texts that stay texts, and places that are found along paths."""

from __future__ import annotations

from ijmfacts import nodes
from ijmfacts.nodes import Mapping, Node, Null, Sequence, Text
from ijmfacts.spans import Span
from ijmfacts.yaml_files import read_yaml

FILE = """\
section: Lead
claims:
  - id: a
    at: {line: 3, section: "Lead"}
    quote: [two programs, out of 30]
    note:
"""


def tree() -> Mapping:
    root, problems = read_yaml(FILE.encode(), "f.yaml")
    assert problems == ()
    assert isinstance(root, Mapping)
    return root


def cut(span: Span) -> str:
    """The part of the file that a span of one line covers."""
    assert span.line == span.end_line
    return FILE.splitlines()[span.line - 1][span.column - 1 : span.end_column - 1]


def test_a_place_is_that_of_the_value() -> None:
    root = tree()
    assert cut(nodes.place(root, ("section",))) == "Lead"
    assert cut(nodes.place(root, ("claims", 0, "at", "line"))) == "3"
    assert cut(nodes.place(root, ("claims", 0, "at", "section"))) == '"Lead"'
    assert cut(nodes.place(root, ("claims", 0, "quote", 1))) == "out of 30"
    assert cut(nodes.place(root, ("claims", 0, "at"))) == '{line: 3, section: "Lead"}'


def test_a_place_is_that_of_the_deepest_node_there_is() -> None:
    root = tree()
    at = nodes.place(root, ("claims", 0, "at"))
    assert nodes.place(root, ("claims", 0, "at", "paragraph")) == at
    assert nodes.place(root, ("claims", 0, "at", "line", "deeper", 3)) == nodes.place(
        root, ("claims", 0, "at", "line")
    )
    assert nodes.place(root, ("claims", 7)) == nodes.place(root, ("claims",))
    assert nodes.place(root, ("claims", "id")) == nodes.place(root, ("claims",))
    assert nodes.place(root, ()) == root.span


def test_a_key_place_is_that_of_the_key() -> None:
    root = tree()
    assert cut(nodes.key_place(root, ("claims",))) == "claims"
    assert cut(nodes.key_place(root, ("claims", 0, "at", "section"))) == "section"


def test_a_key_that_is_not_there_is_placed_at_the_record() -> None:
    root = tree()
    record = nodes.place(root, ("claims", 0))
    assert nodes.key_place(root, ("claims", 0, "value")) == record
    assert nodes.key_place(root, ("claims", 0)) == record


def test_records_and_lists_span_from_their_first_sign_to_their_last() -> None:
    root = tree()
    assert nodes.place(root, ("claims", 0)) == Span("f.yaml", 3, 5, 6, 10)
    assert nodes.place(root, ("claims",)) == Span("f.yaml", 3, 3, 6, 10)


def test_nothing_has_an_empty_place_after_the_colon() -> None:
    assert nodes.place(tree(), ("claims", 0, "note")) == Span("f.yaml", 6, 10, 6, 10)


def test_the_spans_of_keys_are_those_of_each_key() -> None:
    root = tree()
    assert {key: cut(span) for key, span in root.keys_spans.items()} == {
        "section": "section",
        "claims": "claims",
    }


def test_nodes_are_the_containers_they_look_like() -> None:
    root = tree()
    claim = root["claims"][0]  # type: ignore[index]
    assert isinstance(root, dict)
    assert isinstance(root["claims"], Sequence)
    assert isinstance(root["claims"], list)
    assert isinstance(claim, Mapping)
    assert claim["id"] == "a"
    assert isinstance(claim["id"], Text)
    assert claim["note"] == Null()
    assert not claim["note"]


def test_plain_data_has_no_nodes_left() -> None:
    data = nodes.plain_data(tree())
    assert data == {
        "section": "Lead",
        "claims": [
            {
                "id": "a",
                "at": {"line": "3", "section": "Lead"},
                "quote": ["two programs", "out of 30"],
                "note": None,
            }
        ],
    }
    assert type(data) is dict
    assert type(data["claims"]) is list
    assert type(data["section"]) is str


def test_nodes_made_by_hand_are_nowhere_and_have_places_all_the_same() -> None:
    made: list[Node] = [Text("a"), Null(), Mapping(), Sequence()]
    for node in made:
        assert nodes.place(node, ("a", 0)) == Span("", 1, 1, 1, 1)
        assert nodes.key_place(node, ("a",)) == Span("", 1, 1, 1, 1)
    filled = Mapping({"a": Text("b")})
    assert nodes.key_place(filled, ("a",)) == Span("", 1, 1, 1, 1)
    assert filled.keys_spans == {}
