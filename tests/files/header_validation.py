"""The validator on many page headers in one start: a start lasts longer than the reading of a header."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

from tests.files.opc import Opc
from tests.files.validator import schema_errors

__all__ = ["header_errors"]

HEADER = "word/header1.xml"
_PRINT = "customXml/item1.xml"
"""Names the version of the file, and has no schema."""
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"


def header_errors(briefs: Mapping[str, Path], folder: Path) -> list[str]:
    """What the validator finds in briefs, with the name of each. Those that differ in nothing but their header are read
    as one, written to `folder`: it has the headers of all, each in a part with the name of its brief.
    """
    alike: list[tuple[dict[str, bytes], dict[str, bytes]]] = []
    for name, file in briefs.items():
        parts = Opc(file).parts
        part, header = f"word/{re.sub(r'[^a-z]+', '-', name)}.xml", parts.pop(HEADER)
        parts[_PRINT] = b"<x/>"
        headers = next((headers for shared, headers in alike if shared == parts), None)
        if headers is None:
            headers = {}
            alike.append((parts, headers))
        assert part not in headers, f"two briefs are named {part}"
        headers[part] = header
    errors = []
    for number, (shared, headers) in enumerate(alike):
        path = folder / f"alike-{number}.docx"
        with zipfile.ZipFile(path, "w") as archive:
            for part, blob in _with_headers(shared, headers).items():
                archive.writestr(part, blob)
        errors += schema_errors(path)
    return errors


def _with_headers(shared: Mapping[str, bytes], headers: Mapping[str, bytes]) -> dict[str, bytes]:
    types, relations = "[Content_Types].xml", "word/_rels/document.xml.rels"
    declared = [f'<Override PartName="/{part}" ContentType="{_CONTENT}"/>' for part in headers]
    related = [
        f'<Relationship Id="more{number}" Type="{_OFFICE}/header" Target="/{part}"/>'
        for number, part in enumerate(headers)
    ]
    return {
        **shared,
        **headers,
        HEADER: next(iter(headers.values())),
        types: _extended(shared[types], declared),
        relations: _extended(shared[relations], related),
    }


def _extended(blob: bytes, elements: list[str]) -> bytes:
    """Put elements before the end of the root."""
    head, mark, tail = blob.rpartition(b"</")
    return head + "".join(elements).encode() + mark + tail
