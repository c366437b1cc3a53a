"""Texts that are identical in two languages: untranslated, or written twice although once is enough.

A text given as one plain string is declared to be the same everywhere and never reported. Of identical texts written
per language, those with two words of prose in lower case are taken for untranslated; for names, numbers and single
words ("Introduction", "Total") only the repetition is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.check.bibliography import is_entry
from builder.check.context import CheckContext, TextPair
from builder.check.rule import Finding, Rule
from builder.content.markup import Markup
from builder.content.model.values import Text
from builder.language import base_language
from builder.source import Span
from builder.source_edits.edits import SourceEdit
from builder.source_edits.scalars import plain_or_quoted

__all__ = ["RULES"]

_PROSE_WORD = re.compile(r"(?<![\w.@/-])[^\W\d_]{2,}(?:['’-][^\W\d_]+)*(?![\w@/])")
_CLOSING = re.compile(r"[ ]*,?[ ]*\}")


def untranslated(context: CheckContext) -> Iterator[Finding]:
    """Find prose that is identical in two languages."""
    for pair in _equal(context):
        if _is_prose(context, pair.target) and not _is_source(pair.text):
            message = f"the `{pair.target_tag}` text is identical to the `{pair.source_tag}` text"
            hint = "translate it, or write the text once if it is the same in all languages"
            yield Finding(message, pair.target.place(0), hint)


def written_twice(context: CheckContext) -> Iterator[Finding]:
    """Find names and words that are the same in every language, written once for each."""
    reported: set[int] = set()
    for pair in _equal(context):
        text = pair.text
        in_data = text.span.file != context.publication.span.file  # where a column for each language holds all rows
        if id(text) in reported or in_data or (_is_prose(context, pair.target) and not _is_source(text)):
            continue
        reported.add(id(text))
        if len({markup.source.strip() for markup in text.entries.values()}) == 1:
            edit = _single_entry(text)
            yield Finding(
                "this text is the same in every language", text.span, "write it once", (edit,) if edit else ()
            )


def needless_region(context: CheckContext) -> Iterator[Finding]:
    """Find regional entries that equal their language's entry."""
    for text in context.texts:
        for tag, markup in text.entries.items():
            base = text.entries.get(base_language(tag)) if tag != base_language(tag) else None
            if base is not None and base.source.strip() == markup.source.strip():
                message = f"the `{tag}` text is identical to the `{base_language(tag)}` text"
                yield Finding(message, markup.place(0), "delete it: a region falls back to its language")


def _equal(context: CheckContext) -> tuple[TextPair, ...]:
    return context.once(_equal_pairs)


def _equal_pairs(context: CheckContext) -> tuple[TextPair, ...]:
    """Return pairs of different languages with equal words."""
    return tuple(
        pair
        for pair in context.pairs
        if pair.source.source == pair.target.source
        and pair.source.source.strip()
        and base_language(pair.source_tag) != base_language(pair.target_tag)
    )


def _is_source(text: Text) -> bool:
    """Return True for the title, author or publisher of a source, which keep the language of the work."""
    return text.key.startswith("sources.")


def _is_prose(context: CheckContext, markup: Markup) -> bool:
    """Return True if a text has two lower-case words of prose outside bibliographic entries."""
    pieces = (piece for piece in context.pieces(markup) if piece.kind != "foreign" and not is_entry(piece.text))
    return sum(str(word).islower() for piece in pieces for word in _PROSE_WORD.findall(piece.text)) > 1


def _single_entry(text: Text) -> SourceEdit | None:
    """Return an edit that writes the text once; for `{fr: X, en: X}` on one line only."""
    scalars = [markup.scalar for markup in text.entries.values()]
    last = scalars[-1]
    if any(scalar is None or not scalar.flow or scalar.line != text.span.line for scalar in scalars) or last is None:
        return None
    source = last.source.text
    closing = _CLOSING.match(source, last.end)
    begin = last.start - (last.column - text.span.column)
    # A value that does not start with a letter could be read as a number, a date or a figure.
    if closing is None or source[begin] != "{" or not last.value[:1].isalpha() or "\n" in source[begin : closing.end()]:
        return None
    span = text.span
    end = Span(span.file, span.line, span.column + closing.end() - begin)
    return SourceEdit(span, end, plain_or_quoted(last.value, True))


RULES: tuple[Rule, ...] = (
    Rule(
        code="PAR001",
        name="untranslated",
        severity="warning",
        summary="A text in prose is identical in two languages.",
        find=untranslated,
        bad="title: {fr: The state of the works, en: The state of the works}",
        good="title: {fr: L'état des travaux, en: The state of the works}",
    ),
    Rule(
        code="PAR002",
        name="written-twice",
        severity="info",
        summary="A name or a word that is the same in every language is written for each of them.",
        find=written_twice,
        bad="title: {fr: Introduction, en: Introduction}",
        good="title: Introduction",
        fixable=True,
    ),
    Rule(
        code="PAR014",
        name="needless-region",
        severity="info",
        summary="A regional entry repeats the entry of its language.",
        find=needless_region,
        bad="title: {fr: Bilan, fr-CA: Bilan, en: Review}",
        good="title: {fr: Bilan, en: Review}",
    ),
)
