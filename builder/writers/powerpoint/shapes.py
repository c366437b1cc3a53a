"""One slide while it is being drawn: its shapes in reading order, their ids, its relationships, its anchors."""

from __future__ import annotations

from builder.office.colour import contrast
from builder.office.package import RELATIONSHIPS, Package
from builder.templates.deck.facts import Frame, Placeholder, SlideLayout
from builder.tree.nodes import Document
from builder.typeset.plan import NO_INSETS
from builder.writers.powerpoint.anchors import DeckAnchors, guid
from builder.writers.powerpoint.drawing import placed, properties
from builder.writers.powerpoint.text import RunWriter

__all__ = ["DeckContext", "SlideShapes"]

_READABLE = 4.5
"""The least contrast of text with its background (WCAG 2.1, 1.4.3)."""


class DeckContext:
    """What the slides of one deck share: the package, the document, the anchors, and where references lead."""

    def __init__(self, package: Package, document: Document, table_style: str, anchors: DeckAnchors):
        self.package = package
        self.document = document
        self.table_style = table_style
        self.anchors = anchors
        self.slide_of: dict[str, str] = {}
        """The part of the slide that shows a table, a figure or a section, by its id."""
        self.rows_written: dict[str, int] = {}
        """How many rows of each table earlier slides have shown, by the table's key."""
        self.pictures: dict[bytes, str] = {}
        """The part of each picture, by the digest of its bytes."""


class SlideShapes:
    """The shapes of one slide. Ids count from 2, in the order of drawing, which is the order of reading.

    `key` is the slide's in the plan: unique in the deck, and lasting, so that its shapes are found again by it.
    """

    def __init__(self, context: DeckContext, part: str, key: str, layout: SlideLayout):
        self.context = context
        self.part = part
        self.key = key
        self.layout = layout
        faint = contrast(layout.colours["hlink"], layout.background) < _READABLE
        self.runs = RunWriter(context.document.office_language, self._link, self._jump, links_as_text=faint)
        self.used: set[str] = set()
        """The roles of the placeholders that are filled."""
        self._shapes: list[str] = []
        self._last = 1
        self._names: dict[str, int] = {}
        self._keys: dict[str, int] = {}

    @property
    def xml(self) -> str:
        """The shapes drawn so far."""
        return "".join(self._shapes)

    def add(self, xml: str) -> None:
        """Put a shape on the slide."""
        self._shapes.append(xml)

    def identified(
        self, name: str, key: str = "", passages: list[str] | None = None, alt: str = "", decorative: bool = False
    ) -> str:
        """`p:cNvPr` of the next shape: its id, a name unique on the slide, and with a `key` its lasting identity."""
        self._last += 1
        count = self._names[name] = self._names.get(name, 0) + 1
        identity = ""
        if key:
            again = self._keys[key] = self._keys.get(key, 0) + 1
            identity = guid(f"{self.key} {key}" if again == 1 else f"{self.key} {key} {again}")
            self.context.anchors.shape(identity, key, passages or [])
        return properties(self._last, name if count == 1 else f"{name} {count}", identity, alt, decorative)

    def placeholder(self, *roles: str) -> Placeholder | None:
        """The first free placeholder of these roles on the layout, now taken; None if there is none."""
        for role in roles:
            found = self.layout.placeholders.get(role)
            if found is not None and role not in self.used:
                self.used.add(role)
                return found
        return None

    def box(self, name: str, frame: Frame, paragraphs: str, key: str, passages: list[str]) -> None:
        """A text box that wraps, anchored to the top, without autofit; `key` and `passages` as in `identified`."""
        left, top, right, bottom = NO_INSETS
        self.add(
            f'<p:sp><p:nvSpPr>{self.identified(name, key, passages)}<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
            f"<p:spPr>{placed(frame)}"
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody><a:bodyPr wrap="square" '
            f'lIns="{left}" tIns="{top}" rIns="{right}" bIns="{bottom}" rtlCol="0" anchor="t"><a:noAutofit/></a:bodyPr>'
            f"<a:lstStyle/>{paragraphs}</p:txBody></p:sp>"
        )

    def block(self, name: str, frame: Frame, look: str, shape: str = "rect") -> None:
        """A plain shape that is decoration: `look` is its fill and line as DrawingML."""
        self.add(
            f"<p:sp><p:nvSpPr>{self.identified(name, decorative=True)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
            f"<p:spPr>{placed(frame)}"
            f'<a:prstGeom prst="{shape}"><a:avLst/></a:prstGeom>{look}</p:spPr></p:sp>'
        )

    def relate(self, kind: str, target: str, external: bool = False) -> str:
        """The id of a relationship of this slide, by the last word of its type."""
        return self.context.package.relate(self.part, f"{RELATIONSHIPS}/{kind}", target, external)

    def _link(self, url: str) -> str:
        return self.relate("hyperlink", url, external=True)

    def _jump(self, target: str) -> str:
        part = self.context.slide_of.get(target)
        return self.relate("slide", part) if part and part != self.part else ""
