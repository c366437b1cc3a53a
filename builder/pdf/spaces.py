"""Spaces: LibreOffice shows the one glyph of a font for spaces of every kind, says which in its content, and simple
readers stop at such a note (`/Span <</ActualText …>> BDC`). Here every space is U+0020, without notes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from builder.pdf.characters import FontCharacters
from builder.pdf.saving import set_text

__all__ = ["map_spaces", "shown_text", "without_space_notes"]

_OPENING = ("BDC", "BMC")
_SHOWS = ("Tj", "TJ", "'", '"')


def without_space_notes(instructions: Sequence[Any], fonts: Mapping[str, FontCharacters]) -> list[Any]:
    """Return instructions without the notes whose text and whose shown characters are only spaces."""
    kept: list[Any] = []
    font: FontCharacters | None = None
    opened: list[int] = []
    """Where, in `kept`, the sequences begin that are open; -1 for those that stay."""
    for instruction in instructions:
        operator = str(instruction.operator)
        if operator == "Tf":
            font = fonts.get(str(instruction.operands[0]))
        if operator in _OPENING:
            opened.append(len(kept) if _notes_space(instruction) else -1)
        elif operator in _SHOWS and opened and shown_text(instruction, font).strip():
            opened = [-1] * len(opened)
        elif operator == "EMC" and opened:
            start = opened.pop()
            if start >= 0:
                del kept[start]
                continue
        kept.append(instruction)
    return kept


def _notes_space(instruction: Any) -> bool:
    operands = instruction.operands
    properties = operands[1] if len(operands) > 1 else None
    if str(operands[0]) != "/Span" or not isinstance(properties, Dictionary) or "/ActualText" not in properties:
        return False
    text = str(properties["/ActualText"])
    return bool(text) and not text.strip() and "/Lang" not in properties


def shown_text(instruction: Any, font: FontCharacters | None) -> str:
    """Return the characters that an instruction shows in a font."""
    shown = instruction.operands[-1]
    if font is None:
        return ""
    parts = shown if isinstance(shown, Array) else [shown]
    return font.text(b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String)))


def map_spaces(pdf: pikepdf.Pdf) -> None:
    """Map the codes of spaces of every kind to U+0020 in all fonts."""
    for font in pdf.objects:
        if isinstance(font, Dictionary) and font.get("/Type") == Name.Font and "/ToUnicode" in font:
            characters = FontCharacters(font)
            if characters.has_other_spaces():
                set_text(font.ToUnicode, characters.map_with_spaces())
