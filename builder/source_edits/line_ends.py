"""Give new words the line ends of the old ones: lines without a change stay as they are, with every sign in them.

Words are compared with those that are there. Between two words that stay side by side the author's line end, hard
break or escape stays too. A line that gets too wide goes on below, as far as its paragraph is filled.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher

from msgspec import Struct

from builder.source_edits.wrapping import WIDTH, line_ends_of, wrapped

__all__ = ["OldWord", "old_words", "refilled", "relined"]

_GAP = re.compile(r"(?:\\\n|[ \n])+")
"""What separates two words: spaces, line ends, hard breaks."""


class OldWord(Struct, frozen=True, gc=False):
    """A word that is there, with the gap before it; both as they are read, and as the file writes them."""

    gap: str
    word: str
    written_gap: str
    written: str


def old_words(words: str, offsets: Sequence[int], text: str, write: Callable[[str], str] = str) -> list[OldWord]:
    """Return the words that are there. The character `n` of `words` is written in `text` at `offsets[n]`; `write`
    writes words of the text anew.
    """
    return [
        OldWord(
            words[at:start],
            words[start:end],
            text[offsets[at] : offsets[start]],
            write(text[offsets[start] : offsets[end]]),
        )
        for at, start, end in _divided(words)
    ]


def relined(old: Sequence[OldWord], words: str, write: Callable[[str], str] = str) -> str | None:
    """Return new words with the line ends that the file has between the same words; `write` writes what is new as the
    file needs it. None if less than half of the old words stay: their line ends then mean nothing.
    """
    new = [(words[at:start], words[start:end], start) for at, start, end in _divided(words)]
    same: dict[int, int] = {}
    matcher = SequenceMatcher(None, [word.word for word in old], [word for _, word, _ in new], autojunk=False)
    for block in matcher.get_matching_blocks():
        same |= {block.b + number: block.a + number for number in range(block.size)}
    if 2 * len(same) < len(old):
        return None
    staying = set(same.values())
    allowed = set(line_ends_of(words))
    parts: list[str] = []
    for number, (gap, word, start) in enumerate(new):
        own, before = same.get(number), same.get(number - 1, -1)
        after = before + 1  # the old word whose gap may stay
        if own == after:
            kept = old[after].gap == gap
        else:
            # Beside a word that is new, or whose neighbour is gone, a line end stays where a line may end.
            after = own if own is not None else after
            free = own is not None or (before >= 0 and after < len(old) and after not in staying)
            kept = free and after > 0 and old[after].gap == gap and (gap == "\\\n" or start - 1 in allowed)
        parts.append(old[after].written_gap if kept else write(gap))
        parts.append(old[own].written if own is not None else write(word))
    return "".join(parts)


def refilled(text: str, old: str, width: int | None, first: int, indent: int) -> str:
    """Return a paragraph with lines that are new and end behind column `width` broken. What goes below joins the next
    line if the paragraph `old` was filled; else it has a line of its own.

    The first line begins after `first` characters; the others have their indentation, and new ones `indent`.
    """
    if width is None:
        return text
    former = old.split("\n")
    filled = _filled(former, first)
    if not filled:
        width = max(width, WIDTH)
    known = set(former)
    lines = text.split("\n")
    result: list[str] = []
    carried = ""
    for number, line in enumerate(lines):
        if not carried and line in known:
            result.append(line)
            continue
        words = line.lstrip(" ") if number else line
        margin = len(line) - len(words)
        parts = wrapped(f"{carried} {words}" if carried else words, width, margin if number else first, indent)
        carries = filled and len(parts) > 1 and number + 1 < len(lines) and not _is_hard(line)
        carried = parts.pop() if carries else ""
        result += [" " * margin + parts[0], *(" " * indent + part for part in parts[1:])]
    return "\n".join(result)


def _divided(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield where each word's gap begins, where the word begins, and where it ends."""
    at = 0
    while at < len(text):
        gap = _GAP.match(text, at)
        start = gap.end() if gap else at
        following = _GAP.search(text, start)
        end = following.start() if following else len(text)
        yield at, start, end
        at = end


def _filled(lines: Sequence[str], first: int) -> bool:
    """Return True if each line of a paragraph, whose first line begins after `first` characters, has as many words as
    there is room for.
    """
    lengths = [len(line) + (0 if number else first) for number, line in enumerate(lines)]
    return all(
        _is_hard(line) or length + 1 + len(following.lstrip(" ").split(" ")[0]) > max(lengths)
        for line, length, following in zip(lines, lengths, lines[1:], strict=False)
    )


def _is_hard(line: str) -> bool:
    return line.endswith(("\\", "  "))
