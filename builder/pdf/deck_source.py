"""Read what the correction of a PDF must know of a deck: its slides, shapes, tables and the languages of its runs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from builder.office.part_reader import PartReader
from builder.office.xml import is_true, qn
from builder.pdf.fonts import fonts_of_deck
from builder.pdf.office_facts import (
    DeckContent,
    Shape,
    SlideFacts,
    TableFacts,
    TextRun,
    alternative_of,
    is_decorative,
    squeezed,
)

__all__ = ["read_deck"]

_EMU_PER_POINT = 12_700
_TITLES = ("title", "ctrTitle")
_FURNITURE = ("ftr", "sldNum", "dt")


def read_deck(data: bytes, language: str) -> DeckContent:
    """Return the facts of a deck whose text is in `language`, an Office tag ("fr-CA")."""
    parts = PartReader(data)
    presentation = parts.root(parts.main_part)
    height = int(presentation.find(qn("p:sldSz")).get("cy")) / _EMU_PER_POINT
    slides, names = [], []
    for entry in presentation.iterfind(f"{qn('p:sldIdLst')}/{qn('p:sldId')}"):
        name = parts.target(parts.main_part, entry.get(qn("r:id")))
        if name is not None:
            root = parts.root(name)
            if root.get("show") not in ("0", "false"):
                names.append(name)
                slides.append(_slide(root.find(f"{qn('p:cSld')}/{qn('p:spTree')}"), height, language))
    return DeckContent(tuple(slides), fonts_of_deck(parts, names))


def _slide(tree: Any, height: float, language: str) -> SlideFacts:
    title = ""
    shapes: list[Shape] = []
    tables: list[TableFacts] = []
    paragraphs: list[tuple[TextRun, ...]] = []
    furniture: set[str] = set()
    for shape in _shapes(tree):
        properties = next(shape.iter(qn("p:cNvPr")), None)
        if properties is None or shape.tag == qn("p:nvGrpSpPr"):
            continue
        table = next(shape.iter(qn("a:tbl")), None)
        all_runs = [_runs(node, language) for node in shape.iter(qn("a:p"))]
        written = [runs for runs in all_runs if squeezed(_text(runs))]
        kind = _placeholder(shape)
        if kind in _FURNITURE or (written and is_decorative(properties)):
            furniture.update(squeezed(_text(runs)) for runs in written)
            continue
        if kind in _TITLES:
            title = " ".join(_text(runs) for runs in written)
        paragraphs += written
        if table is not None:
            tables.append(_table(table, properties.get("descr", "")))
        elif not written:
            box = _box(shape, height)
            if box is not None:
                shapes.append(Shape(box, alternative_of(properties, shape)))
    return SlideFacts(title, tuple(shapes), tuple(tables), tuple(paragraphs), frozenset(furniture))


def _shapes(tree: Any) -> Iterator[Any]:
    """Yield the shapes of a tree, those in groups in place of the group."""
    for shape in tree:
        if shape.tag == qn("p:grpSp"):
            yield from _shapes(shape)
        else:
            yield shape


def _placeholder(shape: Any) -> str:
    node = next(shape.iter(qn("p:ph")), None)
    return "" if node is None else node.get("type", "obj")


def _runs(paragraph: Any, language: str) -> tuple[TextRun, ...]:
    return tuple(_merged(_parts(paragraph, language)))


def _parts(paragraph: Any, language: str) -> Iterator[TextRun]:
    for node in paragraph:
        if node.tag == qn("a:br"):
            yield TextRun(" ", "")
        elif node.tag in (qn("a:r"), qn("a:fld")):
            properties, text = node.find(qn("a:rPr")), node.find(qn("a:t"))
            tag = "" if properties is None else properties.get("lang", "")
            yield TextRun((text.text or "") if text is not None else "", "" if tag == language else tag)


def _merged(runs: Iterator[TextRun]) -> Iterator[TextRun]:
    """Yield runs with neighbours of one language joined."""
    pending: TextRun | None = None
    for run in runs:
        if pending is not None and (run.language == pending.language or not run.text.strip()):
            pending = TextRun(pending.text + run.text, pending.language)
            continue
        if pending is not None:
            yield pending
        pending = run
    if pending is not None:
        yield pending


def _text(runs: tuple[TextRun, ...]) -> str:
    return "".join(run.text for run in runs)


def _table(table: Any, summary: str) -> TableFacts:
    properties = table.find(qn("a:tblPr"))
    flags = {} if properties is None else properties.attrib
    header_rows = int(is_true(flags.get("firstRow")))
    return TableFacts(len(table.findall(qn("a:tr"))), header_rows, is_true(flags.get("firstCol")), summary)


def _box(shape: Any, height: float) -> tuple[float, float, float, float] | None:
    """Return the box of a shape in points, counted from the bottom of the slide; None if it takes the layout's."""
    position = next((node for name in ("a:xfrm", "p:xfrm") for node in shape.iter(qn(name))), None)
    if position is None:
        return None
    offset, extent = position.find(qn("a:off")), position.find(qn("a:ext"))
    sides = (offset.get("x"), offset.get("y"), extent.get("cx"), extent.get("cy"))
    x, y, width, tall = (int(side) / _EMU_PER_POINT for side in sides)
    return x, height - y - tall, x + width, height - y
