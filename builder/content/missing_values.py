"""Symbols of statistics offices that take the place of a number: `..` not available, `x` confidential."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, get_args

from builder.content.context import LoadContext
from builder.content.decoding_result import INVALID
from builder.content.local_numbers import ANY_SIGNS, MARKS, NUMBER_STARTS, read_number
from builder.content.localised import decode_text
from builder.content.model.exhibits import MissingMeaning, MissingSymbols
from builder.content.suggestions import did_you_mean
from builder.content.yaml_values import Mapping as YamlMapping
from builder.content.yaml_values import Scalar, Value

__all__ = ["already_decoded", "decode_missing", "likely_symbol", "suggested", "symbols_of", "without_symbol"]

MAX_SYMBOL = 20
_MEANINGS: tuple[MissingMeaning, ...] = get_args(MissingMeaning)
_AFTER_NUMBER = re.compile(r"(?:[pPreEbu]|\*{1,3}|[†‡])\Z")
"""Symbols that statistics offices write after a number."""
_OWN_TEXT = "{fr: …, en: …}"
_LIKELY = {
    "x": "confidential",
    "c": "confidential",
    "F": "unreliable",
    "u": "unreliable",
    "p": "provisional",
    "P": "provisional",
    "r": "{fr: révisé, en: revised}",
    "e": "{fr: estimation, en: estimate}",
    "E": "{fr: estimation, en: estimate}",
    "b": "{fr: rupture de série, en: break in series}",
    "*": _OWN_TEXT,
    "**": _OWN_TEXT,
    "***": _OWN_TEXT,
    "†": _OWN_TEXT,
    "‡": _OWN_TEXT,
}


def decode_missing(value: Value, key: str, context: LoadContext) -> Any:
    """Return the symbols of a mapping with their meanings: a word of the format, or the author's own text."""
    if type(value) is not YamlMapping:
        hint = 'write each symbol with its meaning: {"..": not-available}'
        context.mismatch(value, key, "a mapping", hint)
        return INVALID
    meanings: MissingSymbols = {}
    before = len(context.problems)
    for number, (name, inner) in enumerate(value.pairs):
        symbol = name.value.strip()
        if any(read_number(symbol, mark) is not None for mark in MARKS):
            context.problem("value", f"`{symbol}` is a number, not a symbol", name.span, "delete it")
        elif len(symbol) > MAX_SYMBOL:
            message = f"a symbol has at most {MAX_SYMBOL} characters; this one has {len(symbol)}"
            context.problem("value", message, name.span)
        elif type(inner) is Scalar:
            _add_meaning(meanings, symbol, inner, context)
        elif (text := decode_text(inner, f"{key}.{number}", context, "plain")) is not None:
            meanings[symbol] = text
    return meanings if len(context.problems) == before else INVALID


def already_decoded(value: Value, key: str, context: LoadContext) -> Any:
    """Return the publication's own symbols, which the context has: tables need them before the publication is read."""
    return context.symbols


def _add_meaning(meanings: MissingSymbols, symbol: str, inner: Scalar, context: LoadContext) -> None:
    meaning = next((meaning for meaning in _MEANINGS if meaning == inner.value), None)
    if meaning is not None:
        meanings[symbol] = meaning
        return
    shown = f"`{inner.value[:60]}`" if inner.value else "empty"
    hint = f"use one of {', '.join(_MEANINGS)}, or a text in each language"
    near = did_you_mean(inner.value, _MEANINGS)
    context.problem("choice", f"the meaning of `{symbol}` cannot be {shown}{near}", inner.span, hint)


def symbols_of(missing: Mapping[str, object]) -> frozenset[str]:
    """Return the symbols that cells may hold. An empty cell is a symbol unless it means that there is nothing."""
    return frozenset(symbol for symbol, meaning in missing.items() if symbol or meaning != "none")


def without_symbol(text: str, symbols: frozenset[str]) -> tuple[str, str]:
    """Return a number and the symbol written after it (`1 234 p`), or the text itself and ""."""
    if text[:1] not in NUMBER_STARTS:
        return text, ""
    for symbol in symbols:
        if symbol and text.endswith(symbol):
            number = text[: -len(symbol)].rstrip()
            if any(read_number(number, mark, ANY_SIGNS) is not None for mark in MARKS):
                return number, symbol
    return text, ""


def likely_symbol(text: str) -> str:
    """Return the symbol of a text that is one short word without a digit, or a number with such a word after it."""
    if 0 < len(text) <= 5 and not any(char.isdigit() or char.isspace() for char in text):
        return text
    match = _AFTER_NUMBER.search(text)
    return without_symbol(text, frozenset((match[0],)))[1] if match else ""


def suggested(symbols: Iterable[str]) -> str:
    """Return the `missing` mapping to suggest for symbols, or "" if none of the texts may be a symbol."""
    pairs = [f'"{symbol}": {_LIKELY.get(symbol, "not-available")}' for symbol in dict.fromkeys(symbols)]
    return f"`missing: {{{', '.join(pairs[:4])}}}`" if pairs else ""
