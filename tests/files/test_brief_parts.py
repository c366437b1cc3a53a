"""What Microsoft's validator does not see in a Word file, and what its readers would."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from tests.files.opc import NS, Opc, open_opc
from tests.files.samples import BRIEFS, Samples
from tests.files.wordxml import W, children_text, fields, paragraphs, stories, style_of, styles, toggled

pytestmark = pytest.mark.parametrize(("name", "language", "kind"), BRIEFS)

BODY = "word/document.xml"
OFFICE_TAGS = {"fr": "fr-FR", "en": "en-US"}


@pytest.fixture
def opc(built: Samples, name: str, language: str, kind: str) -> Opc:
    return open_opc(built(name).file(language, kind))


def test_tables_are_rectangles(opc: Opc) -> None:
    for table in opc.find(BODY, "//w:tbl"):
        grid = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        assert {len(row.findall(f"{W}tc")) for row in table.findall(f"{W}tr")} == {grid}


def test_every_cell_ends_with_a_paragraph_and_says_something(opc: Opc) -> None:
    for cell in opc.find(BODY, "//w:tc"):
        assert cell[-1].tag == f"{W}p"
        assert children_text(cell).strip()


def test_tables_repeat_their_header_and_keep_rows_whole(opc: Opc) -> None:
    for table in opc.find(BODY, "//w:tbl"):
        rows = [row.find(f"{W}trPr") for row in table.findall(f"{W}tr")]
        if toggled(rows[0], "tblHeader") or len(rows) > 2:
            assert toggled(rows[0], "tblHeader")
        assert all(toggled(row, "cantSplit") for row in rows)


def test_styles_that_are_used_are_defined(opc: Opc) -> None:
    defined = set(styles(opc))
    for story in stories(opc):
        used = set(opc.strings(story, "//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val"))
        assert used <= defined, story


def test_bookmarks_are_unique_and_closed(opc: Opc) -> None:
    starts = opc.find(BODY, "//w:bookmarkStart")
    assert _doubles(bookmark.get(f"{W}name") for bookmark in starts) == []
    ids = [bookmark.get(f"{W}id") for bookmark in starts]
    assert _doubles(ids) == []
    assert sorted(ids) == sorted(opc.strings(BODY, "//w:bookmarkEnd/@w:id"))
    assert all(len(bookmark.get(f"{W}name", "")) <= 40 for bookmark in starts)


def test_fields_are_balanced_and_point_at_bookmarks(opc: Opc) -> None:
    bookmarks = set(opc.strings(BODY, "//w:bookmarkStart/@w:name"))
    for story in stories(opc):
        for instruction in fields(opc, story):
            word, *rest = instruction.split()
            if word in ("REF", "PAGEREF"):
                assert rest[0] in bookmarks, instruction
    assert set(opc.strings(BODY, "//w:hyperlink/@w:anchor")) <= bookmarks


def test_nothing_asks_word_to_update_fields_or_warns_of_compatibility(opc: Opc) -> None:
    settings = opc.parts["word/settings.xml"].decode()
    assert "updateFields" not in settings
    assert not opc.find(BODY, "//w:fldChar[@w:dirty]")
    mode = opc.strings("word/settings.xml", "//w:compatSetting[@w:name='compatibilityMode']/@w:val")
    assert mode == ["15"]


def test_the_contents_are_filled_in(opc: Opc) -> None:
    headings = [children_text(p) for p in paragraphs(opc) if style_of(p).startswith("Heading")]
    entries = [children_text(p) for p in paragraphs(opc) if re.match(r"TOC\d", style_of(p))]
    assert [i for i in fields(opc, BODY) if i.startswith("TOC")]
    assert entries
    assert all(any(heading.strip() in entry for heading in headings) for entry in entries)


def test_headings_make_a_ladder_without_gaps(opc: Opc) -> None:
    level = 0
    for paragraph in paragraphs(opc):
        match = re.fullmatch(r"Heading(\d)", style_of(paragraph))
        if match:
            assert children_text(paragraph).strip()
            assert int(match[1]) <= level + 1
            level = int(match[1])
    titles = [p for p in paragraphs(opc) if style_of(p) == "Title"]
    assert len(titles) == 1
    assert level


def test_no_paragraph_is_empty_and_no_space_is_typed_twice(opc: Opc) -> None:
    for paragraph in paragraphs(opc):
        words = children_text(paragraph)
        drawn = paragraph.findall(f".//{W}drawing") or paragraph.findall(f".//{W}fldChar")
        section_end = paragraph.find(f"{W}pPr/{W}sectPr") is not None
        following, before = paragraph.getnext(), paragraph.getprevious()
        if following is not None and following.tag == f"{W}sectPr" and before is not None and before.tag == f"{W}tbl":
            continue  # Word requires a paragraph after a table at the end
        assert words.strip() or drawn or section_end, f"empty paragraph in style {style_of(paragraph)}"
        if "code" not in style_of(paragraph).lower():
            assert "  " not in words, words


def test_footnotes_have_their_separators_and_references_match(opc: Opc) -> None:
    references = [element.get(f"{W}id") for element in opc.find(BODY, "//w:footnoteReference")]
    if not references:
        return
    notes = {element.get(f"{W}id"): element for element in opc.find("word/footnotes.xml", "/w:footnotes/w:footnote")}
    kinds = Counter(note.get(f"{W}type") for note in notes.values())
    assert kinds["separator"] == kinds["continuationSeparator"] == 1
    assert _doubles(references) == []
    assert set(references) == {key for key, note in notes.items() if note.get(f"{W}type") is None}
    assert all(children_text(notes[key]).strip() for key in references)


def test_drawings_have_unique_ids_and_a_description(opc: Opc) -> None:
    drawn = [drawing for story in stories(opc) for drawing in opc.find(story, "//wp:docPr")]
    assert _doubles(drawing.get("id") for drawing in drawn) == []
    for drawing in drawn:
        decorative = drawing.find(".//adec:decorative", NS) is not None
        assert bool((drawing.get("descr") or "").strip()) != decorative, drawing.get("name")


def test_tables_are_described(opc: Opc) -> None:
    """A strip of key figures needs its name alone; a table of data also says what it shows."""
    for table in opc.find(BODY, "//w:tbl"):
        words = {element.tag: element.get(f"{W}val", "").strip() for element in table.find(f"{W}tblPr")}
        assert words.get(f"{W}tblCaption") or words.get(f"{W}tblDescription")
        if len(table.findall(f"{W}tr")) > 2:
            assert words.get(f"{W}tblDescription")


def test_the_language_is_set_for_the_document_and_passages_only_differ_from_it(opc: Opc, language: str) -> None:
    own = OFFICE_TAGS.get(language, language)
    defaults = opc.strings("word/styles.xml", "/w:styles/w:docDefaults/w:rPrDefault/w:rPr/w:lang/@w:val")
    assert defaults == [own]
    theme = opc.strings("word/settings.xml", "//w:themeFontLang/@w:val")
    assert theme == [own]
    in_styles = set(opc.strings("word/styles.xml", "/w:styles/w:style//w:lang/@w:val"))
    assert in_styles <= {own}
    tags = {tag for story in stories(opc) for tag in opc.strings(story, "//w:lang/@w:val")}
    assert all(re.fullmatch(r"[a-z]{2,3}-[A-Z]{2}", tag) for tag in tags)


def test_no_change_or_comment_is_left(opc: Opc) -> None:
    assert opc.find(BODY, "//w:ins | //w:del | //w:commentRangeStart") == []
    assert "word/comments.xml" not in opc.parts


def _doubles(values: object) -> list[object]:
    return [value for value, count in Counter(values).items() if count > 1]  # type: ignore[call-overload]
