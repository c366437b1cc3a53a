"""Placeholders in unexpected places are reported by `builder template check`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pptx
import pytest
from pptx.oxml.ns import qn

from builder.brand.check import check_template
from builder.templates.defaults import default_template


def problems_of(path: Path) -> list[str]:
    return [problem.message for problem in check_template(path).diagnostics if problem.code == "TPL105"]


def changed_body(path: Path, change: Any) -> None:
    presentation = pptx.Presentation()
    change(presentation.slide_layouts[1].placeholders)
    presentation.save(str(path))


def turn(placeholders: Any) -> None:
    body = placeholders[1]
    body.left, body.top, body.width, body.height = 457_200, 1_600_200, 8_229_600, 4_525_963
    body.rotation = 90


def stand_upright(placeholders: Any) -> None:
    placeholders[1]._element.find(f".//{qn('a:bodyPr')}").set("vert", "vert270")


def cover(placeholders: Any) -> None:
    body = placeholders[1]
    body.left, body.top, body.width, body.height = 457_200, 274_638, 8_229_600, 5_800_000


@pytest.mark.parametrize(
    ("change", "words"), [(turn, "is turned"), (stand_upright, "is vertical"), (cover, "title and body")]
)
def test_a_placeholder_in_an_unexpected_place_is_reported(change: Any, words: str, tmp_path: Path) -> None:
    changed_body(tmp_path / "t.pptx", change)
    (problem,) = [message for message in problems_of(tmp_path / "t.pptx") if words in message]
    assert "'Title and Content'" in problem


def test_placeholders_side_by_side_are_not_reported(tmp_path: Path) -> None:
    pptx.Presentation().save(str(tmp_path / "t.pptx"))
    assert problems_of(tmp_path / "t.pptx") == problems_of(default_template("pptx")) == []
