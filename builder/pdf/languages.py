"""The language of the runs of a deck, which LibreOffice Impress does not write."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from builder.pdf.draft import Draft
from builder.pdf.office_facts import SlideFacts, TextRun, squeezed
from builder.pdf.structure import Element, Mark, elements

__all__ = ["mark_languages"]

_INLINE = ("Link", "Span")


def mark_languages(draft: Draft, section: Element, slide: SlideFacts) -> None:
    """Mark the runs in another language in the paragraphs of a slide's section. Paragraphs are known by their words."""
    foreign = {
        squeezed("".join(run.text for run in runs)): runs
        for runs in slide.paragraphs
        if any(run.language for run in runs)
    }
    if not foreign:
        return
    for element in elements(section):
        found = list(_own_marks(element))
        runs = foreign.get(squeezed("".join(map(draft.text, found)))) if found else None
        if runs is not None and element.type not in _INLINE:
            _mark_runs(draft, found, runs)


def _own_marks(element: Element) -> Iterator[Mark]:
    """Yield the marks of a paragraph, with those of its links, without those of nested paragraphs."""
    for kid in element.kids:
        if isinstance(kid, Mark):
            yield kid
        elif isinstance(kid, Element) and kid.type in _INLINE:
            yield from _own_marks(kid)


def _mark_runs(draft: Draft, found: Sequence[Mark], runs: Sequence[TextRun]) -> None:
    """Mark the show instructions whose characters begin in a run of another language."""
    tags = iter([run.language for run in runs for _ in squeezed(run.text)])
    for mark in found:
        block = draft.block(mark)
        if block is None:
            continue
        for portion in block.portions:
            for index, text in portion.shows:
                first, *_ = [*islice(tags, len(squeezed(text))), ""]
                if first:
                    draft.set_language(mark, index, first)
