"""A section's items on slides: each on its own, or two on one slide if both fit at full size in every language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from msgspec.structs import replace

from builder.templates.deck.facts import Frame
from builder.tree.blocks import CalloutNode, HighlightsNode, QuoteNode, TimelineNode
from builder.tree.exhibits import ChartNode, TableNode
from builder.tree.prose import plain
from builder.typeset.content_units import prose_paragraphs
from builder.typeset.inlines import text
from builder.typeset.layout_slots import GAP, TextSlot, box_slot, placeholder_slot
from builder.typeset.plan import Part, SlideParagraph, TablePart, TextPart
from builder.typeset.planner import Planner, Texts
from builder.typeset.slide_drafts import SlideDraft
from builder.typeset.slide_slots import SectionTopic, SlideSlots, box_parts, caption_height, open_slots, unit_parts
from builder.typeset.slides.callouts import callouts_whole
from builder.typeset.slides.definitions import plan_terms
from builder.typeset.slides.drafting import Drafting
from builder.typeset.slides.exhibits import (
    Blocks,
    alts,
    beside,
    captions,
    exhibit_frame,
    exhibit_role,
    over_callout,
    plan_exhibit,
    titles_from_captions,
    units,
)
from builder.typeset.slides.items import Item
from builder.typeset.slides.pictures import chart_beside_callout, chart_in_pair
from builder.typeset.slides.tables import rows_shown
from builder.typeset.slides.text_slides import plan_quote, plan_words, rooms_below, text_slot
from builder.typeset.slides.timeline import timeline_whole
from builder.typeset.source_lines import Credits, credits_of
from builder.typeset.text_flow import fits_whole
from builder.typeset.titles import TitleRegister

__all__ = ["SectionPlanner"]

_COLUMN_GAP = 411_480
_TILE_GAP = 228_600
_LEAST_CHART_WIDTH = 5_486_400
"""EMU of a chart beside big numbers: six inches."""
_CALLOUT_GAP = 228_600
_TIMELINE_GAP = 320_040
_CALLOUT_SIZE = 18.0
_CALLOUT_SIZES = (22.0, 20.0, _CALLOUT_SIZE)
_MOST_CALLOUTS = 4
_LONGEST_BESIDE = 44
"""Characters of a quotation, its marks included, that may share its slide."""


class SectionPlanner(Drafting):
    """Makes the drafts of one section from its items."""

    def __init__(self, planner: Planner, headlines: TitleRegister, topic: SectionTopic):
        super().__init__(planner, headlines, topic)
        self.drafts: list[SlideDraft] = []

    def items(self, items: Sequence[Item]) -> None:
        """Plan all items of the section, in order."""
        index = 0
        while index < len(items):
            index += self._shared(items[index : index + 1 + _MOST_CALLOUTS]) or self._alone(items[index])

    # --- One thing a slide -----------------------------------------------------------------------------------------

    def _alone(self, item: Item) -> int:
        if item.is_words:
            self._words(item)
        elif isinstance(item.block, QuoteNode):
            self._quote(item)
        else:
            self._exhibit(item)
        return 1

    def _words(self, item: Item) -> None:
        credits = self.credits(item.blocks)
        scene = open_slots(self.planner, "text", self.topic, credits)
        span = item.block.span if item.blocks else self.topic.span
        slot = text_slot(self.planner, scene)
        terms = plan_terms(self.planner, item.units, slot.frame, self.topic.key)
        if terms is not None:
            self._draft(scene, tuple((part,) for part in terms), credits, item.blocks)
            return
        slides = plan_words(self.planner, self.topic, item.units, slot, span)
        for number, parts in enumerate(slides):
            self._draft(scene, parts, _credits_of_slide(credits, number), item.blocks)

    def _quote(self, item: Item) -> None:
        credits = self.credits(item.blocks)
        scene = open_slots(self.planner, "quote", self.topic, credits)
        slides = plan_quote(self.planner, self.topic, cast(tuple[QuoteNode, ...], item.blocks[0]), scene)
        for number, parts in enumerate(slides):
            self._draft(scene, parts, _credits_of_slide(credits, number), item.blocks)

    def _exhibit(self, item: Item) -> None:
        """Plan an exhibit. After the section's first slide, a caption that fits is the title: it is more informative
        than "(cont.)".
        """
        planner, blocks = self.planner, item.blocks[0]
        credits = self.credits(item.blocks)
        role = exhibit_role(item.block)
        base, lines = self._title_and_captions(blocks, role)
        scene = open_slots(planner, role, self.topic, credits, lines, units(blocks))
        slides = plan_exhibit(planner, blocks, exhibit_frame(scene, role))
        for number, twins in enumerate(slides):
            parts = tuple((part,) for part in twins)
            shown = self._table_credits(blocks, twins, number) or _credits_of_slide(credits, number)
            self._draft(scene, parts, shown, item.blocks, blocks, base=base, continued=number > 0)

    def _title_and_captions(self, blocks: Blocks, role: str) -> tuple[Texts, tuple[str, ...]]:
        """Return the title of an exhibit's slide and the captions: after the section's first slide a caption that fits
        is the title.
        """
        planner, layout = self.planner, self.planner.template.layouts[role]
        named = titles_from_captions(blocks) if self.drafts else None
        if named is not None and self.headlines.step(named, layout) is not None:
            base = self.headlines.qualified(named, self.topic.base, layout)
            return base, captions(planner, blocks, numbers_only=True)
        return self.topic.base, captions(planner, blocks)

    def _table_credits(self, blocks: Blocks, twins: Sequence[Part], number: int) -> list[Credits]:
        """Return the credits of slide `number` (from 0) of a table, nothing for other exhibits: the table's own note
        and sources on every slide, notes of cells where their row is shown.
        """
        return [
            credits_of(self.planner, language, [rows_shown(block, part.rows, continued=number > 0)])
            for language, (block, part) in enumerate(zip(blocks, twins, strict=True))
            if isinstance(block, TableNode) and isinstance(part, TablePart)
        ]

    # --- Two things a slide ----------------------------------------------------------------------------------------

    def _shared(self, items: Sequence[Item]) -> int:
        """Put the first items on one slide if possible. Return their number; 0 if they do not go together."""
        first = items[0]
        if first.is_callout:
            return self._callouts_together(_leading_callouts(items))
        if _side(first) == "left" and len(items) > 1 and self._side_by_side(first, items[1]):
            return 2
        if _side(first) or (len(items) > 1 and _side(items[1])):
            return 0
        callouts = _leading_callouts(items[1:])
        if first.is_words and callouts:
            return self._callouts_below(first, callouts)
        if callouts:
            return self._chart_beside_callout(first, callouts[0]) or self._exhibit_over_callouts(first, callouts)
        if len(items) < 2:
            return 0
        if _is_chart_with_figures(first, items[1]):
            return 2 if self._chart_with_figures(first, items[1]) else 0
        if first.is_words == items[1].is_words:
            return 0
        if first.is_words and isinstance(items[1].block, TimelineNode):
            return 2 if self._over_timeline(first, items[1]) else 0
        if not first.is_words and isinstance(first.block, QuoteNode) and self._quote_with_points(first, items[1]):
            return 2
        words, exhibit = (first, items[1]) if first.is_words else (items[1], first)
        return 2 if self._beside(words, exhibit) else 0

    def _quote_with_points(self, quotation: Item, words: Item) -> bool:
        """Place a short quotation on its panel, and the points that follow beside it."""
        planner = self.planner
        if planner.template.layouts["quote-points"].substitute:
            return False
        quotes = cast(tuple[QuoteNode, ...], quotation.blocks[0])
        lengths = [sum(len(plain(text.inlines)) for text in prose_paragraphs(quote.blocks)) for quote in quotes]
        if max(lengths) > _LONGEST_BESIDE:
            return False
        blocks = (*quotation.blocks, *words.blocks)
        credits = self.credits(blocks)
        scene = open_slots(planner, "quote-points", self.topic, credits)
        slot = text_slot(planner, scene, "body2")
        shown = plan_quote(planner, self.topic, quotes, scene)
        if len(shown) > 1 or any(len(own) < 2 for own in shown[0]):
            return False
        points = self._points(words, slot)
        if points is None:
            return False
        parts = tuple((*own, *below) for own, below in zip(shown[0], points, strict=True))
        self._draft(scene, parts, credits, blocks)
        return True

    def _beside(self, words: Item, exhibit: Item) -> bool:
        """Place text on the left, an exhibit on the right."""
        planner = self.planner
        blocks = (*words.blocks, *exhibit.blocks)
        credits = self.credits(blocks)
        is_chart = isinstance(exhibit.block, ChartNode)
        panelled = is_chart and not planner.template.layouts["points-chart"].substitute
        scene = open_slots(planner, "points-chart" if panelled else "two-content", self.topic, credits)
        halves = _text_and_exhibit(scene.area)
        left = text_slot(planner, scene, "body", halves[0])
        right = placeholder_slot(scene.layout_slots.layout, "body2", planner.template)
        if (right is None) != bool(left.size):
            return False
        frame = text_slot(planner, scene, "body2").frame if right is not None else halves[1]
        if isinstance(exhibit.block, HighlightsNode):
            left, frame = _wide_text(left, frame)
        points = self._points(words, left, with_terms=not isinstance(exhibit.block, TableNode))
        if points is None:
            return False
        lines = captions(planner, exhibit.blocks[0])
        heads, room = self._heads(scene, lines, units(exhibit.blocks[0]), frame)
        parts = beside(planner, exhibit.blocks[0], room, panel=panelled)
        if parts is None:
            return False
        shown = tuple((*own, *head, part) for own, head, part in zip(points, heads, parts, strict=True))
        self._draft(scene, shown, credits, blocks, exhibit.blocks[0])
        return True

    def _points(self, words: Item, slot: TextSlot, *, with_terms: bool = True) -> Sequence[tuple[Part, ...]] | None:
        """Return text that is whole beside something else: terms over their texts as a table, if wanted, or paragraphs;
        None if it does not fit.
        """
        planner = self.planner
        if with_terms and not slot.size:
            terms = plan_terms(planner, words.units, slot.frame, self.topic.key, stacked=True)
            if terms is not None:
                return [(part,) for part in terms]
        if not fits_whole(planner, words.units, slot):
            return None
        return plan_words(planner, self.topic, words.units, slot, self.topic.span)[0]

    def _chart_with_figures(self, first: Item, second: Item) -> bool:
        """Place a chart over three quarters of the slide, and up to three big numbers under each other beside it."""
        chart, figures = (first, second) if isinstance(first.block, ChartNode) else (second, first)
        planner, blocks = self.planner, (*first.blocks, *second.blocks)
        twins = chart.blocks[0]
        credits, lines = self.credits(blocks), captions(planner, twins)
        scene = open_slots(planner, "chart", self.topic, credits)
        left, side = self._chart_and_column(scene, 4)
        heads, room = self._heads(scene, lines, units(twins), left)
        tiles = beside(planner, figures.blocks[0], side)
        if tiles is None or room.width < _LEAST_CHART_WIDTH:
            return False
        charts = plan_exhibit(planner, twins, room)[0]
        shown = tuple((*head, drawn, own) for head, drawn, own in zip(heads, charts, tiles, strict=True))
        self._draft(scene, shown, credits, blocks, twins)
        return True

    def _chart_beside_callout(self, exhibit: Item, callout: Item) -> int:
        """Place a chart over two thirds of the slide and a short callout beside it: below it, the callout would take a
        third of the height of the chart.
        """
        if not isinstance(exhibit.block, ChartNode):
            return 0
        planner, blocks = self.planner, (*exhibit.blocks, *callout.blocks)
        twins = exhibit.blocks[0]
        credits = self.credits(blocks)
        base, lines = self._title_and_captions(twins, "chart")
        scene = open_slots(planner, "chart", self.topic, credits)
        left, side = self._chart_and_column(scene, 3)
        heads, room = self._heads(scene, lines, units(twins), left)
        charts = chart_beside_callout(planner, cast(tuple[ChartNode, ...], twins), room)
        if charts is None:
            return 0
        sized = (callouts_whole(planner, [callout.callouts], side, size) for size in _CALLOUT_SIZES)
        boxes = next(filter(None, sized), None)
        if boxes is None:
            return 0
        shown = tuple((*head, drawn, *own) for head, drawn, own in zip(heads, charts, boxes, strict=True))
        self._draft(scene, shown, credits, blocks, twins, base=base)
        return 2

    def _side_by_side(self, left: Item, right: Item) -> bool:
        """Place two charts in the halves of a slide, on one line, each under its caption."""
        planner, blocks = self.planner, (*left.blocks, *right.blocks)
        credits = self.credits(blocks)
        scene = open_slots(planner, "title-only", self.topic, credits)
        halves = _halves(scene.area)
        lines = [captions(planner, item.blocks[0]) for item in (left, right)]
        slots = [box_slot("caption", half, planner.template, bold=True) for half in halves]
        height = max(
            caption_height(planner, line, slot) for slot, own in zip(slots, lines, strict=True) for line in own
        )
        above = height + GAP if height else 0
        shown: list[tuple[Part, ...]] = [()] * len(planner.documents)
        for item, half, slot, own in zip((left, right), halves, slots, lines, strict=True):
            charts = cast(tuple[ChartNode, ...], item.blocks[0])
            room = Frame(half.x, half.y + above, half.width, max(1, half.height - above))
            parts = chart_in_pair(planner, charts, room)
            if parts is None:
                return False
            sized = replace(slot, frame=Frame(half.x, half.y, half.width, max(1, height)))
            shown = [
                (*before, *_caption_parts(sized, line), part)
                for before, line, part in zip(shown, own, parts, strict=True)
            ]
        self._draft(scene, shown, credits, blocks)
        descriptions = zip(*(alts(item.blocks[0]) for item in (left, right)), strict=True)
        self.drafts[-1].alts = tuple(" ".join(filter(None, own)) for own in descriptions)
        return True

    def _chart_and_column(self, scene: SlideSlots, columns: int) -> tuple[Frame, Frame]:
        """Return the frames of a chart and of what is beside it in the last of so many columns, which begins on the
        line of the chart's caption.
        """
        area = exhibit_frame(scene, "chart")
        width = (area.width - (columns - 1) * _TILE_GAP) // columns
        caption = placeholder_slot(scene.layout_slots.layout, "caption", self.planner.template)
        top = min(area.y, caption.frame.y) if caption is not None else area.y
        left = Frame(area.x, area.y, area.width - width - 2 * _TILE_GAP, area.height)
        return left, Frame(area.x + area.width - width, top, width, area.y + area.height - top)

    def _heads(
        self, scene: SlideSlots, lines: tuple[str, ...], measured: tuple[str, ...], frame: Frame
    ) -> tuple[list[tuple[Part, ...]], Frame]:
        """Return the captions of an exhibit and the lines below them in every language, and the rest of its frame."""
        slot, room = self._caption_above(scene, lines, frame)
        heads = [_caption_parts(slot, line) if slot else () for line in lines]
        if not any(measured):
            return heads, room
        planner = self.planner
        own = placeholder_slot(scene.layout_slots.layout, "unit", planner.template)
        foot = max(slot.frame.y + slot.frame.height if slot else 0, room.y - GAP // 2 if slot else room.y)
        if own is not None and abs(own.frame.x - frame.x) <= GAP:
            top = max(own.frame.y, slot.frame.y + slot.frame.height if slot else 0)
            unit = own
            place = Frame(own.frame.x, top, min(own.frame.width, frame.width), own.frame.height)
        else:
            unit = box_slot("unit", room, planner.template)
            place = Frame(room.x, foot, room.width, caption_height(planner, "x", unit))
        moved = place if unit.size or place != unit.frame else None
        below = max(room.y, place.y + place.height + GAP // 2)
        rest = Frame(room.x, below, room.width, max(1, room.y + room.height - below))
        return [
            (*head, *unit_parts(planner, replace(unit, frame=place), words, moved))
            for head, words in zip(heads, measured, strict=True)
        ], rest

    def _caption_above(self, scene: SlideSlots, lines: tuple[str, ...], frame: Frame) -> tuple[TextSlot | None, Frame]:
        """Return the slot of an exhibit's captions, as high as the longest needs, and the rest of its frame: the
        layout's own placeholder over the frame, else a box at its top. Without captions the exhibit takes the room of
        both, so that it begins on one line with the text.
        """
        planner = self.planner
        own = placeholder_slot(scene.layout_slots.layout, "caption", planner.template)
        bottom = frame.y + frame.height
        if own is not None and abs(own.frame.x - frame.x) <= GAP and own.frame.y + own.frame.height <= frame.y:
            place = own.frame
            if place.width > frame.width + GAP:
                place = Frame(place.x, place.y, frame.width, place.height)
                own = replace(own, frame=place, moved=True)
            if not any(lines):
                return None, Frame(frame.x, place.y, frame.width, bottom - place.y)
            height = max(caption_height(planner, line, own) for line in lines)
            if height > place.height * 1.02:
                place = Frame(place.x, place.y, place.width, height)
                own = replace(own, frame=place, moved=True)
            top = max(frame.y, place.y + place.height + GAP // 2)
            return own, Frame(frame.x, top, frame.width, max(1, bottom - top))
        if not any(lines):
            return None, frame
        slot = box_slot("caption", frame, planner.template, bold=True)
        height = max(caption_height(planner, line, slot) for line in lines)
        box = Frame(frame.x, frame.y, frame.width, height)
        rest = Frame(frame.x, frame.y + height + GAP, frame.width, max(1, frame.height - height - GAP))
        return box_slot("caption", box, planner.template, bold=True), rest

    def _callouts_below(self, words: Item, callouts: Sequence[Item]) -> int:
        """Place points with as many of the callouts that follow as fit below them."""
        planner = self.planner
        for count in range(len(callouts), 0, -1):
            blocks = (*words.blocks, *(callout.blocks[0] for callout in callouts[:count]))
            credits = self.credits(blocks)
            scene = open_slots(planner, "text", self.topic, credits)
            twins = [callout.callouts for callout in callouts[:count]]
            whole = text_slot(planner, scene)
            if self._terms_over_callouts(scene, words, blocks, twins, whole.frame, credits):
                return count + 1
            units = words.units
            for slot, room in rooms_below(planner, units, whole, _CALLOUT_GAP):
                sized = (callouts_whole(planner, twins, room, size) for size in _CALLOUT_SIZES)
                boxes = next(filter(None, sized), None)
                if boxes is not None:
                    texts = plan_words(planner, self.topic, units, slot, self.topic.span)[0]
                    shown = tuple((*own, *below) for own, below in zip(texts, boxes, strict=True))
                    self._draft(scene, shown, credits, blocks)
                    return count + 1
        return 0

    def _terms_over_callouts(
        self,
        scene: SlideSlots,
        item: Item,
        blocks: tuple[Blocks, ...],
        callouts: Sequence[tuple[CalloutNode, ...]],
        frame: Frame,
        credits: Sequence[Credits],
    ) -> bool:
        """Place a table of terms, and callouts below it at the foot of the frame."""
        planner = self.planner
        for size in _CALLOUT_SIZES:
            boxes = callouts_whole(planner, callouts, frame, size)
            if boxes is None:
                continue
            used = max(box.frame.y + box.frame.height for own in boxes for box in own) - frame.y
            room = Frame(frame.x, frame.y, frame.width, frame.height - used - _CALLOUT_GAP)
            terms = plan_terms(planner, item.units, room, self.topic.key) if room.height > 0 else None
            if terms is None:
                continue
            foot = Frame(frame.x, frame.y + frame.height - used, frame.width, used)
            below = callouts_whole(planner, callouts, foot, size) or boxes
            shown: list[tuple[Part, ...]] = [(part, *own) for part, own in zip(terms, below, strict=True)]
            self._draft(scene, shown, credits, blocks)
            return True
        return False

    def _over_timeline(self, words: Item, timeline: Item) -> bool:
        """Place a few points, and a timeline across the slide below them."""
        planner = self.planner
        blocks = (*words.blocks, *timeline.blocks)
        credits = self.credits(blocks)
        scene = open_slots(planner, "text", self.topic, credits)
        timelines = cast(tuple[TimelineNode, ...], timeline.blocks[0])
        whole = text_slot(planner, scene)
        units = words.units
        for slot, room in rooms_below(planner, units, whole, _TIMELINE_GAP):
            parts = timeline_whole(planner, timelines, Frame(scene.area.x, room.y, scene.area.width, room.height))
            if parts is not None:
                texts = plan_words(planner, self.topic, units, slot, self.topic.span)[0]
                shown = tuple((*own, part) for own, part in zip(texts, parts, strict=True))
                self._draft(scene, shown, credits, blocks, timeline.blocks[0])
                return True
        return False

    def _exhibit_over_callouts(self, exhibit: Item, callouts: Sequence[Item]) -> int:
        """Place an exhibit with one callout below it, if both fit at full size."""
        planner, blocks = self.planner, (*exhibit.blocks, *callouts[0].blocks)
        twins = exhibit.blocks[0]
        credits = self.credits(blocks)
        base, lines = self._title_and_captions(twins, exhibit_role(exhibit.block))
        scene = open_slots(planner, exhibit_role(exhibit.block), self.topic, credits, lines, units(twins))
        boxes = callouts_whole(planner, [callouts[0].callouts], scene.area, _CALLOUT_SIZE)
        if boxes is None:
            return 0
        area, height = scene.area, max(box.frame.height for own in boxes for box in own)
        room = Frame(area.x, area.y, area.width, area.height - height - _CALLOUT_GAP)
        parts = over_callout(planner, exhibit.blocks[0], room) if room.height > height else None
        if parts is None:
            return 0
        foot = Frame(area.x, room.y + room.height + _CALLOUT_GAP, area.width, height)
        below = callouts_whole(planner, [callouts[0].callouts], foot, _CALLOUT_SIZE) or boxes
        shown = tuple((part, *own) for part, own in zip(parts, below, strict=True))
        self._draft(scene, shown, credits, blocks, twins, base=base)
        return 2

    def _callouts_together(self, callouts: Sequence[Item]) -> int:
        """Place consecutive callouts, as many as one slide holds at full size. Return their number; 0 for a
        single one.
        """
        for count in range(len(callouts), 1, -1):
            blocks = tuple(callout.blocks[0] for callout in callouts[:count])
            credits = self.credits(blocks)
            scene = open_slots(self.planner, "title-only", self.topic, credits)
            boxes = callouts_whole(
                self.planner, [callout.callouts for callout in callouts[:count]], scene.area, _CALLOUT_SIZE
            )
            if boxes is not None:
                self._draft(scene, boxes, credits, blocks)
                return count
        return 0

    # --- Drafts ----------------------------------------------------------------------------------------------------

    def _draft(
        self,
        scene: SlideSlots,
        parts: Sequence[tuple[Part, ...]],
        credits: Sequence[Credits],
        blocks: tuple[Blocks, ...],
        exhibit: Blocks | None = None,
        *,
        base: Texts | None = None,
        continued: bool = False,
    ) -> None:
        self.drafts.append(self.draft(scene, parts, credits, blocks, exhibit, base=base, continued=continued))


def _text_and_exhibit(area: Frame) -> tuple[Frame, Frame]:
    """Divide an area between text and exhibit: five and seven twelfths of it."""
    left = round((area.width - _COLUMN_GAP) * 5 / 12)
    x = area.x + left + _COLUMN_GAP
    return (
        Frame(area.x, area.y, left, area.height),
        Frame(x, area.y, area.x + area.width - x, area.height),
    )


def _wide_text(left: TextSlot, right: Frame) -> tuple[TextSlot, Frame]:
    """Return the places of a text and of big numbers, which need less width than other exhibits: those of the layout,
    the wider one for the text.
    """
    own = left.frame
    more = right.width - own.width
    if more <= 0 or right.x < own.x + own.width:
        return left, right
    wide = Frame(own.x, own.y, right.width, own.height)
    return replace(left, frame=wide, moved=True), Frame(right.x + more, own.y, own.width, own.height)


def _halves(area: Frame) -> tuple[Frame, Frame]:
    """Return the left and the right half of an area, with a gap between them."""
    width = (area.width - _COLUMN_GAP) // 2
    return (
        Frame(area.x, area.y, width, area.height),
        Frame(area.x + area.width - width, area.y, width, area.height),
    )


def _is_chart_with_figures(first: Item, second: Item) -> bool:
    """Return True for a chart and big numbers, in any order."""
    if first.is_words or second.is_words:
        return False
    return any(
        isinstance(item.block, ChartNode) and isinstance(other.block, HighlightsNode)
        for item, other in ((first, second), (second, first))
    )


def _side(item: Item) -> str:
    """Return the side of a chart in its pair; nothing for any other item."""
    return item.block.side if item.blocks and isinstance(item.block, ChartNode) else ""


def _caption_parts(slot: TextSlot, line: str) -> tuple[Part, ...]:
    """Return a caption in its placeholder, moved if it had to grow, or in a box."""
    if slot.size or not line:
        return box_parts(slot, text(line))
    paragraph = SlideParagraph(text(line), 0, "none")
    return (TextPart(placeholder="caption", paragraphs=(paragraph,), frame=slot.frame if slot.moved else None),)


def _leading_callouts(items: Sequence[Item]) -> list[Item]:
    """Return the callouts at the beginning of some items, at most as many as a slide could hold."""
    leading: list[Item] = []
    for item in items[:_MOST_CALLOUTS]:
        if not item.is_callout:
            break
        leading.append(item)
    return leading


def _credits_of_slide(credits: Sequence[Credits], number: int) -> Sequence[Credits]:
    """Return the credits of slide `number` (from 0): sources are on every slide, remarks and footnotes on the first."""
    return [Credits(own.sources, own.credits, [], []) for own in credits] if number else credits
