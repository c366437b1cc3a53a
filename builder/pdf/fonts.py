"""The fonts that an Office file names, and those that LibreOffice had to put in their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from builder.office.part_reader import PartReader
from builder.office.xml import is_true, qn
from builder.typeset.substitutes import twins

if TYPE_CHECKING:
    import pikepdf

__all__ = ["Replacement", "embedded_fonts", "fonts_of_brief", "fonts_of_deck", "replacements", "theme_fonts"]

_SYMBOLS = ("OpenSymbol", "Symbol", "Wingdings")


class Replacement(Struct, frozen=True, order=True):
    """A font that is not there, and the one set in its place, or those of which one is."""

    font: str
    by: str

    def __str__(self) -> str:
        return f"{self.font} by {self.by}"


def fonts_of_brief(parts: PartReader, body: Any) -> frozenset[str]:
    """Return the fonts that the styles and runs of a brief name."""
    (name,) = parts.related(parts.main_part, "styles")
    styles = parts.root(name)
    by_id = {style.get(qn("w:styleId")): style for style in styles.iterfind(qn("w:style"))}
    used = {node.get(qn("w:val")) for kind in ("w:pStyle", "w:rStyle", "w:tblStyle") for node in body.iter(qn(kind))}
    used |= {key for key, style in by_id.items() if is_true(style.get(qn("w:default")))}
    waiting = list(used)
    while waiting:
        style = by_id.get(waiting.pop())
        base = None if style is None else style.find(qn("w:basedOn"))
        if base is not None and base.get(qn("w:val")) not in used:
            used.add(base.get(qn("w:val")))
            waiting.append(base.get(qn("w:val")))
    themed = dict(theme_fonts(parts, parts.main_part))
    roots = [body, *styles.iterfind(qn("w:docDefaults")), *(by_id[key] for key in used if key in by_id)]
    nodes = (node for root in roots for node in root.iter(qn("w:rFonts")))
    return frozenset(filter(None, (_word_font(node, themed) for node in nodes)))


def _word_font(node: Any, themed: dict[str, str]) -> str:
    theme = node.get(qn("w:asciiTheme"))
    return themed.get(theme[:5], "") if theme else node.get(qn("w:ascii"), "")


def fonts_of_deck(parts: PartReader, slides: Iterable[str]) -> frozenset[str]:
    """Return the fonts that slides, their layouts and masters name, and those of the theme."""
    names = set(slides)
    waiting = list(names)
    while waiting:
        source = waiting.pop()
        parts_used = {target for kind in ("slideLayout", "slideMaster") for target in parts.related(source, kind)}
        waiting += parts_used - names
        names |= parts_used
    kinds = (qn("a:latin"), qn("a:buFont"))
    fonts = {node.get("typeface", "") for name in names for node in parts.root(name).iter(*kinds)}
    for name in names:
        fonts.update(font for _, font in theme_fonts(parts, name))
    return frozenset(font for font in fonts if font and not font.startswith("+"))


def theme_fonts(parts: PartReader, source: str) -> Iterator[tuple[str, str]]:
    """Yield "major" and "minor" with the Latin fonts of the theme of a part."""
    for name in parts.related(source, "theme"):
        root = parts.root(name)
        for kind in ("major", "minor"):
            node = next(root.iter(qn(f"a:{kind}Font")), None)
            latin = None if node is None else node.find(qn("a:latin"))
            if latin is not None:
                yield kind, latin.get("typeface", "")


def embedded_fonts(pdf: pikepdf.Pdf) -> frozenset[str]:
    """Return the families of the fonts in a PDF, as it writes them ("LiberationSans")."""
    import pikepdf

    names = (
        str(node.FontName)[1:]
        for node in pdf.objects
        if isinstance(node, pikepdf.Dictionary) and node.get("/Type") == pikepdf.Name.FontDescriptor
    )
    return frozenset(name.split("+")[-1].split("-")[0] for name in names)


def replacements(named: frozenset[str], embedded: frozenset[str]) -> tuple[Replacement, ...]:
    """Return the fonts of a file that are not in its PDF, each with the font of the same widths that is there instead.

    Without one of the same widths they are named only if the PDF has fonts that nothing else explains: a font may have
    no text.
    """
    keys = {_key(family): family for family in sorted(embedded)}
    missing = {font for font in named if not any(key.startswith(_key(font)) for key in keys)}
    replaced: list[Replacement] = []
    explained = {key for key in keys for font in named if key.startswith(_key(font))}
    for font in sorted(missing):
        twin = next((key for name in twins(font) for key in keys if key == _key(name)), None)
        if twin is not None:
            replaced.append(Replacement(font, keys[twin]))
            explained.add(twin)
    unknown = sorted(missing - {replacement.font for replacement in replaced})
    strangers = [keys[key] for key in sorted(keys) if key not in explained and keys[key] not in _SYMBOLS]
    if strangers:
        replaced += [Replacement(font, " or ".join(strangers)) for font in unknown]
    return tuple(sorted(replaced))


def _key(font: str) -> str:
    return "".join(filter(str.isalnum, font)).casefold()
