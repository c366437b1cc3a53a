"""What does not fit is reported with its languages and its measure; what fits is not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builder.check.runner import check
from tests.check.planted import assert_found, plant

LONG = "Une phrase qui n'est ni trop courte ni trop longue pour une ligne de diapositive."


def section(message: str, blocks: str = "[{points: [a, b]}]") -> str:
    return f"sections:\n  - title: T\n    message: {message}\n    blocks: {blocks}\n"


def pair(french: str, english: str) -> str:
    return section("M", f"\n      - only: brief\n        text: {{fr: {french}, en: {english}}}")


def chart(kind: str, count: int, series: int = 1, mark: str = "", **more: str) -> str:
    all_series = [f"{{name: s{n}, values: {[1] * count}}}" for n in range(series)]
    options = "".join(f", {name}: {value}" for name, value in more.items())
    data = f"categories: {[f'c{n}' for n in range(count)]}, series: [{', '.join(all_series)}]"
    return section("M", f"[{mark}{{chart: {{kind: {kind}, {data}{options}}}}}]")


WORDS = "Le conseil a voté le budget de la ville. Il a aussi relevé le plafond de la dette pour trois ans."
SAME = "Council passed the budget of the city. It also raised the debt ceiling for three years."

REPORTED = {
    "a sentence lost": pair(WORDS, "⟦FIT012⟧Council passed it."),
    "a sentence lost in the source": pair("Le conseil a voté.", f"⟦FIT012⟧{SAME}"),
    "a long message in one language": section(f"{{fr: ⟦FIT003:warning⟧{LONG * 3}, en: {LONG}}}"),
    "events too close for a timeline true to time": section(
        "M",
        "[⟦FIT013:warning⟧{timeline: [{date: 1990, title: A}, {date: 2024-01-05, title: B}, "
        "{date: 2024-01-06, title: C}], "
        "scale: time}]",
    ),
    "a long message in both": section(f"{{fr: ⟦FIT003⟧{LONG * 3}, en: ⟦FIT003⟧{LONG * 3}}}"),
    "a long title without message": section("", "[{points: [a]}]").replace(
        "title: T\n    message: \n", f"title: {{fr: ⟦FIT003⟧{LONG * 3}, en: {LONG}}}\n"
    ),
    "a long point": section("M", f"[{{points: [{{fr: ⟦FIT011⟧{LONG * 4}, en: ⟦FIT011⟧{LONG * 4}}}]}}]"),
    "a pie of twelve": chart("pie", 12, mark="⟦FIT010⟧"),
    "columns side by side": chart("column", 21, 2, "⟦FIT010⟧"),
    "more lines than colours": chart("line", 3, 7, "⟦FIT010⟧"),
}
SILENT = {
    "a natural translation": pair(WORDS, SAME),
    "a short one": pair("Sommaire des recommandations", "Summary"),
    "a title on two lines": section(f"{{fr: {LONG}, en: {LONG}}}"),
    "a long point of the brief": section("M", f"[{{only: brief, points: [{LONG * 4}]}}]"),
    "columns on each other": chart("column", 21, 2, stacked="true"),
    "a line of many points": chart("line", 60),
}


@pytest.mark.parametrize("yaml", [*REPORTED.values(), *SILENT.values()], ids=[*REPORTED, *SILENT])
def test_fit(yaml: str, tmp_path: Path) -> None:
    ratio = ["FIT012"] if yaml.count("only: brief") else []
    assert_found(tmp_path, yaml, select=ratio or ["FIT003", "FIT010", "FIT011", "FIT013"])


def test_a_message_is_reported_how_much_to_cut_and_then_fits(tmp_path: Path) -> None:
    message = LONG * 3
    plant(tmp_path, section(f'{{fr: "{message}", en: Short.}}'))
    (diagnostic,) = check(tmp_path / "publication.yaml", ["FIT003"]).diagnostics
    assert "in `fr`" in diagnostic.message
    characters = int("".join(filter(str.isdigit, diagnostic.hint)))
    plant(tmp_path, section(f'{{fr: "{message[:-characters]}", en: Short.}}'))
    assert check(tmp_path / "publication.yaml", ["FIT003"]).diagnostics == ()


def test_each_language_is_named_with_the_lines_that_are_too_many(tmp_path: Path) -> None:
    points = ", ".join(f'{{fr: "{LONG * 2}", en: Short.}}' for _ in range(12))
    plant(tmp_path, section("M", f"[{{points: [{points}]}}]"))
    (diagnostic,) = check(tmp_path / "publication.yaml", ["FIT001"]).diagnostics
    lines = {tag: int(count) for tag, count in re.findall(r"(fr|en) by (\d+) line", diagnostic.message)}
    assert lines["fr"] > lines.get("en", 0) + 10


def test_a_selection_without_fit_plans_no_deck(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a deck was planned")

    plant(tmp_path, section("M"))
    monkeypatch.setattr("builder.pipeline.planning", refuse)
    assert check(tmp_path / "publication.yaml", ["PAR", "FIG", "TRM", "TYP", "LNG", "STL"]).diagnostics == ()
