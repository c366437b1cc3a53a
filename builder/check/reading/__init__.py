"""Numbers, amounts and dates read from prose by value, independent of how a language writes them."""

from __future__ import annotations

from builder.check.reading.values import Reading, read_values

__all__ = ["Reading", "read_values"]
