"""Correct a PDF that LibreOffice made of a brief or a deck, and claim what its checks prove."""

from __future__ import annotations

from io import BytesIO

import pikepdf
from msgspec import Struct

from builder.pdf.briefs import correct_brief
from builder.pdf.checks import Fault, faults
from builder.pdf.decks import correct_deck
from builder.pdf.draft import Draft
from builder.pdf.metadata import Metadata, write_metadata
from builder.pdf.office_facts import BriefFacts, OfficeFacts
from builder.pdf.outline import write_slide_outline
from builder.pdf.saving import saved

__all__ = ["Corrected", "corrected"]


class Corrected(Struct, frozen=True):
    """A PDF, and why it does not claim PDF/UA-1: nothing if it does."""

    data: bytes
    faults: tuple[Fault, ...]


def corrected(data: bytes, facts: OfficeFacts, metadata: Metadata) -> Corrected:
    """Return a PDF by LibreOffice with structure, languages, links and metadata as the Office file has them.

    The same data give the same bytes. Raises pikepdf.PdfError for a damaged file.
    """
    with pikepdf.open(BytesIO(data), attempt_recovery=False) as pdf:
        draft = Draft(pdf)
        role_map = _role_map(pdf)
        if isinstance(facts, BriefFacts):
            correct_brief(draft, facts, role_map)
        else:
            correct_deck(draft, facts, role_map)
            if len(facts.slides) == len(pdf.pages):
                write_slide_outline(pdf, [slide.title for slide in facts.slides])
        draft.finish()
        # Named destinations are those of the anchors that the builder finds passages by; links have places of their own.
        if "/Dests" in pdf.Root:
            del pdf.Root["/Dests"]
        write_metadata(pdf, metadata, accessible=True)
        found = tuple(faults(pdf))
        if found:
            write_metadata(pdf, metadata, accessible=False)
        return Corrected(saved(pdf), found)


def _role_map(pdf: pikepdf.Pdf) -> dict[str, str]:
    tree = pdf.Root.get("/StructTreeRoot")
    entries = {} if tree is None else dict(tree.get("/RoleMap", {}))
    return {key[1:]: str(value)[1:] for key, value in entries.items()}
