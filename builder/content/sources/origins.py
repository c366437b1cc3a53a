"""Where a snapshot comes from: its last line names the query, by a digest of its text, and the connection.

The line is a comment for readers; a spreadsheet program that saves the file again may put delimiters after it.
"""

from __future__ import annotations

import re
from hashlib import sha256

from msgspec import Struct

__all__ = ["Origin", "origin_line", "split_origin", "statement_digest"]

_DIGITS = 16
_LINE = re.compile(r'(?:\A|(?<=\n))"?# builder: query ([0-9a-f]{16}) connection (\w+)"?[,;\t]*\n?\Z')


class Origin(Struct, frozen=True):
    """The query and the connection of a snapshot: a digest of the statement, and the environment variable."""

    statement: str
    connection: str


def statement_digest(text: str) -> str:
    """Return the digest of a query's text, whatever its line ends and the spaces at the ends of its lines."""
    lines = (line.rstrip() for line in text.strip().splitlines())
    return sha256("\n".join(lines).encode()).hexdigest()[:_DIGITS]


def origin_line(text: str, connection: str) -> str:
    """Return the last line of a snapshot of the query `text`."""
    return f"# builder: query {statement_digest(text)} connection {connection}\n"


def split_origin(text: str) -> tuple[str, Origin | None]:
    """Return the rows of a snapshot and where they come from; None for a file that does not say it."""
    match = _LINE.search(text, max(len(text) - 400, 0))
    return (text, None) if match is None else (text[: match.start()], Origin(match[1], match[2]))
