"""The properties of a file, such as its title, as words of the publication."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from builder.round_trip.group_pull import GroupPull, quoted
from builder.round_trip.places import PassagePlaces
from builder.round_trip.tokens import neutral
from builder.source_edits.passages import Passage
from builder.tree.passage_words import letters_check

__all__ = ["compare_properties"]

_KEYS = {"title": "title", "subject": "subtitle", "keywords": "keywords", "category": "status", "author": "authors"}
"""What the builder makes each property of."""
_LABELS = {"title": "Title", "subject": "Subject", "keywords": "Keywords", "category": "Category", "author": "Author"}


def compare_properties(
    printed: Mapping[str, str],
    found: Mapping[str, str],
    built: Collection[str],
    group: GroupPull,
    places: PassagePlaces,
) -> None:
    """Report properties that somebody has changed, unless the text that they are made of has the same change. `built`
    are the checks of those that the file was built with, empty in files of former versions.
    """
    for name in _KEYS:
        words = found.get(name, "")
        if (
            not words
            or name not in printed
            or not built
            or letters_check(words) in built
            or _same(words, printed[name])
        ):
            continue
        passage = _passage(_KEYS[name], places.all())
        changed = group.out.changes.get(passage.key) if passage is not None else None
        if changed is not None and any(_same("".join(keys), words) for keys in changed.expected):
            continue
        key = passage.key if passage is not None else ""
        message = (
            f"the file's property “{_LABELS[name]}” is {quoted(words)}, the source makes it {quoted(printed[name])}"
        )
        group.report("manual", key, f"{message}: change `{_KEYS[name]}`?")


def _passage(key: str, passages: Iterable[Passage]) -> Passage | None:
    return next((passage for passage in passages if passage.key == key or passage.key.startswith(f"{key}.")), None)


def _same(first: str, second: str) -> bool:
    return "".join(neutral(first).split()) == "".join(neutral(second).split())
