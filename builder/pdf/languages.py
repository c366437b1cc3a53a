"""The language of the runs of a deck, which LibreOffice Impress does not write."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, islice

from pikepdf import String

from builder.pdf.draft import Draft
from builder.pdf.office_facts import SlideFacts, TextRun, squeezed
from builder.pdf.structure import Element, Kid, Mark, elements

__all__ = ["mark_languages"]

_INLINE = ("Link", "Span")


def mark_languages(draft: Draft, section: Element, slide: SlideFacts) -> None:
    """Mark the runs in another language in the paragraphs of a slide's section. Paragraphs are known by their words."""
    foreign = {
        squeezed("".join(run.text for run in runs)): runs
        for runs in slide.paragraphs
        if any(run.language for run in runs)
    }
    for element in list(elements(section)) if foreign else ():
        marked = list(_own_marks(element))
        runs = foreign.get(squeezed("".join(draft.text(mark) for _, mark in marked)))
        if marked and runs is not None and element.type not in _INLINE:
            _mark_runs(draft, marked, runs)


def _own_marks(element: Element) -> Iterator[tuple[Element, Mark]]:
    """Yield the marks of a paragraph and those of its links, each with its element, without nested paragraphs."""
    for kid in element.kids:
        if isinstance(kid, Mark):
            yield element, kid
        elif isinstance(kid, Element) and kid.type in _INLINE:
            yield from _own_marks(kid)


def _mark_runs(draft: Draft, marked: Sequence[tuple[Element, Mark]], runs: Sequence[TextRun]) -> None:
    """Put portions of text that begin in a run of another language into elements of that language.

    LibreOffice sets a run of its own language as portions of its own.
    """
    tags = iter([run.language for run in runs for _ in squeezed(run.text)])
    for element, mark in marked:
        block = draft.block(mark)
        portions = block.portions if block is not None else []
        taken = [list(islice(tags, len(squeezed(portion.text)))) for portion in portions]
        languages = [each[0] if each else "" for each in taken]
        if any(languages):
            place = element.kids.index(mark)
            element.kids[place : place + 1] = list(_parts(draft, mark, languages))


def _parts(draft: Draft, mark: Mark, languages: Sequence[str]) -> Iterator[Kid]:
    """Yield the parts of a mark: plain ones, and spans of a language."""
    groups = [(tag, len(list(group))) for tag, group in groupby(languages)]
    rest: Mark | None = mark
    for tag, count in groups:
        if rest is None:
            return
        _, part, rest = draft.split(rest, 0, count - 1)
        if part is not None:
            yield Element("Span", [part], {"/Lang": String(tag)}) if tag else part
