"""Read a finished PDF back with pikepdf and poppler: structure, texts of elements, outline, links."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple

import pdfplumber
import pikepdf
from pikepdf import Array, Dictionary, Name

from tests.files.tools import program

__all__ = ["Node", "OutlineEntry", "Tree", "outline", "poppler", "qpdf_check", "read_tree", "squeeze", "xmp"]


def squeeze(text: str) -> str:
    """A text without spaces, soft hyphens and marks of zero width."""
    return re.sub(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]+", "", text)


class Node(NamedTuple):
    """An element: its type, its dictionary, its kids, its page (from 1) and the annotations that it holds."""

    type: str
    entries: Any
    kids: list[Node]
    page: int | None
    annotations: list[Any]
    marks: list[tuple[int, int]]

    order: list[Node | tuple[int, int]]
    """Kids and marks, in reading order."""

    def walk(self) -> Iterator[Node]:
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def in_order(self) -> Iterator[tuple[int, int]]:
        """The marks of the element and of those inside it, in reading order."""
        for part in self.order:
            if isinstance(part, Node):
                yield from part.in_order()
            else:
                yield part


@cache
def read_tree(file: Path) -> Tree:
    """The tree of a PDF, read once."""
    return Tree(file)


class Tree:
    """The structure tree of a PDF, read from its dictionaries, and the text of its content, read by pdfplumber."""

    def __init__(self, file: Path):
        self.file = file
        self.pdf = pikepdf.open(file)
        self._pages = {page.obj.objgen: number for number, page in enumerate(self.pdf.pages, 1)}
        root = self.pdf.Root.StructTreeRoot
        self.roots = [self._node(kid, None) for kid in _each(root.get("/K")) if isinstance(kid, Dictionary)]

    def nodes(self, *types: str) -> list[Node]:
        """All elements of these types, in reading order."""
        return [node for root in self.roots for node in root.walk() if not types or node.type in types]

    def text(self, node: Node) -> str:
        """The characters of an element and of those inside it, in reading order."""
        return "".join(self._texts.get(mark, "") for mark in node.in_order())

    @cached_property
    def _texts(self) -> dict[tuple[int, int], str]:
        texts: dict[tuple[int, int], str] = {}
        with pdfplumber.open(self.file) as document:
            for number, page in enumerate(document.pages, 1):
                for char in page.chars:
                    if char["mcid"] is not None:
                        key = (number, char["mcid"])
                        texts[key] = texts.get(key, "") + char["text"]
        return texts

    def _node(self, element: Any, page: int | None) -> Node:
        own = element.get("/Pg")
        page = page if own is None else self._pages[own.objgen]
        annotations: list[Any] = []
        order: list[Node | tuple[int, int]] = []
        for kid in _each(element.get("/K")):
            if isinstance(kid, int):
                assert page is not None
                order.append((page, kid))
            elif kid.get("/Type") == Name.MCR:
                order.append((self._pages[kid.Pg.objgen], int(kid.MCID)))
            elif kid.get("/Type") == Name.OBJR:
                annotations.append(kid.Obj)
            else:
                order.append(self._node(kid, page))
        kids = [part for part in order if isinstance(part, Node)]
        marks = [part for part in order if not isinstance(part, Node)]
        return Node(str(element.S)[1:], element, kids, page, annotations, marks, order)


def _each(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, Array) else [value]


class OutlineEntry(NamedTuple):
    """An entry of the outline: its level from 1, its title and its page from 1."""

    level: int
    title: str
    page: int


def outline(pdf: pikepdf.Pdf) -> list[OutlineEntry]:
    """All entries of the outline, in order."""
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}

    def entries(item: Any, level: int) -> Iterator[OutlineEntry]:
        while item is not None:
            yield OutlineEntry(level, str(item.Title), pages[item.Dest[0].objgen])
            if "/First" in item:
                yield from entries(item.First, level + 1)
            item = item.get("/Next")

    root = pdf.Root.get("/Outlines")
    return [] if root is None else list(entries(root.get("/First"), 1))


def xmp(pdf: pikepdf.Pdf) -> str:
    """The XMP packet."""
    return pdf.Root.Metadata.read_bytes().decode("utf-8")


def poppler(name: str, *arguments: str | Path) -> str:
    """What a program of poppler prints; it must not complain."""
    done = subprocess.run([program(name), *map(str, arguments)], capture_output=True, check=False)
    assert done.returncode == 0 and done.stderr == b"", done.stderr
    return done.stdout.decode("utf-8", "replace")


def qpdf_check(file: Path) -> None:
    """Check the file with qpdf, which must find nothing."""
    command = [program("qpdf"), "--check", "--no-warn", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
