"""Read the body of a Word document from its XML: every paragraph with what tracked changes did to it.

python-docx's `paragraph.text` has neither tracked insertions nor deletions, and its comments no replies; so the
elements are walked as ECMA-376 part 1 (17.13) and [MS-DOCX] describe them. Field codes are left out; headers, footers
and text boxes are no paragraphs of the body. Nothing here knows the builder's sources.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from builder.office.received import ReceivedFile
from builder.office.received_styles import WordLook, WordStyles
from builder.office.xml import qn
from builder.round_trip.exhibits import word_exhibits
from builder.round_trip.file_properties import file_properties
from builder.round_trip.other_formats import word_formats
from builder.round_trip.story import (
    BREAK,
    NOTE,
    PLAIN,
    FileCell,
    FileParagraph,
    FileRow,
    FileTable,
    Look,
    Revision,
    Story,
    StoryPiece,
)
from builder.round_trip.word_comments import CommentRanges, read_comments
from builder.writers.word.header_words import paragraphs_of_header

__all__ = ["read_story"]

_W = qn("w:p")[:-1]
_ID, _NAME, _VALUE = f"{_W}id", f"{_W}name", f"{_W}val"
_AUTHOR, _DATE = f"{_W}author", f"{_W}date"
_NOTE_KINDS = (("footnotes", "footnote"), ("endnotes", "endnote"))
_SIGNS = {
    f"{_W}tab": "\t",
    f"{_W}ptab": "\t",
    f"{_W}noBreakHyphen": "\u2011",
    f"{_W}softHyphen": "\u00ad",
    f"{_W}br": BREAK,
    f"{_W}cr": BREAK,
}
_INSERTIONS = (f"{_W}ins", f"{_W}moveTo")
_DELETIONS = (f"{_W}del", f"{_W}moveFrom")
_CONTENTS = ("Table of Contents", "Table of Figures", "Bibliographies")
_CONTENTS_STYLES = ("toc ", "table of figures")


def read_story(file: ReceivedFile) -> Story:
    """Return the body of a Word document, with its notes and comments. Raises BuildError for a damaged part."""
    styles = WordStyles(file)
    body = file.xml(file.main).find(f"{_W}body")
    reader = _Reader(file, file.main, styles)
    if body is not None:
        reader.blocks(body)
    comments = read_comments(file, reader.ranges.finished(tuple(reader.paragraphs)))
    formats = word_formats(body) if body is not None else Counter()
    return Story(
        tuple(reader.paragraphs),
        tuple(reader.tables),
        _notes(file, styles),
        comments,
        formats,
        tuple(word_exhibits(file, body)) if body is not None else (),
        tuple(words for kind in ("header", "footer") for part in file.related(file.main, kind)
              for words in paragraphs_of_header(file.xml(part))),
        tuple(_boxes(body)) if body is not None else (),
        file_properties(file),
    )  # fmt: skip


def _boxes(body: Any) -> Iterator[str]:
    """Yield the words of each paragraph in text boxes; their twins for older programs are left out."""
    for box in body.iter(f"{_W}txbxContent"):
        if not any(ancestor.tag == qn("mc:Fallback") for ancestor in box.iterancestors()):
            for paragraph in box.iter(f"{_W}p"):
                if words := "".join(node.text or "" for node in paragraph.iter(f"{_W}t")).strip():
                    yield words


def _notes(file: ReceivedFile, styles: WordStyles) -> dict[str, tuple[FileParagraph, ...]]:
    notes = {}
    for part_kind, kind in _NOTE_KINDS:
        for part in file.related(file.main, part_kind):
            for note in file.xml(part).findall(f"{_W}{kind}"):
                reader = _Reader(file, part, styles)
                reader.blocks(note)
                notes[f"{kind} {note.get(_ID, '')}"] = tuple(reader.paragraphs)
    return notes


class _Open:
    """The state of the run that is being read: what the elements around it say."""

    __slots__ = ("deleted", "inserted", "link")

    def __init__(self) -> None:
        self.inserted: Revision | None = None
        self.deleted: Revision | None = None
        self.link = ""


class _Reader:
    """Reads one story: the body, or a note. Paragraphs of cells are among the others, in the order of the document."""

    def __init__(self, file: ReceivedFile, part: str, styles: WordStyles):
        self.paragraphs: list[FileParagraph] = []
        self.tables: list[FileTable] = []
        self.ranges = CommentRanges()
        self._relations = file.relations(part)
        self._styles = styles
        self._waiting: list[str] = []
        """Bookmarks that start between paragraphs."""
        self._pieces: list[StoryPiece] = []
        self._anchors: list[tuple[str, int]] = []
        self._marked = -1
        """Number of the piece before which a bookmark or a comment begins or ends: it is not joined to the last."""
        self._generated = 0
        self._in_tables = 0
        self._fields: list[bool] = []
        """For each open field, True while its code is read."""

    # --- Blocks ------------------------------------------------------------------------------------------------------

    def blocks(self, parent: Any) -> None:
        """Read the paragraphs and tables of an element."""
        for element in parent:
            tag = element.tag
            if tag == f"{_W}p":
                self._paragraph(element)
            elif tag == f"{_W}tbl":
                self._table(element)
            elif tag == f"{_W}bookmarkStart":
                self._waiting.append(element.get(_NAME, ""))
            elif tag == f"{_W}sdt":
                self._content_control(element)
            elif tag in (f"{_W}commentRangeStart", f"{_W}commentRangeEnd"):
                self._comment_mark(element)
            elif tag in (*_INSERTIONS, *_DELETIONS, f"{_W}customXml", f"{_W}smartTag", f"{_W}sdtContent"):
                self.blocks(element)

    def _content_control(self, element: Any) -> None:
        gallery = element.find(f"{_W}sdtPr/{_W}docPartObj/{_W}docPartGallery")
        generated = gallery is not None and gallery.get(_VALUE, "") in _CONTENTS
        content = element.find(f"{_W}sdtContent")
        if content is not None:
            self._generated += generated
            self.blocks(content)
            self._generated -= generated

    def _table(self, element: Any) -> None:
        anchors = tuple(self._waiting)
        self._waiting.clear()
        first = len(self.paragraphs)
        self._in_tables += 1
        rows = tuple(self._row(row) for row in _rows(element))
        self._in_tables -= 1
        if self.paragraphs[first:]:
            anchors += tuple(name for name, at in self.paragraphs[first].anchors if not at)
        self.tables.append(FileTable(rows, anchors))

    def _row(self, element: Any) -> FileRow:
        properties = element.find(f"{_W}trPr")
        cells = []
        for cell in _cells(element):
            first = len(self.paragraphs)
            self.blocks(cell)
            span = cell.find(f"{_W}tcPr/{_W}gridSpan")
            merge = cell.find(f"{_W}tcPr/{_W}vMerge")
            across = _number(span.get(_VALUE, "1")) if span is not None else 1
            continued = merge is not None and merge.get(_VALUE, "continue") == "continue"
            cells.append(FileCell(first, len(self.paragraphs), max(across, 1), continued))
        return FileRow(tuple(cells), _revision(properties, "ins"), _revision(properties, "del"))

    # --- Paragraphs --------------------------------------------------------------------------------------------------

    def _paragraph(self, element: Any) -> None:
        self._pieces = []
        self._anchors = [(name, 0) for name in self._waiting]
        self._marked = -1
        self._waiting.clear()
        self._inlines(element, _Open())
        properties = element.find(f"{_W}pPr")
        style = self._styles.of(properties, "pStyle")
        level = properties.find(f"{_W}numPr/{_W}ilvl") if properties is not None else None
        mark = properties.find(f"{_W}rPr") if properties is not None else None
        name = style.name if style is not None else ""
        self.paragraphs.append(
            FileParagraph(
                name,
                tuple(self._pieces),
                tuple(self._anchors),
                _number(level.get(_VALUE, "")) if level is not None else -1,
                _listed(properties),
                _revision(mark, "ins") or _revision(mark, "moveTo"),
                _revision(mark, "del") or _revision(mark, "moveFrom"),
                bool(self._generated) or name.lower().startswith(_CONTENTS_STYLES),
                bool(self._in_tables),
            )
        )

    def _inlines(self, parent: Any, state: _Open) -> None:
        for element in parent:
            tag = element.tag
            if tag == f"{_W}r":
                self._run(element, state)
            elif tag in _INSERTIONS or tag in _DELETIONS:
                self._revised(element, state, inserted=tag in _INSERTIONS)
            elif tag == f"{_W}hyperlink":
                self._link(element, state)
            elif tag == f"{_W}bookmarkStart":
                self._marked = len(self._pieces)
                self._anchors.append((element.get(_NAME, ""), self._marked))
            elif tag in (f"{_W}commentRangeStart", f"{_W}commentRangeEnd"):
                self._comment_mark(element)
            elif tag == f"{_W}sdt":
                content = element.find(f"{_W}sdtContent")
                if content is not None:
                    self._inlines(content, state)
            elif tag in (f"{_W}smartTag", f"{_W}customXml", f"{_W}fldSimple", f"{_W}dir", f"{_W}bdo"):
                self._inlines(element, state)

    def _revised(self, element: Any, state: _Open, *, inserted: bool) -> None:
        revision = Revision(element.get(_AUTHOR, ""), element.get(_DATE, ""))
        before = state.inserted, state.deleted
        if inserted:
            state.inserted = revision
        else:
            state.deleted = revision
        self._inlines(element, state)
        state.inserted, state.deleted = before

    def _link(self, element: Any, state: _Open) -> None:
        before = state.link
        relation = self._relations.get(element.get(qn("r:id"), ""))
        if relation is not None and relation.external:
            state.link = relation.target
        self._inlines(element, state)
        state.link = before

    def _run(self, run: Any, state: _Open) -> None:
        properties = run.find(f"{_W}rPr")
        own = self._styles.look(properties)
        look = _look(own, state.link)
        formatted = _revision(properties, "rPrChange")
        words: list[str] = []
        before = state.deleted
        if own.hidden:  # nobody reads hidden words: whoever hides words deletes them
            state.deleted = before or formatted
        for element in run:
            tag = element.tag
            if tag == f"{_W}fldChar":
                self._field(element.get(f"{_W}fldCharType", ""))
            elif (self._fields and any(self._fields)) or (own.hidden and state.deleted is None):
                continue
            elif tag in (f"{_W}t", f"{_W}delText"):
                words.append(element.text or "")
            elif tag in _SIGNS:
                words.append(_SIGNS[tag] if element.get(f"{_W}type", "textWrapping") == "textWrapping" else "")
            elif tag in (f"{_W}footnoteReference", f"{_W}endnoteReference"):
                self._add("".join(words), look, state, formatted)
                words = []
                kind = tag[len(_W) :].removesuffix("Reference")
                note = f"{kind} {element.get(_ID, '')}"
                self._pieces.append(StoryPiece(NOTE, PLAIN, state.inserted, state.deleted, None, note))
            elif tag == f"{_W}commentReference":
                self.ranges.reference(element.get(_ID, ""), len(self.paragraphs), len(self._pieces))
        self._add("".join(words), look, state, formatted)
        state.deleted = before

    def _add(self, words: str, look: Look, state: _Open, formatted: Revision | None) -> None:
        if not words:
            return
        piece = StoryPiece(words, look, state.inserted, state.deleted, formatted)
        last = self._pieces[-1] if self._pieces else None
        starts_here = self._marked == len(self._pieces)
        if last is not None and not last.note and not starts_here and _alike(last, piece):
            self._pieces[-1] = StoryPiece(last.text + words, look, last.inserted, last.deleted, last.formatted)
        else:
            self._pieces.append(piece)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(True)
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _comment_mark(self, element: Any) -> None:
        mark = self.ranges.start if element.tag == f"{_W}commentRangeStart" else self.ranges.end
        self._marked = len(self._pieces)
        mark(element.get(_ID, ""), len(self.paragraphs), self._marked)


@lru_cache(maxsize=1000)
def _look(look: WordLook, link: str) -> Look:
    return Look(look.strong, look.emphasis, look.strike, look.superscript, look.subscript, link)


def _alike(first: StoryPiece, second: StoryPiece) -> bool:
    return (first.look, first.inserted, first.deleted, first.formatted) == (
        second.look,
        second.inserted,
        second.deleted,
        second.formatted,
    )


def _rows(table: Any) -> list[Any]:
    """Return the rows of a table, those in content controls too."""
    return [row for child in table for row in _unwrapped(child, f"{_W}tr")]


def _cells(row: Any) -> list[Any]:
    return [cell for child in row for cell in _unwrapped(child, f"{_W}tc")]


def _unwrapped(element: Any, tag: str) -> list[Any]:
    if element.tag == tag:
        return [element]
    if element.tag == f"{_W}sdt":
        content = element.find(f"{_W}sdtContent")
        return [inner for child in content for inner in _unwrapped(child, tag)] if content is not None else []
    if element.tag in (*_INSERTIONS, *_DELETIONS, f"{_W}customXml"):
        return [inner for child in element for inner in _unwrapped(child, tag)]
    return []


def _revision(properties: Any, name: str) -> Revision | None:
    """Return the tracked change that the properties of a run, a paragraph's mark or a row record."""
    change = properties.find(f"{_W}{name}") if properties is not None else None
    return Revision(change.get(_AUTHOR, ""), change.get(_DATE, "")) if change is not None else None


def _listed(properties: Any) -> bool | None:
    """Return whether a paragraph's own formatting puts it in a list; None if it says nothing (17.9.18)."""
    number = properties.find(f"{_W}numPr/{_W}numId") if properties is not None else None
    return number.get(_VALUE, "0") != "0" if number is not None else None


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
