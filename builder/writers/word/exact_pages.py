"""Write briefs whose contents have the page numbers of a layout program.

The numbers change the contents' own lines, hence perhaps the pages: they are right only if a second layout gives the
same ones.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from builder.diagnostics import Diagnostic
from builder.templates.word.reader import BriefTemplate
from builder.tree.document import Document
from builder.typeset.substitutes import twins
from builder.writers.word.brief import write_brief

__all__ = ["LayOut", "Layout", "exact_briefs"]

_ROUNDS = 3
_CHECKED = ("toc_1", "body_text")
"""Roles whose fonts decide where lines and pages end."""

Layout = tuple[dict[str, int], frozenset[str]]
"""The page of each bookmark, and the font families that the program had for the text."""
LayOut = Callable[[Sequence[bytes]], list[Layout]]
"""Lays out Word files, all in one start of the program."""


def exact_briefs(
    documents: Sequence[Document], template: BriefTemplate, lay_out: LayOut
) -> tuple[list[bytes], tuple[Diagnostic, ...]]:
    """Return the briefs of the documents as files, with the page numbers of their contents as `lay_out` finds them.

    If they do not settle in three rounds a brief has none; if the program replaced a font of the text by one of other
    widths, it keeps those of the builder's own measure. A warning says so.
    """
    files = [write_brief(document, template).to_bytes() for document in documents]
    warnings: dict[int, Diagnostic] = {}
    drafts = list(files)
    pages: list[dict[str, int]] = [{} for _ in documents]
    unsettled = [index for index, document in enumerate(documents) if document.brief.toc or document.brief.lists]
    for _ in range(_ROUNDS):
        if not unsettled:
            break
        layouts = lay_out([drafts[index] for index in unsettled])
        pending, unsettled = unsettled, []
        for index, (laid_out, families) in zip(pending, layouts, strict=True):
            if missing := _missing_font(template, families):
                warnings[index] = _warning(
                    documents[index],
                    f"page numbers are measured, not laid out: the font '{missing}' is not installed",
                    "install it, or update the contents in Word",
                )
            elif laid_out == pages[index]:
                files[index] = drafts[index]
            else:
                unsettled.append(index)
                pages[index] = laid_out
                drafts[index] = write_brief(documents[index], template, laid_out).to_bytes()
    for index in unsettled:
        files[index] = write_brief(documents[index], template, {}).to_bytes()
        warnings[index] = _warning(
            documents[index],
            "page numbers are left out of the contents: with them headings move to other pages",
            "update the contents in Word",
        )
    return files, tuple(warnings[index] for index in sorted(warnings))


def _missing_font(template: BriefTemplate, families: frozenset[str]) -> str:
    """Return a font of the text for which neither itself nor one of the same widths was there, or ""."""
    for role in _CHECKED:
        font = template.type[role].font
        names = {"".join(filter(str.isalnum, name)).casefold() for name in (font, *twins(font))}
        if not any(family.startswith(name) for family in families for name in names):
            return font
    return ""


def _warning(document: Document, problem: str, fix: str) -> Diagnostic:
    return Diagnostic(
        "pages-not-laid-out", f"{document.name}.{document.language}: {problem}", hint=fix, severity="warning"
    )
