"""Read the width of a picture: a share of the text's width, or a length."""

from __future__ import annotations

from decimal import Decimal

from builder.content.model.exhibits import PictureWidth
from builder.content.scalar_forms import FormError
from builder.late_patterns import compiled

__all__ = ["WIDTH", "picture_width"]

WIDTH = r"[0-9]+(\.[0-9]+)?( ?(%|mm|cm|in))?"
"""The notation of a width, as a regular expression for the schema."""

_WIDTH = r"(?P<number>[0-9]+(?:\.[0-9]+)?)[ \u00a0\u202f]?(?P<unit>%|mm|cm|in)?"
_COMMA = r"([0-9]+),([0-9]+)(.*)"
_PER_INCH = {"mm": Decimal("25.4"), "cm": Decimal("2.54"), "in": Decimal(1)}
_LEAST, _MOST = Decimal(5), Decimal(1000)
"""Millimetres: a picture narrower than a letter, and one wider than any page, are mistakes of unit."""
_FORMS = "write a share such as 60%, or a length such as 8 cm, 80 mm or 3 in"


def picture_width(text: str) -> PictureWidth:
    """Return the width that a text states: `60%`, `0.6`, `8 cm`, `80 mm`, `3 in`. Raises FormError."""
    written = text.strip()
    match = compiled(_WIDTH).fullmatch(written)
    if match is None:
        comma = compiled(_COMMA).fullmatch(written)
        hint = (
            f"write {comma[1]}.{comma[2]}{comma[3]}" if comma and compiled(_WIDTH).fullmatch("1" + comma[3]) else _FORMS
        )
        raise FormError(f"expected a share or a length, found `{written[:60]}`", hint)
    number, unit = Decimal(match["number"]), match["unit"]
    if unit in _PER_INCH:
        inches = number / _PER_INCH[unit]
        if not _LEAST <= inches * _PER_INCH["mm"] <= _MOST:
            raise FormError(f"a width of {written} is outside 5 mm to 1 m", "check the unit")
        return PictureWidth(inches=float(inches))
    share = number / 100 if unit == "%" else number
    if unit is None and share > 1:
        raise FormError(f"expected a share or a length, found `{written[:60]}`", f"write {number}%, or {number} mm")
    if not Decimal("0.05") <= share <= 1:
        raise FormError(f"a width of {written} is outside 5% to 100% of the text", "write a share such as 60%")
    return PictureWidth(share=float(share))
