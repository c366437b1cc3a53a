"""The passages of a publication: each paragraph of each text, with its key, its words and its place in the files.

The key is the one that the document tree gives the paragraph: the text's own for a text of one paragraph
(`sections.money.message`), the text's and the paragraph's number for others (`abstract.0`, in a list
`….text.1.0.0`, in a small table `….text.2.rows.0.1`). It serves translation, edits in Office files and the preview.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from typing import Any, Literal, get_args

from msgspec import Struct

from builder.content.decoders import split_hint
from builder.content.markup import Markup
from builder.content.model.exhibits import Image
from builder.content.model.figures import Counted, NumberFigure
from builder.content.model.publication import Cover, Publication
from builder.content.model.values import Text
from builder.content.worded_values import PLURALS
from builder.content.yaml_values import Scalar
from builder.language import fallbacks
from builder.late_patterns import compiled
from builder.resolve.locales.plurals import plural_categories
from builder.source import Span
from builder.source_edits.paragraphs import Extent, one_paragraph, paragraphs, whole_words, words_of

__all__ = ["Kind", "Passage", "Written", "in_data", "passages", "passages_in", "rich_texts", "written_in"]

Kind = Literal[
    "title", "subtitle", "status", "classification", "abstract", "keyword", "author", "number", "imprint", "closing",
    "message", "notes", "text", "point", "term", "event", "date", "quote", "attribution", "callout",
    "caption", "header", "cell", "note", "alt", "credit", "category", "series", "label", "meaning", "source",
    "named-text", "counted",
]  # fmt: skip
"""What a passage is in the publication."""


class Written(Struct, frozen=True, gc=False):
    """A passage as written in one language: the entry's tag ("" if it is the same in all), the whole entry, and the
    characters of the passage in it. `whole` is True if these are a text of several paragraphs.
    """

    tag: str
    markup: Markup
    extent: Extent
    whole: bool = False

    @property
    def words(self) -> str:
        """The mark-up on one line: line ends are spaces, a hard break is a backslash and a line end. A text of several
        paragraphs has a line for each, and blank lines between them.
        """
        if self.whole:
            return whole_words(self.markup.source)
        return words_of(self.markup.source, self.extent)

    @property
    def start(self) -> Span:
        """Place of the first character."""
        return self.markup.place(self.extent.start)

    @property
    def end(self) -> Span:
        """Place after the last character, on its line."""
        if self.extent.end == self.extent.start:
            return self.start
        last = self.markup.place(self.extent.end - 1)
        return Span(last.file, last.line, last.column + 1, last.sheet)

    @property
    def literal(self) -> bool:
        """True for words without mark-up: a cell of a data file, or a form of a counted noun."""
        return in_data(self.markup) or not self.markup.blocks


def in_data(markup: Markup) -> bool:
    """Return True if words are in a data file, where they have no mark-up."""
    scalar = markup.scalar
    return scalar is not None and (scalar.style in ("csv", "cell") or scalar.source.file.endswith(".csv"))


class Passage(Struct, frozen=True, gc=False):
    """A paragraph in every language that has it.

    `text` is the text that it belongs to; its key is that of `reviewed.txt`. A text that is not divided alike in all
    languages is one passage with the key of the text (`whole`).
    """

    key: str
    kind: Kind
    text: Text
    entries: dict[str, Written]
    whole: bool = False

    def written(self, language: str) -> Written | None:
        """Return the entry that a language prints: its own, that of its base language, or the neutral one."""
        return next((self.entries[tag] for tag in (*fallbacks(language), "") if tag in self.entries), None)

    @property
    def neutral(self) -> bool:
        """True if the words are the same in every language."""
        return "" in self.entries

    @property
    def span(self) -> Span:
        """Place of the text."""
        return self.text.span


def passages(publication: Publication, languages: Sequence[str] | None = None) -> tuple[Passage, ...]:
    """Return every passage, in the order of the publication's keys; names and captions come first.

    Texts are divided alike if they are so in `languages` (default: all that are written), and counted nouns have all
    forms that these need. Texts without words, such as the description of a decorative picture, have no passage.
    """
    texts = rich_texts(publication, languages or ())
    wanted = {tag for language in languages for tag in (*fallbacks(language), "")} if languages is not None else None
    return tuple(passage for text, rich in texts for passage in _passages_of(text, rich, wanted))


def _passages_of(text: Text, rich: bool, wanted: Collection[str] | None) -> Iterator[Passage]:
    entries = {
        tag: markup
        for tag, markup in text.entries.items()
        if (wanted is None or tag in wanted) and markup.source.strip()
    }
    if not entries:
        return
    kind = _kind_of(text.key)
    if not rich:
        single = {tag: Written(tag, markup, one_paragraph(markup.source)) for tag, markup in entries.items()}
        yield Passage(text.key, kind, text, single)
        return
    divided = {tag: {extent.suffix: extent for extent in paragraphs(markup)} for tag, markup in entries.items()}
    first = next(iter(divided.values()))
    if any(extents.keys() != first.keys() for extents in divided.values()):
        whole = {tag: Written(tag, markup, one_paragraph(markup.source), True) for tag, markup in entries.items()}
        yield Passage(text.key, kind, text, whole, whole=True)
        return
    for suffix in first:
        parts = {tag: Written(tag, entries[tag], extents[suffix]) for tag, extents in divided.items()}
        yield Passage(f"{text.key}.{suffix}", kind, text, parts)


def passages_in(publication: Publication, language: str) -> Iterator[Passage]:
    """Yield every passage of one language, each with its one entry, however the other languages are divided."""
    for key, text, written in written_in(publication, language):
        yield Passage(key, _kind_of(text.key), text, {written.tag: written})


def written_in(publication: Publication, language: str) -> Iterator[tuple[str, Text, Written]]:
    """Yield the key of every passage of one language, its text, and how it is written there."""
    tags = (*fallbacks(language), "")
    for text, rich in rich_texts(publication):
        tag = next((tag for tag in tags if tag in text.entries), None)
        if tag is None or not text.entries[tag].source.strip():
            continue
        markup = text.entries[tag]
        if rich:
            for extent in paragraphs(markup):
                yield f"{text.key}.{extent.suffix}", text, Written(tag, markup, extent)
        else:
            yield text.key, text, Written(tag, markup, one_paragraph(markup.source))


# --- Every text, and whether it may have several paragraphs -----------------------------------------------------------


def rich_texts(publication: Publication, languages: Sequence[str] = ()) -> list[tuple[Text, bool]]:
    """Return every text, in the order of `passages`, with True if it may have several paragraphs. Names of
    files are no texts. Counted nouns have the forms that are written, and those that `languages` need.
    """
    texts_found: list[tuple[Text, bool]] = []
    _add_texts(publication, False, languages, texts_found)
    return texts_found


_WITHOUT_TEXTS = frozenset((str, int, bool, Decimal, type(None), Span, Scalar, Markup))
"""Types of most values: asking for them first is faster."""


def _add_texts(node: object, rich: bool, languages: Sequence[str], texts_found: list[tuple[Text, bool]]) -> None:
    kind = type(node)
    if kind in _WITHOUT_TEXTS:
        return
    if isinstance(node, Text):
        texts_found.append((node, rich))
    elif isinstance(node, tuple | list):
        for child in node:
            _add_texts(child, rich, languages, texts_found)
    elif isinstance(node, dict):
        for child in node.values():
            _add_texts(child, rich, languages, texts_found)
    elif isinstance(node, Struct) and not isinstance(node, Counted):
        for name, is_rich in _fields_of(type(node)):
            _add_texts(getattr(node, name), is_rich, languages, texts_found)
        if isinstance(node, NumberFigure) and node.counted is not None:
            texts_found += ((text, False) for text in _nouns(node.key, node.counted, languages))


def _nouns(key: str, counted: Counted, languages: Sequence[str]) -> Iterator[Text]:
    """Yield the forms of a counted noun, one text for each plural category that some language has."""
    forms = {tag: _all_forms(tag, written, languages) for tag, written in counted.written.items()}
    for category in PLURALS:
        entries = {
            tag: Markup(written[category].value, written[category].place(0), (), written[category])
            for tag, written in forms.items()
            if category in written
        }
        if entries:
            yield Text(span=counted.span, key=f"{key}.counted.{category}", entries=entries)


def _all_forms(tag: str, written: dict[str, Scalar], languages: Sequence[str]) -> dict[str, Scalar]:
    """Return the forms of a noun in a language, with `other` for each that only other languages have."""
    own = _categories(tag)
    foreign = (category for language in languages for category in _categories(language) if category not in own)
    return {**{category: written["other"] for category in foreign if "other" in written}, **written}


def _categories(tag: str) -> tuple[str, ...]:
    try:
        return plural_categories(tag)
    except ValueError:  # CLDR does not know the language
        return ("other",)


_FIELDS: dict[type[Struct], tuple[tuple[str, bool], ...]] = {}
_FIRST = ("title", "term", "caption", "header_groups")
"""Fields whose words readers see before those of the others."""


def _fields_of(cls: type[Struct]) -> tuple[tuple[str, bool], ...]:
    """Return the fields of a class that may hold texts, as readers see them, with True for those of rich texts."""
    if cls not in _FIELDS:
        hints: dict[str, Any] = {
            name: (hint, ancestor.__module__)
            for ancestor in reversed(cls.__mro__)
            if issubclass(ancestor, Struct)
            for name, hint in ancestor.__annotations__.items()
        }
        _FIELDS[cls] = tuple(
            (name, _is_rich(*hints[name]))
            for name in sorted(cls.__struct_fields__, key=lambda name: name not in _FIRST)
            if not _without_texts(cls, name)
        )
    return _FIELDS[cls]


def _without_texts(cls: type[Struct], name: str) -> bool:
    return name in ("span", "key", "computed_from") or (cls in (Image, Cover) and name in ("file", "files", "image"))


def _is_rich(hint: Any, module: str) -> bool:
    if isinstance(hint, str):
        hint = eval(hint, vars(sys.modules[module]))
    base, marks = split_hint(hint)
    return bool(marks & {"rich", "prose"}) or any(
        split_hint(member)[1] & {"rich", "prose"} for member in get_args(base)
    )


# --- Kinds -----------------------------------------------------------------------------------------------------------

_BY_PATTERN: tuple[tuple[str, Kind], ...] = (
    (r"texts\.", "named-text"),
    (r"sources\.", "source"),
    (r"brief\.imprint\.", "imprint"),
    (r"figures\.[^.]+\.counted\.\w+\Z", "counted"),
    (r"(?:.*\.)?missing\.\d+\Z", "meaning"),
    (r".*\.rows\.\d+\.\w+\Z", "cell"),
    (r".*\.categories\.\d+\Z", "category"),
    (r".*\.series\.\d+\.name\Z", "series"),
    (r".*\.quote\.text\Z", "quote"),
    (r".*\.callout\.text\Z", "callout"),
    (r".*\.timeline\.\d+\.text\Z", "text"),
    (r".*\.timeline\.\d+\.title\Z", "event"),
    (r".*\.points\.\d+(?:\.text)?\Z", "point"),
    (r"keywords\.", "keyword"),
    (r"authors\.", "author"),
)
_PATTERN = "|".join(f"({pattern})" for pattern, _ in _BY_PATTERN)
_BY_NAME: dict[str, Kind] = {kind: kind for kind in get_args(Kind)}


def _kind_of(key: str) -> Kind:
    """Return the kind of a text by its key."""
    match = compiled(_PATTERN).match(key)
    if match is not None and match.lastindex is not None:
        return _BY_PATTERN[match.lastindex - 1][1]
    return _BY_NAME.get(key.rpartition(".")[2], "text")
