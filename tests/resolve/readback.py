"""What a reader of the built files reads: every text of a brief or a deck, with visible signs."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import builder
from tests.resolve.values import seen

HEAD = "languages: [{languages}]\ntitle: {{fr: Essai, en: Test}}\ndate: 2025-01-15\n"


def publication(folder: Path, body: str, languages: str = "fr, en") -> builder.Publication:
    """The publication of a YAML text, without its first lines."""
    path = folder / "publication.yaml"
    path.write_text(HEAD.format(languages=languages) + body, encoding="utf-8")
    return builder.load(path)


def texts(file: Path) -> str:
    """The texts of an Office file, one paragraph a line: `~` is U+00A0, `¦` U+202F."""
    lines = []
    with zipfile.ZipFile(file) as package:
        for name in sorted(package.namelist()):
            if re.match(r"word/(document|footnotes)\.xml|ppt/slides/slide\d+\.xml|ppt/notesSlides/.*\.xml", name):
                xml = package.read(name).decode("utf-8")
                for paragraph in re.findall(r"<[wa]:p[ >].*?</[wa]:p>", xml, re.DOTALL):
                    lines.append("".join(re.findall(r"<[wa]:t(?: [^>]*)?>([^<]*)</[wa]:t>", paragraph)))
    return seen("\n".join(line for line in lines if line).replace("&lt;", "<").replace("&gt;", ">"))


def built(folder: Path, body: str, language: str, languages: str = "fr, en") -> tuple[str, str]:
    """The texts of the brief and of the deck of a YAML text in one language."""
    sample = publication(folder, body, languages)
    brief, deck = folder / f"out.{language}.docx", folder / f"out.{language}.pptx"
    builder.write_brief(sample, language, brief)
    builder.write_deck(sample, language, deck)
    return texts(brief), texts(deck)
