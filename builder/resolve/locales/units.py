"""Other names of CLDR's units: British spelling, and the symbols that people write."""

from __future__ import annotations

__all__ = ["UNIT_ALIASES"]

UNIT_ALIASES = {
    "kilometre": "kilometer", "metre": "meter", "centimetre": "centimeter", "millimetre": "millimeter",
    "square-kilometre": "square-kilometer", "square-metre": "square-meter", "cubic-metre": "cubic-meter",
    "kilometre-per-hour": "kilometer-per-hour", "metre-per-second": "meter-per-second",
    "litre": "liter", "hectolitre": "hectoliter", "millilitre": "milliliter", "metric-ton": "tonne",
    "km": "kilometer", "m": "meter", "cm": "centimeter", "mm": "millimeter", "km2": "square-kilometer",
    "km²": "square-kilometer", "m2": "square-meter", "m²": "square-meter", "m3": "cubic-meter", "m³": "cubic-meter",
    "ha": "hectare", "kg": "kilogram", "g": "gram", "mg": "milligram", "t": "tonne", "l": "liter", "L": "liter",
    "kB": "kilobyte", "MB": "megabyte", "GB": "gigabyte", "TB": "terabyte", "PB": "petabyte",
    "W": "watt", "kW": "kilowatt", "MW": "megawatt", "GW": "gigawatt", "kWh": "kilowatt-hour",
    "Hz": "hertz", "MHz": "megahertz", "GHz": "gigahertz", "km/h": "kilometer-per-hour", "m/s": "meter-per-second",
    "°C": "celsius", "°F": "fahrenheit",
}  # fmt: skip
"""Unit as written → CLDR's name."""
