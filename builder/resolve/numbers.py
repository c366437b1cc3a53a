"""Values as words of one language: numbers, percentages, amounts, quantities, dates, territories, lists.

The one place that knows how a locale writes values (docs/locales.md). A formatter is cached by language and by the
width of its narrow space, keeps CLDR's facts at hand, and writes a plain number in a few microseconds.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from builder.content.model.values import PartialDate
from builder.language import fallbacks, normalise_tag
from builder.resolve.dates import DateWriter, as_partial
from builder.resolve.decimals import Digits, checked
from builder.resolve.locales.currencies import house_name, house_symbol
from builder.resolve.locales.locale_data import locale_data
from builder.resolve.locales.points import points_patterns
from builder.resolve.locales.prepositions import of_territory, within_territory
from builder.resolve.locales.profiles import BOUND_SIGNS, Bound, profile
from builder.resolve.locales.territories import HOUSE_TERRITORIES, MISTAKEN_CODES
from builder.resolve.locales.units import unit_patterns
from builder.resolve.measures import Around, Count, Locale, Measure, Money, Percent, Points, Quantity
from builder.resolve.number_forms import (
    HALF_UP,
    Form,
    Rounding,
    choose_form,
    printed_number,
    range_forms,
    with_sign,
    written,
)
from builder.resolve.typography import set_text
from builder.resolve.unknown_codes import unknown

__all__ = ["Formatter", "Place", "Value", "formatter"]

Place = Literal["prose", "table", "slide", "highlight"]
Value = Decimal | tuple[Decimal, Decimal]
"""A value, or a range: low and high."""

NARROW, NBSP = "\u202f", "\u00a0"

_SAFE_MODES: Final[dict[Bound | None, str]] = {
    "at-least": ROUND_FLOOR, "more-than": ROUND_FLOOR, "at-most": ROUND_CEILING, "less-than": ROUND_CEILING,
}  # fmt: skip
"""The rounding mode of a bound, so that what is printed is implied by what is known."""

WrittenEnd = tuple[bool, str, Around]
"""A written number: True if it is negative, its digits, the texts around them."""


class WrittenParts(NamedTuple):
    """A written value in three parts: the words of its bound and their space; the value; the counted noun with the
    space before it.
    """

    bound: str
    value: str
    tail: str


@lru_cache(maxsize=64)
def formatter(language: str, narrow_space: str = "narrow") -> Formatter:
    """Return the formatter of a language tag. `narrow_space` is `narrow`, or `full` for fonts without U+202F.

    Raises ValueError for a language that CLDR does not have.
    """
    return Formatter(normalise_tag(language), narrow_space)


def _safe(rounding: Rounding, bound: Bound | None) -> Rounding:
    """Return a rounding with the mode of a bound, if it has one of its own."""
    return Rounding(rounding.decimals, _SAFE_MODES[bound]) if bound in _SAFE_MODES else rounding


class Formatter:
    """Writes values in one language. Every text uses no-break spaces inside a number and its unit."""

    def __init__(self, language: str, narrow_space: str):
        self.language = language
        self._narrow_space = narrow_space
        data, house = locale_data(language), profile(language)
        self.decimal_mark = data.decimal
        self.group_mark = NBSP if data.group == NARROW and narrow_space == "full" else data.group
        digits = Digits(data.decimal, self.group_mark, data.grouping, data.minimum_grouping)
        money = Digits(data.money_decimal, self.group_mark, data.grouping, data.minimum_grouping)
        self._locale = Locale(language, data, house, digits, money)
        self._dates = DateWriter(language, data)
        self._measures: dict[tuple[str, str], Measure] = {}

    # --- Measures ------------------------------------------------------------------------------------------------

    def count_measure(self, forms: Mapping[str, str] | None = None) -> Measure:
        """Return the measure of plain numbers, with the counted noun if any (plural category → noun), which is set."""
        if not forms:
            return self._cached(("count", ""), lambda: Count(self._locale))
        nouns = {category: set_text(noun, self.language, self._narrow_space) for category, noun in forms.items()}
        return Count(self._locale, nouns)

    def percent_measure(self) -> Measure:
        """Return the measure of percentages."""
        return self._cached(("percent", ""), lambda: Percent(self._locale))

    def points_measure(self) -> Measure:
        """Return the measure of percentage points."""
        return self._cached(("points", ""), lambda: Points(self._locale, points_patterns(self.language)))

    def money_measure(self, currency: str) -> Measure:
        """Return the measure of a currency. Raises ValueError for a code that ISO 4217 does not have."""
        return self._cached(("money", currency), lambda: self._money(currency))

    def quantity_measure(self, unit: str) -> Measure:
        """Return the measure of a unit. Raises ValueError for a unit that CLDR does not have."""
        return self._cached(("quantity", unit), lambda: self._quantity(unit))

    # --- Values --------------------------------------------------------------------------------------------------

    def number(
        self, value: Value, style: str = "standard", place: Place = "prose", *,
        bound: Bound | None = None, decimals: int | None = None,
    ) -> str:  # fmt: skip
        """Return a number: `1 234,5`; `7 milliards`; `de 2 à 3 millions`."""
        return self.write(value, self.count_measure(), style, place, bound=bound, decimals=decimals)

    def counted(
        self, value: Value, forms: Mapping[str, str], style: str = "standard", place: Place = "prose", *,
        bound: Bound | None = None,
    ) -> str:  # fmt: skip
        """Return a number with its counted noun: `7 milliards de paramètres`, `3 cofondateurs`."""
        return self.write(value, self.count_measure(forms), style, place, bound=bound)

    def percent(
        self, value: Value, style: str = "standard", place: Place = "prose", *,
        bound: Bound | None = None, decimals: int | None = None,
    ) -> str:  # fmt: skip
        """Return a percentage: `12,5 %` / `12.5%` for 12.5."""
        return self.write(value, self.percent_measure(), style, place, bound=bound, decimals=decimals)

    def amount(
        self, value: Value, currency: str, style: str = "standard", place: Place = "prose", *,
        bound: Bound | None = None, decimals: int | None = None,
    ) -> str:  # fmt: skip
        """Return an amount: `100 millions d’euros` in prose, `100 M€` in a table; `€100 million`, `€100M`."""
        return self.write(value, self.money_measure(currency), style, place, bound=bound, decimals=decimals)

    def quantity(
        self, value: Value, unit: str, style: str = "standard", place: Place = "prose", *,
        bound: Bound | None = None, decimals: int | None = None,
    ) -> str:  # fmt: skip
        """Return a quantity: `32 Go` / `32 GB`; long: `32 gigaoctets` / `32 gigabytes`."""
        return self.write(value, self.quantity_measure(unit), style, place, bound=bound, decimals=decimals)

    def date(
        self, value: PartialDate | datetime.date | tuple[PartialDate, PartialDate], style: str = "standard",
        place: Place = "prose", *, bound: Bound | None = None, published: PartialDate | None = None,
    ) -> str:  # fmt: skip
        """Return a date: `1er mars 2025` / `March 1, 2025`; an interval; a year or a month alone. Styles:
        `dates.DATE_STYLES`. `published` is the date of the publication, by which `at-least` is "since" or "from".
        """
        if style == "standard":
            style = "long" if place == "prose" else "medium"
        if isinstance(value, tuple):
            return self._dates.interval(*value, style, words=place == "prose")
        date = as_partial(value)
        return self._dates.bounded(bound, date, style, published) if bound else self._dates.write(date, style)

    def territory(self, code: str, style: str = "standard") -> str:
        """Return the name of a country or region: without article, or after the preposition of the style `in` or `of`.

        Raises ValueError for an unknown code, and for a style that the language or the territory does not have.
        """
        names = self._locale.data.territories
        house = next((HOUSE_TERRITORIES[tag] for tag in fallbacks(self.language) if tag in HOUSE_TERRITORIES), {})
        if code in house or code in names:
            name = house.get(code) or names[code].replace("'", "’")
            if style == "in":
                return within_territory(code, name, self.language)
            return of_territory(code, name, self.language) if style == "of" else name
        if code.upper() in MISTAKEN_CODES:
            raise ValueError(f"unknown territory `{code}`, did you mean `{MISTAKEN_CODES[code.upper()]}`?")
        raise unknown("territory", code, names, names)

    def list_of(self, items: Sequence[str]) -> str:
        """Join items: `a, b et c` / `a, b, and c`."""
        start, middle, end, pair = self._locale.data.list_and
        if len(items) < 2:
            return "".join(items)
        if len(items) == 2:
            return pair.format(*items)
        text = start.format(items[0], items[1])
        for item in items[2:-1]:
            text = middle.format(text, item)
        return end.format(text, items[-1])

    # --- Writing -------------------------------------------------------------------------------------------------

    def write(
        self, value: Value, measure: Measure, style: str, place: Place, *,
        bound: Bound | None = None, decimals: int | None = None, rounding: Rounding = HALF_UP,
    ) -> str:  # fmt: skip
        """Return a value, or a range, of any measure, after the words of its bound."""
        parts = self.parts(value, measure, style, place, bound=bound, decimals=decimals, rounding=rounding)
        return "".join(parts)

    def parts(
        self, value: Value, measure: Measure, style: str, place: Place, *,
        bound: Bound | None = None, decimals: int | None = None, rounding: Rounding = HALF_UP,
    ) -> WrittenParts:  # fmt: skip
        """Return a value, or a range, in the parts that a highlight sets apart.

        A bound is rounded to its own side, whatever the mode of `rounding`: "at least" down, "at most" up. A range
        whose ends print alike is "about" that value.
        """
        low, high = value if isinstance(value, tuple) else (value, value)
        checked(high)
        if low is not high:
            checked(low)
        style = measure.standard(place, high) if style == "standard" else style
        rounding = _safe(rounding, bound)
        if low != high:
            forms = range_forms(low, high, measure, style, decimals, rounding)
            first, last = written(low, forms[0], measure), written(high, forms[1], measure)
            if (first[:2], first[2].scale) != (last[:2], last[2].scale):
                words = self.bound_prefix(bound, place, measure, value) if bound else ""
                text = self._range(first, last, forms, measure, place, opened=bound is not None)
                return WrittenParts(words, text, last[2].tail)
            bound = bound or "about"
        form = choose_form((high,), measure, style, decimals, rounding)
        negative, digits, around = written(high, form, measure)
        words = self.bound_prefix(bound, place, measure, high) if bound else ""
        return WrittenParts(words, with_sign(negative, digits, around._replace(tail=""), measure), around.tail)

    def printed_value(
        self, value: Decimal, measure: Measure, style: str, place: Place, *,
        bound: Bound | None = None, rounding: Rounding = HALF_UP,
    ) -> Decimal:  # fmt: skip
        """Return a value as readers see it: rounded as `parts` prints it."""
        style = measure.standard(place, checked(value)) if style == "standard" else style
        return printed_number(value, choose_form((value,), measure, style, None, _safe(rounding, bound)))

    def bound_prefix(self, bound: Bound, place: Place, measure: Measure, value: Value) -> str:
        """Return the words of a bound before `value`, with their space, or in a table cell its sign."""
        if place == "table":
            return BOUND_SIGNS[bound] + NBSP
        house = self._locale.profile
        words = house.bounds[bound]
        if bound in house.counted_bounds and isinstance(measure, Count) and measure.counts_things(value):
            words = house.counted_bounds[bound]
        return words + (NBSP if house.bounds is BOUND_SIGNS else " ")

    def _range(
        self,
        first: WrittenEnd,
        last: WrittenEnd,
        forms: tuple[Form, Form],
        measure: Measure,
        place: Place,
        opened: bool,
    ) -> str:
        """Return a range without its counted noun: `de 2 à 3 millions`, `2–3 M€`, `2,5 M€–1,2 Md€`. `opened`: the words
        of a bound precede it.
        """
        house = self._locale.profile
        low, high = first[2], last[2]
        scale_words = forms[1].words and forms[1].power > 0
        two_scales = forms[0].power != forms[1].power
        # A dash is not printed beside a minus, nor between phrases of several words.
        words = place == "prose" or first[0] or last[0] or (scale_words and (two_scales or bool(high.before)))
        unit = high.scale + high.after
        if two_scales:
            # `de 2,5 millions à 1,2 milliard d’euros`: two scale words share their unit; all else names its own.
            low = low._replace(after="", tail="") if scale_words and low.scale else low
        elif high.before or (words and house.repeats_sign and unit and not unit[0].isspace()):
            # `€2 million to €3 million`, `10% to 15%`: a sign that touches the digits is printed twice.
            low = low._replace(tail="")
        else:
            low = Around()
        opening = house.range_from if words and not opened else ""
        between = house.range_to if words else "–"
        start, end = (with_sign(*first[:2], low, measure), with_sign(*last[:2], high._replace(tail=""), measure))
        return f"{opening}{start}{between}{end}"

    # --- Parts ---------------------------------------------------------------------------------------------------

    def _cached(self, key: tuple[str, str], make: Callable[[], Measure]) -> Measure:
        """Return a measure, created once; few currencies and units appear in a publication."""
        if key not in self._measures:
            self._measures[key] = make()
        return self._measures[key]

    def _money(self, currency: str) -> Money:
        data = self._locale.data
        if currency not in data.currencies:
            raise unknown("currency", currency, data.currencies, data.currencies)
        symbol = house_symbol(currency, self.language) or data.currency_symbol(currency)
        names = house_name(currency, self.language) or data.currency_name(currency)
        return Money(self._locale, currency, symbol, names)

    def _quantity(self, unit: str) -> Quantity:
        units = self._locale.data.units
        if unit not in units:
            raise unknown("unit", unit, units)
        return Quantity(self._locale, unit, unit_patterns(self.language, unit))
