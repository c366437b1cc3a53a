from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from builder.templates.open import open_template
from builder.templates.word.facts import PageNumbers
from builder.templates.word.reader import BriefTemplate, read_brief_template
from builder.tree.document import BriefSettings
from builder.writers.word.brief import write_brief
from tests.documents import document, highlight, note, para, section, source, text, words
from tests.files.opc import Opc
from tests.files.wordxml import W, children_text, fields, paragraphs, style_of, toggled
from tests.templates.contents_styles import CONTENTS_STYLES
from tests.writers.word.conftest import Write

BODY = "word/document.xml"


def entries(opc: Opc) -> list[tuple[str, str]]:
    return [(style_of(p), children_text(p)) for p in paragraphs(opc) if style_of(p) in ("TOC1", "TOC2", "TOC3")]


def nested() -> tuple[object, ...]:
    leaf = section(3, "Feuille", place=(1, 1, 1))
    branch = section(2, "Branche", place=(1, 1), sections=(leaf,))
    return (section(1, "Tronc", sections=(branch,)), section(4, "Autre", place=(2,)))


def test_every_heading_has_its_entry_with_its_number(opc: Opc) -> None:
    titles, pages = zip(*(words.rsplit(" ", 1) for _, words in entries(opc)), strict=True)
    assert list(zip([style for style, _ in entries(opc)], titles, strict=True)) == [
        ("TOC1", "1 Prose"),
        ("TOC1", "2 Exposés"),
        ("TOC2", "2.1 Dessous"),
        ("TOC1", "Sources"),
    ]
    assert all(page.isdigit() for page in pages)


def test_entries_lead_to_their_headings(opc: Opc) -> None:
    anchors = opc.strings(BODY, "//w:hyperlink/@w:anchor")
    holders = {
        bookmark.get(f"{W}name"): children_text(bookmark.getparent())
        for bookmark in opc.find(BODY, "//w:bookmarkStart[starts-with(@w:name, '_Toc')]")
    }
    assert [holders[name] for name in anchors] == ["Prose", "Exposés", "Dessous", "Sources"]


def test_the_field_is_live_and_complete_and_asks_nothing(opc: Opc) -> None:
    assert 'TOC \\o "1-2" \\h \\z \\u' in list(fields(opc, BODY))
    assert len([field for field in fields(opc, BODY) if field.startswith("PAGEREF")]) == 4
    assert not opc.find(BODY, "//w:fldChar[@w:dirty]")
    (control,) = opc.find(BODY, "//w:sdt")
    assert control.find(f"{W}sdtPr/{W}alias").get(f"{W}val") == "Sommaire"
    assert control.find(f"{W}sdtPr/{W}tag") is not None


def test_known_pages_are_written(house: BriefTemplate, tmp_path: Path) -> None:
    path = tmp_path / "pages.docx"
    write_brief(document(*nested()), house, {"_Toc000000001": 2, "_Toc000000002": 3}).save(str(path))  # type: ignore[arg-type]
    opc = Opc(path)
    assert entries(opc) == [("TOC1", "1 Tronc 2"), ("TOC2", "1.1 Branche 3"), ("TOC1", "2 Autre")]
    assert [field for field in fields(opc, BODY) if field.startswith("PAGEREF")] == [
        "PAGEREF _Toc000000001 \\h",
        "PAGEREF _Toc000000002 \\h",
    ]


def _brief(make: Callable[[], bytes], path: Path, pages: dict[str, int]) -> Opc:
    path.write_bytes(make())
    template = read_brief_template(open_template(path, "docx"))
    write_brief(document(*nested()), template, pages).save(str(path))  # type: ignore[arg-type]
    return Opc(path)


@pytest.mark.parametrize(
    ("name", "tabs"),
    [
        ("house", []),
        ("beyond-the-indent", [("clear", 60), ("right", 837), ("clear", 907)]),  # its title ends before that stop
        ("without-stops", [("right", 907)]),
        ("one-stop", []),
        ("numbered-one-stop", []),
    ],
)
def test_entries_have_the_tab_stops_that_their_style_lacks(
    name: str, tabs: list[tuple[str, int]], tmp_path: Path
) -> None:
    opc = _brief(CONTENTS_STYLES[name], tmp_path / "entries.docx", {"_Toc000000001": 2})
    entry = opc.find(BODY, "//w:hyperlink[@w:anchor='_Toc000000001']/parent::w:p")[0]
    stops = [(tab.get(f"{W}val"), int(tab.get(f"{W}pos")) // 10) for tab in entry.iterfind(f"{W}pPr/{W}tabs/{W}tab")]
    assert stops == tabs
    indent = entry.find(f"{W}pPr/{W}ind")
    hanging = indent.get(f"{W}hanging") if indent is not None else None
    assert hanging == {"numbered-one-stop": "440", "beyond-the-indent": "0"}.get(name)


def test_an_entry_shows_the_number_that_is_printed_on_the_page(house: BriefTemplate, tmp_path: Path) -> None:
    def numbered(numbers: PageNumbers) -> list[tuple[str, str]]:
        path = tmp_path / "numbered.docx"
        template = replace(house, page_numbers=numbers)
        write_brief(document(*nested()), template, {"_Toc000000001": 2}).save(str(path))  # type: ignore[arg-type]
        return entries(Opc(path))

    assert numbered(PageNumbers(start=5))[0] == ("TOC1", "1 Tronc 6")
    assert numbered(PageNumbers(form="lowerRoman"))[0] == ("TOC1", "1 Tronc ii")


def test_the_depth_is_the_authors(write: Write) -> None:
    for depth, count in ((1, 2), (2, 3), (3, 4)):
        opc = write(document(*nested(), brief=BriefSettings(toc_depth=depth)))  # type: ignore[arg-type]
        assert len(entries(opc)) == count


def test_there_may_be_none(write: Write) -> None:
    opc = write(document(*nested(), brief=BriefSettings(toc=False)))  # type: ignore[arg-type]
    assert entries(opc) == [] and not opc.find(BODY, "//w:sdt")


def test_a_title_leaves_its_note_and_its_link_behind(write: Write) -> None:
    title = (*words("Un ", link="https://example.org"), *words("titre"), note("Une note."))
    opc = write(document(section(1, "", title=title)))
    assert entries(opc) == [("TOC1", "1 Un titre 1")]
    assert len(opc.find(BODY, "//w:footnoteReference")) == 1
    assert not opc.find(BODY, "//w:hyperlink//w:hyperlink")


def test_contents_that_fit_stand_on_the_first_page_and_the_text_begins_the_next(write: Write) -> None:
    front = {"abstract": (para("Un résumé. " * 40),), "key_figures": (highlight("1"), highlight("2"))}
    opc = write(document(*(section(n, f"Titre {n}", text(para("x"))) for n in range(1, 14)), **front))
    breaks = {style_of(p): children_text(p) for p in paragraphs(opc) if toggled(p.find(f"{W}pPr"), "pageBreakBefore")}
    assert breaks == {"Heading1": "Titre 1"}


def broken_before(opc: Opc) -> list[str]:
    """The styles of the paragraphs that begin a page on purpose."""
    return [style_of(p) for p in paragraphs(opc) if toggled(p.find(f"{W}pPr"), "pageBreakBefore")]


@pytest.mark.parametrize(("abstract", "expected"), [(150, ["TOCHeading"]), (90, [])])
def test_longer_contents_begin_a_page_unless_they_leave_a_hole(
    write: Write, abstract: int, expected: list[str]
) -> None:
    """A page is left with less than 35 mm empty, or not at all; the text goes on after the contents."""
    front = {"abstract": (para("Un résumé. " * abstract),)}
    opc = write(document(*(section(n, f"Titre {n}", text(para("x"))) for n in range(1, 40)), **front))
    assert broken_before(opc) == expected


def test_contents_that_go_over_a_page_end_part_between_two_entries_at_each_side(write: Write) -> None:
    opc = write(document(*(section(n, f"Titre {n}", text(para("x"))) for n in range(1, 40))))
    listed = [p for p in paragraphs(opc) if style_of(p) in ("TOCHeading", "TOC1")]
    kept = [index for index, p in enumerate(listed) if toggled(p.find(f"{W}pPr"), "keepNext")]
    assert kept in ([1, 38], [0, 1, 38])  # the heading may leave it to its style


def test_contents_are_set_closer_in_any_template_if_the_first_page_then_holds_them(tmp_path: Path) -> None:
    path = tmp_path / "template.docx"
    path.write_bytes(CONTENTS_STYLES["one-stop"]())
    template = read_brief_template(open_template(path, "docx"))
    front = {"abstract": (para("Un résumé. " * 90),)}
    brief = document(*(section(n, f"Titre {n}", text(para("x"))) for n in range(1, 23)), **front)
    write_brief(brief, template).save(str(tmp_path / "brief.docx"))  # type: ignore[arg-type]
    opc = Opc(tmp_path / "brief.docx")
    assert broken_before(opc) == []
    sizes = {size.get(f"{W}val") for p in paragraphs(opc) if style_of(p) == "toc1" for size in p.iter(f"{W}sz")}
    assert len(sizes) == 1 and 0 < int(sizes.pop()) < 22


def test_a_short_document_begins_on_its_first_page(write: Write) -> None:
    opc = write(document(section(1, "A", text(para("x"))), section(2, "B", text(para("y")))))
    assert not opc.find(BODY, "//w:pageBreakBefore")


def test_rules_of_entries_without_number_begin_where_those_of_the_others_do(write: Write, house: BriefTemplate) -> None:
    """Their words begin where the titles of the others do; one of several lines keeps all of them there."""
    long = section(2, "Un titre sans numéro " * 8, text(para("x")), label="")
    opc = write(document(section(1, "A", text(para("x"))), long, sources=(source("s", "Registre"),)))
    numbered, several, one = (p.find(f"{W}pPr/{W}ind") for p in paragraphs(opc) if style_of(p) == "TOC1")
    style = house.contents[0]
    assert numbered is None and style.left == style.hanging > 0
    assert several.get(f"{W}hanging") == "0"
    assert one.get(f"{W}left") == "0" and int(one.get(f"{W}firstLine")) == style.left
