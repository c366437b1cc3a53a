"""Find the author's words in what the builder composes of them: "5 · Le financement" above a slide, "Figure 1 – …"."""

from __future__ import annotations

from collections.abc import Sequence

from builder.round_trip.places import PassagePlaces
from builder.round_trip.printed import NOT_EDITED, Opaque, PrintedParagraph
from builder.source_edits.passages import Passage

__all__ = ["GeneratedWords"]


class GeneratedWords:
    """The passages of one language, to be found again by their words."""

    def __init__(self, places: PassagePlaces):
        self._by_first: dict[str, list[tuple[list[str], Passage]]] = {}
        for passage in places.all():
            words = places.words(passage.key)
            if words is None or not words.tokens or any(token.kind for token in words.tokens):
                continue
            keys = tuple(token.key for token in words.tokens)
            if any(key.isalnum() for key in keys):
                folded = [key.casefold() for key in keys]
                self._by_first.setdefault(folded[0], []).append((folded, passage))

    def owned(self, paragraph: PrintedParagraph, near: str) -> tuple[PrintedParagraph, Passage | None]:
        """Return a composed paragraph with the passage that owns a part of its words, the longest one; of passages with
        the same words that of the section in the key `near`. Words that are not edited at this place have no owner in
        the paragraph, but the passage is returned.
        """
        keys = [key.casefold() for key in paragraph.keys]
        matches: list[tuple[int, int, Passage]] = []
        for at, key in enumerate(keys):
            for words, passage in self._by_first.get(key, ()):
                if keys[at : at + len(words)] == words:
                    matches.append((len(words), at, passage))
        most = max((count for count, _, _ in matches), default=0)
        longest = [match for match in matches if match[0] == most]
        if not longest:
            return paragraph, None
        nearest = max(_nearness(passage.key, near) for _, _, passage in longest)
        nearby = [match for match in longest if _nearness(match[2].key, near) == nearest]
        if len({passage.key for _, _, passage in nearby}) > 1:
            return paragraph, None
        count, at, passage = nearby[0]
        if passage.kind in NOT_EDITED:
            return paragraph, passage
        owners = [passage.key if at <= number < at + count else "" for number in range(len(keys))]
        return PrintedParagraph(paragraph.tokens, tuple(owners), _outside(paragraph, range(at, at + count))), passage


def _outside(paragraph: PrintedParagraph, owned: Sequence[int]) -> tuple[Opaque, ...]:
    """Return the opaques of a paragraph without those that an owner takes."""
    return tuple(opaque for opaque in paragraph.opaques if opaque.end <= owned[0] or opaque.first > owned[-1])


def _nearness(key: str, near: str) -> tuple[int, bool]:
    """Return how many steps two keys have in common, and True for a title."""
    common = 0
    for step, other in zip(key.split("."), near.split("."), strict=False):
        if step != other:
            break
        common += 1
    return common, key.endswith("title")
