"""Name what an edit touches that only its author changes, and its place: a figure, a named text, a source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.content import markup as m
from builder.content.model.blocks import Highlight, HighlightsBlock
from builder.content.model.publication import Publication
from builder.round_trip.compare import Refusal
from builder.round_trip.printed import Opaque
from builder.round_trip.source_words import SourceWords
from builder.round_trip.tokens import tokens_of
from builder.source import Span

__all__ = ["figure_behind", "figure_message", "protected_message"]

_VALUES = ("amount", "number", "percent", "points", "date", "territory", "quantity")
_BIG_NUMBER = re.compile(r"(?:key_figures|.*\.highlights)\.\d+")


def protected_message(publication: Publication, refusal: Refusal, words: SourceWords | None) -> str:
    """Return what an edit of something protected means, with the place where its author would make it."""
    opaque = refusal.opaque
    kind = opaque.kind if opaque is not None else ""
    name = opaque.name if opaque is not None else ""
    if opaque is not None and kind == "note":
        return _note(publication, refusal, words)
    if opaque is not None and (sign := _replaced_sign(opaque, refusal)):
        return (
            f"{_quoted(refusal.printed)} is {_quoted(refusal.found)} in the file, and {sign} is one of these words: "
            "write them in the source"
        )
    if kind == "figure":
        return figure_message(publication, name, refusal.printed, refusal.found)
    if kind == "named":
        text = publication.texts.get(name)
        place = f", {text.span}" if text is not None else ""
        return f"`{{={name}}}` prints {_quoted(refusal.printed)}, {_found(refusal)}: change texts.{name}{place}?"
    subjects = {
        "citation": "a citation",
        "reference": f"the reference `@{name}`",
        "code": "code",
        "address": "an address",
    }
    subject = subjects.get(kind, "the builder")
    return f"{subject} prints {_quoted(refusal.printed)}, {_found(refusal)}: change it in the source"


def _replaced_sign(opaque: Opaque, refusal: Refusal) -> str:
    """Return how the source names a figure, a named text or a reference that was typed over with words around it, ""
    where the new words may be its own.
    """
    signs = {"figure": f"`{{{opaque.name}}}`", "named": f"`{{={opaque.name}}}`", "reference": f"`@{opaque.name}`"}
    has_others = len(tokens_of(refusal.printed)) > len(tokens_of(opaque.words))
    may_be_value = opaque.kind == "figure" and any(map(str.isdigit, refusal.found))
    return signs.get(opaque.kind, "") if has_others and refusal.found and not may_be_value else ""


def figure_behind(publication: Publication, key: str) -> str:
    """Return the name of the figure that a label or a big number with a key is about, "" for other keys."""
    parts = key.split(".")
    if parts[0] == "figures" and len(parts) > 1:
        return parts[1]
    number = _BIG_NUMBER.match(key)
    if number is None:
        return ""
    return next((highlight.figure for highlight in _highlights(publication) if highlight.key == number[0]), "")


def _highlights(publication: Publication) -> Iterator[Highlight]:
    """Yield the big numbers of a publication."""
    yield from publication.key_figures
    for block in publication.all_blocks:
        if isinstance(block, HighlightsBlock):
            yield from block.highlights


def figure_message(publication: Publication, name: str, printed: str, found: str) -> str:
    """Return the message about an edit of a figure's value."""
    return f"`{{{name}}}` prints {_quoted(printed)}, {_says(found)}: {_figure(publication, name)}?"


def _found(refusal: Refusal) -> str:
    return _says("" if refusal.kind == "note-deleted" else refusal.found)


def _says(words: str) -> str:
    return f"the file says {_quoted(words)}" if words else "the file has it no more"


def _quoted(words: str) -> str:
    return f"“{words}”" if " " in words else words


def _figure(publication: Publication, name: str) -> str:
    """Return the value of a figure that would have to change, with its place."""
    figure = publication.figures.get(name)
    if figure is None:
        return f"change figures.{name}"
    derivation = getattr(figure, "derived", None)
    if derivation is not None:
        operands = ", ".join(derivation.operands)
        line = _line(figure.span)
        return f"it is computed ({derivation.operation} of {operands}), change figures.{name}, {line}"
    value = next((field for field in _VALUES if getattr(figure, field, None) is not None), "")
    return f"change figures.{name}{value and '.'}{value}, {_line(figure.span)}"


def _line(span: Span) -> str:
    return f"{span.file}:{span.line}"


def _note(publication: Publication, refusal: Refusal, words: SourceWords | None) -> str:
    opaque = refusal.opaque
    token = words.at(opaque.note.span) if words is not None and opaque is not None and opaque.note is not None else None
    if refusal.kind == "note-deleted":
        return "the file has a note less here: delete it in the source if it is to go"
    if token is not None and isinstance(token.node, m.Citation):
        source = publication.sources.get(token.node.sources[0])
        place = f", {source.span}" if source is not None else ""
        name = token.node.sources[0]
        return f"a note prints the source `{name}`, {_found(refusal)}: change sources.{name}{place}?"
    return f"a note prints {_quoted(refusal.printed)}, {_found(refusal)}: change it in the source"
