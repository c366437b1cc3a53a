"""The paragraphs of a received brief with its tracked changes accepted, or with all of them undone."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from builder.round_trip.story import BREAK, NOTE, FileParagraph, Reading, Revision, Story, StoryPiece
from builder.round_trip.tokens import Token, TokenReader

__all__ = ["EditedParagraph", "FileNotes", "NoteWords", "edited_paragraphs", "note_words", "story_tokens"]


class EditedParagraph(Struct, frozen=True, gc=False):
    """A paragraph in one reading of a file.

    `anchors` are the names of the bookmarks that start in it, with the number of the next token. `emptied` are those
    whose words are all deleted. `parts` are the numbers of the file's paragraphs that it is made of, and `revision` is
    the tracked change that made it a paragraph of its own, or deleted words before it.
    """

    tokens: tuple[Token, ...]
    text: str
    anchors: tuple[tuple[str, int], ...]
    emptied: tuple[str, ...]
    style: str
    parts: tuple[int, ...]
    generated: bool = False
    in_table: bool = False
    revision: Revision | None = None
    listed: bool | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """The neutral forms of the tokens, without those of notes."""
        return tuple(token.key for token in self.tokens if token.text != NOTE)


class NoteWords(Struct, frozen=True, gc=False):
    """The words of a note of a file."""

    tokens: tuple[Token, ...]
    text: str


FileNotes = dict[str, NoteWords]
"""The notes of a file by their ids."""


def edited_paragraphs(story: Story, reading: Reading) -> tuple[EditedParagraph, ...]:
    """Return the paragraphs of a reading: those whose mark it does not have are joined with the next."""
    edited: list[EditedParagraph] = []
    waiting: list[int] = []
    for number, paragraph in enumerate(story.paragraphs):
        waiting.append(number)
        mark = paragraph.deleted if reading == "edited" else paragraph.inserted
        following = story.paragraphs[number + 1] if number + 1 < len(story.paragraphs) else None
        if mark is not None and following is not None and following.in_table == paragraph.in_table:
            continue
        edited.append(_paragraph(story.paragraphs, waiting, reading))
        waiting = []
    return tuple(edited)


def story_tokens(paragraphs: Sequence[FileParagraph], reading: Reading) -> list[Token]:
    """Return the tokens of the paragraphs of a cell, with breaks between those that have words."""
    reader = TokenReader()
    written = False
    for paragraph in paragraphs:
        pieces = [piece for piece in paragraph.pieces if piece.is_in(reading)]
        if written and any(piece.text.strip() for piece in pieces):
            reader.add(BREAK)
        for piece in paragraph.pieces:
            _read(reader, piece, reading)
        written = written or bool(pieces)
    return reader.tokens()


def note_words(story: Story, reading: Reading = "edited") -> FileNotes:
    """Return the words of each note by its id, without the space after its mark, or the tab that LibreOffice writes."""
    notes = {}
    for name, paragraphs in story.notes.items():
        reader = TokenReader()
        parts: list[str] = []
        for number, paragraph in enumerate(paragraphs):
            reader.add(" " if number else "")
            parts.append(" " if number else "")
            for piece in paragraph.pieces:
                if piece.text != NOTE:
                    _read(reader, piece, reading)
                    parts.append(piece.text if piece.is_in(reading) else "")
        tokens = reader.tokens()
        while tokens and tokens[0].text == "\t":
            del tokens[0]
        notes[name] = NoteWords(tuple(tokens), "".join(parts).strip(" \t"))
    return notes


def _read(reader: TokenReader, piece: StoryPiece, reading: Reading) -> None:
    """Add a piece to what is read; of one that is not in the reading only its tracked change."""
    if piece.is_in(reading):
        reader.add(piece.text, piece.look, piece.inserted or piece.formatted, piece.note)
    elif (revision := piece.deleted or piece.inserted) is not None:
        reader.delete(revision)


def _paragraph(paragraphs: Sequence[FileParagraph], parts: Sequence[int], reading: Reading) -> EditedParagraph:
    reader = TokenReader()
    texts: list[str] = []
    anchors: list[tuple[str, int]] = []
    emptied: list[str] = []
    length = 0
    shown: list[int] = []
    revision: Revision | None = None
    for part in parts:
        paragraph = paragraphs[part]
        revision = revision or paragraph.inserted
        words = [piece.text for piece in paragraph.pieces if piece.is_in(reading)]
        if not any(words) and any(piece.deleted for piece in paragraph.pieces):
            emptied += [name for name, _ in paragraph.anchors]
            revision = revision or next((piece.deleted for piece in paragraph.pieces if piece.deleted), None)
            continue
        shown.append(part)
        offsets = [length]
        for piece in paragraph.pieces:
            _read(reader, piece, reading)
            if piece.is_in(reading):
                texts.append(piece.text)
                length += len(piece.text)
            offsets.append(length)
        if part != parts[-1] and paragraph.deleted is not None and reading == "edited":
            reader.delete(paragraph.deleted)
        anchors += [(name, offsets[number]) for name, number in paragraph.anchors]
    first = paragraphs[(shown or parts)[0]]
    tokens = tuple(reader.tokens())
    starts = [token.start for token in tokens]
    return EditedParagraph(
        tokens,
        "".join(texts),
        tuple((name, sum(start < offset for start in starts)) for name, offset in anchors),
        tuple(emptied),
        first.style.lower(),
        tuple(parts),
        first.generated,
        first.in_table,
        revision,
        first.listed,
    )
