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
from builder.content.typed_numbers import split_in_list
from builder.content.yaml_values import Mapping, Scalar, Sequence, Value

__all__ = ["choice_of", "list_of", "range_of", "scalar_of", "switch_or", "text_of"]


def text_of(marks: frozenset[str]) -> Decode:
    """Return a text of the kind that the hint's marks name."""
    kind: Any = next((mark for mark in ("plain", "prose", "rich", "inline") if mark in marks), "inline")

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
            context.mismatch(value, key, "a list", "write each item after a dash")
            return INVALID
        if not value.items and key.rpartition(".")[2] in _NEVER_EMPTY:
            context.problem("empty", f"{label(key)} is an empty list", value.span, "add items, or delete the block")
            return INVALID
        items = [item(inner, f"{key}.{_item_id(inner) or number}", context) for number, inner in enumerate(value.items)]
        return INVALID if INVALID in items else tuple(items)

    return decode


def _item_id(value: Value) -> str | None:
    """Return the id of an item, or of the table, chart or picture that it holds."""
    if type(value) is not Mapping:
        return None
    id_ = value.get("id")
    if id_ is None:
        for key in ("table", "chart", "image"):
            inner = value.get(key)
            if type(inner) is Mapping:
                id_ = inner.get("id")
    return id_.value if isinstance(id_, Scalar) and is_id(id_.value) else None


def range_of(item: Decode) -> Decode:
    """Return one value, or two: [low, high]."""

    def decode(value: Value, key: str, context: LoadContext) -> Any:
        if type(value) is not Sequence:
            return item(value, key, context)
        numbers = [] if len(value.items) == 2 else split_in_list(value.items, 2) or split_in_list(value.items, 1)
        if numbers:
            for number in numbers:
                context.typed_number(number)
            return INVALID
        if len(value.items) != 2:
            message = f"a range has two ends; this one has {len(value.items)}"
            context.problem("range", message, value.span, "write [low, high]")
            return INVALID
        low, high = (item(end, key, context) for end in value.items)
        if low is INVALID or high is INVALID:
            return INVALID
        if not (low.is_before(high) if type(low) is PartialDate else low < high):
            comma = split_in_list(value.items, 1)
            hint = f"write [low, high]; for a decimal comma, {comma[0].hint}" if comma else "write [low, high]"
            context.problem("range", "the first end of a range must be below the second", value.span, hint)
            return INVALID
        return (low, high)

    return decode


def choices_of(choices: tuple[str, ...]) -> Decode:
    """Return a list of a few words, each at most once."""
    whole = list_of(choice_of(choices))

    def decode(value: Value, key: str, context: LoadContext) -> Any:
        words = whole(value, key, context)
        if words is INVALID:
            return INVALID
        for index, word in enumerate(words):
            if word in words[:index]:
                assert type(value) is Sequence
                problem = f"{label(key)} names `{word}` twice"
                context.problem("choice", problem, value.items[index].span, "name each once")
                return INVALID
        return words

    return decode


def choice_of(choices: tuple[str, ...]) -> Decode:
    """Return one of a few words."""

    def decode(value: Value, key: str, context: LoadContext) -> Any:
        if isinstance(value, Scalar) and value.value in choices:
            return value.value
        hint = f"use one of {', '.join(choices)}"
        if isinstance(value, Scalar) and value.value.strip():
            near = did_you_mean(value.value, choices)
            context.problem("choice", f"{label(key)} cannot be `{value.value[:60]}`{near}", value.span, hint)
        else:
            context.mismatch(value, key, "a single word", hint)
        return INVALID

    return decode


def switch_or(*words: str) -> Decode:
    """Return true, false or one of a few words."""
    switches = ("true", "false")
    choice = choice_of((*switches, *words))

    def decode(value: Value, key: str, context: LoadContext) -> Any:
        if isinstance(value, Scalar) and value.value.lower() in switches:
            return scalar_forms.boolean(value.value.lower())
        return choice(value, key, context)

    return decode


_FORMS: dict[Any, scalar_forms.Form] = {
    str: str,
    bool: scalar_forms.boolean,
    int: scalar_forms.integer,
    Decimal: scalar_forms.decimal,
    PartialDate: scalar_forms.date,
}


_EXPECTED: dict[Any, str] = {
    str: "a single value",
    bool: "true or false",
    int: "a whole number",
    Decimal: "a number",
    PartialDate: "a date",
}


def scalar_of(base: Any, marks: frozenset[str], name: str) -> Decode:
    """Return one value: an id, a reference, a number, a date, true or false, a word of a known form."""
    read = _FORMS[base]
    check = scalar_forms.FIELD_FORMS.get(name)

    def decode(value: Value, key: str, context: LoadContext) -> Any:
        if type(value) is not Scalar or value.is_null or not value.value.strip():
            by_language = type(value) is Mapping and all(context.knows(name.value) for name, _ in value.pairs)
            hint = "write one value: it is the same in every language" if by_language else ""
            context.mismatch(value, key, _EXPECTED[base], hint)
            return INVALID
        try:
            if "figure" in marks or "source" in marks:
                scalar: Any = scalar_forms.reference(value.value)
                (context.check_figure if "figure" in marks else context.check_source)(scalar, value.span)
            elif "id" in marks:
                scalar = scalar_forms.identifier(value.value)
            else:
                scalar = read(value.value.strip())
            return check(scalar) if check else scalar
        except scalar_forms.FormError as error:
            context.problem("value", error.message, value.span, error.hint)
            return INVALID

    return decode
