"""The slides between the title and the first section: key figures and agenda."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from builder.tree.document import SectionNode
from builder.typeset.content_units import ContentUnit, paragraph_unit
from builder.typeset.fit import FULL
from builder.typeset.inlines import notes_in, text
from builder.typeset.layout_slots import TextSlot
from builder.typeset.plan import Part, Slide, SlideParagraph, TextPart
from builder.typeset.planner import Planner
from builder.typeset.slide_drafts import finish, plain_drafts
from builder.typeset.slide_slots import SectionTopic, open_slots
from builder.typeset.slides.agenda import agenda_tables
from builder.typeset.slides.highlights import plan_highlights
from builder.typeset.slides.text_slides import plan_words, text_slot
from builder.typeset.source_lines import Credits, empty, notes_of
from builder.typeset.text_flow import lay_out
from builder.typeset.titles import TitleRegister, headline

__all__ = ["agenda_slides", "key_figure_slides"]

_ONE_COLUMN = 6
"""Number of sections in one column even if the layout has two."""
_LEAST_ENTRIES = 4
_FEWER = "nest sections, or set `agenda: false` under `deck`"
Shown = Sequence[tuple[tuple[Part, ...], ...]]
"""For each slide, the parts of each language."""


def key_figure_slides(planner: Planner, headlines: TitleRegister) -> list[tuple[Slide, ...]]:
    """Plan the publication's key figures as big numbers."""
    documents = planner.documents
    if not documents[0].key_figures:
        return []
    credits = tuple(_figure_credits(planner, language) for language in planner.languages)
    topic = _topic(planner, tuple(document.labels.key_figures for document in documents), "key-figures")
    scene = open_slots(planner, "key-figures", topic, credits)
    slides = plan_highlights(planner, tuple(document.key_figures for document in documents), scene.area)
    shown = [tuple((part,) for part in twins) for twins in slides]
    return [finish(planner, headlines, draft) for draft in plain_drafts(planner, topic, scene, shown, credits)]


def agenda_slides(planner: Planner, headlines: TitleRegister) -> list[tuple[Slide, ...]]:
    """Plan the sections by name, without appendices, in two columns if the layout has them and there are many. Without
    a choice of the author, less than four sections have no agenda: it would leave half of its slide empty.
    """
    documents = planner.documents
    count = sum(not section.appendix for section in documents[0].sections)
    wanted = documents[0].deck.agenda
    if count < 2 or not (count >= _LEAST_ENTRIES if wanted is None else wanted):
        return []
    credits = tuple(empty() for _ in documents)
    topic = _topic(planner, tuple(document.labels.agenda for document in documents), "agenda")
    scene = open_slots(planner, "agenda", topic, credits)
    units = [_entry(planner, number) for number in range(count)]
    body = text_slot(planner, scene)
    slides: Shown | None = None
    layout = scene.layout_slots.layout
    holders = [layout.placeholders[role] for role in ("body", "body2") if role in layout.placeholders]
    if not layout.substitute and all(holder.type == "obj" for holder in holders):
        tables = agenda_tables(planner, count, [holder.frame for holder in holders])
        slides = [tuple(tables)] if tables is not None else None
    if slides is not None:
        return [finish(planner, headlines, draft) for draft in plain_drafts(planner, topic, scene, slides, credits)]
    if count > _ONE_COLUMN and "body2" in scene.layout_slots.layout.placeholders:
        slides = _two_columns(planner, units, body, text_slot(planner, scene, "body2"))
        if slides and len(slides) > 1:
            message = f"the agenda of {count} sections is continued over {len(slides)} slides"
            planner.report("slide-continued", message, documents[0].sections[0].span, _FEWER)
    slides = slides or plan_words(planner, topic, units, body, documents[0].sections[0].span)
    return [finish(planner, headlines, draft) for draft in plain_drafts(planner, topic, scene, slides, credits)]


def _topic(planner: Planner, titles: Sequence[str], key: str) -> SectionTopic:
    documents = planner.documents
    return SectionTopic(
        base=tuple(map(text, titles)), kickers=("",) * len(documents), span=documents[0].span, key=key
    )  # fmt: skip


def _figure_credits(planner: Planner, language: int) -> Credits:
    credits = empty()
    for item in planner.documents[language].key_figures:
        if item.source_id:
            credits.add_source(planner.source(language, item.source_id))
        notes_of(planner, language, notes_in(item.label), credits)
    return credits


def _entry(planner: Planner, number: int) -> ContentUnit:
    return paragraph_unit([_named(document.sections[number]) for document in planner.documents])


def _named(section: SectionNode) -> SlideParagraph:
    """Return an entry: the section's name after its own number, if it has one."""
    numbered = section.label.isdecimal()
    number = int(section.label) if numbered else 0
    return SlideParagraph(
        headline(section.title), 0, "number" if numbered else "none", number, section.span, section.key
    )


def _two_columns(planner: Planner, units: list[ContentUnit], left: TextSlot, right: TextSlot) -> Shown | None:
    """Place entries in two columns at one size, on as few slides as possible; None if even few do not fit a column."""
    for slides in range(1, len(units) // 4 + 2):
        size = -(-len(units) // slides)
        groups = [units[at : at + size] for at in range(0, len(units), size)]
        pairs = [_pair(planner, group, left, right) for group in groups]
        if all(pair is not None for pair in pairs):
            return [pair for pair in pairs if pair is not None]
    return None


def _pair(
    planner: Planner, units: list[ContentUnit], left: TextSlot, right: TextSlot
) -> tuple[tuple[Part, ...], ...] | None:
    """Place half of the entries beside the other half, at one size; None if they do not fit."""
    half = (len(units) + 1) // 2
    laid = [lay_out(planner, units[:half], left), lay_out(planner, units[half:], right)]
    if any(len(column.slides) > 1 for column in laid):
        return None
    scale = min(column.step.scale for column in laid)
    reduction = max(column.step.reduction for column in laid)
    parts = []
    for language in planner.languages:
        own = [column.slides[0][language] for column in laid if column.slides]
        parts.append(tuple(_at(part, scale, reduction) for part in own if part is not None))
    return tuple(parts)


def _at(part: TextPart, scale: int, reduction: int) -> TextPart:
    """Return the part at a scale, as a size of its own: programs that shrink text by themselves would set the shorter
    column larger.
    """
    fit = replace(part.fit, scale=FULL.scale, reduction=reduction)
    return replace(part, fit=fit, growth=part.growth * scale / FULL.scale)
