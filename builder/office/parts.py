"""Parts of a template as XML: parsed without entities or network, and turned back into bytes."""

from __future__ import annotations

from typing import Any

from builder.office.package import Package

__all__ = ["bytes_of", "root_of"]


def root_of(package: Package, name: str) -> Any:
    """The root element of the part `name`."""
    from lxml import etree

    return etree.fromstring(package.parts[name].blob, etree.XMLParser(resolve_entities=False, no_network=True))


def bytes_of(root: Any) -> bytes:
    """The part that an element is the root of."""
    from lxml import etree

    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
