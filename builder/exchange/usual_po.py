"""Read the entries of PO files as most tools write them, without polib: that takes a third of the time.

Anything unusual (plural forms, obsolete entries, translations before their source) is left to polib.
"""

from __future__ import annotations

import re

from msgspec import Struct

__all__ = ["UsualEntry", "usual_entries"]

_STRING = r'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"\n'
_ENTRY = re.compile(
    rf"(?P<comments>(?:#(?![~]).*\n)*)(?:msgctxt (?P<context>(?:{_STRING})+))?"
    rf"msgid (?P<source>(?:{_STRING})+)msgstr (?P<target>(?:{_STRING})+)\n*"
)
_ESCAPE = re.compile(r'\\(\\|n|t|r|v|b|f|")')
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "v": "\v", "b": "\b", "f": "\f"}
_FUZZY = re.compile(r"^#,(?:.*,)? *fuzzy *(?:,|$)", re.MULTILINE)
_COMMENT = re.compile(r"^#\. +(.*)$", re.MULTILINE)


_LIMIT = re.compile(r"^#,(?:.*,)? *max-length: *(\d+) *(?:,|$)", re.MULTILINE)
_FORMER = re.compile(r'^#\| msgid ((?:"(?:[^"\\\n]|\\.)*"(?:\n#\| )?)+)$', re.MULTILINE)


class UsualEntry(Struct, frozen=True, gc=False):
    """An entry: its context ("" without one), its words, what tools say about it, and the line of its translation.
    `former` is the source that a fuzzy translation was made from, "" if the file does not say; `limit` is the number of
    the flag `max-length`.
    """

    context: str
    source: str
    target: str
    comments: tuple[str, ...]
    fuzzy: bool
    line: int
    former: str = ""
    limit: str = ""


def usual_entries(text: str) -> list[UsualEntry] | None:
    """Return the entries of a PO file, or None if one of them is not written as most tools write it."""
    text = f"{text}\n"
    entries: list[UsualEntry] = []
    at, line = 0, 1
    while at < len(text):
        if text[at] == "\n":
            at, line = at + 1, line + 1
            continue
        match = _ENTRY.match(text, at)
        if match is None:
            return None
        comments = match["comments"]
        entry = UsualEntry(
            _words(match["context"]) if match["context"] is not None else "",
            _words(match["source"]),
            _words(match["target"]),
            tuple(_COMMENT.findall(comments)),
            _FUZZY.search(comments) is not None,
            line + text.count("\n", at, match.start("target")),
            _former(comments) if "#| " in comments else "",
            limit[1] if "max-length" in comments and (limit := _LIMIT.search(comments)) else "",
        )
        entries.append(entry)
        line += text.count("\n", at, match.end())
        at = match.end()
    return entries or None


def _former(comments: str) -> str:
    """Return the former source in the comments of an entry."""
    match = _FORMER.search(comments)
    return _words(match[1].replace("\n#| ", "\n") + "\n") if match else ""


def _words(strings: str) -> str:
    """Return the words in quotes on one line or more."""
    words = strings[1:-2]
    if "\n" in words:
        words = words.replace('"\n"', "")
    return _ESCAPE.sub(lambda match: _ESCAPES.get(match[1], match[1]), words) if "\\" in words else words
