"""What tells headings and leads apart: room for numbers, sizes."""

from __future__ import annotations

import pytest

from builder.templates.word.reader import BriefTemplate
from builder.tree.document import SectionNode
from builder.typeset.fonts import Fonts
from tests.documents import document, para, section, text, words
from tests.files.wordxml import W, paragraphs, style_of
from tests.writers.word.conftest import Write


def nested(index: int) -> SectionNode:
    """A section of level 1 with one of level 2 in it, and one of level 3 in that, each with a message."""
    message = words("Ce qu’il faut retenir.")
    third = section(1, "Trois", text(para("x")), key=f"c{index}", place=(index, 1, 1), message=message)
    second = section(1, "Deux", key=f"b{index}", place=(index, 1), message=message, sections=(third,))
    return section(index, "Un", key=f"a{index}", message=message, sections=(second,))


@pytest.mark.parametrize(("count", "widened"), [(2, False), (12, True)])
def test_words_of_headings_never_touch_their_numbers(
    count: int, widened: bool, write: Write, house: BriefTemplate
) -> None:
    opc = write(document(*(nested(n) for n in range(1, count + 1))))
    headings = [p for p in paragraphs(opc) if style_of(p) == "Heading3"]
    indents = [p.find(f"{W}pPr/{W}ind") for p in headings]
    hangs = {house.hangs[2] if indent is None else int(indent.get(f"{W}hanging")) for indent in indents}
    assert len(hangs) == 1
    look = house.type["heading_3"]
    number = Fonts().face(look.font, look.bold).width(f"{count}.1.1") * look.size * 20
    assert hangs.pop() >= number + 100
    assert any(indent is not None for indent in indents) == widened


def test_no_stop_of_the_list_of_headings_is_before_their_words(write: Write) -> None:
    opc = write(document(nested(1)))
    levels = opc.find("word/numbering.xml", "//w:abstractNum[w:name/@w:val='Headings']/w:lvl[w:pStyle]")
    assert len(levels) == 5
    assert not [tab for level in levels for tab in level.iter(f"{W}tab")]


def test_a_lead_is_never_larger_than_its_heading(write: Write, house: BriefTemplate) -> None:
    leads = [p for p in paragraphs(write(document(nested(1)))) if style_of(p) == "Lead"]
    sizes = [
        {int(node.get(f"{W}val")) / 2 for run in lead.iter(f"{W}r") for node in run.iter(f"{W}sz")} for lead in leads
    ]
    own = house.type["lead"].size
    for level, size in enumerate(sizes, 1):
        assert max(size or {own}) <= house.type[f"heading_{level}"].size
    assert sizes[:2] == [set(), set()]
