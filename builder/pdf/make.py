"""Make PDFs of briefs and decks: LibreOffice lays all of them out in one start, then they are corrected.

The contents of the briefs get the pages that LibreOffice finds. Those whose own measure was right are done after one
layout; the others are laid out again, at most three times.
"""

from __future__ import annotations

from collections.abc import Sequence

import pikepdf
from msgspec import Struct

from builder.diagnostics import BuildError, Diagnostic
from builder.office.libreoffice import try_lay_out
from builder.office.pdf import destinations, font_families
from builder.pdf.brief_source import prepare_brief
from builder.pdf.correct import Corrected, corrected
from builder.pdf.deck_source import read_deck
from builder.pdf.fonts import Replacement
from builder.pdf.kept_headings import headings_left_alone
from builder.pdf.metadata import Metadata
from builder.pdf.office_facts import BriefFacts, DeckContent
from builder.tree.document import Document
from builder.tree.prose import unformatted
from builder.writers.word.exact_pages import BriefPages

__all__ = ["DeckFile", "Pdf", "font_note", "make_pdfs", "settle_pages"]


class DeckFile(Struct, frozen=True):
    """A deck that was written: its document and its bytes."""

    document: Document
    data: bytes


class Pdf(Struct, frozen=True):
    """A PDF: its bytes, None if LibreOffice made none, notes for the user, and the fonts that it has instead of
    others. `problem` says why there is none.
    """

    data: bytes | None
    notes: tuple[Diagnostic, ...] = ()
    replaced: tuple[Replacement, ...] = ()
    problem: Diagnostic | None = None


def settle_pages(briefs: Sequence[BriefPages]) -> list[Diagnostic | None]:
    """Put the pages that LibreOffice finds into the contents of briefs: all are laid out in one start. Return for each
    the problem for which it could not be laid out, or None.
    """
    problems: list[Diagnostic | None] = [None] * len(briefs)
    pending = [index for index, brief in enumerate(briefs) if not brief.settled]
    while pending:
        prepared = [prepare_brief(briefs[index].draft, briefs[index].page_starts) for index in pending]
        results = try_lay_out([data for data, _ in prepared], ".docx")
        following = []
        for index, (_, facts), result in zip(pending, prepared, results, strict=True):
            brief = briefs[index]
            problems[index] = _take(brief, result, facts)
            if problems[index] is None and not brief.settled and brief.warning is None:
                following.append(index)
        pending = following
    return problems


def make_pdfs(briefs: Sequence[BriefPages], decks: Sequence[DeckFile]) -> tuple[list[Pdf], list[Pdf]]:
    """Return the PDFs of briefs and of decks. The briefs are settled afterwards: `file` is the Word file to keep.

    Raises UsageError if LibreOffice is not installed.
    """
    finished: list[Pdf | None] = [None] * len(briefs)
    deck_pdfs: list[Pdf] = []
    pending = list(range(len(briefs)))
    while pending or len(deck_pdfs) < len(decks):
        waiting = decks[len(deck_pdfs) :]
        prepared = [prepare_brief(briefs[index].draft, briefs[index].page_starts) for index in pending]
        files = [*(data for data, _ in prepared), *(deck.data for deck in waiting)]
        results = try_lay_out(files, [".docx"] * len(pending) + [".pptx"] * len(waiting))
        deck_pdfs += map(_finished_deck, waiting, results[len(pending) :])
        following = []
        for index, (_, facts), result in zip(pending, prepared, results, strict=False):
            brief = briefs[index]
            problem = _take(brief, result, facts)
            if problem is not None or isinstance(result, Diagnostic):
                finished[index] = Pdf(None, problem=problem)
            elif brief.settled and brief.laid_out:
                finished[index] = _finished(brief.document, "docx", result, facts)
            else:
                following.append(index)
        pending = following
    return [pdf for pdf in finished if pdf is not None], deck_pdfs


def _take(brief: BriefPages, result: bytes | Diagnostic, facts: BriefFacts) -> Diagnostic | None:
    """Let a brief take its layout. Return the problem if there is none."""
    if isinstance(result, Diagnostic):
        return _about(brief.document, "docx", result)
    try:
        pages = destinations(result)
    except BuildError as error:
        return _about(brief.document, "docx", error.diagnostics[0])
    headings = {name: page for name, page in pages.items() if name.startswith("_Toc")}
    brief.take((headings, font_families(result)), headings_left_alone(facts.kept_headings, pages))
    return None


def _about(document: Document, suffix: str, problem: Diagnostic) -> Diagnostic:
    return Diagnostic(problem.code, f"{document.name}.{document.language}.{suffix}: {problem.message}")


def _finished_deck(deck: DeckFile, result: bytes | Diagnostic) -> Pdf:
    if isinstance(result, Diagnostic):
        return Pdf(None, problem=_about(deck.document, "pptx", result))
    return _finished(deck.document, "pptx", result, read_deck(deck.data, deck.document.office_language))


def _finished(document: Document, suffix: str, data: bytes, facts: BriefFacts | DeckContent) -> Pdf:
    metadata = Metadata(
        title=unformatted(document.title),
        language=document.office_language,
        timestamp=document.timestamp,
        authors=document.authors,
        subject=unformatted(document.subtitle),
        keywords=document.keywords,
    )
    try:
        result = corrected(data, facts, metadata)
    except pikepdf.PdfError:
        damaged = Diagnostic("layout-failed", "LibreOffice made a damaged PDF")
        return Pdf(None, problem=_about(document, suffix, damaged))
    return Pdf(result.data, tuple(_claim_notes(document, suffix, result)), result.replaced)


def _claim_notes(document: Document, suffix: str, result: Corrected) -> list[Diagnostic]:
    if not result.faults:
        return []
    more = f", and {len(result.faults) - 1} more" if len(result.faults) > 1 else ""
    message = f"the PDF does not claim PDF/UA: {result.faults[0]}{more}"
    return [_note(f"{document.name}.{document.language}.{suffix}: {message}", "pdf-not-accessible")]


def font_note(pdfs: Sequence[Pdf]) -> Diagnostic | None:
    """Return the note on all fonts that PDFs have instead of others; None if there are none."""
    replaced = sorted({replacement for pdf in pdfs for replacement in pdf.replaced})
    if not replaced:
        return None
    return _note(f"fonts replaced in the PDF: {', '.join(map(str, replaced))}", "fonts-replaced")


def _note(message: str, code: str) -> Diagnostic:
    return Diagnostic(code, message, severity="info")
