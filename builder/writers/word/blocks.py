"""The blocks of a section, each in its own style; sections with their headings."""

from __future__ import annotations

from msgspec.structs import replace

from builder.tree.blocks import (
    CalloutNode,
    HighlightsNode,
    PageBreakNode,
    PointsNode,
    QuoteNode,
    TextNode,
    TimelineNode,
)
from builder.tree.document import BlockLike, SectionNode
from builder.tree.exhibits import ChartNode, ImageNode, TableNode, table_of
from builder.tree.prose import ItemList, Paragraph, ProseBlock, SmallTable, TextElement, plain
from builder.writers.word.chart_pairs import write_chart_pair
from builder.writers.word.context import BriefContext
from builder.writers.word.figures import write_chart, write_image
from builder.writers.word.flow import AFTER_EXHIBIT, FlowUnit
from builder.writers.word.highlights import write_highlights
from builder.writers.word.margin import is_short
from builder.writers.word.paragraphs import WordParagraph
from builder.writers.word.prose import BoxStyle, boxed_prose, write_points, write_prose
from builder.writers.word.section_numbers import SectionNumbers
from builder.writers.word.tables import write_table
from builder.writers.word.timeline import write_timeline

__all__ = ["Outline", "write_blocks", "write_heading", "write_sections"]

_AFTER_TAG = "\u2002"
"""Between the tag of a callout and its title: an en space."""
_LONG_QUOTE = 600
"""Characters of a quotation beyond which its paragraphs need not stay on one page."""


class Outline:
    """The headings that the table of contents names: level, number, title and bookmark, found before the text is
    written.
    """

    def __init__(self, state: BriefContext, sections: tuple[SectionNode, ...], numbers: SectionNumbers):
        self.numbers = numbers
        self.bookmarks: dict[str, str] = {}
        self.entries: list[tuple[int, SectionNode, str]] = []
        self._state = state
        self._visit(sections, 1)

    def _visit(self, sections: tuple[SectionNode, ...], level: int) -> None:
        for section in sections:
            name = self._state.anchors.reserve("_Toc")
            self.bookmarks[section.key] = name
            self.entries.append((level, section, name))
            self._visit(section.sections, level + 1)


def write_sections(state: BriefContext, sections: tuple[SectionNode, ...], outline: Outline, level: int = 1) -> None:
    """Write sections and their content, in order."""
    for section in sections:
        write_heading(state, section, outline, level)
        if section.message:
            size = _lead_size(state, level)
            runs = state.passage(f"{section.key}.message", section.message, size=size)
            mark = state.inlines.mark(size)
            state.flow.add(WordParagraph(state.styles["lead"], runs, keep=bool(_shown(section)), mark=mark))
        write_blocks(state, _shown(section))
        write_sections(state, section.sections, outline, level + 1)


def _lead_size(state: BriefContext, level: int) -> float:
    """Return the size of a lead in points, 0 for that of its style: it is never larger than its heading."""
    lead, heading = state.template.type["lead"].size, state.template.type[f"heading_{level}"].size
    return heading if heading < lead else 0.0


def write_heading(state: BriefContext, section: SectionNode, outline: Outline, level: int) -> None:
    """Write a heading, in the bookmark of the contents and in that of references to the section."""
    runs = state.passage(f"{section.key}.title", section.title)
    if section.id and section.id in state.targets.bookmarks:
        runs = state.anchors.put(state.targets.bookmarks[section.id][0], runs)
    runs = state.anchors.put(outline.bookmarks[section.key], runs)
    state.flow.gap = 0
    state.flow.begin_section()
    style = state.styles[f"heading_{level}"]
    first, state.first_heading = state.first_heading, False
    numbering = outline.numbers.numbering(section)
    space = 0 if first else None
    indent = outline.numbers.indent(section, level)
    state.flow.add(
        WordParagraph(style, runs, keep=True, break_before=first, numbering=numbering, before=space, indent=indent)
    )


def _shown(section: SectionNode) -> tuple[BlockLike, ...]:
    return tuple(block for block in section.blocks if block.only != "deck")


def write_blocks(state: BriefContext, blocks: tuple[BlockLike, ...]) -> None:
    """Write blocks in order. A text that introduces a list is kept with it."""
    for index, block in enumerate(blocks):
        if isinstance(block, TextNode):
            following = blocks[index + 1] if index + 1 < len(blocks) else None
            leads = _begins_with_list(following) and _ends_with_colon(block)
            _write_text(state, block, leads)
        elif isinstance(block, ChartNode) and block.side:
            following = blocks[index + 1] if index + 1 < len(blocks) else None
            if block.side == "left" and isinstance(following, ChartNode):
                write_chart_pair(state, block, following)
        else:
            _write_block(state, block)


def _write_text(state: BriefContext, block: TextNode, leads: bool) -> None:
    """Write a text with its small tables; what announces one is kept with it. `leads` keeps the end with what comes."""
    prose: list[ProseBlock] = []
    for part in block.blocks:
        if isinstance(part, SmallTable):
            write_prose(state, tuple(prose), keep_last=bool(prose) and _announces(prose[-1]))
            write_table(state, table_of(part))
            prose = []
        else:
            prose.append(part)
    write_prose(state, tuple(prose), keep_last=leads)


def _ends_with_colon(block: TextNode) -> bool:
    last = block.blocks[-1] if block.blocks else None
    return last is not None and _announces(last)


def _begins_with_list(block: BlockLike | None) -> bool:
    if isinstance(block, TextNode):
        return bool(block.blocks) and isinstance(block.blocks[0], ItemList)
    return isinstance(block, PointsNode)


def _announces(part: TextElement) -> bool:
    return isinstance(part, Paragraph) and plain(part.inlines).rstrip().endswith(":")


def _write_block(state: BriefContext, block: BlockLike) -> None:
    match block:
        case PointsNode():
            write_points(state, block)
        case TableNode():
            write_table(state, block)
        case ChartNode():
            write_chart(state, block)
        case HighlightsNode():
            write_highlights(state, block)
        case TimelineNode():
            write_timeline(state, block)
        case QuoteNode():
            _write_quote(state, block)
        case PageBreakNode():
            state.flow.break_page()
        case CalloutNode():
            _write_callout(state, block)
        case ImageNode():
            write_image(state, block)
        case TextNode():
            _write_text(state, block, False)


def _write_quote(state: BriefContext, quote: QuoteNode) -> None:
    """Write a quotation, then its attribution and source."""
    box = BoxStyle(state.styles["quote"], state.template.type["quote"].left)
    paragraphs = boxed_prose(state, quote.blocks, box)
    signed = bool(quote.attribution or quote.source)
    state.flow.gap = 0
    last = len(paragraphs) - 1
    long = sum(len(plain(block.inlines)) for block in quote.blocks if isinstance(block, Paragraph)) > _LONG_QUOTE
    with state.flow.unit(FlowUnit("text")):
        for index, paragraph in enumerate(paragraphs):
            keep = signed if index == last else not long
            # A quotation without attribution ends with the space that the attribution would have below it.
            after = AFTER_EXHIBIT if index == last and not signed else None
            state.flow.add(replace(paragraph, keep=keep, after=after))
        if signed:
            _write_attribution(state, quote)


def _write_attribution(state: BriefContext, quote: QuoteNode) -> None:
    runs = state.passage(f"{quote.key}.attribution", quote.attribution)
    before, after = (state.inlines.words(mark) if mark else "" for mark in quote.source_marks)
    runs += before + state.passage(f"{quote.key}.source", quote.source) + after
    state.flow.add(WordParagraph(state.styles["quote_attribution"], runs))


def _write_callout(state: BriefContext, callout: CalloutNode) -> None:
    """Write a callout: title and text, joined by the border of their style. A short one may be in the margin instead,
    which the measure of the finished document decides.
    """
    role = f"callout_{callout.kind}"
    box = BoxStyle(state.styles[role], state.template.type[role].left)
    title = _CalloutTitle(state, callout, role)
    paragraphs = boxed_prose(state, callout.blocks, box)
    aside = _aside(state, callout, title, paragraphs) if is_short(state, callout) else ()
    state.flow.gap = 0
    with state.flow.unit(FlowUnit("text", aside=aside)):
        if callout.title:
            state.flow.add(WordParagraph(state.styles[f"{role}_title"], title.in_text(), keep=True))
        for index, paragraph in enumerate(paragraphs):
            last = index == len(paragraphs) - 1
            state.flow.add(replace(paragraph, keep=None if last else True, after=AFTER_EXHIBIT if last else None))


def _aside(
    state: BriefContext, callout: CalloutNode, title: _CalloutTitle, paragraphs: list[WordParagraph]
) -> tuple[WordParagraph, ...]:
    """Return a callout as paragraphs for the margin: the tag, the author's title, the text."""
    style = state.styles[f"margin_{callout.kind}"]
    heads = [
        WordParagraph(state.styles[f"margin_{callout.kind}_title"], runs) for runs in (title.tag, title.own) if runs
    ]
    return (*heads, *(replace(paragraph, style=style) for paragraph in paragraphs))


class _CalloutTitle:
    """The words of a callout's kind as a tag, padded by no-break spaces in its colour, and the author's title, as runs.
    A title that says the kind itself has no tag.
    """

    def __init__(self, state: BriefContext, callout: CalloutNode, role: str):
        key, own = f"{callout.key}.title", callout.own_title
        tagged = bool(own) or plain(callout.title) == callout.kind_words
        look = state.inlines.properties(state.styles[f"{role}_tag"])
        self.tag = state.inlines.words(f"\u00a0{callout.kind_words}\u00a0", look) if tagged else ""
        self.own = state.passage(key, own if tagged else callout.title)
        self._between = state.inlines.words(_AFTER_TAG) if self.tag and self.own else ""

    def in_text(self) -> str:
        """Return both in one line."""
        return self.tag + self._between + self.own
