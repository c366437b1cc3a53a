"""The imprint: how to cite the publication, whom to ask, what it does not vouch for, in columns side by side."""

from __future__ import annotations

from msgspec import Struct

from builder.office.xml import attribute
from builder.tree.prose import Inlines, Run
from builder.typeset.measure import words
from builder.writers.word.context import BriefContext
from builder.writers.word.flow import AFTER_EXHIBIT
from builder.writers.word.pagination.reading import TableXml
from builder.writers.word.paragraphs import WordParagraph
from builder.writers.word.tables import table_look

__all__ = ["imprint_height", "write_imprint"]

_SIDES = 340
"""Twips at the sides of a column, as in the table style."""
_EDGES = 11.4
"""Points above and below its words, as in the table style."""


class _Entry(Struct, frozen=True):
    """A column: its heading, its words, and what finds them again."""

    heading: str
    inlines: Inlines
    key: str


def write_imprint(state: BriefContext, *, below_table: bool = True) -> None:
    """Write the imprint as a table of one row for the layout alone, read column by column. It is written once.

    `below_table` is False after contents, which Word does not take for a part of the table.
    """
    entries = _entries(state)
    if not entries or state.imprint_written:
        return
    state.imprint_written = True
    width = state.page.text_width // len(entries)
    widths = [width] * (len(entries) - 1) + [state.page.text_width - width * (len(entries) - 1)]
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{_column(state, entry)}</w:tc>'
        for entry, width in zip(entries, widths, strict=True)
    )
    if below_table:
        state.flow.part_tables()
    # At the end of a document it is never alone on the last page.
    state.flow.bind_last()
    state.flow.lift(AFTER_EXHIBIT)
    head = (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{state.styles["imprint_table"]}"/>{state.table_direction}'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{table_look(False, False, False)}'
        f'<w:tblCaption w:val="{attribute(", ".join(entry.heading for entry in entries))}"/>'
        "</w:tblPr><w:tblGrid>" + "".join(f'<w:gridCol w:w="{width}"/>' for width in widths) + "</w:tblGrid>"
    )
    state.flow.add(TableXml(head, (f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>",)))
    state.flow.gap = AFTER_EXHIBIT


def imprint_height(state: BriefContext) -> float:
    """Return the height of the imprint with the space above it, in points; 0 if there is none."""
    entries = _entries(state)
    if not entries:
        return 0.0
    room = (state.page.text_width / len(entries) - _SIDES) / 20
    heading, style = state.template.type["imprint_heading"], state.template.type["imprint"]
    highest = 0.0
    for entry in entries:
        height = 0.0
        for inlines, look in (((Run(entry.heading),), heading), (entry.inlines, style)):
            set_ = words(inlines, state.fonts, look.font, bold=look.bold)
            line = look.exact or look.line * set_.line * look.size
            height += look.before + set_.lines(room / (look.size * 1.02)) * line + look.after
        highest = max(highest, height)
    return highest + _EDGES + AFTER_EXHIBIT / 20


def _entries(state: BriefContext) -> list[_Entry]:
    imprint, labels = state.document.brief.imprint, state.labels
    if imprint is None:
        return []
    entries = (
        _Entry(labels.imprint_cite, imprint.cite, "brief.imprint.cite"),
        _Entry(labels.imprint_contact, imprint.contact, "brief.imprint.contact"),
        _Entry(labels.imprint_disclaimer, imprint.disclaimer, "brief.imprint.disclaimer"),
    )
    return [entry for entry in entries if entry.inlines]


def _column(state: BriefContext, entry: _Entry) -> str:
    heading = WordParagraph(state.styles["imprint_heading"], state.inlines.words(entry.heading), keep=True)
    text = WordParagraph(state.styles["imprint"], state.passage(entry.key, entry.inlines))
    return heading.xml() + text.xml()
