"""A Word template read for building: which style serves which purpose, the page, the theme, and the file without its
text.

Any .docx or .dotx in any language of Office serves. What it lacks (a style, a list, note separators, a header) is
completed from the builder's own template, so that a brief is never half styled; `added` tells what that was.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from builder.office.package import RELATIONSHIPS, ROOT, Package
from builder.templates.defaults import default_template
from builder.templates.open import TemplateFile
from builder.templates.word.completion import Completion, complete
from builder.templates.word.facts import HeadingNumbers, ListLevel, PageGeometry, Story, WordTheme
from builder.templates.word.skeleton import (
    note_separators,
    page_of,
    read_section,
    read_settings,
    read_story,
    read_theme,
    section_of,
)
from builder.templates.word.style_sheet import LANGUAGE, Numbering, StyleSheet, W, number

__all__ = ["BriefTemplate", "TextStyle", "read_brief_template"]

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_THEME_TYPE = "application/vnd.openxmlformats-officedocument.theme+xml"
_KEPT = ("styles", "numbering", "settings", "theme", "fontTable", "footnotes", "header", "footer")
_MEASURED = (
    "title", "subtitle", "document_status", "document_authors", "summary_heading", "summary_box", "key_figure_value",
    "key_figure_label", "toc_heading", "toc_1", "toc_2", "toc_3", "body_text", "table_text", "table_header",
    "timeline_date", "timeline_text", "caption", "footnote_text", "source_line", "key_figure_row", "quote",
    "callout_note", "callout_warning", "callout_key",
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
    """A Word template ready for writing.

    `package` is the file without its text: copy it, never change it. `styles` gives the style id of each role. The XML
    of styles and settings names the document's language by `LANGUAGE`. `numbering` is cut where further lists go in.
    """

    package: Package
    digest: str
    house: bool
    """Whether it is the builder's own, whose paper follows the reader's region."""
    document_part: str
    styles: dict[str, str]
    added: tuple[str, ...]
    styles_part: str
    styles_xml: str
    settings_part: str
    settings_xml: str
    numbering_part: str
    numbering: tuple[str, str]
    next_num: int
    footnotes_part: str
    separators: str
    stories: tuple[Story, ...]
    references: str
    section_rest: str
    page: PageGeometry
    theme: WordTheme
    bullets: tuple[ListLevel, ...]
    numbers: tuple[ListLevel, ...]
    headings: tuple[HeadingNumbers | None, ...]
    unnumbered: int
    """The list instance of headings without a number, that keeps them on their axis; 0 takes them off the list."""
    body_left: int
    has_header: bool
    has_footer: bool
    type: dict[str, TextStyle]

    @property
    def numbered(self) -> bool:
        """Whether headings of the first level are numbered."""
        return self.headings[0] is not None


def read_brief_template(file: TemplateFile) -> BriefTemplate:
    """The template in a checked file. Raises BuildError where the builder's own template is needed and unusable."""
    from lxml import etree

    package = file.package.copy()
    document = package.main_part
    section = section_of(etree.fromstring(package.parts[document].blob))
    _strip(package, document, section)
    page = page_of(section)
    donor = _Donor()
    theme = read_theme(package, document) or donor.give_theme(package, document)
    sheet = StyleSheet(_root(package, document, "styles"))
    numbering = Numbering(_root(package, document, "numbering"))
    done = complete(sheet, numbering, donor.lists, page.text_width, theme.colours)
    _set_language(sheet.root)
    stories, references, has = _stories(package, document, section, sheet, done, donor)
    settings = _part(package, document, "settings")
    own_settings = _root(package, document, "settings") if settings in package.parts else None
    notes = _root(package, document, "footnotes") if package.related(document, f"{RELATIONSHIPS}/footnotes") else None
    names = {kind: _ensure(package, document, kind) for kind in ("styles", "settings", "numbering", "footnotes")}
    package.relationships.pop(names["settings"], None)
    package.relationships.pop(names["footnotes"], None)
    package.prune()
    return BriefTemplate(
        package=package,
        digest=file.digest,
        house=file.path == default_template("docx"),
        document_part=document,
        styles=done.styles,
        added=tuple(done.added),
        styles_part=names["styles"],
        styles_xml=etree.tostring(sheet.root, encoding="unicode"),
        settings_part=names["settings"],
        settings_xml=read_settings(own_settings),
        numbering_part=names["numbering"],
        numbering=_cut(numbering),
        next_num=max(numbering.nums, default=0) + 1,
        footnotes_part=names["footnotes"],
        separators=note_separators(notes),
        stories=stories,
        references=references,
        section_rest=read_section(section)[1],
        page=page,
        theme=theme,
        bullets=tuple(done.bullets),
        numbers=tuple(done.numbers),
        headings=tuple(done.headings),
        unnumbered=numbering.named("Unnumbered"),
        body_left=done.body_left,
        has_header=has[0],
        has_footer=has[1],
        type={role: _text_style(sheet, done.styles[role], theme) for role in _MEASURED},
    )


class _Donor:
    """The builder's own template, opened only when something is missing."""

    def __init__(self) -> None:
        self._package: Package | None = None
        self._lists: tuple[StyleSheet, Numbering] | None = None

    @property
    def package(self) -> Package:
        """The builder's own template, as parts."""
        if self._package is None:
            from builder.templates.open import open_template

            self._package = open_template(default_template("docx"), "docx").package
        return self._package

    def lists(self) -> tuple[StyleSheet, Numbering]:
        """Its styles and its numbering."""
        if self._lists is None:
            main = self.package.main_part
            styles, numbering = (_root(self.package, main, kind) for kind in ("styles", "numbering"))
            self._lists = StyleSheet(styles), Numbering(numbering)
        return self._lists

    def give_theme(self, package: Package, document: str) -> WordTheme:
        """Put its theme into a package that has none."""
        own = self.package.parts[self.package.related(self.package.main_part, f"{RELATIONSHIPS}/theme")[0]]
        name = package.add_part(package.next_name("/word/theme/theme{}.xml"), _THEME_TYPE, own.blob)
        package.relate(document, f"{RELATIONSHIPS}/theme", name)
        theme = read_theme(package, document)
        assert theme is not None
        return theme

    def story(self, kind: str) -> bytes:
        """Its header or footer."""
        return self.package.parts[self.package.related(self.package.main_part, f"{RELATIONSHIPS}/{kind}")[0]].blob


def _strip(package: Package, document: str, section: Any) -> None:
    """Cut every relationship of the document that a build does not need, and those of the package but the
    document's.
    """
    wanted = set()
    if section is not None:
        for tag in ("headerReference", "footerReference"):
            wanted |= {one.get(f"{{{RELATIONSHIPS}}}id") for one in section.findall(f"{W}{tag}")}
    for rid, one in list(package.relationships.get(document, {}).items()):
        kind = one.type.removeprefix(f"{RELATIONSHIPS}/")
        if kind not in _KEPT or (kind in ("header", "footer") and rid not in wanted):
            package.unrelate(document, rid)
    for rid, one in list(package.relationships[ROOT].items()):
        if one.target != document:
            package.unrelate(ROOT, rid)


def _part(package: Package, document: str, kind: str) -> str:
    names = package.related(document, f"{RELATIONSHIPS}/{kind}")
    return names[0] if names else ""


def _root(package: Package, document: str, kind: str) -> Any:
    """The root element of a part of the document; an empty one where there is none."""
    from lxml import etree

    name = _part(package, document, kind)
    if name:
        return etree.fromstring(package.parts[name].blob, etree.XMLParser(remove_blank_text=True, remove_comments=True))
    return etree.Element(f"{W}{kind}", nsmap={"w": W[1:-1]})


def _ensure(package: Package, document: str, kind: str) -> str:
    """The name of a part of the document, made empty where there is none: builds write it anew."""
    name = _part(package, document, kind)
    if not name:
        name = package.add_part(package.next_name(f"/word/{kind}{{}}.xml"), f"{_WORD}.{kind}+xml", b"")
        package.relate(document, f"{RELATIONSHIPS}/{kind}", name)
    return name


def _set_language(root: Any) -> None:
    """One language for the whole file, said in the defaults only (17.3.2.20): a style's own would contradict it."""
    from lxml import etree

    for one in list(root.iter(f"{W}lang")):
        one.getparent().remove(one)
    defaults = root.find(f"{W}docDefaults")
    if defaults is None:
        defaults = etree.Element(f"{W}docDefaults")
        root.insert(0, defaults)
    holder = defaults.find(f"{W}rPrDefault")
    if holder is None:
        holder = etree.Element(f"{W}rPrDefault")
        defaults.insert(0, holder)
    properties = holder.find(f"{W}rPr")
    if properties is None:
        properties = etree.SubElement(holder, f"{W}rPr")
    etree.SubElement(
        properties,
        f"{W}lang",
        {f"{W}val": LANGUAGE, f"{W}eastAsia": "x-builder-east-asia", f"{W}bidi": "x-builder-bidi"},
    )


def _stories(
    package: Package, document: str, section: Any, sheet: StyleSheet, done: Completion, donor: _Donor
) -> tuple[tuple[Story, ...], str, tuple[bool, bool]]:
    """Headers and footers with their slots, the references to them, and whether the template had a header and a footer.

    A template without any header, or without any footer, gets the builder's.
    """
    stories = []
    references = read_section(section)[0]
    has = ("headerReference" in references, "footerReference" in references)
    for kind in ("header", "footer"):
        for name in package.related(document, f"{RELATIONSHIPS}/{kind}"):
            _, story = read_story(name, package.parts[name].blob)
            if story is not None:
                stories.append(story)
    for kind, present in zip(("header", "footer"), has, strict=True):
        if present:
            continue
        name = package.add_part(package.next_name(f"/word/{kind}{{}}.xml"), f"{_WORD}.{kind}+xml", b"")
        rid = package.relate(document, f"{RELATIONSHIPS}/{kind}", name)
        references += f'<w:{kind}Reference w:type="default" r:id="{rid}"/>'
        blob = donor.story(kind).replace(f'"{kind.title()}"'.encode(), f'"{done.styles[kind]}"'.encode())
        story = read_story(name, blob)[1]
        assert story is not None
        stories.append(story)
    return tuple(stories), references, has


def _cut(numbering: Numbering) -> tuple[str, str]:
    """The numbering part in two, before and after the place for further instances (17.9.17)."""
    from lxml import etree

    last = numbering.root.findall(f"{W}num")
    mark = etree.Element(f"{W}num", {f"{W}numId": "0"})
    numbering.root.insert(numbering.root.index(last[-1]) + 1 if last else len(numbering.root), mark)
    text = etree.tostring(numbering.root, encoding="unicode")
    before, _, after = text.partition('<w:num w:numId="0"/>')
    return before, after


def _text_style(sheet: StyleSheet, sid: str, theme: WordTheme) -> TextStyle:
    style = sheet.by_id[sid]
    line = number(sheet.value(style, "pPr/spacing", "line")) or 240
    exact = sheet.value(style, "pPr/spacing", "lineRule") in ("exact", "atLeast")
    bold = next((b for one in sheet.chain(style) if (b := one.find(f"{W}rPr/{W}b")) is not None), None)
    return TextStyle(
        font=_font(sheet, style, theme),
        size=(sheet.twips(style, "rPr/sz", "val") or 20) / 2,
        bold=bold is not None and bold.get(f"{W}val") not in ("0", "false"),
        line=0.0 if exact else line / 240,
        exact=line / 20 if exact else 0.0,
        before=sheet.twips(style, "pPr/spacing", "before") / 20,
        after=sheet.twips(style, "pPr/spacing", "after") / 20,
        left=sheet.twips(style, "pPr/ind", "left"),
        right=sheet.twips(style, "pPr/ind", "right"),
    )


def _font(sheet: StyleSheet, style: Any, theme: WordTheme) -> str:
    """The Latin font of a style: a theme font wins over a named one in the same place (17.3.2.26)."""
    places = [one.find(f"{W}rPr/{W}rFonts") for one in sheet.chain(style)]
    places.append(sheet.root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}rFonts"))
    for fonts in places:
        if fonts is None:
            continue
        if named := fonts.get(f"{W}asciiTheme"):
            return theme.major_font if named.startswith("major") else theme.minor_font
        if named := fonts.get(f"{W}ascii"):
            return str(named)
    return "Times New Roman"
