"""What a brief has beside its text: contents, headers and footers, text boxes. The builder composes it, or it is
new: so edits are reported, never written.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from builder.round_trip.edited_brief import EditedParagraph, edited_paragraphs
from builder.round_trip.group_pull import GroupPull, quoted
from builder.round_trip.places import PassagePlaces
from builder.round_trip.plain_words import plain_passage
from builder.round_trip.printed import generated, printed
from builder.round_trip.story import Story
from builder.round_trip.tokens import likeness, tokens_of
from builder.tree.passage_words import letters_check

__all__ = ["compare_contents", "compare_headers", "report_boxes"]

_LIKE = 0.3


def compare_headers(printed_story: Story, received: Story, built: Collection[str], group: GroupPull) -> None:
    """Report what somebody typed in headers and footers. `built` are the checks of the words that they were built
    with.
    """
    now = {letters_check(words): words for words in printed_story.headers}
    checks = {letters_check(words) for words in received.headers}
    missing = [words for check, words in now.items() if check in built and check not in checks]
    for words in dict.fromkeys(received.headers):
        if letters_check(words) in built or letters_check(words) in now:
            continue
        before = _nearest(words, missing)
        missing = [candidate for candidate in missing if candidate != before]
        group.composed("", printed([generated(before)]), tokens_of(words), "headers and footers")


def compare_contents(
    printed_story: Story,
    paragraphs: Sequence[EditedParagraph],
    built: Collection[str],
    group: GroupPull,
    places: PassagePlaces,
) -> None:
    """Report what somebody typed in tables of contents: the heading, or the caption, is to be changed. `paragraphs` are
    those of the file; an entry that Word has brought up to date has the words of one of them.
    """
    texts = {letters_check(paragraph.text) for paragraph in paragraphs if not paragraph.generated}
    entries = [
        _entry(paragraph.text) for paragraph in edited_paragraphs(printed_story, "edited") if paragraph.generated
    ]
    known = texts.union(map(letters_check, entries), built)
    for paragraph in paragraphs:
        entry = _entry(paragraph.text) if paragraph.generated else ""
        if not entry or not known.isdisjoint((letters_check(entry), letters_check(paragraph.text))):
            continue
        before = _nearest(entry, entries)
        passage, _ = plain_passage(before, places.all(), places)
        if passage is not None:
            change = f"the contents have {quoted(entry)} for {quoted(before)}"
            message = f"{change}: they repeat this text: change it in the source?"
            group.report("manual", passage.key, message, paragraph.revision)
        else:
            group.composed("", printed([generated(before)]), tokens_of(entry), "the contents")


def report_boxes(printed_story: Story, received: Story, group: GroupPull) -> None:
    """Report text boxes that the builder did not make."""
    known = set(printed_story.boxes)
    for words in dict.fromkeys(received.boxes):
        if words not in known:
            group.report("manual", "", f"the file has a new text box: {quoted(words)}: where does it belong?")


def _entry(text: str) -> str:
    """Return the words of an entry of a table of contents: between the tabs after its number and before its page."""
    parts = [part.strip() for part in text.split("\t")]
    return max(parts, key=len, default="")


def _nearest(words: str, candidates: Sequence[str]) -> str:
    """Return the text that is most like some words, "" if none is."""
    keys = [token.key for token in tokens_of(words)]
    likes = {text: likeness([token.key for token in tokens_of(text)], keys) for text in candidates}
    best = max(likes, key=lambda text: likes[text], default="")
    return best if likes.get(best, 0) >= _LIKE else ""
