"""Find for each anchor of a received file the anchor that its passage has now.

Keys count paragraphs, points and rows: where the source has got one more, those after it have other keys than when the
file was built. Their checks show which: a passage that has kept its words has kept its check.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from builder.writers.word.anchors import Anchor

__all__ = ["current_names"]

_NUMBER = re.compile(r"\d+")


def current_names(built: Sequence[Anchor], now: Sequence[Anchor]) -> dict[str, str]:
    """Return the present name for the names of anchors that a file was built with; those of lost passages are left
    out.
    """
    checks = {anchor.name: anchor.check for anchor in now}
    names = {anchor.name: anchor.name for anchor in built if checks.get(anchor.name) == anchor.check}
    free_built = [anchor for anchor in built if anchor.name not in names]
    free_now = [anchor for anchor in now if anchor.name not in names]
    matcher = SequenceMatcher(None, _likenesses(free_built), _likenesses(free_now), autojunk=False)
    for start, begin, count in matcher.get_matching_blocks():
        for old, new in zip(free_built[start : start + count], free_now[begin : begin + count], strict=True):
            names[old.name] = new.name
    taken = set(names.values())
    for anchor in free_built:
        if anchor.name not in names and anchor.name in checks and anchor.name not in taken:
            names[anchor.name] = anchor.name
    return names


def _likenesses(anchors: Iterable[Anchor]) -> list[tuple[str, str]]:
    """Return for each anchor its key without numbers, and its check."""
    return [(_NUMBER.sub("", anchor.key), anchor.check) for anchor in anchors]
