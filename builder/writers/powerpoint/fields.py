"""Placeholders with one passage each: title, kicker, subtitle, caption, source, footer, slide number."""

from __future__ import annotations

from collections.abc import Sequence

from builder.templates.deck.facts import Placeholder
from builder.tree.prose import Inlines, Run
from builder.typeset.plan import Fit, Slide
from builder.writers.powerpoint.anchors import DeckPassage
from builder.writers.powerpoint.frames import placeholder_properties
from builder.writers.powerpoint.shapes import SlideShapes
from builder.writers.powerpoint.text import body_properties, placeholder_format

__all__ = ["add_caption", "add_foot", "add_head", "add_source", "fill_placeholder"]

_NAMES = {
    "title": "Title", "kicker": "Kicker", "subtitle": "Subtitle", "caption": "Caption", "source": "Source",
    "footer": "Footer", "number": "Slide Number", "body": "Body", "body2": "Body 2", "attribution": "Attribution",
    "date": "Date", "mark": "Quote mark", "figure": "Key figure", "figure-prefix": "Key figure prefix",
    "figure-label": "Key figure label", "sources": "Sources", "unit": "Unit",
}  # fmt: skip
_RUNNING = ("title", "body", "body2")
_UNCHANGED = Fit()
_WIDE = 0.52
"""Width of a letter in ems: more than the mean of any typeface in use."""


def fill_placeholder(
    shapes: SlideShapes,
    placeholder: Placeholder,
    paragraphs: str,
    key: str,
    passages: Sequence[DeckPassage],
    fit: Fit = _UNCHANGED,
    position: str = "",
    decorative: bool = False,
) -> None:
    """Add a placeholder with its text to the slide; `position` (`a:xfrm`) overrides the layout's."""
    name = _NAMES.get(placeholder.role, placeholder.name)
    properties = f"<p:spPr>{position}</p:spPr>" if position else "<p:spPr/>"
    identity = shapes.identify(name, key, passages, decorative=decorative)
    shapes.add(
        f'<p:sp><p:nvSpPr>{identity}<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"{placeholder_properties(placeholder)}</p:nvSpPr>{properties}<p:txBody>"
        f"{body_properties(fit, running=placeholder.role in _RUNNING)}<a:lstStyle/>{paragraphs}</p:txBody></p:sp>"
    )


def _add_inlines(shapes: SlideShapes, role: str, inlines: Inlines, fit: Fit = _UNCHANGED) -> None:
    placeholder = shapes.placeholder(role) if inlines else None
    if placeholder is not None:
        key = f"{shapes.key}.{role}"
        text = shapes.runs.inlines(inlines, placeholder_format(placeholder, fit.size))
        passage = DeckPassage("", inlines) if role == "source" else shapes.headline(inlines)
        fill_placeholder(shapes, placeholder, f"<a:p>{text}</a:p>", key, [passage], fit)


def _add_plain_text(shapes: SlideShapes, role: str, text: str) -> None:
    """Add words that the builder puts together: the kicker, the caption with its number."""
    placeholder = shapes.placeholder(role) if text else None
    if placeholder is not None:
        key = f"{shapes.key}.{role}"
        run = shapes.runs.text(text, placeholder_format(placeholder))
        fill_placeholder(shapes, placeholder, f"<a:p>{run}</a:p>", key, [DeckPassage("", (Run(text),))])


def add_head(shapes: SlideShapes, slide: Slide) -> None:
    """Add title, then kicker and subtitle: the title is read first although the kicker is above it."""
    _add_inlines(shapes, "title", slide.title, slide.title_fit)
    _add_plain_text(shapes, "kicker", slide.kicker)
    _add_inlines(shapes, "subtitle", slide.subtitle)


def add_caption(shapes: SlideShapes, slide: Slide) -> None:
    """Add the caption of the slide's exhibit."""
    _add_plain_text(shapes, "caption", slide.caption)


def add_source(shapes: SlideShapes, slide: Slide) -> None:
    """Add the source line."""
    _add_inlines(shapes, "source", slide.source)


def add_foot(shapes: SlideShapes, number: int) -> None:
    """Add the footer (the classification and the publication's title) and the slide number if the layout has them.

    `number` counts from 1.
    """
    footer = shapes.placeholder("footer")
    if footer is not None:
        document = shapes.context.document
        words = [document.classification, shapes.context.title]
        text = _shorten(" · ".join(filter(None, words)), footer)
        run = shapes.runs.text(text, placeholder_format(footer))
        fill_placeholder(shapes, footer, f"<a:p>{run}</a:p>", "footer", [DeckPassage("", (Run(text),))])
    number_placeholder = shapes.placeholder("number")
    if number_placeholder is not None:
        field = (
            '<a:p><a:fld id="{6C1B5D0E-9A0F-4B53-8C55-2D1C1B6E7A11}" type="slidenum">'
            f"{shapes.runs.properties(placeholder_format(number_placeholder))}<a:t>{number}</a:t></a:fld></a:p>"
        )
        fill_placeholder(shapes, number_placeholder, field, "number", [])


def _shorten(text: str, placeholder: Placeholder) -> str:
    """Return a footer's text cut after a word to one line of its frame; the first slide has the whole title."""
    size = placeholder.levels[0].size if placeholder.levels else 12.0
    width = (placeholder.frame.width - placeholder.insets[0] - placeholder.insets[2]) / 12_700
    longest = max(int(width / (size * _WIDE)), 12)
    if len(text) <= longest:
        return text
    return text[:longest].rsplit(" ", 1)[0].rstrip(" ,;:–—\u00a0\u202f") + "…"
