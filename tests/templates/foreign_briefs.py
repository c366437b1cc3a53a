"""Word templates not made by us, or made awkward on purpose, as bytes."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import docx
from docx.enum.section import WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Inches, Pt, RGBColor

from tests.templates.changing import changed

__all__ = ["BRIEF_MAKERS"]

_FRENCH = {
    "Title": "Titre", "Subtitle": "Sous-titre", "Caption": "Lgende", "Quote": "Citation", "Header": "En-tte",
    "Footer": "Pieddepage", "BodyText": "Corpsdetexte", "ListBullet": "Listepuces", "ListBullet2": "Listepuces2",
    "ListBullet3": "Listepuces3", "ListNumber": "Listenumros", "ListNumber2": "Listenumros2",
    "ListNumber3": "Listenumros3", "TOCHeading": "En-ttedetabledesmatires",
    **{f"Heading{n}": f"Titre{n}" for n in range(1, 10)},
}  # fmt: skip
_GERMAN = {
    "Title": "Titel", "Subtitle": "Untertitel", "Caption": "Beschriftung", "Quote": "Zitat", "Header": "Kopfzeile",
    "Footer": "Fuzeile", "BodyText": "Textkrper", "ListBullet": "Aufzhlungszeichen", "ListNumber": "Listennummer",
    **{f"Heading{n}": f"berschrift{n}" for n in range(1, 10)},
}  # fmt: skip
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def _saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _with_ids(blob: bytes, ids: dict[str, str]) -> bytes:
    """The file with other style ids and the same built-in names, as Word in another language saves it."""
    pattern = re.compile(r'((?:w:styleId|<w:(?:basedOn|next|link|pStyle|rStyle) w:val)=")([^"]+)(")')

    def change(name: str, text: str) -> str:
        return pattern.sub(lambda match: match[1] + ids.get(match[2], match[2]) + match[3], text)

    return changed(blob, change)


def _set_type(document: Any, font: str, headings: str, colour: str) -> None:
    styles = document.styles
    styles["Normal"].font.name = font
    styles["Normal"].font.size = Pt(11)
    for n in range(1, 5):
        style = styles[f"Heading {n}"]
        style.font.color.rgb = RGBColor.from_string(colour)
        fonts = style.element.rPr.rFonts
        for slot in list(fonts.attrib):
            del fonts.attrib[slot]
        style.font.name = headings


def plain() -> bytes:
    """python-docx's own template: the styles of Office 2011, Letter paper, no header, no footnotes."""
    return _saved(docx.Document())


def french() -> bytes:
    """As Word in French saves it, on A4, in Garamond, with a header and a footer of its own."""
    document = docx.Document()
    _set_type(document, "Garamond", "Franklin Gothic Book", "7A1F3D")
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(3)
    section.header.paragraphs[0].text = "Conseil économique — Direction des études"
    section.footer.paragraphs[0].text = "www.exemple.fr"
    return _with_ids(_saved(document), _FRENCH)


def german() -> bytes:
    """As Word in German saves it, on A4, in Arial."""
    document = docx.Document()
    _set_type(document, "Arial", "Arial", "00518E")
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    return _with_ids(_saved(document), _GERMAN)


def dotx_with_content() -> bytes:
    """A .dotx full of text: chapters, a table, a comment's mark, two sections with headers of their own."""
    document = docx.Document()
    for n in range(1, 4):
        document.add_heading(f"Altes Kapitel {n}", 1)
        document.add_paragraph("Alter Text. " * 40)
        document.add_paragraph("Alter Punkt", style="List Bullet")
    table = document.add_table(2, 2)
    table.cell(0, 0).text = "Alte Zelle"
    first = document.sections[0]
    first.header.paragraphs[0].text = "Alte Kopfzeile"
    second = document.add_section(WD_SECTION.NEW_PAGE)
    second.header.is_linked_to_previous = False
    second.header.paragraphs[0].text = "Institut für Prüfung"
    second.different_first_page_header_footer = True
    second.first_page_footer.paragraphs[0].text = "Bern"
    document.core_properties.author = "Alter Autor"

    def change(name: str, text: str) -> str:
        if name == "[Content_Types].xml":
            return text.replace(f"{_MAIN}.document.main+xml", f"{_MAIN}.template.main+xml")
        return text

    return changed(_saved(document), change)


def letter_in_two_columns() -> bytes:
    """Letter paper, narrow margins, two columns, small type, no numbers of headings."""
    document = docx.Document()
    _set_type(document, "Times New Roman", "Arial Narrow", "333333")
    document.styles["Normal"].font.size = Pt(10)
    section = document.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    section.left_margin = section.right_margin = Inches(0.75)
    columns = section._sectPr.find(qn("w:cols"))
    if columns is None:
        columns = OxmlElement("w:cols")
        section._sectPr.append(columns)
    columns.set(qn("w:num"), "2")
    return _saved(document)


def without_styles() -> bytes:
    """Nothing but a default style: no headings, lists, captions, numbering, theme, settings."""
    keep = {"Normal", "DefaultParagraphFont", "TableNormal", "NoList"}
    dropped = ("theme", "numbering", "settings", "webSettings", "fontTable", "stylesWithEffects", "customXml")

    def change(name: str, text: str) -> str | None:
        if any(f"/{prefix}" in name or name.startswith(prefix) for prefix in dropped):
            return None
        if name == "word/styles.xml":
            styles = re.findall(r"<w:style .*?</w:style>", text, re.DOTALL)
            for style in styles:
                sid = re.search(r'w:styleId="([^"]+)"', style)
                if sid is not None and sid[1] not in keep:
                    text = text.replace(style, "")
            return re.sub(r"<w:latentStyles.*?</w:latentStyles>", "", text, flags=re.DOTALL)
        if name.endswith(".rels"):
            gone = "|".join(dropped)
            return re.sub(rf'<Relationship [^>]*Target="[^"]*(?:{gone})[^>]*/>', "", text)
        if name == "[Content_Types].xml":
            return re.sub(rf'<Override [^>]*PartName="[^"]*(?:{"|".join(dropped)})[^>]*/>', "", text)
        return text

    return changed(_saved(docx.Document()), change)


BRIEF_MAKERS: dict[str, Callable[[], bytes]] = {
    "plain": plain,
    "french": french,
    "german": german,
    "dotx": dotx_with_content,
    "letter": letter_in_two_columns,
    "without-styles": without_styles,
}
