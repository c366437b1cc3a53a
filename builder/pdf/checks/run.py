"""All checks in turn."""

from __future__ import annotations

import pikepdf

from builder.pdf.checks.content import content_faults
from builder.pdf.checks.document import document_faults
from builder.pdf.checks.fault import Fault
from builder.pdf.checks.fonts import font_faults
from builder.pdf.checks.links import link_faults
from builder.pdf.checks.structure import structure_faults
from builder.pdf.structure import read_structure

__all__ = ["Fault", "faults"]


def faults(pdf: pikepdf.Pdf) -> list[Fault]:
    """Return the faults of a PDF in the order of the clauses; a fault that occurs again on a page is there once."""
    root = read_structure(pdf)
    unsorted = {
        *document_faults(pdf),
        *structure_faults(root),
        *content_faults(pdf, root),
        *link_faults(pdf, root),
        *font_faults(pdf),
    }
    return sorted(
        unsorted, key=lambda fault: ([int(part) for part in fault.clause.split(".")], fault.page, fault.message)
    )
