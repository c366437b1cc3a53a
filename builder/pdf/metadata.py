"""Metadata of a PDF: title, language, dates, the XMP packet and the identifiers, the same for the same document."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

import pikepdf
from lxml import etree
from msgspec import Struct
from pikepdf import Array, Dictionary, Name, String

from builder.pdf.saving import set_data

__all__ = ["Metadata", "write_metadata"]

_X = "adobe:ns:meta/"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XML = "http://www.w3.org/XML/1998/namespace"
_NAMESPACES = {
    "rdf": _RDF,
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
_TRAILER_KEYS = ("/ID", "/DocChecksum")
"""Keys whose values LibreOffice derives from the time."""
_ICC_DATE = slice(24, 36)
"""The date in the header of an ICC profile (ICC.1:2010, 7.2): six numbers of two bytes."""


class Metadata(Struct, frozen=True, kw_only=True):
    """What a PDF says of itself. `language` is a tag ("fr-CA"), `timestamp` an instant in UTC."""

    title: str
    language: str
    timestamp: datetime.datetime
    authors: tuple[str, ...] = ()
    subject: str = ""
    keywords: tuple[str, ...] = ()


def write_metadata(pdf: pikepdf.Pdf, metadata: Metadata, *, accessible: bool) -> None:
    """Write the metadata to the catalog, the information dictionary, the XMP packet and the output intent.

    `accessible` claims PDF/UA-1. The claim of PDF/A-2b is the one of LibreOffice: it is kept if the file has it.
    """
    producer, creator = str(pdf.docinfo.get("/Producer", "LibreOffice")), str(pdf.docinfo.get("/Creator", ""))
    archival = _claims_archival(pdf)
    root = pdf.Root
    root.Lang = String(metadata.language)
    preferences = root.get("/ViewerPreferences", Dictionary())
    preferences.DisplayDocTitle = True
    root.ViewerPreferences = preferences
    root.MarkInfo = Dictionary(Marked=True)
    stamp = metadata.timestamp.astimezone(datetime.UTC)
    _write_information(pdf, metadata, stamp, producer, creator)
    packet = _packet(metadata, stamp, producer, creator, archival=archival, accessible=accessible)
    root.Metadata = pdf.make_stream(packet, Type=Name.Metadata, Subtype=Name.XML)
    _date_profiles(pdf, stamp)
    for key in _TRAILER_KEYS:
        if key in pdf.trailer:
            del pdf.trailer[key]


def _claims_archival(pdf: pikepdf.Pdf) -> bool:
    packet = pdf.Root.get("/Metadata")
    return packet is not None and b"<pdfaid:part>2</pdfaid:part>" in packet.read_bytes()


def _write_information(
    pdf: pikepdf.Pdf, metadata: Metadata, stamp: datetime.datetime, producer: str, creator: str
) -> None:
    date = stamp.strftime("D:%Y%m%d%H%M%S+00'00'")
    entries = {
        "/Title": metadata.title,
        "/Author": _joined(metadata.authors),
        "/Subject": metadata.subject,
        "/Keywords": ", ".join(metadata.keywords),
        "/Creator": creator,
        "/Producer": producer,
        "/CreationDate": date,
        "/ModDate": date,
    }
    information = Dictionary({key: String(text) for key, text in entries.items() if text})
    pdf.trailer.Info = pdf.make_indirect(information)


def _joined(names: Iterable[str]) -> str:
    return "; ".join(names)


def _packet(
    metadata: Metadata, stamp: datetime.datetime, producer: str, creator: str, *, archival: bool, accessible: bool
) -> bytes:
    """Return the XMP packet (ISO 16684-1). It says what the information dictionary says, as PDF/A demands."""
    root = etree.Element(f"{{{_X}}}xmpmeta", nsmap={"x": _X})
    rdf = etree.SubElement(root, _name("rdf:RDF"), nsmap={"rdf": _RDF})
    titled = _description(rdf, "dc")
    _add_list(titled, "dc:title", "Alt", (metadata.title,))
    _add_list(titled, "dc:creator", "Seq", (_joined(metadata.authors),) if metadata.authors else ())
    _add_list(titled, "dc:description", "Alt", (metadata.subject,) if metadata.subject else ())
    _add_list(titled, "dc:language", "Bag", (metadata.language,))
    _add_list(titled, "dc:subject", "Bag", metadata.keywords)
    description = _description(rdf, "pdf")
    _add(description, "pdf:Producer", producer)
    if metadata.keywords:
        _add(description, "pdf:Keywords", ", ".join(metadata.keywords))
    dated = _description(rdf, "xmp")
    if creator:
        _add(dated, "xmp:CreatorTool", creator)
    for name in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
        _add(dated, name, stamp.strftime("%Y-%m-%dT%H:%M:%SZ"))
    if archival:
        claimed = _description(rdf, "pdfaid")
        _add(claimed, "pdfaid:part", "2")
        _add(claimed, "pdfaid:conformance", "B")
    if accessible:
        _add(_description(rdf, "pdfuaid"), "pdfuaid:part", "1")
        _describe_extension(_description(rdf, "pdfaExtension", "pdfaSchema", "pdfaProperty"))
    body = etree.tostring(root, encoding="UTF-8", pretty_print=True)
    return b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>\n' + body + b'<?xpacket end="w"?>'


def _describe_extension(description: etree._Element) -> None:
    """Describe the schema of the claim of PDF/UA: PDF/A knows no others than its own (ISO 19005-2, 6.6.2.3)."""
    bag = etree.SubElement(etree.SubElement(description, _name("pdfaExtension:schemas")), _name("rdf:Bag"))
    schema = etree.SubElement(bag, _name("rdf:li"), {_name("rdf:parseType"): "Resource"})
    _add(schema, "pdfaSchema:schema", "PDF/UA identification schema")
    _add(schema, "pdfaSchema:namespaceURI", _NAMESPACES["pdfuaid"])
    _add(schema, "pdfaSchema:prefix", "pdfuaid")
    properties = etree.SubElement(etree.SubElement(schema, _name("pdfaSchema:property")), _name("rdf:Seq"))
    entry = etree.SubElement(properties, _name("rdf:li"), {_name("rdf:parseType"): "Resource"})
    _add(entry, "pdfaProperty:name", "part")
    _add(entry, "pdfaProperty:valueType", "Integer")
    _add(entry, "pdfaProperty:category", "internal")
    _add(entry, "pdfaProperty:description", "Part of ISO 14289 that the file conforms to")


def _description(rdf: etree._Element, *prefixes: str) -> etree._Element:
    names = {prefix: _NAMESPACES[prefix] for prefix in prefixes}
    return etree.SubElement(rdf, _name("rdf:Description"), {_name("rdf:about"): ""}, nsmap=names)


def _add(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, _name(name)).text = text


def _add_list(parent: etree._Element, name: str, kind: str, texts: Iterable[str]) -> None:
    """Add an array; an alternative has its only text for every language."""
    entries = list(texts)
    if not entries:
        return
    array = etree.SubElement(etree.SubElement(parent, _name(name)), _name(f"rdf:{kind}"))
    for text in entries:
        entry = etree.SubElement(array, _name("rdf:li"))
        entry.text = text
        if kind == "Alt":
            entry.set(f"{{{_XML}}}lang", "x-default")


def _name(prefixed: str) -> str:
    prefix, _, local = prefixed.partition(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"


def _date_profiles(pdf: pikepdf.Pdf, stamp: datetime.datetime) -> None:
    """Date the colour profiles: LibreOffice writes the time of the export into them."""
    numbers = (stamp.year, stamp.month, stamp.day, stamp.hour, stamp.minute, stamp.second)
    date = b"".join(number.to_bytes(2, "big") for number in numbers)
    for intent in pdf.Root.get("/OutputIntents", Array()):
        profile = intent.get("/DestOutputProfile")
        if profile is not None:
            data = bytearray(profile.read_bytes())
            data[_ICC_DATE] = date
            set_data(profile, bytes(data))
