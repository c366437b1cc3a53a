"""XML of new exchange files, as text: five times as fast as elements, and a file of 5,000 units has 50,000 of them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from builder.office.xml import attribute, escape

__all__ = [
    "write_attributes",
    "write_document",
    "write_element",
    "write_end",
    "write_line",
    "write_start",
    "write_text",
]

_PROLOGUE = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NONE: Mapping[str, str] = {}
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML cannot hold (XML 1.0, 2.2)."""
_SPECIAL = re.compile(f'[&<>"\t\n\r{_ILLEGAL.pattern[1:]}')
"""Characters that an attribute does not hold as they are."""


def _without_controls(text: str) -> str:
    """Return words without the characters that XML cannot hold."""
    return _ILLEGAL.sub("", text)


def write_text(text: str) -> str:
    """Return words as the content of an element."""
    return escape(_without_controls(text))


def write_start(name: str, attributes: Mapping[str, str] = _NONE) -> str:
    """Return the start tag of an element."""
    return f"<{name}{write_attributes(attributes)}>"


def write_end(name: str) -> str:
    """Return the end tag of an element."""
    return f"</{name}>"


def write_element(name: str, attributes: Mapping[str, str] = _NONE, content: str = "") -> str:
    """Return an element; `content` is XML."""
    listed = write_attributes(attributes)
    return f"<{name}{listed}>{content}</{name}>" if content else f"<{name}{listed}/>"


def write_line(name: str, attributes: Mapping[str, str] = _NONE, content: str = "") -> str:
    """Return an element with a line end after it."""
    return f"{write_element(name, attributes, content)}\n"


def write_document(root: str) -> bytes:
    """Return a root element as a file."""
    return f"{_PROLOGUE}{root}\n".encode()


def write_attributes(attributes: Mapping[str, str]) -> str:
    """Return attributes as a start tag has them after its name, each after a space."""
    return "".join([f' {name}="{_quoted(value)}"' for name, value in attributes.items()])


def _quoted(value: str) -> str:
    return value if _SPECIAL.search(value) is None else attribute(_without_controls(value))
