"""The state of one file while it is written: its package, its counters and the writers that share them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from docx.parts.image import ImagePart
from msgspec import Struct
from msgspec.structs import replace

from builder.language import reads_right_to_left, region
from builder.office.word_package import WordPackage, WordRelationships
from builder.office.xml import qn
from builder.templates.word.facts import PageGeometry
from builder.templates.word.reader import BriefTemplate
from builder.tree.document import Document
from builder.tree.prose import Inlines
from builder.typeset.fonts import Fonts
from builder.writers.word.anchors import BriefAnchors
from builder.writers.word.flow import Flow, SectionProperties
from builder.writers.word.footnotes import Footnotes
from builder.writers.word.inlines import InlineWriter, ReferenceTargets, language_element
from builder.writers.word.lists import ListInstances

if TYPE_CHECKING:
    from builder.writers.word.page_numbers import EntryBlock

__all__ = ["BriefContext"]


class Unnumbered(Struct, frozen=True):
    """The contents or a list whose pages are to be measured: the block, and the pages and the XML of its draft."""

    block: EntryBlock
    pages: dict[str, int]
    xml: str


_LETTER_REGIONS = frozenset(["BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"])
"""Regions that use paper of 8½ by 11 inches (CLDR, supplemental data, paper size)."""
_MANY_ENTRIES = (300, 3_000)
"""Entries from which pages are likely to have three and four digits."""
_PAPERS = {"a4": (11906, 16838), "letter": (12240, 15840)}


class BriefContext:
    """State shared by the writers of one file. Created for one call of `write_brief`."""

    def __init__(self, document: Document, template: BriefTemplate):
        self.document = document
        self.template = template
        self.labels = document.labels
        self.styles = template.styles
        self.language = document.office_language
        self.table_direction = "<w:bidiVisual/>" if reads_right_to_left(self.language) else ""
        """Puts the first column of tables at the right in right-to-left languages."""
        self.package = WordPackage.from_bytes(template.blob)
        self.relationships = WordRelationships(self.package.main_document_part)
        self.pictures: dict[str, ImagePart] = {}
        """The part of each picture, by the digest of its bytes."""
        self.page = _paper(template, document)
        self.fonts = Fonts()
        self.anchors = BriefAnchors()
        self.targets = ReferenceTargets()
        self.lists = ListInstances(template.next_num)
        self.flow = Flow(self.page, self.styles["source_line"], _section_properties(template))
        mark = (
            f'<w:rPr><w:rStyle w:val="{self.styles["footnote_reference"]}"/>{language_element(self.language)}</w:rPr>'
        )
        self.notes = Footnotes(self.package.footnotes, mark)
        self.inlines = InlineWriter(
            self.relationships.link, self.styles, self.language, self.targets, self.notes.add, template.numbered
        )
        self.note_inlines = InlineWriter(
            self.notes.relationships.link, self.styles, self.language, self.targets, None, template.numbered
        )
        self.first_heading = False
        """True if the next heading starts a new page, because the first page has no body text."""
        self.unnumbered: list[Unnumbered] = []
        """The contents and lists whose pages are to be measured."""
        self.measured: Mapping[str, int] = {}
        """The pages measured for the entries of contents and lists, by bookmark; 0 is unknown."""
        self.listed: dict[str, str] = {}
        """The key of each exhibit in a list → the bookmark of its caption."""
        self.imprint_written = False
        self.sequences: dict[str, int] = {}
        self._drawings = 0

    def drawing_id(self) -> int:
        """Return the next id of a drawing, unique in the file (`wp:docPr`)."""
        self._drawings += 1
        return self._drawings

    def add_unnumbered(self, block: EntryBlock) -> None:
        """Add a block whose pages are to be measured to the body. Its draft shows pages of as many digits as the right
        ones are likely to have, by the number of entries.
        """
        bookmarks = block.bookmarks
        digits = 2 + sum(len(bookmarks) >= many for many in _MANY_ENTRIES)
        pages = dict.fromkeys(bookmarks, 10 ** (digits - 1))
        draft = Unnumbered(block, pages, block.xml(pages))
        self.unnumbered.append(draft)
        self.flow.add(draft.xml)

    def passage(self, key: str, inlines: Inlines, *, size: float = 0.0, strong: bool = False) -> str:
        """Return inlines of the body as runs, inside the bookmark of their key."""
        return self.anchors.passage(key, self.inlines.runs(inlines, size=size, strong=strong), inlines)


@lru_cache(maxsize=8)
def _section_properties(template: BriefTemplate) -> SectionProperties:
    """Return what sections take from a template's. A process that writes many briefs reads them once."""
    body = WordPackage.from_bytes(template.blob).main_document_part.element.body
    return SectionProperties.of(body.find(qn("w:sectPr")))


def _paper(template: BriefTemplate, document: Document) -> PageGeometry:
    """Return the page in the paper size that the publication asks for, with the template's margins. By default the
    builder's own template follows the region of the language tag ("fr-CA", not "en"); others keep their size.
    """
    asked = document.brief.paper
    if asked is None and template.house and region(document.language) in _LETTER_REGIONS:
        asked = "letter"
    if asked is None:
        return template.page
    width, height = _PAPERS[asked]
    return replace(template.page, width=width, height=height)
