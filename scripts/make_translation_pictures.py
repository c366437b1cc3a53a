"""Make the pictures of docs/translation.md: a page of the Word table, and a PO file in Poedit.

    python scripts/make_translation_pictures.py

Needs LibreOffice, poppler (pdftoppm), Pillow, Poedit, Xvfb, xdotool and ImageMagick. Pictures are reduced to a small
palette to stay light.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from msgspec.structs import replace
from PIL import Image

from builder.exchange.collect import collect
from builder.exchange.formats import write_units

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
DPI = 90
COLOURS = 64
SHOWN, TEXTS = "sections.funding.message", 22
"""The first text in Poedit, and how many are there."""
ROW = "1"
"""The row of that text: Poedit puts the one that it warns about first."""
PAGE = 5
"""The page of the Word table that shows figures and a note."""


def main() -> None:
    outgoing = collect(ROOT / "content" / "mistral-ai" / "publication.yaml", "en")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        table, po = folder / "mistral-ai.docx", folder / "mistral-ai.po"
        table.write_bytes(write_units(outgoing, "docx"))
        keys = [unit.key for unit in outgoing.units]
        chapter = outgoing.units[keys.index(SHOWN) : keys.index(SHOWN) + TEXTS]
        po.write_bytes(write_units(replace(outgoing, units=chapter), "po"))
        profile = f"-env:UserInstallation=file://{folder / 'profile'}"
        convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", place, str(table)]
        subprocess.run(convert, check=True, capture_output=True)
        pages = ["pdftoppm", "-png", "-r", str(DPI), "-f", str(PAGE), "-l", str(PAGE), "-singlefile"]
        subprocess.run([*pages, str(table.with_suffix(".pdf")), str(folder / "page")], check=True)
        _save(folder / "page.png", "translation-table.png")
        home = folder / "home"
        home.mkdir()
        driver = ["xvfb-run", "-a", "-s", "-screen 0 1280x800x24", sys.executable, "-m", "tests.exchange.poedit"]
        shot = [str(po), "", str(folder / "poedit.png"), ROW]
        subprocess.run([*driver, *shot], check=True, cwd=ROOT, env={**os.environ, "HOME": str(home)})
        _save(folder / "poedit.png", "translation-poedit.png")


def _save(picture: Path, name: str) -> None:
    with Image.open(picture) as image:
        image.convert("RGB").quantize(COLOURS).save(PICTURES / name, optimize=True)


if __name__ == "__main__":
    main()
