"""The nearest known name to the one that an author wrote."""

from __future__ import annotations

import functools
from collections.abc import Iterable

__all__ = ["did_you_mean", "nearest"]


def nearest(written: str, known: Iterable[str]) -> str | None:
    """The known name that looks most like `written`, or None when none does."""
    return _nearest(written, tuple(known))


@functools.lru_cache(maxsize=256)
def _nearest(written: str, names: tuple[str, ...]) -> str | None:
    """A mistake is often made a thousand times: each is compared once."""
    import difflib

    folded = {name.casefold().replace("_", "-"): name for name in reversed(names)}
    near = difflib.get_close_matches(written[:80].casefold().replace("_", "-"), folded, n=1, cutoff=0.6)
    return folded[near[0]] if near else None


def did_you_mean(written: str, known: Iterable[str]) -> str:
    """`, did you mean …?`, to end a message with, or nothing."""
    near = nearest(written, known)
    return f", did you mean `{near}`?" if near else ""
