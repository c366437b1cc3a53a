"""The text of a shape or a cell: its paragraphs set in their frame and drawn line by line. Lengths are EMU.

ECMA-376 part 1, 21.1.2 (text), 20.1.10.59 (anchoring), 21.1.2.1.3 (automatic fitting).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from lxml import etree
from msgspec import Struct

from builder.office.colour import DRAWING
from builder.office.xml import is_true
from builder.preview.slides.inheritance import attribute, child
from builder.preview.slides.svg import add, add_words
from builder.preview.slides.text_lines import Line, break_lines
from builder.preview.slides.text_runs import Colours, RunType, paragraph_texts
from builder.templates.deck.facts import Frame
from builder.templates.deck.type_levels import whole_number
from builder.typeset.substitutes import substitute

__all__ = ["TextBody", "draw_text", "text_height", "write_words"]

_EMU = 12_700
_INSETS = (("lIns", 91_440), ("tIns", 45_720), ("rIns", 91_440), ("bIns", 45_720))
_FALLBACK = "sans-serif"
_UNBOUNDED = 1e9
"""Room of a line of text that is not wrapped."""
_ANCHORS = {"ctr": 0.5, "b": 1.0}


class TextBody(Struct, frozen=True, kw_only=True):
    """A text with what it inherits: its paragraphs; its body properties, nearest first; `levels` gives the properties
    of a level. `base` and `strong` are the colour and the weight that a table's style gives its cells, `align` is the
    alignment of paragraphs that name none, `keys` are those of the paragraphs.
    """

    paragraphs: Sequence[Any]
    bodies: Sequence[Any]
    levels: Callable[[int], list[Any]]
    insets: tuple[int, int, int, int] | None = None
    anchor: str | None = None
    base: str | None = None
    strong: bool = False
    align: str = "l"
    keys: Sequence[str] = ()

    @property
    def edges(self) -> tuple[int, int, int, int]:
        """The insets at the left, top, right and bottom."""
        if self.insets is not None:
            return self.insets
        left, top, right, bottom = (
            default if (value := whole_number(attribute(self.bodies, name))) is None else value
            for name, default in _INSETS
        )
        return left, top, right, bottom

    @property
    def scale(self) -> float:
        """The scale of the type (`fontScale` of the shape itself)."""
        fit = child(self.bodies[:1], "normAutofit")
        return (whole_number(fit.get("fontScale")) or 100_000) / 100_000 if fit is not None else 1.0

    @property
    def reduction(self) -> float:
        """How much closer lines are, as a share of a line (`lnSpcReduction`)."""
        fit = child(self.bodies[:1], "normAutofit")
        return (whole_number(fit.get("lnSpcReduction")) or 0) / 100_000 if fit is not None else 0.0


class _Paragraph(Struct, frozen=True):
    """A paragraph in its frame: its lines with the height of each, its spaces, and where its lines begin and end."""

    lines: tuple[tuple[Line, float], ...]
    before: float
    after: float
    first: float
    """Where the first line begins."""
    left: float
    right: float
    align: str
    rtl: bool
    mark: str
    mark_at: float
    mark_type: RunType


def draw_text(parent: etree._Element, body: TextBody, frame: Frame, colours: Colours) -> None:
    """Draw a text in a frame."""
    left, top, right, bottom = body.edges
    width = max(frame.width - left - right, 1)
    room_of_lines = _UNBOUNDED if attribute(body.bodies, "wrap") == "none" else width
    paragraphs = _paragraphs(body, room_of_lines, colours, body.scale, body.reduction)
    height = _height(paragraphs)
    room = frame.height - top - bottom
    share = _ANCHORS.get(body.anchor or attribute(body.bodies, "anchor") or "t", 0.0)
    y = frame.y + top + (room - height) * share
    x = frame.x + left
    for index, paragraph in enumerate(paragraphs):
        y += paragraph.before if index else 0.0
        key = body.keys[index] if index < len(body.keys) else ""
        y = _draw(add(parent, "g", data_key=key) if key else parent, paragraph, x, y, width)
        y += paragraph.after


def text_height(body: TextBody, width: float, colours: Colours) -> float:
    """Return the height that a text needs in a frame of a width, its insets included."""
    left, top, right, bottom = body.edges
    room = max(width - left - right, 1)
    return top + bottom + _height(_paragraphs(body, room, colours, body.scale, body.reduction))


def _height(paragraphs: Sequence[_Paragraph]) -> float:
    height = sum(
        paragraph.before + paragraph.after + sum(height for _, height in paragraph.lines) for paragraph in paragraphs
    )
    return height - (paragraphs[0].before if paragraphs else 0.0)


def _paragraphs(body: TextBody, width: float, colours: Colours, scale: float, reduction: float) -> list[_Paragraph]:
    paragraphs: list[_Paragraph] = []
    counts: dict[int, int] = {}
    for element in body.paragraphs:
        own = element.find(f"{DRAWING}pPr")
        level = (whole_number(own.get("lvl")) or 0) if own is not None else 0
        inherited = body.levels(level)
        chain = [*([own] if own is not None else []), *inherited]
        texts, empty = paragraph_texts(element, inherited, colours, scale, body.base, body.strong)
        for deeper in [depth for depth in counts if depth > level]:
            del counts[deeper]
        mark = _mark(chain, level, counts) if texts else ""
        margin, indent = (float(whole_number(attribute(chain, name)) or 0) for name in ("marL", "indent"))
        right = float(whole_number(attribute(chain, "marR")) or 0)
        first = margin if mark and indent < 0 else margin + indent
        lines = break_lines(texts, empty, width - first - right, width - margin - right)
        spacing = child(chain, "lnSpc")
        paragraphs.append(
            _Paragraph(
                lines=tuple((line, _line_height(spacing, line.height, reduction)) for line in lines),
                before=_space(child(chain, "spcBef"), empty.size, reduction),
                after=_space(child(chain, "spcAft"), empty.size, reduction),
                first=first,
                left=margin,
                right=right,
                align=attribute(chain, "algn") or body.align,
                rtl=is_true(attribute(chain, "rtl")),
                mark=mark,
                mark_at=margin + indent,
                mark_type=_mark_type(chain, empty, colours),
            )
        )
    return paragraphs


def _line_height(spacing: Any, single: float, reduction: float) -> float:
    if spacing is None or not len(spacing):
        return single * (1 - reduction)
    value = whole_number(spacing[0].get("val", "100000").rstrip("%")) or 100_000
    if spacing[0].tag == f"{DRAWING}spcPts":
        return value / 100 * _EMU * (1 - reduction)
    return single * (value / 100_000 - reduction)


def _space(spacing: Any, size: float, reduction: float) -> float:
    if spacing is None or not len(spacing):
        return 0.0
    value = whole_number(spacing[0].get("val", "0").rstrip("%")) or 0
    if spacing[0].tag == f"{DRAWING}spcPts":
        return value / 100 * _EMU
    return value / 100_000 * size * 1.2 * (1 - reduction)


def _mark(chain: Sequence[Any], level: int, counts: dict[int, int]) -> str:
    """Return the bullet or the number of a paragraph; `counts` are the numbers of its list so far, by level."""
    kind = child(chain, "buNone", "buChar", "buAutoNum", "buBlip")
    name = kind.tag.removeprefix(DRAWING) if kind is not None else "buNone"
    if name != "buAutoNum":
        counts.pop(level, None)
        return kind.get("char", "•") if name == "buChar" else "•" if name == "buBlip" else ""
    start = whole_number(kind.get("startAt")) or 1
    counts[level] = counts.get(level, start - 1) + 1
    return f"{counts[level]}."


def _mark_type(chain: Sequence[Any], text: RunType, colours: Colours) -> RunType:
    colour = child(chain, "buClr")
    size = child(chain, "buSzPct")
    share = (whole_number(size.get("val", "100000").rstrip("%")) or 100_000) / 100_000 if size is not None else 1.0
    shown = colours.of(colour) if colour is not None else None
    return RunType(text.font, text.size * share, text.bold, False, shown or text.colour, text.face)


def _draw(parent: etree._Element, paragraph: _Paragraph, x: float, y: float, width: float) -> float:
    """Draw a paragraph from `y` on. Return where it ends.

    The second and further parts of a figure have the attribute `data-goes-on`, with what is between it and the part
    before: a space at the beginning of a line, else nothing.
    """
    before = ""
    for number, (line, height) in enumerate(paragraph.lines):
        ascent = line.ascent + (height - line.height) * (1 if height < line.height else 0.5)
        left = paragraph.left if number else paragraph.first
        room = width - left - paragraph.right
        offset = {"ctr": (room - line.width) / 2, "r": room - line.width}.get(paragraph.align, 0.0)
        if paragraph.rtl:
            offset = room - line.width - offset
        start, baseline = x + left + offset, y + ascent
        if paragraph.mark and not number:
            _write(parent, paragraph.mark, paragraph.mark_type, x + paragraph.mark_at + offset, baseline, None)
        if paragraph.rtl:
            # One element for the line: the browser orders its words.
            words = [(span.text, span.type.figure) for span in line.spans]
            if any(text.strip() for text, _ in words):
                written = _write(parent, "", line.spans[0].type, start + line.width, baseline, None)
                written.set("direction", "rtl")
                last, figure = words.pop()
                for text, name in [*words, (last.rstrip(), figure)]:
                    add_words(written, text, name)
        else:
            for span in line.spans:
                shown = span.text.rstrip(" ") if span is line.spans[-1] else span.text
                if shown.strip():
                    cut = span.at + span.width - line.width if span is line.spans[-1] else 0.0
                    written = _write(parent, shown, span.type, start + span.at, baseline, span.width - max(cut, 0.0))
                    if before and before == span.type.figure:
                        written[0].set("data-goes-on", " " if number and span is line.spans[0] else "")
                before = span.type.figure
        y += height
    return y


def _write(
    parent: etree._Element, text: str, type_: RunType, x: float, baseline: float, width: float | None
) -> etree._Element:
    """Write characters of a run at a place."""
    decoration = " ".join(name for name, on in (("underline", type_.underlined), ("line-through", type_.struck)) if on)
    place = (x, baseline - type_.shift)
    return write_words(parent, text, type_, place, width, text_decoration=decoration or None)


def write_words(
    parent: etree._Element,
    text: str,
    type_: RunType,
    place: tuple[float, float],
    width: float | None,
    **attributes: object,
) -> etree._Element:
    """Write words from a place on their baseline; with a width they take exactly it, whatever font the machine has.

    Browsers draw no type larger than 10,000 units: words are in points, scaled to EMU.
    """
    x, y = place
    written = add(
        parent,
        "text",
        transform=f"scale({_EMU})",
        x=x / _EMU,
        y=y / _EMU,
        font_family=_families(type_.font),
        font_size=type_.size / _EMU,
        font_weight="700" if type_.bold else None,
        font_style="italic" if type_.italic else None,
        fill=f"#{type_.colour}",
        textLength=width / _EMU if width and len(text) > 1 else None,
        **attributes,
    )
    written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    add_words(written, text, type_.figure)
    return written


def _families(font: str) -> str:
    """Return the font with the free one whose metrics are used for it."""
    stand_in = substitute(font)
    names = [font, stand_in.metrics.replace("-", " ").title()] if stand_in is not None else [font]
    return ", ".join([*(f"'{name}'" for name in dict.fromkeys(names) if "'" not in name), _FALLBACK])
