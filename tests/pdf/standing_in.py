"""PDFs as a LibreOffice would make them, small and without its tags, for tests that do not start it."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name

__all__ = ["plain_pdf"]


def plain_pdf(pages: int = 1, places: Mapping[str, int] | None = None, font: str = "Carlito") -> bytes:
    """Return a PDF of blank pages with named places (bookmark → page from 1) and the descriptor of a font."""
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page(page_size=(595, 842))
    named = Dictionary()
    for name, page in (places or {}).items():
        named["/" + name.replace("_", "5F", 1)] = Array([pdf.pages[page - 1].obj, Name.XYZ, 0, 0, 0])
    pdf.Root.Dests = pdf.make_indirect(named)
    pdf.Root.Fonts = pdf.make_indirect(Dictionary(Type=Name.FontDescriptor, FontName=Name("/BAAAAA+" + font)))
    stream = BytesIO()
    pdf.save(stream, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return stream.getvalue()
