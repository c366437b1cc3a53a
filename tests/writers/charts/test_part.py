from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace

from builder.content.model.values import PartialDate
from builder.resolve.axes import value_axis
from builder.resolve.numbers import formatter
from builder.resolve.time_axis import time_axis
from builder.tree.exhibits import ChartNode
from builder.writers.charts.part import (
    SHAPES_ID,
    SHAPES_RELATIONSHIP,
    SHAPES_TYPE,
    WORKBOOK_ID,
    ChartStyle,
    suggested_height,
)
from builder.writers.charts.series_names import moves_apart
from builder.writers.charts.text import text_width
from tests.files.validator import schema_errors
from tests.resolve.make import format_
from tests.writers.charts.charts import KINDS, NS, Kind, chart, drawn, find, parts_of, samples, sheet_of

SAMPLES = dict(samples())
each_sample = pytest.mark.parametrize("node", SAMPLES.values(), ids=SAMPLES)


@each_sample
def test_the_workbook_s_cells_equal_the_caches(node: ChartNode) -> None:
    parts = parts_of(node)
    sheet = sheet_of(parts)
    references = find(drawn(node), "//c:strRef | //c:numRef")
    assert len({one.findtext("{*}f") for one in references}) == 2 * len(node.series) + 1
    for one in references:
        name, area = str(one.findtext("{*}f")).split("!")
        found = sheet[area.replace("$", "")]
        cells = [row[0] for row in found] if isinstance(found, tuple) else [found]
        cached = {int(p.get("idx")): p.findtext("{*}v") for p in find(one, "*/c:pt")}
        assert name == "Sheet1"
        assert int(find(one, "*/c:ptCount")[0].get("val")) == len(cells)
        for index, cell in enumerate(cells):
            text = cached.get(index)
            if text is None or one.tag.endswith("strRef"):
                assert cell.value == text
            else:  # XlsxWriter writes 16 digits; Excel itself keeps 15
                assert cell.value == pytest.approx(float(text), rel=1e-15, abs=0)


@each_sample
def test_caches_hold_the_very_digits(node: ChartNode) -> None:
    for ser in find(drawn(node), "//c:ser"):
        (name,) = find(ser, "c:tx//c:v/text()")
        (series,) = (one for one in node.series if one.name == name)
        values = {int(p.get("idx")): Decimal(p.findtext("{*}v")) for p in find(ser, "c:val//c:pt")}
        assert values == {i: v for i, v in enumerate(series.values) if v is not None}


@each_sample
def test_every_word_has_its_language(node: ChartNode) -> None:
    root = drawn(node, language="fr-CA")
    assert find(root, "c:lang/@val") == ["fr-CA"]
    words = find(root, "//a:rPr | //a:defRPr | //a:endParaRPr")
    assert words
    assert {one.get("lang") for one in words} == {"fr-CA"}


@each_sample
def test_the_value_axis_is_there_exactly_where_points_lack_labels(node: ChartNode) -> None:
    root = drawn(node)
    deleted = find(root, "//c:valAx/c:delete/@val")
    points = sum(value is not None for series in node.series for value in series.values)
    labelled = len(find(root, "//c:dLbl"))
    if node.kind in ("pie", "doughnut"):
        assert deleted == []
        assert labelled == points
    elif deleted == ["1"]:
        visible = sum(bool(value) for series in node.series for value in series.values)
        assert labelled >= visible
    else:
        assert deleted == ["0"]


@each_sample
def test_label_positions_are_those_the_kind_allows(node: ChartNode) -> None:
    """PowerPoint repairs a file with another position, though the schema accepts it."""
    root = drawn(node)
    allowed = {
        "barChart": {"ctr"} if find(root, "//c:grouping[@val='stacked']") else {"outEnd"},
        "lineChart": {"t", "b", "r"},
        "areaChart": set(),
        "pieChart": {"outEnd", "ctr"},
        "doughnutChart": set(),
    }
    for plot in find(root, "//c:plotArea/*[c:ser]"):
        assert set(find(plot, ".//c:dLblPos/@val")) <= allowed[plot.tag.split("}")[1]]


@each_sample
def test_axes_have_positive_ids_that_match(node: ChartNode) -> None:
    root = drawn(node)
    used = find(root, "//c:plotArea/*/c:axId/@val")
    assert {int(one) > 0 for one in used} <= {True}
    assert sorted(find(root, "//c:crossAx/@val")) == sorted(set(used))


@each_sample
def test_no_title_and_a_legend_only_where_it_is_needed(node: ChartNode) -> None:
    root = drawn(node)
    assert find(root, "c:chart/c:autoTitleDeleted/@val") == ["1"]
    assert not find(root, "//c:title")
    zero = node.kind in ("pie", "doughnut") and 0 in node.series[0].values
    if len(node.series) == 1 and not zero:
        assert not find(root, "//c:legend")
    else:
        assert find(root, "//c:legend") or len(find(root, "//c:dLbl")) == len(node.series)


@each_sample
def test_the_plot_stays_inside_its_frame(node: ChartNode) -> None:
    for style in (ChartStyle(), ChartStyle(width=2_000_000, height=1_200_000, size=12)):
        (place,) = find(drawn(node, style), "c:chart/c:plotArea/c:layout/c:manualLayout")
        x, y, w, h = (float(place.find("{*}" + name).get("val")) for name in "xywh")
        assert 0 <= x < x + w <= 1
        assert 0 <= y < y + h <= 1


def test_bars_are_read_from_the_top() -> None:
    root = drawn(chart("bar", ("a", "b"), ("1", "2")))
    assert find(root, "//c:catAx/c:scaling/c:orientation/@val") == ["maxMin"]
    assert find(root, "//c:valAx/c:crosses/@val") == ["max"]


@pytest.mark.parametrize("kind", ["column", "bar"])
def test_columns_and_bars_start_at_zero(kind: Kind) -> None:
    assert find(drawn(chart(kind, ("a", "b"), ("99", "100"))), "//c:valAx/c:scaling/c:min/@val") == ["0"]
    assert find(drawn(chart(kind, tuple("abcdefghij" * 6), ("99", "100") * 30)), "//c:valAx//c:min/@val") == ["0"]


def test_a_label_with_a_separator_is_text_and_any_other_follows_its_value() -> None:
    root = drawn(chart("column", ("a", "b", "c"), ("100", "1400.5", "-7")))
    labels = find(root, "//c:dLbl")
    assert ["".join(one.xpath(".//a:t/text()", namespaces=NS)) for one in labels] == ["", "1\u202f400,5\u00a0M€", ""]
    assert [one.findtext("{*}idx") or one.find("{*}idx").get("val") for one in labels] == ["0", "1", "2"]
    codes = [one.find("{*}numFmt").get("formatCode") if one.find("{*}numFmt") is not None else "" for one in labels]
    assert codes == ['0"\u00a0M€"', "", '0"\u00a0M€";"−"0"\u00a0M€"']


def test_labels_that_no_format_can_draw_are_text_boxes_at_their_ticks() -> None:
    node = chart("line", tuple("abcdefghij" * 4), ("0.1", "-0.2", "0.3", "0.4") * 10)
    parts = parts_of(node)
    root = drawn(node)
    assert find(root, "//c:valAx/c:tickLblPos/@val") == ["none"]
    assert find(root, "c:userShapes") and find(root, "c:externalData/following-sibling::*[1][self::c:userShapes]")
    assert parts.shapes is not None
    boxes = find(etree.fromstring(parts.shapes), "//cdr:relSizeAnchor")
    assert ["".join(one.itertext("{*}t")) for one in boxes] == ["−0,2", "0", "0,2", "0,4"]
    (place,) = find(root, "c:chart/c:plotArea/c:layout/c:manualLayout")
    left, top, height = (float(place.find("{*}" + name).get("val")) for name in "xyh")
    for share, one in zip((1, 2 / 3, 1 / 3, 0), boxes, strict=True):
        (x1, y1), (x2, y2) = ([float(end.findtext("{*}" + name)) for name in "xy"] for end in (one[0], one[1]))
        assert 0 <= x1 < x2 < left
        assert (y1 + y2) / 2 == pytest.approx(top + share * height, abs=0.001)


def test_labels_that_a_format_can_draw_are_the_axis_s_own() -> None:
    node = chart("column", tuple("abcdefghij" * 4), ("100", "1500") * 20)
    root = drawn(node)
    assert parts_of(node).shapes is None
    assert find(root, "//c:valAx/c:numFmt/@formatCode") == ['[>=1000]#"\u202f"##0;0']
    assert find(root, "//c:valAx/c:tickLblPos/@val") == ["nextTo"]
    ends = [find(root, f"//c:valAx//c:{name}/@val") for name in ("min", "max", "majorUnit")]
    assert ends == [["0"], ["1500"], ["500"]]


def test_each_slice_says_its_category_and_value() -> None:
    for kind in ("pie", "doughnut"):
        root = drawn(chart(kind, ("Nord", "Sud"), ("40", "60")))
        found = [["".join(p.itertext()) for p in find(one, ".//a:p")] for one in find(root, "//c:dLbl")]
        assert found == [["Nord", "40\u00a0M€"], ["Sud", "60\u00a0M€"]]


def test_slices_too_many_for_two_lines_are_labelled_on_one() -> None:
    names = tuple(f"part {n}" for n in range(14))
    root = drawn(chart("pie", names, ("50", *["1"] * 13)))
    found = [["".join(p.itertext()) for p in find(one, ".//a:p")] for one in find(root, "//c:dLbl")]
    assert found[3] == ["part 3\u00a0\u00a01\u00a0M€"]
    assert all(len(lines) == 1 for lines in found)
    assert find(root, "//c:dLbl/c:layout")


def test_names_of_crowded_bars_are_set_smaller() -> None:
    few, many = (drawn(chart("bar", tuple(f"ouvrage {n}" for n in range(count)), ("1",) * count)) for count in (5, 20))
    sizes = [int(find(root, "//c:catAx//a:defRPr/@sz")[0]) for root in (few, many)]
    assert sizes[0] == 1000
    assert 750 <= sizes[1] < 1000


def test_many_points_are_not_labelled_and_the_last_of_a_long_line_is() -> None:
    years = tuple(str(year) for year in range(1950, 2025))
    assert not find(drawn(chart("column", years, ("1000",) * 75)), "//c:dLbl")
    assert find(drawn(chart("line", years, ("1000",) * 75)), "//c:dLbl/c:idx/@val") == ["74"]


def test_lines_that_end_apart_are_named_at_their_ends() -> None:
    root = drawn(chart("line", ("a", "b"), ("10", "20"), ("50", "90")))
    assert not find(root, "//c:legend")
    assert ["".join(one.itertext()) for one in find(root, "//c:dLbl//a:p")] == [
        "Série 1 & Cie\u00a0\u00a020\u00a0M€",
        "Série 2 & Cie\u00a0\u00a090\u00a0M€",
    ]
    gap = chart("line", ("a", "b"), ("10", "20"), ("50", None))
    assert find(drawn(gap), "//c:legend")


def test_labels_at_ends_that_are_near_move_apart_and_stay_with_their_lines() -> None:
    root = drawn(chart("line", ("a", "b"), ("10", "20"), ("50", "20.5"), ("30", "20")), ChartStyle(width=9_000_000))
    assert not find(root, "//c:legend")
    assert len(find(root, "//c:dLbl")) == 3
    moves = [float(y) for y in find(root, "//c:dLbl/c:layout/c:manualLayout/c:y/@val")]
    assert min(moves) < 0 < max(moves)


@given(st.lists(st.floats(0, 200), min_size=2, max_size=5))
def test_moved_labels_are_a_line_from_each_other_inside_the_plot(heights: list[float]) -> None:
    moves = moves_apart(heights, 14.0, 200.0)
    if moves is None:
        return
    places = sorted(height + move for height, move in zip(heights, moves, strict=True))
    assert all(after - before >= 13.9 for before, after in pairwise(places))
    assert max(map(abs, moves)) <= 28.0
    assert places[0] >= -0.1 and places[-1] <= 200.1
    order = sorted(range(len(heights)), key=lambda index: (heights[index], index))
    assert [heights[index] for index in order] == sorted(heights)


def test_labels_of_five_lines_that_end_together_are_a_legend() -> None:
    assert moves_apart([50.0] * 7, 14.0, 200.0) is None
    assert moves_apart([50.0, 50.0], 14.0, 200.0) == pytest.approx([-7.0, 7.0])


def test_a_missing_value_is_a_gap() -> None:
    root = drawn(chart("line", ("a", "b", "c"), ("1", None, "3")))
    assert find(root, "//c:dispBlanksAs/@val") == ["gap"]
    assert find(root, "//c:val//c:pt/@idx") == ["0", "2"]


@each_sample
def test_the_same_chart_is_the_same_bytes(node: ChartNode) -> None:
    assert parts_of(node) == parts_of(node)


def test_bars_ask_for_more_height_than_columns() -> None:
    many = tuple(f"poste {n}" for n in range(12))
    style = ChartStyle()
    bars, columns = (suggested_height(chart(kind, many, ("1",) * 12), style) for kind in ("bar", "column"))
    assert columns < bars <= 1.2 * style.width


@given(
    st.sampled_from(KINDS),
    st.booleans(),
    st.lists(
        st.tuples(
            st.text(st.characters(min_codepoint=0x20, max_codepoint=0x2FF), max_size=60),
            st.none()
            | st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=6),
            st.none() | st.decimals(allow_nan=False, allow_infinity=False, min_value=0, max_value=1, places=9),
        ),
        min_size=1,
        max_size=30,
    ),
)
@settings(deadline=None)
def test_any_data_is_drawn(kind: Kind, stacked: bool, rows: list[tuple[str, Decimal | None, Decimal | None]]) -> None:
    names, *values = zip(*rows, strict=True)
    node = chart(kind, names, *([None if v is None else str(v) for v in row] for row in values), stacked=stacked)  # type: ignore[arg-type]
    root = drawn(node)
    assert [one.findtext("{*}v") for one in find(root, "(//c:ser)[1]/c:cat//c:pt")] == list(names)


@pytest.mark.full
@pytest.mark.validator
def test_microsoft_s_validator_accepts_every_chart(tmp_path: Path) -> None:
    document = docx.Document()
    package = document.part.package
    alone = tuple("5" if n % 4 in (0, 2) else None for n in range(40))
    nodes = [
        *SAMPLES.values(),
        chart("line", tuple(f"a{n}" for n in range(40)), alone),
        *(timed(kind, (1950, 1990, 2020), ("1", "2.5", "-3")) for kind in ("line", "area", "column")),
        timed("line", (1801, 1851, 1946), ("1", "2.5", "3")),
        chart("line", ("a", "b", "c"), ("0", "40", "90")),
    ]
    for number, node in enumerate(nodes, 1):
        parts = parts_of(node)
        chart_part = Part(PackURI(f"/word/charts/chart{number}.xml"), CONTENT_TYPE.DML_CHART, parts.xml, package)
        if parts.shapes is not None:
            boxes = Part(PackURI(f"/word/drawings/drawing{number}.xml"), SHAPES_TYPE, parts.shapes, package)
            chart_part.rels.add_relationship(SHAPES_RELATIONSHIP, boxes, SHAPES_ID)
        book = Part(PackURI(f"/word/embeddings/book{number}.xlsx"), CONTENT_TYPE.SML_SHEET, parts.workbook, package)
        assert chart_part.relate_to(book, RELATIONSHIP_TYPE.PACKAGE) == WORKBOOK_ID
        document.part.relate_to(chart_part, RELATIONSHIP_TYPE.CHART)
    document.save(str(tmp_path / "charts.docx"))
    assert schema_errors(tmp_path / "charts.docx") == []


@pytest.mark.full
@pytest.mark.validator
def test_microsoft_s_validator_accepts_the_workbooks(tmp_path: Path) -> None:
    for name in ("column four False", "bar negative True", "pie long False", "line empty False"):
        file = tmp_path / f"{name}.xlsx"
        file.write_bytes(parts_of(SAMPLES[name]).workbook)
        assert schema_errors(file) == []


def test_the_workbook_shows_numbers_in_the_chart_s_format() -> None:
    sheet = sheet_of(parts_of(chart("column", ("a & b", "c"), ("1.25", None), code='#,##0.0,," M€"')))
    assert sheet["B2"].number_format == '#,##0.0,," M€"'
    assert (sheet["A2"].value, sheet["B1"].value, sheet["B3"].value) == ("a & b", "Série 1 & Cie", None)


def timed(kind: Kind, years: tuple[int, ...], *rows: tuple[str | None, ...]) -> ChartNode:
    time = time_axis([PartialDate(year) for year in years], formatter("fr"))
    assert time is not None
    return replace(chart(kind, tuple(str(year) for year in years), *rows), time=time, dated=True)


def test_dates_at_unequal_steps_are_on_a_date_axis() -> None:
    node = timed("line", (1950, 1990, 2020), ("1", "2", "3"))
    root = drawn(node)
    assert not find(root, "//c:catAx | //c:cat/c:strRef")
    assert find(root, "//c:dateAx/c:numFmt/@formatCode | //c:cat//c:formatCode/text()") == ["yyyy", "yyyy"]
    assert find(root, "//c:dateAx/c:baseTimeUnit/@val") == ["years"]
    assert find(root, "//c:cat//c:v/text()") == ["18264", "32874", "43831"]
    cells = [sheet_of(parts_of(node))[f"A{row}"].value.year for row in (2, 3, 4)]
    assert cells == [1950, 1990, 2020]


@pytest.mark.parametrize("kind", ["line", "area", "column"])
@pytest.mark.parametrize("width", [1_500_000, 6_000_000, 11_000_000])
def test_labels_of_a_date_axis_do_not_touch(kind: Kind, width: int) -> None:
    root = drawn(timed(kind, (1950, 1990, 2020), ("1", "2", "3")), ChartStyle(width=width, height=2_000_000))
    (step,) = find(root, "//c:dateAx/c:majorUnit/@val")
    assert 70 / int(step) * text_width("2020", 10) < width / 12_700


NAMES = ("Éducation", "Environnement", "Infrastructures", "Télécommunications", "Agroalimentaire", "Administration")


@pytest.mark.parametrize("kind", ["line", "area", "column"])
@pytest.mark.parametrize("count", [1, 6, 10, 24, 80])
@pytest.mark.parametrize("width", [2_000_000, 6_000_000, 11_000_000])
def test_names_are_never_left_out(kind: Kind, count: int, width: int) -> None:
    names = tuple(f"{NAMES[n % 6]} {n}" for n in range(count))
    root = drawn(chart(kind, names, ("1",) * count), ChartStyle(width=width, height=3_000_000))
    assert find(root, "//c:catAx/c:tickLblSkip/@val") == ["1"]


def test_years_are_thinned_out_where_they_do_not_fit() -> None:
    years = tuple(str(year) for year in range(1950, 2025))
    for kind in ("line", "column"):
        assert int(find(drawn(chart(kind, years, ("1",) * 75)), "//c:catAx/c:tickLblSkip/@val")[0]) > 1  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["pie", "doughnut"])
def test_a_slice_of_zero_keeps_its_name_and_has_a_legend(kind: Kind) -> None:
    root = drawn(chart(kind, ("Nord", "Sud", "Est"), ("40", "0", "60")))
    found = [["".join(p.itertext()) for p in find(one, ".//a:p")] for one in find(root, "//c:dLbl")]
    assert found == [["Nord", "40\u00a0M€"], ["Sud", "0\u00a0M€"], ["Est", "60\u00a0M€"]]
    assert find(root, "//c:legend") and not find(root, "//c:legendEntry")
    assert not find(drawn(chart(kind, ("Nord", "Sud"), ("40", "60"))), "//c:legend")


def test_a_point_between_two_gaps_is_seen_as_a_marker() -> None:
    values = [None if n % 4 == 1 or n == 3 else "5" for n in range(40)]
    root = drawn(chart("line", tuple(f"{2000 + n}" for n in range(40)), tuple(values)))
    assert find(root, "//c:ser/c:marker/c:symbol/@val") == ["none"]
    assert find(root, "//c:dPt[c:marker/c:symbol/@val='circle']/c:idx/@val") == [
        "0",
        "2",
        "4",
        "39",
    ]  # the last point is marked too


def test_a_slice_s_label_follows_its_data_where_no_separator_is_drawn() -> None:
    root = drawn(chart("pie", ("Nord", "Sud et ses très longues dépendances d’outre-mer"), ("40", "1260.5")))
    north, south = find(root, "//c:dLbl")
    assert find(north, ".//a:fld/@type") == ["CATEGORYNAME", "VALUE"]
    assert find(north, "c:numFmt/@formatCode") == ['0"\u00a0M€"']
    assert find(north, "c:extLst//*[local-name()='dlblFieldTable']")
    assert not find(south, ".//a:fld | c:numFmt | c:extLst")
    assert "".join(south.itertext("{*}t")).endswith("1\u202f260,5\u00a0M€")


def test_a_line_s_end_label_follows_its_data_where_no_separator_is_drawn() -> None:
    root = drawn(chart("line", ("a", "b"), ("10", "20"), ("50", "90.5")))
    first, second = find(root, "//c:dLbl")
    assert find(first, ".//a:fld/@type") == ["SERIESNAME", "VALUE"]
    assert find(first, "c:numFmt/@formatCode") == ['0"\u00a0M€"']
    assert not find(second, ".//a:fld | c:numFmt")


@each_sample
def test_fields_have_identifiers_of_their_own(node: ChartNode) -> None:
    identifiers = find(drawn(node), "//a:fld/@id")
    assert len(set(identifiers)) == len(identifiers)


@pytest.mark.parametrize("kind", ["column", "bar"])
def test_bars_without_an_axis_may_grow_when_the_data_is_edited(kind: Kind) -> None:
    root = drawn(chart(kind, ("a", "b"), ("10", "20")))
    assert find(root, "//c:valAx/c:delete/@val") == ["1"]
    assert not find(root, "//c:valAx/c:scaling/c:max")
    assert find(root, "//c:valAx/c:scaling/c:min/@val") == ["0"]


@pytest.mark.parametrize("width", [3_000_000, 6_000_000, 11_000_000])
def test_labels_of_the_axis_below_bars_do_not_touch(width: int) -> None:
    values = tuple(str(n * 1_000_000_007) for n in range(-30, 31))
    node = chart("bar", tuple(f"nom {n}" for n in range(61)), values)
    axis = value_axis("bar", [[Decimal(v) for v in values]], format_(style="exact"), formatter("fr"))
    style = ChartStyle(width=width, height=3_000_000)
    parts = parts_of(replace(node, axis=axis), style)
    if parts.shapes is None:
        (plot,) = find(etree.fromstring(parts.xml), "c:chart/c:plotArea/c:layout/c:manualLayout/c:w/@val")
        apart = float(plot) * width / 12_700 / (len(axis.ticks) - 1)
        assert max(text_width(tick.text, style.size) for tick in axis.ticks) < apart
        return
    boxes = find(etree.fromstring(parts.shapes), "//cdr:relSizeAnchor")
    edges = [tuple(float(end.findtext("{*}x")) for end in (one[0], one[1])) for one in boxes]
    assert "0" in ["".join(one.itertext("{*}t")) for one in boxes]
    assert all(left[1] < right[0] for left, right in pairwise(edges))


def test_one_long_name_of_a_small_bar_chart_takes_more_width_and_stays_legible() -> None:
    names = ("Subventions aux organisations internationales non gouvernementales", "Eau", "Parcs", "Rues")
    style = ChartStyle(width=2_933_065, height=2_355_088, size=9.5)
    for node in (chart("bar", names, ("4", "3", "2", "1")), chart("bar", ("Est", "Eau", "Parcs", "Rues"), ("4",) * 4)):
        root = drawn(node, style)
        (size,) = {int(value) for value in find(root, "//c:catAx//a:defRPr/@sz")}
        assert size >= 0.7 * 950
        (left,) = find(root, "c:chart/c:plotArea/c:layout/c:manualLayout/c:x/@val")
        assert float(left) <= (0.5 if node.categories == names else 0.25)


def test_names_that_are_small_because_there_are_many_take_no_more_width() -> None:
    names = tuple(f"Entretien des ouvrages de la vallée du Haut-Sarine et de ses affluents {n}" for n in range(60))
    style = ChartStyle(width=6_000_000, height=2_000_000)
    (left,) = find(drawn(chart("bar", names, ("4",) * 60), style), "//c:plotArea/c:layout//c:x/@val")
    assert float(left) <= 0.44
