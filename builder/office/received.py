"""Office files that come back from a translator or a reviewer: checked, and read as parts, relationships and elements.

Nothing is opened before the limits of `office/limits.py` have been checked, and nothing outside the file is ever
fetched. Strict Open XML is read as Transitional.
"""

from __future__ import annotations

import posixpath
from functools import cached_property
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote

from msgspec import Struct

from builder.diagnostics import BuildError, Diagnostic
from builder.office.limits import ArchiveError, check_office_file, parse_part, read_archive, read_office_file
from builder.office.strict import convert_relationships, to_transitional
from builder.office.xml import NAMESPACES, qn
from builder.source import Span

__all__ = ["ReceivedFile", "Relation"]

MOST_XML_BYTES = 64 * 1024 * 1024
MOST_TAGS = 6_000_000
"""Tags in all parts that are read: parsed, each takes some hundred bytes of memory."""

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OFFICE_DOCUMENT = f"{NAMESPACES['r']}/officeDocument"
_KINDS: dict[str, Literal["docx", "pptx"]] = {qn("w:document"): "docx", qn("p:presentation"): "pptx"}


class Relation(Struct, frozen=True):
    """A relationship: the last word of its type, and its target, a part or an address outside the file."""

    kind: str
    target: str
    external: bool


class ReceivedFile:
    """A Word document or a PowerPoint presentation; parts are named without a slash at the beginning.

    Every method that reads a part raises BuildError for one that is damaged or hostile.
    """

    def __init__(self, path: Path, content: bytes | None = None):
        """Read the file at `path`, or its `content` if that has been read already."""
        self.path = path
        try:
            if content is not None:
                check_office_file(content)
            self._parts = read_archive(content if content is not None else read_office_file(path))
        except ArchiveError as error:
            raise self._refused(error) from error
        self._names = {name.lower(): name for name in self._parts}
        self._roots: dict[str, Any] = {}
        self._relations: dict[str, dict[str, Relation]] = {}
        self._tags = 0
        self._strict = False

    @cached_property
    def main(self) -> str:
        """Name of the main part."""
        for relation in self.relations("").values():
            if relation.kind == "officeDocument" and not relation.external and relation.target in self._parts:
                return relation.target
        raise self._refused(ArchiveError("template-not-office", "is a zip archive, but not an Office file"))

    @cached_property
    def kind(self) -> Literal["docx", "pptx"]:
        """`docx` for a Word document, `pptx` for a presentation."""
        root = self.xml(self.main)
        if root.tag not in _KINDS:
            message = "is neither a Word document nor a PowerPoint presentation"
            raise self._refused(ArchiveError("template-wrong-kind", message))
        return _KINDS[root.tag]

    def has(self, name: str) -> bool:
        """Return True if the file holds a part."""
        return name in self._parts

    def content(self, name: str) -> bytes:
        """Return the bytes of a part."""
        return self._parts[name]

    def xml(self, name: str) -> Any:
        """Return the root element of a part."""
        if name not in self._roots:
            content = self._parts[name]
            self._tags += content.count(b"<")
            try:
                if self._tags > MOST_TAGS:
                    raise ArchiveError("template-too-large", "holds too much XML")
                root = parse_part(name, content, MOST_XML_BYTES)
            except ArchiveError as error:
                raise self._refused(error) from error
            self._roots[name] = to_transitional(root) if self._strict else root
        return self._roots[name]

    def relations(self, source: str) -> dict[str, Relation]:
        """Return the relationships of a part, or of the package (""), by their ids."""
        if source not in self._relations:
            folder, file = posixpath.split(source)
            member = self._names.get(posixpath.join(folder, "_rels", f"{file}.rels").lower())
            targets: dict[str, Relation] = {}
            if member is not None:
                elements = list(self.xml(member).iter(_RELATION))
                self._strict = convert_relationships(elements) or self._strict
                targets = {element.get("Id", ""): self._relation(element, folder) for element in elements}
            self._relations[source] = targets
        return self._relations[source]

    def related(self, source: str, kind: str) -> list[str]:
        """Return the parts that a part refers to by a type of relationship, such as `footnotes`."""
        relations = self.relations(source).values()
        return [
            relation.target
            for relation in relations
            if relation.kind == kind and not relation.external and relation.target in self._parts
        ]

    def refuse(self, code: str, message: str, hint: str = "") -> BuildError:
        """Return the error of a file that cannot be used; the message says what is wrong with "the file"."""
        return BuildError(Diagnostic(code, f"the file {message}", Span(str(self.path)), hint))

    def _relation(self, element: Any, folder: str) -> Relation:
        kind = element.get("Type", "").rsplit("/", 1)[-1]
        target = element.get("Target", "")
        if element.get("TargetMode") == "External" or target.startswith("#"):
            return Relation(kind, target, True)
        name = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
        return Relation(kind, self._names.get(name.lower(), name), False)

    def _refused(self, error: ArchiveError) -> BuildError:
        return self.refuse(error.code.replace("template-", "file-"), str(error), error.hint)
