"""Pictures, in the layout's picture placeholder if it has one. Equal bytes make one part, however often shown."""

from __future__ import annotations

import hashlib

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.parts.image import ImagePart as PptxImagePart

from builder.tree.exhibits import ImageNode
from builder.typeset.plan import ImagePart
from builder.writers.powerpoint.context import DeckContext
from builder.writers.powerpoint.drawing import transform
from builder.writers.powerpoint.frames import placeholder_properties
from builder.writers.powerpoint.shapes import SlideShapes

__all__ = ["add_image"]

_EXTENSIONS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/bmp": "bmp", "image/tiff": "tiff"}


def add_image(shapes: SlideShapes, part: ImagePart) -> None:
    """Add a picture to the slide; one without alternative text is marked as decoration."""
    image = part.image
    rid = shapes.relationships.relate(RELATIONSHIP_TYPE.IMAGE, _image_part(shapes.context, image))
    placeholder = shapes.placeholder("picture")
    locks = '<a:picLocks noGrp="1" noChangeAspect="1"/>' if placeholder else '<a:picLocks noChangeAspect="1"/>'
    properties = shapes.identify("Picture", image.key, [], image.alt, decorative=not image.alt)
    shapes.add(
        f"<p:pic><p:nvPicPr>{properties}<p:cNvPicPr>{locks}</p:cNvPicPr>{placeholder_properties(placeholder)}"
        f'</p:nvPicPr><p:blipFill><a:blip r:embed="{rid}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
        f'<p:spPr>{transform(part.frame)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )


def _image_part(context: DeckContext, image: ImageNode) -> PptxImagePart:
    """Return the part of a picture. python-pptx's own search compares with every picture of the package."""
    digest = hashlib.sha1(image.blob, usedforsecurity=False).digest()
    part = context.pictures.get(digest)
    if part is None:
        package = context.package
        name = package.next_image_partname(_EXTENSIONS.get(image.media_type, "png"))
        part = context.pictures[digest] = PptxImagePart(name, image.media_type, package, image.blob)
    return part
