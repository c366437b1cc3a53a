"""Fonts: embedded, and with characters for all that is shown (ISO 14289-1, 7.21)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Dictionary

from builder.pdf.characters import FontCharacters
from builder.pdf.checks.fault import Fault
from builder.pdf.spaces import shown_text

__all__ = ["font_faults"]

_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_NO_CHARACTER = frozenset("\x00\ufffd\ufeff\ufffe")


def font_faults(pdf: pikepdf.Pdf) -> Iterator[Fault]:
    """Yield the faults of the fonts in use."""
    known: dict[tuple[int, int], FontCharacters] = {}
    for index, page in enumerate(pdf.pages):
        fonts: Any = page.obj.get("/Resources", Dictionary()).get("/Font", Dictionary())
        current: FontCharacters | None = None
        for instruction in pikepdf.parse_content_stream(page, "Tf Tj TJ ' \""):
            if str(instruction.operator) != "Tf":
                if _NO_CHARACTER & set(shown_text(instruction, current)):
                    yield Fault("7.21.7", "text that stands for no character", index + 1)
                continue
            font: Any = fonts.get(str(instruction.operands[0]))
            if font is None:
                yield Fault("7.21.4.1", "a font that is missing", index + 1)
                continue
            if font.objgen not in known:
                known[font.objgen] = FontCharacters(font)
                if not _is_embedded(font):
                    yield Fault("7.21.4.1", f"the font {str(font.get('/BaseFont', '?'))[1:]} is not embedded")
                if "/ToUnicode" not in font:
                    yield Fault("7.21.7", f"the font {str(font.get('/BaseFont', '?'))[1:]} has no characters")
            current = known[font.objgen]


def _is_embedded(font: Any) -> bool:
    inner = font.get("/DescendantFonts", [font])[0]
    descriptor = inner.get("/FontDescriptor")
    return descriptor is not None and any(name in descriptor for name in _FILES)
