from builder.templates.deck.facts import Level
from builder.tree.prose import Run
from builder.typeset.fit import FULL, Step, body_steps, lines_over, most_that_fit, smallest_fit, title_steps
from builder.typeset.fonts import Fonts
from builder.typeset.measure import LevelledParagraph, measure
from builder.typeset.plan import Fit, SlideParagraph

FONTS = Fonts()
LINE = 2500 / 2048


def block(count: int, size: float = 20.0) -> list[LevelledParagraph]:
    level = Level(font="Calibri", size=size)
    return measure([SlideParagraph((Run("mot"),), 0, "none")] * count, FONTS, [level])


def test_no_step_makes_body_text_smaller_than_its_minimum() -> None:
    assert [step.scale for step in body_steps([20, 16])] == [100_000, 100_000, 92_500]
    assert [step.scale for step in body_steps([12])] == [100_000, 100_000]
    assert min(step.scale for step in body_steps([20])) == 70_000
    assert min(step.scale for step in body_steps([28])) == 62_500


def test_titles_are_shrunk_by_their_own_steps() -> None:
    assert [step.scale for step in title_steps(28)] == [100_000, 90_000, 80_000]


def test_the_first_step_that_fits_every_language_is_taken() -> None:
    room = 10 * 20 * LINE
    steps = body_steps([20])
    assert smallest_fit([block(10)], 500, room, steps) is FULL
    assert smallest_fit([block(10), block(11)], 500, room, steps) == Step(100_000, 10_000)
    assert smallest_fit([block(30)], 500, room, steps) is None


def test_lines_can_be_limited() -> None:
    assert smallest_fit([block(3)], 500, 1000, title_steps(20), most_lines=2) is None


def test_a_step_is_written_as_powerpoint_writes_it() -> None:
    assert Step(92_500, 10_000).fit(7) == Fit(92_500, 10_000, 7)


def test_the_excess_is_reported_in_lines() -> None:
    assert lines_over(block(12), 500, 10 * 20 * LINE) == 2
    assert lines_over(block(10), 500, 10 * 20 * LINE + 1) == 0


def test_the_most_that_fits_is_found_without_trying_every_number() -> None:
    for limit in range(40):
        for largest in range(41):
            tried: list[int] = []

            def fits(number: int, largest: int = largest, tried: list[int] = tried) -> bool:
                tried.append(number)
                return number <= largest

            assert most_that_fit(limit, fits) == min(limit, largest)
            assert len(tried) <= limit.bit_length()
