"""Values and figures made by hand, and texts with visible signs: `~` is U+00A0, `¦` is U+202F, `-` is U+2212 too."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from builder.content.model.exhibits import ValueFormat
from builder.content.model.figures import (
    AmountFigure,
    Counted,
    DateFigure,
    NumberFigure,
    PercentFigure,
    QuantityFigure,
    TerritoryFigure,
)
from builder.content.model.values import PartialDate
from builder.source import NOWHERE

D = Decimal
PLACE: dict[str, Any] = {"span": NOWHERE, "key": "figures.x", "id": "x"}


def seen(text: str) -> str:
    return text.replace("\u00a0", "~").replace("\u202f", "¦").replace("\u2212", "-")


def amount(value: Any, currency: str = "EUR", **more: Any) -> AmountFigure:
    return AmountFigure(**PLACE, amount=value, currency=currency, **more)


def number(value: Any, nouns: dict[str, dict[str, str]] | None = None, **more: Any) -> NumberFigure:
    counted = Counted(span=NOWHERE, forms=nouns) if nouns else None
    return NumberFigure(**PLACE, number=value, counted=counted, **more)


def percent(value: Any, **more: Any) -> PercentFigure:
    return PercentFigure(**PLACE, percent=value, **more)


def quantity(value: Any, unit: str, **more: Any) -> QuantityFigure:
    return QuantityFigure(**PLACE, quantity=value, unit=unit, **more)


def date(value: Any, **more: Any) -> DateFigure:
    return DateFigure(**PLACE, date=value, **more)


def territory(code: str, **more: Any) -> TerritoryFigure:
    return TerritoryFigure(**PLACE, territory=code, **more)


def day(text: str) -> PartialDate:
    return PartialDate(*map(int, text.split("-")))


def value_format(**more: Any) -> ValueFormat:
    return ValueFormat(span=NOWHERE, key="f", **more)
