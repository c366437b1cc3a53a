"""Charts on slides drawn as SVG."""

from __future__ import annotations

from pathlib import Path

import pytest

import builder
from builder.preview.slides.deck_drawing import DeckDrawing
from builder.preview.slides.svg import SVG

SOURCE = """
languages: [en]
title: Areas
sections:
  - title: Budget
    message: A sentence.
    blocks:
      - chart:
          kind: area
          stacked: STACKED
          caption: Figures
          categories: [2022, 2023]
          series:
            - {name: Streets, values: [245, 260]}
            - {name: Water, values: [182, 130]}
"""


@pytest.mark.parametrize("stacked", ["false", "true", "percent"])
def test_areas_are_drawn_with_one_name_each_right_of_the_plot(tmp_path: Path, stacked: str) -> None:
    (tmp_path / "publication.yaml").write_text(SOURCE.replace("STACKED", stacked), "utf-8")
    drawing = DeckDrawing(builder.deck(builder.load(tmp_path), "en"), lambda blob, kind: "")
    slide = drawing.draw(1)
    texts = [(element.text or "", float(element.get("x", "0"))) for element in slide.iter(f"{{{SVG}}}text")]
    last = max(x for text, x in texts if text == "2023")
    for name in ("Streets", "Water"):
        ((_, left),) = [(text, x) for text, x in texts if text.startswith(name)]
        assert left > last
    paths = list(slide.iter(f"{{{SVG}}}path"))
    filled = [path for path in paths if path.get("fill", "none") != "none"]
    edges = [path for path in paths if path.get("fill") == "none" and not str(path.get("d")).endswith("Z")]
    assert len(filled) == 2
    assert len(edges) == (2 if stacked == "false" else 0)
