"""Accepted translations with the source text they were accepted for: the file `reviewed.txt` beside a publication.

    sections.funding.message en 5f2d9c01b7aa 0c4e77d1f3b2

One line per text and language: its key, the language, a hash of the source text and one of the translation, sorted.
Each line is independent of its position, so a merge may keep the lines of both sides (`reviewed.txt merge=union` in
`.gitattributes`): the next `accept` rewrites the file. Dates of files are not used.

A hash ignores insignificant differences: line ends, spaces beside punctuation, straight or curly quotes, Unicode
composition.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from unicodedata import normalize

from msgspec import Struct

from builder.check.context import CheckContext
from builder.content.files import FileProblem, Unsaved, read_inside
from builder.content.markup import Markup
from builder.content.model.values import Text
from builder.late_patterns import compiled

__all__ = [
    "FILE_NAME",
    "Recorded",
    "ReviewedText",
    "Translation",
    "UnreadableLine",
    "file_content",
    "matched",
    "read",
    "translations",
    "updated",
]

FILE_NAME = "reviewed.txt"
HEAD = "# Kept by `builder accept`: text, language, hash of the source, hash of the translation accepted for it.\n"

_MAX = 16_000_000
_LINE = r"(\S+) ([A-Za-z][A-Za-z0-9-]*) ([0-9a-f]{12}) ([0-9a-f]{12})"
_CONFLICT = r"<{7}|={7}$|>{7}|\|{7}"
_SIGNS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "…": "..."})
_IDLE_SPACE = r" (?=\W)|(?<=\W) "


class ReviewedText(Struct, frozen=True, order=True, gc=False):
    """A line of the file: a text's key, the tag its translation is written under, and the hashes of both."""

    key: str
    tag: str
    source: str
    translation: str


class UnreadableLine(Struct, frozen=True):
    """An unreadable line: its number, the problem and the fix."""

    line: int
    message: str
    hint: str


class Recorded(Struct, frozen=True):
    """Content of the file: each entry with its line, and the unreadable lines. `exists` is False if there is no
    file.
    """

    exists: bool = False
    entries: tuple[tuple[ReviewedText, int], ...] = ()
    faults: tuple[UnreadableLine, ...] = ()


class Translation(Struct, frozen=True):
    """A text as translated now: the source it is made from, and the entry that `accept` would write."""

    text: Text
    source_tag: str
    target: Markup
    now: ReviewedText


def hashed(text: str) -> str:
    """Return twelve hexadecimal digits that identify the content of a text."""
    plain = " ".join(normalize("NFC", text).translate(_SIGNS).split())
    words = compiled(_IDLE_SPACE).sub("", plain)
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def translations(context: CheckContext) -> tuple[Translation, ...]:
    """Return every text written in the source language and in another, once for each tag that it is written under."""
    by_key: dict[tuple[str, str], Translation] = {}
    hashes: dict[int, str] = {}

    def hash_of(markup: Markup) -> str:
        if id(markup) not in hashes:
            hashes[id(markup)] = hashed(markup.source)
        return hashes[id(markup)]

    for pair in (*context.pairs, *context.variants):
        tag = next((tag for tag, markup in pair.text.entries.items() if markup is pair.target), pair.target_tag)
        if (pair.text.key, tag) not in by_key and (pair.source.source.strip() or pair.target.source.strip()):
            now = ReviewedText(pair.text.key, tag, hash_of(pair.source), hash_of(pair.target))
            by_key[pair.text.key, tag] = Translation(pair.text, pair.source_tag, pair.target, now)
    return tuple(by_key.values())


def read(context: CheckContext, unsaved: Unsaved | None = None) -> Recorded:
    """Read the file of a publication; `unsaved` may hold content of it that is not written yet."""
    folder = context.path.parent
    if not (folder / FILE_NAME).exists() and not (unsaved and (folder / FILE_NAME).resolve() in unsaved):
        return Recorded()
    try:
        text = read_inside(folder, FILE_NAME, _MAX, unsaved).decode("utf-8-sig")
    except FileProblem as problem:
        return Recorded(True, (), (UnreadableLine(1, problem.message, problem.hint),))
    except UnicodeDecodeError:
        return Recorded(
            True,
            (),
            (
                UnreadableLine(
                    1, "the file is not UTF-8 text", "restore it, or delete it and run `builder accept` again"
                ),
            ),
        )
    entries, faults = [], []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        match = compiled(_LINE).fullmatch(line.rstrip())
        if match:
            entries.append((ReviewedText(*match.groups()), number))
        elif compiled(_CONFLICT).match(line):
            hint = "keep the lines of both sides and delete the markers"
            faults.append(UnreadableLine(number, "conflict marker of an unfinished merge", hint))
        else:
            faults.append(UnreadableLine(number, "expected `key language hash hash`", "delete the line"))
    return Recorded(True, tuple(entries), tuple(faults))


def matched(
    current: Iterable[Translation], recorded: Recorded
) -> tuple[dict[ReviewedText, ReviewedText], list[tuple[ReviewedText, int]]]:
    """Match recorded entries with the present translations. Return the entry of each translation, and the entries
    without a text, with their lines.

    An identical pair of texts under any key is the same text, moved. Other texts are matched by an unchanged
    translation or source, preferably under their own key, and last by the key alone.
    """
    now = [translation.now for translation in current]
    known = {(entry.key, entry.tag) for entry in now}
    pairs, old_pairs = {_pair(entry) for entry in now}, {_pair(old) for old, _ in recorded.entries}
    matches = {entry: entry for entry in now if _pair(entry) in old_pairs}
    free = list(_free(now, recorded, pairs, known))
    for likeness in _LIKENESSES:
        left: defaultdict[tuple[str, ...], list[tuple[ReviewedText, int]]] = defaultdict(list)
        for item in free:
            left[likeness(item[0])].append(item)
        for entry in now:
            if entry not in matches and (like := left[likeness(entry)]):
                matches[entry] = like.pop(0)[0]
        free = [item for like in left.values() for item in like]
    gone = [(entry, line) for entry, line in free if (entry.key, entry.tag) not in known]
    return matches, sorted(gone, key=lambda item: item[1])


def _free(
    now: Sequence[ReviewedText],
    recorded: Recorded,
    pairs: Collection[tuple[str, ...]],
    known: Collection[tuple[str, str]],
) -> Iterator[tuple[ReviewedText, int]]:
    """Yield the recorded entries that no identical pair of texts needs. Several texts may have the same words: the line
    of one that has changed is not that of another, unless that one has none of its own.
    """
    entries, own = {entry for entry, _ in recorded.entries}, set(now)
    moved = Counter(_pair(entry) for entry in now if entry not in entries)
    for entry, line in sorted(recorded.entries, key=lambda item: (item[0].key, item[0].tag) in known):
        pair = _pair(entry)
        if entry in own:
            continue
        if moved[pair]:
            moved[pair] -= 1
        elif pair not in pairs or (entry.key, entry.tag) in known:
            yield entry, line


def _pair(entry: ReviewedText) -> tuple[str, ...]:
    return entry.tag, entry.source, entry.translation


_LIKENESSES: tuple[Callable[[ReviewedText], tuple[str, ...]], ...] = (
    lambda entry: (entry.tag, entry.key, entry.translation),
    lambda entry: (entry.tag, entry.key, entry.source),
    lambda entry: (entry.tag, entry.translation),
    lambda entry: (entry.tag, entry.source),
    lambda entry: (entry.tag, entry.key),
)


def updated(current: Sequence[Translation], recorded: Recorded, entries: Iterable[ReviewedText]) -> bytes:
    """Return the content of the file with new entries for some translations: without the lines of deleted texts, and
    with those of moved texts under their new keys.
    """
    new = {(entry.key, entry.tag): entry for entry in entries}
    matches, _ = matched(current, recorded)
    unchanged = [
        ReviewedText(translation.now.key, translation.now.tag, old.source, old.translation)
        for translation in current
        if (translation.now.key, translation.now.tag) not in new and (old := matches.get(translation.now))
    ]
    return file_content([*unchanged, *new.values()])


def file_content(entries: Iterable[ReviewedText]) -> bytes:
    """Return the content of a file that holds the entries."""
    lines = (f"{entry.key} {entry.tag} {entry.source} {entry.translation}\n" for entry in sorted(set(entries)))
    return (HEAD + "".join(lines)).encode("utf-8")
