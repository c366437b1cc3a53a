"""The PDFs of the sample publications, in every language and both media: what is claimed, and what a reader finds."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Name

from builder import pipeline
from builder.actions.publish import load
from builder.pdf.checks import faults
from builder.tree.document import Document
from builder.tree.exhibits import ChartNode, ImageNode
from builder.tree.prose import Run
from builder.tree.walk import all_blocks, sections_in, visit
from tests.files.opc import Opc
from tests.files.page_body import headings_at_the_foot
from tests.files.printing import Printed
from tests.files.samples import LANGUAGES, folder_of
from tests.files.tools import module
from tests.files.wordxml import children_text, paragraphs
from tests.pdf.reading import outline, poppler, qpdf_check, read_tree, squeeze, xmp

pytestmark = pytest.mark.render

Prints = Callable[[str], Printed]

BY_DEFAULT = ("mistral-ai",)
"""The publications that are laid out by default; the others carry the marker `full`."""
CASES = [
    pytest.param(
        name,
        language,
        medium,
        id=f"{name}.{language}.{medium}",
        marks=() if name in BY_DEFAULT else pytest.mark.full,
    )
    for name, languages in LANGUAGES.items()
    for language in languages
    for medium in ("brief", "deck")
]
BRIEFS = [case for case in CASES if case.values[2] == "brief"]
DECKS = [case for case in CASES if case.values[2] == "deck"]
FIRST = [pytest.param(name, id=name, marks=() if name in BY_DEFAULT else pytest.mark.full) for name in LANGUAGES]


@pytest.fixture
def pdf(printed: Prints, name: str, language: str, medium: str) -> Path:
    return printed(name).pdf(language, medium)


@pytest.fixture
def document(printed: Prints, name: str, language: str) -> Document:
    return read_document(printed(name).folder, name, language)


@cache
def read_document(folder: Path, name: str, language: str) -> Document:
    source = _starter(folder) if name == "starter" else folder_of(name, folder)
    return pipeline.document(load(source), language)


def _starter(folder: Path) -> Path:
    return next((folder / "sources").rglob("publication.yaml")).parent


@pytest.mark.parametrize("name", FIRST)
def test_libreoffice_is_started_once_for_all_publications_and_languages(printed: Prints, name: str) -> None:
    printed_files = printed(name)
    first = printed_files.starts()[0].split()
    files = [word for word in first if word.endswith((".docx", ".pptx"))]
    built = [path for path in printed_files.paths() if path.endswith((".docx", ".pptx"))]
    assert len(files) == len(built) == sum(path.endswith(".pdf") for path in printed_files.paths())
    # Only briefs whose own measure of the pages was not that of LibreOffice are laid out again.
    again = [word for start in printed_files.starts()[1:] for word in start.split() if word.endswith(".pptx")]
    assert again == [] and len(printed_files.starts()) <= 4


@pytest.mark.parametrize("name", FIRST)
def test_fonts_that_were_replaced_are_named_in_one_line(printed: Prints, name: str) -> None:
    lines = [line for line in printed(name).reported().splitlines() if "fonts replaced" in line]
    assert len(lines) == 1
    assert "Calibri by Carlito" in lines[0] and "Cambria by Caladea" in lines[0]


@pytest.mark.parametrize(("name", "language", "medium"), BRIEFS)
def test_no_heading_stands_alone_at_the_foot_of_a_page(printed: Prints, pdf: Path, name: str, language: str) -> None:
    """LibreOffice by itself would leave some there (`tests/writers/word/test_page_cases.py`)."""
    opc = Opc(printed(name).office(language, "docx"))
    assert list(headings_at_the_foot(opc, pdf)) == []


@pytest.mark.parametrize(("name", "language", "medium"), CASES)
def test_everything_is_claimed_and_the_checks_find_nothing(printed: Prints, pdf: Path, name: str) -> None:
    with pikepdf.open(pdf) as file:
        assert faults(file) == []
        packet = xmp(file)
    assert "<pdfuaid:part>1</pdfuaid:part>" in packet
    assert "<pdfaid:part>2</pdfaid:part>" in packet and "<pdfaid:conformance>B</pdfaid:conformance>" in packet
    assert "does not claim" not in printed(name).reported()


@pytest.mark.parametrize(("name", "language", "medium"), CASES)
@pytest.mark.parametrize("profile", ["ua1", "2b"])
def test_a_validator_that_is_not_ours_agrees_with_the_claims(pdf: Path, profile: str) -> None:
    report = module("page").validate_pdf(pdf, profile=profile)
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    assert report.is_compliant and report.rules.total > 100


@pytest.mark.parametrize(("name", "language", "medium"), CASES)
def test_qpdf_finds_nothing(pdf: Path) -> None:
    qpdf_check(pdf)


@pytest.mark.parametrize(("name", "language", "medium"), CASES)
def test_title_and_language_are_those_of_the_document(pdf: Path, document: Document) -> None:
    with pikepdf.open(pdf) as file:
        assert str(file.Root.Lang) == document.office_language
        assert str(file.docinfo.Title) == _words(document.title) and bool(file.Root.ViewerPreferences.DisplayDocTitle)
        assert str(file.docinfo.CreationDate) == document.timestamp.strftime("D:%Y%m%d%H%M%S+00'00'")
        assert str(file.docinfo.ModDate) == str(file.docinfo.CreationDate)
        assert document.timestamp.strftime("%Y-%m-%dT%H:%M:%SZ") in xmp(file)


@pytest.mark.parametrize(("name", "language", "medium"), CASES)
def test_each_figure_has_the_alternative_text_of_the_tree(pdf: Path, document: Document, medium: str) -> None:
    figures = read_tree(pdf).nodes("Figure")
    reported = [squeeze(str(figure.entries.Alt)) for figure in figures]
    other = "deck" if medium == "brief" else "brief"
    exhibits = [
        block
        for block in all_blocks_in(document, medium)
        if isinstance(block, ChartNode | ImageNode) and block.only != other and block.alt
    ]
    assert len(reported) == len(exhibits)
    for text, exhibit in zip(reported, exhibits, strict=True):
        generated = document.labels.chart_alt_generated if getattr(exhibit, "alt_generated", False) else ""
        assert text in (squeeze(exhibit.alt), squeeze(f"{exhibit.alt} {generated}"))


def all_blocks_in(document: Document, medium: str) -> list[object]:
    from msgspec.structs import replace

    shown = replace(document, sections=sections_in(document.sections, medium))  # type: ignore[arg-type]
    return list(all_blocks(shown))


@pytest.mark.parametrize(("name", "language", "medium"), CASES)
def test_only_figures_have_alternative_texts(pdf: Path) -> None:
    tree = read_tree(pdf)
    assert [node.type for node in tree.nodes() if "/Alt" in node.entries and node.type != "Figure"] == []
    assert all(node.marks for node in tree.nodes("Figure"))


@pytest.mark.parametrize(("name", "language", "medium"), BRIEFS)
def test_headings_and_outline_of_a_brief_are_its_sections(pdf: Path, document: Document) -> None:
    tree = read_tree(pdf)
    titles = [_words(section.title) for section in _sections(document)]
    titles += [document.labels.sources] if document.sources else []
    entries = outline(tree.pdf)
    headings = tree.nodes("H1", "H2", "H3", "H4", "H5", "H6")
    assert len(entries) == len(headings) >= len(titles)
    squeezed = [squeeze(entry.title) for entry in entries]
    assert all(any(text.endswith(squeeze(title)) for text in squeezed) for title in titles)
    assert [entry.page for entry in entries] == [heading.page for heading in headings]
    assert [entry.level for entry in entries] == [int(heading.type[1]) for heading in headings]


def _sections(document: Document) -> list[object]:
    def inside(sections: object) -> list[object]:
        return [part for section in sections for part in (section, *inside(section.sections))]  # type: ignore[attr-defined]

    return inside(sections_in(document.sections, "brief"))


@pytest.mark.parametrize(("name", "language", "medium"), DECKS)
def test_each_slide_is_a_section_with_one_heading_and_an_entry_of_the_outline(printed: Prints, pdf: Path) -> None:
    tree = read_tree(pdf)
    (document,) = tree.roots
    assert document.type == "Document" and {kid.type for kid in document.kids} == {"Sect"}
    assert len(document.kids) == len(tree.pdf.pages)
    for number, section in enumerate(document.kids, 1):
        assert {node.page for node in section.walk() if node.marks} == {number}
        assert len([kid for kid in section.kids if kid.type == "H"]) == 1
    entries = outline(tree.pdf)
    assert [entry.page for entry in entries] == list(range(1, len(tree.pdf.pages) + 1))
    assert all(entry.title.strip() for entry in entries)


@pytest.mark.parametrize(("name", "language", "medium"), DECKS)
def test_the_outline_of_a_deck_has_whole_titles(printed: Prints, pdf: Path, name: str, language: str) -> None:
    from pptx import Presentation

    slides = Presentation(str(printed(name).office(language, "pptx"))).slides
    titles = [squeeze(slide.shapes.title.text) if slide.shapes.title is not None else "" for slide in slides]
    with pikepdf.open(pdf) as file:
        assert [squeeze(entry.title) for entry in outline(file)] == titles


@pytest.mark.parametrize(("name", "language", "medium"), BRIEFS)
def test_the_numbers_of_the_contents_are_the_pages_of_the_headings(
    printed: Prints, pdf: Path, name: str, language: str
) -> None:
    """In the PDF and in the Word file of the same build."""
    with pikepdf.open(pdf) as file:
        pages = {squeeze(entry.title): entry.page for entry in outline(file)}
        labels = _page_labels(pdf, len(file.pages))
    opc = Opc(printed(name).office(language, "docx"))
    entries = [
        squeeze(children_text(paragraph))
        for paragraph in paragraphs(opc)
        if (paragraph.find(".//{*}pStyle") is not None and re.match("TOC[1-9]$", _style(paragraph)))
    ]
    tree = read_tree(pdf)
    shown = {_without_leader(tree.text(entry)) for entry in tree.nodes("TOCI")}
    for entry in entries:
        title = next((title for title in sorted(pages, key=len, reverse=True) if entry.startswith(title)), None)
        assert title is not None, entry
        assert entry[len(title) :] == labels[pages[title] - 1], entry
    assert {_without_leader(entry) for entry in entries} == shown


def _without_leader(entry: str) -> str:
    return re.sub(r"[.·…_]+(?=\d+$)", "", squeeze(entry))


def _style(paragraph: object) -> str:
    return str(paragraph.find(".//{*}pStyle").get("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}val"))  # type: ignore[attr-defined]


def _page_labels(pdf: Path, count: int) -> list[str]:
    return [str(number) for number in range(1, count + 1)]


@pytest.mark.parametrize(("name", "language", "medium"), CASES)
def test_links_lead_somewhere_and_belong_to_their_words(pdf: Path, document: Document) -> None:
    tree = read_tree(pdf)
    pages = {page.obj.objgen for page in tree.pdf.pages}
    links = [annotation for page in tree.pdf.pages for annotation in page.obj.get("/Annots", ())]
    held = [annotation.objgen for node in tree.nodes("Link") for annotation in node.annotations]
    assert sorted(held) == sorted(link.objgen for link in links)
    assert all(node.marks for node in tree.nodes("Link"))
    addresses = {run.link for run in visit(document) if isinstance(run, Run) and run.link}
    for link in links:
        assert str(link.Contents).strip() and link.Subtype == Name.Link
        if "/A" in link:
            assert str(link.A.URI) in addresses
        else:
            assert link.Dest[0].objgen in pages


@pytest.mark.parametrize(("name", "language", "medium"), CASES)
def test_all_fonts_are_embedded(pdf: Path) -> None:
    lines = poppler("pdffonts", pdf).splitlines()[2:]
    assert lines
    for line in lines:
        embedded, subset, unicode_map = line.split()[-5:-2]
        assert (embedded, subset, unicode_map) == ("yes", "yes", "yes"), line


@pytest.mark.parametrize(("name", "language", "medium"), CASES)
def test_the_tree_reads_all_words_of_the_office_file(
    printed: Prints, pdf: Path, name: str, language: str, medium: str
) -> None:
    """Nothing of the text is an artifact, and each paragraph is in one piece."""
    tree = read_tree(pdf)
    said = squeeze("".join(tree.text(root) for root in tree.roots))
    kind = "docx" if medium == "brief" else "pptx"
    for text in _paragraphs(printed(name).office(language, kind), kind):
        assert squeeze(text) in said, text


@pytest.mark.full
@pytest.mark.parametrize(
    ("name", "language", "medium"), [pytest.param("starter", "en", medium, id=medium) for medium in ("brief", "deck")]
)
def test_another_reader_of_the_structure_finds_the_same_words(pdf: Path) -> None:
    read = poppler("pdfinfo", "-struct-text", pdf)
    said = squeeze("".join(re.findall(r'^ *"(.*)"$', read, re.MULTILINE)))
    tree = read_tree(pdf)
    for node in tree.nodes("H", "H1", "P", "LBody", "Lbl"):
        assert all(squeeze(tree.text(kid)) in said for kid in (node, *node.kids))


def _paragraphs(file: Path, kind: str) -> list[str]:
    if kind == "docx":
        return [piece for paragraph in paragraphs(Opc(file)) for piece in _pieces(paragraph)]
    from pptx import Presentation

    return [
        "".join(run.text for run in paragraph.runs)
        for slide in Presentation(str(file)).slides
        for shape in slide.shapes
        if shape.has_text_frame and not _is_furniture(shape)
        for paragraph in shape.text_frame.paragraphs
    ]


def _pieces(paragraph: Any) -> list[str]:
    """The words of a paragraph between the marks of its notes."""
    pieces = [""]
    for node in paragraph.iter("{*}t", "{*}footnoteReference"):
        if node.tag.endswith("footnoteReference"):
            pieces.append("")
        else:
            pieces[-1] += node.text or ""
    return pieces


def _is_furniture(shape: object) -> bool:
    decorative = shape._element.findall(".//{*}decorative")  # type: ignore[attr-defined]
    kind = str(shape.placeholder_format.type) if shape.is_placeholder else ""  # type: ignore[attr-defined]
    return bool(decorative) or any(word in kind for word in ("FOOTER", "SLIDE_NUMBER", "DATE"))


@pytest.mark.parametrize(("name", "language", "medium"), CASES)
def test_runs_in_another_language_are_marked(
    printed: Prints, pdf: Path, name: str, language: str, medium: str, document: Document
) -> None:
    opc = Opc(printed(name).office(language, "docx" if medium == "brief" else "pptx"))
    expected: dict[str, str] = {}
    for part in ["word/document.xml", "word/footnotes.xml"] if medium == "brief" else opc.names("ppt/slides"):
        for run in opc.xml(part).iter("{*}r"):
            tag, text = _run_language(run), squeeze("".join(node.text or "" for node in run.iterfind("{*}t")))
            if tag not in (None, document.office_language) and text:
                expected[tag] = expected.get(tag, "") + text
    texts: dict[str, str] = {}
    tree = read_tree(pdf)
    for node in tree.nodes():
        tag = str(node.entries.get("/Lang", ""))
        if tag:
            texts[tag] = texts.get(tag, "") + squeeze(tree.text(node))
    assert {tag: sorted(text) for tag, text in texts.items()} == {tag: sorted(text) for tag, text in expected.items()}


def _run_language(run: Any) -> str | None:
    properties = run.find("{*}rPr")
    if properties is None:
        return None
    language = properties.find("{*}lang")
    if language is not None:
        return next((value for key, value in language.attrib.items() if key.endswith("}val")), None)
    return properties.get("lang")


def _words(inlines: object) -> str:
    from builder.tree.prose import unformatted

    return unformatted(inlines)  # type: ignore[arg-type]
