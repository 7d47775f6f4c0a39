"""The command: what it prints, where, and with which exit status."""

from __future__ import annotations

import hashlib
import io
import json
import os
import pathlib
import re
import shlex
import signal
import subprocess
import sys
import textwrap
import time
import tomllib
from collections.abc import Mapping

import pytest

import ijmfacts
from ijmfacts.cli import COMMANDS, main, parser_for
from ijmfacts.cli.completion import SHELLS
from ijmfacts.cli.pages import OTHERS, first_line, page, rule_names
from ijmfacts.cli.progress import Progress
from ijmfacts.cli.terminal import colourful
from ijmfacts.constraints import ASSUMPTIONS
from ijmfacts.rules import ORDER

ROOT = pathlib.Path(__file__).parents[1]
GOLDEN = ROOT / "tests" / "golden"
NUMBERS = str(GOLDEN / "numbers")

HEAD = "entities: {club: {name: The Club, type: organization}}\nclaims:\n"


def claim(name: str, value: str, **fields: str) -> str:
    given = {
        "id": name,
        "kind": "quantity",
        "subject": "club",
        "property": "members",
        "value": value,
    }
    given |= {"as of": "2024", "quote": f"{value} members"} | fields
    return "  - {" + ", ".join(f"{key}: {text}" for key, text in given.items()) + "}\n"


FINE = HEAD + claim("a", "30")
WRONG = HEAD + claim("a", "30") + claim("b", "31")
VAGUE = HEAD + claim("a", "dozens of")
BROKEN = WRONG + "  - {id: c, kind: quantitty}\n"
TENSION = (
    "entities: {club: {name: The Club, type: organization}}\n"
    "vocabulary: {properties: {reserve: {part of: income}}}\n"
    "claims:\n"
    "  - {id: a, kind: quantity, subject: club, property: income, value: $5, when: 2023, quote: $5}\n"
    "  - {id: b, kind: quantity, subject: club, property: reserve, value: $9, quote: $9}\n"
)


@pytest.fixture
def here(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(here: pathlib.Path, text: str, name: str = "claims/a.yaml") -> str:
    path = here / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return name


def process(*arguments: str, **more: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # type: ignore[call-overload, no-any-return]
        [sys.executable, "-m", "ijmfacts", *arguments],
        capture_output=True, encoding="utf-8", timeout=60, check=False, **more,
    )  # fmt: skip


# --- check ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "options", "status"),
    [
        (FINE, [], 0),
        (WRONG, [], 1),
        (WRONG, ["--fail-on", "never"], 0),
        (WRONG, ["--fail-on", "note"], 1),
        (TENSION, [], 0),
        (TENSION, ["--fail-on", "tension"], 1),
        (TENSION, ["--assume", "contemporary"], 1),
        (TENSION, ["--fail-on", "tension", "--reject", "contemporary"], 0),
        (VAGUE, ["--fail-on", "tension"], 0),
        (VAGUE, ["--fail-on", "note"], 1),
        (BROKEN, [], 2),
        (BROKEN, ["--fail-on", "never"], 2),
        ("", [], 2),
    ],
)
def test_contract_exit_status(
    here: pathlib.Path, text: str, options: list[str], status: int
) -> None:
    written(here, text)
    assert main(["check", *options]) == status
    assert main(["check", "--format", "json", *options]) == status
    assert main(["check", "--quiet", *options]) == status


def test_a_malformed_record_does_not_hide_what_the_rest_contradicts(
    here: pathlib.Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(here, BROKEN)
    assert main(["check"]) == 2
    text = capsys.readouterr().out
    assert "did you mean `quantity`?" in text
    assert "members of The Club: the text says" in text


def test_claims_are_looked_for_in_claims_unless_a_path_is_given(
    here: pathlib.Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(here, WRONG)
    other = written(here, FINE, "other.yaml")
    assert main(["check"]) == 1
    assert "claims/a.yaml:3:" in capsys.readouterr().out
    assert main(["check", other]) == 0
    assert main(["check", str(here / "claims")]) == 1
    assert f"{(here / 'claims').as_posix()}/a.yaml:3:" in capsys.readouterr().out


def test_several_paths_are_one_dossier(here: pathlib.Path) -> None:
    one = written(here, HEAD + claim("a", "30"), "one.yaml")
    two = written(here, "claims:\n" + claim("b", "31"), "two.yaml")
    assert main(["check", one]) == 0
    assert main(["check", one, two]) == 1


def test_no_claim_files_could_not_run(
    here: pathlib.Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check"]) == 2
    out, err = capsys.readouterr()
    assert err == (
        "ijmfacts: there is no file or directory `claims`: give the directory that holds the claim "
        "files, or start one with `ijmfacts init FILE`\n"
    )
    assert out == ""
    (here / "claims").mkdir()
    assert main(["check"]) == 2
    assert "there is no claim file in `claims`" in capsys.readouterr().err
    assert main(["check", "claims", "nowhere"]) == 2
    assert capsys.readouterr().err.count("ijmfacts: there is no") == 2
    one = written(here, HEAD + claim("a", "30"), "one.yaml")
    assert main(["check", one, "nowhere"]) == 2
    out = capsys.readouterr().out
    assert "no file or directory `nowhere`" in out
    assert "nowhere:1:1" not in out
    assert main(["check", "nowhere", "--format", "json"]) == 2
    assert json.loads(capsys.readouterr().out)["summary"]["errors"] == 1


def test_another_version_of_the_document_is_told_once(
    here: pathlib.Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = here / "report.txt"
    text.write_text("We had 30 boats and 40 oars.\n")
    digest = f"sha256:{hashlib.sha256(text.read_bytes()).hexdigest()}"
    claims = claim("a", "30") + claim("b", "40")
    one = written(here, f"document: {{title: A, digest: '{digest}'}}\n{HEAD}{claims}")
    told = "not the version that the claims were written for"
    assert main(["check", one, "--text", "report.txt", "--notes"]) in {0, 1, 2}
    assert told not in capsys.readouterr().out
    text.write_text("We had 30 boats and 40 oars. It was late.\n")
    main(["check", one, "--text", "report.txt", "--notes"])
    out = capsys.readouterr().out
    assert out.count(told) == 1
    assert hashlib.sha256(text.read_bytes()).hexdigest() in "".join(out.split())
    main(["check", one, "--notes"])  # there is no text to compare
    assert told not in capsys.readouterr().out
    one = written(here, f"document: {{title: A}}\n{HEAD}{claims}")
    main(["check", one, "--text", "report.txt", "--notes"])  # no digest is told
    assert told not in capsys.readouterr().out


@pytest.mark.parametrize("name", ["report.md", "report.txt", "report.html"])
def test_a_document_is_no_claim_file(
    name: str, here: pathlib.Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is told once, whatever YAML would make of it."""
    (here / name).write_text("# A report\n\n| a | b |\n|---|---|\n\nWe: had 30 boats.\n- x: [\n")
    assert main(["check", name]) == 2
    out = capsys.readouterr().out
    assert out.count("error:") == 1
    assert f"`{name}` is a document, and no claim file" in out
    assert f"--text {name}" in out
    assert f"ijmfacts draft {name}" in out
    assert main(["fmt", name]) == 2
    assert capsys.readouterr().err.count("error:") == 1


def test_claims_in_a_text_file_are_claims(
    here: pathlib.Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = written(here, HEAD + claim("a", "30"), "one.txt")
    assert main(["check", one]) == 0
    (here / "bad.yaml").write_text("# A report\n\nWe had 30 boats.\n")
    assert main(["check", "bad.yaml"]) == 2  # what is called a claim file is read as one
    assert "is a document" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "usage", "message"),
    [
        (["check", "--txt", "x"], "ijmfacts check", "unrecognized arguments: --txt; did you mean `--text`?"),
        (["check", "--txt=x"], "ijmfacts check", "did you mean `--text`?"),
        (["check", "--format", "jsn"], "ijmfacts check", "did you mean `json`?"),
        (["new", "--quot", "x", "--quote", "y"], "ijmfacts new", "did you mean `--quote`?"),
        (["check", "--zzz"], "ijmfacts check", "unrecognized arguments: --zzz\n"),
        (["--vrsion"], "ijmfacts", "did you mean `--version`?"),
    ],
)  # fmt: skip
def test_a_misspelled_option_is_guessed_under_the_usage_of_its_command(
    words: list[str], usage: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    err = capsys.readouterr().err
    assert err.startswith(f"usage: {usage} [-h]")
    assert message in err


def test_json_is_json_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", NUMBERS, "--format", "json", "--stats"]) == 1
    out, err = capsys.readouterr()
    data = json.loads(out)
    assert data["version"] == 1
    assert data["stats"]["strengths"]
    assert err == ""


def test_notes_are_counted_and_printed_when_asked_for(
    here: pathlib.Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(here, VAGUE)
    assert main(["check"]) == 0
    assert re.search(r"\d notes?; --notes shows", capsys.readouterr().out)
    assert main(["check", "--notes"]) == 0
    assert "\nnote: " in "\n" + capsys.readouterr().out
    assert main(["check", "--fail-on", "note"]) == 1
    assert "\nnote: " in "\n" + capsys.readouterr().out, "what makes it fail is shown"


def test_accepted_findings_are_counted_and_printed_when_asked_for(
    here: pathlib.Path, capsys: pytest.CaptureFixture[str]
) -> None:
    accepted = "accepted: [{rule: one-value-at-one-time, claims: [a, b], reason: it is so}]\n"
    written(here, WRONG + accepted)
    assert main(["check"]) == 0
    assert "1 accepted; --accepted shows it" in capsys.readouterr().out
    assert main(["check", "--accepted"]) == 0
    assert "accepted: it is so" in capsys.readouterr().out


def test_quotes_are_held_against_a_copy_of_the_document(
    here: pathlib.Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(here, FINE)
    text = written(here, "The club has 30 members.", "text.txt")
    other = written(here, "The club has many.", "other.txt")
    main(["check", "--notes", "--text", text])
    assert "quotes-stand-in-the-text" not in capsys.readouterr().out
    main(["check", "--notes", "--text", other])
    assert "quotes-stand-in-the-text" in capsys.readouterr().out


@pytest.mark.parametrize("data", [None, b"\xff\xfe\x00a"])
def test_a_document_that_cannot_be_read_could_not_run(
    here: pathlib.Path, capsys: pytest.CaptureFixture[str], data: bytes | None
) -> None:
    written(here, FINE)
    if data is not None:
        (here / "text.txt").write_bytes(data)
    for command in (["check"], ["why", "a"]):
        assert main([*command, "--text", "text.txt"]) == 2
        out, err = capsys.readouterr()
        assert (out, err.startswith("ijmfacts: cannot read text.txt: ")) == ("", True)


OBSERVANCE = (
    "entities: {ann: {name: Ann, type: person}}\n"
    "claims:\n"
    "  - {id: a, kind: event, type: speech, event: talk, by: ann, when: 2004-03-12, quote: 12 March}\n"
    "  - {id: b, kind: event, type: speech, event: talk, by: ann,"
    " during: International Women's Day, quote: on the day}\n"
)


def test_a_table_of_the_world_can_be_left_out_or_replaced(here: pathlib.Path) -> None:
    written(here, OBSERVANCE)
    assert main(["check"]) == 1
    assert main(["check", "--no-world", "observances"]) == 0
    assert main(["check", "--no-world", "countries"]) == 1
    assert main(["check", "--no-world"]) == 0
    assert main(["check", "--no-world=all", "claims"]) == 0
    day = "observances: {%s: {name: International Women's Day, date: XXXX-03-12}}\n"
    name = observance_id()
    assert main(["check", "--world", written(here, day % name, "world.yaml")]) == 0


def observance_id() -> str:
    world = ijmfacts.load_world()
    found = [
        day.id for day in world.observances.values() if day.name == "International Women's Day"
    ]
    return found[0]


def test_mistakes_in_a_world_of_ones_own_are_told_with_their_place(
    here: pathlib.Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(here, FINE)
    world = written(here, "entities:\n  x: {nam: X}\n", "world.yaml")
    assert main(["check", "--world", world]) == 2
    text = capsys.readouterr().out
    assert "world.yaml:2:7" in text
    assert "    | x: {nam: X}\n    |     ^^^\n" in text


def test_a_path_after_no_world_is_not_taken_for_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--no-world", "claims"]) == 2
    assert "write --no-world=all" in capsys.readouterr().err


# --- the other commands --------------------------------------------------------------------------


def test_rules_lists_every_rule_with_its_first_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules"]) == 0
    listed = " ".join(capsys.readouterr().out.split())
    assert set(rule_names()) == {*ORDER, *OTHERS}
    for name in rule_names():
        assert f"{name} {first_line(name)}" in listed


def test_every_rule_that_a_finding_may_name_has_a_page(capsys: pytest.CaptureFixture[str]) -> None:
    for name in rule_names():
        assert main(["explain", name]) == 0
        text = capsys.readouterr().out
        assert text.startswith(f"{name}\n\n{page(name).splitlines()[0]}\n")
        assert "Why it matters" in text


def test_every_kind_of_assumption_has_a_page(capsys: pytest.CaptureFixture[str]) -> None:
    for kind in ASSUMPTIONS:
        assert main(["explain", f"{kind}:some-thing"]) == 0
        assert f"--reject {kind}\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("command", "hint"),
    [
        (["explain", "parts-sum-to-hole"], "did you mean `parts-sum-to-whole`?"),
        (["explain", "hegde"], "did you mean `hedge`?"),
        (["explain", "zzz"], "`ijmfacts rules` lists them"),
        (["chekc"], "did you mean `check`?"),
        (["zzz"], ", ".join(COMMANDS)),
        (["why", "membrs", NUMBERS], "did you mean `members`?"),
        (["why", "kindless", str(GOLDEN / "malformed")], "broken.yaml:5:11: claim `kindless`"),
        (["check", "--formt", "json"], "--formt"),
        (["check", "--fail-on", "all"], "contradiction"),
    ],
)
def test_a_slip_of_the_pen_is_answered_with_what_may_be_meant(
    command: list[str], hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(command) == 2
    out, err = capsys.readouterr()
    assert (out, hint in err) == ("", True), err


def test_why_tells_measure_readings_ties_and_conflicts(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["why", "members-other", NUMBERS]) == 0
    text = capsys.readouterr().out
    assert text.startswith("members-other  quantity\n")
    for part in (
        "| quote: the other 26\n",
        "measure: members (sport: other) of The Club\n",
        "time: as of 2024\n",
        "voice: the document's own\n",
        "figure: 26\n  - exactly 26\n",
        "[parts-sum-to-whole]\n      members (30), members-rowing (two)\n",
        "in conflict with:\n",
    ):
        assert part in text, part


def test_why_tells_how_a_change_is_read(
    capsys: pytest.CaptureFixture[str], tmp_path: pathlib.Path
) -> None:
    """It is no figure of its measure, but what it says is read all the same."""
    claims = """
    entities: {acme: {name: Acme, type: company}}
    claims:
      - {id: now, kind: quantity, subject: acme, property: sales, value: $35.3 million, when: 2014,
         quote: $35.3 million}
      - {id: change, kind: quantity, subject: acme, property: sales, value: 22%, direction: down,
         change from: {when: 2013}, when: 2014, quote: down 22%}
    """
    (tmp_path / "acme.yaml").write_text(textwrap.dedent(claims), encoding="utf-8")
    assert main(["why", "change", str(tmp_path / "acme.yaml")]) == 0
    out = capsys.readouterr().out
    assert "figure: 22%\n  - [21.5, 23) %\n" in out
    assert "  - [21.5, 22.5] %, if figures are rounded to the nearest" in out


def test_why_tells_readings_with_what_they_assume_and_what_the_others_leave(
    here: pathlib.Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = HEAD + claim("a", "nearly 40") + claim("b", "35") + claim("c", "12", property="guests")
    written(here, text)
    assert main(["why", "a"]) == 0
    shown = capsys.readouterr().out
    assert "  - less than 40\n" in shown
    assert ", if words such as `nearly`" in shown
    assert "  = the others leave: exactly 35\n" in shown
    assert main(["why", "c"]) == 0
    shown = capsys.readouterr().out
    assert "none of the others speaks to it" in shown
    assert "in conflict with: nothing" in shown


@pytest.mark.parametrize("shell", SHELLS)
def test_completion_knows_commands_options_and_rules(
    shell: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    for word in (*COMMANDS, "fail-on", "parts-sum-to-whole", "contemporary"):
        assert word in script, word


def test_the_completion_of_bash_is_bash() -> None:
    script = process("completion", "bash").stdout
    try:
        done = subprocess.run(
            ["bash", "-n"],  # noqa: S607 - whichever bash is there
            input=script,
            text=True,
            check=False,
            timeout=20,
            capture_output=True,
        )
    except FileNotFoundError:
        pytest.skip("there is no bash here")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("command", COMMANDS)
def test_help_teaches(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--help"]) == 0
    text = capsys.readouterr().out
    assert "examples:" in text
    assert all(len(line) <= 100 for line in text.splitlines())


def test_help_tells_commands_and_exit_statuses(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    assert main(["--help"]) == 0
    text = capsys.readouterr().out
    for command, words in COMMANDS.items():
        assert command in text
        assert words in text
    assert "exit status:\n  0  " in text


def test_no_command_at_all_is_a_mistake_and_not_a_pass(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    out, err = capsys.readouterr()
    assert (out, "usage: ijmfacts" in err) == ("", True)


def test_examples_in_help_texts_are_commands_that_parse() -> None:
    for name in ("", *COMMANDS):
        epilog = _epilog(name)
        for line in re.findall(r"^  ijmfacts (.+?)(?:  .*| [|>].*)?$", epilog, re.MULTILINE):
            words = shlex.split(line)
            parser_for(words[0]).parse_args(words)


def _epilog(command: str) -> str:
    if not command:
        return parser_for().epilog or ""
    import importlib  # noqa: PLC0415

    return str(importlib.import_module(f"ijmfacts.cli.{command}").EPILOG)


# --- terminals, pipes and processes --------------------------------------------------------------


class Terminal(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("choice", "terminal", "environment", "expected"),
    [
        ("auto", True, {}, True),
        ("auto", False, {}, False),
        ("auto", True, {"NO_COLOR": "1"}, False),
        ("auto", True, {"NO_COLOR": ""}, True),
        ("auto", False, {"FORCE_COLOR": "1"}, True),
        ("auto", True, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ("auto", True, {"TERM": "dumb"}, False),
        ("always", False, {"NO_COLOR": "1"}, True),
        ("never", True, {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colours_are_for_terminals_unless_asked_for(
    choice: str, environment: Mapping[str, str], *, terminal: bool, expected: bool
) -> None:
    stream = Terminal() if terminal else io.StringIO()
    assert colourful(choice, stream, environment) is expected


def test_piped_text_is_plain() -> None:
    done = process("check", NUMBERS, env=os.environ | {"NO_COLOR": "", "FORCE_COLOR": ""})
    assert (done.returncode, "\x1b" in done.stdout, done.stderr) == (1, False, "")
    assert "\x1b[" in process("check", NUMBERS, "--color", "always").stdout


def test_python_m_and_the_command_are_the_same() -> None:
    script = pathlib.Path(sys.executable).with_name("ijmfacts")
    if not script.exists():
        pytest.skip("the command is not installed beside this Python")
    for arguments in (["--version"], ["check", NUMBERS], ["explain", "hegde"]):
        done = subprocess.run(
            [script, *arguments], capture_output=True, encoding="utf-8", check=False, timeout=60
        )
        other = process(*arguments)
        assert (done.returncode, done.stdout, done.stderr) == (
            other.returncode,
            other.stdout,
            other.stderr,
        )


def test_the_version_is_that_of_the_package() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"][
        "version"
    ]
    assert ijmfacts.__version__ == told
    assert process("--version").stdout == f"ijmfacts {told}\n"


@pytest.mark.skipif(os.name != "posix", reason="pipes are closed otherwise elsewhere")
@pytest.mark.parametrize(("arguments", "status"), [(["check", NUMBERS], 1), (["rules"], 0)])
def test_a_closed_pipe_is_no_traceback_and_the_verdict_stands(
    arguments: list[str], status: int
) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with subprocess.Popen(
        [sys.executable, "-m", "ijmfacts", *arguments], stdout=writing, stderr=subprocess.PIPE
    ) as child:
        os.close(writing)
        _, err = child.communicate(timeout=60)
    assert (child.returncode, err) == (status, b"")


@pytest.mark.skipif(not pathlib.Path("/dev/full").exists(), reason="there is no full disk here")
def test_a_full_disk_is_no_traceback_and_no_verdict() -> None:
    with pathlib.Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "ijmfacts", "check", NUMBERS],
            stdout=full, stderr=subprocess.PIPE, encoding="utf-8", check=False, timeout=60,
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.startswith("ijmfacts: cannot write: ")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a pipe with a name")
def test_ctrl_c_is_no_traceback(here: pathlib.Path, request: pytest.FixtureRequest) -> None:
    # A suite that a script runs in the background ignores Ctrl-C, and hands that on.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    request.addfinalizer(lambda: signal.signal(signal.SIGINT, before))
    os.mkfifo(here / "text")  # reading it waits until it is interrupted
    with subprocess.Popen(
        [sys.executable, "-m", "ijmfacts", "check", NUMBERS, "--text", "text"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=here,
    ) as child:  # fmt: skip
        time.sleep(1.5)
        child.send_signal(signal.SIGINT)
        out, err = child.communicate(timeout=60)
    assert (child.returncode, out, err) == (130, b"", b"")


def test_an_encoding_that_cannot_say_it_is_no_traceback() -> None:
    done = process("check", NUMBERS, env=os.environ | {"PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stderr) == (1, "")
    assert "\\u4f1a\\u8d39" in done.stdout
    done = process(
        "check", NUMBERS, "--format", "json", env=os.environ | {"PYTHONIOENCODING": "ascii"}
    )
    assert "会费" in json.dumps(json.loads(done.stdout), ensure_ascii=False)


def test_a_fault_of_the_program_is_not_taken_for_a_contradiction(here: pathlib.Path) -> None:
    """Python exits with 1 after a traceback, which would say that claims contradict."""
    broken = "import ijmfacts.checking as c; c.check = None; import ijmfacts.__main__ as m, sys; sys.exit(m.main(['check']))"
    written(here, FINE)
    done = subprocess.run(
        [sys.executable, "-c", broken],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert done.returncode == 2
    assert "TypeError" in done.stderr
    assert "please report it" in done.stderr


def test_progress_is_told_on_a_terminal_that_waits_and_is_wiped_away() -> None:
    stream = Terminal()
    with Progress(stream, after=0) as progress:
        progress.at("checking 10 claims")
        until = time.monotonic() + 5
        while not stream.getvalue() and time.monotonic() < until:
            time.sleep(0.01)
    assert "checking 10 claims …" in stream.getvalue()
    assert stream.getvalue().endswith("\r\x1b[K")


def test_progress_is_silent_where_it_is_quick_or_nobody_looks() -> None:
    quick, piped = Terminal(), io.StringIO()
    with Progress(quick, after=60):
        pass
    with Progress(piped, after=0):
        time.sleep(0.05)
    assert (quick.getvalue(), piped.getvalue()) == ("", "")


# --- what it costs -------------------------------------------------------------------------------


def imported(code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"],
        capture_output=True, encoding="utf-8", check=True, timeout=60,
    )  # fmt: skip
    return set(done.stdout.split("\n")[-2].split())


def test_importing_the_package_imports_nothing_of_it() -> None:
    found = imported("import ijmfacts")
    assert {name for name in found if name.startswith("ijmfacts")} == {"ijmfacts"}
    assert not found & {"attrs", "cattrs", "yaml"}


def test_the_command_imports_only_what_it_runs() -> None:
    version = imported("from ijmfacts.cli import main; main(['--version'])")
    assert not version & {
        "attrs",
        "cattrs",
        "yaml",
        "shtab",
        "ijmfacts.checking",
        "ijmfacts.cli.why",
    }
    checked = imported(f"from ijmfacts.cli import main; main(['check', '--quiet', {NUMBERS!r}])")
    assert not checked & {
        "shtab", "importlib.metadata", "asyncio", "hypothesis", "difflib",
        "ijmfacts.cli.why", "ijmfacts.stats", "ijmfacts.dumping", "ijmfacts.reports.json",
    }  # fmt: skip


def test_every_public_name_is_there_and_typed() -> None:
    for name in ijmfacts.__all__:
        assert getattr(ijmfacts, name) is not None
    assert set(ijmfacts.__all__) == {*ijmfacts._HOME, "__version__"}
    assert set(ijmfacts.__all__) <= set(dir(ijmfacts))
    source = pathlib.Path(ijmfacts.__file__).read_text(encoding="utf-8")
    typed = source.split("if TYPE_CHECKING:")[1].split("__version__")[0]
    for name, room in ijmfacts._HOME.items():
        assert re.search(rf"from ijmfacts\.{room} import [^)]*?\b{name}\b", typed), name
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        ijmfacts.nonsense  # noqa: B018
