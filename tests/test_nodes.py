"""Nodes and spans: what a file holds, and where."""

from __future__ import annotations

import copy

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ijmfacts.nodes import (
    Mapping,
    Node,
    Null,
    Origin,
    Sequence,
    Text,
    key_place,
    place,
    plain_data,
)
from ijmfacts.spans import FileText, Limits, Problem, Span
from ijmfacts.yaml_files import read_yaml

TREE = "claims:\n  - id: a\n    value:\n  - [x, y]\n"


@pytest.fixture
def tree() -> Node:
    node, _ = read_yaml(TREE.encode(), "f.yaml")
    assert node is not None
    return node


def test_place_is_that_of_the_deepest_node_on_the_path(tree: Node) -> None:
    assert place(tree, ()) == Span("f.yaml", 1, 1, 4, 11)
    assert place(tree, ("claims", 0, "id")) == Span("f.yaml", 2, 9, 2, 10)
    assert place(tree, ("claims", 1, 1)) == Span("f.yaml", 4, 9, 4, 10)


@pytest.mark.parametrize("path", [("kind",), ("kind", "x"), (0,), (7,), ("id", "x", 1)])
def test_a_path_that_leads_nowhere_ends_at_what_there_is(
    tree: Node, path: tuple[str | int, ...]
) -> None:
    wanted = ("claims", 0, "id") if path[0] == "id" else ("claims", 0)
    assert place(tree, ("claims", 0, *path)) == place(tree, wanted)


@pytest.mark.parametrize("index", [2, -1])
def test_an_index_outside_of_a_list_ends_at_the_list(tree: Node, index: int) -> None:
    assert place(tree, ("claims", index)) == place(tree, ("claims",))


def test_key_place_is_the_key_and_not_its_value(tree: Node) -> None:
    assert key_place(tree, ("claims",)) == Span("f.yaml", 1, 1, 1, 7)
    assert key_place(tree, ("claims", 0, "value")) == Span("f.yaml", 3, 5, 3, 10)


def test_key_place_falls_back_to_place(tree: Node) -> None:
    assert key_place(tree, ("claims", 0)) == place(tree, ("claims", 0))
    assert key_place(tree, ("claims", 0, "kind")) == place(tree, ("claims", 0))
    assert key_place(tree, ("claims", 9, "kind")) == place(tree, ("claims",))
    assert key_place(tree, ()) == place(tree, ())


def test_plain_data_has_no_nodes_in_it(tree: Node) -> None:
    data = plain_data(tree)
    assert data == {"claims": [{"id": "a", "value": None}, ["x", "y"]]}
    assert [type(data), type(data["claims"]), type(data["claims"][0]["id"])] == [dict, list, str]


def test_all_nothings_are_equal_and_false() -> None:
    assert Null() == Null()
    assert len({Null(), Null()}) == 1
    assert not Null()
    assert Null() != Text("")


def test_a_text_is_equal_to_its_characters_whether_quoted_or_not() -> None:
    assert Text("30", plain=True) == Text("30", plain=False) == "30"
    assert {"30": 1}[Text("30")] == 1
    assert Text("30").plain
    assert not Text("30", plain=False).plain


def test_nodes_made_by_hand_are_from_nowhere() -> None:
    nowhere = Span("", 1, 1, 1, 1)
    made: list[Node] = [Text("x"), Null(), Mapping(), Sequence()]
    assert [node.span for node in made] == [nowhere] * 4
    record = Mapping(a=Sequence([Text("x")]))
    assert record.keys_spans == {}
    assert record.lost == ()
    assert key_place(record, ("a",)) == nowhere
    assert place(record, ("a", 0)) == nowhere


def test_a_copied_node_keeps_its_place(tree: Node) -> None:
    twin = copy.deepcopy(tree)
    assert twin == tree
    assert place(twin, ("claims", 0, "id")) == place(tree, ("claims", 0, "id"))


def test_spans_problems_and_limits_are_frozen() -> None:
    span = Span("f", 1, 2, 1, 3)
    for thing, field in ((span, "line"), (Problem("m", span), "hint"), (Limits(), "depth")):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(thing, field, 1)


def test_the_limits_are_what_is_stated() -> None:
    assert Limits() == Limits(bytes=33_554_432, depth=64, digits=40, records=5_000_000)


def test_lines_end_where_editors_end_them() -> None:
    text = FileText("f", "a\r\nb\rc\u2028d\n")
    assert [text.line(number) for number in range(6)] == ["", "a", "b", "c\u2028d", "", ""]
    assert text.span(3, 4) == Span("f", 2, 1, 2, 2)


@given(st.text(st.sampled_from("a\r\n\u2028é"), max_size=30), st.data())
def test_lines_and_columns_lead_back_to_the_offset(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    origin = Origin("f", text)
    line, column = origin.at(offset)
    assert origin.starts[line - 1] + column - 1 == offset
    assert "\n" not in text[origin.starts[line - 1] : offset]
