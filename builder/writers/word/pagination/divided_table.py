"""A table in parts, as pages are filled with it: each with a caption, the header rows, rows, and the lines below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from builder.writers.word.pagination.blocks import MeasuredBlock, MeasuredRow, MeasuredTable
from builder.writers.word.pagination.pages import Pages
from builder.writers.word.pagination.parting import PartRooms

__all__ = ["DividedTable", "kept_whole"]


class DividedTable:
    """A measured table with its `captions`, the `lines` below it, and the captions of its `further` parts."""

    def __init__(
        self,
        captions: Sequence[MeasuredBlock],
        table: MeasuredTable,
        lines: Sequence[MeasuredBlock],
        further: Sequence[MeasuredBlock],
    ):
        whole = kept_whole(table)
        self._headers = tuple(row for row in whole.rows if row.header)
        self._rows = tuple(row for row in whole.rows if not row.header)
        self._captions, self._lines, self._further = captions, lines, further

    @property
    def heights(self) -> list[float]:
        """The heights of the rows without headers, each with the footnotes that it calls."""
        return [row.height + row.notes for row in self._rows]

    def rooms(self, pages: Pages) -> PartRooms:
        """Return what parts have room for: the first one on this page or on the next, the others on a page each."""
        row = self.heights[0]
        first, further = self.part(0, 1), self.part(0, 1, further=True)
        return PartRooms(
            row - pages.excess_of(first), row - pages.excess_over_page(first), row + pages.room_on_page(further)
        )

    def part(self, start: int, end: int, *, further: bool = False) -> list[MeasuredBlock]:
        """Return the blocks of a part with some of the rows."""
        rows: tuple[MeasuredRow, ...] = (*self._headers, *self._rows[start:end])
        return [*(self._further if further else self._captions), MeasuredTable.of(rows), *self._lines]

    def parts(self, starts: Sequence[int]) -> Iterator[list[MeasuredBlock]]:
        """Yield the parts that begin with these rows."""
        for start, end in zip(starts, (*starts[1:], len(self._rows)), strict=True):
            yield self.part(start, end, further=start > 0)


def kept_whole(table: MeasuredTable) -> MeasuredTable:
    """Return a table in which each row is kept with the next, and the last one with what follows."""
    return MeasuredTable.of(tuple([replace(row, keep_next=True) for row in table.rows]))
