"""A figure and the words typed before it read as one sentence, whatever the figure prints and whatever was typed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.content import markup as m
from builder.content.model.figures import Figure
from builder.content.model.values import PartialDate
from builder.resolve.figures import figure_text, seam_kind
from builder.resolve.numbers import formatter
from builder.resolve.seams import join_before
from builder.tree.blocks import TextNode
from builder.tree.dump import dump_inlines
from builder.tree.prose import Paragraph, Run, plain
from tests.resolve.make import AT, figure, publication, resolved, section, texts
from tests.resolve.readback import built
from tests.resolve.values import D, amount, date, day, number, percent, quantity, seen, territory

ABOUT = amount(D(3_450_000), bound="about")
AT_LEAST = amount(D(1_500_000), bound="at-least")
AT_MOST = percent(D(40), bound="at-most")
MORE = amount(D(100_000_000), bound="more-than")
ONE = number(D(1))
EIGHT = number(D(8))
ELEVEN = number(D(11))
LOSS = amount(D(-412_600))
APRIL = date(day("2024-04"))
AUGUST = date(day("2024-08"))
OCTOBER = date(day("2024-10"))
MARCH = date(day("2024-03"))
RANGE = amount((D(2_000_000), D(3_000_000)))
BOUNDED_RANGE = amount((D(2_000_000), D(3_000_000)), bound="about")
TWO_SCALES = amount((D(1_500_000), D(2_500_000_000)))
SHARES = percent((D(10), D(15)))
DURATION = quantity((D(2), D(3)), "year")
YEARS = date((day("2020"), day("2024")))
MONTHS = date((day("2024-03"), day("2024-10")))
SPRING = date((day("2024-04"), day("2024-06")))
DAYS = date((day("2025-03-01"), day("2025-03-15")))


def inlines(x: Figure, *parts: str | m.Inline, language: str = "fr") -> tuple[Any, ...]:
    """The inlines of a paragraph in which `{x}` is written as `figure("x")`."""
    sample = publication(section(texts(parts)), figures=[x], languages=(language,))
    (block,) = resolved(sample, language).sections[0].blocks
    assert isinstance(block, TextNode)
    (paragraph,) = block.blocks
    assert isinstance(paragraph, Paragraph)
    return paragraph.inlines


def sentence(x: Figure, before: str, language: str = "fr", style: str = "", after: str = "") -> str:
    return seen(plain(inlines(x, before, figure("x", style), *((after,) if after else ()), language=language)))


# --- What a reader of both files reads -------------------------------------------------------------------------------

SENTENCES = """
figures:
  fund: {amount: 3_450_000, currency: EUR, bound: about}
  aid: {amount: 1_500_000, currency: EUR, bound: at-least}
  rate: {percent: 40, bound: at-most}
  many: {amount: 100_000_000, currency: EUR, bound: more-than}
  loss: {amount: -412_600, currency: EUR}
  when: {date: 2024-04}
  range: {amount: [2_000_000, 3_000_000], currency: EUR}
  hedges: {number: 2_000_000, counted: {fr: {one: haie, other: haies}, en: {one: hedge, other: hedges}}}
  users:
    number: 3_000_000
    counted: {fr: {one: "« usager »", other: "« usagers »"}, en: {one: “user”, other: “users”}}
sections:
  - title: {fr: Un point, en: A point}
    message: {fr: Un message., en: A message.}
    blocks:
      - points:
          - fr: "Le fonds dispose de {fund}, une aide de {aid}, un taux de {rate}, un déficit de {loss:absolute}."
            en: "The fund holds {fund}, aid of {aid}, a rate of {rate}, a deficit of {loss:absolute}."
      - text:
          fr: "Un budget d'{many}, le rapport de {when}, un prix de {range}. On compte {hedges} et {users}."
          en: "A budget of {many}, the report of {when}, a price of {range}. There are {hedges} and {users}."
"""


@pytest.mark.parametrize(
    ("language", "points", "slide_points", "text"),
    [
        (
            "fr",
            "Le fonds dispose d’environ 3,45~millions d’euros, une aide d’au moins 1,5~million d’euros, un taux d’au "
            "plus 40~%, un déficit de 412¦600~euros.",
            "Le fonds dispose d’environ 3,45~M€, une aide d’au moins 1,5~M€, un taux d’au plus 40~%, un déficit de "
            "412,6~k€.",
            "Un budget de plus de 100~millions d’euros, le rapport d’avril 2024, un prix de 2 à 3~millions d’euros. On "
            "compte 2~millions de haies et 3~millions d’«~usagers~».",
        ),
        (
            "en",
            "The fund holds about €3.45~million, aid of at least €1.5~million, a rate of at most 40%, "
            "a deficit of €412,600.",
            "The fund holds about €3.45M, aid of at least €1.5M, a rate of at most 40%, a deficit of €412.6K.",
            "A budget of more than €100~million, the report of April 2024, a price of €2~million to €3~million. There "
            "are 2~million hedges and 3~million “users”.",
        ),
    ],
)
def test_the_brief_and_the_deck_read_as_sentences(
    language: str, points: str, slide_points: str, text: str, tmp_path: Path
) -> None:
    brief, deck = built(tmp_path, SENTENCES, language)
    assert points in brief
    assert text in brief
    assert points in deck or slide_points in deck
    assert text in deck


# --- Elision ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["de ", "d'", "d’", "de\u00a0", "d' "])
@pytest.mark.parametrize(
    ("x", "printed"),
    [
        (ABOUT, "d’environ 3,45"),
        (AT_LEAST, "d’au moins 1,5"),
        (AT_MOST, "d’au plus 40"),
        (APRIL, "d’avril 2024"),
        (AUGUST, "d’août 2024"),
        (OCTOBER, "d’octobre 2024"),
        (MORE, "de plus de 100"),
        (MARCH, "de mars 2024"),
        (ONE, "de 1"),
        (EIGHT, "de 8"),
        (ELEVEN, "de 11"),
        (LOSS, "de -412¦600"),
        (RANGE, "de 2 à 3~millions"),
        (TWO_SCALES, "de 1,5~million à 2,5~milliards d’euros"),
        (BOUNDED_RANGE, "d’environ 2 à 3~millions"),
        (SHARES, "de 10 à 15~%"),
        (YEARS, "de 2020 à 2024"),
        (MONTHS, "de mars à octobre 2024"),
        (SPRING, "d’avril à juin 2024"),
        (DAYS, "du 1er au 15~mars 2025"),
        (territory("IT"), "d’Italie"),
        (territory("FR"), "de France"),
        (territory("HU"), "de Hongrie"),
    ],
)
def test_de_follows_what_the_figure_prints(x: Figure, typed: str, printed: str) -> None:
    words = sentence(x, f"Il est question {typed}")
    assert words.replace("question~", "question ").replace("de~", "de ").startswith(f"Il est question {printed}")
    assert sentence(x, typed.capitalize()).replace("De~", "De ").startswith(printed[0].upper() + printed[1:])


@pytest.mark.parametrize(
    ("typed", "whole", "elided"),
    [
        ("plutôt que ", "plutôt que ", "plutôt qu’"),
        ("plutôt qu'", "plutôt que ", "plutôt qu’"),
        ("parce que ", "parce que ", "parce qu’"),
        ("jusque ", "jusque ", "jusqu’"),
        ("jusqu’", "jusque ", "jusqu’"),
        ("lorsque ", "lorsque ", "lorsqu’"),
        ("lorsqu'", "lorsque ", "lorsqu’"),
        ("puisque ", "puisque ", "puisqu’"),
        ("Quoiqu’", "Quoique ", "Quoiqu’"),
        ("presque ", "presque ", "presque "),
        ("quelque ", "quelque ", "quelque "),
        ("à partir de ", "à partir de ", "à partir d’"),
        ("au-delà de ", "au-delà de ", "au-delà d’"),
        ("le mode ", "le mode ", "le mode "),
        ("QUE ", "QUE ", "QU’"),
        ("QU’", "QUE ", "QU’"),
    ],
)
def test_other_words_elide_too(typed: str, whole: str, elided: str) -> None:
    assert sentence(ABOUT, typed).startswith(f"{elided}environ 3")
    assert sentence(MORE, typed).startswith(f"{whole}plus de 100")
    assert sentence(EIGHT, typed).startswith(f"{whole}8")


def test_elision_crosses_emphasis_and_quotation_marks() -> None:
    def strong(*children: m.Inline) -> m.Strong:
        return m.Strong(children, AT)

    assert dump_inlines(inlines(ABOUT, "près de ", strong(figure("x")))).startswith("près d’**⟦environ")
    assert dump_inlines(inlines(ABOUT, "près ", strong(m.Str("de", AT)), " ", figure("x"))).startswith("près **d’**⟦en")
    assert dump_inlines(inlines(MORE, "un budget ", strong(m.Str("d'", AT)), figure("x"))).startswith(
        "un budget **de **⟦plus"
    )
    assert sentence(ABOUT, "près de « ", after=" »").startswith("près d’«~environ")
    assert sentence(ABOUT, 'près de "', after='"').startswith("près d’«~environ")
    assert sentence(MORE, "près d'« ", after=" »").startswith("près de «~plus")
    assert dump_inlines(inlines(RANGE, "près de ", strong(figure("x")))).startswith("près de **⟦2 à 3")


def test_other_runs_are_no_neighbours() -> None:
    code = m.CodeSpan("de ", AT)
    assert dump_inlines(inlines(ABOUT, "voir ", code, figure("x"))).startswith("voir `de `⟦environ")
    foreign = m.Foreign((m.Str("modo de ", AT),), "es", AT)
    assert "modo de " in plain(inlines(ABOUT, "le ", foreign, figure("x")))


def test_a_french_figure_in_an_english_text_is_french() -> None:
    foreign = m.Foreign((m.Str("un fonds de ", AT), figure("x")), "fr", AT)
    assert "un fonds d’environ 3,45" in plain(inlines(ABOUT, "He writes: ", foreign, language="en"))


def test_a_run_emptied_by_the_join_is_dropped() -> None:
    runs = inlines(territory("CA"), "voir ", m.Emph((m.Str("du ", AT),), AT), figure("x"))
    assert all(isinstance(run, Run) and run.text for run in runs)


# --- Ranges ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("x", "typed", "printed"),
    [
        (RANGE, "entre ", "entre 2 et 3~millions d’euros"),
        (BOUNDED_RANGE, "entre ", "entre environ 2 et 3~millions d’euros"),
        (TWO_SCALES, "entre ", "entre 1,5~million et 2,5~milliards d’euros"),
        (SHARES, "compris entre ", "compris entre 10 et 15~%"),
        (YEARS, "entre ", "entre 2020 et 2024"),
        (MONTHS, "Entre ", "Entre mars et octobre 2024"),
        (SPRING, "entre ", "entre avril et juin 2024"),
        (DAYS, "entre ", "entre le 1er et le 15~mars 2025"),
        (RANGE, "jusqu'à ", "jusqu’à 2 à 3~millions d’euros"),
        (RANGE, "estimé à ", "estimé à 2 à 3~millions d’euros"),
        (RANGE, "plus de ", "plus de 2 à 3~millions d’euros"),
        (RANGE, "environ ", "environ 2 à 3~millions d’euros"),
        (RANGE, "les ", "les 2 à 3~millions d’euros"),
        (DURATION, "dans ", "dans 2 à 3~ans"),
        (DURATION, "d'ici ", "d’ici 2 à 3~ans"),
        (RANGE, "plutôt que ", "plutôt que de 2 à 3~millions d’euros"),
        (RANGE, "un coût passant ", "un coût passant de 2 à 3~millions d’euros"),
        (DAYS, "du ", "du 1er au 15~mars 2025"),
        (YEARS, "du ", "de 2020 à 2024"),
        (YEARS, "en ", "en 2020–2024"),
        (MONTHS, "en ", "en mars–octobre 2024"),
        (YEARS, "la période ", "la période de 2020 à 2024"),
    ],
)
def test_a_french_range_has_one_preposition(x: Figure, typed: str, printed: str) -> None:
    assert sentence(x, typed, after=".").startswith(printed)


DAY, FIRST = date(day("2024-04-15")), date(day("2025-03-01"))
YEAR = date(day("2024"))


@pytest.mark.parametrize(
    ("typed", "on_a_day", "in_a_month", "in_a_year"),
    [
        ("le rapport de ", "le rapport du 15~avril 2024", "le rapport d’avril 2024", "le rapport de 2024"),
        ("le rapport d'", "le rapport du 15~avril 2024", "le rapport d’avril 2024", "le rapport de 2024"),
        ("le rapport du ", "le rapport du 15~avril 2024", "le rapport d’avril 2024", "le rapport de 2024"),
        ("à partir de ", "à partir du 15~avril 2024", "à partir d’avril 2024", "à partir de 2024"),
        ("publié en ", "publié le 15~avril 2024", "publié en avril 2024", "publié en 2024"),
        ("publié le ", "publié le 15~avril 2024", "publié en avril 2024", "publié en 2024"),
        ("Le ", "Le 15~avril 2024", "En avril 2024", "En 2024"),
        ("En ", "Le 15~avril 2024", "En avril 2024", "En 2024"),
        ("depuis ", "depuis le 15~avril 2024", "depuis avril 2024", "depuis 2024"),
        ("depuis le ", "depuis le 15~avril 2024", "depuis avril 2024", "depuis 2024"),
        ("avant ", "avant le 15~avril 2024", "avant avril 2024", "avant 2024"),
        ("jusqu'au ", "jusqu’au 15~avril 2024", "jusqu’en avril 2024", "jusqu’en 2024"),
        ("jusqu'en ", "jusqu’au 15~avril 2024", "jusqu’en avril 2024", "jusqu’en 2024"),
        ("jusqu'à ", "jusqu’au 15~avril 2024", "jusqu’à avril 2024", "jusqu’à 2024"),
        ("reporté à ", "reporté au 15~avril 2024", "reporté à avril 2024", "reporté à 2024"),
        ("mardi ", "mardi 15~avril 2024", "mardi avril 2024", "mardi 2024"),
        ("Paris, ", "Paris, 15~avril 2024", "Paris, avril 2024", "Paris, 2024"),
    ],
)
def test_a_french_date_has_the_article_of_its_form(typed: str, on_a_day: str, in_a_month: str, in_a_year: str) -> None:
    for x, printed in ((DAY, on_a_day), (APRIL, in_a_month), (YEAR, in_a_year)):
        assert sentence(x, typed, "fr") == printed
    assert sentence(DAY, typed, "fr", "month-year") == in_a_month
    assert sentence(DAY, typed, "fr", "year") == in_a_year


@pytest.mark.parametrize(
    ("x", "before", "between", "printed"),
    [
        (FIRST, "de ", " à ", "du 1er~mars 2025 au 1er~mars 2025"),
        (FIRST, "du ", " au ", "du 1er~mars 2025 au 1er~mars 2025"),
        (APRIL, "du ", " au ", "d’avril 2024 à avril 2024"),
        (YEAR, "du ", " au ", "de 2024 à 2024"),
        (FIRST, "entre ", " et ", "entre le 1er~mars 2025 et le 1er~mars 2025"),
        (FIRST, "entre le ", " et le ", "entre le 1er~mars 2025 et le 1er~mars 2025"),
        (YEAR, "entre ", " et ", "entre 2024 et 2024"),
    ],
)
def test_two_french_dates_are_joined(x: Figure, before: str, between: str, printed: str) -> None:
    words = plain(inlines(x, f"Ouvert {before}", figure("x"), between, figure("x"), "."))
    assert seen(words) == f"Ouvert {printed}."


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Ouvert du ", "Ouvert du 1er~mars à avril 2025"),
        ("Ouvert de ", "Ouvert du 1er~mars à avril 2025"),
        ("Ouvert le ", "Ouvert du 1er~mars à avril 2025"),
        ("Ouvert entre ", "Ouvert entre le 1er~mars et avril 2025"),
    ],
)
def test_an_interval_of_two_precisions(typed: str, printed: str) -> None:
    assert sentence(date((day("2025-03-01"), day("2025-04"))), typed).startswith(printed)
    assert sentence(date((day("2024"), day("2025-04-15"))), "À ", after=".") == "De 2024 au 15~avril 2025."


@pytest.mark.parametrize(
    ("x", "language", "typed", "printed"),
    [
        (ABOUT, "fr", "soit environ ", "soit environ 3,45~millions d’euros"),
        (ABOUT, "fr", "Environ ", "Environ 3,45~millions d’euros"),
        (ABOUT, "fr", "près d'environ ", "près d’environ 3,45~millions d’euros"),
        (MORE, "fr", "soit plus de ", "soit plus de 100~millions d’euros"),
        (AT_LEAST, "fr", "Au moins ", "Au moins 1,5~million d’euros"),
        (MORE, "fr", "soit plus d'", "soit plus de 100~millions d’euros"),
        (MORE, "fr", "en plus ", "en plus plus de 100~millions d’euros"),
        (AT_LEAST, "fr", "au plus ", "au plus au moins 1,5~million d’euros"),
        (BOUNDED_RANGE, "fr", "soit environ ", "soit environ 2 à 3~millions d’euros"),
        (MORE, "en", "with more than ", "with more than €100~million"),
        (ABOUT, "en", "About ", "About €3.45~million"),
        (ABOUT, "de", "also rund ", "also rund 3,45~Millionen Euro"),
        (date(day("2019"), bound="more-than"), "fr", "fondée en ", "fondée après 2019"),
        (date(day("2019-04-15"), bound="more-than"), "fr", "fondée le ", "fondée après le 15~avril 2019"),
        (date(day("2019-04-15"), bound="more-than"), "fr", "fondée après ", "fondée après le 15~avril 2019"),
        (date(day("2019-04-15"), bound="less-than"), "fr", "fondée avant le ", "fondée avant le 15~avril 2019"),
        (date(day("2030"), bound="at-most"), "fr", "prête en ", "prête au plus tard en 2030"),
        (date(day("2030-04"), bound="about"), "fr", "En ", "Vers avril 2030"),
        (date(day("2019"), bound="more-than"), "en", "founded in ", "founded after 2019"),
        (date(day("2019"), bound="about"), "en", "founded around ", "founded around 2019"),
        (date(day("2019"), bound="less-than"), "de", "gegründet in ", "gegründet vor 2019"),
        (date(day("2019"), bound="less-than"), "es", "fundada en ", "fundada antes de 2019"),
    ],
)
def test_a_bound_is_printed_once(x: Figure, language: str, typed: str, printed: str) -> None:
    assert sentence(x, typed, language) == printed


def test_dates_of_other_languages_are_left_alone() -> None:
    assert sentence(DAY, "published in ", "en") == "published in April 15, 2024"
    assert sentence(DAY, "am ", "de") == "am 15.~April 2024"


@pytest.mark.parametrize(
    ("language", "typed", "printed"),
    [
        ("en", "between ", "between €2~million and €3~million"),
        ("en-GB", "Between ", "Between €2~million and €3~million"),
        ("en-CA", "from ", "from €2~million to €3~million"),
        ("de-CH", "zwischen ", "zwischen 2 und 3~Millionen Euro"),
        ("de", "von ", "von 2 bis 3~Millionen Euro"),
        ("it", "da ", "da 2 a 3~milioni di euro"),
        ("it", "un prezzo di ", "un prezzo da 2 a 3~milioni di euro"),
        ("it", "fra ", "fra 2 e 3~milioni di euro"),
        ("it", "tra ", "tra 2 e 3~milioni di euro"),
        ("es", "de ", "de 2 a 3~millones de euros"),
        ("es", "entre ", "entre 2 y 3~millones de euros"),
        ("pt", "de ", "de 2 a 3~milhões de euros"),
        ("pt", "entre ", "entre 2 e 3~milhões de euros"),
        ("nl", "tussen ", "tussen 2 en 3~miljoen euro"),
        ("fr-CA", "entre ", "entre 2 et 3~millions d’euros"),
        ("fr-CH", "d'", "de 2 à 3~millions d’euros"),
    ],
)
def test_a_range_after_a_preposition_in_other_locales(language: str, typed: str, printed: str) -> None:
    assert sentence(RANGE, typed, language).startswith(printed)


@pytest.mark.parametrize(
    ("language", "typed", "printed"),
    [
        ("es", "entre ", "entre el 1 y el 15~de~marzo de 2025"),
        ("es", "de ", "del 1 al 15~de~marzo de 2025"),
        ("de", "zwischen ", "zwischen dem 1. und dem 15.~März 2025"),
        ("de", "Von ", "Vom 1. bis 15.~März 2025"),
        ("nl", "tussen ", "tussen 1 en 15~maart 2025"),
        ("en", "between ", "between March 1 and 15, 2025"),
        ("en-GB", "from ", "from 1 to 15 March 2025"),
    ],
)
def test_an_interval_of_days_after_a_preposition(language: str, typed: str, printed: str) -> None:
    assert sentence(DAYS, typed, language) == printed


CELLS = """
figures:
  fund: {amount: 3_450_000, currency: EUR, bound: about}
sections:
  - title: {fr: Un, en: One}
    message: {fr: Un., en: One.}
    blocks:
      - table:
          caption: {fr: Prêts, en: Loans}
          columns: [{header: {fr: "Prêts de {fund}", en: "Loans of {fund}"}}, {header: {fr: Total, en: Total}}]
          rows:
            - [{fr: "Un prêt de {fund}", en: "A loan of {fund}"}, "{fund}"]
            - [{fr: "Total : {fund}", en: "Total: {fund}"}, {figure: fund}]
"""


@pytest.mark.parametrize(
    ("language", "phrases", "alone"),
    [
        ("fr", ["Prêts d’environ 3,45~M€", "Un prêt d’environ 3,45~M€", "Total~: ≈~3,45~M€"], "≈~3,45~M€"),
        ("en", ["Loans of about €3.45M", "A loan of about €3.45M", "Total: ≈~€3.45M"], "≈~€3.45M"),
    ],
)
def test_a_bound_in_a_phrase_of_a_cell_is_a_word(language: str, phrases: list[str], alone: str, tmp_path: Path) -> None:
    for text in built(tmp_path, CELLS, language):
        lines = text.split("\n")
        assert all(phrase in lines for phrase in phrases)
        assert lines.count(alone) == 2


@pytest.mark.parametrize(
    ("x", "language", "typed", "printed"),
    [
        (RANGE, "fr", "de ", "de 2 à 3~M€"),
        (RANGE, "fr", "entre ", "entre 2 et 3~M€"),
        (RANGE, "fr", "Prix ", "Prix 2–3~M€"),
        (DAYS, "fr", "de ", "du 1er au 15~mars 2025"),
        (RANGE, "en", "between ", "between €2M and €3M"),
        (RANGE, "en", "from ", "from €2M to €3M"),
        (YEARS, "en", "between ", "between 2020 and 2024"),
        (RANGE, "nl", "van ", "van €~2~mln. tot €~3~mln."),
    ],
)
def test_a_dash_gives_way_to_words_after_a_preposition(x: Figure, language: str, typed: str, printed: str) -> None:
    before: list[Any] = [Run(typed, AT)]
    words = figure_text(x, formatter(language), place="slide")
    joined = join_before(before, words, seam_kind(x, ""), language)
    assert seen("".join(run.text for run in before) + joined).startswith(printed)


def test_english_words_before_a_figure_stay() -> None:
    for typed in ("of ", "de ", "d'", "que "):
        assert sentence(ABOUT, typed, "en").startswith(typed.replace("'", "’"))


# --- Properties ------------------------------------------------------------------------------------------------------

BOUNDS = ["more-than", "less-than", "at-least", "at-most", "about"]
values = st.decimals(-(10**12), 10**12, places=2, allow_nan=False, allow_infinity=False)


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    """A measured figure or a date, single or a range, with any bound that it may have."""
    if draw(st.booleans()):
        first, last = sorted(draw(st.tuples(st.dates(), st.dates())))
        start, end = (PartialDate(*(day.year, day.month, day.day)[: draw(st.integers(1, 3))]) for day in (first, last))
        if draw(st.booleans()) and start != end:
            return date((start, end))
        return date(start, bound=draw(st.none() | st.sampled_from(BOUNDS)))
    low, high = sorted(draw(st.tuples(values, values)))
    value = (low, high) if draw(st.booleans()) and low != high else low
    make = draw(st.sampled_from([amount, number, percent, lambda value, **more: quantity(value, "kilometer", **more)]))
    figure: Figure = make(value, bound=draw(st.none() | st.sampled_from(BOUNDS)))
    return figure


TYPED = [
    "de ",
    "d'",
    "d’",
    "De ",
    "D'",
    "que ",
    "qu'",
    "qu’",
    "jusque ",
    "jusqu'",
    "lorsque ",
    "puisqu'",
    "entre ",
    "à ",
]
TYPED += ["jusqu'à ", "du ", "au ", "en ", "presque ", "quelque ", "le ", "près de « ", "plus d'"]
SEAM = re.compile(r"\b(de|que|jusque|lorsque|puisque|d|qu|jusqu|lorsqu|puisqu)(’| )(?:«.)?(\w)", re.IGNORECASE)
TWICE = re.compile(
    r"\b(?:de de|de du|d’du|du de|du du|entre de|entre du|à de|à du|au du|en du|le d[eu]|en le|le [a-zé]+ \d{4})\b"
    r"|\b(?:de|à|en) \d\d?(?:er)?~(?:janv|févr|mars|avr|mai|jui|août|sept|oct|nov|déc)",
    re.IGNORECASE,
)


@given(figures(), st.sampled_from(TYPED), st.sampled_from(["fr", "fr-CA", "fr-CH", "fr-BE"]))
def test_no_figure_makes_a_false_seam(x: Figure, typed: str, language: str) -> None:
    words = plain(inlines(x, "Il parle ", typed, figure("x"), ".", language=language))
    assert TWICE.search(seen(words)) is None, words
    seam = SEAM.match(words.removeprefix("Il parle ").removeprefix("près ").removeprefix("plus "))
    if seam is not None:
        assert (seam[2] == "’") == (seam[3].lower() in "aàeo" or seam[1].lower() == "jusqu"), words


@given(figures(), st.sampled_from(TYPED), st.sampled_from(["fr", "en", "de-CH", "es", "it", "nl"]))
def test_joining_twice_changes_nothing(x: Figure, typed: str, language: str) -> None:
    before: list[Any] = [Run("Il parle ", AT), Run(typed, AT, strong=True)]
    kind = seam_kind(x, "")
    words = join_before(before, figure_text(x, formatter(language)), kind, language)
    once = list(before)
    assert join_before(before, words, kind, language) == words
    assert before == once
