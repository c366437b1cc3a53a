"""Find for each slide and shape of a received deck those of the deck as printed now.

PowerPoint keeps the lasting identities of shapes; LibreOffice and others drop them, and number slides anew. Then slides
are aligned by their words in order, and shapes inside a slide by their words and kinds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from msgspec import Struct, field

from builder.round_trip.alignment import align, increasing, joined_beside, letters_of, whole_stretch
from builder.round_trip.deck_reference import DeckReference, ReferenceShape, ReferenceSlide, kind_of
from builder.round_trip.deck_story import DeckStory, FileShape, FileSlide
from builder.round_trip.tokens import likeness

__all__ = ["ParagraphAlignment", "SlidePairs", "align_paragraphs", "is_foot", "pair_shapes", "pair_slides"]

Keys = Sequence[str]

_LIKE = 0.5
_MOVED = 0.8


class SlidePairs(Struct):
    """The slides of a file by those as printed, by numbers; the file's that are copies, new ones, and those of another
    place.
    """

    pairs: dict[int, int]
    copies: list[int]
    new: list[int]
    moved: list[int]


def pair_slides(reference: DeckReference, story: DeckStory) -> SlidePairs:
    """Pair the slides of a received deck."""
    pairs, copies = _by_identities(reference, story)
    free_printed = [number for number in range(len(reference.slides)) if number not in pairs]
    free_found = [
        number for number in range(len(story.slides)) if number not in pairs.values() and number not in copies
    ]
    first = [_printed_words(reference.slides[number]) for number in free_printed]
    second = [_found_words(story.slides[number]) for number in free_found]
    pairs |= {
        free_printed[row]: free_found[column]
        for row, column in align(first, second, _LIKE)
        if not _has_identities(story.slides[free_found[column]], reference)
    }
    _pair_retyped(reference, story, pairs, copies)
    new = []
    for column, number in enumerate(free_found):
        if number in pairs.values():
            continue
        likes = {
            free_printed[row]: likeness(keys, second[column])
            for row, keys in enumerate(first)
            if free_printed[row] not in pairs
        }
        best = max(likes, key=lambda row: likes[row], default=None)
        if best is not None and likes[best] >= _MOVED:
            pairs[best] = number
        else:
            new.append(number)
    for number in list(new):
        words = _found_words(story.slides[number])
        if any(likeness(words, _found_words(story.slides[other])) >= _MOVED for other in pairs.values()):
            new.remove(number)
            copies.append(number)
    order = sorted(pairs, key=lambda row: pairs[row])
    kept = set(increasing(order))
    moved = [row for position, row in enumerate(order) if position not in kept]
    return SlidePairs(pairs, copies, new, moved)


def _pair_retyped(reference: DeckReference, story: DeckStory, pairs: dict[int, int], copies: Sequence[int]) -> None:
    """Pair slides whose words are all new: as many as are missing between two neighbours, with the same kinds of
    shapes.
    """
    taken = {*pairs.values(), *copies}
    at = begin = 0
    for printed, found in (*sorted(pairs.items()), (len(reference.slides), len(story.slides))):
        if found < begin:
            continue  # a slide of another place
        missing = [number for number in range(at, printed) if number not in pairs]
        free = [number for number in range(begin, found) if number not in taken]
        kinds = [
            (_kinds_printed(reference.slides[first]), _kinds_found(story.slides[second]))
            for first, second in zip(missing, free, strict=False)
        ]
        if len(missing) == len(free) and all(first == second for first, second in kinds):
            pairs.update(zip(missing, free, strict=True))
        at, begin = printed + 1, found + 1


def _kinds_printed(slide: ReferenceSlide) -> list[str]:
    return sorted("table" if shape.is_table else shape.kind for shape in slide.shapes if shape.keys)


def _kinds_found(slide: FileSlide) -> list[str]:
    shapes = [shape for shape in slide.shapes if not is_foot(shape) and _keys(shape)]
    return sorted("table" if shape.grid is not None else kind_of(shape.placeholder) for shape in shapes)


def _by_identities(reference: DeckReference, story: DeckStory) -> tuple[dict[int, int], list[int]]:
    """Return the slides that hold shapes known by their identities, and copies of such slides."""
    homes = {shape.identity: number for number, slide in enumerate(reference.slides) for shape in slide.shapes}
    pairs: dict[int, int] = {}
    copies: list[int] = []
    for number, slide in enumerate(story.slides):
        votes = Counter(homes[shape.identity] for shape in slide.shapes if shape.identity in homes)
        if votes:
            home = votes.most_common(1)[0][0]
            if home in pairs:
                copies.append(number)
            else:
                pairs[home] = number
    return pairs, copies


def _has_identities(slide: FileSlide, reference: DeckReference) -> bool:
    known = {shape.identity for other in reference.slides for shape in other.shapes}
    return any(shape.identity in known for shape in slide.shapes)


def _printed_words(slide: ReferenceSlide) -> list[str]:
    """Return the words of a slide, those of its title twice, as they count most."""
    titles = [key for shape in slide.shapes if shape.kind == "title" for key in shape.keys]
    return [*titles, *(key for shape in slide.shapes for key in shape.keys)]


def _found_words(slide: FileSlide) -> list[str]:
    titles = [key for shape in slide.shapes if kind_of(shape.placeholder) == "title" for key in _keys(shape)]
    return [*titles, *(key for shape in slide.shapes if not is_foot(shape) for key in _keys(shape))]


def is_foot(shape: FileShape) -> bool:
    """Return True for the placeholders that hold numbers, dates and footers."""
    return shape.placeholder in ("sldNum", "ftr", "dt")


def _keys(shape: FileShape) -> list[str]:
    return [key for paragraph in shape.paragraphs for key in paragraph.keys]


def pair_shapes(printed: ReferenceSlide, found: FileSlide) -> tuple[dict[int, int], list[int]]:
    """Return the shapes of a slide by those as printed, by numbers, and those that are none of them and have words."""
    by_identity = {
        shape.identity: number for number, shape in reversed(list(enumerate(found.shapes))) if shape.identity
    }
    pairs = {
        number: by_identity[shape.identity]
        for number, shape in enumerate(printed.shapes)
        if shape.identity in by_identity
    }
    free = [number for number, shape in enumerate(printed.shapes) if number not in pairs and shape.keys]
    others = [
        number for number in range(len(found.shapes)) if number not in pairs.values() and _keys(found.shapes[number])
    ]

    def may_pair(row: int, column: int) -> bool:
        return _same_kind(printed.shapes[free[row]], found.shapes[others[column]])

    matched = align(
        [printed.shapes[number].keys for number in free],
        [_keys(found.shapes[number]) for number in others],
        _LIKE / 2,
        may_pair,
    )
    at = begin = 0
    for row, column in (*matched, (len(free), len(others))):
        _pair_in_order(free[at:row], others[begin:column], printed, found, pairs)
        if row < len(free) and column < len(others):
            pairs[free[row]] = others[column]
        at, begin = row + 1, column + 1
    return pairs, [number for number in others if number not in pairs.values()]


def _pair_in_order(
    free: Sequence[int],
    others: Sequence[int],
    printed: ReferenceSlide,
    found: FileSlide,
    pairs: dict[int, int],
) -> None:
    """Pair shapes whose words are all new, if they are as many and of the same kinds."""
    alike = len(free) == len(others) and all(
        _same_kind(printed.shapes[first], found.shapes[second]) for first, second in zip(free, others, strict=True)
    )
    if alike:
        pairs.update(zip(free, others, strict=True))


def _same_kind(printed: ReferenceShape, found: FileShape) -> bool:
    """Return True for two tables, and for two shapes of one kind. LibreOffice takes tables out of placeholders."""
    if printed.is_table or found.grid is not None:
        return printed.is_table and found.grid is not None
    return printed.kind == kind_of(found.placeholder)


class ParagraphAlignment(Struct):
    """The paragraphs of a shape as printed beside those of a file, by numbers.

    In `groups` several of the first were joined, or several of the second are a divided one. `new` are paragraphs of
    the file with the number of the paragraph as printed after which they stand (-1: before all); `moved` are pairs of a
    paragraph as printed and one of the file at another place, `lost` those that the file has no more.
    """

    groups: list[tuple[range, list[int]]] = field(default_factory=list)
    new: dict[int, int] = field(default_factory=dict)
    moved: list[tuple[int, int]] = field(default_factory=list)
    lost: list[int] = field(default_factory=list)


def align_paragraphs(printed: Sequence[Keys], found: Sequence[Keys]) -> ParagraphAlignment:
    """Align the paragraphs of a shape, given by the neutral forms of their tokens."""
    own, other = list(map(letters_of, printed)), list(map(letters_of, found))
    if own == other:
        return ParagraphAlignment([(range(row, row + 1), [row]) for row, words in enumerate(own) if words])
    out = ParagraphAlignment()
    at = begin = 0
    certain = [*_equal(own, other), *_joined(printed, found), *_divided(own, other)]
    for stretch, numbers in (*_in_order(certain), _end(printed, found)):
        _align_gap(printed, found, range(at, stretch.start), range(begin, numbers.start), out)
        if stretch:
            out.groups.append((stretch, list(numbers)))
        at, begin = stretch.stop, numbers.stop
    kept = {number for stretch, _ in out.groups for number in stretch}
    out.lost = [number for number in range(len(printed)) if own[number] and number not in kept]
    for number in list(out.new):
        moved = next((lost for lost in out.lost if own[lost] == other[number]), None)
        if moved is not None:
            out.moved.append((moved, number))
            out.lost.remove(moved)
            del out.new[number]
    return out


def _end(printed: Sequence[Keys], found: Sequence[Keys]) -> tuple[range, range]:
    return range(len(printed), len(printed)), range(len(found), len(found))


def _in_order(groups: list[tuple[range, range]]) -> list[tuple[range, range]]:
    """Return as many of the groups as are in one order on both sides, and do not overlap."""
    groups = sorted(groups, key=lambda group: group[0].start)
    kept: list[tuple[range, range]] = []
    for stretch, numbers in (groups[place] for place in increasing([numbers.start for _, numbers in groups])):
        if not kept or (stretch.start >= kept[-1][0].stop and numbers.start >= kept[-1][1].stop):
            kept.append((stretch, numbers))
    return kept


def _equal(own: Sequence[str], other: Sequence[str]) -> Iterator[tuple[range, range]]:
    """Yield the paragraphs whose words are once among those printed and once in the file: these belong together."""
    for number, words in enumerate(own):
        if words and own.count(words) == other.count(words) == 1:
            place = other.index(words)
            yield range(number, number + 1), range(place, place + 1)


def _joined(printed: Sequence[Keys], found: Sequence[Keys]) -> Iterator[tuple[range, range]]:
    """Yield paragraphs of a file that somebody has made of several."""
    pairs = _pairs(printed, found)
    own = list(map(letters_of, printed))
    for number, keys in enumerate(found):
        words = letters_of(keys)
        if not words or words in own:
            continue
        pair = next((first for first, other in pairs.items() if other == number), None)
        stretch = whole_stretch(own, words) if pair is None else _beside(own, pair, pairs, words)
        if len(stretch) > 1:
            yield stretch, range(number, number + 1)


def _beside(own: Sequence[str], number: int, pairs: Mapping[int, int], words: str) -> range:
    """Return the numbers of a paragraph and of those beside it that were joined with it."""
    before = list(takewhile(lambda other: other not in pairs and own[other], range(number - 1, -1, -1)))
    after = list(takewhile(lambda other: other not in pairs and own[other], range(number + 1, len(own))))
    taken = joined_beside([own[other] for other in before], own[number], words, before=True)
    added = joined_beside([own[other] for other in after], own[number], words, before=False)
    return range(number - taken, number + added + 1)


def _divided(own: Sequence[str], other: Sequence[str]) -> Iterator[tuple[range, range]]:
    """Yield paragraphs as printed that somebody has divided, and changed nothing else."""
    for number, words in enumerate(own):
        stretch = whole_stretch(other, words) if words and words not in other else range(0)
        if len(stretch) > 1:
            yield range(number, number + 1), stretch


def _pairs(printed: Sequence[Keys], found: Sequence[Keys]) -> dict[int, int]:
    """Return the paragraphs of a file by those as printed that they are most like. As many as are missing between two
    pairs were retyped.
    """
    pairs: dict[int, int] = {}
    at = begin = 0
    for row, column in (*align(printed, found, _LIKE), (len(printed), len(found))):
        rows = [number for number in range(at, row) if printed[number]]
        columns = [number for number in range(begin, column) if found[number]]
        if len(rows) == len(columns):
            pairs.update(zip(rows, columns, strict=True))
        if row < len(printed) and column < len(found):
            pairs[row] = column
        at, begin = row + 1, column + 1
    return pairs


def _align_gap(
    printed: Sequence[Keys], found: Sequence[Keys], rows: range, columns: range, out: ParagraphAlignment
) -> None:
    """Align paragraphs of which none was joined with another, or divided without another change."""
    first, second = printed[rows.start : rows.stop], found[columns.start : columns.stop]
    pairs = {rows.start + row: columns.start + column for row, column in _pairs(first, second).items()}
    free = [number for number in columns if number not in pairs.values() and found[number]]
    for row, column in sorted(pairs.items()):
        parts = _parts(printed[row], found, column, free)
        out.groups.append((range(row, row + 1), parts))
        free = [number for number in free if number not in parts]
    for number in free:
        before = [row for row, column in pairs.items() if column < number]
        out.new[number] = max(before, default=rows.start - 1)


def _parts(printed: Keys, found: Sequence[Keys], column: int, free: Sequence[int]) -> list[int]:
    """Return the paragraphs of a file that are the parts of one as printed: `column`, and those beside it with which
    it is more like that one.
    """
    parts = [column]
    for step in (1, -1):
        number = column + step
        while number in free:
            longer = sorted((*parts, number))
            if likeness(printed, _all(found, longer)) <= likeness(printed, _all(found, parts)):
                break
            parts = longer
            number += step
    return parts


def _all(found: Sequence[Keys], numbers: Sequence[int]) -> list[str]:
    return [key for number in numbers for key in found[number]]
