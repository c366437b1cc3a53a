"""Pictures, in the layout's picture placeholder if it has one. Equal bytes make one part, however often shown."""

from __future__ import annotations

import hashlib

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.packuri import PackURI
from pptx.parts.image import ImagePart as PptxImagePart

from builder.office.xml import blip
from builder.tree.exhibits import ImageNode
from builder.typeset.plan import ImagePart
from builder.writers.powerpoint.context import DeckContext
from builder.writers.powerpoint.drawing import transform
from builder.writers.powerpoint.frames import placeholder_properties
from builder.writers.powerpoint.shapes import SlideShapes

__all__ = ["add_image"]

_SVG = "image/svg+xml"
_EXTENSIONS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif"}


def add_image(shapes: SlideShapes, part: ImagePart) -> None:
    """Add a picture to the slide; one without alternative text is marked as decoration."""
    image = part.image
    relate = shapes.relationships.relate
    picture_id = relate(RELATIONSHIP_TYPE.IMAGE, _image_part(shapes.context, image))
    drawing_id = relate(RELATIONSHIP_TYPE.IMAGE, _drawing_part(shapes.context, image)) if image.drawing else ""
    placeholder = shapes.placeholder("picture")
    locks = '<a:picLocks noGrp="1" noChangeAspect="1"/>' if placeholder else '<a:picLocks noChangeAspect="1"/>'
    properties = shapes.identify("Picture", image.key, [], image.alt, decorative=not image.alt)
    shapes.add(
        f"<p:pic><p:nvPicPr>{properties}<p:cNvPicPr>{locks}</p:cNvPicPr>{placeholder_properties(placeholder)}"
        f"</p:nvPicPr><p:blipFill>{blip(picture_id, drawing_id)}{_source_rectangle(part)}<a:stretch><a:fillRect/>"
        "</a:stretch></p:blipFill>"
        f'<p:spPr>{transform(part.frame)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )


def _source_rectangle(part: ImagePart) -> str:
    """Return `a:srcRect`, the part of a picture that is shown; nothing for all of it."""
    sides = "".join(f' {side}="{share}"' for side, share in zip("ltrb", part.crop, strict=True) if share)
    return f"<a:srcRect{sides}/>" if sides else ""


def _image_part(context: DeckContext, image: ImageNode) -> PptxImagePart:
    """Return the part of a picture. python-pptx's own search compares with every picture of the package."""
    digest = hashlib.sha1(image.blob, usedforsecurity=False).digest()
    part = context.pictures.get(digest)
    if part is None:
        package = context.package
        name = package.next_image_partname(_EXTENSIONS[image.media_type])
        part = context.pictures[digest] = PptxImagePart(name, image.media_type, package, image.blob)
    return part


def _drawing_part(context: DeckContext, image: ImageNode) -> PptxImagePart:
    """Return the part of a picture's SVG drawing, named after its content."""
    digest = hashlib.sha1(image.drawing, usedforsecurity=False)
    part = context.pictures.get(digest.digest())
    if part is None:
        name = PackURI(f"/ppt/media/drawing-{digest.hexdigest()[:16]}.svg")
        part = context.pictures[digest.digest()] = PptxImagePart(name, _SVG, context.package, image.drawing)
    return part
