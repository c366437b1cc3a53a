"""Write HTML as elements: words from outside are text or attribute values, never mark-up."""

from __future__ import annotations

import re

from lxml import etree

__all__ = ["Child", "add", "document_text", "element", "fragment"]

Child = etree._Element | str | None
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no element can hold: control characters, halves of surrogate pairs (as in names of files)."""


def element(tag: str, *children: Child, **attributes: str | None) -> etree._Element:
    """Return an element. Names of attributes are written with `_` for `-`, and after a name of Python (`class_`);
    an attribute of None is left out, one of "" has no value.
    """
    node = etree.Element(tag)
    for name, value in attributes.items():
        if value is not None:
            node.set(name.rstrip("_").replace("_", "-"), _writable(value))
    add(node, *children)
    return node


def add(parent: etree._Element, *children: Child) -> None:
    """Add elements and words at the end of an element."""
    for child in children:
        if child is None:
            continue
        if isinstance(child, str):
            _add_words(parent, _writable(child))
        else:
            parent.append(child)


def _add_words(parent: etree._Element, words: str) -> None:
    if len(parent):
        last = parent[-1]
        last.tail = (last.tail or "") + words
    else:
        parent.text = (parent.text or "") + words


def _writable(text: str) -> str:
    return text if text.isascii() and text.isprintable() else _UNWRITABLE.sub("\ufffd", text)


def fragment(parts: list[etree._Element]) -> str:
    """Return elements as HTML."""
    return "".join(etree.tostring(part, method="html", encoding="unicode", with_tail=False) for part in parts)


def document_text(root: etree._Element) -> str:
    """Return a whole page as HTML."""
    return "<!doctype html>\n" + etree.tostring(root, method="html", encoding="unicode")
