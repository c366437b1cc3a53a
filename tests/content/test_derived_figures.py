"""Figures computed from others: exact, of one kind, in any order of declaration; what has no result is refused."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from builder.content.arithmetic import ArithmeticProblem, Measured, as_decimal, compute
from builder.content.model.figures import (
    AmountFigure,
    NumberFigure,
    PercentFigure,
    PointsFigure,
    QuantityFigure,
)
from builder.content.model.measure_units import NUMBER, PERCENT, POINTS
from builder.content.model.publication import Publication

Read = Callable[..., Publication]
Reported = Callable[..., list[str]]

TYPED = st.decimals(min_value=-(10**12), max_value=10**12, allow_nan=False, allow_infinity=False, places=4)
WIDE = Context(prec=400)


def measured(value: Decimal | Fraction, unit: Any = NUMBER, **more: Any) -> Measured:
    return Measured(Fraction(value), Fraction(value), unit, **more)


def rounded(number: Fraction, places: int, even: bool) -> Fraction:
    """Round a fraction by integers alone."""
    scaled = abs(number) * 10**places
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    twice = 2 * rest - scaled.denominator
    whole += twice > 0 or (twice == 0 and (not even or whole % 2 == 1))
    return Fraction(-whole if number < 0 else whole, 10**places)


# --- Exactness -------------------------------------------------------------------------------------------------------


@given(st.lists(TYPED, min_size=2, max_size=8))
def test_a_sum_is_that_of_fractions(values: list[Decimal]) -> None:
    total = compute("sum", [measured(value) for value in values])
    assert total.low == sum(map(Fraction, values))
    decimal, endless = as_decimal(total.low)
    assert not endless and Fraction(decimal) == total.low


@given(TYPED, TYPED)
def test_quotients_are_those_of_fractions(first: Decimal, second: Decimal) -> None:
    assert compute("difference", [measured(first), measured(second)]).low == Fraction(first) - Fraction(second)
    assume(second > 0)
    dividend, other = Fraction(first), Fraction(second)
    assert compute("ratio", [measured(first), measured(second)]).low == dividend / other
    assert compute("share", [measured(first), measured(second)]).low == 100 * dividend / other
    assert compute("growth", [measured(second), measured(first)]).low == 100 * (dividend - other) / other


@given(TYPED, TYPED.filter(bool), st.integers(0, 12), st.sampled_from([ROUND_HALF_UP, ROUND_HALF_EVEN]))
def test_the_decimal_of_a_quotient_rounds_as_the_fraction_does(
    first: Decimal, second: Decimal, places: int, mode: str
) -> None:
    number = Fraction(first) / Fraction(second)
    decimal, endless = as_decimal(number)
    assert endless or Fraction(decimal) == number
    printed = decimal.quantize(Decimal((0, (1,), -places)), mode, WIDE)
    assert Fraction(printed) == rounded(number, places, mode == ROUND_HALF_EVEN)


@given(st.lists(TYPED.filter(lambda value: value > 0), min_size=2, max_size=6))
def test_shares_of_a_whole_add_up_to_a_hundred(parts: list[Decimal]) -> None:
    whole = compute("sum", [measured(part) for part in parts])
    shares = [compute("share", [measured(part), whole]) for part in parts]
    total = compute("sum", shares)
    assert (total.low, total.unit) == (100, PERCENT)
    assert as_decimal(total.low) == (Decimal(100), False)


@given(TYPED, TYPED, TYPED, TYPED)
def test_the_difference_of_ranges_holds_every_difference_of_their_values(
    low: Decimal, high: Decimal, least: Decimal, most: Decimal
) -> None:
    assume(low < high and least < most)
    first, second = (Measured(Fraction(a), Fraction(b), NUMBER) for a, b in ((low, high), (least, most)))
    result = compute("difference", [first, second])
    for end in (low, high):
        for other in (least, most):
            assert result.low <= Fraction(end) - Fraction(other) <= result.high


@given(TYPED.filter(lambda value: value > 0), TYPED.filter(lambda value: value > 0), TYPED, TYPED)
def test_a_bound_of_a_quotient_holds_for_what_the_bounds_allow(
    first: Decimal, second: Decimal, more: Decimal, less: Decimal
) -> None:
    """The true values are above the first and below the second: each quotient is on the side of its bound."""
    above, below = Fraction(first) + abs(Fraction(more)), Fraction(second) / (1 + abs(Fraction(less)))
    known = (measured(first, bound="at-least"), measured(second, bound="at-most"))
    for operation in ("ratio", "share", "difference"):
        result = compute(operation, known)
        true = compute(operation, [measured(above), measured(below)])
        assert result.bound == "at-least" and true.low >= result.low
    growth = compute("growth", known[::-1])
    assert growth.bound == "at-least"
    assert compute("growth", [measured(below), measured(above)]).low >= growth.low


def test_operands_of_points_and_percentages() -> None:
    rate, change = measured(Decimal(12), PERCENT), measured(Decimal("1.5"), POINTS)
    assert compute("difference", [rate, measured(Decimal(10), PERCENT)]).unit == POINTS
    assert compute("sum", [rate, change]).unit == compute("sum", [change, rate]).unit == PERCENT
    assert compute("difference", [rate, change]).unit == PERCENT
    with pytest.raises(ArithmeticProblem, match="percentage points"):
        compute("difference", [change, rate])


# --- As declared -----------------------------------------------------------------------------------------------------

BASE = """figures:
  revenue-2023: {amount: 9_000_000, currency: EUR, source: accounts}
  revenue: {amount: 10_000_000.50, currency: EUR, source: accounts}
  spending: {amount: 12_500_000, currency: EUR, source: accounts}
  dollars: {amount: 5, currency: USD}
  rate: {percent: 12.5}
  rate-before: {percent: 10}
  north: {number: 12, counted: {fr: {one: école, other: écoles}, en: {one: school, other: schools}}}
  south: {number: 30, counted: {fr: {one: école, other: écoles}, en: {one: school, other: schools}}}
  staff: {number: 7}
  none: {number: 0}
  loss: {amount: -5, currency: EUR}
  length: {quantity: 12, unit: kilometer}
  length-after: {quantity: 15, unit: kilometer}
  heat: {quantity: 20, unit: celsius}
  cold: {quantity: -5, unit: celsius}
  founded: {date: 2023}
  seat: {territory: FR}
  guess: {amount: [2_000_000, 3_000_000], currency: EUR}
  most: {amount: 100, currency: EUR, bound: more-than}
  least: {amount: 40, currency: EUR, bound: at-least}
  top: {amount: 40, currency: EUR, bound: less-than}
  near: {amount: 40, currency: EUR, bound: about}
"""
SOURCES = "sources:\n  accounts: {title: {fr: Comptes, en: Accounts}}\n"


def derived(read: Read, declaration: str, more: str = "") -> Any:
    return read(SOURCES + BASE + f"  x: {declaration}\n" + more).figures["x"]


def test_kinds_of_results(read: Read) -> None:
    surplus = derived(read, "{difference: [revenue, spending]}")
    assert isinstance(surplus, AmountFigure)
    assert (surplus.amount, surplus.currency) == (Decimal("-2499999.50"), "EUR")
    growth = derived(read, "{growth: [revenue-2023, spending]}")
    assert isinstance(growth, PercentFigure) and growth.percent.quantize(Decimal("0.001")) == Decimal("38.889")
    share = derived(read, "{share: [south, x-all]}", "  x-all: {sum: [north, south]}\n")
    assert isinstance(share, PercentFigure)
    points = derived(read, "{difference: [rate, rate-before]}")
    assert isinstance(points, PointsFigure) and str(points.points) == "2.5"
    ratio = derived(read, "{ratio: [length-after, length]}")
    assert isinstance(ratio, NumberFigure) and ratio.number == Decimal("1.25")
    longer = derived(read, "{difference: [length-after, length]}")
    assert isinstance(longer, QuantityFigure) and (longer.quantity, longer.unit) == (3, "kilometer")
    colder = derived(read, "{difference: [cold, heat]}")
    assert isinstance(colder, QuantityFigure) and colder.quantity == -25


def test_sums_keep_the_decimals_the_noun_and_the_source_of_their_figures(read: Read) -> None:
    total = derived(read, "{sum: [revenue, spending]}")
    assert (str(total.amount), total.source) == ("22500000.50", "accounts")
    schools = derived(read, "{sum: [north, south]}")
    assert schools.number == 42 and schools.counted.forms["fr"]["other"] == "écoles"
    mixed = derived(read, "{sum: [north, staff]}")
    assert mixed.number == 19 and mixed.counted is None
    assert derived(read, "{ratio: [south, north]}").counted is None


def test_declarations_may_be_in_any_order_and_of_any_depth(read: Read) -> None:
    more = "".join(f"  step-{n}: {{sum: [step-{n + 1}, staff]}}\n" for n in range(200)) + "  step-200: {number: 1}\n"
    assert derived(read, "{sum: [step-0, staff]}", more).number == 1 + 201 * 7


def test_a_chain_without_end_is_refused(reported: Reported) -> None:
    chain = "".join(f"  s{n}: {{sum: [s{n + 1}, one]}}\n" for n in range(3_000)) + "  s3000: {number: 1}\n"
    problems = reported("figures:\n  one: {number: 1}\n" + chain)
    assert len(problems) == 1 and "are computed one from another" in problems[0]


def test_a_third_stays_a_third(read: Read) -> None:
    figures = read("figures:\n  one: {number: 1}\n  three: {number: 3}\n  third: {ratio: [one, three]}\n"
                   "  all: {sum: [third, third, third]}\n").figures  # fmt: skip
    assert figures["all"].number == 1  # type: ignore[union-attr]
    third = figures["third"]
    assert isinstance(third, NumberFigure) and third.derived is not None and third.derived.endless


def test_ranges_and_bounds_carry_over(read: Read) -> None:
    assert derived(read, "{sum: [guess, revenue-2023]}").amount == (11_000_000, 12_000_000)
    assert derived(read, "{difference: [revenue-2023, guess]}").amount == (6_000_000, 7_000_000)
    assert derived(read, "{sum: [most, least]}").bound == "more-than"
    assert derived(read, "{difference: [least, top]}").bound == "more-than"
    assert derived(read, "{share: [dear, most]}", "  dear: {amount: 50, currency: EUR}\n").bound == "less-than"
    assert derived(read, "{growth: [near, near]}").bound == "about"
    assert derived(read, "{ratio: [loss, least]}").bound == "at-least"
    assert derived(read, "{sum: [revenue, spending], bound: about}").bound == "about"


@pytest.mark.parametrize(
    ("declaration", "message"),
    [
        (
            "{sum: [revenue, dollars]}",
            "`revenue` is an amount in EUR, `dollars` an amount in USD"
            " (`sum` needs figures of one kind, currency and unit)",
        ),
        (
            "{share: [rate, revenue]}",
            "`rate` is a percentage, `revenue` an amount in EUR (`share` needs figures of one kind, currency and unit)",
        ),
        (
            "{ratio: [length, staff]}",
            "`length` is a quantity in kilometer, `staff` a number"
            " (`ratio` needs figures of one kind, currency and unit)",
        ),
        ("{sum: [heat, cold]}", "`heat`: numbers of the unit celsius have no sum"),
        ("{growth: [heat, heat]}", "`heat`: numbers of the unit celsius have no growth"),
        (
            "{growth: [loss, revenue]}",
            "growth from `loss`, which is -5, means nothing (use `difference`, or a number above 0)",
        ),
        (
            "{growth: [none, staff]}",
            "growth from `none`, which is 0, means nothing (use `difference`, or a number above 0)",
        ),
        ("{share: [staff, none]}", "a share of `none`, which is 0, means nothing (name a whole above 0)"),
        ("{ratio: [staff, none]}", "division by zero: `none` is 0"),
        ("{sum: [staff, founded]}", "`founded` is a date; `sum` needs numbers"),
        ("{ratio: [seat, staff]}", "`seat` is a territory; `ratio` needs numbers"),
        (
            "{share: [guess, revenue]}",
            "`guess` is a range; `share` needs single numbers (compute with each of its ends, as figures of their own)",
        ),
        (
            "{sum: [most, top]}",
            "the bounds of `most` (more-than) and `top` (less-than) leave no bound of their sum"
            " (compute with figures whose bounds agree)",
        ),
        (
            "{difference: [most, least]}",
            "the bounds of `most` (more-than) and `least` (at-least) leave no bound of their difference"
            " (compute with figures whose bounds agree)",
        ),
        (
            "{sum: [near, most]}",
            "the bounds of `near` (about) and `most` (more-than) leave no bound of their sum"
            " (compute with figures whose bounds agree)",
        ),
        ("{growth: [staff]}", "`growth` takes two figures, from and to; this one has 1"),
        ("{sum: [staff]}", "`sum` takes two figures or more; this one has 1"),
        ("{difference: [staff, staff, staff]}", "`difference` takes two figures; this one has 3"),
        ("{sum: []}", "`sum` takes two figures or more; this one has 0"),
        (
            "{sum: [most, least], bound: about}",
            "`x` is `more-than` by its figures, and `about` as declared (delete `bound`)",
        ),
        ("{sum: [staff, staf]}", "unknown figure `staf`, did you mean `staff`?"),
        ("{sum: [staff, zebra]}", "unknown figure `zebra` (add it to `figures`)"),
        ("{sum: [staff, 12]}", "`12` is not an id (use lower-case words joined by hyphens)"),
        ("{sum: staff}", "`sum`: expected a list, found text (write each item after a dash)"),
        ("{sum: [staff, none], percent: 3}", "`sum` and `percent` cannot be combined (keep one)"),
        (
            "{difference: [length-after, length], counted: {fr: {other: routes}, en: {other: roads}}}",
            "`x` is no count, and has a noun to count (delete `counted`)",
        ),
    ],
)
def test_what_has_no_result_is_reported_at_its_place(reported: Reported, declaration: str, message: str) -> None:
    (problem,) = reported(SOURCES + BASE + f"  x: {declaration}\n")
    line, _, rest = problem.partition(":")
    assert (line, rest.partition(": ")[2]) == ("28", message)


def test_the_place_is_that_of_the_operand(reported: Reported) -> None:
    declaration = "\n    sum:\n      - staff\n      - rate\n"
    (problem,) = reported(SOURCES + BASE + f"  x: {declaration}")
    assert problem.startswith("31:9: `staff` is a number, `rate` a percentage")


def test_circles_are_reported_with_their_path(reported: Reported) -> None:
    problems = reported(
        "figures:\n"
        "  a: {sum: [b, one]}\n"
        "  b: {difference: [c, one]}\n"
        "  c: {sum: [one, a]}\n"
        "  d: {ratio: [d, one]}\n"
        "  e: {sum: [a, one]}\n"
        "  one: {number: 1}\n"
    )
    assert problems == [
        "6:18: `a` is computed from itself: a → b → c → a (name other figures in one of them)",
        "7:15: `d` is computed from itself: d → d (name other figures in one of them)",
    ]


def test_all_problems_come_at_once(reported: Reported) -> None:
    problems = reported(
        "figures:\n"
        "  a: {number: twelve}\n"
        "  b: {sum: [a, one]}\n"
        "  c: {ratio: [one, zero]}\n"
        "  one: {number: 1}\n"
        "  zero: {number: 0}\n"
    )
    assert [problem.partition(":")[0] for problem in problems] == ["4", "6"]
