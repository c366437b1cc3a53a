"""XML of exchange files that come from outside, read without risk.

A file that is cut or damaged is read as far as possible: `XmlFile.faults` are the lines of what is wrong in it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

from lxml import etree

from builder.diagnostics import BuildError, Diagnostic
from builder.exchange.received_text import check_size, is_utf8
from builder.source import Span

__all__ = ["XmlFile", "local_name", "read_xml", "text_of"]

_DOCTYPE = re.compile(rb"<\s*!\s*D\s*O\s*C\s*T\s*Y\s*P\s*E", re.IGNORECASE)


class XmlFile:
    """A file from outside: its root element and the lines of its faults, in order."""

    def __init__(self, root: Any, faults: tuple[int, ...]):
        self.root = root
        self.faults = faults

    def sound(self, elements: list[Any]) -> Iterator[tuple[Any, bool]]:
        """Yield elements that follow each other, each with True if no fault is in it: from its line up to that of the
        next, or to the end of the file.
        """
        lines = [element.sourceline or 0 for element in elements]
        for number, element in enumerate(elements):
            after = lines[number + 1] if number + 1 < len(lines) else None
            at = bisect_left(self.faults, lines[number])
            fault = self.faults[at] if at < len(self.faults) else None
            nested = any(inner is not element for inner in element.iter(element.tag))
            yield element, not nested and (fault is None or (after is not None and fault >= after))


def read_xml(data: bytes, name: str) -> XmlFile:
    """Return the XML of a file from outside: no document type, no entities, no network, limited in size.

    Raises BuildError for a file that is none of this.
    """
    check_size(data, name)
    if _DOCTYPE.search(data) or any("<!DOCTYPE".encode(encoding) in data for encoding in ("utf-16-le", "utf-16-be")):
        raise BuildError(Diagnostic("exchange", "this file declares a document type", Span(name), "remove it"))
    encoding = "utf-8" if b"\x00" not in data[:4] and is_utf8(data) else None
    try:
        return XmlFile(etree.fromstring(data, _parser(encoding)), ())
    except (etree.XMLSyntaxError, ValueError) as error:
        line, message = _fault_of(error)
    if b"\x00" in data[:4] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _no_xml(name, line, message)
    parser = _parser(encoding, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise _no_xml(name, line, message)
    return XmlFile(root, tuple(sorted({fault.line for fault in parser.error_log})) or (line,))


def _parser(encoding: str | None, *, recover: bool = False) -> etree.XMLParser:
    """Return a parser. `encoding` is the one that the file is in, whatever it declares; None for the declared one."""
    return etree.XMLParser(
        encoding=encoding,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=recover,
    )


def _fault_of(error: Exception) -> tuple[int, str]:
    line = getattr(error, "lineno", None) or 1
    return line, str(error).partition(", line")[0]


def _no_xml(name: str, line: int, message: str) -> BuildError:
    return BuildError(Diagnostic("exchange", f"this is not sound XML: {message}", Span(name, line, 1)))


def local_name(element: Any) -> str:
    """Return the name of an element without its namespace; "" for a comment or an instruction."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def text_of(element: Any) -> str:
    """Return all words of an element."""
    return "".join(element.itertext()) if element is not None else ""
