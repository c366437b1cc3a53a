"""Make the pictures of docs/translation.md and docs/round-trip.md: a page of the Word table, a PO file in Poedit, a
brief and its translation, a brief with tracked changes.

    python scripts/make_translation_pictures.py

Needs LibreOffice, poppler (pdftoppm), Pillow, OmegaT, Poedit, Xvfb, xdotool and ImageMagick. Pictures are reduced to a
small palette to stay light.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from builder.actions.build import build
from builder.actions.import_translations import import_translations
from builder.exchange.collect import collect
from builder.exchange.formats import write_units
from tests.exchange.omegat import GERMAN, german_copy, translated_by_omegat
from tests.round_trip.test_guide import correct

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
DPI = 90
COLOURS = 64
SHOWN, TEXTS = "sections.funding.message", 22
"""The first text in Poedit, and how many are there."""
ROW = "1"
"""The row of that text: Poedit puts the one that it warns about first."""
WITH_COMMENTS = 'pdf:writer_pdf_Export:{"ExportNotes":{"type":"boolean","value":"true"}}'
GAP, GREY = 12, (217, 217, 217)
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
        po.write_bytes(write_units(outgoing.with_units(chapter), "po"))
        _save(_page(table, PAGE), "translation-table.png")
        _save(_beside(*(_page(brief, 1) for brief in _translated(folder))), "translation-german.png")
        corrected = _corrected(folder)
        _save(_beside(_page(corrected, 1), _page(corrected, 2)), "round-trip-word.png")
        home = folder / "poedit"
        home.mkdir()
        driver = ["xvfb-run", "-a", "-s", "-screen 0 1280x800x24", sys.executable, "-m", "tests.exchange.poedit"]
        shot = [str(po), "", str(folder / "poedit.png"), ROW]
        subprocess.run([*driver, *shot], check=True, cwd=ROOT, env={**os.environ, "HOME": str(home)})
        _save(Image.open(folder / "poedit.png"), "translation-poedit.png")


def _translated(folder: Path) -> list[Path]:
    """Return the first publication's brief in French, and in German as a memory translates it."""
    file = german_copy(folder)
    sent = collect(file, "de", only=["missing"])
    returned = translated_by_omegat(write_units(sent, "xliff"), GERMAN.read_bytes(), folder / "project")
    assert not import_translations([returned], publication=file).failed
    return build(file, ["fr", "de"], formats=["docx"], output=folder / "built")


def _corrected(folder: Path) -> Path:
    """Return the brief of the guide to Word with the edits of its approver."""
    command = [sys.executable, "-m", "builder"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for words in (["init", "bibliotheques", "--lang", "fr,en"], ["build", "--lang", "fr", "--format", "docx"]):
        place = folder / "guide"
        place.mkdir(exist_ok=True)
        subprocess.run([*command, *words], cwd=place, env=environment, check=True, capture_output=True)
    corrected = folder / "corrected.docx"
    correct(folder / "guide" / "output" / "bibliotheques.fr.docx", corrected)
    return corrected


def _page(file: Path, number: int) -> Image.Image:
    """Return a page of a Word file, as LibreOffice draws it."""
    folder = file.parent
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    convert = ["soffice", profile, "--headless", "--convert-to", WITH_COMMENTS, "--outdir", str(folder), str(file)]
    subprocess.run(convert, check=True, capture_output=True)
    pages = ["pdftoppm", "-png", "-r", str(DPI), "-f", str(number), "-l", str(number), "-singlefile"]
    picture = folder / f"{file.stem}-{number}"
    subprocess.run([*pages, str(file.with_suffix(".pdf")), str(picture)], check=True, capture_output=True)
    return Image.open(f"{picture}.png")


def _beside(left: Image.Image, right: Image.Image) -> Image.Image:
    """Return two pages side by side, on grey."""
    both = Image.new("RGB", (left.width + right.width + 3 * GAP, left.height + 2 * GAP), GREY)
    both.paste(left, (GAP, GAP))
    both.paste(right, (left.width + 2 * GAP, GAP))
    return both


def _save(image: Image.Image, name: str) -> None:
    image.convert("RGB").quantize(COLOURS).save(PICTURES / name, optimize=True)


if __name__ == "__main__":
    main()
