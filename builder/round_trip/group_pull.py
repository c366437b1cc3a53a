"""Compare paragraphs of a file with those as printed, and collect what that means for the source.

It is the same for briefs and decks: how the paragraphs were found does not matter here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from msgspec.structs import replace

from builder.content.model.publication import Publication, Source
from builder.round_trip.compare import Comparison, ReceivedNotes, Refusal, compare
from builder.round_trip.composed_hints import ComposedEdit, ComposedHints
from builder.round_trip.edited_brief import EditedParagraph
from builder.round_trip.findings import ComputedCell, FilePull, FindingKind, PassageChange, PullFinding
from builder.round_trip.generated_words import GeneratedWords
from builder.round_trip.passage_edit import PassageEdit
from builder.round_trip.places import PassagePlaces
from builder.round_trip.printed import Opaque, PrintedParagraph
from builder.round_trip.protected import figure_behind, figure_message, protected_message
from builder.round_trip.source_words import SourceWords
from builder.round_trip.story import NOTE, Revision
from builder.round_trip.table_pull import TablePull
from builder.round_trip.tokens import (
    PARAGRAPH,
    Token,
    differences,
    likeness,
    neutral,
    revisions_in,
    tokens_of,
    words_in,
)
from builder.source import Span
from builder.source_edits.passages import Passage

__all__ = ["GroupPull", "fields_of", "joined", "quoted", "shortened", "whole", "with_breaks"]

_PARAGRAPH_TOKEN = Token(PARAGRAPH, PARAGRAPH)
_MOST_WORDS = 12
_FIELDS = ("date", "authors", "brief.number")
"""Anchors around words that follow from a field of the publication that is no text."""


class GroupPull:
    """Collects in `out` what the paragraphs of one file mean."""

    def __init__(self, out: FilePull, publication: Publication, places: PassagePlaces, notes: ReceivedNotes):
        self.out = out
        self._publication, self._places, self._notes = publication, places, notes
        self._composed: dict[tuple[str, str, str, str], list[PullFinding]] = {}
        """Edits of words that the builder composes, alike ones together, by kind and words before and after."""

    @cached_property
    def generated_words(self) -> GeneratedWords:
        """The passages of the language, to be found by their words."""
        return GeneratedWords(self._places)

    @cached_property
    def _hints(self) -> ComposedHints:
        return ComposedHints(self._publication, self._places, self.generated_words)

    def compare(
        self,
        paragraphs: Sequence[PrintedParagraph],
        edited: Sequence[EditedParagraph],
        anchors: Sequence[str] = (),
        *,
        with_added: bool = False,
        near: str = "",
        figure: str = "",
        looks: bool = True,
    ) -> None:
        """Enter what differs between paragraphs as printed and those of the file that correspond to them. `anchors` are
        the keys of the anchors in them: an entry of the list of sources, or the date, has no passage, only an anchor.
        With `with_added`, words that the builder adds are reported too; `near` is the passage beside them, where they
        have none, and `figure` the one whose value they are. Marks and links are compared if `looks`.
        """
        whole = joined(paragraphs)
        if edited and whole.passages and not any(paragraph.tokens for paragraph in edited):
            self.deleted(whole, edited[0].revision)
            return
        if len(edited) > 1 and not self._may_be_divided(paragraphs):
            edited = self._divided(whole, edited, near)
        if edited:
            found = _divided_at_ends(with_breaks(edited), paragraphs, whole)
            comparison = compare(whole, found, self._places, self._notes, looks=looks)
            self._enter(comparison, paragraphs, anchors, with_added=with_added, near=near, figure=figure)

    def _may_be_divided(self, paragraphs: Sequence[PrintedParagraph]) -> bool:
        """Return True if the last passage of paragraphs is a paragraph of a text that may have several."""
        passages = paragraphs[-1].passages
        return bool(passages) and _number_in_text(self._places.passage(passages[-1])) is not None

    def _divided(
        self, whole: PrintedParagraph, edited: Sequence[EditedParagraph], near: str
    ) -> Sequence[EditedParagraph]:
        """Report paragraphs of which only one can be written here. Return the words of that one: of all of them, if
        together they are more like it than the first.
        """
        key = whole.passages[-1] if whole.passages else near
        together = replace(edited[0], tokens=tuple(token for paragraph in edited for token in paragraph.tokens))
        if likeness(whole.keys, together.keys) > likeness(whole.keys, edited[0].keys):
            self.report("manual", key, "the file divides this text in two, but it can only be one paragraph")
            return (together,)
        for paragraph in edited[1:]:
            self.new_text(key, paragraph)
        return edited[:1]

    def _enter(
        self,
        comparison: Comparison,
        paragraphs: Sequence[PrintedParagraph],
        anchors: Sequence[str] = (),
        *,
        with_added: bool = False,
        near: str = "",
        figure: str = "",
    ) -> None:
        joins = [refusal for refusal in comparison.refusals if _is_join(refusal)]
        if joins:
            self._join(paragraphs, {refusal.touched.start: refusal.revision for refusal in joins}, near)
        for refusal in comparison.refusals:
            if refusal not in joins:
                self._refused(refusal, paragraphs, anchors, with_added=with_added, near=near, figure=figure)
        for key, edit in comparison.edits.items():
            words = self._places.words(key)
            if words is not None and edit.empties(len(words.tokens)):
                message = "the file deletes this text: delete it in the source, for every language?"
                self.report("manual", key, message, next(iter(edit.revisions), None))
                continue
            expected = [keys for owner, keys in comparison.expected if owner == key]
            self.out.add(PassageChange(key, edit, expected))
        for key in comparison.typography:
            self.report("detail", key, "quotation marks, apostrophes or hyphens are others in the file: nothing to do")

    def _refused(
        self,
        refusal: Refusal,
        paragraphs: Sequence[PrintedParagraph],
        anchors: Sequence[str] = (),
        *,
        with_added: bool = False,
        near: str = "",
        figure: str = "",
    ) -> None:
        key = refusal.owner or next((key for paragraph in paragraphs for key in paragraph.passages), near)
        words = self._places.words(refusal.owner) if refusal.owner else None
        source = next(filter(None, map(self._source_of, anchors)), None)
        # Whether words that the builder adds were edited, or have changed with the source, only a tracked change shows.
        known = with_added or source is not None or refusal.revision is not None
        is_detail = refusal.kind == "generated" and not known
        kind: FindingKind = "detail" if is_detail else "manual"
        if source is not None and key in ("", near):
            message = f"{_change(refusal.printed, refusal.found)}: change this source"
            if refusal.kind == "relinked":
                message = _refusal_message(self._publication, refusal, words)
            self.out.findings.append(PullFinding(kind, source.span, f"sources.{source.id}", message, refusal.revision))
        elif refusal.kind == "generated":
            own = figure if key == near else figure_behind(self._publication, key)
            edit = ComposedEdit(refusal.printed, refusal.found, joined(paragraphs), refusal.touched, fields_of(anchors))
            self._add_composed(kind, key, edit, refusal.revision, own)
        else:
            self.report(kind, key, _refusal_message(self._publication, refusal, words), refusal.revision)

    def _source_of(self, anchor: str) -> Source | None:
        """Return the source that an entry of the list is about."""
        return self._publication.sources.get(anchor.removeprefix("sources.")) if anchor.startswith("sources.") else None

    def _join(self, paragraphs: Sequence[PrintedParagraph], ends: Mapping[int, Revision | None], near: str) -> None:
        """Join paragraphs of one text whose ends the file has no more; others are reported. `ends` are the numbers of
        these ends among all tokens, `near` is a passage beside paragraphs that have none.
        """
        at = -1
        for before, after in pairwise(paragraphs):
            at += len(before.tokens) + 1
            if at not in ends:
                continue
            first, second = before.passages[-1:], after.passages[:1]
            if first and second and self._follow(first[0], second[0]):
                self.out.joined[first[0]] = second[0]
                whole = (*before.keys, *after.keys)
                edit = PassageEdit(revisions=[revision] if (revision := ends[at]) is not None else [])
                self.out.add(PassageChange(first[0], edit, [tuple(key for key in whole if key != NOTE)]))
            else:
                names = [f"`{key}`" for key in (*first, *second)]
                names[:0] = [] if first else [shortened(before.tokens)]
                names += [] if second else [shortened(after.tokens)]
                message = f"the file joins {' and '.join(names)}: two texts stay two"
                self.report("manual", (*first, *second, near)[0], message, ends[at])

    def _follow(self, first: str, second: str) -> bool:
        one, other = self._places.passage(first), self._places.passage(second)
        numbers = _number_in_text(one), _number_in_text(other)
        return one.text is other.text and None not in numbers and numbers[1] == (numbers[0] or 0) + 1

    # --- What is reported --------------------------------------------------------------------------------------------

    def report(self, kind: FindingKind, key: str, message: str, revision: Revision | None = None) -> None:
        """Report something about a passage, or about the publication if `key` is ""."""
        span = self._places.written(key).start if key else self._publication.span
        self.out.findings.append(PullFinding(kind, span, key, message, revision))

    def new_text(self, key: str, paragraph: EditedParagraph) -> None:
        """Report a paragraph that stands after a passage, and has no place in the source."""
        message = f"new text after this: {whole(paragraph.tokens)}: where does it belong?"
        self.report("manual", key, message, paragraph.revision)

    def deleted(self, paragraph: PrintedParagraph, revision: Revision | None = None) -> None:
        """Report a paragraph that the file has no more."""
        for key in paragraph.passages:
            message = f"the file deletes this text ({shortened(paragraph.tokens)}): delete it in the source?"
            self.report("manual", key, message, revision)

    def lost(
        self, near: str, paragraph: PrintedParagraph, anchors: Sequence[str], revision: Revision | None = None
    ) -> None:
        """Report a paragraph without passages that the file has no more: an entry of the list of sources, or words that
        the builder composes. `near` is a passage beside it, `anchors` are the keys of the anchors in it.
        """
        source = next(filter(None, map(self._source_of, anchors)), None)
        if source is None:
            self.composed(near, paragraph, (), fields=fields_of(anchors))
            return
        message = f"the file deletes this source ({shortened(paragraph.tokens)}): delete it, and what cites it?"
        self.out.findings.append(PullFinding("manual", source.span, f"sources.{source.id}", message, revision))

    def moved(
        self, paragraph: PrintedParagraph, found: EditedParagraph, near: str = "", anchors: Sequence[str] = ()
    ) -> None:
        """Report a paragraph that the file has at another place. `near` is a passage beside one that has none,
        `anchors` are the keys of the anchors in it.
        """
        words = shortened(found.tokens)
        revision = found.revision or next(iter(revisions_in(found.tokens, 0, len(found.tokens))), None)
        source = next(filter(None, map(self._source_of, anchors)), None)
        if paragraph.passages:
            message = f"the file moves this text ({words}): move it in the source?"
            self.report("manual", paragraph.passages[0], message, revision)
        elif source is not None:
            message = f"the file moves this source ({words}): the builder puts sources in their order"
            self.out.findings.append(PullFinding("manual", source.span, f"sources.{source.id}", message, revision))
        else:
            message = f"the file moves words that the builder composes ({words}): their place follows from the source"
            self.report("manual", near, message, revision)

    def composed(
        self,
        key: str,
        paragraph: PrintedParagraph,
        found: Sequence[Token],
        subject: str = "",
        fields: Sequence[str] = (),
        number: str = "",
    ) -> None:
        """Report words that the builder composes: of a figure, or of the passage `key`, which is near them. `subject`
        names words that are no paragraph of the text, `fields` what they follow from; `number` is the key of the big
        number whose value they are.
        """
        figure = "" if subject else figure_behind(self._publication, number) or figure_behind(self._publication, key)
        touched = {
            number
            for stretch in differences(paragraph.keys, [token.key for token in found])
            for number in range(stretch.start - (stretch.start == stretch.end), max(stretch.end, stretch.start + 1))
        }
        edit = ComposedEdit(words_in(paragraph.tokens), words_in(found), paragraph, touched, fields, subject)
        self._add_composed("manual", key, edit, None, figure)

    def _add_composed(
        self, kind: FindingKind, key: str, edit: ComposedEdit, revision: Revision | None, figure: str
    ) -> None:
        """Collect an edit of composed words: where they are, and what to change instead."""
        figure = figure or self._hints.figure_of_event(key)
        if figure:
            self.report(kind, key, figure_message(self._publication, figure, edit.was, edit.now), revision)
            return
        change = _change(edit.was, edit.now)
        message = f"the builder composes {edit.subject or 'these words'}: {change}: {self._hints.of(key, edit)}"
        span = self._places.written(key).start if key else self._publication.span
        self._composed.setdefault((kind, edit.subject, edit.was, edit.now), []).append(
            PullFinding(kind, span, key, message, revision)
        )

    def finish(self) -> None:
        """Report the edits of composed words: those that are alike in one line."""
        for alike in self._composed.values():
            first, count = alike[0], len(alike) - 1
            if count:
                places = "1 other place" if count == 1 else f"{count} other places"
                first = replace(first, message=f"{first.message} (and at {places})")
            self.out.findings.append(first)
        self._composed.clear()

    def conflict(self, key: str, found: Sequence[Token], now: Sequence[Token], base: str) -> None:
        """Report a passage that file and source have changed, with its three texts; `base` is "" if it is unknown."""
        if base:
            was = f"it was {quoted(base)} when the file was built"
        else:
            was = "what it was when the file was built is not known"
        message = f"the file says {quoted(words_in(found))}, the source {quoted(words_in(now))}; {was}"
        revision = next((token.revision for token in found if token.revision is not None), None)
        self.report("conflict", key, message, revision)

    def table(self, key: str, pulled: TablePull) -> None:
        """Enter what a table means."""
        for comparison in pulled.comparisons:
            self._enter(comparison, ())
        self.out.numbers += pulled.numbers
        for cell in pulled.computed:
            kind: FindingKind = "manual" if cell.as_built else "detail"
            finding = PullFinding(kind, cell.note.span, key, cell.note.message, cell.note.revision)
            self.out.computed.append(ComputedCell(key, cell.row, cell.column, cell.expected, finding))
        for note in pulled.manual:
            self.out.findings.append(PullFinding("manual", note.span, key, note.message, note.revision))
        for note in pulled.conflicts:
            self.out.findings.append(PullFinding("conflict", note.span, key, note.message, note.revision))

    def comment(
        self,
        keys: Sequence[str],
        author: str,
        date: str,
        text: str,
        on: str,
        *,
        reply: bool,
        resolved: bool,
        place: tuple[Span, str] | None = None,
    ) -> None:
        """Report a comment on words, at the passage of `keys` that has the most of them, else at a place with a key."""
        kind: FindingKind = "resolved" if resolved else "reply" if reply else "comment"
        message = f"{author or '?'}: {quoted(' '.join(text.split()))}" + (f" (on {quoted(on)})" if on else "")
        revision = Revision(author, date)
        if not keys and place is not None:
            self.out.findings.append(PullFinding(kind, place[0], place[1], message, revision))
        else:
            self.report(kind, self._nearest(keys, on), message, revision)

    def _nearest(self, keys: Sequence[str], words: str) -> str:
        wanted = {token.key for token in tokens_of(words)}

        def common(key: str) -> int:
            own = self._places.words(key)
            return len(wanted & {token.key for token in own.tokens}) if own is not None else 0

        return max(keys, key=common, default="")


def joined(paragraphs: Sequence[PrintedParagraph]) -> PrintedParagraph:
    """Return several paragraphs as one, with the ends of all but the last as tokens."""
    if len(paragraphs) == 1:
        return paragraphs[0]
    tokens: list[Token] = []
    owners: list[str] = []
    opaques: list[Opaque] = []
    for number, paragraph in enumerate(paragraphs):
        if number:
            opaques.append(Opaque("generated", "", len(tokens), len(tokens) + 1, PARAGRAPH))
            tokens.append(_PARAGRAPH_TOKEN)
            owners.append("")
        at = len(tokens)
        opaques += [replace(opaque, first=opaque.first + at, end=opaque.end + at) for opaque in paragraph.opaques]
        tokens += paragraph.tokens
        owners += paragraph.owners
    return PrintedParagraph(tuple(tokens), tuple(owners), tuple(opaques))


def _is_join(refusal: Refusal) -> bool:
    return refusal.kind == "generated" and refusal.printed == PARAGRAPH and not refusal.found


def _divided_at_ends(
    tokens: Sequence[Token], paragraphs: Sequence[PrintedParagraph], whole: PrintedParagraph
) -> list[Token]:
    """Return tokens of a file, with those divided that are the last word of a paragraph and the first of the next one:
    somebody has deleted the end between them.
    """
    known = set(whole.keys)
    ends = {
        f"{before.keys[-1]}{after.keys[0]}": (before.tokens[-1], after.tokens[0])
        for before, after in pairwise(paragraphs)
        if before.tokens and after.tokens
    }
    divided: list[Token] = []
    for number, token in enumerate(tokens):
        words = ends.get(token.key) if token.key not in known else None
        cut = _cut(token.text, *words) if words is not None else 0
        if words is None or not cut:
            divided.append(token)
            continue
        last, first = words
        divided.append(replace(token, text=token.text[:cut], key=last.key, deletion=None))
        # A token has the look of its first letters: that of the others is taken to be as printed. What was deleted
        # inside a token, here the end of the paragraph, is entered at the next one.
        deletion = tokens[number + 1].deletion if number + 1 < len(tokens) else token.deletion
        rest = replace(token, text=token.text[cut:], key=first.key, look=first.look, deletion=deletion)
        divided.append(replace(rest, start=token.start + cut, spaced=False))
    return divided


def _cut(text: str, last: Token, first: Token) -> int:
    """Return where a text that is two words ends the first of them; 0 if it is not these two."""
    cuts = (cut for cut in range(1, len(text)) if neutral(text[:cut]) == last.key and neutral(text[cut:]) == first.key)
    return next(cuts, 0)


def with_breaks(paragraphs: Sequence[EditedParagraph]) -> list[Token]:
    """Return the tokens of paragraphs, with the ends of all but the last."""
    tokens: list[Token] = []
    for number, paragraph in enumerate(paragraphs):
        if number:
            tokens.append(replace(_PARAGRAPH_TOKEN, revision=paragraphs[number - 1].revision or paragraph.revision))
        tokens += paragraph.tokens
    return tokens


def _number_in_text(passage: Passage) -> int | None:
    """Return the number of a paragraph in a text of several; None for a text of one, and inside lists and tables."""
    suffix = passage.key.removeprefix(passage.text.key).removeprefix(".")
    return int(suffix) if suffix.isdecimal() and passage.key != passage.text.key else None


def _refusal_message(publication: Publication, refusal: Refusal, words: SourceWords | None) -> str:
    if refusal.kind in ("protected", "note-deleted"):
        return protected_message(publication, refusal, words)
    if refusal.kind == "relinked":
        where = f"leads to {refusal.found}" if refusal.found else "is no link"
        return f"{quoted(refusal.printed)} {where} in the file: change the address in the source?"
    if refusal.kind == "misplaced":
        return f"the notes of the file have changed places, and one has new words: {quoted(refusal.found)}"
    if refusal.kind == "outside":
        return f"new words before or after this text: {quoted(refusal.found)}: where do they belong?"
    change = _change(refusal.printed, refusal.found)
    return f"{change}: more than one text is concerned, change them in the source"


def fields_of(anchors: Iterable[str]) -> list[str]:
    """Return the fields of the publication that are no texts and that anchors are around."""
    return [anchor for anchor in anchors if anchor in _FIELDS]


def _change(was: str, now: str) -> str:
    """Return what a file has in place of some words."""
    return f"{quoted(was)} is {quoted(now)} in the file" if now else f"{quoted(was)} is not in the file"


def quoted(words: str) -> str:
    """Return words in quotation marks."""
    return f"“{words}”"


def whole(tokens: Sequence[Token]) -> str:
    """Return words that the source does not have in quotation marks, all of them: the report is where they are kept."""
    return quoted(words_in([token for token in tokens if token.text != PARAGRAPH]))


def shortened(tokens: Sequence[Token]) -> str:
    """Return the first words of a paragraph, which the source has, in quotation marks."""
    words = words_in([token for token in tokens if token.text != PARAGRAPH]).strip().split(" ")
    return quoted(" ".join(words[:_MOST_WORDS]) + ("…" if len(words) > _MOST_WORDS else ""))
