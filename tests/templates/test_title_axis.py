"""Titles keep the axis of the template: the lines of a long one are evened without a shift from slide to slide."""

from __future__ import annotations

from pathlib import Path

import pytest

import builder
from builder.templates.deck.reader import read_deck_facts
from builder.templates.open import open_template
from tests.files.opc import Opc
from tests.files.slidexml import A, placeholder, shapes, slides
from tests.templates.changing import changed
from tests.templates.foreign import bare

SOURCE = """\
languages: [fr, en, de-CH]
title: {fr: Titres, en: Titles, de-CH: Titel}
date: 2025-01-15
sections:
  - title: {fr: Un, en: One, de-CH: Eins}
    message:
      fr: Les transports publics transportent chaque année un peu plus de monde.
      en: Public transport carries a few more people every single year.
      de-CH: Der öffentliche Verkehr befördert jedes Jahr etwas mehr Menschen.
    blocks:
      - points: [{fr: un, en: one, de-CH: eins}]
  - title: {fr: Deux, en: Two, de-CH: Zwei}
    message: {fr: Les dépenses suivent., en: Spending follows., de-CH: Die Ausgaben folgen.}
    blocks:
      - points: [{fr: un, en: one, de-CH: eins}]
"""


def template(alignment: str, body: str = "") -> bytes:
    """Return a template whose titles have an alignment (`algn`); `body` is written into their `a:bodyPr`."""

    def change(name: str, xml: str) -> str:
        if name.startswith("ppt/slideMasters/") and name.endswith(".xml"):
            start, end = xml.index("<p:titleStyle>"), xml.index("</p:titleStyle>")
            xml = xml[:start] + xml[start:end].replace('algn="ctr"', f'algn="{alignment}"') + xml[end:]
            return xml.replace("<a:bodyPr", f"<a:bodyPr {body}", 1) if body else xml
        return xml

    return changed(bare(), change)


def insets_of_titles(path: Path) -> list[tuple[int, int]]:
    """Return the left and right insets written on each slide's title; (-1, -1) if it keeps the layout's."""
    opc = Opc(path)
    insets = []
    for slide in slides(opc):
        for shape in shapes(opc, slide):
            held = placeholder(shape)
            if held is not None and held.get("type") in ("title", "ctrTitle"):
                body = shape.find(f".//{A}bodyPr")
                assert (body.get("lIns") is None) == (body.get("rIns") is None)
                insets.append((int(body.get("lIns", "-1")), int(body.get("rIns", "-1"))))
    return insets


@pytest.mark.parametrize("language", ["fr", "en", "de-CH"])
@pytest.mark.parametrize(
    ("alignment", "moved"), [("ctr", (0.5, 0.5)), ("r", (1.0, 0.0)), ("l", (0.0, 1.0)), ("just", (0.0, 1.0))]
)
def test_titles_narrowed_to_even_lines_keep_their_axis(
    alignment: str, moved: tuple[float, float], language: str, tmp_path: Path
) -> None:
    (tmp_path / "publication.yaml").write_text(SOURCE)
    (tmp_path / "t.pptx").write_bytes(template(alignment))
    out = tmp_path / "x.pptx"
    builder.write_deck(builder.load(tmp_path), language, out, template=tmp_path / "t.pptx")
    narrowed = [insets for insets in insets_of_titles(out) if insets != (-1, -1)]
    assert narrowed, "no title is long enough to be narrowed"
    for left, right in narrowed:
        added = left + right - 2 * 91_440
        assert added > 0
        assert (left - 91_440, right - 91_440) == pytest.approx((added * moved[0], added * moved[1]), abs=2)


@pytest.mark.parametrize(
    ("alignment", "body", "read"),
    [("ctr", "", "centre"), ("r", "", "right"), ("l", "", "left"), ("l", 'anchorCtr="1"', "centre"),
     ("sideways", "", "left")],
)  # fmt: skip
def test_the_alignment_of_titles_is_read(alignment: str, body: str, read: str, tmp_path: Path) -> None:
    path = tmp_path / "t.pptx"
    path.write_bytes(template(alignment, body))
    assert read_deck_facts(open_template(path, "pptx")).layouts["text"].placeholders["title"].alignment == read
