"""A built file as its parts, read with nothing but zip and XML so that the tests share no code with the writers."""

from __future__ import annotations

import functools
import posixpath
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree

__all__ = ["NS", "Element", "Opc", "Relation", "open_opc"]

Element = Any
"""An lxml element. Its stubs make every look-up optional, which would bury the tests in checks."""

NS = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "c15": "http://schemas.microsoft.com/office/drawing/2012/chart",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "ct": "http://schemas.openxmlformats.org/package/2006/content-types",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "p14": "http://schemas.microsoft.com/office/powerpoint/2010/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}


class Relation(NamedTuple):
    """A relationship of a part: its id, the last word of its type, its target part (or URL when external)."""

    id: str
    type: str
    target: str
    external: bool


class Opc:
    """The parts of an Office file, by name (`word/document.xml`)."""

    def __init__(self, file: Path):
        with zipfile.ZipFile(file) as archive:
            self.entries = archive.infolist()
            self.parts = {entry.filename: archive.read(entry) for entry in self.entries}

    @functools.cache  # noqa: B019 (lives as long as the file's own cache)
    def xml(self, name: str) -> Element:
        """A part as XML."""
        return etree.fromstring(self.parts[name])

    def find(self, name: str, path: str) -> list[Element]:
        """Elements of a part, by XPath with the usual prefixes."""
        return self.xml(name).xpath(path, namespaces=NS)

    def strings(self, name: str, path: str) -> list[str]:
        """Attributes or texts of a part, by XPath."""
        return [str(element) for element in self.xml(name).xpath(path, namespaces=NS)]  # type: ignore[union-attr]

    def names(self, folder: str, suffix: str = ".xml") -> list[str]:
        """Names of the parts directly in a folder, in the order of their numbers."""
        inside = [n for n in self.parts if posixpath.dirname(n) == folder and n.endswith(suffix)]
        return sorted(inside, key=lambda n: (len(n), n))

    def relations(self, name: str) -> list[Relation]:
        """The relationships of a part ("" for the package's own)."""
        folder, base = posixpath.split(name)
        rels = posixpath.join(folder, "_rels", f"{base}.rels")
        if rels not in self.parts:
            return []
        return [_relation(element, folder) for element in self.find(rels, "/rel:Relationships/rel:Relationship")]

    def related(self, name: str, kind: str) -> list[str]:
        """The parts that a part relates to by a type of relationship ("chart", "notesSlide")."""
        return [relation.target for relation in self.relations(name) if relation.type == kind]

    def reachable(self) -> set[str]:
        """Every part reached from the package's relationships."""
        seen: set[str] = set()
        waiting = [""]
        while waiting:
            for relation in self.relations(waiting.pop()):
                if not relation.external and relation.target not in seen:
                    seen.add(relation.target)
                    waiting.append(relation.target)
        return seen

    def xml_parts(self) -> Iterator[str]:
        """Names of all parts that hold XML, relationships left out."""
        return (name for name in self.parts if name.endswith(".xml"))


def _relation(element: Element, folder: str) -> Relation:
    external = element.get("TargetMode") == "External"
    target = element.get("Target", "")
    if not external:
        target = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
    return Relation(element.get("Id", ""), element.get("Type", "").rsplit("/", 1)[-1], target, external)


@functools.lru_cache(maxsize=32)
def open_opc(file: Path) -> Opc:
    """The parts of a file, read once a process."""
    return Opc(file)
