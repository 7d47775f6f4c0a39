"""The language server: the desk's answers in the protocol's words (LSP 3.17), over stdio."""

from __future__ import annotations

import asyncio
import pathlib
from collections.abc import Iterable
from typing import Any, Final

from lsprotocol import types
from pygls import uris
from pygls.lsp.server import LanguageServer

import ijmfacts
from ijmfacts.findings import Finding, Place
from ijmfacts.lsp import desk
from ijmfacts.spans import Span

WAIT: Final = 0.2
"""The seconds without a keystroke after which the dossier is checked."""

_SEVERITIES: Final = {
    "error": types.DiagnosticSeverity.Error,
    "contradiction": types.DiagnosticSeverity.Error,
    "tension": types.DiagnosticSeverity.Warning,
    "note": types.DiagnosticSeverity.Information,
}
_SORTS: Final = {
    "key": types.CompletionItemKind.Field,
    "word": types.CompletionItemKind.EnumMember,
    "type": types.CompletionItemKind.Class,
    "property": types.CompletionItemKind.Property,
    "entity": types.CompletionItemKind.Reference,
    "claim": types.CompletionItemKind.Event,
}


class Server(LanguageServer):
    """A server with its desk, and what is shown where."""

    def __init__(self, table: desk.Desk) -> None:
        super().__init__("ijmfacts", ijmfacts.__version__)
        self.desk = table
        self.shown: dict[str, set[str]] = {}
        self.turn = 0
        self.waiting: set[asyncio.Task[None]] = set()

    # --- places ---------------------------------------------------------------------------------

    def lines(self, file: str) -> list[str]:
        """The lines of a file as the editor holds it, or as it is on the disk."""
        text = self.desk.buffers.get(file)
        if text is None:
            try:
                text = pathlib.Path(file).read_text(encoding="utf-8-sig")
            except (OSError, UnicodeDecodeError):
                text = ""
        return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    def position(self, lines: list[str], line: int, column: int) -> types.Position:
        """A place of ours as the protocol counts: from 0, in the units that the editor uses."""
        words = lines[line - 1][: column - 1] if 0 < line <= len(lines) else ""
        units = self.workspace.position_codec.client_num_units(words)
        return types.Position(line=max(0, line - 1), character=units)

    def range(self, span: Span) -> types.Range:
        """A span as the protocol counts."""
        lines = self.lines(span.file)
        return types.Range(
            start=self.position(lines, span.line, span.column),
            end=self.position(lines, span.end_line, span.end_column),
        )

    def range_of(self, place: Place) -> types.Range:
        """A place with its line as the protocol counts."""
        line = max(1, place.line)
        return self.range(Span(place.file, line, place.column, line, place.end_column))

    def at(self, file: str, position: types.Position) -> desk.Position:
        """A place of the protocol's as we count."""
        lines = self.lines(file)
        if position.line >= len(lines):
            return position.line + 1, 1
        line = lines[position.line]
        codec = self.workspace.position_codec
        column = 0
        while column < len(line) and codec.client_num_units(line[:column]) < position.character:
            column += 1
        return position.line + 1, column + 1

    # --- findings -------------------------------------------------------------------------------

    def diagnostics(self, findings: Iterable[Finding]) -> dict[str, list[types.Diagnostic]]:
        """For each file, one diagnostic for each claim that a finding is about."""
        found: dict[str, list[types.Diagnostic]] = {}
        for finding in findings:
            parties = [party for party in finding.parties if party.place.line]
            alone = len(parties) == 1 and finding.place.line and finding.place.file
            if not parties or alone:
                place = finding.place if finding.place.line else Place()
                if place.file:
                    made = self.diagnostic(finding, place, ())
                    found.setdefault(place.file, []).append(made)
                continue
            for party in parties:
                others = [
                    types.DiagnosticRelatedInformation(
                        location=types.Location(
                            uri=_uri(other.place.file), range=self.range_of(other.place)
                        ),
                        message=f"{other.claim}: “{' … '.join(other.words)}”",
                    )
                    for other in parties
                    if other is not party and not other.place.file.startswith("world/")
                ]
                made = self.diagnostic(finding, party.place, others)
                found.setdefault(party.place.file, []).append(made)
        return found

    def diagnostic(
        self,
        finding: Finding,
        place: Place,
        others: Iterable[types.DiagnosticRelatedInformation],
    ) -> types.Diagnostic:
        """A finding at one place."""
        lines = [finding.message, *finding.explanation]
        lines.extend(f"assuming: {words}" for words in finding.assumptions)
        lines.extend(
            f"to settle it: change {repair.claim} to {repair.to}" for repair in finding.repairs[:3]
        )
        lines.extend([f"hint: {finding.hint}"] if finding.hint else [])
        return types.Diagnostic(
            range=self.range_of(place),
            message="\n".join(lines),
            severity=_SEVERITIES[finding.severity],
            code=finding.rule,
            source="ijmfacts",
            related_information=list(others) or None,
            data={"fingerprint": finding.fingerprint, "message": finding.message},
        )

    async def look(self, file: str) -> None:
        """Check the dossier of a file once the keys have been still, and show what is found."""
        self.turn += 1
        turn = self.turn
        await asyncio.sleep(WAIT)
        if turn != self.turn:
            return
        open_files = [*self.desk.buffers]
        for one in dict.fromkeys([file, *open_files]):
            roots = self.desk.roots(one)
            if one in open_files and not self.desk.ours(one):
                continue
            moment = self.desk.moment(one)
            findings = await asyncio.to_thread(_found, moment)
            if turn != self.turn:
                return
            self.show("\0".join(roots), findings)

    def show(self, group: str, findings: list[Finding]) -> None:
        """Send what is found in the files of one dossier, and clear where nothing is any more."""
        found = {
            file: sorted(diagnostics, key=lambda one: one.range.start)
            for file, diagnostics in self.diagnostics(findings).items()
            if not file.startswith("world/")
        }
        for file in sorted({*found, *self.shown.get(group, set())}):
            self.text_document_publish_diagnostics(
                types.PublishDiagnosticsParams(uri=_uri(file), diagnostics=found.get(file, []))
            )
        self.shown[group] = set(found)

    def soon(self, file: str) -> None:
        """Have a look in a moment."""
        task = asyncio.get_running_loop().create_task(self.look(file))
        self.waiting.add(task)
        task.add_done_callback(self.waiting.discard)


def _found(moment: desk.Moment) -> list[Finding]:
    return list(moment.findings())


def _uri(file: str) -> str:
    return uris.from_fs_path(file) or file


def _path(uri: str) -> str:
    path = uris.to_fs_path(uri)
    return pathlib.Path(path).as_posix() if path else uri


def server_for(table: desk.Desk) -> Server:
    """A server with every answer wired."""
    server = Server(table)

    @server.feature(types.INITIALIZED)
    def _initialized(ls: Server, _: types.InitializedParams) -> None:
        ls.desk.changed()

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def _open(ls: Server, params: types.DidOpenTextDocumentParams) -> None:
        file = _path(params.text_document.uri)
        ls.desk.open(file, params.text_document.text)
        ls.soon(file)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def _change(ls: Server, params: types.DidChangeTextDocumentParams) -> None:
        uri = params.text_document.uri
        ls.desk.open(_path(uri), ls.workspace.get_text_document(uri).source)
        ls.soon(_path(uri))

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def _save(ls: Server, params: types.DidSaveTextDocumentParams) -> None:
        ls.desk.changed()
        ls.soon(_path(params.text_document.uri))

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    async def _close(ls: Server, params: types.DidCloseTextDocumentParams) -> None:
        file = _path(params.text_document.uri)
        roots = ls.desk.roots(file)
        ls.desk.close(file)
        if roots == (file,):
            ls.show(file, [])
        else:
            ls.soon(file)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def _watched(ls: Server, params: types.DidChangeWatchedFilesParams) -> None:
        ls.desk.changed()
        for change in params.changes[:1]:
            ls.soon(_path(change.uri))

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def _hover(ls: Server, params: types.HoverParams) -> types.Hover | None:
        file = _path(params.text_document.uri)
        if not ls.desk.ours(file):
            return None
        found = desk.hover(ls.desk.moment(file), file, ls.at(file, params.position))
        if found is None:
            return None
        words = types.MarkupContent(kind=types.MarkupKind.Markdown, value=found[0])
        return types.Hover(contents=words, range=ls.range(found[1]))

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    def _definition(ls: Server, params: types.DefinitionParams) -> list[types.Location]:
        file = _path(params.text_document.uri)
        if not ls.desk.ours(file):
            return []
        spans = desk.definition(ls.desk.moment(file), file, ls.at(file, params.position))
        return [types.Location(uri=_uri(span.file), range=ls.range(span)) for span in spans]

    options = types.CompletionOptions(trigger_characters=[" ", "[", "-"])

    @server.feature(types.TEXT_DOCUMENT_COMPLETION, options)
    def _completion(ls: Server, params: types.CompletionParams) -> types.CompletionList:
        file = _path(params.text_document.uri)
        text = ls.desk.buffers.get(file, "")
        at = ls.at(file, params.position)
        found = None
        if file.endswith((".yaml", ".yml")) and ls.desk.ours(file):
            found = desk.completion(ls.desk.moment(file), text.replace("\r\n", "\n"), at)
        if found is None:
            return types.CompletionList(is_incomplete=False, items=[])
        span = Span(file, at[0], at[1] - found.typed, at[0], at[1])
        spread = ls.range(span)
        items = [
            types.CompletionItem(
                label=offer.word,
                kind=_SORTS.get(offer.sort, types.CompletionItemKind.Value),
                detail=offer.about or offer.sort,
                filter_text=f"{offer.word} {offer.about}",
                sort_text=f"{number:06}",
                text_edit=types.TextEdit(
                    range=spread,
                    new_text=f"{offer.word}: " if offer.sort == "key" else offer.word,
                ),
            )
            for number, offer in enumerate(found.words)
        ]
        return types.CompletionList(is_incomplete=False, items=items)

    kinds = types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix])

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, kinds)
    def _actions(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
        file = _path(params.text_document.uri)
        if not ls.desk.ours(file):
            return []
        moment = ls.desk.moment(file)
        actions: list[types.CodeAction] = []
        for shown in params.context.diagnostics:
            for finding in moment.findings():
                if shown.source == "ijmfacts" and _is(shown, finding):
                    actions.extend(
                        _action(ls, shown, fix) for fix in desk.fixes(moment, finding, file)
                    )
                    break
        return actions

    return server


def _is(shown: types.Diagnostic, finding: Finding) -> bool:
    if shown.code != finding.rule:
        return False
    data: Any = shown.data
    if isinstance(data, dict):
        known = (data.get("fingerprint"), data.get("message"))
        return known == (finding.fingerprint, finding.message)
    return shown.message.split("\n")[0] == finding.message


def _action(ls: Server, shown: types.Diagnostic, fix: desk.Fix) -> types.CodeAction:
    edit = types.TextEdit(range=ls.range(fix.edit.span), new_text=fix.edit.words)
    return types.CodeAction(
        title=fix.title,
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[shown],
        is_preferred=fix.preferred or None,
        edit=types.WorkspaceEdit(changes={_uri(fix.edit.span.file): [edit]}),
    )


def serve(table: desk.Desk) -> None:
    """Serve an editor over standard input and output until it goes."""
    server_for(table).start_io()
