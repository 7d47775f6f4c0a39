"""Coverage: which figures, dates, names and lists of a document no claim speaks of."""

from __future__ import annotations

import json
import os
import pathlib
import re
import subprocess
import sys
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ijmfacts.cli import main
from ijmfacts.cli.coverage import percentage
from ijmfacts.coverage import ASIDE, COVERED, OPEN, Coverage, coverage
from ijmfacts.documents import document_of
from ijmfacts.loading import load, loads

TEXT = """\
# The Club in 2024

## Members

The Club has 30 members, 20 of them in Paris.
In 2023 it had 28 members, and nearly 5 percent left.

## Boats

Its three boats are the Ada, the Bea and the Cleo.
Call us on 555 0100. Founded by Zoe Quill.
"""

CLAIMS = """\
document: {title: The Club}
entities:
  club: {name: The Club, type: organization}
  zoe: {name: Zoe Quill, aliases: [Quill], type: person}
vocabulary: {relations: {founded: {}}}
claims:
  - {id: a, kind: quantity, subject: club, property: members, value: 30, quote: 30 members, at: 5}
  - {id: b, kind: quantity, subject: club, property: members, value: 28, when: 2023, quote: 28 members, at: 6}
  - {id: c, kind: quantity, subject: club, property: leavers, value: 5 percent, quote: 5 percent, at: 6}
  - id: d
    kind: listing
    subject: club
    property: boats
    members: [Ada, Bea, Cleo]
    quote: Its three boats are the Ada, the Bea and the Cleo
    at: 10
  - {id: e, kind: relation, subject: zoe, relation: founded, objects: [club], quote: Founded by, at: 11}
set aside:
  - {quote: Call us on 555 0100, reason: an address}
"""


def states(claims: str, text: str = TEXT) -> dict[str, str]:
    found = coverage(document_of(text, file="club.md"), loads(claims))
    return {one.found.words: one.state for one in found.seen}


# --- what is covered -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("30", COVERED),
        ("20", OPEN),
        ("28", COVERED),
        ("nearly 5 percent", COVERED),
        ("2023", COVERED),
        ("2024", OPEN),
        ("Paris", OPEN),
        ("555", ASIDE),
        ("Zoe Quill", COVERED),
    ],
)
def test_each_state(words: str, state: str) -> None:
    assert states(CLAIMS)[words] == state


def test_a_quote_covers_only_the_place_that_its_claim_means() -> None:
    text = "We had 30 boats.\n\nThen we had 30 boats.\n"
    claims = CLAIMS.partition("claims:")[0] + (
        "claims:\n  - {id: a, kind: quantity, subject: club, property: boats, value: 30,"
        " quote: 30 boats, at: 3}\n"
    )
    found = coverage(document_of(text, format="text"), loads(claims))
    assert [one.state for one in found.seen] == [OPEN, COVERED]


def test_a_quote_over_two_lines_is_found_from_its_first() -> None:
    text = "We had\n30\nboats, and 30 boats.\n"
    claims = CLAIMS.partition("claims:")[0] + (
        "claims:\n  - {id: a, kind: quantity, subject: club, property: boats, value: 30,"
        " quote: had 30 boats, at: 1}\n"
    )
    found = coverage(document_of(text, format="text"), loads(claims))
    assert [one.state for one in found.seen] == [COVERED, OPEN]
    assert found.missing == ()


TABLE = """\
Boats at the end of May 2024:

| Boats | May 2024 | 2023/24 | 2021 |
|---|---|---|---|
| Ada | 5 | 2 | 1 |
| Bea, built in 2019 | 7 | 3 | 1 |

| Oars | May 2024 |
|---|---|
| all | 9 |
"""
PAGE = """\
<p>Boats at the end of May 2024:</p>
<table>
<tr><th>Boats</th>
<th>May 2024</th><th>2023/24</th><th>2021</th></tr>
<tr><td>Ada</td><td>5</td><td>2</td><td>1</td></tr>
<tr><td>Bea, built in 2019</td><td>7</td><td>3</td><td>1</td></tr>
</table>
<p>Oars:</p>
<table><tr><th>Oars</th><th>May 2024</th></tr><tr><td>all</td><td>9</td></tr></table>
"""


@pytest.mark.parametrize(
    ("text", "written"),
    [(TABLE, "markdown"), (PAGE, "html"), (PAGE.replace("\n", ""), "html")],
)
def test_the_dates_of_a_head_are_those_of_claims_from_its_rows(text: str, written: str) -> None:
    """Not those of another table, nor of no claim; a date in a row needs a claim of its own."""
    claims = CLAIMS.partition("claims:")[0] + (
        "claims:\n"
        "  - {id: a, kind: quantity, subject: club, property: x, value: 5, as of: 2024-05, quote: Ada 5 2 1}\n"
        "  - {id: b, kind: quantity, subject: club, property: y, value: 2, when: 2023-07/2024-06,"
        " quote: Ada 5 2 1}\n"
        "  - {id: c, kind: quantity, subject: club, property: z, value: 4, when: 2019, quote: Ada 5 2 1}\n"
    )
    found = coverage(document_of(text, format=written), loads(claims))
    dates = [(one.found.words, one.state) for one in found.seen if one.found.sort == "date"]
    assert dates == [
        ("May 2024", COVERED),  # what the table is of
        ("May 2024", COVERED),
        ("2023/24", COVERED),
        ("2021", OPEN),
        ("2019", OPEN),
        ("May 2024", OPEN),
    ]


@pytest.mark.parametrize(
    ("words", "when", "state"),
    [
        ("2023/24", "2023-04/2024-03", COVERED),
        ("2023-24", "2023-04-06/2024-04-05", COVERED),
        ("2023/24", "2023-04/2024-02", OPEN),
        ("2023/24", "2022-04/2023-03", OPEN),
        ("2021/24", "2021-04/2022-03", OPEN),
    ],
)
def test_a_year_of_two_halves_is_twelve_months(words: str, when: str, state: str) -> None:
    text = f"In {words} we had 30 boats.\n"
    claims = CLAIMS.partition("claims:")[0] + (
        "claims:\n  - {id: a, kind: quantity, subject: club, property: boats, value: 30,"
        f" when: {when}, quote: 30 boats}}\n"
    )
    assert states(claims, text)[words] == state


def test_two_claims_may_quote_the_halves_of_one_figure() -> None:
    text = "Turnover fell from 12.8 to 11.3 percent.\n"
    head = CLAIMS.partition("claims:")[0] + "claims:\n"
    one, other = (
        f"  - {{id: {key}, kind: quantity, subject: club, property: turnover, value: {value},"
        f" unit: percent, when: {when}, quote: {quote}}}\n"
        for key, value, when, quote in (
            ("a", "12.8", 2022, "from 12.8"),
            ("b", "11.3", 2023, "to 11.3 percent"),
        )
    )
    for claims, state in ((one + other, COVERED), (one, OPEN), (other, OPEN)):
        assert states(head + claims, text) == {"12.8 to 11.3 percent": state}


def boats(*claims: str) -> str:
    """A dossier of claims that all give thirty boats, each with its own quote and place."""
    head = CLAIMS.partition("claims:")[0]
    same = "kind: quantity, subject: club, property: boats"
    return f"{head}claims:\n" + "".join(
        f"  - {{id: c{index}, {same}, {claim}}}\n" for index, claim in enumerate(claims)
    )


def states_in_order(text: str, claims: str) -> list[str]:
    found = coverage(document_of(text, format="text"), loads(claims))
    return [one.state for one in found.seen if one.found.sort != "name"]


def test_a_figure_is_covered_whole_or_not_at_all() -> None:
    text = "They got $5 million from 2003 to 2013.\n"
    part = boats("value: $5, quote: They got $5", "value: 5, quote: from 2003")
    assert states_in_order(text, part) == [OPEN, OPEN]
    whole = boats("value: $5 million, quote: $5 million", "value: 5, quote: 2003 to 2013")
    assert states_in_order(text, whole) == [COVERED, COVERED]


def test_a_list_is_covered_by_some_of_each_member() -> None:
    text = "They run two, namely: Red Ada and Blue Bea.\n"
    assert states_in_order(text, boats("value: 1, quote: Ada"))[1] == OPEN
    assert states_in_order(text, boats("value: 1, quote: Ada and Blue"))[1] == COVERED


def test_the_section_tells_which_of_two_places_is_meant() -> None:
    text = "== A ==\nWe had 30 boats.\n\n== B ==\nWe had 30 boats.\n"
    claims = boats("value: 30, quote: 30 boats, at: {section: B}")
    assert states_in_order(text, claims) == [OPEN, COVERED]


def test_a_quote_that_is_not_on_the_line_given_is_looked_for_everywhere() -> None:
    text = "So.\n\nWe had 30 boats.\n" + "So.\n\n" * 9 + "We had 30 boats.\n"
    claims = boats("value: 30, quote: 30 boats, at: 1")
    assert states_in_order(text, claims) == [COVERED, COVERED]


def test_words_that_are_not_there_are_told() -> None:
    found = coverage(document_of("We had 31 boats."), loads(CLAIMS))
    assert set(found.missing) == {"a", "b", "c", "d", "e"}
    assert [record.quote for record in found.idle] == ["Call us on 555 0100"]


def test_what_is_set_aside_on_a_line_is_not_on_others() -> None:
    text = "Page 12\n\nPage 12\n"
    claims = "set aside:\n  - {quote: Page 12, reason: a page, line: 3}\n"
    found = coverage(document_of(text, format="text"), loads(claims))
    assert [one.state for one in found.seen if one.found.sort == "number"] == [OPEN, ASIDE]


def test_what_is_set_aside_on_a_line_where_it_is_not_is_idle() -> None:
    claims = "set aside:\n  - {quote: Page 12, reason: a page, line: 9}\n"
    found = coverage(document_of("Page 12\n", format="text"), loads(claims))
    assert [one.state for one in found.seen if one.found.sort == "number"] == [OPEN]
    assert len(found.idle) == 1


@given(st.sets(st.sampled_from("abcde")))
def test_more_claims_never_cover_less(chosen: set[str]) -> None:
    head, tail = CLAIMS.split("claims:\n")
    records, aside = tail.split("set aside:")
    claims = ["  - " + record for record in records.split("  - ") if record.strip()]
    kept = [claim for claim in claims if set(re.findall(r"\bid: (\w)", claim)) <= chosen]
    fewer = loads(f"{head}claims:\n{''.join(kept)}set aside:{aside}")
    document = document_of(TEXT, file="club.md")
    less, more = coverage(document, fewer), coverage(document, loads(CLAIMS))
    for one, other in zip(less.seen, more.seen, strict=True):
        assert one.state != COVERED or other.state == COVERED


def test_the_share_leaves_out_what_is_set_aside() -> None:
    found = coverage(document_of(TEXT, file="club.md"), loads(CLAIMS), sorts=["number"])
    counts = found.counts()["number"]
    assert (counts[COVERED], counts[OPEN], counts[ASIDE]) == (3, 1, 2)
    assert found.share == Fraction(3, 4)
    assert Coverage(seen=()).share == 1


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (Fraction(1), "100.0"),
        (Fraction(9999, 10000), "99.9"),
        (Fraction(2, 3), "66.6"),
        (Fraction(0), "0.0"),
    ],
)
def test_a_percentage_is_never_rounded_up(share: Fraction, shown: str) -> None:
    assert percentage(share) == shown


# --- the command ---------------------------------------------------------------------------------


@pytest.fixture
def here(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "club.yaml").write_text(CLAIMS, encoding="utf-8")
    (tmp_path / "club.md").write_text(TEXT, encoding="utf-8")
    return tmp_path


@pytest.mark.usefixtures("here")
def test_each_stretch_is_printed_with_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coverage", "club.md", "--only", "number,date"]) == 0
    assert capsys.readouterr().out == (
        "club.md:1:15: date “2024”\n"
        "club.md:5:26: number “20”\n"
        "\n"
        "            covered  uncovered  set aside\n"
        "number            3          1          2\n"
        "date              1          1          0\n"
        "\n"
        "5 claims cover 4 of 6: 66.6%\n"
    )


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("least", "status"), [("75", 0), ("75%", 0), ("75.1", 1), ("100", 1), ("0", 0)]
)
def test_less_than_the_least_fails(
    least: str, status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["coverage", "club.md", "--only", "number", "--min", least, "-q"]) == status
    asked = least.rstrip("%")
    assert capsys.readouterr().out == f"5 claims cover 3 of 4: 75.0%, and {asked}% are asked for\n"


@pytest.mark.usefixtures("here")
def test_what_is_set_aside_is_printed_with_its_reason(capsys: pytest.CaptureFixture[str]) -> None:
    main(["coverage", "club.md", "--set-aside", "--only", "number"])
    assert "club.md:11:12: number “555” (set aside: an address)\n" in capsys.readouterr().out


@pytest.mark.usefixtures("here")
def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    main(["coverage", "club.md", "--format", "json", "--only", "number,list,date"])
    data = json.loads(capsys.readouterr().out)
    assert data["version"] == 1
    assert data["summary"] == {
        "claims": 5,
        "covered": data["summary"]["covered"],
        "uncovered": 2,
        "set_aside": 2,
        "percentage": data["summary"]["percentage"],
    }
    assert data["uncovered"][1] == {
        "sort": "number",
        "words": "20",
        "line": 5,
        "column": 26,
        "end_line": 5,
        "end_column": 28,
        "section": "Members",
    }
    assert {one["reason"] for one in data["set_aside"]} == {"an address"}
    assert data["sorts"]["number"] == {"covered": 3, "uncovered": 1, "set_aside": 2}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere.md"], "nowhere.md: cannot be read: No such file or directory"),
        (["club.md", "no-claims"], "there is no file or directory `no-claims`"),
    ],
)
@pytest.mark.usefixtures("here")
def test_what_cannot_be_read_is_told(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["coverage", *arguments]) == 2
    assert message in capsys.readouterr().err


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("option", [["--min", "101"], ["--min", "much"], ["--only", "figures"]])
def test_wrong_options_are_refused(option: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coverage", "club.md", *option]) == 2
    assert option[1] in capsys.readouterr().err


def test_a_malformed_claim_is_told_and_the_rest_is_counted(
    here: pathlib.Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "claims" / "bad.yaml").write_text("claims:\n  - {id: x, kind: quantitty}\n")
    assert main(["coverage", "club.md", "-q"]) == 2
    printed = capsys.readouterr()
    assert printed.out.startswith("5 claims cover")
    assert printed.err.startswith("ijmfacts: claims/bad.yaml:2:")


def test_another_version_of_the_document_is_noted(
    here: pathlib.Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = here / "claims" / "club.yaml"
    digest = "sha256:" + "0" * 64
    path.write_text(CLAIMS.replace("{title: The Club}", f"{{title: The Club, digest: '{digest}'}}"))
    main(["coverage", "club.md"])
    assert "another version of the document" in capsys.readouterr().out


# --- real texts ----------------------------------------------------------------------------------

ARTICLE = pathlib.Path(
    os.environ.get(
        "IJMFACTS_ARTICLE", str(pathlib.Path(__file__).parents[2] / "shared/ijm/article.txt")
    )
)


@pytest.mark.skipif(not ARTICLE.is_file(), reason="the text of the article is not here")
def test_the_dossier_covers_nearly_everything_of_its_article() -> None:
    """The claims of the repository hold at least 95 percent of what can be checked."""
    dossier = load(pathlib.Path(__file__).parents[1] / "claims")
    text = ARTICLE.read_text(encoding="utf-8")
    found = coverage(document_of(text, file=ARTICLE.name), dossier)
    assert len(found.seen) > 350
    assert found.share > Fraction(95, 100)


@pytest.mark.skipif(not pathlib.Path("/proc/self/status").exists(), reason="Linux tells the peak")
def test_half_a_megabyte_takes_little_memory(tmp_path: pathlib.Path) -> None:
    """A text with some 25,000 stretches, in a process of its own."""
    (tmp_path / "claims.yaml").write_text(CLAIMS, encoding="utf-8")
    (tmp_path / "club.md").write_text(TEXT * (500_000 // len(TEXT)), encoding="utf-8")
    code = (
        "from ijmfacts.cli import main\n"
        "main(['coverage', 'club.md', 'claims.yaml', '-q'])\n"
        "status = open('/proc/self/status', encoding='ascii').read()\n"
        "print(int(status.partition('VmHWM:')[2].split()[0]) // 1024)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path, capture_output=True, text=True, check=True,
    )  # fmt: skip
    last, memory = done.stdout.splitlines()
    assert last.startswith("5 claims cover")
    assert int(memory) < 120
