"""Document properties: title, authors, language, keywords, dates (ECMA-376 part 2, 8.3; part 1, 22.2)."""

from __future__ import annotations

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from builder.office.properties import application_properties, shorten, utc_second
from builder.office.word_package import WordPackage
from builder.tree.document import Document
from builder.tree.prose import unformatted

__all__ = ["add_properties"]


def add_properties(package: WordPackage, document: Document) -> None:
    """Set the core and the extended properties. Dates are the publication's."""
    authors = "; ".join(document.authors)
    core = package.core_properties
    core.title = shorten(unformatted(document.title))
    core.subject = shorten(unformatted(document.subtitle))
    core.author = shorten(authors)
    core.keywords = shorten(", ".join(document.keywords))
    core.language = document.office_language
    core.category = shorten(unformatted(document.status))
    core.last_modified_by = shorten(authors)
    core.created = core.modified = utc_second(document.timestamp)
    app = Part(
        PackURI("/docProps/app.xml"),
        CONTENT_TYPE.OFC_EXTENDED_PROPERTIES,
        application_properties("Microsoft Office Word"),
        package,
    )
    package.relate_to(app, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)
