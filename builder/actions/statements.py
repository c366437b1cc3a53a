"""SQL as text: one statement that only reads, outside its comments and quotes."""

from __future__ import annotations

import re

__all__ = ["StatementFault", "single_select"]

_PIECE = re.compile(
    r"""--[^\n]* | /\*.*?\*/ | '(?:[^']|'')*' | "(?:[^"]|"")*" | `[^`]*` | \$(?P<tag>[A-Za-z_]*)\$.*?\$(?P=tag)\$""",
    re.DOTALL | re.VERBOSE,
)
_RUN = re.compile(r"/\*M?!")
"""Comments that MySQL and MariaDB run as part of the statement."""
_TO_FILE = re.compile(r"\binto\s+(?:outfile|dumpfile)\b", re.IGNORECASE)
"""What MySQL and MariaDB write in a read-only transaction all the same."""
_READING = ("select", "with", "values", "table")


class StatementFault(Exception):
    """A text that is not one reading statement; `args` are the message and the fix."""


def single_select(text: str) -> str:
    """Return the statement of a query's file without its semicolon. Raises StatementFault.

    The session is read-only too; this keeps a second statement from leaving it.
    """
    bare = _PIECE.sub(lambda piece: piece[0] if _RUN.match(piece[0]) else " " * len(piece[0]), text)
    if _RUN.search(bare):
        raise StatementFault("a comment that the server runs: `/*!`", "write the SELECT without it")
    if bare.lstrip().startswith("#"):
        raise StatementFault("the query begins with `#`", "begin comments with `--`")
    if _TO_FILE.search(bare):
        raise StatementFault("the query writes a file on the server", "delete INTO OUTFILE or DUMPFILE")
    end = bare.find(";")
    if end >= 0 and bare[end + 1 :].strip("; \t\r\n"):
        raise StatementFault("the query has several statements", "keep one SELECT")
    word = re.match(r"[\s(]*([A-Za-z]+)", bare)
    if word is None:
        raise StatementFault("the query is empty", "write a SELECT")
    if word[1].lower() not in _READING:
        raise StatementFault(f"the query begins with `{word[1][:20]}`", "write a SELECT, which only reads")
    return text[:end] if end >= 0 else text
