"""The pages of the real files: written as a build writes them, laid out by LibreOffice, drawn by PDFium."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from msgspec import Struct

from builder import pipeline
from builder.diagnostics import UsageError
from builder.office.libreoffice import LayoutStopped, lay_out, office_program
from builder.office.pdf import destinations, require_reader
from builder.preview.drawings import plain_key
from builder.preview.pictures import PictureFile, Pictures
from builder.preview.state import PreviewReading
from builder.tree.walk import visit
from builder.typeset.plan import Slide
from builder.writers.word.anchors import anchor_name

__all__ = ["NO_PAGES", "Page", "PageFile", "PageStatus", "PreviewPages", "make_pages", "missing_program"]

_WIDTH = 1_100
"""Width of a page's picture in pixels: sharp at the width of a column, also on screens with two pixels for one."""

PageStatus = Literal["none", "waiting", "running", "done", "failed", "absent"]
Program = Literal["office", "reader"]


class Page(Struct, frozen=True):
    """A page: the number of its picture, its size in pixels, and the keys of the passages on it."""

    picture: int
    width: int
    height: int
    keys: tuple[str, ...] = ()


class PageFile(Struct, frozen=True):
    """The pages of a file. `kind` is that of the file, `language` its tag."""

    kind: pipeline.Format
    language: str
    pages: tuple[Page, ...]


class PreviewPages(Struct, frozen=True):
    """The pages of all files, and whether they are those of the present state. `message` says what went wrong,
    `missing` what has to be installed.
    """

    status: PageStatus = "none"
    files: tuple[PageFile, ...] = ()
    message: str = ""
    missing: Program | None = None


NO_PAGES = PreviewPages()


def missing_program() -> Program | None:
    """Return what is not installed and needed for pages: LibreOffice, or the library that reads its PDFs."""
    try:
        office_program()
    except UsageError:
        return "office"
    try:
        require_reader()
    except UsageError:
        return "reader"
    return None


def make_pages(reading: PreviewReading, pictures: Pictures, unwanted: Callable[[], bool]) -> tuple[PageFile, ...]:
    """Return the pages of the brief and the deck in every language; their pictures are put into `pictures`.

    Raises LayoutStopped as soon as the pages are unwanted, UsageError if LibreOffice is missing, BuildError if a
    template cannot be used or LibreOffice fails.
    """
    languages = [document.language for document in reading.documents]
    publication = reading.context.publication
    briefs = pipeline.briefs(reading.documents, pipeline.template_path(publication, "docx", None))
    _stop_if(unwanted)
    decks, _ = pipeline.decks(reading.documents, languages, pipeline.template_path(publication, "pptx", None))
    pdfs = lay_out([*briefs, *decks], (".docx",) * len(briefs) + (".pptx",) * len(decks), unwanted)
    drawn = [list(_drawn(pdf, unwanted)) for pdf in pdfs]
    pictures.renew(picture for pages in drawn for picture, _, _ in pages)
    keys = [_keys_of_pages(reading, pdf) for pdf in pdfs[: len(briefs)]]
    keys += [[_keys_of_slide(slide) for slide in deck.slides] for deck in reading.decks]
    files: list[tuple[pipeline.Format, str]] = [("docx", tag) for tag in languages]
    files += [("pptx", tag) for tag in languages]
    return tuple(
        PageFile(kind, language, tuple(_pages(pages, own, pictures)))
        for (kind, language), pages, own in zip(files, drawn, keys, strict=True)
    )


def _stop_if(unwanted: Callable[[], bool]) -> None:
    if unwanted():
        raise LayoutStopped


def _drawn(pdf: bytes, unwanted: Callable[[], bool]) -> Iterator[tuple[PictureFile, int, int]]:
    """Yield the picture of each page, with its width and height."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        for number in range(len(document)):
            _stop_if(unwanted)
            page = document[number]
            bitmap = page.render(scale=_WIDTH / page.get_width())
            image = bitmap.to_pil()
            stream = io.BytesIO()
            image.save(stream, "PNG", compress_level=1)
            bitmap.close()
            page.close()
            yield PictureFile(stream.getvalue(), "image/png"), image.width, image.height
    finally:
        document.close()


def _pages(
    drawn: Sequence[tuple[PictureFile, int, int]], keys: Sequence[tuple[str, ...]], pictures: Pictures
) -> Iterator[Page]:
    for place, (picture, width, height) in enumerate(drawn):
        number = pictures.number(picture.blob, picture.media_type)
        yield Page(number, width, height, keys[place] if place < len(keys) else ())


def _keys_of_pages(reading: PreviewReading, pdf: bytes) -> list[tuple[str, ...]]:
    """Return the keys of the passages on each page of a brief, found by the anchors that LibreOffice keeps."""
    names = destinations(pdf)
    keys: defaultdict[int, list[str]] = defaultdict(list)
    for row in reading.rows:
        page = names.get(anchor_name(row.key))
        if page is not None:
            keys[page].append(row.key)
    return [tuple(keys[page]) for page in range(1, max(keys, default=0) + 1)]


def _keys_of_slide(slide: Slide) -> tuple[str, ...]:
    keys = (getattr(node, "key", "") for node in visit(slide))
    return tuple(dict.fromkeys(plain_key(key) for key in keys if isinstance(key, str) and key))
