"""Edits of Word files as programs save them, made on the XML with python-docx, and the words of a file."""

from __future__ import annotations

import copy
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unicodedata import normalize

import docx
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from lxml import etree

__all__ = ["Brief", "alike", "copied", "words"]

_SIGNS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "\u2011": "-", "…": "..."})
DATE = "2024-10-01T09:00:00Z"


def alike(text: str) -> str:
    """A text without what typography may change: spaces, the kind of quotes and apostrophes."""
    plain = normalize("NFC", text).translate(_SIGNS).replace("\u00ad", "")
    return "".join(plain.split())


def copied(folder: Path, target: Path) -> Path:
    """A copy of a publication's folder, under its own name. Returns its `publication.yaml`."""
    shutil.copytree(folder, target / folder.name)
    return target / folder.name / "publication.yaml"


class Brief:
    """A brief that is being edited. `author` tracks the changes; without one they are made plainly."""

    def __init__(self, path: Path, author: str = ""):
        self.document = docx.Document(str(path))
        self.author = author
        self._id = 9_000

    def save(self, path: Path) -> Path:
        """Write the file."""
        self.document.save(str(path))
        return path

    def paragraphs(self) -> Iterator[Any]:
        """Every paragraph of the body, in order, those of cells too."""
        yield from self.document.element.body.iter(qn("w:p"))

    def paragraph(self, words: str) -> Any:
        """The first paragraph outside the contents with these words."""
        return next(p for p in self.paragraphs() if words in text_of(p) and not _style(p).lower().startswith("toc"))

    def cell(self, words: str) -> Any:
        """The paragraph of the first cell that begins with these words."""
        return next(p for p in self.paragraphs() if p.getparent().tag == qn("w:tc") and text_of(p).startswith(words))

    def run(self, words: str, within: str = "", *, cell: bool = False) -> Any:
        """A run that has these words and no others: the runs around them are divided."""
        paragraph = self.cell(words) if cell else self.paragraph(within or words)
        for run in list(paragraph.iter(qn("w:r"))):
            node = run.find(qn("w:t"))
            if node is None or words not in (node.text or ""):
                continue
            before, _, after = node.text.partition(words)
            for text, place in ((before, "before"), (after, "after")):
                if text:
                    part = copy.deepcopy(run)
                    _set(part, text)
                    (run.addprevious if place == "before" else run.addnext)(part)
            _set(run, words)
            return run
        raise ValueError(f"not in one run: {words!r}")

    def replace(self, old: str, new: str, within: str = "", *, cell: bool = False) -> None:
        """Type over words."""
        run = self.run(old, within, cell=cell)
        if not self.author:
            _set(run, new)
            return
        if new:
            inserted = copy.deepcopy(run)
            _set(inserted, new)
            run.addnext(self._revision("w:ins", inserted))
        for node in run.findall(qn("w:t")):
            node.tag = qn("w:delText")
        run.addprevious(mark := self._revision("w:del"))
        mark.append(run)

    def insert(self, after: str, new: str) -> None:
        """Type after words."""
        run = self.run(after)
        inserted = copy.deepcopy(run)
        _set(inserted, new)
        run.addnext(self._revision("w:ins", inserted) if self.author else inserted)

    def format(self, words: str, tag: str) -> None:
        """Set a property of a run, such as `w:b`."""
        run = self.run(words)
        properties = run.get_or_add_rPr()
        mark = OxmlElement(tag)
        properties.insert(0, mark)
        if self.author:
            change = self._revision("w:rPrChange")
            change.append(OxmlElement("w:rPr"))
            properties.append(change)

    def delete(self, words: str) -> None:
        """Delete a paragraph with its mark."""
        paragraph = self.paragraph(words)
        if not self.author:
            paragraph.getparent().remove(paragraph)
            return
        for run in list(paragraph.findall(qn("w:r"))):
            for node in run.findall(qn("w:t")):
                node.tag = qn("w:delText")
            run.addprevious(mark := self._revision("w:del"))
            mark.append(run)
        self._mark(paragraph, "w:del")

    def add(self, after: str, new: str) -> None:
        """Press Enter at the end of a paragraph and type another."""
        paragraph = self.paragraph(after)
        added = OxmlElement("w:p")
        if (properties := paragraph.find(qn("w:pPr"))) is not None:
            added.append(copy.deepcopy(properties))
        run = OxmlElement("w:r")
        run.append(OxmlElement("w:t"))
        _set(run, new)
        added.append(self._revision("w:ins", run) if self.author else run)
        paragraph.addnext(added)
        if self.author:
            self._mark(paragraph, "w:ins")

    def split(self, after: str) -> None:
        """Press Enter after words."""
        run = self.run(after)
        paragraph = run.getparent()
        second = OxmlElement("w:p")
        if (properties := paragraph.find(qn("w:pPr"))) is not None:
            second.append(copy.deepcopy(properties))
        for sibling in list(run.itersiblings()):
            second.append(sibling)
        paragraph.addnext(second)
        if self.author:
            self._mark(paragraph, "w:ins")

    def join(self, words: str) -> None:
        """Press Delete at the end of the first paragraph with these words."""
        self.join_with_next(self.paragraph(words))

    def join_with_next(self, paragraph: Any) -> None:
        """Press Delete at the end of a paragraph."""
        following = paragraph.getnext()
        if self.author:
            self._mark(paragraph, "w:del")
            return
        for child in list(following):
            if child.tag != qn("w:pPr"):
                paragraph.append(child)
        following.getparent().remove(following)

    def move(self, words: str, before: str) -> None:
        """Cut a paragraph and paste it before another; the bookmark goes with it."""
        self.paragraph(before).addprevious(self.paragraph(words))

    def comment(self, words: str, text: str, author: str = "Relectrice") -> None:
        """Comment on words."""
        from docx.text.run import Run

        run = Run(self.run(words), None)  # type: ignore[arg-type]
        self.document.add_comment(run, text, author=author, initials="R")

    def notes(self) -> list[Any]:
        """The footnotes of the file, but for the separators: they may be edited, and are kept by `keep_notes`."""
        self._footnotes = parse_xml(self._notes_part.blob)
        return [note for note in self._footnotes if note.get(qn("w:type")) is None]

    def keep_notes(self) -> None:
        """Keep what was changed in the footnotes."""
        self._notes_part._blob = etree.tostring(self._footnotes, xml_declaration=True, encoding="UTF-8")

    def note(self, old: str, new: str) -> None:
        """Type over words of a footnote."""
        nodes = (node for note in self.notes() for node in note.iter(qn("w:t")) if old in (node.text or ""))
        node = next(nodes)
        node.text = node.text.replace(old, new)
        self.keep_notes()

    @property
    def _notes_part(self) -> Any:
        return self.document.part.part_related_by(RT.FOOTNOTES)

    def _revision(self, tag: str, *children: Any) -> Any:
        self._id += 1
        mark = OxmlElement(tag)
        mark.set(qn("w:id"), str(self._id))
        mark.set(qn("w:author"), self.author)
        mark.set(qn("w:date"), DATE)
        mark.extend(children)
        return mark

    def _mark(self, paragraph: Any, tag: str) -> None:
        """Track a change of a paragraph's mark."""
        properties = paragraph.get_or_add_pPr()
        run_properties = properties.find(qn("w:rPr"))
        if run_properties is None:
            run_properties = OxmlElement("w:rPr")
            properties.append(run_properties)
        run_properties.insert(0, self._revision(tag))


def text_of(paragraph: Any) -> str:
    """The words of a paragraph with tracked changes accepted."""
    parts = []
    for node in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br")):
        if node.tag == qn("w:tab") and node.getparent().tag == qn("w:tabs"):
            continue
        parts.append(node.text or "" if node.tag == qn("w:t") else " ")
    return "".join(parts)


def words(path: Path) -> list[str]:
    """The words of each paragraph of a brief, without its contents, tracked changes accepted; empty ones left out."""
    found = []
    waiting = ""
    document = docx.Document(str(path))
    names = {style.style_id: (style.name or "").lower() for style in document.styles}
    for paragraph in document.element.body.iter(qn("w:p")):
        if re.match(r"toc|table of|contents|index", names.get(_style(paragraph), "")):
            continue
        waiting += text_of(paragraph)
        if paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del')}") is not None:
            continue
        if waiting.strip():
            found.append(waiting)
        waiting = ""
    return found


def _style(paragraph: Any) -> str:
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return style.get(qn("w:val"), "") if style is not None else ""


def _set(run: Any, text: str) -> None:
    node = run.find(qn("w:t"))
    node.text = text
    node.set(qn("xml:space"), "preserve")
