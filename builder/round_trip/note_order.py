"""Recognise a file whose notes have changed places: LibreOffice shifts them in a file that has comments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.round_trip.edited_brief import EditedParagraph, FileNotes, edited_paragraphs, note_words
from builder.round_trip.story import NOTE, Story
from builder.round_trip.tokens import differences

__all__ = ["keys_of_notes", "notes_changed_places"]

Keys = tuple[str, ...]


def keys_of_notes(story: Story) -> frozenset[Keys]:
    """Return the neutral words of each note."""
    return frozenset(tuple(token.key for token in note.tokens) for note in note_words(story).values())


def notes_changed_places(printed: Story, paragraphs: Iterable[EditedParagraph], notes: FileNotes) -> bool:
    """Return True if a mark that stands where it was has exactly the words of another note, or none: whoever deletes a
    note deletes its mark. `paragraphs` and `notes` are those of the received file.
    """
    if not notes:
        return False
    first = list(_marks(edited_paragraphs(printed, "edited"), note_words(printed)))
    second = list(_marks(paragraphs, notes))
    known = {words for _, words in first}
    contexts, others = [context for context, _ in first], [context for context, _ in second]
    at = begin = 0
    ends = (*differences(contexts, others), None)
    for stretch in ends:
        count = (stretch.start if stretch is not None else len(first)) - at
        for (_, words), (_, found) in zip(first[at : at + count], second[begin : begin + count], strict=True):
            if words != found and (found in known or not found):
                return True
        if stretch is not None:
            at, begin = stretch.end, stretch.stop
    return False


def _marks(paragraphs: Iterable[EditedParagraph], notes: FileNotes) -> Iterator[tuple[str, Keys]]:
    """Yield for each mark of a note the word before it, and the words of the note."""
    for paragraph in paragraphs:
        before = ""
        for token in paragraph.tokens:
            if token.text == NOTE and token.note in notes:
                yield before, tuple(part.key for part in notes[token.note].tokens)
            before = token.key
