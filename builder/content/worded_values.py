"""Words by language without mark-up: counted nouns with their plural forms, terms and the words to avoid."""

from __future__ import annotations

from typing import Any

from builder.content.context import LoadContext
from builder.content.decoding_result import INVALID
from builder.content.model.figures import Counted
from builder.content.model.publication import Term
from builder.content.suggestions import did_you_mean
from builder.content.yaml_values import Mapping, Scalar, Sequence, Value

__all__ = ["PLURALS", "counted", "term"]

PLURALS = ("zero", "one", "two", "few", "many", "other")
"""The plural categories of CLDR."""


def counted(value: Value, key: str, context: LoadContext) -> Any:
    """Return a counted noun: by language, then by plural category."""
    if type(value) is not Mapping:
        hint = "write {fr: {one: paramètre, other: paramètres}, en: {one: parameter, other: parameters}}"
        context.mismatch(value, key, "a mapping of languages", hint)
        return INVALID
    written: dict[str, dict[str, Scalar]] = {}
    valid = True
    for name, inner in value.pairs:
        tag = context.check_tag(name.value, name.span)
        if tag and _is_empty(inner):
            continue
        nouns = _nouns(inner, f"{key}.{name.value}", context)
        if tag and nouns:
            written[tag] = nouns
        else:
            valid = False
    if not valid:
        return INVALID
    context.by_language.add(key)
    for tag in context.missing(tuple(written)):
        context.lacks(key, tag, f"`counted` has no noun in `{tag}`", value.span)
    forms = {tag: {form: noun.value.strip() for form, noun in nouns.items()} for tag, nouns in written.items()}
    return Counted(span=value.span, forms=forms, written=written)


def _nouns(value: Value, key: str, context: LoadContext) -> dict[str, Scalar] | None:
    """Return the forms of a noun in one language."""
    if type(value) is not Mapping:
        context.mismatch(value, key, "a mapping of plural forms", "write {one: paramètre, other: paramètres}")
        return None
    forms: dict[str, Scalar] = {}
    for name, inner in value.pairs:
        if name.value not in PLURALS:
            near = did_you_mean(name.value, PLURALS)
            context.problem(
                "unknown-key",
                f"unknown plural form `{name.value}`{near}",
                name.span,
                f"use one of {', '.join(PLURALS)}",
            )
        elif type(inner) is not Scalar or inner.is_null or not inner.value.strip():
            context.mismatch(inner, name.value, "a noun")
        else:
            forms[name.value] = inner
    if len(forms) == len(value.pairs) and "other" not in forms:
        context.problem("missing-key", "a counted noun needs the form `other`", value.span)
    return forms if forms and "other" in forms else None


def term(value: Value, key: str, context: LoadContext) -> Any:
    """Return an entry of the term base: the words of each language, and those to avoid."""
    if type(value) is not Mapping:
        context.mismatch(value, key, "a mapping of languages")
        return INVALID
    avoided: dict[str, tuple[str, ...]] = {}
    plain = Mapping(
        [pair for pair in value.pairs if pair[0].value != "forbidden"],
        value.line,
        value.column,
        value.source,
        value.flow,
    )
    inner = value.get("forbidden")
    if type(inner) is Mapping:
        avoided = _words_by_language(inner, context)
    elif inner is not None:
        context.mismatch(inner, "forbidden", "a mapping of languages")
    before = len(context.problems)
    words = _words_by_language(plain, context, may_lack=True)
    if not words and len(context.problems) == before:
        context.problem("missing-key", "the term has no word in any language", value.span, "write {fr: mot, en: word}")
    return Term(span=value.span, key=key, terms=words, forbidden=avoided)


def _words_by_language(value: Mapping, context: LoadContext, may_lack: bool = False) -> dict[str, tuple[str, ...]]:
    """Return the words of each language; `may_lack`: a language without any is left out, not reported."""
    entries: dict[str, tuple[str, ...]] = {}
    for name, inner in value.pairs:
        tag = context.check_tag(name.value, name.span)
        if tag and may_lack and _is_empty(inner):
            continue
        items = inner.items if type(inner) is Sequence else [inner]
        words = tuple(
            item.value.strip() for item in items if type(item) is Scalar and not item.is_null and item.value.strip()
        )
        if not items:
            context.problem("empty", f"`{name.value}` is an empty list", inner.span, "add a word, or delete the line")
        elif len(words) < len(items):
            wrong = next(item for item in items if type(item) is not Scalar or item.is_null or not item.value.strip())
            context.mismatch(wrong, name.value, "a word or a list of words")
        elif tag:
            entries[tag] = words
    return entries


def _is_empty(value: Value) -> bool:
    """Return True if nothing was written for a language: its words are missing."""
    return type(value) is Scalar and (value.is_null or not value.value.strip())
