"""From files to a dossier: find the files, read them, gather their records, check references.

Nothing here raises on what a file holds: every mistake is a problem with its place.
"""

from __future__ import annotations

import gc
import os
import pathlib
import sys
from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, cast

import attrs

from ijmfacts import nodes, world
from ijmfacts.claims import AnyClaim
from ijmfacts.dossier import Dossier, Records
from ijmfacts.keeping import Keep, Later, Origins, Reading, Sealed
from ijmfacts.likeness import did_you_mean
from ijmfacts.names import Names, names_of, unresolved
from ijmfacts.parts import PARTS, SINGULAR, WORDS, Damaged, Record
from ijmfacts.records import Document, Vocabulary
from ijmfacts.spans import Problem, Span
from ijmfacts.times import Beginning

SUFFIXES: Final = (".yaml", ".yml", ".jsonl")
"""What claim files are called."""

DOCUMENTS: Final = (".md", ".markdown", ".txt", ".htm", ".html", ".wiki")
"""What documents are often called."""


class _Gathered:
    """The records found so far, by part."""

    def __init__(self) -> None:
        self.documents: list[Record] = []
        self.claims: list[AnyClaim] = []
        self.keyed: dict[str, dict[str, Any]] = {}
        self.listed: dict[str, list[Any]] = {}
        self.origins = Origins()
        self.damaged: list[Damaged] = []
        self.problems: list[Problem] = []

    def take(self, found: Record | Damaged | Problem) -> None:
        """Put one record, or one mistake, where it belongs."""
        if isinstance(found, Problem):
            self.problems.append(found)
        elif isinstance(found, Damaged):
            self.damaged.append(found)
        elif found.part == "document":
            self.documents.append(found)
            self.origins.setdefault(("document", ""), found.node)
        elif not found.id or found.part in {"assume", "reject"}:
            records = self.listed.setdefault(found.part, [])
            self.origins[found.part, str(len(records))] = found.node
            records.append(found.value)
        elif (found.part, found.id) in self.origins:
            self._twice(found)
        else:
            self.origins[found.part, found.id] = found.node
            if found.part == "claim":
                self.claims.append(found.value)
            else:
                self.keyed.setdefault(found.part, {})[found.id] = found.value

    def _twice(self, found: Record) -> None:
        first = nodes.place(self.origins[found.part, found.id], ())
        node = _node(found)
        path = ("id",) if isinstance(node, Mapping) and "id" in node else ()
        self.problems.append(
            Problem(
                f"the {found.part} `{found.id}` is there already",
                nodes.place(node, path),
                f"the first one is at {first.file}:{first.line}: give this one another name",
            )
        )
        self.damaged.append(Damaged(found.part, found.id, names_of(found.value)))

    def records(self, files: Mapping[str, bytes]) -> dict[str, Any]:
        """Everything gathered, as the fields of a dossier."""
        for later in self.documents[1:]:
            first = nodes.place(_node(self.documents[0]), ())
            self.problems.append(
                Problem(
                    "a dossier is about one document, and this is the second",
                    nodes.place(_node(later), ()),
                    f"the first one is at {first.file}:{first.line}; keep one of them",
                )
            )
        document: Document | None = self.documents[0].value if self.documents else None
        return {
            "document": document,
            "claims": self.claims,
            "entities": self.keyed.get("entity", {}),
            "sources": self.keyed.get("source", {}),
            "vocabulary": Vocabulary(
                **{part: self.keyed.get(singular, {}) for part, (singular, _) in WORDS.items()}
            ),
            "observances": self.keyed.get("observance", {}),
            "accepted": self.listed.get("acceptance", ()),
            "assume": self.listed.get("assume", ()),
            "reject": self.listed.get("reject", ()),
            "set_aside": self.listed.get("set aside", ()),
            "origins": self.origins,
            "files": files,
        }


def _node(record: Record) -> Any:
    """The node of a record, which may be one that was kept."""
    return record.node.opened() if isinstance(record.node, Sealed) else record.node


def _start(file: str) -> Span:
    return Span(file, 1, 1, 1, 1)


def _nowhere(file: str) -> Span:
    """The place of what is wrong with a path, and not with a file."""
    return Span(file, 0, 0, 0, 0)


def _shown(path: pathlib.Path) -> str:
    return path.as_posix()


def claim_files(path: pathlib.Path) -> Iterator[pathlib.Path | Problem]:
    """The claim files of a directory and all below it, in the order of their names, or one file.

    Hidden files and links that lead out of the directory are left out.
    """
    if path.is_file():
        yield path
        return
    if not path.is_dir():
        yield Problem(
            f"there is no file or directory `{_shown(path)}`",
            _nowhere(_shown(path)),
            "give the directory that holds the claim files, or start one with `ijmfacts init FILE`",
        )
        return
    root = path.resolve()
    found = False
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = pathlib.Path(folder, name)
            if name.startswith(".") or file.suffix not in SUFFIXES:
                continue
            if file.is_symlink() and not file.resolve().is_relative_to(root):
                continue
            found = True
            yield file
    if not found:
        yield Problem(
            f"there is no claim file in `{_shown(path)}`",
            _nowhere(_shown(path)),
            f"claim files end in {', '.join(SUFFIXES)}; `ijmfacts init FILE` starts a dossier",
        )


def document_instead(file: str, tree: nodes.Node | None) -> Problem | None:
    """That a file is a document and no claim file; none where it holds a part of a dossier.

    Only files that are named like a document are taken for one.
    """
    holds = isinstance(tree, nodes.Mapping) and any(part in tree for part in PARTS)
    if holds or not file.endswith(DOCUMENTS):
        return None
    return Problem(
        f"`{file}` is a document, and no claim file",
        _nowhere(file),
        f"hold its claims against it with `ijmfacts check --text {file}`, or let claims be "
        f"proposed with `ijmfacts draft {file}`",
    )


def _read(data: bytes, file: str, gathered: _Gathered) -> Iterable[tuple[str, nodes.Node]]:
    """The lines of a file with their parts, or its one tree."""
    if file.endswith(".jsonl"):
        from ijmfacts.json_lines import read_json_lines  # noqa: PLC0415 - bulk only

        lines, problems = read_json_lines(data, file)
        gathered.problems.extend(problems)
        gathered.damaged.extend(Damaged("", "", text=problem.source_line) for problem in problems)
        return lines
    from ijmfacts.yaml_files import read_yaml  # noqa: PLC0415 - not for claims made in Python

    tree, problems = read_yaml(data, file)
    document = document_instead(file, tree)
    if document is not None:
        gathered.problems.append(document)
        return []
    gathered.problems.extend(problems)
    if tree is None:
        # Without its zeros, a file in UTF-16 is nearly one in UTF-8.
        text = data.decode(errors="replace").replace("\0", "")
        gathered.damaged.append(Damaged("", "", text=text))
        return []
    return [("", tree)]


def _beginning(trees: Iterable[tuple[str, nodes.Node]]) -> Beginning | None:
    """The month and day with which the years of a document begin, where one says so."""
    from ijmfacts.structure import beginning_of  # noqa: PLC0415 - only what was read now needs it

    for part, node in trees:
        document = node.get("document") if not part and isinstance(node, nodes.Mapping) else node
        if part in {"", "document"} and document is not None:
            begins = beginning_of(document)
            if begins is not None:
                return begins
    return None


def _line(part: str, node: nodes.Node) -> Iterator[Record | Damaged | Problem]:
    """The record of one line of JSON, under the singular name of its part."""
    from ijmfacts.structure import read_record  # noqa: PLC0415 - only what was read now needs it

    if part in SINGULAR:
        yield from read_record(part, node)
        return
    yield Problem(
        f"`{part}` is not a part of a dossier",
        nodes.place(part, ()) if isinstance(part, nodes.Text) else nodes.place(node, ()),
        did_you_mean(part, SINGULAR) or "parts: " + ", ".join(SINGULAR),
    )


class _Opened:
    """A file, and what is kept of it, or else its lines with their parts, or its one tree.

    `keep` is where it may be kept once it is read: nowhere if a mistake was found in it.
    `begins` is the day with which the years of its document begin.
    """

    def __init__(self, name: str, data: bytes, keep: Keep | None, gathered: _Gathered) -> None:
        self.name = name
        self.data = data
        self.keep = keep
        self.kept = keep.read(name, data) if keep is not None else None
        self.trees: Sequence[tuple[str, nodes.Node]] = ()
        if self.kept is None:
            self.read(gathered)
            self.begins = _beginning(self.trees)
        else:
            self.begins = self.kept.begins

    def read(self, gathered: _Gathered) -> None:
        """Read it, whether or not it is kept."""
        mistakes = len(gathered.problems)
        self.trees, self.kept = list(_read(self.data, self.name, gathered)), None
        if len(gathered.problems) > mistakes:
            self.keep = None

    def records(
        self, years: Beginning | None, gathered: _Gathered
    ) -> Iterable[Record | Damaged | Problem]:
        """What it holds, with the years of the dossier's document."""
        if self.kept is not None:
            if self.kept.years == years:
                return self.kept.records
            self.read(gathered)
        found = list(_made(self.trees, years))
        made = tuple(one for one in found if isinstance(one, Record))
        if self.keep is not None and len(made) == len(found):
            self.keep.write(self.name, self.data, Reading(self.begins, years, made))
        return found


def _made(
    trees: Iterable[tuple[str, nodes.Node]], years: Beginning | None
) -> Iterator[Record | Damaged | Problem]:
    """What lines and trees hold, years such as `2023/24` as they begin in the document."""
    from ijmfacts.structure import read_file, with_years  # noqa: PLC0415 - not for what is kept

    for part, node in trees:
        if years is not None:
            yield from with_years(node, years)
        yield from _line(part, node) if part else read_file(node)


def _gather(
    files: Iterable[tuple[str, bytes]], keep: Keep | None = None
) -> tuple[_Gathered, dict[str, bytes]]:
    gathered, held = _Gathered(), {}
    running = gc.isenabled()
    gc.disable()  # reading makes many objects and no garbage: two to three times faster
    try:
        every: list[_Opened] = []
        for name, data in files:
            held[name] = data
            # Lines of JSON are read nearly as fast as what is kept, and standard input has no path.
            place = keep if name.endswith((".yaml", ".yml")) else None
            every.append(_Opened(name, data, place, gathered))
        years = next((file.begins for file in every if file.begins is not None), None)
        for file in every:
            for found in file.records(years, gathered):
                gathered.take(found)
    finally:
        if running:
            gc.enable()
    return gathered, held


def load_world(
    paths: Iterable[str | os.PathLike[str]] = (),
    *,
    without: Iterable[str] = (),
    keep: str | os.PathLike[str] | None = None,
) -> Records:
    """The world shipped with the package, with a user's own world dossiers over it.

    A record of `paths` takes the place of a shipped one with the same id or name.
    `without` names shipped tables (`countries`, `organs`, `observances`, `terms`, …) to leave out;
    their names are still known, and mean nothing.
    `keep` is as for `load`.
    """
    dropped = set(without)
    shipped: dict[bool, list[tuple[str, bytes]]] = {True: [], False: []}
    for path in world.paths():
        shipped[path.stem in dropped].append((f"world/{path.name}", path.read_bytes()))
    gathered, kept = _gather(shipped[False])
    fields = gathered.records(kept)
    if shipped[True]:
        silent, _ = _gather(shipped[True])
        names = {
            key: attrs.evolve(
                entity,
                type="",
                in_="",
                of="",
                begin="",
                end="",
                demonyms=(),
                level="",
                authority_over=(),
            )
            for key, entity in silent.keyed.get("entity", {}).items()
        }
        fields["entities"] = {**names, **fields["entities"]}
        fields["sources"] = {**silent.keyed.get("source", {}), **fields["sources"]}
        fields["observances"] = {
            **{
                key: attrs.evolve(day, date="")
                for key, day in silent.keyed.get("observance", {}).items()
            },
            **fields["observances"],
        }
    own = list(paths)
    if not own:
        return Records(**fields, problems=tuple(gathered.problems))
    theirs = _load_records(own, _keep(keep))
    return merged(Records(**fields, problems=tuple(gathered.problems)), theirs)


def merged(under: Records, over: Records) -> Records:
    """Two sets of records as one; what both name is taken from `over`."""
    claims = {claim.id: claim for claim in (*under.claims, *over.claims)}
    return Records(
        document=over.document or under.document,
        claims=tuple(claims.values()),
        entities={**under.entities, **over.entities},
        sources={**under.sources, **over.sources},
        vocabulary=words_over(under.vocabulary, over.vocabulary),
        observances={**under.observances, **over.observances},
        accepted=over.accepted,
        assume=over.assume,
        reject=over.reject,
        set_aside=over.set_aside,
        problems=(*under.problems, *over.problems),
        origins={**under.origins, **over.origins},
        files={**under.files, **over.files},
    )


def words_over(under: Vocabulary, over: Vocabulary) -> Vocabulary:
    """Two vocabularies as one; a word that both explain means what `over` says."""

    def both(part: str) -> Mapping[str, Any]:
        low, high = getattr(under, part), getattr(over, part)
        if not isinstance(low, Later):
            return {**low, **high}
        # What is kept is made where it is asked for, and not before; nobody writes to either.
        return ChainMap({**high}, cast("Any", low))

    return Vocabulary(**{part: both(part) for part in WORDS})


def _files(
    paths: Iterable[str | os.PathLike[str]], problems: list[Problem]
) -> Iterator[tuple[str, bytes]]:
    seen = set()
    for given in paths:
        if os.fspath(given) == "-":
            yield "<stdin>", sys.stdin.buffer.read()
            continue
        for found in claim_files(pathlib.Path(given)):
            if isinstance(found, Problem):
                problems.append(found)
                continue
            if found.resolve() in seen:
                continue
            seen.add(found.resolve())
            try:
                data = found.read_bytes()
            except OSError as error:
                problems.append(Problem(f"cannot be read: {error.strerror}", _start(_shown(found))))
            else:
                yield _shown(found), data


def _load_records(paths: Iterable[str | os.PathLike[str]], keep: Keep | None = None) -> Records:
    problems: list[Problem] = []
    gathered, kept = _gather(_files(paths, problems), keep)
    fields = gathered.records(kept)
    return Records(**fields, problems=(*problems, *gathered.problems))


def _keep(room: str | os.PathLike[str] | None) -> Keep | None:
    return None if room is None else Keep(room)


def load(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    world: Records | None = None,
    keep: str | os.PathLike[str] | None = None,
) -> Dossier:
    """Read claim files, or directories of them, as one dossier; `-` is standard input, in YAML.

    Never raises on what the files hold: what is wrong is in `Dossier.problems`, each with its
    place, and the healthy rest is there.
    `world` is read instead of the world that comes with the package.
    `keep` is a directory of yours, where what files hold is kept, so that it is read once only as
    long as a file does not change; whoever can write there can run code of theirs as you.
    """
    given = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    problems: list[Problem] = []
    gathered, kept = _gather(_files(given, problems), _keep(keep))
    return _dossier(gathered, kept, problems, world)


def loads(data: bytes | str, *, file: str = "claims.yaml", world: Records | None = None) -> Dossier:
    """Read the text of one claim file; `file` is the name that places give, and says its format."""
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    gathered, kept = _gather([(file, raw)])
    return _dossier(gathered, kept, [], world)


def loads_all(files: Iterable[tuple[str, bytes]], *, world: Records | None = None) -> Dossier:
    """Read claim files from memory as one dossier, each with the name that places give."""
    gathered, kept = _gather(files)
    return _dossier(gathered, kept, [], world)


def _dossier(
    gathered: _Gathered, kept: Mapping[str, bytes], problems: list[Problem], known: Records | None
) -> Dossier:
    from ijmfacts.dossier import shipped_world  # noqa: PLC0415 - the world is read by this room

    fields = gathered.records(kept)
    dossier = Dossier(**fields, world=shipped_world() if known is None else known)
    found = [*problems, *gathered.problems]
    found.extend(unresolved(dossier, Names(dossier, dossier.world), gathered.damaged))
    ordered = sorted(found, key=lambda p: (p.span.file, p.span.line, p.span.column, p.message))
    return attrs.evolve(dossier, problems=tuple(ordered))
