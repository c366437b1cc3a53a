"""Headings, contents and references count as Word counts, and the heading of the contents does not count."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest

from builder.templates.word.number_words import in_words
from builder.templates.word.reader import BriefTemplate
from builder.writers.word.brief import write_brief
from tests.documents import document, para, section, text
from tests.files.opc import Opc
from tests.files.validator import schema_errors
from tests.files.wordxml import W, children_text, paragraphs, style_of
from tests.templates.word_styles import effective, styles_of, template_of, xml

FRAME = (
    '<w:abstractNum w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    '<w:num w:numId="90"><w:abstractNumId w:val="90"/></w:num>'
)


def level(ilvl: int, shown: str, form: str = "decimal", start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{ilvl}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{shown}"/><w:lvlJc w:val="left"/></w:lvl>'
    )


def numbered(*levels: str, num: str = "90", extra: str = "") -> Any:
    """A document whose headings are numbered by these levels; TOC Heading is based on Heading 1, as Word has it."""
    theirs = docx.Document()
    numbering = theirs.part.numbering_part.element
    lists = xml(f"<w:numbering>{FRAME.format(levels=''.join(levels))}{extra}</w:numbering>")
    for position, abstract in enumerate(lists.findall(f"{W}abstractNum")):
        numbering.insert(position, abstract)
    numbering.extend(lists.findall(f"{W}num"))
    for place in range(len(levels)):
        properties = theirs.styles[f"Heading {place + 1}"].element.get_or_add_pPr()
        numbers = properties.get_or_add_numPr()
        numbers.extend(xml(f'<w:numPr><w:ilvl w:val="{place}"/><w:numId w:val="{num}"/></w:numPr>'))
    return theirs


def entries(template: BriefTemplate, folder: Path, language: str = "en") -> list[str]:
    """The numbers in the contents of a brief with the sections 1, 1.1, 1.2, 2 and 2.1."""

    def inner(number: int, name: str) -> Any:
        return section(number, name, text(para("x")), key=f"s.{name}")

    first = section(1, "a", sections=(inner(1, "b"), inner(2, "c")), key="s.a")
    second = section(2, "d", sections=(inner(1, "e"),), key="s.d")
    path = folder / "brief.docx"
    brief = document(first, second, office_language=language)
    write_brief(brief, template, {}).save(str(path))
    shown = [
        children_text(p) for p in paragraphs(Opc(path)) if style_of(p).startswith("TOC") and style_of(p)[3:].isdigit()
    ]
    return [words[:-1].strip() for words in shown]


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ((level(0, "%1"), level(1, "%1.%2")), ["1", "1.1", "1.2", "2", "2.1"]),
        ((level(0, "%1", start=3), level(1, "%1.%2", start=0)), ["3", "3.0", "3.1", "4", "4.0"]),
        (
            (level(0, "%1", "upperRoman"), level(1, "%1.%2", more="<w:isLgl/>")),
            ["I", "1.1", "1.2", "II", "2.1"],
        ),
        (
            (level(0, "Article %1.", "upperRoman"), level(1, "Section %1.%2", "decimalZero", more="<w:isLgl/>")),
            ["Article I.", "Section 1.01", "Section 1.02", "Article II.", "Section 2.01"],
        ),
        (
            (level(0, "%1", "upperRoman"), level(1, "%1.%2", more='<w:isLgl w:val="0"/>')),
            ["I", "I.1", "I.2", "II", "II.1"],
        ),
        ((level(0, "%1"), level(1, "§ %2", more='<w:lvlRestart w:val="0"/>')), ["1", "§ 1", "§ 2", "2", "§ 3"]),
        (
            (level(0, "Part %1", "cardinalText"), level(1, "%2", "ordinal")),
            ["Part One", "1st", "2nd", "Part Two", "1st"],
        ),
        ((level(0, "%1", "chicago"), level(1, "%1.%2", "hex")), ["1", "1.1", "1.2", "2", "2.1"]),
    ],
)  # fmt: skip
def test_contents_count_as_word_does(levels: tuple[str, ...], expected: list[str], tmp_path: Path) -> None:
    assert entries(template_of(numbered(*levels), tmp_path), tmp_path) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en-GB", ["First", "Second"]),
        ("fr-FR", ["Premier", "Deuxième"]),
        ("fr-CA", ["Premier", "Deuxième"]),
        ("de-CH", ["1", "2"]),
    ],
)
def test_words_of_numbers_are_the_language_s_or_digits_everywhere(
    language: str, expected: list[str], tmp_path: Path
) -> None:
    template = template_of(numbered(level(0, "%1", "ordinalText")), tmp_path)
    assert [entry for entry in entries(template, tmp_path, language) if entry] == expected
    (form,) = Opc(tmp_path / "brief.docx").strings(
        "word/numbering.xml", '//w:abstractNum[@w:abstractNumId="90"]//w:numFmt/@w:val'
    )
    assert form == ("decimal" if language == "de-CH" else "ordinalText")


def test_numbers_in_words() -> None:
    assert [in_words(n, "ordinalText", "en") for n in (1, 5, 12, 20, 21)] == [
        "First", "Fifth", "Twelfth", "Twentieth", "Twenty-first",
    ]  # fmt: skip
    assert [in_words(n, "cardinalText", "fr") for n in (21, 71, 80, 81, 97)] == [
        "Vingt et un", "Soixante et onze", "Quatre-vingts", "Quatre-vingt-un", "Quatre-vingt-dix-sept",
    ]  # fmt: skip
    assert [in_words(n, "ordinalText", "fr") for n in (4, 5, 9, 11, 21, 80)] == [
        "Quatrième", "Cinquième", "Neuvième", "Onzième", "Vingt et unième", "Quatre-vingtième",
    ]  # fmt: skip
    assert [in_words(n, "ordinal", "en") for n in (1, 2, 3, 4, 11, 12, 13, 21, 22)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd",
    ]  # fmt: skip


def test_a_start_of_the_instance_comes_before_that_of_the_definition(tmp_path: Path) -> None:
    extra = (
        '<w:num w:numId="91"><w:abstractNumId w:val="90"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    template = template_of(numbered(level(0, "%1"), level(1, "%1.%2"), num="91", extra=extra), tmp_path)
    assert entries(template, tmp_path) == ["5", "5.1", "5.2", "6", "6.1"]


def test_a_list_style_numbers_headings(tmp_path: Path) -> None:
    extra = (
        '<w:abstractNum w:abstractNumId="91"><w:multiLevelType w:val="multilevel"/>'
        '<w:numStyleLink w:val="HeadingList"/></w:abstractNum><w:num w:numId="91"><w:abstractNumId w:val="91"/></w:num>'
    )
    theirs = numbered(level(0, "%1"), level(1, "%1.%2"), num="91", extra=extra)
    theirs.styles.element.append(
        xml(
            '<w:style w:type="numbering" w:styleId="HeadingList"><w:name w:val="Heading List"/>'
            '<w:pPr><w:numPr><w:numId w:val="90"/></w:numPr></w:pPr></w:style>'
        )
    )
    template = template_of(theirs, tmp_path)
    assert template.numbered
    assert entries(template, tmp_path) == ["1", "1.1", "1.2", "2", "2.1"]


def test_headings_of_contents_and_other_styles_on_a_heading_take_no_number(tmp_path: Path) -> None:
    theirs = numbered(level(0, "%1"), level(1, "%1.%2"))
    theirs.styles["Caption"].base_style = theirs.styles["Heading 2"]
    template = template_of(theirs, tmp_path)
    styles = styles_of(template.blob)
    for role in ("toc_heading", "caption", "title"):
        assert effective(styles, template.styles[role], "pPr/numPr/numId", "val") in (None, "0"), role
        assert effective(styles, template.styles[role], "pPr/outlineLvl", "val") in (None, "9"), role
    for role in ("heading_1", "heading_2"):
        assert effective(styles, template.styles[role], "pPr/numPr/numId", "val") == "90"


@pytest.mark.full
@pytest.mark.validator
def test_briefs_with_such_lists_are_valid(tmp_path: Path) -> None:
    template = template_of(numbered(level(0, "%1", "ordinalText", 3), level(1, "%1.%2", more="<w:isLgl/>")), tmp_path)
    entries(template, tmp_path, "de-CH")
    assert schema_errors(tmp_path / "brief.docx") == []
