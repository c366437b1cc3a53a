"""Publications of a few lines, built in both media, and the paragraphs that their readers see.

In texts read back `~` is U+00A0 and `¦` is U+202F.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import builder
from tests.files.opc import NS, Element, Opc
from tests.files.wordxml import W, stories

__all__ = ["Kind", "lines", "printed", "superscripts"]

A = "{" + NS["a"] + "}"

Kind = Literal["docx", "pptx"]


def printed(
    folder: Path, text: str, language: str, kind: Kind, template: Path | None = None
) -> list[list[tuple[str, bool]]]:
    """Return the paragraphs of a publication in one language and medium: pieces of text, True if superscript.

    A brief's are those of its body, notes, headers and footers; a deck's those of its slides and notes pages.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "publication.yaml").write_text(text, encoding="utf-8")
    file = folder / f"out.{language}.{kind}"
    write = builder.write_brief if kind == "docx" else builder.write_deck
    write(builder.load(folder / "publication.yaml"), language, file, template)
    opc = Opc(file)
    names = stories(opc) if kind == "docx" else [*opc.names("ppt/slides"), *opc.names("ppt/notesSlides")]
    path = "//w:p" if kind == "docx" else "//a:p"
    return [_pieces(paragraph, kind) for name in names for paragraph in opc.find(name, path)]


def lines(folder: Path, text: str, language: str, kind: Kind, template: Path | None = None) -> list[str]:
    """Return the text of each paragraph that is not empty."""
    paragraphs = printed(folder, text, language, kind, template)
    joined = ("".join(piece for piece, _ in paragraph) for paragraph in paragraphs)
    return [line.replace("\u00a0", "~").replace("\u202f", "¦") for line in joined if line.strip()]


def superscripts(folder: Path, text: str, language: str, kind: Kind) -> list[str]:
    """Return each paragraph with a superscript, the superscript letters between `^` and `^`."""
    paragraphs = [
        paragraph for paragraph in printed(folder, text, language, kind) if any(raised for _, raised in paragraph)
    ]
    return ["".join(f"^{piece}^" if raised else piece for piece, raised in paragraph) for paragraph in paragraphs]


def _pieces(paragraph: Element, kind: Kind) -> list[tuple[str, bool]]:
    pieces: list[tuple[str, bool]] = []
    if kind == "pptx":
        for element in paragraph.iter(f"{A}t"):
            parent = element.getparent()
            properties = parent.find(f"{A}rPr") if parent is not None else None
            raised = properties is not None and int(properties.get("baseline", "0")) > 0
            pieces.append((element.text or "", raised))
        return pieces
    for element in paragraph.iter(f"{W}t", f"{W}tab"):
        run = element.getparent()
        mark = run.find(f"{W}rPr/{W}vertAlign") if run is not None else None
        raised = mark is not None and mark.get(f"{W}val") == "superscript"
        pieces.append((element.text or "" if element.tag == f"{W}t" else "\t", raised))
    return pieces
