"""Small pieces of WordprocessingML as strings. Element order follows ECMA-376 part 1, 17.3.1.26 (`w:pPr`)."""

from __future__ import annotations

from builder.office.package import RELATIONSHIPS
from builder.office.xml import PROLOGUE, escape

__all__ = ["EMU_PER_TWIP", "NAMESPACES", "RELATIONSHIPS", "paragraph", "part", "spacing", "text"]

EMU_PER_TWIP = 635

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
NAMESPACES = (
    f'xmlns:w="{_W}" xmlns:r="{RELATIONSHIPS}" xmlns:wp="{_DRAWING}/wordprocessingDrawing" xmlns:a="{_DRAWING}/main" '
    f'xmlns:pic="{_DRAWING}/picture" xmlns:c="{_DRAWING}/chart"'
)


def part(root: str, *content: str) -> bytes:
    """A whole part whose root element is `w:root`."""
    return "".join((f"{PROLOGUE}<w:{root} {NAMESPACES}>", *content, f"</w:{root}>")).encode()


def text(words: str) -> str:
    """Words inside a run: `w:t`, with tabs and line ends as their elements (Word reads them as spaces in `w:t`)."""
    if "\n" in words or "\t" in words:
        return _lines(words)
    keep = ' xml:space="preserve"' if words[:1] == " " or words[-1:] == " " or "  " in words else ""
    return f"<w:t{keep}>{escape(words)}</w:t>"


def _lines(words: str) -> str:
    lines = []
    for line in words.replace("\r\n", "\n").split("\n"):
        cells = (text(cell) if cell else "" for cell in line.split("\t"))
        lines.append("<w:tab/>".join(cells))
    return "<w:br/>".join(lines)


def spacing(before: int | None = None, after: int | None = None) -> str:
    """Space before and after in twips, where it departs from the style."""
    head = f' w:before="{before}"' if before is not None else ""
    tail = f' w:after="{after}"' if after is not None else ""
    return f"<w:spacing{head}{tail}/>" if head or tail else ""


def paragraph(
    style: str,
    content: str,
    *,
    keep: bool | None = None,
    break_before: bool = False,
    numbering: str = "",
    tabs: str = "",
    space: str = "",
    indent: str = "",
    align: str = "",
) -> str:
    """A paragraph in a style. The rest departs from it: `keep` with the next, a page break before, `w:numPr`,
    `w:tabs`, `w:spacing`, `w:ind` and `w:jc`, each as XML.
    """
    kept = "" if keep is None else "<w:keepNext/>" if keep else '<w:keepNext w:val="0"/>'
    broken = "<w:pageBreakBefore/>" if break_before else ""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{kept}{broken}{numbering}{tabs}{space}{indent}{align}</w:pPr>'
        f"{content}</w:p>"
    )
