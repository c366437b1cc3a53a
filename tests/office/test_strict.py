"""Strict Open XML (ISO/IEC 29500-1) templates are read as the Transitional files that they correspond to."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pptx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import builder
from builder.brand.template_check import check_template
from builder.office.strict import to_transitional
from builder.templates.defaults import default_template
from builder.templates.open import Kind, open_template
from tests.files.validator import schema_errors
from tests.marking import sampled
from tests.templates.changing import as_strict
from tests.templates.foreign import MAKERS as MAKERS_OF_DECKS
from tests.templates.foreign_briefs import BRIEF_MAKERS
from tests.templates.office_files import DOTX, R, parts, types, zipped

STRICT = "http://purl.oclc.org/ooxml"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
SOURCE = """languages: [fr, en]
title: {fr: Les ventes, en: Sales}
sections:
  - title: {fr: Le marché, en: The market}
    blocks:
      - text: {fr: "Les ventes **croissent**.", en: "Sales are **growing**."}
      - points:
          - {fr: "À Lyon", en: "In Lyons"}
          - {fr: "À Nantes", en: "In Nantes"}
      - table:
          caption: {fr: "Les ventes", en: "Sales"}
          columns: [{fr: Ville, en: City}, {fr: Ventes, en: Sales}]
          rows: [[Lyon, 12.5], [Nantes, 3]]
"""


def xml_parts(blob: bytes) -> dict[str, bytes]:
    """The XML parts of a file by name, in canonical form without prefixes of namespaces that nothing uses."""
    archive = zipfile.ZipFile(io.BytesIO(blob))
    return {
        name: etree.tostring(etree.fromstring(archive.read(name)), method="c14n", exclusive=True)
        for name in archive.namelist()
        if name.endswith((".xml", ".rels"))
    }


@pytest.fixture(params=["docx", "pptx"])
def strict_file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Our own template in Strict form."""
    path = tmp_path / f"strict.{request.param}"
    path.write_bytes(as_strict(default_template(request.param).read_bytes()))
    assert STRICT.encode() in zipfile.ZipFile(path).read("_rels/.rels")
    return path


def test_a_strict_template_is_read_as_its_transitional_form(strict_file: Path) -> None:
    kind: Kind = "docx" if strict_file.suffix == ".docx" else "pptx"
    strict, plain = open_template(strict_file, kind), open_template(default_template(kind), kind)
    assert strict.strict and not plain.strict
    converted, expected = xml_parts(strict.blob), xml_parts(plain.blob)
    assert not any(b"purl.oclc.org" in content for content in converted.values())
    assert converted.keys() == expected.keys()
    for name, content in expected.items():
        assert converted[name] == content, name


MAKERS = {f"{kind}-{name}": (kind, maker) for kind, makers in (("docx", BRIEF_MAKERS), ("pptx", MAKERS_OF_DECKS))
          for name, maker in makers.items()}  # fmt: skip


@pytest.mark.parametrize("name", sampled(MAKERS, *list(MAKERS)[::5]))
def test_templates_of_others_are_read_alike_in_both_forms(name: str, tmp_path: Path) -> None:
    kind, make = MAKERS[name]
    blob = make()
    forms = []
    for form, content in (("strict", as_strict(blob)), ("plain", blob)):
        path = tmp_path / f"{form}.{kind}"
        path.write_bytes(content)
        forms.append(open_template(path, kind).blob)
    package: Any = docx.Document(io.BytesIO(forms[1])) if kind == "docx" else pptx.Presentation(io.BytesIO(forms[1]))
    reached = {str(part.partname)[1:] for part in package.part.package.iter_parts()}
    converted, expected = map(xml_parts, forms)
    for part in reached & expected.keys():
        assert converted[part] == expected[part], part


def test_the_report_names_the_format(strict_file: Path) -> None:
    report = check_template(strict_file)
    assert report.usable
    assert ("format", "Strict Open XML, read as Transitional") in [(fact.name, fact.value) for fact in report.facts]
    plain = check_template(default_template("docx" if strict_file.suffix == ".docx" else "pptx"))
    assert "format" not in [fact.name for fact in plain.facts]
    assert [fact for fact in report.facts if fact.name != "format"] == list(plain.facts)
    assert [d.code for d in report.diagnostics] == [d.code for d in plain.diagnostics]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_builds_from_a_strict_template_are_those_from_its_transitional_form(
    strict_file: Path, language: str, tmp_path: Path
) -> None:
    (tmp_path / "publication.yaml").write_text(SOURCE, encoding="utf-8")
    publication = builder.load(tmp_path)
    write = builder.write_brief if strict_file.suffix == ".docx" else builder.write_deck
    files = tmp_path / f"strict-built{strict_file.suffix}", tmp_path / f"plain-built{strict_file.suffix}"
    write(publication, language, files[0], template=strict_file)
    write(publication, language, files[1])
    converted, expected = (xml_parts(file.read_bytes()) for file in files)
    assert converted == expected


@pytest.mark.full
@pytest.mark.validator
@pytest.mark.parametrize("language", sampled(["fr", "en"], "fr"))
def test_the_validator_finds_nothing(strict_file: Path, language: str, tmp_path: Path) -> None:
    (tmp_path / "publication.yaml").write_text(SOURCE, encoding="utf-8")
    publication = builder.load(tmp_path)
    write = builder.write_brief if strict_file.suffix == ".docx" else builder.write_deck
    write(publication, language, tmp_path / f"built{strict_file.suffix}", template=strict_file)
    assert not schema_errors(tmp_path / f"built{strict_file.suffix}")


@pytest.mark.parametrize(("kind", "suffix"), [("docx", "dotx"), ("pptx", "potx")])
def test_strict_templates_become_documents(kind: Kind, suffix: str, tmp_path: Path) -> None:
    language = {"docx": "wordprocessingml.document", "pptx": "presentationml.presentation"}[kind]
    archive = zipfile.ZipFile(io.BytesIO(as_strict(default_template(kind).read_bytes())))
    entries = {name: archive.read(name) for name in archive.namelist()}
    template = f"{language.rpartition('.')[0]}.template.main+xml".encode()
    entries["[Content_Types].xml"] = entries["[Content_Types].xml"].replace(f"{language}.main+xml".encode(), template)
    path = tmp_path / f"strict.{suffix}"
    path.write_bytes(zipped(entries))
    blob = io.BytesIO(open_template(path, kind).blob)
    opened: Any = docx.Document(blob) if kind == "docx" else pptx.Presentation(blob)
    assert opened.part.content_type.endswith(f"{language}.main+xml")


def strict_part(inner: str) -> Any:
    """A part whose root holds this, by the prefixes `w`, `a`, `p` and `c`."""
    names = {
        "w": "wordprocessingml/main", "a": "drawingml/main", "p": "presentationml/main", "c": "drawingml/chart",
        "r": "officeDocument/relationships",
    }  # fmt: skip
    declared = " ".join(f'xmlns:{prefix}="{STRICT}/{name}"' for prefix, name in names.items())
    return etree.fromstring(f"<w:root {declared}>{inner}</w:root>")


def transitional(inner: str) -> str:
    """What a part's content becomes, without declarations of namespaces."""
    root = to_transitional(strict_part(inner))
    text = etree.tostring(root, encoding="unicode")
    return text[text.index(">") + 1 : text.rindex("<")]


@pytest.mark.parametrize(
    ("strict", "expected"),
    [
        ('<w:pgSz w:w="595.30pt" w:h="29.7cm"/>', '<w:pgSz w:w="11906" w:h="16838"/>'),
        ('<w:pgMar w:left="1in" w:top="12mm" w:right="6pc" w:bottom="6pi"/>',
         '<w:pgMar w:left="1440" w:top="680" w:right="1440" w:bottom="1440"/>'),
        ('<w:ind w:start="36pt" w:end="-1cm" w:hanging="18pt" w:startChars="100"/>',
         '<w:ind w:left="720" w:right="-567" w:hanging="360" w:leftChars="100"/>'),
        ('<w:sz w:val="10.5pt"/><w:szCs w:val="1pc"/><w:kern w:val="8pt"/><w:position w:val="-3pt"/>',
         '<w:sz w:val="21"/><w:szCs w:val="24"/><w:kern w:val="16"/><w:position w:val="-6"/>'),
        ('<w:spacing w:before="12pt" w:line="240" w:val="0.5pt"/>',
         '<w:spacing w:before="240" w:line="240" w:val="10"/>'),
        ('<w:tblW w:w="100%" w:type="pct"/><w:w w:val="90%"/>', '<w:tblW w:w="5000" w:type="pct"/><w:w w:val="90"/>'),
        ('<w:jc w:val="end"/><w:lvlJc w:val="start"/><w:tab w:val="end" w:pos="10cm"/>',
         '<w:jc w:val="right"/><w:lvlJc w:val="left"/><w:tab w:val="right" w:pos="5669"/>'),
        ('<w:tblCellMar><w:start w:w="5.4pt"/><w:end w:w="108"/></w:tblCellMar>',
         '<w:tblCellMar><w:left w:w="108"/><w:right w:w="108"/></w:tblCellMar>'),
        ('<w:lvl><w:start w:val="3"/><w:lvlText w:val="10pt"/></w:lvl><w:pgNumType w:start="2"/>',
         '<w:lvl><w:start w:val="3"/><w:lvlText w:val="10pt"/></w:lvl><w:pgNumType w:start="2"/>'),
        ('<w:textDirection w:val="rl"/><w:name w:val="12pt"/>',
         '<w:textDirection w:val="tbRl"/><w:name w:val="12pt"/>'),
        ('<w:cols w:space="35.4pt"/><w:top w:space="1" w:sz="8"/>',
         '<w:cols w:space="708"/><w:top w:space="1" w:sz="8"/>'),
        ('<a:lumMod val="75%"/><a:srcRect l="-12.5%"/>', '<a:lumMod val="75000"/><a:srcRect l="-12500"/>'),
        ('<a:off x="1in" y="2.5cm"/><a:rPr spc="1pt" sz="1800"/>',
         '<a:off x="914400" y="900000"/><a:rPr spc="100" sz="1800"/>'),
        ('<p:cNvPr name="50%"/><p:cTn accel="50%"/><p:strVal val="50%"/>',
         '<p:cNvPr name="50%"/><p:cTn accel="50000"/><p:strVal val="50%"/>'),
        ('<c:gapWidth val="150%"/><c:numFmt formatCode="0%"/>', '<c:gapWidth val="150"/><c:numFmt formatCode="0%"/>'),
        ('<w:p>a<!-- b -->c<w:r r:id="rId1"/>d<?e f?>g</w:p>', '<w:p>ac<w:r r:id="rId1"/>dg</w:p>'),
    ],
)  # fmt: skip
def test_measures_and_sides_become_those_of_transitional(strict: str, expected: str) -> None:
    assert transitional(strict) == expected


def test_the_kind_of_a_graphic_is_named_as_in_transitional() -> None:
    (graphic,) = to_transitional(strict_part(f'<a:graphicData uri="{STRICT}/drawingml/chart"/>'))
    assert graphic.get("uri") == "http://schemas.openxmlformats.org/drawingml/2006/chart"
    assert graphic.tag == f"{{{A}}}graphicData"


@given(twips=st.integers(-31_680, 31_680), unit=st.sampled_from(["pt", "in", "cm", "mm", "pc", "pi"]))
def test_a_measure_in_any_unit_is_the_same_length(twips: int, unit: str) -> None:
    in_a_point = {"pt": 1.0, "in": 1 / 72, "cm": 2.54 / 72, "mm": 25.4 / 72, "pc": 1 / 12, "pi": 1 / 12}[unit]
    (ind,) = to_transitional(strict_part(f'<w:ind w:firstLine="{twips / 20 * in_a_point:.6f}{unit}"/>'))
    assert ind.get(f"{{{W}}}firstLine") == str(twips)


@given(value=st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), max_size=20))
def test_a_value_that_is_no_measure_stays(value: str) -> None:
    root = strict_part("<w:ind/>")
    root[0].set(f"{{{STRICT}/wordprocessingml/main}}firstLine", f"x{value}")
    assert to_transitional(root)[0].get(f"{{{W}}}firstLine") == f"x{value}"


def test_a_strict_file_is_checked_like_any_other(tmp_path: Path) -> None:
    path = tmp_path / "template.docx"
    root = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{R.replace("http://schemas.openxmlformats.org", STRICT).replace("/2006", "")}/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    )
    dense = f'<w:document xmlns:w="{STRICT}/wordprocessingml/main">{"<w:p/>" * 2_000_001}</w:document>'
    for document, code in ((dense, "template-too-large"), ("<a>" * 500 + "</a>" * 500, "template-damaged")):
        path.write_bytes(zipped(parts(root=root, document=document, types=types(DOTX))))
        with pytest.raises(builder.BuildError) as caught:
            open_template(path, "docx")
        assert [d.code for d in caught.value.diagnostics] == [code]
