"""The first slides: the title, the key figures, the agenda; and the dividers between sections."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from builder.templates.layouts import Frame
from builder.tree.nodes import Document, Inlines, Paragraph, ProseBlock, SectionNode, plain
from builder.typeset.credits import Credits, credits_of, empty, notes_of
from builder.typeset.drafts import Draft, Topic, finish, open_scene, spoken
from builder.typeset.fit import Step, body_steps, smallest_fit
from builder.typeset.flow import Unit, paragraph_unit
from builder.typeset.headlines import Headlines, headline
from builder.typeset.inlines import join, notes_in, notes_in_prose, text
from builder.typeset.measure import inner, measure
from builder.typeset.plan import Part, Slide, SlideParagraph, TextPart
from builder.typeset.planner import Planner, Texts
from builder.typeset.slides.highlights import plan_highlights
from builder.typeset.slides.words import plan_words, text_slot
from builder.typeset.space import GAP, Slot, box_slot, placeholder_slot

__all__ = ["agenda_slides", "divider_slide", "key_figure_slides", "title_slide"]

_AGENDA_ONE_COLUMN = 6
"""So many sections stand in one column even where the layout has two."""
_COVER_MINIMUM = 12.0


def title_slide(planner: Planner, headlines: Headlines) -> tuple[Slide, ...]:
    """The title, the subtitle, what kind of document it is, who made it and when. The abstract is for the speaker."""
    layout = planner.template.layouts["title"]
    documents = planner.documents
    titles = tuple(headline(one.title) for one in documents)
    shown, fits = headlines.cover(titles, layout, documents[0].span)
    lines = {
        "kicker": tuple(headline(one.status) for one in documents),
        "subtitle": tuple(headline(one.subtitle) for one in documents),
        "attribution": tuple(text(one.authors_text) for one in documents),
        "date": tuple(text(one.date_text) for one in documents),
    }
    placed, homeless = _placed(planner, layout.placeholders.keys(), lines)
    parts = _cover_parts(planner, placed, homeless)
    slides = []
    for language, document in enumerate(documents):
        slides.append(
            Slide(
                layout="title", title=shown[language], key=document.key, span=document.span, title_fit=fits[language],
                parts=parts[language], notes=_cover_notes(planner, language, titles[language], shown[language]),
            )
        )  # fmt: skip
    return tuple(slides)


def _placed(
    planner: Planner, roles: Sequence[str] | object, lines: dict[str, Texts]
) -> tuple[dict[str, Texts], list[Texts]]:
    """Which lines have a placeholder of their own on the title layout; the others join the subtitle, or stand in a box."""
    placed: dict[str, Texts] = {}
    homeless: list[Texts] = []
    layout = planner.template.layouts["title"]
    for role, texts in lines.items():
        if not any(texts):
            continue
        found = layout.placeholders.get(role)
        if found is not None and found.type != "dt":
            placed[role] = texts
        else:
            homeless.append(texts)
    return placed, homeless


def _cover_parts(planner: Planner, placed: dict[str, Texts], homeless: list[Texts]) -> tuple[tuple[Part, ...], ...]:
    layout = planner.template.layouts["title"]
    parts: list[list[Part]] = [[] for _ in planner.documents]
    has_subtitle = "subtitle" in layout.placeholders
    if homeless and has_subtitle:
        empty_texts = tuple(() for _ in planner.documents)
        head = placed.get("subtitle", empty_texts)
        placed["subtitle"] = head
    for role, texts in placed.items():
        slot = placeholder_slot(layout, role, planner.template)
        if slot is None:
            continue
        extra = homeless if role == "subtitle" else []
        _add_text(planner, parts, slot, [texts, *extra])
    if homeless and not has_subtitle:
        _add_text(planner, parts, _cover_box(planner), homeless)
    return tuple(tuple(own) for own in parts)


def _cover_box(planner: Planner) -> Slot:
    """A box below the title, for a title layout without a subtitle."""
    layout = planner.template.layouts["title"]
    title = layout.placeholders["title"].frame
    y = title.y + title.height + GAP
    height = min(planner.template.height - y - GAP, title.height)
    if height < title.height // 3:
        height = max(1, title.y - 2 * GAP)
        y = GAP
    return box_slot("subtitle", Frame(title.x, y, title.width, height), planner.template)


def _add_text(planner: Planner, parts: list[list[Part]], slot: Slot, lines: Sequence[Texts]) -> None:
    """Lines as paragraphs in a slot, shrunk alike in every language until they fit."""
    paragraphs = [
        tuple(SlideParagraph(texts[n], 0, "none") for texts in lines if texts[n]) for n in planner.languages
    ]  # fmt: skip
    width, height = inner(slot.frame, slot.insets)
    blocks = [measure(own, planner.fonts, slot.levels, in_box=bool(slot.size)) for own in paragraphs]
    steps = (
        (Step(),) if slot.size else body_steps([one.level.size for block in blocks for one in block], _COVER_MINIMUM)
    )
    found = smallest_fit(blocks, width, height, steps)
    frame = slot.frame if slot.size else None
    if found is None:
        found = steps[-1]
        planner.report(
            "title-slide-full", f"the {slot.role} of the title slide is longer than its place", planner.documents[0].span,
            "shorten it", warning=True,
        )  # fmt: skip
    for own, block, language in zip(paragraphs, blocks, parts, strict=True):
        if own:
            lines_taken = sum(one.height(width, found.factor, found.tighter)[1] for one in block)
            language.append(
                TextPart(placeholder=slot.role, paragraphs=own, fit=found.fit(lines_taken), frame=frame, size=slot.size)
            )


def _cover_notes(planner: Planner, language: int, title: Inlines, shown: Inlines) -> tuple[ProseBlock, ...]:
    document = planner.documents[language]
    labels = document.labels
    blocks: list[ProseBlock] = []
    if plain(title) != plain(shown):
        blocks.append(Paragraph(title))
    blocks.extend(spoken(document.abstract))
    if not blocks:
        blocks.append(Paragraph(title))
    if document.keywords:
        blocks.append(Paragraph(text(f"{labels.keywords}{labels.term_separator}{', '.join(document.keywords)}")))
    found = empty()
    heads = [*notes_in(document.title), *notes_in(document.subtitle), *notes_in_prose(document.abstract)]
    notes_of(planner, language, heads, found)
    return (*blocks, *_note_paragraphs(planner, document, found))


def _note_paragraphs(planner: Planner, document: Document, found: Credits) -> list[ProseBlock]:
    blocks: list[ProseBlock] = []
    for note in found.footnotes:
        blocks.extend(spoken(note))
    if found.sources:
        blocks.append(Paragraph((*text(document.labels.source), *join(found.sources, text(" · ")))))
    return blocks


# --- Key figures and agenda --------------------------------------------------------------------------------------------


def key_figure_slides(planner: Planner, headlines: Headlines) -> list[tuple[Slide, ...]]:
    """The publication's key figures as big numbers."""
    documents = planner.documents
    if not documents[0].key_figures:
        return []
    base = tuple(text(one.labels.key_figures) for one in documents)
    topic = Topic(base=base, kickers=("",) * len(documents), span=documents[0].span, key="key-figures")
    credits = tuple(_figure_credits(planner, language) for language in planner.languages)
    scene = open_scene(planner, "highlights", topic, credits)
    slides = plan_highlights(planner, tuple(one.key_figures for one in documents), scene.area)
    drafts = [
        Draft(
            topic=topic, scene=scene, base=base, parts=tuple((one,) for one in twins), credits=credits,
            notes=[[] for _ in documents], alts=_spoken_figures(twins), key="key-figures", continued=number > 0,
        )
        for number, twins in enumerate(slides)
    ]  # fmt: skip
    return [finish(planner, headlines, one) for one in drafts]


def _spoken_figures(parts: Sequence[object]) -> tuple[str, ...]:
    return ("",) * len(parts)


def _figure_credits(planner: Planner, language: int) -> Credits:
    found = empty()
    for item in planner.documents[language].key_figures:
        if item.source_id:
            found.add_source(planner.source(language, item.source_id))
        notes_of(planner, language, notes_in(item.label), found)
    return found


def agenda_slides(planner: Planner, headlines: Headlines) -> list[tuple[Slide, ...]]:
    """The sections by name, in two columns where the layout has them and there are many."""
    documents = planner.documents
    count = len(documents[0].sections)
    if not documents[0].deck.agenda or count < 2:
        return []
    base = tuple(text(one.labels.agenda) for one in documents)
    topic = Topic(base=base, kickers=("",) * len(documents), span=documents[0].span, key="agenda")
    credits = tuple(empty() for _ in documents)
    scene = open_scene(planner, "agenda", topic, credits)
    units = [_entry(planner, number) for number in range(count)]
    body = text_slot(planner, scene)
    slides: list[tuple[tuple[Part, ...], ...]] | None = None
    if count > _AGENDA_ONE_COLUMN and "body2" in scene.stage.layout.placeholders:
        slides = _two_columns(planner, topic, units, body, text_slot(planner, scene, "body2"))
    slides = slides or plan_words(planner, topic, units, body, documents[0].span)
    drafts = [
        Draft(
            topic=topic, scene=scene, base=base, parts=parts, credits=credits, notes=[[] for _ in documents], key="agenda",
            continued=number > 0,
        )
        for number, parts in enumerate(slides)
    ]  # fmt: skip
    return [finish(planner, headlines, one) for one in drafts]


def _entry(planner: Planner, number: int) -> Unit:
    sections = [one.sections[number] for one in planner.documents]
    return paragraph_unit(
        [SlideParagraph(headline(one.title), 0, "number", number + 1, one.span, one.key) for one in sections]
    )


def _two_columns(
    planner: Planner, topic: Topic, units: list[Unit], left: Slot, right: Slot
) -> list[tuple[tuple[Part, ...], ...]] | None:
    """Half of the entries beside the other half, at one size, if both halves fit; None otherwise."""
    from builder.typeset.flow import lay_out

    half = (len(units) + 1) // 2
    columns = [lay_out(planner, units[:half], left), lay_out(planner, units[half:], right)]
    if any(len(one.slides) > 1 for one in columns):
        return None
    scale = min(one.step.scale for one in columns)
    reduction = max(one.step.reduction for one in columns)
    parts = []
    for language in planner.languages:
        own = [one.slides[0][language] for one in columns]
        parts.append(tuple(_at(one, scale, reduction) for one in own if one is not None))
    return [tuple(parts)]


def _at(part: TextPart, scale: int, reduction: int) -> TextPart:
    return replace(part, fit=replace(part.fit, scale=scale, reduction=reduction))


# --- Dividers --------------------------------------------------------------------------------------------------------


def divider_slide(
    planner: Planner, headlines: Headlines, twins: tuple[SectionNode, ...], progress: tuple[int, int], *, whole: bool
) -> tuple[Slide, ...]:
    """The slide before a section: its name and number, and where in the deck one is.

    `whole` says that the section has nothing of its own to show: its message and its prose are then said here.
    """
    layout = planner.template.layouts["section"]
    base = tuple(headline(one.title) for one in twins)
    titles, fits = headlines.take(base, layout, twins[0].span)
    messages = tuple(headline(one.message) if whole else () for one in twins)
    parts: list[list[Part]] = [[] for _ in twins]
    overflow = any(messages) and not _add_message(planner, parts, messages)
    kicker = "kicker" in layout.placeholders
    slides = []
    for language, section in enumerate(twins):
        notes: list[ProseBlock] = []
        found = empty()
        if whole:
            notes = [
                block for one in section.blocks for block in spoken(getattr(one, "blocks", ())) if one.only != "brief"
            ]
            notes.extend(spoken(section.notes))
            found.merge(credits_of(planner, language, [one for one in section.blocks if one.only != "brief"]))
            notes_of(
                planner,
                language,
                [*notes_in(section.title), *notes_in(section.message), *notes_in_prose(section.notes)],
                found,
            )
        if overflow or plain(titles[language]) != plain(base[language]):
            notes.insert(0, Paragraph(base[language]))
        if overflow:
            notes.insert(1, Paragraph(messages[language]))
        slides.append(
            Slide(
                layout="section", title=titles[language], key=section.key, span=section.span, title_fit=fits[language],
                kicker=".".join(map(str, section.number)) if kicker else "", parts=tuple(parts[language]),
                notes=(*(notes or [Paragraph(base[language])]), *_note_paragraphs(planner, planner.documents[language], found)),
                section=section.number, progress=progress,
            )
        )  # fmt: skip
    return tuple(slides)


def _add_message(planner: Planner, parts: list[list[Part]], messages: Texts) -> bool:
    """The message below a divider's title, if it fits there."""
    layout = planner.template.layouts["section"]
    slot = placeholder_slot(layout, "subtitle", planner.template) or placeholder_slot(layout, "body", planner.template)
    if slot is None:
        return False
    width, height = inner(slot.frame, slot.insets)
    paragraphs = [(SlideParagraph(one, 0, "none"),) if one else () for one in messages]
    blocks = [measure(own, planner.fonts, slot.levels) for own in paragraphs]
    step = smallest_fit(blocks, width, height, body_steps([slot.levels[0].size]))
    if step is None:
        return False
    _add_text(planner, parts, slot, [messages])
    return True
