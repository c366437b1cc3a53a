"""Paragraphs of WordprocessingML: properties as fields, runs as XML, written in the order of ECMA-376 part 1, 17.3.1.26
(`w:pPr`). Lengths are twips.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, Protocol

from msgspec import Struct

from builder.office.xml import declare, escape
from builder.tree.prose import SOFT_HYPHEN
from builder.writers.word.pagination.reading import Piece, TableXml

__all__ = [
    "EMU_PER_POINT",
    "EMU_PER_TWIP",
    "LowerableDrawing",
    "Orientation",
    "WordParagraph",
    "document_xml",
    "flat",
    "part_xml",
    "text",
]

EMU_PER_TWIP = 635
EMU_PER_POINT = 12_700
_DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_DECLARATIONS = declare("w", "r", "wp", "a", "pic", "c")
_END = "</w:body></w:document>"


Orientation = Literal["portrait", "landscape"]


class LowerableDrawing(Protocol):
    """A drawing that may be lower than it is. Heights are EMU."""

    @property
    def height(self) -> int:
        """Its height now."""

    @property
    def least(self) -> int:
        """The lowest at which it still shows what it shows now."""

    def lower(self, height: int) -> str:
        """Draw it anew at a height. Return the runs of its paragraph."""


class WordParagraph(Struct, frozen=True):
    """A paragraph in a style, with what departs from the style.

    It stays a record until the body is serialised, so that later decisions (space below, keep with next, the end of a
    section) change fields and never XML.
    """

    style: str
    runs: str = ""
    keep: bool | None = None
    """Keep with the next paragraph; None leaves it to the style."""
    break_before: bool = False
    frame: str = ""
    """`w:framePr` as XML."""
    numbering: str = ""
    """`w:numPr` as XML."""
    borders: str = ""
    """`w:pBdr` or `w:tabs` as XML."""
    before: int | None = None
    after: int | None = None
    line: int | None = None
    """Exact line height."""
    indent: str = ""
    """`w:ind` as XML."""
    align: str = ""
    """`w:jc` as XML."""
    mark: str = ""
    """`w:rPr` of the paragraph's mark: Word gives the last line at least the height of that."""
    section: Orientation | None = None
    """Orientation of the section that ends with this paragraph (17.6.18), if one does."""
    drawing: bool = False
    """True if the runs hold a drawing."""
    lowerable: LowerableDrawing | None = None
    """The drawing, if it may be lower."""

    def xml(self, section: str = "") -> str:
        """Return the `w:p` element. `section` is the `w:sectPr` of the section that ends with it."""
        keep_next = "" if self.keep is None else "<w:keepNext/>" if self.keep else '<w:keepNext w:val="0"/>'
        broken = "<w:pageBreakBefore/>" if self.break_before else ""
        return (
            f'<w:p><w:pPr><w:pStyle w:val="{self.style}"/>{keep_next}{broken}{self.frame}{self.numbering}{self.borders}'
            f"{self._spacing()}{self.indent}{self.align}{self.mark}{section}</w:pPr>{self.runs}</w:p>"
        )

    def _spacing(self) -> str:
        if self.before is None and self.after is None:
            return ""
        before = f' w:before="{self.before}"' if self.before is not None else ""
        after = f' w:after="{self.after}"' if self.after is not None else ""
        line = f' w:line="{self.line}" w:lineRule="exact"' if self.line is not None else ""
        return f"<w:spacing{before}{after}{line}/>"


def part_xml(root: str, *content: str) -> str:
    """Return an element `w:root` with the namespaces of the writer's XML declared on it."""
    return "".join((f"<w:{root} {_DECLARATIONS}>", *content, f"</w:{root}>"))


def document_xml(body: Iterable[Piece]) -> bytes:
    """Return the main document part with this body, in the form that python-docx saves."""
    return "".join((_DECLARATION, f"<w:document {_DECLARATIONS}><w:body>", *flat(body), _END)).encode()


def flat(body: Iterable[Piece]) -> Iterator[str]:
    """Yield the pieces of a body, those of tables in parts."""
    for piece in body:
        if isinstance(piece, TableXml):
            yield piece.head
            yield from piece.rows
            yield piece.tail
        else:
            yield piece


def text(words: str) -> str:
    """Return the content of a run: `w:t`, with tabs, line ends and soft hyphens as their elements (in `w:t` Word reads
    spaces and a hyphen that is always shown).
    """
    if "\n" in words or "\t" in words or SOFT_HYPHEN in words:
        return _lines(words)
    keep = ' xml:space="preserve"' if words[:1] == " " or words[-1:] == " " or "  " in words else ""
    return f"<w:t{keep}>{escape(words)}</w:t>"


def _lines(words: str) -> str:
    lines = []
    for line in words.replace("\r\n", "\n").split("\n"):
        lines.append("<w:tab/>".join(map(_syllables, line.split("\t"))))
    return "<w:br/>".join(lines)


def _syllables(words: str) -> str:
    """Return words divided by soft hyphens (17.3.3.29)."""
    return "<w:softHyphen/>".join(text(part) if part else "" for part in words.split(SOFT_HYPHEN))
