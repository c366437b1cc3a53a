"""Publications in the templates of three brands, read back: hues, contrast, logos, and the report of each change."""

from __future__ import annotations

import re
from colorsys import rgb_to_hls, rgb_to_hsv
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

import builder
from builder.brand.new import NewTemplates, new_templates
from builder.office.colour import contrast, hue_distance
from tests.files.contrasts import brief_texts, chart_fills, deck_texts, theme_of, too_pale
from tests.files.opc import Opc, open_opc
from tests.files.slidexml import A, P, shapes
from tests.marking import sampled

BRANDS = {
    "yellow": ('color: {primary: "#FFD400", foreground: "#1A1A1A"}', "#FFD400"),
    "dark": ('color: {primary: "#1C1C1C", secondary: "#6E6E6E", foreground: "#111111", light: "#F2F2F2"}', "#111111"),
    "red-green": ('color:\n  primary: "#C8102E"\n  secondary: "#00843D"\n  foreground: "#222222"', "#C8102E"),
    "blue-amber": ('color: {primary: "#0050A0", secondary: "#FFB81C"}', "#0050A0"),
    "white logo": ('color: {primary: "#00643C"}', "#FFFFFF"),
    "orange": ('color: {primary: "#FF7900"}', "#FF7900"),
    "green-red": ('color: {primary: "#92D050", secondary: "#E4002B"}', "#92D050"),
    "night": ('color: {background: "#0B132B", foreground: "#F5F5F5", primary: "#5BC0BE"}', "#FFFFFF"),
    "many": (
        'color: {primary: "#00843D", danger: "#D0021B", success: "#2E9E4F", palette: {a: "#C8102E", b: "#1F6FB2"}}',
        "#00843D",
    ),
}
COLOURS = re.compile(r'(?:srgbClr val|w:color w:val|w:color|w:fill)="([0-9A-Fa-f]{6})"')
HOUSE = ("12263A", "EAF2F4", "0F5A73", "E8A838", "9CCBD6", "9C3D1B", "4D5B66", "6A96A5", "C4D0D6")
"""Colours of the default templates, none of which any of these brands has."""
SPARE = ("2E9E4F",)
"""A further colour like the primary, which takes no place of its own."""
SERIES = [f"{{name: {{fr: Série {n}, en: Series {n}}}, values: [{n}, {n + 2}]}}" for n in range(1, 7)]
KINDS = (("column", 1), ("column", 2), ("bar", 3), ("line", 3), ("column", 4), ("line", 6))
CHARTS = "".join(
    f"""\
      - chart:
          kind: {kind}
          caption: {{fr: "Montants {index}", en: "Amounts {index}"}}
          categories: ["2023", "2024"]
          series: [{", ".join(SERIES[:count])}]
"""
    for index, (kind, count) in enumerate(KINDS)
)
SOURCE = (
    """\
languages: [fr, en]
title: {fr: Essai, en: Trial}
subtitle: {fr: Pour voir, en: To see}
date: 2024-09-15
authors: [Ada]
sections:
  - title: {fr: Un, en: One}
    message: {fr: Voici un message., en: This is a message.}
    blocks:
      - text: {fr: "Voir [le site](https://example.org).", en: "See [the site](https://example.org)."}
      - points: [{fr: Premier point, en: First point}, {fr: Second point, en: Second point}]
      - callout: {kind: note, title: {fr: Une note, en: A note}, text: {fr: Un mot., en: A word.}}
      - callout: {kind: warning, title: {fr: Un avis, en: A warning}, text: {fr: Un mot., en: A word.}}
      - callout: {kind: key, title: {fr: La clé, en: The key}, text: {fr: Un mot., en: A word.}}
      - quote: {text: {fr: La parole, en: The words}, attribution: {fr: Une voix, en: A voice}}
      - table:
          caption: {fr: Un tableau, en: A table}
          columns: [{fr: Nom, en: Name}, {fr: Valeur, en: Value}]
          rows: [[{fr: Un, en: One}, 1], [{fr: Deux, en: Two}, 2]]
  - title: {fr: Deux, en: Two}
    blocks:
"""
    + CHARTS
)


class Made:
    """The built files of one brand."""

    def __init__(self, folder: Path, text: str, ink: str):
        logo = Image.new("RGBA", (360, 100), (0, 0, 0, 0))
        ImageDraw.Draw(logo).ellipse((5, 5, 95, 95), fill=ink)
        ImageDraw.Draw(logo).rectangle((120, 35, 350, 65), fill=ink)
        logo.save(folder / "logo.png")
        (folder / "brand.yml").write_text(f"logo: {{path: logo.png, alt: The Office}}\n{text}\n", encoding="utf-8")
        (folder / "publication.yaml").write_text(SOURCE, encoding="utf-8")
        self.result: NewTemplates = new_templates(folder / "brand.yml", output=folder / "look")
        publication = builder.load(folder)
        self.templates = [open_opc(path) for path in self.result.paths]
        self.briefs, self.decks = [], []
        for language in ("fr", "en"):
            builder.write_brief(publication, language, folder / f"{language}.docx", self.result.paths[0])
            builder.write_deck(publication, language, folder / f"{language}.pptx", self.result.paths[1])
            self.briefs.append(open_opc(folder / f"{language}.docx"))
            self.decks.append(open_opc(folder / f"{language}.pptx"))
        self.ink = ink
        self.given = re.findall("[0-9A-F]{6}", text)

    @property
    def files(self) -> list[Opc]:
        return [*self.templates, *self.briefs, *self.decks]

    @property
    def theme(self) -> dict[str, str]:
        return theme_of(self.templates[1], "ppt/slideMasters/slideMaster1.xml")


@pytest.fixture(scope="module", params=sampled(BRANDS, "yellow"))
def branded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Made:
    return Made(tmp_path_factory.mktemp("brand"), *BRANDS[request.param])


def colours_in(opc: Opc) -> set[str]:
    texts = (blob.decode("utf-8", "replace") for name, blob in opc.parts.items() if name.endswith(".xml"))
    return {rgb.upper() for text in texts for rgb in COLOURS.findall(text)}


def test_no_colour_of_the_default_templates_is_left(branded: Made) -> None:
    for opc in branded.files:
        assert colours_in(opc).isdisjoint(HOUSE)


def vivid(rgb: str) -> bool:
    shares = [int(rgb[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    return rgb_to_hsv(*shares)[1] >= 0.15


def test_every_hue_is_one_of_the_brand_s(branded: Made) -> None:
    hues = [rgb for rgb in branded.given if vivid(rgb)]
    for opc in branded.files:
        strays = {rgb for rgb in colours_in(opc) if vivid(rgb) and all(hue_distance(rgb, own) > 12 for own in hues)}
        assert not strays


def test_all_text_can_be_read_on_what_is_behind_it(branded: Made) -> None:
    for opc in branded.briefs:
        assert len(brief_texts(opc)) > 30 and too_pale(brief_texts(opc)) == []
    for opc in branded.decks:
        assert len(deck_texts(opc)) > 30 and too_pale(deck_texts(opc)) == []


def test_series_can_be_seen_and_reds_do_not_touch_greens(branded: Made) -> None:
    for opc in (*branded.briefs, *branded.decks):
        charts = list(chart_fills(opc, branded.theme))
        assert len(charts) == 6
        for part, series in charts:
            # Fills beside others are named by labels and a legend, and have an outline where they are yellow.
            least = 3.0 if len(series) == 1 else 1.8
            for fill, line in series:
                page = branded.theme["lt1"]
                assert max(contrast(fill, page), contrast(line or page, page)) >= least, part
            for (first, _), (second, _) in pairwise(series):
                assert {kind(first), kind(second)} != {"red", "green"} or contrast(first, second) >= 3, part


def kind(rgb: str) -> str:
    hue, _, _ = rgb_to_hls(*(int(rgb[i : i + 2], 16) / 255 for i in (0, 2, 4)))
    degrees = hue * 360
    if not vivid(rgb):
        return "grey"
    return "red" if degrees < 20 or degrees > 340 else "green" if 75 < degrees < 165 else "other"


def test_colours_of_the_brand_stay_or_their_change_is_reported_with_its_reason(branded: Made) -> None:
    reports = [problem.message for problem in branded.result.diagnostics if problem.code == "brand-colour"]
    for rgb in branded.given:
        if rgb in SPARE:
            continue
        reported = [message for message in reports if f"#{rgb}" in message]
        assert rgb in branded.theme.values() or reported, rgb
    for message in reports:
        assert re.search(r"contrast of \d|colour-blind|like another|too dark for a page", message), message


def test_the_logo_can_be_seen_wherever_it_stands(branded: Made) -> None:
    ink = branded.templates[1]
    for part in ("ppt/slideMasters/slideMaster1.xml", "ppt/slideLayouts/slideLayout1.xml"):
        drawn = shapes(ink, part)
        (place,) = [n for n, shape in enumerate(drawn) if shape.find(f".//{P}cNvPr").get("name") == "Logo"]
        plates = [shape for shape in drawn[:place] if shape.find(f".//{P}cNvPr").get("name") == "Logo plate"]
        usual = "bg1" if "Master" in part else "tx2"
        slot = plates[0].find(f"{P}spPr/{A}solidFill/{A}schemeClr").get("val") if plates else usual
        ground = branded.theme[{"bg1": "lt1", "tx2": "dk2"}[slot]]
        assert contrast(logo_colour(branded), ground) >= 3, part


def logo_colour(branded: Made) -> str:
    return branded.ink.removeprefix("#")


def test_the_logo_of_a_brief_is_before_the_ground_of_its_paragraphs(branded: Made) -> None:
    for opc in branded.briefs:
        anchors = opc.find("word/document.xml", "//wp:anchor[starts-with(wp:docPr/@name, 'Logo')]")
        plated = contrast(logo_colour(branded), branded.theme["dk2"]) < 3
        assert [anchor.get("behindDoc") for anchor in anchors] == ["0"] * (1 + plated)


def test_a_light_primary_stays_as_a_fill_with_dark_text(tmp_path: Path) -> None:
    branded = Made(tmp_path, *BRANDS["yellow"])
    assert branded.theme["accent1"] == "FFD400"
    for opc in (*branded.briefs, *branded.decks):
        first = next(series for _, series in chart_fills(opc, branded.theme))
        assert first[0][0] == "FFD400" and contrast(first[0][1], "FFFFFF") >= 3
    shown = {text.colour for opc in branded.decks for text in deck_texts(opc)} | {
        text.colour for opc in branded.briefs for text in brief_texts(opc)
    }
    assert {rgb for rgb in shown if vivid(rgb)} <= {"FFD400"}
    assert all(text.ground == "1A1A1A" for opc in branded.decks for text in deck_texts(opc) if text.colour == "FFD400")


@pytest.mark.parametrize("primary", sampled(["FFD400", "FF7900", "FFB000", "F2C94C"], "FF7900"))
def test_no_yellow_or_orange_becomes_olive_or_brown(primary: str, tmp_path: Path) -> None:
    branded = Made(tmp_path, f'color: {{primary: "#{primary}"}}', f"#{primary}")
    grounds = {branded.theme[slot] for slot in ("dk1", "dk2", "hlink", "folHlink")}
    texts = {text.colour for opc in branded.decks for text in deck_texts(opc)}
    texts |= {text.colour for opc in branded.briefs for text in brief_texts(opc)}
    assert branded.theme["accent1"] == primary
    dark = {rgb for rgb in grounds | texts if vivid(rgb) and contrast(rgb, "FFFFFF") > contrast(primary, "FFFFFF")}
    assert dark == set()


def test_the_place_and_the_reason_of_a_change_are_reported(tmp_path: Path) -> None:
    branded = Made(tmp_path, *BRANDS["red-green"])
    (change,) = [problem for problem in branded.result.diagnostics if problem.code == "brand-colour"]
    assert (change.span.line, change.span.column) == (4, 14)
    assert "#00843D" in change.message and "colour-blind" in change.message
    assert branded.theme["accent1"] == "C8102E" and "00843D" in branded.theme.values()
