"""Place measured blocks on pages: what stays together, where paragraphs and tables part. Lengths are points."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy

from builder.writers.word.pagination.blocks import (
    MeasuredBlock,
    MeasuredParagraph,
    MeasuredRow,
    MeasuredTable,
    rows_height,
)

__all__ = ["Pages"]

_SEPARATOR = 6.2
"""Height of the line above the footnotes of a page, with the space around it."""
_TOLERANCE = 0.05
_LEAST_LINES = 2
"""Least number of lines of a paragraph on a page, under widow control (17.3.1.44)."""


class Pages:
    """The pages of one document while they are filled. `places` is the page of each bookmark, the first being 1.

    `note_gap` is the space below a footnote, which the last of a page does without.
    """

    def __init__(self, note_gap: float) -> None:
        self.number = 0
        self._separator = _SEPARATOR - note_gap
        """What the first footnote of a page takes besides its own height."""
        self.places: dict[str, int] = {}
        self._first_height = self._height = 0.0
        self._filled = 0.0
        self._notes = 0.0
        self._limit = 0.0
        """Where the text of this page ends: above its footnotes."""
        self._first_page = 0
        self._previous: MeasuredBlock | None = None
        self._group: list[MeasuredBlock] = []

    def begin_section(self, first_height: float, height: float) -> None:
        """Begin a section on a new page; heights are those of the text on its first page and on those after it."""
        self._first_height, self._height = first_height, height
        self._first_page = self.number + 1
        self._turn()
        self._previous = None

    def add(self, block: MeasuredBlock) -> None:
        """Add the next block. It is placed once everything that it stays with is known."""
        group = self._group
        if group and not group[-1].keep_next:
            self._place_group(block)
            group = self._group
        group.append(block)
        if len(group) == 1 and isinstance(block, MeasuredParagraph) and block.look.alone and self._fits(group, None):
            group.clear()

    def _fits(self, group: Sequence[MeasuredBlock], following: MeasuredBlock | None) -> bool:
        """Place paragraphs without footnotes, as most are, if all of them fit on this page. Return False, with nothing
        placed, if they do not or if one may begin a page.
        """
        filled, previous = self._filled, self._previous
        if not filled:
            return False
        last = len(group) - 1
        for index, block in enumerate(group):
            if not isinstance(block, MeasuredParagraph):
                return False
            if block.look.break_before or block.notes:
                return False
            after = group[index + 1] if index < last else following
            filled += _space_above(block, previous, placed=True) + block.height
            if block.look.borders:
                filled += sum(_borders(block, previous, after))
            if filled - block.leading > self._limit:
                return False
            filled += _space_below(block, after)
            previous = block
        self._filled, self._previous = filled, previous
        for block in group:
            self._mark(block)
        return True

    def hole_before(self, chain: Sequence[MeasuredBlock]) -> float:
        """Return the height that would stay empty on this page if blocks that stay together came next, because they do
        not fit here; 0 if they do.
        """
        if self._group and not self._group[-1].keep_next:
            self._place_group(chain[0])
        if not self._filled or self._surely_fit(chain):
            return 0.0
        need = self._least_height([*self._group, *chain])
        return 0.0 if need <= self._room or need > self._height else self._room

    def _surely_fit(self, chain: Sequence[MeasuredBlock]) -> bool:
        """Return True if blocks that come next fit here whatever the spaces between them; False if they may not."""
        room = self._room
        for blocks in (self._group, chain):
            for block in blocks:
                if not isinstance(block, MeasuredParagraph) or block.notes:
                    return False
                look = block.look
                room -= look.before + block.height + look.after
                if look.borders:
                    room -= sum(size for _, size in look.borders)
        return room >= 0

    def begins_here(self, blocks: Sequence[MeasuredBlock]) -> bool:
        """Return True if blocks that come next begin on this page: the first ones, as far as they stay together."""
        last = next((index for index, block in enumerate(blocks) if not block.keep_next), len(blocks) - 1)
        return self._least_height([*self._group, *blocks[: last + 1]]) <= self._room

    def excess_of(self, chain: Sequence[MeasuredBlock]) -> float:
        """Return the height by which blocks that stay together are too high for the rest of this page."""
        return self._least_height([*self._group, *chain]) - self._room

    def excess_over_page(self, chain: Sequence[MeasuredBlock]) -> float:
        """Return the height by which blocks that stay together, with those before that stay with them, are too high for
        any page.
        """
        return self._least_height([*self._group, *chain]) - self._height

    def room_on_page(self, chain: Sequence[MeasuredBlock]) -> float:
        """Return the height that blocks that stay together leave on a page that begins with them."""
        return self._height - self._least_height(chain)

    def take_back(self, height: float) -> None:
        """Let what is on this page be less high."""
        self._filled -= height

    def copy(self) -> Pages:
        """Return the pages as they are now, to be filled in another way."""
        pages = copy(self)
        pages.places, pages._group = dict(self.places), list(self._group)
        return pages

    def end_section(self) -> None:
        """Place what is left."""
        self._place_group(None)

    def _turn(self) -> None:
        self.number += 1
        self._filled = self._notes = 0.0
        self._limit = (self._first_height if self.number == self._first_page else self._height) + _TOLERANCE

    @property
    def _room(self) -> float:
        return self._limit - self._filled

    def _place_group(self, following: MeasuredBlock | None) -> None:
        group, self._group = self._group, []
        if self._fits(group, following):
            return
        for index, block in enumerate(group):
            rest = group[index:]
            if self._filled and self._needs_page(rest):
                self._turn()
            after = group[index + 1] if index + 1 < len(group) else following
            if isinstance(block, MeasuredParagraph):
                self._place_paragraph(block, after)
            else:
                self._place_table(block)
            self._previous = block

    def _needs_page(self, group: Sequence[MeasuredBlock]) -> bool:
        """Return True if the blocks, of which each stays with the next, begin a page."""
        first = group[0]
        if isinstance(first, MeasuredParagraph) and first.look.break_before:
            return True
        need = self._least_height(group)
        if need <= self._room or self._parts_in(group[:-1]):
            return False
        # At the top of a page the space before is dropped.
        above = _space_above(first, self._previous, placed=True) if isinstance(first, MeasuredParagraph) else 0.0
        return need - above <= self._height + _TOLERANCE

    def _parts_in(self, kept: Sequence[MeasuredBlock]) -> bool:
        """Return True if this page ends within one of the blocks that stay with the next: its last lines do."""
        for index, block in enumerate(kept):
            if not isinstance(block, MeasuredParagraph) or _beginning(block) == len(block.lines):
                continue
            height = self._least_height(kept[: index + 1])
            if height <= self._room < height + sum(block.lines[_beginning(block) :]):
                return True
        return False

    def _least_height(self, group: Sequence[MeasuredBlock]) -> float:
        """Return the height that the blocks need to begin on this page: all but the last whole."""
        height, notes, leading, previous = 0.0, 0.0, 0.0, self._previous
        for index, block in enumerate(group):
            last = index == len(group) - 1
            following = None if last else group[index + 1]
            if isinstance(block, MeasuredTable):
                after = previous.look.after if isinstance(previous, MeasuredParagraph) and index else 0.0
                height += after
                rows = _kept_rows(block.rows) if last else block.rows
                height += rows_height(rows)
                notes += sum(row.notes for row in rows)
                leading = 0.0
            else:
                height += _space_above(block, previous, placed=not index)
                top, bottom = _borders(block, previous, following)
                lines = _beginning(block) if last else len(block.lines)
                whole = lines == len(block.lines)
                height += top + (block.height + bottom if whole else sum(block.lines[:lines]))
                if block.notes:
                    notes += sum(note for line, note in block.notes if line < lines)
                leading = block.leading
            previous = block
        if notes and not self._notes:
            notes += self._separator
        return height + notes - leading

    def _place_paragraph(self, block: MeasuredParagraph, following: MeasuredBlock | None) -> None:
        top, bottom = _borders(block, self._previous, following)
        if self._filled:
            space = _space_above(block, self._previous, placed=True)
        else:
            # Dropped at the top of a page, unless the page begins there on purpose.
            space = block.look.before if block.look.break_before or self.number == 1 else 0.0
        start = self._filled
        self._filled += space + top
        at, count = 0, len(block.lines)
        marked = False
        while at < count:
            fitting = self._fitting(block, at)
            if fitting < count - at:
                fitting = _parted(block, at, fitting)
                if fitting == 0 and not at and start:
                    self._turn()
                    start = 0.0
                    self._filled = top
                    continue
                fitting = max(1, fitting)
            if not marked:
                self._mark(block)
                marked = True
            self._filled += sum(block.lines[at : at + fitting])
            if block.notes:
                self._call(sum(note for place, note in block.notes if at <= place < at + fitting))
            at += fitting
            if at < count:
                self._turn()
        self._filled += bottom + _space_below(block, following)

    def _mark(self, block: MeasuredBlock | MeasuredRow) -> None:
        for name in block.marks:
            self.places.setdefault(name, self.number)

    def _fitting(self, block: MeasuredParagraph, at: int) -> int:
        """Return how many lines from `at` fit on this page."""
        room = self._room
        if not at and not block.notes and block.height - block.leading <= room:
            return len(block.lines)
        notes = 0.0
        room += block.leading
        for line in range(at, len(block.lines)):
            room -= block.lines[line]
            notes += sum(note for place, note in block.notes if place == line)
            separator = self._separator if notes and not self._notes else 0.0
            if room < notes + separator:
                return line - at
        return len(block.lines) - at

    def _call(self, notes: float) -> None:
        """Set footnotes at the foot of this page."""
        if notes:
            height = notes + (0.0 if self._notes else self._separator)
            self._notes += height
            self._limit -= height

    def _place_table(self, table: MeasuredTable) -> None:
        header = _header_height(table.rows)
        for index, row in enumerate(table.rows):
            needed = row.height + row.rule_below + row.notes
            needed += self._separator if row.notes and not self._notes else 0.0
            begins = self._filled > 0 and (needed > self._room or (index > 0 and self._parts_badly(table, index)))
            height = row.height
            if begins and row.splits and height > self._room > _LEAST_LINES * 12:
                self._mark(row)
                height -= self._room
            if begins:
                self._turn()
                if not row.header:
                    self._filled = header + _rule_change(table.rows, index)
            self._mark(row)
            while row.splits and height > self._room > 12:
                height -= self._room
                self._turn()
                self._filled = header
            self._filled += height
            self._call(row.notes)
        if table.rows:
            self._filled += table.rows[-1].rule_below

    def _parts_badly(self, table: MeasuredTable, index: int) -> bool:
        """Return True if rows from `index` that stay together do not fit here, but do on a page."""
        rows = _kept_rows(table.rows[index:]) if table.rows[index].keep_next else ()
        need = rows_height(rows)
        return need > self._room and need + _header_height(table.rows) <= self._height


def _space_above(block: MeasuredParagraph, previous: MeasuredBlock | None, *, placed: bool) -> float:
    """Return the space between the block before and a paragraph. The space after the block before is `placed`."""
    look = block.look
    before = look.before
    if not isinstance(previous, MeasuredParagraph):
        return before
    above = previous.look
    after = above.after
    if above.style == look.style:
        after = 0.0 if above.contextual else after
        before = 0.0 if look.contextual else before
    # The larger of both counts, as in Word since 2013.
    return max(0.0, before - after) if placed else max(before, after)


def _space_below(block: MeasuredParagraph, following: MeasuredBlock | None) -> float:
    look = block.look
    if look.contextual and isinstance(following, MeasuredParagraph) and following.look.style == look.style:
        return 0.0
    return look.after


def _rule_change(rows: Sequence[MeasuredRow], index: int) -> float:
    """Return by how much the rule above a row is wider below the repeated header than below the row before it."""
    header = None
    for row in rows:
        if not row.header:
            break
        header = row
    if header is None:
        return 0.0
    above = rows[index].edges[0]
    return max(above, header.rule_below) - max(above, rows[index - 1].rule_below)


def _header_height(rows: Sequence[MeasuredRow]) -> float:
    height = 0.0
    for row in rows:
        if not row.header:
            break
        height += row.height
    return height


def _kept_rows(rows: Sequence[MeasuredRow]) -> Sequence[MeasuredRow]:
    """Return the first rows, up to one that need not stay with the next."""
    for index, row in enumerate(rows):
        if not row.keep_next and not row.header:
            return rows[: index + 1]
    return rows


def _beginning(block: MeasuredParagraph) -> int:
    """Return the least number of lines on the page on which a paragraph begins."""
    count = len(block.lines)
    if block.look.keep_lines:
        return count
    if not block.look.widows:
        return 1
    return count if count < 2 * _LEAST_LINES else _LEAST_LINES


def _parted(block: MeasuredParagraph, at: int, fitting: int) -> int:
    """Return how many of the lines from `at` go on a page where `fitting` fit, not all."""
    if block.look.keep_lines:
        return 0 if not at else fitting
    if not block.look.widows:
        return fitting
    rest = len(block.lines) - at - fitting
    if rest < _LEAST_LINES:
        fitting -= _LEAST_LINES - rest
    return 0 if fitting < _LEAST_LINES and not at else max(0, fitting)


def _borders(
    block: MeasuredParagraph, previous: MeasuredBlock | None, following: MeasuredBlock | None
) -> tuple[float, float]:
    """Return the heights of the borders above and below a paragraph; neighbours alike share theirs (17.3.1.24)."""
    if not block.look.borders:
        return 0.0, 0.0
    sizes = dict(block.look.borders)
    above = sizes.get("between", 0.0) if _joined(block, previous) else sizes.get("top", 0.0)
    below = 0.0 if _joined(block, following) else sizes.get("bottom", 0.0)
    return above, below


def _joined(block: MeasuredParagraph, neighbour: MeasuredBlock | None) -> bool:
    return isinstance(neighbour, MeasuredParagraph) and neighbour.look.frame == block.look.frame
