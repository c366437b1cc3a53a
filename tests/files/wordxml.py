"""What a Word file says: its stories, paragraphs, styles, bookmarks and fields."""

from __future__ import annotations

from collections.abc import Iterator

from tests.files.opc import NS, Element, Opc

__all__ = ["W", "children_text", "fields", "paragraphs", "stories", "style_of", "styles", "toggled"]

W = "{" + NS["w"] + "}"


def stories(opc: Opc) -> list[str]:
    """The parts that hold text: body, notes, headers and footers."""
    kinds = ("document", "footnotes", "endnotes", "header", "footer")
    return [n for n in opc.names("word") if n.removeprefix("word/").rstrip("0123456789.xml").startswith(kinds)]


def paragraphs(opc: Opc, story: str = "word/document.xml") -> list[Element]:
    """The paragraphs of a story, those in tables included."""
    return opc.find(story, "//w:p")


def style_of(paragraph: Element) -> str:
    """A paragraph's style id ("" when none is named)."""
    element = paragraph.find(f"{W}pPr/{W}pStyle")
    return element.get(f"{W}val", "") if element is not None else ""


def children_text(element: Element) -> str:
    """The words of an element: its texts, with tabs and breaks as spaces."""
    words = []
    for run in element.iter(f"{W}r"):
        for own in run.iterchildren(f"{W}t", f"{W}tab", f"{W}br"):
            words.append(own.text or "" if own.tag == f"{W}t" else " ")
    return "".join(words)


def styles(opc: Opc) -> dict[str, str]:
    """The names of the styles that are defined, by id."""
    return {
        style.get(f"{W}styleId", ""): style.find(f"{W}name").get(f"{W}val", "")
        for style in opc.find("word/styles.xml", "/w:styles/w:style")
    }


def fields(opc: Opc, story: str) -> Iterator[str]:
    """The instructions of the complex fields of a story, in order. Fails when one is not begun or not ended."""
    open_fields: list[str] = []
    for element in opc.xml(story).iter(f"{W}fldChar", f"{W}instrText"):
        if element.tag == f"{W}instrText":
            assert open_fields, f"{story}: an instruction outside a field"
            open_fields[-1] += element.text or ""
        elif element.get(f"{W}fldCharType") == "begin":
            open_fields.append("")
        elif element.get(f"{W}fldCharType") == "end":
            assert open_fields, f"{story}: a field that ends without having begun"
            yield open_fields.pop().strip()
    assert not open_fields, f"{story}: fields without an end: {open_fields}"


def toggled(element: Element | None, name: str) -> bool:
    """Whether an on/off property is present in a properties element and not switched off."""
    property_ = element.find(f"{W}{name}") if element is not None else None
    return property_ is not None and property_.get(f"{W}val", "1") not in ("0", "false", "off")
