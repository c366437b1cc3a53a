"""Pictures and charts as parts of the package, related to the document."""

from __future__ import annotations

from hashlib import blake2b

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.parts.image import ImagePart

from builder.tree.exhibits import ImageNode
from builder.writers.charts.part import SHAPES_ID, SHAPES_RELATIONSHIP, SHAPES_TYPE, WORKBOOK_ID, ChartParts
from builder.writers.word.context import BriefContext

__all__ = ["chart_id", "drawing_id", "image_id", "picture_id"]

_WORKBOOK_NAME = "/word/embeddings/Microsoft_Excel_Sheet%d.xlsx"
_SVG = "image/svg+xml"
_EXTENSIONS = {"image/png": "png", "image/jpeg": "jpeg", "image/gif": "gif", _SVG: "svg"}


def chart_id(state: BriefContext, parts: ChartParts) -> str:
    """Add a chart, its workbook and its text boxes to the package. Return the chart's relationship id."""
    package = state.package
    name, book_name = map(package.next_partname, ("/word/charts/chart%d.xml", _WORKBOOK_NAME))
    chart = Part(name, CONTENT_TYPE.DML_CHART, parts.xml, package)
    workbook = Part(book_name, CONTENT_TYPE.SML_SHEET, parts.workbook, package)
    chart.rels.add_relationship(RELATIONSHIP_TYPE.PACKAGE, workbook, WORKBOOK_ID)
    if parts.shapes is not None:
        shapes = Part(package.next_partname("/word/drawings/drawing%d.xml"), SHAPES_TYPE, parts.shapes, package)
        chart.rels.add_relationship(SHAPES_RELATIONSHIP, shapes, SHAPES_ID)
    return state.relationships.relate(RELATIONSHIP_TYPE.CHART, chart)


def image_id(state: BriefContext, image: ImageNode) -> str:
    """Add a picture to the package, once however often it is shown. Return its relationship id in the document."""
    return picture_id(state, image.blob, image.media_type)


def drawing_id(state: BriefContext, image: ImageNode) -> str:
    """Add the SVG drawing of a picture likewise. Return its relationship id, or "" if the picture has none."""
    return picture_id(state, image.drawing, _SVG) if image.drawing else ""


def picture_id(state: BriefContext, blob: bytes, media_type: str) -> str:
    """Add a file to the package, once however often it is shown. Return its relationship id in the document."""
    digest = blake2b(blob, digest_size=8).hexdigest()
    part = state.pictures.get(digest)
    if part is None:
        name = PackURI(f"/word/media/{digest}.{_EXTENSIONS[media_type]}")
        part = state.pictures[digest] = ImagePart(name, media_type, blob)
    return state.relationships.relate(RELATIONSHIP_TYPE.IMAGE, part)
