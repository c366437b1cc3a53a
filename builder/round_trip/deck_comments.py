"""Comments of a received presentation: the old ones (ECMA-376 part 1, 19.4) and the modern ones ([MS-PPTX] 2.6)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from builder.office.received import ReceivedFile
from builder.office.xml import qn
from builder.round_trip.deck_story import SlideComment

__all__ = ["read_slide_comments"]

_P188 = "{http://schemas.microsoft.com/office/powerpoint/2018/8/main}"
_SHAPE = "{http://schemas.microsoft.com/office/drawing/2013/main/command}spMk"


def read_slide_comments(file: ReceivedFile, slide: str) -> tuple[SlideComment, ...]:
    """Return the comments on a slide, each followed by its replies."""
    comments: list[SlideComment] = []
    for part in file.related(slide, "comments"):
        root = file.xml(part)
        if root.tag == qn("p:cmLst"):
            comments += _old(root, _authors(file, "commentAuthors", qn("p:cmAuthor")))
        elif root.tag == f"{_P188}cmLst":
            comments += _modern(root, _authors(file, "authors", f"{_P188}author"))
    return tuple(comments)


def _authors(file: ReceivedFile, kind: str, tag: str) -> dict[str, str]:
    parts = file.related(file.main, kind)
    return {node.get("id", ""): node.get("name", "") for part in parts for node in file.xml(part).iter(tag)}


def _old(root: Any, authors: Mapping[str, str]) -> Iterator[SlideComment]:
    for comment in root.findall(qn("p:cm")):
        text = comment.find(qn("p:text"))
        yield SlideComment(
            authors.get(comment.get("authorId", ""), ""),
            comment.get("dt", ""),
            (text.text or "") if text is not None else "",
        )


def _modern(root: Any, authors: Mapping[str, str]) -> Iterator[SlideComment]:
    for comment in root.findall(f"{_P188}cm"):
        shape = next((mark.get("creationId", "") for mark in comment.iter(_SHAPE)), "")
        resolved = comment.get("status", "active") in ("resolved", "closed")
        yield _one(comment, authors, shape, reply=False, resolved=resolved)
        for reply in comment.iterfind(f"{_P188}replyLst/{_P188}reply"):
            yield _one(reply, authors, shape, reply=True, resolved=resolved)


def _one(element: Any, authors: Mapping[str, str], shape: str, *, reply: bool, resolved: bool) -> SlideComment:
    body = element.find(f"{_P188}txBody")
    lines = [
        "".join(node.text or "" for node in paragraph.iter(qn("a:t")))
        for paragraph in (body.iter(qn("a:p")) if body is not None else ())
    ]
    author, date = authors.get(element.get("authorId", ""), ""), element.get("created", "")
    return SlideComment(author, date, "\n".join(filter(None, lines)), shape, reply, resolved)
