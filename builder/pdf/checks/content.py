"""The content of pages: all that is painted is tagged once or is an artifact, and tags and tree agree."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name

from builder.pdf.checks.fault import Fault
from builder.pdf.content import paint_operators
from builder.pdf.structure import Element, marks

__all__ = ["content_faults"]

_PAINTING = paint_operators()


def content_faults(pdf: pikepdf.Pdf, root: Element) -> Iterator[Fault]:
    """Yield the faults of the pages. `root` is the structure tree."""
    referred: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for mark in marks(root):
        referred[mark.page][mark.number] += 1
    tree = pdf.Root.get("/StructTreeRoot", Dictionary()).get("/ParentTree")
    parents = pikepdf.NumberTree(tree) if tree is not None else {}
    for index, page in enumerate(pdf.pages):
        number = index + 1
        tags = _Tags(number)
        for instruction in pikepdf.parse_content_stream(page):
            tags.take(instruction)
        yield from tags.faults
        wanted = set(referred[index])
        for mcid in sorted(wanted ^ tags.numbers.keys()):
            yield Fault("7.1", f"content {mcid} is in the page or in the structure only", number)
        if any(count > 1 for count in tags.numbers.values()):
            yield Fault("7.1", "content that has one number twice", number)
        if any(count > 1 for count in referred[index].values()):
            yield Fault("7.1", "content that is in the structure twice", number)
        if wanted and not _has_parents(page.obj, parents, wanted):
            yield Fault("7.1", "content whose element is not named in the parent tree", number)


def _has_parents(page: Any, parents: Any, wanted: set[int]) -> bool:
    """Return True if the parent tree names an element for each number, and the element holds it."""
    key = page.get("/StructParents")
    if key is None or int(key) not in parents:
        return False
    entries = parents[int(key)]
    return all(number < len(entries) and _holds(entries[number], number) for number in wanted)


def _holds(element: Any, number: int) -> bool:
    kids: Any = element.get("/K") if isinstance(element, Dictionary) else None
    each = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return any(kid == number or (isinstance(kid, Dictionary) and kid.get("/MCID") == number) for kid in each)


class _Tags:
    """The sequences that are open while the instructions of a page are read."""

    def __init__(self, page: int):
        self.faults: set[Fault] = set()
        self.numbers: Counter[int] = Counter()
        self._page = page
        self._open: list[str] = []

    def take(self, instruction: Any) -> None:
        """Read the next instruction."""
        operator = str(instruction.operator)
        if operator in ("BDC", "BMC"):
            self._begin(instruction.operands)
        elif operator == "EMC":
            if not self._open:
                self._add("end of a sequence that did not begin")
            else:
                self._open.pop()
        elif operator in _PAINTING and not any(self._open):
            self._add("content that is neither tagged nor an artifact")

    def _begin(self, operands: Any) -> None:
        properties = operands[1] if len(operands) > 1 else None
        kind = ""
        if operands[0] == Name.Artifact:
            kind = "artifact"
        elif isinstance(properties, Dictionary) and "/MCID" in properties:
            kind = "tagged"
            self.numbers[int(properties["/MCID"])] += 1
        if kind and any(self._open):
            self._add("a tagged sequence or an artifact inside of another")
        self._open.append(kind)

    def _add(self, message: str) -> None:
        self.faults.add(Fault("7.1", message, self._page))
