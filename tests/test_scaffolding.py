"""`init` and `new`: a dossier that starts, and one claim made from pasted words."""

from __future__ import annotations

import io
import pathlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ijmfacts import check
from ijmfacts.claims import Quantity
from ijmfacts.cli import main
from ijmfacts.documents import document_of
from ijmfacts.loading import load, loads
from ijmfacts.nodes import plain_data
from ijmfacts.scaffolding import (
    MOST_SECTIONS,
    Inserted,
    claim_lines,
    insert,
    kept_sections,
    scaffold,
    slug,
    start,
    yaml_text,
)
from ijmfacts.spans import Problem
from ijmfacts.yaml_files import read_yaml

REPORT = """\
# Lantern Row in 2024

## Reading rooms

At the end of 2024 we ran 18 reading rooms: 11 in schools, and the other 8 in stations.
Three of them opened in 2024: Aldmoor, Brackwater and Corran.

## Money: in & out

Our income was €1.24 million.
We don't owe $5.

## People

Amina Kessel has led Lantern Row as director since 2019.
It was founded in 1997. "We grow," said Amina Kessel.
"""

ENTITIES = """\
entities:
  lantern-row: {name: Lantern Row, type: organization}
  amina: {name: Amina Kessel, type: person}
"""


@pytest.fixture
def here(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "report.md").write_text(REPORT, encoding="utf-8")
    return tmp_path


@pytest.fixture
def begun(here: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> pathlib.Path:
    assert main(["init", "report.md"]) == 0
    (here / "claims" / "entities.yaml").write_text(ENTITIES, encoding="utf-8")
    capsys.readouterr()
    return here


# --- texts in YAML -------------------------------------------------------------------------------


@given(st.text(max_size=30))
def test_a_text_is_read_back_as_it_was(text: str) -> None:
    unfit = re.search(r"[^\n\t\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text)
    if unfit or any(c in text for c in "\r\n\x85\u2028\u2029\ufeff"):
        return
    tree, problems = read_yaml(f"a: {yaml_text(text)}\n".encode(), "a.yaml")
    assert not problems
    assert plain_data(tree) == {"a": text}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "made"),
    [
        ("Work in Ghana", "work-in-ghana"),
        ("Governance & financials (2016)", "governance-financials-2016"),
        ("Café «Zoë»'s", "cafe-zoe-s"),
        ("…", ""),
    ],
)
def test_slugs(words: str, made: str) -> None:
    assert slug(words) == made


# --- init ----------------------------------------------------------------------------------------


def test_init_makes_a_file_for_each_section_that_loads(
    here: pathlib.Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", "report.md", "--date", "2025-02"]) == 0
    names = sorted(path.name for path in (here / "claims").iterdir())
    assert names == [
        "claim-file.schema.json",
        "document.yaml",
        "money-in-out.yaml",
        "people.yaml",
        "reading-rooms.yaml",
    ]
    out = capsys.readouterr().out
    assert "ijmfacts new --text report.md" in out
    assert "claims/people.yaml" in out
    dossier = load(here / "claims")
    assert dossier.problems == ()
    assert dossier.claims == ()
    assert dossier.document is not None
    assert (dossier.document.title, dossier.document.date) == ("Lantern Row in 2024", "2025-02")
    assert dossier.document.digest.startswith("sha256:")


def test_every_file_says_where_its_schema_is_and_what_a_claim_looks_like() -> None:
    files = start(document_of(REPORT, file="report.md"))
    for name, text in files.items():
        assert text.startswith("# yaml-language-server: $schema=")
        assert ("kind: quantity" in text) == (name != "document.yaml")
    assert 'section: "Money: in & out"' in files["money-in-out.yaml"]


def test_the_example_of_a_file_is_a_claim() -> None:
    """Without its comment signs, and with the entity that it names, it loads."""
    text = start(document_of(REPORT, file="report.md"))["people.yaml"]
    example = re.findall(r"^#( {3,}.*)$", text, re.MULTILINE)
    claims = "claims:\n" + "\n".join(example)
    dossier = loads("entities: {acme: {name: Acme, type: organization}}\n" + claims)
    assert dossier.problems == ()
    assert [claim.id for claim in dossier.claims] == ["offices-total"]


def test_laid_out_as_fmt_would(begun: pathlib.Path) -> None:
    del begun
    assert main(["fmt", "--check"]) == 0


def test_init_overwrites_nothing(begun: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in begun.rglob("*") if path.is_file()}
    assert main(["init", "report.md"]) == 2
    assert "there are claim files in claims already" in capsys.readouterr().err
    assert before == {path: path.read_bytes() for path in begun.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere.md"], "nowhere.md: cannot be read"),
        (["report.md", "--date", "lately"], "--date"),
        (["report.md", "-o", "report.md"], "report.md is a file"),
    ],
)
@pytest.mark.usefixtures("here")
def test_what_init_cannot_do(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", *arguments]) == 2
    assert message in capsys.readouterr().err
    assert not pathlib.Path("claims").exists()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.html", "<title>T</title><h1>T</h1><p>x<h2>One</h2><p>5<h2>Two</h2><p>6"),
        ("a.wiki", "'''T''' x\n== One ==\n5\n== Two ==\n6\n"),
        ("a.txt", "T\n\nx\n\n== One ==\n5\n\n== Two ==\n6\n"),
    ],
)
def test_every_format_makes_the_same_files(here: pathlib.Path, name: str, text: str) -> None:
    (here / name).write_text(text)
    assert main(["init", name]) == 0
    made = sorted(path.name for path in (here / "claims").glob("*.yaml"))
    assert made == ["document.yaml", "lead.yaml", "one.yaml", "two.yaml"]


def test_a_text_of_many_sections_makes_files_for_the_wider_ones() -> None:
    text = "".join(
        f"# Part {part}\nx\n" + "".join(f"## Chapter {part}.{n}\ny\n" for n in range(30))
        for part in range(5)
    )
    document = document_of(text, format="markdown")
    kept = kept_sections(document)
    assert [section.name for section in kept] == [f"Part {part}" for part in range(5)]
    assert len(start(document)) <= MOST_SECTIONS + 1


# --- one claim guessed ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quote", "kind", "fields"),
    [
        ("18 reading rooms", "quantity", {"value": "18", "property": "reading rooms"}),
        ("nearly 4,000 victims in 2012", "quantity", {"value": "nearly 4,000", "property": "victims", "when": "2012"}),
        ("As of May 2016, 30 boats", "quantity", {"as of": "2016-05", "property": "boats"}),
        ("income was €1.24 million", "quantity", {"value": "€1.24 million", "property": "income"}),
        ("75% of expenses", "quantity", {"value": "75%", "property": "expenses"}),
        ("opened: Aldmoor, Brackwater and Corran", "listing", {"members": ("Aldmoor", "Brackwater", "Corran")}),
        ("It was founded in 1997", "event", {"type": "founding", "when": "1997"}),
        ("Amina Kessel has led Lantern Row as director", "role", {"person": "amina", "post": "director", "organization": "lantern-row"}),
        ("said Amina Kessel", "statement", {"speaker": "amina", "stance": "says"}),
        ("Lantern Row is near Amina Kessel", "relation", {"subject": "lantern-row", "objects": ("amina",)}),
    ],
)  # fmt: skip
def test_kind_and_fields_are_guessed(
    quote: str, kind: str, fields: dict[str, str | tuple[str, ...]]
) -> None:
    made = scaffold([quote], dossier=loads(ENTITIES))
    assert made.fields["kind"] == kind
    assert {name: made.fields[name] for name in fields} == fields


HOUSES = """\
entities:
  inspectorate: {name: The Care Inspectorate, aliases: [Care Inspectorate], type: organization}
  st-osyths: {name: St Osyth's, type: hospital}
  ruth: {name: Ruth Pallister, type: person}
"""


@pytest.mark.parametrize(
    ("sentence", "quote", "by", "to"),
    [
        ("The Care Inspectorate visited St Osyth’s.", "visited St Osyth’s", "inspectorate", "st-osyths"),
        ("The Care Inspectorate visited St Osyth’s.", "The Care Inspectorate visited St Osyth’s", "inspectorate", "st-osyths"),
        ("Then they visited St Osyth’s.", "visited St Osyth’s", "", "st-osyths"),
        ("St Osyth’s was visited by the Care Inspectorate.", "St Osyth’s was visited by the Care Inspectorate", "inspectorate", "st-osyths"),
        ("Ruth Pallister was appointed.", "Ruth Pallister was appointed", "", "ruth"),
        ("Ruth Pallister retired.", "Ruth Pallister retired", "ruth", ""),
        ("The work began in St Osyth’s.", "The work began in St Osyth’s", "", ""),
    ],
)  # fmt: skip
def test_who_did_it_stands_before_and_to_whom_after(
    sentence: str, quote: str, by: str, to: str
) -> None:
    context = (sentence, sentence.index(quote))
    made = scaffold([quote], dossier=loads(HOUSES), given={"kind": "event"}, context=context)
    assert (made.fields.get("by", ""), made.fields.get("to", "")) == (by, to)


def test_days_of_a_month_are_the_time_of_an_event() -> None:
    quote = "visited St Osyth’s from 14 to 16 November 2023"
    made = scaffold([quote], dossier=loads(HOUSES))
    assert made.fields["kind"] == "event"
    assert made.fields["when"] == "2023-11-14/2023-11-16"


def test_the_organization_of_a_role_is_whom_the_claims_around_are_about() -> None:
    """Where nothing names it, and no person is meant."""
    records = loads(HOUSES)
    beds = Quantity(id="beds", subject="st-osyths", property="beds", value="248")
    quote = "Ruth Pallister has been chair since May 2019"
    made = scaffold([quote], dossier=records, near=[beds])
    assert (made.fields["person"], made.fields["organization"]) == ("ruth", "st-osyths")
    age = Quantity(id="age", subject="ruth", property="age", value="48")
    assert scaffold([quote], dossier=records, near=[age]).fields["organization"] == ""


@pytest.mark.parametrize(
    ("sentence", "quote", "when"),
    [
        ("We saw 98 cases, against 112 in 2022, a fall of 12.5 percent.", "98 cases", ""),
        ("We saw 98 cases, against 112 in 2022, a fall of 12.5 percent.", "112", "2022"),
        ("We saw 98 cases, against 112 in 2022, a fall of 12.5 percent.", "12.5 percent", ""),
        ("In 2023 we saw 98 cases, against 112 in 2022.", "98 cases", "2023"),
        ("In 2023 we saw 98 cases, against 112 in 2022.", "against 112", "2022"),
        ("Of these, 64 percent would come, up from 61 percent in 2022.", "64 percent", ""),
        ("Of these, 64 percent would come, up from 61 percent in 2022.", "61 percent", "2022"),
        ("It was shortened to 11.4 weeks, from 10.9 weeks in 2022.", "11.4 weeks", ""),
        ("It was shortened to 11.4 weeks, from 10.9 weeks in 2022.", "10.9 weeks", "2022"),
        ("Sales rose from 87 in 2021 to 95 in 2022.", "rose from 87", "2021"),
        ("Sales rose from 87 in 2021 to 95 in 2022.", "to 95", "2022"),
        ("We had 5,100 readers, 3 percent more than the 4,950 of 2022.", "5,100 readers", ""),
        ("We had 5,100 readers, 3 percent more than in 2022.", "3 percent more than", ""),
        ("Absence was 4.9 percent (2022: 5.4 percent).", "4.9 percent", ""),
        ("Absence was 4.9 percent (2022: 5.4 percent).", "5.4 percent", "2022"),
        # Near misses: the date is of the sentence.
        ("More than 300 volunteers helped us in 2022.", "More than 300 volunteers", "2022"),
        ("The club grew from 87 to 100 members in 2022.", "100 members", "2022"),
        ("From 2019 on, 40 people worked there, more than 12 of them nurses.", "40 people", "2019"),
        ("We raised $5 million from 300 donors in 2022.", "$5 million", "2022"),
        ("We saw 98 cases (in 2022).", "98 cases", "2022"),
        ("We work against poverty with 40 people in 2022, and 3 dogs.", "40 people", "2022"),
    ],
)
def test_the_date_of_what_is_compared_with_is_of_no_other_figure(
    sentence: str, quote: str, when: str
) -> None:
    context = (sentence, sentence.index(quote))
    made = scaffold([quote], dossier=loads(ENTITIES), context=context)
    assert made.fields["kind"] == "quantity"
    assert made.fields.get("when", "") == when


def test_a_quote_of_both_figures_has_the_time_of_neither() -> None:
    quote = "98 cases, against 112 in 2022"
    assert "when" not in scaffold([quote], dossier=loads(ENTITIES)).fields
    made = scaffold(["98 cases in 2022"], dossier=loads(ENTITIES))
    assert made.fields["when"] == "2022"


@pytest.mark.parametrize(
    ("quote", "value"),
    [
        (
            "That is 3.8 cases per 10,000 occupied bed days",
            "3.8 cases per 10,000 occupied bed days",
        ),
        ("or 0.13 per 10,000 bed days", "0.13 per 10,000 bed days"),
        ("we spent $40 per reader", "$40 per reader"),
        ("4 boats per club and year", "4 boats per club"),
        ("3.8 percent of all", "3.8 percent"),
        ("3 per cent of boats", "3 per cent"),
        ("18 rooms, 4 per school", "18"),
    ],
)
def test_a_rate_keeps_what_it_is_for(quote: str, value: str) -> None:
    assert scaffold([quote], dossier=loads(ENTITIES)).fields["value"] == value


def test_a_count_and_its_rate_do_not_clash() -> None:
    records = loads(ENTITIES)
    lines = []
    for quote in ("98 cases", "3.8 cases per 10,000 bed days"):
        own = {"id": slug(quote), "subject": "lantern-row"}
        lines += claim_lines(scaffold([quote], dossier=records, given=own))
    report = check(loads(ENTITIES + "claims:\n" + "".join(f"  {line}\n" for line in lines)))
    assert [one for one in report.findings if one.severity != "note"] == []


def test_what_the_author_says_is_taken_and_is_no_guess() -> None:
    given_ = {"kind": "quantity", "subject": "amina", "property": "age", "id": "amina-age"}
    made = scaffold(["she is 40"], dossier=loads(ENTITIES), given=given_)
    assert {name: made.fields[name] for name in given_} == given_
    assert made.guessed == ()


def test_what_cannot_be_told_is_left_empty_and_found_by_the_next_check() -> None:
    made = scaffold(["they owe 5"], dossier=loads(""))
    assert made.empty == ("subject", "property")
    text = "claims:\n" + "".join(f"  {line}\n" for line in claim_lines(made))
    problems = loads(text).problems
    assert [problem.span.line for problem in problems] == [4, 5]


def test_pieces_that_stand_apart_are_not_read_as_one() -> None:
    made = scaffold(["we had 5", "boats and ships"], dossier=loads(ENTITIES))
    assert made.fields["property"] != "boats and ships"
    assert made.fields["quote"] == ("we had 5", "boats and ships")


# --- into its place ------------------------------------------------------------------------------

FILE = """\
# A comment at the top.
section: People  # and one beside

claims:
  # about the first
  - id: a
    kind: quantity
    subject: x
    property: y
    value: 1    # beside a value
    quote: one 1
    at: 5

  # about the second
  - id: b
    kind: quantity
    subject: x
    property: y
    value: 2
    quote: |
      two 2

      three
    at: {line: 9}

  # at the end

# below all
accepted: []
"""
LINES = ["- id: new", "  kind: event", "  quote: x"]


def put(text: str, at: int) -> str:
    made = insert(text, LINES, at)
    assert isinstance(made, Inserted), made
    assert made.text.split("\n")[made.line - 1].strip().startswith("- id: new")
    return made.text


@pytest.mark.parametrize(
    ("at", "ids"),
    [
        (1, "new a b"),
        (5, "a new b"),
        (7, "a new b"),
        (9, "a b new"),
        (99, "a b new"),
        (0, "a b new"),
    ],
)
def test_a_claim_comes_after_those_from_the_lines_before(at: int, ids: str) -> None:
    made = put(FILE, at)
    assert re.findall(r"- id: (\w+)", made) == ids.split()


@pytest.mark.parametrize("at", [1, 5, 9])
def test_every_line_that_was_there_is_still_there_in_its_order(at: int) -> None:
    new = {f"  {line}" for line in LINES}
    kept = [line for line in put(FILE, at).split("\n") if line not in new and line.strip()]
    assert kept == [line for line in FILE.split("\n") if line.strip()]


def test_a_comment_stays_with_the_claim_below_it() -> None:
    lines = put(FILE, 5).split("\n")
    assert lines[lines.index("  - id: b") - 1] == "  # about the second"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# nothing yet\n",
        "section: A\n",
        "section: A",
        "claims:\n",
        "claims:\n# nothing yet\n",
        "claims: []\n",
        "# a\nclaims: [ ]  # none yet\n# b\naccepted: []\n",
        "claims:\r\n  # a\r\n\r\n  - {id: a, kind: event}\r\n\r\n  # b\r\n",
        "claims:\n\naccepted: []\n",
        "claims:\n- {id: a, kind: event}\n",
        "section: A\r\nclaims:\r\n  - id: a\r\n    kind: event\r\n",
        "\ufeffclaims:\n  - id: a\n",
    ],
)
def test_every_layout_takes_one_more_claim(text: str) -> None:
    made = put(text, 3)
    tree, problems = read_yaml(made.encode(), "a.yaml")
    assert not problems
    claims = plain_data(tree)["claims"]  # type: ignore[arg-type]
    assert claims[-1] == {"id": "new", "kind": "event", "quote": "x"}
    assert ("\r\n" in text) == ("\r\n" in made)
    assert "\n" not in made.replace("\r\n", "") or "\r\n" not in text


@pytest.mark.parametrize(
    "text",
    [
        "claims: [{id: a}]\n",
        "claims: {a: 1}\n",
        "claims:\n  - id: a\n bad\n",
        "- a\n",
        "claims: some\n",
    ],
)
def test_a_file_that_cannot_take_it_is_left_alone(text: str) -> None:
    assert isinstance(insert(text, LINES, 3), Problem)


@given(
    st.lists(st.tuples(st.integers(0, 12), st.booleans(), st.booleans()), max_size=6),
    st.integers(0, 13),
    st.sampled_from(["", "  "]),
)
def test_whatever_stands_there_only_one_claim_is_new(
    given_: list[tuple[int, bool, bool]], at: int, indent: str
) -> None:
    rows = ["claims:"]
    for index, (line, comment, gap) in enumerate(given_):
        rows += [f"{indent}# about {index}"] if comment else []
        rows += [f"{indent}- id: c{index}", *([f"{indent}  at: {line}"] if line else [])]
        rows += [""] if gap else []
    text = "\n".join(rows) + "\n"
    made = put(text, at)
    ids = re.findall(r"- id: (\w+)", made)
    assert [name for name in ids if name != "new"] == [f"c{n}" for n in range(len(given_))]
    assert len(ids) == len(given_) + 1
    assert all(row in made.split("\n") for row in rows)


# --- new -----------------------------------------------------------------------------------------


def test_new_puts_a_claim_into_the_file_of_its_section(
    begun: pathlib.Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["new", "--text", "report.md", "--quote", "Our income was €1.24 million"]
    assert main([*arguments, "--subject", "lantern-row", "--id", "income"]) == 0
    assert capsys.readouterr().out == (
        "claims/money-in-out.yaml:15: quantity\n"
        "  - id: income\n"
        "    kind: quantity\n"
        "    subject: lantern-row\n"
        "    property: income  # guessed\n"
        "    value: €1.24 million\n"
        "    quote: Our income was €1.24 million\n"
        "    at: 10\n"
        "Next: look over what is guessed in claims/money-in-out.yaml, then ijmfacts check --text "
        "report.md\n"
    )
    dossier = load(begun / "claims")
    assert dossier.problems == ()
    (claim,) = dossier.claims
    assert (claim.at.section, claim.at.line) == ("Money: in & out", 10)
    assert main(["check", "--text", "report.md"]) == 0


def test_new_claims_stand_in_the_order_of_the_text(begun: pathlib.Path) -> None:
    for words in ("It was founded in 1997", "as director since 2019"):
        main(["new", "--text", "report.md", "--quote", words])
    text = (begun / "claims" / "people.yaml").read_text()
    assert text.index("as director since") < text.index("It was founded")


def test_words_that_stand_twice_ask_for_what_tells_them_apart(
    begun: pathlib.Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (begun / "claims" / "people.yaml").read_bytes()
    assert main(["new", "--text", "report.md", "--quote", "Amina Kessel"]) == 1
    err = capsys.readouterr().err
    assert "“Amina Kessel” stands at 2 places" in err
    assert "report.md:15:1:" in err
    assert "--suffix 'has led'" in err or "--suffix has" in err
    assert "--line 16" in err
    assert (begun / "claims" / "people.yaml").read_bytes() == before


@pytest.mark.parametrize(
    "option", [["--suffix", "has"], ["--line", "15"], ["--prefix", "said"], ["--line", "16"]]
)
@pytest.mark.usefixtures("begun")
def test_each_way_tells_the_places_apart(
    option: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "--text", "report.md", "--quote", "Amina Kessel", *option]) == 0
    line = "15" if option[1] in {"has", "15"} else "16"
    assert f"    at: {line}\n" in capsys.readouterr().out


def test_pieces_are_written_in_the_order_of_the_text(begun: pathlib.Path) -> None:
    pieces = ["--quote", "It was founded in 1997", "--quote", "Amina Kessel has led"]
    assert main(["new", "--text", "report.md", *pieces]) == 0
    dossier = load(begun / "claims")
    (claim,) = dossier.claims
    assert claim.quote == ("Amina Kessel has led", "It was founded in 1997")
    assert claim.at.line == 15


@pytest.mark.usefixtures("begun")
def test_a_later_piece_is_not_told_apart_by_what_stands_before_the_first(
    capsys: pytest.CaptureFixture[str],
) -> None:
    pieces = ["--quote", "Our income was", "--quote", "Amina Kessel"]
    assert main(["new", "--text", "report.md", *pieces]) == 1
    err = capsys.readouterr().err
    assert "--prefix" not in err
    assert "--suffix" in err
    assert "--line 15" in err
    assert main(["new", "--text", "report.md", *pieces, "--line", "15"]) == 0


@pytest.mark.usefixtures("begun")
def test_words_that_are_not_there_show_what_is_most_like_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["new", "--text", "report.md", "--quote", "It was founded in 1998"]) == 1
    assert capsys.readouterr().err == (
        "ijmfacts: the document does not hold “It was founded in 1998”\n"
        "most like it is report.md:16:1\n"
        "  yours: It was founded in 1998\n"
        "                              ^\n"
        "  there: It was founded in 1997\n"
        "                              ^\n"
        "nothing is written; to take the words as they stand there, give\n"
        "  --quote 'It was founded in 1997'\n"
    )


@pytest.mark.usefixtures("begun")
def test_the_quote_is_written_as_the_text_has_it(capsys: pytest.CaptureFixture[str]) -> None:
    """Curly quotes and several spaces are pasted; the text has straight ones and one space."""
    assert main(["new", "--text", "report.md", "--quote", "We  don’t owe $5"]) == 0
    assert "quote: We don't owe $5\n" in capsys.readouterr().out


def test_a_section_without_a_file_gets_one(
    begun: pathlib.Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (begun / "claims" / "people.yaml").unlink()
    assert main(["new", "--text", "report.md", "--quote", "founded in 1997"]) == 0
    assert capsys.readouterr().out.startswith("claims/people.yaml:5: event\n")
    assert "section: People\n" in (begun / "claims" / "people.yaml").read_text()


def test_a_dry_run_writes_nothing(begun: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in begun.rglob("*") if path.is_file()}
    assert main(["new", "--text", "report.md", "--quote", "founded in 1997", "-n"]) == 0
    assert "not written" in capsys.readouterr().out
    assert before == {path: path.read_bytes() for path in begun.rglob("*") if path.is_file()}


def test_the_document_may_come_on_standard_input(
    begun: pathlib.Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """But for `init`, whose next steps need its name."""
    data = (begun / "report.md").read_bytes()
    command = ["--as", "markdown", "--quote", "Our income was €1.24 million", "--dry-run"]
    for arguments, status in ((["new", "--text", "-", *command], 0), (["init", "-"], 2)):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
        assert main(arguments) == status
    printed = capsys.readouterr()
    assert "at: 10" in printed.out
    assert "save the document to a file first" in printed.err


@pytest.mark.usefixtures("begun")
def test_a_part_is_named_by_its_dimension(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["new", "--text", "report.md", "--quote", "Our income was €1.24 million", "-n"]
    assert main([*arguments, "--property", "income", "--dimension", "from=gifts"]) == 0
    printed = capsys.readouterr().out
    assert "dimensions: {from: gifts}" in printed
    assert "id: income-gifts" in printed
    assert main([*arguments, "--dimension", "gifts"]) == 2
    assert "write `site=school`" in capsys.readouterr().err


@pytest.mark.usefixtures("begun")
def test_without_the_document_the_section_says_the_file(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["new", "--quote", "5 boats"]) == 2
    assert "Money: in & out, People, Reading rooms" in capsys.readouterr().err
    assert main(["new", "--quote", "5 boats", "--section", "People"]) == 0
    assert capsys.readouterr().out.startswith("claims/people.yaml:")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--quote", " "], "the quote is empty"),
        (["--quote", "a … b"], "leaves words out"),
        (["--quote", "w " * 16], "the quote has 16 words, and 15 are the most"),
        (["--quote", "x", "nowhere"], "start a dossier with `ijmfacts init FILE`"),
        (["--quote", "x", "--text", "nowhere.md"], "nowhere.md: cannot be read"),
        (["--quote", "x", "--line", "0"], "`0` is no line"),
    ],
)
@pytest.mark.usefixtures("begun")
def test_what_new_cannot_do(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", *arguments]) == 2
    assert message in capsys.readouterr().err


def test_a_file_with_its_claims_in_brackets_is_left_alone(
    begun: pathlib.Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = begun / "claims" / "people.yaml"
    path.write_text(
        "section: People\nclaims: [{id: a, kind: role, person: amina, post: x, quote: x}]\n"
    )
    before = path.read_bytes()
    assert main(["new", "--text", "report.md", "--quote", "founded in 1997"]) == 2
    assert "claims/people.yaml:2:9: the claims stand in brackets" in capsys.readouterr().err
    assert path.read_bytes() == before
