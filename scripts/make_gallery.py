"""Make docs/gallery.md and docs/pictures: every page and slide of the example publication, in every language.

    python scripts/make_gallery.py [PUBLICATION]

Needs LibreOffice (soffice), poppler (pdftoppm) and Pillow. Pictures are reduced to a small palette to stay light.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

import builder

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
DPI = {"docx": 64, "pptx": 54}
NAMES = {"docx": ("brief", "Page"), "pptx": ("deck", "Slide")}


def main() -> None:
    publication = builder.load(sys.argv[1] if len(sys.argv) > 1 else str(ROOT / "content" / "mistral-ai"))
    PICTURES.mkdir(parents=True, exist_ok=True)
    for old in PICTURES.glob("*.png"):
        old.unlink()
    lines = ["# Gallery", "", f"Every page and slide of `content/{publication.name}`, as LibreOffice draws it.", ""]
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
    profile = file.parent / "profile"
    convert = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*convert, "--outdir", str(file.parent), str(file)], check=True, capture_output=True)
    stem = file.parent / f"{kind}-{tag}"
    subprocess.run(["pdftoppm", "-r", str(DPI[kind] * 2), "-png", str(file.with_suffix(".pdf")), str(stem)], check=True)
    names = []
    for number, page in enumerate(sorted(file.parent.glob(f"{stem.name}-*.png")), start=1):
        name = f"{NAMES[kind][0]}-{tag}-{number}.png"
        with Image.open(page) as picture:
            half = picture.convert("RGB").resize((picture.width // 2, picture.height // 2), Image.Resampling.LANCZOS)
            half.quantize(32, dither=Image.Dither.NONE).save(PICTURES / name, optimize=True)
        page.unlink()
        names.append(name)
    return names


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
