"""The deck as a file: every slide of the plan drawn into a copy of the template's package."""

from __future__ import annotations

from builder.office.package import RELATIONSHIPS
from builder.office.xml import attribute
from builder.templates.deck.template import LANGUAGE_MARK, SECTIONS_MARK, SLIDES_MARK, DeckTemplate
from builder.tree.nodes import ChartNode, Document, ImageNode, TableNode, plain
from builder.typeset.plan import ChartPart, Deck, ImagePart, Part, TablePart
from builder.writers.powerpoint.anchors import DeckAnchors, guid
from builder.writers.powerpoint.drawing import NAMESPACES
from builder.writers.powerpoint.notes import add_notes
from builder.writers.powerpoint.props import add_properties
from builder.writers.powerpoint.shapes import DeckContext
from builder.writers.powerpoint.slides import add_slide, part_name

__all__ = ["write_deck"]

_FIRST_ID = 256
"""The least id that a slide may have (ECMA-376 part 1, 19.7.13)."""
_P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"


def write_deck(document: Document, deck: Deck, template: DeckTemplate) -> bytes:
    """The .pptx of `deck`, planned for `template.facts` from `document`. The same arguments give the same bytes."""
    package = template.package.copy()
    anchors = DeckAnchors()
    context = DeckContext(package, document, template.table_style, anchors)
    context.slide_of = _targets(document, deck)
    ids = []
    for place, slide in enumerate(deck.slides, 1):
        slide_id = _FIRST_ID + place - 1
        anchors.slide(slide_id, slide.key)
        part = add_slide(context, template.facts, slide, place)
        add_notes(context, template.notes, slide, part, place)
        ids.append((slide_id, package.relate(template.main, f"{RELATIONSHIPS}/slide", part)))
    anchors.put(package, template.main, document.name, document.language)
    add_properties(package, document, len(deck.slides))
    package.replace(template.main, _presentation(template.presentation, document, deck, ids).encode())
    return package.to_bytes()


def _targets(document: Document, deck: Deck) -> dict[str, str]:
    """The part of the first slide that shows each table, figure and section, by id."""
    by_key: dict[str, str] = {}
    by_number: dict[tuple[int, ...], str] = {}
    waiting = list(document.sections)
    while waiting:
        section = waiting.pop()
        waiting += section.sections
        if section.id:
            by_number[section.number] = section.id
        for block in section.blocks:
            if isinstance(block, TableNode | ChartNode | ImageNode) and block.id:
                by_key[block.key] = block.id
    found: dict[str, str] = {}
    for place, slide in enumerate(deck.slides, 1):
        shown = [by_key.get(_exhibit_key(part), "") for part in slide.parts]
        for name in (by_number.get(slide.section, ""), *shown):
            if name:
                found.setdefault(name, part_name(place))
    return found


def _exhibit_key(part: Part) -> str:
    if isinstance(part, ChartPart):
        return part.chart.key
    if isinstance(part, ImagePart):
        return part.image.key
    return part.key if isinstance(part, TablePart) else ""


def _presentation(xml: str, document: Document, deck: Deck, ids: list[tuple[int, str]]) -> str:
    """The main part: the template's, with this deck's slides, sections and language."""
    listed = "".join(f'<p:sldId id="{number}" r:id="{rid}"/>' for number, rid in ids)
    slides = f"<p:sldIdLst {NAMESPACES}>{listed}</p:sldIdLst>" if ids else ""
    sections = _sections(plain(document.title), deck, [number for number, _ in ids])
    xml = xml.replace(SLIDES_MARK, slides, 1).replace(LANGUAGE_MARK, attribute(document.office_language))
    return xml.replace(SECTIONS_MARK, sections, 1)


def _sections(title: str, deck: Deck, ids: list[int]) -> str:
    """The extension with the slide sections. PowerPoint wants every slide in one, and telling, unique names."""
    starts = [(name, start) for name, start in deck.sections if start < len(ids)]
    if not starts:
        return ""
    if starts[0][1] > 0:
        starts.insert(0, (title, 0))
    written = []
    seen: dict[str, int] = {}
    for place, (name, start) in enumerate(starts):
        count = seen[name] = seen.get(name, 0) + 1
        unique = name if count == 1 else f"{name} ({count})"
        end = starts[place + 1][1] if place + 1 < len(starts) else len(ids)
        members = "".join(f'<p14:sldId id="{number}"/>' for number in ids[start:end])
        written.append(
            f'<p14:section name="{attribute(unique)}" id="{guid(f"section {unique}")}">'
            f"<p14:sldIdLst>{members}</p14:sldIdLst>"
            "</p14:section>"
        )
    return (
        f'<p:ext {NAMESPACES} uri="{{521415D9-36F7-43E2-AB2F-B90AF26B5E84}}"><p14:sectionLst xmlns:p14="{_P14}">'
        f"{''.join(written)}</p14:sectionLst></p:ext>"
    )
