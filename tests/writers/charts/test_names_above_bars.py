"""Names with values above the parts of the first of stacked bars, in place of a legend."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pdfplumber
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.writers.charts.geometry import PlotBox
from builder.writers.charts.series_names import names_above
from builder.writers.charts.style import ChartStyle
from builder.writers.charts.text import text_width
from tests.files.validator import schema_errors
from tests.writers.charts.charts import chart
from tests.writers.charts.test_built_charts import build, build_charts, chart_of, seen

__all__ = ["build"]

Build = Callable[..., dict[str, Path]]

BARS = """
      - chart:
          kind: bar
          stacked: STACKED
          caption: Usage
          categories: [Jeunes, Adultes, Aînés]
          series:
            - {name: Souvent, values: [46, 39, 12]}
            - {name: Parfois, values: [44, 45, 38]}
            - {name: Jamais, values: [FIRST, 16, 50]}
"""


def bars(stacked: str = "true", first: str = "10") -> str:
    return BARS.replace("STACKED", stacked).replace("FIRST", first)


def labels_of(file: Path, point: int) -> list[str]:
    opc, name = chart_of(file)
    return [seen("".join(one.itertext("{*}t"))) for one in opc.find(name, f"//c:ser//c:dLbl[c:idx/@val='{point}']")]


@pytest.mark.parametrize("stacked", ["true", "percent"])
def test_the_first_bar_is_named_and_there_is_no_legend(build: Build, stacked: str) -> None:
    for file in build(bars(stacked), "fr", "en").values():
        opc, name = chart_of(file)
        named = [words for words in labels_of(file, 0) if words[0].isalpha()]
        assert [words.split("~")[0] for words in named] == ["Souvent", "Parfois", "Jamais"]
        assert "46" in named[0]
        assert not opc.find(name, "//c:legend")
        moves = opc.strings(name, "//c:ser//c:dLbl[c:idx/@val='0']/c:layout//c:y/@val")
        assert len([move for move in moves if float(move) < 0]) == 3


@pytest.mark.parametrize(
    "source",
    [
        bars(first="0"),
        bars(first="null"),
        bars(first="-4"),
        bars().replace("Jamais", "Interminablement" * 4),
        bars(first="0.1").replace("[46,", "[70,").replace("Jamais", "Jamais de la vie et sans aucune exception"),
    ],
)
def test_bars_whose_names_do_not_fit_keep_their_legend(build: Build, source: str) -> None:
    for file in build(source, "fr").values():
        opc, name = chart_of(file)
        assert opc.find(name, "//c:legend")
        assert not opc.find(name, "//c:dLbl/c:layout")


def test_without_values_the_names_stand_alone_above_the_first_bar(build: Build) -> None:
    source = bars().replace("caption: Usage", "caption: Usage\n          labels: none")
    for file in build(source, "fr").values():
        assert labels_of(file, 0) == ["Souvent", "Parfois", "Jamais"]
        assert labels_of(file, 1) == []


@given(
    st.lists(
        st.tuples(st.text("abc m", min_size=1, max_size=30).filter(str.strip), st.integers(1, 100)),
        min_size=2,
        max_size=6,
    )
)
def test_names_above_touch_neither_each_other_nor_the_edge_and_are_over_their_parts(
    parts: list[tuple[str, int]],
) -> None:
    style, box = ChartStyle(), PlotBox(80.0, 20.0, 430.0, 200.0)
    node = chart("bar", ("a",), *((str(value),) for _, value in parts), stacked=True)
    total = sum(value for _, value in parts)
    names = names_above(node, style, box, Decimal(total))
    if names is None:
        return
    spans = []
    for name, series in zip(names, node.series, strict=True):
        lines = [*name.lines]
        lines = [*lines, series.labels[0]] if name.value_below else [*lines[:-1], f"{lines[-1]}  {series.labels[0]}"]
        half = max(text_width(line, style.size) for line in lines) / 2
        spans.append((name.middle - half, name.middle + half))
    assert all(before[1] < after[0] for before, after in pairwise(spans))
    assert spans[0][0] >= 0 and spans[-1][1] <= style.width / 12_700
    done = 0.0
    for name, (_, value) in zip(names, parts, strict=True):
        left, right = (box.left + box.width * end / total for end in (done, done + value))
        near = max(0.0, 1.5 * style.size - (right - left) / 2)
        assert left - near - 0.1 <= name.middle <= right + near + 0.1
        done += value


def make_bars(folder: Path) -> list[Path]:
    return list(build_charts(folder, bars(), "fr").values())


@pytest.mark.render(files=make_bars)
def test_libreoffice_draws_the_names_on_one_line_above_the_first_bar(rendering: Path) -> None:
    for kind in ("docx", "pptx"):
        with pdfplumber.open(rendering / f"essai.fr.{kind}.pdf") as pdf:
            (page,) = (page for page in pdf.pages if "Souvent" in page.extract_text())
            words = {word["text"]: word for word in page.extract_words()}
            names = [words[name] for name in ("Souvent", "Parfois", "Jamais")]
            assert max(name["top"] for name in names) - min(name["top"] for name in names) < 2
            assert all(before["x1"] < after["x0"] for before, after in pairwise(names))
            assert all(name["bottom"] <= words["Jeunes"]["top"] + 2 for name in names)


@pytest.mark.full
@pytest.mark.validator
def test_the_validator_accepts_them(build: Build) -> None:
    for file in build(bars(), "fr").values():
        assert not schema_errors(file)
