"""Scatter charts as read back from built files, and the places of the names of points."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import pdfplumber
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace

from builder.resolve.axes import value_axis
from builder.resolve.numbers import formatter
from builder.source import NOWHERE
from builder.tree.exhibits import ChartNode, SeriesNode
from builder.writers.charts.part import ChartStyle, suggested_height
from builder.writers.charts.scatter_axes import scatter_frame, scatter_scales
from builder.writers.charts.scatter_labels import place_names
from builder.writers.charts.text import text_width
from tests.files.opc import open_opc
from tests.files.validator import schema_errors
from tests.writers.charts.charts import drawn, find, parts_of, sheet_of
from tests.writers.charts.test_built_charts import CDR, build, build_charts, chart_of, seen

__all__ = ["build"]

Build = Callable[..., dict[str, Path]]

INCOME = """
      - chart:
          kind: scatter
          caption: {fr: Revenu et santé, en: Income and health}
          x: {name: {fr: Revenu, en: Income}, values: [11_900, 32_100, 39_000, 14_700, 70_500], format: {currency: EUR}}
          categories: [{territory: BG}, {territory: ES}, {territory: FR}, {territory: RO}, {territory: IE}]
          series: [{name: {fr: Espérance de vie, en: Life expectancy}, values: [71.4, 83.2, 82.4, 72.8, 82.45]}]
          format: {unit: year}
"""
DATES = """
      - chart:
          kind: scatter
          caption: Chantiers
          x: {name: {fr: Ouverture, en: Opening}, values: [2018-02, 2019-05, 2020-11, 2023-09]}
          axis: {name: {fr: Solde, en: Balance}}
          series:
            - {name: Nord, values: [-1.5, 0.5, null, null]}
            - {name: Sud, values: [null, null, 2.5, 1.5]}
          format: {percent: true}
"""
PAIR = """
      - columns:
          - chart: {kind: scatter, caption: A, x: {name: X, values: [1, 2]}, series: [{name: Y, values: [3, 4]}]}
          - chart: {kind: scatter, caption: B, x: {name: X, values: [1, 2]}, series: [{name: Y, values: [3, 4]}]}
"""
EVERY = ("fr.docx", "fr.pptx", "en.docx", "en.pptx")


def node(x: tuple[str, ...], *rows: tuple[str | None, ...], names: tuple[str, ...] = (), labels: str = "") -> ChartNode:
    """A scatter chart."""
    across = tuple(map(Decimal, x))
    up = [tuple(None if value is None else Decimal(value) for value in row) for row in rows]
    maker = formatter("fr")
    return ChartNode(
        span=NOWHERE,
        key="c",
        kind="scatter",
        categories=names,
        labels=labels,  # type: ignore[arg-type]
        series=tuple(
            SeriesNode(name=f"Série {n}", values=row, labels=tuple(map(str, row))) for n, row in enumerate(up, start=1)
        ),
        axis=value_axis("scatter", up, None, maker),
        x=SeriesNode(name="X", values=across, labels=x),
        x_axis=value_axis("scatter", [across], None, maker),
    )


def test_points_are_native_in_both_media_with_an_axis_of_numbers_on_each_side(build: Build) -> None:
    files = build(INCOME, "fr", "en")
    for name in EVERY:
        opc, part = chart_of(files[name])
        assert opc.strings(part, "//c:ser/c:xVal//c:v/text()") == [
            "11900",
            "32100",
            "39000",
            "14700",
            "70500",
        ]
        assert opc.strings(part, "//c:ser/c:yVal//c:v/text()") == ["71.4", "83.2", "82.4", "72.8", "82.45"]
        assert len(opc.find(part, "//c:valAx")) == 2 and not opc.find(part, "//c:catAx")
        assert opc.find(part, "//c:valAx[c:axPos/@val = 'b']//c:max/@val") == ["80000"]
        names = [seen("".join(label.itertext("{*}t"))) for label in opc.find(part, "//c:dLbl")]
        bulgaria = "Bulgarie" if name.startswith("fr") else "Bulgaria"
        assert len(names) == 5 and names[0] == bulgaria
        assert set(opc.find(part, "//c:dLbl//a:fld/@type")) == {"CELLRANGE"}
        cached = [one.text for one in opc.find(part, "//c15:datalabelsRange//c:v")]
        assert cached[0] == bulgaria


def test_axes_have_their_names_and_ticks_of_the_language(build: Build) -> None:
    files = build(INCOME, "fr", "en")
    for language, x, y, euros in (
        ("fr", "Revenu", "Espérance de vie", "20¦000~€"),
        ("en", "Income", "Life expectancy", "€20,000"),
    ):
        for kind in ("docx", "pptx"):
            opc, part = chart_of(files[f"{language}.{kind}"])
            assert ["".join(title.itertext("{*}t")) for title in opc.find(part, "//c:valAx/c:title")] == [x]
            (shapes,) = opc.related(part, "chartUserShapes")
            boxes = etree.fromstring(opc.parts[shapes]).xpath("//cdr:sp", namespaces=CDR)
            texts = [seen("".join(box.itertext("{*}t"))) for box in boxes]
            assert texts[0] == y
            code = opc.find(part, "//c:valAx[c:axPos/@val = 'b']/c:numFmt/@formatCode")[0]
            assert euros in texts or "€" in code
            assert opc.find(part, "//c:valAx[c:axPos/@val = 'l']/c:tickLblPos/@val") == ["low"]


def test_series_differ_in_shape_and_colour(build: Build) -> None:
    opc, part = chart_of(build(DATES, "fr", "en")["fr.docx"])
    shapes = opc.find(part, "//c:ser/c:marker/c:symbol/@val")
    colours = [etree.tostring(fill) for fill in opc.find(part, "//c:ser/c:marker/c:spPr/a:solidFill")]
    assert shapes == ["circle", "square"] and len(set(colours)) == 2
    many = drawn(node(("1", "2"), *[("1", "2")] * 8))
    assert len(set(find(many, "//c:ser/c:marker/c:symbol/@val"))) == 8
    assert find(many, "//c:legend")


def test_dates_are_dates_in_the_workbook_and_zero_has_a_line(build: Build) -> None:
    opc, part = chart_of(build(DATES, "fr", "en")["fr.pptx"])
    assert opc.strings(part, "//c:ser[1]/c:xVal//c:v/text()")[0] == "43132"
    assert "yyyy" in opc.strings(part, "//c:ser[1]/c:xVal//c:formatCode/text()")[0]
    assert opc.find(part, "//c:valAx[c:axPos/@val = 'b']/c:crosses/@val") == ["autoZero"]
    assert opc.find(part, "//c:valAx[c:axPos/@val = 'l']/c:crosses/@val") == ["min"]


def test_the_workbook_has_the_points_in_rows(build: Build) -> None:
    chart = node(("1.5", "2"), ("3", None), (None, "4"), names=("Nord & Cie", "Sud"))
    rows = list(sheet_of(parts_of(chart)).values)
    assert rows == [("X", "Série 1", "Série 2", None), (1.5, 3, None, "Nord & Cie"), (2, None, 4, "Sud")]


def test_two_scatter_charts_stand_side_by_side(build: Build) -> None:
    files = build(PAIR, "fr")
    opc = open_opc(files["fr.docx"])
    assert len(opc.find("word/document.xml", "//w:tr[count(w:tc) = 2]//w:drawing")) == 2
    slides = [name for name in open_opc(files["fr.pptx"]).xml_parts() if re.search(r"/slides/slide\d+\.xml$", name)]
    assert 2 in [len(open_opc(files["fr.pptx"]).find(name, "//p:graphicFrame")) for name in slides]


@pytest.mark.full
@pytest.mark.validator
def test_microsoft_s_validator_accepts_the_files(build: Build) -> None:
    for file in build(INCOME + DATES + PAIR, "fr", "en").values():
        assert schema_errors(file) == []


def make_income(folder: Path) -> list[Path]:
    return list(build_charts(folder, INCOME, "fr", "en").values())


@pytest.mark.render(files=make_income)
def test_libreoffice_draws_names_ticks_and_titles_apart(rendering: Path) -> None:
    words = {
        "fr": ["Bulgarie", "Espagne", "France", "Roumanie", "Irlande", "Revenu", "Espérance", "20000€", "75ans"],
        "en": ["Bulgaria", "Spain", "France", "Romania", "Ireland", "Income", "expectancy", "€20,000", "75years"],
    }
    for file in sorted(rendering.glob("essai.*.*.pdf")):
        expected = words[file.name.split(".")[1]]
        with pdfplumber.open(file) as pdf:
            pages = [page for page in pdf.pages if expected[0] in page.extract_text()]
            text = re.sub(r"\s", "", pages[0].extract_text())
            for word in expected:
                assert word in text, f"{word} in {file.name}"
            found = [word for word in pages[0].extract_words() if word["text"] in expected[:5]]
            for one, other in combinations(found, 2):
                apart = one["x1"] <= other["x0"] or other["x1"] <= one["x0"]
                assert apart or one["bottom"] <= other["top"] or other["bottom"] <= one["top"], (one, other)


POINTS = st.lists(
    st.tuples(st.integers(0, 1000), st.integers(0, 1000), st.text("abcdefgh é", min_size=1, max_size=14)),
    min_size=1,
    max_size=30,
)


@given(points=POINTS, size=st.sampled_from([9.5, 14.0]), labels=st.sampled_from(["", "all"]))
def test_names_touch_no_other_name_and_no_point(points: list[tuple[int, int, str]], size: float, labels: str) -> None:
    xs, ys, names = zip(*points, strict=True)
    chart = node(tuple(map(str, xs)), tuple(map(str, ys)), names=names, labels=labels)
    style = ChartStyle(size=size)
    assert chart.x is not None and chart.x_axis is not None
    frame = scatter_frame(chart, chart.x_axis, style)
    scales = scatter_scales(chart, chart.x_axis, style, frame.box)
    radius = 4.0
    placed = place_names(chart, chart.x, style, frame.box, scales, radius)
    box, height = frame.box, style.height / 12_700
    where = [
        (
            box.left + float((Decimal(x) - scales[0].low) / (scales[0].high - scales[0].low)) * box.width,
            box.bottom - float((Decimal(y) - scales[1].low) / (scales[1].high - scales[1].low)) * box.height,
        )
        for x, y in zip(xs, ys, strict=True)
    ]
    areas = []
    for index, place in placed.places[0].items():
        wide, tall = text_width(names[index], size * placed.scale), size * placed.scale
        x, y = where[index]
        middle = {"r": x + radius + 3 + wide / 2, "l": x - radius - 3 - wide / 2}.get(place.position, x)
        level = {"t": y - radius - 1.5 - tall / 2, "b": y + radius + 1.5 + tall / 2}.get(place.position, y)
        level += place.move[1] * height
        areas.append((middle - wide / 2, level - tall / 2, middle + wide / 2, level + tall / 2))
    for one, other in combinations(areas, 2):
        shared = min(one[2], other[2]) - max(one[0], other[0])
        assert shared < 1.5 or min(one[3], other[3]) - max(one[1], other[1]) < 1.5
    for left, top, right, bottom in areas:
        assert top >= box.top - 1 and bottom <= box.bottom + 1 and right <= style.width / 12_700
        for x, y in where:
            assert not (left < x < right and top < y < bottom)


NUMBERS = st.one_of(
    st.integers(-(10**39), 10**39).map(str),
    st.decimals(-1000, 1000, allow_nan=False, allow_infinity=False, places=6).map("{:f}".format),
    st.sampled_from(["0", "5", "0.000001", "-0.000001"]),
)


@given(
    points=st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=12),
    count=st.integers(1, 9),
    labels=st.sampled_from(["", "all", "none"]),
    size=st.sampled_from([(5_760_000, 2_880_000), (1_500_000, 900_000)]),
)
def test_any_numbers_can_be_drawn(
    points: list[tuple[str, str]], count: int, labels: str, size: tuple[int, int]
) -> None:
    xs, ys = zip(*points, strict=True)
    rows = [tuple(y if n % count == row else None for n, y in enumerate(ys)) for row in range(count)]
    chart = node(xs, *rows, names=tuple(f"Un point numéro {n}" for n in range(len(xs))), labels=labels)
    root = drawn(chart, ChartStyle(size=14, width=size[0], height=size[1]))
    assert len(find(root, "//c:yVal//c:pt")) == len(points)
    shares = [float(edge) for edge in find(root, "//c:plotArea/c:layout//c:w/@val | //c:plotArea/c:layout//c:h/@val")]
    assert all(share > 0 for share in shares)


def test_a_cloud_of_many_points_has_no_names_unless_they_are_asked_for() -> None:
    many = tuple(str(n * 7 % 61) for n in range(60))
    names = tuple(f"P{n}" for n in range(60))
    assert not find(drawn(node(many, many[::-1], names=names)), "//c:dLbl")
    assert find(drawn(node(many, many[::-1], names=names, labels="all")), "//c:dLbl")
    assert not find(drawn(node(("1", "2"), ("3", "4"), names=("A", "B"), labels="none")), "//c:dLbl")
    assert len(find(drawn(node(("1", "2"), ("3", "4"), names=("A", "B"))), "//c:dLbl")) == 2


def test_long_names_of_axes_wrap_and_keep_clear_of_the_plot() -> None:
    chart = node(("1", "2"), ("3", "4"))
    long = " ".join(["indicateur"] * 20)
    assert chart.x_axis is not None and chart.axis is not None
    chart = replace(chart, x_axis=replace(chart.x_axis, name=long), axis=replace(chart.axis, name=long))
    style = ChartStyle()
    assert chart.x_axis is not None
    frame = scatter_frame(chart, chart.x_axis, style)
    assert len(frame.up.lines) > 1 and frame.up.frame.bottom < frame.box.top
    assert len(frame.across) == len(frame.up.lines) and frame.box.height > 0.3 * style.height / 12_700
    assert suggested_height(chart, style) > suggested_height(node(("1", "2"), ("3", "4")), style)


def test_each_axis_crosses_the_other(build: Build) -> None:
    root = drawn(node(("1", "2"), ("3", "4")))
    own, crossed = find(root, "//c:valAx/c:axId/@val"), find(root, "//c:valAx/c:crossAx/@val")
    assert own == crossed[::-1] == find(root, "//c:scatterChart/c:axId/@val")
