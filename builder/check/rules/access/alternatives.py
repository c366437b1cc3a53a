"""Alternative texts of pictures and charts: there, and worth hearing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from builder.check.context import CheckContext
from builder.check.outline import all_blocks
from builder.check.rule import Finding, Rule
from builder.content.markup import Markup
from builder.content.model.blocks import ChartBlock, ImageBlock
from builder.content.model.exhibits import Chart, Image
from builder.language import base_language

__all__ = ["RULES"]

_LONGEST = 300
"""Characters that one listens to without wanting to go back."""
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
"""Beginnings of a text that repeat what a screen reader announces anyway."""


def _images(context: CheckContext) -> Iterator[Image]:
    return (one.image for one in all_blocks(context) if isinstance(one, ImageBlock))


def _charts(context: CheckContext) -> Iterator[Chart]:
    return (one.chart for one in all_blocks(context) if isinstance(one, ChartBlock))


def _words(context: CheckContext, markup: Markup) -> str:
    return " ".join(" ".join(piece.text for piece in context.pieces(markup)).split())


def _alts(context: CheckContext) -> Iterator[tuple[Image | Chart, str, Markup, str]]:
    """Yield each alternative text with its owner, its language and its words."""
    owners: tuple[Image | Chart, ...] = (*_images(context), *_charts(context))
    for owner in owners:
        if owner.alt is not None:
            for tag, markup in owner.alt.entries.items():
                yield owner, tag, markup, _words(context, markup)


def missing_alt(context: CheckContext) -> Iterator[Finding]:
    """Find pictures without alternative text."""
    for image in _images(context):
        if image.alt is None:
            hint = "say in `alt` what it tells, or `alt: ''` if it only decorates"
            yield Finding("this picture has no alternative text", image.span, hint)


def decorative_exhibit(context: CheckContext) -> Iterator[Finding]:
    """Find pictures marked as decorative although they have a caption or are referred to."""
    for image in _images(context):
        if image.alt is not None and not _has_words(image.alt.entries) and (image.caption or image.id):
            what = "a caption" if image.caption else "a name to refer to it"
            message = f"this picture has {what}, yet `alt: ''` says that it only decorates"
            yield Finding(message, image.alt.span, "say in `alt` what it tells")


def _has_words(entries: dict[str, Markup]) -> bool:
    return any(one.source.strip() for one in entries.values())


def weak_alt(context: CheckContext) -> Iterator[Finding]:
    """Find alternative texts without information: a file name, or "image of"."""
    for owner, tag, markup, words in _alts(context):
        if _FILE_NAME.match(words) or words.casefold() in _file_names(owner):
            yield Finding("this is the name of a file, not what the picture tells", markup.place(0))
        elif isinstance(owner, Image) and _announces(words, tag):
            message = "a screen reader already says that this is a picture"
            yield Finding(message, markup.place(0), "begin with what it shows", (), "info")


def _file_names(owner: Image | Chart) -> set[str]:
    files = owner.files.values() if isinstance(owner, Image) else ()
    return {PurePosixPath(one.name).stem.casefold() for one in files}


def _announces(words: str, tag: str) -> bool:
    forms = [_ANNOUNCED.get(base_language(tag), "")] if tag else list(_ANNOUNCED.values())
    return any(one and re.match(one, words, re.IGNORECASE) for one in forms)


def repeated_caption(context: CheckContext) -> Iterator[Finding]:
    """Find alternative texts that repeat the caption."""
    for owner, tag, markup, words in _alts(context):
        caption = owner.caption.markup(tag) if owner.caption is not None else None
        if words and caption is not None and _key(words) == _key(_words(context, caption)):
            message = "this is the caption again: whoever listens hears it twice"
            yield Finding(message, markup.place(0), "say what the picture shows")


def _key(words: str) -> str:
    return words.casefold().rstrip(" .\u00a0")


def long_alt(context: CheckContext) -> Iterator[Finding]:
    """Find alternative texts that are too long to listen to."""
    for _, _, markup, words in _alts(context):
        if len(words) > _LONGEST:
            message = f"this alternative text has {len(words)} characters; {_LONGEST} are the most to listen to"
            yield Finding(message, markup.place(0), "say the rest in the text around it")


def generated_alt(context: CheckContext) -> Iterator[Finding]:
    """Find charts whose description is generated from their data."""
    for chart in _charts(context):
        if chart.alt is None:
            message = "this chart is described from its data, since it has no alternative text"
            yield Finding(message, chart.span, "say in `alt` what it tells")


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
        summary="A picture with a caption is said to be mere decoration.",
        find=decorative_exhibit,
        bad="- image: {file: pont.jpg, caption: {fr: Le pont, en: The bridge}, alt: ''}",
        good="- image: {file: filet.png, alt: ''}",
    ),
    Rule(
        code="ACC003",
        name="weak-alt",
        severity="warning",
        summary="An alternative text is the name of a file, or begins with “image of”.",
        find=weak_alt,
        bad="alt: {fr: Photo du pont neuf, en: IMG_2041.jpg}",
        good="alt: {fr: Le pont neuf vu de la rive., en: The new bridge seen from the bank.}",
    ),
    Rule(
        code="ACC004",
        name="repeated-caption",
        severity="info",
        summary="An alternative text says the caption again.",
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
        summary="A chart has no alternative text: it is described from its data.",
        find=generated_alt,
        bad="- chart: {kind: line, data: dette.csv}",
        good="- chart:\n    kind: line\n    data: dette.csv\n"
        "    alt: {fr: La dette double en dix ans., en: Debt doubles in ten years.}",
    ),
)
