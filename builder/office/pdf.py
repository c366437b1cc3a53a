"""Read a PDF that LibreOffice made: the page of each named destination, and the fonts."""

from __future__ import annotations

import ctypes
import re

from builder.diagnostics import BuildError, Diagnostic, UsageError

__all__ = ["destinations", "font_families", "require_reader"]

_ESCAPED = re.compile(r"^5F(?=[A-Za-z])")
"""LibreOffice writes characters of names other than letters and digits as their codes: "5FToc" is "_Toc"."""
_FONT = re.compile(rb"/FontName\s*/(?:[A-Z]{6}\+)?([^\s/<>\[\]()]+)")


def require_reader() -> None:
    """Raise UsageError if the library that reads PDFs is not installed."""
    try:
        import pypdfium2  # noqa: F401
    except ImportError:
        fix = "install it: pip install 'bilingual-builder[pdf]'"
        raise UsageError(f"reading the pages of a PDF needs pypdfium2 ({fix})") from None


def destinations(data: bytes) -> dict[str, int]:
    """Return the page of each named destination of a PDF, the first being 1. Raises BuildError for a damaged PDF."""
    import pypdfium2
    from pypdfium2 import raw

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        raise BuildError(Diagnostic("layout-failed", "LibreOffice made a damaged PDF of the brief")) from None
    try:
        pages: dict[str, int] = {}
        for index in range(raw.FPDF_CountNamedDests(pdf.raw)):
            size = ctypes.c_long(0)
            raw.FPDF_GetNamedDest(pdf.raw, index, None, ctypes.byref(size))
            if size.value <= 0:
                continue
            name = ctypes.create_string_buffer(size.value)
            target = raw.FPDF_GetNamedDest(pdf.raw, index, name, ctypes.byref(size))
            page = raw.FPDFDest_GetDestPageIndex(pdf.raw, target) if target else -1
            if page >= 0:
                pages[_ESCAPED.sub("_", name.raw.decode("utf-16-le").rstrip("\0"))] = page + 1
        return pages
    finally:
        pdf.close()


def font_families(data: bytes) -> frozenset[str]:
    """Return the families of the fonts in a PDF by LibreOffice, in small letters and digits ("liberationsans")."""
    names = (name.decode("ascii", "replace").split("-")[0] for name in _FONT.findall(data))
    return frozenset("".join(filter(str.isalnum, name)).casefold() for name in names)
