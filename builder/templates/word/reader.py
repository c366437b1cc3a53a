"""Read a Word template for building: the style of each role, the page, the theme, and the file without its text.

Any .docx or .dotx in any language of Office is accepted. What it lacks (a style, a list, note separators, a header) is
added from the builder's own template; `BriefTemplate.added` lists it.
"""

from __future__ import annotations

from typing import Any

from docx.oxml import parse_xml
from msgspec import Struct

from builder.office.theme import Theme, read_theme
from builder.office.xml import qn
from builder.templates.defaults import default_template
from builder.templates.open import BRIEF_PARTS, TemplateFile
from builder.templates.word.band import Band, band_of
from builder.templates.word.completion import Completion, complete
from builder.templates.word.contents_style import contents_style
from builder.templates.word.emptying import (
    note_separators,
    page_of,
    reduce_section,
    reduced_settings,
    section_of,
)
from builder.templates.word.facts import ContentsStyle, HeadingNumbers, ListLevel, PageGeometry, PageNumbers
from builder.templates.word.neutral import has_line_grid
from builder.templates.word.parts import TemplateParts
from builder.templates.word.revisions import accept_revisions
from builder.templates.word.roles import HEADING_LEVELS
from builder.templates.word.style_names import name_styles
from builder.templates.word.style_sheet import Numbering, StyleSheet, W, is_on, number

__all__ = ["BriefTemplate", "TextStyle", "read_brief_template"]

_RELATION_ID = qn("r:id")
_MEASURED = (
    "title", "subtitle", "document_status", "document_authors", "summary_heading", "summary_box", "key_figure_value",
    "key_figure_label", "toc_heading", "toc_1", "toc_2", "toc_3", "toc_4", "toc_5", "table_of_figures", "body_text",
    "table_text", "table_header", "timeline_date", "timeline_text", "caption", "footnote_text", "source_line",
    "key_figure_row", "quote", "callout_note", "callout_warning", "callout_key", "imprint_heading", "imprint",
    "unit_line", "lead", "heading_1", "heading_2", "heading_3", "heading_4", "heading_5",
)  # fmt: skip


class TextStyle(Struct, frozen=True, kw_only=True):
    """How a paragraph style sets its text: type in points, `line` as a multiple of the font's own (0 with `exact`
    points), space before and after in points, indents in twips.
    """

    font: str
    size: float
    bold: bool
    line: float
    exact: float
    before: float
    after: float
    left: int
    right: int


class BriefTemplate(Struct, frozen=True, kw_only=True, eq=False):
    """A Word template ready for writing. `blob` is the file without its text: its body holds the section properties
    only, its styles and lists are complete. `styles` maps each role to a style id.
    """

    blob: bytes
    digest: str
    house: bool
    """True for the builder's own template, whose paper follows the reader's region."""
    styles: dict[str, str]
    added: tuple[str, ...]
    """Roles whose style was added."""
    next_num: int
    """The first free id of a list instance (`w:num`)."""
    page: PageGeometry
    theme: Theme
    bullets: tuple[ListLevel, ...]
    numbers: tuple[ListLevel, ...]
    headings: tuple[HeadingNumbers | None, ...]
    unnumbered: int
    """The list instance of headings without a number, which keeps their indent; 0 removes them from the list."""
    body_left: int
    body_right: int
    """Indents of running text."""
    has_header: bool
    has_footer: bool
    revised: tuple[str, ...]
    """Kinds of parts (header, styles…) whose tracked changes were accepted and whose comments were taken out."""
    neutralised: tuple[str, ...]
    """What the template says of its running text that builds keep away from exhibits, headers and footers."""
    type: dict[str, TextStyle]
    hangs: tuple[int, ...]
    """Twips by which the words of each level of headings stand right of their numbers at the left edge; 0 where they
    do not.
    """
    contents: tuple[ContentsStyle, ...]
    """The levels of the table of contents."""
    exhibit_list: ContentsStyle
    """The entries of lists of tables and of figures."""
    page_numbers: PageNumbers
    band: Band | None = None
    """The shapes behind the text of the first page."""

    @property
    def numbered(self) -> bool:
        """True if headings of the first level are numbered."""
        return self.headings[0] is not None


def read_brief_template(file: TemplateFile) -> BriefTemplate:
    """Read the template in a checked file. Raises BuildError if the builder's own template is needed and unusable."""
    parts = TemplateParts(file.blob)
    donor = _Donor()
    section = section_of(parts.document)
    template_document, pictures = parts.document, parts.pictures()
    parts.drop_unused(BRIEF_PARTS, _section_ids(section))
    page = page_of(section)
    theme_part = parts.theme() or parts.add_theme(donor.parts)
    theme = read_theme(parse_xml(theme_part.blob))
    revised = _accept_revisions(parts)
    house = file.path == default_template("docx")
    if not house:
        name_styles(parts.root("styles"))
    sheet, numbering = StyleSheet(parts.root("styles")), Numbering(parts.root("numbering"))
    own = (lambda: (sheet, numbering)) if house else donor.lists
    completion = complete(
        sheet, numbering, own, page.text_width, theme.colours, grid=has_line_grid(section), house=house
    )
    _set_language(sheet.root)
    reduced = reduce_section(section)
    has_header, has_footer = _complete_headers(parts, reduced, completion, donor)
    completion.neutral.margins(parts.header_and_footer_roots())
    parts.replace_root("settings", reduced_settings(parts.existing_root("settings")))
    parts.replace_root("footnotes", note_separators(parts.existing_root("footnotes")))
    parts.empty_body(reduced)
    return BriefTemplate(
        blob=parts.to_bytes(),
        digest=file.digest,
        house=house,
        styles=completion.styles,
        added=tuple(completion.added),
        next_num=max(numbering.nums, default=0) + 1,
        page=page,
        theme=theme,
        bullets=tuple(completion.bullets),
        numbers=tuple(completion.numbers),
        headings=tuple(completion.headings),
        unnumbered=numbering.named("Unnumbered"),
        body_left=completion.body_left,
        body_right=completion.body_right,
        has_header=has_header,
        has_footer=has_footer,
        revised=revised,
        neutralised=tuple(completion.neutral.names),
        type={role: _text_style(sheet, completion.styles[role], theme) for role in _MEASURED},
        band=band_of(template_document, completion.styles["title"], pictures.get),
        hangs=tuple(_hang(sheet, completion.styles[f"heading_{level}"]) for level in HEADING_LEVELS),
        contents=tuple(contents_style(sheet, completion.styles[f"toc_{level}"]) for level in HEADING_LEVELS),
        exhibit_list=contents_style(sheet, completion.styles["table_of_figures"]),
        page_numbers=_page_numbers(reduced),
    )


def _hang(sheet: StyleSheet, sid: str) -> int:
    """Return the twips between the left edge, where the numbers of a heading style are, and its words; 0 if its indents
    say something else.
    """
    indents = contents_style(sheet, sid)
    return indents.hanging if indents.hanging == indents.left else 0


class _Donor:
    """The builder's own template, opened only if something is missing."""

    def __init__(self) -> None:
        self._parts: TemplateParts | None = None
        self._lists: tuple[StyleSheet, Numbering] | None = None

    @property
    def parts(self) -> TemplateParts:
        """Its parts."""
        if self._parts is None:
            from builder.templates.open import open_template

            self._parts = TemplateParts(open_template(default_template("docx"), "docx").blob)
        return self._parts

    def lists(self) -> tuple[StyleSheet, Numbering]:
        """Return its styles and its numbering."""
        if self._lists is None:
            self._lists = StyleSheet(self.parts.root("styles")), Numbering(self.parts.root("numbering"))
        return self._lists


def _accept_revisions(parts: TemplateParts) -> tuple[str, ...]:
    """Accept the tracked changes of the parts that a build keeps. Return the kinds of those that had any."""
    roots = [(kind, parts.existing_root(kind)) for kind in ("styles", "numbering", "footnotes")]
    roots += [("header" if root.tag == f"{W}hdr" else "footer", root) for root in parts.header_and_footer_roots()]
    return tuple(dict.fromkeys(kind for kind, root in roots if root is not None and accept_revisions(root)))


def _section_ids(section: Any) -> set[str]:
    """Return the relationship ids of the headers and footers of a section."""
    references = ("headerReference", "footerReference")
    return (
        {child.get(_RELATION_ID, "") for name in references for child in section.findall(f"{W}{name}")}
        if (section is not None)
        else set()
    )


def _complete_headers(parts: TemplateParts, section: Any, completion: Completion, donor: _Donor) -> tuple[bool, bool]:
    """Add the builder's header and footer to a template without any, for every kind of page that the template
    distinguishes. Return whether it had a header and a footer.
    """
    present = []
    page_kinds = ["default"]
    if is_on(section.find(f"{W}titlePg")):
        page_kinds.insert(0, "first")
    settings = parts.existing_root("settings")
    if settings is not None and is_on(settings.find(f"{W}evenAndOddHeaders")):
        page_kinds.insert(0, "even")
    for kind in ("header", "footer"):
        has = section.find(f"{W}{kind}Reference") is not None
        present.append(has)
        for page_kind in () if has else page_kinds:
            part, rid = parts.add_header_footer(kind, donor.parts)
            for style in part.iter(f"{W}pStyle"):
                if style.get(f"{W}val") == kind.title():
                    style.set(f"{W}val", completion.styles[kind])
            references = section.xpath("count(w:headerReference|w:footerReference)")
            section.insert(int(references), parts.header_reference(kind, page_kind, rid))
    return present[0], present[1]


def _page_numbers(section: Any) -> PageNumbers:
    numbers = section.find(f"{W}pgNumType")
    if numbers is None:
        return PageNumbers()
    start = numbers.get(f"{W}start")
    return PageNumbers(1 if start is None else number(start), numbers.get(f"{W}fmt", "decimal"))


def _set_language(root: Any) -> None:
    """Leave the language to the defaults (17.3.2.20), where the writer sets it: a style's own would contradict it."""
    from docx.oxml.parser import OxmlElement

    for language in list(root.iter(f"{W}lang")):
        language.getparent().remove(language)
    element = root
    for index, tag in enumerate(("w:docDefaults", "w:rPrDefault", "w:rPr")):
        child = element.find(qn(tag))
        if child is None:
            child = OxmlElement(tag)
            element.insert(0 if index < 2 else len(element), child)
        element = child
    element.append(OxmlElement("w:lang"))


def _text_style(sheet: StyleSheet, sid: str, theme: Theme) -> TextStyle:
    style = sheet.by_id[sid]
    line = number(sheet.value(style, "pPr/spacing", "line")) or 240
    exact = sheet.value(style, "pPr/spacing", "lineRule") in ("exact", "atLeast")
    bold = next((b for ancestor in sheet.chain(style) if (b := ancestor.find(f"{W}rPr/{W}b")) is not None), None)
    return TextStyle(
        font=_font(sheet, style, theme),
        size=(sheet.twips(style, "rPr/sz", "val") or 20) / 2,
        bold=is_on(bold),
        line=0.0 if exact else line / 240,
        exact=line / 20 if exact else 0.0,
        before=sheet.twips(style, "pPr/spacing", "before") / 20,
        after=sheet.twips(style, "pPr/spacing", "after") / 20,
        left=sheet.twips(style, "pPr/ind", "left"),
        right=sheet.twips(style, "pPr/ind", "right"),
    )


def _font(sheet: StyleSheet, style: Any, theme: Theme) -> str:
    """Return the Latin font of a style: a theme font overrides a named one in the same place (17.3.2.26)."""
    places = [ancestor.find(f"{W}rPr/{W}rFonts") for ancestor in sheet.chain(style)]
    places.append(sheet.root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}rFonts"))
    for fonts in places:
        if fonts is None:
            continue
        if named := fonts.get(f"{W}asciiTheme"):
            return theme.major_font if named.startswith("major") else theme.minor_font
        if named := fonts.get(f"{W}ascii"):
            return str(named)
    return "Times New Roman"
