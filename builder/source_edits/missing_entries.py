"""Write the entries that a text does not have yet: beside the others, or in a new mapping of languages."""

from __future__ import annotations

from collections.abc import Callable

from builder.content.markup import Markup
from builder.content.model.values import Text
from builder.source_edits.changes import NotWritable
from builder.source_edits.edits import SourceEdit
from builder.source_edits.entries import NewEntry, added_entries, filled_entry, mapping_of_languages
from builder.source_edits.entry_tags import EntryTags
from builder.source_edits.new_words import check_division, paragraph_words, several_paragraphs
from builder.source_edits.paragraphs import Extent, words_of
from builder.source_edits.rendering import layout_of, spliced
from builder.source_edits.yaml_places import YamlPlaces, entry_of

__all__ = ["MissingEntries"]


class MissingEntries:
    """Plans new entries of the YAML texts of one publication. `extents_of` returns the paragraphs of a rich text."""

    def __init__(
        self,
        languages: tuple[str, ...],
        places: YamlPlaces,
        tags: EntryTags,
        extents_of: Callable[[Markup], dict[str, Extent]],
    ):
        self._languages = languages
        self._places = places
        self._tags = tags
        self._extents_of = extents_of

    def value(self, text: Text, tag: str, words: dict[str, str], rich: bool) -> str:
        """Return the value of a missing entry, divided as the text is in the language it is translated from; `words`
        are those of each paragraph, or of the whole text under "".

        A regional entry has the words of its language where it has no others.
        """
        if "" in words:
            value = several_paragraphs(words[""], text) if rich else paragraph_words(words[""], text)
            if not rich:
                check_division(text, value, [value], [""], rich)
            return value
        read = text.markup(tag)
        source = read or self._source_of(text)
        if source is None:
            raise NotWritable(f"`{text.key}` has no words to divide the new ones alike", text.span)
        extents = self._extents_of(source)
        if read is not None:
            words = {suffix: words_of(read.source, extent) for suffix, extent in extents.items()} | words
        _check_complete(text, words, extents)
        new = {extents[suffix]: paragraph_words(paragraph, text) for suffix, paragraph in words.items()}
        lines = spliced(source.source, new).split("\n")
        value = "\n".join(line if line.strip() else "" for line in lines).strip("\n")
        check_division(text, value, list(new.values()), list(extents), rich)
        return value

    def _source_of(self, text: Text) -> Markup | None:
        entries = [text.markup(tag) for tag in self._languages]
        return next((entry for entry in (*entries, *text.entries.values()) if entry is not None), None)

    def edits(self, text: Text, values: dict[str, str], rich: bool) -> list[SourceEdit]:
        """Return the edits that add the entries of some languages to a text."""
        read = [markup for tag in self._languages if (markup := text.markup(tag)) is not None]
        layout = layout_of([*read, *text.entries.values()])
        entries = {tag: NewEntry(tag, value, layout, rich) for tag, value in values.items()}
        mapping = self._places.mapping(text.span)
        if text.neutral or mapping is None:
            return self._divided_by_language(text, entries, rich)
        file = self._places.file(text.span.file)
        edits: list[SourceEdit] = []
        new: list[NewEntry] = []
        for tag, entry in entries.items():
            pair = entry_of(mapping, tag)
            if pair is not None:
                edits += filled_entry(file, mapping, *pair, entry)
            else:
                new.append(entry)
        return edits + (added_entries(file, mapping, new) if new else [])

    def _divided_by_language(self, text: Text, entries: dict[str, NewEntry], rich: bool) -> list[SourceEdit]:
        """Return the edits that make a mapping of languages of a neutral text: the others keep its words."""
        markup = text.entries.get("")
        scalar = markup.scalar if markup is not None else None
        holder = self._places.holder(scalar) if scalar is not None else None
        if markup is None or scalar is None or holder is None:
            raise NotWritable("the text is not written here by language", text.span, "write a mapping: {fr: …, en: …}")
        layout = layout_of([markup])
        tags = dict.fromkeys((*(self._tags.of(text, language) for language in self._languages), *entries))
        every = [entries.get(tag) or NewEntry(tag, markup.source, layout, rich) for tag in tags]
        return mapping_of_languages(self._places.file(scalar.source.file), scalar, holder, every)


def _check_complete(text: Text, words: dict[str, str], extents: dict[str, Extent]) -> None:
    unknown = [suffix for suffix in words if suffix not in extents]
    if unknown:
        raise NotWritable(f"`{text.key}` has no paragraph {unknown[0]}", text.span, "export it again")
    if len(words) < len(extents):
        lacking = next(suffix for suffix in extents if suffix not in words)
        counted = f"{len(extents) - len(words)} of {len(extents)} paragraphs"
        message = f"{counted} of `{text.key}` are not translated, the first is `{text.key}.{lacking}`"
        raise NotWritable(message, text.span, "translate them too: a text is written whole")
