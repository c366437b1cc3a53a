"""Units and currencies of every locale: CLDR's slips are corrected, whatever its release."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from builder.resolve.locales.locale_data import locale_data
from builder.resolve.numbers import formatter
from tests.resolve.readback import built
from tests.resolve.values import D, seen

LOCALES = [
    "fr", "fr-BE", "fr-CA", "fr-CH", "en", "en-AU", "en-CA", "en-GB", "de", "de-CH", "es", "it", "nl", "pt", "pt-PT",
]  # fmt: skip
INVARIABLE = {
    "fr": {"hertz", "kilohertz", "megahertz", "gigahertz", "lux", "siemens", "month", "month-person", "stone"},
    "en": {"hertz", "kilohertz", "megahertz", "gigahertz", "lux", "siemens", "horsepower", "beaufort", "kelvin",
           "stone", "g-force", "light-speed"},
}  # fmt: skip
"""Nouns without a plural; all others of these languages have one."""


@pytest.mark.parametrize("locale", LOCALES)
def test_every_unit_prints_its_number_once_and_its_name_or_symbol(locale: str) -> None:
    writer = formatter(locale)
    for unit in locale_data(locale).units:
        for style in ("exact", "long"):
            for value in ("7", "7.5"):
                text = writer.quantity(D(value), unit, style)
                number = writer.number(D(value), "exact")
                assert text.count(number) == 1, (unit, text)
                assert len(text) > len(number), (unit, text)
                assert not re.search(r"\d\s*/", text.replace("100", "")), (unit, text)
                assert "{" not in text, (unit, text)
                assert " " not in text and "\u2009" not in text, (unit, text)


@pytest.mark.parametrize("locale", [locale for locale in LOCALES if locale[:2] in ("fr", "en")])
def test_the_noun_of_a_unit_agrees_with_its_number(locale: str) -> None:
    """Long names of French and English have a plural; a short form that is a noun has one too."""
    writer = formatter(locale)

    def name(value: int, unit: str, style: str) -> str:
        return writer.quantity(Decimal(value), unit, style).replace(str(value), "").strip("\u00a0")

    for unit in locale_data(locale).units:
        single, several = name(1, unit, "long"), name(7, unit, "long")
        if several.isalpha() and several.islower() and len(several) > 3 and unit not in INVARIABLE[locale[:2]]:
            assert single != several or unit in ("percent", "permille", "permyriad"), (unit, several)
        short = name(7, unit, "exact")
        assert short != single or single == several or len(single) <= 3, (unit, short)


def test_units_that_cldr_gets_wrong() -> None:
    cases = {
        ("en-CA", "cubic-meter"): "12~m³",
        ("en-CA", "cubic-centimeter"): "12~cm³",
        ("en", "byte"): "12~bytes",
        ("en-GB", "byte"): "12~bytes",
        ("en", "bit"): "12~bits",
        ("en", "drop"): "12~drops",
        ("fr", "bit"): "12~bits",
        ("fr", "byte"): "12~o",
        ("fr-CH", "kilobyte"): "12~ko",
    }
    for (locale, unit), wanted in cases.items():
        assert seen(formatter(locale).quantity(D(12), unit)) == wanted
    assert seen(formatter("fr-CA").quantity(D(48), "byte")) in ("48~octets", "48~o")
    assert seen(formatter("en").quantity(D(1), "byte")) == "1~byte"
    assert seen(formatter("en").quantity(D(1), "drop")) == "1~drop"
    assert seen(formatter("en").quantity(D(3), "bar")) == "3~bar"


MEASURES = """\
figures:
  volume: {quantity: 12, unit: cubic-meter}
  size: {quantity: 48, unit: byte}
sections:
  - title: {fr-CA: L'eau, en-CA: Water}
    message: {fr-CA: "Le bassin contient {volume}.", en-CA: "The basin holds {volume}."}
    blocks:
      - points: [{fr-CA: "La trame occupe {size}.", en-CA: "The frame takes {size}."}]
      - highlights: [{figure: volume, label: {fr-CA: Volume, en-CA: Volume}}]
"""


def test_canadian_units_in_the_files(tmp_path: Path) -> None:
    body = MEASURES
    for text in built(tmp_path, body, "en-CA", "fr-CA, en-CA"):
        assert "12~m³" in text and "/cu" not in text and "48~bytes" in text
    for text in built(tmp_path, body, "fr-CA", "fr-CA, en-CA"):
        assert "12~m³" in text and ("48~octets" in text or "48~o" in text)


_UNCHANGED = {
    "renminbi", "sterling", "CFA", "CFP", "WIR", "UIC", "RINET", "troy", "or", "oro", "lei", "maloti", "meticais",
    "réaux", "ADB",
}  # fmt: skip
"""Words of French plural names that have no plural of their own, or one that does not end in s."""
_NO_PLURAL = {"XSU", "ZWG", "XXX", "CNX"}
"""The ore, and codes without a currency: their names are not counted."""


@pytest.mark.parametrize("locale", ["fr", "fr-BE", "fr-CA", "fr-CH"])
def test_french_names_of_currencies_agree_in_number(locale: str) -> None:
    writer = formatter(locale)
    for code in locale_data(locale).currencies:
        if code in _NO_PLURAL:
            continue
        name = writer.amount(D(7), code, "long").replace("7\u00a0", "", 1).replace("\u00a0", " ")
        words = re.split(r" (?:de|du|des|\()|d’", name.replace("’", "’"))[0].split()
        wrong = [word for word in words if word[-1] not in "sxz" and word not in _UNCHANGED]
        assert not wrong, (code, name)


def test_names_of_currencies() -> None:
    def amount(value: str, code: str, locale: str = "fr") -> str:
        return seen(formatter(locale).amount(D(value), code))

    assert amount("5000000", "KWD") == "5~millions de dinars koweïtiens"
    assert amount("3", "GEL") == "3~laris géorgiens"
    assert amount("1", "GEL") == "1~lari géorgien"
    assert amount("3", "OMR") == "3~riyals omanais"
    assert amount("3", "OMR", "fr-CA") == "3~rials omanais"
    assert amount("3", "KRW", "pt-PT") == "3~wons sul-coreanos"
    assert amount("3000000", "CAD", "pt-PT") == "3~milhões de dólares canadianos"


@pytest.mark.parametrize(
    ("locale", "value", "wanted"),
    [
        ("es", "2500000000", "2500~millones de euros"),
        ("es", "1000000000000", "1~billón de euros"),
        ("es", "2500000000000", "2,5~billones de euros"),
        ("it", "2500000000", "2,5~miliardi di euro"),
        ("it", "2500000000000", "2500~miliardi di euro"),
        ("pt", "2500000000", "2,5~bilhões de euros"),
        ("pt", "2500000000000", "2,5~trilhões de euros"),
        ("pt-PT", "2500000000", "2,5~mil milhões de euros"),
        ("pt-PT", "1000000000", "1000~milhões de euros"),
        ("pt-PT", "1500000", "1,5~milhões de euros"),
        ("pt-PT", "2500000000000", "2,5~biliões de euros"),
        ("de", "2500000000000", "2,5~Billionen Euro"),
        ("nl", "2500000000000", "2,5~biljoen euro"),
    ],
)
def test_thousands_of_millions_and_beyond(locale: str, value: str, wanted: str) -> None:
    assert seen(formatter(locale).amount(D(value), "EUR")) == wanted


def test_thousands_have_no_short_form_in_some_languages() -> None:
    forms = {"es": "12.400~€", "it": "12.400~€", "nl": "€~12.400", "pt": "€~12,4~mil", "fr": "12,4~k€"}
    for locale, wanted in forms.items():
        assert seen(formatter(locale).amount(D(12_400), "EUR", "compact")) == wanted
    assert seen(formatter("es").number(D(12_400), "compact")) == "12.400"


@pytest.mark.parametrize(
    ("locale", "wanted"),
    [
        ("es", ["más de 5", "menos de 5", "al menos 5", "como máximo 5", "aproximadamente 5"]),
        ("it", ["più di 5", "meno di 5", "almeno 5", "al massimo 5", "circa 5"]),
        ("pt", ["mais de 5", "menos de 5", "pelo menos 5", "no máximo 5", "cerca de 5"]),
        ("pt-PT", ["mais de 5", "menos de 5", "pelo menos 5", "no máximo 5", "cerca de 5"]),
        ("nl", ["meer dan 5", "minder dan 5", "minstens 5", "hoogstens 5", "ongeveer 5"]),
    ],
)
def test_bounds_are_words_in_prose(locale: str, wanted: list[str]) -> None:
    names = ("more-than", "less-than", "at-least", "at-most", "about")
    assert [formatter(locale).number(D(5), bound=bound) for bound in names] == wanted


def test_swiss_francs_have_one_decimal_mark_in_prose_and_tables() -> None:
    swiss = formatter("fr-CH")
    assert seen(swiss.amount(D("1234.5"), "CHF")) == "1¦234.50~francs"
    assert seen(swiss.amount(D("1234.5"), "CHF", place="table")) == "1¦234.50~CHF"
    assert seen(swiss.amount(D("1234.5"), "CHF", "compact")) == "1¦234.50~CHF"
    assert seen(swiss.amount((D("1.25"), D("2.5")), "CHF")) == "de 1.25 à 2.50~francs"
    assert seen(swiss.amount(D("2500000"), "CHF")) == "2,5~millions de francs"
    assert seen(swiss.amount(D("2500000"), "CHF", place="table")) == "2,5~M~CHF"
    assert seen(swiss.quantity(D("3.5"), "kilometer")) == "3,5~km"
    assert seen(swiss.percent(D("3.5"))) == "3,5%"
