"""The classification in the header and footer of every page."""

from __future__ import annotations

from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.parts.hdrftr import FooterPart, HeaderPart

from builder.office.xml import qn
from builder.templates.word.style_sheet import is_on
from builder.tree.prose import Run
from builder.writers.word.context import BriefContext
from builder.writers.word.paragraphs import WordParagraph, part_xml

__all__ = ["mark_pages"]

_PARTS: dict[str, tuple[Any, str]] = {
    "header": (HeaderPart, RELATIONSHIP_TYPE.HEADER),
    "footer": (FooterPart, RELATIONSHIP_TYPE.FOOTER),
}
_CENTRED = '<w:jc w:val="center"/>'


def mark_pages(state: BriefContext) -> None:
    """Print the document's classification above each header and below each footer of the template.

    A kind of page without a header or footer of its own, which Word leaves blank (17.10.6), gets one. To be called
    before the body is finished: its sections name the new parts.
    """
    if not state.document.classification:
        return
    main: Any = state.package.main_document_part
    section = main.element.body.find(qn("w:sectPr"))
    even = main.settings.element.find(qn("w:evenAndOddHeaders"))
    kinds = ["default"]
    kinds += ["first"] if is_on(section.find(qn("w:titlePg"))) else []
    kinds += ["even"] if is_on(even) else []
    for part_kind in ("header", "footer"):
        references = {
            reference.get(qn("w:type"), "default"): main.related_parts[reference.get(qn("r:id"))]
            for reference in section.findall(qn(f"w:{part_kind}Reference"))
        }
        for kind in kinds:
            if part_kind == "header" and kind == "first" and state.template.band is not None:
                continue  # the band hides it: the line above the title has the classification
            part = references.get(kind)
            root = part.element if part is not None else _add(state, part_kind, kind)
            root.insert(0 if part_kind == "header" else len(root), _paragraph(state, part_kind))


def _add(state: BriefContext, part_kind: str, kind: str) -> Any:
    """Add an empty header or footer for a kind of page. Return its root element."""
    make, reltype = _PARTS[part_kind]
    part = make.new(state.package)
    identifier = state.relationships.relate(reltype, part)
    for child in list(part.element):
        part.element.remove(child)
    state.flow.add_reference(f'<w:{part_kind}Reference w:type="{kind}" r:id="{identifier}"/>')
    return part.element


def _paragraph(state: BriefContext, part_kind: str) -> Any:
    style = state.styles[part_kind]
    runs = state.inlines.runs((Run(state.document.classification, protected=True, strong=True),))
    line = WordParagraph(style, runs, before=0, after=0, indent='<w:ind w:left="0" w:firstLine="0"/>', align=_CENTRED)
    return parse_xml(part_xml("hdr", line.xml()))[0]
