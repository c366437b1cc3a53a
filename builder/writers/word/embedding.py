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

__all__ = ["chart_id", "image_id"]

_WORKBOOK_NAME = "/word/embeddings/Microsoft_Excel_Sheet%d.xlsx"
_EXTENSIONS = {"image/png": "png", "image/jpeg": "jpeg", "image/gif": "gif", "image/bmp": "bmp", "image/tiff": "tiff"}


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
    digest = blake2b(image.blob, digest_size=8).hexdigest()
    part = state.pictures.get(digest)
    if part is None:
        extension = _EXTENSIONS.get(image.media_type, "png")
        name = PackURI(f"/word/media/{digest}.{extension}")
        part = state.pictures[digest] = ImagePart(name, image.media_type, image.blob)
    return state.relationships.relate(RELATIONSHIP_TYPE.IMAGE, part)
