"""A Word package on python-docx: opened from bytes, saved with the same bytes each time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import cache, cached_property, lru_cache
from io import BytesIO
from os import PathLike
from typing import IO, Any, cast

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.package import Unmarshaller
from docx.opc.packuri import CONTENT_TYPES_URI, PACKAGE_URI, PackURI
from docx.opc.part import Part, PartFactory, XmlPart
from docx.opc.parts.coreprops import CorePropertiesPart
from docx.opc.pkgreader import PackageReader
from docx.opc.pkgwriter import _ContentTypesItem
from docx.oxml import parse_xml
from docx.package import ImageParts, Package
from docx.parts.document import DocumentPart
from docx.parts.image import ImagePart
from docx.parts.numbering import NumberingPart
from docx.parts.settings import SettingsPart
from docx.parts.styles import StylesPart
from docx.settings import Settings

from builder.office.part_names import PartNames
from builder.office.relationships import RelationshipIndex, TypedPart, write_parts
from builder.office.saving import ArchiveWriter

__all__ = ["BriefPart", "FootnotesPart", "WordPackage", "WordRelationships"]


class _LazyPart(XmlPart):
    """A part whose XML is parsed only when someone reads or edits its elements; else it is saved as it is.

    A build that only saves needs few elements: those of 60,000 table cells would take 140 MB.
    """

    _xml = b""
    _parsed: Any | None = None

    @property
    def unread(self) -> bool:
        """True if nobody has read the elements, so that nobody can have edited them."""
        return self._parsed is None

    @classmethod
    def load(cls, partname: PackURI, content_type: str, blob: bytes, package: Package) -> _LazyPart:
        """Return the part of a package that is being opened."""
        unparsed: Any = None
        part = cls(partname, content_type, unparsed, package)
        part.replace_xml(blob)
        return part

    def replace_xml(self, xml: bytes) -> None:
        """Replace the part by `xml`, which is saved unchanged."""
        self._xml, self._parsed = xml, None

    @property
    def blob(self) -> bytes:
        """The part as it is saved."""
        if self._parsed is None:
            return self._xml
        blob: bytes = super().blob
        return blob

    @property
    def _element(self) -> Any:
        if self._parsed is None:
            self._parsed = parse_xml(self._xml)
        return self._parsed

    @_element.setter
    def _element(self, element: Any) -> None:
        self._parsed = element


class BriefPart(_LazyPart, DocumentPart):
    """The main document part."""


class _LazyStyles(_LazyPart, StylesPart):
    """The styles part."""


class _LazySettings(_LazyPart, SettingsPart):
    """The settings part."""

    @property
    def settings(self) -> Settings:
        """The settings, for users of python-docx."""
        return Settings(self.element)


class _LazyNumbering(_LazyPart, NumberingPart):
    """The part of list definitions."""


class FootnotesPart(_LazyPart):
    """The footnotes of a document (ECMA-376 part 1, 11.3.7), which python-docx leaves unparsed."""


class _BriefParts(PartFactory):
    """Chooses the classes above for the parts of a `WordPackage`, and python-docx's own for all others."""

    part_type_for = {  # noqa: RUF012
        **PartFactory.part_type_for,
        CONTENT_TYPE.WML_DOCUMENT_MAIN: BriefPart,
        CONTENT_TYPE.WML_STYLES: _LazyStyles,
        CONTENT_TYPE.WML_SETTINGS: _LazySettings,
        CONTENT_TYPE.WML_NUMBERING: _LazyNumbering,
        CONTENT_TYPE.WML_FOOTNOTES: FootnotesPart,
    }


@lru_cache(maxsize=4)
def _reader(blob: bytes) -> Any:
    """Return python-docx's reader of a package, which has read all its parts and relationships and changes no more. A
    process that writes many briefs opens its template once.
    """
    reader: Any = PackageReader
    return reader.from_file(BytesIO(blob))


class WordPackage(Package):
    """A package whose new parts are named by counter and whose archive depends on its content alone.

    python-docx stamps its archives with the time of day.
    """

    @classmethod
    def from_bytes(cls, blob: bytes) -> WordPackage:
        """Open the package in `blob`. The blob must have passed `builder.templates.open`."""
        package = cls()
        unmarshaller: Any = Unmarshaller
        unmarshaller.unmarshal(_reader(blob), package, _BriefParts)
        return package

    @property
    def document(self) -> Document:
        """The document of the main part."""
        document: Document = self.main_document_part.document
        return document

    @property
    def footnotes(self) -> FootnotesPart:
        """The footnotes part of the document. Raises KeyError if there is none."""
        part = self.main_document_part.part_related_by(RELATIONSHIP_TYPE.FOOTNOTES)
        assert isinstance(part, FootnotesPart)
        return part

    def after_unmarshal(self) -> None:
        """Do nothing: pictures are gathered when somebody asks for them."""

    @cached_property
    def image_parts(self) -> ImageParts:
        """The pictures in the package, among which python-docx looks for those that are added."""
        pictures: Any = ImageParts()  # type: ignore[no-untyped-call]
        for part in self.iter_parts():
            if isinstance(part, ImagePart):
                pictures.append(part)
        return cast(ImageParts, pictures)

    @property
    def _core_properties_part(self) -> CorePropertiesPart:
        """The part of core properties, added if there is none. python-docx puts its content together each time."""
        with suppress(KeyError):
            return cast(CorePropertiesPart, self.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES))
        name = PackURI("/docProps/core.xml")
        part = CorePropertiesPart.load(name, CONTENT_TYPE.OPC_CORE_PROPERTIES, _new_properties(), self)
        self.relate_to(part, RELATIONSHIP_TYPE.CORE_PROPERTIES)
        return cast(CorePropertiesPart, part)

    def iter_parts(self) -> Iterator[Part]:
        """Yield each part once, depth first along the relationships: unreachable parts are not saved."""
        visited: set[Part] = set()
        waiting = [iter(self.rels.values())]
        while waiting:
            rel = next(waiting[-1], None)
            if rel is None:
                waiting.pop()
            elif not rel.is_external and rel.target_part not in visited:
                visited.add(rel.target_part)
                yield rel.target_part
                waiting.append(iter(rel.target_part.rels.values()))

    def next_partname(self, template: str) -> PackURI:
        """Return the next unused part name of a family: `/word/charts/chart%d.xml` → `/word/charts/chart1.xml`."""
        return PackURI(self._part_names.next(template))

    @cached_property
    def _part_names(self) -> PartNames:
        return PartNames(str(part.partname) for part in self.iter_parts())

    def save(self, pkg_file: str | PathLike[str] | IO[bytes], *, compressed: bool = True) -> None:
        """Write the archive to a path or a binary stream: fixed dates, content types first, parts in document order."""
        parts = list(self.iter_parts())
        for part in parts:
            part.before_marshal()  # type: ignore[no-untyped-call]
        types = _content_types(tuple(TypedPart(part.partname, part.content_type) for part in parts))
        with ArchiveWriter(pkg_file, compressed=compressed) as archive:
            archive.write(CONTENT_TYPES_URI, types)
            write_parts(archive, PACKAGE_URI, self.rels, parts)

    def to_bytes(self, *, compressed: bool = True) -> bytes:
        """Return the archive."""
        stream = BytesIO()
        self.save(stream, compressed=compressed)
        return stream.getvalue()


@cache
def _new_properties() -> bytes:
    blob: bytes = CorePropertiesPart.default(WordPackage()).blob
    return blob


@lru_cache(maxsize=4)
def _content_types(parts: tuple[TypedPart, ...]) -> bytes:
    """Return the part `[Content_Types].xml`. The last ones are remembered: briefs of one publication have the same."""
    item: Any = _ContentTypesItem
    blob: bytes = item.from_parts(parts).blob
    return blob


class WordRelationships(RelationshipIndex):
    """The relationships of one part; links that it had before are found too."""

    def __init__(self, part: Part):
        super().__init__()
        self._rels = part.rels
        self._ids |= {(rel.reltype, rel.target_ref): rel.rId for rel in self._rels.values() if rel.is_external}
        numbers = [rid[3:] for rid in self._rels if rid.startswith("rId")]
        self._last = max((int(number) for number in numbers if number.isascii() and number.isdigit()), default=0)

    def _add(self, reltype: str, target: Any, *, external: bool) -> str:
        self._last += 1
        rid = f"rId{self._last}"
        self._rels.add_relationship(reltype, target, rid, is_external=external)
        return rid
