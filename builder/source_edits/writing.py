"""Write words into a publication's files, passage by passage: the exact characters that change, in the author's style.

Every style of YAML keeps its own: quotes, blocks with their indentation, chomping and width, mappings in brackets or on
lines, comments. A missing entry is added beside the others; a text that is the same in every language becomes a mapping
of languages. What cannot be written surely is refused with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from builder.content.files import Unsaved
from builder.content.markup import Markup
from builder.content.model.publication import Publication
from builder.content.model.values import Text
from builder.content.yaml_values import Scalar
from builder.diagnostics import BuildError, Diagnostic
from builder.source_edits.changes import Change, NotWritable, Planned, without_overlaps
from builder.source_edits.counted_nouns import noun_edits, noun_of
from builder.source_edits.data_words import DataWriter
from builder.source_edits.edits import SourceEdit
from builder.source_edits.entries import NewEntry, block_entry
from builder.source_edits.entry_tags import EntryTags
from builder.source_edits.existing import changed_entry
from builder.source_edits.missing_entries import MissingEntries
from builder.source_edits.new_words import check_division, paragraph_words, several_paragraphs
from builder.source_edits.paragraphs import Extent, one_paragraph, paragraphs, whole_words
from builder.source_edits.passages import Passage, in_data, rich_texts
from builder.source_edits.rendering import ScalarLayout, layout_of, spliced
from builder.source_edits.yaml_places import YamlPlaces

__all__ = ["Change", "Planned", "SourceWriter", "set_words"]


def set_words(publication: Publication, key: str, tag: str, words: str) -> tuple[SourceEdit, ...]:
    """Return the edits that give a passage other words in one language; none if it has them already.

    Raises BuildError if the words cannot be written, with the reason.
    """
    edits: list[SourceEdit] = []
    for planned in SourceWriter(publication).plan([Change(key, tag, words)]):
        if planned.problem is not None:
            raise BuildError(planned.problem)
        edits += planned.edits
    return tuple(edits)


class SourceWriter:
    """Plans changes of one publication. Nothing is written; its files are read again where entries are added, with the
    content in `unsaved` in place of theirs. `known` are passages that need not be found again.
    """

    def __init__(self, publication: Publication, unsaved: Unsaved | None = None, known: Iterable[Passage] = ()):
        self._publication = publication
        self._texts: dict[str, Text] = {}
        self._rich: set[str] = set()
        self._nouns: dict[str, dict[str, Text]] = {}
        for text, rich in rich_texts(publication):
            self._texts[text.key] = text
            if rich:
                self._rich.add(text.key)
            elif noun := noun_of(text.key):
                self._nouns.setdefault(noun, {})[text.key] = text
        self._extents: dict[int, dict[str, Extent]] = {}
        for passage in known:
            for written in passage.entries.values():
                if not written.whole:
                    self._extents.setdefault(id(written.markup), {})[written.extent.suffix] = written.extent
        self._places = YamlPlaces(unsaved)
        self._tags = EntryTags(publication.languages, self._texts.values())
        self._data = DataWriter(publication, self._places)
        self._missing = MissingEntries(publication.languages, self._places, self._tags, self._extents_of)

    def plan(self, changes: Iterable[Change]) -> list[Planned]:
        """Return the edits of changes. Plans do not overlap: any of them may be applied without the others.

        Paragraphs of one entry are one plan if the entry is missing or is written anew; entries of several languages
        that are missing in one text are one plan too, and so are the forms of a counted noun.
        """
        groups: dict[tuple[str, str], list[Change]] = {}
        lost: list[Planned] = []
        for change in dict.fromkeys(changes):
            text = self._text_of(change.key)
            noun = noun_of(change.key)
            if noun in self._nouns:
                groups.setdefault((noun, ""), []).append(change)
            elif text is None:
                problem = Diagnostic("unknown-passage", f"no passage `{change.key}`", self._publication.span)
                lost.append(Planned((change,), problem=problem))
            else:
                tag = self._tags.of(text, change.tag)
                groups.setdefault((text.key, tag if tag in text.entries else ""), []).append(change)
        return without_overlaps(plan for key, group in groups.items() for plan in self._planned(*key, group)) + lost

    def _text_of(self, key: str) -> Text | None:
        """Return the text of a passage."""
        while key not in self._texts:
            key, dot, _ = key.rpartition(".")
            if not dot:
                return None
        return self._texts[key]

    def _planned(self, key: str, tag: str, changes: Sequence[Change]) -> list[Planned]:
        """Return the plans of changes of one entry: one for each change if the edits do not depend on one another."""
        refused: list[Planned] = []
        if len(changes) > 1 and tag:
            alone = [self._together(key, [change]) for change in changes]
            refused = [plan for plan in alone if plan.problem is not None]
            plans = [plan for plan in alone if plan.problem is None]
            changes = [change for plan in plans for change in plan.changes]
            if not changes or sum(bool(plan.edits) for plan in plans) == len(self._together(key, changes).edits):
                return plans + refused
        return [self._together(key, changes), *refused]

    def _together(self, key: str, changes: Sequence[Change]) -> Planned:
        try:
            return Planned(tuple(changes), tuple(self._edits(key, changes)))
        except NotWritable as refused:
            return Planned(tuple(changes), problem=refused.problem)

    # --- The edits of one text ---------------------------------------------------------------------------------------

    def _edits(self, key: str, changes: Sequence[Change]) -> list[SourceEdit]:
        if forms := self._nouns.get(key):
            return noun_edits(next(iter(forms.values())), forms, changes, self._places, self._tags)
        text, rich = self._texts[key], key in self._rich
        by_tag: dict[str, dict[str, str]] = {}
        for change in changes:
            suffix = change.key.removeprefix(key).removeprefix(".")
            by_tag.setdefault(self._tags.of(text, change.tag), {})[suffix] = change.words
        edits: list[SourceEdit] = []
        missing: dict[str, str] = {}
        is_data = any(in_data(markup) for markup in text.entries.values())
        for tag, words in by_tag.items():
            if tag in text.entries:
                edits += self._changed(text, text.entries[tag], words, rich)
            elif is_data:
                edits.append(self._data.filled(text, tag, next(iter(words.values()))))
            else:
                missing[tag] = self._missing.value(text, tag, words, rich)
        return edits + (self._missing.edits(text, missing, rich) if missing else [])

    def _changed(self, text: Text, markup: Markup, words: dict[str, str], rich: bool) -> list[SourceEdit]:
        scalar = markup.scalar
        if scalar is None:
            raise NotWritable("these words are not written in the publication's files", markup.span)
        if in_data(markup):
            return self._data.changed(text, markup, next(iter(words.values())))
        layout = layout_of([markup, *(entry for entry in text.entries.values() if entry is not markup)])
        if "" in words and rich:
            value = several_paragraphs(words[""], text)
            return self._in_block(scalar, value, layout, rich) or changed_entry(scalar, None, {}, value, layout, rich)
        extents = self._extents_of(markup) if rich else {"": one_paragraph(markup.source)}
        new: dict[Extent, str] = {}
        for suffix, paragraph in words.items():
            if suffix not in extents:
                raise NotWritable(f"`{text.key}` has no paragraph {suffix}", markup.span, "export it again")
            new[extents[suffix]] = paragraph_words(paragraph, text)
        value = spliced(markup.source, new)
        check_division(text, value, list(new.values()), list(extents), rich)
        block = self._in_block(scalar, value, layout, rich)
        return block or changed_entry(scalar, markup.source, new, value, layout, rich)

    def _in_block(self, scalar: Scalar, value: str, layout: ScalarLayout, rich: bool) -> list[SourceEdit]:
        """Return the edits that make a block of a plain or single-quoted scalar that gets several lines, unless it is
        in brackets; else none.
        """
        if scalar.style not in ("", "'") or "\n" not in value or scalar.flow or whole_words(scalar.value) == value:
            return []
        holder = self._places.holder(scalar)
        if holder is None or holder.flow:
            return []
        return block_entry(self._places.file(scalar.source.file), scalar, holder, NewEntry("", value, layout, rich))

    def _extents_of(self, markup: Markup) -> dict[str, Extent]:
        """Return the paragraphs of a rich text by their keys below the text's."""
        if id(markup) not in self._extents:
            self._extents[id(markup)] = {extent.suffix: extent for extent in paragraphs(markup)}
        return self._extents[id(markup)]
