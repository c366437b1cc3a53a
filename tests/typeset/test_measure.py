import hypothesis.strategies as st
import pytest
from hypothesis import given

from builder.templates.deck.facts import Frame, Level
from builder.tree.prose import Break, CrossRef, Run
from builder.typeset.fonts import Fonts
from builder.typeset.measure import WIDTH_SPARE, inner, measure, words
from builder.typeset.plan import SlideParagraph, indents

FONTS = Fonts()
CALIBRI = FONTS.face("Calibri")


def lines(text: str, width: float) -> int:
    return words((Run(text),), FONTS, "Calibri").lines(width)


def test_a_text_takes_as_many_lines_as_its_width_asks() -> None:
    word = CALIBRI.width("mot")
    space = CALIBRI[" "]
    assert lines("mot mot mot", 3 * word + 2 * space) == 1
    assert lines("mot mot mot", 3 * word + 2 * space - 0.01) == 2
    assert lines("mot mot mot", word) == 3


def test_the_space_at_the_end_of_a_line_hangs() -> None:
    assert lines("mot ", CALIBRI.width("mot")) == 1


def test_no_break_spaces_never_break() -> None:
    assert lines("12\u00a0345\u202f678", CALIBRI.width("12\u00a0345\u202f678")) == 1
    assert words((Run("100\u00a0millions d’euros"),), FONTS, "Calibri").longest == pytest.approx(
        CALIBRI.width("100\u00a0millions")
    )


def test_a_word_longer_than_the_line_is_broken_by_character() -> None:
    width = CALIBRI.width("mmmm")
    assert lines("m" * 10, width) == 3
    assert lines("ab " + "m" * 10 + " ab", width) == 4


def test_a_word_across_runs_is_one_word() -> None:
    mixed = words((Run("L’"), Run("eau", strong=True), Run(" vive")), FONTS, "Calibri")
    assert mixed.longest == pytest.approx(CALIBRI.width("L’") + FONTS.face("Calibri", bold=True).width("eau"))


def test_breaks_end_lines() -> None:
    assert words((Run("un"), Break(), Run("deux"), Break(), Run("trois")), FONTS, "Calibri").lines(100) == 3


def test_code_is_measured_as_courier_and_references_as_they_read() -> None:
    assert words((Run("abc", code=True),), FONTS, "Calibri").natural() == pytest.approx(3 * 1229 / 2048)
    reference = CrossRef("a", "table", "tableau", "1", "")
    assert words((reference,), FONTS, "Calibri").natural() == pytest.approx(CALIBRI.width("tableau\u00a01"))


def test_capitals_are_measured_as_capitals() -> None:
    assert words((Run("été"),), FONTS, "Calibri", caps=True).natural() == pytest.approx(CALIBRI.width("ÉTÉ"))


def test_the_height_of_a_paragraph() -> None:
    level = Level(font="Calibri", size=20, line_spacing=0.9, space_before=6, space_after=2)
    paragraph = measure([SlideParagraph((Run("mot"),), 0, "none")], FONTS, [level])[0]
    assert paragraph.height(500) == (pytest.approx(8 + 0.9 * 20 * 2500 / 2048), 1)
    assert paragraph.height(500, 0.85, 0.2) == (pytest.approx(8 + 0.7 * 17 * 2500 / 2048), 1)


def test_exact_spacing_does_not_depend_on_the_font() -> None:
    level = Level(font="Calibri", size=20, line_spacing=0, exact_spacing=24)
    assert measure([SlideParagraph((Run("mot"),), 0, "none")], FONTS, [level])[0].height(500)[0] == 24


def test_indents_take_their_room() -> None:
    level = Level(font="Calibri", size=10, margin_left=254_000, indent=-254_000, bullet=True)
    text = (Run("mot mot"),)
    width = CALIBRI.width("mot mot") * 10 * WIDTH_SPARE
    plain, bullet = measure([SlideParagraph(text, 0, "none"), SlideParagraph(text, 0, "bullet")], FONTS, [level])
    assert (plain.height(width + 1)[1], bullet.height(width + 1)[1]) == (1, 2)
    assert bullet.height(width + 21)[1] == 1


@pytest.mark.parametrize(
    ("margin", "indent", "mark", "expected"),
    [
        (228_600, -228_600, "bullet", (228_600, -228_600)),
        (457_200, -228_600, "none", (228_600, 0)),
        (0, 0, "none", (0, 0)),
        (0, 0, "bullet", (228_600, -228_600)),
        (0, 228_600, "none", (0, 0)),
    ],
)
def test_indents(margin: int, indent: int, mark: str, expected: tuple[int, int]) -> None:
    level = Level(font="Calibri", size=10, margin_left=margin, indent=indent)
    assert indents(level, mark) == expected  # type: ignore[arg-type]


def test_insets_are_taken_from_a_frame() -> None:
    assert inner(Frame(0, 0, 127_000, 254_000), (12_700, 25_400, 12_700, 25_400)) == (8, 16)


TEXTS = st.text(alphabet="abc é-–\u00a0\u202f中1", max_size=60)


@given(TEXTS, st.floats(1, 30), st.floats(0.1, 10))
def test_more_room_never_takes_more_lines(text: str, width: float, more: float) -> None:
    assert lines(text, width + more) <= lines(text, width)


@given(TEXTS, st.integers(0, 60), st.floats(1, 30))
def test_runs_do_not_change_the_measure(text: str, at: int, width: float) -> None:
    halves = words((Run(text[:at]), Run(text[at:])), FONTS, "Calibri")
    if "中" not in text and "-" not in text and "–" not in text:
        assert halves.lines(width) == lines(text, width)
    assert halves.natural() == pytest.approx(words((Run(text),), FONTS, "Calibri").natural())


@pytest.mark.parametrize("mark", ["superscript", "subscript"])
def test_raised_and_lowered_characters_are_narrower(mark: str) -> None:
    script = words((Run("CO"), Run("2" * 30, **{mark: True})), FONTS, "Calibri").natural()
    assert CALIBRI.width("CO" + "2" * 15) < script < CALIBRI.width("CO" + "2" * 30)


def test_lowered_characters_make_a_line_taller() -> None:
    plain, lowered, raised = (
        words((Run("CO"), Run("2", subscript=sub, superscript=sup)), FONTS, "Calibri").line
        for sub, sup in ((False, False), (True, False), (False, True))
    )
    assert plain == raised < lowered


@given(st.text("ab cé\u00ad", max_size=30))
def test_soft_hyphens_have_no_width_and_end_no_line(text: str) -> None:
    soft, bare = (words((Run(variant),), FONTS, "Calibri") for variant in (text, text.replace("\u00ad", "")))
    assert (soft.starts, soft.ends, soft.lines(5.0)) == (bare.starts, bare.ends, bare.lines(5.0))


def test_numbers_in_large_type_have_room_in_a_box() -> None:
    for size in (12.0, 18.0, 24.0):
        margin, indent = indents(None, "number", 0, size)
        assert margin == -indent >= 1.5 * size * 12_700
    assert indents(None, "bullet", 0, 24.0) == indents(None, "bullet", 0, 12.0)
