from __future__ import annotations

import pytest
from lxml import etree

from builder.office.colour import contrast, hue_distance, mapped_colours, mixed, resolve_colour, shade_of
from tests.files.opc import NS

THEME = {"dk1": "000000", "lt1": "FFFFFF", "dk2": "12283A", "lt2": "F3F1EC", "accent1": "0E5A73"}


def colour(xml: str) -> str | None:
    element = etree.fromstring(f'<x xmlns:a="{NS["a"]}">{xml}</x>')[0]
    return resolve_colour(element, mapped_colours(THEME, {"bg1": "dk2", "tx1": "lt1"}))


@pytest.mark.parametrize(
    ("xml", "seen"),
    [
        ('<a:srgbClr val="0e5a73"/>', "0E5A73"),
        ('<a:schemeClr val="bg1"/>', "12283A"),
        ('<a:schemeClr val="tx1"/>', "FFFFFF"),
        ('<a:schemeClr val="tx2"/>', "12283A"),
        ('<a:sysClr val="windowText" lastClr="010203"/>', "010203"),
        ('<a:sysClr val="window"/>', "FFFFFF"),
        ('<a:schemeClr val="lt1"><a:lumMod val="75000"/></a:schemeClr>', "BFBFBF"),
        ('<a:schemeClr val="dk1"><a:lumMod val="50000"/><a:lumOff val="50000"/></a:schemeClr>', "808080"),
        ('<a:schemeClr val="dk1"><a:tint val="75000"/></a:schemeClr>', "898989"),
        ('<a:schemeClr val="unknown"/>', None),
        ('<a:prstClr val="papayaWhip"/>', None),
    ],
)
def test_colours_are_seen_through_maps_and_changes(xml: str, seen: str | None) -> None:
    assert colour(xml) == seen


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("000000", "FFFFFF") == contrast("FFFFFF", "000000") == 21
    assert contrast("898989", "FFFFFF") == pytest.approx(3.5, abs=0.05)
    assert contrast("4F81BD", "FFFFFF") == pytest.approx(4.03, abs=0.05)


def test_shades_are_those_of_office_s_palette() -> None:
    assert shade_of("lt1-25", THEME) == "BFBFBF"
    assert shade_of("dk1+40", THEME) == "666666"
    assert shade_of("accent1", THEME) == "0E5A73"


def test_mixing_and_hues() -> None:
    assert mixed("FFFFFF", "000000", 0.5) == "808080"
    assert hue_distance("FF0000", "FF0000") == 0
    assert hue_distance("FF0000", "00FFFF") == 180
    # A grey has no hue, which colorsys gives as that of red.
    assert hue_distance("808080", "FF0000") == hue_distance("C8102E", "767676") == 180
    assert hue_distance("808080", "222222") == 0
    assert hue_distance("FF0001", "FF0100") < 2
