"""Parquet files as data: exact numbers, days, nulls, dictionaries, and what is refused."""

from __future__ import annotations

import datetime
import io
import os
import struct
import sys
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

if not os.environ.get("CI"):  # where everything must be installed
    pytest.importorskip("pyarrow")

import pyarrow
import pyarrow.parquet

from builder.content.files import FileProblem
from builder.content.model.publication import Publication
from builder.content.model.values import PartialDate
from builder.content.sources import parquet as module
from builder.content.sources.parquet import parquet_data, short_float
from tests.content.test_workbooks import chart_of, rows_of, table

Read = Callable[..., Publication]
Reported = Callable[..., list[str]]


def blob_of(columns: dict[str, Any], **options: Any) -> bytes:
    stream = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table(columns), stream, **options)
    return stream.getvalue()


def column(read: Read, values: Any, settings: str = "key: a") -> list[object]:
    yaml = table(settings, data="d.parquet")
    return [row[0] for row in rows_of(read(yaml, d__parquet=blob_of({"a": values, "z": list(range(len(values)))})))]


DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**18), max_value=10**18, places=6)


@given(st.lists(st.none() | DECIMALS, min_size=1, max_size=5))
@settings(deadline=None)
def test_decimals_are_exact(values: list[Decimal | None]) -> None:
    blob = blob_of({"a": pyarrow.array(values, pyarrow.decimal128(38, 6)), "z": list(range(len(values)))})
    natives = parquet_data("d", "d", blob).natives
    assert natives is not None
    assert [row[0] for row in natives] == values


@given(st.floats(width=32, allow_nan=False, allow_infinity=False))
def test_the_digits_of_a_number_of_32_bits_name_it(value: float) -> None:
    assert struct.unpack("f", struct.pack("f", float(short_float(value))))[0] == value
    assert len(short_float(value).lstrip("-").split("e")[0].replace(".", "").strip("0")) <= 9


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (pyarrow.array([2**63 - 1, None], pyarrow.int64()), [Decimal(2**63 - 1), None]),
        (pyarrow.array([2**64 - 1], pyarrow.uint64()), [Decimal(2**64 - 1)]),
        (pyarrow.array([0.1 + 0.2, float("nan"), 1e6]), [Decimal("0.3"), None, Decimal(1_000_000)]),
        (pyarrow.array([0.1, 2.5], pyarrow.float32()), [Decimal("0.1"), Decimal("2.5")]),
        (pyarrow.array([datetime.date(2024, 2, 29), None]), [PartialDate(2024, 2, 29), None]),
        (pyarrow.array([datetime.datetime(2024, 2, 29)], pyarrow.timestamp("ns")), [PartialDate(2024, 2, 29)]),
        (pyarrow.array(["01234", "75001", None, " "]), ["01234", "75001", None, None]),
        (pyarrow.array(["a", "b", "a", None]).dictionary_encode(), ["a", "b", "a", None]),
        (pyarrow.array([1, 2, 1]).dictionary_encode(), [Decimal(1), Decimal(2), Decimal(1)]),
        (pyarrow.array(["x"], pyarrow.large_string()), ["x"]),
        (pyarrow.nulls(2), [None, None]),
    ],
)
def test_types(read: Read, values: Any, expected: list[object]) -> None:
    assert column(read, values) == expected


def test_days_are_those_of_the_zone(read: Read) -> None:
    moment = datetime.datetime(2024, 1, 1, 23, tzinfo=datetime.UTC)  # midnight in Paris
    assert column(read, pyarrow.array([moment], pyarrow.timestamp("us", "+01:00"))) == [PartialDate(2024, 1, 2)]


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ([datetime.datetime(2024, 1, 1, 12)], "expected a date, found a date with a time of day"),
        ([True], "expected text, a number or a date, found a value of the type `bool`"),
        ([[1, 2]], "found a value of the type `list<"),
        ([b"x"], "found a value of the type `binary`"),
        ([datetime.time(12)], "found a value of the type `time64[us]`"),
        ([float("inf")], "`inf` is not a number"),
        (["a\x01"], "the text contains a control character"),
    ],
)
def test_values_that_cannot_be_printed_are_refused_if_used(
    read: Read, reported: Reported, values: list[Any], problem: str
) -> None:
    blob = blob_of({"a": values, "b": [1]})
    (message,) = reported(table("key: a", data="d.parquet"), d__parquet=blob)
    assert message.startswith("d.parquet:2:1: ")
    assert problem in message
    assert rows_of(read(table("key: b", data="d.parquet"), d__parquet=blob)) == [[Decimal(1)]]


def test_a_chart_reads_the_same_file(read: Read) -> None:
    blob = blob_of({"mois": [datetime.date(2024, 1, 1), datetime.date(2024, 2, 1)], "emplois": [5, 7]})
    yaml = (
        "sections:\n  - title: Un\n    blocks:\n"
        "      - chart: {kind: line, data: d.parquet, series: [{name: A, key: emplois}]}\n"
    )
    chart = chart_of(read(yaml, d__parquet=blob))
    assert chart.categories == (PartialDate(2024, 1, 1), PartialDate(2024, 2, 1))
    assert chart.series[0].values == (Decimal(5), Decimal(7))


def test_columns_of_languages_and_symbols(read: Read) -> None:
    blob = blob_of({"n.fr": ["Nord", "Sud"], "n.en": ["North", "South"], "a": ["12,5", ".."]})
    yaml = 'missing: {"..": not-available}\n' + table("key: n", "key: a, format: {decimals: 1}", data="d.parquet")
    assert rows_of(read(yaml, d__parquet=blob)) == [
        [{"fr": "Nord", "en": "North"}, Decimal("12.5")],
        [{"fr": "Sud", "en": "South"}, ("..",)],
    ]


def test_what_is_no_parquet_file_is_refused(reported: Reported, monkeypatch: pytest.MonkeyPatch) -> None:
    yaml = table("key: a", data="d.parquet")
    damaged = ["7:17: `d.parquet` is not a Parquet file, or is damaged (write the file again)"]
    good = blob_of({"a": [1]})
    assert reported(yaml, d__parquet=b"") == damaged
    assert reported(yaml, d__parquet=b"a;b\n1;2\n") == damaged
    assert reported(yaml, d__parquet=good[: len(good) // 2]) == damaged
    assert reported(yaml.replace("data: d", "header_row: 2\n          data: d"), d__parquet=good) == [
        "8:17: `header_row` describes CSV files and sheets; a Parquet file names its columns itself (delete it)"
    ]
    assert reported(table("key: b", data="d.parquet"), d__parquet=good) == [
        "9:32: `d.parquet` has no column `b` (its columns are a)"
    ]
    monkeypatch.setitem(sys.modules, "pyarrow", None)  # as if it were not installed
    assert reported(yaml, d__parquet=good) == [
        "7:17: reading a Parquet file needs pyarrow (install it: pip install 'bilingual-builder[parquet]')"
    ]


def test_files_that_unpack_to_too_much_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    blob = blob_of({"a": ["x" * 1000] * 1000}, use_dictionary=False)
    monkeypatch.setattr(module, "MAX_UNPACKED", 100_000)
    with pytest.raises(FileProblem, match="unpacks to"):
        parquet_data("d", "d", blob)
    monkeypatch.setattr(module, "MAX_FIELDS", 500)
    with pytest.raises(FileProblem, match="more than 500 fields"):
        parquet_data("d", "d", blob)
