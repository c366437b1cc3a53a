"""A view as data: blocks of HTML in order, and what has changed between two views."""

from __future__ import annotations

import hashlib
from typing import Any

from lxml import etree
from msgspec import Struct

from builder.preview.html import fragment
from builder.preview.places import FileList, is_somewhere
from builder.source import Span

__all__ = ["BlockWriter", "View", "ViewBlock", "change"]


class ViewBlock(Struct, frozen=True):
    """A part of a page that is replaced as a whole: its key, its HTML, and the places of its elements.

    Places are kept apart from the HTML (`data-p="0"` is the first), so that a line added at the top of a file moves
    the places of all blocks and redraws none.
    """

    key: str
    html: str
    places: tuple[Span, ...] = ()

    @property
    def digest(self) -> str:
        """Return a short name of the HTML: equal digests need no redrawing."""
        return hashlib.blake2b(self.html.encode("utf-8", "replace"), digest_size=9).hexdigest()


class View(Struct, frozen=True):
    """A view: blocks in the order of reading, and the named regions around them (messages, headings)."""

    blocks: tuple[ViewBlock, ...] = ()
    regions: tuple[ViewBlock, ...] = ()
    columns: int = 1
    title: str = ""
    says: str = ""
    """What a screen reader says when this view replaces another."""


class BlockWriter:
    """Collects the places of the elements of one block."""

    def __init__(self) -> None:
        self._places: list[Span] = []

    def mark(self, element: etree._Element, span: Span) -> etree._Element:
        """Give an element its place in the source, if it has one; return the element."""
        if is_somewhere(span):
            element.set("data-p", str(len(self._places)))
            self._places.append(span)
        return element

    def block(self, key: str, *parts: etree._Element) -> ViewBlock:
        """Return the block of these parts."""
        return ViewBlock(key, fragment(list(parts)), tuple(self._places))


def change(old: View | None, new: View) -> dict[str, Any]:
    """Return what turns `old` into `new`, as the page's script reads it; None stands for a page that may hold anything.

    `order` holds all keys if they differ, `blocks` the HTML and digest of new and changed ones, `places` those that
    moved. A page compares digests, so that it redraws only what differs from what it has.
    """
    files = FileList()
    known = {block.key: block for block in (*old.blocks, *old.regions)} if old is not None else {}
    keys = [block.key for block in new.blocks]
    changed: dict[str, Any] = {"columns": new.columns, "title": new.title, "says": new.says}
    if old is None or keys != [block.key for block in old.blocks]:
        changed["order"] = keys
    html, places = {}, {}
    for block in (*new.blocks, *new.regions):
        before = known.get(block.key)
        if before is None or before.html != block.html:
            html[block.key] = [block.html, block.digest]
        if before is None or before.html != block.html or before.places != block.places:
            places[block.key] = [files.place(span) for span in block.places]
    return {**changed, "blocks": html, "places": places, "files": files.names()}
