"""Notes as units of their own: a note inside a sentence breaks the segments of translation tools.

The note `^[…]` is a code in its sentence, `{note 1}`, and its words are a unit with the key `….note.1`. What comes back
is joined again: a paragraph is translated only if its notes are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from builder.diagnostics import Diagnostic
from builder.exchange.unit import Returned, ReturnedState, Unit
from builder.exchange.words import InlineCode, Unwritable, Words, codes_of, markup_of, words_of
from builder.source import Span

__all__ = ["RawUnit", "joined_notes", "note_units", "placed_note", "with_notes"]

_OPEN, _CLOSE = "^[", "]"
_ORDER: tuple[ReturnedState, ...] = ("draft", "new", "translated", "final")
"""States, the weakest first: a paragraph has the weakest of its parts."""


class RawUnit(Struct, frozen=True, kw_only=True):
    """A unit as a file has it, its notes apart. `written` is the source as the author wrote it, notes included, if the
    file says so.
    """

    key: str
    source: Words
    target: Words | None
    state: ReturnedState
    line: int
    was: str = ""
    literal: bool = False
    written: str | None = None
    guessed: bool = False
    limit: int | None = None

    @property
    def translated(self) -> bool | None:
        """True if there are words of a translator; None if there is nothing to translate, codes alone."""
        if not any(isinstance(piece, str) and any(map(str.isalpha, piece)) for piece in self.source):
            return None
        if self.target is None:
            return False
        return self.state not in ("new", "draft") or self.target != self.source


def with_notes(unit: Unit) -> Iterator[Unit]:
    """Yield a unit, followed by its notes."""
    yield unit
    yield from note_units(unit)


def note_units(unit: Unit) -> Iterator[Unit]:
    """Yield the notes of a unit as units with its state. A note that the translation does not have is missing there."""
    if unit.literal or _OPEN not in unit.source:
        return
    sources = _notes(words_of(unit.source))
    targets = _notes(words_of(unit.target)) if unit.target is not None else []
    for number, source in enumerate(sources, 1):
        target = _inside(targets[number - 1].markup) if number <= len(targets) else None
        note = replace(
            unit,
            key=f"{unit.key}.note.{number}",
            kind="footnote",
            source=_inside(source.markup),
            target=target,
            state=unit.state if target is not None else "missing",
            limit=None,
            former=None,
            values=tuple(value for value in unit.values if value[0] in source.markup),
        )
        yield placed_note(note, number, unit)


def placed_note(note: Unit, number: int, unit: Unit) -> Unit:
    """Return a note of a unit, counted from 1, at its place."""
    return replace(note, place=f"Note {number} to: {unit.place}")


def _notes(words: Words) -> list[InlineCode]:
    return [code for code in codes_of(words) if code.kind == "note"]


def _inside(note: str) -> str:
    return note.removeprefix(_OPEN).removesuffix(_CLOSE)


def joined_notes(units: Sequence[RawUnit], file: str) -> tuple[list[Returned], list[Diagnostic]]:
    """Return the units with their notes in them, as the author writes them, and the problems about those that cannot be
    written or are translated in part only.
    """
    by_key = {unit.key: unit for unit in units}
    returned: list[Returned] = []
    problems: list[Diagnostic] = []
    parents = {unit.key for unit in units if any(code.kind == "note" for code in codes_of(unit.source))}
    for unit in units:
        parent, _, number = unit.key.rpartition(".note.")
        if number.isdigit() and parent in parents:
            continue
        notes = [own for code in _notes(unit.source) if (own := by_key.get(_key_of(unit, code))) is not None]
        problem = _half_translated((unit, *notes))
        try:
            if problem:
                raise Unwritable(problem)
            returned.append(_joined(unit, notes, by_key))
        except Unwritable as error:
            problems.append(Diagnostic("exchange", f"{unit.key}: {error}", Span(file, unit.line, 1)))
    return returned, problems


def _joined(unit: RawUnit, notes: Sequence[RawUnit], by_key: dict[str, RawUnit]) -> Returned:
    source = unit.written
    if source is None:
        source = markup_of(_with_notes(unit, unit.source, by_key, of_target=False), unit.literal)
    target: str | None = None
    parts = [part for part in (unit, *notes) if part.translated is not None] or [unit]
    state = min((part.state for part in parts), key=_ORDER.index)
    if unit.target is not None:
        target = markup_of(_with_notes(unit, unit.target, by_key, of_target=True), unit.literal) or None
    guessed = any(part.guessed for part in parts)
    return Returned(
        key=unit.key, source=source, target=target, state=state, line=unit.line, was=unit.was, guessed=guessed,
        limit=unit.limit,
    )  # fmt: skip


def _with_notes(unit: RawUnit, words: Words, by_key: dict[str, RawUnit], *, of_target: bool) -> Words:
    """Return words with the text of each note in its code. Raises Unwritable for a note that is not in the file."""
    pieces = []
    for piece in words:
        if isinstance(piece, InlineCode) and piece.kind == "note":
            note = by_key.get(_key_of(unit, piece))
            inner = note.target if note is not None and of_target else note.source if note is not None else None
            if inner is not None:
                piece = replace(piece, markup=f"{_OPEN}{markup_of(inner)}{_CLOSE}")
            elif not piece.markup.startswith(_OPEN):
                raise Unwritable(f"the words of {piece.shown} are not in the file")
        pieces.append(piece)
    return tuple(pieces)


def _key_of(unit: RawUnit, note: InlineCode) -> str:
    return f"{unit.key}.note.{note.shown.strip('{}').rpartition(' ')[2]}"


def _half_translated(parts: Sequence[RawUnit]) -> str:
    """Return the problem of a paragraph that is translated in part only, or ""."""
    answers = {part.key: part.translated for part in parts}
    if True not in answers.values() or False not in answers.values():
        return ""
    missing = next(key for key, answer in answers.items() if answer is False)
    what = f"its note {missing.rpartition('.')[2]} is" if missing != parts[0].key else "it is"
    there = "its words are" if missing != parts[0].key else "its note is"
    return f"{what} not translated, {there}"
