"""Parts of an Office file, read with lxml alone.

`builder check` needs the facts of a deck template, and importing python-pptx takes longer than reading them.
"""

from __future__ import annotations

import posixpath
import zipfile
from io import BytesIO
from typing import Any

__all__ = ["PartReader"]

_OFFICE_DOCUMENT = "officeDocument"


class PartReader:
    """Parts and relationships of the file in `blob`, which must have passed `builder.templates.open`.

    Part names are absolute: `/ppt/presentation.xml`. Types of relationships are named by their last word: `theme`.
    """

    def __init__(self, blob: bytes):
        self._archive = zipfile.ZipFile(BytesIO(blob))
        self._relationships: dict[str, dict[str, tuple[str, str]]] = {}

    @property
    def main_part(self) -> str:
        """Name of the document or presentation part."""
        return self.related("/", _OFFICE_DOCUMENT)[0]

    def root(self, name: str) -> Any:
        """Return the root element of a part."""
        from lxml import etree

        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        return etree.fromstring(self._archive.read(name[1:]), parser)

    def content(self, name: str) -> bytes:
        """Return the bytes of a part; none if the file does not have it."""
        return self._archive.read(name[1:]) if name[1:] in self._archive.NameToInfo else b""

    def related(self, source: str, kind: str) -> list[str]:
        """Return the names of the parts related to `source` by this type of relationship."""
        return [target for target_kind, target in self._targets(source).values() if target_kind == kind]

    def target(self, source: str, rid: str) -> str | None:
        """Return the name of the part with this relationship id; None if there is none."""
        return self._targets(source).get(rid, ("", None))[1]

    def _targets(self, source: str) -> dict[str, tuple[str, str]]:
        if source not in self._relationships:
            self._relationships[source] = self._read_relationships(source)
        return self._relationships[source]

    def _read_relationships(self, source: str) -> dict[str, tuple[str, str]]:
        """Return type and target of a part's internal relationships by id (ECMA-376 part 2, 6.5.3)."""
        folder, file = posixpath.split(source)
        name = posixpath.join(folder, "_rels", f"{file}.rels")
        if name[1:] not in self._archive.NameToInfo:
            return {}
        return {
            entry.get("Id"): (
                entry.get("Type").rsplit("/", 1)[-1],
                posixpath.normpath(posixpath.join(folder, entry.get("Target"))),
            )
            for entry in self.root(name)
            if entry.get("TargetMode") != "External"
        }
