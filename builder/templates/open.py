"""Open a template that may come from a stranger: everything is checked here, so that nothing after has to be afraid.

What comes out is a package of parts whose XML is well formed, free of document types and entities, of bounded size, and
that links to nothing outside the file but hyperlinks. Nothing is ever fetched, and macros are refused, not ignored.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct

from builder.diagnostics import BuildError, Diagnostic
from builder.office.archive import ArchiveError, read_archive
from builder.office.package import OFFICE_DOCUMENT, RELATIONSHIPS, ROOT, Package, Relationship
from builder.source import Span

__all__ = ["TemplateFile", "open_template"]

Kind = Literal["docx", "pptx"]

MOST_FILE_BYTES = 64 * 1024 * 1024
MOST_XML_BYTES = 16 * 1024 * 1024
MOST_NODES = 2_000_000
"""Tags and attributes in the whole template: parsed, each takes some hundred bytes of memory."""

_MAIN = "application/vnd.openxmlformats-officedocument."
_MAIN_TYPES: dict[str, str] = {
    "docx": f"{_MAIN}wordprocessingml.document.main+xml",
    "pptx": f"{_MAIN}presentationml.presentation.main+xml",
}
_TEMPLATE_TYPES = {
    f"{_MAIN}wordprocessingml.template.main+xml": "docx",
    f"{_MAIN}presentationml.template.main+xml": "pptx",
    f"{_MAIN}presentationml.slideshow.main+xml": "pptx",
}
_KIND_NAMES = {"docx": "Word document (.docx or .dotx)", "pptx": "PowerPoint presentation (.pptx or .potx)"}
_HYPERLINK = f"{RELATIONSHIPS}/hyperlink"
_DROPPED = ("/metadata/thumbnail", "/digital-signature/origin")
"""Ends of types of relationships that the package itself may have, and that would be false of what is made from it: a
picture of its first page, a signature."""
_ATTACHED = "/attachedTemplate"
"""The template that a Word file was once made from. Ordinary files name theirs, often by a path on somebody's disk;
nothing made from the file keeps it.
"""
_SAFE_LINK = re.compile(r"(https?://|mailto:|tel:|#)", re.IGNORECASE)
_LINK_HINTS = {
    "hyperlink": "only links to web pages, e-mail addresses and telephone numbers are kept; remove it and save",
}
_STRICT = "http://purl.oclc.org/ooxml/"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DECLARED = re.compile(rb"""^<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']""")
_ENCODINGS = (b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252")
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class TemplateFile(Struct, frozen=True, kw_only=True):
    """A template that has been checked.

    `package` holds its parts: copy it, never change it. `blob` is the same as a file, for python-docx or python-pptx; a
    template (.dotx, .potx) has become a document in both. `digest` is the SHA-256 of the file as it was found.
    """

    path: Path
    kind: Kind
    blob: bytes
    digest: str
    package: Package


class _Refused(Exception):
    """Why a template is refused: the diagnostic's code, what is wrong with the file, and the mend."""

    def __init__(self, code: str, message: str, hint: str = ""):
        self.diagnostic = (code, message, hint)
        super().__init__(message)


def open_template(path: Path, kind: Kind) -> TemplateFile:
    """The template in the file `path`, checked. Raises BuildError with one diagnostic where it cannot be used."""
    import hashlib

    try:
        found = _read(path)
        package = _package(found, kind)
        main = package.parts[package.main_part]
        blob = found
        if main.content_type != _MAIN_TYPES[kind]:
            package.replace(main.name, main.blob, _MAIN_TYPES[kind])
            blob = package.to_bytes()
    except (_Refused, ArchiveError) as error:
        code, message, hint = error.diagnostic if isinstance(error, _Refused) else (error.code, str(error), "")
        raise BuildError(Diagnostic(code, f"the template {message}", Span(str(path)), hint)) from error
    return TemplateFile(path=path, kind=kind, blob=blob, digest=hashlib.sha256(found).hexdigest(), package=package)


def _read(path: Path) -> bytes:
    """The bytes of the file, once it is known to be a zip archive of a bearable size."""
    try:
        if path.is_dir():
            raise _Refused("template-not-found", "is a folder, not a file")
        with path.open("rb") as file:
            blob = file.read(MOST_FILE_BYTES + 1)
    except FileNotFoundError as error:
        raise _Refused("template-not-found", "does not exist") from error
    except OSError as error:
        raise _Refused("template-not-found", f"cannot be read: {error.strerror}") from error
    if len(blob) > MOST_FILE_BYTES:
        raise _Refused("template-too-large", f"is larger than {MOST_FILE_BYTES >> 20} MB", "compress its pictures")
    if blob.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in blob:
            raise _Refused("template-encrypted", "is protected by a password", "remove the password and save it again")
        raise _Refused("template-not-office", "is in the format of Office 97–2003", "save it as .docx or .pptx")
    if not blob.startswith(b"PK"):
        raise _Refused("template-not-office", "is not an Office file (.docx, .dotx, .pptx or .potx)")
    return blob


def _package(blob: bytes, kind: Kind) -> Package:
    """The parts that the package's relationships lead to, each checked."""
    entries = read_archive(blob)
    types = _content_types(entries)
    package = Package()
    nodes = 0
    for name, (content, packed) in entries.items():
        if name == "[Content_Types].xml" or name.endswith(".rels"):
            continue
        content_type = types.get("/" + name.lower()) or types.get(posixpath.splitext(name)[1][1:].lower(), "")
        _refuse_active(name, content_type)
        if content_type.endswith(("+xml", "/xml")):
            nodes += content.count(b"<") + content.count(b"=")
            if nodes > MOST_NODES:
                raise _Refused("template-too-large", "holds too much XML to be a template")
            _parse(name, content)
        if content_type:
            package.add_part("/" + name, content_type, content, packed)
    _relate(package, entries)
    _check_main(package, kind)
    package.prune()
    _check_links(package)
    return package


def _content_types(entries: dict[str, Any]) -> dict[str, str]:
    """Media types by lower-case part name ("/word/document.xml") and by extension ("xml")."""
    if "[Content_Types].xml" not in entries:
        raise _Refused("template-not-office", "is a zip archive, but not an Office file")
    found = {}
    for one in _parse("[Content_Types].xml", entries["[Content_Types].xml"][0]):
        if one.tag == f"{_TYPES}Override":
            found[one.get("PartName", "").lower()] = one.get("ContentType", "")
        elif one.tag == f"{_TYPES}Default":
            found[one.get("Extension", "").lower()] = one.get("ContentType", "")
    return found


def _refuse_active(name: str, content_type: str) -> None:
    """Refuse what runs: macros, ActiveX controls."""
    kind = content_type.lower()
    if "macroenabled" in kind or "vbaproject" in kind or name.lower().endswith("vbaproject.bin"):
        raise _Refused("template-macros", "contains macros", "save it without macros, as .docx, .dotx, .pptx or .potx")
    if "activex" in kind:
        raise _Refused("template-macros", "contains ActiveX controls", "remove the controls")


def _parse(name: str, content: bytes) -> Any:
    """The root element of an XML part. No document type passes, so there are no entities to expand."""
    from lxml import etree

    if len(content) > MOST_XML_BYTES:
        raise _Refused("template-too-large", f"holds “{name}”, which is too large")
    declared = _DECLARED.match(content.removeprefix(b"\xef\xbb\xbf"))
    if declared and declared[1].lower() not in _ENCODINGS:
        raise _Refused("template-damaged", f"holds “{name}” in an encoding that Office does not write")
    if any(doctype in content for doctype in _DOCTYPES):
        raise _Refused("template-entities", f"declares a document type in “{name}”, which Office files never do")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _Refused("template-damaged", f"is damaged: “{name}” is not well-formed XML") from error


def _relate(package: Package, entries: dict[str, Any]) -> None:
    """Put the relationships in, their targets as absolute part names."""
    by_name = {name.lower(): name for name in package.parts}
    for source in (ROOT, *package.parts):
        folder, file = posixpath.split(source)
        stored = posixpath.join(folder, "_rels", f"{file}.rels")[1:]
        if stored not in entries:
            continue
        for one in _parse(stored, entries[stored][0]).iter(_RELATION):
            if not one.get("Type", "").endswith(_DROPPED if source == ROOT else _ATTACHED):
                package.keep_relationship(source, _relationship(one, source, folder, by_name))


def _relationship(one: Any, source: str, folder: str, by_name: dict[str, str]) -> Relationship:
    rid, reltype, target = (one.get(key, "") for key in ("Id", "Type", "Target"))
    if one.get("TargetMode") == "External" or target.startswith("#"):
        return Relationship(rid, reltype, target, external=True)
    part = posixpath.normpath(posixpath.join(folder, _unquoted(target)))
    if part.lower() not in by_name:
        raise _Refused(
            "template-missing-part", f"is damaged: “{source}” refers to “{target[:80]}”, which it does not hold"
        )
    return Relationship(rid, reltype, by_name[part.lower()])


def _unquoted(target: str) -> str:
    """A relationship's target is a URI; part names are kept as they are in the archive."""
    if "%" not in target:
        return target
    from urllib.parse import unquote

    return unquote(target)


def _check_main(package: Package, kind: Kind) -> None:
    """Refuse a package whose main part is missing or of another kind."""
    roots = package.relationships.get(ROOT, {}).values()
    if any(one.type.startswith(_STRICT) for one in roots):
        raise _Refused("template-strict", "is in the Strict Open XML format", "save it as plain .docx or .pptx")
    names = package.related(ROOT, OFFICE_DOCUMENT)
    if not names or names[0] not in package.parts:
        raise _Refused("template-missing-part", "is damaged: it has no main part")
    content_type = package.parts[names[0]].content_type
    if content_type != _MAIN_TYPES[kind] and _TEMPLATE_TYPES.get(content_type) != kind:
        raise _Refused("template-wrong-kind", f"is not a {_KIND_NAMES[kind]}")


def _check_links(package: Package) -> None:
    """Refuse links out of the file, hyperlinks apart. A template's own slides are not judged: no output keeps them."""
    for source, ones in package.relationships.items():
        if source.startswith(("/ppt/slides/", "/ppt/notesSlides/")):
            continue
        for one in ones.values():
            if one.external and not (one.type == _HYPERLINK and _SAFE_LINK.match(one.target.strip())):
                what = one.type.rsplit("/", 1)[-1]
                raise _Refused(
                    "template-external",
                    f"links to something outside it ({what} in “{source[1:]}”: {one.target[:80]!r})",
                    _LINK_HINTS.get(what, "embed what is linked, or break the link, and save the template again"),
                )
