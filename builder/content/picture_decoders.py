"""Decode pictures: their files by language, their widths, the cover's picture."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from builder.content.context import LoadContext
from builder.content.decoding_result import INVALID
from builder.content.files import FileProblem
from builder.content.localised import entries_of
from builder.content.markup import Markup
from builder.content.model.exhibits import Image, ImageFile
from builder.content.model.publication import Cover
from builder.content.model.values import Text
from builder.content.picture_files import picture_names, read_picture
from builder.content.picture_widths import picture_width
from builder.content.yaml_values import Mapping, Scalar, Value

__all__ = ["decode_width", "finish_cover", "finish_image", "picture_file"]


def picture_file(value: Value, key: str, context: LoadContext) -> Any:
    """Return the names of a picture's files, by language: paths, not texts."""
    names: dict[str, Markup] = {}
    for tag, scalar in entries_of(value, key, context):
        if scalar.is_null or not scalar.value.strip():
            context.problem("empty-text", f"`{key.rpartition('.')[2]}` is empty", scalar.span, "name a picture")
        else:
            names[tag] = Markup(scalar.value.strip(), scalar.place(0), ())
    return Text(span=value.span, key=key, entries=names) if names or type(value) is Mapping else INVALID


def decode_width(value: Value, key: str, context: LoadContext) -> Any:
    """Return the width of a picture: a share or a length."""
    if not isinstance(value, Scalar) or value.is_null or not value.value.strip():
        context.mismatch(value, key, "a share or a length", "write 60% or 8 cm")
        return INVALID
    width = context.convert(picture_width, value.value, value.span)
    return INVALID if width is None else width


def finish_image(image: Image, value: Mapping, context: LoadContext) -> Any:
    """Return the picture with its files read and checked."""
    files = _picture_files(image.file, context)
    return INVALID if files is None else replace(image, files=files)


def finish_cover(cover: Cover, value: Mapping, context: LoadContext) -> Any:
    """Return the cover with the files of its picture read and checked, and with nothing that it would not show."""
    if cover.image is None:
        for name in ("alt", "credit", "focus"):
            if (given := value.get(name)) is not None:
                context.problem("missing-key", f"`{name}` needs `image`", given.span, "name a picture, or delete it")
        return cover
    if cover.figure is not None:
        context.not_together(["image", "figure"], value.span)
        return INVALID
    if cover.alt is None:
        hint = "describe the picture in `alt`, or write `alt: ''` if it is decorative"
        context.problem("missing-key", "`image` needs `alt`", cover.image.span, hint)
        return INVALID
    files = _picture_files(cover.image, context)
    return INVALID if files is None else replace(cover, files=files)


def _picture_files(names: Text, context: LoadContext) -> dict[str, ImageFile] | None:
    """Return the files of a picture, read and checked, by language; None after a problem."""
    files: dict[str, ImageFile] = {}
    for tag, markup in names.entries.items():
        name = markup.source
        try:
            picture = context.pictures.get(name) or read_picture(context.folder, name)
        except FileProblem as problem:
            context.problem(problem.code, problem.message, markup.span, problem.hint)
            continue
        context.pictures[name] = picture
        context.file_names.update(picture_names(name))
        files[tag] = ImageFile(
            span=markup.span,
            name=name,
            blob=picture.blob,
            media_type=picture.media_type,
            width=picture.width,
            height=picture.height,
            dpi=picture.dpi,
            frames=picture.frames,
            full_size=picture.full_size,
            drawing=picture.drawing,
        )
    return files if len(files) == len(names.entries) else None
