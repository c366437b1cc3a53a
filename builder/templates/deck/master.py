"""One slide master of a deck template: its layouts as candidates for the roles, and what they show."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from msgspec.structs import replace

from builder.office.colour import shade_of
from builder.office.part_reader import PartReader
from builder.office.theme import Theme, read_theme
from builder.office.xml import qn
from builder.templates.damage import damaged_part
from builder.templates.deck.backdrop import Backdrop, Scenery
from builder.templates.deck.drawing_order import drawn_objects
from builder.templates.deck.facts import Frame, Level, Placeholder, SlideLayout
from builder.templates.deck.fills import Fill, FormatScheme, own_fill, read_format_scheme
from builder.templates.deck.geometry import content_area, progress_strip
from builder.templates.deck.pixels import Pixels
from builder.templates.deck.placeholders import (
    PRESENTATION,
    Inherited,
    family_of,
    find_placeholders,
    placeholder_shapes,
)
from builder.templates.deck.recognise import Candidate, choose, roles_of
from builder.templates.deck.theme import (
    READABLE,
    least_contrast,
    legible_colour,
    own_colour_map,
    readable,
    slide_colours,
)
from builder.templates.deck.type_levels import ListStyle, whole_number
from builder.templates.open import TemplateFile

__all__ = ["Master", "listed_parts"]

PictureReader = Callable[[str, str], Pixels | None]
"""Returns the picture of a part's relationship; None if there is none that can be read."""
_CONTENTS = ("body", "body2", "table", "chart", "picture")
_WITHOUT_TEXT = ("tbl", "chart", "pic")
"""Types of placeholders whose text, if any, is not the template's."""
_SHRINKING = ("subtitle", "body", "body2", "attribution")
"""Roles whose text may become smaller than the template's: it is never large enough for less contrast."""
_SEEN = 1.25
"""Contrast ratio from which a bar can be seen."""
_DEEP = 3
"""Levels of a text placeholder whose colours are looked at; others have one."""


class Master:
    """A slide master and its layouts. Raises BuildError for a damaged part.

    `roles` are the layouts chosen for the roles, each with True if it is a substitute; empty if none has a title.
    """

    def __init__(
        self, file: TemplateFile, parts: PartReader, name: str, default_style: ListStyle, slide: Frame,
        pictures: PictureReader,
    ):  # fmt: skip
        self._file = file
        self._slide = slide
        self._pictures = pictures
        self.name = name
        self._root = _root(file, parts, name, "p:sldMaster", "slide master")
        self.theme, self.scheme = _theme(parts, name)
        inherited = Inherited(self._root, default_style, self.theme)
        usual_colours = slide_colours(self.theme, self._root, {})
        bodies = [ph for ph in find_placeholders(self._root, inherited, usual_colours) if ph.type == "body"]
        self._body = bodies[0].frame if bodies else None
        self._inherited = inherited
        self._layouts: dict[str, Any] = {}
        self._colours: dict[str, dict[str, str]] = {}
        self._sceneries: dict[str, Scenery] = {}
        self._placeholders: dict[str, dict[str, Placeholder]] = {}
        self.roles = choose(self._read_layouts(parts))

    def _read_layouts(self, parts: PartReader) -> list[Candidate]:
        colours_by_map: dict[str, dict[str, str]] = {}
        candidates = []
        related = parts.related(self.name, "slideLayout")
        for part_name in listed_parts(parts, self.name, self._root, "p:sldLayoutIdLst/p:sldLayoutId"):
            if part_name not in related:
                fault = f"lists “{part_name.removeprefix('/')}”, to which it has no relationship"
                raise damaged_part(self._file, self.name, fault)
            layout = _root(self._file, parts, part_name, "p:sldLayout", "slide layout")
            own = own_colour_map(layout)
            colours = colours_by_map.setdefault(str(sorted(own.items())), slide_colours(self.theme, self._root, own))
            placeholders = roles_of(find_placeholders(layout, self._inherited, colours), self._slide.height)
            self._layouts[part_name] = layout
            self._colours[part_name] = colours
            candidates.append(_candidate(part_name, layout, placeholders))
        return candidates

    @cached_property
    def worth(self) -> int:
        """How well the layouts fit: those of its own for titles and text count most."""
        return sum(
            0 if substitute else 4 if role in ("title", "text") else 1
            for role, (_, substitute) in self.roles.items()
        ) + bool(self.roles)  # fmt: skip

    def has_own(self, role: str) -> bool:
        """Return True if a layout is made for a role."""
        return role in self.roles and not self.roles[role][1]

    def clear_share(self, layout: SlideLayout) -> float:
        """Return the share of a layout's content area that no picture, text or table of the template takes."""
        return self.scenery(layout.part_name).clear_share(layout.content)

    def scenery(self, part_name: str) -> Scenery:
        """Return what a layout draws under its text."""
        if part_name not in self._sceneries:
            colours = self._colours[part_name]
            names = (part_name, self.name)
            objects = drawn_objects(self._layouts[part_name], self._root, colours, self.scheme, names, self._slide)
            self._sceneries[part_name] = Scenery(tuple(objects), colours["bg1"], self._slide, self._pictures)
        return self._sceneries[part_name]

    def layout(self, role: str, *, text_font: str = "") -> SlideLayout:
        """Return the layout for a role; `text_font` is the font of its boxes if it is not the deck's."""
        candidate, substitute = self.roles[role]
        root, colours = self._layouts[candidate.part_name], self._colours[candidate.part_name]
        width, height = self._slide.width, self._slide.height
        scenery = self.scenery(candidate.part_name)
        content = scenery.between_bands(content_area(candidate.placeholders, self._body, width, height))
        backdrop = scenery.backdrop(content)
        ink, accent = readable(colours, backdrop)
        return SlideLayout(
            role=role,
            part_name=candidate.part_name,
            name=candidate.name,
            placeholders=self._readable_placeholders(candidate, root),
            content=content,
            colours=colours,
            background=backdrop.worst(colours[ink]),
            ink=ink,
            accent=accent,
            mark="accent1" if backdrop.contrast(colours["accent1"]) >= _SEEN else accent,
            panel=Backdrop(((colours["bg2"], 1.0),)).contrast(colours[ink]) >= READABLE,
            colour_map=" ".join(f'{name}="{value}"' for name, value in own_colour_map(root).items()),
            progress=progress_strip(candidate.placeholders, width, height) if role == "section" else None,
            text_font=text_font,
            substitute=substitute,
        )

    def _readable_placeholders(self, candidate: Candidate, root: Any) -> dict[str, Placeholder]:
        """Return the placeholders with what is behind their text, and with another colour where it cannot be read."""
        name = candidate.part_name
        if name not in self._placeholders:
            scenery, colours = self.scenery(name), self._colours[name]
            shapes = {
                (ph.get("type", "obj"), whole_number(ph.get("idx", "0"))): sp for sp, ph in placeholder_shapes(root)
            }
            self._placeholders[name] = {}
            for role, placeholder in candidate.placeholders.items():
                fill = self._own_fill(shapes.get((placeholder.type, placeholder.idx)), placeholder, name)
                backdrop = scenery.backdrop(placeholder.frame, fill, placeholder.alignment)
                self._placeholders[name][role] = _readable(placeholder, backdrop, colours)
        return self._placeholders[name]

    def _own_fill(self, shape: Any, placeholder: Placeholder, name: str) -> Fill | None:
        """Return the fill of a placeholder of the layout `name`: its own, or the master's."""
        inherited = self._inherited.shapes.get(family_of(placeholder.type))
        for element, source in ((shape, name), (inherited, self.name)):
            properties = element.find(f"{PRESENTATION}spPr") if element is not None else None
            fill = own_fill(properties, self._colours[name], source)
            if fill is not None:
                return fill
        return None


def _readable(placeholder: Placeholder, backdrop: Backdrop, colours: dict[str, str]) -> Placeholder:
    """Return a placeholder with the colour behind its text, and a colour for its text if its own cannot be read."""
    if not placeholder.levels or placeholder.type in _WITHOUT_TEXT:
        return placeholder
    levels = placeholder.levels[: _DEEP if placeholder.role in ("body", "body2") else 1]
    ink = next(filter(None, (_ink(level, placeholder.role, backdrop, colours) for level in levels)), "")
    return replace(placeholder, background=backdrop.worst(levels[0].colour), ink=ink)


def _ink(level: Level, role: str, backdrop: Backdrop, colours: dict[str, str]) -> str:
    """Return the colour name for text of a level that cannot be read; "" if it can, or if no colour does better."""
    least = least_contrast(level.size, level.bold)
    ratio = backdrop.contrast(level.colour)
    if ratio >= (READABLE if role in _SHRINKING else least):
        return ""
    ink = legible_colour(level.colour, backdrop, colours, least)
    return ink if ink and backdrop.contrast(shade_of(ink, colours)) > ratio else ""


def listed_parts(parts: PartReader, source: str, root: Any, path: str) -> list[str]:
    """Return the names of the parts that a list of relationship ids refers to; entries without a part are left out."""
    entries = root.iterfind("/".join(map(qn, path.split("/"))))
    names = [parts.target(source, entry.get(qn("r:id"))) for entry in entries]
    return [name for name in names if name is not None]


def _theme(parts: PartReader, master: str) -> tuple[Theme, FormatScheme]:
    themes = parts.related(master, "theme")
    if not themes:
        return Theme(major_font="Calibri", minor_font="Calibri", colours={}), FormatScheme()
    root = parts.root(themes[0])
    return read_theme(root), read_format_scheme(root, themes[0])


def _root(file: TemplateFile, parts: PartReader, name: str, tag: str, noun: str) -> Any:
    """Return the root element of a part, which has this tag and a common slide data. Raises BuildError otherwise."""
    root = parts.root(name)
    if root.tag != qn(tag) or root.find(qn("p:cSld")) is None:
        raise damaged_part(file, name, f"is not a {noun}")
    return root


def _candidate(part_name: str, layout: Any, placeholders: dict[str, Placeholder]) -> Candidate:
    return Candidate(
        part_name=part_name,
        name=layout.find(qn("p:cSld")).get("name", ""),
        type=layout.get("type", ""),
        placeholders=placeholders,
        contents=sum(role in placeholders for role in _CONTENTS),
    )
