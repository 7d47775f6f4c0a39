"""Laying claim files out: one order, one layout, comments kept, meaning never changed."""

from __future__ import annotations

import json
import pathlib
import random
import re
import subprocess
import sys
import textwrap
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ijmfacts import nodes
from ijmfacts.claims import KINDS
from ijmfacts.dossier import Dossier, Records
from ijmfacts.dumping import dump
from ijmfacts.formatting import ORDER, WIDTH, fields_in_order, formatted
from ijmfacts.loading import loads
from ijmfacts.parts import CLASSES, PARTS
from ijmfacts.records import Property
from ijmfacts.strategies import dossiers
from ijmfacts.yaml_files import read_yaml

ROOT = pathlib.Path(__file__).parents[1]
DOCS = (ROOT / "docs" / "claim-files.md").read_text(encoding="utf-8")
EMPTY = Records()


def laid_out(text: str) -> str:
    """A text laid out, and laid out again without a change."""
    made = formatted(textwrap.dedent(text))
    assert made.problems == ()
    assert formatted(made.text) == made
    return made.text


def expect(text: str, wanted: str) -> None:
    assert laid_out(text) == textwrap.dedent(wanted)


def meaning(text: str) -> dict[str, Any]:
    """What a file says, without the places."""
    dossier = loads(text, world=EMPTY)
    fields = {
        field.name: getattr(dossier, field.name)
        for field in attrs.fields(type(dossier))
        if field.name not in {"files", "problems", "origins", "world"}
    }
    return {**fields, "problems": sorted(problem.message for problem in dossier.problems)}


# --- order -----------------------------------------------------------------------------------


def test_parts_are_in_the_order_of_the_documentation() -> None:
    rows = re.findall(r"^\| (`[a-z` ,]+`) \| ", DOCS, re.MULTILINE)
    told = [name for row in rows[: len(PARTS) - 1] for name in re.findall(r"`([a-z ]+)`", row)]
    assert tuple(told) == ORDER
    assert sorted(ORDER) == sorted(PARTS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_a_claim_has_its_place(kind: str) -> None:
    cls = KINDS[kind]
    order = fields_in_order(cls)
    assert len(order) == len(set(order)) == len(attrs.fields(cls)) + 1
    assert order[:2] == ("id", "kind")
    assert order[-6:] == ("sources", "quote", "prefix", "suffix", "at", "note")


def test_properties_are_in_the_order_of_the_documentation() -> None:
    table = DOCS[DOCS.index("| property field") :]
    table = table[: table.index("\n\n")]
    told = [
        name
        for row in re.findall(r"^\| (`[^|]+`) \|", table, re.MULTILINE)
        for name in re.findall(r"`([a-z ]+)`", row)
    ]
    order = fields_in_order(Property)
    assert [name for name in order if name in told] == told


def test_parts_and_fields_are_put_in_order() -> None:
    expect(
        """
        claims:
        - at: 3
          quote: two dogs
          value: two
          kind: quantity
          property: dogs
          as of: 2001
          dimensions: {b: x, a: y}
          subject: club
          id: dogs
          sources:
          - {says: {value: two, quote: two dogs}, source: report}
        sources:
          report: {title: A report, type: report}
        section: Animals
        entities:
          club:
            type: organization
            name: The Club
        """,
        """\
        section: Animals

        entities:
          club:
            name: The Club
            type: organization

        sources:
          report: {type: report, title: A report}

        claims:
          - id: dogs
            kind: quantity
            subject: club
            property: dogs
            dimensions: {b: x, a: y}
            value: two
            as of: 2001
            sources:
              - {source: report, says: {quote: two dogs, value: two}}
            quote: two dogs
            at: 3
        """,
    )


def test_the_order_of_parts_of_a_breakdown_is_the_authors() -> None:
    text = """\
        claims:
          - id: a
            kind: breakdown
            subject: club
            property: income
            by: source
            parts: {tickets: 60%, shops: 30%, art: 10%}
        """
    expect(text, text)


# --- layout ----------------------------------------------------------------------------------


def test_one_blank_line_stands_between_claims() -> None:
    expect(
        """
        claims:
          - id: a
            kind: event

            type: raid
          - id: b
            kind: event
            type: raid



          - id: c
            kind: event
            type: raid
        """,
        """\
        claims:
          - id: a
            kind: event
            type: raid

          - id: b
            kind: event
            type: raid

          - id: c
            kind: event
            type: raid
        """,
    )


def test_records_of_one_line_may_stand_close() -> None:
    text = """\
        entities:
          a: {name: A}
          b: {name: B}

          c: {name: C}

        claims:
          - {id: a, kind: event, type: raid}
          - {id: b, kind: event, type: raid}

          - {id: c, kind: event, type: raid}

          - id: d
            kind: event
            type: raid
        """
    expect(text, text)


def test_brackets_over_several_lines_are_joined_where_they_fit() -> None:
    long = ", ".join(f"member number {at}" for at in range(9))
    made = laid_out(
        f"""
        claims:
          - id: a
            kind: listing
            subject: club
            property: members
            members: [ann,
              bo,   cy ,
            ]
          - id: b
            kind: listing
            subject: club
            property: members
            members: [{long},
              ann]
        """
    )
    assert "    members: [ann, bo, cy]\n" in made
    assert "    members:\n      - member number 0\n      - member number 1\n" in made
    assert max(map(len, made.splitlines())) <= WIDTH


def test_texts_stay_as_they_are_written() -> None:
    text = """\
        document:
          title: 'It''s "all" right'
          publisher: "Caf\\u00e9 \\
            of the town"
          license: one line
            and another
          note: |
            A list:
              - one

              - two
        """
    expect(text, text)


def test_blocks_of_text_are_set_in_with_their_record() -> None:
    expect(
        """
        document:
              title: >-
                          folded

                            deeper
                          text
              note: |2+
                    # no comment


        claims: []
        """,
        """\
        document:
          title: >-
            folded

              deeper
            text
          note: |2+
                # no comment


        claims: []
        """,
    )


def test_a_block_of_text_at_an_unfinished_last_line_gets_no_line_end() -> None:
    made = formatted("document:\n  note: |\n    words\n  title: |\n    more")
    assert made.text == "document:\n  title: |-\n    more\n  note: |\n    words\n"


def test_line_ends_of_windows_are_kept_and_a_byte_order_mark_is_not() -> None:
    made = formatted("\ufeffclaims:\r\n- {id: a, kind: event, type: raid}\r\n".encode())
    assert made.text == "claims:\r\n  - {id: a, kind: event, type: raid}\r\n"


def test_json_becomes_parts_and_records() -> None:
    expect(
        """{"claims": [{"type": "raid", "id":"a", "kind":"event"}], "section":"S"}""",
        """\
        "section": "S"

        "claims":
          - {"id": "a", "kind": "event", "type": "raid"}
        """,
    )


# --- comments --------------------------------------------------------------------------------


def test_comments_stay_at_their_record_and_field() -> None:
    expect(
        """
        # yaml-language-server: $schema=x.json
        # About this file.

        # All of them.
        claims: # here
        # The first.

        # Really.
        - kind: event # of some kind
          # Which one.
          type: raid
          # Its name.
          id: a
          # quote: to be found
        # The second.
        -   # odd
          id: b
          kind: listing
          members: [ # who
            ann, # she
            # and he
            bo
            # and others
          ]  # that is all
          property: members
          subject: club
        # The end.
        """,
        """\
        # yaml-language-server: $schema=x.json
        # About this file.

        # All of them.
        claims:  # here
          # The first.

          # Really.
          # Its name.
          - id: a
            kind: event  # of some kind
            # Which one.
            type: raid
            # quote: to be found

          # The second.
          # odd
          - id: b
            kind: listing
            subject: club
            property: members
            # who
            members:  # that is all
              - ann  # she
              # and he
              - bo
              # and others
        # The end.
        """,
    )


def test_a_commented_example_stays_in_its_empty_part() -> None:
    text = """\
        section: Founding

        claims:
          # - id: founding
          #   kind: event
        """
    expect(text, text)


def test_marks_in_texts_are_no_comments() -> None:
    text = """\
        document:
          title: no#comment "#" at all
          publisher: "# none"
          note: '# none'  # one
        """
    expect(text, text)


def test_blank_lines_at_the_end_of_a_text_stay_part_of_it() -> None:
    text = """\
        claims:
          - id: a
            kind: event
            type: raid
            note: |+
              words


          - id: b
            kind: event
            type: raid
        """
    expect(text, text)


def test_comments_in_brackets_are_kept_where_there_is_nothing_else() -> None:
    expect(
        """
        assume: [
        # none yet
        ]
        claims:
        - id: a
          kind: event
          type: raid
          by: [
            # the first
            ann]
        """,
        """\
        claims:
          - id: a
            kind: event
            type: raid
            by:
              # the first
              - ann

        assume: []
          # none yet
        """,
    )


def test_texts_of_several_lines_do_not_stay_in_brackets() -> None:
    expect(
        """
        vocabulary:
          properties:
            members: {dimensions: {sex: {exclusive: true}, age: }}
        claims:
        - {id: a, kind: event, type: raid, by: ["ann
          lee", bo]}
        """,
        """\
        vocabulary:
          properties:
            members: {dimensions: {sex: {exclusive: true}, age: null}}

        claims:
          - id: a
            kind: event
            type: raid
            by:
              - "ann
                lee"
              - bo
        """,
    )


# --- mistakes --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, message",
    [
        ("claims:\n\t- id: a\n", "this line is indented with a tab"),
        ("claims:\n- id: a\n  kind: evnt\n", "claim `a`: `evnt` is not a kind of claim"),
        (
            "claims:\n- {kind: event, id: a, type: raid, b: c}\n",
            "claim `a` has an unknown field `b`",
        ),
        ("claim: []\n", "`claim` is not a part of a claim file"),
        ("claims: []\nclaims: []\n", "the key `claims` is written twice"),
        ("- a\n", "a claim file begins with keys such as `claims:`, and this is a list"),
        ("", "the file is empty"),
    ],
)
def test_a_file_with_a_mistake_is_left_alone(text: str, message: str) -> None:
    made = formatted(text)
    assert made.text == text
    assert made.problems[0].message == message


def test_bytes_that_are_not_utf_8_are_a_mistake() -> None:
    assert formatted(b"section: caf\xe9\n").problems


# --- laws ------------------------------------------------------------------------------------


MOST = 12
"""The most columns before a comment."""


class Messy:
    """Writes data as YAML in any layout, with numbered comments wherever one may stand."""

    def __init__(self, chance: random.Random, *, comments: bool = True) -> None:
        self.chance = chance
        self.count = 0
        self.comments = comments

    def remark(self) -> str:
        self.count += 1
        return f"#@{self.count} x"

    def alone(self) -> list[str]:
        """Perhaps some lines that say nothing."""
        found = []
        while self.chance.random() < 0.15:
            blank = self.chance.random() < 0.5 or not self.comments
            found.append("" if blank else " " * self.chance.randint(0, MOST) + self.remark())
        return found

    def behind(self) -> str:
        if self.comments and self.chance.random() < 0.1:
            return " " * self.chance.randint(1, 4) + self.remark()
        return ""

    def file(self, data: dict[str, Any]) -> str:
        lines = [*self.alone(), *self.record(data, 0), *self.alone()]
        return "\n".join(lines) + self.chance.choice(("", "\n", "\n\n"))

    def mixed(self, data: dict[str, Any]) -> list[tuple[str, Any]]:
        found = list(data.items())
        if "parts" not in data or "kind" not in data:
            self.chance.shuffle(found)
        return found

    def record(self, data: dict[str, Any], indent: int) -> list[str]:
        lines: list[str] = []
        for key, value in self.mixed(data):
            if lines:  # the first key may stand behind a dash
                lines += self.alone()
            lines += self.pair(self.text(key, key=True), value, indent)
        return lines

    def pair(self, key: str, value: Any, indent: int) -> list[str]:
        pad = " " * indent
        if isinstance(value, dict | list) and value and self.chance.random() < 0.6:
            dedent = isinstance(value, list) and self.chance.random() < 0.4
            deeper = indent if dedent else indent + self.chance.randint(1, 5)
            inner = (
                self.record(value, deeper)
                if isinstance(value, dict)
                else self.entries(value, deeper)
            )
            return [f"{pad}{key}:{self.behind()}", *self.alone(), *inner]
        return self.value(f"{pad}{key}:", value, indent)

    def entries(self, data: list[Any], indent: int) -> list[str]:
        pad = " " * indent
        lines: list[str] = []
        for item in data:
            if isinstance(item, dict) and item and self.chance.random() < 0.7:
                deeper = indent + self.chance.randint(2, 5)
                inner = self.record(item, deeper)
                if self.chance.random() < 0.2:
                    lines += [f"{pad}-{self.behind()}", *self.alone(), *inner]
                else:
                    lines += [f"{pad}-" + inner[0][indent + 1 :], *inner[1:]]
            else:
                lines += self.value(f"{pad}-", item, indent)
            lines += self.alone()
        return lines

    def value(self, before: str, value: Any, indent: int) -> list[str]:
        inner = indent + self.chance.randint(1, 4)
        written = self.flow(value, inner) if isinstance(value, dict | list) else None
        if written is None:
            written = self.text(str(value), indent=inner)
            if written[0] in "|>":
                return f"{before} {written}".split("\n")
        if self.chance.random() < 0.1:
            return [before + self.behind(), " " * inner + written + self.behind()]
        return f"{before} {written}{self.behind()}".split("\n")

    def flow(self, data: Any, indent: int) -> str:
        if not isinstance(data, dict | list):
            return self.text(str(data), flow=True, indent=indent)
        broken = self.chance.random() < 0.2
        pad = " " * indent

        def gap() -> str:
            if broken and self.chance.random() < 0.5:
                return "\n".join([self.behind(), *self.alone(), pad])
            return " " * self.chance.randint(0, 2)

        if isinstance(data, list):
            open_, close = "[", "]"
            items = [self.flow(item, indent) for item in data]
        else:
            open_, close = "{", "}"
            items = [
                f"{self.text(key, key=True)}: {self.flow(value, indent)}"
                for key, value in self.mixed(data)
            ]
        end = "," if items and self.chance.random() < 0.2 else ""
        body = ",".join(gap() + item + gap() for item in items)
        return open_ + body + end + gap() + close

    def text(self, value: str, *, key: bool = False, flow: bool = False, indent: int = 1) -> str:
        if value in {"true", "false"}:
            return value
        pad = " " * indent
        ways = [json.dumps(value, ensure_ascii=False)]
        plain = re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9%$.-]*(?: [A-Za-z0-9]+)*", value)
        if plain and value != "null":
            ways += [value] * 4
            if not key and " " in value:
                ways += [
                    value.replace(" ", f"\n{pad}", 1),
                    f'"{value}"'.replace(" ", f"\n\n{pad}", 0),
                ]
        if value and re.fullmatch(r"[ -~\u00a0-\ud7ff]*", value) and not key:
            ways.append("'" + value.replace("'", "''") + "'")
        block = re.fullmatch(r"[ -~\n]*[!-~][ -~\n]*", value)
        if block and not key and not flow:
            chomp = "+" if value.endswith("\n") else "-"
            # The reference point of the digit is not known here, so that deeper first lines are left.
            if not value.lstrip("\n").startswith(" ") and value.split("\n", maxsplit=1)[0].strip():
                lines = value.removesuffix("\n").split("\n") if chomp == "+" else value.split("\n")
                deep = " " * (
                    MOST + indent
                )  # so that no comment after it is taken for a part of it
                inner = "\n".join(deep + line if line else "" for line in lines)
                ways.append(f"|{chomp}\n{inner}")
        written = self.chance.choice(ways)
        if "\n" in written and written.startswith("|") and "+" in written[:2]:
            return ways[0] if value != value.rstrip("\n") + "\n" else written.replace("|+", "|", 1)
        return written


def whole(dossier: Dossier) -> dict[str, Any]:
    """The data of a dossier's file."""
    tree, problems = read_yaml(dump(dossier).encode(), "x.yaml")
    assert problems == ()
    assert isinstance(tree, nodes.Mapping)
    found: dict[str, Any] = nodes.plain_data(tree)
    return found


def truths_are_plain(text: str) -> str:
    return re.sub(r"""(?<=[ {,:\n])["'](true|false)["']""", r"\1", text)


CALM = settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example],
)


@CALM
@given(dossiers(EMPTY), st.randoms(use_true_random=False))
def test_meaning_and_comments_are_kept_and_twice_is_once(
    dossier: Dossier, chance: random.Random
) -> None:
    messy = Messy(chance)
    text = messy.file(whole(dossier))
    made = formatted(text)
    assert made.problems == ()
    assert meaning(made.text) == meaning(text)
    assert sorted(re.findall(r"#@[0-9]+ x", made.text)) == sorted(re.findall(r"#@[0-9]+ x", text))
    again = formatted(made.text)
    assert again.problems == ()
    assert again.text == made.text


@CALM
@given(dossiers(EMPTY), st.randoms(use_true_random=False))
def test_the_layout_is_canonical(dossier: Dossier, chance: random.Random) -> None:
    """Nothing is left of how the keys of records stood."""
    first, second = ({**whole(dossier)} for _ in range(2))
    shuffled = Messy(chance, comments=False)

    def mixed(data: Any) -> Any:
        if isinstance(data, dict):
            keep = {"entities", "sources", "observances", "parts", "dimensions", "inputs"}
            found = [(key, value if key in keep else mixed(value)) for key, value in data.items()]
            if set(data) & {"id", "source", "of", "value", "quote", "claims"}:
                chance.shuffle(found)
            return dict(found)
        return [mixed(item) for item in data] if isinstance(data, list) else data

    one, other = (json.dumps(data, ensure_ascii=False) for data in (first, mixed(second)))
    del shuffled
    left, right = formatted(truths_are_plain(one)), formatted(truths_are_plain(other))
    assert left.problems == right.problems == ()
    assert left.text == right.text


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.binary(max_size=60), st.text("ab:-#[]{},'\"|>?! \n", max_size=60)))
@example("a: [b: c, # d\n e]")
def test_nothing_raises(data: bytes | str) -> None:
    made = formatted(data)
    if made.problems and isinstance(data, str):
        assert made.text == data


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            (
                "section: S\n",
                "claims:\n",
                "- id: a\n",
                "  kind: event\n",
                "  type: raid\n",
                "  note: |\n",
                "  quote: [x,\n",
                "    y]\n",
                "# c\n",
                "  # c\n",
                "    # c\n",
                "\n",
                "    text\n",
                "  note: |+\n",
                "-\n",
                "  id: b\n",
                "entities:\n",
                "  e:\n",
                "    name: E # c\n",
                "  by: {\n",
                "assume: [ # c\n",
                "  ]\n",
                "  - x\n",
                " \n",
                "  'to': \"a\n",
                '    b" # c\n',
                "  ? place\n",
                "  : here\n",
                "  n: >2-\n",
                "accepted:\n",
                "--- # c\n",
                "document: {title: x} # c\n",
            )
        ),
        max_size=14,
    ).map("".join)
)
def test_scraps_of_files_keep_their_meaning(text: str) -> None:
    made = formatted(text)
    if made.problems:
        assert "fmt" not in made.problems[0].message
        assert made.text == text
        return
    assert meaning(made.text) == meaning(text)
    assert formatted(made.text).text == made.text


# --- the project's own files, and the command --------------------------------------------------


OWN = sorted((ROOT / "claims").rglob("*.yaml"))


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.name)
def test_the_projects_own_claims_are_laid_out(path: pathlib.Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert formatted(text, file=path.name).text == text


@pytest.mark.parametrize(
    "path", sorted((ROOT / "src/ijmfacts/world").glob("*.yaml")), ids=lambda path: path.name
)
def test_the_world_keeps_its_meaning(path: pathlib.Path) -> None:
    text = path.read_text(encoding="utf-8")
    made = formatted(text, file=path.name)
    assert made.problems == ()
    assert meaning(made.text) == meaning(text)
    assert formatted(made.text).text == made.text


def test_every_part_of_a_file_has_a_class_with_an_order() -> None:
    for cls in CLASSES.values():
        assert fields_in_order(cls)


def fmt(*arguments: str, cwd: pathlib.Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ijmfacts", "fmt", *arguments],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


UGLY = "claims:\n- {kind: event, id: a, type: raid}\n"
TIDY = "claims:\n  - {id: a, kind: event, type: raid}\n"


def test_the_command_writes_the_files(tmp_path: pathlib.Path) -> None:
    (tmp_path / "claims").mkdir()
    ugly = tmp_path / "claims" / "ugly.yaml"
    ugly.write_text(UGLY)
    ugly.chmod(0o640)
    (tmp_path / "claims" / "tidy.yaml").write_text(TIDY)
    (tmp_path / "claims" / "bulk.jsonl").write_text('{"claim": {"kind": "event"}}\n')
    done = fmt(cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "claims/ugly.yaml: laid out\n1 file laid out, 1 file is as it should be\n"
    )
    assert ugly.read_text() == TIDY
    assert ugly.stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in ugly.parent.iterdir()) == [
        "bulk.jsonl",
        "tidy.yaml",
        "ugly.yaml",
    ]
    assert fmt("--check", cwd=tmp_path).returncode == 0


def test_check_and_diff_write_nothing(tmp_path: pathlib.Path) -> None:
    ugly = tmp_path / "ugly.yaml"
    ugly.write_text(UGLY)
    done = fmt("--check", "ugly.yaml", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "ugly.yaml\n1 file would be laid out anew\n")
    done = fmt("--diff", "ugly.yaml", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout == (
        "--- ugly.yaml\n+++ ugly.yaml\n@@ -1,2 +1,2 @@\n claims:\n"
        "-- {kind: event, id: a, type: raid}\n+  - {id: a, kind: event, type: raid}\n"
    )
    assert ugly.read_text() == UGLY


def test_a_mistake_is_told_and_the_rest_is_laid_out(tmp_path: pathlib.Path) -> None:
    (tmp_path / "bad.yaml").write_text("claims:\n- id: a\n  kind: evnt\n")
    (tmp_path / "ugly.yaml").write_text(UGLY)
    done = fmt(".", cwd=tmp_path)
    assert done.returncode == 2
    assert "bad.yaml:3:9" in done.stderr
    assert "did you mean `event`?" in done.stderr
    assert (tmp_path / "ugly.yaml").read_text() == TIDY
    assert done.stdout.endswith("1 file laid out, 1 file left alone\n")


def test_standard_input_goes_to_standard_output(tmp_path: pathlib.Path) -> None:
    done = fmt("-", cwd=tmp_path, stdin=UGLY)
    assert (done.returncode, done.stdout) == (0, TIDY)
    done = fmt("-", cwd=tmp_path, stdin="claims: {\n")
    assert (done.returncode, done.stdout) == (2, "")


def test_a_path_that_is_not_there_is_told(tmp_path: pathlib.Path) -> None:
    done = fmt(cwd=tmp_path)
    assert done.returncode == 2
    assert "there is no file or directory `claims`" in done.stderr
    assert "claims:1:1" not in done.stderr
    assert done.stdout == ""
