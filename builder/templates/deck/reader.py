"""Read a deck template: its size, its theme, and one layout for each role, with everything inherited resolved."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from builder.diagnostics import BuildError, Diagnostic
from builder.office.colour import contrast
from builder.office.package import RELATIONSHIPS, Package
from builder.office.parts import root_of
from builder.source import Span
from builder.templates.deck.facts import DeckFacts, Frame, Placeholder, SlideLayout, Theme
from builder.templates.deck.geometry import content_area, progress_strip
from builder.templates.deck.placeholders import PRESENTATION, Inherited, find_placeholders
from builder.templates.deck.recognise import Candidate, choose, roles_of
from builder.templates.deck.theme import READABLE, ground, own_colour_map, read_theme, readable, slide_colours
from builder.templates.deck.type_levels import ListStyle, list_style
from builder.templates.open import TemplateFile

__all__ = ["read_deck_facts"]

_ID = f"{{{RELATIONSHIPS}}}id"
_CONTENTS = ("body", "body2", "table", "chart", "picture")


class _Read(Struct, kw_only=True):
    """A master with its layouts, read."""

    theme: Theme
    body: Frame | None
    root: Any
    candidates: list[Candidate]
    layouts: dict[str, Any]
    colours: dict[str, dict[str, str]]


def read_deck_facts(file: TemplateFile) -> DeckFacts:
    """What the template offers. Raises BuildError where no layout has a title, or the file has no slide size."""
    package = file.package
    main = package.main_part
    presentation = root_of(package, main)
    size = presentation.find(f"{PRESENTATION}sldSz")
    if size is None:
        raise BuildError(Diagnostic("template-no-size", "the template says no slide size", Span(str(file.path))))
    width, height = int(size.get("cx")), int(size.get("cy"))
    default_style = list_style(presentation.find(f"{PRESENTATION}defaultTextStyle"))
    masters = _masters(package, main, presentation)
    read = [_read_master(package, name, default_style, height) for name in masters]
    chosen = [(one, choose(one.candidates)) for one in read]
    best = max(chosen, key=lambda pair: _worth(pair[1]), default=None)
    if best is None or not best[1]:
        raise BuildError(
            Diagnostic(
                "template-no-title",
                "the template has no layout with a title placeholder, so that no slide can have a title",
                Span(str(file.path)),
                "in PowerPoint, View > Slide Master: give the master a title and a text placeholder, and tick Title "
                "on a layout",
            )
        )
    master, roles = best
    layouts = {
        role: _layout(role, candidate, stands_in, master, width, height)
        for role, (candidate, stands_in) in roles.items()
    }
    return DeckFacts(
        width=width, height=height, theme=master.theme, layouts=layouts, digest=file.digest,
        table_style=_table_style(package, main),
    )  # fmt: skip


def _worth(chosen: dict[str, tuple[Candidate, bool]]) -> int:
    """How well a master serves: layouts of its own for titles and text count most; the first wins ties."""
    return sum(
        0 if stands_in else 4 if role in ("title", "text") else 1 for role, (_, stands_in) in chosen.items()
    ) + bool(chosen)


def _masters(package: Package, main: str, presentation: Any) -> list[str]:
    ids = presentation.iterfind(f"{PRESENTATION}sldMasterIdLst/{PRESENTATION}sldMasterId")
    known = package.relationships.get(main, {})
    return [known[one.get(_ID)].target for one in ids if one.get(_ID) in known]


def _read_master(package: Package, name: str, default_style: ListStyle, height: int) -> _Read:
    """The master in the part `name`: its theme and its layouts as candidates for the roles."""
    root = root_of(package, name)
    themes = package.related(name, f"{RELATIONSHIPS}/theme")
    theme = (
        read_theme(root_of(package, themes[0]))
        if themes
        else Theme(major_font="Calibri", minor_font="Calibri", colours={})
    )
    inherited = Inherited(root, default_style, theme)
    colours_by_map: dict[str, dict[str, str]] = {}
    known = package.relationships.get(name, {})
    read = _Read(theme=theme, body=None, root=root, candidates=[], layouts={}, colours={})
    own_body = [one for one in find_placeholders(root, inherited, slide_colours(theme, root, {})) if one.type == "body"]
    read.body = own_body[0].frame if own_body else None
    for one in root.iterfind(f"{PRESENTATION}sldLayoutIdLst/{PRESENTATION}sldLayoutId"):
        if one.get(_ID) not in known:
            continue
        part = known[one.get(_ID)].target
        layout = root_of(package, part)
        own = own_colour_map(layout)
        colours = colours_by_map.setdefault(str(sorted(own.items())), slide_colours(theme, root, own))
        placeholders = roles_of(find_placeholders(layout, inherited, colours), height)
        read.layouts[part] = layout
        read.colours[part] = colours
        read.candidates.append(_candidate(part, layout, placeholders))
    return read


def _candidate(part: str, layout: Any, placeholders: dict[str, Placeholder]) -> Candidate:
    return Candidate(
        part_name=part,
        name=layout.find(f"{PRESENTATION}cSld").get("name", ""),
        type=layout.get("type", ""),
        placeholders=placeholders,
        contents=sum(role in placeholders for role in _CONTENTS),
    )


def _layout(role: str, candidate: Candidate, stands_in: bool, master: _Read, width: int, height: int) -> SlideLayout:
    root, colours = master.layouts[candidate.part_name], master.colours[candidate.part_name]
    background = ground(root, master.root, colours, width * height)
    ink, accent = readable(colours, background)
    return SlideLayout(
        role=role,
        part_name=candidate.part_name,
        name=candidate.name,
        placeholders=candidate.placeholders,
        content=content_area(candidate.placeholders, master.body, width, height),
        colours=colours,
        background=background,
        ink=ink,
        accent=accent,
        panel=contrast(colours[ink], colours["bg2"]) >= READABLE,
        colour_map=" ".join(f'{name}="{value}"' for name, value in own_colour_map(root).items()),
        progress=progress_strip(candidate.placeholders, width, height) if role == "section" else None,
        stands_in=stands_in,
    )


def _table_style(package: Package, main: str) -> str:
    """The template's default table style if the file defines it; "" where it only names one of PowerPoint's own."""
    for name in package.related(main, f"{RELATIONSHIPS}/tableStyles"):
        styles = root_of(package, name)
        default = styles.get("def", "")
        if any(style.get("styleId") == default for style in styles):
            return str(default)
    return ""
