"""Texts in the author's languages: one entry each, none missing, none undeclared, every reference known."""

from __future__ import annotations

import re

from builder.content.context import LoadContext, label
from builder.content.markup import Citation, CrossReference, FigureRef, Markup, NamedText, Str
from builder.content.model.values import Text
from builder.content.suggestions import did_you_mean
from builder.content.syntax import ID
from builder.content.text import Kind, inlines_of, parse_text
from builder.content.yaml_mistakes import COLON, COMMA, quoted
from builder.content.yaml_values import Mapping, Scalar, Sequence, Value, kind_of
from builder.language import fallbacks, is_language_tag, normalise_tag

__all__ = ["check_references", "decode_text", "empty_text", "entries_of"]

_BRACED = re.compile(rf"=?{ID}(?::[a-z-]+)?")


def decode_text(value: Value, key: str, context: LoadContext, kind: Kind, may_be_empty: bool = False) -> Text | None:
    """Return the text of a value, or None after reporting a problem. A text may lack languages, even all of them."""
    entries: dict[str, Markup] = {}
    at_first = len(context.problems)
    for tag, scalar in entries_of(value, key, context, may_be_empty):
        if may_be_empty and scalar.style and not scalar.value.strip():
            entries[tag] = Markup("", scalar.span, ())
        elif not scalar.value.strip() or scalar.is_null:
            context.problem("empty-text", f"{label(key)} is empty", scalar.span, "add the text, or delete the line")
        else:
            before = len(context.problems)
            markup = parse_text(scalar, kind, context.problems)
            if not _is_words(markup):
                check_references(markup, context)
                if kind == "plain":
                    context.plain_uses.extend(
                        (inline.name, inline.span) for inline in markup.inlines if isinstance(inline, NamedText)
                    )
            if len(context.problems) == before:
                entries[tag] = markup
    if not entries and len(context.problems) > at_first:
        return None
    return Text(span=value.span, key=key, entries=entries)


def empty_text(key: str, value: Value) -> Text:
    """Return a text without words: an image's `alt` that marks it as decorative."""
    return Text(span=value.span, key=key, entries={"": Markup("", value.span, ())})


def _is_words(markup: Markup) -> bool:
    """Return True if a text is one paragraph of plain words, as most are."""
    inlines = markup.inlines
    return len(markup.blocks) == 1 and len(inlines) == 1 and type(inlines[0]) is Str


def entries_of(value: Value, key: str, context: LoadContext, may_be_empty: bool = False) -> list[tuple[str, Scalar]]:
    """Return the scalars of a text by language tag ("" if it is the same in all); problems of the tags are reported.

    Entries without words are left out (`may_be_empty`: those without quotes), and the languages that the text lacks are
    recorded.
    """
    if type(value) is Scalar:
        return [("", value)]
    if type(value) is Sequence:
        hint = 'quote a text that begins with [: "[…"' if value.flow else "write a single text"
        context.mismatch(value, key, "text", hint)
        return []
    assert isinstance(value, Mapping)
    written = tuple([name.value for name, _ in value.pairs])
    tags = context.tags.get(written)
    if tags is None:
        if _mistaken(value, context):
            return []
        tags = _checked_tags(value, written, context)
    entries: list[tuple[str, Scalar]] = []
    empty: dict[str, Scalar] = {}
    valid = all(tags)
    for tag, (_, inner) in zip(tags, value.pairs, strict=True):
        if type(inner) is not Scalar:
            valid = False
            if not (isinstance(inner, Mapping) and _mistaken(inner, context)):
                message = f"{tag and f'the `{tag}` text of '}{label(key)}: expected text, found {kind_of(inner)}"
                context.problem("wrong-type", message, inner.span, "write a single text")
        elif tag and (inner.is_null or not (inner.value.strip() or (may_be_empty and inner.style))):
            empty[tag] = inner
        elif tag:
            entries.append((tag, inner))
    if valid:
        context.by_language.add(key)
        present = tags if not empty else tuple([tag for tag, _ in entries])
        _record_missing(value, key, present, empty, context)
    return entries


def _checked_tags(value: Mapping, written: tuple[str, ...], context: LoadContext) -> tuple[str, ...]:
    """Return the languages of a mapping's keys, "" for a wrong key, which is reported; correct ones are cached."""
    before = len(context.problems)
    tags = tuple(context.check_tag(name.value, name.span) or "" for name, _ in value.pairs)
    duplicate = next((name for n, (name, _) in enumerate(value.pairs) if tags[n] and tags[n] in tags[:n]), None)
    if duplicate is not None:
        message = f"duplicate language `{normalise_tag(duplicate.value)}`"
        context.problem("duplicate-key", message, duplicate.span, "keep one")
    if len(context.problems) == before:
        context.tags[written] = tags
    return tags


def _record_missing(
    value: Mapping, key: str, present: tuple[str, ...], empty: dict[str, Scalar], context: LoadContext
) -> None:
    """Record the languages in which a text has no words, and report the other entries without words."""
    missing = context.missing(present)
    for language in missing:
        scalar = next((empty[tag] for tag in fallbacks(language) if tag in empty), None)
        if scalar is not None:
            message = f"the `{language}` text of {label(key)} is empty"
            context.lacks(key, language, message, scalar.span, "add the text")
        else:
            has = f"; it has {', '.join(f'`{tag}`' for tag in present)}" if present else ""
            context.lacks(key, language, f"{label(key)} has no text in `{language}`{has}", value.span)
    known = {tag for language in missing for tag in fallbacks(language)}
    for tag, scalar in empty.items():
        if tag not in known:
            message = f"the `{tag}` text of {label(key)} is empty"
            context.problem("empty-text", message, scalar.span, "add the text, or delete the line")


def _mistaken(value: Mapping, context: LoadContext) -> bool:
    """Return True if the mapping is actually a text without quotes; it is then reported, with the fix."""
    for name, inner in value.pairs:
        if _is_tag(name.value, context):
            continue
        empty = isinstance(inner, Scalar) and inner.is_null
        if value.flow and empty and len(value.pairs) == 1 and _BRACED.fullmatch(name.value):
            text = f"{{{name.value}}}"
            what = "named text" if name.value.startswith("=") else "figure"
            message = f"YAML reads unquoted `{text}` as a mapping, not as a {what}"
            context.problem("yaml", message, value.span, f'quote it: "{text}"')
            return True
        if value.flow and empty:
            context.problem("yaml", COMMA, name.span, "quote the text that contains the comma")
            return True
        if not value.flow and not _looks_like_tag(name.value):
            context.problem("yaml", COLON, name.span, f"quote the text: {quoted(_rest_of_line(name))}")
            return True
    return False


def _is_tag(written: str, context: LoadContext) -> bool:
    tag = normalise_tag(written)
    return is_language_tag(tag) and bool(context.languages) and context.knows(tag)


def _looks_like_tag(written: str) -> bool:
    """Return True if a key was meant as a tag: a tag, or a word that could be a mistaken one (`french`)."""
    return re.fullmatch(r"[a-z]+(?:[-_][A-Za-z0-9]+)*", written) is not None


def _rest_of_line(scalar: Scalar) -> str:
    text = scalar.source.text
    end = text.find("\n", scalar.start)
    line = text[scalar.start : end if end >= 0 else len(text)].strip()
    return line if len(line) <= 60 else line[:58].rstrip() + " …"


def check_references(markup: Markup, context: LoadContext) -> None:
    """Report the figures, named texts, sources and targets of a text that the publication does not have."""
    for inline in inlines_of(markup.blocks):
        if isinstance(inline, FigureRef):
            context.check_figure(inline.figure, inline.span)
        elif isinstance(inline, NamedText):
            context.check_named_text(inline.name, inline.span)
        elif isinstance(inline, Citation):
            for source in inline.sources:
                context.check_source(source, inline.span)
        elif isinstance(inline, CrossReference):
            _check_target(inline, context)


_PREFIXES = {"tbl": "table", "fig": "figure", "sec": "section"}


def _check_target(reference: CrossReference, context: LoadContext) -> None:
    target = reference.target
    if target in context.anchors or any(
        context.anchors.get(f"{short}-{target}") == noun for short, noun in _PREFIXES.items()
    ):
        return
    prefix, _, rest = target.partition("-")
    kind = context.anchors.get(rest) if prefix in _PREFIXES else None
    if kind == _PREFIXES.get(prefix) and kind is not None:
        return
    if kind is not None:
        right = next(short for short, noun in _PREFIXES.items() if noun == kind)
        message = f"`@{target}`: `{rest}` is a {kind}"
        context.problem("unknown-reference", message, reference.span, f"write @{right}-{rest}")
    elif target in context.sources:
        message = f"`@{target}` names a source"
        context.problem("unknown-reference", message, reference.span, f"write [@{target}] to cite it")
    else:
        names = [
            f"{short}-{name}"
            for name, anchor in context.anchors.items()
            for short, noun in _PREFIXES.items()
            if noun == anchor
        ]
        near = did_you_mean(f"@{target}", [f"@{name}" for name in (*names, *context.anchors)])
        hint = "" if near else "give a table, chart, picture or section this id; for a literal @ write \\@"
        context.problem("unknown-reference", f"unknown reference `@{target}`{near}", reference.span, hint)
