"""What the measure of the finished document decides: the page numbers of the contents and of lists, the places of
exhibits and of notes in the margin, the parts of tables, the heights of charts.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Protocol

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import XmlPart
from lxml import etree
from msgspec.structs import replace

from builder.office.word_package import WordPackage
from builder.templates.word.reader import BriefTemplate
from builder.writers.word.context import BriefContext
from builder.writers.word.flow import unit_end
from builder.writers.word.margin import framed, margin_notes
from builder.writers.word.pagination.filling import MeasuredPages
from builder.writers.word.pagination.measure import DocumentParts, measured_pages
from builder.writers.word.pagination.reading import Piece
from builder.writers.word.pagination.shared import StyleMeasures
from builder.writers.word.paragraphs import EMU_PER_POINT, WordParagraph
from builder.writers.word.places import kept_blocks

__all__ = ["EntryBlock", "settle_pages"]

_ROUNDS = 2


class EntryBlock(Protocol):
    """Entries that end with the page of what they name: the contents, or a list of exhibits."""

    @property
    def bookmarks(self) -> list[str]:
        """Those of what it names, in order."""

    def xml(self, pages: Mapping[str, int]) -> str:
        """Return the block as a piece of the body. `pages` gives pages by bookmark, the first of the file being 1; the
        entry shows the number printed there, or none.
        """


def settle_pages(state: BriefContext, pieces: list[Piece]) -> dict[str, int]:
    """Change what would leave holes (places of exhibits, heights of charts), divide tables with a note that go over a
    page end, and write the measured pages into the contents and lists among the pieces of the body that wait for them.
    Return these pages by bookmark, 0 for an unknown one.

    A document that cannot be measured stays as it is and has no numbers.
    """
    flow = state.flow
    kept = kept_blocks(flow.blocks, flow.units, state.styles["body_text"])
    loose, notes = flow.taken_along, margin_notes(state)
    exhibits = any(chain.stops or chain.lowerable or chain.divisible for chain in kept)
    if not (state.unnumbered or notes or loose or exhibits):
        return {}
    parts = _parts(state)
    entries = [(draft.xml, draft.block) for draft in state.unnumbered]
    wanted = [name for _, block in entries for name in block.bookmarks]
    digits = max((_longest(state, draft.pages) for draft in state.unnumbered), default=0)
    for _ in range(_ROUNDS):
        measured = measured_pages(pieces, wanted, parts, kept, loose, notes)
        pages = measured.bookmarks
        _change(state, pieces, measured)
        kept, loose, notes = [], (), []
        for index, (xml, block) in enumerate(entries):
            place = pieces.index(xml)
            pieces[place] = numbered = block.xml(pages)
            entries[index] = numbered, block
        # Longer numbers may need another line of the contents, and move what follows.
        if _longest(state, pages) <= digits:
            break
    return {name: pages.get(name, 0) for name in wanted}


def _change(state: BriefContext, pieces: list[Piece], measured: MeasuredPages) -> None:
    """Make the changes that the measure found, in the pieces of the body: those that change no places first."""
    blocks = state.flow.blocks
    for place, points in measured.lowered.items():
        block = blocks[place]
        if isinstance(block, WordParagraph) and block.lowerable is not None:
            runs = block.lowerable.lower(block.lowerable.height - round(points * EMU_PER_POINT))
            pieces[place] = replace(block, runs=runs).xml()
    for place in measured.unbound:
        block = blocks[place]
        if isinstance(block, WordParagraph):
            pieces[place] = replace(block, keep=None).xml()
    for start, anchor in measured.beside.items():
        unit = state.flow.units[start]
        assert unit is not None
        beside = pieces[anchor]
        assert isinstance(beside, str)
        pieces[anchor] = framed(state, unit.aside) + beside
        for place in range(start, unit_end(state.flow.units, start)):
            pieces[place] = ""
    groups = [[piece] for piece in pieces]
    for place, starts in measured.divided.items():
        unit = state.flow.units[place]
        assert unit is not None and unit.parts is not None
        groups[place] = unit.parts.pieces(starts)
    for start, (end, stop) in measured.moved.items():
        groups[start:stop] = [*groups[end:stop], *groups[start:end]]
    pieces[:] = [piece for group in groups for piece in group]


def _longest(state: BriefContext, pages: Mapping[str, int]) -> int:
    """Return the number of characters of the longest number that is shown for these pages."""
    return max((len(state.template.page_numbers.label(page)) for page in set(pages.values())), default=0)


def _parts(state: BriefContext) -> DocumentParts:
    main = state.package.main_document_part
    headers = {
        identifier: rel.target_part.element
        for identifier, rel in main.rels.items()
        if rel.reltype.rpartition("/")[2] in ("header", "footer") and isinstance(rel.target_part, XmlPart)
    }
    numbering, footnotes = main.numbering_part, state.package.footnotes
    return DocumentParts(
        styles=_style_measures(main.part_related_by(RELATIONSHIP_TYPE.STYLES).blob, state.template),
        numbering=None if numbering.unread else numbering.element,
        settings=_settings(main.part_related_by(RELATIONSHIP_TYPE.SETTINGS).blob),
        footnotes=None if footnotes.unread else footnotes.element,
        headers=headers,
    )


@lru_cache(maxsize=8)
def _settings(part: bytes) -> Any:
    return etree.fromstring(part)


@lru_cache(maxsize=8)
def _style_measures(styles: bytes, template: BriefTemplate) -> StyleMeasures:
    """Return what documents with this styles part have in common. A process that writes many briefs finds it once for
    each template and language.
    """
    numbering = WordPackage.from_bytes(template.blob).main_document_part.numbering_part.element
    return StyleMeasures(etree.fromstring(styles), numbering, template.theme)
