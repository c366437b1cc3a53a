"""Pictures that readers see otherwise than the author's file shows them: without their motion, with fewer pixels."""

from __future__ import annotations

from collections.abc import Iterator

from builder.check.context import CheckContext
from builder.check.rule import Finding, Rule
from builder.check.shown_pictures import all_pictures
from builder.content.model.exhibits import ImageFile

__all__ = ["RULES"]


def several_frames(context: CheckContext) -> Iterator[Finding]:
    """Find animations and files of several pages, of which the first picture is shown."""
    for file in _files(context):
        if file.frames > 1:
            message = f"`{file.name}` has {file.frames} frames or pages: only the first is shown"
            yield Finding(message, file.span, "export the one that shows what matters as a picture of its own")


def reduced_picture(context: CheckContext) -> Iterator[Finding]:
    """Find pictures that were reduced to the pixels that pages and screens need."""
    for file in _files(context):
        if file.full_size is not None:
            width, height = file.full_size
            size = f"reduced from {width:,} × {height:,} to {file.width:,} × {file.height:,} pixels"
            yield Finding(f"`{file.name}` is {size} ({_weight(len(file.blob))})", file.span)


def _files(context: CheckContext) -> Iterator[ImageFile]:
    """Yield the files of all pictures, each once, at its first place."""
    names: set[str] = set()
    for _, picture in all_pictures(context):
        for file in picture.files.values():
            if file.name not in names:
                names.add(file.name)
                yield file


def _weight(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 100_000 else f"{max(1, round(size / 1e3))} kB"


RULES: tuple[Rule, ...] = (
    Rule(
        code="ACC020",
        name="several-frames",
        severity="warning",
        summary="A picture moves or has several pages; its first frame is shown.",
        find=several_frames,
        bad="- image: {file: turning.gif}   # 24 frames",
        good="- image: {file: turning.png}   # the frame that matters",
    ),
    Rule(
        code="ACC021",
        name="reduced-picture",
        severity="info",
        summary="A picture has more pixels than print and screens need; it is reduced to 4,096 on its longest side.",
        find=reduced_picture,
        bad="- image: {file: scan.tif}   # 9,000 × 6,000 pixels",
        good="- image: {file: scan.png}   # 3,000 × 2,000 pixels",
    ),
)
