"""README.md does what it says: every `console` and `python` block is executed."""

from __future__ import annotations

import pathlib
import re
import tomllib

import pytest

from executed import blocks, execute

ROOT = pathlib.Path(__file__).parent.parent
README = ROOT / "README.md"


def test_everything_in_the_readme_is_so(
    tmp_path: pathlib.Path, request: pytest.FixtureRequest
) -> None:
    (tmp_path / "claims").symlink_to(ROOT / "claims")
    wrong = execute(README, tmp_path, update=request.config.getoption("--update-golden"))
    assert not wrong, "\n\n".join(wrong)


def test_the_readme_has_examples_to_be_executed() -> None:
    languages = [block.language for block in blocks(README)]
    assert languages.count("console") >= 2
    assert languages.count("python") >= 2


def test_every_claim_file_in_the_readme_is_written_where_it_is_executed() -> None:
    assert all(block.name for block in blocks(README) if block.language == "yaml")


def test_the_two_commands_are_those_that_the_project_runs_on_itself() -> None:
    commands = [block.text for block in blocks(README) if block.language == "sh"]
    assert len(commands) == 2
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert "ijmfacts" in scripts["scripts"]
    assert commands[0].rstrip().endswith("ijmfacts check claims/")
    assert "test" in scripts["optional-dependencies"]
    assert "[test]" in commands[1]


def test_paths_in_the_readme_exist() -> None:
    text = README.read_text(encoding="utf-8")
    for name in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (ROOT / name).exists(), name
