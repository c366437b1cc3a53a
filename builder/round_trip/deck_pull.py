"""What a received deck means for the source: the edits of each passage, and what is reported.

PowerPoint has no tracked changes: what the words were when the file was built is known only if the source still prints
them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from builder.content.model.publication import Publication
from builder.round_trip.built_cells import read_built_cells
from builder.round_trip.compare import ReceivedNotes
from builder.round_trip.deck_alignment import (
    SlidePairs,
    align_paragraphs,
    is_foot,
    pair_shapes,
    pair_slides,
)
from builder.round_trip.deck_reference import DeckReference, ReferenceShape, ReferenceSlide, SlidePassage, feet_of
from builder.round_trip.deck_story import DeckStory, FileShape, FileSlide, SlideParagraphWords
from builder.round_trip.edited_brief import EditedParagraph
from builder.round_trip.exhibit_pairs import pair_exhibits
from builder.round_trip.exhibit_pull import BuiltExhibit, ExhibitPull
from builder.round_trip.findings import FilePull, PullFinding
from builder.round_trip.group_pull import GroupPull, quoted, shortened, whole
from builder.round_trip.other_formats import new_formats
from builder.round_trip.places import PassagePlaces
from builder.round_trip.printed import PrintedParagraph
from builder.round_trip.property_pull import compare_properties
from builder.round_trip.received_lists import AnchorList, ListedParagraph, ListedShape, ListedSlide
from builder.round_trip.story import BREAK
from builder.round_trip.table_pull import pull_table
from builder.round_trip.tokens import Token, settled, words_in
from builder.tree.document import Document
from builder.tree.passage_words import words_check

__all__ = ["pull_deck"]

_FOOT = "footer"
"""Key of the footers of slides."""
_FIELDS = {"date": "date", "attribution": "authors"}
"""Fields of the publication that shapes of the title slide show, by the roles in the keys of these."""
_COVER_FIGURE = "figure"
"""Role of the shape with the value of the cover's figure."""


def pull_deck(
    name: str,
    story: DeckStory,
    built: AnchorList,
    reference: DeckReference,
    publication: Publication,
    places: PassagePlaces,
    document: Document,
) -> FilePull:
    """Return what a deck means for the publication. `built` is the list that it was built with; `document` is the
    publication in its language.
    """
    return _DeckPull(name, story, built, reference, publication, places, document).result()


class _Checks:
    """The checks that passages had when the file was built: one for each time that a key is shown."""

    def __init__(self, slides: Iterable[ListedSlide]):
        self._listed: dict[tuple[str, int], ListedParagraph] = {}
        self.tables: dict[str, ListedShape] = {}
        """The shape of each table, with its checks, by its identity."""
        self.generated: set[str] = set()
        """The checks of paragraphs that the builder composed."""
        self.forms: set[str] = set()
        """The checks of the marks and links of these, "" for those without."""
        self.keys: dict[str, set[str]] = {}
        """The keys of the passages with each check."""
        self.times: Counter[str] = Counter()
        """How many paragraphs had each check."""
        counts: Counter[str] = Counter()
        for slide in slides:
            self.generated |= {foot.check for shape in slide.shapes if shape.key == _FOOT for foot in shape.paragraphs}
            paragraphs: list[ListedParagraph] = [
                paragraph for shape in slide.shapes if shape.key != _FOOT for paragraph in shape.paragraphs
            ]
            for paragraph in (*paragraphs, *slide.notes):
                self.times[paragraph.check] += 1
                if paragraph.key:
                    self._listed[paragraph.key, counts[paragraph.key]] = paragraph
                    self.keys.setdefault(paragraph.check, set()).add(paragraph.key)
                    counts[paragraph.key] += 1
                elif paragraph.check:
                    self.generated.add(paragraph.check)
                    self.forms.add(paragraph.form)
            self.tables |= {shape.identity: shape for shape in slide.shapes if shape.check}

    def of(self, key: str, time: int) -> str | None:
        """Return the check of a passage that is shown for the `time`-th time, counted from 0."""
        listed = self._listed.get((key, time))
        return listed.check if listed is not None else None

    def form_of(self, key: str, time: int) -> str:
        """Return the check of the marks and links of such a passage."""
        listed = self._listed.get((key, time))
        return listed.form if listed is not None else ""


class _DeckPull:
    """One pull of one deck."""

    def __init__(
        self,
        name: str,
        story: DeckStory,
        built: AnchorList,
        reference: DeckReference,
        publication: Publication,
        places: PassagePlaces,
        document: Document,
    ):
        self._story, self._reference, self._publication = story, reference, publication
        self._places, self._mark, self._document = places, document.decimal_mark, document
        self._built = built.slides
        self._listed_words = built.words
        self._built_keys = {slide.key for slide in built.slides}
        self._built_exhibits = {
            shape.identity: BuiltExhibit(shape.key, shape.alt or (words_check("") if built.words else ""), shape.data)
            for slide in built.slides
            for shape in slide.shapes
        }
        self._checks = _Checks(built.slides)
        self._times: dict[int, int] = {}
        """For each passage as printed, by its identity in memory: how often its key was shown before."""
        counts: Counter[str] = Counter()
        for passage in _all_passages(reference):
            self._times[id(passage)] = counts[passage.key]
            counts[passage.key] += 1
        self._out = FilePull(name, places.language)
        self._group = GroupPull(self._out, publication, places, ReceivedNotes({}))
        self._exhibits = ExhibitPull(self._group, publication, document, places, story.properties)
        self._slides = pair_slides(reference, story)
        self._shapes = {
            number: pair_shapes(reference.slides[number], story.slides[other])
            for number, other in self._slides.pairs.items()
        }
        self._found = Counter(map(_check, self._texts()))
        """How many paragraphs of the file outside tables of data have each check."""
        self._near = ""
        """The key of the slide that is being compared."""

    def _texts(self) -> Iterator[SlideParagraphWords]:
        """Yield the paragraphs of the file outside tables of data. The builder sets lists in tables too."""
        lists = {
            id(self._story.slides[self._slides.pairs[number]].shapes[other])
            for number, (pairs, _) in self._shapes.items()
            for row, other in pairs.items()
            if not self._reference.slides[number].shapes[row].cells
        }
        for slide in self._story.slides:
            for shape in slide.shapes:
                if not is_foot(shape) and (shape.grid is None or id(shape) in lists):
                    yield from shape.paragraphs
            yield from slide.notes

    def result(self) -> FilePull:
        self._count_anchors()
        for number, other in self._slides.pairs.items():
            self._slide(self._reference.slides[number], self._story.slides[other], *self._shapes[number])
        self._report_slides(self._slides)
        compare_properties(
            self._reference.properties, self._story.properties, self._listed_words, self._group, self._places
        )
        self._group.finish()
        return self._out

    def _count_anchors(self) -> None:
        """Count the shapes that have each identity."""
        shapes = Counter(shape.identity for slide in self._story.slides for shape in slide.shapes)
        for slide in self._built:
            for listed in slide.shapes:
                if listed.paragraphs or listed.check:
                    self._out.facts.count(listed.key, shapes[listed.identity])
        self._out.facts.formats = new_formats(self._reference.formats, self._story.formats)

    def _report_slides(self, slides: SlidePairs) -> None:
        for number, slide in enumerate(self._reference.slides):
            if number not in slides.pairs and slide.key in self._built_keys:
                self._group.report(
                    "manual", self._key_of(slide), f"the file deletes slide {number + 1}, {_title(slide)}"
                )
        for number in slides.moved:
            message = (
                f"the file moves slide {number + 1}, {_title(self._reference.slides[number])}: move it in the source?"
            )
            self._group.report("manual", self._key_of(self._reference.slides[number]), message)
        for number in slides.copies:
            self._report_new(number, slides, "a copy of a slide")
        for number in slides.new:
            self._report_new(number, slides, "a new slide")

    def _report_new(self, number: int, slides: SlidePairs, what: str) -> None:
        """Report a slide that the source does not have, with all its words: nothing else keeps them."""
        slide = self._story.slides[number]
        before = sorted((row for row, other in slides.pairs.items() if other < number), key=slides.pairs.__getitem__)
        keys = (self._key_of(self._reference.slides[row]) for row in reversed(before))
        key = next(filter(None, keys), "")
        texts = [text for shape in slide.shapes if not is_foot(shape) for text in _texts_of(shape)]
        notes = [words_in(paragraph.tokens) for paragraph in slide.notes if paragraph.tokens]
        parts = [quoted(" / ".join(texts))]
        parts += [f"its notes: {quoted(' / '.join(notes))}"] if notes else []
        parts += [f"a {exhibit.kind}" for exhibit in slide.exhibits if exhibit.kind != "table"]
        self._group.report("manual", key, f"the file has {what} after this: {'; '.join(parts)}")
        self._comments(slide, {}, [key] if key else [])

    def _key_of(self, slide: ReferenceSlide) -> str:
        """Return the first passage of a slide, "" if all its words are generated."""
        keys = (key for shape in slide.shapes for passage in shape.passages for key in passage.printed.passages)
        return next(keys, "")

    # --- One slide ---------------------------------------------------------------------------------------------------

    def _slide(
        self, printed: ReferenceSlide, found: FileSlide, pairs: Mapping[int, int], others: Sequence[int]
    ) -> None:
        self._near = printed.key
        for number, shape in enumerate(printed.shapes):
            if number in pairs:
                self._shape(shape, found.shapes[pairs[number]])
            else:
                self._lost(shape)
        for number in others:
            self._new_shape(found.shapes[number], self._key_of(printed))
        self._paragraphs(printed.notes, found.notes, near=self._key_of(printed))
        by_identity = {
            shape.identity: [key for passage in shape.passages for key in passage.printed.passages]
            for shape in printed.shapes
        }
        key = self._key_of(printed)
        self._comments(found, by_identity, [key] if key else [])
        self._slide_exhibits(printed, found, key)
        self._foot(printed, found)

    def _new_shape(self, shape: FileShape, near: str) -> None:
        """Report text on a slide that the source does not have there."""
        if shape.grid is not None:
            self._group.report("manual", near, f"a new table on this slide: {quoted(' / '.join(_texts_of(shape)))}")
        elif not is_foot(shape):
            new = [paragraph for paragraph in shape.paragraphs if not self._is_known(paragraph)]
            tokens = [token for paragraph in new for token in paragraph.tokens]
            if tokens:
                self._group.report("manual", near, f"new text on this slide: {whole(tokens)}")

    def _foot(self, printed: ReferenceSlide, found: FileSlide) -> None:
        """Report what somebody typed in the footer of a slide."""
        feet, known = feet_of(found), {_check(paragraph) for paragraph in printed.feet}
        if self._checks.generated and len(feet) == len(printed.feet):
            for before, after in zip(printed.feet, feet, strict=True):
                if _check(after) not in known and _check(after) not in self._checks.generated:
                    paragraph = PrintedParagraph(before.tokens, ("",) * len(before.tokens), ())
                    self._group.composed("", paragraph, after.tokens, "footers")

    def _slide_exhibits(self, printed: ReferenceSlide, found: FileSlide, near: str) -> None:
        """Compare the alternative texts and the charts of a slide."""
        pairs, others = pair_exhibits(printed.exhibits, found.exhibits)
        for number, exhibit in enumerate(printed.exhibits):
            built = next((self._built_exhibits[name] for name in exhibit.names if name in self._built_exhibits), None)
            if built is None:
                continue
            if number in pairs:
                self._exhibits.compare(built, exhibit, found.exhibits[pairs[number]])
            elif exhibit.kind != "table":
                self._exhibits.deleted(built, exhibit)
        for number in others:
            if found.exhibits[number].kind != "table":  # reported with its words
                self._exhibits.new(near, found.exhibits[number])

    def _shape(self, printed: ReferenceShape, found: FileShape) -> None:
        if printed.cells and found.grid is not None:
            self._out.passages += sum(map(len, printed.cells))
            built = self._checks.tables.get(printed.identity)
            pulled = pull_table(
                printed.key,
                printed.cells,
                printed.headers,
                found.grid,
                self._publication,
                self._places,
                ReceivedNotes({}),
                self._mark,
                read_built_cells(built.cells if built is not None else ""),
                as_built=built is not None and built.check == printed.check,
                looks=not self._listed_words or (built is not None and built.form == printed.form),
                first_row=printed.first_row,
            )
            self._group.table(printed.key, pulled)
        elif any(passage.printed.tokens for passage in printed.passages):
            self._paragraphs(printed.passages, found.paragraphs, printed.key)

    def _lost(self, shape: ReferenceShape) -> None:
        """Report a shape that the file has no more, if it was built with it."""
        for passage in shape.passages:
            self._lost_passage(passage, shape.passages, shape.key)
        if shape.cells and shape.identity in self._checks.tables:
            span = shape.cells[0][0].span
            message = "the file deletes this table: delete it in the source?"
            self._out.findings.append(PullFinding("manual", span, shape.key, message))

    def _lost_passage(self, passage: SlidePassage, around: Sequence[SlidePassage], shape: str) -> None:
        """Report a paragraph that the file has no more, or less often than when it was built."""
        if not passage.printed.tokens or not self._is_gone(passage):
            return
        if passage.printed.passages:
            self._group.deleted(passage.printed)
        elif passage.key:
            self._group.lost("", passage.printed, [passage.key])
        else:
            self._report_composed(passage, (), around, shape)

    def _paragraphs(
        self, printed: Sequence[SlidePassage], found: Sequence[SlideParagraphWords], shape: str = "", near: str = ""
    ) -> None:
        """Compare the paragraphs of a shape, by its key, or of a notes page; `near` is a passage of the slide."""
        aligned = align_paragraphs(
            [passage.printed.keys for passage in printed], [paragraph.keys for paragraph in found]
        )
        self._out.passages += sum(1 for passage in printed if passage.key)
        near = near or next((key for passage in printed for key in passage.printed.passages), "")
        taken: set[int] = set()
        for stretch, numbers in aligned.groups:
            own = [printed[number] for number in stretch]
            words = [found[number] for number in numbers]
            if len(own) > 1:
                self._compare(own, words, near)
            elif own[0].key:
                after = sorted(other for other, before in aligned.new.items() if before == stretch[0])
                taken.update(after)
                self._passage(own[0], words, [found[other] for other in after])
                self._level(own[0], words[0])
            elif len(words) > 1:
                self._group.compare([own[0].printed], list(map(_edited, words)), with_added=True, near=near)
            else:
                self._composed(own[0], words[0], printed, shape)
        for number in aligned.lost:
            self._lost_passage(printed[number], printed, shape)
        for number, other in aligned.moved:
            self._group.moved(printed[number].printed, _edited(found[other]), near, [printed[number].key])
        for other, before in aligned.new.items():
            if other not in taken and not self._is_known(found[other]):
                earlier = [passage for passage in printed[: before + 1] if passage.printed.passages]
                following = [passage for passage in printed[before + 1 :] if passage.printed.passages]
                beside = earlier[-1:] or following[:1]
                self._group.new_text(beside[0].printed.passages[-1] if beside else near, _edited(found[other]))

    def _compare(self, printed: Sequence[SlidePassage], found: Sequence[SlideParagraphWords], near: str = "") -> None:
        """Compare paragraphs that the source prints as it did when the file was built."""
        own = [passage for passage in printed if passage.key]
        looks = all(self._checks.form_of(passage.key, self._times[id(passage)]) == passage.form for passage in own)
        self._group.compare(
            [passage.printed for passage in printed],
            list(map(_edited, found)),
            [passage.key for passage in own],
            with_added=True,
            near=near,
            looks=looks or not self._listed_words,
        )

    def _level(self, passage: SlidePassage, found: SlideParagraphWords) -> None:
        """Report an item of a list that the file has at another level."""
        key = next(iter(passage.printed.passages), "")
        if key and passage.level != found.level:
            message = f"the file has this text at level {found.level + 1} of its list, in place of {passage.level + 1}"
            self._group.report("manual", key, f"{message}: change it in the source?")

    def _composed(
        self, passage: SlidePassage, found: SlideParagraphWords, around: Sequence[SlidePassage], shape: str
    ) -> None:
        """Compare a paragraph that the builder composes. An edit of an author's words in it is written where these are;
        any other is reported.
        """
        if settled(found.keys) == settled(passage.printed.keys):
            if passage.form in self._checks.forms:
                near = next((key for other in around for key in other.printed.passages), "")
                self._group.compare([passage.printed], [_edited(found)], near=near)
            return
        if _check(found) in self._checks.generated or not self._checks.generated or self._is_as_built(found):
            return  # the file has words that it was built with
        whole, owner = self._group.generated_words.owned(passage.printed, self._near)
        is_as_built = passage.check in self._checks.generated or passage.check in self._checks.keys
        if is_as_built and owner is not None and owner.key in whole.passages:
            self._group.compare([whole], [_edited(found)], with_added=True)
            return
        self._report_composed(passage, found.tokens, around, shape, owner.key if owner is not None else "")

    def _report_composed(
        self, passage: SlidePassage, found: Sequence[Token], around: Sequence[SlidePassage], shape: str, owner: str = ""
    ) -> None:
        """Report what the file has in place of words that the builder composes; `owner` is the passage in them."""
        key = owner or next((key for other in around for key in other.printed.passages), "") or self._beside(shape)
        role = shape.partition(":")[0]
        fields = [_FIELDS[role]] if role in _FIELDS else []
        cover = self._document.deck.cover.figure if role == _COVER_FIGURE else None
        self._group.composed(key, passage.printed, found, fields=fields, number=shape if cover is None else cover.key)

    def _beside(self, shape: str) -> str:
        """Return the first passage of what a shape belongs to: of an event for its date, of a chart for its unit."""
        above = f"{shape.rpartition('.')[0]}."
        return next(
            (passage.key for passage in self._places.all() if len(above) > 1 and passage.key.startswith(above)), ""
        )

    def _passage(
        self, passage: SlidePassage, found: Sequence[SlideParagraphWords], after: Sequence[SlideParagraphWords]
    ) -> None:
        """Compare a passage with the paragraph that stands for it, or with its parts, and the new ones after it."""
        built = self._checks.of(passage.key, self._times[id(passage)])
        if built is None:
            return
        if len(found) == 1 and self._stands_elsewhere(passage.key, built, found[0]):
            if not self._is_as_built(found[0]):
                self._group.new_text(next(iter(passage.printed.passages), ""), _edited(found[0]))
            return
        if built == passage.check:
            self._compare([passage], [*found, *after])
            return
        words = found[0]
        if _check(words) != built and settled(words.keys) != settled(passage.printed.keys):
            owner = next(iter(passage.printed.passages), "")
            self._group.conflict(owner, words.tokens, passage.printed.tokens, "")

    # A deck may be laid out otherwise than when it was built, because its source has changed: a shape is then on
    # another slide, or divided. What the file has as it was built is neither new nor deleted, and no edit of others.

    def _is_as_built(self, found: SlideParagraphWords) -> bool:
        return _check(found) in self._checks.keys or _check(found) in self._checks.generated

    def _is_known(self, found: SlideParagraphWords) -> bool:
        """Return True if the file was built with such a paragraph, and has it no more often than then."""
        check = _check(found)
        return self._is_as_built(found) and self._found[check] <= self._checks.times[check]

    def _is_gone(self, passage: SlidePassage) -> bool:
        """Return True if the file has the words of a passage, or words that the builder composes, less often than when
        it was built.
        """
        built = self._checks.of(passage.key, self._times[id(passage)]) if passage.key else passage.check
        return built is not None and self._found[built] < self._checks.times[built]

    def _stands_elsewhere(self, key: str, built: str, found: SlideParagraphWords) -> bool:
        """Return True if the file has a passage as it was built at another place, or another passage here."""
        check = _check(found)
        if check == built:
            return False
        # Files of former versions list no words that the builder composes, which may be the same.
        is_elsewhere = bool(self._checks.generated) and self._found[built] >= self._checks.times[built]
        return is_elsewhere or key not in self._checks.keys.get(check, {key})

    def _comments(self, slide: FileSlide, by_identity: dict[str, list[str]], keys: Sequence[str]) -> None:
        for comment in slide.comments:
            self._group.comment(
                by_identity.get(comment.shape) or keys,
                comment.author,
                comment.date,
                comment.text,
                "",
                reply=comment.reply,
                resolved=comment.resolved,
            )


def _all_passages(reference: DeckReference) -> Iterable[SlidePassage]:
    for slide in reference.slides:
        for shape in slide.shapes:
            yield from (passage for passage in shape.passages if passage.key)
        yield from (passage for passage in slide.notes if passage.key)


def _check(paragraph: SlideParagraphWords) -> str:
    return words_check(paragraph.text.replace(BREAK, " "))


def _edited(paragraph: SlideParagraphWords) -> EditedParagraph:
    """Return a paragraph of a slide as one of a brief, without tracked changes."""
    return EditedParagraph(paragraph.tokens, paragraph.text, (), (), "", ())


def _texts_of(shape: FileShape) -> list[str]:
    """Return the paragraphs of a shape, or the rows of a table, that have words."""
    if shape.grid is None:
        return [words_in(paragraph.tokens) for paragraph in shape.paragraphs if paragraph.tokens]
    return [" | ".join(words_in(cell.tokens) for cell in row) for row in shape.grid.rows]


def _title(slide: ReferenceSlide) -> str:
    """Return the words of a slide's title in quotation marks."""
    shapes = [shape for shape in slide.shapes if shape.kind == "title"] or list(slide.shapes[:1])
    return shortened([token for shape in shapes for passage in shape.passages for token in passage.printed.tokens])
