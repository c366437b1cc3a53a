"""The placeholders that hold one passage each: title, kicker, subtitle, caption, source, footer, slide number."""

from __future__ import annotations

from builder.office.xml import attribute
from builder.templates.deck.facts import Placeholder
from builder.tree.nodes import Inlines, plain
from builder.typeset.plan import Fit, Slide
from builder.writers.powerpoint.canvas import Canvas
from builder.writers.powerpoint.text import body_properties

__all__ = ["draw_caption", "draw_foot", "draw_head", "draw_source", "filled", "marker"]

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
    canvas: Canvas,
    placeholder: Placeholder,
    paragraphs: str,
    key: str,
    passages: list[str],
    fit: Fit = _AS_IT_IS,
    place: str = "",
) -> None:
    """Put a placeholder with its text on the slide; `place` (`a:xfrm`) moves it from where the layout has it."""
    name = _NAMES.get(placeholder.role, placeholder.name)
    canvas.add(
        f'<p:sp><p:nvSpPr>{canvas.identified(name, key, passages)}<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
        f"{marker(placeholder)}</p:nvPr></p:nvSpPr>{f'<p:spPr>{place}</p:spPr>' if place else '<p:spPr/>'}<p:txBody>"
        f"{body_properties(fit)}<a:lstStyle/>{paragraphs}</p:txBody></p:sp>"
    )


def _line(canvas: Canvas, role: str, inlines: Inlines, fit: Fit = _AS_IT_IS) -> None:
    if not inlines:
        return
    placeholder = canvas.placeholder(role)
    if placeholder is not None:
        words = canvas.voice.inlines(inlines)
        filled(canvas, placeholder, f"<a:p>{words}</a:p>", f"{canvas.key}.{role}", [f"{canvas.key}.{role}"], fit)


def _words(canvas: Canvas, role: str, text: str) -> None:
    placeholder = canvas.placeholder(role) if text else None
    if placeholder is not None:
        key = f"{canvas.key}.{role}"
        filled(canvas, placeholder, f"<a:p>{canvas.voice.words(text)}</a:p>", key, [key])


def draw_head(canvas: Canvas, slide: Slide) -> None:
    """Title, then kicker and subtitle: the title is read first although the kicker stands above it."""
    _line(canvas, "title", slide.title, slide.title_fit)
    _words(canvas, "kicker", slide.kicker)
    _line(canvas, "subtitle", slide.subtitle)


def draw_caption(canvas: Canvas, slide: Slide) -> None:
    """The caption of the slide's exhibit."""
    _words(canvas, "caption", slide.caption)


def draw_source(canvas: Canvas, slide: Slide) -> None:
    """The source line."""
    _line(canvas, "source", slide.source)


def draw_foot(canvas: Canvas, place: int) -> None:
    """Footer (the publication's title) and slide number, where the layout has them. `place` counts from 1."""
    footer = canvas.placeholder("footer")
    if footer is not None:
        text = _shortened(plain(canvas.show.document.title), footer)
        filled(canvas, footer, f"<a:p>{canvas.voice.words(text)}</a:p>", "footer", [])
    number = canvas.placeholder("number")
    if number is not None:
        field = (
            '<a:p><a:fld id="{6C1B5D0E-9A0F-4B53-8C55-2D1C1B6E7A11}" type="slidenum">'
            f'<a:rPr lang="{attribute(canvas.voice.language)}"/><a:t>{place}</a:t></a:fld></a:p>'
        )
        filled(canvas, number, field, "number", [])


def _shortened(text: str, placeholder: Placeholder) -> str:
    """A footer's text cut at a word to one line of its frame; the whole title stands on the first slide."""
    size = placeholder.levels[0].size if placeholder.levels else 12.0
    room = (placeholder.frame.width - placeholder.insets[0] - placeholder.insets[2]) / 12_700
    most = max(int(room / (size * _WIDE)), 12)
    if len(text) <= most:
        return text
    return text[:most].rsplit(" ", 1)[0].rstrip(" ,;:–—\u00a0\u202f") + "…"
