"""The shape of running text (Normal, Body Text) stays out of tables, captions, figures, headers, footers, contents."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.brand.template_check import check_template
from builder.templates.defaults import default_template
from builder.templates.open import open_template
from builder.templates.word.reader import read_brief_template
from builder.writers.word.brief import write_brief
from tests.documents import everything
from tests.files.opc import Opc
from tests.files.validator import schema_errors
from tests.files.wordxml import W, paragraphs
from tests.marking import examples
from tests.templates.word_styles import effective, saved, styles_of, template_of, with_properties, xml

EXHIBITS = (
    "table_text", "table_number", "table_header", "caption", "figure", "source_line", "key_figure_value",
    "key_figure_label", "header", "footer", "toc_heading", "toc_1", "toc_2", "toc_3",
)  # fmt: skip
PROSE = ("lead", "heading_1", "title", "list_continue_1", "quote", "footnote_text", "bibliography", "summary_box")
FIRST = ("firstLine", "hanging")
quick = settings(max_examples=examples(25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@quick
@given(first=st.integers(700, 840), left=st.integers(1, 2000), side=st.sampled_from(["firstLine", "hanging"]))
@pytest.mark.parametrize("source", ["Normal", "Body Text"])
def test_indents_of_running_text_reach_nothing_else(
    source: str, first: int, left: int, side: str, tmp_path: Path
) -> None:
    document = docx.Document()
    document.styles["Caption"].base_style = document.styles[source]
    with_properties(document, source, f'<w:ind w:left="{left}" w:right="{left}" w:{side}="{first}"/>')
    template = template_of(document, tmp_path)
    styles = styles_of(template.blob)
    for role in EXHIBITS:
        sid = template.styles[role]
        assert effective(styles, sid, "pPr/ind", *FIRST) != str(first), role
    for name in ("left", "right"):
        assert effective(styles, template.styles["caption"], "pPr/ind", name) == "0"
    for role in PROSE:
        assert effective(styles, template.styles[role], "pPr/ind", *FIRST) != str(first), role
    assert effective(styles, template.styles["body_text"], "pPr/ind", side) == str(first)
    assert effective(styles, template.styles["body_text"], "pPr/ind", "left") == str(left)


def test_indents_in_characters_reach_nothing_else(tmp_path: Path) -> None:
    document = with_properties(docx.Document(), "Normal", '<w:ind w:firstLineChars="200" w:firstLine="480"/>')
    template = template_of(document, tmp_path)
    styles = styles_of(template.blob)
    for role in (*EXHIBITS, *PROSE):
        assert effective(styles, template.styles[role], "pPr/ind", "firstLineChars") == "0", role
    assert effective(styles, template.styles["body_text"], "pPr/ind", "firstLineChars") == "200"


@pytest.mark.parametrize("align", ["both", "right", "center", "distribute"])
def test_alignment_of_running_text_reaches_nothing_else(align: str, tmp_path: Path) -> None:
    template = template_of(with_properties(docx.Document(), "Normal", f'<w:jc w:val="{align}"/>'), tmp_path)
    styles = styles_of(template.blob)
    aligned = {role: effective(styles, template.styles[role], "pPr/jc", "val") for role in EXHIBITS}
    right = {"table_number", "footer"}
    assert {role: value for role, value in aligned.items() if role not in right} == {
        role: "left" for role in EXHIBITS if role not in right
    }
    assert aligned["table_number"] == "right"
    assert effective(styles, template.styles["body_text"], "pPr/jc", "val") == align


@pytest.mark.full
@quick
@given(
    line=st.sampled_from([("480", "auto"), ("360", "auto"), ("560", "exact"), ("400", "atLeast")]),
    after=st.integers(100, 800),
)
def test_spacing_of_running_text_reaches_nothing_else(line: tuple[str, str], after: int, tmp_path: Path) -> None:
    spacing = f'<w:spacing w:before="{after}" w:after="{after}" w:line="{line[0]}" w:lineRule="{line[1]}"/>'
    plain = template_of(docx.Document(), tmp_path)
    template = template_of(with_properties(docx.Document(), "Normal", spacing), tmp_path)
    styles, before = styles_of(template.blob), styles_of(plain.blob)
    for role in EXHIBITS:
        for name in ("line", "lineRule"):
            sid = template.styles[role]
            assert effective(styles, sid, "pPr/spacing", name) == effective(before, sid, "pPr/spacing", name), role
        assert 220 <= int(effective(styles, sid, "pPr/spacing", "line") or 0) < 300, role
    assert effective(styles, template.styles["table_text"], "pPr/spacing", "after") == "40"
    assert effective(styles, template.styles["body_text"], "pPr/spacing", "line") == line[0]


@pytest.mark.parametrize("case", ["caps", "smallCaps"])
def test_capitals_of_running_text_reach_nothing_else(case: str, tmp_path: Path) -> None:
    template = template_of(with_properties(docx.Document(), "Normal", run=f"<w:{case}/>"), tmp_path)
    styles = styles_of(template.blob)
    for role in EXHIBITS:
        assert effective(styles, template.styles[role], f"rPr/{case}", "val") == "0", role
    assert effective(styles, template.styles["body_text"], f"rPr/{case}", "val") == "on"


def test_lines_of_exhibits_do_not_stand_on_the_grid_of_running_text(tmp_path: Path) -> None:
    document = docx.Document()
    section = document.sections[0]._sectPr
    for grid in section.findall(f"{W}docGrid"):
        section.remove(grid)
    section.append(xml('<w:docGrid w:type="lines" w:linePitch="480"/>'))
    template = template_of(document, tmp_path)
    styles = styles_of(template.blob)
    for role in EXHIBITS:
        assert effective(styles, template.styles[role], "pPr/snapToGrid", "val") == "0", role
    assert effective(styles, template.styles["body_text"], "pPr/snapToGrid", "val") is None
    assert "document grid" in template.neutralised


def test_what_a_style_says_itself_stays(tmp_path: Path) -> None:
    document = with_properties(docx.Document(), "Normal", '<w:jc w:val="both"/><w:ind w:firstLine="709"/>')
    with_properties(document, "Caption", '<w:ind w:left="400" w:firstLine="100"/><w:jc w:val="center"/>')
    template = template_of(document, tmp_path)
    styles = styles_of(template.blob)
    caption = template.styles["caption"]
    assert effective(styles, caption, "pPr/ind", "left") == "400"
    assert effective(styles, caption, "pPr/ind", "firstLine") == "100"
    assert effective(styles, caption, "pPr/jc", "val") == "center"


def test_paragraphs_of_headers_in_the_default_style_lose_its_shape_too(tmp_path: Path) -> None:
    document = with_properties(docx.Document(), "Normal", '<w:ind w:firstLine="709"/>', "<w:caps/>")
    document.sections[0].header.paragraphs[0].text = "Ministère"
    paragraph = document.sections[0].header.paragraphs[0]._p
    paragraph.remove(paragraph.pPr)
    template = template_of(document, tmp_path)
    path = tmp_path / "out.docx"
    write_brief(everything(), template).save(str(path))
    opc = Opc(path)
    (header,) = paragraphs(opc, "word/header1.xml")
    styles = styles_of(path.read_bytes())
    sid = header.find(f"{W}pPr/{W}pStyle").get(f"{W}val")
    assert effective(styles, sid, "pPr/ind", "firstLine") == "0"
    assert effective(styles, sid, "rPr/caps", "val") == "0"


def test_the_default_template_has_nothing_to_neutralise() -> None:
    assert read_brief_template(open_template(default_template("docx"), "docx")).neutralised == ()


def test_the_check_of_a_template_names_what_is_kept_away(tmp_path: Path) -> None:
    path = tmp_path / "theirs.docx"
    text = '<w:jc w:val="both"/><w:ind w:firstLine="709"/>'
    path.write_bytes(saved(with_properties(docx.Document(), "Normal", text, "<w:caps/>")))
    (finding,) = [entry for entry in check_template(path).diagnostics if entry.code == "TPL104"]
    for word in ("indents", "alignment", "capitals"):
        assert word in finding.message


@pytest.mark.full
@pytest.mark.validator
def test_briefs_in_such_templates_are_valid(tmp_path: Path) -> None:
    text = '<w:spacing w:line="480" w:lineRule="auto"/><w:ind w:firstLine="709"/><w:jc w:val="both"/>'
    document = with_properties(docx.Document(), "Normal", text, "<w:caps/>")
    document.sections[0].header.paragraphs[0].text = "Ministère"
    paragraph = document.sections[0].header.paragraphs[0]._p
    paragraph.remove(paragraph.pPr)
    path = tmp_path / "out.docx"
    write_brief(everything(), template_of(document, tmp_path)).save(str(path))
    assert schema_errors(path) == []
