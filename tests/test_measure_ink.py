"""scripts/measure_ink.py: shares of ink and of holes of drawn pages."""

from __future__ import annotations

import importlib.util
import re
import shutil
from pathlib import Path
from types import ModuleType

import pytest
from PIL import Image, ImageDraw

SCRIPT = Path(__file__).parent.parent / "scripts" / "measure_ink.py"
WHOLE = (0.0, 0.0, 1.0, 1.0)


@pytest.fixture(scope="module")
def measures() -> ModuleType:
    specification = importlib.util.spec_from_file_location("measure_ink", SCRIPT)
    assert specification is not None and specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def page(folder: Path, *boxes: tuple[int, int, int, int], ground: str = "#FFFFFF") -> Path:
    picture = Image.new("RGB", (960, 480), ground)
    for box in boxes:
        ImageDraw.Draw(picture).rectangle(box, fill="#804020")
    path = folder / "page.png"
    picture.save(path)
    return path


def test_an_empty_page_is_one_hole(measures: ModuleType, tmp_path: Path) -> None:
    grid = measures.grid_of(page(tmp_path), WHOLE)
    assert (measures.ink_share(grid), measures.largest_band(grid), measures.largest_hole(grid)) == (0, 1, 1)


def test_half_a_page_of_ink_leaves_half_a_hole_and_no_band(measures: ModuleType, tmp_path: Path) -> None:
    grid = measures.grid_of(page(tmp_path, (480, 0, 959, 479), ground="#FFFFFF"), WHOLE)
    assert measures.ink_share(grid) == measures.largest_hole(grid) == 0.5
    assert measures.largest_band(grid) == 0


def test_the_hole_is_the_largest_rectangle_and_the_band_goes_across(measures: ModuleType, tmp_path: Path) -> None:
    grid = measures.grid_of(page(tmp_path, (0, 0, 959, 119), (480, 240, 940, 479)), WHOLE)
    assert measures.largest_band(grid) == 0.25
    assert measures.largest_hole(grid) == pytest.approx(0.375)


@pytest.mark.parametrize("ground", ["#FFFFFF", "#12263A"])
def test_faint_tints_and_the_ground_itself_are_no_ink(ground: str, measures: ModuleType, tmp_path: Path) -> None:
    assert measures.ink_share(measures.grid_of(page(tmp_path, ground=ground), WHOLE)) == 0


def test_only_the_body_is_measured(measures: ModuleType, tmp_path: Path) -> None:
    path = page(tmp_path, (0, 0, 959, 100))
    assert measures.ink_share(measures.grid_of(path, (0.0, 0.5, 1.0, 1.0))) == 0


@pytest.mark.render
def test_the_bands_of_a_pdf_are_in_millimetres(
    measures: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if shutil.which("pdftoppm") is None:
        pytest.skip("pdftoppm is not installed")
    picture = Image.new("RGB", (210, 297), "#FFFFFF")
    ImageDraw.Draw(picture).rectangle((20, 22, 190, 171), fill="#804020")
    picture.save(tmp_path / "page.pdf", resolution=25.4)
    monkeypatch.setattr("sys.argv", ["measure_ink.py", str(tmp_path / "page.pdf")])
    measures.main()
    band = re.search(r"\((\d+) mm\)", capsys.readouterr().out)
    assert band is not None and abs(int(band[1]) - 100) <= 3
