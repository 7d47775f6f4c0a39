"""The JSON Schema of claim files: what it refuses the reader refuses, and the other way round."""

from __future__ import annotations

import copy
import functools
import json
import pathlib
import re
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from typing import Any

import attrs
import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings

from ijmfacts import nodes, rules, schema, structure
from ijmfacts.claims import KINDS
from ijmfacts.dossier import Records
from ijmfacts.dumping import dump
from ijmfacts.parts import PARTS
from ijmfacts.spans import Problem
from ijmfacts.strategies import dossiers
from ijmfacts.yaml_files import read_yaml

ROOT = pathlib.Path(__file__).parents[1]
SHIPPED = json.loads(schema.path().read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SHIPPED)


def seen(node: nodes.Node) -> Any:
    """A tree as an editor sees it: plain `true` is a truth, plain `30` a number."""
    if isinstance(node, nodes.Mapping):
        return {str(key): seen(value) for key, value in node.items()}
    if isinstance(node, nodes.Sequence):
        return [seen(item) for item in node]
    if isinstance(node, nodes.Null):
        return None
    if node.plain and node in {"true", "false"}:
        return node == "true"
    if node.plain and re.fullmatch(r"[-+]?[0-9]+", node):
        return int(node)
    if node.plain and re.fullmatch(r"[-+]?[0-9]+\.[0-9]+", node):
        return float(node)
    return str(node)


def tree_of(text: str) -> nodes.Node:
    tree, problems = read_yaml(text.encode(), "claims.yaml")
    assert problems == ()
    assert tree is not None
    return tree


def refused_by_schema(text: str) -> bool:
    return not VALIDATOR.is_valid(seen(tree_of(text)))


def refused_by_reader(text: str) -> bool:
    return any(isinstance(found, Problem) for found in structure.read_file(tree_of(text)))


# --- the file that is shipped ------------------------------------------------------------------


def test_the_shipped_schema_is_the_generated_one(request: pytest.FixtureRequest) -> None:
    """With `--update-golden` it is written anew."""
    if request.config.getoption("--update-golden"):
        schema.path().write_text(schema.as_text(schema.generated()), encoding="utf-8")
    assert schema.path().read_text(encoding="utf-8") == schema.as_text(schema.generated())


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SHIPPED)
    assert SHIPPED["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_the_schema_holds_every_part_kind_and_field() -> None:
    assert set(SHIPPED["properties"]) == set(PARTS)
    definitions = SHIPPED["$defs"]
    assert definitions["claim"]["properties"]["kind"]["enum"] == list(KINDS)
    for kind, cls in KINDS.items():
        fields = {structure.key_of(cls, field.name) for field in attrs.fields(cls)}
        assert set(definitions[kind]["properties"]) == {*fields, "kind"}
        assert definitions[kind]["additionalProperties"] is False


def test_every_field_says_what_it_means() -> None:
    for name, record in SHIPPED["$defs"].items():
        assert record["description"].endswith("."), name
        for key, field in record["properties"].items():
            words = field.get("description", "")
            if "$ref" in field and "#/$defs/claim/" in field["$ref"]:
                words = SHIPPED["$defs"]["claim"]["properties"][key]["description"]
            assert words.endswith("."), (name, key)
            assert "_" not in words, (name, key)


def test_docstrings_are_told_clause_by_clause() -> None:
    told = schema.descriptions(KINDS["event"])
    assert told["by"] == "`by` who did it."
    assert told["lasting"] == "`lasting` is a duration."
    assert told["as_of"] == "`when` and `as of` say when the claim holds."


# --- what is well made passes ------------------------------------------------------------------


FILES = [
    *sorted((ROOT / "claims").rglob("*.yaml")),
    *sorted((ROOT / "src/ijmfacts/world").glob("*.yaml")),
    *sorted((ROOT / "docs").rglob("claims/*.yaml")),
]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_projects_own_files_are_valid(path: pathlib.Path) -> None:
    tree = tree_of(path.read_text(encoding="utf-8"))
    assert [error.message for error in VALIDATOR.iter_errors(seen(tree))] == []


def pages() -> Iterator[tuple[str, str]]:
    pattern = r"^(?:Flagged|Noted|Fine)::\n\n((?:(?:    .*)?\n)+)"
    for module in rules.RULES:
        name = module.__name__.rpartition(".")[2]
        for at, found in enumerate(re.finditer(pattern, f"{module.__doc__}\n", re.MULTILINE)):
            yield f"{name}-{at}", textwrap.dedent(found[1])


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in pages()])
def test_the_examples_of_the_rules_are_valid(text: str) -> None:
    errors = [error.message for error in VALIDATOR.iter_errors(seen(tree_of(text)))]
    assert bool(errors) == refused_by_reader(text)
    assert errors == []


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(dossiers(Records()))
def test_what_is_dumped_is_valid(dossier: Any) -> None:
    tree = tree_of(dump(dossier))
    assert [error.message for error in VALIDATOR.iter_errors(seen(tree))] == []


def test_names_are_offered_and_others_pass() -> None:
    offering = schema.generated({"entities": ["club"], "properties": ["members"], "posts": []})
    jsonschema.Draft202012Validator.check_schema(offering)
    subject = offering["$defs"]["quantity"]["properties"]["subject"]
    assert subject["anyOf"][0] == {"enum": ["club"]}
    text = "claims:\n- {id: a, kind: role, person: ann, post: chair}\n"
    assert jsonschema.Draft202012Validator(offering).is_valid(seen(tree_of(text)))


# --- what is broken is refused by both, and by none alone ----------------------------------------


WHOLE = """\
document: {title: A report, publisher: Club, date: 2020, year begins: April, digest: 'sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', url: u, license: l, language: en, note: n}
section: Members
entities:
  club: {name: Club, type: organization, aliases: [C], demonyms: D, codes: [X], in: hill, of: town, authority over: [hill], level: a, begin: 2000, end: 2001, excludes: [town], sources: [book], note: n}
  town:
sources:
  book: {type: book, title: T, author: [{family: Doe, given: Jo}, Club], editor: Ann, container-title: c, collection-title: c, publisher: p, publisher-place: p, issued: 2001, accessed: 2002, edition: 1, volume: 2, issue: 3, page: 4, language: en, DOI: d, ISBN: i, ISSN: i, URL: u, note: n}
vocabulary:
  properties:
    members: {time: state, additive: true, signed: false, counts: people, unit: u, part of: all, kind of members: person, dimensions: {sex: {exclusive: true}, age: {}}, formula: a + b, inputs: {a: {property: x, dimensions: {d: e}}, b: y}, counting: {type: birth, subject: by}, sources: [book], note: n}
    income: {dimensions: [source]}
  relations:
    based in: {single valued: true, inverse: seat of, located: true, member: false, timeless: true, sources: [book], note: n}
  events:
    raid: {is a: act, force: true, begins: by, ends: to, before: [trial], once: true, lifeless: true, numbered: true, sources: [book], note: n}
  posts:
    chair: {aliases: [head], one holder: true, alongside: true, excludes: [clerk], terms known: true, since: 2001, until: 2020, sources: [book], note: n}
  types:
    sheriff: {is a: police, organ: true, abroad: by consent, excludes: [person], level: l, anonymous: true, sources: [book], note: n}
  units:
    league: {of: km, size: 4.8, least: 4, most: 5.6, sources: [book], note: n}
observances:
  tree-day: {name: Tree Day, aliases: [T], date: XXXX-03-21, since: 1990, sources: [book], note: n}
claims:
- {id: a, kind: quantity, subject: club, property: members, dimensions: {sex: women}, value: 30, precision: exact, unit: u, of: {property: x}, change from: {when: 2013}, direction: up, mean of: 2, each of: 3, when: 2001, as of: 2001, since: 2001, until: 2001, within: 2001, before: [b], after: {of: b, distance: two days}, during: [{of: c}], place: hill, said by: [ann], modality: alleged, sources: [book, {source: book, locator: p. 4, says: {quote: q, value: 3, members: [x], when: 2001}}], quote: [one two, 3], prefix: p, suffix: s, at: {section: S, paragraph: 2, line: 3}, note: n}
- {id: b, kind: listing, subject: club, property: members, dimensions: {sex: women}, members: [ann, bo], complete: true, at: 3}
- {id: c, kind: breakdown, subject: club, property: members, by: sex, parts: {women: 3, men: 4}, dimensions: {age: old}, complete: false, open: true, precision: exact, unit: u, of: x, weights: {women: 2}}
- {id: d, kind: event, event: e, type: raid, by: [ann], to: bo, lasting: two days, times: 3, number: second, at: Members}
- {id: f, kind: role, person: ann, post: chair, organization: club}
- {id: g, kind: relation, subject: club, relation: based in, objects: [hill], only: true, all: false}
- {id: h, kind: statement, speaker: ann, stance: says, about: [a]}
accepted:
- {rule: count-matches-list, claims: [a, b], reason: r, until: 2030}
assume: [hedge]
reject: [vague]
set aside:
- {quote: q, reason: r, line: 3}
"""
"""A file with every field of every record."""

PLAIN = seen(tree_of(WHOLE))


def test_the_whole_file_is_well_made_and_whole() -> None:
    assert not refused_by_reader(WHOLE)
    assert [error.message for error in VALIDATOR.iter_errors(PLAIN)] == []
    written = {key for path, key in steps(PLAIN) if path}
    fields = {key for record in SHIPPED["$defs"].values() for key in record["properties"]}
    assert fields - written == {"difference from", "ratio to", "literal"}


def steps(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Every key or index, with the path to what holds it."""
    inside = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in inside:
        yield path, key
        if isinstance(value, dict | list):
            yield from steps(value, (*path, key))


def at(data: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        data = data[step]
    return data


WRONG: tuple[tuple[str, Any], ...] = (
    ("nothing", None),
    ("a record", {"zzz": "x"}),
    ("an empty record", {}),
    ("a list", ["x"]),
    ("an empty list", []),
    ("a list in a list", [["x"]]),
    ("a list with nothing in it", [None]),
    ("a word", "zzz"),
    ("an empty text", ""),
    ("blanks", "  "),
    ("a truth", True),
    ("a number", 7),
    ("many words", "w " * 16),
    ("left out", "one … two"),
    ("commas", "a, b"),
)


def small_files() -> Iterator[Any]:
    """The whole file in pieces: a claim each, a part of the vocabulary each, a part each."""
    for part, value in PLAIN.items():
        if part == "claims":
            yield from ({part: [claim]} for claim in value)
        elif part == "vocabulary":
            yield from ({part: {key: words}} for key, words in value.items())
        else:
            yield {part: value}


def broken() -> Iterator[tuple[str, Any]]:
    """Files with one thing wrong, or odd, each with its name."""
    for whole in small_files():
        for path, key in steps(whole):
            where = "/".join(map(str, (*path, key)))
            for name, value in WRONG:
                data = copy.deepcopy(whole)
                at(data, path)[key] = value
                yield f"{where}: {name}", data
            data = copy.deepcopy(whole)
            del at(data, path)[key]
            yield f"{where}: gone", data
            if isinstance(key, str):
                for other in ("zzz", "id", "kind", key.upper(), key.replace(" ", "_") + "_"):
                    data = copy.deepcopy(whole)
                    holder = at(data, path)
                    if other not in holder:
                        holder[other] = "x"
                        yield f"{where}: with {other}", data
    for claim in PLAIN["claims"]:
        for kind in KINDS:
            yield f"{claim['kind']} as {kind}", {"claims": [{**claim, "kind": kind}]}
        both = {"complete": True, "open": True}
        yield f"{claim['kind']}: complete and open", {"claims": [{**claim, **both}]}
        for key in ("difference from", "ratio to"):
            other_measure = {"claims": [{**claim, key: {"property": "x"}}]}
            yield f"{claim['kind']}: and {key}", other_measure


GRAMMARS = re.compile(
    r"(?:is not a time|a time is empty|a time has no space around it"
    r"|is no number|the value is empty|cannot stand after a number"
    r"|is no unit|is no size of a unit|a size is missing"
    r"|and no input is called so|has no meaning in an expression|is expected here.*"
    r"|the expression is .*|a number has more than .*|an exponent is .*|is not expected here"
    r"|has no value, whatever its figures|is no month or day with which each year begins)$"
)
"""What the reader says of values, units, times and formulas: those a schema does not read."""


@functools.cache
def verdicts() -> tuple[tuple[str, bool, tuple[str, ...]], ...]:
    """Of every broken file its name, whether the schema lets it pass, and what the reader says."""
    return tuple(
        (
            name,
            VALIDATOR.is_valid(data),
            tuple(
                found.message
                for found in structure.read_file(tree_of(json.dumps(data, ensure_ascii=False)))
                if isinstance(found, Problem)
            ),
        )
        for name, data in broken()
    )


def test_the_reader_refuses_what_the_schema_refuses() -> None:
    assert [name for name, passes, said in verdicts() if not passes and not said] == []


def test_the_schema_refuses_what_the_reader_refuses_but_for_values_and_times() -> None:
    missed = [(name, said) for name, passes, said in verdicts() if passes and said]
    assert [one for one in missed if not all(map(GRAMMARS.search, one[1]))] == []
    assert len(missed) < 300


def test_there_are_enough_broken_files() -> None:
    refused = [name for name, passes, _ in verdicts() if not passes]
    assert len(refused) > 3000
    assert len(verdicts()) - len(refused) > 1000


# --- the command, and what editors are told ------------------------------------------------------


def run(*arguments: str, cwd: pathlib.Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ijmfacts", "schema", *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_the_command_prints_the_shipped_schema(tmp_path: pathlib.Path) -> None:
    done = run(cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == SHIPPED


def test_the_command_offers_the_names_of_a_dossier(tmp_path: pathlib.Path) -> None:
    (tmp_path / "a.yaml").write_text(WHOLE)
    made = json.loads(run("a.yaml", cwd=tmp_path).stdout)
    subject = made["$defs"]["quantity"]["properties"]["subject"]
    assert subject["anyOf"][0] == {"enum": ["club", "town"]}
    assert "members" in made["$defs"]["quantity"]["properties"]["property"]["anyOf"][0]["enum"]
    assert jsonschema.Draft202012Validator(made).is_valid(PLAIN)


def test_the_modeline_names_the_schema(tmp_path: pathlib.Path) -> None:
    line = "# yaml-language-server: $schema=claim-file.schema.json"
    assert schema.modeline() == line
    assert schema.modeline("../x.json") == "# yaml-language-server: $schema=../x.json"
    assert run("--modeline", cwd=tmp_path).stdout == line + "\n"
    assert not refused_by_reader(f"{line}\nsection: S\n")
