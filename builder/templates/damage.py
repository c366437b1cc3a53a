"""Damage that an Office library reports as a Python error: relationships and content types without what they need.

ECMA-376 part 2, 6.2.3 (content types) and 6.5.3 (relationships).
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from builder.diagnostics import BuildError, Diagnostic
from builder.source import Span
from builder.templates.open import TemplateFile

__all__ = ["check_parts_of_package", "damaged_part"]

_TYPES_MEMBER = "[Content_Types].xml"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPE_ATTRIBUTES = {f"{_TYPES}Default": ("Extension", "ContentType"), f"{_TYPES}Override": ("PartName", "ContentType")}
_RELATIONSHIP_ATTRIBUTES = {f"{_RELATIONSHIPS}Relationship": ("Id", "Type", "Target")}


def damaged_part(file: TemplateFile, part: str, problem: str) -> BuildError:
    """Return the refusal of a template for a problem of one of its parts: `is not a slide layout`."""
    message = f"the template is damaged: “{part.removeprefix('/')}” {problem}"
    hint = "open it in Office, which repairs it, and save it again"
    return BuildError(Diagnostic("template-damaged", message, Span(str(file.path)), hint))


def check_parts_of_package(file: TemplateFile) -> None:
    """Raise BuildError if the content types or the relationships of a template lack something."""
    with zipfile.ZipFile(BytesIO(file.blob)) as archive:
        for name in archive.namelist():
            if name == _TYPES_MEMBER:
                _check(file, name, _root(file, archive, name), f"{_TYPES}Types", _TYPE_ATTRIBUTES)
            elif name.endswith(".rels"):
                root = _root(file, archive, name)
                _check(file, name, root, f"{_RELATIONSHIPS}Relationships", _RELATIONSHIP_ATTRIBUTES)


def _root(file: TemplateFile, archive: zipfile.ZipFile, name: str) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        return etree.fromstring(archive.read(name), parser)
    except etree.XMLSyntaxError as error:
        raise damaged_part(file, name, "is not well-formed XML") from error


def _check(file: TemplateFile, name: str, root: Any, tag: str, attributes: Mapping[str, Sequence[str]]) -> None:
    """Raise BuildError unless the root has this tag and each child the attributes that its tag needs."""
    if root.tag != tag:
        raise damaged_part(file, name, "is another part")
    for entry in root:
        for attribute in attributes.get(entry.tag, ()):
            if not entry.get(attribute):
                raise damaged_part(file, name, f"has an entry without `{attribute}`")
