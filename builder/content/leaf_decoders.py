"""Decoders of values without keys: texts, lists, ranges, choices and single values."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from builder.content import scalar_forms
from builder.content.context import LoadContext, label
from builder.content.decoding_result import INVALID, Decode
from builder.content.localised import decode_text
from builder.content.model.values import PartialDate
from builder.content.suggestions import did_you_mean
from builder.content.syntax import is_id
from builder.content.yaml_values import Mapping, Scalar, Sequence, Value, what

__all__ = ["choice_of", "list_of", "range_of", "scalar_of", "text_of"]


def text_of(marks: frozenset[str]) -> Decode:
    """Return a text of the kind that the hint's marks name."""
    kind: Any = next((one for one in ("plain", "rich", "inline") if one in marks), "inline")

    def decode(value: Value, key: str, context: LoadContext) -> Any:
        text = decode_text(value, key, context, kind)
        return INVALID if text is None else text

    return decode


_NEVER_EMPTY = ("points", "highlights", "timeline")
"""Lists that are the content of a block."""


def list_of(item: Decode) -> Decode:
    """Return a list, its items keyed by their ids if they have one."""

    def decode(value: Value, key: str, context: LoadContext) -> Any:
        if type(value) is not Sequence:
            told = f"{label(key)} is {what(value)}, where a list is expected"
            hint = "give it items, or delete the line" if what(value) == "empty" else "write each item after a dash"
            context.problem("wrong-type", told, value.span, hint)
            return INVALID
        if not value.items and key.rpartition(".")[2] in _NEVER_EMPTY:
            context.problem("empty", f"{label(key)} is an empty list", value.span, "give it items, or delete the block")
            return INVALID
        found = [item(one, f"{key}.{_item_id(one) or number}", context) for number, one in enumerate(value.items)]
        return INVALID if INVALID in found else tuple(found)

    return decode


def _item_id(value: Value) -> str | None:
    """Return the id of an item, or of the table, chart or picture that it holds."""
    if type(value) is not Mapping:
        return None
    found = value.get("id")
    if found is None:
        for key in ("table", "chart", "image"):
            inner = value.get(key)
            if type(inner) is Mapping:
                found = inner.get("id")
    return found.value if isinstance(found, Scalar) and is_id(found.value) else None


def range_of(item: Decode) -> Decode:
    """Return one value, or two: [low, high]."""

    def decode(value: Value, key: str, context: LoadContext) -> Any:
        if type(value) is not Sequence:
            return item(value, key, context)
        if len(value.items) != 2:
            message = f"a range has two ends, this one has {len(value.items)}"
            context.problem("range", message, value.span, "write [low, high]")
            return INVALID
        low, high = (item(one, key, context) for one in value.items)
        if low is INVALID or high is INVALID:
            return INVALID
        if not (low.is_before(high) if type(low) is PartialDate else low < high):
            context.problem(
                "range", "the first end of the range is not below the second", value.span, "write [low, high]"
            )
            return INVALID
        return (low, high)

    return decode


def choice_of(choices: tuple[str, ...]) -> Decode:
    """Return one of a few words."""

    def decode(value: Value, key: str, context: LoadContext) -> Any:
        if isinstance(value, Scalar) and value.value in choices:
            return value.value
        shown = f"`{value.value[:60]}`" if isinstance(value, Scalar) and value.value else what(value)
        near = did_you_mean(value.value, choices) if isinstance(value, Scalar) else ""
        hint = f"it is one of {', '.join(choices)}"
        context.problem("choice", f"{label(key)} cannot be {shown}{near}", value.span, hint)
        return INVALID

    return decode


_FORMS: dict[Any, scalar_forms.Form] = {
    str: str,
    bool: scalar_forms.boolean,
    int: scalar_forms.integer,
    Decimal: scalar_forms.decimal,
    PartialDate: scalar_forms.date,
}


def scalar_of(base: Any, marks: frozenset[str], name: str) -> Decode:
    """Return one value: an id, a reference, a number, a date, true or false, a word of a known form."""
    read = _FORMS[base]
    check = scalar_forms.FIELD_FORMS.get(name)

    def decode(value: Value, key: str, context: LoadContext) -> Any:
        if type(value) is not Scalar or value.is_null or not value.value.strip():
            told = f"{label(key)} is {what(value) if type(value) is not Scalar else 'empty'}"
            hint = "give it a value, or delete the line" if type(value) is Scalar else "write one value"
            context.problem("wrong-type", told, value.span, hint)
            return INVALID
        try:
            if "figure" in marks or "source" in marks:
                found: Any = scalar_forms.reference(value.value)
                (context.check_figure if "figure" in marks else context.check_source)(found, value.span)
            elif "id" in marks:
                found = scalar_forms.identifier(value.value)
            else:
                found = read(value.value.strip())
            return check(found) if check else found
        except scalar_forms.FormError as error:
            context.problem("value", error.message, value.span, error.hint)
            return INVALID

    return decode
