"""Numbers, amounts and dates read from prose by value, whatever a language's way of writing them."""

from __future__ import annotations

from builder.check.reading.values import Reading, read_values

__all__ = ["Reading", "read_values"]
