from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.writers.charts.style import ChartStyle
from builder.writers.charts.ticks import read_pattern, value_ticks

MILLIONS = '[>=1000000]#"\u202f"###"\u202f"##0;[>=1000]#"\u202f"##0;0'
FRENCH = ChartStyle(decimal_mark=",", group_mark="\u202f")


@pytest.mark.parametrize(
    ("code", "prefix", "suffix", "factor"),
    [
        ("General", "", "", "1"),
        ("0", "", "", "1"),
        ('#,##0.0,,"\u00a0M€"', "", "\u00a0M€", "0.000001"),
        ('"€"#,##0,"K"', "€", "K", "0.001"),
        ("0.0%", "", "%", "100"),
        ('#,##0"\u00a0%";"−"#,##0"\u00a0%"', "", "\u00a0%", "1"),
        ("[$€-40C] 0.00", "€ ", "", "1"),
        ('[>=1000]#" "##0;0', "", " ", "1"),
        (r"0\ \k\m", "", " km", "1"),
    ],
)
def test_a_format_code_is_taken_apart(code: str, prefix: str, suffix: str, factor: str) -> None:
    pattern = read_pattern(code)
    assert pattern.prefix == prefix
    assert pattern.factor == Decimal(factor)
    if not code.startswith("["):
        assert pattern.suffix == suffix


@pytest.mark.parametrize(
    ("low", "high", "code", "expected"),
    [
        ("0", "400", '0.0"\u00a0M€"', ('0"\u00a0M€"', "100", "400\u00a0M€")),
        ("0", "400000000", '#,##0,,"\u00a0M€"', ('0,,"\u00a0M€"', "100000000", "400\u00a0M€")),
        ("0", "56000", "#,##0", ('[>=1000]#"\u202f"##0;0', "20000", "60\u202f000")),
        ("0", "3400000", "#,##0", (MILLIONS, "1000000", "4\u202f000\u202f000")),
        ("-30", "12", '0"\u00a0%"', ('0"\u00a0%";"−"0"\u00a0%";0"\u00a0%"', "20", "−30\u00a0%")),
        ("0", "0.9", '0.0"\u00a0%"', ('[<0.25]"0\u00a0%";[<0.75]"0,5\u00a0%";"1\u00a0%"', "0.5", "0,5\u00a0%")),
        ("0", "0", "General", ("0", "1", "0")),
    ],
)  # fmt: skip
def test_marks_read_the_same_on_every_machine(low: str, high: str, code: str, expected: tuple[str, str, str]) -> None:
    ticks = value_ticks(Decimal(low), Decimal(high), code, FRENCH)
    assert (ticks.code, format(ticks.step, "f"), ticks.widest) == expected


@given(
    st.decimals(min_value=0, max_value=10**12, allow_nan=False, places=3),
    st.sampled_from(["General", '0.00" kg"', '#,##0,," M€"', '#,##0.0"\u00a0%"']),
)
def test_positive_marks_leave_no_separator_to_the_reader_s_settings(high: Decimal, code: str) -> None:
    """Outside quotes and conditions a code has neither a decimal point nor a grouping comma between digits."""
    ticks = value_ticks(Decimal(0), high, code, FRENCH)
    bare = re.sub(r'"[^"]*"|\[[^\]]*\]', "", ticks.code)
    assert "." not in bare
    assert not re.search(r"[#0],[#0]", bare)
    assert ticks.step > 0
    assert high <= ticks.step * 6


def test_stacked_shares_end_at_a_hundred_per_cent() -> None:
    code = '0"\u00a0%"'
    assert value_ticks(Decimal(0), Decimal("100.1"), code, FRENCH, whole=True).maximum == 100
    assert value_ticks(Decimal(0), Decimal(1), "0%", FRENCH, whole=True).maximum == 1
    assert value_ticks(Decimal(0), Decimal(100), code, FRENCH).maximum != 100
    assert value_ticks(Decimal(0), Decimal(140), code, FRENCH, whole=True).maximum != 100
