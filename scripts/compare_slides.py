"""Compare the preview's drawings of slides with what LibreOffice makes of the same decks.

For each publication and language:

- line breaks: the share of paragraphs that break at the same characters, also among those of several lines;
- boxes: the share of paragraphs whose text has the same edges (left, right, first and last baseline) within 2% of the
  slide's width and height;
- charts: the share of labels of charts in the same place, within the same limit;
- shapes: the share of filled or outlined shapes and cells with the same edges, within the same limit.

Paragraphs that the deck shrinks (`a:normAutofit` with a scale) are counted apart: LibreOffice computes a scale of its
own, PowerPoint and the preview take that of the deck. LibreOffice is given the sizes of that scale, without fitting.

    python scripts/compare_slides.py [--slides] [PUBLICATION …]
"""

from __future__ import annotations

import argparse
import io
import math
import re
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pdfplumber
from lxml import etree
from pptx.presentation import Presentation

import builder
from builder.office.colour import DRAWING
from builder.office.libreoffice import lay_out
from builder.preview.slides.deck_drawing import DeckDrawing
from builder.preview.slides.inheritance import ShapeChain, TextStyles, attribute, child
from builder.preview.slides.svg import SVG
from builder.preview.slides.text_bodies import TextBody
from builder.templates.deck.placeholders import PRESENTATION

ROOT = Path(__file__).parents[1]
PUBLICATIONS = ("content/mistral-ai", *(f"tests/publications/{name}" for name in ("budget", "survey", "stress")))
EMU = 12_700
NEAR = 0.02
"""Share of the slide's width or height within which two edges are the same."""
BACK = 1.0
"""Points that a character lies left of the one before it, at least, where a line begins."""
_STEP = re.compile(r"(translate|rotate|scale)\(([^)]*)\)")

Matrix = tuple[float, float, float, float, float, float]
IN_POINTS: Matrix = (1 / EMU, 0, 0, 1 / EMU, 0, 0)
Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points from the slide's top left corner; of text: the first and the last baseline."""


class Drawn(NamedTuple):
    """A paragraph, or a label of a chart: its characters without spaces, where lines begin among them, and its box."""

    text: str
    starts: tuple[int, ...]
    box: Box
    label: bool
    shrunk: bool


class Letter(NamedTuple):
    """A character on a page of LibreOffice: its edges and its baseline."""

    text: str
    left: float
    right: float
    baseline: float


class Agreement(NamedTuple):
    """How many paragraphs, labels and shapes there are, and how many agree; `long` paragraphs have several lines,
    `shrunk` ones are not among the others.
    """

    paragraphs: int = 0
    breaks: int = 0
    long: int = 0
    long_breaks: int = 0
    boxes: int = 0
    labels: int = 0
    placed: int = 0
    shapes: int = 0
    same: int = 0
    shrunk: int = 0
    shrunk_breaks: int = 0
    shrunk_boxes: int = 0

    def __add__(self, other: object) -> Agreement:
        assert isinstance(other, Agreement)
        return Agreement(*(a + b for a, b in zip(self, other, strict=True)))


# --- What the preview draws ------------------------------------------------------------------------------------------


def drawn_texts(drawing: etree._Element) -> Iterator[Drawn]:
    """Yield the paragraphs and labels of a drawing; those without letters and turned ones are left out."""
    for holder, matrix, shrunk, label in _holders(drawing):
        texts = holder.findall(f"{{{SVG}}}text")
        groups = [texts] if len(texts) == len(holder) else [[text] for text in texts]
        for group in groups:
            drawn = _drawn(group, matrix, label=label, shrunk=shrunk)
            if drawn is not None:
                yield drawn


def _drawn(texts: Sequence[etree._Element], matrix: Matrix, *, label: bool, shrunk: bool) -> Drawn | None:
    characters, starts, boxes = "", [0], []
    for text in texts:
        content = squeezed(text.text or "")
        if not any(map(str.isalnum, content)) and not characters:
            continue  # a bullet
        whole = times(matrix, _matrix(text))
        if abs(whole[1]) > 1e-6 or whole[0] <= 0:
            return None
        x, y = float(text.get("x", "0")), float(text.get("y", "0"))
        width = float(text.get("textLength", "0")) or len(content) * float(text.get("font-size", "0")) / 2
        x -= {"middle": width / 2, "end": width}.get(text.get("text-anchor", ""), 0.0)
        (left, baseline), (right, _) = at(whole, x, y), at(whole, x + width, y)
        if boxes and left < boxes[-1][2] - BACK:
            starts.append(len(characters))
        characters += content
        boxes.append((left, baseline, right, baseline))
    if not any(map(str.isalnum, characters)):
        return None
    return Drawn(characters, tuple(starts), around(boxes), label, shrunk)


def drawn_shapes(drawing: etree._Element) -> Iterator[Box]:
    """Yield the boxes of what is filled or outlined, without the backdrop."""
    for element in drawing.iter(f"{{{SVG}}}rect"):
        matrix = _whole(element)
        x, y, width, height = (float(element.get(name, "0")) for name in ("x", "y", "width", "height"))
        if element.getparent() is not drawing and not matrix[1]:
            yield (*at(matrix, x, y), *at(matrix, x + width, y + height))


def _holders(drawing: etree._Element) -> Iterator[tuple[etree._Element, Matrix, bool, bool]]:
    """Yield the groups of a drawing, with their places, and whether they are in shrunk text and in a chart."""
    waiting = [(drawing, IN_POINTS, False, False)]
    while waiting:
        holder, matrix, shrunk, chart = waiting.pop()
        yield holder, matrix, shrunk, chart
        for group in holder.iterchildren(f"{{{SVG}}}g"):
            scaled, kind = group.get("data-scale"), group.get("data-kind")
            waiting.append(
                (group, times(matrix, _matrix(group)), shrunk or scaled is not None, chart or kind == "chart")
            )


def _whole(element: etree._Element) -> Matrix:
    matrix = IN_POINTS
    for holder in [*reversed(list(element.iterancestors(f"{{{SVG}}}g"))), element]:
        matrix = times(matrix, _matrix(holder))
    return matrix


def _matrix(element: etree._Element) -> Matrix:
    matrix: Matrix = (1, 0, 0, 1, 0, 0)
    for kind, values in _STEP.findall(element.get("transform", "")):
        first, *rest = (float(value) for value in re.split(r"[\s,]+", values.strip()))
        if kind == "translate":
            step: Matrix = (1, 0, 0, 1, first, rest[0] if rest else 0)
        elif kind == "scale":
            step = (first, 0, 0, rest[0] if rest else first, 0, 0)
        else:
            cosine, sine = math.cos(math.radians(first)), math.sin(math.radians(first))
            step = (cosine, sine, -sine, cosine, 0, 0)
            if rest:
                step = times(times((1, 0, 0, 1, *rest), step), (1, 0, 0, 1, -rest[0], -rest[1]))  # type: ignore[arg-type]
        matrix = times(matrix, step)
    return matrix


def times(matrix: Matrix, other: Matrix) -> Matrix:
    """Return the matrix that applies `other`, then `one`."""
    a, b, c, d, e, f = matrix
    g, h, i, j, k, m = other
    return (a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * m + e, b * k + d * m + f)


def at(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Return a point after a transformation."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def around(boxes: Sequence[Box]) -> Box:
    """Return the smallest box around others."""
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)


def squeezed(text: str) -> str:
    """Return the characters of a text as both sides have them: composed, without spaces and soft hyphens."""
    return "".join(
        character
        for character in unicodedata.normalize("NFKC", text)
        if not character.isspace() and unicodedata.category(character) != "Cf"
    )


# --- What LibreOffice draws ------------------------------------------------------------------------------------------


def letters(page: pdfplumber.page.Page) -> list[Letter]:
    """Return the upright characters of a page in the order in which they are drawn, without spaces."""
    letters = []
    for char in page.chars:
        for character in squeezed(char["text"]):
            if char["upright"]:
                letters.append(Letter(character, char["x0"], char["x1"], float(page.height) - char["matrix"][5]))
    return letters


def laid_out(drawn: Drawn, page: str, letters: Sequence[Letter]) -> tuple[tuple[int, ...], Box] | None:
    """Return where lines begin and the box of the same text on the page, the nearest if it is there several times."""
    best, least = None, 0.0
    begin = page.find(drawn.text)
    while begin >= 0:
        own = letters[begin : begin + len(drawn.text)]
        starts = [0, *(n for n in range(1, len(own)) if own[n].left < own[n - 1].left - BACK)]
        box = around([(letter.left, letter.baseline, letter.right, letter.baseline) for letter in own])
        distance = sum(abs(a - b) for a, b in zip(box, drawn.box, strict=True))
        if best is None or distance < least:
            best, least = (tuple(starts), box), distance
        begin = page.find(drawn.text, begin + 1)
    return best


def near(box: Box, other: Box, page: Any) -> bool:
    """Return True if two boxes have the same edges within the limit."""
    limits = (NEAR * float(page.width), NEAR * float(page.height)) * 2
    return all(abs(a - b) <= limit for a, b, limit in zip(box, other, limits, strict=True))


def agreement(drawing: etree._Element, page: pdfplumber.page.Page, log: list[str] | None = None) -> Agreement:
    """Compare a drawing with a page; what differs is added to `log`."""
    letters_on_page = letters(page)
    text = "".join(letter.text for letter in letters_on_page)
    whole = Agreement()
    log = [] if log is None else log
    for drawn in drawn_texts(drawing):
        there = laid_out(drawn, text, letters_on_page)
        starts, box = there if there is not None else ((), None)
        breaks = starts == drawn.starts
        boxes = box is not None and near(box, drawn.box, page)
        if not (breaks and boxes):
            shown = [
                tuple(round(value) for value in box_or_none) if box_or_none else None
                for box_or_none in (drawn.box, box)
            ]
            mark = "label" if drawn.label else "shrunk" if drawn.shrunk else "text"
            log.append(f"{mark} {drawn.text[:40]}: lines {drawn.starts} {starts}, boxes {shown}")
        if drawn.label:
            whole += Agreement(labels=1, placed=int(boxes))
        elif drawn.shrunk:
            whole += Agreement(shrunk=1, shrunk_breaks=int(breaks), shrunk_boxes=int(boxes))
        else:
            whole += Agreement(paragraphs=1, breaks=int(breaks), boxes=int(boxes))
            if max(len(drawn.starts), len(starts)) > 1:
                whole += Agreement(long=1, long_breaks=int(breaks))
    there_boxes = [
        (own_shape["x0"], own_shape["top"], own_shape["x1"], own_shape["bottom"])
        for own_shape in (*page.rects, *page.curves)
    ]
    for shape in drawn_shapes(drawing):
        same = any(near(shape, other_box, page) for other_box in there_boxes)
        whole += Agreement(shapes=1, same=int(same))
        if not same:
            log.append(f"shape {tuple(round(value) for value in shape)}")
    return whole


def name_sizes(deck: Presentation) -> None:
    """Set the text that the deck shrinks at the sizes and line spacing that it asks for, without automatic fitting."""
    root: Any = deck.part._element
    for slide in deck.slides:
        layout: Any = slide.slide_layout._element
        master: Any = slide.slide_layout.slide_master._element
        styles = TextStyles(layout, master, root.find(f"{PRESENTATION}defaultTextStyle"))
        part: Any = slide.part
        tree = etree.fromstring(part.blob)
        for fit in list(tree.iter(f"{DRAWING}normAutofit")):
            shape = next(fit.iterancestors(f"{PRESENTATION}sp"))
            chain = styles.chain(shape)
            text = TextBody(paragraphs=(), bodies=chain.bodies, levels=lambda _: [])
            for paragraph in shape.iterfind(f"{PRESENTATION}txBody/{DRAWING}p"):
                _name_sizes(paragraph, text, styles, chain)
            fit.tag = f"{DRAWING}noAutofit"
            fit.attrib.clear()
        part.write_bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))


def _name_sizes(paragraph: Any, text: TextBody, styles: TextStyles, chain: ShapeChain) -> None:
    own = paragraph.find(f"{DRAWING}pPr")
    if own is None:
        own = etree.SubElement(paragraph, f"{DRAWING}pPr")
        paragraph.insert(0, own)
    properties = [own, *styles.levels(chain, int(own.get("lvl", "0")))]
    defaults = [level.find(f"{DRAWING}defRPr") for level in properties]
    for run in paragraph.iter(f"{DRAWING}rPr"):
        size = int(attribute([run, *defaults], "sz") or "1800")
        run.set("sz", str(round(size * text.scale)))
    spacing = child(properties, "lnSpc")
    percent = int(spacing[0].get("val", "100000")) if spacing is not None else 100_000
    if own.find(f"{DRAWING}lnSpc") is not None:
        own.remove(own.find(f"{DRAWING}lnSpc"))
    line = etree.Element(f"{DRAWING}lnSpc")
    etree.SubElement(line, f"{DRAWING}spcPct", val=str(round(percent - 100_000 * text.reduction)))
    own.insert(0, line)


def compare(publication: Path) -> Iterator[tuple[str, list[tuple[Agreement, list[str]]]]]:
    """Yield the agreement of each slide of each language, with what differs."""
    source = builder.load(publication)
    for language in source.languages:
        deck = builder.deck(source, language)
        drawing = DeckDrawing(deck, lambda blob, kind: "data:,")
        drawn = [drawing.draw(index) for index in range(len(drawing))]
        name_sizes(deck)
        stream = io.BytesIO()
        deck.save(stream)
        (pdf,) = lay_out([stream.getvalue()], (".pptx",))
        slides = []
        with pdfplumber.open(io.BytesIO(pdf)) as pages:
            for index, page in enumerate(pages.pages):
                log: list[str] = []
                slides.append((agreement(drawn[index], page, log), log))
        yield language, slides


def share(part: int, whole: int) -> str:
    """Return a share in percent, with the number that it is a share of."""
    return f"{100 * part / whole:.1f} % of {whole}" if whole else "–"


def main() -> None:
    """Print a table of the agreement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("publications", nargs="*", default=PUBLICATIONS)
    parser.add_argument("--slides", action="store_true", help="print what differs on each slide")
    options = parser.parse_args()
    titles = ("publication", "language", "slides", "line breaks", "of several lines", "boxes", "labels of charts")
    titles += ("shapes", "line breaks of shrunk text", "its boxes")
    print(f"| {' | '.join(titles)} |\n{'|---' * len(titles)}|")
    for name in options.publications:
        for language, slides in compare(ROOT / name):
            whole = sum((own for own, _ in slides), Agreement())
            shares = (
                share(whole.breaks, whole.paragraphs),
                share(whole.long_breaks, whole.long),
                share(whole.boxes, whole.paragraphs),
                share(whole.placed, whole.labels),
                share(whole.same, whole.shapes),
                share(whole.shrunk_breaks, whole.shrunk),
                share(whole.shrunk_boxes, whole.shrunk),
            )
            print(f"| {Path(name).name} | {language} | {len(slides)} | {' | '.join(shares)} |", flush=True)
            for number, (_, log) in enumerate(slides, 1) if options.slides else ():
                for line in log:
                    print(f"  {number}: {line}", file=sys.stderr)


if __name__ == "__main__":
    main()
