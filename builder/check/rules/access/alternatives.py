"""Alternative texts of pictures and charts: present, and informative."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from builder.check.context import CheckContext
from builder.check.rule import Finding, Rule
from builder.check.shown_pictures import all_pictures
from builder.content.markup import Markup
from builder.content.model.blocks import ChartBlock, ImageBlock
from builder.content.model.exhibits import Chart, Image
from builder.content.model.publication import Cover
from builder.language import base_language

__all__ = ["RULES"]

_LONGEST = 300
"""Characters that a listener can follow at once."""
_FILE_NAME = re.compile(
    r"^\S+\.(?:png|jpe?g|gif|svg|bmp|tiff?|webp)$|^(?:img|dsc|dscn|pict?|image|photo)[-_ ]?\d+$", re.I
)
_ANNOUNCED = {
    "fr": r"(?:une?\s|l['’]|la\s)?(?:image|photo(?:graphie)?|illustration)\s+(?:d[eu]s?\b|d['’]|montrant\b|qui\b)",
    "en": r"(?:an?\s|the\s)?(?:image|picture|photo(?:graph)?|illustration)\s+(?:of|showing|that|which)\b",
    "de": r"(?:ein(?:e)?\s|das\s)?(?:bild|foto|abbildung)\s+(?:von|vom|der|des|einer|eines|mit|zeigt)\b",
    "es": r"(?:una?\s|la\s)?(?:imagen|foto(?:grafía)?|ilustración)\s+(?:de|del|que)\b",
    "it": r"(?:un[ao']?\s*|la\s)?(?:immagine|foto(?:grafia)?|illustrazione)\s+(?:di|del|della|che)\b",
    "nl": r"(?:een\s|de\s)?(?:afbeelding|foto|beeld)\s+(?:van|met|die)\b",
    "pt": r"(?:uma?\s|a\s)?(?:imagem|foto(?:grafia)?|ilustração)\s+(?:de|do|da|que)\b",
}
"""Openings that repeat what a screen reader announces."""


def _images(context: CheckContext) -> Iterator[Image]:
    return (block.image for block in context.publication.all_blocks if isinstance(block, ImageBlock))


def _charts(context: CheckContext) -> Iterator[Chart]:
    return (block.chart for block in context.publication.all_blocks if isinstance(block, ChartBlock))


def _words(context: CheckContext, markup: Markup) -> str:
    return " ".join(" ".join(piece.text for piece in context.pieces(markup)).split())


def _alts(context: CheckContext) -> Iterator[tuple[Image | Cover | Chart, str, Markup, str]]:
    """Yield each alternative text with its owner, its language and its words."""
    pictures = (picture for _, picture in all_pictures(context))
    owners: tuple[Image | Cover | Chart, ...] = (*pictures, *_charts(context))
    for owner in owners:
        if owner.alt is not None:
            for tag, markup in owner.alt.entries.items():
                yield owner, tag, markup, _words(context, markup)


def missing_alt(context: CheckContext) -> Iterator[Finding]:
    """Find pictures without alternative text."""
    for image in _images(context):
        if image.alt is None:
            hint = "describe it in `alt`, or write `alt: ''` if it is decorative"
            yield Finding("this picture has no alternative text", image.span, hint)


def decorative_exhibit(context: CheckContext) -> Iterator[Finding]:
    """Find pictures marked as decorative although they have a caption or are referred to."""
    for image in _images(context):
        if image.alt is not None and not _has_words(image.alt.entries) and (image.caption or image.id):
            what = "a caption" if image.caption else "an id"
            message = f"this picture has {what}, but `alt: ''` marks it as decorative"
            yield Finding(message, image.alt.span, "describe it in `alt`")


def _has_words(entries: dict[str, Markup]) -> bool:
    return any(markup.source.strip() for markup in entries.values())


def weak_alt(context: CheckContext) -> Iterator[Finding]:
    """Find alternative texts without information: a file name, or "image of"."""
    for owner, tag, markup, words in _alts(context):
        if _FILE_NAME.match(words) or words.casefold() in _file_names(owner):
            yield Finding("this is a file name, not a description", markup.place(0), "describe what the picture shows")
        elif not isinstance(owner, Chart) and _announces(words, tag):
            message = "a screen reader already announces a picture"
            yield Finding(message, markup.place(0), "start with what it shows", (), "info")


def _file_names(owner: Image | Cover | Chart) -> set[str]:
    files = () if isinstance(owner, Chart) else owner.files.values()
    return {PurePosixPath(file.name).stem.casefold() for file in files}


def _announces(words: str, tag: str) -> bool:
    forms = [_ANNOUNCED.get(base_language(tag), "")] if tag else list(_ANNOUNCED.values())
    return any(form and re.match(form, words, re.IGNORECASE) for form in forms)


def repeated_caption(context: CheckContext) -> Iterator[Finding]:
    """Find alternative texts that repeat the caption."""
    for owner, tag, markup, words in _alts(context):
        written = None if isinstance(owner, Cover) else owner.caption
        caption = written.markup(tag) if written is not None else None
        if words and caption is not None and _key(words) == _key(_words(context, caption)):
            message = "this repeats the caption: a listener hears it twice"
            yield Finding(message, markup.place(0), "describe what the picture shows")


def _key(words: str) -> str:
    return words.casefold().rstrip(" .\u00a0")


def long_alt(context: CheckContext) -> Iterator[Finding]:
    """Find alternative texts that are too long to listen to."""
    for _, _, markup, words in _alts(context):
        if len(words) > _LONGEST:
            message = f"this alternative text has {len(words)} characters; at most {_LONGEST} are easy to follow by ear"
            yield Finding(message, markup.place(0), "shorten it, and put the rest in the text")


def generated_alt(context: CheckContext) -> Iterator[Finding]:
    """Find charts whose description is generated from their data."""
    for chart in _charts(context):
        if chart.alt is None:
            message = "this chart has no alternative text; its description is generated from its data"
            yield Finding(message, chart.span, "write its conclusion in `alt`")


RULES: tuple[Rule, ...] = (
    Rule(
        code="ACC001",
        name="missing-alt",
        severity="warning",
        summary="A picture has no alternative text.",
        find=missing_alt,
        bad="- image: {file: pont.jpg}",
        good="- image:\n    file: pont.jpg\n    alt: {fr: Le pont vu de la rive., en: The bridge from the bank.}",
    ),
    Rule(
        code="ACC002",
        name="decorative-exhibit",
        severity="info",
        summary="A picture with a caption or an id is marked as decorative.",
        find=decorative_exhibit,
        bad="- image: {file: pont.jpg, caption: {fr: Le pont, en: The bridge}, alt: ''}",
        good="- image: {file: filet.png, alt: ''}",
    ),
    Rule(
        code="ACC003",
        name="weak-alt",
        severity="warning",
        summary="An alternative text is a file name, or starts with “image of”.",
        find=weak_alt,
        bad="alt: {fr: Photo du pont neuf, en: IMG_2041.jpg}",
        good="alt: {fr: Le pont neuf vu de la rive., en: The new bridge seen from the bank.}",
    ),
    Rule(
        code="ACC004",
        name="repeated-caption",
        severity="info",
        summary="An alternative text repeats the caption.",
        find=repeated_caption,
        bad="caption: {fr: Le pont neuf, en: The new bridge}\nalt: {fr: Le pont neuf, en: The new bridge}",
        good="caption: {fr: Le pont neuf, en: The new bridge}\n"
        "alt: {fr: Trois arches de pierre., en: Three arches of stone.}",
    ),
    Rule(
        code="ACC005",
        name="long-alt",
        severity="info",
        summary=f"An alternative text has more than {_LONGEST} characters.",
        find=long_alt,
        bad="alt: {fr: Un long récit …, en: A long story …}",
        good="alt: {fr: Le pont neuf vu de la rive., en: The new bridge seen from the bank.}",
    ),
    Rule(
        code="ACC006",
        name="generated-alt",
        severity="info",
        summary="A chart has no alternative text: its description is generated from its data.",
        find=generated_alt,
        bad="- chart: {kind: line, data: dette.csv}",
        good="- chart:\n    kind: line\n    data: dette.csv\n"
        "    alt: {fr: La dette double en dix ans., en: Debt doubles in ten years.}",
    ),
)
