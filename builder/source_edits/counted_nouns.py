"""Write the forms of counted nouns: `counted: {fr: {one: pont, other: ponts}}`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from builder.content.model.values import Text
from builder.content.yaml_values import Mapping, Scalar
from builder.language import fallbacks
from builder.source_edits.changes import Change, NotWritable
from builder.source_edits.edits import SourceEdit
from builder.source_edits.entries import NewEntry, added_entries, filled_entry
from builder.source_edits.entry_tags import EntryTags
from builder.source_edits.existing import changed_entry
from builder.source_edits.new_words import paragraph_words
from builder.source_edits.paragraphs import one_paragraph
from builder.source_edits.rendering import layout_of
from builder.source_edits.scalars import plain_or_quoted
from builder.source_edits.yaml_places import YamlPlaces, entry_of

__all__ = ["noun_edits", "noun_of"]

_FORM = re.compile(r"(figures\.[^.]+\.counted)\.[a-z]+")


def noun_of(key: str) -> str:
    """Return the key of the counted noun that a form belongs to; "" if the key is not that of a form."""
    match = _FORM.fullmatch(key)
    return match[1] if match else ""


def noun_edits(
    noun: Text, forms: dict[str, Text], changes: Sequence[Change], places: YamlPlaces, tags: EntryTags
) -> list[SourceEdit]:
    """Return the edits of the forms of one counted noun. `noun` is any form of it, `forms` are all, by their keys."""
    mapping = places.mapping(noun.span)
    if mapping is None:
        raise NotWritable("the counted noun is not written here by language", noun.span)
    written = [key.value for key, _ in mapping.pairs]
    edits: list[SourceEdit] = []
    new: dict[str, dict[str, str]] = {}
    for change in changes:
        words = paragraph_words(change.words, noun)
        tag = next((own for own in fallbacks(change.tag) if own in written), tags.of(noun, change.tag))
        markup = forms[change.key].entries.get(tag) if change.key in forms else None
        if markup is None or markup.scalar is None:
            new.setdefault(tag, {})[change.key.rpartition(".")[2]] = words
        elif words != markup.source.strip():
            changed = {one_paragraph(markup.source): words}
            edits += changed_entry(markup.scalar, markup.source, changed, words, layout_of([markup]), False)
    return edits + _new_forms(noun, mapping, new, places)


def _new_forms(noun: Text, mapping: Mapping, forms: dict[str, dict[str, str]], places: YamlPlaces) -> list[SourceEdit]:
    file = places.file(noun.span.file)
    edits: list[SourceEdit] = []
    new: list[NewEntry] = []
    for tag, words in forms.items():
        pair = entry_of(mapping, tag)
        if pair is not None and isinstance(pair[1], Mapping):
            added = [NewEntry(form, word, layout_of([])) for form, word in words.items()]
            edits += added_entries(file, pair[1], added)
            continue
        if "other" not in words:
            message = f"the counted noun needs the form `other` in `{tag}`"
            raise NotWritable(message, noun.span, "translate it too")
        brackets = "{" + ", ".join(f"{form}: {plain_or_quoted(word, True)}" for form, word in words.items()) + "}"
        entry = NewEntry(tag, "", layout_of([]), flow=brackets)
        if pair is not None and isinstance(pair[1], Scalar):
            edits += filled_entry(file, mapping, *pair, entry)
        else:
            new.append(entry)
    return edits + (added_entries(file, mapping, new) if new else [])
