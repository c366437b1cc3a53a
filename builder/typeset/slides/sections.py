"""Sections: headline, contents in order, prose for the speaker notes; then their subsections."""

from __future__ import annotations

from collections.abc import Sequence

from builder.tree.blocks import CalloutNode, PageBreakNode, TextNode
from builder.tree.document import SectionNode
from builder.tree.prose import NoteRef, unformatted
from builder.typeset.content_units import ContentUnit
from builder.typeset.inlines import notes_in, notes_in_prose
from builder.typeset.plan import Slide
from builder.typeset.planner import Planner, Texts
from builder.typeset.slide_drafts import SlideDraft, finish
from builder.typeset.slide_slots import PATH_SEPARATOR, SectionTopic
from builder.typeset.slides.conclusions import conclusion
from builder.typeset.slides.drafting import Drafting
from builder.typeset.slides.exhibits import Blocks
from builder.typeset.slides.items import items_of, lead_unit, prose_of
from builder.typeset.slides.section_planner import SectionPlanner
from builder.typeset.slides.statements import message_alone, message_with
from builder.typeset.source_lines import block_notes, notes_of
from builder.typeset.speaker_notes import spoken
from builder.typeset.titles import TitleRegister, headline, place_of

__all__ = ["section_slides"]

Twins = tuple[SectionNode, ...]
"""One section in every language."""


def section_slides(
    planner: Planner,
    headlines: TitleRegister,
    twins: Twins,
    parents: Sequence[Twins] = (),
    *,
    announced: bool = False,
    last: bool = False,
) -> list[tuple[Slide, ...]]:
    """Plan the slides of a section and its subsections. `announced` is True if a divider has shown its own content,
    `last` if the section may close the deck.
    """
    slides = [] if announced else _own_slides(planner, headlines, twins, parents, last=last)
    for below in zip(*(section.sections for section in twins), strict=True):
        slides += section_slides(planner, headlines, below, [*parents, twins])
    return slides


def _own_slides(
    planner: Planner, headlines: TitleRegister, twins: Twins, parents: Sequence[Twins], *, last: bool
) -> list[tuple[Slide, ...]]:
    blocks = [
        block_twins
        for block_twins in zip(*(section.blocks for section in twins), strict=True)
        if block_twins[0].only != "brief"
    ]
    groups = _between_breaks(blocks)
    blocks = [block_twins for group in groups for block_twins in group]
    if not blocks and not _says_something(twins[0]):
        return []
    whole = None
    if len(groups) == 1 and (blocks or not last):
        whole = _statement(planner, headlines, twins, parents, blocks)
    if whole is not None:
        _speak(planner, twins, [], [whole])
        return [finish(planner, headlines, whole)]
    topic, lead = _topic(planner, headlines, twins, parents)
    show = SectionPlanner(planner, headlines, topic)
    on_slides = all(isinstance(block_twins[0], TextNode) for block_twins in blocks)
    if last and not lead and len(groups) == 1:
        show.drafts += conclusion(show, items_of(planner, [] if on_slides else blocks, []))
    for number, group in enumerate(groups if not show.drafts else ()):
        spoken_only = not on_slides and all(isinstance(block_twins[0], TextNode) for block_twins in group)
        show.items(items_of(planner, [] if spoken_only else group, [] if number else lead))
    if not show.drafts:
        show.drafts.append(message_alone(show))
    _speak(planner, twins, [] if on_slides else blocks, show.drafts)
    return [finish(planner, headlines, draft) for draft in show.drafts]


def _statement(
    planner: Planner, headlines: TitleRegister, twins: Twins, parents: Sequence[Twins], blocks: Sequence[Blocks]
) -> SlideDraft | None:
    """Return the slide of a section that shows little but its message, in the template's type for statements; None if
    it shows more, or if its words do not fit there.
    """
    if planner.template.layouts["statement"].substitute:
        return None
    if not all(isinstance(block_twins[0], TextNode | CalloutNode) for block_twins in blocks):
        return None
    topic, _ = _topic(planner, headlines, twins, parents, "statement")
    if not topic.stated:
        return None
    drafting = Drafting(planner, headlines, topic)
    return message_with(drafting, blocks) if blocks else message_alone(drafting)


def _between_breaks(blocks: Sequence[Blocks]) -> list[list[Blocks]]:
    """Return the blocks in groups that begin on a slide of their own; a section without blocks has one empty group."""
    groups: list[list[Blocks]] = [[]]
    for block_twins in blocks:
        if not isinstance(block_twins[0], PageBreakNode):
            groups[-1].append(block_twins)
        elif groups[-1]:
            groups.append([])
    return groups


def _says_something(section: SectionNode) -> bool:
    """Return True if a section without blocks needs a slide, so that its words are not lost."""
    return bool(section.message or section.notes or not section.sections)


# --- Headline --------------------------------------------------------------------------------------------------------


def _topic(
    planner: Planner, headlines: TitleRegister, twins: Twins, parents: Sequence[Twins], role: str = "text"
) -> tuple[SectionTopic, list[ContentUnit]]:
    """Return the section's headline, and the words that are too long for the title of a layout (to be shown below
    it).
    """
    layout = planner.template.layouts[role]
    titles = tuple(headline(section.title) for section in twins)
    messages = tuple(headline(section.message) for section in twins)
    wanted = [messages, titles] if all(messages) else [titles]
    base, index = headlines.base(wanted, layout)
    said = wanted[index]
    lead = [lead_unit(sentence, twins) for sentence in reversed(wanted) if index == -1 or sentence is not said]
    if index == 0:
        lead = []
    if lead and role == "text":
        _report_too_long(planner, wanted[0], headlines.excess(wanted[0], layout))
    above = parents[-1] if parents else ()
    qualifiers = titles if said is messages else tuple(headline(parent.title) for parent in above)
    base = headlines.qualified(base, qualifiers, layout)
    short, full = zip(*(_kickers(own, [parent[n] for parent in parents]) for n, own in enumerate(twins)), strict=True)
    kickers = full if said is messages or index == -1 else short
    section = twins[0]
    topic = SectionTopic(
        base=base,
        kickers=kickers,
        named=full,
        span=section.span,
        key=section.key,
        section=section.place,
        stated=said is messages,
    )
    return topic, lead


def _report_too_long(planner: Planner, titles: Texts, over: Sequence[int]) -> None:
    for document, title, characters in zip(planner.documents, titles, over, strict=True):
        if characters:
            message = f"too long for two lines of slide title in `{document.language}`: shown below the title instead"
            hint = f"shorten it by about {characters} character{'s' if characters > 1 else ''}"
            planner.report("title-too-long", message, place_of(title), hint, warning=True)


def _kickers(section: SectionNode, parents: Sequence[SectionNode]) -> tuple[str, str]:
    """Return the position of the slide, "3 · Financement › 3.1 · Les tours", where the section's name is the title and
    where it is not. A section of the first level whose name is the title has its number alone; at the end of a path
    that number would be without its section.
    """
    full = PATH_SEPARATOR.join(map(_name, (*parents, section)))
    return full if parents else section.label, full


def _name(section: SectionNode) -> str:
    title = unformatted(headline(section.title))
    return f"{section.label}\u00a0· {title}" if section.label else title


# --- What the speaker says -------------------------------------------------------------------------------------------


def _speak(planner: Planner, twins: Twins, blocks: Sequence[Blocks], drafts: list[SlideDraft]) -> None:
    """Put prose in the notes: each text with the block that it introduces, the section's own notes with its first
    slide.
    """
    first = last = drafts[0]
    by_block = {key: draft for draft in reversed(drafts) for key in draft.blocks}
    waiting: list[Blocks] = []
    for block_twins in blocks:
        if isinstance(block_twins[0], TextNode):
            waiting.append(block_twins)
            continue
        last = by_block.get(block_twins[0].key, last)
        _say(planner, last, waiting)
        waiting = []
    _say(planner, last, waiting)
    for language, own in enumerate(twins):
        first.notes[language].extend(spoken(own.notes))
        heads: list[NoteRef] = [*notes_in(own.title), *notes_in(own.message), *notes_in_prose(own.notes)]
        notes_of(planner, language, heads, first.said[language])


def _say(planner: Planner, draft: SlideDraft, texts: Sequence[Blocks]) -> None:
    for block_twins in texts:
        for language, block in enumerate(block_twins):
            draft.notes[language].extend(spoken(prose_of(block)))
            notes_of(planner, language, block_notes(block), draft.said[language])
