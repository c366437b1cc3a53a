"""Relationships that a build adds to one part of a package, found by target (ECMA-376 part 2, 6.5.3)."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Final, NamedTuple

from builder.office.saving import ArchiveWriter
from builder.office.xml import NAMESPACES, PROLOGUE, attribute

__all__ = ["HYPERLINK", "RelationshipIndex", "TypedPart", "write_parts"]

HYPERLINK: Final = f"{NAMESPACES['r']}/hyperlink"
"""Type of the relationship to an address outside the file."""
_EXTERNAL = ' TargetMode="External"'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


class TypedPart(NamedTuple):
    """A part as the list of content types sees it."""

    partname: Any
    content_type: str


def write_parts(archive: ArchiveWriter, root: Any, relationships: Mapping[str, Any], parts: Iterable[Any]) -> None:
    """Write the relationships of a package, whose name is `root`, and its parts, each with its own relationships."""
    archive.write(root.rels_uri, _relationships_part(root.baseURI, relationships))
    for part in parts:
        name = part.partname
        archive.write(name, part.blob)
        if part.rels:
            archive.write(_relationships_uri(name), _relationships_part(name.baseURI, part.rels))


def _relationships_part(base: str, relationships: Mapping[str, Any]) -> bytes:
    """Return the part with the relationships of a part in the folder `base`, by their ids, as python-docx and
    python-pptx hold them. Both parse XML for each relationship: 0.1 ms.
    """
    lines = (
        f'<Relationship Id="{attribute(rid)}" Type="{attribute(rel.reltype)}" Target="{attribute(_target(base, rel))}"'
        f"{_EXTERNAL if rel.is_external else ''}/>"
        for rid, rel in relationships.items()
    )
    return f'{PROLOGUE}<Relationships xmlns="{_PACKAGE}">{"".join(lines)}</Relationships>'.encode()


def _target(base: str, relationship: Any) -> str:
    if relationship.is_external:
        address: str = relationship.target_ref
        return address
    return _reference(base, relationship.target_part.partname)


@lru_cache(maxsize=16_384)
def _reference(base: str, target: Any) -> str:
    """Return a part name (`PackURI`) as relationships of parts in the folder `base` name it."""
    reference: str = target.relative_ref(base)
    return reference


@lru_cache(maxsize=4_096)
def _relationships_uri(part: Any) -> Any:
    """Return the name (`PackURI`) of the part with the relationships of a part; both libraries put it together each
    time.
    """
    return part.rels_uri


class RelationshipIndex(ABC):
    """Ids of relationships by their type and target.

    `Part.relate_to` of python-docx and python-pptx compares the target with every relationship, which makes many links
    quadratic.
    """

    def __init__(self) -> None:
        self._ids: dict[tuple[str, str], str] = {}

    @abstractmethod
    def _add(self, reltype: str, target: Any, *, external: bool) -> str:
        """Add a relationship to a part, or to an address if `external`, and return its id."""

    def link(self, url: str) -> str:
        """Return the id of the hyperlink to `url`, added on first use."""
        return self._id(HYPERLINK, url, url, external=True)

    def relate(self, reltype: str, part: Any) -> str:
        """Return the id of the relationship to another part, added on first use."""
        return self._id(reltype, str(part.partname), part, external=False)

    def _id(self, reltype: str, key: str, target: Any, *, external: bool) -> str:
        known = self._ids.get((reltype, key))
        if known is None:
            known = self._ids[reltype, key] = self._add(reltype, target, external=external)
        return known
