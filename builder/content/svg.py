"""Check an SVG drawing as input from a stranger, and take from it what is drawn (SVG 2, W3C).

Refused: scripts, event handlers, foreign content, anything fetched from elsewhere, entities, copies of copies without
end. Removed: metadata, comments, what drawing programs note for themselves, animations (the first state is shown).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from builder.content.files import FileProblem

__all__ = ["MAX_SVG", "SvgDrawing", "drawing_of"]

MAX_SVG = 10_000_000
"""Largest size of a drawing in bytes; Office becomes slow long before."""
_MAX_ELEMENTS = 200_000
_MAX_DEPTH = 300
_SIMPLIFY = "simplify it, or export it as PNG"

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_HREFS = ("href", f"{{{_XLINK}}}href")
_ACTIVE = frozenset(("script", "foreignObject", "handler", "listener", "iframe", "object", "embed", "audio", "video"))
_IDLE = frozenset(("metadata", "animate", "animateColor", "animateMotion", "animateTransform", "set", "discard"))
_EMBEDDED = re.compile(r"\s*(#|data:image/(png|jpe?g|gif);base64,)", re.IGNORECASE)
_EMBEDDED_IN_STYLE = re.compile(r"#|data:(image/(png|jpe?g|gif)|font/|application/(x-)?font)", re.IGNORECASE)
_ELSEWHERE = re.compile(r"@import|expression\s*\(|javascript:", re.IGNORECASE)
_URL = re.compile(r"url\s*\(([^)]*)", re.IGNORECASE)
_LENGTH = re.compile(r"\s*([0-9.]+)\s*(px|pt|mm|cm|in|pc)?\s*")
_PER_PIXEL = {"pt": 96 / 72, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, "pc": 16.0}


class SvgDrawing(Struct, frozen=True):
    """A drawing that is safe to embed, and its width divided by its height; 0 if the file does not say it."""

    blob: bytes
    proportion: float


def drawing_of(blob: bytes, name: str) -> SvgDrawing:
    """Return the drawing in a file. Raises FileProblem if it is none, or holds what a document must not."""
    if blob.startswith(b"\x1f\x8b"):
        raise FileProblem("image", f"`{name}` is compressed", "save it as plain SVG")
    if len(blob) > MAX_SVG:
        size = f"{len(blob) / 1e6:.0f} MB; the limit of a drawing is {MAX_SVG / 1e6:.0f} MB"
        raise FileProblem("too-large", f"`{name}` is {size}", _SIMPLIFY)
    root = _root(blob, name)
    targets: dict[str, Any] = {}
    for element in _elements(root, name):
        _check(element, name)
        if element.get("id"):
            targets.setdefault("#" + element.get("id"), element)
    if _drawn_elements(root, targets, {}, 0) > _MAX_ELEMENTS:
        raise FileProblem("too-large", f"`{name}` draws more than {_MAX_ELEMENTS:,} elements", _SIMPLIFY)
    from lxml import etree

    etree.cleanup_namespaces(root)
    clean = etree.tostring(root, encoding="UTF-8", xml_declaration=True, with_tail=False)
    return SvgDrawing(clean, _proportion(root))


def _root(blob: bytes, name: str) -> Any:
    """Return the root of the file, parsed without entities and without access to anything else."""
    from lxml import etree

    try:
        text = blob.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FileProblem("image", f"`{name}` is not in UTF-8", "save it as plain SVG") from None
    if "<!ENTITY" in text:
        raise FileProblem("image", f"`{name}` declares entities", "save it as plain SVG")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise FileProblem("image", f"`{name}` is damaged: {error.msg}", "export it again") from None
    if root.tag != f"{{{_SVG}}}svg":
        raise FileProblem("image", f"`{name}` is not an SVG drawing", "export it as PNG or SVG")
    return root


def _elements(root: Any, name: str) -> Iterator[Any]:
    """Yield the elements that are drawn, after removing the others."""
    waiting, number = [root], 0
    while waiting:
        element = waiting.pop()
        number += 1
        if number > _MAX_ELEMENTS:
            raise FileProblem("too-large", f"`{name}` draws more than {_MAX_ELEMENTS:,} elements", _SIMPLIFY)
        for child in list(element):
            if not isinstance(child.tag, str):
                raise FileProblem("image", f"`{name}` refers to an entity (line {child.sourceline})", "save it anew")
            if _is_drawn(child.tag):
                waiting.append(child)
            else:
                _remove(child)
        yield element


def _drawn_elements(element: Any, targets: dict[str, Any], counts: dict[Any, int], depth: int) -> int:
    """Return how many elements are drawn for one, those that `use` copies included; more than the limit if they are
    nested too deeply, or copy themselves. `targets` are the elements by `#id`; `counts` those known, beyond the limit
    for elements under way.
    """
    if element in counts:
        return counts[element]
    if depth > _MAX_DEPTH:
        return _MAX_ELEMENTS + 1
    counts[element] = _MAX_ELEMENTS + 1
    number = 1 + sum(_drawn_elements(child, targets, counts, depth + 1) for child in element)
    if element.tag == f"{{{_SVG}}}use":
        hrefs = (element.get(key, "").strip() for key in _HREFS)
        copied = next((targets[href] for href in hrefs if href in targets), None)
        number += _drawn_elements(copied, targets, counts, depth + 1) if copied is not None else 0
    counts[element] = min(number, _MAX_ELEMENTS + 1)
    return counts[element]


def _is_drawn(tag: str) -> bool:
    space, _, local = tag.rpartition("}")
    return space == f"{{{_SVG}" and local not in _IDLE


def _remove(element: Any) -> None:
    """Remove an element, but not the text after it."""
    parent, before = element.getparent(), element.getprevious()
    if element.tail:
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def _check(element: Any, name: str) -> None:
    """Refuse an element that acts or fetches; remove the attributes that draw nothing."""
    local = element.tag.rpartition("}")[2]
    if local in _ACTIVE:
        raise _active(name, f"the element `{local}`", element)
    if local == "style":
        _check_style("".join(element.itertext()), name, element)
    for key, value in list(element.attrib.items()):
        if key.lower().startswith("on"):
            raise _active(name, f"the event handler `{key}`", element)
        if key in _HREFS:
            if local == "a":
                del element.attrib[key]
            elif not _EMBEDDED.match(value):
                raise _elsewhere(name, element)
        elif key.startswith("{") and key != _XML_SPACE:
            del element.attrib[key]
        else:
            _check_style(value, name, element)


def _check_style(text: str, name: str, element: Any) -> None:
    targets = [match[1].strip(" \t\r\n\f'\"") for match in _URL.finditer(text)]
    if _ELSEWHERE.search(text) or not all(map(_EMBEDDED_IN_STYLE.match, targets)):
        raise _elsewhere(name, element)
    if "\\" in text:
        raise _active(name, "a backslash", element)


def _active(name: str, what: str, element: Any) -> FileProblem:
    message = f"`{name}` contains {what} (line {element.sourceline}), which a document must not"
    return FileProblem("image", message, "save it as plain SVG")


def _elsewhere(name: str, element: Any) -> FileProblem:
    message = f"`{name}` refers to another file or address (line {element.sourceline})"
    return FileProblem("image", message, "embed it in the drawing")


def _proportion(root: Any) -> float:
    """Return the width divided by the height, from the view box, else from both lengths; 0 if neither is stated."""
    try:
        numbers = [float(number) for number in re.split(r"[\s,]+", (root.get("viewBox") or "").strip())]
    except ValueError:
        numbers = []
    width, height = numbers[2:] if len(numbers) == 4 else (_length(root.get("width")), _length(root.get("height")))
    return width / height if width > 0 and height > 0 else 0.0


def _length(text: str | None) -> float:
    match = _LENGTH.fullmatch(text or "")
    try:
        return float(match[1]) * _PER_PIXEL.get(match[2], 1.0) if match else 0.0
    except ValueError:
        return 0.0
