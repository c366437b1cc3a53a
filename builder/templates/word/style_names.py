"""Give the styles of a template the names by which Word and builds know them.

Word writes built-in names in English whatever the language of Office. Other programs write the names that they show
("Titre 1", "Überschrift 1"), names with their aliases ("Heading 1;Titre"), or ids only. Without its built-in name a
heading is in no table of contents. Names as shown by Word 365 in the languages below.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any

from builder.templates.word.roles import HEADING_LEVELS, ROLES
from builder.templates.word.style_sheet import W

__all__ = ["name_styles"]

_LEVELLED = {
    "Heading": ("Titre", "Überschrift", "Título", "Titolo", "Kop", "Cabeçalho", "Rubrik"),
    "TOC": ("TM", "Verzeichnis", "TDC", "Sommario", "Inhopg", "Sumário"),
}
"""Names that end with a level; in French, German, Spanish, Italian, Dutch, Portuguese, Swedish."""
_PLAIN = {
    "Title": ("Titre", "Titre principal", "Titel", "Título", "Titolo"),
    "Subtitle": ("Sous-titre", "Untertitel", "Subtítulo", "Sottotitolo", "Ondertitel", "Underrubrik"),
    "Caption": ("Légende", "Beschriftung", "Descripción", "Epígrafe", "Didascalia", "Bijschrift", "Legenda"),
    "Body Text": ("Corps de texte", "Textkörper", "Texto independiente", "Corpo testo", "Corpo del testo",
                  "Platte tekst", "Corpo de texto", "Brödtext"),
    "Quote": ("Citation", "Zitat", "Cita", "Citazione", "Citaat", "Citação"),
    "List Bullet": ("Liste à puces", "Aufzählungszeichen", "Lista con viñetas", "Punto elenco", "Lijst opsom.teken",
                    "Lista com marcas"),
    "List Number": ("Liste à numéros", "Listennummer", "Lista con números", "Numero elenco", "Lijstnummering",
                    "Lista numerada"),
    "Header": ("En-tête", "Kopfzeile", "Encabezado", "Intestazione", "Koptekst", "Cabeçalho", "Sidhuvud"),
    "Footer": ("Pied de page", "Fußzeile", "Pie de página", "Piè di pagina", "Voettekst", "Rodapé", "Sidfot"),
    "Footnote Text": ("Note de bas de page", "Fußnotentext", "Texto nota pie", "Testo nota a piè di pagina",
                      "Voetnoottekst", "Texto de nota de rodapé"),
    "Footnote Reference": ("Appel note de bas de p.", "Fußnotenzeichen", "Ref. de nota al pie",
                           "Rimando nota a piè di pagina", "Voetnootmarkering", "Ref. de nota de rodapé"),
    "TOC Heading": ("En-tête de table des matières", "Inhaltsverzeichnisüberschrift", "Título de TDC",
                    "Titolo sommario", "Kopvaninhoudsopgave", "Cabeçalho do Sumário"),
    "Bibliography": ("Bibliographie", "Literaturverzeichnis", "Bibliografía", "Bibliografia", "Bibliografie"),
    "Hyperlink": ("Lien hypertexte", "Hipervínculo", "Collegamento ipertestuale", "Hiperligação"),
}  # fmt: skip
_BUILT_IN = frozenset(_PLAIN) | {f"{stem} {level}" for stem in _LEVELLED for level in HEADING_LEVELS}
_LOWER = ("Heading ", "TOC ", "Caption", "Header", "Footer", "Footnote ")
"""Beginnings of the names that Word writes in lower case."""


def name_styles(root: Any) -> None:
    """Rename styles of a styles part that have no name, or one that Word does not know, unless another style has the
    built-in name. The former name becomes an alias. Names come before aliases, aliases before ids.
    """
    styles = list(root.iter(f"{W}style"))
    names = {(kind, name.casefold()): name for kind, name in ROLES.values()}
    taken = {(_kind(style), _name(style).casefold()) for style in styles} & names.keys()
    unnamed = [style for style in styles if (_kind(style), _name(style).casefold()) not in names]
    for candidates, read in ((_local_names(), _names), (_local_names(), _aliases), (_local_ids(), _ids)):
        for style in unnamed:
            built_in = (candidates.get((_kind(style), name)) for name in read(style))
            wanted = next((name for name in built_in if name), None)
            place = (_kind(style), wanted.casefold()) if wanted else None
            if wanted and place and place not in taken:
                taken.add(place)
                _rename(style, wanted)
    for style in styles:
        if not _name(style):
            _rename(style, style.get(f"{W}styleId", ""))


def _kind(style: Any) -> str:
    return str(style.get(f"{W}type", "paragraph"))


def _name(style: Any) -> str:
    element = style.find(f"{W}name")
    return element.get(f"{W}val", "") if element is not None else ""


def _names(style: Any) -> list[str]:
    """Return the name of a style, and its parts if it holds several, as keys."""
    name = _name(style)
    return [_key(part) for part in (name, *name.replace(";", ",").split(","))]


def _aliases(style: Any) -> list[str]:
    return [_key(alias) for alias in _written_aliases(style)]


def _ids(style: Any) -> list[str]:
    """Return the id of a style without a name, as a key."""
    return [] if _name(style) else [_id_key(style.get(f"{W}styleId", ""))]


def _written_aliases(style: Any) -> list[str]:
    element = style.find(f"{W}aliases")
    text = element.get(f"{W}val", "") if element is not None else ""
    return [alias.strip() for alias in text.replace(";", ",").split(",") if alias.strip()]


def _key(name: str) -> str:
    """Return a name for comparison: without differences of case, of spaces and of the composition of letters."""
    return unicodedata.normalize("NFC", " ".join(name.split())).casefold()


def _id_key(name: str) -> str:
    """Return a name as Word makes an id of it: without spaces, signs and letters with accents."""
    return "".join(char for char in name if char.isascii() and char.isalnum()).lower()


@cache
def _local_names() -> dict[tuple[str, str], str]:
    """Return the built-in name of each kind and name."""
    return {(kind, _key(local)): name for kind, name, local in _all_names()}


@cache
def _local_ids() -> dict[tuple[str, str], str]:
    """Return the built-in name of each kind and id."""
    return {(kind, _id_key(local)): name for kind, name, local in reversed(list(_all_names()))}


def _all_names() -> Iterator[tuple[str, str, str]]:
    """Yield the kind, the built-in name and each local name of all roles, built-in names first."""
    yield from ((kind, name, name) for kind, name in ROLES.values())
    for kind, name in ROLES.values():
        stem, _, level = name.rpartition(" ")
        locals_ = _PLAIN.get(name, ())
        if level.isdigit():
            locals_ = tuple(f"{local} {level}" for local in _LEVELLED.get(stem, _PLAIN.get(stem, ())))
        yield from ((kind, name, local) for local in locals_)


def _rename(style: Any, name: str) -> None:
    """Set the name of a style; what it was called stays as an alias, by which fields find it."""
    from lxml import etree

    former = _name(style)
    kept = [alias for alias in (*former.replace(";", ",").split(","), *_written_aliases(style)) if alias.strip()]
    aliases = [alias.strip() for alias in dict.fromkeys(kept) if _key(alias) != _key(name)]
    for tag in ("name", "aliases"):
        for element in style.findall(f"{W}{tag}"):
            style.remove(element)
    written = name.lower() if name.startswith(_LOWER) and name != "TOC Heading" else name
    if aliases:
        style.insert(0, etree.Element(f"{W}aliases", {f"{W}val": ",".join(aliases)}))
    style.insert(0, etree.Element(f"{W}name", {f"{W}val": written}))
    if name in _BUILT_IN and style.get(f"{W}customStyle") is not None:
        del style.attrib[f"{W}customStyle"]
