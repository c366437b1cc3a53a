"""The standard structure types of PDF 1.7 (ISO 32000-1, 14.8.4), those for styles of a brief, and attributes."""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name

from builder.pdf.structure import Element, elements

__all__ = ["STANDARD_TYPES", "drop_layout", "set_standard_types"]

_GROUPS = (
    "Document",
    "Part",
    "Art",
    "Sect",
    "Div",
    "BlockQuote",
    "Caption",
    "TOC",
    "TOCI",
    "Index",
    "NonStruct",
    "Private",
)
_BLOCKS = ("P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody")
_TABLES = ("Table", "TR", "TH", "TD", "THead", "TBody", "TFoot")
_INLINE = ("Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Figure", "Formula", "Form")
_RUBY = ("Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP")
STANDARD_TYPES = frozenset((*_GROUPS, *_BLOCKS, *_TABLES, *_INLINE, *_RUBY))
"""The types that every reader knows."""

_BY_STYLE = {"caption": "Caption", "Quote style": "BlockQuote"}
"""Types for paragraphs of Word's own styles, whose names are the same in every language of Office."""


def set_standard_types(root: Element, role_map: dict[str, str]) -> None:
    """Give every element a standard type. LibreOffice names elements after their styles and maps the names to types."""
    for element in elements(root):
        if element is root or element.type in STANDARD_TYPES:
            continue
        kind = element.type
        seen: set[str] = set()
        while kind in role_map and kind not in STANDARD_TYPES and kind not in seen:
            seen.add(kind)
            kind = role_map[kind]
        element.type = _BY_STYLE.get(element.type, kind if kind in STANDARD_TYPES else "P")


def drop_layout(root: Element) -> None:
    """Remove the attributes that say how an element looks: spaces and indents are of no use to a reader of the tree.
    The boxes of figures stay.
    """
    for element in elements(root):
        box = element.attribute("/Layout", "/BBox") if element.type == "Figure" else None
        kept = [attributes for attributes in element.attributes() if attributes.get("/O") != Name.Layout]
        if box is not None:
            kept.append(Dictionary(O=Name.Layout, BBox=box, Placement=Name.Block))
        element.entries.pop("/A", None)
        if kept:
            element.entries["/A"] = kept[0] if len(kept) == 1 else Array(kept)
