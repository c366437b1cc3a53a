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

__all__ = ["EmbeddedChart", "drawing_id", "image_id", "picture_id"]

_WORKBOOK_NAME = "/word/embeddings/Microsoft_Excel_Sheet%d.xlsx"
_SVG = "image/svg+xml"
_EXTENSIONS = {"image/png": "png", "image/jpeg": "jpeg", "image/gif": "gif", _SVG: "svg"}


class _DrawnPart(Part):
    """A part whose content may be drawn anew while the file is written."""

    def replace(self, content: bytes) -> None:
        """Replace the content."""
        self._blob = content


class EmbeddedChart:
    """A chart in the package, with its workbook and its text boxes."""

    def __init__(self, state: BriefContext, parts: ChartParts):
        package = state.package
        name, book_name = map(package.next_partname, ("/word/charts/chart%d.xml", _WORKBOOK_NAME))
        self._package = package
        self._chart = _DrawnPart(name, CONTENT_TYPE.DML_CHART, parts.xml, package)
        self._shapes: _DrawnPart | None = None
        workbook = Part(book_name, CONTENT_TYPE.SML_SHEET, parts.workbook, package)
        self._chart.rels.add_relationship(RELATIONSHIP_TYPE.PACKAGE, workbook, WORKBOOK_ID)
        self._put_shapes(parts.shapes)
        self.id = state.relationships.relate(RELATIONSHIP_TYPE.CHART, self._chart)
        """The chart's relationship id."""

    def redraw(self, parts: ChartParts) -> None:
        """Replace the chart and its text boxes; the workbook stays."""
        self._chart.replace(parts.xml)
        if self._shapes is not None and parts.shapes is None:
            del self._chart.rels[SHAPES_ID]
            self._shapes = None
        else:
            self._put_shapes(parts.shapes)

    def _put_shapes(self, shapes: bytes | None) -> None:
        if shapes is None:
            return
        if self._shapes is not None:
            self._shapes.replace(shapes)
            return
        name = self._package.next_partname("/word/drawings/drawing%d.xml")
        self._shapes = _DrawnPart(name, SHAPES_TYPE, shapes, self._package)
        self._chart.rels.add_relationship(SHAPES_RELATIONSHIP, self._shapes, SHAPES_ID)


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
