from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.writers.charts.style import ChartStyle, colour, contrast, readable_on, series_colours

RGB = st.text("0123456789ABCDEF", min_size=6, max_size=6)
ACCENTS = ("accent1", "accent2", "accent3", "accent4", "accent5", "accent6")
THEMES = st.lists(RGB, min_size=6, max_size=6).map(lambda ones: dict(zip(ACCENTS, ones, strict=True)))


def test_contrast_is_that_of_the_guidelines() -> None:
    style = ChartStyle()
    white, black, grey = (colour(rgb, style) for rgb in ("FFFFFF", "000000", "767676"))
    assert contrast(white, black) == pytest.approx(21)
    assert contrast(grey, white) == pytest.approx(4.54, abs=0.01)


def test_colours_stay_references_to_the_theme() -> None:
    style = ChartStyle(theme={"accent1": "0E5A73"})
    assert series_colours(style, 1)[0].xml == '<a:schemeClr val="accent1"></a:schemeClr>'
    assert series_colours(ChartStyle(series=("0E5A73",)), 1)[0].xml == '<a:srgbClr val="0E5A73"></a:srgbClr>'


def test_shades_are_those_that_office_computes() -> None:
    """Office 2013's "accent 1, darker 25 %" and "lighter 40 %" are 2F5597 and 8FAADC in its own palette."""
    style = ChartStyle()
    assert colour("accent1", style, 75, 0).rgb[:2] in ("2E", "2F", "30")
    lighter = colour("accent1", style, 60, 40).rgb
    assert [abs(int(lighter[i : i + 2], 16) - int("8FAADC"[i : i + 2], 16)) <= 2 for i in (0, 2, 4)] == [True] * 3


@given(THEMES, st.sampled_from(["FFFFFF", "101828"]))
def test_four_series_differ_in_greyscale_and_from_the_background(theme: dict[str, str], background: str) -> None:
    style = ChartStyle(theme=theme, background=background)
    found = series_colours(style, 4)
    assert len({one.xml for one in found}) == 4 or len(set(theme.values())) < 6
    if all(contrast(colour(rgb, style), colour(background, style)) >= 3 for rgb in theme.values()):
        assert all(contrast(one, colour(background, style)) >= 3 for one in found)


@given(THEMES, st.sampled_from(["FFFFFF", "101828"]), st.integers(2, 6))
def test_fills_that_touch_differ_by_three_to_one_in_any_template(
    theme: dict[str, str], background: str, count: int
) -> None:
    style = ChartStyle(theme=theme, background=background)
    found = series_colours(style, count, touching=True)
    ground = colour(background, style)
    assert len({one.rgb for one in found}) == count
    assert all(contrast(one, ground) >= 1.8 for one in found)
    assert all(contrast(one, following) >= 3 for one, following in pairwise(found))


def test_the_first_accent_stays_as_near_as_the_neighbours_allow() -> None:
    theme = dict(zip(ACCENTS, ("0E5A73", "C8761B", "4E9A91", "8C2F2B", "6B7480", "8A6B94"), strict=True))
    first, second = series_colours(ChartStyle(theme=theme), 2, touching=True)
    assert first.rgb == theme["accent1"]
    assert 'val="accent2"' in second.xml


def test_lines_and_points_beside_a_yellow_have_two_accents() -> None:
    """A yellow that no line can have does not make its neighbour serve twice."""
    theme = dict(zip(ACCENTS, ("FFD400", "C8102E", "4E9A91", "8C2F2B", "6B7480", "8A6B94"), strict=True))
    first, second = series_colours(ChartStyle(theme=theme), 2)
    assert 'val="accent2"' in first.xml
    assert 'val="accent3"' in second.xml


def test_the_default_palette_s_neighbours_differ_in_greyscale() -> None:
    theme = dict(zip(ACCENTS, ("0E5A73", "C8761B", "4E9A91", "8C2F2B", "6B7480", "8A6B94"), strict=True))
    found = series_colours(ChartStyle(theme=theme), 4)
    assert min(contrast(a, b) for a, b in combinations(found, 2)) >= 1.25


def test_lines_of_the_default_templates_are_not_shades_of_one_brown() -> None:
    theme = dict(zip(ACCENTS, ("0F5A73", "E8A838", "9CCBD6", "9C3D1B", "4D5B66", "6A96A5"), strict=True))
    lines = [
        [int(line.rgb[at : at + 2], 16) for at in (0, 2, 4)] for line in series_colours(ChartStyle(theme=theme), 4)
    ]
    distances = [sum((a - b) ** 2 for a, b in zip(*pair, strict=True)) ** 0.5 for pair in combinations(lines, 2)]
    assert min(distances) >= 75


@given(RGB)
def test_words_on_a_colour_can_be_read(rgb: str) -> None:
    style = ChartStyle()
    fill = colour(rgb, style)
    assert contrast(readable_on(fill, style), fill) >= 4.5
