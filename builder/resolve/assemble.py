"""A publication and a language to the document of that language: the only builder of trees from content.

Input: a `Publication` that the loader accepted. Output: a `Document` in which nothing depends on a language any more.
Everything found wrong is raised at once, each finding at its place in the author's files.

What is decided here and in the modules beside it:

- Look-up falls back from a region to its language (`fr-CA` to `fr`) and never across languages; a language that is
  neither declared nor a region of a declared one is refused.
- The shape of the tree, every number and every id come from the content alone, so two languages give twins.
- Citations are full the first time that the brief shows them, short afterwards; abstract, messages and blocks count
  in reading order, speaker notes and blocks of the deck alone do not.
"""

from __future__ import annotations

import datetime
from functools import partial

from builder.content.model.blocks import Medium
from builder.content.model.publication import DeckOptions, Imprint, Publication, Section
from builder.content.untranslated import missing_texts
from builder.diagnostics import BuildError, Diagnostic
from builder.language import fallbacks, normalise_tag, office_tag
from builder.resolve.blocks import block_nodes
from builder.resolve.context import ResolveContext
from builder.resolve.covers import cover_node
from builder.resolve.highlights import highlight_nodes
from builder.resolve.inlines import BARE, PROSE, TITLE, text_inlines
from builder.resolve.memory import Memory
from builder.resolve.prose import text_elements, text_prose
from builder.resolve.references import find_targets
from builder.resolve.sources import prepare, source_nodes
from builder.tree.document import BriefSettings, DeckSettings, Document, ImprintNode, SectionNode
from builder.tree.prose import unformatted

__all__ = ["resolve"]


def resolve(
    publication: Publication, language: str, *, timestamp: datetime.datetime, memory: Memory | None = None
) -> Document:
    """Resolve the document of one language. `timestamp` is the UTC instant in the files' properties; `memory` is that
    of earlier resolutions of the publication in this language, with other values.

    Raises BuildError: `undeclared-language`, `unknown-locale`, `missing-language`, and errors that are only known once
    figures, notes and references are written (`cannot-write`, `unknown-…`, `note-in-title`, `nested-note`,
    `unnumbered-reference`, `reference-to-other-medium`, `mixed-units`, `not-a-number`).
    """
    context = _context(publication, normalise_tag(language), memory)
    missing = missing_texts(
        publication.untranslated, [context.language], publication.language_places, publication.texts_by_language
    )
    if missing:
        raise BuildError(missing)
    context.entries = context.recall("sources", "", publication.sources, partial(prepare, context))
    document = _document(context, timestamp)
    if context.diagnostics:
        diagnostics = dict.fromkeys(context.diagnostics)
        raise BuildError(sorted(diagnostics, key=lambda diagnostic: diagnostic.span))
    return document


def _context(publication: Publication, language: str, memory: Memory | None) -> ResolveContext:
    """Return the context of one language, if the publication is written in it and CLDR has its number formats."""
    if not set(fallbacks(language)) & set(publication.languages):
        message, declared = f"the publication is not written in `{language}`", ", ".join(publication.languages)
        raise BuildError(Diagnostic("undeclared-language", message, publication.span, f"it declares {declared}"))
    try:
        return ResolveContext(publication, language, find_targets(publication), memory)
    except ValueError as problem:
        raise BuildError(Diagnostic("unknown-locale", str(problem), publication.span)) from problem


def _document(context: ResolveContext, timestamp: datetime.datetime) -> Document:
    """Build everything in reading order, because the first citation of a source is the full one."""
    publication = context.publication
    authors = tuple(unformatted(text_inlines(context, author, BARE)) for author in publication.authors)
    date = publication.date
    return Document(
        name=publication.name,
        language=context.language,
        office_language=office_tag(context.language),
        title=text_inlines(context, publication.title, TITLE),
        labels=context.words.labels,
        span=publication.span,
        key=publication.key,
        subtitle=text_inlines(context, publication.subtitle, TITLE),
        status=text_inlines(context, publication.status, TITLE),
        classification=unformatted(text_inlines(context, publication.classification, BARE)),
        date=date.first_day() if date else None,
        date_text=context.formatter.date(date, "long") if date else "",
        timestamp=timestamp,
        authors=authors,
        authors_text=context.formatter.list_of(list(authors)) if authors else "",
        keywords=tuple(unformatted(text_inlines(context, keyword, BARE)) for keyword in publication.keywords),
        abstract=context.recall(
            "abstract", "", publication.abstract, partial(text_prose, context, publication.abstract)
        ),
        key_figures=context.recall(
            "key-figures", "", publication.key_figures, partial(highlight_nodes, context, publication.key_figures)
        ),
        sections=tuple(_section(context, section, (index,)) for index, section in enumerate(publication.all_parts, 1)),
        sources=context.recall("source-nodes", "", context.entries, partial(source_nodes, context)),
        decimal_mark=context.formatter.decimal_mark,
        group_mark=context.formatter.group_mark,
        brief=BriefSettings(
            toc=publication.brief.toc,
            toc_depth=publication.brief.toc_depth,
            paper=publication.brief.paper,
            lists=publication.brief.lists,
            number=text_inlines(context, publication.brief.number, TITLE),
            imprint=_imprint(context, publication.brief.imprint),
        ),
        deck=_deck_settings(context, publication.deck),
    )


def _deck_settings(context: ResolveContext, options: DeckOptions) -> DeckSettings:
    context.brief = False
    cover = cover_node(context, options.cover)
    closing = text_inlines(context, options.closing, TITLE)
    context.brief = True
    return DeckSettings(
        agenda=options.agenda, dividers=options.dividers, source_id=options.source, cover=cover, closing=closing
    )


def _imprint(context: ResolveContext, imprint: Imprint | None) -> ImprintNode | None:
    if imprint is None:
        return None
    return ImprintNode(
        cite=text_inlines(context, imprint.cite, PROSE),
        contact=text_inlines(context, imprint.contact, PROSE),
        disclaimer=text_inlines(context, imprint.disclaimer, PROSE),
    )


def _section(
    context: ResolveContext, section: Section, place: tuple[int, ...], above: Medium | None = None
) -> SectionNode:
    """Return a section; `above` is the single medium of the section that it is in, if that has one."""
    target = context.targets.by_key[section.key]
    medium = above or section.only
    context.brief = medium != "deck"
    title = context.recall("title", section.key, section.title, partial(text_inlines, context, section.title, TITLE))
    message = context.recall(
        "message", section.key, section.message, partial(text_inlines, context, section.message, PROSE)
    )
    blocks = block_nodes(context, section.blocks, medium)
    context.brief = False  # speaker notes are the deck's alone
    notes = context.recall("notes", section.key, section.notes, partial(text_elements, context, section.notes))
    context.brief = True
    node = SectionNode(
        span=section.span,
        key=section.key,
        place=place,
        label=target.number,
        title=title,
        id=section.id,
        message=message,
        notes=notes,
        only=medium,
        appendix=target.appendix,
        blocks=blocks,
        sections=tuple(
            _section(context, inner, (*place, index), medium) for index, inner in enumerate(section.sections, 1)
        ),
    )
    if context.memory is None:
        return node
    return context.memory.same(("section", section.key), node, _parts(node))


def _parts(node: SectionNode) -> tuple[object, ...]:
    """Return what a section is made of; it is the same section if these are the same objects."""
    return (node.span, node.place, node.label, node.title, node.message, node.notes, *node.blocks, *node.sections)
