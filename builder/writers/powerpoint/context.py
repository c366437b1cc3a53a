"""State shared by the slides of one deck."""

from __future__ import annotations

from collections.abc import Sequence

from pptx.parts.image import ImagePart
from pptx.parts.slide import NotesMasterPart, SlideLayoutPart, SlidePart

from builder.office.deck_package import DeckPackage
from builder.tree.document import Document
from builder.tree.headline_keys import HeadlineKeys
from builder.tree.prose import unformatted
from builder.writers.charts.part import ChartParts
from builder.writers.powerpoint.anchors import DeckAnchors

__all__ = ["DeckContext"]


class DeckContext:
    """State shared by the slides of one deck: package, document, anchors, layouts by part name, and targets of
    references.

    `slides` holds the parts of all slides, empty until they are written, so that slides can link forward. `targets`
    maps the id of a table, figure or section to the index of the slide that shows it.
    """

    def __init__(
        self,
        package: DeckPackage,
        document: Document,
        table_style: str,
        table_inks: dict[str, str],
        header_fill: str,
        minor_font: str,
        layouts: dict[str, SlideLayoutPart],
        notes_master: NotesMasterPart,
        slides: Sequence[SlidePart],
        targets: dict[str, int],
    ):
        self.package = package
        self.document = document
        self.table_style = table_style
        self.table_inks = table_inks
        self.header_fill = header_fill
        self.minor_font = minor_font
        self.layouts = layouts
        self.notes_master = notes_master
        self.slides = slides
        self.targets = targets
        self.anchors = DeckAnchors()
        self.headline_keys = HeadlineKeys(document)
        self.rows_written: dict[str, int] = {}
        """Number of rows of each table on earlier slides, by the table's key."""
        self.title = unformatted(document.title)
        self.charts: dict[str, ChartParts] = {}
        """What each chart was made of, by the name of its part."""
        self.pictures: dict[bytes, ImagePart] = {}
        """The part of each picture, by the digest of its bytes."""
