"""Write briefs whose contents have the page numbers of a layout program.

The numbers change the contents' own lines, hence perhaps the pages: they are right only if a layout with them gives the
same ones.
"""

from __future__ import annotations

from collections.abc import Mapping

from builder.diagnostics import Diagnostic
from builder.templates.word.reader import BriefTemplate
from builder.tree.document import Document
from builder.typeset.substitutes import twins
from builder.writers.word.brief import write_brief, write_measured_brief

__all__ = ["BriefPages", "Layout"]

_ROUNDS = 3
_MOVES = 3
"""Layouts that headings left alone may cost besides; the last only takes back what did not help."""
_CHECKED = ("toc_1", "body_text")
"""Roles whose fonts decide where lines and pages end."""

Layout = tuple[dict[str, int], frozenset[str]]
"""The page of each bookmark, and the font families that the program had for the text."""


class BriefPages:
    """A brief whose page numbers are settled, round by round.

    `file` is the Word file to keep. `draft` is the one to lay out next, and in the end the one that a PDF is made of:
    its numbers are those of the layout program, while `file` keeps the builder's own measure if that program replaced a
    font of the text by one of other widths. `settled` says that the numbers of both are final, `laid_out` that the last
    layout was that of the draft. `page_starts` are the bookmarks of headings that begin a page in what is laid out,
    because the program left them alone at the foot of the page before.
    """

    def __init__(self, document: Document, template: BriefTemplate):
        package, self._shown = write_measured_brief(document, template)
        self.document = document
        self.file = self.draft = package.to_bytes()
        self.settled = not (document.brief.toc or document.brief.lists)
        self.laid_out = False
        self.warning: Diagnostic | None = None
        self._template = template
        self._rounds = 0
        self.page_starts: frozenset[str] = frozenset()
        self._moved: frozenset[str] = frozenset()
        self._moves = 0

    def take(self, layout: Layout, left_alone: frozenset[str] = frozenset()) -> None:
        """Take the layout of the draft: settle the brief, or write the next draft. `left_alone` are the bookmarks of
        headings whose text is on a later page.
        """
        pages, families = layout
        self.laid_out = not self._move(left_alone)
        if self.settled or not self.laid_out:
            return
        self._rounds += 1
        missing = _missing_font(self._template, families)
        if missing and self.warning is None:
            self.warning = self._warn(
                f"page numbers are measured, not laid out: the font '{missing}' is not installed",
                "install it, or update the contents in Word",
            )
        if not pages or all(pages.get(name) == page for name, page in self._shown.items()):
            self.settled = True
        elif self._rounds == _ROUNDS:
            self.settled = True
            pages = {}
            self.warning = self.warning or self._warn(
                "page numbers are left out of the contents: with them headings move to other pages",
                "update the contents in Word",
            )
            self._write(pages)
        else:
            self._write(pages)
        if self.settled and not missing:
            self.file = self.draft

    def _move(self, left_alone: frozenset[str]) -> bool:
        """Let headings begin a page; those that it did not help stay where they were. Return True if a new layout is
        needed.
        """
        helpless, new = left_alone & self.page_starts, left_alone - self._moved
        if self._moves == _MOVES - 1:
            new = frozenset()
        if self._moves == _MOVES or not (helpless or new):
            return False
        self._moves += 1
        self._moved |= new
        self.page_starts = self.page_starts - helpless | new
        return True

    def _write(self, pages: Mapping[str, int]) -> None:
        self._shown = pages
        self.draft = write_brief(self.document, self._template, pages).to_bytes()
        self.laid_out = False

    def _warn(self, problem: str, fix: str) -> Diagnostic:
        name = f"{self.document.name}.{self.document.language}"
        return Diagnostic("pages-not-laid-out", f"{name}: {problem}", hint=fix, severity="warning")


def _missing_font(template: BriefTemplate, families: frozenset[str]) -> str:
    """Return a font of the text for which neither itself nor one of the same widths was there, or ""."""
    for role in _CHECKED:
        font = template.type[role].font
        names = {"".join(filter(str.isalnum, name)).casefold() for name in (font, *twins(font))}
        if not any(family.startswith(name) for family in families for name in names):
            return font
    return ""
