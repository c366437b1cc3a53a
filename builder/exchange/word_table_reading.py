"""A Word table that has come back: the words of each cell, found by the bookmark that the row had.

Tracked insertions are taken, tracked deletions are left out. Rows may have been sorted, inserted or deleted; what
cannot be placed is reported with its row.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from builder.diagnostics import Diagnostic
from builder.exchange.marked_text import Mark, MarkedStretch, ShownCodes, stretches_of, tidy, words_of_stretches
from builder.exchange.note_units import RawUnit, joined_notes
from builder.exchange.table_part import ListedUnit, UnitList, is_unit_list, read_unit_list
from builder.exchange.table_rows import TableRow, place_rows, shown_in, source_shown, without_spaces
from builder.exchange.unit import ReturnedFile, ReturnedState
from builder.exchange.words import CodeKind, InlineCode, Piece, Unwritable, Words, codes_of, words_of
from builder.office.received import ReceivedFile
from builder.office.received_addresses import comparable_address
from builder.office.received_styles import WordLook, WordStyles
from builder.office.xml import qn
from builder.source import Span

__all__ = ["read_word_table"]

_BREAK = InlineCode("break", "", "\\\n", "{break}")
_PARAGRAPH, _RUN, _TEXT, _PROPERTIES, _HYPERLINK = (qn(f"w:{name}") for name in ("p", "r", "t", "rPr", "hyperlink"))
_ID = qn("r:id")
_NO_RUNS = frozenset(
    qn(f"w:{name}") for name in ("pPr", "del", "moveFrom", "bookmarkStart", "bookmarkEnd", "proofErr", "p")
)
"""What a paragraph may hold besides words, and what holds deleted ones; a paragraph inside is read on its own."""
_SIGNS: dict[str, Piece] = {
    qn(f"w:{name}"): sign
    for name, sign in (
        ("tab", " "), ("br", _BREAK), ("cr", _BREAK), ("noBreakHyphen", "\u2011"), ("softHyphen", "\u00ad"),
    )
}  # fmt: skip
"""Elements of a run that stand for a sign."""
_OF_NOTE = "its cell has a footnote (write the words of a note in the row of the note)"
_UNREADABLE = {
    qn("w:footnoteReference"): _OF_NOTE,
    qn("w:endnoteReference"): _OF_NOTE,
    qn("w:sym"): "its cell has a sign of a symbol font (type the sign itself)",
}
"""Elements of a run that no text can say, and why."""
_NO_WORDS = frozenset(
    qn(f"w:{name}")
    for name in ("rPr", "lastRenderedPageBreak", "annotationRef", "commentReference", "fldChar", "instrText", "delText",
                 "delInstrText")
)  # fmt: skip
"""What a run may hold besides words."""
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


def read_word_table(data: bytes, name: str) -> ReturnedFile:
    """Return the units of a Word table. A row that cannot be read is a problem; the others are read.

    Raises BuildError for a file that is no Word table of `builder export`.
    """
    file = ReceivedFile(Path(name), data)
    listed = _list_of(file)
    root = file.xml(file.main)
    cells = _CellReader(file)
    raw: list[RawUnit] = []
    problems: list[Diagnostic] = []
    rows = place_rows(root, listed.units)
    for unit, row in rows.placed:
        try:
            raw.append(_read_unit(unit, row, cells, listed.limits.get(unit.key)))
        except Unwritable as error:
            problems.append(_problem(f"{unit.key}: {error}", name, row.number))
    for row in rows.others:
        words = "".join(row.target.itertext()).strip() if row.target is not None else ""
        if row.number > 1 and words:
            problems.append(_problem(f"a row that was not sent out: “{words[:60]}”", name, row.number))
    units, more = joined_notes(raw, name)
    return ReturnedFile(
        name=name,
        publication=listed.publication,
        source_language=listed.source_language,
        target_language=listed.target_language,
        units=tuple(units),
        problems=(*problems, *more),
        only=listed.only,
        numbers={unit.key: unit.number for unit in listed.units},
    )


def _list_of(file: ReceivedFile) -> UnitList:
    """Return the list of units in a file. Raises BuildError if there is none."""
    if file.kind == "docx":
        for part in file.related(file.main, "customXml"):
            root = file.xml(part)
            if is_unit_list(root):
                return read_unit_list(root)
    raise file.refuse("exchange", "has no list of texts: it is no table of `builder export`, or it was copied")


def _problem(message: str, file: str, row: int) -> Diagnostic:
    return Diagnostic("exchange", message, Span(file, row, 1))


def _read_unit(unit: ListedUnit, row: TableRow, cells: _CellReader, limit: int | None) -> RawUnit:
    if row.fault:
        raise Unwritable(row.fault)
    source = words_of(unit.source, unit.literal)
    before = words_of(unit.target, unit.literal) if unit.target is not None else ()
    codes = ShownCodes(source, before)
    ends = _links_of(source, before)
    stretches = tidy(tuple(_coded(_with_known_links(cells.stretches(row.target), ends), codes)))
    unchanged = stretches == stretches_of(before)
    if (
        unchanged
        and row.source is not None
        and (written := _other_words(row.source, source_shown(source, codes), cells))
    ):
        raise Unwritable(f"its source was changed in the table to “{written}”, its translation was not")
    words = before if unchanged else words_of_stretches(stretches, ends)
    state: ReturnedState = "translated" if words else "new"
    if unchanged and unit.state == "stale":
        state = "draft"
    return RawUnit(
        key=unit.key, source=source, target=words or None, state=state, line=row.number, was=unit.was,
        literal=unit.literal, written=unit.source, limit=limit,
    )  # fmt: skip


def _other_words(cell: Any, shown: str, cells: _CellReader) -> str:
    """Return the words of the cell of a source, at most 60 signs, if they are not those that were sent out, else "".

    Somebody may have written the translation there, and would lose it without a word.
    """
    if shown_in(cell) == shown:
        return ""
    stretches = tidy(cells.stretches(cell))
    words = "".join(stretch.content if isinstance(stretch.content, str) else " " for stretch in stretches)
    return words[:60] if without_spaces(words) != shown else ""


def _links_of(*texts: Words) -> dict[str, tuple[InlineCode, InlineCode]]:
    """Return the two ends of each link of a unit, by address."""
    links: dict[str, tuple[InlineCode, InlineCode]] = {}
    for words in texts:
        codes = [code for code in codes_of(words) if code.kind == "link" and code.form != "alone"]
        for opening, closing in zip(codes[::2], codes[1::2], strict=False):
            links.setdefault(opening.name, (opening, closing))
    return links


def _with_known_links(stretches: list[MarkedStretch], known: Collection[str]) -> list[MarkedStretch]:
    """Return stretches with the addresses of the unit as its author wrote them: word processors add a slash after the
    host, and write letters in percent or percents as letters.
    """
    names = {comparable_address(address): address for address in known}
    if not names:
        return stretches
    return [
        MarkedStretch(stretch.content, frozenset(_known(mark, names) for mark in stretch.marks))
        for stretch in stretches
    ]


def _known(mark: Mark, names: dict[str, str]) -> Mark:
    kind, name = mark
    return (kind, names.get(comparable_address(name), name)) if kind == "link" else mark


def _coded(stretches: list[MarkedStretch], codes: ShownCodes) -> Iterator[MarkedStretch]:
    """Yield stretches with signs replaced by codes. Word divides a sign between runs: it has the marks of its head."""
    at = 0
    while at < len(stretches):
        first = stretches[at]
        if not isinstance(first.content, str):
            yield first
            at += 1
            continue
        run = [first]
        while at + len(run) < len(stretches) and isinstance(stretches[at + len(run)].content, str):
            run.append(stretches[at + len(run)])
        yield from _coded_run(run, codes)
        at += len(run)


def _coded_run(run: list[MarkedStretch], codes: ShownCodes) -> Iterator[MarkedStretch]:
    text = "".join([str(stretch.content) for stretch in run])
    if "{" not in text and "}" not in text:
        yield from run
        return
    marks = [stretch.marks for stretch in run for _ in str(stretch.content)]
    at = 0
    for piece in codes.pieces(text):
        length = _length_in(text, at, piece)
        if isinstance(piece, InlineCode):
            yield MarkedStretch(piece, marks[at])
        else:
            start = at
            for index in range(at, at + length):
                if marks[index] != marks[start]:
                    yield MarkedStretch(_literal(text[start:index]), marks[start])
                    start = index
            if length:
                yield MarkedStretch(_literal(text[start : at + length]), marks[start])
        at += length


def _length_in(text: str, at: int, piece: Piece) -> int:
    """Return how many characters of a text a piece takes: a code its sign in braces, a doubled brace two."""
    if isinstance(piece, InlineCode):
        return text.index("}", at) + 1 - at
    return 2 if piece in ("{", "}") and text[at : at + 2] == piece * 2 else len(piece)


def _literal(text: str) -> str:
    return text.replace("{{", "{").replace("}}", "}")


# --- Cells -----------------------------------------------------------------------------------------------------------


class _CellReader:
    """Reads the cells of a file: words with the marks that runs and their character styles give them."""

    def __init__(self, file: ReceivedFile):
        self._styles = WordStyles(file)
        self._links = {key: relation.target for key, relation in file.relations(file.main).items() if relation.external}

    def stretches(self, cell: Any) -> list[MarkedStretch]:
        """Return the words of a cell with their marks; paragraphs of a cell are one text."""
        stretches: list[MarkedStretch] = []
        for paragraph in cell.iter(_PARAGRAPH):
            if stretches:
                stretches.append(MarkedStretch(" "))
            self._add(paragraph, frozenset(), stretches)
        return stretches

    def _add(self, parent: Any, marks: frozenset[Mark], stretches: list[MarkedStretch]) -> None:
        """Add the words of a paragraph, or of an element in it that holds runs."""
        for element in parent:
            tag = element.tag
            if tag == _RUN:
                self._add_run(element, marks, stretches)
            elif tag in _NO_RUNS or not isinstance(tag, str):
                continue
            elif tag == _HYPERLINK:
                address = self._links.get(element.get(_ID), "")
                self._add(element, marks | ({("link", address)} if address else set()), stretches)
            elif tag.startswith(_MATHS):
                raise Unwritable("its cell has a formula (type it as text)")
            else:
                self._add(element, marks, stretches)

    def _add_run(self, run: Any, marks: frozenset[Mark], stretches: list[MarkedStretch]) -> None:
        look = self._styles.look(run.find(_PROPERTIES))
        if look.hidden:
            return
        own = marks | _marks(look)
        for element in run:
            tag = element.tag
            if tag == _TEXT:
                stretches.append(MarkedStretch(element.text or "", own))
            elif tag in _SIGNS:
                stretches.append(MarkedStretch(_SIGNS[tag], own))
            elif tag in _UNREADABLE:
                raise Unwritable(_UNREADABLE[tag])
            elif tag not in _NO_WORDS:
                raise Unwritable("its cell has a picture, or something else that is no text (delete it)")


@lru_cache(maxsize=100)
def _marks(look: WordLook) -> frozenset[Mark]:
    kinds: tuple[tuple[CodeKind, bool], ...] = (
        ("bold", look.strong),
        ("italic", look.emphasis),
        ("struck", look.strike),
        ("superscript", look.superscript),
        ("subscript", look.subscript),
    )
    return frozenset((kind, "") for kind, on in kinds if on)
