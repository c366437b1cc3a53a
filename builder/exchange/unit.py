"""What is exchanged with translators: a unit sent out, a unit returned, and a returned file."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal, get_args

from msgspec import Struct
from msgspec.structs import replace

from builder.diagnostics import Diagnostic

__all__ = [
    "NO_TARGET",
    "Returned",
    "ReturnedFile",
    "ReturnedState",
    "State",
    "TermFound",
    "Unit",
    "limit_of",
    "states_of",
]

State = Literal["missing", "stale", "translated", "accepted"]
"""State of a translation: not there; unchanged while its source has changed since it was accepted; there; accepted."""

ReturnedState = Literal["new", "draft", "translated", "final"]
"""State that a returned file gives a translation. It never decides whether new words are taken."""

NO_TARGET = "-"
"""`Unit.was` of a unit that had no translation."""


class TermFound(Struct, frozen=True, gc=False):
    """An entry of the term base whose source word occurs in a unit: the word, its translations, and words to avoid."""

    source: str
    targets: tuple[str, ...]
    avoided: tuple[str, ...] = ()


class Unit(Struct, frozen=True, kw_only=True, gc=False):
    """One paragraph of one text, to be translated.

    `key` is the paragraph's in the document tree, `kind` what it is (`message`, `point`, …). `source` and `target` are
    mark-up as the author writes it, on one line; a hard break is a backslash and a line end, and the paragraphs of a
    text that is not divided alike in both languages are parted by a blank line. `literal` words have no mark-up.

    `was` is `reviewed.hashed` of the target, NO_TARGET without one. `former` is the source that the target was accepted
    for, where it is known and has changed since. `place` says in words where readers see it, `values` what its figures
    print in the target language (by the sign that stands for each), `limit` how many characters have room. `text` is
    the key of the text that it is a part of: several paragraphs, or all forms of a noun, are one text.
    """

    key: str
    kind: str
    source: str
    target: str | None
    state: State
    was: str
    file: str
    line: int
    literal: bool = False
    former: str | None = None
    place: str = ""
    values: tuple[tuple[str, str], ...] = ()
    terms: tuple[TermFound, ...] = ()
    limit: int | None = None
    text: str = ""


class Returned(Struct, frozen=True, kw_only=True, gc=False):
    """A unit in a returned file: the source as it stands there and the translation (None if there is none), both as the
    author writes them, and the line of the file to name in messages.

    `was` is that of the unit sent out, "" if the file does not say. `guessed`: a tool took the translation from a
    similar text, and nobody has confirmed it. `limit` is how many characters have room, as the file says.
    """

    key: str
    source: str
    target: str | None
    state: ReturnedState
    line: int
    was: str = ""
    guessed: bool = False
    limit: int | None = None


class ReturnedFile(Struct, frozen=True, kw_only=True):
    """The content of a returned file. `publication` is the name of its folder, "" if the file does not say; `problems`
    are about units that cannot be read, which are not among `units`: their messages begin with the key, if it is known.

    `only` are the states of the texts that were sent out, () for all; `sent` is their number, in a format that does not
    show where it ends, and `lines` the number of lines of such a file. `as_written`: it has the author's mark-up.
    `numbers` are those that a table shows beside its texts, by their keys.
    """

    name: str
    publication: str = ""
    source_language: str = ""
    target_language: str = ""
    units: tuple[Returned, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    only: tuple[State, ...] = ()
    sent: int | None = None
    lines: int = 1
    as_written: bool = False
    numbers: dict[str, str] = {}

    @property
    def unread(self) -> frozenset[str]:
        """The keys of the units that cannot be read."""
        return frozenset(problem.message.partition(": ")[0] for problem in self.problems)

    def numbered(self, problem: Diagnostic) -> Diagnostic:
        """Return a problem of a unit with the number that readers of a table see beside it."""
        key, _, reason = problem.message.partition(": ")
        number = self.numbers.get(key)
        return replace(problem, message=f"{key}: No. {number}: {reason}") if number is not None else problem


def limit_of(written: str) -> int | None:
    """Return the limit that a file states, None if it states none; what it holds comes from outside."""
    return int(written) if written.isdecimal() and len(written) <= 6 else None


def states_of(names: Collection[str]) -> tuple[State, ...]:
    """Return the states among some names, in their order; names in a file come from outside."""
    return tuple(state for state in get_args(State) if state in names)
