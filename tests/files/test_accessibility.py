"""Built files as readers with a disability meet them: contrast of what is drawn, order, names, and no colour alone.

docs/accessibility.md names the tests that hold each point.
"""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from builder.check.registry import RULES
from tests.files.contrasts import brief_texts, deck_texts, too_pale
from tests.files.opc import NS, Opc, open_opc
from tests.files.samples import BRIEFS, COSTLY_DECKS, DECKS, FILES, Samples
from tests.files.slidexml import EMU, A, P, frame_of, placeholder, shapes, slides, text_of
from tests.files.wordxml import W, children_text, paragraphs, stories, style_of

LINE = 1.22
"""Height of a line of Calibri in ems."""
ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "accessibility.md"
BODY = "word/document.xml"
every_brief = pytest.mark.parametrize(("name", "language", "kind"), BRIEFS)
every_deck = pytest.mark.parametrize(("name", "language", "kind"), DECKS)
every_file = pytest.mark.parametrize(("name", "language", "kind"), FILES)


@pytest.fixture
def opc(built: Samples, name: str, language: str, kind: str) -> Opc:
    return open_opc(built(name).file(language, kind))


@every_brief
def test_text_of_briefs_can_be_read_on_its_ground(opc: Opc) -> None:
    assert len(brief_texts(opc)) > 20
    assert too_pale(brief_texts(opc)) == []


@pytest.mark.parametrize(("name", "language", "kind"), COSTLY_DECKS)
def test_text_of_decks_can_be_read_on_its_ground(opc: Opc) -> None:
    assert len(deck_texts(opc)) > 20
    assert too_pale(deck_texts(opc)) == []


@every_deck
def test_contents_are_read_from_the_top_down_in_each_column(opc: Opc) -> None:
    """Of two shapes with text, the one that is read first is not wholly below the other in the same column; the events
    of a timeline are read in the order of time, which goes to the right.
    """
    for slide in slides(opc):
        title, *others = [shape for shape in shapes(opc, slide) if _speaks(shape)]
        assert placeholder(title) is not None and placeholder(title).get("type") in ("title", "ctrTitle")
        frames = [(shape, frame_of(opc, slide, shape)) for shape in others if not _is_kicker(shape)]
        for (first, before), (second, after) in pairwise(frames):
            assert before is not None and after is not None
            same_column = min(before[2], after[2]) - max(before[0], after[0]) > 10
            same_column &= not (_is_event(first) and _is_event(second) and before[0] < after[0])
            assert not (same_column and before[1] >= after[3] - 1), f"{slide}: {text_of(first)} / {text_of(second)}"


def _speaks(shape: object) -> bool:
    return bool(text_of(shape).strip()) and shape.tag in (f"{P}sp", f"{P}graphicFrame")  # type: ignore[attr-defined]


def _is_event(shape: object) -> bool:
    return shape.find(".//p:cNvPr", NS).get("name").startswith("Event")  # type: ignore[attr-defined,no-any-return]


def _is_kicker(shape: object) -> bool:
    return shape.find(".//p:cNvPr", NS).get("name") == "Kicker"  # type: ignore[attr-defined]


@every_deck
def test_shapes_without_words_are_described_or_marked_as_decoration(opc: Opc) -> None:
    for slide in slides(opc):
        for shape in shapes(opc, slide):
            own = shape.find(".//p:cNvPr", NS)
            if text_of(shape).strip() or own is None:
                continue
            decorative = own.find(".//adec:decorative", NS)
            described = bool((own.get("descr") or "").strip())
            assert described != (decorative is not None and decorative.get("val") == "1"), f"{slide}: {own.get('name')}"


@every_brief
def test_drawings_are_described_or_marked_as_decoration(opc: Opc) -> None:
    for story in stories(opc):
        for own in opc.find(story, "//wp:docPr"):
            decorative = own.find(".//adec:decorative", NS) is not None
            assert bool((own.get("descr") or "").strip()) != decorative, f"{story}: {own.get('name')}"


@every_deck
def test_every_table_of_a_slide_names_its_header_cells(opc: Opc) -> None:
    for slide in slides(opc):
        for table in opc.find(slide, "//a:tbl"):
            flags = table.find(f"{A}tblPr")
            assert "1" in (flags.get("firstRow"), flags.get("firstCol")), slide


@every_brief
def test_links_are_underlined_as_well_as_coloured(opc: Opc) -> None:
    marked = {node.get(f"{W}styleId") for node in opc.find("word/styles.xml", "//w:style[w:rPr/w:u[@w:val='single']]")}
    for story in stories(opc):
        for link in opc.find(story, "//w:hyperlink[@r:id]"):
            for run in link.iter(f"{W}r"):
                if children_text(run).strip():
                    style = run.find(f"{W}rPr/{W}rStyle")
                    assert style is not None and style.get(f"{W}val") in marked, children_text(link)


@every_file
def test_series_are_distinguished_by_more_than_their_colour(opc: Opc) -> None:
    """Several lines differ in their dashes or markers, points in their markers; every series has a name, shown at its
    line, or in a legend.
    """
    for part in (name for name in opc.parts if re.search(r"/charts/chart\d+\.xml$", name)):
        several = opc.find(part, "//c:lineChart[count(c:ser) > 1]")
        for chart in several:
            looks = [
                (
                    next(iter(row.xpath("c:spPr/a:ln/a:prstDash/@val", namespaces=NS)), "solid"),
                    next(iter(row.xpath("c:marker/c:symbol/@val", namespaces=NS)), ""),
                    bool(row.xpath("c:dLbls//c:showSerName[@val='1'] | c:dLbls//a:t", namespaces=NS)),
                )
                for row in chart.iterfind("c:ser", NS)
            ]
            assert len(set(looks)) == len(looks) or all(named for *_, named in looks), part
        for chart in opc.find(part, "//c:scatterChart"):
            shapes = chart.xpath("c:ser/c:marker/c:symbol/@val", namespaces=NS)
            assert len(set(shapes)) == len(shapes) == len(chart.findall("c:ser", NS)), part
        if len(set(opc.strings(part, "//c:ser/c:tx//c:f/text()"))) > 1:
            names = opc.find(part, "//c:legend") or opc.find(part, "//c:dLbls//a:t | //c:showSerName[@val='1']")
            assert names, part


@every_file
def test_the_file_has_its_title_and_its_language(opc: Opc, language: str) -> None:
    (title,) = opc.strings("docProps/core.xml", "//dc:title/text()")
    (tag,) = opc.strings("docProps/core.xml", "//dc:language/text()")
    assert title.strip()
    assert tag.split("-")[0] == language.split("-")[0]


@every_brief
def test_a_brief_has_one_title(opc: Opc) -> None:
    titles = [children_text(p) for p in paragraphs(opc) if style_of(p) == "Title"]
    assert len([title for title in titles if title.strip()]) == 1


@every_deck
def test_links_of_the_agenda_are_large_enough_to_be_hit(opc: Opc) -> None:
    """24 CSS pixels are 18 points."""
    for slide in slides(opc):
        for row in opc.find(slide, "//a:tbl/a:tr[.//a:hlinkClick/@action]"):
            sizes = row.xpath(".//a:rPr[a:hlinkClick/@action]/@sz", namespaces=NS)
            if len(row) == 3 and sizes:
                assert int(row.get("h")) >= 18 * EMU and min(map(int, sizes)) >= 1800, slide


@every_brief
def test_links_of_the_contents_are_far_enough_apart_to_be_hit(opc: Opc) -> None:
    """By spacing: lines, with the space above them and the rules between, are 18 points or more from each other."""
    for level in (1, 2, 3):
        (style,) = opc.find("word/styles.xml", f"//w:style[w:name/@w:val='toc {level}']")
        size = int(style.xpath("./w:rPr/w:sz/@w:val", namespaces=NS)[0]) / 2
        above = (
            sum(map(int, style.xpath("./w:pPr/w:spacing/@w:before | ./w:pPr/w:spacing/@w:after", namespaces=NS))) / 20
        )
        rule = sum(map(int, style.xpath("./w:pPr/w:pBdr/w:between/@w:space", namespaces=NS)))
        assert size * LINE + above + rule >= 18


@every_deck
def test_slides_neither_move_nor_advance_by_themselves(opc: Opc) -> None:
    for part in (*slides(opc), *opc.names("ppt/slideLayouts"), *opc.names("ppt/slideMasters")):
        assert opc.find(part, "//p:timing") == []
        assert opc.find(part, "//p:transition[@advTm]") == []
    assert not [name for name in opc.parts if re.search(r"\.(mp4|mov|wav|mp3|avi|wmv)$", name)]


NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
CODES = re.compile(r"\b([A-Z]{3}\d{3})\b")


def test_the_page_names_tests_and_rules_that_exist() -> None:
    page = PAGE.read_text(encoding="utf-8")
    named = NAMED.findall(page)
    assert len(named) > 25
    for file, test in named:
        assert f"def {test}(" in (ROOT / file).read_text(encoding="utf-8"), f"{file}::{test}"
    codes = {code for code in CODES.findall(page) if not code.startswith("TPL")}
    assert codes <= {rule.code for rule in RULES}


def test_the_page_has_every_success_criterion_of_levels_a_and_aa() -> None:
    """55 criteria of WCAG 2.2 are of level A or AA (4.1.1 is obsolete)."""
    page = PAGE.read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d\.\d\.\d+) ", page, re.MULTILINE)
    assert len(rows) == len(set(rows)) == 55
