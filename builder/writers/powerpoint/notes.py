"""Notes pages: the speaker notes, in paragraphs and lists, under the image of the slide."""

from __future__ import annotations

from collections.abc import Callable

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.parts.slide import SlidePart

from builder.office.deck_package import DeckRelationships, WrittenNotes
from builder.office.xml import attribute
from builder.templates.deck.template import NotesPlaceholders
from builder.tree.prose import (
    Code,
    Inlines,
    ItemList,
    Paragraph,
    Run,
    SmallTable,
    TextElements,
    plain,
    table_lines,
    unformatted,
)
from builder.typeset.plan import Slide
from builder.writers.powerpoint.anchors import DeckPassage
from builder.writers.powerpoint.context import DeckContext
from builder.writers.powerpoint.drawing import TREE_START, root
from builder.writers.powerpoint.text import RunWriter

__all__ = ["add_notes"]

_STEP = 182_880
"""Indent of each level of a list, in EMU."""
_CHARACTER = 88_900
"""Width of a character of the notes' type (12 points), rather wide, in EMU."""
_DEEPEST = 8


def add_notes(
    context: DeckContext, placeholders: NotesPlaceholders, slide: Slide, part: SlidePart, number: int
) -> None:
    """Add the notes page of slide `number`, counted from 1.

    python-pptx's `notes_slide` clones placeholders that would be replaced.
    """
    notes = WrittenNotes(context.package)
    relationships = DeckRelationships(notes)
    runs = RunWriter(context.document.office_language, relationships.link)
    tree = f"<p:cSld>{TREE_START}{_shapes(runs, placeholders, slide, number)}</p:spTree></p:cSld>"
    if placeholders.body is not None:
        of_headline = context.headline_keys.of
        context.anchors.add_notes(
            _passages(slide.notes, of_headline) or [DeckPassage(of_headline(slide.title), slide.title)]
        )
    notes.write(root("p:notes", f"{tree}<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"))
    relationships.relate(RELATIONSHIP_TYPE.NOTES_MASTER, context.notes_master)
    relationships.relate(RELATIONSHIP_TYPE.SLIDE, part)
    part.relate_to(notes, RELATIONSHIP_TYPE.NOTES_SLIDE)


def _shapes(runs: RunWriter, placeholders: NotesPlaceholders, slide: Slide, number: int) -> str:
    """Return the notes page's shapes, one for each placeholder of its master."""
    shapes = []
    if placeholders.image is not None:
        shapes.append(
            '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide Image"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" '
            'noChangeAspect="1"/></p:cNvSpPr>'
            f'<p:nvPr><p:ph type="sldImg"{_index(placeholders.image)}/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>'
        )
    if placeholders.body is not None:
        # Without speaker notes the title is repeated: no placeholder is left empty.
        paragraphs = _prose(runs, slide.notes, 0) or [f"<a:p>{runs.text(unformatted(slide.title))}</a:p>"]
        shapes.append(_text(3, "Notes", f'type="body"{_index(placeholders.body)}', "".join(paragraphs)))
    if placeholders.number is not None:
        field = (
            '<a:p><a:fld id="{0E1C8A52-6B0B-4E0F-9A44-3B7C5A1D2F60}" type="slidenum">'
            f'<a:rPr lang="{attribute(runs.language)}"/><a:t>{number}</a:t></a:fld></a:p>'
        )
        shapes.append(_text(4, "Slide Number", f'type="sldNum"{_index(placeholders.number)}', field))
    return "".join(shapes)


def _index(index: int) -> str:
    return f' idx="{index}"' if index else ""


def _text(shape_id: int, name: str, ph: str, paragraphs: str) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{shape_id}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
        f"<p:ph {ph}/>"
        f"</p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>{paragraphs}</p:txBody></p:sp>"
    )


def _prose(runs: RunWriter, blocks: TextElements, depth: int) -> list[str]:
    """Return paragraphs, lists and lines of code as paragraphs of the notes."""
    parts: list[str] = []
    for block in blocks:
        if isinstance(block, ItemList):
            parts += _items(runs, block, depth)
        elif isinstance(block, SmallTable):
            parts += _table(runs, block)
        else:
            parts += _plain(runs, block, depth)
    return parts


def _passages(blocks: TextElements, of_headline: Callable[[Inlines], str]) -> list[DeckPassage]:
    """Return the paragraphs that `_prose` writes; rows of tables and lines of code have no key. A headline that is
    repeated has its own key, which `of_headline` finds by its words.
    """
    passages: list[DeckPassage] = []
    for block in blocks:
        if isinstance(block, ItemList):
            for item in block.items:
                first = item.blocks[0] if item.blocks else None
                if isinstance(first, Paragraph):
                    passages.append(DeckPassage(first.key, first.inlines))
                passages += _passages(item.blocks[isinstance(first, Paragraph) :], of_headline)
        elif isinstance(block, SmallTable):
            passages += [DeckPassage("", line) for line in table_lines(block)]
        elif isinstance(block, Code):
            passages += [DeckPassage("", line) for line in _code_lines(block)]
        elif plain(block.inlines):
            passages.append(DeckPassage(block.key or of_headline(block.inlines), block.inlines))
    return passages


def _code_lines(block: Code) -> list[Inlines]:
    return [(Run(line, code=True),) for line in block.text.splitlines() if line]


def _table(runs: RunWriter, table: SmallTable) -> list[str]:
    """Return a small table as a paragraph per row, with tabs that align its columns."""
    lines = table_lines(table)
    stops, edge = [], 0
    for column in range(len(table.header) - 1):
        longest = max(len(plain(row[column].inlines)) for row in (table.header, *table.rows))
        edge += longest * _CHARACTER + _STEP
        stops.append(f'<a:tab pos="{edge}" algn="l"/>')
    properties = f'<a:pPr marL="0" indent="0"><a:buNone/><a:tabLst>{"".join(stops)}</a:tabLst></a:pPr>'
    return [f"<a:p>{properties}{runs.inlines(line)}</a:p>" for line in lines]


def _plain(runs: RunWriter, block: Paragraph | Code, depth: int) -> list[str]:
    """Return a paragraph, or lines of code, without a list mark, indented like the list that contains it."""
    indent = f'<a:pPr marL="{_STEP * depth}" indent="0"><a:buNone/></a:pPr>'
    lines = _code_lines(block) if isinstance(block, Code) else [block.inlines] if plain(block.inlines) else []
    return [f"<a:p>{indent}{runs.inlines(line)}</a:p>" for line in lines]


def _items(runs: RunWriter, items: ItemList, depth: int) -> list[str]:
    """Return the items of a list: the first paragraph of each has the mark, the rest is indented under it."""
    deeper = min(depth + 1, _DEEPEST)
    if items.ordered:
        start = f' startAt="{items.start}"' if items.start > 1 else ""
        mark = f'<a:buFont typeface="+mj-lt"/><a:buAutoNum type="arabicPeriod"{start}/>'
    else:
        mark = '<a:buFont typeface="Arial"/><a:buChar char="•"/>'
    level = f' lvl="{deeper - 1}"' if deeper > 1 else ""
    marked = f'<a:pPr marL="{_STEP * deeper}"{level} indent="{-_STEP}">{mark}</a:pPr>'
    parts: list[str] = []
    for item in items.items:
        blocks = item.blocks
        if blocks and isinstance(blocks[0], Paragraph):
            parts.append(f"<a:p>{marked}{runs.inlines(blocks[0].inlines) or runs.end()}</a:p>")
            blocks = blocks[1:]
        parts += _prose(runs, blocks, deeper)
    return parts
