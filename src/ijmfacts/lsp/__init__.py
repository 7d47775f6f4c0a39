"""A language server for claim files: the same engine as the command, for an editor.

`desk` answers what is found, known and possible at a place; `server` speaks the protocol.
"""
