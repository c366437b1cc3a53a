"""Dates: intervals that print once what both ends share, bounds judged by the publication's date, years in full."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.content.model.blocks import Highlight, HighlightsBlock
from builder.content.model.values import PartialDate
from builder.resolve.numbers import formatter
from builder.tree.prose import plain
from builder.tree.walk import visit
from tests.resolve import make
from tests.resolve.values import date, day, seen

LOCALES = ("fr", "fr-CA", "fr-CH", "en", "en-GB", "en-CA", "de", "de-CH", "es", "it", "nl", "pt", "pl", "sv")
DATES = st.dates(min_value=day("1900-01-01").first_day(), max_value=day("2099-12-31").first_day())


def written(value: object, locale: str, style: str = "standard", place: str = "prose", **more: object) -> str:
    return seen(formatter(locale, "narrow").date(value, style, place, **more))  # type: ignore[arg-type]


def interval(first: str, last: str, locale: str, style: str = "standard", place: str = "prose") -> str:
    return written((day(first), day(last)), locale, style, place)


@pytest.mark.parametrize(
    ("locale", "days", "months", "years"),
    [
        ("fr", "du 2 au 14~juin 2025", "d’avril à mai 2025", "de 2024 à 2025"),
        ("fr-CA", "du 2 au 14~juin 2025", "d’avril à mai 2025", "de 2024 à 2025"),
        ("en", "June 2 to 14, 2025", "April to May 2025", "2024 to 2025"),
        ("en-GB", "2 to 14 June 2025", "April to May 2025", "2024 to 2025"),
        ("de-CH", "2. bis 14.~Juni 2025", "April bis Mai 2025", "2024–2025"),
        ("es", "2–14~de~junio de 2025", "abril–mayo de 2025", "2024–2025"),
        ("it", "2–14~giugno 2025", "aprile–maggio 2025", "2024–2025"),
        ("nl", "2–14~juni 2025", "april–mei 2025", "2024–2025"),
    ],
)
def test_an_interval_prints_once_what_its_ends_share(locale: str, days: str, months: str, years: str) -> None:
    assert interval("2025-06-02", "2025-06-14", locale) == days
    assert interval("2025-04", "2025-05", locale) == months
    assert interval("2024", "2025", locale) == years


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("fr", "du 28~juin au 3~juillet 2025"),
        ("en", "June 28 to July 3, 2025"),
        ("de", "28.~Juni bis 3.~Juli 2025"),
        ("es", "28~de~junio~– 3~de~julio de 2025"),
        ("it", "28~giugno~– 3~luglio 2025"),
        ("nl", "28~juni~– 3~juli 2025"),
    ],
)
def test_an_interval_over_two_months_prints_its_year_once(locale: str, expected: str) -> None:
    assert interval("2025-06-28", "2025-07-03", locale) == expected


def test_an_interval_of_a_month_and_a_day() -> None:
    assert interval("2025-04", "2025-11-30", "fr") == "d’avril au 30~novembre 2025"
    assert interval("2025-04-03", "2025-11", "fr") == "du 3~avril à novembre 2025"


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("place", ["prose", "table", "slide"])
def test_an_interval_whose_ends_print_alike_prints_once(locale: str, place: str) -> None:
    for first, last, style, whole in [
        ("2025-04-01", "2025-11-30", "year", "2025"),
        ("2025-03-01", "2025-03-31", "month-year", "2025-03"),
        ("2025-03-05", "2025-03-05", "short", "2025-03-05"),
        ("2025", "2025", "standard", "2025"),
    ]:
        assert interval(first, last, locale, style, place) == written(day(whole), locale, style, place)


@given(DATES, DATES, st.sampled_from(LOCALES), st.sampled_from(["long", "medium"]), st.sampled_from(["prose", "table"]))
def test_an_interval_names_a_year_twice_only_if_it_has_two(
    first: object, last: object, locale: str, style: str, place: str
) -> None:
    first, last = sorted((first, last))  # type: ignore[type-var]
    days = [PartialDate(day.year, day.month, day.day) for day in (first, last)]
    text = written(tuple(days), locale, style, place)
    assert len(re.findall(r"\d{4}", text)) == len({dated.year for dated in days})
    for dated in days:
        assert re.search(rf"(?<!\d)0?{dated.day}(?!\d)", text)


@given(DATES, st.sampled_from(LOCALES))
def test_years_that_two_digits_could_confuse_are_printed_in_full(value: object, locale: str) -> None:
    dated = PartialDate(value.year, value.month, value.day)  # type: ignore[attr-defined]
    text = written(dated, locale, "short")
    assert 1950 <= dated.year < 2050 or str(dated.year) in text
    if not 1950 <= dated.year < 2050:
        assert text.count(str(dated.year)) == 1
        assert written((day("2020-01-01"), dated), locale, "short").count("2020") == 1


BOUNDS = [
    ("fr", "2032", "à partir de 2032"),
    ("fr", "2032-04", "à partir d’avril 2032"),
    ("fr", "2032-03", "à partir de mars 2032"),
    ("fr", "2032-03-01", "à partir du 1er~mars 2032"),
    ("fr", "2019", "depuis 2019"),
    ("fr", "2019-10", "depuis octobre 2019"),
    ("fr-CH", "2019-03-02", "depuis le 2~mars 2019"),
    ("en", "2032", "from 2032"),
    ("en", "2019", "since 2019"),
    ("en", "2032-03-01", "from March 1, 2032"),
    ("en-GB", "2019-03-01", "since 1 March 2019"),
    ("de-CH", "2032", "ab 2032"),
    ("de-CH", "2019-03-01", "seit dem 1.~März 2019"),
    ("de", "2032-03-01", "ab dem 1.~März 2032"),
    ("es", "2032", "a partir de 2032"),
    ("es", "2032-03-01", "a partir del 1~de~marzo de 2032"),
    ("es", "2019", "desde 2019"),
    ("it", "2032", "a partire dal 2032"),
    ("it", "2019", "dal 2019"),
    ("it", "2019-03-08", "dall’8~marzo 2019"),
    ("it", "2032-04", "a partire da aprile 2032"),
    ("nl", "2032", "vanaf 2032"),
    ("nl", "2019", "sinds 2019"),
]


@pytest.mark.parametrize(("locale", "value", "expected"), BOUNDS)
def test_a_lower_bound_is_said_by_the_date_of_the_publication(locale: str, value: str, expected: str) -> None:
    assert written(day(value), locale, bound="at-least", published=day("2025-01-15")) == expected


def test_what_the_publication_cannot_know_has_begun_is_said_for_both() -> None:
    for published in (None, day("2025"), day("2025-01")):
        assert written(day("2025-06"), "fr", bound="at-least", published=published) == "à partir de juin 2025"
        assert written(day("2025-06"), "en", bound="at-least", published=published) == "from June 2025"
    assert written(day("2025"), "en", bound="at-least", published=day("2025")) == "since 2025"
    assert written(day("2019"), "fr", bound="at-least") == "à partir de 2019"


@pytest.mark.parametrize(
    ("locale", "phrases"),
    [
        ("es", ("después de 2023", "antes del 1~de~marzo de 2023", "a más tardar en 2023", "hacia 2023")),
        ("it", ("dopo il 2023", "prima del 1~marzo 2023", "entro il 2023", "intorno al 2023")),
        ("nl", ("na 2023", "vóór 1~maart 2023", "uiterlijk in 2023", "rond 2023")),
        ("de", ("nach 2023", "vor dem 1.~März 2023", "spätestens 2023", "um 2023")),
        ("fr", ("après 2023", "avant le 1er~mars 2023", "au plus tard en 2023", "vers 2023")),
        ("en-GB", ("after 2023", "before 1 March 2023", "by 2023", "around 2023")),
    ],
)
def test_bounds_have_words(locale: str, phrases: tuple[str, ...]) -> None:
    values = [("2023", "more-than"), ("2023-03-01", "less-than"), ("2023", "at-most"), ("2023", "about")]
    assert tuple(written(day(value), locale, bound=bound) for value, bound in values) == phrases


@pytest.mark.parametrize(
    ("language", "prose", "table", "highlight"),
    [
        ("fr", "La règle s’applique à partir de 2032, en 2025.", "à partir de 2032", "à partir de 2032"),
        ("en", "La règle s’applique from 2032, en 2025.", "from 2032", "from 2032"),
    ],
)
def test_the_date_of_the_publication_is_asked_everywhere(language: str, prose: str, table: str, highlight: str) -> None:
    start = date(day("2032"), bound="at-least", label=make.text("début"))
    works = date((day("2025-04-01"), day("2025-11-30")))
    blocks = (
        make.texts(("La règle s'applique ", make.figure("x"), ", en ", make.figure("works", "year"), ".")),
        make.table([make.column("A")], [("@x",)]),
        HighlightsBlock(span=make.AT, key="h", highlights=(Highlight(span=make.AT, key="h.0", figure="x"),)),
    )
    sample = make.publication(make.section(*blocks), date=day("2025-01-15"), figures=[start])
    sample.figures["works"] = works
    document = make.resolved(sample, language)
    text_node, table_node, highlights_node = document.sections[0].blocks
    assert prose in [plain(node.inlines) for node in visit(text_node) if hasattr(node, "inlines")]
    assert plain(table_node.rows[0][0].inlines) == table  # type: ignore[union-attr]
    assert highlights_node.items[0].value == highlight  # type: ignore[union-attr]
