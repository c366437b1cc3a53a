"""Headers and footers: the template's own, their slots filled with what this publication says."""

from __future__ import annotations

from builder.office.xml import PROLOGUE
from builder.templates.word.facts import Slot
from builder.tree.nodes import plain
from builder.writers.word.fields import field
from builder.writers.word.inlines import language_element
from builder.writers.word.writing import Writing
from builder.writers.word.xml import text

__all__ = ["fill_stories"]

_LONGEST = 110
"""Characters of a title that stand in a header; a longer one is cut at a word."""


def fill_stories(state: Writing) -> None:
    """Fill every slot of every header and footer."""
    for story in state.template.stories:
        pieces = [one if isinstance(one, str) else _filled(state, one) for one in story.pieces]
        state.package.replace(story.part, "".join([PROLOGUE, *pieces]).encode())


def _filled(state: Writing, slot: Slot) -> str:
    """The runs that stand in a slot, in the look that the designer gave it."""
    inner = slot.properties.removeprefix("<w:rPr>").removesuffix("</w:rPr>")
    look = f"<w:rPr>{inner}{language_element(state.language)}</w:rPr>"
    if slot.tag == "page-of":
        before, between, after = state.labels.page_of
        page, pages = field("PAGE", "1", look), field("NUMPAGES", "1", look)
        return _run(before, look) + page + _run(between, look) + pages + _run(after, look)
    document = state.document
    words = {
        "title": _shortened(plain(document.title)),
        "subtitle": _shortened(plain(document.subtitle)),
        "status": plain(document.status),
        "date": document.date_text,
        "authors": document.authors_text,
    }[slot.tag]
    return _run(words, look)


def _run(words: str, look: str) -> str:
    return f"<w:r>{look}{text(words)}</w:r>" if words else ""


def _shortened(words: str) -> str:
    if len(words) <= _LONGEST:
        return words
    return words[:_LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:.–\u00a0\u202f") + "…"
