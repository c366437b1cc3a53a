"""Convert parts of a Strict Open XML package (ISO/IEC 29500-1) to Transitional (29500-4), which everything else reads.

Elements, attributes and relationship types change their namespaces; measures with units become plain numbers; `start`
and `end` become `left` and `right`. Extensions (`w14`, `a16`), content types and the names of parts are the same in
both.
"""

from __future__ import annotations

import re
from typing import Any

from builder.office.xml import NAMESPACES

__all__ = ["convert_relationships", "to_transitional"]

_STRICT = "http://purl.oclc.org/ooxml/"
_OFFICE = "http://schemas.openxmlformats.org/"
_RENAMED = {
    "coreProperties": "core-properties",
    "customProperties": "custom-properties",
    "extendedProperties": "extended-properties",
}
"""Last words of namespaces and relationship types that differ in more than their beginning."""

_MEASURE = re.compile(r"([+-]?[0-9]{1,9}(?:\.[0-9]{1,9})?)(mm|cm|in|pt|pc|pi)")
_PERCENTAGE = re.compile(r"([+-]?[0-9]{1,9}(?:\.[0-9]{1,9})?)%")
_POINTS = {"mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pt": 1.0, "pc": 12.0, "pi": 12.0}
"""Points in a unit of measure (ST_UniversalMeasure, 22.9.2.15). A pica has two names."""
_TWIPS, _HALF_POINTS, _EMUS, _HUNDREDTHS = 20.0, 2.0, 12700.0, 100.0
"""Units in a point."""

_W_HALF_POINTS = frozenset({"sz", "szCs", "kern", "position", "hps", "hpsBaseText", "hpsRaise"})
"""Elements of WordprocessingML whose `w:val` is measured in half points."""
_W_TWIPS = frozenset(
    {
        "spacing",
        "trHeight",
        "defaultTabStop",
        "hyphenationZone",
        "fitText",
        "marLeft",
        "marRight",
        "marTop",
        "marBottom",
    }
    | {f"drawingGrid{axis}{what}" for axis in ("Horizontal", "Vertical") for what in ("Spacing", "Origin")}
)
"""Elements of WordprocessingML whose `w:val` is measured in twips."""
_W_PERCENTAGES = {"w": ("val", 1), "zoom": ("percent", 1), "summaryLength": ("val", 1)}
"""Elements of WordprocessingML with an attribute in percent."""
_W_LENGTHS = frozenset(
    {"left", "right", "hanging", "firstLine", "before", "after", "line", "pos", "w", "h", "top", "bottom", "header"}
    | {"footer", "gutter", "space", "hSpace", "vSpace", "x", "y", "distance", "tblpX", "tblpY", "legacySpace"}
    | {"legacyIndent", "leftFromText", "rightFromText", "topFromText", "bottomFromText"}
)
"""Attributes of WordprocessingML measured in twips on any element, in the names of Transitional."""
_W_SIDES = {"start": "left", "end": "right"}
_W_SIDE_ATTRIBUTES = {**_W_SIDES, "startChars": "leftChars", "endChars": "rightChars"}
_W_SIDED = frozenset({"tblBorders", "tcBorders", "tblCellMar", "tcMar"})
"""Elements of WordprocessingML whose children are named after sides."""
_W_SIDE_VALUES = frozenset({"jc", "lvlJc", "tab"})
"""Elements of WordprocessingML whose `w:val` names a side."""
_W_DIRECTIONS = {"tb": "lrTb", "rl": "tbRl", "lr": "btLr", "tbV": "lrTbV", "rlV": "tbRlV", "lrV": "tbLrV"}
"""Directions of text (ST_TextDirection, 17.18.93) in Strict and in Transitional."""

_DRAWING_TEXTS = frozenset({"name", "descr", "title", "typeface", "id", "uri", "tooltip", "panose", "invalidUrl"})
"""Attributes of DrawingML that hold text, never a measure."""
_DRAWING_POINTS = frozenset({"spc", "kern"})
"""Attributes of DrawingML measured in hundredths of a point."""
_SLIDE_PERCENTAGES = frozenset({"accel", "decel", "spd", "vol", "x", "y", "tm", "sz", "serverZoom"})
"""Attributes of PresentationML in percent; others may be text."""
_SLIDES, _CHARTS = f"{_STRICT}presentationml/main", f"{_STRICT}drawingml/chart"
_DRAWING_LANGUAGES = ("drawingml/main", "drawingml/diagram", "drawingml/picture", "drawingml/wordprocessingDrawing",
                      "drawingml/chartDrawing", "drawingml/spreadsheetDrawing", "drawingml/lockedCanvas")  # fmt: skip


def convert_relationships(relationships: list[Any]) -> bool:
    """Give relationship elements the types of Transitional; return True if one was Strict."""
    strict = False
    for relationship in relationships:
        reltype = relationship.get("Type", "")
        if reltype.startswith(_STRICT):
            relationship.set("Type", _namespace(reltype))
            strict = True
    return strict


def to_transitional(root: Any) -> Any:
    """Return a copy of the root element of a part in Transitional; comments and instructions are left out. Depth is
    limited by the parser that made `root`.
    """
    from lxml import etree

    return _copy(root, None, etree)


def _copy(element: Any, parent: Any | None, etree: Any) -> Any:
    """Return the copy of an element, appended to the copy of its parent."""
    uri, name = _split(element.tag)
    above = element.getparent()
    if above is not None and _is_word(uri) and _split(above.tag)[1] in _W_SIDED:
        name = _W_SIDES.get(name, name)
    tag = _clark(_namespace(uri), name)
    attributes = _attributes(element, uri, name)
    if parent is None or above is None or element.nsmap != above.nsmap:
        prefixes = {prefix: _namespace(declared) for prefix, declared in element.nsmap.items()}
        copy = etree.Element(tag, attributes, prefixes)
        if parent is not None:
            parent.append(copy)
    else:
        copy = etree.SubElement(parent, tag, attributes)
    copy.text = element.text
    last = None
    for child in element:
        if isinstance(child.tag, str):
            last = _copy(child, copy, etree)
            last.tail = child.tail
        elif child.tail and last is not None:
            last.tail = (last.tail or "") + child.tail
        elif child.tail:
            copy.text = (copy.text or "") + child.tail
    return copy


def _attributes(element: Any, uri: str, name: str) -> dict[str, str]:
    """Return the attributes of an element in Transitional."""
    word = _is_word(uri)
    drawing = uri.removeprefix(_STRICT) in _DRAWING_LANGUAGES
    attributes: dict[str, str] = {}
    for key, value in element.items():
        key_uri, key_name = _split(key)
        if key == "conformance" or (key_name == "conformance" and _is_word(key_uri)):
            continue
        if word and _is_word(key_uri):
            key_name = _W_SIDE_ATTRIBUTES.get(key_name, key_name) if name == "ind" else key_name
            value = _word_value(name, key_name, value)
        elif key_name == "uri" and name == "graphicData":
            value = _namespace(value)
        elif not key_uri and drawing:
            value = _drawing_value(key_name, value)
        elif uri == _SLIDES and (key_name in _SLIDE_PERCENTAGES or name == "tmPct"):
            value = _percentage(value, 1000)
        elif uri == _CHARTS and key_name == "val":
            value = _percentage(value, 1)
        attributes[_clark(_namespace(key_uri), key_name)] = value
    return attributes


def _word_value(element: str, attribute: str, value: str) -> str:
    """Return the value of an attribute of WordprocessingML in Transitional."""
    if attribute == "val":
        if element in _W_SIDE_VALUES:
            return _W_SIDES.get(value, value)
        if element == "textDirection":
            return _W_DIRECTIONS.get(value, value)
        if element in _W_HALF_POINTS:
            return _measure(value, _HALF_POINTS)
        if element in _W_TWIPS:
            return _measure(value, _TWIPS)
    if element in _W_PERCENTAGES and attribute == _W_PERCENTAGES[element][0]:
        return _percentage(value, _W_PERCENTAGES[element][1])
    if attribute in _W_LENGTHS:
        return _percentage(_measure(value, _TWIPS), 50)  # a width in percent counts fiftieths
    return value


def _drawing_value(attribute: str, value: str) -> str:
    """Return the value of an attribute of DrawingML in Transitional."""
    if attribute in _DRAWING_TEXTS:
        return value
    return _percentage(_measure(value, _HUNDREDTHS if attribute in _DRAWING_POINTS else _EMUS), 1000)


def _measure(value: str, units: float) -> str:
    """Return a measure with a unit as a whole number; others unchanged."""
    match = _MEASURE.fullmatch(value)
    return str(round(float(match[1]) * _POINTS[match[2]] * units)) if match else value


def _percentage(value: str, parts: int) -> str:
    """Return a percentage as a whole number of parts of one percent; others unchanged."""
    match = _PERCENTAGE.fullmatch(value)
    return str(round(float(match[1]) * parts)) if match else value


def _namespace(uri: str) -> str:
    """Return the namespace or relationship type of Transitional: …/drawingml/main → …/drawingml/2006/main."""
    if not uri.startswith(_STRICT):
        return uri
    language, *rest = uri.removeprefix(_STRICT).split("/")
    if rest and rest[-1] in _RENAMED:
        rest[-1] = _RENAMED[rest[-1]]
    if rest[:2] == ["relationships", "metadata"]:
        language = "package"
    return f"{_OFFICE}{'/'.join([language, '2006', *rest])}"


def _is_word(uri: str) -> bool:
    return uri in (f"{_STRICT}wordprocessingml/main", NAMESPACES["w"])


def _split(tag: str) -> tuple[str, str]:
    """Return the namespace and the local name of a name in Clark notation."""
    uri, separator, name = tag.rpartition("}")
    return (uri[1:], name) if separator else ("", name)


def _clark(uri: str, name: str) -> str:
    return f"{{{uri}}}{name}" if uri else name
