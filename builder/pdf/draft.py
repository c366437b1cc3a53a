"""A PDF while it is corrected: its structure tree and the content of its pages, which change together."""

from __future__ import annotations

from typing import Any

import pikepdf
from pikepdf import Dictionary

from builder.pdf.characters import FontCharacters
from builder.pdf.content import ContentBlock, PageContent
from builder.pdf.saving import set_text
from builder.pdf.spaces import map_spaces
from builder.pdf.structure import Element, Kid, Mark, elements, marks, read_structure, write_structure

__all__ = ["Draft"]


class Draft:
    """The tree and the pages of a PDF by LibreOffice. What the tree no longer refers to becomes an artifact."""

    def __init__(self, pdf: pikepdf.Pdf):
        self.pdf = pdf
        self.root = read_structure(pdf)
        fonts: dict[Any, dict[str, FontCharacters]] = {}
        self.pages = [PageContent(page, _fonts(page, fonts)) for page in pdf.pages]
        self._blocks = [page.marked() for page in self.pages]

    def block(self, mark: Mark) -> ContentBlock | None:
        """Return the content of a mark; None if the page does not have it."""
        return self._blocks[mark.page].get(mark.number)

    def text(self, kid: Kid) -> str:
        """Return the characters of an element or of a mark."""
        marked = [kid] if isinstance(kid, Mark) else list(marks(kid)) if isinstance(kid, Element) else []
        blocks = (self.block(mark) for mark in marked)
        return "".join(block.text for block in blocks if block is not None)

    def adopt(self, page: int, block: ContentBlock) -> Mark:
        """Make a block that belongs to no element a marked one, and return its mark."""
        block.kind, block.number = "mark", self.pages[page].new_number()
        self._blocks[page][block.number] = block
        return Mark(page, block.number)

    def split(self, mark: Mark, first: int, last: int) -> list[Mark | None]:
        """Split the content of a mark before the portion `first` and after the portion `last`. Return the marks before,
        of and after these portions, None for what is empty.
        """
        page = self.pages[mark.page]
        numbers = page.split(self._blocks[mark.page][mark.number], first, last)
        self._blocks[mark.page] = page.marked()
        return [None if number < 0 else Mark(mark.page, number) for number in numbers]

    def finish(self) -> None:
        """Write tree and pages back to the PDF."""
        types: list[dict[int, str]] = [{} for _ in self.pages]
        for element in elements(self.root):
            for kid in element.kids:
                if isinstance(kid, Mark):
                    types[kid.page][kid.number] = element.type
        for page, content, kinds in zip(self.pdf.pages, self.pages, types, strict=True):
            stream = self.pdf.make_stream(b"")
            set_text(stream, content.write(kinds))
            page.obj.Contents = stream
        map_spaces(self.pdf)
        write_structure(self.pdf, self.root)


def _fonts(page: pikepdf.Page, known: dict[Any, dict[str, FontCharacters]]) -> dict[str, FontCharacters]:
    """Return the fonts of a page by their names in its content. LibreOffice has one list of fonts for all pages."""
    fonts: Any = page.obj.get("/Resources", Dictionary()).get("/Font", Dictionary())
    key = getattr(fonts, "objgen", None)
    if key not in known:
        known[key] = {name: FontCharacters(font) for name, font in fonts.items()}
    return known[key]
