"""Fill the pages of a document piece by piece, and find what has to change so that they have no holes.

Where blocks that stay together do not fit and would leave a hole, text that follows them comes first, as much as fills
it; else the charts of the page are made lower. Lengths are points.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from builder.writers.word.pagination.beside import Beside
from builder.writers.word.pagination.blocks import MeasuredBlock, MeasuredParagraph, MeasuredTable
from builder.writers.word.pagination.divided_table import DividedTable, kept_whole
from builder.writers.word.pagination.pages import Pages
from builder.writers.word.pagination.parting import part_starts
from builder.writers.word.pagination.reading import DivisibleTable, KeptBlocks, Piece

__all__ = ["WIDEST_HOLE", "Filling", "MeasuredPages"]

WIDEST_HOLE = 99.2
"""35 mm: what blocks that stay together may leave empty before them."""
_LEAST_LAST_LINES = 5
"""Lines of the last page, its heading included, if the end of the document is not kept together: fewer look lost."""
_SPARE = 6.0
"""What is left where charts are made lower: programs differ a little."""


class MeasuredPages(Struct, frozen=True):
    """What the measure of a document found."""

    bookmarks: dict[str, int] = {}
    """The page of each bookmark, the first page being 1."""
    moved: dict[int, tuple[int, int]] = {}
    """The place of each exhibit that should move → its end, and the place before which it should be."""
    lowered: dict[int, float] = {}
    """The place of each drawing that should be lower → by how many points."""
    beside: dict[int, int] = {}
    """The place of each note that should be in the margin → that of the paragraph beside it."""
    unbound: frozenset[int] = frozenset()
    """The places of the loose pieces that should not be kept with what follows them."""
    divided: dict[int, tuple[int, ...]] = {}
    """The place of each table that is on one page, or in parts that are → the rows, counted without headers, with which
    its parts begin.
    """


class Filling:
    """The `pages` of one document while they are filled.

    `blocks_of` measures a piece of the body, to its end or as far as it fills a page; `loose` are the places of pieces,
    in order, that need not be kept with the next; `wanted` are the bookmarks to place; after `last` nothing may change.
    `with_tails` makes the charts of a page lower for the text after its last exhibit too, which then ends on the page
    instead of the next one.
    """

    def __init__(
        self,
        pages: Pages,
        blocks_of: Callable[[Piece, bool], tuple[MeasuredBlock, ...]],
        pieces: Sequence[Piece],
        loose: Sequence[int],
        wanted: frozenset[str],
        last: int,
        *,
        with_tails: bool,
    ):
        self.pages = pages
        self._blocks_of, self._pieces, self._loose = blocks_of, pieces, loose
        self._wanted, self._last, self._with_tails = wanted, last, with_tails
        self._empty = 0.0
        self._met: set[str] = set()
        """The bookmarks wanted in the pieces measured so far."""
        self._measured: dict[int, tuple[MeasuredBlock, ...]] = {}
        """The blocks of pieces that are measured and not yet added, by their places."""
        self._end = 0
        self._hidden: set[int] = set()
        """The places of pieces that are in the margin instead."""
        self._marked: set[int] = set()
        """The places of pieces whose pages are asked for."""
        self._moved: dict[int, tuple[int, int]] = {}
        self._lowered: dict[int, float] = {}
        self._unbound: frozenset[int] = frozenset()
        self._divided: dict[int, tuple[int, ...]] = {}
        self._lowerable: dict[int, float] = {}
        """The drawings placed so far that may be lower, by their places, and by how much."""

    def begin_section(self, first_height: float, height: float, end: int) -> None:
        """Begin a section whose pieces end at a place."""
        self.pages.begin_section(first_height, height)
        self._end = end

    @property
    def waste(self) -> tuple[int, float]:
        """The number of pages so far, and the height of the holes that are left on them."""
        return self.pages.number, self._empty

    @property
    def complete(self) -> bool:
        """True if all bookmarks wanted have a page."""
        places = self.pages.places
        if len(places) < len(self._wanted):
            return False
        marked = sum(_mark(place) in places for place in self._marked.union(self._lowerable))
        return len(places) - marked >= len(self._wanted)

    def put_beside(self, placed: Sequence[Beside]) -> None:
        """Leave out the pieces of notes that are in the margin, and note the pages of the text beside them."""
        for pair in placed:
            self._hidden.update(range(pair.note.start, pair.note.end))
            self._marked.update((pair.anchor, pair.end))

    def on_one_page(self, pair: Beside) -> bool:
        """Return True if all text beside a note is on one page, as what follows it is, and nothing moved into it. All
        pages up to there have been filled.
        """
        places = self.pages.places
        last = places.get(_mark(pair.end), self.pages.number)
        inside = range(pair.anchor + 1, pair.end)
        moved = any(start in inside or stop in inside for start, (_, stop) in self._moved.items())
        return places.get(_mark(pair.anchor)) == last and not moved

    def found(self) -> MeasuredPages:
        """Return what was found so far."""
        bookmarks = {name: page for name, page in self.pages.places.items() if name in self._wanted}
        return MeasuredPages(bookmarks, self._moved, self._lowered, divided=self._divided, unbound=self._unbound)

    def add(self, place: int, kept: KeptBlocks | None) -> int:
        """Add the piece at a place, or the blocks that are kept together from there, and what comes before them. Return
        the place of the next piece.
        """
        stop = self._add(place, kept)
        self._measured = {place: blocks for place, blocks in self._measured.items() if place >= stop}
        return stop

    def _add(self, place: int, kept: KeptBlocks | None) -> int:
        if kept is None:
            self._add_pieces(place, place + 1)
            return place + 1
        chain = [*self._blocks(kept.start, kept.end), *self._kept_after(kept.end)]
        if not chain:
            return kept.end
        if kept.divisible is not None:
            starts = self._part_starts(kept, kept.divisible, chain)
            if len(starts) > 1:
                return self._add_parts(kept, kept.divisible, starts)
            if starts:
                self._divided[kept.divisible.place] = starts
                chain = [*self._blocks(kept.start, kept.end), *self._kept_after(kept.end)]
        over = self.pages.excess_over_page(chain) + _SPARE
        if over > 0 and self._lower_by(over, dict(kept.lowerable)):
            chain = [*self._blocks(kept.start, kept.end), *self._kept_after(kept.end)]
        tail = self._blocks(kept.end, kept.stops[-1]) if kept.stops and self._with_tails else []
        hole = self.pages.hole_before(chain)
        if hole <= WIDEST_HOLE:
            if tail and self.pages.excess_of(chain) <= 0:
                self._lower(kept, [*chain, *tail])
            self._add_kept(kept)
            return kept.end
        stop, left = self._passing(kept, chain)
        if left > WIDEST_HOLE:
            if (tail and self._lower(kept, [*chain, *tail])) or self._lower(kept, chain):
                stop = kept.end
            elif unbound := self._unbindable(kept):
                self._unbound |= unbound
            else:
                self._empty += left
        self._add_pieces(kept.end, stop)
        self._add_kept(kept)
        if stop > kept.end:
            self._moved[kept.start] = kept.end, stop
        return stop

    def _part_starts(self, kept: KeptBlocks, table: DivisibleTable, chain: Sequence[MeasuredBlock]) -> tuple[int, ...]:
        """Return the rows with which the parts of a table begin: 0 alone if it is whole, on this page or without a hole
        before it on the next one; nothing if it has no parts that fit on a page.
        """
        hole = self.pages.hole_before(chain)
        if self.pages.excess_of(chain) <= 0:
            return (0,)
        parts = self._parts(kept, table)
        if self.pages.excess_over_page(chain) <= 0:
            if hole <= WIDEST_HOLE or len(parts.heights) <= table.unbroken:
                return (0,)
            if self._passing(kept, chain)[1] <= WIDEST_HOLE or self._lower(kept, chain):
                return (0,)
        return part_starts(parts.heights, table.stay, parts.rooms(self.pages)) or ()

    def _add_parts(self, kept: KeptBlocks, table: DivisibleTable, starts: tuple[int, ...]) -> int:
        """Add a table in parts, and before it the text that fills the page if the first part does not fit there. Return
        the place of the next piece.
        """
        parts, stop = self._parts(kept, table), kept.end
        first = parts.part(0, starts[1])
        if self.pages.hole_before(first) > WIDEST_HOLE:
            stop, left = self._passing(kept, first)
            self._empty += left if left > WIDEST_HOLE else 0.0
        if stop > kept.end:
            self._add_pieces(kept.end, stop)
            self._moved[kept.start] = kept.end, stop
            starts = part_starts(parts.heights, table.stay, parts.rooms(self.pages)) or starts
        for part in parts.parts(starts):
            for block in part:
                self.pages.add(block)
        self._divided[table.place] = starts
        return stop

    def _parts(self, kept: KeptBlocks, table: DivisibleTable) -> DividedTable:
        """Return a table as it is in parts."""
        whole = self._blocks(table.place, table.place + 1)[0]
        assert isinstance(whole, MeasuredTable)
        return DividedTable(
            self._blocks(kept.start, table.place),
            whole,
            self._blocks(table.place + 1, kept.end),
            self._blocks_of(table.caption, True),
        )

    def _unbindable(self, kept: KeptBlocks) -> frozenset[int]:
        """Return the loose pieces among kept blocks that need not be kept with the next: all those after which enough
        lines remain for the last page.
        """
        places = [place for place in self._loose if kept.start <= place < kept.end]
        if not places:
            return frozenset()
        lines = _lines([*self._blocks(places[-1] + 1, kept.end), *self._kept_after(kept.end)])
        while places and lines < _LEAST_LAST_LINES:
            lines += _lines(self._blocks(places[-1], places[-1] + 1))
            places.pop()
        return frozenset(places)

    def _blocks(self, start: int, end: int) -> list[MeasuredBlock]:
        blocks: list[MeasuredBlock] = []
        for place in range(start, end):
            if place in self._hidden:
                continue
            for index, block in enumerate(self._blocks_at(place)):
                if place in self._marked and not index:
                    block = _marked(block, place)
                if (self._unbound or self._lowered) and isinstance(block, MeasuredParagraph):
                    if place in self._unbound:
                        block = replace(block, look=replace(block.look, keep_next=False))
                    if place in self._lowered:
                        height = block.height - self._lowered[place]
                        block = replace(block, lines=(height,), height=height)
                if place in self._divided and isinstance(block, MeasuredTable):
                    block = kept_whole(block)
                blocks.append(block)
        return blocks

    def _blocks_at(self, place: int) -> tuple[MeasuredBlock, ...]:
        """Return the blocks of a piece. A table after the last bookmark is measured as far as it decides the pages of
        what comes before it: they depend on no more than a page of it.
        """
        blocks = self._measured.get(place)
        if blocks is None:
            all_met = len(self._met) == len(self._wanted)
            blocks = self._measured[place] = self._blocks_of(self._pieces[place], place < self._last or not all_met)
            if not all_met:
                for block in blocks:
                    self._met.update(block.marks)
        return blocks

    def _add_pieces(self, start: int, end: int) -> None:
        for block in self._blocks(start, end):
            self.pages.add(block)

    def _add_kept(self, kept: KeptBlocks) -> None:
        lowerable = dict(kept.lowerable)
        for place in range(kept.start, kept.end):
            for block in self._blocks(place, place + 1):
                if place in lowerable:
                    self._lowerable[place] = lowerable[place] - self._lowered.get(place, 0.0)
                    block = _marked(block, place)
                self.pages.add(block)

    def _kept_after(self, place: int) -> list[MeasuredBlock]:
        """Return the blocks that the one before a place is kept with."""
        chain: list[MeasuredBlock] = self._blocks(place - 1, place)[-1:]
        while chain and chain[-1].keep_next and place < self._end:
            chain += self._blocks(place, place + 1)
            place += 1
        return chain[1:]

    def _passing(self, kept: KeptBlocks, chain: Sequence[MeasuredBlock]) -> tuple[int, float]:
        """Return the place before which kept blocks should be so that what they pass fills the hole before them, and
        the height of the hole that is left.
        """
        pages, place = self.pages.copy(), kept.end
        hole = pages.hole_before(chain)
        for stop in kept.stops:
            passed = self._blocks(place, stop)
            if hole <= WIDEST_HOLE or not pages.begins_here(passed):
                break
            for block in passed:
                pages.add(block)
            place, hole = stop, pages.hole_before(chain)
        return place, hole

    def _lower(self, kept: KeptBlocks, chain: Sequence[MeasuredBlock]) -> bool:
        """Make the charts of this page lower, those among the kept blocks too, if these then fit. Return True if so."""
        pages = self.pages
        excess = pages.excess_of(chain) + _SPARE
        if excess <= _SPARE:
            return False
        room = {
            place: most for place, most in self._lowerable.items() if pages.places.get(_mark(place)) == pages.number
        }
        own = {place: most - self._lowered.get(place, 0.0) for place, most in kept.lowerable}
        return self._lower_by(excess, room | own)

    def _lower_by(self, excess: float, room: dict[int, float]) -> bool:
        """Make charts lower by a height in all, each by its share of the `room` that they have for it. Return True if
        that is enough.
        """
        most = sum(room.values())
        if most < excess:
            return False
        for place, own in room.items():
            share = excess * own / most
            self._lowered[place] = self._lowered.get(place, 0.0) + share
            if place in self._lowerable:
                self._lowerable[place] -= share
                self.pages.take_back(share)
        return True


def _lines(blocks: Sequence[MeasuredBlock]) -> int:
    """Return the number of lines of paragraphs and of rows."""
    return sum(len(block.lines) if isinstance(block, MeasuredParagraph) else len(block.rows) for block in blocks)


def _mark(place: int) -> str:
    """Return the name by which pages remember the piece at a place."""
    return f"piece {place}"


def _marked(block: MeasuredBlock, place: int) -> MeasuredBlock:
    """Return a block with the name of its piece, by which its page is found."""
    if isinstance(block, MeasuredParagraph):
        return replace(block, marks=(*block.marks, _mark(place)))
    first, *others = block.rows
    return replace(block, rows=(replace(first, marks=(*first.marks, _mark(place))), *others))
