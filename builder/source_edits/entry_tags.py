"""The tags under which the words of a language are written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from builder.content.model.values import Text
from builder.language import fallbacks

__all__ = ["EntryTags"]


class EntryTags:
    """Chooses the tags of entries in one publication: `texts` are its texts, `languages` those that it declares."""

    def __init__(self, languages: tuple[str, ...], texts: Iterable[Text]):
        self._languages = languages
        self._used = Counter(tag for text in texts for tag in text.entries)

    def of(self, text: Text, tag: str) -> str:
        """Return the tag of the entry that holds a language's words, written or to be written.

        It is the entry that the language reads, unless another declared language reads it too; a new entry has the tag
        that the publication's other texts use for the language.
        """
        own = next((own for own in fallbacks(tag) if own in text.entries), None)
        others = [other for other in self._languages if other != tag]
        if own is not None and (own == tag or not any(own in fallbacks(other) for other in others)):
            return own
        if tag == "":
            return ""
        free = [name for name in fallbacks(tag) if not any(name in fallbacks(other) for other in others)]
        return max(free, key=lambda name: self._used[name], default=tag)
