"""Lists of tables and of figures: live TOC fields over the captions, filled in like the contents (ECMA-376 part 1,
17.16.5.68, switch c).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct

from builder.office.xml import attribute
from builder.tree.document import SectionNode
from builder.tree.exhibits import ChartNode, ImageNode, TableNode
from builder.tree.prose import Inlines, Run
from builder.writers.word.contents import beside_page, flat, line_room, page_number, page_tabs
from builder.writers.word.context import BriefContext
from builder.writers.word.fields import field_end, field_start, sequence_name
from builder.writers.word.paragraphs import WordParagraph

__all__ = ["ExhibitList", "exhibit_lists", "write_lists"]

_FIRST_ID = 2
"""`w:id` of the content control of the first list; that of the contents is 1."""


class _Entry(Struct, frozen=True):
    """A caption with its number, and its bookmark."""

    words: Inlines
    bookmark: str


class ExhibitList(Struct, frozen=True):
    """A list of tables or of figures, with what it names in order."""

    kind: Literal["tables", "figures"]
    title: str
    label: str
    entries: tuple[_Entry, ...]


def exhibit_lists(state: BriefContext) -> list[ExhibitList]:
    """Return the lists that the publication asks for, without empty ones. Reserves the bookmarks of their captions."""
    lists = []
    for kind in state.document.brief.lists:
        tables = kind == "tables"
        label = state.labels.table if tables else state.labels.figure
        entries = []
        for exhibit in _exhibits(state.document.sections):
            if exhibit.number and isinstance(exhibit, TableNode) == tables:
                bookmark = state.listed[exhibit.key] = state.anchors.reserve("_Toc")
                entries.append(_Entry(_words(state, label, exhibit), bookmark))
        title = state.labels.list_of_tables if tables else state.labels.list_of_figures
        if entries:
            lists.append(ExhibitList(kind, title, label, tuple(entries)))
    return lists


def _exhibits(sections: tuple[SectionNode, ...]) -> Iterator[TableNode | ChartNode | ImageNode]:
    for section in sections:
        for block in section.blocks:
            if isinstance(block, (TableNode, ChartNode, ImageNode)) and block.only != "deck":
                yield block
        yield from _exhibits(section.sections)


def _words(state: BriefContext, label: str, exhibit: TableNode | ChartNode | ImageNode) -> Inlines:
    """Return the words of a caption, as they are printed at the exhibit."""
    caption = flat(exhibit.caption)
    separator = state.labels.caption_separator if caption else ""
    return (Run(f"{label}\u00a0{exhibit.number}{separator}", protected=True), *caption)


def write_lists(
    state: BriefContext,
    lists: list[ExhibitList],
    pages: Mapping[str, int] | None,
    *,
    broken: int | None,
    after: int | None,
) -> None:
    """Write the lists; the one at the place `broken` begins a new page. `pages` is that of `write_contents`, and
    `after` are the twips below the last entry, if they are not its style's.
    """
    for index, exhibits in enumerate(lists):
        block = _ListBlock(
            state, exhibits, _FIRST_ID + index, index == broken, after if index == len(lists) - 1 else None
        )
        state.flow.gap = 0
        if pages is None:
            state.add_unnumbered(block)
        else:
            state.flow.add(block.xml(pages))


class _ListBlock:
    """A list as a piece of the body: its heading and the field, in a content control."""

    def __init__(
        self, state: BriefContext, exhibits: ExhibitList, identifier: int, break_before: bool, after: int | None
    ):
        self._after = after
        self._state, self._list, self._id = state, exhibits, identifier
        title = state.inlines.words(exhibits.title)
        self._heading = WordParagraph(state.styles["toc_heading"], title, keep=True, break_before=break_before).xml()
        style = state.template.exhibit_list
        self._tabs, self._room = page_tabs(state, style), line_room(state, style, style.left)

    @property
    def bookmarks(self) -> list[str]:
        """Those of the captions, in order."""
        return [entry.bookmark for entry in self._list.entries]

    def xml(self, pages: Mapping[str, int]) -> str:
        """Return the list with these pages by bookmark."""
        state, exhibits = self._state, self._list
        look = state.inlines.plain
        paragraphs = []
        for index, entry in enumerate(exhibits.entries):
            name = entry.bookmark
            title = entry.words
            if name in pages:
                hanging = state.template.exhibit_list.hanging
                title = beside_page(state, title, "table_of_figures", 0.0, self._room, hanging)
            words = state.inlines.runs(title) + page_number(state, name, pages)
            words = f'<w:hyperlink w:anchor="{name}" w:history="1">{words}</w:hyperlink>'
            if index == 0:
                words = field_start(f'TOC \\h \\z \\c "{sequence_name(exhibits.label)}"', look) + words
            if index == len(exhibits.entries) - 1:
                words += field_end(look)
            tabs = self._tabs if name in pages else ""
            after = self._after if index == len(exhibits.entries) - 1 else None
            paragraphs.append(WordParagraph(state.styles["table_of_figures"], words, borders=tabs, after=after).xml())
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="{attribute(exhibits.title)}"/><w:tag w:val="list-of-{exhibits.kind}"/>'
            f'<w:id w:val="{self._id}"/></w:sdtPr><w:sdtContent>{self._heading}{"".join(paragraphs)}</w:sdtContent>'
            "</w:sdt>"
        )
