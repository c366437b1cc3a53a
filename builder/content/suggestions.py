"""Find the known name most similar to the one that an author wrote."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence

__all__ = ["did_you_mean", "nearest", "one_of"]


def nearest(written: str, known: Iterable[str]) -> str | None:
    """Return the known name most similar to `written`, or None."""
    return _nearest(written, tuple(known))


@functools.lru_cache(maxsize=256)
def _nearest(written: str, names: tuple[str, ...]) -> str | None:
    """Return the nearest name, cached: a mistake is often made a thousand times."""
    import difflib

    folded = {name.casefold().replace("_", "-"): name for name in reversed(names)}
    near = difflib.get_close_matches(written[:80].casefold().replace("_", "-"), folded, n=1, cutoff=0.6)
    return folded[near[0]] if near else None


def did_you_mean(written: str, known: Iterable[str]) -> str:
    """Return `, did you mean …?` as the end of a message, or ""."""
    near = nearest(written, known)
    return one_of([near] if near else [])


def one_of(names: Sequence[str]) -> str:
    """Return `, did you mean …?` with all the names, or "" if there is none."""
    if not names:
        return ""
    *others, last = [f"`{name}`" for name in names]
    return f", did you mean {', '.join(others)}{' or ' if others else ''}{last}?"
