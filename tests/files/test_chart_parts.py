"""Charts in every file: native, described, with a workbook whose cells are what the chart shows."""

from __future__ import annotations

import datetime
import io
import re

import openpyxl
import pytest
from openpyxl.utils.datetime import to_excel

from tests.files.opc import NS, Element, Opc, open_opc
from tests.files.samples import FILES, Samples

pytestmark = pytest.mark.parametrize(("name", "language", "kind"), FILES)

OFFICE_TAGS = {"fr": "fr-FR", "en": "en-US"}


@pytest.fixture
def opc(built: Samples, name: str, language: str, kind: str) -> Opc:
    return open_opc(built(name).file(language, kind))


def _charts(opc: Opc) -> list[str]:
    return [name for name in opc.xml_parts() if re.search(r"/charts/chart[^/]*\.xml$", name)]


def test_every_chart_has_a_workbook_inside(opc: Opc) -> None:
    for chart in _charts(opc):
        assert len(opc.find(chart, "/c:chartSpace/c:externalData")) == 1
        assert len(opc.related(chart, "package")) == 1


def test_the_workbook_s_cells_are_the_chart_s_values(opc: Opc) -> None:
    for chart in _charts(opc):
        blob = opc.parts[opc.related(chart, "package")[0]]
        book = openpyxl.load_workbook(io.BytesIO(blob), data_only=True)  # totals are formulas, with their results
        references = opc.find(chart, "//c:strRef | //c:numRef | //c15:datalabelsRange")
        assert references
        for reference in references:
            assert _cells(book, str(reference.findtext("{*}f"))) == _cached(reference)


def _cells(book: openpyxl.Workbook, reference: str) -> list[str]:
    sheet, _, area = reference.rpartition("!")
    cell_range = book[sheet.strip("'")][area.replace("$", "")]
    rows = cell_range if isinstance(cell_range, tuple) else ((cell_range,),)
    cells = [cell for row in rows for cell in (row if isinstance(row, tuple) else (row,))]
    return [_plain(cell.value) for cell in cells]


def _cached(reference: Element) -> list[str]:
    (cache,) = (child for child in reference if str(child.tag).endswith("Cache"))
    points = {int(p.get("idx", "0")): p.findtext("c:v", "", NS) for p in cache.findall("c:pt", NS)}
    count = cache.find("c:ptCount", NS)
    assert count is not None
    return [_plain(points.get(n)) for n in range(int(count.get("val", "0")))]


def _plain(value: object) -> str:
    """A value as text; a number in its shortest form, whichever side wrote it; a date as its number."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        value = to_excel(value)
    try:
        return repr(float(str(value)))
    except ValueError:
        return str(value)


def test_axes_have_positive_ids_that_cross(opc: Opc) -> None:
    for chart in _charts(opc):
        ids = opc.strings(chart, "//c:plotArea/*/c:axId/@val")
        own = {axis.find("c:axId", NS).get("val") for axis in opc.find(chart, "//c:catAx | //c:valAx | //c:dateAx")}
        crossing = set(opc.strings(chart, "//c:crossAx/@val"))
        assert set(ids) == own == crossing
        assert all(int(identity) > 0 for identity in ids)


def test_charts_say_their_language(opc: Opc, language: str) -> None:
    for chart in _charts(opc):
        own = OFFICE_TAGS.get(language, language)
        assert opc.strings(chart, "/c:chartSpace/c:lang/@val") == [own]
        assert set(opc.strings(chart, "//a:defRPr/@lang | //a:rPr/@lang")) <= {own}


def test_labels_leave_no_separator_to_the_reader_s_settings(opc: Opc) -> None:
    """Office formats numbers by the reader's settings: a label is text, or a format without decimal and group marks."""
    for chart in _charts(opc):
        for label in opc.find(chart, "//c:dLbl[not(c:delete)]"):
            codes = label.xpath("c:numFmt/@formatCode", namespaces=NS)
            assert codes or "".join(label.xpath(".//a:t/text()", namespaces=NS)).strip()
            fields = label.xpath(".//a:fld[@type != 'CELLRANGE']", namespaces=NS)  # a name has no number
            assert bool(codes) == bool(fields) or not label.xpath(".//a:t", namespaces=NS)
            assert not re.search("[.,][0#]", re.sub(r'"[^"]*"|\[[^]]*\]', "", "".join(codes)))
