"""Pictures, in the layout's picture placeholder when it has one. The same bytes make one part, however often shown."""

from __future__ import annotations

import hashlib

from builder.office.package import Package
from builder.tree.nodes import ImageNode
from builder.typeset.plan import ImagePart
from builder.writers.powerpoint.drawing import placed
from builder.writers.powerpoint.fields import marker
from builder.writers.powerpoint.shapes import SlideShapes

__all__ = ["add_image"]

_EXTENSIONS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/bmp": "bmp", "image/tiff": "tiff"}


def add_image(shapes: SlideShapes, part: ImagePart) -> None:
    """Put the picture on the slide; one without alternative text is decoration and says so."""
    image = part.image
    relation = shapes.relate("image", _picture(shapes.context.package, shapes.context.pictures, image))
    placeholder = shapes.placeholder("picture")
    held = f"<p:nvPr>{marker(placeholder)}</p:nvPr>" if placeholder else "<p:nvPr/>"
    locks = '<a:picLocks noGrp="1" noChangeAspect="1"/>' if placeholder else '<a:picLocks noChangeAspect="1"/>'
    described = shapes.identified("Picture", image.key, [], image.alt, decorative=not image.alt)
    shapes.add(
        f"<p:pic><p:nvPicPr>{described}<p:cNvPicPr>{locks}</p:cNvPicPr>{held}</p:nvPicPr><p:blipFill><a:blip "
        f'r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>{placed(part.frame)}'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )


def _picture(package: Package, known: dict[bytes, str], image: ImageNode) -> str:
    digest = hashlib.sha1(image.blob, usedforsecurity=False).digest()
    if digest not in known:
        extension = _EXTENSIONS.get(image.media_type, "png")
        name = package.next_name("/ppt/media/image{}." + extension)
        known[digest] = package.add_part(name, image.media_type, image.blob)
    return known[digest]
