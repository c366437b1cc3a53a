"""Read the slides of a PowerPoint presentation from their XML (ECMA-376 part 1, 19 and 21).

Nothing here knows the builder's sources.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from builder.office.received import ReceivedFile, Relation
from builder.office.xml import qn
from builder.round_trip.cell_grid import CellGrid, GridCell
from builder.round_trip.deck_comments import read_slide_comments
from builder.round_trip.deck_story import DeckStory, FileShape, FileSlide, SlideParagraphWords
from builder.round_trip.exhibits import slide_exhibits
from builder.round_trip.file_properties import file_properties
from builder.round_trip.other_formats import slide_formats
from builder.round_trip.story import BREAK, Look
from builder.round_trip.tokens import TokenReader

__all__ = ["read_deck_story"]

_SHAPES = (qn("p:sp"), qn("p:graphicFrame"))
_GROUP = qn("p:grpSp")
_CREATION_ID = qn("a16:creationId")
_RUNS = (qn("a:r"), qn("a:fld"), qn("a:br"))


def read_deck_story(file: ReceivedFile) -> DeckStory:
    """Return the slides of a presentation. Raises BuildError for a damaged part."""
    relations = file.relations(file.main)
    slides = []
    formats: Counter[str] = Counter()
    for entry in file.xml(file.main).iterfind(f"{qn('p:sldIdLst')}/{qn('p:sldId')}"):
        relation = relations.get(entry.get(qn("r:id"), ""))
        if relation is not None and file.has(relation.target):
            slides.append(_slide(file, relation.target))
            formats += slide_formats(file.xml(relation.target))
    return DeckStory(tuple(slides), formats, file_properties(file))


def _slide(file: ReceivedFile, part: str) -> FileSlide:
    notes: tuple[SlideParagraphWords, ...] = ()
    for page in file.related(part, "notesSlide"):
        bodies = [shape for shape in _shapes(file, page) if shape.placeholder == "body"]
        notes = tuple(paragraph for shape in bodies for paragraph in shape.paragraphs)
    exhibits = tuple(slide_exhibits(file, part))
    return FileSlide(tuple(_shapes(file, part)), notes, read_slide_comments(file, part), exhibits)


def _shapes(file: ReceivedFile, part: str) -> Iterator[FileShape]:
    tree = file.xml(part).find(f"{qn('p:cSld')}/{qn('p:spTree')}")
    relations = file.relations(part)
    for element in _elements(tree) if tree is not None else ():
        identity = element.find(f".//{qn('p:cNvPr')}//{_CREATION_ID}")
        mark = element.find(f".//{qn('p:nvPr')}/{qn('p:ph')}")
        placeholder = mark.get("type", "obj") if mark is not None else ""
        name = identity.get("id", "") if identity is not None else ""
        table = element.find(f".//{qn('a:tbl')}")
        if table is not None:
            grid = CellGrid(tuple(tuple(_cells(row, relations)) for row in table.findall(qn("a:tr"))))
            bodies = [
                cell.find(qn("a:txBody")) for row in table.findall(qn("a:tr")) for cell in row.findall(qn("a:tc"))
            ]
            yield FileShape(name, placeholder, _paragraphs(bodies, relations), grid)
        elif (body := element.find(qn("p:txBody"))) is not None:
            yield FileShape(name, placeholder, _paragraphs([body], relations))


def _elements(tree: Any) -> Iterator[Any]:
    """Yield the shapes of a tree, those in groups too."""
    for element in tree:
        if element.tag in _SHAPES:
            yield element
        elif element.tag == _GROUP:
            yield from _elements(element)


def _cells(row: Any, relations: Mapping[str, Relation]) -> Iterator[GridCell]:
    """Yield the cells of a row without those that a merged one covers from the left."""
    for column, cell in enumerate(row.findall(qn("a:tc"))):
        if cell.get("hMerge") in ("1", "true"):
            continue
        reader = TokenReader()
        written = False
        for paragraph in _paragraphs([cell.find(qn("a:txBody"))], relations):
            if written and paragraph.text.strip():
                reader.add(BREAK)
            for text, look in paragraph.pieces:
                reader.add(text, look)
                written = True
        across = cell.get("gridSpan", "1")
        yield GridCell(
            tuple(reader.tokens()),
            column,
            int(across) if across.isdecimal() and len(across) < 5 else 1,
            cell.get("vMerge") in ("1", "true"),
        )


def _paragraphs(bodies: Sequence[Any], relations: Mapping[str, Relation]) -> tuple[SlideParagraphWords, ...]:
    return tuple(
        _paragraph(element, relations) for body in bodies if body is not None for element in body.findall(qn("a:p"))
    )


def _paragraph(element: Any, relations: Mapping[str, Relation]) -> SlideParagraphWords:
    pieces: list[tuple[str, Look]] = []
    reader = TokenReader()
    for run in element.iterchildren(*_RUNS):
        text = BREAK if run.tag == qn("a:br") else "".join(node.text or "" for node in run.findall(qn("a:t")))
        text = text.replace("\v", BREAK)
        look = _look(run.find(qn("a:rPr")), relations)
        if text:
            pieces.append((text, look))
            reader.add(text, look)
    properties = element.find(qn("a:pPr"))
    level = properties.get("lvl", "0") if properties is not None else "0"
    return SlideParagraphWords(tuple(pieces), tuple(reader.tokens()), int(level) if level in "012345678" else 0)


def _look(properties: Any, relations: Mapping[str, Relation]) -> Look:
    if properties is None:
        return Look()
    baseline = properties.get("baseline", "0")
    click = properties.find(qn("a:hlinkClick"))
    relation = relations.get(click.get(qn("r:id"), "")) if click is not None else None
    return Look(
        properties.get("b") in ("1", "true"),
        properties.get("i") in ("1", "true"),
        properties.get("strike", "noStrike") != "noStrike",
        not baseline.startswith("-") and baseline not in ("0", "0%"),
        baseline.startswith("-"),
        relation.target if relation is not None and relation.external else "",
    )
