"""Find for each paragraph of a received brief the paragraphs of the brief as printed now that it stands for.

An anchor finds a paragraph, never a range: the first bookmark of a name. What has none is placed by order and by its
words between its neighbours; what cannot be placed surely is left over, to be reported.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import takewhile

from msgspec import Struct, field

from builder.round_trip.alignment import align, increasing, joined_beside, letters_of, whole_stretch
from builder.round_trip.brief_reference import BriefReference
from builder.round_trip.edited_brief import EditedParagraph
from builder.round_trip.tokens import likeness

__all__ = ["BriefAlignment", "BriefGroup", "align_brief"]

_LIKE = 0.6
"""Likeness from which a paragraph without an anchor is a passage whose anchor is lost."""
_MOVED = 0.8
"""Likeness from which a new paragraph is a passage that is missing elsewhere."""

_PASTED = ("", "normal", "normal (web)")
"""Styles of text that was pasted from elsewhere; "" is the default style where the paragraph names none."""


class BriefGroup(Struct):
    """Paragraphs of the brief as printed, and those of the file that stand for them: several of the first were joined,
    several of the second were split or are new.
    """

    reference: list[int]
    edited: list[int]


class BriefAlignment(Struct):
    """The groups, and what is in none, by numbers of paragraphs.

    `deleted` are paragraphs that the file has no more, `unplaced` new ones of the file; `moved` are pairs of a
    paragraph as printed and one of the file at another place; `foreign` are paragraphs of the file whose anchors the
    source does not have any more.
    """

    groups: list[BriefGroup] = field(default_factory=list)
    deleted: list[int] = field(default_factory=list)
    unplaced: list[int] = field(default_factory=list)
    moved: list[tuple[int, int]] = field(default_factory=list)
    foreign: list[tuple[int, str]] = field(default_factory=list)
    lost: list[int] = field(default_factory=list)
    """Paragraphs without anchors, which the builder composes, that the file has no more."""


def align_brief(
    reference: BriefReference,
    edited: Sequence[EditedParagraph],
    built: Collection[str],
    names: Mapping[str, str],
    outside: Collection[int],
    left_out: Collection[int],
) -> BriefAlignment:
    """Align a received brief. `built` are the names of the anchors that it was built with, `names` the present ones of
    those that the source still has. `outside` are the paragraphs of the reference, `left_out` those of the file, that
    belong to tables of data.
    """
    return _Alignment(reference, edited, built, names, outside, left_out).result()


class _Alignment:
    """One alignment."""

    def __init__(
        self,
        reference: BriefReference,
        edited: Sequence[EditedParagraph],
        built: Collection[str],
        names: Mapping[str, str],
        outside: Collection[int],
        left_out: Collection[int],
    ):
        self._edited, self._paragraphs = edited, reference.paragraphs
        self._anchored = {
            words.anchor.name: number
            for number, paragraph in enumerate(reference.paragraphs)
            if number not in outside
            for words in paragraph.anchors
        }
        self._built, self._names, self._present = built, names, set(names.values())
        self._sequence = [
            number
            for number, paragraph in enumerate(reference.paragraphs)
            if number not in outside and not paragraph.generated
        ]
        self._candidates = [
            number
            for number, paragraph in enumerate(edited)
            if number not in left_out and not paragraph.generated and (paragraph.tokens or paragraph.anchors)
        ]
        self._out = BriefAlignment()

    def _was_built(self, number: int) -> bool:
        """Return True for a paragraph with a passage that the file was built with."""
        return any(words.anchor.name in self._present for words in self._paragraphs[number].anchors)

    def result(self) -> BriefAlignment:
        placed = self._by_anchors()
        in_order = self._without_moved(placed)
        self._fill(placed, in_order)
        self._find_moved()
        self._find_joined()
        paired = self._paired()
        self._out.deleted = [number for number in self._out.deleted if number not in paired]
        self._out.lost = [
            number for number in self._sequence if number not in paired and not self._paragraphs[number].anchors
        ]
        return self._out

    def _paired(self) -> set[int]:
        return {number for group in self._out.groups for number in group.reference}

    # --- By anchors --------------------------------------------------------------------------------------------------

    def _by_anchors(self) -> dict[int, list[int]]:
        """Return the paragraphs as printed of each paragraph of the file that has anchors. One that was divided between
        two of its anchors is the first half.
        """
        holders = self._holders()
        placed: defaultdict[int, list[int]] = defaultdict(list)
        for name, number in holders.items():
            reference = self._anchored.get(self._names.get(name, ""))
            if reference is not None and reference not in placed[number]:
                placed[number].append(reference)
        self._out.foreign = [(number, name) for name, number in holders.items() if name not in self._names]
        halves = [
            number for number in placed if number - 1 in placed and set(placed[number]) <= set(placed[number - 1])
        ]
        return {number: sorted(found) for number, found in placed.items() if number not in halves}

    def _holders(self) -> dict[str, int]:
        """Return the paragraph that holds each anchor: of several the one whose words are nearest to the passage's, the
        first of neighbours, which are the halves of one that was split.
        """
        holders: defaultdict[str, list[int]] = defaultdict(list)
        for number in self._candidates:
            for name, _ in self._edited[number].anchors:
                if name in self._built and number not in holders[name]:
                    holders[name].append(number)
        return {name: self._holder(name, numbers) for name, numbers in holders.items()}

    def _holder(self, name: str, numbers: Sequence[int]) -> int:
        reference = self._anchored.get(self._names.get(name, ""))
        if len(numbers) == 1 or reference is None:
            return numbers[0]
        heads = [number for number in numbers if number - 1 not in numbers]
        keys = self._paragraphs[reference].printed.keys
        return max(heads, key=lambda number: (likeness(keys, self._edited[number].keys), -number))

    def _without_moved(self, placed: Mapping[int, Sequence[int]]) -> list[int]:
        """Return the paragraphs of the file that are in the order of the source; report the others as moved."""
        numbers = [number for number in self._candidates if number in placed]
        kept = {numbers[position] for position in increasing([placed[number][0] for number in numbers])}
        self._out.moved = [(placed[number][0], number) for number in numbers if number not in kept]
        for number in numbers:
            if number not in kept:
                self._out.groups.append(BriefGroup(list(placed[number]), [number]))
        return [number for number in numbers if number in kept]

    # --- Between anchors ---------------------------------------------------------------------------------------------

    def _fill(self, placed: Mapping[int, Sequence[int]], in_order: Sequence[int]) -> None:
        """Place what stands between paragraphs that are found by their anchors."""
        taken = {number for numbers in placed.values() for number in numbers}
        foreign = {number for number, _ in self._out.foreign}
        last_edited, last_reference, group = -1, -1, None
        for number in (*in_order, len(self._edited)):
            first = placed[number][0] if number in placed else len(self._paragraphs)
            free = [index for index in _between(self._candidates, last_edited, number) if index not in placed]
            free = [index for index in free if index not in foreign]
            missing = [index for index in _between(self._sequence, last_reference, first) if index not in taken]
            self._between(missing, free, group)
            if number in placed:
                group = BriefGroup(list(placed[number]), [number])
                self._out.groups.append(group)
                last_edited, last_reference = number, max(placed[number])

    def _between(self, missing: Sequence[int], free: Sequence[int], group: BriefGroup | None) -> None:
        """Place the paragraphs of one gap; new ones go on the group before them."""
        letters = [self._letters([index]) for index in missing]
        known = set(letters)
        for place, index in enumerate(free):
            words = letters_of(self._edited[index].keys)
            stretch = whole_stretch(letters, words) if words not in known else range(0)
            if len(stretch) > 1:
                self._between(missing[: stretch.start], free[:place], group)
                group = BriefGroup([missing[number] for number in stretch], [index])
                self._out.groups.append(group)
                self._between(missing[stretch.stop :], free[place + 1 :], group)
                return
        pairs = align(
            [self._paragraphs[index].printed.keys for index in missing],
            [self._edited[index].keys for index in free],
            _LIKE,
            lambda row, column: self._alike_in_kind(missing[row], free[column]),
        )
        at = begin = 0
        for row, column in (*pairs, (len(missing), len(free))):
            group = self._leftovers(missing[at:row], free[begin:column], group)
            if row < len(missing) and column < len(free):
                group = BriefGroup([missing[row]], [free[column]])
                self._out.groups.append(group)
            at, begin = row + 1, column + 1

    def _alike_in_kind(self, reference: int, edited: int) -> bool:
        return self._paragraphs[reference].in_table == self._edited[edited].in_table

    def _leftovers(self, missing: Sequence[int], free: Sequence[int], group: BriefGroup | None) -> BriefGroup | None:
        """Place paragraphs without likeness. As many of one style as are missing have been retyped."""
        anchored = [index for index in missing if self._was_built(index)]
        lasting = [index for index in missing if self._was_built(index) or not self._paragraphs[index].anchors]
        for candidates in (lasting, anchored):
            if candidates and self._same_styles(candidates, free):
                for index, other in zip(candidates, free, strict=True):
                    group = BriefGroup([index], [other])
                    self._out.groups.append(group)
                anchored = [index for index in anchored if index not in candidates]
                free = ()
        self._out.deleted += anchored
        count = 0 if anchored or group is None else self._continuing(group, free)
        if group is not None:
            group.edited += free[:count]
        self._out.unplaced += free[count:]
        return group

    def _same_styles(self, missing: Sequence[int], free: Sequence[int]) -> bool:
        if len(missing) != len(free):
            return False
        return all(
            self._paragraphs[index].style == self._edited[other].style and self._alike_in_kind(index, other)
            for index, other in zip(missing, free, strict=True)
        )

    def _continuing(self, group: BriefGroup, free: Sequence[int]) -> int:
        """Return how many of some paragraphs follow those of a group in its style, or in one that pasted text has."""
        first, last = self._edited[group.edited[0]], self._edited[group.edited[-1]]

        def continues(index: int) -> bool:
            own = self._edited[index]
            return bool(own.tokens) and own.style in (first.style, *_PASTED) and own.in_table == last.in_table

        return sum(1 for _ in takewhile(continues, free))

    def _find_moved(self) -> None:
        """Recognise new paragraphs that are missing elsewhere; they are neither new nor deleted."""
        new = [(group, index) for group in self._out.groups for index in group.edited[1:]]
        for deleted in list(self._out.deleted):
            keys = self._paragraphs[deleted].printed.keys
            for index in list(self._out.unplaced):
                if likeness(keys, self._edited[index].keys) >= _MOVED:
                    self._out.moved.append((deleted, index))
                    self._out.unplaced.remove(index)
                    self._out.deleted.remove(deleted)
                    break
            else:
                for group, index in new:
                    if index in group.edited and likeness(keys, self._edited[index].keys) >= _MOVED:
                        self._out.moved.append((deleted, index))
                        group.edited.remove(index)
                        self._out.deleted.remove(deleted)
                        break

    # --- Joined paragraphs -------------------------------------------------------------------------------------------

    def _find_joined(self) -> None:
        """Add to each group the paragraphs beside it that somebody has joined with it: its words begin or end with all
        of theirs. Without that, words that the builder composes (a label, the value of a big number) would be new words
        of the passage beside them.
        """
        paired = self._paired()
        places = {number: place for place, number in enumerate(self._sequence)}
        for group in self._out.groups:
            if group.reference[0] not in places or group.reference[-1] not in places:
                continue
            own = self._letters(group.reference)
            first, last = places[group.reference[0]], places[group.reference[-1]]
            before = self._unpaired(range(first - 1, -1, -1), paired)
            after = self._unpaired(range(last + 1, len(self._sequence)), paired)
            begins, ends = (letters_of(self._edited[number].keys) for number in (group.edited[0], group.edited[-1]))
            taken = joined_beside((self._letters([number]) for number in before), own, begins, before=True)
            added = joined_beside((self._letters([number]) for number in after), own, ends, before=False)
            group.reference[:] = [*before[:taken][::-1], *group.reference, *after[:added]]
            paired.update(group.reference)

    def _unpaired(self, places: range, paired: Collection[int]) -> list[int]:
        """Return the paragraphs with words at some places of the sequence, up to the first that is in a group."""
        numbers = (self._sequence[place] for place in places)
        return [number for number in takewhile(lambda number: number not in paired, numbers) if self._letters([number])]

    def _letters(self, numbers: Iterable[int]) -> str:
        return letters_of(key for number in numbers for key in self._paragraphs[number].printed.keys)


def _between(numbers: Sequence[int], after: int, before: int) -> Sequence[int]:
    """Return those of sorted numbers that are greater than one and less than the other."""
    return numbers[bisect_right(numbers, after) : bisect_left(numbers, before)]
