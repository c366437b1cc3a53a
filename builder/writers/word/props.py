"""The file's own properties: title, authors, language, keywords, dates (ECMA-376 part 2, 8.3; part 1, 22.2).

Counts of pages or words are left out: only a program that lays the pages out could know them.
"""

from __future__ import annotations

import datetime

from builder.office.package import RELATIONSHIPS, ROOT, Package
from builder.office.xml import PROLOGUE, escape
from builder.tree.nodes import Document, plain

__all__ = ["add_properties"]

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CORE = f"{_PACKAGE}/metadata/core-properties"
_CORE_REL = f"{_PACKAGE}/relationships/metadata/core-properties"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_APP = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_APP_TYPE = "application/vnd.openxmlformats-officedocument.extended-properties+xml"


def add_properties(package: Package, document: Document) -> None:
    """Put the core and the extended properties into the package."""
    authors = "; ".join(document.authors)
    moment = _moment(document.timestamp)
    values = [
        ("dc:title", plain(document.title)),
        ("dc:subject", plain(document.subtitle)),
        ("dc:creator", authors),
        ("cp:keywords", ", ".join(document.keywords)),
        ("dc:language", document.office_language),
        ("cp:category", plain(document.status)),
        ("cp:lastModifiedBy", authors),
    ]
    told = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in values if value)
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>' for name in ("created", "modified")
    )
    core = (
        f'{PROLOGUE}<cp:coreProperties xmlns:cp="{_CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{told}{dates}</cp:coreProperties>"
    )
    package.relate(ROOT, _CORE_REL, package.add_part("/docProps/core.xml", _CORE_TYPE, core.encode()))
    app = (
        f'{PROLOGUE}<Properties xmlns="{_APP}"><Application>Microsoft Office Word</Application>'
        "<DocSecurity>0</DocSecurity></Properties>"
    )
    name = package.add_part("/docProps/app.xml", _APP_TYPE, app.encode())
    package.relate(ROOT, f"{RELATIONSHIPS}/extended-properties", name)


def _moment(timestamp: datetime.datetime) -> str:
    """An instant in UTC, to the second."""
    if timestamp.tzinfo is not None:
        timestamp = timestamp.astimezone(datetime.UTC)
    return timestamp.strftime("%Y-%m-%dT%H:%M:%SZ")
