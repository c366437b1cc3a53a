"""The table of contents: a live TOC field that is already filled when the file opens.

Every entry is present, numbered like its heading, linked to it, and ends with its page as the stored result of a live
PAGEREF field. Pages come from the caller, who laid the file out, or from the measure of the finished document
(`page_numbers`); where it cannot be measured, entries have none. An entry has the tab stop and the indent that its
style lacks. Nothing prompts the reader to update (no `w:updateFields`, no `w:dirty`). See FORMAT.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil

from msgspec import Struct
from msgspec.structs import replace

from builder.office.xml import attribute
from builder.templates.word.facts import ContentsStyle, TabStop
from builder.tree.prose import CrossRef, Inlines, Run, plain
from builder.typeset.measure import words as measured
from builder.writers.word.blocks import Outline
from builder.writers.word.context import BriefContext
from builder.writers.word.entry_lines import clear_of_page
from builder.writers.word.fields import field, field_end, field_start
from builder.writers.word.paragraphs import WordParagraph

__all__ = [
    "PAGE_ROOM",
    "ContentsBlock",
    "TocLine",
    "beside_page",
    "compact_size",
    "flat",
    "line_room",
    "page_number",
    "page_tabs",
    "toc_lines",
    "write_contents",
]

TocLine = tuple[int, str, Inlines, str]
"""Level, number, words and bookmark of an entry."""
_NUMBER_WIDTH = 220
"""Twips for each place of a number in entries whose style has no stop for titles, as Word sets them."""
_COMPACT = 0.9
"""Size of compact entries, as a share of their style's."""
_NO_RULES = "<w:pBdr>" + "".join(f'<w:{side} w:val="nil"/>' for side in ("top", "bottom", "between")) + "</w:pBdr>"
PAGE_ROOM = 700
"""Twips for the page number at the end of an entry, with the space before it."""
_NUMBER_GAP = 120
"""Least twips between a number and its title there."""


def toc_lines(state: BriefContext, outline: Outline, extra: tuple[tuple[Inlines, str], ...]) -> list[TocLine]:
    """Return the entries down to the depth that the publication asks for; `extra` are unnumbered headings after all
    others.
    """
    depth = max(1, min(5, state.document.brief.toc_depth))
    lines = [
        (level, outline.numbers.label(section), flat(section.title), name)
        for level, section, name in outline.entries
        if level <= depth
    ]
    return lines + [(1, "", flat(title), name) for title, name in extra]


def flat(inlines: Inlines) -> Inlines:
    """Return a title for an entry: without notes, links and fields."""
    flat: list[Run] = []
    for inline in inlines:
        if isinstance(inline, Run):
            flat.append(replace(inline, link=None) if inline.link else inline)
        elif isinstance(inline, CrossRef) or plain((inline,)):
            flat.append(Run(plain((inline,)), inline.span))
    return tuple(flat)


def write_contents(
    state: BriefContext,
    lines: list[TocLine],
    pages: Mapping[str, int] | None,
    *,
    break_before: bool,
    compact: bool = False,
    space: float = 0.0,
    after: int | None = None,
) -> None:
    """Write the contents. `pages` gives the page of a heading, the first of the file being 1; without it, the pages are
    to be measured once the document is finished. `compact` sets them smaller and without rules, `space`
    points apart; `after` are the twips below the last one, if they are not its style's.
    """
    block = ContentsBlock(state, lines, break_before=break_before, compact=compact, space=space, after=after)
    state.flow.gap = 0
    if pages is None:
        state.add_unnumbered(block)
    else:
        state.flow.add(block.xml(pages))


class ContentsBlock:
    """The contents of one file: their heading and the field, in the content control by which Word offers to update it.

    `xml` can be asked for again once the pages are known.
    """

    def __init__(
        self,
        state: BriefContext,
        lines: list[TocLine],
        *,
        break_before: bool,
        compact: bool,
        space: float,
        after: int | None,
    ):
        self._state, self._lines, self._after = state, lines, after
        self._compact, self._space = compact, round(space * 20)
        self._layouts = {level: _layout(state, level, lines) for level in {level for level, _, _, _ in lines}}
        label = state.inlines.words(state.labels.contents)
        self._heading = WordParagraph(state.styles["toc_heading"], label, keep=True, break_before=break_before).xml()

    @property
    def bookmarks(self) -> list[str]:
        """Those of the headings that it names, in order."""
        return [name for _, _, _, name in self._lines]

    def xml(self, pages: Mapping[str, int]) -> str:
        """Return the block. `pages` gives the page of a heading, the first of the file being 1; the entry shows the
        number printed there.
        """
        state = self._state
        depth = max(1, min(5, state.document.brief.toc_depth))
        look = state.inlines.plain
        entries = []
        for index, line in enumerate(self._lines):
            words, layout = self._words(line, pages), self._layouts[line[0]]
            if index == 0:
                words = field_start(f'TOC \\o "1-{depth}" \\h \\z \\u', look) + words
            if index == len(self._lines) - 1:
                words += field_end(look)
            level, number, _, name = line
            indent = layout.numbered if number else self._unnumbered(layout, line)
            tabs = layout.page_tabs if name in pages else ""
            caught = [] if number or layout.unnumbered else _stops_after(state, level, line[2])
            if caught and name in pages:
                # The tab after words so short would end at a stop for titles.
                first = state.template.contents[level - 1]
                indent = f'<w:ind w:left="{first.left - first.hanging}" w:hanging="0"/>'
                tabs = page_tabs(state, first, caught)
            if self._compact:
                tabs = _NO_RULES + tabs
            before, after = (self._space, 0) if self._compact else (None, None)
            if index == len(self._lines) - 1 and self._after is not None:
                after = self._after
            style = state.styles[f"toc_{level}"]
            mark = state.inlines.mark(compact_size(state, level) if self._compact else 0.0)
            keep = True if index in (0, len(self._lines) - 2) and index < len(self._lines) - 1 else None
            entry = WordParagraph(
                style, words, keep, borders=tabs, before=before, after=after, indent=indent, mark=mark
            )
            entries.append(entry.xml())
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="{attribute(state.labels.contents)}"/><w:tag w:val="contents"/><w:id '
            'w:val="1"/><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
            f"</w:sdtPr><w:sdtContent>{self._heading}{''.join(entries)}</w:sdtContent></w:sdt>"
        )

    def _unnumbered(self, layout: _EntryLayout, line: TocLine) -> str:
        """Return the indents of an entry without number: those of one line, if it surely takes no more."""
        level, _, title, _ = line
        width = _width(self._state, title, f"toc_{level}", 0.0)
        return layout.ruled_whole if layout.ruled_whole and width <= layout.room else layout.unnumbered

    def _words(self, line: TocLine, pages: Mapping[str, int]) -> str:
        """Return an entry as a link to its heading."""
        state = self._state
        level, number, title, name = line
        size = compact_size(state, level) if self._compact else 0.0
        half = round(size * 2)
        look = state.inlines.properties(extra=f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>' if size else "")
        tab = f"<w:r>{look}<w:tab/></w:r>"
        if name in pages:
            layout = self._layouts[level]
            hanging = 0 if number or layout.unnumbered else state.template.contents[level - 1].hanging
            title = beside_page(state, title, f"toc_{level}", size, layout.room, hanging)
        words = state.inlines.words(number, look) + (tab if number else "") + state.inlines.runs(title, size=size)
        words += page_number(state, name, pages, look)
        return f'<w:hyperlink w:anchor="{name}" w:history="1">{words}</w:hyperlink>'


def compact_size(state: BriefContext, level: int) -> float:
    """Return the size of the type of compact entries, in points."""
    return round(state.template.type[f"toc_{level}"].size * _COMPACT * 2) / 2


def beside_page(state: BriefContext, words: Inlines, role: str, size: float, room: int, hanging: int) -> Inlines:
    """Return the words of an entry, the last of them on a line of its own where the line would come near the number.

    `role` names their type, which is `size` points large if that is not 0. Lines that stay away from the number are
    `room` twips long, the first by `hanging` longer.
    """
    if room <= 0:
        return words
    return clear_of_page(words, room + PAGE_ROOM, hanging, PAGE_ROOM, lambda part: _width(state, part, role, size))


def _width(state: BriefContext, words: Inlines, role: str, size: float) -> float:
    """Return the width of words on one line, in twips."""
    style = state.template.type[role]
    return measured(words, state.fonts, style.font, bold=style.bold).natural() * (size or style.size) * 20


def line_room(state: BriefContext, style: ContentsStyle, begin: int) -> int:
    """Return the width in twips for lines that begin at `begin` and stay away from the page number."""
    own = _own_page_stop(state, style)
    return (own.position if own else _edge(state, style)) - begin - PAGE_ROOM


def page_number(state: BriefContext, bookmark: str, pages: Mapping[str, int], look: str = "") -> str:
    """Return the tab and the field that end an entry, in the run properties `look`; "" if its page is not known."""
    if bookmark not in pages:
        return ""
    look = look or state.inlines.plain
    label = state.template.page_numbers.label(pages[bookmark])
    return f"<w:r>{look}<w:tab/></w:r>" + field(f"PAGEREF {bookmark} \\h", label, look)


class _EntryLayout(Struct, frozen=True):
    """What the entries of a level have of their own, because their style lacks it. Twips."""

    numbered: str
    """`w:ind` of an entry with a number."""
    unnumbered: str
    """`w:ind` of an entry without one among others that have them: it begins where their titles do."""
    ruled_whole: str
    """The same for an entry of one line, whose rules begin where those of the others do; "" if no other of the level
    has a number.
    """
    room: int
    """Width for its words, which stay away from the page number."""
    page_tabs: str
    """`w:tabs` of an entry with a page number."""


def _layout(state: BriefContext, level: int, lines: list[TocLine]) -> _EntryLayout:
    style = state.template.contents[level - 1]
    inner = [stop for stop in _moved_stops(state, style) if stop.position <= _edge(state, style)]
    numbers = {number for depth, number, _, _ in lines if depth == level and number}
    title = _title_stop(state, level, numbers, inner) if numbers else None
    numbered, unnumbered = "", '<w:ind w:hanging="0"/>' if any(number for _, number, _, _ in lines) else ""
    start, at = style.left - style.hanging, style.left if title is None else title
    whole = f'<w:ind w:left="{start}" w:firstLine="{at - start}"/>' if numbers and at > start >= 0 else ""
    if title is not None:
        numbered = f'<w:ind w:left="{title}" w:hanging="{title - style.left + style.hanging}"/>'
        unnumbered = f'<w:ind w:left="{title}" w:hanging="0"/>'
    return _EntryLayout(numbered, unnumbered, whole, line_room(state, style, at), page_tabs(state, style))


def page_tabs(state: BriefContext, style: ContentsStyle, others: Sequence[int] = ()) -> str:
    """Return a stop for the page number at the right edge, unless the style has one there or before it. Stops beyond
    the right indent go (LibreOffice draws nothing after them), and `others`, by their positions.
    """
    early = "".join(f'<w:tab w:val="clear" w:pos="{position}"/>' for position in others)
    if _own_page_stop(state, style):
        return f"<w:tabs>{early}</w:tabs>" if early else ""
    edge = _edge(state, style)
    beyond = [stop for stop in _moved_stops(state, style) if stop.position > edge]
    leader = beyond[0].leader if beyond else "dot"
    look = f' w:leader="{leader}"' if leader else ""
    cleared = "".join(f'<w:tab w:val="clear" w:pos="{stop.position}"/>' for stop in beyond)
    return f'<w:tabs>{early}<w:tab w:val="right"{look} w:pos="{edge}"/>{cleared}</w:tabs>'


def _stops_after(state: BriefContext, level: int, title: Inlines) -> list[int]:
    """Return the stops, the hanging indent among them, that the tab after a title reaches before that of its page."""
    style = state.template.contents[level - 1]
    end = style.left - style.hanging + _width(state, title, f"toc_{level}", 0.0)
    stops = {stop.position for stop in style.stops if stop.align in ("left", "start") and stop.position >= end}
    return sorted(stops | ({style.left} if style.hanging > 0 and style.left >= end else set()))


def _own_page_stop(state: BriefContext, style: ContentsStyle) -> TabStop | None:
    """Return the stop of the style for the page number, if it has one at the right edge or before it."""
    inner = [stop for stop in _moved_stops(state, style) if stop.position <= _edge(state, style)]
    return inner[-1] if inner and inner[-1].align in ("right", "end") else None


def _edge(state: BriefContext, style: ContentsStyle) -> int:
    return state.page.text_width - style.right


def _moved_stops(state: BriefContext, style: ContentsStyle) -> list[TabStop]:
    """Return the tab stops for the paper of this file: those at the right edge of the text move with it."""
    template_edge, edge = state.template.page.text_width, state.page.text_width
    return [replace(stop, position=edge) if stop.position == template_edge else stop for stop in style.stops]


def _title_stop(state: BriefContext, level: int, numbers: set[str], stops: list[TabStop]) -> int | None:
    """Return the stop at which titles begin after their numbers, or None if the style has one with room for them: a
    left stop or its hanging indent. Without one the tab would reach the stop of the page number.
    """
    style, type_ = state.template.contents[level - 1], state.template.type[f"toc_{level}"]
    face = state.fonts.face(type_.font, type_.bold)
    start = style.left - style.hanging
    end = start + ceil(max(map(face.width, numbers)) * type_.size * 20)
    left = [stop.position for stop in stops if stop.align in ("left", "start")]
    if style.hanging > 0:
        left.append(style.left)
    if any(position > end for position in left):
        return None
    return max(start + _NUMBER_WIDTH * (level + 1), end + _NUMBER_GAP)
