"""What must hold of every plan: nothing outside the slide, nothing over anything else, every text in its frame."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from builder.templates.deck.facts import DeckFacts, Frame, Level
from builder.tree.blocks import CalloutNode, HighlightsNode, PointNode, PointsNode, QuoteNode, TextNode, TimelineNode
from builder.tree.document import BlockLike, Document, SectionNode
from builder.tree.exhibits import TableNode
from builder.tree.prose import Code, Inlines, ItemList, NoteRef, Paragraph, Prose, plain
from builder.typeset.fonts import Fonts
from builder.typeset.layout_slots import overlap
from builder.typeset.measure import EMU, box_level, inner, measure, words
from builder.typeset.plan import (
    BOX_GAP,
    CALLOUT_INSETS,
    CARD_INSETS,
    COLUMN_GAP,
    COLUMN_RULE,
    DATED_CARD_INSETS,
    NO_INSETS,
    TERM_INSETS,
    AgendaPart,
    CalloutPart,
    ChartPart,
    ColumnsPart,
    Deck,
    HighlightsPart,
    ImagePart,
    Part,
    Slide,
    SlideParagraph,
    TablePart,
    TermsPart,
    TextPart,
    TimelinePart,
)

SLACK = 12_700
"""EMU that rounding may cost: a point."""


# --- Words -----------------------------------------------------------------------------------------------------------


def words_of(texts: Iterable[str]) -> list[str]:
    """The words, whatever their case: the texts of terms get a capital."""
    return [word.casefold() for text in texts for word in re.findall(r"\w+", text)]


def _noted(inlines: Inlines) -> Iterator[str]:
    yield plain(inlines)
    for inline in inlines:
        if isinstance(inline, NoteRef) and not inline.sources:
            yield from _prose(inline.blocks)


def _prose(prose: Prose) -> Iterator[str]:
    for block in prose:
        if isinstance(block, Paragraph):
            yield from _noted(block.inlines)
        elif isinstance(block, Code):
            yield block.text
        elif isinstance(block, ItemList):
            for item in block.items:
                yield from _prose(item.blocks)


def _points(points: Sequence[PointNode]) -> Iterator[str]:
    for point in points:
        yield from _noted(point.term)
        yield from _noted(point.inlines)
        yield from _points(point.points)


def _block(block: BlockLike) -> Iterator[str]:
    if isinstance(block, TextNode):
        yield from _prose(block.blocks)
    elif isinstance(block, PointsNode):
        yield from _points(block.points)
    elif isinstance(block, TableNode):
        yield from _noted(block.caption)
        yield from _prose(block.note)
        for column in block.columns:
            yield from _noted(column.header)
        for row in block.rows:
            for cell in row:
                yield from _noted(cell.inlines)
    elif isinstance(block, HighlightsNode):
        for item in block.items:
            yield from (item.prefix, item.value, item.suffix, plain(item.label))
    elif isinstance(block, TimelineNode):
        for event in block.events:
            yield event.date
            yield from _noted(event.title)
            yield from _prose(event.text)
    elif isinstance(block, QuoteNode):
        yield from _prose(block.blocks)
        yield from _noted(block.attribution)
    elif isinstance(block, CalloutNode):
        yield from _noted(block.title)
        yield from _prose(block.blocks)
    else:
        yield from _noted(block.caption)


def _section(section: SectionNode) -> Iterator[str]:
    yield from _noted(section.title)
    yield from _noted(section.message)
    yield from _prose(section.notes)
    for block in section.blocks:
        if block.only != "brief":
            yield from _block(block)
    for below in section.sections:
        yield from _section(below)


def said(document: Document) -> list[str]:
    """All words that a deck of the document must have somewhere."""
    texts = [plain(document.title), plain(document.subtitle), plain(document.status)]
    texts += [document.date_text, document.authors_text, *document.keywords, *_prose(document.abstract)]
    for item in document.key_figures:
        texts += [item.prefix, item.value, item.suffix, plain(item.label)]
    for section in document.sections:
        texts += _section(section)
    texts += [plain(source.inlines) for source in document.sources]
    return words_of(texts)


def _part_texts(part: Part) -> Iterator[str]:
    if isinstance(part, TextPart):
        yield from (plain(paragraph.inlines) for paragraph in part.paragraphs)
    elif isinstance(part, TablePart):
        yield from (plain(column.header) for column in part.columns)
        yield from (plain(cell.inlines) for row in part.rows for cell in row)
    elif isinstance(part, AgendaPart):
        yield from (*part.numbers, *map(plain, part.titles))
    elif isinstance(part, (TermsPart, ColumnsPart)):
        yield from (plain(inlines) for inlines in (*part.terms, *part.texts))
    elif isinstance(part, HighlightsPart):
        for item in part.items:
            yield from (item.prefix, item.value, item.suffix, plain(item.label))
    elif isinstance(part, TimelinePart):
        for event, texts in zip(part.events, part.texts, strict=True):
            yield from (event.date, plain(event.title), *(plain(text.inlines) for text in texts))
    elif isinstance(part, CalloutPart):
        yield plain(part.title)
        yield from (plain(paragraph.inlines) for paragraph in part.paragraphs)


def shown(deck: Deck) -> list[str]:
    """All words of a deck, notes pages included."""
    texts: list[str] = []
    for slide in deck.slides:
        texts += [plain(slide.title), slide.kicker, slide.caption, plain(slide.source), *_prose(slide.notes)]
        for part in slide.parts:
            texts += _part_texts(part)
    return words_of(texts)


# --- Geometry --------------------------------------------------------------------------------------------------------


def frames_of(slide: Slide, template: DeckFacts) -> list[tuple[str, Frame]]:
    """Every place that a slide fills, by a name for messages."""
    holders = template.layouts[slide.layout].placeholders
    frames = [("title", holders["title"].frame)]
    for role, used in (("kicker", slide.kicker), ("caption", slide.caption), ("source", slide.source)):
        if used:
            frames.append((role, holders[role].frame))
    for part in slide.parts:
        frames += part_frames(part, slide, template)
    return frames


def part_frames(part: Part, slide: Slide, template: DeckFacts) -> list[tuple[str, Frame]]:
    if isinstance(part, TextPart):
        return [(part.placeholder, part.frame or template.layouts[slide.layout].placeholders[part.placeholder].frame)]
    if isinstance(part, TimelinePart):
        return [("TimelinePart", box) for box in (*part.date_frames, *part.frames)]
    if isinstance(part, ColumnsPart):
        return [("ColumnsPart", column) for column in part.frames]
    if isinstance(part, HighlightsPart):
        return [("HighlightsPart", tile) for tile in part.frames]
    return [(type(part).__name__, part.frame)]


def check_geometry(slide: Slide, template: DeckFacts) -> None:
    """Everything is on the slide, and nothing lies over anything else."""
    placed = frames_of(slide, template)
    for name, frame in placed:
        assert frame.x >= 0 and frame.y >= 0 and frame.width > 0 and frame.height > 0, (name, frame, plain(slide.title))
        assert frame.x + frame.width <= template.width, (name, frame)
        assert frame.y + frame.height <= template.height, (name, frame, plain(slide.title))
    for index, (name, frame) in enumerate(placed):
        for other_name, other in placed[index + 1 :]:
            assert not overlap(frame, other), (name, frame, other_name, other, plain(slide.title), slide.layout)


def check_fit(slide: Slide, template: DeckFacts, fonts: Fonts) -> None:
    """Every text fits the place it is in at the sizes that are written."""
    holder = template.layouts[slide.layout].placeholders["title"]
    paragraphs = [SlideParagraph(slide.title, 0, "none")]
    left, top, right, bottom = holder.insets
    if slide.title_fit.insets is not None:
        left, right = slide.title_fit.insets
    levels = holder.levels
    if slide.title_fit.size:
        levels = (replace(levels[0], size=slide.title_fit.size),)
    height = _height(paragraphs, fonts, levels, holder.frame, (left, top, right, bottom), slide.title_fit.scale, 0)
    assert height <= inner(holder.frame, holder.insets)[1] + holder.levels[0].space_before + 0.1, plain(slide.title)
    for part in slide.parts:
        if isinstance(part, TextPart):
            _check_text(part, slide, template, fonts)
        elif isinstance(part, TablePart):
            _check_table(part, template, fonts)
        elif isinstance(part, TermsPart):
            _check_terms(part, template, fonts, least=16 if slide.layout == "sources" else 20)
        elif isinstance(part, ColumnsPart):
            _check_columns(part, template, fonts)
        elif isinstance(part, CalloutPart):
            _check_callout(part, template, fonts)
        elif isinstance(part, HighlightsPart):
            _check_highlights(part, template, fonts)
        elif isinstance(part, TimelinePart):
            _check_timeline(part, template, fonts)
        else:
            assert isinstance(part, (ChartPart, ImagePart, AgendaPart))


def _height(
    paragraphs: Sequence[SlideParagraph], fonts: Fonts, levels: Sequence[Level], place: Frame,
    insets: tuple[int, int, int, int], scale: int, reduction: int, *, in_box: bool = False,
) -> float:  # fmt: skip
    width, _ = inner(place, insets)
    block = measure(paragraphs, fonts, levels, in_box=in_box)
    return sum(paragraph.height(width, scale / 100_000, reduction / 100_000)[0] for paragraph in block)


def _check_text(part: TextPart, slide: Slide, template: DeckFacts, fonts: Fonts) -> None:
    assert part.paragraphs
    assert all(paragraph.inlines for paragraph in part.paragraphs)
    if part.size:
        assert part.frame is not None
        levels: Sequence[Level] = (box_level(template.theme.minor_font, part.size, bold=part.bold, gap=0.0),)
        place, insets = part.frame, (0, 0, 0, 0)
    else:
        holder = template.layouts[slide.layout].placeholders[part.placeholder]
        levels, place, insets = holder.levels, part.frame or holder.frame, holder.insets
        for paragraph in part.paragraphs:
            size = levels[min(paragraph.level, len(levels) - 1)].size
            least = {"body": 14.0, "body2": 14.0}.get(part.placeholder, 10.0) if slide.layout != "sources" else 11.0
            assert size * part.fit.scale / 100_000 >= min(least, size) - 0.01
    scale = round(part.fit.scale * part.growth)
    paragraphs = [_without_unit(paragraph) for paragraph in part.paragraphs]
    height = _height(paragraphs, fonts, levels, place, insets, scale, part.fit.reduction, in_box=bool(part.size))
    height += part.spread * sum(not paragraph.level for paragraph in part.paragraphs[1:])
    assert height <= inner(place, insets)[1] + 0.1, (part, slide.layout)


def _without_unit(paragraph: SlideParagraph) -> SlideParagraph:
    """The paragraph without a unit that is smaller than its number."""
    return paragraph if paragraph.unit == 1 else replace(paragraph, inlines=paragraph.inlines[:-1])


def _check_table(part: TablePart, template: DeckFacts, fonts: Fonts) -> None:
    assert part.size >= 11
    assert len(part.widths) == len(part.columns)
    assert sum(part.widths) == part.frame.width
    assert part.header_height + sum(part.row_heights) == part.frame.height
    assert len(part.row_heights) == len(part.rows)
    lower = part.header_height - part.upper_height
    grouped = {
        n
        for header_group in part.header_groups
        for n in range(header_group.start, header_group.start + header_group.count)
    }
    for n, column in enumerate(part.columns):
        high = lower if n in grouped else part.header_height
        _check_cell(part, column.header, part.widths[n], high, template, fonts, bold=True)
    for group in part.header_groups:
        width = sum(part.widths[group.start : group.start + group.count])
        _check_cell(part, group.header, width, part.upper_height, template, fonts, bold=True)
    for index, row in enumerate(part.rows):
        assert len(row) == len(part.columns)
        strong = bool(part.kinds) and part.kinds[index] != "row"
        for n, cell in enumerate(row):
            assert index + cell.down <= len(part.rows) and n + cell.across <= len(row)
            width, high = sum(part.widths[n : n + cell.across]), sum(part.row_heights[index : index + cell.down])
            if not cell.covered:
                _check_cell(part, cell.inlines, width, high, template, fonts, bold=strong or cell.highlight)


def _check_cell(
    part: TablePart, inlines: Inlines, width: int, high: int, template: DeckFacts, fonts: Fonts, *, bold: bool
) -> None:
    left, top, right, bottom = part.insets
    measured = words(inlines, fonts, template.theme.minor_font, bold=bold)
    lines = measured.lines((width - left - right) / EMU / part.size)
    assert lines * measured.line * part.size * EMU <= high - top - bottom + SLACK


def _check_terms(part: TermsPart, template: DeckFacts, fonts: Fonts, least: int) -> None:
    assert part.text_size >= least
    assert sum(part.row_heights) == part.frame.height
    left, top, right, bottom = TERM_INSETS
    text_width = part.frame.width if part.stacked else part.frame.width - part.term_width
    for term, text, high in zip(part.terms, part.texts, part.row_heights, strict=True):
        heights = []
        for inlines, size, width in ((term, part.term_size, part.term_width), (text, part.text_size, text_width)):
            measured = words(inlines, fonts, template.theme.minor_font, bold=inlines is term)
            lines = measured.lines((width - left - right) / EMU / size)
            heights.append(lines * measured.line * size * EMU)
        assert (sum(heights) if part.stacked else max(heights)) <= high - top - bottom + SLACK


def _check_columns(part: ColumnsPart, template: DeckFacts, fonts: Fonts) -> None:
    assert min(part.term_size, part.text_size) >= 20
    for term, text, frame in zip(part.terms, part.texts, part.frames, strict=True):
        height = float(COLUMN_RULE + COLUMN_GAP + BOX_GAP * EMU)
        for inlines, size, bold in ((term, part.term_size, True), (text, part.text_size, False)):
            measured = words(inlines, fonts, template.theme.minor_font, bold=bold)
            height += measured.lines(frame.width / EMU / size) * measured.line * size * EMU
        assert height <= frame.height + SLACK


def _check_callout(part: CalloutPart, template: DeckFacts, fonts: Fonts) -> None:
    assert part.size >= 14
    font = template.theme.minor_font
    title = [SlideParagraph(part.title, 0, "none")] if part.title else []
    height = _height(
        title, fonts, (box_level(font, part.size, bold=True),), part.frame, CALLOUT_INSETS, 100_000, 0, in_box=True
    )
    height += _height(
        part.paragraphs, fonts, (box_level(font, part.size),), part.frame, CALLOUT_INSETS, 100_000, 0, in_box=True
    )
    assert height <= inner(part.frame, CALLOUT_INSETS)[1] + 0.1


def _check_highlights(part: HighlightsPart, template: DeckFacts, fonts: Fonts) -> None:
    font = template.theme.minor_font
    assert len(part.items) == len(part.frames) == len(part.values) == len(part.labels) == len(part.insets)
    assert len({(tile.width, tile.height) for tile in part.frames}) == 1
    baselines: dict[int, set[float]] = {}
    for item, tile, (number, unit), label, insets in zip(
        part.items, part.frames, part.values, part.labels, part.insets, strict=True
    ):
        left, top, right, bottom = insets
        width = (tile.width - left - right) / EMU
        digits, symbol = (words(_run(text), fonts, font, bold=True) for text in (number, unit))
        if part.value_size > 20:
            assert digits.natural() * part.value_size + symbol.natural() * part.unit_size <= width, item.value
        prefix = words(_run(item.prefix), fonts, font)
        above = prefix.lines(width / part.label_size) * prefix.line * part.label_size if item.prefix else 0
        words_below = words(label, fonts, font)
        below = words_below.lines(width / part.label_size) * words_below.line * part.label_size + part.label_gap
        lines = max(1, digits.lines(width / part.value_size))
        height = above + lines * digits.line * part.value_size + (below if label else 0)
        assert height <= (tile.height - top - bottom) / EMU + 1
        baselines.setdefault(tile.y, set()).add(round(top / EMU + above))
    assert all(max(own) - min(own) <= 1 for own in baselines.values())


def _run(text: str) -> Inlines:
    from builder.tree.prose import Run

    return (Run(text),)


def _check_timeline(part: TimelinePart, template: DeckFacts, fonts: Fonts) -> None:
    font = template.theme.minor_font
    assert len(part.events) == len(part.frames) == len(part.markers) == len(part.texts)
    assert part.vertical or part.cards or len(part.date_frames) == len(part.events)
    for index, (event, place, texts) in enumerate(zip(part.events, part.frames, part.texts, strict=True)):
        card = CARD_INSETS if part.date_frames else DATED_CARD_INSETS
        insets = card if part.cards else NO_INSETS
        width, _ = inner(place, insets)
        date = words(_run(event.date), fonts, font, bold=True)
        day = part.date_frames[index] if part.date_frames else place
        day_width = day.width / EMU if part.date_frames else width
        height = date.lines(day_width / part.date_size) * date.line * part.date_size
        if part.date_frames:
            assert height <= day.height / EMU + 1
            height = 0.0
        title = words(event.title, fonts, font, bold=True)
        if event.title:
            height += title.lines(width / part.title_size) * title.line * part.title_size
        height += _height(texts, fonts, (box_level(font, part.text_size),), place, insets, 100_000, 0, in_box=True)
        if event.title or texts:
            assert height <= (place.height - insets[1] - insets[3]) / EMU + 1


# --- Twins -----------------------------------------------------------------------------------------------------------


def check_twins(decks: Sequence[Deck]) -> None:
    """Slide N is slide N in every language: the same layout, the same kinds of parts, the same rows and items."""
    assert len({len(deck.slides) for deck in decks}) == 1
    for twins in zip(*(deck.slides for deck in decks), strict=True):
        assert len({twin.layout for twin in twins}) == 1
        assert len({twin.section for twin in twins}) == 1
        assert len({tuple(type(part).__name__ for part in twin.parts) for twin in twins}) == 1
        for parts in zip(*(twin.parts for twin in twins), strict=True):
            assert len({_shape(part) for part in parts}) == 1


def _shape(part: Part) -> tuple[object, ...]:
    if isinstance(part, TablePart):
        return (len(part.rows), len(part.columns), part.size, part.widths)
    if isinstance(part, TermsPart):
        return (part.row_heights, part.term_size, part.text_size)
    if isinstance(part, (HighlightsPart, TimelinePart, ColumnsPart)):
        return (len(part.frames), tuple(frame.x for frame in part.frames))
    if isinstance(part, TextPart):
        return (part.placeholder, part.fit.scale, part.fit.reduction, part.growth, part.spread)
    return (part.frame.x, part.frame.width) if isinstance(part, (ChartPart, CalloutPart)) else ()


def check_plan(documents: Sequence[Document], decks: Sequence[Deck], template: DeckFacts) -> None:
    """All of it."""
    fonts = Fonts()
    check_twins(decks)
    for document, deck in zip(documents, decks, strict=True):
        titles = [" ".join(f"{slide.kicker} {plain(slide.title)}".split()).casefold() for slide in deck.slides]
        assert len(set(titles)) == len(titles)
        keys = [own_slide.key for own_slide in deck.slides]
        assert len(set(keys)) == len(keys)
        for slide in deck.slides:
            assert slide.notes
            check_geometry(slide, template)
            check_fit(slide, template, fonts)
        missing = set(said(document)) - set(shown(deck))
        assert not missing, missing
