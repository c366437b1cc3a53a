"""A small publication: a figure, a text and a list in one section."""

from __future__ import annotations

from pathlib import Path

__all__ = ["SMALL", "write_publication"]

SMALL = """\
languages: [fr, en]
title: {fr: "Petit essai", en: "Small trial"}
date: 2024-03-01
figures:
  fund: {amount: 2_500_000, currency: EUR}
sections:
  - id: money
    title: {fr: Argent, en: Money}
    message: {fr: "Le fonds atteint {fund}.", en: "The fund reaches {fund}."}
    blocks:
      - text: {fr: "Une phrase.", en: "One sentence."}
      - points:
          - {fr: Premier, en: First}
"""


def write_publication(folder: Path, text: str = SMALL) -> Path:
    """Write a publication to a folder; return its file."""
    file = folder / "publication.yaml"
    folder.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file
