"""Pictures: the file of the language, the alternative text, the credit."""

from __future__ import annotations

from builder.content.model.blocks import ImageBlock
from builder.content.model.exhibits import ImageFile
from builder.content.model.values import Node
from builder.language import fallbacks
from builder.resolve.context import ResolveContext
from builder.resolve.inlines import BARE, PROSE, text_inlines
from builder.tree.exhibits import ImageNode
from builder.tree.prose import unformatted

__all__ = ["image_node", "language_file"]


def image_node(context: ResolveContext, block: ImageBlock) -> ImageNode | None:
    """Return a picture among the blocks of a section; None without a file in the language."""
    image = block.image
    file = language_file(context, image, image.files)
    if file is None:
        return None
    caption = text_inlines(context, image.caption, PROSE)
    # Only an author may say that a picture is decorative; one without `alt` is described by its caption.
    alt = unformatted(text_inlines(context, image.alt, BARE) if image.alt is not None else caption)
    return ImageNode(
        span=block.span,
        key=block.key,
        only=block.only,
        name=file.name,
        blob=file.blob,
        media_type=file.media_type,
        width=file.width,
        height=file.height,
        dpi=file.dpi,
        alt=alt,
        id=image.id,
        caption=caption,
        number=context.targets.number(image.key),
        credit=text_inlines(context, image.credit, PROSE),
        width_share=image.width.share if image.width else None,
        width_inches=image.width.inches if image.width else None,
        drawing=file.drawing,
    )


def language_file(context: ResolveContext, owner: Node, files: dict[str, ImageFile]) -> ImageFile | None:
    """Return the file of a picture in the language; None after reporting that there is none."""
    tags = (*fallbacks(context.language), "")
    file = next((files[tag] for tag in tags if tag in files), None)
    if file is None:
        context.report(
            "missing-language",
            f"`{owner.key}` has no picture in `{context.language}`",
            owner.span,
            f"add `{context.language}:` beside the other languages, or name one picture for all",
        )
    return file
