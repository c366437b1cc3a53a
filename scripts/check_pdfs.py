"""Make the PDFs of all sample publications and check them in every way at hand.

    python scripts/check_pdfs.py             # the table of docs/pdf.md, printed as Markdown
    python scripts/check_pdfs.py --keep DIR  # keep the PDFs

Needed: LibreOffice, qpdf, poppler, and `pip install -e '.[test]'`, which has the validator page-validation. The sample
publications are those of `content` and of `tests/publications`, and the starter, in every language and both media.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import page as validator
import pikepdf
import pypdfium2
from PIL import ImageChops

from builder.actions import laid_out
from builder.actions.build import Built, Request
from builder.actions.locate import locate
from builder.actions.starter import start
from builder.diagnostics import BuildError, Diagnostic
from builder.office import libreoffice
from builder.pdf import make
from builder.pdf.checks import faults
from builder.pdf.structure import elements, held_annotations, read_structure

HERE = Path(__file__).resolve().parents[1]
HEADINGS = {"H", "H1", "H2", "H3", "H4", "H5", "H6"}
SCALE = 0.8
"""Pixels a point in which the pages are compared with those of LibreOffice."""


class Layouts:
    """LibreOffice, with the PDFs that it gave, by file."""

    def __init__(self) -> None:
        self.starts: list[int] = []
        self.raw: list[bytes] = []

    def __call__(
        self, files: Sequence[bytes], suffixes: str | Sequence[str], unwanted: None = None
    ) -> list[bytes | Diagnostic]:
        self.starts.append(len(files))
        results = libreoffice.try_lay_out(files, suffixes)
        self.raw += [result for result in results if isinstance(result, bytes)]
        return results


def main() -> int:
    arguments = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    arguments.add_argument("--keep", type=Path, help="folder for the PDFs")
    options = arguments.parse_args()
    layouts = Layouts()
    make.try_lay_out = layouts
    with tempfile.TemporaryDirectory() as scratch:
        output = options.keep or Path(scratch) / "output"
        folders = [HERE / "content" / "mistral-ai", *sorted((HERE / "tests" / "publications").iterdir())]
        folders.append(start("starter", root=Path(scratch))[0].parent)
        begun = time.monotonic()
        results = laid_out.build_all_laid_out(
            [Request(publication=locate(folder), output=output, pdf=True) for folder in folders]
        )
        seconds = time.monotonic() - begun
        rows = []
        for folder, result in zip(folders, results, strict=True):
            if isinstance(result, BuildError) or result.failed:
                print(f"{folder.name}: no PDFs", file=sys.stderr)
                return 1
            rows.append((folder.name, count(result, layouts.raw)))
    print_table(rows)
    files = ", ".join(map(str, layouts.starts))
    print(f"\nStarts of LibreOffice: {len(layouts.starts)} (files in each: {files}); {seconds:.0f} s")
    return 0


def count(built: Built, raw: Sequence[bytes]) -> Counter[str]:
    """Return what the checks find in the PDFs of a publication."""
    counts: Counter[str] = Counter()
    for file in built.paths:
        if file.suffix != ".pdf":
            continue
        counts["PDFs"] += 1
        with pikepdf.open(file) as pdf:
            root = read_structure(pdf)
            kinds = Counter(element.type for element in elements(root))
            counts["pages"] += len(pdf.pages)
            counts["figures"] += kinds["Figure"]
            counts["tables"] += kinds["Table"]
            counts["links"] += len(list(held_annotations(root)))
            counts["headings"] += sum(kinds[kind] for kind in HEADINGS)
            with pdf.open_outline() as outline:
                counts["bookmarks"] += sum(1 for _ in outline_items(outline.root))
            counts["own faults"] += len(faults(pdf))
        for profile in ("ua1", "2b"):
            counts[profile] += len(validator.validate_pdf(file, profile=profile).failures)
        counts["qpdf"] += (
            subprocess.run(["qpdf", "--check", str(file)], capture_output=True, check=False).returncode != 0
        )
        counts["fonts"] += sum(" yes yes yes " not in line for line in run("pdffonts", file).splitlines()[2:])
        counts["other pages"] += not looks_like_one_of(file.read_bytes(), raw)
    return counts


def outline_items(items: Sequence[pikepdf.OutlineItem]) -> list[pikepdf.OutlineItem]:
    """Return the entries of an outline in order."""
    return [each for item in items for each in (item, *outline_items(item.children))]


def run(program: str, file: Path) -> str:
    return subprocess.run([program, str(file)], capture_output=True, text=True, check=True).stdout


def looks_like_one_of(data: bytes, raw: Sequence[bytes]) -> bool:
    """Return True if every page is, pixel by pixel, that of a PDF as LibreOffice made it."""
    return any(same_pages(data, other) for other in raw)


def same_pages(data: bytes, other: bytes) -> bool:
    first, second = pypdfium2.PdfDocument(BytesIO(data)), pypdfium2.PdfDocument(BytesIO(other))
    if len(first) != len(second):
        return False
    for number in range(len(first)):
        pictures = [document[number].render(scale=SCALE).to_pil().convert("RGB") for document in (first, second)]
        if pictures[0].size != pictures[1].size or ImageChops.difference(*pictures).getbbox():
            return False
    return True


COLUMNS = {
    "PDFs": "PDFs",
    "pages": "pages",
    "figures": "figures, each with its text",
    "tables": "tables",
    "links": "links",
    "headings": "headings",
    "bookmarks": "bookmarks",
    "own faults": "own checks",
    "ua1": "validator, PDF/UA-1",
    "2b": "validator, PDF/A-2b",
    "qpdf": "qpdf",
    "fonts": "fonts not embedded",
    "other pages": "pages other than LibreOffice's",
}


def print_table(rows: Sequence[tuple[str, Counter[str]]]) -> None:
    """Print the rows and their sum as Markdown; the last six columns count what is wrong."""
    print(f"| publication | {' | '.join(COLUMNS.values())} |")
    print("|---" * (len(COLUMNS) + 1) + "|")
    total: Counter[str] = Counter()
    for name, counts in rows:
        total.update(counts)
        print(f"| `{name}` | {' | '.join(str(counts[key]) for key in COLUMNS)} |")
    print(f"| all | {' | '.join(str(total[key]) for key in COLUMNS)} |")


if __name__ == "__main__":
    sys.exit(main())
