"""Elements of SVG. Lengths are EMU from the slide's top left corner, as in the slide itself."""

from __future__ import annotations

from lxml import etree

__all__ = ["SVG", "add", "add_words", "drawing", "number"]

SVG = "http://www.w3.org/2000/svg"


def drawing(width: int, height: int) -> etree._Element:
    """Return an empty drawing of a slide of this size."""
    names: dict[str | None, str] = {None: SVG}
    root = etree.Element(f"{{{SVG}}}svg", nsmap=names)  # type: ignore[arg-type]
    root.set("viewBox", f"0 0 {width} {height}")
    # An image would hide the links in it from assistive technology.
    root.set("role", "group")
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


def add_words(text: etree._Element, words: str, figure: str = "") -> None:
    """Add words at the end of a text; those of a figure are an element `a` with its name (`data-figure`)."""
    if figure and words:
        text.set("color", text.get("fill", "inherit"))
        add(text, "a", words, data_figure=figure)
    elif len(text):
        text[-1].tail = (text[-1].tail or "") + words
    else:
        text.text = (text.text or "") + words


def number(value: float) -> str:
    """Return a number as SVG has it: three digits after the point at most."""
    return f"{value:.3f}".rstrip("0").rstrip(".")
