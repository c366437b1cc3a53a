"""Position of note marks: no space before one, one per position, and before or after the punctuation by language.

French and Spanish put the mark before the punctuation (Imprimerie nationale, "Notes"; RAE, Ortografía 2010, 3.5);
English puts it after (New Hart's Rules 14.3.2; Chicago 14.26). Where usage depends on the note's subject (German,
Dutch, …) the author's order is kept.
"""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from builder.tree.prose import Inline, Inlines, NoteRef, Paragraph, Run

__all__ = ["place_notes"]

_SPACES: Final = " \u00a0\u202f\n"
_MARKS: Final = ".,;:!?"
_CLOSING: Final = "”’)»\"'"


def place_notes(inlines: list[Inline], call: str) -> Inlines:
    """Move each note mark to the language's position. `call` is `before`, `after` or `typed`."""
    if not any(isinstance(inline, NoteRef) for inline in inlines):
        return tuple(inlines)
    merged = _merged(inlines)
    if call == "after":
        _move_after(merged)
    elif call == "before":
        _move_before(merged)
    return tuple(inline for inline in merged if not (isinstance(inline, Run) and not inline.text))


def _merged(inlines: list[Inline]) -> list[Inline]:
    """Remove spaces before notes and merge neighbouring notes: two marks in a row would read as one number."""
    merged: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, NoteRef):
            while merged and isinstance(merged[-1], Run) and not merged[-1].protected:
                stripped = merged[-1].text.rstrip(_SPACES)
                if stripped or len(merged) == 1:
                    merged[-1] = replace(merged[-1], text=stripped)
                    break
                merged.pop()
            if merged and isinstance(merged[-1], NoteRef):
                merged[-1] = _joined(merged[-1], inline)
                continue
        merged.append(inline)
    return merged


def _joined(first: NoteRef, second: NoteRef) -> NoteRef:
    sources = tuple(dict.fromkeys((*first.sources, *second.sources)))
    ends, begins = first.blocks[-1:], second.blocks[:1]
    if len(ends) == len(begins) == 1 and isinstance(ends[0], Paragraph) and isinstance(begins[0], Paragraph):
        inlines = (*ends[0].inlines, Run(" ", protected=True), *begins[0].inlines)
        joint = replace(ends[0], inlines=inlines)
        return replace(first, blocks=(*first.blocks[:-1], joint, *second.blocks[1:]), sources=sources)
    return replace(first, blocks=(*first.blocks, *second.blocks), sources=sources)


def _move_after(inlines: list[Inline]) -> None:
    """Move a mark after the punctuation: `word[note].` → `word.[note]`."""
    for index in reversed(range(1, len(inlines) - 1)):
        before, note, after = inlines[index - 1 : index + 2]
        if not isinstance(note, NoteRef) or not isinstance(after, Run) or after.protected:
            continue
        rest = after.text.lstrip(_MARKS)
        marks = after.text[: len(after.text) - len(rest)]
        if not marks or (rest and rest[0] not in _SPACES + _CLOSING):
            continue
        if isinstance(before, Run) and not before.protected and not before.code:
            inlines[index - 1] = replace(before, text=before.text + marks)
            inlines[index + 1] = replace(after, text=rest)
        else:
            inlines[index : index + 2] = [replace(after, text=marks), note, replace(after, text=rest)]


def _move_before(inlines: list[Inline]) -> None:
    """Move a mark before the punctuation: `word.[note]` → `word[note].`; the full stop of an abbreviation and an
    ellipsis stay with their word.
    """
    for index in reversed(range(1, len(inlines))):
        before, note = inlines[index - 1 : index + 1]
        if not isinstance(note, NoteRef) or not isinstance(before, Run) or before.protected:
            continue
        words = before.text.rstrip(_MARKS)
        marks = before.text[len(words) :]
        if not marks or marks == "..." or words.endswith(("etc", "…")):
            continue
        after = inlines[index + 1] if index + 1 < len(inlines) else None
        inlines[index - 1] = replace(before, text=words.rstrip(_SPACES))
        if isinstance(after, Run) and not after.protected:
            inlines[index + 1] = replace(after, text=marks + after.text)
        else:
            inlines.insert(index + 1, replace(before, text=marks))
