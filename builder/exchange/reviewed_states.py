"""State of each translation: whether it has been accepted, and whether its source has changed since."""

from __future__ import annotations

from msgspec import Struct

from builder.check import reviewed
from builder.check.context import CheckContext
from builder.check.reviewed import ReviewedText
from builder.exchange.unit import State

__all__ = ["ReviewedStates", "StaleText"]


class StaleText(Struct, frozen=True, gc=False):
    """A text whose source has changed since its translation was accepted: the hash of the source accepted then."""

    key: str
    accepted_source: str


class ReviewedStates:
    """The states of the texts of a publication in one language, by their keys. Without `reviewed.txt`, or from another
    language than the source language, a translation is just there.
    """

    def __init__(self, context: CheckContext, source: str):
        self._matches: dict[ReviewedText, ReviewedText] = {}
        self._now: dict[tuple[str, str], ReviewedText] = {}
        recorded = reviewed.read(context)
        if recorded.entries and source == context.source_tag:
            current = reviewed.translations(context)
            self._matches, _ = reviewed.matched(current, recorded)
            self._now = {(translation.now.key, translation.now.tag): translation.now for translation in current}

    def state(self, key: str, tag: str) -> State:
        """Return the state of the text `key`, translated under the language tag `tag`."""
        now, accepted = self._entries(key, tag)
        if now is None or accepted is None or now.translation != accepted.translation:
            return "translated"
        return "accepted" if now.source == accepted.source else "stale"

    def stale(self, key: str, tag: str) -> StaleText | None:
        """Return what is known of a stale text."""
        _, accepted = self._entries(key, tag)
        return StaleText(key, accepted.source) if accepted is not None and self.state(key, tag) == "stale" else None

    def _entries(self, key: str, tag: str) -> tuple[ReviewedText | None, ReviewedText | None]:
        now = self._now.get((key, tag))
        return now, self._matches.get(now) if now is not None else None
