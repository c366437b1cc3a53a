"""What the documents of one template have in common for the measure of their pages, found once for all of them."""

from __future__ import annotations

from typing import Any

from builder.office.theme import Theme
from builder.templates.word.style_sheet import Numbering, StyleSheet
from builder.typeset.fonts import Fonts
from builder.writers.word.pagination.blocks import MeasuredBlock
from builder.writers.word.pagination.characters import CharacterTypes
from builder.writers.word.pagination.forms import Form
from builder.writers.word.pagination.paragraph_looks import ParagraphLooks
from builder.writers.word.pagination.paragraphs import ParagraphPlan
from builder.writers.word.pagination.reading import Piece
from builder.writers.word.pagination.tables import RowKey, RowPlan

__all__ = ["StyleMeasures"]


class StyleMeasures:
    """The looks and types that styles give, and how paragraphs and rows of each form are measured.

    `styles` and `numbering` are root elements of parts; a document may add lists of its own. Nothing here depends on
    the words of a document, so that the order in which documents are measured changes nothing.
    """

    def __init__(self, styles: Any, numbering: Any, theme: Theme):
        self.sheet = StyleSheet(styles)
        self.looks = ParagraphLooks(self.sheet, Numbering(numbering) if numbering is not None else None)
        self.types = CharacterTypes(self.sheet, theme, Fonts())
        self.paragraph_plans: dict[Form, ParagraphPlan | None] = {}
        self.row_plans: dict[RowKey, RowPlan | None] = {}
        self.pieces: dict[tuple[Piece, float, float, frozenset[str]], tuple[MeasuredBlock, ...]] = {}
        """The blocks of pieces of bodies, by their XML, the width and grid of their page, and the bookmarks wanted."""
