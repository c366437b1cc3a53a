"""What a received brief means for the source: the edits of each passage, and what is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from msgspec.structs import replace

from builder.content.model.publication import Publication
from builder.round_trip.anchor_names import current_names
from builder.round_trip.brief_alignment import BriefGroup, align_brief
from builder.round_trip.brief_reference import AnchoredWords, BriefReference, ReferenceParagraph
from builder.round_trip.brief_tables import (
    cells_as_printed,
    match_tables,
    paragraphs_of,
    received_grid,
    table_nodes,
)
from builder.round_trip.compare import Comparison, FileNotes, PassageEdit, Refusal, compare
from builder.round_trip.edited_brief import EditedParagraph, edited_paragraphs, note_words
from builder.round_trip.findings import FilePull, Finding, FindingKind, PassageChange
from builder.round_trip.places import PassagePlaces
from builder.round_trip.printed import Opaque, PrintedParagraph
from builder.round_trip.protected import protected_message
from builder.round_trip.source_words import SourceWords
from builder.round_trip.story import BREAK, NOTE, PLAIN, Look, Revision, Story
from builder.round_trip.table_pull import pull_table
from builder.round_trip.tokens import PARAGRAPH, Difference, Token, differences, tokens_of, words_in
from builder.source_edits.passages import Passage
from builder.tree.document import Document
from builder.tree.exhibits import TableNode
from builder.tree.passage_words import words_check
from builder.writers.word.anchors import Anchor

__all__ = ["pull_brief"]

_PARAGRAPH_TOKEN = Token(PARAGRAPH, PARAGRAPH)
_MOST_WORDS = 12


def pull_brief(
    name: str,
    story: Story,
    anchors: Sequence[Anchor],
    reference: BriefReference,
    publication: Publication,
    places: PassagePlaces,
    document: Document,
) -> FilePull:
    """Return what a brief, read as `story`, means for the publication. `anchors` are those that it was built with;
    `document` is the publication in its language.
    """
    return _BriefPull(name, story, anchors, reference, publication, places, document).result()


class _BriefPull:
    """One pull of one brief."""

    def __init__(
        self,
        name: str,
        story: Story,
        anchors: Sequence[Anchor],
        reference: BriefReference,
        publication: Publication,
        places: PassagePlaces,
        document: Document,
    ):
        self._story, self._reference, self._document = story, reference, document
        self._publication, self._places = publication, places
        self._built = {anchor.name: anchor for anchor in anchors}
        self._names = current_names(anchors, list(reference.anchors.values()))
        self._former = {now: name for name, now in self._names.items()}
        self._edited = edited_paragraphs(story, "edited")
        self._rejected = edited_paragraphs(story, "rejected")
        self._notes: FileNotes = note_words(story)
        self._rejected_notes: FileNotes = note_words(story, "rejected")
        self._out = FilePull(name, places.language)

    def result(self) -> FilePull:
        tables = match_tables(self._reference, self._story, self._names)
        outside = paragraphs_of(self._reference.story.tables, self._reference.table_keys)
        inside = paragraphs_of(self._story.tables, tables.values())
        left_out = {number for number, one in enumerate(self._edited) if not inside.isdisjoint(one.parts)}
        alignment = align_brief(self._reference, self._edited, self._built, self._names, outside, left_out)
        for group in alignment.groups:
            self._group(group)
        for number in alignment.deleted:
            self._deleted(self._reference.paragraphs[number])
        for number in alignment.unplaced:
            self._unplaced(number, alignment.groups)
        for number, edited in alignment.moved:
            self._moved(self._reference.paragraphs[number], self._edited[edited])
        for number, anchor in alignment.foreign:
            self._foreign(self._edited[number], anchor)
        nodes = table_nodes(self._document)
        for number, key in self._reference.table_keys.items():
            if key in nodes:
                self._table(nodes[key], number, tables.get(number))
        self._comments(alignment.groups, tables)
        return self._out

    # --- Tables ------------------------------------------------------------------------------------------------------

    def _table(self, node: TableNode, number: int, received: int | None) -> None:
        """Compare a table of data, or tell that the file has it no more."""
        anchor = next(one for one in self._reference.anchors.values() if one.key == self._reference.table_keys[number])
        built = self._built.get(self._former.get(anchor.name, ""))
        if received is None:
            if built is not None:
                message = "the file deletes this table: delete it in the source?"
                self._out.findings.append(Finding("told", node.span, node.key, message))
            return
        story = self._reference.story
        cells, headers = cells_as_printed(node, story.tables[number], story, self._places)
        self._out.passages += sum(map(len, cells))
        pulled = pull_table(
            node.key,
            cells,
            headers,
            received_grid(self._story.tables[received], self._story),
            self._publication,
            self._places,
            self._notes,
            self._document.decimal_mark,
            as_built=built is not None and built.check == anchor.check,
        )
        for comparison in pulled.comparisons:
            self._enter(comparison, ())
        self._out.numbers += pulled.numbers
        self._out.findings += [Finding("told", span, node.key, message) for span, message in pulled.told]
        self._out.findings += [Finding("conflict", span, node.key, message) for span, message in pulled.conflicts]

    # --- Groups ------------------------------------------------------------------------------------------------------

    def _group(self, group: BriefGroup) -> None:
        paragraphs = [self._reference.paragraphs[number] for number in group.reference]
        self._out.passages += sum(len(paragraph.anchors) for paragraph in paragraphs)
        edited = [self._edited[number] for number in group.edited]
        if all(self._is_as_built(words) for paragraph in paragraphs for words in paragraph.anchors):
            self._compare(paragraphs, edited)
        else:
            self._source_changed(paragraphs, edited)

    def _is_as_built(self, words: AnchoredWords) -> bool:
        """Return True if the source prints a passage today as it did when the file was built."""
        built = self._built_anchor(words)
        return built is not None and built.check == words.anchor.check

    def _built_anchor(self, words: AnchoredWords) -> Anchor | None:
        """Return the anchor of a passage when the file was built; None for a passage that the source has got since."""
        return self._built.get(self._former.get(words.anchor.name, ""))

    def _compare(self, paragraphs: Sequence[ReferenceParagraph], edited: Sequence[EditedParagraph]) -> None:
        printed = _joined([paragraph.printed for paragraph in paragraphs])
        if len(edited) > 1 and not self._may_be_divided(paragraphs):
            edited = self._divided(printed, edited)
        self._enter(compare(printed, _with_breaks(edited), self._places, self._notes), paragraphs)

    def _may_be_divided(self, paragraphs: Sequence[ReferenceParagraph]) -> bool:
        """Return True if the last passage of paragraphs is a paragraph of a text that may have several."""
        passages = paragraphs[-1].printed.passages
        return bool(passages) and _number_in_text(self._places.passage(passages[-1])) is not None

    def _divided(self, printed: PrintedParagraph, edited: Sequence[EditedParagraph]) -> Sequence[EditedParagraph]:
        """Tell of paragraphs that cannot be written here. Return the first, or all of them where it was only parted."""
        key = printed.passages[-1] if printed.passages else ""
        whole = tuple(token.key for paragraph in edited for token in paragraph.tokens)
        if whole == printed.keys:
            self._tell("told", key, "the file divides this text in two, but it can only be one paragraph")
            return ()
        for paragraph in edited[1:]:
            message = f"new text after this: {_shortened(paragraph.tokens)}: where does it belong?"
            self._tell("told", key, message, paragraph.revision)
        return edited[:1]

    def _enter(self, comparison: Comparison, paragraphs: Sequence[ReferenceParagraph]) -> None:
        for refusal in comparison.refusals:
            self._refused(refusal, paragraphs)
        for key, edit in comparison.edits.items():
            words = self._places.words(key)
            if words is not None and edit.empties(len(words.tokens)):
                self._tell("told", key, "the file deletes this text: delete it in the source, for every language?")
                continue
            expected = [keys for owner, keys in comparison.expected if owner == key]
            self._out.add(PassageChange(key, edit, expected))
        for key in comparison.typography:
            self._tell("detail", key, "quotation marks, apostrophes or hyphens are others in the file: nothing to do")

    def _refused(self, refusal: Refusal, paragraphs: Sequence[ReferenceParagraph]) -> None:
        key = refusal.owner or next((key for one in paragraphs for key in one.printed.passages), "")
        if refusal.kind == "generated" and refusal.printed == PARAGRAPH and not refusal.found:
            self._join(paragraphs)
            return
        words = self._places.words(refusal.owner) if refusal.owner else None
        kind: FindingKind = "detail" if refusal.kind == "generated" else "told"
        self._tell(kind, key, _refusal_message(self._publication, refusal, words), refusal.revision)

    def _join(self, paragraphs: Sequence[ReferenceParagraph]) -> None:
        """Join paragraphs of one text; others are told."""
        for before, after in pairwise(paragraphs):
            first, second = before.printed.passages[-1:], after.printed.passages[:1]
            if first and second and self._follow(first[0], second[0]):
                self._out.joined[first[0]] = second[0]
                whole = (*before.printed.keys, *after.printed.keys)
                self._out.add(PassageChange(first[0], PassageEdit(), [tuple(key for key in whole if key != NOTE)]))
            else:
                names = " and ".join(f"`{key}`" for key in (*first, *second))
                self._tell("told", (*first, *second, "")[0], f"the file joins {names}: two texts stay two")

    def _follow(self, first: str, second: str) -> bool:
        one, other = self._places.passage(first), self._places.passage(second)
        numbers = _number_in_text(one), _number_in_text(other)
        return one.text is other.text and None not in numbers and numbers[1] == (numbers[0] or 0) + 1

    # --- A source that has changed since -----------------------------------------------------------------------------

    def _source_changed(self, paragraphs: Sequence[ReferenceParagraph], edited: Sequence[EditedParagraph]) -> None:
        """Compare passages one by one where the source prints some of them otherwise than when the file was built."""
        tokens = _with_breaks(edited)
        printed = _joined([paragraph.printed for paragraph in paragraphs])
        first = 0
        for paragraph in paragraphs:
            for words in paragraph.anchors:
                own = AnchoredWords(words.anchor, words.first + first, words.end + first)
                self._changed_passage(own, printed, tokens)
            first += len(paragraph.printed.tokens) + 1

    def _changed_passage(self, words: AnchoredWords, printed: PrintedParagraph, tokens: Sequence[Token]) -> None:
        built = self._built_anchor(words)
        if built is None:
            return
        begin, stop = _extent(printed, words, tokens)
        own = tokens[begin:stop]
        if [token.key for token in own] == list(printed.keys[words.first : words.end]):
            return
        text, base = self._words_in_file(built.name, printed, words, self._edited, self._notes), ""
        if text is not None and words_check(text) == built.check:
            return  # the file has the words that it was built with: only the source has changed
        rejected = self._words_in_file(built.name, printed, words, self._rejected, self._rejected_notes)
        if rejected is not None and words_check(rejected) == built.check:
            base = rejected.split("\n")[0]
        owner = next((key for key in printed.owners[words.first : words.end] if key), "")
        if base:
            was = f"it was {_quoted(base)} when the file was built"
        else:
            was = "what it was when the file was built is not known"
        now = words_in(printed.tokens[words.first : words.end])
        message = f"the file says {_quoted(words_in(own))}, the source {_quoted(now)}; {was}"
        revision = next((token.revision for token in own if token.revision is not None), None)
        self._tell("conflict", owner, message, revision)

    def _words_in_file(
        self,
        name: str,
        printed: PrintedParagraph,
        words: AnchoredWords,
        paragraphs: Sequence[EditedParagraph],
        notes: FileNotes,
    ) -> str | None:
        """Return the words of an anchor in one reading of the file, as its check was made of them."""
        holder = next((one for one in paragraphs if any(name == anchor for anchor, _ in one.anchors)), None)
        if holder is None:
            return None
        begin, stop = _extent(printed, words, holder.tokens)
        if begin >= stop:
            return ""
        tokens = holder.tokens[begin:stop]
        text = holder.text[tokens[0].start : tokens[-1].start + len(tokens[-1].text)]
        text = text.replace(NOTE, "").replace(BREAK, " ")
        return "\n".join([text, *(notes[token.note].text for token in tokens if token.note in notes)])

    def _comments(self, groups: Sequence[BriefGroup], tables: Mapping[int, int]) -> None:
        """Report each comment at the passage that it is on, or at its table."""
        holders: dict[int, list[str]] = {}
        in_table = {
            paragraph: self._reference.table_keys[number]
            for number, received in tables.items()
            for paragraph in paragraphs_of(self._story.tables, [received])
        }
        for group in groups:
            keys = [key for number in group.reference for key in self._reference.paragraphs[number].printed.passages]
            for number in group.edited:
                holders |= dict.fromkeys(self._edited[number].parts, keys)
        for comment in self._story.comments:
            key = self._nearest(holders.get(comment.paragraph, []), comment.quoted)
            kind: FindingKind = "resolved" if comment.resolved else "reply" if comment.parent else "comment"
            text = " ".join(comment.text.split())
            on = f" (on {_quoted(comment.quoted)})" if comment.quoted and not comment.parent else ""
            revision = Revision(comment.author, comment.date)
            message = f"{comment.author or '?'}: {_quoted(text)}{on}"
            if not key and comment.paragraph in in_table:
                table = in_table[comment.paragraph]
                span = table_nodes(self._document)[table].span
                self._out.findings.append(Finding(kind, span, table, message, revision))
            else:
                self._tell(kind, key, message, revision)

    def _nearest(self, keys: Sequence[str], quoted: str) -> str:
        """Return the passage that has the most of the quoted words."""
        wanted = {token.key for token in tokens_of(quoted)}

        def common(key: str) -> int:
            words = self._places.words(key)
            return len(wanted & {token.key for token in words.tokens}) if words is not None else 0

        return max(keys, key=common, default="")

    # --- What is in no group -----------------------------------------------------------------------------------------

    def _deleted(self, paragraph: ReferenceParagraph) -> None:
        for key in paragraph.printed.passages:
            message = f"the file deletes this text ({_shortened(paragraph.printed.tokens)}): delete it in the source?"
            self._tell("told", key, message)

    def _unplaced(self, number: int, groups: Sequence[BriefGroup]) -> None:
        paragraph = self._edited[number]
        earlier = [group for group in groups if group.edited[0] < number]
        before = max(earlier, key=lambda group: group.edited[0], default=None)
        keys = self._reference.paragraphs[before.reference[-1]].printed.passages if before is not None else ()
        message = f"new text after this: {_shortened(paragraph.tokens)}: where does it belong?"
        self._tell("told", keys[-1] if keys else "", message, paragraph.revision)

    def _moved(self, paragraph: ReferenceParagraph, edited: EditedParagraph) -> None:
        for key in paragraph.printed.passages[:1]:
            self._tell("told", key, f"the file moves this text ({_shortened(edited.tokens)}): move it in the source?")

    def _foreign(self, paragraph: EditedParagraph, name: str) -> None:
        built = self._built[name]
        text = paragraph.text.strip().replace(NOTE, "").replace(BREAK, " ")
        if words_check(text) != built.check and len(paragraph.anchors) == 1:
            message = f"the source has no `{built.key}` any more; the file says {_shortened(paragraph.tokens)}"
            self._tell("conflict", "", message, paragraph.revision)

    def _tell(self, kind: FindingKind, key: str, message: str, revision: Revision | None = None) -> None:
        span = self._places.written(key).start if key else self._publication.span
        self._out.findings.append(Finding(kind, span, key, message, revision))


def _joined(paragraphs: Sequence[PrintedParagraph]) -> PrintedParagraph:
    """Return several paragraphs as one, with the ends of all but the last as tokens."""
    if len(paragraphs) == 1:
        return paragraphs[0]
    tokens: list[Token] = []
    owners: list[str] = []
    opaques: list[Opaque] = []
    looks: list[Look] = []
    for number, paragraph in enumerate(paragraphs):
        if number:
            opaques.append(Opaque("generated", "", len(tokens), len(tokens) + 1, PARAGRAPH))
            tokens.append(_PARAGRAPH_TOKEN)
            owners.append("")
            looks.append(PLAIN)
        at = len(tokens)
        opaques += [replace(opaque, first=opaque.first + at, end=opaque.end + at) for opaque in paragraph.opaques]
        tokens += paragraph.tokens
        owners += paragraph.owners
        looks += paragraph.looks
    return PrintedParagraph(tuple(tokens), tuple(owners), tuple(opaques), tuple(looks))


def _with_breaks(paragraphs: Sequence[EditedParagraph]) -> list[Token]:
    """Return the tokens of paragraphs, with the ends of all but the last."""
    tokens: list[Token] = []
    for number, paragraph in enumerate(paragraphs):
        if number:
            tokens.append(replace(_PARAGRAPH_TOKEN, revision=paragraph.revision))
        tokens += paragraph.tokens
    return tokens


def _number_in_text(passage: Passage) -> int | None:
    """Return the number of a paragraph in a text of several; None for a text of one, and inside lists and tables."""
    suffix = passage.key.removeprefix(passage.text.key).removeprefix(".")
    return int(suffix) if suffix.isdecimal() and passage.key != passage.text.key else None


def _extent(printed: PrintedParagraph, words: AnchoredWords, tokens: Sequence[Token]) -> tuple[int, int]:
    """Return the tokens of a file that stand for those of an anchor: what lies between the words around it."""
    kept: dict[int, int] = {}
    at = begin = 0
    for stretch in (
        *differences(printed.keys, [token.key for token in tokens]),
        Difference(len(printed.tokens), 0, len(tokens), 0),
    ):
        kept |= {at + offset: begin + offset for offset in range(stretch.start - at)}
        at, begin = stretch.end, stretch.stop
    before = [kept[index] for index in range(words.first) if index in kept]
    after = [kept[index] for index in range(words.end, len(printed.tokens)) if index in kept]
    return (max(before) + 1 if before else 0), (min(after) if after else len(tokens))


def _refusal_message(publication: Publication, refusal: Refusal, words: SourceWords | None) -> str:
    if refusal.kind in ("protected", "note-deleted"):
        return protected_message(publication, refusal, words)
    if refusal.kind == "outside":
        return f"new words before or after this text: {_quoted(refusal.found)}: where do they belong?"
    change = f"{_quoted(refusal.printed)} is {_quoted(refusal.found)} in the file"
    if refusal.kind == "generated":
        return f"words that the builder adds: {change}"
    return f"{change}: more than one text is concerned, change them in the source"


def _quoted(words: str) -> str:
    return f"“{words}”"


def _shortened(tokens: Sequence[Token]) -> str:
    """Return the first words of a paragraph in quotation marks."""
    words = words_in([token for token in tokens if token.text not in (NOTE, PARAGRAPH)]).split(" ")
    return _quoted(" ".join(words[:_MOST_WORDS]) + ("…" if len(words) > _MOST_WORDS else ""))
