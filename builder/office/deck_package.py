"""A PowerPoint package on python-pptx: opened from bytes, saved with the same bytes each time."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, lru_cache
from io import BytesIO
from os import PathLike
from typing import IO, Any, cast

from msgspec import Struct
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TARGET_MODE, RELATIONSHIP_TYPE
from pptx.opc.oxml import serialize_part_xml
from pptx.opc.package import Part, PartFactory, XmlPart, _PackageLoader, _Relationship
from pptx.opc.packuri import CONTENT_TYPES_URI, PACKAGE_URI, PackURI
from pptx.opc.serialized import _ContentTypesItem
from pptx.oxml import parse_xml
from pptx.package import Package
from pptx.parts.slide import NotesSlidePart, SlideLayoutPart, SlidePart
from pptx.presentation import Presentation

from builder.office.part_names import PartNames
from builder.office.relationships import RelationshipIndex, TypedPart, write_parts
from builder.office.saving import ArchiveWriter
from builder.office.xml import PROLOGUE

__all__ = ["DeckPackage", "DeckRelationships", "WrittenNotes", "WrittenSlide", "layout_parts", "related_part"]

_OUTSIDE = RELATIONSHIP_TARGET_MODE.EXTERNAL


class DeckPackage(Package):
    """A package whose new parts are named by counter and whose archive depends on its content alone.

    python-pptx stamps its archives with the time of day.
    """

    @classmethod
    def from_bytes(cls, blob: bytes) -> DeckPackage:
        """Open the package in `blob`. The blob must have passed `builder.templates.open`."""
        return cls.open(BytesIO(blob))

    @classmethod
    def from_own_bytes(cls, blob: bytes) -> DeckPackage:
        """Open a package that `to_bytes` has written. Its parts are parsed when someone reads or edits their elements,
        else saved as they are; what they hold is read once for all packages from the same bytes.
        """
        content = _content(blob)
        package = cls(BytesIO(blob))
        parts: dict[PackURI, Part] = {}
        for name, content_type, data in content.parts:
            kind: Any = PartFactory._part_cls_for(content_type)
            if issubclass(kind, XmlPart):
                stored = _stored(kind)(name, content_type, package)
                stored._xml = data
                parts[name] = stored
            else:
                parts[name] = kind.load(name, content_type, package, data)
        for source, relationships in content.relationships.items():
            owner: Any = package if source == PACKAGE_URI else parts[source]
            owner._rels._rels.update(
                (rid, _Relationship(source.baseURI, rid, reltype, mode, target if mode == _OUTSIDE else parts[target]))
                for rid, reltype, mode, target in relationships
            )
        return package

    @property
    def presentation(self) -> Presentation:
        """The presentation of the main part."""
        return cast(Presentation, self.main_document_part.presentation)

    def iter_rels(self) -> Iterator[_Relationship]:
        """Yield each relationship once, depth first. python-pptx recurses, once for each slide in a chain of links."""
        visited: set[Part] = set()
        waiting = [iter(self._rels.values())]
        while waiting:
            rel = next(waiting[-1], None)
            if rel is None:
                waiting.pop()
                continue
            yield rel
            if not rel.is_external and rel.target_part not in visited:
                visited.add(rel.target_part)
                waiting.append(iter(rel.target_part.rels.values()))

    def next_partname(self, tmpl: str) -> PackURI:
        """Return the next unused part name of a family: `/ppt/charts/chart%d.xml` → `/ppt/charts/chart1.xml`."""
        return PackURI(self._part_names.next(tmpl))

    def next_image_partname(self, ext: str) -> PackURI:
        """Return the next unused part name of a picture with this file extension."""
        return self.next_partname(f"/ppt/media/image%d.{ext}")

    @cached_property
    def _part_names(self) -> PartNames:
        return PartNames(str(part.partname) for part in self.iter_parts())

    def save(self, pkg_file: str | PathLike[str] | IO[bytes], *, compressed: bool = True) -> None:
        """Write the archive to a path or a binary stream: fixed dates, content types first."""
        parts = tuple(self.iter_parts())
        types = _content_types(tuple(TypedPart(part.partname, part.content_type) for part in parts))
        with ArchiveWriter(pkg_file, compressed=compressed) as archive:
            archive.write(CONTENT_TYPES_URI, types)
            write_parts(archive, PACKAGE_URI, self._rels, parts)

    def to_bytes(self, *, compressed: bool = True) -> bytes:
        """Return the archive."""
        stream = BytesIO()
        self.save(stream, compressed=compressed)
        return stream.getvalue()


@lru_cache(maxsize=4)
def _content_types(parts: tuple[TypedPart, ...]) -> bytes:
    """Return the part `[Content_Types].xml`. The last ones are remembered: decks of one publication have the same."""
    item: Any = _ContentTypesItem
    xml: bytes = serialize_part_xml(item.xml_for(parts))
    return xml


def layout_parts(package: Package) -> dict[str, SlideLayoutPart]:
    """Return the parts of all slide layouts by part name."""
    parts = (rel.target_part for rel in package.iter_rels() if rel.reltype == RELATIONSHIP_TYPE.SLIDE_LAYOUT)
    return {str(part.partname): part for part in parts if isinstance(part, SlideLayoutPart)}


def related_part(source: Part, reltype: str) -> Part | None:
    """Return the first part related to `source` by a type of relationship; None if there is none.

    python-pptx raises ValueError where a file has several.
    """
    parts = (rel.target_part for rel in source.rels.values() if rel.reltype == reltype and not rel.is_external)
    return next(parts, None)


class _StoredPart(XmlPart):
    """A part whose XML is parsed only when someone reads or edits its elements; else it is saved as it is.

    A build that only saves needs no elements: those of a thousand slides and their notes take 60 MB, and those of a
    template take 6 ms.
    """

    _xml = b""
    _parsed: Any = None

    def __init__(self, partname: PackURI, content_type: str, package: Package):
        unparsed: Any = None
        super().__init__(partname, content_type, package, unparsed)

    def write(self, xml: str) -> None:
        """Set the part to the element `xml`, which declares its namespaces."""
        self.write_bytes((PROLOGUE + xml).encode())

    def write_bytes(self, xml: bytes) -> None:
        """Set the part to a whole XML document."""
        self._xml, self._parsed = xml, None

    @property  # type: ignore[misc]
    def blob(self) -> bytes:
        """The part as it is saved."""
        return self._xml if self._parsed is None else super().blob

    @property
    def _element(self) -> Any:
        if self._parsed is None:
            self._parsed = parse_xml(self._xml)
        return self._parsed

    @_element.setter
    def _element(self, element: Any) -> None:
        self._parsed = element


@lru_cache(maxsize=64)
def _stored(kind: Any) -> Any:
    """Return a class of python-pptx's parts whose XML is parsed when it is needed."""
    return type(f"Stored{kind.__name__}", (_StoredPart, kind), {})


class _Content(Struct, frozen=True):
    """What a package holds: its parts (name, content type, bytes) and the relationships of each of them (id, type,
    mode, target: a part name or an address).
    """

    parts: tuple[tuple[PackURI, str, bytes], ...]
    relationships: dict[PackURI, tuple[tuple[str, str, str, Any], ...]]


@lru_cache(maxsize=4)
def _content(blob: bytes) -> _Content:
    """Return the content of a package. A process that writes many decks reads its template once."""
    loader = _PackageLoader(BytesIO(blob), cast(Package, None))
    reader: Any = loader._package_reader
    types = loader._content_types
    names = [name for name in loader._xml_rels if name != PACKAGE_URI and name in reader]
    known = set(names)
    relationships = {}
    for source in (PACKAGE_URI, *names):
        targets = []
        for rel in loader._xml_rels[source].relationship_lst:
            outside = rel.targetMode == _OUTSIDE
            target = rel.target_ref if outside else PackURI.from_rel_ref(source.baseURI, rel.target_ref)
            if outside or target in known:  # some programs leave a relationship to nothing
                targets.append((rel.rId, rel.reltype, rel.targetMode, target))
        relationships[source] = tuple(targets)
    return _Content(tuple((name, types[name], reader[name]) for name in names), relationships)


class WrittenSlide(_StoredPart, SlidePart):
    """A slide of a build."""

    def __init__(self, package: Package, number: int):
        super().__init__(PackURI(f"/ppt/slides/slide{number}.xml"), CONTENT_TYPE.PML_SLIDE, package)


class WrittenNotes(_StoredPart, NotesSlidePart):
    """The notes page of a slide of a build."""

    def __init__(self, package: DeckPackage):
        name = package.next_partname("/ppt/notesSlides/notesSlide%d.xml")
        super().__init__(name, CONTENT_TYPE.PML_NOTES_SLIDE, package)


class DeckRelationships(RelationshipIndex):
    """The relationships that a build adds to one part; those that it had before are not looked up."""

    def __init__(self, part: Part):
        super().__init__()
        self._rels: Any = part.rels

    def _add(self, reltype: str, target: Any, *, external: bool) -> str:
        rid: str = self._rels._add_relationship(reltype, target, external)
        return rid
