"""Make docs/gallery.md and docs/pictures: every page and slide of the example publication, in every language.

    python scripts/make_gallery.py [PUBLICATION]

The first slide with a chart and the first with a table are made once more, larger, for the README: `deck-fr-chart.png`,
`deck-fr-table.png`. Needs LibreOffice (soffice), poppler (pdftoppm), Pillow and python-pptx. Pictures are reduced to a
small palette to stay light.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pptx
from PIL import Image

import builder

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
DPI = {"docx": 76, "pptx": 54}
README_DPI = 84
COLOURS = 64
NAMES = {"docx": ("brief", "Page"), "pptx": ("deck", "Slide")}


def main() -> None:
    publication = builder.load(sys.argv[1] if len(sys.argv) > 1 else str(ROOT / "content" / "mistral-ai"))
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name in ("brief", "deck"):
        for old in PICTURES.glob(f"{name}-*.png"):
            old.unlink()
    shown = f"Every page and slide of `content/{publication.name}`, as LibreOffice draws it."
    lines = [
        "# Gallery",
        "",
        f"{shown} The rules of their design, and how they looked before: [design](design.md).",
        "",
    ]
    with tempfile.TemporaryDirectory() as scratch:
        for kind, write in (("docx", builder.write_brief), ("pptx", builder.write_deck)):
            pages = {}
            for tag in publication.languages:
                file = Path(scratch) / f"{tag}.{kind}"
                write(publication, tag, file)
                pages[tag] = _pictures(file, kind, tag)
            lines += _table(kind, pages)
    (ROOT / "docs" / "gallery.md").write_text("\n".join(lines), encoding="utf-8")


def _pictures(file: Path, kind: str, tag: str) -> list[str]:
    """Draw every page of a file, and of a deck the exhibits of the README; returns the pictures' names in order."""
    profile = file.parent / "profile"
    convert = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*convert, "--outdir", str(file.parent), str(file)], check=True, capture_output=True)
    pdf = file.with_suffix(".pdf")
    names = []
    for number, page in enumerate(_drawn(pdf, DPI[kind]), start=1):
        names.append(f"{NAMES[kind][0]}-{tag}-{number}.png")
        _save(page, names[-1])
    if kind == "pptx":
        for exhibit, number in _exhibits(file).items():
            (page,) = _drawn(pdf, README_DPI, number)
            _save(page, f"deck-{tag}-{exhibit}.png")
    pdf.unlink()
    return names


def _drawn(pdf: Path, dpi: int, only: int = 0) -> Iterator[Image.Image]:
    """The pages of a PDF, or the one whose number is `only`, drawn larger and brought down for smoother type."""
    pages = ["-f", str(only), "-l", str(only)] if only else []
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pdftoppm", "-r", str(dpi * 2), *pages, "-png", str(pdf), f"{folder}/page"], check=True)
        for page in sorted(Path(folder).glob("page-*.png")):
            with Image.open(page) as picture:
                size = (picture.width // 2, picture.height // 2)
                yield picture.convert("RGB").resize(size, Image.Resampling.LANCZOS)


def _save(picture: Image.Image, name: str) -> None:
    picture.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(PICTURES / name, optimize=True)


def _exhibits(deck: Path) -> dict[str, int]:
    """The number of the first slide that shows a chart, and of the first that shows a table with a header row, which
    the agenda has not.
    """
    pictures: dict[str, int] = {}
    for number, slide in enumerate(pptx.Presentation(str(deck)).slides, start=1):
        for shape in slide.shapes:
            if shape.has_chart:
                pictures.setdefault("chart", number)
            elif shape.has_table and shape.table.first_row:
                pictures.setdefault("table", number)
    return pictures


def _table(kind: str, pages: dict[str, list[str]]) -> list[str]:
    title = {"docx": "## Word brief", "pptx": "## PowerPoint deck"}[kind]
    lines = [title, "", "| " + " | ".join(pages) + " |", "|" + "---|" * len(pages)]
    for number in range(max(map(len, pages.values()))):
        cells = []
        for tag, names in pages.items():
            label = f"{NAMES[kind][1]} {number + 1}, {tag}"
            cells.append(f"![{label}](pictures/{names[number]})" if number < len(names) else "")
        lines.append("| " + " | ".join(cells) + " |")
    return [*lines, ""]


if __name__ == "__main__":
    main()
