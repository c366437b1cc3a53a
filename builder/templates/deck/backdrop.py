"""The colours behind an area of a layout, as they are seen: shapes upon backgrounds, stops of gradients, pixels of
pictures.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from msgspec import Struct

from builder.office.colour import contrast, mixed
from builder.templates.deck.drawing_order import Drawn
from builder.templates.deck.facts import Alignment, Frame
from builder.templates.deck.fills import Fill
from builder.templates.deck.pixels import Pixels

__all__ = ["Backdrop", "Scenery"]

_SPECK = 0.08
"""Share of an area that may be harder to read: rules, edges, single pixels."""
_LOGO = 1 / 3
"""Share of an area below which a picture, or a shape where text does not begin, lies beside its text, not behind it."""
_BEGINNING = 0.6
"""Share of a line that most texts take."""
_ACROSS = 0.7
"""Share of an area's width from which an object lies across it."""
_FOOT = 0.75
"""Share of an area's height at which its foot begins."""
_GAP = 45_720
"""EMU between a band and content."""
_ROWS, _COLUMNS = 10, 16
"""Points at which a cell of pictures or of shapes that are no rectangles is looked at."""
_OWN_BACKGROUND = 0.9
"""Share of the slide from which a picture is a background."""
Shares = dict[str, float]


class Backdrop(Struct, frozen=True):
    """The colours behind an area: RRGGBB, each with its share of the area."""

    shares: tuple[tuple[str, float], ...]

    def worst(self, colour: str) -> str:
        """Return the colour behind on which text in `colour` is hardest to read, specks left out."""
        ranked = sorted(self.shares, key=lambda pair: contrast(colour, pair[0]))
        seen = 0.0
        for behind, share in ranked:
            seen += share
            if seen > _SPECK:
                return behind
        return ranked[-1][0]

    def contrast(self, colour: str) -> float:
        """Return the contrast ratio of text in `colour`, where it is hardest to read."""
        return contrast(colour, self.worst(colour))


class Scenery:
    """What a layout draws under its text. `pixels` returns the picture with a part name's relationship id, or None."""

    def __init__(
        self, objects: Sequence[Drawn], ground: str, slide: Frame, pixels: Callable[[str, str], Pixels | None]
    ):
        self._objects = objects
        self._ground = ground
        self._slide = slide
        self._pixels = pixels

    def backdrop(self, area: Frame, own: Fill | None = None, alignment: Alignment = "left") -> Backdrop:
        """Return the colours behind an area; `own` is the fill of the placeholder that has it, `alignment` that of its
        text.
        """
        objects = [*self._objects, Drawn(kind="shape", frame=area, fill=own)] if own is not None else self._objects
        layers = [
            drawn
            for drawn in objects
            if drawn.fill is not None and _may_cover(drawn, area) and not _lies_beside(drawn, area, alignment)
        ]
        shares: Shares = {}
        for cell in _cells(area, [drawn for drawn in layers if drawn.rectangular]):
            weight = cell.width * cell.height / max(area.width * area.height, 1)
            for colour, share in self._cell(cell, layers).items():
                shares[colour] = shares.get(colour, 0.0) + share * weight
        return Backdrop(tuple(shares.items()) or ((self._ground, 1.0),))

    def clear_share(self, area: Frame) -> float:
        """Return the share of an area that no picture, text or table of the layout takes. Backgrounds take none."""
        obstacles = [
            drawn.frame
            for drawn in self._objects
            if drawn.kind in ("picture", "text", "other")
            and _shared(drawn.frame, self._slide) < _OWN_BACKGROUND * self._slide.width * self._slide.height
        ]
        covered = sum(
            cell.width * cell.height
            for cell in _cells(area, [Drawn(kind="other", frame=frame) for frame in obstacles])
            if any(_shared(cell, frame) for frame in obstacles)
        )
        return 1 - covered / max(area.width * area.height, 1)

    def between_bands(self, area: Frame) -> Frame:
        """Return an area without the bands, rules and pictures that lie across its head or its foot."""
        top, bottom = area.y, area.y + area.height
        for drawn in self._objects:
            frame = drawn.frame
            across = min(frame.x + frame.width, area.x + area.width) - max(frame.x, area.x)
            if drawn.kind == "background" or across < _ACROSS * area.width or not drawn.is_visible:
                continue
            if area.y + area.height * _FOOT <= frame.y < bottom:
                bottom = frame.y - _GAP
            elif frame.y <= area.y < frame.y + frame.height <= area.y + area.height * (1 - _FOOT):
                top = max(top, frame.y + frame.height + _GAP)
        return Frame(area.x, top, area.width, bottom - top)

    def _cell(self, cell: Frame, layers: Sequence[Drawn]) -> Shares:
        """Return the colours of a cell that the edges of rectangular layers do not cross, with their shares of it."""
        covering = [drawn for drawn in layers if _may_cover(drawn, cell)]
        if all(drawn.rectangular and drawn.fill is not None and drawn.fill.picture is None for drawn in covering):
            return self._at(covering, cell.x + cell.width / 2, cell.y + cell.height / 2)
        shares: Shares = {}
        count = _ROWS * _COLUMNS
        for row in range(_ROWS):
            for column in range(_COLUMNS):
                x = cell.x + cell.width * (column + 0.5) / _COLUMNS
                y = cell.y + cell.height * (row + 0.5) / _ROWS
                for colour, share in self._at(covering, x, y).items():
                    shares[colour] = shares.get(colour, 0.0) + share / count
        return shares

    def _at(self, layers: Sequence[Drawn], x: float, y: float) -> Shares:
        """Return the colours that a point may have, with their shares: several under a gradient."""
        shares: Shares = {self._ground: 1.0}
        for drawn in layers:
            place = drawn.shares(x, y)
            tones = self._tones(drawn, place) if place is not None else ()
            if not tones:
                continue
            mixture: Shares = {}
            for below, share in shares.items():
                for colour, opacity in tones:
                    seen = colour if opacity >= 1 else mixed(below, colour, opacity)
                    mixture[seen] = mixture.get(seen, 0.0) + share / len(tones)
            shares = mixture
        return shares

    def _tones(self, drawn: Drawn, place: tuple[float, float]) -> tuple[tuple[str, float], ...]:
        """Return the colours that a layer may have at a place in shares of its size, with their opacity."""
        fill = drawn.fill
        picture = fill.picture if fill is not None else None
        if fill is None or picture is None:
            return fill.tones if fill is not None else ()
        pixels = self._pixels(picture.source, picture.relationship)
        left, top, right, bottom = picture.crop
        across = left + place[0] * (1 - left - right)
        down = top + place[1] * (1 - top - bottom)
        if pixels is None or not (0 <= across <= 1 and 0 <= down <= 1):
            return ()
        colour, opacity = pixels.at(across, down)
        return ((colour, opacity * picture.opacity),)


def _cells(area: Frame, layers: Sequence[Drawn]) -> list[Frame]:
    """Return the parts of an area between the edges of the frames of layers."""
    right, bottom = area.x + area.width, area.y + area.height
    columns, rows = {area.x, right}, {area.y, bottom}
    for frame in (drawn.frame for drawn in layers):
        columns |= {x for x in (frame.x, frame.x + frame.width) if area.x < x < right}
        rows |= {y for y in (frame.y, frame.y + frame.height) if area.y < y < bottom}
    return [
        Frame(left, top, end - left, foot - top)
        for left, end in pairwise(sorted(columns))
        for top, foot in pairwise(sorted(rows))
    ]


def _lies_beside(drawn: Drawn, area: Frame, alignment: Alignment) -> bool:
    """Return True for a small picture, such as a logo, and for a small shape away from where lines begin."""
    if _shared(drawn.frame, area) >= _LOGO * area.width * area.height:
        return False
    width = round(area.width * _BEGINNING)
    left = {"left": 0, "centre": (area.width - width) // 2, "right": area.width - width}[alignment]
    beginning = Frame(area.x + left, area.y, width, area.height)
    return drawn.kind == "picture" or not _shared(drawn.frame, beginning)


def _may_cover(drawn: Drawn, area: Frame) -> bool:
    return not drawn.rectangular or _shared(drawn.frame, area) > 0


def _shared(first: Frame, second: Frame) -> int:
    """Return the area that two frames share, in square EMU."""
    width = min(first.x + first.width, second.x + second.width) - max(first.x, second.x)
    height = min(first.y + first.height, second.y + second.height) - max(first.y, second.y)
    return max(width, 0) * max(height, 0)
