"""Find the author's words in what the builder composes of them: "5 · Le financement" above a slide, "Figure 1 – …"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from builder.round_trip.places import PassagePlaces
from builder.round_trip.printed import NOT_EDITED, Opaque, PrintedParagraph
from builder.round_trip.source_words import SourceToken
from builder.source_edits.passages import Passage

__all__ = ["GeneratedWords"]

_ByFirst = dict[str, list[tuple[list[str], Passage]]]
"""Sequences of words, each with its passage, by their first word."""
_Match = tuple[int, int, Passage]
_REPEATED = ("title", "subtitle", "status", "classification", "label", "caption", "author", "source", "named-text")
"""Kinds of passages whose words are printed at several places."""
_SAME_BLOCK = 4
"""Steps that the keys of a block's passages have in common: `sections.money.blocks.tbl-costs`."""


class GeneratedWords:
    """The passages of one language, to be found again by their words."""

    def __init__(self, places: PassagePlaces):
        self._by_first: _ByFirst = {}
        self._notes_by_first: _ByFirst = {}
        """The words of notes, with the passages that have the notes."""
        for passage in places.all():
            words = places.words(passage.key)
            if words is None:
                continue
            self._add(self._by_first, words.tokens, passage)
            for token in words.tokens:
                if token.inner is not None:
                    self._add(self._notes_by_first, token.inner.tokens, passage)

    @staticmethod
    def _add(by_first: _ByFirst, tokens: Sequence[SourceToken], passage: Passage) -> None:
        """Enter words without figures and the like; the mark of a note is elsewhere in composed words."""
        words = [token for token in tokens if token.kind != "note"]
        keys = [token.key.casefold() for token in words if not any(token.kind for token in words)]
        if any(key.isalnum() for key in keys):
            by_first.setdefault(keys[0], []).append((keys, passage))

    def origins(self, paragraph: PrintedParagraph, near: str, touched: Collection[int]) -> tuple[Passage, ...]:
        """Return the passages that the touched words of a composed paragraph follow from, several if they have the same
        words: the longest, nearest ones. What a citation has beside the texts of its source, such as the year, follows
        from this source.
        """
        keys = [key.casefold() for key in paragraph.keys]
        matches = [match for match in _matches(self._by_first, keys) if _is_telling(match, near)]
        cited = [match for match in matches if match[2].kind == "source"]
        own = [match for match in matches if not set(range(match[1], match[1] + match[0])).isdisjoint(touched)]
        if not own and cited and touched and min(touched) > min(at for _, at, _ in cited):
            own = cited
        noted = max(_matches(self._notes_by_first, keys), key=lambda match: match[0], default=None)
        most = max((count for count, _, _ in own), default=0)
        if noted is not None and noted[0] > most:
            return (noted[2],)
        longest = {passage.key: passage for count, _, passage in own if count == most}
        words = Counter[str]()
        for count, _, passage in cited:
            words[_source_of(passage)] += count
        best = max(
            ((words[_source_of(passage)], _nearness(key, near)) for key, passage in longest.items()), default=None
        )
        return tuple(
            passage for key, passage in longest.items() if (words[_source_of(passage)], _nearness(key, near)) == best
        )

    def owned(
        self, paragraph: PrintedParagraph, near: str, touched: Collection[int] = ()
    ) -> tuple[PrintedParagraph, Passage | None]:
        """Return a composed paragraph with the passage that owns a part of its words, the longest one; of passages with
        the same words that of the section in the key `near`. Those with tokens that are `touched` come before others.
        Words that are not edited at this place have no owner in the paragraph, but the passage is returned.
        """
        keys = [key.casefold() for key in paragraph.keys]
        matches = [match for match in _matches(self._by_first, keys) if _is_telling(match, near)]
        own = [match for match in matches if not set(range(match[1], match[1] + match[0])).isdisjoint(touched)]
        matches = own or matches
        noted = max(_matches(self._notes_by_first, keys), key=lambda match: match[0], default=None)
        if noted is not None and noted[0] > max((count for count, _, _ in matches), default=0):
            return paragraph, noted[2]
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


def _is_telling(match: _Match, near: str) -> bool:
    """Return True if words are surely those of a passage: more than one, or one of a kind that is printed at other
    places than its own, or one that is printed here. A number or the word "Source" may be the header of a table too.
    """
    count, _, passage = match
    return count > 1 or passage.kind in _REPEATED or _nearness(passage.key, near)[0] >= _SAME_BLOCK


def _source_of(passage: Passage) -> str:
    """Return the key of the source that a text is about, "" for other texts."""
    return ".".join(passage.key.split(".")[:2]) if passage.kind == "source" else ""


def _matches(by_first: _ByFirst, keys: Sequence[str]) -> list[_Match]:
    """Return the number of words, the place and the passage of each sequence of words that is in others."""
    return [
        (len(words), at, passage)
        for at, key in enumerate(keys)
        for words, passage in by_first.get(key, ())
        if keys[at : at + len(words)] == words
    ]


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
