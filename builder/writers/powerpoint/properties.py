"""The file's own properties: title, authors, dates, language, number of slides (ECMA-376 part 2, 8.3; part 1, 22.2)."""

from __future__ import annotations

from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI

from builder.office.deck_package import DeckPackage
from builder.office.properties import application_properties, shorten, utc_second
from builder.tree.document import Document
from builder.tree.prose import unformatted

__all__ = ["add_properties"]


def add_properties(package: DeckPackage, document: Document, slides: int) -> None:
    """Set the core and the extended properties. Dates are the document's timestamp."""
    authors = shorten(document.authors_text or ", ".join(document.authors))
    core = package.core_properties
    core.title = shorten(unformatted(document.title))
    core.subject = shorten(unformatted(document.subtitle))
    core.author = core.last_modified_by = authors
    core.keywords = shorten(", ".join(document.keywords))
    core.language = document.office_language
    core.created = core.modified = utc_second(document.timestamp)
    counts = {"Slides": slides, "Notes": slides, "HiddenSlides": 0}
    app = Part(
        PackURI("/docProps/app.xml"),
        CONTENT_TYPE.OFC_EXTENDED_PROPERTIES,
        package,
        application_properties("Microsoft Office PowerPoint", counts),
    )
    package.relate_to(app, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)
