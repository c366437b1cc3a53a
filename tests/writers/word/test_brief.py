from __future__ import annotations

import io
import re
from collections import Counter
from pathlib import Path
from typing import Literal

import docx
import pytest
from msgspec.structs import replace

from builder.templates.defaults import default_template
from builder.templates.open import open_template
from builder.templates.word.reader import BriefTemplate, read_brief_template
from builder.tree.document import BriefSettings, SourceNode
from builder.writers.word.brief import write_brief
from tests.documents import HERE, document, everything, image, para, section, table, text, words
from tests.files.opc import Opc
from tests.files.validator import schema_errors
from tests.files.wordxml import W, children_text, fields, paragraphs, stories, style_of, styles, toggled
from tests.writers.word.conftest import Write

BODY = "word/document.xml"


@pytest.mark.full
@pytest.mark.validator
def test_one_of_everything_is_valid(demo: Path) -> None:
    assert schema_errors(demo) == []


def test_the_same_document_gives_the_same_bytes(house: BriefTemplate) -> None:
    files = [io.BytesIO() for _ in range(2)]
    for file in files:
        write_brief(everything(), house).save(file)
    assert files[0].getvalue() == files[1].getvalue()


def test_every_run_with_words_names_its_language(opc: Opc) -> None:
    for story in stories(opc):
        for run in opc.find(story, "//w:r[w:t or w:footnoteRef or w:footnoteReference or w:fldChar]"):
            assert run.find(f"{W}rPr/{W}lang") is not None, (story, children_text(run))


def test_a_passage_in_another_language_is_tagged_with_it(opc: Opc) -> None:
    tagged = opc.find(BODY, "//w:r[w:rPr/w:lang/@w:val='en-US']")
    assert [children_text(run) for run in tagged] == ["open source"]


def test_bookmark_names_and_ids_are_unique(opc: Opc) -> None:
    stories_ = stories(opc)
    for attribute in ("id", "name"):
        values = [v for s in stories_ for v in opc.strings(s, f"//w:bookmarkStart/@w:{attribute}")]
        assert [value for value, count in Counter(values).items() if count > 1] == []
    assert all(len(n) <= 40 for s in stories_ for n in opc.strings(s, "//w:bookmarkStart/@w:name"))


def test_styles_are_used_by_ids_that_exist(opc: Opc) -> None:
    used = {
        v for s in stories(opc) for tag in ("pStyle", "rStyle", "tblStyle") for v in opc.strings(s, f"//w:{tag}/@w:val")
    }
    assert used <= set(styles(opc))


def test_python_docx_reads_the_structure_back(demo: Path) -> None:
    document = docx.Document(str(demo))
    names = [p.style.name for p in document.paragraphs if p.style is not None]
    assert names[:5] == ["Document Status", "Title", "Subtitle", "Document Authors", "Summary Heading"]
    headings = [(n, p.text) for p, n in zip(document.paragraphs, names, strict=True) if n.startswith("Heading")]
    assert headings == [
        ("Heading 1", "Prose"),
        ("Heading 1", "Exposés"),
        ("Heading 2", "Dessous"),
        ("Heading 1", "Sources"),
    ]
    assert [len(t.rows) for t in document.tables] == [1, 4, 1]
    assert document.core_properties.title == "Ponts & viaducs"
    assert document.core_properties.author == "Anne; Bertrand"
    assert document.core_properties.language == "fr-FR"
    assert document.core_properties.modified is not None
    assert document.core_properties.modified.isoformat().startswith("2024-09-15T00:00:00")


def test_direct_bold_italic_code_superscript_and_link(opc: Opc) -> None:
    looks = {children_text(r): r.find(f"{W}rPr") for r in opc.find(BODY, "//w:r[w:t]")}
    assert toggled(looks["gras"], "b") and not toggled(looks["Du "], "b")
    assert toggled(looks["italique"], "i")
    assert looks["code"].find(f"{W}rStyle").get(f"{W}val") == "CodeChar"
    assert looks["e"].find(f"{W}vertAlign").get(f"{W}val") == "superscript"
    assert looks["lien"].find(f"{W}rStyle").get(f"{W}val") == "Hyperlink"
    links = [relation for relation in opc.relations(BODY) if relation.type == "hyperlink"]
    assert [(link.target, link.external) for link in links] == [("https://example.org/?a=1&b=2", True)]


def test_references_are_live_where_there_is_a_target(opc: Opc) -> None:
    bookmarks = set(opc.strings(BODY, "//w:bookmarkStart/@w:name"))
    instructions = [field.split() for field in fields(opc, BODY) if field.startswith("REF")]
    assert len(instructions) == 3
    assert all(link[1] in bookmarks for link in instructions)
    line = next(children_text(p) for p in paragraphs(opc) if children_text(p).startswith("Voir"))
    assert line == "Voir le tableau\u00a01, la figure\u00a01, la section\u00a02 et la figure\u00a09"


def test_a_reference_points_at_the_number_in_the_caption(opc: Opc) -> None:
    for start in opc.find(BODY, "//w:bookmarkStart[starts-with(@w:name, '_Ref')]"):
        texts = []
        for element in start.itersiblings():
            if element.tag == f"{W}bookmarkEnd" and element.get(f"{W}id") == start.get(f"{W}id"):
                break
            texts.append(children_text(element))
        style = style_of(start.getparent())
        words_ = "".join(texts)
        assert words_.isdigit() if style == "Caption" else words_ == "Exposés"


def test_captions_count_with_fields(opc: Opc) -> None:
    captions = [children_text(p) for p in paragraphs(opc) if style_of(p) == "Caption"]
    assert captions == [
        "Tableau\u00a01\u00a0– Des ouvrages",
        "Figure\u00a01\u00a0– Deux tours",
        "Figure\u00a02\u00a0– Vue",
    ]
    sequences = [field for field in fields(opc, BODY) if field.startswith("SEQ")]
    assert sequences == ["SEQ Tableau \\* ARABIC", "SEQ Figure \\* ARABIC", "SEQ Figure \\* ARABIC"]


def test_a_number_that_skips_says_so_to_its_field(write: Write) -> None:
    opc = write(document(section(1, "A", table(number="3"))))
    assert [field for field in fields(opc, BODY) if field.startswith("SEQ")] == ["SEQ Tableau \\* ARABIC \\r 3"]


def test_captions_stay_with_what_they_name(opc: Opc) -> None:
    """The caption is above the exhibit, then what is measured; note and source are below. Nothing parts them."""
    body = opc.find(BODY, "/w:document/w:body")[0]
    children = [child for child in body if child.tag in (f"{W}p", f"{W}tbl")]
    kinds = ["table" if child.tag == f"{W}tbl" else style_of(child) for child in children]
    captions = [index for index, kind in enumerate(kinds) if kind == "Caption"]
    assert [kinds[index + 1] for index in captions] == ["table", "UnitLine", "Figure"]
    unit = kinds.index("UnitLine")
    assert children_text(children[unit]) == "En millions d’euros" and kinds[unit + 1] == "Figure"
    for index in (*captions, unit):
        assert toggled(children[index].find(f"{W}pPr"), "keepNext")
    for child, following in zip(children, kinds[1:], strict=False):
        if style_of(child) == "Figure" and following == "SourceLine":
            assert toggled(child.find(f"{W}pPr"), "keepNext")


def test_the_word_of_a_line_below_an_exhibit_is_bold(opc: Opc) -> None:
    lines = [paragraph for paragraph in paragraphs(opc) if style_of(paragraph) == "SourceLine"]
    bold = [[children_text(run) for run in line.iter(f"{W}r") if toggled(run.find(f"{W}rPr"), "b")] for line in lines]
    assert lines and {words[0] for words in bold if words} <= {"Note", "Source", "Sources", "Crédit"}
    assert all(words for words in bold)


def test_footnotes_are_numbered_by_word_and_hold_their_words(opc: Opc) -> None:
    references = opc.strings(BODY, "//w:footnoteReference/@w:id")
    notes = opc.find("word/footnotes.xml", "/w:footnotes/w:footnote[not(@w:type)]")
    assert [note.get(f"{W}id") for note in notes] == references == ["1"]
    assert children_text(notes[0]) == " Une note."
    assert notes[0].findall(f".//{W}footnoteRef")
    types = opc.strings("word/footnotes.xml", "/w:footnotes/w:footnote/@w:type")
    assert types == ["separator", "continuationSeparator"]


def test_drawings_have_their_own_ids_and_say_what_they_show(opc: Opc) -> None:
    everything_drawn = opc.find(BODY, "//wp:docPr")
    assert len({drawing.get("id") for drawing in everything_drawn}) == len(everything_drawn)
    drawn = opc.find(BODY, "//wp:inline/wp:docPr")
    assert len(drawn) == 3
    assert drawn[0].get("descr").endswith("(description générée à partir des données)")
    assert drawn[2].get("descr") is None
    assert drawn[2].xpath(".//*[local-name()='decorative']/@val") == ["1"]


def test_pictures_keep_their_proportions_and_fit_the_page(write: Write) -> None:
    for size in ((4000, 300), (300, 4000), (200, 100)):
        opc = write(document(section(1, "A", image(*size))))
        extent = opc.find(BODY, "//wp:inline/wp:extent")[0]
        width, height = int(extent.get("cx")), int(extent.get("cy"))
        assert width / height == pytest.approx(size[0] / size[1], rel=0.01)
        assert width <= 17.01 * 360_000 and height <= 24 * 360_000


def test_the_same_picture_twice_is_one_part(write: Write) -> None:
    opc = write(document(section(1, "A", image(key="a"), image(key="b"))))
    assert len([name for name in opc.parts if name.startswith("word/media/")]) == 1


def test_header_and_footer_are_in_the_language(opc: Opc) -> None:
    texts = {name: [children_text(p) for p in paragraphs(opc, name)] for name in stories(opc)}
    assert texts["word/header1.xml"] == ["Ponts & viaducsNote d’information"]
    (foot,) = texts["word/footer1.xml"]
    assert foot.endswith("15\u00a0septembre 2024Page 1 sur 1")
    assert texts["word/footer2.xml"] == ["Page 1 sur 1"]
    assert list(fields(opc, "word/footer1.xml")) == ["PAGE", "NUMPAGES"]
    assert not opc.find("word/header1.xml", "//w:sdt")


def test_a_long_title_is_cut_in_the_header_only(write: Write) -> None:
    title = "Un titre qui ne finit pas, " * 12
    opc = write(document(section(1, "A"), title=words(title.strip())))
    header = children_text(opc.xml("word/header1.xml"))
    assert len(header) <= 112 and header.removesuffix("Note d’information").endswith("…")
    assert children_text(next(p for p in paragraphs(opc) if style_of(p) == "Title")) == title.strip()


def test_no_paragraph_is_empty(opc: Opc) -> None:
    for paragraph in paragraphs(opc):
        assert children_text(paragraph).strip() or paragraph.findall(f".//{W}drawing"), style_of(paragraph)


def test_the_paper_can_be_letter(write: Write) -> None:
    opc = write(document(section(1, "A"), status=words("Note"), date_text="2024", brief=BriefSettings(paper="letter")))
    size = opc.find(BODY, "//w:pgSz")[0]
    assert (size.get(f"{W}w"), size.get(f"{W}h")) == ("12240", "15840")
    tabs = opc.strings("word/styles.xml", "//w:style[@w:styleId='TOC1']//w:tab[@w:val='right']/@w:pos")
    assert tabs == [str(12240 - 2 * 1134)]


def test_lines_of_text_are_as_long_on_letter_paper(write: Write) -> None:
    def measure(paper: str) -> int:
        opc = write(document(section(1, "A"), brief=BriefSettings(paper=paper)))  # type: ignore[arg-type]
        (right,) = opc.strings("word/styles.xml", "//w:style[@w:styleId='BodyText']//w:ind/@w:right")
        (page,) = opc.find(BODY, "//w:pgSz")
        (margins,) = opc.find(BODY, "//w:pgMar")
        sides = sum(int(margins.get(f"{W}{side}")) for side in ("left", "right"))
        return int(page.get(f"{W}w")) - sides - int(right)

    assert measure("letter") == measure("a4")


def test_what_is_for_the_deck_alone_is_left_out(write: Write) -> None:
    kept = replace(text(para("Ici")), only="brief")
    gone = replace(text(para("Ailleurs")), only="deck")
    words_ = children_text(write(document(section(1, "A", kept, gone))).xml(BODY))
    assert "Ici" in words_ and "Ailleurs" not in words_


def test_nothing_of_the_template_is_left(opc: Opc) -> None:
    everything_ = b"".join(opc.parts.values()).decode("utf-8", "ignore")
    assert "specimen" not in everything_ and "x-builder" not in everything_
    assert not re.search(r"thumbnail|rsid", everything_)
    assert set(opc.parts) - {"[Content_Types].xml"} - opc.reachable() == {n for n in opc.parts if n.endswith(".rels")}


def test_settings_match_the_language(opc: Opc) -> None:
    settings = "word/settings.xml"
    assert opc.strings(settings, "//w:themeFontLang/@w:val") == ["fr-FR"]
    assert opc.strings(settings, "//w:decimalSymbol/@w:val") == [","]
    assert opc.strings(settings, "//w:listSeparator/@w:val") == [";"]


def test_a_short_list_of_sources_takes_the_end_of_the_text_along(write: Write) -> None:
    sources = tuple(
        SourceNode(id=text, inlines=words(text), short=words(text), span=HERE) for text in ("Registre", "Annuaire")
    )
    sections = (
        section(1, "Un", text(para("a"))),
        section(2, "Deux", text(para("b"), para("c")), key="sections.s2"),
    )
    printed = paragraphs(write(document(*sections, sources=sources)))
    kept = {children_text(p): toggled(p.find(f"{W}pPr"), "keepNext") for p in printed}
    assert not kept["a"]
    assert kept["b"] and kept["c"] and kept["Registre"]
    assert not kept["Annuaire"]


@pytest.mark.parametrize(
    ("tag", "asked", "width"),
    [("fr-CA", None, 12240), ("en-US", None, 12240), ("en", None, 11906), ("fr", None, 11906), ("en-CA", "a4", 11906)],
)
def test_the_paper_is_that_of_the_region_that_is_named(
    write: Write, tag: str, asked: Literal["a4"] | None, width: int
) -> None:
    sized = document(section(1, "A"), language=tag, brief=BriefSettings(paper=asked))
    assert {int(w) for w in write(sized).strings(BODY, "//w:pgSz/@w:w")} == {width}


def test_another_template_keeps_its_paper(house: BriefTemplate, tmp_path: Path) -> None:
    path = tmp_path / "own.docx"
    path.write_bytes(default_template("docx").read_bytes())
    template = read_brief_template(open_template(path, "docx"))
    write_brief(document(section(1, "A"), language="fr-CA"), template).save(str(path))
    assert set(Opc(path).strings(BODY, "//w:pgSz/@w:w")) == {"11906"}


@pytest.fixture
def arabic_brief(house: BriefTemplate, tmp_path: Path) -> Path:
    path = tmp_path / "ar.docx"
    write_brief(replace(everything(), language="ar", office_language="ar-SA"), house).save(str(path))
    return path


@pytest.mark.full
@pytest.mark.validator
def test_what_is_read_from_right_to_left_is_valid(arabic_brief: Path) -> None:
    assert schema_errors(arabic_brief) == []


def test_what_is_read_from_right_to_left_is_set_so(arabic_brief: Path) -> None:
    opc = Opc(arabic_brief)
    assert opc.find("word/styles.xml", "//w:docDefaults/w:pPrDefault/w:pPr/w:bidi")
    assert len(opc.find(BODY, "//w:tbl")) == len(opc.find(BODY, "//w:tblPr/w:bidiVisual"))
    for run in opc.find(BODY, "//w:r[w:t]"):
        arabic = run.find(f"{W}rPr/{W}lang").get(f"{W}val") == "ar-SA"
        assert (run.find(f"{W}rPr/{W}rtl") is not None) == arabic


def test_what_is_read_from_left_to_right_says_nothing_of_direction(opc: Opc) -> None:
    assert not opc.find(BODY, "//w:rtl|//w:bidiVisual")
    assert not opc.find("word/styles.xml", "//w:docDefaults//w:bidi")
