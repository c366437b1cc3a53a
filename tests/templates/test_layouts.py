from __future__ import annotations

import pytest

from builder.office.colour import contrast
from builder.templates.deck.facts import COVER_ROLES, LAYOUT_ROLES, DeckFacts, Frame
from builder.templates.deck.reader import read_deck_facts
from builder.templates.defaults import default_template
from builder.templates.open import open_template

INCH = 914_400
SPECIAL = (*COVER_ROLES, "section", "statement", "closing", "closing-columns", "closing-sources")
CONTENT = [role for role in LAYOUT_ROLES if role not in SPECIAL]


@pytest.fixture(scope="module")
def house() -> DeckFacts:
    return read_deck_facts(open_template(default_template("pptx"), "pptx"))


def test_every_role_has_a_layout_of_its_own(house: DeckFacts) -> None:
    assert set(house.layouts) == set(LAYOUT_ROLES)
    assert not any(layout.substitute for layout in house.layouts.values())
    assert len({layout.part_name for layout in house.layouts.values()}) == len(LAYOUT_ROLES)
    assert (house.width, house.height) == (12_192_000, 6_858_000)


def test_the_theme_is_ours(house: DeckFacts) -> None:
    assert (house.theme.major_font, house.theme.minor_font) == ("Cambria", "Calibri")
    assert house.theme.colours["accent1"] == "0F5A73"
    assert house.theme.colours["dk2"] == "12263A"


@pytest.mark.parametrize(
    ("role", "placeholders"),
    [
        (
            "title",
            {"title", "kicker", "subtitle", "attribution", "date", "figure-prefix", "figure", "figure-label", "source"},
        ),
        ("title-picture", {"title", "kicker", "subtitle", "attribution", "date", "picture", "source"}),
        ("section", {"title", "kicker", "subtitle", "footer", "number"}),
        ("text", {"title", "kicker", "body", "source", "footer", "number"}),
        ("two-content", {"title", "kicker", "body", "body2", "caption", "source", "footer", "number"}),
        ("table", {"title", "kicker", "caption", "table", "source", "footer", "number"}),
        ("chart", {"title", "kicker", "caption", "unit", "chart", "source", "footer", "number"}),
        ("points-chart", {"title", "kicker", "body", "body2", "caption", "unit", "source", "footer", "number"}),
        ("picture", {"title", "kicker", "caption", "picture", "source", "footer", "number"}),
        (
            "quote-points",
            {"title", "kicker", "body", "body2", "attribution", "mark", "source", "footer", "number"},
        ),
        ("statement", {"title", "kicker", "body", "source", "footer", "number"}),
        ("closing", {"title", "kicker", "sources", "footer", "number"}),
        ("closing-columns", {"title", "kicker", "body", "sources", "footer", "number"}),
        ("closing-sources", {"title", "kicker", "body", "sources", "sources2", "footer", "number"}),
        ("quote", {"title", "kicker", "body", "attribution", "mark", "source", "footer", "number"}),
    ],
)
def test_layouts_hold_the_placeholders_of_their_role(house: DeckFacts, role: str, placeholders: set[str]) -> None:
    assert set(house.layouts[role].placeholders) == placeholders


def test_all_content_layouts_share_one_grid(house: DeckFacts) -> None:
    for role in ("kicker", "source", "footer", "number"):
        holding = [layout for layout in map(house.layouts.get, CONTENT) if layout and role in layout.placeholders]
        assert len({layout.placeholders[role].frame for layout in holding}) == 1, role
    titles = [house.layouts[layout].placeholders["title"].frame for layout in CONTENT]
    assert {(title.x, title.y, title.width) for title in titles} == {(609_600, 640_080, 10_972_800)}
    assert {title.height for title in titles} == {960_120, round(0.85 * INCH)}
    bodies = {house.layouts[text].placeholders["body"].frame for text in ("text", "key-figures")}
    assert bodies == {
        Frame(609_600, 1_783_080, 10_972_800, 4_069_080),
        Frame(609_600, 1_463_040, 10_972_800, 4_343_400),
    }


def test_text_takes_five_columns_of_the_grid_beside_an_exhibit(house: DeckFacts) -> None:
    two = house.layouts["two-content"].placeholders
    assert (two["body"].frame.width, two["body2"].frame.width) == (4_438_650, 6_305_550)
    assert two["body"].frame.y == two["caption"].frame.y
    assert two["body2"].frame.x + two["body2"].frame.width == 609_600 + 10_972_800


def test_small_print_is_never_smaller_than_eleven_points(house: DeckFacts) -> None:
    sizes = {role: set[float]() for layout in house.layouts.values() for role in layout.placeholders}
    for layout in house.layouts.values():
        for role, placeholder in layout.placeholders.items():
            sizes[role] |= {level.size for level in placeholder.levels}
    assert min(size for own in sizes.values() for size in own) == 11
    assert (sizes["source"], sizes["footer"], sizes["number"]) == ({11.0, 12.0, 14.0}, {11.0}, {11.0})
    assert house.layouts["text"].placeholders["kicker"].levels[0].size == 14
    colour = house.layouts["text"].placeholders["source"].levels[0].colour
    assert colour == house.layouts["text"].colours["tx1"]


def test_a_placeholder_inherits_missing_properties_from_the_master(house: DeckFacts) -> None:
    title = house.layouts["text"].placeholders["title"]
    assert (title.levels[0].size, title.levels[0].bold, title.levels[0].colour) == (30.0, True, "12263A")
    assert (title.levels[0].line_spacing, title.anchor, title.insets) == (0.94, "t", (0, 0, 0, 0))
    body = house.layouts["text"].placeholders["body"]
    assert [level.size for level in body.levels[:3]] == [24.0, 22.0, 20.0]
    assert [level.margin_left for level in body.levels[:3]] == [274_320, 548_640, 822_960]
    assert all(level.bullet and level.indent == -274_320 for level in body.levels)
    assert body.levels[0].space_before == 16.0


def test_a_title_of_two_lines_fits_its_frame(house: DeckFacts) -> None:
    title = house.layouts["text"].placeholders["title"]
    line = title.levels[0].size * 1.172 * title.levels[0].line_spacing
    assert 2 * line <= title.frame.height / 12_700 < 3 * line


def test_no_placeholder_leaves_the_slide_or_meets_another(house: DeckFacts) -> None:
    for layout in house.layouts.values():
        frames = {role: placeholder.frame for role, placeholder in layout.placeholders.items()}
        for role, frame in frames.items():
            assert frame.x >= 0 and frame.y >= 0, (layout.name, role)
            assert frame.x + frame.width <= house.width and frame.y + frame.height <= house.height, (layout.name, role)
            others = [(name, other) for name, other in frames.items() if name > role]
            assert not [name for name, other in others if meet(frame, other)], (layout.name, role)


def meet(frame: Frame, other: Frame) -> bool:
    return (
        frame.x < other.x + other.width
        and other.x < frame.x + frame.width
        and frame.y < other.y + other.height
        and other.y < frame.y + frame.height
    )


def test_text_has_enough_contrast_with_its_background(house: DeckFacts) -> None:
    for layout in house.layouts.values():
        for role, placeholder in layout.placeholders.items():
            for level in placeholder.levels[: 1 if role == "title" else None]:
                assert contrast(level.colour, placeholder.background or layout.background) >= 4.5, (layout.name, role)
                assert level.size >= 11
    assert house.layouts["title"].background == "12263A"
    assert (house.layouts["title"].ink, house.layouts["title"].accent) == ("bg1", "accent3")
    assert (house.layouts["text"].ink, house.layouts["text"].accent) == ("tx1", "accent1")


def test_exhibits_have_the_room_between_title_and_foot(house: DeckFacts) -> None:
    for role in ("table", "chart", "picture", "highlights", "timeline", "title-only"):
        layout = house.layouts[role]
        area = layout.content
        assert area.width > 11.5 * INCH and area.height >= 3.8 * INCH, role
        assert not any(meet(area, layout.placeholders[text].frame) for text in ("title", "kicker", "source", "footer"))
        if "caption" in layout.placeholders:
            assert not meet(area, layout.placeholders["caption"].frame)


def test_the_progress_strip_of_dividers_is_between_title_and_text(house: DeckFacts) -> None:
    layout = house.layouts["section"]
    assert layout.progress is not None
    assert not any(meet(layout.progress, placeholder.frame) for placeholder in layout.placeholders.values())
    assert all(house.layouts[role].progress is None for role in CONTENT)
