"""The stages in order, for one publication: content → documents → plans → files. No stage reads the clock or writes."""

from __future__ import annotations

import datetime
import decimal
import functools
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, ParamSpec, TypeVar

from builder.content.files import FileProblem, inside
from builder.diagnostics import BuildError, Diagnostic, UsageError
from builder.language import declared_tags, normalise_tag

if TYPE_CHECKING:
    import docx.document
    import pptx.presentation

    from builder.content.model.publication import Publication
    from builder.resolve.memory import Memory
    from builder.templates.deck.facts import DeckFacts
    from builder.templates.deck.template import DeckTemplate
    from builder.templates.word.reader import BriefTemplate
    from builder.tree.document import Document
    from builder.typeset.memory import PlanMemory
    from builder.typeset.plan import Deck
    from builder.writers.powerpoint.anchors import DeckAnchors
    from builder.writers.powerpoint.memory import SlideMemory
    from builder.writers.word.anchors import BriefAnchors
    from builder.writers.word.exact_pages import BriefPages

__all__ = [
    "Format",
    "anchored_brief",
    "anchored_deck",
    "brief",
    "brief_drafts",
    "briefs",
    "choose_languages",
    "deck",
    "deck_facts",
    "decks",
    "document",
    "planned_languages",
    "planning",
    "prepare_decks",
    "require_layout",
    "template_path",
]

Format = Literal["docx", "pptx"]

NO_DATE = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
"""Time stamp of the files of a publication without a date."""


_ELSEWHERE = "use --template for a file elsewhere"
_EXACT = decimal.Context(prec=120)
"""Exact for sums of a million numbers with forty digits on both sides of the mark, whatever the caller's context."""

_P = ParamSpec("_P")
_R = TypeVar("_R")


def _exactly(stage: Callable[_P, _R]) -> Callable[_P, _R]:
    @functools.wraps(stage)
    def run(*arguments: _P.args, **named: _P.kwargs) -> _R:
        with decimal.localcontext(_EXACT):
            return stage(*arguments, **named)

    return run


def choose_languages(publication: Publication, wanted: Sequence[str] | None) -> tuple[str, ...]:
    """Return the tags to build: all declared ones, or those wanted (see `language.declared_tags`).

    Raises UsageError for a language that the publication does not have.
    """
    chosen: list[str] = []
    for tag in (normalise_tag(tag) for tag in wanted or () if tag != "all"):
        tags = declared_tags(tag, publication.languages)
        if not tags:
            has = ", ".join(publication.languages)
            raise UsageError(f"{publication.name} has no language '{tag}'; it has {has}")
        chosen += tags
    return publication.languages if not wanted or "all" in wanted else tuple(dict.fromkeys(chosen))


def planned_languages(publication: Publication, languages: Sequence[str]) -> tuple[str, ...]:
    """Return the languages whose decks are planned together: those to build and all complete ones. A missing text must
    not decide where slides are cut.
    """
    return tuple(dict.fromkeys((*publication.complete_languages, *languages)))


@_exactly
def document(
    publication: Publication,
    language: str,
    epoch: int | None = None,
    *,
    mark_missing: bool = False,
    memory: Memory | None = None,
) -> Document:
    """Return the publication in one language. `epoch` (SOURCE_DATE_EPOCH) overrides the date stamped on files.

    A text that is missing in the language is an error, or with `mark_missing` a visible mark, "[not translated]" in the
    words of the language: for a preview of a publication loaded with `languages=()`. `memory` is that of earlier
    documents in the language, of the publication with other values.
    """
    from builder.resolve.assemble import resolve

    if mark_missing:
        from builder.resolve.untranslated import with_marks

        publication = with_marks(publication, language)
    return resolve(publication, language, timestamp=_timestamp(publication, epoch), memory=memory)


def _timestamp(publication: Publication, epoch: int | None) -> datetime.datetime:
    if epoch is not None:
        return datetime.datetime.fromtimestamp(epoch, tz=datetime.UTC)
    if publication.date is None:
        return NO_DATE
    return datetime.datetime.combine(publication.date.first_day(), datetime.time(), tzinfo=datetime.UTC)


@_exactly
def brief(document: Document, template: Path) -> docx.document.Document:
    """Return the Word brief of a document, as a python-docx document."""
    from builder.writers.word.brief import write_brief

    return write_brief(document, _brief_template(template)).document


@_exactly
def anchored_brief(document: Document, template: Path) -> tuple[bytes, BriefAnchors]:
    """Return the Word brief of a document as a file, and its anchors with the inlines of each passage."""
    from builder.writers.word.brief import anchored_brief

    package, anchors = anchored_brief(document, _brief_template(template))
    return package.to_bytes(compressed=False), anchors


@_exactly
def anchored_deck(twins: Sequence[Document], language: str, template: Path) -> tuple[bytes, DeckAnchors]:
    """Return the deck of one language as a file, planned together with all `twins`, and its anchors with the inlines
    of each paragraph.
    """
    from builder.office.saving import saved_bytes
    from builder.typeset.deck import plan_decks
    from builder.writers.powerpoint.deck import anchored_deck

    deck_template = _deck_template(template)
    plans, _ = plan_decks(twins, deck_template.facts)
    pairs = zip(twins, plans, strict=True)
    document, plan = next(pair for pair in pairs if pair[0].language == language)
    presentation, anchors = anchored_deck(document, plan, deck_template)
    return saved_bytes(presentation), anchors


@_exactly
def briefs(documents: Sequence[Document], template: Path) -> list[bytes]:
    """Return the Word briefs of the documents as files."""
    from builder.writers.word.brief import write_brief

    return [write_brief(document, _brief_template(template)).to_bytes() for document in documents]


@_exactly
def brief_drafts(documents: Sequence[Document], template: Path) -> list[BriefPages]:
    """Return the Word briefs of the documents as drafts for a layout program (see `builder.pdf.make`)."""
    from builder.writers.word.exact_pages import BriefPages

    return [BriefPages(document, _brief_template(template)) for document in documents]


def require_layout() -> None:
    """Raise UsageError if LibreOffice or the library that reads its PDFs is not installed."""
    from builder.office.libreoffice import office_program
    from builder.office.pdf import require_reader

    office_program()
    require_reader()


@_exactly
def deck(twins: Sequence[Document], language: str, template: Path) -> pptx.presentation.Presentation:
    """Return the deck of one language, as a python-pptx presentation, planned together with all `twins`."""
    return _presentations(twins, [language], template)[0][0]


@_exactly
def decks(
    twins: Sequence[Document],
    languages: Sequence[str],
    template: Path,
    plans: PlanMemory | None = None,
    written: Mapping[str, SlideMemory] | None = None,
) -> tuple[list[bytes], tuple[Diagnostic, ...]]:
    """Return the decks of `languages` as files, and what had to be shrunk, continued or cut. `plans`, and `written` by
    language, are the memories of earlier decks in the same template, of the publication with other values.
    """
    from builder.office.saving import saved_bytes

    presentations, diagnostics = _presentations(twins, languages, template, plans, written)
    return [saved_bytes(presentation) for presentation in presentations], diagnostics


def _presentations(
    twins: Sequence[Document],
    languages: Sequence[str],
    template: Path,
    plans: PlanMemory | None = None,
    written: Mapping[str, SlideMemory] | None = None,
) -> tuple[list[pptx.presentation.Presentation], tuple[Diagnostic, ...]]:
    """Return the decks of `languages`, planned with all `twins` so that every language splits at the same points."""
    from builder.typeset.deck import plan_decks
    from builder.writers.powerpoint.deck import write_deck

    deck_template = _deck_template(template)
    planned, diagnostics = plan_decks(twins, deck_template.facts, plans)
    by_language = {document.language: (document, plan) for document, plan in zip(twins, planned, strict=True)}
    memories = written or {}
    return [write_deck(*by_language[tag], deck_template, memories.get(tag)) for tag in languages], diagnostics


@_exactly
def written_decks(
    documents: Sequence[Document], plans: Sequence[Deck], template: Path, written: Mapping[str, SlideMemory]
) -> list[pptx.presentation.Presentation]:
    """Return the decks of documents that are planned already (`planning`), as python-pptx presentations. `written` are
    the memories of earlier decks in the same template by language.
    """
    from builder.writers.powerpoint.deck import write_deck

    deck_template = _deck_template(template)
    return [
        write_deck(document, plan, deck_template, written.get(document.language))
        for document, plan in zip(documents, plans, strict=True)
    ]


def prepare_decks(template: Path | None) -> None:
    """Load the modules that write decks, and the template (by default ours), before the documents are ready: in a
    process of our own.
    """
    from builder.office.deferred import defer_imports

    defer_imports()
    import builder.typeset.deck
    import builder.writers.powerpoint.deck  # noqa: F401
    from builder.templates.defaults import default_template

    _deck_template(template or default_template("pptx"))


@_exactly
def planning(
    twins: Sequence[Document], template: Path, plans: PlanMemory | None = None
) -> tuple[tuple[Deck, ...], tuple[Diagnostic, ...]]:
    """Return the plans of the decks of all languages, and what had to be shrunk, continued or cut. `plans` is the
    memory of earlier plans in the same template.
    """
    from builder.typeset.deck import plan_decks

    return plan_decks(twins, deck_facts(template), plans)


def deck_facts(template: Path) -> DeckFacts:
    """Return what the planner knows of a deck template. Raises BuildError for a template that cannot be used."""
    return _read_deck_facts(template, _stamp(template))


def template_path(publication: Publication, kind: Format, given: Path | None) -> Path:
    """Return the given template, else the publication's own, else the default. Raises BuildError if it is missing."""
    from builder.templates.defaults import default_template

    if given is not None:
        return given
    options = publication.brief if kind == "docx" else publication.deck
    if options.template is None:
        return default_template(kind)
    try:
        path = inside(publication.folder, options.template)
    except FileProblem as problem:
        raise BuildError(Diagnostic(problem.code, problem.message, options.span, _ELSEWHERE)) from None
    if not path.is_file():
        raise BuildError(Diagnostic("template-missing", f"no template '{options.template}'", options.span))
    return path


def _brief_template(path: Path) -> BriefTemplate:
    return _read_brief_template(path, _stamp(path))


def _deck_template(path: Path) -> DeckTemplate:
    return _read_deck_template(path, _stamp(path))


def _stamp(path: Path) -> tuple[int, int]:
    """Return a key that changes when the file does: a process reads a template once, and again only if it was saved."""
    try:
        status = path.stat()
    except OSError:
        return (0, 0)
    return status.st_mtime_ns, status.st_size


@functools.lru_cache(maxsize=8)
def _read_brief_template(path: Path, stamp: tuple[int, int]) -> BriefTemplate:
    from builder.templates.open import open_template
    from builder.templates.word.reader import read_brief_template

    return read_brief_template(open_template(path, "docx"))


@functools.lru_cache(maxsize=8)
def _read_deck_template(path: Path, stamp: tuple[int, int]) -> DeckTemplate:
    from builder.templates.deck.template import read_deck_template
    from builder.templates.open import open_template

    return read_deck_template(open_template(path, "pptx"))


@functools.lru_cache(maxsize=8)
def _read_deck_facts(path: Path, stamp: tuple[int, int]) -> DeckFacts:
    """Read what the planner needs, without python-pptx."""
    from builder.templates.deck.reader import read_deck_facts
    from builder.templates.open import open_template

    return read_deck_facts(open_template(path, "pptx"))
