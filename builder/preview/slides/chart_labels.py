"""Labels of the points of a chart (ECMA-376 part 1, 21.2.2.49). Lengths are EMU."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from builder.office.colour import DRAWING
from builder.office.xml import is_true
from builder.preview.slides.chart_data import CHART, DrawnSeries, value_of
from builder.preview.slides.chart_text import chart_type, draw_lines, size_of, text_frame, width_of
from builder.preview.slides.figure_marks import FIGURE, MarkedLabel
from builder.preview.slides.number_text import number_text
from builder.preview.slides.text_runs import Colours
from builder.templates.deck.facts import Frame

__all__ = ["Labelling", "Spot", "draw_label"]

_GAP = 50_800
"""Distance of a label from its point: 4 points."""
_RICH = f"{CHART}tx/{CHART}rich"
_RUN, _FIELD = f"{DRAWING}r", f"{DRAWING}fld"


class Spot(Struct, frozen=True):
    """Where a point is drawn: the rectangle of a bar (x, y, width, height), or a point without size.

    `grows` says where its value lies from its base: "up", "down", "right" or "left". Of a slice, `share` is that of the
    whole, and `outwards` the direction from the middle of the ring in which a label outside lies (its length is 1).
    """

    x: float
    y: float
    width: float = 0.0
    height: float = 0.0
    grows: str = "up"
    share: Decimal | None = None
    outwards: tuple[float, float] | None = None


class Labelling(Struct, frozen=True):
    """What all labels of a chart have in common: its frame, its colours, its language, its text properties."""

    frame: Frame
    colours: Colours
    language: str
    text: Any
    figures: Mapping[tuple[int, int], MarkedLabel] = {}
    """The labels that are figures of the ledger, by the numbers of their series and point."""


def draw_label(parent: etree._Element, series: DrawnSeries, index: int, spot: Spot, common: Labelling) -> None:
    """Draw the label of a point, if it has one."""
    labels = series.element.find(f"{CHART}dLbls")
    if labels is None:
        return
    own = next((label for label in labels.iterfind(f"{CHART}dLbl") if value_of(label, "idx") == str(index)), None)
    holder = own if own is not None else labels
    if is_true(value_of(holder, "delete")):
        return
    place = value_of(holder, "dLblPos") or value_of(labels, "dLblPos") or "outEnd"
    shift_x = float(value_of(holder, "layout/manualLayout/x", "0")) * common.frame.width
    shift_y = float(value_of(holder, "layout/manualLayout/y", "0")) * common.frame.height
    mark = common.figures.get((int(value_of(series.element, "idx", "0") or 0), index))
    rich = holder.find(_RICH)
    if rich is not None:
        for run in rich.iter(_RUN, _FIELD) if mark is not None else ():
            if mark is not None and (run.findtext(f"{DRAWING}t") or "").strip() == mark.words:
                run.set(FIGURE, mark.figure)
        _draw_rich(parent, rich, spot, place, (shift_x, shift_y), common)
        return
    text = _text(holder, series, index, spot, common.language)
    if not text:
        return
    type_ = chart_type([holder.find(f"{CHART}txPr"), labels.find(f"{CHART}txPr"), common.text], common.colours)
    if mark is not None and text == mark.words:
        type_ = replace(type_, figure=mark.figure)
    width, height = width_of(text, type_), type_.line
    x, y = _corner(spot, place, width, height)
    draw_lines(parent, text, type_, (x + shift_x, y + shift_y, width + 1, height), "ctr", "ctr")


def _draw_rich(
    parent: etree._Element, rich: Any, spot: Spot, place: str, shift: tuple[float, float], common: Labelling
) -> None:
    levels = list(common.text.iter(f"{DRAWING}pPr")) if common.text is not None else []
    width, height = size_of(rich, common.colours, levels)
    x, y = _corner(spot, place, width, height)
    frame = Frame(round(x + shift[0]), round(y + shift[1]), round(width) + 100, round(height))
    text_frame(parent, rich, frame, common.colours, levels, "ctr")


def _text(holder: Any, series: DrawnSeries, index: int, spot: Spot, language: str) -> str:
    """Return what a label shows: the name of the series, that of the category, the value, the share."""
    parts = []
    value = series.values[index]
    code = value_of_code(holder) or series.code
    if is_true(value_of(holder, "showSerName")):
        parts.append(series.name)
    if is_true(value_of(holder, "showCatName")):
        parts.append(series.categories[index])
    if is_true(value_of(holder, "showVal")) and value is not None:
        parts.append(number_text(value, code, language))
    if is_true(value_of(holder, "showPercent")) and spot.share is not None:
        parts.append(number_text(spot.share, code if "%" in code else "0%", language))
    separator = holder.findtext(f"{CHART}separator") or "; "
    return separator.join(part for part in parts if part.strip())


def value_of_code(holder: Any) -> str:
    """Return the format code of a label or an axis, or ""."""
    element = holder.find(f"{CHART}numFmt")
    return str(element.get("formatCode", "")) if element is not None else ""


def _corner(spot: Spot, place: str, width: float, height: float) -> tuple[float, float]:
    """Return the left top corner of a label of a size."""
    middle_x, middle_y = spot.x + (spot.width - width) / 2, spot.y + (spot.height - height) / 2
    if spot.share is not None:
        across, down = spot.outwards or (0.0, 0.0)
        return middle_x + across * (_GAP + width / 2), middle_y + down * (_GAP + height / 2)
    beside = {
        "t": (middle_x, spot.y - height - _GAP),
        "b": (middle_x, spot.y + spot.height + _GAP),
        "l": (spot.x - width - _GAP, middle_y),
        "r": (spot.x + spot.width + _GAP, middle_y),
    }
    if place in beside:
        return beside[place]
    ends = {"up": "t", "down": "b", "right": "r", "left": "l"}
    if place == "outEnd":
        return beside[ends[spot.grows]]
    inner = {
        "up": (middle_x, spot.y + _GAP),
        "down": (middle_x, spot.y + spot.height - height - _GAP),
        "right": (spot.x + spot.width - width - _GAP, middle_y),
        "left": (spot.x + _GAP, middle_y),
    }
    opposite = {"up": "down", "down": "up", "right": "left", "left": "right"}
    if place == "inEnd":
        return inner[spot.grows]
    if place == "inBase":
        return inner[opposite[spot.grows]]
    return middle_x, middle_y
