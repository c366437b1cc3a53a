from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from builder.templates.deck.facts import Level
from builder.tree.prose import SOFT_HYPHEN, Break, CrossRef, Run
from builder.typeset.plan import Fit, SlideParagraph
from builder.writers.powerpoint.text import (
    RunWriter,
    TextFormat,
    body_properties,
    box_paragraphs,
    placeholder_paragraphs,
)
from tests.files.opc import NS, Element
from tests.writers.powerpoint.decks import HERE, point

BULLETED = Level(font="Carlito", size=20, margin_left=274_320, indent=-274_320, bullet=True)
PLAIN = Level(font="Carlito", size=20)


def parsed(xml: str) -> Element:
    spaces = " ".join(f'xmlns:{name}="{NS[name]}"' for name in ("a", "r"))
    return etree.fromstring(f"<a:txBody {spaces}>{xml}</a:txBody>")


def find(xml: str, path: str) -> list[str]:
    return [str(element) for element in parsed(xml).xpath(path, namespaces=NS)]  # type: ignore[union-attr]


@given(st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1), min_size=1, max_size=4))
def test_words_come_back_as_they_were(texts: list[str]) -> None:
    xml = RunWriter("fr-FR").inlines(tuple(Run(text) for text in texts))
    shown = (text.replace(SOFT_HYPHEN, "") for text in texts)
    assert find(xml, "//a:t/text()") == [text for text in shown if text]


def test_every_run_and_break_says_its_language() -> None:
    runs = RunWriter("fr-CA", link=lambda url: "rId7")
    inlines = (
        Run("a", strong=True), Break(), Run("b", language="en"), Run("c", code=True), Run("d", superscript=True),
        Run("e", link="https://example.org"), CrossRef("t", "table", "tableau", "2", ""),
    )  # fmt: skip
    xml = runs.inlines(inlines)
    assert find(xml, "//a:rPr/@lang") == ["fr-CA", "fr-CA", "en-US", *["fr-CA"] * 4]
    assert find(xml, "//a:rPr[@b]/../a:t/text()") == ["a"]
    assert find(xml, "//a:rPr[a:latin]/../a:t/text()") == find(xml, "//a:rPr[@noProof]/../a:t/text()") == ["c"]
    assert find(xml, "//a:rPr[@baseline='30000']/../a:t/text()") == ["d"]
    assert find(xml, "//a:hlinkClick/@r:id") == ["rId7"]
    assert find(xml, "//a:r[last()]/a:t/text()") == ["tableau\u00a02"]


def test_a_reference_jumps_to_its_slide_where_there_is_one() -> None:
    runs = RunWriter("fr-FR", jump={"shown": "rId3"}.get)  # type: ignore[arg-type]
    xml = runs.inlines((CrossRef("shown", "figure", "figure", "1", ""), CrossRef("gone", "section", "", "", "« X »")))
    assert find(xml, "//a:hlinkClick/@action") == ["ppaction://hlinksldjump"]
    assert find(xml, "//a:t/text()") == ["figure\u00a01", "« X »"]


def test_links_may_take_the_colour_of_their_text() -> None:
    run = (Run("x", link="https://example.org"),)
    assert "hlinkClr" in RunWriter("fr-FR", link=lambda url: "rId1", links_as_text=True).inlines(run)
    assert "hlinkClr" not in RunWriter("fr-FR", link=lambda url: "rId1").inlines(run)


def test_the_children_of_run_properties_are_in_the_schema_s_order() -> None:
    look = TextFormat(size=14, colour="tx1", font="+mn-lt")
    xml = RunWriter("fr-FR", link=lambda url: "rId1").inlines((Run("x", link="https://example.org", code=True),), look)
    tags = [child.tag.rsplit("}", 1)[-1] for child in parsed(xml).find(".//a:rPr", NS)]
    assert tags == ["solidFill", "latin", "cs", "hlinkClick"]


def test_a_paragraph_says_only_what_differs_from_its_level() -> None:
    xml = placeholder_paragraphs(RunWriter("fr-FR"), [point("a"), point("b", mark="none")], [BULLETED])
    assert "<a:pPr" not in xml.split("</a:p>")[0]
    assert find(xml, "//a:p[2]/a:pPr/a:buNone") != []
    assert find(xml, "//a:p[2]/a:pPr/@marL") == ["0"]
    bare = placeholder_paragraphs(RunWriter("fr-FR"), [point("a", mark="none"), point("b")], [PLAIN])
    assert "<a:pPr" not in bare.split("</a:p>")[0]
    assert find(bare, "//a:p[2]/a:pPr/a:buChar/@char") == ["•"]
    assert find(bare, "//a:p[2]/a:pPr/@indent") == ["-228600"]


def starts(*numbered: tuple[int, str, int]) -> list[str]:
    paragraphs = [SlideParagraph((Run("x"),), level, mark, number, HERE) for level, mark, number in numbered]  # type: ignore[arg-type]
    root = parsed(placeholder_paragraphs(RunWriter("fr-FR"), paragraphs, [BULLETED] * 3))
    return [element.get("startAt", "1") for element in root.iter("{" + NS["a"] + "}buAutoNum")]


def test_numbered_paragraphs_repeat_the_first_number_of_their_list() -> None:
    assert starts((0, "number", 1), (0, "number", 2), (0, "number", 3)) == ["1", "1", "1"]
    assert starts((0, "number", 8), (0, "number", 9)) == ["8", "8"]


def test_deeper_paragraphs_do_not_end_a_list_but_others_do() -> None:
    assert starts((0, "number", 1), (1, "bullet", 0), (0, "number", 2)) == ["1", "1"]
    assert starts((0, "number", 1), (0, "none", 0), (0, "number", 2)) == ["1", "2"]
    assert starts((1, "number", 3), (0, "bullet", 0), (1, "number", 4)) == ["3", "4"]


def test_a_box_has_gaps_between_its_paragraphs_only() -> None:
    xml = box_paragraphs(RunWriter("fr-FR"), [point("a"), point("b")], TextFormat(size=14))
    assert find(xml, "//a:spcBef/a:spcPts/@val") == ["0", "400"]
    assert find(xml, "//a:rPr/@sz") == ["1400", "1400"]


def test_shrinking_is_written_as_planned() -> None:
    assert body_properties(Fit()) == "<a:bodyPr><a:normAutofit/></a:bodyPr>"
    planned = body_properties(Fit(92_500, 10_000, 4))
    assert planned == '<a:bodyPr><a:normAutofit fontScale="92500" lnSpcReduction="10000"/></a:bodyPr>'
