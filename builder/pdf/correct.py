"""Correct a PDF that LibreOffice made of a brief or a deck, and claim what its checks prove."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
from msgspec import Struct

from builder.pdf.briefs import correct_brief
from builder.pdf.checks import Fault, faults
from builder.pdf.decks import correct_deck
from builder.pdf.draft import Draft
from builder.pdf.fonts import Replacement, embedded_fonts, replacements
from builder.pdf.metadata import Metadata, write_metadata
from builder.pdf.office_facts import BriefFacts, OfficeFacts
from builder.pdf.outline import write_slide_outline
from builder.pdf.saving import saved

__all__ = ["Corrected", "corrected"]


class Corrected(Struct, frozen=True):
    """A PDF, why it does not claim PDF/UA-1 (nothing if it does), and the fonts that it has instead of others."""

    data: bytes
    faults: tuple[Fault, ...]
    replaced: tuple[Replacement, ...] = ()


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
        # Named destinations are those of the builder's own anchors; links have places of their own.
        holders: list[Any] = [pdf.Root, pdf.Root.get("/Names", pikepdf.Dictionary())]
        for holder in holders:
            if "/Dests" in holder:
                del holder["/Dests"]
        write_metadata(pdf, metadata, accessible=True)
        remaining = tuple(faults(pdf))
        if remaining:
            write_metadata(pdf, metadata, accessible=False)
        replaced = replacements(facts.fonts, embedded_fonts(pdf))
        return Corrected(saved(pdf), remaining, replaced)


def _role_map(pdf: pikepdf.Pdf) -> dict[str, str]:
    tree = pdf.Root.get("/StructTreeRoot")
    entries = {} if tree is None else dict(tree.get("/RoleMap", {}))
    return {key[1:]: str(value)[1:] for key, value in entries.items()}
