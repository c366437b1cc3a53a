"""The author's choices for a chart: its axis, shares of 100%, labelled values. As read back from built files."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from builder.check.runner import check
from builder.diagnostics import BuildError
from builder.resolve.axes import Bounds, value_axis
from builder.resolve.numbers import formatter
from builder.writers.charts.style import ChartStyle
from tests.files.opc import open_opc
from tests.files.validator import schema_errors
from tests.writers.charts.charts import chart, drawn, find
from tests.writers.charts.test_built_charts import all_of, build, chart_of, seen, ticks_of
from tests.writers.charts.test_number_codes import drawn_by

__all__ = ["build"]

Build = Callable[..., dict[str, Path]]

LINE = """
      - chart:
          kind: line
          caption: {fr: Indice des prix, en: Price index}
          axis: {AXIS}
          categories: [2021, 2022, 2023, 2024]
          series: [{name: {fr: Indice, en: Index}, values: [96, 97.5, 104, 108]}]
"""
SHARES = """
      - chart:
          kind: KIND
          stacked: percent
          caption: Logements
          categories: [2021, 2022]
          series:
            - {name: Location, values: [1, 30]}
            - {name: Vente, values: [2, 10]}
"""
LANGUAGES = ("fr", "en", "fr-CH", "de-CH", "es", "it", "nl")


def words_of(file: Path) -> list[str]:
    """The labels written as text in a chart."""
    opc, name = chart_of(file)
    return [seen("".join(label.itertext("{*}t"))) for label in opc.find(name, "//c:dLbl")]


@pytest.mark.parametrize(
    ("axis", "expected", "cut"),
    [
        ("from: 90, to: 110", "90 95 100 105 110", True),
        ("from: 0", "0 50 100 150", False),
        ("zero: true", "0 50 100 150", False),
        ("to: 200", "0 50 100 150 200", False),
        ("from: -10, to: 110", "−10 10 30 50 70 90 110", False),
        ("zero: false", "96 98 100 102 104 106 108", True),
    ],
)
def test_the_author_s_axis_is_drawn_in_both_media(build: Build, axis: str, expected: str, cut: bool) -> None:
    files = build(LINE.replace("AXIS", axis), "fr", "en")
    for name in ("fr.docx", "en.docx", "fr.pptx", "en.pptx"):
        opc, part = chart_of(files[name])
        if opc.find(part, "//c:valAx/c:delete/@val") == ["0"]:
            assert " ".join(ticks_of(files[name])) == expected
    for language, note in (("fr", "L’axe ne part pas de zéro."), ("en", "The axis does not start at zero.")):
        text = "".join(open_opc(files[f"{language}.docx"]).xml("word/document.xml").itertext("{*}t"))
        assert (note in text) == cut


def test_columns_may_leave_zero_only_by_choice_and_the_check_says_so(tmp_path: Path) -> None:
    text = (
        "languages: [fr, en]\ntitle: T\nsections:\n  - title: Un\n    blocks:\n      - chart:\n          kind: column\n"
        "          axis: {from: 90, to: 110, zero: false}\n          categories: [a, b]\n"
        "          series: [{name: s, values: [100, 105]}]\n"
    )
    (tmp_path / "publication.yaml").write_text(text, "utf-8")
    findings = check(tmp_path / "publication.yaml", select=["FIG016"]).diagnostics
    assert [(one.code, one.span.line, one.span.column) for one in findings] == [("FIG016", 8, 17)]


@pytest.mark.parametrize(
    ("axis", "message"),
    [
        ("to: 100", "the axis ends at 100, and the chart reaches 108"),
        ("from: 97, to: 110", "the axis starts at 97, and the chart goes down to 96"),
    ],
)
def test_a_value_beyond_the_axis_is_an_error(build: Build, axis: str, message: str) -> None:
    with pytest.raises(BuildError) as problem:
        build(LINE.replace("AXIS", axis), "fr", "en")
    assert message in {one.message for one in problem.value.diagnostics}


@given(
    st.sampled_from(("line", "column", "area")),
    st.lists(st.decimals(-1000, 1000, places=1), min_size=1, max_size=8),
    st.one_of(st.none(), st.decimals(-3000, -1001, places=0)),
    st.one_of(st.none(), st.decimals(1001, 3000, places=0)),
)
def test_an_axis_keeps_the_chosen_ends_and_its_ticks_inside(
    kind: str, values: list[Decimal], low: Decimal | None, high: Decimal | None
) -> None:
    axis = value_axis(kind, [values], None, formatter("fr"), bounds=Bounds(low=low, high=high))
    assert low is None or axis.low == low
    assert high is None or axis.high == high
    assert axis.low <= min(values) and max(values) <= axis.high
    assert 2 <= len(axis.ticks) <= 12
    assert all(axis.low <= tick.value <= axis.high for tick in axis.ticks)


@pytest.mark.parametrize("kind", ["column", "bar"])
def test_segments_stacked_to_100_percent_are_labelled_with_their_shares(build: Build, kind: str) -> None:
    files = build(SHARES.replace("KIND", kind), *LANGUAGES)
    space = {"fr": "33¦% 75¦% 67¦% 25¦%", "en": "33% 75% 67% 25%", "de-CH": "33% 75% 67% 25%"}
    for language in LANGUAGES:
        for medium in ("docx", "pptx"):
            opc, name = chart_of(files[f"{language}.{medium}"])
            assert opc.find(name, "//c:barChart/c:grouping/@val") == ["percentStacked"]
            words = " ".join(words_of(files[f"{language}.{medium}"])).replace("~", "¦")
            shown = " ".join(re.findall(r"[0-9]+¦?%", words))
            assert shown.replace("¦", "") == "33% 75% 67% 25%"
            assert shown == space.get(language, shown)
            assert opc.find(name, "//c:ser[1]/c:val//c:pt/c:v/text()") == ["1", "30"]


def test_the_axis_of_shares_counts_in_percent(build: Build) -> None:
    files = build(SHARES.replace("KIND", "area"), "fr", "en")
    for language, ticks in (("fr", "0¦% 25¦% 50¦% 75¦% 100¦%"), ("en", "0% 25% 50% 75% 100%")):
        for medium in ("docx", "pptx"):
            opc, name = chart_of(files[f"{language}.{medium}"])
            assert opc.find(name, "//c:valAx//c:max/@val | //c:valAx//c:min/@val") == ["1", "0"]
            (code,) = opc.find(name, "//c:valAx/c:numFmt/@formatCode")
            drawn_ticks = [seen(drawn_by(code.replace("%", '"%"'), Decimal(25 * n))) for n in range(5)]
            assert " ".join(drawn_ticks).replace("~", "¦") == ticks


def test_shares_are_described_as_shares(build: Build) -> None:
    files = build(SHARES.replace("KIND", "column"), "fr", "en")
    for language, words in (
        ("fr", "Graphique en colonnes empilées à 100~% : Logements. Location : 2021 (33~%), 2022 (75~%)"),
        ("en", "100% stacked column chart: Logements. Location: 2021 (33%), 2022 (75%)"),
    ):
        (alt,) = open_opc(files[f"{language}.docx"]).find("word/document.xml", "//wp:docPr[@descr]/@descr")
        plain = seen(alt).replace("¦", "~").replace("~:", " :")
        assert plain.startswith(words)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ("[-1, 2]", "a share cannot be below 0, and the series `B` has a value that is"),
        ("[0, 0]", "category 1 adds up to zero: it has no shares"),
    ],
)
def test_values_without_shares_are_refused(build: Build, values: str, message: str) -> None:
    rows = f"[{{name: A, values: [0, 2]}}, {{name: B, values: {values}}}]"
    source = f"\n      - chart: {{kind: bar, stacked: percent, categories: [a, b], series: {rows}}}\n"
    with pytest.raises(BuildError) as problem:
        build(source, "fr")
    assert [one.message for one in problem.value.diagnostics] == [message]


def labelled(root: etree._Element) -> list[list[int]]:
    """The labelled points of each series."""
    return [[int(i) for i in find(series, "c:dLbls/c:dLbl/c:idx/@val")] for series in find(root, "//c:ser")]


def test_labels_none_ends_and_all_of_a_line() -> None:
    names, values = tuple("abcdefgh"), ("1", "4", "2", "6", "3", "8", "5", "7")
    shown = {
        choice: labelled(drawn(chart("line", names, values, labels=choice), ChartStyle(width=9_000_000)))
        for choice in ("none", "ends", "all")
    }
    assert shown == {"none": [[]], "ends": [[7]], "all": [list(range(8))]}


def test_labels_of_all_lines_leave_out_those_without_a_free_place() -> None:
    names = tuple("abcdef")
    lines = (("1", "2", "3", "4", "5", "6"), ("1", "2", "3", "4", "5", "6"), ("30", "20", "10", "40", "50", "60"))
    root = drawn(chart("line", names, *lines, labels="all"), ChartStyle(width=9_000_000))
    first, second, third = labelled(root)
    assert len(third) >= 5
    assert len(first) + len(second) < 12
    assert find(root, "//c:legend") and find(root, "//c:valAx/c:delete/@val") == ["0"]


def test_lines_without_labels_keep_their_names() -> None:
    lines = (("1", "2"), ("30", "20"))
    root = drawn(chart("line", ("a", "b"), *lines, labels="none"), ChartStyle(width=9_000_000))
    texts = ["".join(label.itertext("{*}t")) for label in find(root, "//c:dLbl")]
    assert texts == ["Série 1 & Cie", "Série 2 & Cie"]


def test_all_labels_of_columns_are_set_smaller_before_they_are_left_out() -> None:
    names, values = tuple("abcdefghijkl"), tuple(str(1000 + n) for n in range(12))
    style = ChartStyle(width=6_600_000, size=12)
    assert labelled(drawn(chart("column", names, values), style)) == [[]]
    root = drawn(chart("column", names, values, labels="all"), style)
    assert labelled(root) == [list(range(12))]
    assert {int(size) for size in find(root, "//c:dLbl//a:rPr/@sz")} <= set(range(800, 1200))
    assert labelled(drawn(chart("column", names, values, labels="none"), style)) == [[]]


@pytest.mark.full
@pytest.mark.validator
def test_the_validator_accepts_them(build: Build) -> None:
    sources = (LINE.replace("AXIS", "from: 90, to: 110"), *(SHARES.replace("KIND", kind) for kind in ("bar", "area")))
    for file in build(all_of(*sources), "fr", "en").values():
        assert not schema_errors(file)
