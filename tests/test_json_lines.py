"""JSON Lines: what is read, what is refused and where."""

from __future__ import annotations

import json
from typing import Any, NoReturn

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ijmfacts.json_lines import read_json_lines
from ijmfacts.nodes import Mapping, Node, Null, Sequence, Text, key_place, place, plain_data
from ijmfacts.spans import Limits, Span


def read(text: str) -> list[tuple[Text, Node]]:
    """The records of a text that has nothing wrong in it."""
    found, problems = read_json_lines(text.encode(), "f.jsonl")
    assert problems == ()
    return found


def first_of(node: Mapping, key: str) -> Node:
    """The first node of a list under a key."""
    listed = node[key]
    assert isinstance(listed, Sequence)
    return listed[0]


# --- what is read -----------------------------------------------------------------------------


def test_each_line_is_a_key_and_its_record() -> None:
    found = read('{"claim": {"id": "a"}}\n\n{"assume": "dated"}\r\n{"entity": {}}')
    assert [(str(key), plain_data(node)) for key, node in found] == [
        ("claim", {"id": "a"}),
        ("assume", "dated"),
        ("entity", {}),
    ]


def test_numbers_and_truths_keep_their_printed_text() -> None:
    ((_, node),) = read('{"claim": [11.50, -0, 1e400, 20000000000000000000, true, false, null]}')
    assert isinstance(node, Sequence)
    printed = ["11.50", "-0", "1e400", "20000000000000000000", "true", "false"]
    assert plain_data(node) == [*printed, None]
    assert all(isinstance(value, Text) and value.plain for value in node[:-1])
    assert isinstance(node[-1], Null)


def test_texts_in_quotation_marks_are_not_plain() -> None:
    ((key, node),) = read('{"claim": {"a": "true", "b": ["x"]}}')
    assert isinstance(node, Mapping)
    inner = first_of(node, "b")
    assert [value.plain for value in (key, node["a"], inner) if isinstance(value, Text)] == [
        False
    ] * 3


def test_places_are_found_when_they_are_asked_for() -> None:
    lines = ['{"entity": {"id": "é"}}', ' { "claim" : {"id": "a", "members": ["x", 3, null]} } ']
    (_, _), (key, node) = read("\n".join(lines))
    assert key.span == Span("f.jsonl", 2, 4, 2, 11)
    assert place(node, ("members", 1)) == Span("f.jsonl", 2, 43, 2, 44)
    assert key_place(node, ("members",)) == Span("f.jsonl", 2, 26, 2, 35)
    assert isinstance(node, Mapping)
    assert lines[1][node.span.column - 1 : node.span.end_column - 1] == lines[1][13:-3]
    assert node["id"].span == Span("f.jsonl", 2, 21, 2, 24)


def test_a_byte_order_mark_in_front_is_not_counted() -> None:
    ((key, _),) = read('\ufeff{"claim": {}}')
    assert key.span == Span("f.jsonl", 1, 2, 1, 9)


def test_brackets_in_a_text_are_not_nesting_and_pairs_of_halves_are_characters() -> None:
    ((_, node),) = read('{"claim": {"a": "' + "[" * 99 + '", "b": "\\ud83d\\ude00\\u0041\\u000a"}}')
    assert plain_data(node) == {"a": "[" * 99, "b": "😀A\n"}
    assert place(node, ("b",)).column == 125


# --- what is refused --------------------------------------------------------------------------

ONE = 'each line is one record under one key, such as `{"claim": {…}}`'

MISTAKES = (
    ("a list", "[1]", "1-4", "this line is not a record in braces", ONE),
    ("bare words", "claims:", "1-8", "this line is not a record in braces", ONE),
    ("no key", "{}", "1-3", "this line has no key where it has to have one", ONE),
    ("two keys", '{"a": 1, "b": 2}', "1-17", "this line has 2 keys where it has to have one", ONE),
    ("two records", '{"a": 1} {"b": 2}', "10-18", "more follows after the record", ONE),
    ("a comma at the end", '{"a": 1},', "9-10", "a comma stands after the record", "take it out"),
    ("an open end", '{"a": {"b": 1}', "15-15", "the line ends before its record is closed", ONE),
    ("an open key", '{"a": {"b', "8-10", "the quotation mark that opens here is never closed", 'put `"` at the end of the text'),
    ("a trailing comma", '{"a": {"b": 1,}}', "14-15", "nothing follows this comma", "take the comma out"),
    ("a trailing comma in a list", '{"a": [1,]}', "9-10", "nothing follows this comma", "take the comma out"),
    ("no comma", '{"a": {"b": 1 "c": 2}}', "15-16", "a comma is missing before this", "part the entries by commas"),
    ("no comma in a list", '{"a": [1 2]}', "10-11", "a comma is missing before this", "part the entries by commas"),
    ("two commas", '{"a": [1,,2]}', "10-11", "a value is missing here", "write it, or take out the key"),
    ("no colon", '{"a" 1}', "2-5", "a colon is missing after this key", "write `:`"),
    ("no value", '{"a": }', "7-8", "a value is missing here", "write it, or take out the key"),
    ("no quotation marks", '{"a": Kenya}', "7-12", "a text stands here without quotation marks", 'write `"Kenya"`'),
    ("a bare key", "{a: 1}", "2-3", "a key stands here without quotation marks", 'write `"a"`'),
    ("single quotation marks", "{'a': 1}", "2-3", "this is not a quotation mark of JSON", 'put texts in straight double quotation marks: `"…"`'),
    ("curly quotation marks", '{"a": “x”}', "7-8", "this is not a quotation mark of JSON", 'put texts in straight double quotation marks: `"…"`'),
    ("a truth of Python", '{"a": True}', "7-11", "`True` is not JSON", "write `true`"),
    ("no number", '{"a": NaN}', "7-10", "`NaN` is not a number of JSON", 'write it as a document prints it, in quotation marks: `"…"`'),
    ("a leading zero", '{"a": 012}', "7-10", "`012` is not a number of JSON", 'write it as a document prints it, in quotation marks: `"…"`'),
    ("a percent sign", '{"a": 38%}', "7-10", "`38%` is not a number of JSON", 'write it as a document prints it, in quotation marks: `"…"`'),
    ("a comment", '{"a": 1} // one', "10-16", "a comment stands here", "JSON has no comments; take it out"),
    ("a comment for a value", '{"a": // one', "7-13", "a comment stands here", "JSON has no comments; take it out"),
    ("a wrong bracket", '{"a": [1}}', "9-10", "this `}` closes what was not opened by its like", "write `]`"),
    ("the same key twice", '{"a": {"b": 1, "b": 2}}', "16-19", "the key `b` is written twice here", "its first is in column 8; keep one of them"),
    ("an escape that is none", r'{"a": "C:\data"}', "10-12", r"`\d` stands for nothing in a text of JSON", "write the backslash twice"),
    ("a tab in a text", '{"a": "x\ty"}', "9-10", "a tab or a line break stands in a text", r"write it as an escape, such as `\t` or `\n`"),
    ("half a character", r'{"a": "\ud83d"}', "7-15", "an escape in this text makes the character U+D83D, which no text may hold", "take the escape out"),
    ("a NUL by escape", r'{"a": "x\u0000"}', "7-16", "an escape in this text makes the character U+0000, which no text may hold", "take the escape out"),
    ("a control character", '{"a": "x\x7fy"}', "9-10", "a control character (U+007F) stands between `x` and `y`, and no file may hold one", "take it out; most editors do not show it, so type the words beside it again"),
    ("too many digits", '{"a": ' + "1" * 41 + "}", "7-48", "this number has 41 digits, and at most 40 are read", "if it is not a number, put it in quotation marks"),
    ("nesting too deep", '{"a": ' + "[" * 64 + "]" * 64 + "}", "70-71", "records and lists are nested more than 64 deep here", "write it flatter"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("line", "at", "message", "hint"),
    [row[1:] for row in MISTAKES],
    ids=[row[0] for row in MISTAKES],
)
def test_a_mistake_is_told_with_its_place_and_its_mend_and_costs_its_line(
    line: str, at: str, message: str, hint: str
) -> None:
    text = '{"claim": {"id": "a"}}\n' + line + '\n{"claim": {"id": "b"}}\n'
    found, (problem,) = read_json_lines(text.encode(), "f.jsonl")
    assert (message, hint) == (problem.message, problem.hint)
    assert at == f"{problem.span.column}-{problem.span.end_column}"
    assert (problem.span.line, problem.source_line) == (2, line)
    assert [plain_data(node)["id"] for _, node in found] == ["a", "b"]


@pytest.mark.parametrize(
    ("data", "at", "message"),
    [
        (b"", "1:1", "the file is empty"),
        (b"\n \n", "1:1", "the file is empty"),
        ('{"a": 1}'.encode("utf-16"), "1:1", "the file is in UTF-16"),
        ('{"a": 1}'.encode("utf-16-be"), "1:1", "the file is in UTF-16"),
        (b'{"a": 1}\n{"a": "\xc3\xa9\x92"}', "2:9", "this is not UTF-8 text: the byte 0x92"),
        (b"[\n  {}\n]\n", "1:1", "the record is spread over several lines"),
        (b'{\n  "claim": {}\n}\n', "1:2", "the record is spread over several lines"),
    ],
)
def test_bytes_that_are_no_json_lines_are_refused_once(data: bytes, at: str, message: str) -> None:
    _, (problem,) = read_json_lines(data, "f.jsonl")
    assert (at, message) == (f"{problem.span.line}:{problem.span.column}", problem.message)


def test_lines_and_records_have_limits() -> None:
    limits = Limits(bytes=10, records=1)
    found, problems = read_json_lines(b'{"a": "long"}\n{"a": 1}\n{"a": 2}\n', "f", limits)
    assert [plain_data(node) for _, node in found] == ["1"]
    assert [problem.message for problem in problems] == [
        "the line is 13 bytes long, and at most 10 are read",
        "a file of at most 1 records is read, and more follow here",
    ]


def test_no_more_than_a_thousand_mistakes_are_told() -> None:
    _, problems = read_json_lines(b"x\n" * 2000, "f")
    assert len(problems) == 1001


@pytest.mark.parametrize("unit", ["[", '{"a":', '{"a":['])
def test_deep_nesting_is_refused_and_never_overflows(unit: str) -> None:
    found, problems = read_json_lines(unit.encode() * 100_000, "f")
    assert (found, len(problems)) == ([], 1)


# --- laws -------------------------------------------------------------------------------------

texts = st.text(st.characters(exclude_categories=["C"], codec="utf-8"), max_size=8)
trees = st.recursive(
    st.one_of(texts, st.none(), st.booleans(), st.integers(), st.sampled_from([0.5, 1e9, -2.25])),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(texts, inner, max_size=4)),
    max_leaves=12,
)


def printed(tree: Any) -> Any:
    """A tree with its numbers and truths as JSON prints them."""
    if isinstance(tree, dict):
        return {key: printed(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [printed(value) for value in tree]
    return tree if tree is None or isinstance(tree, str) else json.dumps(tree)


def check_places(node: Node, line: str) -> None:
    """The words at a span are the node's own JSON."""
    span = node.span
    written = json.loads(line[span.column - 1 : span.end_column - 1])
    assert printed(written) == plain_data(node)
    if isinstance(node, Mapping):
        for key, place_of_key in node.keys_spans.items():
            assert json.loads(line[place_of_key.column - 1 : place_of_key.end_column - 1]) == key
        for value in node.values():
            check_places(value, line)
    elif isinstance(node, Sequence):
        for value in node:
            check_places(value, line)


@settings(deadline=None)
@given(tree=trees, key=texts, ascii_only=st.booleans(), comma=st.sampled_from([",", " ,\t", ", "]))
def test_what_another_writer_wrote_is_read_back(
    *, tree: Any, key: str, ascii_only: bool, comma: str
) -> None:
    line = json.dumps({key: tree}, ensure_ascii=ascii_only, separators=(comma, ": "))
    ((name, node),) = read(line)
    assert key == name
    assert printed(tree) == plain_data(node)
    check_places(node, line)
    check_places(name, line)


def refuse(_: str) -> NoReturn:
    raise ValueError


def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) != len(pairs):
        raise ValueError
    return dict(pairs)


LINE = '{"claim": {"id": "a b", "at": [1, -2.50, 3e5, true, null], "of": {"x": "\\n\\u2019"}}}'


@settings(deadline=None, max_examples=600)
@given(st.data())
def test_a_damaged_line_is_read_if_and_only_if_the_standard_library_reads_it(
    data: st.DataObject,
) -> None:
    line = LINE
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(line)))
        stop = start + data.draw(st.sampled_from([0, 1, 1, 3]))
        splinter = data.draw(st.sampled_from([*"[]{}\",:\\'01.-e \t", "NaN", "true", '"id"']))
        line = line[:start] + splinter + line[stop:]
    try:
        tree = json.loads(line, parse_constant=refuse, object_pairs_hook=unique)
        good = isinstance(tree, dict) and len(tree) == 1
    except ValueError:
        good = False
    found, problems = read_json_lines(line.encode(), "f")
    assert (bool(found), not problems) == (good, good)
    for problem in problems:
        assert 1 <= problem.span.column <= problem.span.end_column <= len(line) + 3


@settings(deadline=None, max_examples=300)
@given(
    st.lists(st.one_of(st.binary(max_size=20), st.just(LINE.encode())), max_size=4).map(b"\n".join)
)
@example(b'{"a": "\xed\xa0\x80"}')
@example(b"\xef\xbb\xbf")
def test_no_bytes_raise(data: bytes) -> None:
    found, problems = read_json_lines(data, "f")
    assert found or problems
    for key, node in found:
        assert key.span.line == node.span.line
