"""Result of reading a value; INVALID if a problem was reported."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from builder.content.context import LoadContext
from builder.content.yaml_values import Value

__all__ = ["INVALID", "Decode"]


class _Invalid:
    """The absence of a value whose problem was reported."""


INVALID: Final = _Invalid()

Decode = Callable[[Value, str, LoadContext], Any]
"""Reads a value, with its key and the loading: the value in the model's types, or INVALID."""
