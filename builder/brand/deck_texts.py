"""Texts of a deck template's own parts (ECMA-376 part 1, 19.3.1)."""

from __future__ import annotations

from collections.abc import Iterator

from builder.office.deck_package import DeckPackage, layout_parts
from builder.office.xml import qn

__all__ = ["left_texts"]


def left_texts(package: DeckPackage, layouts: set[str]) -> Iterator[tuple[str, str]]:
    """Yield each text outside placeholders on the layouts in use and their masters: its owner, and the text."""
    parts = [part for name, part in sorted(layout_parts(package).items()) if name in layouts]
    masters = dict.fromkeys(part.slide_layout.slide_master.part for part in parts)
    for part in (*parts, *masters):
        root = part._element
        named = root.find(qn("p:cSld")).get("name", "")
        owner = "the master" if part in masters else f"the layout '{named}'"
        for shape in root.iter(qn("p:sp")):
            if shape.find(f"{qn('p:nvSpPr')}/{qn('p:nvPr')}/{qn('p:ph')}") is None:
                text = " ".join(node.text or "" for node in shape.iter(qn("a:t"))).strip()
                if any(character.isalpha() for character in text):
                    yield owner, text[:60]
