"""What a received brief means for the source: the edits of each passage, and what is reported."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import chain

from msgspec.structs import replace

from builder.content.model.publication import Publication
from builder.round_trip.anchor_names import current_names
from builder.round_trip.brief_alignment import BriefGroup, align_brief
from builder.round_trip.brief_reference import AnchoredWords, BriefReference, ReferenceParagraph
from builder.round_trip.brief_surroundings import compare_contents, compare_headers, report_boxes
from builder.round_trip.brief_tables import (
    cells_as_printed,
    headers_alone,
    joined_parts,
    match_tables,
    paragraphs_of,
    received_grid,
    table_nodes,
)
from builder.round_trip.built_cells import BuiltCells, read_built_cells
from builder.round_trip.compare import ReceivedNotes
from builder.round_trip.edited_brief import EditedParagraph, FileNotes, edited_paragraphs, note_words
from builder.round_trip.exhibit_pairs import pair_exhibits
from builder.round_trip.exhibit_pull import BuiltExhibit, ExhibitPull
from builder.round_trip.exhibits import Exhibit
from builder.round_trip.findings import FilePull, PullFinding
from builder.round_trip.group_pull import GroupPull, joined, whole, with_breaks
from builder.round_trip.note_order import keys_of_notes, notes_changed_places
from builder.round_trip.other_formats import new_formats
from builder.round_trip.places import PassagePlaces
from builder.round_trip.printed import PrintedParagraph
from builder.round_trip.property_pull import compare_properties
from builder.round_trip.protected import figure_behind
from builder.round_trip.received_lists import AnchorList
from builder.round_trip.story import BREAK, NOTE, FileTable, Revision, Story
from builder.round_trip.table_pull import pull_table
from builder.round_trip.tokens import Difference, Token, differences, settled
from builder.source_edits.origins import without_repetition
from builder.tree.document import Document
from builder.tree.exhibits import TableNode
from builder.tree.passage_words import letters_check, words_check
from builder.writers.word.anchors import Anchor

__all__ = ["pull_brief"]

_HEADING = re.compile(r"heading|title")
"""Names of the styles of words that the builder sets above others, such as "Summary" and "How to cite"."""


def pull_brief(
    name: str,
    story: Story,
    listed: AnchorList,
    reference: BriefReference,
    publication: Publication,
    places: PassagePlaces,
    document: Document,
) -> FilePull:
    """Return what a brief, read as `story`, means for the publication. `listed` is the list that it was built with;
    `document` is the publication in its language.
    """
    return _BriefPull(name, story, listed, reference, publication, places, document).result()


class _BriefPull:
    """One pull of one brief."""

    def __init__(
        self,
        name: str,
        story: Story,
        listed: AnchorList,
        reference: BriefReference,
        publication: Publication,
        places: PassagePlaces,
        document: Document,
    ):
        self._story, self._reference, self._document = story, reference, document
        self._publication, self._places = publication, places
        self._built = {anchor.name: anchor for anchor in listed.anchors}
        self._listed_words = listed.words
        self._names = current_names(listed.anchors, list(reference.anchors.values()))
        self._former = {now: name for name, now in self._names.items()}
        self._edited = edited_paragraphs(story, "edited")
        notes = note_words(story)
        misplaced = notes_changed_places(reference.story, self._edited, notes)
        self._notes = ReceivedNotes(notes, keys_of_notes(reference.story) if misplaced else frozenset())
        self._out = FilePull(name, places.language)
        self._group_pull = GroupPull(self._out, publication, places, self._notes)
        self._exhibit_pull = ExhibitPull(self._group_pull, publication, document, places, story.properties)
        self._checks = Counter(letters_check(paragraph.text) for paragraph in self._edited)
        """How many paragraphs of the file have each check."""

    @cached_property
    def _rejected(self) -> tuple[EditedParagraph, ...]:
        return edited_paragraphs(self._story, "rejected")

    @cached_property
    def _rejected_notes(self) -> FileNotes:
        return note_words(self._story, "rejected")

    def result(self) -> FilePull:
        self._count_anchors()
        tables = match_tables(self._reference, self._story, self._built, self._names)
        outside = paragraphs_of(self._reference.story.tables, self._reference.table_keys)
        inside = paragraphs_of(self._story.tables, list(chain.from_iterable(tables.values())))
        left_out = {number for number, candidate in enumerate(self._edited) if not inside.isdisjoint(candidate.parts)}
        alignment = align_brief(self._reference, self._edited, self._built, self._names, outside, left_out)
        for group in alignment.groups:
            self._group(group)
        for number in self._without_sections(alignment.deleted):
            self._deleted(number)
        for number in alignment.lost:
            self._lost(number)
        for number in alignment.unplaced:
            if self._edited[number].tokens:
                self._unplaced(number, alignment.groups)
        for number, edited in alignment.moved:
            self._moved(number, self._edited[edited])
        for number, anchor in alignment.foreign:
            self._foreign(self._edited[number], anchor)
        nodes = table_nodes(self._document)
        parts: dict[str, list[int]] = {}
        for number, key in self._reference.table_keys.items():
            parts.setdefault(key, []).append(number)
        for key, numbers in parts.items():
            if key in nodes:
                self._table(nodes[key], numbers, tables.get(key, ()))
        self._exhibits(alignment.groups)
        self._surroundings()
        self._comments(alignment.groups, tables)
        if self._notes.misplaced:
            self._group_pull.report(
                "detail",
                "",
                "notes have lost their words, or have those of others, in this file: they are not compared",
            )
        self._group_pull.finish()
        return self._out

    def _count_anchors(self) -> None:
        """Count the paragraphs, or tables, that each anchor begins in."""
        holders = Counter(
            name for candidate in self._story.paragraphs for name in {name for name, _ in candidate.anchors}
        )
        tables = {name for table in self._story.tables for name in table.anchors}
        for name, anchor in self._built.items():
            self._out.facts.count(anchor.key, holders[name] or int(name in tables))
        self._out.facts.formats = new_formats(self._reference.story.formats, self._story.formats)

    # --- Tables ------------------------------------------------------------------------------------------------------

    def _table(self, node: TableNode, numbers: Sequence[int], received: Sequence[int]) -> None:
        """Compare a table of data, whose parts have these numbers as printed and in the file, or report that the file
        has it no more.
        """
        anchor = next(candidate for candidate in self._reference.anchors.values() if candidate.key == node.key)
        built = self._built.get(self._former.get(anchor.name, ""))
        if not received:
            if built is not None:
                message = "the file deletes this table: delete it in the source?"
                self._out.findings.append(PullFinding("manual", node.span, node.key, message))
            return
        headers = 2 if node.header_groups else 1
        printed = joined_parts(
            [self._reference.story.tables[number] for number in numbers], headers, self._reference.story
        )
        found = joined_parts([self._story.tables[number] for number in received], headers, self._story)
        cells = read_built_cells(built.cells if built is not None else "")
        as_built = built is not None and built.check == anchor.check
        looks = not self._listed_words or (built is not None and built.form == anchor.form)
        self._compare_tables(node, printed.whole, found.whole, cells, as_built=as_built, looks=looks)
        for number, repeated in enumerate(found.headers):
            own = printed.headers[min(number, len(printed.headers) - 1)] if printed.headers else printed.whole
            self._compare_tables(headers_alone(node), own, repeated, cells, as_built=as_built, looks=looks)

    def _compare_tables(
        self,
        node: TableNode,
        printed: FileTable,
        found: FileTable,
        built: BuiltCells,
        *,
        as_built: bool,
        looks: bool,
    ) -> None:
        cells, headers = cells_as_printed(node, printed, self._reference.story, self._places)
        self._out.passages += sum(map(len, cells))
        pulled = pull_table(
            node.key,
            cells,
            headers,
            received_grid(found, self._story),
            self._publication,
            self._places,
            self._notes,
            self._document.decimal_mark,
            built,
            as_built=as_built,
            looks=looks,
        )
        self._group_pull.table(node.key, pulled)

    # --- Exhibits, and what is beside the text -----------------------------------------------------------------------

    def _exhibits(self, groups: Sequence[BriefGroup]) -> None:
        """Compare pictures and charts, and the alternative texts of tables."""
        own = [replace(exhibit, names=self._own_names(exhibit)) for exhibit in self._reference.story.exhibits]
        received = self._story.exhibits
        pairs, others = pair_exhibits(own, received, self._names)
        for number, exhibit in enumerate(own):
            name = next(iter(exhibit.names), "")
            anchor = self._built.get(self._former.get(name, ""))
            if anchor is None:
                continue
            key = without_repetition(self._reference.anchors[name].key)
            built = BuiltExhibit(key, anchor.alt, anchor.data)
            if number in pairs:
                self._exhibit_pull.compare(built, exhibit, received[pairs[number]])
            elif exhibit.kind != "table":
                self._exhibit_pull.deleted(built, exhibit)
        for number in others:
            if received[number].kind != "table":  # its cells are reported as new text
                self._exhibit_pull.new(self._last_before(received[number].paragraph, groups), received[number])

    def _own_names(self, exhibit: Exhibit) -> tuple[str, ...]:
        """Return the bookmark around an exhibit; those before it are of the words there."""
        anchors = self._reference.anchors
        return tuple(name for name in exhibit.names if name in anchors and anchors[name].alt)[-1:]

    def _last_before(self, number: int, groups: Sequence[BriefGroup]) -> str:
        """Return the last passage before a paragraph of the file."""
        earlier = [group for group in groups if self._edited[group.edited[0]].parts[0] <= number]
        last = max(earlier, key=lambda group: group.edited[0], default=None)
        if last is None:
            return ""
        before = (self._reference.paragraphs[at].printed.passages for at in range(last.reference[-1], -1, -1))
        return next((passages[-1] for passages in before if passages), "")

    def _surroundings(self) -> None:
        """Report edits of contents, headers, footers and properties, and new text boxes."""
        if self._listed_words:
            story = self._reference.story
            compare_contents(story, self._edited, self._listed_words, self._group_pull, self._places)
            compare_headers(story, self._story, self._listed_words, self._group_pull)
        report_boxes(self._reference.story, self._story, self._group_pull)
        compare_properties(
            self._reference.story.properties,
            self._story.properties,
            self._listed_words,
            self._group_pull,
            self._places,
        )

    # --- Groups ------------------------------------------------------------------------------------------------------

    def _group(self, group: BriefGroup) -> None:
        paragraphs = [self._reference.paragraphs[number] for number in group.reference]
        self._out.passages += sum(len(paragraph.anchors) for paragraph in paragraphs)
        edited = [self._edited[number] for number in group.edited]
        if all(self._is_as_built(words) for paragraph in paragraphs for words in paragraph.anchors):
            anchors = [words.anchor.key for paragraph in paragraphs for words in paragraph.anchors]
            anchors += [key for paragraph in paragraphs for key in paragraph.others]
            printed = [paragraph.printed for paragraph in paragraphs]
            with_added = self._is_composed_edit(paragraphs, edited)
            label = self._label_below(group)
            self._group_pull.compare(
                printed,
                edited,
                anchors,
                with_added=with_added,
                near=label or self._near(group),
                figure=figure_behind(self._publication, label),
                looks=self._has_same_forms(paragraphs),
            )
            if len(paragraphs) == 1:
                self._compare_styles(paragraphs[0], edited[0])
        else:
            self._source_changed(paragraphs, edited)

    def _has_same_forms(self, paragraphs: Sequence[ReferenceParagraph]) -> bool:
        """Return True if the source has the marks and links that the file was built with; files of former versions do
        not list these.
        """
        anchors = [(words.anchor, self._built_anchor(words)) for paragraph in paragraphs for words in paragraph.anchors]
        return not self._listed_words or all(built is None or built.form == now.form for now, built in anchors)

    def _is_composed_edit(self, paragraphs: Sequence[ReferenceParagraph], edited: Sequence[EditedParagraph]) -> bool:
        """Return True if words that the builder composed differ in a file because somebody has typed there, or deleted
        them: the file has not the words that it was built with, and the source prints those.
        """
        if all(paragraph.tokens and letters_check(paragraph.text) in self._listed_words for paragraph in edited):
            return False
        return all(paragraph.check in self._listed_words for paragraph in paragraphs)

    def _compare_styles(self, printed: ReferenceParagraph, found: EditedParagraph) -> None:
        """Report a paragraph that has become an item of a list, or another kind of paragraph, or the reverse."""
        key = next(iter(printed.printed.passages), "")
        if not key or printed.in_table or found.in_table or not found.style:
            return
        if found.emptied and self._story.paragraphs[found.parts[0]].style.lower() == found.style:
            return  # LibreOffice gives a paragraph the style of the one before it that a tracked change deletes
        if found.style != printed.style:
            message = f"the file gives this text the style “{found.style}”, in place of “{printed.style}”"
        elif None not in (found.listed, printed.listed) and found.listed != printed.listed:
            message = "the file makes this text " + (
                "an item of a list" if found.listed else "a paragraph outside lists"
            )
        elif found.listed is False and printed.listed is None and self._places.passage(key).kind in ("point", "term"):
            message = "the file makes this item of a list a paragraph outside lists"
        else:
            return
        self._group_pull.report("manual", key, f"{message}: change it in the source?", found.revision)

    def _near(self, group: BriefGroup) -> str:
        """Return the passage beside paragraphs that have none: the one below a heading, else the last before."""
        paragraphs, last = self._reference.paragraphs, group.reference[-1]
        if any(paragraphs[number].printed.passages for number in group.reference):
            return ""
        below = paragraphs[last + 1].printed.passages if last + 1 < len(paragraphs) else ()
        if below and _HEADING.search(paragraphs[last].style):
            return below[0]
        before = (paragraphs[number].printed.passages for number in range(group.reference[0] - 1, -1, -1))
        return next((passages[-1] for passages in before if passages), "")

    def _label_below(self, group: BriefGroup) -> str:
        """Return the label below paragraphs that are the value of a big number, "" for others: its bound, the value and
        a noun are three at most.
        """
        paragraphs, last = self._reference.paragraphs, group.reference[-1]
        if any(paragraphs[number].printed.passages for number in group.reference):
            return ""
        following = paragraphs[last + 1 : last + 4]
        if not paragraphs[last].in_table or not following:
            return ""
        below = next((paragraph for paragraph in following if paragraph.printed.passages), following[0])
        key = next(iter(below.printed.passages), "")
        return key if below.in_table and figure_behind(self._publication, key) else ""

    def _is_as_built(self, words: AnchoredWords) -> bool:
        """Return True if the source prints a passage today as it did when the file was built."""
        built = self._built_anchor(words)
        return built is not None and built.check == words.anchor.check

    def _built_anchor(self, words: AnchoredWords) -> Anchor | None:
        """Return the anchor of a passage when the file was built; None for a passage that the source has got since."""
        return self._built.get(self._former.get(words.anchor.name, ""))

    # --- A source that has changed since -----------------------------------------------------------------------------

    def _source_changed(self, paragraphs: Sequence[ReferenceParagraph], edited: Sequence[EditedParagraph]) -> None:
        """Compare passages one by one where the source prints some of them otherwise than when the file was built."""
        tokens = with_breaks(edited)
        printed = joined([paragraph.printed for paragraph in paragraphs])
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
        if settled(token.key for token in own) == settled(printed.keys[words.first : words.end]):
            return
        text, base = self._words_in_file(built.name, printed, words, self._edited, self._notes.words), ""
        if text is not None and words_check(text) == built.check:
            return  # the file has the words that it was built with: only the source has changed
        rejected = self._words_in_file(built.name, printed, words, self._rejected, self._rejected_notes)
        if rejected is not None and words_check(rejected) == built.check:
            base = rejected.split("\n")[0]
        owner = next((key for key in printed.owners[words.first : words.end] if key), "")
        now = printed.tokens[words.first : words.end]
        self._group_pull.conflict(owner, own, now, base)

    def _words_in_file(
        self,
        name: str,
        printed: PrintedParagraph,
        words: AnchoredWords,
        paragraphs: Sequence[EditedParagraph],
        notes: FileNotes,
    ) -> str | None:
        """Return the words of an anchor in one reading of the file, as its check was made of them."""
        holder = next(
            (candidate for candidate in paragraphs if any(name == anchor for anchor, _ in candidate.anchors)), None
        )
        if holder is None:
            return None
        begin, stop = _extent(printed, words, holder.tokens)
        if begin >= stop:
            return ""
        tokens = holder.tokens[begin:stop]
        text = holder.text[tokens[0].start : tokens[-1].start + len(tokens[-1].text)]
        text = text.replace(NOTE, "").replace(BREAK, " ")
        return "\n".join([text, *(notes[token.note].text for token in tokens if token.note in notes)])

    def _comments(self, groups: Sequence[BriefGroup], tables: Mapping[str, Sequence[int]]) -> None:
        """Report each comment at the passage that it is on, or at its table."""
        holders: dict[int, list[str]] = {}
        in_table = {
            paragraph: key
            for key, received in tables.items()
            for paragraph in paragraphs_of(self._story.tables, received)
        }
        nodes = table_nodes(self._document)
        for group in groups:
            keys = [key for number in group.reference for key in self._reference.paragraphs[number].printed.passages]
            keys = keys or [key for key in (self._label_below(group) or self._near(group),) if key]
            for number in group.edited:
                holders |= dict.fromkeys(self._edited[number].parts, keys)
        for comment in self._story.comments:
            table = in_table.get(comment.paragraph, "")
            self._group_pull.comment(
                holders.get(comment.paragraph, []),
                comment.author,
                comment.date,
                comment.text,
                "" if comment.parent else comment.quoted,
                reply=bool(comment.parent),
                resolved=comment.resolved,
                place=(nodes[table].span, table) if table else None,
            )

    # --- What is in no group -----------------------------------------------------------------------------------------

    def _unplaced(self, number: int, groups: Sequence[BriefGroup]) -> None:
        paragraph = self._edited[number]
        earlier = [group for group in groups if group.edited[0] < number]
        before = max(earlier, key=lambda group: group.edited[0], default=None)
        keys = self._reference.paragraphs[before.reference[-1]].printed.passages if before is not None else ()
        self._group_pull.new_text(keys[-1] if keys else "", paragraph)

    def _without_sections(self, deleted: Sequence[int]) -> list[int]:
        """Report sections that the file has no more, with all their texts. Return the other deleted paragraphs."""
        passages = {number: self._reference.paragraphs[number].printed.passages for number in deleted}
        gone = {key for keys in passages.values() for key in keys}
        shown = [key for paragraph in self._reference.paragraphs for key in paragraph.printed.passages]
        sections: list[str] = []
        for key in filter(gone.__contains__, shown):
            parts = key.split(".")
            section = ".".join(parts[:-1])
            if parts[0] in ("sections", "appendices") and parts[-1] == "title" and len(parts) % 2:
                own = [other for other in shown if other.startswith(f"{section}.")]
                is_inner = any(section.startswith(f"{outer}.") for outer in sections)
                if not is_inner and len(own) > 1 and gone.issuperset(own):
                    sections.append(section)
                    count = len(set(own))
                    message = f"the file deletes this section with all its {count} texts: delete it in the source?"
                    self._group_pull.report("manual", key, message)
        return [
            number
            for number in deleted
            if not any(key.startswith(f"{section}.") for key in passages[number] for section in sections)
        ]

    def _lost(self, number: int, revision: Revision | None = None) -> None:
        """Report a paragraph of words that the builder composes, and that the file has no more."""
        paragraph = self._reference.paragraphs[number]
        is_gone = self._checks[paragraph.check] < self._printed_checks[paragraph.check]
        if paragraph.check in self._listed_words and paragraph.printed.tokens and is_gone:
            near = self._near(BriefGroup([number], []))
            anchors = (*(words.anchor.key for words in paragraph.anchors), *paragraph.others)
            self._group_pull.lost(near, paragraph.printed, anchors, revision)

    @cached_property
    def _printed_checks(self) -> Counter[str]:
        return Counter(paragraph.check for paragraph in self._reference.paragraphs)

    def _moved(self, number: int, found: EditedParagraph) -> None:
        paragraph = self._reference.paragraphs[number]
        anchors = [words.anchor.key for words in paragraph.anchors]
        self._group_pull.moved(paragraph.printed, found, self._near(BriefGroup([number], [])), anchors)

    def _deleted(self, number: int) -> None:
        paragraph = self._reference.paragraphs[number]
        names = {self._former.get(words.anchor.name, "") for words in paragraph.anchors}
        holder = next((candidate for candidate in self._edited if not names.isdisjoint(candidate.emptied)), None)
        revision = holder.revision if holder is not None else None
        if paragraph.printed.passages:
            self._group_pull.deleted(paragraph.printed, revision)
        else:
            self._lost(number, revision)

    def _foreign(self, paragraph: EditedParagraph, name: str) -> None:
        if letters_check(paragraph.text) in self._listed_words:
            return  # nobody has edited it: a source or a note of a part that a table has no more
        built = self._built[name]
        text = paragraph.text.strip().replace(NOTE, "").replace(BREAK, " ")
        if words_check(text) != built.check and len(paragraph.anchors) == 1:
            message = f"the source has no `{built.key}` any more; the file says {whole(paragraph.tokens)}"
            self._group_pull.report("conflict", "", message, paragraph.revision)


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
