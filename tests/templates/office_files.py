"""Small Office files made by hand, good and hostile, for the tests of opening templates."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
DOTX = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
PRESENTATION = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
POTX = "application/vnd.openxmlformats-officedocument.presentationml.template.main+xml"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BODY = f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{W}"><w:body><w:p/></w:body></w:document>'


def rels(*ones: tuple[str, str, str]) -> str:
    """A relationships part: (type, target, mode) each, ids counting up from rId1."""
    lines = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"{mode and f" TargetMode={chr(34)}{mode}{chr(34)}"}/>'
        for n, (kind, target, mode) in enumerate(ones, start=1)
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{lines}</Relationships>'
    )


def types(main: str = DOCUMENT, **overrides: str) -> str:
    """A content types part: the main part's, and others by part name with `__` for `/`."""
    more = "".join(
        f'<Override PartName="/{name.replace("__", "/")}.xml" ContentType="{kind}"/>'
        for name, kind in overrides.items()
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/>{more}</Types>'
    )


def parts(**changes: str | bytes | None) -> dict[str, str | bytes]:
    """The entries of a small Word document, some changed, added or (None) left out. Three have short names."""
    entries: dict[str, str | bytes] = {
        "[Content_Types].xml": types(),
        "_rels/.rels": rels((f"{R}/officeDocument", "word/document.xml", "")),
        "word/document.xml": BODY,
    }
    for key, value in changes.items():
        name = {"types": "[Content_Types].xml", "root": "_rels/.rels", "document": "word/document.xml"}.get(key, key)
        if value is None:
            del entries[name]
        else:
            entries[name] = value
    return entries


def zipped(entries: Mapping[str, str | bytes]) -> bytes:
    """The zip file of some entries."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return stream.getvalue()
