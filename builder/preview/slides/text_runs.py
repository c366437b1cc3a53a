"""The runs of a paragraph of a slide with everything inherited: font, size, colour, and the marks of characters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from builder.office.colour import DRAWING, first_colour, resolve_colour
from builder.office.theme import Theme
from builder.office.xml import is_true
from builder.preview.slides.figure_marks import FIGURE
from builder.preview.slides.inheritance import attribute, child
from builder.templates.deck.type_levels import font_name, whole_number
from builder.typeset.fonts import Face, Fonts

__all__ = ["BREAK", "Colours", "RunType", "TypedText", "paragraph_texts"]

BREAK = "\n"
"""The text of a forced line break."""
_EMU = 12_700
_SCRIPT = 2 / 3
_LOWERED, _RAISED = -0.12, 0.33
"""Shifts of lowered and raised characters, in their size before it is reduced."""


class Colours(Struct, frozen=True):
    """The colours of a slide by name, its theme, and the fonts in which text is measured."""

    names: dict[str, str]
    theme: Theme
    fonts: Fonts

    def of(self, holder: Any, placeholder: str = "000000") -> str | None:
        """Return RRGGBB of the colour in a fill or a line, or None."""
        colour = first_colour(holder)
        return resolve_colour(colour, self.names, placeholder) if colour is not None else None


class RunType(Struct, frozen=True):
    """The type of a run. `size` is EMU, `shift` how far its characters are raised, in EMU; `figure` is the name of the
    figure of the ledger that it is, or "".
    """

    font: str
    size: float
    bold: bool
    italic: bool
    colour: str
    face: Face
    underlined: bool = False
    struck: bool = False
    spacing: float = 0.0
    shift: float = 0.0
    figure: str = ""

    @property
    def line(self) -> float:
        """The height of a line, in EMU."""
        return self.face.line * self.size

    @property
    def ascent(self) -> float:
        """The height of a line above its baseline, in EMU."""
        return self.face.ascent * self.size


class TypedText(Struct, frozen=True):
    """Characters of one type; `BREAK` is a forced break."""

    text: str
    type: RunType


def paragraph_texts(
    paragraph: Any, levels: Sequence[Any], colours: Colours, scale: float, base: str | None = None, strong: bool = False
) -> tuple[list[TypedText], RunType]:
    """Return the texts of a paragraph, and the type of one without text. `levels` are the properties that it inherits,
    nearest first; `scale` is that of its type; `base` and `strong` are the colour and the weight of a table's style.
    """
    own = paragraph.find(f"{DRAWING}pPr")
    defaults = [source.find(f"{DRAWING}defRPr") for source in ([own] if own is not None else []) + list(levels)]
    inherited = [source for source in defaults if source is not None]
    texts = list(_texts(paragraph, inherited, colours, scale, base, strong))
    end = paragraph.find(f"{DRAWING}endParaRPr")
    empty = _type([*([end] if end is not None else []), *inherited], colours, scale, base, strong)
    return texts, texts[0].type if texts else empty


def _texts(
    paragraph: Any, inherited: Sequence[Any], colours: Colours, scale: float, base: str | None, strong: bool
) -> Iterator[TypedText]:
    for run in paragraph:
        name = run.tag.removeprefix(DRAWING) if isinstance(run.tag, str) else ""
        if name not in ("r", "br", "fld"):
            continue
        own = run.find(f"{DRAWING}rPr")
        properties = [*([own] if own is not None else []), *inherited]
        type_ = _type(properties, colours, scale, base, strong)
        if name == "br":
            yield TypedText(BREAK, type_)
            continue
        text = run.findtext(f"{DRAWING}t") or ""
        if attribute(properties, "cap") in ("all", "small"):
            text = text.upper()
        if text:
            figure = run.get(FIGURE)
            yield TypedText(text, replace(type_, figure=figure) if figure else type_)


def _type(properties: Sequence[Any], colours: Colours, scale: float, base: str | None, strong: bool) -> RunType:
    size = (whole_number(attribute(properties, "sz")) or 1800) / 100 * _EMU * scale
    latin = child(properties, "latin")
    font = font_name(latin.get("typeface", "+mn-lt") if latin is not None else "+mn-lt", colours.theme)
    own = properties[0] if properties else None
    fill = child([own], "solidFill") if own is not None else None
    if fill is None and base is None:
        fill = child(properties, "solidFill")
    colour = (colours.of(fill) if fill is not None else base) or colours.names["tx1"]
    link = own.find(f"{DRAWING}hlinkClick") if own is not None else None
    if link is not None and not len(link):
        # A child would say that the link keeps the colour of its text.
        colour = colours.names.get("hlink", colour)
    weight = attribute(properties[:1] if base is not None else properties, "b")
    bold = is_true(weight) if weight is not None else strong
    italic = is_true(attribute(properties, "i"))
    face = colours.fonts.face(font, bold, italic)
    shift = (whole_number(attribute(properties, "baseline")) or 0) / 100_000
    return RunType(
        font=font,
        size=size * _SCRIPT if shift else size,
        bold=bold,
        italic=italic,
        colour=colour,
        face=face,
        underlined=link is not None or (attribute(properties, "u") or "none") != "none",
        struck=(attribute(properties, "strike") or "noStrike") != "noStrike",
        spacing=(whole_number(attribute(properties, "spc")) or 0) / 100 * _EMU,
        shift=size * (_RAISED if shift > 0 else _LOWERED) if shift else 0.0,
    )
