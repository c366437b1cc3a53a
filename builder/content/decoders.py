"""Decode YAML values to the classes of the model, by the type hints of the model itself.

A decoder is created once for each hint. It returns the value, or INVALID after reporting a problem, and continues:
every problem of a publication is reported in one run. Shapes that hints cannot express (a point written as a text, a
table's rows) have decoders of their own, passed by the loader.
"""

from __future__ import annotations

import re
import sys
import types
from collections.abc import Callable
from collections.abc import Mapping as AbstractMapping
from collections.abc import Set as AbstractSet
from decimal import Decimal
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from msgspec import NODEFAULT, Meta, Struct

from builder.content import scalar_forms
from builder.content.context import LoadContext
from builder.content.decoding_result import INVALID, Decode
from builder.content.leaf_decoders import choice_of, choices_of, list_of, range_of, scalar_of, text_of
from builder.content.model.values import PartialDate, Text
from builder.content.suggestions import did_you_mean
from builder.content.typed_numbers import split_in_mapping
from builder.content.yaml_mistakes import COLON, COMMA
from builder.content.yaml_values import Mapping, Scalar, Value

__all__ = ["Decoders", "Finish", "field_key", "own_key", "split_hint", "unknown_key"]


Finish = Callable[[Any, Mapping, LoadContext], Any]
"""Checks a whole struct after its keys are decoded; may complete it."""

FILLED = "not-a-key"
"""Marks the model's fields that the loader fills."""


def split_hint(hint: Any) -> tuple[Any, frozenset[str]]:
    """Return a hint without its `Annotated`, `Meta` and `| None`, and the marks found on the way."""
    marks: set[str] = set()
    while True:
        if get_origin(hint) is Annotated:
            base, *extras = get_args(hint)
            marks.update(mark for mark in extras if not isinstance(mark, Meta))
            hint = base
        elif get_origin(hint) in (Union, types.UnionType) and type(None) in get_args(hint):
            rest = tuple(member for member in get_args(hint) if member is not type(None))
            if len(rest) > 1 or any(not isinstance(mark, str) for mark in marks):
                return Union[rest], frozenset(marks)  # noqa: UP007
            hint = rest[0]
        else:
            return hint, frozenset(marks)


def field_key(name: str) -> str:
    """Return the YAML key of a field: a trailing underscore avoids a Python keyword."""
    return name.removesuffix("_")


def own_key(cls: type[Struct]) -> str:
    """Return the key that distinguishes a class from its siblings in a union: the first that is its own."""
    return field_key(next(iter(cls.__annotations__)))


def noun(cls: type[Struct]) -> str:
    """Return the author's word for a class: `AmountFigure` is an amount figure."""
    words = re.sub(r"(?<!^)(?=[A-Z])", " ", cls.__name__).lower()
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}" if not words.endswith("options") else words


class _Hints:
    """The hints of the fields of classes. `msgspec.structs.fields` gives the same in twice the time: half of what it
    took to make the decoders of a publication (9 ms).
    """

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], Any] = {}

    def of(self, cls: type[Struct]) -> dict[str, Any]:
        """Return the hint of each field by its name, those of the classes that it extends first."""
        return {
            name: self._value(hint, ancestor.__module__)
            for ancestor in reversed(cls.__mro__)
            if issubclass(ancestor, Struct)
            for name, hint in ancestor.__annotations__.items()
        }

    def _value(self, hint: Any, module: str) -> Any:
        """Return a hint that a module writes, evaluated there."""
        if not isinstance(hint, str):
            return hint
        value = self._known.get((hint, module))
        if value is None:
            value = self._known[hint, module] = eval(hint, vars(sys.modules[module]))
        return value


_NUMBERS = (Decimal, int, Decimal | tuple[Decimal, Decimal], Decimal | PartialDate)


class _Plan(Struct):
    """The keys of a class: field and decoder of each, required fields, fields that are filled later, and the keys of
    numbers.
    """

    keys: dict[str, tuple[str, Decode]]
    required: list[str]
    later: list[str]
    numbers: set[str]


class Decoders:
    """Create and cache the decoders. `special` are by class, by hint, or by class and field; `finish` by class."""

    def __init__(self, special: AbstractMapping[Any, Decode], finish: AbstractMapping[type, Finish]):
        self._special = special
        self._finish = finish
        self._cache: dict[Any, Decode] = {}
        self._plans: dict[type[Struct], _Plan] = {}
        self._hints = _Hints()

    def of(self, hint: Any, name: str = "") -> Decode:
        """Return the decoder of a hint; `name` is the field's, for constraints beyond its type."""
        base, marks = split_hint(hint)
        decoder = self._cache.get((base, marks, name))
        if decoder is None:
            decoder = self._cache[base, marks, name] = self._make(base, marks, name)
        return decoder

    def _make(self, base: Any, marks: frozenset[str], name: str) -> Decode:
        if base in self._special:
            return self._special[base]
        if base is Text:
            return text_of(marks)
        if isinstance(base, type) and issubclass(base, Struct) and base is not PartialDate:
            return self.whole(base)
        origin = get_origin(base)
        if "range" in marks:
            return range_of(self.of(get_args(base)[0]))
        if origin is tuple:
            item = get_args(base)[0]
            return choices_of(get_args(item)) if get_origin(item) is Literal else list_of(self.of(item))
        if origin is dict:
            return self._keyed(get_args(base)[1])
        if origin in (Union, types.UnionType):
            return self._by_own_key(get_args(base))
        if origin is Literal:
            return choice_of(get_args(base))
        return scalar_of(base, marks, name)

    def whole(self, cls: type[Struct]) -> Decode:
        """Return a class's decoder from a mapping, created on first use: sections hold sections."""
        decoder: list[Decode] = []

        def decode(value: Value, key: str, context: LoadContext) -> Any:
            if not decoder:
                decoder.append(self.struct(cls))
            return decoder[0](value, key, context)

        return decode

    def struct(self, cls: type[Struct], **given: Any) -> Decode:
        """Return an object of a class from a mapping; `given` are values of fields that are not keys."""
        plan = self._plans.get(cls)
        if plan is None:
            plan = self._plans[cls] = self._plan(cls)
        return self._structured(cls, plan, given)

    def _plan(self, cls: type[Struct]) -> _Plan:
        """Return the keys of a class with their decoders. Resolving hints is slow: once for each class."""
        plan = _Plan({}, [], [], set())
        hints, names, defaults = self._hints.of(cls), cls.__struct_fields__, cls.__struct_defaults__
        first_default = len(names) - len(defaults)
        for place, name in enumerate(names):
            hint = hints[name]
            base, marks = split_hint(hint)
            if FILLED in marks:
                if get_origin(base) is dict:
                    plan.later.append(name)
                continue
            if base in _NUMBERS:
                plan.numbers.add(field_key(name))
            own = self._special.get((cls, name))
            plan.keys[field_key(name)] = (name, own or self.of(hint, name))
            if place < first_default or defaults[place - first_default] is NODEFAULT:
                plan.required.append(name)
        return plan

    def _structured(self, cls: type[Struct], plan: _Plan, given: dict[str, Any]) -> Decode:
        keys, required = plan.keys, plan.required
        given = {**{name: {} for name in plan.later}, **given}
        finish = self._finish.get(cls)
        keyed = "key" in cls.__struct_fields__

        def decode(value: Value, key: str, context: LoadContext) -> Any:
            if type(value) is not Mapping:
                context.mismatch(value, key, "a mapping", f"{noun(cls)} has the keys {', '.join(keys)}")
                return INVALID
            values: dict[str, Any] = {"span": value.span, "key": key} if keyed else {"span": value.span}
            values.update(given)
            prefix = f"{key}." if key else ""
            split = _split_numbers(value, plan.numbers, context) if value.flow else ()
            valid = not split
            for index, (name, inner) in enumerate(value.pairs):
                known = keys.get(name.value)
                if index in split:
                    values[known[0] if known else name.value] = INVALID
                    continue
                if known is None:
                    unknown_key(name, keys, context, type(inner) is Scalar and inner.is_null)
                    continue
                decoded = known[1](inner, prefix + name.value, context)
                if decoded is INVALID:
                    valid = False
                values[known[0]] = decoded
            for field in required:
                if field not in values:
                    valid = False
                    missing_key(cls, field_key(field), value, context)
            if not valid:
                return INVALID
            struct = cls(**values)
            return finish(struct, value, context) if finish else struct

        return decode

    def _keyed(self, hint: Any) -> Decode:
        """Return a mapping of ids to sources, without a wrong one among them."""
        entries_of = self.entries_of(hint)

        def decode(value: Value, key: str, context: LoadContext) -> Any:
            entries = entries_of(value, key, context)
            return INVALID if entries is INVALID or INVALID in entries.values() else entries

        return decode

    def entries_of(self, hint: Any) -> Decode:
        """Return a mapping of ids to figures or sources; the value of a wrong one is INVALID."""
        members = get_args(split_hint(hint)[0]) or (split_hint(hint)[0],)

        def decode(value: Value, key: str, context: LoadContext) -> Any:
            if type(value) is not Mapping:
                context.mismatch(value, key, "a mapping of ids", "write each one under its id")
                return INVALID
            entries = {}
            for name, inner in value.pairs:
                context.convert(scalar_forms.identifier, name.value, name.span, "id")
                decoder = self._by_own_key(members, id=name.value)
                entries[name.value] = decoder(inner, f"{key}.{name.value}", context)
            return entries

        return decode

    def _by_own_key(self, members: tuple[Any, ...], **given: Any) -> Decode:
        """Return the decoder of several classes, selected by the key that only one has."""
        classes = tuple(split_hint(member)[0] for member in members)
        if len(classes) == 1:
            return self.struct(classes[0], **given) if given else self.whole(classes[0])
        by_key = {own_key(cls): cls for cls in classes}
        decoders = {key: self.struct(cls, **given) if given else self.whole(cls) for key, cls in by_key.items()}

        def decode(value: Value, key: str, context: LoadContext) -> Any:
            if type(value) is not Mapping:
                context.mismatch(value, key, "a mapping", f"write one of the keys {', '.join(by_key)}")
                return INVALID
            own_keys = [name for name, _ in value.pairs if name.value in by_key]
            if len(own_keys) == 1:
                return decoders[own_keys[0].value](value, key, context)
            if own_keys:
                context.not_together([name.value for name in own_keys], own_keys[1].span)
                return INVALID
            return _no_type(value, by_key, context)

        return decode


def _no_type(value: Mapping, by_key: AbstractMapping[str, type[Struct]], context: LoadContext) -> Any:
    """Report a mapping without any of the keys that distinguish the classes."""
    for name, _ in value.pairs:
        near = did_you_mean(name.value, by_key)
        if near:
            context.problem("unknown-key", f"unknown key `{name.value}`{near}", name.span)
            return INVALID
    common = next(iter(by_key.values())).__bases__[0]
    shown = "figure" if common.__name__.startswith("Figure") else "block"
    known = {field for cls in by_key.values() for field in cls.__struct_encode_fields__}
    unknown = next((name for name, _ in value.pairs if name.value not in known), None)
    if unknown is not None:
        hint = f"a {shown} has one of the keys {', '.join(by_key)}"
        context.problem("unknown-key", f"unknown key `{unknown.value}`", unknown.span, hint)
        return INVALID
    context.problem("missing-key", f"this {shown} has no type", value.span, f"add one of the keys {', '.join(by_key)}")
    return INVALID


def _split_numbers(value: Mapping, numbers: AbstractSet[str], context: LoadContext) -> set[int]:
    """Report the numbers that YAML split at a comma: `{percent: 12,5}`. Return the positions of their pieces."""
    positions: set[int] = set()
    for index, (name, _) in enumerate(value.pairs):
        number = split_in_mapping(value, index) if name.value in numbers else None
        if number is not None:
            context.typed_number(number)
            positions.update(range(index, index + number.pieces))
    return positions


def unknown_key(name: Scalar, known: AbstractMapping[str, Any], context: LoadContext, empty: bool = False) -> None:
    """Report an unknown key, or the part of a text that YAML took for one; `empty` if it has no value."""
    written = name.value
    if empty and name.flow and not did_you_mean(written, known):
        context.problem("yaml", COMMA, name.span, "quote the text that contains the comma")
        return
    if re.search(r"\s", written) and not re.fullmatch(r"[a-z_]+", written):
        context.problem("yaml", COLON, name.span, "quote the text, or put it in a block: `fr: >`")
        return
    near = did_you_mean(written, known)
    hint = "" if near else f"known keys: {', '.join(known)}"
    context.problem("unknown-key", f"unknown key `{written}`{near}", name.span, hint)


def missing_key(cls: type[Struct], key: str, value: Mapping, context: LoadContext) -> None:
    """Report a missing key, unless a misspelt one replaces it."""
    known = {field_key(name) for name in cls.__struct_fields__}
    if any(name.value not in known and did_you_mean(name.value, [key]) for name, _ in value.pairs):
        return
    context.problem("missing-key", f"{noun(cls)} needs `{key}`", value.span)
