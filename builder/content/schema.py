"""The JSON Schema of a publication, generated from the model, with which editors complete, explain and check.

Draft 7, the best supported by the YAML language server of the common editors. It sees a publication as an editor's YAML
1.2 parser does: an author may write `2024`, `true` or `12.5` where a text is meant, so texts admit them. What a schema
cannot express (that an id exists, that a language is missing) is left to the loader.
"""

from __future__ import annotations

import types
from decimal import Decimal
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from msgspec import NODEFAULT, Meta, Struct
from msgspec.structs import FieldInfo, fields

from builder.content.codes import currencies, territories, units
from builder.content.decoders import FILLED, field_key, own_key, split_hint
from builder.content.model.blocks import ColumnsBlock, Highlight, Point, WrittenBlock
from builder.content.model.data import MAX_LIMIT, MAX_TIMEOUT, DataCell, DataSource
from builder.content.model.exhibits import (
    AxisEnd,
    Category,
    Cell,
    CellFigure,
    Chart,
    ChartValue,
    Column,
    ColumnGroup,
    Computation,
    Image,
    MissingMeaning,
    MissingSymbols,
    Table,
)
from builder.content.model.figures import Counted, GrowthFigure, Operand, ShareFigure, TerritoryFigure, WrittenFigure
from builder.content.model.publication import Cover, Publication, Section, Source, Term
from builder.content.model.values import PartialDate, Text
from builder.content.picture_widths import WIDTH
from builder.content.scalar_forms import MAX_HEADER_ROW, MAX_LEVELS
from builder.content.syntax import ID
from builder.content.worded_values import PLURALS

__all__ = ["json_schema"]

Schema = dict[str, Any]

_TAG = "^[A-Za-z]{2,3}([-_][A-Za-z]{4})?([-_]([A-Za-z]{2}|[0-9]{3}))?([-_][A-Za-z0-9]{5,8})*$"
_ID = f"^{ID}$"
_NUMBER = r"^[+-]?[0-9]+(_[0-9]+)*(\.[0-9]+(_[0-9]+)*)?$"
_DATE = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
_WORDS = ["string", "number", "boolean"]

_KINDS = {
    "inline": "A text: the same in every language, or one entry for each. One paragraph of Markdown; {figure}, "
    "{=text}, [@source], ^[note], @tbl-id and [passage]{lang=en} are marks of our own.",
    "rich": "A text: the same in every language, or one entry for each. Markdown with paragraphs and lists; {figure}, "
    "{=text}, [@source], ^[note], @tbl-id and [passage]{lang=en} are marks of our own.",
    "prose": "A text: the same in every language, or one entry for each. Markdown with paragraphs, lists and small "
    "tables; {figure}, {=text}, [@source], ^[note], @tbl-id and [passage]{lang=en} are marks of our own.",
    "plain": "Words: the same in every language, or one entry for each. {figure} and {=text} are allowed, other marks "
    "are not.",
}


def json_schema() -> Schema:
    """Return the schema, as a dictionary ready to be written as JSON; equal from one call to the next."""
    drawing = _Drawing()
    root = drawing.struct(Publication)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Publication",
        **root,
        "definitions": dict(sorted(drawing.definitions.items())),
    }


def _ref(name: str) -> Schema:
    return {"$ref": f"#/definitions/{name}"}


def _any(*schemas: Schema) -> Schema:
    return {"anyOf": list(schemas)}


def _list(item: Schema) -> Schema:
    return {"type": "array", "items": item}


def _by_language(value: Schema) -> Schema:
    """Return a mapping of language tags."""
    return {"type": "object", "patternProperties": {_TAG: value}, "additionalProperties": False, "minProperties": 1}


def _object(properties: Schema, required: list[str]) -> Schema:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _text(kind: str) -> Schema:
    return {
        "description": _KINDS[kind],
        **_any({"type": _WORDS}, _by_language({"type": _WORDS})),
        "defaultSnippets": [{"label": "fr / en", "body": {"fr": "$1", "en": "$2"}}],
    }


_TERM_WORDS = _by_language(_any({"type": "string"}, _list({"type": "string"})))

_A_TERRITORY = {**_any(_ref("territory")), "description": "ISO 3166 code of a country: FR, CA, CH."}
_A_STYLE = {"type": "string", "description": "A figure style: standard, long, compact, exact, absolute, rounded, …"}
_PLURAL_USES = {
    "zero": "The noun after zero, where the language has a form of its own for it.",
    "one": "The noun after one: paramètre, parameter (in French after 0 and 1.5 too).",
    "two": "The noun after two, where the language has a dual.",
    "few": "The noun after small numbers, in languages with a form for them.",
    "many": "The noun after large numbers, in languages with a form for them.",
    "other": "The noun after any other number: paramètres, parameters.",
}

_OPERATION_USES = {
    "sum": "Add columns: their keys or headers.",
    "difference": "The first of two columns minus the second.",
    "growth": "The growth from the first of two columns to the second, in percent.",
    "share": "The share of the first of two columns in the second, in percent.",
    "ratio": "The first of two columns divided by the second.",
}

_A_FIGURE = {"type": "string", "pattern": _ID, "description": "A figure's id."}

_DEFINITIONS: Schema = {
    "inline-text": _text("inline"),
    "rich-text": _text("rich"),
    "prose-text": _text("prose"),
    "plain-text": _text("plain"),
    "number": _any({"type": "number"}, {"type": "string", "pattern": _NUMBER}),
    "date": _any({"type": "integer", "minimum": 1, "maximum": 9999}, {"type": "string", "pattern": _DATE}),
    "currency": {"enum": sorted(currencies()), "description": "ISO 4217 code."},
    "territory": {"enum": sorted(territories()), "description": "ISO 3166 code."},
    "unit": {"enum": sorted(units()), "description": "A CLDR unit."},
    "figure-reference": _object({"figure": _A_FIGURE, "style": _A_STYLE}, ["figure"]),
    "territory-reference": _object(
        {"territory": {**_any(_ref("territory")), "description": "ISO 3166 code of a country: FR, CA, CH."}},
        ["territory"],
    ),
    "table-cell": _any(_ref("cell"), _ref("merged-cell")),
    "merged-cell": {
        "type": "object",
        "properties": {
            "span": {"type": "integer", "minimum": 2, "description": "How many columns the cell extends over."},
            "rows": {"type": "integer", "minimum": 2, "description": "How many rows the cell extends over."},
            "text": {**_ref("inline-text"), "description": "What the cell says."},
            "number": {**_ref("number"), "description": "The number in the cell."},
            "figure": _A_FIGURE,
            "style": _A_STYLE,
            "territory": _A_TERRITORY,
        },
        "patternProperties": {_TAG: {"type": _WORDS}},
        "additionalProperties": False,
        "anyOf": [{"required": ["span"]}, {"required": ["rows"]}],
    },
    "cell": _any(_ref("inline-text"), _ref("figure-reference"), _ref("territory-reference"), {"type": "null"}),
}
"""Definitions shared by several classes."""

_ADDRESS = {"type": "string", "pattern": "^[Hh][Tt][Tt][Pp][Ss]?://[^\\s/]+"}
_INCLUDE = _any({"type": "string"}, _list({"type": "string"}))

_CELLS_AFTER_NAME = {**_list(_ref("table-cell")), "description": "The cells after the name of the row, as published."}
_SPECIAL_ROWS = [
    _object({"group": {**_ref("inline-text"), "description": "The name of the rows below it."}}, ["group"]),
    *(
        _object({kind: {**_ref("inline-text"), "description": use}, "cells": _CELLS_AFTER_NAME}, [kind])
        for kind, use in (
            ("subtotal", "The name of a row with the sums of the rows above it, up to a group or a subtotal; `sum`."),
            ("total", "The name of the last row, with the sums of all rows."),
        )
    ),
]

_WHERE = {"type": "object", "additionalProperties": {"type": "string", "pattern": _ID}, "minProperties": 1}

_SPECIAL: dict[Any, Schema] = {
    Counted: _by_language(
        _object(
            {form: {"type": "string", "minLength": 1, "description": _PLURAL_USES[form]} for form in PLURALS}, ["other"]
        )
    ),
    Term: {**_TERM_WORDS, "properties": {"forbidden": {**_TERM_WORDS, "description": "Words to avoid."}}},
    Operand: _A_FIGURE,
    Computation: {
        **_object(
            {
                **{
                    operation: {**_list({"type": ["string", "number"]}), "description": use}
                    for operation, use in _OPERATION_USES.items()
                },
                "otherwise": {"type": "string", "description": "The symbol of `missing` for rows without a result."},
            },
            [],
        ),
        "oneOf": [{"required": [operation]} for operation in _OPERATION_USES],
    },
    Cell: _ref("cell"),
    (Table, "rows"): _list(_any(_list(_ref("table-cell")), *_SPECIAL_ROWS)),
    Category: _any(_ref("plain-text"), _ref("figure-reference"), _ref("territory-reference")),
    PartialDate | CellFigure | Text: _any(_ref("date"), _ref("inline-text"), _ref("figure-reference")),
    ChartValue: _any(_ref("number"), _ref("date"), {"type": "string", "pattern": _ID}, {"type": "null"}),
    AxisEnd: _any(_ref("number"), _ref("date")),
    MissingSymbols: {
        "type": "object",
        "additionalProperties": _any({"enum": list(get_args(MissingMeaning))}, _by_language({"type": _WORDS})),
    },
    (Chart, "stacked"): _any({"type": "boolean"}, {"enum": ["percent"]}),
    (Image, "width"): _any(
        {"type": "number", "minimum": 0.05, "maximum": 1}, {"type": "string", "pattern": f"^{WIDTH}$"}
    ),
    (ColumnsBlock, "columns"): {**_list(_ref("ChartBlock")), "minItems": 2, "maxItems": 2},
    (DataCell, "row"): {"type": "object", "additionalProperties": {"type": _WORDS}},
    (Table, "where"): _WHERE,
    (Chart, "where"): _WHERE,
    (Image, "file"): _any({"type": "string"}, _by_language({"type": "string"})),
    (Cover, "image"): _any({"type": "string"}, _by_language({"type": "string"})),
    (Source, "url"): _any(_ADDRESS, _by_language(_ADDRESS)),
    (Publication, "include"): _INCLUDE,
    (Section, "include"): _INCLUDE,
    (Publication, "languages"): {**_list({"type": "string", "pattern": _TAG}), "minItems": 1, "uniqueItems": True},
}
"""Shapes that hints cannot express, as the loader's own decoders read them."""

_AS_WRITTEN: dict[Any, Any] = {
    (Publication, "figures"): dict[str, WrittenFigure],
    (Section, "blocks"): tuple[WrittenBlock, ...],
    (Table, "columns"): tuple[Column | ColumnGroup, ...],
}
"""Hints of fields that the loader completes to other classes."""

_SHORTHAND: dict[type, Schema] = {
    DataSource: {"type": "string"},
    Point: _ref("inline-text"),
    Column: _ref("inline-text"),
    Highlight: _A_FIGURE,
}
"""Values that may replace a whole mapping."""

_CODES = ("currency", "territory", "unit")
"""Fields of codes, each with its own definition."""

_BOUNDS = {
    "toc_depth": (1, MAX_LEVELS),
    "header_row": (1, MAX_HEADER_ROW),
    "timeout": (1, MAX_TIMEOUT),
    "limit": (1, MAX_LIMIT),
}
"""The least and the greatest of whole numbers, by field; from 0 to 12 for the others."""

_REFUSED: dict[type, frozenset[str]] = {
    TerritoryFigure: frozenset({"bound"}),
    GrowthFigure: frozenset({"counted"}),
    ShareFigure: frozenset({"counted"}),
}
"""Keys that a class has from its base and that the loader refuses."""

_NEEDS: dict[type, list[str]] = {
    DataSource: ["file", "query"],
    DataCell: ["from", "query"],
    Table: ["rows", "data"],
    Chart: ["categories", "x", "data"],
    Point: ["text", "term"],
}
"""Keys of which at least one is required."""


class _Drawing:
    """Draws the hints of the model, and keeps the definitions that several of them share."""

    def __init__(self) -> None:
        self.definitions = dict(_DEFINITIONS)

    def struct(self, cls: type[Struct]) -> Schema:
        """Return a class as an object with its keys."""
        refused = _REFUSED.get(cls, frozenset())
        keys = [field for field in fields(cls) if FILLED not in split_hint(field.type)[1] and field.name not in refused]
        properties = {field_key(field.name): self._property(cls, field) for field in keys}
        drawn = {
            "description": _first_line(cls),
            **_object(properties, [field_key(field.name) for field in keys if _is_needed(field)]),
        }
        if cls in _NEEDS:
            drawn["anyOf"] = [{"required": [key]} for key in _NEEDS[cls]]
        return drawn

    def _property(self, cls: type[Struct], field: FieldInfo) -> Schema:
        hint = _AS_WRITTEN.get((cls, field.name), field.type)
        drawn = dict(_SPECIAL.get((cls, field.name)) or self.of(hint, field.name))
        description = _description(field.type)
        if description:
            drawn["description"] = description
        elif field_key(field.name) == own_key(cls):
            drawn["description"] = _first_line(cls)
        if isinstance(field.default, bool | int | str):
            drawn["default"] = field.default
        return drawn

    def of(self, hint: Any, name: str = "") -> Schema:
        """Return the schema of a hint; `name` is the field's."""
        base, marks = split_hint(hint)
        if base in _SPECIAL:
            return _SPECIAL[base]
        if base is Text:
            return _ref(next(f"{kind}-text" for kind in _KINDS if kind in marks))
        origin = get_origin(base)
        if "range" in marks:
            end = _any(self.of(get_args(base)[0]), self._shared(DataCell))
            return _any(end, {**_list(end), "minItems": 2, "maxItems": 2, "description": "[low, high]"})
        if origin is tuple:
            item = get_args(base)[0]
            distinct: Schema = {"uniqueItems": True} if get_origin(item) is Literal else {}
            return {**_list(self.of(item)), **distinct}
        if origin is dict:
            return {
                "type": "object",
                "propertyNames": {"pattern": _ID},
                "additionalProperties": self.of(get_args(base)[1]),
            }
        if origin in (Union, types.UnionType):
            return _any(*(self.of(member) for member in get_args(base)))
        if origin is Literal:
            return {"enum": list(get_args(base))}
        if isinstance(base, type) and issubclass(base, Struct) and base is not PartialDate:
            return self._shared(base)
        return self._scalar(base, marks, name)

    def _shared(self, cls: type[Struct]) -> Schema:
        """Return a class as a reference to its definition, generated on first use."""
        name = cls.__name__
        if name not in self.definitions:
            self.definitions[name] = {}
            self.definitions[name] = self.struct(cls)
        return _any(_SHORTHAND[cls], _ref(name)) if cls in _SHORTHAND else _ref(name)

    def _scalar(self, base: Any, marks: frozenset[str], name: str) -> Schema:
        if marks & {"id", "figure", "source"}:
            return {"type": "string", "pattern": _ID}
        if base is Decimal:
            return _ref("number")
        if base is PartialDate:
            return _ref("date")
        if base is bool:
            return {"type": "boolean"}
        if base is int:
            least, most = _BOUNDS.get(name, (0, 12))
            return {"type": "integer", "minimum": least, "maximum": most}
        if name in _CODES:
            return _ref(name)
        if name == "language":
            return {"type": "string", "pattern": _TAG}
        return {"type": _WORDS}


def _is_needed(field: FieldInfo) -> bool:
    """Return True if a key is required: it has no default, nor keys of its own that all have one (the options)."""
    if field.default is not NODEFAULT or field.default_factory is not NODEFAULT:
        return False
    base, _ = split_hint(field.type)
    if not (isinstance(base, type) and issubclass(base, Struct)) or base in (Text, PartialDate):
        return True
    return any(_is_needed(inner) for inner in fields(base) if FILLED not in split_hint(inner.type)[1])


def _description(hint: Any) -> str:
    """Return the description in a field's `Meta`."""
    if get_origin(hint) is not Annotated:
        return ""
    return next((mark.description or "" for mark in get_args(hint)[1:] if isinstance(mark, Meta)), "")


def _first_line(cls: type) -> str:
    return (cls.__doc__ or "").split("\n")[0]
