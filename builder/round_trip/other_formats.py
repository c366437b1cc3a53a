"""Formatting that an author's text cannot express: colours, sizes, fonts, underlines. It is counted, not read."""

from __future__ import annotations

from collections import Counter
from typing import Any

from builder.office.xml import qn

__all__ = ["new_formats", "slide_formats", "word_formats"]

_WORD = {
    qn("w:color"): ("colour", qn("w:val")),
    qn("w:highlight"): ("highlight", qn("w:val")),
    qn("w:u"): ("underline", qn("w:val")),
    qn("w:sz"): ("size", qn("w:val")),
    qn("w:rFonts"): ("font", qn("w:ascii")),
}
_SLIDE = {"u": "underline", "sz": "size"}
_SLIDE_CHILDREN = {
    qn("a:solidFill"): "colour",
    qn("a:highlight"): "highlight",
    qn("a:latin"): "font",
}


def word_formats(body: Any) -> Counter[str]:
    """Return how many runs of a Word document have each colour, size, font and underline of their own."""
    counts: Counter[str] = Counter()
    for run in body.iter(qn("w:r")):
        properties = run.find(qn("w:rPr"))
        for element in properties if properties is not None else ():
            if element.tag in _WORD:
                name, attribute = _WORD[element.tag]
                if value := element.get(attribute, ""):
                    counts[f"{name} {value}"] += 1
    return counts


def slide_formats(tree: Any) -> Counter[str]:
    """Return how many runs of a slide have each colour, size, font and underline of their own."""
    counts: Counter[str] = Counter()
    for run in tree.iter(qn("a:r")):
        properties = run.find(qn("a:rPr"))
        if properties is None:
            continue
        for attribute, name in _SLIDE.items():
            if value := properties.get(attribute, ""):
                counts[f"{name} {value}"] += 1
        for element in properties:
            if element.tag in _SLIDE_CHILDREN:
                value = element.get("typeface", "") or next((child.get("val", "") for child in element), "")
                counts[f"{_SLIDE_CHILDREN[element.tag]} {value}"] += 1
    return counts


def new_formats(printed: Counter[str], received: Counter[str]) -> dict[str, int]:
    """Return the formats of a file that the builder does not use in it, with the number of runs."""
    return {name: count for name, count in sorted(received.items()) if name not in printed}
