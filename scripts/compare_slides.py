"""Compare the preview's drawings of slides with what LibreOffice makes of the same decks.

For each publication and language: the share of words that both put in the same place (within 2% of the slide's width
and height), and the share of lines with the same words. Words that LibreOffice sets smaller by its own automatic
fitting are left out: PowerPoint sets them at the size that the deck names, and so does the preview.

    python scripts/compare_slides.py [PUBLICATION …]
"""

from __future__ import annotations

import argparse
import io
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pdfplumber
from lxml import etree

import builder
from builder.office.libreoffice import lay_out
from builder.preview.slides.deck_drawing import DeckDrawing
from builder.preview.slides.svg import SVG

ROOT = Path(__file__).parents[1]
PUBLICATIONS = ("content/mistral-ai", *(f"tests/publications/{name}" for name in ("budget", "survey", "stress")))
POINT = 12_700
NEAR = 0.02
"""Distance in shares of the slide's width and height within which two places are the same."""


class Word(NamedTuple):
    """A word with its middle in points."""

    text: str
    x: float
    y: float


class Agreement(NamedTuple):
    """Numbers of words and lines of one deck, and how many of them agree."""

    words: int
    placed: int
    lines: int
    same: int

    def __add__(self, other: object) -> Agreement:
        assert isinstance(other, Agreement)
        return Agreement(*(a + b for a, b in zip(self, other, strict=True)))


def drawn_lines(drawing: etree._Element) -> Iterator[list[Word]]:
    """Yield the lines of a drawing as words, those of shrunk text left out."""
    lines: dict[tuple[int, float], list[Word]] = defaultdict(list)
    for text in drawing.iter(f"{{{SVG}}}text"):
        content, size = text.text or "", float(text.get("font-size", "0"))
        if not content.strip() or _is_left_out(text):
            continue
        x, y = float(text.get("x", "0")), float(text.get("y", "0"))
        width = float(text.get("textLength", "0")) or size / 2
        share = width / max(len(content), 1)
        holder = id(text.getparent())
        at = 0
        for word in content.split(" "):
            if word:
                middle = x + (at + len(word) / 2) * share
                lines[holder, round(y)].append(Word(word, middle, y - size * 0.3))
            at += len(word) + 1
    yield from lines.values()


def _is_left_out(text: etree._Element) -> bool:
    """Return True for shrunk text, and for text in a turned or scaled group: its attributes are not its place."""
    return any(holder.get("transform") or holder.get("data-scale") for holder in text.iterancestors())


def laid_out_words(page: pdfplumber.page.Page) -> dict[str, list[Word]]:
    """Return the words that LibreOffice draws on a page, by their text."""
    words: dict[str, list[Word]] = defaultdict(list)
    for word in page.extract_words(keep_blank_chars=False, use_text_flow=False, x_tolerance=1.5, y_tolerance=1.5):
        found = Word(word["text"], (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2)
        words[found.text].append(found)
    return words


def agreement(drawing: etree._Element, page: pdfplumber.page.Page) -> Agreement:
    """Compare a drawing with a page."""
    width, height = float(page.width), float(page.height)
    found = laid_out_words(page)
    words = placed = lines = same = 0
    for line in drawn_lines(drawing):
        known = [word for word in line if word.text in found]
        hits = [
            any(abs(o.x - word.x) <= NEAR * width and abs(o.y - word.y) <= NEAR * height for o in found[word.text])
            for word in known
        ]
        words, placed = words + len(known), placed + sum(hits)
        lines, same = lines + bool(known), same + (bool(known) and all(hits))
    return Agreement(words, placed, lines, same)


def compare(publication: Path, languages: Sequence[str] = ()) -> Iterator[tuple[str, list[Agreement]]]:
    """Yield the agreement of each slide of each language."""
    source = builder.load(publication)
    for language in languages or source.languages:
        deck = builder.deck(source, language)
        stream = io.BytesIO()
        deck.save(stream)
        (pdf,) = lay_out([stream.getvalue()], (".pptx",))
        drawing = DeckDrawing(deck, lambda blob, kind: "data:,")
        with pdfplumber.open(io.BytesIO(pdf)) as pages:
            yield language, [agreement(drawing.draw(index, ""), page) for index, page in enumerate(pages.pages)]


def main() -> None:
    """Print a table of the agreement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("publications", nargs="*", default=PUBLICATIONS)
    parser.add_argument("--slides", action="store_true", help="print each slide")
    options = parser.parse_args()
    print("| publication | language | slides | words in place | lines alike |\n|---|---|---|---|---|")
    for name in options.publications:
        for language, slides in compare(ROOT / name):
            whole = sum(slides, Agreement(0, 0, 0, 0))
            placed, same = 100 * whole.placed / max(whole.words, 1), 100 * whole.same / max(whole.lines, 1)
            print(f"| {Path(name).name} | {language} | {len(slides)} | {placed:.1f} % | {same:.1f} % |", flush=True)
            if options.slides:
                for number, one in enumerate(slides, 1):
                    if one.placed < one.words:
                        print(f"  slide {number}: {one}", file=sys.stderr)


if __name__ == "__main__":
    main()
