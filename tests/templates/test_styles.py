from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.shared import Cm

from builder.brand.template_check import check_template
from builder.diagnostics import BuildError
from builder.office.colour import contrast
from builder.templates.defaults import default_template
from builder.templates.open import open_template
from builder.templates.word.facts import HeadingNumbers
from builder.templates.word.reader import BriefTemplate, read_brief_template
from builder.templates.word.roles import OPTIONAL_ROLES, ROLES
from builder.writers.word.brief import write_brief
from tests.documents import everything
from tests.files.opc import Opc
from tests.files.validator import schema_errors
from tests.files.wordxml import W, children_text, paragraphs, style_of

BODY = "word/document.xml"
Read = Callable[[bytes], BriefTemplate]


@pytest.fixture(scope="session")
def house() -> BriefTemplate:
    return read_brief_template(open_template(default_template("docx"), "docx"))


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def template(blob: bytes) -> BriefTemplate:
        path = tmp_path / "theirs.docx"
        path.write_bytes(blob)
        return read_brief_template(open_template(path, "docx"))

    return template


def blank() -> bytes:
    """The file that python-docx begins with: Office 2011's styles, no header, no footnotes."""
    stream = io.BytesIO()
    docx.Document().save(stream)
    return stream.getvalue()


def changed(blob: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """A file with one of its parts changed; a part that becomes empty is left out."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(blob)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content.decode()) if name == part else content)
    return stream.getvalue()


def french() -> bytes:
    """The same as French Office saves it: other ids, the same built-in names."""

    french = (("Heading", "Titre"), ("Title", "Titre"), ("ListBullet", "Listepuces"), ("Quote", "Citation"))

    def ids(xml: str) -> str:
        for old, new in (*french, ("Caption", "Lgende")):
            xml = re.sub(rf'(w:styleId|<w:(?:basedOn|next|link|pStyle) w:val)="{old}', rf'\1="{new}', xml)
        return xml

    return changed(changed(blank(), "word/styles.xml", ids), "word/numbering.xml", ids)


def written(template: BriefTemplate, tmp_path: Path) -> Opc:
    path = tmp_path / "brief.docx"
    write_brief(everything(), template).save(str(path))
    return Opc(path)


def styles(template: BriefTemplate) -> Any:
    """The styles of a template that has been read."""
    return docx.Document(io.BytesIO(template.blob)).styles.element


def style(template: BriefTemplate, style_id: str) -> Any:
    """One of them."""
    (element,) = styles(template).xpath(f'w:style[@w:styleId="{style_id}"]')
    return element


def colours(element: Any) -> list[str]:
    """The text colours that are given as RRGGBB."""
    values = [colour.get(W + "val", "") for colour in element.iter(W + "color")]
    return [value for value in values if re.fullmatch("[0-9A-F]{6}", value)]


def test_the_house_template_has_everything(house: BriefTemplate) -> None:
    assert house.added == ()
    assert set(house.styles) == {*ROLES, *OPTIONAL_ROLES}
    assert house.numbered and house.has_header and house.has_footer
    assert house.page.text_width == 9638  # 170 mm
    assert house.body_left == 0
    assert house.theme.colours["accent1"] == "0F5A73"
    assert house.type["body_text"].font == "Calibri"


@pytest.mark.full
@pytest.mark.validator
def test_the_house_template_is_valid() -> None:
    assert schema_errors(default_template("docx")) == []


def test_the_measure_is_sixty_to_seventy_five_characters() -> None:
    facts = {fact.name: fact.value for fact in check_template(default_template("docx")).facts}
    (characters,) = re.findall(r"(\d+) characters per line", facts["text"])
    assert 60 <= int(characters) <= 75


def test_everything_in_the_house_template_begins_at_one_left_edge(house: BriefTemplate) -> None:
    beside_a_bar = {"summary_box", "summary_heading", "quote", "callout_note", "callout_warning", "callout_key"}
    hanging = {"table_of_figures", "timeline_date", "timeline_text", "key_figure_row", "footnote_text"} | {
        f"{role}_{n}" for role in ("toc", "heading") for n in range(1, 6)
    }
    assert {role for role, look in house.type.items() if look.left} == beside_a_bar | hanging
    for element in styles(house).iter(f"{W}ind"):
        left, right = (int(element.get(f"{W}{side}", "0")) for side in ("left", "right"))
        assert left - int(element.get(f"{W}hanging", "0")) >= 0 and right >= 0


def test_what_is_read_first_is_in_the_serif_and_no_two_levels_look_alike(house: BriefTemplate) -> None:
    def look(role: str) -> tuple[str | None, ...]:
        element = style(house, house.styles[role])
        fonts, size, colour = (element.find(f"{W}rPr/{W}{tag}") for tag in ("rFonts", "sz", "color"))
        toggles = (str(element.find(f"{W}rPr/{W}{tag}") is not None) for tag in ("b", "i"))
        font = fonts.get(f"{W}asciiTheme") if fonts is not None else None
        sized = (node.get(f"{W}val") if node is not None else None for node in (size, colour))
        return (font, *sized, *toggles)

    roles = ["title", "lead", "quote", "body_text", *(f"heading_{level}" for level in range(1, 6))]
    looks = {role: look(role) for role in (*roles, "callout_note_title", "caption")}
    assert len(set(looks.values())) == len(looks)
    serif = {role for role, (font, *_) in looks.items() if font == "majorHAnsi"}
    assert serif == {"title", "lead", "quote", "heading_1"}


def test_text_in_the_house_template_can_be_read(house: BriefTemplate) -> None:
    for colour in styles(house).iter(f"{W}color"):
        shadings = (colour.getparent().find(f"{W}shd"), colour.getparent().getparent().find(f"{W}pPr/{W}shd"))
        ground = next((shading for shading in shadings if shading is not None), None)
        grounds = [ground.get(f"{W}fill")] if ground is not None else ["FFFFFF", house.theme.colours["lt2"]]
        for rgb in grounds:
            assert contrast(colour.get(f"{W}val"), rgb) >= 4.5, (colour.get(f"{W}val"), rgb)


def test_its_styles_are_the_specified_ones(house: BriefTemplate) -> None:
    names = {style.name for style in docx.Document(io.BytesIO(house.blob)).styles}
    names |= {name.get(W + "val") for name in styles(house).iter(W + "name")}
    for wanted in ("heading 1", "heading 4", "toc 3", "footnote text", "caption", "Lead", "Summary Box", "Brief Table"):
        assert wanted in names
    package = docx.Document(io.BytesIO(house.blob)).part.package
    assert not any(rel.reltype.endswith("/thumbnail") for rel in package.rels.values())


def test_built_in_styles_are_found_whatever_their_ids(read: Read) -> None:
    template = read(french())
    assert template.styles["heading_1"] == "Titre1"
    assert template.styles["title"] == "Titre"
    assert template.styles["list_bullet_2"] == "Listepuces2"
    assert template.styles["caption"] == "Lgende"
    assert "heading_1" not in template.added and "lead" in template.added


@pytest.mark.full
@pytest.mark.validator
@pytest.mark.parametrize("make", [blank, french], ids=["blank", "french"])
def test_a_foreign_template_gives_a_valid_brief(make: Callable[[], bytes], read: Read, tmp_path: Path) -> None:
    written(read(make()), tmp_path)
    assert schema_errors(tmp_path / "brief.docx") == []


def test_what_is_missing_is_brought_in_at_the_templates_own_indents(read: Read, tmp_path: Path) -> None:
    template = read(blank())
    assert template.body_left == 0
    opc = written(template, tmp_path)
    used = {style_of(p) for p in paragraphs(opc)}
    defined = set(opc.strings("word/styles.xml", "//w:style/@w:styleId"))
    assert used <= defined
    for side in ("left", "right"):
        assert opc.strings("word/styles.xml", f"//w:style[@w:styleId='Lead']//w:ind/@w:{side}") == ["0"]
    (tab,) = opc.strings("word/styles.xml", "//w:style[@w:styleId='DocumentStatus']//w:tab/@w:pos")
    assert int(tab) == template.page.text_width


def test_what_is_brought_in_can_be_read_in_pale_themes(read: Read) -> None:
    template = read(blank())  # its accents are pale: 4BACC6 has 2.6:1
    for role in ("Lead", "SourceLine", "DocumentStatus", "TOCHeading", "QuoteAttribution"):
        for colour in colours(style(template, role)):
            assert contrast(colour, "FFFFFF") >= 4.5, role


def test_references_name_sections_where_headings_have_no_number(read: Read, tmp_path: Path) -> None:
    template = read(blank())
    assert not template.numbered
    words = [children_text(p) for p in paragraphs(written(template, tmp_path))]
    line = next(word for word in words if word.startswith("Voir"))
    assert "la «\u00a0Exposés\u00a0»" in line
    assert "Prose" in words and "1 Prose" not in words


def test_a_template_without_header_and_footer_gets_ours(read: Read, tmp_path: Path) -> None:
    template = read(blank())
    assert (template.has_header, template.has_footer) == (False, False)
    opc = written(template, tmp_path)
    texts = [children_text(opc.xml(f"word/{name}1.xml")) for name in ("header", "footer")]
    assert texts[0] == "Ponts & viaducsNote d’information"
    assert texts[1].endswith("15\u00a0septembre 2024Page 1 sur 1")


def test_a_templates_own_header_stays(read: Read, tmp_path: Path) -> None:
    theirs = docx.Document()
    theirs.sections[0].header.paragraphs[0].text = "Ministère"
    stream = io.BytesIO()
    theirs.save(stream)
    opc = written(read(stream.getvalue()), tmp_path)
    assert children_text(opc.xml("word/header1.xml")) == "Ministère"


def test_the_templates_text_and_its_pictures_are_gone(read: Read, tmp_path: Path) -> None:
    from tests.documents import png

    theirs = docx.Document()
    theirs.add_heading("Ancien titre", 1)
    theirs.add_picture(io.BytesIO(png(30, 20)), width=Cm(2))
    stream = io.BytesIO()
    theirs.save(stream)
    opc = written(read(stream.getvalue()), tmp_path)
    assert "Ancien titre" not in children_text(opc.xml(BODY))
    assert not [name for name in opc.parts if "thumbnail" in name]
    pictures = [name for name in opc.parts if name.startswith("word/media/")]
    assert set(pictures) <= opc.reachable()
    assert len(pictures) == 1


def test_languages_of_the_template_do_not_remain(read: Read, tmp_path: Path) -> None:
    def tag(xml: str) -> str:
        return xml.replace("<w:rPr>", '<w:rPr><w:lang w:val="de-DE"/>', 3)

    opc = written(read(changed(blank(), "word/styles.xml", tag)), tmp_path)
    assert set(opc.strings("word/styles.xml", "//w:lang/@w:val")) == {"fr-FR"}


def test_page_and_theme_are_the_templates(read: Read) -> None:
    theirs = docx.Document()
    section = theirs.sections[0]
    section.page_width, section.left_margin, section.right_margin, section.gutter = Cm(21), Cm(3), Cm(2), Cm(1)
    stream = io.BytesIO()
    theirs.save(stream)
    template = read(stream.getvalue())
    assert template.page.text_width == pytest.approx(Cm(15).twips, abs=3)
    assert template.theme.colours["accent1"] == "4F81BD"
    assert template.theme.minor_font == "Cambria"


def test_a_dotx_serves_as_well(tmp_path: Path) -> None:
    def template_type(xml: str) -> str:
        return xml.replace("document.main+xml", "template.main+xml")

    path = tmp_path / "theirs.dotx"
    path.write_bytes(changed(blank(), "[Content_Types].xml", template_type))
    opc = written(read_brief_template(open_template(path, "docx")), tmp_path)
    assert b"document.main+xml" in opc.parts["[Content_Types].xml"]


def test_a_document_with_no_styles_at_all_is_completed(read: Read, tmp_path: Path) -> None:
    def bare(xml: str) -> str:
        return re.sub(r"<w:style .*</w:style>", "", xml, flags=re.DOTALL)

    opc = written(read(changed(blank(), "word/styles.xml", bare)), tmp_path)
    assert {style_of(p) for p in paragraphs(opc)} <= set(opc.strings("word/styles.xml", "//w:style/@w:styleId"))


def test_a_damaged_template_is_refused(read: Read) -> None:
    with pytest.raises(BuildError, match="damaged"):
        read(changed(blank(), "word/styles.xml", lambda xml: xml[:500]))


@pytest.mark.parametrize(
    ("pattern", "forms", "number", "label"),
    [
        ("%1", ("decimal",), (3,), "3"),
        ("%1.%2", ("decimal", "decimal"), (3, 1), "3.1"),
        ("Article %1", ("upperRoman",), (14,), "Article XIV"),
        ("%1.%2", ("upperLetter", "lowerRoman"), (27, 4), "AA.iv"),
        ("%1.", ("decimalZero",), (7,), "07."),
    ],
)
def test_headings_are_numbered_in_the_templates_way(
    pattern: str, forms: tuple[str, ...], number: tuple[int, ...], label: str
) -> None:
    assert HeadingNumbers(pattern, forms).label(number) == label


def test_controls_in_headers_are_filled(read: Read, tmp_path: Path, house: BriefTemplate) -> None:
    del house

    def more(xml: str) -> str:
        control = (
            '<w:sdt><w:sdtPr><w:tag w:val="date"/></w:sdtPr><w:sdtContent>'
            '<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>'
            "<w:r><w:rPr><w:b/></w:rPr><w:t>Date</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        )
        return xml.replace("</w:hdr>", f"{control}</w:hdr>")

    blob = changed(default_template("docx").read_bytes(), "word/header1.xml", more)
    opc = written(read(blob), tmp_path)
    header = paragraphs(opc, "word/header1.xml")
    assert [children_text(p) for p in header] == ["Ponts & viaducsNote d’information", "15\u00a0septembre 2024"]
    assert header[1].find(f"{W}r/{W}rPr/{W}b") is not None


def test_a_section_takes_the_headers_that_it_leaves_to_the_one_before(read: Read, tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "House of studies"
    document.add_section()
    document.sections[1].footer.is_linked_to_previous = False
    document.sections[1].footer.paragraphs[0].text = "Bern"
    stream = io.BytesIO()
    document.save(stream)
    opc = written(read(stream.getvalue()), tmp_path)
    words = "".join(blob.decode() for name, blob in opc.parts.items() if "header" in name or "footer" in name)
    assert "House of studies" in words and "Bern" in words
    assert len(opc.find(BODY, "//w:headerReference")) == len(opc.find(BODY, "//w:footerReference")) == 1


def test_a_landscape_annex_does_not_turn_the_brief(read: Read) -> None:
    document = docx.Document()
    annex = document.add_section()
    annex.page_width, annex.page_height = annex.page_height, annex.page_width
    stream = io.BytesIO()
    document.save(stream)
    page = read(stream.getvalue()).page
    assert page.width < page.height


def test_what_comes_in_takes_the_colour_of_headings_that_have_one_of_their_own(read: Read) -> None:
    document = docx.Document()
    document.styles["Heading 1"].font.color.rgb = docx.shared.RGBColor(0x7A, 0x1F, 0x3D)
    stream = io.BytesIO()
    document.save(stream)
    template = read(stream.getvalue())
    heading = style(template, "SummaryHeading")
    assert "7A1F3D" in colours(heading)
    assert "accent1" not in {element.get(W + "themeColor") for element in heading.iter()}


@pytest.mark.parametrize("accent", ["000000", "FFD400", "7A1F3D", "FFFFFF"])
def test_the_tag_of_a_callout_can_be_read_in_any_theme(accent: str, read: Read) -> None:
    def paint(xml: str) -> str:
        return re.sub(r'(<a:accent[124]>\s*<a:srgbClr val=)"[0-9A-Fa-f]{6}"', rf'\1"{accent}"', xml)

    template = read(changed(blank(), "word/theme/theme1.xml", paint))
    for kind in ("Note", "Warning", "Key"):
        tag = style(template, f"Callout{kind}Tag").find(f"{W}rPr")
        ground = tag.find(f"{W}shd").get(f"{W}fill")
        assert ground == accent
        assert contrast(tag.find(f"{W}color").get(f"{W}val"), ground) >= 4.5


def test_an_attribution_keeps_to_the_shape_of_the_templates_own_quotations(read: Read) -> None:
    template = read(blank())
    assert "quote" not in template.added and "quote_attribution" in template.added
    attribution = style(template, "QuoteAttribution")
    assert attribution.find(f"{W}basedOn").get(f"{W}val") == template.styles["quote"]
    assert attribution.find(f"{W}pPr/{W}pBdr") is None and attribution.find(f"{W}pPr/{W}ind") is None
