"""Measure how slides or pages are used: the share of the body that has ink, and the largest empty band in it.

Takes pictures of pages (PNG), as LibreOffice and pdftoppm draw them. The body is the part of the page between margins
given as shares of its width and height; ink is whatever differs from the colour that most of the page's edge has. Of a
PDF, which pdftoppm draws, the body is that of the default brief, and bands are given in millimetres too.

    python scripts/measure_ink.py PICTURE... [--body LEFT TOP RIGHT BOTTOM]
    python scripts/measure_ink.py BRIEF.pdf

Prints for each picture the share of cells with ink, the height of the largest band without any (as a share of the
body), the largest empty rectangle (as a share of the body), and the means of all.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from pathlib import Path

from PIL import Image

SLIDE_BODY = (0.05, 0.215, 0.95, 0.87)
"""Left, top, right, bottom of the body of the default deck's slides, as shares of the slide."""
PAGE_MARGINS = (20.0, 22.0, 20.0, 26.0)
"""Millimetres at the left, top, right and bottom of the pages of the default brief."""
_DPI = 60
_MM = 25.4 / _DPI
CELLS = 96
"""Cells across the body; as many down as make them square."""
DIFFERENCE = 24
"""Difference of a channel from which a pixel has ink."""


def grid_of(path: Path, body: tuple[float, float, float, float]) -> list[list[bool]]:
    """Return which cells of a picture's body have ink, row by row."""
    with Image.open(path) as picture:
        page = picture.convert("RGB")
    width, height = page.size
    left, top, right, bottom = body
    part = page.crop((round(left * width), round(top * height), round(right * width), round(bottom * height)))
    edge = [page.getpixel((x, y)) for x in (0, width - 1) for y in range(0, height, max(1, height // 50))]
    ground = max(set(edge), key=edge.count)
    down = max(1, round(CELLS * part.height / part.width))
    pixels = part.load()
    rows = []
    for row in range(down):
        ys = range(row * part.height // down, (row + 1) * part.height // down)
        cells = []
        for column in range(CELLS):
            xs = range(column * part.width // CELLS, (column + 1) * part.width // CELLS)
            cells.append(any(_differs(pixels[x, y], ground) for y in ys for x in xs))
        rows.append(cells)
    return rows


def _differs(pixel: tuple[int, ...], ground: tuple[int, ...]) -> bool:
    return any(abs(value - usual) >= DIFFERENCE for value, usual in zip(pixel, ground, strict=True))


def ink_share(grid: list[list[bool]]) -> float:
    """Return the share of cells with ink."""
    return sum(map(sum, grid)) / (len(grid) * len(grid[0]))


def largest_band(grid: list[list[bool]]) -> float:
    """Return the height of the largest band without ink, as a share of the grid's."""
    longest = run = 0
    for row in grid:
        run = 0 if any(row) else run + 1
        longest = max(longest, run)
    return longest / len(grid)


def largest_hole(grid: list[list[bool]]) -> float:
    """Return the area of the largest rectangle without ink, as a share of the grid's."""
    heights = [0] * len(grid[0])
    largest = 0
    for row in grid:
        heights = [0 if cell else height + 1 for cell, height in zip(row, heights, strict=True)]
        starts: list[tuple[int, int]] = []
        for index, height in enumerate([*heights, 0]):
            start = index
            while starts and starts[-1][1] >= height:
                start, tall = starts.pop()
                largest = max(largest, tall * (index - start))
            starts.append((start, height))
    return largest / (len(grid) * len(grid[0]))


def pages_of(pdf: Path, folder: Path) -> list[Path]:
    """Draw the pages of a PDF in a folder. Return the pictures, in order."""
    subprocess.run(["pdftoppm", "-r", str(_DPI), "-png", pdf, folder / pdf.stem], check=True)
    return sorted(folder.glob(f"{pdf.stem}-*.png"))


def page_body(page: Path) -> tuple[float, float, float, float]:
    """Return the body of a page of the default brief, as shares of the page."""
    with Image.open(page) as picture:
        width, height = (size * _MM for size in picture.size)
    left, top, right, bottom = PAGE_MARGINS
    return left / width, top / height, 1 - right / width, 1 - bottom / height


def body_height(page: Path, body: tuple[float, float, float, float]) -> float:
    """Return the height of the body of a page in millimetres."""
    with Image.open(page) as picture:
        return picture.height * _MM * (body[3] - body[1])


def main() -> None:
    """Print the measures of the pictures and PDFs named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else "")
    parser.add_argument("pictures", nargs="+", type=Path)
    parser.add_argument("--body", nargs=4, type=float, default=SLIDE_BODY, metavar=("LEFT", "TOP", "RIGHT", "BOTTOM"))
    options = parser.parse_args()
    measures = []
    with tempfile.TemporaryDirectory() as folder:
        for path in options.pictures:
            if path.suffix == ".pdf":
                pages = [(page, page_body(page)) for page in pages_of(path, Path(folder))]
            else:
                pages = [(path, tuple(options.body))]
            for page, body in pages:
                grid = grid_of(page, body)
                measures.append((ink_share(grid), largest_band(grid), largest_hole(grid)))
                ink, band, hole = measures[-1]
                height = f" ({band * body_height(page, body):.0f} mm)" if path.suffix == ".pdf" else ""
                print(f"{page.name}: ink {ink:.0%}, band {band:.0%}{height}, hole {hole:.0%}")
    means = [sum(column) / len(measures) for column in zip(*measures, strict=True)]
    print(f"mean of {len(measures)}: ink {means[0]:.0%}, band {means[1]:.0%}, hole {means[2]:.0%}")


if __name__ == "__main__":
    main()
