"""Correct the structure of a brief."""

from __future__ import annotations

from collections.abc import Sequence

from pikepdf import String

from builder.pdf.asides import lift_asides
from builder.pdf.draft import Draft
from builder.pdf.figures import describe_drawings
from builder.pdf.links import correct_links
from builder.pdf.lists import correct_lists
from builder.pdf.office_facts import BriefFacts
from builder.pdf.roles import drop_layout, set_standard_types
from builder.pdf.structure import Element, Kid, elements, prune
from builder.pdf.tables import correct_tables

__all__ = ["correct_brief"]


def correct_brief(draft: Draft, facts: BriefFacts, role_map: dict[str, str]) -> None:
    """Correct the tree of a brief as the file says. `role_map` is that of LibreOffice."""
    root = draft.root
    describe_drawings(draft, facts)
    set_standard_types(root, role_map)
    prune(root)
    correct_tables(root, facts.tables)
    correct_links(draft)
    correct_lists(draft)
    _correct_notes(root)
    lift_asides(root)
    _mark_quotations(root)
    _gather(root)
    drop_layout(root)
    prune(root)


def _correct_notes(root: Element) -> None:
    """Give each note an id (ISO 14289-1, 7.9) and its number an element of its own, and take notes out of the division
    that LibreOffice adds.
    """
    for element in list(elements(root)):
        element.kids = [
            inner
            for kid in element.kids
            for inner in (kid.kids if isinstance(kid, Element) and _only_notes(kid) else (kid,))
        ]
    notes = [element for element in elements(root) if element.type == "Note"]
    for number, note in enumerate(notes, 1):
        note.entries["/ID"] = String(f"note-{number}")
        paragraph = note.kids[0] if note.kids else None
        if isinstance(paragraph, Element) and paragraph.type == "P" and len(paragraph.kids) > 1:
            # The number leads back to its place in the text.
            label = paragraph.kids[0]
            if isinstance(label, Element) and label.type == "Link":
                paragraph.kids.pop(0)
                note.kids.insert(0, Element("Lbl", [label]))


def _only_notes(element: Element) -> bool:
    return element.type == "Div" and all(isinstance(kid, Element) and kid.type == "Note" for kid in element.kids)


def _mark_quotations(root: Element) -> None:
    """Put the paragraphs of each quotation into one block: they are tagged as blocks themselves."""
    for element in list(elements(root)):
        if element.type != "BlockQuote":
            element.kids = _quoted(element.kids)


def _quoted(kids: Sequence[Kid]) -> list[Kid]:
    quoted: list[Kid] = []
    block: Element | None = None
    for kid in kids:
        if not isinstance(kid, Element) or kid.type != "BlockQuote":
            block = None
            quoted.append(kid)
            continue
        kid.type = "P"
        if block is None:
            block = Element("BlockQuote")
            quoted.append(block)
        block.kids.append(kid)
    return quoted


def _gather(root: Element) -> None:
    """Put everything into the element of the document: LibreOffice leaves anchored shapes outside of it."""
    document = next((kid for kid in root.kids if isinstance(kid, Element) and kid.type == "Document"), None)
    if document is None:
        root.kids = [Element("Document", root.kids)]
        return
    outside = [kid for kid in root.kids if kid is not document]
    document.kids = [*outside, *document.kids]
    root.kids = [document]
