"""Notes pages: what to say, in paragraphs and lists, under the image of the slide."""

from __future__ import annotations

from builder.office.package import RELATIONSHIPS
from builder.office.xml import PROLOGUE, attribute
from builder.templates.deck.template import NotesPage
from builder.tree.nodes import Code, Inlines, ItemList, Paragraph, Prose, ProseBlock, Run, plain
from builder.typeset.plan import Slide
from builder.writers.powerpoint.drawing import NAMESPACES, TREE_START
from builder.writers.powerpoint.shapes import DeckContext
from builder.writers.powerpoint.text import RunWriter

__all__ = ["add_notes"]

_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.notesSlide+xml"
_STEP = 182_880
"""EMU by which each level of a list is set in."""
_DEEPEST = 8


def add_notes(context: DeckContext, page: NotesPage, slide: Slide, slide_part: str, place: int) -> None:
    """Put the notes page of a slide into the package; `place` is the slide's, from 1."""
    part = f"/ppt/notesSlides/notesSlide{place}.xml"

    def link(url: str) -> str:
        return context.package.relate(part, f"{RELATIONSHIPS}/hyperlink", url, external=True)

    runs = RunWriter(context.document.office_language, link)
    shapes = []
    if page.image is not None:
        shapes.append(
            '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide Image"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" '
            'noChangeAspect="1"/>'
            f'</p:cNvSpPr><p:nvPr><p:ph type="sldImg"{_index(page.image)}/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>'
        )
    if page.body is not None:
        # A slide about which nothing is to be said repeats its title: no placeholder is left empty.
        words = _prose(runs, slide.notes, 0) or [f"<a:p>{runs.words(plain(slide.title))}</a:p>"]
        shapes.append(_text(3, "Notes", f'type="body"{_index(page.body)}', "".join(words)))
    if page.number is not None:
        field = (
            '<a:p><a:fld id="{0E1C8A52-6B0B-4E0F-9A44-3B7C5A1D2F60}" type="slidenum">'
            f'<a:rPr lang="{attribute(runs.language)}"/><a:t>{place}</a:t></a:fld></a:p>'
        )
        shapes.append(_text(4, "Slide Number", f'type="sldNum"{_index(page.number)}', field))
    xml = (
        f"{PROLOGUE}<p:notes {NAMESPACES}><p:cSld>{TREE_START}{''.join(shapes)}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
    )
    context.package.add_part(part, _TYPE, xml.encode())
    context.package.relate(part, f"{RELATIONSHIPS}/notesMaster", page.part_name)
    context.package.relate(part, f"{RELATIONSHIPS}/slide", slide_part)
    context.package.relate(slide_part, f"{RELATIONSHIPS}/notesSlide", part)


def _index(index: int) -> str:
    return f' idx="{index}"' if index else ""


def _text(number: int, name: str, ph: str, paragraphs: str) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
        f"<p:ph {ph}/>"
        f"</p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>{paragraphs}</p:txBody></p:sp>"
    )


def _prose(runs: RunWriter, blocks: Prose, depth: int) -> list[str]:
    """Paragraphs, lists and lines of code as paragraphs of the notes."""
    parts: list[str] = []
    for block in blocks:
        if isinstance(block, ItemList):
            parts += _items(runs, block, depth)
        else:
            parts += _plain(runs, block, depth)
    return parts


def _plain(runs: RunWriter, block: ProseBlock, depth: int) -> list[str]:
    """A paragraph, or lines of code, without a mark, set in as deep as the list that holds it."""
    indent = f'<a:pPr marL="{_STEP * depth}" indent="0"><a:buNone/></a:pPr>'
    if isinstance(block, Code):
        lines: list[Inlines] = [(Run(line, code=True),) for line in block.text.splitlines() if line]
    else:
        lines = [block.inlines] if isinstance(block, Paragraph) and plain(block.inlines) else []
    return [f"<a:p>{indent}{runs.inlines(line)}</a:p>" for line in lines]


def _items(runs: RunWriter, items: ItemList, depth: int) -> list[str]:
    """The items of a list: the first paragraph of each carries the mark, the rest is set in under it."""
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
