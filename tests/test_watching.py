"""`check --watch`: it checks again when a file changes, and Ctrl-C ends it with 130."""

from __future__ import annotations

import os
import pathlib
import queue
import signal
import subprocess
import sys
import threading

import pytest

from ijmfacts.cli import main
from ijmfacts.cli.watching import marks

HEAD = "entities: {club: {name: The Club, type: organization}}\nclaims:\n"
ENOUGH = 30.0


def claim(name: str, value: str) -> str:
    return (
        f"  - {{id: {name}, kind: quantity, subject: club, property: members, value: {value},"
        f" as of: 2024, quote: {value} members}}\n"
    )


class Watch:
    """A running `ijmfacts check --watch`, read report by report."""

    def __init__(self, here: pathlib.Path, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "ijmfacts", "check", "--watch", *arguments],
            cwd=here, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )  # fmt: skip
        self.lines: queue.Queue[str] = queue.Queue()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.put(line)

    def report(self) -> str:
        found = []
        while not (line := self.lines.get(timeout=ENOUGH)).startswith("watching for changes"):
            found.append(line)
        return "".join(found)

    def end(self) -> tuple[int, str]:
        self.process.send_signal(signal.SIGINT)
        status = self.process.wait(timeout=ENOUGH)
        self.reader.join(timeout=ENOUGH)
        assert self.process.stderr is not None
        return status, self.process.stderr.read()


@pytest.fixture
def here(tmp_path: pathlib.Path) -> pathlib.Path:
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "a.yaml").write_text(HEAD + claim("a", "30"), encoding="utf-8")
    return tmp_path


def closed(watch: Watch) -> None:
    if watch.process.poll() is None:
        watch.process.kill()
        watch.process.wait(timeout=ENOUGH)
    watch.reader.join(timeout=ENOUGH)
    for stream in (watch.process.stdout, watch.process.stderr):
        if stream is not None:
            stream.close()


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
def test_a_changed_an_added_and_a_removed_file_are_checked_and_ctrl_c_ends_with_130(
    here: pathlib.Path,
) -> None:
    watch = Watch(here)
    try:
        assert watch.report().startswith("1 claim")
        (here / "claims" / "b.yaml").write_text("claims:\n" + claim("b", "31"), encoding="utf-8")
        report = watch.report()
        assert "contradiction" in report
        assert "claims/b.yaml:2:" in report
        with pytest.raises(queue.Empty):  # nothing has changed since
            watch.lines.get(timeout=1.5)
        (here / "claims" / "a.yaml").write_text(HEAD + claim("a", "31"), encoding="utf-8")
        assert "[one-value-at-one-time]" not in watch.report()
        (here / "claims" / "b.yaml").write_text("claims: [\n", encoding="utf-8")
        assert "error" in watch.report()
        (here / "claims" / "b.yaml").unlink()
        assert "error" not in watch.report().replace("0 errors", "")
        assert watch.end() == (130, "")
    finally:
        closed(watch)


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
def test_the_text_is_watched_too_even_where_it_is_not_there_yet(here: pathlib.Path) -> None:
    watch = Watch(here, "--text", "report.txt")
    try:
        watch.report()
        (here / "report.txt").write_text("It has 40 members.\n", encoding="utf-8")
        assert "does not hold “30 members”" in watch.report()
        (here / "report.txt").write_text("It has 30 members.\n", encoding="utf-8")
        assert "does not hold" not in watch.report()
        status, errors = watch.end()
        assert status == 130
        assert errors.startswith("ijmfacts: cannot read report.txt")
    finally:
        closed(watch)


def test_what_is_hidden_or_no_claim_file_is_not_watched(here: pathlib.Path) -> None:
    before = marks([str(here)], (".yaml",))
    (here / "claims" / ".a.yaml.swp").write_text("x", encoding="utf-8")
    (here / "claims" / "notes.txt").write_text("x", encoding="utf-8")
    (here / ".git").mkdir()
    (here / ".git" / "b.yaml").write_text("x", encoding="utf-8")
    assert marks([str(here)], (".yaml",)) == before
    assert len(before) == 1
    (here / "claims" / "b.yaml").write_text("", encoding="utf-8")
    assert len(marks([str(here)], (".yaml",))) == 2


def test_standard_input_cannot_be_watched(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--watch", "-"]) == 2
    assert "--watch goes with files" in capsys.readouterr().err
