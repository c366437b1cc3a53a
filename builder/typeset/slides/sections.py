"""Sections: a headline, what they show in order, the prose for the speaker; then their subsections."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from msgspec import Struct

from builder.templates.layouts import Frame
from builder.tree.nodes import (
    BlockLike,
    CalloutNode,
    NoteRef,
    PointsNode,
    ProseBlock,
    QuoteNode,
    SectionNode,
    TextNode,
    plain,
)  # fmt: skip
from builder.typeset.credits import Credits, block_notes, credits_of, empty, notes_of
from builder.typeset.drafts import Draft, Scene, Topic, box_parts, caption_height, finish, open_scene, spoken
from builder.typeset.flow import Unit, fits_whole, paragraph_unit, point_units, prose_units
from builder.typeset.headlines import Headlines, headline
from builder.typeset.inlines import notes_in, notes_in_prose, strong, text
from builder.typeset.plan import Part, Slide, SlideParagraph
from builder.typeset.planner import Planner, Texts
from builder.typeset.slides.boxes import callout_whole
from builder.typeset.slides.exhibits import (
    Blocks,
    alts,
    beside,
    captions,
    exhibit_frame,
    exhibit_role,
    plan_exhibit,
    titles_from_captions,
)  # fmt: skip
from builder.typeset.slides.words import plan_quote, plan_words, room_below, text_slot
from builder.typeset.space import GAP, Slot, box_slot, columns, placeholder_slot

__all__ = ["Sections"]

_COLUMN_GAP = 411_480
_CALLOUT_GAP = 228_600
_CALLOUT_SIZE = 18.0


class _Item(Struct):
    """Something to show: running text (`units`), or a block that is no running text."""

    blocks: tuple[Blocks, ...]
    units: list[Unit]

    @property
    def is_words(self) -> bool:
        """Whether this is running text."""
        return bool(self.units)

    @property
    def first(self) -> BlockLike:
        """The block, in the first language."""
        return self.blocks[0][0]


class Sections:
    """Plans sections one after another into drafts."""

    def __init__(self, planner: Planner, headlines: Headlines):
        self._planner = planner
        self._headlines = headlines
        self._drafts: list[Draft] = []
        self.slides: list[tuple[Slide, ...]] = []

    # --- One section -----------------------------------------------------------------------------------------------

    def add(self, twins: tuple[SectionNode, ...], parents: Sequence[tuple[SectionNode, ...]], *, divided: bool) -> None:
        """The slides of a section and its subsections. `divided` says that a divider has announced it."""
        blocks: list[Blocks] = [
            found for found in zip(*(one.blocks for one in twins), strict=True) if found[0].only != "brief"
        ]
        shown = [one for one in blocks if not isinstance(one[0], TextNode)]
        prose = [one for one in blocks if isinstance(one[0], TextNode)]
        self._drafts = []
        topic, lead = self._topic(twins, parents, divided=divided and not blocks)
        items = self._items(shown, lead)
        if not shown and prose:
            units = [*lead, *(unit for one in prose for unit in prose_units([_prose(block) for block in one]))]
            items = [_Item(tuple(prose), units)]
        if items:
            self._show(topic, items)
        elif self._needs_statement(twins, divided):
            self._statement(twins, topic)
        if self._drafts:
            self._speak(twins, blocks if shown else [], self._drafts)
        self.slides.extend(finish(self._planner, self._headlines, one) for one in self._drafts)
        for below in zip(*(one.sections for one in twins), strict=True):
            self.add(below, [*parents, twins], divided=False)

    def _needs_statement(self, twins: tuple[SectionNode, ...], divided: bool) -> bool:
        """Whether a section without anything to show needs a slide, so that its words are not lost."""
        first = twins[0]
        return not divided and bool(first.message or first.notes or not first.sections)

    def _topic(
        self, twins: tuple[SectionNode, ...], parents: Sequence[tuple[SectionNode, ...]], *, divided: bool
    ) -> tuple[Topic, list[Unit]]:
        """The section's headline, and what of its words did not fit in two lines (to be said below it)."""
        layout = self._planner.template.layouts["text"]
        titles = tuple(headline(one.title) for one in twins)
        messages = tuple(headline(one.message) for one in twins)
        wanted = [messages, titles] if all(messages) else [titles]
        base, index = self._headlines.base(wanted, layout)
        lead: list[Unit] = []
        said_in_title = titles
        if all(messages) and index == 0:
            said_in_title = messages
        elif all(messages):
            lead.append(_lead(messages, twins))
        if index == -1:
            lead.insert(0, _lead(titles, twins))
        if lead:
            self._planner.report(
                "title-too-long",
                f"“{plain((messages if all(messages) else titles)[0])}” is longer than two lines of a slide's title: "
                "it stands below the title",
                twins[0].span,
                "shorten the message",
                warning=True,
            )
        qualifiers = titles if said_in_title is messages else _titles_of(parents)
        base = self._headlines.qualified(base, qualifiers, layout)
        named = said_in_title is messages and not divided
        kickers = tuple(
            _kicker(own, [one[n] for one in parents], named=named or index == -1) for n, own in enumerate(twins)
        )
        topic = Topic(base=base, kickers=kickers, span=twins[0].span, key=twins[0].key, section=twins[0].number)
        return topic, lead

    def _items(self, shown: list[Blocks], lead: list[Unit]) -> list[_Item]:
        """What the section shows, in order; points that follow each other are one text."""
        items: list[_Item] = [_Item((), list(lead))] if lead else []
        for blocks in shown:
            if not isinstance(blocks[0], PointsNode):
                items.append(_Item((blocks,), []))
                continue
            units = point_units(self._planner, [one.points for one in cast(tuple[PointsNode, ...], blocks)])
            if not units:
                continue
            if items and items[-1].is_words and (not items[-1].blocks or self._fit_together(items[-1].units, units)):
                items[-1] = _Item((*items[-1].blocks, blocks), [*items[-1].units, *units])
            else:
                items.append(_Item((blocks,), units))
        return [one for one in items if one.units or one.blocks]

    def _fit_together(self, one: list[Unit], other: list[Unit]) -> bool:
        slot = placeholder_slot(self._planner.template.layouts["text"], "body", self._planner.template)
        return slot is not None and fits_whole(self._planner, [*one, *other], slot)

    # --- Its slides ------------------------------------------------------------------------------------------------

    def _show(self, topic: Topic, items: list[_Item]) -> None:
        index = 0
        while index < len(items):
            first = not self._drafts
            following = items[index + 1] if index + 1 < len(items) else None
            if following is not None and self._share(topic, items[index], following, first=first):
                index += 2
                continue
            item = items[index]
            if item.is_words:
                self._words(topic, item)
            elif isinstance(item.first, QuoteNode):
                self._quote(topic, item)
            else:
                self._exhibit(topic, item, first=first)
            index += 1

    def _share(self, topic: Topic, one: _Item, other: _Item, *, first: bool) -> bool:
        """Two things on one slide, if both fit at full size in every language."""
        if one.is_words == other.is_words:
            return False
        text_item, exhibit = (one, other) if one.is_words else (other, one)
        if isinstance(exhibit.first, CalloutNode):
            return one.is_words and self._callout_below(topic, one, other)
        return self._beside(topic, text_item, exhibit)

    def _beside(self, topic: Topic, words: _Item, exhibit: _Item) -> bool:
        """Text on the left, an exhibit on the right."""
        planner = self._planner
        credits = self._credits((*words.blocks, *exhibit.blocks))
        scene = open_scene(planner, "two-content", topic, credits)
        halves = columns(scene.area, 2, _COLUMN_GAP)
        left = text_slot(planner, scene, "body", halves[0])
        right = placeholder_slot(scene.stage.layout, "body2", planner.template)
        if right is None and not left.size:
            return False
        frame = text_slot(planner, scene, "body2").frame if right is not None else halves[1]
        if not fits_whole(planner, words.units, left):
            return False
        lines = captions(planner, exhibit.blocks[0])
        slot, room = self._caption_above(lines, frame)
        parts = beside(planner, exhibit.blocks[0], room)
        if parts is None:
            return False
        texts = plan_words(planner, topic, words.units, left, topic.span)[0]
        shown: list[tuple[Part, ...]] = []
        for language, part in enumerate(parts):
            caption = self._caption_part(slot, lines[language])
            shown.append((*texts[language], *caption, part))
        self._draft(topic, scene, tuple(shown), credits, (*words.blocks, *exhibit.blocks), exhibit.blocks[0])
        return True

    def _caption_above(self, lines: tuple[str, ...], frame: Frame) -> tuple[Slot | None, Frame]:
        """A box for the caption at the head of a frame, as high as the longest caption needs, and the rest of the frame."""
        if not any(lines):
            return None, frame
        slot = box_slot("caption", frame, self._planner.template, bold=True)
        height = max(caption_height(self._planner, one, slot) for one in lines)
        box = Frame(frame.x, frame.y, frame.width, height)
        rest = Frame(frame.x, frame.y + height + GAP, frame.width, max(1, frame.height - height - GAP))
        return box_slot("caption", box, self._planner.template, bold=True), rest

    def _caption_part(self, slot: Slot | None, line: str) -> tuple[Part, ...]:
        return box_parts(slot, text(line)) if slot is not None else ()

    def _callout_below(self, topic: Topic, words: _Item, callout: _Item) -> bool:
        """Points with a callout below them."""
        planner = self._planner
        credits = self._credits((*words.blocks, *callout.blocks))
        scene = open_scene(planner, "text", topic, credits)
        found = room_below(planner, words.units, text_slot(planner, scene), _CALLOUT_GAP)
        if found is None:
            return False
        slot, room = found
        parts = callout_whole(planner, cast(tuple[CalloutNode, ...], callout.blocks[0]), room, _CALLOUT_SIZE)
        if parts is None:
            return False
        texts = plan_words(planner, topic, words.units, slot, topic.span)
        if len(texts) != 1:
            return False
        shown = tuple((*own, part) for own, part in zip(texts[0], parts, strict=True))
        self._draft(topic, scene, shown, credits, (*words.blocks, *callout.blocks))
        return True

    def _words(self, topic: Topic, item: _Item) -> None:
        credits = self._credits(item.blocks)
        scene = open_scene(self._planner, "text", topic, credits)
        span = item.blocks[0][0].span if item.blocks else topic.span
        for number, parts in enumerate(
            plan_words(self._planner, topic, item.units, text_slot(self._planner, scene), span)
        ):
            self._draft(topic, scene, parts, credits, item.blocks, continued=number > 0)

    def _quote(self, topic: Topic, item: _Item) -> None:
        credits = self._credits(item.blocks)
        scene = open_scene(self._planner, "quote", topic, credits)
        slides = plan_quote(self._planner, topic, cast(tuple[QuoteNode, ...], item.blocks[0]), scene)
        for number, parts in enumerate(slides):
            self._draft(topic, scene, parts, credits, item.blocks, continued=number > 0)

    def _exhibit(self, topic: Topic, item: _Item, *, first: bool) -> None:
        planner, blocks = self._planner, item.blocks[0]
        credits = self._credits(item.blocks)
        role = exhibit_role(item.first)
        base = topic.base
        lines = captions(planner, blocks)
        named = None if first else titles_from_captions(blocks)
        if named is not None:
            layout = planner.template.layouts[role]
            if self._headlines.step(named, layout) is not None:
                base = self._headlines.qualified(named, topic.base, layout)
                lines = captions(planner, blocks, numbers_only=True)
        scene = open_scene(planner, role, topic, credits, lines)
        slides = plan_exhibit(planner, blocks, exhibit_frame(scene, role))
        for number, twins in enumerate(slides):
            parts = tuple((one,) for one in twins)
            self._draft(topic, scene, parts, credits, item.blocks, blocks, base=base, continued=number > 0)

    def _statement(self, twins: tuple[SectionNode, ...], topic: Topic) -> None:
        """A section that only has a message: the message, large, on a slide of its own."""
        scene = open_scene(self._planner, "title-only", topic, self._credits(()))
        self._draft(topic, scene, ((),) * len(twins), self._credits(()), ())

    def _draft(
        self, topic: Topic, scene: Scene, parts: tuple[tuple[Part, ...], ...], credits: Sequence[Credits],
        blocks: tuple[Blocks, ...], exhibit: Blocks | None = None, *, base: Texts | None = None, continued: bool = False,
    ) -> None:  # fmt: skip
        found = tuple(_continued(one) for one in credits) if continued else tuple(credits)
        first = blocks[0][0] if blocks else None
        self._drafts.append(
            Draft(
                topic=topic,
                scene=scene,
                base=base or topic.base,
                parts=parts,
                credits=found,
                notes=[[] for _ in self._planner.documents],
                alts=alts(exhibit) if exhibit else (),
                span=first.span if first is not None else topic.span,
                key=first.key if first is not None else topic.key,
                continued=continued,
                blocks=tuple(one[0].key for one in blocks),
                said=tuple(empty() for _ in self._planner.documents),
            )
        )

    def _credits(self, blocks: Sequence[Blocks]) -> tuple[Credits, ...]:
        return tuple(
            credits_of(self._planner, language, [one[language] for one in blocks])
            for language in self._planner.languages
        )

    # --- What the speaker says -------------------------------------------------------------------------------------

    def _speak(self, twins: tuple[SectionNode, ...], blocks: list[Blocks], drafts: list[Draft]) -> None:
        """Prose to the notes: each text with the block that it leads to, the section's own notes with its first slide."""
        waiting: list[Blocks] = []
        last = drafts[0]
        for found in blocks:
            if isinstance(found[0], TextNode):
                waiting.append(found)
                continue
            last = next((one for one in drafts if found[0].key in one.blocks), last)
            self._say(last, waiting)
            waiting = []
        self._say(last, waiting)
        first = drafts[0]
        for language, own in enumerate(twins):
            first.notes[language].extend(spoken(own.notes))
            heads = [*notes_in(own.title), *notes_in(own.message), *notes_in_prose(own.notes)]
            self._cite(first, language, heads)

    def _say(self, draft: Draft, texts: list[Blocks]) -> None:
        for found in texts:
            for language, block in enumerate(found):
                draft.notes[language].extend(spoken(_prose(block)))
                self._cite(draft, language, list(block_notes(block)))

    def _cite(self, draft: Draft, language: int, notes: Sequence[NoteRef]) -> None:
        notes_of(self._planner, language, notes, draft.said[language])


def _prose(block: BlockLike) -> tuple[ProseBlock, ...]:
    return block.blocks if isinstance(block, TextNode) else ()


def _continued(credits: Credits) -> Credits:
    """The sources stand on every slide; remarks and footnotes only on the first."""
    return Credits(credits.sources, credits.credits, [], [])


def _lead(texts: Texts, twins: tuple[SectionNode, ...]) -> Unit:
    """A sentence that was too long for the title, set in bold above the text."""
    paragraphs = [SlideParagraph(strong(one), 0, "none", span=own.span) for one, own in zip(texts, twins, strict=True)]
    return paragraph_unit(paragraphs)


def _titles_of(parents: Sequence[tuple[SectionNode, ...]]) -> Texts:
    if not parents:
        return ()
    return tuple(headline(one.title) for one in parents[-1])


def _name(section: SectionNode, *, named: bool = True) -> str:
    """A section by its number and name."""
    number = ".".join(map(str, section.number))
    return f"{number}\u00a0{plain(headline(section.title))}" if named else number


def _kicker(section: SectionNode, parents: Sequence[SectionNode], *, named: bool) -> str:
    """Where the slide stands: "3 Financement › 3.1 Les tours"; without the name where the title says it."""
    return " › ".join([*(_name(one) for one in parents), _name(section, named=named)])
