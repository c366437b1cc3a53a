"""The slides of a deck as SVG, drawn from the deck as it is written: nothing is planned or placed here.

A slide is drawn from its own XML, its layout, its master and its charts, so that templates of every kind are shown as
they are. Lines are broken by the planner's metrics. What a browser draws is near to what PowerPoint does, not the same:
gradients are one colour, effects are left out, and presets beyond the usual ones are rectangles.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy
from typing import Any

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.presentation import Presentation

from builder.office.colour import DRAWING
from builder.office.deck_package import related_part
from builder.office.theme import read_theme
from builder.office.xml import is_true, qn
from builder.preview.slides.charts import draw_chart
from builder.preview.slides.figure_marks import NO_FIGURES, FigureMarks, MarkedLabel, mark_figures
from builder.preview.slides.inheritance import TextStyles
from builder.preview.slides.shapes import PartDrawing, PassageKeys, draw_fill_rectangle
from builder.preview.slides.svg import add, drawing
from builder.preview.slides.tables import draw_table
from builder.preview.slides.text_runs import Colours
from builder.templates.deck.facts import Frame
from builder.templates.deck.fills import FormatScheme, background_fill, read_format_scheme
from builder.templates.deck.placeholders import PRESENTATION
from builder.templates.deck.theme import own_colour_map, slide_colours
from builder.typeset.fonts import Fonts
from builder.writers.powerpoint.anchors import NAMESPACE

__all__ = ["DeckDrawing", "PictureAddress"]

PictureAddress = Callable[[bytes, str], str]
"""Returns the address of a picture from its bytes and its media type; "" if it cannot be shown."""
_CHART = qn("c:chart")
_RELATION = qn("r:id")


class DeckDrawing:
    """Draws the slides of a written deck. Layouts are drawn once."""

    def __init__(self, deck: Presentation, picture: PictureAddress):
        self._picture = picture
        root = deck.part._element
        # Not by `deck.slides`, which parses all of them: most are drawn already.
        listed = root.iterfind(f"{PRESENTATION}sldIdLst/{PRESENTATION}sldId")
        self._slides = [deck.part.related_part(entry.get(_RELATION, "")) for entry in listed]
        self.size = (int(deck.slide_width or 0), int(deck.slide_height or 0))
        self._defaults = root.find(f"{PRESENTATION}defaultTextStyle")
        styles = related_part(deck.part, RELATIONSHIP_TYPE.TABLE_STYLES)
        self._table_styles = etree.fromstring(styles.blob) if styles is not None else None
        self._fonts = Fonts()
        self._roots: dict[str, Any] = {}
        self._looks: dict[str, _Look] = {}
        self._keys = _keys(deck)

    def __len__(self) -> int:
        return len(self._slides)

    def source(self, index: int) -> bytes:
        """Return what decides the drawing of a slide, apart from the template: two alike are drawn alike."""
        part = self._slides[index]
        charts = (rel.target_part.blob for rel in part.rels.values() if rel.reltype == RELATIONSHIP_TYPE.CHART)
        return b"\0".join((part.blob, repr(self._keys_of(index)).encode(), *charts))

    def draw(self, index: int, figures: FigureMarks = NO_FIGURES) -> etree._Element:
        """Return the drawing of a slide, without an accessible name; the words of `figures` are elements `a` with the
        name of the figure (`data-figure`).
        """
        part = self._slides[index]
        layout_part = related_part(part, RELATIONSHIP_TYPE.SLIDE_LAYOUT)
        assert layout_part is not None
        look = self._look(layout_part)
        slide = etree.fromstring(part.blob)
        mark_figures(slide, figures.texts)
        root = drawing(*self.size)
        root.extend(deepcopy(child) for child in look.backdrop)
        background = slide.find(f"{PRESENTATION}cSld/{PRESENTATION}bg")
        if background is not None:
            fill = background_fill(background, look.colours.names, look.scheme, str(part.partname))
            draw_fill_rectangle(root, fill, Frame(0, 0, *self.size))
        tree = slide.find(f"{PRESENTATION}cSld/{PRESENTATION}spTree")
        self._part_drawing(part, look, self._keys_of(index), figures.labels).draw(root, tree)
        return root

    def _keys_of(self, index: int) -> dict[str, PassageKeys]:
        return self._keys[index] if index < len(self._keys) else {}

    def _look(self, layout: Part) -> _Look:
        name = str(layout.partname)
        look = self._looks.get(name)
        if look is None:
            look = self._looks[name] = self._read_look(layout)
        return look

    def _read_look(self, layout_part: Part) -> _Look:
        master_part = related_part(layout_part, RELATIONSHIP_TYPE.SLIDE_MASTER)
        assert master_part is not None
        theme_part = related_part(master_part, RELATIONSHIP_TYPE.THEME)
        assert theme_part is not None
        layout, master, theme_root = map(self._root, (layout_part, master_part, theme_part))
        theme = read_theme(theme_root)
        names = slide_colours(theme, master, own_colour_map(layout))
        colours = Colours(names, theme, self._fonts)
        scheme = read_format_scheme(theme_root, str(theme_part.partname))
        look = _Look(colours, scheme, TextStyles(layout, master, self._defaults), etree.Element("backdrop"))
        whole = Frame(0, 0, *self.size)
        add(look.backdrop, "rect", x=0, y=0, width=whole.width, height=whole.height, fill=f"#{names['bg1']}")
        for part, root in ((layout_part, layout), (master_part, master)):
            background = root.find(f"{PRESENTATION}cSld/{PRESENTATION}bg")
            if background is not None:
                fill = background_fill(background, names, scheme, str(part.partname))
                draw_fill_rectangle(look.backdrop, fill, whole)
                if fill is not None and fill.picture is not None:
                    drawing_ = self._part_drawing(part, look)
                    drawing_.draw_picture(look.backdrop, fill.picture, whole)
                break
        shown = [(master_part, master)] if is_true(layout.get("showMasterSp", "1")) else []
        for part, root in [*shown, (layout_part, layout)]:
            tree = root.find(f"{PRESENTATION}cSld/{PRESENTATION}spTree")
            if tree is not None:
                self._part_drawing(part, look).draw(look.backdrop, tree)
        return look

    def _part_drawing(
        self,
        part: Part,
        look: _Look,
        keys: dict[str, PassageKeys] | None = None,
        labels: Sequence[MarkedLabel] = (),
    ) -> PartDrawing:
        """Return what draws a part: a slide, if there are `keys`, else a layout or a master. `labels` are those of its
        charts that are figures.
        """

        def graphic(parent: etree._Element, element: Any, frame: Frame) -> None:
            own = [label for label in labels if label.chart == parent.get("data-key")]
            self._draw_graphic(parent, element, frame, part, look, own)

        return PartDrawing(
            source=str(part.partname),
            colours=look.colours,
            scheme=look.scheme,
            styles=look.styles,
            picture=lambda _, relationship: self._address(part, relationship),
            graphic=graphic,
            keys=keys or {},
            placeholders=keys is not None,
        )

    def _draw_graphic(
        self,
        parent: etree._Element,
        graphic: Any,
        frame: Frame,
        part: Part,
        look: _Look,
        labels: Sequence[MarkedLabel],
    ) -> None:
        table = next(graphic.iter(f"{DRAWING}tbl"), None)
        if table is not None:
            colours, scheme = look.colours, look.scheme
            draw_table(parent, table, frame, self._table_styles, colours, scheme, look.styles, str(part.partname))
            return
        chart = next(graphic.iter(_CHART), None)
        if chart is not None:
            holder = add(parent, "g", data_kind="chart")
            draw_chart(holder, part.related_part(chart.get(_RELATION)), frame, look.colours, labels)

    def _address(self, part: Part, relationship: str) -> str:
        rel = part.rels.get(relationship) if relationship else None
        if rel is None or rel.is_external:
            return ""
        target = rel.target_part
        return self._picture(target.blob, target.content_type)

    def _root(self, part: Part) -> Any:
        name = str(part.partname)
        if name not in self._roots:
            self._roots[name] = etree.fromstring(part.blob)
        return self._roots[name]


class _Look:
    """What the slides of one layout have in common. `backdrop` holds what the layout and its master draw."""

    def __init__(self, colours: Colours, scheme: FormatScheme, styles: TextStyles, backdrop: etree._Element):
        self.colours, self.scheme, self.styles, self.backdrop = colours, scheme, styles, backdrop


def _keys(deck: Presentation) -> list[dict[str, PassageKeys]]:
    """Return the keys of each slide's shapes by their lasting identities."""
    for rel in deck.part.rels.values():
        custom = rel.reltype == RELATIONSHIP_TYPE.CUSTOM_XML and not rel.is_external
        if custom and NAMESPACE.encode() in rel.target_part.blob:
            return [_shape_keys(slide) for slide in etree.fromstring(rel.target_part.blob)]
    return []


def _shape_keys(slide: etree._Element) -> dict[str, PassageKeys]:
    keys = {}
    for shape in slide.iterchildren(f"{{{NAMESPACE}}}shape"):
        paragraphs = tuple(child.get("key", "") for child in shape)
        keys[shape.get("id", "")] = PassageKeys(next(filter(None, paragraphs), shape.get("key", "")), paragraphs)
    return keys
