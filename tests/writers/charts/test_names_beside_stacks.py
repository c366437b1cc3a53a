"""Names with values right of the last stack of columns, in place of a legend and of the value axis."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pdfplumber
import pytest

from tests.files.validator import schema_errors
from tests.writers.charts.test_built_charts import build, build_charts, chart_of, seen

__all__ = ["build"]

Build = Callable[..., dict[str, Path]]

STACK = """
      - chart:
          kind: column
          stacked: STACKED
          caption: Budget
          categories: [2022, 2023, 2024]
          series:
            - {name: Rues, values: [245, 260, 237]}
            - {name: Eau, values: [182, 214, LAST]}
            - {name: Parcs et jardins, values: [3, 49, 50]}
"""


def stack(stacked: str = "true", last: str = "256") -> str:
    return STACK.replace("STACKED", stacked).replace("LAST", last)


def labels_of(file: Path, point: int) -> list[str]:
    opc, name = chart_of(file)
    found = opc.find(name, f"//c:barChart//c:dLbl[c:idx/@val='{point}']")
    return [seen("".join(label.itertext("{*}t"))) for label in found]


@pytest.mark.parametrize("stacked", ["true", "percent"])
def test_the_last_stack_is_named_and_there_is_neither_legend_nor_axis(build: Build, stacked: str) -> None:
    for file in build(stack(stacked), "fr", "en").values():
        opc, name = chart_of(file)
        names = [label.split("~")[0].split("¦")[0] for label in labels_of(file, 2)]
        assert names == ["Rues", "Eau", "Parcs et jardins"]
        assert not opc.find(name, "//c:legend")
        assert opc.find(name, "//c:valAx/c:delete/@val") == ["1"]
        assert opc.find(name, "//c:barChart//c:dLbl[c:idx/@val='2']/c:layout")


def test_a_segment_lower_than_three_millimetres_has_no_value_inside(build: Build) -> None:
    for file in build(stack(), "fr").values():
        opc, name = chart_of(file)
        assert [opc.find(name, f"//c:barChart/c:ser[{n}]//c:dLbl/c:idx/@val") for n in (1, 2, 3)] == [
            ["0", "1", "2"],
            ["0", "1", "2"],
            ["1", "2"],
        ]


@pytest.mark.parametrize("source", [stack(last="null"), stack(last="-20"), stack().replace("Rues", "Rues " * 20)])
def test_stacks_whose_names_have_no_place_keep_their_legend(build: Build, source: str) -> None:
    for file in build(source, "fr").values():
        opc, name = chart_of(file)
        assert opc.find(name, "//c:legend")
        assert not opc.find(name, "//c:dLbl/c:layout")


def make_stack(folder: Path) -> list[Path]:
    return list(build_charts(folder, stack(), "fr").values())


@pytest.mark.render(files=make_stack)
def test_libreoffice_draws_the_names_on_one_left_edge_and_apart(rendering: Path) -> None:
    for kind in ("docx", "pptx"):
        with pdfplumber.open(rendering / f"essai.fr.{kind}.pdf") as pdf:
            (page,) = (page for page in pdf.pages if "jardins" in page.extract_text())
            words = {word["text"]: word for word in page.extract_words()}
            names = [words[name] for name in ("Parcs", "Eau", "Rues")]
            edges = [name["x0"] for name in names]
            assert max(edges) - min(edges) < 2
            assert all(above["bottom"] <= below["top"] + 1 for above, below in pairwise(names))
            assert all(name["x0"] > words["2024"]["x1"] for name in names)


@pytest.mark.full
@pytest.mark.validator
def test_the_validator_accepts_them(build: Build) -> None:
    for file in build(stack(), "fr").values():
        assert not schema_errors(file)
