"""Put a package together part by part, on python-docx's package classes, which serve both formats."""

from __future__ import annotations

from docx.opc.packuri import PackURI
from docx.opc.part import Part

from builder.office.word_package import WordPackage
from builder.office.xml import NAMESPACES

__all__ = ["RELATIONSHIPS", "ROOT", "PackageParts"]

ROOT = "/"
"""The package itself, as a source of relationships."""


class PackageParts:
    """The parts of a new package by name."""

    def __init__(self) -> None:
        self._package = WordPackage()
        self._parts: dict[str, Part] = {}

    def add_part(self, name: str, content_type: str, blob: bytes) -> str:
        """Add a part. Return its name."""
        self._parts[name] = Part(PackURI(name), content_type, blob, self._package)
        return name

    def relate(self, source: str, reltype: str, target: str) -> str:
        """Relate a part, or the package (`ROOT`), to another part. Return the relationship's id."""
        origin = self._package if source == ROOT else self._parts[source]
        return str(origin.relate_to(self._parts[target], reltype))

    def to_bytes(self) -> bytes:
        """Return the package as an archive."""
        return self._package.to_bytes()


RELATIONSHIPS = NAMESPACES["r"]
