"""The shape tree of one slide while it is built: shapes in reading order, their ids, relationships and anchors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.parts.slide import SlidePart

from builder.office.colour import contrast
from builder.office.deck_package import DeckRelationships
from builder.templates.deck.facts import Frame, Placeholder, SlideLayout
from builder.tree.prose import Inlines
from builder.typeset.plan import NO_INSETS
from builder.writers.powerpoint.anchors import DeckCells, DeckPassage, guid
from builder.writers.powerpoint.context import DeckContext
from builder.writers.powerpoint.drawing import properties, transform
from builder.writers.powerpoint.text import RunWriter

__all__ = ["SlideShapes"]

_READABLE = 4.5
"""The least contrast ratio of text (WCAG 2.1, 1.4.3)."""


class SlideShapes:
    """The shapes of one slide. Ids count from 2 in reading order.

    `key` is the slide's in the plan: unique in the deck and the same in each build, so that shapes can be found by it.
    """

    def __init__(self, context: DeckContext, part: SlidePart, key: str, layout: SlideLayout):
        self.context = context
        self.part = part
        self.key = key
        self.layout = layout
        self.relationships = DeckRelationships(part)
        faint = contrast(layout.colours["hlink"], layout.background) < _READABLE
        language = context.document.office_language
        self.runs = RunWriter(language, self.relationships.link, self._jump, links_as_text=faint)
        self.used: set[str] = set()
        """Roles of the placeholders that are filled."""
        self.jumps: dict[str, int | None] = {}
        """The index of the slide that shows each target of a reference, None if no slide does."""
        self.headlines: list[tuple[Inlines, str]] = []
        """Words with the keys that were found for them."""
        self._shapes: list[str] = []
        self._last_id = 1
        self._names: dict[str, int] = {}
        self._keys: dict[str, int] = {}

    @property
    def xml(self) -> str:
        """The shapes so far, as children of `p:spTree`."""
        return "".join(self._shapes)

    def add(self, xml: str) -> None:
        """Add a shape to the slide."""
        self._shapes.append(xml)

    def identify(
        self,
        name: str,
        key: str = "",
        passages: Sequence[DeckPassage] | DeckCells = (),
        alt: str = "",
        decorative: bool = False,
        data: str = "",
    ) -> str:
        """Return `p:cNvPr` of the next shape: an id, a name unique on the slide, and with a `key` a lasting identity.

        `passages` are the shape's paragraphs, or its cells; `data` is the check of what a chart shows.
        """
        self._last_id += 1
        count = self._names[name] = self._names.get(name, 0) + 1
        identity = ""
        if key:
            uses = self._keys[key] = self._keys.get(key, 0) + 1
            identity = guid(f"{self.key} {key}" if uses == 1 else f"{self.key} {key} {uses}")
            self.context.anchors.add_shape(identity, key, passages, alt, data)
        return properties(self._last_id, name if count == 1 else f"{name} {count}", identity, alt, decorative)

    def headline(self, inlines: Inlines) -> DeckPassage:
        """Return a paragraph with the key of the title, message, caption or name whose words it has."""
        key = self.context.headline_keys.of(inlines)
        self.headlines.append((inlines, key))
        return DeckPassage(key, inlines)

    def placeholder(self, *roles: str) -> Placeholder | None:
        """Return the layout's first free placeholder of these roles and mark it as used; None if there is none."""
        for role in roles:
            placeholder = self.layout.placeholders.get(role)
            if placeholder is not None and role not in self.used:
                self.used.add(role)
                return placeholder
        return None

    def exhibit_placeholder(self, role: str, kind: str) -> Placeholder | None:
        """Return the placeholder for an exhibit, marked as used; None unless its type is `kind` or any content."""
        placeholder = self.placeholder(role, "body2", "body")
        if placeholder is not None and placeholder.type not in (kind, "obj"):
            self.used.discard(placeholder.role)
            return None
        return placeholder

    def add_text_box(self, name: str, frame: Frame, paragraphs: str, key: str, passages: Sequence[DeckPassage]) -> None:
        """Add a text box: wrapped, anchored to the top, without autofit. `key` and `passages` as in `identify`."""
        left, top, right, bottom = NO_INSETS
        self.add(
            f'<p:sp><p:nvSpPr>{self.identify(name, key, passages)}<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
            f"<p:spPr>{transform(frame)}"
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody><a:bodyPr wrap="square" '
            f'lIns="{left}" tIns="{top}" rIns="{right}" bIns="{bottom}" rtlCol="0" anchor="t"><a:noAutofit/></a:bodyPr>'
            f"<a:lstStyle/>{paragraphs}</p:txBody></p:sp>"
        )

    @contextmanager
    def group(self, name: str, frame: Frame, alt: str) -> Iterator[None]:
        """Put the shapes that are added meanwhile into one group, with one alternative text."""
        identified = self.identify(name, alt=alt)
        outer, self._shapes = self._shapes, []
        yield
        position = (
            f'<a:off x="{frame.x}" y="{frame.y}"/><a:ext cx="{frame.width}" cy="{frame.height}"/>'
            f'<a:chOff x="{frame.x}" y="{frame.y}"/><a:chExt cx="{frame.width}" cy="{frame.height}"/>'
        )
        outer.append(
            f"<p:grpSp><p:nvGrpSpPr>{identified}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>{position}"
            f"</a:xfrm></p:grpSpPr>{self.xml}</p:grpSp>"
        )
        self._shapes = outer

    def add_decoration(self, name: str, frame: Frame, formatting: str, geometry: str = "rect") -> None:
        """Add a shape without meaning for the reader: `formatting` is its fill and line as DrawingML."""
        self.add(
            f"<p:sp><p:nvSpPr>{self.identify(name, decorative=True)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
            f"<p:spPr>{transform(frame)}"
            f'<a:prstGeom prst="{geometry}"><a:avLst/></a:prstGeom>{formatting}</p:spPr></p:sp>'
        )

    def _jump(self, target: str) -> str:
        """Return the relationship id of the slide that a reference leads to; "" if it is this one or unknown."""
        index = self.jumps[target] = self.context.targets.get(target)
        if index is None or self.context.slides[index] is self.part:
            return ""
        return self.relationships.relate(RELATIONSHIP_TYPE.SLIDE, self.context.slides[index])
