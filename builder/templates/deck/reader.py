"""Read a deck template: its size, its theme, and one layout for each role, with everything inherited resolved."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from builder.diagnostics import BuildError, Diagnostic
from builder.office.colour import contrast
from builder.office.part_reader import PartReader
from builder.office.theme import Theme, read_theme
from builder.office.xml import qn
from builder.source import Span
from builder.templates.damage import damaged_part
from builder.templates.deck.facts import DeckFacts, Frame, Placeholder, SlideLayout
from builder.templates.deck.geometry import content_area, progress_strip
from builder.templates.deck.placeholders import Inherited, find_placeholders
from builder.templates.deck.recognise import Candidate, choose, roles_of
from builder.templates.deck.room import with_room
from builder.templates.deck.theme import READABLE, background_of, own_colour_map, readable, slide_colours
from builder.templates.deck.type_levels import ListStyle, list_style, whole_number
from builder.templates.open import TemplateFile

__all__ = ["read_deck_facts"]

_NO_TITLE = "the template has no layout with a title placeholder, so that no slide can have a title"
_NO_TITLE_HINT = (
    "in PowerPoint, View > Slide Master: give the master a title and a text placeholder, and tick Title on a layout"
)
_NO_ROOM = "the template has no layout with room for content beside its title"
_NO_ROOM_HINT = (
    "in PowerPoint, View > Slide Master: make the title smaller, and add a text placeholder at least a quarter of the "
    "slide wide and a fifth high"
)
_CONTENTS = ("body", "body2", "table", "chart", "picture")


class _MasterFacts(Struct, kw_only=True):
    """A slide master and its layouts: elements and colours by the layouts' part names."""

    theme: Theme
    body: Frame | None
    root: Any
    candidates: list[Candidate]
    layouts: dict[str, Any]
    colours: dict[str, dict[str, str]]


def read_deck_facts(file: TemplateFile) -> DeckFacts:
    """Return what a template offers. Raises BuildError if no layout has a title or the file has no slide size."""
    parts = PartReader(file.blob)
    presentation = parts.root(parts.main_part)
    size = presentation.find(qn("p:sldSz"))
    lengths = [whole_number(size.get(name)) or 0 for name in ("cx", "cy")] if size is not None else [0]
    if min(lengths) <= 0:
        raise BuildError(Diagnostic("template-no-size", "the template has no slide size", Span(str(file.path))))
    width, height = lengths
    default_style = list_style(presentation.find(qn("p:defaultTextStyle")))
    names = _listed(parts, parts.main_part, presentation, "p:sldMasterIdLst/p:sldMasterId")
    masters = [_read_master(file, parts, name, default_style, height) for name in names]
    chosen = [(master, choose(master.candidates)) for master in masters]
    best = max(chosen, key=lambda pair: _worth(pair[1]), default=None)
    if best is None or not best[1]:
        raise BuildError(Diagnostic("template-no-title", _NO_TITLE, Span(str(file.path)), _NO_TITLE_HINT))
    master, roles = best
    layouts = {
        role: _layout(role, candidate, substitute, master, width, height)
        for role, (candidate, substitute) in roles.items()
    }
    layouts = with_room(layouts, width, height)
    if not layouts:
        raise BuildError(Diagnostic("template-no-room", _NO_ROOM, Span(str(file.path)), _NO_ROOM_HINT))
    return DeckFacts(
        width=width, height=height, theme=master.theme, layouts=layouts, digest=file.digest,
        table_style=_table_style(parts),
    )  # fmt: skip


def _listed(parts: PartReader, source: str, root: Any, path: str) -> list[str]:
    """Return the names of the parts that a list of relationship ids refers to; entries without a part are left out."""
    entries = root.iterfind("/".join(map(qn, path.split("/"))))
    names = [parts.target(source, entry.get(qn("r:id"))) for entry in entries]
    return [name for name in names if name is not None]


def _worth(chosen: dict[str, tuple[Candidate, bool]]) -> int:
    """Return how well a master fits: layouts of its own for titles and text count most; the first wins ties."""
    return sum(
        0 if substitute else 4 if role in ("title", "text") else 1 for role, (_, substitute) in chosen.items()
    ) + bool(chosen)


def _root(file: TemplateFile, parts: PartReader, name: str, tag: str, noun: str) -> Any:
    """Return the root element of a part, which has this tag and a common slide data. Raises BuildError otherwise."""
    root = parts.root(name)
    if root.tag != qn(tag) or root.find(qn("p:cSld")) is None:
        raise damaged_part(file, name, f"is not a {noun}")
    return root


def _read_master(
    file: TemplateFile, parts: PartReader, name: str, default_style: ListStyle, height: int
) -> _MasterFacts:
    """Read a master: its theme, and its layouts as candidates for the roles. Raises BuildError for a damaged part."""
    root = _root(file, parts, name, "p:sldMaster", "slide master")
    themes = parts.related(name, "theme")
    theme = (
        read_theme(parts.root(themes[0])) if themes else Theme(major_font="Calibri", minor_font="Calibri", colours={})
    )
    inherited = Inherited(root, default_style, theme)
    usual_colours = slide_colours(theme, root, {})
    bodies = [ph for ph in find_placeholders(root, inherited, usual_colours) if ph.type == "body"]
    facts = _MasterFacts(
        theme=theme, body=bodies[0].frame if bodies else None, root=root, candidates=[], layouts={}, colours={}
    )
    colours_by_map: dict[str, dict[str, str]] = {}
    related = parts.related(name, "slideLayout")
    for part_name in _listed(parts, name, root, "p:sldLayoutIdLst/p:sldLayoutId"):
        if part_name not in related:
            raise damaged_part(file, name, f"lists “{part_name.removeprefix('/')}”, to which it has no relationship")
        layout = _root(file, parts, part_name, "p:sldLayout", "slide layout")
        own = own_colour_map(layout)
        colours = colours_by_map.setdefault(str(sorted(own.items())), slide_colours(theme, root, own))
        placeholders = roles_of(find_placeholders(layout, inherited, colours), height)
        facts.layouts[part_name] = layout
        facts.colours[part_name] = colours
        facts.candidates.append(_candidate(part_name, layout, placeholders))
    return facts


def _candidate(part_name: str, layout: Any, placeholders: dict[str, Placeholder]) -> Candidate:
    return Candidate(
        part_name=part_name,
        name=layout.find(qn("p:cSld")).get("name", ""),
        type=layout.get("type", ""),
        placeholders=placeholders,
        contents=sum(role in placeholders for role in _CONTENTS),
    )


def _layout(
    role: str, candidate: Candidate, substitute: bool, master: _MasterFacts, width: int, height: int
) -> SlideLayout:
    root, colours = master.layouts[candidate.part_name], master.colours[candidate.part_name]
    background = background_of(root, master.root, colours, width * height)
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
        substitute=substitute,
    )


def _table_style(parts: PartReader) -> str:
    """Return the id of the template's default table style if the file defines it; "" if it only names one of
    PowerPoint's own."""
    for name in parts.related(parts.main_part, "tableStyles"):
        styles = parts.root(name)
        default = styles.get("def", "")
        if any(style.get("styleId") == default for style in styles):
            return str(default)
    return ""
