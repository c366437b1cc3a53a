"""Edits of PowerPoint files, made with python-pptx, which keeps the lasting identities, and files without these."""

from __future__ import annotations

import copy
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pptx
from pptx.oxml.ns import qn

__all__ = ["Slides", "slide_words", "with_parts", "without_identities"]


class Slides:
    """A deck that is being edited."""

    def __init__(self, path: Path):
        self.presentation = pptx.Presentation(str(path))

    def save(self, path: Path) -> Path:
        """Write the file."""
        self.presentation.save(str(path))
        return path

    def paragraphs(self) -> Iterator[tuple[int, Any]]:
        """Every paragraph of slides, cells and notes, with the index of its slide."""
        for index, slide in enumerate(self.presentation.slides):
            for root in (slide._element, slide.notes_slide._element):
                for paragraph in root.iter(qn("a:p")):
                    yield index, paragraph

    def find(self, words: str, nth: int = 0) -> tuple[int, Any]:
        """The index of a slide and a paragraph with words."""
        found = [(index, p) for index, p in self.paragraphs() if words in text_of(p)]
        return found[nth]

    def replace(self, old: str, new: str, nth: int = 0) -> None:
        """Type over words, which are in one run."""
        _, paragraph = self.find(old, nth)
        node = next(node for node in paragraph.iter(qn("a:t")) if old in (node.text or ""))
        node.text = node.text.replace(old, new)

    def add(self, after: str, new: str, nth: int = 0) -> None:
        """Press Enter at the end of a paragraph and type another."""
        _, paragraph = self.find(after, nth)
        added = copy.deepcopy(paragraph)
        runs = added.findall(qn("a:r"))
        for run in runs[1:]:
            added.remove(run)
        runs[0].find(qn("a:t")).text = new
        paragraph.addnext(added)

    def join(self, paragraph: Any) -> None:
        """Press Delete at the end of a paragraph."""
        following = paragraph.getnext()
        if (end := paragraph.find(qn("a:endParaRPr"))) is not None:
            paragraph.remove(end)
        for child in list(following):
            if child.tag != qn("a:pPr"):
                paragraph.append(child)
        following.getparent().remove(following)

    def delete(self, words: str) -> None:
        """Delete a paragraph."""
        _, paragraph = self.find(words)
        paragraph.getparent().remove(paragraph)

    def delete_slide(self, words: str) -> None:
        """Delete the slide with words."""
        entry = self._entry(words)
        self.presentation.part.drop_rel(entry.get(qn("r:id")))
        entry.getparent().remove(entry)

    def move_slide(self, words: str, to: int) -> None:
        """Move the slide with words."""
        entry = self._entry(words)
        parent = entry.getparent()
        parent.remove(entry)
        parent.insert(to, entry)

    def duplicate_slide(self, words: str) -> None:
        """Copy the slide with words behind it, with the identities of its shapes."""
        index, _ = self.find(words)
        slide = self.presentation.slides[index]
        copied = self.presentation.slides.add_slide(slide.slide_layout)
        for shape in list(copied.shapes):
            shape._element.getparent().remove(shape._element)
        for shape in slide.shapes:
            copied.shapes._spTree.append(copy.deepcopy(shape._element))
        entries = self.presentation.slides._sldIdLst
        last = entries[-1]
        entries.remove(last)
        entries.insert(index + 1, last)

    def _entry(self, words: str) -> Any:
        index, _ = self.find(words)
        return self.presentation.slides._sldIdLst[index]


def text_of(paragraph: Any) -> str:
    """The words of a paragraph."""
    nodes = paragraph.iter(qn("a:t"), qn("a:br"))
    return "".join(node.text or "" if node.tag == qn("a:t") else " " for node in nodes)


def slide_words(path: Path) -> list[str]:
    """The words of each paragraph of a deck, those of notes too; numbers of slides are left out."""
    paragraphs = [paragraph for _, paragraph in Slides(path).paragraphs() if paragraph.find(qn("a:fld")) is None]
    return [text_of(paragraph) for paragraph in paragraphs if text_of(paragraph).strip()]


def without_identities(path: Path, target: Path) -> Path:
    """The deck without the identities of shapes, slides and rows, as other programs save it."""
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            content = source.read(name)
            if re.match(r"ppt/slides/slide\d+\.xml", name):
                content = re.sub(rb"<(a16|p14):(creationId|rowId|colId)\b[^>]*/>", b"", content)
            archive.writestr(name, content)
    return target


def with_parts(path: Path, target: Path, slide: int, kind: str, part: str, xml: str, authors: tuple[str, str]) -> Path:
    """The deck with a part of comments related from a slide, counted from 1, and one of authors."""
    r = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            content = source.read(name).decode() if name.endswith((".rels", "[Content_Types].xml")) else None
            if name == f"ppt/slides/_rels/slide{slide}.xml.rels":
                entry = f'<Relationship Id="rIdC" Type="{kind}" Target="/ppt/comments/{part}"/>'
                content = content.replace("</Relationships>", f"{entry}</Relationships>") if content else None
            elif name == "ppt/_rels/presentation.xml.rels" and content:
                entry = f'<Relationship Id="rIdA" Type="{r}/{authors[0]}" Target="{authors[0]}.xml"/>'
                content = content.replace("</Relationships>", f"{entry}</Relationships>")
            archive.writestr(name, content if content is not None else source.read(name))
        archive.writestr(f"ppt/comments/{part}", xml)
        archive.writestr(f"ppt/{authors[0]}.xml", authors[1])
    return target
