"""Write an edited passage as its author would: what has not changed keeps every character.

The words are mark-up on one line, as `Written.words` has them. Between two tokens that stay neighbours the source is
copied, marks included; elsewhere marks are closed and opened as the words on both sides ask for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from builder.round_trip.passage_edit import NewToken, PassageEdit, look_kinds
from builder.round_trip.source_words import MarkKind, SourceMark, SourceWords
from builder.round_trip.story import BREAK, Look
from builder.round_trip.tokens import PARAGRAPH

__all__ = ["AuthorHabits", "escaped", "habits_of", "written_words"]

_DELIMITERS: dict[MarkKind, str] = {
    "strong": "**",
    "emphasis": "*",
    "strike": "~~",
    "superscript": "^",
    "subscript": "~",
}
_SPECIAL = re.compile(r"[\\*_\[\]~^`<{}]")
_AT_HEAD = re.compile(r"[-+#>=|](?=\s|\Z|[-=])|\d{1,9}[.)](?=\s|\Z)")
_OPENING, _CLOSING = "«“„‹‘", "»”›’"


class AuthorHabits(Struct, frozen=True, gc=False):
    """How an author types: straight apostrophes and straight quotation marks, or typographic ones."""

    straight_apostrophes: bool = True
    straight_quotes: bool = True


_STRAIGHT = AuthorHabits()


def habits_of(text: str, otherwise: AuthorHabits = _STRAIGHT) -> AuthorHabits:
    """Return the habits that a text shows; `otherwise` are those for what it does not show."""
    apostrophes = _shows_straight(r"\w'\w", r"\w’\w", text)
    quotes = _shows_straight('"', "[«»“”]", text)
    return AuthorHabits(
        otherwise.straight_apostrophes if apostrophes is None else apostrophes,
        otherwise.straight_quotes if quotes is None else quotes,
    )


def _shows_straight(straight: str, typographic: str, text: str) -> bool | None:
    """Return True if a text has more straight signs than typographic ones, None if it has neither."""
    counts = len(re.findall(straight, text)), len(re.findall(typographic, text))
    return counts[0] >= counts[1] if any(counts) else None


def escaped(text: str) -> str:
    """Return words as mark-up that prints them, for a place inside a paragraph."""

    def escape(match: re.Match[str]) -> str:
        sign = match[0]
        return sign * 2 if sign in "{}" else f"\\{sign}"

    return _SPECIAL.sub(escape, text)


class _Unit(Struct, frozen=True, gc=False):
    """Something to write: its characters, its marks, and where it stands in the source (-1: nowhere).

    `opens` and `closes` are True for straight quotation marks, beside which no space stands on the inner side.
    """

    text: str
    marks: tuple[SourceMark, ...]
    spaced: bool = False
    start: int = -1
    end: int = -1
    number: int = -1
    opens: bool = False
    closes: bool = False


def written_words(words: SourceWords, edit: PassageEdit, habits: AuthorHabits, literal: bool = False) -> str:
    """Return the mark-up of a passage with an edit. `literal` is True for a cell of a data file, without mark-up."""
    return _Writer(words, edit, habits, literal).text()


class _Writer:
    """Writes one passage, or one note."""

    def __init__(self, words: SourceWords, edit: PassageEdit, habits: AuthorHabits, literal: bool):
        self._words, self._edit, self._habits, self._literal = words, edit, habits, literal

    def text(self) -> str:
        """Return the words."""
        units = self._units()
        if not units:
            return ""
        parts = [self._head(units[0])]
        for before, unit in pairwise(units):
            parts += [before.text, self._between(before, unit)]
        parts += [units[-1].text, self._tail(units[-1])]
        first, *others = "".join(parts).split("\n\n")
        if units[0].start < 0:
            first = self._as_sentence(first)
        return "\n\n".join([first, *map(self._as_sentence, others)])

    def _as_sentence(self, text: str) -> str:
        """Return a paragraph with its first sign escaped where it would begin a list, a heading or a quotation."""
        match = None if self._literal else _AT_HEAD.match(text)
        if match is None:
            return text
        at = match.end() - 1 if text[0].isdigit() else 0
        return f"{text[:at]}\\{text[at:]}"

    def _units(self) -> list[_Unit]:
        units: list[_Unit] = []
        count = len(self._words.tokens)
        for number in range(count + 1):
            new = self._edit.inserted.get(number, ())
            for at, token in enumerate(new):
                tight = at + 1 < len(new) and not new[at + 1].spaced and _begins_code(token, new[at + 1 :], not units)
                units.append(self._new(token, units, self._following(number), tight))
            if number < count and number not in self._edit.removed:
                units.append(self._kept(number))
        return units

    def _following(self, number: int) -> tuple[SourceMark, ...]:
        """Return the marks of the next token that stays."""
        for later in range(number, len(self._words.tokens)):
            if later not in self._edit.removed:
                return self._words.tokens[later].marks
        return ()

    def _kept(self, number: int) -> _Unit:
        token = self._words.tokens[number]
        text = self._words.raw(token.start, token.end)
        note = self._edit.notes.get(number)
        if note and token.inner is not None:
            text = f"^[{_Writer(token.inner, note, self._habits, self._literal).text()}]"
        elif token.text == BREAK:
            text = "\\\n"
        marks, start = token.marks, token.start
        added, removed = self._edit.added_marks.get(number, ()), self._edit.removed_marks.get(number, ())
        relinked = self._edit.links.get(number)
        if added or removed or relinked is not None:
            marks = tuple(mark for mark in marks if mark.kind not in removed)
            if relinked is not None:
                marks = tuple(mark for mark in marks if mark.kind != "link")
                marks = (*_link(relinked), *marks)
            outer = sum(mark.kind in ("link", "foreign") for mark in marks)
            marks = (*marks[:outer], *_new_marks(added), *marks[outer:])
            start = -1
        spaced = self._edit.spaced.get(number, self._is_spaced(number))
        straight = text == '"'
        opens = straight and not self._space_after(number)
        return _Unit(text, marks, spaced, start, token.end if start >= 0 else -1, number, opens, straight and not opens)

    def _is_spaced(self, number: int) -> bool:
        """Return True if a space stands before a token in the source."""
        start = self._words.tokens[number].start
        before = self._words.tokens[number - 1].end if number else self._words.start
        return any(char.isspace() for char in self._words.markup.source[before:start])

    def _space_after(self, number: int) -> bool:
        after = self._words.tokens[number].end
        return self._words.markup.source[after : after + 1].isspace() or after >= self._words.end

    def _new(self, token: NewToken, units: Sequence[_Unit], following: tuple[SourceMark, ...], tight: bool) -> _Unit:
        """Return a token to be written; `tight` is True for a sign that would mean something before the next one."""
        if token.text in (BREAK, PARAGRAPH):
            return _Unit("\\\n" if token.text == BREAK else "\n\n", ())
        before = units[-1].marks if units else ()
        marks = () if self._literal else _marks_for(token.look, before, following)
        if token.is_note:
            inner = PassageEdit(inserted={0: list(token.note)})
            note = SourceWords(self._words.markup, (), self._words.end, self._words.end)
            return _Unit(f"^[{_Writer(note, inner, self._habits, False).text()}]", before, False)
        text, opens, closes = self._typed(token.text)
        if not self._literal:
            text = f"\\{text}" if tight else escaped(text)
        return _Unit(text, marks, token.spaced, opens=opens, closes=closes)

    def _typed(self, text: str) -> tuple[str, bool, bool]:
        """Return a token as the author types it; and True if it is a straight mark that opens, or closes, a
        quotation.
        """
        if self._habits.straight_apostrophes:
            text = text.replace("’", "'")
        if self._habits.straight_quotes and text in ("«", "»", "“", "”", "„"):
            return '"', text in _OPENING, text in _CLOSING
        return text.replace("\u00ad", "").replace("\u2011", "-"), False, False

    # --- What stands between -----------------------------------------------------------------------------------------

    def _head(self, first: _Unit) -> str:
        if first.number == 0 and first.start >= 0:
            return self._words.raw(self._words.start, first.start)
        return "".join(mark.opening for mark in first.marks)

    def _tail(self, last: _Unit) -> str:
        if last.number == len(self._words.tokens) - 1 and last.end >= 0:
            return self._words.raw(last.end, self._words.end)
        return "".join(mark.closing for mark in reversed(last.marks))

    def _between(self, before: _Unit, unit: _Unit) -> str:
        """Return what stands between two units: the source's characters if they are neighbours there."""
        if before.end >= 0 and unit.start >= 0 and unit.number == before.number + 1:
            return self._words.raw(before.end, unit.start)
        common = 0
        for one, other in zip(before.marks, unit.marks, strict=False):
            if one != other:
                break
            common += 1
        closing = "".join(mark.closing for mark in reversed(before.marks[common:]))
        opening = "".join(mark.opening for mark in unit.marks[common:])
        tight = before.opens or unit.closes or before.text.endswith("\n") or unit.text[:2] in ("\\\n", "\n\n")
        return closing + (" " if unit.spaced and not tight else "") + opening


def _begins_code(token: NewToken, following: Sequence[NewToken], first: bool) -> bool:
    """Return True for the sign of a reference (`@tbl-a`, no e-mail address) or of an entity (`&amp;`). `first` is True
    for the first token of a passage.
    """
    if token.text == "@":
        return (token.spaced or first) and following[0].text.isascii()
    return token.text == "&" and len(following) > 1 and following[1].text == ";"


def _marks_for(look: Look, before: tuple[SourceMark, ...], following: tuple[SourceMark, ...]) -> tuple[SourceMark, ...]:
    """Return the marks of new words: those around them that give their look, else new ones."""
    wanted = {*look_kinds(look), *(("link",) if look.link else ())}
    for around in (before, following):
        inside = tuple(mark for mark in around if mark.kind != "foreign" or (mark in before and mark in following))
        taken = []
        for mark in inside:
            fits = mark.kind == "foreign" or (mark.kind in wanted and (mark.kind != "link" or mark.target == look.link))
            if not fits:
                break
            taken.append(mark)
        if {mark.kind for mark in taken} - {"foreign"} == wanted:
            return tuple(taken)
    foreign = tuple(mark for mark in before if mark.kind == "foreign" and mark in following)
    kinds = tuple(kind for kind in _DELIMITERS if kind in wanted)
    return (*foreign, *_link(look.link), *_new_marks(kinds))


def _new_marks(kinds: Sequence[MarkKind]) -> tuple[SourceMark, ...]:
    return tuple(SourceMark(kind, _DELIMITERS[kind], _DELIMITERS[kind]) for kind in kinds)


def _link(target: str) -> tuple[SourceMark, ...]:
    address = target.replace("(", "%28").replace(")", "%29").replace(" ", "%20")
    return (SourceMark("link", "[", f"]({address})", -1, target),) if target else ()
