"""The same words through docxtpl and through bare python-pptx, many files in one process."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import pptx
from docxtpl import DocxTemplate

from builder.tree.blocks import PointsNode, TextNode
from builder.tree.document import Document
from builder.tree.prose import Inlines, Paragraph, Run


def _words(inlines: Inlines) -> str:
    return "".join(inline.text for inline in inlines if isinstance(inline, Run))


def _context(tree: Document) -> dict[str, object]:
    sections = []
    for section in tree.sections:
        text = [element for block in section.blocks if isinstance(block, TextNode) for element in block.blocks]
        points = [point for block in section.blocks if isinstance(block, PointsNode) for point in block.points]
        sections.append(
            {
                "title": _words(section.title),
                "message": _words(section.message),
                "paragraphs": [_words(element.inlines) for element in text if isinstance(element, Paragraph)],
                "points": [_words(point.inlines) for point in points],
            }
        )
    return {"title": _words(tree.title), "sections": sections}


def docxtpl_maker(folder: Path, trees: Sequence[Document]) -> Callable[[int], bytes]:
    """A function that renders the n-th document with docxtpl, from a template with loops."""
    template = docx.Document()
    template.add_heading("{{ title }}", 0)
    for line, style in (
        ("{%p for section in sections %}", None),
        ("{{ section.title }}", "Heading 1"),
        ("{{ section.message }}", None),
        ("{%p for paragraph in section.paragraphs %}", None),
        ("{{ paragraph }}", None),
        ("{%p endfor %}", None),
        ("{%p for point in section.points %}", None),
        ("{{ point }}", "List Bullet"),
        ("{%p endfor %}", None),
        ("{%p endfor %}", None),
    ):
        template.add_paragraph(line, style=style)
    path = folder / "template.docx"
    template.save(str(path))

    def make(number: int) -> bytes:
        work = DocxTemplate(str(path))
        work.render(_context(trees[number]), autoescape=True)
        stream = io.BytesIO()
        work.save(stream)
        return stream.getvalue()

    return make


def pptx_maker(trees: Sequence[Document]) -> Callable[[int], bytes]:
    """A function that makes the n-th deck with python-pptx alone: title, points and notes on each slide, unmeasured."""

    def make(number: int) -> bytes:
        deck = pptx.Presentation()
        context = _context(trees[number])
        deck.slides.add_slide(deck.slide_layouts[0]).shapes.title.text = context["title"]
        for section in context["sections"]:  # type: ignore[attr-defined]
            slide = deck.slides.add_slide(deck.slide_layouts[1])
            slide.shapes.title.text = section["message"]
            frame = slide.placeholders[1].text_frame
            frame.text = section["points"][0]
            for point in section["points"][1:]:
                frame.add_paragraph().text = point
            slide.notes_slide.notes_text_frame.text = "\n".join(section["paragraphs"])
        stream = io.BytesIO()
        deck.save(stream)
        return stream.getvalue()

    return make
