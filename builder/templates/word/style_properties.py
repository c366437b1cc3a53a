"""Properties of a style's paragraphs and runs, added in the order of the schema (ECMA-376 part 1, 17.3.1.26, 17.3.2.28,
17.7.4.17).
"""

from __future__ import annotations

from typing import Any

from builder.templates.word.style_sheet import W

__all__ = ["paragraph_properties", "property_element", "put_first", "run_properties"]

_PARAGRAPH = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers",
    "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct",
    "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing",
    "mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl",
)  # fmt: skip
_RUN = ("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps")
_PLACES = {
    "pPr": {f"{W}{name}": place for place, name in enumerate(_PARAGRAPH)},
    "rPr": {f"{W}{name}": place for place, name in enumerate(_RUN)},
}
_AFTER = {
    "pPr": (f"{W}rPr", f"{W}tblPr", f"{W}trPr", f"{W}tcPr", f"{W}tblStylePr"),
    "rPr": (f"{W}tblPr", f"{W}trPr", f"{W}tcPr", f"{W}tblStylePr"),
}


def paragraph_properties(style: Any) -> Any:
    """Return the paragraph properties of a style, added if it has none."""
    return _properties(style, "pPr")


def run_properties(style: Any) -> Any:
    """Return the run properties of a style, added if it has none."""
    return _properties(style, "rPr")


def _properties(style: Any, kind: str) -> Any:
    properties = style.find(f"{W}{kind}")
    if properties is None:
        properties = style.makeelement(f"{W}{kind}", {})
        following = next((child for child in style if child.tag in _AFTER[kind]), None)
        if following is None:
            style.append(properties)
        else:
            following.addprevious(properties)
    return properties


def property_element(properties: Any, name: str) -> Any:
    """Return a property of `w:pPr` or `w:rPr`, added in its place if it is not there."""
    element = properties.find(f"{W}{name}")
    if element is None:
        element = properties.makeelement(f"{W}{name}", {})
        put_first(properties, element)
    return element


def put_first(properties: Any, element: Any) -> None:
    """Insert a property before those that follow it in the schema."""
    places = _PLACES["pPr" if properties.tag == f"{W}pPr" else "rPr"]
    own = places[element.tag]
    following = (child for child in properties if places.get(child.tag, len(places)) > own)
    after = next(following, None)
    if after is None:
        properties.append(element)
    else:
        after.addprevious(element)
