"""Rules of territories that their type hints cannot express."""

from __future__ import annotations

from typing import Any

from builder.content.context import LoadContext
from builder.content.decoding_result import INVALID
from builder.content.model.figures import TerritoryFigure
from builder.content.yaml_values import Mapping

__all__ = ["finish_territory"]


def finish_territory(figure: TerritoryFigure, value: Mapping, context: LoadContext) -> Any:
    """Refuse a bound: a territory is no quantity."""
    if figure.bound is None:
        return figure
    place = next(name.span for name, _ in value.pairs if name.value == "bound")
    context.problem("several-types", "`territory` and `bound` cannot be combined", place, "delete `bound`")
    return INVALID
