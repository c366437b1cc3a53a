"""The shapes of a slide, a layout or a master as SVG, in drawing order (ECMA-376 part 1, 19.3.1 and 20.1)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from lxml import etree
from msgspec import Struct

from builder.office.colour import DRAWING, mixed
from builder.office.xml import is_true, qn
from builder.preview.slides.inheritance import ShapeChain, TextStyles
from builder.preview.slides.outlines import LINES, draw_outline
from builder.preview.slides.svg import add, number
from builder.preview.slides.text_bodies import TextBody, draw_text
from builder.preview.slides.text_runs import Colours
from builder.templates.deck.facts import Frame
from builder.templates.deck.fills import Fill, FormatScheme, PictureFill, own_fill, read_fill, shape_fill
from builder.templates.deck.placeholders import PRESENTATION, frame_of
from builder.templates.deck.type_levels import whole_number

__all__ = ["FrameDrawing", "PartDrawing", "PassageKeys", "draw_fill_rectangle"]

_DEGREE = 60_000
_USUAL_LINE = 9_525
_DASHES = {
    "dash": (4, 3),
    "sysDash": (3, 1),
    "lgDash": (8, 3),
    "sysDot": (1, 1),
    "dot": (1, 3),
    "dashDot": (4, 3, 1, 3),
    "lgDashDot": (8, 3, 1, 3),
    "lgDashDotDot": (8, 3, 1, 3, 1, 3),
    "sysDashDot": (3, 1, 1, 1),
    "sysDashDotDot": (3, 1, 1, 1, 1, 1),
}
_IDENTITY = qn("a16:creationId")
_WHOLE = (0.0, 0.0, 0.0, 0.0)

FrameDrawing = Callable[[etree._Element, Any, Frame], None]
"""Draws a table or a chart (`a:graphic`) in its frame."""


class PassageKeys(Struct, frozen=True):
    """The key of the first passage of a shape, and the keys of its paragraphs in order, "" for those without."""

    first: str
    paragraphs: tuple[str, ...] = ()


class PartDrawing(Struct, frozen=True, kw_only=True):
    """Draws the shapes of one part: the slide, its layout or its master.

    `picture` returns the address of the picture of a relationship of a part by its name, or ""; `keys` are those of
    shapes by their lasting identities; `graphic` draws the content of a graphic frame.
    """

    source: str
    colours: Colours
    scheme: FormatScheme
    styles: TextStyles
    picture: Callable[[str, str], str]
    graphic: FrameDrawing
    keys: dict[str, PassageKeys]
    placeholders: bool
    """True for a slide; the placeholders of a layout show nothing themselves."""

    def draw(self, parent: etree._Element, tree: Any) -> None:
        """Draw a shape tree (`p:spTree`)."""
        self._shapes(parent, tree, None)

    def _shapes(self, parent: etree._Element, tree: Any, group: Fill | None) -> None:
        for shape in tree:
            kind = shape.tag.removeprefix(PRESENTATION) if isinstance(shape.tag, str) else ""
            properties = shape.find(f"./*/{PRESENTATION}cNvPr")
            if kind not in ("sp", "pic", "cxnSp", "grpSp", "graphicFrame") or properties is None:
                continue
            if is_true(properties.get("hidden")):
                continue
            if not self.placeholders and shape.find(f"./*/{PRESENTATION}nvPr/{PRESENTATION}ph") is not None:
                continue
            keys = self._passage_keys(properties)
            holder = add(parent, "g", data_key=keys.first) if keys.first else parent
            if kind == "grpSp":
                own = shape.find(f"{PRESENTATION}grpSpPr")
                inside = add(holder, "g", transform=_group_transform(own))
                self._shapes(inside, shape, own_fill(own, self.colours.names, self.source) or group)
            elif kind == "graphicFrame":
                frame = frame_of(shape.find(f"{PRESENTATION}xfrm"))
                if frame is not None:
                    self.graphic(holder, shape.find(f"{DRAWING}graphic"), frame)
            else:
                self._shape(holder, shape, kind, group, keys.paragraphs)

    def _passage_keys(self, properties: Any) -> PassageKeys:
        identity = next((candidate.get("id", "") for candidate in properties.iter(_IDENTITY)), "")
        return self.keys.get(identity) or PassageKeys("")

    def _shape(self, parent: etree._Element, shape: Any, kind: str, group: Fill | None, keys: Sequence[str]) -> None:
        chain = self.styles.chain(shape)
        transform = chain.transform
        frame = frame_of(transform)
        if frame is None:
            return
        turn = _turn(transform, frame)
        holder = add(parent, "g", transform=turn) if turn else parent
        if kind == "pic":
            fill = read_fill(shape.find(f"{PRESENTATION}blipFill"), self.colours.names, self.source)
        else:
            fill = self._fill(chain, group)
        self._area(holder, chain, frame, fill)
        texts = shape.findall(f"{PRESENTATION}txBody/{DRAWING}p")
        if any((node.text or "").strip() for paragraph in texts for node in paragraph.iter(f"{DRAWING}t")):
            body = TextBody(
                paragraphs=texts,
                bodies=chain.bodies,
                levels=lambda level: self.styles.levels(chain, level),
                keys=keys,
            )
            if body.scale != 1 or body.reduction:
                holder = add(holder, "g", data_scale=round(body.scale * 100))
            draw_text(holder, body, frame, self.colours)

    def _fill(self, chain: ShapeChain, group: Fill | None) -> Fill | None:
        for shape in chain.shapes:
            fill = shape_fill(shape, self.colours.names, self.scheme, group, self.source)
            if fill is not None:
                return fill
        return None

    def _area(self, parent: etree._Element, chain: ShapeChain, frame: Frame, fill: Fill | None) -> None:
        """Draw what fills a shape, and its outline."""
        line = self._line(chain)
        properties = next(iter(chain.properties), None)
        if fill is not None and fill.picture is not None:
            self.draw_picture(parent, fill.picture, frame)
            fill = None
        if (fill is not None and fill.tones) or line:
            rgb, opacity = tone(fill) if fill is not None and fill.tones else ("", 1.0)
            flat = properties is not None and _preset(properties) in LINES
            look = {"fill": f"#{rgb}" if rgb and not flat else "none", "fill_opacity": opacity if opacity < 1 else None}
            draw_outline(parent, properties, frame, **look, **line)

    def draw_picture(self, parent: etree._Element, picture: PictureFill, frame: Frame) -> None:
        """Draw a picture over a frame, without what is cut off."""
        address = self.picture(picture.source, picture.relationship)
        if not address:
            return
        left, top, right, bottom = picture.crop
        holder = parent
        x, y = float(frame.x), float(frame.y)
        width, height = frame.width / (1 - left - right), frame.height / (1 - top - bottom)
        if picture.crop != _WHOLE:
            # An `svg` inside another shows only what is in its frame.
            box = {"x": frame.x, "y": frame.y, "width": frame.width, "height": frame.height}
            holder = add(parent, "svg", **box, viewBox=f"0 0 {frame.width} {frame.height}")
            x, y = -left * width, -top * height
        add(
            holder,
            "image",
            href=address,
            x=x,
            y=y,
            width=width,
            height=height,
            preserveAspectRatio="none",
            opacity=picture.opacity if picture.opacity < 1 else None,
        )

    def _line(self, chain: ShapeChain) -> dict[str, object]:
        """Return the look of the outline of a shape, or nothing without one."""
        for properties in chain.properties:
            line = properties.find(f"{DRAWING}ln")
            if line is not None:
                return line_look(line, self.colours)
        reference = next((candidate.find(f"{PRESENTATION}style/{DRAWING}lnRef") for candidate in chain.shapes), None)
        if reference is None or not whole_number(reference.get("idx")):
            return {}
        colour = self.colours.of(reference)
        return {"stroke": f"#{colour}", "stroke_width": _USUAL_LINE} if colour else {}


def line_look(line: Any, colours: Colours) -> dict[str, object]:
    """Return the look of a line (`a:ln`, or a border of a cell); nothing if it is not drawn."""
    if line.find(f"{DRAWING}noFill") is not None:
        return {}
    colour = colours.of(line.find(f"{DRAWING}solidFill"))
    if colour is None:
        return {}
    width = whole_number(line.get("w")) or _USUAL_LINE
    dash = line.find(f"{DRAWING}prstDash")
    steps: Sequence[float] = _DASHES.get(dash.get("val", ""), ()) if dash is not None else ()
    round_ends = line.get("cap") == "rnd"
    if round_ends:
        # Office's lengths have the round ends in them, those of SVG have not.
        steps = [step + 1 if index % 2 else max(step - 1, 0.01) for index, step in enumerate(steps)]
    return {
        "stroke": f"#{colour}",
        "stroke_width": width,
        "stroke_dasharray": " ".join(number(step * width) for step in steps) if steps else None,
        "stroke_linecap": "round" if round_ends else None,
    }


def tone(fill: Fill) -> tuple[str, float]:
    """Return one colour for a fill, with its opacity: of a gradient, the middle of its ends."""
    (first, opacity), (last, _) = fill.tones[0], fill.tones[-1]
    return (mixed(first, last, 0.5) if first != last else first), opacity


def draw_fill_rectangle(parent: etree._Element, fill: Fill | None, frame: Frame) -> None:
    """Draw a rectangle in the colour of a fill."""
    if fill is not None and fill.tones:
        rgb, opacity = tone(fill)
        box = {"x": frame.x, "y": frame.y, "width": frame.width, "height": frame.height}
        add(parent, "rect", **box, fill=f"#{rgb}", fill_opacity=opacity if opacity < 1 else None)


def _preset(properties: Any) -> str:
    geometry = properties.find(f"{DRAWING}prstGeom")
    return geometry.get("prst", "rect") if geometry is not None else "rect"


def _turn(transform: Any, frame: Frame) -> str | None:
    """Return the rotation and the mirroring of a shape about its middle."""
    degrees = (whole_number(transform.get("rot")) or 0) / _DEGREE
    flips = tuple(-1 if is_true(transform.get(name)) else 1 for name in ("flipH", "flipV"))
    if not degrees and flips == (1, 1):
        return None
    x, y = frame.x + frame.width / 2, frame.y + frame.height / 2
    return f"translate({x:g} {y:g}) rotate({degrees:g}) scale({flips[0]} {flips[1]}) translate({-x:g} {-y:g})"


def _group_transform(properties: Any) -> str | None:
    """Return how lengths inside a group become lengths outside it (19.3.1.22)."""
    transform = properties.find(f"{DRAWING}xfrm") if properties is not None else None
    outer = frame_of(transform)
    if outer is None:
        return None
    inner = frame_of(transform, "chOff", "chExt")
    if inner is None or not inner.width or not inner.height or inner == outer:
        return None
    scale_x, scale_y = outer.width / inner.width, outer.height / inner.height
    return f"translate({outer.x} {outer.y}) scale({scale_x:g} {scale_y:g}) translate({-inner.x} {-inner.y})"
