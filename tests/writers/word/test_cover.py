"""The first page: a band from the template, as high as its words need, none where it has none."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import pytest

from builder.office.colour import contrast
from builder.office.xml import qn
from builder.templates.open import open_template
from builder.templates.word.reader import BriefTemplate, read_brief_template
from builder.tree.document import BriefSettings
from builder.writers.word.brief import write_brief
from tests.documents import chart, document, highlight, para, section, table, text, words
from tests.files.opc import Opc
from tests.files.wordxml import W, children_text, paragraphs, style_of
from tests.writers.word.conftest import Write

BODY = "word/document.xml"
FRONT = {"status": words("Note"), "date_text": "15 mai 2024", "subtitle": words("Une voie"), "authors_text": "Service"}
LONG = words("Un titre si long qu’il ne tient pas sur une seule ligne au-dessus du bandeau de la première page")


def band(opc: Opc) -> dict[str, tuple[int, int]]:
    """Return the top and the bottom of each shape behind the text, by its name, in points."""
    shapes = {}
    for anchor in opc.find(BODY, "//wp:anchor"):
        top = int(anchor.find(f"{qn('wp:positionV')}/{qn('wp:posOffset')}").text)
        height = int(anchor.find(qn("wp:extent")).get("cy"))
        shapes[anchor.find(qn("wp:docPr")).get("name")] = (top // 12700, (top + height) // 12700)
    return shapes


def front(opc: Opc) -> list[Any]:
    roles = ("DocumentStatus", "Title", "Subtitle", "DocumentAuthors")
    return [paragraph for paragraph in paragraphs(opc) if style_of(paragraph) in roles]


def test_kind_date_title_subtitle_and_authors_are_read_in_this_order(write: Write) -> None:
    opc = write(document(section(1, "A"), **FRONT))
    assert [children_text(p) for p in front(opc)] == [
        "Note\u00a0· 15 mai 2024",
        "Ponts & viaducs",
        "Une voie",
        "Service",
    ]
    names = [style_of(paragraph) for paragraph in paragraphs(opc)]
    assert names[:4] == ["DocumentStatus", "Title", "Subtitle", "DocumentAuthors"]


def test_the_band_is_decoration_behind_the_text_placed_from_the_page(write: Write) -> None:
    opc = write(document(section(1, "A"), **FRONT))
    anchors = opc.find(BODY, "//wp:anchor")
    assert [anchor.get("behindDoc") for anchor in anchors] == ["1", "1"]
    assert set(band(opc)) == {"Band", "Strip"}
    assert all(anchor.xpath(".//*[local-name()='decorative']/@val") == ["1"] for anchor in anchors)
    ids = opc.strings(BODY, "//wp:docPr/@id")
    assert len(set(ids)) == len(ids)


def test_the_band_grows_with_its_words_and_never_shrinks(write: Write) -> None:
    usual = band(write(document(section(1, "A"), **FRONT)))
    bare = band(write(document(section(1, "A"))))
    grown = band(write(document(section(1, "A"), **(FRONT | {"title": LONG}))))
    assert bare == usual
    growth = grown["Band"][1] - usual["Band"][1]
    assert growth > 10
    for shapes in (usual, bare, grown):
        assert shapes["Band"][0] == 0 and abs(shapes["Band"][1] - shapes["Strip"][0]) <= 1
    assert abs(grown["Strip"][1] - usual["Strip"][1] - growth) <= 1


def test_a_title_of_several_lines_is_set_smaller(write: Write) -> None:
    def sizes(opc: Opc) -> set[str | None]:
        (title,) = [p for p in paragraphs(opc) if style_of(p) == "Title"]
        return {node.get(f"{W}val") for node in title.iter(f"{W}sz")}

    assert sizes(write(document(section(1, "A"), **FRONT))) == set()
    (size,) = sizes(write(document(section(1, "A"), **(FRONT | {"title": LONG}))))
    assert size is not None and 60 <= int(size) <= 68  # half points; the style's are 88


def test_text_over_the_band_keeps_its_ground_without_it(house: BriefTemplate) -> None:
    styles = docx.Document(io.BytesIO(house.blob)).styles.element
    for role in ("document_status", "title", "subtitle", "document_authors"):
        (style,) = styles.xpath(f"w:style[@w:styleId='{house.styles[role]}']")
        ground = style.find(f"{W}pPr/{W}shd").get(f"{W}fill")
        assert contrast(style.find(f"{W}rPr/{W}color").get(f"{W}val"), ground) >= 4.5, role


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_band_is_as_wide_as_the_paper(paper: str, write: Write) -> None:
    opc = write(document(section(1, "A"), brief=BriefSettings(paper=paper)))  # type: ignore[arg-type]
    (page,) = opc.find(BODY, "//w:pgSz")
    assert set(opc.strings(BODY, "//wp:anchor/wp:extent/@cx")) == {str(int(page.get(f"{W}w")) * 635)}


def test_a_template_without_a_band_gets_none_and_its_front_stays_dark_on_the_page(tmp_path: Path) -> None:
    path = tmp_path / "theirs.docx"
    docx.Document().save(str(path))
    template = read_brief_template(open_template(path, "docx"))
    write_brief(document(section(1, "A"), **FRONT), template).save(str(path))
    opc = Opc(path)
    assert not opc.find(BODY, "//wp:anchor")
    assert children_text(front(opc)[0]) == "Note 15 mai 2024"
    for name in ("DocumentStatus", "DocumentAuthors", "DocumentDate"):
        (style,) = opc.find("word/styles.xml", f"//w:style[@w:styleId='{name}']")
        assert style.find(f".//{W}shd") is None, name
        assert contrast(style.find(f"{W}rPr/{W}color").get(f"{W}val"), "FFFFFF") >= 4.5
    assert not [n for n in opc.strings("word/styles.xml", "//w:name/@w:val") if n.startswith("Plain")]


def test_other_drawings_of_a_template_are_left_out(tmp_path: Path) -> None:
    from tests.documents import png

    theirs = docx.Document()
    theirs.add_paragraph("Titre", style="Title").add_run().add_picture(io.BytesIO(png(30, 20)))
    theirs.save(str(tmp_path / "theirs.docx"))
    template = read_brief_template(open_template(tmp_path / "theirs.docx", "docx"))
    assert template.band is None


def test_contents_that_would_run_over_the_first_page_are_set_smaller(write: Write) -> None:
    sections = [section(n, f"Titre {n}", text(para("x"))) for n in range(1, 14)]
    figures = tuple(highlight(str(n), prefix="plus de", key=str(n)) for n in range(4))
    abstract = (para("Un résumé de cette note. " * 16),)
    opc = write(document(*sections, abstract=abstract, key_figures=figures, **FRONT))
    entries = [p for p in paragraphs(opc) if style_of(p) == "TOC1"]
    assert {node.get(f"{W}val") for entry in entries for node in entry.iter(f"{W}sz")} == {"19"}
    breaks = [style_of(p) for p in paragraphs(opc) if p.find(f"{W}pPr/{W}pageBreakBefore") is not None]
    assert breaks == ["Heading1"]


def test_after_contents_that_run_over_the_text_begins_a_page_only_if_theirs_is_filled(write: Write) -> None:
    abstract = (para("Un résumé de cette note. " * 150),)

    def begins_a_page(count: int) -> bool:
        sections = [section(n, f"Titre {n}", text(para("x"))) for n in range(1, count + 1)]
        opc = write(document(*sections, abstract=abstract, **FRONT))
        first = next(p for p in paragraphs(opc) if style_of(p) == "Heading1")
        return first.find(f"{W}pPr/{W}pageBreakBefore") is not None

    assert {begins_a_page(count) for count in range(8, 60, 6)} == {True, False}


def breaks_of(opc: Opc) -> list[str | None]:
    """Return the styles of the paragraphs that begin a page."""
    return [style_of(p) for p in paragraphs(opc) if p.find(f"{W}pPr/{W}pageBreakBefore") is not None]


def test_text_begins_on_a_first_page_that_would_have_a_hole(write: Write) -> None:
    """Of a page of 250 mm, contents and figures take 160 in the first case, 225 in the second."""
    figures = tuple(highlight(str(n), prefix="plus de", key=str(n)) for n in range(4))

    def breaks(count: int) -> list[str | None]:
        abstract = (para("Un résumé de cette note. " * count),)
        one = section(1, "A", text(para("x")))
        return breaks_of(write(document(one, abstract=abstract, key_figures=figures, **FRONT)))

    assert breaks(32) == []
    assert breaks(52) == ["Heading1"]


def test_lists_without_room_on_the_first_page_leave_the_contents_there(write: Write) -> None:
    """The contents of two sections fit below the title; two lists of 25 and 20 exhibits do not."""
    tables = [table(key=f"t{n}", id=None, number=str(n)) for n in range(1, 26)]
    charts = [chart(key=f"c{n}", id=None, number=str(n)) for n in range(1, 21)]
    settings = BriefSettings(lists=("tables", "figures"))
    opc = write(document(section(1, "A", *tables), section(2, "B", *charts), brief=settings, **FRONT))
    assert breaks_of(opc) == []
    assert [style_of(p) for p in paragraphs(opc)][4] == "TOCHeading"


def test_compact_contents_share_out_what_is_left_of_the_page(write: Write) -> None:
    figures = tuple(highlight(str(n), prefix="plus de", key=str(n)) for n in range(4))

    def space(words_: int) -> int | None:
        """Return the space above an entry in twips, if contents after so many words are compact."""
        sections = [section(n, f"Titre {n}", text(para("x"))) for n in range(1, 14)]
        abstract = (para("Un résumé de cette note. " * words_),)
        opc = write(document(*sections, abstract=abstract, key_figures=figures, **FRONT))
        entry = next(p for p in paragraphs(opc) if style_of(p) == "TOC1")
        spacing = entry.find(f"{W}pPr/{W}spacing")
        return None if spacing is None else int(spacing.get(f"{W}before"))

    spaces = [twips for count in range(1, 60) if (twips := space(count)) is not None]
    assert len(set(spaces)) > 2 and max(spaces) <= 80
    assert spaces == sorted(spaces, reverse=True)


def test_the_lines_of_a_title_are_alike(write: Write) -> None:
    """A title that would leave one word on its second line is narrowed; one of one line is not."""

    def indents(title: str) -> list[int]:
        opc = write(document(section(1, "A"), **(FRONT | {"title": words(title)})))
        (paragraph,) = [p for p in paragraphs(opc) if style_of(p) == "Title"]
        return [int(node.get(f"{W}right")) for node in paragraph.iter(f"{W}ind")]

    assert indents("Ponts et viaducs") == []
    (narrowed,) = indents("Les ponts et les viaducs de la région du Nord")
    assert narrowed > 1000
