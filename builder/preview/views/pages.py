"""The view of the real pages: each page of the brief and of the deck in every language, side by side."""

from __future__ import annotations

import sys
from itertools import zip_longest

from lxml import etree

from builder.pipeline import Format
from builder.preview.html import element
from builder.preview.pages import Page, PageFile, PreviewPages
from builder.preview.views.model import BlockWriter, ViewBlock
from builder.preview.words import Words

__all__ = ["page_blocks"]

_INSTALL = {
    "linux": "apt install libreoffice-writer-nogui libreoffice-impress-nogui",
    "darwin": "brew install --cask libreoffice",
    "win32": "winget install TheDocumentFoundation.LibreOffice",
}
"""The command that installs LibreOffice, by system."""


def page_blocks(pages: PreviewPages, words: Words) -> tuple[ViewBlock, ...]:
    """Return the state of the pages, then a block for each page of the brief and each slide of the deck."""
    blocks = [_state(pages, words)]
    for kind in ("docx", "pptx"):
        files = [file for file in pages.files if file.kind == kind]
        if files:
            blocks.append(_heading(kind, words))
            twins = zip_longest(*(file.pages for file in files))
            blocks += [_row(files, kind, number, twin, words) for number, twin in enumerate(twins, 1)]
    return tuple(blocks)


def _state(pages: PreviewPages, words: Words) -> ViewBlock:
    parts: list[etree._Element] = []
    match pages.status:
        case "none" | "waiting" | "running":
            parts.append(element("p", words._("LibreOffice is laying out the pages…"), class_="busy"))
        case "failed":
            parts.append(element("p", words._("LibreOffice could not lay out the pages:")))
            parts.append(element("p", pages.message, lang="en"))
        case "absent":
            parts.append(element("p", words._("Real pages are laid out by LibreOffice. To install what is missing:")))
            parts.append(element("p", element("code", _install(pages))))
        case "done":
            pass
    if pages.files and pages.status != "done":
        parts.append(element("p", words._("Below are the pages of an earlier state."), class_="kept"))
    kind = "notice" if parts else "notice empty"
    return BlockWriter().block("pages.state", element("div", *parts, class_=kind))


def _install(pages: PreviewPages) -> str:
    if pages.missing == "reader":
        return "pip install 'bilingual-builder[pdf]'"
    return _INSTALL.get(sys.platform, _INSTALL["linux"])


def _heading(kind: Format, words: Words) -> ViewBlock:
    title = words._("Brief") if kind == "docx" else words._("Deck")
    return BlockWriter().block(f"pages.{kind}", element("div", element("h2", title), class_="part"))


def _row(files: list[PageFile], kind: Format, number: int, twins: tuple[Page | None, ...], words: Words) -> ViewBlock:
    form = words._("Page {n}") if kind == "docx" else words._("Slide {n}")
    name = form.replace("{n}", str(number))
    cells = []
    for file, page in zip(files, twins, strict=True):
        figure = element("figure", lang=words.language)
        if page is not None:
            figure.append(
                element(
                    "img",
                    src=f"pages/{page.picture}",
                    alt=f"{name} ({file.language})",
                    width=str(page.width),
                    height=str(page.height),
                    loading="lazy",
                    decoding="async",
                )
            )
            figure.append(element("figcaption", name))
        cells.append(figure)
    keys = next((page.keys for page in twins if page is not None), ())
    row = element("div", *cells, class_=f"row sheet {kind}", data_keys=" ".join(keys))
    return BlockWriter().block(f"pages.{kind}.{number}", row)
