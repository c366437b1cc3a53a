"""Create a branded pair of templates from the default ones."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from msgspec import Struct

from builder.brand.brand import Brand, read_brand
from builder.diagnostics import Diagnostic, UsageError
from builder.file_names import name_fault
from builder.output import write_whole

__all__ = ["NewTemplates", "new_templates"]

_BRAND_FILES = ("brand.yml", "_brand.yml")
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")


class NewTemplates(Struct, frozen=True):
    """The written files, and the changes of the brand's colours and problems of its fonts."""

    paths: tuple[Path, ...]
    diagnostics: tuple[Diagnostic, ...]


def new_templates(brand_file: Path | None, name: str | None = None, output: Path | None = None) -> NewTemplates:
    """Write brief.docx and deck.pptx to `output`, or to templates/`name` (else the brand's own name).

    Raises UsageError if the brand file is missing or the templates already exist, BuildError with every error of the
    brand file.
    """
    from builder.brand.dress import dress_brief, dress_deck
    from builder.brand.palette import theme_colours
    from builder.templates.defaults import default_template
    from builder.templates.open import open_template

    path = _brand_path(brand_file)
    brand, problems = read_brand(path)
    name = name or _slug(brand)
    folder = output or Path("templates") / name
    if not output and not _NAME.match(name):
        raise UsageError(
            "expected a template name of lower-case words joined by hyphens (or name a folder with --output)"
        )
    if name_fault(folder.name):
        raise UsageError(f"'{folder.name}' {name_fault(folder.name)} (choose another name)")
    targets = [folder / "brief.docx", folder / "deck.pptx"]
    existing = next((target for target in targets if target.exists()), None)
    if existing is not None:
        raise UsageError(f"{existing} already exists")
    colours, changes = theme_colours(brand)
    brief = dress_brief(open_template(default_template("docx"), "docx").blob, brand, colours)
    deck = dress_deck(open_template(default_template("pptx"), "pptx").blob, brand, colours)
    for target, blob in zip(targets, (brief, deck), strict=True):
        write_whole(target, blob)
    return NewTemplates(tuple(targets), (*problems, *changes, *_fonts(brand, path)))


def _brand_path(given: Path | None) -> Path:
    for path in (given,) if given else map(Path, _BRAND_FILES):
        if path.is_file():
            return path
    raise UsageError(f"no brand file at {given}" if given else "no brand.yml in this folder (name one with --brand)")


def _slug(brand: Brand) -> str:
    """Return the brand's name as a folder name: lower-case letters without accents, joined by hyphens."""
    plain = unicodedata.normalize("NFKD", brand.name).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall("[a-z0-9]+", plain))


def _fonts(brand: Brand, path: Path) -> list[Diagnostic]:
    """Return the findings about the brand's fonts."""
    from builder.brand.fonts import font_findings, font_uses

    named = {font: ["the brand"] for font in (brand.headings, brand.base) if font}
    return font_findings(font_uses(named), str(path), brand.font_places)
