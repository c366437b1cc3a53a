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
    program = "import pptx; print([name for name in ('ssl', 'http.client', 'PIL._imaging') if name in sys.modules])"
    assert run(program) == "[]"


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


def test_what_is_imported_already_is_left_alone() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import PIL.Image as before; " + START + "print(sys.modules['PIL.Image'] is before)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "True"
