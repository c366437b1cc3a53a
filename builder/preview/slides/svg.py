"""Elements of SVG. Lengths are EMU from the slide's top left corner, as in the slide itself."""

from __future__ import annotations

from lxml import etree

__all__ = ["SVG", "add", "drawing", "number"]

SVG = "http://www.w3.org/2000/svg"


def drawing(width: int, height: int) -> etree._Element:
    """Return an empty drawing of a slide of this size."""
    names: dict[str | None, str] = {None: SVG}
    root = etree.Element(f"{{{SVG}}}svg", nsmap=names)  # type: ignore[arg-type]
    root.set("viewBox", f"0 0 {width} {height}")
    root.set("role", "img")
    return root


def add(parent: etree._Element, name: str, text: str | None = None, /, **attributes: object) -> etree._Element:
    """Add an element. `_` in the name of an attribute stands for a hyphen; None leaves an attribute out, numbers are
    rounded.
    """
    child = etree.SubElement(parent, f"{{{SVG}}}{name}")
    for key, value in attributes.items():
        if value is not None:
            child.set(key.rstrip("_").replace("_", "-"), number(value) if isinstance(value, float) else str(value))
    child.text = text
    return child


def number(value: float) -> str:
    """Return a number as SVG has it: three digits after the point at most."""
    return f"{value:.3f}".rstrip("0").rstrip(".")
