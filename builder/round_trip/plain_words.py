"""Find the author's words in a text that a file has without mark-up: an alternative text, a name in a chart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from builder.round_trip.places import PassagePlaces
from builder.round_trip.printed import Opaque, PrintedParagraph
from builder.round_trip.source_words import SourceToken
from builder.round_trip.tokens import Token, tokens_of, words_in
from builder.source_edits.passages import Passage

__all__ = ["plain_paragraph", "plain_passage"]


def plain_passage(words: str, passages: Iterable[Passage], places: PassagePlaces) -> tuple[Passage | None, bool]:
    """Return the passage that prints `words`, and True if several do: then it is none."""
    printed = [token.key.casefold() for token in tokens_of(words)]
    matches = []
    for passage in passages:
        source = places.words(passage.key)
        if source is not None and printed and _prints(source.tokens, printed):
            matches.append(passage)
    return (matches[0] if len(matches) == 1 else None), len(matches) > 1


def _prints(tokens: Sequence[SourceToken], printed: Sequence[str]) -> bool:
    """Return True if tokens of a source may print some words: an opaque token may print any."""
    words = [token.key.casefold() for token in tokens if not token.kind]
    if not any(token.kind for token in tokens):
        return words == list(printed)
    if not any(word.isalnum() for word in words):
        return False
    left = iter(printed)
    return all(word in left for word in words)


def plain_paragraph(words: str, key: str, places: PassagePlaces) -> PrintedParagraph:
    """Return words that a passage prints as a paragraph: what its figures and other opaque tokens print is opaque."""
    tokens = tuple(tokens_of(words))
    source = places.words(key)
    owned = PrintedParagraph(tokens, (key,) * len(tokens), ())
    if source is None:
        return owned
    matcher = SequenceMatcher(
        None, [token.key.casefold() for token in source.tokens], [token.key.casefold() for token in tokens], False
    )
    opaques = []
    for tag, start, end, begin, stop in matcher.get_opcodes():
        kinds = [token for token in source.tokens[start:end] if token.kind]
        if tag != "equal" and kinds and stop > begin:
            opaques.append(_opaque(kinds[0], tokens, begin, stop))
    return PrintedParagraph(tokens, owned.owners, tuple(opaques))


def _opaque(source: SourceToken, tokens: Sequence[Token], first: int, end: int) -> Opaque:
    name = source.key.removeprefix(f"\0{source.kind} ")
    return Opaque(source.kind, name if source.kind != "citation" else "", first, end, words_in(tokens[first:end]))
