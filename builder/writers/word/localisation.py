"""Set the document's language in styles and settings: proofing language, direction, decimal mark, list separator."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from docx.opc.oxml import serialize_part_xml
from docx.oxml.parser import OxmlElement, parse_xml
from docx.parts.numbering import NumberingPart

from builder.language import reads_right_to_left
from builder.office.xml import qn
from builder.templates.word.facts import HeadingNumbers
from builder.templates.word.number_words import WORD_FORMATS, in_words
from builder.templates.word.style_sheet import number

__all__ = ["localised_settings", "localised_styles", "number_in_digits"]

_EAST_ASIAN = ("zh", "ja", "ko")
_BEFORE_DIRECTION = frozenset(
    qn(f"w:{name}")
    for name in (
        "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers", "pBdr",
        "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE",
        "autoSpaceDN",
    )
)  # fmt: skip
"""Paragraph properties that precede `w:bidi` (17.3.1.26)."""


@lru_cache(maxsize=16)
def localised_styles(part: bytes, language: str, template_width: int, text_width: int, aside: int) -> bytes:
    """Return a styles part with the language of the document defaults set (17.3.2.20), and what is at the right
    edge moved from `template_width` to `text_width` (twips), where the paper was changed: tabs, and the right indents
    of text that leaves a margin column of `aside` free, whose lines stay as long as they were.

    A process that writes many briefs does so once for each template and language.
    """
    styles: Any = parse_xml(part)
    right_to_left = reads_right_to_left(language)
    element = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:lang')}")
    element.set(qn("w:val"), language)
    element.set(qn("w:eastAsia"), language if language.split("-")[0] in _EAST_ASIAN else "en-US")
    element.set(qn("w:bidi"), language if right_to_left else "ar-SA")
    if right_to_left:
        _set_direction(styles.find(qn("w:docDefaults")))
    if template_width != text_width:
        for tab in styles.iter(qn("w:tab")):
            if tab.get(qn("w:pos")) == str(template_width):
                tab.set(qn("w:pos"), str(text_width))
        for indent in styles.iter(qn("w:ind")) if aside else ():
            right = number(indent.get(qn("w:right")))
            if right >= aside:
                indent.set(qn("w:right"), str(right + text_width - template_width))
    return serialize_part_xml(styles)


def _set_direction(defaults: Any) -> None:
    """Set every paragraph from right to left, in the defaults that all styles are based on (17.3.1.6)."""
    holder = defaults.find(qn("w:pPrDefault"))
    if holder is None:
        holder = OxmlElement("w:pPrDefault")
        defaults.append(holder)
    properties = holder.find(qn("w:pPr"))
    if properties is None:
        properties = OxmlElement("w:pPr")
        holder.append(properties)
    index = next((i for i, child in enumerate(properties) if child.tag not in _BEFORE_DIRECTION), len(properties))
    properties.insert(index, OxmlElement("w:bidi"))


def number_in_digits(part: NumberingPart, headings: Sequence[HeadingNumbers | None], language: str) -> None:
    """Number headings in digits where the template does so in words of the language that are not known here."""
    lists = {
        str(heading.abstract)
        for heading in headings
        if heading is not None
        and any(form in WORD_FORMATS and in_words(1, form, language) is None for form in heading.forms)
    }
    for abstract in part.element.iter(qn("w:abstractNum")) if lists else ():
        for form in abstract.iter(qn("w:numFmt")) if abstract.get(qn("w:abstractNumId")) in lists else ():
            if form.get(qn("w:val")) in WORD_FORMATS:
                form.set(qn("w:val"), "decimal")


@lru_cache(maxsize=16)
def localised_settings(part: bytes, language: str, decimal_mark: str) -> bytes:
    """Return a settings part with the theme's language and the decimal mark, which Word's decimal tabs and formulas
    use. A process that writes many briefs does so once for each template and language.
    """
    settings: Any = parse_xml(part)
    values = {
        "themeFontLang": language,
        "decimalSymbol": decimal_mark,
        "listSeparator": ";" if decimal_mark == "," else ",",
    }
    for name, value in values.items():
        settings.find(qn(f"w:{name}")).set(qn("w:val"), value)
    return serialize_part_xml(settings)
