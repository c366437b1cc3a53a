"""The styles `absolute` and `rounded`, and the key `round` of a figure."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import builder
from builder.content.model.figures import FigureRounding
from builder.diagnostics import BuildError
from builder.resolve.figures import figure_text, highlight_parts
from builder.resolve.numbers import formatter
from builder.source import NOWHERE
from tests.resolve.readback import built, publication
from tests.resolve.values import D, amount, date, day, number, percent, quantity, seen


def french(figure: Any, style: str = "", place: Any = "prose") -> str:
    return seen(figure_text(figure, formatter("fr"), style, place))


def english(figure: Any, style: str = "", place: Any = "prose") -> str:
    return seen(figure_text(figure, formatter("en"), style, place))


def rounding(decimals: int, mode: Any = "half-up") -> FigureRounding:
    return FigureRounding(span=NOWHERE, decimals=decimals, mode=mode)


def test_absolute_drops_the_sign() -> None:
    loss = amount(D(-412_600))
    assert (french(loss, "absolute"), english(loss, "absolute")) == ("412¦600~euros", "€412,600")
    assert (french(loss, "absolute", "table"), english(loss, "absolute", "slide")) == ("412¦600~€", "€412,600")
    assert french(amount(D(412_600)), "absolute") == "412¦600~euros"
    assert english(percent(D("-2.5")), "absolute") == "2.5%"
    assert french(number(D(-3), {"fr": {"one": "place", "other": "places"}}), "absolute") == "3~places"
    assert french(quantity(D(-12), "celsius"), "absolute") == "12~°C"
    assert [seen(part) for part in highlight_parts(loss, formatter("fr"), "absolute")] == ["", "412,6~k€", ""]


def test_the_bound_of_a_negative_number_turns_around_with_its_sign() -> None:
    assert french(amount(D(-412_600), bound="at-least"), "absolute") == "au plus 412¦600~euros"
    assert french(amount(D(-412_600), bound="less-than"), "absolute") == "plus de 412¦600~euros"
    assert english(amount(D(-1_995_000), bound="at-most"), "absolute", "highlight") == "at least €1.99M"
    assert english(amount(D(412_600), bound="at-least"), "absolute") == "at least €412,600"
    assert english(percent(D(-5), bound="about"), "absolute") == "about 5%"


def test_the_absolute_value_of_a_range() -> None:
    assert french(percent((D(-3), D(-2))), "absolute") == "de 2 à 3~%"
    assert french(percent((D(-3), D(0))), "absolute", "table") == "0–3~%"
    with pytest.raises(ValueError, match="from below zero to above it has no style `absolute`"):
        french(percent((D(-3), D(2))), "absolute")


def test_rounded_keeps_one_decimal() -> None:
    revenue = amount(D(51_342_000_000), "USD")
    assert (french(revenue, "rounded"), english(revenue, "rounded")) == (
        "51,3~milliards de dollars",
        "$51.3~billion",
    )
    assert (french(revenue, "rounded", "table"), english(revenue, "rounded", "table")) == ("51,3~Md$", "$51.3B")
    assert french(amount(D(51_000_000_000), "USD"), "rounded") == "51~milliards de dollars"
    assert french(amount(D(999_999_999)), "rounded") == "1~milliard d’euros"
    assert french(amount(D(412_645))) == french(amount(D(412_645)), "rounded") == "412¦645~euros"
    assert french(percent(D("12.345")), "rounded") == "12,3~%"
    assert french(percent(D(12)), "rounded") == "12~%"
    assert french(percent(D("0.04")), "rounded") == "0,04~%"
    assert french(quantity(D("12.345"), "kilometer"), "rounded") == "12,3~km"
    assert french(number(D(2_512_387)), "rounded") == "2,5~millions"
    assert french(amount(D(1_987_000), bound="at-least"), "rounded") == "au moins 1,9~million d’euros"
    assert french(amount((D(1_234_000), D(1_249_000))), "rounded") == "environ 1,2~million d’euros"


def test_a_figure_with_a_rounding_of_its_own() -> None:
    growth = percent(D("12.3456789"), round=rounding(1))
    assert (french(growth), english(growth), french(growth, "", "table")) == ("12,3~%", "12.3%", "12,3~%")
    assert french(growth, "exact") == "12,3456789~%"
    assert french(percent(D("3.96"), round=rounding(1))) == "4,0~%"
    assert french(percent(D(4), round=rounding(1))) == "4~%"
    assert french(percent(D("0.6"), round=rounding(0))) == "1~%"
    assert french(percent(D("0.4"), round=rounding(0))) == "0,4~%"
    assert french(percent(D("0.06"), round=rounding(1))) == "0,1~%"
    assert french(percent(D("0.04"), round=rounding(1))) == "0,04~%"
    assert french(percent(D("0.96"), round=rounding(0), bound="at-least")) == "au moins 0,9~%"
    assert french(amount(D(51_342_000_000), "USD", round=rounding(1))) == "51,3~milliards de dollars"
    assert french(amount(D(51_342_000_000), "USD", round=rounding(0)), "rounded") == "51~milliards de dollars"
    assert french(amount(D("1234.5678"), round=rounding(1))) == "1¦234,57~euros"
    assert french(amount(D("1234.5678"), round=rounding(0))) == "1¦235~euros"
    assert french(amount(D(-51_342_000_000), "USD", round=rounding(1)), "absolute") == "51,3~milliards de dollars"
    assert [seen(part) for part in highlight_parts(growth, formatter("fr"))] == ["", "12,3~%", ""]


def test_a_rounded_figure_takes_a_scale_only_where_little_is_lost() -> None:
    assert french(amount(D("1234567.891"), round=rounding(0))) == "1¦234¦568~euros"
    assert french(amount(D("1234567.891"), round=rounding(1))) == "1,2~million d’euros"
    assert french(amount(D("12345678.91"), round=rounding(0))) == "12~millions d’euros"
    assert french(amount(D("1987654.3"), round=rounding(0)), "", "table") == "2~M€"
    for place in ("prose", "table", "slide"):
        assert french(amount(D(999_999), round=rounding(1)), "", place).startswith("999¦999~")
    assert french(amount(D(999_999), round=rounding(1)), "compact") == "1~M€"


def test_half_even_rounds_a_half_to_the_even_digit() -> None:
    up, even = (percent(D("2.25"), round=rounding(1, mode)) for mode in ("half-up", "half-even"))
    assert (french(up), french(even)) == ("2,3~%", "2,2~%")
    at_most = percent(D("2.21"), round=rounding(1, "half-even"), bound="at-most")
    assert french(at_most) == "au plus 2,3~%"


@given(
    st.decimals(-(10**12), 10**12, places=4, allow_nan=False, allow_infinity=False),
    st.integers(0, 4),
    st.sampled_from(["half-up", "half-even"]),
    st.sampled_from(["fr", "fr-CA", "en", "de-CH", "es"]),
)
def test_a_rounded_percentage_is_near_its_value(value: Decimal, decimals: int, mode: str, locale: str) -> None:
    writer = formatter(locale)
    text = figure_text(percent(value, round=rounding(decimals, mode)), writer)
    plain = text.replace(writer.group_mark, "").replace(writer.decimal_mark, ".").replace("\u2212", "-")
    printed = Decimal("".join(sign for sign in plain if sign.isdigit() or sign in ".-"))
    assert abs(printed - value) <= Decimal(5).scaleb(-decimals - 1)
    assert (printed == 0) == (value == 0)


def test_other_figures_have_no_such_style() -> None:
    with pytest.raises(ValueError, match="a date has no style `absolute`"):
        french(date(day("2023")), "absolute")
    with pytest.raises(ValueError, match="its styles are standard, long, compact, exact, absolute, rounded"):
        french(amount(D(1)), "round")


BODY = """\
figures:
  loss: {amount: -412_600, currency: EUR}
  revenue: {amount: 51_342_000_000, currency: USD}
  growth: {percent: 12.3456, round: {decimals: 1}, label: {fr: Croissance, en: Growth}}
  share: {percent: 2.25, round: {decimals: 1, mode: half-even}}
sections:
  - title: {fr: Bilan, en: Balance}
    message: {fr: "Un déficit de {loss:absolute}.", en: "A deficit of {loss:absolute}."}
    blocks:
      - points: [{fr: "Recettes : {revenue:rounded}.", en: "Revenue: {revenue:rounded}."}]
      - highlights: [growth]
      - table:
          caption: {fr: Parts, en: Shares}
          columns: [{fr: Poste, en: Item}, {fr: Part, en: Share}]
          rows: [[{fr: Pain, en: Bread}, {figure: growth}], [{fr: Riz, en: Rice}, {figure: share}]]
      - chart:
          kind: column
          caption: {fr: Taux, en: Rates}
          categories: [{fr: Pain, en: Bread}, {fr: Riz, en: Rice}]
          series: [{name: {fr: Taux, en: Rate}, values: [growth, share]}]
"""


def test_figure_styles_in_the_files(tmp_path: Path) -> None:
    brief, deck = built(tmp_path, BODY, "fr")
    for text in (
        "un déficit de 412¦600~euros",
        "51,3~milliards de dollars",
        "12,3~%",
        "Part (%)",
        "\n12,3\n",
        "\n2,2\n",
    ):
        assert text in brief.replace("Un déficit", "un déficit"), text
    assert "412¦600~€" in deck or "412¦600~euros" in deck
    assert "12,3456" not in brief + deck
    brief, _ = built(tmp_path, BODY, "en")
    for text in ("A deficit of €412,600.", "$51.3~billion", "12.3%", "Share (%)", "\n12.3\n", "\n2.2\n"):
        assert text in brief, text


def test_a_column_with_decimals_of_its_own_rounds_its_figures_alike(tmp_path: Path) -> None:
    body = BODY.replace(
        "{fr: Part, en: Share}]\n", "{header: {fr: Part, en: Share}, format: {percent: true, decimals: 2}}]\n"
    )
    brief, _ = built(tmp_path, body, "en")
    assert "Share (%)" in brief and "\n12.35\n" in brief and "\n2.25\n" in brief


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("{decimal: 1}", "publication.yaml:7:38: unknown key `decimal`, did you mean `decimals`"),
        ("{mode: half-even}", "publication.yaml:7:37: a figure rounding needs `decimals`"),
        ("{decimals: 13}", "`decimals`: expected a number from 0 to 12, found 13"),
        ("{decimals: 1, mode: half}", "`mode` cannot be `half`"),
        ("1", "expected a mapping"),
    ],
)
def test_a_rounding_written_wrong_is_reported_at_its_place(written: str, message: str, tmp_path: Path) -> None:
    body = BODY.replace("round: {decimals: 1}, label", f"round: {written}, label")
    with pytest.raises(BuildError) as problem:
        publication(tmp_path, body)
    assert message in str(problem.value)


def test_a_range_across_zero_has_no_size(tmp_path: Path) -> None:
    body = BODY.replace("amount: -412_600", "amount: [-3, 2]")
    loaded = publication(tmp_path, body)
    with pytest.raises(BuildError, match=r"publication.yaml:11:\d+: .*figure `loss`: a range from below zero"):
        builder.write_brief(loaded, "fr", tmp_path / "out.docx")
