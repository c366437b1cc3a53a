"""Errors for unknown codes, with the nearest known one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

__all__ = ["unknown"]


def unknown(what: str, given: str, known: Iterable[str], names: Mapping[str, str] | None = None) -> ValueError:
    """Return the error for an unknown code. `names` (code → name) helps authors who wrote the name itself."""
    from difflib import get_close_matches  # only when something is wrong

    codes = list(known)
    lower = {code.lower(): code for code in codes}
    by_name = {name.lower(): code for code, name in (names or {}).items()}
    wanted = given.strip().lower()
    hint = lower.get(wanted) or by_name.get(wanted)
    if hint is None:
        near = get_close_matches(wanted, [*by_name, *lower], n=1, cutoff=0.6)
        hint = by_name.get(near[0]) or lower.get(near[0]) if near else None
    return ValueError(f"unknown {what} `{given}`" + (f", did you mean `{hint}`?" if hint else ""))
