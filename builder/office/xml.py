"""XML namespaces by prefix, qualified names, escaping, and elements as text: once, for templates and writers of both
formats.
"""

from __future__ import annotations

from typing import Any, Final

__all__ = ["NAMESPACES", "PROLOGUE", "attribute", "blip", "declare", "escape", "is_true", "markup", "qn"]

PROLOGUE = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_OFFICE = "http://schemas.openxmlformats.org"
_MICROSOFT = "http://schemas.microsoft.com/office"

NAMESPACES: Final[dict[str, str]] = {
    "a": f"{_OFFICE}/drawingml/2006/main",
    "a16": f"{_MICROSOFT}/drawing/2014/main",
    "adec": f"{_MICROSOFT}/drawing/2017/decorative",
    "app": f"{_OFFICE}/officeDocument/2006/extended-properties",
    "asvg": f"{_MICROSOFT}/drawing/2016/SVG/main",
    "c": f"{_OFFICE}/drawingml/2006/chart",
    "c15": f"{_MICROSOFT}/drawing/2012/chart",
    "cdr": f"{_OFFICE}/drawingml/2006/chartDrawing",
    "cp": f"{_OFFICE}/package/2006/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "ds": f"{_OFFICE}/officeDocument/2006/customXml",
    "mc": f"{_OFFICE}/markup-compatibility/2006",
    "p": f"{_OFFICE}/presentationml/2006/main",
    "p14": f"{_MICROSOFT}/powerpoint/2010/main",
    "pic": f"{_OFFICE}/drawingml/2006/picture",
    "r": f"{_OFFICE}/officeDocument/2006/relationships",
    "w": f"{_OFFICE}/wordprocessingml/2006/main",
    "w14": f"{_MICROSOFT}/word/2010/wordml",
    "wp": f"{_OFFICE}/drawingml/2006/wordprocessingDrawing",
    "xml": "http://www.w3.org/XML/1998/namespace",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
"""Namespace URIs by their usual prefix (ECMA-376 part 1, annex A; [MS-ODRAWXML], [MS-PPTX])."""

_PREFIXES = {uri: prefix for prefix, uri in NAMESPACES.items()}

_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_ATTRIBUTE = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)


def qn(name: str) -> str:
    """Return the Clark notation of a prefixed name: `w:p` → `{http://…/main}p`. Raises KeyError for other prefixes."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def is_true(value: str | None) -> bool:
    """Return True for an attribute of the type `xsd:boolean` that is set (XML Schema part 2, 3.2.2.1)."""
    return value in ("1", "true")


def declare(*prefixes: str) -> str:
    """Return namespace declarations for a start tag: `declare("a", "r")` → `xmlns:a="…" xmlns:r="…"`."""
    return " ".join(f'xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in prefixes)


def blip(picture_id: str, drawing_id: str) -> str:
    """Return `a:blip` for a picture by its relationship id; `drawing_id`, if not "", is that of the SVG drawing which
    Office shows instead ([MS-ODRAWXML] 2.3.3, svgBlip).
    """
    if not drawing_id:
        return f'<a:blip r:embed="{picture_id}"/>'
    return (
        f'<a:blip r:embed="{picture_id}"><a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">'
        f'<asvg:svgBlip {declare("asvg")} r:embed="{drawing_id}"/></a:ext></a:extLst></a:blip>'
    )


def escape(text: str) -> str:
    """Return text escaped for element content. Characters that XML 1.0 forbids were refused by the loader."""
    if "&" in text or "<" in text or ">" in text or "\r" in text:
        return text.translate(_TEXT)
    return text


def attribute(text: str) -> str:
    """Return text escaped for an attribute in double quotes; tabs and line ends survive as character references
    (XML 1.0, 3.3.3 would normalise them to spaces).
    """
    return text.translate(_ATTRIBUTE)


def markup(element: Any) -> str:
    """Return an lxml element that holds elements only (a property) as XML; what surrounds it declares the prefixes of
    `NAMESPACES`. Comments, text and what belongs to other namespaces are left out.
    """
    name = _prefixed(element.tag)
    attributes = "".join(
        f' {_prefixed(key)}="{attribute(value)}"' for key, value in element.attrib.items() if _prefixed(key)
    )
    children = "".join(markup(child) for child in element if isinstance(child.tag, str) and _prefixed(child.tag))
    return f"<{name}{attributes}>{children}</{name}>" if children else f"<{name}{attributes}/>"


def _prefixed(name: str) -> str:
    """Return the prefixed form of a name in Clark notation, or "" outside `NAMESPACES`; unqualified names stay."""
    if not name.startswith("{"):
        return name
    uri, _, local = name[1:].partition("}")
    return f"{_PREFIXES[uri]}:{local}" if uri in _PREFIXES else ""
