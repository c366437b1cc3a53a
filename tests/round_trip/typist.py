"""Type into the XML of a paragraph as a person does: runs are divided, tracked changes wrapped around them."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any, NamedTuple

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from builder.round_trip.story import BREAK, NOTE

__all__ = ["Typist"]

_SIGNS = {
    qn("w:tab"): "\t",
    qn("w:ptab"): "\t",
    qn("w:noBreakHyphen"): "\u2011",
    qn("w:softHyphen"): "\u00ad",
    qn("w:br"): BREAK,
    qn("w:footnoteReference"): NOTE,
}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_DATE = "2024-10-01T09:00:00Z"


class _Sign(NamedTuple):
    """A character: its run, its node, and its number in the node's words."""

    run: Any
    node: Any
    index: int


class Typist:
    """One paragraph that is typed into, of a brief or of a slide. `text` is what a reader of it sees."""

    def __init__(self, paragraph: Any, author: str = ""):
        self.paragraph, self.author = paragraph, author
        self._word = paragraph.tag == qn("w:p")
        self._run, self._text = (qn("w:r"), qn("w:t")) if self._word else (qn("a:r"), qn("a:t"))

    @property
    def text(self) -> str:
        """The words, with tracked insertions and without deletions."""
        return "".join(self._shown(sign) for sign in self._signs())

    def type(self, start: int, end: int, words: str, *, outside: bool = False, tracked: bool = True) -> None:
        """Type over the characters from `start` to `end`. Where nothing is typed over, the new words come after the run
        before them, or after the marks that follow it if `outside`.
        """
        self._divide(start)
        self._divide(end)
        signs = self._signs()
        runs = list(dict.fromkeys(sign.run for sign in signs[start:end]))
        before = signs[start - 1].run if start else None
        after = signs[end].run if end < len(signs) else None
        model = runs[0] if runs else before if before is not None and self._is_words(before) else after
        new = self._new_run(model, words) if words else None
        if new is not None:
            mark = self._marked("w:ins", [new]) if self._tracks(tracked) else new
            self._place(mark, runs[-1] if runs else None, before, after, outside)
        for run in runs:
            if not self._tracks(tracked):
                run.getparent().remove(run)
                continue
            for node in run.findall(self._text):
                node.tag = qn("w:delText")
            deleted = self._marked("w:del", [])
            run.addprevious(deleted)
            deleted.append(run)

    def divide(self, at: int) -> None:
        """Divide the run at a character, as Word does at each session of editing."""
        self._divide(at)
        if self._word and at < len(self._signs()):
            self._signs()[at].run.set(qn("w:rsidR"), "00AB12CD")

    def retype(self, change: Callable[[str], str]) -> None:
        """Change the words of every node, one by one: the kind of spaces and quotation marks."""
        for node in self.paragraph.iter(self._text):
            node.text = change(node.text or "")

    # --- Runs --------------------------------------------------------------------------------------------------------

    def _tracks(self, tracked: bool) -> bool:
        return bool(self.author) and tracked and self._word

    def _signs(self) -> list[_Sign]:
        """Every character, and what stands for one, without tracked deletions and the code of fields."""
        found: list[_Sign] = []
        code = False
        runs = (
            self.paragraph.iter(self._run)
            if self._word
            else self.paragraph.iterchildren(self._run, qn("a:br"), qn("a:fld"))
        )
        for run in runs:
            if not self._word and run.tag == qn("a:br"):
                found.append(_Sign(run, run, 0))
            for node in run:
                if node.tag == qn("w:fldChar"):
                    code = node.get(qn("w:fldCharType")) == "begin"
                elif node.tag == self._text:
                    found += [_Sign(run, node, index) for index in range(len(node.text or ""))]
                elif node.tag in _SIGNS and not code:
                    found.append(_Sign(run, node, 0))
        return found

    def _shown(self, sign: _Sign) -> str:
        if sign.node.tag == self._text:
            return str(sign.node.text[sign.index])
        return BREAK if sign.node.tag == qn("a:br") else _SIGNS[sign.node.tag]

    def _divide(self, at: int) -> None:
        signs = self._signs()
        if not 0 < at < len(signs) or signs[at].run is not signs[at - 1].run:
            return
        run, node, index = signs[at]
        left = copy.deepcopy(run)
        nodes = list(run)
        number = nodes.index(node)
        copies = list(left)
        for other in copies[number + (1 if index else 0) :]:
            left.remove(other)
        for other in nodes[:number]:
            if not other.tag.endswith("}rPr"):
                run.remove(other)
        if index:
            self._set(copies[number], node.text[:index])
            self._set(node, node.text[index:])
        run.addprevious(left)

    def _is_words(self, run: Any) -> bool:
        return run.find(self._text) is not None

    def _new_run(self, model: Any, words: str) -> Any:
        if model is None or model.tag != self._run:
            run = OxmlElement("w:r" if self._word else "a:r")
        else:
            run = copy.deepcopy(model)
            for child in list(run):
                if not child.tag.endswith("}rPr"):
                    run.remove(child)
        node = OxmlElement("w:t" if self._word else "a:t")
        self._set(node, words)
        run.append(node)
        return run

    def _set(self, node: Any, words: str) -> None:
        node.text = words
        if self._word:
            node.set(_SPACE, "preserve")

    def _place(self, new: Any, replaced: Any, before: Any, after: Any, outside: bool) -> None:
        if replaced is not None:
            self._outermost(replaced).addnext(new)
        elif before is not None:
            place = self._outermost(before)
            while outside and (following := place.getnext()) is not None and following.tag == qn("w:bookmarkEnd"):
                place = following
            place.addnext(new)
        elif after is not None:
            place = self._outermost(after)
            while outside and (previous := place.getprevious()) is not None and previous.tag == qn("w:bookmarkStart"):
                place = previous
            place.addprevious(new)
        else:
            self.paragraph.append(new)

    def _outermost(self, run: Any) -> Any:
        """The revision around a run, else the run."""
        parent = run.getparent()
        return parent if parent.tag in (qn("w:ins"), qn("w:del")) else run

    def _marked(self, tag: str, children: list[Any]) -> Any:
        mark = OxmlElement(tag)
        mark.set(qn("w:id"), str(90_000 + len(list(self.paragraph.getroottree().iter(qn("w:ins"), qn("w:del"))))))
        mark.set(qn("w:author"), self.author)
        mark.set(qn("w:date"), _DATE)
        mark.extend(children)
        return mark
