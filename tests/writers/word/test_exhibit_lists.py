"""Lists of tables and of figures after the contents."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from builder.templates.open import open_template
from builder.templates.word.reader import BriefTemplate, read_brief_template
from builder.tree.document import BriefSettings, Document
from builder.writers.word.brief import write_brief
from tests.documents import chart, document, image, para, picture, section, table, text, words
from tests.files.opc import Opc
from tests.files.validator import schema_errors
from tests.files.wordxml import W, children_text, fields, paragraphs, style_of
from tests.marking import sampled
from tests.templates.foreign_briefs import BRIEF_MAKERS
from tests.writers.word.conftest import Write

BODY = "word/document.xml"
BOTH = BriefSettings(lists=("tables", "figures"))


def inventory(language: str = "fr", brief: BriefSettings = BOTH) -> Document:
    """Two tables, a chart and a picture with captions, and one of each without a number or for the deck alone."""
    inner = section(2, "Dessous", table(number="2", caption=words("Des viaducs"), id=None, key="t2"), place=(1, 1))
    return document(
        section(
            1,
            "Ponts",
            table(key="t1", id=None),
            table(key="t0", id=None, number="", caption=()),
            chart(key="c1", id=None),
            chart(key="c0", id=None, only="deck", number="2"),
            picture(40, 30, "Un pont, vu de la rive"),
            image(40, 30),
            sections=(inner,),
        ),
        language=language,
        brief=brief,
    )


def controls(opc: Opc) -> dict[str, list[str]]:
    """The paragraphs of each list, by the tag of its content control."""
    return {
        control.find(f"{W}sdtPr/{W}tag").get(f"{W}val"): [
            children_text(paragraph) for paragraph in control.iterfind(f"{W}sdtContent/{W}p")
        ]
        for control in opc.find(BODY, "//w:sdt")
    }


def test_every_numbered_exhibit_of_the_brief_is_listed_with_its_page(write: Write) -> None:
    lists = controls(write(inventory()))
    heading, *entries = lists["list-of-tables"]
    assert heading == "Liste des tableaux"
    assert [entry.rsplit(" ", 1)[0] for entry in entries] == [
        "Tableau\u00a01\u00a0– Des ouvrages",
        "Tableau\u00a02\u00a0– Des viaducs",
    ]
    heading, *figures = lists["list-of-figures"]
    assert heading == "Liste des figures"
    assert [entry.rsplit(" ", 1)[0] for entry in figures] == [
        "Figure\u00a01\u00a0– Deux tours",
        "Figure\u00a02\u00a0– Un pont, vu de la rive",
    ]
    assert all(entry.rsplit(" ", 1)[1].isdigit() for entry in entries + figures)
    assert list(lists) == ["contents", "list-of-tables", "list-of-figures"]


def test_lists_speak_the_language_of_the_document(write: Write) -> None:
    opc = write(inventory("en"))
    assert controls(opc)["list-of-tables"][:2] == ["List of tables", "Table\u00a01. Des ouvrages 1"]
    assert 'TOC \\h \\z \\c "Table"' in list(fields(opc, BODY))


def test_fields_are_live_and_lead_to_the_captions(write: Write) -> None:
    opc = write(inventory())
    codes = list(fields(opc, BODY))
    assert 'TOC \\h \\z \\c "Tableau"' in codes and 'TOC \\h \\z \\c "Figure"' in codes
    assert "SEQ Tableau \\* ARABIC" in codes
    anchors = opc.strings(BODY, "//w:sdt[w:sdtPr/w:tag/@w:val != 'contents']//w:hyperlink/@w:anchor")
    holders = {
        start.get(f"{W}name"): start.getparent()
        for start in opc.find(BODY, "//w:bookmarkStart[starts-with(@w:name, '_Toc')]")
    }
    assert [style_of(holders[name]) for name in anchors] == ["Caption"] * 4
    assert children_text(holders[anchors[1]]) == "Tableau\u00a02\u00a0– Des viaducs"


def test_lists_come_in_the_order_asked_for_and_only_those(write: Write) -> None:
    lists = controls(write(inventory(brief=BriefSettings(lists=("figures",)))))
    assert list(lists) == ["contents", "list-of-figures"]
    lists = controls(write(inventory(brief=BriefSettings(lists=("figures", "tables"), toc=False))))
    assert list(lists) == ["list-of-figures", "list-of-tables"]


def test_an_empty_list_is_not_printed(write: Write) -> None:
    opc = write(document(section(1, "Ponts", table(id=None)), brief=BOTH))
    assert list(controls(opc)) == ["contents", "list-of-tables"]


def test_long_lists_begin_a_page_and_count_for_the_pages_after_them(write: Write) -> None:
    sections = [section(n, f"Partie {n}", table(key=f"t{n}", id=None, number=str(n))) for n in range(1, 60)]
    opc = write(document(*sections, brief=BriefSettings(lists=("tables",), toc=False)))
    entries = controls(opc)["list-of-tables"]
    numbers = [int(entry.split()[-1]) for entry in entries[1:]]
    assert numbers == sorted(numbers) and numbers[0] >= 3


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", sampled(BRIEF_MAKERS, "german", "without-styles"))
def test_any_template_has_lists(tmp_path: Path, name: str, language: str) -> None:
    template = _template(tmp_path, name)
    path = tmp_path / "lists.docx"
    write_brief(inventory(language), template).save(str(path))
    opc = Opc(path)
    entries = [p for p in paragraphs(opc) if style_of(p) == template.styles["table_of_figures"]]
    assert [children_text(entry).split()[-1].isdigit() for entry in entries] == [True] * 4
    for entry in entries:
        assert _page_stop(opc, entry) == "right"


@pytest.mark.full
@pytest.mark.validator
@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[] if name == "german" else pytest.mark.full) for name in BRIEF_MAKERS]
)
def test_lists_are_valid(tmp_path: Path, name: str) -> None:
    path = tmp_path / "lists.docx"
    write_brief(inventory(), _template(tmp_path, name)).save(str(path))
    assert schema_errors(path) == []


def _template(folder: Path, name: str) -> BriefTemplate:
    path = folder / "foreign.docx"
    path.write_bytes(BRIEF_MAKERS[name]())
    return read_brief_template(open_template(path, "docx"))


def _page_stop(opc: Opc, entry: Any) -> str:
    """The alignment of the last tab stop of an entry: its own, or its style's."""
    own = entry.findall(f"{W}pPr/{W}tabs/{W}tab")
    style = opc.find("word/styles.xml", f"//w:style[@w:styleId='{style_of(entry)}']")[0]
    stops = [stop for stop in own if stop.get(f"{W}val") != "clear"] or style.findall(f"{W}pPr/{W}tabs/{W}tab")
    return str(stops[-1].get(f"{W}val"))


def test_references_and_lists_share_a_caption(write: Write) -> None:
    opc = write(document(section(1, "Ponts", text(para("x")), table()), brief=BOTH))
    caption = next(p for p in paragraphs(opc) if style_of(p) == "Caption")
    assert children_text(caption) == "Tableau\u00a01\u00a0– Des ouvrages"
    assert len({start.get(f"{W}id") for start in caption.iter(f"{W}bookmarkStart")}) >= 2
