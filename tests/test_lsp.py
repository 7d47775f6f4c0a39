"""The language server, asked by a real client over stdio; and the desk that it asks."""

from __future__ import annotations

import asyncio
import pathlib
import sys
from collections.abc import Awaitable, Callable

import pytest

pytest.importorskip("pygls", reason="the extra `lsp` is not installed")

from lsprotocol import types
from pygls import uris
from pygls.lsp.client import LanguageClient

import ijmfacts
from ijmfacts.cli import main
from ijmfacts.lsp import desk

ENOUGH = 30.0

ENTITIES = """\
entities:
  club: {name: The Club, type: organization}
  ana: {name: Ana Pérez, type: person}
vocabulary:
  properties:
    members: {counts: people, time: state}
"""
CLAIMS = """\
claims:
  - id: total
    kind: quantity
    subject: club
    property: members
    value: 30
    as of: 2024
    quote: 30 members
  - id: again
    kind: quantity
    subject: The Club
    property: members
    value: 31
    as of: 2024
    quote: 31 members
  - id: budget
    kind: quantity
    subject: club
    property: budget
    value: $51.6 million
    when: 2022-11
    quote: "🦉 $51.6 million"
  - id: chair
    kind: role
    person: ana
    post: chair
    organization: club
    quote: chaired by Ana
"""
TEXT = "It has 30 members, or 31 members.\nIts budget: 🦉 $51.6 million. It is chaired by Ann.\n"

Client = LanguageClient
Story = Callable[["Editor"], Awaitable[None]]


class Editor:
    """A client with the files of one folder, and the findings shown in each."""

    def __init__(self, here: pathlib.Path) -> None:
        self.here = here
        self.client = LanguageClient("test", "1")
        self.shown: dict[str, list[types.Diagnostic]] = {}
        self.news = asyncio.Event()
        self.versions: dict[str, int] = {}

        @self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)  # type: ignore[untyped-decorator]
        def _shown(params: types.PublishDiagnosticsParams) -> None:
            name = pathlib.Path(uris.to_fs_path(params.uri) or "").name
            self.shown[name] = list(params.diagnostics)
            self.news.set()

    def uri(self, name: str) -> str:
        return uris.from_fs_path(str(self.here / "claims" / name)) or ""

    def document(self, name: str) -> types.TextDocumentIdentifier:
        return types.TextDocumentIdentifier(uri=self.uri(name))

    async def start(self, *arguments: str) -> None:
        await self.client.start_io(sys.executable, "-m", "ijmfacts", "lsp", *arguments)
        await self.client.initialize_async(
            types.InitializeParams(
                capabilities=types.ClientCapabilities(), root_uri=self.here.as_uri()
            )
        )
        self.client.initialized(types.InitializedParams())

    async def stop(self) -> None:
        await self.client.shutdown_async(None)
        self.client.exit(None)
        await asyncio.wait_for(self.client.stop(), ENOUGH)  # type: ignore[no-untyped-call]

    def open(self, name: str, text: str) -> None:
        self.versions[name] = 1
        item = types.TextDocumentItem(uri=self.uri(name), language_id="yaml", version=1, text=text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(text_document=item))

    def change(self, name: str, text: str) -> None:
        self.versions[name] += 1
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                text_document=types.VersionedTextDocumentIdentifier(
                    uri=self.uri(name), version=self.versions[name]
                ),
                content_changes=[types.TextDocumentContentChangeWholeDocument(text=text)],
            )
        )

    async def until(self, true: Callable[[], bool]) -> None:
        async def wait() -> None:
            while not true():
                self.news.clear()
                await self.news.wait()

        await asyncio.wait_for(wait(), ENOUGH)

    def codes(self, name: str) -> set[object]:
        return {one.code for one in self.shown.get(name, [])}

    async def hover(self, name: str, line: int, character: int) -> str:
        found = await self.client.text_document_hover_async(
            types.HoverParams(self.document(name), types.Position(line, character))
        )
        if found is None:
            return ""
        assert isinstance(found.contents, types.MarkupContent)
        return found.contents.value

    async def labels(self, name: str, line: int, character: int) -> list[str]:
        found = await self.client.text_document_completion_async(
            types.CompletionParams(self.document(name), types.Position(line, character))
        )
        assert isinstance(found, types.CompletionList)
        return [item.label for item in found.items]

    async def fixes(self, name: str, shown: types.Diagnostic) -> dict[str, types.TextEdit]:
        found = await self.client.text_document_code_action_async(
            types.CodeActionParams(
                self.document(name), shown.range, types.CodeActionContext(diagnostics=[shown])
            )
        )
        edits = {}
        for action in found or []:
            assert isinstance(action, types.CodeAction)
            assert action.edit is not None
            assert action.edit.changes is not None
            ((uri, (edit,)),) = action.edit.changes.items()
            assert uri == self.uri(name)
            assert isinstance(edit, types.TextEdit)
            edits[action.title] = edit
        return edits


def applied(text: str, edit: types.TextEdit) -> str:
    """The text after an edit, counted in UTF-16 as the protocol does."""
    lines = text.encode("utf-16-le").split("\n".encode("utf-16-le"))
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 2)
    raw = text.encode("utf-16-le")
    first = starts[edit.range.start.line] + 2 * edit.range.start.character
    last = starts[edit.range.end.line] + 2 * edit.range.end.character
    return (raw[:first] + edit.new_text.encode("utf-16-le") + raw[last:]).decode("utf-16-le")


def told(here: pathlib.Path, story: Story, *arguments: str) -> None:
    """Run a story with an editor and a server."""
    (here / "claims").mkdir(exist_ok=True)
    (here / "claims" / "entities.yaml").write_text(ENTITIES, encoding="utf-8")
    (here / "report.txt").write_text(TEXT, encoding="utf-8")

    async def run() -> None:
        editor = Editor(here)
        await editor.start(*arguments)
        try:
            await story(editor)
        finally:
            await editor.stop()

    asyncio.run(run())


def position(text: str, words: str, into: int = 1) -> tuple[int, int]:
    """Where words stand, counted from 0, and one character into them."""
    at = text.index(words) + into
    return text.count("\n", 0, at), at - (text.rfind("\n", 0, at) + 1)


# --- over stdio -----------------------------------------------------------------------------------


def test_findings_come_as_you_type_and_go_when_mended(tmp_path: pathlib.Path) -> None:
    async def story(editor: Editor) -> None:
        editor.open("a.yaml", CLAIMS)
        await editor.until(lambda: "one-value-at-one-time" in editor.codes("a.yaml"))
        found = [one for one in editor.shown["a.yaml"] if one.code == "one-value-at-one-time"]
        assert [(one.range.start.line, one.severity) for one in found] == [
            (7, types.DiagnosticSeverity.Error),
            (14, types.DiagnosticSeverity.Error),
        ]
        assert found[0].range == types.Range(types.Position(7, 11), types.Position(7, 21))
        (related,) = found[0].related_information or []
        assert related.location.range.start.line == 14
        for value in ("3", "30"):
            editor.change("a.yaml", CLAIMS.replace("31", value))
        await editor.until(lambda: "one-value-at-one-time" not in editor.codes("a.yaml"))
        editor.change("a.yaml", CLAIMS.replace("kind: role", "kind: rol"))
        await editor.until(lambda: "well-formed-records" in editor.codes("a.yaml"))
        assert not (tmp_path / "claims" / "a.yaml").exists()

    told(tmp_path, story)


def test_hover_reads_values_times_names_and_claims(tmp_path: pathlib.Path) -> None:
    async def story(editor: Editor) -> None:
        editor.open("a.yaml", CLAIMS)
        budget = await editor.hover("a.yaml", *position(CLAIMS, "$51.6 million"))
        assert r"\[51.55, 51.65\] million USD" in budget
        assert "measure: budget of The Club" in budget
        assert "**November 2022**" in await editor.hover("a.yaml", *position(CLAIMS, "2022-11"))
        assert "1 November 2022 to 30 November 2022" in await editor.hover(
            "a.yaml", *position(CLAIMS, "2022-11")
        )
        assert "**Ana Pérez** (entity)" in await editor.hover("a.yaml", *position(CLAIMS, "ana\n"))
        assert "counts: people" in await editor.hover("a.yaml", *position(CLAIMS, "members\n"))
        whole = await editor.hover("a.yaml", *position(CLAIMS, "total"))
        assert "in conflict with" in whole
        assert "again" in whole
        assert await editor.hover("a.yaml", 0, 3) == ""

    told(tmp_path, story)


def test_hover_knows_where_the_years_of_the_document_begin(tmp_path: pathlib.Path) -> None:
    text = (
        "document: {title: Report, year begins: April}\n"
        "claims:\n  - {id: a, kind: event, type: vote, when: 2023/24}\n"
    )

    async def story(editor: Editor) -> None:
        editor.open("a.yaml", text)
        shown = await editor.hover("a.yaml", *position(text, "2023/24"))
        assert "**from April 2023 to March 2024**" in shown

    told(tmp_path, story)


def test_names_lead_to_their_records(tmp_path: pathlib.Path) -> None:
    text = (
        CLAIMS
        + "  - {id: x, kind: relation, subject: Thailand, relation: near, objects: ana, quote: x}\n"
    )
    text += "accepted: [{rule: one-value-at-one-time, claims: [total, again], reason: both}]\n"

    async def story(editor: Editor) -> None:
        editor.open("a.yaml", text)

        async def lead(words: str, into: int = 1) -> tuple[str, int]:
            found = await editor.client.text_document_definition_async(
                types.DefinitionParams(
                    editor.document("a.yaml"), types.Position(*position(text, words, into))
                )
            )
            assert isinstance(found, list)
            (one,) = found
            assert isinstance(one, types.Location)
            return pathlib.Path(uris.to_fs_path(one.uri) or "").name, one.range.start.line

        assert await lead("The Club") == ("entities.yaml", 1)
        assert await lead("ana\n") == ("entities.yaml", 2)
        assert await lead("members\n") == ("entities.yaml", 5)
        assert await lead("again]") == ("a.yaml", 8)
        assert (await lead("Thailand"))[0] == "countries.yaml"

    told(tmp_path, story)


def test_completion_offers_kinds_fields_entities_and_properties(tmp_path: pathlib.Path) -> None:
    async def story(editor: Editor) -> None:
        editor.open("a.yaml", CLAIMS)

        async def offered(line: str) -> list[str]:
            text = CLAIMS + line
            editor.change("a.yaml", text)
            at = text.rindex("\n")
            return await editor.labels("a.yaml", text.count("\n"), len(text) - at - 1)

        start = "  - id: new\n"
        assert await offered(start + "    kind: ") == list(ijmfacts.claims.KINDS)
        entities = await offered(start + "    subject: cl")
        assert entities[:2] == ["club", "ana"]
        assert "Thailand" in entities
        properties = await offered(start + "    property: ")
        assert {"members", "budget"} <= set(properties)
        role = await offered(start + "    kind: role\n    per")
        assert "person" in role
        assert "value" not in role
        assert "id" not in role
        assert "claims" in await offered("acc")
        assert "one-value-at-one-time" in await offered("accepted:\n  - rule: ")
        assert {"total", "again"} <= set(await offered("accepted:\n  - claims: [total, "))
        line = "  - {id: x, kind: role, "
        assert "person" in await offered(line + "per")
        assert (await offered(line + "person: ana, organization: c"))[0] == "club"
        assert await offered(start + "    by:\n      - ") == entities

    told(tmp_path, story)


def test_quick_fixes_mend_names_quotes_and_accept_with_a_reason(tmp_path: pathlib.Path) -> None:
    text = CLAIMS.replace("kind: role", "kind: rol").replace("person: ana", "person: anna")

    async def story(editor: Editor) -> None:
        editor.open("a.yaml", text)
        await editor.until(lambda: "well-formed-records" in editor.codes("a.yaml"))
        (wrong,) = (one for one in editor.shown["a.yaml"] if one.code == "well-formed-records")
        mended = applied(text, (await editor.fixes("a.yaml", wrong))["Change to `role`"])
        assert mended == text.replace("kind: rol\n", "kind: role\n")
        editor.change("a.yaml", mended)
        await editor.until(lambda: any("anna" in one.message for one in editor.shown["a.yaml"]))
        (wrong,) = (one for one in editor.shown["a.yaml"] if "anna" in one.message)
        mended = applied(mended, (await editor.fixes("a.yaml", wrong))["Change to `ana`"])
        assert mended == CLAIMS
        editor.change("a.yaml", mended)
        await editor.until(lambda: "quotes-stand-in-the-text" in editor.codes("a.yaml"))
        (wrong,) = (one for one in editor.shown["a.yaml"] if one.code == "quotes-stand-in-the-text")
        edits = await editor.fixes("a.yaml", wrong)
        mended = applied(mended, edits["Quote “chaired by Ann” (line 2)"])
        assert mended == CLAIMS.replace("chaired by Ana", "chaired by Ann")
        editor.change("a.yaml", mended)
        await editor.until(lambda: "quotes-stand-in-the-text" not in editor.codes("a.yaml"))
        wrong = next(one for one in editor.shown["a.yaml"] if one.code == "one-value-at-one-time")
        edits = await editor.fixes("a.yaml", wrong)
        mended = applied(mended, edits["Accept this contradiction, with a reason"])
        assert mended.endswith(
            "accepted:\n  - rule: one-value-at-one-time\n    claims: [again, total]\n"
            f"    reason: {desk.REASON}\n"
        )
        editor.change("a.yaml", mended)
        await editor.until(lambda: "one-value-at-one-time" not in editor.codes("a.yaml"))

    told(tmp_path, story, "--text", str(tmp_path / "report.txt"))


def test_a_yaml_file_of_another_sort_is_left_alone(tmp_path: pathlib.Path) -> None:
    table = desk.Desk()
    table.open((tmp_path / "compose.yaml").as_posix(), "services: {}\n")
    table.open((tmp_path / "report.yaml").as_posix(), CLAIMS)
    assert not table.ours((tmp_path / "compose.yaml").as_posix())
    assert table.ours((tmp_path / "report.yaml").as_posix())
    assert table.ours((tmp_path / "claims" / "deep" / "x.yaml").as_posix())
    assert not table.ours((tmp_path / "claims" / "x.txt").as_posix())


# --- the desk -------------------------------------------------------------------------------------

WRONG = "claims/a.yaml"
HEAD = "entities: {club: {name: The Club}}\n"
TWO = HEAD + (
    "claims:\n"
    "  - {id: a, kind: quantity, subject: club, property: members, value: 30, quote: 30 members}\n"
    "  - {id: b, kind: quantity, subject: club, property: members, value: 31, quote: 31 members}\n"
)


@pytest.mark.parametrize(
    "accepted",
    [
        "",
        "accepted:\n  - rule: x\n    claims: [a]\n    reason: so\n",
        "accepted:\n- rule: x\n  claims: [a]\n  reason: so\n\nset aside: []\n",
        "accepted: [{rule: x, claims: [a], reason: so}]\n",
        "accepted:\n  - rule: x\n    claims:\n      - a\n    reason: so # that is it\n\n\nassume: []\n",
    ],
)
def test_an_acceptance_is_written_where_the_others_are(accepted: str) -> None:
    text = TWO + accepted
    moment = desk.Moment({WRONG: text.encode()})
    finding = next(one for one in moment.findings() if one.rule == "one-value-at-one-time")
    edit = desk.acceptance(moment, finding, WRONG)
    assert edit is not None
    lines = text.split("\n")
    at = sum(len(line) + 1 for line in lines[: edit.span.line - 1]) + edit.span.column - 1
    again = ijmfacts.loads(text[:at] + edit.words + text[at:])
    assert again.problems == ()
    assert [one.reason for one in again.accepted][-1] == desk.REASON
    assert len(again.accepted) == bool(accepted) + 1
    assert "one-value-at-one-time" not in {one.rule for one in ijmfacts.check(again).findings}


def test_json_lines_are_accepted_in_a_line() -> None:
    text = ijmfacts.dump(ijmfacts.loads(TWO), format="jsonl")
    moment = desk.Moment({"a.jsonl": text.encode()})
    finding = next(one for one in moment.findings() if one.rule == "one-value-at-one-time")
    edit = desk.acceptance(moment, finding, "a.jsonl")
    assert edit is not None
    again = ijmfacts.loads(text + edit.words, file="a.jsonl")
    assert again.problems == ()
    assert len(again.accepted) == 1


def test_without_the_extra_the_command_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delitem(sys.modules, "ijmfacts.lsp.server", raising=False)
    monkeypatch.setitem(sys.modules, "pygls", None)
    monkeypatch.setitem(sys.modules, "pygls.lsp.server", None)
    assert main(["lsp"]) == 2
    assert "pip install 'ijmfacts[lsp]'" in capsys.readouterr().err
    assert main(["lsp", "--text", "nowhere.txt"]) == 2
    assert "there is no file or directory nowhere.txt" in capsys.readouterr().err
