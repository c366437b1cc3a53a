"""Properties of written numbers: reading them back gives the value."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from builder.resolve.locales.locale_data import locale_data
from builder.resolve.locales.plurals import plural_category
from builder.resolve.numbers import formatter

LOCALES = ["fr", "fr-CA", "fr-CH", "fr-LU", "en", "en-GB", "en-IN", "de", "de-CH", "it", "es", "nl", "pl"]
SCALES = {
    "milliards": 9, "milliard": 9, "millions": 6, "million": 6, "Md€": 9, "M€": 6, "k€": 3,
}  # fmt: skip
NUMBERS = st.decimals(-(10**15), 10**15, places=3, allow_nan=False, allow_infinity=False)


def read(text: str, decimal_mark: str, group_mark: str) -> Decimal:
    """A written number as a value, by the marks of its locale."""
    plain = text.replace(group_mark, "").replace(decimal_mark, ".").replace("\u2212", "-")
    return Decimal("".join(sign for sign in plain if sign.isdigit() or sign in ".-").rstrip("."))


@given(NUMBERS, st.sampled_from(LOCALES))
def test_an_exact_number_reads_back(value: Decimal, locale: str) -> None:
    writer = formatter(locale)
    assert read(writer.number(value, "exact"), writer.decimal_mark, writer.group_mark) == value
    assert read(writer.percent(value), writer.decimal_mark, writer.group_mark) == value


@given(NUMBERS)
def test_a_french_amount_reads_back_through_its_scale(value: Decimal) -> None:
    text = formatter("fr").amount(value, "EUR")
    word = text.replace("\u00a0", " ").split(" ")[1]
    assert read(text.split("\u00a0")[0], ",", "\u202f").scaleb(SCALES.get(word, 0)) == value


@given(NUMBERS)
def test_a_compact_amount_is_near_and_below_the_next_scale(value: Decimal) -> None:
    digits, unit = formatter("fr").amount(value, "EUR", "compact").split("\u00a0")
    number = read(digits, ",", "\u202f")
    scale = SCALES.get(unit, 0)
    assert abs(number.scaleb(scale) - value) <= Decimal("0.005").scaleb(scale)
    assert abs(number) < 1000 or scale == 9 or (scale == 0 and abs(number) < 10_000)


def test_plurals_are_those_of_cldr() -> None:
    from babel.core import Locale

    samples = [Decimal(text) for text in ("0", "1", "1.0", "1.5", "1.9", "2", "2.0", "5", "11", "21", "100", "1000")]
    for language in ("fr", "en", "de", "it", "nl", "es", "pt", "pt-PT", "pl", "ar"):
        rule = Locale.parse(language, sep="-").plural_form
        for sample in samples:
            assert plural_category(sample, language) == rule(sample), (language, sample)


def test_every_language_is_read_through_babel() -> None:
    from babel.core import Locale

    for language in ("fr", "fr-CA", "fr-CH", "fr-BE", "fr-LU", "en", "en-GB", "en-CA", "de-CH", "it", "nl", "es", "pl"):
        data, locale = locale_data(language), Locale.parse(language, sep="-")
        assert data.decimal == locale.number_symbols["latn"]["decimal"]
        if language not in ("fr-CH", "de-CH"):  # releases of CLDR differ: the house's own sign
            assert data.group == locale.number_symbols["latn"]["group"]
        assert data.months == tuple(locale.months["format"]["wide"].values())
        assert data.territories["CH"] == locale.territories["CH"]
        assert data.currency_symbol("EUR") == locale.currency_symbols["EUR"]


def test_other_french_regions_follow_france() -> None:
    for language in ("fr-MA", "fr-SN", "fr-TN"):
        assert formatter(language).amount(Decimal("1234.5"), "EUR", "exact", "table") == "1\u202f234,50\u00a0€"
