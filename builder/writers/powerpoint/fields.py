"""The placeholders that hold one passage each: title, kicker, subtitle, caption, source, footer, slide number."""

from __future__ import annotations

from builder.office.xml import attribute
from builder.templates.deck.facts import Placeholder
from builder.tree.nodes import Inlines, plain
from builder.typeset.plan import Fit, Slide
from builder.writers.powerpoint.shapes import SlideShapes
from builder.writers.powerpoint.text import body_properties

__all__ = ["add_caption", "add_foot", "add_head", "add_source", "filled", "marker"]

_NAMES = {
    "title": "Title", "kicker": "Kicker", "subtitle": "Subtitle", "caption": "Caption", "source": "Source",
    "footer": "Footer", "number": "Slide Number", "body": "Body", "body2": "Body 2", "attribution": "Attribution",
    "date": "Date",
}  # fmt: skip
_AS_IT_IS = Fit()
_WIDE = 0.52
"""Width of a letter, in ems: more than the mean of any text face in use."""


def marker(placeholder: Placeholder) -> str:
    """`p:ph`: which placeholder of the layout this is."""
    kind = "" if placeholder.type == "obj" else f' type="{placeholder.type}"'
    index = f' idx="{placeholder.idx}"' if placeholder.idx else ""
    return f"<p:ph{kind}{index}/>"


def filled(
    shapes: SlideShapes,
    placeholder: Placeholder,
    paragraphs: str,
    key: str,
    passages: list[str],
    fit: Fit = _AS_IT_IS,
    place: str = "",
) -> None:
    """Put a placeholder with its text on the slide; `place` (`a:xfrm`) moves it from where the layout has it."""
    name = _NAMES.get(placeholder.role, placeholder.name)
    shapes.add(
        f'<p:sp><p:nvSpPr>{shapes.identified(name, key, passages)}<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
        f"{marker(placeholder)}</p:nvPr></p:nvSpPr>{f'<p:spPr>{place}</p:spPr>' if place else '<p:spPr/>'}<p:txBody>"
        f"{body_properties(fit)}<a:lstStyle/>{paragraphs}</p:txBody></p:sp>"
    )


def _line(shapes: SlideShapes, role: str, inlines: Inlines, fit: Fit = _AS_IT_IS) -> None:
    if not inlines:
        return
    placeholder = shapes.placeholder(role)
    if placeholder is not None:
        words = shapes.runs.inlines(inlines)
        filled(shapes, placeholder, f"<a:p>{words}</a:p>", f"{shapes.key}.{role}", [f"{shapes.key}.{role}"], fit)


def _words(shapes: SlideShapes, role: str, text: str) -> None:
    placeholder = shapes.placeholder(role) if text else None
    if placeholder is not None:
        key = f"{shapes.key}.{role}"
        filled(shapes, placeholder, f"<a:p>{shapes.runs.words(text)}</a:p>", key, [key])


def add_head(shapes: SlideShapes, slide: Slide) -> None:
    """Title, then kicker and subtitle: the title is read first although the kicker stands above it."""
    _line(shapes, "title", slide.title, slide.title_fit)
    _words(shapes, "kicker", slide.kicker)
    _line(shapes, "subtitle", slide.subtitle)


def add_caption(shapes: SlideShapes, slide: Slide) -> None:
    """The caption of the slide's exhibit."""
    _words(shapes, "caption", slide.caption)


def add_source(shapes: SlideShapes, slide: Slide) -> None:
    """The source line."""
    _line(shapes, "source", slide.source)


def add_foot(shapes: SlideShapes, place: int) -> None:
    """Footer (the publication's title) and slide number, where the layout has them. `place` counts from 1."""
    footer = shapes.placeholder("footer")
    if footer is not None:
        text = _shortened(plain(shapes.context.document.title), footer)
        filled(shapes, footer, f"<a:p>{shapes.runs.words(text)}</a:p>", "footer", [])
    number = shapes.placeholder("number")
    if number is not None:
        field = (
            '<a:p><a:fld id="{6C1B5D0E-9A0F-4B53-8C55-2D1C1B6E7A11}" type="slidenum">'
            f'<a:rPr lang="{attribute(shapes.runs.language)}"/><a:t>{place}</a:t></a:fld></a:p>'
        )
        filled(shapes, number, field, "number", [])


def _shortened(text: str, placeholder: Placeholder) -> str:
    """A footer's text cut at a word to one line of its frame; the whole title stands on the first slide."""
    size = placeholder.levels[0].size if placeholder.levels else 12.0
    room = (placeholder.frame.width - placeholder.insets[0] - placeholder.insets[2]) / 12_700
    most = max(int(room / (size * _WIDE)), 12)
    if len(text) <= most:
        return text
    return text[:most].rsplit(" ", 1)[0].rstrip(" ,;:–—\u00a0\u202f") + "…"
