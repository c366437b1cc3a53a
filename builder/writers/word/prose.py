"""Prose: paragraphs, lists and code, in the text or in a box of its own style (summary, callout, note)."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from builder.tree.blocks import PointNode, PointsNode
from builder.tree.prose import Inlines, ItemList, ListItem, Paragraph, Prose, plain
from builder.writers.word.context import BriefContext
from builder.writers.word.flow import FlowUnit
from builder.writers.word.inlines import InlineWriter
from builder.writers.word.lists import ListPlace, list_place
from builder.writers.word.paragraphs import WordParagraph, text

__all__ = ["BoxStyle", "boxed_prose", "note_paragraphs", "write_points", "write_prose"]

_STEP = 340
"""Indent of a list in a box, per level: 6 mm."""
_LONG_ITEM = 300
"""Characters of an item beyond which it may be alone on a page: it takes about four lines."""


class BoxStyle(Struct, frozen=True):
    """A run of paragraphs that share a style, and so their border and ground. `left` is the style's indent in twips."""

    style: str
    left: int


def write_prose(state: BriefContext, prose: Prose, style: str = "", *, keep_last: bool = False) -> None:
    """Write prose in the flow of the text. A paragraph that introduces a list is kept with it."""
    body = style or state.styles["body_text"]
    for index, block in enumerate(prose):
        leads = isinstance(prose[index + 1], ItemList) if index + 1 < len(prose) else keep_last
        gap = state.flow.take_gap()
        if isinstance(block, Paragraph):
            runs = state.passage(block.key, block.inlines)
            if runs:
                state.flow.add(WordParagraph(body, runs, keep=leads or None, before=gap or None))
        elif isinstance(block, ItemList):
            _ListWriter(state, gap).write_items(block)
        else:
            code = f"<w:r>{state.inlines.properties(extra='<w:noProof/>')}{text(block.text.rstrip())}</w:r>"
            state.flow.add(WordParagraph(state.styles["code"], code, before=gap or None))


def write_points(state: BriefContext, node: PointsNode) -> None:
    """Write points: bullets, each with its term in bold, if any."""
    _ListWriter(state, state.flow.take_gap()).write_points(node)


class _WordItem:
    """An item of a list at any depth, without the items in it."""

    def __init__(self) -> None:
        self.paragraphs: list[WordParagraph] = []
        self.length = 0
        """Characters."""

    @property
    def long(self) -> bool:
        """True if it may be alone on a page."""
        return self.length > _LONG_ITEM

    def bind(self) -> None:
        """Keep its end with what comes next; a short item stays whole."""
        first = len(self.paragraphs) - 1 if self.long else 0
        self.paragraphs[first:] = [replace(paragraph, keep=True) for paragraph in self.paragraphs[first:]]


class _ListWriter:
    """Writes one list with all that it holds. Its last paragraph has the space of a paragraph of text below it.

    No short item is alone at the foot or at the head of a page: the first two stay together, and the last two.
    """

    def __init__(self, state: BriefContext, gap: int):
        self._state = state
        self._gap = gap
        self._after = round(state.template.type["body_text"].after * 20)
        self._items: list[_WordItem] = []
        """All of them, in order, whatever their depth."""

    def write_items(self, items: ItemList) -> None:
        """Write a list of a text."""
        self._collect_items(items, 1, final=True)
        self._finish()

    def write_points(self, node: PointsNode) -> None:
        """Write points, with the points within them."""
        self._collect_points(node.points, 1, final=True)
        self._finish()

    def _finish(self) -> None:
        """Put the list into the flow."""
        items = [item for item in self._items if item.paragraphs]
        if len(items) > 1:
            if not items[0].long:
                items[0].bind()
            if not items[-1].long:
                items[-2].bind()
        with self._state.flow.unit(FlowUnit("text")):
            for item in items:
                for paragraph in item.paragraphs:
                    self._state.flow.add(paragraph)

    def _collect_items(self, items: ItemList, depth: int, final: bool, counted: int = 0) -> None:
        """Take the items of a list at a depth (1 outermost); `final` is True if nothing of the whole list follows,
        `counted` is the number of enclosing ordered lists, which selects between 1, a and i.
        """
        place = list_place(self._state.template, depth, items.ordered, counted)
        num = self._state.lists.ordered(place.level, place.ilvl, items.start) if items.ordered else place.level.num
        numbering = place.numbering(num) if items.ordered or place.named else ""
        last = len(items.items) - 1
        for index, item in enumerate(items.items):
            self._collect_item(item, depth, place, numbering, final and index == last, counted + items.ordered)

    def _collect_item(
        self, item: ListItem, depth: int, place: ListPlace, numbering: str, final: bool, counted: int
    ) -> None:
        self._items.append(_WordItem())
        marked = False
        last = len(item.blocks) - 1
        for index, block in enumerate(item.blocks):
            ends = final and index == last
            if isinstance(block, ItemList):
                self._collect_items(block, depth + 1, ends, counted)
            elif isinstance(block, Paragraph):
                runs = self._state.passage(block.key, block.inlines)
                self._items[-1].length += len(plain(block.inlines))
                if marked:
                    self._continue(runs, depth, ends)
                else:
                    leads = index < last and isinstance(item.blocks[index + 1], ItemList)
                    self._mark(runs, place, numbering, ends, leads)
                marked = True
            else:
                code = f"<w:r>{self._state.inlines.properties(extra='<w:noProof/>')}{text(block.text.rstrip())}</w:r>"
                left = f'<w:ind w:left="{place.left}" w:firstLine="0"/>'
                self._items[-1].length += len(block.text)
                self._items[-1].paragraphs.append(WordParagraph(self._state.styles["code"], code, indent=left))

    def _collect_points(self, points: tuple[PointNode, ...], depth: int, final: bool) -> None:
        """Take points and the points within them."""
        place = list_place(self._state.template, depth, ordered=False)
        numbering = place.numbering(place.level.num) if place.named else ""
        for index, point in enumerate(points):
            ends = final and index == len(points) - 1
            item = _WordItem()
            self._items.append(item)
            item.length = len(plain(point.term)) + len(plain(point.inlines))
            self._mark(self._point(point), place, numbering, ends and not point.points, bool(point.points))
            if point.points:
                self._collect_points(point.points, depth + 1, ends)

    def _point(self, point: PointNode) -> str:
        # The term first: notes are numbered in the order in which they are written.
        term = self._state.passage(f"{point.key}.term", point.term, strong=True) if point.term else ""
        words = self._state.passage(point.key, point.inlines)
        if not term:
            return words
        between = self._state.inlines.words(self._state.labels.term_separator) if words else ""
        return term + between + words

    def _mark(self, runs: str, place: ListPlace, numbering: str, final: bool, leads: bool) -> None:
        """Take the first paragraph of an item."""
        indent = f'<w:ind w:left="{place.left}" w:hanging="{place.level.hanging}"/>' if place.moved else ""
        self._add(place.level.style, runs, numbering, indent, final, leads)

    def _continue(self, runs: str, depth: int, final: bool) -> None:
        """Take a further paragraph of an item."""
        style = self._state.styles[f"list_continue_{min(depth, 3)}"]
        place = list_place(self._state.template, depth, ordered=False)
        indent = f'<w:ind w:left="{place.left}" w:firstLine="0"/>' if place.moved else ""
        self._add(style, runs, "", indent, final, False)

    def _add(self, style: str, runs: str, numbering: str, indent: str, final: bool, leads: bool) -> None:
        if not runs:
            return
        gap, self._gap = self._gap, 0
        after = self._after if final else None
        self._items[-1].paragraphs.append(
            WordParagraph(
                style, runs, leads or None, numbering=numbering, before=gap or None, after=after, indent=indent
            )
        )


def boxed_prose(
    state: BriefContext, prose: Prose, box: BoxStyle, writer: InlineWriter | None = None, first: str = ""
) -> list[WordParagraph]:
    """Return prose as paragraphs in the style of a box, lists too: another style would break the border between them.

    `writer` writes the inlines (those of the body by default); `first` is a run put before the first word.
    """
    inlines = writer or state.inlines
    paragraphs: list[WordParagraph] = []

    def put(runs: str, numbering: str = "", indent: str = "") -> None:
        nonlocal first
        if runs or first:
            paragraphs.append(WordParagraph(box.style, first + runs, numbering=numbering, indent=indent))
            first = ""

    def passage(key: str, words: Inlines) -> str:
        return state.anchors.passage(key, inlines.runs(words), words)

    def blocks(content: Prose, depth: int, numbering: str) -> None:
        left = box.left + _STEP * depth
        for block in content:
            if isinstance(block, ItemList):
                items(block, depth)
                continue
            if isinstance(block, Paragraph):
                runs = passage(block.key, block.inlines)
            else:
                runs = f"<w:r>{inlines.properties(state.styles['code_char'])}{text(block.text.rstrip())}</w:r>"
            if depth == 0:
                put(runs)
            elif numbering:
                put(runs, numbering, f'<w:ind w:left="{left}" w:hanging="{_STEP}"/>')
                numbering = ""
            else:
                put(runs, "", f'<w:ind w:left="{left}" w:firstLine="0"/>')

    def items(content: ItemList, depth: int) -> None:
        place = list_place(state.template, depth + 1, content.ordered, depth)
        num = state.lists.ordered(place.level, place.ilvl, content.start) if content.ordered else place.level.num
        for item in content.items:
            blocks(item.blocks, depth + 1, place.numbering(num))

    blocks(prose, 0, "")
    return paragraphs


def note_paragraphs(state: BriefContext, prose: Prose, mark: str) -> str:
    """Return the paragraphs of a footnote, `mark` and a space before its first word."""
    box = BoxStyle(state.styles["footnote_text"], state.template.type["footnote_text"].left)
    first = mark + state.note_inlines.words(" ")
    paragraphs = boxed_prose(state, prose, box, state.note_inlines, first)
    return "".join([paragraph.xml() for paragraph in paragraphs]) or WordParagraph(box.style, mark).xml()
