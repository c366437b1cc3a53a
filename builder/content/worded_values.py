"""Words by language that are no texts: counted nouns with their plural forms, terms and the words to avoid."""

from __future__ import annotations

from typing import Any

from builder.content.context import LoadContext
from builder.content.decoding_result import INVALID
from builder.content.model.figures import Counted
from builder.content.model.publication import Term
from builder.content.suggestions import did_you_mean
from builder.content.yaml_values import Mapping, Scalar, Sequence, Value, what

__all__ = ["counted", "term"]

PLURALS = ("zero", "one", "two", "few", "many", "other")
"""The plural categories of CLDR."""


def counted(value: Value, key: str, context: LoadContext) -> Any:
    """Return a counted noun: by language, then by plural category."""
    if type(value) is not Mapping:
        hint = "write {fr: {one: paramètre, other: paramètres}, en: {one: parameter, other: parameters}}"
        context.problem(
            "wrong-type", f"`counted` is {what(value)}, where a mapping of languages is expected", value.span, hint
        )
        return INVALID
    found: dict[str, dict[str, str]] = {}
    for name, inner in value.pairs:
        tag = context.check_tag(name.value, name.span)
        nouns = _nouns(inner, context)
        if tag and nouns:
            found[tag] = nouns
    missing = context.missing(tuple(found))
    if missing and len(found) == len(value.pairs):
        names = " and ".join(f"`{tag}`" for tag in missing)
        context.problem("missing-language", f"`counted` has no noun in {names}", value.span)
        return INVALID
    return Counted(span=value.span, forms=found) if len(found) == len(value.pairs) else INVALID


def _nouns(value: Value, context: LoadContext) -> dict[str, str] | None:
    """Return the forms of a noun in one language."""
    if type(value) is not Mapping:
        hint = "write {one: paramètre, other: paramètres}"
        context.problem(
            "wrong-type", f"a counted noun is {what(value)}, where its plural forms are expected", value.span, hint
        )
        return None
    found: dict[str, str] = {}
    for name, inner in value.pairs:
        if name.value not in PLURALS:
            near = did_you_mean(name.value, PLURALS)
            context.problem(
                "unknown-key",
                f"unknown plural form `{name.value}`{near}",
                name.span,
                f"it is one of {', '.join(PLURALS)}",
            )
        elif type(inner) is not Scalar or inner.is_null or not inner.value.strip():
            context.problem("wrong-type", f"the form `{name.value}` is {what(inner)}", inner.span, "write the noun")
        else:
            found[name.value] = inner.value.strip()
    if len(found) == len(value.pairs) and "other" not in found:
        context.problem("missing-key", "a counted noun needs its form `other`", value.span)
    return found if found and "other" in found else None


def term(value: Value, key: str, context: LoadContext) -> Any:
    """Return an entry of the term base: the words of each language, and those to avoid."""
    if type(value) is not Mapping:
        context.problem("wrong-type", f"a term is {what(value)}, where a mapping of languages is expected", value.span)
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
        context.problem(
            "wrong-type", f"`forbidden` is {what(inner)}, where a mapping of languages is expected", inner.span
        )
    words = _words_by_language(plain, context)
    missing = context.missing(tuple(words))
    if missing and len(words) == len(plain.pairs):
        names = " and ".join(f"`{tag}`" for tag in missing)
        context.problem("missing-language", f"the term has no word in {names}", value.span)
    return Term(span=value.span, key=key, terms=words, forbidden=avoided)


def _words_by_language(value: Mapping, context: LoadContext) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, inner in value.pairs:
        tag = context.check_tag(name.value, name.span)
        items = inner.items if type(inner) is Sequence else [inner]
        words = tuple(
            one.value.strip() for one in items if type(one) is Scalar and not one.is_null and one.value.strip()
        )
        if len(words) < len(items) or not words:
            context.problem(
                "wrong-type",
                f"the word in `{name.value}` is {what(inner)}",
                inner.span,
                "write a word, or a list of words",
            )
        elif tag:
            found[tag] = words
    return found
