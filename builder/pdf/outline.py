"""The outline of a deck: an entry a slide, with its whole title (LibreOffice cuts them after 63 characters)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pikepdf
from pikepdf import Array, Dictionary, Name, String

__all__ = ["write_slide_outline"]


def write_slide_outline(pdf: pikepdf.Pdf, titles: Sequence[str]) -> None:
    """Replace the outline by one entry for each page, named by `titles`. A slide without title has its number."""
    outline = pdf.make_indirect(Dictionary(Type=Name.Outlines))
    entries = []
    for number, (page, title) in enumerate(zip(pdf.pages, titles, strict=True), 1):
        place = Array([page.obj, Name.Fit])
        entries.append(pdf.make_indirect(Dictionary(Title=String(title or str(number)), Parent=outline, Dest=place)))
    for entry, following in pairwise(entries):
        entry.Next, following.Prev = following, entry
    outline.First, outline.Last, outline.Count = entries[0], entries[-1], len(entries)
    pdf.Root.Outlines = outline
    pdf.Root.PageMode = Name.UseOutlines
