"""What a slide is drawn from, and what its drawing is: the interface between the slides view and this package.

`draw_slide(slide, number, scene)` in `builder/preview/slides/drawing.py` has the type `DrawSlide`. Its drawing

- is an `svg` element of its own, with the slide's size in points as its `viewBox` (`0 0 960 540`), `role="img"` and the
  slide's number and title as its `aria-label`. Not in EMU: Chromium sets no text larger than 10,000 units (measured: 36
  points, 457,200 EMU, came out one pixel high);
- holds no script, no `style` attribute or element (the page's policy refuses both), no address but those of
  `scene.picture`, and no `id` (many drawings share one page);
- gives each part that has a key a `g` with `data-key`, so that a click finds its passage;
- breaks lines where the planner does, with its metrics (`builder/typeset/measure.py`), never by the browser, and gives
  each line its measured width (`textLength`), whatever font the machine has.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from lxml import etree
from msgspec import Struct

from builder.templates.deck.facts import DeckFacts
from builder.tree.document import Document
from builder.typeset.plan import Slide

__all__ = ["DrawSlide", "Scene"]


class Scene(Struct, frozen=True, kw_only=True):
    """The deck of one language: its document, the facts of its template and the template's file (for what layouts show
    behind the text), and the address of a picture by its bytes and media type.
    """

    document: Document
    facts: DeckFacts
    template: Path
    picture: Callable[[bytes, str], str]


DrawSlide = Callable[[Slide, int, Scene], etree._Element]
"""Draws a slide of the plan; the number is counted from 1."""
