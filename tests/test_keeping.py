"""What files hold is kept from one run to the next, and is never other than what they hold."""

from __future__ import annotations

import io
import os
import pathlib
import pickle
import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings

from ijmfacts import check, dump, keeping, load, loading, nodes
from ijmfacts.cli import main
from ijmfacts.dossier import Dossier
from ijmfacts.keeping import ELSEWHERE, Keep, directory
from ijmfacts.strategies import dossiers

ROOT = pathlib.Path(__file__).parent.parent
SHIPPED = (ROOT / "claims", *sorted((ROOT / "tests" / "dossiers").iterdir()))

CLAIMS = """\
document: {title: The mill}
entities:
  Mill: {}
claims:
  - id: looms
    kind: quantity
    subject: Mill
    property: looms
    value: "41"
    quote: 41 looms
  - {id: hands, kind: quantity, subject: Mill, property: hands, value: "90", quote: 90 hands}
"""


def trees(dossier: Dossier) -> Iterator[tuple[object, ...]]:
    """Every node of every record with its place, and the places of its keys."""

    def walk(node: nodes.Node) -> Iterator[tuple[object, ...]]:
        yield type(node), node.span
        if isinstance(node, nodes.Text):
            yield str(node), node.plain
        elif isinstance(node, nodes.Mapping):
            yield tuple(node), tuple(node.keys_spans.items())
            for inner in node.values():
                yield from walk(inner)
        elif isinstance(node, nodes.Sequence):
            for item in node:
                yield from walk(item)

    for key, node in dossier.origins.items():
        yield (key,)
        yield from walk(node)


def same(one: Dossier, other: Dossier) -> bool:
    """True where nothing tells two dossiers apart, but that one was kept."""
    return (
        one == other
        and one.problems == other.problems
        and one.files == other.files
        and list(trees(one)) == list(trees(other))
    )


def read_anew(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read from now on, and not taken from what is kept."""
    names: list[str] = []
    read = loading._read

    def noted(data: bytes, file: str, gathered: object) -> object:
        names.append(pathlib.PurePath(file).name)
        return read(data, file, gathered)  # type: ignore[arg-type]

    monkeypatch.setattr(loading, "_read", noted)
    return names


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_what_is_kept_is_what_the_files_hold(
    path: pathlib.Path, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain, first = load(path), load(path, keep=tmp_path)
    names = read_anew(monkeypatch)
    again = load(path, keep=tmp_path)
    assert names == []
    assert same(plain, first)
    assert same(plain, again)
    assert check(again) == check(plain)


@given(dossier=dossiers())
@settings(max_examples=60, deadline=None)
def test_any_dossier_is_kept_whole(
    dossier: Dossier, tmp_path_factory: pytest.TempPathFactory
) -> None:
    room = tmp_path_factory.mktemp("any")
    (room / "a.yaml").write_text(dump(dossier), encoding="utf-8")
    plain = load(room / "a.yaml")
    load(room / "a.yaml", keep=room / "kept")
    assert same(plain, load(room / "a.yaml", keep=room / "kept"))


@pytest.fixture
def mill(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    """A folder with one claim file, whose holdings are kept in `kept`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(ELSEWHERE, str(tmp_path / "kept"))
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "a.yaml").write_text(CLAIMS, encoding="utf-8")
    return tmp_path


def looms(dossier: Dossier) -> str:
    return next(str(claim.value) for claim in dossier.claims if claim.id == "looms")  # type: ignore[union-attr]


def test_a_file_that_changes_is_read_anew(
    mill: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = mill / "claims" / "a.yaml"
    (mill / "claims" / "b.yaml").write_text("entities: {Weaver: {}}\n", encoding="utf-8")
    load("claims", keep="kept")
    stamp = file.stat()
    file.write_text(CLAIMS.replace('"41"', '"42"'), encoding="utf-8")
    os.utime(file, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))  # the same size and the same time
    names = read_anew(monkeypatch)
    assert looms(load("claims", keep="kept")) == "42"
    assert names == ["a.yaml"]
    assert looms(load("claims", keep="kept")) == "42"
    assert names == ["a.yaml"]


def test_a_file_with_a_mistake_is_not_kept(
    mill: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = mill / "claims" / "a.yaml"
    file.write_text(CLAIMS + "  - {id: odd, kind: quantty}\n", encoding="utf-8")
    first = load("claims", keep="kept")
    names = read_anew(monkeypatch)
    again = load("claims", keep="kept")
    assert names == ["a.yaml"]
    assert first.problems
    assert again.problems == first.problems


def test_mistakes_between_files_are_found_in_what_is_kept(mill: pathlib.Path) -> None:
    other = mill / "claims" / "b.yaml"
    other.write_text(
        "document: {title: Another}\nentities: {Mill: {}}\nclaims:\n"
        "  - {id: looms, kind: quantity, subject: Mil, property: looms, value: '4', quote: 4}\n",
        encoding="utf-8",
    )
    plain = load("claims")
    assert {problem.message for problem in plain.problems} >= {
        "the claim `looms` is there already",
        "the entity `Mill` is there already",
        "a dossier is about one document, and this is the second",
    }
    load("claims", keep="kept")
    assert same(plain, load("claims", keep="kept"))


def test_years_are_those_of_the_document_beside_it(
    mill: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "document: {title: The mill, year begins: April}\n"
    claims = CLAIMS.partition("\n")[2].replace("value:", "when: 2023/24\n    value:", 1)
    (mill / "claims" / "a.yaml").write_text(claims, encoding="utf-8")
    (mill / "claims" / "b.yaml").write_text(text, encoding="utf-8")
    april = load("claims", keep="kept")
    assert april.claims[0].when == "2023-04/2024-03"
    (mill / "claims" / "b.yaml").write_text(text.replace("April", "July"), encoding="utf-8")
    names = read_anew(monkeypatch)
    assert load("claims", keep="kept").claims[0].when == "2023-07/2024-06"
    assert sorted(names) == ["a.yaml", "b.yaml"]
    assert same(load("claims"), load("claims", keep="kept"))


@pytest.mark.parametrize(
    "spoilt",
    [
        b"",
        b"\x80\x05N.",
        b"not what was written",
        b"cno_such_module\nname\n.",
        pytest.param(None, id="cut short"),
    ],
)
def test_what_is_spoilt_counts_as_nothing(mill: pathlib.Path, spoilt: bytes | None) -> None:
    plain = load("claims", keep="kept")
    (kept,) = (mill / "kept").iterdir()
    kept.write_bytes(kept.read_bytes()[:-200] if spoilt is None else spoilt)
    assert same(plain, load("claims", keep="kept"))
    assert len(kept.read_bytes()) > 300, "it is written anew"


@pytest.mark.usefixtures("mill")
def test_another_state_of_ijmfacts_reads_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    load("claims", keep="kept")
    monkeypatch.setattr(keeping, "made_by", lambda: ("another",))
    names = read_anew(monkeypatch)
    load("claims", keep="kept")
    assert names == ["a.yaml"]


def test_two_files_of_one_place_take_turns(
    mill: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Keep, "_place", lambda *_: mill / "kept" / "one.read")
    (mill / "claims" / "b.yaml").write_text("entities: {Weaver: {}}\n", encoding="utf-8")
    plain = load("claims")
    for _ in range(3):
        assert same(plain, load("claims", keep="kept"))


def test_no_directory_to_keep_in_is_no_mistake(mill: pathlib.Path) -> None:
    (mill / "taken").write_text("a file\n", encoding="utf-8")
    assert same(load("claims"), load("claims", keep=mill / "taken" / "in it"))


def test_what_nobody_changed_for_long_goes(mill: pathlib.Path) -> None:
    load("claims", keep="kept")
    (kept,) = (mill / "kept").iterdir()
    long_ago = time.time() - 100 * 24 * 3600
    os.utime(kept, (long_ago, long_ago))
    (mill / "b.yaml").write_text("entities: {Weaver: {}}\n", encoding="utf-8")
    load("b.yaml", keep="kept")
    assert len(list((mill / "kept").iterdir())) == 1
    assert not kept.exists()


def test_the_command_keeps_and_can_be_told_not_to(
    mill: pathlib.Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--no-cache"]) == 0
    assert not (mill / "kept").exists()
    assert main(["check"]) == 0
    assert list((mill / "kept").iterdir())
    names = read_anew(monkeypatch)
    assert main(["check"]) == 0
    assert names == []
    assert main(["check", "--no-cache"]) == 0
    assert names == ["a.yaml"]
    first, *others = capsys.readouterr().out.splitlines()
    assert set(others) == {first}


def test_standard_input_and_lines_are_not_kept(
    mill: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = '{"entity": {"id": "Mill"}}\n'
    (mill / "claims" / "c.jsonl").write_text(line, encoding="utf-8")
    load("claims/c.jsonl", keep="kept")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(CLAIMS.encode())))
    assert load("-", keep="kept").claims
    assert not (mill / "kept").exists()


def test_where_it_is_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: pathlib.Path) -> None:
    monkeypatch.setenv(ELSEWHERE, "here")
    assert directory() == pathlib.Path("here")
    monkeypatch.delenv(ELSEWHERE)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert directory() == tmp_path / "ijmfacts"
    monkeypatch.setenv("XDG_CACHE_HOME", "")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert directory() == tmp_path / ".cache" / "ijmfacts"
    monkeypatch.setattr("sys.platform", "darwin")
    assert directory() == tmp_path / "Library" / "Caches" / "ijmfacts"


def test_nothing_is_made_of_what_was_kept_for_another_state() -> None:
    """Its classes may be others by now, so that to make it would fail."""
    unmakeable = b"cijmfacts.claims\nNoLongerThere\n."
    for made_for in ("then", "now"):
        stored = pickle.dumps((made_for, unmakeable))
        assert keeping.unsealed(stored, "now") is None
    assert keeping.unsealed(keeping.sealed("now", [1, 2]), "now") == [1, 2]
