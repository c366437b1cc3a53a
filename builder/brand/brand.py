"""A brand file by the public brand.yml convention, as far as Office templates support it: colours, fonts, logo, name.

Keys of the convention that do not apply to an Office file (`defaults`, `link`, sizes and line heights for the web) are
accepted and ignored; unknown keys are errors, reported at their places.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from builder.content.yaml_values import Mapping, Scalar, Value
from builder.diagnostics import BuildError, Diagnostic
from builder.source import Span

if TYPE_CHECKING:
    from builder.content.images import Picture

__all__ = ["Brand", "Logo", "Tone", "read_brand"]

_KEYS = {
    "": ("meta", "logo", "color", "typography", "defaults"),
    "meta": ("name", "link", "links"),
    "logo": ("images", "small", "medium", "large", "path", "alt"),
    "typography": (
        "fonts", "base", "headings", "monospace", "monospace-inline", "monospace-block", "link",
    ),
    "color": (
        "palette", "foreground", "background", "primary", "secondary", "tertiary", "success", "info", "warning",
        "danger", "light", "dark",
    ),
    "type": (
        "family", "size", "weight", "style", "color", "background-color", "line-height", "decoration",
    ),
}  # fmt: skip
_LIGHT = ("thin", "extra-light", "ultra-light", "light", "normal", "regular", "medium")
_SIZES = {"cover": ("large", "medium", "small"), "page": ("small", "medium", "large")}


class Tone(Struct, frozen=True):
    """A colour as RRGGBB, and its place in the brand file."""

    rgb: str
    span: Span


class Logo(Struct, frozen=True, kw_only=True):
    """A picture of the brand: its bytes, its facts, and its alternative text."""

    blob: bytes
    picture: Picture
    alt: str
    on_dark: bool = False
    """True if it was drawn for dark backgrounds."""


class Brand(Struct, frozen=True, kw_only=True):
    """Content of a brand file. `colours` are by role of the convention, `palette` by the brand's own names."""

    name: str
    colours: dict[str, Tone]
    palette: dict[str, Tone]
    headings: str = ""
    base: str = ""
    monospace: str = ""
    heading_colour: Tone | None = None
    link_colour: Tone | None = None
    bold_headings: bool = True
    font_places: dict[str, Span] = {}
    """Where the file names each font of headings and text: the heading's place for a font of both."""
    cover_logo: Logo | None = None
    page_logo: Logo | None = None


def read_brand(path: Path) -> tuple[Brand, list[Diagnostic]]:
    """Read the brand in a file. Return it with the warnings. Raises BuildError with every error and its location."""
    from builder.content.files import read_source
    from builder.content.reader import read

    value, problems, _ = read(read_source(path))
    reader = _Reader(path.parent, list(problems))
    brand = reader.brand(value) if value is not None else None
    errors = [problem for problem in reader.problems if problem.severity == "error"]
    if errors or brand is None:
        empty = Diagnostic("brand", "the brand file is empty", Span(str(path)), "see docs/templates.md")
        raise BuildError(sorted(errors, key=lambda problem: problem.span) or empty)
    return brand, reader.problems


def _shape(value: Value) -> str:
    """Return the kind of a value, for messages."""
    return "a mapping" if isinstance(value, Mapping) else "text" if isinstance(value, Scalar) else "a list"


class _Reader:
    """Reads one brand file and collects its `problems`."""

    def __init__(self, folder: Path, problems: list[Diagnostic]):
        self.folder = folder
        self.problems = problems
        self._palette: dict[str, Value] = {}

    def brand(self, root: Value) -> Brand:
        """Read the whole file."""
        top = self._mapping(root, "")
        name = self._name(top.get("meta"))
        colours, palette = self._colours(top.get("color"))
        type_ = self._mapping(top.get("typography"), "typography")
        headings, link = self._type(type_.get("headings")), self._type(type_.get("link"))
        weight = self._text(headings.get("weight"))
        base = self._type(type_.get("base"))
        families = [family for family in (headings.get("family"), base.get("family")) if family is not None]
        page, cover = (self._logo(top.get("logo"), sizes, name) for sizes in (_SIZES["page"], _SIZES["cover"]))
        return Brand(
            name=name,
            colours=colours,
            palette=palette,
            headings=self._text(headings.get("family")),
            base=self._text(base.get("family")),
            monospace=self._text(self._type(type_.get("monospace")).get("family")),
            heading_colour=self._tone(headings["color"]) if "color" in headings else None,
            link_colour=self._tone(link["color"]) if "color" in link else None,
            bold_headings=not (weight in _LIGHT or (weight.isdigit() and int(weight) < 600)),
            cover_logo=cover,
            page_logo=page,
            font_places={self._text(family): family.span for family in reversed(families)},
        )

    # --- Shapes ---

    def _problem(self, value: Value | None, message: str, hint: str = "") -> None:
        self.problems.append(Diagnostic("brand", message, value.span if value else Span(""), hint))

    def _mapping(self, value: Value | None, kind: str) -> dict[str, Value]:
        """Return the entries of a mapping whose keys the convention knows; none for a missing mapping."""
        from builder.content.suggestions import did_you_mean

        if value is None or (isinstance(value, Scalar) and value.is_null):
            return {}
        if not isinstance(value, Mapping):
            self._problem(
                value,
                f"expected a mapping, found {_shape(value)}",
                f"`{kind or 'the brand'}` has {', '.join(_KEYS[kind][:4])} …",
            )
            return {}
        for key, _ in value.pairs:
            if key.value not in _KEYS[kind]:
                self._problem(key, f"unknown key `{key.value}`{did_you_mean(key.value, _KEYS[kind])}")
        return {key.value: entry for key, entry in value.pairs if key.value in _KEYS[kind]}

    def _text(self, value: Value | None) -> str:
        if value is None:
            return ""
        if not isinstance(value, Scalar):
            self._problem(value, f"expected text, found {_shape(value)}")
            return ""
        return "" if value.is_null else value.value.strip()

    def _name(self, meta: Value | None) -> str:
        """Return the brand's name: a text, or its short or full form."""
        name = self._mapping(meta, "meta").get("name")
        if isinstance(name, Mapping):
            return self._text(name.get("short")) or self._text(name.get("full"))
        return self._text(name)

    def _type(self, value: Value | None) -> dict[str, Value]:
        """Return the settings of a kind of text: the name of a family alone is allowed."""
        if isinstance(value, Scalar):
            return {} if value.is_null else {"family": value}
        return self._mapping(value, "type")

    # --- Colours ---

    def _colours(self, value: Value | None) -> tuple[dict[str, Tone], dict[str, Tone]]:
        entries = self._mapping(value, "color")
        palette = entries.pop("palette", None)
        if isinstance(palette, Mapping):
            self._palette = {key.value: colour for key, colour in palette.pairs}
        elif palette is not None:
            self._problem(palette, f"expected a mapping of names to colours, found {_shape(palette)}")
        self._roles = entries
        roles = {role: tone for role, colour in entries.items() if (tone := self._tone(colour))}
        return roles, {name: tone for name, colour in self._palette.items() if (tone := self._tone(colour))}

    def _tone(self, value: Value, depth: int = 0) -> Tone | None:
        """Return a colour: in hexadecimal, by a CSS name, or by a name of the palette or a role; the one for light
        backgrounds if there are two.
        """
        from builder.brand.css import colour_of
        from builder.content.suggestions import did_you_mean

        if isinstance(value, Mapping):
            light = value.get("light")
            return self._tone(light, depth + 1) if light is not None and depth < 4 else None
        text = self._text(value)
        named = self._palette.get(text) or (self._roles.get(text) if depth == 0 else None)
        if named is not None and named is not value and depth < 4:
            tone = self._tone(named, depth + 1)
            return Tone(tone.rgb, value.span) if tone else None
        rgb = colour_of(text)
        if rgb is None:
            near = did_you_mean(text, (*self._palette, *self._roles))
            self._problem(
                value, f"expected a colour, found `{text}`{near}", 'write it as "#1A2B3C", or name one of the palette'
            )
            return None
        return Tone(rgb, value.span)

    # --- Logo ---

    def _logo(self, value: Value | None, sizes: tuple[str, ...], name: str) -> Logo | None:
        """Return the first of the sizes that the brand has: one picture, or one for each kind of background."""
        if value is None or isinstance(value, Scalar):
            return self._picture(value, {}, name, False) if value is not None else None
        entries = self._mapping(value, "logo")
        images = entries.get("images")
        known = {key.value: image for key, image in images.pairs} if isinstance(images, Mapping) else {}
        if "path" in entries:
            return self._picture(value, known, name, False)
        chosen = next((entries[size] for size in sizes if size in entries), None) or next(iter(known.values()), None)
        if isinstance(chosen, Mapping) and (chosen.get("light") or chosen.get("dark")):
            dark = chosen.get("dark") if sizes[0] == "large" else None
            pick = dark or chosen.get("light") or chosen.get("dark")
            return self._picture(pick, known, name, dark is not None)
        return self._picture(chosen, known, name, False) if chosen is not None else None

    def _picture(self, value: Value | None, known: dict[str, Value], name: str, on_dark: bool) -> Logo | None:
        """Return a picture by its path, by its name among the brand's images, or as `{path, alt}`."""
        from builder.content.files import FileProblem
        from builder.content.picture_files import read_picture

        if isinstance(value, Scalar) and value.value in known:
            value = known[value.value]
        place = value.get("path") if isinstance(value, Mapping) else value
        alt = self._text(value.get("alt")) if isinstance(value, Mapping) else ""
        path = self._text(place)
        if "://" in path:
            self._problem(
                place, "the logo is a web address, and nothing is downloaded", "copy the file beside the brand file"
            )
            return None
        try:
            picture = read_picture(self.folder, path)
        except FileProblem as problem:
            self.problems.append(
                Diagnostic(problem.code, problem.message, place.span if place else Span(""), problem.hint)
            )
            return None
        return Logo(blob=picture.blob, picture=picture, alt=alt or name or "Logo", on_dark=on_dark)
