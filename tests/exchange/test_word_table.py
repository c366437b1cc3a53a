"""The Word table: what people do to it, in Word and in LibreOffice."""

from __future__ import annotations

import copy
import io
import re
import subprocess
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

import builder
from builder.actions.import_translations import import_translations
from builder.exchange.collect import collect
from builder.exchange.formats import read_file, write_units
from builder.exchange.unit import ReturnedFile, Unit
from builder.writers.word.anchors import anchor_name
from tests.exchange.test_damage import sent
from tests.files.rendering import PATIENCE, office_program
from tests.files.validator import schema_errors

KEY = "sections.money.message"
NOTED = "sections.money.blocks.0.text.1"


@cache
def table_bytes() -> bytes:
    return write_units(sent(), "docx")


def words(element: Any) -> str:
    return str(element.xpath("string()"))


class Table:
    """The table open in python-docx, by the keys of its rows."""

    def __init__(self, data: bytes):
        self.document: Document = docx.Document(io.BytesIO(data))
        self.rows = list(self.document.tables[0]._tbl.tr_lst)

    def row(self, key: str) -> Any:
        name = anchor_name(key)
        return next(
            row for row in self.rows if any(mark.get(qn("w:name")) == name for mark in row.iter(qn("w:bookmarkStart")))
        )

    def number(self, key: str) -> int:
        return self.rows.index(self.row(key)) + 1

    def cell(self, key: str) -> Any:
        return self.row(key).tc_lst[2]

    def type(self, key: str, *runs: str | tuple[str, dict[str, bool]]) -> None:
        """Replace the words of a cell by new runs, as somebody does who selects all and types."""
        paragraph = self.cell(key).p_lst[0]
        for run in list(paragraph.iter(qn("w:r"))):
            run.getparent().remove(run)
        typed = docx.text.paragraph.Paragraph(paragraph, self.document)
        for run in runs:
            text, marks = (run, {}) if isinstance(run, str) else run
            added = typed.add_run(text)
            for name, value in marks.items():
                setattr(added.font, name, value)

    def read(self, folder: Path) -> ReturnedFile:
        file = folder / "table.docx"
        self.document.save(str(file))
        return read_file(file)


@pytest.fixture
def table() -> Table:
    return Table(table_bytes())


def target(file: ReturnedFile, key: str) -> str | None:
    return next(unit.target for unit in file.units if unit.key == key)


def reported(file: ReturnedFile) -> list[str]:
    return [f"{problem.span.line}: {problem.message}" for problem in file.problems]


def test_the_table_is_landscape_with_a_repeated_header_and_no_protection(table: Table) -> None:
    section = table.document.sections[0]
    assert section.page_width > section.page_height
    assert table.rows[0].find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    heads = [words(cell) for cell in table.rows[0].tc_lst]
    assert heads == ["No.", "Source: French", "Translation: English", "Notes"]
    assert table.document.settings.element.find(qn("w:documentProtection")) is None
    numbers = [words(row.tc_lst[0]) for row in table.rows[1:]]
    place = table.number(NOTED) - 1
    assert numbers[place] == f"{numbers[place - 1]}a"


def test_nothing_in_the_file_comes_from_another_document() -> None:
    """Somebody who makes such a table by hand has no styles of reports in it, no preview of another first page, and
    no title bar that says “Compatibility Mode”.
    """
    with zipfile.ZipFile(io.BytesIO(table_bytes())) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    assert not [name for name in parts if re.search("thumbnail|numbering|header|footer|footnotes|Effects", name)]
    assert not re.search("rsid|python-docx|Brief template", "".join(parts.values()))
    settings = docx.Document(io.BytesIO(table_bytes())).settings.element
    modes = settings.xpath("//w:compatSetting[@w:name='compatibilityMode']/@w:val")
    assert modes == ["15"]
    styles = re.findall('w:styleId="([^"]+)"', parts["word/styles.xml"])
    used = set(re.findall('w:pStyle w:val="([^"]+)"', parts["word/document.xml"]))
    default = {"Normal", "DefaultParagraphFont", "TableNormal", "NoList"}
    assert used <= set(styles)
    assert set(styles) - default - used <= {"TableCell"}


def test_codes_are_grey_signs_and_marks_are_real(table: Table) -> None:
    runs = [(run.text, run) for run in docx.table._Cell(table.cell(KEY), table.document).paragraphs[0].runs]
    assert [text for text, _ in runs] == ["The fund holds ", "{fund}", " over ", "three years", "."]
    assert str(runs[1][1].font.color.rgb) == "666666"
    assert runs[1][1]._r.rPr.find(qn("w:noProof")) is not None
    assert runs[3][1].font.bold


def test_the_style_of_a_column_has_its_language(table: Table) -> None:
    row = table.row(KEY)
    styles = [docx.table._Cell(cell, table.document).paragraphs[0].style for cell in row.tc_lst]
    languages = [style.element.rPr.find(qn("w:lang")) for style in styles]
    assert [language is not None and language.get(qn("w:val")) for language in languages[1:3]] == ["fr-FR", "en-US"]
    assert len({style.style_id for style in styles}) == 4
    assert str(styles[0].font.color.rgb) == "666666"
    assert styles[3].font.size < styles[2].base_style.base_style.font.size


@pytest.mark.validator
def test_the_table_is_valid(tmp_path: Path) -> None:
    file = tmp_path / "table.docx"
    file.write_bytes(table_bytes())
    assert schema_errors(file) == []


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        (["Money of {fund}."], "Money of {fund}."),
        (["Money {", "fund", "} now"], "Money {fund} now"),
        (["Money {Fund} now"], "Money {fund} now"),
        (["Money {\u00a0fund } now"], "Money {fund} now"),
        ([("{fu", {"bold": True}), "nd} now"], "**{fund}** now"),
        ([("All {fund}", {"bold": True, "italic": True}), " now"], "***All {fund}*** now"),
        ([("All ", {"bold": True}), ("is", {"italic": True}), " {fund}"], "**All** *is* {fund}"),
        (["CO", ("2", {"subscript": True}), ", ", ("old", {"strike": True}), " {fund}"], "CO~2~, ~~old~~ {fund}"),
        (["2 * 3 * 4 [a] {fund} {{x}}"], "2 * 3 * 4 [a] {fund} {{x}}"),
        (["*no mark-up* {fund}"], r"\*no mark-up\* {fund}"),
        (["- {fund}"], r"\- {fund}"),
        (["One\ntwo {fund}"], "One\\\ntwo {fund}"),
        (["One\ttwo   three {fund} "], "One two three {fund}"),
        ([("  ", {"bold": True}), "x {fund}"], "x {fund}"),
    ],
)
def test_what_is_typed_comes_back_as_mark_up(table: Table, tmp_path: Path, runs: Any, expected: str) -> None:
    table.type(KEY, *runs)
    file = table.read(tmp_path)
    assert reported(file) == []
    assert target(file, KEY) == expected


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ('<w:sym w:font="Wingdings" w:char="F0E0"/>', "its cell has a sign of a symbol font (type the sign itself)"),
        ("<w:drawing/>", "its cell has a picture, or something else that is no text (delete it)"),
        ("<w:pict/>", "its cell has a picture, or something else that is no text (delete it)"),
        ('<w:footnoteReference w:id="2"/>',
         "its cell has a footnote (write the words of a note in the row of the note)"),
        (None, "its cell has a formula (type it as text)"),
    ],
)  # fmt: skip
def test_what_is_no_text_is_reported(table: Table, tmp_path: Path, content: str | None, problem: str) -> None:
    paragraph = table.cell(KEY).p_lst[0]
    if content is None:
        formula = '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>x</m:t></m:r></m:oMath>'
        paragraph.append(parse_xml(formula))
    else:
        paragraph.append(parse_xml(f"<w:r {nsdecls('w')}>{content}</w:r>"))
    assert reported(table.read(tmp_path)) == [f"{table.number(KEY)}: {KEY}: {problem}"]


STYLES = """
<w:styles {0}>
<w:style w:type="character" w:styleId="lev"><w:name w:val="Strong"/><w:rPr><w:b/><w:bCs/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Accentuation"><w:name w:val="Emphasis"/><w:rPr><w:i/><w:iCs/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Accentuationintense"><w:name w:val="Intense Emphasis"/>
  <w:basedOn w:val="Accentuation"/><w:rPr><w:b/><w:color w:val="4472C4"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Barre"><w:name w:val="Barré"/><w:rPr><w:dstrike/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Cache"><w:name w:val="Caché"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Rouge"><w:name w:val="Rouge"/><w:rPr><w:color w:val="FF0000"/></w:rPr></w:style>
</w:styles>"""


@pytest.mark.parametrize(
    ("style", "direct", "expected"),
    [
        ("lev", "", "A **word** of {fund}"),
        ("Accentuation", "", "A *word* of {fund}"),
        ("Accentuationintense", "", "A ***word*** of {fund}"),
        ("lev", "<w:i/>", "A ***word*** of {fund}"),
        ("lev", '<w:b w:val="0"/>', "A word of {fund}"),
        ("Accentuationintense", '<w:i w:val="false"/>', "A **word** of {fund}"),
        ("Barre", "", "A ~~word~~ of {fund}"),
        ("Cache", "", "A of {fund}"),
        ("Rouge", "", "A word of {fund}"),
        ("Inconnu", "", "A word of {fund}"),
    ],
)
def test_character_styles_are_marks(table: Table, tmp_path: Path, style: str, direct: str, expected: str) -> None:
    """Their ids are in the language of the program: "Strong" is `lev` in a French file."""
    for added in parse_xml(STYLES.format(nsdecls("w"))):
        table.document.styles.element.append(added)
    table.type(KEY, "A ", "word", " of {fund}")
    run = table.cell(KEY).p_lst[0].r_lst[1]
    run.insert(0, parse_xml(f'<w:rPr {nsdecls("w")}><w:rStyle w:val="{style}"/>{direct}</w:rPr>'))
    file = table.read(tmp_path)
    assert reported(file) == []
    assert target(file, KEY) == expected


def test_hidden_words_are_not_read(table: Table, tmp_path: Path) -> None:
    table.type(KEY, "Money {fund}", (" and a secret", {"hidden": True}))
    assert target(table.read(tmp_path), KEY) == "Money {fund}"


def test_tracked_changes_are_taken_as_accepted(table: Table, tmp_path: Path) -> None:
    paragraph = table.cell(KEY).p_lst[0]
    first = next(paragraph.iter(qn("w:r")))
    for tag, text, name in (("w:del", "w:delText", "The pot"), ("w:ins", "w:t", "Our fund")):
        change = paragraph.makeelement(
            qn(tag), {qn("w:id"): "9", qn("w:author"): "A", qn("w:date"): "2024-01-01T00:00:00Z"}
        )
        run = copy.deepcopy(first)
        run.find(qn("w:t")).text = name
        run.find(qn("w:t")).tag = qn(text)
        change.append(run)
        first.addprevious(change)
    first.find(qn("w:t")).text = " holds "
    file = table.read(tmp_path)
    assert target(file, KEY) == "Our fund holds {fund} over **three years**."


def test_an_emptied_cell_is_no_translation(table: Table, tmp_path: Path) -> None:
    table.type(KEY)
    unit = next(unit for unit in table.read(tmp_path).units if unit.key == KEY)
    assert (unit.target, unit.state) == (None, "new")


def test_several_paragraphs_in_a_cell_are_one_text(table: Table, tmp_path: Path) -> None:
    table.type(KEY, "One {fund}.")
    cell = docx.table._Cell(table.cell(KEY), table.document)
    cell.add_paragraph("Two.")
    assert target(table.read(tmp_path), KEY) == "One {fund}. Two."


def test_a_note_is_the_row_below_and_comes_back_in_its_sentence(table: Table, tmp_path: Path) -> None:
    table.type(f"{NOTED}.note.1", "Another ", ("note", {"italic": True}), ".")
    assert target(table.read(tmp_path), NOTED) == "A second one^[Another *note*.], paid by {=ministry}."


def test_a_link_comes_back_with_its_address(table: Table, tmp_path: Path) -> None:
    paragraph = table.cell(KEY).p_lst[0]
    table.type(KEY, "See ")
    relation = table.document.part.relate_to("https://b.fr/x", docx.opc.constants.RELATIONSHIP_TYPE.HYPERLINK, True)
    link = paragraph.makeelement(qn("w:hyperlink"), {qn("r:id"): relation})
    link.append(copy.deepcopy(next(paragraph.iter(qn("w:r")))))
    link[0].find(qn("w:t")).text = "the page"
    paragraph.append(link)
    assert target(table.read(tmp_path), KEY) == "See [the page](https://b.fr/x)"


@pytest.mark.parametrize(
    ("written", "saved"),
    [
        ("https://a.fr", "https://a.fr/"),
        ("https://a.fr/é?b=c d", "https://A.fr/%C3%A9?b=c%20d"),
        ("https://a.fr/%C3%A9", "https://a.fr/é"),
        ("mailto:a@b.fr", "mailto:a@b.fr"),
    ],
)
def test_an_address_that_a_program_writes_otherwise_is_the_same(tmp_path: Path, written: str, saved: str) -> None:
    source = tmp_path / "p" / "publication.yaml"
    source.parent.mkdir()
    source.write_text(
        f"languages: [fr, en]\ntitle: T\nsections:\n  - title: {{fr: A, en: B}}\n    blocks:\n"
        f'      - text: {{fr: "Voir [la page](<{written}>).", en: "See [the page](<{written}>)."}}\n',
        encoding="utf-8",
    )
    before = source.read_bytes()
    table = Table(write_units(collect(source, "en"), "docx"))
    for relation in table.document.part.rels.values():
        if relation.reltype == docx.opc.constants.RELATIONSHIP_TYPE.HYPERLINK:
            relation._target = saved
    file = tmp_path / "table.docx"
    table.document.save(str(file))
    report = import_translations([file], publication=source)
    assert (report.problems, report.changes) == ((), ())
    assert source.read_bytes() == before


def test_rows_may_be_sorted(table: Table, tmp_path: Path) -> None:
    before = {unit.key: (unit.source, unit.target) for unit in table.read(tmp_path).units}
    body = table.rows[0].getparent()
    for row in sorted(table.rows[1:], key=lambda row: words(row.tc_lst[1])):
        body.append(row)
    file = table.read(tmp_path)
    assert reported(file) == []
    assert {unit.key: (unit.source, unit.target) for unit in file.units} == before


def test_a_deleted_row_is_missing_and_an_added_one_is_reported(table: Table, tmp_path: Path) -> None:
    added = copy.deepcopy(table.rows[-1])
    for mark in [*added.iter(qn("w:bookmarkStart")), *added.iter(qn("w:bookmarkEnd"))]:
        mark.getparent().remove(mark)
    for text in added.tc_lst[0].iter(qn("w:t")):
        text.text = ""
    next(added.tc_lst[2].iter(qn("w:t"))).text = "A new row"
    table.row(KEY).addnext(added)
    table.row(KEY).getparent().remove(table.row(KEY))
    file = table.read(tmp_path)
    place = table.number(KEY)
    assert reported(file) == [f"{place}: a row that was not sent out: “A new row”"]
    assert {unit.key for unit in file.units} == {unit.key for unit in sent().units} - {KEY}


def test_a_row_without_its_bookmark_is_found_by_its_number(table: Table, tmp_path: Path) -> None:
    for mark in [*table.cell(KEY).iter(qn("w:bookmarkStart")), *table.cell(KEY).iter(qn("w:bookmarkEnd"))]:
        mark.getparent().remove(mark)
    row = table.rows[table.number("title") - 1]
    assert row is table.row("title")
    cell = next(row for row in table.rows if "{fund}" in words(row.tc_lst[2])).tc_lst[2]
    next(cell.iter(qn("w:t"))).text = "Our fund holds "
    file = table.read(tmp_path)
    assert reported(file) == []
    assert target(file, KEY) == "Our fund holds {fund} over **three years**."


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("The {pot} is full", "{pot} is no code of this text"),
        ("The {=mayor} {fund}", "{=mayor} is no code of this text"),
    ],
)
def test_a_sign_that_is_no_code_is_reported_at_its_row(table: Table, tmp_path: Path, typed: str, problem: str) -> None:
    table.type(KEY, typed)
    file = table.read(tmp_path)
    assert reported(file) == [f"{table.number(KEY)}: {KEY}: {problem}"]
    assert len(file.units) == len(sent().units) - 1


def test_a_table_without_its_list_is_refused(tmp_path: Path) -> None:
    other = docx.Document()
    other.add_table(2, 4)
    file = tmp_path / "x.docx"
    other.save(str(file))
    with pytest.raises(builder.BuildError, match="no list of texts"):
        read_file(file)
    file.write_bytes(table_bytes()[:5000])
    with pytest.raises(builder.BuildError, match="damaged"):
        read_file(file)


def edited_in_libreoffice(folder: Path, edit: Callable[[Table], None]) -> ReturnedFile:
    """The table edited, then opened and saved by LibreOffice."""
    table = Table(table_bytes())
    edit(table)
    (folder / "in").mkdir()
    table.document.save(str(folder / "in" / "table.docx"))
    command = [office_program(), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
    conversion = [
        "--convert-to",
        "docx:Office Open XML Text",
        "--outdir",
        str(folder),
        str(folder / "in" / "table.docx"),
    ]
    subprocess.run([*command, *conversion], check=True, capture_output=True, timeout=PATIENCE)
    return read_file(folder / "table.docx")


@pytest.mark.full
@pytest.mark.render
@pytest.mark.clients
def test_a_table_saved_by_libreoffice_comes_back(tmp_path: Path) -> None:
    def edit(table: Table) -> None:
        table.type(KEY, "Our {fund} for ", ("all", {"bold": True}), ".")
        table.type("title")
        body = table.rows[0].getparent()
        body.append(table.row("sections.money.title"))

    file = edited_in_libreoffice(tmp_path, edit)
    assert reported(file) == []
    units: dict[str, Unit] = {unit.key: unit for unit in sent().units}
    for returned in file.units:
        expected = {KEY: "Our {fund} for **all**.", "title": None}.get(returned.key, units[returned.key].target)
        assert returned.target == expected, returned.key
