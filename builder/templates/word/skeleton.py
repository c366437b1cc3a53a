"""A Word template without its text: the page, its headers and footers, settings and note separators, ready for a build.

What a build must not inherit is taken out here: the template's own text and notes, comments, tracked changes, mail
merge, protection, update prompts, revision ids. Lengths are twips. Order of settings: ECMA-376 part 1, 17.15.1.78
(`w:settings`).
"""

from __future__ import annotations

import re
from typing import Any

from builder.office.package import RELATIONSHIPS, Package
from builder.templates.word.facts import PageGeometry, Slot, Story, WordTheme
from builder.templates.word.style_sheet import LANGUAGE, W, number

__all__ = [
    "DECIMAL",
    "LIST_SEPARATOR",
    "SLOTS",
    "fragment",
    "note_separators",
    "page_of",
    "read_section",
    "read_settings",
    "read_story",
    "read_theme",
    "section_of",
]

DECIMAL, LIST_SEPARATOR = "x-builder-decimal", "x-builder-list-separator"
"""Stand for the document's decimal mark and list separator until one is written."""
SLOTS = ("title", "subtitle", "status", "date", "authors", "page-of")
"""Tags of the content controls in headers and footers that a build fills."""

_R = f"{{{RELATIONSHIPS}}}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MARK = "x-builder-slot:"
_SLOT = re.compile(rf"<w:r>(<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t>{_MARK}([a-z-]+)</w:t></w:r>", re.DOTALL)
_DECLARED = re.compile(r' xmlns(:\w+)?="[^"]*"')
_REFERENCES = (f"{W}headerReference", f"{W}footerReference")
_LARGEST = 31_680
"""Word's largest page side (22 inches)."""

# Settings that stay. Everything else speaks of the template's own text, of its authors or of how it was last looked at.
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
_COMPAT = "".join(
    f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
    for name, value in (
        ("compatibilityMode", 15),
        ("overrideTableStyleFontSizeAndJustification", 1),
        ("enableOpenTypeFeatures", 1),
        ("doNotFlipMirrorIndents", 1),
        ("differentiateMultirowTableHeaders", 1),
    )
)


def fragment(element: Any) -> str:
    """An element as a string without namespace declarations; attributes other than Word's own are left out."""
    from lxml import etree

    for one in element.iter():
        for name in [key for key in one.attrib if not key.startswith((W, _R, "{http://www.w3.org/XML"))]:
            del one.attrib[name]
    etree.strip_tags(element, etree.Comment)
    return _DECLARED.sub("", etree.tostring(element, encoding="unicode", with_tail=False))


def page_of(section: Any) -> PageGeometry:
    """The page of a section; A4 with margins of 2.5 cm where the template does not say, or says what cannot be."""
    size = section.find(f"{W}pgSz") if section is not None else None
    margins = section.find(f"{W}pgMar") if section is not None else None

    def value(element: Any, name: str, usual: int) -> int:
        found = number(element.get(f"{W}{name}")) if element is not None else 0
        return found if 0 < found <= _LARGEST else usual

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
    """The section that a brief takes its page from: the template's last upright one, else its last; None without any.

    What it leaves to the section before it (17.10.1: a header or footer of a kind) is put in. A copy.
    """
    from copy import deepcopy

    sections = document.findall(f".//{W}sectPr")
    if not sections:
        return None
    upright = [one for one in sections if page_of(one).width <= page_of(one).height]
    chosen = (upright or sections)[-1]
    made = deepcopy(chosen)
    kinds = {(one.tag, one.get(f"{W}type")) for one in made if one.tag in _REFERENCES}
    for earlier in reversed(sections[: sections.index(chosen)]):
        for one in earlier:
            if one.tag in _REFERENCES and (one.tag, one.get(f"{W}type")) not in kinds:
                kinds.add((one.tag, one.get(f"{W}type")))
                made.insert(0, deepcopy(one))
    return made


def read_section(section: Any) -> tuple[str, str]:
    """The references to headers and footers, and what follows the margins (borders, numbering, columns, first page)."""
    if section is None:
        return "", '<w:cols w:space="708"/>'
    kept = ("pgBorders", "pgNumType", "titlePg", "rtlGutter", "docGrid")
    references, rest = [], []
    for one in section:
        name = one.tag.removeprefix(W) if isinstance(one.tag, str) else ""
        if name in ("headerReference", "footerReference"):
            references.append(fragment(one))
        elif name in kept:
            rest.append((name, fragment(one)))
    before = "".join(xml for name, xml in rest if name in ("pgBorders", "pgNumType"))
    after = "".join(xml for name, xml in rest if name not in ("pgBorders", "pgNumType"))
    return "".join(references), f'{before}<w:cols w:space="708"/>{after}'


def read_story(part: str, blob: bytes) -> tuple[bytes, Story | None]:
    """A header or footer as it is kept, and with its slots if it has any.

    A content control whose tag is one of `SLOTS` becomes a slot with the look of its first run.
    """
    from lxml import etree

    root = etree.fromstring(blob)
    if root.nsmap.get("w") != W[1:-1]:
        return blob, None
    found = False
    for control in root.findall(f".//{W}sdt"):
        tag = control.find(f"{W}sdtPr/{W}tag")
        if tag is None or tag.get(f"{W}val") not in SLOTS:
            continue
        found = _to_mark(control, str(tag.get(f"{W}val"))) or found
    if not found:
        return blob, None
    text = etree.tostring(root, encoding="unicode")
    pieces: list[str | Slot] = []
    end = 0
    for match in _SLOT.finditer(text):
        pieces += (text[end : match.start()], Slot(match[2], match[1] or ""))
        end = match.end()
    return blob, Story(part, (*pieces, text[end:]))


def _to_mark(control: Any, tag: str) -> bool:
    """Put a marked run in the place of a content control, in a paragraph of its own if it held one."""
    from lxml import etree

    content = control.find(f"{W}sdtContent")
    if content is None:
        return False
    properties = content.find(f".//{W}r/{W}rPr")
    run = etree.Element(f"{W}r", nsmap={"w": W[1:-1]})
    if properties is not None:
        for name in ("rStyle", "lang"):
            for one in properties.findall(f"{W}{name}"):
                # A placeholder's grey and the template's language are not the publication's.
                if name == "lang" or "placeholder" in one.get(f"{W}val", "").casefold():
                    properties.remove(one)
        run.append(properties)
    etree.SubElement(run, f"{W}t").text = f"{_MARK}{tag}"
    paragraph = content.find(f"{W}p")
    if paragraph is not None:
        for one in list(paragraph):
            if one.tag != f"{W}pPr":
                paragraph.remove(one)
        paragraph.append(run)
        run = paragraph
    parent = control.getparent()
    run.tail = control.tail
    parent.replace(control, run)
    return True


def read_settings(root: Any | None) -> str:
    """The settings of a build: what stays of the template's, and what every file needs, in the schema's order."""
    kept = {}
    for name in _KEPT_SETTINGS:
        element = root.find(f"{W}{name}") if root is not None else None
        if element is not None:
            kept[name] = fragment(element)
    kept |= {
        "zoom": '<w:zoom w:percent="100"/>',
        "defaultTabStop": '<w:defaultTabStop w:val="567"/>',
        "characterSpacingControl": '<w:characterSpacingControl w:val="doNotCompress"/>',
        "footnotePr": '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>',
        "compat": f"<w:compat>{_COMPAT}</w:compat>",
        "themeFontLang": f'<w:themeFontLang w:val="{LANGUAGE}"/>',
        "decimalSymbol": f'<w:decimalSymbol w:val="{DECIMAL}"/>',
        "listSeparator": f'<w:listSeparator w:val="{LIST_SEPARATOR}"/>',
    }
    return "".join(kept[name] for name in _SETTINGS_ORDER if name in kept)


def note_separators(root: Any | None) -> str:
    """The two separators of footnotes, with the look of the template's own where it has them; ids -1 and 0."""
    made = []
    for nid, kind in ((-1, "separator"), (0, "continuationSeparator")):
        found = None
        for one in root.iter(f"{W}footnote") if root is not None else ():
            if one.get(f"{W}type") == kind:
                found = one.find(f"{W}p/{W}pPr")
        look = (
            fragment(found)
            if found is not None
            else '<w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
        )
        made.append(f'<w:footnote w:type="{kind}" w:id="{nid}"><w:p>{look}<w:r><w:{kind}/></w:r></w:p></w:footnote>')
    return "".join(made)


def read_theme(package: Package, document: str) -> WordTheme | None:
    """The fonts and colours of the document's theme, or None where it has none."""
    from lxml import etree

    names = package.related(document, f"{RELATIONSHIPS}/theme")
    if not names:
        return None
    root = etree.fromstring(package.parts[names[0]].blob)
    colours = {}
    for slot in root.iterfind(f".//{_A}clrScheme/*"):
        value = slot.find(f"{_A}srgbClr")
        system = slot.find(f"{_A}sysClr")
        if value is not None:
            colours[slot.tag.removeprefix(_A)] = value.get("val", "000000").upper()
        elif system is not None:
            colours[slot.tag.removeprefix(_A)] = system.get("lastClr", "000000").upper()

    def font(kind: str) -> str:
        latin = root.find(f".//{_A}fontScheme/{_A}{kind}Font/{_A}latin")
        return (latin.get("typeface") if latin is not None else "") or "Calibri"

    return WordTheme(major_font=font("major"), minor_font=font("minor"), colours=colours)
