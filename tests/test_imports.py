"""Who may import whom: the rooms of the house in storeys, each resting on those below it."""

from __future__ import annotations

import ast
import pathlib
from collections.abc import Iterator

import pytest

PACKAGE = pathlib.Path(__file__).parent.parent / "src" / "ijmfacts"

STOREYS = (
    "patterns shapes likeness",
    "answers intervals spans units world",
    "nodes times values anchors identifiers",
    "fields yaml_files json_lines reasoning markup",
    "claims constraints",
    "records stretches",
    "parts",
    "structure findings documents keeping",
    "dossier",
    "names",
    "loading dumping formatting scanning",
    "schema drafting",
    "shipped index places strategies",
    "measures timeline sameness whereabouts ties",
    "citations mending",
    "offices",
    "facts",
    "nearby",
    "rules",
    "checking",
    "trials",
    "explaining repairing stats",
    "diffing coverage scaffolding",
    "reports",
    "lsp",
    "cli",
)
"""A room imports only from the storeys below its own, the lowest first."""

UPWARDS = {
    ("dossier", "shipped"): "a dossier made in Python is read against the world as shipped",
    ("checking", "explaining"): "only conflicts are put into words",
    ("checking", "repairing"): "only conflicts are mended",
}
"""The imports that go up; each is made inside a function, where it is needed at last."""

INSIDE = {
    "values": "letters quotes durations printing readings lexemes figures number_words currencies "
    "unit_words hedges vague_words amounts ranges frames layers grammar diagnosis",
    "times": "days bounds edtf english reading years wording diagnosis",
}
"""The order inside a package: on being imported, a module knows only those before its own."""

OUTSIDERS = {
    "cattrs": "structure dumping schema",
    "yaml": "yaml_files dumping",
    "stdnum": "identifiers",
    "hypothesis": "strategies",
    "shtab": "cli",
    "pygls": "lsp",
    "lsprotocol": "lsp",
    "argparse": "cli",
    "logging": "",
    "socket": "",
    "subprocess": "",
    "random": "",
}
"""The rooms that may know a library; nobody else may."""


def room(dotted: str) -> str:
    """The room that a module of the package belongs to; a package within it is one room."""
    names = dotted.split(".")[1:]
    return names[0] if names else ""


def modules() -> dict[str, pathlib.Path]:
    """Every module of the package, by its dotted name."""
    return {
        ".".join(("ijmfacts", *path.relative_to(PACKAGE).with_suffix("").parts)): path
        for path in sorted(PACKAGE.rglob("*.py"))
    }


def imported(tree: ast.AST, *, at_once: bool = True) -> Iterator[tuple[str, bool]]:
    """Every import in a module, those for the type checker only left out."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, at_once
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield (inner if inner in MODULES else str(node.module)), at_once
        else:
            inside = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            yield from imported(node, at_once=at_once and not inside)


MODULES = {name.removesuffix(".__init__"): path for name, path in modules().items()}
RANK = {name: at for at, storey in enumerate(STOREYS) for name in storey.split()}
ALL = tuple(
    (module, target, at_once)
    for module, path in MODULES.items()
    for target, at_once in imported(ast.parse(path.read_text(encoding="utf-8")))
)
FACE = ("", "__main__")
"""The public face and the program: they may know everyone."""


def wrong(module: str, target: str, *, at_once: bool) -> bool:
    """True for an import that goes up, or sideways to another room."""
    one, other = room(module), room(target)
    if one == other or one in FACE or other in FACE:
        return False
    if (one, other) in UPWARDS and not at_once:
        return False
    return RANK.get(other, len(STOREYS)) >= RANK.get(one, -1)


def test_every_room_has_its_storey() -> None:
    """A new room is put into the table of storeys, with a thought for whom it may know."""
    assert {room(module) for module in MODULES} - set(FACE) <= RANK.keys()


def test_no_import_goes_up() -> None:
    told = {
        f"{module} imports {target}"
        for module, target, at_once in ALL
        if target.startswith("ijmfacts") and wrong(module, target, at_once=at_once)
    }
    assert told == set()


def test_what_goes_up_is_needed() -> None:
    """Every exception of the table is made use of, and inside a function only."""
    made = {(room(module), room(target)) for module, target, at_once in ALL if not at_once}
    assert set(UPWARDS) - made == set()


@pytest.mark.parametrize("package", INSIDE)
def test_inside_a_package_no_import_goes_up(package: str) -> None:
    order = [f"ijmfacts.{package}.{name}" for name in INSIDE[package].split()]
    assert {module for module in MODULES if module.startswith(f"ijmfacts.{package}.")} == set(order)
    told = {
        f"{module} imports {target}"
        for module, target, at_once in ALL
        if at_once and {module, target} <= set(order)
        if order.index(module) <= order.index(target)
    }
    assert told == set()


def test_what_is_wrong_is_looked_for_only_where_something_is() -> None:
    """The rooms that tell why a text is unreadable are imported inside functions alone."""
    rooms = {"ijmfacts.values.diagnosis", "ijmfacts.times.diagnosis"}
    made = {(target, at_once) for _, target, at_once in ALL if target in rooms}
    assert made == {(target, False) for target in rooms}


def test_rules_know_no_rule_but_for_its_sets() -> None:
    """Rules are independent of each other; what a list's members are is asked of one of them."""
    told = {
        target
        for module, target, _ in ALL
        if room(module) == "rules" and target.startswith("ijmfacts.rules.") and target != module
    }
    assert told <= {"ijmfacts.rules.count_matches_list"}


def test_the_engine_knows_only_intervals_and_answers() -> None:
    told = {room(target) for module, target, _ in ALL if room(module) == "reasoning"}
    known = {"reasoning", "intervals", "answers", "shapes"}  # shapes: how its values compare
    assert {name for name in told if name in RANK} <= known


@pytest.mark.parametrize("library", OUTSIDERS)
def test_libraries_stay_in_their_rooms(library: str) -> None:
    told = {room(module) for module, target, _ in ALL if target.partition(".")[0] == library}
    assert told <= set(OUTSIDERS[library].split())


@pytest.mark.parametrize(
    ("module", "target", "at_once"),
    [
        ("ijmfacts.values", "ijmfacts.claims", True),
        ("ijmfacts.intervals", "ijmfacts.answers", True),
        ("ijmfacts.rules.parts_sum_to_whole", "ijmfacts.checking", False),
        ("ijmfacts.checking", "ijmfacts.repairing", True),
        ("ijmfacts.findings", "ijmfacts.nobody", True),
    ],
)
def test_an_import_that_goes_up_is_seen(module: str, target: str, *, at_once: bool) -> None:
    """Up, sideways, from a rule to the checker, on being imported, and to a room of no storey."""
    assert wrong(module, target, at_once=at_once)


def test_an_import_inside_a_block_is_seen() -> None:
    text = "if x:\n    try:\n        import a\n    finally:\n        pass\ndef f():\n    import b\n"
    assert list(imported(ast.parse(text))) == [("a", True), ("b", False)]
