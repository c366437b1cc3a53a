"""The parts of a Word template while it is read: found by relationship, added if missing, returned as bytes."""

from __future__ import annotations

from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import Part, XmlPart
from docx.oxml import parse_xml
from docx.oxml.parser import OxmlElement
from docx.parts.hdrftr import FooterPart, HeaderPart
from docx.parts.numbering import NumberingPart
from docx.parts.settings import SettingsPart
from docx.parts.styles import StylesPart
from lxml import etree

from builder.office.word_package import FootnotesPart, WordPackage
from builder.office.xml import declare, qn
from builder.templates.word.band import BandPicture

__all__ = ["TemplateParts"]

_RELATIONSHIPS = RELATIONSHIP_TYPE.OFFICE_DOCUMENT.rpartition("/")[0]
_CLASSES: dict[str, tuple[type[XmlPart], str]] = {
    "styles": (StylesPart, CONTENT_TYPE.WML_STYLES),
    "numbering": (NumberingPart, CONTENT_TYPE.WML_NUMBERING),
    "settings": (SettingsPart, CONTENT_TYPE.WML_SETTINGS),
    "footnotes": (FootnotesPart, CONTENT_TYPE.WML_FOOTNOTES),
    "header": (HeaderPart, CONTENT_TYPE.WML_HEADER),
    "footer": (FooterPart, CONTENT_TYPE.WML_FOOTER),
}


class TemplateParts:
    """The package of a template, opened with python-docx."""

    def __init__(self, blob: bytes):
        self._package = WordPackage.from_bytes(blob)
        self._main = self._package.main_document_part

    @property
    def document(self) -> Any:
        """The root element of the main part."""
        return self._main.element

    def to_bytes(self) -> bytes:
        """Return the package as an archive for builds in this process."""
        return self._package.to_bytes(compressed=False)

    def drop_unused(self, kinds: tuple[str, ...], header_ids: set[str]) -> None:
        """Drop the relationships of the package, except to the document, and those of the document that are not of
        `kinds` or that lead to a header or footer outside `header_ids`.
        """
        rels = self._main.rels
        for rid, rel in list(rels.items()):
            kind = rel.reltype.removeprefix(f"{_RELATIONSHIPS}/")
            if kind not in kinds or (kind in ("header", "footer") and rid not in header_ids):
                del rels[rid]
        for rid, rel in list(self._package.rels.items()):
            if rel.is_external or rel.target_part is not self._main:
                del self._package.rels[rid]

    def pictures(self) -> dict[str, BandPicture]:
        """Return the pictures of the document by relationship id."""
        return {
            rid: BandPicture(rel.target_part.blob, rel.target_part.content_type)
            for rid, rel in self._main.rels.items()
            if rel.reltype == RELATIONSHIP_TYPE.IMAGE and not rel.is_external
        }

    def _related(self, kind: str) -> Part | None:
        reltype = f"{_RELATIONSHIPS}/{kind}"
        return next((rel.target_part for rel in self._main.rels.values() if rel.reltype == reltype), None)

    def existing_root(self, kind: str) -> Any | None:
        """Return the root element of a part of the document, without comments; None if there is none."""
        part = self._related(kind)
        if part is None:
            return None
        root = part.element if isinstance(part, XmlPart) else parse_xml(part.blob)
        etree.strip_tags(root, etree.Comment)
        return root

    def root(self, kind: str) -> Any:
        """Return the root element of a part of the document; an empty part is added if there is none."""
        root = self.existing_root(kind)
        self.replace_root(kind, parse_xml(f"<w:{kind} {declare('w', 'r')}/>") if root is None else root)
        return self.existing_root(kind)

    def replace_root(self, kind: str, root: Any) -> None:
        """Set the root element of a part, added if needed; a settings or footnotes part loses its relationships."""
        part = self._related(kind)
        if isinstance(part, XmlPart):
            part._element = root
        elif part is None:
            part, _ = self._add(kind, root)
        else:
            replacement = _CLASSES[kind][0](part.partname, _CLASSES[kind][1], root, self._package)
            for rel in self._main.rels.values():
                if not rel.is_external and rel.target_part is part:
                    rel._target = replacement
            part = replacement
        if kind in ("settings", "footnotes"):
            part.rels.clear()

    def _add(self, kind: str, root: Any) -> tuple[XmlPart, str]:
        part_class, content_type = _CLASSES[kind]
        partname = self._package.next_partname(f"/word/{kind}%d.xml")
        part = part_class(partname, content_type, root, self._package)
        return part, self._main.relate_to(part, f"{_RELATIONSHIPS}/{kind}")

    def theme(self) -> Part | None:
        """Return the theme part of the document, or None."""
        return self._related("theme")

    def add_theme(self, donor: TemplateParts) -> Part:
        """Add the theme of another template."""
        source = donor.theme()
        assert source is not None
        partname = self._package.next_partname("/word/theme/theme%d.xml")
        part = Part(partname, CONTENT_TYPE.OFC_THEME, source.blob, self._package)
        self._main.relate_to(part, RELATIONSHIP_TYPE.THEME)
        return part

    def add_header_footer(self, kind: str, donor: TemplateParts) -> tuple[Any, str]:
        """Add the header or footer of another template. Return its root element and its relationship id."""
        source = donor._related(kind)
        assert source is not None
        part, rid = self._add(kind, parse_xml(source.blob))
        return part.element, rid

    def header_and_footer_roots(self) -> list[Any]:
        """Return the root elements of the headers and footers."""
        kinds = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)
        parts = (rel.target_part for rel in self._main.rels.values() if rel.reltype in kinds)
        return [part.element for part in parts if isinstance(part, XmlPart)]

    def header_reference(self, kind: str, page_kind: str, rid: str) -> Any:
        """Return a `w:headerReference` or `w:footerReference` for a kind of page: default, first or even."""
        reference = OxmlElement(f"w:{kind}Reference")
        reference.set(qn("w:type"), page_kind)
        reference.set(qn("r:id"), rid)
        return reference

    def empty_body(self, section: Any) -> None:
        """Replace the document by one whose body holds the section properties only."""
        document = parse_xml(f"<w:document {declare('w', 'r', 'wp', 'a', 'pic', 'c')}><w:body/></w:document>")
        document[0].append(section)
        self._main._element = document
