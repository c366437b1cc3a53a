"""Small PDFs with content and a structure tree, to correct."""

from __future__ import annotations

from collections.abc import Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from builder.pdf.draft import Draft
from builder.pdf.structure import Element

__all__ = ["draft_of", "paragraph", "shape"]


def draft_of(content: str, *kids: Element, annotations: Sequence[Dictionary] = ()) -> Draft:
    """A draft of one page with this content, in a font whose codes are Latin-1, and this tree."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(600, 800))
    page.obj.Contents = Stream(pdf, content.encode("latin-1"))
    font = Dictionary(Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name("/BAAAAA+Carlito"))
    page.obj.Resources = Dictionary(Font=Dictionary(F1=pdf.make_indirect(font)))
    if annotations:
        page.obj.Annots = Array([pdf.make_indirect(annotation) for annotation in annotations])
    draft = Draft(pdf)
    draft.root.kids = list(kids)
    return draft


def paragraph(number: int, *texts: str, x: float = 50, y: float = 700) -> str:
    """Marked content as LibreOffice writes it: each text is set whole, 100 points after the one before."""
    escaped = (text.replace("(", r"\(").replace(")", r"\)") for text in texts)
    set_texts = "".join(
        f"q 0 0 0 rg\nBT\n{x + 100 * place} {y} Td /F1 12 Tf({text})Tj\nET\nQ\n" for place, text in enumerate(escaped)
    )
    return f"/P<</MCID {number}>>BDC\n{set_texts}EMC\n"


def shape(number: int) -> str:
    """A marked rectangle."""
    return f"/Figure<</MCID {number}>>BDC\n10 10 m 20 10 l 20 20 l h f*\nEMC\n"
