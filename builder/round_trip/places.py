"""Find the passage of the author's words at a place in the files."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable

from builder.content.model.publication import Publication
from builder.round_trip.source_words import SourceWords, source_words
from builder.source import Span
from builder.source_edits.passages import Passage, Written, passages_in

__all__ = ["PassagePlaces"]

_Extent = tuple[tuple[int, int], tuple[int, int], Passage]


class PassagePlaces:
    """The passages that a publication prints in one language, by their places and by their keys."""

    def __init__(self, publication: Publication, language: str):
        self.language = language
        self._by_key: dict[str, Passage] = {}
        self._by_file: defaultdict[str, list[_Extent]] = defaultdict(list)
        self._words: dict[str, SourceWords | None] = {}
        for passage in passages_in(publication, language):
            written = passage.written(language)
            if written is None:
                continue
            self._by_key[passage.key] = passage
            start, end = written.start, written.end
            extent = ((start.line, start.column), (end.line, end.column), passage)
            self._by_file[f"{start.file}!{start.sheet}"].append(extent)
        for extents in self._by_file.values():
            extents.sort(key=lambda extent: extent[:2])

    def at(self, span: Span) -> Passage | None:
        """Return the passage with a character at a place; None if no author's words are there."""
        extents = self._by_file.get(f"{span.file}!{span.sheet}")
        if not extents:
            return None
        place = (span.line, span.column)
        index = bisect_right(extents, place, key=lambda extent: extent[0]) - 1
        if index < 0:
            return None
        start, end, passage = extents[index]
        return passage if start <= place < max(end, (start[0], start[1] + 1)) else None

    def all(self) -> Iterable[Passage]:
        """Return every passage."""
        return self._by_key.values()

    def passage(self, key: str) -> Passage:
        """Return the passage with a key. Raises KeyError for an unknown one."""
        return self._by_key[key]

    def written(self, key: str) -> Written:
        """Return a passage as written in the language. Raises KeyError for an unknown key."""
        written = self._by_key[key].written(self.language)
        assert written is not None
        return written

    def words(self, key: str) -> SourceWords | None:
        """Return the tokens of a passage; None if it is not one paragraph of its text."""
        if key not in self._words:
            self._words[key] = source_words(self.written(key))
        return self._words[key]
