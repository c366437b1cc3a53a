"""Comments of a received Word document, with their replies and states ([MS-DOCX] 2.5.4.7, commentEx)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from builder.office.received import ReceivedFile
from builder.office.xml import qn
from builder.round_trip.story import NOTE, Comment, FileParagraph

__all__ = ["CommentRange", "CommentRanges", "read_comments"]

_W = qn("w:p")[:-1]
_PARAGRAPH_ID = qn("w14:paraId")
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_MOST_QUOTED = 80

Point = tuple[int, int]
"""Index of a paragraph, and of one of its pieces."""


class CommentRange(Struct, frozen=True):
    """The paragraph that a comment is on, and its words that are marked."""

    paragraph: int
    quoted: str = ""


class CommentRanges:
    """Collects where each comment begins, ends and is referred to, while the body is read."""

    def __init__(self) -> None:
        self._starts: dict[str, Point] = {}
        self._ends: dict[str, Point] = {}
        self._references: dict[str, Point] = {}

    def start(self, comment: str, paragraph: int, piece: int) -> None:
        """Note that the marked words begin before a piece."""
        self._starts.setdefault(comment, (paragraph, piece))

    def end(self, comment: str, paragraph: int, piece: int) -> None:
        """Note that the marked words end before a piece."""
        self._ends.setdefault(comment, (paragraph, piece))

    def reference(self, comment: str, paragraph: int, piece: int) -> None:
        """Note the comment's sign in the text, which is all that a comment without marked words has."""
        self._references.setdefault(comment, (paragraph, piece))

    def finished(self, paragraphs: Sequence[FileParagraph]) -> dict[str, CommentRange]:
        """Return the ranges by the ids of the comments."""
        ranges = {}
        for comment in dict.fromkeys((*self._starts, *self._references)):
            paragraph, piece = self._starts.get(comment) or self._references[comment]
            end = self._ends.get(comment, (paragraph, piece))
            ranges[comment] = CommentRange(paragraph, _words(paragraphs, (paragraph, piece), end))
        return ranges


def read_comments(file: ReceivedFile, ranges: dict[str, CommentRange]) -> tuple[Comment, ...]:
    """Return the comments of a document, each reply after what it answers; those that are on nothing are left out."""
    comments: list[Comment] = []
    by_paragraph: dict[str, str] = {}
    last_paragraphs: dict[str, str] = {}
    for part in file.related(file.main, "comments"):
        for element in file.xml(part).findall(f"{_W}comment"):
            id_ = element.get(f"{_W}id", "")
            paragraphs = list(element.iter(f"{_W}p"))
            for paragraph in paragraphs:
                by_paragraph[paragraph.get(_PARAGRAPH_ID, "")] = id_
            last_paragraphs[id_] = paragraphs[-1].get(_PARAGRAPH_ID, "") if paragraphs else ""
            text = "\n".join(filter(None, map(_text, paragraphs)))
            if id_ in ranges:
                place = ranges[id_]
                author, date = element.get(f"{_W}author", ""), element.get(f"{_W}date", "")
                comments.append(Comment(id_, author, date, text, place.paragraph, place.quoted))
    states = _states(file)
    threaded = []
    for comment in comments:
        parent, resolved = states.get(last_paragraphs.get(comment.id, ""), ("", False))
        parent = by_paragraph.get(parent, "") if parent else ""
        threaded.append(
            Comment(
                comment.id, comment.author, comment.date, comment.text, comment.paragraph, comment.quoted, parent,
                resolved,
            )
        )  # fmt: skip
    return _in_threads(threaded)


def _states(file: ReceivedFile) -> dict[str, tuple[str, bool]]:
    """Return the parent and the state of each comment, by the ids of their last paragraphs."""
    states = {}
    for part in file.related(file.main, "commentsExtended"):
        for element in file.xml(part).iter(f"{_W15}commentEx"):
            parent, done = element.get(f"{_W15}paraIdParent", ""), element.get(f"{_W15}done", "0")
            states[element.get(f"{_W15}paraId", "")] = (parent, done in ("1", "true"))
    return states


def _in_threads(comments: list[Comment]) -> tuple[Comment, ...]:
    """Return comments in the order of the text, each reply after its parent; a reply has its parent's state."""
    known = {comment.id for comment in comments}
    ordered: list[Comment] = []
    for comment in sorted(comments, key=lambda comment: comment.paragraph):
        if comment.parent in known:
            continue
        ordered.append(comment)
        for reply in comments:
            if reply.parent == comment.id and reply.id != comment.id:
                resolved = reply.resolved or comment.resolved
                ordered.append(
                    Comment(
                        reply.id, reply.author, reply.date, reply.text, comment.paragraph, comment.quoted,
                        comment.id, resolved,
                    )
                )  # fmt: skip
    return tuple(ordered)


def _text(paragraph: Any) -> str:
    words = [element.text or "" if element.tag == f"{_W}t" else " " for element in paragraph.iter(f"{_W}t", f"{_W}br")]
    return "".join(words).strip()


def _words(paragraphs: Sequence[FileParagraph], start: Point, end: Point) -> str:
    """Return the words between two points, without what tracked changes deleted; long ones are cut."""
    words: list[str] = []
    for index in range(start[0], min(end[0] + 1, len(paragraphs))):
        pieces = paragraphs[index].pieces
        first = start[1] if index == start[0] else 0
        last = end[1] if index == end[0] else len(pieces)
        words += [piece.text for piece in pieces[first:last] if piece.is_in("edited") and piece.text != NOTE]
        words.append(" ")
        if sum(map(len, words)) > _MOST_QUOTED:
            break
    text = " ".join("".join(words).split())
    return text if len(text) <= _MOST_QUOTED else f"{text[:_MOST_QUOTED].rsplit(' ', 1)[0]}…"
