from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from builder.typeset.fonts import Fonts
from builder.typeset.metrics_format import FACES, code_points, unpack
from builder.typeset.substitutes import substitute
from tests.files.tools import absent

METRICS = Path(__file__).resolve().parents[2] / "builder" / "typeset" / "metrics"
SYSTEM_FONTS = Path("/usr/share/fonts")
TEXT = "L’été dernier, 1234 € : « Où est-ce ? » — Ænigma naïve Œuvre ÀÉÎ κόσμε Україна"


def advance_sum(file: str, text: str) -> float:
    """The width of a text in ems as the font file itself has it."""
    paths = sorted(SYSTEM_FONTS.rglob(file))
    if not paths:
        absent(f"the font {file}")
    with TTFont(paths[0], lazy=True) as font:
        names, widths = font.getBestCmap(), font["hmtx"].metrics
        return sum(widths[names[ord(character)]][0] for character in text) / font["head"].unitsPerEm


@pytest.mark.parametrize(
    ("family", "file", "bold", "italic"),
    [
        ("Calibri", "Carlito-Regular.ttf", False, False),
        ("Calibri", "Carlito-Bold.ttf", True, False),
        ("Arial", "LiberationSans-Italic.ttf", False, True),
        ("Arial", "LiberationSans-BoldItalic.ttf", True, True),
        ("Times New Roman", "LiberationSerif-Regular.ttf", False, False),
    ],
)
def test_widths_are_those_of_the_font(family: str, file: str, bold: bool, italic: bool) -> None:
    assert Fonts().face(family, bold, italic).width(TEXT) == pytest.approx(advance_sum(file, TEXT), abs=1e-6)


def test_known_widths() -> None:
    calibri = Fonts().face("Calibri")
    assert calibri["n"] == pytest.approx(1076 / 2048)
    assert calibri["W"] == pytest.approx(1822 / 2048)
    assert calibri["\u202f"] == pytest.approx(463 / 2048)
    assert calibri.line == pytest.approx(2500 / 2048)
    assert Fonts().face("Arial").line == 1.2


def test_a_character_without_glyph_still_takes_room() -> None:
    calibri, courier = Fonts().face("Calibri"), Fonts().face("Courier New")
    assert calibri["中"] == 1.0
    assert calibri["e\u0301"[1]] == pytest.approx(0.0, abs=0.01)
    assert courier["\u202f"] == courier[" "]


def test_names_are_found_whatever_their_case() -> None:
    assert substitute("  times  NEW roman ") is not None


def test_what_is_not_exact_is_said_once() -> None:
    fonts = Fonts()
    for _ in range(2):
        fonts.face("Calibri")
        fonts.face("Georgia")
        fonts.face("Comme Chez Soi")
    assert [diagnostic.code for diagnostic in fonts.diagnostics] == ["font-substituted", "font-unknown"]


def test_an_unknown_font_is_taken_for_a_wide_one() -> None:
    fonts = Fonts()
    assert fonts.face("Comme Chez Soi").width("responsabilité") > 1.1 * fonts.face("Arial").width("responsabilité")


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("font", ["Comme Chez Soi", "Georgia", "Montserrat", "Aptos Display"])
@pytest.mark.parametrize("text", ["Les recettes progressent", "REVENUE IS GROWING", "4,5 % PAR AN"])
def test_headings_in_a_font_without_metrics_have_a_margin(font: str, text: str, bold: bool) -> None:
    fonts = Fonts()
    assert fonts.face(fonts.heading(font), bold).width(text) > 1.03 * fonts.face(font, bold).width(text)
    assert len(fonts.diagnostics) == 1


@pytest.mark.parametrize("text", ["Les recettes progressent", "REVENUE IS GROWING", "4,5 % PAR AN"])
def test_headings_in_an_unknown_font_are_wider_than_any_font_that_is_shipped(text: str) -> None:
    fonts = Fonts()
    shipped = ("DejaVu Sans", "DejaVu Serif", "Inter", "Open Sans", "Lato", "Roboto", "Arial", "Calibri", "Cambria")
    for bold in (False, True):
        widest = max(fonts.face(font, bold).width(text) for font in shipped)
        assert fonts.face(fonts.heading("Comme Chez Soi"), bold).width(text) > 1.02 * widest


def test_headings_in_a_font_with_metrics_are_measured_exactly() -> None:
    fonts = Fonts()
    for font in ("Calibri", "Arial", "Inter"):
        assert fonts.face(fonts.heading(font), True).width(TEXT) == fonts.face(font, True).width(TEXT)


def test_every_metrics_file_is_whole() -> None:
    count = len(code_points())
    for path in METRICS.glob("*.bin"):
        faces = unpack(path.read_bytes())
        assert len(faces) == len(FACES)
        assert all(len(face.widths) == count and 500 < face.units < 5000 for face in faces), path.name


def test_every_metrics_file_is_credited() -> None:
    credits = (METRICS / "LICENCES.md").read_text(encoding="utf-8")
    assert all(path.stem in credits for path in METRICS.glob("*.bin"))


def test_bold_figures_of_georgia_are_measured_as_wide_as_they_are() -> None:
    # The figures of Georgia Bold are seven tenths of an em wide, those of its regular face six.
    fonts = Fonts()
    assert fonts.face("Georgia", bold=True).width("0") >= 0.7
    assert 0.6 <= fonts.face("Georgia").width("0") < 0.65
