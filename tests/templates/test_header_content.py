"""Content controls, tracked changes and comments of headers and footers, at every place where Word writes them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import docx
import pytest

from builder.brand.template_check import check_template
from builder.office.xml import declare
from builder.writers.word.brief import write_brief
from tests.documents import everything
from tests.files.header_validation import header_errors
from tests.files.opc import Opc
from tests.files.wordxml import W, children_text
from tests.marking import sampled
from tests.templates.word_styles import saved, template_of, xml

HEADER = "word/header1.xml"
TITLE = "Ponts & viaducs"
NAMES = 'w:author="Anna Reviewer" w:date="2024-01-02T03:04:05Z"'


def control(content: str, tag: str = "title", more: str = "") -> str:
    return f'<w:sdt><w:sdtPr>{more}<w:tag w:val="{tag}"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


def run(words: str) -> str:
    return f"<w:r><w:rPr><w:b/></w:rPr><w:t>{words}</w:t></w:r>"


def paragraph(content: str) -> str:
    return f"<w:p>{content}</w:p>"


def cell(content: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>{content}</w:tc>'


def rows(content: str) -> str:
    grid = '<w:tblGrid><w:gridCol w:w="4000"/><w:gridCol w:w="4000"/></w:tblGrid>'
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>{grid}{content}</w:tbl><w:p/>'


def with_header(content: str) -> Any:
    document = docx.Document()
    header = document.sections[0].header
    header.is_linked_to_previous = False
    root = header._element
    root[:] = list(xml(f"<w:hdr>{content}</w:hdr>"))
    return document


def built(content: str, folder: Path) -> Opc:
    path = folder / "brief.docx"
    write_brief(everything(), template_of(with_header(content), folder)).save(str(path))
    return Opc(path)


OLD, MINISTRY = paragraph(run("[old]")), cell(paragraph(run("Ministry")))
PLACES = {
    "run": paragraph(run("Report ") + control(run("[old]"))),
    "letter case": paragraph(control(run("[old]"), "Title")),
    "paragraph": control(OLD) + "<w:p/>",
    "paragraphs": control(OLD + OLD) + "<w:p/>",
    "cell": rows(f"<w:tr>{control(cell(OLD))}{MINISTRY}</w:tr>"),
    "cell of several paragraphs": rows(f"<w:tr>{control(cell(OLD + OLD))}{MINISTRY}</w:tr>"),
    "row": rows(control(f"<w:tr>{cell(OLD)}{MINISTRY}</w:tr>")),
    "table": control(rows(f"<w:tr>{cell(OLD)}{MINISTRY}</w:tr>").removesuffix("<w:p/>")) + "<w:p/>",
    "in an unknown control": control(paragraph(control(run("[old]"))), "Department") + "<w:p/>",
    "in a cell's control": rows(f"<w:tr>{control(cell(control(OLD)), 'house')}{MINISTRY}</w:tr>"),
    "in a known control": control(paragraph(control(run("[old]"), "date")), "title") + "<w:p/>",
    "control in a control": control(control(OLD, "TITLE")) + "<w:p/>",
    "empty": paragraph(control("")),
    "empty block": control("") + "<w:p/>",
    "empty cell": rows(f"<w:tr>{control('')}{MINISTRY}</w:tr>"),
}


@pytest.mark.parametrize("place", sampled(PLACES, "run", "paragraph", "cell", "row", "empty"))
def test_a_control_is_filled_wherever_it_stands_and_no_cell_is_lost(place: str, tmp_path: Path) -> None:
    opc = built(PLACES[place], tmp_path)
    words = children_text(opc.xml(HEADER))
    assert words.count(TITLE) == 1
    assert "[old]" not in words
    assert len(opc.find(HEADER, "//w:tr/w:tc | //w:tr/w:sdt/w:sdtContent/w:tc")) == (
        2 if "w:tbl" in PLACES[place] else 0
    )
    assert not opc.find(HEADER, "//w:tr/w:r | //w:tr/w:p | //w:hdr/w:r | //w:tc/w:r | //w:sdtContent[not(*)]")
    assert not opc.find(HEADER, "//w:tc[not(w:p) and not(w:sdt)]")


@pytest.mark.parametrize("inner", [control(OLD), paragraph(control(run("[old]"), "TITLE"))])
def test_a_control_in_a_text_box_is_filled_in_both_its_forms(inner: str, tmp_path: Path) -> None:
    box = f"<w:txbxContent>{inner}</w:txbxContent>"
    opc = built(
        f"<w:p {declare('mc')}><w:r><mc:AlternateContent><mc:Choice Requires='wps'>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>",
        tmp_path,
    )
    assert [children_text(p) for p in opc.find(HEADER, "//w:txbxContent/w:p")] == [TITLE, TITLE]
    assert not opc.find(HEADER, "//w:sdt")


def test_unknown_controls_stay_with_their_words(tmp_path: Path) -> None:
    opc = built(paragraph(control(run("Roads"), "Department")), tmp_path)
    assert opc.strings(HEADER, "//w:sdt/w:sdtPr/w:tag/@w:val") == ["Department"]
    assert children_text(opc.xml(HEADER)) == "Roads"


INSERTED = f'<w:ins w:id="1" {NAMES}>{run("New")}</w:ins>'
DELETED = f'<w:del w:id="2" {NAMES}><w:r><w:delText>Old</w:delText></w:r></w:del>'
CHANGES = {
    "words": (paragraph(DELETED + INSERTED + run(" Ministry")), ["New Ministry"]),
    "moved": (
        paragraph(
            f'<w:moveFromRangeStart w:id="3" w:name="m" {NAMES}/><w:moveFrom w:id="4" {NAMES}>{run("Old")}</w:moveFrom>'
            f'<w:moveFromRangeEnd w:id="3"/><w:moveToRangeStart w:id="5" w:name="m" {NAMES}/>'
            f'<w:moveTo w:id="6" {NAMES}>{run("New")}</w:moveTo><w:moveToRangeEnd w:id="5"/>'
        ),
        ["New"],
    ),
    "formatting": (
        paragraph(
            f'<w:r><w:rPr><w:b/><w:rPrChange w:id="7" {NAMES}><w:rPr/></w:rPrChange></w:rPr><w:t>New</w:t></w:r>'
        ),
        ["New"],
    ),
    "paragraph mark": (
        f'<w:p><w:pPr><w:rPr><w:del w:id="8" {NAMES}/></w:rPr></w:pPr>{run("New ")}</w:p>' + paragraph(run("Ministry")),
        ["New Ministry"],
    ),
    "inserted mark": (f'<w:p><w:pPr><w:rPr><w:ins w:id="8" {NAMES}/></w:rPr></w:pPr>{run("New")}</w:p>', ["New"]),
    "row": (
        rows(
            f'<w:tr><w:trPr><w:del w:id="9" {NAMES}/></w:trPr>{cell(OLD)}{MINISTRY}</w:tr>'
            f'<w:tr><w:trPr><w:ins w:id="10" {NAMES}/></w:trPr>{cell(paragraph(run("New")))}{MINISTRY}</w:tr>'
        ),
        ["New", "Ministry", ""],
    ),
    "comment": (
        paragraph(
            '<w:commentRangeStart w:id="0"/>' + run("New") + '<w:commentRangeEnd w:id="0"/>'
            '<w:r><w:commentReference w:id="0"/></w:r>'
        ),
        ["New"],
    ),
    "permission": (
        paragraph('<w:permStart w:id="1" w:ed="anna@example.org"/>' + run("New") + '<w:permEnd w:id="1"/>'),
        ["New"],
    ),
    "nested": (
        paragraph(f'<w:ins w:id="11" {NAMES}>{run("New")}<w:del w:id="12" {NAMES}>{run("Old")}</w:del></w:ins>'),
        ["New"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", sampled(CHANGES, "row", "comment", "nested"))
def test_changes_are_accepted_and_nobody_is_named(kind: str, tmp_path: Path) -> None:
    content, expected = CHANGES[kind]
    opc = built(content, tmp_path)
    assert [children_text(p) for p in opc.xml(HEADER).iter(f"{W}p")] == expected
    for name, blob in opc.parts.items():
        for trace in (b"Reviewer", b"anna@", b"<w:ins ", b"<w:del ", b"commentRe", b"Change ", b"w:move", b"permStart"):
            assert trace not in blob, name


def test_changes_of_styles_are_accepted(tmp_path: Path) -> None:
    document = with_header("<w:p/>")
    document.styles["Normal"].element.append(
        xml(f'<w:rPr><w:b/><w:rPrChange w:id="7" {NAMES}><w:rPr/></w:rPrChange></w:rPr>')
    )
    template = template_of(document, tmp_path)
    assert template.revised == ("styles",)
    assert b"Reviewer" not in Opc(tmp_path / "theirs.docx").parts["word/document.xml"]
    path = tmp_path / "brief.docx"
    write_brief(everything(), template).save(str(path))
    assert b"Reviewer" not in Opc(path).parts["word/styles.xml"]


def test_the_check_of_a_template_names_the_parts_with_changes(tmp_path: Path) -> None:
    path = tmp_path / "theirs.docx"
    path.write_bytes(saved(with_header(CHANGES["words"][0])))
    report = check_template(path)
    (finding,) = [entry for entry in report.diagnostics if entry.code == "TPL402"]
    assert "header" in finding.message and "Reviewer" not in finding.message
    (left,) = [entry for entry in report.diagnostics if entry.code == "TPL401"]
    assert "'New Ministry'" in left.message


def briefs_of(contents: Mapping[str, str], folder: Path) -> dict[str, Path]:
    """A brief with each of these headers."""
    paths = {name: folder / str(number) for number, name in enumerate(contents)}
    for name, path in paths.items():
        path.mkdir()
        built(contents[name], path)
    return {name: path / "brief.docx" for name, path in paths.items()}


@pytest.mark.full
@pytest.mark.validator
def test_headers_with_controls_and_accepted_changes_are_valid(tmp_path: Path) -> None:
    briefs = briefs_of({**PLACES, **{kind: content for kind, (content, _) in CHANGES.items()}}, tmp_path)
    assert header_errors(briefs, tmp_path) == []


@pytest.mark.full
@pytest.mark.validator
def test_the_validator_reads_each_header(tmp_path: Path) -> None:
    """Those that are not valid are found by their names, though they are not the first."""
    wrong = rows(f"<w:tr>{run('x')}{MINISTRY}</w:tr>")
    found = header_errors(briefs_of({"good": OLD, "bad": wrong, "worse": wrong}, tmp_path), tmp_path)
    assert [error.split()[0] for error in found] == ["/word/bad.xml", "/word/worse.xml"]
