"""The state of one file while it is written: its counters, its parts, and who writes what."""

from __future__ import annotations

from msgspec.structs import replace

from builder.language import reads_right_to_left, region
from builder.templates.word.facts import PageGeometry
from builder.templates.word.reader import BriefTemplate
from builder.tree.nodes import Document, Inlines
from builder.typeset.fonts import Fonts
from builder.writers.word.anchors import Anchors
from builder.writers.word.flow import Flow
from builder.writers.word.inlines import InlineWriter, Targets, language_element
from builder.writers.word.lists import ListInstances
from builder.writers.word.notes import Notes

__all__ = ["Writing"]

_LETTER_REGIONS = frozenset(["BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"])
"""Where letters are written on paper of 8½ by 11 inches (CLDR, supplemental data, paper size)."""
_PAPERS = {"a4": (11906, 16838), "letter": (12240, 15840)}


class Writing:
    """Everything that the writers of one file share. Made for one call of `write_brief`, never kept."""

    def __init__(self, document: Document, template: BriefTemplate):
        self.document = document
        self.template = template
        self.labels = document.labels
        self.styles = template.styles
        self.language = document.office_language
        self.table_direction = "<w:bidiVisual/>" if reads_right_to_left(self.language) else ""
        """Puts the first column of tables at the right where one reads from there."""
        self.package = template.package.copy()
        self.part = template.document_part
        self.page = _paper(template, document)
        self.fonts = Fonts()
        self.anchors = Anchors()
        self.targets = Targets()
        self.lists = ListInstances(template)
        self.flow = Flow(self.page, template.references, template.section_rest, self.styles["source_line"])
        mark = (
            f'<w:rPr><w:rStyle w:val="{self.styles["footnote_reference"]}"/>{language_element(self.language)}</w:rPr>'
        )
        self.notes = Notes(template.separators, mark)
        self.inlines = InlineWriter(
            self.package, self.part, self.styles, self.language, self.targets, self.notes.add, template.numbered
        )
        self.note_inlines = InlineWriter(
            self.package, template.footnotes_part, self.styles, self.language, self.targets, None, template.numbered
        )
        self.first_heading = False
        """Whether the next heading begins a page: the first page stands alone."""
        self.sequences: dict[str, int] = {}
        self._drawings = 0

    def drawing_id(self) -> int:
        """The next id of a drawing, unique over the whole file (`wp:docPr`)."""
        self._drawings += 1
        return self._drawings

    def passage(self, key: str, inlines: Inlines, *, size: float = 0.0, strong: bool = False) -> str:
        """Inlines of the body as runs, inside the bookmark of their key."""
        return self.anchors.passage(key, self.inlines.runs(inlines, size=size, strong=strong), inlines)


def _paper(template: BriefTemplate, document: Document) -> PageGeometry:
    """The page in the paper size that the publication asks for, margins as they are. Where it asks for none, the
    builder's own template follows the region that the language names ("fr-CA", not "en"); others keep theirs.
    """
    asked = document.brief.paper
    if asked is None and template.house and region(document.language) in _LETTER_REGIONS:
        asked = "letter"
    if asked is None:
        return template.page
    width, height = _PAPERS[asked]
    return replace(template.page, width=width, height=height)
