"""The structure of the page at several widths: what stands beside what, in every view and theme."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.preview.browsing import Tab
from tests.preview.samples import copied, served

pytestmark = pytest.mark.browser
Open = Callable[..., Tab]
WIDTHS = (1600, 1100, 480)
CASES = [
    (width, view, ("light", "dark")[(place + slides) % 2])
    for place, width in enumerate(WIDTHS)
    for slides, view in enumerate(("text", "slides"))
]
"""Every width with every view, and both themes with each of either."""
BOXES = """
(view) => {
  const box = (element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    return { left, top, right, bottom };
  };
  const rows = [...document.querySelectorAll(`#panel-${view} .row`)];
  return {
    page: document.documentElement.scrollWidth,
    header: box(document.querySelector("header")),
    rows: rows.map((row) => ({
      box: box(row),
      cells: [...row.children].filter((cell) => !cell.classList.contains("margin")).map(box),
      wide: [...row.querySelectorAll("svg, .body, .finding, figcaption")]
        .filter((part) => part.ownerSVGElement === null || part.ownerSVGElement === undefined)
        .filter((part) => part.getBoundingClientRect().right > row.getBoundingClientRect().right + 1)
        .map((part) => part.outerHTML.slice(0, 80)),
    })),
  };
}
"""


@pytest.mark.full
@pytest.mark.parametrize(("width", "view", "theme"), CASES)
def test_twins_stand_side_by_side_and_on_narrow_screens_one_below_the_other(
    tmp_path: Path, tab: Open, width: int, view: str, theme: str
) -> None:
    file = copied("docs/examples/every-key", tmp_path)
    with served({"every-key": file}) as server:
        page = tab(
            f"{server.addresses['every-key']}#{view}",
            viewport={"width": width, "height": 900},
            color_scheme=theme,
            reduced_motion="reduce",
        )
        page.page.locator(f"#panel-{view} .row").first.wait_for()
        page.wait_until_checked()
        boxes: dict[str, Any] = page.page.evaluate(BOXES, view)
        assert boxes["page"] <= width, "nothing makes the page scroll sideways"
        assert boxes["header"]["left"] == 0
        assert len(boxes["rows"]) > 10
        edges = set()
        for row in boxes["rows"]:
            assert row["wide"] == []
            first, *others = row["cells"]
            for before, after in zip(row["cells"], others, strict=False):
                if width > 1000:
                    assert after["top"] == pytest.approx(first["top"], abs=1)
                    assert after["left"] >= before["right"]
                    assert after["right"] - after["left"] == pytest.approx(first["right"] - first["left"], abs=1)
                else:
                    assert after["top"] >= before["bottom"]
                    assert after["left"] == pytest.approx(first["left"], abs=1)
            edges.add(tuple(round(cell["left"]) for cell in row["cells"]))
        assert len(edges) == 1, "all rows have the same columns"
