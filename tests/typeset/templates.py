"""Hand-made deck templates: a usual one, a narrow one with other fonts, one without optional placeholders."""

from msgspec.structs import replace

from builder.office.theme import Theme
from builder.templates.deck.facts import LAYOUT_ROLES, DeckFacts, Frame, Level, Placeholder, SlideLayout

INCH = 914_400


def frame(x: float, y: float, width: float, height: float) -> Frame:
    return Frame(round(x * INCH), round(y * INCH), round(width * INCH), round(height * INCH))


def level(
    font: str, size: float, *, bullet: bool = False, depth: int = 0, bold: bool = False, before: float = 0.0
) -> Level:
    margin = round(0.25 * INCH) * (depth + 1) if bullet else 0
    indent = -round(0.25 * INCH) if bullet else 0
    return Level(font=font, size=size, bold=bold, bullet=bullet, margin_left=margin, indent=indent, space_before=before)


def body_levels(font: str, sizes: tuple[float, ...] = (20, 18, 16)) -> tuple[Level, ...]:
    return tuple(level(font, size, bullet=True, depth=n, before=8 - 2 * n) for n, size in enumerate(sizes))


def holder(role: str, kind: str, place: Frame, *levels: Level, insets: bool = False) -> Placeholder:
    own = (91_440, 45_720, 91_440, 45_720) if insets else (0, 0, 0, 0)
    return Placeholder(role=role, type=kind, idx=1, name=role, frame=place, insets=own, levels=levels)


def template(width: float = 13.333, height: float = 7.5, font: str = "Calibri") -> DeckFacts:
    """A template with every placeholder that the planner can use."""
    left, across = 0.6, width - 1.2
    top, bottom = 1.85, height - 1.05
    half = (across - 0.45) / 2
    content = frame(left, top, across, bottom - top)
    head = {
        "title": holder("title", "title", frame(left, 0.72, across, 0.95), level(font, 28, bold=True)),
        "kicker": holder("kicker", "body", frame(left, 0.4, across, 0.28), level(font, 13, bold=True)),
        "source": holder("source", "body", frame(left, height - 0.95, across, 0.36), level(font, 10)),
    }
    caption = {"caption": holder("caption", "body", frame(left, top, across, 0.32), level(font, 14, bold=True))}
    below = frame(left, top + 0.42, across, bottom - top - 0.42)
    two = (18, 16, 14)
    columns = {
        "body": holder("body", "obj", frame(left, top, half, bottom - top), *body_levels(font, two)),
        "body2": holder("body2", "obj", frame(left + half + 0.45, top, half, bottom - top), *body_levels(font, two)),
    }
    body = {"body": holder("body", "obj", content, *body_levels(font))}
    quote = {
        "body": holder("body", "body", frame(left + 0.5, top, across - 1, bottom - top - 0.7), level(font, 26)),
        "attribution": holder("attribution", "body", frame(left + 0.5, bottom - 0.5, across - 1, 0.4), level(font, 16)),
    }
    cover = {
        "title": holder("title", "ctrTitle", frame(left, 1.7, across, 2.2), level(font, 44, bold=True)),
        "subtitle": holder("subtitle", "subTitle", frame(left, 4.2, across, 1.2), level(font, 22)),
        "kicker": holder("kicker", "body", frame(left, 0.7, across, 0.36), level(font, 16)),
        "attribution": holder("attribution", "body", frame(left, height - 1.25, across, 0.32), level(font, 14)),
        "date": holder("date", "body", frame(left, height - 0.85, across, 0.32), level(font, 14)),
    }
    section = {
        "title": holder("title", "title", frame(left, 1.9, across, 2.0), level(font, 40, bold=True)),
        "subtitle": holder("subtitle", "body", frame(left, 4.4, across, 1.6), level(font, 22)),
        "kicker": head["kicker"],
    }
    own: dict[str, dict[str, Placeholder]] = {
        "title": cover,
        "section": section,
        "agenda": head | columns,
        "two-content": head | columns,
        "text": head | body,
        "quote": head | quote,
        "sources": head | {"body": holder("body", "body", content, level(font, 14, before=6))},
        "table": head | caption | {"table": holder("table", "tbl", below, level(font, 14))},
        "chart": head | caption | {"chart": holder("chart", "chart", below, level(font, 14))},
        "picture": head | caption | {"picture": holder("picture", "pic", below, level(font, 14))},
        "highlights": head | caption,
        "timeline": head | caption,
        "title-only": head,
    }
    return _template(width, height, font, own, content)


def bare_template(width: float = 10.0, height: float = 7.5, font: str = "Georgia") -> DeckFacts:
    """A 4:3 template with but a title and a body: no kicker, caption, source, subtitle or second body."""
    left, across = 0.5, width - 1.0
    content = frame(left, 1.75, across, height - 2.5)
    both = {
        "title": holder("title", "title", frame(left, 0.3, across, 1.25), level(font, 36), insets=True),
        "body": holder("body", "body", content, *body_levels(font, (24, 20, 18)), insets=True),
    }
    title = {"title": both["title"]}
    with_body = ("text", "quote", "sources", "agenda")
    own = {role: both if role in with_body else title for role in LAYOUT_ROLES}
    for role in ("title-picture", "points-chart", "closing", "closing-columns"):
        del own[role]
    own["title"] = {"title": holder("title", "ctrTitle", frame(0.75, 2.3, across - 0.5, 1.6), level(font, 44))}
    return _template(width, height, font, own, content)


def _template(
    width: float, height: float, font: str, own: dict[str, dict[str, Placeholder]], content: Frame
) -> DeckFacts:
    layouts = {
        role: SlideLayout(
            role=role, part_name=f"/ppt/slideLayouts/{role}.xml", name=role, placeholders=placeholders, content=content
        )
        for role, placeholders in own.items()
    }
    layouts["title-picture"] = replace(layouts["title"], role="title-picture", substitute=True)
    for role in ("key-figures", "quote-points", "statement", "points-chart", "closing", "closing-columns"):
        if role not in own:
            layouts[role] = replace(layouts["title-only"], role=role, substitute=True)
    theme = Theme(major_font=font, minor_font=font, colours={})
    whole = frame(0, 0, width, height)
    return DeckFacts(width=whole.width, height=whole.height, theme=theme, layouts=layouts)
