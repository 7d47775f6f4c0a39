"""From trees to records: the quick way and the one that tells every mistake make the same."""

from __future__ import annotations

import pathlib
from collections.abc import Iterator
from typing import Any

import pytest

from ijmfacts import nodes, world
from ijmfacts.claims import KINDS
from ijmfacts.parts import CLASSES, Damaged, Record
from ijmfacts.spans import Problem
from ijmfacts.structure import converter, read_file, read_record
from ijmfacts.yaml_files import read_yaml

CLAIMS = sorted((pathlib.Path(__file__).parents[1] / "claims").glob("*.yaml"))


def records(path: pathlib.Path) -> Iterator[Record]:
    """The records of a file, none of which is damaged."""
    tree, problems = read_yaml(path.read_bytes(), path.name)
    assert tree is not None
    assert not problems
    for found in read_file(tree):
        assert isinstance(found, Record)
        yield found


@pytest.mark.parametrize("path", [*CLAIMS, *world.paths()], ids=lambda path: path.stem)
def test_both_ways_make_the_same_record(path: pathlib.Path) -> None:
    made = 0
    for record in records(path):
        node: Any = record.node
        cls = KINDS[node["kind"]] if record.part == "claim" else CLASSES.get(record.part)
        if cls is None:
            continue
        given = {} if isinstance(node, nodes.Null) else dict(node)
        if record.part == "claim":
            del given["kind"]
        key = next((k for k in ("id", "name") if getattr(record.value, k, None) == record.id), "")
        if key:
            given.setdefault(key, record.id)
        assert converter(detailed=False).structure(given, cls) == converter().structure(given, cls)
        made += 1
    assert made


@pytest.mark.parametrize(
    "written",
    [
        "id: a\nkind: role\nperson: b\npost: c\nwho: d",
        "id: a\nkind: role\nperson: b",
        "id: a\nkind: role\nperson: b\npost: [c]",
        "id: a\nkind: role\nperson: b\npost: c\nsources: [{source: x, page: 3}]",
        "id: a\nkind: role\nperson: b\npost: c\nwhen: 2003-13",
        "id: a\nkind: role\nperson: ''\npost: c",
    ],
)
def test_no_mistake_passes_the_quick_way(written: str) -> None:
    """An unknown key, a missing one, a wrong type, one within, and values that cannot be."""
    tree, _ = read_yaml(written.encode(), "a.yaml")
    assert tree is not None
    found = list(read_record("claim", tree))
    assert [type(one) for one in found] == [Problem, Damaged]


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("", ("Top", 0)),
        ("at: 12", ("Top", 12)),
        ("at: History", ("History", 0)),
        ("at: {line: 12}", ("Top", 12)),
        ("at: {line: 12, section: History}", ("History", 12)),
        ("at: {section: ''}", ("Top", 0)),
    ],
)
def test_a_claim_stands_in_the_section_of_its_file_unless_it_says_another(
    at: str, expected: tuple[str, int]
) -> None:
    written = f"id: a\nkind: role\nperson: b\npost: c\n{at}\n"
    tree, _ = read_yaml(written.encode(), "a.yaml")
    assert tree is not None
    (record,) = read_record("claim", tree, section="Top")
    assert isinstance(record, Record)
    assert (record.value.at.section, record.value.at.line) == expected
