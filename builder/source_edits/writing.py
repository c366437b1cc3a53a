"""Write words into a publication's files, passage by passage: the exact characters that change, in the author's style.

Every style of YAML keeps its own: quotes, blocks with their indentation, chomping and width, mappings in brackets or on
lines, comments. A missing entry is added beside the others; a text that is the same in every language becomes a mapping
of languages. What cannot be written surely is refused with the reason.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

from builder.content.files import Unsaved
from builder.content.markup import Markup
from builder.content.model.publication import Publication
from builder.content.model.values import Text
from builder.content.yaml_values import Mapping, Scalar
from builder.diagnostics import BuildError, Diagnostic
from builder.language import fallbacks
from builder.source import Span
from builder.source_edits.csv_fields import changed_field, filled_field
from builder.source_edits.edits import SourceEdit
from builder.source_edits.entries import NewEntry, added_entries, filled_entry, mapping_of_languages
from builder.source_edits.existing import changed_entry
from builder.source_edits.paragraphs import Extent, divided, one_line, one_paragraph, paragraphs, words_of
from builder.source_edits.passages import Passage, in_data, rich_texts
from builder.source_edits.rendering import layout_of, spliced
from builder.source_edits.scalars import is_unsafe, plain_or_quoted
from builder.source_edits.yaml_places import Places, entry_of

__all__ = ["Change", "Planned", "SourceWriter", "set_words"]


class Change(Struct, frozen=True):
    """Words to write: the key of a passage, the language, and the mark-up as `Written.words` has it."""

    key: str
    tag: str
    words: str


class Planned(Struct, frozen=True):
    """The edits that make some changes of one text, which belong together; or the problem that refuses them."""

    changes: tuple[Change, ...]
    edits: tuple[SourceEdit, ...] = ()
    problem: Diagnostic | None = None


class _Refused(Exception):
    """A change that cannot be written; `problem` says why."""

    def __init__(self, message: str, span: Span, hint: str = ""):
        super().__init__(message)
        self.problem = Diagnostic("not-writable", message, span, hint)


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
        self._texts = {text.key: (text, rich) for text, rich in rich_texts(publication)}
        self._places = Places(unsaved)
        self._gaps = {(gap.key, gap.tag): gap.span for gap in publication.untranslated}
        self._extents: dict[int, dict[str, Extent]] = {}
        for passage in known:
            for written in passage.entries.values():
                if not written.whole:
                    self._extents.setdefault(id(written.markup), {})[written.extent.suffix] = written.extent
        self._tags = Counter(tag for text, _ in self._texts.values() for tag in text.entries)

    def plan(self, changes: Iterable[Change]) -> list[Planned]:
        """Return the edits of changes. Plans do not overlap: any of them may be applied without the others.

        Paragraphs of one entry are one plan if the entry is missing or is written anew; entries of several languages
        that are missing in one text are one plan too, and so are the forms of a counted noun.
        """
        groups: dict[tuple[str, ...], list[Change]] = {}
        lost: list[Planned] = []
        for change in dict.fromkeys(changes):
            text = self._text_of(change.key)
            if text is None:
                problem = Diagnostic("unknown-passage", f"no passage `{change.key}`", self._publication.span)
                lost.append(Planned((change,), problem=problem))
            else:
                groups.setdefault(self._group(text, change), []).append(change)
        return _once(plan for group in groups.values() for plan in self._planned(group)) + lost

    def _text_of(self, key: str) -> Text | None:
        """Return the text of a passage; for a form that a counted noun does not have yet, another form of it."""
        noun, counted, _ = key.rpartition(".counted.")
        if counted and key not in self._texts:
            forms = (text for name, (text, _) in self._texts.items() if name.startswith(f"{noun}{counted}"))
            return next(forms, None)
        while key not in self._texts:
            key, dot, _ = key.rpartition(".")
            if not dot:
                return None
        return self._texts[key][0]

    def _group(self, text: Text, change: Change) -> tuple[str, ...]:
        if ".counted." in text.key:
            return (text.key.rpartition(".")[0],)
        tag = self.entry_tag(text, change.tag)
        return (text.key, tag) if tag in text.entries else (text.key, "")

    def _planned(self, changes: Sequence[Change]) -> list[Planned]:
        """Return the plans of changes of one entry: one for each change if the edits do not depend on one another."""
        text = self._text_of(changes[0].key)
        assert text is not None
        refused: list[Planned] = []
        if len(changes) > 1 and self.entry_tag(text, changes[0].tag) in text.entries:
            alone = [self._together([change]) for change in changes]
            refused = [plan for plan in alone if plan.problem is not None]
            plans = [plan for plan in alone if plan.problem is None]
            changes = [change for plan in plans for change in plan.changes]
            if not changes or sum(bool(plan.edits) for plan in plans) == len(self._together(changes).edits):
                return plans + refused
        return [self._together(changes), *refused]

    def _together(self, changes: Sequence[Change]) -> Planned:
        try:
            return Planned(tuple(changes), tuple(self._edits(changes)))
        except _Refused as refused:
            return Planned(tuple(changes), problem=refused.problem)

    def entry_tag(self, text: Text, tag: str) -> str:
        """Return the tag of the entry that holds a language's words, written or to be written.

        It is the entry that the language reads, unless another declared language reads it too; a new entry has the tag
        that the publication's other texts use for the language.
        """
        own = next((own for own in fallbacks(tag) if own in text.entries), None)
        others = [other for other in self._publication.languages if other != tag]
        if own is not None and (own == tag or not any(own in fallbacks(other) for other in others)):
            return own
        if tag == "":
            return ""
        free = [name for name in fallbacks(tag) if not any(name in fallbacks(other) for other in others)]
        return max(free, key=lambda name: self._tags[name], default=tag)

    # --- The edits of one text -------------------------------------------------------------------------------------

    def _edits(self, changes: Sequence[Change]) -> list[SourceEdit]:
        text = self._text_of(changes[0].key)
        assert text is not None
        if ".counted." in text.key:
            return self._noun_edits(changes)
        by_tag: dict[str, dict[str, str]] = {}
        for change in changes:
            suffix = change.key.removeprefix(text.key).removeprefix(".")
            by_tag.setdefault(self.entry_tag(text, change.tag), {})[suffix] = change.words
        edits: list[SourceEdit] = []
        missing: dict[str, str] = {}
        for tag, words in by_tag.items():
            if tag in text.entries:
                edits += self._changed(text, text.entries[tag], words)
            else:
                missing[tag] = self._new_value(text, tag, words)
        return edits + (self._added(text, missing) if missing else [])

    def _changed(self, text: Text, markup: Markup, words: dict[str, str]) -> list[SourceEdit]:
        scalar, rich = markup.scalar, self._texts[text.key][1]
        if scalar is None:
            raise _Refused("these words are not written in the publication's files", markup.span)
        if in_data(markup):
            if scalar.style == "cell":
                raise _Refused(f"the words are in `{scalar.source.file}`", markup.span, "change them there")
            field = _single(words)
            return [] if field == one_line(markup.source) else [changed_field(markup, self._checked(field, text))]
        extents = {
            extent.suffix: extent for extent in (paragraphs(markup) if rich else (one_paragraph(markup.source),))
        }
        if "" in words and rich:
            whole = self._checked(_lines(words[""]), text)
            return changed_entry(scalar, None, {}, whole, layout_of([markup, *_others(text, markup)]), rich)
        new: dict[Extent, str] = {}
        for suffix, value in words.items():
            if suffix not in extents:
                raise _Refused(f"`{text.key}` has no paragraph {suffix}", markup.span, "export it again")
            new[extents[suffix]] = self._checked(one_line(value), text)
        value = spliced(markup.source, new)
        if not all(_SENTENCE.match(words) and "\n" not in words for words in new.values()):
            self._check_division(text, value, list(extents), rich)
        return changed_entry(scalar, markup.source, new, value, layout_of([markup, *_others(text, markup)]), rich)

    def _extents_of(self, markup: Markup) -> dict[str, Extent]:
        """Return the paragraphs of a rich text by their keys below the text's."""
        if id(markup) not in self._extents:
            self._extents[id(markup)] = {extent.suffix: extent for extent in paragraphs(markup)}
        return self._extents[id(markup)]

    def _new_value(self, text: Text, tag: str, words: dict[str, str]) -> str:
        """Return the value of a missing entry, divided as the text is in the language it is translated from. A regional
        entry has the words of its language where it has no others.
        """
        rich = self._texts[text.key][1]
        if not rich:
            value = self._checked(one_line(words[""]), text) if "" in words else ""
            self._check_division(text, value, [""], rich)
            return value
        if "" in words:
            return self._checked(_lines(words[""]), text)
        read = text.markup(tag)
        source = read or self._source_of(text)
        if source is None:
            raise _Refused(f"`{text.key}` has no words to divide the new ones alike", text.span)
        extents = self._extents_of(source)
        if read is not None:
            words = {suffix: words_of(read.source, extent) for suffix, extent in extents.items()} | words
        unknown = [suffix for suffix in words if suffix not in extents]
        if unknown:
            raise _Refused(f"`{text.key}` has no paragraph {unknown[0]}", text.span, "export it again")
        if len(words) < len(extents):
            lacking = next(suffix for suffix in extents if suffix not in words)
            counted = f"{len(extents) - len(words)} of {len(extents)} paragraphs"
            message = f"{counted} of `{text.key}` are not translated, the first is {lacking}"
            raise _Refused(message, text.span, "translate them too: a text is written whole")
        value = spliced(
            source.source, {extents[suffix]: self._checked(one_line(words[suffix]), text) for suffix in words}
        )
        value = "\n".join(line.rstrip() if not line.strip() else line for line in value.split("\n")).strip("\n")
        self._check_division(text, value, list(extents), rich)
        return value

    def _source_of(self, text: Text) -> Markup | None:
        entries = [text.markup(tag) for tag in self._publication.languages]
        return next((entry for entry in (*entries, *text.entries.values()) if entry is not None), None)

    def _checked(self, words: str, text: Text) -> str:
        if not words.strip():
            raise _Refused("a text without words", text.span, "delete the text in the source")
        if is_unsafe(words):
            raise _Refused("a character that cannot be written in an Office file", text.span, "delete it")
        return words

    def _check_division(self, text: Text, value: str, suffixes: list[str], rich: bool) -> None:
        """Refuse words that Markdown would not read as the paragraphs that they replace."""
        if not rich:
            if _begins_block(value):
                raise _Refused(_not_a_sentence(value), text.span, _ESCAPE)
            return
        if [extent.suffix for extent in divided(value)] != suffixes:
            raise _Refused(_not_a_sentence(value), text.span, _ESCAPE)

    # --- Missing entries ---------------------------------------------------------------------------------------------

    def _added(self, text: Text, values: dict[str, str]) -> list[SourceEdit]:
        """Return the edits that add the entries of some languages to a text."""
        if any(in_data(markup) for markup in text.entries.values()):
            return [self._field(text, tag, value) for tag, value in values.items()]
        rich = self._texts[text.key][1]
        entries = {
            tag: NewEntry(tag, value, layout_of(_others(text, None, self._publication.languages)), rich)
            for tag, value in values.items()
        }
        file = self._places.file(text.span.file)
        mapping = self._places.mapping(text.span)
        if text.neutral or mapping is None:
            return self._divided_by_language(text, entries)
        edits: list[SourceEdit] = []
        new: list[NewEntry] = []
        for tag, entry in entries.items():
            pair = entry_of(mapping, tag)
            if pair is not None:
                edits += filled_entry(file, mapping, *pair, entry)
            else:
                new.append(entry)
        return edits + (added_entries(file, mapping, new) if new else [])

    def _divided_by_language(self, text: Text, entries: dict[str, NewEntry]) -> list[SourceEdit]:
        """Return the edits that make a mapping of languages of a neutral text: the others keep its words."""
        markup = text.entries.get("")
        scalar = markup.scalar if markup is not None else None
        holder = self._places.holder(scalar) if scalar is not None else None
        if markup is None or scalar is None or holder is None:
            raise _Refused("the text is not written here by language", text.span, "write a mapping: {fr: …, en: …}")
        layout, rich = layout_of([markup]), self._texts[text.key][1]
        old = {
            name: NewEntry(name, markup.source, layout, rich)
            for language in self._publication.languages
            if (name := self.entry_tag(text, language)) not in entries
        }
        order = [self.entry_tag(text, language) for language in self._publication.languages]
        both = sorted(
            (old | entries).items(), key=lambda item: order.index(item[0]) if item[0] in order else len(order)
        )
        file = self._places.file(scalar.source.file)
        return mapping_of_languages(file, scalar, holder, [entry for _, entry in both])

    def _field(self, text: Text, tag: str, words: str) -> SourceEdit:
        """Return the edit of an empty field of a data file."""
        gap = next(
            (
                self._gaps[text.key, known]
                for known in self._publication.languages
                if (text.key, known) in self._gaps and tag in fallbacks(known)
            ),
            None,
        )
        if gap is None or not gap.file.endswith(".csv") or text.neutral:
            message = "these words are in a data file that has one column for all languages"
            raise _Refused(message, text.span, f"give it a column for each language: name.{tag}")
        if gap.line == 1:
            raise _Refused(f"the data file has no column for `{tag}`", gap, "add it")
        return filled_field(self._places.line(gap), gap, words)

    # --- Counted nouns ----------------------------------------------------------------------------------------------

    def _noun_edits(self, changes: Sequence[Change]) -> list[SourceEdit]:
        """Return the edits of the forms of one counted noun."""
        edits: list[SourceEdit] = []
        new: dict[str, dict[str, str]] = {}
        first = self._text_of(changes[0].key)
        assert first is not None
        for change in changes:
            text = self._text_of(change.key)
            assert text is not None
            words = self._checked(one_line(change.words), text)
            tag = self._noun_tag(text, change.tag)
            markup = text.entries.get(tag) if text.key == change.key else None
            if markup is not None and markup.scalar is not None:
                if words != markup.source.strip():
                    changed = {one_paragraph(markup.source): words}
                    edits += changed_entry(markup.scalar, markup.source, changed, words, layout_of([markup]), False)
            else:
                new.setdefault(tag, {})[change.key.rpartition(".")[2]] = words
        return edits + self._new_forms(first, new)

    def _noun_tag(self, text: Text, tag: str) -> str:
        """Return the tag of a language in a mapping of nouns."""
        mapping = self._places.mapping(text.span)
        written = [key.value for key, _ in mapping.pairs] if mapping is not None else []
        return next((own for own in fallbacks(tag) if own in written), self.entry_tag(text, tag))

    def _new_forms(self, text: Text, forms: dict[str, dict[str, str]]) -> list[SourceEdit]:
        mapping = self._places.mapping(text.span)
        if not forms or mapping is None:
            return []
        file = self._places.file(text.span.file)
        edits: list[SourceEdit] = []
        new: list[NewEntry] = []
        for tag, words in forms.items():
            brackets = "{" + ", ".join(f"{form}: {plain_or_quoted(noun, True)}" for form, noun in words.items()) + "}"
            pair = entry_of(mapping, tag)
            if pair is None or isinstance(pair[1], Scalar):
                if "other" not in words:
                    raise _Refused(f"the counted noun needs the form `other` in `{tag}`", text.span, "translate it too")
                entry = NewEntry(tag, "", layout_of([]), flow=brackets)
                if pair is not None:
                    edits += filled_entry(file, mapping, *pair, entry)
                else:
                    new.append(entry)
            elif isinstance(pair[1], Mapping):
                added = [NewEntry(form, noun, layout_of([])) for form, noun in words.items()]
                edits += added_entries(file, pair[1], added)
        return edits + (added_entries(file, mapping, new) if new else [])


def _once(plans: Iterable[Planned]) -> list[Planned]:
    """Return plans that do not overlap: a field of a data file that two tables show is written once."""
    taken: dict[Span, int] = {}
    kept: list[Planned] = []
    for plan in plans:
        at = next((taken[edit.start] for edit in plan.edits if edit.start in taken), None)
        if at is None:
            taken |= {edit.start: len(kept) for edit in plan.edits}
            kept.append(plan)
        elif set(plan.edits) <= set(kept[at].edits):
            kept[at] = Planned((*kept[at].changes, *plan.changes), kept[at].edits)
        else:
            message = f"`{kept[at].changes[0].key}` is the same field, and has other words"
            kept.append(Planned(plan.changes, problem=Diagnostic("not-writable", message, plan.edits[0].start)))
    return kept


_SENTENCE = re.compile(r"[^\W\d_]|[\"'(«“‘{*][^\W\d_]")
"""The head of words that cannot be read as a list, a heading, a quotation, code, a table or an address."""
_ESCAPE = "write a backslash before the sign"


def _not_a_sentence(value: str) -> str:
    first = value.strip().split(" ")[0][:20]
    return f"`{first}` would begin a list, a heading or a quotation here, or the paragraphs would not be divided alike"


def _begins_block(value: str) -> bool:
    """Return True if a text of one paragraph would be read as something else."""
    extents = divided(value)
    numbered = value[:1].isdigit() and "\n" not in value  # read as a sentence where no list is allowed
    return not numbered and (len(extents) != 1 or extents[0].suffix != "0")


def _others(text: Text, markup: Markup | None, languages: Sequence[str] = ()) -> list[Markup]:
    """Return the entries of a text, those of the declared languages in their order first, without one of them."""
    found = [entry for tag in languages if (entry := text.markup(tag)) is not None]
    every = {id(entry): entry for entry in (*found, *text.entries.values())}
    return [entry for entry in every.values() if entry is not markup]


def _single(words: dict[str, str]) -> str:
    return one_line(next(iter(words.values()))).replace("\\\n", " ")


def _lines(words: str) -> str:
    """Return the words of a text of several paragraphs, with LF line ends."""
    return words.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").strip("\n").rstrip()
