"""Placeholders in unexpected places are reported by `builder template check`."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pptx
import pytest
from lxml import etree
from pptx.oxml.ns import qn

from builder.brand.template_check import check_template
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


def turn_on_the_master(placeholders: Any) -> None:
    master_of(placeholders).placeholders[1].rotation = 270


def stand_upright_on_the_master(placeholders: Any) -> None:
    master_of(placeholders).placeholders[1]._element.find(f".//{qn('a:bodyPr')}").set("vert", "eaVert")


def master_of(placeholders: Any) -> Any:
    return placeholders.parent.slide_master


def add_covering(placeholders: Any) -> None:
    """Add a second, smaller content placeholder upon the first, which is placed where the master has it."""
    body = placeholders[1]
    body.left, body.top, body.width, body.height = 457_200, 1_600_200, 8_229_600, 4_525_963
    other = copy.deepcopy(body._element)
    other.find(f".//{qn('p:cNvPr')}").set("id", "77")
    other.find(f".//{qn('p:cNvPr')}").set("name", "Second text")
    other.find(f".//{qn('p:ph')}").set("idx", "77")
    other.find(f".//{qn('a:ext')}").set("cx", "4000000")
    body._element.addnext(other)


def group(placeholders: Any) -> None:
    """Put a caption in a group on the layout."""
    add_covering(placeholders)
    shape = placeholders[2]._element
    tree = shape.getparent()
    wrapped = etree.SubElement(tree, qn("p:grpSp"))
    for name in ("p:nvGrpSpPr", "p:grpSpPr"):
        wrapped.append(copy.deepcopy(tree.find(qn(name))))
    wrapped.append(shape)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (turn, "is turned"), (stand_upright, "is vertical"), (cover, "title and body"),
        (turn_on_the_master, "'Content Placeholder 2' of 'Title and Content' is turned"),
        (stand_upright_on_the_master, "'Content Placeholder 2' of 'Title and Content' is vertical"),
        (add_covering, "builds leave out 'Second text'"), (group, "'Second text' of 'Title and Content' is in a group"),
    ],
)  # fmt: skip
def test_a_placeholder_in_an_unexpected_place_is_reported(change: Any, words: str, tmp_path: Path) -> None:
    changed_body(tmp_path / "t.pptx", change)
    (problem,) = [message for message in problems_of(tmp_path / "t.pptx") if words in message]
    assert "'Title and Content'" in problem


def test_placeholders_side_by_side_are_not_reported(tmp_path: Path) -> None:
    pptx.Presentation().save(str(tmp_path / "t.pptx"))
    assert problems_of(tmp_path / "t.pptx") == problems_of(default_template("pptx")) == []
