"""The properties of a received file that have words of the publication (ECMA-376 part 2, 8.3), and its program."""

from __future__ import annotations

from builder.office.received import ReceivedFile

__all__ = ["APPLICATION", "file_properties"]

APPLICATION = "application"
"""The name of the property with the program that saved the file (part 1, 22.2)."""

_DC = "{http://purl.org/dc/elements/1.1/}"
_CP = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_APPLICATION = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}Application"
_NAMES = {
    "title": f"{_DC}title",
    "subject": f"{_DC}subject",
    "author": f"{_DC}creator",
    "keywords": f"{_CP}keywords",
    "category": f"{_CP}category",
}


def file_properties(file: ReceivedFile) -> dict[str, str]:
    """Return the properties that are not empty, by their names."""
    properties: dict[str, str] = {}
    for part in file.related("", "core-properties"):
        root = file.xml(part)
        for name, tag in _NAMES.items():
            if words := (root.findtext(tag) or "").strip():
                properties[name] = words
    for part in file.related("", "extended-properties"):
        properties[APPLICATION] = (file.xml(part).findtext(_APPLICATION) or "").strip()
    return properties
