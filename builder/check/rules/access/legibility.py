"""Legibility: resolution of pictures, contrast of templates, words in capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from builder.check.context import CheckContext
from builder.check.rule import Finding, Rule
from builder.check.shown_pictures import all_pictures
from builder.content.model.exhibits import Image, ImageFile, PictureWidth
from builder.content.model.publication import BriefOptions, DeckOptions
from builder.language import fallbacks
from builder.typeset.plan import ImagePart

__all__ = ["RULES"]

_SHARP = 96
"""Pixels per inch of a slide: 13.33 inches of it are then 1,280 dots, the least of today's projectors and screens."""
_PRINTED = 90
"""Pixels per inch of paper, below which steps are visible."""
_EMU_PER_INCH = 914_400
_TEXT_WIDTH = 6.3
"""Inches of a line of text on A4 paper."""
_CAPITALS = re.compile(r"(?:\b[A-ZÀ-ÖØ-Þ]+\b[\s’'-]*){3,}")
_LETTERS = 15


def coarse_picture(context: CheckContext) -> Iterator[Finding]:
    """Find pictures with too few pixels for their size on the page."""
    pictures = list(all_pictures(context))
    drawn = _drawn(context) if pictures else {}
    reported: set[ImageFile] = set()
    for key, picture in pictures:
        width = picture.width if isinstance(picture, Image) else None
        for tag in context.publication.languages:
            file = next((picture.files[own] for own in (*fallbacks(tag), "") if own in picture.files), None)
            if file is None or file in reported:
                continue
            dpi, least, where = _sharpness(file, width, drawn.get((tag, key)))
            if dpi < least - 0.5:
                reported.add(file)
                size = f"{file.width} pixels wide, {dpi:.0f} per inch {where}"
                message = f"`{file.name}` is {size}: it will look blurred"
                wanted = round(file.width * least / dpi + 5, -1)
                yield Finding(message, file.span, f"use a picture {wanted:,.0f} pixels wide")


def _drawn(context: CheckContext) -> dict[tuple[str, str], float]:
    """Return the width in inches that each whole picture has on its slide, by language and key."""
    return {
        (tag, part.image.key): part.frame.width / _EMU_PER_INCH / (1 - (part.crop[0] + part.crop[2]) / 100_000)
        for tag, deck in context.decks.items()
        for slide in deck.slides
        for part in slide.parts
        if isinstance(part, ImagePart)
    }


def _sharpness(file: ImageFile, chosen: PictureWidth | None, on_slide: float | None) -> tuple[float, int, str]:
    """Return the resolution in pixels per inch where the picture is largest, the required one, and where that is."""
    if on_slide:
        return file.width / on_slide, _SHARP, "on its slide"
    width = file.width / (file.dpi[0] or 96.0)
    if chosen is not None:
        width = chosen.inches or (chosen.share or 1.0) * _TEXT_WIDTH
    width = min(width, _TEXT_WIDTH)
    return file.width / width, _PRINTED, "in the brief"


def hard_to_read_template(context: CheckContext) -> Iterator[Finding]:
    """Find text with too little contrast, or too small, in the publication's own templates."""
    publication = context.publication
    templates: tuple[tuple[BriefOptions | DeckOptions, Literal["docx", "pptx"]], ...] = (
        (publication.brief, "docx"),
        (publication.deck, "pptx"),
    )
    for options, kind in templates:
        if options.template is None:
            continue
        from builder.brand.template_check import template_findings

        for problem in template_findings(publication.folder / options.template, kind):
            if problem.code in ("TPL201", "TPL203"):
                yield Finding(f"`{options.template}`: {problem.message}", options.span, problem.hint)


def capitals(context: CheckContext) -> Iterator[Finding]:
    """Find words in capitals: slow to read, and spelled letter by letter by some screen readers."""
    for text in context.texts:
        for markup in text.entries.values():
            if not re.search(r"[A-ZÀ-ÖØ-Þ]{4}", markup.source):
                continue
            for piece in context.pieces(markup):
                for match in _CAPITALS.finditer(piece.text):
                    if sum(map(str.isalpha, match[0])) >= _LETTERS:
                        yield Finding(
                            "these words are all in capitals", piece.span(match.start()), "write them in lower case"
                        )


RULES: tuple[Rule, ...] = (
    Rule(
        code="ACC010",
        name="coarse-picture",
        severity="warning",
        summary=f"A picture has fewer than {_SHARP} pixels per inch at its size on the slide.",
        find=coarse_picture,
        bad="- image: {file: small.png}   # 400 × 300 pixels",
        good="- image: {file: large.png}   # 1600 × 1200 pixels",
    ),
    Rule(
        code="ACC011",
        name="hard-to-read-template",
        severity="warning",
        summary="The publication's template has text that is too small or has too little contrast.",
        find=hard_to_read_template,
        bad="deck: {template: pale.pptx}   # grey text on white",
        good="deck: {template: clear.pptx}",
    ),
    Rule(
        code="ACC012",
        name="capitals",
        severity="info",
        summary="Three words or more are written in capitals.",
        find=capitals,
        bad="title: {fr: RAPPORT ANNUEL DÉFINITIF, en: FINAL ANNUAL REPORT}",
        good="title: {fr: Rapport annuel définitif, en: Final annual report}",
    ),
)
