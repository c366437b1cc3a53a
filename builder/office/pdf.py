"""Read a PDF that LibreOffice made: the page of each named destination, and the fonts."""

from __future__ import annotations

import re
from importlib import import_module
from io import BytesIO

from builder.diagnostics import BuildError, Diagnostic, UsageError

__all__ = ["destinations", "font_families", "require_reader"]

_ESCAPED = re.compile(r"^5F(?=[A-Za-z])")
"""LibreOffice writes characters of names other than letters and digits as their codes: "5FToc" is "_Toc"."""
_FONT = re.compile(rb"/FontName\s*/(?:[A-Z]{6}\+)?([^\s/<>\[\]()]+)")


def require_reader() -> None:
    """Raise UsageError if the libraries that read, write and draw PDFs are not installed."""
    for name in ("pikepdf", "pypdfium2"):
        try:
            import_module(name)
        except ImportError:
            fix = "install it: pip install 'bilingual-builder[pdf]'"
            raise UsageError(f"PDFs and their page numbers need {name} ({fix})") from None


def destinations(data: bytes) -> dict[str, int]:
    """Return the page of each named destination of a PDF, the first being 1. Raises BuildError for a damaged PDF."""
    import pikepdf

    try:
        with pikepdf.open(BytesIO(data), attempt_recovery=False) as pdf:
            pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
            named = {name[1:]: place for name, place in pdf.Root.get("/Dests", {}).items()}
            if "/Dests" in pdf.Root.get("/Names", {}):
                named |= pikepdf.NameTree(pdf.Root.Names.Dests)
            page_of = {_ESCAPED.sub("_", name): pages.get(place[0].objgen, 0) for name, place in named.items()}
    except pikepdf.PdfError:
        raise BuildError(Diagnostic("layout-failed", "LibreOffice made a damaged PDF of the brief")) from None
    return {name: page for name, page in page_of.items() if page}


def font_families(data: bytes) -> frozenset[str]:
    """Return the families of the fonts in a PDF by LibreOffice, in small letters and digits ("liberationsans")."""
    names = (name.decode("ascii", "replace").split("-")[0] for name in _FONT.findall(data))
    return frozenset("".join(filter(str.isalnum, name)).casefold() for name in names)
