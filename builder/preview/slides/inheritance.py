"""What the text of a shape inherits: from its placeholder's layout and master, the text styles, the defaults.

ECMA-376 part 1, 19.3.1.36 (`p:ph`), 19.3.1.51 (`p:txStyles`), 21.1.2.4 (list styles). Each property is taken from the
nearest element that has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from builder.office.colour import DRAWING
from builder.templates.deck.placeholders import PRESENTATION, family_of, placeholder_shapes

__all__ = ["ShapeChain", "TextStyles", "attribute", "child"]

_STYLES = {"title": "titleStyle", "body": "bodyStyle"}
_BODY = f"{PRESENTATION}txBody"


def attribute(elements: Iterable[Any], name: str) -> str | None:
    """Return the value of an attribute in the nearest element that has it."""
    return next(
        (candidate.get(name) for candidate in elements if candidate is not None and candidate.get(name) is not None),
        None,
    )


def child(elements: Iterable[Any], *names: str) -> Any:
    """Return the child with one of these names in the nearest element that has one; None without any."""
    tags = tuple(f"{DRAWING}{name}" for name in names)
    for candidate in elements:
        if candidate is not None:
            for own in candidate:
                if own.tag in tags:
                    return own
    return None


class ShapeChain:
    """A shape of a slide with the placeholders that it inherits from, nearest first."""

    def __init__(self, shapes: Sequence[Any], family: str):
        self.shapes = shapes
        self.family = family
        """The master's kind of placeholder ("title", "body", …), or "other" for other shapes."""

    @property
    def transform(self) -> Any:
        """The nearest `a:xfrm`, or None."""
        for shape in self.shapes:
            transform = shape.find(f"{PRESENTATION}spPr/{DRAWING}xfrm")
            if transform is not None:
                return transform
        return None

    @property
    def properties(self) -> list[Any]:
        """The shape properties (`p:spPr`)."""
        return [own for shape in self.shapes for own in shape.iterfind(f"{PRESENTATION}spPr")]

    @property
    def bodies(self) -> list[Any]:
        """The body properties (`a:bodyPr`)."""
        return [body for shape in self.shapes for body in shape.iterfind(f"{_BODY}/{DRAWING}bodyPr")]

    def list_styles(self) -> Iterator[Any]:
        """Yield the list styles of the shapes."""
        for shape in self.shapes:
            style = shape.find(f"{_BODY}/{DRAWING}lstStyle")
            if style is not None:
                yield style


class TextStyles:
    """The placeholders and text styles of a layout and its master, and the presentation's default text style."""

    def __init__(self, layout: Any, master: Any, defaults: Any | None):
        self._layout = [(ph, shape) for shape, ph in placeholder_shapes(layout)]
        self._master: dict[str, Any] = {}
        for shape, ph in placeholder_shapes(master):
            self._master.setdefault(family_of(ph.get("type", "obj")), shape)
        self._styles = master.find(f"{PRESENTATION}txStyles")
        self._defaults = defaults

    def chain(self, shape: Any) -> ShapeChain:
        """Return a shape of a slide with what it inherits from."""
        ph = shape.find(f"./*/{PRESENTATION}nvPr/{PRESENTATION}ph")
        if ph is None:
            return ShapeChain([shape], "other")
        kind, index = ph.get("type", "obj"), ph.get("idx", "0")
        family = family_of(kind)
        by_index = (own for mark, own in self._layout if mark.get("idx", "0") == index)
        by_kind = (own for mark, own in self._layout if mark.get("type", "obj") == kind)
        placeholder = next(by_index, None) if index != "0" else None
        placeholder = placeholder if placeholder is not None else next(by_kind, None)
        inherited = [own for own in (placeholder, self._master.get(family)) if own is not None]
        return ShapeChain([shape, *inherited], family)

    def levels(self, chain: ShapeChain, level: int) -> list[Any]:
        """Return the properties of a level (`a:lvl…pPr`, 0 the first), nearest first, the defaults last."""
        holders = list(chain.list_styles())
        if self._styles is not None:
            name = _STYLES.get(chain.family, "otherStyle")
            holders.append(self._styles.find(f"{PRESENTATION}{name}"))
        holders.append(self._defaults)
        properties = []
        for holder in holders:
            if holder is not None:
                properties += [holder.find(f"{DRAWING}lvl{level + 1}pPr"), holder.find(f"{DRAWING}defPPr")]
        return [own for own in properties if own is not None]
