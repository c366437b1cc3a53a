"""Fields of headers and footers that cannot work in a brief are answered; those that work stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.brand.template_check import check_template
from builder.writers.word.brief import write_brief
from tests.documents import document, para, section, text
from tests.files.opc import Opc
from tests.files.validator import schema_errors
from tests.files.wordxml import children_text
from tests.marking import sampled
from tests.templates.test_header_content import run, with_header
from tests.templates.word_styles import saved, template_of

HEADER = "word/header1.xml"
TITLE = "Ponts & viaducs"


def char(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(words: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve"> {words} </w:instrText></w:r>'


def complex_field(words: str, result: str) -> str:
    return char("begin") + code(words) + char("separate") + run(result) + char("end")


def simple_field(words: str, result: str) -> str:
    return f"<w:fldSimple w:instr='{words}'>{run(result)}</w:fldSimple>"


def built(content: str, folder: Path) -> Opc:
    path = folder / "brief.docx"
    brief = document(section(1, "Prose", text(para("x"))), authors=("A. Alpha",), authors_text="A. Alpha")
    write_brief(brief, template_of(with_header(f"<w:p>{run('Report: ')}{content}</w:p>"), folder)).save(str(path))
    return Opc(path)


ANSWERS = {
    'STYLEREF "Report Name"': ("Report: " + TITLE, False),
    "STYLEREF Nowhere \\n": ("Report: ", False),
    'STYLEREF "Heading 1"': ("Report: Prose", True),
    'STYLEREF "Titre 1"': ("Report: Prose", True),
    "STYLEREF 1": ("Report: Prose", True),
    'STYLEREF "Heading 3"': ("Report: " + TITLE, False),
    "STYLEREF Title": ("Report: " + TITLE, True),
    "DOCPROPERTY Title": ("Report: " + TITLE, True),
    "TITLE \\* MERGEFORMAT": ("Report: " + TITLE, True),
    "AUTHOR": ("Report: A. Alpha", True),
    "DOCPROPERTY Department": ("Report: Old", False),
    "DOCVARIABLE Unit": ("Report: Old", False),
    "REF Gone \\h": ("Report: ", False),
    'INCLUDETEXT "c:\\\\x.docx"': ("Report: Old", False),
    "PAGE": ("Report: Old", True),
    'DATE \\@ "yyyy"': ("Report: Old", True),
}


@pytest.mark.parametrize("form", sampled([complex_field, simple_field], complex_field))
@pytest.mark.parametrize("words", sampled(ANSWERS, *list(ANSWERS)[::3]))
def test_a_field_works_or_gives_way_to_what_it_means(words: str, form: object, tmp_path: Path) -> None:
    assert callable(form)
    opc = built(form(words, "Old"), tmp_path)
    shown, stays = ANSWERS[words]
    assert children_text(opc.xml(HEADER)) == shown
    codes = opc.find(HEADER, "//w:instrText | //w:fldSimple | //w:fldChar")
    assert bool(codes) == stays


def test_an_error_that_the_template_shows_does_not_remain(tmp_path: Path) -> None:
    opc = built(complex_field("DOCPROPERTY Unit", "Error! Unknown document property name."), tmp_path)
    assert children_text(opc.xml(HEADER)) == "Report: "


def test_a_field_within_the_code_of_another_leaves_its_words_there(tmp_path: Path) -> None:
    inner = complex_field("STYLEREF Nowhere", "Old")
    content = char("begin") + code("IF") + inner + code('= "" "a" "b"') + char("separate") + run("b") + char("end")
    opc = built(content, tmp_path)
    assert len(opc.find(HEADER, "//w:fldChar")) == 3
    assert TITLE in "".join(opc.strings(HEADER, "//w:instrText/text()"))


def test_the_look_of_the_result_stays(tmp_path: Path) -> None:
    opc = built(complex_field("STYLEREF Nowhere", "Old"), tmp_path)
    assert opc.find(HEADER, f"//w:r[w:t='{TITLE}']/w:rPr/w:b")


def test_the_check_of_a_template_names_the_fields(tmp_path: Path) -> None:
    path = tmp_path / "theirs.docx"
    content = complex_field('STYLEREF "Report Name"', "Old") + complex_field("PAGE", "1")
    path.write_bytes(saved(with_header(f"<w:p>{content}</w:p>")))
    (finding,) = [entry for entry in check_template(path).diagnostics if entry.code == "TPL403"]
    assert 'STYLEREF "Report Name"' in finding.message and "title" in finding.message


@pytest.mark.full
@pytest.mark.validator
@pytest.mark.parametrize("form", [complex_field, simple_field])
def test_headers_with_answered_fields_are_valid(form: object, tmp_path: Path) -> None:
    assert callable(form)
    fields = (form(words.replace("'", ""), "Old") for words in ANSWERS if "INCLUDE" not in words)
    built("".join(fields), tmp_path)
    assert schema_errors(tmp_path / "brief.docx") == []
