from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from builder.templates.deck.facts import Frame
from builder.templates.deck.template import DeckTemplate
from builder.tree.prose import Run
from builder.typeset.plan import Deck, ImagePart, Slide, TextPart
from builder.writers.powerpoint.deck import write_deck
from tests.files.opc import NS, Opc
from tests.files.slidexml import P, frame_of, placeholder, shapes, slides, text_of
from tests.writers.powerpoint.decks import IMAGE, deck, document, point, words


def names(opc: Opc, place: int) -> list[str]:
    return [shape.find(".//p:cNvPr", NS).get("name") for shape in shapes(opc, slides(opc)[place])]


def written(house: DeckTemplate, tmp_path: Path, *planned: Slide, title: str = "Un titre") -> Opc:
    path = tmp_path / "x.pptx"
    write_deck(document(title=title), Deck(slides=planned), house).save(str(path))
    return Opc(path)


def test_reading_order_is_title_caption_exhibit_source_foot(opc: Opc) -> None:
    assert names(opc, 5) == ["Title", "Kicker", "Caption", "Table", "Source", "Footer", "Slide Number"]
    assert names(opc, 4) == ["Title", "Kicker", "Body", "Caption", "Chart", "Source", "Footer", "Slide Number"]


def test_exhibits_sit_in_their_placeholders(opc: Opc) -> None:
    kinds = {4: None, 5: "tbl", 6: "chart", 7: "pic"}
    for place, kind in kinds.items():
        exhibit = next(
            shape for shape in shapes(opc, slides(opc)[place]) if shape.tag in (f"{P}graphicFrame", f"{P}pic")
        )
        held = placeholder(exhibit)
        assert held is not None
        assert held.get("type") == kind


def test_footers_are_the_title_and_a_field_with_the_number(opc: Opc) -> None:
    for place, slide in enumerate(slides(opc), 1):
        fields = opc.find(slide, "//a:fld[@type='slidenum']/a:t/text()")
        assert fields in ([str(place)], []) and (fields or place == 1)
        assert not fields or "Le pari européen de Mistral AI" in [text_of(shape) for shape in shapes(opc, slide)]


def test_a_long_title_is_cut_at_a_word_in_the_footer(house: DeckTemplate, tmp_path: Path) -> None:
    title = "Une publication " + "au titre interminable " * 20
    slide = Slide(layout="text", title=words("Titre"), key="k")
    opc = written(house, tmp_path, slide, title=title.strip())
    footer = next(shape for shape in shapes(opc, slides(opc)[0]) if text_of(shape).startswith("Une publication"))
    assert text_of(footer).endswith(("titre…", "interminable…", "au…"))
    assert len(text_of(footer)) < 170


def test_sizes_that_were_planned_are_written(opc: Opc) -> None:
    assert opc.strings(slides(opc)[3], "//a:normAutofit/@fontScale") == ["90000"]
    assert opc.strings(slides(opc)[4], "//a:normAutofit/@lnSpcReduction") == ["10000"]
    assert set(opc.strings(slides(opc)[5], "//a:tbl//a:rPr/@sz")) == {"1600"}


def test_a_placeholder_is_moved_only_when_the_plan_says_so(house: DeckTemplate, tmp_path: Path) -> None:
    frame = Frame(685_800, 2_000_000, 5_000_000, 1_000_000)
    moved = TextPart(placeholder="body", paragraphs=(point("x"),), frame=frame)
    opc = written(house, tmp_path, Slide(layout="text", title=words("T"), key="k", parts=(moved,)))
    body = next(shape for shape in shapes(opc, slides(opc)[0]) if text_of(shape) == "x")
    assert frame_of(opc, slides(opc)[0], body) == (54.0, 2_000_000 / 12_700, 5_685_800 / 12_700, 3_000_000 / 12_700)
    assert len(opc.find(slides(opc)[0], "//p:sp/p:spPr/a:xfrm")) == 1


def test_text_without_a_placeholder_is_a_box_of_the_planned_size(house: DeckTemplate, tmp_path: Path) -> None:
    frame = Frame(685_800, 2_000_000, 5_000_000, 1_000_000)
    part = TextPart(placeholder="kicker", paragraphs=(point("x", mark="none"),), frame=frame, size=13, bold=True)
    opc = written(house, tmp_path, Slide(layout="title-only", title=words("T"), key="k", parts=(part,)))
    box = opc.find(slides(opc)[0], "//p:sp[p:nvSpPr/p:cNvSpPr/@txBox]")[0]
    assert box.find(".//a:rPr", NS).get("sz") == "1300"
    assert box.find(".//a:rPr", NS).get("b") == "1"
    assert box.find(".//a:bodyPr", NS).get("lIns") == "0"


def test_references_jump_to_the_slide_of_what_they_name(opc: Opc) -> None:
    text, chart = slides(opc)[3], slides(opc)[4]
    jump = opc.strings(text, "//a:hlinkClick[@action]/@r:id")
    assert [relation.target for relation in opc.relations(text) if relation.id in jump] == [chart]


def test_one_address_is_one_relationship(opc: Opc) -> None:
    for slide in slides(opc):
        targets = [relation.target for relation in opc.relations(slide) if relation.external]
        assert len(targets) == len(set(targets))


def test_decoration_is_flagged_and_pictures_without_words_are_decoration(house: DeckTemplate, tmp_path: Path) -> None:
    bare = msgspec.structs.replace(IMAGE, alt="")
    part = ImagePart(frame=house.facts.layouts["picture"].content, image=bare)
    opc = written(house, tmp_path, Slide(layout="picture", title=words("T"), key="k", parts=(part,)))
    picture = opc.find(slides(opc)[0], "//p:pic/p:nvPicPr/p:cNvPr")[0]
    assert picture.get("descr") is None
    assert picture.find(".//adec:decorative", NS).get("val") == "1"


@pytest.mark.parametrize("place", [8, 9, 10])
def test_shapes_without_words_are_decoration(opc: Opc, place: int) -> None:
    for shape in shapes(opc, slides(opc)[place]):
        if not text_of(shape):
            assert shape.find(".//adec:decorative", NS) is not None


def test_the_progress_of_a_divider_fills_as_many_segments_as_sections_passed(opc: Opc) -> None:
    colours = opc.strings(slides(opc)[2], "//p:sp[starts-with(.//p:cNvPr/@name, 'Progress')]/p:spPr/a:solidFill/*/@val")
    assert len(colours) == 13
    assert len(set(colours[:5])) == 1 and len(set(colours[5:])) == 1 and colours[0] != colours[5]


def test_timeline_and_highlights_are_read_in_order(opc: Opc, house: DeckTemplate) -> None:
    reported = [text_of(shape) for shape in shapes(opc, slides(opc)[10]) if text_of(shape)]
    assert [text.split("\n")[0] for text in reported[2:5]] == ["2023", "Juin 2023", "Décembre 2023"]
    big = [text_of(shape) for shape in shapes(opc, slides(opc)[9]) if text_of(shape)]
    assert big[2] == "plus de\n400\u00a0M€\nlevés en série A"
    sizes = opc.strings(slides(opc)[9], "//p:sp[.//a:t='plus de']//a:rPr/@sz")
    assert sizes == ["1600", "5400", "2800", "1600"]


def test_a_timeline_is_one_group_with_one_alternative_text(opc: Opc) -> None:
    """What it draws besides text is decoration inside it."""
    (group,) = opc.find(slides(opc)[10], "//p:grpSp")
    (alt,) = group.xpath("./p:nvGrpSpPr/p:cNvPr/@descr", namespaces=NS)
    assert alt.startswith("Chronologie\u00a0: 2023, ")
    assert "Décembre 2023" in alt and len(alt) <= 300
    assert [text_of(shape).split("\n")[0] for shape in group if text_of(shape)][:1] == ["2023"]
    for shape in group:
        if shape.tag != f"{P}grpSpPr" and not text_of(shape) and shape.find(f"{P}nvSpPr") is not None:
            assert shape.find(".//adec:decorative", NS) is not None
    own = group.xpath("./p:grpSpPr/a:xfrm/*", namespaces=NS)
    assert dict(own[0].attrib) == dict(own[2].attrib) and dict(own[1].attrib) == dict(own[3].attrib)


def test_big_numbers_that_cannot_be_read_on_their_tile_are_in_the_colour_of_the_text(
    house: DeckTemplate, tmp_path: Path
) -> None:
    (planned,) = [slide for slide in deck(house.facts).slides if slide.layout == "highlights"]
    usual = house.facts.layouts["highlights"]
    for panel, colour in ((usual.colours["bg2"], usual.accent), (usual.colours["accent1"], usual.ink)):
        layout = msgspec.structs.replace(usual, colours={**usual.colours, "bg2": panel})
        facts = msgspec.structs.replace(house.facts, layouts={**house.facts.layouts, "highlights": layout})
        opc = written(msgspec.structs.replace(house, facts=facts), tmp_path, planned)
        (value,) = opc.find(slides(opc)[0], "//p:sp//a:r[a:t='2023']")
        assert value.xpath("./a:rPr/a:solidFill/a:schemeClr/@val", namespaces=NS) == [colour]


def test_a_slide_repeats_the_colour_map_of_its_layout(house: DeckTemplate, tmp_path: Path) -> None:
    layouts = dict(house.facts.layouts)
    override = (
        'bg1="dk1" tx1="lt1" bg2="dk2" tx2="lt2" accent1="accent1" accent2="accent2" accent3="accent3"'
        ' accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"'
    )
    layouts["text"] = msgspec.structs.replace(layouts["text"], colour_map=override)
    dark = msgspec.structs.replace(house, facts=msgspec.structs.replace(house.facts, layouts=layouts))
    opc = written(dark, tmp_path, *(Slide(layout=text, title=words(text), key=text) for text in ("text", "quote")))
    assert opc.strings(slides(opc)[0], "//p:clrMapOvr/a:overrideClrMapping/@bg1") == ["dk1"]
    assert opc.find(slides(opc)[1], "//p:clrMapOvr/a:masterClrMapping")


def test_words_that_need_escaping_survive(house: DeckTemplate, tmp_path: Path) -> None:
    text = "R&D <b>\"'</b> ]]> é\u202f;"
    slide = Slide(layout="text", title=(Run(text),), key='k & "k"', kicker=text, source=(Run(text),))
    opc = written(house, tmp_path, slide, title=text)
    assert [text_of(shape) for shape in shapes(opc, slides(opc)[0])][:3] == [text] * 3


def test_every_layout_of_the_plan_has_its_slide(opc: Opc, house: DeckTemplate) -> None:
    assert len(slides(opc)) == len(deck(house.facts).slides)
