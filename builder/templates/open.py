"""Open a template that may come from a stranger. Callers may assume a validated package.

The result is the bytes of a package in which everything that a build keeps is well formed, free of document types and
entities, of bounded size, and linked to nothing outside the file but hyperlinks. What a build throws away (the body of
a document, slides, macros, comments, data that nothing shows) is cut off by its relationships, unread: it cannot refuse
a template. Nothing is ever fetched.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct

from builder.diagnostics import BuildError, Diagnostic
from builder.office.limits import ArchiveError, parse_part, read_archive, read_office_file
from builder.office.relationships import HYPERLINK
from builder.office.saving import write_archive
from builder.office.strict import convert_relationships, to_transitional
from builder.office.xml import NAMESPACES
from builder.source import Span
from builder.templates.damage import REPAIR, fault_of_relationships, fault_of_types
from builder.templates.defaults import default_template
from builder.templates.soundness import fault_of
from builder.templates.word.band import band_pictures

__all__ = ["BRIEF_PARTS", "DECK_LOSES", "TemplateFile", "open_template"]

Kind = Literal["docx", "pptx"]

MOST_NODES = 2_000_000
"""Tags and attributes in the whole template: parsed, each takes some hundred bytes of memory."""

_MAIN = "application/vnd.openxmlformats-officedocument."
_MAIN_TYPES: dict[str, str] = {
    "docx": f"{_MAIN}wordprocessingml.document.main+xml",
    "pptx": f"{_MAIN}presentationml.presentation.main+xml",
}
_MACROS = "application/vnd.ms-"
_TEMPLATE_TYPES = {
    f"{_MAIN}wordprocessingml.template.main+xml": "docx",
    f"{_MACROS}word.document.macroenabled.main+xml": "docx",
    f"{_MACROS}word.template.macroenabledtemplate.main+xml": "docx",
    f"{_MAIN}presentationml.template.main+xml": "pptx",
    f"{_MAIN}presentationml.slideshow.main+xml": "pptx",
    f"{_MACROS}powerpoint.presentation.macroenabled.main+xml": "pptx",
    f"{_MACROS}powerpoint.template.macroenabled.main+xml": "pptx",
    f"{_MACROS}powerpoint.slideshow.macroenabled.main+xml": "pptx",
}
"""Types of the main part, in lower case, that become that of a plain document."""
_KIND_NAMES = {"docx": "Word document (.docx or .dotx)", "pptx": "PowerPoint presentation (.pptx or .potx)"}
BRIEF_PARTS = ("styles", "numbering", "settings", "theme", "fontTable", "footnotes", "header", "footer")
"""Last words of the types of relationships that a Word document keeps; all others concern its text."""
DECK_LOSES = ("slide", "commentAuthors", "authors", "changesInfo", "revisionInfo", "tags", "customXml", "vbaProject")
"""Last words of the types of relationships that a presentation loses."""
ROOT = "/"
"""The package itself, as a source of relationships."""
_OFFICE_DOCUMENT = f"{NAMESPACES['r']}/officeDocument"
_DROPPED = ("/metadata/thumbnail", "/digital-signature/origin")
"""Ends of relationship types of the package that would be false of a file made from it: a picture of its first page, a
signature."""
_VBA = "/vbaProject"
_ATTACHED = "/attachedTemplate"
"""The template that a file was made from, often a path on somebody's disk; a build does not keep it."""
_SAFE_LINK = re.compile(r"(https?://|mailto:|tel:|#)", re.IGNORECASE)
_LINK_HINTS = {
    "hyperlink": "only links to web pages, e-mail addresses and telephone numbers are kept; remove it and save",
}
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_TYPES_MEMBER = "[Content_Types].xml"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class TemplateFile(Struct, frozen=True, kw_only=True):
    """A checked template. `blob` is the package, ready for python-docx or python-pptx: a template (.dotx, .potx) has
    become a document. `digest` is the SHA-256 of the file as it was found; `macros` is True if it had macros, which
    `blob` has not; `strict` if it was Strict Open XML, of which `blob` is the Transitional form.
    """

    path: Path
    kind: Kind
    blob: bytes
    digest: str
    macros: bool = False
    strict: bool = False


def open_template(path: Path, kind: Kind) -> TemplateFile:
    """Check and return the template in the file `path`. Raises BuildError with one diagnostic if it cannot be used.

    The builder's own template needs no check (4 ms for a brief, 9 ms for a deck): a test has done it.
    """
    try:
        content = read_office_file(path)
        if path == default_template(kind):
            return TemplateFile(path=path, kind=kind, blob=content, digest=_digest(content))
        return _check_template(path, kind, content)
    except ArchiveError as error:
        raise BuildError(Diagnostic(error.code, f"the template {error}", Span(str(path)), error.hint)) from error


def _digest(content: bytes) -> str:
    import hashlib

    return hashlib.sha256(content).hexdigest()


def _check_template(path: Path, kind: Kind, content: bytes) -> TemplateFile:
    """Return the template whose file holds `content`, checked; `blob` is `content` itself if nothing in it had to be
    normalised. Raises an exception with the reason for refusing it.
    """
    package = _Package(read_archive(content))
    main = package.main_part(kind)
    package.cut_off(main, kind)
    package.normalise_main(main, kind)
    package.check_parts()
    _check_links(package)
    blob = package.to_bytes() if package.changed else content
    return TemplateFile(
        path=path, kind=kind, blob=blob, digest=_digest(content), macros=package.macros, strict=package.strict
    )


class _Package:
    """The members of a package while it is checked; content types and relationships as elements."""

    def __init__(self, entries: dict[str, bytes]):
        if _TYPES_MEMBER not in entries:
            raise ArchiveError("template-not-office", "is a zip archive, but not an Office file")
        self.changed = False
        self.macros = False
        self.strict = False
        self._entries = entries
        self._types = parse_part(_TYPES_MEMBER, entries[_TYPES_MEMBER])
        _refuse_fault(_TYPES_MEMBER, fault_of_types(self._types))
        self._by_name = {e.get("PartName", "").lower(): e for e in self._types.iter(f"{_TYPES}Override")}
        self._by_extension = {e.get("Extension", "").lower(): e for e in self._types.iter(f"{_TYPES}Default")}
        self._parts = {f"/{name}".lower(): f"/{name}" for name in entries if self.content_type(f"/{name}")}
        self._rels: dict[str, Any] = {}
        self._behind_text: frozenset[str] | None = None

    def content_type(self, part: str) -> str:
        """Return the media type of a part, by its name or its extension; "" for an undeclared one."""
        if part.endswith(".rels") or part == f"/{_TYPES_MEMBER}":
            return ""
        declared = self._by_name.get(part.lower())
        if declared is None:
            declared = self._by_extension.get(posixpath.splitext(part)[1][1:].lower())
        return declared.get("ContentType", "") if declared is not None else ""

    def check_parts(self) -> None:
        """Check the parts that are kept and convert those of a Strict package. Raises ArchiveError for active
        content, XML that is not well formed, or too much of it.
        """
        nodes = 0
        for part in self.reached():
            name = part[1:]
            content = self._entries.get(name, b"")
            content_type = self.content_type(part)
            _refuse_active(name, content_type)
            if content_type.endswith(("+xml", "/xml")):
                nodes += content.count(b"<") + content.count(b"=")
                if nodes > MOST_NODES:
                    raise ArchiveError("template-too-large", "holds too much XML to be a template")
                root = parse_part(name, content)
                if self.strict:
                    root = to_transitional(root)
                    self._replace(name, root)
                fault = fault_of(content_type, root, frozenset(r.get("Id", "") for r in self.relationships(part)))
                if fault:
                    raise ArchiveError("template-damaged", f"is damaged: “{name}” {fault}")

    def cut_off(self, main: str, kind: Kind) -> None:
        """Drop the relationships that a build does not keep, beginning at the package; write the targets of the others
        in the letter case of their parts. Parts that are no longer reached are not read.
        """
        waiting, known = [ROOT], {ROOT}
        while waiting:
            source = waiting.pop()
            root = self._relationships_of(source)
            for relationship in list(root.iter(_RELATION)) if root is not None else ():
                if self._is_dropped(relationship, source, main, kind):
                    self.macros = self.macros or relationship.get("Type", "").endswith(_VBA)
                    relationship.getparent().remove(relationship)
                    self._replace(_rels_member(source), root)
                    continue
                self._normalise_target(relationship, source)
                target = self.target(relationship, source)
                if not _is_external(relationship) and target not in known:
                    known.add(target)
                    waiting.append(target)

    def _relationships_of(self, source: str) -> Any | None:
        """Return the relationships of a part, or of the package, as an element; None if it has none."""
        member = _rels_member(source)
        if source not in self._rels and member in self._entries:
            root = self._rels[source] = parse_part(member, self._entries[member])
            _refuse_fault(member, fault_of_relationships(root))
            if convert_relationships(list(root.iter(_RELATION))):
                self.strict = True
                self._replace(member, root)
        return self._rels.get(source)

    def _is_dropped(self, relationship: Any, source: str, main: str, kind: Kind) -> bool:
        reltype = relationship.get("Type", "")
        name = reltype.rsplit("/", 1)[-1]
        if source == ROOT:
            return bool(reltype.endswith(_DROPPED)) or not self._is_sound(relationship)
        if source == main:
            if kind == "docx" and name == "image":
                missing = _is_external(relationship) or self._part(relationship, source) is None
                return missing or relationship.get("Id") not in self._band_pictures(main)
            return name not in BRIEF_PARTS if kind == "docx" else name in DECK_LOSES or reltype.endswith(_ATTACHED)
        return bool(reltype.endswith(_ATTACHED))

    def _band_pictures(self, main: str) -> frozenset[str]:
        """Return the relationship ids of the pictures in the band of a Word template."""
        if self._behind_text is None:
            self._behind_text = band_pictures(parse_part(main[1:], self._entries[main[1:]]))
        return self._behind_text

    def _is_sound(self, relationship: Any) -> bool:
        """Return True if a relationship of the package leads to a part, and that part can be read."""
        part = self._part(relationship, ROOT)
        if part is None or _is_external(relationship):
            return False
        if relationship.get("Type") != _OFFICE_DOCUMENT and self.content_type(part).endswith(("+xml", "/xml")):
            try:
                parse_part(part[1:], self._entries[part[1:]])
            except ArchiveError:
                return False
        return True

    def _part(self, relationship: Any, source: str) -> str | None:
        """Return the part that an internal relationship leads to, whatever its letter case; None if there is none."""
        folder = posixpath.dirname(source)
        name = posixpath.normpath(posixpath.join(folder, _unquoted(relationship.get("Target", ""))))
        return self._parts.get(name.lower())

    def _normalise_target(self, relationship: Any, source: str) -> None:
        target = relationship.get("Target", "")
        if relationship.get("TargetMode") == "External":
            return
        if target.startswith("#"):  # a place in the document itself, which the libraries would take for a part
            relationship.set("TargetMode", "External")
            self._replace(_rels_member(source), self._rels[source])
            return
        part = self._part(relationship, source)
        if part is None:
            message = f"is damaged: “{source}” refers to “{target[:80]}”, which it does not hold"
            raise ArchiveError("template-missing-part", message)
        if posixpath.normpath(posixpath.join(posixpath.dirname(source), target)) != part:
            relationship.set("Target", part)
            self._replace(_rels_member(source), self._rels[source])

    def main_part(self, kind: Kind) -> str:
        """Return the name of the main part. Raises ArchiveError if it is missing or of another kind."""
        self._relationships_of(ROOT)
        relationships = self.relationships(ROOT)
        main = next((r for r in relationships if r.get("Type") == _OFFICE_DOCUMENT and not _is_external(r)), None)
        if main is None:
            raise ArchiveError("template-missing-part", "is damaged: it has no main part")
        name = self._part(main, ROOT)
        if name is None:
            raise ArchiveError("template-missing-part", "is damaged: it has no main part")
        content_type = self.content_type(name)
        if content_type != _MAIN_TYPES[kind] and _TEMPLATE_TYPES.get(content_type.lower()) != kind:
            raise ArchiveError("template-wrong-kind", f"is not a {_KIND_NAMES[kind]}")
        return name

    def normalise_main(self, main: str, kind: Kind) -> None:
        """Declare the main part of a template as that of a document."""
        from lxml import etree

        if self.content_type(main) == _MAIN_TYPES[kind]:
            return
        override = self._by_name.get(main.lower())
        if override is None:
            override = etree.SubElement(self._types, f"{_TYPES}Override", {"PartName": main})
            self._by_name[main.lower()] = override
        override.set("ContentType", _MAIN_TYPES[kind])
        self._replace(_TYPES_MEMBER, self._types)

    def relationships(self, source: str) -> list[Any]:
        """Return the relationship elements of a part, or of the package."""
        return list(self._rels[source].iter(_RELATION)) if source in self._rels else []

    def target(self, relationship: Any, source: str) -> str:
        """Return the part that an internal relationship leads to."""
        return posixpath.normpath(posixpath.join(posixpath.dirname(source), relationship.get("Target", "")))

    def reached(self) -> Iterator[str]:
        """Yield the package and every part that a chain of relationships leads to."""
        waiting, reached = [ROOT], {ROOT}
        while waiting:
            source = waiting.pop()
            yield source
            for relationship in self.relationships(source):
                target = self.target(relationship, source)
                if not _is_external(relationship) and target not in reached:
                    reached.add(target)
                    waiting.append(target)

    def _replace(self, member: str, root: Any) -> None:
        from lxml import etree

        self._entries[member] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        self.changed = True

    def to_bytes(self) -> bytes:
        """Return the package as an archive, content types first."""
        stream = BytesIO()
        members = sorted(self._entries.items(), key=lambda entry: entry[0] != _TYPES_MEMBER)
        write_archive(stream, members)
        return stream.getvalue()


def _rels_member(source: str) -> str:
    """Return the archive member that holds the relationships of a part: `/word/document.xml` → its `.rels`."""
    folder, file = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{file}.rels")[1:]


def _refuse_fault(member: str, fault: str) -> None:
    """Raise ArchiveError for a fault that a library would report as a Python error."""
    if fault:
        raise ArchiveError("template-damaged", f"is damaged: “{member}” {fault}", REPAIR)


def _is_external(relationship: Any) -> bool:
    return bool(relationship.get("TargetMode") == "External")


def _refuse_active(name: str, content_type: str) -> None:
    """Raise ArchiveError for active content: macros, ActiveX controls."""
    kind = content_type.lower()
    if "macroenabled" in kind or "vbaproject" in kind or name.lower().endswith("vbaproject.bin"):
        raise ArchiveError("template-macros", f"contains macros in “{name}”", "save it without macros")
    if "activex" in kind:
        raise ArchiveError("template-macros", "contains ActiveX controls", "remove the controls")


def _unquoted(target: str) -> str:
    """Return the part name of a target, which is a URI: percent signs are decoded."""
    if "%" not in target:
        return target
    from urllib.parse import unquote

    return unquote(target)


def _check_links(package: _Package) -> None:
    """Raise ArchiveError for links to something outside the file, except hyperlinks.

    Slides of a template are not checked: a build does not keep them.
    """
    for source in package.reached():
        if source.startswith(("/ppt/slides/", "/ppt/notesSlides/")):
            continue
        for relationship in filter(_is_external, package.relationships(source)):
            reltype, target = relationship.get("Type", ""), relationship.get("Target", "")
            if not (reltype == HYPERLINK and _SAFE_LINK.match(target.strip())):
                what = reltype.rsplit("/", 1)[-1]
                raise ArchiveError(
                    "template-external",
                    f"links to something outside it ({what} in “{source[1:]}”: {target[:80]!r})",
                    _LINK_HINTS.get(what, "embed what is linked, or break the link, and save the template again"),
                )
