"""Relationships that a build adds to one part of a package, found by target (ECMA-376 part 2, 6.5.3)."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, Final

from builder.office.xml import NAMESPACES

__all__ = ["HYPERLINK", "RelationshipIndex"]

HYPERLINK: Final = f"{NAMESPACES['r']}/hyperlink"
"""Type of the relationship to an address outside the file."""


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
