"""Compare page numbers of the contents: the builder's measure, `--pdf` or `--exact-pages`, and the PDF's own headings.

    python scripts/compare_pages.py                     # the table of docs/templates.md, printed as Markdown
    python scripts/compare_pages.py --template x.docx   # in another template
    python scripts/compare_pages.py --open-fonts        # in Carlito and Caladea for Calibri and Cambria
    python scripts/compare_pages.py --entries           # with each entry that differs

The briefs of the sample publications and of a long generated one are built in every language. Needed: LibreOffice and
`pip install 'bilingual-builder[pdf]'`. The fonts are those of this machine, so numbers vary a little between machines.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import pikepdf
from docx.oxml.ns import qn

from builder import pipeline
from builder.actions.publish import load
from builder.actions.starter import start
from builder.office.libreoffice import lay_out
from builder.office.pdf import destinations
from builder.office.word_package import WordPackage
from builder.pdf.make import make_pdfs
from builder.templates.defaults import default_template
from builder.tree.document import Document

HERE = Path(__file__).resolve().parents[1]
OPEN_FONTS = {"Calibri": "Carlito", "Cambria": "Caladea"}
"""What LibreOffice sets for the fonts of the builder's template where Office is not installed."""
LONG = 150
"""Sections of the generated publication."""


@dataclass
class Row:
    """The entries of the briefs of a publication: how many there are, and how many agree."""

    briefs: int = 0
    pages: int = 0
    entries: int = 0
    as_exact: int = 0
    as_pdf: int = 0
    in_pdf: int = 0
    differing: list[str] = field(default_factory=list)


def main() -> int:
    arguments = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    arguments.add_argument("--template", type=Path, default=default_template("docx"))
    arguments.add_argument("--entries", action="store_true", help="name the entries that differ")
    arguments.add_argument("--open-fonts", action="store_true", help="name the open fonts that are set for Office's")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        documents = list(sample_documents(Path(folder)))
        template = with_open_fonts(options.template, Path(folder)) if options.open_fonts else options.template
        files = pipeline.briefs(documents, template)
        drafts = pipeline.brief_drafts(documents, template)
    finished, _ = make_pdfs(drafts, [])
    for draft in drafts:
        if draft.warning is not None:
            print(draft.warning.message, file=sys.stderr)
    measured, exact = [numbers(file) for file in files], [numbers(draft.file) for draft in drafts]
    own_pdfs = [destinations(pdf) for pdf in lay_out(files, ".docx")]
    rows: dict[str, Row] = {}
    for document, own, laid_out, own_pdf, pdf in zip(documents, measured, exact, own_pdfs, finished, strict=True):
        row = rows.setdefault(document.name, Row())
        count(row, document.language, own, laid_out, own_pdf)
        count_headings(row, document.language, laid_out, pdf.data or b"")
    print_table(rows)
    if options.entries:
        for name, row in rows.items():
            for line in row.differing:
                print(f"{name}: {line}")
    return 0


def sample_documents(scratch: Path) -> Iterator[Document]:
    """Yield the documents of the sample publications, and of a long one, in every language."""
    sys.path.insert(0, str(HERE / "benchmarks"))
    import cases  # type: ignore[import-not-found]

    folders = [HERE / "content" / "mistral-ai", *sorted((HERE / "tests" / "publications").iterdir())]
    folders.append(start("starter", root=scratch)[0].parent)
    folders.append(cases.sections(scratch, LONG).parent)
    for folder in folders:
        publication = load(folder)
        for language in publication.languages:
            yield pipeline.document(publication, language)


def with_open_fonts(template: Path, scratch: Path) -> Path:
    """Return a copy of a template that names the open fonts: their lines are a little lower than those of Office's."""
    target = scratch / f"open-{template.name}"
    with zipfile.ZipFile(template) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            for font, open_font in OPEN_FONTS.items() if name.endswith(".xml") else ():
                content = content.replace(f'"{font}"'.encode(), f'"{open_font}"'.encode())
            new.writestr(name, content)
    return target


def numbers(file: bytes) -> dict[str, int]:
    """Return the page that each entry of the contents names, by its bookmark."""
    pages = {}
    for link in WordPackage.from_bytes(file).main_document_part.element.iter(qn("w:hyperlink")):
        name = link.get(qn("w:anchor")) or ""
        codes = [code.text or "" for code in link.iter(qn("w:instrText"))]
        if name.startswith("_Toc") and any("PAGEREF" in code for code in codes):
            pages[name] = int([text.text for text in link.iter(qn("w:t"))][-1])
    return pages


def count(row: Row, language: str, own: dict[str, int], exact: dict[str, int], pdf: dict[str, int]) -> None:
    """Add a brief to the row of its publication."""
    row.briefs += 1
    row.pages += max(pdf.values(), default=1)
    row.entries += len(exact)
    for name, page in exact.items():
        row.as_exact += own.get(name) == page
        row.as_pdf += own.get(name) == pdf.get(name)
        if not own.get(name) == page == pdf.get(name):
            row.differing.append(f"{language} {name}: measured {own.get(name)}, exact {page}, PDF {pdf.get(name)}")


def count_headings(row: Row, language: str, exact: dict[str, int], pdf: bytes) -> None:
    """Add the entries whose number is the page of their heading in the finished PDF; both are in the same order."""
    with pikepdf.open(BytesIO(pdf)) as file:
        pages = {page.obj.objgen: number for number, page in enumerate(file.pages, 1)}
        with file.open_outline() as outline:
            headings = [pages[item.destination[0].objgen] for item in outline_items(outline.root)]
    # Entries stop at a depth; bookmarks are counted over all headings.
    for name, page in exact.items():
        place = int(name[len("_Toc") :]) - 1
        right = place < len(headings) and headings[place] == page
        row.in_pdf += right
        if not right:
            row.differing.append(f"{language} {name}: {page} in the contents of the PDF, which has it elsewhere")


def outline_items(items: list[pikepdf.OutlineItem]) -> Iterator[pikepdf.OutlineItem]:
    """Yield the entries of an outline in order."""
    for item in items:
        yield item
        yield from outline_items(item.children)


def print_table(rows: dict[str, Row]) -> None:
    """Print the rows and their sum as Markdown."""
    print("| publication | briefs | pages | entries | measure as laid out | measure as its own PDF | number as PDF |")
    print("|---|---|---|---|---|---|---|")
    total = Row()
    for name, row in rows.items():
        print_row(f"`{name}`", row)
        for part in ("briefs", "pages", "entries", "as_exact", "as_pdf", "in_pdf"):
            setattr(total, part, getattr(total, part) + getattr(row, part))
    print_row("all", total)


def print_row(name: str, row: Row) -> None:
    equals = (row.as_exact, row.as_pdf, row.in_pdf)
    shares = (f"{100 * equal / row.entries:.0f}%" if row.entries else "–" for equal in equals)
    print(f"| {name} | {row.briefs} | {row.pages} | {row.entries} | {' | '.join(shares)} |")


if __name__ == "__main__":
    sys.exit(main())
