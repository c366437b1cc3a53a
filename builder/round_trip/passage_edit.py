"""What changes in one passage: tokens of its source that go, words that come, and marks."""

from __future__ import annotations

from msgspec import Struct, field

from builder.round_trip.source_words import MarkKind
from builder.round_trip.story import PLAIN, Look, Revision

__all__ = ["LOOKS", "NewToken", "PassageEdit", "look_kinds"]

LOOKS: tuple[tuple[str, MarkKind], ...] = (
    ("strong", "strong"),
    ("emphasis", "emphasis"),
    ("strike", "strike"),
    ("superscript", "superscript"),
    ("subscript", "subscript"),
)


def look_kinds(look: Look) -> tuple[MarkKind, ...]:
    """Return the kinds of marks that give a look, links left out."""
    return tuple(kind for name, kind in LOOKS if getattr(look, name))


class NewToken(Struct, frozen=True, gc=False):
    """A token to write. `note` holds the words of a new note."""

    text: str
    spaced: bool
    look: Look = PLAIN
    note: tuple[NewToken, ...] = ()
    is_note: bool = False


class PassageEdit(Struct):
    """What changes in the tokens of one passage: those removed, what is written before others, and new looks.

    `spaced` says of tokens that stay whether a space stands before them in the file; `notes` are edits inside notes.
    """

    removed: set[int] = field(default_factory=set)
    inserted: dict[int, list[NewToken]] = field(default_factory=dict)
    spaced: dict[int, bool] = field(default_factory=dict)
    added_marks: dict[int, tuple[MarkKind, ...]] = field(default_factory=dict)
    removed_marks: dict[int, tuple[MarkKind, ...]] = field(default_factory=dict)
    links: dict[int, str] = field(default_factory=dict)
    notes: dict[int, PassageEdit] = field(default_factory=dict)
    revisions: list[Revision] = field(default_factory=list)

    def __bool__(self) -> bool:
        notes = any(self.notes.values())
        return bool(self.removed or self.inserted or self.added_marks or self.removed_marks or self.links or notes)

    @property
    def touched(self) -> set[int]:
        """The tokens of the source that change, or before which something is written."""
        marked = {*self.added_marks, *self.removed_marks, *self.links, *self.notes}
        return {*self.removed, *self.inserted, *marked}

    @property
    def authors(self) -> list[Revision]:
        """The tracked changes that make the edit, those of notes too."""
        return [*self.revisions, *(revision for note in self.notes.values() for revision in note.authors)]

    def at(self, number: int) -> tuple[object, ...]:
        """Return what happens at a token of the source, to be compared with another edit."""
        return (
            number in self.removed,
            tuple((token.text, token.look, token.note) for token in self.inserted.get(number, ())),
            self.added_marks.get(number),
            self.removed_marks.get(number),
            self.links.get(number),
            tuple(sorted((at, self.notes[number].at(at)) for at in self.notes[number].touched))
            if number in self.notes
            else (),
        )

    def same_as(self, other: PassageEdit) -> bool:
        """Return True if two edits change the same in the same way."""
        return self.agrees_with(other) and self.touched == other.touched

    def agrees_with(self, other: PassageEdit) -> bool:
        """Return True if two edits do the same wherever both do something."""
        return all(self.at(number) == other.at(number) for number in self.touched & other.touched)

    def merge(self, other: PassageEdit) -> None:
        """Add an edit that agrees with this one."""
        self.removed |= other.removed
        self.inserted |= other.inserted
        self.spaced |= other.spaced
        self.added_marks |= other.added_marks
        self.removed_marks |= other.removed_marks
        self.links |= other.links
        self.notes |= other.notes
        self.revisions += other.revisions

    def empties(self, count: int) -> bool:
        """Return True if nothing is left of a passage of so many tokens."""
        return len(self.removed) >= count and not self.inserted
