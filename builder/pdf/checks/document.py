"""The document as a whole: title, language, tagging, and what must not be there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf
from lxml import etree
from pikepdf import Dictionary

from builder.language import is_language_tag
from builder.pdf.checks.fault import Fault
from builder.pdf.roles import STANDARD_TYPES

__all__ = ["document_faults"]

_TITLE = (
    "//*[local-name()='title' and namespace-uri()='http://purl.org/dc/elements/1.1/']"
    "//*[local-name()='li' and namespace-uri()='http://www.w3.org/1999/02/22-rdf-syntax-ns#']"
)


def document_faults(pdf: pikepdf.Pdf) -> Iterator[Fault]:
    """Yield the faults of the catalog and of the metadata."""
    root = pdf.Root
    marked = root.get("/MarkInfo", Dictionary())
    if not bool(marked.get("/Marked", False)) or bool(marked.get("/Suspects", False)):
        yield Fault("7.1", "the file is not marked as tagged")
    if "/StructTreeRoot" not in root:
        yield Fault("7.1", "the file has no structure tree")
    elif set(root.StructTreeRoot.get("/RoleMap", Dictionary())) & {f"/{name}" for name in STANDARD_TYPES}:
        yield Fault("7.1", "a standard structure type is mapped to another")
    title = str(pdf.docinfo.get("/Title", "")).strip()
    if not title:
        yield Fault("7.1", "the file has no title")
    elif _xmp_title(pdf) != title:
        yield Fault("7.1", "the title of the metadata is not that of the file")
    if not bool(root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle", False)):
        yield Fault("7.1", "the name of the file is shown instead of its title")
    if not is_language_tag(str(root.get("/Lang", ""))):
        yield Fault("7.2", "the file has no language")
    if "/AcroForm" in root or "/OCProperties" in root:
        yield Fault("7.15", "the file has forms or layers, which are not checked")
    if pdf.is_encrypted:
        yield Fault("7.16", "the file is encrypted")


def _xmp_title(pdf: pikepdf.Pdf) -> str:
    packet = pdf.Root.get("/Metadata")
    if packet is None:
        return ""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    titles: Any = etree.fromstring(packet.read_bytes(), parser).xpath(_TITLE)
    return (titles[0].text or "").strip() if titles else ""
