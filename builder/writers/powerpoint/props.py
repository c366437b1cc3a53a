"""The file's own properties: what it is called, by whom, when, in which language, and how many slides it has."""

from __future__ import annotations

from builder.office.package import RELATIONSHIPS, ROOT, Package
from builder.office.xml import PROLOGUE, escape
from builder.tree.nodes import Document, plain

__all__ = ["add_properties"]

_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
_APP = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
_CORE_KIND = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_CORE_NAMESPACES = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
_APP_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"


def add_properties(package: Package, document: Document, slides: int) -> None:
    """Put `docProps/core.xml` and `docProps/app.xml` into the package. Dates are the document's timestamp."""
    core = package.add_part("/docProps/core.xml", _CORE, _core(document).encode())
    app = package.add_part("/docProps/app.xml", _APP, _app(slides).encode())
    package.relate(ROOT, _CORE_KIND, core)
    package.relate(ROOT, f"{RELATIONSHIPS}/extended-properties", app)


def _core(document: Document) -> str:
    authors = document.authors_text or ", ".join(document.authors)
    instant = document.timestamp.strftime("%Y-%m-%dT%H:%M:%SZ")
    elements = [
        ("dc:title", plain(document.title)),
        ("dc:subject", plain(document.subtitle)),
        ("dc:creator", authors),
        ("cp:keywords", ", ".join(document.keywords)),
        ("cp:lastModifiedBy", authors),
    ]
    written = "".join(f"<{name}>{escape(text)}</{name}>" for name, text in elements if text)
    return (
        f"{PROLOGUE}<cp:coreProperties {_CORE_NAMESPACES}>{written}"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{instant}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{instant}</dcterms:modified>'
        f"<dc:language>{escape(document.office_language)}</dc:language></cp:coreProperties>"
    )


def _app(slides: int) -> str:
    return (
        f'{PROLOGUE}<Properties xmlns="{_APP_NAMESPACE}"><Application>Microsoft Office PowerPoint</Application>'
        f"<Slides>{slides}</Slides><Notes>{slides}</Notes><HiddenSlides>0</HiddenSlides></Properties>"
    )
