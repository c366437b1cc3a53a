"""Words of a bound typed before a figure that prints another bound."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.check.planted import assert_found

FIGURES = """
figures:
  least: {number: 5, bound: at-least}
  most: {number: 5, bound: at-most}
  about: {amount: 5, currency: EUR, bound: about}
  more: {number: 5, bound: more-than}
  loss: {amount: -5, currency: EUR, bound: at-least}
  plain: {number: 5}
  when: {date: 2020, bound: at-least}
"""


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("jusqu'à ⟦FIG012⟧{least}", "up to ⟦FIG012⟧{least}"),
        ("Jusqu’à ⟦FIG012⟧{most}", "No more than ⟦FIG012⟧{most}"),
        ("au plus ⟦FIG012⟧{more}", "at most ⟦FIG012⟧{more}"),
        ("près de ⟦FIG012⟧{more}", "nearly ⟦FIG012⟧{more}"),
        (
            "*moins de* ⟦FIG012⟧{least}^[Au moins ⟦FIG012⟧{most}.]",
            "*less than* ⟦FIG012⟧{least}^[At least ⟦FIG012⟧{most}.]",
        ),
        ("un minimum d'⟦FIG012⟧{about}", "a minimum of ⟦FIG012⟧{about}"),
        ("| A |\\n|---|\\n| au plus ⟦FIG012⟧{least} |", "| A |\\n|---|\\n| up to ⟦FIG012⟧{least} |"),
    ],
)
def test_words_that_contradict_or_repeat_the_bound(french: str, english: str, tmp_path: Path) -> None:
    yaml = f'sections:\n  - title: T\n    blocks:\n      - text: {{fr: "{french}", en: "{english}"}}\n'
    assert_found(tmp_path, FIGURES + yaml, select=["FIG012"])


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("jusqu'à {plain}", "up to {plain}"),
        ("au moins {least}", "at least {least}"),
        ("plus de {more}, plus d'{more}", "more than {more}"),
        ("environ {about}", "about {about}"),
        ("en plus, {least}", "what is more, {least}"),
        ("jusqu'à {plain} et {least}", "up to {plain} and {least}"),
        ("au plus {loss:absolute}", "at most {loss:absolute}"),
        ("une perte sur {least}", "over {least}"),
        ("au moins {when}", "at least {when}"),
        ("au moins **{least}**", "**at least** {least}"),
    ],
)
def test_words_that_go_with_the_figure(french: str, english: str, tmp_path: Path) -> None:
    yaml = f'sections:\n  - title: T\n    blocks:\n      - text: {{fr: "{french}", en: "{english}"}}\n'
    assert_found(tmp_path, FIGURES + yaml, select=["FIG012"])
