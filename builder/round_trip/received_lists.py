"""The list of anchors in a received file: the publication and the language that it was built from, and its passages."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from builder.office.received import ReceivedFile
from builder.writers.word.anchors import NAMESPACE, Anchor

__all__ = ["AnchorList", "ListedParagraph", "ListedShape", "ListedSlide", "read_anchor_list"]

_N = f"{{{NAMESPACE}}}"


class ListedParagraph(Struct, frozen=True, gc=False):
    """A paragraph of a shape or of a notes page: its key, "" if it has generated words, the check of its words, and
    that of its marks and links.
    """

    key: str
    check: str
    form: str = ""


class ListedShape(Struct, frozen=True, gc=False):
    """A shape by its lasting identity; `check` is that of the cells of a table, `alt` that of its alternative text,
    `data` that of what a chart shows, and `form` that of the marks and links in a table; `cells` are the checks of each
    cell.
    """

    identity: str
    key: str
    check: str
    paragraphs: tuple[ListedParagraph, ...]
    alt: str = ""
    data: str = ""
    form: str = ""
    cells: str = ""


class ListedSlide(Struct, frozen=True, gc=False):
    """A slide as it was built."""

    key: str
    shapes: tuple[ListedShape, ...]
    notes: tuple[ListedParagraph, ...]


class AnchorList(Struct, frozen=True):
    """What a file says about itself. A brief has `anchors`, a deck has `slides`. `words` are checks of the file's
    properties, and of all paragraphs of a brief, its headers and footers included.
    """

    publication: str
    language: str
    anchors: tuple[Anchor, ...]
    slides: tuple[ListedSlide, ...]
    words: frozenset[str] = frozenset()


def read_anchor_list(file: ReceivedFile) -> AnchorList:
    """Return the list of a file. Raises BuildError if it has none, because it was not built by the builder or another
    program has dropped it.
    """
    # LibreOffice relates the custom XML of a presentation from the package.
    for part in dict.fromkeys((*file.related(file.main, "customXml"), *file.related("", "customXml"))):
        if NAMESPACE.encode() not in file.content(part):
            continue
        root = file.xml(part)
        if root.tag == f"{_N}anchors":
            anchors = tuple(
                Anchor(*(entry.get(name, "") for name in ("n", "k", "c", "alt", "d", "f", "w")))
                for entry in root.findall(f"{_N}a")
            )
            words = frozenset(check for entry in root.findall(f"{_N}words") for check in entry.get("c", "").split())
            slides = tuple(map(_slide, root.findall(f"{_N}slide")))
            return AnchorList(root.get("publication", ""), root.get("language", ""), anchors, slides, words)
    raise file.refuse(
        "file-without-anchors",
        "has no list of its passages: it was not made by `builder`, or a program has dropped the list",
        "edit the file that `builder build` made, in Word, PowerPoint or LibreOffice",
    )


def _slide(element: Any) -> ListedSlide:
    notes = element.find(f"{_N}notes")
    return ListedSlide(
        element.get("key", ""),
        tuple(
            ListedShape(
                shape.get("id", ""),
                shape.get("key", ""),
                shape.get("c", ""),
                _paragraphs(shape),
                shape.get("alt", ""),
                shape.get("d", ""),
                shape.get("f", ""),
                shape.get("w", ""),
            )
            for shape in element.findall(f"{_N}shape")
        ),
        _paragraphs(notes) if notes is not None else (),
    )


def _paragraphs(element: Any) -> tuple[ListedParagraph, ...]:
    return tuple(
        ListedParagraph(listed.get("key", ""), listed.get("c", ""), listed.get("f", ""))
        for listed in element.findall(f"{_N}p")
    )
