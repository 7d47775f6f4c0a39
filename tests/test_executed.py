"""The runner of documentation pages sees what is not so."""

from __future__ import annotations

import pathlib

import pytest

from executed import blocks, execute, fits

PAGE = """\
# A page

<!-- file: claims/a.yaml -->
```yaml
entities:
  club: {name: The Club}
```

<!-- more: claims/a.yaml -->
```yaml
claims: []
```

```console
$ cat claims/a.yaml
entities:
  club: {name: The Club}

claims: []
$ cd claims; ijmfacts check a.yaml
0 claims: no contradictions, no tensions
$ ijmfacts check b.yaml
...
ijmfacts: there is no file or directory `b.yaml`: give the directory that holds the claim files, or start one with `ijmfacts init FILE`
$ echo $?
2
```

```python
number = 2
```

```python
assert number == 2
```
"""


def page(home: pathlib.Path, text: str) -> tuple[pathlib.Path, pathlib.Path]:
    file = home / "page.md"
    file.write_text(text, encoding="utf-8")
    place = home / "place"
    place.mkdir()
    return file, place


def test_a_page_that_is_so(tmp_path: pathlib.Path) -> None:
    assert execute(*page(tmp_path, PAGE)) == []


@pytest.mark.parametrize(
    "old, new, line",
    [
        ("\n0 claims: no contradictions", "\n1 claim: no contradictions", 20),
        ("there is no file", "there is a file", 22),
        ("\n2\n", "\n0\n", 25),
        ("\n2\n", "\n2\nmore\n", 25),
        ("claims: []\n$", "$", 15),
    ],
)
def test_what_is_not_so_is_told_with_its_line(
    old: str, new: str, line: int, tmp_path: pathlib.Path
) -> None:
    (told,) = execute(*page(tmp_path, PAGE.replace(old, new)))
    assert told.startswith(f"page.md:{line}: $ ")


def test_python_that_is_not_so_raises(tmp_path: pathlib.Path) -> None:
    with pytest.raises(AssertionError):
        execute(*page(tmp_path, PAGE.replace("number == 2", "number == 3")))


def test_an_update_writes_what_is_printed(tmp_path: pathlib.Path) -> None:
    file, place = page(tmp_path, PAGE.replace("\n2\n", "\n0\n"))
    assert execute(file, place, update=True) == []
    assert file.read_text(encoding="utf-8") == PAGE


def test_an_update_keeps_the_cut(tmp_path: pathlib.Path) -> None:
    cut = "```console\n$ printf 'a\\nb\\nc\\n'\n{}\n...\n```\n"
    file, place = page(tmp_path, cut.format("x"))
    execute(file, place, update=True)
    assert file.read_text(encoding="utf-8") == cut.format("a")


def test_three_dots_stand_for_any_lines() -> None:
    assert fits(("a", "...", "c"), ("a", "b", "b", "c"))
    assert fits(("a", "...", "c"), ("a", "c"))
    assert not fits(("a", "...", "c"), ("a", "b", "cc"))
    assert not fits(("a",), ("a", "b"))


def test_every_block_is_seen(tmp_path: pathlib.Path) -> None:
    file, _ = page(tmp_path, PAGE)
    assert [block.language for block in blocks(file)] == [
        "yaml",
        "yaml",
        "console",
        "python",
        "python",
    ]
    assert [block.label for block in blocks(file)] == ["file", "more", "", "", ""]
