"""The title slide: title, subtitle, kind of document, authors, date, and a picture or a key figure. The abstract is in
the speaker notes.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from builder.templates.deck.facts import Frame, Placeholder, SlideLayout
from builder.tree.prose import Inlines, Paragraph, TextElement, TextElements, plain
from builder.typeset.fit import FULL, Step, cover_steps, extent, most_that_fit, smallest_fit
from builder.typeset.inlines import notes_in, notes_in_prose, text, with_ordinals, without_notes
from builder.typeset.layout_slots import GAP, TextSlot, box_slot, placeholder_slot
from builder.typeset.measure import EMU, LevelledParagraph, emu, inner, measure
from builder.typeset.plan import Fit, ImagePart, Part, Slide, SlideParagraph, TextPart
from builder.typeset.planner import Planner, Texts, quoted
from builder.typeset.slides.cover_figure import cover_figure
from builder.typeset.slides.cover_picture import cover_pictures
from builder.typeset.source_lines import Credits, empty, notes_of, source_line
from builder.typeset.speaker_notes import credit_paragraphs, spoken
from builder.typeset.titles import TitleRegister, even_insets, headline, place_of

__all__ = ["place_lines", "title_slide"]

_MINIMUM = 12.0
"""Points below which the lines of a title slide never go."""
_LINES_HEIGHT = 1_800_000
"""EMU that five lines of a box need."""
_KICKER_GAP = 91_440
"""EMU between the kind of document and the title."""
_LINE = 91_440
"""EMU by which a kicker may reach into the frame of the title."""
Paragraphs = tuple[SlideParagraph, ...]


def title_slide(planner: Planner, headlines: TitleRegister) -> tuple[Slide, ...]:
    """Plan the first slide of every language."""
    pictures = cover_pictures(planner)
    layout = planner.template.layouts["title" if pictures is None else "title-picture"]
    documents = planner.documents
    titles = tuple(headline(document.title) for document in documents)
    shown, fits = headlines.cover(titles, layout)
    taken = [] if pictures is None or pictures[0].behind else [pictures[0].frame]
    parts, cut = _parts(planner, layout, taken, _kicker_frames(planner, layout, shown, fits))
    figures = cover_figure(planner, layout) if pictures is None else None
    for own, figure in zip(parts, figures or (), strict=False):
        own.extend(figure)
    for own, picture in zip(parts, pictures or (), strict=False):
        own.append(picture)
    credits = [_credits(planner, n, figures, pictures) for n in planner.languages]
    return tuple(
        Slide(
            layout=layout.role,
            title=shown[n],
            key=document.key,
            span=document.span,
            title_fit=fits[n],
            foot=False,
            parts=tuple(parts[n]),
            source=_source(planner, n, layout, credits[n]),
            notes=_notes(planner, n, [] if shown[n] == titles[n] else [titles[n]], cut[n], credits[n]),
        )
        for n, document in enumerate(documents)
    )


def _lines(planner: Planner) -> dict[str, Texts]:
    """Return the lines of the slide besides its title, by preferred role."""
    documents = planner.documents
    return {
        "kicker": tuple(headline(document.status) for document in documents),
        "subtitle": tuple(headline(document.subtitle) for document in documents),
        "attribution": tuple(text(document.authors_text) for document in documents),
        "date": tuple(with_ordinals(document.date_text, document.language) for document in documents),
    }


def _kicker_frames(
    planner: Planner, layout: SlideLayout, titles: Sequence[Inlines], fits: Sequence[Fit]
) -> list[Frame] | None:
    """Return the frame of the kicker in each language, directly above the first line of a title that is at the foot of
    its own; None where the layout places them otherwise.
    """
    title, kicker = layout.placeholders["title"], layout.placeholders.get("kicker")
    if kicker is None or title.anchor != "b" or kicker.frame.y + kicker.frame.height > title.frame.y + _LINE:
        return None
    level = title.levels[0]
    width, _ = inner(title.frame, title.insets)
    blocks = [[LevelledParagraph(planner.measured_heading(words, level), level, 0.0)] for words in titles]
    heights = [
        extent(block, width - _narrowed(fit, title), _step(fit, level.size))[0]
        for block, fit in zip(blocks, fits, strict=True)
    ]
    foot = title.frame.y + title.frame.height - title.insets[3]
    tops = [foot - emu(height) - kicker.frame.height - _KICKER_GAP for height in heights]
    return [Frame(kicker.frame.x, max(kicker.frame.y, top), kicker.frame.width, kicker.frame.height) for top in tops]


def _step(fit: Fit, size: float) -> Step:
    """Return the step of a title whose template sets it in `size` points."""
    return Step(round(fit.scale * (fit.size or size) / size), fit.reduction)


def _narrowed(fit: Fit, title: Placeholder) -> float:
    """Return by how many points the frame of a title was narrowed."""
    return (sum(fit.insets) - title.insets[0] - title.insets[2]) / EMU if fit.insets is not None else 0.0


def _parts(
    planner: Planner, layout: SlideLayout, taken: Sequence[Frame], kickers: Sequence[Frame] | None
) -> tuple[list[list[Part]], list[list[Inlines]]]:
    """Put each line in the placeholder of its role, that of the kicker at its frame in each language; lines without a
    placeholder join the subtitle, or go in a box below the title, beside frames that are `taken`.

    Return the parts of each language, and the full text of the lines that were cut.
    """
    parts: list[list[Part]] = [[] for _ in planner.documents]
    cut: list[list[Inlines]] = [[] for _ in planner.documents]
    homeless: list[Texts] = []
    at_home: list[tuple[TextSlot, list[Texts]]] = []
    for role, texts in _lines(planner).items():
        slot = placeholder_slot(layout, role, planner.template)
        usable = slot is not None and layout.placeholders[role].type != "dt"
        if slot is not None and usable and (any(texts) or role == "subtitle"):
            at_home.append((slot, [texts] if any(texts) else []))
        elif any(texts):
            homeless.append(texts)
    refuge = next((pair for pair in at_home if pair[0].role == "subtitle"), None)
    if refuge is not None and _has_room(planner, refuge[0], [*refuge[1], *homeless]):
        refuge[1].extend(homeless)
    elif homeless:
        box = _box(planner, layout, [*taken, *(slot.frame for slot, lines in at_home if lines)])
        if refuge is None or _has_room(planner, box, homeless):
            at_home.append((box, homeless))
        else:
            refuge[1].extend(homeless)
    for slot, lines in at_home:
        even = layout.placeholders.get(slot.role) if slot.role == "subtitle" and not slot.size else None
        place_lines(planner, parts, cut, slot, lines, even)
    for own, frame in zip(parts, kickers or (), strict=False):
        own[:] = [
            replace(part, frame=frame) if isinstance(part, TextPart) and part.placeholder == "kicker" else part
            for part in own
        ]
    return parts, cut


def _has_room(planner: Planner, slot: TextSlot, lines: Sequence[Texts]) -> bool:
    """Return True if lines fit a slot in every language, at full size or shrunk."""
    paragraphs = [_paragraphs(lines, n) for n in planner.languages]
    blocks = [measure(own, planner.fonts, slot.levels, in_box=bool(slot.size)) for own in paragraphs]
    return smallest_fit(blocks, *inner(slot.frame, slot.insets), _steps(slot, blocks)) is not None


def _paragraphs(lines: Sequence[Texts], language: int) -> Paragraphs:
    return tuple(SlideParagraph(line[language], 0, "none") for line in lines if line[language])


def _steps(slot: TextSlot, blocks: Sequence[Sequence[LevelledParagraph]]) -> tuple[Step, ...]:
    """Return the steps allowed for lines in a slot; a box keeps its size."""
    sizes = [paragraph.level.size for block in blocks for paragraph in block]
    return (FULL,) if slot.size else cover_steps(sizes, _MINIMUM)


def _box(planner: Planner, layout: SlideLayout, taken: Sequence[Frame]) -> TextSlot:
    """Return a box in the highest space over, under or between the title and the `taken` frames of other lines, next
    to what is above it, or over the title.

    Its lines begin, are centred or end where those of the title do.
    """
    placeholder = layout.placeholders["title"]
    title, (left, _, right, _) = placeholder.frame, placeholder.insets
    x, width = title.x + left, max(title.width - left - right, 0)
    frames = [title, *(frame for frame in taken if frame.x < x + width and x < frame.x + frame.width)]
    spaces = []
    for top in (GAP, *(frame.y + frame.height for frame in frames)):
        following = [frame.y for frame in frames if frame.y + frame.height > top]
        end = min(following, default=planner.template.height - GAP)
        spaces.append((max(end - top - 2 * GAP, 0), top > title.y, top))
    space, is_below, top = max(spaces)
    height = min(space, max(title.height, _LINES_HEIGHT))
    y = top + GAP if is_below else top + GAP + space - height
    frame = Frame(x, y, width, height)
    return box_slot("subtitle", frame, planner.template, alignment=placeholder.alignment, font=layout.text_font)


def place_lines(
    planner: Planner,
    parts: list[list[Part]],
    cut: list[list[Inlines]],
    slot: TextSlot,
    lines: Sequence[Texts],
    even: Placeholder | None = None,
) -> None:
    """Set lines as paragraphs of a slot, shrunk alike in every language until they fit; what still does not fit is cut
    at a word, and its full words are added to `cut`. One paragraph is set in lines that are alike if its placeholder is
    given as `even`.
    """
    paragraphs = [_paragraphs(lines, n) for n in planner.languages]
    width, height = inner(slot.frame, slot.insets)
    blocks = [measure(own, planner.fonts, slot.levels, in_box=bool(slot.size)) for own in paragraphs]
    steps = _steps(slot, blocks)
    step = smallest_fit(blocks, width, height, steps)
    if step is None:
        step = steps[-1]
        fits = _Fits(planner, slot, steps[-1:])
        for n in planner.languages:
            paragraphs[n], shortened, left_out = _cut(paragraphs[n], fits)
            cut[n] += [*shortened, *left_out]
            _report_cut(planner, n, shortened, "is too long for its slide", "cut")
            _report_cut(planner, n, left_out, "has no room on its slide", "left out")
    for own, language in zip(paragraphs, parts, strict=True):
        if own:
            block = measure(own, planner.fonts, slot.levels, in_box=bool(slot.size))
            fit = step.fit(extent(block, width, step)[1])
            if even is not None and len(block) == 1:
                fit = replace(fit, insets=even_insets(even, block[0], step))
            frame = slot.frame if slot.size or slot.moved else None
            language.append(
                TextPart(
                    placeholder=slot.role,
                    paragraphs=own,
                    fit=fit,
                    frame=frame,
                    size=slot.size,
                    alignment=slot.alignment,
                )
            )


def _report_cut(planner: Planner, language: int, lines: Sequence[Inlines], problem: str, outcome: str) -> None:
    document = planner.documents[language]
    for line in lines:
        place = place_of(line)
        message = (
            f"“{quoted(line)}” {problem} in `{document.language}`: {outcome}; the speaker notes have the full text"
        )
        planner.report("line-shortened", message, place if place.file else document.span, "shorten it")


class _Fits:
    """Test: do paragraphs fit a slot at a step?"""

    def __init__(self, planner: Planner, slot: TextSlot, steps: Sequence[object]):
        self._planner, self._slot, self._steps = planner, slot, steps

    def __call__(self, paragraphs: Sequence[SlideParagraph]) -> bool:
        width, height = inner(self._slot.frame, self._slot.insets)
        block = measure(paragraphs, self._planner.fonts, self._slot.levels, in_box=bool(self._slot.size))
        return smallest_fit([block], width, height, self._steps) is not None  # type: ignore[arg-type]


def _cut(paragraphs: Paragraphs, fits: _Fits) -> tuple[Paragraphs, list[Inlines], list[Inlines]]:
    """Return as many paragraphs as fit, the last of them cut at a word; the full text of those that were cut, and of
    those that were left out.
    """
    if fits(paragraphs):
        return paragraphs, [], []
    fitting: Paragraphs = ()
    shortened: list[Inlines] = []
    left_out: list[Inlines] = []
    for paragraph in paragraphs:
        if fits((*fitting, paragraph)):
            fitting = (*fitting, paragraph)
            continue
        shorter = _shorter(fitting, paragraph, fits)
        (left_out if shorter is None else shortened).append(paragraph.inlines)
        if shorter is not None:
            fitting = (*fitting, shorter)
    return fitting, shortened, left_out


def _shorter(fitting: Paragraphs, paragraph: SlideParagraph, fits: _Fits) -> SlideParagraph | None:
    words = plain(paragraph.inlines).split(" ")
    count = most_that_fit(len(words) - 1, lambda count: fits((*fitting, _beginning(paragraph, words[:count]))))
    return _beginning(paragraph, words[:count]) if count else None


def _beginning(paragraph: SlideParagraph, words: Sequence[str]) -> SlideParagraph:
    return SlideParagraph(text(" ".join(words).rstrip(",;:") + " …"), 0, "none", span=paragraph.span, key=paragraph.key)


def _credits(
    planner: Planner, language: int, figures: Sequence[object] | None, pictures: Sequence[ImagePart] | None
) -> Credits:
    """Return the source of the figure on the slide and its notes, or the credit of the picture."""
    credits = empty()
    item = planner.documents[language].deck.cover.figure
    if figures is not None and item is not None:
        if item.source_id:
            credits.add_source(planner.source(language, item.source_id))
        notes_of(planner, language, notes_in(item.label), credits)
    if pictures is not None:
        credits.add_credit(without_notes(pictures[language].image.credit))
    return credits


def _source(planner: Planner, language: int, layout: SlideLayout, credits: Credits) -> Inlines:
    slot = placeholder_slot(layout, "source", planner.template)
    return source_line(planner, language, credits, slot)[0] if slot is not None else ()


def _notes(
    planner: Planner, language: int, titles: list[Inlines], cut: Sequence[Inlines], shown: Credits
) -> TextElements:
    """Return the speaker notes; `shown` are the credits of what is on the slide."""
    document = planner.documents[language]
    labels = document.labels
    blocks: list[TextElement] = [Paragraph(title) for title in (*titles, *cut)]
    blocks.extend(spoken(document.abstract))
    if not blocks:
        blocks.append(Paragraph(headline(document.title)))
    if document.keywords:
        keywords = f"{labels.keywords}{labels.term_separator}{', '.join(document.keywords)}"
        blocks.append(Paragraph(with_ordinals(keywords, document.language)))
    credits = empty()
    credits.merge(shown)
    heads = [*notes_in(document.title), *notes_in(document.subtitle), *notes_in(document.status)]
    notes_of(planner, language, [*heads, *notes_in_prose(document.abstract)], credits)
    return (*blocks, *credit_paragraphs(planner, language, credits))
