"""Modules that a build defers are imported when something of them is used."""

from __future__ import annotations

import subprocess
import sys

import pytest

START = "import sys; from builder.office.deferred import defer_imports; defer_imports(); "


def run(program: str) -> str:
    done = subprocess.run([sys.executable, "-c", START + program], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_python_pptx_is_imported_without_what_it_does_not_call() -> None:
    unused = "('ssl', 'http.client', 'PIL._imaging', 'xlsxwriter.workbook')"
    assert run(f"import pptx; print([name for name in {unused} if name in sys.modules])") == "[]"


@pytest.mark.parametrize(
    "program",
    [
        "import urllib.request; print(urllib.request.Request('https://example.org').host)",
        "from urllib.request import Request; print(Request('https://example.org').host)",
        "import urllib.request, builder; defer_imports(); print(urllib.request.Request('https://example.org').host)",
    ],
)
def test_a_deferred_module_is_used_as_ever(program: str) -> None:
    assert run(program) == "example.org"


@pytest.mark.parametrize(
    "statement", ["import PIL.Image", "from PIL import Image", "from pptx.parts.image import PIL_Image"]
)
def test_pillow_still_reads_pictures(statement: str) -> None:
    image = {"import PIL.Image": "PIL.Image", "from PIL import Image": "Image"}.get(statement, "PIL_Image")
    program = (
        f"{statement}; import io; file = io.BytesIO(); {image}.new('RGB', (3, 2)).save(file, 'PNG'); file.seek(0); "
        f"print({image}.open(file).size)"
    )
    assert run(program) == "(3, 2)"


@pytest.mark.parametrize("first", ["", "import xlsxwriter; xlsxwriter.Workbook; "])
def test_python_pptx_still_writes_charts(first: str) -> None:
    program = (
        f"{first}import io, openpyxl, pptx; from pptx.chart.data import CategoryChartData; "
        "from pptx.enum.chart import XL_CHART_TYPE; "
        "data = CategoryChartData(); data.categories = ['a', 'b']; data.add_series('s', (1, 2)); "
        "slide = (deck := pptx.Presentation()).slides.add_slide(deck.slide_layouts[6]); "
        "chart = slide.shapes.add_chart(XL_CHART_TYPE.PIE, 0, 0, 99, 99, data).chart; "
        "book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)); "
        "print(book.active['B3'].value)"
    )
    assert run(program) == "2"


def test_what_is_imported_already_is_left_alone() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import PIL.Image as before; " + START + "print(sys.modules['PIL.Image'] is before)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "True"
