"""Named texts: words that a publication uses again, `{=name}`. Read, check and replace them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final, NamedTuple

from msgspec.structs import replace

from builder.content import scalar_forms
from builder.content.context import LoadContext
from builder.content.decoding_result import INVALID
from builder.content.localised import decode_text
from builder.content.markup import NESTING, Foreign, Inline, Markup, NamedText, Para, Str
from builder.content.model.publication import Publication
from builder.content.model.values import Text
from builder.content.suggestions import did_you_mean
from builder.content.text import subject_of_mark
from builder.content.yaml_values import Mapping as YamlMapping
from builder.content.yaml_values import Value
from builder.diagnostics import BuildError, Diagnostic
from builder.language import base_language
from builder.source import Span

__all__ = [
    "MAX_DEPTH",
    "MAX_LENGTH",
    "already_decoded",
    "check_named_texts",
    "decode_texts",
    "literal_text",
    "with_words",
]

MAX_DEPTH: Final = 5
"""Named texts inside one another: each level is a recursion in `resolve`."""

MAX_LENGTH: Final = 5_000
"""Characters of a named text, those inside it included: five levels of short texts could make a million of pages."""


def decode_texts(value: Value, key: str, context: LoadContext) -> Any:
    """Return the named texts of a publication. The context gets each one too, for `check_named_texts`."""
    if type(value) is not YamlMapping:
        context.mismatch(value, key, "a mapping of names", "write each text under its name: `ministry: {fr: …, en: …}`")
        return INVALID
    for name, inner in value.pairs:
        context.convert(scalar_forms.identifier, name.value, name.span, "id")
        context.texts[name.value] = decode_text(inner, f"{key}.{name.value}", context, "inline")
    return already_decoded(value, key, context)


def already_decoded(value: Value, key: str, context: LoadContext) -> Any:
    """Return the named texts, which the context has: rows of data are chosen by their words."""
    texts = {name: text for name, text in context.texts.items() if text is not None}
    return texts if len(texts) == len(context.texts) else INVALID


class _Use(NamedTuple):
    """A use of a named text inside another one: its name, the language that it is read in, and its place."""

    name: str
    language: str
    span: Span


class _Extent(NamedTuple):
    """What a named text prints in one language, the texts inside it included: levels, characters, and the inlines that
    are more than words, as the subjects of messages.
    """

    depth: int
    length: int
    marks: tuple[str, ...]


_Node = tuple[str, str]
"""A named text in one language."""


def check_named_texts(context: LoadContext) -> None:
    """Report named texts that contain themselves or too much, and those with marks among words without marks."""
    extents: dict[_Node, _Extent] = {}
    for node in ((name, language) for language in _languages(context) for name in context.texts):
        if node not in extents and _markup(context, node) is not None:
            _measure(node, extents, context)
    for name, span in context.plain_uses:
        marks = [mark for node, extent in extents.items() if node[0] == name for mark in extent.marks]
        for subject in dict.fromkeys(marks):
            message = f"`{{={name}}}`: {subject} not allowed here"
            context.problem("markup", message, span, f"use words and figures only in `texts.{name}`")


def _languages(context: LoadContext) -> list[str]:
    """Return the languages in which texts are read: those declared, and those of regional entries."""
    tags = (tag for text in context.texts.values() if text is not None for tag in text.entries if tag)
    return list(dict.fromkeys((*context.languages, *tags)))


def _markup(context: LoadContext, node: _Node) -> Markup | None:
    text = context.texts.get(node[0])
    return text.markup(node[1]) if text is not None else None


def _measure(start: _Node, extents: dict[_Node, _Extent], context: LoadContext) -> None:
    """Add the extents of a text and of those inside it, the innermost first. Without recursion: chains may be long."""
    path: dict[_Node, Iterator[_Use]] = {start: iter(_uses_of(start, context))}
    while path:
        node = next(reversed(path))
        for use in path[node]:
            inner = (use.name, use.language)
            if inner in path:
                _report_circle(list(path), inner, use, context)
            elif inner not in extents and _markup(context, inner) is not None:
                path[inner] = iter(_uses_of(inner, context))
                break
        else:
            del path[node]
            extents[node] = _extent(node, extents, context)


def _report_circle(path: list[_Node], first: _Node, use: _Use, context: LoadContext) -> None:
    names = [name for name, _ in path[path.index(first) :]]
    if len(names) == 1:
        message = f"the named text `{use.name}` contains itself"
    else:
        message = f"named texts contain one another: {' → '.join(f'`{name}`' for name in (*names, use.name))}"
    context.problem("circle", message, use.span, "write the words here")


def _extent(node: _Node, extents: dict[_Node, _Extent], context: LoadContext) -> _Extent:
    markup = _markup(context, node)
    assert markup is not None
    uses = _uses_of(node, context)
    inner = [extents[use.name, use.language] for use in uses if (use.name, use.language) in extents]
    depth = 1 + max((extent.depth for extent in inner), default=0)
    length = len(markup.source) + sum(extent.length for extent in inner)
    span = markup.place(0)
    if depth == MAX_DEPTH + 1:
        context.problem("too-large", f"named texts nested more than {MAX_DEPTH} levels deep", span, "write words here")
    own = len(markup.source) > MAX_LENGTH
    if length > MAX_LENGTH and (own or all(extent.length <= MAX_LENGTH for extent in inner)):
        message = f"a named text has at most {MAX_LENGTH} characters; `{node[0]}` has {length}"
        context.problem("too-large", message, span, "put long texts in a `text` block")
    subjects = (subject_of_mark(inline) for inline, _ in _nested(markup.inlines, node[1]))
    marks = (*subjects, *(mark for extent in inner for mark in extent.marks))
    return _Extent(min(depth, MAX_DEPTH + 2), length, tuple(dict.fromkeys(filter(None, marks))))


def _uses_of(node: _Node, context: LoadContext) -> list[_Use]:
    markup = _markup(context, node)
    inlines = markup.inlines if markup is not None else ()
    return [
        _Use(inline.name, language, inline.span)
        for inline, language in _nested(inlines, node[1])
        if isinstance(inline, NamedText)
    ]


def _nested(inlines: tuple[Inline, ...], language: str) -> Iterator[tuple[Inline, str]]:
    """Yield all inlines with their language, which is that of a passage if it differs from the text's."""
    for inline in inlines:
        yield inline, language
        if isinstance(inline, NESTING):
            passage = inline.language if isinstance(inline, Foreign) else language
            own = base_language(passage) == base_language(language)
            yield from _nested(inline.children, language if own else passage)


def with_words(
    publication: Publication,
    words: Mapping[str, Mapping[str, str]],
    span: Span,
    languages: Collection[str] | None = None,
    places: Mapping[tuple[str, str], Span] | None = None,
) -> Publication:
    """Return the publication with other words for some of its named texts, by name and language ("" for all languages).

    The words are literal: no mark-up is read in them. `places` are those of the words, by name and language; `span` is
    that of all others. Raises BuildError for a name that the publication does not have, for empty words, and for one of
    `languages` (by default the publication's) without words.
    """
    problems: list[Diagnostic] = []
    texts = dict(publication.texts)
    for name, entries in words.items():
        if name not in texts:
            near = did_you_mean(name, texts)
            hint = "" if near else "add it to `texts`"
            problems.append(Diagnostic("unknown-text", f"unknown named text `{name}`{near}", span, hint))
            continue
        text = literal_text(texts[name].key, name, entries, span, places or {})
        for language in publication.languages if languages is None else languages:
            entry = text.markup(language)
            if entry is None:
                message = f"the named text `{name}` has no words in `{language}`"
                problems.append(Diagnostic("missing-language", message, span))
            elif not entry.source.strip():
                problems.append(Diagnostic("empty-text", f"the named text `{name}` has empty words", span))
        texts[name] = text
    if problems:
        raise BuildError(list(dict.fromkeys(problems)))
    return replace(publication, texts=texts)


def literal_text(
    key: str, name: str, words: Mapping[str, str], span: Span, places: Mapping[tuple[str, str], Span]
) -> Text:
    """Return a text of words by language in which no mark-up is read; `places` and `span` are as in `with_words`."""
    entries = {tag: _literal(own, places.get((name, tag), span)) for tag, own in words.items()}
    return Text(span=span, key=key, entries=entries)


def _literal(words: str, span: Span) -> Markup:
    return Markup(words, span, (Para((Str(words, span),), span),))
