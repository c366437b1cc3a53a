"""Read the picture that a publication names: one file, or a drawing in SVG and its twin in PNG."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from msgspec.structs import replace

from builder.content.files import MAX_IMAGE, FileProblem, read_inside
from builder.content.images import Picture, examine

__all__ = ["picture_names", "read_picture"]

_ALIKE = 0.02
"""The difference of proportions that rounding to pixels explains."""


def read_picture(folder: Path, name: str) -> Picture:
    """Return the picture in the file `name` of a publication's folder, ready to embed. Raises FileProblem."""
    blob = read_inside(folder, name, MAX_IMAGE)
    if not _is_drawing(name):
        return examine(blob, name)
    from builder.content.svg import drawing_of

    drawing = drawing_of(blob, name)
    twin_name = _twin(name)
    try:
        twin = examine(read_inside(folder, twin_name, MAX_IMAGE), twin_name)
    except FileProblem as problem:
        if problem.code != "file-missing":
            raise
        message = f"`{name}` needs the same drawing as `{twin_name}`, for programs that do not show SVG"
        raise FileProblem("file-missing", message, "export it as PNG beside the drawing, 2,000 pixels wide") from None
    proportion = twin.width / twin.height
    if drawing.proportion and abs(proportion / drawing.proportion - 1) > _ALIKE:
        shown = f"`{twin_name}` is {proportion:.2f} times as wide as high, and `{name}` {drawing.proportion:.2f} times"
        raise FileProblem("image", shown, "export the PNG again from the drawing")
    return replace(twin, drawing=drawing.blob)


def picture_names(name: str) -> tuple[str, ...]:
    """Return the names of the files that a picture is read from."""
    return (name, _twin(name)) if _is_drawing(name) else (name,)


def _is_drawing(name: str) -> bool:
    return name.lower().endswith((".svg", ".svgz"))


def _twin(name: str) -> str:
    return str(PurePosixPath(name).with_suffix(".png"))
