"""Segments that a translation tool divided a unit into: a unit is translated if all its segments are."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from builder.exchange.unit import ReturnedState
from builder.exchange.words import Unwritable, Words

__all__ = ["Segment", "check_whole", "is_translated"]


class Segment(Struct, frozen=True):
    """The words of a segment and its state. A segment of marks, numbers and codes alone needs no translation."""

    source: Words
    target: Words | None
    state: ReturnedState

    @property
    def has_words(self) -> bool:
        """True if there is something to translate."""
        return any(isinstance(piece, str) and any(map(str.isalpha, piece)) for piece in self.source)


def is_translated(segment: Segment) -> bool:
    """Return True if a translator has been at a segment. An empty target of a translated one is meant: its words are
    in the segment beside it.
    """
    done = segment.state in ("translated", "final")
    return done if not segment.target else done or segment.target != segment.source


def check_whole(segments: Sequence[Segment]) -> bool:
    """Return True if the segments of a unit are translated, False if none is. Raises Unwritable if only some are: the
    words of the others are in the source language still.
    """
    answers = [is_translated(segment) for segment in segments if segment.has_words]
    if all(answers):
        return True
    if any(answers):
        number = answers.index(False) + 1
        raise Unwritable(f"its sentence {number} of {len(answers)} is not translated, others are")
    return False
