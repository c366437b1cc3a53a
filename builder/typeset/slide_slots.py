"""The stage of a slide: a layout with places for kicker, caption and source line, and the rest free for content."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from builder.source import NOWHERE, Span
from builder.templates.deck.facts import Frame
from builder.tree.prose import Inlines
from builder.typeset.fit import most_that_fit
from builder.typeset.inlines import text
from builder.typeset.layout_slots import GAP, LayoutSlots, TextSlot, layout_slots
from builder.typeset.measure import WIDTH_SPARE, emu, inner
from builder.typeset.plan import Part, SlideParagraph, TextPart
from builder.typeset.planner import Planner, Texts
from builder.typeset.source_lines import Credits, source_words

__all__ = [
    "PATH_SEPARATOR",
    "SectionTopic",
    "SlideSlots",
    "box_parts",
    "caption_height",
    "one_line",
    "one_line_path",
    "open_slots",
    "unit_parts",
]

_CAPTION_LINES = 3


class SectionTopic(Struct, kw_only=True):
    """Common data of the slides of one section: headline, kicker, place and key."""

    base: Texts
    kickers: tuple[str, ...]
    named: tuple[str, ...] = ()
    """The kickers with the section's name, for slides whose title does not contain it; empty if the kickers have it."""
    span: Span = NOWHERE
    key: str = ""
    section: tuple[int, ...] = ()
    stated: bool = False
    """True if the headline is the message of the section, a sentence."""


class SlideSlots(Struct, kw_only=True):
    """A stage set for some content: its captions and source lines have their places, `area` is free."""

    layout_slots: LayoutSlots
    area: Frame
    captions: tuple[str, ...]
    caption_parts: tuple[tuple[Part, ...], ...]
    leftover: tuple[str, ...]
    """Captions too long for a slide, in full, for the notes page."""


def open_slots(
    planner: Planner,
    role: str,
    topic: SectionTopic,
    credits: Sequence[Credits],
    captions: tuple[str, ...] = (),
    units: tuple[str, ...] = (),
) -> SlideSlots:
    """Return the slots of a layout role with space for what this slide needs around its content. `units` are the lines
    under the captions that say what is measured.
    """
    placeholders = planner.template.layouts[role].placeholders
    furniture = []
    if any(topic.kickers) and "kicker" in placeholders:
        furniture.append("kicker")
    if any(captions):
        furniture.append("caption")
    if any(units):
        furniture.append("unit")
    if any(source_words(planner, language, slide_credits) for language, slide_credits in enumerate(credits)):
        furniture.append("source")
    slots = layout_slots(planner.template, role, tuple(furniture))
    nothing = ("",) * len(planner.documents)
    scene = SlideSlots(
        layout_slots=slots, area=slots.area, captions=captions or nothing,
        caption_parts=((),) * len(planner.documents), leftover=nothing,
    )  # fmt: skip
    if "unit" in placeholders and not any(units):
        scene = _without_units(scene, placeholders["unit"].frame)
    below = 0
    if any(captions):
        scene, below = _with_captions(planner, scene)
    return _with_units(planner, scene, units, below) if any(units) else scene


def _without_units(scene: SlideSlots, free: Frame) -> SlideSlots:
    """Give the content the line that is free under its caption."""
    area = scene.area
    if not free.y < area.y <= free.y + 2 * free.height:
        return scene
    return replace(scene, area=Frame(area.x, free.y, area.width, area.y + area.height - free.y))


def _with_captions(planner: Planner, scene: SlideSlots) -> tuple[SlideSlots, int]:
    """Put the captions in their slot; a slot too low for them is enlarged at the cost of the content. Return the foot
    of the slot too.
    """
    slot = scene.layout_slots.slots["caption"]
    shown, leftover = [], []
    for caption in scene.captions:
        short = _shortened(planner, caption, slot)
        shown.append(short)
        leftover.append(caption if short != caption else "")
    needed = max(caption_height(planner, caption, slot) for caption in shown)
    area, frame = scene.area, slot.frame
    if needed > frame.height * 1.02:
        more = needed - frame.height
        if frame.y <= area.y:
            frame = Frame(frame.x, frame.y, frame.width, needed)
            area = Frame(area.x, area.y + more, area.width, area.height - more)
        else:
            frame = Frame(frame.x, frame.y - more, frame.width, needed)
            area = Frame(area.x, area.y, area.width, area.height - more)
    placed = replace(scene, area=area, captions=tuple(shown), leftover=tuple(leftover))
    if slot.size or frame is not slot.frame:
        parts = tuple(box_parts(slot, text(caption), frame) for caption in shown)
        placed = replace(placed, captions=("",) * len(shown), caption_parts=parts)
    return placed, frame.y + frame.height


def _with_units(planner: Planner, scene: SlideSlots, units: tuple[str, ...], below: int) -> SlideSlots:
    """Put what is measured on a line below the captions."""
    slot = scene.layout_slots.slots["unit"]
    frame = slot.frame
    if frame.y < below:
        frame = Frame(frame.x, below, frame.width, frame.height)
    area, foot = scene.area, frame.y + frame.height + GAP // 2
    if frame.y <= area.y < foot:
        area = Frame(area.x, foot, area.width, max(1, area.y + area.height - foot))
    moved = frame if slot.size or frame is not slot.frame else None
    parts = tuple(
        (*own, *unit_parts(planner, slot, unit, moved)) for own, unit in zip(scene.caption_parts, units, strict=True)
    )
    return replace(scene, area=area, caption_parts=parts)


def unit_parts(planner: Planner, slot: TextSlot, unit: str, frame: Frame | None) -> tuple[Part, ...]:
    """Return the line that says what is measured, cut to one line, in its placeholder or in a frame; nothing for no
    words.
    """
    if not unit:
        return ()
    paragraph = SlideParagraph(text(one_line(planner, unit, slot)), 0, "none")
    return (TextPart(placeholder="unit", paragraphs=(paragraph,), frame=frame, size=slot.size),)


def box_parts(slot: TextSlot, inlines: Inlines, frame: Frame | None = None) -> tuple[Part, ...]:
    """Return a line of text in a slot that is no placeholder, or in a moved placeholder; nothing for no text."""
    if not inlines:
        return ()
    paragraph = SlideParagraph(inlines, 0, "none")
    return (
        TextPart(
            placeholder=slot.role, paragraphs=(paragraph,), frame=frame or slot.frame, size=slot.size,
            bold=bool(slot.size) and slot.levels[0].bold,
        ),
    )  # fmt: skip


def caption_lines(planner: Planner, caption: str, slot: TextSlot) -> int:
    """Return the number of lines of a caption in its slot."""
    level = slot.levels[0]
    width, _ = inner(slot.frame, slot.insets)
    return planner.measured(text(caption), level).lines(width / (level.size * WIDTH_SPARE)) if caption else 0


def caption_height(planner: Planner, caption: str, slot: TextSlot) -> int:
    """Return the height (EMU) that a caption needs in its slot."""
    level = slot.levels[0]
    line = planner.fonts.face(level.font, level.bold, level.italic).line
    spacing = level.exact_spacing or level.line_spacing * line * level.size
    return emu(caption_lines(planner, caption, slot) * spacing) + slot.insets[1] + slot.insets[3]


def _shortened(planner: Planner, caption: str, slot: TextSlot) -> str:
    """Return a caption of at most three lines, cut at a word."""
    if caption_lines(planner, caption, slot) <= _CAPTION_LINES:
        return caption
    words = caption.split(" ")

    def beginning(count: int) -> str:
        return " ".join(words[:count]) + " …"

    count = most_that_fit(
        len(words) - 1, lambda count: caption_lines(planner, beginning(count), slot) <= _CAPTION_LINES
    )
    return beginning(max(count, 1))


PATH_SEPARATOR = " › "


def one_line_path(planner: Planner, path: str, slot: TextSlot, ending: str = "") -> str:
    """Return the path to a section with its ending on one line of a slot: if it is too long, without sections between
    the first and the last, then cut before the ending.
    """
    first, *others = path.split(PATH_SEPARATOR)
    for dropped in range(len(others)):
        shorter = PATH_SEPARATOR.join([first, "…", *others[dropped:]] if dropped else [first, *others])
        if _fits(planner, shorter + ending, slot):
            return shorter + ending
    return one_line(planner, PATH_SEPARATOR.join(["…", others[-1]]) if others else path, slot, ending)


def one_line(planner: Planner, words: str, slot: TextSlot, ending: str = "") -> str:
    """Return words and their ending on one line of a slot, the words cut with an ellipsis if needed."""

    def beginning(count: int) -> str:
        return words[:count].rstrip() + "…" + ending

    if _fits(planner, words + ending, slot):
        return words + ending
    return beginning(most_that_fit(len(words), lambda count: _fits(planner, beginning(count), slot)))


def _fits(planner: Planner, words: str, slot: TextSlot) -> bool:
    """Return True if words fit on one line of a slot."""
    level = slot.levels[0]
    return planner.measured(text(words), level).natural() <= inner(slot.frame, slot.insets)[0] / (
        level.size * WIDTH_SPARE
    )
