"""Five levels of sections, numbered alike in headings, contents, references and slides; a sixth is refused."""

from __future__ import annotations

import io
from itertools import cycle
from pathlib import Path
from typing import Any

import docx
import pptx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

import builder
from builder.diagnostics import BuildError
from builder.templates.open import open_template
from builder.templates.word.reader import BriefTemplate, read_brief_template
from tests.files.opc import Opc, open_opc
from tests.files.tools import module
from tests.files.validator import schema_errors
from tests.files.wordxml import W, fields
from tests.marking import sampled

NUMBERS = ["1", "1.1", "1.1.1", "1.1.1.1", "1.1.1.1.1"]
NAMES = {"fr": ["Pays", "Région", "Ville", "Rue", "Maison"], "en": ["Country", "Region", "City", "Street", "House"]}


def source(depth: int = 5, brief: str = "{toc_depth: 5}") -> str:
    """A publication with one section on each level, and a text that refers to all."""
    lines = [
        "languages: [fr, en]", "title: {fr: Niveaux, en: Levels}", "date: 2025-01-15", f"brief: {brief}", "sections:",
    ]  # fmt: skip
    for level in range(1, depth + 1):
        space = "    " * level
        fr, en = (NAMES[language][min(level, 5) - 1] for language in ("fr", "en"))
        lines += [f"{space}- id: level-{level}", f"{space}  title: {{fr: {fr}, en: {en}}}"]
        if level == 5:
            fr, en = (" ".join(f"{verb} @sec-level-{number}." for number in range(1, 6)) for verb in ("Voir la", "See"))
            lines += [f"{space}  blocks:", f'{space}    - text: {{fr: "{fr}", en: "{en}"}}']
        if level < depth:
            lines.append(f"{space}  sections:")
    return "\n".join(lines) + "\n"


def load(folder: Path, text: str) -> builder.Publication:
    (folder / "publication.yaml").write_text(text, "utf-8")
    return builder.load(folder / "publication.yaml")


def heading_styles(opc: Opc) -> list[tuple[str, str]]:
    """Name of the style and words of each heading."""
    names = {
        element.get(f"{W}styleId"): element.find(f"{W}name").get(f"{W}val")
        for element in opc.xml("word/styles.xml").iter(f"{W}style")
    }
    headings = []
    for paragraph in opc.xml("word/document.xml").iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = names[style.get(f"{W}val")] if style is not None else ""
        if name.lower().startswith("heading "):
            headings.append((name.lower(), "".join(element.text for element in paragraph.iter(f"{W}t"))))
    return headings


@pytest.mark.parametrize("language", ["fr", "en"])
def test_five_levels_in_a_brief(tmp_path: Path, language: str) -> None:
    brief = tmp_path / "brief.docx"
    builder.write_brief(load(tmp_path, source()), language, brief)
    opc = open_opc(brief)
    assert heading_styles(opc) == [(f"heading {n}", name) for n, name in enumerate(NAMES[language], 1)]
    contents = [
        "".join(
            element.text or "\t" for element in paragraph.iter(f"{W}t", f"{W}tab") if element.getparent().tag == f"{W}r"
        )
        for paragraph in opc.xml("word/document.xml").iter(f"{W}p")
        if (style := paragraph.find(f"{W}pPr/{W}pStyle")) is not None and style.get(f"{W}val", "").startswith("TOC")
    ]
    assert contents[1:] == [f"{number}\t{name}\t1" for number, name in zip(NUMBERS, NAMES[language], strict=True)]
    words = "\n".join(paragraph.text for paragraph in docx.Document(str(brief)).paragraphs)
    for number in NUMBERS:
        assert f"\u00a0{number}" in words


@pytest.mark.parametrize("language", ["fr", "en"])
def test_five_levels_in_a_deck(tmp_path: Path, language: str) -> None:
    deck = tmp_path / "deck.pptx"
    builder.write_deck(load(tmp_path, source()), language, deck)
    last = list(pptx.Presentation(str(deck)).slides)[-1]
    kicker = next(shape.text_frame.text for shape in last.shapes if shape.name == "Kicker")
    assert kicker == " › ".join(f"{n}\u00a0· {name}" for n, name in zip(NUMBERS, NAMES[language], strict=True))
    body = next(shape.text_frame.text for shape in last.shapes if shape.name == "Body")
    assert all(f"\u00a0{number}" in body for number in NUMBERS)


def test_a_long_path_is_cut_in_its_middle(tmp_path: Path) -> None:
    long = source().replace("fr: Région", "fr: " + "Une région au nom long " * 4).replace(
        "fr: Ville", "fr: " + "Une ville au nom long " * 4
    )  # fmt: skip
    builder.write_deck(load(tmp_path, long), "fr", tmp_path / "deck.pptx")
    last = list(pptx.Presentation(str(tmp_path / "deck.pptx")).slides)[-1]
    kicker = next(shape.text_frame.text for shape in last.shapes if shape.name == "Kicker")
    assert kicker.startswith("1\u00a0· Pays › … › ")
    assert kicker.endswith("1.1.1.1.1\u00a0· Maison")


def test_a_sixth_level_is_refused_at_its_place(tmp_path: Path) -> None:
    with pytest.raises(BuildError) as caught:
        load(tmp_path, source(6))
    (problem,) = caught.value.diagnostics
    assert "a section of level 6" in problem.message
    assert (tmp_path / "publication.yaml").read_text("utf-8").split("\n")[problem.span.line - 1].endswith("level-6")


# --- Templates -------------------------------------------------------------------------------------------------------


def numbered(levels: int, pattern: str = "%1.%2.%3", styles: int = 9, extra: int = 0) -> bytes:
    """A template whose first headings are numbered in one list; headings beyond `styles` are missing, and the list has
    `extra` levels of another kind below.
    """
    document = docx.Document()
    numbering = document.part.numbering_part.element
    parts = pattern.split(".")
    written = []
    for n in range(levels + extra):
        text = ".".join(parts[: n + 1]) if n < levels else f"(%{n + 1})"
        form = "decimal" if n < levels else "lowerLetter"
        written.append(
            f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
            f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{567 + 100 * n}" w:hanging="567"/></w:pPr></w:lvl>'
        )
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>'
        f"{''.join(written)}</w:abstractNum>"
    )
    numbering.insert(0, abstract)
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for n in range(1, 10):
        style = document.styles[f"Heading {n}"]
        if n > styles:
            style.element.getparent().remove(style.element)
        elif n <= levels:
            style.element.get_or_add_pPr().insert(
                0, parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{n - 1}"/><w:numId w:val="90"/></w:numPr>')
            )
            properties = style.element.pPr
            properties.insert_element_before(properties.find(qn("w:numPr")), "w:spacing", "w:ind", "w:outlineLvl")
    contents = document.styles["TOC Heading"].element  # based on Heading 1
    contents.getparent().remove(contents)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


TEMPLATES: dict[str, tuple[dict[str, Any], list[str]]] = {
    "no deeper styles": ({"levels": 3, "styles": 3}, NUMBERS),
    "deeper styles without numbers": ({"levels": 3}, NUMBERS),
    "letters in the list below": ({"levels": 3, "extra": 3}, NUMBERS),
    "a full stop after the number": ({"levels": 3, "pattern": "%1.%2.%3"}, NUMBERS),
    "four levels": ({"levels": 4, "pattern": "%1.%2.%3.%4"}, NUMBERS),
    "two levels": ({"levels": 2}, ["1", "1.1", "", "", ""]),
    "none": ({"levels": 0}, ["", "", "", "", ""]),
}


def template_of(tmp_path: Path, blob: bytes) -> BriefTemplate:
    (tmp_path / "theirs.docx").write_bytes(blob)
    return read_brief_template(open_template(tmp_path / "theirs.docx", "docx"))


@pytest.mark.parametrize("name", sampled(TEMPLATES, "two levels", "none"))
def test_the_numbers_of_a_template_are_continued(tmp_path: Path, name: str) -> None:
    options, expected = TEMPLATES[name]
    template = template_of(tmp_path, numbered(**options))
    labels = [
        numbers.label((1,) * level) if numbers else "" for level, numbers in enumerate(template.headings, start=1)
    ]
    assert labels == expected
    publication = load(tmp_path, source())
    builder.write_brief(publication, "fr", tmp_path / "brief.docx", tmp_path / "theirs.docx")
    opc = open_opc(tmp_path / "brief.docx")
    words = "\n".join(paragraph.text for paragraph in docx.Document(str(tmp_path / "brief.docx")).paragraphs)
    for label, title in zip(expected, NAMES["fr"], strict=True):
        # A heading that shows no number is referred to by its title.
        assert (f"\u00a0{label}" if label else f"«\u202f{title}\u202f»") in words.replace("\u00a0»", "\u202f»").replace(
            "«\u00a0", "«\u202f"
        )
    references = [field for field in fields(opc, "word/document.xml") if field.strip().startswith("REF")]
    assert sum("\\r" in reference for reference in references) == sum(map(bool, expected))


@pytest.mark.full
@pytest.mark.validator
@pytest.mark.parametrize(("name", "language"), [("house", "fr"), *zip(TEMPLATES, cycle(("en", "fr")), strict=False)])
def test_the_validator_accepts_them(tmp_path: Path, name: str, language: str) -> None:
    """A template decides the numbers, a language the words: one or the other in each file."""
    template = None
    if name != "house":
        template = tmp_path / "theirs.docx"
        template.write_bytes(numbered(**TEMPLATES[name][0]))
    builder.write_brief(load(tmp_path, source()), language, tmp_path / "brief.docx", template)
    assert schema_errors(tmp_path / "brief.docx") == []


def make_briefs(folder: Path) -> list[Path]:
    publication = load(folder, source())
    (folder / "template.docx").write_bytes(numbered(3, styles=3))
    builder.write_brief(publication, "fr", folder / "house.docx")
    builder.write_brief(publication, "fr", folder / "theirs.docx", folder / "template.docx")
    return [folder / "house.docx", folder / "theirs.docx"]


@pytest.mark.render(files=make_briefs)
def test_libreoffice_shows_the_numbers_of_every_level(rendering: Path) -> None:
    pypdfium2 = module("pypdfium2")
    for name in ("house", "theirs"):
        document = pypdfium2.PdfDocument(rendering / f"{name}.docx.pdf")
        words = " ".join("".join(page.get_textpage().get_text_range() for page in document).split())
        for number, title in zip(NUMBERS, NAMES["fr"], strict=True):
            assert f"{number} {title}" in words
        assert "la section 1.1.1.1. Voir la section 1.1.1.1.1." in words.replace("\u00a0", " ")
