"""An Office file in memory: parts with their bytes, and the relationships between them (Open Packaging Conventions,
ECMA-376 part 2).

It stands here, below the writers, because the templates that have been read hold one each; the writers copy it, put
their own parts in and turn it into bytes. Copies share the parts and their deflated form, so that writing a file costs
its new parts only. Part names are absolute ("/word/document.xml"); the package itself, as a source of relationships, is
`ROOT`.
"""

from __future__ import annotations

import posixpath
from typing import Any

from msgspec import Struct

from builder.office.archive import Packed, pack, write_archive
from builder.office.xml import PROLOGUE, attribute

__all__ = ["OFFICE_DOCUMENT", "RELATIONSHIPS", "ROOT", "Package", "Part", "Relationship"]

ROOT = "/"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OFFICE_DOCUMENT = f"{RELATIONSHIPS}/officeDocument"

_TYPES_NS = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONSHIPS_NS = "http://schemas.openxmlformats.org/package/2006/relationships"

# The media types that are declared once by extension; every other part is declared by name.
_BY_EXTENSION = {
    "bmp": "image/bmp",
    "emf": "image/x-emf",
    "gif": "image/gif",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "png": "image/png",
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "svg": "image/svg+xml",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "wmf": "image/x-wmf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xml": "application/xml",
}


class Relationship(Struct, frozen=True):
    """A relationship: its id in its source, its type, and its target (a part's name, or a URL when `external`)."""

    id: str
    type: str
    target: str
    external: bool = False


class Part:
    """A part: its name, media type and bytes. Never changed once made; its deflated form is kept for the next file."""

    __slots__ = ("_packed", "blob", "content_type", "name")

    def __init__(self, name: str, content_type: str, blob: bytes, packed: Packed | None = None):
        self.name = name
        self.content_type = content_type
        self.blob = blob
        self._packed = packed

    @property
    def packed(self) -> Packed:
        """The part as it stands in an archive."""
        if self._packed is None:
            self._packed = pack(self.blob)
        return self._packed


class Package:
    """Parts by name, in the order in which they are written, and relationships by source and id."""

    __slots__ = ("_counters", "_known", "_names", "parts", "relationships")

    def __init__(self) -> None:
        self.parts: dict[str, Part] = {}
        self.relationships: dict[str, dict[str, Relationship]] = {}
        self._known: dict[str, dict[tuple[str, str, bool], str]] = {}
        self._counters: dict[str, int] = {}
        self._names: dict[str, int] = {}

    @classmethod
    def from_opc(cls, opc: Any) -> Package:
        """A snapshot of a package that python-docx or python-pptx holds (`document.part.package`)."""
        package = cls()
        package._take(ROOT, opc._rels if hasattr(opc, "_rels") else opc.rels)
        for part in opc.iter_parts():
            name = str(part.partname)
            package.add_part(name, part.content_type, part.blob)
            package._take(name, part.rels)
        return package

    def _take(self, source: str, relationships: Any) -> None:
        for one in relationships.values():
            external = one.is_external
            target = one.target_ref if external else str(one.target_part.partname)
            self.keep_relationship(source, Relationship(one.rId, one.reltype, target, external))

    def copy(self) -> Package:
        """A package of its own with the same parts. Cheap: the parts are shared."""
        twin = Package()
        twin.parts = dict(self.parts)
        twin.relationships = {source: dict(ones) for source, ones in self.relationships.items()}
        return twin

    def add_part(self, name: str, content_type: str, blob: bytes, packed: Packed | None = None) -> str:
        """Put a part in; returns its name. Raises ValueError where the name is taken: that would lose a part."""
        if name in self.parts:
            raise ValueError(f"the package already has a part {name}")
        self.parts[name] = Part(name, content_type, blob, packed)
        return name

    def replace(self, name: str, blob: bytes, content_type: str | None = None) -> None:
        """Give the part `name` other bytes (and media type). Raises KeyError where there is no such part."""
        self.parts[name] = Part(name, content_type or self.parts[name].content_type, blob)

    def next_name(self, pattern: str) -> str:
        """The first free name of a numbered family: `/word/charts/chart{}.xml` gives `/word/charts/chart1.xml`."""
        number = self._names.get(pattern, 0) + 1
        while pattern.format(number) in self.parts:
            number += 1
        self._names[pattern] = number
        return pattern.format(number)

    def relate(self, source: str, reltype: str, target: str, external: bool = False) -> str:
        """The id of the relationship of `source` (a part's name or ROOT) to `target`, made when it is new.

        `target` is a part's name, or a URL when `external`. Ids count up from the highest `rId…` of the source.
        """
        ones = self.relationships.setdefault(source, {})
        known = self._known.get(source)
        if known is None:
            known = self._known[source] = {(one.type, one.target, one.external): one.id for one in ones.values()}
        found = known.get((reltype, target, external))
        if found is not None:
            return found
        number = self._counters.get(source)
        if number is None:
            number = max(
                (int(i[3:]) for i in ones if i.startswith("rId") and i[3:].isascii() and i[3:].isdigit()), default=0
            )
        self._counters[source] = number + 1
        rid = f"rId{number + 1}"
        ones[rid] = Relationship(rid, reltype, target, external)
        known[(reltype, target, external)] = rid
        return rid

    def keep_relationship(self, source: str, relationship: Relationship) -> None:
        """Put in a relationship with the id that it already has (in place of another of that id)."""
        self.relationships.setdefault(source, {})[relationship.id] = relationship
        self._known.pop(source, None)
        self._counters.pop(source, None)

    def unrelate(self, source: str, rid: str) -> None:
        """Take a relationship out. Raises KeyError where there is none of that id."""
        del self.relationships[source][rid]
        self._known.pop(source, None)

    def related(self, source: str, reltype: str) -> tuple[str, ...]:
        """The targets of the relationships of one type that `source` has."""
        return tuple(one.target for one in self.relationships.get(source, {}).values() if one.type == reltype)

    @property
    def main_part(self) -> str:
        """The name of the document or presentation part. Raises IndexError where the package has none."""
        return self.related(ROOT, OFFICE_DOCUMENT)[0]

    def prune(self) -> None:
        """Drop every part that no chain of relationships leads to from the root."""
        reached: set[str] = set()
        waiting = [ROOT]
        while waiting:
            for one in self.relationships.get(waiting.pop(), {}).values():
                if not one.external and one.target not in reached:
                    reached.add(one.target)
                    waiting.append(one.target)
        self.parts = {name: part for name, part in self.parts.items() if name in reached}
        self.relationships = {
            source: ones for source, ones in self.relationships.items() if source in reached or source == ROOT
        }
        self._names.clear()

    def to_bytes(self) -> bytes:
        """The file: the same bytes for the same parts and relationships put in in the same order."""
        entries = [("[Content_Types].xml", pack(self._content_types()))]
        if ROOT in self.relationships:
            entries.append(("_rels/.rels", pack(self._relationships_of(ROOT))))
        for name, part in self.parts.items():
            entries.append((name[1:], part.packed))
            if self.relationships.get(name):
                folder, file = posixpath.split(name)
                entries.append((f"{folder}/_rels/{file}.rels"[1:].lstrip("/"), pack(self._relationships_of(name))))
        return write_archive(entries)

    def _content_types(self) -> bytes:
        extensions = {"rels", "xml"}
        overrides = []
        for name, part in self.parts.items():
            extension = posixpath.splitext(name)[1][1:]
            if part.content_type == _BY_EXTENSION.get(extension) and extension != "xml":
                extensions.add(extension)
            else:
                overrides.append((name, part.content_type))
        defaults = "".join(
            f'<Default Extension="{extension}" ContentType="{_BY_EXTENSION[extension]}"/>'
            for extension in sorted(extensions)
        )
        named = "".join(
            f'<Override PartName="{attribute(name)}" ContentType="{attribute(kind)}"/>'
            for name, kind in sorted(overrides)
        )
        return f'{PROLOGUE}<Types xmlns="{_TYPES_NS}">{defaults}{named}</Types>'.encode()

    def _relationships_of(self, source: str) -> bytes:
        folder = posixpath.dirname(source)
        lines = [f'{PROLOGUE}<Relationships xmlns="{_RELATIONSHIPS_NS}">']
        for one in self.relationships[source].values():
            target = attribute(one.target if one.external else posixpath.relpath(one.target, folder))
            mode = ' TargetMode="External"' if one.external else ""
            lines.append(
                f'<Relationship Id="{attribute(one.id)}" Type="{attribute(one.type)}" Target="{target}"{mode}/>'
            )
        lines.append("</Relationships>")
        return "".join(lines).encode()
