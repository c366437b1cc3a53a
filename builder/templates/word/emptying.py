"""Reduce a Word template to what a build keeps: page, headers and footers, settings, note separators.

Text, notes, comments, tracked changes, mail merge, protection, update prompts and revision ids of the template are
dropped. Lengths are twips. Order of children: ECMA-376 part 1, 17.15.1.78 (`w:settings`) and 17.6.17 (`w:sectPr`).
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from builder.office.xml import declare, qn
from builder.templates.word.facts import PageGeometry
from builder.templates.word.style_sheet import W, number

__all__ = [
    "COMPATIBILITY",
    "HEADER_FIELDS",
    "header_fields",
    "note_separators",
    "page_of",
    "reduce_section",
    "reduced_settings",
    "section_of",
]

HEADER_FIELDS = ("title", "subtitle", "status", "date", "authors", "issued", "page-of")
"""Tags of the content controls in headers and footers that a build fills."""

_OFFICE_ATTRIBUTES = (W, qn("r:"), qn("xml:"))
_REFERENCES = (f"{W}headerReference", f"{W}footerReference")
_SECTION_ORDER = (
    "headerReference",
    "footerReference",
    "pgBorders",
    "pgNumType",
    "cols",
    "titlePg",
    "rtlGutter",
    "docGrid",
)
_LARGEST = 31_680
"""Word's largest page side (22 inches)."""

# Settings that are kept. All others concern the template's own text, its authors or how it was last viewed.
_KEPT_SETTINGS = (
    "embedTrueTypeFonts", "embedSystemFonts", "saveSubsetFonts", "mirrorMargins", "alignBordersAndEdges",
    "bordersDoNotSurroundHeader", "bordersDoNotSurroundFooter", "gutterAtTop", "autoHyphenation",
    "consecutiveHyphenLimit", "hyphenationZone", "doNotHyphenateCaps", "evenAndOddHeaders", "clrSchemeMapping",
)  # fmt: skip
_SETTINGS_ORDER = (
    "zoom", "embedTrueTypeFonts", "embedSystemFonts", "saveSubsetFonts", "mirrorMargins", "alignBordersAndEdges",
    "bordersDoNotSurroundHeader", "bordersDoNotSurroundFooter", "gutterAtTop", "defaultTabStop", "autoHyphenation",
    "consecutiveHyphenLimit", "hyphenationZone", "doNotHyphenateCaps", "evenAndOddHeaders", "characterSpacingControl",
    "footnotePr", "compat", "themeFontLang", "clrSchemeMapping", "decimalSymbol", "listSeparator",
)  # fmt: skip
COMPATIBILITY = "".join(
    f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
    for name, value in (
        ("compatibilityMode", 15),
        ("overrideTableStyleFontSizeAndJustification", 1),
        ("enableOpenTypeFeatures", 1),
        ("doNotFlipMirrorIndents", 1),
        ("differentiateMultirowTableHeaders", 1),
    )
)
"""Compatibility settings of Word 2013 and later, as XML (17.15.3.4)."""


def _own_copy(element: Any) -> Any:
    """Return a copy without comments and without attributes from outside WordprocessingML."""
    from lxml import etree

    copy = deepcopy(element)
    copy.tail = None
    for node in copy.iter(etree.Element):
        for name in [key for key in node.attrib if not key.startswith(_OFFICE_ATTRIBUTES)]:
            del node.attrib[name]
    etree.strip_tags(copy, etree.Comment)
    return copy


def page_of(section: Any) -> PageGeometry:
    """Return the page of a section; A4 with margins of 2.5 cm if the template gives none or an impossible one."""
    size = section.find(f"{W}pgSz") if section is not None else None
    margins = section.find(f"{W}pgMar") if section is not None else None

    def value(element: Any, name: str, usual: int) -> int:
        length = number(element.get(f"{W}{name}")) if element is not None else 0
        return length if 0 < length <= _LARGEST else usual

    # A negative margin pins the text whatever the header's height; the distance is the same.
    def margin(name: str) -> int:
        return abs(number(margins.get(f"{W}{name}"))) if margins is not None and margins.get(f"{W}{name}") else 1418

    gutter = number(margins.get(f"{W}gutter")) if margins is not None else 0
    page = PageGeometry(
        width=value(size, "w", 11906),
        height=value(size, "h", 16838),
        top=margin("top"),
        right=margin("right"),
        bottom=margin("bottom"),
        left=margin("left") + gutter,
        header=value(margins, "header", 709),
        footer=value(margins, "footer", 709),
    )
    if page.text_width >= 2835 and page.text_height >= 2835:
        return page
    return PageGeometry(width=11906, height=16838, top=1418, right=1418, bottom=1418, left=1418)


def section_of(document: Any) -> Any:
    """Return a copy of the section that a brief takes its page from: the last portrait one, else the last; None if the
    document has no section. Headers and footers that it inherits from the sections before it (17.10.1) are added.
    """
    sections = document.findall(f".//{W}sectPr")
    if not sections:
        return None
    portrait = [section for section in sections if page_of(section).width <= page_of(section).height]
    source = (portrait or sections)[-1]
    section = deepcopy(source)
    kinds = {(child.tag, child.get(f"{W}type")) for child in section if child.tag in _REFERENCES}
    for earlier in reversed(sections[: sections.index(source)]):
        for child in earlier:
            if child.tag in _REFERENCES and (child.tag, child.get(f"{W}type")) not in kinds:
                kinds.add((child.tag, child.get(f"{W}type")))
                section.insert(0, deepcopy(child))
    return section


def reduce_section(section: Any) -> Any:
    """Return the section properties that builds keep: headers and footers, borders, page numbers, title page, grid."""
    from docx.oxml.parser import OxmlElement

    reduced = OxmlElement("w:sectPr")
    columns = OxmlElement("w:cols")
    columns.set(f"{W}space", "708")
    children = [columns]
    for child in section if section is not None else ():
        name = child.tag.removeprefix(W) if isinstance(child.tag, str) else ""
        if name in _SECTION_ORDER and name != "cols":
            children.append(_own_copy(child))
    references = [child for child in children if child.tag in _REFERENCES]
    rest = [child for child in children if child.tag not in _REFERENCES]
    rest.sort(key=lambda child: _SECTION_ORDER.index(child.tag.removeprefix(W)))
    reduced.extend((*references, *rest))
    return reduced


def header_fields(root: Any) -> Iterator[tuple[str, Any]]:
    """Yield the tag and the content control of each field that a build fills in a header or footer; tags are read
    without case.
    """
    for control in list(root.iter(f"{W}sdt")):
        tag = control.find(f"{W}sdtPr/{W}tag")
        name = tag.get(f"{W}val", "").strip().casefold() if tag is not None else None
        if name in HEADER_FIELDS and control.find(f"{W}sdtContent") is not None:
            yield name, control


def reduced_settings(root: Any | None) -> Any:
    """Return the settings of a build: what is kept of the template's and what every file needs, in the schema's order.

    The values that depend on the document's language (`w:themeFontLang`, `w:decimalSymbol`, `w:listSeparator`) are set
    by the writer.
    """
    from docx.oxml import parse_xml

    settings = parse_xml(
        f"<w:settings {declare('w', 'r')}>"
        '<w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        f'<w:compat>{COMPATIBILITY}</w:compat><w:themeFontLang w:val="en-US"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )
    for name in _KEPT_SETTINGS:
        element = root.find(f"{W}{name}") if root is not None else None
        if element is not None:
            settings.append(_own_copy(element))
    settings[:] = sorted(settings, key=lambda child: _SETTINGS_ORDER.index(child.tag.removeprefix(W)))
    return settings


def note_separators(root: Any | None) -> Any:
    """Return a footnotes element with the two separators (ids -1 and 0), formatted as the template's own."""
    from docx.oxml import parse_xml

    footnotes = parse_xml(
        f"<w:footnotes {declare('w', 'r', 'wp', 'a', 'pic', 'c')}>"
        + "".join(
            f'<w:footnote w:type="{kind}" w:id="{nid}"><w:p><w:pPr><w:spacing w:after="0" w:line="240" '
            f'w:lineRule="auto"/></w:pPr><w:r><w:{kind}/></w:r></w:p></w:footnote>'
            for nid, kind in ((-1, "separator"), (0, "continuationSeparator"))
        )
        + "</w:footnotes>"
    )
    for footnote in footnotes:
        for own in root.iter(f"{W}footnote") if root is not None else ():
            properties = own.find(f"{W}p/{W}pPr") if own.get(f"{W}type") == footnote.get(f"{W}type") else None
            if properties is not None:
                paragraph = footnote[0]
                paragraph.replace(paragraph[0], _own_copy(properties))
    return footnotes
