"""Sources by the rules of the language: entries of the list, notes that cite them, lines under exhibits.

In full: author, *title*, publisher, date; English puts publisher and date in brackets. The language of the work is
added if it is not the document's. The title keeps its own language and links to the work; in the list of sources the
address is also printed, for readers of paper, but without link: a link's text must describe its target. In short:
author (or publisher, or title) and year. Two works with the same short form keep their titles.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from builder.content.model.publication import Source
from builder.content.model.values import Text
from builder.language import base_language, fallbacks
from builder.resolve.citations import ended
from builder.resolve.context import ResolveContext, SourceEntry
from builder.resolve.inlines import BARE, emphasised, unset
from builder.resolve.locales.locale_data import language_name
from builder.resolve.phrases import worded_language
from builder.source import Span
from builder.tree.document import SourceNode
from builder.tree.prose import Inline, Inlines, Run, plain

__all__ = ["prepare", "short_source", "source_nodes"]

_SCHEME: Final = re.compile(r"https?://(www\.)?")


def prepare(context: ResolveContext) -> dict[str, SourceEntry]:
    """Return every source of the publication, in full and in short."""
    entries: dict[str, SourceEntry] = {}
    sources = context.publication.sources
    shorts = {name: _short(context, source) for name, source in sources.items()}
    uses = Counter(plain(short) for short in shorts.values())
    for name, source in sources.items():
        short = shorts[name]
        if uses[plain(short)] > 1:
            short = _joined([_names(context, source), _title(context, source, linked=False), _year(source)])
        entries[name] = SourceEntry(_full(context, source), short)
    return entries


def source_nodes(context: ResolveContext) -> tuple[SourceNode, ...]:
    """Return the list of sources, in the author's order, which is the same in every language."""
    return tuple(_node(context, name, source) for name, source in context.publication.sources.items())


def short_source(context: ResolveContext, name: str | None, span: Span) -> Inlines:
    """Return the short form of a source for the line under an exhibit, set. `span` is the place of the reference."""
    if name is None or context.source(name, span) is None:
        return ()
    return context.set(context.entries[name].short)


def _node(context: ResolveContext, name: str, source: Source) -> SourceNode:
    entry = context.entries[name]
    inlines = ended(entry.full)
    url = _address(context, source)
    if url:
        address = _SCHEME.sub("", url).rstrip("/")
        inlines = (*inlines, Run(" ", source.span), Run(address, source.span, protected=True))
    return SourceNode(
        id=name,
        inlines=context.set(inlines),
        short=context.set(entry.short),
        span=source.span,
        url=url,
    )


def _full(context: ResolveContext, source: Source) -> Inlines:
    author, publisher = _text(context, source.author), _text(context, source.publisher)
    details = [
        publisher if plain(publisher) != plain(author) else (),
        _words(source, _date(context, source)),
        _words(source, _language_note(context, source)),
    ]
    head = _joined([author, _title(context, source, linked=True)])
    if context.words.phrases["source_order"] == "bracketed" and any(details):
        return (*head, Run(" (", source.span), *_joined(details), Run(")", source.span))
    return _joined([head, *details])


def _short(context: ResolveContext, source: Source) -> Inlines:
    names = _names(context, source)
    return _joined([names or _title(context, source, linked=False), _year(source)])


def _names(context: ResolveContext, source: Source) -> Inlines:
    return _text(context, source.author) or _text(context, source.publisher)


def _title(context: ResolveContext, source: Source, *, linked: bool) -> Inlines:
    entry = context.markup(source.title)
    if entry is None:
        return ()
    # A title given once for all languages is the work's own; one given in this language is its translation.
    foreign = source.title.neutral and not context.own(source.language)
    return emphasised(
        context,
        entry.inlines,
        source.language if foreign else None,
        _address(context, source) if linked else None,
    )


def _address(context: ResolveContext, source: Source) -> str | None:
    """Return where a source can be read in this language, or for all languages."""
    return next((source.url[tag] for tag in (*fallbacks(context.language), "") if tag in source.url), None)


def _text(context: ResolveContext, text: Text | None) -> Inlines:
    entry = context.markup(text) if text is not None else None
    return unset(context, entry.inlines, BARE) if entry is not None else ()


def _date(context: ResolveContext, source: Source) -> str:
    return context.formatter.date(source.date, "long") if source.date else ""


def _year(source: Source) -> Inlines:
    return _words(source, str(source.date.year) if source.date else "")


def _language_note(context: ResolveContext, source: Source) -> str:
    if source.language is None or context.own(source.language):
        return ""
    name = language_name(base_language(source.language), worded_language(context.language))
    return context.words.phrases["in_language"].format(language=name) if name else ""


def _words(source: Source, words: str) -> Inlines:
    return (Run(words, source.span, protected=True),) if words else ()


def _joined(parts: list[Inlines]) -> Inlines:
    """Join the parts that are not empty with commas."""
    joined: list[Inline] = []
    for part in filter(None, parts):
        if joined:
            joined.append(Run(", ", part[0].span))
        joined.extend(part)
    return tuple(joined)
