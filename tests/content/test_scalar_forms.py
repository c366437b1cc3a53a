"""Numbers, dates and codes: exactly what was written, or how it should be."""

from __future__ import annotations

import calendar
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.content import scalar_forms
from builder.content.codes import currencies, territories, units
from builder.content.model.values import PartialDate


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**20), max_value=10**20))
@settings(deadline=None)
def test_decimals_are_exact(number: Decimal) -> None:
    assert str(scalar_forms.decimal(f"{number:f}")) == f"{number:f}" or number == 0


@given(st.integers(0, 10**12))
@settings(deadline=None)
def test_underscores_group_digits(number: int) -> None:
    assert scalar_forms.decimal(f"{number:_}") == number


@pytest.mark.parametrize(
    "text", ["", " ", "1e5", "inf", "nan", "0x10", "1__0", "_1", "1_", "1.", ".5", "1,5", "١", "--1", "1 0"]
)
def test_what_is_no_number(text: str) -> None:
    with pytest.raises(scalar_forms.FormError):
        scalar_forms.decimal(text)


@given(st.dates())
@settings(deadline=None)
def test_dates_are_read(day: object) -> None:
    written = str(day)
    date = scalar_forms.date(written)
    assert str(date.first_day()) == written
    assert scalar_forms.date(written[:7]) == PartialDate(date.year, date.month)


@pytest.mark.parametrize(
    "text", ["0000", "2023-00", "2023-1", "2023-02-30", "23", "2023-01-01T00:00", "2023/01/01", "20230101"]
)
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(scalar_forms.FormError):
        scalar_forms.date(text)


@given(st.integers(1, 9999), st.integers(1, 12))
@settings(deadline=None)
def test_months_have_their_days(year: int, month: int) -> None:
    last = calendar.monthrange(year, month)[1]
    assert scalar_forms.date(f"{year:04}-{month:02}-{last}").day == last
    with pytest.raises(scalar_forms.FormError, match=f"has no day {last + 1}"):
        scalar_forms.date(f"{year:04}-{month:02}-{last + 1}")


def test_codes_are_those_in_use() -> None:
    assert {"EUR", "CAD", "CHF", "XOF", "JPY"} <= currencies() and "FCFA" not in currencies()
    assert {"FR", "CA", "CH", "XK", "EU"} <= territories() and not {"ZZ", "XA", "001", "UK"} & territories()
    assert {"kilometer", "gigabyte", "celsius"} <= units() and "km" not in units()
    assert len(currencies()) > 150 and len(territories()) > 245 and len(units()) > 150


@given(st.text(max_size=12))
@settings(deadline=None)
def test_every_form_answers_with_a_value_or_a_mend(text: str) -> None:
    for form in (
        *list(scalar_forms.FIELD_FORMS.values())[:4],
        scalar_forms.url,
        scalar_forms.decimal,
        scalar_forms.date,
        scalar_forms.boolean,
        scalar_forms.reference,
    ):
        try:
            form(text)
        except scalar_forms.FormError as error:
            assert error.message and "\n" not in error.message.replace(text, "")
