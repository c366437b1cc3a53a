"""What one deck remembers for the next of the same publication with other values: the XML of slides and notes pages. A
slide that the plan has not changed is put into the package as it was written, with the same relationships.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from pptx.opc.constants import RELATIONSHIP_TYPE

from builder.office.deck_package import DeckRelationships, WrittenNotes, WrittenSlide
from builder.office.relationships import HYPERLINK
from builder.tree.prose import Inlines
from builder.typeset.plan import ImagePart, Slide, TablePart
from builder.writers.charts.part import ChartParts
from builder.writers.powerpoint.anchors import SlidePassages
from builder.writers.powerpoint.charts import chart_part
from builder.writers.powerpoint.context import DeckContext
from builder.writers.powerpoint.shapes import SlideShapes

__all__ = ["SlideMemory"]

_LAYOUT, _CHART, _SLIDE, _NOTES = (
    RELATIONSHIP_TYPE.SLIDE_LAYOUT, RELATIONSHIP_TYPE.CHART, RELATIONSHIP_TYPE.SLIDE, RELATIONSHIP_TYPE.NOTES_SLIDE,
)  # fmt: skip
_Target = str | int | ChartParts
"""What a relationship leads to: a layout by part name, another slide by index, a chart, or an address."""


class _Written(Struct, frozen=True):
    """A slide as it was written, and everything beside the plan that decided how."""

    slide: Slide
    footer: tuple[str, str, str]
    jumps: dict[str, int | None]
    headlines: tuple[tuple[Inlines, str], ...]
    rows: dict[str, tuple[int, int]]
    """The number of rows of each table that earlier slides had shown, and that number after this one."""
    xml: bytes
    relationships: tuple[tuple[str, _Target], ...]
    notes: bytes
    addresses: tuple[str, ...]
    """Those of the links on the notes page."""
    listed: str
    """The element in the list of anchors."""


class SlideMemory:
    """The slides of the last deck of one publication in one language and one template, by number."""

    def __init__(self) -> None:
        self._written: dict[int, _Written] = {}

    def put(self, context: DeckContext, slide: Slide, part: WrittenSlide, number: int) -> bool:
        """Write a slide as it was written before; return False if it would now be another one."""
        known = self._written.get(number)
        if known is None or not (known.slide is slide or known.slide == slide) or not _holds(known, context):
            return False
        part.write_bytes(known.xml)
        relationships = DeckRelationships(part)
        for reltype, target in known.relationships:
            _relate(relationships, context, reltype, target)
        notes = WrittenNotes(context.package)
        notes.write_bytes(known.notes)
        of_notes = DeckRelationships(notes)
        for address in known.addresses:
            of_notes.link(address)
        of_notes.relate(RELATIONSHIP_TYPE.NOTES_MASTER, context.notes_master)
        of_notes.relate(_SLIDE, part)
        part.relate_to(notes, _NOTES)
        context.rows_written.update({key: after for key, (_, after) in known.rows.items()})
        context.anchors.slides[-1].xml = known.listed
        return True

    def keep(
        self, context: DeckContext, slide: Slide, shapes: SlideShapes, number: int, before: dict[str, int]
    ) -> None:
        """Remember a slide that was written, unless it shows pictures. `before` are the rows that earlier slides had
        shown.
        """
        self._written.pop(number, None)
        if any(isinstance(part, ImagePart) for part in slide.parts):
            return
        part: Any = shapes.part
        relationships = [(rel.reltype, rel) for rel in part.rels.values()]
        notes: Any = next(rel.target_part for reltype, rel in relationships if reltype == _NOTES)
        targets = [(reltype, _target(context, rel)) for reltype, rel in relationships if reltype != _NOTES]
        tables = {own.key for own in slide.parts if isinstance(own, TablePart)}
        listed: SlidePassages = context.anchors.slides[-1]
        self._written[number] = _Written(
            slide=slide,
            footer=_footer(context),
            jumps=dict(shapes.jumps),
            headlines=tuple(shapes.headlines),
            rows={key: (before.get(key, 0), context.rows_written.get(key, 0)) for key in tables},
            xml=part.blob,
            relationships=tuple((reltype, target) for reltype, target in targets if target is not None),
            notes=notes.blob,
            addresses=tuple(rel.target_ref for rel in notes.rels.values() if rel.is_external),
            listed=listed.element(),
        )
        if any(target is None for _, target in targets):
            del self._written[number]


def _holds(known: _Written, context: DeckContext) -> bool:
    return (
        known.footer == _footer(context)
        and all(context.targets.get(target) == index for target, index in known.jumps.items())
        and all(context.headline_keys.of(inlines) == key for inlines, key in known.headlines)
        and all(context.rows_written.get(key, 0) == before for key, (before, _) in known.rows.items())
    )


def _footer(context: DeckContext) -> tuple[str, str, str]:
    """Return what the foot of every slide is written from."""
    document = context.document
    return document.office_language, document.classification, context.title


def _target(context: DeckContext, rel: Any) -> _Target | None:
    """Return what a relationship of a slide leads to; None for what is not remembered."""
    if rel.is_external:
        address: str = rel.target_ref
        return address
    name = str(rel.target_part.partname)
    if rel.reltype == _LAYOUT:
        return name
    if rel.reltype == _CHART:
        return context.charts.get(name)
    return next((index for index, part in enumerate(context.slides) if part is rel.target_part), None)


def _relate(relationships: DeckRelationships, context: DeckContext, reltype: str, target: _Target) -> None:
    if reltype == HYPERLINK:
        relationships.link(str(target))
    elif isinstance(target, ChartParts):
        relationships.relate(reltype, chart_part(context, target))
    elif isinstance(target, int):
        relationships.relate(reltype, context.slides[target])
    else:
        relationships.relate(reltype, context.layouts[target])
