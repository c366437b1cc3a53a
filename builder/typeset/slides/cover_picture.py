"""The picture of the cover, cropped to fill the placeholder that the template has for it."""

from __future__ import annotations

from collections.abc import Iterator

from builder.office.colour import contrast, shade_of
from builder.templates.deck.facts import Frame, Placeholder, SlideLayout
from builder.templates.deck.pixels import Pixels, read_pixels
from builder.templates.deck.theme import least_contrast
from builder.tree.document import CoverNode
from builder.tree.exhibits import ImageNode
from builder.typeset.layout_slots import intersection, overlap
from builder.typeset.plan import ImagePart
from builder.typeset.planner import Planner

__all__ = ["cover_pictures"]

_WHOLE = 100_000
_SIDES = {"left": (0.0, 0.5), "right": (1.0, 0.5), "top": (0.5, 0.0), "bottom": (0.5, 1.0), "centre": (0.5, 0.5)}
"""Shares of what is cut off that fall on the left and at the top."""
_TEXTS = ("title", "subtitle", "kicker", "attribution", "date")
_ROWS, _COLUMNS = 12, 32
"""Points at which the picture behind a text is looked at."""
_SPECK = 0.08
"""Share of them that may be harder to read."""


def cover_pictures(planner: Planner) -> tuple[ImagePart, ...] | None:
    """Return the picture in every language; None if there is none, or, after reporting it, if the template has no place
    for it or its texts could not be read on it.
    """
    covers = [document.deck.cover for document in planner.documents]
    images = [cover.image for cover in covers if cover.image is not None]
    if len(images) < len(covers):
        return None
    layout = planner.template.layouts["title-picture"]
    place = layout.placeholders.get("picture")
    if layout.substitute or place is None:
        _report(planner, images[0], "the template has no cover with a place for a picture", "add a picture placeholder")
        return None
    texts = [layout.placeholders[role] for role in _TEXTS if role in layout.placeholders]
    behind = [text for text in texts if overlap(text.frame, place.frame)]
    parts = tuple(
        _part(cover, image, place.frame, behind=bool(behind)) for cover, image in zip(covers, images, strict=True)
    )
    if any(not _is_legible(text, part, layout) for part in parts for text in behind):
        message = "the template sets texts of its cover on the picture, where they could not be read"
        _report(planner, images[0], message, "choose a calmer picture")
        return None
    return parts


def _report(planner: Planner, image: ImageNode, reason: str, hint: str) -> None:
    planner.report(
        "cover-picture-left-out", f"the cover does not show `{image.name}`: {reason}", image.span, hint, warning=True
    )


def _part(cover: CoverNode, image: ImageNode, frame: Frame, *, behind: bool) -> ImagePart:
    """Return the picture over the whole frame, with as much of it as the frame's proportions allow."""
    width = max(1, image.width) / (image.dpi[0] or 96.0)
    height = max(1, image.height) / (image.dpi[1] or 96.0)
    scale = max(frame.width / width, frame.height / height)
    across, down = 1 - frame.width / (width * scale), 1 - frame.height / (height * scale)
    left, top = _SIDES[cover.focus]
    at_left, at_top = round(across * left * _WHOLE), round(down * top * _WHOLE)
    crop = (at_left, at_top, round(across * _WHOLE) - at_left, round(down * _WHOLE) - at_top)
    return ImagePart(frame=frame, image=image, crop=crop, behind=behind)


def _is_legible(text: Placeholder, part: ImagePart, layout: SlideLayout) -> bool:
    """Return True if nearly all of the picture behind a text is dark or light enough for its colour."""
    pixels = read_pixels(part.image.blob)
    if pixels is None or not text.levels:
        return False
    level = text.levels[0]
    colour = shade_of(text.ink, layout.colours) if text.ink else level.colour
    least = least_contrast(level.size, level.bold)
    ratios = [contrast(colour, behind) for behind in _colours(pixels, part, intersection(text.frame, part.frame))]
    return sum(ratio < least for ratio in ratios) <= len(ratios) * _SPECK


def _colours(pixels: Pixels, part: ImagePart, area: Frame) -> Iterator[str]:
    """Yield colours of the picture in an area of the slide."""
    left, top, right, bottom = (share / _WHOLE for share in part.crop)
    for row in range(_ROWS):
        for column in range(_COLUMNS):
            x = area.x + area.width * (column + 0.5) / _COLUMNS - part.frame.x
            y = area.y + area.height * (row + 0.5) / _ROWS - part.frame.y
            across = left + x / part.frame.width * (1 - left - right)
            down = top + y / part.frame.height * (1 - top - bottom)
            yield pixels.at(across, down)[0]
