"""The report of `builder template check` on templates, ours and others'."""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx
import pptx
import pytest
from docx.shared import Pt, RGBColor
from pptx.util import Inches

from builder.brand.report import FontUse, TemplateReport, Use, as_text
from builder.brand.template_check import check_template
from builder.content.loader import load
from builder.diagnostics import UsageError
from builder.templates.defaults import default_template
from tests.templates.changing import changed
from tests.templates.foreign import MAKERS, blank_only


def deck(tmp_path: Path, blob: bytes) -> TemplateReport:
    path = tmp_path / "theirs.pptx"
    path.write_bytes(blob)
    return check_template(path)


def brief(tmp_path: Path, document: docx.document.Document) -> TemplateReport:
    path = tmp_path / "theirs.docx"
    document.save(str(path))
    return check_template(path)


def uses(report: TemplateReport) -> dict[str, Use]:
    return {use.purpose: use for use in report.uses}


def fonts(report: TemplateReport) -> dict[str, FontUse]:
    return {font.font: font for font in report.fonts}


def messages(report: TemplateReport, code: str) -> str:
    return "\n".join(
        f"{diagnostic.message} {diagnostic.hint}" for diagnostic in report.diagnostics if diagnostic.code == code
    )


@pytest.mark.parametrize("kind", ["docx", "pptx"])
def test_the_default_templates_have_nothing_to_mend(kind: str) -> None:
    report = check_template(default_template(kind))  # type: ignore[arg-type]
    assert report.usable
    assert {use.how for use in report.uses} == {"own"}
    assert not [diagnostic for diagnostic in report.diagnostics if diagnostic.severity != "info"]


def test_layouts_are_reported_by_their_displayed_names(tmp_path: Path) -> None:
    report = deck(tmp_path, MAKERS["german-dark"]())
    assert uses(report)["two-content"].served_by == "Zwei Inhalte"
    assert uses(report)["timeline"].how == "substitute"
    assert "Titelfolie" in as_text(report)


def test_a_missing_layout_is_reported_with_how_to_add_it(tmp_path: Path) -> None:
    report = deck(tmp_path, MAKERS["title-only"]())
    assert report.usable
    assert "'Two contents'" in messages(report, "TPL101")


def test_what_cannot_be_built_from_is_an_error(tmp_path: Path) -> None:
    report = deck(tmp_path, blank_only())
    assert not report.usable
    assert [diagnostic.code for diagnostic in report.diagnostics] == ["template-no-title"]


def test_pale_text_is_reported_with_its_contrast(tmp_path: Path) -> None:
    assert "#898989 on #FFFFFF has a contrast of 3.5:1" in messages(deck(tmp_path, MAKERS["bare"]()), "TPL201")


def test_words_on_a_master_are_reported(tmp_path: Path) -> None:
    presentation = pptx.Presentation()
    box = presentation.slide_layouts[1].shapes._spTree
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    shape = slide.shapes.add_textbox(Inches(1), Inches(1), Inches(3), Inches(1))
    shape.text_frame.text = "Vertraulich"
    box.append(shape._element)
    stream = io.BytesIO()
    presentation.save(stream)
    assert "'Vertraulich'" in messages(deck(tmp_path, stream.getvalue()), "TPL401")


def test_word_styles_that_are_missing_pale_or_small_are_reported(tmp_path: Path) -> None:
    document = docx.Document()
    body = document.styles["Body Text"]
    body.font.size = Pt(8)
    body.font.color.rgb = RGBColor(0xAA, 0xAA, 0xAA)
    document.sections[0].header.paragraphs[0].text = "Seite"
    report = brief(tmp_path, document)
    assert uses(report)["heading_1"].how == "own"
    assert uses(report)["callout_note"].how == "added"
    assert "Callout Note" in messages(report, "TPL102")
    assert "'Body Text'" in messages(report, "TPL201")
    assert "8 pt; the minimum is 10 pt" in messages(report, "TPL203")
    assert "'Seite'" in messages(report, "TPL401")


@pytest.mark.parametrize(
    ("font", "narrow_space", "measured"),
    [("Lato", "yes", "exactly"), ("Caladea", "no", "exactly"), ("Ubuntu", "no", "with a similar font"),
     ("Nobody's Sans", "unknown", "as a wide font")],
)  # fmt: skip
def test_fonts_are_reported_with_what_is_known_of_them(
    tmp_path: Path, font: str, narrow_space: str, measured: str
) -> None:
    document = docx.Document()
    document.styles["Body Text"].font.name = font
    report = brief(tmp_path, document)
    assert (fonts(report)[font].narrow_space, fonts(report)[font].measured) == (narrow_space, measured)
    assert (font in messages(report, "TPL301")) == (narrow_space == "no")
    assert (font in messages(report, "TPL302")) == (measured != "exactly")


def test_the_fix_for_a_font_without_the_narrow_space_is_a_key_of_publications(tmp_path: Path) -> None:
    document = docx.Document()
    document.styles["Body Text"].font.name = "Caladea"
    (key,) = re.findall(r"write `(.+?)`", messages(brief(tmp_path, document), "TPL301"))
    (tmp_path / "publication.yaml").write_text(
        f"languages: [fr]\ntitle: Titre\n{key}\nsections: [{{title: Un}}]\n", encoding="utf-8"
    )
    assert load(tmp_path / "publication.yaml").narrow_space == "full"


def test_the_numbers_of_headings_are_shown_as_printed() -> None:
    facts = {fact.name: fact.value for fact in check_template(default_template("docx")).facts}
    assert facts["heading numbers"] == "1, 1.1, 1.1.1, 1.1.1.1, 1.1.1.1.1"


def test_other_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is not a template"):
        check_template(tmp_path / "brand.yml")
    with pytest.raises(UsageError, match="no template"):
        check_template(tmp_path / "nothing.pptx")


TABLE_STYLE = (
    '<a:tblStyleLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" def="{{0}}"><a:tblStyle '
    'styleId="{{0}}" styleName="House"><a:wholeTbl><a:tcTxStyle><a:schemeClr val="tx1"/></a:tcTxStyle><a:tcStyle/>'
    '</a:wholeTbl><a:firstRow><a:tcTxStyle><a:srgbClr val="FFFFFF"/></a:tcTxStyle><a:tcStyle><a:fill><a:solidFill>'
    '<a:srgbClr val="{fill}"/></a:solidFill></a:fill></a:tcStyle></a:firstRow></a:tblStyle></a:tblStyleLst>'
)


@pytest.mark.parametrize(("fill", "reported"), [("9DC3E6", True), ("1F3864", False)])
def test_the_template_s_own_table_style_is_looked_at(tmp_path: Path, fill: str, reported: bool) -> None:
    style = TABLE_STYLE.format(fill=fill)
    report = deck(
        tmp_path, changed(MAKERS["bare"](), lambda name, text: style if name == "ppt/tableStyles.xml" else text)
    )
    assert ("the header of the default table style" in messages(report, "TPL201")) == reported
